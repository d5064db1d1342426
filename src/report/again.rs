//! Owns what comes again after a review, in its minutes: the next meeting, what comes back on which day, and what was
//! carried over or left out.

use chrono::Days;

use super::agenda::dropped;
use super::document::{Cell, Section, days, left};
use super::facts::Facts;
use super::talked::{Told, line, taken};
use super::words::{count, day};
use crate::domain::answered::still_stands;
use crate::domain::date::spelled_out;
use crate::domain::review::came_of;
use crate::domain::words::first_few;
use crate::domain::{Action, AgendaItem, AgendaState, Day, Decision, Meeting, PilotId, Trigger, Workstream};

/// So many actions from before are told one by one.
const TOLD: usize = 10;

/// What comes on a day, or on a value, of a pilot.
struct Coming {
    day: Option<Day>,
    what: String,
    pilot: Option<PilotId>,
}

/// What comes again, and what does not.
pub(super) fn section(facts: &Facts<'_>, meeting: &Meeting, items: &[Told<'_>]) -> Section {
    let dropped = dropped(meeting);
    let also = if dropped.is_empty() { "" } else { ", and what was left out" };
    let mut section = Section::new(&format!("What comes again{also}"));
    let (next, is_prepared) = next_review(facts, meeting);
    section.say(meets(facts, meeting, (next, is_prepared)));
    let rows: Vec<Vec<Cell>> = coming(facts, meeting, next).iter().map(|one| row(facts, one)).collect();
    let (talked, unreached): (Vec<&Told<'_>>, Vec<_>) =
        items.iter().filter(|one| one.item.state == AgendaState::Carried).partition(|one| one.brought);
    let lists = [
        ("Talked about, and carried over to the next review:", lines(facts, &talked)),
        ("Put off or not reached, and carried over to the next review:", lines(facts, &unreached)),
        ("Came back, and comes again, as no decision settles it:", unsettled(facts, meeting, items)),
        ("Asked, and asked again, as nobody answered it:", unanswered(facts, meeting, items)),
        ("Left out:", dropped),
    ];
    if rows.is_empty() && lists.iter().all(|(_, lines)| lines.is_empty()) {
        section.say("Nothing comes back to it, and nothing was carried over or left out.");
    }
    section.table(&[days("When"), left("What"), left("Pilot")], rows, "");
    for (said, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        section.say(said);
        section.list(lines);
    }
    section
}

fn lines(facts: &Facts<'_>, items: &[&Told<'_>]) -> Vec<String> {
    items.iter().map(|one| line(facts, one)).collect()
}

fn row(facts: &Facts<'_>, one: &Coming) -> Vec<Cell> {
    vec![Cell::text(day(one.day)), Cell::text(&one.what), facts.cell_of(one.pilot)]
}

/// The day of the next review, and whether one is prepared; else it follows from how often the committee meets.
fn next_review(facts: &Facts<'_>, meeting: &Meeting) -> (Day, bool) {
    let day = meeting.review.day;
    let later = facts.brief.reviews.iter().map(|review| review.day).filter(|known| *known > day).min();
    let cadence = Days::new(u64::from(facts.brief.committee.cadence));
    later.map_or_else(|| (day.checked_add_days(cadence).unwrap_or(day), false), |later| (later, true))
}

/// When the committee meets next, and how much of what was agreed is due until then.
fn meets(facts: &Facts<'_>, meeting: &Meeting, (next, is_prepared): (Day, bool)) -> String {
    let day = spelled_out(next);
    let meets = if is_prepared {
        format!("The next review is on {day}.")
    } else {
        format!("No next review is prepared yet; by how often the committee meets, it would be on {day}.")
    };
    let (own, _) = due_by(facts, meeting, next);
    let agreed = match own.len() {
        0 => String::new(),
        1 => " 1 action from this one is due by then.".to_owned(),
        many => format!(" {many} actions from this one are due by then."),
    };
    meets + &agreed
}

/// The open actions that are due by the next review: those that were agreed in this one, and those from before.
fn due_by<'a>(facts: &Facts<'a>, meeting: &Meeting, next: Day) -> (Vec<&'a Action>, Vec<&'a Action>) {
    let due = facts.brief.survey.actions.iter().filter(|action| action.is_open() && action.due <= next);
    due.partition(|action| action.review == Some(meeting.review.id))
}

/// What comes back, by its days: what this review decided or gave another day, and what was open before and comes by
/// the next one.
fn coming(facts: &Facts<'_>, meeting: &Meeting, next: Day) -> Vec<Coming> {
    let is_by_then = |day: Day| meeting.review.day < day && day <= next;
    let own = taken(facts, meeting);
    let mut coming = Vec::new();
    for decision in facts.brief.survey.decisions.iter().filter(|decision| facts.goes_on(decision.pilot)) {
        let is_own = decision.review == Some(meeting.review.id);
        coming.extend(returns(decision).into_iter().filter(|one| is_own || one.day.is_some_and(is_by_then)));
    }
    for (pilot, gate, day) in facts.brief.survey.booked.iter().filter(|(pilot, ..)| facts.goes_on(*pilot)) {
        if is_by_then(*day) || own.iter().any(|one| one.pilot == *pilot && one.next == Some(*day)) {
            coming.push(Coming { day: Some(*day), what: format!("{gate} is held."), pilot: Some(*pilot) });
        }
    }
    for (pilot, go) in facts.brief.survey.conditions.iter().filter(|(pilot, _)| facts.goes_on(*pilot)) {
        let is_told = own.iter().any(|one| one.id == *go) || is_redated(meeting, *pilot);
        let work = facts.brief.survey.work_on(*pilot, *go).filter_map(|work| Some((work, work.due?)));
        coming.extend(work.filter(|(_, due)| is_told || is_by_then(*due)).map(condition));
    }
    let (_, before) = due_by(facts, meeting, next);
    coming.extend(from_before(facts, &before, next));
    coming.sort_by_key(|one| (one.day.is_none(), one.day));
    coming
}

/// Did the review give another day to the work on the condition of a pilot's go?
fn is_redated(meeting: &Meeting, pilot: PilotId) -> bool {
    let mut own = meeting.agenda.iter().filter(|item| item.pilot == Some(pilot));
    own.any(|item| {
        let mut conditions = item.reasons.iter().filter(|reason| reason.kind == "condition");
        conditions.any(|reason| meeting.redated(item, reason).is_some())
    })
}

/// That the work on the condition of a go is due.
fn condition((work, due): (&Workstream, Day)) -> Coming {
    let owner = work.owner_name.as_deref().unwrap_or("nobody");
    let what = format!("Condition of its go: {owner}: workstream on {}", work.dimension);
    Coming { day: Some(due), what, pilot: Some(work.pilot) }
}

/// What a decision brings back: itself, and what it waived.
fn returns(decision: &Decision) -> Vec<Coming> {
    let pilot = Some(decision.pilot);
    let asked = || still_stands(&decision.on_conditions(decision.said()));
    let itself = decision.trigger.as_ref().filter(|_| decision.settled.is_none()).map(|trigger| match trigger {
        Trigger::On(day) => Coming { day: Some(*day), what: asked(), pilot },
        Trigger::Value(_) => Coming { day: None, what: format!("Once {trigger}: {}", asked()), pilot },
    });
    let rules: Vec<String> = decision.waived.iter().map(|(rule, _)| rule.clone()).collect();
    let waived = decision.look_again.filter(|_| decision.awaits_outcome);
    let waived = waived.map(|day| Coming { day: Some(day), what: came_of(&first_few(&rules)), pilot });
    itself.into_iter().chain(waived).collect()
}

/// The actions from before that are due; where they are many, their number.
fn from_before(facts: &Facts<'_>, actions: &[&Action], next: Day) -> Vec<Coming> {
    if actions.len() > TOLD {
        let overdue = actions.iter().filter(|action| action.is_overdue(facts.brief.day)).count();
        let late = if overdue == 0 { String::new() } else { format!(", {overdue} of them overdue") };
        let what = format!("{} from before this review{late}.", count(actions.len(), "action", "actions"));
        return vec![Coming { day: Some(next), what, pilot: None }];
    }
    let told = actions.iter().map(|action| {
        let late = if action.is_overdue(facts.brief.day) { ", overdue" } else { "" };
        let what = format!("Action{late}: {}: {}", action.owner_name, action.text);
        Coming { day: Some(action.due), what, pilot: action.pilot }
    });
    told.collect()
}

/// The decisions that came back to the review and that none of it settles, each with its pilot, as far as no line of
/// their item tells them.
fn unsettled(facts: &Facts<'_>, meeting: &Meeting, items: &[Told<'_>]) -> Vec<String> {
    let decisions = &facts.brief.survey.decisions;
    let asked = meeting.agenda.iter().flat_map(|item| meeting.asked(item, decisions).map(move |asked| (item, asked)));
    let untold = asked.filter(|(item, asked)| !is_told(facts, items, (*item, asked.statement.as_str())));
    untold.map(|(_, asked)| format!("{}: “{}”", facts.name(asked.pilot), asked.asked())).collect()
}

/// What was asked of waivers and nobody answered, each with its pilot, as far as no line of its item tells it.
fn unanswered(facts: &Facts<'_>, meeting: &Meeting, items: &[Told<'_>]) -> Vec<String> {
    let reasons = meeting.agenda.iter().flat_map(|item| item.reasons.iter().map(move |reason| (item, reason)));
    let untold = reasons.filter_map(|(item, reason)| {
        let (waiver, rule, asked) = (reason.waiver()?, reason.waived()?, reason.came_of()?);
        let waits = facts.brief.survey.unanswered().any(|known| known.id == waiver);
        (waits && !is_told(facts, items, (item, rule))).then(|| format!("{}: {asked}", item.title))
    });
    untold.collect()
}

/// Is this told already by the line of an item that has no heading?
fn is_told(facts: &Facts<'_>, items: &[Told<'_>], (item, words): (&AgendaItem, &str)) -> bool {
    let mut lines = items.iter().filter(|one| !one.headed && one.item.state == AgendaState::Carried);
    lines.any(|one| one.item.id == item.id) && facts.wants(item).contains(words)
}
