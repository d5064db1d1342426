//! What wants attention: findings about the whole portfolio, the signals (section 3), what is overdue (section 5).

use super::super::parts;
use super::known::{Known, distinct};
use super::line::{Line, Opens};
use crate::domain::{Attention, PilotId};
use crate::interaction::Context;
use crate::ui::theme::Role;

/// Wide enough for all of a pilot's name in its column.
const COLUMNS: usize = 90;
/// Wide enough for warnings and pilots in columns of their own.
const APART: usize = 52;

/// The sign and the colour of a level.
fn level(attention: Attention, context: &Context) -> (&'static str, Role) {
    match attention {
        Attention::Signal => (context.glyphs.wanted(), Role::Wanted),
        Attention::Watch => (context.glyphs.at_risk(), Role::AtRisk),
    }
}

/// What fires for the portfolio as a whole.
pub(super) fn finding(at: usize, context: &Context) -> Line {
    let Some((warning, found)) = context.portfolio.findings.get(at) else {
        return Line::default();
    };
    let (sign, role) = level(found.attention, context);
    Line::default()
        .text(&format!("{sign} {warning}"), role)
        .text(&format!("  {}", context.dated(&found.explanation)), Role::Text)
        .explained(format!("{} {warning}: {}", found.attention, parts::fires(found, context)))
}

/// A warning that fires for most pilots, which is told once.
pub(super) fn common(warning: &str, known: &Known, context: &Context) -> Line {
    let firing = known.dashboard.signals.iter().filter(|signal| signal.warning == warning);
    let pilots = distinct(firing.map(|signal| signal.pilot).filter(|pilot| known.is_under_way(*pilot)));
    let rule = context.framework.warning(warning).map(|row| context.directory.rules.fires(row)).unwrap_or_default();
    let fires = context.portfolio.common.get(warning).copied().unwrap_or_default();
    let (attention, (sign, role)) = (fires.attention(), level(fires.attention(), context));
    Line::default()
        .text(&format!("{sign} {warning}  "), role)
        .text("fires for ", Role::Text)
        .count(&pilots, 0, Role::Strong, &format!("for which {attention} {warning} fires"))
        .text(&format!("of {} pilots under way: {}", context.portfolio.running, fires.levels()), Role::Text)
        .explained(format!("It is told once, here. It fires so: {rule}"))
}

/// The places of the signals that are not told above for most pilots at once.
pub(super) fn told(known: &Known, context: &Context) -> Vec<usize> {
    let own = known.dashboard.signals.iter().enumerate();
    own.filter(|(_, signal)| !context.portfolio.common.contains_key(signal.warning)).map(|(at, _)| at).collect()
}

/// How many of them there are of each kind.
pub(super) fn kinds(known: &Known, context: &Context) -> String {
    let (mut wanted, mut parked, mut watched) = (0, 0, 0);
    for signal in told(known, context).into_iter().filter_map(|at| known.dashboard.signals.get(at)) {
        match (signal.is_wanted(), signal.is_signal()) {
            (true, _) => wanted += 1,
            (false, true) => parked += 1,
            (false, false) => watched += 1,
        }
    }
    let (sign, watch) = (context.glyphs.wanted(), context.glyphs.at_risk());
    let counts = [(wanted, sign, "wanted"), (parked, "", "parked"), (watched, watch, "watched")];
    let said = counts.into_iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> =
        said.map(|(count, sign, word)| format!("{sign} {count} {word}").trim_start().to_owned()).collect();
    said.join(", ")
}

/// A signal or a watch.
pub(super) fn signal(at: usize, known: &Known, width: usize, context: &Context) -> Line {
    let Some(signal) = known.dashboard.signals.get(at) else {
        return Line::default();
    };
    let (sign, role) = parts::attention(signal, context);
    let until = signal.parked.map(|until| format!("until {}", context.day(until)));
    let (role, name_role, text_role) =
        if until.is_some() { (Role::Dim, Role::Dim, Role::Dim) } else { (role, Role::Strong, Role::Text) };
    let name = known.name(signal.pilot);
    let mut line = Line::default().opening(Opens::Pilot(signal.pilot));
    if width < APART {
        line = line.text(&format!("{sign} {} ", signal.warning), role).text(name, name_role).text(": ", text_role);
    } else {
        let columns = if width < COLUMNS { 17 } else { 22 };
        line = line.cell(&format!("{sign} {}", signal.warning), 20, role).cell(name, columns, name_role);
    }
    if let Some(until) = &until {
        line = line.text(&format!("{until}; "), Role::Dim);
    }
    let found = &signal.found;
    let since = found.since.map_or_else(String::new, |day| format!(" (since {})", context.day(day)));
    let parked = until.map_or_else(String::new, |until| format!(" Parked {until} by a decision."));
    let proposed = parts::proposed(signal, context);
    line.text(&context.dated(&found.explanation), text_role).explained(format!(
        "{name}, {} {}{since}: {}{parked}{proposed}",
        found.attention,
        signal.warning,
        parts::fires(found, context)
    ))
}

/// The pilots of the signals from one on.
pub(super) fn pilots_from(shown: usize, known: &Known, context: &Context) -> Vec<PilotId> {
    let rest = told(known, context).into_iter().skip(shown);
    distinct(rest.filter_map(|at| known.dashboard.signals.get(at)).map(|signal| signal.pilot))
}

/// Columns before what an overdue thing is.
const SINCE: usize = 7;
const KIND: usize = 10;

/// The headings of what is overdue.
pub(super) fn overdue_head(width: usize) -> Line {
    let line = Line::default().right("since", SINCE, Role::Dim).cell("what", KIND, Role::Dim);
    let line = line.cell("pilot", pilot_width(width), Role::Dim);
    if width < COLUMNS { line } else { line.cell("who", 18, Role::Dim) }
}

const fn pilot_width(width: usize) -> usize {
    if width < COLUMNS { 15 } else { 22 }
}

/// Something that is past its date.
pub(super) fn overdue(at: usize, known: &Known, width: usize, context: &Context) -> Line {
    let Some(late) = known.dashboard.overdue.get(at) else {
        return Line::default();
    };
    let since = context.day(late.since);
    let name = late.pilot.map_or("", |pilot| known.name(pilot));
    let who = if late.who.is_empty() { "nobody" } else { late.who.as_str() };
    let role = if late.who.is_empty() { Role::AtRisk } else { Role::Dim };
    let mut line = Line::default().right(&since, SINCE, Role::AtRisk).cell(late.kind, KIND, Role::Dim).cell(
        name,
        pilot_width(width),
        Role::Strong,
    );
    if width >= COLUMNS {
        line = line.cell(who, 18, role);
    }
    line = line.text(&late.text, Role::Text);
    if width < COLUMNS {
        line = line.text(&format!(" ({who})"), role);
    }
    if let Some(pilot) = late.pilot {
        line = line.opening(Opens::Pilot(pilot));
    }
    let of = if name.is_empty() { String::new() } else { format!(" of {name}") };
    let text = late.text.trim_end_matches('.');
    line.explained(format!("{}{of}, past its date since {since}: {text}. Answers for it: {who}.", late.kind))
}
