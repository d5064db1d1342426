//! Owns the writing of a workbook, sheet by sheet: typed cells, a fixed head, a filter. Text is always text: whatever
//! it begins with, no cell becomes a formula or a link.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::failed::Failed;
use crate::domain::{Day, Fixed, Instant, Shown};

/// A cell holds so many UTF-16 units.
const LONGEST: usize = 32_767;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Day),
    /// A local time, to the minute.
    Moment(Instant),
    /// Nothing.
    Nothing,
}

impl Value {
    /// Text, as it may be shown: on one line, without signs that turn or hide others.
    pub fn text(text: impl AsRef<str>) -> Self {
        Self::Text(clean(Shown::line(text.as_ref()).as_str()))
    }

    /// A count.
    #[must_use]
    pub fn count(number: usize) -> Self {
        Self::Number(f64::from(u32::try_from(number).unwrap_or(u32::MAX)))
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self::fixed(Fixed::from_int(number))
    }

    /// A decimal number.
    #[must_use]
    pub fn fixed(number: Fixed) -> Self {
        Self::Number(number.to_f64())
    }

    /// A decimal number where there is one.
    #[must_use]
    pub fn maybe(number: Option<Fixed>) -> Self {
        number.map_or(Self::Nothing, Self::fixed)
    }

    /// A day where there is one.
    #[must_use]
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }
}

/// Text without what XML cannot hold, and no longer than a cell.
#[must_use]
pub fn clean(text: &str) -> String {
    let allowed =
        |c: &char| matches!(*c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}');
    let text: String = text.chars().filter(allowed).collect();
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

/// How cells look.
pub(super) struct Looks {
    head: Format,
    /// The head of a column that is told only.
    told: Format,
    day: Format,
    moment: Format,
    /// Text that a program might take for a formula once somebody edits it.
    quoted: Format,
}

impl Default for Looks {
    fn default() -> Self {
        let lined = || Format::new().set_border_bottom(FormatBorder::Thin);
        let head = lined().set_bold().set_background_color(0x00E6_EEF4_u32);
        let told = lined().set_italic().set_font_color(0x0059_5959_u32).set_background_color(0x00E8_E8E8_u32);
        let number = |format: &str| Format::new().set_num_format(format);
        let (day, moment) = (number("yyyy-mm-dd"), number("yyyy-mm-dd hh:mm"));
        Self { head, told, day, moment, quoted: Format::new().set_quote_prefix() }
    }
}

/// A column of a list: its head, its width, and what stands in it of each thing.
pub(super) type Column<'c, T> = (&'c str, u16, &'c dyn Fn(&T) -> Value);

/// A workbook that is written sheet by sheet.
#[derive(Default)]
pub struct Book {
    workbook: Workbook,
    looks: Looks,
}

impl Book {
    /// A workbook that was made on a day: it would else tell when it was written, and differ each time.
    pub(super) fn made_on(day: Day) -> Result<Self, Failed> {
        let made = moment(day).ok_or_else(|| Failed(format!("a workbook cannot hold {day}")))?;
        let mut book = Self::default();
        book.workbook.set_properties(&DocProperties::new().set_title("steerco").set_creation_datetime(&made));
        Ok(book)
    }

    /// Adds a sheet of rows under heads with their widths.
    pub fn add(
        &mut self,
        name: &str,
        heads: &[(&str, u16)],
        rows: impl IntoIterator<Item = Vec<Value>>,
    ) -> Result<(), Failed> {
        self.add_noted((name, ""), heads, rows)
    }

    /// The same, with a line above the heads that says what the rows are, where it is not empty.
    fn add_noted(
        &mut self,
        (name, note): (&str, &str),
        heads: &[(&str, u16)],
        rows: impl IntoIterator<Item = Vec<Value>>,
    ) -> Result<(), Failed> {
        fill(self.workbook.add_worksheet(), &self.looks, (name, note), heads, rows).map_err(failed)
    }

    /// Adds a sheet of things, a row each, with such a line.
    pub(super) fn list<T>(
        &mut self,
        (name, note): (&str, &str),
        things: impl IntoIterator<Item = T>,
        columns: &[Column<'_, T>],
    ) -> Result<(), Failed> {
        let heads: Vec<(&str, u16)> = columns.iter().map(|(head, width, _)| (*head, *width)).collect();
        let row = |thing: T| columns.iter().map(|(.., value)| value(&thing)).collect();
        self.add_noted((name, note), &heads, things.into_iter().map(row))
    }

    /// Makes the heads of those columns of a sheet grey that are told only, and not read back.
    pub fn dim<'c>(&mut self, name: &str, columns: impl IntoIterator<Item = (&'c str, bool)>) -> Result<(), Failed> {
        let sheet = self.workbook.worksheet_from_name(name).map_err(failed)?;
        for (column, (head, _)) in (0_u16..).zip(columns).filter(|(_, (_, is_told))| *is_told) {
            sheet.write_string_with_format(0, column, head, &self.looks.told).map_err(failed)?;
        }
        Ok(())
    }

    /// Adds an empty sheet; answers it with how its cells look.
    pub(super) fn sheet(&mut self, name: &str) -> Result<(&mut Worksheet, &Looks), XlsxError> {
        Ok((self.workbook.add_worksheet().set_name(name)?, &self.looks))
    }

    /// Its bytes.
    pub fn bytes(mut self) -> Result<Vec<u8>, Failed> {
        self.workbook.save_to_buffer().map_err(failed)
    }
}

fn fill(
    sheet: &mut Worksheet,
    looks: &Looks,
    (name, note): (&str, &str),
    columns: &[(&str, u16)],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let head_row = u32::from(!note.is_empty());
    if head_row > 0 {
        write(sheet, looks, (0, 0), Value::text(note))?;
    }
    for (column, (head, width)) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(head_row, column, *head, &looks.head)?;
        sheet.set_column_width(column, *width)?;
    }
    let mut last = head_row;
    for (row, values) in (head_row + 1..).zip(rows) {
        for (column, value) in (0_u16..).zip(values) {
            write(sheet, looks, (row, column), value)?;
        }
        last = row;
    }
    sheet.set_freeze_panes(head_row + 1, 0)?;
    let width = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(head_row, 0, last, width)?;
    Ok(())
}

/// Writes a cell by its type.
pub(super) fn write(
    sheet: &mut Worksheet,
    looks: &Looks,
    (row, column): (u32, u16),
    value: Value,
) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) if begins_a_formula(&text) => {
            sheet.write_string_with_format(row, column, text, &looks.quoted)
        }
        Value::Text(text) => sheet.write_string(row, column, text),
        Value::Number(number) => sheet.write_number(row, column, number),
        Value::Day(day) => match moment(day) {
            Some(moment) => sheet.write_datetime_with_format(row, column, &moment, &looks.day),
            // Before 1900 a workbook knows no days.
            None => sheet.write_string(row, column, day.to_string()),
        },
        Value::Moment(at) => match time(at) {
            Some(moment) => sheet.write_datetime_with_format(row, column, &moment, &looks.moment),
            None => sheet.write_string(row, column, at.said()),
        },
        Value::Nothing => Ok(sheet),
    }
    .map(drop)
}

/// Might a program take it for a formula once somebody edits it? Signs of full width count as well, and what nobody
/// sees before the first sign does not.
fn begins_a_formula(text: &str) -> bool {
    let isolate = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{2066}'..='\u{2069}');
    let mark = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}');
    text.trim_start_matches(|c: char| c.is_whitespace() || isolate(c) || mark(c))
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A day as a workbook holds it.
fn moment(day: Day) -> Option<ExcelDateTime> {
    use chrono::Datelike;
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// A local time as a workbook holds it.
fn time(at: Instant) -> Option<ExcelDateTime> {
    let (hour, minute) = at.clock();
    moment(at.day())?.and_hms(hour, minute, 0).ok()
}

/// Why a workbook could not be written.
pub(super) fn failed(error: XlsxError) -> Failed {
    Failed(format!("the workbook failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_cells_is_safe_to_show() {
        assert_eq!(Value::text("evil\u{202e}fdp\nnext\u{200b}"), Value::Text("evil⟨RLO⟩fdp next⟨200B⟩".into()));
        for text in ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", " =1", "\u{a0}＝1", "\u{2067}=1\u{2069}"]
        {
            assert!(begins_a_formula(text), "{text}");
        }
        for text in ["", "1 = 1", "a@b", "– none", "請求書"] {
            assert!(!begins_a_formula(text), "{text}");
        }
    }

    #[test]
    fn text_is_cut_to_a_cell_and_rid_of_what_xml_forbids() {
        assert_eq!(clean("a\u{0}\u{1b}[2J\tb\r\nc\u{fffe}"), "a[2J\tb\nc");
        assert_eq!(clean("=1+1"), "=1+1", "a formula stays text and is written as such");
        let long = clean(&"🙂".repeat(20_000));
        assert!(long.encode_utf16().count() <= LONGEST && long.ends_with('…'));
        assert_eq!(clean(&"x".repeat(LONGEST)).len(), LONGEST);
        assert_eq!(clean(&"x".repeat(LONGEST + 1)).encode_utf16().count(), LONGEST);
    }
}
