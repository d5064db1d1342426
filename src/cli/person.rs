//! The page of a person, as `show` prints it: who they are, what they are responsible for, and where they are named.

use std::fmt::Write;

use serde_json::{Value, json};

use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use super::records::{self, Codes, code};
use crate::domain::person::without_titles;
use crate::domain::seek::Fit;
use crate::domain::words::count;
use crate::domain::{Day, Decision, Person, PersonId, Seek, Shown};
use crate::store::{Holding, Of, Reader};

/// At most so many of the decisions that somebody took are printed.
const NEWEST: usize = 5;

/// Where somebody is named, besides what they are responsible for; the newest first.
struct Named<'a> {
    /// Decisions that are theirs.
    taken: Vec<&'a Decision>,
    /// Others that name them.
    naming: Vec<&'a Decision>,
    /// Conditions that name them, of decisions that have not come back to the committee.
    conditions: Vec<(&'a Decision, &'a str)>,
}

impl<'a> Named<'a> {
    fn of(person: &Person, decisions: &'a [Decision]) -> Self {
        let seek = Seek::new(without_titles(&person.name));
        let is_named = |text: &str| {
            let fit = seek.as_ref().and_then(|seek| seek.fit(text, &mut String::new()));
            fit.is_some_and(|fit| fit > Fit::Inside)
        };
        let is_naming = |one: &&Decision| {
            let mut words = [&one.statement, &one.rationale].into_iter().chain(&one.appointee).chain(&one.conditions);
            one.decided_by != person.id && words.any(|text| is_named(text))
        };
        let newest = || decisions.iter().rev();
        let open = newest().filter(|one| one.settled.is_none());
        let conditions = open.flat_map(|one| one.conditions.iter().map(move |text| (one, text.as_str())));
        Self {
            taken: newest().filter(|one| one.decided_by == person.id).collect(),
            naming: newest().filter(is_naming).collect(),
            conditions: conditions.filter(|(_, text)| is_named(text)).collect(),
        }
    }
}

pub(super) fn show((session, reader): (&Session, &Reader), id: PersonId, output: &Output) -> Result<()> {
    let row = reader.people_on(session.today)?.into_iter().find(|row| row.person.id == id);
    let row = row.ok_or_else(|| Failure::new(4, "this person is not in the workspace"))?;
    let (person, held) = (&row.person, reader.holdings_on(id, session.today)?);
    let pilots = reader.pilots_on(Of::All, session.today)?;
    let (known, decisions) = (reader.pilots()?, reader.decisions_on(None, session.today)?);
    let (codes, named) = (records::codes(&known), Named::of(person, &decisions));
    if output.json {
        return output.value(&json_page(records::person(&row, &pilots), &held, &named, &codes));
    }
    let mut text = String::new();
    let mut line = |label: &str, value: &str| {
        let _ = writeln!(text, "{label:<16} {}", Shown::line(value));
    };
    line("person", &person.name);
    let mut facts = vec![person.title.as_str(), person.level.said(), &person.unit, &person.email];
    facts.extend(person.archived.then_some("archived"));
    facts.retain(|fact| !fact.is_empty());
    line("", &facts.join(" · "));
    for one in &held {
        line(&one.kind, &answers_for(one, &codes, session.today));
    }
    for (decision, condition) in &named.conditions {
        line("condition", &format!("{}: {condition} ({})", code(&codes, decision.pilot), decision.date));
    }
    for (label, decisions, most) in [("named in", &named.naming, usize::MAX), ("decided", &named.taken, NEWEST)] {
        for one in decisions.iter().take(most) {
            let verb = one.verb.spaced();
            line(label, &format!("{} {}: {verb}, {}", one.date, code(&codes, one.pilot), one.statement));
        }
    }
    if let Some(more @ 1..) = named.taken.len().checked_sub(NEWEST) {
        let more = count(more, "decision more", "decisions more");
        line("", &format!("and {more}: `steerco{} list decisions`", session.option()));
    }
    if held.is_empty() {
        line("", "answers for nothing");
    }
    output.raw(&text)
}

/// Something that they answer for, behind its kind.
fn answers_for(held: &Holding, codes: &Codes<'_>, today: Day) -> String {
    let what = if held.what.is_empty() { &held.name } else { &held.what };
    let late = if held.due.is_some_and(|due| due < today) { ", overdue" } else { "" };
    let due = held.due.map_or_else(String::new, |due| format!(", due {due}{late}"));
    let about = held.pilot.map_or_else(String::new, |pilot| format!("{}: ", code(codes, pilot)));
    format!("{about}{what}{due}")
}

fn json_page(mut page: Value, held: &[Holding], named: &Named<'_>, codes: &Codes<'_>) -> Value {
    let about = |pilot| Some(code(codes, pilot)).filter(|code| !code.is_empty());
    let holding = |one: &Holding| {
        let what = if one.what.is_empty() { &one.name } else { &one.what };
        json!({"kind": one.kind, "pilot": one.pilot.and_then(about), "what": what, "due": one.due})
    };
    let record = |one: &&Decision| records::decision(one, code(codes, one.pilot));
    let condition = |(decision, text): &(&Decision, &str)| {
        let pilot = about(decision.pilot);
        json!({"decision": decision.id, "pilot": pilot, "text": text, "date": decision.date})
    };
    page["answers_for"] = held.iter().map(holding).collect();
    page["decided"] = named.taken.iter().map(record).collect();
    page["named_in"] = named.naming.iter().map(record).collect();
    page["conditions"] = named.conditions.iter().map(condition).collect();
    page
}
