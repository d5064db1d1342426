//! The meeting where there is no review to hold: what it says, and where it leads.

use super::PLACE;
use crate::domain::Meeting;
use crate::interaction::{Context, Destination, Effect, Look};

/// Where there is no review to meet on, nobody is kept on an empty wall. Somebody looking at the past may have meant
/// the meeting of the present.
pub(super) fn leaves(meetings: &[Meeting], context: &Context) -> Vec<Effect> {
    let says = match (context.as_of, context.read_only) {
        (Some(_), _) => return vec![Effect::Back, to_the_present(meetings)],
        (None, true) => "No review is prepared, and nothing can be written here.",
        (None, false) => {
            "No review is prepared: ⟨review prepare⟩ on the review page (⟨everywhere review⟩) prepares one."
        }
    };
    vec![Effect::Back, Effect::info(says)]
}

/// Asks whether the meeting of the present is meant, where the past had only closed reviews.
fn to_the_present(meetings: &[Meeting]) -> Effect {
    let last = meetings.iter().map(|meeting| meeting.review.day).max();
    let last =
        last.map_or_else(String::new, |day| format!(" The review of {day} was closed: ⟨everywhere review⟩ shows it."));
    let yes = vec![Effect::LookAt(Look::Now), Effect::Open(Destination::Screen(PLACE.name))];
    Effect::ask_first(format!("No review was prepared then.{last}"), "Go back to the present, and meet there?", yes)
}
