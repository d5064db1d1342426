//! Orders changes that pass on a value which only one may have: a code of a pilot, an e-mail address of a person, a
//! name among the metrics of a pilot. Whoever gives it up goes before whoever takes it; in a circle, one of them gets a
//! temporary name that nobody has.

use std::collections::HashMap;

use super::spot::Placed;
use crate::cli::ground::failure::Result;
use crate::domain::change::{MetricChange, MetricField, PersonChange, PersonField, PilotChange, PilotField};
use crate::domain::{Change, MetricId, PersonId, PilotId, Value};
use crate::store::Reader;

/// The holder of a value that only one may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Holder {
    Code(PilotId),
    Email(PersonId),
    /// Of a metric, among those of its pilot.
    Name(MetricId, PilotId),
}

/// Among whom a value is had by one only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Among {
    Pilots,
    People,
    Metrics(PilotId),
}

/// The pilot of each metric.
type Pilots = HashMap<MetricId, PilotId>;

impl Holder {
    /// The value as it is compared, beside those of its kind only.
    fn value(self, text: &str) -> (Among, String) {
        let among = match self {
            Self::Code(_) => Among::Pilots,
            Self::Email(_) => Among::People,
            Self::Name(_, pilot) => Among::Metrics(pilot),
        };
        // Names of metrics are told apart by their case.
        let text = text.trim();
        (among, if let Self::Name(..) = self { text.to_owned() } else { text.to_lowercase() })
    }

    /// Who gets which value by a change; an empty value is given up and taken by nobody.
    fn of<'c>(change: &'c Change, pilots: &Pilots) -> Option<(Self, &'c str)> {
        let (holder, to) = match change {
            Change::Pilot(PilotChange::Set { pilot, field: PilotField::Code, to, .. }) => (Self::Code(*pilot), to),
            Change::Person(PersonChange::Set { person, field: PersonField::Email, to, .. }) => {
                (Self::Email(*person), to)
            }
            Change::Metric(MetricChange::Set { metric, field: MetricField::Name, to, .. }) => {
                (Self::Name(*metric, *pilots.get(metric)?), to)
            }
            _ => return None,
        };
        Some((holder, if let Value::Text(to) = to { to } else { "" }))
    }

    /// The change that makes room: nobody has the value, or its holder gets one that nobody would write.
    fn waits(self) -> Change {
        match self {
            Self::Code(pilot) => {
                let to = Value::Text(format!("waits-{pilot}"));
                Change::Pilot(PilotChange::Set { pilot, field: PilotField::Code, to, was: None })
            }
            Self::Name(metric, _) => {
                let to = Value::Text(format!("waits-{metric}"));
                Change::Metric(MetricChange::Set { metric, field: MetricField::Name, to, was: None })
            }
            Self::Email(person) => {
                let (field, to) = (PersonField::Email, Value::Text(String::new()));
                Change::Person(PersonChange::Set { person, field, to, was: None })
            }
        }
    }
}

/// The change without the value its writer saw, as another is there meanwhile.
fn unseen(change: Change) -> Change {
    match change {
        Change::Pilot(PilotChange::Set { pilot, field, to, .. }) => {
            Change::Pilot(PilotChange::Set { pilot, field, to, was: None })
        }
        Change::Person(PersonChange::Set { person, field, to, .. }) => {
            Change::Person(PersonChange::Set { person, field, to, was: None })
        }
        Change::Metric(MetricChange::Set { metric, field, to, .. }) => {
            Change::Metric(MetricChange::Set { metric, field, to, was: None })
        }
        other => other,
    }
}

/// The changes in an order in which each finds its value free; those that pass one on come first.
pub(super) fn in_order(reader: &Reader, changes: Vec<Placed>) -> Result<Vec<Placed>> {
    let renames =
        |(.., change): &Placed| matches!(change, Change::Metric(MetricChange::Set { field: MetricField::Name, .. }));
    let metrics = if changes.iter().any(renames) { reader.metrics(None)? } else { Vec::new() };
    let pilots: Pilots = metrics.iter().map(|metric| (metric.id, metric.pilot)).collect();
    let (handing, others): (Vec<Placed>, Vec<Placed>) =
        changes.into_iter().partition(|(.., change)| Holder::of(change, &pilots).is_some());
    if handing.len() < 2 {
        return Ok(handing.into_iter().chain(others).collect());
    }
    let mut has: HashMap<(Among, String), Holder> = HashMap::new();
    for metric in &metrics {
        let holder = Holder::Name(metric.id, metric.pilot);
        has.insert(holder.value(&metric.name), holder);
    }
    for pilot in reader.pilots()? {
        let holder = Holder::Code(pilot.id);
        has.insert(holder.value(&pilot.code), holder);
    }
    for row in reader.people()? {
        let holder = Holder::Email(row.person.id);
        if !row.person.email.is_empty() {
            has.insert(holder.value(&row.person.email), holder);
        }
    }
    let mut waiting: Vec<(Holder, Placed)> =
        handing.into_iter().filter_map(|placed| Some((Holder::of(&placed.1, &pilots)?.0, placed))).collect();
    let mut ordered = Vec::with_capacity(waiting.len() + others.len());
    while !waiting.is_empty() {
        let leaves: Vec<Holder> = waiting.iter().map(|(holder, _)| *holder).collect();
        let is_free = |(holder, (.., change)): &(Holder, Placed)| {
            let taken = Holder::of(change, &pilots).and_then(|(_, to)| has.get(&holder.value(to)));
            taken.is_none_or(|taken| taken == holder || !leaves.contains(taken))
        };
        let (free, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_free);
        waiting = rest;
        if free.is_empty() {
            // Some of them go round in a circle: one makes room, and comes last.
            let (holder, (spot, change)) = waiting.remove(0);
            ordered.push(spot.of(holder.waits()));
            has.retain(|_, known| *known != holder);
            waiting.push((holder, spot.of(unseen(change))));
        }
        for (holder, placed) in free {
            has.retain(|_, known| *known != holder);
            ordered.push(placed);
        }
    }
    ordered.extend(others);
    Ok(ordered)
}
