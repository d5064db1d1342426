//! Owns the rows of a tracker of tickets: by a mapping each becomes an exception.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime};
use serde::Deserialize;
use toml_edit::{Array, value};

use super::fields::NOTHING;
use super::pilots::{Loose, Word};
use super::profile::{self, Columns, Profile, TICKETS, called};
use super::states::is_open;
use super::table::{Row, Table, is_same, refuse_unsolved};
use super::written_day::{dated, formats, in_column, loose_day, order_told, timed, timed_day, two_numbers, unordered};
use super::{Reject, heard};
use crate::domain::incoming::{Cell, DateOrder};
use crate::domain::shown::collapsed;
use crate::domain::spoken::{Side, day_said};
use crate::domain::{Day, Instant, Invalid, Severity, When, meant};

/// What a mapping of tickets says of itself.
const KIND: &str = "exceptions";

/// A mapping of the columns of tickets. Only the text, when it was raised and the key, where it has one, must be there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tickets {
    /// Its name.
    pub name: String,
    /// What it maps: `exceptions`.
    pub kind: String,
    /// The source, in words.
    pub source: String,
    /// The column by which a ticket is known again; without one its pilot, text and day tell.
    pub key: Option<Columns>,
    /// What was wrong.
    pub text: Columns,
    /// How much it matters.
    pub severity: Columns,
    /// Who sees to it.
    pub owner: Columns,
    /// When it was raised.
    pub raised: Columns,
    /// When it was mended; empty while it is not.
    pub resolved: Columns,
    /// Its state.
    #[serde(default)]
    pub state: Option<Columns>,
    /// States, in any case, in which it is mended.
    #[serde(default)]
    pub done: Vec<String>,
    /// When it was changed last: when it was mended, where only its state says that it is.
    #[serde(default)]
    pub changed: Option<Columns>,
    /// How.
    pub resolution: Columns,
    /// Columns that may say of which pilot it is.
    pub pilot: Vec<String>,
    /// Columns that are left out unsaid.
    #[serde(default)]
    pub skip: Vec<String>,
    /// Formats of times, in the signs of `strftime`.
    pub dates: Vec<String>,
    /// What words of the severity mean here, beside what they mean elsewhere.
    #[serde(default)]
    pub severities: BTreeMap<Severity, Vec<String>>,
    /// The order of day and month in dates that no format tells.
    #[serde(skip)]
    pub order: Option<DateOrder>,
    /// The day on which they are read, which tells the year of `15 Nov`; none where nobody knows it.
    #[serde(skip)]
    pub today: Option<Day>,
    /// From which day those count that are said in words, as `yesterday`; none where nobody says when they were
    /// written.
    #[serde(skip)]
    pub written: Option<Day>,
}

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The number of its row.
    pub row: u64,
    /// Its key; none in a table that has none.
    pub key: Option<String>,
    /// What was wrong.
    pub text: String,
    /// How much it matters, where it says so.
    pub severity: Option<Severity>,
    /// Who sees to it; empty where nobody does.
    pub owner: String,
    /// When it was raised.
    pub raised: When,
    /// When it was mended.
    pub resolved: Option<When>,
    /// How.
    pub resolution: String,
    /// What may be the code or name of its pilot.
    pub pilots: Vec<String>,
    /// What the word of its severity was taken to mean, where it does not say so itself, and one in place of the day on
    /// which it was mended.
    pub words: Vec<Word>,
    /// Cells that name their day otherwise than by a date.
    pub loose: Vec<Loose>,
}

impl Tickets {
    /// The names of the mappings that are compiled in.
    pub fn known() -> impl Iterator<Item = &'static str> {
        TICKETS.iter().map(|(name, _)| *name)
    }

    /// The mapping of that name, where it is one of tickets.
    #[must_use]
    pub fn builtin(name: &str) -> Option<Self> {
        Self::parse(Profile::text(name).ok()?).ok().flatten()
    }

    /// The compiled-in mapping, where the table is one of tickets: the columns that must be there are, and where there
    /// is no key, one that says of which pilot.
    #[must_use]
    pub fn fitting(table: &Table) -> Option<Self> {
        let has = |column: &Columns| found(column, table).is_some();
        let fits = |known: &Self| {
            let known_again = || known.pilot.iter().any(|name| table.column(name).is_some());
            has(&known.text) && has(&known.raised) && known.key.as_ref().map_or_else(known_again, has)
        };
        Self::known().filter_map(Self::builtin).map(|known| known.fed(table)).find(fits)
    }

    /// The columns without which a table is none of them, as far as it does not have them.
    #[must_use]
    pub fn lacking(&self, table: &Table) -> Vec<&'static str> {
        let has = |column: &Columns| found(column, table).is_some();
        let of_pilots = self.key.is_some() || self.pilot_places(table).next().is_some();
        let needed = [
            ("pilot", of_pilots),
            ("key", self.key.as_ref().is_none_or(has)),
            ("exception", has(&self.text)),
            ("raised", has(&self.raised)),
        ];
        needed.into_iter().filter(|(_, is_there)| !is_there).map(|(name, _)| name).collect()
    }

    /// The mapping where columns of a table feed what somebody said of them; the others feed what they did.
    fn fed(mut self, table: &Table) -> Self {
        if table.said.is_empty() {
            return self;
        }
        let is_free = |name: &&str| table.column(name).is_none() || table.unsaid(name).is_some();
        let fed = |field: &str, columns: &Columns| {
            let said = table.said_to_feed(field).filter_map(|at| table.header.get(at)).cloned();
            Columns::several(said.chain(columns.names().filter(is_free).map(str::to_owned)).collect())
        };
        let needed = [
            ("text", &mut self.text),
            ("severity", &mut self.severity),
            ("owner", &mut self.owner),
            ("raised", &mut self.raised),
            ("resolved", &mut self.resolved),
            ("resolution", &mut self.resolution),
        ];
        for (field, columns) in needed {
            *columns = fed(field, columns);
        }
        for (field, columns) in [("key", &mut self.key), ("state", &mut self.state), ("changed", &mut self.changed)] {
            let known = columns.take().unwrap_or_else(|| Columns::several(Vec::new()));
            *columns = Some(fed(field, &known)).filter(|columns| columns.names().next().is_some());
        }
        // What is said to name the pilot does, and nothing beside it.
        let is_said = table.said_to_feed("pilot").next().is_some();
        let known = Columns::several(if is_said { Vec::new() } else { self.pilot });
        self.pilot = fed("pilot", &known).names().map(str::to_lowercase).collect();
        self
    }

    /// The columns by which a row is known, the ones that tell it best first: its key, else its pilot, text and day.
    #[must_use]
    pub fn keys(&self, table: &Table) -> Vec<Vec<usize>> {
        let place = |columns: &Columns| found(columns, table).map(|(at, _)| at);
        let key = self.key.as_ref().and_then(place);
        let told = self.pilot_places(table).chain(place(&self.text)).chain(place(&self.raised));
        vec![key.into_iter().collect(), told.collect()]
    }

    /// The place of the keys, and what the missing column is called, where a table would be one of tickets if it said
    /// when they were raised.
    #[must_use]
    pub fn undated(table: &Table) -> Option<(usize, String)> {
        let undated = |known: Self| {
            let (key, _) = found(known.key.as_ref()?, table)?;
            found(&known.text, table)?;
            let raised = known.raised.names().next().filter(|_| found(&known.raised, table).is_none())?;
            Some((key, raised.to_owned()))
        };
        Self::known().filter_map(Self::builtin).find_map(undated)
    }

    /// The mapping as it reads that table: in the order that is said, else the one that its dates tell, where it needs
    /// one.
    #[must_use]
    pub fn for_table(self, table: &Table, said: Option<DateOrder>) -> Self {
        let mut tickets = self.fed(table);
        // Our own register calls it so; in a table of which nobody said that it is one, that is too little to tell.
        if found(&tickets.text, table).is_none() && table.column("text").is_some() {
            tickets.text = Columns::One("text".to_owned());
        }
        tickets.order = tickets.order_in(table, said);
        tickets
    }

    /// The order of day and month that it needs to read the dates of a table.
    fn order_in(&self, table: &Table, said: Option<DateOrder>) -> Option<DateOrder> {
        let columns = [Some(&self.raised), Some(&self.resolved), self.changed.as_ref()];
        let places: Vec<usize> =
            columns.into_iter().flatten().filter_map(|column| Some(found(column, table)?.0)).collect();
        let cells = || table.cells_in(&places);
        let needs_one = cells().any(|cell| two_numbers(cell).is_some() && !self.is_formatted(cell));
        needs_one.then(|| said.or_else(|| order_told(cells())).or_else(|| order_told(table.cells()))).flatten()
    }

    /// Does one of the formats read a text?
    fn is_formatted(&self, text: &str) -> bool {
        let reads = |format: &String| timed(text, format).is_some() || dated(text, format).is_some();
        self.dates.iter().any(reads)
    }

    /// Reads a mapping; none where it is one of pilots.
    ///
    /// # Errors
    /// Where it is one of tickets, and wrong.
    pub fn parse(text: &str) -> Result<Option<Self>, Invalid> {
        let kind = text.parse::<toml::Table>().ok().and_then(|table| table.get("kind")?.as_str().map(str::to_owned));
        if kind.as_deref() != Some(KIND) {
            return Ok(None);
        }
        toml::from_str(text).map(Some).map_err(|error| profile::broken(text, &error))
    }

    /// The columns that it reads, by their names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.fields().flat_map(|(_, columns)| columns.names()).chain(self.pilot.iter().map(String::as_str))
    }

    /// What each of its fields is read from, but the pilot.
    fn fields(&self) -> impl Iterator<Item = (&'static str, &Columns)> {
        let needed = [
            ("text", &self.text),
            ("severity", &self.severity),
            ("owner", &self.owner),
            ("raised", &self.raised),
            ("resolved", &self.resolved),
            ("resolution", &self.resolution),
        ];
        let others = [("key", &self.key), ("state", &self.state), ("changed", &self.changed)];
        others.into_iter().filter_map(|(field, columns)| Some((field, columns.as_ref()?))).chain(needed)
    }

    /// The field that each column of a table feeds.
    #[must_use]
    pub fn fed_by(&self, table: &Table) -> Vec<Option<&'static str>> {
        let places = self.fields().filter_map(|(field, columns)| Some((found(columns, table)?.0, field)));
        let mut fed = vec![None; table.header.len()];
        for (at, field) in places.chain(self.pilot_places(table).map(|at| (at, "pilot"))) {
            if let Some(column) = fed.get_mut(at) {
                *column = Some(field);
            }
        }
        fed
    }

    /// The columns of a table that feed nothing and say something.
    #[must_use]
    pub fn unfed(&self, table: &Table) -> Vec<String> {
        let mut unfed = table.unfed(&self.fed_by(table));
        unfed.retain(|column| !self.skip.iter().any(|known| is_same(known, column)));
        unfed
    }

    /// The text of a mapping file that reads columns as is said of them, and all else as `base` does, the text of
    /// another one.
    ///
    /// # Errors
    /// Where `base` is none of tickets, or the mapping cannot be called so.
    pub fn written(
        name: &str,
        said: &[(String, String)],
        order: Option<DateOrder>,
        base: &str,
    ) -> Result<String, Invalid> {
        let none = || Invalid::new("that mapping is none of tickets").hint("name one such as exceptions");
        let header = said.iter().map(|(column, _)| column.clone()).collect();
        let table = Table { header, ..Table::default() }.feeding(said);
        let tickets = Self::parse(base)?.ok_or_else(none)?.fed(&table);
        let mut document = called(name, base)?;
        // Of those that need not be there none is left that nothing feeds any more.
        for field in ["key", "state", "changed"] {
            if tickets.fields().all(|(known, _)| known != field) {
                document.remove(field);
            }
        }
        for (field, columns) in tickets.fields() {
            document[field] = columns.item();
        }
        document["pilot"] = value(tickets.pilot.iter().collect::<Array>());
        let left_out = table.said_to_feed(NOTHING).filter_map(|at| table.header.get(at));
        let skip: Vec<&String> = tickets.skip.iter().chain(left_out).collect();
        if !skip.is_empty() {
            document["skip"] = value(skip.into_iter().collect::<Array>());
        }
        if let Some(order) = order {
            let dates = formats(order).into_iter().chain(tickets.dates.iter().map(String::as_str));
            document["dates"] = value(dates.collect::<Array>());
        }
        Ok(document.to_string())
    }

    /// The rows as tickets; what cannot be understood is rejected with the reason. `zone` answers how many seconds east
    /// of UTC a local time lies.
    ///
    /// # Errors
    /// Where a column is missing without which there are no tickets.
    pub fn map(
        &self,
        table: &Table,
        zone: impl Fn(NaiveDateTime) -> i32,
    ) -> Result<(Vec<Ticket>, Vec<Reject>), Invalid> {
        for column in self.key.iter().chain([&self.text, &self.raised]) {
            required(column, table)?;
        }
        let mut rejected = table.rejected.clone();
        let mut tickets = Vec::with_capacity(table.rows.len());
        let tracker = Profile::builtin("tracker")?;
        let is_no_day = |text: &str| tracker.is_empty_word(text) || is_open(text);
        for row in &table.rows {
            match self.ticket(table, row, (&zone, &is_no_day)) {
                Ok(ticket) => tickets.push(ticket),
                Err(wrong) => rejected.extend(wrong.into_iter().map(|reason| Reject { row: row.line, reason })),
            }
        }
        Ok((tickets, rejected))
    }

    /// A row as a ticket, or all that is wrong in its cells. Some words in place of a day say that there is none.
    fn ticket(
        &self,
        table: &Table,
        row: &Row,
        (zone, is_no_day): (&impl Fn(NaiveDateTime) -> i32, &impl Fn(&str) -> bool),
    ) -> Result<Ticket, Vec<Invalid>> {
        let cell = |column: &Columns| found(column, table).map_or("", |(at, _)| row.text(at));
        let said = |column: &Columns| Some(cell(column)).filter(|text| !is_no_day(text)).unwrap_or_default();
        let needed = |column: &Columns, field| {
            let name = found(column, table).map_or("", |(_, name)| name);
            match collapsed(cell(column)) {
                empty if empty.is_empty() => Err(Invalid::new(format!("the column “{name}” is empty")).at(field)),
                text => refuse_unsolved(name, &text).map(|()| text).map_err(|error| error.at(field)),
            }
        };
        let mut loose = Vec::new();
        let mut when = |text: &str, (column, field): (&Columns, _)| {
            let column = found(column, table).and_then(|(at, _)| table.header.get(at)).map_or("", String::as_str);
            let said = self.loosely(text).map(|(day, how)| {
                loose.push(Loose { column: column.to_owned(), cell: collapsed(text), day, how });
                When::On(day)
            });
            said.map_or_else(|| self.when((column, text), zone).map_err(|error| error.at(field)), Ok)
        };
        let changed = self.changed.as_ref().unwrap_or(&self.resolved);
        let mended = match said(&self.resolved) {
            "" => self.done_since(said).map(|since| since.map(|text| (text, changed, "changed"))),
            text => Ok(Some((text, &self.resolved, "resolved"))),
        };
        let mended = mended.and_then(|said| said.map(|(text, column, field)| when(text, (column, field))).transpose());
        let mut wrong = Vec::new();
        let key = heard(self.key.as_ref().map(|key| needed(key, "key")).transpose(), &mut wrong);
        let text = heard(needed(&self.text, "text"), &mut wrong);
        let severity = heard(self.severity(cell(&self.severity)), &mut wrong);
        let raised = needed(&self.raised, "raised").and_then(|text| when(&text, (&self.raised, "raised")));
        let raised = heard(raised.map(Some), &mut wrong);
        let resolved = heard(mended, &mut wrong);
        let Some(raised) = raised.filter(|_| wrong.is_empty()) else {
            return Err(wrong);
        };
        let (owner, resolution) = (collapsed(cell(&self.owner)), collapsed(cell(&self.resolution)));
        let pilots = self.pilots_in(table, row);
        let no_day = self.in_place_of_a_day(table, row).filter(|word| is_no_day(&word.cell));
        let words = self.word(table, row, severity).into_iter().chain(no_day).collect();
        Ok(Ticket { row: row.line, key, text, severity, owner, raised, resolved, resolution, pilots, words, loose })
    }

    /// What the word of a severity was taken to mean, where it does not say so itself: `Highest`.
    fn word(&self, table: &Table, row: &Row, severity: Option<Severity>) -> Option<Word> {
        let (place, _) = found(&self.severity, table)?;
        let (cell, means) = (collapsed(row.cells.get(place)?), severity?.name().to_owned());
        let column = table.header.get(place).filter(|_| !cell.eq_ignore_ascii_case(&means))?.clone();
        Some(Word { row: row.line, place, column, cell, means })
    }

    /// What stands where it says when it was mended, as a word that says that it was not. A dash is an empty cell.
    fn in_place_of_a_day(&self, table: &Table, row: &Row) -> Option<Word> {
        let (place, _) = found(&self.resolved, table)?;
        let cell = collapsed(row.cells.get(place)?);
        let column = table.header.get(place).filter(|_| cell.contains(|c: char| c.is_alphanumeric() || c == '?'))?;
        let means = "no day, as an empty cell is".to_owned();
        Some(Word { row: row.line, place, column: column.clone(), cell, means })
    }

    /// What may be the code or name of the pilot of a row.
    #[must_use]
    pub fn pilots_in(&self, table: &Table, row: &Row) -> Vec<String> {
        let cells = self.pilot_places(table).filter_map(|at| row.cells.get(at));
        let words = cells.flat_map(|cell| cell.split([',', ';'])).map(collapsed);
        words.filter(|word| !word.is_empty()).collect()
    }

    /// The places of the columns that may say of which pilot a ticket is. A label or component may stand in several
    /// columns of one name, and several in one of them.
    fn pilot_places<'t>(&'t self, table: &'t Table) -> impl Iterator<Item = usize> + 't {
        let is_one = move |name: &str| {
            let name = name.to_lowercase();
            self.pilot.iter().any(|known| {
                name == *known || name.strip_prefix(known.as_str()).is_some_and(|rest| rest.starts_with(" ("))
            })
        };
        table.header.iter().enumerate().filter(move |(_, name)| is_one(name)).map(|(at, _)| at)
    }

    /// The cell of a row that says a field, where it is one; of several columns that may say its pilot the first that
    /// says something, else the first.
    #[must_use]
    pub fn cell(&self, table: &Table, row: u64, field: &str) -> Option<Cell> {
        let column = match field {
            "key" => self.key.as_ref()?,
            "text" => &self.text,
            "severity" => &self.severity,
            "raised" => &self.raised,
            "resolved" => &self.resolved,
            "changed" => self.changed.as_ref()?,
            "pilot" => {
                let mut cells = self.pilot_places(table).filter_map(|at| table.cell(row, at));
                let first = cells.next()?;
                let says = |cell: &Cell| !cell.text.trim().is_empty();
                return if says(&first) { Some(first) } else { cells.find(says).or(Some(first)) };
            }
            _ => return None,
        };
        table.cell(row, found(column, table)?.0)
    }

    /// When a ticket was changed last that only its state says to be mended; none of one that is not.
    fn done_since<'t>(&self, cell: impl Fn(&Columns) -> &'t str) -> Result<Option<&'t str>, Invalid> {
        let state = self.state.as_ref().map_or("", &cell);
        if !self.done.iter().any(|word| word.eq_ignore_ascii_case(state)) {
            return Ok(None);
        }
        match self.changed.as_ref().map_or("", &cell) {
            "" => Err(Invalid::new(format!("it is “{state}”, and nothing says since when"))
                .hint("export it with the day on which it was resolved, or changed last")
                .at("resolved")),
            text => Ok(Some(text)),
        }
    }

    fn severity(&self, cell: &str) -> Result<Option<Severity>, Invalid> {
        let word = collapsed(cell).to_lowercase();
        if word.is_empty() {
            return Ok(None);
        }
        let known = self.severities.iter().find(|(_, words)| words.contains(&word)).map(|(severity, _)| *severity);
        known.map_or_else(|| meant::severity(cell), Ok).map(Some).map_err(|error| {
            let words = error.hint.unwrap_or_default();
            let hint = format!("{words}; a mapping file can say what another word means");
            Invalid { hint: Some(hint), ..error }.at("severity")
        })
    }

    /// The day that is meant by one without its year, or by a week, a month or a quarter, and how that is read; none of
    /// what a format reads.
    fn loosely(&self, text: &str) -> Option<(Day, &'static str)> {
        loose_day(text, Side::Behind, self.today).filter(|_| !self.is_formatted(text))
    }

    fn when(&self, (column, text): (&str, &str), zone: &impl Fn(NaiveDateTime) -> i32) -> Result<When, Invalid> {
        let local = |time: NaiveDateTime| When::At(Instant::local(time, zone(time)));
        let known = self.dates.iter().find_map(|format| timed(text, format));
        let known = known.map(local).or_else(|| {
            let offset = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z").ok()?;
            offset.to_rfc3339().parse().ok().map(When::At)
        });
        let day = || self.dates.iter().find_map(|format| dated(text, format)).map(When::On);
        let written = || {
            let (day, time) = timed_day(text, self.order)?;
            Some(time.map_or(When::On(day), |time| local(day.and_time(time))))
        };
        let counted = || day_said(text, self.written?, Side::Behind)?.ok().map(When::On);
        let read = known.or_else(day).or_else(|| When::parse(text, zone).ok()).or_else(written).or_else(counted);
        let unread = || When::parse(text, zone).map_err(|error| in_column(column, error));
        read.map_or_else(|| unordered(column, text, self.order).map_or_else(unread, Err), Ok)
    }
}

/// The place of the first of some columns that a table has, and its name.
fn found<'n>(columns: &'n Columns, table: &Table) -> Option<(usize, &'n str)> {
    columns.names().find_map(|name| Some((table.column(name)?, name)))
}

/// Refuses a table that has none of them.
fn required(columns: &Columns, table: &Table) -> Result<(), Invalid> {
    match (found(columns, table), columns.names().next()) {
        (None, Some(name)) => table.required(name).map(drop),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tickets(text: &str) -> (Vec<Ticket>, Vec<Reject>) {
        let table = Table::parse(text, b',').unwrap();
        Tickets::fitting(&table).unwrap().map(&table, |_| 3600).unwrap()
    }

    #[test]
    fn a_table_of_exceptions_may_be_a_german_one_and_says_what_it_lacks() {
        let (found, rejected) =
            tickets("Projekt,Vorfall,Schwere,Gemeldet am,Behoben am\nRechnungen,Falsch gebucht,hoch,20.11.2026,\n");
        assert!(rejected.is_empty(), "{rejected:?}");
        assert_eq!(
            (found[0].severity, found[0].pilots.as_slice()),
            (Some(Severity::High), ["Rechnungen".to_owned()].as_slice())
        );
        let exceptions = Tickets::builtin("exceptions").unwrap();
        let lacking = |text: &str| exceptions.lacking(&Table::parse(text, b',').unwrap());
        assert_eq!(lacking("Pilot,Severity,Raised\nA,high,2026-11-20\n"), ["exception"]);
    }

    #[test]
    fn a_kept_mapping_reads_no_column_that_was_said_to_feed_nothing() {
        let said: Vec<(String, String)> =
            ["state", "status"].map(|column| (column.to_owned(), NOTHING.to_owned())).to_vec();
        let kept = Tickets::written("log", &said, None, Profile::text("exceptions").unwrap()).unwrap();
        let kept = Tickets::parse(&kept).unwrap().unwrap();
        assert_eq!((kept.state, kept.skip), (None, vec!["state".to_owned(), "status".to_owned()]));
    }

    #[test]
    fn a_ticket_is_read_as_jira_writes_it() {
        let (found, rejected) = tickets(
            "Summary,Issue key,Status,Priority,Assignee,Created,Resolved,Resolution,Labels,Labels\n\
             Wrong rest day,OPS-7,Done,Highest,Ana Costa,18/Nov/26 10:30 AM,19/Nov/26 9:05 PM,Fixed,ai,shift-planning\n",
        );
        assert!(rejected.is_empty(), "{rejected:?}");
        let one = &found[0];
        assert_eq!(
            one.words.iter().map(|word| (word.cell.as_str(), word.means.as_str())).collect::<Vec<_>>(),
            [("Highest", "high")]
        );
        let read = (one.key.as_deref(), one.text.as_str(), one.severity);
        assert_eq!(read, (Some("OPS-7"), "Wrong rest day", Some(Severity::High)));
        let at = |text: &str| When::At(text.parse().unwrap());
        assert_eq!(one.raised, at("2026-11-18T10:30:00+01:00"));
        assert_eq!(one.resolved, Some(at("2026-11-19T21:05:00+01:00")));
        assert_eq!(one.pilots, ["ai", "shift-planning"]);
    }

    #[test]
    fn the_columns_of_tickets_that_feed_nothing_are_known() {
        let csv =
            "Issue key,Summary,Created,Reporter,Labels,Labels,Comment,Comment,Sprint\nA-1,x,2026-11-02,Bo,a,b,c,d,\n";
        let table = Table::parse(csv, b',').unwrap();
        assert_eq!(Tickets::fitting(&table).unwrap().unfed(&table), ["Reporter", "Comment", "Comment (2)"]);
    }

    #[test]
    fn times_of_tickets_are_read_as_those_of_trackers_are() {
        let read = |cells: &[&str], said: Option<DateOrder>| {
            let rows: Vec<String> = cells.iter().enumerate().map(|(at, cell)| format!("A-{at},x,{cell}\n")).collect();
            let table = Table::parse(&format!("Issue key,Summary,Created,Told on\n{}", rows.concat()), b',').unwrap();
            Tickets::fitting(&table).unwrap().for_table(&table, said).map(&table, |_| 0).unwrap()
        };
        let (found, rejected) =
            read(&["12/Nov/26", "12 Nov 2026", "Nov 12 2026", "12/11/26", "11/25/26 9:14 AM"], None);
        assert!(found.len() == 5 && rejected.is_empty(), "{rejected:?}");
        assert_eq!(found.iter().take(3).filter(|one| one.raised == When::On("2026-11-12".parse().unwrap())).count(), 3);
        let (_, rejected) = read(&["11/12/26 9:14 AM"], None);
        let reason = &rejected[0].reason;
        assert!(reason.what.contains("in column “Created” does not say which is the day"), "{reason:?}");
        let (found, _) = read(&["11/12/26,25/12/26"], None);
        assert_eq!(found[0].raised, When::On("2026-12-11".parse().unwrap()), "another column tells too");
        let (found, _) = read(&["11/12/26 9:14 AM"], Some(DateOrder::MonthFirst));
        assert_eq!(found[0].raised, When::At("2026-11-12T09:14:00Z".parse().unwrap()));
    }

    #[test]
    fn a_year_of_two_digits_is_none_of_the_first_century() {
        let (found, _) = tickets("Pilot,Incident,Raised\nA,x,20.11.26\nA,y,20.11.26 10:30\n");
        assert_eq!(found[0].raised, When::On("2026-11-20".parse().unwrap()));
        assert_eq!(found[1].raised, When::At("2026-11-20T09:30:00Z".parse().unwrap()));
    }

    #[test]
    fn a_day_that_counts_from_today_is_read_where_it_is_known_which_day_that_is() {
        let table = Table::parse("Pilot,Incident,Raised\nA,x,yesterday\nA,y,monday\nA,z,20 Nov\n", b',').unwrap();
        let tickets = Tickets::fitting(&table).unwrap();
        assert_eq!(tickets.map(&table, |_| 0).unwrap().1.len(), 3, "of a file nobody knows");
        let today: Option<Day> = Some("2026-11-25".parse().unwrap());
        let tickets = Tickets { today, ..tickets };
        let (found, rejected) = tickets.map(&table, |_| 0).unwrap();
        assert_eq!((found.len(), rejected.len()), (1, 2), "which day it is tells the year: {rejected:?}");
        let loose = &found[0].loose[0];
        assert_eq!((loose.cell.as_str(), loose.day.to_string().as_str()), ("20 Nov", "2026-11-20"));
        let tickets = Tickets { written: today, ..tickets };
        let raised: Vec<When> = tickets.map(&table, |_| 0).unwrap().0.iter().map(|one| one.raised).collect();
        assert_eq!(raised, ["2026-11-24", "2026-11-23", "2026-11-20"].map(|day| When::On(day.parse().unwrap())));
    }

    #[test]
    fn a_ticket_that_only_its_state_says_to_be_done_is_done_since_it_changed() {
        let (found, rejected) = tickets(
            "Issue key,Summary,Status,Created,Updated,Resolved\n\
             A-1,x,Closed,2026-11-02 10:30,2026-11-05 09:00,\n\
             A-2,y,In progress,2026-11-02 10:30,2026-11-05 09:00,\n\
             A-3,z,Done,2026-11-02 10:30,,\n",
        );
        let at = |text: &str| Some(When::At(text.parse().unwrap()));
        let resolved: Vec<Option<When>> = found.iter().map(|one| one.resolved).collect();
        assert_eq!(resolved, [at("2026-11-05T09:00:00+01:00"), None]);
        assert_eq!(rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(), [4], "{rejected:?}");
    }

    #[test]
    fn a_word_in_place_of_a_day_says_that_it_is_not_mended_and_another_one_names_its_column() {
        let (found, rejected) = tickets(
            "Pilot,Issue,Raised on,Status,Closed on\n\
             A,v,2026-11-02,open,n/a\nA,w,2026-11-02,,-\nA,x,2026-11-02,,Open\nA,y,2026-11-02,closed,tbd\n\
             A,z,2026-11-02,,soon\n",
        );
        assert!(found.iter().all(|one| one.resolved.is_none()), "{found:?}");
        let words: Vec<&str> = found.iter().flat_map(|one| &one.words).map(|word| word.cell.as_str()).collect();
        assert_eq!(words, ["n/a", "Open"], "a dash is an empty cell");
        let told: Vec<&str> = rejected.iter().map(|reject| reject.reason.what.as_str()).collect();
        let told_of = ["it is “closed”, and nothing says since when", "column “Closed on”: “soon” is not a time"];
        assert_eq!(told, told_of);
    }

    #[test]
    fn the_cell_that_a_row_is_rejected_for_is_found() {
        let text = "Pilot,Incident,Severity,Opened on\nA,Wrong vendor,huge,2026-11-02\nA,,low,soon\nA,x,low,soon\n";
        let table = Table::parse(text, b',').unwrap();
        let tickets = Tickets::fitting(&table).unwrap();
        let (_, rejected) = tickets.map(&table, |_| 0).unwrap();
        let cell = |reject: &Reject| tickets.cell(&table, reject.row, reject.reason.field?).map(|cell| cell.column);
        let columns: Vec<Option<String>> = rejected.iter().map(cell).collect();
        let all_of_a_row = ["Severity", "Incident", "Opened on", "Opened on"].map(|name| Some(name.to_owned()));
        assert_eq!(columns, all_of_a_row);
        let hint = rejected[0].reason.hint.clone().unwrap();
        assert!(hint.contains("low, medium, high"), "which words there are: {hint}");
        assert_eq!(tickets.cell(&table, 2, "pilot").map(|cell| cell.text).as_deref(), Some("A"));
        assert_eq!(tickets.cell(&table, 2, "key"), None);
        let labels = Table::parse(
            "Issue key,Summary,Created,Labels,Labels\nA-1,x,2026-11-02,,a\nA-2,x,2026-11-02,a,b\nA-3,x,2026-11-02,,\n",
            b',',
        );
        let (labels, jira) = (labels.unwrap(), Tickets::builtin("jira").unwrap());
        let pilot = |row| jira.cell(&labels, row, "pilot").map(|cell| cell.text);
        assert_eq!([pilot(2), pilot(3)].map(Option::unwrap), ["a", "a"], "the first that is named");
        assert_eq!(pilot(4).as_deref(), Some(""), "where it can be named");
    }

    #[test]
    fn a_plain_table_of_exceptions_needs_no_key() {
        let (found, rejected) = tickets(
            "Pilot,Incident,Severity,Opened on,Closed\nInvoice triage,Wrong vendor,major,2026-11-02,5 Nov 2026\n",
        );
        assert!(rejected.is_empty(), "{rejected:?}");
        let on = |text: &str| When::On(text.parse().unwrap());
        let one = &found[0];
        assert_eq!((&one.key, one.text.as_str(), one.severity), (&None, "Wrong vendor", Some(Severity::High)));
        assert_eq!((one.raised, one.resolved), (on("2026-11-02"), Some(on("2026-11-05"))));
        assert_eq!(one.pilots, ["Invoice triage"]);
        // Without a pilot it may be anything.
        let table = Table::parse("Incident,Opened on\nWrong vendor,2026-11-02\n", b',').unwrap();
        assert!(Tickets::fitting(&table).is_none());
    }

    #[test]
    fn what_a_ticket_says_wrongly_is_told_with_its_row() {
        let (found, rejected) = tickets(
            "Issue key,Summary,Priority,Created\nA-1,x,Sometimes,2026-11-18 10:30\nA-2,y,,yesterday\nA-3,z,,2026-11-18T10:30:00.000+0100\n",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].severity, None, "nothing is said");
        assert_eq!(rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(), [2, 3]);
    }
}
