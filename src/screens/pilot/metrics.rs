//! The metrics: a line each with its weeks, and charts, one a family where there is room, else that of the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::{deeds, parts};
use super::PilotScreen;
use crate::domain::change::{MetricChange, MetricField, NewMetric};
use crate::domain::trend::{decimals, weekly};
use crate::domain::{Change, Family, Fixed, Measure, Metric, Reading, Shown, Value};
use crate::interaction::{Context, Effect, Field, Form, Kind};
use crate::ui::chart::{Chart, Ink};
use crate::ui::paint::{Pen, tint};
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

/// Rows of the list: its metrics, but never more than half of the page.
pub(super) fn list_height(area: Rect, metrics: usize) -> u16 {
    u16::try_from(metrics).unwrap_or(u16::MAX).min((area.height / 2).max(4)).min(area.height)
}

fn readings<'a>(screen: &'a PilotScreen, metric: &Metric) -> &'a [Reading] {
    screen.readings.get(&metric.local).map(Vec::as_slice).unwrap_or_default()
}

/// A metric on one line of `width` columns: name, weeks, value, change.
pub(super) fn line(screen: &PilotScreen, metric: &Metric, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    let name = if width < 60 { 14 } else { 20 };
    let mut pieces = vec![(Shown::line(&metric.name).pad(name), Role::Text), (Shown::line("  "), Role::Dim)];
    let to = context.moment.reporting_week();
    match parts::glance(metric, readings(screen, metric), to, 12, context.glyphs) {
        None => pieces.push((Shown::line("no values yet"), Role::Dim)),
        Some(glance) => {
            let role = if glance.worse { Role::AtRisk } else { Role::Dim };
            pieces.push((Shown::line(&glance.line), role));
            pieces.push((Shown::line(&glance.now).pad_left(if width < 60 { 10 } else { 16 }), Role::Strong));
            pieces.push((Shown::line(&format!("  {}", glance.period)), role));
        }
    }
    pieces
}

/// Draws the list and the charts.
pub(super) fn draw(screen: &PilotScreen, area: Rect, buffer: &mut Buffer, context: &Context) {
    let metrics = screen.metrics();
    let list = screen.list();
    let height = list_height(area, metrics.len());
    for (row, at) in (0..).zip(list.visible(metrics.len(), usize::from(height))) {
        if let Some(metric) = metrics.get(at) {
            let place = Rect { y: area.y + row, height: 1, ..area };
            draw_row(screen, metric, at == list.selected, place, buffer, context);
        }
    }
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
    let base = if selected { context.theme.selection() } else { Style::default() };
    if selected {
        tint(buffer, area, base);
    }
    let style = |role| context.theme.style(role).patch(base);
    let mut pen = Pen::new(buffer, area, 0);
    pen.words(if selected { context.glyphs.bar() } else { " " }, style(Role::Accent));
    let family = if metric.headline { metric.family.name() } else { "" };
    if area.width >= 76 {
        pen.cell(&Shown::line(family), 13, style(Role::Dim));
    }
    for (text, role) in line(screen, metric, usize::from(area.width), context) {
        pen.text(&text, style(role));
    }
    if area.width >= 100 {
        let facts = facts(metric, readings(screen, metric), context);
        pen.skip(3).text(&Shown::line(&facts), style(Role::Dim));
    }
}

fn facts(metric: &Metric, readings: &[Reading], context: &Context) -> String {
    let mut facts = Vec::new();
    if let Some(target) = metric.target {
        facts.push(format!("target {}", parts::value(metric, target)));
    }
    match readings.last() {
        Some(reading) if reading.measure == Measure::NotMeasured => {
            facts.push(format!("{} not measured: {}", reading.week.short(), reading.note));
        }
        Some(reading) => {
            let missing = context.moment.reporting_week().since(reading.week);
            if missing > 0 {
                facts.push(format!("newest {}, {missing} missing", reading.week.short()));
            }
        }
        None => {}
    }
    facts.join(&format!(" {} ", context.glyphs.dot()))
}

/// A chart with its heading.
fn panel(screen: &PilotScreen, metric: &Metric, focused: bool, area: Rect, buffer: &mut Buffer, context: &Context) {
    let style = |role| context.theme.style(role);
    let readings = readings(screen, metric);
    let to = context.moment.reporting_week();
    let first = readings.first().map_or(to, |reading| reading.week).min(to);
    let from = to.plus(1 - screen.zoom.0).max(first);
    let values: Vec<Option<f64>> =
        weekly(readings, from, to).into_iter().map(|value| value.map(Fixed::to_f64)).collect();
    let labels: Vec<String> = (0..).zip(&values).map(|(place, _)| from.plus(place).short()).collect();
    let mut pen = Pen::new(buffer, area, 1);
    pen.skip(1).text(&Shown::line(&metric.name), style(if focused { Role::Accent } else { Role::Strong }));
    let unit = if metric.unit.is_empty() { String::new() } else { format!("  {}", metric.unit) };
    pen.words(&unit, style(Role::Dim));
    if let Some(reading) = readings.iter().rev().find(|reading| reading.measure.value().is_some())
        && let Some(value) = reading.measure.value()
    {
        let users = match reading.measure {
            Measure::Users { active, target } => format!(" = {active}/{target}"),
            _ => String::new(),
        };
        pen.words(&format!("   {}{users}", parts::value(metric, value)), style(Role::Strong));
        pen.words(&format!(" in {}", reading.week.short()), style(Role::Dim));
    }
    if let Some(target) = metric.target {
        pen.words(&format!("   target {}", parts::value(metric, target)), style(Role::Dim));
    }
    let plot = Rect {
        x: area.x + 1,
        y: area.y + 2,
        width: area.width.saturating_sub(1),
        height: area.height.saturating_sub(2),
    };
    if values.iter().all(Option::is_none) {
        let text = "No values in these weeks. m enters one, z looks further back.";
        Pen::new(buffer, area, 3).skip(1).words(text, style(Role::Dim));
        return;
    }
    let target = metric.target.map(Fixed::to_f64);
    let chart = Chart { values: &values, labels: &labels, target, decimals: decimals(metric) };
    let point = if focused { Role::Accent } else { Role::Text };
    let ink = Ink { point: style(point), axis: style(Role::Dim), target: style(Role::OnTrack) };
    chart.draw(plot, buffer, context.glyphs, ink);
}

/// `a`: another metric.
pub(super) fn add(screen: &PilotScreen) -> Option<Form> {
    let pilot = &screen.page.as_ref()?.pilot;
    let id = pilot.id;
    let families = Family::ALL.iter().map(|family| (family.name().to_owned(), family.name().to_owned())).collect();
    let better = ["higher", "lower", "either"].map(|word| (word.to_owned(), format!("{word} is better"))).to_vec();
    let roles = [
        ("weekly", "read every week and judged"),
        ("lagging", "revenue or cost: shown apart, in no status"),
        ("oldest-open", "age in days of the oldest open exception"),
    ];
    let roles = roles.map(|(role, title)| (role.to_owned(), title.to_owned())).to_vec();
    let number = |name, label: &str| Field::of(Kind::Number(String::new()), name, label, "");
    let fields = vec![
        Field::line("name", "name", "").required(),
        Field::of(Kind::Options(families), "family", "family", "performance"),
        Field::line("unit", "unit", ""),
        Field::of(Kind::Options(better), "better", "direction", "higher"),
        number("target", "target"),
        number("tolerance", "tolerance"),
        number("min", "lowest possible"),
        number("max", "highest possible"),
        Field::of(Kind::Check, "headline", "headline", "no"),
        Field::of(Kind::Options(roles), "role", "role", "weekly"),
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
    let before: Vec<(MetricField, (String, Value))> =
        MetricField::ALL.iter().map(|field| (*field, standing(metric, *field))).collect();
    let fields = before
        .iter()
        .map(|(which, (old, _))| deeds::field(which.kind(), which.name(), which.name(), old, context))
        .collect();
    let title = format!("Edit {}", metric.name);
    let form = Form::new(
        format!("metric/{id}"),
        title,
        fields,
        Box::new(move |form, _| {
            let mut changes = Vec::new();
            for (which, (_, was)) in &before {
                let to = deeds::value(which.kind(), form, which.name())?;
                if to != *was && form.changed(which.name()) {
                    changes.push(Change::Metric(MetricChange::Set {
                        metric: id,
                        field: *which,
                        to,
                        was: Some(was.clone()),
                    }));
                }
            }
            Ok(Change::Several { what: None, changes })
        }),
    );
    vec![Effect::form(form)]
}

fn standing(metric: &Metric, field: MetricField) -> (String, Value) {
    let number = |number: Option<Fixed>| {
        (number.map_or_else(String::new, |number| number.to_string()), number.map_or(Value::Nothing, Value::Number))
    };
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
