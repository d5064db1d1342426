//! The verbs that write one thing: note, status, target, owner, tick, archive.

use super::args::Tick;
use super::commit::{commit, identified};
use super::ground::failure::{Failure, Result};
use super::ground::given::typed;
use super::ground::output::Output;
use super::ground::session::Session;
use crate::domain::change::{MetricChange, NoteChange, PersonChange, PilotChange, RolloutChange, TickChange};
use crate::domain::spoken::Side;
use crate::domain::words::{count, first_few};
use crate::domain::{Change, Invalid, ItemState, MetricId, NoteId, PersonId, PilotId, Powers, Status, StepId, parsed};
use crate::exchange::Profile;
use crate::store::{self, Error, Holding, Reader};

pub(super) fn note(session: &Session, pilot: &str, (text, on): (String, Option<&str>), output: &Output) -> Result<()> {
    session.check_writing()?;
    let on = on.map(|on| session.day(on, "on", Side::Behind)).transpose()?;
    let text = typed(text)?;
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    commit(session, &mut store, &Change::Note(NoteChange::Add { pilot, text, on }), output)
}

pub(super) fn status(session: &Session, pilot: &str, status: &str, because: String, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    // A word means here what it means in a tracker.
    let word = Profile::builtin("tracker")?.meaning("reported", status.to_owned());
    let reported = |status: &Status| matches!(status, Status::Red | Status::Amber | Status::Green);
    let status = word.parse::<Status>().ok().filter(reported).ok_or_else(|| {
        Invalid::new(format!("“{status}” is not a status that people report"))
            .hint("report R (a decision of the committee is wanted), A (at risk: the owner acts) or G (on track)")
            .at("status")
    })?;
    commit(session, &mut store, &Change::Pilot(PilotChange::Report { pilot, status, because, was: None }), output)
}

pub(super) fn target(session: &Session, pilot: &str, users: u32, from: Option<&str>, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    let from = if let Some(text) = from {
        session.week(text, "from")?
    } else {
        let page = store.read().page(pilot)?;
        page.map_or(session.moment().reporting_week(), |page| page.week_to_aim_from(session.moment()))
    };
    let change = PilotChange::Target { pilot, users: Some(users), from, was: None };
    commit(session, &mut store, &Change::Pilot(change), output)
}

pub(super) fn owner(
    session: &Session,
    (pilot, who): (&str, &str),
    why: String,
    answers: &[String],
    output: &Output,
) -> Result<()> {
    let mut store = session.open(output)?;
    if why.trim().is_empty() {
        return Err(Failure {
            field: Some("why".into()),
            ..Failure::new(3, "the reason is missing").hint("write one line after --why")
        });
    }
    let (pilot, person) = {
        let reader = store.read();
        let pilot = reader.find_pilot(pilot)?;
        if store.framework()?.is_not_a_person(who) {
            let error = Invalid::new(format!("“{who}” is a group, not a person who can own a pilot"));
            return Err(error.hint("name one person of executive level").at("owner").into());
        }
        (pilot, reader.find_person(who)?)
    };
    // An owner who stays keeps the powers that are not mentioned.
    let seat = store.read().pilot(pilot)?.and_then(|pilot| pilot.owner);
    let mut powers = seat.filter(|seat| seat.id == person).map_or_else(Powers::default, |seat| seat.powers);
    for answer in answers {
        powers.set(answer)?;
    }
    let change = PilotChange::Appoint { pilot, person: Some(person), powers, why, was: None };
    commit(session, &mut store, &Change::Pilot(change), output)
}

pub(super) fn hand_over(session: &Session, (from, to): (&str, &str), why: String, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let reader = store.read();
    let (from, to) = (reader.find_person(from)?, reader.find_person(to)?);
    commit(session, &mut store, &Change::Person(PersonChange::HandOver { from, to, why }), output)
}

pub(super) fn tick(session: &Session, arguments: Tick, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let reader = store.read();
    let cells = arguments.reads.is_some() || arguments.writes.is_some();
    let nothing_else = arguments.evidence.is_empty() && arguments.owner.is_none() && arguments.due.is_none() && !cells;
    let state = match &arguments.state {
        Some(word) => Some(parsed(word, "state")?),
        None if nothing_else && arguments.why.is_none() => Some(ItemState::Done),
        None => None,
    };
    let pilot = reader.find_pilot(&arguments.pilot)?;
    let stands = super::set::due_of_item(reader, pilot, &arguments.item)?;
    let due = |text: String| session.day_from(stands, &text, "due");
    let change = TickChange {
        pilot,
        item: arguments.item,
        state,
        owner: arguments.owner.map(|who| reader.find_person(&who)).transpose()?.map(Some),
        due: arguments.due.map(due).transpose()?.map(Some),
        why: arguments.why,
        reads: arguments.reads,
        writes: arguments.writes,
        evidence: super::readiness::texts(arguments.evidence, "evidence", "proves it")?,
        was: None,
    };
    commit(session, &mut store, &Change::Tick(change), output)
}

/// What is archived or brought back: a pilot by its code, a person by name or address, a metric as `PILOT/METRIC`, all
/// of them and notes and steps by their ids.
fn archiving(reader: &Reader, what: &str, archived: bool) -> Result<Change> {
    if let Some(change) = archiving_id(what, archived) {
        return Ok(change);
    }
    if let Some(pilot) = found(reader.find_pilot(what))? {
        return Ok(Change::Pilot(PilotChange::Archive { pilot, archived }));
    }
    if let Some(person) = found(reader.find_person(what))? {
        return Ok(Change::Person(PersonChange::Archive { person, archived }));
    }
    if what.contains('/') {
        let metric = super::set::metric(reader, what)?;
        return Ok(Change::Metric(MetricChange::Archive { metric, archived }));
    }
    Err(ended_otherwise(reader, what).unwrap_or_else(|| {
        let hint = "look at `steerco list pilots --all` and `steerco list people --all`";
        Failure::new(4, format!("there is no pilot and no person “{what}”")).hint(hint)
    }))
}

/// The same by an id alone, which tells its kind.
fn archiving_id(what: &str, archived: bool) -> Option<Change> {
    let note = |note: NoteId| Change::Note(NoteChange::Archive { note, archived });
    let metric = |metric: MetricId| Change::Metric(MetricChange::Archive { metric, archived });
    let person = |person: PersonId| Change::Person(PersonChange::Archive { person, archived });
    let step = |step: StepId| Change::Rollout(RolloutChange::ArchiveStep { step, archived });
    let pilot = |pilot: PilotId| Change::Pilot(PilotChange::Archive { pilot, archived });
    let change = what.parse().map(note).or_else(|_| what.parse().map(metric)).or_else(|_| what.parse().map(person));
    change.or_else(|_| what.parse().map(step)).or_else(|_| what.parse().map(pilot)).ok()
}

/// What was looked for; none where nothing has that name.
fn found<T>(looked_for: store::Result<T>) -> Result<Option<T>> {
    match looked_for {
        Ok(one) => Ok(Some(one)),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// The advice for something that is not archived but ended.
fn ended_otherwise(reader: &Reader, what: &str) -> Option<Failure> {
    // Very few letters begin many ids.
    if what.len() < 3 {
        return None;
    }
    let refused = |noun: &str, hint: String| {
        Failure::from(Invalid::new(format!("{noun} ends, and is not archived")).hint(hint).at("what"))
    };
    if let Ok(action) = reader.find_action(what) {
        return Some(refused("an action", format!("`steerco act {} drop --why TEXT` ends it", action.id)));
    }
    let exception = reader.find_exception(what).ok()?;
    Some(refused("an exception", format!("`steerco close {exception}` ends it, once it is resolved")))
}

pub(super) fn archive(session: &Session, what: &str, archived: bool, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let change = archiving(store.read(), what, archived)?;
    let outcome = store.commit(&change, &session.stamp())?;
    output.outcome(&identified(&store, &change, &outcome))?;
    // Failing to look something up must not turn a finished write into a failure.
    if let (Change::Person(PersonChange::Archive { person, archived: true }), Some(_)) = (&change, outcome.entry)
        && let Some(left) = left_behind(&store.read().holdings(*person).unwrap_or_default())
    {
        let hand_over = format!("`steerco{} hand-over \"{what}\" WHO --why TEXT`", session.option());
        output.message(&format!("{what} is still {left}; {hand_over} hands it over."));
    }
    Ok(())
}

/// What somebody still answers for: the pilots by name, and how much else.
fn left_behind(held: &[Holding]) -> Option<String> {
    let named = |kind: &str| -> Vec<String> {
        held.iter().filter(|one| one.kind == kind).map(|one| one.name.clone()).collect()
    };
    let (owns, leads) = (named("owns"), named("leads"));
    let rest = held.len() - owns.len() - leads.len();
    let mut parts = Vec::new();
    parts.extend((!owns.is_empty()).then(|| format!("executive owner of {}", first_few(&owns))));
    parts.extend((!leads.is_empty()).then(|| format!("lead of {}", first_few(&leads))));
    parts.extend((rest > 0).then(|| format!("named in {}", count(rest, "other place", "other places"))));
    (!parts.is_empty()).then(|| parts.join(", "))
}
