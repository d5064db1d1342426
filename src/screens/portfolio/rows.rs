//! Owns which rows the page has and in which order. A row is a small value that becomes text only where it is shown.

use std::mem::discriminant;

use super::known::{Known, distinct};
use super::line::Line;
use super::section::Section;
use super::{funnel, reporting, signals, statuses};
use crate::domain::PilotId;
use crate::domain::survey::COLUMNS;
use crate::interaction::Context;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Role;

/// At most so many rows of a section are listed; the rest is one number.
const MOST: usize = 40;
/// Silent pilots that are listed.
const SILENT: usize = 12;

/// A row. Places are those of the dashboard's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Blank,
    Heading(Section),
    /// The headings of a section's columns.
    Head(Section),
    /// The second line of a benchmark.
    Under(usize),
    /// What a section says while pilots are still judged.
    Judging(Section),
    Nothing(Section),
    /// What a section does not list.
    More(Section),
    Finding(usize),
    Common(&'static str),
    Stage(usize),
    Reached,
    Ended,
    TakenOver,
    Archived,
    Benchmark(usize),
    Counts(usize),
    Standing(PilotId),
    Signal(usize),
    Purgatory,
    Ages,
    Old(usize),
    Unheard,
    Overdue(usize),
    Owner(usize),
    Ownerless,
    Cause(usize),
    Spend,
}

impl Row {
    /// Does the cursor pass over it?
    pub const fn is_still(self) -> bool {
        matches!(self, Self::Blank | Self::Heading(_) | Self::Head(_) | Self::Under(_))
    }

    /// The pilot that it is about.
    pub fn pilot(self, known: &Known) -> Option<PilotId> {
        match self {
            Self::Standing(pilot) => Some(pilot),
            Self::Signal(at) => known.dashboard.signals.get(at).map(|signal| signal.pilot),
            Self::Old(at) => known.dashboard.freshness.get(at).map(|(pilot, _)| *pilot),
            Self::Overdue(at) => known.dashboard.overdue.get(at)?.pilot,
            _ => None,
        }
    }

    /// Is it of the same kind as another?
    pub fn is_like(self, other: Self) -> bool {
        discriminant(&self) == discriminant(&other)
    }
}

/// The rows of the page: all in one column, or those above, on the left and on the right.
pub(super) fn columns(known: &Known, wide: bool, context: &Context) -> Vec<Vec<Row>> {
    let above = above(known, context);
    let sections = |sections: &[Section]| -> Vec<Row> {
        let each: Vec<Vec<Row>> = sections.iter().map(|section| of(*section, known, context)).collect();
        each.join(&Row::Blank)
    };
    if wide {
        return vec![above, sections(&Section::LEFT), sections(&Section::RIGHT)];
    }
    let blank = (!above.is_empty()).then_some(Row::Blank);
    vec![above.into_iter().chain(blank).chain(sections(&Section::ALL)).collect()]
}

/// What fires for the portfolio as a whole, and for most of its pilots.
fn above(known: &Known, context: &Context) -> Vec<Row> {
    let findings = (0..context.portfolio.findings.len()).map(Row::Finding);
    let common = context.portfolio.common.keys().copied().filter(|_| known.whole).map(Row::Common);
    findings.chain(common).collect()
}

/// The rows of a section, under its heading.
fn of(section: Section, known: &Known, context: &Context) -> Vec<Row> {
    let mut rows = vec![Row::Heading(section)];
    let dashboard = &known.dashboard;
    // Who hears them goes on with `more`.
    let [most, silent] = if context.glyphs == Glyphs::Words { [usize::MAX; 2] } else { [MOST, SILENT] };
    match section {
        Section::Statuses | Section::Signals if !known.whole => rows.push(Row::Judging(section)),
        Section::Funnel => {
            rows.push(Row::Head(section));
            rows.extend((0..dashboard.flow.len()).map(Row::Stage));
            rows.extend([Row::Reached, Row::Ended, Row::TakenOver]);
            rows.extend((known.survey.archived > 0).then_some(Row::Archived));
            rows.extend((0..funnel::BESIDE.len()).flat_map(|at| [Row::Benchmark(at), Row::Under(at)]));
        }
        Section::Statuses if dashboard.pilots.is_empty() => rows.push(Row::Nothing(section)),
        Section::Statuses => {
            rows.push(Row::Head(section));
            rows.extend((0..COLUMNS.len()).filter(|at| statuses::is_any(*at, known)).map(Row::Counts));
            listed(&mut rows, section, most, dashboard.pilots.iter().copied().map(Row::Standing));
        }
        Section::Signals => {
            listed(&mut rows, section, most, signals::told(known, context).into_iter().map(Row::Signal));
        }
        Section::Freshness => {
            rows.push(if known.whole { Row::Purgatory } else { Row::Judging(section) });
            rows.extend([Row::Head(section), Row::Ages]);
            rows.extend((known.whole && context.portfolio.unheard > 0).then_some(Row::Unheard));
            listed(&mut rows, section, silent, reporting::silent(known).into_iter().map(Row::Old));
        }
        Section::Overdue => {
            rows.extend((!dashboard.overdue.is_empty()).then_some(Row::Head(section)));
            listed(&mut rows, section, most, (0..dashboard.overdue.len()).map(Row::Overdue));
            rows.extend((!known.whole).then_some(Row::Judging(section)));
        }
        Section::Owners => {
            rows.extend((!dashboard.owners.is_empty()).then_some(Row::Head(section)));
            listed(&mut rows, section, most, (0..dashboard.owners.len()).map(Row::Owner));
            rows.push(Row::Ownerless);
        }
        Section::Causes => {
            listed(&mut rows, section, most, (0..dashboard.causes.len()).map(Row::Cause));
            rows.push(Row::Spend);
        }
    }
    rows
}

/// The first rows of a list, and a row for the rest or for an empty list; in freshness the ages say that.
fn listed(rows: &mut Vec<Row>, section: Section, most: usize, all: impl ExactSizeIterator<Item = Row>) {
    let count = all.len();
    rows.extend(all.take(most));
    if count > most {
        rows.push(Row::More(section));
    } else if count == 0 && section != Section::Freshness {
        rows.push(Row::Nothing(section));
    }
}

/// What a row says.
pub(super) fn line(row: Row, known: &Known, width: usize, context: &Context) -> Line {
    match row {
        Row::Blank => Line::default(),
        Row::Heading(section) => heading(section, known, context),
        Row::Head(Section::Funnel) => funnel::head(known, width, context),
        Row::Head(Section::Statuses) => statuses::head(width),
        Row::Head(Section::Freshness) => reporting::ages_head(),
        Row::Head(Section::Overdue) => signals::overdue_head(width),
        Row::Head(Section::Owners) => reporting::owners_head(width),
        Row::Head(_) => Line::default(),
        Row::Under(at) => funnel::under(at, context),
        Row::Judging(section) => judging(section, context),
        Row::Nothing(section) => {
            let (text, says) = section.nothing();
            Line::default().text(text, Role::Dim).explained(says)
        }
        Row::More(section) => more(section, known, context),
        Row::Finding(at) => signals::finding(at, context),
        Row::Common(warning) => signals::common(warning, known, context),
        Row::Stage(at) => {
            let flow = known.dashboard.flow.get(at);
            flow.map_or_else(Line::default, |flow| funnel::stage(flow, known, width, context))
        }
        Row::Reached => funnel::reached(known, width),
        Row::Ended => funnel::ended(known, width),
        Row::TakenOver => funnel::taken_over(known, width),
        Row::Archived => funnel::archived(known, width),
        Row::Benchmark(at) => funnel::benchmark(at, context),
        Row::Counts(at) => statuses::counts(at, known, width, context),
        Row::Standing(pilot) => statuses::standing(pilot, known, width, context),
        Row::Signal(at) => signals::signal(at, known, width, context),
        Row::Purgatory => reporting::purgatory(known),
        Row::Ages => reporting::ages(known),
        Row::Old(at) => reporting::old(at, known, width),
        Row::Unheard => reporting::unheard(known, context),
        Row::Overdue(at) => signals::overdue(at, known, width, context),
        Row::Owner(at) => reporting::owner(at, known, width, context),
        Row::Ownerless => reporting::ownerless(known),
        Row::Cause(at) => funnel::cause(at, known, width),
        Row::Spend => funnel::spend(known),
    }
}

fn heading(section: Section, known: &Known, context: &Context) -> Line {
    let dashboard = &known.dashboard;
    let said = match section {
        Section::Statuses if known.whole => format!("{} under way or paused", dashboard.pilots.len()),
        Section::Signals if known.whole => signals::kinds(known, context),
        Section::Overdue if !dashboard.overdue.is_empty() => dashboard.overdue.len().to_string(),
        Section::Owners => dashboard.owners.len().to_string(),
        _ => String::new(),
    };
    Line::default()
        .text(&format!("{} ", section as usize + 1), Role::Dim)
        .text(section.title(), Role::Strong)
        .text(&format!("   {said}"), Role::Dim)
}

fn judging(section: Section, context: &Context) -> Line {
    let (done, all) = context.portfolio.progress;
    let share = done * 100 / all.max(1);
    let word = if context.portfolio.stopped { "judging was stopped at" } else { "judging …" };
    let what = match section {
        Section::Freshness => ": who is in purgatory comes then",
        Section::Overdue => ": decisions that came back come then",
        _ => "",
    };
    Line::default()
        .text(&format!("{word} {share} %{what}"), Role::Dim)
        .explained("This rests on how each pilot stands by its data, and is told once all of them are judged.")
}

/// The pilots that a section does not list.
fn more(section: Section, known: &Known, context: &Context) -> Line {
    let dashboard = &known.dashboard;
    let pilots = distinct(match section {
        Section::Statuses => dashboard.pilots.iter().copied().skip(MOST).collect::<Vec<_>>(),
        Section::Signals => signals::pilots_from(MOST, known, context),
        Section::Freshness => reporting::silent(known)
            .into_iter()
            .skip(SILENT)
            .filter_map(|at| dashboard.freshness.get(at).map(|(pilot, _)| *pilot))
            .collect(),
        Section::Overdue => dashboard.overdue.iter().skip(MOST).filter_map(|late| late.pilot).collect(),
        Section::Owners => dashboard.owners.iter().skip(MOST).flat_map(|load| load.pilots.iter().copied()).collect(),
        Section::Causes => dashboard.causes.iter().skip(MOST).flat_map(|(_, pilots)| pilots.iter().copied()).collect(),
        Section::Funnel => Vec::new(),
    });
    Line::default()
        .text("… and more, of ", Role::Dim)
        .count(&pilots, 0, Role::Text, "of which the rest of this section speaks")
        .text(if pilots.len() == 1 { "pilot" } else { "pilots" }, Role::Dim)
}
