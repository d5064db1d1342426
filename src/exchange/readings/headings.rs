//! Owns what the columns of a table of readings are about: by their names, or by what somebody said that they feed.

use std::borrow::Cow;

use super::super::fields::{NOTHING, named, way};
use super::super::profile::Profile;
use super::super::table::Table;
use crate::domain::incoming::RowsOf;
use crate::domain::metric::{unit_behind, unmeasured};
use crate::domain::shown::collapsed;
use crate::domain::{Invalid, Typed, written};

/// Columns of the wide form that are not metrics.
const NOT_METRICS: &[&str] = &["pilot", "week", "note", "sample", "active_users", "target_users", "family"];

/// Two columns of users, which are one value.
pub const USERS: [&str; 2] = ["active_users", "target_users"];

/// What columns are called in other words.
const WORDS: [(&str, &[&str]); 5] = [
    ("pilot", &["projekt", "vorhaben", "project", "project name", "projektname", "initiative", "use case"]),
    (
        "week",
        &[
            "woche",
            "kw",
            "kalenderwoche",
            "week no",
            "week number",
            "calendar week",
            "wk",
            "wk no",
            "cw",
            "iso week",
            "iso week number",
            "week iso",
            "year week",
            "yearweek",
            "reporting week",
            "berichtswoche",
            "kw nr",
            "semaine",
            "week end",
            "week ending",
            "wk ending",
            "w/e",
            "week of",
            "week start",
            "week starting",
            "week beginning",
            "week commencing",
            "wk commencing",
            "w/c",
            "date",
            "datum",
            "as of",
            "stichtag",
            "reporting date",
            "period",
            "periode",
        ],
    ),
    (
        "metric",
        &[
            "metrik",
            "kennzahl",
            "kpi",
            "indicator",
            "indikator",
            "measure",
            "messgröße",
            "messgroesse",
            "metric name",
            "kpi name",
            "kennzahl name",
            "indicator name",
            "measure name",
        ],
    ),
    ("value", &["wert", "istwert"]),
    (
        "note",
        &[
            "notes",
            "notiz",
            "notizen",
            "anmerkung",
            "anmerkungen",
            "bemerkung",
            "bemerkungen",
            "comment",
            "comments",
            "kommentar",
            "kommentare",
            "remark",
            "remarks",
            "reason",
            "grund",
        ],
    ),
];

/// Of these the ones that name a day, by which a table need not be one of weeks.
const DAYS: [&str; 6] = ["date", "datum", "as of", "stichtag", "reporting date", "period"];
/// How names of weeks end below which one of their days stands.
const BY_A_DAY: [&str; 9] = ["end", "ending", "of", "start", "starting", "beginning", "commencing", "w/e", "w/c"];

/// A heading as these are written: in small letters, without signs between and behind its words.
fn plain(heading: &str) -> String {
    collapsed(&heading.to_lowercase().replace(['_', '-', '.', '#', '(', ')'], " "))
}

/// Has a table a column that is called as one of weeks is?
#[must_use]
pub fn has_weeks(table: &Table) -> bool {
    table
        .header
        .iter()
        .any(|name| in_our_words(&name.to_lowercase()) == "week" && !DAYS.contains(&plain(name).as_str()))
}

/// What a cell says of its week below that heading: a number alone is the one of a week, as the heading says so, unless
/// it speaks of days.
pub(in crate::exchange) fn week_below<'t>(heading: &str, text: &'t str) -> Cow<'t, str> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let heading = plain(heading);
    let is_of_days =
        DAYS.contains(&heading.as_str()) || BY_A_DAY.contains(&heading.rsplit(' ').next().unwrap_or_default());
    if is_number && !is_of_days {
        return Cow::Owned(format!("W{text}"));
    }
    Cow::Borrowed(text)
}

/// What columns of the long form may be called.
pub fn columns() -> impl Iterator<Item = &'static str> {
    WORDS.iter().skip(1).flat_map(|(name, others)| std::iter::once(name).chain(others.iter())).copied()
}

/// A heading, in small letters, in our words: `week` where it is `woche`, or `week #`; itself where it is no other word
/// for one of them.
#[must_use]
pub fn in_our_words(heading: &str) -> &str {
    let plain = plain(heading);
    let known = WORDS.iter().find(|(name, others)| *name == plain || others.contains(&plain.as_str()));
    known.map_or(heading, |(name, _)| *name)
}

/// Is that above a metric, in the wide form?
fn is_metric(heading: &str) -> bool {
    !NOT_METRICS.contains(&in_our_words(&heading.to_lowercase()))
}

/// The place of a column, whatever it is called, or the one that somebody said it is.
#[must_use]
pub fn column(table: &Table, name: &str) -> Option<usize> {
    let others = || WORDS.iter().find(|(known, _)| *known == name).map(|(_, others)| others.iter().copied());
    table.fed(name, [name]).or_else(|| table.fed(name, others()?)).or_else(|| signed(table, name))
}

/// The place of a column that is called so but for the signs in its heading. Most have none, and are not looked at for
/// every cell anew.
fn signed(table: &Table, name: &str) -> Option<usize> {
    let is_one = |(at, heading): (usize, &String)| {
        heading.contains(['_', '-', '.', '#', '('])
            && said_of(table, at).is_none()
            && in_our_words(&heading.to_lowercase()) == name
    };
    table.header.iter().enumerate().position(is_one)
}

/// What somebody said that the column at that place feeds.
pub(super) fn said_of(table: &Table, at: usize) -> Option<&str> {
    table.said.iter().find(|(known, _)| *known == at).map(|(_, field)| field.as_str())
}

/// The metric of a column of the wide form: the one that somebody said it feeds, else what it is called; none where
/// it is of something else.
pub(super) fn metric_of(table: &Table, at: usize) -> Option<&str> {
    match said_of(table, at) {
        Some(said) => Some(said).filter(|said| named(RowsOf::Readings, said).is_err()),
        None => table.header.get(at).map(String::as_str).filter(|name| is_metric(name)),
    }
}

/// Is the column at that place one of users?
pub(super) fn is_of_users(table: &Table, at: usize) -> bool {
    USERS.iter().any(|name| column(table, name) == Some(at))
}

/// That rows which are read as pilots may hold readings: they have a week and values, and say nothing else of a pilot.
#[must_use]
pub fn doubt(table: &Table, profile: &Profile) -> Option<String> {
    const OF_PILOTS: [&str; 3] = ["name", "code", "note"];
    let by_week = column(table, "pilot").is_some() && has_weeks(table);
    let columns = profile.fed_by(table);
    let is_of_pilots =
        |(_, field): &(String, Option<String>)| field.as_ref().is_none_or(|field| OF_PILOTS.contains(&field.as_str()));
    let holds_values = |(at, (_, field)): (usize, &(String, Option<String>))| {
        let is_metric = field.is_none() && matches!(fed(table, at), Fed::Metric(_));
        is_metric && table.rows.iter().any(|row| is_value(row.text(at)))
    };
    let may_be = by_week && !profile.taken_over && columns.iter().all(is_of_pilots);
    (may_be && columns.iter().enumerate().any(holds_values)).then(|| {
        "Each row is read as a pilot. Where each holds readings of a week: `--map readings` (m in the preview, readings)."
            .to_owned()
    })
}

/// What a column of a table of readings feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fed {
    /// One of their fields, by its name.
    Field(String),
    /// A metric, by what it is called.
    Metric(String),
    /// It is read for nothing.
    Nothing,
}

/// What the column at that place feeds: where several could say the week or the note the first counts, and beside a
/// column of metrics no other one is a metric.
#[must_use]
pub fn fed(table: &Table, at: usize) -> Fed {
    let heading = table.header.get(at).map(|heading| heading.to_lowercase()).unwrap_or_default();
    let name = said_of(table, at).unwrap_or_else(|| in_our_words(&heading));
    let long = column(table, "metric").is_some();
    match metric_of(table, at) {
        Some(metric) if !long => Fed::Metric(metric.to_owned()),
        Some(_) if !["metric", "value"].contains(&name) => Fed::Nothing,
        _ if column(table, name) == Some(at) => Fed::Field(name.to_owned()),
        _ => Fed::Nothing,
    }
}

/// The columns that say something and are read for nothing.
#[must_use]
pub fn unread(table: &Table) -> Vec<String> {
    let reads = |at: usize| (fed(table, at) != Fed::Nothing).then_some("reading");
    table.unfed(&(0..table.header.len()).map(reads).collect::<Vec<_>>())
}

/// The columns without which nothing can be read, as far as a table does not have them.
#[must_use]
pub fn lacking(table: &Table) -> Vec<&'static str> {
    let has = |name: &str| column(table, name).is_some();
    let is_valueless = has("metric") && !has("value") && !has("active_users");
    let lacks = [("pilot", !has("pilot")), ("week", !has("week")), ("value", is_valueless)];
    lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(name, _)| name).collect()
}

/// The columns of the wide form that hold words and no value, which may be no metrics; none where no other one holds
/// a value.
#[must_use]
pub fn words(table: &Table) -> Vec<usize> {
    let is_called = |at: usize| !table.is_nameless(at) && said_of(table, at).is_none();
    let is_one = |at: &usize| metric_of(table, *at).is_some() && table.says(*at);
    let holds_values = |at: &usize| table.rows.iter().any(|row| is_value(row.text(*at)));
    let columns = (0..table.header.len()).filter(is_one).filter(|_| column(table, "metric").is_none());
    let (values, words): (Vec<usize>, Vec<usize>) = columns.partition(holds_values);
    let has_users = USERS.iter().filter_map(|name| column(table, name)).any(|at| table.says(at));
    words.into_iter().filter(|at| is_called(*at) && (has_users || !values.is_empty())).collect()
}

/// The columns by which a row is known.
#[must_use]
pub fn key(table: &Table) -> Vec<usize> {
    ["pilot", "metric", "week"].into_iter().filter_map(|name| column(table, name)).collect()
}

/// The same of one that must be there. The week is often that of all rows.
pub(super) fn required(table: &Table, name: &str) -> Result<usize, Invalid> {
    const COLUMNS: &str = "call them pilot, metric, week and value, or pilot, week and each other one as its metric";
    column(table, name).ok_or_else(|| match may_be_weeks(table).next().filter(|_| name == "week") {
        Some(heading) => {
            let (is_it, is_none) = (way(heading, name), way(heading, NOTHING));
            table.lacks(name, &format!("if “{heading}” says it: {is_it}; if it does not: {is_none}"))
        }
        None if name == "week" => {
            table.lacks(name, &format!("{COLUMNS}; or say of which all are: `steerco record --from FILE --week W`"))
        }
        None => table.lacks(name, COLUMNS),
    })
}

/// The columns of which nothing is known but that they hold weeks or days alone: one of them may be the week.
pub fn may_be_weeks(table: &Table) -> impl Iterator<Item = &str> {
    let is_day = |text: &str| written::read_timed(text).is_some() && !is_value(text);
    let holds_days = move |at: usize| {
        let mut says = table.rows.iter().map(|row| row.text(at)).filter(|text| !text.is_empty());
        table.says(at) && says.all(is_day)
    };
    let is_one =
        move |at: usize| said_of(table, at).is_none() && !matches!(fed(table, at), Fed::Field(_)) && holds_days(at);
    table.header.iter().enumerate().filter(move |(at, _)| is_one(*at)).map(|(_, heading)| heading.as_str())
}

/// Is this a table of readings rather than of pilots?
#[must_use]
pub fn is_readings(table: &Table) -> bool {
    let has = |name: &&str| table.fed(name, [*name]).is_some();
    let has_words = |name: &&str| column(table, name).is_some();
    ["pilot", "week"].iter().all(has)
        || ["metric", "value"].iter().all(has)
        || ["week", "metric", "value"].iter().all(has_words)
}

/// Has a table pilots, weeks in whatever word, and columns that may be metrics? A tracker may have them too.
#[must_use]
pub fn names_weeks(table: &Table) -> bool {
    let has = |name: &str| table.column(name).is_some();
    has("pilot") && has_weeks(table) && table.header.iter().any(|heading| is_metric(heading))
}

/// Is it what a reading may be, or that there is none?
fn is_value(text: &str) -> bool {
    unmeasured(text).is_some() || apart(text).0.parse::<Typed>().is_ok()
}

/// A value apart from the unit behind it, where it is one only without that.
pub(super) fn apart(text: &str) -> (&str, &str) {
    let is_one = |text: &str| text.parse::<Typed>().is_ok();
    unit_behind(text).filter(|(number, _)| !is_one(text) && is_one(number)).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_are_read_for_nothing_are_known() {
        let unread = |csv: &str| unread(&Table::parse(csv, b',').unwrap());
        assert_eq!(unread("pilot,week,Datum,impact,note,Grund,Reason\na,2026-W47,18.11.,3,x,y,\n"), ["Datum", "Grund"]);
        assert_eq!(unread("pilot,metric,week,Wert,family,Room\na,impact,2026-W47,3,impact,4\n"), ["Room"]);
        let ours = "pilot,metric,family,week,value,note,sample,active_users,target_users\na,b,c,2026-W47,1,x,2,3,4\n";
        assert!(unread(ours).is_empty());
    }

    #[test]
    fn what_each_column_feeds_and_which_are_missing_is_known() {
        let fed = |csv: &str, said: &[(&str, &str)]| {
            let said: Vec<_> = said.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect();
            let table = Table::parse(csv, b',').unwrap().feeding(&said);
            let fed = (0..table.header.len()).map(|at| fed(&table, at)).collect::<Vec<_>>();
            (fed, lacking(&table))
        };
        let field = |name: &str| Fed::Field(name.to_owned());
        let metric = |name: &str| Fed::Metric(name.to_owned());
        let wide = "pilot,KW,Hit rate %,Grund,Room\na,46,91,x,4\n";
        let read = vec![field("pilot"), field("week"), metric("Hit rate %"), field("note"), metric("Room")];
        assert_eq!(fed(wide, &[]), (read, vec![]));
        let said = [("KW", "nothing"), ("Hit rate %", "performance"), ("Room", "sample")];
        let read = vec![field("pilot"), field("nothing"), metric("performance"), field("note"), field("sample")];
        assert_eq!(fed(wide, &said), (read, vec!["week"]));
        let long = "Vorhaben,Kennzahl,week,Room\na,impact,2026-W47,4\n";
        let read = vec![field("pilot"), field("metric"), field("week"), Fed::Nothing];
        assert_eq!(fed(long, &[]), (read, vec!["value"]));
    }

    #[test]
    fn a_week_is_known_by_what_its_column_is_called() {
        let place = |heading: &str| {
            let table = Table::parse(&format!("Pilot,{heading},impact\na,2026-W46,3\n"), b',').unwrap();
            (column(&table, "week"), has_weeks(&table))
        };
        for heading in [
            "Week ending",
            "Week end",
            "W/E",
            "Week of",
            "Week starting",
            "Week commencing",
            "w/c",
            "Wk",
            "Reporting week",
            "Week no.",
            "Week #",
            "Week (ISO)",
            "ISO week",
            "week_ending",
            "Year-week",
            "Semaine",
        ] {
            assert_eq!(place(heading), (Some(1), true), "{heading}");
        }
        for heading in ["Period", "As of", "Stichtag", "Reporting date", "Date"] {
            assert_eq!(place(heading), (Some(1), false), "{heading}");
        }
        assert_eq!(place("Weekly cost"), (None, false));
        assert_eq!((week_below("Week #", "7"), week_below("Week ending", "7")), ("W7".into(), "7".into()));
    }

    #[test]
    fn a_column_of_days_alone_may_be_the_week() {
        let may_be = |csv: &str| {
            let said = [("Room".to_owned(), NOTHING.to_owned())];
            let table = Table::parse(csv, b',').unwrap().feeding(&said);
            may_be_weeks(&table).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(may_be("pilot,Seen,impact\na,2026-11-01,3\nb,,4\n"), ["Seen"]);
        assert_eq!(may_be("pilot,Seen,metric,value\na,W46,impact,4\n"), ["Seen"]);
        assert!(may_be("pilot,Seen,impact\na,2026-11-01,3\nb,soon,4\n").is_empty());
        assert!(
            may_be("pilot,Seen,Room,impact\na,12.5,2026-11-01,3\n").is_empty(),
            "a value, and one that feeds nothing"
        );
    }

    #[test]
    fn columns_of_words_are_told_from_metrics() {
        let words = |csv: &str| words(&Table::parse(csv, b',').unwrap());
        assert_eq!(words("pilot,week,impact,Room,Mood,users\na,W46,n/a,east,,5\na,W45,3,west wing,,-\n"), [3]);
        assert_eq!(words("pilot,week,active_users,Mood\na,W46,5,good\n"), [3]);
        assert!(words("pilot,week,impact\na,W46,good\n").is_empty(), "no other one holds a value");
        assert!(
            words("pilot,metric,week,value,Room\na,impact,W46,3,east\n").is_empty(),
            "the long form says its metrics"
        );
    }
}
