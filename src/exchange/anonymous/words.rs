//! Owns which ids, days and words of an export tell nothing of a client: those that the program itself writes.

use std::fmt::Display;
use std::str::FromStr;

use crate::domain::{
    ActionId, ActionState, AgendaId, AgendaKind, AgendaState, AppointmentId, AssessmentId, Audience, BaselineId,
    BaselineKind, Better, Condition, DecisionId, DiagnosisId, Dimension, DocumentKind, EvidenceId, ExceptionId,
    ExpansionId, ExpansionKind, ExpansionState, Family, GapAnswer, GapId, Gate, Instant, ItemState, Level, Lifecycle,
    MetricId, PersonId, PilotId, Power, ResistanceCause, ReviewId, ReviewState, Role, Severity, Status, StepId,
    TrainingId, Verb, VersionId, VisitId, WaiverId, WaiverOutcome, Week, WorkstreamId, parse_day,
};

/// What the program understands of a text, as the program writes it.
pub(super) fn known<T: FromStr + Display>(text: &str) -> Option<String> {
    text.parse::<T>().ok().map(|known| known.to_string())
}

/// An id. It holds when its row was made, and chance.
pub(super) fn id(what: &str, text: &str) -> Option<String> {
    match what {
        "action" => known::<ActionId>(text),
        "agenda" => known::<AgendaId>(text),
        "appointment" => known::<AppointmentId>(text),
        "assessment" => known::<AssessmentId>(text),
        "baseline" => known::<BaselineId>(text),
        "decision" => known::<DecisionId>(text),
        "diagnosis" => known::<DiagnosisId>(text),
        "evidence" => known::<EvidenceId>(text),
        "exception" => known::<ExceptionId>(text),
        "expansion" => known::<ExpansionId>(text),
        "gap" => known::<GapId>(text),
        "metric" => known::<MetricId>(text),
        "person" => known::<PersonId>(text),
        "pilot" => known::<PilotId>(text),
        "review" => known::<ReviewId>(text),
        "step" => known::<StepId>(text),
        "training" => known::<TrainingId>(text),
        "version" => known::<VersionId>(text),
        "visit" => known::<VisitId>(text),
        "waiver" => known::<WaiverId>(text),
        "workstream" => known::<WorkstreamId>(text),
        _ => None,
    }
}

/// A time, or a word of a list.
pub(super) fn word(what: &str, text: &str) -> Option<String> {
    match what {
        "day" => day(text),
        "moment" => known::<Instant>(text),
        "week" => known::<Week>(text),
        "action-state" => known::<ActionState>(text),
        "agenda-kind" => known::<AgendaKind>(text),
        "agenda-state" => known::<AgendaState>(text),
        "answer" => known::<GapAnswer>(text),
        "audience" => known::<Audience>(text),
        "baseline-kind" => known::<BaselineKind>(text),
        "better" => known::<Better>(text),
        "condition" => known::<Condition>(text),
        "dimension" => known::<Dimension>(text),
        "document" => known::<DocumentKind>(text),
        "expansion-kind" => known::<ExpansionKind>(text),
        "expansion-state" => known::<ExpansionState>(text),
        "family" => known::<Family>(text),
        "gate" => known::<Gate>(text),
        "level" => known::<Level>(text),
        "lifecycle" => known::<Lifecycle>(text),
        "power" => known::<Power>(text),
        "resistance" => known::<ResistanceCause>(text),
        "review-state" => known::<ReviewState>(text),
        "role" => known::<Role>(text),
        "severity" => known::<Severity>(text),
        "status" => known::<Status>(text),
        "tick" => known::<ItemState>(text),
        "verb" => known::<Verb>(text),
        "waiver-outcome" => known::<WaiverOutcome>(text),
        "way" => one_of("start take-over forward back", text),
        _ => None,
    }
}

pub(super) fn day(text: &str) -> Option<String> {
    parse_day(text).ok().map(|day| day.to_string())
}

/// The one of those words that it is.
pub(super) fn one_of(words: &str, text: &str) -> Option<String> {
    words.split(' ').find(|word| word.eq_ignore_ascii_case(text)).map(str::to_owned)
}
