//! Imports files for the interface (what one would change, the change itself, how its columns are read), and writes
//! those that leave the workspace.

use super::{BUSY, Msg, Owner, Refused, shown};
use crate::cli::{export, import, report};
use crate::domain::incoming::Incoming;
use crate::interaction::Paper;

/// The status of a failure because there is a file already.
const OCCUPIED: u8 = 8;

impl Owner {
    /// Writes a report or an export of the moment looked at.
    pub(super) fn write(&self, paper: Paper, place: String, replace: bool) {
        let reader = self.past.as_ref().unwrap_or_else(|| self.store.read());
        let moment = (&self.store, reader, self.day);
        let of_review = |review| report::into_folder(&self.session, moment, (review, &place), replace);
        let written = match paper {
            Paper::Month => of_review(None),
            Paper::Pack(review) => of_review(Some(review)),
            Paper::File(outgoing) => export::into_file(&self.session, moment, (outgoing, &place), replace),
        };
        self.tell(match written {
            Ok(told) => Msg::Told(told),
            Err(failure) if failure.status == OCCUPIED => Msg::Occupied { what: failure.title, paper, place },
            Err(failure) => Msg::NotWritten { paper, place, failure: shown(failure) },
        });
    }

    /// Reports what importing a file would change.
    pub(super) fn foresee(&mut self, incoming: &Incoming) {
        let msg = match import::foresee(&self.session, &mut self.store, incoming) {
            Ok(foreseen) => Msg::Foreseen(Box::new(foreseen)),
            Err(failure) => Msg::Unforeseen(incoming.clone(), shown(failure)),
        };
        self.tell(msg);
    }

    /// Imports a file. An obstacle may have appeared in it by now: the file is shown as it is.
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

    /// Keeps the mapping of a file's columns under a name.
    pub(super) fn keep_mapping(&mut self, name: &str, incoming: &Incoming, draft: Option<String>) {
        let kept = import::keep_profile(&self.session, name, incoming);
        let done = kept.map(|path| format!("Kept as {}.", path.display())).map_err(shown);
        self.tell(Msg::Led { draft, done });
    }
}
