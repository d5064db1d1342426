//! What a new day does to the agenda of a draft review: items no longer due leave it, items due by that day join it,
//! and those that stay may ask something else. The form says so before it is saved, and it happens together with the
//! new day.

use std::sync::Arc;

use super::Reviews;
use crate::domain::agenda::{self, Matter};
use crate::domain::review::Due;
use crate::domain::survey::Survey;
use crate::domain::{AgendaItem, Day, Framework, Meeting, Portfolio};
use crate::interaction::Context;

/// What an agenda is made of, whatever its day is.
pub(super) struct Agenda {
    meeting: Meeting,
    survey: Survey,
    carried: Vec<(Day, AgendaItem)>,
    portfolio: Arc<Portfolio>,
    framework: Arc<Framework>,
}

impl Agenda {
    /// That of the review on screen; none where it is not a draft, or not all pilots are judged yet: then the agenda is
    /// made when the review is opened.
    pub fn of(screen: &Reviews, context: &Context) -> Option<Self> {
        let meeting = screen.meeting().filter(|meeting| meeting.is_draft())?;
        let last = screen.last_closed();
        context.portfolio.is_whole().then(|| Self {
            meeting: meeting.clone(),
            survey: screen.survey.clone(),
            carried: last.map(|last| agenda::carried(last, &screen.survey, &context.framework)).unwrap_or_default(),
            portfolio: Arc::clone(&context.portfolio),
            framework: Arc::clone(&context.framework),
        })
    }

    /// What is due on a day.
    pub fn due(&self, day: Day) -> Vec<Due> {
        let Self { survey, carried, portfolio, framework, .. } = self;
        agenda::due(&Matter { survey, portfolio, carried, framework, day })
    }

    /// What leaves the agenda, what joins it, and what asks something else; empty where it stays as it is.
    pub fn turnover(&self, due: &[Due]) -> String {
        agenda::turned_by(&self.meeting, due, (&self.survey.decisions, &self.survey.actions))
    }
}
