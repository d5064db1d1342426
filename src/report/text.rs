//! Owns reports as plain text of 78 columns, for mails and slides.

use super::columns;
use super::document::{Block, Cell, Document, Entry, Fact, Line, Section};
use crate::domain::Shown;

/// Columns of a line.
const WIDTH: usize = 78;
/// Columns of a family's name, and of its chart.
const FAMILY: usize = 13;
const CHART: usize = 28;

/// A document as text.
pub(super) fn write(document: &Document) -> String {
    let mut page = Page::default();
    page.line(&"=".repeat(WIDTH));
    page.wrapped("", &document.title);
    let beside = if document.beside.is_empty() { String::new() } else { format!(" ({})", document.beside) };
    page.wrapped("", &format!("{}{beside}, as of {}", document.what, document.day));
    if document.draft {
        page.line("*** DRAFT: what it tells may still change ***");
    }
    page.line(&"=".repeat(WIDTH));
    for section in &document.sections {
        page.section(section);
    }
    page.out
}

/// What the workspace is called that a report as text is of, as far as its first line of that; none of any other text.
#[must_use]
pub fn title_of(text: &str) -> Option<&str> {
    let mut lines = text.lines();
    let is_report = lines.next()? == "=".repeat(WIDTH);
    lines.next().filter(|_| is_report)
}

#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Lines of which the first begins with `mark`, and the others with as much room.
    fn wrapped(&mut self, mark: &str, text: &str) {
        let indent = Shown::line(mark).width();
        for (place, piece) in Shown::line(text).wrap(WIDTH.saturating_sub(indent)).iter().enumerate() {
            let before = if place == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.line(&format!("{before}{piece}"));
        }
    }

    fn section(&mut self, section: &Section) {
        self.line("");
        self.line("");
        self.wrapped("", &section.title);
        self.line(&(if section.page { "=" } else { "-" }).repeat(WIDTH));
        let mut before: Option<&Block> = None;
        for block in &section.blocks {
            if before.is_some_and(|before| apart(before, block)) {
                self.line("");
            }
            self.block(block);
            before = Some(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text } => {
                self.line("");
                self.wrapped("", text);
                self.line(&"-".repeat(Shown::line(text).width().min(WIDTH)));
            }
            Block::Text { tone, text } => {
                self.wrapped(if *tone == "warn" { "! " } else { "" }, text);
            }
            Block::List { lines } => {
                for line in lines {
                    self.wrapped("- ", line);
                }
            }
            Block::Figures { rows } | Block::Facts { rows } => self.facts(rows),
            Block::Table { columns, rows, .. } => {
                for line in columns::lines(columns, rows, WIDTH) {
                    self.line(&line);
                }
            }
            Block::Entries { entries } => {
                for entry in entries {
                    self.entry(entry);
                }
            }
            Block::Trends { lines, .. } => {
                for line in lines {
                    self.trend(line);
                }
            }
        }
    }

    fn facts(&mut self, rows: &[Fact]) {
        let width = rows.iter().map(|row| Shown::line(row.label).width()).max().unwrap_or(0) + 2;
        for row in rows {
            self.wrapped(Shown::line(row.label).pad(width).as_str(), &row.value.said(false));
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let said = |cell: &Cell| Some(cell.said(false)).filter(|said| !said.is_empty());
        let head: Vec<String> = said(&entry.sign).into_iter().chain(said(&entry.title)).collect();
        self.line("");
        self.wrapped("", &head.join(" · "));
        if !entry.text.is_empty() {
            self.wrapped("  ", &entry.text);
        }
        for point in &entry.points {
            self.wrapped("  - ", point);
        }
        for pair in &entry.pairs {
            self.wrapped(&format!("  {}: ", pair.label), &pair.value.said(false));
        }
    }

    /// What it is and what it is held against; then the chart, with the values beside it.
    fn trend(&mut self, line: &Line) {
        let family = Shown::line(line.family).pad(FAMILY);
        let about = if line.held.is_empty() { line.name.clone() } else { format!("{}; {}", line.name, line.held) };
        self.wrapped(family.as_str(), &about);
        let chart = if line.bars.is_empty() { Shown::default() } else { Shown::line(&line.bars).pad(CHART) };
        let worse = if line.worse { ", worse" } else { "" };
        self.wrapped(&format!("{}{chart}", " ".repeat(FAMILY)), &format!("{}{worse}", line.said));
    }
}

/// Does an empty line stand between two blocks? Headings and entries bring their own.
const fn apart(before: &Block, next: &Block) -> bool {
    match (before, next) {
        (Block::Heading { .. }, _) | (_, Block::Heading { .. } | Block::Entries { .. }) => false,
        (Block::Text { .. }, Block::Facts { .. } | Block::Figures { .. }) => true,
        (Block::Text { .. }, _) => false,
        _ => true,
    }
}
