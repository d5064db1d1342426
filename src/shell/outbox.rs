//! Owns how what runs behind a face says what happened: with the number of its workspace, as what was said before
//! another one was opened is not about that one.

use std::sync::mpsc::Sender;

use crate::interaction::Msg;

/// Where what happens in a workspace is said.
#[derive(Debug, Clone)]
pub(super) struct Outbox {
    facts: Sender<Msg>,
    /// Which of the workspaces that were opened one after another it is.
    number: u64,
}

impl Outbox {
    /// Of the workspace of that number.
    pub const fn new(facts: Sender<Msg>, number: u64) -> Self {
        Self { facts, number }
    }

    /// Where facts go that are about no workspace.
    pub fn facts(&self) -> Sender<Msg> {
        self.facts.clone()
    }

    /// The one of the workspace that is opened after this one.
    pub fn following(&self) -> Self {
        Self::new(self.facts(), self.number + 1)
    }

    /// Was that said of another workspace?
    pub fn is_of_another(&self, msg: &Msg) -> bool {
        matches!(msg, Msg::From(number, _) if *number != self.number)
    }

    /// Says what happened there.
    pub fn tell(&self, msg: Msg) {
        // Where nobody listens any more, the program has ended.
        let _ = self.facts.send(Msg::From(self.number, Box::new(msg)));
    }
}
