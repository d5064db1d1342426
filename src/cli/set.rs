//! `set [pilot|person|metric|note|minute|workstream|step|item|gap|waiver|exception|decision|action|review|agenda|
//! workspace] REF FIELD VALUE`.

use super::commit::commit;
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::places::name_of;
use super::ground::session::Session;
use crate::domain::change::{
    ActionChange, ActionField, AssessmentChange, DecisionField, ExceptionChange, ExceptionField, FieldKind, GateChange,
    ItemField, MetricChange, MetricField, NoteChange, PersonChange, PersonField, PilotChange, PilotField, ReviewChange,
    ReviewField, Reword, RolloutChange, StepField, TickChange, WorkstreamChange, WorkstreamField,
};
use crate::domain::date::Moved;
use crate::domain::readiness::Assessment;
use crate::domain::spoken::{Side, day_said};
use crate::domain::tags::tagged;
use crate::domain::words::{apart, yes_or_no};
use crate::domain::written::day_of;
use crate::domain::{
    Change, Condition, Day, Fixed, Invalid, ItemState, MetricId, PilotId, Placing, Tick, Value, WorkItem, Workstream,
    meant, money, parsed,
};
use crate::store::{Error, Reader, Store};

const NOUNS: &[&str] = &[
    "pilot",
    "person",
    "metric",
    "note",
    "minute",
    "workstream",
    "step",
    "item",
    "gap",
    "waiver",
    "exception",
    "decision",
    "action",
    "review",
    "agenda",
    "workspace",
];

/// The advice where a value has several words.
const QUOTED: &str = "write a value of several words in quotes";

/// The fields, and the columns of registers, that name people.
const OF_PEOPLE: [&str; 5] = ["owner", "executive_owner", "lead", "manager", "chair"];

/// What is set of a workspace.
const OF_WORKSPACE: [&str; 4] = ["title", "chair", "cadence", "slot"];

/// What is set of a gap.
const OF_GAP: [&str; 3] = ["answer", "owner", "due"];

pub(super) fn run(session: &Session, words: &[String], output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let change = match words.as_slice() {
        ["workspace", rest @ ..] => workspace((session, &store), rest)?,
        [noun, what, field, value] if NOUNS.contains(noun) => typed(&store, session.today, noun, (what, field, value))?,
        [what, field, value] if !NOUNS.contains(what) => typed(&store, session.today, "pilot", (what, field, value))?,
        words => return Err(misread(words)),
    };
    // A command names a person in full: it may be run again when there are two of that name.
    if let [.., field, value] = words.as_slice()
        && whom_told(store.read(), (field, value)).is_some()
    {
        store.read().find_person(value)?;
    }
    commit(session, &mut store, &change, output)?;
    match change {
        Change::Review(ReviewChange::Set { review, field: ReviewField::Date, .. }) => {
            super::review::foretell(session, &store, review, output)
        }
        _ => Ok(()),
    }
}

/// The person meant by the text of a field with only part of the name.
pub(super) fn whom_told(reader: &Reader, (field, text): (&str, &str)) -> Option<String> {
    if OF_PEOPLE.contains(&field) { reader.choose_person(text).ok()?.told } else { None }
}

/// The failure for words that cannot be noun, reference, field and value.
fn misread(words: &[&str]) -> Failure {
    let hint = match words {
        ["metric", pilot, metric, field, value] => {
            format!("a metric is one word, PILOT/METRIC: `steerco set metric '{pilot}/{metric}' {field} '{value}'`")
        }
        [noun, _, field, _, _, ..] if NOUNS.contains(noun) && can_be_set(noun, field) => QUOTED.to_owned(),
        [_, field, _, _, ..] if can_be_set("pilot", field) => QUOTED.to_owned(),
        _ => format!(
            "write `steerco set pilot CODE FIELD VALUE`; nouns are {}; `steerco set --help` lists their fields",
            NOUNS.join(", ")
        ),
    };
    Failure::usage(format!("“set {}” does not say noun, reference, field and value", words.join(" ")), hint)
}

fn workspace((session, store): (&Session, &Store), rest: &[&str]) -> Result<Change> {
    let (field, to) = match rest {
        [field, to] => (*field, *to),
        [named, field, to] if OF_WORKSPACE.contains(field) => {
            expect_this(session, store, named)?;
            (*field, *to)
        }
        _ => ("", ""),
    };
    let number = |text: &str, field| {
        let wrong = || Invalid::new(format!("“{text}” is not a whole number")).hint("write it as 60").at(field);
        text.parse::<u32>().map_err(|_| wrong())
    };
    match (field, to) {
        ("title", to) => Ok(Change::Title { to: to.to_owned(), was: None }),
        ("chair", "") => Ok(Change::Review(ReviewChange::Chair(None))),
        ("chair", who) => Ok(Change::Review(ReviewChange::Chair(Some(store.read().find_person(who)?)))),
        ("cadence", days) => Ok(Change::Review(ReviewChange::Cadence(number(days, "cadence")?))),
        ("slot", minutes) => Ok(Change::Review(ReviewChange::Slot(number(minutes, "slot")?))),
        _ => Err(Failure::from(
            Invalid::new("a workspace has no such field")
                .hint("set title, chair (of the committee), cadence (days between reviews) or slot (their minutes)")
                .at("field"),
        )),
    }
}

/// Refuses the name of another workspace: `set` only changes the open one, which is named by its title, the beginning
/// of that, or the name of its file.
fn expect_this(session: &Session, store: &Store, named: &str) -> Result<()> {
    let (title, file) = (store.read().workspace()?.title, name_of(&session.path()?));
    let (said, called) = (named.trim().to_lowercase(), title.to_lowercase());
    if !said.is_empty() && (called.starts_with(&said) || file.to_lowercase() == said) {
        return Ok(());
    }
    let error = Invalid::new(format!("“{named}” is not this workspace, which is called “{title}”"));
    let hint =
        "leave the name out, or open the one that is meant: `steerco --workspace NAME set workspace FIELD VALUE`";
    Err(Failure::from(error.hint(hint)).not_found())
}

/// Can a field of that noun be set?
pub(super) fn can_be_set(noun: &str, field: &str) -> bool {
    match noun {
        "pilot" => field.parse::<PilotField>().is_ok(),
        "person" => field.parse::<PersonField>().is_ok(),
        "metric" => field.parse::<MetricField>().is_ok(),
        "action" => field.parse::<ActionField>().is_ok(),
        "exception" => field.parse::<ExceptionField>().is_ok(),
        "decision" => field.parse::<DecisionField>().is_ok(),
        "review" => field.parse::<ReviewField>().is_ok(),
        "workstream" => field.parse::<WorkstreamField>().is_ok(),
        "step" => field.parse::<StepField>().is_ok(),
        "item" => field == "state",
        "gap" => OF_GAP.contains(&field),
        "waiver" => field == "outcome",
        "note" | "minute" => field == "text",
        _ => false,
    }
}

/// The change that somebody types: `+1w` and `-3d` move the present date or, where there is none, count from today.
fn typed(store: &Store, today: Day, noun: &str, (what, field, text): (&str, &str, &str)) -> Result<Change> {
    let stands = if text.starts_with(['+', '-']) { stands((store.read(), today), noun, (what, field))? } else { None };
    let moved = Moved::standing(text, stands).map(|(_, day)| day.to_string());
    one(store, Some(today), noun, (what, field, moved.as_deref().unwrap_or(text)))
}

/// The present date in a field of dates.
fn stands((reader, today): (&Reader, Day), noun: &str, (what, field): (&str, &str)) -> Result<Option<Day>> {
    Ok(match (noun, field) {
        ("pilot", "started" | "partner_ends" | "rollout") => {
            reader.pilot(reader.find_pilot(what)?)?.and_then(|pilot| match field {
                "started" => pilot.started,
                "rollout" => pilot.rollout,
                _ => pilot.partner_ends,
            })
        }
        ("workstream", "start" | "due") => {
            let id = reader.find_workstream(what)?;
            let mut all = reader.readiness(None)?.into_values().flat_map(|known| known.workstreams);
            let work = all.find(|work| work.id == id);
            work.and_then(|work| if field == "due" { work.due } else { Some(work.start) })
        }
        ("step", "documented" | "trained" | "retired") => {
            let id = reader.find_step(what)?;
            let mut all = reader.readiness(None)?.into_values().flat_map(|known| known.steps);
            all.find(|step| step.id == id).and_then(|step| match field {
                "documented" => step.documented,
                "trained" => step.trained,
                _ => step.retired,
            })
        }
        ("gap", "due") => match what.split_once('/') {
            Some((pilot, item)) => due_of_item(reader, reader.find_pilot(pilot)?, item)?,
            None => work_on(reader, what)?.due,
        },
        ("action", "due") => Some(reader.find_action(what)?.due),
        ("review", "date") => Some(reader.review_said(what, today)?.day),
        _ => None,
    })
}

/// By when an item of a pilot's checklist is to be done.
pub(super) fn due_of_item(reader: &Reader, pilot: PilotId, item: &str) -> Result<Option<Day>> {
    let ticks = reader.ticks(Some(pilot))?;
    Ok(ticks.get(&pilot).and_then(|ticks| Tick::of(ticks, item)).and_then(|tick| tick.standing.due))
}

/// The change that sets one field. With `today` a day may be relative; a cell of a sheet is read on another day.
pub(super) fn one(
    store: &Store,
    today: Option<Day>,
    noun: &str,
    (what, field, text): (&str, &str, &str),
) -> Result<Change> {
    let reader = store.read();
    let value = |kind: FieldKind, name: &'static str| field_value((reader, today), (kind, name), text);
    Ok(match noun {
        "person" => {
            let field: PersonField = field.parse()?;
            let person = reader.find_person(what)?;
            let to = value(field.kind(), field.name())?;
            Change::Person(PersonChange::Set { person, field, to, was: None })
        }
        "metric" => {
            let field: MetricField = field.parse()?;
            let metric = metric(reader, what)?;
            let to = value(field.kind(), field.name())?;
            Change::Metric(MetricChange::Set { metric, field, to, was: None })
        }
        "action" => {
            let field: ActionField = field.parse()?;
            let action = reader.find_action(what)?.id;
            let to = value(field.kind(), field.name())?;
            Change::Action(ActionChange::Set { action, field, to, was: None })
        }
        "exception" | "decision" | "review" | "agenda" => of_committee((reader, today), noun, (what, field, text))?,
        "note" | "minute" => of_words(noun, what, (field, text))?,
        "workstream" | "step" | "item" | "gap" | "waiver" => of_readiness((reader, today), noun, (what, field, text))?,
        _ => of_pilot((reader, today), (what, field, text))?,
    })
}

/// A field of what comes before the committee.
fn of_committee(
    (reader, today): (&Reader, Option<Day>),
    noun: &str,
    (what, field, text): (&str, &str, &str),
) -> Result<Change> {
    let value = |kind: FieldKind, name: &'static str| field_value((reader, today), (kind, name), text);
    Ok(match noun {
        "exception" => {
            let field = field.parse::<ExceptionField>().map_err(|error| {
                error.hint(
                    "set text, severity or owner; its states have commands: escalate, acknowledge, resolve, close",
                )
            })?;
            let exception = reader.find_exception(what)?;
            let to = value(field.kind(), field.name())?;
            Change::Exception(ExceptionChange::Set { exception, field, to, was: None })
        }
        "decision" => {
            let field: DecisionField = field.parse()?;
            let decision = reader.find_decision(what)?;
            let to = value(field.kind(), field.name())?;
            Change::Reword(Reword { decision, field, to, was: None })
        }
        "review" => {
            let field: ReviewField = field.parse()?;
            let review = today.map_or_else(|| reader.find_review(what), |today| reader.review_said(what, today))?.id;
            let to = value(field.kind(), field.name())?;
            Change::Review(ReviewChange::Set { review, field, to, was: None })
        }
        "agenda" if field == "place" => {
            let item = reader.find_agenda(what)?;
            let by = text.parse().map_err(|_| {
                Invalid::new(format!("“{text}” says not how far")).hint("write -1 for one place up").at("place")
            })?;
            Change::Review(ReviewChange::MoveItem { item, by })
        }
        _ => {
            let field: ItemField = field.parse()?;
            let item = reader.find_agenda(what)?;
            let to = value(field.kind(), field.name())?;
            Change::Review(ReviewChange::SetItem { item, field, to, was: None })
        }
    })
}

fn of_pilot((reader, today): (&Reader, Option<Day>), (what, field, text): (&str, &str, &str)) -> Result<Change> {
    if matches!(field, "before" | "after") {
        let (pilot, other) = (reader.find_pilot(what)?, reader.find_pilot(text)?);
        let beside = if field == "before" { Placing::Before(other) } else { Placing::After(other) };
        return Ok(Change::Pilot(PilotChange::Place { pilot, beside, seen: [].into() }));
    }
    let field = field.parse::<PilotField>().map_err(|error| verbs_of_their_own(error, field))?;
    let pilot = reader.find_pilot(what)?;
    let to = match field_value((reader, today), (field.kind(), field.name()), text)? {
        // Words with a sign change the present ones; a cell has all of them.
        Value::Words(tags) if today.is_some() => {
            let own = reader.pilot(pilot)?.map(|pilot| pilot.tags).unwrap_or_default();
            Value::Words(tagged(tags, &own)?)
        }
        to => to,
    };
    Ok(Change::Pilot(PilotChange::Set { pilot, field, to, was: None }))
}

/// The text of a note, or of a line of the minutes, by its id; the rest of it stays as it was written.
fn of_words(noun: &str, what: &str, (field, text): (&str, &str)) -> Result<Change> {
    if field != "text" {
        let error = Invalid::new(format!("“{field}” is not a field of a {noun} that can be set"));
        return Err(error.hint("set its text").at("field").into());
    }
    let unknown = |list: &str| Error::NotFound {
        what: format!("“{what}” names no {noun}"),
        hint: format!("look at `steerco {list}`"),
    };
    let to = text.to_owned();
    Ok(if noun == "minute" {
        let minute = what.parse().map_err(|_| unknown("review show REVIEW --json"))?;
        Change::Review(ReviewChange::SetMinute { minute, to: Some(to), was: None })
    } else {
        let note = what.parse().map_err(|_| unknown("list notes"))?;
        Change::Note(NoteChange::Edit { note, to, was: None })
    })
}

/// A field of what belongs to readiness and rollout.
fn of_readiness(
    (reader, today): (&Reader, Option<Day>),
    noun: &str,
    (what, field, text): (&str, &str, &str),
) -> Result<Change> {
    let value = |kind: FieldKind, name: &'static str| field_value((reader, today), (kind, name), text);
    Ok(match noun {
        "workstream" if field == "items" => {
            let (workstream, items) = (reader.find_workstream(what)?, WorkItem::read(text));
            Change::Workstream(WorkstreamChange::Items { workstream, items, was: None })
        }
        "workstream" => {
            let field: WorkstreamField = field.parse()?;
            let workstream = reader.find_workstream(what)?;
            let to = value(field.kind(), field.name())?;
            Change::Workstream(WorkstreamChange::Set { workstream, field, to, was: None })
        }
        "step" => {
            let field: StepField = field.parse()?;
            let step = reader.find_step(what)?;
            let to = value(field.kind(), field.name())?;
            Change::Rollout(RolloutChange::SetStep { step, field, to, was: None })
        }
        "item" if field == "state" => {
            let to = parsed(text, "state")?;
            Change::Rollout(RolloutChange::SetExpansion { expansion: reader.find_expansion(what)?, to, was: None })
        }
        "item" if field.parse::<Condition>().is_ok() => {
            let how = Some(text.to_owned()).filter(|text| !text.trim().is_empty());
            Change::Rollout(RolloutChange::Meet {
                expansion: reader.find_expansion(what)?,
                condition: field.parse()?,
                how,
                was: None,
            })
        }
        "gap" if field == "answer" => answered(reader, what, text)?,
        "gap" if OF_GAP.contains(&field) => {
            let field: WorkstreamField = field.parse()?;
            seen_to(reader, (what, field), value(field.kind(), field.name())?)?
        }
        "waiver" if field == "outcome" => {
            let outcome = parsed(text, "outcome")?;
            Change::Gate(GateChange::Outcome { waiver: reader.find_waiver(what)?, outcome })
        }
        _ => {
            let known = match noun {
                "gap" => "answer, owner or due",
                "item" => "state, or a condition of certification: stable, documented, governed, replicable",
                _ => "outcome",
            };
            let error = Invalid::new(format!("“{field}” is not a field of a {noun} that can be set"));
            return Err(error.hint(format!("set its {known}")).at("field").into());
        }
    })
}

/// The committee's answer to a gap. It is for gaps in an assessment, and not for items of a checklist.
fn answered(reader: &Reader, what: &str, text: &str) -> Result<Change> {
    if let Some((pilot, item)) = what.split_once('/') {
        reader.find_pilot(pilot)?;
        let error = Invalid::new(format!("“{item}” is an item of a checklist, and only a gap in writing is answered"));
        let hint = "set its owner or due, or write down what is missing: `steerco score PILOT DIMENSION SCORE --gap TEXT`, \
                    which `steerco list gaps` gives an id";
        return Err(error.hint(hint).at("answer").into());
    }
    let answer = parsed(text, "answer")?;
    Ok(Change::Assessment(AssessmentChange::Answer { gap: reader.find_gap(what)?, answer, was: None }))
}

/// Who closes a gap, or by when. An item of a checklist, known as PILOT/ITEM, has its own; a gap in an assessment has
/// those of its workstream, which all gaps of that workstream share.
fn seen_to(reader: &Reader, (what, field): (&str, WorkstreamField), to: Value) -> Result<Change> {
    let Some((pilot, item)) = what.split_once('/') else {
        let work = work_on(reader, what)?;
        return Ok(Change::Workstream(WorkstreamChange::Set { workstream: work.id, field, to, was: None }));
    };
    let untouched = TickChange { state: None, ..TickChange::state(reader.find_pilot(pilot)?, item, ItemState::Open) };
    Ok(Change::Tick(match to {
        Value::Person(owner) => TickChange { owner: Some(Some(owner)), ..untouched },
        Value::Day(due) => TickChange { due: Some(Some(due)), ..untouched },
        _ if field == WorkstreamField::Owner => TickChange { owner: Some(None), ..untouched },
        _ => TickChange { due: Some(None), ..untouched },
    }))
}

/// Do both set the same field of the same workstream, each to another value?
pub(super) fn contradict(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (Change::Workstream(WorkstreamChange::Set { workstream, field, to, .. }), Change::Workstream(other)) => {
            matches!(other, WorkstreamChange::Set { workstream: of, field: also, to: otherwise, .. }
                if of == workstream && also == field && otherwise != to)
        }
        _ => false,
    }
}

/// The workstream that closes a gap in writing.
fn work_on(reader: &Reader, what: &str) -> Result<Workstream> {
    let gap = reader.find_gap(what)?;
    for readiness in reader.readiness(None)?.into_values() {
        let mut scores = readiness.assessments.iter().flat_map(Assessment::each);
        if let Some((dimension, _)) = scores.find(|(_, scored)| scored.gaps.iter().any(|one| one.id == gap)) {
            let none = || {
                let error = Invalid::new(format!("the gap has no owner and day without a workstream on {dimension}"));
                error.hint("open one: `steerco add workstream PILOT DIMENSION --owner WHO --due DAY`")
            };
            return Ok(readiness.open_workstream(dimension).cloned().ok_or_else(none)?);
        }
    }
    Err(Error::NotFound { what: format!("“{what}” names no gap"), hint: "look at `steerco list gaps`".into() }.into())
}

fn named(error: Failure, field: &str) -> Failure {
    Failure { field: Some(field.to_owned()), ..error }
}

fn verbs_of_their_own(error: Invalid, field: &str) -> Invalid {
    match field {
        "owner" => error.hint("owners are appointed: `steerco owner PILOT WHO --why TEXT`"),
        "status" | "reported" => error.hint("a status is reported: `steerco status PILOT R|A|G --because TEXT`"),
        "stage" => error.hint("only a gate moves a pilot on: `steerco gate PILOT`"),
        "target" => error.hint("target users hold from a week on: `steerco target PILOT USERS`"),
        _ => error,
    }
}

/// A metric by its id, or as PILOT/METRIC.
pub(super) fn metric(reader: &Reader, what: &str) -> Result<MetricId> {
    if let Ok(id) = what.parse() {
        return Ok(id);
    }
    let Some((pilot, metric)) = what.split_once('/') else {
        let known = reader.metrics(None)?;
        let mut found = known.iter().filter(|metric| metric.id.to_string().starts_with(what) && what.len() > 1);
        if let (Some(only), None) = (found.next(), found.next()) {
            return Ok(only.id);
        }
        let hint = "write its id from `steerco list metrics`, or PILOT/METRIC".to_owned();
        return Err(Error::NotFound { what: format!("“{what}” names no metric"), hint }.into());
    };
    Ok(reader.find_metric(reader.find_pilot(pilot)?, metric)?.id)
}

/// The text as the value of a field; with `today` a day may be said as people say it.
fn field_value(
    (reader, today): (&Reader, Option<Day>),
    (kind, name): (FieldKind, &'static str),
    text: &str,
) -> Result<Value> {
    let said = match (kind, today) {
        (FieldKind::Day, Some(today)) => day_said(text, today, Side::of(name)).map(|day| day.map(Value::Day)),
        // A number of a sheet has a point before its decimals; what somebody types may have thousands.
        (FieldKind::Money, Some(_)) if !text.trim().is_empty() => Some(money::parse(text, true).map(Value::Number)),
        _ => None,
    };
    match said {
        Some(said) => Ok(said.map_err(|error| error.at(name))?),
        None => value(reader, kind, text).map_err(|error| named(error, name)),
    }
}

/// The text as a value of that kind; an empty text empties the field.
pub(super) fn value(reader: &Reader, kind: FieldKind, text: &str) -> Result<Value> {
    if text.trim().is_empty() {
        return Ok(Value::Nothing);
    }
    Ok(match kind {
        FieldKind::Text | FieldKind::Name | FieldKind::Code | FieldKind::Email => Value::Text(text.to_owned()),
        FieldKind::Words => Value::Words(
            text.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect(),
        ),
        FieldKind::Sentences => Value::Words(apart(text)),
        FieldKind::Day => Value::Day(day_of(text)?),
        FieldKind::Person => Value::Person(reader.find_person_at_work(text)?.id),
        FieldKind::Number => Value::Number(Fixed::parse(text)?),
        FieldKind::Money => Value::Number(money::parse(text, false)?),
        FieldKind::Flag => {
            let neither = || Invalid::new(format!("“{text}” is neither yes nor no")).hint("write yes or no");
            Value::Flag(yes_or_no(text).ok_or_else(neither)?)
        }
        FieldKind::Choice(words) => {
            let none = || {
                let error = Invalid::new(format!("“{text}” is not one of the words for this field"));
                error.hint(format!("use one of: {}", words.join(", ")))
            };
            Value::text(meant::word(words, text).ok_or_else(none)?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::args::SETS;
    use super::*;

    fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().map(|field| name(*field)).collect()
    }

    #[test]
    fn the_help_lists_every_noun_with_its_fields() {
        let fields: [(&str, Vec<&str>); 10] = [
            ("pilot", names(PilotField::ALL, PilotField::name)),
            ("person", names(PersonField::ALL, PersonField::name)),
            ("metric", names(MetricField::ALL, MetricField::name)),
            ("workstream", names(WorkstreamField::ALL, WorkstreamField::name)),
            ("step", names(StepField::ALL, StepField::name)),
            ("exception", names(ExceptionField::ALL, ExceptionField::name)),
            ("decision", names(DecisionField::ALL, DecisionField::name)),
            ("action", names(ActionField::ALL, ActionField::name)),
            ("review", names(ReviewField::ALL, ReviewField::name)),
            ("agenda", names(ItemField::ALL, ItemField::name)),
        ];
        let of = |noun: &str| {
            let after = SETS.split(&format!("\n  {noun} ")).nth(1);
            after.unwrap().split("\n  ").next().unwrap().to_owned()
        };
        for noun in NOUNS {
            assert!(SETS.contains(&format!("\n  {noun} ")), "{noun}");
        }
        // The fields of a pilot take two lines, of which the second is indented.
        let pilot = SETS.split("\n  person ").next().unwrap();
        for (noun, all) in fields {
            let told = if noun == "pilot" { pilot.to_owned() } else { of(noun) };
            let missing: Vec<&&str> = all.iter().filter(|field| !told.contains(**field)).collect();
            assert!(missing.is_empty(), "{noun}: {missing:?}");
        }
    }

    #[test]
    fn words_that_are_misread_teach_how_they_are_written() {
        let hint = |words: &[&str]| misread(words).hint;
        assert!(hint(&["metric", "demand-plan", "performance", "target", "90"]).contains("'demand-plan/performance'"));
        assert_eq!(hint(&["alpha", "summary", "Two", "words"]), QUOTED);
        assert!(hint(&["alpha", "nothing", "at", "all"]).contains("set --help"));
    }
}
