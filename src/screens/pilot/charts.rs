//! The charts of metrics: one metric's weeks as a picture and as a table, its limits and its baseline, and what fires
//! for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::parts;
use super::{PilotScreen, UNBROKEN};
use crate::domain::metric::ANSWERS;
use crate::domain::shown::columns;
use crate::domain::trend::decimals;
use crate::domain::words::count;
use crate::domain::{Fixed, Measure, Metric, Picture, PilotPage, Reading, Shown, Week};
use crate::interaction::Context;
use crate::ui::chart::{Chart, Ink, Line};
use crate::ui::paint::{Pen, lines, paragraph};
use crate::ui::theme::Role;

/// Weeks that charts look back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zoom(i64);

impl Default for Zoom {
    fn default() -> Self {
        Self(26)
    }
}

impl Zoom {
    /// 13, 26, 52, everything.
    pub const fn next(self) -> Self {
        Self(match self.0 {
            13 => 26,
            26 => 52,
            52 => 520,
            _ => 13,
        })
    }

    /// How many those are, in words.
    pub fn span(self) -> String {
        if self.0 >= 520 { "every week".to_owned() } else { format!("{} weeks", self.0) }
    }

    /// What the notice says.
    pub fn title(self) -> String {
        format!("Charts show {}.", self.span())
    }
}

/// Rows of a chart with its heading: with fewer there is none.
pub(super) const CHART: u16 = 6;

/// The readings of a metric for weeks that have ended, which count, and for the running week.
fn entered<'a>(screen: &'a PilotScreen, metric: &Metric, context: &Context) -> (&'a [Reading], &'a [Reading]) {
    let all = screen.readings.get(&metric.local).map(Vec::as_slice).unwrap_or_default();
    all.split_at(all.partition_point(|reading| context.moment.has_ended(reading.week)))
}

pub(super) fn readings<'a>(screen: &'a PilotScreen, metric: &Metric, context: &Context) -> &'a [Reading] {
    entered(screen, metric, context).0
}

/// What a week is called among others of a metric.
fn named(week: Week, context: &Context) -> String {
    if context.moment.has_ended(week) { week.to_string() } else { format!("{} so far", week.short()) }
}

/// What was entered for the running week.
pub(super) fn running(screen: &PilotScreen, metric: &Metric, context: &Context) -> Option<String> {
    let newest = entered(screen, metric, context).1.last()?;
    let value = newest.measure.value().map_or_else(|| "not measured".to_owned(), |value| parts::value(metric, value));
    Some(format!("{value} so far in {}", newest.week.short()))
}

/// What the page of one chart shows where chart and table do not both fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// The chart.
    Chart,
    /// The table.
    Table,
}

/// Columns of the table beside a chart, and of its weeks and values.
const TABLE: u16 = 36;
const WEEK: usize = 12;
const VALUE: usize = 13;
/// Wide enough for both.
pub(super) const BOTH: u16 = 100;

/// One chart, with its table beside it where there is room.
pub(super) fn chart_page(
    screen: &PilotScreen,
    metric: &Metric,
    shows: Shows,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) {
    let (chart, table) = if area.width >= BOTH {
        let width = area.width - TABLE;
        (Some(Rect { width, ..area }), Some(Rect { x: area.x + width, width: TABLE, ..area }))
    } else {
        match shows {
            Shows::Chart => (Some(area), None),
            Shows::Table => (None, Some(area)),
        }
    };
    if let Some(chart) = chart {
        panel(screen, metric, true, chart, buffer, context);
    }
    if let Some(table) = table {
        draw_table(screen, metric, table, buffer, context);
    }
}

/// The weeks of a metric with values and notes, newest first. The running week is set apart from those that count.
fn draw_table(screen: &PilotScreen, metric: &Metric, area: Rect, buffer: &mut Buffer, context: &Context) {
    let style = |role| context.theme.style(role);
    let mut pen = Pen::new(buffer, area, 1);
    pen.skip(1).cell(&Shown::line("week"), WEEK, style(Role::Dim));
    pen.cell(&Shown::line("value"), VALUE, style(Role::Dim)).words("note", style(Role::Dim));
    let first = readings(screen, metric, context).first().map(|reading| reading.week);
    let mut row = 2;
    for (week, value, note) in weeks(screen, metric, first, context) {
        if row >= area.height {
            break;
        }
        let runs = !context.moment.has_ended(week);
        let (value, role) = match value {
            Weekly::Missing => (context.glyphs.absent().to_owned(), Role::Dim),
            Weekly::NotMeasured => ("not measured".to_owned(), Role::Stale),
            Weekly::Value(value) => (value, if runs { Role::Dim } else { Role::Text }),
        };
        let mut pen = Pen::new(buffer, area, row);
        pen.skip(1).cell(&Shown::line(&named(week, context)), WEEK, style(Role::Dim));
        pen.cell(&Shown::line(&value), VALUE, style(role));
        pen.words(note, style(Role::Dim));
        row += 1 + u16::from(runs);
    }
}

/// What a metric has of a week.
enum Weekly {
    Missing,
    NotMeasured,
    Value(String),
}

/// The weeks of a metric with values and notes: the running one if it has any, then from the reporting week back to the
/// first.
fn weeks<'a>(
    screen: &'a PilotScreen,
    metric: &'a Metric,
    first: Option<Week>,
    context: &Context,
) -> impl Iterator<Item = (Week, Weekly, &'a str)> {
    let ((ended, running), to) = (entered(screen, metric, context), context.moment.reporting_week());
    let ended = (0..=to.since(first.unwrap_or(to))).map(move |back| {
        let week = to.plus(-back);
        (week, ended.iter().find(|reading| reading.week == week))
    });
    let running = running.iter().rev().map(|reading| (reading.week, Some(reading)));
    running.chain(ended).map(move |(week, reading)| {
        let value = match reading.map(|reading| reading.measure) {
            None => Weekly::Missing,
            Some(Measure::NotMeasured) => Weekly::NotMeasured,
            Some(measure) => {
                Weekly::Value(measure.value().map(|value| parts::value(metric, value)).unwrap_or_default())
            }
        };
        (week, value, reading.map_or("", |reading| reading.note.as_str()))
    })
}

/// The chart of a metric over the chosen span, and the week where that begins.
fn pictured(screen: &PilotScreen, page: &PilotPage, metric: &Metric, context: &Context) -> (Picture, Week) {
    let (readings, to) = (readings(screen, metric, context), context.moment.reporting_week());
    let first = readings.first().map_or(to, |reading| reading.week).min(to);
    let from = to.plus(1 - screen.zoom.0).max(first);
    (Picture::of(page, metric, readings, (from, to), context.moment.day), from)
}

/// The limits in force at the end of a chart, and whether they are on trial.
fn limits(picture: &Picture) -> Option<(Fixed, Fixed, &'static str)> {
    let last = |values: &[Option<Fixed>]| values.last().copied().flatten().map(|value| value.rounded(1));
    let trial = if picture.trial { ", on trial" } else { "" };
    Some((last(&picture.low)?, last(&picture.high)?, trial))
}

/// The limits in force at the end of a chart, its centre, and what is noise.
fn limits_told(metric: &Metric, picture: &Picture) -> Option<String> {
    let (low, high, trial) = limits(picture)?;
    let unit = if metric.unit.is_empty() { String::new() } else { format!(" {}", metric.unit) };
    let centre = picture.centre.last().copied().flatten();
    let centre = centre.map_or_else(String::new, |centre| format!(" Centre {}.", metric.said(centre.rounded(1))));
    let noise = picture.range_limit.map(|range| format!(" Steps up to {} are noise.", range.rounded(1)));
    Some(format!("Natural process limits {low} to {high}{unit}{trial}.{centre}{}", noise.unwrap_or_default()))
}

/// What a chart marks in a week: a special value, and events.
fn marked(picture: &Picture, at: usize) -> Vec<&str> {
    let value = |values: &[Option<Fixed>]| values.get(at).copied().flatten();
    let apart = match (value(&picture.values), value(&picture.low), value(&picture.high)) {
        _ if !picture.special.get(at).copied().unwrap_or_default() => None,
        (Some(value), Some(low), _) if value < low => Some("below the limit"),
        (Some(value), _, Some(high)) if value > high => Some("above the limit"),
        _ => Some("a rule of the chart holds"),
    };
    let happened = picture.marks.iter().filter(|(place, _)| *place == at).map(|(_, name)| name.as_str());
    apart.into_iter().chain(happened).collect()
}

/// How many weeks with values come before those on a chart.
fn earlier(screen: &PilotScreen, metric: &Metric, from: Week, context: &Context) -> Option<String> {
    let first = readings(screen, metric, context).first()?.week;
    let weeks = usize::try_from(from.since(first)).ok().filter(|weeks| *weeks > 0)?;
    let how = if context.is_heard() { ": “zoom” tells them" } else { "" };
    Some(format!("{}, from {} on{how}.", count(weeks, "earlier week", "earlier weeks"), first.short()))
}

/// The page of a metric's chart in sentences: what fires, then its weeks with events, the newest first.
pub(super) fn said(screen: &PilotScreen, page: &PilotPage, metric: &Metric, context: &Context) -> Vec<String> {
    let mut said = Vec::new();
    let (picture, from) = pictured(screen, page, metric, context);
    said.extend(limits_told(metric, &picture));
    let fires = told(page, (metric, &picture), UNBROKEN, context);
    said.extend(fires.into_iter().map(|(line, _)| line.as_str().trim().to_owned()));
    said.extend(weeks(screen, metric, Some(from), context).map(|(week, value, note)| {
        let value = match value {
            Weekly::Missing => "missing".to_owned(),
            Weekly::NotMeasured => "not measured".to_owned(),
            Weekly::Value(value) => value,
        };
        let at = usize::try_from(week.since(from)).ok();
        let plan = at.and_then(|at| picture.plan.get(at).copied().flatten());
        let plan = plan.map(|plan| format!("plan {}", metric.said(plan.rounded(1))));
        let marks = at.map(|at| marked(&picture, at)).unwrap_or_default();
        let note = Some(note).filter(|note| !note.is_empty());
        let said: Vec<&str> = std::iter::once(value.as_str()).chain(plan.as_deref()).chain(marks).chain(note).collect();
        format!("{}: {}", named(week, context), said.join(", "))
    }));
    said.extend(earlier(screen, metric, from, context));
    said
}

/// A chart with its heading, and under it what fires for its metric.
pub(super) fn panel(
    screen: &PilotScreen,
    metric: &Metric,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) {
    let Some(page) = &screen.page else {
        return;
    };
    let (picture, _) = pictured(screen, page, metric, context);
    heading(screen, metric, &picture, focused, area, buffer, context);
    if picture.values.iter().all(Option::is_none) {
        let looks = if readings(screen, metric, context).is_empty() { "" } else { ", ⟨zoom⟩ looks further back" };
        let says = format!("No values in these weeks: ⟨reading⟩ enters one{looks}.");
        paragraph(buffer, area, 3, &context.told(parts::inviting(context, &says)), context.theme.style(Role::Dim));
        return;
    }
    let told = if focused && area.height >= 18 {
        told(page, (metric, &picture), area.width.into(), context)
    } else {
        Vec::new()
    };
    let below = u16::try_from(told.len()).unwrap_or(0);
    let plot = Rect {
        x: area.x + 1,
        y: area.y + 2,
        width: area.width.saturating_sub(1),
        height: area.height.saturating_sub(2 + below),
    };
    draw_chart(metric, &picture, focused, plot, buffer, context);
    lines(buffer, area, (plot.bottom() - area.y, 1), told, &context.theme);
}

/// Name, newest value, baseline, limits and target on one line.
fn heading(
    screen: &PilotScreen,
    metric: &Metric,
    picture: &Picture,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) {
    let style = |role| context.theme.style(role);
    let mut pen = Pen::new(buffer, area, 1);
    pen.skip(1).text(&Shown::line(&metric.name), style(if focused { Role::Accent } else { Role::Strong }));
    // Whole or not at all: half of a limit is another one, and the chart has its line.
    let mut say = |text: &str, role| {
        let fits = columns(text) <= pen.room();
        if fits {
            pen.words(text, style(role));
        }
        fits
    };
    if !metric.counts.is_empty() {
        say(&format!(" ({})", metric.counts), Role::Dim);
    }
    let mut newest = readings(screen, metric, context).iter().rev();
    if let Some(reading) = newest.find(|reading| reading.measure.value().is_some())
        && let Some(value) = reading.measure.value()
    {
        let users = match reading.measure {
            Measure::Users { active, target } => format!(" = {active}/{target}"),
            _ => String::new(),
        };
        say(&format!("   {}{users}", parts::value(metric, value)), Role::Strong);
        // The newest week is the last one of the chart.
        if reading.week < context.moment.reporting_week() {
            say(&format!(" in {}", reading.week.short()), Role::Dim);
        }
        if let Some(sample) = reading.sample.filter(|sample| i64::from(*sample) < picture.small_sample) {
            say(&format!("   small sample: {sample}"), Role::Stale);
        }
    }
    if let Some(running) = running(screen, metric, context) {
        say(&format!("   {running}"), Role::Dim);
    }
    // Each line of the chart is named with the sign that it is drawn with, and in its colour.
    let glyphs = context.glyphs;
    if let Some(target) = metric.target {
        say(&format!("   {} target {}", glyphs.target(), parts::value(metric, target)), Role::OnTrack);
    }
    if picture.plan.iter().any(Option::is_some) {
        say(&format!("   {} plan", glyphs.plan()), Role::Text);
    }
    if let Some((low, high, trial)) = limits(picture) {
        let told = say(&format!("   {} limits {low} to {high}{trial}", glyphs.limit()), Role::Dim);
        if let Some(count) = picture.first_values.filter(|_| told) {
            say(&format!(", of {count} values"), Role::Dim);
        }
        if let Some(range) = picture.range_limit.filter(|_| told && area.width >= 85) {
            say(&format!(", steps to {} are noise", range.rounded(1)), Role::Dim);
        }
    }
    if let Some(baseline) = judged_by(screen, metric, context) {
        say(&format!("   judged by its baseline {}", parts::value(metric, baseline)), Role::Dim);
    }
}

/// The baseline by which a metric is judged although it has a target, which its colour does not show.
fn judged_by(screen: &PilotScreen, metric: &Metric, context: &Context) -> Option<Fixed> {
    let page = screen.page.as_ref().filter(|_| metric.target.is_some() && metric.is_judged_by_baseline())?;
    let mut known = page.baselines.iter().rev();
    known.find(|one| one.metric == metric.id && one.frozen <= context.moment.day).map(|one| one.value)
}

fn draw_chart(metric: &Metric, picture: &Picture, focused: bool, plot: Rect, buffer: &mut Buffer, context: &Context) {
    let style = |role| context.theme.style(role);
    let number = |values: &[Option<Fixed>]| -> Vec<Option<f64>> {
        values.iter().map(|value| value.map(Fixed::to_f64)).collect()
    };
    let glyphs = context.glyphs;
    let line = |values: &[Option<Fixed>], sign, role, name: &str| Line {
        values: number(values),
        sign,
        style: style(role),
        name: name.to_owned(),
    };
    let target = vec![picture.target; picture.weeks.len()];
    let lines = [
        line(&picture.centre, glyphs.centre(), Role::Dim, "centre"),
        line(&picture.low, glyphs.limit(), Role::Dim, "limit"),
        line(&picture.high, glyphs.limit(), Role::Dim, "limit"),
        line(&picture.plan, glyphs.plan(), Role::Text, "plan"),
        line(&target, glyphs.target(), Role::OnTrack, "target"),
    ];
    let values = number(&picture.values);
    let labels: Vec<String> = picture.weeks.iter().map(|week| week.short()).collect();
    let chart = Chart {
        values: &values,
        labels: &labels,
        special: &picture.special,
        lines: &lines,
        marks: &picture.marks,
        decimals: decimals(metric).into(),
        answers: if metric.is_answer() { &ANSWERS } else { &[] },
    };
    let point = if focused { Role::Accent } else { Role::Text };
    let ink = Ink { point: style(point), axis: style(Role::Dim), special: style(Role::AtRisk) };
    chart.draw(plot, buffer, glyphs, ink);
}

/// What fires for a metric: what happened, the rule with its source, what clears it and what is proposed; then its
/// baseline or, without one, what its limits are based on.
fn told(
    page: &PilotPage,
    (metric, picture): (&Metric, &Picture),
    width: usize,
    context: &Context,
) -> Vec<(Shown, Role)> {
    let Some(judged) = context.portfolio.of(page.pilot.id) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let worst = judged.signals.iter().find(|signal| signal.found.metric == Some(metric.id));
    if let Some(signal) = worst {
        let (sign, role) = parts::attention(signal, context);
        let row = context.framework.warning(signal.warning);
        // Two lines each, where one is not enough.
        let mut say = |text: String, role| {
            let mut wrapped = Shown::line(&context.dated(&text)).wrap(width.saturating_sub(2)).into_iter();
            lines.extend(wrapped.next().map(|line| (line, role)));
            let rest: Vec<String> = wrapped.map(String::from).collect();
            if !rest.is_empty() {
                let rest = format!("    {}", rest.join(" "));
                lines.push((Shown::line(&rest).fit(width.saturating_sub(2)), role));
            }
        };
        say(format!("{sign} {}: {}", signal.warning, signal.found.explanation), role);
        let origin = row.map_or("", |row| &row.origin);
        say(format!("  rule: {} {} {origin}", signal.found.rule, context.glyphs.dot()), Role::Dim);
        let proposal = signal.proposal(&context.framework);
        let proposed = proposal.map_or_else(String::new, |one| format!(" {} proposed: {one}", context.glyphs.dot()));
        say(format!("  clears: {}{proposed}", signal.found.clears), Role::Text);
    }
    let baseline = page.baselines.iter().rev().find(|baseline| baseline.metric == metric.id);
    if let Some(baseline) = baseline {
        let period = baseline
            .period
            .map_or_else(|| ", stated".to_owned(), |(from, to)| format!(", {} to {}", from.short(), to.short()));
        let rests = baseline.count.map_or_else(String::new, |values| {
            format!(" ({})", count(usize::try_from(values).unwrap_or_default(), "value", "values"))
        });
        let text = format!(
            "  {} baseline {}{period}{rests}, frozen {} by {}",
            baseline.kind,
            metric.said(baseline.value.rounded(1)),
            baseline.frozen,
            baseline.by
        );
        lines.push((Shown::line(&text).fit(width.saturating_sub(2)), Role::Dim));
    } else if let Some(count) = picture.first_values {
        // An earlier value may have been found to be beyond other limits.
        let text =
            format!("  limits of the first {count} values; until there are enough, each is judged by those before it");
        lines.push((Shown::line(&text).fit(width.saturating_sub(2)), Role::Dim));
    }
    lines
}
