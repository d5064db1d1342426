//! Owns the way from an older format to this program's: forward only, after a verified copy, in one transaction, so
//! that a process that dies on the way leaves the file as it was.
//!
//! Writers are kept out, the copy is made, the triggers are dropped, the steps are taken, the triggers are made anew.
//! The step to format 4 turns moves from before gates existed into take-overs; the source of such a pilot does not move
//! it again, as its first visit is another one.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::backup::copy_to;
use super::error::{AtPath, Result};
use super::open::{Access, Store, configure};
use super::schema;

/// Brings a workspace that was opened to read to this program's format. The copy at `keep`, which must not exist, holds
/// it as it was. If another process did this meanwhile, nothing is done and no copy made.
///
/// # Errors
/// If copying or writing fails; the file is then as it was.
pub fn migrate(before: &Store, keep: &Path) -> Result<()> {
    let path = before.path();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).at_path(path)?;
    configure(&connection, Access::Write).at_path(path)?;
    // If dropped before its end, the transaction rolls back. It keeps other writers out while the copy is made.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).at_path(path)?;
    before.check_identity()?;
    if schema::version(&transaction).at_path(path)? >= schema::VERSION {
        return Ok(());
    }
    copy_to(before, keep, false)?;
    schema::migrate(&transaction).at_path(path)?;
    transaction.commit().at_path(path)
}
