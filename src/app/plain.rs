//! Owns the face of the program in plain sentences: what the state says and what it asks next (what a typed line means
//! is in `hear`). Nothing is redrawn and nothing is a picture, so that it can be heard, scripted or used on a terminal
//! that only prints. Behind it is the same state with the same verbs and forms as behind the screens.

mod answers;
mod drafts;
mod hear;
mod heard;

use std::collections::HashSet;
use std::slice;

use crate::domain::Shown;
use crate::domain::date::spelled_out;
use crate::domain::shown::collapsed;
use crate::domain::words::{first_of, sentence};
use crate::interaction::form::option_said;
use crate::interaction::named::{is_number, verbatim};
use crate::interaction::overlay::{Hit, Search};
use crate::interaction::verb::Bound;
use crate::interaction::{Chord, Context, Failure, Field, Filter, Form, Key, Kind, Live, Overlay, Screen, form_view};
use crate::ui::glyphs::Glyphs;

pub use self::drafts::{holds_a_draft, kept};
pub use self::hear::{hear, hear_pasted};
pub use self::heard::Heard;
use self::heard::quoted;
pub use super::picture::PAPER;
use super::picture::picture;
use super::settle::{DONE_AGAIN, TAKEN_BACK};
use super::state::State;
use super::{coach, mask, overlays};

/// Verbs that only mean something on a screen.
const OF_SCREENS: &[&str] = &["mouse", "suspend", "theme", "key-tester", "blank"];

/// So many rows are told at once; those that follow are counted, and told one stretch after another.
const MOST_ROWS: usize = 60;
/// A row of a list has no more columns: what is longer is heard whole where it is opened.
const LONGEST_ROW: usize = 600;
/// Verbs that go from row to row.
const MOVES: &[&str] = &["up", "down", "page-up", "page-down", "left", "right", "top", "bottom", "further", "nearer"];

/// No more changed rows are told after a verb.
const MOST_CHANGED: usize = 3;

/// So many of those that are marked are named.
const MOST_MARKED: usize = 3;

/// What else a line means where no question is open.
const LINES: &str = "On a screen an empty line tells it again, more goes on with a long list, and a dot goes back; q leaves \
     a meeting. A verb and a row are one line, as open 1, and so are / and what a list is narrowed to, \
     and page or section and its number.";

/// How a value is entered into a row.
const VALUES: &str = "a row and a value, as 2 18.5 or 2 n/m and why, enters that, and so does a value alone that is no row, \
                      as 18.5, where it is chosen";

/// More answers than these that are set already are not told before they are asked.
const MOST_SET: usize = 3;

/// More options than these are not told one by one.
const MOST_OPTIONS: usize = 60;

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

/// Is it the box into which a table is pasted?
fn is_box(form: &Form) -> bool {
    form.key.starts_with("box/")
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
            changed.extend(explain.iter().map(|explain| format!("Chosen: {}", collapsed(explain))));
        }
        self.explain = explain;
        changed
    }
}

/// What explains that which is chosen.
fn explained(state: &State) -> Option<String> {
    state.top().and_then(|screen| screen.explain(&state.context))
}

/// Lines as they can be printed: what stood between two dots on a screen stands between commas, and nothing commands
/// the terminal.
fn shown(lines: &[String]) -> Vec<String> {
    lines.iter().flat_map(|line| Shown::lines(&joined(line))).map(String::from).collect()
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

/// What was done as it is heard: how it is taken back, which stands apart on a screen, is a sentence of its own.
fn told(notice: &str) -> String {
    let ending = [TAKEN_BACK, DONE_AGAIN].into_iter().find_map(|back| Some((notice.strip_suffix(back)?, back)));
    ending.map_or_else(|| notice.to_owned(), |(done, back)| format!("{} {back}", sentence(done)))
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

/// Signs that are seen, and what is heard in their place.
const SIGNS: &[(&str, &str)] = &[(" · ", ", "), (" < ", " below "), (" > ", " above "), ("**", ""), (" , ", ", ")];

/// A line as it is heard: without signs, and what stood apart by a wide gap follows.
fn joined(line: &str) -> String {
    let mut joined = SIGNS.iter().fold(line.to_owned(), |line, (sign, said)| line.replace(sign, said));
    while joined.contains("  ") {
        joined = joined.replace("  ", " ");
    }
    joined
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

/// A row as a list has it: of several lines the first, of a very long one its beginning.
fn brief(row: &str) -> String {
    let mut lines = row.trim_end().lines();
    let first = lines.next().unwrap_or_default();
    let head = if first.len() > LONGEST_ROW { String::from(Shown::head(first, LONGEST_ROW)) } else { first.to_owned() };
    if lines.next().is_some() && !head.ends_with('…') { format!("{head} …") } else { head }
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

/// A line without the sign of a list before it, or what a part that is empty leaves behind.
fn begun(line: &str) -> String {
    line.trim_start_matches([',', ' ']).to_owned()
}

/// Does a row tell all that explains it: its end, or behind what it is called?
fn tells(row: &str, explain: &str) -> bool {
    let stands = |(called, what): (&str, &str)| row.starts_with(called) && row.contains(what);
    !explain.is_empty() && (row.ends_with(explain) || explain.split_once(": ").is_some_and(stands))
}

/// The number of the row that was just told with all that explains it; the row itself where it was not told, or where
/// others read the same; none where there is more to be told.
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
        // What a list is narrowed to was told.
        let drawn = drawn.into_iter().filter(|line| !line.starts_with("/ "));
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
    let words: Vec<String> =
        verbs(state).iter().filter(|bound| bound.offer.hint).map(|bound| spoken(bound.offer.title)).take(9).collect();
    let choose = match rows.len() {
        0 => String::new(),
        count if screen.takes_values() => {
            let row = numbers(count);
            format!("{row} chooses a row, {VALUES}; ")
        }
        count => format!("{} chooses; ", numbers(count)),
    };
    let leaves = if state.locked_below().is_some() { "q goes back to the meeting" } else { "q leaves" };
    // From the wall only its own verb leads back.
    let back = if state.is_locked() { "" } else { ". back, " };
    format!("{choose}{}; ? all verbs, {back}{leaves}", words.join(", "))
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

/// A verb's title among others: one that turns something over names both of its sides.
fn spoken(title: &str) -> String {
    title.replace(", ", " or ")
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

/// Are the options numbers themselves, as scores and stages are? Then they are called by them.
fn are_numbered(options: &[(String, String)]) -> bool {
    options.iter().all(|(_, title)| title.starts_with(|c: char| c.is_ascii_digit()))
}

/// An option without the letter before it that the words repeat.
fn option(title: &str) -> &str {
    let is_letter = |sign: &str| sign.len() == 1 && sign.starts_with(|c: char| c.is_ascii_uppercase());
    match title.split_once("  ") {
        Some((sign, words)) if is_letter(sign) => words,
        _ => option_said(title),
    }
}

/// What stands in a field.
fn value(field: &Field) -> String {
    let shown = field.shown();
    if matches!(field.kind, Kind::Options(_)) { option(&shown).to_owned() } else { shown }
}

/// What stands in the few questions after the first, as on a screen: a value is asked of a metric that is set.
fn set_already(form: &Form) -> Option<String> {
    let is_set = |field: &&Field| form.asks(field) && !field.value().is_empty();
    let set: Vec<String> = form
        .fields
        .iter()
        .skip(1)
        .filter(is_set)
        .map(|field| format!("{}, {}", field.label, brief(&value(field))))
        .collect();
    let told = form.focus == 0 && (1..=MOST_SET).contains(&set.len());
    told.then(|| format!("What follows is set already: {}.", set.join("; ")))
}

/// What a dot does to a form.
const fn leaving(form: &Form, keeps_drafts: bool) -> &'static str {
    if form.keeps && keeps_drafts { "leaves a draft" } else { "closes it" }
}

/// The question of the field in focus behind what was wrong with an answer: what is asked, what stands there and what
/// answers it, and how to hear more or to leave.
fn asked_again(form: &Form, keeps_drafts: bool) -> Option<String> {
    let field = form.fields.get(form.focus)?;
    Some(format!("{}; ? tells all of it again, . {}", asks(form, field), leaving(form, keeps_drafts)))
}

fn ask_field(form: &Form, whole: bool, keeps_drafts: bool, lines: &mut Vec<String>) -> String {
    let leaves = leaving(form, keeps_drafts);
    if whole {
        lines.push(form.title.clone());
        lines.extend(form.about.iter().cloned());
        lines.extend(form.lists.iter().map(|line| begun(line)));
        // A draft goes on where it was left.
        let before = form.fields.iter().take(form.focus).filter(|field| form.asks(field));
        lines.extend(before.map(|field| format!("{}: {}", field.label, value(field))));
        lines.extend(set_already(form));
    }
    let failure = form.failure.clone();
    lines.extend(failure.map(|failure| Failure { hint: sayable_hint(&failure.hint), ..failure }.said()));
    let Some(field) = form.fields.get(form.focus) else {
        lines.extend(answered(form));
        return format!("1 {}, 2 go through it again, 3 drop it, . {leaves}", form_view::ending(form));
    };
    if let Kind::Options(options) = &field.kind {
        lines.extend(choices(options));
    }
    if !whole && form.failure.is_some() {
        return asked_again(form, keeps_drafts).unwrap_or_default();
    }
    // What holds for every question is told with the first.
    let rules = format!(
        "; - empties it, .. goes back to the question before, ? tells all of it again, . {leaves}; other lines answer, q too"
    );
    let rules = if whole { &rules } else { "" };
    format!("{}{rules}", asks(form, field))
}

/// The answers of a form whose fields were all asked.
fn answered(form: &Form) -> impl Iterator<Item = String> {
    form.fields.iter().filter(|field| form.asks(field)).map(|field| {
        let shown = value(field);
        format!("{}: {}", field.label, if shown.is_empty() { "nothing" } else { &shown })
    })
}

/// What can be chosen, a line each; of many only how many they are.
fn choices(options: &[(String, String)]) -> Vec<String> {
    if options.len() > MOST_OPTIONS {
        return vec![format!("{} to choose from: write some letters of it.", options.len())];
    }
    let own = are_numbered(options);
    let told = |(at, (_, title)): (usize, &(String, String))| {
        if own { title.clone() } else { format!("{}. {}", at + 1, option(title)) }
    };
    options.iter().enumerate().map(told).collect()
}

/// What a field asks, what answers it, and what stands there.
fn asks(form: &Form, field: &Field) -> String {
    let now = value(field);
    let now = if now.is_empty() { String::new() } else { format!(", now {now}; an empty line keeps it") };
    let must = if field.required { ", needed" } else { "" };
    let meant = field.unsaid().map_or_else(String::new, |meant| format!(", {meant}"));
    let how = match &field.kind {
        Kind::Line => "",
        Kind::Markdown if is_box(form) => ", its lines and then an empty one",
        Kind::Markdown => ", text; \\n begins another line",
        Kind::Options(options) if are_numbered(options) => ", a number",
        Kind::Options(_) => ", a number or some letters",
        Kind::Day => ", a date as 2026-11-18 or 15 Jan",
        Kind::When => ", a date or a time as 2026-11-18 10:30, or yesterday",
        Kind::Moved => ", a date as 2026-11-18 or 15 Jan, or +1w",
        Kind::Week => ", a week as 2026-W47 or W47",
        Kind::Number(_) | Kind::Count(_) => ", a number",
        Kind::Money => ", an amount as 120000 or 45.5k",
        Kind::Trigger(_) => ", a date as 2027-01-15 or 15 Jan, or a condition as adoption < 40 by 2026-W22",
        Kind::Check => ", yes or no",
    };
    format!("{}{}{must}{meant}{now}", field.label, field.exemplified(how))
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
    if matches!(state.overlays.last(), Some(Overlay::Help(_))) && search.typed.is_empty() {
        lines.push(LINES.to_owned());
    }
    lines.extend(search.forgiven().filter(|_| !found.is_empty()));
    lines.extend(coach::left_out(search, &state.context));
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
    // Nobody who hears has a cursor.
    let said = sentences.join(". ").replace("what is under the cursor", "what is chosen");
    said.replace("what the cursor is on", "what is chosen").replace("under the cursor", "that is chosen") + "."
}

fn named(hit: &Hit<'_>) -> String {
    match hit {
        Hit::Verb(bound) => {
            // A line that is a dot goes back, and one that is a number chooses.
            let keys = bound.chords.iter().map(ToString::to_string).filter(|key| key != "." && !is_number(key));
            let keys: Vec<String> = keys.map(|key| Glyphs::Words.key(&key)).collect();
            let keys = if keys.is_empty() { String::new() } else { format!(" ({})", keys.join(" or ")) };
            let not = match bound.offer.live {
                Live::Yes => String::new(),
                Live::No(why) => format!(" Not now: {why}."),
            };
            format!("{}{keys}: {}{not}", bound.offer.title, keyless(bound.offer.doc))
        }
        Hit::Elsewhere(bound, whereabouts) => {
            format!("{}, {whereabouts}: {}", spoken(bound.offer.title), keyless(bound.offer.doc))
        }
        Hit::Pilot(_, name) => format!("pilot {name}"),
        Hit::Person(_, told) => format!("person {told}"),
        Hit::Text(text) => format!("{} of {}: {}", text.kind, text.about, text.excerpt),
        Hit::Entry(entry) => format!("{} of the framework: {}", entry.section, entry.name),
        Hit::Command(command) => format!("{}. {}", command.title, verbatim(&command.told())),
    }
}
