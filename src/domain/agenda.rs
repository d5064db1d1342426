//! Owns what a review talks about: from everything that is due, the items of an agenda, the most consequential first.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::change::Due;
use super::review::Reason;
use super::survey::Survey;
use super::{
    Action, AgendaItem, AgendaKind, AgendaState, Day, Decision, DecisionId, Framework, Gate, Judgement, Pilot, PilotId,
    Portfolio, Signal, Trigger,
};

/// A warning that wants a decision for more pilots than this is one item and not many.
const MANY: usize = 10;
/// How the title of that item begins; the words of the warning follow.
pub const MANY_PILOTS: &str = "Many pilots: ";
/// Minutes of an item that wants a decision of consequence, and of any other (house).
const LONG: u32 = 10;
const SHORT: u32 = 5;
/// Down to this rank a warning takes the long time box.
const GRAVE: u16 = 8;

/// What an agenda is made from.
pub struct Matter<'a> {
    /// The portfolio.
    pub survey: &'a Survey,
    /// How the pilots stand.
    pub portfolio: &'a Portfolio,
    /// Waivers whose outcome nobody typed yet, by pilot: id, day to look again, rule.
    pub waivers: Vec<(PilotId, String, Day, String)>,
    /// Conditional goes that are not cleared, by pilot: the decision and its conditions.
    pub conditions: Vec<(PilotId, DecisionId, String)>,
    /// What the last review did not reach, with its day.
    pub carried: Vec<(Day, AgendaItem)>,
    /// What the program knows.
    pub framework: &'a Framework,
    /// The day of the review.
    pub day: Day,
}

/// Where an item about a pilot stands: by its gravest warning, since when it fires, and the pilot.
type Order = (u16, Option<Day>, PilotId);

/// The items of the agenda, in order.
#[must_use]
pub fn due(matter: &Matter<'_>) -> Vec<Due> {
    let many = fires_for_many(matter);
    let mut items: Vec<(Order, Due)> =
        matter.survey.pilots.iter().filter_map(|pilot| of_pilot(pilot, &many, matter)).collect();
    items.sort_by_key(|(order, _)| *order);
    let mut items: Vec<Due> = items.into_iter().map(|(_, due)| due).collect();
    items.extend(many.iter().map(|(warning, count)| finding(warning, *count, matter)));
    items.extend(silent(&items, matter));
    items.extend(actions(matter));
    let going =
        |pilot: PilotId| matter.survey.pilots.iter().any(|known| known.id == pilot && !known.lifecycle.is_ended());
    for (day, item) in
        matter.carried.iter().filter(|(_, item)| item.kind != AgendaKind::Pilot || item.pilot.is_none_or(going))
    {
        carry(*day, item, &mut items);
    }
    items
}

/// Warnings that want a decision for many pilots at once.
fn fires_for_many(matter: &Matter<'_>) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for pilot in &matter.survey.pilots {
        let signals = matter.portfolio.of(pilot.id).map(|known| known.signals.as_slice()).unwrap_or_default();
        let warnings: HashSet<&'static str> =
            signals.iter().filter(|signal| signal.is_wanted()).map(|signal| signal.warning).collect();
        for warning in warnings {
            *counts.entry(warning).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > MANY);
    counts
}

fn of_pilot(pilot: &Pilot, many: &BTreeMap<&'static str, usize>, matter: &Matter<'_>) -> Option<(Order, Due)> {
    let known = matter.portfolio.of(pilot.id).filter(|_| !pilot.lifecycle.is_ended())?;
    let own = |signal: &&Signal| signal.is_wanted() && !many.contains_key(signal.warning);
    let signals: Vec<&Signal> = known.signals.iter().filter(own).collect();
    let mut reasons: Vec<Reason> =
        signals.iter().map(|signal| said("signal", signal.warning, &signal.found.explanation)).collect();
    let mut wanted: Vec<String> = Vec::new();
    if let Some(first) = signals.first() {
        wanted.extend(matter.framework.warning(first.warning).map(|warning| warning.proposal.clone()));
    }
    for fired in &known.triggers {
        reasons.push(said(
            "trigger",
            &fired.decision.to_string(),
            &format!("came back ({}): {}", fired.trigger, fired.statement),
        ));
        wanted.push(format!("Does “{}” still stand?", fired.statement));
    }
    for (decision, day) in coming_back(pilot.id, known, matter) {
        let asked = decision.asked();
        reasons.push(said("trigger", &decision.id.to_string(), &format!("comes back on {day}: {asked}")));
        wanted.push(format!("Does “{asked}” still stand?"));
    }
    let booked = matter
        .survey
        .booked
        .iter()
        .filter(|(of, gate, day)| *of == pilot.id && *day <= matter.day && *gate != Gate::Certify);
    for (_, gate, day) in booked {
        reasons.push(said("gate", gate.name(), &format!("{gate} is booked for {day}; {}", allowed(known))));
        wanted.push(format!("The verdict of {gate}."));
    }
    for (_, id, day, rule) in matter.waivers.iter().filter(|(of, _, day, _)| *of == pilot.id && *day <= matter.day) {
        let rule = rule.replace('-', " ");
        reasons.push(said("waiver", id, &format!("{rule}: waived, to be looked at again on {day}")));
        wanted.push(format!("What came of waiving {rule}?"));
    }
    for (_, decision, conditions) in matter.conditions.iter().filter(|(of, ..)| *of == pilot.id) {
        reasons.push(said("condition", &decision.to_string(), &format!("conditional go, not cleared: {conditions}")));
    }
    if reasons.is_empty() {
        return None;
    }
    let rank = signals.first().map_or(50, |signal| signal.rank);
    let grave = rank <= GRAVE || reasons.iter().any(|reason| reason.kind == "gate");
    let since = signals.first().and_then(|signal| signal.found.since);
    wanted.truncate(3);
    let due = Due {
        kind: AgendaKind::Pilot,
        pilot: Some(pilot.id),
        title: pilot.name.clone(),
        wanted: wanted.join(" "),
        minutes: if grave { LONG } else { SHORT },
        reasons,
    };
    Some(((rank, since, pilot.id), due))
}

/// Decisions that come back by the day of the review.
fn coming_back<'a>(
    pilot: PilotId,
    known: &'a Judgement,
    matter: &'a Matter<'_>,
) -> impl Iterator<Item = (&'a Decision, Day)> {
    let fired = |id: DecisionId| known.triggers.iter().any(|fired| fired.decision == id);
    let own =
        matter.survey.decisions.iter().filter(move |decision| decision.pilot == pilot && decision.settled.is_none());
    own.filter_map(move |decision| match decision.trigger {
        Some(Trigger::On(day)) if day <= matter.day && !fired(decision.id) => Some((decision, day)),
        _ => None,
    })
}

fn allowed(known: &Judgement) -> String {
    let verdict = known.ahead.as_ref().and_then(|ahead| ahead.allowed);
    verdict.map_or_else(
        || "its tally allows neither go nor conditional go".to_owned(),
        |verdict| format!("its tally allows {verdict}"),
    )
}

fn said(kind: &str, id: &str, text: &str) -> Reason {
    Reason { kind: kind.to_owned(), id: id.to_owned(), text: text.to_owned() }
}

/// A warning that fires for many pilots, as one item.
fn finding(warning: &str, count: usize, matter: &Matter<'_>) -> Due {
    let known = matter.framework.warning(warning);
    Due {
        kind: AgendaKind::Finding,
        pilot: None,
        title: format!("{MANY_PILOTS}{}", warning.replace('-', " ")),
        wanted: known.map(|known| known.proposal.clone()).unwrap_or_default(),
        minutes: LONG,
        reasons: vec![said("signal", warning, &format!("fires for {count} pilots"))],
    }
}

/// Pilots whose readings or status are too old, and that are talked about for nothing else.
fn silent(items: &[Due], matter: &Matter<'_>) -> Option<Due> {
    let talked: HashSet<PilotId> = items.iter().filter_map(|item| item.pilot).collect();
    let stale = |pilot: &Pilot| {
        let signals = matter.portfolio.of(pilot.id).map(|known| known.signals.as_slice()).unwrap_or_default();
        let signal = signals.iter().find(|signal| signal.warning == "stale" && signal.parked.is_none())?;
        Some(said("stale", &pilot.id.to_string(), &format!("{}: {}", pilot.name, signal.found.explanation)))
    };
    let silent = matter.survey.pilots.iter().filter(|pilot| !talked.contains(&pilot.id));
    let reasons: Vec<Reason> = silent.filter_map(stale).collect();
    (!reasons.is_empty()).then(|| Due {
        kind: AgendaKind::Stale,
        pilot: None,
        title: "Pilots that are stale".to_owned(),
        wanted: "Who reports them, and by when?".to_owned(),
        minutes: SHORT,
        reasons,
    })
}

/// Actions that are due by the review.
fn actions(matter: &Matter<'_>) -> Option<Due> {
    let open = |action: &&Action| action.is_open() && action.due <= matter.day;
    let mut due: Vec<&Action> = matter.survey.actions.iter().filter(open).collect();
    due.sort_by_key(|action| (action.due, action.id));
    (!due.is_empty()).then(|| Due {
        kind: AgendaKind::Actions,
        pilot: None,
        title: "Actions that are due".to_owned(),
        wanted: "Done, dropped, or another date?".to_owned(),
        minutes: SHORT,
        reasons: due
            .iter()
            .map(|action| {
                said(
                    "action",
                    &action.id.to_string(),
                    &format!("{} by {}: {}", action.owner_name, action.due, action.text),
                )
            })
            .collect(),
    })
}

/// What was carried over comes again: with what is due of it now, or as it was.
fn carry(day: Day, item: &AgendaItem, items: &mut Vec<Due>) {
    let reason = said("carried", &item.id.to_string(), &format!("carried over from {day}"));
    if let Some(due) = items.iter_mut().find(|due| item.is_about(due)) {
        due.reasons.push(reason);
        return;
    }
    // Of a list of what was due then nothing is due any more.
    if !matches!(item.kind, AgendaKind::Pilot | AgendaKind::Topic) || item.state != AgendaState::Carried {
        return;
    }
    items.push(Due {
        kind: item.kind,
        pilot: item.pilot,
        title: item.title.clone(),
        wanted: item.wanted.clone(),
        minutes: item.minutes,
        reasons: vec![reason],
    });
}

/// The names of pilots by id, as agendas and reports tell them.
#[must_use]
pub fn names(pilots: &[Pilot]) -> HashMap<PilotId, &str> {
    pilots.iter().map(|pilot| (pilot.id, pilot.name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_of_many_pilots_is_called_by_its_words() {
        let framework = Framework::builtin().unwrap();
        let (survey, portfolio) = (Survey::default(), Portfolio::default());
        let matter = Matter {
            survey: &survey,
            portfolio: &portfolio,
            waivers: Vec::new(),
            conditions: Vec::new(),
            carried: Vec::new(),
            framework: &framework,
            day: Day::MAX,
        };
        assert_eq!(finding("no-owner", 12, &matter).title, "Many pilots: no owner");
    }
}
