//! `resistance`: people stay away from the new work or keep to the old one, and nobody has found out why.

use chrono::Duration;

use super::reasons::{Reason, together};
use super::{Begins, Case, Finds, Found, Row, Seen, Series, latched};
use crate::domain::plan::{WEEKS, rollout_week};
use crate::domain::readiness::Waiver;
use crate::domain::xmr::Point;
use crate::domain::{Attention, Day, Family, Fixed, GapAnswer, Gate, Metric, Role, Stage, Week};

pub(super) const ROW: Row = Row { id: "resistance", paused: false, of_stage: true, judge: Finds::Once(judge) };

/// A sign of resistance.
struct Shown {
    /// A diagnosis from this day on explains it.
    from: Day,
    reason: Reason,
}

fn judge(case: &Case<'_>) -> Option<Found> {
    let pilot = &case.dossier.pilot;
    let rollout = case.rollout()?;
    if pilot.stage != Stage::Three {
        return None;
    }
    let diagnosed = |shown: &Shown| {
        let mut diagnoses = case.dossier.readiness.diagnoses.iter();
        diagnoses.any(|diagnosis| shown.from <= diagnosis.on && diagnosis.on <= case.day)
    };
    let asked = case.dossier.series.iter().filter(|series| series.metric.role == Role::OldProcess);
    let shown = behind(case, rollout).into_iter().chain(asked.filter_map(|series| kept(case, series, rollout)));
    let reasons: Vec<Reason> = shown.filter(|shown| !diagnosed(shown)).map(|shown| shown.reason).collect();
    // A diagnosis answers all of them.
    let gone = reasons.iter().map(|reason| reason.clears.as_str()).collect::<Vec<_>>().join(" and ");
    let clears = format!("a diagnosis is recorded, or {gone}");
    let rule = || {
        format!(
            "stage 3, after the rollout: {} values in a row under the plan line by more than the tolerance, or the old \
             process still used on day {}, and no diagnosis since: watch; {} values in a row: signal",
            parameter(case, "warning.resistance.watch-values"),
            parameter(case, "warning.resistance.old-process-day"),
            parameter(case, "warning.resistance.signal-values"),
        )
    };
    let found = together(reasons, rule)?;
    let mut told = vec![found.explanation, "Nobody has diagnosed it since.".to_owned()];
    told.extend(passed_over(case));
    Some(Found {
        // It only matters in stage 3.
        since: found.since.max(pilot.entered),
        metric: case.headline(Family::Adoption).map(|series| series.metric.id),
        explanation: told.join(" "),
        clears,
        ..found
    })
}

fn parameter(case: &Case<'_>, name: &str) -> i64 {
    let adoption = case.headline(Family::Adoption).map(|series| series.metric.id);
    case.rules.count(name, adoption)
}

/// What a value is held against: the plan line and, after its weeks, the target or else the end of the line.
fn line<'a>(case: &Case<'a>, series: &'a Series, rollout: Day, week: Week) -> Option<Fixed> {
    let metric = &series.metric;
    let last = Week::of(rollout).plus(WEEKS - 1);
    let ended = || metric.planned(rollout, last).filter(|_| week > last);
    case.reference(series, week).or_else(ended)
}

/// Do people stay away?
fn behind(case: &Case<'_>, rollout: Day) -> Option<Shown> {
    let series = case.headline(Family::Adoption)?;
    let metric = &series.metric;
    let gap = case.rules.constants(metric.id).gap_weeks;
    let points: Vec<Point> = case.points(series).filter(|point| point.week >= Week::of(rollout)).collect();
    let worse = |point: &Point| Some(metric.is_worse(point.value, line(case, series, rollout, point.week)?));
    // After the programme there is no line to fall under, but the target still says when people are back.
    let short = |point: &Point| rollout_week(rollout, point.week) <= WEEKS && worse(point) == Some(true);
    let back = |point: &Point| worse(point) == Some(false);
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| points.get(before));
        match before.zip(points.get(at)) {
            Some((before, point)) if point.week.since(before.week) - 1 > gap => Begins::Row,
            _ => Begins::Nothing,
        }
    };
    let firing = |values: i64| latched(&points, (values, 1), short, back, begins);
    let watch = parameter(case, "warning.resistance.watch-values");
    let at = firing(watch)?;
    let signal = firing(parameter(case, "warning.resistance.signal-values")).is_some();
    let row = points.get((at + 1).saturating_sub(usize::try_from(watch).unwrap_or(2))..)?;
    let (first, newest) = row.first().zip(row.last())?;
    let reason = Reason {
        attention: if signal { Attention::Signal } else { Attention::Watch },
        since: Some(points.get(at)?.week.sunday()),
        told: format!(
            "Adoption is under its plan line since {}: {} in {}, where {} was meant.",
            first.week.short(),
            metric.said(newest.value.rounded(0)),
            newest.week.short(),
            metric.said(line(case, series, rollout, newest.week)?.rounded(1)),
        ),
        readings: row.iter().map(|point| seen(metric, *point)).collect(),
        clears: "adoption is back at its plan line".to_owned(),
    };
    Some(Shown { from: first.week.monday(), reason })
}

/// Do people keep using an old process?
fn kept<'a>(case: &Case<'a>, series: &'a Series, rollout: Day) -> Option<Shown> {
    let number = parameter(case, "warning.resistance.old-process-day");
    let day = rollout + Duration::days(number);
    let points: Vec<Point> = case.points(series).collect();
    let used = points.iter().find(|point| point.week == Week::of(day) && point.value > Fixed::ZERO)?;
    let given_up = points.iter().any(|later| later.week > used.week && later.value <= Fixed::ZERO);
    let reason = || Reason {
        attention: Attention::Watch,
        since: Some(day.max(used.week.sunday())),
        told: format!(
            "Is the old process still used on day {number} after the rollout ({})? {}.",
            used.week.short(),
            if used.value > Fixed::from_int(1) { "Yes" } else { "In part" },
        ),
        readings: vec![seen(&series.metric, *used)],
        clears: "the old process is no longer used".to_owned(),
    };
    // A week may have a reading before this day; it counts once the week has ended.
    (day <= case.day && !given_up).then(|| Shown { from: day, reason: reason() })
}

fn seen(metric: &Metric, point: Point) -> Seen {
    Seen { metric: metric.name.clone(), week: point.week, value: Some(point.value) }
}

/// What an earlier gate passed over and may be the cause.
fn passed_over(case: &Case<'_>) -> Vec<String> {
    let readiness = &case.readiness;
    // A waiver has the day of the decision that records it.
    let decided = |waiver: &&Waiver| readiness.held.iter().any(|held| held.decision == waiver.decision);
    let waived = |gate: Gate| -> Vec<String> {
        let waivers = readiness.waivers.iter().filter(|waiver| waiver.gate == gate).filter(decided);
        waivers.map(|waiver| case.framework.rule_called(&waiver.rule)).collect()
    };
    let answered = |answer: GapAnswer| -> Vec<&str> {
        let scores = readiness.assessments.iter().flat_map(|assessment| &assessment.scores);
        let gaps = scores.flat_map(|scored| &scored.gaps).filter(|gap| gap.answer == Some(answer));
        let mut texts: Vec<&str> = gaps.map(|gap| gap.text.trim_end_matches('.')).collect();
        // The next version of an assessment repeats it.
        texts.sort_unstable();
        texts.dedup();
        texts
    };
    let waived = Gate::ALL.iter().map(|gate| (format!("At {gate} was waived"), waived(*gate).join(", ")));
    let answers = [("Deferred", GapAnswer::Defer), ("Accepted", GapAnswer::Accept)];
    let answered = answers.into_iter().map(|(word, answer)| (word.to_owned(), answered(answer).join(", ")));
    let all = waived.chain(answered).filter(|(_, what)| !what.is_empty());
    all.map(|(word, what)| format!("{word}: {what}.")).collect()
}
