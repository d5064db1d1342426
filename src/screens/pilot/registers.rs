//! The exceptions of a pilot, from raised to closed, and the forms of what belongs to readings: baselines and model
//! versions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::deeds;
use super::super::parts;
use super::PilotScreen;
use crate::domain::change::{MetricChange, NewVersion};
use crate::domain::{Change, Exception, ExceptionState, Invalid, Metric, Pilot, Shown, Week};
use crate::interaction::{Context, Field, Form, Kind};
use crate::ui::paint::paragraph;
use crate::ui::table::{Cell, Column, Grid, Look};
use crate::ui::theme::Role;

const COLUMNS: &[Column] = &[
    Column::text("", 13, 0),
    Column::text("", 7, 0).from(60),
    Column::text("", 10, 0).from(90),
    Column::text("", 10, 0),
    Column::text("", 10, 1),
];

/// Draws the register, what is to be mended first.
pub(super) fn draw(screen: &PilotScreen, area: Rect, buffer: &mut Buffer, context: &Context) {
    let exceptions = screen.exceptions();
    if exceptions.is_empty() {
        let says = "No exceptions yet: ⟨raise⟩ raises one, a case in which the output was wrong, disputed or outside the procedure.";
        let says = parts::inviting(context, says);
        paragraph(buffer, area, 1, &context.told(says), context.theme.style(Role::Text));
        return;
    }
    // If none waits, the column leaves its room to the text.
    let grid = Grid::fitted(COLUMNS, exceptions.iter().map(|one| cells(one, context)), area);
    for (line, exception, selected) in screen.list().shown(&exceptions, area) {
        let look = Look { selected, marked: screen.is_marked(exception.id.0) };
        grid.row(&cells(exception, context), look, line, buffer, (&context.theme, context.glyphs));
    }
}

/// How far it is, how long it waits, and what was wrong.
fn cells(exception: &Exception, context: &Context) -> Vec<Cell> {
    let waited = waited(exception, context);
    let role = if waited.is_some() { Role::AtRisk } else { Role::Dim };
    vec![
        (Shown::line(exception.state().name()), role),
        (Shown::line(exception.severity.name()), Role::Dim),
        (Shown::line(&context.day_in_column(exception.raised.day())), Role::Dim),
        (Shown::line(&waited.map_or_else(String::new, |days| format!("waits {days} d"))), role),
        (Shown::line(&format!("{}{}", exception.text, mended(exception, context))), Role::Text),
    ]
}

/// For how many days it waits; none where it does not.
fn waited(exception: &Exception, context: &Context) -> Option<i64> {
    let at = exception.escalated.filter(|_| exception.waits(context.moment.day))?;
    Some((context.moment.day - at.day()).num_days())
}

/// How long it has waited, and for whom; none where it does not wait.
fn waits(exception: &Exception, context: &Context) -> Option<String> {
    let days = waited(exception, context)?;
    let whom = exception.escalated_to.and_then(|id| context.directory.person_name(id));
    let whom = whom.map_or_else(String::new, |name| format!(" for {name}"));
    Some(format!("waits {}{whom}", parts::days(days, context.glyphs)))
}

/// How it was mended, behind an arrow.
fn mended(exception: &Exception, context: &Context) -> String {
    match exception.resolution.as_str() {
        "" => String::new(),
        how => format!(" {} {how}", context.glyphs.arrow()),
    }
}

/// One exception in full: what it is first, as the end of a long one is cut.
pub(in crate::screens) fn sentence(one: &Exception, context: &Context) -> String {
    format!("{}{}{}", described(one, context), waiting(one, context), seen_to(one, context))
}

/// What it is, and its state.
pub(in crate::screens) fn described(one: &Exception, context: &Context) -> String {
    let (mended, raised) = (mended(one, context), context.day(one.raised.day()));
    let state = match one.state() {
        // The day says that it was raised.
        ExceptionState::Raised => String::new(),
        state => format!("{state}, "),
    };
    format!("{}{mended}: {state}{}, raised {raised}", one.text, one.severity)
}

/// How long it has waited, and for whom, to follow another phrase; empty where it does not wait.
pub(in crate::screens) fn waiting(one: &Exception, context: &Context) -> String {
    waits(one, context).map_or_else(String::new, |waits| format!(", {waits}"))
}

/// Its owner, to follow another phrase; empty where there is none, or where the days already say for whom it waits.
pub(in crate::screens) fn seen_to(one: &Exception, context: &Context) -> String {
    match owner(one, context) {
        "" => String::new(),
        _ if one.owner == one.escalated_to && waits(one, context).is_some() => String::new(),
        owner => format!(", {owner} sees to it"),
    }
}

/// Its owner; empty where there is none.
pub(in crate::screens) fn owner<'a>(one: &Exception, context: &'a Context) -> &'a str {
    one.owner.and_then(|id| context.directory.person_name(id)).unwrap_or_default()
}

/// `B`: the first baseline of a metric, with the weeks that are proposed for it.
pub(super) fn freeze(metric: &Metric, proposed: Option<(Week, Week)>) -> Form {
    let id = metric.id;
    Form::new(
        format!("metric/{id}/baseline"),
        format!("Freeze the baseline of {}; weeks as W14 to W21", metric.name),
        deeds::baseline_fields(proposed),
        Box::new(move |form, _| {
            Ok(Change::Metric(MetricChange::Freeze { metric: id, of: deeds::freeze_of(form)?, by: None }))
        }),
    )
}

/// `I`: a model version.
pub(super) fn version(pilot: &Pilot, context: &Context) -> Form {
    let id = pilot.id;
    let fields = vec![
        Field::line("name", "version", "").required().own(),
        Field::of(Kind::Day, "released", "released", context.moment.day.to_string()).required().proposed().behind(),
        Field::of(Kind::Check, "retrained", "trained again", "no"),
        Field::line("note", "what changed", ""),
    ];
    Form::new(
        format!("pilot/{id}/version"),
        format!("A model version of {}", pilot.name),
        fields,
        Box::new(move |form, _| {
            let missing = || Invalid::new("a version needs its day").hint("write it as 2026-11-18").at("released");
            let released = deeds::day(form, "released")?.ok_or_else(missing)?;
            Ok(Change::Version(NewVersion {
                pilot: id,
                name: form.value("name"),
                released,
                retrained: form.value("retrained") == "yes",
                note: form.value("note"),
            }))
        }),
    )
}
