//! Owns how entries of the journal are listed and opened: by the history of everything, and by that of one pilot.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::{Map, Value};

use crate::domain::{Fixed, JournalEntry, Measure, PilotId, Shown};
use crate::interaction::overlay::Confirm;
use crate::interaction::{Context, Effect, List, Overlay, Wrote};
use crate::store::{ImageRow, WroteRow};
use crate::ui::paint::Pen;
use crate::ui::table::{self, Cell, Column, Look};
use crate::ui::theme::Role;

const COLUMNS: &[Column] = &[
    Column::text("when", 12, 0),
    Column::text("who", 16, 0).from(70),
    Column::text("what", 20, 1),
    Column::number("no.", 5).from(90),
];

/// Draws the entries that show.
pub(super) fn draw(entries: &[JournalEntry], list: List, area: Rect, buffer: &mut Buffer, context: &Context) {
    table::head(COLUMNS, area, buffer, &context.theme);
    let page = usize::from(area.height.saturating_sub(1));
    for (row, at) in (1..).zip(list.visible(entries.len(), page)) {
        if let Some(entry) = entries.get(at) {
            let look = Look { selected: at == list.selected, marked: false };
            let line = Rect { y: area.y + row, height: 1, ..area };
            table::row(COLUMNS, &cells(entry, context), look, line, buffer, (&context.theme, context.glyphs));
        }
    }
}

fn cells(entry: &JournalEntry, context: &Context) -> Vec<Cell> {
    let role = if entry.effective { Role::Text } else { Role::Dim };
    let what = if entry.effective { entry.summary.clone() } else { format!("(taken back) {}", entry.summary) };
    vec![
        (Shown::line(&context.time(entry.at)), Role::Dim),
        (Shown::line(&entry.actor), role),
        (Shown::head(&what, 400), role),
        (Shown::line(&entry.seq.to_string()), Role::Dim),
    ]
}

/// Where the cursor goes when entries come in: it stays on its entry, or on the newest.
pub(super) fn stay(before: &[JournalEntry], now: &[JournalEntry], selected: usize) -> usize {
    let on = before.get(selected).filter(|_| selected > 0);
    on.and_then(|on| now.iter().position(|entry| entry.seq == on.seq)).unwrap_or(selected)
}

/// Asks before an entry is taken back.
pub(super) fn revert(entry: &JournalEntry) -> Vec<Effect> {
    let confirm = Confirm {
        question: entry.summary.clone(),
        detail: "Take this entry back? What was done since stays, and u undoes it.".to_owned(),
        yes: vec![Effect::Revert(entry.seq, true)],
    };
    vec![Effect::Overlay(Box::new(Overlay::Confirm(confirm)))]
}

/// Draws what an entry wrote, row by row.
pub(super) fn detail(
    entry: &JournalEntry,
    wrote: &Wrote,
    only: Option<PilotId>,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) {
    let style = |role| context.theme.style(role);
    let width = usize::from(area.width).saturating_sub(3);
    let mut lines: Vec<(Shown, Role)> =
        Shown::line(&entry.summary).wrap(width).into_iter().map(|line| (line, Role::Strong)).collect();
    let who = format!("{} {} {}", context.time(entry.at), context.glyphs.dot(), entry.actor);
    lines.push((Shown::line(&who), Role::Dim));
    let rows = wrote.images.iter().flat_map(|image| told(image, context));
    let readings = wrote.readings.iter().filter(|row| only.is_none_or(|only| row.pilot == only)).map(read);
    lines.extend(rows.chain(readings).map(|line| (Shown::head(&line, width), Role::Text)));
    let others = wrote.readings.iter().filter(|row| only.is_some_and(|only| row.pilot != only)).count();
    if others > 0 {
        lines.push((Shown::line(&format!("and {others} readings of other pilots")), Role::Dim));
    }
    let room = usize::from(area.height);
    let missing = lines.len().saturating_sub(room);
    if missing > 0 {
        lines.truncate(room.saturating_sub(1));
        lines.push((Shown::line(&format!("and {} lines more", missing + 1)), Role::Dim));
    }
    for (row, (line, role)) in (0..).zip(lines) {
        Pen::new(buffer, area, row).skip(2).text(&line, style(role));
    }
}

/// A reading on one line.
fn read(row: &WroteRow) -> String {
    let unit = if row.unit.is_empty() { String::new() } else { format!(" {}", row.unit) };
    let value = match row.reading.as_ref().map(|reading| (reading.measure, &reading.note)) {
        None => "taken back".to_owned(),
        Some((Measure::NotMeasured, note)) => format!("not measured: {note}"),
        Some((Measure::Users { active, target }, _)) => format!("{active} of {target} users"),
        Some((Measure::Number(value), _)) => format!("{value}{unit}"),
    };
    format!("{}: {}  {}  {value}", row.pilot_name, row.metric, row.week.short())
}

/// Columns that hold numbers of other rows, which say nothing to people, or nothing of interest.
const INNER: &[&str] =
    &["id", "uid", "local", "visit", "appointment", "pilot", "match", "content", "profile", "demo", "archived"];

/// One line a changed column; a new row on one line.
fn told(image: &ImageRow, context: &Context) -> Vec<String> {
    let object =
        |text: &Option<String>| text.as_deref().and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok());
    let said = |value: Option<&Value>, column: &str| match value {
        Some(value) => spoken(&image.table, column, value, context),
        None => "nothing".to_owned(),
    };
    match (object(&image.before), object(&image.after)) {
        (None, None) => {
            let row = object(&image.row).unwrap_or_default();
            let shown = row.iter().filter(|(column, _)| !INNER.contains(&column.as_str()));
            let facts: Vec<String> = shown
                .map(|(column, value)| (column, said(Some(value), column)))
                .filter(|(_, said)| said != "nothing" && said != "no")
                .map(|(column, said)| format!("{column} {said}"))
                .collect();
            vec![format!("{}: added  {}", image.table, facts.join(", "))]
        }
        (Some(_), None) => vec![format!("{}: removed", image.table)],
        (before, Some(after)) => {
            let before = before.unwrap_or_default();
            let shown = after.iter().filter(|(column, _)| !matches!(column.as_str(), "visit" | "appointment"));
            shown
                .map(|(column, value)| {
                    let (old, new) = (said(before.get(column), column), said(Some(value), column));
                    format!("{}: {column}  {old}  →  {new}", image.table)
                })
                .collect()
        }
    }
}

fn spoken(table: &str, column: &str, value: &Value, context: &Context) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) if text.is_empty() || text == "[]" => "nothing".to_owned(),
        Value::String(text) => format!("“{text}”"),
        Value::Number(number) => match (column, number.as_i64()) {
            ("min" | "max" | "target" | "tolerance", Some(millionths)) if table == "metric" => {
                Fixed::from_millionths(millionths).to_string()
            }
            ("person" | "lead" | "owner", Some(id)) => {
                let people = &context.directory.people;
                people
                    .iter()
                    .find(|(known, _)| known.0 == id)
                    .map_or_else(|| "somebody".to_owned(), |(_, name)| name.clone())
            }
            ("parent" | "child", Some(id)) => {
                let mut pilots = context.directory.pilots.iter();
                pilots.find(|(known, _)| known.0 == id).map_or_else(|| "a pilot".to_owned(), |(_, name)| name.clone())
            }
            ("assumed" | "certifier" | "inherited" | "partner" | "headline", Some(flag)) => {
                (if flag == 1 { "yes" } else { "no" }).to_owned()
            }
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}
