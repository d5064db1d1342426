//! Owns what was said of a file in its preview, so that the last of it can be taken back: the journal does not have it.

use crate::domain::incoming::{Cell, Incoming};

/// What was said of a file on its preview.
#[derive(Default)]
pub(super) struct SaidHere {
    /// The file as it was before each thing that was said, the last one last.
    before: Vec<Incoming>,
    /// Is the last of them on its way?
    returns: bool,
}

impl SaidHere {
    /// Was nothing said, or all of it taken back?
    pub fn is_empty(&self) -> bool {
        self.before.is_empty()
    }

    /// The file as it was before what was said last, to be looked at anew.
    pub fn take_back(&mut self) -> Option<Incoming> {
        self.returns = !self.is_empty();
        self.before.last().cloned()
    }

    /// Something else is done: an answer that did not come comes no more.
    pub const fn go_on(&mut self) {
        self.returns = false;
    }

    /// The file that was `shown` is looked at anew. Answers the cell that what is taken back was said of, where it was
    /// one.
    pub fn heard(&mut self, shown: &Incoming, now: &Incoming) -> Option<Cell> {
        if !std::mem::take(&mut self.returns) {
            self.before.extend((!shown.says_the_same(now)).then(|| shown.clone()));
            return None;
        }
        self.before.pop();
        let (shown, now) = (&shown.corrections, &now.corrections);
        let alike = shown.iter().zip(now).take_while(|(one, other)| one == other).count();
        let longer = if now.len() > shown.len() { now } else { shown };
        longer.get(alike).map(|one| one.cell.clone())
    }
}
