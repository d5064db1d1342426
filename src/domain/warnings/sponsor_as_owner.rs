//! `sponsor-as-owner`: the person in the owner's seat lacks one of the three powers, and so pays rather than answers.

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::{Attention, OwnerSeat, Power, Powers};

pub(super) const ROW: Row = Row { id: "sponsor-as-owner", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let pilot = &case.dossier.pilot;
    let seat = pilot.owner.as_ref()?;
    let powers = [
        (seat.powers.accountability, "accountability for performance"),
        (seat.powers.authority, "authority to pause or retrain"),
        (seat.powers.committee, "a seat on the committee"),
    ];
    let answered = |wanted: Power| -> Vec<&str> {
        powers.iter().filter(|(answer, _)| *answer == wanted).map(|(_, name)| *name).collect()
    };
    let (refused, unanswered) = (answered(Power::No), answered(Power::Unanswered));
    let told: Vec<String> = [("answered no", &refused), ("not answered", &unanswered)]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(answer, names)| format!("{}: {answer}", names.join(", ")))
        .collect();
    if told.is_empty() {
        return None;
    }
    let attention = if refused.is_empty() { Attention::Watch } else { Attention::Signal };
    let lacks = |seat: &OwnerSeat| {
        let Powers { accountability, authority, committee } = seat.powers;
        [accountability, authority, committee].into_iter().any(|power| match attention {
            Attention::Signal => power == Power::No,
            Attention::Watch => power != Power::Yes,
        })
    };
    let since = case.seat_lacks_since(|seat| seat.is_some_and(lacks));
    Some(of_pilot(
        attention,
        since.or_else(|| case.dossier.seats.first().map(|seat| seat.since)),
        format!("{} is executive owner without all three powers ({}).", seat.name, told.join("; ")),
        "an owner's power answered no: signal; unanswered: watch".to_owned(),
        format!("all three powers of {} are answered yes, or somebody who has them is appointed", seat.name),
    ))
}
