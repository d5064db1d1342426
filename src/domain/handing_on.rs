//! Owns the templates of the playbook and the handoff: Markdown that has what is already known of a pilot and leaves
//! blanks for the rest.

use std::fmt::Write;

use super::framework::ChecklistItem;
use super::framework::groups::{COMPONENTS, DOCUMENTS, MATRIX, RUN_DECISIONS};
use super::{Condition, DocumentKind, Framework, ItemStanding, ItemState, Metric, PilotPage, Tick};

/// A blank.
const BLANK: &str = "…";

impl DocumentKind {
    /// The checklist item that is done once this document is written.
    #[must_use]
    pub const fn item(self) -> &'static str {
        match self {
            Self::Playbook => "s4.playbook",
            Self::Handoff => "s4.handoff",
        }
    }
}

/// How many blanks a document still has.
#[must_use]
pub fn blanks(text: &str) -> usize {
    text.matches(BLANK).count()
}

/// The document to begin writing with.
#[must_use]
pub fn template(kind: DocumentKind, page: &PilotPage, framework: &Framework) -> String {
    let known = Known { page, framework };
    match kind {
        DocumentKind::Playbook => known.playbook(),
        DocumentKind::Handoff => known.handoff(),
    }
}

struct Known<'a> {
    page: &'a PilotPage,
    framework: &'a Framework,
}

impl Known<'_> {
    /// For the next unit: what stays the same, what to find out, and what to do in which order.
    fn playbook(&self) -> String {
        let name = &self.page.pilot.name;
        let mut text = format!("# Playbook: {name}\n\n{}\n", self.purpose());
        section(
            &mut text,
            "Where it fits",
            &[format!("Units and cases that it suits: {BLANK}"), format!("Where it does not: {BLANK}")],
        );
        section(&mut text, "Before the start", &self.items(COMPONENTS));
        section(&mut text, "Systems to connect", &self.systems());
        section(&mut text, "The process", &self.steps());
        section(&mut text, "Rules that come with it", &self.items(DOCUMENTS));
        section(&mut text, "Rollout", &self.rollout());
        section(&mut text, "What to measure", &self.metrics());
        let conditions = Condition::ALL.iter().map(|condition| format!("{condition}: {BLANK}"));
        section(&mut text, "What may differ from unit to unit", &conditions.collect::<Vec<_>>());
        section(&mut text, "What went wrong here, and what we did", &self.lessons());
        text
    }

    /// For the team that takes over: how it runs today, and whom to ask.
    fn handoff(&self) -> String {
        let pilot = &self.page.pilot;
        let mut text = format!("# Handoff: {}\n\n{}\n", pilot.name, self.purpose());
        let owner = pilot.owner_name().unwrap_or(BLANK);
        let lead = pilot.lead.as_ref().map_or(BLANK, |(_, name)| name);
        let partner = if pilot.partner.is_empty() {
            "Partner: none".to_owned()
        } else {
            let ends = pilot.partner_ends.map_or_else(|| BLANK.to_owned(), |ends| ends.to_string());
            format!("Partner: {}, until {ends}", pilot.partner)
        };
        section(
            &mut text,
            "Who answers",
            &[format!("Executive owner: {owner}"), format!("Business lead: {lead}"), partner],
        );
        section(&mut text, "How it is run", &self.items(RUN_DECISIONS));
        section(&mut text, "After the partner", &self.items("after the partner"));
        section(&mut text, "Systems it reads and writes", &self.systems());
        section(&mut text, "Documents", &self.items(DOCUMENTS));
        let version = self.page.versions.last().map_or_else(
            || format!("Model version: {BLANK}"),
            |version| format!("Model version: {} since {}", version.name, version.released),
        );
        section(&mut text, "The model", &[version, format!("How it is trained again: {BLANK}")]);
        section(&mut text, "Its figures", &self.metrics());
        let open = self.page.exceptions.iter().filter(|exception| exception.resolved.is_none());
        section(&mut text, "Open cases", &open.map(|exception| exception.text.clone()).collect::<Vec<_>>());
        section(&mut text, "A first week in the new team", &[format!("Day 1: {BLANK}"), format!("Day 5: {BLANK}")]);
        text
    }

    fn purpose(&self) -> &str {
        if self.page.summary.is_empty() { BLANK } else { &self.page.summary }
    }

    fn tick(&self, item: &ChecklistItem) -> Option<&Tick> {
        Tick::of(&self.page.ticks, &item.id)
    }

    /// The items of a group, each with what shows it.
    fn items(&self, group: &str) -> Vec<String> {
        self.framework.group(group).map(|item| format!("{}: {}", item.title, self.shown(item))).collect()
    }

    fn shown(&self, item: &ChecklistItem) -> String {
        let tick = self.tick(item);
        let evidence = tick.and_then(|tick| tick.evidence.last()).map(|piece| piece.text.clone());
        let owner = tick.and_then(|tick| tick.owner_name.clone());
        match (evidence, owner) {
            (Some(evidence), Some(owner)) => format!("{evidence} ({owner})"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => BLANK.to_owned(),
        }
    }

    fn systems(&self) -> Vec<String> {
        let rows = self.framework.group(MATRIX);
        let say = |text: &str| if text.is_empty() { BLANK.to_owned() } else { text.to_owned() };
        rows.map(|item| match self.tick(item) {
            Some(tick) if tick.standing.state == ItemState::NotApplicable => {
                format!("{}: does not apply ({})", item.title, tick.standing.why)
            }
            Some(tick) => {
                let ItemStanding { state, reads, writes, .. } = &tick.standing;
                let tested = if *state == ItemState::Done { self.shown(item) } else { BLANK.to_owned() };
                format!("{}: reads {}; writes {}; tested: {tested}", item.title, say(reads), say(writes))
            }
            None => format!("{}: reads {BLANK}; writes {BLANK}; tested: {BLANK}", item.title),
        })
        .collect()
    }

    fn steps(&self) -> Vec<String> {
        let steps = &self.page.readiness.steps;
        let step = |step: &super::readiness::Step| {
            let manager = step.manager_name.as_deref().unwrap_or(BLANK);
            format!("{}: {BLANK} (manager: {manager})", step.name)
        };
        if steps.is_empty() { vec![format!("Steps that change: {BLANK}")] } else { steps.iter().map(step).collect() }
    }

    fn rollout(&self) -> Vec<String> {
        let pilot = &self.page.pilot;
        let day = pilot.rollout.map_or_else(|| BLANK.to_owned(), |day| day.to_string());
        let cohort = if pilot.cohort.is_empty() { BLANK } else { &pilot.cohort };
        let trained = self.page.readiness.trainings.iter();
        let mut lines = vec![format!("First cohort: {cohort}, from {day}")];
        lines.extend(trained.map(|held| format!("Training of {} {}: {}", held.attended, held.audience, held.topic)));
        lines.push(format!("Thirteen weeks, with this plan: {BLANK}"));
        lines
    }

    fn metrics(&self) -> Vec<String> {
        let metrics = self.page.metrics.iter().filter(|metric| !metric.archived && metric.headline);
        let baseline = |metric: &Metric| {
            let frozen = self.page.baselines.iter().rev().find(|baseline| baseline.metric == metric.id);
            frozen.map_or_else(
                || "no baseline".to_owned(),
                |frozen| format!("baseline {}", metric.said(frozen.value.rounded(1))),
            )
        };
        metrics.map(|metric| format!("{}: {} ({})", metric.family, metric.name, baseline(metric))).collect()
    }

    fn lessons(&self) -> Vec<String> {
        let waived = self.page.readiness.waivers.iter();
        let mut lines: Vec<String> =
            waived.map(|waiver| format!("{} waived {}: {}", waiver.gate, waiver.rule, waiver.reason)).collect();
        lines.extend(
            self.page.readiness.diagnoses.iter().map(|found| format!("Resistance, {}: {}", found.cause, found.note)),
        );
        lines.push(BLANK.to_owned());
        lines
    }
}

fn section(text: &mut String, heading: &str, lines: &[String]) {
    let _ = writeln!(text, "\n## {heading}\n");
    for line in lines {
        let _ = writeln!(text, "- {line}");
    }
    if lines.is_empty() {
        text.push_str("- none\n");
    }
}
