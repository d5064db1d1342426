//! Owns how the threads behind a face report what happened: with the number of their workspace, so that a late report
//! is not taken for one about the workspace opened since.

use std::sync::mpsc::Sender;

use crate::interaction::Msg;

/// Where a workspace's threads report.
#[derive(Debug, Clone)]
pub(super) struct Outbox {
    facts: Sender<Msg>,
    /// The number of the workspace, among those opened one after another.
    number: u64,
}

impl Outbox {
    /// For the workspace of that number.
    pub const fn new(facts: Sender<Msg>, number: u64) -> Self {
        Self { facts, number }
    }

    /// Where facts go that concern no workspace.
    pub fn facts(&self) -> Sender<Msg> {
        self.facts.clone()
    }

    /// The one for the workspace opened after this one.
    pub fn following(&self) -> Self {
        Self::new(self.facts(), self.number + 1)
    }

    /// Is that a report from another workspace?
    pub fn is_of_another(&self, msg: &Msg) -> bool {
        matches!(msg, Msg::From(number, _) if *number != self.number)
    }

    /// Reports what happened.
    pub fn tell(&self, msg: Msg) {
        // If nobody listens any more, the program has ended.
        let _ = self.facts.send(Msg::From(self.number, Box::new(msg)));
    }
}
