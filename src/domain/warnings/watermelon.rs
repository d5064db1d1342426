//! `watermelon`: the pilot's people reported a better status than its data showed, review after review.

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::review::Closing;
use crate::domain::{Attention, Status};

pub(super) const ROW: Row = Row { id: "watermelon", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let needed = usize::try_from(case.rules.count("warning.watermelon.reviews", None)).ok()?;
    let known: Vec<&Closing> = case.dossier.closings.iter().filter(|closing| closing.day <= case.day).collect();
    let last = known.get(known.len().checked_sub(needed)?..)?;
    let better = |closing: &&&Closing| closing.reported.is_better_than(closing.computed);
    // Without a break up to the newest.
    let run = known.iter().rev().take_while(better).count();
    if last.is_empty() || run < needed {
        return None;
    }
    let first = known.get(known.len() - run + needed - 1);
    let before = if run > needed { format!(", and {} before", run - needed) } else { String::new() };
    let told: Vec<String> = last.iter().map(|closing| told(closing)).collect();
    Some(of_pilot(
        Attention::Signal,
        first.map(|closing| closing.day),
        format!("Reported better than its data said in {run} closed reviews ({}{before}).", told.join("; ")),
        format!("the reported status was better than the computed one in the last {needed} closed reviews"),
        "a review closes with the reported status no better than the computed one".to_owned(),
    ))
}

/// What one review had for the pilot. If a review closed on another day than its own, it tells how the pilot stood on
/// that other day.
fn told(closing: &Closing) -> String {
    let Closing { review, day, .. } = *closing;
    let on = if day == review { String::new() } else { format!(", closed on {day}") };
    format!("{review}{on}: {}, data {}", word(closing.reported), word(closing.computed))
}

const fn word(status: Status) -> &'static str {
    match status {
        Status::NotReported => "nothing",
        status => status.said(),
    }
}
