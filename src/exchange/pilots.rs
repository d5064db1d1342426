//! Owns the rows of a table of pilots: by a mapping each becomes fields with texts in canonical form.

mod apart;
mod exact;
mod fields;
mod mapped;
mod row;
mod taken;
mod told;
mod words;

pub(super) use mapped::BETWEEN;
pub use mapped::{FINDINGS, Mapped};
pub use told::{Loose, Unread, Word, days_told, told as unread_told, understood};

use std::collections::HashMap;

use self::apart::Apart;
use self::row::Mapping;
use super::profile::{Columns, Profile};
use super::table::{Row, Table};
use super::{Reject, hash};
use crate::domain::Invalid;
use crate::domain::incoming::Correction;
use crate::domain::shown::collapsed;

/// What the rows of a table say.
#[derive(Debug)]
pub struct Understood {
    /// Those of pilots, as fields.
    pub rows: Vec<Mapped>,
    /// Those of which some fields cannot be understood, with the others: it is known which pilot they mean.
    pub wrong: Vec<Mapped>,
    /// What cannot be understood, with its row and the reason.
    pub rejected: Vec<Reject>,
    /// The rows that tell the sums of others.
    pub sums: Vec<u64>,
    /// The cells that do not say what their column feeds.
    pub unread: Vec<Unread>,
    /// What words of stages and statuses were taken to mean.
    pub words: Vec<Word>,
    /// Which days are no dates, a sentence a column and way to read them; then which rows are remarks on the table or
    /// titles, and no pilots.
    pub told: Vec<String>,
    /// What tells the table from others of the same pilots.
    pub tracker: String,
}

/// The rows of a table that are read as pilots.
#[must_use]
pub fn rows<'t>(table: &'t Table, profile: &Profile) -> Vec<&'t Row> {
    Apart::of(table, profile).pilots
}

/// The rows as fields.
pub fn map(table: &Table, profile: &Profile) -> Result<Understood, Invalid> {
    let mut names = profile.fields.get("name").into_iter().flat_map(Columns::names);
    if !profile.goes_by_code(table) && !names.any(|name| table.column(name).is_some()) {
        table.required(profile.fields.get("name").and_then(|columns| columns.names().next()).unwrap_or("name"))?;
    }
    if profile.taken_over {
        for column in profile.columns() {
            table.required(column)?;
        }
    }
    let (mut mapped, mut wrong) = (Vec::with_capacity(table.rows.len()), Vec::new());
    let mut rejected = table.rejected.clone();
    let Apart { pilots, sums, told } = Apart::of(table, profile);
    for row in pilots {
        let (pilot, refused) = Mapping::of(row, table, profile).map();
        let is_of_somebody = refused.iter().all(|reason| !matches!(reason.field, Some("name" | "code")));
        if refused.is_empty() {
            mapped.push(pilot);
        } else if is_of_somebody {
            wrong.push(pilot);
        }
        rejected.extend(refused.into_iter().map(|reason| Reject { row: row.line, reason }));
    }
    let unread = mapped.iter_mut().flat_map(|row| std::mem::take(&mut row.unread)).collect();
    let words = mapped.iter_mut().flat_map(|row| std::mem::take(&mut row.words)).collect();
    let loose = mapped.iter().flat_map(|row| row.loose.iter().map(move |said| (row.row, said)));
    let told = [days_told(loose), told].concat();
    Ok(Understood { unread, words, told, rows: mapped, wrong, rejected, sums, tracker: tracker(table, profile) })
}

/// Notes what the file itself says in rows of which somebody corrected cells: that is what is remembered of it, so that
/// it says nothing anew when it comes again as it is.
pub fn note_original(
    rows: &mut [Mapped],
    table: &Table,
    profile: &Profile,
    corrections: &[Correction],
) -> Result<(), Invalid> {
    if corrections.is_empty() {
        return Ok(());
    }
    let Understood { rows: original, wrong, .. } = map(&table.clone().as_written(corrections), profile)?;
    let mut said: HashMap<u64, Mapped> = original.into_iter().chain(wrong).map(|row| (row.row, row)).collect();
    for row in rows {
        let fields = said.remove(&row.row).map(|original| original.fields).unwrap_or_default();
        row.original = fields.into_iter().filter(|(field, text)| row.fields.get(field) != Some(text)).collect();
    }
    Ok(())
}

/// The columns of a tracker that feed a field, in whatever order: what tells it from other trackers of the same pilots.
/// Those that feed none may be called after the week. A register is told by its mapping.
fn tracker(table: &Table, profile: &Profile) -> String {
    if profile.taken_over { String::new() } else { tracker_of(&profile.fed_by(table)) }
}

/// The same of columns with the fields that they feed.
#[must_use]
pub fn tracker_of(fed: &[(String, Option<String>)]) -> String {
    let named = |(column, field): &(String, Option<String>)| {
        Some(format!("{}\t{}", field.as_ref()?, collapsed(column).to_lowercase()))
    };
    let mut columns: Vec<String> = fed.iter().filter_map(named).collect();
    columns.sort();
    hash(&columns.join("\n"))
}

#[cfg(test)]
mod tests;
