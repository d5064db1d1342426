//! Owns the items of a review in its minutes: an item that brought something, or is answered, has a heading of its own;
//! any other is a line.

use super::facts::Facts;
use crate::domain::{Action, ActionId, AgendaItem, AgendaKind, AgendaState, Decision, Meeting};

/// An item of an agenda as the minutes tell it.
pub(super) struct Told<'a> {
    /// Its number; none where it was left out.
    pub number: Option<usize>,
    /// The item.
    pub item: &'a AgendaItem,
    /// Did it bring a minute, a decision or an action?
    pub brought: bool,
    /// Is what came of it told under a heading of its own?
    pub headed: bool,
}

/// The items that the minutes tell of, in order.
pub(super) fn items<'a>(facts: &Facts<'_>, meeting: &'a Meeting) -> Vec<Told<'a>> {
    let brought = meeting.brought(&facts.brief.survey.decisions, &facts.brief.survey.actions);
    let told = meeting.told(&brought).map(|item| {
        let brought = brought.contains(&item.id);
        // Of a list that was talked through a table tells how it stands by now.
        let is_listed = item.state == AgendaState::Done && !due(facts, item).is_empty();
        let headed = brought || is_listed || !became(facts, item).is_empty();
        Told { number: meeting.number(item.id), item, brought, headed }
    });
    told.collect()
}

/// An item in a line, with what is asked of the committee where no heading tells that.
pub(super) fn line(facts: &Facts<'_>, one: &Told<'_>) -> String {
    let (title, pilot) = (one.item.title.as_str(), facts.name_of(one.item.pilot));
    let number = one.number.map(|number| format!("item {number}"));
    let pilot = Some(pilot.to_owned()).filter(|pilot| !pilot.is_empty() && pilot != title);
    let known: Vec<String> = number.into_iter().chain(pilot).collect();
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    let wants = if one.headed { String::new() } else { facts.wants(one.item) };
    let asks = if wants.is_empty() { String::new() } else { format!(": {wants}") };
    format!("{title}{known}{asks}")
}

/// The decisions of the review.
pub(super) fn taken<'a>(facts: &Facts<'a>, meeting: &Meeting) -> Vec<&'a Decision> {
    let review = Some(meeting.review.id);
    facts.brief.survey.decisions.iter().filter(|decision| decision.review == review).collect()
}

/// What was answered of what the item asked, and what is asked no longer; actions stand in their table.
pub(super) fn became(facts: &Facts<'_>, item: &AgendaItem) -> Vec<String> {
    if item.kind == AgendaKind::Actions { Vec::new() } else { facts.became(item) }
}

/// The actions that an item is about, as they stand now.
pub(super) fn due<'a>(facts: &Facts<'a>, item: &AgendaItem) -> Vec<&'a Action> {
    let ids = item.reasons.iter().filter(|reason| item.pilot.is_none() && reason.kind == "action");
    let ids = ids.filter_map(|reason| reason.id.parse::<ActionId>().ok());
    ids.filter_map(|id| facts.brief.survey.actions.iter().find(|action| action.id == id)).collect()
}
