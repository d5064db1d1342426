//! Owns what a typed line means to a form: the answer to the current question, or whether to save.

use crate::domain::length::{LONGEST, too_long};
use crate::domain::{nearly, words};
use crate::interaction::form::{Check, Said};
use crate::interaction::{Code, Effect, Field, Form, Key, Kind, Overlay, fuzzy};

use super::super::overlays;
use super::super::state::State;
use super::asks::{are_numbered, asked_again, value};
use super::heard::{Heard, press, quoted};

/// What asks to hear all of a question once more.
const AGAIN: &str = "?";

/// An answer to the field that is asked; the next one is asked then. Where a save was refused, what was wrong is asked
/// alone.
pub(super) fn answer_field(state: &mut State, line: &str) -> Heard {
    let keeps_drafts = state.keeps_drafts;
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else {
        return Heard::Done(Vec::new());
    };
    let word = line.trim();
    if word == "." {
        return press(state, Key::plain(Code::Esc));
    }
    let failure = form.failure.take();
    if let Some(heard) = instead(form, word) {
        form.failure = failure.filter(|_| word == AGAIN);
        return heard;
    }
    let last = form.fields.len();
    if form.focus >= last {
        return answer_the_end(state, word);
    }
    let asked = questions(form);
    let lines = match take(form, line) {
        Ok(lines) => lines,
        Err(why) => {
            form.failure = failure;
            return refused(form, why, keeps_drafts);
        }
    };
    form.touched |= !word.is_empty();
    form.focus += 1;
    skip(form);
    // Once that is mended for which a save was refused, only what asks for more is asked.
    if failure.is_some() && questions(form) == asked {
        form.focus = form.first_wrong().unwrap_or(last);
    }
    let draft = form.is_drafted().then(|| Effect::Draft { key: form.key.clone(), body: form.body() });
    // A form of one question is not asked whether to save it.
    if form.focus == last && (last == 1 || form.quick) {
        return save(state);
    }
    let mut effects = vec![Effect::info(lines.join(" "))];
    if lines.is_empty() {
        effects.clear();
    }
    effects.extend(draft);
    Heard::Done(effects)
}

/// Which of the fields are asked.
fn questions(form: &Form) -> Vec<bool> {
    form.fields.iter().map(|field| form.asks(field)).collect()
}

/// Puts a line into the field that is asked; answers what is said of it, or why the field stays as it was.
fn take(form: &mut Form, line: &str) -> Result<Vec<String>, String> {
    let Some(field) = form.fields.get_mut(form.focus) else {
        return Ok(Vec::new());
    };
    let before = field.clone();
    let taken = put(field, line).and_then(|()| understood(field));
    form.follow();
    let taken = taken.and_then(|lines| Ok(meant(form)?.map_or(lines, |meant| vec![meant])));
    if taken.is_err()
        && let Some(field) = form.fields.get_mut(form.focus)
    {
        *field = before;
        form.follow();
    }
    taken
}

/// What a field says of its answer, or what is wrong with it.
fn understood(field: &Field) -> Result<Vec<String>, String> {
    Ok(match field.check() {
        Check::Wrong(why) => return Err(sentence(&why)),
        Check::Fine(Some(echo)) => vec![format!("Understood: {echo}.")],
        // What a number or some letters chose is said back; of somebody new, who is nearly called so.
        Check::Fine(None) if matches!(field.kind, Kind::Options(_)) => {
            let chosen = value(field);
            let chosen = if chosen.is_empty() { "nothing chosen" } else { &chosen };
            field.forgiven().into_iter().chain([format!("{}: {chosen}.", field.label)]).collect()
        }
        Check::Fine(None) => Vec::new(),
    })
}

/// Takes what is to become of a form whose fields were all asked: it is saved, dropped, or gone through again.
fn answer_the_end(state: &mut State, word: &str) -> Heard {
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else {
        return Heard::Done(Vec::new());
    };
    match word {
        "1" | "" => save(state),
        "3" => {
            form.focus = form.fields.len() + 1;
            press(state, Key::plain(Code::Enter))
        }
        _ => {
            form.focus = 0;
            skip(form);
            Heard::Done(Vec::new())
        }
    }
}

/// What is wrong with an answer, and the question once more.
fn refused(form: &Form, why: String, keeps_drafts: bool) -> Heard {
    Heard::Told(std::iter::once(why).chain(asked_again(form, keeps_drafts)).collect())
}

/// What the form says of the answer, where it knows more of it than its field does, or why a day cannot stay so. What is
/// wrong with anything else is said, and may be mended by what is asked after it.
fn meant(form: &Form) -> Result<Option<String>, String> {
    let Some(field) = form.fields.get(form.focus) else {
        return Ok(None);
    };
    let is_day = matches!(field.kind, Kind::Day | Kind::Moved | Kind::Trigger(_) | Kind::When);
    match form.said_of(field) {
        Some(Said::Fine(told) | Said::Doubt(told)) => Ok(Some(format!("Understood: {told}."))),
        Some(Said::Wrong(why)) if is_day => Err(sentence(&why)),
        Some(Said::Wrong(why)) => Ok(Some(sentence(&format!("so far it cannot be saved: {why}")))),
        None => Ok(None),
    }
}

/// What is no answer: to go back to the question before, or to hear all of this one again.
fn instead(form: &mut Form, word: &str) -> Option<Heard> {
    match (word, form.fields.get(form.focus)) {
        ("..", _) => {
            let asked = |at: &usize| form.fields.get(*at).is_some_and(|field| form.asks(field));
            form.focus = (0..form.focus).rev().find(asked).unwrap_or(0);
            Some(Heard::Done(Vec::new()))
        }
        (AGAIN, Some(_)) => Some(Heard::Again(Vec::new())),
        _ => None,
    }
}

/// What is wrong, as a sentence of its own.
fn sentence(why: &str) -> String {
    words::sentence(&words::capital(why))
}

/// Goes on to the next field that is asked.
fn skip(form: &mut Form) {
    while form.fields.get(form.focus).is_some_and(|field| !form.asks(field)) {
        form.focus += 1;
    }
}

fn save(state: &mut State) -> Heard {
    let effects = overlays::press(state, Key::ctrl('s'));
    if let Some(Overlay::Form(form)) = state.overlays.last_mut().filter(|_| effects.is_empty()) {
        // What is wrong is asked again; where that is no answer, whether it is saved.
        let wrong = form.failure.as_ref().and_then(|failure| failure.field.as_deref());
        let named = wrong.and_then(|name| form.asked(name));
        form.focus = named.or_else(|| form.first_wrong()).unwrap_or(form.fields.len());
    }
    Heard::Done(effects)
}

/// Puts a typed line into a field; an empty one keeps what stands there.
fn put(field: &mut Field, line: &str) -> Result<(), String> {
    if line.len() > LONGEST {
        return Err(sentence(&too_long("what was said").what));
    }
    let word = line.trim();
    match (&field.kind, word) {
        (_, "") => {}
        (Kind::Options(options), word) => {
            let found = chosen(options, word);
            // A word that none of them holds is the answer itself, where others than those can be written.
            let held = options.iter().any(|(_, title)| fuzzy::finds(word, title));
            if let Some(known) = field.known(word) {
                field.choose_at(known);
            } else if !field.coined.is_empty() && !held && word != "-" && word.parse::<usize>().is_err() {
                field.coin(word);
            } else {
                field.choose_at(found?);
            }
        }
        (Kind::Check, word) => match word.to_lowercase().as_str() {
            "yes" | "y" | "1" => field.text.set("yes"),
            "no" | "n" | "2" | "-" => field.text.set("no"),
            _ => return Err("Say yes or no.".to_owned()),
        },
        (_, "-") => field.text.set(""),
        (Kind::Markdown, _) => field.text.set(&line.replace("\\n", "\n")),
        _ => field.text.set(word),
    }
    Ok(())
}

/// The place of the option that a word means: its number, its title or what begins it, or the only one that has its
/// letters.
fn chosen(options: &[(String, String)], word: &str) -> Result<usize, String> {
    if word == "-" {
        let empty = options.iter().position(|(value, _)| value.is_empty());
        return empty.ok_or_else(|| "This cannot be empty.".to_owned());
    }
    if are_numbered(options) {
        let is_it = |(_, title): &(String, String)| title.split_whitespace().next() == Some(word.trim_end_matches('.'));
        return options.iter().position(is_it).ok_or_else(|| format!("“{}” is none of these numbers.", quoted(word)));
    }
    let number = word.trim_end_matches('.').parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    if let Some(at) = number.filter(|at| *at < options.len()) {
        return Ok(at);
    }
    let lower = word.to_lowercase();
    let all = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let titles = options.iter().enumerate();
        titles.filter(|(_, (_, title))| fits(&title.to_lowercase())).map(|(at, _)| at).collect()
    };
    let titles = || options.iter().map(|(_, title)| title.as_str());
    if !titles().any(|title| fuzzy::finds(word, title)) {
        let near = fuzzy::near(word, titles());
        if let Some(told) = nearly::told(near.iter().map(|(_, meant)| meant.as_str())) {
            let meant = near.iter().filter_map(|(at, _)| options.get(*at)).map(|(_, title)| title.as_str());
            let meant: Vec<&str> = meant.take(6).collect();
            return Err(format!("Nothing has “{word}”; these have {told}: {}. Say which.", meant.join(", ")));
        }
    }
    let loose = fuzzy::among(word, titles());
    for found in [all(&|title| title == lower), all(&|title| title.starts_with(&lower)), loose.clone()] {
        if let [only] = found.as_slice() {
            return Ok(*only);
        }
    }
    let titles: Vec<&str> =
        loose.iter().filter_map(|at| options.get(*at)).map(|(_, title)| title.as_str()).take(6).collect();
    Err(if titles.is_empty() {
        format!("Nothing matches “{word}”.")
    } else {
        format!("“{word}” may be {}. Write more of it.", titles.join(", "))
    })
}
