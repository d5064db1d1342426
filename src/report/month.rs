//! Owns the monthly dashboard: what comes first in it, the order of its parts, and the end that it shares with every
//! report.

use super::document::{Cell, Document, Section, fact, left};
use super::facts::Facts;
use super::words::{agree, count, sentence};
use super::{changes, flow, load, signals, standing};

/// The monthly dashboard.
pub(super) fn document(facts: &Facts<'_>) -> Document {
    let mut sections = vec![summary(facts), changes::section(facts)];
    sections.extend(dashboard(facts));
    sections.push(framework(facts));
    Document::new(facts.brief, "Monthly dashboard", sections)
}

/// Its parts that are not about a review.
pub(super) fn dashboard(facts: &Facts<'_>) -> Vec<Section> {
    vec![
        standing::section(facts),
        signals::section(facts),
        flow::funnel(facts),
        flow::conversion(facts),
        flow::purgatory(facts),
        load::overdue(facts),
        load::freshness(facts),
        load::owners(facts),
        flow::causes(facts),
        load::spend(facts),
    ]
}

/// What matters most, in one sentence and a few numbers.
pub(super) fn summary(facts: &Facts<'_>) -> Section {
    let brief = facts.brief;
    let dashboard = &brief.dashboard;
    let mut section = Section::new("In short");
    section.lead(headline(facts));
    let number = |number: usize| number.to_string();
    section.figures(vec![
        fact("pilots", number(dashboard.pilots.len())),
        fact("want a decision", number(dashboard.wanting().len())),
        fact("in purgatory", number(dashboard.purgatory.len())),
        fact("past their date", number(dashboard.overdue.len())),
        fact("reached production", format!("{} of {}", dashboard.reached.len(), dashboard.started.len())),
    ]);
    for (warning, found) in &brief.portfolio.findings {
        section.say(format!("Of the portfolio as a whole: {warning}. {}", sentence(&found.explanation)));
    }
    if !brief.portfolio.is_whole() {
        let (judged, all) = brief.portfolio.progress;
        let are = agree(judged, all, "is", "are");
        let pilots = count(all, "pilot", "pilots");
        section.warn(format!("Only {judged} of {pilots} {are} judged; the counts are of what is judged."));
    }
    if brief.portfolio.unheard > 0 {
        let pilots = count(brief.portfolio.unheard, "pilot", "pilots");
        section.note(format!("{pilots} came from a file and never reported a value."));
    }
    section
}

/// How many pilots there are, how many of them want a decision, and the worst signal.
pub(super) fn headline(facts: &Facts<'_>) -> String {
    let dashboard = &facts.brief.dashboard;
    if dashboard.pilots.is_empty() {
        return "No pilot is under way or paused.".to_owned();
    }
    let are = if dashboard.pilots.len() == 1 { "is" } else { "are" };
    let pilots = count(dashboard.pilots.len(), "pilot", "pilots");
    let wanting = match dashboard.wanting().len() {
        0 => "no decision is wanted".to_owned(),
        1 => "1 wants a decision".to_owned(),
        wanting => format!("{wanting} want a decision"),
    };
    // What most pilots have in common says less about where to begin.
    let common = &facts.brief.portfolio.common;
    let wanted = || dashboard.signals.iter().filter(|signal| signal.is_wanted());
    let worst = wanted().find(|signal| !common.contains_key(signal.warning)).or_else(|| wanted().next());
    let worst = worst.map_or_else(String::new, |worst| {
        let explanation = sentence(&worst.found.explanation);
        format!(" The worst signal is {} at {}: {explanation}", worst.warning, facts.name(worst.pilot))
    });
    format!("{pilots} {are} under way or paused; {wanting}.{worst}")
}

/// What the workspace has otherwise than the framework: the last words of every report.
pub(super) fn framework(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("Rules and numbers");
    let version = facts.brief.framework.data.version;
    let differences = &facts.brief.differences;
    let rows = differences.iter().map(|(key, value, own)| vec![Cell::key(key), Cell::text(value), Cell::text(own)]);
    let rows: Vec<Vec<Cell>> = rows.collect();
    if !rows.is_empty() {
        let values = count(rows.len(), "value", "values");
        section.say(format!("This workspace has {values} otherwise than the framework, version {version}:"));
    }
    let none = format!("All rules and numbers are those of the framework, version {version}.");
    section.table(&[left("Key"), left("Here"), left("Framework")], rows, &none);
    section
}
