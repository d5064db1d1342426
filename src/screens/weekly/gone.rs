//! Owns what becomes of a cell that is being typed where another program's write takes its row from the list: the cell
//! closes as a draft of its own metric, and what is typed further, which was meant for it, goes into no other.

use super::{Weekly, draw};
use crate::domain::MetricId;
use crate::interaction::named::verbatim;
use crate::interaction::{Code, Context, Effect, Key};

/// The keys until it is seen that the cell closed.
pub(super) const HINTS: &[(&str, &str)] = &[("Esc", "go on with what is listed")];

/// Is it a key that was meant for the cell? Those that are held with others are of verbs, as beside any cell.
pub(super) const fn holds(key: Key) -> bool {
    !matches!(key.code, Code::Esc | Code::F(_)) && !key.ctrl && !key.alt
}

impl Weekly {
    /// The cell that is being typed: its metric, and what it is called.
    pub(super) fn open_cell(&self) -> Option<(MetricId, String)> {
        let row = self.selected().filter(|_| self.typing.is_some())?;
        Some((row.metric.id, draw::called(row, self.cursor_week())))
    }

    /// Closes the cell that was `open` before the rows were read anew, where the cursor is not on its row any more.
    pub(super) fn part_from(&mut self, open: Option<(MetricId, String)>, context: &Context) -> Option<Effect> {
        // Under the mask nothing is listed, and nothing is named.
        if context.masked {
            self.gone = None;
            return None;
        }
        let (metric, called) = open?;
        if self.selected().is_some_and(|row| row.metric.id == metric) {
            return None;
        }
        let text = self.typing.take()?;
        let kept = match text.text().trim() {
            "" => String::new(),
            typed => format!("{} is kept as a draft, and ", verbatim(typed)),
        };
        let called = verbatim(&called);
        self.gone = Some(format!("{called} is not listed any more: {kept}what you type goes nowhere until Esc."));
        self.parted()
    }

    /// What is said of it until Esc.
    pub(super) fn parted(&self) -> Option<Effect> {
        self.gone.clone().map(Effect::failed)
    }
}
