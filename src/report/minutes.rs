//! Owns the minutes of a review: who was there, what was said to each item, what was decided, who does what, and what
//! comes again.

use std::collections::HashSet;

use super::agenda::dropped;
use super::document::{Cell, Document, Entry, Section, fact};
use super::facts::Facts;
use super::month;
use super::registers::{actions_of, comes_back, in_order, in_table};
use super::words::{capital, day, sentence};
use crate::domain::review::Reason;
use crate::domain::{
    Action, ActionId, AgendaId, AgendaItem, AgendaKind, AgendaState, Decision, Instant, Meeting, PilotId, ReviewState,
};

/// The minutes.
pub(super) fn document(facts: &Facts<'_>, meeting: &Meeting) -> Document {
    let mut sections = vec![opening(facts, meeting)];
    let decisions: Vec<&Decision> = taken(facts, meeting);
    let brought = meeting.brought(&facts.brief.survey.decisions, &facts.brief.survey.actions);
    let mut told: HashSet<PilotId> = HashSet::new();
    for (place, item) in meeting.told(&brought).enumerate() {
        let pilot = meeting.counts_for(item);
        let own: Vec<&Decision> = decisions.iter().copied().filter(|one| Some(one.pilot) == pilot).collect();
        told.extend(pilot);
        sections.push(section(facts, meeting, (place, item, brought.contains(&item.id)), &own));
    }
    let others: Vec<&Decision> = decisions.iter().copied().filter(|decision| !told.contains(&decision.pilot)).collect();
    if !others.is_empty() {
        let mut section = Section::new("Other decisions");
        section.entries(others.into_iter().map(|decision| entry(facts, meeting, decision)).collect());
        sections.push(section);
    }
    sections.push(actions(facts, meeting));
    sections.push(left_over(facts, meeting, &brought));
    sections.push(month::framework(facts));
    Document::new(facts.brief, &format!("Minutes of the review of {}", meeting.review.day), sections)
}

fn taken<'a>(facts: &Facts<'a>, meeting: &Meeting) -> Vec<&'a Decision> {
    let review = Some(meeting.review.id);
    facts.brief.survey.decisions.iter().filter(|decision| decision.review == review).collect()
}

/// When it was, who was there, and what was said that belongs to no item.
fn opening(facts: &Facts<'_>, meeting: &Meeting) -> Section {
    let review = &meeting.review;
    let mut section = Section::new("The review");
    let mut roll = meeting.roll(&facts.brief.committee);
    let [(_, present), ..] = &mut roll;
    if present.is_empty() {
        "nobody is recorded".clone_into(present);
    }
    let at = |instant: Option<Instant>| instant.map_or_else(String::new, Instant::said);
    let held = [
        fact("Date", review.day.to_string()),
        fact("State", review.state.name()),
        fact("Chair", review.chair.as_ref().map_or("nobody", |(_, name, _)| name.as_str())),
        fact("Opened", at(review.opened)),
        fact("Closed", at(review.closed)),
    ];
    section.facts(held.into_iter().chain(roll.into_iter().map(|(title, names)| fact(title, names))));
    match review.state {
        ReviewState::Draft => section.warn("The review was not opened yet; what follows is prepared, not minuted."),
        ReviewState::Open => section.warn("The review is not closed; its minutes may still change."),
        ReviewState::Closed => {}
    }
    for note in facts.brief.committee.notes(review) {
        section.note(note);
    }
    section.list(said(facts, meeting, None));
    section
}

/// The lines of the minutes that belong to an item, or to none. One that only ties an action to its item tells that
/// action.
fn said(facts: &Facts<'_>, meeting: &Meeting, item: Option<AgendaId>) -> Vec<String> {
    let tied = |minute| meeting.tied(minute, &facts.brief.survey.actions);
    let lines = meeting.minutes.iter().filter(|minute| minute.item == item);
    lines.map(|minute| tied(minute).map_or_else(|| minute.text.clone(), told)).collect()
}

fn section(
    facts: &Facts<'_>,
    meeting: &Meeting,
    (place, item, brought): (usize, &AgendaItem, bool),
    decisions: &[&Decision],
) -> Section {
    let mut section = Section::new(&format!("{}. {}", place + 1, item.title));
    let (pilot, wants) = (facts.name_of(item.pilot), facts.wants(item));
    section.facts([
        fact("Pilot", if pilot == item.title { "" } else { pilot }),
        fact("State", item.state.told(brought)),
        fact("Asked at first", if wants == item.wanted { "" } else { item.wanted.as_str() }),
        fact("Decision requested", &wants),
    ]);
    let lines = said(facts, meeting, Some(item.id));
    let due = due(facts, item);
    let agreed = agreed(facts, meeting, item);
    if lines.is_empty() && decisions.is_empty() && due.is_empty() && agreed.is_empty() {
        section.say("Nothing was minuted.");
    }
    section.list(lines.into_iter().chain(agreed));
    if !due.is_empty() {
        in_table(due, facts, "", &mut section);
    }
    section.entries(decisions.iter().map(|decision| entry(facts, meeting, decision)).collect());
    became(facts, item, &mut section);
    section
}

/// What was answered of what the item asked, and what is asked no longer; actions stand in their table.
fn became(facts: &Facts<'_>, item: &AgendaItem, section: &mut Section) {
    let became = if item.kind == AgendaKind::Actions { Vec::new() } else { facts.became(item) };
    if !became.is_empty() {
        section.say("What became of what it was on the agenda for:");
        section.list(became.iter().map(|became| capital(&sentence(became))));
    }
}

/// The actions on its pilot that were agreed in the review; those on none stand at the end only.
fn agreed(facts: &Facts<'_>, meeting: &Meeting, item: &AgendaItem) -> Vec<String> {
    let (review, pilot) = (Some(meeting.review.id), meeting.counts_for(item));
    let own = facts.brief.survey.actions.iter().filter(|action| action.review == review && action.pilot == pilot);
    if pilot.is_none() { Vec::new() } else { in_order(own).into_iter().map(told).collect() }
}

fn told(action: &Action) -> String {
    format!("Action: {}", action.told())
}

/// The actions that an item is about, as they stand now.
fn due<'a>(facts: &Facts<'a>, item: &AgendaItem) -> Vec<&'a Action> {
    let ids = item.reasons.iter().filter(|reason| item.pilot.is_none() && reason.kind == "action");
    let ids = ids.filter_map(|reason| reason.id.parse::<ActionId>().ok());
    ids.filter_map(|id| facts.brief.survey.actions.iter().find(|action| action.id == id)).collect()
}

/// Decisions that came back, as an answer to them names them.
fn quoted<'a>(asked: impl Iterator<Item = &'a Decision>) -> String {
    asked.map(|asked| format!("“{}”", asked.asked())).collect::<Vec<_>>().join("; ")
}

/// A decision with everything that was recorded of it.
fn entry(facts: &Facts<'_>, meeting: &Meeting, decision: &Decision) -> Entry {
    let all = &facts.brief.survey.decisions;
    let settles = meeting.answers(all).filter(|(_, answer)| answer.id == decision.id).map(|(asked, _)| asked);
    let leaves = all.iter().filter(|asked| asked.pilot == decision.pilot && decision.leaves(asked));
    let warnings: Vec<String> = decision.parks.iter().map(|warning| facts.brief.framework.called(warning)).collect();
    let title = format!("Decision: {}", decision.kind());
    let entry = Entry::new(Cell::default(), Cell::text(title), &sentence(&decision.said()))
        .with("Pilot", facts.name(decision.pilot))
        .with("Decided by", &decision.decided_by_name)
        .with("Why", &decision.rationale)
        .with("Cause", &decision.cause)
        .with("Held again", day(decision.next))
        .with("Looked at again", day(decision.look_again))
        .with("Answers the warnings", warnings.join("; "))
        .with("Settles", quoted(settles))
        .with("Leaves open", quoted(leaves))
        .with("Comes back", comes_back(decision));
    let rejected = decision.rejected.iter().map(|option| format!("Rejected: {}", sentence(option)));
    let conditions = decision.conditions.iter().map(|condition| format!("Condition: {}", sentence(condition)));
    let waived = decision.waived.iter().map(|(rule, reason)| format!("Waived: {rule}: {}", sentence(reason)));
    rejected.chain(conditions).chain(waived).fold(entry, |entry, line| entry.point(&line))
}

/// Who does what by when.
fn actions(facts: &Facts<'_>, meeting: &Meeting) -> Section {
    let own = facts.brief.survey.actions.iter().filter(|action| action.review == Some(meeting.review.id));
    actions_of("Actions from this review", own, facts, "No action left it.")
}

/// What comes again, and what does not.
fn left_over(facts: &Facts<'_>, meeting: &Meeting, brought: &HashSet<AgendaId>) -> Section {
    let mut section = Section::new("What comes again, and what was left out");
    let carried = meeting.agenda.iter().filter(|item| item.state == AgendaState::Carried);
    let (talked, unreached): (Vec<_>, Vec<_>) = carried.partition(|item| brought.contains(&item.id));
    let dropped = dropped(meeting);
    let unsettled = unsettled(facts, meeting);
    let unanswered = unanswered(facts, meeting);
    let nothing_left = talked.is_empty() && unreached.is_empty() && dropped.is_empty();
    if nothing_left && unsettled.is_empty() && unanswered.is_empty() {
        section.say("Nothing was carried over or left out.");
    }
    let titles = |items: Vec<&AgendaItem>| items.into_iter().map(|item| item.title.clone()).collect::<Vec<_>>();
    if !talked.is_empty() {
        section.say("Talked about, and carried over to the next review:");
        section.list(titles(talked));
    }
    if !unreached.is_empty() {
        section.say("Put off or not reached, and carried over to the next review:");
        section.list(titles(unreached));
    }
    if !unsettled.is_empty() {
        section.say("Came back, and comes again, as no decision settles it:");
        section.list(unsettled);
    }
    if !unanswered.is_empty() {
        section.say("Asked, and asked again, as nobody answered it:");
        section.list(unanswered);
    }
    if !dropped.is_empty() {
        section.say("Left out:");
        section.list(dropped);
    }
    section
}

/// The decisions that came back to the review and that none of it settles, each with its pilot; none before it is
/// opened.
fn unsettled(facts: &Facts<'_>, meeting: &Meeting) -> Vec<String> {
    let items = meeting.agenda.iter().filter(|_| !meeting.is_draft());
    let asked = items.flat_map(|item| meeting.asked(item, &facts.brief.survey.decisions));
    asked.map(|asked| format!("{}: “{}”", facts.name(asked.pilot), asked.asked())).collect()
}

/// What was asked of waivers and nobody answered, each with its pilot; nothing before it is opened.
fn unanswered(facts: &Facts<'_>, meeting: &Meeting) -> Vec<String> {
    let items = meeting.agenda.iter().filter(|_| !meeting.is_draft());
    let waits = |reason: &&Reason| {
        let mut known = facts.brief.waivers.iter();
        known.any(|waiver| Some(waiver.id) == reason.waiver() && waiver.outcome.is_none())
    };
    let asked = items.flat_map(|item| item.reasons.iter().filter(waits).map(move |reason| (item, reason)));
    let told = |(item, reason): (&AgendaItem, &Reason)| Some(format!("{}: {}", item.title, reason.came_of()?));
    asked.filter_map(told).collect()
}
