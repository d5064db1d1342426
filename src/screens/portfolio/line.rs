//! Owns a row as it is drawn: pieces of text one after another, some of them numbers that open what they count.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::domain::{PersonId, PilotId, Shown};
use crate::interaction::Context;
use crate::ui::paint::{Pen, ground};
use crate::ui::theme::Role;

/// Columns before the first piece: the bar and a blank.
pub(super) const MARGIN: usize = 2;
/// Nothing that is wider than this is ever drawn.
const WIDEST: usize = 500;

/// What `↵` opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Opens {
    /// A pilot.
    Pilot(PilotId),
    /// A person.
    Person(PersonId),
    /// The pilots that a number counts.
    Pilots {
        /// Which ones these are, to follow “3 pilots”.
        counts: String,
        /// They.
        pilots: Vec<PilotId>,
    },
}

#[derive(Debug, Clone)]
struct Piece {
    text: Shown,
    role: Role,
    opens: Option<Opens>,
}

/// A row. What it can open is numbered: zero is the row itself, and each piece has its place counted from one, so that
/// the numbers of a column have the same place in every row.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    whole: Option<Opens>,
    says: String,
}

impl Line {
    /// Opens something as a whole.
    pub fn opening(mut self, whole: Opens) -> Self {
        self.whole = Some(whole);
        self
    }

    /// Is explained by a sentence.
    pub fn explained(mut self, says: impl Into<String>) -> Self {
        self.says = says.into();
        self
    }

    /// A piece as wide as it is.
    pub fn text(mut self, text: &str, role: Role) -> Self {
        self.pieces.push(Piece { text: Shown::head(text, WIDEST), role, opens: None });
        self
    }

    /// A piece of that width, and a blank.
    pub fn cell(mut self, text: &str, width: usize, role: Role) -> Self {
        self.pieces.push(Piece { text: Shown::head(text, width).pad(width + 1), role, opens: None });
        self
    }

    /// A right-aligned piece of that width, and a blank.
    pub fn right(self, text: &str, width: usize, role: Role) -> Self {
        let padded = Shown::head(text, width).pad_left(width);
        self.text(padded.as_str(), role).text(" ", Role::Text)
    }

    /// The number of these pilots, right-aligned in that width, and a blank. It opens what it counts.
    pub fn count(mut self, pilots: &[PilotId], width: usize, role: Role, counts: &str) -> Self {
        let number = pilots.len().to_string();
        self = self.text(&" ".repeat(width.saturating_sub(number.len())), Role::Text);
        let opens = Opens::Pilots { counts: counts.to_owned(), pilots: pilots.to_vec() };
        let (role, opens) = if pilots.is_empty() { (Role::Dim, None) } else { (role, Some(opens)) };
        self.pieces.push(Piece { text: Shown::line(&number), role, opens });
        self.text(" ", Role::Text)
    }

    /// A right-aligned number of that width, and a blank, that opens something.
    pub fn opens(mut self, text: &str, width: usize, role: Role, opens: Opens) -> Self {
        let number = Shown::head(text, width);
        self = self.text(&" ".repeat(width.saturating_sub(number.width())), Role::Text);
        self.pieces.push(Piece { text: number, role, opens: Some(opens) });
        self.text(" ", Role::Text)
    }

    /// What can be opened, from left to right.
    pub fn targets(&self) -> impl Iterator<Item = (usize, &Opens)> {
        let pieces = self.pieces.iter().enumerate();
        let numbers = pieces.filter_map(|(at, piece)| piece.opens.as_ref().map(|opens| (at + 1, opens)));
        self.whole.iter().map(|whole| (0, whole)).chain(numbers)
    }

    /// Its pieces, without the columns that they stand in.
    fn parts(&self) -> Vec<String> {
        let text: String = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let mut parts: Vec<String> = Vec::new();
        for part in text.split("  ").map(str::trim).filter(|part| !part.is_empty()) {
            match parts.last_mut() {
                // A number after “of” belongs to the words before it.
                Some(before) if before.ends_with(" of") => {
                    before.push(' ');
                    before.push_str(part);
                }
                _ => parts.push(part.to_owned()),
            }
        }
        parts
    }

    /// Its pieces as a sentence has them.
    pub fn said(&self) -> String {
        self.parts().join(", ")
    }

    /// The same, and what explains it.
    pub fn flowing(&self) -> String {
        let parts = self.parts();
        match parts.first() {
            // What explains it tells it already.
            Some(first) if self.says.contains(first.as_str()) => self.says.clone(),
            _ if self.whole.is_some() && !self.says.is_empty() => self.says.clone(),
            _ if self.says.is_empty() => parts.join(", "),
            _ => format!("{}. {}", parts.join(", "), self.says),
        }
    }

    /// What can be opened nearest to a place.
    pub fn nearest(&self, spot: usize) -> Option<(usize, &Opens)> {
        self.targets().min_by_key(|(at, _)| at.abs_diff(spot))
    }

    /// The next place that can be opened, to the right or left.
    pub fn beside(&self, spot: usize, right: bool) -> Option<usize> {
        let (here, _) = self.nearest(spot)?;
        let places = self.targets().map(|(at, _)| at);
        if right { places.filter(|at| *at > here).min() } else { places.filter(|at| *at < here).max() }
    }

    /// The place of the number at a column.
    pub fn spot_at(&self, column: usize) -> Option<usize> {
        let mut end = MARGIN;
        for (at, piece) in self.pieces.iter().enumerate() {
            end += piece.text.width();
            if column < end {
                return piece.opens.as_ref().map(|_| at + 1);
            }
        }
        None
    }

    /// What the number under the cursor counts, or the sentence of the row.
    pub fn explain(&self, spot: usize) -> Option<String> {
        let said = match self.nearest(spot) {
            Some((_, Opens::Pilots { counts, pilots })) => format!("{}. {}", told(pilots.len(), counts), self.says),
            _ => self.says.clone(),
        };
        Some(said.trim().to_owned()).filter(|said| !said.is_empty())
    }

    /// Draws it; `chosen` is the place of the cursor, if it is on this row. Answers where the cursor is.
    pub fn draw(&self, chosen: Option<usize>, area: Rect, buffer: &mut Buffer, context: &Context) -> Position {
        let base = ground(buffer, area, chosen.is_some(), &context.theme);
        let style = |role: Role| context.theme.style(role).patch(base);
        let spot = chosen.and_then(|spot| self.nearest(spot)).map(|(at, _)| at);
        let mut cursor = Position { x: area.x, y: area.y };
        let mut pen = Pen::new(buffer, area, 0);
        let bar = context.glyphs.edge(chosen.is_some());
        pen.words(bar, style(Role::Accent)).words(" ", style(Role::Text));
        for (at, piece) in self.pieces.iter().enumerate() {
            let is_cut = piece.text.width() > pen.room();
            if spot == Some(at + 1) {
                cursor.x = pen.column();
                pen.text(&piece.text, inverse(style(Role::Accent), base));
            } else {
                pen.sentence(&piece.text, style(piece.role));
            }
            // One ellipsis says that something is missing.
            if is_cut {
                break;
            }
        }
        cursor
    }
}

/// The number under the cursor must differ from its row, which may be reversed itself.
fn inverse(style: Style, base: Style) -> Style {
    if base.add_modifier.contains(Modifier::REVERSED) {
        style.remove_modifier(Modifier::REVERSED)
    } else {
        style.add_modifier(Modifier::REVERSED)
    }
}

/// `3 pilots that …`.
pub(super) fn told(count: usize, counts: &str) -> String {
    format!("{count} {} {counts}", if count == 1 { "pilot" } else { "pilots" })
}
