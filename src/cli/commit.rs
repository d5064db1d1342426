//! Owns what is said of a change after it is written.

use super::ground::failure::Result;
use super::ground::output::Output;
use super::ground::session::Session;
use crate::domain::change::{ActionChange, ActionField, PilotChange, PilotField};
use crate::domain::spoken::Side;
use crate::domain::words::first_few;
use crate::domain::{Change, Outcome, Value};
use crate::store::{OutOfSight, Store};

/// Commits one change and prints what it did.
pub(super) fn commit(session: &Session, store: &mut Store, change: &Change, output: &Output) -> Result<()> {
    let outcome = store.commit(change, &session.stamp())?;
    tell(session, store, (change, &outcome), output)
}

/// What a change did, with the id of its subject.
pub(super) fn identified(store: &Store, change: &Change, outcome: &Outcome) -> Outcome {
    let id = subject(store, change).or_else(|| outcome.id.clone());
    Outcome { id, ..outcome.clone() }
}

/// The id of the record written to, as it is listed; none for a new one.
fn subject(store: &Store, change: &Change) -> Option<String> {
    let reader = store.read();
    match change {
        // Failing to look something up must not turn a finished write into a failure.
        Change::Tick(tick) => reader.pilot(tick.pilot).ok()?.map(|pilot| format!("{}/{}", pilot.code, tick.item)),
        Change::Title { .. } => reader.workspace().ok().map(|workspace| workspace.id.to_string()),
        other => other.subject(),
    }
}

/// Prints what a change did, and warns if it was done to something archived, which nobody sees.
pub(super) fn tell(
    session: &Session,
    store: &Store,
    (change, outcome): (&Change, &Outcome),
    output: &Output,
) -> Result<()> {
    output.outcome(&identified(store, change, outcome))?;
    // Where nothing was written, `undo` would take back something else.
    let Some(entry) = outcome.entry else { return Ok(()) };
    // Failing to look something up must not turn a finished write into a failure.
    let archived = store.read().out_of_sight(entry).unwrap_or_default();
    if let Some((one, told)) = archived.first().zip(out_of_sight(&archived)) {
        let which = if archived.len() == 1 { "it" } else { one.name.as_str() };
        let back = format!("`steerco{} unarchive {}` brings {which} back", session.option(), one.id);
        output.message(&format!("{told}; {back}."));
    }
    tell_doubt(session, change, output);
    Ok(())
}

/// The warning that something is archived; none where nothing is.
#[must_use]
pub fn out_of_sight(archived: &[OutOfSight]) -> Option<String> {
    let names: Vec<&str> = archived.iter().map(|one| one.name.as_str()).collect();
    let are = if names.len() == 1 { "is" } else { "are" };
    (!names.is_empty()).then(|| format!("{} {are} archived, out of everybody's sight", first_few(&names)))
}

/// Warns of a day so far away that its year may be mistyped, and of an action due before it is recorded.
fn tell_doubt(session: &Session, change: &Change, output: &Output) {
    let written = match change {
        Change::Action(
            ActionChange::Add { due, .. } | ActionChange::Set { field: ActionField::Due, to: Value::Day(due), .. },
        ) => Some((Side::Ahead, *due)),
        Change::Pilot(PilotChange::Add(new)) => new.started.map(|day| (Side::Behind, day)),
        Change::Pilot(PilotChange::Set { field: PilotField::Started, to: Value::Day(day), .. }) => {
            Some((Side::Behind, *day))
        }
        _ => None,
    };
    if let Some((side, day)) = written {
        let (doubt, told) = match side.doubt(day, session.today) {
            Some(doubt) => (format!("lies {doubt}"), "its year is mistyped"),
            None if side == Side::Ahead && day < session.today => {
                ("is past already: the action is overdue".to_owned(), "that is not meant")
            }
            None => return,
        };
        let undo = format!("`steerco{} undo`", session.option());
        output.message(&format!("{day} {doubt}. Where {told}, {undo} takes it back."));
    }
}
