//! `framework`: where a workspace differs from the framework, shown, set, written to a file and read back.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Framework as Arguments;
use super::commit::commit;
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use crate::domain::change::{Amend, MetricChange};
use crate::domain::framework::{Amendment, Settable, check_key};
use crate::domain::{Change, Fixed, Framework, Invalid, MetricId, Rules};
use crate::exchange::Reject;
use crate::exchange::framework::{Of, Setting, read};
use crate::store::Reader;

pub(super) fn run(session: &Session, what: Arguments, output: &Output) -> Result<()> {
    match what {
        Arguments::Get { key } => get(session, key.as_deref(), output),
        Arguments::Set { key, value, pilot, metric } => {
            let mut store = session.open(output)?;
            let reader = store.read();
            let metric = match (pilot, metric) {
                (Some(pilot), Some(metric)) => Some(metric_of(reader, &pilot, &metric)?),
                _ => None,
            };
            check_there(&session.builtin, &key, metric.is_some())?;
            let change = if is_number(&session.builtin, &key) || metric.is_some() {
                let to = value.map(|text| Fixed::parse(&text).map_err(|error| error.at("value"))).transpose()?;
                Change::Metric(MetricChange::Parameter { key, metric, to, was: None })
            } else {
                let framework = reader.framework()?;
                let to = value.map(|text| framework.typed(&key, &text)).transpose()?;
                Change::Amend(vec![Amend { key, to, was: None }])
            };
            commit(session, &mut store, &change, output)
        }
        Arguments::Export { file, force } => export(session, &file, force, output),
        Arguments::Import { file, partial } => import(session, &file, partial, output),
    }
}

/// Is it the number of a rule, or meant as one? Such numbers can be set for single metrics too.
fn is_number(builtin: &Framework, key: &str) -> bool {
    let texts = ["rank", "clears", "proposal"];
    key.starts_with("xmr.")
        || key.starts_with("warning.") && !key.rsplit_once('.').is_some_and(|(_, field)| texts.contains(&field))
        || Rules::of(builtin).checked(key, None).is_ok()
}

/// Is there such a value? That of a single metric is a number.
fn check_there(builtin: &Framework, key: &str, of_metric: bool) -> Result<()> {
    let there = if of_metric || is_number(builtin, key) {
        Rules::of(builtin).checked(key, None).map(|_| ())
    } else {
        check_key(key)
    };
    there.map_err(|error| Failure::from(error).not_found())
}

fn metric_of(reader: &Reader, pilot: &str, metric: &str) -> Result<MetricId> {
    Ok(reader.find_metric(reader.find_pilot(pilot)?, metric)?.id)
}

/// The rules changed for single metrics: `PILOT/METRIC`, the parameter, the value.
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

/// A row of what can be set.
struct Row {
    key: String,
    value: Value,
    default: Value,
    metric: Option<String>,
    said: String,
}

fn get(session: &Session, key: Option<&str>, output: &Output) -> Result<()> {
    let (rows, faults) = session.read(|reader| {
        let rules = reader.rules()?;
        let mut rows = numbers(reader, &rules)?;
        rows.extend(reader.framework()?.settable().into_iter().map(value));
        Ok((rows, reader.framework_faults()?))
    })?;
    let is_meant = |row: &Row| {
        key.is_none_or(|key| row.key == key || row.key.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
    };
    let rows: Vec<Row> = rows.into_iter().filter(is_meant).collect();
    if let Some(key) = key.filter(|_| rows.is_empty()) {
        check_there(&session.builtin, key, false)?;
    }
    for (key, why) in faults {
        output.message(&format!("{key}: {why}; the framework's own value stands"));
    }
    if output.json {
        let record =
            |row: Row| json!({"key": row.key, "value": row.value, "default": row.default, "metric": row.metric});
        return output.value(&Value::Array(rows.into_iter().map(record).collect()));
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let cells: Vec<Vec<String>> = rows.into_iter().map(|row| vec![row.key, text(&row.value), row.said]).collect();
    output.table(&["key", "value", ""], &cells)
}

fn numbers(reader: &Reader, rules: &Rules) -> Result<Vec<Row>> {
    let metrics = of_metrics(reader, rules)?;
    let mut rows = Vec::new();
    for (name, default, own) in rules.listed() {
        let said = own.map_or_else(String::new, |_| format!("the framework has {default}"));
        let row = |value: Fixed, metric: Option<&str>, said: String| Row {
            key: name.to_owned(),
            value: json!(value),
            default: json!(default),
            metric: metric.map(str::to_owned),
            said,
        };
        rows.push(row(own.unwrap_or(default), None, said));
        let of_metric = metrics.iter().filter(|(_, known, _)| known == name);
        rows.extend(of_metric.map(|(metric, _, value)| row(*value, Some(metric), format!("for {metric}"))));
    }
    Ok(rows)
}

fn value(settable: Settable) -> Row {
    let said = match &settable.default {
        _ if !settable.differs() => String::new(),
        None => "of this workspace".to_owned(),
        Some(default) => format!("the framework has {default}"),
    };
    let json = |value: &toml::Value| serde_json::to_value(value).unwrap_or_default();
    Row {
        key: settable.key,
        value: json(&settable.value),
        default: settable.default.as_ref().map_or(Value::Null, json),
        metric: None,
        said,
    }
}

/// Writes what differs from the framework, as TOML.
fn export(session: &Session, file: &Path, force: bool, output: &Output) -> Result<()> {
    let text = session.read(|reader| {
        let rules = reader.rules()?;
        let mut lines = vec![
            "# What this workspace says otherwise than the framework.".to_owned(),
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
        for amendment in reader.amendments()? {
            let (record, field) = amendment.key.rsplit_once('.').unwrap_or(("", &amendment.key));
            if record != under {
                let heading = record
                    .split_once('.')
                    .map_or_else(|| record.to_owned(), |(section, id)| format!("{section}.{}", quoted(id)));
                lines.extend([String::new(), format!("[{heading}]")]);
                record.clone_into(&mut under);
            }
            lines.push(format!("{field} = {}", plain(&amendment.value)));
        }
        lines.push(String::new());
        Ok(lines.join("\n"))
    })?;
    super::export::write_text(file, &text, force, output)
}

fn quoted(text: &str) -> String {
    plain(&toml::Value::String(text.to_owned()).to_string())
}

/// TOML without characters that command a terminal or turn its text around: they are written by their numbers.
fn plain(value: &str) -> String {
    let commands = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    if !value.chars().any(commands) {
        return value.to_owned();
    }
    let parsed = toml::from_str::<toml::Table>(&format!("v = {value}")).ok().and_then(|mut table| table.remove("v"));
    parsed.map_or_else(String::new, |parsed| escaped(&parsed, commands))
}

fn escaped(value: &toml::Value, commands: fn(char) -> bool) -> String {
    match value {
        toml::Value::String(text) => {
            let one = |c: char| match c {
                '"' | '\\' => format!("\\{c}"),
                c if commands(c) => format!("\\u{:04X}", u32::from(c)),
                c => c.to_string(),
            };
            format!("\"{}\"", text.chars().map(one).collect::<String>())
        }
        toml::Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| escaped(item, commands)).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Sets everything in a file, as one change. If something is wrong, sets nothing or the rest, as asked.
fn import(session: &Session, file: &Path, partial: bool, output: &Output) -> Result<()> {
    let shown = file.display();
    let text = super::ground::given::read_text(file)?;
    let mut store = session.open(output)?;
    let (settings, mut wrong) = read(&text, &session.builtin);
    let reader = store.read();
    let fits = fitting(reader, &session.builtin, &settings, &mut wrong)?;
    let (own, numbers): (Vec<&Setting>, Vec<&Setting>) =
        fits.into_iter().partition(|setting| setting.of == Of::Framework);
    let amend = |one: &Setting| Amend { key: one.key.clone(), to: Some(one.value.clone()), was: None };
    let mut changes = vec![Change::Amend(own.into_iter().map(amend).collect())];
    for setting in numbers {
        match number(reader, setting) {
            Ok(change) => changes.push(change),
            Err(reason) => wrong.push(Reject { row: setting.line, reason }),
        }
    }
    wrong.sort_by_key(|reject| reject.row);
    if let Some(first) = wrong.first().filter(|_| !partial) {
        let others: Vec<String> =
            wrong.iter().skip(1).map(|reject| format!("line {}: {}", reject.row, reject.reason)).collect();
        let also = if others.is_empty() { String::new() } else { format!("; also {}", others.join("; ")) };
        let what = format!("{shown}, line {}: {}{also}", first.row, first.reason.what);
        return Err(Invalid { what, ..first.reason.clone() }.into());
    }
    for reject in &wrong {
        let hint = reject.reason.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        output.message(&format!("{shown}, line {}: {}{hint}; the value of before stands", reject.row, reject.reason));
    }
    let mut outcome = store.commit(&Change::Several { what: None, changes }, &session.stamp())?;
    if outcome.changed > 1 {
        outcome.summary = format!("Set {} values of the framework from {shown}.", outcome.changed);
    }
    output.outcome_of(&outcome, &wrong)
}

/// The settings that can be combined with those of the workspace. Values of one record are taken together or not at
/// all.
fn fitting<'a>(
    reader: &Reader,
    builtin: &Framework,
    settings: &'a [Setting],
    wrong: &mut Vec<Reject>,
) -> Result<Vec<&'a Setting>> {
    let mut amendments = reader.amendments()?;
    for setting in settings.iter().filter(|setting| setting.of == Of::Framework) {
        amendments.retain(|known| known.key != setting.key);
        amendments.push(Amendment { key: setting.key.clone(), value: setting.value.clone() });
    }
    let record = |key: &str| key.rsplit_once('.').map_or(String::new(), |(record, _)| record.to_owned());
    let faults = builtin.amended(&amendments).1;
    let mut fits: Vec<&Setting> = Vec::new();
    for setting in settings {
        let of_record = |(key, _): &&(String, Invalid)| record(key) == record(&setting.key);
        let mut fault = faults.iter().filter(|_| setting.of == Of::Framework).filter(of_record);
        match fault.next() {
            None => fits.push(setting),
            Some((key, reason)) if *key == setting.key => {
                wrong.push(Reject { row: setting.line, reason: reason.clone() });
            }
            Some((key, reason)) => {
                let what = format!("{} is left out with {key}: {}", setting.key, reason.what);
                wrong.push(Reject { row: setting.line, reason: Invalid { what, ..reason.clone() } });
            }
        }
    }
    Ok(fits)
}

fn number(reader: &Reader, setting: &Setting) -> std::result::Result<Change, Invalid> {
    let key = setting.key.clone();
    let metric = match &setting.of {
        Of::Framework | Of::Rule => None,
        Of::Metric(name) => {
            let unknown = || Invalid::new(format!("“{name}” names no metric")).hint("write PILOT/METRIC");
            let (pilot, metric) = name.split_once('/').ok_or_else(unknown)?;
            let found = reader.find_pilot(pilot).and_then(|pilot| reader.find_metric(pilot, metric));
            Some(found.map_err(|error| Invalid::new(format!("“{name}”: {error}")).hint("write PILOT/METRIC"))?.id)
        }
    };
    let number = Fixed::parse(&setting.value).map_err(|_| {
        Invalid::new(format!("{key} is a number, not {}", setting.value)).hint("write it without quotes")
    })?;
    reader.rules().unwrap_or_default().checked(&key, Some(number))?;
    Ok(Change::Metric(MetricChange::Parameter { key, metric, to: Some(number), was: None }))
}
