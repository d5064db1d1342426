//! Owns the plan of an import, and its parts.

use crate::domain::change::Source;
use crate::domain::incoming::{Edit, Keep};
use crate::domain::{Change, NoteId, Pilot};
use crate::exchange::Reject;
use crate::exchange::profile::Profile;

/// A pilot that is in the workspace already.
#[derive(Debug, Clone)]
pub struct Known {
    /// The pilot.
    pub pilot: Pilot,
    /// What it is for.
    pub summary: String,
    /// Its notes that are not archived, newest first.
    pub notes: Vec<(NoteId, String)>,
    /// What earlier imports with this mapping read.
    pub source: Option<Source>,
}

/// The table that speaks.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    /// How it is read.
    pub profile: &'a Profile,
    /// What tells it from other trackers of the same pilots; empty of a register.
    pub tracker: &'a str,
    /// What stands where a field was edited at both ends; none refuses it.
    pub keep: Option<Keep>,
}

/// What an import is going to do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The changes.
    pub changes: Vec<Change>,
    /// The row of each of them; nought of people, whom several rows may name.
    pub rows: Vec<u64>,
    /// Pilots that are added.
    pub created: u32,
    /// Pilots of which something changes.
    pub changed: u32,
    /// Pilots of which a field is refused, and the others are not.
    pub partly: u32,
    /// Pilots that stay as they are.
    pub unchanged: u32,
    /// Pilots that an earlier import made and that the file does not have any more.
    pub gone: u32,
    /// Codes of pilots under way that this tracker named before, and does not any more.
    pub missing: Vec<String>,
    /// Fields that were edited here and stay so, with what the file says.
    pub kept: Vec<Edit>,
    /// Fields that stand here, of which the file has an empty cell and does not say whether it was empty before.
    pub silent: Vec<String>,
    /// Rows that give a reason of a status that nobody reports.
    pub groundless: Vec<u64>,
    /// Fields of which the file says what it said last time, and of which another one said something else since.
    pub overtaken: usize,
    /// Pilots that another tracker paused or ended, and that go on as this one says, each with how it stands.
    pub halted: Vec<String>,
    /// Codes of pilots that are archived here and of which the file changes something.
    pub archived: Vec<String>,
    /// Rows and fields that are not taken.
    pub rejected: Vec<Reject>,
}
