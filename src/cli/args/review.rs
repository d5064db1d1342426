//! Owns the arguments about decisions, actions, reviews and reports.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Subcommand};

use super::numbers::{MINUTES, PEOPLE, amount};
use crate::domain::decision::ACCEPT_WARNING;

/// What follows the help of `decide`.
pub(super) const DECISIONS: &str = "Examples:
  steerco -w demo decide invoice-triage retrain --say \"Retrain on new data\" \\
      --revisit 'performance < 90'
  steerco -w demo decide demand-forecast appoint-owner --owner \"Lucie Moreau\" \\
      --power authority=yes --say \"Lucie owns it\" --by \"Pilar Navarro\"
  steerco -w demo decide field-dispatch pause --say \"Until the new rota\" \\
      --revisit +6w
  steerco -w demo decide invoice-triage accept-warning --warning gate-skipped \\
      --say \"Accepted at the review\" --by \"Pilar Navarro\"

A take-over is recorded where a record begins (`add pilot --stage`, `import`), certify at its gate
(`gate PILOT certify`). What a decision changes is written with it. pause, update, retrain and
retire are the executive owner's to decide; somebody else says --why. --warning names a warning
that the decision answers: it stays shown, but off the agenda, until the day of --revisit;
gate-skipped is accepted for good while a review is open, and only then. A condition of --revisit
fires on the first value that satisfies it and is recorded after the decision; with `by` it is
judged on the newest such value once that week's reading is due, and fires too where there is
none. While a review is open, a decision settles only what came back there and is about the same:
retire and stop everything, go and conditional-go the verdicts before, hold and recycle those that
put the gate off, pause and resume a pause, appoint-owner, retrain, change-scope, expand and
sustain one of their own kind. update, rebaseline and accept-warning (waive says the same, and
--json has it so) leave it open. --settles says that all of it is settled, --leaves-open that none
is.
`set decision` corrects the words of a recorded one.";

/// What follows the help of `act`.
pub(super) const ACTIONS: &str = "Examples:
  steerco -w demo act \"Name a deputy\" --who \"Ana Costa\" --due \"next week\" \\
      --pilot invoice-triage
  steerco -w demo list actions        # with the ID of each
  steerco -w demo act ID drop --why \"the model was replaced\"
  steerco -w demo act ID open
  steerco -w demo act ID done

The beginning of an ID will do.";

/// What follows the help of `review`.
pub(super) const REVIEWS: &str = "Examples:
  steerco -w demo list reviews           # each with its DAY
  steerco -w demo review prepare DAY     # an agenda of everything that is due
  steerco -w demo review show DAY
  steerco -w demo review item DAY \"Budget\" --wanted \"Approve it\" --minutes 10
  steerco -w demo review open DAY        # whoever chairs it is there
  steerco -w demo review attend DAY \"Lucie Moreau\" --excused
  steerco -w demo review minute DAY \"Ana reports that the feed is live\"
  steerco -w demo review close DAY       # keeps what was known, and the pack
  steerco -w demo review member \"Ana Costa\" Finance
  steerco -w demo set workspace chair \"Ana Costa\"

A review is named by its day (2026-12-03, \"3 Dec\"), its id or the beginning of it; `last` is the
newest that is closed.
A weekday's name (`review prepare thursday`) is the next such day: today, unless its review is
closed. A weekday as a due date is never today.";

/// What follows the help of `report`.
pub(super) const REPORTS: &str = "Examples:
  steerco -w demo report month --out reports
  steerco -w demo report pack --out next          # a draft until it is closed
  steerco -w demo report pack --review last --out last
  steerco -w demo report minutes --review last --out minutes
  steerco -w demo report pilot invoice-triage --out reports

Markdown, HTML, text and, for month and pack, XLSX; the pack also has a calendar (ICS) and registers
as CSV. Files that are there are left alone unless --force is given.";

/// The verbs of `decide`. They are shown with spaces instead of hyphens. Hidden ones are recorded by other commands,
/// which the error names.
fn life_verbs() -> PossibleValuesParser {
    [
        PossibleValue::new("appoint-owner").alias("appoint owner"),
        PossibleValue::new("retrain"),
        PossibleValue::new("update"),
        PossibleValue::new("pause"),
        PossibleValue::new("resume"),
        PossibleValue::new("change-scope").alias("change scope"),
        PossibleValue::new("rebaseline"),
        PossibleValue::new(ACCEPT_WARNING).aliases(["accept warning", "accept"]),
        PossibleValue::new("waive"),
        PossibleValue::new("expand"),
        PossibleValue::new("sustain"),
        PossibleValue::new("retire"),
        PossibleValue::new("take-over").alias("take over").hide(true),
        PossibleValue::new("go").hide(true),
        PossibleValue::new("conditional-go").alias("conditional go").hide(true),
        PossibleValue::new("hold").hide(true),
        PossibleValue::new("recycle").hide(true),
        PossibleValue::new("stop").hide(true),
        PossibleValue::new("certify").hide(true),
    ]
    .into()
}

/// Whether a decision settles what came back, if somebody says so.
#[must_use]
pub const fn settling(settles: bool, leaves_open: bool) -> Option<bool> {
    if settles || leaves_open { Some(settles) } else { None }
}

/// Arguments of `decide`.
#[derive(Debug, Args)]
pub struct Decide {
    /// The pilot
    pub pilot: String,
    /// What kind of decision it is
    #[arg(value_parser = life_verbs())]
    pub verb: String,
    /// What was decided, in a sentence
    #[arg(long)]
    pub say: String,
    /// Who decided; the executive owner when left out, where the decision is theirs
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// Why
    #[arg(long, default_value = "")]
    pub why: String,
    /// An option that was rejected
    #[arg(long, value_name = "T")]
    pub rejected: Vec<String>,
    /// A condition that it rests on; it comes back on the latest day that it names, unless --revisit says another
    #[arg(long, value_name = "T")]
    pub condition: Vec<String>,
    /// What brings it back: a day, or METRIC < VALUE [by WEEK]
    #[arg(long, value_name = "DATE|CONDITION")]
    pub revisit: Option<String>,
    /// A warning that it answers, until the day of --revisit
    #[arg(long, value_name = "ID")]
    pub warning: Vec<String>,
    /// It settles all that came back to the open review, even what it would leave open by itself
    #[arg(long)]
    pub settles: bool,
    /// It leaves all of that open, even what it would settle by itself
    #[arg(long, conflicts_with = "settles")]
    pub leaves_open: bool,
    /// When it was decided; today when left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// appoint-owner: whom
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// appoint-owner: accountability|authority|committee=yes|no
    #[arg(long, value_name = "POWER=ANSWER")]
    pub power: Vec<String>,
    /// retire: why, in one of the framework's causes
    #[arg(long, default_value = "")]
    pub cause: String,
    /// rebaseline: which metric, by its family or its name
    #[arg(long)]
    pub metric: Option<String>,
    /// rebaseline: from the readings of these weeks
    #[arg(long, value_name = "W..W", conflicts_with = "value")]
    pub weeks: Option<String>,
    /// rebaseline: to a stated value
    #[arg(long, value_name = "N")]
    pub value: Option<String>,
    /// rebaseline: the mean moving range of the stated value
    #[arg(long, value_name = "N", requires = "value")]
    pub spread: Option<String>,
    /// change-scope: the new number of target users
    #[arg(long, value_name = "N", value_parser = amount::<u32>(PEOPLE))]
    pub users: Option<u32>,
    /// change-scope: from this week on
    #[arg(long, value_name = "WEEK", requires = "users")]
    pub from: Option<String>,
}

/// Arguments of `act`.
#[derive(Debug, Args)]
pub struct Act {
    /// What is to be done; or the id of an action
    pub text: String,
    /// What came of that action: done, drop, open
    #[arg(value_parser = ["done", "drop", "open"])]
    pub came: Option<String>,
    /// Who does it
    #[arg(long, value_name = "WHO", required_unless_present = "came", conflicts_with = "came")]
    pub who: Option<String>,
    /// By when
    #[arg(long, value_name = "DATE", required_unless_present = "came", conflicts_with = "came")]
    pub due: Option<String>,
    /// About which pilot
    #[arg(long, conflicts_with = "came")]
    pub pilot: Option<String>,
    /// From which review; the open one when left out
    #[arg(long, value_name = "REVIEW", conflicts_with = "came")]
    pub review: Option<String>,
    /// What is said to that
    #[arg(long, default_value = "", requires = "came")]
    pub why: String,
}

/// What can be done with reviews.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Prepare the review of a day with an agenda of what is due; a second time, add what is due since
    Prepare {
        /// The day
        date: String,
    },
    /// Print a review with its agenda
    Show {
        /// Which
        review: String,
    },
    /// Add an item to the agenda
    Item {
        /// Which review
        review: String,
        /// What it is about
        text: String,
        /// The decision that is requested
        #[arg(long, default_value = "")]
        wanted: String,
        /// Its time box
        #[arg(long, default_value_t = 5, value_parser = amount::<u32>(MINUTES))]
        minutes: u32,
        /// About which pilot
        #[arg(long)]
        pilot: Option<String>,
    },
    /// Begin it: what is decided and noted belongs to it from then on
    Open {
        /// Which
        review: String,
    },
    /// Say that an item was talked about
    Done {
        /// The item's id, or the beginning of it
        item: String,
    },
    /// Leave an item out
    Drop {
        /// The item's id, or the beginning of it
        item: String,
    },
    /// Write a line of the minutes
    Minute {
        /// Of which review
        review: String,
        /// What was said
        text: String,
        /// To which item
        #[arg(long, value_name = "ID")]
        item: Option<String>,
    },
    /// Say who came, or who did not: with --excused they sent apologies
    Attend {
        /// Which review
        review: String,
        /// Who
        who: String,
        /// They sent apologies
        #[arg(long, conflicts_with = "absent")]
        excused: bool,
        /// They did not come
        #[arg(long)]
        absent: bool,
        /// Nothing is noted of them any more
        #[arg(long, conflicts_with_all = ["excused", "absent"])]
        remove: bool,
    },
    /// End it: what is known is kept, with the files of the pack
    Close {
        /// Which
        review: String,
    },
    /// Take somebody into the committee for a function, or out of it
    Member {
        /// Who
        who: String,
        /// For which function
        #[arg(required_unless_present = "leaves")]
        function: Option<String>,
        /// They leave it
        #[arg(long, conflicts_with = "function")]
        leaves: bool,
    },
}

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// month, pack, minutes, pilot
    #[arg(value_parser = ["month", "pack", "minutes", "pilot"])]
    pub what: String,
    /// Which pilot
    #[arg(required_if_eq("what", "pilot"))]
    pub pilot: Option<String>,
    /// The folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Of which review; when left out the one that is open or next, for minutes the newest that was opened
    #[arg(long, value_name = "REVIEW")]
    pub review: Option<String>,
    /// Mark it as a draft
    #[arg(long)]
    pub draft: bool,
    /// Overwrite what is there
    #[arg(long)]
    pub force: bool,
}
