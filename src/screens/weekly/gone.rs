//! Owns what becomes of the cell under the cursor when another program's write removes its row from the list. If the
//! cell is being typed, it closes as a draft of its own metric, and the letters that still come, meant for it, go into
//! no other. If typing has not begun, the same happens at the first key of a value. It does not when the row went by a
//! change made here, such as a pause: whoever made that has seen which row is now under the cursor.

use super::{Weekly, draw};
use crate::domain::MetricId;
use crate::interaction::named::verbatim;
use crate::interaction::{Code, Context, Effect, Key};

/// The keys that work until somebody has seen that the cell closed.
pub(super) const HINTS: &[(&str, &str)] = &[("Esc", "go on with what is listed")];

const UNLISTED: &str = "is not listed any more";
const NOWHERE: &str = "what you type goes nowhere until Esc.";

/// Is it a key that was meant for the cell? Those with Ctrl or Alt are of verbs, as beside any cell.
pub(super) const fn holds(key: Key) -> bool {
    !matches!(key.code, Code::Esc | Code::F(_)) && !key.ctrl && !key.alt
}

/// Is it a key that fills or empties a cell at once?
pub(super) const fn fills(key: Key) -> bool {
    matches!(key.code, Code::Char('=') | Code::Backspace | Code::Delete)
}

impl Weekly {
    /// The cell under the cursor that somebody has seen there: its metric, and what it is called.
    pub(super) fn under_cursor(&self) -> Option<(MetricId, String)> {
        let row = self.selected().filter(|_| self.loaded)?;
        Some((row.metric.id, draw::called(row, self.cursor_week())))
    }

    /// Closes the cell that was `under` the cursor before the rows were read anew, where that is not on its row now.
    pub(super) fn part_from(&mut self, under: Option<(MetricId, String)>, context: &Context) -> Option<Effect> {
        let is_elsewhere = std::mem::take(&mut self.disturbed);
        // Under the mask nothing is listed, and nothing is named.
        if context.masked {
            (self.gone, self.slipped) = (None, None);
            return None;
        }
        let (metric, called) = under?;
        let now = self.under_cursor();
        if now.as_ref().is_some_and(|(now, _)| *now == metric) {
            return None;
        }
        let called = verbatim(&called);
        let Some(text) = self.typing.take() else {
            let stands = |(_, now): (MetricId, String)| format!("the cursor stands on {}", verbatim(&now));
            let stands = now.filter(|_| is_elsewhere).map(stands);
            self.slipped = stands.map(|stands| format!("{called} {UNLISTED}, and {stands}: {NOWHERE}"));
            return None;
        };
        let kept = match text.text().trim() {
            "" => String::new(),
            typed => format!("{} is kept as a draft, and ", verbatim(typed)),
        };
        self.gone = Some(format!("{called} {UNLISTED}: {kept}{NOWHERE}"));
        self.parted()
    }

    /// What is said of it until Esc.
    pub(super) fn parted(&self) -> Option<Effect> {
        self.gone.clone().map(Effect::failed)
    }
}
