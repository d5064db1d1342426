//! Performs the setting of target users.

use rusqlite::{OptionalExtension, params};

use crate::domain::{Invalid, PilotId, Week};
use crate::store::commit::Writer;
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
        let now: Option<u32> = self
            .connection
            .prepare_cached("SELECT users FROM target WHERE pilot = ?1 AND from_week = ?2")?
            .query_row(params![pilot.0, from.code()], |row| row.get(0))
            .optional()?;
        if now == users {
            return self.same(format!("{name} had that target from {from} already."));
        }
        let said = |users: Option<u32>| users.map_or_else(|| "none".to_owned(), |users| users.to_string());
        let what = format!("{name}: target users from {from}");
        let key = format!("{{\"pilot\":{},\"from_week\":{}}}", pilot.0, serde_json::json!(from.code()));
        self.expect_seen(was.is_none_or(|was| was == now), (&what, &said(users), &said(now)), |writer| {
            writer.writer_of("target", &key, "users")
        })?;
        let sentence = match users {
            Some(0) => {
                let error = Invalid::new("a pilot needs at least one target user");
                return Err(error.hint("write how many people it is meant for").at("users").into());
            }
            Some(users) => {
                self.connection
                    .prepare_cached(
                        "INSERT INTO target (pilot, from_week, users) VALUES (?1, ?2, ?3) \
                         ON CONFLICT DO UPDATE SET users = excluded.users",
                    )?
                    .execute(params![pilot.0, from.code(), users])?;
                format!("{name} aims at {users} users from {from} on.")
            }
            None => {
                self.connection
                    .execute("DELETE FROM target WHERE pilot = ?1 AND from_week = ?2", params![pilot.0, from.code()])?;
                format!("{name} has no target of its own from {from} on.")
            }
        };
        self.touch(pilot, 0);
        self.did(sentence)
    }
}
