//! Owns which rows of a tracker are no pilots: sums, remarks on the table, and titles above groups of rows.

use std::collections::{HashMap, HashSet};

use super::told;
use crate::domain::Status;
use crate::domain::shown::collapsed;
use crate::domain::written;
use crate::exchange::profile::Profile;
use crate::exchange::table::{Row, Table, is_same};

/// The rows of a table, those of pilots apart from the others.
pub(super) struct Apart<'t> {
    /// Those of pilots.
    pub pilots: Vec<&'t Row>,
    /// Those that tell the sums of others.
    pub sums: Vec<u64>,
    /// What there is to know of the others, and of those that could be some.
    pub told: Vec<String>,
}

/// So many columns has a table in which a row with no more than a name stands out.
const LEAST_COLUMNS: usize = 3;
/// How people call a group of pilots, in titles such as “Group: finance”.
const GROUPS: [&str; 11] = [
    "group",
    "area",
    "unit",
    "department",
    "team",
    "cluster",
    "programme",
    "gruppe",
    "bereich",
    "abteilung",
    "programm",
];
/// Words that begin the sum of some of the rows, and words that end it.
const SUMS_OF: [&str; 6] = ["subtotal", "summe", "zwischensumme", "gesamtsumme", "ø", "σ"];
const SUMMED_UP: [&str; 5] = ["total", "totals", "subtotal", "gesamt", "summe"];
/// Words that begin the sum of some of the rows, and names of pilots too.
const TOTALS: [&str; 5] = ["total", "totals", "sum", "gesamt", "insgesamt"];
/// Signs of footnotes.
const MARKS: [char; 6] = ['*', '†', '‡', '¹', '²', '³'];
/// What is counted has so many words at most.
const MOST_NOUNS: usize = 3;
/// A sentence has so many words at least.
const LEAST_WORDS: usize = 4;

/// What a row of a tracker is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// A pilot.
    Pilot,
    /// A pilot, as it is read; it could be the title of a group.
    Doubtful,
    /// The sums of others.
    Sum,
    /// A remark on the table.
    Remark,
    /// A title of the rows below it, or the number of an empty one.
    Title,
    /// The title of a group, by the shape of the table.
    Group,
}

impl<'t> Apart<'t> {
    /// Tells the rows of a table apart. A register that is taken over has nothing but records.
    pub fn of(table: &'t Table, profile: &Profile) -> Self {
        if profile.taken_over {
            return Self { pilots: table.rows.iter().collect(), sums: Vec::new(), told: Vec::new() };
        }
        let rows = tell_apart(table, profile);
        let those = |wanted: What| {
            let those = rows.iter().filter(|(_, what)| *what == wanted).map(|(row, _)| *row);
            those.collect::<Vec<&Row>>()
        };
        let groups = told::groups(&those(What::Group), &those(What::Doubtful));
        let told = [told::remarks(&those(What::Remark)), told::titles(&those(What::Title)), groups].concat();
        let sums = those(What::Sum).into_iter().map(|row| row.line).collect();
        Self { pilots: pilots(&rows), sums, told }
    }
}

/// What each row of a tracker is: what says it by itself first, then what follows from the rows around it.
fn tell_apart<'t>(table: &'t Table, profile: &Profile) -> Vec<(&'t Row, What)> {
    let alone = |row: &'t Row| (row, if is_sum(table, profile, row) { What::Sum } else { What::Pilot });
    let mut rows: Vec<(&Row, What)> = table.rows.iter().map(alone).collect();
    let (name, notes) = (name_place(table, profile), notes(table, profile, &pilots(&rows)));
    for (row, what) in rows.iter_mut().filter(|(_, what)| *what == What::Pilot) {
        if row.is_remark() || notes.contains(&row.line) {
            *what = What::Remark;
        } else if name.is_some_and(|name| is_title(table, name, row)) {
            *what = What::Title;
        }
    }
    let groups = name.map(|name| groups(table, profile, (name, &pilots(&rows)))).unwrap_or_default();
    for (row, what) in &mut rows {
        *what = groups.get(&row.line).copied().unwrap_or(*what);
    }
    rows
}

/// Those of rows that are read as pilots.
fn pilots<'t>(rows: &[(&'t Row, What)]) -> Vec<&'t Row> {
    let pilots = rows.iter().filter(|(_, what)| matches!(what, What::Pilot | What::Doubtful));
    pilots.map(|(row, _)| *row).collect()
}

/// Does a row tell the sums of those above it, and no pilot? It is called so, and nobody answers for it.
fn is_sum(table: &Table, profile: &Profile, row: &Row) -> bool {
    let first = row.first();
    let (is_called, of) = (row.is_called_sum() || sums_some_up(&first), totalled(&first));
    if !is_called && of.is_none() {
        return false;
    }
    let places = |field: &'static str| profile.fields.get(field).map(|columns| columns.places(table));
    let tells = |cell: &String| {
        let cell = collapsed(cell);
        let is_named = cell == first || of.is_some_and(|of| is_same(&cell, of));
        !cell.is_empty() && !is_named && !is_count(&cell)
    };
    let stages = places("stage").unwrap_or_default();
    let cells = row.cells.iter().map(|cell| collapsed(cell)).enumerate();
    let counts: Vec<(usize, String)> = cells.filter(|(at, cell)| !stages.contains(at) && is_count(cell)).collect();
    let sums_up = |(at, cell): &(usize, String)| !is_short(cell) || !has_short(table, *at);
    let is_counted = counts.len() > 1 || counts.iter().any(sums_up);
    if !is_called {
        // “Total recall” may be a pilot: it is a sum where it counts and says nothing else, or sums up a unit.
        let is_unit = |of: &str| units(table, profile, table.rows.iter()).contains(&of.to_lowercase());
        let is_of_a_unit = of.is_some_and(is_unit) && (row.alone().is_some() || !counts.is_empty());
        return (is_of_a_unit || is_counted) && !row.cells.iter().any(tells);
    }
    let telling = ["code", "owner", "lead", "summary", "unit", "started", "reported"].into_iter().filter_map(places);
    let is_filled = |at: usize| row.cells.get(at).is_some_and(tells);
    let is_brief = row.is_called_sum() || row.alone().is_some() || is_counted;
    is_brief && !telling.flatten().any(is_filled)
}

/// Is it a number, a share or an amount, and no day; or how many there are of something?
fn is_count(cell: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || " .,'%€".contains(c);
    // With a dot behind it, it is a day without its year, or a place in a list.
    let is_number = cell.contains(|c: char| c.is_ascii_digit()) && cell.chars().all(is_sign) && !cell.ends_with('.');
    written::read(cell).is_none() && (is_number || cell.split([',', ';', '/', '+']).all(is_amount))
}

/// Is it a small whole number, as priorities are?
fn is_short(cell: &str) -> bool {
    (1..=2).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// Have rows that are called no sum such numbers in that column? Then one there sums up nothing.
fn has_short(table: &Table, at: usize) -> bool {
    let is_total = |name: &str| sums_some_up(name) || totalled(name).is_some();
    let pilots = table.rows.iter().filter(|row| !row.is_called_sum() && !is_total(&row.first()));
    pilots.filter_map(|row| row.cells.get(at)).any(|cell| is_short(cell.trim()))
}

/// Does it say how many there are of something: `2 Projekte`, `3 live pilots`?
fn is_amount(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_number = words.next().is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let nouns: Vec<&str> = words.collect();
    let is_word = |word: &&str| word.chars().all(|c| c.is_alphabetic() || c == '-');
    is_number && (1..=MOST_NOUNS).contains(&nouns.len()) && nouns.iter().all(is_word)
}

/// What a name that begins with a word for totals goes on with: `IT` of `Gesamt IT`.
fn totalled(text: &str) -> Option<&str> {
    let (word, of) = text.split_once(' ')?;
    TOTALS.contains(&word.trim_end_matches(':').to_lowercase().as_str()).then_some(of)
}

/// Is it called the sum of some of the rows: `Summe Finanzen`, `Finance total`?
fn sums_some_up(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    let is_one = |words: &[&str], word: Option<&str>| word.is_some_and(|word| words.contains(&word));
    is_one(&SUMS_OF, first) || is_one(&SUMMED_UP, last)
}

/// The place of the column of names, or the first of several.
fn name_place(table: &Table, profile: &Profile) -> Option<usize> {
    let named = ["name", "code"].into_iter().filter_map(|field| profile.fields.get(field));
    named.flat_map(|columns| columns.places(table)).min().filter(|_| table.header.len() > 1)
}

/// The rows of footnotes, sentences and legends below the last row that says more than one thing.
fn notes(table: &Table, profile: &Profile, rows: &[&Row]) -> HashSet<u64> {
    let last = rows.iter().rposition(|row| row.alone().is_none()).map_or(0, |last| last + 1);
    let (above, below) = rows.split_at(last);
    // Where names begin with a sign, others do too.
    let is_marked = above.iter().any(|row| is_footnote(&row.first()));
    let is_note = |text: &str| is_sentence(text) || is_footnote(text) && !is_marked || is_legend(table, profile, text);
    let below = below.iter().filter(|_| last > 0 && table.header.len() > 1);
    below.filter(|row| is_note(&row.first())).map(|row| row.line).collect()
}

/// Does it say what signs and colours mean: `Ampel: grün = im Plan, gelb = Risiko`, `G = fine`, `RAG: green or red`?
/// What begins with the name of a column and a colon is a remark on that. A letter alone is a word more often than a
/// status.
fn is_legend(table: &Table, profile: &Profile, text: &str) -> bool {
    let head = text.split_once(':').map(|(head, _)| head);
    let is_column = |head: &str| table.column(head).is_some_and(|at| Some(at) != name_place(table, profile));
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    let status = |word: &str| profile.meaning("reported", word.to_owned()).parse::<Status>().ok();
    let mut statuses: Vec<Status> = Vec::new();
    for status in words.filter_map(status) {
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    match text.matches('=').count() {
        0 => head.is_some_and(is_column) || head.is_some() && statuses.len() > 1,
        1 => text.contains(" = ") || head.is_some() || !statuses.is_empty(),
        _ => true,
    }
}

/// Does it begin with the sign of a footnote: `*`, `1)` or `[1]`?
fn is_footnote(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let within = text.strip_prefix(['(', '[']).unwrap_or(text);
    text.starts_with(MARKS) || within.split_once([')', ']']).is_some_and(|(number, _)| is_number(number))
}

/// Is it a sentence, and no name?
fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?']) && text.split_whitespace().count() >= LEAST_WORDS
}

/// Does a row say one thing only, and that before the names, or as a title says it: the title of the rows below, or the
/// number of an empty one?
fn is_title(table: &Table, name: usize, row: &Row) -> bool {
    row.alone().filter(|_| table.header.len() > 1).is_some_and(|at| at < name || at == name && is_group(&row.first()))
}

/// Is it a title: `Group: finance`, `Later:`, or `--- Finance ---`?
fn is_group(text: &str) -> bool {
    let is_named = |(word, _): (&str, &str)| GROUPS.contains(&word.trim().to_lowercase().as_str());
    let is_ruled = ["--", "==", "##", ">>"].iter().any(|rule| text.starts_with(rule));
    text.ends_with(':') || is_ruled || text.split_once(':').is_some_and(is_named)
}

/// Which rows with a name and nothing else are titles of groups: those that say a unit of other rows; and all but the
/// last ones where the table begins with one, each stands above rows that say more, and those are more. Else such a row
/// could be one.
fn groups(table: &Table, profile: &Profile, (name, rows): (usize, &[&Row])) -> HashMap<u64, What> {
    let is_bare = |row: &Row| row.alone() == Some(name);
    let (bare, full): (Vec<&Row>, Vec<&Row>) = rows.iter().copied().partition(|row| is_bare(row));
    let units = units(table, profile, full.iter().copied());
    let is_unit = |row: &&&Row| units.contains(&row.first().to_lowercase());
    let mut found: HashMap<u64, What> = bare.iter().filter(is_unit).map(|row| (row.line, What::Group)).collect();
    if table.header.len() < LEAST_COLUMNS {
        return found;
    }
    let heads = |pair: &[&Row]| match pair {
        [one, next] if is_bare(one) && !is_bare(next) => Some(one.line),
        _ => None,
    };
    let heads: HashSet<u64> = rows.windows(2).filter_map(heads).collect();
    let last = full.last().map_or(0, |row| row.line);
    let are_heads = bare.iter().filter(|row| row.line < last).all(|row| heads.contains(&row.line));
    let begins = rows.first().is_some_and(|row| is_bare(row));
    let are_groups = begins && are_heads && heads.len() > 1 && full.len() > heads.len() && !is_in_order(rows);
    for head in heads {
        found.entry(head).or_insert(if are_groups { What::Group } else { What::Doubtful });
    }
    found
}

/// Do the rows stand in the order of their names, so that they are no groups? Numbers such as `1.2` put groups in order
/// too.
fn is_in_order(rows: &[&Row]) -> bool {
    let names = rows.iter().map(|row| row.first().to_lowercase());
    names.is_sorted() && rows.iter().all(|row| row.first().starts_with(char::is_alphabetic))
}

/// The units that rows say.
fn units<'r>(table: &Table, profile: &Profile, rows: impl Iterator<Item = &'r Row>) -> HashSet<String> {
    let places = profile.fields.get("unit").map(|columns| columns.places(table)).unwrap_or_default();
    let said = rows.flat_map(|row| places.iter().filter_map(|at| row.cells.get(*at)));
    said.map(|cell| collapsed(cell).to_lowercase()).filter(|unit| !unit.is_empty()).collect()
}
