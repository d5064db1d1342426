//! What takes a pilot to further units: its documents, its trainings, and the certification of units, geographies and
//! use cases. Also the sentence about the row under the cursor on the page of the rollout.

use super::super::{decide, deeds};
use super::readiness::AGAINST;
use super::{PilotScreen, readiness};
use crate::domain::change::{GateChange, RolloutChange};
use crate::domain::readiness::{Document, Expansion};
use crate::domain::{
    Audience, Change, Condition, DocumentKind, ExpansionState, Gate, Invalid, PilotPage, Shown, Tally, Verdict,
    handing_on,
};
use crate::interaction::{Context, Effect, Field, Form, Kind, NO_CHOICE, Stands};
use crate::ui::theme::Role;

/// The value of a condition that is met as the playbook has it.
const SAME: &str = "same";

/// The tally of certification for an item that was started.
fn tally(screen: &PilotScreen, page: &PilotPage, item: &Expansion, context: &Context) -> Tally {
    readiness::bid(screen, page, context).tally(Gate::Certify, Some(item))
}

/// What is said of an item: its conditions, and what its certification lacks.
pub(super) fn said(screen: &PilotScreen, page: &PilotPage, item: &Expansion, context: &Context) -> Vec<(String, Role)> {
    let glyphs = context.glyphs;
    let mut lines = Vec::new();
    for condition in Condition::ALL {
        lines.push(match item.met(*condition) {
            None => (format!("{} {condition}: nobody said yet", glyphs.open()), Role::Dim),
            Some(met) if met.inherited => {
                (format!("{} {condition}: as the playbook has it", glyphs.done()), Role::OnTrack)
            }
            Some(met) => {
                let on = context.day(met.on);
                (
                    format!("{} {condition}, otherwise: {} ({on}, {})", glyphs.done(), met.evidence, met.by),
                    Role::OnTrack,
                )
            }
        });
    }
    match item.state {
        ExpansionState::Planned => lines.push((context.told("it was not started: ⟨edit⟩ says when it is"), Role::Dim)),
        ExpansionState::Dropped => lines.push(("it was dropped".to_owned(), Role::Dim)),
        ExpansionState::Certified => {
            lines.extend(certified(page, item, context));
        }
        ExpansionState::Started if Gate::out_of(page.pilot.stage).is_some() => {
            lines.push(("units are certified in stage 4".to_owned(), Role::Dim));
        }
        ExpansionState::Started => {
            let tally = tally(screen, page, item, context);
            let lacks = tally.lacking(Verdict::Go).unwrap_or_default();
            if lacks.is_empty() {
                let says = context.told("certification is possible: ⟨next-stage⟩ records it");
                lines.push((format!("{} {says}", glyphs.met()), Role::OnTrack));
            } else {
                lines.push((format!("{} certification lacks", glyphs.unmet()), Role::AtRisk));
                lines.extend(lacks.iter().map(|one| (format!("  {} {}", glyphs.dot(), one.what), Role::Text)));
            }
        }
    }
    lines
}

/// How an item was certified: when, by whom, against which rules; for a use case, where it is steered now.
fn certified(page: &PilotPage, item: &Expansion, context: &Context) -> Vec<(String, Role)> {
    let held = page.readiness.certification(item.id);
    let on = context.day(held.map_or(item.since, |held| held.on));
    let decision = held.and_then(|held| page.decisions.iter().find(|one| one.id == held.decision));
    let by = decision.map_or_else(String::new, |one| format!(" by {}", one.decided_by_name));
    let mut lines = vec![(format!("certified on {on}{by}"), Role::OnTrack)];
    let waived = page.readiness.waivers.iter().filter(|one| held.is_some_and(|held| held.decision == one.decision));
    for waiver in waived {
        let rule = context.framework.rule_called(&waiver.rule);
        lines.push((format!("against “{rule}”: {}", waiver.reason), Role::AtRisk));
    }
    if let Some(name) = item.child.and_then(|child| context.directory.pilot_name(child)) {
        lines.push((format!("it is a pilot of its own now, {name}, on the board"), Role::Text));
    }
    lines
}

/// `e`: how far an item is, and how each condition of its certification is met.
pub(super) fn edit_item(item: &Expansion) -> Form {
    let states =
        ExpansionState::ALL.iter().filter(|state| **state != ExpansionState::Certified || **state == item.state);
    let (expansion, was) = (item.id, item.state);
    let called = format!("{} “{}”", item.kind, item.name);
    let before: Vec<(Condition, String)> = item.met.iter().map(|met| (met.condition, met.evidence.clone())).collect();
    let shown = |condition: &Condition| item.met(*condition).map(|met| met.evidence.clone());
    let met = Condition::ALL.iter().map(|condition| (condition.name(), shown(condition)));
    let stands = Stands::of(met).and("state", was);
    let mut fields = vec![Field::of(Kind::words(states), "state", "state", was.name())];
    for condition in Condition::ALL {
        let now = item
            .met(*condition)
            .map_or_else(String::new, |met| if met.inherited { SAME.to_owned() } else { met.evidence.clone() });
        fields.push(Field::line(condition.name(), condition.name(), now));
    }
    Form::new(
        format!("expansion/{expansion}"),
        format!("{}: {SAME}, or what shows it", item.name),
        fields,
        Box::new(move |form, _| {
            let mut changes = Vec::new();
            for condition in Condition::ALL.iter().filter(|condition| form.changed(condition.name())) {
                let how = match form.value(condition.name()).trim() {
                    "" => None,
                    SAME => Some(String::new()),
                    evidence => Some(evidence.to_owned()),
                };
                let was = before.iter().find(|(known, _)| known == condition).map(|(_, how)| how.clone());
                let was = Some(form.saw(condition.name(), was));
                changes.push(Change::Rollout(RolloutChange::Meet { expansion, condition: *condition, how, was }));
            }
            if form.changed("state") {
                let to = form.value("state").parse()?;
                let was = Some(form.saw("state", was));
                let state = Change::Rollout(RolloutChange::SetExpansion { expansion, to, was });
                // Nothing else can be changed of an item that is dropped: so it comes back first, and is dropped last.
                let at = if to == ExpansionState::Dropped { changes.len() } else { 0 };
                changes.insert(at, state);
            }
            if changes.is_empty() {
                return Err(Invalid::new("nothing was changed").hint("Esc closes"));
            }
            let what = (changes.len() > 1).then(|| format!("Said how the {called} stands."));
            Ok(Change::Several { what, changes })
        }),
    )
    .replacing(stands)
}

/// Why the item under the cursor cannot be certified.
pub(super) fn refused(page: &PilotPage, item: Option<&Expansion>) -> Option<&'static str> {
    if Gate::out_of(page.pilot.stage).is_some() {
        return Some("units are certified in stage 4");
    }
    match item.map(|item| item.state) {
        Some(ExpansionState::Started) => None,
        Some(ExpansionState::Certified) => Some("it is certified"),
        Some(_) => Some("what is certified was started before: ⟨edit⟩ says so"),
        None => Some("certification is about a unit, geography or use case: choose one on the rollout page: ⟨rollout⟩"),
    }
}

/// `L` in stage 4: the verdict on the item under the cursor.
pub(super) fn certify(screen: &PilotScreen, page: &PilotPage, item: &Expansion, context: &Context) -> Vec<Effect> {
    let tally = tally(screen, page, item, context);
    let (allowed, lacking) = (tally.allowed().is_some(), tally.lacking(Verdict::Go).unwrap_or_default());
    let mut verdicts = Vec::new();
    if allowed {
        verdicts.push(("go".to_owned(), "certify: it passes against the playbook".to_owned()));
    } else {
        verdicts.push((String::new(), NO_CHOICE.to_owned()));
    }
    verdicts.push(("hold".to_owned(), "hold: wait, with a cause, and look again in four weeks".to_owned()));
    verdicts.push(("stop".to_owned(), "stop: it is dropped, with a cause".to_owned()));
    if !allowed {
        verdicts
            .push((AGAINST.to_owned(), "waive: pass it against what is missing, and look again in 90 days".to_owned()));
    }
    let fields = vec![
        Field::of(Kind::Options(verdicts), "verdict", "verdict", if allowed { "go" } else { "" }).required().decisive(),
        Field::line("why", "why", "").required(),
        Field::of(certifiers(context), "by", "certified by", "").required(),
        readiness::cause("cause if no go", context),
    ];
    let (pilot, id) = (page.pilot.id, item.id);
    let form = Form::new(
        format!("expansion/{id}/certify"),
        format!("Certify {} {}", item.kind, item.name),
        fields,
        Box::new(move |form, _| {
            let of = (Gate::Certify, Some(id));
            let decision = readiness::decision(form, pilot, of, "the tally does not allow certifying it")?;
            Ok(Change::Gate(GateChange::Decide(Box::new(decision))))
        }),
    );
    let form = form.quick().being_sure(readiness::against(lacking, context));
    vec![Effect::form(decide::answering(pilot, Some(Gate::Certify), form, context))]
}

/// Everybody, certifiers first and named as such.
fn certifiers(context: &Context) -> Kind {
    let certifies = |id: &str| context.directory.certifiers.iter().any(|known| known.to_string() == id);
    let (mut first, others): (Vec<_>, Vec<_>) = deeds::people(context).into_iter().partition(|(id, _)| certifies(id));
    for (_, name) in &mut first {
        name.push_str(", certifier");
    }
    Kind::titled(first.into_iter().chain(others)).or(NO_CHOICE)
}

/// `e` on a document: its Markdown, to begin with all that is known already.
pub(super) fn write(page: &PilotPage, kind: DocumentKind, context: &Context) -> Form {
    let pilot = page.pilot.id;
    let was = page.readiness.document(kind).map(|document| document.text.clone());
    let (begin, stands) = (was.is_none(), Stands::of([("text", &was)]));
    let text = was.clone().unwrap_or_else(|| handing_on::template(kind, page, &context.framework));
    let field = Field::of(Kind::Markdown, "text", "Markdown", text).required().own().from_the_top();
    Form::new(
        format!("pilot/{pilot}/{kind}"),
        format!("{} of {}{}", titled(kind), page.pilot.name, if begin { ", from its template" } else { "" }),
        vec![field],
        Box::new(move |form, _| {
            let (text, was) = (form.value("text"), Some(form.saw("text", was.clone())));
            Ok(Change::Rollout(RolloutChange::Write { pilot, kind, text, was }))
        }),
    )
    .replacing(stands)
}

pub(super) const fn titled(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Playbook => "Playbook",
        DocumentKind::Handoff => "Handoff",
    }
}

/// What is known of a document, in a few words.
pub(super) fn facts(document: Option<&Document>, context: &Context) -> String {
    document.map_or_else(
        || context.told("nobody has written it: ⟨edit⟩ begins with what is known"),
        |document| {
            let on = context.day(document.revised);
            let words = document.text.split_whitespace().count();
            let open = match handing_on::blanks(&document.text) {
                0 => String::new(),
                blanks => format!(", {blanks} to fill in"),
            };
            format!("{words} words{open}, {on} by {}", document.by)
        },
    )
}

/// The text of a document as lines.
pub(super) fn text(document: &Document) -> Vec<(String, Role)> {
    Shown::lines(&document.text).into_iter().map(|line| (line.as_str().to_owned(), Role::Text)).collect()
}

/// `T`: a training that was held.
pub(super) fn train(page: &PilotPage, context: &Context) -> Form {
    let pilot = page.pilot.id;
    let fields = vec![
        Field::line("topic", "about", "").required(),
        Field::of(Kind::Count("people"), "people", "took part", "").required().own(),
        Field::of(Kind::words(Audience::ALL), "for", "for", "users"),
        Field::of(Kind::Day, "on", "on", context.today.to_string()).proposed().behind(),
    ];
    Form::new(
        format!("pilot/{pilot}/training"),
        format!("A training for {}", page.pilot.name),
        fields,
        Box::new(move |form, _| {
            Ok(Change::Rollout(RolloutChange::Train {
                pilot,
                audience: form.value("for").parse()?,
                topic: form.value("topic"),
                attended: form.count("people")?.unwrap_or_default(),
                on: deeds::day(form, "on")?,
            }))
        }),
    )
}
