//! Floor 0: what the words mean. No input, no output, no clock.
//!
//! Read it in this order: `words` and `framework` → what is recorded (`pilot`, `person`, `measure`, `tick`,
//! `readiness`, `exception`, `committee`) → how that stood on an earlier day (`dated`) → what follows from it
//! (`warnings`, `programme`) → `change`, everything that can be written → `incoming`, a file before it is imported.
//! `text` and `typed` serve all of them. Other rooms name a module without its folder.

pub mod change;
pub mod committee;
pub mod dated;
pub mod exception;
pub mod framework;
pub mod handing_on;
pub mod id;
pub mod incoming;
pub mod invalid;
pub mod journal;
pub mod meant;
pub mod measure;
pub mod moment;
pub mod person;
pub mod pilot;
pub mod programme;
pub mod readiness;
pub mod rules;
pub mod text;
pub mod tick;
pub mod typed;
pub mod warnings;
pub mod words;

pub use committee::{agenda, another_day, answered, brought, decision, review, trigger};
pub use measure::{baseline, metric, outlier, picture, plan, trend, understood, xmr};
pub use programme::{brief, computed, delta, own_order, portfolio, ruler, standing, survey};
pub use text::{digest, length, nearly, seek, shown};
pub use typed::{action_line, counted, date, instant, money, number, sentence, spoken, tags, weeks, written};

pub use change::{Change, Conflict, Outcome, Stamp, Value, Weighed};
pub use committee::decision::{Decision, ModelVersion};
pub use committee::review::{Action, AgendaItem, Meeting, Review};
pub use committee::trigger::Trigger;
pub use dated::Dated;
pub use exception::Exception;
pub use framework::Framework;
pub use id::{
    ActionId, AgendaId, AppointmentId, AssessmentId, BaselineId, DecisionId, DiagnosisId, EntryId, EvidenceId,
    ExceptionId, ExpansionId, GapId, Ids, MetricId, MinuteId, NoteId, PersonId, PilotId, ReviewId, StepId, TrainingId,
    VersionId, VisitId, WaiverId, WorkspaceId, WorkstreamId,
};
pub use invalid::{Invalid, parsed};
pub use journal::JournalEntry;
pub use measure::baseline::{Baseline, Freeze};
pub use measure::metric::{Measure, Metric, Reading, Typed};
pub use measure::picture::Picture;
pub use measure::plan::Plan;
pub use measure::trend::Trend;
pub use moment::Moment;
pub use person::{Appointment, Person, Powers};
pub use pilot::{Note, OwnerSeat, Pause, Pilot, PilotPage, Report, Target, TargetUsers, Visit};
pub use programme::computed::{Computed, Hindered, Judgement, Obstacle};
pub use programme::own_order::Placing;
pub use programme::portfolio::Portfolio;
pub use programme::standing::Standing;
pub use readiness::{Readiness, Tally, WorkItem, Workstream};
pub use rules::Rules;
pub use text::seek::{Seek, TextHit};
pub use text::shown::Shown;
pub use tick::{Evidence, ItemStanding, Tick};
pub use typed::date::{Day, Week, check_day, check_near, overdue_since, parse_day, parse_week};
pub use typed::instant::{Instant, When};
pub use typed::number::Fixed;
pub use warnings::Signal;
pub use words::{
    ActionState, AgendaKind, AgendaState, Attention, Audience, BaselineKind, Better, Condition, Dimension,
    DocumentKind, ExceptionState, ExpansionKind, ExpansionState, Family, GapAnswer, Gate, ItemState, Level, Lifecycle,
    Power, Presence, ResistanceCause, ReviewState, Role, Severity, Stage, Status, Verb, Verdict, VisitKind,
    WaiverOutcome,
};
