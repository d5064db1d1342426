//! Owns what a workbook that came back changes: its cells, the changes they become, and what cannot be taken.

use std::collections::HashSet;

use super::handed;
use super::sheets::{REGISTERS, is_said};
use super::spot::{Placed, Spot, reason};
use crate::cli::ground::failure::{Failure, Result};
use crate::cli::ground::session::Session;
use crate::cli::set;
use crate::domain::incoming::Edit;
use crate::domain::words::count;
use crate::domain::{Change, Invalid, Stamp};
use crate::exchange::Reject;
use crate::store::{Error, Store};

/// What a workbook that came back changes.
#[derive(Debug, Default)]
pub(in crate::cli) struct Plan {
    /// Every changed cell.
    pub edits: Vec<Edit>,
    /// What they come to, each with its place.
    pub(super) changes: Vec<Placed>,
    /// Cells and rows that cannot be taken, with their sheet.
    pub rejected: Vec<(&'static str, Reject)>,
    /// The places of rows that are new.
    pub(super) added: HashSet<String>,
    /// Cells that keep their value here, with the value in the sheet.
    pub kept: Vec<Edit>,
    /// Rows that were written and are not there any more; they stay.
    pub gone: usize,
    /// Sheets and columns of which nothing is taken.
    pub remarks: Vec<String>,
    /// Readings far from those before them.
    pub far: Vec<String>,
}

impl Plan {
    /// The change, unless another row says otherwise of the same: gaps have the owner and the day of their workstream.
    pub(super) fn agreed(&self, change: Change) -> Result<Change> {
        let Some((Spot { sheet, row, .. }, _)) = self.changes.iter().find(|(_, known)| set::contradict(known, &change))
        else {
            return Ok(change);
        };
        let what = format!("row {row} of {sheet} says otherwise of the same workstream");
        Err(Failure::new(3, what).hint("its gaps have one owner and one day: write the same into both rows"))
    }

    /// Tells of a row of a sheet that it cannot be taken, or a cell of it.
    pub(super) fn reject(&mut self, sheet: &'static str, row: u64, reason: Invalid) {
        self.rejected.push((sheet, Reject { row, reason }));
    }

    /// Tells of rows of a sheet that the workbook had when it was written, and has no more.
    pub(super) fn miss(&mut self, sheet: &str, rows: usize) {
        self.gone += rows;
        if rows > 0 {
            let told = count(rows, "row is", "rows are");
            self.remarks.push(format!("{sheet}: {told} not in the workbook any more; nothing is deleted by that."));
        }
    }

    /// All of it as one change.
    pub fn change(&self, name: &str) -> Change {
        let changes = self.changes.iter().map(|(.., change)| change.clone()).collect();
        Change::Several { what: Some(self.sentence(name, false)), changes }
    }

    /// Tries the plan. If it is refused, every change that is refused by itself is left out; then the rest is tried
    /// again, as it may have depended on one of those.
    pub(super) fn try_out(&mut self, store: &mut Store, session: &Session) -> Result<()> {
        let stamp = session.stamp();
        loop {
            self.changes = handed::in_order(store.read(), std::mem::take(&mut self.changes))?;
            if store.rehearse(&self.change(""), &stamp).is_ok() {
                return Ok(());
            }
            let before = self.changes.len();
            store.taken_back(|store| self.try_each(store, &stamp))??;
            self.forget_untold();
            if self.changes.len() == before {
                return Ok(());
            }
        }
    }

    /// Performs the changes one after another, as a later one may name what an earlier one adds; leaves out those that
    /// are refused.
    fn try_each(&mut self, store: &mut Store, stamp: &Stamp) -> Result<()> {
        for (spot, change) in std::mem::take(&mut self.changes) {
            match store.import(&change, stamp) {
                Ok(_) => self.changes.push((spot, change)),
                Err(error @ (Error::Invalid(_) | Error::NotFound { .. } | Error::Conflict(_))) => {
                    self.refuse(spot, error.into());
                }
                Err(other) => return Err(other.into()),
            }
        }
        Ok(())
    }

    /// Leaves out what the workspace refuses: for an existing row the cell, with a state all that goes with it; for any
    /// other row everything.
    fn refuse(&mut self, spot: Spot, failure: Failure) {
        let Spot { sheet, row, field } = spot;
        let named = || REGISTERS.iter().find(|one| one.sheet == sheet)?.column(failure.field.as_deref());
        let wrong = field.or_else(named);
        self.reject(sheet, row, reason(failure, wrong));
        let goes = |edit: &Edit| {
            let is_state = |column: &str| is_said(sheet, column);
            field.is_none_or(|field| edit.field == field || is_state(field) && is_state(&edit.field))
        };
        let place = spot.place();
        self.edits.retain(|edit| edit.place != place || !goes(edit));
    }

    /// Removes changes that are no longer reported, because they are refused or belong to one that is.
    fn forget_untold(&mut self) {
        let told = |edit: &Edit| (edit.place.clone(), edit.field.clone());
        let cells: HashSet<(String, String)> = self.edits.iter().map(told).collect();
        let rows: HashSet<&str> = self.edits.iter().map(|edit| edit.place.as_str()).collect();
        self.changes.retain(|(spot, _)| match spot.field {
            Some(field) => cells.contains(&(spot.place(), field.to_owned())),
            None => rows.contains(spot.place().as_str()),
        });
    }

    /// What cannot be taken, each with its sheet.
    pub fn rejects(&self) -> Vec<Reject> {
        self.rejected.iter().map(|(sheet, reject)| reject.in_sheet(sheet)).collect()
    }

    /// Of how many rows something is not taken, and of how many of those something else is.
    pub fn rejected_rows(&self) -> (usize, usize) {
        let rows: HashSet<_> = self.rejected.iter().map(|(sheet, reject)| (*sheet, reject.row)).collect();
        let told: HashSet<&str> = self.edits.iter().map(|edit| edit.place.as_str()).collect();
        let partly = rows.iter().filter(|(sheet, row)| told.contains(format!("{sheet} {row}").as_str()));
        (rows.len(), partly.count())
    }

    /// How many cells of rows that were there changed, and how many rows were added.
    pub fn amounts(&self) -> (usize, usize) {
        let cells = self.edits.iter().filter(|edit| !self.added.contains(&edit.place)).count();
        let places: HashSet<&str> = self.edits.iter().map(|edit| edit.place.as_str()).collect();
        (cells, places.into_iter().filter(|place| self.added.contains(*place)).count())
    }

    /// How many cells changed and rows were added, or would be.
    pub fn sentence(&self, name: &str, would: bool) -> String {
        let would = if would { "would be " } else { "" };
        match self.amounts() {
            (0, 0) if !self.rejected.is_empty() => {
                format!("{name}: {} not taken.", count(self.rejected.len(), "change was", "changes were"))
            }
            (0, 0) => format!("{name}: no cell was changed."),
            (cells, 0) => format!("{name}: {} {would}changed.", count(cells, "cell", "cells")),
            (0, rows) => format!("{name}: {} {would}added.", count(rows, "row", "rows")),
            (cells, rows) => {
                format!(
                    "{name}: {} {would}changed, {} {would}added.",
                    count(cells, "cell", "cells"),
                    count(rows, "row", "rows")
                )
            }
        }
    }
}
