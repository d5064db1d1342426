//! The notes: dated Markdown, newest first, with the selected one laid out beside or below the list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::marks::Marking;
use super::super::{deeds, parts};
use super::PilotScreen;
use crate::domain::change::NoteChange;
use crate::domain::shown::brief;
use crate::domain::{Change, Note, Seek, Shown};
use crate::interaction::extract::Rows;
use crate::interaction::{Context, Effect, Field, Form, Kind, List, Stands};
use crate::ui::markdown::{self, Line};
use crate::ui::paint::{Pen, above_and_below, paragraph, side_by_side};
use crate::ui::table::{Cell, Column, Grid, Look};
use crate::ui::theme::Role;

const COLUMNS: &[Column] = &[Column::text("", 11, 0), Column::text("", 14, 0).from(70), Column::text("", 10, 1)];

/// The areas of a list of so many notes and of the selected note.
pub(super) fn split(area: Rect, notes: usize) -> (Rect, Rect) {
    if area.width >= 110 {
        return side_by_side(area, area.width * 2 / 5);
    }
    // What the list does not need is the note's.
    let needs = u16::try_from(notes).unwrap_or(u16::MAX);
    above_and_below(area, (area.height / 3).max(3).min(needs).min(area.height))
}

/// Where the selected note is laid out, with a margin on either side.
fn body(beside: Rect) -> Rect {
    Rect { x: beside.x + 1, width: beside.width.saturating_sub(2), ..beside }
}

/// The lines with those words in the selected note shown whole, and its number of lines; none where they are visible
/// beside the list.
pub(super) fn hidden(screen: &PilotScreen, seek: &Seek, area: Rect, context: &Context) -> Option<(usize, usize)> {
    let note = screen.selected_note()?;
    let (left, right) = split(area, screen.notes().len());
    let body = body(parts::below_rule(left, right));
    let beside = told(&markdown::lines(&note.text, usize::from(body.width)));
    let fits = usize::from(body.height);
    // The last line says how many there are, where there are more.
    let seen = if beside.len() > fits { fits.saturating_sub(1) } else { fits };
    if seek.line(beside.iter().map(String::as_str)).is_some_and(|line| line < seen) {
        return None;
    }
    let whole = told(&whole(screen, usize::from(area.width), context));
    Some((seek.line(whole.iter().map(String::as_str))?, whole.len()))
}

/// Lines without their looks.
fn told(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.iter().map(|(text, _)| text.as_str()).collect()).collect()
}

/// Draws the list and the selected note.
pub(super) fn draw(screen: &PilotScreen, area: Rect, buffer: &mut Buffer, context: &Context) {
    let notes = screen.notes();
    if notes.is_empty() {
        let says = parts::inviting(context, "No notes yet: ⟨note⟩ writes one line, ⟨add⟩ writes Markdown.");
        paragraph(buffer, area, 1, &context.told(says), context.theme.style(Role::Text));
        return;
    }
    if screen.closer {
        return read(screen, area, buffer, context);
    }
    let (left, right) = split(area, notes.len());
    let list = screen.list();
    // The last column takes the remaining width and is not measured.
    let measured = notes.iter().map(|note| cells(note, Shown::head(&note.text, 200), context));
    let grid = Grid::fitted(COLUMNS, measured, left);
    for (line, note, selected) in list.shown(&notes, left) {
        let look = Look { selected, marked: screen.is_marked(note.id.0) };
        let begins = Shown::head(markdown::words(&note.text).lines().next().unwrap_or_default(), 200);
        grid.row(&cells(note, begins, context), look, line, buffer, (&context.theme, context.glyphs));
    }
    parts::more(list, notes.len(), left, buffer, context);
    let body = body(parts::ruled(left, right, buffer, context));
    if let Some(note) = screen.selected_note() {
        lay_out(note, body, buffer, context);
    }
}

/// When, by whom, and its beginning.
fn cells(note: &Note, begins: Shown, context: &Context) -> Vec<Cell> {
    let day = Shown::line(&context.day_in_column(note.on));
    vec![(day, Role::Dim), (Shown::line(&note.by), Role::Dim), (begins, Role::Text)]
}

/// The whole selected note, below when and by whom it was written, for an area of that width.
pub(super) fn whole(screen: &PilotScreen, width: usize, context: &Context) -> Vec<Line> {
    let Some(note) = screen.selected_note() else {
        return Vec::new();
    };
    let head = format!("{} {} {}", context.day(note.on), context.glyphs.dot(), note.by);
    let mut lines = vec![vec![(Shown::line(&head), Role::Dim)], Vec::new()];
    lines.extend(markdown::lines(&note.text, width.saturating_sub(2)));
    lines
}

/// What a note is called among several: its beginning.
pub(super) fn called(note: &Note) -> String {
    brief(&markdown::words(&note.text))
}

/// The notes to be copied: all, the marked ones, or the one shown whole.
fn copied(screen: &PilotScreen) -> Vec<&Note> {
    if screen.closer || screen.has_marked() { screen.meant_notes() } else { screen.notes() }
}

/// Each note as it was written, below when and by whom.
pub(super) fn written(screen: &PilotScreen, context: &Context) -> Vec<(String, String)> {
    let told = |note: &Note| (format!("{}, {}", context.day(note.on), note.by), note.text.clone());
    copied(screen).into_iter().map(told).collect()
}

/// The same in columns.
pub(super) fn columns(screen: &PilotScreen, context: &Context) -> Rows {
    let row = |note: &Note| vec![context.day(note.on), note.by.clone(), note.text.clone()];
    let header = ["date", "by", "text"].map(str::to_owned).to_vec();
    Rows { header, rows: copied(screen).into_iter().map(row).collect() }
}

fn read(screen: &PilotScreen, area: Rect, buffer: &mut Buffer, context: &Context) {
    let lines = whole(screen, usize::from(area.width), context);
    let top = screen.reading.selected.min(lines.len().saturating_sub(usize::from(area.height)));
    for (row, line) in (0..area.height).zip(lines.iter().skip(top)) {
        put(line, Pen::new(buffer, area, row).skip(1), context);
    }
    parts::more(List { selected: top, top }, lines.len(), area, buffer, context);
}

fn put(line: &[(Shown, Role)], pen: &mut Pen<'_>, context: &Context) {
    for (text, role) in line {
        pen.text(text, context.theme.style(*role));
    }
}

fn lay_out(note: &Note, area: Rect, buffer: &mut Buffer, context: &Context) {
    let lines = markdown::lines(&note.text, usize::from(area.width));
    let fits = usize::from(area.height);
    let cut = lines.len() > fits;
    for (row, line) in (0..area.height).zip(&lines) {
        if cut && row + 1 == area.height {
            let more = format!("and {} lines more; Enter shows it whole", lines.len() - fits + 1);
            Pen::new(buffer, area, row).words(&more, context.theme.style(Role::Dim));
            break;
        }
        put(line, &mut Pen::new(buffer, area, row), context);
    }
}

/// `e`: rewrite the note.
pub(super) fn edit(screen: &PilotScreen) -> Option<Form> {
    let note = screen.meant_notes().into_iter().next()?;
    let (id, was) = (note.id, note.text.clone());
    let field = Field::of(Kind::Markdown, "text", "Markdown", was.clone()).required().own();
    let stands = Stands::of([("text", &was)]);
    let submit = move |form: &Form, _: &Context| {
        let was = Some(form.saw("text", was.clone()));
        Ok(Change::Note(NoteChange::Edit { note: id, to: form.value("text"), was }))
    };
    Some(Form::new(format!("note/{id}"), "Edit the note", vec![field], Box::new(submit)).replacing(stands))
}

/// `x`: out of sight.
pub(super) fn archive(screen: &mut PilotScreen, context: &Context) -> Vec<Effect> {
    let notes = screen.meant_notes();
    if notes.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = notes.iter().map(|note| called(note)).collect();
    let put_away = notes.iter().map(|note| Change::Note(NoteChange::Archive { note: note.id, archived: true }));
    let change = deeds::together(put_away.collect(), || format!("Archived {}.", deeds::several("notes", &names)));
    screen.at_once(change, context)
}
