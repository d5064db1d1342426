//! Floor 0: what the words mean. No input, no output, no clock.

pub mod change;
pub mod date;
pub mod framework;
pub mod id;
pub mod invalid;
pub mod metric;
pub mod moment;
pub mod number;
pub mod person;
pub mod pilot;
pub mod shown;
pub mod standing;
pub mod trend;
pub mod words;

pub use change::{Change, Conflict, Outcome, Stamp, Value};
pub use date::{Day, Week, check_day, parse_day, parse_week};
pub use framework::Framework;
pub use id::{AppointmentId, EntryId, EvidenceId, Ids, MetricId, NoteId, PersonId, PilotId, VisitId, WorkspaceId};
pub use invalid::Invalid;
pub use metric::{Measure, Metric, Reading, Typed};
pub use moment::Moment;
pub use number::Fixed;
pub use person::{Appointment, Person, Powers};
pub use pilot::{Evidence, ItemStanding, JournalEntry, Note, OwnerSeat, Pilot, PilotPage, Report, Target, Tick, Visit};
pub use shown::Shown;
pub use standing::Standing;
pub use trend::Trend;
pub use words::{Better, Family, ItemState, Level, Lifecycle, Power, Stage, Status, VisitKind};
