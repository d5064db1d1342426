//! Owns the face of the program in plain sentences: what the state says and what it asks next (`hear` says what a typed
//! line means). Nothing is redrawn and nothing is a picture, so that it can be listened to, scripted, or used on a
//! terminal that only prints. Behind it are the same state, verbs and forms as behind the screens.

mod aloud;
mod answers;
mod asks;
mod drafts;
mod found;
mod hear;
mod heard;

use std::collections::HashSet;
use std::slice;

use crate::domain::Shown;
use crate::domain::date::spelled_out;
use crate::domain::shown::collapsed;
use crate::domain::words::first_of;
use crate::interaction::named::verbatim;
use crate::interaction::verb::Bound;
use crate::interaction::{Chord, Context, Filter, Key, Live, Overlay, Screen};

use self::aloud::{begun, brief, joined, shown, spoken, tells, told};
use self::asks::{ask_field, is_box};
pub use self::drafts::{holds_a_draft, kept};
use self::found::{MOVES, OF_SCREENS, ask_search};
pub use self::hear::{hear, hear_pasted};
pub use self::heard::Heard;
use self::heard::quoted;
use super::overlays;
pub use super::picture::PAPER;
use super::picture::picture;
use super::state::State;

/// So many rows are told at once; those that follow are counted, and told one stretch after another.
const MOST_ROWS: usize = 60;
/// No more changed rows are told after a verb.
const MOST_CHANGED: usize = 3;

/// So many of those that are marked are named.
const MOST_MARKED: usize = 3;

/// So many verbs are named with a screen.
const MOST_HINTED: usize = 9;

/// Those that the end of the same line tells by their keys.
const ENDS: &[&str] = &["help", "quit", "leave"];

/// How a value is entered into a row.
const VALUES: &str = "2 18.5 or 2 n/m and why enters that into row 2, and so does a value alone that is no row, as 18.5, \
                      into the one that is chosen";

/// How much the next line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// Nothing but itself.
    Line,
    /// A table, where it is a row of one.
    Table,
    /// An answer of several lines, up to an empty one.
    Lines,
}

/// How the next line is read.
#[must_use]
pub fn reads(state: &State) -> Reads {
    match state.overlays.last() {
        Some(Overlay::Form(form)) if is_box(form) => Reads::Lines,
        None if state.top().is_some_and(|screen| screen.typing_hints().is_none()) => Reads::Table,
        _ => Reads::Line,
    }
}

/// What is said, and what is asked then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Lines, each for itself.
    pub lines: Vec<String>,
    /// The question that the next line answers.
    pub asks: String,
}

/// Which page of which screen is on top, of which workspace and moment.
fn place(state: &State) -> String {
    format!("{} {}", state.screens.len(), heading(state))
}

/// The question that is open; what is no form has no name.
fn question(state: &State) -> Option<String> {
    state.overlays.last().map(|overlay| match overlay {
        Overlay::Form(form) => form.title.clone(),
        _ => String::new(),
    })
}

/// Are these other rows, or the same ones in another order, so that their numbers mean others now? Rows of which some
/// changed their words are the same.
fn are_others(then: &[String], now: &[String]) -> bool {
    let known: HashSet<&String> = then.iter().collect();
    let stays = |(before, row): (&String, &String)| before == row;
    let moved = |(before, row): (&String, &String)| before != row && known.contains(row);
    let pairs = || then.iter().zip(now);
    then.len() != now.len() || pairs().any(moved) || now.len() > 1 && !pairs().any(stays)
}

/// What was told last: it is not told again while it stays.
#[derive(Debug, Default)]
pub struct Told {
    screen: String,
    rows: Vec<String>,
    explain: Option<String>,
    question: Option<String>,
    /// What is marked.
    marks: Option<String>,
    /// Up to which row.
    to: usize,
}

impl Told {
    /// The rows that follow those that were told.
    pub fn more(&mut self, state: &State) -> Vec<String> {
        let rows = rows(state);
        if self.to >= rows.len() {
            return vec!["There are no more rows.".to_owned()];
        }
        let from = self.to;
        self.to += MOST_ROWS;
        stretch(&rows, from, state).iter().map(|line| joined(line)).collect()
    }

    /// What is to be said now: all that there is where that was not told yet, else what became of the line that was
    /// heard; nothing where that was `answered`.
    pub fn say(&mut self, state: &State, answered: bool) -> Said {
        let question = question(state);
        let (screen, rows) = (place(state), rows(state));
        let new = match &question {
            Some(_) => self.question != question,
            // A screen is told once no question lies over it.
            None => self.screen != screen || are_others(&self.rows, &rows),
        };
        let (asked, asks) = (self.question.is_some(), question.is_some());
        self.question = question;
        if new {
            self.to = MOST_ROWS;
            if !asks {
                (self.screen, self.rows, self.explain) = (screen, rows, explained(state));
                self.marks = marks(state);
            }
            return say(state, true);
        }
        if answered {
            return Said::default();
        }
        let mut said = say(state, false);
        // What is typed over a screen is asked for.
        if !asks && said.asks.is_empty() {
            let more = self.since(state, rows, &said.lines);
            let only = said.lines.is_empty() && more.is_empty();
            said.lines.extend(shown(&more));
            if only {
                let none = "Nothing that is told here changed.".to_owned();
                said.lines.extend(shown(&[if asked { heading(state) } else { none }]));
            }
        }
        said
    }

    /// What changed since it was told: the rows, where what was just said does not have them, else which one is chosen.
    fn since(&mut self, state: &State, rows: Vec<String>, said: &[String]) -> Vec<String> {
        let pairs = rows.iter().zip(&self.rows).enumerate().filter(|(_, (now, then))| now != then);
        let told = pairs.map(|(at, (now, then))| {
            // The verb that takes a mark off is the one that sets it.
            let unmarked = if then.strip_prefix(MARKED) == Some(now.as_str()) { "no longer " } else { "" };
            format!("{}. {unmarked}{}", at + 1, brief(if unmarked.is_empty() { now } else { then }))
        });
        let is_said = |row: &String| {
            let row = shown(slice::from_ref(row)).concat();
            said.iter().any(|line| line.contains(&row))
        };
        let mut changed: Vec<String> = told.filter(|row| !is_said(row)).collect();
        let left = changed.len().saturating_sub(MOST_CHANGED);
        changed.truncate(MOST_CHANGED);
        changed.extend((left > 0).then(|| format!("And {left} more are others now: an empty line tells all of them.")));
        self.rows = rows;
        let marks = marks(state);
        // Who marks one goes on to the next.
        let steps = marks != self.marks || changed.is_empty();
        changed.extend(marks.clone().filter(|_| marks != self.marks));
        self.marks = marks;
        let explain = explained(state);
        if explain != self.explain && steps && said.is_empty() {
            let row = state.top().and_then(Screen::chosen_row).filter(|row| *row < self.rows.len());
            let row = row.map_or_else(String::new, |row| format!("{}. ", row + 1));
            changed.extend(explain.iter().map(|explain| format!("Chosen: {row}{}", collapsed(explain))));
        }
        self.explain = explain;
        changed
    }
}

/// What explains that which is chosen.
fn explained(state: &State) -> Option<String> {
    state.top().and_then(|screen| screen.explain(&state.context))
}

/// What the state says; `whole` tells the screen too, and not only what happened on it.
fn say(state: &State, whole: bool) -> Said {
    let notices = state.notice.iter().chain(&state.news);
    let mut lines: Vec<String> = notices.map(|notice| told(&state.dated(notice))).collect();
    lines.extend(state.standing().filter(|_| whole).map(str::to_owned));
    let asks = match state.overlays.last() {
        Some(Overlay::Form(form)) => ask_field(form, whole, state.keeps_drafts, &mut lines),
        Some(Overlay::Confirm(confirm)) => {
            lines.extend([&confirm.question, &confirm.detail].map(|text| state.context.dated(text)));
            // Where “no” does something too, neither answer leaves it as it is.
            if confirm.no.is_empty() { "1 yes, 2 no, . leaves it as it is" } else { "1 yes, 2 no" }.to_owned()
        }
        Some(Overlay::Conflict { conflict, stands, .. }) => {
            let by = overlays::by(conflict, *stands);
            lines.push(format!("{}: another value stands there already.", conflict.what));
            lines.push(format!("Yours is {}. Theirs, by {by}, is {}.", conflict.yours, conflict.theirs));
            lines.extend(overlays::in_the_way(conflict));
            let ways = overlays::ways(conflict, *stands, state).into_iter();
            ways.map(|(key, what)| format!("{} {what}", number_of(key))).collect::<Vec<_>>().join(", ")
        }
        Some(Overlay::Help(search)) => ask_search(search, state, &mut lines),
        // Of thousands of names nobody hears the end.
        Some(Overlay::Palette(search)) if search.typed.is_empty() => "Say what you look for, . closes".to_owned(),
        Some(Overlay::Palette(search)) => ask_search(search, state, &mut lines),
        Some(Overlay::Keys(_)) | None => {
            let mut here = Vec::new();
            let asks = ask_screen(state, whole, &mut here);
            // A screen puts keys into its own sentences only.
            lines.extend(here.iter().map(|line| verbatim(line)));
            asks
        }
    };
    let lines: Vec<String> = lines.iter().map(|line| state.context.told(line)).collect();
    Said { lines: shown(&lines), asks: String::from(Shown::line(&state.context.told(&asks))) }
}

/// The number that stands for a key where two values are asked about: each keeps its own, whatever else is offered.
fn number_of(key: &str) -> &'static str {
    match key {
        "k" => "1",
        "t" => "2",
        "b" => "3",
        _ => "4",
    }
}

/// What a row begins with that is marked.
const MARKED: &str = "marked, ";

/// The rows of the screen on top; those that are marked say so.
fn rows(state: &State) -> Vec<String> {
    let Some(open) = state.screens.last().filter(|open| !open.veiled) else {
        return Vec::new();
    };
    let mut rows = open.screen.sentences(&state.context);
    for at in open.screen.marked_rows(&state.context) {
        if let Some(row) = rows.get_mut(at) {
            row.insert_str(0, MARKED);
        }
    }
    rows
}

/// How many are marked that are not among the rows of a screen.
fn hidden(screen: &dyn Screen, context: &Context) -> usize {
    screen.marked().len().saturating_sub(screen.marked_rows(context).len())
}

/// How many are marked, how many of them are not told, and what they are called; none where none is.
fn marks(state: &State) -> Option<String> {
    let open = state.screens.last()?;
    let screen = open.screen.as_ref();
    let names = if open.veiled { Vec::new() } else { screen.marked_names(&state.context) };
    let named = if names.is_empty() { String::new() } else { format!(": {}", first_of(&names, MOST_MARKED)) };
    match (screen.marked().len(), hidden(screen, &state.context)) {
        (0, _) => None,
        (all, 0) => Some(format!("{all} marked{named}.")),
        (all, hidden) => Some(format!("{all} marked, {hidden} of them not told here{named}.")),
    }
}

/// What a list is narrowed to, and its order and groups where they are not its first ones; none where nothing is
/// otherwise.
fn made(screen: &dyn Screen) -> Option<String> {
    let narrowed = Some(screen.narrowed()).filter(|words| !words.is_empty());
    let meant = screen.filter().and_then(Filter::meant);
    let meant = meant.map(|told| format!(", which nothing has; these have {told}")).unwrap_or_default();
    let narrowed = narrowed.map(|words| format!("narrowed to “{}”{meant}", quoted(words)));
    let made: Vec<String> = narrowed.into_iter().chain(screen.arranged().into_iter().map(str::to_owned)).collect();
    (!made.is_empty()).then(|| format!("The list is {}.", made.join(", ")))
}

/// Rows from a place on, with their numbers, and how many follow them.
fn stretch(rows: &[String], from: usize, state: &State) -> Vec<String> {
    let told =
        rows.iter().enumerate().skip(from).take(MOST_ROWS).map(|(at, row)| format!("{}. {}", at + 1, brief(row)));
    let left = rows.len().saturating_sub(from + MOST_ROWS);
    let narrows = verbs(state).iter().any(|bound| bound.offer.name == "filter");
    let narrows = if narrows { ", filter narrows them" } else { "" };
    let end = format!("And {left} more up to number {}: more tells them{narrows}.", rows.len());
    told.chain((left > 0).then_some(end)).collect()
}

/// What is said in place of an explanation that a row tells already: the number of that row, or its words where it was
/// not told just now or another one reads the same; none where no row tells it.
fn told_already(rows: &[String], explain: &str) -> Option<String> {
    let is_told = |row: &str| row == explain || tells(&brief(row), explain);
    let mut those =
        rows.iter().enumerate().filter(|(_, row)| is_told(row.strip_prefix(MARKED).unwrap_or(row))).map(|(at, _)| at);
    match (those.next()?, those.next()) {
        (at, None) if at < MOST_ROWS => Some(format!("{}.", at + 1)),
        _ => Some(brief(explain)),
    }
}

fn ask_screen(state: &State, whole: bool, lines: &mut Vec<String>) -> String {
    let Some(screen) = state.top() else {
        return String::new();
    };
    let context = &state.context;
    let ways = ways(screen);
    if ways.is_none() && screen.typing_hints().is_some() {
        return "Narrow to, or a dot to go on".to_owned();
    }
    let rows = rows(state);
    if whole {
        lines.push(heading(state));
        lines.extend(made(screen));
        lines.extend(marks(state));
        let remarks = screen.remarks(context);
        let drawn = if rows.is_empty() && remarks.is_empty() { picture(state, &state.context) } else { Vec::new() };
        // What a list is narrowed to was told; where it has no row, the heads of its columns are those of nothing.
        let none = drawn.iter().position(|line| line.contains(" here matches “")).unwrap_or(0);
        let drawn = drawn.into_iter().skip(none).filter(|line| !line.starts_with("/ "));
        lines.extend(drawn.chain(remarks).map(|line| begun(&line)));
        lines.extend(stretch(&rows, 0, state));
    }
    if let Some(explain) = explained(state).filter(|_| whole || rows.is_empty()) {
        let explain = told_already(&rows, &explain).unwrap_or_else(|| collapsed(&explain));
        lines.push(if rows.is_empty() { explain } else { format!("Chosen: {explain}") });
    }
    // What can be said is told with the screen; ? tells it again.
    if !whole {
        return String::new();
    }
    if let Some(ways) = ways {
        return numbered(&ways);
    }
    let is_hinted = |bound: &&Bound| bound.offer.hint && !ENDS.contains(&bound.offer.name);
    let words: Vec<String> =
        verbs(state).iter().filter(is_hinted).map(|bound| spoken(bound.offer.title)).take(MOST_HINTED).collect();
    let choose = match rows.len() {
        0 => String::new(),
        count if screen.takes_values() && !context.read_only => {
            let row = numbers(count);
            format!("{row} chooses a row; {VALUES}; ")
        }
        count => format!("{} chooses; ", numbers(count)),
    };
    let leaves = if state.locked_below().is_some() { "q goes back to the meeting" } else { "q leaves" };
    // From the wall only its own verb leads back.
    let back = if state.is_locked() || is_first(state) { "" } else { ". back, " };
    format!("{choose}{}; ? all verbs, {back}{leaves}", words.join(", "))
}

/// Is nothing there to go back from: no other screen below, no filter and no mark?
fn is_first(state: &State) -> bool {
    let is_bare = |screen: &dyn Screen| screen.narrowed().is_empty() && screen.marked().is_empty();
    state.screens.len() <= 1 && state.top().is_some_and(is_bare)
}

/// The keys for what lies open on a screen, such as a pasted block, each with what it does; none where nothing does, or
/// where a text is typed.
fn ways(screen: &dyn Screen) -> Option<Vec<(Key, &'static str)>> {
    let way = |(key, what): &(&str, &'static str)| match Chord::parse(key).ok()?.keys() {
        [key] => Some((*key, *what)),
        _ => None,
    };
    // Going down is for eyes: what is read has no next row.
    screen.typing_hints()?.iter().filter(|(key, _)| *key != "↓").map(way).collect()
}

/// The ways with the numbers that choose them.
fn numbered(ways: &[(Key, &str)]) -> String {
    let way = |(at, (_, what)): (usize, &(Key, &str))| {
        // What a key does afterwards is no part of it.
        format!("{} {}", at + 1, what.split("; ").next().unwrap_or_default())
    };
    ways.iter().enumerate().map(way).collect::<Vec<_>>().join("; ")
}

/// The numbers of so many rows.
fn numbers(count: usize) -> String {
    if count == 1 { "1".to_owned() } else { format!("1 to {count}") }
}

/// What is said of a number that no row has.
fn no_such_row(count: usize) -> String {
    match count {
        0 => "There is nothing to choose here; ? tells the verbs.".to_owned(),
        1 => "There is one row, number 1.".to_owned(),
        _ => format!("There are rows from 1 to {count}."),
    }
}

/// The screen, its moment and the workspace.
fn heading(state: &State) -> String {
    let context = &state.context;
    let workspace = state.workspace.as_ref().map(|workspace| format!("{}. ", workspace.title)).unwrap_or_default();
    let moment = match context.as_of {
        Some(_) => format!("As of {}.", context.dated(&context.looking)),
        None => format!("{}.", spelled_out(context.today)),
    };
    let masked = if context.masked { " Names and values are masked." } else { "" };
    let page = state.top().map(Screen::page).filter(|page| !page.is_empty());
    let page = page.map(|page| format!(", {page}")).unwrap_or_default();
    format!("{}{page}. {workspace}{moment}{masked}", state.title())
}

/// The verbs that can be said here.
fn verbs(state: &State) -> Vec<Bound> {
    // Rows are chosen by their numbers; where there are none, the keys that move do something else, and are told.
    let moves = state.top().is_some_and(|screen| screen.sentences(&state.context).is_empty());
    let means = |name: &str| !OF_SCREENS.contains(&name) && (moves || !MOVES.contains(&name));
    let live = |bound: &Bound| bound.offer.live == Live::Yes && means(bound.offer.name);
    state.verbs().into_iter().filter(live).collect()
}
