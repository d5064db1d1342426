//! What an item comes to, as the closing page tells it: one line for each thing that it brought, with its kind.

use super::sheet::{Sheet, lines};
use super::{Room, brought};
use crate::domain::{Action, AgendaItem, AgendaState, Shown};
use crate::interaction::Context;
use crate::ui::theme::Role;

/// The closing page tells what an item brought in at most so many lines, if not everything fits.
pub(super) const MOST_BROUGHT: usize = 3;
/// Titles on the closing page are cut to so many columns.
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

/// What an item comes to when the review closes, and what it brought.
pub(super) struct Outcome {
    title: String,
    state: AgendaState,
    /// Its state in a word, where what it brought does not tell that.
    said: Option<&'static str>,
    /// What it brought, piece by piece.
    brought: Vec<String>,
}

impl Outcome {
    /// Of an item in the state that closing gives it, whether it was talked about or not.
    pub fn of(room: &Room, (item, talked): (&AgendaItem, bool), context: &Context) -> Self {
        let ended = room.meeting.iter().flat_map(|meeting| meeting.ended(item, &room.actions)).map(Action::came);
        let own = brought::of_item(room, item, context);
        let brought: Vec<String> = ended.chain(own.iter().map(brought::told)).collect();
        let is_told = item.state == AgendaState::Done && !brought.is_empty();
        let said = (!is_told).then(|| item.state.told(talked));
        Self { title: item.title.clone(), state: item.state, said, brought }
    }

    /// What goes beside its title if there is room: its state, or the only thing that it brought.
    fn beside(&self, columns: Columns) -> Option<(&str, Role)> {
        let first = match (self.said, self.brought.as_slice()) {
            (Some(said), _) => (said, Role::Dim),
            (None, [only]) => (only.as_str(), Role::Text),
            (None, _) => return None,
        };
        let fits = columns.titles + 5 + Shown::line(first.0).width() <= usize::from(columns.page);
        fits.then_some(first)
    }

    /// What goes below its title, each piece on lines of its own.
    fn below(&self, columns: Columns) -> Vec<(&str, Role)> {
        let said = self.said.map(|said| (said, Role::Dim));
        let pieces = said.into_iter().chain(self.brought.iter().map(|text| (text.as_str(), Role::Text)));
        pieces.skip(usize::from(self.beside(columns).is_some())).collect()
    }

    /// The rows that it takes in full.
    pub fn rows(&self, columns: Columns) -> usize {
        let rows = |(text, _): (&str, Role)| lines(text, columns.page.saturating_sub(2), usize::MAX).0.len();
        1 + self.below(columns).into_iter().map(rows).sum::<usize>()
    }

    /// Draws it, with at most so many rows below its title: each piece has a line at least, and those without one are
    /// counted.
    pub fn draw(&self, columns: Columns, most: usize, sheet: &mut Sheet<'_>) {
        let (sign, role) = match self.state {
            AgendaState::Done => (sheet.context.glyphs.met(), Role::OnTrack),
            _ => (sheet.context.glyphs.onward(), Role::AtRisk),
        };
        let title = Shown::line(&self.title).pad(columns.titles);
        let mut head = vec![(sign, role), (" ", Role::Dim), (title.as_str(), Role::Text)];
        head.extend(self.beside(columns).into_iter().flat_map(|beside| [("   ", Role::Dim), beside]));
        sheet.line(&head);
        let below = self.below(columns);
        let mut left = most;
        for (at, (text, role)) in below.iter().enumerate() {
            let others = below.len() - at - 1;
            if left == 0 || left == 1 && others > 0 {
                sheet.seen.cut = true;
                if left == 1 {
                    sheet.indented(("", Role::Dim), &format!("and {} more …", others + 1), Role::Dim, 1);
                }
                return;
            }
            let begins = sheet.row;
            let cut = sheet.indented(("", Role::Dim), text, *role, left.saturating_sub(others).max(1));
            sheet.seen.cut |= cut;
            left -= usize::from(sheet.row - begins);
        }
    }
}
