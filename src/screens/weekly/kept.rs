//! Owns how the draft of a cell is kept: where, with what text, and with the answers that its writer gave.

use super::super::deeds;
use crate::domain::{MetricId, Reading, Week};
use crate::interaction::Context;

/// Under what was typed and seen, words say what its writer answered: that an outlier is kept, and whether other target
/// users than those in force are meant in that week only or from it on.
pub(super) const KEPT: &str = "kept";
pub(super) const ONLY_HERE: &str = "here";
pub(super) const FROM_HERE: &str = "onwards";

/// The place of a cell's draft.
pub(super) fn place(week: Week, metric: MetricId) -> String {
    format!("week/{week}/{metric}")
}

/// The cell of a draft's place.
pub(super) fn cell_of(key: &str) -> Option<(Week, MetricId)> {
    let (week, metric) = key.strip_prefix("week/")?.split_once('/')?;
    Some((week.parse().ok()?, metric.parse().ok()?))
}

/// A cell's draft: what was typed, and under it the reading that its writer saw there, as it would be typed.
pub(super) fn draft(typed: &str, seen: Option<&Reading>) -> String {
    format!("{typed}\n{}", seen.map(deeds::retyped).unwrap_or_default())
}

/// What was typed in a draft.
pub(super) fn typed_in(draft: &str) -> &str {
    draft.split('\n').next().unwrap_or_default()
}

/// Does a draft take the reading back that stands in its cell?
pub(super) fn takes_back(draft: &str) -> bool {
    draft.starts_with('\n')
}

/// What a draft says, to be told where its cell is not seen.
pub(super) fn told(draft: &str) -> &str {
    if takes_back(draft) { "taken back" } else { typed_in(draft) }
}

/// The reading that the writer of a draft saw, as it would be typed; none where the draft does not say.
pub(super) fn seen_in(draft: &str) -> Option<&str> {
    draft.split('\n').nth(1)
}

/// The words by which the writer of a draft answered what it asks.
fn answers_in(draft: &str) -> impl Iterator<Item = &str> {
    draft.split('\n').nth(2).unwrap_or_default().split_whitespace()
}

/// Was that answered?
pub(super) fn says(draft: &str, word: &str) -> bool {
    answers_in(draft).any(|known| known == word)
}

/// A draft with one more answer, which takes the place of what was answered to the same question.
pub(super) fn answered(draft: &str, word: &str) -> String {
    let others = answers_in(draft).filter(|known| (*known == KEPT) != (word == KEPT));
    let words: Vec<&str> = others.chain([word]).collect();
    format!("{}\n{}\n{}", typed_in(draft), seen_in(draft).unwrap_or_default(), words.join(" "))
}

/// What is typed for a cell and not committed; in the past nothing is.
pub(super) fn draft_of(week: Week, metric: MetricId, context: &Context) -> Option<&String> {
    context.drafts.get(&place(week, metric)).filter(|_| context.as_of.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_of_a_cell_has_an_answer_of_its_own() {
        let draft = answered("45/50\n", ONLY_HERE);
        assert_eq!(draft, "45/50\n\nhere");
        let draft = answered(&answered(&draft, KEPT), FROM_HERE);
        assert_eq!(draft, "45/50\n\nkept onwards");
        assert!(says(&draft, KEPT) && says(&draft, FROM_HERE) && !says(&draft, ONLY_HERE));
    }
}
