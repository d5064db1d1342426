//! Owns a list as a file of its own: things of one kind, a row each, with every text in full.

use super::document::{Block, Cell, Document, Section, days, left, right};
use super::failed::Failed;
use super::press::Press;
use super::words::{capital, count};
use crate::domain::Day;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// Numbers, which stand on the right.
    Number,
    /// Days, which are not broken.
    Day,
}

/// A list for people who read.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The workspace.
    pub title: String,
    /// What is listed.
    pub what: String,
    /// The day that it tells of.
    pub day: Day,
    /// What each column is called, and what it holds.
    pub columns: Vec<(&'static str, Holds)>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Listing {
    /// It as Markdown.
    ///
    /// # Errors
    /// Where a template refuses what it is given.
    pub fn markdown(&self) -> Result<String, Failed> {
        Press::new()?.markdown(&self.document())
    }

    /// It as one HTML file.
    ///
    /// # Errors
    /// Where a template refuses what it is given.
    pub fn html(&self) -> Result<String, Failed> {
        Press::new()?.html(&self.document())
    }

    fn document(&self) -> Document {
        let mut section = Section::new(&count(self.rows.len(), "row", "rows"));
        if self.rows.is_empty() {
            section.say("Nothing is there to list.");
        } else {
            let column = |&(title, holds): &(&'static str, Holds)| match holds {
                Holds::Text => left(title),
                Holds::Number => right(title),
                Holds::Day => days(title),
            };
            section.blocks.push(Block::Table {
                label: Cell::text(&self.what).text,
                columns: self.columns.iter().map(column).collect(),
                rows: self.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect(),
            });
        }
        Document::of(&self.title, &capital(&self.what), self.day, vec![section])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(rows: &[&str]) -> Listing {
        Listing {
            title: "Work".to_owned(),
            what: "Notes".to_owned(),
            day: "2026-11-24".parse().unwrap(),
            columns: vec![("text", Holds::Text), ("count", Holds::Number), ("date", Holds::Day)],
            rows: rows.iter().map(|text| vec![(*text).to_owned(), "7".to_owned(), "2026-11-20".to_owned()]).collect(),
        }
    }

    #[test]
    fn a_list_is_a_table_whose_text_means_itself_and_is_whole() {
        let long = "x".repeat(5_000);
        let listing = listing(&["<script>a|b</script>", &long]);
        let (markdown, html) = (listing.markdown().unwrap(), listing.html().unwrap());
        assert!(markdown.contains("| text | count | date |\n| --- | ---: | --- |\n"), "{markdown}");
        assert!(markdown.contains("| &lt;script&gt;a\\|b&lt;/script&gt; | 7 | 2026-11-20 |"), "{markdown}");
        assert!(!html.contains("<script") && html.contains("<td class=\"right\">7</td>"), "{html}");
        assert!(markdown.contains(&long) && html.contains(&long));
    }

    #[test]
    fn a_list_of_nothing_says_so() {
        assert!(listing(&[]).markdown().unwrap().contains("Nothing is there to list."));
    }
}
