//! `framework`: the numbers that rules go by, shown, set, written to a file and read back.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::args::Framework;
use super::failure::{Failure, Result};
use super::output::Output;
use super::session::Session;
use super::write::commit;
use crate::domain::change::MetricChange;
use crate::domain::{Change, Fixed, Invalid, MetricId, Rules};
use crate::store::Reader;

pub(super) fn run(session: &Session, what: Framework, output: &Output) -> Result<()> {
    match what {
        Framework::Get { key } => get(session, key.as_deref(), output),
        Framework::Set { key, value, pilot, metric } => {
            let mut store = session.open()?;
            let metric = match (pilot, metric) {
                (Some(pilot), Some(metric)) => Some(metric_of(store.read(), &pilot, &metric)?),
                _ => None,
            };
            let to = value.map(|text| Fixed::parse(&text).map_err(|error| error.at("value"))).transpose()?;
            let change = MetricChange::Parameter { key, metric, to, was: None };
            commit(session, &mut store, &Change::Metric(change), None, output)
        }
        Framework::Export { file, force } => export(session, &file, force, output),
        Framework::Import { file } => import(session, &file, output),
    }
}

fn metric_of(reader: &Reader, pilot: &str, metric: &str) -> Result<MetricId> {
    Ok(reader.find_metric(reader.find_pilot(pilot)?, metric)?.id)
}

/// What single metrics set otherwise: `PILOT/METRIC`, the parameter, the value.
fn of_metrics(reader: &Reader, rules: &Rules) -> Result<Vec<(String, String, Fixed)>> {
    let pilots = reader.pilots()?;
    let code = |metric: &crate::domain::Metric| {
        let pilot = pilots.iter().find(|pilot| pilot.id == metric.pilot);
        pilot.map_or_else(String::new, |pilot| format!("{}/{}", pilot.code, metric.name))
    };
    let mut found = Vec::new();
    for metric in reader.metrics(None)? {
        let own = rules.of_metric(metric.id).into_iter();
        found.extend(own.map(|(name, value)| (code(&metric), name.to_owned(), value)));
    }
    found.sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    Ok(found)
}

fn get(session: &Session, key: Option<&str>, output: &Output) -> Result<()> {
    let (rules, metrics) = session.read(|reader| {
        let rules = reader.rules()?;
        let metrics = of_metrics(reader, &rules)?;
        Ok((rules, metrics))
    })?;
    if let Some(key) = key {
        rules.checked(key, None)?;
    }
    let mut records = Vec::new();
    let mut rows = Vec::new();
    for (name, default, own) in rules.listed().into_iter().filter(|(name, ..)| key.is_none_or(|key| key == *name)) {
        let value = own.unwrap_or(default);
        let said = own.map_or_else(String::new, |_| format!("the framework has {default}"));
        records.push(json!({"key": name, "value": value, "default": default, "metric": null}));
        rows.push(vec![name.to_owned(), value.to_string(), said]);
        for (metric, _, value) in metrics.iter().filter(|(_, known, _)| known == name) {
            records.push(json!({"key": name, "value": value, "default": default, "metric": metric}));
            rows.push(vec![name.to_owned(), value.to_string(), format!("for {metric}")]);
        }
    }
    if output.json { output.value(&Value::Array(records)) } else { output.table(&["key", "value", ""], &rows) }
}

/// Writes what differs from the framework, as TOML.
fn export(session: &Session, file: &Path, force: bool, output: &Output) -> Result<()> {
    let text = session.read(|reader| {
        let rules = reader.rules()?;
        let mut lines = vec![
            "# Numbers of this workspace that differ from the framework's.".to_owned(),
            String::new(),
            "[parameters]".to_owned(),
        ];
        for (name, default, own) in rules.listed() {
            if let Some(own) = own {
                lines.push(format!("{} = {own} # the framework has {default}", quoted(name)));
            }
        }
        let mut under = String::new();
        let mut metrics = of_metrics(reader, &rules)?;
        metrics.sort();
        for (metric, name, value) in metrics {
            if metric != under {
                lines.extend([String::new(), format!("[metrics.{}]", quoted(&metric))]);
                under = metric;
            }
            lines.push(format!("{} = {value}", quoted(&name)));
        }
        lines.push(String::new());
        Ok(lines.join("\n"))
    })?;
    super::export::write_text(file, &text, force, output)
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The file: parameters of the workspace, and of single metrics by `PILOT/METRIC`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    parameters: BTreeMap<String, toml::Value>,
    #[serde(default)]
    metrics: BTreeMap<String, BTreeMap<String, toml::Value>>,
}

/// Sets everything that a file says, as one change, or nothing.
fn import(session: &Session, file: &Path, output: &Output) -> Result<()> {
    let shown = file.display();
    let text = String::from_utf8(super::import::read(file)?)
        .map_err(|_| Failure::new(3, format!("{shown} is not UTF-8")).hint("save it as UTF-8"))?;
    let parsed: File = toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
        let hint = "it has [parameters] and [metrics.\"PILOT/METRIC\"]; see `steerco framework export -`";
        Invalid::new(format!("{shown}, line {line}: {}", error.message().trim())).hint(hint)
    })?;
    let mut store = session.open()?;
    let reader = store.read();
    let rules = reader.rules()?;
    let at = |word: &str| text.lines().position(|line| line.contains(word)).map_or(1, |line| line + 1);
    let located = |error: Invalid, word: &str| {
        let what = format!("{shown}, line {}: {}", at(word), error.what);
        Invalid { what, ..error }
    };
    let mut changes = Vec::new();
    let mut set = |key: &str, metric: Option<MetricId>, value: &toml::Value| -> Result<()> {
        let number = match value {
            toml::Value::Integer(_) | toml::Value::Float(_) => Fixed::parse(&value.to_string()),
            _ => Err(Invalid::new(format!("{key} is a number, not {value}")).hint("write it without quotes")),
        };
        let to = number.map_err(|error| located(error, key))?;
        rules.checked(key, Some(to)).map_err(|error| located(error, key))?;
        let parameter = MetricChange::Parameter { key: key.to_owned(), metric, to: Some(to), was: None };
        changes.push(Change::Metric(parameter));
        Ok(())
    };
    for (key, value) in &parsed.parameters {
        set(key, None, value)?;
    }
    for (name, own) in &parsed.metrics {
        let (pilot, metric) = name.split_once('/').ok_or_else(|| {
            located(Invalid::new(format!("“{name}” names no metric")).hint("write PILOT/METRIC"), name)
        })?;
        let metric = metric_of(reader, pilot, metric)?;
        own.iter().try_for_each(|(key, value)| set(key, Some(metric), value))?;
    }
    let what = Some(format!("Set {} numbers of the framework from {shown}.", changes.len()));
    commit(session, &mut store, &Change::Several { what, changes }, None, output)
}
