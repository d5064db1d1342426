//! Owns a sheet that came back, next to the export it was made from: the files beside this one read its cells.

use std::collections::HashMap;

use serde_json::Value;

use super::sheets::Register;
use crate::cli::ground::session::Session;
use crate::domain::incoming::{DateOrder, Keep};
use crate::exchange::Table;
use crate::store::Store;

/// A sheet beside what it was written from.
pub(super) struct Compared<'a> {
    pub register: &'static Register,
    pub table: &'a Table,
    pub session: &'a Session,
    pub store: &'a Store,
    pub bases: &'a Bases,
}

/// A metric that was given another name since the workbook was written, or is given one by the workbook itself.
pub(super) struct Renamed {
    /// The code of its pilot, as it is now.
    pub pilot: String,
    pub then: String,
    pub now: String,
}

/// What the workbook was written from.
pub(super) struct Bases {
    /// The rows of each sheet, by what tells them from others.
    pub rows: HashMap<&'static str, HashMap<String, Value>>,
    /// The present codes of pilots whose code has changed. Rows are identified by the codes of the export, not today's.
    pub moved: HashMap<String, String>,
    /// The metrics that were given another name since.
    pub metrics: Vec<Renamed>,
    /// The metrics to which the workbook itself gives another name.
    pub given: Vec<Renamed>,
    /// Names that the workbook itself changes, and the new names of those people and pilots.
    pub renamed: HashMap<String, String>,
    /// Which value holds where a cell was changed both here and in the workbook; none rejects it.
    pub keep: Option<Keep>,
    /// Which comes first in dates such as 3/4/2026, where that is said, or told by another one.
    pub order: Option<DateOrder>,
}

impl Bases {
    /// The workbook's name for a pilot's metric that has another name `now`.
    pub fn metric_then(&self, pilot: &str, now: &str) -> Option<&str> {
        self.metrics.iter().find(|metric| metric.pilot == pilot && metric.now == now).map(|metric| metric.then.as_str())
    }

    /// The present name of a pilot's metric that the workbook knows as `then`.
    pub fn metric_now(&self, pilot: &str, then: &str) -> Option<&str> {
        let is_it = |metric: &&Renamed| metric.pilot == pilot && metric.then.eq_ignore_ascii_case(then);
        self.metrics.iter().find(is_it).map(|metric| metric.now.as_str())
    }

    /// The present name of a metric to which the workbook itself gives that name.
    pub fn metric_given(&self, pilot: &str, name: &str) -> Option<&str> {
        let is_it = |metric: &&Renamed| metric.pilot == pilot && metric.now.eq_ignore_ascii_case(name);
        self.given.iter().find(is_it).map(|metric| metric.then.as_str())
    }
}
