//! Owns what the thread of the workspace is asked for.

use std::sync::mpsc::Sender;

use crate::domain::incoming::Incoming;
use crate::domain::{Change, Day, Review, ReviewId};
use crate::interaction::{Look, Paper, Query};

/// What the thread is asked for.
pub(in crate::shell) enum Request {
    /// Perform a change.
    Commit(Box<Change>),
    /// Look whether another value still stands in the way of one.
    Weigh(Box<Change>, Option<usize>),
    /// Take the newest change back; of every other entry than those, where any are named, it is asked first.
    Undo(Option<Vec<i64>>),
    /// Do it again; the same is asked.
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
    /// Work out how the pilots stood as a review was closing.
    Recall(Box<Review>),
    /// Work out what taking a file in would do.
    Foresee(Incoming),
    /// Take it in.
    TakeIn(Incoming),
    /// Keep how its columns are read under a name; once they are, that draft goes.
    KeepMapping(String, Incoming, Option<String>),
    /// Make the agenda of a day's review of what is due.
    Prepare(Day),
    /// Open a review, once its agenda says what is due.
    OpenReview(ReviewId),
    /// Close a review, with the files that it leaves.
    CloseReview(ReviewId),
    /// Write a report into a folder, or what goes out into its file; `true` once it was agreed that files are replaced.
    Write(Paper, String, bool),
    /// Tell once more how the pilots stand.
    TellAll,
    /// Tell the surroundings anew, with the titles of other workspaces.
    TellAround,
    /// Copy the workspace, once a day.
    DailyBackup,
    /// Judge and recall what waits for that, and say when everything that was asked for so far is answered.
    Settle(Sender<()>),
}

impl Request {
    /// Is its answer of no interest any more, as one of those that wait asks the same of something else? Of what is typed
    /// in the palette, and of the reviews that are leafed through, only the newest is of interest.
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

    /// Is it done once nobody reads its answer? What is written is not, nor who writes it, and on which day.
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
