//! Performs the setting of target users.

use rusqlite::params;
use serde_json::json;

use crate::domain::{DecisionId, PilotId, Week};
use crate::store::commit::{Writer, refuse};
use crate::store::error::Result;

impl Writer<'_> {
    pub(in crate::store::commit) fn target(
        &mut self,
        pilot: PilotId,
        users: Option<u32>,
        from: Week,
        was: Option<Option<u32>>,
    ) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let now: Option<u32> = self.found(
            "SELECT users FROM target WHERE pilot = ?1 AND from_week = ?2",
            params![pilot.0, from.code()],
            |row| row.get(0),
        )?;
        if now == users {
            return self.same(format!("{name} had that target from {from} already."));
        }
        let said = |users: Option<u32>| users.map_or_else(|| "none".to_owned(), |users| users.to_string());
        let what = format!("{name}: target users from {from}");
        let key = json!({"pilot": pilot.0, "from_week": from.code()}).to_string();
        self.expect_seen(was.is_none_or(|was| was == now), (&what, &said(users), &said(now)), |writer| {
            writer.writer_of("target", &key, "users")
        })?;
        let sentence = match users {
            Some(0) => return Err(crate::store::commit::no_users()),
            Some(users) => {
                let decision = self.scope_of(pilot, &name, users, from)?;
                self.put_target(pilot, users, from, decision)?;
                format!("{name} aims at {users} users from {from} on.")
            }
            None => {
                self.execute("DELETE FROM target WHERE pilot = ?1 AND from_week = ?2", params![pilot.0, from.code()])?;
                format!("{name} has no target of its own from {from} on.")
            }
        };
        self.touch(pilot);
        self.did(sentence)
    }

    /// The decision that a lower number rests on. A higher one needs none.
    fn scope_of(&self, pilot: PilotId, name: &str, users: u32, from: Week) -> Result<Option<DecisionId>> {
        let before = self.target_in_force(pilot, from)?;
        let Some(before) = before.filter(|before| users < *before) else {
            return Ok(None);
        };
        if let Some(decision) = self.unused_scope(pilot)? {
            return Ok(Some(decision));
        }
        refuse(
            format!("{name} aims at {before} users from {from} on; fewer is a change of scope"),
            "decide it: `steerco decide PILOT change-scope --users N --say … --by WHO`, in the program with “decide”",
            "users",
        )
    }

    pub(in crate::store::commit) fn put_target(
        &self,
        pilot: PilotId,
        users: u32,
        from: Week,
        decision: Option<DecisionId>,
    ) -> Result<()> {
        self.execute(
            "INSERT INTO target (pilot, from_week, users, decision) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT DO UPDATE SET users = excluded.users, decision = coalesce(excluded.decision, decision)",
            params![pilot.0, from.code(), users, decision.map(|decision| decision.0)],
        )?;
        Ok(())
    }
}
