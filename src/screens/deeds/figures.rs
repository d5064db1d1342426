//! Owns the forms and changes of figures: a reading, a cell of the week, and the values of a baseline.

use std::collections::HashMap;

use super::super::echo::{self, noted, valued};
use crate::domain::baseline::parse_weeks;
use crate::domain::change::Record;
use crate::domain::{
    Change, Fixed, Freeze, Invalid, Measure, Metric, Pilot, Reading, TargetUsers, Value, Week, parse_week,
};
use crate::interaction::{Context, Field, Form, Kind};

/// `m`: a reading of one metric; `known` are the readings by the metrics' local numbers, and the pilot's target users.
pub(in crate::screens) fn reading(
    pilot: &Pilot,
    metrics: &[Metric],
    chosen: Option<&Metric>,
    known: (&HashMap<i64, Vec<Reading>>, &TargetUsers),
    context: &Context,
) -> Form {
    let options = Kind::titled(metrics.iter().map(|metric| (metric.id, metric_title(metric))));
    let old = chosen.map_or_else(String::new, |metric| metric.id.to_string());
    let fields = vec![
        Field::line("value", "value", "").required().own(),
        Field::of(options, "metric", "metric", old.clone()),
        Field::of(Kind::Week, "week", "week", pilot.week_to_enter(context.moment).to_string())
            .required()
            .proposed()
            .own(),
        Field::line("note", "note", ""),
        Field::of(Kind::Count("cases"), "sample", "sample size", "").own(),
    ];
    let (title, held) = (format!("A reading of {}", pilot.name), echo::by_metric(metrics, known.0));
    Form::new(
        format!("pilot/{}/reading/{old}", pilot.id),
        title,
        fields,
        Box::new(move |form, _| {
            let gone = || Invalid::new("that metric is not there").at("metric");
            let (metric, readings) = echo::meant(&held, form).ok_or_else(gone)?;
            let (typed, why) = valued(metric, &form.value("value")).map_err(|error| error.at("value"))?;
            let week = parse_week(&form.value("week")).map_err(|error| error.at("week"))?;
            // When a value is corrected, note and sample stay as they are unless the form gives new ones.
            let (note, sample) = echo::staying(form, readings, (week, typed));
            Ok(Change::Record(Record {
                metric: metric.id,
                week,
                typed: Some(typed),
                note: if note.is_empty() { noted(why, form.value("note")) } else { note },
                sample: form.count("sample")?.or(sample),
                // The form does not show a present reading, so whatever there is has not been seen.
                was: Some(None),
            }))
        }),
    )
    .echoing("value", echo::of_a_reading(metrics, known))
    .or_without(echo::of_no_reading(metrics, known.0))
    .quick()
}

fn metric_title(metric: &Metric) -> String {
    // Values of users are shares in percent, and a bare number is a count of users.
    let how = if metric.counts_users() {
        ": how many users, 45/60 or 45%"
    } else if metric.headline {
        ""
    } else {
        ", not the headline"
    };
    format!("{} ({}{how})", metric.name, metric.family)
}

/// A cell of the week as a change; an error where it cannot be entered.
pub(in crate::screens) fn cell(
    metric: &Metric,
    week: Week,
    text: &str,
    was: Option<&Reading>,
) -> Result<Change, Invalid> {
    let (typed, why) = valued(metric, text)?;
    let (note, sample) = was.cloned().map(|reading| reading.beside(typed)).unwrap_or_default();
    let note = if why.is_empty() { note } else { why };
    let was = Some(was.map(|reading| reading.measure));
    Ok(Change::Record(Record { metric: metric.id, week, typed: Some(typed), note, sample, was }))
}

/// A reading as text to be edited again.
pub(in crate::screens) fn retyped(reading: &Reading) -> String {
    match reading.measure {
        Measure::Number(value) => value.to_string(),
        Measure::Users { active, target } => format!("{active}/{target}"),
        Measure::NotMeasured => format!("- {}", reading.note),
    }
}

/// The number in a field; none where it is empty.
pub(in crate::screens) fn number(form: &Form, name: &str) -> Result<Option<Fixed>, Invalid> {
    Ok(if let Value::Number(number) = form.typed(name)? { Some(number) } else { None })
}

/// The baseline in a form: weeks, or a value.
pub(in crate::screens) fn freeze_of(form: &Form) -> Result<Freeze, Invalid> {
    let weeks = form.value("weeks");
    if !weeks.is_empty() {
        if !form.value("value").is_empty() || !form.value("spread").is_empty() {
            return Err(Invalid::new("weeks and a value are two baselines").hint("empty one of them").at("weeks"));
        }
        let (from, to) = parse_weeks(&weeks, form.today())?;
        return Ok(Freeze::Weeks(from, to));
    }
    let value = number(form, "value")?.ok_or_else(|| {
        Invalid::new("a baseline needs weeks or a value").hint("write W14 to W21, or the value below").at("weeks")
    })?;
    Ok(Freeze::Stated(value, number(form, "spread")?))
}

/// Fields for weeks or a value, filled with these weeks.
pub(in crate::screens) fn baseline_fields(weeks: Option<(Week, Week)>) -> Vec<Field> {
    let weeks = weeks.map_or_else(String::new, |(from, to)| format!("{from}..{to}"));
    vec![
        Field::line("weeks", "from weeks", weeks),
        Field::of(Kind::Number(String::new()), "value", "or a value", "").own(),
        Field::of(Kind::Number(String::new()), "spread", "mean moving range", "").own(),
    ]
}
