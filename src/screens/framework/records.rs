//! The framework, record by record: what it says, what can be changed, and where this workspace differs.

use std::collections::BTreeMap;

use crate::domain::framework::{Data, Settable};
use crate::domain::seek::folded;
use crate::domain::words::flag_word;
use crate::domain::{Fixed, Framework, Rules};

/// The id of a record: its section and its name.
pub(super) type Known = (&'static str, String);

/// A record of the framework.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// Its section, as `dimension`.
    pub section: &'static str,
    /// What it is called.
    pub name: String,
    /// What it says that cannot be set.
    pub said: Vec<(&'static str, String)>,
    /// What can be set.
    pub settable: Vec<Settable>,
    /// The numbers of its rule: name, the framework's value, and the workspace's.
    pub numbers: Vec<(String, Fixed, Option<Fixed>)>,
}

impl Record {
    /// What it is known by.
    pub fn known_by(&self) -> Known {
        (self.section, self.name.clone())
    }

    /// The key that leads to it from elsewhere.
    pub fn key(&self) -> String {
        format!("{} {}", self.section, self.name)
    }

    /// Does that key lead to it: its own key, or that of something set in it?
    pub fn has(&self, key: &str) -> bool {
        self.key() == key || self.settable.iter().any(|set| set.key == key)
    }

    pub fn differs(&self) -> bool {
        self.settable.iter().any(Settable::differs) || self.numbers.iter().any(|(.., own)| own.is_some())
    }

    /// Every word by which it is found: as stored, and as shown.
    pub fn words(&self) -> String {
        let said = self.said.iter().map(|(what, text)| format!("{} {text}", also(what)));
        let set = self.settable.iter().map(|one| format!("{} {} {}", one.key, label(&one.key), plain(&one.value)));
        let numbers = self.numbers.iter().map(|(key, ..)| format!("{key} {} threshold", label(key)));
        let all: Vec<String> = said.chain(set).chain(numbers).collect();
        let differs = if self.differs() { "differs, otherwise here" } else { "" };
        folded(&format!("{} {} {} {differs}", also(self.section), self.name, all.join(" ")))
    }
}

/// Takes what can be set in a record, by the beginning of its keys.
type Take<'a> = &'a mut dyn FnMut(&str) -> Vec<Settable>;

/// Everything that the program knows, in the order of its file.
pub(super) fn records(framework: &Framework, rules: &Rules) -> Vec<Record> {
    let mut settable: BTreeMap<String, Vec<Settable>> = BTreeMap::new();
    for one in framework.settable() {
        let record = one.key.rsplit_once('.').map_or(String::new(), |(record, _)| record.to_owned());
        settable.entry(record).or_default().push(one);
    }
    let mut take = |key: &str| settable.remove(key).unwrap_or_default();
    let mut all = stages(&framework.data, &mut take);
    all.extend(readiness(&framework.data, &mut take));
    all.extend(rules_of(framework, rules, &mut take));
    all.extend(words(&framework.data, &mut take));
    all.extend(left_out(settable));
    // A committee asks first about what this workspace changed.
    all.sort_by_key(|record| !record.differs());
    all
}

/// Checklist items that this workspace leaves out.
fn left_out(settable: BTreeMap<String, Vec<Settable>>) -> Vec<Record> {
    let items = settable.into_iter().filter(|(key, _)| key.starts_with("checklist."));
    let title = |all: &[Settable]| all.iter().find(|one| label(&one.key) == "title").map(|one| plain(&one.value));
    let record = |(key, all): (String, Vec<Settable>)| Record {
        section: "left out",
        name: title(&all).unwrap_or_default(),
        said: vec![("id", key.trim_start_matches("checklist.").to_owned())],
        settable: all,
        ..Record::default()
    };
    items.map(record).collect()
}

/// Stages with their checklists.
fn stages(data: &Data, take: Take<'_>) -> Vec<Record> {
    let mut all = Vec::new();
    for stage in &data.stage {
        all.push(Record {
            section: "stage",
            name: format!("{} {}", stage.number, stage.name),
            said: vec![("from", stage.origin.clone())],
            settable: take(&format!("stage.{}", stage.number)),
            ..Record::default()
        });
    }
    for item in &data.checklist {
        all.push(Record {
            section: "checklist",
            name: format!("{} {}", item.stage, item.title),
            said: vec![("id", item.id.clone()), ("from", item.origin.clone())],
            settable: take(&format!("checklist.{}", item.id)),
            ..Record::default()
        });
    }
    all
}

/// Dimensions and their scores, the gates, who is a person, and when things are due.
fn readiness(data: &Data, take: Take<'_>) -> Vec<Record> {
    let mut all = Vec::new();
    for dimension in &data.dimension {
        all.push(Record {
            section: "dimension",
            name: dimension.name.clone(),
            said: vec![("from", dimension.origin.clone())],
            settable: take(&format!("dimension.{}", dimension.id)),
            ..Record::default()
        });
    }
    for score in &data.score {
        let settable = take(&format!("score.{}", score.value));
        all.push(Record { section: "score", name: score.value.to_string(), settable, ..Record::default() });
    }
    for gate in &data.gate {
        let said = vec![
            ("rule", gate.rule.clone()),
            ("asks", gate.conditions.join("; ")),
            ("verdicts", gate.verdicts.join(", ").replace('-', " ")),
            ("from", gate.origin.clone()),
        ];
        all.push(Record { section: "gate", name: gate.id.clone(), said, ..Record::default() });
    }
    let quality = vec![("parts", data.quality.parts.join("; ")), ("from", data.quality.origin.clone())];
    let single = [
        ("quality", "of an assessment", quality),
        ("owner", "who is a person", vec![("from", data.owner.origin.clone())]),
        ("time", "due days and forecasts", Vec::new()),
    ];
    for (section, name, said) in single {
        all.push(Record { section, name: name.to_owned(), said, settable: take(section), ..Record::default() });
    }
    all
}

/// Objections, words and benchmarks.
fn words(data: &Data, take: Take<'_>) -> Vec<Record> {
    let mut all = Vec::new();
    for objection in &data.objection {
        all.push(Record {
            section: "objection",
            name: objection.objection.clone(),
            said: vec![("about", objection.id.clone()), ("from", objection.origin.clone())],
            settable: take(&format!("objection.{}", objection.id)),
            ..Record::default()
        });
    }
    for word in &data.caption {
        let said = if word.not.is_empty() { Vec::new() } else { vec![("not", word.not.join(", "))] };
        let settable = take(&format!("caption.{}", word.word));
        all.push(Record { section: "word", name: word.word.clone(), said, settable, ..Record::default() });
    }
    for figure in &data.benchmark {
        let said = vec![
            ("says", figure.says.clone()),
            ("of", figure.population.clone()),
            ("year", figure.year.clone()),
            ("source", figure.source.clone()),
            ("grade", figure.grade.clone()),
        ];
        all.push(Record { section: "benchmark", name: figure.figure.clone(), said, ..Record::default() });
    }
    all
}

/// The warnings with their numbers, and the constants of charts.
fn rules_of(framework: &Framework, rules: &Rules, take: Take<'_>) -> Vec<Record> {
    let listed = rules.listed();
    let numbers = |prefix: &str| {
        let of = listed.iter().filter(|(name, ..)| name.starts_with(prefix));
        of.map(|(name, default, own)| ((*name).to_owned(), *default, *own)).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for warning in &framework.data.warning {
        let numbers = numbers(&format!("warning.{}.", warning.id));
        let said = vec![
            ("fires", rules.fires(warning)),
            ("levels", levels(&warning.levels)),
            ("from", format!("{}; numbers: {}", warning.origin, warning.numbers)),
        ];
        all.push(Record {
            section: "warning",
            name: warning.id.clone(),
            said,
            settable: take(&format!("warning.{}", warning.id)),
            numbers,
        });
    }
    let xmr = &framework.data.xmr;
    let said = vec![("limits", xmr.limits.clone()), ("from", xmr.origin.clone())];
    all.push(Record {
        section: "chart",
        name: "limits and rules".to_owned(),
        said,
        numbers: numbers("xmr."),
        ..Record::default()
    });
    all
}

/// A value as people read it; a list has one line per item.
pub(super) fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("\n"),
        toml::Value::Boolean(flag) => flag_word(*flag).to_owned(),
        other => other.to_string(),
    }
}

/// What a field is called whose own name says too little: section, name, and words.
const WORDS: &[(&str, &str, &str)] = &[
    ("stage", "nominal", "planned for"),
    ("stage", "weeks", "weeks that it may take"),
    ("stage", "output", "ends with"),
    ("checklist", "asked", "asked here"),
    ("dimension", "pass", "score that passes"),
    ("dimension", "go_no_go", "votes on go or no-go"),
    ("quality", "fresh_days", "days for which it is fresh"),
    ("quality", "stale_days", "days after which it is stale"),
    ("owner", "not_a_person", "names of groups"),
    ("owner", "persons", "names of people all the same"),
    ("time", "due_weekday", "weekday by which readings are due, 1 is Monday"),
    ("warning", "rank", "place among the warnings, 1 is first"),
    ("warning", "clears", "clears when"),
    ("warning", "proposal", "proposes"),
];

/// Other words that people have for a section or a part of a record.
const OTHERWISE: [(&str, &str); 4] =
    [("from", "origin"), ("word", "term glossary"), ("checklist", "item"), ("benchmark", "statistic")];

/// A word with its synonyms.
fn also(word: &str) -> String {
    let others = OTHERWISE.iter().find(|(known, _)| *known == word);
    others.map_or_else(|| word.to_owned(), |(_, others)| format!("{word} {others}"))
}

/// The words for a field.
pub(super) fn label(key: &str) -> String {
    let section = key.split('.').next().unwrap_or_default();
    let field = key.rsplit_once('.').map_or(key, |(_, field)| field);
    let words = WORDS.iter().find(|(of, name, _)| (*of, *name) == (section, field));
    words.map_or_else(|| field.replace(['_', '-'], " "), |(.., words)| (*words).to_owned())
}

/// The levels of a warning in words; in the framework each is a letter.
fn levels(letters: &[String]) -> String {
    let word = |letter: &String| match letter.as_str() {
        "W" => "watch".to_owned(),
        "S" => "signal".to_owned(),
        other => other.to_owned(),
    };
    letters.iter().map(word).collect::<Vec<_>>().join(", ")
}
