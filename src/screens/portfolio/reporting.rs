//! Who reports and who is responsible: purgatory and freshness (section 4), owners (section 6).

use super::known::Known;
use super::line::{Line, Opens};
use crate::domain::survey::{Load, REPORTING_WEEKS};
use crate::domain::{PilotId, Status};
use crate::interaction::Context;
use crate::ui::theme::Role;

/// Columns of a label.
const LABEL: usize = 15;
/// Columns of a number of section 4.
const NUMBER: usize = 7;
/// Weeks after which a value is old.
const OLD: i64 = 2;

/// Pilots by the age of their newest value: the heading, what follows “3 pilots”, and the weeks from and to.
const AGES: [(&str, &str, i64, i64); 4] = [
    ("this wk", "with a value of the reporting week", 0, 0),
    ("1 wk", "whose newest value is one week old", 1, 1),
    ("2-3 wk", "whose newest value is two or three weeks old", 2, 3),
    ("4+ wk", "whose newest value is four weeks old or more", 4, i64::MAX),
];

/// Those in purgatory, by name.
pub(super) fn purgatory(known: &Known) -> Line {
    let pilots = &known.dashboard.purgatory;
    let names: Vec<&str> = pilots.iter().take(20).map(|pilot| known.name(*pilot)).collect();
    Line::default()
        .cell("in purgatory", LABEL, Role::Text)
        .count(pilots, NUMBER, Role::Wanted, "in purgatory: past the weeks of stage 1 without a gate ahead, or silent")
        .text(&format!("  {}", names.join(", ")), Role::Text)
        .explained(names.join(", "))
}

/// The headings of the ages.
pub(super) fn ages_head() -> Line {
    let mut line = Line::default().cell("", LABEL, Role::Dim);
    for (title, ..) in AGES {
        line = line.right(title, NUMBER, Role::Dim);
    }
    line.right("none", NUMBER, Role::Dim)
}

/// How many pilots have a newest value of which age.
pub(super) fn ages(known: &Known) -> Line {
    let of = |which: &dyn Fn(Option<i64>) -> bool| -> Vec<PilotId> {
        known.dashboard.freshness.iter().filter(|(_, weeks)| which(*weeks)).map(|(pilot, _)| *pilot).collect()
    };
    let mut line = Line::default().cell("newest value", LABEL, Role::Text);
    for (_, counts, from, to) in AGES {
        let role = if from < OLD { Role::Text } else { Role::Stale };
        let pilots = of(&|weeks| weeks.is_some_and(|weeks| (from..=to).contains(&weeks)));
        line = line.count(&pilots, NUMBER, role, counts);
    }
    line.count(
        &of(&|weeks| weeks.is_none()),
        NUMBER,
        Role::Stale,
        &format!("without a value in {REPORTING_WEEKS} weeks"),
    )
}

/// The indices, in the order of freshness, of pilots that once reported and have been silent for a while.
pub(super) fn silent(known: &Known) -> Vec<usize> {
    let imported = |pilot: PilotId| known.pilot(pilot).is_some_and(|pilot| pilot.imported);
    let all = known.dashboard.freshness.iter().enumerate();
    // What a file brought and was never heard is a number, not a list.
    let old = all.filter(|(_, (pilot, weeks))| weeks.map_or_else(|| !imported(*pilot), |weeks| weeks >= OLD));
    old.map(|(at, _)| at).collect()
}

/// A pilot that has been silent for a while.
pub(super) fn old(at: usize, known: &Known, width: usize) -> Line {
    let Some((pilot, weeks)) = known.dashboard.freshness.get(at).copied() else {
        return Line::default();
    };
    let told = weeks.map_or_else(|| format!("none in {REPORTING_WEEKS} weeks"), |weeks| format!("{weeks} weeks ago"));
    let name = known.name(pilot);
    Line::default()
        .opening(Opens::Pilot(pilot))
        .text("? ", Role::Stale)
        .cell(name, width.saturating_sub(22).min(34), Role::Text)
        .text(&told, Role::Stale)
        .explained(format!("{name}: its newest value, of any headline metric: {told}."))
}

/// Pilots that came from a file and never reported a value.
pub(super) fn unheard(known: &Known, context: &Context) -> Line {
    let count = context.portfolio.unheard;
    let silent = known.dashboard.freshness.iter().filter(|(_, weeks)| weeks.is_none()).map(|(pilot, _)| *pilot);
    let pilots: Vec<PilotId> = silent.filter(|pilot| known.pilot(*pilot).is_some_and(|pilot| pilot.imported)).collect();
    let line = Line::default().cell("not reporting", LABEL, Role::Text);
    // One that was heard long ago is among the silent and not among these: then the number opens nothing.
    let line = if pilots.len() == count {
        line.count(&pilots, NUMBER, Role::Stale, "that a file brought and that never reported a value")
    } else {
        line.right(&count.to_string(), NUMBER, Role::Stale)
    };
    line.text(" a file brought them, no value yet", Role::Dim)
        .explained("What a file brought and never reported a value is not called stale, but counted here.")
}

/// Columns of the numbers of owners: pilots, red, actions, not measured.
const LOADS: [usize; 4] = [6, 4, 7, 12];

fn owner_width(width: usize) -> usize {
    width.saturating_sub(LOADS.iter().sum::<usize>() + LOADS.len() + 1).clamp(8, 36)
}

/// The headings of the owners.
pub(super) fn owners_head(width: usize) -> Line {
    let mut line = Line::default().cell("", owner_width(width), Role::Dim);
    for (title, width) in ["pilots", "red", "actions", "not measured"].into_iter().zip(LOADS) {
        line = line.right(title, width, Role::Dim);
    }
    line
}

/// An owner with what they answer for.
pub(super) fn owner(at: usize, known: &Known, width: usize, context: &Context) -> Line {
    let Some(load) = known.dashboard.owners.get(at) else {
        return Line::default();
    };
    let stands = |id: PilotId| Some(context.portfolio.of(id)?.stands(known.pilot(id)?).overall);
    let is_red = |pilot: &&PilotId| stands(**pilot) == Some(Status::Red);
    let red: Vec<PilotId> = load.pilots.iter().filter(is_red).copied().collect();
    let [pilots, reds, actions, measured] = LOADS;
    let share = load.not_measured.map(|share| format!("{share} %"));
    let line = Line::default()
        .opening(Opens::Person(load.person))
        .cell(&load.name, owner_width(width), Role::Text)
        .count(&load.pilots, pilots, Role::Text, &format!("under way that {} owns", load.name));
    let line = if known.whole {
        line.count(&red, reds, Role::Wanted, &format!("of {}, red by the data", load.name))
    } else {
        line.right("…", reds, Role::Dim)
    };
    let none = || context.glyphs.not_applicable().to_owned();
    // Actions are on the person's page; readings that are counted lead to a list of pilots.
    let role = if load.actions == 0 { Role::Dim } else { Role::Text };
    let line = line.opens(&load.actions.to_string(), actions, role, Opens::Person(load.person));
    let counts = format!("under way that {} owns, whose readings are counted", load.name);
    let read = Opens::Pilots { counts, pilots: load.pilots.clone() };
    let line = match &share {
        Some(share) => line.opens(share, measured, Role::Text, read),
        None => line.right(&none(), measured, Role::Text),
    };
    line.explained(format!("{}: {}.", load.name, beside(load)))
}

/// An owner in a sentence, with the numbers of their row.
pub(super) fn told(at: usize, known: &Known) -> String {
    let Some(load) = known.dashboard.owners.get(at) else {
        return String::new();
    };
    let red = match load.red {
        _ if !known.whole => ", still judged".to_owned(),
        0 => String::new(),
        red => format!(", {red} red by the data"),
    };
    let noun = if load.pilots.len() == 1 { "pilot" } else { "pilots" };
    format!("{} owns {} {noun} under way{red}; {}.", load.name, load.pilots.len(), beside(load))
}

/// Somebody's open actions, and the share of their pilots' readings that is not measured.
fn beside(load: &Load) -> String {
    let noun = if load.actions == 1 { "action" } else { "actions" };
    let share = load.not_measured.map(|share| format!("{share} %"));
    let share = share.unwrap_or_else(|| "none was entered, so none".to_owned());
    format!("{} open {noun}; of the readings in {REPORTING_WEEKS} weeks, {share} not measured", load.actions)
}

/// Pilots that nobody owns.
pub(super) fn ownerless(known: &Known) -> Line {
    let pilots = &known.dashboard.ownerless;
    if pilots.is_empty() {
        return Line::default()
            .text("every pilot under way has an owner", Role::Dim)
            .explained("No pilot under way is without an executive owner.");
    }
    let says = if pilots.len() == 1 { "pilot has no owner" } else { "pilots have no owner" };
    Line::default().count(pilots, 0, Role::Wanted, "under way that nobody owns").text(says, Role::Text)
}
