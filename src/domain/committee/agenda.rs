//! Owns the making of an agenda: its items, from everything that is due, the most consequential first.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::answered::{
    Judged, STALE, fires_for_them, more_questions, more_warnings, of_waivers, stale, still_stands, told_of, verdict_of,
};
use super::review::{Due, Meeting, Reason, Recorded, WAIVED, WORK, by_id, item_called, workstream_on};
use crate::domain::programme::survey::{DatedItem, Survey};
use crate::domain::readiness::Waiver;
use crate::domain::words::{count, first_of};
use crate::domain::{
    Action, AgendaItem, AgendaKind, AgendaState, Day, Decision, DecisionId, Framework, Gate, Judgement, Pilot, PilotId,
    Portfolio, Signal, Trigger, Workstream,
};

/// A warning that wants a decision for more pilots than this is one item for all of them.
pub const MANY: usize = 10;
/// How the title of that item begins; the name of the warning follows.
const MANY_PILOTS: &str = "Many pilots: ";
/// The titles of the items that are lists.
const SILENT: &str = "Pilots that are stale";
const ACTIONS: &str = "Actions that are due";
const WORKS: &str = "Work that is due";
/// All of those titles.
pub const LISTS: [&str; 3] = [SILENT, ACTIONS, WORKS];
/// An item names at most so many questions, with what its warnings want and the one about its waivers among them. The
/// others are counted there, and stand among its reasons.
const WANTED: usize = 4;
/// At most so many items are named of those that leave an agenda, join it, or change what they ask.
const TURNED: usize = 3;
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
    /// What the last review did not reach, with its day.
    pub carried: &'a [(Day, AgendaItem)],
    /// What the program knows.
    pub framework: &'a Framework,
    /// The day of the review.
    pub day: Day,
}

/// The order of items about pilots: rank of the gravest warning, the day since which it fires, and the pilot.
type Order = (u16, Option<Day>, PilotId);

/// Records by pilot.
type Each<'a, T> = HashMap<PilotId, Vec<&'a T>>;

/// What is due of pilots, apart from warnings, looked up by pilot: there may be thousands.
struct ByPilot<'a> {
    decisions: Each<'a, Decision>,
    booked: Each<'a, (PilotId, Gate, Day)>,
    waivers: Each<'a, Waiver>,
    conditions: Each<'a, (PilotId, DecisionId)>,
    workstreams: Each<'a, Workstream>,
    items: Each<'a, DatedItem>,
}

impl<'a> ByPilot<'a> {
    fn of(survey: &'a Survey) -> Self {
        Self {
            decisions: each(&survey.decisions, |decision| decision.pilot),
            booked: each(&survey.booked, |(pilot, ..)| *pilot),
            waivers: each(survey.unanswered(), |waiver| waiver.pilot),
            conditions: each(&survey.conditions, |(pilot, _)| *pilot),
            workstreams: each(&survey.workstreams, |work| work.pilot),
            items: each(&survey.items, |item| item.pilot),
        }
    }
}

fn each<'a, T>(all: impl IntoIterator<Item = &'a T>, whose: impl Fn(&T) -> PilotId) -> Each<'a, T> {
    let mut each: Each<'a, T> = HashMap::new();
    for one in all {
        each.entry(whose(one)).or_default().push(one);
    }
    each
}

fn own<'e, 'a, T>(each: &'e Each<'a, T>, pilot: &Pilot) -> &'e [&'a T] {
    each.get(&pilot.id).map(Vec::as_slice).unwrap_or_default()
}

/// The items of the agenda, in order.
#[must_use]
pub fn due(matter: &Matter<'_>) -> Vec<Due> {
    let (many, by_pilot) = (fires_for_many(matter), ByPilot::of(matter.survey));
    let of_each = |pilot| of_pilot(pilot, &many, &by_pilot, matter);
    let mut items: Vec<(Order, Due)> = matter.survey.pilots.iter().filter_map(of_each).collect();
    items.sort_by_key(|(order, _)| *order);
    let mut items: Vec<Due> = items.into_iter().map(|(_, due)| due).collect();
    items.extend(many.iter().map(|warning| finding(warning, matter)));
    items.extend(silent(&items, matter));
    items.extend(actions(matter));
    let going =
        |pilot: PilotId| matter.survey.pilots.iter().any(|known| known.id == pilot && !known.lifecycle.is_ended());
    let carried =
        matter.carried.iter().filter(|(_, item)| item.kind != AgendaKind::Pilot || item.pilot.is_none_or(going));
    let (single, lists): (Vec<_>, Vec<_>) =
        carried.partition(|(_, item)| matches!(item.kind, AgendaKind::Pilot | AgendaKind::Topic));
    for (day, item) in single {
        carry(*day, item, &mut items);
    }
    // Only after what was carried over: that can be the item of a pilot, to which its work belongs.
    work(&mut items, &by_pilot, matter);
    for (day, item) in lists {
        carry(*day, item, &mut items);
    }
    items
}

/// The warnings that want a decision for more than [`MANY`] pilots.
fn fires_for_many(matter: &Matter<'_>) -> BTreeSet<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for pilot in &matter.survey.pilots {
        let wanted = matter.portfolio.signals(pilot.id).iter().filter(|signal| signal.is_wanted());
        let warnings: HashSet<&'static str> = wanted.map(|signal| signal.warning).collect();
        for warning in warnings {
            *counts.entry(warning).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count > MANY).map(|(warning, _)| warning).collect()
}

fn of_pilot(
    pilot: &Pilot,
    many: &BTreeSet<&'static str>,
    by_pilot: &ByPilot<'_>,
    matter: &Matter<'_>,
) -> Option<(Order, Due)> {
    let known = matter.portfolio.of(pilot.id).filter(|_| !pilot.lifecycle.is_ended())?;
    let is_its = |signal: &&Signal| signal.is_wanted() && !many.contains(signal.warning);
    let signals: Vec<&Signal> = known.signals.iter().filter(is_its).collect();
    let mut reasons: Vec<Reason> = signals.iter().copied().map(Reason::of).collect();
    let mut questions = Vec::new();
    for fired in &known.triggers {
        reasons.push(said(
            "trigger",
            &fired.decision.to_string(),
            &format!("came back ({}): {}", fired.trigger, fired.statement),
        ));
        questions.push(still_stands(&fired.statement));
    }
    for (decision, day) in coming_back(own(&by_pilot.decisions, pilot), known, matter.day) {
        let asked = decision.asked();
        reasons.push(said("trigger", &decision.id.to_string(), &format!("comes back on {day}: {asked}")));
        questions.push(still_stands(&asked));
    }
    let is_booked = |(_, gate, day): &&&(PilotId, Gate, Day)| *day <= matter.day && *gate != Gate::Certify;
    for (_, gate, day) in own(&by_pilot.booked, pilot).iter().filter(is_booked) {
        reasons.push(said("gate", gate.name(), &format!("{gate} is booked for {day}; {}", allowed(known))));
        questions.push(verdict_of(gate.name()));
    }
    let waived = own(&by_pilot.waivers, pilot).iter().filter(|waiver| waiver.look_again <= matter.day);
    reasons.extend(waived.map(|waiver| asks_of(waiver, matter.framework)));
    let conditions = own(&by_pilot.conditions, pilot);
    reasons.extend(conditions.iter().map(|(_, decision)| condition(pilot.id, *decision, matter)));
    if reasons.is_empty() {
        return None;
    }
    let rank = signals.first().map_or(50, |signal| signal.rank);
    let grave = rank <= GRAVE || reasons.iter().any(|reason| reason.kind == "gate");
    let since = signals.first().and_then(|signal| signal.found.since);
    let wanted = wanted(proposed(&signals, matter.framework), questions, of_waivers(&reasons));
    let due = Due {
        kind: AgendaKind::Pilot,
        pilot: Some(pilot.id),
        title: pilot.name.clone(),
        wanted,
        minutes: if grave { LONG } else { SHORT },
        reasons,
    };
    Some(((rank, since, pilot.id), due))
}

/// The text of what an item wants: first the warnings' proposals, then the questions, the one about waivers last. Of
/// two or more proposals the two gravest are named (of exactly three, all), but beside several questions only one. What
/// is left out of either is counted.
fn wanted(mut proposals: Vec<String>, mut questions: Vec<String>, waivers: Option<String>) -> String {
    let asked = questions.len() + usize::from(waivers.is_some());
    let named = match (asked, proposals.len()) {
        (2.., _) => 1,
        // Counting the third would take as much room as naming it.
        (_, 3) => 3,
        _ => 2,
    };
    let warnings = proposals.split_off(named.min(proposals.len())).len();
    let room = WANTED - proposals.len() - usize::from(waivers.is_some());
    let more = if questions.len() > room { questions.split_off(room - 1).len() } else { 0 };
    let proposals = proposals.into_iter().chain(more_warnings(warnings));
    let wanted: Vec<String> = proposals.chain(questions).chain(waivers).chain(more_questions(more)).collect();
    wanted.join(" ")
}

/// What the warnings propose, the gravest first, each proposal once.
fn proposed(signals: &[&Signal], framework: &Framework) -> Vec<String> {
    let mut wanted: Vec<String> = Vec::new();
    for proposal in signals.iter().filter_map(|signal| signal.proposed(framework)) {
        if !wanted.iter().any(|known| known == proposal) {
            wanted.push(proposal.to_owned());
        }
    }
    wanted
}

/// The decisions of a pilot that come back on a day up to `by`, each with that day.
fn coming_back<'a>(own: &[&'a Decision], known: &Judgement, by: Day) -> Vec<(&'a Decision, Day)> {
    let fired = |id: DecisionId| known.triggers.iter().any(|fired| fired.decision == id);
    let open = own.iter().copied().filter(|decision| decision.settled.is_none());
    let comes_back = |decision: &'a Decision| match decision.trigger {
        Some(Trigger::On(day)) if day <= by && !fired(decision.id) => Some((decision, day)),
        _ => None,
    };
    open.filter_map(comes_back).collect()
}

fn allowed(known: &Judgement) -> String {
    let verdict = known.ahead.as_ref().and_then(|ahead| ahead.allowed);
    verdict.map_or_else(
        || "its tally allows neither go nor conditional go".to_owned(),
        |verdict| format!("its tally allows {}", verdict.spaced()),
    )
}

/// The reason that the condition of a conditional go is not met. If work on it has another day by now, that day is
/// named.
fn condition(pilot: PilotId, go: DecisionId, matter: &Matter<'_>) -> Reason {
    let known = by_id(&matter.survey.decisions, &go, |known| known.id);
    let conditions = known.map(|known| known.conditions.join("; ")).unwrap_or_default();
    let due = matter.survey.work_on(pilot, go).filter_map(|work| Some((work.dimension, work.due?)));
    let moved = due.filter(|(_, due)| !conditions.contains(&due.to_string())).map(|(id, due)| {
        let name = matter.framework.dimension(id).name.to_lowercase();
        format!("; its workstream on {name} is due by {due} now")
    });
    let moved: String = moved.collect();
    said("condition", &go.to_string(), &format!("conditional go, not cleared: {conditions}{moved}"))
}

/// The reason that asks what came of a waiver, from its day on.
fn asks_of(waiver: &Waiver, framework: &Framework) -> Reason {
    let (rule, day) = (framework.rule_called(&waiver.rule), waiver.look_again);
    said("waiver", &waiver.id.to_string(), &format!("{rule}{WAIVED}to be looked at again from {day} on"))
}

fn said(kind: &str, id: &str, text: &str) -> Reason {
    Reason { kind: kind.to_owned(), id: id.to_owned(), text: text.to_owned() }
}

/// The id of the warning that a list of many pilots is titled by: by the warning's name or, as once, by its id.
#[must_use]
pub fn finding_of(title: &str, framework: &Framework) -> Option<String> {
    let words = title.strip_prefix(MANY_PILOTS)?;
    let known = framework.data.warning.iter().find(|warning| warning.called.as_deref() == Some(words));
    Some(known.map_or_else(|| words.replace(' ', "-"), |warning| warning.id.clone()))
}

/// The item of a warning that fires for many pilots. It names those for which it has fired longest.
fn finding(warning: &str, matter: &Matter<'_>) -> Due {
    let known = matter.framework.warning(warning);
    let fires = fires_for_them(warning, &matter.survey.pilots, matter.portfolio);
    Due {
        kind: AgendaKind::Finding,
        pilot: None,
        title: format!("{MANY_PILOTS}{}", matter.framework.called(warning)),
        wanted: known.map(|known| known.proposal.clone()).unwrap_or_default(),
        minutes: LONG,
        reasons: vec![said("signal", warning, &fires)],
    }
}

/// The list of stale pilots that have no other item.
fn silent(items: &[Due], matter: &Matter<'_>) -> Option<Due> {
    let talked: HashSet<PilotId> = items.iter().filter_map(|item| item.pilot).collect();
    let due = |pilot: &Pilot| {
        let mut signals = matter.portfolio.signals(pilot.id).iter();
        let signal = signals.find(|signal| signal.warning == STALE && signal.parked.is_none())?;
        Some(said(STALE, &pilot.id.to_string(), &stale(pilot, signal)))
    };
    let silent = matter.survey.pilots.iter().filter(|pilot| !talked.contains(&pilot.id));
    let reasons: Vec<Reason> = silent.filter_map(due).collect();
    (!reasons.is_empty()).then(|| Due {
        kind: AgendaKind::Stale,
        pilot: None,
        title: SILENT.to_owned(),
        wanted: "Who reports them, and by when?".to_owned(),
        minutes: SHORT,
        reasons,
    })
}

/// The list of actions that are due by the day of the review.
fn actions(matter: &Matter<'_>) -> Option<Due> {
    let open = |action: &&Action| action.is_open() && action.due <= matter.day;
    let mut due: Vec<&Action> = matter.survey.actions.iter().filter(open).collect();
    due.sort_by_key(|action| (action.due, action.id));
    let names = names(&matter.survey.pilots);
    let told = |action: &Action| told_of(action, action.pilot.and_then(|pilot| names.get(&pilot)).copied());
    (!due.is_empty()).then(|| Due {
        kind: AgendaKind::Actions,
        pilot: None,
        title: ACTIONS.to_owned(),
        wanted: "Done, dropped, or another date?".to_owned(),
        minutes: SHORT,
        reasons: due.iter().map(|action| said("action", &action.id.to_string(), &told(action))).collect(),
    })
}

/// Adds work that is due by the review: to the item of its pilot or, if its pilot has none, to one list of all such
/// work.
fn work(items: &mut Vec<Due>, by_pilot: &ByPilot<'_>, matter: &Matter<'_>) {
    let mut apart = Vec::new();
    for pilot in matter.survey.pilots.iter().filter(|pilot| !pilot.lifecycle.is_ended()) {
        let Some(due) = work_on(pilot, by_pilot, matter) else {
            continue;
        };
        let id = pilot.id.to_string();
        match items.iter_mut().find(|item| item.kind == AgendaKind::Pilot && item.pilot == Some(pilot.id)) {
            Some(item) => item.reasons.push(said(WORK, &id, &format!("work that is due: {due}"))),
            None => apart.push(said(WORK, &id, &format!("{}: {due}", pilot.name))),
        }
    }
    if !apart.is_empty() {
        items.push(Due {
            kind: AgendaKind::Finding,
            pilot: None,
            title: WORKS.to_owned(),
            wanted: "Done, or another day?".to_owned(),
            minutes: SHORT,
            reasons: apart,
        });
    }
}

/// The workstreams and checklist items of a pilot that are due by the review, with who sees to each; none if there are
/// none. A workstream that the condition of a go rests on is left out: the reason about that condition tells it.
fn work_on(pilot: &Pilot, by_pilot: &ByPilot<'_>, matter: &Matter<'_>) -> Option<String> {
    let is_told = |work: &Workstream| {
        let mut goes = own(&by_pilot.conditions, pilot).iter();
        goes.any(|(_, go)| matter.survey.work_on(pilot.id, *go).any(|told| told.id == work.id))
    };
    let by = |owner: Option<&str>, due: Day| format!("{}, {due})", owner.unwrap_or("nobody"));
    let works = own(&by_pilot.workstreams, pilot).iter().filter(|work| work.closed.is_none());
    let works = works.filter_map(|work| {
        // `is_told` comes last, as it goes through the workstreams of all pilots.
        let due = work.due.filter(|due| *due <= matter.day && !is_told(work))?;
        let name = matter.framework.dimension(work.dimension).name.to_lowercase();
        Some(format!("{}{}", workstream_on(&name), by(work.owner_name.as_deref(), due)))
    });
    let items = own(&by_pilot.items, pilot).iter().filter(|item| item.is_due(matter.day));
    let items = items.map(|item| {
        let by = by(item.owner_name.as_deref(), item.due);
        format!("{}{by}", item_called(&matter.framework.rule_called(&item.item)))
    });
    // However many there are, none is left out: each of them is answered singly.
    let due: Vec<String> = works.chain(items).collect();
    (!due.is_empty()).then(|| due.join(", "))
}

/// The items that a closed review carried over, with its day and with what is still wanted of each.
#[must_use]
pub fn carried(meeting: &Meeting, survey: &Survey, framework: &Framework) -> Vec<(Day, AgendaItem)> {
    let judged = Judged { pilots: &survey.pilots, portfolio: None, framework };
    let still = |item: &AgendaItem| AgendaItem {
        wanted: meeting.still_wanted(item, (&survey.decisions, &survey.actions), judged),
        ..item.clone()
    };
    let left = meeting.agenda.iter().filter(|item| item.state == AgendaState::Carried);
    left.map(|item| (meeting.review.day, still(item))).collect()
}

/// Which items leave an agenda and which join it, a few of each by name; empty if none do.
#[must_use]
pub fn turnover(leaves: &[String], joins: &[String]) -> String {
    let told = |(what, names): (&str, &[String])| {
        let names = first_of(names, TURNED);
        (!names.is_empty()).then(|| format!("{what}: {names}."))
    };
    let told: Vec<String> = [("No longer due", leaves), ("Newly due", joins)].into_iter().filter_map(told).collect();
    told.join(" ")
}

/// What making the agenda anew from `due` would change: items that leave and join, and what those that stay ask
/// differently. Items that were dropped are left out: they are off the agenda already.
#[must_use]
pub fn turned_by(meeting: &Meeting, due: &[Due], recorded: Recorded<'_>) -> String {
    let leaves = meeting.leaves(due, recorded.0, recorded.1);
    let leaves = leaves.into_iter().filter(|item| item.state != AgendaState::Dropped);
    let leaves: Vec<String> = leaves.map(|item| item.title.clone()).collect();
    let joins = meeting.matched(due).filter(|(_, item)| item.is_none());
    let joins: Vec<String> = joins.map(|(due, _)| due.title.clone()).collect();
    format!("{} {}", turnover(&leaves, &joins), asked_by(meeting, due, recorded)).trim().to_owned()
}

/// What the items that stay on the agenda would ask differently; empty if nothing.
#[must_use]
pub fn asked_by(meeting: &Meeting, due: &[Due], recorded: Recorded<'_>) -> String {
    let stays = meeting.matched(due).filter_map(|(due, item)| Some((item?, due.reasons.as_slice())));
    otherwise(stays, recorded)
}

/// What making an agenda anew has changed, from its items before and after.
#[must_use]
pub fn turned(before: &[AgendaItem], after: &[AgendaItem], recorded: Recorded<'_>) -> String {
    let only = |these: &[AgendaItem], those: &[AgendaItem]| -> Vec<String> {
        let gone = these.iter().filter(|item| those.iter().all(|other| other.id != item.id));
        gone.map(|item| item.title.clone()).collect()
    };
    let now = |item: &AgendaItem| after.iter().find(|other| other.id == item.id).map(|other| other.reasons.as_slice());
    let stays = before.iter().filter_map(|item| Some((item, now(item)?)));
    let turnover = turnover(&only(before, after), &only(after, before));
    format!("{turnover} {}", otherwise(stays, recorded)).trim().to_owned()
}

/// What a few of the items that stay ask now and did not before, and the reverse. The slice has the reasons of now.
fn otherwise<'a>(stays: impl Iterator<Item = (&'a AgendaItem, &'a [Reason])>, recorded: Recorded<'_>) -> String {
    let stays = stays.filter(|(item, _)| item.state != AgendaState::Dropped);
    let mut told: Vec<String> = stays.filter_map(|(item, now)| asks_otherwise(item, now, recorded)).collect();
    let more = told.len().saturating_sub(TURNED);
    told.truncate(TURNED);
    if more > 0 {
        let items = count(more, "more item asks", "more items ask");
        told.push(format!("And {items} otherwise."));
    }
    told.join(" ")
}

/// What one item asks now and did not before, and the reverse; none if it asks the same.
fn asks_otherwise(item: &AgendaItem, now: &[Reason], (decisions, actions): Recorded<'_>) -> Option<String> {
    let only = |these: &[Reason], those: &[Reason]| {
        let is_other = |one: &&Reason| those.iter().all(|known| (&known.kind, &known.id) != (&one.kind, &one.id));
        let asks = these.iter().filter(is_other).filter_map(|reason| reason.asks(decisions, actions));
        first_of(&asks.collect::<Vec<_>>(), TURNED)
    };
    let turns = [("also asks", only(now, &item.reasons)), ("no longer asks", only(&item.reasons, now))];
    let turns = turns.into_iter().filter(|(_, asks)| !asks.is_empty());
    let told: Vec<String> = turns.map(|(what, asks)| format!("{what} {asks}")).collect();
    (!told.is_empty()).then(|| format!("{}: {}.", item.title, told.join("; ")))
}

/// Adds an item that was carried over: to the item that is due of the same matter or, if there is none, as it was.
fn carry(day: Day, item: &AgendaItem, items: &mut Vec<Due>) {
    let reason = said("carried", &item.id.to_string(), &format!("carried over from {day}"));
    if let Some(due) = items.iter_mut().find(|due| item.is_about(due)) {
        due.reasons.push(reason);
        return;
    }
    // What a list was about is due no more: what still is stands on the list of today.
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
    use crate::domain::WaiverId;
    use crate::domain::review::tests::item;

    #[test]
    fn what_has_no_room_among_what_is_wanted_is_counted() {
        let said = |proposals: &[&str], questions: usize, waivers: Option<&str>| {
            let questions = (1..=questions).map(|number| format!("Q{number}?")).collect();
            let proposals = proposals.iter().map(|text| (*text).to_owned()).collect();
            wanted(proposals, questions, waivers.map(str::to_owned))
        };
        assert_eq!(said(&["P.", "R.", "S."], 0, None), "P. R. S.");
        assert_eq!(said(&["P.", "R.", "S."], 1, None), "P. R. S. Q1?", "one question takes no warning away");
        assert_eq!(said(&["P.", "R.", "S.", "T."], 1, None), "P. R. And 2 more, among the reasons. Q1?");
        assert_eq!(said(&["P.", "R."], 0, Some("W?")), "P. R. W?");
        assert_eq!(said(&["P.", "R."], 2, Some("W?")), "P. And 1 more, among the reasons. Q1? Q2? W?");
        assert_eq!(said(&["P."], 5, Some("W?")), "P. Q1? W? And 4 more questions, among the reasons.");
        assert_eq!(said(&[], 4, None), "Q1? Q2? Q3? Q4?");
    }

    #[test]
    fn what_an_item_asks_otherwise_is_told_in_a_few_words() {
        let item =
            |number: i64, reasons: Vec<Reason>| AgendaItem { reasons, ..item(number, AgendaKind::Pilot, number) };
        let (gate, drift) = (said("gate", "G2", "G2 is booked"), said("signal", "drift", "It drifts"));
        let (waiver, carried) =
            (said("waiver", &WaiverId(1).to_string(), "gaps: waived, so"), said("carried", "7", "carried over"));
        let before = [item(1, vec![drift.clone(), gate.clone()]), item(2, vec![drift.clone()])];
        let later = said("gate", "G2", "G2 is booked for another day");
        let after = [item(1, vec![later, waiver, carried.clone()]), item(2, vec![drift.clone(), carried])];
        let told = turned(&before, &after, (&[], &[]));
        assert_eq!(told, "Item 1: also asks what came of waiving gaps; no longer asks about drift.");
        assert_eq!(turned(&before, &before, (&[], &[])), "");
        let many = |reasons: &[Reason]| (1..=5).map(|number| item(number, reasons.to_vec())).collect::<Vec<_>>();
        let told = turned(&many(std::slice::from_ref(&drift)), &many(&[drift, gate]), (&[], &[]));
        assert!(told.starts_with("Item 1: also asks for the verdict of G2. Item 2: "), "{told}");
        assert!(told.ends_with("Item 3: also asks for the verdict of G2. And 2 more items ask otherwise."), "{told}");
    }

    #[test]
    fn a_warning_of_many_pilots_is_called_by_words_and_found_by_them() {
        let framework = Framework::builtin().unwrap();
        let (survey, portfolio) = (Survey::default(), Portfolio::default());
        let matter =
            Matter { survey: &survey, portfolio: &portfolio, carried: &[], framework: &framework, day: Day::MAX };
        let title = |warning: &str| finding(warning, &matter).title;
        assert_eq!(title("no-owner"), "Many pilots: no owner");
        assert_eq!(title("drift-no-authority"), "Many pilots: drift, and nobody may order a retraining");
        for warning in &framework.data.warning {
            assert_eq!(finding_of(&title(&warning.id), &framework).as_deref(), Some(warning.id.as_str()));
        }
        let by_its_id = finding_of("Many pilots: drift no authority", &framework);
        assert_eq!(by_its_id.as_deref(), Some("drift-no-authority"));
        assert_eq!(finding_of("Budget", &framework), None);
    }
}
