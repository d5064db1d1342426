//! Owns mappings for pilots: which columns of somebody else's table feed which fields.
//!
//! When somebody lets a column feed another field, the chosen mapping stays; it is kept as its own text with other
//! columns. A column that a mapping neither reads nor keeps in the note (`rest_as_note`) is told, unless it stands
//! under `skip`. The order of day and month is given, or told by a date that can be read in one way only, but never
//! guessed (`Profile::order_told`).

mod days;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use toml_edit::{Array, DocumentMut, InlineTable, Item, TomlError, value};

use super::fields::{self, NOTHING};
use super::table::{Table, is_same};
use crate::domain::incoming::{DateOrder, RowsOf, expect_mapping_name};
use crate::domain::money::Unit;
use crate::domain::seek::line_at;
use crate::domain::shown::collapsed;
use crate::domain::{Day, Dimension, Invalid, Lifecycle, Stage};

/// The mappings that are compiled in; the first one that fits a file is used when none is named.
const BUILTIN: &[(&str, &str)] = &[
    ("us-federal-2024", include_str!("../../assets/profiles/us-federal-2024.toml")),
    ("steerco", include_str!("../../assets/profiles/steerco.toml")),
    ("tracker", include_str!("../../assets/profiles/tracker.toml")),
];

/// Those of tickets, by their names.
pub(super) const TICKETS: &[(&str, &str)] = &[
    ("jira", include_str!("../../assets/profiles/jira.toml")),
    ("exceptions", include_str!("../../assets/profiles/exceptions.toml")),
];

/// Those of lists, by their names.
pub(super) const LISTS: &[(&str, &str)] = &[
    ("people", include_str!("../../assets/profiles/people.toml")),
    ("actions", include_str!("../../assets/profiles/actions.toml")),
    ("notes", include_str!("../../assets/profiles/notes.toml")),
    ("readings", include_str!("../../assets/profiles/readings.toml")),
];

/// A mapping of columns to fields.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a line of the file")]
pub struct Profile {
    /// Its name; what an import with it remembers is kept under it.
    pub name: String,
    /// The source, in words: the reason of every take-over.
    pub source: String,
    /// The encoding; found by itself when none is named.
    pub encoding: Option<String>,
    /// Does every record begin in the middle: is every pilot taken over?
    #[serde(default)]
    pub taken_over: bool,
    /// Words that mean nothing, in any case.
    #[serde(default)]
    pub empty: Vec<String>,
    /// Formats of dates, in the signs of `strftime`. A format without a day means the first of the month.
    #[serde(default)]
    pub dates: Vec<String>,
    /// Was a bare year turned into a day of 1905 by a spreadsheet? Then it is turned back.
    #[serde(default)]
    pub years_as_serials: bool,
    /// Columns within which rows are matched with earlier imports: the key, where it is unique.
    #[serde(rename = "match")]
    pub matched_by: Vec<String>,
    /// A field that tells rows of one group apart when their content changed.
    pub then_by: Option<String>,
    /// Are the columns that feed no field kept as a note?
    #[serde(default)]
    pub rest_as_note: bool,
    /// Columns that are left out: neither read, nor kept as a note, nor told.
    #[serde(default)]
    pub skip: Vec<String>,
    /// Is it remembered what a table said, so that what was edited here since is not overwritten? Not of tables that
    /// were taken out of a workspace: what they say is newer than what is remembered.
    #[serde(default = "yes")]
    pub remembers: bool,
    /// Does an empty cell say nothing, rather than that what is known is to go?
    #[serde(default)]
    pub empty_says_nothing: bool,
    /// Does a comma part one tag from the next, as a semicolon does?
    #[serde(default)]
    pub commas_part_tags: bool,
    /// Columns of addresses that do not say whose they are.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// Fields and the columns that feed them.
    pub fields: BTreeMap<String, Columns>,
    /// What words mean, in any case, by the field that they stand in.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// What the words of the stage column mean.
    #[serde(default)]
    pub stages: Vec<StageRule>,
    /// Columns that say something about readiness.
    #[serde(default)]
    pub findings: Vec<FindingRule>,
    /// The day from which weeks count of which the year is not said; none leaves them to the note.
    #[serde(skip)]
    pub today: Option<Day>,
    /// The day on which the table was written, from which `next week` counts; none where nobody knows it.
    #[serde(skip)]
    pub written: Option<Day>,
}

const fn yes() -> bool {
    true
}

/// A column that says something about the readiness of a pilot: evidence, or a gap, and never a score.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingRule {
    /// The column.
    pub column: String,
    /// The dimension that it is about.
    pub dimension: Dimension,
    /// What the evidence is called.
    pub says: String,
    /// Cells that begin so are evidence.
    #[serde(default)]
    pub affirms: Vec<String>,
    /// Cells that begin so are a gap. All others are nothing.
    #[serde(default)]
    pub denies: Vec<String>,
}

/// What a cell says about readiness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The dimension.
    pub dimension: Dimension,
    /// Is something missing, rather than shown?
    pub gap: bool,
    /// What.
    pub text: String,
}

impl FindingRule {
    /// What a cell says, if anything.
    #[must_use]
    pub fn read(&self, cell: &str) -> Option<Finding> {
        let cell = collapsed(cell);
        let begins = |words: &[String]| words.iter().any(|word| begins_with(&cell, word));
        let gap = begins(&self.denies);
        if !gap && !begins(&self.affirms) {
            return None;
        }
        // What follows a colon explains the answer, at a length that no list bears.
        let answer: String = cell.split(':').next().unwrap_or_default().chars().take(160).collect();
        Some(Finding { dimension: self.dimension, gap, text: format!("{}: {answer}", self.says) })
    }
}

/// Does the text begin with the word, and not with a longer one: `No` does not begin `Not applicable`?
fn begins_with(text: &str, word: &str) -> bool {
    let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word));
    head.is_some() && !text[word.len()..].starts_with(char::is_alphanumeric)
}

/// The columns that feed a field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Columns {
    /// One column.
    One(String),
    /// Several.
    Several {
        /// Their names.
        columns: Vec<String>,
        /// What stands between them; without it, the first that says something is taken.
        join: Option<String>,
    },
}

/// What a word of the stage column means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageRule {
    /// The words, spaces collapsed.
    pub words: Vec<String>,
    /// The stage.
    pub stage: Option<Stage>,
    /// The lifecycle.
    pub lifecycle: Option<Lifecycle>,
    /// Where the stage must be guessed: the first column with a date decides; then stage 1.
    #[serde(default)]
    pub by_date: Vec<DatedStage>,
}

/// A stage that a date in a column speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedStage {
    /// The column.
    pub column: String,
    /// The stage.
    pub stage: Stage,
}

/// The fields of a pilot that are days.
pub const DATES: &[&str] = &["started", "entered", "partner_ends", "rollout"];

/// Those that are money.
pub const MONEY: &[&str] = &["spend_change", "spend_technology"];

impl Profile {
    /// The names of the mappings that are compiled in, those of tickets and lists among them.
    pub fn known() -> impl Iterator<Item = &'static str> {
        BUILTIN.iter().chain(TICKETS).chain(LISTS).map(|(name, _)| *name)
    }

    /// A mapping of pilots that is compiled in.
    ///
    /// # Errors
    /// Where there is none of that name.
    pub fn builtin(name: &str) -> Result<Self, Invalid> {
        Self::parse(Self::text(name)?)
    }

    /// The text of a mapping that is compiled in, of whichever rows.
    ///
    /// # Errors
    /// Where there is none of that name.
    pub fn text(name: &str) -> Result<&'static str, Invalid> {
        let mut all = BUILTIN.iter().chain(TICKETS).chain(LISTS);
        all.find(|(known, _)| *known == name).map(|(_, text)| *text).ok_or_else(|| {
            let known: Vec<&str> = Self::known().collect();
            Invalid::new(format!("there is no mapping “{name}”"))
                .hint(format!("use one of: {}, or the path of a .toml file", known.join(", ")))
        })
    }

    fn compiled_in() -> &'static [Self] {
        static READ: LazyLock<Vec<Profile>> =
            LazyLock::new(|| BUILTIN.iter().filter_map(|(_, text)| Profile::parse(text).ok()).collect());
        &READ
    }

    /// The columns that it reads, by their names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.fields.values().flat_map(Columns::names)
    }

    /// The mapping among the compiled-in ones that fits a table: one for records that are taken over where all its
    /// columns are there, else the one that knows most of the columns, the name among them, or the code and what is
    /// said of it.
    #[must_use]
    pub fn fitting(table: &Table) -> Option<Self> {
        let has = |column: &str| table.column(column).is_some();
        let whole = |profile: &&Self| profile.taken_over && profile.columns().all(has);
        if let Some(taken_over) = Self::compiled_in().iter().find(whole) {
            return Some(taken_over.clone());
        }
        let fed =
            |profile: &Self, field: &str| profile.fields.get(field).is_some_and(|columns| columns.names().any(has));
        let told = |profile: &Self| profile.fields.keys().filter(|field| fed(profile, field)).count();
        Self::nearest(table).filter(|profile| fed(profile, "name") || fed(profile, "code") && told(profile) > 1)
    }

    /// Does every row of a table tell which pilot it means by its code, without the name?
    #[must_use]
    pub fn goes_by_code(&self, table: &Table) -> bool {
        let has = |field: &str| {
            self.fields.get(field).into_iter().flat_map(Columns::names).any(|name| table.column(name).is_some())
        };
        !self.taken_over && has("code") && !has("name")
    }

    /// How many columns of pilots the header of a table names; none where the name is not among them.
    #[must_use]
    pub fn named_columns(table: &Table) -> usize {
        Self::fitting(table).map_or(0, |profile| profile.fed_by(table).iter().filter(|(_, fed)| fed.is_some()).count())
    }

    /// The mapping among the compiled-in ones that knows most columns of a table, be the name among them or not.
    #[must_use]
    pub fn nearest(table: &Table) -> Option<Self> {
        let has = |column: &str| table.column(column).is_some();
        let fed = |profile: &Self| profile.fields.values().filter(|columns| columns.names().any(has)).count();
        let named = |profile: &Self| profile.fields.get("name").is_some_and(|columns| columns.names().any(has));
        // The name tells more than any number of others; of two that know as many, the first counts.
        let plain = Self::compiled_in().iter().rev().filter(|profile| !profile.taken_over);
        plain.max_by_key(|profile| (named(profile), fed(profile))).cloned().map(|profile| profile.for_table(table))
    }

    /// The mapping as it reads that table: a column of money may have its unit in its heading, and an address that does
    /// not say whose it is is the owner's, where that is the only column of somebody, and has none of addresses beside
    /// it.
    #[must_use]
    pub fn for_table(mut self, table: &Table) -> Self {
        for field in MONEY {
            if let Some(columns) = self.fields.get_mut(*field) {
                columns.take_units(table);
            }
        }
        let there = |field: &str| self.fields.get(field).map_or(0, |columns| columns.places(table).len());
        let others: usize = ["owner_email", "lead", "lead_email"].map(there).iter().sum();
        if there("owner") == 1 && others == 0 && !self.addresses.is_empty() {
            let columns = std::mem::take(&mut self.addresses);
            self.fields.insert("owner_email".to_owned(), Columns::Several { columns, join: None });
        }
        self
    }

    /// A mapping with other columns: each feeds a field of a pilot.
    ///
    /// # Errors
    /// Where no column is the name.
    pub fn of_columns(columns: &[(String, String)], base: Self) -> Result<Self, Invalid> {
        let mut fields: BTreeMap<String, Columns> = BTreeMap::new();
        for (column, field) in columns {
            let names = match fields.remove(field) {
                None => Columns::One(column.clone()),
                Some(known) => {
                    let columns = known.names().map(str::to_owned).chain([column.clone()]).collect();
                    Columns::Several { columns, join: (field == "tags").then(|| ";".to_owned()) }
                }
            };
            fields.insert(field.clone(), names);
        }
        if !fields.contains_key("name") && !fields.contains_key("code") {
            return Err(Invalid::new("no column is the name of the pilot").hint("say which one is").at("name"));
        }
        // Whose an address is was said with the columns.
        Ok(Self { fields, addresses: Vec::new(), ..base })
    }

    /// The mapping where columns of a table feed what somebody says of them, and count first there; the others feed
    /// what they did.
    ///
    /// # Errors
    /// Where there is no such column or field, or the mapping says itself which of its columns count.
    pub fn feeding(self, said: &[(String, String)], table: &Table) -> Result<Self, Invalid> {
        if self.taken_over {
            let error = Invalid::new(format!("the mapping “{}” says itself what each column feeds", self.name));
            return Err(error.hint("leave --feeds out, or name another mapping with --map"));
        }
        let mut columns = Vec::new();
        for (column, field) in said {
            let at = table.required(column)?;
            columns.push((at, fields::named(RowsOf::Pilots, field)?));
        }
        for (field, names) in &self.fields {
            for at in names.places(table) {
                if columns.iter().all(|(known, _)| *known != at) {
                    columns.push((at, field.as_str()));
                }
            }
        }
        let named = |(at, field): (usize, &str)| Some((table.header.get(at)?.clone(), field.to_owned()));
        let fed = columns.into_iter().filter(|(_, field)| *field != NOTHING).filter_map(named);
        Self::of_columns(&fed.collect::<Vec<_>>(), self)
    }

    /// The text of a mapping file that reads columns so, and everything else as `base` does, the text of another one.
    ///
    /// # Errors
    /// Where no column is the name, or the mapping cannot be called so.
    pub fn written(
        name: &str,
        columns: &[(String, String)],
        order: Option<DateOrder>,
        base: &str,
    ) -> Result<String, Invalid> {
        let profile = Self::of_columns(columns, Self::parse(base)?)?;
        let mut document = called(name, base)?;
        let mut fields = toml_edit::Table::new();
        for (field, columns) in &profile.fields {
            fields[field] = columns.item();
        }
        // Places in the file go with the tables: the new one takes that of the old one.
        fields.set_position(document.get("fields").and_then(Item::as_table).and_then(toml_edit::Table::position));
        document["fields"] = Item::Table(fields);
        document.remove("addresses");
        if let Some(order) = order {
            document["dates"] = value(profile.ordered(order).dates.iter().collect::<Array>());
        }
        Ok(document.to_string())
    }

    /// The field that each column of a table feeds.
    #[must_use]
    pub fn fed_by(&self, table: &Table) -> Vec<(String, Option<String>)> {
        let mut fed: Vec<(String, Option<String>)> = table.header.iter().map(|column| (column.clone(), None)).collect();
        for (field, columns) in &self.fields {
            for at in columns.places(table) {
                if let Some((_, feeds)) = fed.get_mut(at) {
                    feeds.get_or_insert_with(|| field.clone());
                }
            }
        }
        fed
    }

    /// Is a column left out?
    #[must_use]
    pub fn skips(&self, column: &str) -> bool {
        self.skip.iter().any(|known| is_same(known, column))
    }

    /// Does a column of a record that is taken over say something beside its fields: which one it is, how far it is,
    /// what was found?
    #[must_use]
    pub fn reads_beside(&self, column: &str) -> bool {
        let dated = self.stages.iter().flat_map(|rule| &rule.by_date).map(|dated| &dated.column);
        let found = self.findings.iter().map(|rule| &rule.column);
        let mut read = self.matched_by.iter().chain(dated).chain(found);
        self.taken_over && read.any(|known| is_same(known, column))
    }

    /// What a cell of a field means: another word where the mapping has one for it.
    #[must_use]
    pub fn meaning(&self, field: &str, cell: String) -> String {
        let word = collapsed(&cell).to_lowercase();
        self.words.get(field).and_then(|words| words.get(&word)).cloned().unwrap_or(cell)
    }

    /// Reads a mapping.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let profile: Self = toml::from_str(text).map_err(|error| broken(text, &error))?;
        for field in profile.fields.keys() {
            if !fields::PILOTS.contains(&field.as_str()) {
                return Err(Invalid::new(format!("the mapping feeds “{field}”, which is no field of a pilot"))
                    .hint(fields::told(RowsOf::Pilots)));
            }
        }
        if !profile.findings.is_empty() && !profile.taken_over {
            return Err(Invalid::new("the mapping has findings, and does not say taken_over = true")
                .hint("only then an import remembers what it found"));
        }
        if profile.taken_over && !profile.remembers {
            return Err(Invalid::new("the mapping says taken_over = true, and remembers = false")
                .hint("records that are taken over are known again by what is remembered of them"));
        }
        if !profile.fields.contains_key("name") && !profile.fields.contains_key("code") {
            return Err(Invalid::new("the mapping does not say which column is the name")
                .hint("add `name = \"…\"` under [fields]"));
        }
        Ok(profile)
    }

    /// Is it one of the words that mean nothing?
    #[must_use]
    pub fn is_empty_word(&self, cell: &str) -> bool {
        let cell = cell.trim();
        cell.is_empty() || self.empty.iter().any(|word| word.eq_ignore_ascii_case(cell))
    }

    /// What a word of the stage column means; a number and the title of its stage are that stage: `1 Pilot Validation`,
    /// `Stage 2 (Production Architecture)`.
    #[must_use]
    pub fn stage_rule(&self, word: &str) -> Option<&StageRule> {
        let word = collapsed(word);
        self.stage_called(&word).or_else(|| self.stage_numbered(&word))
    }

    fn stage_called(&self, word: &str) -> Option<&StageRule> {
        self.stages.iter().find(|rule| rule.words.iter().any(|known| is_same(known, word)))
    }

    /// The stage whose title stands behind a number, where both say the same one.
    fn stage_numbered(&self, word: &str) -> Option<&StageRule> {
        let (number, title) = word.split_at(word.find(|c: char| c.is_ascii_digit())? + 1);
        let (number, title) = (bare(number), title.strip_prefix(|c: char| !c.is_alphanumeric())?);
        let plain = || number.parse().ok().and_then(|number| Stage::from_number(number).ok());
        let stage = plain().or_else(|| self.stage_called(number)?.stage)?;
        self.stage_called(bare(title)).filter(|rule| rule.stage == Some(stage))
    }
}

/// A text without the signs around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// What is wrong with a mapping, with its line.
pub(super) fn broken(text: &str, error: &toml::de::Error) -> Invalid {
    let line = error.span().map_or(1, |span| line_at(text, span.start));
    Invalid::new(format!("the mapping, line {line}: {}", error.message().trim()))
        .hint("compare with `steerco import --help`")
}

/// The text of a mapping under another name.
pub(super) fn called(name: &str, base: &str) -> Result<DocumentMut, Invalid> {
    expect_mapping_name(name, Profile::known())?;
    let mut document: DocumentMut =
        base.parse().map_err(|error: TomlError| Invalid::new(error.message().to_owned()))?;
    document["name"] = value(name);
    // What is said above the first line is said of the other one.
    if let Some(mut key) = document.as_table_mut().key_mut("name") {
        key.leaf_decor_mut().set_prefix("");
    }
    Ok(document)
}

impl Columns {
    /// Those of that name, without anything between their cells.
    pub(super) fn several(columns: Vec<String>) -> Self {
        Self::Several { columns, join: None }
    }

    /// The same in the text of a mapping.
    pub(super) fn item(&self) -> Item {
        match self {
            Self::One(column) => value(column),
            Self::Several { columns, join } => {
                let mut several = InlineTable::new();
                several.insert("columns", columns.iter().collect::<Array>().into());
                several.extend(join.iter().map(|join| ("join", join.as_str())));
                value(several)
            }
        }
    }

    /// The names of its columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(name) => std::slice::from_ref(name).iter(),
            Self::Several { columns, .. } => columns.iter(),
        }
        .map(String::as_str)
    }

    /// Takes those of a table too that are called so with a unit of money behind it: `Spend change (k€)`.
    fn take_units(&mut self, table: &Table) {
        let is_known = |name: &str| self.names().any(|known| is_same(known, name));
        let is_called = |name: &&String| Unit::parted_from(name).is_some_and(is_known) && !is_known(name);
        let more: Vec<String> = table.header.iter().filter(is_called).cloned().collect();
        if !more.is_empty() {
            *self = Self::several(self.names().map(str::to_owned).chain(more).collect());
        }
    }

    /// Their places in a table, the one that counts first.
    #[must_use]
    pub fn places(&self, table: &Table) -> Vec<usize> {
        let mut places = Vec::new();
        for at in self.names().filter_map(|name| table.column(name)) {
            if !places.contains(&at) {
                places.push(at);
            }
        }
        places
    }
}

#[cfg(test)]
mod tests;
