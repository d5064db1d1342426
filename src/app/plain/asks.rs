//! Owns what a form asks: one field after another, with the possible answers and the present value.

use super::aloud::{begun, brief, sayable_hint};
use crate::domain::words::capital;
use crate::interaction::form::option_said;
use crate::interaction::{Failure, Field, Form, Kind, form_view};

/// More answers than these that are set already are not told before they are asked.
const MOST_SET: usize = 3;

/// More options than these are not told one by one.
const MOST_OPTIONS: usize = 60;

/// Is it the box into which a table is pasted?
pub(super) fn is_box(form: &Form) -> bool {
    form.key.starts_with("box/")
}

pub(super) fn ask_field(form: &Form, whole: bool, keeps_drafts: bool, lines: &mut Vec<String>) -> String {
    let leaves = leaving(form, keeps_drafts);
    if whole {
        lines.push(form.title.clone());
        lines.extend(form.about.iter().cloned());
        lines.extend(form.lists.iter().map(|line| begun(line)));
        // A draft goes on where it was left.
        let before = form.fields.iter().take(form.focus).filter(|field| form.asks(field));
        lines.extend(before.map(answer));
        lines.extend(set_already(form));
    }
    let failure = form.failure.clone();
    let failed = |failure: Failure| capital(&Failure { hint: sayable_hint(&failure.hint), ..failure }.said());
    lines.extend(failure.map(failed));
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

/// The question of the field in focus behind what was wrong with an answer: what is asked, what stands there and what
/// answers it, and how to hear more or to leave.
pub(super) fn asked_again(form: &Form, keeps_drafts: bool) -> Option<String> {
    let field = form.fields.get(form.focus)?;
    Some(format!("{}; ? tells all of it again, . {}", asks(form, field), leaving(form, keeps_drafts)))
}

/// What stands in a field.
pub(super) fn value(field: &Field) -> String {
    let shown = field.shown();
    if matches!(field.kind, Kind::Options(_)) { option(&shown).to_owned() } else { shown }
}

/// Are the options numbers themselves, as scores and stages are? Then they are called by them; what stands for none of
/// them has no number.
pub(super) fn are_numbered(options: &[(String, String)]) -> bool {
    let mut titles = options.iter().filter(|(value, _)| !value.is_empty()).map(|(_, title)| title).peekable();
    titles.peek().is_some() && titles.all(|title| title.starts_with(|c: char| c.is_ascii_digit()))
}

/// An option without the letter before it that the words repeat.
fn option(title: &str) -> &str {
    let is_letter = |sign: &str| sign.len() == 1 && sign.starts_with(|c: char| c.is_ascii_uppercase());
    match title.split_once("  ") {
        Some((sign, words)) if is_letter(sign) => words,
        _ => option_said(title),
    }
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

/// The answers of a form whose fields were all asked.
fn answered(form: &Form) -> impl Iterator<Item = String> {
    form.fields.iter().filter(|field| form.asks(field)).map(answer)
}

/// What answers a field.
fn answer(field: &Field) -> String {
    let shown = value(field);
    format!("{}: {}", field.label, if shown.is_empty() { "nothing" } else { &shown })
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
    let is_told = |(_, (value, _)): &(usize, &(String, String))| !own || !value.is_empty();
    options.iter().enumerate().filter(is_told).map(told).collect()
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
