//! Owns which rows and columns of a sheet are hidden, and which cells are merged or have links. The tags of the sheet
//! tell it, while it is unpacked to be measured.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use super::merged::place;
use crate::exchange::table::Hidden;

/// A tag that is longer is none of those.
const LONGEST_TAG: usize = 1024;
/// A sheet has no more rows.
const MOST_ROWS: usize = 1 << 20;
/// Of a sheet with more ranges of merged cells the first count.
const MOST_MERGED: usize = 1 << 16;
/// So it is of links.
const MOST_LINKS: usize = 1 << 16;

/// A list of sheets is no longer than this.
const LONGEST_LIST: u64 = 1 << 20;

/// Looks at the tags of a sheet, byte by byte.
#[derive(Default)]
pub(super) struct Scan {
    pub found: Hidden,
    /// The tag as far as it was seen.
    tag: Vec<u8>,
    /// Does it go on, and may it be one of a row, a column, merged cells or a link?
    is_open: bool,
    /// Was its name seen?
    is_named: bool,
    /// The row that began last.
    row: u64,
}

impl Scan {
    pub fn take(&mut self, byte: u8) {
        match byte {
            b'<' => {
                self.tag.clear();
                (self.is_open, self.is_named) = (true, false);
            }
            _ if !self.is_open => {}
            b'>' => {
                self.is_open = false;
                self.read();
            }
            _ if byte.is_ascii_whitespace() && !self.is_named => {
                self.is_named = true;
                // Most tags are of cells.
                let name = self.tag.rsplit(|byte| *byte == b':').next();
                self.is_open = matches!(name, Some(b"row" | b"col" | b"mergeCell" | b"hyperlink"));
                self.tag.push(byte);
            }
            _ => {
                self.tag.push(byte);
                self.is_open = self.tag.len() < LONGEST_TAG;
            }
        }
    }

    fn read(&mut self) {
        let Ok(tag) = std::str::from_utf8(&self.tag) else {
            return;
        };
        let number = |name| attribute(tag, name).and_then(|text| text.parse::<u64>().ok());
        let is_hidden = matches!(attribute(tag, "hidden"), Some("1" | "true"));
        match named(tag) {
            "row" => {
                self.row = number("r").unwrap_or(self.row + 1);
                if is_hidden && self.found.rows.len() < MOST_ROWS {
                    self.found.rows.push(self.row);
                }
            }
            "col" if is_hidden && self.found.columns.len() < MOST_ROWS => {
                self.found.columns.extend(number("min").zip(number("max")));
            }
            "mergeCell" if self.found.merged.len() < MOST_MERGED => {
                self.found.merged.extend(attribute(tag, "ref").map(str::to_owned));
            }
            // What has no id leads to another place of the workbook.
            "hyperlink" if attribute(tag, "id").is_some() && self.found.links.len() < MOST_LINKS => {
                let first = attribute(tag, "ref").and_then(|cells| cells.split(':').next());
                self.found.links.extend(first.and_then(place));
            }
            _ => {}
        }
    }
}

/// What is hidden, by the names of the sheets, which are given in their order; it was found by their parts.
pub(super) fn by_sheet(bytes: &[u8], found: Vec<(String, Hidden)>, sheets: &[String]) -> HashMap<String, Hidden> {
    if found.is_empty() {
        return HashMap::new();
    }
    let mut found: HashMap<String, Hidden> = found.into_iter().collect();
    let parts = parts(bytes).filter(|parts| parts.len() == sheets.len()).unwrap_or_default();
    let named = sheets.iter().zip(parts);
    named.filter_map(|(sheet, part)| Some((sheet.clone(), found.remove(&part)?))).collect()
}

/// The text of a part that lists something; none where it is not there, or too long.
pub(super) fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.take(LONGEST_LIST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The parts of the sheets, in the order in which the workbook lists those.
fn parts(bytes: &[u8]) -> Option<Vec<String>> {
    let (list, relations) = (part(bytes, "xl/workbook.xml")?, part(bytes, "xl/_rels/workbook.xml.rels")?);
    let target = |tag| Some((attribute(tag, "Id")?, attribute(tag, "Target")?));
    let targets: HashMap<&str, &str> = tags(&relations, "Relationship").filter_map(target).collect();
    let part = |tag| {
        let target = targets.get(attribute(tag, "id")?)?;
        let within = || format!("xl/{target}");
        Some(target.strip_prefix('/').map_or_else(within, str::to_owned).to_lowercase())
    };
    tags(&list, "sheet").map(part).collect()
}

/// The tags of that name, with what stands in them.
fn tags<'t>(text: &'t str, name: &'static str) -> impl Iterator<Item = &'t str> {
    text.split('<').skip(1).filter_map(|rest| rest.split('>').next()).filter(move |tag| named(tag) == name)
}

/// The name of a tag without its prefix; nothing of one that closes.
fn named(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

/// The value of an attribute of a tag, by its name without its prefix.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, then) = after.get(1..)?.split_once(quote)?;
        let called = before.split_whitespace().next_back().unwrap_or_default();
        if called.rsplit(':').next() == Some(name) {
            return Some(value);
        }
        rest = then;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(text: &str) -> Hidden {
        let mut scan = Scan::default();
        text.bytes().for_each(|byte| scan.take(byte));
        scan.found
    }

    #[test]
    fn hidden_rows_and_columns_are_told_from_those_that_are_shown() {
        let text = "<cols><col min=\"1\" max=\"2\"/><col min='3' hidden='true' max='5'/></cols><sheetData>\
                    <row r=\"2\"><c r=\"A2\" hidden=\"1\"><v>1</v></c></row><row/>\
                    <x:row spans=\"1:2\" hidden = \"1\"/><row r=\"9\" hidden=\"0\"></row></sheetData>\
                    <mergeCells count=\"1\"><mergeCell ref=\"A2:A4\"/></mergeCells>\
                    <hyperlinks><hyperlink ref=\"H6\" r:id=\"rId1\"/><hyperlink ref=\"B2\" location=\"A!B1\"/></hyperlinks>";
        let (merged, links) = (vec!["A2:A4".to_owned()], vec![(7, 6)]);
        assert_eq!(scanned(text), Hidden { rows: vec![4], columns: vec![(3, 5)], merged, links });
        assert!(scanned("<rowBreaks hidden=\"1\"/><row").is_empty());
    }

    #[test]
    fn an_attribute_is_found_by_its_name() {
        let tag = "sheet name=\"A &amp; B\" sheetId=\"7\" r:id='r2'/";
        assert_eq!(attribute(tag, "id"), Some("r2"));
        assert_eq!((attribute(tag, "name"), attribute(tag, "state")), (Some("A &amp; B"), None));
        assert_eq!((named(tag), named("/x:sheet"), named("x:sheet")), ("sheet", "", "sheet"));
    }
}
