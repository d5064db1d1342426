//! Owns the filter of a list: a line typed at the foot of a screen, which narrows the rows while it is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::edit::edit;
use super::{Code, Context, Effect, Key, Live, TextValue, Verb, fuzzy};
use crate::domain::Shown;
use crate::domain::nearly::{self, Nearly};
use crate::domain::seek::{folded, holds_umlauts};
use crate::domain::shown::columns;
use crate::ui::paint::{Pen, fill};
use crate::ui::theme::Role;

/// At most so many columns of what is typed are shown.
const WIDEST: usize = 48;
/// With less room than this, nothing stands beside it.
const LEAST: usize = 12;
/// Columns behind what is typed, and behind what is said beside it.
const GAP: usize = 2;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    text: TextValue,
    typing: bool,
    /// Does the first letter replace what was typed before?
    anew: bool,
    /// What was probably meant where no row has what is typed, and how that is told.
    meant: Option<(Nearly, String)>,
    /// How many of the newest rows it searches, where older ones are left out; none where it searches all.
    newest: Option<usize>,
}

/// What a key did to a filter that is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The text changed: narrow anew.
    Changed,
    /// One row up or down.
    Step(isize),
    /// Typing has ended: the filter stays, with the cursor on what was found, which the next verb acts on.
    Ended,
}

/// What Esc closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// Typing ended; the filter stays.
    Typing,
    /// The filter is gone: everything shows again.
    Filter,
    /// There was nothing to close.
    Nothing,
}

/// The verb that begins typing a filter, the same in every list: a screen says only when it can be used and what it
/// does.
#[must_use]
pub const fn narrowing<S>(live: fn(&S, &Context) -> Live, run: fn(&mut S, &Context) -> Vec<Effect>) -> Verb<S> {
    const DOC: &str = "Show only what matches some words; Enter keeps that, Esc stops typing.";
    Verb::new(("filter", "filter"), DOC, &["/"], live, run)
}

/// Why there is nothing to look for where every row is read out anyway.
pub const EACH_TOLD: &str = "every row is told with its number";

/// How many rows are shown, and of how many.
#[must_use]
pub fn told((shown, all): (usize, usize)) -> String {
    format!("{shown} of {all} shown")
}

/// The index of the next row that matches, where `has` says of each row whether it does: the search begins `by` rows
/// after `from` and continues at the first row after the last. With a negative `by` it goes backwards, and stops at the
/// first.
#[must_use]
pub fn next(has: &[bool], from: usize, by: isize) -> Option<usize> {
    let (at, is_it) = (from.saturating_add_signed(by), |at: &usize| has.get(*at) == Some(&true));
    if by < 0 {
        return (0..=at).rev().find(|place| *place < from && is_it(place));
    }
    (at..has.len()).chain(0..at.min(has.len())).find(is_it)
}

/// The columns that a row of that width leaves for what is typed and what is said beside it.
fn room(width: u16) -> usize {
    usize::from(width).saturating_sub(4)
}

impl Filter {
    /// A filter that is there already.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { text: TextValue::single_line(text), ..Self::default() }
    }

    /// Begins typing: a letter replaces what was typed before, any other key continues it.
    pub fn open(&mut self) {
        (self.typing, self.anew) = (true, true);
    }

    /// Is it being typed?
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        self.typing
    }

    /// Does it let every row through?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// Does it let a row with these words through, which are [folded]?
    #[must_use]
    pub fn holds(&self, words: &str) -> bool {
        match &self.meant {
            Some((nearly, _)) => nearly.read(words, &mut String::new()).is_some(),
            None => self.is_empty() || self.is_in(words),
        }
    }

    /// The same for the text by which a row is found, as it is written; it is not computed while nothing is typed.
    #[must_use]
    pub fn lets_through(&self, words: impl FnOnce() -> String) -> bool {
        self.is_empty() || self.holds(&folded(&words()))
    }

    /// Are all its words among these, which are [folded], even if one of the two spells umlauts out?
    fn is_in(&self, words: &str) -> bool {
        fuzzy::holds(self.text(), words) || holds_umlauts(self.text(), words)
    }

    /// Looks through the words of every row. Where none has what is typed, it lets nearly matching rows through until
    /// something else is typed.
    pub fn forgive<W: AsRef<str>>(&mut self, rows: impl Iterator<Item = W> + Clone) {
        self.meant = None;
        let has = |row: W| self.is_in(&folded(row.as_ref()));
        if self.is_empty() || rows.clone().any(has) {
            return;
        }
        let read = |nearly: &Nearly| {
            let mut buffer = String::new();
            let read: Vec<String> = rows.filter_map(|row| nearly.read(row.as_ref(), &mut buffer)).collect();
            nearly::told(read.iter().map(String::as_str))
        };
        self.meant = Nearly::of(self.text()).and_then(|nearly| read(&nearly).map(|told| (nearly, told)));
    }

    /// Sets how many of the newest rows it searches, where older ones are left out; none where it searches all.
    pub const fn look_through(&mut self, newest: Option<usize>) {
        self.newest = newest;
    }

    /// The beginning of a sentence that says that no row matches.
    #[must_use]
    pub fn nothing(&self) -> String {
        self.newest.map_or_else(|| "Nothing".to_owned(), |count| format!("None of the newest {count}"))
    }

    /// The words of the rows that it lets through, where none has what is typed.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        self.meant.as_ref().map(|(_, told)| told.as_str())
    }

    /// Why there is no row under the cursor; where no filter hides any, `none` is the reason.
    #[must_use]
    pub fn absent(&self, none: &'static str) -> &'static str {
        if self.is_empty() { none } else { "nothing here has these words" }
    }

    /// How many rows are shown, and of how many, after a word about near matches where there are only those.
    #[must_use]
    pub fn said(&self, found: (usize, usize)) -> String {
        self.beside(&told(found), usize::MAX)
    }

    /// The same in so many columns; where it is too long, only the near match, or nothing.
    fn beside(&self, told: &str, room: usize) -> String {
        let ways = match self.meant() {
            None => vec![told.to_owned()],
            Some(meant) => {
                let nothing = self.nothing();
                vec![format!("{nothing} has it; these have {meant}.  {told}"), format!("these have {meant}")]
            }
        };
        ways.into_iter().find(|said| room.saturating_sub(GAP + columns(said)) >= LEAST).unwrap_or_default()
    }

    /// Is it found in the name of something, rather than in its other words?
    #[must_use]
    pub fn names(&self, name: &str) -> bool {
        !self.is_empty() && folded(name).contains(folded(self.text()).trim())
    }

    /// Takes a key while it is being typed; none when the key does not belong to typing.
    pub fn press(&mut self, key: Key) -> Option<Typed> {
        if !self.typing {
            return None;
        }
        let anew = std::mem::take(&mut self.anew);
        if anew && matches!(key, Key { code: Code::Char(_), ctrl: false, alt: false, .. }) {
            self.text.set("");
        }
        match key.code {
            Code::Esc => None,
            Code::Up => Some(Typed::Step(-1)),
            Code::Down => Some(Typed::Step(1)),
            Code::Enter => {
                self.typing = false;
                Some(Typed::Ended)
            }
            _ => edit(&mut self.text, key).then(|| {
                self.meant = None;
                Typed::Changed
            }),
        }
    }

    /// The keys that work while it is being typed.
    #[must_use]
    pub fn hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.typing.then_some(&[("↵", "keep"), ("↓", "next"), ("abc", "narrow"), ("Esc", "stop typing")])
    }

    /// The keys where all rows stay and typing only moves the cursor.
    #[must_use]
    pub fn leading_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.typing.then_some(&[("↵", "stop here"), ("↓", "next"), ("abc", "look for"), ("Esc", "stop typing")])
    }

    /// Takes pasted text while it is being typed.
    pub fn paste(&mut self, text: &str) -> bool {
        if self.typing {
            if std::mem::take(&mut self.anew) {
                self.text.set("");
            }
            self.text.insert(text);
            self.meant = None;
        }
        self.typing
    }

    /// Ends typing or, if that has ended, removes the filter.
    pub fn close(&mut self) -> Closed {
        if std::mem::take(&mut self.typing) {
            return Closed::Typing;
        }
        if self.is_empty() {
            return Closed::Nothing;
        }
        self.text.set("");
        self.meant = None;
        Closed::Filter
    }

    /// Rows that it takes at the foot of its list.
    #[must_use]
    pub fn rows(&self) -> usize {
        usize::from(self.typing || !self.is_empty())
    }

    /// The columns that it takes in a row of that width, including how many rows it [found](told) and a gap after that.
    #[must_use]
    pub fn columns(&self, found: (usize, usize), width: u16) -> usize {
        if self.is_empty() {
            return 0;
        }
        let beside = columns(&self.beside(&told(found), room(width)));
        let left = room(width).saturating_sub(GAP + beside).min(WIDEST);
        let typed = if self.typing { left } else { Shown::line(self.text()).width().min(left) };
        " / ".len() + typed + GAP + beside + GAP
    }

    /// Draws it over the last row of an area while it is typed or narrows the list, with how many rows it
    /// [found](told). Answers where the cursor is.
    pub fn draw(&self, found: (usize, usize), area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let beside = if self.is_empty() { String::new() } else { told(found) };
        self.draw_beside(&beside, area, buffer, context)
    }

    /// The same, with another text beside it.
    pub fn draw_beside(&self, beside: &str, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        if self.rows() == 0 || area.height == 0 {
            return None;
        }
        let style = |role| context.theme.style(role);
        let line = Rect { y: area.bottom() - 1, height: 1, ..area };
        fill(buffer, line, style(Role::Text));
        let beside = self.beside(beside, room(area.width));
        let gap = if beside.is_empty() { 0 } else { GAP + columns(&beside) };
        let room = room(area.width).saturating_sub(gap);
        let (typed, column) = self.text.window(room.min(WIDEST));
        let mut pen = Pen::new(buffer, line, 0);
        pen.words(" / ", style(Role::Accent));
        let start = pen.column();
        if self.typing {
            pen.cell(&typed, room.min(WIDEST), style(Role::Field));
        } else {
            pen.text(&typed, style(Role::Strong));
        }
        pen.skip(GAP).words(&beside, style(Role::Dim));
        self.typing.then(|| Position { x: start + u16::try_from(column).unwrap_or(0), y: line.y })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_keeps_the_filter_and_esc_takes_it_away_in_two_steps() {
        let mut filter = Filter::default();
        assert_eq!(filter.press(Key::char('x')), None, "not typing yet");
        filter.open();
        for c in "fin".chars() {
            assert_eq!(filter.press(Key::char(c)), Some(Typed::Changed));
        }
        assert!(filter.holds("invoice triage · finance") && !filter.holds("legal"));
        assert_eq!(filter.press(Key::plain(Code::Enter)), Some(Typed::Ended));
        assert!(!filter.is_typing() && filter.text() == "fin", "what Enter ended is in force");
        assert_eq!(filter.close(), Closed::Filter);
        assert_eq!(filter.close(), Closed::Nothing);
        filter.open();
        assert_eq!(filter.close(), Closed::Typing);
    }

    #[test]
    fn where_no_row_has_what_is_typed_those_show_that_nearly_have_it() {
        let rows = ["Supplier risk · Ana Costa", "Claims intake"];
        let shown = |filter: &Filter| rows.map(|row| filter.holds(&folded(row)));
        let mut filter = Filter::of("suplier");
        filter.forgive(rows.iter());
        assert_eq!((shown(&filter), filter.meant()), ([true, false], Some("“Supplier”")));
        assert_eq!(filter.said((1, 2)), "Nothing has it; these have “Supplier”.  1 of 2 shown");
        filter.look_through(Some(2));
        assert_eq!(filter.said((1, 2)), "None of the newest 2 has it; these have “Supplier”.  1 of 2 shown");
        assert_eq!(filter.beside("1 of 2 shown", 40), "these have “Supplier”", "as much as has room");
        filter.open();
        filter.press(Key::char('x'));
        assert_eq!((shown(&filter), filter.meant()), ([false, false], None), "until something else is typed");
        for (typed, found) in [("claims", [false, true]), ("xyz", [false, false]), ("", [true, true])] {
            let mut filter = Filter::of(typed);
            filter.forgive(rows.iter());
            assert_eq!((shown(&filter), filter.meant()), (found, None), "{typed}");
        }
    }

    #[test]
    fn the_next_row_that_has_it_is_found_round_the_end_and_going_back_none_before_the_first() {
        let has = [true, false, true, false];
        assert_eq!([0, 1, 2].map(|from| next(&has, from, 0)), [Some(0), Some(2), Some(2)]);
        assert_eq!([0, 2].map(|from| next(&has, from, 1)), [Some(2), Some(0)]);
        assert_eq!([0, 2, 3].map(|from| next(&has, from, -1)), [None, Some(0), Some(2)]);
        assert_eq!((next(&[false], 0, 0), next(&[], 0, 1)), (None, None));
    }

    #[test]
    fn an_umlaut_may_be_spelled_out_by_either() {
        for (typed, row) in [("koeln", "Messe Köln"), ("Köln messe", "Messe Koeln"), ("koln", "Messe Köln")] {
            let mut filter = Filter::of(typed);
            filter.forgive([row].iter());
            assert!(filter.holds(&folded(row)) && filter.meant().is_none(), "{typed}");
        }
        assert!(!Filter::of("koeln").holds("messe kiel"));
    }

    #[test]
    fn letters_begin_anew_and_other_keys_go_on_with_what_was_typed() {
        let mut filter = Filter::of("navarro");
        filter.open();
        filter.press(Key::char('i'));
        filter.press(Key::char('n'));
        assert_eq!(filter.text(), "in");
        filter.open();
        filter.press(Key::plain(Code::Backspace));
        filter.press(Key::char('t'));
        assert_eq!(filter.text(), "it");
        filter.open();
        assert!(filter.paste("x") && filter.text() == "x");
    }
}
