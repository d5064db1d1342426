//! Owns the remarks on decisions whose words are corrected after their review was closed: the files that it left keep
//! the old words.

use super::any_row;
use super::earlier::{Stood, When};
use crate::domain::{Change, Decision, DecisionId, PilotId, Review, ReviewId, ReviewState};
use crate::store::columns::words_json;
use crate::store::error::Result;
use crate::store::open::Reader;

/// The decisions whose words a change corrects.
fn reworded(change: &Change) -> Vec<DecisionId> {
    match change {
        Change::Several { changes, .. } => changes.iter().flat_map(reworded).collect(),
        Change::Reword(reword) => vec![reword.decision],
        _ => Vec::new(),
    }
}

impl Reader {
    /// A remark if a change corrects a decision of a closed review.
    pub fn keeps_words(&self, change: &Change) -> Result<Option<String>> {
        let whose = "SELECT review FROM decision WHERE id = ?1";
        let mut reviews: Vec<ReviewId> = Vec::new();
        for decision in reworded(change) {
            let review: Option<Option<i64>> = any_row(&self.connection, whose, [decision.0], |row| row.get(0))?;
            reviews.extend(review.flatten().map(ReviewId));
        }
        if reviews.is_empty() {
            return Ok(None);
        }
        let is_meant = |review: &&Review| reviews.contains(&review.id) && left_files(review).is_some();
        Ok(self.reviews()?.iter().find(is_meant).map(said))
    }

    /// The same for a closed review with decisions that were corrected since.
    pub fn reworded_since(&self, review: &Review) -> Result<Option<String>> {
        let Some(entry) = left_files(review) else {
            return Ok(None);
        };
        for decision in self.decisions(None)?.iter().filter(|one| one.review == Some(review.id)) {
            let stood = self.stood_one("decision", decision.id.0, None::<PilotId>, When::Entry(entry))?;
            if stood.is_some_and(|stood| was_said_otherwise(decision, &stood)) {
                return Ok(Some(said(review)));
            }
        }
        Ok(None)
    }
}

/// The entry that closed the review and kept its files; none if it is not closed, or was closed elsewhere.
fn left_files(review: &Review) -> Option<i64> {
    review.entry.filter(|_| review.state == ReviewState::Closed)
}

fn said(review: &Review) -> String {
    format!(
        "The files of the review of {} keep the words as they were when it closed; opened again and closed, it makes \
         them anew.",
        review.day
    )
}

fn was_said_otherwise(decision: &Decision, stood: &Stood) -> bool {
    let now = [
        ("statement", decision.statement.clone()),
        ("rationale", decision.rationale.clone()),
        ("rejected", words_json(&decision.rejected)),
        ("conditions", words_json(&decision.conditions)),
    ];
    now.iter().any(|(column, now)| stood.text(column).is_some_and(|then| then != now))
}
