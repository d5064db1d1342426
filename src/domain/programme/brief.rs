//! Owns the brief: everything that the reports of one moment tell, as plain values. The code that writes reports asks
//! nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use super::delta::Delta;
use super::survey::{Dashboard, Survey};
use crate::domain::committee::agenda;
use crate::domain::committee::review::Committee;
use crate::domain::{
    Baseline, Day, Framework, Judgement, Meeting, Metric, Pilot, PilotId, Portfolio, Reading, Review, Tally, Week,
};

/// Everything that a report tells of one moment.
#[derive(Debug, Clone)]
pub struct Brief {
    /// The workspace's title.
    pub title: String,
    /// The day of judgement.
    pub day: Day,
    /// Can what it tells still change?
    pub draft: bool,
    /// The framework in force.
    pub framework: Arc<Framework>,
    /// The values that the workspace sets itself: key, value, and the framework's own.
    pub differences: Vec<(String, String, String)>,
    /// The committee.
    pub committee: Committee,
    /// The pilots and what is recorded of them.
    pub survey: Survey,
    /// How they stand.
    pub portfolio: Portfolio,
    /// The monthly dashboard.
    pub dashboard: Dashboard,
    /// What happened since the review before; none if there was none.
    pub delta: Option<Delta>,
    /// The review that it is made for.
    pub meeting: Option<Meeting>,
    /// Every review, by day.
    pub reviews: Vec<Review>,
    /// One page a pilot, in order of consequence.
    pub pages: Vec<OnePage>,
}

/// What is told of a pilot.
#[derive(Debug, Clone)]
pub struct OnePage {
    /// The pilot.
    pub pilot: Pilot,
    /// What it is for.
    pub summary: String,
    /// How it stands; none if it has ended.
    pub judgement: Option<Arc<Judgement>>,
    /// Its four headline metrics in the order of families, each with its readings of the last 26 weeks and its newest
    /// baseline.
    pub trends: Vec<TrendLine>,
    /// The gate out of its stage, as it would be judged now; none in stage 4, and after it has ended.
    pub tally: Option<Tally>,
    /// Exceptions that are not resolved.
    pub open_exceptions: usize,
}

/// A metric over the weeks of a report.
#[derive(Debug, Clone)]
pub struct TrendLine {
    /// The metric.
    pub metric: Metric,
    /// Its readings, oldest first.
    pub readings: Vec<Reading>,
    /// Its newest baseline.
    pub baseline: Option<Baseline>,
    /// From this week.
    pub from: Week,
    /// To this one.
    pub to: Week,
}

impl Brief {
    /// The pilot of that id.
    #[must_use]
    pub fn pilot(&self, id: PilotId) -> Option<&Pilot> {
        self.survey.pilots.iter().find(|pilot| pilot.id == id)
    }

    /// The name of a pilot; empty if it was archived since.
    #[must_use]
    pub fn name(&self, id: Option<PilotId>) -> &str {
        id.and_then(|id| self.pilot(id)).map_or("", |pilot| pilot.name.as_str())
    }

    /// The names of all pilots.
    #[must_use]
    pub fn names(&self) -> HashMap<PilotId, &str> {
        agenda::names(&self.survey.pilots)
    }
}
