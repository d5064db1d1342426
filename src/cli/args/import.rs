//! Owns the arguments of `import`.

use std::path::PathBuf;

use clap::Args;

/// What follows the help of `import`.
pub(super) const IMPORTS: &str = "Examples:
  steerco -w demo import plan.xlsx --dry-run  # what it would change
  steerco -w demo import plan.xlsx
  steerco -w demo import tickets.csv --pilot invoice-triage
  steerco -w demo export all.xlsx
  steerco -w demo import all.xlsx           # the cells that were changed in it";

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// csv, tsv, xlsx or json, of pilots, people, readings, notes, tickets or, with --map, actions; - is stdin
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// A mapping: a built-in name (tracker, people, actions, readings, exceptions …), one that you keep, or a .toml file
    #[arg(long, value_name = "NAME|FILE.toml")]
    pub map: Option<String>,
    /// The field that a column feeds, such as "Budget (k€)=spend change", for readings the metric ("Accuracy
    /// %=performance"), or nothing; may be given for several columns
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = fed)]
    pub feeds: Vec<(String, String)>,
    /// The pilot that tickets are about, where their rows do not say
    #[arg(long, value_name = "PILOT")]
    pub pilot: Option<String>,
    /// Which comes first in dates such as 3/4/2026; where none is named, another one such as 25/4/2026 tells (25.4.2026 does not)
    #[arg(long, value_name = "ORDER")]
    pub dates: Option<DateOrder>,
    /// Which value holds where a field was edited here and in the file; without it such a field is rejected. A csv whose columns are
    /// those of `steerco list` does not know what was edited here, and sets what it says
    #[arg(long, value_name = "WHICH")]
    pub keep: Option<Keep>,
    /// The sheet of an xlsx file; needed where several hold something
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Only say what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// Take the good rows although others are rejected
    #[arg(long)]
    pub partial: bool,
}

/// A column, and what it feeds.
fn fed(text: &str) -> Result<(String, String), String> {
    let (column, field) = text.rsplit_once('=').ok_or("write COLUMN=FIELD, such as \"Budget (k€)=spend change\"")?;
    Ok((column.trim().to_owned(), field.trim().to_owned()))
}

/// Which comes first in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[expect(missing_docs, reason = "an order is its word")]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// Which of two values holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Keep {
    /// The value here
    Here,
    /// What the file says
    File,
}
