//! Owns how entries of the journal are listed and opened, for the history of the workspace and that of one pilot.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::words::flag_word;
use crate::domain::{JournalEntry, Measure, PilotId, Shown};
use crate::interaction::named::verbatim;
use crate::interaction::{Context, Effect, List, Wrote};
use crate::store::{ImageCell, ImageDeed, ImageRow, WroteRow};
use crate::ui::paint;
use crate::ui::table::{self, Cell, Column, Look};
use crate::ui::theme::Role;

const COLUMNS: &[Column] = &[
    Column::text("when", 12, 0),
    Column::text("who", 16, 0).from(70),
    Column::text("what", 20, 1),
    Column::number("no.", 5).from(90),
];

/// Draws the visible entries.
pub(super) fn draw(entries: &[&JournalEntry], list: List, area: Rect, buffer: &mut Buffer, context: &Context) {
    table::head(COLUMNS, area, buffer, &context.theme);
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (line, entry, selected) in list.shown(entries, rows) {
        let look = Look { selected, marked: false };
        table::row(COLUMNS, &cells(entry, context), look, line, buffer, (&context.theme, context.glyphs));
    }
}

fn cells(entry: &JournalEntry, context: &Context) -> Vec<Cell> {
    let role = if entry.effective { Role::Text } else { Role::Dim };
    let summary = context.dated(&entry.summary);
    let what = if entry.effective { summary } else { format!("(taken back) {summary}") };
    vec![
        (Shown::line(&context.time(entry.at)), Role::Dim),
        (Shown::line(&entry.actor), role),
        (Shown::head(&what, 400), role),
        (Shown::line(&entry.seq.to_string()), Role::Dim),
    ]
}

/// Each entry in a sentence.
pub(super) fn sentences(entries: &[JournalEntry], context: &Context) -> Vec<String> {
    entries.iter().map(|entry| sentence(entry, context)).collect()
}

/// An entry in a sentence.
pub(super) fn sentence(entry: &JournalEntry, context: &Context) -> String {
    let gone = if entry.effective { "" } else { ", not in force" };
    format!("{}, {}{gone}: {}", context.time(entry.at), entry.actor, context.dated(&entry.summary))
}

/// The words by which it is found: its day both as shown and as in files.
pub(super) fn words(entry: &JournalEntry, context: &Context) -> String {
    format!("{} {}", sentence(entry, context), entry.summary)
}

/// Where the cursor goes when entries arrive: it stays on its entry, or on the newest.
pub(super) fn stay(before: &[JournalEntry], now: &[JournalEntry], selected: usize) -> usize {
    let on = before.get(selected).filter(|_| selected > 0);
    on.and_then(|on| now.iter().position(|entry| entry.seq == on.seq)).unwrap_or(selected)
}

/// Asks before an entry is taken back.
pub(super) fn revert(entry: &JournalEntry) -> Vec<Effect> {
    let (detail, yes) = if entry.kind == "undo" {
        ("Do again what it took back? What was done since stays.", Effect::Again(entry.seq, true))
    } else {
        ("Take this entry back? What was done since stays, and ⟨redo⟩ does it again.", Effect::Revert(entry.seq, true))
    };
    vec![Effect::ask_first(verbatim(&entry.summary), detail, vec![yes])]
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
    let width = usize::from(area.width).saturating_sub(3);
    let mut lines: Vec<(Shown, Role)> =
        Shown::line(&context.dated(&entry.summary)).wrap(width).into_iter().map(|line| (line, Role::Strong)).collect();
    let who = format!("{} {} {}", context.time(entry.at), context.glyphs.dot(), entry.actor);
    lines.push((Shown::line(&who), Role::Dim));
    let rows = wrote.images.iter().flat_map(|image| told(image, context));
    let readings = wrote.readings.iter().filter(|row| only.is_none_or(|only| row.pilot == only)).map(read);
    let said: Vec<String> = rows.chain(readings).collect();
    let others = wrote.readings.iter().filter(|row| only.is_some_and(|only| row.pilot != only)).count();
    let room = usize::from(area.height);
    // Each on as many lines as it needs, if everything fits then; else on one line.
    let most = room.saturating_sub(lines.len() + usize::from(others > 0));
    let wrapped = said.iter().flat_map(|row| Shown::head(row, width * (most + 1)).wrap(width));
    let whole: Vec<Shown> = wrapped.take(most + 1).collect();
    let fits = whole.len() <= most;
    let said = if fits { whole } else { said.iter().map(|row| Shown::head(row, width)).collect() };
    lines.extend(said.into_iter().map(|line| (line, Role::Text)));
    if others > 0 {
        lines.push((Shown::line(&format!("and {others} readings of other pilots")), Role::Dim));
    }
    let missing = lines.len().saturating_sub(room);
    if missing > 0 {
        lines.truncate(room.saturating_sub(1));
        lines.push((Shown::line(&format!("and {} lines more", missing + 1)), Role::Dim));
    }
    paint::lines(buffer, area, (0, 2), lines, &context.theme);
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

/// One line per changed field; a new row in one line.
fn told(image: &ImageRow, context: &Context) -> Vec<String> {
    let subject = &image.subject;
    match &image.deed {
        ImageDeed::Added(facts) => {
            let facts: Vec<String> =
                facts.iter().map(|(field, cell)| format!("{field} {}", said(cell, context))).collect();
            vec![format!("{subject}: added  {}", facts.join(", "))]
        }
        ImageDeed::Removed => vec![format!("{subject}: removed")],
        ImageDeed::Changed(fields) => fields
            .iter()
            .map(|(field, old, new)| format!("{subject}: {field}  {}  →  {}", said(old, context), said(new, context)))
            .collect(),
    }
}

fn said(cell: &ImageCell, context: &Context) -> String {
    match cell {
        ImageCell::Nothing => "nothing".to_owned(),
        ImageCell::Flag(flag) => flag_word(*flag).to_owned(),
        ImageCell::Said(said) => said.clone(),
        ImageCell::Text(text) => format!("“{text}”"),
        ImageCell::Day(day) => context.day(*day),
        ImageCell::Moment(moment) => context.time(moment.millis()).trim_start().to_owned(),
    }
}
