//! Embedding and expansion at the command line: process steps, items, trainings, documents, diagnoses.

use std::path::Path;

use serde_json::json;

use super::args::Command;
use super::commit::commit;
use super::ground::failure::{Failure, Result};
use super::ground::given::one_text;
use super::ground::output::Output;
use super::ground::session::Session;
use super::readiness::{day, page_stood};
use crate::domain::change::RolloutChange;
use crate::domain::spoken::Side;
use crate::domain::{Change, DocumentKind, Shown, handing_on, parsed};

/// The commands of what is handed on, and of why people stay away.
pub(super) fn run(session: &Session, command: Command, output: &Output) -> Result<()> {
    match command {
        Command::Document { pilot, kind, template, from } => {
            document(session, (&pilot, &kind), (template, from.as_deref()), output)
        }
        Command::Diagnose { pilot, cause, note, on } => {
            diagnose(session, (&pilot, &cause), note, on.as_deref(), output)
        }
        _ => Ok(()),
    }
}

pub(super) fn add_step(session: &Session, pilot: &str, name: String, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    commit(session, &mut store, &Change::Rollout(RolloutChange::AddStep { pilot, name }), output)
}

pub(super) fn add_item(session: &Session, (pilot, kind): (&str, &str), name: String, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    let kind = parsed(kind, "kind")?;
    commit(session, &mut store, &Change::Rollout(RolloutChange::AddExpansion { pilot, kind, name }), output)
}

pub(super) fn train(
    session: &Session,
    (pilot, audience): (&str, &str),
    topic: String,
    (attended, on): (u32, Option<&str>),
    output: &Output,
) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    let audience = parsed(audience, "for")?;
    let change = RolloutChange::Train { pilot, audience, topic, attended, on: day(session, on, "on", Side::Behind)? };
    commit(session, &mut store, &Change::Rollout(change), output)
}

/// Prints a playbook or handoff, or what to begin it with, or writes it from a file.
fn document(
    session: &Session,
    (pilot, kind): (&str, &str),
    (template, from): (bool, Option<&Path>),
    output: &Output,
) -> Result<()> {
    let kind: DocumentKind = parsed(kind, "kind")?;
    if let Some(from) = from {
        let text = one_text(from)?;
        let mut store = session.open(output)?;
        let pilot = store.read().find_pilot(pilot)?;
        let change = Change::Rollout(RolloutChange::Write { pilot, kind, text, was: None });
        return commit(session, &mut store, &change, output);
    }
    let (page, framework) = session.read(|reader| {
        let id = reader.find_pilot(pilot)?;
        Ok((page_stood(reader, id, session.today)?, reader.framework()?))
    })?;
    let text = if template {
        let text = handing_on::template(kind, &page, &framework);
        if output.json {
            return output.value(&json!({"pilot": page.pilot.code, "kind": kind, "text": text}));
        }
        text
    } else {
        let Some(document) = page.readiness.document(kind) else {
            return Err(Failure::new(4, format!("{} has no {kind} yet", page.pilot.name))
                .hint(format!("steerco document {} {kind} --template prints what to begin with", page.pilot.code)));
        };
        if output.json {
            return output.value(&json!({"pilot": page.pilot.code, "kind": kind, "text": document.text,
                "revised": document.revised, "by": document.by}));
        }
        document.text.clone()
    };
    Shown::lines(text.trim_end_matches('\n')).into_iter().try_for_each(|line| output.line(line.as_str()))
}

fn diagnose(
    session: &Session,
    (pilot, cause): (&str, &str),
    note: String,
    on: Option<&str>,
    output: &Output,
) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    let cause = parsed(cause, "cause")?;
    let change = RolloutChange::Diagnose { pilot, cause, note, on: day(session, on, "on", Side::Behind)? };
    commit(session, &mut store, &Change::Rollout(change), output)
}
