//! Owns the writes to a metric and to its readings.

use super::field::{FieldKind, fields};
use super::{Better, Family, Fixed, Freeze, Measure, MetricId, PersonId, PilotId, Role, Typed, Value, Week};

fields! {
    /// A field of a metric.
    MetricField "metric" {
        Name = "name": Name,
        Unit = "unit": Text,
        Better = "better": Better,
        Min = "min": Number,
        Max = "max": Number,
        Target = "target": Number,
        Tolerance = "tolerance": Number,
        Counts = "counts": Text,
        Plan = "plan": Text,
    }
}

/// A metric that is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMetric {
    /// Of which pilot.
    pub pilot: PilotId,
    /// Family.
    pub family: Family,
    /// Name, unique in the pilot.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Direction.
    pub better: Better,
    /// Lowest possible value.
    pub min: Option<Fixed>,
    /// Highest possible value.
    pub max: Option<Fixed>,
    /// What is aimed at.
    pub target: Option<Fixed>,
    /// How much worse than its reference it may be.
    pub tolerance: Option<Fixed>,
    /// Does it take over as the headline of its family?
    pub headline: bool,
    /// What it is for beside its family.
    pub role: Role,
}

/// A write to a metric.
#[derive(Debug, Clone, PartialEq)]
pub enum MetricChange {
    /// Add one.
    Add(NewMetric),
    /// Set a field.
    Set {
        /// Of which metric.
        metric: MetricId,
        /// Which field.
        field: MetricField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// Freeze the first baseline. Another one replaces it by a decision.
    Freeze {
        /// Of which metric.
        metric: MetricId,
        /// What it is made of.
        of: Freeze,
        /// By whom; the writer when none.
        by: Option<PersonId>,
    },
    /// Set a parameter of the framework.
    Parameter {
        /// Which, as `warning.drift.values`.
        key: String,
        /// For this metric, or for the whole workspace.
        metric: Option<MetricId>,
        /// The value; none goes back to the framework's own.
        to: Option<Fixed>,
        /// What the writer saw; the inner none is the framework's own.
        was: Option<Option<Fixed>>,
    },
    /// Put out of sight, or back.
    Archive {
        /// Which.
        metric: MetricId,
        /// Out of sight?
        archived: bool,
    },
}

/// A reading that is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Of which metric.
    pub metric: MetricId,
    /// For which week.
    pub week: Week,
    /// What was typed; none takes the reading back.
    pub typed: Option<Typed>,
    /// A note; the reason when it was not measured.
    pub note: String,
    /// How many cases it comes from.
    pub sample: Option<u32>,
    /// What the writer saw in that week; the outer none is a writer who did not look.
    pub was: Option<Option<Measure>>,
}
