//! `decide`: a decision of the committee; also `baseline` and model versions, which decisions rest on and lead to.

use super::args::{AddVersion, Baseline, Decide, settling};
use super::commit::commit;
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use crate::domain::baseline::parse_weeks;
use crate::domain::change::{Decide as Decision, Decided, MetricChange, NewVersion};
use crate::domain::decision::ACCEPT_WARNING;
use crate::domain::spoken::{Side, day_said};
use crate::domain::trigger::TypedTrigger;
use crate::domain::{
    Change, Day, Decision as CameBack, DecisionId, Fixed, Freeze, Invalid, PilotId, Powers, Verb, parsed,
};
use crate::store::Reader;

fn number(text: Option<&str>, field: &'static str) -> Result<Option<Fixed>> {
    Ok(text.map(|text| Fixed::parse(text).map_err(|error| error.at(field))).transpose()?)
}

/// What a baseline is made of.
fn freeze(today: Day, (weeks, value, spread): (Option<&str>, Option<&str>, Option<&str>)) -> Result<Freeze> {
    if let Some(weeks) = weeks {
        let (from, to) = parse_weeks(weeks, Some(today))?;
        return Ok(Freeze::Weeks(from, to));
    }
    let value = number(value, "value")?.ok_or_else(|| {
        Failure::usage("a baseline needs weeks or a value", "add --weeks 2026-W14..2026-W21 or --value N")
    })?;
    Ok(Freeze::Stated(value, number(spread, "spread")?))
}

pub(super) fn baseline(session: &Session, arguments: &Baseline, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let reader = store.read();
    let pilot = reader.find_pilot(&arguments.pilot)?;
    let change = MetricChange::Freeze {
        metric: reader.find_metric(pilot, &arguments.metric)?.id,
        of: freeze(
            session.today,
            (arguments.weeks.as_deref(), arguments.value.as_deref(), arguments.spread.as_deref()),
        )?,
        by: arguments.by.as_deref().map(|who| reader.find_person(who)).transpose()?,
    };
    commit(session, &mut store, &Change::Metric(change), output)
}

pub(super) fn decide(session: &Session, arguments: Decide, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let reader = store.read();
    let pilot = reader.find_pilot(&arguments.pilot)?;
    let effect = effect(session, reader, pilot, &arguments)?;
    let started = reader.pilot(pilot)?.and_then(|pilot| pilot.started);
    let said = settling(arguments.settles, arguments.leaves_open);
    let settles = |came_back: &CameBack| came_back.is_settled_by(effect.verb());
    let leaves = left_open(reader, pilot, (said, settles), output)?;
    let decision = Decision {
        pilot,
        statement: arguments.say,
        by: arguments.by.map(|who| reader.find_person(&who)).transpose()?,
        on: arguments.on.map(|text| session.day(&text, "on", Side::Behind)).transpose()?,
        rationale: arguments.why,
        rejected: arguments.rejected,
        conditions: arguments.condition,
        revisit: arguments.revisit.map(|text| trigger(session, &text, started)).transpose()?,
        parks: arguments.warning,
        leaves,
        cause: arguments.cause,
        effect,
        was: None,
    };
    commit(session, &mut store, &Change::Decide(Box::new(decision)), output)
}

/// The decisions that came back and stay open: those not about the same thing as the one that `settles` them, unless
/// somebody said that all are settled, or left open.
pub(super) fn left_open(
    reader: &Reader,
    pilot: PilotId,
    (said, settles): (Option<bool>, impl Fn(&CameBack) -> bool),
    output: &Output,
) -> Result<Vec<DecisionId>> {
    let asked = reader.asked(Some(pilot))?;
    if let (Some(said), true) = (said, asked.is_empty()) {
        let flag = if said { "--settles" } else { "--leaves-open" };
        output.message(&format!("No review is open to which something came back there: {flag} was not needed."));
    }
    let left = asked.iter().filter(|one| !said.unwrap_or_else(|| settles(one)));
    Ok(left.map(|one| one.id).collect())
}

/// What brings a decision back: a day as people say it, or a condition.
fn trigger(session: &Session, text: &str, started: Option<Day>) -> std::result::Result<TypedTrigger, Invalid> {
    if let Some(day) = day_said(text, session.today, Side::Ahead) {
        return day.map(TypedTrigger::On).map_err(|error| error.at("revisit"));
    }
    let parsed = TypedTrigger::parse(text, started, Some(session.today));
    parsed.map_err(|error| Side::Ahead.advised(error, session.today))
}

/// A flag of `decide` that only some verbs take.
fn check_flags(verb: Verb, arguments: &Decide) -> Result<()> {
    let given = [
        ("--metric", arguments.metric.is_some(), Verb::Rebaseline),
        ("--weeks", arguments.weeks.is_some(), Verb::Rebaseline),
        ("--value", arguments.value.is_some(), Verb::Rebaseline),
        ("--users", arguments.users.is_some(), Verb::ChangeScope),
        ("--owner", arguments.owner.is_some(), Verb::AppointOwner),
        ("--power", !arguments.power.is_empty(), Verb::AppointOwner),
        ("--cause", !arguments.cause.is_empty(), Verb::Retire),
    ];
    match given.iter().find(|(_, given, only)| *given && *only != verb) {
        Some((flag, _, only)) => Err(Failure::usage(
            format!("{flag} does not belong to {}", arguments.verb),
            format!("it belongs to {only}"),
        )),
        None => Ok(()),
    }
}

/// Is it the verb of the framework that no decision records, but how the record of a pilot begins?
fn is_take_over(verb: &str) -> bool {
    verb.replace(' ', "-") == "take-over"
}

/// The verb that a text means; the one that accepts a warning goes by several names.
fn verb(text: &str) -> std::result::Result<Verb, Invalid> {
    if text == "accept" || text.replace(' ', "-") == ACCEPT_WARNING { Ok(Verb::Waive) } else { parsed(text, "verb") }
}

fn effect(session: &Session, reader: &Reader, pilot: PilotId, arguments: &Decide) -> Result<Decided> {
    if is_take_over(&arguments.verb) {
        let error = Invalid::new(format!("the record of {} has begun, and a take-over begins one", arguments.pilot));
        let hint = "`steerco add pilot NAME --stage N` or an import takes a pilot over; a gate moves one that is here";
        return Err(error.hint(hint).at("verb").into());
    }
    let verb = verb(&arguments.verb)?;
    check_flags(verb, arguments)?;
    Ok(match verb {
        Verb::Rebaseline => {
            let metric = arguments.metric.as_deref().ok_or_else(|| {
                Failure::usage("rebaseline needs the metric that it is about", "add --metric performance")
            })?;
            let of = freeze(
                session.today,
                (arguments.weeks.as_deref(), arguments.value.as_deref(), arguments.spread.as_deref()),
            )?;
            Decided::Rebaseline { metric: reader.find_metric(pilot, metric)?.id, of }
        }
        Verb::ChangeScope => {
            let from = match arguments.from.as_deref() {
                Some(text) => session.week(text, "from")?,
                None => session.moment().reporting_week(),
            };
            Decided::ChangeScope { users: arguments.users.map(|users| (users, from)) }
        }
        Verb::AppointOwner => {
            let who = arguments
                .owner
                .as_deref()
                .ok_or_else(|| Failure::usage("appoint-owner needs the person who is to own it", "add --owner WHO"))?;
            let owner = reader.find_person(who).map_err(|error| super::ground::failure::at(error, "owner"))?;
            let mut powers = Powers::default();
            for assignment in &arguments.power {
                powers.set(assignment)?;
            }
            Decided::AppointOwner { owner, powers }
        }
        verb => Decided::plain(verb).map_err(|error| {
            let (gate, verdict) = if verb == Verb::Certify { (" certify", "go") } else { ("", verb.name()) };
            error.hint(format!("`steerco gate {}{gate} --decide {verdict} --by WHO --why TEXT`", arguments.pilot))
        })?,
    })
}

pub(super) fn version(session: &Session, arguments: AddVersion, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(&arguments.pilot)?;
    let new = NewVersion {
        pilot,
        name: arguments.name,
        released: session.day(&arguments.released, "released", Side::Behind)?,
        retrained: arguments.retrained,
        note: arguments.note,
    };
    commit(session, &mut store, &Change::Version(new), output)
}
