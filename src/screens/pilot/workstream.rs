//! Workstreams on the page of readiness: their course over time, the three layers with both forecasts, and the forms
//! that open, edit and close them.

use super::super::deeds;
use super::{PilotScreen, UNBROKEN};
use crate::domain::change::{NewWorkstream, WorkstreamChange, WorkstreamField};
use crate::domain::{Change, Day, Fixed, Invalid, Pilot, PilotPage, Shown, Value, WorkItem, Workstream};
use crate::interaction::{Context, Field, Form, Kind, NO_CHOICE, Stands};
use crate::ui::theme::Role;

/// The workstream of the dimension under the cursor that is under way.
pub(super) fn under_way<'a>(screen: &PilotScreen, page: &'a PilotPage) -> Option<&'a Workstream> {
    page.readiness.open_workstream(screen.dimension())
}

/// Workstreams over time, and whether the three layers run side by side or one after the other.
pub(super) fn timeline(page: &PilotPage, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    const NAME: usize = 17;
    let works = &page.readiness.workstreams;
    let today = context.moment.day;
    let end = |work: &Workstream| end(work, today);
    let (Some(from), Some(to)) = (works.iter().map(|work| work.start).min(), works.iter().map(end).max()) else {
        return Vec::new();
    };
    let columns = width.saturating_sub(NAME + 32).clamp(8, 40);
    let span = (to - from).num_days().max(1);
    let last = i64::try_from(columns - 1).unwrap_or(0);
    let place = |day: Day| usize::try_from((day - from).num_days() * last / span).unwrap_or(0);
    let mut lines = vec![(Shown::line(""), Role::Text), (Shown::line("Workstreams"), Role::Strong)];
    for work in works {
        let (first, last) = (place(work.start), place(end(work)));
        let filled = context.glyphs.steps()[3].repeat(last + 1 - first);
        let bar = format!("{}{filled}{}", " ".repeat(first), " ".repeat(columns - 1 - last));
        let name = &context.framework.dimension(work.dimension).name;
        let role = match work.state(today) {
            "overdue" => Role::Wanted,
            "closed" => Role::OnTrack,
            _ => Role::Text,
        };
        lines.push((Shown::line(&format!("  {name:<NAME$}{bar}  {}", course(work, context))), role));
    }
    lines.extend(forecast(page, width, context));
    lines
}

/// The same in sentences.
pub(super) fn told(page: &PilotPage, context: &Context) -> Vec<String> {
    let works = page.readiness.workstreams.iter().map(|work| {
        let name = &context.framework.dimension(work.dimension).name;
        format!("workstream on {name}: {}", course(work, context))
    });
    let forecast = forecast(page, UNBROKEN, context).into_iter().map(|(line, _)| String::from(line));
    works.chain(forecast).collect()
}

/// When a workstream ends, as far as is known.
fn end(work: &Workstream, today: Day) -> Day {
    work.closed.or(work.due).unwrap_or(today).max(work.start)
}

/// When it begins and ends, and whether it is on time.
fn course(work: &Workstream, context: &Context) -> String {
    let today = context.moment.day;
    let (from, to) = (context.day(work.start), context.day(end(work, today)));
    format!("{from} to {to}, {}", work.state(today))
}

/// The two forecasts for the three layers, the one that the plan follows first.
fn forecast(page: &PilotPage, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    if page.readiness.layers().len() < 2 {
        return Vec::new();
    }
    let beside = page.readiness.is_parallel();
    let number = |name: &str| page.rules.count(&format!("warning.layers-in-sequence.{name}"), None);
    let parallel = format!("side by side {} to {} weeks", number("parallel-weeks-from"), number("parallel-weeks-to"));
    let sequence =
        format!("one after the other {} to {} months", number("sequence-months-from"), number("sequence-months-to"));
    let origin = context.framework.warning("layers-in-sequence").map_or("", |warning| &warning.origin);
    let (plan, other, role) =
        if beside { (parallel, sequence, Role::OnTrack) } else { (sequence, parallel, Role::AtRisk) };
    let says = format!("The layers run {plan}; {other} (from: {origin})");
    Shown::line(&says).wrap(width).into_iter().map(|line| (line, role)).collect()
}

/// `W`: the workstream of the dimension under the cursor, opened or edited.
pub(super) fn open(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Form {
    let id = screen.dimension();
    let name = context.framework.dimension(id).name.to_lowercase();
    let pilot = page.pilot.id;
    let open = page.readiness.open_workstream(id).cloned();
    let text = |of: fn(&Workstream) -> String| open.as_ref().map_or_else(String::new, of);
    let mut fields = vec![
        Field::of(
            deeds::anybody(context, "nobody yet"),
            "owner",
            "owner",
            text(|work| work.owner.map_or_else(String::new, |owner| owner.to_string())),
        ),
        Field::of(Kind::Day, "due", "due", text(|work| work.due.map_or_else(String::new, |due| due.to_string()))),
        Field::line("exit_test", "exit test", text(|work| work.exit_test.clone())),
        Field::line("team", "team", text(|work| work.team.clone())),
        Field::of(
            Kind::Count("weeks"),
            "effort",
            "effort in weeks",
            text(|work| work.effort.map_or_else(String::new, |effort| effort.to_string())),
        ),
        Field::of(Kind::Markdown, "items", "items, [x] is done", text(|work| WorkItem::lines(&work.items))),
    ];
    let Some(work) = open else {
        fields.push(Field::of(Kind::Day, "start", "begins", context.today.to_string()).proposed());
        return Form::new(
            format!("pilot/{pilot}/workstream/{id}"),
            format!("{}: open the workstream on {name}", page.pilot.name),
            fields,
            Box::new(move |form, _| {
                Ok(Change::Workstream(WorkstreamChange::Open(NewWorkstream {
                    pilot,
                    dimension: id,
                    team: form.value("team"),
                    owner: deeds::person(form, "owner")?,
                    start: deeds::day(form, "start")?,
                    due: deeds::day(form, "due")?,
                    effort: deeds::effort(form)?,
                    exit_test: form.value("exit_test"),
                    items: WorkItem::read(&form.value("items")),
                })))
            }),
        );
    };
    let texts = before(&work);
    let texts = texts.iter().map(|(field, stands)| (field.name(), stands));
    let stands = Stands::of(texts).and("items", &work.items);
    Form::new(
        format!("workstream/{}", work.id),
        format!("{}: workstream on {name}", page.pilot.name),
        fields,
        Box::new(move |form, _| edited(&work, form)),
    )
    .replacing(stands)
}

/// The present values of a workstream's fields, in the order in which they are asked.
fn before(work: &Workstream) -> [(WorkstreamField, Value); 5] {
    let text = Value::text;
    let effort = work.effort.map(|effort| Value::Number(Fixed::from_int(effort.into())));
    [
        (WorkstreamField::Owner, work.owner.map_or(Value::Nothing, Value::Person)),
        (WorkstreamField::Due, work.due.map_or(Value::Nothing, Value::Day)),
        (WorkstreamField::ExitTest, text(&work.exit_test)),
        (WorkstreamField::Team, text(&work.team)),
        (WorkstreamField::Effort, effort.unwrap_or(Value::Nothing)),
    ]
}

/// The fields of a workstream that were changed in its form.
fn edited(work: &Workstream, form: &Form) -> Result<Change, Invalid> {
    let text = Value::text;
    let to = [
        (WorkstreamField::Owner, deeds::person(form, "owner")?.map_or(Value::Nothing, Value::Person)),
        (WorkstreamField::Due, deeds::day(form, "due")?.map_or(Value::Nothing, Value::Day)),
        (WorkstreamField::ExitTest, text(&form.value("exit_test"))),
        (WorkstreamField::Team, text(&form.value("team"))),
        (
            WorkstreamField::Effort,
            deeds::effort(form)?.map_or(Value::Nothing, |effort| Value::Number(Fixed::from_int(effort.into()))),
        ),
    ];
    let items = form.changed("items").then(|| {
        let (items, was) = (WorkItem::read(&form.value("items")), Some(form.saw("items", work.items.clone())));
        Change::Workstream(WorkstreamChange::Items { workstream: work.id, items, was })
    });
    let changed = to.into_iter().zip(before(work)).filter(|((field, _), _)| form.changed(field.name()));
    let changed = changed.map(|((field, to), (_, was))| {
        let was = Some(form.saw(field.name(), was));
        Change::Workstream(WorkstreamChange::Set { workstream: work.id, field, to, was })
    });
    Ok(Change::Several { what: None, changes: changed.chain(items).collect() })
}

/// `C`: close the workstream against its exit test.
pub(super) fn close(work: &Workstream, pilot: &Pilot, context: &Context) -> Form {
    let name = context.framework.dimension(work.dimension).name.to_lowercase();
    let pass = context.framework.dimension(work.dimension).pass;
    let fields = vec![
        Field::line("evidence", "exit test met by", "").required(),
        Field::of(Kind::words(pass..=4), "score", "new score", pass.to_string()),
        Field::of(deeds::anybody(context, NO_CHOICE), "by", "scored by", "").required(),
    ];
    let id = work.id;
    Form::new(
        format!("workstream/{id}/close"),
        format!("{}, workstream on {name}: {}", pilot.name, work.exit_test),
        fields,
        Box::new(move |form, _| {
            Ok(Change::Workstream(WorkstreamChange::Close {
                workstream: id,
                evidence: form.value("evidence"),
                score: form.value("score").parse().unwrap_or(pass),
                by: deeds::somebody(form, "by", "nobody is named who scored it")?,
            }))
        }),
    )
}
