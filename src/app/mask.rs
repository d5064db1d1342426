//! Owns the mask: what screens are given while names and values must not be seen. It is laid over what the store
//! answers, before any screen has it, so that no screen, form or search can show more. Of a pilot stay its stage, its
//! weeks, its statuses and which warnings fire; everything that people typed or measured goes.
//!
//! Screens that are nothing but names and values are not opened masked, and of the forms only those that begin empty:
//! another would show the mask as a value, and save it. What is typed under the mask is kept apart from the drafts of
//! before. Where the mask is laid on, a screen is not drawn again before it was answered again.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::delta::Before;
use crate::domain::review::{Committee, Member};
use crate::domain::survey::{Reporting, Survey};
use crate::domain::warnings::Found;
use crate::domain::{
    Action, AgendaItem, AgendaKind, Decision, Exception, Framework, Judgement, Meeting, Metric, Pilot, PilotId,
    Portfolio, Report, Trigger,
};
use crate::interaction::{Answer, Context, Directory, Failure, Form, Sheet};
use crate::store::Workspace;

/// Stands for a text.
const HIDDEN: &str = "…";

/// What helps whoever looks for a name and finds nothing.
pub(super) const CODES: &str = "Names are masked: only the codes that are shown are found.";

/// The screens that can be shown masked; the others show nothing but names and values.
pub(super) const SHOWN: &[&str] = &["board", "portfolio", "review", "meeting", "decisions", "actions", "exceptions"];

/// The verbs of those screens that are of no use under the mask, as what they open shows only names and values, or
/// cannot be filled in. They are not offered; who wants one all the same is told why not.
const REFUSED: &[(&str, &[&str])] = &[
    ("board", &["open", "reading", "owner", "note", "raise", "report", "add", "edit", "stage-before", "lifecycle"]),
    ("portfolio", &["pilot", "reading", "owner", "raise"]),
    ("review", &["open-pilot", "edit", "fields", "reading", "owner", "raise"]),
    ("decisions", &["pilot", "reading", "owner", "raise"]),
    ("actions", &["add", "edit", "drop", "open", "reading", "owner", "raise"]),
    ("exceptions", &["open", "pilot", "advance", "edit", "reading", "owner", "raise"]),
];

/// Does this verb of a screen come to nothing while names and values are masked?
pub(super) fn refuses(home: &str, verb: &str) -> bool {
    REFUSED.iter().any(|(screen, verbs)| *screen == home && verbs.contains(&verb))
}

/// Can this form be filled in while names and values are masked? Those that hold what is there already would show the
/// mask as a value, and save it; those of a meeting begin empty.
pub(super) fn can_be_filled(form: &Form) -> bool {
    let key = &form.key;
    let begins_empty = key.starts_with("meeting/") || key.contains("/gate/");
    form.deed.is_some() || begins_empty || key.ends_with("/decision") || key.ends_with("/guest")
}

/// A name for something that has another: the end of its id, which says nothing to anybody.
pub(super) fn label(noun: &str, id: impl std::fmt::Display) -> String {
    let id = id.to_string();
    format!("{noun} {}", id.get(id.len().saturating_sub(4)..).unwrap_or_default().to_uppercase())
}

/// Masks an answer.
pub(super) fn answer(answer: &mut Answer) {
    match answer {
        Answer::Pilots(pilots) => pilots.iter_mut().for_each(pilot),
        Answer::Trends(trends) => {
            trends.metrics.values_mut().flatten().for_each(metric);
            trends.readings.clear();
            trends.targets.clear();
        }
        // Who has to see to it is named there; the rule is not.
        Answer::Lacking(_, lacking) => lacking.iter_mut().for_each(|one| one.what.clone_from(&one.rule)),
        Answer::Page(page, readings) => {
            (*page, *readings) = (None, HashMap::new());
        }
        Answer::People(people) => people.clear(),
        Answer::Person(person) => *person = None,
        Answer::Sheet(sheet) => **sheet = Sheet::default(),
        Answer::Journal(entries) => entries.clear(),
        // No box is touched before it can be seen.
        Answer::InForce(entries) => entries.clear(),
        Answer::Entry(wrote) => {
            wrote.images.clear();
            wrote.readings.clear();
        }
        Answer::Directory(names) => directory(names),
        Answer::Survey(known) => survey(known),
        Answer::Between(between) => {
            between.exceptions.iter_mut().for_each(exception);
            between.rewritten.clear();
        }
        Answer::Reviews(meetings, known) => {
            meetings.iter_mut().for_each(meeting);
            committee(known);
        }
        Answer::Review(found) => found.iter_mut().for_each(|found| meeting(found)),
        Answer::Decisions(decisions, pilots) => {
            decisions.iter_mut().for_each(decision);
            pilots.iter_mut().for_each(pilot);
        }
        Answer::Texts(texts) => texts.clear(),
        // Which entry it is names nothing.
        Answer::Recorded(..) => {}
        Answer::Actions(actions, pilots) => {
            actions.iter_mut().for_each(action);
            pilots.iter_mut().for_each(pilot);
        }
        Answer::Exceptions(exceptions, pilots) => {
            exceptions.iter_mut().for_each(exception);
            pilots.iter_mut().for_each(pilot);
        }
    }
}

fn pilot(pilot: &mut Pilot) {
    pilot.name = label("Pilot", pilot.id);
    pilot.code = label("p", pilot.id).to_lowercase().replace(' ', "-");
    pilot.unit.clear();
    pilot.tags.clear();
    pilot.cohort.clear();
    pilot.partner.clear();
    (pilot.spend_change, pilot.spend_technology) = (None, None);
    if let Some(seat) = &mut pilot.owner {
        seat.name = label("Person", seat.id);
    }
    if let Some((person, name)) = &mut pilot.lead {
        *name = label("Person", *person);
    }
    if let Some((parent, code)) = &mut pilot.parent {
        *code = label("p", *parent).to_lowercase().replace(' ', "-");
    }
    pilot.report = Report { because: String::new(), ..pilot.report.clone() };
}

fn metric(metric: &mut Metric) {
    metric.name = metric.family.to_string();
    metric.unit.clear();
    metric.counts.clear();
    (metric.target, metric.tolerance) = (None, None);
}

fn directory(names: &mut Directory) {
    for (id, name) in names.people.iter_mut().chain(&mut names.labels) {
        *name = label("Person", *id);
    }
    names.archived.clear();
    names.emails.clear();
    for (id, name) in &mut names.pilots {
        *name = label("Pilot", *id);
    }
    names.workspace.iter_mut().for_each(workspace);
    names.framework.iter_mut().for_each(framework);
    names.asked.iter_mut().for_each(decision);
}

/// A workspace is called after a client, perhaps.
pub(super) fn workspace(workspace: &mut Workspace) {
    HIDDEN.clone_into(&mut workspace.title);
}

/// What a workspace says of its own in the framework may name it too.
pub(super) fn framework(framework: &mut Arc<Framework>) {
    if framework.differing() > 0 {
        *framework = Arc::new(framework.without_own_words());
    }
}

fn survey(survey: &mut Survey) {
    survey.pilots.iter_mut().for_each(pilot);
    survey.decisions.iter_mut().for_each(decision);
    survey.actions.iter_mut().for_each(action);
    for work in &mut survey.workstreams {
        HIDDEN.clone_into(&mut work.exit_test);
        work.team.clear();
        work.outcome.clear();
        work.items.clear();
        work.owner_name = work.owner.map(|owner| label("Person", owner));
    }
    for waiver in &mut survey.waivers {
        waiver.reason.clear();
        HIDDEN.clone_into(&mut waiver.by);
    }
    for visit in survey.visits.values_mut().flatten() {
        visit.why.clear();
        visit.by.clear();
    }
    for known in survey.reporting.values_mut() {
        *known = Reporting { values: 0, not_measured: 0, newest: known.newest };
    }
}

fn committee(committee: &mut Committee) {
    members(&mut committee.members);
    if let Some((person, name, _)) = &mut committee.chair {
        *name = label("Person", *person);
    }
}

/// Whether functions differ stays to be seen.
fn members(members: &mut [Member]) {
    let functions: BTreeSet<String> = members.iter().map(|member| member.function.trim().to_lowercase()).collect();
    for member in members {
        member.name = label("Person", member.person);
        let own = member.function.trim().to_lowercase();
        let number = functions.iter().filter(|function| !function.is_empty()).position(|function| *function == own);
        member.function = number.map_or_else(String::new, |number| format!("Function {}", number + 1));
    }
}

fn decision(decision: &mut Decision) {
    HIDDEN.clone_into(&mut decision.statement);
    decision.appointee = None;
    decision.rationale.clear();
    decision.rejected.clear();
    decision.conditions.clear();
    decision.waived.clear();
    decision.evidence.clear();
    decision.decided_by_name = label("Person", decision.decided_by);
    // A bar tells a value; a day tells none.
    if matches!(decision.trigger, Some(Trigger::Value(_))) {
        decision.trigger = None;
    }
}

fn action(action: &mut Action) {
    HIDDEN.clone_into(&mut action.text);
    action.why.clear();
    action.owner_name = label("Person", action.owner);
}

fn exception(exception: &mut Exception) {
    HIDDEN.clone_into(&mut exception.text);
    exception.resolution.clear();
}

fn meeting(meeting: &mut Meeting) {
    if let Some((person, name, _)) = &mut meeting.review.chair {
        *name = label("Person", *person);
    }
    for item in &mut meeting.agenda {
        agenda(item);
    }
    for attendee in &mut meeting.attendance {
        attendee.name = label("Person", attendee.person);
    }
    members(&mut meeting.sat);
    meeting.actions.iter_mut().for_each(action);
    for minute in &mut meeting.minutes {
        HIDDEN.clone_into(&mut minute.text);
        minute.by.clear();
    }
}

fn agenda(item: &mut AgendaItem) {
    match (item.kind, item.pilot) {
        (AgendaKind::Topic, _) => item.title = label("Topic", item.id),
        (_, Some(pilot)) => item.title = label("Pilot", pilot),
        // These titles are ours.
        (_, None) => {}
    }
    // What is wanted may have been typed, or quote what was decided.
    item.wanted = if item.wanted.is_empty() { String::new() } else { HIDDEN.to_owned() };
    for reason in &mut item.reasons {
        reason.text = if reason.kind == "signal" { reason.id.clone() } else { HIDDEN.to_owned() };
    }
}

/// How pilots stand, without the values that it rests on.
pub(super) fn portfolio(portfolio: &Portfolio, context: &Context) -> Portfolio {
    let one = |(id, known): (&PilotId, &Arc<Judgement>)| (*id, Arc::new(judgement(known, context)));
    Portfolio { pilots: portfolio.pilots.iter().map(one).collect(), ..portfolio.clone() }
}

fn judgement(known: &Judgement, context: &Context) -> Judgement {
    let mut masked = known.clone();
    for signal in &mut masked.signals {
        found(signal.warning, &mut signal.found, context);
    }
    for obstacle in &mut masked.obstacles {
        if context.framework.warning(&obstacle.what).is_none() {
            obstacle.what = HIDDEN.into();
        }
        obstacle.clears = HIDDEN.into();
    }
    for fired in &mut masked.triggers {
        (fired.statement, fired.trigger) = (HIDDEN.to_owned(), HIDDEN.to_owned());
    }
    masked
}

fn found(warning: &str, found: &mut Found, context: &Context) {
    let known = context.framework.warning(warning);
    found.explanation = known.map(|known| context.directory.rules.fires(known)).unwrap_or_default();
    found.clears = known.map(|known| known.clears.clone()).unwrap_or_default();
    found.readings.clear();
}

/// How pilots stood before, masked in the same way.
pub(super) fn before(before: &Before, context: &Context) -> Before {
    let mut masked = before.clone();
    masked.pilots.iter_mut().for_each(pilot);
    masked.portfolio = portfolio(&before.portfolio, context);
    masked
}

/// A failure names what it is about.
pub(super) fn failure(failure: Failure) -> Failure {
    Failure {
        title: "That was refused; with ⟨mask⟩, names are shown and so is why".to_owned(),
        hint: String::new(),
        ..failure
    }
}

/// What is compared with what was shown is compared with the mask.
pub(super) fn compared() -> Failure {
    Failure {
        title: "What stands here cannot be compared while names and values are masked".to_owned(),
        field: None,
        hint: "⟨mask⟩ shows them; then do it again".to_owned(),
        unkept: false,
    }
}
