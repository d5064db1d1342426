//! Owns the records of a text: what separates their cells, and which row each of them is.

use std::collections::BTreeSet;

use crate::domain::Invalid;

/// The header is looked for among so many rows.
pub(super) const FIRST_ROWS: usize = 20;

/// What separates cells: the tabulator where two lines have as many, be text above them; else what the first line has most of
/// that has any.
#[must_use]
pub fn delimiter(text: &str) -> u8 {
    if is_tabbed(text) {
        return b'\t';
    }
    let first = text.lines().find(|line| line.contains(['\t', ';', ','])).unwrap_or_default();
    let count = |c| first.matches(c).count();
    [(b'\t', count('\t')), (b';', count(';')), (b',', count(','))]
        .into_iter()
        .max_by_key(|(byte, count)| (*count, *byte == b','))
        .map_or(b',', |(byte, _)| byte)
}

/// Have two of the first lines that say something as many tabulators, one below the other?
fn is_tabbed(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(FIRST_ROWS);
    let tabs: Vec<usize> = lines.map(|line| line.matches('\t').count()).collect();
    tabs.windows(2).any(|pair| matches!(pair, [one, other] if *one > 0 && one == other))
}

/// A record of a text, with its row as a spreadsheet counts.
pub(super) struct Numbered {
    pub row: u64,
    /// Where what comes before it ends: the reader counts blank lines between to the record.
    start: usize,
    pub record: csv::StringRecord,
}

/// The records of a text; those that are empty are counted, and are none.
pub(super) fn numbered(text: &str, delimiter: u8) -> impl Iterator<Item = Result<Numbered, Invalid>> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    // Lines of the text that begin within a cell are no rows of a spreadsheet.
    let mut within = 0;
    reader.into_records().map(move |record| -> Result<Numbered, Invalid> {
        let record = record.map_err(|error| Invalid::new(format!("the table cannot be read: {error}")))?;
        let start = record.position().map_or(0, start_of);
        let row = record.position().map_or(0, |position| line_of(text, position)).saturating_sub(within);
        within += record.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').map(|_| 1).sum::<u64>();
        Ok(Numbered { row, start, record })
    })
}

/// A text without some of its rows. All else of it stays as it is: what stands above its header, and what is not read.
#[must_use]
pub fn without(text: &str, delimiter: u8, rows: &BTreeSet<u64>) -> String {
    let records: Vec<Numbered> = numbered(text, delimiter).flatten().collect();
    let ends = records.iter().skip(1).map(|next| next.start).chain([text.len()]);
    let kept = |(Numbered { row, start, .. }, end): (&Numbered, usize)| {
        let end = if rows.contains(row) { start + blank_at(text, *start).len() } else { end };
        text.get(*start..end)
    };
    records.iter().zip(ends).filter_map(kept).collect()
}

fn start_of(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// The blank lines at a place.
fn blank_at(text: &str, start: usize) -> &[u8] {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let end = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    rest.get(..end).unwrap_or_default()
}

/// The line where a record begins; the reader counts blank lines before it to the record.
fn line_of(text: &str, position: &csv::Position) -> u64 {
    let blank = blank_at(text, start_of(position));
    position.line() + blank.iter().filter(|byte| **byte == b'\n').map(|_| 1).sum::<u64>()
}

/// Refuses a quote that is never closed: read on, it would swallow the rest of the file as one cell.
pub(super) fn check_quotes(text: &str, delimiter: u8) -> Result<(), Invalid> {
    let mut opened = None;
    let mut line = 1_u64;
    let mut cell_begins = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            (b'"', None) if cell_begins => opened = Some(line),
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => drop(bytes.next()),
            (b'"', Some(_)) => opened = None,
            _ => {}
        }
        line += u64::from(byte == b'\n');
        cell_begins = opened.is_none() && (byte == delimiter || byte == b'\n' || byte == b'\r');
    }
    match opened {
        Some(line) => Err(Invalid::new(format!("the quote that opens in line {line} is never closed"))
            .hint("close it, or double a quote that belongs to the text")),
        None => Ok(()),
    }
}
