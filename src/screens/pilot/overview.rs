//! The overview: every field in a row, edited in place; beside it what the pilot is for, its way through the stages and
//! its headline metrics.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{deeds, parts, text};
use super::{PilotScreen, TABS};
use crate::domain::change::{PilotChange, PilotField};
use crate::domain::readiness::barred;
use crate::domain::{
    Change, Family, Gate, Metric, Obstacle, Pilot, PilotPage, Power, Seek, Shown, Target, Verdict, Visit, VisitKind,
    Week, parse_week, ruler,
};
use crate::interaction::{Context, Field, Form, Kind, Spot, Stands};
use crate::ui::glyphs::Glyphs;
use crate::ui::paint::row_pen;
use crate::ui::theme::Role;

/// A row of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Reported,
    Stage,
    Lifecycle,
    Owner,
    Powers,
    Users,
    Field(PilotField),
}

/// The rows, most important first.
pub(super) const ROWS: &[Row] = &[
    Row::Reported,
    Row::Stage,
    Row::Lifecycle,
    Row::Owner,
    Row::Powers,
    Row::Users,
    Row::Field(PilotField::Lead),
    Row::Field(PilotField::Summary),
    Row::Field(PilotField::Unit),
    Row::Field(PilotField::Tags),
    Row::Field(PilotField::Partner),
    Row::Field(PilotField::PartnerEnds),
    Row::Field(PilotField::Started),
    Row::Field(PilotField::Rollout),
    Row::Field(PilotField::Cohort),
    Row::Field(PilotField::Name),
    Row::Field(PilotField::Code),
];

/// The row that a text is about; if that is not known, the one whose text contains the words.
pub(super) fn place_of(page: &PilotPage, spot: &str, seek: &Seek, context: &Context) -> Option<usize> {
    let mut buffer = String::new();
    let holds = |row: &Row| seek.fit(&told(*row, page, context).1, &mut buffer).is_some();
    let about = match spot {
        "stage" => Some(Row::Stage),
        "owner" => Some(Row::Owner),
        _ => None,
    };
    let place = |row: Row| ROWS.iter().position(|known| *known == row);
    about.and_then(place).or_else(|| ROWS.iter().position(holds))
}

/// Columns of the labels, with the bar before them.
const LABEL: usize = 16;
/// Wide enough for a second column.
const WIDE: u16 = 100;

/// A line about the pilot.
type Line = Vec<(Shown, Role)>;

/// Is everything about the pilot visible beside the rows, or below them?
pub(super) fn is_whole(screen: &PilotScreen, page: &PilotPage, context: &Context) -> bool {
    let (width, height) = context.body();
    let aside = aside(Rect::new(0, 0, width, height.saturating_sub(TABS)));
    lines(screen, page, usize::from(aside.width), context).len() <= usize::from(aside.height)
}

/// The form that edits a row.
pub(super) fn edit(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Option<Form> {
    let list = screen.list();
    let pilot = &page.pilot;
    let spot = Spot {
        row: TABS + u16::try_from(list.selected - list.top).unwrap_or(0),
        column: u16::try_from(LABEL + 1).unwrap_or(0),
    };
    Some(match ROWS.get(list.selected)? {
        Row::Reported => deeds::status(vec![pilot.clone()]),
        Row::Stage => match super::readiness::tally(screen, page, context) {
            Some(tally) => super::readiness::verdict(pilot, tally.ahead(), tally.lacking(Verdict::Go), context),
            None => deeds::back(vec![pilot.clone()], context),
        },
        Row::Lifecycle => deeds::lifecycle(vec![pilot.clone()]),
        Row::Owner => deeds::owner(vec![pilot.clone()], context),
        Row::Powers => return deeds::powers(pilot),
        Row::Users => users(page, context),
        Row::Field(field) => deeds::set(pilot, &page.summary, *field, Some(spot), context),
    })
}

fn users(page: &PilotPage, context: &Context) -> Form {
    let week = page.week_to_aim_from(context.moment);
    let now = users_now(page, context).or_else(|| page.targets.first().copied());
    let now = now.map_or_else(String::new, |target| target.users.to_string());
    let in_force = now.clone();
    let fields = vec![
        Field::of(Kind::Count("target users"), "users", "target users", now).required(),
        Field::of(Kind::Week, "from", "from week", week.to_string()).required(),
    ];
    let (id, title) = (page.pilot.id, format!("Target users of {}", page.pilot.name));
    let targets = page.targets.clone();
    let stands = Stands::of(targets.iter().map(|target| (target.from, target.users))).and("users", in_force);
    Form::new(
        format!("pilot/{id}/users"),
        title,
        fields,
        Box::new(move |form, _| {
            let users = form.count("users")?;
            let from = parse_week(&form.value("from")).map_err(|error| error.at("from"))?;
            let was = targets.iter().find(|target| target.from == from).map(|target| target.users);
            Ok(Change::Pilot(PilotChange::Target { pilot: id, users, from, was: Some(form.saw(from, was)) }))
        }),
    )
    .replacing(stands)
    .quick()
}

/// A row as a sentence.
pub(super) fn sentence(row: Row, page: &PilotPage, context: &Context) -> String {
    let (label, text, _) = told(row, page, context);
    format!("{label}: {text}")
}

/// The same for the row under the cursor, if it is cut; the first row, where the cursor is at first, leaves the room to
/// what fires.
pub(super) fn cut(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Option<String> {
    let row = *ROWS.get(screen.list().selected).filter(|row| **row != Row::Reported)?;
    let (_, text, _) = told(row, page, context);
    // Beside the text stand the bar, the label and a gap.
    let room = usize::from(rows_width(context.body().0)).saturating_sub(LABEL + 2);
    (Shown::line(&text).width() > room).then(|| sentence(row, page, context))
}

/// Columns of the rows, on a page of that width.
const fn rows_width(page: u16) -> u16 {
    if page >= WIDE { page * 11 / 20 } else { page }
}

fn told(row: Row, page: &PilotPage, context: &Context) -> (&'static str, String, Role) {
    let pilot = &page.pilot;
    match row {
        Row::Reported => {
            let (sign, word, role) = parts::status(pilot.report.status, context.glyphs);
            let on = pilot.report.on.map_or_else(String::new, |day| format!("  ({})", context.day(day)));
            let because = &pilot.report.because;
            let computed = parts::stands(pilot, context);
            let by_data = match context.glyphs {
                Glyphs::Words => parts::computed(computed, Glyphs::Words).1.to_owned(),
                glyphs => parts::letter(computed, glyphs),
            };
            let differs = pilot
                .reported_otherwise(computed)
                .map_or_else(String::new, |_| format!(" {} computed {by_data}", context.glyphs.differs()));
            let dot = if because.is_empty() { String::new() } else { format!(" {} {because}", context.glyphs.dot()) };
            ("reported", format!("{sign} {word}{differs}{dot}{on}"), role)
        }
        Row::Stage => ("stage", stage(pilot, context), Role::Strong),
        Row::Lifecycle => ("lifecycle", pilot.lifecycle.name().to_owned(), Role::Text),
        Row::Owner => match &pilot.owner {
            Some(seat) if seat.archived => ("executive owner", format!("{}, who is archived", seat.name), Role::Wanted),
            Some(seat) if seat.executive => ("executive owner", seat.name.clone(), Role::Strong),
            Some(seat) => ("executive owner", format!("{}, not of executive level", seat.name), Role::AtRisk),
            None => ("executive owner", "nobody".to_owned(), Role::Wanted),
        },
        Row::Powers => ("powers", powers(pilot), Role::Text),
        Row::Users => ("target users", users_told(page, context), Role::Text),
        Row::Field(field) => {
            let (text, _) = deeds::pilot_field(pilot, &page.summary, field);
            let day = match field {
                PilotField::Started => pilot.started,
                PilotField::PartnerEnds => pilot.partner_ends,
                PilotField::Rollout => pilot.rollout,
                _ => None,
            };
            let text = match (field, &pilot.lead) {
                (PilotField::Lead, Some((_, name))) => name.clone(),
                _ if let Some(day) = day => context.day(day),
                _ if text.is_empty() => context.glyphs.not_applicable().to_owned(),
                _ => text,
            };
            (deeds::pilot_label(field), text, Role::Text)
        }
    }
}

fn stage(pilot: &Pilot, context: &Context) -> String {
    let standing = context.standing(pilot);
    let clock = parts::clock(&standing, context.glyphs);
    let name = context.framework.stage_name(pilot.stage);
    let clock = if clock.is_empty() { String::new() } else { format!(", {clock}") };
    let how = match pilot.visit_kind {
        _ if pilot.assumed => " (stage assumed)",
        VisitKind::Waiver => " (by a waiver)",
        _ => "",
    };
    format!("{} {name}{clock}{how}", pilot.stage)
}

fn powers(pilot: &Pilot) -> String {
    let Some(seat) = &pilot.owner else {
        return "nobody to hold them".to_owned();
    };
    let said =
        |name: &str, power: Power| format!("{name} {}", if power == Power::Unanswered { "?" } else { power.name() });
    let powers = seat.powers;
    [
        said("accountable", powers.accountability),
        said("may pause", powers.authority),
        said("committee", powers.committee),
    ]
    .join(", ")
}

/// The target users that count now: those in force in the reporting week or, if there are none, the last stated ones.
fn users_now(page: &PilotPage, context: &Context) -> Option<Target> {
    let set = Target::by(&page.targets, context.moment.reporting_week());
    set.or_else(|| Target::by(&page.stated, Week::of(context.moment.day)))
}

fn users_told(page: &PilotPage, context: &Context) -> String {
    let week = context.moment.reporting_week();
    // A week of another year says so.
    let named = |from: Week| if from.year() == week.year() { from.short() } else { from.to_string() };
    let now = users_now(page, context).map(|Target { users, from }| match Target::since(&page.targets, week) {
        Some(since) => format!("{users} since {}", named(since)),
        None => format!("{users}, as the value of {} says", named(from)),
    });
    let ahead = page.targets.iter().find(|target| target.from > week);
    let ahead = ahead.map(|target| format!("{} from {} on", target.users, named(target.from)));
    let told: Vec<String> = now.into_iter().chain(ahead).collect();
    if told.is_empty() {
        return "not set: adoption first needs both, as 45/60".to_owned();
    }
    told.join(", ")
}

/// Draws the rows, and beside them, or below, the rest.
pub(super) fn draw(screen: &PilotScreen, page: &PilotPage, area: Rect, buffer: &mut Buffer, context: &Context) {
    let left = rows_of(area);
    let list = screen.list();
    for (line, row, selected) in list.shown(ROWS, Rect { width: left.width.saturating_sub(1), ..left }) {
        let (label, text, role) = told(*row, page, context);
        let (mut pen, style) = row_pen(buffer, line, selected, (&context.theme, context.glyphs));
        pen.cell(&Shown::line(label), LABEL, style(Role::Dim)).text(&Shown::head(&text, 600), style(role));
    }
    parts::more(list, ROWS.len(), left, buffer, context);
    let aside = aside(area);
    text::put_pieces(
        &lines(screen, page, usize::from(aside.width), context),
        aside,
        "⟨zoom⟩ shows them",
        buffer,
        context,
    );
}

/// Where the rows stand.
pub(super) fn rows_of(area: Rect) -> Rect {
    Rect { width: rows_width(area.width), ..area }
}

/// The area of the rest: beside the rows where there is room, else below them.
fn aside(area: Rect) -> Rect {
    let left = rows_width(area.width);
    if area.width >= WIDE {
        return Rect { x: area.x + left, width: area.width - left, ..area };
    }
    let used = u16::try_from(ROWS.len() + 1).unwrap_or(u16::MAX).min(area.height);
    Rect { y: area.y + used, height: area.height - used, ..area }
}

/// What the pilot is for, its status by its data, its headline metrics, its way through the stages.
pub(super) fn lines(screen: &PilotScreen, page: &PilotPage, width: usize, context: &Context) -> Vec<Line> {
    let width = width.saturating_sub(2);
    let mut lines: Vec<Line> = Vec::new();
    let heading = |text: &str| vec![(Shown::line(text), Role::Accent)];
    // Where there is little room, the row of the summary says enough.
    let (columns, rows) = context.body();
    if (screen.closer || columns >= WIDE && rows > 16) && !page.summary.is_empty() {
        lines.push(heading("What for"));
        // Whole where somebody looks at it.
        let is_meant = ROWS.get(screen.list().selected) == Some(&Row::Field(PilotField::Summary));
        let most = if screen.closer || is_meant { usize::MAX } else { 5 };
        let wrapped = within(Shown::line(&page.summary).wrap(width), most, width);
        lines.extend(wrapped.into_iter().map(|line| vec![(line, Role::Text)]));
        lines.push(Vec::new());
    }
    lines.extend(judged(page, width, screen.closer, context));
    lines.push(heading("Headline metrics"));
    for metric in headlines(page) {
        lines.push(super::metrics::line(screen, metric, width, context));
    }
    lines.push(Vec::new());
    lines.push(heading("Checklist"));
    lines.push(vec![(Shown::line(&checked(page, context)), Role::Text)]);
    lines.push(Vec::new());
    lines.push(heading("Way through the stages"));
    for visit in page.visits.iter().rev() {
        let day = visit.entered.map_or_else(|| context.glyphs.not_applicable().to_owned(), |day| context.day(day));
        let text = format!("{:<12} {} {}", day, visit.stage, came(visit, page));
        lines.extend(led(("", Role::Text), &text, width, if screen.closer { usize::MAX } else { 1 }));
    }
    lines.extend(ruler(page, width, context));
    lines
}

/// What a screen shows beside the rows and nowhere else: what would make the pilot green, its headline metrics, the
/// state of its checklist, its way through the stages.
pub(super) fn said(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<String> {
    let judged = context.portfolio.of(page.pilot.id);
    let obstacles = judged.into_iter().flat_map(|judged| judged.in_the_way(&page.pilot));
    let green: Vec<String> = obstacles.map(|obstacle| cleared(obstacle, context)).collect();
    let metrics = headlines(page).map(|metric| super::metrics::sentence(screen, metric, context)).collect();
    let visits = page.visits.iter().rev().map(|visit| {
        let day = visit.entered.map(|day| format!("{}, ", context.day(day))).unwrap_or_default();
        format!("{day}stage {}, {}", visit.stage, came(visit, page))
    });
    let parts: [(&str, Vec<String>); 4] = [
        ("What would make it green", green),
        ("Headline metrics", metrics),
        ("Checklist", vec![checked(page, context)]),
        ("Way through the stages", visits.collect()),
    ];
    let told = parts.into_iter().filter(|(_, lines)| !lines.is_empty());
    told.flat_map(|(heading, lines)| std::iter::once(format!("{heading}:")).chain(lines)).collect()
}

fn headlines(page: &PilotPage) -> impl Iterator<Item = &Metric> {
    page.metrics.iter().filter(|metric| metric.headline && !metric.archived)
}

/// How far the checklist is.
fn checked(page: &PilotPage, context: &Context) -> String {
    let open = page.pilot.open_gaps(&context.framework);
    let all = context.framework.items_through(page.pilot.stage).count();
    format!("{} of {all} done, {open} open", all - open.min(all))
}

/// What is in the way of green, and how to clear it.
fn cleared(obstacle: &Obstacle, context: &Context) -> String {
    context.dated(&format!("{}: {} ({})", obstacle.of(), obstacle.clears, obstacle.what))
}

/// How the pilot came to a stage, and why.
fn came(visit: &Visit, page: &PilotPage) -> String {
    let how = match visit.kind {
        VisitKind::Start => "began",
        VisitKind::TakeOver => "taken over",
        VisitKind::Gate => "moved on",
        VisitKind::Waiver => "moved on by a waiver",
        VisitKind::Back => "moved back",
    };
    match (visit.kind, visit.why.as_str()) {
        (_, "") => how.to_owned(),
        // A use case names its parent pilot, so that the take-over goes without saying.
        (VisitKind::TakeOver, why) if page.pilot.parent.is_some() => why.to_owned(),
        (_, why) => format!("{how}: {why}"),
    }
}

/// The stage of each week by the calendar of the framework, and below it the stage that the pilot was in.
fn ruler(page: &PilotPage, width: usize, context: &Context) -> Vec<Vec<(Shown, Role)>> {
    let ticks = ruler::ruler(page.pilot.started, &page.visits, context.moment.day, &context.framework);
    let room = width.saturating_sub(10).max(1);
    // Where there is no room for every week, one figure stands for several.
    let each = ticks.len().div_ceil(room).max(1);
    let shown: Vec<_> = ticks.chunks(each).filter_map(|chunk| chunk.last()).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let nominal: String = shown.iter().map(|tick| tick.nominal.to_string()).collect();
    let entered: String =
        shown.iter().map(|tick| tick.entered.map_or_else(|| " ".to_owned(), |stage| stage.to_string())).collect();
    let scale = if each == 1 { "a figure a week".to_owned() } else { format!("a figure for {each} weeks") };
    vec![
        vec![(Shown::line(&format!("by weeks, {scale}")), Role::Dim)],
        vec![(Shown::line(&format!("nominal   {nominal}")), Role::Dim)],
        vec![(Shown::line(&format!("entered   {entered}")), Role::Text)],
    ]
}

/// Its status by its data: by family, with what fires and what would make it green.
fn judged(page: &PilotPage, width: usize, whole: bool, context: &Context) -> Vec<Line> {
    let Some(judged) = context.portfolio.of(page.pilot.id) else {
        return Vec::new();
    };
    let mut lines = vec![vec![(Shown::line("By its data"), Role::Accent)]];
    let families = Family::ALL.iter().map(|family| family.name()).chain(["gate"]);
    let stands = judged.stands(&page.pilot);
    let statuses: Vec<_> = families.zip(stands.families.into_iter().chain([stands.gate])).collect();
    // All on one line where there is room, else on two.
    for row in statuses.chunks(if width < 72 { 3 } else { 5 }) {
        let mut pieces = Vec::new();
        for (name, status) in row {
            let signed = Shown::line(&parts::signed(*status, context.glyphs));
            pieces.push((signed.pad(4), parts::status(*status, context.glyphs).2));
            pieces.push((Shown::line(name).pad(12), Role::Dim));
        }
        lines.push(pieces);
    }
    let most = |lines: usize| if whole { usize::MAX } else { lines };
    for signal in &judged.signals {
        let (sign, role) = parts::attention(signal, context);
        let since = signal.found.since.map_or_else(String::new, |day| format!(" ({})", context.day(day)));
        let text = format!("{since}: {}", context.dated(&signal.found.explanation));
        // The committee's are told at more length than the owner's.
        let rows = if signal.is_signal() { 2 } else { 1 };
        lines.extend(led((&format!("{sign} {}", signal.warning), role), &text, width, most(rows)));
    }
    let obstacles = judged.in_the_way(&page.pilot);
    if !obstacles.is_empty() {
        lines.push(Vec::new());
        lines.push(vec![(Shown::line("What would make it green"), Role::Accent)]);
    }
    for obstacle in obstacles {
        lines.extend(led(("", Role::Text), &cleared(obstacle, context), width, most(2)));
    }
    lines.push(Vec::new());
    lines
}

/// A text after a lead of another colour, on at most so many lines, indented after the first.
fn led((lead, role): (&str, Role), text: &str, width: usize, most: usize) -> Vec<Line> {
    let width = width.saturating_sub(2);
    let wrapped = within(Shown::line(&format!("{lead}{text}")).wrap(width), most, width);
    let line = |(at, line): (usize, Shown)| match line.as_str().strip_prefix(lead) {
        Some(rest) if at == 0 => vec![(Shown::line(lead), role), (Shown::line(rest), Role::Text)],
        _ if at == 0 => vec![(line, role)],
        _ => vec![(Shown::line(&format!("  {}", line.as_str())), Role::Text)],
    };
    wrapped.into_iter().enumerate().map(line).collect()
}

/// At most so many lines of a text: the last one holds what follows too, and is cut.
fn within(mut lines: Vec<Shown>, most: usize, width: usize) -> Vec<Shown> {
    if lines.len() > most {
        let rest: Vec<String> = lines.drain(most.saturating_sub(1)..).map(String::from).collect();
        lines.push(Shown::line(&rest.join(" ")).fit(width));
    }
    lines
}

/// Why a row cannot be edited, if so.
pub(super) fn frozen(screen: &PilotScreen) -> Option<&'static str> {
    let pilot = &screen.page.as_ref()?.pilot;
    match ROWS.get(screen.list().selected)? {
        Row::Powers if pilot.owner.is_none() => Some("appoint an owner first: ⟨owner⟩"),
        // The stage is edited by the verdict of its gate.
        Row::Stage if Gate::out_of(pilot.stage).is_some() => barred(pilot),
        _ => None,
    }
}
