//! Owns the facts: a brief with look-up tables, so that no page has to search all pilots.

use std::collections::HashMap;

use super::document::Cell;
use crate::domain::answered::{Judged, Wants};
use crate::domain::brief::{Brief, OnePage};
use crate::domain::review::Recorded;
use crate::domain::{Action, AgendaItem, Decision, Judgement, Meeting, Pilot, PilotId};

/// A sentence names so many pilots, and counts the others.
const NAMED: usize = 20;

/// A brief that is easy to ask.
pub(super) struct Facts<'a> {
    /// All of it.
    pub brief: &'a Brief,
    /// Has every pilot a page in the same document?
    linked: bool,
    pilots: HashMap<PilotId, &'a Pilot>,
    pages: HashMap<PilotId, usize>,
    items: HashMap<PilotId, Vec<&'a AgendaItem>>,
    decisions: HashMap<PilotId, Vec<&'a Decision>>,
    actions: HashMap<PilotId, Vec<&'a Action>>,
}

impl<'a> Facts<'a> {
    /// The facts of a brief; names of pilots lead to their pages where those are in the same document.
    pub fn new(brief: &'a Brief, linked: bool) -> Self {
        let mut decisions: HashMap<PilotId, Vec<&Decision>> = HashMap::new();
        for decision in &brief.survey.decisions {
            decisions.entry(decision.pilot).or_default().push(decision);
        }
        let mut actions: HashMap<PilotId, Vec<&Action>> = HashMap::new();
        for action in &brief.survey.actions {
            if let Some(pilot) = action.pilot {
                actions.entry(pilot).or_default().push(action);
            }
        }
        let mut items: HashMap<PilotId, Vec<&AgendaItem>> = HashMap::new();
        for item in brief.meeting.iter().flat_map(Meeting::items) {
            if let Some(pilot) = item.pilot {
                items.entry(pilot).or_default().push(item);
            }
        }
        Self {
            brief,
            linked,
            pilots: brief.survey.pilots.iter().map(|pilot| (pilot.id, pilot)).collect(),
            pages: brief.pages.iter().enumerate().map(|(place, page)| (page.pilot.id, place)).collect(),
            items,
            decisions,
            actions,
        }
    }

    /// Does a pilot go on? What was decided of one that has ended comes back to nobody.
    pub fn goes_on(&self, id: PilotId) -> bool {
        self.pilot(id).is_some_and(|pilot| !pilot.lifecycle.is_ended())
    }

    /// A pilot.
    pub fn pilot(&self, id: PilotId) -> Option<&'a Pilot> {
        self.pilots.get(&id).copied()
    }

    /// Its name; of what was archived only that is told.
    pub fn name(&self, id: PilotId) -> &'a str {
        self.pilot(id).map_or("archived pilot", |pilot| pilot.name.as_str())
    }

    /// Its name, or nothing where nobody is meant.
    pub fn name_of(&self, id: Option<PilotId>) -> &'a str {
        id.map_or("", |id| self.name(id))
    }

    /// Its name with a link to its page.
    pub fn cell(&self, id: PilotId) -> Cell {
        let anchor = self.pages.get(&id).filter(|_| self.linked).map(|place| anchor(*place));
        Cell { anchor: anchor.unwrap_or_default(), ..Cell::text(self.name(id)) }
    }

    /// The same, or nothing where nobody is meant.
    pub fn cell_of(&self, id: Option<PilotId>) -> Cell {
        id.map_or_else(Cell::default, |id| self.cell(id))
    }

    /// The names of pilots, the first of them where they are many.
    pub fn names(&self, ids: &[PilotId]) -> String {
        let mut names: Vec<String> = ids.iter().take(NAMED).map(|id| self.name(*id).to_owned()).collect();
        if ids.len() > NAMED {
            names.push(format!("and {} more", ids.len() - NAMED));
        }
        names.join(", ")
    }

    /// The name of the page of a pilot.
    pub fn anchor(&self, id: PilotId) -> String {
        self.pages.get(&id).map(|place| anchor(*place)).unwrap_or_default()
    }

    /// Its page.
    pub fn page(&self, id: PilotId) -> Option<&'a OnePage> {
        self.pages.get(&id).and_then(|place| self.brief.pages.get(*place))
    }

    /// How a pilot stands by its data.
    pub fn judgement(&self, id: PilotId) -> Option<&'a Judgement> {
        self.brief.portfolio.of(id)
    }

    /// Why an item is on the agenda, as that stands at the moment of the brief; of a review that closed before, as it
    /// stood then.
    pub fn says(&self, item: &AgendaItem) -> Vec<String> {
        let Some(meeting) = &self.brief.meeting else {
            return Vec::new();
        };
        let judged = self.judged(meeting);
        let says = item.reasons.iter().map(|reason| meeting.says(item, reason, self.recorded(), judged));
        says.chain(meeting.since(item, judged).into_iter().map(|reason| reason.text)).collect()
    }

    /// What became of that: what answered it, and what is asked no longer.
    pub fn became(&self, item: &AgendaItem) -> Vec<String> {
        let Some(meeting) = &self.brief.meeting else {
            return Vec::new();
        };
        let judged = self.judged(meeting);
        item.reasons.iter().filter_map(|reason| meeting.became(item, reason, self.recorded(), judged)).collect()
    }

    /// What was decided and agreed, in this review and before.
    fn recorded(&self) -> Recorded<'a> {
        (&self.brief.survey.decisions, &self.brief.survey.actions)
    }

    /// What is still wanted of an item, in words; nothing where nothing was.
    pub fn wants(&self, item: &AgendaItem) -> String {
        match self.wanted(item) {
            None => String::new(),
            Some(Wants::Answered) => "None any more: what was asked is answered.".to_owned(),
            Some(wants) => wants.to_string(),
        }
    }

    /// Is nothing wanted of an item any more?
    pub fn is_answered(&self, item: &AgendaItem) -> bool {
        self.wanted(item) == Some(Wants::Answered)
    }

    fn wanted(&self, item: &AgendaItem) -> Option<Wants> {
        let meeting = self.brief.meeting.as_ref().filter(|_| !item.wanted.is_empty())?;
        Some(meeting.wants(item, self.recorded(), self.judged(meeting)))
    }

    /// How the pilots stand, and by what; of a review that closed before, what it decided itself is told.
    fn judged(&self, meeting: &Meeting) -> Judged<'a> {
        let Brief { survey, portfolio, framework, day, .. } = self.brief;
        let is_past = meeting.review.closed.is_some_and(|closed| closed.day() != *day);
        Judged {
            pilots: &survey.pilots,
            portfolio: Some(portfolio).filter(|_| !is_past),
            framework: framework.as_ref(),
        }
    }

    /// Its items of the agenda, in order.
    pub fn items(&self, id: PilotId) -> &[&'a AgendaItem] {
        self.items.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The decisions on it, in order of creation.
    pub fn decisions(&self, id: PilotId) -> &[&'a Decision] {
        self.decisions.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The actions about it, in order of creation.
    pub fn actions(&self, id: PilotId) -> &[&'a Action] {
        self.actions.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

fn anchor(place: usize) -> String {
    format!("pilot-{}", place + 1)
}
