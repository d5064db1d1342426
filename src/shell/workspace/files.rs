//! Takes files in for the interface: what one would change, the change itself, and how its columns are read.

use super::{BUSY, Msg, Owner, Refused, shown};
use crate::cli::import;
use crate::domain::incoming::Incoming;

impl Owner {
    /// Tells what a file would change.
    pub(super) fn foresee(&mut self, incoming: &Incoming) {
        let msg = match import::foresee(&self.session, &mut self.store, incoming) {
            Ok(foreseen) => Msg::Foreseen(Box::new(foreseen)),
            Err(failure) => Msg::Unforeseen(incoming.clone(), shown(failure)),
        };
        self.tell(msg);
    }

    /// Takes a file in. What stands in its way may stand in the file by now: it is shown as it is.
    pub(super) fn take_in(&mut self, incoming: &Incoming) {
        match import::take(&self.session, &mut self.store, incoming) {
            Ok(outcome) => self.tell(Msg::Committed(outcome)),
            Err(failure) => {
                if failure.status == BUSY {
                    self.refused.grow(Refused::Writing);
                }
                self.tell(Msg::Refused(shown(failure)));
                self.foresee(incoming);
            }
        }
    }

    /// Keeps how the columns of a file are read, under a name.
    pub(super) fn keep_mapping(&mut self, name: &str, incoming: &Incoming, draft: Option<String>) {
        let kept = import::keep_profile(&self.session, name, incoming);
        let done = kept.map(|path| format!("Kept as {}.", path.display())).map_err(shown);
        self.tell(Msg::Led { draft, done });
    }
}
