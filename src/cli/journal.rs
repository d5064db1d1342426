//! `undo`, `redo`, `revert`, `log`.

use serde_json::{Value, json};

use super::ground::failure::Result;
use super::ground::output::Output;
use super::ground::session::Session;
use super::records;
use crate::store::{Ask, Error};

const fn ask(yes: bool) -> Ask<'static> {
    if yes { Ask::Answered } else { Ask::First }
}

pub(super) fn undo(session: &Session, yes: bool, output: &Output) -> Result<()> {
    let outcome = session.open(output)?.undo(&session.stamp(), ask(yes))?;
    output.outcome(&outcome)
}

pub(super) fn redo(session: &Session, output: &Output) -> Result<()> {
    let outcome = session.open(output)?.redo(&session.stamp(), Ask::Answered)?;
    output.outcome(&outcome)
}

pub(super) fn revert(session: &Session, entry: &str, yes: bool, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let missing = || Error::NotFound {
        what: format!("there is no journal entry {entry}"),
        hint: "look at `steerco log`".to_owned(),
    };
    let seq = if let Ok(seq) = entry.parse::<i64>() {
        seq
    } else {
        let entries = store.read().journal(None, i64::MAX, usize::MAX)?;
        let mut found = entries.iter().filter(|known| known.id.to_string().starts_with(entry) && entry.len() > 1);
        match (found.next(), found.next()) {
            (Some(only), None) => only.seq,
            _ => return Err(missing().into()),
        }
    };
    let outcome = store.revert(seq, &session.stamp(), ask(yes))?;
    output.outcome(&outcome)
}

pub(super) fn log(session: &Session, pilot: Option<&str>, limit: usize, output: &Output) -> Result<()> {
    let entries = session.read(|reader| {
        let pilot = pilot.map(|text| reader.find_pilot(text)).transpose()?;
        Ok(reader.journal_on(pilot, session.today, limit)?)
    })?;
    if output.json {
        let values: Vec<Value> = entries.iter().map(records::entry).collect();
        return output.value(&json!(values));
    }
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| {
            let at = records::local_time(entry.at);
            let mark = if entry.effective { "" } else { "taken back" };
            vec![
                entry.seq.to_string(),
                at,
                entry.actor.clone(),
                entry.kind.clone(),
                mark.to_owned(),
                entry.summary.clone(),
            ]
        })
        .collect();
    output.table(&["entry", "at", "by", "kind", "", "what"], &rows)
}
