//! Owns what the rows of a table say of pilots: each becomes fields with canonical texts, by a mapping.

mod exact;
mod taken;
mod told;

pub use told::{Unread, told as unread_told};

use std::collections::BTreeMap;

use self::told::Missing;
use super::Reject;
use super::feeds;
use super::matching::hash;
use super::profile::{Columns, Finding, FindingRule, Profile, StageRule};
use super::table::{Row, Table, is_same};
use super::workbook;
use crate::domain::pilot::check_code;
use crate::domain::shown::collapsed;
use crate::domain::{Day, Invalid, Lifecycle, Stage, Status};

/// Names longer than this are cut; the whole name is then kept in the note.
const NAME_LENGTH: usize = 200;

/// Stands between the parts of a key.
pub(super) const BETWEEN: &str = "\u{1f}";

/// Stands among the fields for what the row says about readiness, so that an import sees that it changed.
pub const FINDINGS: &str = "findings";

/// A row as fields of a pilot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The number of the row.
    pub row: u64,
    /// The group within which it is matched.
    pub key: String,
    /// Fields of [`super::profile::FIELDS`] with canonical texts: dates as ISO, tags joined by line breaks. A field whose column is
    /// not in the file is absent.
    pub fields: BTreeMap<&'static str, String>,
    /// Is the stage a guess?
    pub assumed: bool,
    /// Does the row say a stage at all?
    pub says_stage: bool,
    /// Does a word of progress stand in place of the status, which says that the pilot goes on?
    pub under_way: bool,
    /// What it says about readiness.
    pub findings: Vec<Finding>,
    /// Cells that do not say what their column feeds.
    unread: Vec<Unread>,
    /// Days and weeks of which the year is not said: the column, the cell, and the day that was read.
    yearless: Vec<(String, String, Day)>,
}

impl Mapped {
    /// A field's text, empty where the file does not have it.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// A field as a date.
    #[must_use]
    pub fn day(&self, field: &str) -> Option<Day> {
        self.text(field).parse().ok()
    }

    /// The stage; 1 where the file says none.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.text("stage").parse().ok().and_then(|number| Stage::from_number(number).ok()).unwrap_or(Stage::One)
    }
}

/// What the rows of a table say.
#[derive(Debug)]
pub struct Understood {
    /// Those of pilots, as fields.
    pub rows: Vec<Mapped>,
    /// Those that cannot be understood, with the reason.
    pub rejected: Vec<Reject>,
    /// The rows that tell the sums of others.
    pub sums: Vec<u64>,
    /// The cells that do not say what their column feeds.
    pub unread: Vec<Unread>,
    /// Which cells are days without their year, a sentence a column; then which rows are remarks on the table, and no pilots.
    pub told: Vec<String>,
    /// What tells the table from others of the same pilots.
    pub tracker: String,
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
    let mut mapped = Vec::with_capacity(table.rows.len());
    let mut rejected = table.rejected.clone();
    let (sums, rows): (Vec<&Row>, Vec<&Row>) = table.rows.iter().partition(|row| is_sum(table, profile, row));
    let (remarks, rows): (Vec<&Row>, Vec<&Row>) =
        rows.into_iter().partition(|row| !profile.taken_over && row.is_remark());
    for row in rows {
        match (Mapping {
            table,
            profile,
            row,
            used: vec![false; table.header.len()],
            under_way: false,
            unread: Vec::new(),
            yearless: Vec::new(),
        })
        .map()
        {
            Ok(pilot) => mapped.push(pilot),
            Err(reason) => rejected.push(Reject { row: row.line, reason }),
        }
    }
    let sums = sums.into_iter().map(|row| row.line).collect();
    let unread = mapped.iter_mut().flat_map(|row| std::mem::take(&mut row.unread)).collect();
    let told = [told::yearless(&mapped), told::remarks(&remarks)].concat();
    Ok(Understood { unread, told, rows: mapped, rejected, sums, tracker: tracker(table, profile) })
}

/// The columns of a tracker that feed a field, in whatever order: what tells it from other trackers of the same pilots. Those
/// that feed none may be called after the week. A register is told by its mapping.
fn tracker(table: &Table, profile: &Profile) -> String {
    if profile.taken_over {
        return String::new();
    }
    let fed = profile.fed_by(table).into_iter();
    let mut columns: Vec<String> =
        fed.filter_map(|(column, field)| Some(format!("{}\t{}", field?, collapsed(&column).to_lowercase()))).collect();
    columns.sort();
    hash(&columns.join("\n"))
}

/// Does a row tell the sums of those above it, and no pilot? It begins with a word for that, and nobody answers for it.
fn is_sum(table: &Table, profile: &Profile, row: &Row) -> bool {
    let first = row.first();
    let names = |field: &'static str| profile.fields.get(field).into_iter().flat_map(Columns::names);
    let telling = ["code", "owner", "lead", "summary", "unit", "started", "reported"].into_iter().flat_map(names);
    // How many there are is a number.
    let tells = |cell: &String| {
        let cell = collapsed(cell);
        !cell.is_empty() && cell != first && !cell.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_filled = |at: usize| row.cells.get(at).is_some_and(tells);
    !profile.taken_over && row.is_called_sum() && !telling.filter_map(|name| table.column(name)).any(is_filled)
}

/// Columns that our own exports add are values of ours and not somebody's words.
pub(super) fn is_foreign(profile: &Profile, column: &str) -> bool {
    const DERIVED: &[&str] = &[
        "id",
        "week",
        "week_in_stage",
        "computed",
        "computed_by_family",
        "open_gaps",
        "signals",
        "executive_owner_id",
        "lead_id",
        "parent",
    ];
    profile.taken_over || !DERIVED.contains(&column)
}

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

struct Mapping<'a> {
    table: &'a Table,
    profile: &'a Profile,
    row: &'a Row,
    /// Columns whose text went into a field.
    used: Vec<bool>,
    /// Does the row say in place of a status that the pilot goes on?
    under_way: bool,
    /// What does not say what its column feeds.
    unread: Vec<Unread>,
    /// Days and weeks of which the year is not said.
    yearless: Vec<(String, String, Day)>,
}

impl Mapping<'_> {
    fn map(mut self) -> Result<Mapped, Invalid> {
        let (mut fields, mut remarks) = (BTreeMap::new(), Vec::new());
        let (mut assumed, mut says_stage) = (false, false);
        for field in super::profile::FIELDS {
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
        super::profile::FIELDS.iter().copied().find(is_fed)
    }

    /// What the row says about readiness. The cells stay in the note too, where they have all their words.
    fn findings(&self) -> Vec<Finding> {
        let rules = self.profile.findings.iter();
        let read = |rule: &FindingRule| rule.read(self.row.cells.get(self.table.column(&rule.column)?)?);
        rules.filter_map(read).collect()
    }

    /// The cell of a column, taken into a field; nothing where it holds a word that means nothing.
    fn take(&mut self, column: &str) -> Option<String> {
        if let Some(used) = self.table.column(column).and_then(|place| self.used.get_mut(place)) {
            *used = true;
        }
        self.read(column)
    }

    /// The same, as long as nobody knows whether the field takes it.
    fn read(&self, column: &str) -> Option<String> {
        let cell = self.row.cells.get(self.table.column(column)?)?;
        (!self.profile.is_empty_word(cell)).then(|| cell.trim().replace("\r\n", "\n"))
    }

    fn text(&mut self, columns: &Columns) -> String {
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

    fn stage(&mut self, columns: &Columns) -> Result<(String, Option<String>, bool), Invalid> {
        let places = feeds::places(self.table, columns);
        let cell = |at: usize| self.row.cells.get(at).map_or("", |cell| cell.trim());
        let place =
            places.iter().copied().find(|at| !cell(*at).is_empty()).or(places.first().copied()).unwrap_or_default();
        let column = self.table.header.get(place).map_or("", String::as_str);
        let word = collapsed(cell(place));
        if let Some(used) = self.used.get_mut(place) {
            *used = true;
        }
        if let Some(rule) = self.profile.stage_rule(&word) {
            if !self.profile.taken_over
                && let (None, Some(lifecycle)) = (rule.stage, rule.lifecycle)
            {
                return Ok((String::new(), Some(lifecycle.name().to_owned()), false));
            }
            let (stage, guess) = rule.stage.map_or_else(|| (self.guess(rule), true), |stage| (stage, false));
            return Ok((stage.to_string(), rule.lifecycle.map(|lifecycle| lifecycle.name().to_owned()), guess));
        }
        if word.is_empty() {
            return Ok((String::new(), None, false));
        }
        let number: i64 = word.parse().map_err(|_| {
            Invalid::new(format!("“{word}” in column “{column}” is not a stage"))
                .hint("write 1 to 4, or say in the mapping what the word means")
                .at("stage")
        })?;
        Stage::from_number(number).map(|stage| (stage.to_string(), None, false))
    }

    /// The status as it is kept, and the lifecycle where a word such as “on hold” stands in its place. A word of progress
    /// says nothing of it, nor does one that is not known: that is told, unless another column has the status.
    fn reported(&mut self, columns: &Columns) -> (String, Option<String>) {
        let mut unknown = None;
        for column in columns.names() {
            let Some(cell) = self.read(column) else {
                continue;
            };
            let word = self.profile.meaning("reported", cell);
            let goes_on = word == Lifecycle::Active.name();
            if word.is_empty() || goes_on {
                self.under_way |= goes_on;
                self.leave(column, Missing::Status);
                continue;
            }
            let lifecycle = self.profile.stage_rule(&word).filter(|rule| rule.stage.is_none());
            // That a status is out of date is said of people, and not by them.
            let status = word.parse::<Status>().ok().filter(|status| *status != Status::Stale);
            let found = match (status, lifecycle.and_then(|rule| rule.lifecycle)) {
                (Some(status), _) => (status.to_string(), None),
                (None, Some(lifecycle)) => (String::new(), Some(lifecycle.name().to_owned())),
                (None, None) => {
                    unknown = unknown.or_else(|| self.unread(column, Missing::KnownStatus));
                    continue;
                }
            };
            self.take(column);
            return found;
        }
        self.unread.extend(unknown);
        (String::new(), None)
    }

    /// Leaves the cell of a column to the note, as what is missing in it is what the column feeds.
    fn leave(&mut self, column: &str, missing: Missing) {
        let unread = self.unread(column, missing).filter(|_| self.profile.rest_as_note);
        self.unread.extend(unread);
    }

    /// The cell of a column in which that is missing; none where another field took it, of which it is a word.
    fn unread(&self, column: &str, missing: Missing) -> Option<Unread> {
        let place = self.table.column(column).filter(|at| self.used.get(*at) == Some(&false))?;
        let (column, cell) = (self.table.header.get(place)?.clone(), collapsed(self.row.cells.get(place)?));
        Some(Unread { row: self.row.line, place, column, cell, missing, is_noted: self.profile.rest_as_note })
    }

    fn guess(&self, rule: &StageRule) -> Stage {
        let cell = |name: &str| self.table.column(name).and_then(|place| self.row.cells.get(place));
        let dated = |name: &str| cell(name).is_some_and(|cell| self.profile.day(cell).is_some());
        rule.by_date.iter().find(|by| dated(&by.column)).map_or(Stage::One, |by| by.stage)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(csv: &str, profile: &str) -> (Vec<Mapped>, Vec<Reject>) {
        let understood = map(&Table::parse(csv, b',').unwrap(), &Profile::builtin(profile).unwrap()).unwrap();
        (understood.rows, understood.rejected)
    }

    #[test]
    fn an_error_of_a_spreadsheet_becomes_no_name_and_no_unit_and_stays_in_a_note() {
        let csv = "name,unit,remark\na formula without a result,U,x\nA,#REF!,x\nB,U,#N/A\n";
        let (rows, rejected) = mapped(csv, "steerco");
        assert_eq!(rows.iter().map(|row| row.text("name")).collect::<Vec<_>>(), ["B"]);
        assert_eq!(rejected.len(), 2, "{rejected:?}");
        assert!(rejected[1].reason.what.contains("unit: “#REF!” is no value"), "{rejected:?}");
    }

    #[test]
    fn a_remark_below_a_tracker_is_no_pilot_and_is_told() {
        let csv = "Project,Sponsor\nYak,Ana Costa\nElk,\n\nLegend: G = fine,\nTotal 2 pilots\nNote: mine,Bo Li\n";
        let table = Table::parse(csv, b',').unwrap();
        let Understood { rows, told, .. } = map(&table, &Profile::builtin("tracker").unwrap()).unwrap();
        assert_eq!(rows.iter().map(|row| row.text("name")).collect::<Vec<_>>(), ["Yak", "Elk", "Note: mine"]);
        assert!(told.len() == 2 && told[0].starts_with("row 5: “Legend: G = fine” is a remark"), "{told:?}");
    }

    #[test]
    fn a_plain_table_is_read_by_its_column_names() {
        let (rows, rejected) = mapped(
            "name,stage,started,tags,remark\nInvoice triage,2,2026-03-02,finance; documents,late\n,1,,,\nx,9,,,\ny,,3/4/2026,,\n",
            "steerco",
        );
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].stage(), rows[0].text("tags")), (Stage::Two, "documents\nfinance"));
        assert_eq!(rows[0].text("note"), "**remark**\nlate", "what feeds no field is kept");
        let reasons: Vec<String> = rejected.iter().map(ToString::to_string).collect();
        assert_eq!(rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(), [3, 4, 5], "{reasons:?}");
    }

    #[test]
    fn words_of_a_tracker_are_read_in_whatever_case_and_those_of_progress_stay_in_a_note() {
        let of = |column: &str, cells: &[&str]| {
            let rows: Vec<String> = cells.iter().enumerate().map(|(at, cell)| format!("P{at},{cell}\n")).collect();
            let table = Table::parse(&format!("Project,{column}\n{}", rows.concat()), b',').unwrap();
            map(&table, &Profile::builtin("tracker").unwrap()).unwrap()
        };
        let stages = ["PILOT validation", "Production Architecture", "Organizational embedding", "Enterprise Scale"];
        for (at, own) in stages.into_iter().enumerate() {
            let number = at + 1;
            let Understood { rows, rejected, .. } =
                of("Phase", &[own, &format!("S{number}"), &format!("phase {number}"), &number.to_string()]);
            assert!(rejected.is_empty(), "{rejected:?}");
            assert!(rows.iter().all(|row| row.text("stage") == number.to_string()), "{rows:?}");
        }
        assert_eq!(of("Phase", &["Pilotphase"]).rows[0].text("stage"), "1");
        let Understood { rows, rejected, unread, .. } =
            of("Status", &["GRÜN", "gruen", "Gelb", "rot", "At Risk", "off track", "In progress", "done", "Done"]);
        assert!(rejected.is_empty(), "{rejected:?}");
        let said: Vec<&str> = rows.iter().map(|row| row.text("reported")).collect();
        assert_eq!(said, ["G", "G", "A", "R", "A", "R", "", "", ""]);
        assert_eq!(rows[6].text("note"), "**Status**\nIn progress");
        assert_eq!(
            unread_told(&unread),
            [
                "column “Status” has no status in “Done” (row 10), “In progress” (row 8), “done” (row 9): what is known stays, and \
                 a note has the words."
            ]
        );
        let one =
            "row 8: “In progress” in column “Status” is no status: what is known stays, and a note has the words.";
        assert_eq!((unread[0].to_string().as_str(), unread[0].place), (one, 1));
    }

    #[test]
    fn a_word_that_no_status_knows_loses_no_row_and_is_told_once_with_its_rows() {
        let read = |csv: &str| map(&Table::parse(csv, b',').unwrap(), &Profile::builtin("tracker").unwrap()).unwrap();
        let Understood { rows, rejected, unread, .. } =
            read("Project,Status\nYak,Parked by legal\nElk,Bumpy\nGnu,green\nEmu,BUMPY\n");
        let left = unread_told(&unread);
        assert!(rejected.is_empty(), "{rejected:?}");
        assert_eq!(rows.iter().map(|row| row.text("reported")).collect::<Vec<_>>(), ["", "", "G", ""]);
        assert_eq!(rows[0].text("note"), "**Status**\nParked by legal");
        let told: Vec<&str> = left.iter().filter_map(|told| told.split(',').next()).collect();
        assert_eq!(
            told,
            [
                "status “Bumpy” is not known: 2 rows keep theirs (rows 3",
                "status “Parked by legal” is not known: 1 row keeps its status (row 2)"
            ]
        );
        assert!(left.iter().all(|told| told.contains("next: write R, A or G")), "{left:?}");
        let one = unread[1].to_string();
        assert!(one.starts_with("row 3: status “Bumpy” in column “Status” is not known: "), "{one}");
        let Understood { rows, unread, .. } = read("Project,Status,Health\nYak,Bumpy,amber\n");
        assert_eq!((rows[0].text("reported"), unread.len()), ("A", 0), "another column has it");
    }

    #[test]
    fn a_month_without_its_day_says_nothing_of_the_day_and_rejects_no_row() {
        let table = Table::parse("Project,Start,Go-live\nYak,Sep 1 2026,Q1 2027\nElk,Mo 7.9.2026,\n", b',').unwrap();
        let Understood { rows, rejected, unread, .. } = map(&table, &Profile::builtin("tracker").unwrap()).unwrap();
        assert!(rejected.is_empty(), "{rejected:?}");
        assert_eq!(rows.iter().map(|row| row.text("started")).collect::<Vec<_>>(), ["2026-09-01", "2026-09-07"]);
        assert_eq!((rows[0].fields.get("rollout"), rows[0].text("note")), (None, "**Go-live**\nQ1 2027"));
        let left = unread_told(&unread);
        assert!(left.len() == 1 && left[0].contains("“Go-live” has no day in “Q1 2027” (row 2)"), "{left:?}");
    }

    #[test]
    fn a_week_is_its_friday_and_what_is_no_day_rejects_no_row() {
        let table = Table::parse("Project,Go-live\nYak,2026-W49\nElk,W49\nGnu,31/02/2026\n", b',').unwrap();
        let Understood { rows, rejected, unread, .. } = map(&table, &Profile::builtin("tracker").unwrap()).unwrap();
        assert!(rejected.is_empty(), "{rejected:?}");
        assert_eq!(rows.iter().map(|row| row.text("rollout")).collect::<Vec<_>>(), ["2026-12-04", "", ""]);
        assert_eq!((rows[1].fields.get("rollout"), rows[1].text("note")), (None, "**Go-live**\nW49"));
        let left = unread_told(&unread);
        let said = "no day in “31/02/2026” (row 4), “W49” (row 3)";
        assert!(left.len() == 1 && left[0].contains(said), "no day to count from: {left:?}");
    }

    #[test]
    fn a_week_without_its_year_is_read_as_in_forms_where_it_is_due_and_that_is_told() {
        let csv = "Project,Go-live,Start\nA,W49,W40\nB,KW49,\nC,wk 49,\nD,week 3,\nE,2026-W49,\nF,W 60,\n";
        let table = Table::parse(csv, b',').unwrap();
        let today = "2026-11-25".parse().ok();
        let profile = Profile { today, ..Profile::builtin("tracker").unwrap() };
        let Understood { rows, rejected, told, .. } = map(&table, &profile).unwrap();
        assert!(rejected.is_empty(), "{rejected:?}");
        let read: Vec<&str> = rows.iter().map(|row| row.text("rollout")).collect();
        assert_eq!(read, ["2026-12-04", "2026-12-04", "2026-12-04", "2027-01-22", "2026-12-04", ""]);
        assert_eq!(rows[0].text("note"), "**Start**\nW40", "when something began is a day");
        let told = told.iter().find(|told| told.contains("without their year")).unwrap();
        assert!(told.contains("column “Go-live” has weeks") && told.contains("“W49” is 2026-12-04 (row 2)"), "{told}");
        assert!(!told.contains("“2026-W49”"), "{told}");
    }

    #[test]
    fn a_day_without_its_year_is_read_where_it_is_due_and_one_that_counts_from_the_writing_is_told() {
        let csv = "Project,Go-live,Start\nA,15 Jan,15 Jan\nB,friday,\nC,next week,\n";
        let today = "2026-11-25".parse().ok();
        let profile = Profile { today, ..Profile::builtin("tracker").unwrap() };
        let Understood { rows, rejected, unread, told, .. } = map(&Table::parse(csv, b',').unwrap(), &profile).unwrap();
        let left = [unread_told(&unread), told].concat();
        assert!(rejected.is_empty(), "{rejected:?}");
        assert_eq!(rows.iter().map(|row| row.text("rollout")).collect::<Vec<_>>(), ["2027-01-15", "", ""]);
        assert_eq!(rows[1].text("note"), "**Go-live**\nfriday");
        let has = |told: &str| left.iter().any(|left| left.contains(told));
        assert!(
            has("column “Go-live” has days without their year, read as in forms: “15 Jan” is 2027-01-15 (row 2)"),
            "{left:?}"
        );
        assert!(has("“friday” (row 3), “next week” (row 4), which counts from the day of writing"), "{left:?}");
        let one = unread.iter().find(|one| one.cell == "next week").unwrap().to_string();
        assert!(one.starts_with("row 4: “next week” in column “Go-live” counts from the day of writing"), "{one}");
        assert!(has("column “Start” has no day in “15 Jan”"), "{left:?}");
    }

    #[test]
    fn a_word_that_says_nothing_of_one_field_is_in_no_note_where_another_one_took_it() {
        let text = Profile::text("tracker").unwrap().replace("\"traffic light\"]", "\"traffic light\", \"stage\"]");
        let table = Table::parse("Project,Stage\nYak,live\nElk,2\n", b',').unwrap();
        let profile = Profile::parse(&text.replace("# Words of progress", "2 = \"\"\n#")).unwrap();
        let Understood { rows, rejected, unread, .. } = map(&table, &profile).unwrap();
        assert!(rejected.is_empty() && unread.is_empty(), "{rejected:?} {unread:?}");
        assert_eq!(rows.iter().map(|row| row.text("stage")).collect::<Vec<_>>(), ["4", "2"]);
        assert!(rows.iter().all(|row| row.text("note").is_empty()), "{rows:?}");
    }

    #[test]
    fn the_owner_stands_in_a_column_by_any_of_its_names() {
        for owner in ["Project Owner", "Pilot owner", "Owner name", "Verantwortlich (Owner)", "Verantwortlich"] {
            let (rows, _) = mapped(&format!("Project,{owner}\nYak,Ana Costa\n"), "tracker");
            assert_eq!((rows[0].text("owner"), rows[0].text("note")), ("Ana Costa", ""), "{owner}");
        }
    }

    #[test]
    fn an_address_that_does_not_say_whose_is_the_owners_where_nobody_else_has_a_column() {
        let read = |csv: &str| {
            let table = Table::parse(csv, b',').unwrap();
            map(&table, &Profile::fitting(&table).unwrap()).unwrap().rows.remove(0)
        };
        for address in ["E-Mail", "Email", "mail"] {
            let row = read(&format!("Project,Owner,{address}\nYak,Ana Costa,ana@x.de\n"));
            assert_eq!((row.text("owner"), row.text("note")), ("Ana Costa <ana@x.de>", ""), "{address}");
        }
        let row = read("Project,Owner,Email\nYak,Ana Costa,see Outlook\n");
        assert_eq!((row.text("owner"), row.text("note")), ("Ana Costa", "**Email**\nsee Outlook"));
        for (csv, owner) in [
            ("Project,Owner,Lead,Email\nYak,Ana Costa,Bo,ana@x.de\n", "Ana Costa"),
            ("Project,Owner,Sponsor,Email\nYak,Ana Costa,Bo,ana@x.de\n", "Ana Costa"),
            ("Project,Status,Email\nYak,green,ana@x.de\n", ""),
        ] {
            let row = read(csv);
            assert!(row.text("note").contains("ana@x.de"), "it may be anybody's: {row:?}");
            assert_eq!(row.text("owner"), owner);
        }
    }

    #[test]
    fn a_german_tracker_is_read_by_its_headers() {
        for (header, row) in [
            ("Projekt;Verantwortlicher;Status;Start;Reifegrad;Abteilung", "A;Ana Costa;grün;01.02.2026;Aufbau;HR"),
            ("Vorhaben;Verantw.;Ampel;Beginn;Phase;Bereich", "A;Ana Costa;grün;01.02.2026;2;HR"),
        ] {
            let table = Table::parse(&format!("Nr;{header};Kommentar\n1;{row};x\n"), b';').unwrap();
            let profile = Profile::fitting(&table).unwrap();
            let Understood { rows, rejected, .. } = map(&table, &profile).unwrap();
            assert!(rejected.is_empty(), "{rejected:?}");
            let said = ["name", "owner", "reported", "started", "stage", "unit"].map(|field| rows[0].text(field));
            assert_eq!(said, ["A", "Ana Costa", "G", "2026-02-01", "2", "HR"], "{header}");
            assert_eq!(rows[0].text("note"), "x\n\n**Nr**\n1");
        }
    }

    #[test]
    fn an_amount_has_its_currency_and_one_that_is_none_rejects_no_row() {
        let table = Table::parse("Project;spend change\nYak;120.000 €\nElk;later\nGnu;\n", b';').unwrap();
        let Understood { rows, rejected, unread, .. } = map(&table, &Profile::builtin("tracker").unwrap()).unwrap();
        assert!(rejected.is_empty(), "{rejected:?}");
        assert_eq!(rows[0].text("spend_change"), "120000");
        assert_eq!((rows[1].fields.get("spend_change"), rows[1].text("note")), (None, "**spend change**\nlater"));
        assert_eq!(rows[2].text("spend_change"), "");
        let left = unread_told(&unread);
        assert!(left.len() == 1 && left[0].contains("“spend change” has no amount in “later” (row 3)"), "{left:?}");
    }

    #[test]
    fn yes_and_no_are_read_as_spreadsheets_write_them_and_nothing_else_is() {
        let (rows, rejected) = mapped("name,archived\nA,yes\nB,FALSE\nC,WAHR\nD,\nE,maybe\n", "steerco");
        let said: Vec<&str> = rows.iter().map(|row| row.text("archived")).collect();
        assert_eq!(said, ["true", "false", "true", ""]);
        assert!(rejected.len() == 1 && rejected[0].reason.what.contains("neither yes nor no"), "{rejected:?}");
    }

    #[test]
    fn a_missing_column_is_named() {
        let table = Table::parse("title,stage\nx,1\n", b',').unwrap();
        assert!(map(&table, &Profile::builtin("steerco").unwrap()).unwrap_err().what.contains("“name”"));
    }
}
