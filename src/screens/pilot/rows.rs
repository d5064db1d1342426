//! Owns where the rows of a pilot's pages are: how many fit, and which one is at a cell.

use ratatui::layout::{Position, Rect};

use super::tabs::Tab;
use super::{PilotScreen, TABS, checklist, metrics, notes, overview, readiness, rollout};
use crate::interaction::Context;

impl PilotScreen {
    /// The area of the page, below the line of pages and above the filter, counted from that line.
    pub(super) fn content(&self, context: &Context) -> Rect {
        let (width, height) = context.body();
        Rect::new(0, 0, width, height.saturating_sub(TABS).saturating_sub(self.foot()))
    }

    /// The area of the present page's rows within that.
    fn place_of_rows(&self, context: &Context) -> Rect {
        let content = self.content(context);
        match self.tab {
            Tab::Overview => overview::rows_of(content),
            Tab::Checklist => checklist::under_heading(checklist::split(content).0),
            Tab::Metrics => Rect { height: metrics::list_height(content, self.metrics().len()), ..content },
            Tab::Notes => notes::split(content, self.notes().len()).0,
            Tab::History => {
                let head = content.height.min(1);
                Rect { y: content.y + head, height: content.height - head, ..content }
            }
            Tab::Exceptions => content,
            Tab::Readiness => readiness::under_heading(content),
            Tab::Rollout => self.page.as_ref().map_or(content, |page| rollout::beside(page, content).0),
        }
    }

    /// How many of them show at once.
    pub(super) fn page_rows(&self, context: &Context) -> usize {
        usize::from(self.place_of_rows(context).height)
    }

    /// Does something cover them: one chart, what an entry wrote, a text shown whole?
    pub(super) const fn is_covered(&self) -> bool {
        match self.tab {
            Tab::Metrics => self.chart.is_some(),
            Tab::History => self.opened.is_some(),
            _ => self.closer,
        }
    }

    /// The row at a cell of the screen; none where something covers the rows.
    pub(super) fn row_under(&self, at: Position, context: &Context) -> Option<usize> {
        let (rows, at) = (self.place_of_rows(context), Position { y: at.y.checked_sub(TABS)?, ..at });
        let page = self.page.as_ref().filter(|_| !self.is_covered() && rows.contains(at))?;
        let shown = (self.rows(context), usize::from(rows.height));
        match self.tab {
            Tab::Checklist => checklist::row_at(self, page, (at.y, rows.y), shown.1, context),
            _ => self.list().row_at(at.y, rows.y, shown),
        }
    }
}
