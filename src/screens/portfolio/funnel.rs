//! How many pilots pass each stage, beside what others report, and why some do not: sections 1 and 7.

use super::known::Known;
use super::line::Line;
use crate::domain::framework::Benchmark;
use crate::domain::survey::{StageFlow, enough};
use crate::domain::{Fixed, PilotId, Shown};
use crate::interaction::Context;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Role;

/// The figures of the benchmarks that speak of reaching production, the headline comparison first.
pub(super) const BESIDE: &[&str] = &["4 of 33, 12 %", "33 %"];

/// Wide enough for whole words.
const FULL: usize = 86;
/// Columns of the figure of a benchmark.
const FIGURE: usize = 14;
/// The most columns of a bar, and the fewest that tell something.
const BAR: usize = 8;
const SHORTEST_BAR: usize = 4;

/// The headings of the funnel.
struct Titles {
    /// Of the numbers, each with the columns that it has at least.
    numbers: &'static [(&'static str, usize)],
    median: &'static str,
    past: &'static str,
    /// Are pilots that were stopped or retired counted together?
    together: bool,
}

/// The headings, the longest first: the first one is taken that leaves room for the names of the stages.
const TITLES: [Titles; 3] = [
    Titles {
        numbers: &[("entered", 7), ("onward", 6), ("stopped", 7), ("retired", 7), ("now", 5)],
        median: "median",
        past: "past",
        together: false,
    },
    Titles {
        numbers: &[("entered", 7), ("onward", 6), ("stop", 4), ("retire", 6), ("now", 3)],
        median: "week",
        past: "late",
        together: false,
    },
    Titles {
        numbers: &[("in", 2), ("onward", 6), ("ended", 5), ("now", 3)],
        median: "week",
        past: "late",
        together: true,
    },
];

/// The columns of the funnel.
struct Grid {
    titles: &'static Titles,
    name: usize,
    numbers: Vec<usize>,
    bar: usize,
    median: usize,
    past: usize,
}

fn grid(known: &Known, width: usize, context: &Context) -> Grid {
    let flows = &known.dashboard.flow;
    let digits = known.survey.pilots.len().to_string().len();
    let names = widest(flows.iter().map(|flow| named(flow, context)));
    let medians = widest(flows.iter().map(|flow| median(flow, width, context)));
    let fitted = |titles: &'static Titles| {
        let numbers: Vec<usize> = titles.numbers.iter().map(|(_, least)| digits.max(*least)).collect();
        let (median, past) = (medians.max(titles.median.len()), digits.max(titles.past.len()));
        let taken = numbers.iter().sum::<usize>() + numbers.len() + median + 1 + past + 1;
        let spare = width.saturating_sub(taken + names + 1).min(BAR);
        let bar = if spare < SHORTEST_BAR { 0 } else { spare };
        let beside = if bar > 0 { bar + 1 } else { 0 };
        Grid { titles, name: width.saturating_sub(taken + beside).max(8), numbers, bar, median, past }
    };
    let [full, short, shortest] = &TITLES;
    let fits = [full, short].into_iter().skip(usize::from(width < FULL)).map(fitted).find(|grid| grid.name >= names);
    fits.unwrap_or_else(|| fitted(shortest))
}

fn widest(texts: impl Iterator<Item = String>) -> usize {
    texts.map(|text| Shown::line(&text).width()).max().unwrap_or(0)
}

/// A stage as the funnel names it.
fn named(flow: &StageFlow, context: &Context) -> String {
    format!("{} {}", flow.stage, context.framework.stage_name(flow.stage))
}

/// The middle of the weeks in a stage, beside its window.
fn median(flow: &StageFlow, width: usize, context: &Context) -> String {
    let window = context.framework.stage(flow.stage).and_then(|stage| stage.weeks);
    match (flow.median_week, window) {
        (None, _) => context.glyphs.not_applicable().to_owned(),
        (Some(week), None) if width < FULL => week.to_string(),
        (Some(week), None) => format!("wk {week}"),
        (Some(week), Some(window)) if width < FULL => format!("{week}/{window}"),
        (Some(week), Some(window)) => format!("wk {week} of {window}"),
    }
}

/// The headings of the funnel.
pub(super) fn head(known: &Known, width: usize, context: &Context) -> Line {
    let Grid { titles, name, numbers, bar, median, past } = grid(known, width, context);
    let mut line = Line::default().cell("", name, Role::Dim);
    for ((title, _), width) in titles.numbers.iter().zip(numbers) {
        line = line.right(title, width, Role::Dim);
    }
    if bar > 0 {
        line = line.cell("", bar, Role::Dim);
    }
    line.right(titles.median, median, Role::Dim).right(titles.past, past, Role::Dim)
}

/// A stage of the funnel.
pub(super) fn stage(flow: &StageFlow, known: &Known, width: usize, context: &Context) -> Line {
    let (grid, stage) = (grid(known, width, context), flow.stage);
    let window = context.framework.stage(stage).and_then(|stage| stage.weeks);
    let open = window.map_or_else(|| "has no window".to_owned(), |weeks| format!("should take {weeks} weeks"));
    let middle = flow.median_week.map_or_else(|| median(flow, width, context), |week| format!("week {week}"));
    let mut line = Line::default().cell(&named(flow, context), grid.name, Role::Text);
    for ((pilots, role, counts), width) in counted(flow, grid.titles.together).into_iter().zip(grid.numbers) {
        line = line.count(&pilots, width, role, &counts);
    }
    if grid.bar > 0 {
        line = line.cell(&bar(flow.now.len(), flow.entered.len(), grid.bar, context.glyphs), grid.bar, Role::Dim);
    }
    line.right(&median(flow, width, context), grid.median, Role::Text)
        .count(&flow.late, grid.past, Role::AtRisk, &format!("past the window of stage {stage}"))
        .explained(format!("Stage {stage} {open}; the median of the pilots in it is {middle}."))
}

/// The counts for a stage, from left to right, each with what it counts; stopped and retired ones separate, or
/// together.
fn counted(flow: &StageFlow, together: bool) -> Vec<(Vec<PilotId>, Role, String)> {
    let stage = flow.stage;
    let plain = |pilots: &[PilotId], counts: String| (pilots.to_vec(), Role::Text, counts);
    let ended = if together {
        let ended = [flow.stopped.as_slice(), &flow.retired].concat();
        vec![plain(&ended, format!("stopped or retired in stage {stage}"))]
    } else {
        vec![
            plain(&flow.stopped, format!("stopped in stage {stage}")),
            plain(&flow.retired, format!("retired in stage {stage}")),
        ]
    };
    let begun = [
        plain(&flow.entered, format!("that entered stage {stage}, or whose record begins there")),
        plain(&flow.onward, onward(flow)),
    ];
    let now = (flow.now.clone(), Role::Strong, format!("in stage {stage} now, under way or paused"));
    begun.into_iter().chain(ended).chain([now]).collect()
}

/// The words for pilots that left a stage onwards; one moved on by a waiver did not pass its gate.
fn onward(flow: &StageFlow) -> String {
    let left = format!("that left stage {} onwards", flow.stage);
    if flow.waived.is_empty() { left } else { format!("{left}, {} of them by a waiver", flow.waived.len()) }
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

/// The same among those whose course has ended.
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

/// What was put away, and is counted nowhere.
pub(super) fn archived(known: &Known, width: usize) -> Line {
    labelled("archived, not counted", "archived, not counted", width)
        .right(&known.survey.archived.to_string(), 4, Role::Text)
        .explained("Archived pilots are left out of every number here, whatever became of them.")
}

fn digits(known: &Known) -> usize {
    known.dashboard.started.len().to_string().len()
}

/// A share of a whole; empty where the two numbers alone say more.
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

/// Whom the benchmark is about, when, and its source.
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
    // An amount that nobody gave is not zero.
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
