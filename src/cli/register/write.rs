//! Writes the registers as a workbook: one sheet each, and one that says what the workbook is.

use serde_json::Value;

use super::sheets::{ABOUT, REGISTERS};
use super::text::text_of;
use crate::cli::args::Noun;
use crate::cli::ground::failure::{Failure, Result};
use crate::cli::ground::session::Session;
use crate::domain::{Day, Fixed};
use crate::report::Failed;
use crate::report::sheet::{Book, Value as Cell, clean};
use crate::store::Reader;

/// The text in it for whoever opens it.
const HOW: &str = "Change cells, save, then: steerco import FILE. Every other cell stays as it is there. \
    Under a grey heading in italics nothing can be changed: it is told, and a new row may fill some of it. \
    Rows without an id in pilots, people, actions and exceptions are added, and readings of other weeks.";
/// The maximum of rows in a sheet below its heading.
const MOST_ROWS: usize = 1_048_575;
/// Columns of times.
const TIMES: &[&str] = &["raised", "escalated", "acknowledged", "resolved", "opened", "closed"];

/// The workbook of every register, or of one.
pub(in crate::cli) fn write(session: &Session, reader: &Reader, only: Option<Noun>) -> Result<Vec<u8>> {
    let refused = |error: Failed| Failure::new(1, error.to_string());
    let mut book = Book::default();
    let known = reader.workspace()?;
    let about = [
        ("Workspace", Cell::text(known.id.to_string())),
        ("Title", Cell::text(&known.title)),
        ("Entry", Cell::whole(reader.newest_entry()?)),
        ("As of", Cell::Day(session.today)),
        ("How", Cell::text(HOW)),
    ];
    for register in REGISTERS.iter().filter(|register| only.is_none_or(|only| only == register.noun)) {
        let rows = register.rows(session, reader)?;
        if rows.len() > MOST_ROWS {
            let what = format!("{} {} do not fit into a sheet, which has {MOST_ROWS} rows", rows.len(), register.sheet);
            let hint = format!(
                "write them with `steerco export {0}.csv --what {0}`, and the others one by one",
                register.sheet
            );
            return Err(Failure::new(3, what).hint(hint));
        }
        let columns: Vec<(&str, u16)> = register.columns.iter().map(|column| (*column, width(column))).collect();
        let cells =
            rows.iter().map(|row| register.columns.iter().map(|column| cell(column, row.get(*column))).collect());
        book.add(register.sheet, &columns, cells).map_err(refused)?;
        let told = register.columns.iter().map(|column| (*column, !register.is_set(column)));
        book.dim(register.sheet, told).map_err(refused)?;
    }
    let about = about.map(|(what, value)| vec![Cell::text(what), value]);
    book.add(ABOUT, &[("What", 12), ("Value", 60)], about).map_err(refused)?;
    book.bytes().map_err(refused)
}

fn width(column: &str) -> u16 {
    match column {
        "summary" | "text" | "statement" | "because" | "note" | "exit_test" | "rationale" | "reason" | "evidence" => 48,
        "name" | "executive_owner" | "owner" | "title" | "topic" | "email" => 24,
        _ => 14,
    }
}

/// A value as a cell of its kind.
fn cell(column: &str, value: Option<&Value>) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::Nothing,
        Some(Value::Number(number)) => {
            Fixed::parse(&number.to_string()).map_or_else(|_| Cell::Text(number.to_string()), Cell::fixed)
        }
        Some(Value::String(text)) if text.len() == 10 => {
            text.parse::<Day>().map_or_else(|_| Cell::Text(clean(text)), Cell::Day)
        }
        Some(Value::String(text)) if TIMES.contains(&column) => {
            text.parse().map_or_else(|_| Cell::Text(clean(text)), Cell::Moment)
        }
        some => Cell::Text(text_of(some)),
    }
}
