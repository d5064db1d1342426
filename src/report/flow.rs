//! Owns how pilots pass through the stages: the funnel, the share that reaches production beside published benchmarks,
//! who is in purgatory, and why pilots were held or ended.

use std::collections::HashSet;

use super::document::{Cell, Section, left, right};
use super::facts::Facts;
use super::words::{agree, count, dash, number, sentence, share};
use crate::domain::framework::Benchmark;
use crate::domain::survey::{Dashboard, StageFlow};
use crate::domain::{PilotId, Stage};

/// The four stages.
pub(super) fn funnel(facts: &Facts<'_>) -> Section {
    let framework = &facts.brief.framework;
    let mut section = Section::new("Funnel");
    let rows = facts.brief.dashboard.flow.iter().map(|flow| {
        let window = framework.stage(flow.stage).and_then(|stage| stage.weeks);
        vec![
            Cell::text(format!("{} {}", flow.stage, framework.stage_name(flow.stage))),
            number(flow.entered.len()),
            onward(flow),
            number(flow.stopped.len()),
            number(flow.retired.len()),
            number(flow.now.len()),
            Cell::text(dash(flow.median_week)),
            Cell::text(window.map_or_else(|| "open".to_owned(), |weeks| weeks.to_string())),
            number(flow.late.len()),
        ]
    });
    let columns = [
        left("Stage"),
        right("Entered"),
        right("Moved on"),
        right("Stopped"),
        right("Retired"),
        right("Now"),
        right("Median week"),
        right("Window"),
        right("Past it"),
    ];
    section.table(&columns, rows.collect(), "");
    if !facts.brief.survey.pilots.is_empty() {
        section.note(
            "Entered counts records that begin there too. In brackets stands how many of those that moved on did so by \
             a waiver, and passed no gate. The median is of the weeks of those that are there now.",
        );
    }
    section.list(left_out(facts));
    section
}

/// How many left a stage onwards, and how many of them by a waiver, in the width of one number.
fn onward(flow: &StageFlow) -> Cell {
    match flow.waived.len() {
        0 => number(flow.onward.len()),
        waived => Cell::text(format!("{} ({waived})", flow.onward.len())),
    }
}

/// How many pilots are in no figure, as they are archived.
fn left_out(facts: &Facts<'_>) -> Option<String> {
    let archived = facts.brief.survey.archived;
    let pilots = count(archived, "archived pilot is", "archived pilots are");
    (archived > 0).then(|| format!("{pilots} left out of these figures."))
}

/// What share reaches production.
pub(super) fn conversion(facts: &Facts<'_>) -> Section {
    let dashboard = &facts.brief.dashboard;
    let (started, reached) = (dashboard.started.len(), dashboard.reached.len());
    let ended = reached + dashboard.ended_before.len();
    let mut section = Section::new("Reaching production");
    let begun = match started {
        0 => "No pilot started here.".to_owned(),
        _ => format!(
            "Of those that started here, {} reached production.",
            share(reached, started, dashboard.conversion())
        ),
    };
    let over = match ended {
        0 => "None has reached it, and none has ended before.".to_owned(),
        _ => format!(
            "Of those that reached it or ended before, {} reached it.",
            share(reached, ended, dashboard.conversion_of_ended())
        ),
    };
    section.list([begun, over].into_iter().chain(unheld(dashboard)));
    if !dashboard.taken_over.is_empty() {
        let taken = dashboard.taken_over.len();
        let (pilots, are) = (count(taken, "pilot was", "pilots were"), agree(taken, taken, "is", "are"));
        section.say(format!("{pilots} taken over at a later stage, and {are} in neither figure."));
    }
    section.list(left_out(facts));
    section.heading("Benchmarks about reaching production");
    let rows = facts.brief.framework.data.benchmark.iter().filter(|benchmark| is_about_production(benchmark));
    let rows = rows.map(|benchmark| {
        vec![
            Cell::text(&benchmark.figure),
            Cell::text(&benchmark.says),
            Cell::text(&benchmark.population),
            Cell::text(&benchmark.year),
            Cell::text(&benchmark.source),
            Cell::text(&benchmark.grade),
        ]
    });
    let columns = [left("Figure"), left("Says"), left("Counts"), left("Year"), left("Source"), left("Grade")];
    section.table(&columns, rows.collect(), "The framework quotes none.");
    section.note(
        "Each benchmark counts something else. None is to be added to another, or to the figures of this portfolio.",
    );
    section
}

/// Pilots that are in stage 4 and that no figure counts as having reached it: moved on by a waiver, and taken over.
pub(super) fn uncounted(dashboard: &Dashboard) -> (usize, usize) {
    let reached: HashSet<PilotId> = dashboard.reached.iter().copied().collect();
    let taken: HashSet<PilotId> = dashboard.taken_over.iter().copied().collect();
    let others = in_production(dashboard).filter(|id| !reached.contains(id));
    let (over, waived): (Vec<PilotId>, Vec<PilotId>) = others.partition(|id| taken.contains(id));
    (waived.len(), over.len())
}

fn in_production(dashboard: &Dashboard) -> impl Iterator<Item = PilotId> {
    dashboard.flow.iter().filter(|flow| flow.stage == Stage::Four).flat_map(|flow| flow.now.iter().copied())
}

/// Why fewer reached production than are in stage 4.
fn unheld(dashboard: &Dashboard) -> Option<String> {
    let (waived, over) = uncounted(dashboard);
    let waived_said = format!("{waived} moved there by a waiver");
    let over_said = count(over, "was taken over", "were taken over");
    let how = match (waived, over) {
        (0, 0) => return None,
        (_, 0) => waived_said,
        (0, _) => over_said,
        _ => format!("{waived_said} and {over_said}"),
    };
    let pilots = count(in_production(dashboard).count(), "pilot", "pilots");
    let are = if waived + over == 1 { "it is" } else { "they are" };
    Some(format!("Of {pilots} in stage 4 now, {how}: {are} not counted as having reached production through G3."))
}

/// Is it a finding about what becomes of pilots before production? An illustration is none.
fn is_about_production(benchmark: &Benchmark) -> bool {
    let says = benchmark.says.to_lowercase();
    benchmark.grade != "illustration" && (says.contains("production") || says.contains("proof of concept"))
}

/// Pilots that neither go on nor end.
pub(super) fn purgatory(facts: &Facts<'_>) -> Section {
    let dashboard = &facts.brief.dashboard;
    let mut section = Section::new("Purgatory");
    let signals = dashboard.signals.iter().filter(|signal| signal.warning == "purgatory");
    let rows = signals.map(|signal| {
        vec![
            facts.cell(signal.pilot),
            Cell::text(sentence(&signal.found.explanation)),
            Cell::text(&signal.found.clears),
        ]
    });
    let columns = [left("Pilot"), left("Why"), left("Clears when")];
    section.table(
        &columns,
        rows.collect(),
        "No pilot is past its window without a date for its gate, or silent for weeks.",
    );
    section
}

/// Why pilots were held, done over, stopped or retired.
pub(super) fn causes(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("Causes of hold, recycle, stop and retire");
    let rows = facts
        .brief
        .dashboard
        .causes
        .iter()
        .map(|(cause, pilots)| vec![Cell::text(cause), number(pilots.len()), Cell::text(facts.names(pilots))]);
    let columns = [left("Cause"), right("Times"), left("Pilots")];
    section.table(
        &columns,
        rows.collect(),
        "No pilot was held, done over, stopped or retired for a cause that is recorded.",
    );
    section
}
