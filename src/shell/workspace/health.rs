//! Looks how the file is: whether it can be read, is still the one that was opened, and takes what it refused before.
//! What is wrong is said once, and once more when it has passed.

use super::{BUSY, DAMAGED, Failure, Judging, Msg, Owner, Refused, Trouble, shown};
use crate::store::{Copying, Error};

impl Refused {
    /// That was refused too.
    pub(super) fn grow(&mut self, more: Self) {
        *self = more.max(*self);
    }
}

impl Owner {
    pub(super) fn look_around(&mut self) {
        if let Some(copied) = self.copying.as_mut().and_then(Copying::done) {
            self.tell_copied(copied.map(|()| None).map_err(Failure::from));
        }
        match self.store.check_identity().and_then(|()| self.store.data_version()) {
            Ok(version) => {
                self.trouble_told = Trouble::None;
                self.look_whether_it_passed();
                if version != self.version {
                    self.version = version;
                    self.tell(Msg::Disturbed);
                } else if self.judging == Judging::Broken {
                    self.judging = Judging::Wanted;
                }
            }
            Err(error) => self.trouble(error.into()),
        }
    }

    /// What was refused and may be taken by now is not said any longer.
    fn look_whether_it_passed(&mut self) {
        let passed = match self.refused {
            Refused::Nothing => false,
            Refused::Reading => true,
            Refused::Writing => self.store.check_free().is_ok(),
        };
        if passed {
            self.refused = Refused::Nothing;
            self.tell(Msg::Recovered);
        }
    }

    /// A change is refused. Where that is because another program has the file, or made another one of it, it may pass.
    pub(super) fn refuse(&mut self, error: Error) -> Msg {
        let error = error.at(self.store.path());
        if matches!(error, Error::Busy(_) | Error::Replaced { .. } | Error::Newer { .. }) {
            self.refused.grow(Refused::Writing);
        }
        Msg::Refused(shown(self.failure(error)))
    }

    /// Says once that the file cannot be read, and once more where it is worse than was said before.
    pub(super) fn trouble(&mut self, failure: Failure) {
        let msg = self.what_is_wrong(failure);
        let trouble = if matches!(msg, Msg::Damaged(_)) { Trouble::Damage } else { Trouble::Passing };
        if trouble > self.trouble_told {
            self.trouble_told = trouble;
            self.refused.grow(Refused::Reading);
            self.tell(msg);
        }
    }

    /// What there is to say where the file cannot be read. A damaged one is not written any more; of one that is gone,
    /// replaced or emptied that is what is wrong.
    pub(super) fn what_is_wrong(&mut self, failure: Failure) -> Msg {
        // What another program has is not waited for once more.
        let replaced = if failure.status == BUSY { None } else { self.store.check_identity().err() };
        let failure = replaced.map_or_else(|| self.session.fails(failure), |error| self.failure(error));
        if failure.status == DAMAGED {
            self.store.protect();
            Msg::Damaged(shown(failure))
        } else {
            Msg::Troubled(shown(failure))
        }
    }
}
