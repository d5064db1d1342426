//! Owns what the thread of the workspace can be asked to do.

use std::sync::mpsc::Sender;

use crate::domain::incoming::Incoming;
use crate::domain::{Change, Day, Review, ReviewId};
use crate::interaction::{Look, Paper, Query};

/// What the thread can be asked to do.
pub(in crate::shell) enum Request {
    /// Perform a change.
    Commit(Box<Change>),
    /// Check whether another value still stands in the way of a change.
    Weigh(Box<Change>, Option<usize>),
    /// Take the newest change back; where entries are named, ask first about every other one.
    Undo(Option<Vec<i64>>),
    /// Do it again, with the same questions.
    Redo(Option<Vec<i64>>),
    /// Take an entry back; `true` once the question was answered.
    Revert(i64, bool),
    /// Answer questions.
    Load {
        /// Which request it is.
        ticket: u64,
        /// The questions.
        queries: Vec<Query>,
    },
    /// Write under that name.
    Actor(String),
    /// Judge the pilots on another day.
    Dawn(Day),
    /// Go on judging, or stop it.
    Judging(bool),
    /// Look at another moment.
    LookAt(Look),
    /// Work out how the pilots stood when a review was closing.
    Recall(Box<Review>),
    /// Work out what importing a file would do.
    Foresee(Incoming),
    /// Import it.
    TakeIn(Incoming),
    /// Keep the mapping of its columns under a name; then that draft goes.
    KeepMapping(String, Incoming, Option<String>),
    /// Prepare a day's review, with an agenda of what is due.
    Prepare(Day),
    /// Open a review, once its agenda is brought up to date.
    OpenReview(ReviewId),
    /// Close a review and write its files.
    CloseReview(ReviewId),
    /// Write a report into a folder or an export into its file; `true` once replacing files was agreed to.
    Write(Paper, String, bool),
    /// Report again how the pilots stand.
    TellAll,
    /// Report the surroundings again, with the titles of other workspaces.
    TellAround,
    /// Copy the workspace, once a day.
    DailyBackup,
    /// Judge and recall what waits for that, and answer once every earlier request is answered.
    Settle(Sender<()>),
}

impl Request {
    /// Is its answer of no interest any more, because a waiting request asks the same of something else? That is so for
    /// texts typed in the palette and reviews being leafed through, where only the newest counts.
    pub(super) fn is_overtaken<'a>(&self, mut waiting: impl Iterator<Item = &'a Self>) -> bool {
        if matches!(self, Self::Recall(_)) {
            return waiting.any(|later| matches!(later, Self::Recall(_)));
        }
        self.is_of_texts() && waiting.any(Self::is_of_texts)
    }

    /// Does it ask where words stand?
    fn is_of_texts(&self) -> bool {
        matches!(self, Self::Load { queries, .. } if queries.iter().any(|query| matches!(query, Query::Texts(_))))
    }

    /// Is it useless once nobody reads its answer? A write is not, nor is a change of actor or date.
    pub(super) const fn only_tells(&self) -> bool {
        let asks = matches!(self, Self::Load { .. } | Self::Weigh(..) | Self::LookAt(_) | Self::Foresee(_));
        asks || matches!(self, Self::Recall(_) | Self::Judging(_) | Self::TellAll | Self::TellAround | Self::Settle(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ReviewState;

    #[test]
    fn of_the_reviews_that_are_leafed_through_only_the_newest_is_worked_out() {
        let (id, day, state) = (ReviewId(1), Day::MAX, ReviewState::Closed);
        let review = Review { id, day, state, chair: None, slot: 60, opened: None, closed: None, entry: Some(1) };
        let recall = || Request::Recall(Box::new(review.clone()));
        let waiting = [Request::TellAll, recall()];
        assert!(recall().is_overtaken(waiting.iter()));
        assert!(!recall().is_overtaken(waiting.iter().take(1)));
        assert!(!Request::TellAll.is_overtaken(waiting.iter()));
    }
}
