//! Owns a row as fields of a pilot.

use std::collections::BTreeMap;

use super::told::{Loose, Unread, Word};
use crate::domain::{Day, Stage};
use crate::exchange::profile::Finding;

/// Stands between the parts of a key.
pub(in crate::exchange) const BETWEEN: &str = "\u{1f}";

/// Stands among the fields for what the row says about readiness, so that an import sees that it changed.
pub const FINDINGS: &str = "findings";

/// A row as fields of a pilot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The number of the row.
    pub row: u64,
    /// The group within which it is matched.
    pub key: String,
    /// Fields of [`PILOTS`](crate::exchange::fields::PILOTS) with canonical texts: dates as ISO, tags joined by line
    /// breaks. A field whose column is not in the file is absent.
    pub fields: BTreeMap<&'static str, String>,
    /// What the file itself says in fields of which somebody corrected a cell.
    pub original: BTreeMap<&'static str, String>,
    /// Is the stage a guess?
    pub assumed: bool,
    /// Does the row say a stage at all?
    pub says_stage: bool,
    /// Does a word in place of the status say that the pilot goes on? One that nobody knows says nothing of it; none
    /// where none stands there.
    pub under_way: Option<bool>,
    /// What it says about readiness.
    pub findings: Vec<Finding>,
    /// Cells that do not say what their column feeds.
    pub(super) unread: Vec<Unread>,
    /// Cells that name their day otherwise than by a date.
    pub(super) loose: Vec<Loose>,
    /// What words of its stage and status were taken to mean.
    pub(super) words: Vec<Word>,
}

impl Mapped {
    /// A field's text, empty where the file does not have it.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// A field as a date.
    #[must_use]
    pub fn day(&self, field: &str) -> Option<Day> {
        self.text(field).parse().ok()
    }

    /// The stage; 1 where the file says none.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.text("stage").parse().ok().and_then(|number| Stage::from_number(number).ok()).unwrap_or(Stage::One)
    }

    /// Its tags.
    #[must_use]
    pub fn tags(&self) -> Vec<String> {
        self.text("tags").split('\n').filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
    }
}
