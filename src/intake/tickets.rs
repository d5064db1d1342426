//! Plans what tickets of another tracker, or the rows of a plain table, change in the register of exceptions. A known
//! exception is found by its key, or by the pilot, text and day that the file last gave it. It is moved on to the state
//! in the file, and takes on what the file says anew, unless somebody wrote something else here. No state is taken
//! back.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::options::Zone;
use super::planned::Planned;
use super::report::{Report, left_out};
use crate::domain::change::{ExceptionChange, ExceptionField, TicketSaid};
use crate::domain::person::who;
use crate::domain::seek::folded;
use crate::domain::shown::collapsed;
use crate::domain::words::{count, first_few, in_rows};
use crate::domain::{
    Change, Day, Exception, ExceptionId, ExceptionState, Ids, Instant, Invalid, PersonId, Pilot, PilotId, Severity,
    Stamp, Value, exception,
};
use crate::exchange::pilots::days_told;
use crate::exchange::tickets::{Ticket, Tickets};
use crate::exchange::{Reject, Table};
use crate::store::{Result, Store};

/// What is known here that tickets speak of.
struct Known {
    /// By code and by name, folded; a name of several pilots is nobody's.
    pilots: HashMap<String, Option<PilotId>>,
    /// Is what a row names always a pilot? Labels and components of an issue say other things too.
    names_pilots: bool,
    /// By name and by address, where that is one person's.
    people: HashMap<String, Option<PersonId>>,
    /// Who of them is archived.
    archived: HashSet<PersonId>,
    /// By what stands behind their text, and by what they are.
    by_key: HashMap<String, Exception>,
    by_text: HashMap<Likeness, Exception>,
    /// What tickets said of them last.
    said: HashMap<ExceptionId, TicketSaid>,
    /// Of which fields that were written here the file says something else.
    kept: Vec<String>,
    /// Whose they are where a ticket does not say.
    otherwise: Option<PilotId>,
    /// What new ones say that are put onto that pilot, and name none.
    elsewhere: Rows,
    /// Pilots that new ones name, and that are others than that one.
    themselves: Rows,
    /// Pilots that those name which are known here, and are another's.
    moved: Rows,
    /// Those that are resolved here, and that the file has as open.
    reopened: Rows,
    /// What came of those of which nothing says when.
    dayless: Rows,
    /// So many new tickets name no pilot.
    homeless: usize,
    /// Owners of new ones who are not known here.
    strangers: Rows,
    /// Owners of open ones who are archived.
    at_rest: Rows,
    /// The rows in which one was seen.
    seen: HashMap<Sign, u64>,
    now: Instant,
}

/// Names with the rows in which they stand.
type Rows = BTreeMap<String, BTreeSet<u64>>;

/// What an exception is known by that has no key: its pilot, its text and the day on which it was raised.
type Likeness = (PilotId, String, Day);

/// What a ticket is known by.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Sign {
    Key(String),
    Like(Likeness),
}

pub(super) fn plan(
    store: &Store,
    table: &Table,
    (tickets, otherwise): (&Tickets, Option<&str>),
    zone: Option<Zone>,
    (stamp, ids): (&Stamp, &mut Ids),
) -> Result<Planned> {
    let (found, mut rejected) = tickets.map(table, |time| zone.map_or(stamp.zone, |zone| zone(time)))?;
    let wrong: BTreeSet<u64> = rejected.iter().map(|reject| reject.row).collect();
    let mut known = Known::of(store, (tickets, otherwise), stamp.instant())?;
    let refused = refused(table, tickets, &wrong);
    let mut report = Report { kind: "exceptions", ..Report::default() };
    let (mut changes, mut rows) = (Vec::new(), Vec::new());
    for ticket in &found {
        known.hear(ticket);
        let first = ticket.key.as_ref().and_then(|key| refused.get(key)).filter(|first| **first < ticket.row);
        match first.map_or_else(|| known.change(ticket, ids), |first| Err(twice(ticket, *first))) {
            Ok((_, made)) if made.is_empty() => report.unchanged += 1,
            // Only remembered, for next time.
            Ok((false, made)) if made.iter().all(is_memory) => {
                report.unchanged += 1;
                changes.extend(made);
            }
            Ok((new, made)) => {
                let resolved =
                    made.iter().any(|change| matches!(change, Change::Exception(ExceptionChange::Advance { .. })));
                report.settled += u32::from(new && resolved);
                (report.created, report.changed) = (report.created + u32::from(new), report.changed + u32::from(!new));
                report.words.extend(ticket.words.iter().cloned());
                changes.extend(made);
            }
            Err(reason) => rejected.push(Reject { row: ticket.row, reason }),
        }
        rows.resize(changes.len(), ticket.row);
    }
    // Of a row of which something else is wrong its pilot is told with that.
    for row in table.rows.iter().filter(|row| wrong.contains(&row.line)) {
        let lost = known.lost(&tickets.pilots_in(table, row));
        rejected.extend(lost.map(|reason| Reject { row: row.line, reason }));
    }
    // A table without a word on how they stand does not have them as open.
    if !tickets.fed_by(table).iter().any(|field| matches!(field, Some("resolved" | "state"))) {
        known.reopened.clear();
    }
    (report.rejected, report.homeless) = (rejected, known.homeless);
    report.remarks = known.remarks();
    let changing: BTreeSet<u64> = rows.iter().copied().collect();
    let days = found.iter().filter(|ticket| changing.contains(&ticket.row));
    report.remarks.extend(days_told(days.flat_map(|ticket| ticket.loose.iter().map(move |said| (ticket.row, said)))));
    let known: Vec<&str> = tickets.columns().collect();
    report.remarks.extend(left_out(&tickets.unfed(table), "exceptions", known.iter().copied()));
    Ok(Planned { changes, rows, report })
}

/// Notes a name with the row in which it stands.
fn note(rows: &mut Rows, name: Option<String>, row: u64) {
    if let Some(name) = name {
        rows.entry(name).or_default().insert(row);
    }
}

/// The rows of which something is refused, by their keys: no other one of that key stands for the first of them.
fn refused(table: &Table, tickets: &Tickets, wrong: &BTreeSet<u64>) -> HashMap<String, u64> {
    let keyed = |row: &u64| Some((collapsed(&tickets.cell(table, *row, "key")?.text), *row));
    wrong.iter().rev().filter_map(keyed).collect()
}

/// What a ticket is called.
fn called(ticket: &Ticket) -> String {
    ticket.key.clone().unwrap_or_else(|| format!("“{}”", ticket.text))
}

/// That a ticket stands in an earlier row too.
fn twice(ticket: &Ticket, first: u64) -> Invalid {
    Invalid::new(format!("{} stands in row {first} too", called(ticket))).hint("keep one row for each")
}

/// Does a change only remember what the file says?
fn is_memory(change: &Change) -> bool {
    matches!(change, Change::Exception(ExceptionChange::Said { .. }))
}

/// Pilots by what a ticket may call them. Who is archived counts where no other one is called so.
fn named(pilots: &[Pilot]) -> HashMap<String, Option<PilotId>> {
    let (gone, there): (Vec<&Pilot>, Vec<&Pilot>) = pilots.iter().partition(|pilot| pilot.archived);
    let mut names = by_name(&gone);
    names.extend(by_name(&there));
    // A code is one pilot's alone, whatever another is called.
    names.extend(pilots.iter().map(|pilot| (folded(&pilot.code), Some(pilot.id))));
    names
}

/// Pilots by their names; one of several is none's.
fn by_name(pilots: &[&Pilot]) -> HashMap<String, Option<PilotId>> {
    let mut names: HashMap<String, Option<PilotId>> = HashMap::new();
    for pilot in pilots {
        names.entry(folded(&pilot.name)).and_modify(|known| *known = None).or_insert(Some(pilot.id));
    }
    names
}

/// The key of the ticket that an exception came from: what stands in brackets behind its text.
fn key_of(text: &str) -> Option<&str> {
    text.strip_suffix(')')?.rsplit_once(" (").map(|(_, key)| key)
}

impl Known {
    fn of(store: &Store, (tickets, otherwise): (&Tickets, Option<&str>), now: Instant) -> Result<Self> {
        let reader = store.read();
        let (exceptions, said) = (reader.exceptions(None)?, reader.tickets()?);
        // What it was called in the file: here it may be called otherwise by now.
        let called = |one: &Exception| said.get(&one.id).map_or_else(|| one.text.clone(), |said| said.text.clone());
        let like = |one: &Exception| (one.pilot, folded(&called(one)), one.raised.day());
        let key = |one: &Exception| match said.get(&one.id) {
            Some(said) => said.key.clone(),
            None => key_of(&one.text).map(str::to_owned),
        };
        Ok(Self {
            pilots: named(&reader.pilots()?),
            names_pilots: tickets.key.is_none(),
            people: super::pilots::names(store)?,
            archived: super::pilots::archived(store)?,
            by_text: exceptions.iter().map(|one| (like(one), one.clone())).collect(),
            by_key: exceptions.iter().filter_map(|one| Some((key(one)?, one.clone()))).collect(),
            said,
            kept: Vec::new(),
            otherwise: otherwise.map(|pilot| reader.find_pilot(pilot)).transpose()?,
            seen: HashMap::new(),
            elsewhere: Rows::new(),
            themselves: Rows::new(),
            moved: Rows::new(),
            reopened: Rows::new(),
            dayless: Rows::new(),
            homeless: 0,
            strangers: Rows::new(),
            at_rest: Rows::new(),
            now,
        })
    }

    /// What is wrong with what a row says of its pilot, where that is known from nothing else.
    fn lost(&self, pilots: &[String]) -> Option<Invalid> {
        match self.named(pilots) {
            Ok(None) if self.names_pilots => Some(Invalid::new("it does not say of which pilot it is").at("pilot")),
            Ok(_) => None,
            Err(reason) => Some(reason),
        }
    }

    /// Notes what came of one of which nothing says when it was resolved. Issues of a tracker say so of open ones too.
    fn hear(&mut self, ticket: &Ticket) {
        let is_dayless = self.names_pilots && ticket.resolved.is_none() && !ticket.resolution.is_empty();
        note(&mut self.dayless, is_dayless.then(|| ticket.resolution.clone()), ticket.row);
    }

    /// What of the file is not taken.
    fn remarks(&self) -> Vec<String> {
        let told = |(name, rows): (&String, &BTreeSet<u64>)| {
            format!("“{name}” ({})", in_rows(&rows.iter().copied().collect::<Vec<_>>()))
        };
        let of_some = [
            (&self.elsewhere, "Put onto the pilot that was named, although they say something else: ", ""),
            (
                &self.themselves,
                "Put onto the pilot that they name themselves, and not onto the one that was named: ",
                "",
            ),
            (
                &self.moved,
                "Known here as those of another pilot, where they stay, although the file names this one: ",
                "",
            ),
            (&self.reopened, "Resolved here, and stay so, although the file has them as open: ", ""),
            (&self.dayless, "What came of them is not taken where nothing says when they were resolved: ", ""),
            (&self.strangers, "Nobody is called ", ": no owner is taken from there"),
            (&self.at_rest, "Archived here, so that no owner is taken from there: ", ""),
        ];
        let listed = |(names, before, after): (&Rows, &str, &str)| {
            let all: Vec<String> = names.iter().map(told).collect();
            (!all.is_empty()).then(|| format!("{before}{}{after}.", all.join(", ")))
        };
        let kept = (!self.kept.is_empty()).then(|| {
            let fields = count(self.kept.len(), "field of an exception stays", "fields of exceptions stay");
            let which = first_few(&self.kept);
            format!("{fields} as written here, where the file says something else: {which}.")
        });
        of_some.into_iter().filter_map(listed).chain(kept).collect()
    }

    /// Is it new, and what it comes to.
    fn change(&mut self, ticket: &Ticket, ids: &mut Ids) -> std::result::Result<(bool, Vec<Change>), Invalid> {
        let raised = ticket.raised.resolve(self.now, None);
        let pilot = self.named(&ticket.pilots)?;
        let called = called(ticket);
        let like = pilot.map(|pilot| Sign::Like((pilot, folded(&ticket.text), raised.day())));
        let sign = ticket.key.clone().map(Sign::Key).or(like);
        let there = match &sign {
            Some(Sign::Key(key)) => self.by_key.get(key),
            Some(Sign::Like(like)) => self.by_text.get(like),
            None => None,
        };
        if let Some(first) = sign.and_then(|sign| self.seen.insert(sign, ticket.row)) {
            return Err(twice(ticket, first));
        }
        let resolved = ticket.resolved.map(|at| at.resolve(self.now, Some(raised)));
        let resolve = |exception: ExceptionId| {
            let note = (!ticket.resolution.is_empty()).then(|| ticket.resolution.clone());
            let (to, at) = (ExceptionState::Resolved, ticket.resolved);
            Change::Exception(ExceptionChange::Advance { exception, to, person: None, note, at, was: None })
        };
        let own = self.one_of(&ticket.pilots);
        if let Some(there) = there.cloned() {
            let another = own.filter(|(_, own)| *own != there.pilot).map(|(name, _)| name.to_owned());
            note(&mut self.moved, another, ticket.row);
            let mut changes = self.corrections(&there, ticket);
            if let Some(at) = resolved.filter(|_| there.resolved.is_none()) {
                there.check(ExceptionState::Resolved, at, self.now)?;
                changes.push(resolve(there.id));
            }
            return Ok((false, changes));
        }
        if raised > self.now {
            return Err(exception::in_the_future(raised));
        }
        if resolved.is_some_and(|at| at < raised || at > self.now) {
            return Err(Invalid::new(format!("{called} was resolved before it was raised, or has yet to be"))
                .hint("mend the times in the file"));
        }
        self.homeless += usize::from(pilot.is_none());
        let pilot = pilot.ok_or_else(|| {
            let said = if ticket.pilots.is_empty() { "nothing".to_owned() } else { ticket.pilots.join(", ") };
            Invalid::new(format!("{called} does not say of which pilot it is (it says {said})")).at("pilot")
        })?;
        let another = own.filter(|(_, own)| self.otherwise.is_some_and(|otherwise| otherwise != *own));
        let (another, says_more) =
            (another.map(|(name, _)| name.to_owned()), own.is_none() && !ticket.pilots.is_empty());
        note(&mut self.themselves, another, ticket.row);
        note(&mut self.elsewhere, says_more.then(|| ticket.pilots.join(", ")), ticket.row);
        let id = ExceptionId(ids.take());
        let owner = self.owner(ticket);
        let raise = Change::Exception(ExceptionChange::Raise {
            id: Some(id),
            pilot,
            text: text(ticket),
            severity: ticket.severity.unwrap_or(Severity::Medium),
            owner,
            at: Some(ticket.raised),
        });
        let remember = Change::Exception(ExceptionChange::Said { exception: id, ticket: said(ticket, owner) });
        Ok((true, [raise, remember].into_iter().chain(resolved.map(|_| resolve(id))).collect()))
    }

    /// The first of those words that names a pilot, and which.
    fn one_of<'n>(&self, pilots: &'n [String]) -> Option<(&'n str, PilotId)> {
        pilots.iter().find_map(|name| Some((name.as_str(), self.pilots.get(&folded(name)).copied().flatten()?)))
    }

    /// The one pilot whose name or code begins so, as on the command line; none where several do.
    fn begun_by(&self, name: &str) -> Option<PilotId> {
        let begin = folded(name);
        let begun: HashSet<Option<PilotId>> =
            self.pilots.iter().filter(|(known, _)| known.starts_with(&begin)).map(|(_, pilot)| *pilot).collect();
        if begin.is_empty() || begun.len() > 1 { None } else { begun.into_iter().next().flatten() }
    }

    /// The same, else the one that those are of which name none.
    fn named(&self, pilots: &[String]) -> std::result::Result<Option<PilotId>, Invalid> {
        let said = pilots.first().filter(|_| self.names_pilots);
        let found = self.one_of(pilots).map(|(_, pilot)| pilot).or_else(|| self.begun_by(said?));
        match pilots.first().filter(|_| self.names_pilots && found.is_none()) {
            None => Ok(found.or(self.otherwise)),
            Some(name) if self.pilots.contains_key(&folded(name)) => {
                let error = Invalid::new(format!("several pilots are called “{name}”"));
                Err(error.hint("write the code of the one that is meant").at("pilot"))
            }
            Some(name) => {
                let hint = "write a code or name of `steerco list pilots`, or make it first: `steerco add pilot NAME`, or a on \
                            the board";
                Err(Invalid::new(format!("there is no pilot “{name}”")).hint(hint).at("pilot"))
            }
        }
    }

    /// Who sees to a ticket, where somebody is called so; whoever nobody knows is remembered, and who is archived,
    /// where it is open.
    fn owner(&mut self, ticket: &Ticket) -> Option<PersonId> {
        let owner = who(&self.people, &ticket.owner);
        let is_stranger = owner.is_none() && !ticket.owner.is_empty();
        let is_at_rest = ticket.resolved.is_none() && owner.is_some_and(|owner| self.archived.contains(&owner));
        note(&mut self.strangers, is_stranger.then(|| ticket.owner.clone()), ticket.row);
        note(&mut self.at_rest, is_at_rest.then(|| ticket.owner.clone()), ticket.row);
        owner.filter(|_| !is_at_rest)
    }

    /// What a ticket says anew of an exception that is there, and that it said so.
    fn corrections(&mut self, there: &Exception, ticket: &Ticket) -> Vec<Change> {
        let is_open_again = ticket.resolved.is_none() && there.resolved.is_some();
        note(&mut self.reopened, is_open_again.then(|| there.text.clone()), ticket.row);
        let before = self.said.get(&there.id).cloned();
        let was = before.as_ref();
        let person = |owner: Option<PersonId>| owner.map_or(Value::Nothing, Value::Person);
        let mut now = said(ticket, None);
        // A table without keys takes none away, by which its tracker knows it again.
        let key = || was.map_or_else(|| key_of(&there.text).map(str::to_owned), |was| was.key.clone());
        now.key = now.key.or_else(key);
        // What it leaves open says nothing, and what was said before goes on to count.
        now.severity = now.severity.or_else(|| was.and_then(|was| was.severity));
        let as_before = was.is_some_and(|was| ticket.owner.is_empty() || ticket.owner == was.owner);
        (now.owner, now.person) = match was {
            // Whom nobody knew then, somebody may know by now.
            Some(was) if as_before => (was.owner.clone(), was.person.or_else(|| self.owner(ticket))),
            _ => (now.owner, self.owner(ticket)),
        };
        let (severity, then) = (now.severity.unwrap_or(there.severity), was.and_then(|was| was.severity));
        let says = [
            (
                ExceptionField::Text,
                Value::text(&there.text),
                Value::text(&now.text),
                was.map(|was| Value::text(&was.text)),
            ),
            (
                ExceptionField::Severity,
                Value::text(there.severity.name()),
                Value::text(severity.name()),
                then.map(|then| Value::text(then.name())),
            ),
            (
                ExceptionField::Owner,
                person(there.owner),
                person(now.person.or(there.owner)),
                was.map(|was| person(was.person)),
            ),
        ];
        let mut changes = Vec::new();
        for (field, here, to, then) in says.into_iter().filter(|(_, here, to, _)| here != to) {
            if then.is_some_and(|then| then == to || then != here) {
                self.kept.push(format!("{} of “{}”", field.name(), there.text));
                continue;
            }
            let (exception, was) = (there.id, Some(here));
            changes.push(Change::Exception(ExceptionChange::Set { exception, field, to, was }));
        }
        if before.as_ref() != Some(&now) {
            changes.push(Change::Exception(ExceptionChange::Said { exception: there.id, ticket: now }));
        }
        changes
    }
}

/// What a ticket says of an exception, with who its owner is.
fn said(ticket: &Ticket, person: Option<PersonId>) -> TicketSaid {
    TicketSaid {
        key: ticket.key.clone(),
        text: text(ticket),
        severity: ticket.severity,
        owner: ticket.owner.clone(),
        person,
    }
}

/// What an exception is called that comes from a ticket.
fn text(ticket: &Ticket) -> String {
    match &ticket.key {
        Some(key) => format!("{} ({key})", ticket.text),
        None => ticket.text.clone(),
    }
}
