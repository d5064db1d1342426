//! Rows without an id in a sheet that came back: what somebody added in the spreadsheet.

use serde_json::Value as Json;

use super::{Compared, same, text_of};
use crate::cli::failure::{Failure, Result};
use crate::cli::registers::when;
use crate::cli::set;
use crate::domain::change::{ActionChange, ExceptionChange, FieldKind, NewPerson, NewPilot, PersonChange, PilotChange};
use crate::domain::{Change, Day, Invalid, Level, PersonId, Stage, Status, Value};
use crate::exchange::matching::called;
use crate::exchange::table::Row;

/// The columns that a new row of a sheet can fill, the ones that tell it from others first, with how many those are; none
/// where rows cannot be added. The same row taken in again is told by those.
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
    /// What a row without an id adds, beside what stands in the register now.
    pub(super) fn added<'p>(&self, row: &Row, present: impl Iterator<Item = &'p Json>, added: &[&Change]) -> Added {
        let Some((fields, identity)) = fields(self.register.sheet) else {
            return Added::Refused(
                Invalid::new("a row without an id is new, and to this sheet none can be added").hint(self.adds()),
            );
        };
        let stray = self.register.columns.iter().find(|field| {
            !fields.contains(field) && !matches!(**field, "id") && !is_blank(field, &self.text(row, field))
        });
        if let Some(field) = stray {
            let what = format!("{field} cannot be given to a row that is new");
            return Added::Refused(Invalid::new(what).hint(self.instead(field)));
        }
        // A workbook that is taken in again adds nothing again.
        let mut present = present;
        let same = |field: &&str, there: &Json| {
            let (cell, there) = (self.named(row, field), there.get(*field));
            same(&cell, there) || called(&cell) == called(&text_of(there))
        };
        if present.any(|there| fields[..identity].iter().all(|field| same(field, there))) {
            return Added::Known;
        }
        match self.new_row(row) {
            // The same twice in one sheet is meant once.
            Ok(change) if added.contains(&&change) => Added::Known,
            Ok(change) => Added::New(Box::new(change)),
            Err(failure) => Added::Refused(Invalid::new(failure.title).hint(failure.hint)),
        }
    }

    /// A cell as the register names it: pilots by their codes, people by their names.
    fn named(&self, row: &Row, field: &str) -> String {
        let text = self.text(row, field);
        let reader = self.store.read();
        let known = match field {
            "pilot" => reader.find_pilot(&text).ok().and_then(|id| Some(reader.pilot(id).ok()??.code)),
            "owner" => {
                let id = reader.find_person(&text).ok();
                let people = reader.people_names().unwrap_or_default();
                id.and_then(|id| people.into_iter().find(|(known, _)| *known == id)).map(|(_, name)| name)
            }
            _ => None,
        };
        known.unwrap_or(text)
    }

    fn day(&self, row: &Row, field: &str) -> Result<Option<Day>> {
        let text = self.text(row, field);
        self.refuse_counted(field, &text)?;
        Ok(match set::value(self.store.read(), FieldKind::Day, &text)? {
            Value::Day(day) => Some(day),
            _ => None,
        })
    }

    fn given(&self, row: &Row, field: &str) -> Option<String> {
        Some(self.text(row, field)).filter(|text| !text.is_empty())
    }

    fn person(&self, row: &Row, field: &str) -> Result<Option<PersonId>> {
        Ok(self.given(row, field).map(|who| self.store.read().find_person(&who)).transpose()?)
    }

    /// How a new pilot is reported, where the row says so.
    fn report(&self, row: &Row) -> Result<Option<(Status, String)>> {
        let Some(reported) = self.given(row, "reported").filter(|text| !is_blank("reported", text)) else {
            return match self.given(row, "because") {
                Some(_) => Err(Failure::from(
                    Invalid::new("a reason stands without the status that it is for").hint("fill in reported"),
                )),
                None => Ok(None),
            };
        };
        let because = self.given(row, "because").ok_or_else(|| {
            Invalid::new(format!("it is reported {reported} without a reason")).hint("fill in because")
        })?;
        Ok(Some((reported.parse()?, because)))
    }

    fn new_pilot(&self, row: &Row) -> Result<Change> {
        let reader = self.store.read();
        let (text, given) = (|field: &str| self.text(row, field), |field: &str| self.given(row, field));
        let stage = given("stage").unwrap_or_else(|| "1".to_owned());
        let stage = stage.parse().map_err(|_| Invalid::new(format!("“{stage}” is no stage")))?;
        let stage = Stage::from_number(stage)?;
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

    fn new_row(&self, row: &Row) -> Result<Change> {
        let reader = self.store.read();
        let (text, given) = (|field: &str| self.text(row, field), |field: &str| self.given(row, field));
        let person = |field: &str| self.person(row, field);
        let flag = |field: &str| -> Result<bool> {
            Ok(set::value(reader, FieldKind::Flag, &text(field))? == Value::Flag(true))
        };
        let missing = |what: &str| Failure::from(Invalid::new(what).hint("fill that cell in"));
        Ok(match self.register.sheet {
            "pilots" => self.new_pilot(row)?,
            "people" => Change::Person(PersonChange::Add(NewPerson {
                id: None,
                name: text("name"),
                title: text("title"),
                level: match given("level") {
                    // A word that is not known is told as it was typed.
                    Some(word) => word.parse::<Level>().or_else(|_| self.typed(row, "level").parse())?,
                    None => Level::Other,
                },
                unit: text("unit"),
                email: text("email"),
                partner: flag("partner")?,
                certifier: flag("certifier")?,
            })),
            "actions" => Change::Action(ActionChange::Add {
                text: text("text"),
                owner: person("owner")?.ok_or_else(|| missing("nobody is named who does it"))?,
                due: self.day(row, "due")?.ok_or_else(|| missing("an action needs its day"))?,
                pilot: given("pilot").map(|pilot| reader.find_pilot(&pilot)).transpose()?,
                review: None,
            }),
            _ => Change::Exception(ExceptionChange::Raise {
                id: None,
                pilot: reader.find_pilot(&text("pilot"))?,
                text: text("text"),
                severity: given("severity").unwrap_or_else(|| "medium".to_owned()).parse()?,
                owner: person("owner")?,
                at: when(given("raised").as_deref())?,
            }),
        })
    }
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
