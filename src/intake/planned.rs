//! Owns what a table comes to before it is written: changes, each with its row, and what is told of them. Rows that
//! only the workspace refuses are found by trying, and left out like those that the plan refuses.

use std::collections::{BTreeMap, HashSet};

use super::report::Report;
use crate::domain::change::{ActionChange, ExceptionChange, NoteChange, PersonChange, PilotChange};
use crate::domain::{Change, Invalid, Stamp};
use crate::exchange::Reject;
use crate::store::{Result, Store};

/// What a row comes to, nothing where all of it is there already; or all that is wrong with it.
pub(super) type Made = std::result::Result<Vec<Change>, Vec<Invalid>>;

/// What a table comes to.
#[derive(Default)]
pub(super) struct Planned {
    pub changes: Vec<Change>,
    /// The row of each of them; nought of what several rows need.
    pub rows: Vec<u64>,
    pub report: Report,
}

impl Planned {
    /// Takes what a row comes to.
    pub fn take(&mut self, row: u64, made: Made) {
        let report = &mut self.report;
        match made {
            Ok(made) => {
                let counted = if made.iter().any(adds) {
                    &mut report.created
                } else if made.is_empty() {
                    &mut report.unchanged
                } else {
                    &mut report.changed
                };
                *counted += 1;
                self.changes.extend(made);
            }
            Err(wrong) => report.rejected.extend(wrong.into_iter().map(|reason| Reject { row, reason })),
        }
        self.rows.resize(self.changes.len(), row);
    }

    /// Tries the changes, and leaves the rows out that are refused; then the others, as they may have rested on those.
    /// Where what several rows need is refused, nothing can be taken.
    pub fn try_out(&mut self, store: &mut Store, stamp: &Stamp) -> Result<()> {
        loop {
            let refused = store.refused(&self.changes, stamp)?;
            if refused.is_empty() {
                return Ok(());
            }
            let mut places = HashSet::new();
            let mut reasons: BTreeMap<u64, Vec<Invalid>> = BTreeMap::new();
            for (place, reason) in refused {
                match self.rows.get(place) {
                    None | Some(0) => return Err(reason.into()),
                    Some(row) => {
                        places.insert(place);
                        let told = reasons.entry(*row).or_default();
                        // What is wrong in no other field most often follows from what was told.
                        let is_another = told.iter().all(|known| known.field != reason.field);
                        if told.is_empty() || reason.field.is_some() && is_another {
                            told.push(reason);
                        }
                    }
                }
            }
            self.leave_out(&places, reasons);
        }
    }

    /// Leaves rows out that are refused; of readings no more than what is, as each is one of its own.
    fn leave_out(&mut self, places: &HashSet<usize>, reasons: BTreeMap<u64, Vec<Invalid>>) {
        let of_readings = self.report.kind == "readings";
        let mut gone: BTreeMap<u64, Vec<Change>> = BTreeMap::new();
        let placed = std::mem::take(&mut self.rows).into_iter().zip(std::mem::take(&mut self.changes));
        for (place, (row, change)) in placed.enumerate() {
            let is_refused = if of_readings { places.contains(&place) } else { reasons.contains_key(&row) };
            if is_refused {
                gone.entry(row).or_default().push(change);
            } else {
                self.rows.push(row);
                self.changes.push(change);
            }
        }
        let report = &mut self.report;
        let partly: HashSet<u64> = report.rejected.iter().map(|reject| reject.row).collect();
        for (row, changes) in &gone {
            count_out(report, changes, partly.contains(row));
        }
        let each = |(row, reasons): (u64, Vec<Invalid>)| reasons.into_iter().map(move |reason| Reject { row, reason });
        report.rejected.extend(reasons.into_iter().flat_map(each));
        report.rejected.sort_by_key(|reject| reject.row);
    }
}

/// Counts a row no more among those that are taken.
fn count_out(report: &mut Report, changes: &[Change], was_partly: bool) {
    if report.kind == "readings" {
        let readings = u32::try_from(changes.len()).unwrap_or(u32::MAX);
        report.changed = report.changed.saturating_sub(readings);
        return;
    }
    let is_new = changes.iter().any(adds);
    let is_settled = changes.iter().any(|change| matches!(change, Change::Exception(ExceptionChange::Advance { .. })));
    let counted = if is_new { &mut report.created } else { &mut report.changed };
    *counted = counted.saturating_sub(1);
    report.settled = report.settled.saturating_sub(u32::from(is_new && is_settled));
    report.partly = report.partly.saturating_sub(u32::from(was_partly));
}

/// Does a change add a pilot, a person, an exception, an action or a note?
const fn adds(change: &Change) -> bool {
    matches!(
        change,
        Change::Pilot(PilotChange::Add(_))
            | Change::Person(PersonChange::Add(_))
            | Change::Exception(ExceptionChange::Raise { .. })
            | Change::Action(ActionChange::Add { .. })
            | Change::Note(NoteChange::Bring { .. })
    )
}
