//! The pages of a pilot in sentences: first what a page says, then a sentence for each row that can be chosen.

use super::super::{entries, parts};
use super::{PilotScreen, Tab, charts, checklist, metrics, overview, readiness, registers, rollout};
use crate::domain::words::sentences;
use crate::domain::{Family, Note, PilotPage, Tick};
use crate::interaction::Context;
use crate::ui::markdown;

/// The rows of the open page, in order; empty where its picture is read out.
pub(super) fn rows(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<String> {
    if screen.is_covered() {
        return Vec::new();
    }
    words(screen, page, context)
}

/// The rows, whether they are read or their picture.
pub(super) fn words(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<String> {
    match screen.tab {
        Tab::Overview => overview::ROWS.iter().map(|row| overview::sentence(*row, page, context)).collect(),
        Tab::Checklist => checklist::shown(screen, page, context).iter().map(|row| item(row, context)).collect(),
        Tab::Metrics => screen.metrics().iter().map(|metric| metrics::sentence(screen, metric, context)).collect(),
        Tab::Notes => screen.notes().into_iter().map(|one| note(one, context)).collect(),
        Tab::Exceptions => screen.exceptions().iter().map(|one| registers::sentence(one, context)).collect(),
        Tab::Readiness => readiness::sentences(screen, page, context),
        Tab::Rollout => rollout::rows(page).iter().map(|row| rollout::sentence(row, page, context)).collect(),
        Tab::History => screen.entries().into_iter().map(|entry| entries::sentence(entry, context)).collect(),
    }
}

/// A note, whole, as its page has it.
pub(super) fn note(note: &Note, context: &Context) -> String {
    format!("{}, {}: {}", context.day(note.on), note.by, markdown::words(&note.text))
}

/// An item of the checklist, or a heading.
pub(super) fn item(row: &checklist::Row<'_>, context: &Context) -> String {
    match row {
        checklist::Row::Heading(stage, closed, all) => {
            format!("stage {stage} {}: {closed} of {all} closed", context.framework.stage_name(*stage))
        }
        checklist::Row::Item(item, tick) => {
            let state = Tick::state(*tick).name();
            let owner = tick.and_then(|tick| tick.owner_name.as_deref());
            let owner = owner.map(|name| format!(", {name}")).unwrap_or_default();
            let due = tick.and_then(|tick| tick.standing.due).filter(|_| !Tick::state(*tick).is_closed());
            let due = due.map_or_else(String::new, |due| {
                let when = if due < context.moment.day { "overdue since" } else { "due" };
                format!(", {when} {}", context.day(due))
            });
            let shown = tick.map_or(0, |tick| tick.evidence.len());
            let shown = if shown > 0 { format!(", {shown} shown") } else { String::new() };
            format!("{state}: {}{owner}{due}{shown}", item.title)
        }
    }
}

/// The chosen row; for an item of the checklist, with its meaning and evidence.
pub(super) fn chosen(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Option<String> {
    let row = rows(screen, page, context).into_iter().nth(screen.list().selected)?;
    let item = (screen.tab == Tab::Checklist).then(|| checklist::selected(screen, page, context)).flatten();
    let Some((item, tick)) = item else {
        return Some(row);
    };
    let known = checklist::known(item, tick, context);
    Some(sentences(std::iter::once(row.as_str()).chain(known.iter().map(|(text, _)| text.as_str()))))
}

/// What the page says besides its rows: the pilot's status by family, and everything that fires. Where the rows are
/// replaced, also what it is for and whatever a screen shows beside them; on readiness, what it means for the gate; and
/// the state of the rollout.
pub(super) fn remarks(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<String> {
    match screen.tab {
        Tab::Overview => {}
        Tab::Notes if screen.closer => {
            return screen.selected_note().map(|one| note(one, context)).into_iter().collect();
        }
        Tab::Metrics if screen.chart.is_some() => {
            let told = |metric| {
                let sentence = metrics::sentence(screen, metric, context);
                std::iter::once(sentence).chain(charts::said(screen, page, metric, context)).collect()
            };
            return screen.selected_metric().map(told).unwrap_or_default();
        }
        Tab::Readiness if !screen.is_covered() => return readiness::remarks(screen, page, context),
        Tab::Rollout if !screen.is_covered() => return rollout::remarks(screen, page, context),
        _ => return Vec::new(),
    }
    let mut said = Vec::new();
    // Among the rows it is one of them.
    said.extend(Some(&page.summary).filter(|summary| screen.closer && !summary.is_empty()).cloned());
    said.extend(judged(page, context));
    if screen.closer {
        said.extend(overview::said(screen, page, context));
    } else if context.is_heard() {
        said.push(
            "“zoom” tells what would make it green, its headline metrics and its way through the stages.".to_owned(),
        );
    }
    said
}

/// The pilot's status by its data, and everything that fires.
fn judged(page: &PilotPage, context: &Context) -> Vec<String> {
    let Some(judged) = context.portfolio.of(page.pilot.id) else {
        return Vec::new();
    };
    let computed = judged.stands(&page.pilot);
    let word = |status| parts::computed(status, context.glyphs).1;
    let families =
        Family::ALL.iter().zip(computed.families).map(|(family, status)| format!("{family} {}", word(status)));
    let families: Vec<String> = families.chain([format!("gate {}", word(computed.gate))]).collect();
    let stands = match page.pilot.at_rest() {
        Some(rests) => format!("Computed: not judged, as it is {rests}."),
        None => format!("Computed: {}; by family: {}.", word(computed.overall), families.join(", ")),
    };
    let signals = judged.signals.iter().map(|signal| {
        let proposed = parts::proposed(signal, context);
        let fires = parts::fires(&signal.found, context);
        let since = signal.found.since.map_or_else(String::new, |day| format!(", since {}", context.day(day)));
        let parked = if signal.parked.is_some() { ", accepted by a decision" } else { "" };
        let level = signal.found.attention;
        format!("{level} {}{since}{parked}: {fires}{proposed}", signal.warning)
    });
    std::iter::once(stands).chain(signals).collect()
}
