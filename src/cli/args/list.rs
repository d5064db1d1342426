//! Owns the arguments of `list`, and the nouns that can be listed.

use clap::Args;

use super::numbers::{STAGE, number};

/// What follows the help of `list`.
pub(super) const LISTS: &str = "Examples:
  steerco -w demo list pilots --stage 1
  steerco -w demo list readings --pilot invoice-triage --sort week
  steerco -w demo list pilots --lead 'Tobias Weber'
  steerco -w demo list decisions --json

Rows are in the order in which they were made; what came in one entry, as out of an export, by its
id: pilots as their records begin, readings week by week. --sort sorts by a field, and leaves rows
that are equal in it in their order.

Decisions are what the committee decided, and the take-overs by which a record begins at a later
stage. These are kept with the history of their pilot: the decisions on the screens, in the pack
and in workbooks leave them out. `fires since then` names the warnings about what was waived that
fire today and began on the day of the waiver or later.";

/// A noun that can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[expect(missing_docs, reason = "a noun is its word")]
pub enum Noun {
    Pilots,
    People,
    Metrics,
    Readings,
    Gaps,
    Assessments,
    Workstreams,
    Steps,
    Items,
    Trainings,
    Exceptions,
    Decisions,
    Notes,
    Versions,
    Actions,
    Reviews,
    Committee,
    Waivers,
    Signals,
    Journal,
}

/// Arguments of `list`.
#[derive(Debug, Clone, Args)]
pub struct List {
    /// What
    pub noun: Noun,
    /// Of one pilot
    #[arg(long)]
    pub pilot: Option<String>,
    /// Of pilots in this stage
    #[arg(long, value_name = "1-4", value_parser = number::<i64>(STAGE))]
    pub stage: Option<i64>,
    /// Of pilots of this unit
    #[arg(long)]
    pub unit: Option<String>,
    /// Of pilots of this executive owner; actions that are theirs
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// Of pilots that this person leads
    #[arg(long, value_name = "WHO")]
    pub lead: Option<String>,
    /// Sort by a field of the JSON
    #[arg(long, value_name = "FIELD")]
    pub sort: Option<String>,
    /// Archived ones too
    #[arg(long)]
    pub all: bool,
}

impl List {
    /// Everything of a noun.
    #[must_use]
    pub const fn whole(noun: Noun) -> Self {
        Self { noun, pilot: None, stage: None, unit: None, owner: None, lead: None, sort: None, all: true }
    }
}
