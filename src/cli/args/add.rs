//! Owns the arguments of `add`.

use clap::{Args, Subcommand};

use super::AddWorkstream;
use super::numbers::{MINUTES, PEOPLE, STAGE, amount};

const PILOTS: &str = "Examples:
  steerco -w demo add pilot \"Parcel routing\" --unit Post --owner \"Ana Costa\"
  steerco -w demo add pilot \"Fleet planning\" --stage 3 --entered yesterday";

const PERSONS: &str = "Examples:
  steerco -w demo add person \"Bo Lind\"
  steerco -w demo add person \"Ida Holm\" --level director --email ida@example.org";

const METRICS: &str = "Examples:
  steerco -w demo add metric invoice-triage \"cost a case\" --family impact \\
      --unit EUR --better lower --target 4";

/// What can be added.
#[derive(Debug, Subcommand)]
pub enum Add {
    /// Add a pilot
    #[command(after_help = PILOTS)]
    Pilot(AddPilot),
    /// Add a person
    #[command(after_help = PERSONS)]
    Person(AddPerson),
    /// Add a metric to a pilot
    #[command(after_help = METRICS)]
    Metric(AddMetric),
    /// Log a version of a pilot's model
    Version(AddVersion),
    /// Open a workstream that closes the gap of a dimension
    Workstream(AddWorkstream),
    /// List a step of the process that a pilot changes
    Step {
        /// The pilot
        pilot: String,
        /// What is done in it
        name: String,
    },
    /// Plan a unit, geography or use case that a pilot in production expands to
    Item {
        /// The pilot
        pilot: String,
        /// unit, geography or use-case
        kind: String,
        /// Which
        name: String,
    },
    /// Plan a review of the committee, without an agenda yet
    Review {
        /// The day
        date: String,
        /// Who chairs it; the committee's chair when left out
        #[arg(long, value_name = "WHO")]
        chair: Option<String>,
        /// How long it may take
        #[arg(long, value_name = "MINUTES", value_parser = amount::<u32>(MINUTES))]
        slot: Option<u32>,
    },
    /// Record a training that was held
    Training {
        /// The pilot
        pilot: String,
        /// What it was about
        topic: String,
        /// users or managers
        #[arg(long = "for", value_name = "WHO", default_value = "users")]
        audience: String,
        /// How many took part
        #[arg(long, value_name = "N", value_parser = amount::<u32>(PEOPLE))]
        people: u32,
        /// On which day; today when left out
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
}

/// Arguments of `add version`.
#[derive(Debug, Args)]
pub struct AddVersion {
    /// The pilot
    pub pilot: String,
    /// Its name, unique in the pilot
    pub name: String,
    /// The day it was released
    #[arg(long, value_name = "DATE")]
    pub released: String,
    /// The model was trained again
    #[arg(long)]
    pub retrained: bool,
    /// What changed
    #[arg(long, default_value = "")]
    pub note: String,
}

/// Arguments of `add pilot`.
#[derive(Debug, Args)]
pub struct AddPilot {
    /// Name
    pub name: String,
    /// Unique code; made from the name when left out
    #[arg(long)]
    pub code: Option<String>,
    /// Business unit
    #[arg(long, default_value = "")]
    pub unit: String,
    /// What it is for
    #[arg(long, default_value = "")]
    pub summary: String,
    /// Executive owner
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// Business lead
    #[arg(long, value_name = "WHO")]
    pub lead: Option<String>,
    /// Partner firm
    #[arg(long, default_value = "")]
    pub partner: String,
    /// When the partner leaves
    #[arg(long, value_name = "DATE")]
    pub partner_ends: Option<String>,
    /// When it began; when left out the day that it entered its stage, or today. `set PILOT started ""` says that nobody knows
    #[arg(long, value_name = "DATE")]
    pub started: Option<String>,
    /// Where its record begins
    #[arg(long, default_value_t = 1, value_name = "1-4", value_parser = amount::<i64>(STAGE))]
    pub stage: i64,
    /// When it entered that stage; when left out its start in stage 1, and today in a later one
    #[arg(long, value_name = "DATE")]
    pub entered: Option<String>,
    /// A tag
    #[arg(long, value_name = "T")]
    pub tag: Vec<String>,
}

/// Arguments of `add person`.
#[derive(Debug, Args)]
pub struct AddPerson {
    /// Full name
    pub name: String,
    /// Title
    #[arg(long, default_value = "")]
    pub title: String,
    /// c-suite, vp, executive, director, manager, other
    #[arg(long, default_value = "other")]
    pub level: String,
    /// Business unit
    #[arg(long, default_value = "")]
    pub unit: String,
    /// E-mail
    #[arg(long, default_value = "")]
    pub email: String,
    /// Of a partner
    #[arg(long)]
    pub partner: bool,
    /// May certify units, geographies and use cases
    #[arg(long)]
    pub certifier: bool,
}

/// Arguments of `add metric`.
#[derive(Debug, Args)]
pub struct AddMetric {
    /// The pilot
    pub pilot: String,
    /// Name, unique in the pilot
    pub name: String,
    /// adoption, performance, impact, governance
    #[arg(long)]
    pub family: String,
    /// Unit
    #[arg(long, default_value = "")]
    pub unit: String,
    /// higher, lower, either
    #[arg(long, default_value = "higher")]
    pub better: String,
    /// Lowest possible value
    #[arg(long, value_name = "N")]
    pub min: Option<String>,
    /// Highest possible value
    #[arg(long, value_name = "N")]
    pub max: Option<String>,
    /// The target
    #[arg(long, value_name = "N")]
    pub target: Option<String>,
    /// How much worse than its reference it may be
    #[arg(long, value_name = "N")]
    pub tolerance: Option<String>,
    /// Make it the headline of its family
    #[arg(long)]
    pub headline: bool,
    /// weekly, lagging (revenue, cost), oldest-open (age of the oldest exception), old-process
    #[arg(long, default_value = "weekly")]
    pub role: String,
}
