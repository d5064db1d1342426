//! Owns other tables below a table: a second one, and its own header once more.

use std::collections::HashSet;

use super::{Record, filled, headed, is_same, nameless, names};
use crate::domain::Fixed;
use crate::domain::shown::collapsed;
use crate::domain::written::{Written, read};
use crate::exchange::profile::Profile;

/// So many rows of one cell may stand above a header whose columns are not known.
pub(super) const MOST_TITLES: usize = 5;
/// A second table has so many columns at least.
const LEAST_SECOND: usize = 2;
/// What heads a column is no longer, in characters.
const LONGEST_HEADING: usize = 40;
/// So many rows that may head a second table are looked at, and so many rows above one.
const MOST_LOOKED_AT: usize = 100;
/// What columns are called in lists that people keep below a tracker: of risks, people, actions, or what colours mean.
const HEADINGS: &[&str] = &[
    "risk",
    "impact",
    "probability",
    "likelihood",
    "mitigation",
    "measure",
    "action",
    "task",
    "issue",
    "decision",
    "due",
    "due date",
    "deadline",
    "date",
    "who",
    "what",
    "when",
    "person",
    "role",
    "phone",
    "e-mail",
    "email",
    "company",
    "state",
    "priority",
    "legend",
    "meaning",
    "colour",
    "color",
    "metric",
    "kpi",
    "metrik",
    "kennzahl",
    "count",
    "amount",
    "budget",
    "cost",
    "month",
    "quarter",
    "milestone",
    "risiko",
    "auswirkung",
    "maßnahme",
    "massnahme",
    "aufgabe",
    "entscheidung",
    "frist",
    "fällig",
    "datum",
    "wer",
    "was",
    "bis wann",
    "rolle",
    "telefon",
    "firma",
    "priorität",
    "legende",
    "bedeutung",
    "farbe",
    "anzahl",
    "betrag",
    "kosten",
    "monat",
    "quartal",
    "meilenstein",
];

/// The place where a second table begins, below rows of the first and a row that says nothing, with the row that heads
/// it, which titles may stand above.
pub(super) fn second_table(header: &[String], records: &[Record]) -> Option<(usize, u64)> {
    let apart = records.iter().enumerate().filter_map(|(head, record)| Some((begin(records, head)?, head, record)));
    let may_head = |record: &[String]| is_of_words(record) || is_of_periods(record);
    let mut heads = apart.filter(|(.., (_, record))| may_head(record)).take(MOST_LOOKED_AT);
    let found = heads.find(|(begin, head, _)| {
        let (above, below) = (records.get(..*begin), records.get(*head..));
        heads_another(header, above.unwrap_or_default(), below.unwrap_or_default())
    });
    found.map(|(begin, _, (line, _))| (begin, *line))
}

/// Where what belongs to a record that may head a table begins below a gap: with the titles above it, each alone in its
/// row; none where it stands right below other rows.
fn begin(records: &[Record], head: usize) -> Option<usize> {
    let is_title = |(_, record): &&Record| filled(record) == 1;
    let titles = records.iter().take(head).rev().take(MOST_TITLES).take_while(is_title).count();
    let lines = |at: usize| Some((records.get(at.checked_sub(1)?)?.0, records.get(at)?.0));
    (head - titles..=head).find(|at| lines(*at).is_some_and(|(above, own)| own > above + 1))
}

/// Could a record be a header: different words, and nothing that is a value?
fn is_of_words(record: &[String]) -> bool {
    let cells: Vec<String> = record.iter().map(|cell| collapsed(cell)).filter(|cell| !cell.is_empty()).collect();
    let different: HashSet<String> = cells.iter().map(|cell| cell.to_lowercase()).collect();
    let is_word = |cell: &String| cell.chars().count() <= LONGEST_HEADING && !cell.contains('@') && !is_value(cell);
    cells.len() >= LEAST_SECOND && different.len() == cells.len() && cells.iter().all(is_word)
}

/// Could a record head a block of a word and the weeks, days or months behind it: `Metric | W45 | W46`?
fn is_of_periods(record: &[String]) -> bool {
    let cells: Vec<String> = record.iter().map(|cell| collapsed(cell)).filter(|cell| !cell.is_empty()).collect();
    let is_period = |cell: &String| matches!(read(cell), Some(Ok(_)));
    let different: HashSet<&String> = cells.iter().collect();
    cells.split_first().is_some_and(|(word, periods)| {
        !is_value(word) && periods.len() >= LEAST_SECOND && periods.iter().all(is_period)
    }) && different.len() == cells.len()
}

/// Does a cell hold a number, a day or a week? The name of a month may head a column.
fn is_value(cell: &str) -> bool {
    let is_day = |cell: &str| read(cell).is_some_and(|found| found != Ok(Written::Month));
    Fixed::parse(cell).is_ok() || is_day(cell)
}

/// Does the first of the records below a gap, which is nothing but words, head another table than the one above? All of
/// the words head columns; or it is of another width, and two of them do or the values below it are of another kind. So
/// do weeks that stand where the rows above have none.
fn heads_another(header: &[String], above: &[Record], below: &[Record]) -> bool {
    let Some(((line, head), rows)) = below.split_first() else {
        return false;
    };
    // Weeks of a row of the table stand where others have theirs.
    if is_of_periods(head) && !is_of_words(head) {
        return is_another_kind(above, head, head);
    }
    let table = headed(head);
    let fed = Profile::nearest(&table).map(|profile| profile.fed_by(&table)).unwrap_or_default();
    let fed = fed.into_iter().enumerate().filter(|(at, _)| !table.is_nameless(*at)).map(|(_, column)| column);
    let is_above = |name: &str| header.iter().any(|known| is_same(known, name));
    let (mut words, mut known, mut repeated) = (0, 0, 0);
    for (name, field) in fed {
        let is_heading = field.is_some() || HEADINGS.contains(&name.to_lowercase().as_str());
        words += 1;
        known += usize::from(is_heading || is_above(&name));
        repeated += usize::from(is_above(&name));
    }
    let width = header.iter().zip(1_usize..).filter(|(name, place)| **name != nameless(*place)).count();
    // The same header once more, as at the top of a printed page, heads no other table.
    if words == width && repeated == words {
        return false;
    }
    let is_below = |(row, _): &&Record| *row == *line + 1;
    let another_kind = || rows.first().filter(is_below).is_some_and(|(_, row)| is_another_kind(above, head, row));
    known >= LEAST_SECOND && (known == words || words != width) || words != width && another_kind()
}

/// Does a row fill no column but those that are headed, and hold a value in one that has none in the rows above?
fn is_another_kind(above: &[Record], head: &[String], row: &[String]) -> bool {
    let says = |cells: &[String], at: usize| cells.get(at).is_some_and(|cell| !cell.trim().is_empty());
    let has_value = |cells: &[String], at: usize| cells.get(at).is_some_and(|cell| is_value(&collapsed(cell)));
    let is_new = |at: usize| {
        has_value(row, at) && !above.iter().rev().take(MOST_LOOKED_AT).any(|(_, cells)| has_value(cells, at))
    };
    (0..row.len()).all(|at| says(head, at) || !says(row, at)) && (0..row.len()).any(is_new)
}

/// Takes out of the rows of a table what repeats its header, as at the top of a printed page, with the title that
/// stands alone right above it, below a gap: without one it may be a row of which only the name is known. Answers the
/// rows of both.
pub(super) fn take_repeated(header: &[String], records: &mut Vec<Record>) -> Vec<u64> {
    let repeats: Vec<bool> = records.iter().map(|(_, record)| is_header(header, record)).collect();
    let is_title = |record: &[String]| header.len() > 1 && filled(record) == 1;
    let mut below = repeats.iter().skip(1).chain(std::iter::once(&false));
    let mut taken = Vec::new();
    let (mut own, mut before) = (repeats.iter(), u64::MAX);
    records.retain(|(line, record)| {
        let is_own = own.next() == Some(&true);
        let is_apart = std::mem::replace(&mut before, *line) < line.saturating_sub(1);
        let is_above = below.next() == Some(&true) && is_apart && is_title(record);
        if is_own || is_above {
            taken.push(*line);
        }
        !is_own && !is_above
    });
    taken
}

/// Does a record name the columns of a header, and nothing else?
fn is_header(header: &[String], record: &[String]) -> bool {
    let cells = |at: usize| record.get(at).map_or("", String::as_str);
    // Most rows differ at once.
    let first = collapsed(cells(0));
    if !first.is_empty() && !header.first().is_some_and(|name| is_same(name, &first)) {
        return false;
    }
    let width = header.len().max(record.len());
    let called = names((0..width).map(cells));
    let rest = called.iter().skip(header.len());
    called.iter().zip(header).all(|(one, other)| is_same(one, other))
        && rest.zip(header.len() + 1..).all(|(name, place)| *name == nameless(place))
}
