//! Owns the page in sentences: one for each number that opens what it counts, and one for each row without numbers.

use super::line::{Line, Opens};
use super::rows::{self, Row};
use super::section::Section;
use super::{Monthly, page, reporting, statuses};
use crate::interaction::Context;
use crate::interaction::extract::Rows;

/// A sentence, and where it leads the cursor.
pub(super) struct Told {
    /// The pane, the row in it, and the place in the row.
    pub at: (usize, usize, usize),
    /// Its section; none above the first.
    section: Option<Section>,
    /// The text, and how many pilots it counts.
    says: String,
    count: Option<usize>,
    /// The row and the first of its numbers, where they make a share.
    share: Option<Line>,
}

impl Told {
    /// How many come last: two numbers in a row are not told apart by ear. A share is one sentence.
    pub fn sentence(&self) -> String {
        if let Some(share) = &self.share {
            return share.said();
        }
        self.count.map_or_else(|| self.says.clone(), |count| format!("pilots {}: {count}", self.says))
    }
}

/// The sentences of the cursor's section: nobody listens to the whole page at once. A person is one row, which opens
/// their page with their pilots.
pub(super) fn here(screen: &Monthly, context: &Context) -> Vec<Told> {
    let section = screen.section();
    let mut here = all(screen, context, |told| told == section);
    if let Some(known) = screen.known.as_ref().filter(|_| section == Some(Section::Owners)) {
        here.dedup_by_key(|told| (told.at.0, told.at.1));
        for told in &mut here {
            let (pane, row, _) = told.at;
            if let Some(Row::Owner(at)) = screen.panes.get(pane).and_then(|pane| pane.rows.get(row).copied()) {
                (told.at.2, told.count, told.says) = (0, None, reporting::told(at, known));
            }
        }
    }
    here
}

/// The sentences of the sections asked for.
fn all(screen: &Monthly, context: &Context, is_asked: impl Fn(Option<Section>) -> bool) -> Vec<Told> {
    let Some(known) = &screen.known else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (pane, rows) in screen.panes.iter().enumerate() {
        let room = page::room(screen.place(pane, context));
        let mut section = None;
        for (row, what) in rows.rows.iter().enumerate() {
            if let Row::Heading(begins) = what {
                section = Some(*begins);
            }
            if what.is_still() || !is_asked(section) {
                continue;
            }
            let line = rows::line(*what, known, room, context);
            let mut said = said(&line);
            if let Row::Standing(pilot) = what
                && let (Some(pilot), Some((_, says, _))) = (known.pilot(*pilot), said.first_mut())
            {
                *says = statuses::told(pilot, context);
            }
            let counts = said.first().is_some_and(|(.., count)| count.is_some());
            let mut share = Some(line).filter(|_| counts && matches!(what, Row::Reached | Row::Ended));
            all.extend(said.into_iter().map(|(spot, says, count)| Told {
                at: (pane, row, spot),
                section,
                says,
                count,
                share: share.take(),
            }));
        }
    }
    all
}

/// The words of a row, for each place in it that opens something.
fn said(line: &Line) -> Vec<(usize, String, Option<usize>)> {
    let counted: Vec<_> = line
        .targets()
        .filter_map(|(spot, opens)| match opens {
            Opens::Pilots { counts, pilots } => Some((spot, counts.clone(), Some(pilots.len()))),
            Opens::Pilot(_) | Opens::Person(_) => None,
        })
        .collect();
    if !counted.is_empty() {
        return counted;
    }
    let spot = line.targets().next().map_or(0, |(spot, _)| spot);
    vec![(spot, line.flowing(), None)]
}

/// The page as rows of a table.
pub(super) fn rows(screen: &Monthly, context: &Context) -> Rows {
    let header = ["section", "pilots", "says"].map(str::to_owned).to_vec();
    let mut copied = Vec::new();
    for told in all(screen, context, |_| true) {
        let section = told.section.map_or("Above all", Section::title).to_owned();
        // The numbers of a row come after the share that they make.
        copied.extend(told.share.map(|share| vec![section.clone(), String::new(), share.flowing()]));
        copied.push(vec![section, told.count.map(|count| count.to_string()).unwrap_or_default(), told.says]);
    }
    Rows { header, rows: copied }
}
