//! `run-decisions-late`: the end of the pilot is near or past, and it is not decided how the system is run.

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::framework::groups::RUN_DECISIONS;
use crate::domain::{Attention, Gate, ItemState, Stage, VisitKind};

pub(super) const ROW: Row = Row { id: "run-decisions-late", paused: false, of_stage: true, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let pilot = &case.dossier.pilot;
    let parameter = |name| case.rules.count(name, None);
    let (watch, signal) =
        (parameter("warning.run-decisions-late.watch-week"), parameter("warning.run-decisions-late.signal-week"));
    let (stage, week) = case.stage_week();
    let (late, clock) = match (stage, week) {
        (Stage::One, Some(week)) if week >= watch => (week >= signal, format!("in week {week}")),
        (Stage::One, _) => return None,
        _ => (true, format!("in stage {stage}")),
    };
    // Its decisions may lie before its record.
    let taken_over =
        pilot.visit_kind == VisitKind::TakeOver || stage > Stage::One && case.readiness.last_held(Gate::G1).is_none();
    let late = late && !taken_over;
    let since = case.beyond_stage_one(if late { signal } else { watch });
    let open = case.open_items(|item| item.group == RUN_DECISIONS, &[ItemState::Done, ItemState::NotApplicable]);
    (!open.is_empty()).then(|| {
        of_pilot(
            if late { Attention::Signal } else { Attention::Watch },
            since,
            format!("The pilot is {clock}, and how the system is run is not all decided: {}.", open.join(", ")),
            format!(
                "a run decision open: watch from week {watch}, signal from week {signal} or G1; a watch where the \
                 pilot was taken over"
            ),
            format!("decided: {}", open.join(", ")),
        )
    })
}
