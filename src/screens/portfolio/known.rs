//! Owns the data of the dashboard: the survey, what is counted from it, and where each pilot is found in it.

use std::collections::{HashMap, HashSet};

use crate::domain::survey::{Dashboard, Survey};
use crate::domain::{Pilot, PilotId};
use crate::interaction::Context;

/// A survey and what is counted of it.
pub(super) struct Known {
    /// What is known of all pilots.
    pub survey: Survey,
    /// What is counted of it.
    pub dashboard: Dashboard,
    /// Has every pilot been judged, so that what depends on it can be told?
    pub whole: bool,
    places: HashMap<PilotId, usize>,
}

impl Known {
    /// What a survey comes to.
    pub fn of(survey: Survey, context: &Context) -> Self {
        let places = survey.pilots.iter().enumerate().map(|(at, pilot)| (pilot.id, at)).collect();
        let (dashboard, whole) = (count(&survey, context), is_whole(&survey, context));
        Self { survey, dashboard, whole, places }
    }

    /// Takes in the present judgements. Answers whether that changes what is told.
    pub fn judged(&mut self, context: &Context) -> bool {
        let was = std::mem::replace(&mut self.whole, is_whole(&self.survey, context));
        // While many pilots wait, nothing that depends on them is told, so there is no need to count each time.
        if self.whole {
            self.dashboard = count(&self.survey, context);
        }
        was || self.whole
    }

    /// A pilot.
    pub fn pilot(&self, id: PilotId) -> Option<&Pilot> {
        self.places.get(&id).and_then(|at| self.survey.pilots.get(*at))
    }

    /// A pilot's name.
    pub fn name(&self, id: PilotId) -> &str {
        self.pilot(id).map_or("", |pilot| pilot.name.as_str())
    }

    /// Is it under way?
    pub fn is_under_way(&self, id: PilotId) -> bool {
        let running = |pilot: &Pilot| pilot.lifecycle.is_running();
        self.pilot(id).is_some_and(running)
    }
}

fn count(survey: &Survey, context: &Context) -> Dashboard {
    Dashboard::of(survey, &context.portfolio, &context.framework, context.moment.day)
}

/// Before the first pilot was judged, nothing is reported as missing.
fn is_whole(survey: &Survey, context: &Context) -> bool {
    context.portfolio.is_whole() && (survey.pilots.is_empty() || !context.portfolio.pilots.is_empty())
}

/// Each pilot once, in the order in which they come.
pub(super) fn distinct(pilots: impl IntoIterator<Item = PilotId>) -> Vec<PilotId> {
    let mut seen = HashSet::new();
    pilots.into_iter().filter(|pilot| seen.insert(*pilot)).collect()
}
