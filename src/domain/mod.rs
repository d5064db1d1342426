//! Floor 0: what the words mean. No input, no output, no clock.

pub mod action_line;
pub mod agenda;
pub mod baseline;
pub mod brief;
pub mod change;
pub mod computed;
pub mod date;
pub mod decision;
pub mod delta;
pub mod digest;
pub mod exception;
pub mod framework;
pub mod handing_on;
pub mod id;
pub mod incoming;
pub mod instant;
pub mod invalid;
pub mod journal;
pub mod metric;
pub mod moment;
pub mod money;
pub mod number;
pub mod outlier;
pub mod own_order;
pub mod person;
pub mod picture;
pub mod pilot;
pub mod plan;
pub mod portfolio;
pub mod readiness;
pub mod review;
pub mod ruler;
pub mod rules;
pub mod seek;
pub mod shown;
pub mod spoken;
pub mod standing;
pub mod survey;
pub mod tags;
pub mod tick;
pub mod trend;
pub mod trigger;
pub mod understood;
pub mod warnings;
pub mod words;
pub mod written;
pub mod xmr;

pub use baseline::{Baseline, Freeze};
pub use change::{Change, Conflict, Outcome, Stamp, Value, Weighed};
pub use computed::{Computed, Hindered, Judgement, Obstacle};
pub use date::{Day, Week, check_day, check_near, parse_day, parse_week};
pub use decision::{Decision, ModelVersion};
pub use exception::Exception;
pub use framework::Framework;
pub use id::{
    ActionId, AgendaId, AppointmentId, AssessmentId, BaselineId, DecisionId, DiagnosisId, EntryId, EvidenceId,
    ExceptionId, ExpansionId, GapId, Ids, MetricId, MinuteId, NoteId, PersonId, PilotId, ReviewId, StepId, TrainingId,
    VersionId, VisitId, WaiverId, WorkspaceId, WorkstreamId,
};
pub use instant::{Instant, When};
pub use invalid::{Invalid, parsed};
pub use journal::JournalEntry;
pub use metric::{Measure, Metric, Reading, Typed};
pub use moment::Moment;
pub use number::Fixed;
pub use own_order::Placing;
pub use person::{Appointment, Person, Powers};
pub use picture::Picture;
pub use pilot::{Note, OwnerSeat, Pause, Pilot, PilotPage, Report, Target, Visit};
pub use plan::Plan;
pub use portfolio::Portfolio;
pub use readiness::{Readiness, Tally, WorkItem, Workstream};
pub use review::{Action, AgendaItem, Meeting, Review};
pub use rules::Rules;
pub use seek::{Seek, TextHit};
pub use shown::Shown;
pub use standing::Standing;
pub use tick::{Evidence, ItemStanding, Tick};
pub use trend::Trend;
pub use trigger::Trigger;
pub use warnings::Signal;
pub use words::{
    ActionState, AgendaKind, AgendaState, Attention, Audience, BaselineKind, Better, Condition, Dimension,
    DocumentKind, ExceptionState, ExpansionKind, ExpansionState, Family, GapAnswer, Gate, ItemState, Level, Lifecycle,
    Power, ResistanceCause, ReviewState, Role, Severity, Stage, Status, Verb, Verdict, VisitKind, WaiverOutcome,
};
