//! Owns workbooks of spreadsheets (`.xlsx`): one sheet as a table, each cell as it is seen. Formulas are never
//! computed: the result that the spreadsheet stored counts. The unpacked size of the file is measured before it is
//! read.

mod hidden;
mod merged;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use self::hidden::{Scan, by_sheet, part};
use self::merged::rows_of;
use super::Table;
use super::table::{Heading, Hidden, UNSOLVED};
use crate::domain::length::{LONGEST, too_long};
use crate::domain::{Fixed, Invalid};

/// A workbook that unpacks to more is refused.
const LARGEST_UNPACKED: u64 = 256 << 20;
/// Likewise one with more tags: a cell has four or more of them.
const MOST_TAGS: u64 = 24_000_000;
/// Tags of the formats of cells, each of which becomes a large record.
const MOST_STYLES: u64 = 500_000;
/// Tags of the texts that cells share.
const MOST_STRINGS: u64 = 8_000_000;
/// A sheet whose cells hold more text is refused: few stored texts can stand in very many cells.
const LARGEST_TEXT: usize = 96 << 20;
/// Likewise of one with more cells, the empty ones before a filled one counted: a row is held up to its last.
const MOST_CELLS: usize = 4_000_000;
/// The bytes that every such file begins with.
const ZIP: &[u8] = b"PK\x03\x04";
/// The bytes that encrypted workbooks, and those of before 2007, begin with.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Do the bytes begin as a workbook does, in this format or the older one?
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// May a workbook have a sheet of that name? Its list of sheets tells, before a large file is read whole.
#[must_use]
pub fn may_have(bytes: &[u8], sheet: &str) -> bool {
    part(bytes, "xl/workbook.xml").is_none_or(|list| list.contains(sheet))
}

/// A sheet of a workbook as a table: the one that is named, else the only visible one that is not empty.
pub fn read(bytes: &[u8], sheet: Option<&str>, heading: &Heading) -> Result<Table, Invalid> {
    let mut opened = open(bytes)?;
    if let Some(wanted) = sheet {
        let name = named(&opened.workbook, wanted)?;
        return table(&mut opened, &name, heading);
    }
    match filled(&mut opened)?.as_slice() {
        [] => Err(Invalid::new("no sheet of the workbook holds anything").hint("name a hidden one with --sheet")),
        [only] => table(&mut opened, only, heading),
        several => Err(Invalid::new(format!("the workbook has {} sheets: {}", several.len(), several.join(", ")))
            .hint(format!("name one: FILE#{0} in a form, --sheet \"{0}\" on the command line", several[0]))),
    }
}

/// The visible sheets that hold something.
pub fn filled_sheets(bytes: &[u8]) -> Result<Vec<String>, Invalid> {
    filled(&mut open(bytes)?)
}

fn filled(opened: &mut Opened<'_>) -> Result<Vec<String>, Invalid> {
    let mut filled = Vec::new();
    for name in sheets(&opened.workbook, |visible| visible == SheetVisible::Visible) {
        if !is_empty(&mut opened.workbook, &name)? {
            filled.push(name);
        }
    }
    Ok(filled)
}

/// Every visible sheet that has a header, by its name.
pub fn read_all(bytes: &[u8]) -> Result<Vec<(String, Table)>, Invalid> {
    let mut opened = open(bytes)?;
    let mut tables = Vec::new();
    for name in filled(&mut opened)? {
        let table = table(&mut opened, &name, &Heading::default())?;
        tables.push((name, table));
    }
    Ok(tables)
}

/// A workbook, with what its tags told while it was measured.
struct Opened<'a> {
    workbook: Workbook<'a>,
    /// Has any of its cells a formula?
    has_formulas: bool,
    /// What is hidden of a sheet, by its name.
    hidden: HashMap<String, Hidden>,
}

fn open(bytes: &[u8]) -> Result<Opened<'_>, Invalid> {
    if bytes.starts_with(COMPOUND) {
        return Err(Invalid::new("the workbook is encrypted, or in the format of before 2007")
            .hint("save it as .xlsx without a password"));
    }
    let (has_formulas, found) = measure(bytes)?;
    let workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names: Vec<String> = workbook.sheets_metadata().iter().map(|sheet| sheet.name.clone()).collect();
    Ok(Opened { workbook, has_formulas, hidden: by_sheet(bytes, found, &names) })
}

/// Unpacks every part, counts and throws it away: what a file says about its own size need not be true, and what a few
/// bytes of it become in memory depends on what they are. Answers whether any cell has a formula, and what is hidden of
/// sheets, by their parts.
fn measure(bytes: &[u8]) -> Result<(bool, Vec<(String, Hidden)>), Invalid> {
    let torn = |error| Invalid::new(format!("the workbook is damaged: {error}")).hint(SAVE_AGAIN);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(torn)?;
    let mut left = LARGEST_UNPACKED;
    let mut tags = MOST_TAGS;
    let (mut has_formulas, mut hidden) = (false, Vec::new());
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(torn)?;
        let name = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
        let sheet = name.contains("worksheets/").then(Scan::default);
        let mut counted = Tags { sheet, ..Tags::default() };
        let unpacked = io::copy(&mut part.take(left + 1), &mut counted).map_err(|error| torn(error.into()))?;
        let own = if name.ends_with("styles.xml") {
            MOST_STYLES
        } else if name.ends_with("sharedstrings.xml") {
            MOST_STRINGS
        } else {
            MOST_TAGS
        };
        let fits = left.checked_sub(unpacked).zip(tags.checked_sub(counted.count)).filter(|_| counted.count <= own);
        has_formulas |= counted.has_formula;
        (left, tags) = fits.ok_or_else(|| {
            Invalid::new(format!(
                "the workbook unpacks to more than {} MB, or to more than {} million tags",
                LARGEST_UNPACKED >> 20,
                MOST_TAGS / 1_000_000
            ))
            .hint("save the sheet as csv, or split it")
        })?;
        let found = counted.sheet.map(|scan| scan.found).filter(|found| !found.is_empty());
        hidden.extend(found.map(|found| (name, found)));
    }
    Ok((has_formulas, hidden))
}

/// Counts the tags of what is written to it.
#[derive(Default)]
struct Tags {
    count: u64,
    /// Looks any of them like that of a formula, with a prefix or without one?
    has_formula: bool,
    /// How the bytes before ended.
    before: [u8; 2],
    /// Of a sheet, what its tags say.
    sheet: Option<Scan>,
}

impl io::Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.count += bytes.iter().map(|byte| u64::from(*byte == b'<')).sum::<u64>();
        for byte in bytes {
            let [first, second] = self.before;
            self.has_formula |= second == b'f' && matches!(first, b'<' | b':') && !byte.is_ascii_alphanumeric();
            self.before = [second, *byte];
        }
        if let Some(scan) = &mut self.sheet {
            for byte in bytes {
                scan.take(*byte);
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const SAVE_AGAIN: &str = "open it in a spreadsheet and save it again as .xlsx";

fn broken(error: XlsxError) -> Invalid {
    Invalid::new(format!("the workbook cannot be read: {error}")).hint(SAVE_AGAIN)
}

fn sheets(workbook: &Workbook, wanted: impl Fn(SheetVisible) -> bool) -> Vec<String> {
    let sheets = workbook.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet && wanted(sheet.visible));
    sheets.map(|sheet| sheet.name.clone()).collect()
}

fn named(workbook: &Workbook, wanted: &str) -> Result<String, Invalid> {
    let all = sheets(workbook, |_| true);
    let exact = all.iter().find(|name| *name == wanted);
    exact.or_else(|| all.iter().find(|name| name.to_lowercase() == wanted.to_lowercase())).cloned().ok_or_else(|| {
        Invalid::new(format!("the workbook has no sheet “{wanted}”")).hint(format!("it has: {}", all.join(", ")))
    })
}

fn is_empty(workbook: &mut Workbook, name: &str) -> Result<bool, Invalid> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        if *cell.get_value() != DataRef::Empty {
            return Ok(false);
        }
    }
    Ok(true)
}

fn table(opened: &mut Opened<'_>, name: &str, heading: &Heading) -> Result<Table, Invalid> {
    let Opened { workbook, has_formulas, hidden } = opened;
    let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
    let percent: Vec<bool> = cells.styles().iter().map(shows_percent).collect();
    let mut grid = Grid::default();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
        let seen = seen(cell.get_value(), percent.get(style).copied().unwrap_or(false));
        if !seen.is_empty() {
            grid.place(cell.get_position(), seen)?;
        }
    }
    drop(cells);
    // Without a formula there is none to look for, which would take as long again.
    for at in if *has_formulas { unsolved(workbook, name)? } else { Vec::new() } {
        grid.place(at, UNSOLVED.to_owned())?;
    }
    let hidden = hidden.remove(name).unwrap_or_default();
    let merged = grid.spread(&hidden.merged)?;
    // A row ends with its last cell: a title above the table is told by how wide the others are.
    let width = grid.rows.values().map(Vec::len).max().unwrap_or(0);
    let records = grid.rows.into_iter().map(|(line, mut cells)| {
        cells.resize(cells.len().max(width.min(2)), String::new());
        Ok((line, cells))
    });
    let table = Table::of_records(records, heading)?;
    Ok(Table { hidden: Hidden { merged, ..hidden }, ..table })
}

/// The rows of a sheet by their line, and how much they hold.
#[derive(Default)]
struct Grid {
    rows: BTreeMap<u64, Vec<String>>,
    cells: usize,
    text: usize,
}

impl Grid {
    /// Puts the text of a cell into its row, unless the sheet grows too large.
    fn place(&mut self, (row, column): (u32, u32), text: String) -> Result<(), Invalid> {
        if text.len() > LONGEST {
            return Err(too_long(&format!("a cell in row {} of the sheet", u64::from(row) + 1)));
        }
        let cells = self.rows.entry(u64::from(row) + 1).or_default();
        let width = cells.len().max(column as usize + 1);
        self.cells += width - cells.len();
        self.text += text.len();
        if self.cells > MOST_CELLS || self.text > LARGEST_TEXT {
            return Err(Invalid::new(format!(
                "the sheet holds more than {} million cells or {} MB of text",
                MOST_CELLS / 1_000_000,
                LARGEST_TEXT >> 20
            ))
            .hint("split it, or save what is needed of it as csv"));
        }
        cells.resize(width, String::new());
        if let Some(cell) = cells.get_mut(column as usize) {
            *cell = text;
        }
        Ok(())
    }

    /// Puts what stands in a cell that is merged over several rows into each of those that say something else too;
    /// answers the ranges of which one does.
    fn spread(&mut self, ranges: &[String]) -> Result<Vec<String>, Invalid> {
        let mut spread = Vec::new();
        for range in ranges {
            let Some((column, first, last)) = rows_of(range) else {
                continue;
            };
            let at = column as usize;
            let Some(text) =
                self.rows.get(&first).and_then(|cells| cells.get(at)).filter(|text| !text.is_empty()).cloned()
            else {
                continue;
            };
            let below = self.rows.range(first + 1..=last);
            let is_free = |cells: &[String]| cells.get(at).is_none_or(String::is_empty);
            let rows: Vec<u64> = below.filter(|(_, cells)| is_free(cells)).map(|(row, _)| *row).collect();
            if !rows.is_empty() {
                spread.push(range.clone());
            }
            for row in rows.into_iter().filter_map(|row| u32::try_from(row - 1).ok()) {
                self.place((row, column), text.clone())?;
            }
        }
        Ok(spread)
    }
}

/// The cells with a formula for which no spreadsheet has stored a result: read as empty, they would go unnoticed.
fn unsolved(workbook: &mut Workbook, name: &str) -> Result<Vec<(u32, u32)>, Invalid> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
    let mut found = Vec::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            found.push(cell.pos);
        }
    }
    Ok(found)
}

fn shows_percent(style: &calamine::Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code))
}

/// Does a format multiply by a hundred? A sign in quotes, or behind `\`, `_` or `*`, is shown as it is and does not.
fn is_percent(format: &str) -> bool {
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.by_ref().find(|sign| *sign == '"')),
            '\\' | '_' | '*' => drop(signs.next()),
            '%' => return true,
            _ => {}
        }
    }
    false
}

/// The text of a cell, as its reader sees it: a date as a date, a share in percent as `94%`.
fn seen(value: &DataRef, percent: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if percent => format!("{}%", plain(number * 100.0)),
        DataRef::Float(number) => plain(*number),
        DataRef::DateTime(moment) => date(*moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number without what its way through binary fractions added.
fn plain(number: f64) -> String {
    Fixed::from_f64(number).map_or_else(|| number.to_string(), |number| number.to_string())
}

fn date(moment: ExcelDateTime) -> String {
    match moment.as_datetime().filter(|_| moment.is_datetime()) {
        Some(at) if at.time() == chrono::NaiveTime::MIN => at.date().to_string(),
        Some(at) => at.format("%Y-%m-%d %H:%M").to_string(),
        // A time of day or a span.
        None => plain(moment.as_f64()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const FORMATS: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>
        <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;

    /// A workbook with the rows of each sheet, as a spreadsheet writes them.
    fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
        let numbered = || (1..).zip(sheets);
        let named =
            numbered().map(|(index, (name, _))| format!(r#"<sheet name="{name}" sheetId="{index}" r:id="r{index}"/>"#));
        let related = numbered().map(|(index, _)| {
            format!(r#"<Relationship Id="r{index}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{index}.xml"/>"#)
        });
        let (names, relations) = (named.collect::<Vec<_>>().concat(), related.collect::<Vec<_>>().concat());
        let sheet = |(index, (_, rows)): (i32, &(&str, &str))| {
            let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
            (format!("xl/worksheets/sheet{index}.xml"), sheet)
        };
        let mut parts: Vec<(String, String)> = numbered().map(sheet).collect();
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let workbook = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>"#);
        let root = format!(r#"<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>"#);
        for (path, text) in [
            ("_rels/.rels", format!(r#"<Relationships xmlns="{package}">{root}</Relationships>"#)),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", format!(r#"<Relationships xmlns="{package}">{relations}</Relationships>"#)),
            ("xl/styles.xml", FORMATS.to_owned()),
        ] {
            parts.push((path.to_owned(), text));
        }
        zipped(&parts)
    }

    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    fn zipped(parts: &[(String, String)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (path, text) in parts {
            archive.start_file(path.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn text(at: &str, text: &str) -> String {
        format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    }

    #[test]
    fn a_cell_that_is_merged_over_several_rows_counts_in_each_of_them() {
        let rows = format!(
            r#"<row r="1">{}{}</row><row r="2">{}{}</row><row r="3">{}</row><row r="5">{}</row>"#,
            text("A1", "owner"),
            text("B1", "name"),
            text("A2", "Ana"),
            text("B2", "one"),
            text("B3", "two"),
            text("B5", "three"),
        );
        let merged =
            r#"</sheetData><mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="B1:C1"/></mergeCells><sheetData>"#;
        let table = read(&workbook(&[("Plan", &format!("{rows}{merged}"))]), None, &Heading::default()).unwrap();
        let owners: Vec<&str> = table.rows.iter().map(|row| row.cells[0].as_str()).collect();
        assert_eq!(owners, ["Ana", "Ana", ""], "the empty row between is none");
        assert_eq!(table.told(), ["cells merged over several rows count in each of them (A2:A4)."]);
    }

    #[test]
    fn cells_are_read_as_they_are_seen() {
        let rows = format!(
            r#"<row r="2">{}{}{}{}{}</row><row r="5"><c r="A5" s="1"><v>46350</v></c><c r="B5" s="2"><v>0.945</v></c>
            <c r="C5"><v>0.30000000000000004</v></c><c r="D5" t="e"><v>#DIV/0!</v></c><c r="E5"><f>1+1</f><v>2</v></c></row>
            <row r="6"><c r="A6" s="3"><v>46350.5</v></c><c r="C6"><v>-18</v></c><c r="D6" t="b"><v>1</v></c>
            <c r="E6"><f>SUM(C5:C6)</f></c></row>"#,
            text("A2", "week"),
            text("B2", "adoption"),
            text("C2", "impact"),
            text("D2", "error"),
            text("E2", "sum"),
        );
        let table = read(&workbook(&[("Week", &rows)]), None, &Heading::default()).unwrap();
        assert_eq!(table.header, ["week", "adoption", "impact", "error", "sum"]);
        assert_eq!(table.rows[0].line, 5, "the row that the spreadsheet numbers so");
        assert_eq!(table.rows[0].cells, ["2026-11-24", "94.5%", "0.3", "#DIV/0!", "2"]);
        assert_eq!(table.rows[1].cells, ["2026-11-24 12:00", "", "-18", "TRUE", "a formula without a result"]);
    }

    #[test]
    fn what_is_hidden_of_a_sheet_is_told_where_it_is_read() {
        let row = |line: u32, hidden: &str, cells: [&str; 3]| {
            let cells =
                ["A", "B", "C"].into_iter().zip(cells).map(|(column, cell)| text(&format!("{column}{line}"), cell));
            format!(r#"<row r="{line}"{hidden}>{}</row>"#, cells.collect::<String>())
        };
        let hidden = r#" hidden="1""#;
        let rows = [
            r#"<cols><col min="2" max="16384" hidden="1"/></cols>"#.to_owned(),
            row(1, "", ["pilot", "cost", ""]),
            row(2, "", ["Yak", "5", ""]),
            row(3, hidden, ["Elk", "6", ""]),
            row(7, hidden, ["Gnu", "7", ""]),
            r#"<row r="9" hidden="1"/>"#.to_owned(),
        ];
        let shown = row(1, "", ["name", "unit", "stage"]);
        let table = read(&workbook(&[("One", &shown), ("Two", &rows.concat())]), Some("Two"), &Heading::default());
        let table = table.unwrap();
        let told = [
            "2 hidden rows of the sheet are read too (rows 3, 7): delete in the file what is not meant.",
            "1 hidden column of the sheet is read too (“cost”): delete in the file what is not meant.",
        ];
        assert_eq!((table.rows.len(), table.hidden.told(&table)), (3, told.map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_percent_sign_that_is_only_shown_does_not_multiply() {
        let table = [
            ("0.0%", true),
            ("0.0\\%", false),
            ("0.0\"%\"", false),
            ("0_%", false),
            ("\"of\" 0 %", true),
            ("0", false),
        ];
        for (format, percent) in table {
            assert_eq!(is_percent(format), percent, "{format}");
        }
    }

    #[test]
    fn of_several_sheets_one_is_named() {
        let filled = |name: &str| format!(r#"<row r="1">{}</row>"#, text("A1", name));
        let (a, b) = (filled("pilot"), filled("metric"));
        let bytes = workbook(&[("Cover", ""), ("Pilots", &a)]);
        assert_eq!(read(&bytes, None, &Heading::default()).unwrap().header, ["pilot"], "empty sheets do not count");
        let bytes = workbook(&[("Pilots", &a), ("Metrics", &b)]);
        let refused = read(&bytes, None, &Heading::default()).unwrap_err();
        assert!(refused.what.contains("Pilots, Metrics") && refused.hint.unwrap().contains("--sheet"));
        assert_eq!(filled_sheets(&bytes).unwrap(), ["Pilots", "Metrics"]);
        assert_eq!(read(&bytes, Some("metrics"), &Heading::default()).unwrap().header, ["metric"]);
        assert!(
            read(&bytes, Some("Weeks"), &Heading::default()).unwrap_err().hint.unwrap().contains("Pilots, Metrics")
        );
    }

    #[test]
    fn what_is_no_workbook_or_too_large_is_refused() {
        let refusal = |bytes: &[u8]| read(bytes, None, &Heading::default()).unwrap_err().what;
        assert!(refusal(b"text").contains("damaged"));
        assert!(refusal(COMPOUND).contains("encrypted"));
        assert!(refusal(b"PK\x03\x04 and no more").contains("damaged"));
        assert!(refusal(&zipped(&[("a.txt".to_owned(), "text".to_owned())])).contains("cannot be read"));
        let far = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
        let far: String = (1..300)
            .map(|row| far.replace("\"1\"", &format!("\"{row}\"")).replace("XFD1", &format!("XFD{row}")))
            .collect();
        assert!(refusal(&workbook(&[("Far", &far)])).contains("million cells"));
        let is_too_long = |length: usize| {
            let cell = format!(r#"<c r="A2" t="inlineStr"><is><t>{}</t></is></c>"#, "x".repeat(length));
            let read = read(&workbook(&[("Long", &format!(r#"<row r="2">{cell}</row>"#))]), None, &Heading::default());
            read.is_err_and(|error| error.what.contains("a cell in row 2 of the sheet is over 1 MB"))
        };
        assert_eq!([LONGEST, LONGEST + 1].map(is_too_long), [false, true]);
        let bomb =
            zipped(&[("xl/workbook.xml".to_owned(), "0".repeat(usize::try_from(LARGEST_UNPACKED + 1).unwrap()))]);
        assert!(bomb.len() < 1 << 20 && refusal(&bomb).contains("unpacks to more"));
    }

    #[test]
    fn a_tag_of_a_formula_is_seen_where_it_is_written_in_pieces_and_no_other_is() {
        let has = |pieces: &[&str]| {
            let mut tags = Tags::default();
            for piece in pieces {
                tags.write_all(piece.as_bytes()).unwrap();
            }
            (tags.count, tags.has_formula)
        };
        assert_eq!(has(&["<c><f>1+1</f></c>"]), (4, true));
        assert_eq!(has(&["<c><", "f", " t=\"shared\"/></c>"]), (3, true));
        assert_eq!(has(&["<x:c><x:f/></x:c>"]), (3, true));
        assert_eq!(has(&["<font/><filter/><c>f 1</c>"]), (4, false));
    }
}
