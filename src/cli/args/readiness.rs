//! Owns the arguments about readiness: checklists, scores, workstreams, gates.

use clap::Args;

use super::numbers::{WEEKS, amount};

/// What follows the help of `gate`.
pub(super) const GATES: &str = "Examples:
  steerco -w demo gate claims-intake    # what passes, what each verdict lacks
  steerco -w demo gate claims-intake G2 --book +3w
  steerco -w demo gate contract-review G1 --decide go --by \"Pilar Navarro\" \\
      --why \"five of five\"
  steerco -w demo gate claims-intake G2 --decide hold --cause integration \\
      --by \"Pilar Navarro\" --why \"other systems wait\"
  steerco -w demo gate service-chat certify --item Iberia

A verdict that moves the pilot on is the only way to a later stage; for a pilot that was taken over
an import may set the stage until a verdict moves it. Against what is missing a verdict needs
--waive with a reason; the stage then never reads as passed.";

/// What follows the help of `score`.
pub(super) const SCORES: &str = "Examples:
  steerco -w demo score energy-bills --paper >questions.md
  steerco -w demo score energy-bills monitoring 2 --effort 3 \\
      --gap \"Nobody sees a late file\"
  steerco -w demo score energy-bills budget 3 --evidence \"Signed by Finance\"";

/// What follows the help of `tick`.
pub(super) const TICKS: &str = "Examples:
  steerco -w demo list gaps --pilot claims-intake       # the items
  steerco -w demo tick claims-intake s2.failure-protocol --state done \\
      --evidence \"Signed on Monday\"";

/// Arguments of `tick`.
#[derive(Debug, Args)]
pub struct Tick {
    /// The pilot
    pub pilot: String,
    /// The item, as s1.real-data
    pub item: String,
    /// open, doing, done, na
    #[arg(long)]
    pub state: Option<String>,
    /// What proves it
    #[arg(long, value_name = "T")]
    pub evidence: Vec<String>,
    /// Why it does not apply
    #[arg(long)]
    pub why: Option<String>,
    /// What is read from the system: of a row of the integration matrix
    #[arg(long, value_name = "T")]
    pub reads: Option<String>,
    /// What is written to it
    #[arg(long, value_name = "T")]
    pub writes: Option<String>,
    /// Who sees to it
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// By when
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
}

/// Arguments of `add workstream`.
#[derive(Debug, Args)]
pub struct AddWorkstream {
    /// The pilot
    pub pilot: String,
    /// data, integration, governance, change-readiness, monitoring, budget
    pub dimension: String,
    /// Who answers for it
    #[arg(long, value_name = "WHO")]
    pub owner: String,
    /// By when it is closed
    #[arg(long, value_name = "DATE")]
    pub due: String,
    /// What shows that it is done
    #[arg(long, value_name = "T")]
    pub exit_test: String,
    /// Who works on it
    #[arg(long, default_value = "", value_name = "T")]
    pub team: String,
    /// The day it begins; today when left out
    #[arg(long, value_name = "DATE")]
    pub start: Option<String>,
    /// Weeks of work
    #[arg(long, value_name = "WEEKS", value_parser = amount::<u16>(WEEKS))]
    pub effort: Option<u16>,
    /// Something to be done in it
    #[arg(long, value_name = "T")]
    pub item: Vec<String>,
}

/// Arguments of `score`.
#[derive(Debug, Args)]
pub struct Score {
    /// The pilot
    pub pilot: String,
    /// data, integration, governance, change-readiness, monitoring, budget
    #[arg(required_unless_present_any = ["new_version", "paper"])]
    pub dimension: Option<String>,
    /// 0 nobody knows, 1 known, 2 partly there, 3 there with evidence, 4 under live load for four weeks
    #[arg(value_name = "0-4", required_unless_present_any = ["new_version", "paper"])]
    pub score: Option<String>,
    /// What shows it: a sentence, a link, the name of a file; a 3 without evidence does not pass
    #[arg(long, value_name = "T")]
    pub evidence: Vec<String>,
    /// The day that the evidence is of; today when left out
    #[arg(long, value_name = "DATE", requires = "evidence")]
    pub dated: Option<String>,
    /// The criteria that are met, by their numbers on the questionnaire: '1 3'; '' is none
    #[arg(long, value_name = "NUMBERS")]
    pub criteria: Option<String>,
    /// What is missing
    #[arg(long, value_name = "T")]
    pub gap: Vec<String>,
    /// Weeks of work to what is missing
    #[arg(long, value_name = "WEEKS", value_parser = amount::<u16>(WEEKS))]
    pub effort: Option<u16>,
    /// Who assessed it
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// Begin the next version of the assessment with a copy of this one
    #[arg(long, conflicts_with_all = ["dimension", "score", "evidence", "criteria", "gap", "effort", "by"])]
    pub new_version: bool,
    /// Print the questions as Markdown, to be filled in on paper
    #[arg(long, conflicts_with_all = ["dimension", "score", "evidence", "criteria", "gap", "effort", "by", "new_version"])]
    pub paper: bool,
}

/// Arguments of `gate`.
#[derive(Debug, Args)]
pub struct GateArguments {
    /// The pilot
    pub pilot: String,
    /// G1, G2, G3 or certify; the one out of its stage when left out, certify in stage 4
    pub gate: Option<String>,
    /// The unit, geography or use case that is certified, by its name; the only one that was started when left out
    #[arg(long, value_name = "ITEM")]
    pub item: Option<String>,
    /// Book its date
    #[arg(long, value_name = "DATE", conflicts_with = "decide")]
    pub book: Option<String>,
    /// Record the verdict: go, conditional-go, hold, recycle, stop
    #[arg(long, value_name = "VERDICT", requires_all = ["by", "why"])]
    pub decide: Option<String>,
    /// Who decided
    #[arg(long, value_name = "WHO", requires = "decide")]
    pub by: Option<String>,
    /// Why
    #[arg(long, value_name = "T", requires = "decide")]
    pub why: Option<String>,
    /// Cause of a hold, recycle or stop: data, integration, change, ownership, value, technology
    #[arg(long, value_name = "C", requires = "decide")]
    pub cause: Option<String>,
    /// A condition; of any verdict but stop it comes back on the latest day that it names, or on --look-again
    #[arg(long, value_name = "T", requires = "decide")]
    pub condition: Vec<String>,
    /// Move on against what is missing, for this reason; "RULE: reason" is for one rule of the tally
    #[arg(long, value_name = "T", requires = "decide")]
    pub waive: Vec<String>,
    /// On which day; today when left out
    #[arg(long, value_name = "DATE", requires = "decide")]
    pub on: Option<String>,
    /// After a hold or recycle: when it is held again; the booked date or four weeks later when left out
    #[arg(long, value_name = "DATE", requires = "decide")]
    pub next: Option<String>,
    /// When what was waived, or a condition, is looked at again; 90 days later when nothing says when
    #[arg(long, value_name = "DATE", requires = "decide")]
    pub look_again: Option<String>,
    /// It settles all that came back to the review that is open; stop does so by itself, go and conditional-go settle
    /// the verdicts before
    #[arg(long, requires = "decide")]
    pub settles: bool,
    /// It leaves all of that open; hold and recycle settle by themselves only such a verdict, certify nothing
    #[arg(long, requires = "decide", conflicts_with = "settles")]
    pub leaves_open: bool,
}
