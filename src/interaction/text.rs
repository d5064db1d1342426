//! Owns text while it is edited: the text, and a cursor between two of its graphemes. It is a plain value, so that a
//! draft brings back both.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::Shown;
use crate::domain::length::LONGEST;

/// Text with a cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Raw")]
pub struct TextValue {
    text: String,
    /// A byte offset, always between two graphemes.
    cursor: usize,
    many_lines: bool,
}

/// As it is in a draft file, which may hold anything.
#[derive(Deserialize)]
struct Raw {
    text: String,
    cursor: usize,
    many_lines: bool,
}

impl From<Raw> for TextValue {
    fn from(raw: Raw) -> Self {
        let mut value = Self { text: String::new(), cursor: 0, many_lines: raw.many_lines };
        value.set(&raw.text);
        value.cursor = value.boundary_at_or_before(raw.cursor);
        value
    }
}

impl TextValue {
    /// One line, the cursor at its end.
    #[must_use]
    pub fn single_line(text: &str) -> Self {
        let mut value = Self::default();
        value.set(text);
        value
    }

    /// Many lines, the cursor at the end.
    #[must_use]
    pub fn multi_line(text: &str) -> Self {
        let mut value = Self { many_lines: true, ..Self::default() };
        value.set(text);
        value
    }

    /// Makes it accept many lines.
    pub const fn take_lines(&mut self) {
        self.many_lines = true;
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Replaces everything, however long it is; the cursor goes to the end.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.cursor = 0;
        self.put(text);
    }

    /// Inserts text at the cursor; what exceeds the limit is cut off. A form refuses such a text as a whole.
    pub fn insert(&mut self, text: &str) {
        self.put(&text[..text.floor_char_boundary(LONGEST)]);
    }

    /// In a single line, line breaks become spaces.
    fn put(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = if self.many_lines { text } else { text.replace('\n', " ") };
        self.text.insert_str(self.cursor, &text);
        let end = self.cursor + text.len();
        self.cursor = self.boundary_at_or_after(end);
    }

    fn boundary_at_or_after(&self, byte: usize) -> usize {
        let mut at = byte.min(self.text.len());
        while at < self.text.len() && !self.is_boundary(at) {
            at += 1;
        }
        at
    }

    fn boundary_at_or_before(&self, byte: usize) -> usize {
        let mut at = byte.min(self.text.len());
        while at > 0 && !self.is_boundary(at) {
            at -= 1;
        }
        at
    }

    fn is_boundary(&self, at: usize) -> bool {
        self.text.is_char_boundary(at)
            && GraphemeCursor::new(at, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true)
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].graphemes(true).next_back().map_or(0, |grapheme| self.cursor - grapheme.len())
    }

    fn after(&self) -> usize {
        self.text[self.cursor..].graphemes(true).next().map_or(self.cursor, |grapheme| self.cursor + grapheme.len())
    }

    /// One grapheme left.
    pub fn left(&mut self) {
        self.cursor = self.before();
    }

    /// One grapheme right.
    pub fn right(&mut self) {
        self.cursor = self.after();
    }

    /// One word left.
    pub fn word_left(&mut self) {
        self.cursor = self.word_start();
    }

    /// One word right.
    pub fn word_right(&mut self) {
        let rest = &self.text[self.cursor..];
        let skipped = rest.len() - rest.trim_start().len();
        let word = rest[skipped..].find(char::is_whitespace).unwrap_or(rest.len() - skipped);
        self.cursor = self.boundary_at_or_after(self.cursor + skipped + word);
    }

    fn word_start(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        let start = before
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        self.boundary_at_or_before(start)
    }

    /// To the beginning of everything.
    pub const fn top(&mut self) {
        self.cursor = 0;
    }

    /// To the end of everything.
    pub const fn bottom(&mut self) {
        self.cursor = self.text.len();
    }

    /// To the beginning of the visible row (lines are broken at so many columns); from there to that of the line.
    pub fn row_home(&mut self, columns: usize) {
        let rows = self.rows(columns);
        match rows.get(self.place(&rows).0) {
            Some(row) if row.start < self.cursor => self.cursor = row.start,
            _ => self.home(),
        }
    }

    /// To the end of the visible row; from there to that of the line.
    pub fn row_end(&mut self, columns: usize) {
        let rows = self.rows(columns);
        match rows.get(self.place(&rows).0).map(|row| self.at_column(row, usize::MAX)) {
            Some(end) if end > self.cursor => self.cursor = end,
            _ => self.end(),
        }
    }

    /// To the beginning of the line.
    pub fn home(&mut self) {
        self.cursor = self.line_start();
    }

    /// To the end of the line.
    pub fn end(&mut self) {
        self.cursor = self.line_end();
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.cursor..].find('\n').map_or(self.text.len(), |at| self.cursor + at)
    }

    /// One visible row up, to about the same column. Answers whether there is one.
    pub fn up(&mut self, columns: usize) -> bool {
        let rows = self.rows(columns);
        let (row, column) = self.place(&rows);
        let above = row.checked_sub(1).and_then(|above| rows.get(above));
        self.step(above, column)
    }

    /// One visible row down, to about the same column. Answers whether there is one.
    pub fn down(&mut self, columns: usize) -> bool {
        let rows = self.rows(columns);
        let (row, column) = self.place(&rows);
        self.step(rows.get(row + 1), column)
    }

    /// To a row and a column of what is visible, both from zero; from below the last row, to that.
    pub fn go_to(&mut self, (row, column): (usize, usize), columns: usize) {
        let rows = self.rows(columns);
        self.step(rows.get(row).or(rows.last()), column);
    }

    fn step(&mut self, row: Option<&Range<usize>>, column: usize) -> bool {
        self.cursor = row.map_or(self.cursor, |row| self.at_column(row, column));
        row.is_some()
    }

    fn at_column(&self, row: &Range<usize>, column: usize) -> usize {
        let (mut used, mut last) = (0, row.start);
        for (at, grapheme) in self.text[row.clone()].grapheme_indices(true) {
            last = row.start + at;
            if used >= column {
                return last;
            }
            used += wide(grapheme);
        }
        // Where a line is broken, the end of one row is the beginning of the next.
        let is_broken = !self.text[row.end..].is_empty() && !self.text[row.end..].starts_with('\n');
        if is_broken { last } else { row.end }
    }

    /// Takes the grapheme before the cursor away.
    pub fn backspace(&mut self) {
        self.cut(self.before(), self.cursor);
    }

    /// Takes the grapheme after the cursor away.
    pub fn delete(&mut self) {
        self.cut(self.cursor, self.after());
    }

    /// Takes the word before the cursor away.
    pub fn delete_word(&mut self) {
        self.cut(self.word_start(), self.cursor);
    }

    /// Takes everything before the cursor on its line away.
    pub fn delete_to_start(&mut self) {
        self.cut(self.line_start(), self.cursor);
    }

    /// Takes everything after the cursor on its line away.
    pub fn delete_to_end(&mut self) {
        self.cut(self.cursor, self.line_end());
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = self.boundary_at_or_before(from);
    }

    /// The visible rows when broken at so many columns, each as a range of bytes: lines are broken at spaces where
    /// there are any, and spaces at the end of a row may exceed its columns.
    #[must_use]
    pub fn rows(&self, columns: usize) -> Vec<Range<usize>> {
        let (mut rows, mut start) = (Vec::new(), 0);
        for line in self.text.split('\n') {
            break_line(line, start, columns.max(1), &mut rows);
            start += line.len() + 1;
        }
        rows
    }

    /// Which of those rows the cursor is on, and its column there, both from zero; columns as shown.
    #[must_use]
    pub fn place(&self, rows: &[Range<usize>]) -> (usize, usize) {
        let row = rows.partition_point(|row| row.start <= self.cursor).saturating_sub(1);
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, Shown::line(&self.text[start..self.cursor]).width())
    }

    /// The part of a single line that shows in `width` columns, and the column of the cursor in it.
    #[must_use]
    pub fn window(&self, width: usize) -> (Shown, usize) {
        let width = width.max(1);
        let column = Shown::line(&self.text[..self.cursor]).width();
        if column < width {
            return (Shown::head(&self.text, width), column);
        }
        // The cursor is beyond the field: show as much of what is before it as fits.
        let mut start = self.cursor;
        for (at, _) in self.text[..self.cursor].grapheme_indices(true).rev() {
            if Shown::line(&self.text[at..self.cursor]).width() >= width {
                break;
            }
            start = at;
        }
        let shown = Shown::line(&self.text[start..self.cursor]);
        let column = shown.width();
        (shown, column)
    }
}

/// Columns that a grapheme takes as it is shown.
fn wide(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [b' '..=b'~'] => 1,
        _ => Shown::line(grapheme).width(),
    }
}

/// The rows of a line that begins at that byte.
fn break_line(line: &str, begins: usize, columns: usize, rows: &mut Vec<Range<usize>>) {
    let (mut start, mut used) = (0, 0);
    // The offset after the last space in the row, and the columns up to there.
    let mut gap = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = wide(grapheme);
        while grapheme != " " && start < at && used + wide > columns {
            let (end, before) = gap.take().unwrap_or((at, used));
            rows.push(begins + start..begins + end);
            (start, used) = (end, used - before);
        }
        used += wide;
        if grapheme == " " {
            gap = Some((at + 1, used));
        }
    }
    rows.push(begins + start..begins + line.len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_cursor_moves_by_what_people_see() {
        let mut text = TextValue::single_line("a👨‍👩‍👧é");
        text.left();
        text.left();
        text.insert("-");
        assert_eq!(text.text(), "a-👨‍👩‍👧é");
        text.delete();
        assert_eq!(text.text(), "a-é");
        text.set("one two  three");
        text.delete_word();
        text.delete_word();
        assert_eq!(text.text(), "one ");
    }

    #[test]
    fn lines_are_moved_through_by_column() {
        let mut text = TextValue::multi_line("first\nab\nthird line");
        text.home();
        text.right();
        text.right();
        text.right();
        let place = |text: &TextValue| text.place(&text.rows(20));
        text.up(20);
        assert_eq!(place(&text), (1, 2));
        text.up(20);
        assert_eq!(place(&text), (0, 2));
        text.down(20);
        text.end();
        text.delete_to_start();
        assert_eq!(text.text(), "first\n\nthird line");
    }

    #[test]
    fn long_lines_are_broken_at_spaces_and_moved_through_by_row() {
        let mut text = TextValue::multi_line("one two  three\nfour");
        let rows = |text: &TextValue, columns| {
            text.rows(columns).into_iter().map(|row| text.text()[row].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(rows(&text, 8), ["one two  ", "three", "four"]);
        assert_eq!(rows(&text, 3), ["one ", "two  ", "thr", "ee", "fou", "r"]);
        assert_eq!(text.place(&text.rows(8)), (2, 4));
        text.up(8);
        text.up(8);
        assert_eq!(text.place(&text.rows(8)), (0, 4));
        text.down(8);
        assert_eq!(text.place(&text.rows(8)), (1, 4));
        text.up(3);
        assert_eq!(text.place(&text.rows(3)), (2, 1), "no row is skipped: {:?}", rows(&text, 3));
        // The end of a broken row is not a position of its own.
        let mut text = TextValue::multi_line("abcdefghij");
        text.up(5);
        assert_eq!(text.place(&text.rows(5)), (0, 4));
    }

    #[test]
    fn the_cursor_goes_to_a_row_and_a_column() {
        let mut text = TextValue::multi_line("one two three four");
        // “one two ”, “three ”, “four”.
        for (to, at) in [((1, 3), (1, 3)), ((0, 99), (0, 7)), ((9, 2), (2, 2)), ((2, 99), (2, 4))] {
            text.go_to(to, 8);
            assert_eq!(text.place(&text.rows(8)), at, "{to:?}");
        }
    }

    #[test]
    fn a_line_scrolls_with_its_cursor() {
        let mut text = TextValue::single_line("0123456789");
        let (shown, column) = text.window(5);
        assert_eq!((shown.as_str(), column), ("6789", 4));
        text.home();
        assert_eq!(text.window(5).1, 0);
    }

    proptest! {
        #[test]
        fn no_edit_breaks_the_text(start in ".{0,20}", steps in prop::collection::vec((0_u8..16, any::<char>()), 0..40)) {
            let mut text = TextValue::multi_line(&start);
            for (step, c) in steps {
                match step {
                    0 => text.left(), 1 => text.right(), 2 => _ = text.up(5), 3 => _ = text.down(5),
                    4 => text.home(), 5 => text.end(),
                    6 => text.backspace(), 7 => text.delete(), 8 => text.delete_word(), 9 => text.delete_to_start(),
                    10 => text.delete_to_end(), 11 => text.word_left(), 12 => text.word_right(),
                    13 => text.row_home(5), 14 => text.row_end(5),
                    _ => text.insert(&c.to_string()),
                }
                prop_assert!(text.text().is_char_boundary(text.cursor));
                let rows = text.rows(5);
                let joined: Vec<&str> = rows.iter().map(|row| &text.text()[row.clone()]).collect();
                prop_assert_eq!(joined.concat(), text.text().replace('\n', ""));
                prop_assert!(text.place(&rows).0 < rows.len());
                let _ = text.window(7);
            }
            let json = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(serde_json::from_str::<TextValue>(&json).unwrap(), text);
        }
    }
}
