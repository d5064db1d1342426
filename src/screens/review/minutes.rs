//! The page of the minutes: item by item what was said, then what was decided and who does what.

use super::Reviews;
use crate::domain::{AgendaState, PilotId};
use crate::ui::theme::Role;

/// A line of the page.
pub(super) struct Line {
    /// What it says.
    pub text: String,
    /// What it means.
    pub role: Role,
    /// About which pilot.
    pub pilot: Option<PilotId>,
}

fn line(text: String, role: Role, pilot: Option<PilotId>) -> Line {
    Line { text, role, pilot }
}

/// The lines of the minutes of the review that is shown.
pub(super) fn lines(screen: &Reviews) -> Vec<Line> {
    let Some(meeting) = screen.so_far() else {
        return Vec::new();
    };
    let id = meeting.review.id;
    let mut lines = Vec::new();
    let brought = meeting.brought(&screen.survey.decisions, &screen.survey.actions);
    let touched = |state: AgendaState| state != AgendaState::Open && state != AgendaState::Dropped;
    for item in &meeting.agenda {
        let said: Vec<&str> = meeting
            .minutes
            .iter()
            .filter(|minute| minute.item == Some(item.id))
            .map(|minute| minute.text.as_str())
            .collect();
        if touched(item.state) || !said.is_empty() {
            lines.push(line(
                format!("{}   {}", item.title, item.state.told(brought.contains(&item.id))),
                Role::Strong,
                item.pilot,
            ));
            lines.extend(said.iter().map(|text| line(format!("  {text}"), Role::Text, item.pilot)));
        }
    }
    let general = meeting.minutes.iter().filter(|minute| minute.item.is_none());
    lines.extend(general.map(|minute| line(minute.text.clone(), Role::Text, None)));
    let names = crate::domain::agenda::names(&screen.survey.pilots);
    let name = |pilot: PilotId| names.get(&pilot).copied().unwrap_or_default();
    let decided: Vec<_> = screen.survey.decisions.iter().filter(|decision| decision.review == Some(id)).collect();
    if !decided.is_empty() {
        lines.push(line("Decisions".to_owned(), Role::Strong, None));
        lines.extend(decided.iter().map(|decision| {
            let back = decision.trigger.as_ref().map_or_else(String::new, |trigger| format!("; comes back: {trigger}"));
            let text = format!("  {}: {}, {}{back}", name(decision.pilot), decision.told(), decision.decided_by_name);
            line(text, Role::Text, Some(decision.pilot))
        }));
    }
    let actions: Vec<_> = screen.survey.actions.iter().filter(|action| action.review == Some(id)).collect();
    if !actions.is_empty() {
        lines.push(line("Actions".to_owned(), Role::Strong, None));
        lines.extend(actions.iter().map(|action| {
            let text = format!("  {} by {}: {}   {}", action.owner_name, action.due, action.text, action.state);
            line(text, Role::Text, action.pilot)
        }));
    }
    lines
}
