//! Owns the movement keys, the same on every screen: their rows are written once, and a screen only says where to go.

use super::verb::{Live, Verb};
use super::{Context, Effect};

/// Where a key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its word")]
pub enum Move {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Top,
    Bottom,
}

impl Move {
    /// One row up or down.
    #[must_use]
    pub const fn one_row(by: isize) -> Self {
        if by < 0 { Self::Up } else { Self::Down }
    }

    /// The rows to move by, on a page of `page` rows; none for sideways moves.
    #[must_use]
    pub fn rows(self, page: usize) -> Option<isize> {
        let page = isize::try_from(page.max(2) - 1).unwrap_or(1);
        Some(match self {
            Self::Up => -1,
            Self::Down => 1,
            Self::PageUp => -page,
            Self::PageDown => page,
            Self::Top => isize::MIN / 2,
            Self::Bottom => isize::MAX / 2,
            Self::Left | Self::Right => return None,
        })
    }
}

/// A screen with a position that moves.
pub trait Moves: Sized {
    /// Goes there.
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect>;
}

const fn row<S: Moves>(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut S, &Context) -> Vec<Effect>,
) -> Verb<S> {
    Verb::new((name, name), doc, keys, |_, _| Live::Yes, run).unhinted()
}

/// Up and down: by rows, by pages, and to either end.
#[must_use]
pub const fn vertical<S: Moves>() -> [Verb<S>; 6] {
    [
        row("up", "One up.", &["↑", "k"], |screen, context| screen.go(Move::Up, context)),
        row("down", "One down.", &["↓", "j"], |screen, context| screen.go(Move::Down, context)),
        row("page-up", "A page up.", &["PgUp"], |screen, context| screen.go(Move::PageUp, context)),
        row("page-down", "A page down.", &["PgDn"], |screen, context| screen.go(Move::PageDown, context)),
        row("top", "To the first.", &["gg", "Home"], |screen, context| screen.go(Move::Top, context)),
        row("bottom", "To the last.", &["G", "End"], |screen, context| screen.go(Move::Bottom, context)),
    ]
}

/// Sideways.
#[must_use]
pub const fn horizontal<S: Moves>() -> [Verb<S>; 2] {
    [
        row("left", "One to the left.", &["←", "h"], |screen, context| screen.go(Move::Left, context)),
        row("right", "One to the right.", &["→", "l"], |screen, context| screen.go(Move::Right, context)),
    ]
}
