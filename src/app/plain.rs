//! Owns the face of the program in plain sentences: what the state says and what it asks next (what a typed line means is
//! in `hear`). Nothing is redrawn and nothing is a picture, so that it can be heard, scripted or used on a terminal that
//! only prints. Behind it is the same state with the same verbs and forms as behind the screens.

mod answers;
mod hear;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::Shown;
use crate::domain::date::spelled_out;
use crate::domain::shown::collapsed;
use crate::interaction::form::option_said;
use crate::interaction::overlay::{Hit, Search};
use crate::interaction::verb::Bound;
use crate::interaction::{Context, Failure, Field, Form, Kind, Live, Overlay, Screen, form_view};

use self::answers::are_numbered;
pub use self::hear::{Heard, hear};
use super::mask;
use super::state::State;

/// Columns and rows of the paper that a screen without sentences of its own is written on: none of its lists scrolls.
pub const PAPER: (u16, u16) = (300, 400);

/// Verbs that only mean something on a screen.
const OF_SCREENS: &[&str] = &["mouse", "suspend", "theme", "key-tester", "blank"];

/// So many rows are told at once; those that follow are counted, and told one stretch after another.
const MOST_ROWS: usize = 60;
/// A row of a list has no more columns: what is longer is heard whole where it is opened.
const LONGEST_ROW: usize = 600;
/// Verbs that go from row to row.
const MOVES: &[&str] = &["up", "down", "page-up", "page-down", "left", "right", "top", "bottom", "further", "nearer"];

/// More options than these are not told one by one.
const MOST_OPTIONS: usize = 60;

/// What is said, and what is asked then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Lines, each for itself.
    pub lines: Vec<String>,
    /// The question that the next line answers.
    pub asks: String,
}

/// Which page of which screen is on top.
fn place(state: &State) -> String {
    let page = state.top().map(Screen::page).unwrap_or_default();
    format!("{} {} {page}", state.screens.len(), state.title())
}

/// What was told last: it is not told again while it stays.
#[derive(Debug, Default)]
pub struct Told {
    screen: String,
    rows: usize,
    question: Option<String>,
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
        stretch(&rows, from).iter().map(|line| joined(line)).collect()
    }

    /// Takes in what is there now; answers whether it was not told yet.
    pub fn is_new(&mut self, state: &State) -> bool {
        let question = state.overlays.last().map(|overlay| match overlay {
            Overlay::Form(form) => form.title.clone(),
            _ => String::new(),
        });
        // A screen is told once no question lies over it.
        let screen = place(state);
        // So is one whose rows are others: their numbers are.
        let rows = state.top().map_or(0, |screen| screen.sentences(&state.context).len());
        let new = match &question {
            Some(_) => self.question != question,
            None => self.screen != screen || self.rows != rows,
        };
        if new {
            self.to = MOST_ROWS;
        }
        if question.is_none() {
            (self.screen, self.rows) = (screen, rows);
        }
        self.question = question;
        new
    }
}

/// Is something typed into a question that was not saved, and is kept?
#[must_use]
pub fn holds_a_draft(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Form(form)) if state.keeps_drafts && form.has_draft())
}

/// What the state says; `whole` tells the screen too, and not only what happened on it.
#[must_use]
pub fn say(state: &State, whole: bool) -> Said {
    let mut lines: Vec<String> = state.notice.iter().chain(&state.news).map(|notice| notice.text.clone()).collect();
    lines.extend(state.standing().filter(|_| whole).map(str::to_owned));
    let asks = match state.overlays.last() {
        Some(Overlay::Form(form)) => ask_field(form, (whole, state.keeps_drafts), &mut lines),
        Some(Overlay::Confirm(confirm)) => {
            lines.extend([confirm.question.clone(), confirm.detail.clone()]);
            "1 yes, 2 no".to_owned()
        }
        Some(Overlay::Conflict { conflict, .. }) => {
            let by = conflict.by.as_deref().unwrap_or("somebody");
            lines.push(format!("{}: another value stands there already.", conflict.what));
            lines.push(format!("Yours is {}. Theirs, by {by}, is {}.", conflict.yours, conflict.theirs));
            "1 keep mine, 2 take theirs, 3 both with mine as a note, 4 decide later".to_owned()
        }
        Some(Overlay::Help(search)) => ask_search(search, state, &mut lines),
        // Of thousands of names nobody hears the end.
        Some(Overlay::Palette(search)) if search.typed.is_empty() => "Say what you look for, . closes".to_owned(),
        Some(Overlay::Palette(search)) => ask_search(search, state, &mut lines),
        Some(Overlay::Keys(_)) | None => ask_screen(state, whole, &mut lines),
    };
    let lines = lines.iter().flat_map(|line| Shown::lines(&joined(line))).map(String::from).collect();
    Said { lines, asks: String::from(Shown::line(&asks)) }
}

/// What stood between two dots on a screen stands between commas.
fn joined(line: &str) -> String {
    line.replace(" , ", ", ")
}

/// The rows of the screen on top.
fn rows(state: &State) -> Vec<String> {
    let seen = state.screens.last().filter(|open| !open.veiled);
    seen.map(|open| open.screen.sentences(&state.context)).unwrap_or_default()
}

/// A row as a list has it: of several lines the first, of a very long one its beginning.
fn brief(row: &str) -> String {
    let mut lines = row.trim_end().lines();
    let first = lines.next().unwrap_or_default();
    let head = if first.len() > LONGEST_ROW { String::from(Shown::head(first, LONGEST_ROW)) } else { first.to_owned() };
    if lines.next().is_some() && !head.ends_with('…') { format!("{head} …") } else { head }
}

/// Rows from a place on, with their numbers, and how many follow them.
fn stretch(rows: &[String], from: usize) -> Vec<String> {
    let told =
        rows.iter().enumerate().skip(from).take(MOST_ROWS).map(|(at, row)| format!("{}. {}", at + 1, brief(row)));
    let left = rows.len().saturating_sub(from + MOST_ROWS);
    let end = format!("And {left} more up to number {}: more tells them, filter narrows them.", rows.len());
    told.chain((left > 0).then_some(end)).collect()
}

fn ask_screen(state: &State, whole: bool, lines: &mut Vec<String>) -> String {
    let Some(screen) = state.top() else {
        return String::new();
    };
    let context = &state.context;
    if screen.typing_hints().is_some() {
        return "Narrow to, or a dot to go on".to_owned();
    }
    let rows = rows(state);
    if whole {
        lines.push(heading(state));
        let remarks = screen.remarks(context);
        let drawn = if rows.is_empty() && remarks.is_empty() { picture(state, &state.context) } else { Vec::new() };
        // A part that is empty leaves its sign behind.
        let begun = |line: String| line.trim_start_matches([',', ' ']).to_owned();
        lines.extend(drawn.into_iter().chain(remarks).map(begun));
        lines.extend(stretch(&rows, 0));
    }
    if let Some(explain) = screen.explain(context).filter(|_| whole || rows.is_empty()) {
        let explain = if rows.contains(&explain) { brief(&explain) } else { collapsed(&explain) };
        lines.push(if rows.is_empty() { explain } else { format!("Chosen: {explain}") });
    }
    // What can be said is told with the screen; ? tells it again.
    if !whole {
        return String::new();
    }
    let words: Vec<String> =
        verbs(state).iter().filter(|bound| bound.offer.hint).map(|bound| spoken(bound.offer.title)).take(9).collect();
    let choose = match rows.len() {
        0 => String::new(),
        count if screen.takes_values() => {
            format!("1 to {count} chooses a row, a number and a value behind it, as 2 18.5, enters that; ")
        }
        count => format!("1 to {count} chooses; "),
    };
    let leaves = if state.locked_below().is_some() { "q goes back to the meeting" } else { "q leaves" };
    format!("{choose}{}; ? all verbs, . back, {leaves}", words.join(", "))
}

/// A verb's title among others: one that turns something over names both of its sides.
fn spoken(title: &str) -> String {
    title.replace(", ", " or ")
}

/// The screen, its moment and the workspace.
fn heading(state: &State) -> String {
    let context = &state.context;
    let workspace = state.workspace.as_ref().map(|workspace| format!("{}. ", workspace.title)).unwrap_or_default();
    let moment = match context.as_of {
        Some(_) => format!("As of {}.", context.looking),
        None => format!("{}.", spelled_out(context.today)),
    };
    let masked = if context.masked { " Names and values are masked." } else { "" };
    let page = state.top().map(Screen::page).filter(|page| !page.is_empty());
    let page = page.map(|page| format!(", {page}")).unwrap_or_default();
    format!("{}{page}. {workspace}{moment}{masked}", state.title())
}

/// What a screen draws, line by line, without its rules and columns.
pub(super) fn picture(state: &State, context: &Context) -> Vec<String> {
    let area = Rect::new(0, 0, PAPER.0, PAPER.1);
    let mut buffer = Buffer::empty(area);
    if let Some(open) = state.screens.last().filter(|open| !open.veiled) {
        let _ = open.screen.view(area, &mut buffer, context);
    }
    (0..area.height).filter_map(|y| flowing(&line(&buffer, y))).collect()
}

fn line(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap_or(1).max(1);
    }
    text
}

/// A line without what only draws: cells that stood beside each other are parts of a sentence. None where nothing is left.
fn flowing(line: &str) -> Option<String> {
    let parts: Vec<&str> = line
        .split("  ")
        .map(|part| part.trim_matches([' ', '|', '>']))
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The verbs that can be said here.
fn verbs(state: &State) -> Vec<Bound> {
    // Where there are no rows to be chosen, going up and down is how something is.
    let moves = state.top().is_some_and(|screen| screen.sentences(&state.context).is_empty());
    let means = |name: &str| !OF_SCREENS.contains(&name) && (moves || !MOVES.contains(&name));
    let live = |bound: &Bound| bound.offer.live == Live::Yes && means(bound.offer.name);
    state.verbs().into_iter().filter(live).collect()
}

fn ask_field(form: &Form, (whole, keeps_drafts): (bool, bool), lines: &mut Vec<String>) -> String {
    let leaves = if form.keeps && keeps_drafts { "leaves a draft" } else { "closes it" };
    if whole {
        lines.push(form.title.clone());
        // A draft goes on where it was left.
        let before = form.fields.iter().take(form.focus).filter(|field| form.asks(field));
        lines.extend(before.map(|field| format!("{}: {}", field.label, field.shown())));
    }
    let failure = form.failure.clone();
    lines.extend(failure.map(|failure| Failure { hint: sayable_hint(&failure.hint), ..failure }.said()));
    let Some(field) = form.fields.get(form.focus) else {
        let answered = form.fields.iter().filter(|field| form.asks(field));
        let told = |field: &Field| {
            let shown = field.shown();
            format!("{}: {}", field.label, if shown.is_empty() { "nothing" } else { &shown })
        };
        lines.extend(answered.map(told));
        let end = form_view::ending(form);
        return format!("1 {end}, 2 go through it again, 3 drop it, . {leaves}");
    };
    if let Kind::Options(options) = &field.kind {
        if options.len() > MOST_OPTIONS {
            lines.push(format!("{} to choose from: write some letters of it.", options.len()));
        } else {
            let own = are_numbered(options);
            let told = |(at, (_, title)): (usize, &(String, String))| {
                if own { title.clone() } else { format!("{}. {}", at + 1, option_said(title)) }
            };
            lines.extend(options.iter().enumerate().map(told));
        }
    }
    let now = field.shown();
    let now = if now.is_empty() { String::new() } else { format!(", now {now}; an empty line keeps it") };
    let must = if field.required { ", needed" } else { "" };
    let meant = field.unsaid().map_or_else(String::new, |meant| format!(", {meant}"));
    let how = match &field.kind {
        Kind::Line => "",
        Kind::Markdown => ", text; \\n begins another line",
        Kind::Options(_) => ", a number or some letters",
        Kind::Day => ", a date as 2026-11-18 or 15 Jan",
        Kind::When => ", a date or a time as 2026-11-18 10:30, or yesterday",
        Kind::Moved => ", a date as 2026-11-18 or 15 Jan, or +1w",
        Kind::Week => ", a week as 2026-W47",
        Kind::Number(_) | Kind::Count(_) => ", a number",
        Kind::Money => ", an amount as 120000 or 45.5k",
        Kind::Trigger(_) => ", a date as 2027-01-15 or 15 Jan, or a condition as adoption < 40 by 2026-W22",
        Kind::Check => ", yes or no",
    };
    // What holds for every question is told with the first.
    let rules = format!("; - empties it, .. goes back to the question before, . {leaves}; other lines answer, q too");
    let rules = if whole { &rules } else { "" };
    format!("{}{how}{must}{meant}{now}{rules}", field.label)
}

/// The places of what was found, without what no line is for.
fn sayable(search: &Search, state: &State) -> Vec<usize> {
    let locked = state.is_locked();
    let is_left_out = |bound: &Bound| {
        let name = &bound.offer.name;
        OF_SCREENS.contains(name) || MOVES.contains(name) || locked && bound.offer.live != Live::Yes
    };
    let is_sayable = |hit: &Hit<'_>| !matches!(hit, Hit::Verb(bound) if is_left_out(bound));
    (0..search.count()).filter(|at| search.hit(*at).as_ref().is_some_and(is_sayable)).collect()
}

fn ask_search(search: &Search, state: &State, lines: &mut Vec<String>) -> String {
    let found = sayable(search, state);
    let hits = found.iter().filter_map(|at| search.hit(*at)).enumerate();
    lines.extend(hits.map(|(at, hit)| format!("{}. {}", at + 1, named(&hit))));
    if found.is_empty() {
        lines.push(format!("Nothing has “{}”.", search.typed.text()));
        let names = !(search.pilots.is_empty() && search.people.is_empty());
        lines.extend((state.context.masked && names).then(|| mask::CODES.to_owned()));
    }
    "A number does or opens it, other words narrow, . closes".to_owned()
}

/// Does a clause name keys that lines are not typed with?
fn is_about_keys(clause: &str) -> bool {
    let mut words = clause.split(|sign: char| !sign.is_alphanumeric());
    words.any(|word| matches!(word, "Esc" | "Enter" | "Tab" | "Ctrl"))
}

/// What helps, without such clauses; all of it where nothing else is left.
fn sayable_hint(hint: &str) -> String {
    let left = hint.split("; ").filter(|clause| !is_about_keys(clause)).collect::<Vec<_>>().join("; ");
    let left = left.strip_prefix("or ").unwrap_or(&left);
    if left.is_empty() { hint.to_owned() } else { left.to_owned() }
}

/// What a verb does, without such clauses.
fn keyless(doc: &str) -> String {
    let sentence = |(number, sentence): (usize, &str)| {
        let clauses =
            sentence.split("; ").enumerate().filter(|(at, clause)| number + at == 0 || !is_about_keys(clause));
        clauses.map(|(_, clause)| clause).collect::<Vec<_>>().join("; ")
    };
    let sentences: Vec<String> =
        doc.trim_end_matches('.').split(". ").enumerate().map(sentence).filter(|said| !said.is_empty()).collect();
    sentences.join(". ") + "."
}

fn named(hit: &Hit<'_>) -> String {
    match hit {
        Hit::Verb(bound) => {
            let keys: Vec<String> = bound.chords.iter().map(ToString::to_string).collect();
            let keys = if keys.is_empty() { String::new() } else { format!(" ({})", keys.join(" or ")) };
            let not = match bound.offer.live {
                Live::Yes => String::new(),
                Live::No(why) => format!(" Not now: {why}."),
            };
            format!("{}{keys}: {}{not}", bound.offer.title, keyless(bound.offer.doc))
        }
        Hit::Pilot(_, name) => format!("pilot {name}"),
        Hit::Person(_, name) => format!("person {name}"),
        Hit::Text(text) => format!("{} of {}: {}", text.kind, text.about, text.excerpt),
    }
}
