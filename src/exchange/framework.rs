//! Reads what a file says otherwise than the framework: numbers of rules, numbers of single metrics, and values by
//! section. A file may also be a whole framework; what it repeats says nothing then.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Reject;
use crate::domain::framework::{Framework, check_key};
use crate::domain::{Invalid, Stage};

/// What a file sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The line on which it stands.
    pub line: u64,
    /// The key.
    pub key: String,
    /// The value, as TOML.
    pub value: String,
    /// What it is for.
    pub of: Of,
}

/// What a setting is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A number of a rule, for the workspace.
    Rule,
    /// A number of a rule, for one metric: `PILOT/METRIC`.
    Metric(String),
    /// A value of the framework.
    Framework,
}

/// Everything that a file sets, and what in it is wrong. Of what is no TOML nothing is set.
#[must_use]
pub fn read(text: &str, builtin: &Framework) -> (Vec<Setting>, Vec<Reject>) {
    let mut file = File { text, builtin, settings: Vec::new(), wrong: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        file.reject(at, Invalid::new(error.message().trim()).hint(SHAPE));
    }
    if file.wrong.is_empty() {
        for (name, value) in table.get_ref() {
            file.section(name, value);
        }
    }
    (file.settings, file.wrong)
}

const SHAPE: &str = "it has [parameters], [metrics.\"PILOT/METRIC\"] and sections such as [dimension.data]; see \
                     `steerco framework export -`";
/// Sections whose records stand in the file by what identifies them.
const RECORDS: &[(&str, &str)] = &[
    ("stage", "number"),
    ("checklist", "id"),
    ("dimension", "id"),
    ("score", "value"),
    ("warning", "id"),
    ("objection", "id"),
    ("caption", "word"),
];
/// Sections of single values.
const VALUES: &[&str] = &["quality", "owner", "time"];
/// Sections of a whole framework that a workspace cannot change: how gates are made, what others are quoted with.
const FIXED: &[&str] = &["version", "origin_kind", "gate", "cause", "family", "xmr", "decision_verb", "benchmark"];

/// What a framework says of a record and nobody sets.
const SAID: &[&str] = &[
    "origin",
    "numbers",
    "nominal_from",
    "stage",
    "change",
    "readiness",
    "fires",
    "levels",
    "counts_in",
    "not",
    "parts",
    "powers",
    "executive",
    "report_stale_days",
];

struct File<'a> {
    text: &'a str,
    builtin: &'a Framework,
    settings: Vec<Setting>,
    wrong: Vec<Reject>,
}

type Named<'a, 'i> = (&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

impl File<'_> {
    fn line(&self, at: usize) -> u64 {
        let before = self.text.get(..at).unwrap_or_default();
        before.matches('\n').count() as u64 + 1
    }

    fn reject(&mut self, at: usize, reason: Invalid) {
        let row = self.line(at);
        self.wrong.push(Reject { row, reason });
    }

    fn section(&mut self, name: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let at = name.span().start;
        let word = name.get_ref().as_ref();
        match (word, value.get_ref()) {
            ("parameters", DeValue::Table(numbers)) => {
                for (key, value) in numbers {
                    self.set((key.span().start, key.get_ref()), value, Of::Rule);
                }
            }
            ("metrics", DeValue::Table(metrics)) => {
                for (metric, numbers) in metrics {
                    if !metric.get_ref().contains('/') {
                        let reason = Invalid::new(format!("“{}” names no metric", metric.get_ref()));
                        self.reject(metric.span().start, reason.hint("write PILOT/METRIC"));
                        continue;
                    }
                    let Some(numbers) = numbers.get_ref().as_table() else {
                        self.reject(metric.span().start, Invalid::new("a metric has numbers below it").hint(SHAPE));
                        continue;
                    };
                    for (key, value) in numbers {
                        self.set((key.span().start, key.get_ref()), value, Of::Metric(metric.get_ref().to_string()));
                    }
                }
            }
            (word, DeValue::Table(record)) if VALUES.contains(&word) => {
                for (field, value) in record {
                    self.field(word, (field, value), None);
                }
            }
            (word, DeValue::Table(records)) if RECORDS.iter().any(|(known, _)| *known == word) => {
                for (id, record) in records {
                    match record.get_ref() {
                        DeValue::Table(record) => self.record((word, id.get_ref()), record, None),
                        // An id with a dot that was not quoted stands a level deeper.
                        _ => self.reject(id.span().start, unquoted(word, id.get_ref())),
                    }
                }
            }
            (word, DeValue::Array(records)) if RECORDS.iter().any(|(known, _)| *known == word) => {
                let records: Vec<_> = records.iter().collect();
                self.whole(word, at, &records);
            }
            (word, _) if FIXED.contains(&word) => {}
            (word, _) => self.reject(at, Invalid::new(format!("there is no section “{word}”")).hint(SHAPE)),
        }
    }

    /// All records of a section, as a framework lists them. A checklist item that is not among them is not asked.
    fn whole(&mut self, section: &str, at: usize, records: &[&Spanned<DeValue<'_>>]) {
        let by = RECORDS.iter().find(|(known, _)| *known == section).map_or("id", |(_, by)| *by);
        let mut seen: Vec<String> = Vec::new();
        for record in records {
            let at = record.span().start;
            let Some(fields) = record.get_ref().as_table() else {
                self.reject(at, Invalid::new(format!("{section} is a list of records")).hint(SHAPE));
                continue;
            };
            let Some(id) = fields.get(by).and_then(|id| self.value(id)) else {
                let reason = Invalid::new(format!("a record of {section} has no {by}"));
                self.reject(at, reason.hint(format!("write `{by} = …` below its heading")));
                continue;
            };
            let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
            if seen.contains(&id) {
                let reason = Invalid::new(format!("{section} has two records with the {by} “{id}”"));
                self.reject(at, reason.hint("leave one of them out"));
                continue;
            }
            self.record((section, &id), fields, Some(by));
            seen.push(id);
        }
        if section == "checklist" {
            self.unasked(at, &seen);
        }
    }

    fn unasked(&mut self, at: usize, listed: &[String]) {
        for stage in Stage::ALL {
            let items = self.builtin.items(stage);
            let begins = format!("s{stage}.");
            if !listed.iter().any(|id| id.starts_with(&begins)) {
                let reason = Invalid::new(format!("stage {stage} has no checklist"));
                self.reject(at, reason.hint(format!("list an item whose id begins with {begins}")));
                continue;
            }
            let line = self.line(at);
            let gone = items.iter().filter(|item| !listed.contains(&item.id));
            self.settings.extend(gone.map(|item| Setting {
                line,
                key: format!("checklist.{}.asked", item.id),
                value: "false".to_owned(),
                of: Of::Framework,
            }));
        }
    }

    /// The fields of a record. In a whole framework, what cannot be set is passed over where it says nothing new.
    fn record(&mut self, (section, id): (&str, &str), fields: &DeTable<'_>, by: Option<&str>) {
        for (field, value) in fields {
            if by == Some(field.get_ref().as_ref()) {
                continue;
            }
            if let DeValue::Table(deeper) = value.get_ref() {
                if by.is_some() && section == "warning" {
                    // Parameters are numbers of rules; those that repeat the framework say nothing.
                    let own = self.builtin.warning(id);
                    for (name, value) in deeper {
                        let own = own.and_then(|own| own.parameters.get(name.get_ref().as_ref()));
                        if own.is_some() && self.value(value).and_then(|value| value.as_integer()) == own.copied() {
                            continue;
                        }
                        let key = format!("warning.{id}.{}", name.get_ref());
                        self.set((name.span().start, &key), value, Of::Rule);
                    }
                } else {
                    self.reject(field.span().start, unquoted(section, &format!("{id}.{}", field.get_ref())));
                }
                continue;
            }
            self.field(&format!("{section}.{id}"), (field, value), by);
        }
    }

    fn field(&mut self, record: &str, (field, value): Named<'_, '_>, by: Option<&str>) {
        let name = field.get_ref().as_ref();
        if (by.is_some() || VALUES.contains(&record)) && SAID.contains(&name) {
            return;
        }
        let key = format!("{record}.{name}");
        self.set((field.span().start, &key), value, Of::Framework);
    }

    fn set(&mut self, (at, key): (usize, &str), value: &Spanned<DeValue<'_>>, of: Of) {
        if of == Of::Framework
            && let Err(reason) = check_key(key)
        {
            return self.reject(at, reason);
        }
        match self.value(value) {
            Some(value) => {
                let line = self.line(at);
                self.settings.push(Setting { line, key: key.to_owned(), value: value.to_string(), of });
            }
            None => self.reject(at, Invalid::new(format!("{key} has no value")).hint(SHAPE)),
        }
    }

    /// A value as it is written, without the lines and comments within it.
    fn value(&self, value: &Spanned<DeValue<'_>>) -> Option<toml::Value> {
        let written = self.text.get(value.span())?;
        toml::from_str::<toml::Table>(&format!("v = {written}")).ok()?.remove("v")
    }
}

fn unquoted(section: &str, id: &str) -> Invalid {
    Invalid::new(format!("[{section}.{id}] is no record of {section}"))
        .hint(format!("put an id with a dot in quotes, as [{section}.\"{id}\"]"))
}
