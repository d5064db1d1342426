//! Owns the arguments about weekly measurements: readings, and the baselines that they are compared with.

use std::path::PathBuf;

use clap::Args;

use super::numbers::amount;

/// What follows the help of `record`.
pub(super) const READINGS: &str = "Examples:
  steerco -w demo record invoice-triage performance 78.1
  steerco -w demo record invoice-triage adoption 45/60 --week 2026-W47
  steerco -w demo record invoice-triage impact - --note \"sensor down\"
  steerco -w demo record --from readings.xlsx
  steerco -w demo record --from of-one-week.csv --week 2026-W46

A table has the columns pilot, metric, week, value and perhaps note, or one column a metric.
A table that names no week is for the last that has ended, or for --week.";

/// Arguments of `record`.
#[derive(Debug, Args)]
pub struct Record {
    /// The pilot
    #[arg(required_unless_present = "from")]
    pub pilot: Option<String>,
    /// The metric: its family or its name
    #[arg(required_unless_present = "from")]
    pub metric: Option<String>,
    /// A number, 45/60 or 45%, yes, or - with --note when it was not measured
    #[arg(required_unless_present = "from")]
    pub value: Option<String>,
    /// The week (W47, -1w), also for a table that names none; the last that has ended when left out
    #[arg(long)]
    pub week: Option<String>,
    /// A note; a corrected value keeps its note, and "" removes it
    #[arg(long)]
    pub note: Option<String>,
    /// How many cases it comes from; a corrected value keeps that number
    #[arg(long, value_parser = amount::<u32>("a whole number of cases, as 60"))]
    pub sample: Option<u32>,
    /// Take a table of readings in: csv, tsv or xlsx, - is stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["pilot", "metric", "value", "note", "sample"])]
    pub from: Option<PathBuf>,
    /// Of a table, take the good rows although others are rejected
    #[arg(long, requires = "from")]
    pub partial: bool,
    /// Of a table, only say what would happen
    #[arg(long, requires = "from")]
    pub dry_run: bool,
    /// The sheet of an xlsx file; needed where several hold something
    #[arg(long, value_name = "NAME", requires = "from")]
    pub sheet: Option<String>,
}

/// Arguments of `baseline`.
#[derive(Debug, Args)]
pub struct Baseline {
    /// The pilot
    pub pilot: String,
    /// The metric: its family or its name
    pub metric: String,
    /// From the readings of these weeks
    #[arg(long, value_name = "W..W", required_unless_present = "value", conflicts_with = "value")]
    pub weeks: Option<String>,
    /// A stated value
    #[arg(long, value_name = "N")]
    pub value: Option<String>,
    /// Its mean moving range: how much the value changes from week to week
    #[arg(long, value_name = "N", requires = "value")]
    pub spread: Option<String>,
    /// Who froze it
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
}
