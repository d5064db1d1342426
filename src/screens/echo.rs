//! Owns what is typed as a reading: what it means, and what is said of it in a form meanwhile, in the words of the weekly
//! round.

use std::collections::HashMap;

use crate::domain::metric::unmeasured;
use crate::domain::outlier::Outlier;
use crate::domain::{Invalid, Metric, Reading, Target, Typed, Week, parse_week, understood};
use crate::interaction::Failure;
use crate::interaction::form::{Echo, Form, Said};

/// What the value means for the metric and the week that the form names. `known` are their readings, by the local number
/// of the metric, and the target users of the pilot.
pub(super) fn of_a_reading(metrics: &[Metric], known: (&HashMap<i64, Vec<Reading>>, &[Target])) -> Echo {
    let targets = known.1.to_vec();
    let readings = |metric: &Metric| known.0.get(&metric.local).cloned().unwrap_or_default();
    let known: Vec<(Metric, Vec<Reading>)> = metrics.iter().map(|metric| (metric.clone(), readings(metric))).collect();
    Box::new(move |form| {
        let (metric, readings) = known.iter().find(|(metric, _)| metric.id.to_string() == form.value("metric"))?;
        // The week says itself what is wrong with it.
        let week = parse_week(&form.value("week")).ok()?;
        let target = Target::in_force(&targets, week);
        let said = said(form, (metric, week), readings, target);
        Some(said.unwrap_or_else(|error| Said::Wrong(Failure::from(error).said())))
    })
}

/// What is typed as a value, and behind it why it was not measured.
pub(super) fn valued(text: &str) -> Result<(Typed, String), Invalid> {
    let text = text.trim();
    // A dash alone or before words is "not measured" with that reason; before digits it is a minus.
    let is_reason = |reason: &&str| !reason.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let reason = text.strip_prefix('-').map(str::trim).filter(is_reason).or_else(|| unmeasured(text));
    Ok(match reason {
        Some(reason) => (Typed::NotMeasured, reason.to_owned()),
        None => (text.parse()?, String::new()),
    })
}

/// Why a value was not measured, as that stands behind it, with the note beside it.
pub(super) fn noted(why: String, note: String) -> String {
    match (why.is_empty(), note.trim().is_empty()) {
        (true, _) => note,
        (false, true) => why,
        (false, false) => format!("{why}; {note}"),
    }
}

fn said(
    form: &Form,
    (metric, week): (&Metric, Week),
    readings: &[Reading],
    target: Option<u32>,
) -> Result<Said, Invalid> {
    let text = form.value("value");
    let (typed, why) = valued(&text)?;
    let note = noted(why, form.value("note"));
    let measure = match metric.accept(typed, target, &note) {
        // The note is asked for after the value.
        Err(error) if error.field == Some("note") => {
            return Ok(Said::Doubt("not measured; the note says why".to_owned()));
        }
        accepted => accepted?,
    };
    let taken = (typed, measure);
    let told = understood::told(metric, week, (typed, measure, &note), readings, target);
    Ok(match Outlier::of(readings, week, taken) {
        Some(far) => Said::Doubt(format!("{told}; {}", far.written(Some(&text)).within(metric).beside(metric))),
        None => Said::Fine(told),
    })
}
