//! Owns the case, which warnings look at: all that is known of a pilot, one day, and the charts of its metrics.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::plan::{WEEKS, rollout_week};
use crate::domain::review::Closing;
use crate::domain::trigger::Awaited;
use crate::domain::xmr::{self, Judged, Point};
use crate::domain::{
    Baseline, Day, Decision, DecisionId, Exception, Family, Fixed, Framework, Gate, Measure, Metric, MetricId,
    OwnerSeat, PersonId, Pilot, Power, Readiness, Reading, Rules, Stage, Target, Tick, Trigger, Week, exception,
};

/// A metric with its readings and baselines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The metric.
    pub metric: Metric,
    /// Its readings, oldest first.
    pub readings: Vec<Reading>,
    /// Its baselines, oldest first.
    pub baselines: Vec<Baseline>,
}

/// An executive owner's appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Since this day.
    pub since: Day,
    /// Who; none if the seat was left empty.
    pub owner: Option<OwnerSeat>,
}

/// A date that was set for a gate, or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateDate {
    /// Which gate.
    pub gate: Gate,
    /// Its date; none if it was removed.
    pub date: Option<Day>,
    /// The day on which that was done.
    pub on: Day,
}

/// All that is known of a pilot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The pilot.
    pub pilot: Pilot,
    /// Its stays in stages up to the present one, oldest first, each with the day of its entry, if known.
    pub stays: Vec<(Stage, Option<Day>)>,
    /// Its executive owners, oldest first.
    pub seats: Vec<Seat>,
    /// The dates that were set for its gates, oldest first.
    pub dates: Vec<GateDate>,
    /// Its metrics that are not archived, by family, the headline first.
    pub series: Vec<Series>,
    /// Readings for decisions that wait for a value, taken longer ago than `series` reaches: from the week of the
    /// decision on.
    pub watched: HashMap<MetricId, Vec<Reading>>,
    /// For each decision that waits for a value: the weeks that had ended when it was taken and whose value came later,
    /// with the day of that.
    pub late: HashMap<DecisionId, Vec<(Week, Day)>>,
    /// Its target users, by week.
    pub targets: Vec<Target>,
    /// Its exceptions.
    pub exceptions: Vec<Exception>,
    /// Its readiness.
    pub readiness: Readiness,
    /// The decisions on it, in order of creation.
    pub decisions: Vec<Decision>,
    /// How it stood when reviews closed, oldest first.
    pub closings: Vec<Closing>,
    /// Its checklist items that somebody touched.
    pub ticks: Vec<Tick>,
    /// The people who belong to a partner.
    pub partners: Vec<PersonId>,
}

impl Dossier {
    /// The readings of a metric, as far back as decisions ask for.
    fn watched(&self, metric: MetricId) -> &[Reading] {
        let lately = || self.series.iter().find(|series| series.metric.id == metric).map(|series| &series.readings);
        self.watched.get(&metric).or_else(lately).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A decision that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// Which decision.
    pub decision: DecisionId,
    /// What was decided, and on what conditions.
    pub statement: String,
    /// What brought it back.
    pub trigger: String,
    /// On which day.
    pub on: Day,
}

impl Fired {
    /// When it came back and, unless the day says that, why: `2027-01-15`, `2027-01-15 (adoption < 40)`.
    #[must_use]
    pub fn when(&self) -> String {
        let day = self.on.to_string();
        if self.trigger == day { day } else { format!("{day} ({})", self.trigger) }
    }
}

/// A pilot on a day.
pub struct Case<'a> {
    /// All that is known of it.
    pub dossier: &'a Dossier,
    /// The day.
    pub day: Day,
    /// The numbers that rules go by.
    pub rules: &'a Rules,
    /// What the program knows.
    pub framework: &'a Framework,
    /// Its readiness, as dated by the day.
    pub readiness: Cow<'a, Readiness>,
    /// The charts of its metrics, in the order of the series.
    charts: Vec<Vec<Judged>>,
}

impl<'a> Case<'a> {
    /// The case of a pilot on `day`. Later readings and events are not seen.
    #[must_use]
    pub fn new(dossier: &'a Dossier, day: Day, rules: &'a Rules, framework: &'a Framework) -> Self {
        let readiness = super::clock::known(&dossier.readiness, day);
        let mut case = Self { dossier, day, rules, framework, readiness, charts: Vec::new() };
        case.charts = dossier.series.iter().map(|series| case.chart_of(series)).collect();
        case
    }

    /// Is there an executive owner who may pause or retrain?
    pub(super) fn has_authority(&self) -> bool {
        gives_authority(self.dossier.pilot.owner.as_ref())
    }

    /// Since when, without a break, the owner lacks something. A new owner who lacks it too is no break. None if nobody
    /// ever had it.
    pub(super) fn seat_lacks_since(&self, lacks: impl Fn(Option<&OwnerSeat>) -> bool) -> Option<Day> {
        let seats: Vec<&Seat> = self.dossier.seats.iter().filter(|seat| seat.since <= self.day).collect();
        let had = seats.iter().rposition(|seat| !lacks(seat.owner.as_ref()))?;
        seats.get(had + 1).map(|seat| seat.since)
    }

    /// The decisions that were taken by the day.
    pub fn decisions(&self) -> impl Iterator<Item = &'a Decision> {
        let day = self.day;
        self.dossier.decisions.iter().filter(move |decision| decision.date <= day)
    }

    /// The decisions that came back to the committee by the day and are not settled.
    #[must_use]
    pub fn triggers(&self) -> Vec<Fired> {
        let unsettled = |decision: &&Decision| decision.settled.is_none_or(|settled| settled > self.day);
        let fired = |decision: &Decision| {
            let trigger = decision.trigger.as_ref()?;
            let readings = match trigger {
                Trigger::On(_) => &[],
                Trigger::Value(bar) => self.dossier.watched(bar.metric),
            };
            let late = self.dossier.late.get(&decision.id).map(Vec::as_slice).unwrap_or_default();
            let awaited = Awaited { decided: decision.date, readings, late };
            let on = trigger.fired(awaited, self.day, self.framework)?;
            let (statement, trigger) = (decision.asked(), trigger.told(awaited));
            Some(Fired { decision: decision.id, statement, trigger, on })
        };
        self.decisions().filter(unsettled).filter_map(fired).collect()
    }

    fn chart_of(&self, series: &Series) -> Vec<Judged> {
        if !series.metric.is_weekly() {
            return Vec::new();
        }
        let of = (self.rules, self.day);
        series.metric.chart(&series.readings, series.baselines.iter(), self.rollout(), of)
    }

    /// The values of a metric that count on the day.
    #[must_use]
    pub fn points(&self, series: &'a Series) -> impl DoubleEndedIterator<Item = Point> {
        Metric::points(&series.readings, Week::ended_by(self.day))
    }

    /// The headline of a family.
    #[must_use]
    pub fn headline(&self, family: Family) -> Option<&'a Series> {
        self.dossier.series.iter().find(|series| series.metric.family == family && series.metric.headline)
    }

    /// The chart of a metric.
    #[must_use]
    pub fn chart(&self, series: &Series) -> &[Judged] {
        let at = self.dossier.series.iter().position(|known| known.metric.id == series.metric.id);
        at.and_then(|at| self.charts.get(at)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The day of the rollout, once it has come.
    #[must_use]
    pub fn rollout(&self) -> Option<Day> {
        self.dossier.pilot.rollout.filter(|rollout| *rollout <= self.day)
    }

    /// Is the reading of that week due?
    #[must_use]
    pub fn is_due(&self, week: Week) -> bool {
        due(week, self.framework) <= self.day
    }

    /// The newest week whose reading is due.
    #[must_use]
    pub fn newest_due(&self) -> Week {
        newest_due(self.day, self.framework)
    }

    /// The reading of a week, if that had ended by the day.
    #[must_use]
    pub fn reading(&self, series: &'a Series, week: Week) -> Option<&'a Reading> {
        if week > Week::ended_by(self.day) {
            return None;
        }
        let at = series.readings.binary_search_by_key(&week, |reading| reading.week).ok()?;
        series.readings.get(at)
    }

    /// Did the pilot stand still in this week?
    #[must_use]
    pub fn is_paused_in(&self, week: Week) -> bool {
        self.dossier.pilot.is_paused_in(week)
    }

    /// The stage and the number of the week in it; the week of entry is 1.
    #[must_use]
    pub fn stage_week(&self) -> (Stage, Option<i64>) {
        (self.dossier.pilot.stage, self.dossier.pilot.week_in_stage(self.day))
    }

    /// The frozen baseline in force: the newest one.
    #[must_use]
    pub fn baseline(&self, series: &'a Series) -> Option<&'a Baseline> {
        series.baselines.iter().rev().find(|baseline| baseline.frozen <= self.day)
    }

    /// Was the baseline that judged a value replaced since? Then what that value said is settled.
    #[must_use]
    pub fn is_settled(&self, series: &'a Series, judged: &Judged) -> bool {
        let source = judged.limits.map(|limits| limits.source);
        self.baseline(series).is_some_and(|newest| source != Some(xmr::Source::Frozen(newest.id)))
    }

    /// What the value of a metric is held against in a week.
    #[must_use]
    pub fn reference(&self, series: &'a Series, week: Week) -> Option<Fixed> {
        let metric = &series.metric;
        match metric.family {
            Family::Adoption => {
                let rollout = self.rollout()?;
                let after = rollout_week(rollout, week) > WEEKS;
                metric.planned(rollout, week).or(metric.target.filter(|_| after))
            }
            Family::Performance | Family::Impact => self.baseline(series).map(|baseline| baseline.value),
            // Governance is held against its own past, which is neither good nor bad.
            Family::Governance => series.readings.iter().find_map(|reading| reading.measure.value()),
        }
    }

    /// The active users of a week, if adoption was read.
    #[must_use]
    pub fn active(&self, week: Week) -> Option<Fixed> {
        match self.reading(self.headline(Family::Adoption)?, week)?.measure {
            Measure::Users { active, .. } => Some(active),
            _ => None,
        }
    }

    /// The first week that the register of exceptions can speak for.
    #[must_use]
    pub fn register_begins(&self) -> Option<Week> {
        exception::register_begins(&self.dossier.exceptions, self.day)
    }
}

/// Does this owner have the authority to pause or retrain?
pub(super) fn gives_authority(seat: Option<&OwnerSeat>) -> bool {
    seat.is_some_and(|seat| seat.answers() && seat.powers.authority == Power::Yes)
}

/// The newest week whose reading is due on `day`.
#[must_use]
pub fn newest_due(day: Day, framework: &Framework) -> Week {
    let ended = Week::of(day).plus(-1);
    if due(ended, framework) <= day { ended } else { ended.plus(-1) }
}

/// The day on which the reading of a week is due, in the week after it.
#[must_use]
pub fn due(week: Week, framework: &Framework) -> Day {
    let weekday = i64::from(framework.data.time.due_weekday.clamp(1, 7));
    week.plus(1).monday() + chrono::Duration::days(weekday - 1)
}
