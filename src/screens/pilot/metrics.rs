//! The metrics: a line each with its weeks, and charts, one a family where there is room, else that of the selected
//! one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{deeds, parts};
use super::{PilotScreen, UNBROKEN};
use crate::domain::change::{MetricChange, MetricField, NewMetric};
use crate::domain::metric::ANSWERS;
use crate::domain::shown::columns;
use crate::domain::trend::decimals;
use crate::domain::warnings::newest_due;
use crate::domain::words::count;
use crate::domain::{Change, Family, Fixed, Measure, Metric, Picture, PilotPage, Reading, Shown, Value, Week};
use crate::interaction::{Context, Effect, Field, Form, Kind};
use crate::ui::chart::{Chart, Ink, Line};
use crate::ui::paint::{Pen, paragraph, row_pen};
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

    /// What the notice says.
    pub fn title(self) -> String {
        if self.0 >= 520 { "Charts show every week.".to_owned() } else { format!("Charts show {} weeks.", self.0) }
    }
}

/// Rows of a chart with its heading: with fewer there is none.
const CHART: u16 = 6;

/// Rows of the list: its metrics, but never more than half of the page, nor so many that the chart has no room.
pub(super) fn list_height(area: Rect, metrics: usize) -> u16 {
    let most = (area.height / 2).min(area.height.saturating_sub(CHART)).max(4);
    u16::try_from(metrics).unwrap_or(u16::MAX).min(most).min(area.height)
}

/// The readings of a metric of weeks that have ended, which count, and those of the week that runs.
fn entered<'a>(screen: &'a PilotScreen, metric: &Metric, context: &Context) -> (&'a [Reading], &'a [Reading]) {
    let all = screen.readings.get(&metric.local).map(Vec::as_slice).unwrap_or_default();
    all.split_at(all.partition_point(|reading| context.moment.has_ended(reading.week)))
}

fn readings<'a>(screen: &'a PilotScreen, metric: &Metric, context: &Context) -> &'a [Reading] {
    entered(screen, metric, context).0
}

/// What a week is called among others of a metric.
fn named(week: Week, context: &Context) -> String {
    if context.moment.has_ended(week) { week.to_string() } else { format!("{} so far", week.short()) }
}

/// What was entered of the week that runs.
fn running(screen: &PilotScreen, metric: &Metric, context: &Context) -> Option<String> {
    let newest = entered(screen, metric, context).1.last()?;
    let value = newest.measure.value().map_or_else(|| "not measured".to_owned(), |value| parts::value(metric, value));
    Some(format!("{value} so far in {}", newest.week.short()))
}

/// A metric on one line of `width` columns: name, weeks, value, change.
pub(super) fn line(screen: &PilotScreen, metric: &Metric, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    let name = if width < 60 { 14 } else { 20 };
    let mut pieces = vec![(Shown::line(&metric.name).pad(name), Role::Text), (Shown::line("  "), Role::Dim)];
    let to = context.moment.reporting_week();
    match parts::glance(metric, readings(screen, metric, context), to, 12, context.glyphs) {
        None => pieces.push((Shown::line("no values yet"), Role::Dim)),
        Some(glance) => {
            let role = if glance.worse { Role::AtRisk } else { Role::Dim };
            pieces.push((Shown::line(&glance.line), role));
            let (now, column) = (Shown::line(&glance.now), if width < 76 { 10 } else { 16 });
            pieces.push((if now.width() < column { now.pad_left(column) } else { now }, Role::Strong));
            pieces.push((Shown::line(&format!("  {}", glance.period)), role));
        }
    }
    pieces
}

/// A metric as a sentence: its newest value, how it moved, what it is measured against.
pub(super) fn sentence(screen: &PilotScreen, metric: &Metric, context: &Context) -> String {
    let to = context.moment.reporting_week();
    let known = readings(screen, metric, context);
    let facts = facts(screen, metric, context);
    let facts = if facts.is_empty() { facts } else { format!("; {facts}") };
    match parts::glance(metric, known, to, 12, context.glyphs) {
        None => format!("{}, {}: no values yet{facts}", metric.family, metric.name),
        Some(glance) => format!("{}, {}: {} {}{facts}", metric.family, metric.name, glance.now, glance.period),
    }
}

/// Draws the list and the charts.
pub(super) fn draw(screen: &PilotScreen, area: Rect, buffer: &mut Buffer, context: &Context) {
    if let (Some(shows), Some(metric)) = (screen.chart, screen.selected_metric()) {
        chart_page(screen, metric, shows, area, buffer, context);
        return;
    }
    let metrics = screen.metrics();
    let list = screen.list();
    let height = list_height(area, metrics.len());
    let rows = Rect { height, ..area };
    for (line, metric, selected) in list.shown(&metrics, rows) {
        draw_row(screen, metric, selected, line, buffer, context);
    }
    parts::more_under(list, metrics.len(), rows, area, buffer, context);
    let rest = Rect { y: area.y + height, height: area.height - height, ..area };
    let Some(selected) = screen.selected_metric() else {
        return;
    };
    if rest.width >= 100 && rest.height >= 20 {
        for (place, family) in (0..).zip(Family::ALL) {
            let chosen = if selected.family == *family {
                Some(selected)
            } else {
                metrics.iter().find(|m| m.family == *family).copied()
            };
            let quarter = Rect {
                x: rest.x + (place % 2) * (rest.width / 2),
                y: rest.y + (place / 2) * (rest.height / 2),
                width: rest.width / 2 - 2,
                height: rest.height / 2,
            };
            if let Some(metric) = chosen {
                panel(screen, metric, metric.id == selected.id, quarter, buffer, context);
            }
        }
    } else {
        panel(screen, selected, true, rest, buffer, context);
    }
}

fn draw_row(screen: &PilotScreen, metric: &Metric, selected: bool, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (mut pen, style) = row_pen(buffer, area, selected, (&context.theme, context.glyphs));
    let family = if metric.headline { metric.family.name() } else { "" };
    if area.width >= 76 {
        pen.cell(&Shown::line(family), 13, style(Role::Dim));
    }
    for (text, role) in line(screen, metric, usize::from(area.width), context) {
        pen.text(&text, style(role));
    }
    if area.width >= 100 {
        let facts = facts(screen, metric, context);
        pen.skip(3).text(&Shown::line(&facts), style(Role::Dim));
    }
}

fn facts(screen: &PilotScreen, metric: &Metric, context: &Context) -> String {
    let mut facts = Vec::new();
    facts.extend(running(screen, metric, context));
    if let Some(target) = metric.target {
        facts.push(format!("target {}", parts::value(metric, target)));
    }
    match readings(screen, metric, context).last() {
        Some(reading) if reading.measure == Measure::NotMeasured => {
            facts.push(format!("{} not measured: {}", reading.week.short(), reading.note));
        }
        Some(reading) => {
            // Missing is what is due and not there.
            let due = newest_due(context.moment.day, &context.framework).since(reading.week);
            let pilot = screen.page.as_ref().map(|page| &page.pilot);
            let weeks = (1..=due).map(|later| reading.week.plus(later));
            let missing = weeks.filter(|week| pilot.is_none_or(|pilot| pilot.reports_in(*week))).count();
            if missing > 0 {
                // Beside an old value its week is told already.
                let old = context.moment.reporting_week().since(reading.week) >= parts::OLD;
                let newest = if old { String::new() } else { format!("newest {}, ", reading.week.short()) };
                facts.push(format!("{newest}{missing} missing"));
            }
        }
        None => {}
    }
    facts.join(&format!(" {} ", context.glyphs.dot()))
}

/// What the page of one chart shows where there is no room for both.
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
fn chart_page(screen: &PilotScreen, metric: &Metric, shows: Shows, area: Rect, buffer: &mut Buffer, context: &Context) {
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

/// The weeks of a metric with their values and notes, newest first. The one that runs stands apart from those that
/// count.
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

/// The weeks of a metric with their values and notes: the one that runs, where something is entered of it, and those
/// from the reporting week back to the first.
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

/// The chart of a metric as far back as it is looked, and where that begins.
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

/// The page of one chart in sentences: how the metric stands, what fires, and its weeks, the newest first.
pub(super) fn chart_told(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<String> {
    let Some(metric) = screen.selected_metric() else {
        return Vec::new();
    };
    let mut said = vec![sentence(screen, metric, context)];
    let (picture, from) = pictured(screen, page, metric, context);
    if let Some((low, high, trial)) = limits(&picture) {
        let unit = if metric.unit.is_empty() { String::new() } else { format!(" {}", metric.unit) };
        said.push(format!("Natural process limits {low} to {high}{unit}{trial}."));
    }
    let fires = told(page, (metric, &picture), UNBROKEN, context);
    said.extend(fires.into_iter().map(|(line, _)| line.as_str().trim().to_owned()));
    said.extend(weeks(screen, metric, Some(from), context).map(|(week, value, note)| {
        let value = match value {
            Weekly::Missing => "missing".to_owned(),
            Weekly::NotMeasured => "not measured".to_owned(),
            Weekly::Value(value) => value,
        };
        let week = named(week, context);
        if note.is_empty() { format!("{week}: {value}") } else { format!("{week}: {value}, {note}") }
    }));
    said
}

/// A chart with its heading, and under it what fires for its metric.
fn panel(screen: &PilotScreen, metric: &Metric, focused: bool, area: Rect, buffer: &mut Buffer, context: &Context) {
    let style = |role| context.theme.style(role);
    let Some(page) = &screen.page else {
        return;
    };
    let (picture, _) = pictured(screen, page, metric, context);
    heading(screen, metric, &picture, focused, area, buffer, context);
    if picture.values.iter().all(Option::is_none) {
        let looks = if readings(screen, metric, context).is_empty() { "" } else { ", ⟨zoom⟩ looks further back" };
        let says = format!("No values in these weeks: ⟨reading⟩ enters one{looks}.");
        paragraph(buffer, area, 3, &context.told(parts::inviting(context, &says)), style(Role::Dim));
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
    for (row, (text, role)) in (plot.bottom() - area.y..area.height).zip(told) {
        Pen::new(buffer, area, row).skip(1).text(&text, style(role));
    }
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

/// The baseline that a metric is judged by although it has a target, which its colour is not about.
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

/// What fires for a metric: what happened, the rule with its origin, what clears it and what is proposed; then its
/// baseline, or what its limits rest on without one.
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

/// `a`: another metric.
pub(super) fn add(screen: &PilotScreen) -> Option<Form> {
    let pilot = &screen.page.as_ref()?.pilot;
    let id = pilot.id;
    let better = Kind::titled(["higher", "lower", "either"].map(|word| (word, format!("{word} is better"))));
    let roles = Kind::titled([
        ("weekly", "read every week and judged"),
        ("lagging", "revenue or cost: shown apart, in no status"),
        ("oldest-open", "age in days of the oldest open exception"),
    ]);
    let number = |field: MetricField| Field::of(Kind::Number(String::new()), field.name(), label(field), "");
    let fields = vec![
        Field::line("name", "name", "").required(),
        Field::of(Kind::words(Family::ALL), "family", "family", "performance"),
        Field::line("unit", "unit", ""),
        Field::of(better, "better", label(MetricField::Better), "higher"),
        number(MetricField::Target),
        number(MetricField::Tolerance),
        number(MetricField::Min),
        number(MetricField::Max),
        Field::of(Kind::Check, "headline", "headline", "no"),
        Field::of(roles, "role", "role", "weekly"),
    ];
    let title = format!("A metric of {}", pilot.name);
    Some(Form::new(
        format!("pilot/{id}/metric"),
        title,
        fields,
        Box::new(move |form, _| {
            let number = |name| {
                form.typed(name).map(|value| if let Value::Number(number) = value { Some(number) } else { None })
            };
            Ok(Change::Metric(MetricChange::Add(NewMetric {
                pilot: id,
                family: form.value("family").parse()?,
                name: form.value("name"),
                unit: form.value("unit"),
                better: form.value("better").parse()?,
                min: number("min")?,
                max: number("max")?,
                target: number("target")?,
                tolerance: number("tolerance")?,
                headline: form.value("headline") == "yes",
                role: form.value("role").parse()?,
            })))
        }),
    ))
}

/// `e`: every field of the selected metric.
pub(super) fn edit(screen: &PilotScreen, context: &Context) -> Vec<Effect> {
    let Some(metric) = screen.selected_metric() else {
        return Vec::new();
    };
    let id = metric.id;
    let asked = |field: &MetricField| {
        deeds::field(field.kind(), field.name(), label(*field), &standing(metric, *field).0, context)
    };
    let fields = MetricField::ALL.iter().map(asked).collect();
    let before: Vec<(MetricField, Value)> =
        MetricField::ALL.iter().map(|field| (*field, standing(metric, *field).1)).collect();
    vec![Effect::form(deeds::setting(
        (format!("metric/{id}"), format!("Edit {}", metric.name)),
        fields,
        before,
        |field| (field.name(), field.kind()),
        move |field, to, was| Change::Metric(MetricChange::Set { metric: id, field, to, was }),
    ))]
}

/// What people call a field of a metric.
const fn label(field: MetricField) -> &'static str {
    match field {
        MetricField::Better => "direction",
        MetricField::Min => "lowest possible",
        MetricField::Max => "highest possible",
        field => field.name(),
    }
}

fn standing(metric: &Metric, field: MetricField) -> (String, Value) {
    let number = |number: Option<Fixed>| deeds::text_and_value(number, Value::Number);
    let text = |text: &str| (text.to_owned(), Value::text(text));
    match field {
        MetricField::Name => text(&metric.name),
        MetricField::Unit => text(&metric.unit),
        MetricField::Better => text(metric.better.name()),
        MetricField::Min => number(metric.min),
        MetricField::Max => number(metric.max),
        MetricField::Target => number(metric.target),
        MetricField::Tolerance => number(metric.tolerance),
        MetricField::Counts => text(&metric.counts),
        MetricField::Plan => text(&metric.plan.to_string()),
    }
}
