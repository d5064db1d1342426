//! Owns the words of `list`, and the nouns that can be listed.

use clap::Args;

use super::numbers::{STAGE, number};

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
    /// Sort by a field of the JSON
    #[arg(long, value_name = "FIELD")]
    pub sort: Option<String>,
    /// Archived ones too
    #[arg(long)]
    pub all: bool,
}
