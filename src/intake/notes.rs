//! Plans what a table of notes changes in a workspace: what is new is written, with its day and its writer. What is there
//! already, of the same pilot and day, is not written twice. Only of a note that was written out, which its id tells, the text
//! is brought up to date; its pilot, day and writer it keeps.

use std::collections::HashMap;

use super::actions::heard;
use super::pilots;
use super::planned::Planned;
use super::readings::unknown;
use super::report::{Report, left_out};
use crate::domain::change::NoteChange;
use crate::domain::incoming::DateOrder;
use crate::domain::shown::collapsed;
use crate::domain::{Change, Day, Invalid, Note, NoteId, PersonId, PilotId};
use crate::exchange::matching::{Names, who};
use crate::exchange::notes::{Noted, columns, read, unfed};
use crate::exchange::{Reject, Table};
use crate::store::{Of, Result, Store};

pub(super) fn plan(store: &Store, table: &Table, order: Option<DateOrder>, today: Day) -> Result<Planned> {
    let (noted, mut rejected) = (read(table, order, today), table.rejected.clone());
    let find = store.read().pilot_finder()?;
    let notes = store.read().notes(Of::All)?;
    let mut known = Known::of(store, &find, &notes)?;
    let mut report = Report { kind: "notes", dates: order, ..Report::default() };
    let (mut changes, mut rows) = (Vec::new(), Vec::new());
    for one in &noted {
        match known.change(one, today)? {
            Ok(None) => report.unchanged += 1,
            Ok(Some(change)) => {
                let is_new = matches!(change, NoteChange::Bring { .. });
                *(if is_new { &mut report.created } else { &mut report.changed }) += 1;
                changes.push(Change::Note(change));
            }
            Err(wrong) => rejected.extend(wrong.into_iter().map(|reason| Reject { row: one.row, reason })),
        }
        rows.resize(changes.len(), one.row);
    }
    rejected.sort_by_key(|reject| reject.row);
    report.rejected = rejected;
    report.remarks = left_out(&unfed(table), "notes", columns()).into_iter().collect();
    Ok(Planned { changes, rows, report })
}

/// What a note is known by: its pilot, its day and its text, however its lines break.
type Likeness = (PilotId, Day, String);

/// What a row comes to, nothing where it is there already; or all that is wrong with it.
type Made = std::result::Result<Option<NoteChange>, Vec<Invalid>>;

/// What is known here that the rows speak of.
struct Known<'a> {
    /// Which pilot a text means.
    find: &'a dyn Fn(&str) -> Result<PilotId>,
    people: Names,
    called: HashMap<PersonId, String>,
    by_id: HashMap<NoteId, &'a Note>,
    by_text: HashMap<Likeness, &'a Note>,
    /// The rows in which one was named first.
    seen: HashMap<Likeness, u64>,
}

fn like(note: &Note) -> Likeness {
    (note.pilot, note.on, collapsed(&note.text))
}

impl<'a> Known<'a> {
    fn of(store: &Store, find: &'a dyn Fn(&str) -> Result<PilotId>, notes: &'a [Note]) -> Result<Self> {
        Ok(Self {
            find,
            people: pilots::names(store)?,
            called: store.read().people_names()?.into_iter().collect(),
            by_id: notes.iter().map(|note| (note.id, note)).collect(),
            by_text: notes.iter().map(|note| (like(note), note)).collect(),
            seen: HashMap::new(),
        })
    }

    fn change(&mut self, noted: &Noted, today: Day) -> Result<Made> {
        let mut wrong = noted.wrong.clone();
        let named = (!noted.pilot.is_empty()).then(|| (self.find)(&noted.pilot)).transpose();
        let pilot = heard(named.map_err(|error| unknown(error, "pilot")), &mut wrong)?;
        if let Some(on) = noted.on.filter(|on| *on > today) {
            let error = Invalid::new(format!("{on} lies in the future"));
            wrong.push(error.hint("write a note of a day that has been").at("date"));
        }
        let (Some(pilot), Some(on), true) = (pilot, noted.on, wrong.is_empty()) else {
            return Ok(Err(wrong));
        };
        let like = (pilot, on, collapsed(&noted.text));
        if let Some(first) = self.seen.insert(like.clone(), noted.row) {
            let error = Invalid::new(format!("the same stands in row {first} too"));
            return Ok(Err(vec![error.hint("keep one of them")]));
        }
        let written_out = noted.id.parse::<NoteId>().ok().and_then(|id| self.by_id.get(&id).copied());
        Ok(match written_out {
            Some(there) if (there.pilot, there.on) != (pilot, on) => {
                let error = Invalid::new("a note keeps its pilot and its day");
                Err(vec![error.hint("put the cell back, or empty its id: then it is another note").at("date")])
            }
            Some(there) if collapsed(&there.text) == like.2 => Ok(None),
            Some(there) => {
                let (note, was) = (there.id, Some(there.text.clone()));
                Ok(Some(NoteChange::Edit { note, to: noted.text.clone(), was }))
            }
            None if self.by_text.contains_key(&like) => Ok(None),
            None => Ok(Some(NoteChange::Bring { pilot, text: noted.text.clone(), on, by: self.writer(&noted.by) })),
        })
    }

    /// Who wrote it, by the name that they have here, where they are known; none where nobody is named.
    fn writer(&self, by: &str) -> Option<String> {
        let known = who(&self.people, by).and_then(|person| self.called.get(&person)).cloned();
        known.or_else(|| Some(by.to_owned())).filter(|by| !by.is_empty())
    }
}
