//! The page of the minutes: item by item what was said, then what was decided and who does what.

use super::super::meeting::place;
use super::{Page, Reviews};
use crate::domain::another_day::is_move;
use crate::domain::change::ReviewChange;
use crate::domain::review::Minute;
use crate::domain::{Action, AgendaId, AgendaState, Change, MinuteId, PilotId, ReviewId, ReviewState};
use crate::interaction::{Context, Effect, Field, Form, Kind, Stands};
use crate::report::escape_copied;
use crate::ui::theme::Role;

/// A line of the page.
pub(super) struct Line {
    /// What it says.
    pub text: String,
    /// What it means.
    pub role: Role,
    /// About which pilot.
    pub pilot: Option<PilotId>,
    /// Of which item.
    item: Option<AgendaId>,
    /// The line of the minutes that it is; none where it is something else.
    pub minute: Option<MinuteId>,
    /// The parts of it that somebody typed.
    typed: Vec<String>,
}

impl Line {
    /// Its text on a screen, with days shortened except where somebody typed them.
    pub fn shown(&self, context: &Context) -> String {
        context.dated_around(&self.typed, &self.text)
    }
}

fn line(text: String, role: Role, pilot: Option<PilotId>) -> Line {
    Line { text, role, pilot, item: None, minute: None, typed: Vec::new() }
}

/// A line of the minutes, below its subject; one that stands for an action tells that.
fn minuted(minute: &Minute, tied: Option<&Action>, pilot: Option<PilotId>) -> Line {
    let text = tied.map_or_else(|| minute.text.clone(), Action::told);
    let typed = match tied {
        Some(action) => vec![action.text.clone()],
        // What is minuted by itself is a sentence of ours.
        None if is_move(&minute.text) => Vec::new(),
        None => vec![minute.text.clone()],
    };
    Line { item: minute.item, minute: Some(minute.id), typed, ..line(format!("  {text}"), Role::Text, pilot) }
}

/// Every line with the words by which it is found, including those of its heading.
fn found_by(screen: &Reviews) -> Vec<(String, Line)> {
    let mut heading = String::new();
    let found_by = |line: Line| {
        if line.role == Role::Strong {
            heading.clone_from(&line.text);
            return (heading.clone(), line);
        }
        (format!("{heading} {}", line.text), line)
    };
    every_line(screen).into_iter().map(found_by).collect()
}

/// What the lines are found by.
pub(super) fn words(screen: &Reviews) -> Vec<String> {
    found_by(screen).into_iter().map(|(words, _)| words).collect()
}

/// The lines that pass the filter, each heading with the lines below it.
pub(super) fn lines(screen: &Reviews) -> Vec<Line> {
    let (mut lines, mut heading) = (Vec::new(), None);
    for (words, line) in found_by(screen) {
        let below = if line.role == Role::Strong {
            heading = Some(line);
            None
        } else {
            Some(line)
        };
        if screen.lets_through(&words) {
            lines.extend(heading.take().into_iter().chain(below));
        }
    }
    lines
}

/// The text of a line on its own.
pub(super) fn said(line: &Line, context: &Context) -> String {
    line.shown(context).trim().replace("   ", ", ")
}

/// The lines below their headings, as they are copied.
pub(super) fn written(screen: &Reviews, context: &Context) -> Vec<(String, String)> {
    let mut written: Vec<(String, String)> = Vec::new();
    for line in lines(screen) {
        let said = said(&line, context);
        match written.last_mut() {
            Some((_, below)) if line.role != Role::Strong => below.extend(["- ", escape_copied(&said).as_str(), "\n"]),
            _ => written.push((said, String::new())),
        }
    }
    written
}

/// How many of the lines the filter lets through, and of how many; a heading is none.
pub(super) fn counted(screen: &Reviews) -> (usize, usize) {
    let count = |lines: Vec<Line>| lines.iter().filter(|line| line.role != Role::Strong).count();
    (count(lines(screen)), count(every_line(screen)))
}

/// The lines in the minutes of the review on screen. While it is open, every item has a heading, below which a line can
/// be written.
fn every_line(screen: &Reviews) -> Vec<Line> {
    let Some(meeting) = screen.so_far() else {
        return Vec::new();
    };
    let id = meeting.review.id;
    let tied = |minute| meeting.tied(minute, &screen.survey.actions);
    let mut lines = Vec::new();
    let brought = meeting.brought(&screen.survey.decisions, &screen.survey.actions);
    let is_open = meeting.review.state == ReviewState::Open;
    let general: Vec<_> = meeting.minutes.iter().filter(|minute| minute.item.is_none()).collect();
    if is_open || !general.is_empty() {
        lines.push(line("On the meeting".to_owned(), Role::Strong, None));
        lines.extend(general.into_iter().map(|minute| minuted(minute, None, None)));
    }
    let is_told = |state: AgendaState| match state {
        AgendaState::Open => is_open,
        AgendaState::Dropped => false,
        AgendaState::Done | AgendaState::Carried => true,
    };
    for item in &meeting.agenda {
        let said: Vec<_> = meeting.minutes.iter().filter(|minute| minute.item == Some(item.id)).collect();
        if is_told(item.state) || !said.is_empty() {
            let title = format!("{}   {}", item.title, item.state.told(brought.contains(&item.id)));
            lines.push(Line { item: Some(item.id), ..line(title, Role::Strong, item.pilot) });
            lines.extend(said.into_iter().map(|minute| minuted(minute, tied(minute), item.pilot)));
            let ended = meeting.ended(item, &screen.survey.actions);
            let came = |action: &Action| line(format!("  {}", action.came()), Role::Text, action.pilot);
            lines.extend(ended.map(|action| Line { typed: vec![action.came()], ..came(action) }));
        }
    }
    let decided: Vec<_> = screen.survey.decisions.iter().filter(|decision| decision.review == Some(id)).collect();
    if !decided.is_empty() {
        lines.push(line("Decisions".to_owned(), Role::Strong, None));
        lines.extend(decided.iter().map(|decision| {
            let (on, by) = (screen.pilot_name(Some(decision.pilot)), &decision.decided_by_name);
            let said = screen.framework.as_ref().map(|framework| decision.in_words(framework)).unwrap_or_default();
            let follows = meeting.follows((*decision, &said), &screen.survey.decisions);
            let said = line(format!("  {on}: {said}, {by}{follows}"), Role::Text, Some(decision.pilot));
            Line { typed: decision.typed(), ..said }
        }));
    }
    let actions = screen.survey.actions.iter().filter(|action| action.review == Some(id));
    let actions: Vec<_> = actions.map(|action| meeting.as_left(action)).collect();
    if !actions.is_empty() {
        lines.push(line("Actions".to_owned(), Role::Strong, None));
        lines.extend(actions.iter().map(|action| {
            let text = format!("  {} by {}: {}   {}", action.owner_name, action.due, action.text, action.state);
            Line { typed: vec![action.text.clone()], ..line(text, Role::Text, action.pilot) }
        }));
    }
    lines
}

/// `a`: another line, on the item that the line under the cursor is of.
pub(super) fn add(screen: &Reviews, review: ReviewId) -> Form {
    let item = lines(screen).get(screen.list.selected).and_then(|line| line.item);
    let agenda = screen.meeting().map(|meeting| meeting.agenda.as_slice()).unwrap_or_default();
    let title = agenda.iter().find(|one| Some(one.id) == item).map_or("the meeting", |one| one.title.as_str());
    form(title, review, item)
}

/// The line of the minutes under the cursor; none where the cursor is on something else.
pub(super) fn selected(screen: &Reviews) -> Option<&Minute> {
    let meeting = screen.meeting().filter(|_| screen.page == Page::Minutes)?;
    let id = lines(screen).get(screen.list.selected)?.minute?;
    meeting.minutes.iter().find(|minute| minute.id == id)
}

/// `e`: the line says something else.
pub(super) fn edit(minute: &Minute) -> Form {
    let (id, was) = (minute.id, minute.text.clone());
    let kind = if was.contains('\n') { Kind::Markdown } else { Kind::Line };
    let field = Field::of(kind, "text", "minute", was.clone()).required().own();
    let stands = Stands::of([("text", &was)]);
    let submit = move |form: &Form, _: &Context| {
        let (to, was) = (Some(form.value("text")), Some(form.saw("text", was.clone())));
        Ok(Change::Review(ReviewChange::SetMinute { minute: id, to, was }))
    };
    Form::prompt(format!("minute/{id}"), "Edit the line of the minutes", field, Box::new(submit)).replacing(stands)
}

/// `x`: the line goes; the journal keeps it.
pub(super) fn take_out(minute: &Minute) -> Effect {
    let was = Some(minute.text.clone());
    Effect::commit(Change::Review(ReviewChange::SetMinute { minute: minute.id, to: None, was }))
}

/// The form for a line of the minutes, on an item or on the whole review; `about` names that. The wall uses the same
/// form.
pub(in crate::screens) fn form(about: &str, review: ReviewId, item: Option<AgendaId>) -> Form {
    let field = Field::line("text", "minute", "").required();
    let submit = move |form: &Form, _: &Context| {
        Ok(Change::Review(ReviewChange::Minute { review, item, text: form.value("text") }))
    };
    Form::prompt(place::of_text(Some(review), item, "minute"), format!("Minute on {about}"), field, Box::new(submit))
}
