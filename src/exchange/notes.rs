//! Owns the rows of a table of notes: about which pilot, on which day, by whom.

use super::profile::Profile;
use super::row::{Cells, Layout};
use super::table::{Row, Table};
use super::written_day::{in_column, loose_day, timed_day, unordered};
use super::{flag, heard};
use crate::domain::incoming::DateOrder;
use crate::domain::shown::collapsed;
use crate::domain::spoken::Side;
use crate::domain::{Day, Invalid, parse_day};

/// What its columns are called, and which it needs.
pub static LAYOUT: Layout = Layout {
    columns: &[
        (
            "pilot",
            &[
                "pilot",
                "pilot name",
                "pilot code",
                "pilot project",
                "pilotprojekt",
                "project",
                "project name",
                "initiative",
                "use case",
                "use case name",
                "projekt",
                "projektname",
                "projekttitel",
                "vorhaben",
                "anwendungsfall",
            ],
        ),
        ("date", &["date", "day", "written on", "datum", "tag"]),
        (
            "text",
            &[
                "note",
                "notes",
                "text",
                "comment",
                "comments",
                "remark",
                "remarks",
                "minutes",
                "meeting notes",
                "notiz",
                "notizen",
                "anmerkung",
                "anmerkungen",
                "bemerkung",
                "bemerkungen",
                "kommentar",
                "kommentare",
                "protokoll",
            ],
        ),
        ("by", &["by", "author", "written by", "who", "von", "autor", "autorin", "verfasst von"]),
        ("id", &["id"]),
        ("archived", &["archived"]),
    ],
    needed: &[("pilot", "pilot"), ("date", "date"), ("text", "note")],
    day: "date",
};
/// What a tracker says of a pilot that a list of notes says too.
const OF_PILOTS: [&str; 3] = ["name", "code", "note"];

/// A note as a row says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The number of the row.
    pub row: u64,
    /// The id of one that was written out; empty where there is none.
    pub id: String,
    /// Of which pilot.
    pub pilot: String,
    /// Its day; none where that is wrong.
    pub on: Option<Day>,
    /// What it says.
    pub text: String,
    /// Who wrote it; empty where nobody is named, and none where no column says it.
    pub by: Option<String>,
    /// Is it out of sight? None where nothing says it.
    pub archived: Option<bool>,
    /// All that is wrong in its cells.
    pub wrong: Vec<Invalid>,
}

/// Is it a table of notes: does it say of pilots what was noted on which day, and nothing else?
#[must_use]
pub fn is_notes(table: &Table) -> bool {
    LAYOUT.lacking(table).is_empty() && LAYOUT.unfed(table).is_empty()
}

/// That rows which are read as pilots may be notes on them: they have a day and a text, and say nothing else of a
/// pilot.
#[must_use]
pub fn doubt(table: &Table, profile: &Profile) -> Option<String> {
    let has_both = ["date", "text"].iter().all(|field| LAYOUT.place(table, field).is_some());
    let mut fed = profile.fed_by(table).into_iter().filter_map(|(_, field)| field);
    let may_be = has_both && !profile.taken_over && fed.all(|field| OF_PILOTS.contains(&field.as_str()));
    may_be.then(|| {
        "Each row is read as a pilot. Where each is a note on one: `--map notes` (m in the preview, notes).".to_owned()
    })
}

/// The rows of a table as notes. Of a day without its year the last is meant.
#[must_use]
pub fn read(table: &Table, order: Option<DateOrder>, today: Day) -> Vec<Noted> {
    table.rows.iter().map(|row| noted(table, row, (order, today))).collect()
}

fn noted(table: &Table, row: &Row, (order, today): (Option<DateOrder>, Day)) -> Noted {
    let cells = Cells { table, row, layout: &LAYOUT };
    let mut wrong = Vec::new();
    let pilot = heard(cells.needed("pilot", "it does not say of which pilot it is"), &mut wrong);
    let text = heard(cells.needed("text", "it does not say what was noted"), &mut wrong);
    let said = heard(cells.needed("date", "a note needs its day"), &mut wrong);
    let column = cells.heading("date");
    let day = (!said.is_empty()).then(|| day((column, said), order, today).map_err(|error| error.at("date")));
    let on = heard(day.transpose(), &mut wrong);
    let (by, id) = (heard(cells.cell("by"), &mut wrong), heard(cells.cell("id"), &mut wrong));
    let said = |text: &str| (!text.is_empty()).then(|| flag("archived", text)).transpose();
    let archived = heard(cells.cell("archived").and_then(said), &mut wrong);
    Noted {
        row: row.line,
        id: id.to_owned(),
        pilot: collapsed(pilot),
        on,
        text: text.replace("\r\n", "\n"),
        by: LAYOUT.place(table, "by").map(|_| collapsed(by)),
        archived,
        wrong,
    }
}

/// The day that a cell says. One that counts from another is not known, as nothing says when that was.
fn day((column, text): (&str, &str), order: Option<DateOrder>, today: Day) -> Result<Day, Invalid> {
    let loose = || loose_day(text, Side::Behind, Some(today)).map(|(day, _)| day);
    let read = timed_day(text, order).map(|(day, _)| day).or_else(loose);
    let unread = || parse_day(text).map_err(|error| in_column(column, error));
    read.map_or_else(|| unordered(column, text, order).map_or_else(unread, Err), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table::parse(text, b';').unwrap()
    }

    #[test]
    fn a_row_says_of_which_pilot_it_is_and_when() {
        let table = table("Datum;Pilot;Notiz;Von\n20.11.2026;Claims;Läuft;Ana\n;Claims;x;\n3/4/2026;;y;Bo\n");
        assert!(is_notes(&table));
        let notes = read(&table, LAYOUT.order(&table, None), "2026-11-25".parse().unwrap());
        let first = &notes[0];
        let said = (first.pilot.as_str(), first.text.as_str(), first.by.as_deref(), first.on.unwrap().to_string());
        assert_eq!(said, ("Claims", "Läuft", Some("Ana"), "2026-11-20".to_owned()));
        let fields = |noted: &Noted| noted.wrong.iter().filter_map(|wrong| wrong.field).collect::<Vec<_>>();
        assert_eq!((fields(&notes[1]), fields(&notes[2])), (vec!["date"], vec!["pilot", "date"]));
        let month_first =
            read(&table, LAYOUT.order(&table, Some(DateOrder::MonthFirst)), "2026-11-25".parse().unwrap());
        assert_eq!(month_first[2].on.unwrap().to_string(), "2026-03-04");
    }

    #[test]
    fn what_says_more_of_pilots_is_no_table_of_notes() {
        for (text, is_one) in [
            ("pilot;date;by;text;archived;id\na;2026-11-20;Bo;x;no;n1\n", true),
            ("Date;Pilot;Comment;Room\n2026-11-20;a;x;\n", true),
            ("Pilot;Date;Notes;Status\na;2026-11-20;x;green\n", false),
            ("Project;Date;Notes\na;2026-11-20;x\n", true),
            ("Datum;Projekt;Notiz\n20.11.2026;a;x\n", true),
            ("Datum;Use Case;Notiz\n20.11.2026;a;x\n", true),
            ("Datum;Projekt;Kommentar\n20.11.2026;a;x\n", true),
            ("Datum;Pilot;Bemerkung;Autor\n20.11.2026;a;x;Bo\n", true),
            ("Datum;Pilot;Protokoll\n20.11.2026;a;x\n", true),
            ("Projekt;Datum;Kommentar;Ampel\na;20.11.2026;x;rot\n", false),
            ("Pilot;Notes\na;x\n", false),
        ] {
            assert_eq!(is_notes(&table(text)), is_one, "{text}");
        }
    }

    #[test]
    fn rows_that_may_be_notes_on_pilots_are_told() {
        let tracker = Profile::builtin("tracker").unwrap();
        let is_doubtful = |text: &str| doubt(&table(text), &tracker).is_some();
        assert!(is_doubtful("Datum;Pilot;Notiz;Ort\n20.11.2026;a;x;Bonn\n"));
        assert!(is_doubtful("Name;Date;Note\na;2026-11-20;x\n"));
        assert!(!is_doubtful("Pilot;Date;Notes;Status\na;2026-11-20;x;green\n"));
        assert!(!is_doubtful("Pilot;Note\na;x\n"));
    }
}
