//! The framework as this workspace has it: stages, checklists, dimensions, warnings, objections, words and benchmarks, each
//! with where it comes from. What can be set is set here; a line says where the workspace differs.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Place, parts};
use crate::domain::change::{Amend, MetricChange};
use crate::domain::framework::{Data, Settable};
use crate::domain::seek::folded;
use crate::domain::{Change, Fixed, Framework, Invalid, Outcome, Rules, Shown};
use crate::interaction::filter::{Closed, Filter, Typed};
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{
    Answer, Context, Effect, Field, Form, Key, Kind, List, Move, Moves, Newcomer, Offer, Query, Screen, extract,
};
use crate::ui::glyphs::Glyphs;
use crate::ui::paint::{Pen, ground, rule};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "framework",
    title: "framework",
    doc: "Go to the framework: stages, checklists, thresholds, warnings, objections, benchmarks; set what is otherwise here.",
    keys: &["g f"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(Knowledge::default())),
};

/// A record of the framework.
#[derive(Debug, Clone, Default)]
struct Record {
    /// Its section, as `dimension`.
    section: &'static str,
    /// What it is called.
    name: String,
    /// What is said of it and cannot be set.
    said: Vec<(&'static str, String)>,
    /// What can be set.
    settable: Vec<Settable>,
    /// Numbers of its rule: the name, the framework's own, and that of the workspace.
    numbers: Vec<(String, Fixed, Option<Fixed>)>,
}

impl Record {
    /// What it is known by.
    fn key(&self) -> (&'static str, String) {
        (self.section, self.name.clone())
    }

    fn differs(&self) -> bool {
        self.settable.iter().any(Settable::differs) || self.numbers.iter().any(|(.., own)| own.is_some())
    }

    /// Every word of it, to be found by.
    fn words(&self) -> String {
        let said = self.said.iter().map(|(_, text)| text.clone());
        let set = self.settable.iter().map(|one| format!("{} {}", one.key, plain(&one.value)));
        let numbers = self.numbers.iter().map(|(key, ..)| key.clone());
        let all: Vec<String> = said.chain(set).chain(numbers).collect();
        folded(&format!("{} {} {}", self.section, self.name, all.join(" ")))
    }
}

/// The screen.
#[derive(Default)]
struct Knowledge {
    records: Vec<Record>,
    found: Vec<usize>,
    list: List,
    filter: Filter,
    /// The record that came by a change that was made here: the cursor goes to it.
    newcomer: Newcomer<(&'static str, String)>,
}

const VERBS: Rows<Knowledge> = &[OWN, &vertical()];

fn writable(screen: &Knowledge, context: &Context) -> Live {
    Live::writable(context).and_when(screen.selected().is_some(), "nothing is selected")
}

const OWN: &[Verb<Knowledge>] = &[
    Verb::new(
        ("edit", "set"),
        "Set what this workspace has otherwise than the framework.",
        &["e", "↵"],
        |screen, context| {
            let settable = screen.selected().is_some_and(|one| !one.settable.is_empty() || !one.numbers.is_empty());
            writable(screen, context).and_when(settable, "this is quoted, and cannot be set")
        },
        |screen, _| screen.selected().map(|record| Effect::form(edit(record))).into_iter().collect(),
    ),
    Verb::new(
        ("add", "add item"),
        "Add an item to the checklist of a stage.",
        &["a"],
        |_, context| Live::writable(context),
        |_, _| vec![Effect::form(add())],
    ),
    Verb::new(
        ("reset", "framework's own"),
        "Take the framework's own values again.",
        &["x"],
        |screen, context| {
            let differs = screen.selected().is_some_and(Record::differs);
            writable(screen, context).and_when(differs, "it is the framework's own")
        },
        |screen, _| screen.selected().map(|record| Effect::commit(reset(record))).into_iter().collect(),
    ),
    Verb::new(
        ("filter", "filter"),
        "Narrow to what some words find; Esc stops typing.",
        &["/"],
        |_, _| Live::Yes,
        |screen, context| {
            screen.filter.open();
            screen.resized(context)
        },
    ),
];

/// Takes what can be set in a record, by the beginning of its keys.
type Take<'a> = &'a mut dyn FnMut(&str) -> Vec<Settable>;

/// Everything that the program knows, in the order of its file.
fn records(framework: &Framework, rules: &Rules) -> Vec<Record> {
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
    // What this workspace says itself is what a committee asks about.
    all.sort_by_key(|record| !record.differs());
    all
}

/// Checklist items that this workspace does not ask.
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
            ("verdicts", gate.verdicts.join(", ")),
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
        let said = vec![
            ("fires", warning.fires.clone()),
            ("levels", warning.levels.join(", ")),
            ("from", format!("{}; numbers: {}", warning.origin, warning.numbers)),
        ];
        all.push(Record {
            section: "warning",
            name: warning.id.clone(),
            said,
            settable: take(&format!("warning.{}", warning.id)),
            numbers: numbers(&format!("warning.{}.", warning.id)),
        });
    }
    let said = vec![("from", framework.data.xmr.origin.clone())];
    all.push(Record {
        section: "chart",
        name: "limits and rules".to_owned(),
        said,
        numbers: numbers("xmr."),
        ..Record::default()
    });
    all
}

/// A value as people read it; a list a line each.
fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("\n"),
        toml::Value::Boolean(flag) => (if *flag { "yes" } else { "no" }).to_owned(),
        other => other.to_string(),
    }
}

/// A field as words: the last part of its key.
fn label(key: &str) -> String {
    key.rsplit_once('.').map_or(key, |(_, field)| field).replace(['_', '-'], " ")
}

/// Names of the fields of a form; no record has more.
const FIELDS: [&str; 12] = ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12"];

/// `e`: everything of a record that can be set.
fn edit(record: &Record) -> Form {
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
    Form::new(
        format!("framework/{}/{}", record.section, record.name),
        format!("{}: {}", record.section, record.name),
        fields.collect(),
        Box::new(move |form, _| {
            let mut amend = Vec::new();
            let mut changes = Vec::new();
            for (name, one) in FIELDS.iter().zip(&settable).filter(|(name, _)| form.changed(name)) {
                let to = typed(&one.value, &form.value(name)).map_err(|error| error.at(name))?;
                let was = one.differs().then(|| one.value.to_string());
                amend.push(Amend { key: one.key.clone(), to: Some(to), was: Some(was) });
            }
            if !amend.is_empty() {
                changes.push(Change::Amend(amend));
            }
            let places = FIELDS.iter().skip(settable.len());
            for (name, (key, _, own)) in places.zip(&numbers).filter(|(name, _)| form.changed(name)) {
                let to = Fixed::parse(&form.value(name)).map_err(|error| error.at(name))?;
                let parameter =
                    MetricChange::Parameter { key: key.clone(), metric: None, to: Some(to), was: Some(*own) };
                changes.push(Change::Metric(parameter));
            }
            if changes.is_empty() {
                return Err(Invalid::new("nothing was changed").hint("Esc closes"));
            }
            Ok(Change::Several { what: None, changes })
        }),
    )
}

/// What was typed, as TOML of the kind that stands there.
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
fn add() -> Form {
    let fields = vec![
        Field::line("id", "id, as s2.mes for stage 2", "").required(),
        Field::line("title", "title", "").required(),
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
                return Err(Invalid::new(format!("there is an item {id} already")).hint("e on it edits it").at("id"));
            }
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
fn reset(record: &Record) -> Change {
    let set = record.settable.iter().filter(|one| one.differs());
    let was = |one: &Settable| Some(Some(one.value.to_string()));
    let amend = set.map(|one| Amend { key: one.key.clone(), to: None, was: was(one) }).collect();
    let numbers = record.numbers.iter().filter(|(.., own)| own.is_some()).map(|(key, _, own)| {
        Change::Metric(MetricChange::Parameter { key: key.clone(), metric: None, to: None, was: Some(*own) })
    });
    let what = format!("{} {}: the framework's own again.", record.section, record.name);
    Change::Several { what: Some(what), changes: std::iter::once(Change::Amend(amend)).chain(numbers).collect() }
}

impl Knowledge {
    fn selected(&self) -> Option<&Record> {
        self.records.get(*self.found.get(self.list.selected)?)
    }

    fn height(&self, context: &Context) -> usize {
        let (width, height) = context.body();
        usize::from(split(Rect::new(0, 0, width, height)).0.height).saturating_sub(self.filter.rows())
    }

    fn find(&mut self, context: &Context) {
        let stay = self.found.get(self.list.selected).copied();
        let holds = |record: &Record| self.filter.holds(&record.words());
        self.found = self.records.iter().enumerate().filter(|(_, one)| holds(one)).map(|(at, _)| at).collect();
        let at = self.found.iter().position(|at| Some(*at) == stay).unwrap_or(0);
        self.list.select(at, self.found.len(), self.height(context));
    }
}

/// Where the list stands, and where what is said of a record.
fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= 100 {
        let width = area.width * 2 / 5;
        return (Rect { width, ..area }, Rect { x: area.x + width + 2, width: area.width - width - 2, ..area });
    }
    let list = (area.height * 2 / 5).max(area.height.min(3));
    (Rect { height: list, ..area }, Rect { y: area.y + list, height: area.height - list, ..area })
}

impl Moves for Knowledge {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let height = self.height(context);
        if let Some(by) = to.rows(height) {
            self.list.step(by, self.found.len(), height);
        }
        Vec::new()
    }
}

impl Screen for Knowledge {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "Framework".to_owned()
    }

    fn queries(&self, _: &Context) -> Vec<Query> {
        vec![Query::Directory]
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        for answer in answers {
            if let Answer::Directory(directory) = answer
                && let Some(framework) = &directory.framework
            {
                self.records = records(framework, &directory.rules);
                self.find(context);
                let new = self.newcomer.take(self.records.iter().map(Record::key));
                let is_new = |at: &usize| self.records.get(*at).is_some_and(|record| Some(record.key()) == new);
                if let Some(at) = self.found.iter().position(is_new) {
                    self.list.select(at, self.found.len(), self.height(context));
                }
            }
        }
        Vec::new()
    }

    fn committed(&mut self, _: &Outcome, _: &Context) {
        self.newcomer.note(self.records.iter().map(Record::key));
    }

    fn is_becoming(&self) -> bool {
        self.newcomer.is_awaited()
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        match self.filter.press(key)? {
            Typed::Chosen => {}
            Typed::Step(by) => self.list.step(by, self.found.len(), self.height(context)),
            Typed::Changed => self.find(context),
        }
        Some(Vec::new())
    }

    fn typing_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.filter.hints()
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        self.filter.paste(text).then(|| {
            self.find(context);
            Vec::new()
        })
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        let closed = self.filter.close();
        if closed == Closed::Filter {
            self.find(context);
        }
        (closed != Closed::Nothing).then(Vec::new)
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.list.fit(self.found.len(), self.height(context));
        Vec::new()
    }

    fn clicked(&mut self, _: u16, y: u16, context: &Context) -> Vec<Effect> {
        self.choose(self.list.top + usize::from(y), context)
    }

    fn sentences(&self, _: &Context) -> Vec<String> {
        let said = |record: &Record| {
            let differs = if record.differs() { ", otherwise here" } else { "" };
            format!("{}: {}{differs}", record.section, record.name)
        };
        self.found.iter().filter_map(|at| self.records.get(*at)).map(said).collect()
    }

    fn columns(&self, _: &Context) -> Option<extract::Rows> {
        let header = ["section", "name", "says", "otherwise here"].map(str::to_owned).to_vec();
        let row = |record: &Record| {
            let says: Vec<String> = told(record).into_iter().map(|(text, _)| text.trim().to_owned()).collect();
            let differs = if record.differs() { "yes" } else { "no" };
            vec![record.section.to_owned(), record.name.clone(), says.join("; "), differs.to_owned()]
        };
        let rows = self.found.iter().filter_map(|at| self.records.get(*at)).map(row).collect();
        Some(extract::Rows { header, rows })
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, self.found.len(), self.height(context));
        Vec::new()
    }

    fn explain(&self, context: &Context) -> Option<String> {
        if context.glyphs == Glyphs::Words {
            let said = told(self.selected()?).into_iter().map(|(text, _)| text.trim().to_owned());
            return Some(said.collect::<Vec<_>>().join("; "));
        }
        let differing = self.records.iter().filter(|record| record.differs()).count();
        Some(match differing {
            0 => "Everything here is the framework's own. e sets what is otherwise in this workspace.".to_owned(),
            1 => "One record differs from the framework; x takes the framework's own again.".to_owned(),
            many => format!("{many} records differ from the framework; x takes the framework's own again."),
        })
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let (left, right) = split(area);
        let mut cursor = None;
        for (row, at) in (0..).zip(self.list.visible(self.found.len(), self.height(context))) {
            let Some(record) = self.found.get(at).and_then(|at| self.records.get(*at)) else {
                continue;
            };
            let line = Rect { y: left.y + row, height: 1, ..left };
            let selected = at == self.list.selected;
            draw_row(record, selected, line, buffer, context);
            if selected {
                cursor = Some(Position { x: left.x, y: line.y });
            }
        }
        parts::more(self.list, self.found.len(), left, buffer, context);
        if right.y > left.y && right.height > 0 {
            rule(buffer, right, 0, context.glyphs.rule(), context.theme.style(Role::Rule));
        }
        let skip = u16::from(right.y > left.y).min(right.height);
        let right = Rect { y: right.y + skip, height: right.height - skip, ..right };
        if let Some(record) = self.selected() {
            say(record, right, buffer, context);
        }
        self.filter.draw(left, buffer, context).or(cursor)
    }
}

fn draw_row(record: &Record, selected: bool, area: Rect, buffer: &mut Buffer, context: &Context) {
    let base = ground(buffer, area, selected, &context.theme);
    let style = |role| context.theme.style(role).patch(base);
    let mut pen = Pen::new(buffer, area, 0);
    pen.words(context.glyphs.edge(selected), style(Role::Accent));
    let differs = record.differs();
    pen.words(if differs { context.glyphs.mark() } else { " " }, style(Role::Accent)).skip(1);
    pen.cell(&Shown::line(record.section), 10, style(Role::Dim));
    pen.text(&Shown::line(&record.name), style(if differs { Role::Strong } else { Role::Text }));
}

/// Everything that is known of a record, and where this workspace differs.
fn told(record: &Record) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    for one in &record.settable {
        let joined = plain(&one.value).replace('\n', "; ");
        let role = if one.differs() { Role::Accent } else { Role::Text };
        lines.push((format!("{}: {joined}", label(&one.key)), role));
        match &one.default {
            _ if !one.differs() => {}
            None => lines.push(("  of this workspace".to_owned(), Role::Dim)),
            Some(default) => {
                lines.push((format!("  the framework has {}", plain(default).replace('\n', "; ")), Role::Dim));
            }
        }
    }
    for (name, default, own) in &record.numbers {
        let role = if own.is_some() { Role::Accent } else { Role::Text };
        let of = own.map_or_else(String::new, |_| format!(" (the framework has {default})"));
        lines.push((format!("{}: {}{of}", label(name), own.unwrap_or(*default)), role));
    }
    lines.extend(record.said.iter().map(|(what, text)| (format!("{what}: {text}"), Role::Dim)));
    lines
}

fn say(record: &Record, area: Rect, buffer: &mut Buffer, context: &Context) {
    let width = usize::from(area.width).saturating_sub(2);
    let mut lines = vec![(record.name.clone(), Role::Strong)];
    lines.extend(told(record));
    let paragraphs = lines.iter().flat_map(|(text, role)| text.lines().map(move |text| (text, role)));
    let wrapped =
        paragraphs.flat_map(|(text, role)| Shown::line(text).wrap(width).into_iter().map(move |line| (line, role)));
    for (row, (line, role)) in (0..area.height).zip(wrapped) {
        Pen::new(buffer, area, row).skip(1).text(&line, context.theme.style(*role));
    }
}
