//! Checks the state of the file: whether it can be read, is still the one that was opened, and takes what it refused
//! before. Trouble is reported once, and once more when it has passed.

use std::time::{Duration, Instant};

use super::{BUSY, DAMAGED, Failure, Judging, Msg, Owner, Refused, Trouble, shown};
use crate::cli::session::PATIENCE;
use crate::store::{Copying, Error};

impl Refused {
    /// Adds another refusal.
    pub(super) fn grow(&mut self, more: Self) {
        *self = more.max(*self);
    }
}

impl Owner {
    /// Judges, recalls or checks the file while there are no requests. This never waits for another program, as a
    /// request coming meanwhile would have to wait too.
    pub(super) fn do_unasked(&mut self, judging: bool) {
        let _ = self.store.wait_for_locks(Duration::ZERO);
        if judging {
            self.judge_some();
        } else if self.recalling.is_empty() {
            self.look_around();
        } else {
            self.recall_some();
        }
        let _ = self.store.wait_for_locks(PATIENCE);
    }

    pub(super) fn look_around(&mut self) {
        let begun = Instant::now();
        if let Some(copied) = self.copying.as_mut().and_then(Copying::done) {
            self.tell_copied(copied.map(|()| None).map_err(Failure::from));
        }
        match self.store.check_identity().and_then(|()| self.store.data_version()) {
            Ok(version) => {
                (self.trouble_told, self.held) = (Trouble::None, None);
                self.look_whether_it_passed();
                if let Some(review) = self.put_off.take() {
                    self.recall_closing(&review);
                }
                if version != self.version {
                    self.version = version;
                    self.tell(Msg::Disturbed);
                } else if self.judging == Judging::Broken {
                    self.judging = Judging::Wanted;
                }
            }
            Err(error) => self.stumble(error, begun),
        }
    }

    /// Work that nobody asked for met an error, at that moment. That another program has the file is reported once it
    /// has had it for as long as a request would have waited.
    pub(super) fn stumble(&mut self, error: Error, begun: Instant) {
        let is_brief = matches!(error, Error::Busy(_)) && self.held.get_or_insert(begun).elapsed() < PATIENCE;
        if !is_brief {
            self.trouble(error.into());
        }
    }

    /// A refusal that may be over is no longer shown.
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

    /// Refuses a change. If another program has the file or replaced it, that may pass.
    pub(super) fn refuse(&mut self, error: Error) -> Msg {
        let error = error.at(self.store.path());
        if matches!(error, Error::Busy(_) | Error::Replaced { .. } | Error::Newer { .. }) {
            self.refused.grow(Refused::Writing);
        }
        Msg::Refused(shown(self.failure(error)))
    }

    /// Reports once that the file cannot be read, and again if it gets worse.
    pub(super) fn trouble(&mut self, failure: Failure) {
        let msg = self.what_is_wrong(failure);
        let trouble = if matches!(msg, Msg::Damaged(_)) { Trouble::Damage } else { Trouble::Passing };
        if trouble > self.trouble_told {
            self.trouble_told = trouble;
            self.refused.grow(Refused::Reading);
            self.tell(msg);
        }
    }

    /// What to say when the file cannot be read. A damaged file is not written any more; one that is gone, replaced or
    /// emptied is described so.
    pub(super) fn what_is_wrong(&mut self, failure: Failure) -> Msg {
        // A file in use by another program is not waited for a second time.
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::super::tests::session;
    use super::*;
    use crate::domain::Change;
    use crate::shell::outbox::Outbox;
    use crate::store::Access;

    #[test]
    fn what_nobody_asked_for_waits_for_no_other_program_and_a_write_does_as_before() {
        let (folder, session) = (tempfile::tempdir().unwrap(), session());
        let path = folder.path().join("work.steerco");
        let store = session.make(&path, "Work", false).unwrap();
        let mut others = session.open_at(&path, Access::Write).unwrap();
        let mut owner = Owner::new(store, None, session, Outbox::new(channel().0, 1));
        owner.refused = Refused::Writing;
        let took = |act: &mut dyn FnMut()| {
            let begun = Instant::now();
            act();
            begun.elapsed()
        };
        let waited = others.taken_back(|_| {
            let looking = took(&mut || owner.do_unasked(false));
            assert_eq!(owner.refused, Refused::Writing, "another program writes");
            let change = || Box::new(Change::Title { to: "Other".to_owned(), was: None });
            (looking, took(&mut || assert!(matches!(owner.commit(change()), Msg::Refused(_)))))
        });
        let (looking, writing) = waited.unwrap();
        assert!(looking < PATIENCE / 2 && writing >= PATIENCE / 2, "{looking:?}, {writing:?}");
    }

    #[test]
    fn that_another_program_has_the_file_is_told_once_it_has_it_for_long() {
        let (folder, session) = (tempfile::tempdir().unwrap(), session());
        let path = folder.path().join("work.steerco");
        let store = session.make(&path, "Work", false).unwrap();
        let (outbox, inbox) = channel();
        let mut owner = Owner::new(store, None, session, Outbox::new(outbox, 1));
        let told = |owner: &mut Owner, begun: Instant| {
            owner.stumble(Error::Busy(path.clone()), begun);
            inbox.try_iter().count()
        };
        let now = Instant::now();
        let earlier = now.checked_sub(PATIENCE).unwrap();
        assert_eq!(told(&mut owner, now), 0, "it may be done in a moment");
        owner.look_around();
        assert_eq!(inbox.try_iter().count(), 0, "it was");
        assert_eq!((told(&mut owner, earlier), told(&mut owner, now)), (1, 0), "once");
    }
}
