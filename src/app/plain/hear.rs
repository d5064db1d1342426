//! Owns what a typed line means: a row, a verb, the answer to a question, or nothing.

use super::super::resume::go_on;
use super::super::settle::settle;
use super::super::state::State;
use super::super::{chord, everywhere, overlays};
use super::answers::answer_field;
use super::{brief, heading, place, sayable, spoken, verbs};
use crate::domain::Shown;
use crate::domain::shown::collapsed;
use crate::interaction::verb::Bound;
use crate::interaction::{Code, Effect, Key, Live, Notice, Overlay, Tone};

/// No more changed rows are told after a verb.
const MOST_CHANGED: usize = 3;

/// What a line led to.
pub enum Heard {
    /// These effects; the screen is told again only if it is another one.
    Done(Vec<Effect>),
    /// Nothing but an answer.
    Told(Vec<String>),
    /// The screen is to be told again.
    Again,
    /// The rows after those that were told.
    More,
}

/// What a line may change without a word about it.
#[derive(PartialEq)]
struct Seen {
    place: String,
    asked: bool,
    rows: Vec<String>,
    explain: Option<String>,
}

impl Seen {
    fn of(state: &State) -> Self {
        let (top, context) = (state.top(), &state.context);
        Self {
            place: place(state),
            asked: !state.overlays.is_empty(),
            rows: top.map(|screen| screen.sentences(context)).unwrap_or_default(),
            explain: top.and_then(|screen| screen.explain(context)),
        }
    }

    /// What is another than before, on the same page.
    fn told(&self, before: &Self, state: &State) -> Option<String> {
        if self.place != before.place || self.rows.len() != before.rows.len() || self.asked {
            return None;
        }
        if before.asked {
            return Some(heading(state));
        }
        let rows = self.rows.iter().zip(&before.rows).enumerate().filter(|(_, (now, then))| now != then);
        let rows: Vec<String> =
            rows.take(MOST_CHANGED).map(|(at, (now, _))| format!("{}. {}", at + 1, brief(now))).collect();
        Some(match &self.explain {
            _ if !rows.is_empty() => rows.join(". "),
            Some(explain) if self.explain != before.explain => format!("Chosen: {explain}"),
            _ => "Nothing that is told here changed.".to_owned(),
        })
    }
}

/// Takes a typed line; answers the effects that are left to the shell.
pub fn hear(state: &mut State, line: &str) -> Heard {
    let before = Seen::of(state);
    match meant(state, line) {
        Heard::Done(effects) => {
            let mut outward = settle(state, effects);
            outward.extend(go_on(state));
            // What was typed into a row is said as it was understood.
            let entered = line.trim().split_once(char::is_whitespace).and_then(|(row, _)| row.parse::<usize>().ok());
            let screen = state.top().filter(|screen| screen.takes_values() && state.overlays.is_empty());
            if let (Some(row), Some(screen)) = (entered, screen)
                && let Some(said) = screen.sentences(&state.context).into_iter().nth(row.saturating_sub(1))
            {
                let before = state.notice.take().map(|notice| format!("{} ", notice.text)).unwrap_or_default();
                let text = format!("{before}{row}. {said}");
                state.notice = Some(Notice { tone: Tone::Info, text });
            }
            // Whoever only hears is told that something was done, where nobody else will.
            let answered = |effect: &Effect| !matches!(effect, Effect::Draft { .. } | Effect::DropDraft(_));
            if state.notice.is_none() && !outward.iter().any(answered) {
                let told = Seen::of(state).told(&before, state);
                state.notice = told.map(|text| Notice { tone: Tone::Info, text });
            }
            Heard::Done(outward)
        }
        other => other,
    }
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

pub(super) fn press(state: &mut State, key: Key) -> Heard {
    Heard::Done(overlays::press(state, key))
}

fn choice(state: &mut State, word: &str, yes: &[(&str, char)], no: char) -> Heard {
    let meant = yes.iter().find(|(said, _)| said.eq_ignore_ascii_case(word)).map_or(no, |(_, key)| *key);
    if meant == no && !["2", "no", "n", "."].contains(&word) {
        return Heard::Told(vec!["Say 1 for yes or 2 for no.".to_owned()]);
    }
    press(state, Key::char(meant))
}

/// A line while no question is open: a row, a verb, or nothing to hear everything again.
fn on_screen(state: &mut State, word: &str) -> Heard {
    let context = &state.context;
    let Some(open) = state.screens.last_mut() else {
        return Heard::Done(Vec::new());
    };
    let typing = open.screen.typing_hints().is_some();
    if typing {
        let mut effects = Vec::new();
        for key in word.chars().filter(|_| word != ".").map(Key::char) {
            effects.extend(open.screen.typed(key, context).unwrap_or_default());
        }
        // The filter stays, without its first row being opened. What is no filter goes on with any key.
        match open.screen.escape(context) {
            Some(more) => effects.extend(more),
            None => return Heard::Done(open.screen.typed(Key::plain(Code::Enter), context).unwrap_or_default()),
        }
        return Heard::Done(
            effects.into_iter().chain([Effect::info("Narrowed; an empty line tells what is left.")]).collect(),
        );
    }
    let (number, rest) = word.split_once(char::is_whitespace).unwrap_or((word, ""));
    if let Ok(row) = number.trim_end_matches('.').parse::<usize>() {
        let count = open.screen.sentences(context).len();
        if row == 0 || row > count {
            return Heard::Told(vec![if count == 0 {
                "There is nothing to choose here; ? tells the verbs.".to_owned()
            } else {
                format!("There are rows from 1 to {count}.")
            }]);
        }
        let mut effects = open.screen.choose(row - 1, context);
        let chosen = open.screen.sentences(context).into_iter().nth(row - 1).unwrap_or_default();
        if !rest.trim().is_empty() {
            if !open.screen.takes_values() {
                return Heard::Told(vec![
                    "Nothing is typed into a row here: say its number alone, then a verb.".to_owned(),
                ]);
            }
            effects.extend(open.screen.enter(rest.trim(), context));
            effects.extend(open.screen.choose(row - 1, context));
            return Heard::Done(effects);
        }
        let explain = open.screen.explain(context).unwrap_or_default();
        effects.push(Effect::info(format!("{row}. {}", explained(&chosen, &explain))));
        return Heard::Done(effects);
    }
    match word {
        "" => Heard::Again,
        "more" => Heard::More,
        "." => Heard::Done(chord::press(state, Key::plain(Code::Esc))),
        word => said(state, word),
    }
}

/// A row that was chosen with what explains it, which often begins with it, or is it.
fn explained(chosen: &str, explain: &str) -> String {
    if explain == chosen {
        return brief(chosen);
    }
    let explain = collapsed(explain);
    let repeats = explain.starts_with(chosen.trim_end_matches('.'));
    if repeats { explain } else { format!("{}. {explain}", brief(chosen)) }
}

/// A typed word as it is said again: of a long one its beginning.
pub(super) fn quoted(word: &str) -> String {
    String::from(Shown::head(word, 40))
}

/// Is that verb called so?
fn is_called(bound: &Bound, word: &str) -> bool {
    bound.offer.title == word || bound.offer.name == word || spoken(bound.offer.title) == word
}

/// A verb by its key, its words or the beginning of them.
fn said(state: &mut State, word: &str) -> Heard {
    let all = verbs(state);
    let lower = word.to_lowercase();
    let by_key = all.iter().find(|bound| bound.chords.iter().any(|chord| chord.to_string() == word));
    let by_name = all.iter().find(|bound| is_called(bound, &lower));
    let begins: Vec<&Bound> = all.iter().filter(|bound| bound.offer.title.starts_with(&lower)).collect();
    let meant = by_key.or(by_name).or(match begins.as_slice() {
        [only] => Some(*only),
        _ => None,
    });
    if let Some(bound) = meant {
        let (home, name) = (bound.home, bound.offer.name);
        return Heard::Done(chord::run(state, home, name));
    }
    let dead = state.verbs().into_iter().find_map(|bound| match bound.offer.live {
        Live::No(why) if is_called(&bound, &lower) => Some((bound, why)),
        _ => None,
    });
    // A locked screen has a verb of its own under the key of what it keeps from working: `undo` is its taking back.
    let shares = |one: &Bound, other: &Bound| one.chords.iter().any(|chord| other.chords.contains(chord));
    let locked = dead.as_ref().filter(|(dead, _)| state.is_locked() && dead.home == everywhere::HOME);
    let own = locked.and_then(|(dead, _)| all.iter().find(|own| shares(own, dead)));
    if let Some(bound) = own {
        let (home, name) = (bound.home, bound.offer.name);
        return Heard::Done(chord::run(state, home, name));
    }
    Heard::Told(vec![match (dead, begins.as_slice()) {
        (Some((_, why)), _) => format!("Not now: {why}."),
        (None, []) => format!("No verb is called “{}” here; ? tells those that are.", quoted(word)),
        (None, several) => {
            let titles: Vec<&str> = several.iter().map(|bound| bound.offer.title).collect();
            format!("“{word}” begins {}.", titles.join(", "))
        }
    }])
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
            return Heard::Told(vec![format!("There are rows from 1 to {}.", found.len())]);
        };
        search.list.selected = *at;
        return press(state, Key::plain(Code::Enter));
    }
    search.typed.set("");
    // It tells all verbs here too.
    Heard::Done(overlays::paste(state, if word == "?" { "" } else { word }))
}
