//! Narrows the rows of a page to those that match some words. A page with fixed rows keeps them all and moves the
//! cursor to the match instead.

use std::collections::HashSet;

use super::super::entries;
use super::{ENTRIES, PilotScreen, Tab, checklist, told};
use crate::domain::seek::folded;
use crate::domain::{Exception, JournalEntry, Metric, Note, PilotPage};
use crate::interaction::filter::{self, Typed};
use crate::interaction::{Context, Effect, Filter, Lost, Move, Moves};

/// What the rows of the open page are narrowed to.
#[derive(Default)]
pub(super) struct Narrow {
    pub filter: Filter,
    /// The ids of the visible rows; none where all are visible.
    ids: Option<HashSet<i64>>,
    lost: Lost<i64>,
    /// How many rows have the words, of how many there are.
    found: (usize, usize),
}

impl Narrow {
    /// Does a row show?
    pub fn shows(&self, id: i64) -> bool {
        self.ids.as_ref().is_none_or(|ids| ids.contains(&id))
    }

    /// The keys that work while it is being typed.
    pub fn hints(&self, tab: Tab) -> Option<&'static [(&'static str, &'static str)]> {
        if narrows(tab) { self.filter.hints() } else { self.filter.leading_hints() }
    }

    /// What is said beside the typed text.
    pub fn said(&self, tab: Tab) -> String {
        let (found, all) = self.found;
        if self.filter.is_empty() {
            String::new()
        } else if narrows(tab) {
            filter::told(self.found)
        } else if self.filter.meant().is_some() {
            format!("{found} of {all} rows")
        } else {
            format!("{found} of {all} have it")
        }
    }
}

/// Does the filter narrow the rows of the page? Where they are the same for every pilot, it leads the cursor instead.
pub(super) const fn narrows(tab: Tab) -> bool {
    !matches!(tab, Tab::Overview | Tab::Readiness | Tab::Rollout)
}

const fn is_item(row: &checklist::Row<'_>) -> bool {
    matches!(row, checklist::Row::Item(..))
}

impl PilotScreen {
    /// The metrics that show.
    pub(super) fn metrics(&self) -> Vec<&Metric> {
        self.all_metrics().filter(|one| self.shows(Tab::Metrics, one.id.0)).collect()
    }

    /// Does the row of that page show?
    pub(super) fn shows(&self, tab: Tab, id: i64) -> bool {
        self.tab != tab || self.narrow.shows(id)
    }

    /// The exceptions that show.
    pub(super) fn exceptions(&self) -> Vec<&Exception> {
        let mut shown = self.all_exceptions();
        shown.retain(|one| self.shows(Tab::Exceptions, one.id.0));
        shown
    }

    /// The notes that show.
    pub(super) fn notes(&self) -> Vec<&Note> {
        self.all_notes().filter(|one| self.shows(Tab::Notes, one.id.0)).collect()
    }

    /// The entries that show.
    pub(super) fn entries(&self) -> Vec<&JournalEntry> {
        self.journal.iter().filter(|entry| self.shows(Tab::History, entry.seq)).collect()
    }

    /// Headings of the checklist are stepped over, on the way from a row.
    pub(super) fn keep_off_headings(&mut self, before: usize, context: &Context) {
        if let (Tab::Checklist, Some(open)) = (self.tab, &self.page) {
            let at = checklist::nearest(&checklist::shown(self, open, context), self.list().selected, before);
            self.list_mut().selected = at;
        }
    }

    /// Begins typing a filter; a row that was shown in full is closed.
    pub(super) fn open_filter(&mut self, context: &Context) -> Vec<Effect> {
        (self.opened, self.chart, self.closer) = (None, None, false);
        self.narrow.filter.open();
        self.fit(context);
        Vec::new()
    }

    /// Everything shows again, as on a page that was just turned to.
    pub(super) fn forget_filter(&mut self, context: &Context) {
        self.widen(context);
        self.narrow = Narrow::default();
    }

    /// Everything shows for now; the cursor stays on its row.
    pub(super) fn widen(&mut self, context: &Context) {
        let Some(shown) = self.narrow.ids.take() else {
            return;
        };
        let mut places = (0..).zip(self.ids(context)).filter(|(_, id)| shown.contains(id));
        if let Some((at, _)) = places.nth(self.list().selected) {
            self.list_mut().selected = at;
        }
    }

    /// Shows what matches the typed words; the cursor stays on its row, or goes to the first match.
    pub(super) fn apply_filter(&mut self, context: &Context) {
        let nothing_showed = self.narrow.ids.as_ref().is_some_and(HashSet::is_empty);
        self.widen(context);
        let Some(page) = &self.page else {
            return;
        };
        let words = self.words(page, context);
        let is_part = self.tab == Tab::History && self.journal.len() == ENTRIES;
        self.narrow.filter.look_through(is_part.then_some(ENTRIES));
        self.narrow.filter.forgive(words.iter());
        let (all, selected) = (self.ids(context), self.list().selected);
        let has = self.has_words(&words);
        let is_checklist = self.tab == Tab::Checklist;
        let rows = if is_checklist { checklist::rows(page, context) } else { Vec::new() };
        let headings = rows.iter().filter(|row| !is_item(row)).count();
        self.narrow.found = (has.iter().filter(|has| **has).count(), has.len() - headings);
        if !narrows(self.tab) {
            return self.find(0, &has, context);
        }
        let here = all.get(selected).map(|id| (*id, selected)).filter(|_| !nothing_showed);
        let found: HashSet<i64> = if is_checklist {
            checklist::under_headings(&rows, &has)
        } else {
            all.iter().zip(&has).filter(|(_, has)| **has).map(|(id, _)| *id).collect()
        };
        self.narrow.ids = (!self.narrow.filter.is_empty()).then_some(found);
        let shown: Vec<(i64, usize)> = all.into_iter().zip(0..).filter(|(id, _)| self.narrow.shows(*id)).collect();
        let stay = here.map(|(id, _)| id);
        self.list_mut().selected = self.narrow.lost.follow((here, stay), &shown).unwrap_or(0);
        self.keep_off_headings(0, context);
        self.fit(context);
    }

    /// What the rows are found by; a heading of the checklist by nothing.
    fn words(&self, page: &PilotPage, context: &Context) -> Vec<String> {
        let mut words: Vec<String> = match self.tab {
            Tab::History => self.entries().into_iter().map(|entry| entries::words(entry, context)).collect(),
            _ => told::words(self, page, context),
        };
        if self.tab == Tab::Checklist {
            for (row, words) in checklist::rows(page, context).iter().zip(&mut words) {
                if !is_item(row) {
                    words.clear();
                }
            }
        }
        words
    }

    /// Which rows, given by their texts, match the typed words.
    fn has_words(&self, rows: &[String]) -> Vec<bool> {
        rows.iter().map(|row| !row.is_empty() && self.narrow.filter.holds(&folded(row))).collect()
    }

    /// Puts the cursor on the next match, so many rows on; if there is none, it stays.
    fn find(&mut self, by: isize, has: &[bool], context: &Context) {
        if self.narrow.filter.is_empty() {
            return;
        }
        if let Some(at) = filter::next(has, self.list().selected, by) {
            self.list_mut().selected = at;
            self.fit(context);
        }
    }

    /// The ids of the page's rows, including hidden ones.
    fn ids(&self, context: &Context) -> Vec<i64> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        match self.tab {
            Tab::Checklist => (0..).take(checklist::rows(page, context).len()).collect(),
            Tab::Metrics => self.all_metrics().map(|one| one.id.0).collect(),
            Tab::Notes => self.all_notes().map(|one| one.id.0).collect(),
            Tab::Exceptions => self.all_exceptions().iter().map(|one| one.id.0).collect(),
            Tab::History => self.journal.iter().map(|entry| entry.seq).collect(),
            Tab::Overview | Tab::Readiness | Tab::Rollout => Vec::new(),
        }
    }

    /// Takes a key while the filter is typed.
    pub(super) fn typed_in_filter(&mut self, typed: Typed, context: &Context) -> Vec<Effect> {
        match typed {
            Typed::Changed => self.apply_filter(context),
            Typed::Step(by) if narrows(self.tab) => {
                return self.go(Move::one_row(by), context);
            }
            Typed::Step(by) => {
                let words = self.page.as_ref().map(|page| self.words(page, context)).unwrap_or_default();
                self.find(by, &self.has_words(&words), context);
            }
            // On such a page the filter only led the cursor, which is there now.
            Typed::Ended if !narrows(self.tab) => self.forget_filter(context),
            Typed::Ended => {}
        }
        self.fit(context);
        Vec::new()
    }
}
