//! Answers what everybody answered for on an earlier day, by the registers as of that day. Seats in the committee are
//! told as they are now.

use std::collections::HashMap;

use super::of::Of;
use super::people::{Holding, PersonRow};
use crate::domain::{Action, Day, Framework, PersonId, Pilot, PilotId, Readiness, Review, ReviewState, Tick};
use crate::store::error::Result;
use crate::store::open::Reader;

/// The kinds of what people answer for, in the order of lists.
const KINDS: [&str; 7] = ["owns", "leads", "workstream", "item", "step", "exception", "action"];

/// Something that somebody answered for.
struct Held {
    who: PersonId,
    holding: Holding,
    /// What a list says of it.
    told: String,
}

impl Held {
    fn of(
        pilot: &Pilot,
        who: Option<PersonId>,
        (kind, what, due): (&str, &str, Option<Day>),
        told: &str,
    ) -> Option<Self> {
        let (kind, name, what) = (kind.to_owned(), pilot.name.clone(), what.to_owned());
        let holding = Holding { kind, pilot: Some(pilot.id), name, what, due };
        let told = if told.is_empty() { pilot.code.clone() } else { format!("{}: {told}", pilot.code) };
        Some(Self { who: who?, holding, told })
    }
}

impl Reader {
    /// Everybody, with archived people, in order of creation, with what they answered for on `day`.
    pub fn people_on(&self, day: Day) -> Result<Vec<PersonRow>> {
        let mut people = self.people()?;
        if self.looks_back(day)? {
            let mut held = self.held_on(day)?;
            for row in &mut people {
                let (pilots, carried): (Vec<Held>, Vec<Held>) = held
                    .remove(&row.person.id)
                    .unwrap_or_default()
                    .into_iter()
                    .partition(|one| matches!(one.holding.kind.as_str(), "owns" | "leads"));
                let (owned, led): (Vec<Held>, Vec<Held>) =
                    pilots.into_iter().partition(|one| one.holding.kind == "owns");
                [row.owns, row.leads, row.carries] =
                    [owned, led, carried].map(|held| held.into_iter().map(|one| one.told).collect());
            }
        }
        Ok(people)
    }

    /// Everything that a person answered for on `day`, the earliest due date first.
    pub fn holdings_on(&self, person: PersonId, day: Day) -> Result<Vec<Holding>> {
        let mut all = self.holdings(person)?;
        if !self.looks_back(day)? {
            return Ok(all);
        }
        all.retain(is_of_committee);
        let chairs = |review: &Review| {
            review.state != ReviewState::Closed && review.chair.as_ref().is_some_and(|(chair, ..)| *chair == person)
        };
        let reviews = self.reviews_on(day)?.into_iter().filter(chairs);
        all.extend(reviews.map(|review| Holding {
            kind: "chairs".to_owned(),
            pilot: None,
            name: String::new(),
            what: format!("the review of {}", review.day),
            due: Some(review.day),
        }));
        all.extend(self.held_on(day)?.remove(&person).into_iter().flatten().map(|one| one.holding));
        all.sort_by_cached_key(|one| {
            (rank(one), one.due.is_none(), one.due, one.name.clone(), one.kind.clone(), one.what.clone())
        });
        Ok(all)
    }

    /// What people answered for on `day` in pilots, exceptions and actions, by person.
    fn held_on(&self, day: Day) -> Result<HashMap<PersonId, Vec<Held>>> {
        let framework = self.framework()?;
        let mut pilots = self.pilots_on(Of::All, day)?;
        pilots.retain(|pilot| !pilot.archived);
        let (mut readiness, mut ticks) = (self.readiness_on(Of::All, day)?, self.ticks_on(Of::All, &pilots, day)?);
        let mut all: Vec<Held> = Vec::new();
        for pilot in &pilots {
            let touched = ticks.remove(&pilot.id).unwrap_or_default();
            let known = readiness.remove(&pilot.id).unwrap_or_default();
            all.extend(of_pilot(pilot, &known, &touched, &framework));
        }
        let there: HashMap<PilotId, &Pilot> = pilots.iter().map(|pilot| (pilot.id, pilot)).collect();
        let open = self.exceptions_on(Of::All, day)?.into_iter().filter(|exception| exception.resolved.is_none());
        all.extend(open.filter_map(|one| {
            let told = format!("exception {}", one.text);
            Held::of(there.get(&one.pilot)?, one.escalated_to.or(one.owner), ("exception", &one.text, None), &told)
        }));
        all.extend(self.actions_held(day)?);
        // A list goes kind by kind.
        all.sort_by_key(|one| KINDS.iter().position(|kind| *kind == one.holding.kind));
        let mut by_person: HashMap<PersonId, Vec<Held>> = HashMap::new();
        for one in all {
            by_person.entry(one.who).or_default().push(one);
        }
        Ok(by_person)
    }

    /// The actions that were open on `day`; some are about no pilot, or about an archived one.
    fn actions_held(&self, day: Day) -> Result<Vec<Held>> {
        let known: HashMap<PilotId, Pilot> = self.pilots()?.into_iter().map(|pilot| (pilot.id, pilot)).collect();
        let open = self.actions_on(day)?.into_iter().filter(Action::is_open);
        let held = open.map(|action| {
            let about = action.pilot.and_then(|pilot| known.get(&pilot));
            let code = about.map_or_else(String::new, |pilot| format!("{}: ", pilot.code));
            let told = format!("{code}action {}", action.text);
            let name = about.map_or_else(String::new, |pilot| pilot.name.clone());
            let (kind, due) = ("action".to_owned(), Some(action.due));
            let holding = Holding { kind, pilot: action.pilot, name, what: action.text, due };
            Held { who: action.owner, holding, told }
        });
        Ok(held.collect())
    }
}

/// Everything in a pilot that has somebody's name on it.
fn of_pilot(pilot: &Pilot, known: &Readiness, ticks: &[Tick], framework: &Framework) -> Vec<Held> {
    let owner = pilot.owner.as_ref().map(|seat| seat.id);
    let lead = pilot.lead.as_ref().map(|(lead, _)| *lead);
    let seats = [Held::of(pilot, owner, ("owns", "", None), ""), Held::of(pilot, lead, ("leads", "", None), "")];
    let works = known.workstreams.iter().filter(|work| work.closed.is_none()).map(|work| {
        let what = format!("{}: {}", work.dimension, work.exit_test);
        let told = format!("workstream on {}", work.dimension);
        Held::of(pilot, work.owner, ("workstream", &what, work.due), &told)
    });
    let open = ticks.iter().filter(|tick| !tick.standing.state.is_closed());
    let items = open.map(|tick| {
        let title = framework.item(&tick.item).map_or(&tick.item, |item| &item.title);
        Held::of(pilot, tick.standing.owner, ("item", title, tick.standing.due), &tick.item)
    });
    let steps = known
        .steps
        .iter()
        .map(|step| Held::of(pilot, step.manager, ("step", &step.name, None), &format!("step {}", step.name)));
    seats.into_iter().chain(works).chain(items).chain(steps).flatten().collect()
}

/// Is it a seat in the committee, or its chair?
fn is_of_committee(one: &Holding) -> bool {
    one.pilot.is_none() && one.due.is_none() && matches!(one.kind.as_str(), "chairs" | "sits")
}

/// The order of telling: pilots that are owned, then other roles, then what is to be done.
fn rank(one: &Holding) -> u8 {
    if one.kind == "owns" {
        0
    } else if one.kind == "leads" || is_of_committee(one) {
        1
    } else {
        2
    }
}
