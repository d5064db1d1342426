//! Owns the minutes of a review: who was there, what was said on each item, what was decided, who does what, and what
//! comes again. An item that brought nothing gets a line and no heading.

use std::collections::HashSet;

use super::again;
use super::document::{Cell, Document, Entry, Section, fact};
use super::facts::Facts;
use super::month;
use super::registers::{actions_of, in_order, in_table};
use super::talked::{Told, became, due, items, line, taken};
use super::words::{capital, day, sentence};
use crate::domain::date::spelled_out;
use crate::domain::readiness::Held;
use crate::domain::{
    Action, AgendaId, AgendaItem, AgendaState, Decision, Gate, Instant, Meeting, ReviewState, Stage, Trigger, Verb,
    Verdict,
};

/// The minutes.
pub(super) fn document(facts: &Facts<'_>, meeting: &Meeting) -> Document {
    let mut sections = vec![opening(facts, meeting)];
    let items = items(facts, meeting);
    let headed = || items.iter().filter(|one| one.headed);
    sections.extend(headed().map(|one| section(facts, meeting, one)));
    let ahead = if meeting.is_draft() { "On the agenda" } else { "Not reached yet" };
    let titles = [(AgendaState::Done, "Talked about, with nothing to minute"), (AgendaState::Open, ahead)];
    sections.extend(titles.into_iter().filter_map(|(state, title)| listed(facts, &items, state, title)));
    let told: HashSet<AgendaId> = headed().map(|one| one.item.id).collect();
    let is_told = |decision: &&Decision| meeting.decided_on(decision).is_some_and(|item| told.contains(&item));
    let others: Vec<&Decision> = taken(facts, meeting).into_iter().filter(|one| !is_told(one)).collect();
    if !others.is_empty() {
        let mut section = Section::new("Other decisions");
        let of_pilot = |decision: &Decision| facts.name(decision.pilot);
        let entries = others.into_iter().map(|one| entry(facts, meeting, one, of_pilot(one)));
        section.entries(entries.collect());
        sections.push(section);
    }
    sections.push(actions(facts, meeting));
    if !meeting.is_draft() {
        sections.push(again::section(facts, meeting, &items));
    }
    if !facts.brief.differences.is_empty() {
        sections.push(month::framework(facts));
    }
    Document::new(facts.brief, &format!("Minutes of the review of {}", meeting.review.day), sections)
}

/// The items of a state that have no heading of their own, a line each.
fn listed(facts: &Facts<'_>, items: &[Told<'_>], state: AgendaState, title: &str) -> Option<Section> {
    let own = items.iter().filter(|one| !one.headed && one.item.state == state);
    let lines: Vec<String> = own.map(|one| line(facts, one)).collect();
    if lines.is_empty() {
        return None;
    }
    let mut section = Section::new(title);
    section.list(lines);
    Some(section)
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
        fact("Date", spelled_out(review.day)),
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
    section.list(said(meeting, None));
    let agreed = facts.brief.survey.actions.iter().any(|action| action.review == Some(review.id));
    let is_silent = meeting.minutes.is_empty() && taken(facts, meeting).is_empty() && !agreed;
    if is_silent && !meeting.is_draft() {
        section.say("Nothing was minuted, decided or agreed.");
    }
    section
}

/// The lines of the minutes that say something on an item, or on none.
fn said(meeting: &Meeting, item: Option<AgendaId>) -> Vec<String> {
    meeting.said_on(item).map(|minute| minute.text.clone()).collect()
}

fn section(facts: &Facts<'_>, meeting: &Meeting, one: &Told<'_>) -> Section {
    let Told { number, item, brought, .. } = *one;
    let number = number.map_or_else(String::new, |number| format!("{number}. "));
    let mut section = Section::new(&format!("{number}{}", item.title));
    let (pilot, wants) = (facts.name_of(item.pilot), facts.wants(item));
    // That it was talked about is told by what came of it.
    let state = if item.state == AgendaState::Done { "" } else { item.state.told(brought) };
    section.facts([
        fact("Pilot", if pilot == item.title { "" } else { pilot }),
        fact("State", state),
        fact("Asked at first", if wants == item.wanted { "" } else { item.wanted.as_str() }),
        fact("Decision requested", &wants),
    ]);
    section.list(said(meeting, Some(item.id)).into_iter().chain(agreed(facts, meeting, item)));
    let due = due(facts, item);
    if !due.is_empty() {
        in_table(due, facts, "", &mut section);
    }
    let decided = meeting.decisions_on(Some(item.id), &facts.brief.survey.decisions);
    section.entries(decided.map(|decision| entry(facts, meeting, decision, "")).collect());
    let became = became(facts, item);
    if !became.is_empty() {
        section.say("What became of what it was on the agenda for:");
        section.list(became.iter().map(|became| capital(&sentence(became))));
    }
    section
}

/// The actions that were agreed on it; those on none of the items stand at the end only.
fn agreed(facts: &Facts<'_>, meeting: &Meeting, item: &AgendaItem) -> Vec<String> {
    let own = meeting.actions_on(Some(item.id), &facts.brief.survey.actions);
    in_order(own).into_iter().map(told).collect()
}

fn told(action: &Action) -> String {
    format!("Action: {}", action.told())
}

/// Decisions that came back, as an answer to them names them.
fn quoted<'a>(asked: impl Iterator<Item = &'a Decision>) -> String {
    asked.map(|asked| format!("“{}”", asked.asked())).collect::<Vec<_>>().join("; ")
}

/// A decision with everything that was recorded of it; its pilot is named where no heading does.
fn entry(facts: &Facts<'_>, meeting: &Meeting, decision: &Decision, pilot: &str) -> Entry {
    let all = &facts.brief.survey.decisions;
    let settles = meeting.answers(all).filter(|(_, answer)| answer.id == decision.id).map(|(asked, _)| asked);
    let leaves = all.iter().filter(|asked| decision.leaves(asked));
    let warnings: Vec<String> = decision.parks.iter().map(|warning| facts.brief.framework.called(warning)).collect();
    let answers = if warnings.len() == 1 { "Answers the warning" } else { "Answers the warnings" };
    let comes_back = match (decision.verb, &decision.trigger) {
        (Verb::Pause, Some(Trigger::On(_))) => "Paused until",
        _ => "Comes back",
    };
    // What it waived stands below, each with its reason.
    let back = decision.trigger.as_ref().map_or_else(String::new, |_| decision.back());
    let (kind, text) = told_as(facts, decision);
    let title = if pilot.is_empty() { kind } else { format!("{pilot} · {kind}") };
    let entry = Entry::new(Cell::default(), Cell::text(title), &text)
        .with("Decided by", &decision.decided_by_name)
        .with("Why", &decision.rationale)
        .with("Cause", &decision.cause)
        .with("Held again", day(decision.next))
        .with(answers, warnings.join("; "))
        .with("Settles", quoted(settles))
        .with("Leaves open", quoted(leaves))
        .with(comes_back, back);
    let rejected = decision.rejected.iter().map(|option| format!("Rejected: {}", sentence(option)));
    let conditions = decision.conditions.iter().map(|condition| format!("Condition: {}", sentence(condition)));
    let until = decision.look_again.map_or_else(String::new, |day| format!(" until {day}"));
    let by = format!("Waived by {}{until}", decision.decided_by_name);
    let waived = decision.waived.iter().map(|(rule, reason)| format!("{by}: {rule}. {}", sentence(reason)));
    rejected.chain(conditions).chain(waived).fold(entry, |entry, line| entry.point(&line))
}

/// What kind of decision it is, and what was decided; of a gate its verdict, and where its pilot is since.
fn told_as(facts: &Facts<'_>, decision: &Decision) -> (String, String) {
    let said = decision.said();
    let held = facts.brief.survey.held.iter().map(|(_, held)| held).find(|held| held.decision == decision.id);
    let verdict = held.and_then(|held| Some((held, said.strip_prefix(&format!("{}: ", held.gate))?)));
    match verdict.filter(|(held, _)| held.gate != Gate::Certify) {
        Some((held, verdict)) => (format!("Decision at {}: {verdict}", held.gate), moved(facts, held)),
        None => (format!("Decision: {}", decision.word()), sentence(&said)),
    }
}

/// From which stage to which a verdict moved its pilot, or where it left it.
fn moved(facts: &Facts<'_>, held: &Held) -> String {
    let called = |stage: Stage| format!("stage {stage}, {}", facts.brief.framework.stage_name(stage));
    let to = held.gate.leads_to();
    let from = called(to.previous().unwrap_or(to));
    match held.verdict {
        Verdict::Go | Verdict::ConditionalGo | Verdict::Waive => format!("It moved from {from}, to {}.", called(to)),
        Verdict::Hold | Verdict::Recycle => format!("It stays in {from}."),
        Verdict::Stop => format!("It ended in {from}."),
    }
}

/// Who does what by when.
fn actions(facts: &Facts<'_>, meeting: &Meeting) -> Section {
    let own = facts.brief.survey.actions.iter().filter(|action| action.review == Some(meeting.review.id));
    actions_of("Actions from this review", own, facts, "No action left it.")
}
