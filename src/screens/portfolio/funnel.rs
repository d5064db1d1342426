//! How pilots come through the stages, beside what others report, and why some do not: sections 1 and 7.

use super::known::Known;
use super::line::Line;
use crate::domain::framework::Benchmark;
use crate::domain::survey::{StageFlow, enough};
use crate::domain::{Fixed, PilotId};
use crate::interaction::Context;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Role;

/// The figures of the benchmarks that speak of reaching production, the headline comparison first.
pub(super) const BESIDE: &[&str] = &["4 of 33, 12 %", "33 %"];

/// Wide enough for whole words.
const FULL: usize = 86;
/// Columns of the figure of a benchmark.
const FIGURE: usize = 14;
/// Columns of the number of pilots past the window.
const PAST: usize = 4;

/// The columns of the funnel.
struct Grid {
    name: usize,
    numbers: [usize; 5],
    bar: usize,
    median: usize,
}

fn grid(width: usize) -> Grid {
    // A median may lie between two weeks: `wk 12.5 of 13`.
    let (numbers, median) = if width < FULL { ([7, 6, 4, 6, 3], 7) } else { ([7, 6, 7, 7, 5], 13) };
    let bar = match width {
        0..70 => 0,
        70..FULL => 8,
        _ => 10,
    };
    let taken = numbers.iter().sum::<usize>() + numbers.len() + bar + 1 + median + 1 + PAST + 1;
    Grid { name: width.saturating_sub(taken).max(8), numbers, bar, median }
}

/// The headings of the funnel.
pub(super) fn head(width: usize) -> Line {
    let (grid, full) = (grid(width), width >= FULL);
    let titles = ["entered", "passed"].into_iter().chain(if full {
        ["stopped", "retired", "now"]
    } else {
        ["stop", "retire", "now"]
    });
    let mut line = Line::default().cell("", grid.name, Role::Dim);
    for (title, width) in titles.zip(grid.numbers) {
        line = line.right(title, width, Role::Dim);
    }
    let (median, past) = if full { ("median", "past") } else { ("week", "late") };
    line.cell("", grid.bar, Role::Dim).right(median, grid.median, Role::Dim).right(past, PAST, Role::Dim)
}

/// A stage of the funnel.
pub(super) fn stage(flow: &StageFlow, width: usize, context: &Context) -> Line {
    let (grid, stage) = (grid(width), flow.stage);
    let window = context.framework.stage(stage).and_then(|stage| stage.weeks);
    let none = || context.glyphs.not_applicable().to_owned();
    let median = match (flow.median_week, window) {
        (None, _) => none(),
        (Some(week), None) if width < FULL => week.to_string(),
        (Some(week), None) => format!("wk {week}"),
        (Some(week), Some(window)) if width < FULL => format!("{week}/{window}"),
        (Some(week), Some(window)) => format!("wk {week} of {window}"),
    };
    let open = window.map_or_else(|| "has no window".to_owned(), |weeks| format!("should take {weeks} weeks"));
    let said = format!(
        "Stage {stage} {open}; the median of the pilots in it is {}.",
        flow.median_week.map_or_else(none, |week| format!("week {week}"))
    );
    let [entered, passed, stopped, retired, now] = grid.numbers;
    Line::default()
        .cell(&format!("{stage} {}", context.framework.stage_name(stage)), grid.name, Role::Text)
        .count(&flow.entered, entered, Role::Text, &format!("that entered stage {stage}, or whose record begins there"))
        .count(&flow.passed, passed, Role::Text, &format!("that left stage {stage} onwards"))
        .count(&flow.stopped, stopped, Role::Text, &format!("stopped in stage {stage}"))
        .count(&flow.retired, retired, Role::Text, &format!("retired in stage {stage}"))
        .count(&flow.now, now, Role::Strong, &format!("in stage {stage} now, under way or paused"))
        .cell(&bar(flow.now.len(), flow.entered.len(), grid.bar, context.glyphs), grid.bar, Role::Dim)
        .right(&median, grid.median, Role::Text)
        .count(&flow.late, PAST, Role::AtRisk, &format!("past the window of stage {stage}"))
        .explained(said)
}

/// How much of a whole a part is; where there is any, it shows.
fn bar(part: usize, whole: usize, width: usize, glyphs: Glyphs) -> String {
    let filled = (part * width).div_ceil(whole.max(1)).min(width);
    let [.., sign] = glyphs.steps();
    format!("{}{}", sign.repeat(filled), glyphs.absent().repeat(width - filled))
}

fn labelled(short: &str, full: &str, width: usize) -> Line {
    let (label, columns) = if width < FULL { (short, 24) } else { (full, 41) };
    Line::default().cell(label, columns, Role::Text)
}

/// How many of those that started here reached production.
pub(super) fn reached(known: &Known, width: usize) -> Line {
    let dashboard = &known.dashboard;
    let line = labelled("reached production", "reached production", width)
        .explained("Reached production: began here in stage 1 and entered stage 4 through G3.");
    let Some(share) = dashboard.conversion() else {
        return line.text("nothing started here yet", Role::Dim);
    };
    line.count(&dashboard.reached, 4, Role::Strong, "that entered stage 4 through G3")
        .text("of ", Role::Dim)
        .count(&dashboard.started, digits(known), Role::Text, "that began here, in stage 1")
        .right(&percent(dashboard.started.len(), share), 5, Role::Strong)
}

/// The same of those whose way has ended.
pub(super) fn ended(known: &Known, width: usize) -> Line {
    let dashboard = &known.dashboard;
    let line = labelled("of those that ended", "of those that ended one way or the other", width)
        .explained("Of those that reached production or ended before; what is still on its way is left out.");
    let Some(share) = dashboard.conversion_of_ended() else {
        return line.text("none has ended one way or the other yet", Role::Dim);
    };
    let either = [dashboard.reached.as_slice(), dashboard.ended_before.as_slice()].concat();
    line.count(&dashboard.reached, 4, Role::Text, "that entered stage 4 through G3, among those that ended")
        .text("of ", Role::Dim)
        .count(&either, digits(known), Role::Text, "that reached production or ended before")
        .right(&percent(either.len(), share), 5, Role::Text)
}

/// What was taken over, and is counted in neither.
pub(super) fn taken_over(known: &Known, width: usize) -> Line {
    labelled("taken over, not counted", "taken over, not counted", width).count(
        &known.dashboard.taken_over,
        4,
        Role::Text,
        "taken over: their record begins later, and is in no share",
    )
}

fn digits(known: &Known) -> usize {
    known.dashboard.started.len().to_string().len()
}

/// A share of so many; nothing beside two numbers that say more.
fn percent(whole: usize, share: Fixed) -> String {
    enough(whole, Some(share)).map_or_else(String::new, |share| format!("{share:.0} %"))
}

fn beside(at: usize, context: &Context) -> Option<&Benchmark> {
    let figure = BESIDE.get(at).copied()?;
    context.framework.data.benchmark.iter().find(|known| known.figure == figure)
}

/// A benchmark of reaching production.
pub(super) fn benchmark(at: usize, context: &Context) -> Line {
    let Some(known) = beside(at, context) else {
        return Line::default();
    };
    let role = if at == 0 { Role::Strong } else { Role::Text };
    let says = format!("{}: {} {}. Never mixed with other numbers.", known.figure, known.says, population(known));
    Line::default().cell(&known.figure, FIGURE, role).text(&known.says, Role::Text).explained(says)
}

/// Of whom it speaks, when, and who says so.
pub(super) fn under(at: usize, context: &Context) -> Line {
    let of = beside(at, context).map(population).unwrap_or_default();
    Line::default().cell("", FIGURE, Role::Dim).text(&of, Role::Dim)
}

fn population(known: &Benchmark) -> String {
    let stated = |what: &str, text: &str| if text == "not stated" { format!("{what} not stated") } else { text.into() };
    let (year, source) = (stated("year", &known.year), stated("source", &known.source));
    format!("{}; {year}; {source}; grade {}", known.population, known.grade)
}

/// Why pilots were held, done over, stopped or retired.
pub(super) fn cause(at: usize, known: &Known, width: usize) -> Line {
    let Some((cause, pilots)) = known.dashboard.causes.get(at) else {
        return Line::default();
    };
    let counts = format!("held, done over, stopped or retired for this: {cause}");
    Line::default().cell(cause, width.saturating_sub(8).min(44), Role::Text).count(pilots, 5, Role::Text, &counts)
}

/// What was spent, with nothing beside it.
pub(super) fn spend(known: &Known) -> Line {
    let spend = &known.dashboard.spend;
    if spend.pilots.is_empty() {
        return Line::default()
            .text("no pilot says what was spent", Role::Dim)
            .explained("A pilot's overview holds what was spent on change and on technology to date.");
    }
    // What nobody says is no nought.
    let amount = |amount: Option<Fixed>| amount.map_or_else(|| "–".to_owned(), Fixed::grouped);
    let noun = |pilots: &[PilotId]| if pilots.len() == 1 { "pilot" } else { "pilots" };
    let line = Line::default()
        .text("spent on change ", Role::Dim)
        .text(&amount(spend.change), Role::Text)
        .text(", technology ", Role::Dim)
        .text(&amount(spend.technology), Role::Text)
        .text(", by ", Role::Text)
        .count(&spend.pilots, 0, Role::Text, "with a word of what was spent to date")
        .text(noun(&spend.pilots), Role::Dim);
    let line = match spend.share {
        None => line,
        Some(share) => line
            .text(&format!("; {} % on change where both are said, by ", share.rounded(0)), Role::Text)
            .count(&spend.both, 0, Role::Text, "that say both")
            .text(noun(&spend.both), Role::Dim),
    };
    line.explained("No benchmark is shown beside it.")
}
