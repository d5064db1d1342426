//! Plans what tickets of another tracker change in the register of exceptions. A ticket that is there is known by its key,
//! and taken on to where it is now; nothing is taken back.

use std::collections::HashMap;

use super::Report;
use crate::domain::change::ExceptionChange;
use crate::domain::seek::folded;
use crate::domain::{Change, Exception, ExceptionId, ExceptionState, Ids, Invalid, PersonId, PilotId, Stamp};
use crate::exchange::tickets::{Ticket, Tickets};
use crate::exchange::{Reject, Table};
use crate::store::{Result, Store};

/// What is known here that tickets speak of.
struct Known {
    pilots: HashMap<String, PilotId>,
    people: HashMap<String, PersonId>,
    exceptions: Vec<Exception>,
    /// Whose they are where a ticket does not say.
    otherwise: Option<PilotId>,
}

pub(super) fn plan(
    store: &Store,
    table: &Table,
    (tickets, otherwise): (&Tickets, Option<&str>),
    (stamp, ids): (&Stamp, &mut Ids),
) -> Result<(Vec<Change>, Report)> {
    let (found, mut rejected) = tickets.map(table, |_| stamp.zone)?;
    let reader = store.read();
    let named = reader
        .pilots()?
        .into_iter()
        .flat_map(|pilot| [(folded(&pilot.code), pilot.id), (folded(&pilot.name), pilot.id)]);
    let known = Known {
        pilots: named.collect(),
        people: reader.people_names()?.into_iter().map(|(id, name)| (folded(&name), id)).collect(),
        exceptions: reader.exceptions(None)?,
        otherwise: otherwise.map(|pilot| reader.find_pilot(pilot)).transpose()?,
    };
    let mut report = Report { kind: "exceptions", ..Report::default() };
    let mut changes = Vec::new();
    for ticket in &found {
        match known.change(ticket, ids) {
            Ok((new, made)) if made.is_empty() => report.unchanged += u32::from(!new),
            Ok((new, made)) => {
                (report.created, report.changed) = (report.created + u32::from(new), report.changed + u32::from(!new));
                changes.extend(made);
            }
            Err(reason) => rejected.push(Reject { row: ticket.row, reason }),
        }
    }
    rejected.sort_by_key(|reject| reject.row);
    report.rejected = rejected;
    Ok((changes, report))
}

impl Known {
    /// Is it new, and what it comes to.
    fn change(&self, ticket: &Ticket, ids: &mut Ids) -> std::result::Result<(bool, Vec<Change>), Invalid> {
        let tail = format!("({})", ticket.key);
        let there = self.exceptions.iter().find(|one| one.text.ends_with(&tail));
        let resolve = |exception: ExceptionId| {
            let note = (!ticket.resolution.is_empty()).then(|| ticket.resolution.clone());
            let (to, at) = (ExceptionState::Resolved, ticket.resolved);
            Change::Exception(ExceptionChange::Advance { exception, to, person: None, note, at, was: None })
        };
        if let Some(there) = there {
            let mended = ticket.resolved.is_some() && there.resolved.is_none();
            return Ok((false, if mended { vec![resolve(there.id)] } else { Vec::new() }));
        }
        let pilot = ticket.pilots.iter().find_map(|name| self.pilots.get(&folded(name)).copied()).or(self.otherwise);
        let pilot = pilot.ok_or_else(|| {
            let said = if ticket.pilots.is_empty() { "nothing".to_owned() } else { ticket.pilots.join(", ") };
            Invalid::new(format!("{} does not say of which pilot it is (it says {said})", ticket.key))
                .hint("name a pilot in its labels or components, or import with --pilot PILOT")
        })?;
        let id = ExceptionId(ids.take());
        let raise = Change::Exception(ExceptionChange::Raise {
            id: Some(id),
            pilot,
            text: format!("{} {tail}", ticket.text),
            severity: ticket.severity,
            owner: self.people.get(&folded(&ticket.owner)).copied(),
            at: Some(ticket.raised),
        });
        Ok((true, std::iter::once(raise).chain(ticket.resolved.map(|_| resolve(id))).collect()))
    }
}
