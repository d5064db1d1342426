//! What was typed in a meeting and not saved, item by item, so that nobody leaves or closes it without knowing.

use super::super::pilot::readiness;
use super::super::{actions, decide};
use super::{PLACE, Room, place};
use crate::domain::{AgendaItem, AgendaState, Gate, PilotId};
use crate::interaction::context::in_the_open;
use crate::interaction::{Context, Told};

/// What is typed on an item and belongs to the meeting alone, by the end of its place.
const NOTED: [(&str, &str); 2] = [("minute", "a line of the minutes"), ("action", "an action")];

impl Room {
    /// What was typed in this meeting and not saved, each with its item; last come drafts on items no longer talked
    /// about.
    pub(super) fn drafts(&self, context: &Context) -> Vec<String> {
        let shown = self.items().into_iter().map(Some).chain([None]);
        let mut drafts: Vec<String> = shown.flat_map(|item| self.drafts_on(item, context)).collect();
        let dropped = self.agenda().filter(|item| item.state == AgendaState::Dropped);
        let off = dropped.flat_map(|item| self.drafts_on(Some(item), context)).chain(self.strays(context));
        drafts.extend(off.map(|said| format!("{said} (off the agenda: ⟨everywhere drafts⟩ finds it)")));
        drafts
    }

    /// The drafts on an item, or on the closing page. A draft about a pilot or an action may have been typed elsewhere:
    /// for a dropped item only those typed in a meeting count.
    fn drafts_on(&self, item: Option<&AgendaItem>, context: &Context) -> Vec<String> {
        let (on, title) = (item.map(|item| item.id), item.map_or("the closing page", |item| item.title.as_str()));
        let dropped = item.is_some_and(|item| item.state == AgendaState::Dropped);
        let typed = |key: &str, own: bool| {
            let here = |body: &String| Told::of(body).is_some_and(|told| told.from.screen == PLACE.name);
            let mut there = context.drafts.iter().filter(|(place, _)| in_the_open(place) == key);
            there.any(|(_, body)| own || !dropped || here(body))
        };
        // Of two items about one pilot, the one that is talked about has its decision and its verdict.
        let elsewhere = |pilot: PilotId| dropped && self.items().iter().any(|other| other.pilot == Some(pilot));
        let pilot = item.and_then(|item| item.pilot).filter(|pilot| !elsewhere(*pilot));
        let decision = pilot.map(|pilot| (decide::place(pilot), "a decision", false));
        let verdicts =
            Gate::ALL.iter().filter_map(|gate| Some((readiness::verdict_place(pilot?, *gate), "a verdict", false)));
        let noted = NOTED.map(|(what, said)| (place::of_text(self.review, on, what), said, true));
        let there = decision.into_iter().chain(verdicts).chain(noted).filter(|(key, _, own)| typed(key, *own));
        let mut drafts: Vec<String> = there.map(|(_, said, _)| format!("{said} on {title}")).collect();
        let edited = item.into_iter().flat_map(|item| &item.reasons).filter_map(|reason| self.action_of(reason));
        for action in edited {
            let changes = ["a change of", "a reason to drop"];
            let there = actions::places(action).into_iter().zip(changes).filter(|(key, _)| typed(key, false));
            drafts.extend(there.map(|(_, said)| format!("{said} “{}”", action.text)));
        }
        drafts
    }

    /// The drafts of this meeting on an item that is no longer on its agenda.
    fn strays(&self, context: &Context) -> Vec<String> {
        let Some(review) = self.review else {
            return Vec::new();
        };
        let known: Vec<String> = self.agenda().map(|item| item.id.to_string()).chain(["end".to_owned()]).collect();
        let own = context.drafts.keys().filter(|key| place::review_of(key) == Some(review));
        let stray = own.filter_map(|key| place::item_of(key)).filter(|(item, _)| known.iter().all(|one| one != item));
        let said = stray.filter_map(|(_, what)| NOTED.iter().find(|(kind, _)| *kind == what));
        said.map(|(_, said)| format!("{said} on an item that is gone")).collect()
    }
}
