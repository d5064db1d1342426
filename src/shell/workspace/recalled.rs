//! Owns what the thread remembers of how the pilots stood before: when the last review closed, which deltas compare
//! with, and when the closed review on screen was closing. All pilots are judged for that once, a moment at a time
//! between requests. It begins with a copy of the file as it was then, which is made in one go.

use std::sync::Arc;
use std::time::Instant;

use super::{Judging, Owner, Recall, Recalling, SLICE, Whose};
use crate::brief;
use crate::domain::Review;
use crate::domain::delta::Before;
use crate::interaction::Msg;
use crate::store::{self, Error, Reader};

impl Owner {
    /// Works out how the pilots stood when the last review closed, unless that is known.
    pub(super) fn recall(&mut self) {
        let begun = Instant::now();
        if let Err(error) = self.look_back() {
            self.unread(None, error, begun);
        }
    }

    fn look_back(&mut self) -> store::Result<()> {
        let reader = self.past.as_ref().unwrap_or_else(|| self.store.read());
        match (&self.before, brief::last_entry(reader, self.day)?) {
            (Recall::Known(known), entry) if known.as_ref().map(|(entry, _)| *entry) == entry => {}
            (_, None) => self.look_back_to(None),
            (before, Some(entry)) => {
                let is_closing = matches!(before, Recall::Closing);
                match self.review_before(reader, is_closing)? {
                    Some(last) => self.ask_before(Whose::Deltas(entry), &last)?,
                    None => self.look_back_to(None),
                }
            }
        }
        Ok(())
    }

    /// The base of the deltas, or of a review's page, could not be read. If another program has the file, this is tried
    /// again after the next check, and reported once it lasts.
    fn unread(&mut self, page: Option<&Review>, error: Error, begun: Instant) {
        let error = error.at(self.store.path());
        match (&error, page) {
            (Error::Busy(_), Some(review)) => self.put_off = Some(review.clone()),
            (Error::Busy(_), None) => self.judging = Judging::Broken,
            _ => {}
        }
        self.stumble(error, begun);
    }

    /// The previous review as a reader sees it: the newest or, while that one is closing, the one before.
    fn review_before(&self, reader: &Reader, is_closing: bool) -> store::Result<Option<Review>> {
        let closing = if is_closing { reader.last_closed(self.day)? } else { None };
        brief::review_before((reader, self.day), closing.as_ref())
    }

    /// Works out how they stood when that review was closing, and reports it.
    pub(super) fn recall_closing(&mut self, review: &Review) {
        let begun = Instant::now();
        self.put_off = None;
        if let Err(error) = self.ask_before(Whose::Page, review) {
            self.unread(Some(review), error, begun);
        }
    }

    /// Answers how they stood when a review was closing if that is known; else begins to work it out, unless that has
    /// begun. An earlier request for another review is given up.
    fn ask_before(&mut self, whose: Whose, review: &Review) -> store::Result<()> {
        let last = if let Recall::Known(Some((_, before))) = &self.before { Some(before) } else { None };
        let mut all = last.into_iter().chain(&self.closing);
        let known = all.find(|known| Some(known.entry) == review.entry).cloned();
        if known.is_some() {
            self.recalled(whose, known);
            return Ok(());
        }
        let is_it = |one: &Recalling| Some(one.work.entry()) == review.entry;
        self.recalling.retain(|one| is_it(one) || (one.whose == Whose::Page) != (whose == Whose::Page));
        if self.recalling.iter().any(is_it) {
            return Ok(());
        }
        match brief::Recalling::begin(&self.store, review)? {
            Some(work) => self.recalling.push(Recalling { whose, review: review.clone(), work }),
            None => self.recalled(whose, None),
        }
        Ok(())
    }

    /// Continues the newest request for a moment only, so that no other request waits long.
    pub(super) fn recall_some(&mut self) {
        let Some(Recalling { whose, review, mut work }) = self.recalling.pop() else {
            return;
        };
        let begun = Instant::now();
        match work.work(&|| begun.elapsed() < SLICE) {
            Ok(None) => self.recalling.push(Recalling { whose, review, work }),
            Ok(Some(before)) => {
                // So that there are never two copies at once, if another one is recalled next.
                drop(work);
                self.recalled(whose, Some(Arc::new(before)));
                // The deltas may have waited for a page's request.
                if self.judging == Judging::Done {
                    self.recall();
                }
            }
            Err(error) => {
                // Its copy goes first: another is made.
                drop(work);
                self.unread((whose == Whose::Page).then_some(&review), error, begun);
            }
        }
    }

    /// It is known how they stood, or that this file does not reach back so far.
    fn recalled(&mut self, whose: Whose, before: Option<Arc<Before>>) {
        match whose {
            Whose::Deltas(entry) => self.look_back_to(before.map(|before| (entry, before))),
            Whose::Page => {
                self.closing = before;
                self.tell_closing();
            }
        }
    }

    /// The deltas compare with that, or with nothing.
    fn look_back_to(&mut self, before: Option<(i64, Arc<Before>)>) {
        self.before = Recall::Known(before);
        self.tell_before();
    }

    /// Another moment is looked at: the deltas compare from there.
    pub(super) fn recall_anew(&mut self, before: Recall) {
        self.before = before;
        self.recalling.retain(|one| one.whose == Whose::Page);
    }

    pub(super) fn tell_closing(&self) {
        if let Some(closing) = &self.closing {
            self.tell(Msg::Closing(Arc::clone(closing)));
        }
    }

    pub(super) fn tell_before(&self) {
        if let Recall::Known(known) = &self.before {
            self.tell(Msg::Recalled(known.as_ref().map(|(_, before)| Arc::clone(before))));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc::{Receiver, channel};

    use super::super::Request;
    use super::super::tests::session;
    use super::*;
    use crate::cli::demo;
    use crate::cli::session::PATIENCE;
    use crate::shell::outbox::Outbox;
    use crate::store::Access;

    fn over_the_demo(folder: &Path) -> (Owner, Receiver<Msg>) {
        let session = session();
        let path = folder.join("demo.steerco");
        demo::make(&session, &path, None).unwrap();
        let store = session.open_at(&path, Access::Write).unwrap();
        let (outbox, inbox) = channel();
        (Owner::new(store, None, session, Outbox::new(outbox, 1)), inbox)
    }

    #[test]
    fn how_the_pilots_stood_as_a_review_was_closing_is_worked_out_between_requests_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let (mut owner, inbox) = over_the_demo(folder.path());
        let review = owner.store.read().last_closed(owner.day).unwrap().unwrap();
        // Whether the page was told, and the deltas were.
        let told = || {
            let all: Vec<Msg> = inbox.try_iter().collect();
            let any = |is_it: fn(&Msg) -> bool| all.iter().any(|msg| matches!(msg, Msg::From(_, msg) if is_it(msg)));
            (any(|msg| matches!(msg, Msg::Closing(_))), any(|msg| matches!(msg, Msg::Recalled(Some(_)))))
        };
        let ask = |owner: &mut Owner| owner.answer(Request::Recall(Box::new(review.clone())));
        ask(&mut owner);
        ask(&mut owner);
        assert_eq!((told(), owner.recalling.len()), ((false, false), 1), "nobody waits for it");
        while !owner.recalling.is_empty() {
            owner.recall_some();
        }
        assert_eq!(told(), (true, true), "what the deltas look back to is the same");
        ask(&mut owner);
        assert_eq!((told(), owner.recalling.len()), ((true, false), 0), "it is known");
    }

    #[test]
    fn what_another_program_keeps_from_being_read_is_tried_again_and_told_once_that_lasts() {
        let folder = tempfile::tempdir().unwrap();
        let (mut owner, inbox) = over_the_demo(folder.path());
        let review = owner.store.read().last_closed(owner.day).unwrap().unwrap();
        let busy = || Error::Busy(folder.path().join("demo.steerco"));
        owner.unread(None, busy(), Instant::now());
        owner.unread(Some(&review), busy(), Instant::now());
        assert_eq!((owner.judging, inbox.try_iter().count()), (Judging::Broken, 0), "it may be done in a moment");
        owner.look_around();
        assert_eq!((owner.judging, owner.recalling.len()), (Judging::Wanted, 1), "it was");
        assert!(owner.put_off.is_none());
        let earlier = Instant::now().checked_sub(PATIENCE).unwrap();
        owner.unread(Some(&review), busy(), earlier);
        assert_eq!(
            (inbox.try_iter().count(), owner.put_off.is_some()),
            (1, true),
            "it lasts, and is tried all the same"
        );
    }

    #[test]
    fn whoever_leafs_on_to_a_review_that_is_being_worked_out_waits_for_no_other_one() {
        let folder = tempfile::tempdir().unwrap();
        let (mut owner, _inbox) = over_the_demo(folder.path());
        let entries = |owner: &Owner| owner.recalling.iter().map(|one| Some(one.work.entry())).collect::<Vec<_>>();
        let reviews = owner.store.read().reviews().unwrap();
        let (first, last) = (&reviews[0], &reviews[1]);
        owner.recall();
        owner.recall_closing(first);
        assert_eq!(entries(&owner), [last.entry, first.entry]);
        owner.recall_closing(last);
        assert_eq!(entries(&owner), [last.entry], "the deltas look back to the same");
    }
}
