//! `show`: one pilot or one person as a page; and the board as plain text, where there is no terminal.

use std::fmt::Write;

use serde_json::{Value, json};

use super::ground::failure::Result;
use super::ground::output::Output;
use super::ground::session::Session;
use super::readiness::page_stood;
use super::records::{self, Writers, or_dash};
use crate::domain::{Family, Framework, Judgement, Metric, Obstacle, PersonId, Pilot, PilotPage, Shown, Stage, Week};
use crate::store::{Error, Of, Reader};

pub(super) fn run(session: &Session, text: &str, output: &Output) -> Result<()> {
    session.read(|reader| match somebody(reader, text)? {
        Some(person) => super::person::show((session, reader), person, output),
        None => pilot((session, reader), text, output),
    })
}

/// The person meant by a text that means no pilot.
fn somebody(reader: &Reader, text: &str) -> Result<Option<PersonId>> {
    if !matches!(reader.find_pilot(text), Err(Error::NotFound { .. })) {
        return Ok(None);
    }
    match reader.find_person(text) {
        Err(Error::NotFound { .. }) => Ok(None),
        found => Ok(Some(found?)),
    }
}

fn pilot((session, reader): (&Session, &Reader), text: &str, output: &Output) -> Result<()> {
    let id = reader.find_pilot(text)?;
    let page = page_stood(reader, id, session.today)?;
    let readings = reader.figures_through(&page.metrics, Week::ended_by(session.today), session.today)?;
    let judged = reader.judgement(id, session.today)?;
    let archived = reader.archived_at(id)?.map(records::local_time);
    let (framework, writers) = (reader.framework()?, records::writers(reader)?);
    if output.json {
        return output.value(&json_page((session, &framework, &writers), &page, &readings, judged.as_ref()));
    }
    let pilot = &page.pilot;
    let mut text = String::new();
    let mut line = |label: &str, value: &str| {
        let _ = writeln!(text, "{label:<16} {}", Shown::line(value));
    };
    line(&pilot.code, &pilot.name);
    line(
        "stage",
        &format!(
            "{} {}{}",
            pilot.stage,
            framework.stage_name(pilot.stage),
            if pilot.assumed { " (stage assumed)" } else { "" }
        ),
    );
    line("week in stage", &or_dash(pilot.week_in_stage(session.today)));
    line("lifecycle", pilot.lifecycle.name());
    if pilot.archived {
        let since = archived.map_or_else(String::new, |time| format!("since {time}; "));
        line("archived", &format!("{since}`steerco{} unarchive {}` brings it back", session.option(), pilot.code));
    }
    line("reported", &format!("{} {}", pilot.report.status, pilot.report.because));
    for (label, value) in judged.iter().flat_map(|judged| told(pilot, judged)) {
        line(label, &value);
    }
    line("owner", pilot.owner_name().unwrap_or("nobody"));
    line("business lead", pilot.lead.as_ref().map_or("nobody", |(_, name)| name));
    line("unit", &pilot.unit);
    if let Some((_, parent)) = &pilot.parent {
        line("use case of", parent);
    }
    line("started", &or_dash(pilot.started));
    line("open gaps", &pilot.open_gaps(&framework).to_string());
    for summary in Shown::line(&page.summary).wrap(90) {
        line("", summary.as_str());
    }
    for (label, value) in figures(&page, &readings) {
        line(label, &value);
    }
    output.raw(&text)?;
    notes(&page, output)
}

/// The newest value of each metric, as labels and lines.
fn figures(page: &PilotPage, readings: &Readings) -> Vec<(&'static str, String)> {
    let figure = |metric: &Metric| {
        let newest = readings.get(&metric.local).and_then(|readings| readings.last());
        let value = newest.map_or_else(
            || "–".to_owned(),
            |reading| {
                let value = reading
                    .measure
                    .value()
                    .map_or_else(|| "not measured".to_owned(), |value| metric.said(value.rounded(1)));
                format!("{value} in {}", reading.week)
            },
        );
        let counts = if metric.counts.is_empty() { String::new() } else { format!(" ({})", metric.counts) };
        (metric.family.name(), format!("{}{counts}: {value}", metric.name))
    };
    page.metrics.iter().filter(|metric| !metric.archived).map(figure).collect()
}

fn notes(page: &PilotPage, output: &Output) -> Result<()> {
    for note in page.notes.iter().filter(|note| !note.archived) {
        output.raw(&format!("\n{} · {}\n", note.on, Shown::line(&note.by)))?;
        for line in Shown::lines(&note.text) {
            output.raw(&format!("  {line}\n"))?;
        }
    }
    Ok(())
}

/// How a pilot stands by its data, as labels and lines.
fn told(pilot: &Pilot, judged: &Judgement) -> Vec<(&'static str, String)> {
    let computed = judged.stands(pilot);
    let families = Family::ALL.iter().zip(computed.families).map(|(family, status)| format!("{family} {status}"));
    let families: Vec<String> = families.chain([format!("gate {}", computed.gate)]).collect();
    let by_family = pilot.at_rest().map_or_else(|| families.join(", "), |rests| format!("{rests}: not judged"));
    let mut lines = vec![("computed", format!("{} ({by_family})", computed.overall))];
    lines.extend(judged.signals.iter().map(|signal| {
        let since = signal.found.since.map_or_else(String::new, |since| format!(" since {since}"));
        let level = signal.found.attention;
        ("", format!("{level} {}{since}: {}", signal.warning, signal.found.explanation))
    }));
    let told = |obstacle: &Obstacle| format!("{}: {} ({})", obstacle.of(), obstacle.clears, obstacle.what);
    lines.extend(judged.in_the_way(pilot).iter().map(|obstacle| ("for green", told(obstacle))));
    lines
}

type Readings = std::collections::HashMap<i64, Vec<crate::domain::Reading>>;

fn json_page(
    (session, framework, writers): (&Session, &Framework, &Writers),
    page: &PilotPage,
    readings: &Readings,
    judged: Option<&Judgement>,
) -> Value {
    let mut value = records::pilot(&page.pilot, judged, session.moment(), framework);
    let visits: Vec<Value> = page
        .visits
        .iter()
        .map(|visit| json!({"stage": visit.stage, "entered": visit.entered, "kind": visit.kind, "why": visit.why, "by": visit.by, "assumed": visit.assumed}))
        .collect();
    let metrics: Vec<Value> = page
        .metrics
        .iter()
        .map(|metric| {
            let baseline = page.baselines.iter().rev().find(|baseline| baseline.metric == metric.id);
            let mut value = records::metric(metric, &page.pilot.code, baseline, writers);
            let newest = readings.get(&metric.local).and_then(|readings| readings.last());
            value["newest_week"] = json!(newest.map(|reading| reading.week.to_string()));
            value["newest_value"] = json!(newest.and_then(|reading| reading.measure.value()));
            value
        })
        .collect();
    value["summary"] = json!(page.summary);
    value["visits"] = json!(visits);
    value["metrics"] = json!(metrics);
    value["targets"] = page.targets.iter().copied().map(records::target).collect();
    let code = &page.pilot.code;
    value["decisions"] = page.decisions.iter().map(|decision| records::decision(decision, code)).collect();
    value["versions"] = page.versions.iter().map(|version| records::version(version, code)).collect();
    let obstacles = judged.iter().flat_map(|judged| &judged.obstacles);
    let waits = |one: &Obstacle| json!({"family": one.of(), "what": one.what, "clears": one.clears});
    value["for_green"] = obstacles.map(waits).collect();
    value["notes"] = page.notes.iter().map(records::note).collect();
    value
}

/// The board as text: one line a pilot under its stage.
pub(super) fn board(session: &Session, output: &Output) -> Result<()> {
    let (workspace, pilots, judged, framework) = session.read(|reader| {
        let judged = super::signals::judged(session, reader)?;
        Ok((reader.workspace()?, reader.pilots_on(Of::All, session.today)?, judged, reader.framework()?))
    })?;
    let shown: Vec<_> = pilots.iter().filter(|pilot| !pilot.archived).collect();
    if output.json {
        let record = |pilot: &&Pilot| records::pilot(pilot, judged.of(pilot.id), session.moment(), &framework);
        let values: Vec<Value> = shown.iter().map(record).collect();
        return output.value(&Value::Array(values));
    }
    let week = session.moment().reporting_week();
    output.line(&format!("{} · reporting {} · {}", workspace.title, week.short(), session.today))?;
    for stage in Stage::ALL {
        let column: Vec<_> = shown.iter().filter(|pilot| pilot.stage == stage).collect();
        output.line("")?;
        let ended = column.iter().filter(|pilot| pilot.lifecycle.is_ended()).count();
        let also = if ended == 0 { String::new() } else { format!(" + {ended} ended") };
        output.line(&format!("{stage} {} ({}{also})", framework.stage_name(stage), column.len() - ended))?;
        for pilot in column {
            let weeks = framework.stage(stage).and_then(|stage| stage.weeks);
            let of = weeks.map_or_else(String::new, |weeks| format!(" of {weeks}"));
            let clock = pilot.week_in_stage(session.today).map_or_else(String::new, |week| format!("wk {week}{of}"));
            let judgement = judged.of(pilot.id);
            let computed = judgement.map_or(pilot.report.status, |judgement| judgement.stands(pilot).overall);
            let fires = judgement.into_iter().flat_map(|one| judged.own(one)).map(|signal| signal.warning);
            let own: Vec<&str> = pilot.at_rest().into_iter().chain(fires).collect();
            let told = match pilot.reported_otherwise(computed) {
                None => computed.to_string(),
                Some(reported) => format!("{computed}≠{reported}"),
            };
            output.raw(&format!(
                "  {}  {}  {}  {}  gaps {}  {}\n",
                Shown::line(&told).pad(3),
                Shown::line(&pilot.name).pad(34),
                Shown::line(pilot.owner_name().unwrap_or("no owner")).pad(20),
                Shown::line(&clock).pad(11),
                Shown::line(&pilot.open_gaps(&framework).to_string()).pad(3),
                own.join(", "),
            ))?;
        }
    }
    Ok(())
}
