//! Owns how records become a table: which one is the header, and which are no rows.

use super::second::{MOST_TITLES, second_table, take_repeated};
use super::text::{FIRST_ROWS, Numbered, check_quotes, numbered};
use super::{Record, Row, Table, below, filled, headed, names};
use crate::domain::Invalid;
use crate::domain::length::LONGEST;
use crate::domain::shown::collapsed;
use crate::domain::words::first_few;
use crate::domain::written::{Written, read};
use crate::exchange::csv_out::unguarded;
use crate::exchange::profile::Profile;
use crate::exchange::{Reject, people, readings};

/// So many cells a title may have: “as of”, and the day.
const WIDEST_TITLE: usize = 2;
/// A row of fewer cells, or of fewer names, is no header below others: it may be a row of the table.
const LEAST_HEADER: usize = 3;

/// A record, or why it is none.
type Read = Result<Record, Invalid>;

/// Which row of a table is its header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// The number of the row, where somebody said it; none lets the names of the columns tell.
    pub row: Option<u64>,
    /// The columns that the table is read by; none where no mapping was named.
    pub columns: Vec<String>,
}

impl Table {
    /// Reads a table, its header found by the names of its columns.
    ///
    /// # Errors
    /// As [`Table::parse_under`].
    pub fn parse(text: &str, delimiter: u8) -> Result<Self, Invalid> {
        Self::parse_under(text, delimiter, &Heading::default())
    }

    /// Reads a table.
    ///
    /// # Errors
    /// Where a quote is never closed, or there is no header.
    pub fn parse_under(text: &str, delimiter: u8, heading: &Heading) -> Result<Self, Invalid> {
        check_quotes(text, delimiter)?;
        let records = numbered(text, delimiter).map(|record| -> Read {
            let Numbered { row, record, .. } = record?;
            Ok((row, record.iter().map(|cell| unguarded(cell).to_owned()).collect()))
        });
        let table = Self::of_records(records, heading)?;
        Ok(Self { separator: Some(delimiter), ..table })
    }

    /// Makes a table of records, each with its row. Where nothing tells which is the header, it is the first that is
    /// not empty; titles that people write above it, in one cell of a wider row, are not.
    ///
    /// # Errors
    /// Where there is no header, or a record cannot be read.
    pub fn of_records(
        records: impl Iterator<Item = Result<Record, Invalid>>,
        heading: &Heading,
    ) -> Result<Self, Invalid> {
        let ((mut header, mut groups), records) = below_titles(records, heading)?;
        let (mut titles, mut below): (Vec<Record>, Vec<Record>) = (Vec::new(), Vec::new());
        for record in records {
            let (line, record) = record?;
            let filled = filled(&record);
            if filled == 0 {
                continue;
            }
            if header.is_none() {
                if filled <= WIDEST_TITLE && titles.len() < MOST_TITLES {
                    titles.push((line, record));
                    continue;
                }
                if !titles.is_empty() && !is_below(&titles, filled) {
                    narrow(&mut header, &mut below, std::mem::take(&mut titles));
                }
            }
            if header.is_none() {
                header = Some(names(record.iter().map(String::as_str)));
                groups = groups_above(titles.last(), (line, &record));
            } else {
                below.push((line, record));
            }
        }
        // A table of one column has no titles.
        if header.is_none() {
            narrow(&mut header, &mut below, titles);
        }
        let header = header.ok_or_else(|| {
            Invalid::new("the file has no header row")
                .hint("the first row names the columns, such as pilot,metric,week,value")
        })?;
        let second = second_table(&header, &below).map(|(at, row)| {
            below.truncate(at);
            row
        });
        let repeated = take_repeated(&header, &mut below);
        let mail = below::take_mail(header.len(), &mut below);
        let (mut rows, mut rejected) = (Vec::with_capacity(below.len()), Vec::new());
        for (line, record) in below {
            match cells(record, header.len()) {
                Ok(cells) => rows.push(Row { line, cells }),
                Err(reason) => rejected.push(Reject { row: line, reason }),
            }
        }
        Ok(Self { header, groups, rows, rejected, second, repeated, mail, ..Self::default() })
    }

    /// What of the file is not read as rows of the table, and what is although nobody sees it.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        let left_out = [self.second_told(), self.repeated_told(), below::told(&self.mail)];
        left_out.into_iter().flatten().chain(self.hidden.told(self)).collect()
    }

    /// That the header stands there once more, and is no row.
    fn repeated_told(&self) -> Option<String> {
        let rows: Vec<String> = self.repeated.iter().map(ToString::to_string).collect();
        let (rows, one) = (first_few(&rows), rows.len() == 1);
        let told = if one {
            format!("row {rows} names the columns once more: it is left out")
        } else {
            format!("rows {rows} name the columns once more, or are titles above such rows: they are left out")
        };
        (!self.repeated.is_empty()).then(|| format!("{told}, and the rows below are read as rows of the same table."))
    }

    /// That a second table begins below, of which nothing is read.
    fn second_told(&self) -> Option<String> {
        let row = self.second?;
        Some(format!(
            "a second table starts in row {row}; only the first is read: put it on a sheet of its own (h in the preview \
             reads it instead: row {row} names its columns)."
        ))
    }
}

impl Heading {
    /// The place of the header among the first records: the one that names most of the columns that the table is read
    /// by, else most of those that are known. None where nothing tells.
    fn place(&self, head: &[Record]) -> Option<usize> {
        // What is called after its place tells nothing.
        let has = |table: &Table, name: &str| table.column(name).is_some_and(|at| !table.is_nameless(at));
        let named = |table: &Table| self.columns.iter().filter(|name| has(table, name)).count();
        best(head, 1, named).or_else(|| best(head, 2, known_columns))
    }
}

/// The first of the records that name most columns, `least` of them or more. Titles and groups fill fewer cells than
/// the header below them; what fills no more than a row above it is a header only where it names more than cells do by
/// chance. A later one takes over only right below, or below a title: between two headers stand the rows of the first.
fn best(head: &[Record], least: usize, named: impl Fn(&Table) -> usize) -> Option<usize> {
    let (mut widest, mut best): (usize, Option<(usize, usize)>) = (0, None);
    for (at, (_, record)) in head.iter().enumerate() {
        let filled = filled(record);
        let needed = if filled > widest || widest <= WIDEST_TITLE { least } else { least.max(LEAST_HEADER) };
        widest = widest.max(filled);
        let count = named(&headed(record));
        let is_narrow = |place: usize| head.get(place).is_some_and(|(_, row)| self::filled(row) <= WIDEST_TITLE);
        // Two cells that both name a column are no title, and head a table of two columns.
        let is_title = |place: usize, most: usize| most < WIDEST_TITLE && is_narrow(place);
        // Cells that are merged with those below them name the same columns in both rows, of which the lower one names
        // more.
        let is_upper = |place: usize| head.get(place).is_some_and(|(_, upper)| is_merged(upper, record));
        let may = |(place, most): (usize, usize)| {
            place + 1 == at && (count > most || count == most && is_upper(place))
                || count > most && is_title(place, most)
        };
        if count >= needed && best.is_none_or(may) {
            best = Some((at, count));
        }
    }
    best.map(|(at, _)| at)
}

/// Does a row of headings say the same as the one above it in some of its cells, and more in all?
fn is_merged(upper: &[String], lower: &[String]) -> bool {
    let is_same = |(one, other): (&String, &String)| !one.trim().is_empty() && one == other;
    filled(lower) > filled(upper) && upper.iter().zip(lower).any(is_same)
}

/// What the row right above a header says of its columns: a group goes on to the right until the next one begins. Where
/// it has nothing but its first cell it is a title.
fn groups_above(above: Option<&Record>, (line, header): (u64, &[String])) -> Vec<String> {
    let is_title = |row: &[String]| filled(row) == 1 && row.first().is_some_and(|cell| !cell.trim().is_empty());
    let is_group = |(at, row): &&Record| at + 1 == line && filled(row) > 0 && !is_title(row);
    let Some((_, above)) = above.filter(is_group) else {
        return Vec::new();
    };
    let mut group = String::new();
    let goes_on = |at: usize| {
        if let Some(cell) = above.get(at).filter(|cell| !cell.trim().is_empty()) {
            group = collapsed(cell);
        }
        group.clone()
    };
    (0..header.len()).map(goes_on).collect()
}

/// How many columns a header names of a table that is known: of pilots, people or readings, be it with a week a column.
fn known_columns(table: &Table) -> usize {
    let of_pilots = Profile::named_columns(table);
    let is_week = |name: &&String| matches!(read(name), Some(Ok(Written::Week { .. })));
    let has_weeks = || of_pilots > 0 && table.header.iter().filter(is_week).count() > 1;
    let is_known = people::heads(table) || readings::is_readings(table) || has_weeks();
    of_pilots.max(if is_known { 2 } else { 0 })
}

/// The names of the columns, where one of the first rows tells that it is the header, or somebody does; and their
/// groups, which the row right above says.
type Names = (Option<Vec<String>>, Vec<String>);

/// What the columns are called, and the records below, or all of them.
fn below_titles(
    mut records: impl Iterator<Item = Read>,
    heading: &Heading,
) -> Result<(Names, impl Iterator<Item = Read>), Invalid> {
    let (mut head, mut above): (Vec<Record>, Option<Record>) = (Vec::new(), None);
    let at = if let Some(row) = heading.row {
        let is_above = |record: &Read| record.as_ref().is_ok_and(|(line, _)| *line != row);
        let found = records.find_map(|record| {
            if is_above(&record) {
                above = record.ok();
                return None;
            }
            Some(record)
        });
        let found = found.transpose()?;
        head.extend(found.filter(|(_, record)| filled(record) > 0));
        if head.is_empty() {
            let hint = "name the row with the names of the columns, by the number that a spreadsheet shows";
            return Err(Invalid::new(format!("row {row} says nothing")).hint(hint));
        }
        Some(0)
    } else {
        while head.len() < FIRST_ROWS
            && let Some(record) = records.next()
        {
            let record = record?;
            if filled(&record.1) > 0 {
                head.push(record);
            }
        }
        let at = heading.place(&head);
        above = at.and_then(|at| head.get(at.checked_sub(1)?)).cloned();
        at
    };
    let found = at.and_then(|at| head.get(at));
    let header = found.map(|(_, record)| names(record.iter().map(String::as_str)));
    let groups = found.map(|(line, record)| groups_above(above.as_ref(), (*line, record))).unwrap_or_default();
    let titles = at.map_or(0, |at| at + 1);
    Ok(((header, groups), head.into_iter().skip(titles).map(Ok).chain(records)))
}

/// Is a record of so many filled cells the header below those titles, although its columns are not known? Each of them
/// has one cell, of several, and it is wide enough.
fn is_below(titles: &[Record], cells: usize) -> bool {
    let is_single = |(_, title): &Record| title.len() > 1 && filled(title) == 1;
    cells >= LEAST_HEADER && titles.iter().all(is_single)
}

/// Takes what looked like titles as what it is: a header, and rows below it.
fn narrow(header: &mut Option<Vec<String>>, below: &mut Vec<Record>, titles: Vec<Record>) {
    let mut titles = titles.into_iter();
    *header = titles.next().map(|(_, first)| names(first.iter().map(String::as_str)));
    below.extend(titles);
}

fn cells(mut record: Vec<String>, width: usize) -> Result<Vec<String>, Invalid> {
    if let Some((column, cell)) = record.iter().enumerate().find(|(_, cell)| cell.len() > LONGEST) {
        return Err(Invalid::new(format!("column {}: a cell of {} MB", column + 1, cell.len().div_ceil(LONGEST)))
            .hint("a cell takes 1 MB at most; look for a quote that is not closed"));
    }
    if record.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
        return Err(Invalid::new(format!("it has {} cells, the header {width}", record.len()))
            .hint("give each column a name; in a csv, put quotes around cells that hold the separator"));
    }
    record.resize(width, String::new());
    Ok(record)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::text::{delimiter, without};
    use super::*;
    use crate::domain::incoming::{Cell, Correction};

    #[test]
    fn titles_above_the_header_are_no_header() {
        let text = "AI pilots 2026,,\n,as of November,\n,,\nname,unit,stage\nA,Legal,1\n";
        let table = Table::parse(text, b',').unwrap();
        assert_eq!(table.header, ["name", "unit", "stage"]);
        assert_eq!((table.rows.len(), table.rows[0].line), (1, 5));
        let groups = "Tracker,,\n,Who,Money\n,a,b\n,c,d\nProject,Sponsor,Status\nA,Bo,green\n";
        let table = Table::parse(groups, b',').unwrap();
        assert_eq!((table.header[1].as_str(), table.rows.len()), ("Sponsor", 1), "groups of columns");
        let groups =
            "Tracker,,,,\nProject,,People,Status,\n,,,,\nID,Project Name,Sponsor,RAG,Start\nAI-1,A,Bo,green,\n";
        let table = Table::parse(groups, b',').unwrap();
        assert_eq!((table.header[1].as_str(), table.rows.len()), ("Project Name", 1), "groups called as columns are");
        let two = "AI pilots,2026-11-24,,\n,,,\n,Who,,How\nNo,Project,Sponsor,Status\n1,A,Bo,green\n";
        let table = Table::parse(two, b',').unwrap();
        assert_eq!((table.header[1].as_str(), table.rows.len()), ("Project", 1), "a title of two cells, and groups");
        let table = Table::parse("Project,Sponsor,Status,\nA,Name,green,\n", b',').unwrap();
        assert_eq!((table.header[0].as_str(), table.rows.len()), ("Project", 1));
        let table = Table::parse("name,\nA,\nB,\n", b',').unwrap();
        assert_eq!((table.header[0].as_str(), table.rows.len()), ("name", 2), "a table of one column");
        let long = "P,\n".repeat(30);
        assert_eq!(Table::parse(&format!("name,\n{long}"), b',').unwrap().rows.len(), 30);
        let table = Table::parse("name,\nA,\nB,see mail\n", b',').unwrap();
        assert_eq!((table.header[0].as_str(), table.rows.len()), ("name", 2), "a row of two is no header");
    }

    #[test]
    fn the_rows_above_a_second_header_are_kept() {
        let text = "Project,Owner,Status\nA,Ana Costa,green\nB,Bo Li,red\n\n\
                    Project,Sponsor,Stage,Start,Status\nC,Cy Dee,1,2026-01-05,green\n";
        let table = Table::parse(text, b',').unwrap();
        assert_eq!(table.header, ["Project", "Owner", "Status"]);
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
        assert_eq!((table.second, table.rejected.len()), (Some(5), 0), "and the second table is told as a whole");
        let told = table.second_told().unwrap();
        assert!(
            told.starts_with("a second table starts in row 5; only the first is read: put it on a sheet"),
            "{told}"
        );
        let said = Heading { row: Some(5), ..Heading::default() };
        let table = Table::parse_under(text, b',', &said).unwrap();
        assert_eq!((table.rows.len(), table.second), (1, None), "whoever wants it says its row");
    }

    #[test]
    fn a_second_table_is_told_by_its_words_or_by_its_values_and_is_not_mixed_in() {
        let first = "Project;Owner;Status;Start\nYak;Ana Costa;green;2026-01-05\nElk;Bo Li;red;2026-02-02\n\n";
        for below in [
            "Risk;Mitigation\nNo data;Ask for it\n",
            "Risk;Owner;Impact;Probability\nNo data;Ana Costa;high;low\n",
            "Action;Owner;Due\nAsk;Bo Li;2026-12-01\n",
            "Rolle;Person\nChefin;Ana Costa\n",
            "Room;Seats\nA 101;12\n",
            "Person;Role;E-mail;Phone;Company\nAna;VP;ana@example.com;1;X\n",
            "Kennzahl;KW 45;KW 46;KW 47\nGnu;3,2;3,1;2,9\n",
            "Kennzahl;Okt 2026;Nov 2026\nGnu;3,2;3,1\n",
        ] {
            let table = Table::parse(&format!("{first}{below}"), b';').unwrap();
            assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3], "{below}");
            assert_eq!((table.second, table.rejected.len()), (Some(5), 0), "{below}");
        }
        for below in
            ["Closed\nProject;Owner;End\nGnu;Bo Li;2026-03-31\n", "Closed\n\nProject;Owner;End\nGnu;Bo Li;2026-03-31\n"]
        {
            let table = Table::parse(&format!("{first}{below}"), b';').unwrap();
            let head = 4 + u64::try_from(below.lines().count()).unwrap() - 1;
            assert_eq!((table.second, table.rows.len()), (Some(head), 2), "its title is no row: {below}");
        }
        for below in [
            "Gnu;Cy Dee\nEmu;Di Eck\n",
            "Gnu;Cy Dee;amber\nEmu;Di Eck;green;2026-03-02\n",
            "Later:\nGnu;Cy Dee;amber\n",
            "Prepared by;Ana Costa\n",
            "Gnu;cy@example.com\n",
            "Gnu;;;KW 45\n",
            "Total;2\n",
        ] {
            let table = Table::parse(&format!("{first}{below}"), b';').unwrap();
            assert_eq!((table.second, table.repeated.len()), (None, 0), "{below}");
            assert_eq!(table.rows.len(), 2 + below.lines().count(), "{below}");
        }
        for (below, repeated) in [
            ("Project;Owner;Status;Start\nGnu;Cy Dee;amber;2026-03-02\n", vec![5]),
            (" PROJECT ;owner;status;Start;\nGnu;Cy Dee;amber;2026-03-02\n", vec![5]),
            ("Programme B\nProject;Owner;Status;Start\nGnu;Cy Dee;amber;2026-03-02\n", vec![5, 6]),
        ] {
            let table = Table::parse(&format!("{first}{below}"), b';').unwrap();
            assert_eq!((table.second, table.rows.len(), &table.repeated), (None, 3, &repeated), "{below}");
            assert_eq!(table.rows[2].cells, ["Gnu", "Cy Dee", "amber", "2026-03-02"], "{below}");
            assert!(table.told().concat().contains("left out"), "{:?}", table.told());
        }
        let bare = Table::parse("Project;Owner\nYak;Ana\nElk\nProject;Owner\nGnu;Bo\n", b';').unwrap();
        assert_eq!(
            (bare.rows.len(), bare.repeated),
            (3, vec![4]),
            "without a gap it is a row with no more than a name"
        );
        let pair = Table::parse("name\nA\nname\nB\n", b',').unwrap();
        assert_eq!((pair.rows.len(), pair.repeated), (2, vec![3]), "of one column nothing is a title");
    }

    #[test]
    fn a_table_of_two_columns_is_a_table_where_both_are_known() {
        let text = "Pilot;Owner\nYak;Ana Costa\nElk;Bo Li\n\nProject;Sponsor;Status;Start\nGnu;Cy;green;2026-01-05\n";
        let table = Table::parse(text, b';').unwrap();
        assert_eq!(table.header, ["Pilot", "Owner"]);
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(table.second, Some(5));
        let text = "Pilot;Owner\nYak;Ana Costa\n\nRisk;Mitigation;Due\nNo data;Ask;2026-12-01\n";
        let table = Table::parse(text, b';').unwrap();
        assert_eq!((table.rows.len(), table.second, table.rejected.len()), (1, Some(4), 0));
    }

    #[test]
    fn a_mapping_finds_its_header_below_groups_and_somebody_may_say_which_row_it_is() {
        let text = "KI-Liste – Stand 24.11.;;;\n;;;\n;Wer?;;Wie?\nNr;Was?;Chefin;Farbe\n1;A;Bo;rot\n2;B;;Farbe\n";
        let heading = Heading { columns: vec!["Was?".to_owned(), "Farbe".to_owned()], row: None };
        let table = Table::parse_under(text, b';', &heading).unwrap();
        assert_eq!(table.header, ["Nr", "Was?", "Chefin", "Farbe"]);
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [5, 6]);
        let said = |row| Table::parse_under(text, b';', &Heading { row: Some(row), ..Heading::default() });
        assert_eq!(said(3).unwrap().header[1], "Wer?");
        assert_eq!(said(4).unwrap(), table);
        assert!(said(2).is_err() && said(9).is_err(), "nothing stands there");
    }

    #[test]
    fn weeks_head_a_table_below_the_caption_of_a_pivot() {
        let text = "Average of value;;Week;;\nPilot;Metric;W45;W46;Grand Total\nA;x;1;2;1.5\n";
        let table = Table::parse(text, b';').unwrap();
        assert_eq!((table.header[1].as_str(), table.rows.len()), ("Metric", 1));
    }

    #[test]
    fn the_row_above_a_header_says_groups_of_its_columns() {
        let groups = |text: &str| Table::parse(text, b';').unwrap().groups;
        assert_eq!(
            groups(";;Budget (k€);\nProject;Owner;Plan;Ist\nA;Bo;1;2\n"),
            ["", "", "Budget (k€)", "Budget (k€)"]
        );
        assert!(groups("Budget (k€);;;\nProject;Owner;Plan;Ist\nA;Bo;1;2\n").is_empty(), "a title");
        assert!(groups("Project;Owner;Plan;Ist\nA;Bo;1;2\n").is_empty());
        // Merged cells stand in both rows.
        let merged = Table::parse("Project;Owner;Budget;\nProject;Owner;Plan;Ist\nA;Bo;1;2\n", b';').unwrap();
        assert_eq!((merged.header[3].as_str(), merged.groups[3].as_str(), merged.rows.len()), ("Ist", "Budget", 1));
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let table = Table::parse("name, note\n\"a\",\"two\nlines\"\n\nb,\"say \"\"hi\"\"\"\n", b',').unwrap();
        assert_eq!(table.header, ["name", "note"]);
        assert_eq!(table.rows[0].cells, ["a", "two\nlines"]);
        assert_eq!((table.rows[1].line, table.rows[1].cells[1].as_str()), (4, "say \"hi\""));
    }

    #[test]
    fn rows_are_taken_out_and_all_else_stays_as_it_is() {
        let text = "Actions,,\n\nname,note,x\na,\"two\nlines\",\n\nb,\"say \"\"hi\"\"\",\nc,1,2,3\n";
        let table = Table::parse(text, b',').unwrap();
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 6]);
        let left = without(text, b',', &BTreeSet::from([4]));
        assert_eq!(left, "Actions,,\n\nname,note,x\n\nb,\"say \"\"hi\"\"\",\nc,1,2,3\n");
        assert_eq!(without(text, b',', &BTreeSet::from([6, 7])), "Actions,,\n\nname,note,x\na,\"two\nlines\",\n\n");
        let lines = Table::parse(&left, b',').unwrap().rows.iter().map(|row| row.line).collect::<Vec<_>>();
        assert_eq!(lines, [5], "one row higher up");
    }

    #[test]
    fn a_cell_is_corrected_where_it_still_says_what_was_corrected() {
        let table = Table::parse("name,start\nA,soon\nB,later\n", b',').unwrap();
        let cell = table.cell(2, 1).unwrap();
        assert_eq!((cell.column.as_str(), cell.text.as_str()), ("start", "soon"));
        assert_eq!((table.cell(2, 2), table.cell(9, 1)), (None, None));
        let to = Some("2026-01-05".to_owned());
        let other = Correction { cell: Cell { row: 3, ..cell.clone() }, to: to.clone() };
        let corrected = table.clone().corrected(&[Correction { cell, to }, other]);
        assert_eq!(corrected.rows[0].cells, ["A", "2026-01-05"]);
        assert_eq!(corrected.rows[1], table.rows[1], "another text stands there");
        let row = |row, text: &str| {
            let cell = Cell { text: text.to_owned(), ..table.first_cell(row).unwrap() };
            Correction { cell, to: None }
        };
        let left = table.clone().corrected(&[row(2, "A"), row(3, "C")]);
        assert_eq!(left.rows, table.rows[1..], "a row is left out where it is the one that was meant");
    }

    #[test]
    fn repeated_columns_are_numbered_and_short_rows_filled() {
        let table = Table::parse("a,Other,other\n1\n", b',').unwrap();
        assert_eq!(table.header, ["a", "Other", "other (2)"]);
        assert_eq!(table.rows[0].cells, ["1", "", ""]);
        assert_eq!(Table::parse("KÜRZEL,Name\n", b',').unwrap().column("Kürzel"), Some(0), "whatever its case");
        assert!(table.required("b").unwrap_err().hint.unwrap().contains("a, Other, other (2); name"));
    }

    #[test]
    fn broken_tables_are_refused_with_their_line() {
        let unclosed = Table::parse("a,b\n1,2\n3,\"4\n5,6\n", b',').unwrap_err();
        assert!(unclosed.what.contains("line 3"), "{}", unclosed.what);
        assert!(Table::parse("\n\n", b',').is_err());
    }

    #[test]
    fn rows_that_no_table_can_hold_are_rejected_and_the_others_stay() {
        let large = format!("a\n{}\n1,2\n3\n", "x".repeat(10 << 20));
        let table = Table::parse(&large, b',').unwrap();
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4]);
        assert_eq!(table.rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(), [2, 3]);
        assert!(table.rejected[0].reason.what.contains("10 MB"));
        let large = format!("a\n{}\n", "x".repeat((1 << 20) + 1));
        assert!(
            Table::parse(&large, b',').unwrap().rejected[0].reason.what.contains("a cell of 2 MB"),
            "of more than 1"
        );
    }

    #[test]
    fn the_separator_is_found_and_formula_guards_come_off() {
        assert_eq!(
            [delimiter("a\tb,c\td"), delimiter("a;b;c"), delimiter("a,b"), delimiter("a")],
            [b'\t', b';', b',', b',']
        );
        assert_eq!(delimiter("Hi all, as said, the list:\n\na\tb\n1\t2\n"), b'\t', "text stands above");
        assert_eq!(Table::parse("a\n'=1+1\n'quoted'\n", b',').unwrap().rows[0].cells, ["=1+1"]);
    }
}
