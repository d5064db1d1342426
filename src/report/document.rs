//! Owns the document: what a report says, in blocks, before a format is chosen. Every sentence is made only here, and
//! every text in it has passed the sanitiser.

use serde::Serialize;

use super::spark::Spark;
use crate::domain::brief::Brief;
use crate::domain::{Day, Shown};

/// A place in a table shows so many columns of a text.
const CELL: usize = 300;

/// Text that may be shown: one line that commands nothing.
fn safe(text: &str) -> String {
    Shown::line(text).into()
}

/// The beginning of a text that may be very long, with an ellipsis where something is missing.
pub(super) fn cut(text: &str) -> String {
    Shown::head(text, CELL).into()
}

/// A report.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Document {
    /// The workspace.
    pub title: String,
    /// Which report it is.
    pub what: String,
    /// What stands small beside that; mostly nothing.
    pub beside: String,
    /// The day that it tells of.
    pub day: String,
    /// Is what it tells still open to change?
    pub draft: bool,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

impl Document {
    /// A report of a brief. Sections without a name of their own are named by their place.
    pub fn new(brief: &Brief, what: &str, sections: Vec<Section>) -> Self {
        Self { draft: brief.draft, ..Self::of(&brief.title, what, brief.day, sections) }
    }

    /// A report of a workspace that is called `title`.
    pub fn of(title: &str, what: &str, day: Day, mut sections: Vec<Section>) -> Self {
        for (place, section) in sections.iter_mut().enumerate().filter(|(_, section)| section.anchor.is_empty()) {
            section.anchor = format!("section-{}", place + 1);
        }
        Self {
            title: safe(title),
            what: safe(what),
            beside: String::new(),
            day: day.to_string(),
            draft: false,
            sections,
        }
    }

    /// With a word beside its title.
    pub fn beside(self, word: &str) -> Self {
        Self { beside: safe(word), ..self }
    }
}

/// A part of a report under a heading.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Section {
    /// What a link to it says; made here, never typed.
    pub anchor: String,
    /// Its heading.
    pub title: String,
    /// Does it begin a page of paper?
    pub page: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Block {
    /// A heading inside a section.
    Heading {
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Text {
        /// `lead`, `plain`, `note` or `warn`; `letters` explains letters, and is printed only where those are used.
        tone: &'static str,
        /// What it says.
        text: String,
    },
    /// Lines of a list.
    List {
        /// What each says.
        lines: Vec<String>,
    },
    /// A few numbers that stand out.
    Figures {
        /// A name and a number each.
        rows: Vec<Fact>,
    },
    /// Names with their values.
    Facts {
        /// A name and a value each.
        rows: Vec<Fact>,
    },
    /// A table.
    Table {
        /// What it is of: the nearest heading.
        label: String,
        /// Its columns.
        columns: Vec<Column>,
        /// As many cells a row as there are columns.
        rows: Vec<Vec<Cell>>,
    },
    /// Things that want more than a row each.
    Entries {
        /// One after the other.
        entries: Vec<Entry>,
    },
    /// Metrics over the weeks.
    Trends {
        /// A metric each.
        lines: Vec<Line>,
        /// Has one of them a chart?
        drawn: bool,
    },
}

/// What stands in a place of a table: text, or a standing with its sign, its word and its letter.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Cell {
    /// The text, or the word.
    pub text: String,
    /// The colour by its name; empty for plain text.
    pub class: &'static str,
    /// The sign beside the word.
    pub glyph: &'static str,
    /// What stands for the word where there is little room.
    pub short: &'static str,
    /// The section that it leads to, or nothing.
    pub anchor: String,
    /// Is it a key that somebody may copy?
    pub key: bool,
}

impl Cell {
    /// Plain text.
    pub fn text(text: impl AsRef<str>) -> Self {
        Self { text: safe(text.as_ref()), ..Self::default() }
    }

    /// A standing: colour, sign, word, letter.
    pub fn sign(class: &'static str, glyph: &'static str, word: impl AsRef<str>, short: &'static str) -> Self {
        Self { text: safe(word.as_ref()), class, glyph, short, ..Self::default() }
    }

    /// A key of the framework; what is not plain is text as any other.
    pub fn key(key: &str) -> Self {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        Self { key: !key.is_empty() && key.bytes().all(plain), ..Self::text(key) }
    }

    /// It as one piece of text: the sign with the word, or with the letter where there is little room.
    pub fn said(&self, brief: bool) -> String {
        let word = if brief && !self.short.is_empty() { self.short } else { self.text.as_str() };
        if self.glyph.is_empty() || self.glyph == word { word.to_owned() } else { format!("{} {word}", self.glyph) }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Its heading where there is little room.
    pub short: &'static str,
    /// Are its cells numbers?
    pub right: bool,
    /// Are its cells days, which are not broken?
    pub day: bool,
}

/// A column of text.
pub(super) const fn left(title: &'static str) -> Column {
    Column { title, short: title, right: false, day: false }
}

/// A column of days.
pub(super) const fn days(title: &'static str) -> Column {
    Column { title, short: title, right: false, day: true }
}

/// A column of numbers.
pub(super) const fn right(title: &'static str) -> Column {
    Column { title, short: title, right: true, day: false }
}

/// A column of standings, with a heading for where there is little room.
pub(super) const fn signs(title: &'static str, short: &'static str) -> Column {
    Column { title, short, right: false, day: false }
}

/// A name with its value.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    /// What it is.
    pub label: &'static str,
    /// Its value.
    pub value: Cell,
}

/// A name with its value, as text.
pub(super) fn fact(label: &'static str, value: impl AsRef<str>) -> Fact {
    Fact { label, value: Cell::text(value) }
}

/// Something that wants more than a row.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Entry {
    /// How it stands.
    pub sign: Cell,
    /// What it is.
    pub title: Cell,
    /// A sentence about it.
    pub text: String,
    /// Further sentences.
    pub points: Vec<String>,
    /// Names with their values.
    pub pairs: Vec<Fact>,
}

impl Entry {
    /// An entry with its sentence.
    pub fn new(sign: Cell, title: Cell, text: &str) -> Self {
        Self { sign, title, text: safe(text), ..Self::default() }
    }

    /// With a name and its value, where there is one.
    pub fn with(mut self, label: &'static str, text: impl AsRef<str>) -> Self {
        if !text.as_ref().is_empty() {
            self.pairs.push(fact(label, text));
        }
        self
    }

    /// With a further sentence.
    pub fn point(mut self, text: &str) -> Self {
        self.points.push(safe(text));
        self
    }
}

/// A metric over the weeks.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    /// What it tells about.
    pub family: &'static str,
    /// Its name.
    pub name: String,
    /// Where it was and where it is.
    pub said: String,
    /// What it is held against.
    pub held: String,
    /// All of it for who cannot see the chart.
    pub label: String,
    /// The chart in letters.
    pub bars: String,
    /// The chart in points.
    pub spark: Spark,
    /// Did it move for the worse?
    pub worse: bool,
}

impl Section {
    /// A section under a heading.
    pub fn new(title: &str) -> Self {
        Self { anchor: String::new(), title: safe(title), page: false, blocks: Vec::new() }
    }

    /// A section that begins a page and that links lead to.
    pub fn page(anchor: String, title: &str) -> Self {
        Self { anchor, page: true, ..Self::new(title) }
    }

    fn toned(&mut self, tone: &'static str, text: &str) {
        self.blocks.push(Block::Text { tone, text: safe(text) });
    }

    /// The sentence that matters most.
    pub fn lead(&mut self, text: impl AsRef<str>) {
        self.toned("lead", text.as_ref());
    }

    /// A paragraph.
    pub fn say(&mut self, text: impl AsRef<str>) {
        self.toned("plain", text.as_ref());
    }

    /// A remark on how something is to be read.
    pub fn note(&mut self, text: impl AsRef<str>) {
        self.toned("note", text.as_ref());
    }

    /// What letters mean: only for formats that use them.
    pub fn letters(&mut self, text: impl AsRef<str>) {
        self.toned("letters", text.as_ref());
    }

    /// A remark that nobody should miss.
    pub fn warn(&mut self, text: impl AsRef<str>) {
        self.toned("warn", text.as_ref());
    }

    /// A heading inside it.
    pub fn heading(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Heading { text: safe(text.as_ref()) });
    }

    /// A list, where it has lines.
    pub fn list(&mut self, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines.into_iter().map(|line| safe(&line)).collect();
        if !lines.is_empty() {
            self.blocks.push(Block::List { lines });
        }
    }

    /// Numbers that stand out.
    pub fn figures(&mut self, rows: Vec<Fact>) {
        self.blocks.push(Block::Figures { rows });
    }

    /// Names with their values, those left out that have none.
    pub fn facts(&mut self, rows: impl IntoIterator<Item = Fact>) {
        let rows: Vec<Fact> = rows.into_iter().filter(|row| !row.value.text.is_empty()).collect();
        if !rows.is_empty() {
            self.blocks.push(Block::Facts { rows });
        }
    }

    /// A table, where it has rows; otherwise the sentence that says that there are none. Long texts are cut: the
    /// workbook and the minutes have them whole.
    pub fn table(&mut self, columns: &[Column], mut rows: Vec<Vec<Cell>>, none: &str) {
        if rows.is_empty() {
            if !none.is_empty() {
                self.say(none);
            }
            return;
        }
        for cell in rows.iter_mut().flatten().filter(|cell| cell.text.len() > CELL) {
            cell.text = cut(&cell.text);
        }
        let label = self.nearest();
        self.blocks.push(Block::Table { label, columns: columns.to_vec(), rows });
    }

    /// What the next block is under: the last heading and the title.
    fn nearest(&self) -> String {
        let heading = self.blocks.iter().rev().find_map(|block| match block {
            Block::Heading { text } => Some(text),
            _ => None,
        });
        heading.map_or_else(|| self.title.clone(), |heading| format!("{heading}, {}", self.title))
    }

    /// Entries, where there are any.
    pub fn entries(&mut self, entries: Vec<Entry>) {
        if !entries.is_empty() {
            self.blocks.push(Block::Entries { entries });
        }
    }

    /// Metrics over the weeks, where there are any.
    pub fn trends(&mut self, lines: Vec<Line>) {
        if !lines.is_empty() {
            let drawn = lines.iter().any(|line| !line.spark.dots.is_empty());
            self.blocks.push(Block::Trends { lines, drawn });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_named_by_their_heading_and_keep_no_endless_text() {
        let mut section = Section::new("Triage");
        section.table(&[left("What")], vec![vec![Cell::text("x".repeat(36_000))]], "");
        section.heading("Decisions");
        section.table(&[left("What")], vec![vec![Cell::text("short")]], "");
        let told = section.blocks.iter().filter_map(|block| match block {
            Block::Table { label, rows, .. } => Some((label.as_str(), rows[0][0].text.as_str())),
            _ => None,
        });
        let told: Vec<(&str, &str)> = told.collect();
        assert_eq!((told[0].0, told[0].1.chars().count()), ("Triage", CELL));
        assert!(told[0].1.ends_with('…'));
        assert_eq!(told[1], ("Decisions, Triage", "short"));
    }

    #[test]
    fn only_plain_keys_are_keys() {
        assert!(Cell::key("stage.1.weeks").key);
        assert!(!Cell::key("").key && !Cell::key("a `b` | c").key);
    }
}
