//! Performs decisions together with what they change, and keeps the log of model versions.

use rusqlite::{OptionalExtension, params};

use super::{Writer, brief, required};
use crate::domain::change::{Decide, Decided, NewVersion};
use crate::domain::pilot::tidy_name;
use crate::domain::{DecisionId, Invalid, PilotId, check_day};
use crate::store::columns::{DayText, words_json};
use crate::store::error::Result;

impl Writer<'_> {
    pub(super) fn decide(&mut self, decide: &Decide) -> Result<()> {
        let name = self.pilot_name(decide.pilot)?;
        let statement = required(&decide.statement, "what was decided", "say")?;
        let by = self.person_name(decide.by)?;
        let on = check_day(decide.on.unwrap_or(self.stamp.today)).map_err(|error| error.at("on"))?;
        if on > self.stamp.today {
            let error = Invalid::new(format!("{on} lies in the future")).hint("record a decision once it was taken");
            return Err(error.at("on").into());
        }
        let id = DecisionId(self.ids.take());
        self.connection
            .prepare_cached(
                "INSERT INTO decision (id, pilot, verb, statement, decided, decider, rationale, rejected, conditions) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                id.0,
                decide.pilot.0,
                decide.effect.verb().name(),
                statement,
                DayText(Some(on)),
                decide.by.0,
                decide.rationale.trim(),
                words_json(&decide.rejected),
                words_json(&decide.conditions),
            ])?;
        match decide.effect {
            Decided::Rebaseline { metric, of } => {
                let (metric, _) = self.metric_row(metric)?;
                if metric.pilot != decide.pilot {
                    let error = Invalid::new(format!("{} is not a metric of {name}", metric.name));
                    return Err(error.hint("name one of its own").at("metric").into());
                }
                self.rebaseline(&metric, of, &by, id)?;
            }
            Decided::ChangeScope { users: Some((0, _)) } => return Err(super::no_users()),
            Decided::ChangeScope { users: Some((users, from)) } => {
                self.put_target(decide.pilot, users, from, Some(id))?;
            }
            Decided::ChangeScope { users: None } => {}
        }
        self.touch(decide.pilot, 0);
        self.did(format!("{name}: {by} decided to {}: {}", said(decide.effect), brief(&statement)))
    }

    /// The newest decision to change a pilot's scope that no target rests on yet.
    pub(super) fn unused_scope(&self, pilot: PilotId) -> Result<Option<DecisionId>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id FROM decision d WHERE pilot = ?1 AND verb = 'change-scope' \
                 AND NOT EXISTS (SELECT 1 FROM target t WHERE t.pilot = d.pilot AND t.decision = d.id) \
                 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([pilot.0], |row| row.get(0).map(DecisionId))
            .optional()?)
    }

    pub(super) fn version(&mut self, new: &NewVersion) -> Result<()> {
        let pilot = self.pilot_name(new.pilot)?;
        let name = tidy_name(&new.name, "version")?;
        let released = check_day(new.released).map_err(|error| error.at("released"))?;
        if released > self.stamp.today {
            let error =
                Invalid::new(format!("{released} lies in the future")).hint("log a version once it is released");
            return Err(error.at("released").into());
        }
        let taken = self
            .connection
            .prepare_cached("SELECT 1 FROM version WHERE pilot = ?1 AND name = ?2")?
            .exists(params![new.pilot.0, name])?;
        if taken {
            let error = Invalid::new(format!("{pilot} has a version “{name}” already")).hint("choose another name");
            return Err(error.at("name").into());
        }
        let id = self.ids.take();
        self.connection
            .prepare_cached(
                "INSERT INTO version (id, pilot, name, released, retrained, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, new.pilot.0, name, DayText(Some(released)), new.retrained, new.note.trim()])?;
        self.touch(new.pilot, 0);
        self.did(format!("{pilot}: version {name} was released on {released}."))
    }
}

const fn said(effect: Decided) -> &'static str {
    match effect {
        Decided::Rebaseline { .. } => "rebaseline",
        Decided::ChangeScope { .. } => "change scope",
    }
}
