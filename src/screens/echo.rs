//! Owns what a typed reading means, and what its form says of it meanwhile, in the words of the weekly round.

use std::collections::HashMap;

use crate::domain::change::Record;
use crate::domain::metric::unmeasured;
use crate::domain::outlier::Outlier;
use crate::domain::shown::quoted;
use crate::domain::{
    Change, Invalid, Metric, MetricId, Reading, Target, TargetUsers, Typed, Week, parse_week, understood,
};
use crate::interaction::Failure;
use crate::interaction::form::{Echo, Form, Said, Without};

/// What the value means for the form's metric and week. `known` are their readings, by the metrics' local numbers, and
/// the pilot's target users.
pub(super) fn of_a_reading(metrics: &[Metric], known: (&HashMap<i64, Vec<Reading>>, &TargetUsers)) -> Echo {
    let (targets, known) = (known.1.clone(), by_metric(metrics, known.0));
    Box::new(move |form| {
        let (metric, readings) = meant(&known, form)?;
        // A wrong week is reported by its own field.
        let week = parse_week(&form.value("week")).ok()?;
        let said = said(form, (metric, week), readings, &targets);
        Some(said.unwrap_or_else(|error| Said::Wrong(Failure::from(error).said())))
    })
}

/// The value typed for a metric, and the reason after it why it was not measured.
pub(super) fn valued(metric: &Metric, text: &str) -> Result<(Typed, String), Invalid> {
    let text = text.trim();
    // A dash alone or before words is "not measured" with that reason; before digits it is a minus.
    let is_reason = |reason: &&str| !reason.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let reason = text.strip_prefix('-').map(str::trim).filter(is_reason).or_else(|| unmeasured(text));
    Ok(match reason {
        Some(reason) => (Typed::NotMeasured, reason.to_owned()),
        None => (metric.typed(text, Typed::in_one_line)?, String::new()),
    })
}

/// The reason why a value was not measured, joined with the note.
pub(super) fn noted(why: String, note: String) -> String {
    match (why.is_empty(), note.trim().is_empty()) {
        (true, _) => note,
        (false, true) => why,
        (false, false) => format!("{why}; {note}"),
    }
}

/// The note and sample that stay when a value is corrected and the form gives none.
pub(super) fn staying(form: &Form, readings: &[Reading], (week, typed): (Week, Typed)) -> (String, Option<u32>) {
    let held = readings.iter().find(|reading| reading.week == week).cloned();
    let (note, sample) = held.map(|held| held.beside(typed)).unwrap_or_default();
    let is_silent = |field: &str| form.value(field).is_empty();
    (if is_silent("note") { note } else { String::new() }, sample.filter(|_| is_silent("sample")))
}

/// The sentence that they stay; empty where there are none.
fn stays((note, sample): (String, Option<u32>)) -> String {
    let note = (!note.is_empty()).then(|| format!("note {}", quoted(&note)));
    let sample = sample.map(|cases| format!("sample size of {cases}"));
    match (note, sample) {
        (None, None) => String::new(),
        (Some(one), None) | (None, Some(one)) => format!("; its {one} stays"),
        (Some(note), Some(sample)) => format!("; its {note} and its {sample} stay"),
    }
}

/// Takes back the reading of a week.
pub(super) fn taken_back(metric: MetricId, week: Week, stands: Option<&Reading>) -> Change {
    let was = Some(stands.map(|reading| reading.measure));
    Change::Record(Record { metric, week, typed: None, note: String::new(), sample: None, was })
}

/// An empty value takes back the reading of the form's week.
pub(super) fn of_no_reading(metrics: &[Metric], known: &HashMap<i64, Vec<Reading>>) -> Without {
    let known = by_metric(metrics, known);
    Box::new(move |form| {
        let (metric, readings) = meant(&known, form).filter(|_| form.value("value").is_empty())?;
        let week = parse_week(&form.value("week")).ok()?;
        let stands = readings.iter().find(|reading| reading.week == week)?;
        let value = stands.measure.value();
        let value = value.map_or_else(|| "“not measured”".to_owned(), |value| understood::value(metric, value));
        let said = Invalid::new("value cannot be empty");
        let said = said.hint(format!("Enter once more takes {value} of {week} back")).at("value");
        Some((said, taken_back(metric.id, week, Some(stands))))
    })
}

/// Each metric with its readings.
pub(super) fn by_metric(metrics: &[Metric], known: &HashMap<i64, Vec<Reading>>) -> Vec<(Metric, Vec<Reading>)> {
    let readings = |metric: &Metric| known.get(&metric.local).cloned().unwrap_or_default();
    metrics.iter().map(|metric| (metric.clone(), readings(metric))).collect()
}

/// The one that a form names.
pub(super) fn meant<'k>(known: &'k [(Metric, Vec<Reading>)], form: &Form) -> Option<(&'k Metric, &'k [Reading])> {
    let found = known.iter().find(|(metric, _)| metric.id.to_string() == form.value("metric"));
    found.map(|(metric, readings)| (metric, readings.as_slice()))
}

fn said(
    form: &Form,
    (metric, week): (&Metric, Week),
    readings: &[Reading],
    targets: &TargetUsers,
) -> Result<Said, Invalid> {
    let text = form.value("value");
    let (typed, why) = valued(metric, &text)?;
    let note = noted(why, form.value("note"));
    let (counting, set) = (targets.counting(week), Target::in_force(&targets.set, week));
    let measure = match metric.accept(typed, counting, &note) {
        // The note is asked for after the value.
        Err(error) if error.field == Some("note") => {
            return Ok(Said::Doubt("not measured; the note says why".to_owned()));
        }
        accepted => accepted?,
    };
    let taken = (typed, measure);
    let told = understood::told(metric, week, (typed, measure, &note), readings, set);
    let stated = if set.is_none() { understood::newly_stated(measure, counting) } else { String::new() };
    let told = format!("{told}{stated}{}", stays(staying(form, readings, (week, typed))));
    Ok(match Outlier::of(readings, week, taken) {
        Some(far) => Said::Doubt(format!("{told}; {}", far.written(Some(&text)).within(metric).beside(metric))),
        None => Said::Fine(told),
    })
}
