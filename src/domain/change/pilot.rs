//! Owns the writes to a pilot.

use std::sync::Arc;

use super::field::{FieldKind, fields};
use super::{Day, Lifecycle, MetricId, PersonId, PilotId, Placing, Powers, Report, Source, Stage, Status, Value, Week};

fields! {
    /// A field of a pilot that `set` writes.
    PilotField "pilot" {
        Name = "name": Name,
        Code = "code": Code,
        Summary = "summary": Text,
        Unit = "unit": Text,
        Tags = "tags": Words,
        Started = "started": Day,
        Lead = "lead": Person,
        Partner = "partner": Text,
        PartnerEnds = "partner_ends": Day,
        Rollout = "rollout": Day,
        Cohort = "cohort": Text,
        SpendChange = "spend_change": Money,
        SpendTechnology = "spend_technology": Money,
    }
}

/// A pilot that is added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPilot {
    /// Given when it comes from an export.
    pub id: Option<PilotId>,
    /// The ids of its headline metrics in the order of [`Family::ALL`], if the same change refers to them; else they
    /// are made.
    pub headlines: Option<[MetricId; 4]>,
    /// Made from the name when none is given.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// Unit.
    pub unit: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Executive owner.
    pub owner: Option<PersonId>,
    /// Business lead.
    pub lead: Option<PersonId>,
    /// Partner, or empty.
    pub partner: String,
    /// When the partner leaves.
    pub partner_ends: Option<Day>,
    /// When it began.
    pub started: Option<Day>,
    /// The stage where its record begins.
    pub stage: Stage,
    /// When it entered that stage, if known.
    pub entered: Option<Day>,
    /// Why its record begins at this stage: the source that it was taken over from.
    pub taken_over: Option<String>,
    /// Is the stage a guess?
    pub assumed: bool,
    /// Lifecycle.
    pub lifecycle: Lifecycle,
    /// Reported status with its sentence.
    pub report: Option<(Status, String)>,
    /// Notes, oldest first.
    pub note: Option<String>,
    /// Where it was imported from.
    pub source: Option<Source>,
}

impl NewPilot {
    /// A pilot of stage 1 with nothing but a name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            id: None,
            headlines: None,
            code: None,
            name: name.into(),
            summary: String::new(),
            unit: String::new(),
            tags: Vec::new(),
            owner: None,
            lead: None,
            partner: String::new(),
            partner_ends: None,
            started: None,
            stage: Stage::One,
            entered: None,
            taken_over: None,
            assumed: false,
            lifecycle: Lifecycle::Active,
            report: None,
            note: None,
            source: None,
        }
    }
}

/// A write to a pilot.
#[derive(Debug, Clone, PartialEq)]
pub enum PilotChange {
    /// Add one.
    Add(Box<NewPilot>),
    /// Set a field.
    Set {
        /// Of which pilot.
        pilot: PilotId,
        /// Which field.
        field: PilotField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// Move back to an earlier stage. Only the verdict of a gate moves it on.
    Back {
        /// Which pilot.
        pilot: PilotId,
        /// The earlier stage.
        to: Stage,
        /// Why.
        why: String,
        /// On which day; today when none.
        on: Option<Day>,
        /// The stage that the writer saw.
        was: Option<Stage>,
    },
    /// Correct the stage of a pilot whose record was taken over from a source.
    Retake {
        /// Which pilot.
        pilot: PilotId,
        /// The stage.
        to: Stage,
        /// The source.
        why: String,
        /// When it entered that stage, if known.
        entered: Option<Day>,
        /// Is the stage a guess?
        assumed: bool,
    },
    /// Set whether it is worked on.
    Lifecycle {
        /// Which pilot.
        pilot: PilotId,
        /// The new one.
        to: Lifecycle,
        /// Why.
        why: String,
        /// What the writer saw.
        was: Option<Lifecycle>,
    },
    /// Appoint an executive owner, or leave the seat empty.
    Appoint {
        /// Of which pilot.
        pilot: PilotId,
        /// Who.
        person: Option<PersonId>,
        /// With which powers.
        powers: Powers,
        /// Why.
        why: String,
        /// Whom the writer saw there, with which powers; the outer none is a writer who did not look.
        was: Option<Option<(PersonId, Powers)>>,
    },
    /// Report a status.
    Report {
        /// Of which pilot.
        pilot: PilotId,
        /// The status.
        status: Status,
        /// The sentence.
        because: String,
        /// What the writer saw.
        was: Option<Report>,
    },
    /// Set how many users it aims at, from a week on.
    Target {
        /// Of which pilot.
        pilot: PilotId,
        /// How many; none takes the target of that week away.
        users: Option<u32>,
        /// From when.
        from: Week,
        /// The target that the writer saw set for that very week; the inner none is that there was none.
        was: Option<Option<u32>>,
    },
    /// Put out of sight, or back.
    Archive {
        /// Which pilot.
        pilot: PilotId,
        /// Out of sight?
        archived: bool,
    },
    /// Give it another place in the committee's own order of its stage.
    Place {
        /// Which pilot.
        pilot: PilotId,
        /// Beside which other pilot of its stage.
        beside: Placing,
        /// The pilots of that stage in the order that the writer saw. Pilots without a place get one by this order, as
        /// far as the move reaches. Several moves of one change share it.
        seen: Arc<[PilotId]>,
    },
    /// Remember what an import said of it.
    Source {
        /// Which pilot.
        pilot: PilotId,
        /// What the file says.
        source: Source,
    },
}
