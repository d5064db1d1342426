//! The forms of the framework: changing something for this workspace, adding an item, going back to the framework's
//! own.

use super::records::{Record, label, plain};
use crate::domain::change::{Amend, MetricChange};
use crate::domain::framework::{Settable, check_key};
use crate::domain::shown::quoted;
use crate::domain::{Change, Fixed, Invalid};
use crate::interaction::{Field, Form, Kind, Stands};

/// Names of the fields of a form; no record has more.
const FIELDS: [&str; 12] = ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12"];

/// `e`: everything in a record that can be set.
pub(super) fn edit(record: &Record) -> Form {
    let set = record.settable.iter().map(|one| {
        let kind = match &one.value {
            toml::Value::Integer(_) => Kind::Number(String::new()),
            toml::Value::Boolean(_) => Kind::Check,
            toml::Value::Array(_) => Kind::Markdown,
            _ => Kind::Line,
        };
        (kind, label(&one.key), plain(&one.value))
    });
    let numbers = record
        .numbers
        .iter()
        .map(|(name, default, own)| (Kind::Number(String::new()), label(name), own.unwrap_or(*default).to_string()));
    let fields =
        FIELDS.iter().zip(set.chain(numbers)).map(|(name, (kind, label, old))| Field::of(kind, name, label, old));
    let (settable, numbers) = (record.settable.clone(), record.numbers.clone());
    let other = |one: &Settable| one.differs().then(|| one.value.to_string());
    let stands = Stands::of(FIELDS.iter().zip(&settable).map(|(name, one)| (name, other(one))));
    let others = FIELDS.iter().skip(settable.len()).zip(&numbers);
    let stands = others.fold(stands, |stands, (name, (.., own))| stands.and(name, *own));
    Form::new(
        format!("framework/{}/{}", record.section, record.name),
        format!("{}: {}", record.section, record.name),
        fields.collect(),
        Box::new(move |form, _| {
            let mut amend = Vec::new();
            let mut changes = Vec::new();
            for (name, one) in FIELDS.iter().zip(&settable).filter(|(name, _)| form.changed(name)) {
                let to = typed(&one.value, &form.value(name)).map_err(|error| error.at(name))?;
                let was = form.saw(name, other(one));
                amend.push(Amend { key: one.key.clone(), to: Some(to), was: Some(was) });
            }
            if !amend.is_empty() {
                changes.push(Change::Amend(amend));
            }
            let places = FIELDS.iter().skip(settable.len());
            for (name, (key, _, own)) in places.zip(&numbers).filter(|(name, _)| form.changed(name)) {
                let to = Fixed::parse(&form.value(name)).map_err(|error| error.at(name))?;
                let (to, was) = (Some(to), Some(form.saw(name, *own)));
                changes.push(Change::Metric(MetricChange::Parameter { key: key.clone(), metric: None, to, was }));
            }
            if changes.is_empty() {
                return Err(Invalid::new("nothing was changed").hint("Esc closes"));
            }
            Ok(Change::Several { what: None, changes })
        }),
    )
    .replacing(stands)
}

/// The typed text as TOML of the same type as the present value.
fn typed(like: &toml::Value, text: &str) -> Result<String, Invalid> {
    let value = match like {
        toml::Value::Integer(_) => {
            let number = text.trim().parse::<i64>();
            let wrong = |_| Invalid::new(format!("“{text}” is no whole number")).hint("write digits only");
            toml::Value::Integer(number.map_err(wrong)?)
        }
        toml::Value::Boolean(_) => toml::Value::Boolean(text == "yes"),
        toml::Value::Array(items) => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let like = items.first().cloned().unwrap_or_else(|| toml::Value::from(""));
            let items = lines.map(|line| typed(&like, line)).collect::<Result<Vec<_>, _>>()?;
            return Ok(format!("[{}]", items.join(", ")));
        }
        _ => toml::Value::from(text.trim()),
    };
    Ok(value.to_string())
}

/// `a`: another item of a checklist.
pub(super) fn add() -> Form {
    let fields = vec![
        Field::line("id", "id, as s2.mes for stage 2", "").required().own(),
        Field::line("title", "title", "").required().own(),
        Field::line("means", "what it means", ""),
        Field::line("group", "group", "of this workspace"),
    ];
    Form::new(
        "framework/add",
        "Add a checklist item",
        fields,
        Box::new(|form, context| {
            let id = form.value("id");
            let (id, known) = (id.trim(), format!("checklist.{}.title", id.trim()));
            if context.framework.settable().iter().any(|one| one.key == known) {
                return Err(Invalid::new(format!("there is an item {id} already"))
                    .hint("⟨framework edit⟩ on it edits it")
                    .at("id"));
            }
            check_key(&known).map_err(|_| {
                let hint = "write the stage and a word, as s2.mes";
                Invalid::new(format!("{} is no id", quoted(id))).hint(hint).at("id")
            })?;
            let filled = |field: &&str| !form.value(field).trim().is_empty();
            let amend = |field: &str| Amend {
                key: format!("checklist.{id}.{field}"),
                to: Some(toml::Value::from(form.value(field).trim()).to_string()),
                was: Some(None),
            };
            let all = ["title", "means", "group"].into_iter().filter(filled).map(amend).collect();
            let what = Some(format!("Added the checklist item {id}."));
            Ok(Change::Several { what, changes: vec![Change::Amend(all)] })
        }),
    )
}

/// `x`: the framework's own values of a record.
pub(super) fn reset(record: &Record) -> Change {
    let set = record.settable.iter().filter(|one| one.differs());
    let was = |one: &Settable| Some(Some(one.value.to_string()));
    let amend = set.map(|one| Amend { key: one.key.clone(), to: None, was: was(one) }).collect();
    let numbers = record.numbers.iter().filter(|(.., own)| own.is_some()).map(|(key, _, own)| {
        Change::Metric(MetricChange::Parameter { key: key.clone(), metric: None, to: None, was: Some(*own) })
    });
    let what = format!("{} {}: the framework's own again.", record.section, record.name);
    Change::Several { what: Some(what), changes: std::iter::once(Change::Amend(amend)).chain(numbers).collect() }
}
