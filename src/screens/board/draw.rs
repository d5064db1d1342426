//! Owns the picture of the board.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::arrange::{Card, Column, ORDERS, Row};
use super::card::{Grid, Line, lines};
use super::{Board, Group, parts, stage_of};
use crate::domain::survey::COLUMNS;
use crate::domain::{Pilot, Shown, Status};
use crate::interaction::Context;
use crate::ui::paint::{Pen, ground, paragraph, rule};
use crate::ui::theme::Role;

/// Draws the board; answers where the cursor is.
pub(super) fn board(board: &Board, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
    let grid = Grid::of((area.width, area.height));
    if !board.loaded {
        return None;
    }
    if board.pilots().all(|pilot| pilot.archived) && !board.archived {
        empty(board.cards.len(), area, buffer, context);
        return None;
    }
    let mut cursor = None;
    for (at, column) in board.columns.iter().enumerate() {
        let x = area.x + grid.width * u16::try_from(at).unwrap_or(0);
        let width = if at == 3 { area.right().saturating_sub(x) } else { grid.width };
        let place = Rect { x, width: width.saturating_sub(1), ..area };
        head(column, at, place, &grid, buffer, context);
        if let Some(here) = cards(board, column, at, place, &grid, buffer, context) {
            cursor = Some(here);
        }
    }
    if board.columns.iter().all(|column| column.cards == 0) {
        paragraph(
            buffer,
            area,
            grid.head + 1,
            &board.marks.unfound(&board.filter, context),
            context.theme.style(Role::Text),
        );
    }
    let typing = foot(board, area, &grid, buffer, context);
    typing.or(cursor)
}

fn empty(archived: usize, area: Rect, buffer: &mut Buffer, context: &Context) {
    let none = match archived {
        0 => parts::absent(context, "No pilots yet.", "No pilots were there then.").to_owned(),
        1 => "No pilots here: 1 is archived, ⟨show-archive⟩ shows it.".to_owned(),
        _ => format!("No pilots here: {archived} are archived, ⟨show-archive⟩ shows them."),
    };
    let says = [
        (none.as_str(), Role::Strong),
        ("The board shows each pilot under its stage, the worst first.", Role::Text),
        (
            parts::absent(
                context,
                "⟨add⟩ adds one; ⟨import⟩ imports a spreadsheet, as `steerco import FILE` does.",
                "⟨as-of⟩ goes back to the present.",
            ),
            Role::Accent,
        ),
    ];
    let mut row = 2;
    for (text, role) in says {
        row += paragraph(buffer, area, row, &context.told(text), context.theme.style(role)) + 1;
    }
}

fn head(column: &Column, at: usize, area: Rect, grid: &Grid, buffer: &mut Buffer, context: &Context) {
    if grid.head == 0 {
        return;
    }
    let style = |role| context.theme.style(role);
    let stage = stage_of(at);
    let count = column.counted();
    let name = format!("{stage} {}", context.framework.stage_name(stage));
    let room = usize::from(area.width).saturating_sub(1);
    let beside = room.saturating_sub(count.len() + 1);
    // Below the name, where there is a row for it: a long name would be cut for it.
    let below = grid.head > 1;
    Pen::new(buffer, area, 0).skip(1).cell(&Shown::line(&name), if below { room } else { beside }, style(Role::Strong));
    if below {
        let nominal = context.framework.stage(stage).map_or("", |stage| &stage.nominal);
        Pen::new(buffer, area, 1).skip(1).text(&Shown::line(nominal).fit_words(beside), style(Role::Dim));
        let line = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
        rule(buffer, line, 2, context.glyphs.rule(), style(Role::Rule));
    }
    Pen::new(buffer, area, u16::from(below)).to_right(count.len()).words(&count, style(Role::Text));
}

fn cards(
    board: &Board,
    column: &Column,
    at: usize,
    area: Rect,
    grid: &Grid,
    buffer: &mut Buffer,
    context: &Context,
) -> Option<Position> {
    let mut cursor = None;
    let mut end = column.list.top;
    for (place, rows, row) in column.visible(grid) {
        end = end.max(place + 1);
        let y = area.y + rows.start;
        match row {
            Row::Heading(name, count) => {
                let (area, style) = (Rect { y, height: 1, ..area }, context.theme.style(Role::Accent));
                // Where there is little room, the name is cut and not the count.
                let count = format!(" {} {count}", context.glyphs.dot());
                let room = usize::from(area.width).saturating_sub(count.chars().count() + 1);
                let name = Shown::line(name);
                let name = if name.width() > room { name.pad(room) } else { name };
                Pen::new(buffer, area, 0).skip(1).text(&name, style).words(&count, style);
            }
            Row::Card(place) => {
                let selected = at == board.column && column.selected() == Some(*place) && board.shows_cursor();
                let room = (area.y + grid.head + grid.page).saturating_sub(y);
                let card = Rect { y, height: grid.lines.min(room), ..area };
                draw_card(board, *place, selected, card, grid, buffer, context);
                if selected {
                    cursor = Some(Position { x: card.x + 1, y });
                }
            }
        }
    }
    if grid.head > 2 {
        more(column, end, area, buffer, context);
    }
    cursor
}

/// The number of cards above the page, and below it from that row on, in the rule under the headings.
fn more(column: &Column, end: usize, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (above, below) = column.beyond(end);
    let mut text = String::new();
    if above > 0 {
        text = format!(" {} {above}", context.glyphs.above());
    }
    if below > 0 {
        text = format!("{text} {} {below}", context.glyphs.below());
    }
    if !text.is_empty() {
        let text = format!("{text} ");
        Pen::new(buffer, area, 2).to_right(text.chars().count() + 1).words(&text, context.theme.style(Role::Dim));
    }
}

fn draw_card(
    board: &Board,
    at: usize,
    selected: bool,
    area: Rect,
    grid: &Grid,
    buffer: &mut Buffer,
    context: &Context,
) {
    let Some(Card { pilot, standing, .. }) = board.cards.get(at) else {
        return;
    };
    let base = ground(buffer, area, selected, &context.theme);
    let marked = board.marks.contains(pilot.id);
    let width = usize::from(area.width).saturating_sub(2);
    for (row, line) in (0..).zip(lines(pilot, standing, &board.trends, grid, width, context)) {
        let bar = match (selected, marked && row == 0) {
            (_, true) => context.glyphs.mark(),
            (true, false) => context.glyphs.bar(),
            (false, false) => " ",
        };
        let mut pen = Pen::new(buffer, area, row);
        pen.words(bar, context.theme.style(Role::Accent).patch(base));
        draw_line(&mut pen, &line, width, |role| context.theme.style(role).patch(base));
    }
}

fn draw_line(pen: &mut Pen<'_>, line: &Line, width: usize, style: impl Fn(Role) -> Style) {
    let right: usize = line.right.iter().map(|(text, _)| text.width()).sum();
    let mut room = width.saturating_sub(right + usize::from(right > 0));
    for (text, role) in &line.left {
        let cut = text.fit(room);
        room -= cut.width();
        pen.text(&cut, style(*role));
        // One ellipsis is enough to say that something is missing.
        if cut.width() < text.width() {
            break;
        }
    }
    pen.skip(room + usize::from(right > 0));
    for (text, role) in &line.right {
        pen.text(text, style(*role));
    }
}

/// How the board differs from its plain state: marks, filter, order.
pub(super) fn made(board: &Board, context: &Context) -> Vec<(String, Role)> {
    let narrowed = || format!("/{}  {}", board.filter.text(), board.filter.said(found(board)));
    let filter = (!board.filter.is_empty()).then(|| (narrowed(), Role::Accent));
    let marks = marks(board, context);
    let arranged = arranged(board);
    let order = (!arranged.is_empty()).then(|| (arranged.join(", "), Role::Dim));
    marks.into_iter().chain(filter).chain(order).collect()
}

/// How many cards are shown, and of how many.
fn found(board: &Board) -> (usize, usize) {
    let count = |of: fn(&Column) -> usize| board.columns.iter().map(of).sum::<usize>();
    (count(|column| column.cards), count(|column| column.total))
}

fn marks(board: &Board, context: &Context) -> Option<(String, Role)> {
    let marked = board.marks.len();
    (marked > 0).then(|| (format!("{} {marked} marked", context.glyphs.mark()), Role::Accent))
}

/// What differs from the usual arrangement of its cards.
pub(super) fn arranged(board: &Board) -> Vec<&'static str> {
    let group = (board.group != Group::None).then(|| board.group.title());
    let archive = board.archived.then_some("with the archive");
    board.sort.arranged(ORDERS).into_iter().chain(group).chain(archive).collect()
}

/// How many of the cards shown have which status, and in which stage, for somebody who hears them one by one.
pub(super) fn overview(board: &Board, context: &Context) -> Option<String> {
    let standing = standing(board, context).into_iter().map(|(_, count, _)| count);
    let stages = (0..).zip(&board.columns).filter(|(_, column)| column.going() > 0);
    let stages = stages.map(|(at, column)| format!("{} in stage {}", column.going(), stage_of(at)));
    let is_any = board.shown().next().is_some();
    is_any.then(|| format!("{}.", standing.chain(stages).collect::<Vec<_>>().join(", ")))
}

/// How many of the cards shown have which status, the worst first, each with sign and colour. Paused ones are counted
/// apart; ended ones are not counted, as they have no status any more.
fn standing(board: &Board, context: &Context) -> Vec<(&'static str, String, Role)> {
    let shown = board.shown().filter_map(|(.., at)| board.cards.get(at)).map(|card| &card.pilot);
    let steered = shown.filter(|pilot| !pilot.archived && !pilot.lifecycle.is_ended());
    let (running, paused): (Vec<&Pilot>, Vec<&Pilot>) = steered.partition(|pilot| pilot.lifecycle.is_running());
    let standing = COLUMNS.into_iter().filter_map(|status| {
        let count = running.iter().filter(|pilot| parts::stands(pilot, context) == status).count();
        let (sign, _, role) = parts::computed(status, context.glyphs);
        (count > 0).then(|| (sign, parts::counted(count, status, context.glyphs), role))
    });
    let (sign, _, role) = parts::computed(Status::NotReported, context.glyphs);
    let paused = (!paused.is_empty()).then(|| (sign, format!("{} paused", paused.len()), role));
    standing.chain(paused).collect()
}

/// The counts of each status among those shown, and warnings that many have.
fn counts(board: &Board, context: &Context) -> Vec<(String, Role)> {
    let standing = standing(board, context).into_iter().map(|(sign, count, role)| (format!("{sign} {count}"), role));
    let common = context.portfolio.common.iter().filter(|_| board.filter.is_empty());
    standing
        .chain(common.map(|(warning, fires)| (format!("{warning}: {} pilots", fires.pilots()), Role::Dim)))
        .collect()
}

/// The filter while it is typed; else how the board differs from its plain state, and the counts; what does not fit is
/// left out.
fn foot(board: &Board, area: Rect, grid: &Grid, buffer: &mut Buffer, context: &Context) -> Option<Position> {
    let style = |role| context.theme.style(role);
    let row = area.height.saturating_sub(1);
    if board.filter.is_typing() {
        let found = found(board);
        let cursor = board.filter.draw(found, area, buffer, context);
        // Marked cards are affected by verbs even if the filter hides them.
        let fits =
            |text: &str| board.filter.columns(found, area.width) + text.chars().count() < usize::from(area.width);
        if let Some((text, role)) = marks(board, context).filter(|(text, _)| fits(text)) {
            Pen::new(buffer, area, row).to_right(text.chars().count() + 1).words(&text, style(role));
        }
        return cursor;
    }
    if grid.foot == 0 {
        return None;
    }
    let mut pen = Pen::new(buffer, area, row);
    pen.skip(1);
    let begin = pen.column();
    for (text, role) in made(board, context).into_iter().chain(counts(board, context)) {
        let text = Shown::line(&text);
        if text.width() > pen.room() && pen.column() > begin {
            pen.words("…", style(Role::Dim));
            break;
        }
        pen.text(&text, style(role)).skip(3);
    }
    None
}
