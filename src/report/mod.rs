//! Floor 1: bytes out. Turns a [`Brief`] into the files that leave a review, and a [`Listing`] into one file. It needs
//! nothing else (no store, no clock, no files), so the same brief gives the same bytes.
//!
//! From bottom to top: `document` (blocks of text) and `sheet` (cells) → `facts`, `words` → a file a section → `month`,
//! `one_page`, `minutes`, `workbook` → `pack`.

mod again;
mod agenda;
mod calendar;
mod changes;
mod charts;
mod columns;
mod document;
mod facts;
mod failed;
mod flow;
mod listing;
mod load;
mod markdown;
mod minutes;
mod month;
mod one_page;
mod pack;
mod press;
mod registers;
pub mod sheet;
mod signals;
mod spark;
mod standing;
mod talked;
mod text;
mod trends;
mod words;
mod workbook;

pub use calendar::Dated;
pub use failed::Failed;
pub use listing::{Holds, Listing};
pub use markdown::escape_copied;
pub use text::title_of;

use crate::domain::PilotId;
use crate::domain::brief::Brief;

use document::Document;
use facts::Facts;
use press::Press;

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The monthly dashboard.
    Month,
    /// Everything that a review needs: dashboard, what changed, agenda, a page a pilot, registers, calendar.
    Pack,
    /// What was said and decided in a review.
    Minutes,
    /// One pilot, whole.
    Pilot(PilotId),
}

/// The files of a report by name.
///
/// # Errors
/// Where the brief lacks what the report is about, or a template or a workbook refuses what it is given.
pub fn files(brief: &Brief, what: What) -> Result<Vec<(String, Vec<u8>)>, Failed> {
    let facts = Facts::new(brief, what == What::Pack);
    let press = Press::new()?;
    match what {
        What::Month => {
            let mut files = printed(&press, "month", &month::document(&facts))?;
            files.push(("month.xlsx".to_owned(), workbook::write(&facts, what)?));
            Ok(files)
        }
        What::Pack => {
            let mut files = printed(&press, "pack", &pack::document(&facts))?;
            files.push(("pack.xlsx".to_owned(), workbook::write(&facts, what)?));
            files.push(("calendar.ics".to_owned(), calendar::write(&facts, None).0));
            if let Some(meeting) = brief.meeting.as_ref().filter(|meeting| !meeting.is_draft()) {
                let minutes = press.markdown(&minutes::document(&facts, meeting))?;
                files.push(("minutes.md".to_owned(), minutes.into_bytes()));
            }
            Ok(files)
        }
        What::Minutes => {
            let missing = || Failed("minutes are of a review, and this brief is for none".to_owned());
            let meeting = brief.meeting.as_ref().ok_or_else(missing)?;
            printed(&press, "minutes", &minutes::document(&facts, meeting))
        }
        What::Pilot(id) => {
            let page = brief.pages.iter().find(|page| page.pilot.id == id).ok_or_else(|| absent(&facts, id))?;
            printed(&press, &file_name(&page.pilot.code), &one_page::document(&facts, page))
        }
    }
}

/// The days of one kind or of all, as a calendar, and how many they are.
#[must_use]
pub fn days(brief: &Brief, only: Option<Dated>) -> (Vec<u8>, usize) {
    calendar::write(&Facts::new(brief, false), only)
}

/// A document as Markdown, HTML and text.
fn printed(press: &Press, name: &str, document: &Document) -> Result<Vec<(String, Vec<u8>)>, Failed> {
    Ok(vec![
        (format!("{name}.md"), press.markdown(document)?.into_bytes()),
        (format!("{name}.html"), press.html(document)?.into_bytes()),
        (format!("{name}.txt"), text::write(document).into_bytes()),
    ])
}

fn absent(facts: &Facts<'_>, id: PilotId) -> Failed {
    Failed(match facts.pilot(id) {
        Some(pilot) => format!("{} has ended, and what has ended has no page", pilot.code),
        None => "that pilot is not in this brief: it had not begun on its day, or is archived".to_owned(),
    })
}

/// A code as the name of a file: a code that came from elsewhere leaves no folder.
fn file_name(code: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let name: String = code.chars().map(plain).collect();
    if name.is_empty() { "pilot".to_owned() } else { name }
}

#[cfg(test)]
mod tests;
