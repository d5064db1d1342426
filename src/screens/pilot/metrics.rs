//! The metrics: one line each with its weeks, and below them charts, one for each family where there is room, else one
//! for the selected metric.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{deeds, parts};
use super::PilotScreen;
use super::charts::{CHART, chart_page, panel, readings, running};
use crate::domain::change::{MetricChange, MetricField, NewMetric};
use crate::domain::warnings::newest_due;
use crate::domain::{Change, Family, Fixed, Measure, Metric, Shown, Value};
use crate::interaction::{Context, Effect, Field, Form, Kind};
use crate::ui::paint::row_pen;
use crate::ui::theme::Role;

/// Rows of the list: its metrics, but at most half of the page, and not so many that the chart has no room.
pub(super) fn list_height(area: Rect, metrics: usize) -> u16 {
    let most = (area.height / 2).min(area.height.saturating_sub(CHART)).max(4);
    u16::try_from(metrics).unwrap_or(u16::MAX).min(most).min(area.height)
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
                // An old value already shows its week.
                let old = context.moment.reporting_week().since(reading.week) >= parts::OLD;
                let newest = if old { String::new() } else { format!("newest {}, ", reading.week.short()) };
                facts.push(format!("{newest}{missing} missing"));
            }
        }
        None => {}
    }
    facts.join(&format!(" {} ", context.glyphs.dot()))
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
            let number = |name| deeds::number(form, name);
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
