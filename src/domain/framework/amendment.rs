//! Owns what a workspace sets differently from the framework: which values can be set, what they may be, and the
//! framework that results. A key is `section.id.field`, or `section.field` if the section has no records.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::{Table, Value};

use super::{BUILTIN, Data, Framework};
use crate::domain::Invalid;

/// A value that a workspace sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The key, as `dimension.data.pass`.
    pub key: String,
    /// The value, as TOML.
    pub value: String,
}

/// A value that can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Settable {
    /// Its key.
    pub key: String,
    /// The value in force.
    pub value: Value,
    /// The framework's own value; none if the workspace added the record.
    pub default: Option<Value>,
    /// The origin that the framework gives for it; empty if it gives none.
    pub origin: String,
}

impl Settable {
    /// Does the workspace set another value than the framework's own?
    #[must_use]
    pub fn differs(&self) -> bool {
        self.default.as_ref() != Some(&self.value)
    }
}

/// A section of the file: the field that identifies its records (none if it holds single values), and the fields that
/// can be set. Fields not listed here are identities or quotations.
#[derive(Debug, PartialEq, Eq)]
struct Section {
    name: &'static str,
    id: Option<&'static str>,
    fields: &'static [&'static str],
}

impl Section {
    fn named(name: &str) -> Option<&'static Self> {
        SECTIONS.iter().find(|section| section.name == name)
    }

    /// The key of a field; `id` is that of the record, if the section has records.
    fn key(&self, id: Option<&str>, field: &str) -> String {
        id.map_or_else(|| format!("{}.{field}", self.name), |id| format!("{}.{id}.{field}", self.name))
    }
}

const fn section(name: &'static str, id: &'static str, fields: &'static [&'static str]) -> Section {
    Section { name, id: Some(id), fields }
}

const fn values(name: &'static str, fields: &'static [&'static str]) -> Section {
    Section { name, id: None, fields }
}

const SECTIONS: &[Section] = &[
    section("stage", "number", &["name", "nominal", "weeks", "output"]),
    section("checklist", "id", &["title", "means", "group", ASKED]),
    section("dimension", "id", &["name", "pass", "criteria", "go_no_go"]),
    section("score", "value", &["means"]),
    values("quality", &["fresh_days", "stale_days"]),
    values("owner", &["not_a_person", "persons"]),
    values("time", &["due_weekday", "forecast_months", "forecast_extra_months"]),
    section("warning", "id", &["rank", "clears", "proposal"]),
    section("objection", "id", &["objection", "answer", "remedy"]),
    section("caption", "word", &["means"]),
];

/// The fields that hold words.
const WORDS: &[&str] =
    &["name", "nominal", "output", "title", "means", "criteria", "clears", "proposal", "objection", "answer", "remedy"];
/// The field of a checklist item that says which rule it belongs to.
const GROUP: &str = "group";
/// The field of a checklist item that says whether it is asked at all.
const ASKED: &str = "asked";
/// The group of an item that a workspace adds and gives no group.
pub const OWN_GROUP: &str = "of this workspace";
/// More criteria fit neither on a screen nor in a committee's head.
const CRITERIA: usize = 8;

/// A key in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place<'a> {
    section: &'static Section,
    id: Option<&'a str>,
    field: &'a str,
}

impl Framework {
    /// The framework with what a workspace sets. Values that cannot be in force are left out and returned with the
    /// reason; the framework's own stand in their place.
    #[must_use]
    pub fn amended(&self, amendments: &[Amendment]) -> (Self, Vec<(String, Invalid)>) {
        if amendments.is_empty() {
            return (self.clone(), Vec::new());
        }
        let mut all = builtin().clone();
        if amendments.iter().all(|one| put(&mut all, one).is_ok())
            && let Ok(mut framework) = finished(all)
        {
            framework.amendments = amendments.to_vec();
            return (framework, Vec::new());
        }
        // The values of one record are set together or not at all: a new item needs its title.
        let mut records: BTreeMap<&str, Vec<&Amendment>> = BTreeMap::new();
        for amendment in amendments {
            records.entry(record_of(&amendment.key)).or_default().push(amendment);
        }
        let mut table = builtin().clone();
        let (mut framework, mut in_force) = (self.clone(), Vec::new());
        let mut waiting: Vec<Vec<&Amendment>> = records.into_values().collect();
        // One record may need another: a stage may drop all its items only if the workspace adds one.
        loop {
            let (mut faults, mut refused) = (Vec::new(), Vec::new());
            let all = waiting.len();
            for record in waiting {
                let mut next = table.clone();
                let set =
                    record.iter().try_for_each(|one| put(&mut next, one).map_err(|error| (one.key.clone(), error)));
                let made = set.and_then(|()| {
                    let key = || record.first().map(|one| one.key.clone()).unwrap_or_default();
                    finished(next.clone()).map_err(|error| (key(), error))
                });
                match made {
                    Ok(made) => {
                        (table, framework) = (next, made);
                        in_force.extend(record.into_iter().cloned());
                    }
                    Err(fault) => {
                        faults.push(fault);
                        refused.push(record);
                    }
                }
            }
            if refused.is_empty() || refused.len() == all {
                framework.amendments = in_force;
                return (framework, faults);
            }
            waiting = refused;
        }
    }

    /// Every value that can be set, in the order of the file.
    #[must_use]
    pub fn settable(&self) -> Vec<Settable> {
        let (default, table) = (builtin(), self.table());
        let mut found = Vec::new();
        for section in SECTIONS {
            for (id, record) in records(&table, section) {
                let own = find(default, section, id.as_deref());
                let origin = record.get("origin").and_then(Value::as_str).unwrap_or_default();
                for field in section.fields {
                    let Some(value) = value_of(record, field) else {
                        continue;
                    };
                    let key = section.key(id.as_deref(), field);
                    let default = own.and_then(|own| value_of(own, field));
                    found.push(Settable { key, value, default, origin: origin.to_owned() });
                }
            }
        }
        found
    }

    /// The file with every value in force.
    fn table(&self) -> Table {
        let mut table = builtin().clone();
        for amendment in &self.amendments {
            // It was put there once before without an error.
            let _ = put(&mut table, amendment);
        }
        table
    }

    /// Does the workspace set the value of this key, such as `dimension.data.pass`?
    #[must_use]
    pub fn says_itself(&self, key: &str) -> bool {
        self.amendments.iter().any(|amendment| amendment.key == key)
    }

    /// The same without the workspace's own words, which may name a client. The framework's words stand in their place,
    /// and a number for each item that the workspace added. Thresholds, windows and weights stay.
    #[must_use]
    pub fn without_own_words(&self) -> Self {
        let mut added = 0;
        let kept: Vec<Amendment> =
            self.amendments.iter().filter_map(|amendment| without_words(amendment, &mut added)).collect();
        finished(builtin().clone()).map_or_else(|_| self.clone(), |own| own.amended(&kept).0)
    }

    /// How many values the workspace sets.
    #[must_use]
    pub const fn differing(&self) -> usize {
        self.amendments.len()
    }

    /// The values that differ from the framework's own, as reports print them.
    #[must_use]
    pub fn differences(&self) -> Vec<Settable> {
        if self.amendments.is_empty() {
            Vec::new()
        } else {
            self.settable().into_iter().filter(Settable::differs).collect()
        }
    }

    /// The TOML of what somebody typed as the value of a key.
    ///
    /// # Errors
    /// If there is no such key, with the nearest ones, or if it takes another kind of value.
    pub fn typed(&self, key: &str, text: &str) -> Result<String, Invalid> {
        let mut table = self.table();
        let place = place(key)?;
        let kind = kind(record(&mut table, &place)?, place.field);
        let wrong = |what: &str, hint: &str| Err(Invalid::new(format!("{key} is {what}")).hint(hint).at("value"));
        let text = text.trim();
        let value = match kind {
            Value::Integer(_) => match text.parse() {
                Ok(number) => Value::Integer(number),
                Err(_) => return wrong("a whole number", "write digits only"),
            },
            Value::Boolean(_) => match text {
                "true" | "yes" => Value::Boolean(true),
                "false" | "no" => Value::Boolean(false),
                _ => return wrong("yes or no", "write yes or no"),
            },
            Value::Array(items) => match from_toml(text) {
                Some(Value::Array(given)) if text.starts_with('[') => Value::Array(given),
                _ if matches!(items.first(), Some(Value::Integer(_))) => {
                    return wrong("a list of numbers", "write it as [4, 7]");
                }
                _ => Value::Array(
                    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(Value::from).collect(),
                ),
            },
            _ => Value::from(text),
        };
        Ok(value.to_string())
    }
}

/// An amendment without the workspace's own words; none if the framework's own value has to stand.
fn without_words(amendment: &Amendment, added: &mut usize) -> Option<Amendment> {
    let place = place(&amendment.key).ok()?;
    let value = match place.field {
        field if place.section.name == "owner" || !(WORDS.contains(&field) || field == GROUP) => {
            amendment.value.clone()
        }
        GROUP if is_own_group(&amendment.value) => amendment.value.clone(),
        GROUP => Value::from(OWN_GROUP).to_string(),
        "title" if is_added(&place) => {
            *added += 1;
            Value::from(format!("item {added} {OWN_GROUP}")).to_string()
        }
        _ => return None,
    };
    Some(Amendment { key: amendment.key.clone(), value })
}

/// Did a workspace add this record?
fn is_added(place: &Place<'_>) -> bool {
    find(builtin(), place.section, place.id).is_none()
}

/// Has the framework itself a group of that name, as TOML?
fn is_own_group(value: &str) -> bool {
    let items = builtin().get("checklist").and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.get(GROUP)).any(|group| group.to_string() == value.trim())
}

/// Checks that this is the key of a value that can be set.
///
/// # Errors
/// If it is not, with the nearest ones.
pub fn check_key(key: &str) -> Result<(), Invalid> {
    let place = place(key)?;
    record(&mut builtin().clone(), &place).map(|_| ())
}

/// The part of a key that names its record.
#[must_use]
pub fn record_of(key: &str) -> &str {
    key.rsplit_once('.').map_or("", |(record, _)| record)
}

/// The value that this TOML stands for; none if it is no value.
#[must_use]
pub fn from_toml(text: &str) -> Option<Value> {
    toml::from_str::<Table>(&format!("v = {text}")).ok()?.remove("v")
}

/// The dimension whose criteria this key sets, if it sets criteria.
#[must_use]
pub fn dimension_of_criteria(key: &str) -> Option<&str> {
    key.strip_prefix("dimension.")?.strip_suffix(".criteria")
}

/// The field that identifies the records of a section (none if it holds single values); none if nothing in it can be
/// set.
#[must_use]
pub fn record_key(section: &str) -> Option<Option<&'static str>> {
    Section::named(section).map(|known| known.id)
}

/// The framework's own value of a section, or of a field of one of its records.
#[must_use]
pub fn own_value(section: &str, record: Option<(&str, &str)>) -> Option<Value> {
    let table = builtin();
    let section = table.get(section)?;
    let Some((id, field)) = record else {
        return Some(section.clone());
    };
    match section {
        Value::Table(record) => record.get(field).cloned(),
        Value::Array(records) => {
            let is_it =
                |record: &&Value| record.as_table().is_some_and(|all| all.values().any(|known| id_text(known) == id));
            records.iter().find(is_it)?.get(field).cloned()
        }
        _ => None,
    }
}

/// The framework's own file, read once: setting a value asks for it each time.
fn builtin() -> &'static Table {
    static READ: LazyLock<Table> = LazyLock::new(|| {
        // A test reads it. If it were empty, nothing could be set.
        BUILTIN.parse().unwrap_or_default()
    });
    &READ
}

/// Takes a key apart.
fn place(key: &str) -> Result<Place<'_>, Invalid> {
    let (name, rest) = key.split_once('.').unwrap_or((key, ""));
    let section = Section::named(name).ok_or_else(|| unknown(key))?;
    let (id, field) = match section.id {
        None => (None, rest),
        Some(_) => rest.rsplit_once('.').map(|(id, field)| (Some(id), field)).ok_or_else(|| unknown(key))?,
    };
    if section.fields.contains(&field) { Ok(Place { section, id, field }) } else { Err(unknown(key)) }
}

fn unknown(key: &str) -> Invalid {
    let table = builtin();
    let mut known: Vec<(f64, String)> = Vec::new();
    for section in SECTIONS {
        for (id, _) in records(table, section) {
            for field in section.fields {
                let name = section.key(id.as_deref(), field);
                known.push((strsim::jaro_winkler(key, &name), name));
            }
        }
    }
    known.sort_by(|one, other| other.0.total_cmp(&one.0));
    let near: Vec<String> = known.into_iter().take(3).map(|(_, name)| name).collect();
    Invalid::new(format!("the framework has no value “{key}” that can be set"))
        .hint(format!("did you mean {}? `steerco framework get` lists them", near.join(", ")))
        .at("key")
}

/// The records of a section with what identifies them.
fn records<'a>(table: &'a Table, section: &Section) -> Vec<(Option<String>, &'a Table)> {
    match (section.id, table.get(section.name)) {
        (None, Some(Value::Table(record))) => vec![(None, record)],
        (Some(id), Some(Value::Array(all))) => all
            .iter()
            .filter_map(Value::as_table)
            .filter_map(|record| Some((Some(id_text(record.get(id)?)), record)))
            .collect(),
        _ => Vec::new(),
    }
}

fn find<'a>(table: &'a Table, section: &Section, id: Option<&str>) -> Option<&'a Table> {
    records(table, section).into_iter().find(|(known, _)| known.as_deref() == id).map(|(_, record)| record)
}

fn id_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The value of a field. An item is asked unless it says otherwise.
fn value_of(record: &Table, field: &str) -> Option<Value> {
    record.get(field).cloned().or_else(|| (field == ASKED).then_some(Value::Boolean(true)))
}

/// An example of the kind of value that a field takes.
fn kind(record: &Table, field: &str) -> Value {
    match field {
        ASKED => Value::Boolean(true),
        "weeks" => Value::Integer(0),
        "title" | "means" | "group" => Value::from(""),
        field => record.get(field).cloned().unwrap_or_else(|| Value::from("")),
    }
}

/// The record of a key. A missing checklist item is added if its id names a stage.
fn record<'a>(table: &'a mut Table, place: &Place<'_>) -> Result<&'a mut Table, Invalid> {
    let section = place.section;
    let missing = || unknown(&section.key(place.id, place.field));
    let found = table.get_mut(section.name).ok_or_else(missing)?;
    let (Some(name), Some(id)) = (section.id, place.id) else {
        return found.as_table_mut().ok_or_else(missing);
    };
    let all = found.as_array_mut().ok_or_else(missing)?;
    let is_it = |record: &Value| record.get(name).is_some_and(|known| id_text(known) == id);
    if let Some(at) = all.iter().position(is_it) {
        return all.get_mut(at).and_then(Value::as_table_mut).ok_or_else(missing);
    }
    let stage = new_item(id).filter(|_| section.name == "checklist").ok_or_else(missing)?;
    let at = all
        .iter()
        .rposition(|record| record.get("stage").and_then(Value::as_integer).is_some_and(|known| known <= stage))
        .map_or(0, |last| last + 1);
    let fields = [("id", id), ("group", OWN_GROUP), ("title", ""), ("means", ""), ("origin", "house")];
    let mut item: Table = fields.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
    item.insert("stage".to_owned(), Value::Integer(stage));
    all.insert(at, Value::Table(item));
    all.get_mut(at).and_then(Value::as_table_mut).ok_or_else(missing)
}

/// The stage of an item that a workspace adds; its id is such as `s2.word`.
fn new_item(id: &str) -> Option<i64> {
    let (stage, word) = id.split_once('.')?;
    let letters = word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let stage = ["s1", "s2", "s3", "s4"].iter().zip(1..).find(|(known, _)| **known == stage).map(|(_, stage)| stage)?;
    (letters && !word.is_empty()).then_some(stage)
}

/// Puts one value into the file. Even if that fails, the item that the key names may have been added.
fn put(table: &mut Table, amendment: &Amendment) -> Result<(), Invalid> {
    let key = &amendment.key;
    let place = place(key)?;
    let record = record(table, &place)?;
    let none = || Invalid::new(format!("{key}: “{}” is no value", amendment.value)).at("value");
    let value = from_toml(&amendment.value).ok_or_else(none)?;
    check(key, &place, &kind(record, place.field), &value)?;
    record.insert(place.field.to_owned(), value);
    Ok(())
}

/// Can the field hold that value?
fn check(key: &str, place: &Place<'_>, expected: &Value, value: &Value) -> Result<(), Invalid> {
    let wrong = |hint: &str| Err(Invalid::new(format!("{key} cannot be {value}")).hint(hint).at("value"));
    if !expected.same_type(value) {
        return wrong(&format!("it takes a value of the kind {}", expected.type_str()));
    }
    let within = |from: i64, to: i64| value.as_integer().is_none_or(|number| (from..=to).contains(&number));
    match (place.section.name, place.field) {
        ("dimension", "pass") if !within(1, 4) => wrong("scores go from 0 to 4, and a threshold from 1 to 4"),
        ("stage", "weeks") if !within(1, 520) => wrong("a stage lasts from 1 to 520 weeks"),
        ("quality", _) if !within(1, 3650) => wrong("write from 1 to 3650 days"),
        ("time", "due_weekday") if !within(1, 7) => wrong("1 is Monday and 7 Sunday"),
        ("warning", "rank") if !within(1, 999) => wrong("ranks go from 1 to 999"),
        ("time", "forecast_months" | "forecast_extra_months") => {
            let months: Vec<i64> = value.as_array().into_iter().flatten().filter_map(Value::as_integer).collect();
            let fine = months.len() == 2 && months.is_sorted() && months.iter().all(|month| (0..=120).contains(month));
            if fine { Ok(()) } else { wrong("write two numbers of months, the smaller first, as [4, 7]") }
        }
        ("dimension", "criteria") => {
            let count = value.as_array().map_or(0, Vec::len);
            if (1..=CRITERIA).contains(&count) { texts(key, value) } else { wrong("write from one to eight criteria") }
        }
        ("owner", "persons") => texts(key, value),
        ("owner", _) if value.as_array().is_some_and(Vec::is_empty) => wrong("write one word at least"),
        ("owner", _) => texts(key, value),
        ("checklist", "means") => Ok(()),
        _ if value.as_str().is_some_and(|text| text.trim().is_empty()) => wrong("it cannot be empty"),
        _ => Ok(()),
    }
}

/// Is it a list of texts, none of them empty?
fn texts(key: &str, value: &Value) -> Result<(), Invalid> {
    let filled = |one: &Value| one.as_str().is_some_and(|text| !text.trim().is_empty());
    if value.as_array().is_some_and(|all| all.iter().all(filled)) {
        return Ok(());
    }
    Err(Invalid::new(format!("{key} is a list of texts")).hint("write it as [\"one\", \"two\"]").at("value"))
}

/// The framework of a file after everything was set.
fn finished(mut table: Table) -> Result<Framework, Invalid> {
    if let Some(Value::Array(items)) = table.get_mut("checklist") {
        items.retain(|item| item.get(ASKED).and_then(Value::as_bool) != Some(false));
        for item in items.iter_mut().filter_map(Value::as_table_mut) {
            item.remove(ASKED);
            if item.get("title").and_then(Value::as_str).is_some_and(str::is_empty) {
                let id = item.get("id").map(id_text).unwrap_or_default();
                return Err(Invalid::new(format!("checklist.{id} is a new item without a title"))
                    .hint(format!("set checklist.{id}.title first"))
                    .at("key"));
            }
        }
    }
    let data = Data::deserialize(table).map_err(|error| Invalid::new(format!("the framework: {error}")).at("value"))?;
    Framework::of(data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Dimension, Stage};

    fn with(amendments: &[(&str, &str)]) -> (Framework, Vec<(String, Invalid)>) {
        let amendments: Vec<Amendment> = amendments
            .iter()
            .map(|(key, value)| Amendment { key: (*key).to_owned(), value: (*value).to_owned() })
            .collect();
        Framework::builtin().unwrap().amended(&amendments)
    }

    #[test]
    fn thresholds_windows_and_criteria_are_in_force() {
        let all = [("dimension.data.pass", "2"), ("stage.1.weeks", "10"), ("dimension.data.criteria", "[\"One\"]")];
        let (framework, faults) = with(&all);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(framework.dimension(Dimension::Data).pass, 2);
        assert_eq!(framework.dimension(Dimension::Data).criteria, ["One"]);
        assert_eq!(framework.stage(Stage::One).unwrap().weeks, Some(10));
        let differing: Vec<String> = framework.differences().into_iter().map(|one| one.key).collect();
        assert_eq!(differing, ["stage.1.weeks", "dimension.data.pass", "dimension.data.criteria"]);
    }

    #[test]
    fn without_the_words_of_a_workspace_its_numbers_stand() {
        let (framework, faults) = with(&[
            ("stage.1.name", "\"Pilot of a client\""),
            ("stage.1.weeks", "10"),
            ("dimension.data.criteria", "[\"As a client has it\"]"),
            ("checklist.s2.mes.group", "\"integration matrix\""),
            ("checklist.s2.mes.title", "\"The MES of a client\""),
            ("checklist.s2.crm.group", "\"rules of a client\""),
        ]);
        assert!(faults.is_empty(), "{faults:?}");
        let masked = framework.without_own_words();
        let own = Framework::builtin().unwrap();
        assert_eq!(masked.stage_name(Stage::One), own.stage_name(Stage::One));
        assert_eq!(masked.stage(Stage::One).unwrap().weeks, Some(10));
        assert_eq!(masked.dimension(Dimension::Data).criteria, own.dimension(Dimension::Data).criteria);
        let item = masked.item("s2.mes").unwrap();
        assert_eq!(
            (item.title.as_str(), item.group.as_str()),
            ("item 1 of this workspace", super::super::groups::MATRIX)
        );
        assert_eq!(masked.item("s2.crm").unwrap().group, OWN_GROUP);
        assert!(!format!("{masked:?}").contains("a client"), "{masked:?}");
        assert_eq!(own.without_own_words(), own);
    }

    #[test]
    fn items_are_added_and_left_out() {
        let (framework, faults) = with(&[
            ("checklist.s2.mes.group", "\"integration matrix\""),
            ("checklist.s2.mes.title", "\"MES\""),
            ("checklist.s2.crm.asked", "false"),
        ]);
        assert!(faults.is_empty(), "{faults:?}");
        let matrix: Vec<&str> = framework
            .items(Stage::Two)
            .iter()
            .filter(|item| item.group == super::super::groups::MATRIX)
            .map(|item| item.id.as_str())
            .collect();
        assert_eq!(matrix, ["s2.erp", "s2.scheduling", "s2.reporting", "s2.other-systems", "s2.mes"]);
        assert!(framework.item("s2.crm").is_none());
    }

    #[test]
    fn what_cannot_be_in_force_is_told_and_the_rest_stands() {
        let stage_3 = Framework::builtin().unwrap();
        let gone: Vec<(String, &str)> =
            stage_3.items(Stage::Three).iter().map(|item| (format!("checklist.{}.asked", item.id), "false")).collect();
        let mut all: Vec<(&str, &str)> = gone.iter().map(|(key, value)| (key.as_str(), *value)).collect();
        all.extend([
            ("dimension.data.pass", "9"),
            ("dimension.budget.pass", "2"),
            ("dimension.budgte.pass", "2"),
            ("stage.2.weeks", "\"ten\""),
            ("checklist.s9.what.title", "\"What\""),
            ("checklist.s1.new.group", "\"no title\""),
            ("time.forecast_months", "[7, 4]"),
            ("objection.data.answer", "\" \""),
        ]);
        let (framework, faults) = with(&all);
        let faulty: Vec<&str> = faults.iter().map(|(key, _)| key.as_str()).collect();
        for key in ["dimension.data.pass", "dimension.budgte.pass", "stage.2.weeks", "checklist.s9.what.title"] {
            assert!(faulty.contains(&key), "{key} in {faulty:?}");
        }
        for key in ["checklist.s1.new.group", "time.forecast_months", "objection.data.answer"] {
            assert!(faulty.contains(&key), "{key} in {faulty:?}");
        }
        assert_eq!(framework.items(Stage::Three).len(), 1, "the last item of a stage stays");
        assert_eq!(framework.dimension(Dimension::Data).pass, 3);
        assert_eq!(framework.dimension(Dimension::Budget).pass, 2);
        let (_, error) = faults.iter().find(|(key, _)| key == "dimension.budgte.pass").unwrap();
        assert!(error.hint.as_ref().unwrap().contains("dimension.budget.pass"), "{error:?}");
    }

    #[test]
    fn what_is_typed_becomes_the_kind_of_value_that_the_key_takes() {
        let framework = Framework::builtin().unwrap();
        let typed = |key: &str, text: &str| framework.typed(key, text);
        assert_eq!(typed("stage.4.weeks", "12").unwrap(), "12");
        assert_eq!(typed("stage.1.name", "Try \"it\"").unwrap().parse::<Value>().unwrap().as_str(), Some("Try \"it\""));
        assert_eq!(typed("dimension.data.go_no_go", "no").unwrap(), "false");
        assert_eq!(typed("owner.persons", "The Board; IT").unwrap(), r#"["The Board", "IT"]"#);
        assert!(typed("stage.1.weeks", "ten").is_err());
        assert!(typed("time.forecast_months", "four").is_err());
    }

    #[test]
    fn every_value_that_can_be_set_says_nothing_where_it_repeats_the_framework() {
        let framework = Framework::builtin().unwrap();
        let all = framework.settable();
        assert!(all.len() > 250, "{}", all.len());
        assert!(all.iter().all(|one| !one.differs()));
        let repeated: Vec<Amendment> =
            all.iter().map(|one| Amendment { key: one.key.clone(), value: one.value.to_string() }).collect();
        let (same, faults) = framework.amended(&repeated);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(same.data, framework.data);
    }

    #[test]
    fn a_name_that_looks_like_a_body_can_be_allowed() {
        let (framework, _) = with(&[("owner.persons", "[\"Sam Board\"]")]);
        assert!(!framework.is_not_a_person("sam board"));
        assert!(framework.is_not_a_person("The Board"));
    }
}
