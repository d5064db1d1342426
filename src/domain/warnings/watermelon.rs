//! `watermelon`: the pilot's people reported it better than its data said, review after review.

use super::clock::of_pilot;
use super::{Case, Found, Row};
use crate::domain::review::Closing;
use crate::domain::{Attention, Status};

pub(super) const ROW: Row = Row { id: "watermelon", paused: false, judge };

fn judge(case: &Case<'_>) -> Vec<Found> {
    melon(case).into_iter().collect()
}

fn melon(case: &Case<'_>) -> Option<Found> {
    let needed = usize::try_from(case.rules.count("warning.watermelon.reviews", None)).ok()?;
    let known: Vec<&Closing> = case.dossier.closings.iter().filter(|closing| closing.day <= case.day).collect();
    let last = known.get(known.len().checked_sub(needed)?..)?;
    if last.is_empty() || !last.iter().all(|closing| closing.reported.is_better_than(closing.computed)) {
        return None;
    }
    let one =
        |closing: &&Closing| format!("{}: {}, data {}", closing.review, word(closing.reported), word(closing.computed));
    let told: Vec<String> = last.iter().map(one).collect();
    Some(of_pilot(
        Attention::Signal,
        last.last().map(|closing| closing.day),
        format!("Reported better than its data said in {} closed reviews ({}).", last.len(), told.join("; ")),
        format!("the reported status was better than the computed one in the last {needed} closed reviews"),
        "a review closes with the reported status no better than the computed one".to_owned(),
    ))
}

const fn word(status: Status) -> &'static str {
    match status {
        Status::NotReported => "nothing",
        status => status.said(),
    }
}
