//! Owns the arguments of `export`.

use std::path::PathBuf;

use clap::Args;

use super::list::Noun;

/// What follows the help of `export`.
pub(super) const EXPORTS: &str = "Examples:
  steerco -w demo export all.xlsx        # every register, a sheet each
  steerco -w demo export actions.md --what actions
  steerco -w demo export days.ics
  steerco -w demo export shown.json --anonymous
  steerco -w demo export demo.zip        # the whole workspace as one file";

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The file; its ending says the format (.json, .csv, .xlsx, .md, .html, .ics), .zip archives the whole workspace, - is stdout
    pub file: PathBuf,
    /// What: pilots, people, metrics, readings, gaps, exceptions, decisions, notes, signals …; without it .json has everything, .csv the pilots, .xlsx every register, .md and .html the month, .ics all days
    #[arg(long)]
    pub what: Option<Noun>,
    /// The format of what goes to stdout; without it JSON
    #[arg(long = "as", value_name = "FORMAT", value_parser = ["json", "csv", "md", "html", "ics"])]
    pub told: Option<String>,
    /// With the journal
    #[arg(long)]
    pub with_journal: bool,
    /// Without names: codes in their place, notes and every other text left out (.json)
    #[arg(long)]
    pub anonymous: bool,
    /// Overwrite what is there
    #[arg(long)]
    pub force: bool,
}
