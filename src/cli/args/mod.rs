//! Owns what can be typed on the command line.

mod add;
mod examples;
mod export;
mod framework;
mod import;
mod list;
mod numbers;
mod readiness;
mod record;
mod review;
mod set;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

pub use add::{Add, AddMetric, AddPerson, AddPilot, AddVersion};
pub use export::Export;
use framework::FRAMEWORKS;
pub use framework::Framework;
pub use import::{DateOrder, Import, Keep};
pub use list::{List, Noun};
pub use numbers::NoAmount;
use numbers::{COUNT, PEOPLE, amount, number};
use readiness::GATES;
pub use readiness::{AddWorkstream, GateArguments, Score, Tick};
pub use record::{Baseline, Record};
pub use review::{Act, Decide, Report, ReviewCommand, settling};
pub(super) use set::SETS;

/// What follows the help of the program.
const EXAMPLES: &str = "Examples:
  steerco demo                             # look around in a made-up portfolio
  steerco new work --title \"AI programme\"  # start your own
  steerco -w work import plan.xlsx --dry-run
  steerco -w work                          # its board
  steerco -w demo record invoice-triage performance 78.1
  steerco -w demo list pilots --stage 1 --json

Without a command the workspace opens on its board. Where there is only one, -w is not needed.
Exit status: 0 done, 1 failure, 2 usage, 3 invalid input, 4 not found, 5 busy, 6 damaged,
7 newer than this program, 8 would overwrite, 10 `check` found something due.

In a crontab, each Thursday and each morning, with a mail where something is due:
  0 16 * * 4   steerco -w work record --from week.csv
  0 7 * * 1-5  steerco -w work check >due || mail -s due me@example.org <due";

/// What follows the help of `signals`.
const SIGNALS: &str = "Examples:
  steerco -w demo signals
  steerco -w demo signals invoice-triage

A watch is worth the owner's time, a signal the committee's. Each says why, by which rule and
where it comes from, what clears it and what is proposed. `steerco framework get` lists the
numbers, `framework set` changes them for the workspace or one metric.

Limits come from the frozen baseline. Without one they come from the first 12 values: of performance
from its first value on, of others from the rollout on; until there are 12, each value is judged by
those before it, and by none below 6. What fires then names their weeks.

How often drift cries wolf, by simulation of 20,000 quiet quarters of 12 weeks: 0.5 to 4 % with
12 baseline weeks, 1 to 5 % with 8. That holds where weeks are independent. Where each follows
the one before (autocorrelation 0.5) it is 8 to 17 %: then take a longer baseline, or wider
limits for that metric.";

/// Steers AI pilots into production: the pilots, their owners and their weekly metrics in one local file.
#[derive(Debug, Parser)]
#[command(name = "steerco", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten, next_help_heading = "Global options")]
    pub global: Global,
    /// The command; none opens the workspace on its board.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The command line without a command, which opens a workspace. Most starts are like that, and need not build some
/// fifty commands with their flags and help. Anything else is left to [`Cli`].
#[derive(Debug, Parser)]
#[command(name = "steerco", disable_help_flag = true)]
struct Opening {
    #[command(flatten)]
    global: Global,
}

impl Cli {
    /// Parses these words, if they name no command and ask for no help.
    #[must_use]
    pub fn opening(words: &[OsString]) -> Option<Self> {
        let Opening { global } = Opening::try_parse_from(words).ok()?;
        Some(Self { global, command: None })
    }
}

/// Flags that stand before or after the command.
#[expect(clippy::doc_markdown, reason = "the comments are the help, which shows no Markdown")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The workspace: a path when it holds a separator or ends in .steerco, else a name [env: STEERCO_WORKSPACE]
    #[arg(long, short = 'w', global = true, value_name = "NAME|PATH")]
    pub workspace: Option<String>,
    /// The day that counts as today: 2026-11-24, "last friday", -1w; of a week (W45) its Sunday [env: STEERCO_TODAY]
    #[arg(long, global = true, value_name = "DATE|WEEK")]
    pub today: Option<String>,
    /// Show what was recorded by the end of that day or week (W45, -1w), or by the closing of the last review (last)
    #[arg(long, global = true, value_name = "DATE|WEEK|last")]
    pub as_of: Option<String>,
    /// Who writes; the journal keeps the name [env: STEERCO_ACTOR]
    #[arg(long, global = true, value_name = "NAME")]
    pub actor: Option<String>,
    /// Write neither to a workspace nor to the settings, and remember nothing; files that are asked for by name (export, backup, report) are still written
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Talk in plain sentences with numbered questions instead of screens [env: ACCESSIBLE=1]
    #[arg(long, global = true)]
    pub plain: bool,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// The theme: night, paper, mono, or one of your own
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    /// No colours
    #[arg(long, global = true)]
    pub no_color: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open a made-up portfolio in a workspace of its own
    #[command(after_help = examples::DEMO)]
    Demo(Demo),
    /// Make an empty workspace
    #[command(after_help = examples::NEW)]
    New {
        /// Where, or its name
        path: String,
        /// What the header calls it
        #[arg(long)]
        title: Option<String>,
        /// Overwrite what is there
        #[arg(long)]
        force: bool,
    },
    /// List the workspaces in the data folder
    #[command(after_help = examples::WORKSPACES)]
    Workspaces,
    /// Import pilots, readings or a whole export
    #[command(after_help = import::IMPORTS)]
    Import(Import),
    /// Write pilots, readings or everything into a file
    #[command(after_help = export::EXPORTS)]
    Export(Export),
    /// List what there is
    #[command(after_help = list::LISTS)]
    List(List),
    /// Find words in everything that was written: notes, decisions, actions, minutes, evidence and the rest
    #[command(after_help = examples::SEARCHES)]
    Search {
        /// The words; case, accents and order do not matter, nor a mistyped letter where no text has the word
        #[arg(required = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
    /// Show one pilot, or one person with all that they answer for
    #[command(after_help = examples::SHOWS)]
    Show {
        /// The code of a pilot, or the beginning of it; the name of a person
        pilot: String,
    },
    /// Add a pilot, person, metric, model version, workstream, process step, training, item (a unit, geography or use case that it expands to) or review
    #[command(subcommand, after_help = examples::ADDS)]
    Add(Box<Add>),
    /// Set a field: of a pilot, person, metric, note, minute, workstream, step, item, gap, waiver, exception, decision, action, review, agenda or workspace
    #[command(after_help = SETS, override_usage = "steerco set [OPTIONS] [NOUN] REF FIELD VALUE")]
    Set {
        /// The noun (pilot when left out), what is meant, the field and its value
        #[arg(required = true, num_args = 3..=9, allow_hyphen_values = true, value_names = ["REF", "FIELD", "VALUE"])]
        words: Vec<String>,
    },
    /// Archive a pilot, person, metric or note; undo or unarchive brings it back
    #[command(after_help = examples::ARCHIVES)]
    Archive {
        /// A pilot's code, a person, PILOT/METRIC, or an id, as `list notes` has it
        what: String,
    },
    /// Bring something back from the archive
    #[command(after_help = examples::UNARCHIVES)]
    Unarchive {
        /// A pilot's code, a person, PILOT/METRIC, or an id
        what: String,
    },
    /// Write a note on a pilot
    #[command(after_help = examples::NOTES)]
    Note {
        /// The pilot
        pilot: String,
        /// Markdown; - is stdin
        text: String,
        /// On which day; today when left out
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Report how a pilot stands
    #[command(after_help = STATUSES)]
    Status {
        /// The pilot
        pilot: String,
        /// R the committee must decide, A the owner acts, G nobody needs to; or in a word: red, "at risk", green
        status: String,
        /// One sentence
        #[arg(long)]
        because: String,
    },
    /// Set how many users a pilot aims at
    #[command(after_help = examples::TARGETS)]
    Target {
        /// The pilot
        pilot: String,
        /// How many
        #[arg(value_parser = amount::<u32>(PEOPLE))]
        users: u32,
        /// From this week on; when left out, from the last week that has ended, or for a pilot without one from the week in which it began
        #[arg(long, value_name = "WEEK")]
        from: Option<String>,
    },
    /// Appoint the executive owner
    #[command(after_help = OWNERS)]
    Owner {
        /// The pilot
        pilot: String,
        /// E-mail, name or id
        who: String,
        /// Why
        #[arg(long)]
        why: String,
        /// accountability|authority|committee=yes|no
        #[arg(long, value_name = "POWER=ANSWER")]
        power: Vec<String>,
    },
    /// Hand over everything that a person answers for to somebody else
    #[command(after_help = examples::HANDS_OVER)]
    HandOver {
        /// From whom
        from: String,
        /// To whom
        to: String,
        /// Why
        #[arg(long)]
        why: String,
    },
    /// Set the state of a checklist item
    #[command(after_help = readiness::TICKS)]
    Tick(Tick),
    /// Enter a reading
    #[command(after_help = record::READINGS)]
    Record(Record),
    /// Freeze the first baseline of a metric
    #[command(after_help = examples::BASELINES)]
    Baseline(Baseline),
    /// Record a decision with what it changes and what brings it back
    #[command(after_help = review::DECISIONS)]
    Decide(Box<Decide>),
    /// Note who does what by when, or what came of it: act ID done|drop
    #[command(after_help = review::ACTIONS)]
    Act(Act),
    /// Prepare a review of the committee, run it, close it
    #[command(subcommand, after_help = review::REVIEWS)]
    Review(ReviewCommand),
    /// Write a report into a folder: month, pack, minutes, or one pilot
    #[command(after_help = review::REPORTS)]
    Report(Report),
    /// Score a dimension of the gap assessment
    #[command(after_help = readiness::SCORES)]
    Score(Score),
    /// Close a workstream against its exit test, or tick one of its items
    #[command(after_help = examples::WORKSTREAMS)]
    Workstream {
        /// Its id, or the beginning of it
        id: String,
        /// done closes it; tick marks an item as done, or as open again
        #[arg(value_parser = ["done", "tick"])]
        what: String,
        /// Which item, counted from 1
        #[arg(required_if_eq("what", "tick"), value_parser = number::<usize>(COUNT))]
        item: Option<usize>,
        /// What shows that the exit test is met
        #[arg(long, value_name = "T", required_if_eq("what", "done"))]
        evidence: Option<String>,
        /// The new score of its dimension
        #[arg(long, value_name = "0-4", required_if_eq("what", "done"))]
        rescore: Option<String>,
        /// Who gave it: somebody other than the owner
        #[arg(long, value_name = "WHO", required_if_eq("what", "done"))]
        by: Option<String>,
    },
    /// Print the playbook or handoff of a pilot, or write it
    #[command(after_help = DOCUMENT)]
    Document {
        /// The pilot
        pilot: String,
        /// playbook or handoff
        kind: String,
        /// Print a template: everything that is known already, and what has to be filled in
        #[arg(long, conflicts_with = "from")]
        template: bool,
        /// Write it from a Markdown file; - is stdin
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// Record why people do not use it
    #[command(after_help = examples::DIAGNOSES)]
    Diagnose {
        /// The pilot
        pilot: String,
        /// redesign-incomplete, protocol-unclear, targets-add-pressure
        cause: String,
        /// What was seen
        #[arg(long, default_value = "")]
        note: String,
        /// On which day; today when left out
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Show what a gate makes of a pilot, book it, or record its verdict
    #[command(after_help = GATES)]
    Gate(GateArguments),
    /// Raise an exception
    #[command(after_help = RAISES)]
    Raise {
        /// The pilot
        pilot: String,
        /// What was wrong; - is stdin
        text: String,
        /// low, medium, high
        #[arg(long, default_value = "medium")]
        severity: String,
        /// Who sees to it
        #[arg(long, value_name = "WHO")]
        owner: Option<String>,
        /// When, as 2026-11-18, yesterday or "2026-11-18 10:30"; now when left out
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    /// Put an exception before a named person, which starts the clock
    #[command(after_help = examples::ESCALATES)]
    Escalate {
        /// Its id, or the beginning of it
        id: String,
        /// Before whom
        #[arg(long, value_name = "WHO")]
        to: String,
        /// When; now when left out
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    /// Say that the person took the exception
    #[command(after_help = examples::ACKNOWLEDGES)]
    Acknowledge {
        /// Its id, or the beginning of it
        id: String,
        /// When; now when left out
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    /// Mark the exception as resolved
    #[command(after_help = examples::RESOLVES)]
    Resolve {
        /// Its id, or the beginning of it
        id: String,
        /// How
        #[arg(long)]
        note: Option<String>,
        /// When; now when left out
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    /// Close an exception that is resolved
    #[command(after_help = examples::CLOSES)]
    Close {
        /// Its id, or the beginning of it
        id: String,
        /// When; now when left out
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    /// Say what fires, and why
    #[command(after_help = SIGNALS)]
    Signals {
        /// Of one pilot
        pilot: Option<String>,
    },
    /// The same for cron: status 10 while a signal is open, a decision came back, or something is past its day
    #[command(after_help = CHECKS)]
    Check,
    /// Read the framework, and change it for this workspace
    #[command(subcommand, after_help = FRAMEWORKS)]
    Framework(Framework),
    /// Take the newest change back
    #[command(after_help = examples::UNDOES)]
    Undo {
        /// Somebody else's, or a large one, too
        #[arg(long)]
        yes: bool,
    },
    /// Do again what was taken back last
    #[command(after_help = examples::REDOES)]
    Redo,
    /// Take one entry of the journal back
    #[command(after_help = examples::REVERTS)]
    Revert {
        /// Its number or id
        entry: String,
        /// Somebody else's, or a large one, too
        #[arg(long)]
        yes: bool,
    },
    /// Show the journal, newest first
    #[command(after_help = examples::LOGS)]
    Log {
        /// Of one pilot
        #[arg(long)]
        pilot: Option<String>,
        /// How many entries
        #[arg(long, default_value_t = 50, value_parser = number::<usize>(COUNT))]
        limit: usize,
    },
    /// Copy the workspace
    #[command(after_help = examples::BACKUPS)]
    Backup {
        /// Where; - is stdout
        file: PathBuf,
        /// Overwrite what is there
        #[arg(long)]
        force: bool,
    },
    /// Restore the workspace from a copy; what was there is backed up first
    #[command(after_help = examples::RESTORES)]
    Restore {
        /// The copy, or an archive; - is stdin
        file: PathBuf,
        /// Even if it is a copy of another workspace, or that cannot be told
        #[arg(long)]
        force: bool,
    },
    /// Remove a finished workspace from this computer, with its backups and drafts
    #[command(after_help = FORGETS)]
    Forget(Forget),
    /// Examine the workspace
    #[command(after_help = examples::DOCTORS)]
    Doctor,
    /// List every key
    #[command(after_help = examples::KEYS)]
    Keys {
        /// Check keys.toml; status 3 where something in it has to be fixed
        #[arg(long)]
        check: bool,
    },
    /// List the themes
    #[command(after_help = examples::THEMES)]
    Themes,
    /// Show where files are kept
    #[command(after_help = examples::PATHS)]
    Paths,
    /// Print the completions of a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or that of a command, as `man add pilot`
    #[command(after_help = examples::MANUALS)]
    Man {
        /// The command
        command: Vec<String>,
        /// Write the pages of all commands into a folder, a file each, as `man FOLDER/steerco.1` reads them
        #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
        all: Option<PathBuf>,
    },
    /// Print this help, or that of a command, as `help add pilot`
    #[command(after_help = examples::HELPS)]
    Help {
        /// The command
        command: Vec<String>,
    },
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// How many generated pilots, instead of the twelve hand-made ones
    #[arg(long, value_parser = number::<u32>(COUNT))]
    pub pilots: Option<u32>,
    /// How many weeks
    #[arg(long, value_parser = number::<u32>(COUNT))]
    pub weeks: Option<u32>,
    /// The same seed makes the same portfolio
    #[arg(long, value_parser = number::<u64>(COUNT))]
    pub seed: Option<u64>,
    /// Make it here
    #[arg(long, value_name = "PATH")]
    pub into: Option<String>,
    /// Overwrite what is there
    #[arg(long)]
    pub force: bool,
}

/// How a workspace is to be removed.
#[derive(Debug, Args)]
pub struct Forget {
    /// The archive of it as it is now, which `export FILE.zip` wrote
    #[arg(long, value_name = "FILE", conflicts_with = "without_archive")]
    pub archive: Option<PathBuf>,
    /// Also where nothing of it is kept
    #[arg(long)]
    pub without_archive: bool,
    /// It is meant
    #[arg(long)]
    pub yes: bool,
}

const DOCUMENT: &str = "Examples:
  steerco -w demo document service-chat playbook --template >playbook.md
  steerco -w demo document service-chat playbook --from playbook.md
  steerco -w demo document service-chat playbook";

const STATUSES: &str = "Examples:
  steerco -w demo status invoice-triage A --because \"Accuracy falls\"
  steerco -w demo status claims-intake green --because \"On plan\"";

const FORGETS: &str = "Nothing is removed while a window has it open.
A window with --read-only is not noticed: leave it first.

Examples:
  steerco -w demo export demo.zip
  steerco -w demo forget --archive demo.zip --yes";

const OWNERS: &str = "Examples:
  steerco -w demo owner demand-forecast \"Pilar Navarro\" --why \"Runs plants\"
  steerco -w demo owner demand-forecast \"Pilar Navarro\" --why \"Runs plants\" \\
      --power authority=yes --power committee=yes";

const CHECKS: &str = "Examples:
  steerco -w demo check; echo $?         # 10: something is due; 0: nothing is";

const RAISES: &str = "Examples:
  steerco -w demo raise invoice-triage \"Booked twice\" --severity high
  steerco -w demo list exceptions        # with the ID of each";

/// Is that a command of this program, and about one workspace?
pub(super) fn has_workspace(word: &str) -> bool {
    const APART: &[&str] = &["new", "demo", "workspaces", "keys", "themes", "paths", "completions", "man", "help"];
    !APART.contains(&word) && Cli::command().get_subcommands().any(|command| command.get_name() == word)
}
