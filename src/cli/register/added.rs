//! Rows without an id in a workbook that came back: what somebody added in the spreadsheet.

use serde_json::Value as Json;

use super::beside::Compared;
use super::spot::reason;
use super::text::{same, text_of};
use crate::cli::exceptions::when;
use crate::cli::ground::failure::{Failure, Result};
use crate::cli::set;
use crate::domain::change::{
    ActionChange, ExceptionChange, FieldKind, NewPerson, NewPilot, NoteChange, PersonChange, PilotChange,
};
use crate::domain::person::called;
use crate::domain::{Change, Day, Invalid, Level, PersonId, PilotId, Severity, Stage, Status, Value, meant};
use crate::exchange::table::Row;

/// The columns that a new row of a sheet can fill, those that identify it first, with the number of these; none where
/// rows cannot be added. By these columns a second import recognises the row.
const fn fields(sheet: &str) -> Option<(&'static [&'static str], usize)> {
    Some(match sheet.as_bytes() {
        b"pilots" => (
            &[
                "name",
                "code",
                "unit",
                "summary",
                "tags",
                "stage",
                "executive_owner",
                "lead",
                "started",
                "partner",
                "partner_ends",
                "reported",
                "because",
            ],
            1,
        ),
        b"people" => (&["name", "title", "level", "unit", "email", "partner", "certifier"], 1),
        b"actions" => (&["text", "pilot", "owner", "due"], 4),
        b"exceptions" => (&["pilot", "text", "raised", "severity", "owner"], 2),
        b"notes" => (&["pilot", "date", "text", "by"], 3),
        _ => return None,
    })
}

/// What a row without an id comes to.
pub(super) enum Added {
    /// A new row, with its change.
    New(Box<Change>),
    /// The same is there already, most likely since this workbook was taken in before.
    Known,
    /// It cannot be taken.
    Refused(Invalid),
}

impl Compared<'_> {
    /// What a row without an id adds, given what is in the register now.
    pub(super) fn added<'p>(&self, row: &Row, present: impl Iterator<Item = &'p Json>, added: &[&Change]) -> Added {
        let Some((fields, identity)) = fields(self.register.sheet) else {
            return Added::Refused(
                Invalid::new("a row without an id is new, and to this sheet none can be added")
                    .hint(self.adds())
                    .at("id"),
            );
        };
        let stray = self.register.columns.iter().find(|field| {
            !fields.contains(field) && !matches!(**field, "id") && !is_blank(field, &self.text(row, field))
        });
        if let Some(field) = stray {
            let what = format!("{field} cannot be given to a row that is new");
            return Added::Refused(Invalid::new(what).hint(self.instead(field)).at(field));
        }
        // A workbook that is taken in again adds nothing again.
        let cells: Vec<(&str, String)> =
            fields.iter().take(identity).map(|field| (*field, self.named(row, field))).collect();
        let is_so = |there: &Json, (field, cell): &(&str, String)| {
            let there = there.get(*field);
            same(cell, there) || called(cell) == called(&text_of(there))
        };
        let mut present = present;
        if present.any(|there| cells.iter().all(|cell| is_so(there, cell))) {
            return Added::Known;
        }
        match self.new_row(row) {
            // The same twice in one sheet is meant once.
            Ok(change) if added.contains(&&change) => Added::Known,
            Ok(change) => Added::New(Box::new(change)),
            Err(failure) => {
                let field = self.register.column(failure.field.as_deref());
                Added::Refused(reason(failure, field))
            }
        }
    }

    /// A cell as the register names it: pilots by their codes, people by their names.
    fn named(&self, row: &Row, field: &str) -> String {
        let text = self.text(row, field);
        let reader = self.store.read();
        let known = match field {
            "pilot" => reader.find_pilot(&text).ok().and_then(|id| Some(reader.pilot(id).ok()??.code)),
            "owner" => reader.choose_person(&text).ok().and_then(|chosen| reader.name_of(chosen.id).ok()?),
            _ => None,
        };
        known.unwrap_or(text)
    }

    fn day(&self, row: &Row, field: &'static str) -> Result<Option<Day>> {
        let text = self.text(row, field);
        let day = self.refuse_counted(field, &text).and_then(|()| set::value(self.store.read(), FieldKind::Day, &text));
        Ok(match day.map_err(|failure| cell_of(field, failure))? {
            Value::Day(day) => Some(day),
            _ => None,
        })
    }

    fn given(&self, row: &Row, field: &str) -> Option<String> {
        Some(self.text(row, field)).filter(|text| !text.is_empty())
    }

    fn person(&self, row: &Row, field: &'static str) -> Result<Option<PersonId>> {
        let found = self.given(row, field).map(|who| self.store.read().find_person_at_work(&who)).transpose();
        found.map(|chosen| chosen.map(|one| one.id)).map_err(|error| cell_of(field, error))
    }

    fn pilot(&self, text: &str) -> Result<PilotId> {
        self.store.read().find_pilot(text).map_err(|error| cell_of("pilot", error))
    }

    /// How a new pilot is reported, where the row says so.
    fn report(&self, row: &Row) -> Result<Option<(Status, String)>> {
        let Some(reported) = self.given(row, "reported").filter(|text| !is_blank("reported", text)) else {
            return match self.given(row, "because") {
                Some(_) => Err(Failure::from(
                    Invalid::new("a reason stands without the status that it is for")
                        .hint("fill in reported")
                        .at("reported"),
                )),
                None => Ok(None),
            };
        };
        let because = self.given(row, "because").ok_or_else(|| {
            Invalid::new(format!("it is reported {reported} without a reason")).hint("fill in because").at("because")
        })?;
        let status = reported.parse::<Status>().map_err(|error| cell_of("reported", error))?;
        Ok(Some((status, because)))
    }

    fn new_pilot(&self, row: &Row) -> Result<Change> {
        let reader = self.store.read();
        let (text, given) = (|field: &str| self.text(row, field), |field: &str| self.given(row, field));
        let stage = given("stage").unwrap_or_else(|| "1".to_owned());
        let no_stage = |_| Invalid::new(format!("“{stage}” is no stage")).hint("write 1 to 4").at("stage");
        let stage = Stage::from_number(stage.parse::<i64>().map_err(no_stage)?)?;
        let tags = match set::value(reader, FieldKind::Words, &text("tags"))? {
            Value::Words(tags) => tags,
            _ => Vec::new(),
        };
        Ok(Change::Pilot(PilotChange::Add(Box::new(NewPilot {
            code: given("code"),
            unit: text("unit"),
            summary: text("summary"),
            tags,
            stage,
            owner: self.person(row, "executive_owner")?,
            lead: self.person(row, "lead")?,
            started: self.day(row, "started")?,
            partner: text("partner"),
            partner_ends: self.day(row, "partner_ends")?,
            report: self.report(row)?,
            taken_over: (stage > Stage::One).then(|| "added in a workbook".to_owned()),
            ..NewPilot::named(text("name"))
        }))))
    }

    fn new_note(&self, row: &Row) -> Result<Change> {
        let missing = || Failure::from(Invalid::new("a note needs its day").hint("fill that cell in").at("date"));
        Ok(Change::Note(NoteChange::Bring {
            pilot: self.pilot(&self.text(row, "pilot"))?,
            text: self.text(row, "text"),
            on: self.day(row, "date")?.ok_or_else(missing)?,
            by: self.given(row, "by"),
        }))
    }

    fn new_row(&self, row: &Row) -> Result<Change> {
        let reader = self.store.read();
        let (text, given) = (|field: &str| self.text(row, field), |field: &str| self.given(row, field));
        let flag = |field: &'static str| -> Result<bool> {
            let said = set::value(reader, FieldKind::Flag, &text(field));
            Ok(said.map_err(|failure| cell_of(field, failure))? == Value::Flag(true))
        };
        let missing = |what: &str, field| Failure::from(Invalid::new(what).hint("fill that cell in").at(field));
        Ok(match self.register.sheet {
            "pilots" => self.new_pilot(row)?,
            "people" => Change::Person(PersonChange::Add(NewPerson {
                id: None,
                name: text("name"),
                title: text("title"),
                level: match given("level") {
                    // A word that is not known is told as it was typed.
                    Some(_) => meant::level(&self.typed(row, "level")).map_err(|error| cell_of("level", error))?,
                    None => Level::Other,
                },
                unit: text("unit"),
                email: text("email"),
                partner: flag("partner")?,
                certifier: flag("certifier")?,
            })),
            "actions" => Change::Action(ActionChange::Add {
                text: text("text"),
                owner: self.person(row, "owner")?.ok_or_else(|| missing("nobody is named to do it", "owner"))?,
                due: self.day(row, "due")?.ok_or_else(|| missing("an action needs its day", "due"))?,
                pilot: given("pilot").map(|pilot| self.pilot(&pilot)).transpose()?,
                review: None,
            }),
            "notes" => self.new_note(row)?,
            _ => Change::Exception(ExceptionChange::Raise {
                id: None,
                pilot: self.pilot(&text("pilot"))?,
                text: text("text"),
                severity: match given("severity") {
                    Some(_) => {
                        meant::severity(&self.typed(row, "severity")).map_err(|error| cell_of("severity", error))?
                    }
                    None => Severity::Medium,
                },
                owner: self.person(row, "owner")?,
                at: when(given("raised").as_deref()).map_err(|failure| cell_of("raised", failure))?,
            }),
        })
    }
}

/// The error for the cell in that column.
fn cell_of(field: &'static str, error: impl Into<Failure>) -> Failure {
    let failure = error.into();
    Failure { title: format!("{field}: {}", failure.title), field: Some(field.to_owned()), ..failure }
}

/// Does a cell say nothing, or what every new row is anyway? Rows are copied more often than typed.
fn is_blank(field: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    match field {
        "made" => true,
        "archived" => matches!(text.as_str(), "" | "no" | "false"),
        "state" => matches!(text.as_str(), "" | "open" | "raised"),
        "lifecycle" => matches!(text.as_str(), "" | "active"),
        "reported" => matches!(text.as_str(), "" | "-"),
        _ => text.is_empty(),
    }
}
