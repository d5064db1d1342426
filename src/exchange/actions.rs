//! Owns what the rows of a table of actions say: who does what by when.

use super::table::{Row, Table};
use super::{Reject, workbook};
use crate::domain::shown::collapsed;
use crate::domain::spoken::{Side, day_said};
use crate::domain::written::{self, Written, day_of, without_time};
use crate::domain::{Day, Invalid};

/// What columns are called, in any case. Of several the first counts.
const COLUMNS: [(&str, &[&str]); 5] = [
    (
        "text",
        &[
            "action",
            "action item",
            "what",
            "text",
            "task",
            "to do",
            "to-do",
            "todo",
            "was",
            "aufgabe",
            "maßnahme",
            "massnahme",
            "titel",
            "title",
        ],
    ),
    ("owner", &["who", "owner", "assignee", "assigned to", "responsible", "wer", "verantwortlich", "zuständig"]),
    (
        "due",
        &[
            "due",
            "due date",
            "due on",
            "due by",
            "by when",
            "deadline",
            "until",
            "fällig",
            "fällig am",
            "frist",
            "termin",
            "bis",
            "bis wann",
        ],
    ),
    ("pilot", &["pilot", "pilot name", "pilot code", "project", "project name", "use case", "projekt", "vorhaben"]),
    ("state", &["state", "status"]),
];
/// Words of a state that is the end of an action.
const DONE: [&str; 7] = ["done", "closed", "complete", "completed", "finished", "erledigt", "fertig"];

/// An action as a row says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// The number of the row.
    pub row: u64,
    /// What.
    pub text: String,
    /// Who.
    pub owner: String,
    /// By when.
    pub due: Day,
    /// About which pilot; empty where it is about none.
    pub pilot: String,
    /// Is it done?
    pub is_done: bool,
}

/// The place of the column that says a field.
#[must_use]
pub fn place(table: &Table, field: &str) -> Option<usize> {
    let (_, names) = COLUMNS.iter().find(|(known, _)| *known == field)?;
    names.iter().find_map(|name| table.column(name))
}

/// Can it be a table of actions: does it say who does what by when?
#[must_use]
pub fn is_actions(table: &Table) -> bool {
    ["text", "owner", "due"].iter().all(|field| place(table, field).is_some())
}

/// What its columns may be called.
pub fn columns() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().flat_map(|(_, names)| names.iter().copied())
}

/// Its columns that feed nothing and say something.
#[must_use]
pub fn unfed(table: &Table) -> Vec<String> {
    let fed: Vec<usize> = COLUMNS.iter().filter_map(|(field, _)| place(table, field)).collect();
    let says = |at: usize| table.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()));
    let columns = table.header.iter().enumerate();
    columns.filter(|(at, _)| !fed.contains(at) && says(*at)).map(|(_, name)| name.clone()).collect()
}

/// The actions of a table, and what is none. A day of which the year is not said is the next one after `today`.
#[must_use]
pub fn read(table: &Table, today: Day) -> (Vec<Todo>, Vec<Reject>) {
    let (mut todos, mut rejected) = (Vec::with_capacity(table.rows.len()), table.rejected.clone());
    for row in &table.rows {
        match todo(table, row, today) {
            Ok(todo) => todos.push(todo),
            Err(reason) => rejected.push(Reject { row: row.line, reason }),
        }
    }
    (todos, rejected)
}

fn todo(table: &Table, row: &Row, today: Day) -> Result<Todo, Invalid> {
    let cell = |field: &'static str| -> Result<&str, Invalid> {
        let text = place(table, field).and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim());
        workbook::refuse_unsolved(field, text).map_err(|error| error.at(field))?;
        Ok(text)
    };
    let needed = |field: &'static str, missing: &'static str| -> Result<&str, Invalid> {
        let error = || Invalid::new(missing).hint("fill that cell in").at(field);
        Some(cell(field)?).filter(|text| !text.is_empty()).ok_or_else(error)
    };
    Ok(Todo {
        row: row.line,
        text: needed("text", "it does not say what is to be done")?.to_owned(),
        owner: collapsed(needed("owner", "nobody is named who does it")?),
        due: due(needed("due", "an action needs its day")?, today).map_err(|error| error.at("due"))?,
        pilot: collapsed(cell("pilot")?),
        is_done: DONE.contains(&cell("state")?.to_lowercase().as_str()),
    })
}

/// The day that a cell says; of a week its Friday. None is counted from today, as the table may be looked at again later.
fn due(text: &str, today: Day) -> Result<Day, Invalid> {
    if let Some(Ok(Written::Week { .. } | Written::Yearless { .. })) = written::read(text)
        && let Some(day) = day_said(text, today, Side::Ahead)
    {
        return day;
    }
    day_of(text).or_else(|error| without_time(text).map_or(Err(error), day_of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_who_does_what_by_when() {
        let table = "Task\tWho\tBy when\tStatus\n\"Order the\nscanner\"\t Ana  Costa\t2026-12-01\tin progress\n\
                     Call\tBo\t15 Jan\tDone\n\tBo\t2026-12-01\t\nCall\t\t2026-12-01\t\nCall\tBo\ttomorrow\t\n\
                     Call\tBo\t3/4/2027\t\n";
        let table = Table::parse(table, b'\t').unwrap();
        assert!(is_actions(&table));
        let (todos, rejected) = read(&table, "2026-11-25".parse().unwrap());
        let said: Vec<_> =
            todos.iter().map(|one| (one.text.as_str(), one.owner.as_str(), one.due.to_string())).collect();
        assert_eq!(
            said,
            [("Order the\nscanner", "Ana Costa", "2026-12-01".to_owned()), ("Call", "Bo", "2027-01-15".to_owned())]
        );
        assert_eq!((todos[0].is_done, todos[1].is_done), (false, true));
        let fields: Vec<_> = rejected.iter().map(|reject| (reject.row, reject.reason.field)).collect();
        assert_eq!(fields, [(4, Some("text")), (5, Some("owner")), (6, Some("due")), (7, Some("due"))]);
        let noted = Table::parse("Task,Who,Due,Room,Empty\nCall,Bo,2026-12-01,4,\n", b',').unwrap();
        assert_eq!(unfed(&noted), ["Room"]);
        assert!(!is_actions(&Table::parse("Task,Who\na,b\n", b',').unwrap()));
    }
}
