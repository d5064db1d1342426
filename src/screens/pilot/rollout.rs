//! Embedding and expansion: the steps of the process, where the pilot goes next, and why people do not use it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{deeds, parts, text};
use super::{PilotScreen, UNBROKEN, certify, checklist};
use crate::domain::change::{RolloutChange, StepField};
use crate::domain::readiness::{Diagnosis, Document, Expansion, Step, Training};
use crate::domain::{
    Change, Day, DocumentKind, ExpansionKind, ExpansionState, Family, Measure, PilotPage, ResistanceCause, Seek, Shown,
    Stage, StepId, Value, Verdict, Week, handing_on, plan,
};
use crate::interaction::{Context, Effect, Field, Form, Kind};
use crate::ui::paint::{Pen, paragraph, row_pen};
use crate::ui::theme::Role;

/// A row of the page.
pub(super) enum Row<'a> {
    Step(&'a Step),
    Training(&'a Training),
    Document(DocumentKind, Option<&'a Document>),
    Item(&'a Expansion),
    Diagnosis(&'a Diagnosis),
}

impl Row<'_> {
    /// Its id; none for a document, as there is only one of each kind.
    pub(super) const fn id(&self) -> Option<i64> {
        match self {
            Self::Step(step) => Some(step.id.0),
            Self::Training(training) => Some(training.id.0),
            Self::Document(..) => None,
            Self::Item(item) => Some(item.id.0),
            Self::Diagnosis(diagnosis) => Some(diagnosis.id.0),
        }
    }
}

/// The rows, in their groups. Documents are asked for from stage 3 on.
pub(super) fn rows(page: &PilotPage) -> Vec<Row<'_>> {
    let readiness = &page.readiness;
    let steps = readiness.steps.iter().map(Row::Step);
    let trainings = readiness.trainings.iter().rev().map(Row::Training);
    let documents = DocumentKind::ALL.iter().map(|kind| Row::Document(*kind, readiness.document(*kind)));
    let wanted = page.pilot.stage >= Stage::Three || !readiness.documents.is_empty();
    let documents = documents.filter(|_| wanted);
    let items = readiness.expansions.iter().map(Row::Item);
    let diagnoses = readiness.diagnoses.iter().rev().map(Row::Diagnosis);
    steps.chain(trainings).chain(documents).chain(items).chain(diagnoses).collect()
}

/// The place of a row by its id: its number, or the kind of a document.
pub(super) fn place_of(page: &PilotPage, spot: &str) -> Option<usize> {
    let is_meant = |row: &Row<'_>| match row {
        Row::Document(kind, _) => kind.name() == spot,
        row => row.id().is_some_and(|id| id.to_string() == spot),
    };
    rows(page).iter().position(is_meant)
}

/// The lines with those words in the text about the row under the cursor, and its number of lines; none where they are
/// visible beside the rows.
pub(super) fn hidden(
    screen: &PilotScreen,
    page: &PilotPage,
    seek: &Seek,
    area: Rect,
    context: &Context,
) -> Option<(usize, usize)> {
    let (left, right) = beside(page, area);
    let beside = parts::below_rule(left, right);
    let told = |width: u16| lines(screen, page, usize::from(width), context);
    text::cut_off(seek, (&told(beside.width), beside.height), &told(area.width))
}

/// The areas of the rows and of the text about one of them.
pub(super) fn beside(page: &PilotPage, area: Rect) -> (Rect, Rect) {
    checklist::split(below(page, area))
}

/// The area of both, below the text about the whole page.
fn below(page: &PilotPage, area: Rect) -> Rect {
    let above = head(page).min(area.height);
    Rect { y: area.y + above, height: area.height - above, ..area }
}

/// The row under the cursor.
pub(super) fn selected<'a>(screen: &PilotScreen, page: &'a PilotPage) -> Option<Row<'a>> {
    rows(page).into_iter().nth(screen.list().selected)
}

/// Draws the rows, each group under its heading where one begins on the page.
pub(super) fn draw(screen: &PilotScreen, page: &PilotPage, area: Rect, buffer: &mut Buffer, context: &Context) {
    let strip = strip(screen, page, context);
    if let Some(Strip { marks, says, role, .. }) = &strip {
        let line = format!("{SPAN}  {marks}  {says}");
        Pen::new(buffer, area, 0).skip(1).text(&Shown::line(&line), context.theme.style(*role));
    }
    let (left, right) = beside(page, area);
    let rows = rows(page);
    if rows.is_empty() {
        let says = "No process step yet: ⟨add⟩ lists one that the pilot changes, with its document, its training, the manager who \
                    answers for it, and whether the old way is gone. ⟨train⟩ records a training, ⟨expand⟩ plans a unit, geography or \
                    use case, ⟨diagnose⟩ says why people do not use it.";
        let says = context.told(parts::inviting(context, says));
        paragraph(buffer, below(page, area), 2, &says, context.theme.style(Role::Text));
        return;
    }
    let list = screen.list();
    for (line, row, selected) in list.shown(&rows, left) {
        draw_row(row, page, selected, line, buffer, context);
    }
    parts::more(list, rows.len(), left, buffer, context);
    let right = parts::ruled(left, right, buffer, context);
    text::put(lines(screen, page, usize::from(right.width), context), right, "⟨zoom⟩ shows them", buffer, context);
}

/// The text about the row under the cursor.
pub(super) fn lines(screen: &PilotScreen, page: &PilotPage, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    let told: Vec<(String, Role)> = match selected(screen, page) {
        None => Vec::new(),
        Some(Row::Step(step)) => vec![(step.name.clone(), Role::Strong), (step_facts(step, context), Role::Text)],
        Some(Row::Training(held)) => {
            let on = context.day(held.held);
            let who = format!("{} {}, {on}; entered by {}", held.attended, held.audience, held.by);
            vec![(held.topic.clone(), Role::Strong), (who, Role::Text)]
        }
        Some(Row::Document(kind, document)) => {
            let heading = format!("{}: {}", certify::titled(kind), certify::facts(document, context));
            let text = document.map(certify::text).unwrap_or_default();
            std::iter::once((heading, Role::Strong)).chain(text).collect()
        }
        Some(Row::Item(item)) => {
            let heading = format!("{} {}, {}", item.kind, item.name, item.state);
            let said = certify::said(screen, page, item, context);
            std::iter::once((heading, Role::Strong)).chain(said).collect()
        }
        Some(Row::Diagnosis(found)) => {
            let on = context.day(found.on);
            let says = format!("{} ({on}, {})", found.note, found.by);
            vec![(found.cause.name().to_owned(), Role::Strong), (says, Role::Text)]
        }
    };
    let wrapped = |(text, role): (String, Role)| {
        // Further lines stand under the first word behind the signs.
        let sign = text.chars().take_while(|c| !c.is_alphanumeric() && *c != '“' && *c != '#' && *c != '-').count();
        let (sign, rest) = text.split_at(text.char_indices().nth(sign).map_or(text.len(), |(at, _)| at));
        text::hanging(sign, rest, width.saturating_sub(2), role)
    };
    told.into_iter().flat_map(wrapped).collect()
}

/// Rows above the list: the strip of the change programme and a blank line, in stage 3.
fn head(page: &PilotPage) -> u16 {
    if page.pilot.stage == Stage::Three && page.pilot.entered.is_some() { 2 } else { 0 }
}

/// The weeks of the change programme.
const SPAN: &str = "90 days, week 1 to 13";

/// How far the adoption readings of those weeks are.
struct Strip {
    /// A mark for each week, whether its reading is there.
    marks: String,
    /// The same in numbers.
    counts: String,
    /// Which are missing.
    says: String,
    role: Role,
}

fn strip(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Option<Strip> {
    let entered = page.pilot.entered.filter(|_| head(page) > 0)?;
    let metric = page.metrics.iter().find(|metric| metric.headline && metric.family == Family::Adoption)?;
    let readings = screen.readings.get(&metric.local).map(Vec::as_slice).unwrap_or_default();
    let glyphs = context.glyphs;
    let ended = context.moment.reporting_week();
    let measure = |week: Week| readings.iter().find(|reading| reading.week == week).map(|reading| reading.measure);
    let weeks = (0..plan::WEEKS).map(|number| Week::of(entered).plus(number));
    let weeks: Vec<(Week, Option<Measure>)> = weeks.map(|week| (week, measure(week))).collect();
    let marks = weeks.iter().map(|(week, measure)| match measure {
        Some(Measure::NotMeasured) => glyphs.not_applicable(),
        Some(_) => glyphs.done(),
        None if *week > ended => glyphs.dot(),
        None => glyphs.open(),
    });
    let (known, unknown): (Vec<_>, Vec<_>) = weeks.iter().partition(|(_, measure)| measure.is_some());
    let unmeasured = known.iter().filter(|(_, measure)| *measure == Some(Measure::NotMeasured)).count();
    let missing = unknown.iter().filter(|(week, _)| *week <= ended).map(|(week, _)| week.short());
    let missing: Vec<String> = missing.collect();
    let some = |count: usize, what: &str| if count > 0 { format!(", {count} {what}") } else { String::new() };
    let (there, ahead) = (known.len() - unmeasured, some(unknown.len() - missing.len(), "to come"));
    let counts = format!("{there} of {} are in{}{ahead}", plan::WEEKS, some(unmeasured, "not measured"));
    let (says, role) = if missing.is_empty() {
        ("none missing".to_owned(), Role::OnTrack)
    } else {
        (format!("missing: {}", missing.join(", ")), Role::AtRisk)
    };
    Some(Strip { marks: marks.collect(), counts, says, role })
}

/// What the page says beside its rows; a page without rows is read as it is drawn.
pub(super) fn remarks(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<String> {
    if rows(page).is_empty() {
        return Vec::new();
    }
    let strip = strip(screen, page, context);
    let strip = strip.map(|Strip { counts, says, .. }| format!("{SPAN}: adoption readings, {counts}, {says}"));
    strip.into_iter().chain([summary(page, context)]).collect()
}

fn draw_row(row: &Row<'_>, page: &PilotPage, selected: bool, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (sign, role, group, name, facts) = facts(row, page, context);
    let (mut pen, style) = row_pen(buffer, area, selected, (&context.theme, context.glyphs));
    pen.words(&format!(" {sign} "), style(role));
    pen.cell(&Shown::line(group), 10, style(Role::Dim));
    pen.cell(&Shown::line(name), 26.min(usize::from(area.width) / 3), style(Role::Text));
    pen.skip(1).text(&Shown::line(&facts), style(Role::Dim));
}

/// A row's sign and role, its kind, its name, and the facts.
fn facts<'a>(
    row: &Row<'a>,
    page: &PilotPage,
    context: &Context,
) -> (&'static str, Role, &'static str, &'a str, String) {
    let glyphs = context.glyphs;
    match row {
        Row::Step(step) => {
            let done = step.is_done(context.moment.day);
            let (sign, role) = if done { (glyphs.done(), Role::OnTrack) } else { (glyphs.open(), Role::AtRisk) };
            (sign, role, "step", step.name.as_str(), step_facts(step, context))
        }
        Row::Item(item) => {
            let (sign, role) = match item.state {
                ExpansionState::Planned => (glyphs.open(), Role::Text),
                ExpansionState::Started => (glyphs.doing(), Role::AtRisk),
                ExpansionState::Certified => (glyphs.done(), Role::OnTrack),
                ExpansionState::Dropped => (glyphs.not_applicable(), Role::Dim),
            };
            let since = context.day(item.since);
            let held = page.readiness.certification(item.id);
            let against = held.is_some_and(|held| held.verdict == Verdict::Waive);
            let (role, facts) = if against {
                (Role::AtRisk, format!("against rules, {since}"))
            } else {
                (role, format!("{} since {since}", item.state))
            };
            (sign, role, item.kind.name(), item.name.as_str(), facts)
        }
        Row::Training(held) => {
            let on = context.day(held.held);
            let who = format!("{} {}, {on}", held.attended, held.audience);
            (glyphs.done(), Role::OnTrack, "training", held.topic.as_str(), who)
        }
        Row::Document(kind, document) => {
            let (sign, role) = match document {
                Some(document) if handing_on::blanks(&document.text) == 0 => (glyphs.done(), Role::OnTrack),
                Some(_) => (glyphs.doing(), Role::AtRisk),
                None => (glyphs.open(), Role::AtRisk),
            };
            (sign, role, "document", certify::titled(*kind), certify::facts(*document, context))
        }
        Row::Diagnosis(found) => {
            let on = context.day(found.on);
            (glyphs.doing(), Role::Text, "diagnosis", found.cause.name(), format!("{on}, {}: {}", found.by, found.note))
        }
    }
}

/// A row as a sentence.
pub(super) fn sentence(row: &Row<'_>, page: &PilotPage, context: &Context) -> String {
    let (_, _, group, name, facts) = facts(row, page, context);
    format!("{group} {name}: {facts}")
}

/// What a step has, and what it lacks.
fn step_facts(step: &Step, context: &Context) -> String {
    let since = |what: &str, since: Option<Day>| match since {
        Some(day) => format!("{what} {}", context.day(day)),
        None => format!("not {what}"),
    };
    let manager = step.manager_name.as_deref().unwrap_or("no manager");
    let parts = [since("documented", step.documented), since("trained", step.trained), since("retired", step.retired)];
    format!("{manager}: {}", parts.join(", "))
}

/// `a`: a process step.
pub(super) fn add_step(page: &PilotPage) -> Form {
    let pilot = page.pilot.id;
    Form::prompt(
        format!("pilot/{pilot}/step"),
        format!("A process step that {} changes", page.pilot.name),
        Field::line("name", "step", "").required(),
        Box::new(move |form, _| Ok(Change::Rollout(RolloutChange::AddStep { pilot, name: form.value("name") }))),
    )
}

/// `N`: a unit, geography or use case.
pub(super) fn add_item(page: &PilotPage) -> Form {
    let pilot = page.pilot.id;
    let kinds = Kind::words(ExpansionKind::ALL);
    let fields = vec![Field::line("name", "which", "").required(), Field::of(kinds, "kind", "kind", "unit")];
    Form::new(
        format!("pilot/{pilot}/item"),
        format!("Where {} goes next", page.pilot.name),
        fields,
        Box::new(move |form, _| {
            let kind = form.value("kind").parse()?;
            Ok(Change::Rollout(RolloutChange::AddExpansion { pilot, kind, name: form.value("name") }))
        }),
    )
    .quick()
}

/// `Q`: why people do not use it.
pub(super) fn diagnose(page: &PilotPage) -> Form {
    let pilot = page.pilot.id;
    let titles = [
        (ResistanceCause::RedesignIncomplete, "the new work is half designed"),
        (ResistanceCause::ProtocolUnclear, "nobody knows what to do with a wrong output"),
        (ResistanceCause::TargetsAddPressure, "targets leave no time for it"),
    ];
    let causes = Kind::titled(titles.map(|(cause, title)| (cause, format!("{cause}: {title}"))));
    let fields = vec![
        Field::line("note", "what was seen", "").required(),
        Field::of(causes, "cause", "cause", ResistanceCause::RedesignIncomplete.name()),
    ];
    Form::new(
        format!("pilot/{pilot}/diagnosis"),
        format!("Why people do not use {}", page.pilot.name),
        fields,
        Box::new(move |form, _| {
            let (cause, note) = (form.value("cause").parse()?, form.value("note"));
            Ok(Change::Rollout(RolloutChange::Diagnose { pilot, cause, note, on: None }))
        }),
    )
}

/// `e`: the row under the cursor.
pub(super) fn edit(screen: &PilotScreen, context: &Context) -> Vec<Effect> {
    Effect::asking(screen.page.as_ref().and_then(|page| match selected(screen, page)? {
        Row::Step(step) => Some(edit_step(step, context)),
        Row::Item(item) => Some(certify::edit_item(item)),
        Row::Document(kind, _) => Some(certify::write(page, kind, context)),
        Row::Training(_) | Row::Diagnosis(_) => None,
    }))
}

/// Why the row under the cursor cannot be edited.
pub(super) fn frozen(screen: &PilotScreen) -> Option<&'static str> {
    let page = screen.page.as_ref()?;
    match selected(screen, page) {
        None => Some("there is nothing yet: ⟨add⟩ adds a process step"),
        Some(Row::Training(_)) => Some("a training stands as it was held: ⟨train⟩ records another"),
        Some(Row::Diagnosis(_)) => Some("a diagnosis stands as it was made: ⟨diagnose⟩ makes another"),
        Some(_) => None,
    }
}

/// A field of a step as text and as a value.
fn held(step: &Step, field: StepField) -> (String, Value) {
    let day = |day: Option<Day>| deeds::text_and_value(day, Value::Day);
    match field {
        StepField::Name => (step.name.clone(), Value::text(&step.name)),
        StepField::Manager => deeds::text_and_value(step.manager, Value::Person),
        StepField::Documented => day(step.documented),
        StepField::Trained => day(step.trained),
        StepField::Retired => day(step.retired),
    }
}

const fn label(field: StepField) -> &'static str {
    match field {
        StepField::Name => "step",
        StepField::Manager => "manager",
        StepField::Documented => "documented on",
        StepField::Trained => "trained on",
        StepField::Retired => "old way gone on",
    }
}

fn edit_step(step: &Step, context: &Context) -> Form {
    let asked = StepField::ALL
        .iter()
        .map(|field| deeds::field(field.kind(), field.name(), label(*field), &held(step, *field).0, context));
    let (id, fields) = (step.id, asked.collect());
    let before: Vec<(StepField, Value)> = StepField::ALL.iter().map(|field| (*field, held(step, *field).1)).collect();
    deeds::setting(
        (format!("step/{id}"), step.name.clone()),
        fields,
        before,
        |field| (field.name(), field.kind()),
        move |field, to, was| Change::Rollout(RolloutChange::SetStep { step: id, field, to, was }),
    )
}

/// The unit, geography or use case under the cursor.
pub(super) fn selected_item<'a>(screen: &PilotScreen, page: &'a PilotPage) -> Option<&'a Expansion> {
    match selected(screen, page)? {
        Row::Item(item) => Some(item),
        _ => None,
    }
}

/// The step under the cursor.
pub(super) fn selected_step(screen: &PilotScreen) -> Option<StepId> {
    match selected(screen, screen.page.as_ref()?)? {
        Row::Step(step) => Some(step.id),
        _ => None,
    }
}

/// `x`: the step under the cursor out of sight.
pub(super) fn archive(screen: &PilotScreen) -> Vec<Effect> {
    let step = selected_step(screen);
    let archived = |step| Effect::commit(Change::Rollout(RolloutChange::ArchiveStep { step, archived: true }));
    step.map(archived).into_iter().collect()
}

/// A sentence about the pilot; for listening, one about the row under the cursor.
pub(super) fn explain(screen: &PilotScreen, page: &PilotPage, context: &Context) -> String {
    if context.is_heard() && selected(screen, page).is_some() {
        let lines = lines(screen, page, UNBROKEN, context);
        return lines.iter().map(|(line, _)| line.as_str().trim()).collect::<Vec<_>>().join("; ");
    }
    summary(page, context)
}

/// How far the rollout is: steps, expansions, and since when.
fn summary(page: &PilotPage, context: &Context) -> String {
    let day = context.moment.day;
    let (steps, items) = (&page.readiness.steps, &page.readiness.expansions);
    let done = steps.iter().filter(|step| step.is_done(day)).count();
    let of = |state| items.iter().filter(|item| item.state == state).count();
    let certified = of(ExpansionState::Certified);
    let started = of(ExpansionState::Started) + certified;
    let rollout = match page.pilot.rollout {
        None => "It has not been rolled out yet.".to_owned(),
        Some(ahead) if ahead > day => format!("It is to be rolled out on {}.", context.day(ahead)),
        Some(rollout) => format!("Rolled out on {}, day {}.", context.day(rollout), (day - rollout).num_days()),
    };
    let early = if started > 0 && page.pilot.stage < Stage::Four { " It expands before stage 4." } else { "" };
    let steps = match steps.len() {
        0 => "No process step is listed".to_owned(),
        all => format!("{done} of {all} steps redesigned"),
    };
    let expansions = match items.len() {
        0 => "no expansion is planned".to_owned(),
        all => format!("{started} of {all} expansions begun, {certified} certified"),
    };
    format!("{steps}; {expansions}. {rollout}{early}")
}
