//! Owns the layout of Markdown in cells: headings, lists, quotes, code, tables and emphasis; a link shows where it
//! leads. Nothing is loaded, and HTML stays text.

mod table;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::theme::Role;
use crate::domain::Shown;

/// A line: pieces of text with their roles.
pub type Line = Vec<(Shown, Role)>;

/// Pieces of the block that is being filled.
type Pieces = Vec<(String, Role)>;

/// A width at which no line is ever broken.
const UNBROKEN: usize = 10_000;

/// Lays a text out in lines of at most `width` columns.
#[must_use]
pub fn lines(text: &str, width: usize) -> Vec<Line> {
    let mut layout = Layout { width: width.max(8), ..Layout::default() };
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES;
    for event in Parser::new_ext(text, options) {
        layout.take(event);
    }
    layout.end_block();
    while layout.lines.last().is_some_and(Vec::is_empty) {
        layout.lines.pop();
    }
    layout.lines
}

/// The words of a text without its markup, one line per block.
#[must_use]
pub fn words(text: &str) -> String {
    let whole = |line: &Line| {
        line.iter().map(|(text, role)| if *role == Role::Rule { " " } else { text.as_str() }).collect::<String>()
    };
    let unsigned = |line: &Line| whole(line).trim_start_matches(['│', '─', '•', ' ']).trim_end().to_owned();
    let said: Vec<String> = lines(text, UNBROKEN).iter().map(unsigned).filter(|line| !line.is_empty()).collect();
    said.join("\n")
}

#[derive(Default)]
struct Layout {
    width: usize,
    lines: Vec<Line>,
    /// The block that is being filled.
    pieces: Pieces,
    /// The rows of the table that is being filled, in cells.
    table: Vec<table::Row>,
    /// What comes before its first line: bars, bullet or number.
    lead: String,
    /// Number of the next item of each open list; none where it has no numbers.
    lists: Vec<Option<u64>>,
    quotes: usize,
    strong: usize,
    code: bool,
    link: Option<String>,
}

impl Layout {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) if self.code => {
                for line in text.lines() {
                    self.pieces.push((line.to_owned(), Role::Accent));
                    self.end_block();
                }
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.push(&text, self.role()),
            Event::Code(code) => self.push(&code, Role::Accent),
            Event::SoftBreak => self.push(" ", Role::Text),
            Event::HardBreak => self.end_block(),
            Event::Rule => self.lines.push(vec![(Shown::line(&"─".repeat(self.width.min(20))), Role::Rule)]),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }, Role::Accent),
            _ => {}
        }
    }

    const fn role(&self) -> Role {
        if self.strong > 0 { Role::Strong } else { Role::Text }
    }

    fn push(&mut self, text: &str, role: Role) {
        self.pieces.push((text.to_owned(), role));
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } | Tag::Strong | Tag::Emphasis => self.strong += 1,
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => {
                let depth = self.lists.len().saturating_sub(1);
                let sign = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
                self.lead = format!("{}{sign}", "  ".repeat(depth));
            }
            Tag::Table(_) => self.end_block(),
            Tag::TableHead => {
                self.strong += 1;
                self.table.push(Vec::new());
            }
            Tag::TableRow => self.table.push(Vec::new()),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::CodeBlock(_) => {
                self.end_block();
                self.code = true;
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link = Some(dest_url.into_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::TableHead => self.strong = self.strong.saturating_sub(1),
            TagEnd::Heading(_) => {
                self.end_block();
                self.strong = self.strong.saturating_sub(1);
                self.blank();
            }
            TagEnd::Paragraph => {
                self.end_block();
                if self.lists.is_empty() {
                    self.blank();
                }
            }
            TagEnd::Item => self.end_block(),
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.blank();
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.pieces);
                if let Some(row) = self.table.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.table);
                self.put(|width| table::lines(&rows, width));
                self.blank();
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::CodeBlock => {
                self.code = false;
                self.blank();
            }
            TagEnd::Link | TagEnd::Image => {
                let told: String = self.pieces.last().map(|(text, _)| text.clone()).unwrap_or_default();
                if let Some(link) = self.link.take().filter(|link| *link != told) {
                    self.push(&format!(" ({link})"), Role::Dim);
                }
            }
            _ => {}
        }
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Vec::new());
        }
    }

    /// Breaks the block that was filled into lines.
    fn end_block(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        if !pieces.is_empty() {
            self.put(|width| broken(&pieces, width));
        }
    }

    /// Adds lines of at most so many columns, the first behind its lead, the others indented below it.
    fn put(&mut self, lines: impl FnOnce(usize) -> Vec<Line>) {
        let bars = "│ ".repeat(self.quotes);
        let lead = Shown::line(&format!("{bars}{}", std::mem::take(&mut self.lead)));
        let hang = lead.width().min(self.width / 2);
        // Where nesting leaves no room for the bars, only the first line has them.
        let bars = if lead.width() > hang { "" } else { bars.as_str() };
        let below = Shown::line(&format!("{bars:hang$}"));
        for (at, line) in lines(self.width - hang).into_iter().enumerate() {
            let before = if at == 0 { &lead } else { &below };
            let before = (before.width() > 0).then(|| (before.clone(), Role::Dim));
            self.lines.push(before.into_iter().chain(line).collect());
        }
    }
}

/// Breaks pieces at blanks into lines of at most `width` columns; a longer word is broken where the line is full.
fn broken(pieces: &[(String, Role)], width: usize) -> Vec<Line> {
    let (mut lines, mut line, mut used) = (Vec::new(), Line::new(), 0);
    for (text, role) in pieces {
        for word in text.split_inclusive(' ') {
            for part in Shown::line(word).wrap_kept(width) {
                let wide = part.width();
                if used > 0 && used + Shown::line(part.as_str().trim_end()).width() > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                // The blank after a word that fills its line is left out.
                let part = if used + wide > width { Shown::line(part.as_str().trim_end()) } else { part };
                used += wide;
                line.push((part, *role));
            }
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, width: usize) -> Vec<String> {
        let whole = |line: Line| line.iter().map(|(text, _)| text.as_str()).collect::<String>().trim_end().to_owned();
        lines(text, width).into_iter().map(whole).collect()
    }

    #[test]
    fn markdown_is_laid_out_in_lines() {
        let text = "# Plan\n\nWe *retrain* in May.\n\n- one\n- two is longer than that\n\n1. first\n\n> said\n\n```\nlet x = 1;\n```\n";
        let drawn = plain(text, 16);
        let expected = [
            "Plan",
            "",
            "We retrain in",
            "May.",
            "",
            "• one",
            "• two is longer",
            "  than that",
            "",
            "1. first",
            "",
            "│ said",
            "",
            "let x = 1;",
        ];
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_table_is_laid_out_in_columns_where_they_have_room_and_cell_by_cell_else() {
        let text = "Seen:\n\n| Risk | Owner |\n|---|---|\n| Drift | Ana Costa |\n| 漢字 | `B` |\n\nAfter.";
        let drawn = ["Seen:", "", "Risk  │ Owner", "Drift │ Ana Costa", "漢字  │ B", "", "After."];
        assert_eq!(plain(text, 40), drawn);
        assert_eq!(plain(text, 12)[2..8], ["Risk: Drift", "Owner: Ana", "Costa", "", "Risk: 漢字", "Owner: B"]);
        let wide = lines(text, 40);
        let head = &wide[2];
        assert!(head.iter().any(|(text, role)| text.as_str().trim() == "Risk" && *role == Role::Strong), "{head:?}");
        assert!(!words(text).contains('│'), "{}", words(text));
    }

    #[test]
    fn every_line_of_a_quote_is_one_of_a_quote() {
        assert_eq!(
            plain("> one two three\n>\n> - four five six", 12),
            ["│ one two", "│ three", "", "│ • four", "│   five six"]
        );
    }

    #[test]
    fn words_have_no_signs() {
        assert_eq!(
            words("# T\n\nWe run on an **extract**.\n\n---\n\n- `one`\n\n> said"),
            "T\nWe run on an extract.\none\nsaid"
        );
    }

    #[test]
    fn links_show_where_they_lead_and_nothing_commands_the_terminal() {
        assert_eq!(plain("[report](https://x.example/r)", 60), ["report (https://x.example/r)"]);
        assert_eq!(plain("a\u{1b}[2J <b>b</b>", 60), ["a^[[2J <b>b</b>"]);
    }

    #[test]
    fn no_line_is_wider_than_it_may_be() {
        for width in 8..30 {
            for line in lines(&"word ".repeat(20).replace("word word", "averyveryverylongwordindeed"), width) {
                let wide: usize = line.iter().map(|(text, _)| Shown::line(text.as_str().trim_end()).width()).sum();
                assert!(wide <= width + 1, "{wide} > {width}");
            }
        }
    }
}
