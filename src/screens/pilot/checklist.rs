//! The checklist: the items of the present stage and those before it, each with its state, owner, date and evidence.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::parts;
use super::{PilotScreen, Tab};
use crate::domain::framework::ChecklistItem;
use crate::domain::framework::groups::MATRIX;
use crate::domain::shown::brief;
use crate::domain::{ItemState, PilotPage, Shown, Stage, Tick};
use crate::interaction::{Context, List};
use crate::ui::paint::{self, Pen, above_and_below, row_pen, side_by_side};
use crate::ui::table::Look;
use crate::ui::theme::Role;

/// A heading, or an item.
pub(super) enum Row<'a> {
    Heading(Stage, usize, usize),
    Item(&'a ChecklistItem, Option<&'a Tick>),
}

impl Row<'_> {
    /// What it is called among several; nothing of a heading.
    pub fn called(&self) -> String {
        match self {
            Self::Heading(..) => String::new(),
            Self::Item(item, _) => brief(&item.title),
        }
    }
}

/// What the row of an item is marked by: its place in the framework. A heading is marked by nothing.
pub(super) fn id_of(row: &Row<'_>, context: &Context) -> Option<i64> {
    match row {
        Row::Heading(..) => None,
        Row::Item(item, _) => context.framework.place(&item.id).and_then(|place| i64::try_from(place).ok()),
    }
}

/// The rows, the present stage first.
pub(super) fn rows<'a>(page: &'a PilotPage, context: &'a Context) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut stages: Vec<Stage> = Stage::ALL.into_iter().rev().filter(|stage| *stage <= page.pilot.stage).collect();
    if prepares(page, context) {
        // What its own gate asks for comes first.
        stages.insert(1, Stage::Three);
    }
    for stage in stages {
        let items = context.framework.items(stage);
        let tick = |item: &ChecklistItem| Tick::of(&page.ticks, &item.id);
        let closed = |item: &&ChecklistItem| Tick::state(tick(item)).is_closed();
        rows.push(Row::Heading(stage, items.iter().filter(closed).count(), items.len()));
        rows.extend(items.iter().map(|item| Row::Item(item, tick(item))));
    }
    rows
}

/// The visible items.
pub(super) fn shown<'a>(screen: &PilotScreen, page: &'a PilotPage, context: &'a Context) -> Vec<Row<'a>> {
    let rows = (0..).zip(rows(page, context));
    rows.filter(|(at, _)| screen.shows(Tab::Checklist, *at)).map(|(_, row)| row).collect()
}

/// The indices of the items a verb acts on, each with its heading.
pub(super) fn under_headings(rows: &[Row<'_>], is_meant: &[bool]) -> HashSet<i64> {
    let mut places = HashSet::new();
    let mut heading = 0;
    for ((at, row), is_meant) in (0..).zip(rows).zip(is_meant) {
        match row {
            Row::Heading(..) => heading = at,
            Row::Item(..) if *is_meant => places.extend([heading, at]),
            Row::Item(..) => {}
        }
    }
    places
}

/// Is embedding prepared: is the pilot in stage 2, and the calendar in the weeks of stage 3?
fn prepares(page: &PilotPage, context: &Context) -> bool {
    let begins = context.framework.stage(Stage::Three).map_or(i64::MAX, |stage| i64::from(stage.nominal_from));
    page.pilot.stage == Stage::Two && page.pilot.week(context.moment.day) >= Some(begins)
}

/// The row of the first item that is open.
pub(super) fn first_open(page: &PilotPage, context: &Context) -> usize {
    let open = |row: &Row<'_>| match row {
        Row::Item(_, tick) => !Tick::state(*tick).is_closed(),
        Row::Heading(..) => false,
    };
    rows(page, context).iter().position(open).unwrap_or(1)
}

/// The id of the item of a row.
pub(super) fn item_at<'a>(page: &'a PilotPage, at: usize, context: &'a Context) -> Option<&'a String> {
    match rows(page, context).get(at)? {
        Row::Item(item, _) => Some(&item.id),
        Row::Heading(..) => None,
    }
}

/// The row of an item.
pub(super) fn place_of(page: &PilotPage, id: &str, context: &Context) -> Option<usize> {
    rows(page, context).iter().position(|row| matches!(row, Row::Item(item, _) if item.id == id))
}

/// The item at or next to a row, on the way from `before`.
pub(super) fn nearest(rows: &[Row<'_>], at: usize, before: usize) -> usize {
    let item = |at: &usize| matches!(rows.get(*at), Some(Row::Item(..)));
    let down = || (at..rows.len()).find(item);
    let up = || (0..=at).rev().find(item);
    if at >= before { down().or_else(up) } else { up().or_else(down) }.unwrap_or(0)
}

/// The areas of the list and of the text about the selected item.
pub(super) fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= 110 {
        return side_by_side(area, area.width * 3 / 5);
    }
    let below = if area.height >= 16 { 7 } else { area.height.saturating_sub(5).min(4) };
    above_and_below(area, area.height - below)
}

/// The area for the rows of a list, below the heading of the first one where both fit.
pub(super) fn under_heading(list: Rect) -> Rect {
    let above = u16::from(list.height > 2);
    Rect { y: list.y + above, height: list.height - above, ..list }
}

/// The position of the list in that area: if the page begins with a heading, it is drawn above the rows.
fn scrolled(list: List, rows: &[Row<'_>], area: Rect) -> List {
    let is_above = under_heading(area) != area && matches!(rows.get(list.top), Some(Row::Heading(..)));
    List { top: list.top + usize::from(is_above), ..list }
}

/// The item on a line, where the first row is on line `head` of a page of that height; none for a heading.
pub(super) fn row_at(
    screen: &PilotScreen,
    page: &PilotPage,
    (line, head): (u16, u16),
    height: usize,
    context: &Context,
) -> Option<usize> {
    let (rows, area) = (shown(screen, page, context), split(screen.content(context)).0);
    let row = scrolled(screen.list(), &rows, area).row_at(line, head, (rows.len(), height))?;
    Some(row).filter(|row| matches!(rows.get(*row), Some(Row::Item(..))))
}

/// The item under the cursor.
pub(super) fn selected<'a>(
    screen: &PilotScreen,
    page: &'a PilotPage,
    context: &'a Context,
) -> Option<(&'a ChecklistItem, Option<&'a Tick>)> {
    match shown(screen, page, context).into_iter().nth(screen.list().selected)? {
        Row::Item(item, tick) => Some((item, tick)),
        Row::Heading(..) => None,
    }
}

/// Draws the list and the text about the selected item.
pub(super) fn draw(screen: &PilotScreen, page: &PilotPage, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (left, right) = split(area);
    let rows = shown(screen, page, context);
    let (list, body) = (scrolled(screen.list(), &rows, left), under_heading(left));
    if body != left {
        let head = rows.iter().take(list.top + 1).rposition(|row| matches!(row, Row::Heading(..)));
        if let Some(head) = head.and_then(|at| rows.get(at)) {
            draw_row(head, page, Look { selected: false, marked: false }, left, buffer, context);
        }
    }
    for (line, row, selected) in list.shown(&rows, body) {
        let marked = id_of(row, context).is_some_and(|id| screen.is_marked(id));
        draw_row(row, page, Look { selected, marked }, line, buffer, context);
    }
    parts::more(list, rows.len(), body, buffer, context);
    let right = parts::ruled(left, right, buffer, context);
    if let Some((item, tick)) = selected(screen, page, context) {
        say(item, tick, right, buffer, context);
    }
}

fn draw_row(row: &Row<'_>, page: &PilotPage, look: Look, line: Rect, buffer: &mut Buffer, context: &Context) {
    match row {
        Row::Heading(stage, closed, all) => {
            let ahead = if *stage > page.pilot.stage { ", prepared from now on" } else { "" };
            let text = format!(
                "Stage {stage} {} {}{ahead}   {closed} of {all}",
                context.glyphs.dot(),
                context.framework.stage_name(*stage)
            );
            Pen::new(buffer, line, 0).skip(1).words(&text, context.theme.style(Role::Accent));
        }
        Row::Item(item, tick) => draw_item(item, *tick, look, line, buffer, context),
    }
}

fn draw_item(
    item: &ChecklistItem,
    tick: Option<&Tick>,
    look: Look,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) {
    let state = Tick::state(tick);
    let (sign, role) = parts::item_state(state, context.glyphs);
    let closed = state.is_closed();
    let mut facts = Vec::new();
    if let Some(tick) = tick {
        if let Some(name) = tick.standing.owner.and_then(|owner| context.directory.person_name(owner)) {
            facts.push((name.to_owned(), Role::Dim));
        }
        if let Some(due) = tick.standing.due.filter(|_| !closed) {
            let role = if due < context.moment.day { Role::Wanted } else { Role::Dim };
            let late = if due < context.moment.day { "overdue " } else { "by " };
            facts.push((format!("{late}{}", context.day(due)), role));
        }
        let cells = [(&tick.standing.reads, "reads"), (&tick.standing.writes, "writes")];
        let given: Vec<&str> = cells.iter().filter(|(text, _)| !text.is_empty()).map(|(_, word)| *word).collect();
        if !given.is_empty() {
            facts.push((given.join(", "), Role::Dim));
        }
        if !tick.evidence.is_empty() {
            facts.push((format!("{} shown", tick.evidence.len()), Role::OnTrack));
        }
    }
    let facts: Vec<(Shown, Role)> = facts.into_iter().map(|(text, role)| (Shown::line(&text), role)).collect();
    let right: usize = facts.iter().map(|(text, _)| text.width() + 2).sum();
    let title = usize::from(area.width).saturating_sub(5 + right).max(20);
    let (mut pen, style) = row_pen(buffer, area, look.selected, (&context.theme, context.glyphs));
    pen.words(if look.marked { context.glyphs.mark() } else { " " }, style(Role::Accent));
    pen.words(&format!("{sign} "), style(role));
    pen.cell(&Shown::line(&item.title), title, style(if closed { Role::Dim } else { Role::Text }));
    for (text, role) in &facts {
        pen.skip(2).text(text, style(*role));
    }
}

fn say(item: &ChecklistItem, tick: Option<&Tick>, area: Rect, buffer: &mut Buffer, context: &Context) {
    let width = usize::from(area.width).saturating_sub(2);
    let said = std::iter::once((item.title.clone(), Role::Strong)).chain(known(item, tick, context));
    let wrapped =
        |(text, role): (String, Role)| Shown::line(&text).wrap(width).into_iter().map(move |line| (line, role));
    paint::lines(buffer, area, (0, 1), said.flat_map(wrapped), &context.theme);
}

/// What the item means, what was entered, and its source.
pub(super) fn known(item: &ChecklistItem, tick: Option<&Tick>, context: &Context) -> Vec<(String, Role)> {
    let mut said = vec![(item.means.clone(), Role::Text)];
    if item.group == MATRIX {
        let cell = |text: Option<&String>| text.filter(|text| !text.is_empty()).map_or("…", String::as_str).to_owned();
        let tested = match Tick::state(tick) {
            ItemState::Done => "tested",
            ItemState::NotApplicable => "does not apply",
            _ => "not tested",
        };
        let (reads, writes) =
            (cell(tick.map(|tick| &tick.standing.reads)), cell(tick.map(|tick| &tick.standing.writes)));
        said.push((format!("reads {reads}; writes {writes}; {tested}"), Role::Text));
    }
    if let Some(tick) = tick {
        if !tick.standing.why.is_empty() {
            said.push((tick.standing.why.clone(), Role::Text));
        }
        let sign = if context.is_heard() { "shown:" } else { context.glyphs.done() };
        said.extend(tick.evidence.iter().rev().map(|evidence| {
            let on = context.day(evidence.on);
            (format!("{sign} {} ({on}, {})", evidence.text, evidence.by), Role::OnTrack)
        }));
    }
    said.push((format!("{} {} from: {}", item.id, context.glyphs.dot(), item.origin), Role::Dim));
    said
}
