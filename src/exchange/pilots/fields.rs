//! Reads a row as fields of a pilot. Each cell goes into a field or into the note, or is told.

use std::collections::BTreeMap;

use super::exact::ADDRESSES;
use super::mapped::{BETWEEN, FINDINGS, Mapped};
use super::row::Mapping;
use super::{exact, taken};
use crate::domain::Invalid;
use crate::domain::pilot::{NAME_LENGTH, check_code};
use crate::domain::shown::collapsed;
use crate::exchange::feeds::follows;
use crate::exchange::fields::PILOTS;
use crate::exchange::profile::{Columns, Finding, FindingRule};
use crate::exchange::table::{is_same, refuse_unsolved};

/// Puts addresses that have columns of their own beside the names of whom they are of, where none stands there.
fn addresses(fields: &mut Fields) {
    for (address, whose) in ADDRESSES {
        let Some(address) = fields.remove(address).filter(|address| !address.is_empty()) else { continue };
        let name = fields.entry(whose).or_default();
        if name.is_empty() {
            *name = address;
        } else if !name.contains('@') {
            *name = format!("{name} <{address}>");
        }
    }
}

/// The canonical texts of fields.
type Fields = BTreeMap<&'static str, String>;

impl Mapping<'_> {
    /// What it says, and all that is refused of it, so that the row can be mended at once. Of a field that is refused
    /// nothing is known.
    pub fn map(mut self) -> (Mapped, Vec<Invalid>) {
        let mut fields = Fields::new();
        for &field in PILOTS {
            let Some(columns) = self.profile.fields.get(field) else {
                continue;
            };
            if !columns.names().any(|name| self.table.column(name).is_some()) {
                continue;
            }
            match self.field(field, columns, &mut fields) {
                Ok(Some(text)) => drop(fields.insert(field, text)),
                Ok(None) => {}
                Err(reason) => self.refuse(Invalid { field: reason.field.or(Some(field)), ..reason }),
            }
        }
        addresses(&mut fields);
        self.tell_nobody(&fields);
        for reason in [self.unsolved(), taken::check(&fields)].concat() {
            self.refuse(reason);
        }
        fields.retain(|field, _| self.wrong.iter().all(|reason| reason.field != Some(*field)));
        self.add_rest(&mut fields);
        let findings = self.findings();
        if !findings.is_empty() {
            let told = findings.iter().map(|found| format!("{}\t{}\t{}", found.dimension, found.gap, found.text));
            fields.insert(FINDINGS, told.collect::<Vec<_>>().join("\n"));
        }
        let (row, key) = (self.row.line, self.key(&fields));
        let Self { assumed, says_stage, under_way, unread, loose, words, wrong, .. } = self;
        let original = Fields::new();
        (Mapped { row, key, fields, original, assumed, says_stage, under_way, findings, unread, loose, words }, wrong)
    }

    /// The canonical text of a field; none where nothing is known of it.
    fn field(
        &mut self,
        field: &'static str,
        columns: &Columns,
        fields: &mut Fields,
    ) -> Result<Option<String>, Invalid> {
        Ok(Some(match field {
            "name" => self.name(columns)?,
            field if exact::is_exact(field) => return self.exact(field, columns, fields),
            "tags" => self.tags(columns),
            "stage" => {
                let (stage, lifecycle, guess) = self.stage(columns)?;
                (self.assumed, self.says_stage) = (guess, self.says(columns));
                if let Some(lifecycle) = lifecycle {
                    fields.insert("lifecycle", lifecycle);
                    // A word such as “on hold” says nothing of the stage.
                    if stage.is_empty() {
                        return Ok(None);
                    }
                }
                stage
            }
            "reported" => {
                let (status, lifecycle) = self.reported(columns, fields.get("lifecycle").map(String::as_str));
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
        }))
    }

    /// Tells the words that name nobody where somebody is named, and nothing else of the row does.
    fn tell_nobody(&mut self, fields: &Fields) {
        let (profile, table) = (self.profile, self.table);
        let open = ["owner", "lead"].into_iter().filter(|field| fields.get(field).is_none_or(String::is_empty));
        for place in open.filter_map(|field| profile.fields.get(field)).flat_map(|columns| columns.places(table)) {
            let cell = self.row.text(place);
            // A dash is an empty cell.
            if profile.is_empty_word(cell) && cell.contains(|c: char| c.is_alphanumeric() || c == '?') {
                self.understand(place, "nobody, as an empty cell is".to_owned());
            }
        }
    }

    /// Refuses something of the row, of each field once.
    fn refuse(&mut self, reason: Invalid) {
        let is_told = |known: &Invalid| known.field.is_some() && known.field == reason.field;
        if !self.wrong.iter().any(is_told) {
            self.wrong.push(reason);
        }
    }

    /// The fields that would be an error, or what stands for a formula without a result. In a note they are text.
    fn unsolved(&self) -> Vec<Invalid> {
        let cells = self.table.header.iter().zip(&self.row.cells).zip(&self.used).filter(|(_, used)| **used);
        let refused = |((name, cell), _): ((&String, &String), &bool)| {
            let error = refuse_unsolved(name, cell).err()?;
            Some(match self.fed_by(name) {
                Some(field) => error.at(field),
                None => error,
            })
        };
        cells.filter_map(refused).collect()
    }

    /// Adds what fed no field to the note, where that is wanted.
    fn add_rest(&mut self, fields: &mut Fields) {
        let remarks = std::mem::take(&mut self.remarks);
        let rest = if self.profile.rest_as_note { self.rest(remarks) } else { String::new() };
        if !rest.is_empty() {
            let note = fields.entry("note").or_default();
            let gap = if note.is_empty() { "" } else { "\n\n" };
            note.extend([gap, &rest]);
        }
    }

    /// The field that a column feeds.
    fn fed_by(&self, column: &str) -> Option<&'static str> {
        let feeds = |columns: &Columns| columns.names().any(|known| is_same(known, column));
        let is_fed = |field: &&'static str| self.profile.fields.get(*field).is_some_and(feeds);
        PILOTS.iter().copied().find(is_fed)
    }

    /// What the row says about readiness. The cells stay in the note too, where they have all their words.
    fn findings(&self) -> Vec<Finding> {
        let rules = self.profile.findings.iter();
        let read = |rule: &FindingRule| rule.read(self.row.cells.get(self.table.column(&rule.column)?)?);
        rules.filter_map(read).collect()
    }

    /// A name that is too long is cut; the whole one is then kept in the note.
    fn name(&mut self, columns: &Columns) -> Result<String, Invalid> {
        let name = collapsed(&self.text(columns));
        if name.is_empty() {
            return Err(Invalid::new("the name is empty").hint("every row needs a name").at("name"));
        }
        if name.chars().count() <= NAME_LENGTH {
            return Ok(name);
        }
        self.remarks.push(format!("**Full name**\n{name}"));
        let cut: String = name.chars().take(NAME_LENGTH - 1).collect();
        Ok(format!("{}…", cut.trim_end()))
    }

    /// Does one of the columns say anything?
    fn says(&self, columns: &Columns) -> bool {
        columns.places(self.table).into_iter().any(|at| !self.row.text(at).is_empty())
    }

    fn tags(&mut self, columns: &Columns) -> String {
        let cells: Vec<String> = columns.names().filter_map(|name| self.take(name)).collect();
        let joined = cells.join("\n");
        // A list that a table of ours holds is separated by semicolons; a topic of a register is one tag, commas and
        // all.
        let is_between = |c: char| matches!(c, ';' | '\n') || c == ',' && self.profile.commas_part_tags;
        let tags = crate::domain::pilot::tidy_tags(joined.split(is_between));
        tags.join("\n")
    }

    /// Everything that fed no field and says something, as Markdown.
    fn rest(&self, mut remarks: Vec<String>) -> String {
        for ((column, cell), used) in self.table.header.iter().zip(&self.row.cells).zip(&self.used) {
            let is_meant = !follows(self.profile, column) && !self.profile.skips(column);
            if !used && is_meant && !self.profile.is_empty_word(cell) {
                remarks.push(format!("**{column}**\n{}", cell.trim().replace("\r\n", "\n")));
            }
        }
        remarks.join("\n\n")
    }

    fn key(&self, fields: &Fields) -> String {
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
