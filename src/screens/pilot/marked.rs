//! Owns the marks on a page of a pilot: items of the checklist, notes, exceptions. A verb on one of them acts on all
//! marked ones, in one change.

use super::super::marks::{self, Marking, Marks};
use super::{PilotScreen, Tab, checklist, notes, registers, told};
use crate::domain::shown::brief;
use crate::domain::{Exception, Note};
use crate::interaction::extract::Rows;
use crate::interaction::{Context, Effect, Form, Move, Moves};

impl PilotScreen {
    /// The marks on the open page.
    pub(super) const fn own_marks(&self) -> &Marks<i64> {
        &self.marks[self.tab as usize]
    }

    /// Is that row of the page marked? While a note is shown whole, only that note counts, as no marks are visible.
    pub(super) fn is_marked(&self, id: i64) -> bool {
        !self.closer && self.own_marks().contains(id)
    }

    /// Is any row of the page marked?
    pub(super) fn has_marked(&self) -> bool {
        !self.closer && !self.own_marks().is_empty()
    }

    /// The ids of the page's rows, including hidden ones, and what each is called among several.
    pub(super) fn markable(&self, context: &Context) -> Vec<(i64, String)> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        match self.tab {
            Tab::Checklist => {
                let rows = checklist::rows(page, context);
                rows.iter().filter_map(|row| Some((checklist::id_of(row, context)?, row.called()))).collect()
            }
            Tab::Notes => self.all_notes().map(|one| (one.id.0, notes::called(one))).collect(),
            Tab::Exceptions => self.all_exceptions().into_iter().map(|one| (one.id.0, brief(&one.text))).collect(),
            Tab::Overview | Tab::Metrics | Tab::History | Tab::Readiness | Tab::Rollout => Vec::new(),
        }
    }

    /// The same for the marked ones.
    pub(super) fn marked_ones(&self, context: &Context) -> Vec<(i64, String)> {
        if !self.has_marked() {
            return Vec::new();
        }
        self.markable(context).into_iter().filter(|(id, _)| self.is_marked(*id)).collect()
    }

    /// The ids of the visible rows; none for a heading.
    fn shown_ids(&self, context: &Context) -> Vec<Option<i64>> {
        match (self.tab, &self.page) {
            (Tab::Checklist, Some(page)) => {
                let rows = checklist::shown(self, page, context);
                rows.iter().map(|row| checklist::id_of(row, context)).collect()
            }
            (Tab::Notes, _) => self.notes().iter().map(|one| Some(one.id.0)).collect(),
            (Tab::Exceptions, _) => self.exceptions().iter().map(|one| Some(one.id.0)).collect(),
            _ => Vec::new(),
        }
    }

    /// The notes a verb acts on: the marked ones, else the one under the cursor.
    pub(super) fn meant_notes(&self) -> Vec<&Note> {
        let marked: Vec<&Note> = self.all_notes().filter(|one| self.is_marked(one.id.0)).collect();
        if marked.is_empty() { self.selected_note().into_iter().collect() } else { marked }
    }

    /// The same of exceptions.
    pub(super) fn meant_exceptions(&self) -> Vec<Exception> {
        let mut meant = self.all_exceptions();
        meant.retain(|one| self.is_marked(one.id.0));
        if meant.is_empty() {
            meant.extend(self.selected_exception());
        }
        meant.into_iter().cloned().collect()
    }

    /// The marked items or exceptions, to be copied; none where none is marked.
    pub(super) fn copied_marked(&self, context: &Context) -> Option<Rows> {
        let page = self.page.as_ref().filter(|_| self.has_marked())?;
        let copied: Vec<String> = match self.tab {
            Tab::Checklist => {
                let rows = checklist::rows(page, context);
                let is_marked =
                    |row: &&checklist::Row<'_>| checklist::id_of(row, context).is_some_and(|id| self.is_marked(id));
                rows.iter().filter(is_marked).map(|row| told::item(row, context)).collect()
            }
            Tab::Exceptions => self.meant_exceptions().iter().map(|one| registers::sentence(one, context)).collect(),
            _ => return None,
        };
        Some(Rows { header: vec!["row".to_owned()], rows: copied.into_iter().map(|row| vec![row]).collect() })
    }

    /// A form for the marked ones, which names them if they are several or the cursor is on another.
    pub(super) fn naming_marked(&self, form: Form, context: &Context) -> Form {
        self.naming_these(form, self.marked_ones(context), context)
    }

    /// The same for a form about these of them.
    pub(super) fn naming_these(&self, form: Form, these: Vec<(i64, String)>, context: &Context) -> Form {
        let elsewhere = self.has_marked() && self.own_marks().is_elsewhere(self.here(context));
        let shown = self.shown_ids(context);
        let hidden = these.iter().filter(|(id, _)| !shown.contains(&Some(*id))).count();
        let names: Vec<String> = these.into_iter().map(|(_, name)| name).collect();
        marks::naming(form, &names, hidden, elsewhere)
    }

    /// Takes the marks off what is not there any more.
    pub(super) fn keep_marks(&mut self, context: &Context) {
        let there = self.markable(context);
        self.marks().keep(there.into_iter().map(|(id, _)| id));
    }

    /// The places of the marked rows among the visible ones.
    pub(super) fn places_marked(&self, context: &Context) -> Vec<usize> {
        let shown = self.shown_ids(context).into_iter().enumerate();
        shown.filter(|(_, id)| id.is_some_and(|id| self.is_marked(id))).map(|(at, _)| at).collect()
    }
}

impl Marking for PilotScreen {
    type Id = i64;

    fn marks(&mut self) -> &mut Marks<i64> {
        &mut self.marks[self.tab as usize]
    }

    /// None while something is read whole, which lies over the rows.
    fn here(&self, context: &Context) -> Option<i64> {
        let here = self.shown_ids(context).get(self.list().selected).copied().flatten();
        here.filter(|_| !self.closer)
    }

    fn step_on(&mut self, context: &Context) -> Vec<Effect> {
        self.go(Move::Down, context)
    }

    fn between(&self, anchor: Option<i64>, context: &Context) -> Vec<i64> {
        let (shown, to) = (self.shown_ids(context), self.list().selected);
        let from = anchor.and_then(|id| shown.iter().position(|known| *known == Some(id))).unwrap_or(to);
        shown.get(from.min(to)..=from.max(to)).unwrap_or_default().iter().flatten().copied().collect()
    }

    fn hidden(&self, context: &Context) -> Vec<String> {
        let shown = self.shown_ids(context);
        let hidden = self.marked_ones(context).into_iter().filter(|(id, _)| !shown.contains(&Some(*id)));
        hidden.map(|(_, name)| name).collect()
    }
}
