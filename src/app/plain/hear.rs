//! Owns what a typed line means: a row, a verb, the answer to a question, or nothing.

use std::collections::HashSet;

use super::super::resume::go_on;
use super::super::settle::settle;
use super::super::state::State;
use super::super::{chord, coach, everywhere, overlays, paste};
use super::aloud::{brief, spoken, tells};
use super::answers::answer_field;
use super::found::{named, sayable};
use super::heard::{Heard, press, quoted};
use super::{MARKED, is_first, no_such_row, numbered, verbs, ways};
use crate::domain::metric::unmeasured;
use crate::domain::shown::collapsed;
use crate::domain::words::{capital, sentence, sentences};
use crate::interaction::named::{EVERYWHERE, verbatim};
use crate::interaction::search::Hit;
use crate::interaction::verb::Bound;
use crate::interaction::{Chord, Code, Effect, Field, Key, Kind, Live, Notice, Overlay, Tone};

/// Takes a typed line; answers the effects that are left to the shell.
pub fn hear(state: &mut State, line: &str) -> Heard {
    match meant(state, line) {
        Heard::Done(effects) => Heard::Done(done(state, line, effects)),
        Heard::Again(effects) => Heard::Again(done(state, line, effects)),
        other => told(state, other),
    }
}

/// Takes several lines that were pasted: they answer a question for a text, else they are pasted as on the screens.
pub fn hear_pasted(state: &mut State, text: &str) -> Heard {
    let effects = match state.overlays.last() {
        None => paste::pasted(state, text),
        Some(Overlay::Form(form))
            if matches!(form.fields.get(form.focus), Some(Field { kind: Kind::Markdown, .. })) =>
        {
            match meant(state, text) {
                Heard::Done(effects) => effects,
                other => return told(state, other),
            }
        }
        Some(_) => {
            return Heard::Told(vec!["Several lines answer no question here: none of them is taken.".to_owned()]);
        }
    };
    Heard::Done(done(state, "", effects))
}

/// What is answered at once, with the keys of the verbs that it names.
fn told(state: &State, heard: Heard) -> Heard {
    match heard {
        Heard::Told(lines) => Heard::Told(lines.iter().map(|line| state.context.told(line)).collect()),
        other => other,
    }
}

/// Says what was left as it was, where a dot did not answer the question.
fn untouched(state: &State, word: &str) -> Option<Effect> {
    let is_left = matches!(state.overlays.last(), Some(Overlay::Confirm(confirm)) if confirm.no.is_empty());
    (word == "." && is_left).then(|| Effect::info("Left as it was."))
}

/// Performs what the state can; what was typed into a row is said as it was understood.
fn done(state: &mut State, line: &str, effects: Vec<Effect>) -> Vec<Effect> {
    let mut outward = settle(state, effects);
    outward.extend(go_on(state));
    state.look_here();
    let entered = line.trim().split_once(char::is_whitespace).and_then(|(row, _)| row.parse::<usize>().ok());
    let screen = state.top().filter(|screen| screen.takes_values() && state.overlays.is_empty());
    if let (Some(row), Some(screen)) = (entered, screen)
        && let Some(said) = screen.sentences(&state.context).into_iter().nth(row.saturating_sub(1))
    {
        let before = state.notice.take().map(|notice| format!("{} ", sentence(&capital(&notice.text))));
        let before = before.unwrap_or_default();
        let text = format!("{before}{row}. {said}");
        state.notice = Some(Notice { tone: Tone::Info, text });
    }
    outward
}

fn meant(state: &mut State, line: &str) -> Heard {
    let line = line.trim_end_matches(['\r', '\n']);
    let word = line.trim();
    state.hush();
    match state.overlays.last() {
        Some(Overlay::Form(_)) => answer_field(state, line),
        Some(Overlay::Confirm(_)) => choice(state, word, &[("1", 'y'), ("yes", 'y'), ("y", 'y')], 'n'),
        Some(Overlay::Conflict { .. }) => match word {
            "1" => press(state, Key::char('k')),
            "2" => press(state, Key::char('t')),
            "3" => press(state, Key::char('b')),
            "4" | "." => press(state, Key::plain(Code::Esc)),
            _ => Heard::Told(vec!["Say 1, 2, 3 or 4.".to_owned()]),
        },
        Some(Overlay::Help(_) | Overlay::Palette(_)) => answer_search(state, word),
        Some(Overlay::Keys(_)) => press(state, Key::plain(Code::Esc)),
        None => on_screen(state, word),
    }
}

fn choice(state: &mut State, word: &str, yes: &[(&str, char)], no: char) -> Heard {
    let meant = yes.iter().find(|(said, _)| said.eq_ignore_ascii_case(word)).map_or(no, |(_, key)| *key);
    if meant == no && !["2", "no", "n", "."].contains(&word) {
        return Heard::Told(vec!["Say 1 for yes or 2 for no.".to_owned()]);
    }
    let left = untouched(state, word);
    let mut effects = overlays::press(state, Key::char(meant));
    effects.extend(left);
    Heard::Done(effects)
}

/// A line while no question is open: a row, a verb, or nothing to hear everything again.
fn on_screen(state: &mut State, word: &str) -> Heard {
    let context = &state.context;
    let Some(open) = state.screens.last_mut() else {
        return Heard::Done(Vec::new());
    };
    if let Some(ways) = ways(open.screen.as_ref()) {
        return way(state, word, &ways);
    }
    let typing = open.screen.typing_hints().is_some();
    if typing {
        let mut effects = Vec::new();
        for key in word.chars().filter(|_| word != ".").map(Key::char) {
            effects.extend(open.screen.typed(key, context).unwrap_or_default());
        }
        // The filter stays. Where nothing is left to close, no filter was typed, and what waits there goes on with any
        // key.
        match open.screen.escape(context) {
            Some(more) => effects.extend(more),
            None => return Heard::Done(open.screen.typed(Key::plain(Code::Enter), context).unwrap_or_default()),
        }
        if !matches!(word, "" | ".") {
            effects.push(Effect::info(format!("Narrowed to “{}”.", verbatim(&quoted(word)))));
        }
        return Heard::Again(effects);
    }
    if open.screen.takes_values() && is_value(word) {
        return Heard::Done(open.screen.enter(word, context));
    }
    let (number, rest) = word.split_once(char::is_whitespace).unwrap_or((word, ""));
    if let Ok(row) = number.trim_end_matches('.').parse::<usize>() {
        return on_row(state, row, rest.trim());
    }
    match word {
        "" => Heard::Again(Vec::new()),
        "more" => Heard::More,
        "." => leave(state),
        word => in_one_line(state, word).unwrap_or_else(|| said(state, word)),
    }
}

/// A line that begins with the number of a row: what is typed into it, what is done to it, or nothing more.
fn on_row(state: &mut State, row: usize, rest: &str) -> Heard {
    let mut effects = match choose(state, row) {
        Ok(effects) => effects,
        Err(heard) => return heard,
    };
    let context = &state.context;
    let Some(open) = state.screens.last_mut() else {
        return Heard::Done(effects);
    };
    let takes_values = open.screen.takes_values();
    if rest.is_empty() {
        let chosen = open.screen.sentences(context).into_iter().nth(row - 1).unwrap_or_default();
        let explain = open.screen.explain(context).unwrap_or_default();
        let marked = if open.screen.marked_rows(context).contains(&(row - 1)) { MARKED } else { "" };
        let told = verbatim(&explained(&chosen, &explain));
        let told =
            if takes_values && !context.read_only { sentences([told.as_str(), enters(row).as_str()]) } else { told };
        effects.push(Effect::info(format!("{row}. {marked}{}", told.trim_end())));
        Heard::Done(effects)
    } else if takes_values {
        effects.extend(open.screen.enter(rest, context));
        effects.extend(open.screen.choose(row - 1, context));
        Heard::Done(effects)
    } else if is_verb(&state.verbs(), rest)
        || rest.starts_with(char::is_alphabetic) && !rest.contains(char::is_whitespace)
    {
        after(effects, said(state, rest))
    } else {
        let verb = verbs(state).iter().find(|bound| bound.offer.hint).map(|bound| spoken(bound.offer.title));
        let with = verb.map_or_else(String::new, |verb| format!(", alone or with a verb, as {verb} {row}"));
        Heard::Told(vec![format!("Nothing is typed into a row here: say its number{with}.")])
    }
}

/// Puts the cursor on the row of that number; where there is none, that is told.
fn choose(state: &mut State, row: usize) -> Result<Vec<Effect>, Heard> {
    let context = &state.context;
    let Some(open) = state.screens.last_mut() else {
        return Err(Heard::Done(Vec::new()));
    };
    let count = open.screen.sentences(context).len();
    if row == 0 || row > count {
        return Err(Heard::Told(vec![no_such_row(count)]));
    }
    Ok(open.screen.choose(row - 1, context))
}

/// A line about what lies open on a screen: the number of a key that works on it.
fn way(state: &mut State, word: &str, ways: &[(Key, &str)]) -> Heard {
    let place = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let key = match place.and_then(|place| ways.get(place)) {
        Some((key, _)) => *key,
        None if word == "." => Key::plain(Code::Esc),
        None if word.is_empty() => return Heard::Again(Vec::new()),
        None => return Heard::Told(vec![format!("Say one of these numbers: {}.", numbered(ways))]),
    };
    let context = &state.context;
    let typed = state.screens.last_mut().and_then(|open| open.screen.typed(key, context));
    Heard::Done(typed.unwrap_or_else(|| chord::press(state, key)))
}

/// Closes the innermost thing. That a filter is gone is said: what it hid may be nothing.
fn leave(state: &mut State) -> Heard {
    let is_narrowed = |state: &State| state.top().is_some_and(|screen| !screen.narrowed().is_empty());
    let (was, screens, first) = (is_narrowed(state), state.screens.len(), is_first(state));
    let mut effects = chord::press(state, Key::plain(Code::Esc));
    if was && !is_narrowed(state) && state.screens.len() == screens {
        effects.push(Effect::info("All rows again."));
    }
    if first && effects.is_empty() {
        effects.push(Effect::info("There is nothing to go back to; q leaves."));
    }
    Heard::Done(effects)
}

/// A row that was chosen with what explains it, which often begins with it, is it, or stands in it.
fn explained(chosen: &str, explain: &str) -> String {
    if explain == chosen {
        return brief(chosen);
    }
    let explain = collapsed(explain);
    if tells(chosen, &explain) {
        return chosen.to_owned();
    }
    if explain.starts_with(chosen.trim_end_matches('.')) {
        return explain;
    }
    // What both begin with is heard once.
    let name = explain.split_once(": ").filter(|(name, _)| chosen.starts_with(&format!("{name}: ")));
    let more = name.map_or_else(|| explain.clone(), |(_, more)| capital(more));
    sentences([brief(chosen).as_str(), more.as_str()]).trim_end().to_owned()
}

/// Is that a value for the row that is chosen: a number that none of the rows can have, or that it was not measured?
fn is_value(word: &str) -> bool {
    if unmeasured(word).is_some() || word.starts_with("- ") {
        return true;
    }
    let is_row = word.trim_end_matches('.').parse::<usize>().is_ok();
    let begins =
        word.strip_prefix('.').unwrap_or(word).starts_with(|c: char| c.is_ascii_digit()) || word.starts_with('-');
    begins && !is_row && !word.contains(char::is_whitespace)
}

/// What is said behind a row into which a value can be entered.
fn enters(row: usize) -> String {
    format!("{row} 12 enters 12 for row {row}.")
}

/// Is that verb called so?
fn is_called(bound: &Bound, word: &str) -> bool {
    bound.offer.title == word || bound.offer.name == word || spoken(bound.offer.title) == word
}

/// Has that verb such a key?
fn has_key(bound: &Bound, word: &str) -> bool {
    bound.chords.iter().any(|chord| chord.to_string() == word)
}

/// Has it one that is written as a word, as Space and Enter are?
fn has_named_key(bound: &Bound, word: &str) -> bool {
    let named = Chord::parse(word).ok().filter(|chord| word.chars().nth(1).is_some() && chord.keys().len() == 1);
    named.is_some_and(|named| bound.chords.contains(&named))
}

/// The verb that has such a key, or is called so, word for word.
fn exactly<'a>(all: &'a [Bound], word: &str) -> Option<&'a Bound> {
    let lower = word.to_lowercase();
    // A chosen row asks no question that lies over it: there “yes” means the verb that keeps the row.
    let keeps = |bound: &&Bound| lower == "yes" && bound.offer.name == "keep";
    all.iter()
        .find(|bound| has_key(bound, word))
        .or_else(|| all.iter().find(|bound| is_called(bound, &lower)))
        .or_else(|| all.iter().find(|bound| has_named_key(bound, &lower)))
        .or_else(|| all.iter().find(keeps))
}

/// Is a verb called so, or does what it is called begin so?
fn is_verb(all: &[Bound], words: &str) -> bool {
    let lower = words.to_lowercase();
    let begins = |bound: &Bound| words.len() > SHORTEST && bound.offer.title.starts_with(&lower);
    exactly(all, words).is_some() || all.iter().any(begins)
}

/// The verbs of the screen on top as its rows call them that are not chosen.
fn of_other_rows(state: &State) -> Vec<Bound> {
    let here = state.top().map_or("", |screen| screen.name());
    everywhere::all_verbs(&state.keys).into_iter().filter(|bound| bound.home == here).collect()
}

/// A sign and what is typed at once behind it, as on a screen: `/claims`; none where it begins otherwise.
fn behind_a_sign(word: &str) -> Option<(&str, &str)> {
    let sign = word.chars().next().filter(|first| !first.is_alphanumeric())?;
    Some(word.split_at(sign.len_utf8()))
}

/// A verb with the row that it is done to, or with what a list is to be narrowed to or is looked for, in one line; none
/// where it is something else.
fn in_one_line(state: &mut State, word: &str) -> Option<Heard> {
    let all = state.verbs();
    if exactly(&all, word).is_some() {
        return None;
    }
    let numbered = word.rsplit_once(char::is_whitespace);
    let page = numbered.and_then(|(page, number)| Some((page.trim(), number.parse::<usize>().ok()?)));
    // Without its number none is turned to, and it is told which there are.
    let page = page.or_else(|| BY_NUMBER.contains(&word).then_some((word, 0)));
    if let Some(heard) = page.and_then(|page| turned(state, &all, page)) {
        return Some(heard);
    }
    if let Some((verb, row)) = word.rsplit_once(char::is_whitespace)
        && let Ok(row) = row.parse::<usize>()
        && (is_verb(&all, verb.trim()) || is_verb(&of_other_rows(state), verb.trim()))
    {
        return Some(done_to(state, row, verb.trim()));
    }
    let (verb, words) = behind_a_sign(word).or_else(|| word.split_once(char::is_whitespace))?;
    let asked = exactly(&all, verb)?;
    let (home, name) = match (asked.offer.name, asked.offer.live) {
        (name, Live::Yes) => (asked.home, name),
        // Where no list is narrowed now, it is looked for everywhere, as behind the key on a screen.
        ("filter", Live::No(_)) => (EVERYWHERE, "palette"),
        (_, Live::No(_)) => return None,
    };
    let effects = |state: &mut State| chord::run(state, home, name);
    match name {
        "filter" => Some(after(effects(state), on_screen(state, words.trim()))),
        "help" | "palette" => {
            let effects = effects(state);
            // It lies open before something is looked for in it.
            let outward = settle(state, effects);
            Some(after(outward, answer_search(state, words.trim())))
        }
        _ => None,
    }
}

/// What is turned to by its number.
const BY_NUMBER: [&str; 2] = ["page", "section"];

/// What turns a page by its number, as `page 3` or `section 2`, or takes none, as `next page 3`; none where the words are
/// about a row.
fn turned(state: &mut State, all: &[Bound], (word, number): (&str, usize)) -> Option<Heard> {
    const BY_ONE: [&str; 4] = ["next-page", "page-before", "next-section", "section-before"];
    let word = word.to_lowercase();
    if exactly(all, &word).is_some_and(|bound| BY_ONE.contains(&bound.offer.name)) {
        return Some(Heard::Told(vec![format!("“{}” takes no number.", quoted(&word))]));
    }
    if !BY_NUMBER.contains(&word.as_str()) {
        return None;
    }
    let has_pages = state.top().is_some_and(|screen| !screen.page().is_empty());
    let of_number = |number: usize| {
        let key = number.to_string();
        let turns = |bound: &&Bound| bound.home != EVERYWHERE && bound.offer.keys.contains(&key.as_str());
        all.iter().find(turns).filter(|_| has_pages)
    };
    Some(match of_number(number).map(|bound| (bound, bound.offer.live)) {
        Some((bound, Live::Yes)) => run(state, bound),
        Some((_, Live::No(why))) => Heard::Told(vec![format!("Not now: {why}.")]),
        None => Heard::Told(vec![match (1..10).take_while(|number| of_number(*number).is_some()).count() {
            0 => format!("No {word} has a number here; ? tells the verbs."),
            last => format!("There are {word}s from 1 to {last}."),
        }]),
    })
}

/// A verb, done to the row of that number.
fn done_to(state: &mut State, row: usize, verb: &str) -> Heard {
    match choose(state, row) {
        Ok(effects) => after(effects, said(state, verb)),
        Err(heard) => heard,
    }
}

/// What follows from one thing that was heard, and then from another.
fn after(mut effects: Vec<Effect>, then: Heard) -> Heard {
    match then {
        Heard::Done(more) => {
            effects.extend(more);
            Heard::Done(effects)
        }
        Heard::Again(more) => {
            effects.extend(more);
            Heard::Again(effects)
        }
        Heard::Told(lines) => {
            effects.push(Effect::info(lines.join(" ")));
            Heard::Done(effects)
        }
        Heard::More => Heard::More,
    }
}

/// A verb by its key, its words or the beginning of them.
fn said(state: &mut State, word: &str) -> Heard {
    let all = verbs(state);
    let lower = word.to_lowercase();
    if let Some(bound) = exactly(&all, word) {
        return run(state, bound);
    }
    // The line that ends a screen calls the dot so; where it says nothing of a dot, a verb may be.
    if lower == "back" && !state.is_locked() {
        return leave(state);
    }
    let is_meant = |bound: &Bound| has_key(bound, word) || is_called(bound, &lower) || has_named_key(bound, &lower);
    let dead = state.verbs().into_iter().find_map(|bound| match bound.offer.live {
        Live::No(why) if is_meant(&bound) => Some((bound, why)),
        _ => None,
    });
    if let Some((dead, why)) = dead {
        // A locked screen has a verb of its own under the same key, and so has one of which nothing is in the journal:
        // there `undo` takes back what was done on it.
        let shares = |own: &&Bound| own.chords.iter().any(|chord| dead.chords.contains(chord));
        let is_its_own = dead.home == EVERYWHERE && (state.is_locked() || dead.offer.name == "undo");
        if let Some(own) = all.iter().find(shares).filter(|_| is_its_own) {
            return run(state, own);
        }
        // Whoever asks for the screen that is open hears it again.
        let is_here = state.top().is_some_and(|screen| screen.name() == dead.offer.name);
        return if is_here { Heard::Again(Vec::new()) } else { Heard::Told(vec![format!("Not now: {why}.")]) };
    }
    let begins = once(all.iter().filter(|bound| bound.offer.title.starts_with(&lower)));
    let quoted = quoted(word);
    match begins.as_slice() {
        [] => Heard::Told(unknown(state, word, &all)),
        // A large letter is meant as a key.
        [only] if word.chars().count() == 1 && word != lower => {
            let title = spoken(only.offer.title);
            Heard::Told(vec![format!("“{quoted}” is no key here. It begins {title}: say {title}.")])
        }
        [only] => run(state, only),
        several => {
            let titles: Vec<String> = several.iter().map(|bound| spoken(bound.offer.title)).collect();
            Heard::Told(vec![format!("“{quoted}” begins {}. Say more of it.", titles.join(", "))])
        }
    }
}

/// Those whose titles no earlier one has: their words call the first.
fn once<'a>(bounds: impl Iterator<Item = &'a Bound>) -> Vec<&'a Bound> {
    let mut titles = HashSet::new();
    bounds.filter(|bound| titles.insert(bound.offer.title)).collect()
}

/// A word of no more letters says nothing of a verb: to, up, is.
const SHORTEST: usize = 2;

/// No more is told of what the help finds by words that no verb is called.
const MOST_FOUND: usize = 5;

/// What can be said in place of words that no verb is called: those whose work people call so, else what the help finds
/// by them, else where all are told.
fn unknown(state: &State, word: &str, all: &[Bound]) -> Vec<String> {
    // The number of a row is no part of what is done to it.
    let word = word.rsplit_once(' ').filter(|(_, row)| row.parse::<usize>().is_ok()).map_or(word, |(verb, _)| verb);
    let (lower, quoted) = (word.to_lowercase(), quoted(word));
    let has_word = |called: &str| called.split([' ', ',']).any(|called| called == lower);
    let is_meant = |bound: &&Bound| word.len() > SHORTEST && has_word(&coach::called(bound.home, bound.offer.name));
    let titles: Vec<String> = once(all.iter().filter(is_meant)).iter().map(|bound| spoken(bound.offer.title)).collect();
    if !titles.is_empty() {
        return vec![format!("No verb is called “{quoted}” here; say {}.", titles.join(", or "))];
    }
    let mut search = everywhere::help(state);
    search.typed.set(word);
    search.narrow();
    let is_found = |at: &usize| word.len() > SHORTEST && *at < search.called_so();
    let found: Vec<usize> = sayable(&search, state).into_iter().filter(is_found).collect();
    if found.is_empty() {
        return vec![format!("No verb is called “{quoted}” here; ? tells those that are.")];
    }
    let head = format!("No verb is called “{quoted}” here. ? {quoted} finds these, with numbers:");
    let hits = found.into_iter().take(MOST_FOUND).filter_map(|at| search.hit(at));
    std::iter::once(head).chain(hits.map(|hit| named(&hit))).collect()
}

fn run(state: &mut State, bound: &Bound) -> Heard {
    Heard::Done(chord::run(state, bound.home, bound.offer.name))
}

fn answer_search(state: &mut State, word: &str) -> Heard {
    if word == "." {
        return press(state, Key::plain(Code::Esc));
    }
    let found = match state.overlays.last() {
        Some(Overlay::Help(search) | Overlay::Palette(search)) => sayable(search, state),
        _ => Vec::new(),
    };
    let Some(Overlay::Help(search) | Overlay::Palette(search)) = state.overlays.last_mut() else {
        return Heard::Done(Vec::new());
    };
    if let Ok(row) = word.parse::<usize>() {
        let Some(at) = row.checked_sub(1).and_then(|at| found.get(at)) else {
            return Heard::Told(vec![no_such_row(found.len())]);
        };
        if let Some(Hit::Verb(Bound { offer, .. })) = search.hit(*at)
            && let Live::No(why) = offer.live
        {
            return Heard::Told(vec![format!("Not now: {why}.")]);
        }
        search.list.selected = *at;
        return press(state, Key::plain(Code::Enter));
    }
    search.typed.set("");
    // It tells all verbs here too.
    Heard::Done(overlays::paste(state, if word == "?" { "" } else { word }))
}
