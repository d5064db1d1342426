//! Owns what is left of a pasted table after everything possible was imported. To correct it there and import it again
//! makes nothing twice.

use std::collections::BTreeSet;

use super::laid_out;
use super::options::Options;
use crate::domain::incoming::{Correction, Incoming, Pasted};
use crate::exchange::table::without;
use crate::exchange::{Reject, Table};

/// A table that was pasted without the rows that are taken, and what was said of the others; none where it is a file,
/// or nothing is left. A second table, of which nothing is read, stays.
pub(super) fn left(
    incoming: &Incoming,
    table: &Table,
    options: &Options,
    rejected: &[Reject],
) -> Option<Box<Incoming>> {
    let pasted = incoming.pasted.as_deref()?;
    if rejected.is_empty() && table.second.is_none() {
        return None;
    }
    let wrong: BTreeSet<u64> = rejected.iter().map(|reject| reject.row).collect();
    let taken: BTreeSet<u64> = table.rows.iter().map(|row| row.line).filter(|row| !wrong.contains(row)).collect();
    let (text, separator) = laid_out(&incoming.path, pasted.text.clone(), options);
    let text = without(&text, separator, &taken);
    let is_left = |one: &&Correction| !taken.contains(&one.cell.row);
    let corrections = incoming.corrections.iter().filter(is_left).cloned().collect();
    let pasted = Some(Box::new(Pasted { text, ..pasted.clone() }));
    Some(Box::new(Incoming { pasted, corrections, seal: None, ..incoming.clone() }))
}
