//! Owns the mask: what screens are given while names and values must not be seen. It is laid over the store's answers
//! before any screen has them, so that no screen, form or search can show more. Of a pilot, its stage, weeks, statuses
//! and the warnings that fire remain; everything that people typed or measured goes.
//!
//! Screens that hold nothing but names and values do not open under the mask. Of the forms only those that begin empty
//! do: any other would show the mask as a value, and save it. What is typed under the mask is kept apart from earlier
//! drafts. When the mask is laid on, a screen is not drawn before its queries were answered anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter;
use std::sync::Arc;

use crate::domain::delta::Before;
use crate::domain::review::{Committee, Member};
use crate::domain::shown::HIDDEN;
use crate::domain::survey::{Reporting, Survey};
use crate::domain::warnings::Found;
use crate::domain::{
    Action, AgendaId, AgendaItem, AgendaKind, Decision, Exception, Framework, Gate, Judgement, Meeting, Metric,
    PersonId, Pilot, PilotId, Portfolio, Report, Review, Trigger,
};
use crate::interaction::{Answer, Context, Directory, Failure, Form, Sheet};
use crate::store::Workspace;

/// The hint for somebody who looks for a name and finds nothing.
pub(super) const CODES: &str = "Names are masked: only the codes that are shown are found.";

/// The screens that can be shown masked; the others show nothing but names and values.
pub(super) const SHOWN: &[&str] = &["board", "portfolio", "review", "meeting", "decisions", "actions", "exceptions"];

/// The verbs of those screens that are of no use under the mask: what they open shows only names and values, or cannot
/// be filled in. They are not offered; whoever asks for one is told why.
const REFUSED: &[(&str, &[&str])] = &[
    ("board", &["open", "reading", "owner", "note", "raise", "report", "add", "edit", "stage-before", "lifecycle"]),
    ("portfolio", &["pilot", "reading", "owner", "raise"]),
    ("review", &["open-pilot", "edit", "fields", "reading", "owner", "raise"]),
    ("decisions", &["pilot", "reading", "owner", "raise"]),
    ("actions", &["add", "edit", "drop", "open", "reading", "owner", "raise"]),
    ("exceptions", &["open", "pilot", "advance", "edit", "reading", "owner", "raise"]),
];

/// Is this verb of a screen useless while names and values are masked?
pub(super) fn refuses(home: &str, verb: &str) -> bool {
    REFUSED.iter().any(|(screen, verbs)| *screen == home && verbs.contains(&verb))
}

/// Can this form be filled in under the mask? One that holds existing values would show the mask as a value, and save
/// it; those of a meeting begin empty.
pub(super) fn can_be_filled(form: &Form) -> bool {
    let key = &form.key;
    let begins_empty = key.starts_with("meeting/") || key.contains("/gate/");
    form.deed.is_some() || begins_empty || key.ends_with("/decision") || key.ends_with("/guest")
}

/// What stands for the names of pilots and people: a number each, in order of creation, as in the anonymous export. A
/// number stays the same while the program runs, whoever comes or goes.
#[derive(Debug, Default)]
pub(super) struct Codes {
    pilots: BTreeMap<PilotId, usize>,
    people: BTreeMap<PersonId, usize>,
}

impl Codes {
    /// Numbers the names that have no number yet. Answers whether there were any.
    pub fn learn(&mut self, names: &Directory) -> bool {
        let pilots = names.all_pilots.iter().copied();
        let people = names.people.iter().chain(&names.archived).map(|(person, _)| *person);
        let learnt = [number(&mut self.pilots, pilots), number(&mut self.people, people)];
        learnt.contains(&true)
    }

    /// What a pilot is called.
    pub fn pilot(&self, pilot: PilotId) -> String {
        called("Pilot", self.pilots.get(&pilot))
    }

    /// What a person is called.
    pub fn person(&self, person: PersonId) -> String {
        called("Person", self.people.get(&person))
    }

    /// The code of a pilot, in one word.
    fn word(&self, pilot: PilotId) -> String {
        self.pilot(pilot).to_lowercase().replace(' ', "-")
    }
}

/// Gives the next free numbers to those without one.
fn number<I: Ord>(known: &mut BTreeMap<I, usize>, all: impl Iterator<Item = I>) -> bool {
    let fresh: BTreeSet<I> = all.filter(|id| !known.contains_key(id)).collect();
    let (next, learnt) = (known.len() + 1, !fresh.is_empty());
    known.extend(fresh.into_iter().zip(next..));
    learnt
}

/// A newcomer has no number before the names are read again.
fn called(noun: &str, number: Option<&usize>) -> String {
    number.map_or_else(|| format!("{noun} {HIDDEN}"), |number| format!("{noun} {number}"))
}

/// Masks an answer.
pub(super) fn answer(answer: &mut Answer, codes: &Codes) {
    match answer {
        Answer::Pilots(pilots) => all(pilots, pilot, codes),
        Answer::Trends(trends) => {
            trends.metrics.values_mut().flatten().for_each(metric);
            trends.readings.clear();
            trends.targets.clear();
        }
        // Who has to see to it is named there; the rule names nobody.
        Answer::Lacking(_, lacking) => lacking.iter_mut().for_each(|one| one.what.clone_from(&one.rule)),
        Answer::Page(page, readings) => {
            (*page, *readings) = (None, HashMap::new());
        }
        Answer::People(people) => people.clear(),
        Answer::Person(person) => *person = None,
        Answer::Sheet(sheet) => **sheet = Sheet::default(),
        Answer::Journal(entries) => entries.clear(),
        // No box can be ticked before it can be seen.
        Answer::InForce(entries) => entries.clear(),
        Answer::Entry(wrote) => {
            wrote.images.clear();
            wrote.readings.clear();
        }
        Answer::Directory(names) => directory(names, codes),
        Answer::Survey(known) => survey(known, codes),
        Answer::Between(between) => {
            between.exceptions.iter_mut().for_each(exception);
            between.rewritten.clear();
        }
        Answer::Reviews(meetings, known) => {
            all(meetings, meeting, codes);
            committee(known, codes);
        }
        Answer::Review(found) => found.iter_mut().for_each(|one| meeting(one, codes)),
        Answer::Decisions(decisions, pilots) => {
            all(decisions, decision, codes);
            all(pilots, pilot, codes);
        }
        Answer::Texts(texts, _) => texts.clear(),
        // The entry's number names nothing.
        Answer::Recorded(..) => {}
        Answer::Actions(actions, pilots) => {
            all(actions, action, codes);
            all(pilots, pilot, codes);
        }
        Answer::Exceptions(exceptions, pilots) => {
            exceptions.iter_mut().for_each(exception);
            all(pilots, pilot, codes);
        }
    }
}

fn all<T>(found: &mut [T], mask: impl Fn(&mut T, &Codes), codes: &Codes) {
    for one in found {
        mask(one, codes);
    }
}

fn pilot(pilot: &mut Pilot, codes: &Codes) {
    pilot.name = codes.pilot(pilot.id);
    pilot.code = codes.word(pilot.id);
    pilot.unit.clear();
    pilot.tags.clear();
    pilot.cohort.clear();
    pilot.partner.clear();
    (pilot.spend_change, pilot.spend_technology) = (None, None);
    if let Some(seat) = &mut pilot.owner {
        seat.name = codes.person(seat.id);
    }
    if let Some((person, name)) = &mut pilot.lead {
        *name = codes.person(*person);
    }
    if let Some((parent, code)) = &mut pilot.parent {
        *code = codes.word(*parent);
    }
    pilot.report = Report { because: String::new(), ..pilot.report.clone() };
}

fn metric(metric: &mut Metric) {
    metric.name = metric.family.to_string();
    metric.unit.clear();
    metric.counts.clear();
    (metric.target, metric.tolerance) = (None, None);
}

fn directory(names: &mut Directory, codes: &Codes) {
    for (id, name) in names.people.iter_mut().chain(&mut names.labels) {
        *name = codes.person(*id);
    }
    // Left in the order of their names, they would still betray those.
    names.people.sort_unstable();
    names.labels.sort_unstable();
    names.archived.clear();
    names.emails.clear();
    for (id, name) in &mut names.pilots {
        *name = codes.pilot(*id);
    }
    names.workspace.iter_mut().for_each(workspace);
    names.framework.iter_mut().for_each(framework);
    all(&mut names.asked, decision, codes);
}

/// A workspace may be called after a client.
pub(super) fn workspace(workspace: &mut Workspace) {
    HIDDEN.clone_into(&mut workspace.title);
}

/// The workspace's own words in the framework may name the client too.
pub(super) fn framework(framework: &mut Arc<Framework>) {
    if framework.differing() > 0 {
        *framework = Arc::new(framework.without_own_words());
    }
}

fn survey(survey: &mut Survey, codes: &Codes) {
    all(&mut survey.pilots, pilot, codes);
    all(&mut survey.decisions, decision, codes);
    all(&mut survey.actions, action, codes);
    all(&mut survey.reviews, review, codes);
    for work in &mut survey.workstreams {
        HIDDEN.clone_into(&mut work.exit_test);
        work.team.clear();
        work.outcome.clear();
        work.items.clear();
        work.owner_name = work.owner.map(|owner| codes.person(owner));
    }
    for item in &mut survey.items {
        item.owner_name = item.owner.map(|owner| codes.person(owner));
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

fn committee(committee: &mut Committee, codes: &Codes) {
    members(&mut committee.members, codes);
    if let Some((person, name, _)) = &mut committee.chair {
        *name = codes.person(*person);
    }
}

/// Whether functions differ remains visible.
fn members(members: &mut [Member], codes: &Codes) {
    let functions: BTreeSet<String> = members.iter().map(|member| member.function.trim().to_lowercase()).collect();
    for member in members {
        member.name = codes.person(member.person);
        let own = member.function.trim().to_lowercase();
        let number = functions.iter().filter(|function| !function.is_empty()).position(|function| *function == own);
        member.function = number.map_or_else(String::new, |number| format!("Function {}", number + 1));
    }
}

fn decision(decision: &mut Decision, codes: &Codes) {
    // The sentence of a verdict is ours, and the item that asks for it is answered by it.
    if !decision.is_verdict() {
        HIDDEN.clone_into(&mut decision.statement);
    }
    decision.appointee = None;
    decision.rationale.clear();
    decision.rejected.clear();
    // That there are conditions is still told.
    for condition in &mut decision.conditions {
        HIDDEN.clone_into(condition);
    }
    decision.waived.clear();
    decision.outcomes.clear();
    decision.evidence.clear();
    decision.decided_by_name = codes.person(decision.decided_by);
    // A bar tells a value, a day does not. That there is a trigger remains: it tells what comes back.
    if let Some(Trigger::Value(bar)) = &mut decision.trigger {
        bar.mask();
    }
}

fn action(action: &mut Action, codes: &Codes) {
    HIDDEN.clone_into(&mut action.text);
    action.why.clear();
    action.owner_name = codes.person(action.owner);
}

fn exception(exception: &mut Exception) {
    HIDDEN.clone_into(&mut exception.text);
    exception.resolution.clear();
}

fn review(review: &mut Review, codes: &Codes) {
    if let Some((person, name, _)) = &mut review.chair {
        *name = codes.person(*person);
    }
}

fn meeting(meeting: &mut Meeting, codes: &Codes) {
    review(&mut meeting.review, codes);
    let is_topic = |item: &&AgendaItem| item.kind == AgendaKind::Topic;
    let topics: BTreeSet<AgendaId> = meeting.agenda.iter().filter(is_topic).map(|item| item.id).collect();
    for item in &mut meeting.agenda {
        agenda(item, &topics, codes);
    }
    for attendee in &mut meeting.attendance {
        attendee.name = codes.person(attendee.person);
    }
    members(&mut meeting.sat, codes);
    all(&mut meeting.actions, action, codes);
    for minute in &mut meeting.minutes {
        HIDDEN.clone_into(&mut minute.text);
        minute.by.clear();
    }
}

fn agenda(item: &mut AgendaItem, topics: &BTreeSet<AgendaId>, codes: &Codes) {
    match (item.kind, item.pilot) {
        // Numbered in order of creation, as pilots are, wherever they are moved to.
        (AgendaKind::Topic, _) => item.title = format!("Topic {}", topics.range(..=item.id).count()),
        (_, Some(pilot)) => item.title = codes.pilot(pilot),
        // These titles are ours.
        (_, None) => {}
    }
    wanted(item);
    for reason in &mut item.reasons {
        reason.text = match reason.kind.as_str() {
            "signal" => reason.id.clone(),
            // Its day remains: it tells when an action that is due was given another one.
            "action" => {
                reason.told_due().map_or_else(|| HIDDEN.to_owned(), |day| format!("{HIDDEN} by {day}: {HIDDEN}"))
            }
            _ => HIDDEN.to_owned(),
        };
    }
}

/// What is wanted may have been typed, or quote a decision. Whether it was typed, and which gates it names, remains:
/// that tells when it is answered.
fn wanted(item: &mut AgendaItem) {
    let is_own = item.kind == AgendaKind::Topic || item.wanted != item.prepared.wanted;
    let gates: Vec<&str> = item.named_gates().map(Gate::name).filter(|_| is_own).collect();
    if !item.wanted.is_empty() {
        item.wanted = iter::once(HIDDEN).chain(gates).collect::<Vec<_>>().join(" ");
    }
    item.prepared.wanted = if is_own { String::new() } else { item.wanted.clone() };
}

/// How pilots stand, without the values behind it.
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
pub(super) fn before(before: &Before, context: &Context, codes: &Codes) -> Before {
    let mut masked = before.clone();
    all(&mut masked.pilots, pilot, codes);
    masked.portfolio = portfolio(&before.portfolio, context);
    masked
}

/// A failure names what it is about.
pub(super) fn failure(failure: Failure) -> Failure {
    Failure {
        title: "That was refused; ⟨mask⟩ shows names, and the reason".to_owned(), hint: String::new(), ..failure
    }
}

/// Where a value is compared with what was shown, it would be compared with the mask.
pub(super) fn compared() -> Failure {
    Failure {
        title: "What stands here cannot be compared while names and values are masked".to_owned(),
        field: None,
        hint: "⟨mask⟩ shows them; then do it again".to_owned(),
        unkept: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_have_one_code_and_whoever_has_one_keeps_it() {
        // Ids made in one sitting end alike.
        let [first, second, third] = [3, 5, 9].map(|millis| (millis << 21) | 0x4D);
        let of = |ids: &[i64]| Directory {
            all_pilots: ids.iter().copied().map(PilotId).collect(),
            people: ids.iter().map(|id| (PersonId(*id), "Secret".to_owned())).collect(),
            ..Directory::default()
        };
        let mut codes = Codes::default();
        assert!(codes.learn(&of(&[third, second])));
        let said = |codes: &Codes, id| (codes.pilot(PilotId(id)), codes.person(PersonId(id)), codes.word(PilotId(id)));
        let told = |number: &str| (format!("Pilot {number}"), format!("Person {number}"), format!("pilot-{number}"));
        assert_eq!(said(&codes, second), told("1"), "in order of creation, as in the anonymous export");
        assert_eq!(said(&codes, third), told("2"));
        assert_eq!(said(&codes, first), told("…"), "not heard of yet");
        assert!(codes.learn(&of(&[first])) && !codes.learn(&of(&[first, second])));
        assert_eq!(said(&codes, third), told("2"));
        assert_eq!(said(&codes, first), told("3"));
    }
}
