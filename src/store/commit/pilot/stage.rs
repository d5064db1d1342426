//! Performs the moves of a pilot between stages, and the changes of whether it is worked on.

use rusqlite::params;

use crate::domain::{Day, Gate, Lifecycle, PilotId, Stage, Value, VisitKind};
use crate::store::columns::{Columns, DayText, WAY_IN};
use crate::store::commit::{Writer, brief, refuse, required};
use crate::store::error::Result;

/// A stay in a stage that begins.
pub(in crate::store::commit) struct Stay<'a> {
    pub stage: Stage,
    pub entered: Option<Day>,
    pub kind: VisitKind,
    pub why: &'a str,
    /// Was the stage guessed?
    pub assumed: bool,
}

impl Writer<'_> {
    pub(in crate::store::commit) fn insert_visit(&self, id: i64, pilot: PilotId, stay: &Stay<'_>) -> Result<()> {
        self.execute(
            "INSERT INTO visit (id, pilot, stage, entered, kind, why, by, assumed) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                id,
                pilot.0,
                stay.stage.number(),
                DayText(stay.entered),
                stored(stay.kind),
                stay.why,
                self.stamp.actor,
                stay.assumed
            ],
        )?;
        Ok(())
    }

    /// Makes a new visit the one where the pilot is. Its place in the own order stays behind with the other pilots.
    pub(in crate::store::commit) fn begin_stay(&self, visit: i64, pilot: PilotId) -> Result<()> {
        self.execute("UPDATE pilot SET visit = ?1, place = NULL WHERE id = ?2", [visit, pilot.0])?;
        Ok(())
    }

    pub(in crate::store::commit) fn present(&self, pilot: PilotId) -> Result<(Stage, VisitKind, Option<Day>)> {
        self.row(
            &format!(
                "SELECT v.stage, {WAY_IN}, coalesce(v.entered, p.started) FROM pilot p JOIN visit v ON v.id = p.visit \
                 LEFT JOIN decision d ON d.id = v.decision WHERE p.id = ?1"
            ),
            [pilot.0],
            |row| {
                let stage = Stage::from_number(row.get(0)?).unwrap_or(Stage::One);
                Ok((stage, row.word(1)?, row.day(2)?))
            },
        )
    }

    pub(in crate::store::commit) fn move_back(
        &mut self,
        pilot: PilotId,
        to: Stage,
        why: &str,
        on: Option<Day>,
        was: Option<Stage>,
    ) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let (stage, _, entered) = self.present(pilot)?;
        if stage == to {
            return self.same(format!("{name} was in stage {to} already."));
        }
        let said = (format!("{name}: stage"), format!("stage {to}"), format!("stage {stage}"));
        self.expect_seen(was.is_none_or(|was| was == stage), (&said.0, &said.1, &said.2), |writer| {
            writer.writer_of_id("pilot", pilot.0, "visit")
        })?;
        if to > stage {
            let gate = Gate::out_of(stage).map_or("its gate", Gate::name);
            let what = format!("{name} is in stage {stage}: only the verdict of {gate} moves it on");
            let hint = format!("record it: steerco gate CODE {gate} --decide go --by WHO --why TEXT");
            return refuse(what, hint, "stage");
        }
        let why = required(why, "the reason for the move", "why")?;
        let on = self.happened(on, "a move is recorded once it happened", "on")?;
        if entered.is_some_and(|entered| on < entered) {
            let what = format!("{name} entered stage {stage} later than {on}");
            return refuse(what, "a move cannot lie before the one that came first", "on");
        }
        let visit = self.ids.take();
        let stay = Stay { stage: to, entered: Some(on), kind: VisitKind::Back, why: &why, assumed: false };
        self.insert_visit(visit, pilot, &stay)?;
        self.begin_stay(visit, pilot)?;
        self.touch(pilot);
        self.did(format!("Moved “{name}” back to stage {to}: {}", brief(&why)))
    }

    /// Corrects the stage where a record began, for an import, as long as no decision moved the pilot there.
    pub(in crate::store::commit) fn retake(
        &mut self,
        pilot: PilotId,
        to: Stage,
        why: &str,
        entered: Option<Day>,
        assumed: bool,
    ) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let (stage, ..) = self.present(pilot)?;
        if !self.reader.pilot(pilot)?.is_some_and(|pilot| pilot.is_correctable()) {
            let what = format!("{name} was moved to stage {stage} here, and the file says stage {to}");
            let hint = "an import does not undo a decision: move it back, or hold its gate, if the file is right";
            return refuse(what, hint, "stage");
        }
        let held: (Option<Day>, bool) = self.row(
            "SELECT v.entered, v.assumed FROM pilot p JOIN visit v ON v.id = p.visit WHERE p.id = ?1",
            [pilot.0],
            |row| Ok((row.day(0)?, row.get(1)?)),
        )?;
        let stays = stage == to && entered.is_none_or(|entered| Some(entered) == held.0) && assumed == held.1;
        if stays {
            return self.same(format!("{name} was in stage {to} already."));
        }
        // Only the first visit is corrected, and none added: the record begins elsewhere than was believed.
        let entered = entered.or(if stage == to { held.0 } else { (to > Stage::One).then_some(self.stamp.today) });
        self.execute(
            "UPDATE visit SET stage = ?1, entered = ?2, why = ?3, assumed = ?4 \
                 WHERE id = (SELECT visit FROM pilot WHERE id = ?5)",
            params![to.number(), DayText(entered), why, assumed, pilot.0],
        )?;
        if stage != to {
            self.execute("UPDATE pilot SET place = NULL WHERE id = ?1", [pilot.0])?;
        }
        self.touch(pilot);
        self.did(format!("“{name}” stands at stage {to} now, by {why}."))
    }

    pub(in crate::store::commit) fn lifecycle(
        &mut self,
        pilot: PilotId,
        to: Lifecycle,
        why: &str,
        was: Option<Lifecycle>,
    ) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let was = was.map(|was| Value::Text(was.name().to_owned()));
        let value = Value::Text(to.name().to_owned());
        if !self.set_column(("pilot", pilot.0, &name), "lifecycle", &value, was.as_ref())? {
            return self.same(format!("{name} was {to} already."));
        }
        self.pause(pilot, to == Lifecycle::Paused, self.stamp.today)?;
        self.touch(pilot);
        let why = why.trim();
        self.did(if why.is_empty() { format!("{name} is {to} now.") } else { format!("{name} is {to} now: {why}") })
    }

    /// The clocks stand still from the day of the pause to the day of the resumption.
    pub(in crate::store::commit) fn pause(&mut self, pilot: PilotId, paused: bool, on: Day) -> Result<()> {
        let today = DayText(Some(on));
        self.execute("UPDATE pause SET to_day = ?1 WHERE pilot = ?2 AND to_day IS NULL", params![today, pilot.0])?;
        if paused {
            let id = self.ids.take();
            self.execute(
                "INSERT INTO pause (id, pilot, from_day, to_day) VALUES (?1, ?2, ?3, NULL)",
                params![id, pilot.0, today],
            )?;
        }
        Ok(())
    }
}

/// The stored word of a way into a stage. Gate and waiver are told apart by the decision that the visit names.
const fn stored(kind: VisitKind) -> &'static str {
    match kind {
        VisitKind::Gate | VisitKind::Waiver => "forward",
        other => other.name(),
    }
}
