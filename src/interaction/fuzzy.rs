//! Owns finding: which of many titles somebody means with a few letters.

use crate::domain::nearly::Nearly;
use crate::domain::person::spelled;
use crate::domain::seek::folded;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The places of the titles that match: first those that begin with the letters, then those with a word that does, then
/// the others by closeness. All of them, in order, when nothing was typed.
pub fn rank<'a>(typed: &str, titles: impl Iterator<Item = &'a str>) -> Vec<usize> {
    if typed.trim().is_empty() {
        return titles.enumerate().map(|(index, _)| index).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let wanted = folded(typed.trim());
    let pattern = Pattern::parse(&wanted, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let begins = |title: &str| {
        let word = || title.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&wanted));
        if title.starts_with(&wanted) { 2 } else { u32::from(word()) }
    };
    let mut found: Vec<((u32, u32), usize)> = titles
        .enumerate()
        .filter_map(|(index, title)| {
            let title = folded(title);
            let score = pattern.score(Utf32Str::new(&title, &mut buffer), &mut matcher)?;
            Some(((begins(&title), score), index))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, index)| index).collect()
}

/// Up to so many choices, a list is short: all of it can be read.
const SHORT: usize = 20;

/// The places of the choices that contain what was typed, in that order. Scattered letters count only in a long list,
/// and only where nothing else matches: in a short one they would choose what nobody meant.
pub fn among<'a>(typed: &str, titles: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let titles: Vec<&str> = titles.collect();
    let found = rank(typed, titles.iter().copied());
    let held = |at: &usize| titles.get(*at).is_some_and(|title| finds(typed, title));
    let mut close: Vec<usize> = found.iter().copied().filter(held).collect();
    // Those whose umlauts are spelled out.
    let others: Vec<usize> = (0..titles.len()).filter(|at| !found.contains(at) && held(at)).collect();
    close.extend(others);
    if close.is_empty() && titles.len() > SHORT { found } else { close }
}

/// The places of the titles that nearly contain what was typed, the nearest first, each with the words it has instead.
pub fn near<'a>(typed: &str, titles: impl Iterator<Item = &'a str>) -> Vec<(usize, String)> {
    let Some(nearly) = Nearly::of(typed) else {
        return Vec::new();
    };
    let found = nearest(&nearly, titles.enumerate().map(|(at, title)| (at, 0, title)));
    found.into_iter().map(|near| (near.row, near.meant)).collect()
}

/// A row that nearly matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near<R> {
    /// The row.
    pub row: R,
    /// The words that were probably meant, as the row has them.
    pub meant: String,
    /// Its distance: the number of errors, the rank of the text with those words, and how much longer the words are.
    pub far: (usize, usize, usize),
}

/// The rows with a nearly matching text, each once, the nearest first. Each text comes with its row and its rank: of
/// equally near ones, names come before other texts.
pub fn nearest<'a, R: PartialEq>(nearly: &Nearly, texts: impl Iterator<Item = (R, usize, &'a str)>) -> Vec<Near<R>> {
    let (mut buffer, mut found) = (String::new(), Vec::<Near<R>>::new());
    for (row, rank, text) in texts {
        let Some(meant) = nearly.meant(text, &mut buffer) else {
            continue;
        };
        let near = Near { row, meant: meant.words, far: (meant.errors, rank, meant.beyond) };
        match found.iter_mut().find(|known| known.row == near.row) {
            Some(known) if known.far <= near.far => {}
            Some(known) => *known = near,
            None => found.push(near),
        }
    }
    found.sort_by_key(|near| near.far);
    found
}

/// Does a title contain every word that was typed, even with umlauts spelled out?
#[must_use]
pub fn finds(typed: &str, title: &str) -> bool {
    holds(typed, &folded(title)) || holds(&spelled(typed), &spelled(title))
}

/// Does `text`, which is [folded], contain every word that was typed, in any order and whatever its case and accents?
#[must_use]
pub fn holds(typed: &str, text: &str) -> bool {
    folded(typed).split_whitespace().all(|word| text.contains(word))
}

/// Does each word that was typed begin a word of `text`, which is [folded]?
#[must_use]
pub fn begins(typed: &str, text: &str) -> bool {
    let begun = |wanted: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(wanted));
    folded(typed).split_whitespace().all(begun)
}

/// Is each word that was typed a whole word of `text`, which is [folded]?
#[must_use]
pub fn has_words(typed: &str, text: &str) -> bool {
    let is_there = |wanted: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted);
    folded(typed).split_whitespace().all(is_there)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_goes_on_is_not_the_one_that_was_typed() {
        assert!(has_words("Retrain now", "now: retrain, and wait") && !has_words("retrain", "a retraining takes days"));
    }

    #[test]
    fn whole_words_begin_and_parts_of_others_do_not() {
        assert!(begins("late du", "due, overdue, late") && begins("", "any"));
        assert!(!begins("late", "a template") && !begins("late soon", "late"));
    }

    #[test]
    fn few_letters_find_the_title_and_the_closest_comes_first() {
        let titles = ["Claims intake", "Invoice triage", "Contract review"];
        assert_eq!(rank("inv", titles.into_iter()), [1]);
        assert_eq!(rank("", titles.into_iter()), [0, 1, 2]);
        assert_eq!(rank("cr", titles.into_iter()).first(), Some(&2));
        assert!(rank("zzz", titles.into_iter()).is_empty());
        let statuses = ["G  on track: nobody needs to act", "A  at risk: the owner acts", "R  a decision is wanted"];
        assert_eq!(rank("r", statuses.into_iter()).first(), Some(&2), "a letter means what begins with it");
        assert_eq!(rank("A", statuses.into_iter()).first(), Some(&1));
        assert_eq!(rank("ｉｎｖ", titles.into_iter()), [1]);
        assert_eq!(rank("abc", ["ＡＢＣ 商事"].into_iter()), [0]);
    }

    #[test]
    fn scattered_letters_choose_nothing_from_a_short_list() {
        let verbs = ["retrain: its model is trained again", "active: resume it", "pause: it stands still until a day"];
        let among = |typed: &str| super::among(typed, verbs.into_iter());
        assert!(among("gate").is_empty());
        let people = ["Ana Costa", "Jürgen Groß", "Hans Müller"];
        for (typed, found) in [("mueller", 2), ("Muller", 2), ("juergen gross", 1)] {
            assert_eq!(super::among(typed, people.into_iter()), [found], "{typed}");
        }
        assert_eq!((among("resume"), among("until"), among("")), (vec![1], vec![2], vec![0, 1, 2]));
        let many: Vec<String> = (0..=SHORT).map(|at| format!("pilot number {at}")).collect();
        assert_eq!(super::among("pn7", many.iter().map(String::as_str)).first(), Some(&7));
    }

    #[test]
    fn a_filter_wants_every_word() {
        assert!(holds("Triage fin", "invoice triage · finance"));
        assert!(holds("Müller", &folded("Frau Muller")));
        assert!(!holds("triage legal", "invoice triage · finance"));
    }

    #[test]
    fn the_nearest_comes_first_and_of_as_near_ones_a_name() {
        let nearly = Nearly::of("undoo").unwrap();
        let texts =
            [(0, 2, "undoo it"), (1, 0, "undrop"), (2, 1, "undo"), (3, 0, "undo"), (1, 2, "undo"), (4, 0, "tick")];
        let found = nearest(&nearly, texts.into_iter());
        let rows: Vec<(i32, &str)> = found.iter().map(|near| (near.row, near.meant.as_str())).collect();
        assert_eq!(rows, [(0, "undoo"), (3, "undo"), (1, "undrop"), (2, "undo")]);
        let people = near("navaro", ["Hans Naveros", "Ana Navarro"].into_iter());
        assert_eq!(people.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 0]);
    }
}
