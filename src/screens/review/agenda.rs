//! The page of the agenda: its items with what is wanted, and for the selected one why it is there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Reviews;
use crate::domain::answered::Judged;
use crate::domain::delta::Before;
use crate::domain::review::Reason;
use crate::domain::words::sentences;
use crate::domain::{AgendaItem, AgendaState, Decision, Meeting, Review, Shown};
use crate::interaction::Context;
use crate::ui::paint::Pen;
use crate::ui::table::{Cell, Column, Grid, Look};
use crate::ui::theme::Role;

const COLUMNS: &[Column] = &[
    Column::number("", 2),
    Column::text("item", 18, 1),
    Column::text("wanted", 20, 3),
    Column::number("min", 3),
    Column::text("", 7, 0),
];

/// What is wanted begins so.
const WANTED: &str = "wanted";
/// At most so many lines of what does not fit below the list: they fill the rows for explanations.
const LEFT_OVER: usize = 20;

fn cells(number: Option<usize>, item: &AgendaItem, wanted: &str) -> Vec<Cell> {
    let left = matches!(item.state, AgendaState::Dropped | AgendaState::Done);
    let role = if left { Role::Dim } else { Role::Text };
    let wanted = (Shown::line(wanted), if item.wanted.is_empty() { Role::Stale } else { role });
    vec![
        (Shown::line(&number.map_or_else(String::new, |number| number.to_string())), Role::Dim),
        (Shown::line(&item.title), if left { Role::Dim } else { Role::Strong }),
        wanted,
        (Shown::line(&item.minutes.to_string()), role),
        (Shown::line(state(item)), Role::Dim),
    ]
}

/// What came of an item, as the keys of the wall and of this page call it.
const fn state(item: &AgendaItem) -> &'static str {
    match item.state {
        AgendaState::Open => "",
        AgendaState::Done => "talked",
        AgendaState::Carried => "carried",
        AgendaState::Dropped => "dropped",
    }
}

/// Every word that an item is found by.
pub(super) fn words(screen: &Reviews, item: &AgendaItem) -> String {
    let pilot = screen.pilot_name(item.pilot);
    let reasons: Vec<String> = item.reasons.iter().map(|reason| format!("{} {}", reason.kind, reason.text)).collect();
    format!("{} {} {pilot} {} {}", item.title, item.wanted, state(item), reasons.join(" "))
}

/// What an item wants by now, in words.
pub(super) fn wants(screen: &Reviews, item: &AgendaItem, context: &Context) -> String {
    let judged = |meeting: &Meeting| judged(screen, meeting, context);
    let wants = |meeting: &Meeting| meeting.wants(item, screen.recorded(), judged(meeting)).to_string();
    screen.meeting().map(wants).unwrap_or_default()
}

/// The same; none where nothing was wanted.
pub(super) fn asks(screen: &Reviews, item: &AgendaItem, context: &Context) -> Option<String> {
    (!item.wanted.is_empty()).then(|| wants(screen, item, context))
}

/// How the pilots stood when a review was closing; none where that is not known yet, or no longer.
pub(super) fn closing<'a>(review: &Review, context: &'a Context) -> Option<&'a Before> {
    let mut known = [context.closing.as_deref(), context.before.as_deref()].into_iter().flatten();
    known.find(|known| Some(known.entry) == review.entry)
}

/// How the pilots stand and on what basis; for a closed review, how they stood when it closed. Where that is no longer
/// known, what the review itself decided is told.
fn judged<'a>(screen: &'a Reviews, meeting: &Meeting, context: &'a Context) -> Judged<'a> {
    let (pilots, framework) = (screen.survey.pilots.as_slice(), &*context.framework);
    let (pilots, portfolio) = match closing(&meeting.review, context) {
        _ if !meeting.is_closed() => (pilots, Some(&*context.portfolio)),
        Some(closing) => (closing.pilots.as_slice(), Some(&closing.portfolio)),
        None => (pilots, None),
    };
    Judged { pilots, portfolio, framework }
}

/// Why an item is on the agenda, each reason with its kind and with what became of it: what was decided, what is
/// answered, what a warning says now, and which one no longer fires.
fn why<'a>(screen: &'a Reviews, item: &'a AgendaItem, context: &'a Context) -> impl Iterator<Item = (&'a str, String)> {
    screen.meeting().into_iter().flat_map(move |meeting| {
        let (judged, recorded) = (judged(screen, meeting, context), screen.recorded());
        let decided = meeting.decisions_on(Some(item.id), &screen.survey.decisions);
        let said = move |one: &Decision| meeting.in_words(one, &context.framework, &screen.survey.decisions);
        let decided = decided.map(move |one| ("decided", context.dated_around(&one.typed(), &said(one))));
        let says = move |reason: &'a Reason| {
            let said = meeting.says(item, reason, recorded, judged);
            (reason.kind.as_str(), context.dated_around(&reason.typed(recorded), &said))
        };
        let since = meeting.since(item, judged).into_iter().map(|reason| ("signal", context.dated(&reason.text)));
        decided.chain(item.reasons.iter().map(says)).chain(since)
    })
}

/// The same in sentences; empty where there is nothing to say, as for an item that somebody wrote and on which nothing
/// was decided.
pub(super) fn told(screen: &Reviews, item: &AgendaItem, context: &Context) -> String {
    let why: Vec<String> = why(screen, item, context).map(|(_, text)| text).collect();
    sentences(why.iter().map(String::as_str))
}

/// Draws the items that show, with their headings above.
pub(super) fn draw(screen: &Reviews, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (meeting, places) = (screen.so_far(), screen.places());
    let items = meeting.as_ref().map(|meeting| meeting.agenda.as_slice()).unwrap_or_default();
    // Of many items, only the visible ones, and the few that decide the widths, are asked what they want.
    let number = |item: &AgendaItem| meeting.as_ref().and_then(|meeting| meeting.number(item.id));
    let cells = |number: Option<usize>, item: &AgendaItem| cells(number, item, &wants(screen, item, context));
    let table = Grid::fitted(COLUMNS, items.iter().map(|item| cells(number(item), item)), area);
    table.head(Rect { height: 1.min(area.height), ..area }, buffer, &context.theme);
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (line, at, selected) in screen.list.shown(&places, rows) {
        if let Some(item) = items.get(*at) {
            let look = Look { selected, marked: false };
            table.row(&cells(number(item), item), look, line, buffer, (&context.theme, context.glyphs));
        }
    }
}

/// What an item wants and why it is on the agenda, in lines for a page of that width, each with its lead. They are made
/// as they are read: an item with all stale pilots has thousands.
fn lines<'a>(
    screen: &'a Reviews,
    item: &'a AgendaItem,
    width: u16,
    context: &'a Context,
) -> impl Iterator<Item = (&'a str, Shown, Role)> {
    let width = usize::from(width.saturating_sub(15));
    let wanted = (WANTED, wants(screen, item, context), Role::Strong);
    let why = why(screen, item, context).map(|(kind, text)| (kind, text, Role::Text));
    let wrapped = move |(label, text, role): (&'a str, String, Role)| {
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        labels.zip(Shown::line(&text).wrap(width)).map(move |(label, line)| (label, line, role))
    };
    std::iter::once(wanted).chain(why).flat_map(wrapped)
}

/// Draws that of the selected item.
pub(super) fn reasons(screen: &Reviews, area: Rect, buffer: &mut Buffer, context: &Context) {
    let told = screen.item().into_iter().flat_map(|item| lines(screen, item, area.width, context));
    for (row, (label, line, role)) in (0..area.height).zip(told) {
        let mut pen = Pen::new(buffer, area, row);
        pen.skip(2).cell(&Shown::line(label), 12, context.theme.style(Role::Dim));
        pen.text(&line, context.theme.style(role));
    }
}

/// Is the reason for an item told below the list? And what does not fit into so many rows there, as far as it is read;
/// none where everything fits.
pub(super) fn left_over(screen: &Reviews, item: &AgendaItem, rows: usize, context: &Context) -> (bool, Option<String>) {
    let lines = lines(screen, item, context.body().0, context).take(rows + LEFT_OVER);
    let told: Vec<(&str, Shown)> = lines.map(|(label, line, _)| (label, line)).collect();
    let left: Vec<&str> = told.iter().skip(rows).map(|(_, line)| line.as_str()).collect();
    let is_told = told.iter().any(|(label, _)| !["", WANTED].contains(label));
    (is_told, (!left.is_empty()).then(|| format!("… {}", left.join(" "))))
}
