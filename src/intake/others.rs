//! Owns which tables are about something other than pilots, although a tracker could have their columns: their rows
//! would become pilots, or change the owners of pilots.

use std::collections::HashSet;

use super::mapping::Mapping;
use super::options::{Kind, Options};
use super::trackers::{STARTS, STATUSES, TRACKERS, is_by_week};
use crate::domain::incoming::RowsOf;
use crate::domain::person::called;
use crate::domain::words::count;
use crate::domain::{
    ActionId, DecisionId, EntryId, ExceptionId, Invalid, MetricId, NoteId, PersonId, ReviewId, Status, WorkstreamId,
    parse_week,
};
use crate::exchange::actions::DUE;
use crate::exchange::fields::way;
use crate::exchange::tickets::Tickets;
use crate::exchange::{Profile, Table, notes as note_tables, readings as reading_tables};
use crate::store::{Result, Store};

/// The registers that `export` writes, beside pilots and readings, each with columns that nothing else has together.
const REGISTERS: [(&str, &[&str]); 18] = [
    ("versions", &["pilot", "name", "released", "retrained"]),
    ("items", &["pilot", "kind", "name", "state", "since"]),
    ("gaps", &["pilot", "dimension", "item", "text", "state"]),
    ("signals", &["warning", "pilot", "level", "since"]),
    ("steps", &["pilot", "name", "manager", "documented", "trained"]),
    ("assessments", &["pilot", "version", "date", "frozen", "quality"]),
    ("trainings", &["pilot", "date", "audience", "attended"]),
    ("people", &["name", "level", "email", "certifier"]),
    ("metrics", &["pilot", "family", "name", "better"]),
    ("exceptions", &["pilot", "text", "severity", "state", "raised"]),
    ("workstreams", &["pilot", "dimension", "exit_test"]),
    ("waivers", &["pilot", "gate", "rule", "reason", "outcome"]),
    ("reviews", &["date", "state", "chair", "slot"]),
    ("committee members", &["name", "level", "function", "chair"]),
    ("journal entries", &["seq", "actor", "kind", "summary"]),
    ("decisions", &["pilot", "verb", "statement"]),
    ("actions", &["text", "owner", "due", "state", "pilot"]),
    ("notes", &["pilot", "date", "by", "text", "archived"]),
];
/// What a row calls the pilot that it is about, or the one that it is.
const PILOTS: [&str; 5] = ["pilot", "pilot name", "pilot code", "pilot project", "pilotprojekt"];
/// What it calls one that is a pilot more often than not.
const PROJECTS: [&str; 8] =
    ["project", "project name", "projekt", "projektname", "vorhaben", "initiative", "use case", "use case name"];
/// Columns that say what a row is beside its pilot, and the register that it belongs to.
const THINGS: [(&str, &str); 24] = [
    ("action", "actions"),
    ("action item", "actions"),
    ("task", "actions"),
    ("to do", "actions"),
    ("to-do", "actions"),
    ("todo", "actions"),
    ("aufgabe", "actions"),
    ("aktion", "actions"),
    ("maßnahme", "actions"),
    ("massnahme", "actions"),
    ("decision", "decisions"),
    ("what was decided", "decisions"),
    ("beschluss", "decisions"),
    ("entscheidung", "decisions"),
    ("exception", "exceptions"),
    ("incident", "exceptions"),
    ("issue", "exceptions"),
    ("vorfall", "exceptions"),
    ("risk", "risks"),
    ("risk description", "risks"),
    ("risiko", "risks"),
    ("metric", "metrics"),
    ("kpi", "metrics"),
    ("kennzahl", "metrics"),
];
/// Columns that say so only beside a day: of a tracker they may be anything.
const TEXTS: [&str; 10] =
    ["text", "what", "was", "topic", "thema", "agenda item", "subject", "betreff", "title", "titel"];
/// The day on which something went wrong; no pilot has one.
const RAISED: [&str; 10] = [
    "raised",
    "raised on",
    "date raised",
    "reported on",
    "date reported",
    "gemeldet",
    "gemeldet am",
    "aufgetreten am",
    "behoben",
    "behoben am",
];
/// The day of something that somebody did.
const DONE: [&str; 3] = ["decided on", "decided by", "date raised"];
/// The day of something that was talked about.
const DATED: [&str; 4] = ["date", "datum", "meeting", "sitzung"];
/// Words of a column that says how a pilot stands, and no more: “Risk: high”.
const LEVELS: [&str; 26] = [
    "none",
    "no",
    "yes",
    "low",
    "medium",
    "med",
    "high",
    "very high",
    "minor",
    "major",
    "critical",
    "l",
    "m",
    "h",
    "green",
    "amber",
    "yellow",
    "red",
    "niedrig",
    "gering",
    "mittel",
    "hoch",
    "keine",
    "grün",
    "gelb",
    "rot",
];

/// Refuses what would become pilots, or notes of them, and is none.
pub(super) fn refuse(store: &Store, table: &Table, options: &Options) -> Result<()> {
    refuse_other_nouns(table, options)?;
    refuse_weeks_across(table)?;
    refuse_undated_tickets(store, table, options)
}

/// Refuses tickets that do not say when they were raised: their keys would be codes of pilots that nobody knows.
fn refuse_undated_tickets(store: &Store, table: &Table, options: &Options) -> Result<()> {
    let told = options.mapping.is_some() || options.readings;
    let goes_by_key = || Profile::fitting(table).is_none_or(|profile| profile.goes_by_code(table));
    let Some((keys, raised)) = Tickets::undated(table).filter(|_| !told && goes_by_key()) else {
        return Ok(());
    };
    let codes: HashSet<String> = store.read().pilots()?.into_iter().map(|pilot| pilot.code.to_lowercase()).collect();
    let is_pilot = |key: &String| codes.contains(&key.trim().to_lowercase());
    if table.cells_in(&[keys]).any(is_pilot) {
        return Ok(());
    }
    let tickets = count(table.rows.len(), "ticket does not say when it was", "tickets do not say when they were");
    let error = Invalid::new(format!("{tickets} raised: there is no column “{raised}”"));
    let hint = format!("export them with “{raised}”; `--pilot PILOT` says of which pilot they are, where they do not");
    Err(error.hint(hint).into())
}

/// Refuses a register that steerco exported, with its ids or without: its rows would become pilots.
pub(super) fn refuse_other_nouns(table: &Table, options: &Options) -> Result<()> {
    let told = options.mapping.is_some();
    let has_all = |columns: &[&str]| columns.iter().all(|column| table.column(column).is_some());
    let by_columns = || REGISTERS.iter().find(|(_, columns)| !told && has_all(columns)).map(|(noun, _)| *noun);
    let found = by_columns().or_else(|| by_id(table));
    let is_read = || !told && note_tables::is_notes(table) || Kind::expected(table, options).is_some();
    let is_meant = |noun: &str| match options.mapping {
        Some(Mapping::List(..)) => true,
        Some(Mapping::Exceptions(..)) => noun == RowsOf::Exceptions.name(),
        _ => is_read(),
    };
    let Some(noun) = found.filter(|noun| !is_meant(noun)) else {
        return Ok(());
    };
    let error = Invalid::new(format!("this is a table of {noun} as steerco writes it"));
    Err(error.hint(way_back(noun)).into())
}

/// The mapping that reads what steerco wrote of a register.
fn by_map(noun: &str) -> String {
    format!("`--map {noun}`, which reads them (“mapping” in the preview)")
}

/// How what steerco wrote of a register comes back: in a workbook those whose cells can be changed, by their commands
/// what is recorded once.
fn way_back(noun: &str) -> String {
    let recorded = match noun {
        "decisions" => "decide",
        "versions" => "add version",
        "assessments" => "score",
        "trainings" => "add training",
        "committee members" => "review member",
        "notes" | "actions" => return format!("say {}", by_map(noun)),
        "people" | "exceptions" => {
            return format!("say {}; or change the cells of `steerco export all.xlsx`, and import that", by_map(noun));
        }
        "signals" => {
            return "signals are not taken in, they follow from what is recorded: `steerco signals`".to_owned();
        }
        "journal entries" => {
            return "the journal is not taken in, it writes itself; a copy of the workspace has it: `steerco backup`"
                .to_owned();
        }
        _ => {
            return "change the cells of `steerco export all.xlsx`, and import that; or take in all there is \
                    (`steerco export all.json`, into an empty workspace)"
                .to_owned();
        }
    };
    format!(
        "record each with `steerco {recorded}`; or take in all there is (`steerco export all.json`, into an empty workspace)"
    )
}

/// What the ids in a table are of, where it is not of pilots.
fn by_id(table: &Table) -> Option<&'static str> {
    let id = table.column("id").and_then(|at| table.rows.first()?.cells.get(at))?;
    Some(match () {
        () if id.parse::<PersonId>().is_ok() => "people",
        () if id.parse::<MetricId>().is_ok() => "metrics",
        () if id.parse::<ActionId>().is_ok() => "actions",
        () if id.parse::<DecisionId>().is_ok() => "decisions",
        () if id.parse::<ExceptionId>().is_ok() => "exceptions",
        () if id.parse::<NoteId>().is_ok() => "notes",
        () if id.parse::<ReviewId>().is_ok() => "reviews",
        () if id.parse::<WorkstreamId>().is_ok() => "workstreams",
        () if id.parse::<EntryId>().is_ok() => "journal entries",
        () => return None,
    })
}

/// A block with a week a column would become notes of its pilots. A tracker may say of several weeks how a pilot went.
pub(super) fn refuse_weeks_across(table: &Table) -> Result<()> {
    let is_tracker = TRACKERS.iter().any(|heading| table.column(heading).is_some());
    let may_be = names_pilots(table) && !is_tracker;
    if !may_be || table.header.iter().filter(|heading| names_a_week(heading)).count() < 2 {
        return Ok(());
    }
    let error = Invalid::new("this table has a column a week");
    Err(error.hint("paste it into the weekly round, or write rows of pilot, metric, week, value").into())
}

/// Is a heading, or the end of it, a week or a date: `W45`, `KW 45`, `2026-W45`, `2/11/2026`?
fn names_a_week(heading: &str) -> bool {
    let lower = heading.trim().to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let named =
        |text: &str| ["kw", "wk", "week", "w"].iter().any(|word| text.strip_prefix(word).is_some_and(is_number));
    let spaced = ["kw ", "wk ", "week "].iter().any(|word| lower.contains(word)) && is_number(last);
    let parts: Vec<&str> = last.split(['/', '.', '-']).collect();
    let is_date = parts.len() == 3 && parts.iter().all(|part| part.parse::<u16>().is_ok());
    named(last) || spaced || is_date || parse_week(last).is_ok()
}

/// Does a table have a column that says of which pilot each row is?
pub(super) fn names_pilots(table: &Table) -> bool {
    PILOTS.iter().chain(&PROJECTS).any(|name| table.column(name).is_some())
}

/// The register whose rows a table holds beside the pilots that they are about, where nobody said how it is read.
pub(super) fn other_register(table: &Table, options: &Options) -> Option<&'static str> {
    let told = options.mapping.is_some() || options.readings;
    let is_known = reading_tables::is_readings(table)
        || is_by_week(table)
        || note_tables::is_notes(table)
        || Tickets::fitting(table).is_some();
    if told || is_known || Kind::expected(table, options).is_some() {
        return None;
    }
    let has = |names: &[&str]| names.iter().any(|name| table.column(name).is_some());
    let (is_due, has_status, of_pilots, starts) = (has(DUE) || has(&DONE), has(&STATUSES), has(&PILOTS), has(&STARTS));
    if has(&TRACKERS) || starts && !is_due {
        return None;
    }
    if of_pilots && reading_tables::has_weeks(table) && !has_status {
        return Some("readings");
    }
    // A tracker has its projects and its days too: of another register is what says in words what each row is.
    let told = told_of_pilots(table);
    let is_aside = |name: &str| told.is_some_and(|(_, stands)| Some(stands) < table.column(name));
    let is_after_pilot = |name: &str| told.is_some_and(|(pilots, _)| Some(pilots) < table.column(name));
    let is_thing = |name: &str, noun: &str| says_text(table, name) && (noun == "actions" && is_due || !is_aside(name));
    let thing = THINGS.iter().filter(|_| of_pilots || is_due).find(|(name, noun)| is_thing(name, noun));
    let texts: Vec<&str> = TEXTS.into_iter().filter(|name| says_text(table, name)).collect();
    match thing.map(|(_, noun)| *noun) {
        Some(noun) => Some(noun),
        None if is_due && (of_pilots || has(&PROJECTS)) && !texts.is_empty() => Some("actions"),
        None if of_pilots && has(&RAISED) => Some("exceptions"),
        None if of_pilots && has(&DATED) && texts.iter().any(|name| !is_after_pilot(name)) => Some("topics"),
        None => None,
    }
}

/// Where each pilot has one row, which says in colours how it stands or when it began: the places of its name, and of
/// the first column that says so. What stands behind that one is told of the pilot; a register says before it what a
/// row is.
fn told_of_pilots(table: &Table) -> Option<(usize, usize)> {
    let pilots = PILOTS.iter().chain(&PROJECTS).find_map(|name| table.column(name))?;
    let cells = |at: usize| table.rows.iter().filter_map(move |row| row.cells.get(at));
    let mut seen = HashSet::new();
    if !cells(pilots).filter(|cell| !cell.trim().is_empty()).all(|cell| seen.insert(called(cell))) {
        return None;
    }
    let tracker = Profile::builtin("tracker").ok()?;
    let is_colour = |cell: &String| {
        let status = tracker.meaning("reported", cell.clone()).parse::<Status>();
        matches!(status, Ok(Status::Red | Status::Amber | Status::Green))
    };
    let is_coloured = |at: &usize| cells(*at).any(is_colour);
    let coloured = STATUSES.iter().filter_map(|name| table.column(name)).filter(is_coloured);
    let stands = STARTS.iter().filter_map(|name| table.column(name)).chain(coloured).min()?;
    Some((pilots, stands))
}

/// Does a column say something in words, and not only how much or how bad?
fn says_text(table: &Table, name: &str) -> bool {
    let Some(at) = table.column(name) else {
        return false;
    };
    let is_level = |cell: &str| {
        cell.is_empty()
            || cell.bytes().all(|byte| byte.is_ascii_digit())
            || LEVELS.contains(&cell.to_lowercase().as_str())
    };
    table.cells_in(&[at]).any(|cell| !is_level(cell.trim()))
}

/// That columns are missing without which such rows cannot be read, and how that is mended.
pub(super) fn unnamed(rows: RowsOf, lacking: &[&str]) -> Invalid {
    let which = lacking.join("” or “");
    let hint = format!("name the columns so: {}; or say what one feeds: {}", rows.heading(), way("COLUMN", "FIELD"));
    Invalid::new(format!("no column of these {} is called “{which}”", rows.name())).hint(hint)
}

/// How rows of that register are taken in.
pub(super) const fn way_in(noun: &str) -> &'static str {
    match noun.as_bytes() {
        b"decisions" => "record each with `steerco decide`",
        b"metrics" => "add each with `steerco add metric`",
        b"exceptions" => {
            "call its columns pilot, exception and raised, or say which they are: `--map exceptions --feeds \"COLUMN=text\"`"
        }
        b"risks" | b"topics" => "write each as a note on its pilot: `steerco note PILOT TEXT`",
        b"readings" => {
            "call its columns pilot and week, and each other one as its metric; or pilot, metric, week and value"
        }
        _ => {
            "say `--map actions` (“mapping” in the preview), or copy them in a spreadsheet and paste them among the actions"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_something_else_is_told_from_a_tracker() {
        let register = |text: &str| other_register(&Table::parse(text, b';').unwrap(), &Options::default());
        for (text, noun) in [
            ("text;owner;due;pilot\nA1;Rita Silva;2026-12-01;Claims intake\n", "actions"),
            ("text;owner;due;status;pilot\nA1;Rita Silva;2026-12-01;open;Claims intake\n", "actions"),
            ("What;Who;By when;Pilot\nOrder it;Ana Costa;2026-12-01;Claims intake\n", "actions"),
            ("Maßnahme;Owner;Fällig;Pilot\nBestellen;Ana Costa;2026-12-01;Claims intake\n", "actions"),
            ("Project;Task;Owner;Start date;Due\nClaims intake;Order it;Ana Costa;2026-11-01;2026-12-01\n", "actions"),
            ("Project;Task;Owner;Status;Due\nClaims intake;Order it;Ana Costa;green;2026-12-01\n", "actions"),
            ("Action;Owner;Due;Pilot\nOrder it;Ana Costa;2026-12-01;Claims intake\n", "actions"),
            ("Pilot;Risk;Owner;Status\nClaims intake;Drift;Ana Costa;open\n", "risks"),
            ("Pilot;Beschreibung;Gemeldet am;Status\nClaims intake;Falsch;2026-11-20;offen\n", "exceptions"),
            ("Pilot;Risk;Owner;Status\nClaims intake;It may drift.;Ana Costa;red\n", "risks"),
            ("Pilot;Owner;Status;Risk\nA;Bo;red;It may drift.\nA;Bo;green;The vendor is late.\n", "risks"),
            ("Pilot;Owner;Status;Risk\nA;Bo;open;It may drift.\n", "risks"),
            ("Pilot;Topic;Owner;Date\nClaims intake;Budget;Ana Costa;2026-12-01\n", "topics"),
            ("Pilot;Beschluss;Owner\nClaims intake;Nachschulen;Ana Costa\n", "decisions"),
            ("Pilot name;KW;Aktive Nutzer;accuracy\nClaims intake;46;31;93\n", "readings"),
        ] {
            assert_eq!(register(text), Some(noun), "{text}");
        }
        for text in [
            "Pilot;Owner;Stage;Status;Start;Notes;Next step;Risk level\nA;Bo;1;green;2026-01-05;x;y;high\n",
            "Pilot;Owner;Status;Risk\nA;Bo;green;High\nB;Bo;red;low\n",
            "Pilot;Sponsor;Risk;Task\nA;Bo;The vendor is late;call them\n",
            "Pilot;Owner;Status;Risk\nA;Bo;green;The vendor is late\nB;Bo;Rot;\n",
            "Pilot;Owner;Status;KPI\nA;Bo;green;Minutes a claim\n",
            "Pilot;Topic;Owner;Status;Date\nA;Finance;Bo;amber;2026-12-01\n",
            "Pilot;Owner;Start date;Deadline\nA;Bo;2026-01-05;2026-12-01\n",
            "Pilot;Owner;Start date;Termin\nA;Bo;2026-01-05;2026-12-01\n",
            "Pilot;Owner;Status;Deadline\nA;Bo;green;2026-12-01\n",
            "Pilot;Owner;Due\nA;Bo;2026-12-01\n",
            "Pilot;Owner;Due;Action\nA;Bo;2026-12-01;\n",
            "Pilot;Topic;Owner\nA;Finance;Bo\n",
            "Pilot;KW;Ampel;Kommentar\nA;46;grün;x\n",
            "Pilot;KW;Aktive Nutzer;accuracy\nClaims intake;46;31;93\n",
            "Project;Issue;Owner;Status\nA;slow;Bo;green\n",
        ] {
            assert_eq!(register(text), None, "{text}");
        }
    }

    #[test]
    fn what_comes_back_in_no_workbook_is_said_to_come_back_as_it_does() {
        let hint = |header: &str| {
            let table = Table::parse(&format!("{header}\n{}\n", header.replace(char::is_alphabetic, "x")), b',');
            format!("{:?}", refuse_other_nouns(&table.unwrap(), &Options::default()).unwrap_err())
        };
        for (header, way) in [
            ("pilot,verb,statement", "steerco decide"),
            ("pilot,name,released,retrained", "steerco add version"),
            ("pilot,version,date,frozen,quality", "steerco score"),
            ("pilot,date,audience,attended", "steerco add training"),
            ("warning,pilot,level,since", "steerco signals"),
            ("seq,actor,kind,summary", "steerco backup"),
        ] {
            let hint = hint(header);
            assert!(hint.contains(way) && !hint.contains("all.xlsx"), "{header}: {hint}");
        }
        assert!(hint("pilot,gate,rule,reason,outcome").contains("all.xlsx"));
    }

    #[test]
    fn a_heading_names_a_week_or_it_does_not() {
        for week in ["W45", "KW45", "kw 45", "Week 44", "2026-W45", "2026-11-02", "2/11/2026", "Accuracy W45"] {
            assert!(names_a_week(week), "{week}");
        }
        for other in ["Budget 2026", "Phase 1", "2026", "Owner", "W", "Kickoff", "Weekly", "Review 3", "1/2", "Q4", ""]
        {
            assert!(!names_a_week(other), "{other}");
        }
    }
}
