//! Owns which registers a workbook has: a sheet each, with its columns and which of them can be changed.

use std::collections::HashMap;

use serde_json::Value;

use super::text::text_of;
use crate::cli::args::{List, Noun};
use crate::cli::ground::failure::Result;
use crate::cli::ground::session::Session;
use crate::cli::list::records_of;
use crate::cli::{readiness, records, set};
use crate::exchange::Table;
use crate::store::Reader;

/// The sheet that describes the workbook.
pub(super) const ABOUT: &str = "About";
/// The sheet of the readings, whose rows are known by pilot, metric and week.
pub(super) const READINGS: &str = "readings";
/// What a reading is known by.
pub(super) const KEY: [&str; 3] = ["pilot", "metric", "week"];
/// What a sheet of readings tells and nobody changes in it.
const IDENTITY: [&str; 4] = ["pilot", "metric", "family", "week"];
/// The minimum of our own columns that a sheet of ours still has, whatever became of the others.
const LEAST_KNOWN: usize = 2;

/// Columns that commands of their own write, by sheet, in addition to those that `set` knows.
const SAID: [(&str, &str); 3] = [("actions", "state"), ("actions", "why"), ("gaps", "state")];

/// Is it one of those?
pub(super) fn is_said(sheet: &str, column: &str) -> bool {
    SAID.contains(&(sheet, column))
}

/// A register: its sheet, what `set` calls its rows (none where nothing can be set), and its columns. Those that `set`
/// knows, and states with a command of their own, can be changed in the sheet.
pub(super) struct Register {
    pub noun: Noun,
    pub sheet: &'static str,
    pub set: Option<&'static str>,
    pub columns: &'static [&'static str],
}

const fn register(
    noun: Noun,
    sheet: &'static str,
    set: Option<&'static str>,
    columns: &'static [&'static str],
) -> Register {
    Register { noun, sheet, set, columns }
}

/// Every one, in the order of its sheet.
pub(super) const REGISTERS: &[Register] = &[
    register(
        Noun::Pilots,
        "pilots",
        Some("pilot"),
        &[
            "id",
            "code",
            "name",
            "unit",
            "summary",
            "tags",
            "stage",
            "lifecycle",
            "executive_owner",
            "lead",
            "started",
            "rollout",
            "partner",
            "partner_ends",
            "cohort",
            "spend_change",
            "spend_technology",
            "reported",
            "because",
            "archived",
        ],
    ),
    register(
        Noun::People,
        "people",
        Some("person"),
        &["id", "name", "title", "level", "unit", "email", "partner", "certifier", "archived"],
    ),
    register(
        Noun::Metrics,
        "metrics",
        Some("metric"),
        &[
            "id",
            "pilot",
            "family",
            "name",
            "unit",
            "better",
            "headline",
            "min",
            "max",
            "target",
            "tolerance",
            "counts",
            "plan",
            "archived",
        ],
    ),
    register(
        Noun::Readings,
        READINGS,
        None,
        &["pilot", "metric", "family", "week", "value", "active_users", "target_users", "note", "sample"],
    ),
    register(
        Noun::Gaps,
        "gaps",
        Some("gap"),
        &["id", "pilot", "stage", "dimension", "item", "text", "state", "owner", "due", "answer", "evidence"],
    ),
    register(
        Noun::Workstreams,
        "workstreams",
        Some("workstream"),
        &["id", "pilot", "dimension", "team", "owner", "start", "due", "effort", "exit_test", "closed", "outcome"],
    ),
    register(
        Noun::Steps,
        "steps",
        Some("step"),
        &["id", "pilot", "name", "manager", "documented", "trained", "retired"],
    ),
    register(Noun::Items, "items", Some("item"), &["id", "pilot", "kind", "name", "state", "since"]),
    register(Noun::Trainings, "trainings", None, &["id", "pilot", "date", "audience", "attended", "topic", "by"]),
    register(
        Noun::Exceptions,
        "exceptions",
        Some("exception"),
        &[
            "id",
            "pilot",
            "text",
            "severity",
            "state",
            "owner",
            "raised",
            "escalated",
            "escalated_to",
            "acknowledged",
            "resolved",
            "closed",
            "resolution",
        ],
    ),
    register(
        Noun::Decisions,
        "decisions",
        None,
        &[
            "id",
            "pilot",
            "verb",
            "statement",
            "date",
            "decided_by",
            "rationale",
            "rejected",
            "conditions",
            "review_trigger",
            "settled",
            "cause",
        ],
    ),
    register(Noun::Versions, "versions", None, &["id", "pilot", "name", "released", "retrained", "note"]),
    register(
        Noun::Actions,
        "actions",
        Some("action"),
        &["id", "text", "owner", "due", "state", "pilot", "made", "ended", "why"],
    ),
    register(Noun::Committee, "committee", None, &["id", "name", "level", "function", "chair"]),
    register(
        Noun::Assessments,
        "assessments",
        None,
        &[
            "id",
            "pilot",
            "version",
            "date",
            "frozen",
            "quality",
            "data",
            "integration",
            "governance",
            "change-readiness",
            "monitoring",
            "budget",
        ],
    ),
    register(Noun::Notes, "notes", Some("note"), &["id", "pilot", "date", "by", "text", "archived"]),
    register(Noun::Reviews, "reviews", Some("review"), &["id", "date", "state", "chair", "slot", "opened", "closed"]),
    register(
        Noun::Waivers,
        "waivers",
        Some("waiver"),
        &["id", "pilot", "gate", "rule", "reason", "by", "date", "outcome", "decided"],
    ),
];

impl Register {
    /// Is a sheet the exported one, rather than another one of that name?
    pub fn is(&self, name: &str, table: &Table) -> bool {
        let columns = self.columns.iter().filter(|column| table.column(column).is_some());
        name.eq_ignore_ascii_case(self.sheet) && columns.take(LEAST_KNOWN).count() == LEAST_KNOWN
    }

    /// The column of a field, as a failure names it.
    pub fn column(&self, field: Option<&str>) -> Option<&'static str> {
        self.columns.iter().copied().find(|column| Some(*column) == field)
    }

    /// Can cells of that column be changed in the sheet? Export and import both ask only this.
    pub fn is_set(&self, column: &str) -> bool {
        let is_set = |noun| set::can_be_set(noun, column);
        let is_reading = self.sheet == READINGS && !IDENTITY.contains(&column);
        is_said(self.sheet, column) || self.set.map_or(is_reading, is_set)
    }

    /// Its rows at a moment, with the text of each cell.
    pub fn rows(&self, session: &Session, reader: &Reader) -> Result<Vec<Value>> {
        if self.noun == Noun::Waivers {
            return readiness::waivers(reader);
        }
        if self.noun == Noun::Pilots {
            // The sheet has nothing that is calculated, so nothing has to be.
            let framework = reader.framework()?;
            let pilots = reader.pilots()?;
            let mut rows: Vec<Value> =
                pilots.iter().map(|pilot| records::pilot(pilot, None, session.moment(), &framework)).collect();
            for (row, pilot) in rows.iter_mut().zip(&pilots) {
                row["summary"] = reader.summary(pilot.id)?.into();
            }
            return Ok(rows);
        }
        if self.noun == Noun::Assessments {
            return self.listed(session, reader).map(|rows| rows.into_iter().map(scored).collect());
        }
        self.listed(session, reader)
    }

    fn listed(&self, session: &Session, reader: &Reader) -> Result<Vec<Value>> {
        // A workbook that comes back with changes also contains what was written after today.
        let today = reader.last_written()?.map_or(session.today, |last| last.max(session.today));
        records_of(&Session { today, ..session.clone() }, reader, &List::whole(self.noun))
    }

    /// The same by what tells a row from the others.
    pub fn keyed(&self, session: &Session, reader: &Reader) -> Result<HashMap<String, Value>> {
        let rows = self.rows(session, reader)?.into_iter();
        Ok(rows.map(|row| (self.key(|field| text_of(row.get(field))), row)).collect())
    }

    /// What tells a row from the others.
    pub fn key(&self, text: impl Fn(&str) -> String) -> String {
        if self.sheet == READINGS { KEY.map(&text).join(" ") } else { text("id") }
    }
}

/// An assessment with the score of each dimension in a column of its own.
fn scored(mut assessment: Value) -> Value {
    let scores = assessment.get("scores").and_then(Value::as_array).cloned().unwrap_or_default();
    for score in scores {
        assessment[score["dimension"].as_str().unwrap_or_default()] = score["score"].clone();
    }
    assessment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_write_stands_in_a_sheet_and_can_be_changed_there() {
        for (sheet, column) in SAID {
            let register = REGISTERS.iter().find(|register| register.sheet == sheet).unwrap();
            assert!(register.columns.contains(&column) && register.is_set(column), "{sheet} {column}");
        }
        let actions = REGISTERS.iter().find(|register| register.sheet == "actions").unwrap();
        assert!(!actions.is_set("ended") && !actions.is_set("id"), "these follow");
    }
}
