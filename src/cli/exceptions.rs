//! `raise`, `escalate`, `acknowledge`, `resolve`, `close`: the steps of an exception.

use super::args::Command;
use super::commit::commit;
use super::ground::clock::zone_of;
use super::ground::failure::Result;
use super::ground::given::typed;
use super::ground::output::Output;
use super::ground::session::Session;
use crate::domain::change::ExceptionChange;
use crate::domain::counted::when_meant;
use crate::domain::{Change, ExceptionState, When, meant};

/// The given time; none where none is given.
pub(super) fn when(text: Option<&str>) -> Result<Option<When>> {
    Ok(text.map(|text| When::typed(text, zone_of).map_err(|error| error.at("at"))).transpose()?)
}

/// The same where somebody types it at a command, and may say the day as people say it.
fn when_said(session: &Session, text: Option<&str>) -> Result<Option<When>> {
    let meant = |text| when_meant(text, session.today, zone_of).map_err(|error| error.at("at"));
    Ok(text.map(meant).transpose()?)
}

/// The commands of the register of exceptions.
pub(super) fn run(session: &Session, command: Command, output: &Output) -> Result<()> {
    let on = |id: &str, to, (who, note): (Option<&str>, Option<String>), at: Option<&str>| {
        advance(session, id, to, (who, note, at), output)
    };
    match command {
        Command::Raise { pilot, text, severity, owner, at } => {
            raise(session, (&pilot, text), (&severity, owner.as_deref(), at.as_deref()), output)
        }
        Command::Escalate { id, to, at } => on(&id, ExceptionState::Escalated, (Some(&to), None), at.as_deref()),
        Command::Acknowledge { id, at } => on(&id, ExceptionState::Acknowledged, (None, None), at.as_deref()),
        Command::Resolve { id, note, at } => on(&id, ExceptionState::Resolved, (None, note), at.as_deref()),
        Command::Close { id, at } => on(&id, ExceptionState::Closed, (None, None), at.as_deref()),
        _ => Ok(()),
    }
}

fn raise(
    session: &Session,
    (pilot, text): (&str, String),
    (severity, owner, at): (&str, Option<&str>, Option<&str>),
    output: &Output,
) -> Result<()> {
    session.check_writing()?;
    let text = typed(text)?;
    let mut store = session.open(output)?;
    let reader = store.read();
    let pilot = reader.find_pilot(pilot)?;
    let change = ExceptionChange::Raise {
        id: None,
        pilot,
        text,
        severity: meant::severity(severity).map_err(|error| error.at("severity"))?,
        owner: owner.map(|who| reader.find_person(who)).transpose()?,
        at: when_said(session, at)?,
    };
    commit(session, &mut store, &Change::Exception(change), output)
}

/// Takes an exception on to its next state.
fn advance(
    session: &Session,
    id: &str,
    to: ExceptionState,
    (who, note, at): (Option<&str>, Option<String>, Option<&str>),
    output: &Output,
) -> Result<()> {
    let mut store = session.open(output)?;
    let reader = store.read();
    let exception = reader.find_exception(id)?;
    let change = ExceptionChange::Advance {
        exception,
        to,
        person: who.map(|who| reader.find_person(who)).transpose()?,
        note,
        at: when_said(session, at)?,
        was: None,
    };
    commit(session, &mut store, &Change::Exception(change), output)
}
