//! Owns what is past its day: one rule for the dashboard, the reports, and `check`.
//!
//! Something due on a day is in time until that day is over. A waiver is past its day until somebody says what came of
//! it; a decision is once its trigger has brought it back. Nothing is asked of a pilot that has ended, except its
//! actions: somebody promised to do them.

use std::collections::HashMap;

use super::Survey;
use crate::domain::readiness::Waiver;
use crate::domain::{
    Action, Day, Framework, Gate, ItemState, PersonId, Pilot, PilotId, Portfolio, Review, ReviewState, Workstream,
    overdue_since,
};

/// A checklist item of a pilot with a due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedItem {
    /// Of which pilot.
    pub pilot: PilotId,
    /// Its id in the framework. The title is there too, where a workspace may have its own words.
    pub item: String,
    /// How far it is.
    pub state: ItemState,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// That person's name.
    pub owner_name: Option<String>,
    /// By when.
    pub due: Day,
}

impl DatedItem {
    /// Does it still have to be done, by this day at the latest?
    #[must_use]
    pub fn is_due(&self, by: Day) -> bool {
        !self.state.is_closed() && self.due <= by
    }

    /// Does it still have to be done, although its day is over?
    fn is_overdue(&self, day: Day) -> bool {
        self.is_due(day) && self.due < day
    }
}

/// Something that is past its day, or a decision that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Its kind: action, decision, gate, item, review, waiver or workstream.
    pub kind: &'static str,
    /// The id by which commands know it.
    pub id: String,
    /// Of which pilot.
    pub pilot: Option<PilotId>,
    /// What it is, in addition to its kind.
    pub text: String,
    /// The same in a sentence below the name of its pilot.
    pub told: String,
    /// Who answers for it, or empty.
    pub who: String,
    /// Since when. What is due on a day is past it from the next day on.
    pub since: Day,
    /// The day by which it was due; none for a decision that came back.
    pub due: Option<Day>,
}

impl Overdue {
    /// Something that was due on a day.
    fn late(
        (kind, id): (&'static str, String),
        pilot: Option<PilotId>,
        due: Day,
        (text, told): (String, String),
    ) -> Self {
        Self { kind, id, pilot, text, told, who: String::new(), since: overdue_since(due), due: Some(due) }
    }

    /// The same with whoever answers for it.
    fn of(self, who: Option<&str>) -> Self {
        Self { who: who.unwrap_or_default().to_owned(), ..self }
    }
}

impl Survey {
    /// What is past its day, the oldest first.
    #[must_use]
    pub fn overdue(&self, portfolio: &Portfolio, framework: &Framework, day: Day) -> Vec<Overdue> {
        let going = self.pilots.iter().filter(|pilot| !pilot.lifecycle.is_ended());
        let going: HashMap<PilotId, &Pilot> = going.map(|pilot| (pilot.id, pilot)).collect();
        let of = |pilot: PilotId| going.get(&pilot).copied();
        let booked = self.booked.iter().filter(|(_, _, booked)| *booked < day);
        let waived = self.unanswered().filter(|waiver| waiver.look_again < day);
        let works = self.workstreams.iter().filter(|work| work.is_overdue(day));
        let items = self.items.iter().filter(|item| item.is_overdue(day));
        let actions = self.actions.iter().filter(|action| action.is_overdue(day));
        let mut all: Vec<Overdue> = booked
            .filter_map(|(pilot, gate, booked)| Some(gate_of(of(*pilot)?, *gate, *booked)))
            .chain(waived.filter_map(|one| of(one.pilot).map(|_| waiver(one, framework))))
            .chain(works.filter_map(|one| of(one.pilot).and_then(|_| workstream(one))))
            .chain(items.filter_map(|one| of(one.pilot).map(|pilot| item(one, pilot, framework))))
            .chain(going.values().flat_map(|pilot| came_back(pilot, portfolio)))
            .chain(actions.map(|one| action(one, day)))
            .chain(self.reviews.iter().filter(|review| review.day < day).filter_map(review))
            .collect();
        all.sort_by(|a, b| (a.since, a.pilot, &a.text).cmp(&(b.since, b.pilot, &b.text)));
        all
    }
}

/// A gate that was booked and not held.
fn gate_of(pilot: &Pilot, gate: Gate, booked: Day) -> Overdue {
    let told = format!("{gate} was booked for {booked}, and is not held");
    let text = format!("{gate} was booked and not held");
    let id = format!("{}/{}", gate.name(), pilot.code);
    Overdue::late(("gate", id), Some(pilot.id), booked, (text, told)).of(pilot.owner_name())
}

/// A waiver whose outcome nobody told.
fn waiver(waiver: &Waiver, framework: &Framework) -> Overdue {
    let (rule, by, due) = (framework.rule_called(&waiver.rule), waiver.by.as_str(), waiver.look_again);
    let told = format!("nobody said what came of waiving {rule}, due since {due}: {by}");
    let text = format!("what came of waiving {rule}");
    Overdue::late(("waiver", waiver.id.to_string()), Some(waiver.pilot), due, (text, told)).of(Some(by))
}

fn workstream(work: &Workstream) -> Option<Overdue> {
    let (due, owner) = (work.due?, work.owner_name.as_deref());
    let (since, who) = (overdue_since(due), owner.unwrap_or("nobody"));
    let told = format!("the workstream on {} is overdue since {since}: {who}", work.dimension);
    let text = format!("{}: {}", work.dimension, work.exit_test);
    Some(Overdue::late(("workstream", work.id.to_string()), Some(work.pilot), due, (text, told)).of(owner))
}

/// An item of a checklist.
fn item(item: &DatedItem, pilot: &Pilot, framework: &Framework) -> Overdue {
    let (since, owner) = (overdue_since(item.due), item.owner_name.as_deref());
    let text = format!("“{}” of its checklist", framework.rule_called(&item.item));
    let told = format!("{text} is overdue since {since}: {}", owner.unwrap_or("nobody"));
    let id = format!("{}/{}", pilot.code, item.item);
    Overdue::late(("item", id), Some(pilot.id), item.due, (text, told)).of(owner)
}

/// The decisions of a pilot that came back.
fn came_back(pilot: &Pilot, portfolio: &Portfolio) -> impl Iterator<Item = Overdue> {
    let fired = portfolio.of(pilot.id).map(|known| known.triggers.as_slice()).unwrap_or_default();
    fired.iter().map(move |fired| Overdue {
        kind: "decision",
        id: fired.decision.to_string(),
        pilot: Some(pilot.id),
        text: format!("came back ({}): {}", fired.trigger, fired.statement),
        told: format!("a decision came back on {}: {}", fired.when(), fired.statement),
        who: pilot.owner_name().unwrap_or_default().to_owned(),
        since: fired.on,
        due: None,
    })
}

fn action(action: &Action, day: Day) -> Overdue {
    let days = (day - action.due).num_days();
    let days = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
    let told = format!("an action is overdue by {days}: {}, {}", action.text, action.owner_name);
    let id = ("action", action.id.to_string());
    Overdue::late(id, action.pilot, action.due, (action.text.clone(), told)).of(Some(&action.owner_name))
}

/// A review that was not held on its day, or is still open after it.
fn review(review: &Review) -> Option<Overdue> {
    let (text, told) = match review.state {
        ReviewState::Draft => ("prepared and not held", "is prepared, and was not held"),
        ReviewState::Open => ("still open", "is still open"),
        ReviewState::Closed => return None,
    };
    let said = (text.to_owned(), format!("the review of {} {told}", review.day));
    let chair = review.chair.as_ref().map(|(_, name, _)| name.as_str());
    Some(Overdue::late(("review", review.id.to_string()), None, review.day, said).of(chair))
}
