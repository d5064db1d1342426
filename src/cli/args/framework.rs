//! Owns the arguments of `framework`.

use std::path::PathBuf;

use clap::Subcommand;

/// What follows the help of `framework`.
pub(super) const FRAMEWORKS: &str = "Examples:
  steerco -w demo framework get stage.1      # all that begins so
  steerco -w demo framework set stage.1.weeks 10
  steerco -w demo framework export ours.toml # for another workspace
  steerco -w demo framework import ours.toml";

/// What follows the help of `framework set`.
const FRAMEWORK: &str = "Examples:
  steerco -w demo framework set dimension.data.pass 2
  steerco -w demo framework set stage.1.weeks 10
  steerco -w demo framework set checklist.s2.mes.title MES  # an item of stage 2
  steerco -w demo framework set checklist.s2.mes.group \"integration matrix\"
  steerco -w demo framework set checklist.s2.crm.asked no   # leaves it out
  steerco -w demo framework set owner.persons \"The Board\"  # a name that may own
  steerco -w demo framework set warning.drift.margin-points 4 \\
      --pilot invoice-triage --metric performance";

/// What can be asked of the framework.
#[derive(Debug, Subcommand)]
pub enum Framework {
    /// Show what can be set, with the framework's own value where this workspace differs
    Get {
        /// One of them, or the beginning of several: dimension.data.pass, checklist.s2.erp, warning.drift
        key: Option<String>,
    },
    /// Set a value for this workspace, or a number of a rule for one metric; without a value, go back to the framework's own
    #[command(after_help = FRAMEWORK)]
    Set {
        /// As dimension.data.pass or warning.drift.margin-points
        key: String,
        /// The value; several texts are separated by ;
        value: Option<String>,
        /// Only for a metric of this pilot
        #[arg(long, requires = "metric")]
        pilot: Option<String>,
        /// Which metric: its family or its name
        #[arg(long, requires = "pilot")]
        metric: Option<String>,
    },
    /// Write what differs from the framework to a file, as TOML
    Export {
        /// A .toml file; - is stdout
        file: PathBuf,
        /// Overwrite it
        #[arg(long)]
        force: bool,
    },
    /// Set everything that such a file says, as one change
    Import {
        /// A .toml file; - is stdin
        file: PathBuf,
        /// Set what is valid, and say what is not
        #[arg(long)]
        partial: bool,
    },
}
