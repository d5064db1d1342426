//! Plans what a table of notes changes in a workspace. New notes are added, with their day and writer. One that is
//! there already, of the same pilot and day, is not added twice. Only a note that was exported, which its id tells,
//! takes on the text in its row and whether it is archived; it keeps its pilot, day and writer.

use std::collections::HashMap;

use super::actions::heard;
use super::pilots;
use super::planned::Planned;
use super::readings::unknown;
use super::report::{Report, left_out};
use crate::domain::change::NoteChange;
use crate::domain::incoming::DateOrder;
use crate::domain::person::{Names, who};
use crate::domain::shown::collapsed;
use crate::domain::{Change, Day, Invalid, Note, NoteId, PersonId, PilotId};
use crate::exchange::Table;
use crate::exchange::notes::{LAYOUT, Noted, read};
use crate::store::{Of, Result, Store};

pub(super) fn plan(store: &Store, table: &Table, order: Option<DateOrder>, today: Day) -> Result<Planned> {
    let noted = read(table, order, today);
    let find = store.read().pilot_finder()?;
    let notes = store.read().notes(Of::All)?;
    let mut known = Known::of(store, &find, &notes)?;
    let report = Report { kind: "notes", dates: order, rejected: table.rejected.clone(), ..Report::default() };
    let mut planned = Planned { report, ..Planned::default() };
    for one in &noted {
        let made = known.changes(one, today)?;
        planned.take(one.row, made.map(|made| made.into_iter().map(Change::Note).collect()));
    }
    planned.report.remarks = left_out(&LAYOUT.unfed(table), "notes", LAYOUT.names()).into_iter().collect();
    Ok(planned)
}

/// What a note is known by: its pilot, its day and its text, however its lines break.
type Likeness = (PilotId, Day, String);

/// What a row comes to, nothing where it is there already; or all that is wrong with it.
type Made = std::result::Result<Vec<NoteChange>, Vec<Invalid>>;

/// What helps where another note is meant than the one that was written out.
const ANOTHER: &str = "put the cell back, or empty its id: then it is another note";

/// What is known here that the rows speak of.
struct Known<'a> {
    /// Which pilot a text means.
    find: &'a dyn Fn(&str) -> Result<PilotId>,
    people: Names,
    called: HashMap<PersonId, String>,
    by_id: HashMap<NoteId, &'a Note>,
    by_text: HashMap<Likeness, &'a Note>,
    /// The rows in which one was named first. Two that were written out may say the same on one day.
    seen: HashMap<(Option<NoteId>, Likeness), u64>,
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

    fn changes(&mut self, noted: &Noted, today: Day) -> Result<Made> {
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
        let written_out = noted.id.parse::<NoteId>().ok().and_then(|id| self.by_id.get(&id).copied());
        if let Some(first) = self.seen.insert((written_out.map(|there| there.id), like.clone()), noted.row) {
            let error = Invalid::new(format!("the same stands in row {first} too"));
            return Ok(Err(vec![error.hint("keep one of them")]));
        }
        if let Some(there) = written_out {
            return Ok(self.edits(there, noted, &like));
        }
        if let Some(there) = self.by_text.get(&like) {
            return Ok(Ok(archived(there, noted).into_iter().collect()));
        }
        if noted.archived == Some(true) {
            let error = Invalid::new("it is archived, and was not known before");
            return Ok(Err(vec![error.hint("take the row out, or empty that cell").at("archived")]));
        }
        let by = noted.by.as_deref().and_then(|by| self.writer(by));
        Ok(Ok(vec![NoteChange::Bring { pilot, text: noted.text.clone(), on, by }]))
    }

    /// What a row says otherwise of a note that was written out.
    fn edits(&self, there: &Note, noted: &Noted, (pilot, on, text): &Likeness) -> Made {
        let mut wrong = Vec::new();
        if (there.pilot, there.on) != (*pilot, *on) {
            wrong.push(Invalid::new("a note keeps its pilot and its day").hint(ANOTHER).at("date"));
        }
        let is_another = |by: &String| *by != collapsed(&there.by) && self.writer(by).as_ref() != Some(&there.by);
        if noted.by.as_ref().is_some_and(is_another) {
            let error = Invalid::new(format!("a note keeps who wrote it, “{}”", there.by));
            wrong.push(error.hint(ANOTHER).at("by"));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let was = (collapsed(&there.text) != *text).then(|| there.text.clone());
        let edit = was.map(|was| NoteChange::Edit { note: there.id, to: noted.text.clone(), was: Some(was) });
        Ok(edit.into_iter().chain(archived(there, noted)).collect())
    }

    /// Who wrote it, by the name that they have here, where they are known; none where nobody is named.
    fn writer(&self, by: &str) -> Option<String> {
        let known = who(&self.people, by).and_then(|person| self.called.get(&person)).cloned();
        known.or_else(|| Some(by.to_owned())).filter(|by| !by.is_empty())
    }
}

/// That a note goes out of sight, or comes back, where a row says so.
fn archived(there: &Note, noted: &Noted) -> Option<NoteChange> {
    let archived = noted.archived.filter(|archived| *archived != there.archived)?;
    Some(NoteChange::Archive { note: there.id, archived })
}
