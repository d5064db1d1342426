//! Reads one row: each of its cells goes into a field, into the note, or is told.

use std::collections::BTreeMap;

use super::told::{Missing, Unread};
use super::{BETWEEN, FINDINGS, Mapped, exact, is_foreign, taken};
use crate::domain::pilot::check_code;
use crate::domain::shown::collapsed;
use crate::domain::{Day, Invalid};
use crate::exchange::profile::{Columns, FIELDS, Finding, FindingRule, Profile};
use crate::exchange::table::{Row, Table, is_same};
use crate::exchange::workbook;

/// Names longer than this are cut; the whole name is then kept in the note.
const NAME_LENGTH: usize = 200;

/// Puts addresses that have columns of their own beside the names of whom they are of, where none stands there.
fn addresses(fields: &mut BTreeMap<&'static str, String>) {
    for (field, address) in [("owner", "owner_email"), ("lead", "lead_email")] {
        let Some(address) = fields.remove(address).filter(|address| !address.is_empty()) else { continue };
        let name = fields.entry(field).or_default();
        if name.is_empty() {
            *name = address;
        } else if !name.contains('@') {
            *name = format!("{name} <{address}>");
        }
    }
}

/// A row that is being read.
pub(super) struct Mapping<'a> {
    pub table: &'a Table,
    pub profile: &'a Profile,
    pub row: &'a Row,
    /// Columns whose text went into a field.
    pub used: Vec<bool>,
    /// Does the row say in place of a status that the pilot goes on?
    pub under_way: bool,
    /// What does not say what its column feeds.
    pub unread: Vec<Unread>,
    /// Days and weeks of which the year is not said.
    pub yearless: Vec<(String, String, Day)>,
}

impl<'a> Mapping<'a> {
    /// A row of which nothing was read yet.
    pub fn of(row: &'a Row, table: &'a Table, profile: &'a Profile) -> Self {
        let used = vec![false; table.header.len()];
        Self { table, profile, row, used, under_way: false, unread: Vec::new(), yearless: Vec::new() }
    }

    /// What it says.
    pub fn map(mut self) -> Result<Mapped, Invalid> {
        let (mut fields, mut remarks) = (BTreeMap::new(), Vec::new());
        let (mut assumed, mut says_stage) = (false, false);
        for field in FIELDS {
            let Some(columns) = self.profile.fields.get(*field) else {
                continue;
            };
            if !columns.names().any(|name| self.table.column(name).is_some()) {
                continue;
            }
            let text = match *field {
                "name" => self.name(columns, &mut remarks)?,
                field if exact::is_exact(field) => match self.exact(field, columns)? {
                    Some(text) => text,
                    None => continue,
                },
                "tags" => self.tags(columns),
                "stage" => {
                    let (stage, lifecycle, guess) = self.stage(columns)?;
                    (assumed, says_stage) = (guess, self.says(columns));
                    if let Some(lifecycle) = lifecycle {
                        fields.insert("lifecycle", lifecycle);
                        // A word such as “on hold” says nothing of the stage.
                        if stage.is_empty() {
                            continue;
                        }
                    }
                    stage
                }
                "reported" => {
                    let (status, lifecycle) = self.reported(columns);
                    if let Some(lifecycle) = lifecycle {
                        fields.entry("lifecycle").or_insert(lifecycle);
                    }
                    status
                }
                // People write them in capitals.
                "code" => {
                    let code = self.text(columns);
                    Some(code.to_lowercase()).filter(|code| check_code(code).is_ok()).unwrap_or(code)
                }
                _ => self.profile.meaning(field, self.text(columns)),
            };
            fields.insert(*field, text);
        }
        addresses(&mut fields);
        self.refuse_unsolved()?;
        taken::check(&fields)?;
        let rest = if self.profile.rest_as_note { self.rest(remarks) } else { String::new() };
        if !rest.is_empty() {
            let note = fields.entry("note").or_default();
            let gap = if note.is_empty() { "" } else { "\n\n" };
            note.extend([gap, &rest]);
        }
        let findings = self.findings();
        if !findings.is_empty() {
            let told = findings.iter().map(|found| format!("{}\t{}\t{}", found.dimension, found.gap, found.text));
            fields.insert(FINDINGS, told.collect::<Vec<_>>().join("\n"));
        }
        let (row, key) = (self.row.line, self.key(&fields));
        let Self { under_way, unread, yearless, .. } = self;
        Ok(Mapped { row, key, fields, assumed, says_stage, under_way, findings, unread, yearless })
    }

    /// Refuses a row of which a field would be an error, or what stands for a formula without a result. In a note they
    /// are text.
    fn refuse_unsolved(&self) -> Result<(), Invalid> {
        let cells = self.table.header.iter().zip(&self.row.cells).zip(&self.used);
        for ((name, cell), _) in cells.filter(|(_, used)| **used) {
            workbook::refuse_unsolved(name, cell).map_err(|error| match self.fed_by(name) {
                Some(field) => error.at(field),
                None => error,
            })?;
        }
        Ok(())
    }

    /// The field that a column feeds.
    fn fed_by(&self, column: &str) -> Option<&'static str> {
        let feeds = |columns: &Columns| columns.names().any(|known| is_same(known, column));
        let is_fed = |field: &&'static str| self.profile.fields.get(*field).is_some_and(feeds);
        FIELDS.iter().copied().find(is_fed)
    }

    /// What the row says about readiness. The cells stay in the note too, where they have all their words.
    fn findings(&self) -> Vec<Finding> {
        let rules = self.profile.findings.iter();
        let read = |rule: &FindingRule| rule.read(self.row.cells.get(self.table.column(&rule.column)?)?);
        rules.filter_map(read).collect()
    }

    /// The cell of a column, taken into a field; nothing where it holds a word that means nothing.
    pub fn take(&mut self, column: &str) -> Option<String> {
        if let Some(used) = self.table.column(column).and_then(|place| self.used.get_mut(place)) {
            *used = true;
        }
        self.read(column)
    }

    /// The same, as long as nobody knows whether the field takes it.
    pub fn read(&self, column: &str) -> Option<String> {
        let cell = self.row.cells.get(self.table.column(column)?)?;
        (!self.profile.is_empty_word(cell)).then(|| cell.trim().replace("\r\n", "\n"))
    }

    pub fn text(&mut self, columns: &Columns) -> String {
        match columns {
            Columns::One(name) => self.take(name).unwrap_or_default(),
            Columns::Several { columns, join: Some(join) } => columns
                .iter()
                .filter_map(|name| self.take(name))
                .map(|cell| collapsed(&cell))
                .collect::<Vec<_>>()
                .join(join),
            Columns::Several { columns, join: None } => {
                columns.iter().find_map(|name| self.take(name)).unwrap_or_default()
            }
        }
    }

    fn name(&mut self, columns: &Columns, remarks: &mut Vec<String>) -> Result<String, Invalid> {
        let name = collapsed(&self.text(columns));
        if name.is_empty() {
            return Err(Invalid::new("the name is empty").hint("every row needs a name").at("name"));
        }
        if name.chars().count() <= NAME_LENGTH {
            return Ok(name);
        }
        remarks.push(format!("**Full name**\n{name}"));
        let cut: String = name.chars().take(NAME_LENGTH - 1).collect();
        Ok(format!("{}…", cut.trim_end()))
    }

    /// Does one of the columns say anything?
    fn says(&self, columns: &Columns) -> bool {
        let cell = |name| self.table.column(name).and_then(|place| self.row.cells.get(place));
        columns.names().filter_map(cell).any(|cell| !cell.trim().is_empty())
    }

    fn tags(&mut self, columns: &Columns) -> String {
        let cells: Vec<String> = columns.names().filter_map(|name| self.take(name)).collect();
        let joined = cells.join("\n");
        // A list that a table of ours holds is separated by semicolons; a topic of a register is one tag, commas and all.
        let is_between = |c: char| matches!(c, ';' | '\n') || c == ',' && self.profile.commas_part_tags;
        let tags = crate::domain::pilot::tidy_tags(joined.split(is_between));
        tags.join("\n")
    }

    /// Leaves the cell of a column to the note, as what is missing in it is what the column feeds.
    pub fn leave(&mut self, column: &str, missing: Missing) {
        let unread = self.unread(column, missing).filter(|_| self.profile.rest_as_note);
        self.unread.extend(unread);
    }

    /// The cell of a column in which that is missing; none where another field took it, of which it is a word.
    pub fn unread(&self, column: &str, missing: Missing) -> Option<Unread> {
        let place = self.table.column(column).filter(|at| self.used.get(*at) == Some(&false))?;
        let (column, cell) = (self.table.header.get(place)?.clone(), collapsed(self.row.cells.get(place)?));
        Some(Unread { row: self.row.line, place, column, cell, missing, is_noted: self.profile.rest_as_note })
    }

    /// Everything that fed no field and says something, as Markdown.
    fn rest(&self, mut remarks: Vec<String>) -> String {
        for ((column, cell), used) in self.table.header.iter().zip(&self.row.cells).zip(&self.used) {
            if !used && !self.profile.is_empty_word(cell) && is_foreign(self.profile, column) {
                remarks.push(format!("**{column}**\n{}", cell.trim().replace("\r\n", "\n")));
            }
        }
        remarks.join("\n\n")
    }

    fn key(&self, fields: &BTreeMap<&'static str, String>) -> String {
        if !self.profile.taken_over {
            let text = |field| fields.get(field).filter(|text: &&String| !text.is_empty());
            return text("code").or_else(|| text("name")).cloned().unwrap_or_default();
        }
        let cell = |name: &String| self.table.column(name).and_then(|place| self.row.cells.get(place));
        let parts: Vec<String> = self
            .profile
            .matched_by
            .iter()
            .map(|name| cell(name).map_or_else(String::new, |cell| collapsed(cell)))
            .collect();
        parts.join(BETWEEN)
    }
}
