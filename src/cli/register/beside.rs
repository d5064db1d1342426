//! Owns a sheet that came back, beside what it was written from: the files beside this one read its cells.

use std::collections::HashMap;

use serde_json::Value;

use super::sheets::Register;
use crate::cli::ground::session::Session;
use crate::domain::incoming::Keep;
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

/// What the workbook was written from.
pub(super) struct Bases {
    /// The rows of each sheet, by what tells them from others.
    pub rows: HashMap<&'static str, HashMap<String, Value>>,
    /// Codes of pilots that are called otherwise since, and how they are called now. Rows that are known by a code are
    /// not those of today.
    pub moved: HashMap<String, String>,
    /// Names that the workbook itself changes, and what it calls those people and pilots.
    pub renamed: HashMap<String, String>,
    /// What stands where a cell was changed here and in the workbook; none refuses it.
    pub keep: Option<Keep>,
}
