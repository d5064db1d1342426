//! Answers for the pages of one pilot: its stays in stages, its checklist, its notes.

use std::collections::HashMap;

use super::earlier::Stood;
use super::of::Of;
use super::{EvidenceRow, grouped_of, rows, rows_of};
use crate::domain::{
    Appointment, AppointmentId, Day, Evidence, EvidenceId, ItemStanding, Note, NoteId, PersonId, Pilot, PilotId,
    PilotPage, Powers, Stage, Tick, Visit, VisitId,
};
use crate::store::columns::{Columns, WAY_IN};
use crate::store::error::Result;
use crate::store::open::Reader;

/// A checklist item of a pilot, touched or not, as in lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRow {
    /// Its pilot's code.
    pub pilot: String,
    /// Its stage.
    pub stage: Stage,
    /// Its id in the framework.
    pub item: String,
    /// Its title.
    pub title: String,
    /// What was entered; none when nobody touched it.
    pub tick: Option<Tick>,
}

impl Reader {
    /// Everything that a pilot's pages show, except its readings and its journal.
    pub fn page(&self, id: PilotId) -> Result<Option<PilotPage>> {
        self.pilot(id)?.map(|pilot| self.page_of(pilot)).transpose()
    }

    /// The same as screens show it on `day`; none if the pilot had not begun by then.
    pub fn page_seen(&self, id: PilotId, day: Day) -> Result<Option<PilotPage>> {
        if !self.looks_back(day)? {
            return self.page(id);
        }
        let stood = self.pilot_on(id, day)?.map(|pilot| self.page_of(pilot)).transpose()?;
        stood.map(|page| self.page_on(page, day)).transpose()
    }

    fn page_of(&self, pilot: Pilot) -> Result<PilotPage> {
        let id = pilot.id;
        let (metrics, targets) = (self.metrics(Some(id))?, self.targets(id)?);
        Ok(PilotPage {
            pilot,
            summary: self.summary(id)?,
            visits: self.visits(id)?,
            ticks: self.ticks(Some(id))?.remove(&id).unwrap_or_default(),
            stated: self.stated_by(&metrics, &targets)?,
            metrics,
            targets,
            notes: self.notes(Some(id))?,
            baselines: self.baselines(Some(id))?,
            decisions: self.decisions(Some(id))?,
            versions: self.versions(Some(id))?,
            exceptions: self.exceptions(Some(id))?,
            readiness: self.readiness(Some(id))?.remove(&id).unwrap_or_default(),
            rules: self.rules()?,
        })
    }

    /// Its stays in the stages, oldest first.
    pub fn visits(&self, id: PilotId) -> Result<Vec<Visit>> {
        Ok(self.all_visits(Of::one(id))?.remove(&id).unwrap_or_default())
    }

    /// The stays in stages of one pilot, or of all, oldest first.
    pub fn all_visits(&self, of: impl Into<Of>) -> Result<HashMap<PilotId, Vec<Visit>>> {
        let sql = format!(
            "SELECT v.id, v.stage, coalesce(v.entered, CASE v.kind WHEN 'forward' THEN NULL WHEN 'back' THEN NULL \
             ELSE p.started END), {WAY_IN}, v.why, v.by, v.assumed, v.pilot FROM visit v JOIN pilot p ON p.id = v.pilot \
             LEFT JOIN decision d ON d.id = v.decision WHERE v.pilot {{of}} ORDER BY v.id",
        );
        grouped_of(&self.connection, of, &sql, |row| {
            let pilot = PilotId(row.get(7)?);
            let visit = Visit {
                id: VisitId(row.get(0)?),
                pilot,
                stage: Stage::from_number(row.get(1)?).unwrap_or(Stage::One),
                entered: row.day(2)?,
                kind: row.word(3)?,
                why: row.get(4)?,
                by: row.get(5)?,
                assumed: row.get(6)?,
            };
            Ok((pilot, visit))
        })
    }

    /// Its executive owners, oldest first, with their names.
    pub(super) fn appointments(&self, id: PilotId) -> Result<Vec<(Appointment, Option<String>)>> {
        let sql = "SELECT a.id, a.person, n.name, a.since, a.why, a.accountability, a.authority, a.committee \
             FROM appointment a LEFT JOIN person n ON n.id = a.person WHERE a.pilot = ?1 ORDER BY a.id";
        rows(&self.connection, sql, [id.0], |row| {
            let appointment = Appointment {
                id: AppointmentId(row.get(0)?),
                pilot: id,
                person: row.some_id(1, PersonId)?,
                since: row.day(3)?.unwrap_or_default(),
                why: row.get(4)?,
                powers: powers(row, 5)?,
            };
            Ok((appointment, row.get(2)?))
        })
    }

    /// The touched checklist items of one pilot, or of all.
    pub fn ticks(&self, of: impl Into<Of>) -> Result<HashMap<PilotId, Vec<Tick>>> {
        let of = of.into();
        let mut evidence: HashMap<(PilotId, String), Vec<Evidence>> = HashMap::new();
        for row in self.evidence(of)? {
            evidence.entry((row.pilot, row.item)).or_default().push(row.evidence);
        }
        let sql = "SELECT t.pilot, t.item, t.state, t.owner, t.due, t.why, t.reads, t.writes, n.name FROM tick t \
             LEFT JOIN person n ON n.id = t.owner WHERE t.pilot {of} ORDER BY t.pilot, t.item";
        grouped_of(&self.connection, of, sql, |row| {
            let pilot = PilotId(row.get(0)?);
            let item: String = row.get(1)?;
            let evidence = evidence.remove(&(pilot, item.clone())).unwrap_or_default();
            Ok((pilot, Tick { item, standing: standing(row, 2)?, owner_name: row.get(8)?, evidence }))
        })
    }

    /// Evidence of one pilot, or of all, oldest first.
    pub fn evidence(&self, of: impl Into<Of>) -> Result<Vec<EvidenceRow>> {
        let sql = "SELECT pilot, item, id, text, given, by FROM evidence WHERE pilot {of} ORDER BY id";
        rows_of(&self.connection, of, sql, |row| {
            Ok(EvidenceRow { pilot: PilotId(row.get(0)?), item: row.get(1)?, evidence: piece(row, 2)? })
        })
    }

    /// Notes of one pilot, or of all, newest first, archived ones too.
    pub fn notes(&self, of: impl Into<Of>) -> Result<Vec<Note>> {
        let sql =
            "SELECT id, pilot, written, by, text, archived FROM note WHERE pilot {of} ORDER BY written DESC, id DESC";
        rows_of(&self.connection, of, sql, |row| {
            Ok(Note {
                id: NoteId(row.get(0)?),
                pilot: PilotId(row.get(1)?),
                on: row.day(2)?.unwrap_or_default(),
                by: row.get(3)?,
                text: row.get(4)?,
                archived: row.get(5)?,
            })
        })
    }

    /// The checklist items of those pilots that somebody had touched by `day`, as they stood then; `of` covers all of
    /// those pilots.
    pub fn ticks_on(&self, of: impl Into<Of>, pilots: &[Pilot], day: Day) -> Result<HashMap<PilotId, Vec<Tick>>> {
        let mut all = self.ticks(of)?;
        if !self.looks_back(day)? {
            return Ok(all);
        }
        let stood = self.ticks_stood(pilots, day)?;
        for pilot in pilots {
            let Some(ticks) = all.get_mut(&pilot.id) else {
                continue;
            };
            for mut tick in std::mem::take(ticks) {
                let was_touched = match stood.get(&(pilot.id.0, tick.item.clone())) {
                    Some(stood) => self.put_tick_back(&mut tick, stood, day)?,
                    None => true,
                };
                if was_touched {
                    ticks.push(tick);
                }
            }
        }
        Ok(all)
    }

    /// Winds a checklist item back to `day`. Returns whether it was touched by then.
    fn put_tick_back(&self, tick: &mut Tick, stood: &Stood, day: Day) -> Result<bool> {
        let owner = tick.standing.owner;
        stood.put(&mut tick.standing.state, "state");
        stood.put(&mut tick.standing.owner, "owner");
        stood.put(&mut tick.standing.due, "due");
        if tick.standing.owner != owner {
            tick.owner_name = self.name_of(tick.standing.owner)?;
        }
        tick.evidence.retain(|piece| piece.on <= day);
        Ok(stood.is_there())
    }

    /// The checklist of each of those pilots as it stood on `day`: the items of its stage and of those before, touched
    /// or not.
    pub fn gaps(&self, pilots: &[Pilot], day: Day) -> Result<Vec<GapRow>> {
        let (mut ticks, framework) = (self.ticks_on(None, pilots, day)?, self.framework()?);
        let mut gaps = Vec::new();
        for pilot in pilots {
            let touched = ticks.remove(&pilot.id).unwrap_or_default();
            for item in framework.items_through(pilot.stage) {
                let tick = Tick::of(&touched, &item.id).cloned();
                gaps.push(GapRow {
                    pilot: pilot.code.clone(),
                    stage: item.stage,
                    item: item.id.clone(),
                    title: item.title.clone(),
                    tick,
                });
            }
        }
        Ok(gaps)
    }
}

/// The powers of an owner; accountability, authority and committee begin at that column.
pub(in crate::store) fn powers(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Powers> {
    Ok(Powers { accountability: row.word(at)?, authority: row.word(at + 1)?, committee: row.word(at + 2)? })
}

/// A piece of evidence; id, text, day and writer begin at that column.
pub(super) fn piece(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Evidence> {
    let on = row.day(at + 2)?.unwrap_or_default();
    Ok(Evidence { id: EvidenceId(row.get(at)?), text: row.get(at + 1)?, on, by: row.get(at + 3)? })
}

/// The state of a checklist item; state, owner, due day, why, reads and writes begin at that column.
pub(in crate::store) fn standing(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<ItemStanding> {
    Ok(ItemStanding {
        state: row.word(at)?,
        owner: row.some_id(at + 1, PersonId)?,
        due: row.day(at + 2)?,
        why: row.get(at + 3)?,
        reads: row.get(at + 4)?,
        writes: row.get(at + 5)?,
    })
}
