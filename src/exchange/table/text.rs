//! Owns the records of a text: the sign between their cells, and the row number of each.

use std::collections::BTreeSet;

use crate::domain::Invalid;

/// The header is looked for among so many rows.
pub(super) const FIRST_ROWS: usize = 20;

/// What may separate cells; where a line has as many of two, the later one does.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

/// What separates cells: what the first line has most of that has any, or the tabulator, where that line is text above
/// a table.
#[must_use]
pub fn delimiter(text: &str) -> u8 {
    let has_any = |line: &&str| SEPARATORS.iter().any(|separator| count(line, *separator) > 0);
    let first = lines(text).find(has_any).unwrap_or_default();
    let most = SEPARATORS.into_iter().max_by_key(|separator| count(first, *separator)).unwrap_or(b',');
    if is_tabbed(text, first, most) { b'\t' } else { most }
}

/// Have two of the first lines as many tabulators, one below the other? Where the first line with a separator has none,
/// and the upper one of them as many of another one, that line is the header, and they stand within cells.
fn is_tabbed(text: &str, first: &str, separator: u8) -> bool {
    let tabs = |line: &str| count(line, b'\t');
    let is_row = |line: &str| tabs(first) == 0 && count(line, separator) >= count(first, separator);
    let lines: Vec<&str> = lines(text).take(FIRST_ROWS).collect();
    let is_pair = |one: &str, other: &str| tabs(one) > 0 && tabs(one) == tabs(other) && !is_row(one);
    lines.windows(2).any(|pair| matches!(pair, [one, other] if is_pair(one, other)))
}

/// The lines of a text that say something; one that ends within quotes goes on.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut quotes = Quotes::between(&SEPARATORS);
    let ends = move |sign: char| !quotes.hold(sign) && matches!(sign, '\n' | '\r');
    text.split(ends).filter(|line| !line.trim().is_empty())
}

/// How many cells of a line a separator ends: within quotes it is text.
fn count(line: &str, separator: u8) -> usize {
    let mut quotes = Quotes::between(&SEPARATORS);
    line.chars().filter(|sign| !quotes.hold(*sign) && *sign == char::from(separator)).count()
}

/// Walks through a text, sign by sign, and knows what stands within quotes.
struct Quotes<'s> {
    separators: &'s [u8],
    at: Place,
}

/// Where the sign stands that was looked at last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before a cell, which a quote may open.
    Before,
    /// In a cell, or behind it.
    Bare,
    /// Within quotes.
    Quoted,
    /// It is a quote that closes, unless another one doubles it.
    Closing,
}

impl<'s> Quotes<'s> {
    const fn between(separators: &'s [u8]) -> Self {
        Self { separators, at: Place::Before }
    }

    /// Goes on by a sign: do quotes hold it?
    fn hold(&mut self, sign: char) -> bool {
        self.at = match (self.at, sign) {
            (Place::Before | Place::Closing, '"') => Place::Quoted,
            (Place::Quoted, '"') => Place::Closing,
            (Place::Quoted, _) => Place::Quoted,
            (_, '\n' | '\r') => Place::Before,
            _ if self.separators.iter().any(|separator| char::from(*separator) == sign) => Place::Before,
            _ => Place::Bare,
        };
        self.at == Place::Quoted
    }
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
    let separators = [delimiter];
    let mut quotes = Quotes::between(&separators);
    let (mut line, mut opened) = (1_u64, 1);
    for sign in text.chars() {
        let begins = quotes.at == Place::Before;
        if quotes.hold(sign) && begins {
            opened = line;
        }
        line += u64::from(sign == '\n');
    }
    if quotes.at == Place::Quoted {
        let error = Invalid::new(format!("the quote that opens in line {opened} is never closed"));
        return Err(error.hint("close it, or double a quote that belongs to the text"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabulators_within_cells_separate_nothing() {
        for (text, separator) in [
            ("Project;Owner;Note\nYak;Ana;one\ttwo\nElk;Bo;three\tfour\n", b';'),
            ("pilot,metric,week,value,note\nyak,use,1,2,a\tb\nelk,use,1,2,c\td\n", b','),
            ("Project;Note\nYak;\"a\tb\nc\td\ne\tf\"\nElk;g\th\n", b';'),
            ("Project,Note\nYak,\"one, \"\"two\"\"\tthree\"\nElk,\"four\tfive\"\n", b','),
            ("\"Project, code, or name\";Owner\nYak;Ana\n", b';'),
        ] {
            assert_eq!(char::from(delimiter(text)), char::from(separator), "{text}");
        }
    }

    #[test]
    fn text_above_a_tabbed_table_has_no_cells() {
        for text in [
            "AI pilots, November\nProject\tOwner\tPhase\nYak\tCosta, Ana\t2\nElk\tLi, Bo\t1\n",
            "AI pilots, as of 24 Nov, draft\t\t\nProject\tOwner\tPhase\nYak\tAna\t2\n",
            "Hi all; here it is:\n\nProject\tOwner\nYak\tAna\n",
        ] {
            assert_eq!(delimiter(text), b'\t', "{text}");
        }
    }

    #[test]
    fn the_line_where_a_quote_opens_is_told() {
        let told = |text: &str| check_quotes(text, b';').map_err(|error| error.what);
        assert_eq!(told("a;\"\"\n\"b \"\"c\"\"\n\";d \"e\n"), Ok(()));
        let unclosed = "the quote that opens in line 2 is never closed".to_owned();
        assert_eq!(told("a;b\nc;\"d\n\"\"e\n"), Err(unclosed));
    }
}
