//! Reads what a file sets differently from the framework: parameters, parameters of single metrics, and values by
//! section. A file may also be a whole framework; what it repeats then sets nothing.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Reject;
use crate::domain::framework::{Framework, check_key, from_toml, own_value, record_key};
use crate::domain::seek::line_at;
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
/// Sections of a whole framework that a workspace cannot change: how gates are made, what others are quoted with.
const FIXED: &[&str] = &["version", "origin_kind", "gate", "cause", "family", "xmr", "decision_verb", "benchmark"];

struct File<'a> {
    text: &'a str,
    builtin: &'a Framework,
    settings: Vec<Setting>,
    wrong: Vec<Reject>,
}

type Named<'a, 'i> = (&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

impl File<'_> {
    fn line(&self, at: usize) -> u64 {
        line_at(self.text, at) as u64
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
            (word, DeValue::Table(record)) if record_key(word) == Some(None) => {
                for (field, value) in record {
                    self.field((word, None), (field, value));
                }
            }
            (word, DeValue::Table(records)) if record_key(word).is_some() => {
                for (id, record) in records {
                    match record.get_ref() {
                        DeValue::Table(record) => self.record((word, id.get_ref()), record, ""),
                        // An id with a dot that was not quoted stands a level deeper.
                        _ => self.reject(id.span().start, unquoted(word, id.get_ref())),
                    }
                }
            }
            (word, DeValue::Array(records)) if record_key(word).is_some() => {
                let records: Vec<_> = records.iter().collect();
                self.whole(word, at, &records);
            }
            (word, _) if FIXED.contains(&word) => {
                // Nothing is said where it repeats the framework.
                let whole: toml::Table = self.text.parse().unwrap_or_default();
                if whole.get(word) != own_value(word, None).as_ref() {
                    let reason = Invalid::new(format!("{word} of the framework cannot be set in a file"));
                    self.reject(at, reason.hint("numbers of charts stand under [parameters], as \"xmr.run-length\""));
                }
            }
            (word, _) => self.reject(at, Invalid::new(format!("there is no section “{word}”")).hint(SHAPE)),
        }
    }

    /// All records of a section, as a framework lists them. A checklist item that is not among them is not asked.
    fn whole(&mut self, section: &str, at: usize, records: &[&Spanned<DeValue<'_>>]) {
        let by = record_key(section).flatten().unwrap_or("id");
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
            self.record((section, &id), fields, by);
            if section == "checklist" {
                // What is listed is asked, also where the workspace left it out.
                let line = self.line(at);
                let (key, value) = (format!("checklist.{id}.asked"), "true".to_owned());
                self.settings.push(Setting { line, key, value, of: Of::Framework });
            }
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
    fn record(&mut self, (section, id): (&str, &str), fields: &DeTable<'_>, by: &str) {
        for (field, value) in fields {
            if by == field.get_ref().as_ref() {
                continue;
            }
            if let DeValue::Table(deeper) = value.get_ref() {
                if !by.is_empty() && section == "warning" {
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
            self.field((section, Some(id)), (field, value));
        }
    }

    /// A field of a record. What repeats the framework says nothing, also where it cannot be set.
    fn field(&mut self, (section, id): (&str, Option<&str>), (field, value): Named<'_, '_>) {
        let name = field.get_ref().as_ref();
        let key = id.map_or_else(|| format!("{section}.{name}"), |id| format!("{section}.{id}.{name}"));
        if check_key(&key).is_err() && self.value(value) == own_value(section, Some((id.unwrap_or_default(), name))) {
            return;
        }
        // A number of a rule may stand with what else is said of its warning.
        let rule = id.filter(|_| section == "warning").and_then(|id| self.builtin.warning(id));
        let is_number = rule.is_some_and(|rule| rule.parameters.contains_key(name));
        self.set((field.span().start, &key), value, if is_number { Of::Rule } else { Of::Framework });
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
        from_toml(self.text.get(value.span())?)
    }
}

fn unquoted(section: &str, id: &str) -> Invalid {
    Invalid::new(format!("[{section}.{id}] is no record of {section}"))
        .hint(format!("put an id with a dot in quotes, as [{section}.\"{id}\"]"))
}
