//! Owns what the thread remembers of how the pilots stood before: when the last review closed, which deltas look back
//! to, and as the closed review was closing that somebody looks at.

use std::sync::Arc;

use super::{Owner, Recall};
use crate::brief;
use crate::domain::Review;
use crate::domain::delta::Before;
use crate::interaction::Msg;
use crate::store::{self, Reader};

impl Owner {
    /// Works out how the pilots stood when the last review closed, unless that is known.
    pub(super) fn recall(&mut self) {
        let reader = self.past.as_ref().unwrap_or_else(|| self.store.read());
        let found = brief::last_entry(reader, self.day);
        let known = match (&self.before, found) {
            (_, Err(_)) => return,
            (Recall::Known(known), Ok(entry)) if known.as_ref().map(|(entry, _)| *entry) == entry => return,
            (_, Ok(None)) => None,
            (before, Ok(Some(entry))) => {
                let is_closing = matches!(before, Recall::Closing);
                match self.stood_before(reader, is_closing) {
                    Ok(before) => before.map(|before| (entry, before)),
                    Err(error) => return self.trouble(error.at(self.store.path()).into()),
                }
            }
        };
        self.before = Recall::Known(known);
        self.tell_before();
    }

    /// How they stood at the review before, as a reader sees the reviews: the newest, or, where that is just closing,
    /// the one before it.
    fn stood_before(&self, reader: &Reader, is_closing: bool) -> store::Result<Option<Arc<Before>>> {
        let closing = if is_closing { reader.last_closed(self.day)? } else { None };
        let last = brief::review_before((reader, self.day), closing.as_ref())?;
        last.map_or(Ok(None), |last| self.stood(&last))
    }

    /// How they stood as a review was closing. All pilots are judged for it, so that it is worked out once.
    fn stood(&self, review: &Review) -> store::Result<Option<Arc<Before>>> {
        let last = if let Recall::Known(Some((_, before))) = &self.before { Some(before) } else { None };
        let mut known = last.into_iter().chain(&self.closing);
        match known.find(|known| Some(known.entry) == review.entry) {
            Some(known) => Ok(Some(Arc::clone(known))),
            None => Ok(brief::before(&self.store, review)?.map(Arc::new)),
        }
    }

    /// Works out how they stood as that review was closing, and tells it.
    pub(super) fn recall_closing(&mut self, review: &Review) {
        match self.stood(review) {
            Ok(closing) => {
                self.closing = closing;
                self.tell_closing();
            }
            Err(error) => self.trouble(error.at(self.store.path()).into()),
        }
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
