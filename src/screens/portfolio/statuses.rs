//! The status of every pilot, by family, at its gate and overall: section 2.

use super::super::parts;
use super::known::Known;
use super::line::{Line, Opens};
use crate::domain::survey::{COLUMNS, status_rows};
use crate::domain::{Pilot, PilotId, Status};
use crate::interaction::Context;
use crate::ui::theme::Role;

/// Headings of the families and the gate where there is little room.
const SHORT: [&str; 6] = ["adopt", "perf", "imp", "gov", "gate", "overall"];

/// The columns of the heat map.
struct Grid {
    name: usize,
    /// Nought where owners do not show.
    owner: usize,
    cells: [usize; 6],
    full: bool,
}

fn grid(width: usize) -> Grid {
    // As wide as a sign with its letter, and a gap.
    let short = SHORT.map(|title| title.len().max(4));
    let (owner, cells, full) = match width {
        0..76 => (0, short, false),
        76..112 => (18, short, false),
        _ => (18, [11, 11, 11, 11, 11, 8], true),
    };
    let owned = if owner > 0 { owner + 1 } else { 0 };
    let taken = cells.iter().sum::<usize>() + cells.len() + owned + 1;
    Grid { name: width.saturating_sub(taken).max(10), owner, cells, full }
}

/// The headings.
pub(super) fn head(width: usize) -> Line {
    let grid = grid(width);
    let mut line = Line::default().cell("", grid.name, Role::Dim);
    if grid.owner > 0 {
        line = line.cell("owner", grid.owner, Role::Dim);
    }
    let titles = if grid.full { status_rows() } else { SHORT };
    for (title, width) in titles.into_iter().zip(grid.cells) {
        line = line.right(title, width, Role::Dim);
    }
    line
}

/// How many stand one way, in each column.
pub(super) fn counts(at: usize, known: &Known, width: usize, context: &Context) -> Line {
    let (Some(status), grid) = (COLUMNS.get(at).copied(), grid(width)) else {
        return Line::default();
    };
    let (sign, word, role) = parts::computed(status, context.glyphs);
    let mut line = Line::default().cell(&format!("{sign} {word}"), grid.name, role);
    if grid.owner > 0 {
        line = line.cell("", grid.owner, Role::Dim);
    }
    for ((name, row), width) in status_rows().into_iter().zip(&known.dashboard.statuses).zip(grid.cells) {
        let pilots = row.get(at).map(Vec::as_slice).unwrap_or_default();
        let whereof = match name {
            "overall" => "overall".to_owned(),
            "gate" => "at their gate".to_owned(),
            family => format!("in {family}"),
        };
        line = line.count(pilots, width, role, &format!("at “{word}” {whereof}, by their data"));
    }
    line
}

/// Does anybody stand that way in any column?
pub(super) fn is_any(at: usize, known: &Known) -> bool {
    known.dashboard.statuses.iter().any(|row| row.get(at).is_some_and(|pilots| !pilots.is_empty()))
}

/// The row of one pilot.
pub(super) fn standing(id: PilotId, known: &Known, width: usize, context: &Context) -> Line {
    let (Some(pilot), grid) = (known.pilot(id), grid(width)) else {
        return Line::default();
    };
    let computed = context.portfolio.of(id).map(|judged| judged.stands(pilot));
    let role = match computed.map(|computed| computed.overall) {
        Some(Status::Red) => Role::Strong,
        Some(Status::Green) => Role::Dim,
        _ => Role::Text,
    };
    let mut line = Line::default().opening(Opens::Pilot(id)).cell(&pilot.name, grid.name, role);
    if grid.owner > 0 {
        let role = if pilot.owner.is_some() { Role::Dim } else { Role::Wanted };
        line = line.cell(&parts::owner_in_short(pilot, context), grid.owner, role);
    }
    let [cells @ .., overall] = grid.cells;
    let families = computed.map_or([None; 5], |computed| {
        let [adoption, performance, impact, governance] = computed.families;
        [adoption, performance, impact, governance, computed.gate].map(Some)
    });
    for (status, width) in families.into_iter().zip(cells) {
        // A sign without a letter is aligned with the other signs.
        let (text, role) = status.map_or_else(
            || ("…".to_owned(), Role::Dim),
            |status| (format!("{:<3}", parts::signed(status, context.glyphs)), parts::status(status, context.glyphs).2),
        );
        line = line.right(&text, width, role);
    }
    let (.., role) = parts::stands_as(pilot, context);
    line.right(&parts::signed_letters(pilot, context), overall, role).explained(says(pilot, context))
}

/// The status of one pilot, in words.
pub(super) fn told(pilot: &Pilot, context: &Context) -> String {
    if let Some(rests) = pilot.at_rest() {
        return format!("{}, {}: {rests}. {}", pilot.name, parts::owner_in_short(pilot, context), why(pilot, context));
    }
    let computed = context.portfolio.of(pilot.id).map(|judged| judged.stands(pilot));
    let each = computed
        .into_iter()
        .flat_map(|computed| computed.families.into_iter().chain([computed.gate, computed.overall]));
    let known = status_rows().into_iter().zip(each).filter(|(_, status)| *status != Status::NotReported);
    let words: Vec<String> =
        known.map(|(name, status)| format!("{name} {}", parts::status(status, context.glyphs).1)).collect();
    let words = if words.is_empty() { "nothing is known of its families".to_owned() } else { words.join(", ") };
    format!("{}, {}: {words}. {}", pilot.name, parts::owner_in_short(pilot, context), why(pilot, context))
}

/// A pilot in a sentence.
pub(super) fn says(pilot: &Pilot, context: &Context) -> String {
    format!("{}: {}", pilot.name, why(pilot, context))
}

/// The worst warning that is the pilot's own, and the reported status where it differs.
fn why(pilot: &Pilot, context: &Context) -> String {
    let judged = context.portfolio.of(pilot.id);
    let worst = judged.and_then(|judged| context.portfolio.own(judged).next());
    let (_, word, _) = parts::stands_as(pilot, context);
    let told = worst.map_or_else(
        || format!("{word}."),
        |signal| {
            let (sign, _) = parts::attention(signal, context);
            format!("{sign} {}", context.dated(&signal.found.explanation)).trim_start().to_owned()
        },
    );
    let letter = |reported: Status| parts::letter(reported, context.glyphs);
    let reported = match (pilot.report.status, pilot.report.because.trim_end_matches('.')) {
        (Status::NotReported, _) => String::new(),
        (reported, "") => format!(" Reported {}.", letter(reported)),
        (reported, because) => format!(" Reported {}: {because}.", letter(reported)),
    };
    format!("{told}{reported}")
}
