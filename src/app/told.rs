//! Owns what is said of a write under the mask: what kind of thing it was, with the names that the mask gives, and
//! nothing of what was typed.

use std::collections::HashMap;
use std::fmt::Display;

use super::mask::Codes;
use crate::domain::change::{ActionChange, GateChange, NoteChange, PilotChange, ReviewChange, Turned};
use crate::domain::words::count;
use crate::domain::{ActionState, AgendaState, Change};
use crate::interaction::Effect;

/// What is said when a change is taken back or done again, from what was said of it first; none where it was not made
/// here.
pub(super) fn again(turned: Turned, told: &HashMap<i64, String>) -> Option<String> {
    let way = if turned.taken_back { "Took back" } else { "Did again" };
    told.get(&turned.entry).map(|said| format!("{way}: {said}"))
}

/// What is said of an effect that writes, once it has written.
pub(super) fn effect(effect: &Effect, codes: &Codes) -> String {
    let said = match effect {
        Effect::Commit { change, .. } => return told(change, codes),
        Effect::Undo(_) | Effect::Revert(..) => "It is taken back.",
        Effect::Redo(_) | Effect::Again(..) => "It is done again.",
        Effect::Prepare(_) => "The agenda is made of what is due.",
        Effect::OpenReview(_) => "The review is open.",
        Effect::CloseReview(_) => "The review is closed.",
        _ => "Done.",
    };
    said.to_owned()
}

fn told(change: &Change, codes: &Codes) -> String {
    match change {
        Change::Pilot(change) => pilot(change, codes),
        Change::Review(change) => review(change, codes),
        Change::Action(change) => action(change, codes),
        Change::Decide(decide) => format!("A decision on {} is recorded.", codes.pilot(decide.pilot)),
        Change::Reword(_) => edited("A decision"),
        Change::Gate(GateChange::Decide(decided)) => {
            format!("The verdict of a gate of {} is recorded.", codes.pilot(decided.pilot))
        }
        Change::Gate(GateChange::Book { pilot, .. }) => {
            format!("The day of a gate of {} is booked.", codes.pilot(*pilot))
        }
        Change::Gate(GateChange::Outcome { .. }) => "What came of a waiver is recorded.".to_owned(),
        Change::Note(NoteChange::Add { pilot, .. } | NoteChange::Bring { pilot, .. }) => {
            format!("A note on {} is written.", codes.pilot(*pilot))
        }
        Change::Note(_) => "A note is changed.".to_owned(),
        Change::Tick(tick) => format!("The checklist of {} is changed.", codes.pilot(tick.pilot)),
        Change::Exception(_) => "The register of exceptions is changed.".to_owned(),
        Change::Record(_) => "A value is entered.".to_owned(),
        Change::Several { changes, .. } => several(changes, codes),
        _ => "It is recorded.".to_owned(),
    }
}

/// The first of several changes, and how many others there are.
fn several(changes: &[Change], codes: &Codes) -> String {
    match changes {
        [] => "Nothing changed.".to_owned(),
        [one] => told(one, codes),
        [first, others @ ..] => {
            format!("{} And {}.", told(first, codes), count(others.len(), "change more", "changes more"))
        }
    }
}

fn pilot(change: &PilotChange, codes: &Codes) -> String {
    match change {
        PilotChange::Add(_) => "A pilot is added.".to_owned(),
        PilotChange::Archive { pilot, archived: true } => format!("{} is archived.", codes.pilot(*pilot)),
        PilotChange::Archive { pilot, .. } => format!("{} is back from the archive.", codes.pilot(*pilot)),
        PilotChange::Lifecycle { pilot, to, .. } => format!("{} is {} now.", codes.pilot(*pilot), to.name()),
        PilotChange::Back { pilot, to, .. } => format!("{} is back in stage {to}.", codes.pilot(*pilot)),
        PilotChange::Appoint { pilot, person: Some(person), .. } => {
            format!("{} is the executive owner of {}.", codes.person(*person), codes.pilot(*pilot))
        }
        PilotChange::Appoint { pilot, .. } => format!("{} has no executive owner now.", codes.pilot(*pilot)),
        PilotChange::Report { pilot, .. } => format!("The status of {} is reported.", codes.pilot(*pilot)),
        PilotChange::Place { pilot, beside, .. } => {
            format!("Order: {} {} {}.", codes.pilot(*pilot), beside.side(), codes.pilot(beside.other()))
        }
        PilotChange::Set { pilot, .. }
        | PilotChange::Target { pilot, .. }
        | PilotChange::Retake { pilot, .. }
        | PilotChange::Source { pilot, .. } => edited(codes.pilot(*pilot)),
    }
}

fn edited(what: impl Display) -> String {
    format!("{what} is edited.")
}

fn review(change: &ReviewChange, codes: &Codes) -> String {
    match change {
        ReviewChange::Attend { person, presence: Some(noted), .. } => {
            format!("{} {}.", codes.person(*person), noted.said())
        }
        ReviewChange::Attend { person, .. } => format!("Nothing is noted of {} any more.", codes.person(*person)),
        ReviewChange::Guest { .. } => "A guest is there.".to_owned(),
        ReviewChange::Minute { .. } => "A line of the minutes is noted.".to_owned(),
        ReviewChange::SetMinute { to: Some(_), .. } => edited("A line of the minutes"),
        ReviewChange::SetMinute { .. } => "A line of the minutes is taken out.".to_owned(),
        ReviewChange::AddItem { .. } => "An item is added to the agenda.".to_owned(),
        ReviewChange::MoveItem { .. } => "An item of the agenda is moved.".to_owned(),
        ReviewChange::SetItem { .. } | ReviewChange::ItemPilot { .. } => edited("An item of the agenda"),
        ReviewChange::ItemState { to: AgendaState::Done, .. } => "The item was talked about.".to_owned(),
        ReviewChange::ItemState { to: AgendaState::Carried, .. } => "The item is carried over.".to_owned(),
        ReviewChange::ItemState { to: AgendaState::Dropped, .. } => "The item is off the agenda.".to_owned(),
        ReviewChange::ItemState { .. } => "The item is on the agenda again.".to_owned(),
        ReviewChange::Member { person, function: Some(_), .. } => {
            format!("{} is on the committee.", codes.person(*person))
        }
        ReviewChange::Member { person, .. } => format!("{} left the committee.", codes.person(*person)),
        ReviewChange::Open(_) => "The review is open.".to_owned(),
        ReviewChange::Close(_) => "The review is closed.".to_owned(),
        _ => edited("The review"),
    }
}

fn action(change: &ActionChange, codes: &Codes) -> String {
    match change {
        ActionChange::Add { owner, due, .. } => format!("An action of {} by {due} is noted.", codes.person(*owner)),
        ActionChange::Set { .. } => edited("An action"),
        ActionChange::End { to: ActionState::Done, .. } => "An action is done.".to_owned(),
        ActionChange::End { to: ActionState::Dropped, .. } => "An action is given up.".to_owned(),
        ActionChange::End { .. } => "An action is open again.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PilotId;
    use crate::interaction::Directory;

    #[test]
    fn what_is_taken_back_is_told_by_its_kind() {
        let known = HashMap::from([(7, "The review is closed.".to_owned())]);
        let said = |entry, taken_back| again(Turned { entry, taken_back }, &known);
        assert_eq!(said(7, true).as_deref(), Some("Took back: The review is closed."));
        assert_eq!(said(7, false).as_deref(), Some("Did again: The review is closed."));
        assert_eq!(said(6, false), None, "something of before");
    }

    #[test]
    fn a_write_under_the_mask_is_told_without_what_was_typed() {
        let id = PilotId(7_000_000);
        let note = Change::Note(NoteChange::Add { pilot: id, text: "Secret".into(), on: None });
        let archive = |archived| Change::Pilot(PilotChange::Archive { pilot: id, archived });
        let mut codes = Codes::default();
        codes.learn(&Directory { all_pilots: vec![id], ..Directory::default() });
        let named = "Pilot 1";
        for (change, said) in [
            (archive(true), format!("{named} is archived.")),
            (archive(false), format!("{named} is back from the archive.")),
            (note.clone(), format!("A note on {named} is written.")),
            (
                Change::Several { what: Some("Secret".into()), changes: vec![archive(true), note.clone(), note] },
                format!("{named} is archived. And 2 changes more."),
            ),
            (Change::Title { to: "Secret".into(), was: None }, "It is recorded.".to_owned()),
        ] {
            assert_eq!(told(&change, &codes), said);
        }
    }
}
