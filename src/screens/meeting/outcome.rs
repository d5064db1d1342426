//! What closing makes of an item, as the closing page tells it: a line each of what it brought, with its kind, where
//! there is room.

use super::sheet::{Sheet, lines};
use super::{Room, brought};
use crate::domain::words::sentences;
use crate::domain::{Action, AgendaItem, AgendaState, Shown};
use crate::interaction::Context;
use crate::ui::theme::Role;

/// So many lines on the closing page tell what an item brought, where not all has room.
pub(super) const MOST_BROUGHT: usize = 3;
/// Titles of the closing page are cut to so many columns.
const TITLES: usize = 32;

/// How wide the page is, and its titles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    titles: usize,
    page: u16,
}

impl Columns {
    /// Of a page of so many columns.
    pub fn of(outcomes: &[Outcome], page: u16) -> Self {
        let widest = outcomes.iter().map(|outcome| Shown::line(&outcome.title).width()).max();
        Self { titles: widest.unwrap_or(0).min(TITLES), page }
    }
}

/// What closing makes of an item, and what it brought.
pub(super) struct Outcome {
    title: String,
    state: AgendaState,
    /// What came of it, piece by piece.
    pieces: Vec<(String, Role)>,
    /// The same in one text.
    told: String,
}

impl Outcome {
    /// Of an item in the state that closing gives it.
    pub fn of(room: &Room, item: &AgendaItem, context: &Context) -> Self {
        let is_done = item.state == AgendaState::Done;
        let word = if is_done { "talked about" } else { "carried to the next review" };
        let ended = room.meeting.iter().flat_map(|meeting| meeting.ended(item, &room.actions)).map(Action::came);
        let own = brought::of_item(room, item, context);
        let brought: Vec<String> = ended.chain(own.iter().map(brought::told)).collect();
        let said = (!is_done || brought.is_empty()).then(|| (word.to_owned(), Role::Dim));
        let told = sentences(brought.iter().map(String::as_str));
        let told = match &said {
            None => told,
            Some((word, _)) if brought.is_empty() => word.clone(),
            Some((word, _)) => format!("{word}; {told}"),
        };
        let pieces = said.into_iter().chain(brought.into_iter().map(|text| (text, Role::Text))).collect();
        Self { title: item.title.clone(), state: item.state, pieces, told }
    }

    /// What stands below its title: each piece on lines of its own, or all in one text.
    fn texts(&self, apart: bool) -> Vec<(&str, Role)> {
        if apart || self.pieces.len() == 1 {
            return self.pieces.iter().map(|(text, role)| (text.as_str(), *role)).collect();
        }
        vec![(self.told.as_str(), Role::Text)]
    }

    /// What came of it, where that is one piece which has room beside its title.
    fn beside(&self, columns: Columns) -> Option<(&str, Role)> {
        let [(text, role)] = self.pieces.as_slice() else {
            return None;
        };
        let fits = columns.titles + 5 + Shown::line(text).width() <= usize::from(columns.page);
        fits.then_some((text.as_str(), *role))
    }

    /// The rows that it takes in full.
    pub fn rows(&self, columns: Columns, apart: bool) -> usize {
        if self.beside(columns).is_some() {
            return 1;
        }
        let rows = |(text, _): (&str, Role)| lines(text, columns.page.saturating_sub(2), usize::MAX).0.len();
        1 + self.texts(apart).into_iter().map(rows).sum::<usize>()
    }

    /// Draws it, what came of it over so many rows at most.
    pub fn draw(&self, columns: Columns, (apart, most): (bool, usize), sheet: &mut Sheet<'_>) {
        let (sign, role) = match self.state {
            AgendaState::Done => (sheet.context.glyphs.met(), Role::OnTrack),
            _ => (sheet.context.glyphs.onward(), Role::AtRisk),
        };
        let title = Shown::line(&self.title).pad(columns.titles);
        let head = [(sign, role), (" ", Role::Dim), (title.as_str(), Role::Text)];
        if let Some(beside) = self.beside(columns) {
            return sheet.line(&[head.as_slice(), &[("   ", Role::Dim), beside]].concat());
        }
        sheet.line(&head);
        let mut left = most;
        for (text, role) in self.texts(apart) {
            let begins = sheet.row;
            let cut = left == 0 || sheet.indented(("", Role::Dim), text, role, left);
            sheet.seen.cut |= cut;
            left -= usize::from(sheet.row - begins);
        }
    }
}
