//! Performs the changes to notes.

use rusqlite::params;

use super::{Writer, brief, required};
use crate::domain::change::NoteChange;
use crate::domain::{Day, NoteId, PilotId, Value};
use crate::store::columns::DayText;
use crate::store::error::Result;

impl Writer<'_> {
    pub(super) fn note(&mut self, change: &NoteChange) -> Result<()> {
        match change {
            NoteChange::Add { pilot, text, on } => self.add_note(*pilot, text, *on, None),
            NoteChange::Bring { pilot, text, on, by } => self.add_note(*pilot, text, Some(*on), by.as_deref()),
            NoteChange::Edit { note, to, was } => {
                let (pilot, name) = self.note_of(*note)?;
                let to = required(to, "the text of the note", "note")?;
                let was = was.clone().map(Value::Text);
                if !self.set_column(("note", note.0, &name), "text", &Value::Text(to.clone()), was.as_ref())? {
                    return self.same("The note said so already.".to_owned());
                }
                self.touch(pilot);
                self.did(format!("{name}: rewrote the note “{}”.", told(&to)))
            }
            NoteChange::Archive { note, archived } => {
                let (pilot, name) = self.note_of(*note)?;
                let done = if *archived { "archived" } else { "back from the archive" };
                if !self.set_archived("note", note.0, *archived)? {
                    return self.same(format!("The note was {done} already."));
                }
                self.touch(pilot);
                self.did(format!("{name}: a note is {done}."))
            }
        }
    }

    fn add_note(&mut self, pilot: PilotId, text: &str, on: Option<Day>, by: Option<&str>) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let text = required(text, "the text of the note", "note")?;
        let on = self.happened(on, "write a note of a day that has been", "on")?;
        let id = self.insert_note(pilot, &text, on, by)?;
        self.added(&id);
        self.touch(pilot);
        self.did(format!("{name}: noted “{}”.", told(&text)))
    }

    fn note_of(&self, note: NoteId) -> Result<(PilotId, String)> {
        self.found("SELECT p.id, p.name FROM note n JOIN pilot p ON p.id = n.pilot WHERE n.id = ?1", [note.0], |row| {
            Ok((PilotId(row.get(0)?), row.get(1)?))
        })?
        .ok_or_else(|| self.missing("note", note.0, note, "look at `steerco list notes --all`"))
    }

    /// Writes a note of a day, by the present writer unless another one is named.
    pub(super) fn insert_note(&mut self, pilot: PilotId, text: &str, on: Day, by: Option<&str>) -> Result<NoteId> {
        let id = NoteId(self.ids.take());
        let by = by.unwrap_or(&self.stamp.actor);
        self.execute(
            "INSERT INTO note (id, pilot, written, by, text, archived) VALUES (?1, ?2, ?3, ?4, ?5, 0)",
            params![id.0, pilot.0, DayText(Some(on)), by, text],
        )?;
        Ok(id)
    }
}

/// The beginning of a note for a sentence, without the signs of Markdown.
fn told(text: &str) -> String {
    brief(text.replace("**", "").trim_start_matches(['#', '>', ' ']))
}
