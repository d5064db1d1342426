//! Owns the reviews of the demo: two that were held and closed, and a draft of the next one.

use std::collections::BTreeMap;

use super::story::Teller;
use super::told::{ActionTold, DecisionTold, ReviewTold, Story};
use super::{Deed, Met};
use crate::domain::change::{ActionChange, Decide, Decided, ReviewChange};
use crate::domain::trigger::TypedTrigger;
use crate::domain::{ActionState, Change, Day, Invalid, PilotId, Verb};

/// Reviews are held on Thursdays.
const THURSDAY: i64 = 4;
/// When on a day a review is prepared, begins, and is closed: minutes after midnight.
const PREPARED: u32 = 9 * 60;
const BEGINS: u32 = 14 * 60;
const CLOSED: u32 = 15 * 60;
/// The next review is prepared on the Monday after the reporting week, once its readings are in.
const AHEAD: (i64, i64, u32) = (-1, 1, 10 * 60 + 30);

type Known<'a> = BTreeMap<&'a str, PilotId>;

fn pilot(known: &Known<'_>, name: &str) -> Result<PilotId, Invalid> {
    known.get(name).copied().ok_or_else(|| Invalid::new(format!("the demo has no pilot “{name}”")))
}

impl Teller {
    /// The committee, and its reviews.
    pub(super) fn reviews(&mut self, story: &Story, known: &Known<'_>) -> Result<(), Invalid> {
        let first = story.review.iter().map(|review| review.ago).max().unwrap_or(0);
        let mut deeds = vec![Deed::Change(Change::Review(ReviewChange::Chair(Some(self.person(&story.chair)?))))];
        for (key, function) in &story.committee {
            let member =
                ReviewChange::Member { person: self.person(key)?, function: Some(function.clone()), was: None };
            deeds.push(Deed::Change(Change::Review(member)));
        }
        let what = Some(format!("{} people sit on the committee.", story.committee.len()));
        self.step(self.day(first + 1, 1), PREPARED, what, deeds);
        for review in &story.review {
            if review.ago < 0 {
                let (ago, weekday, minute) = AHEAD;
                let day = self.day(review.ago, THURSDAY);
                self.step(self.day(ago, weekday), minute, None, vec![Deed::Review(day, Met::Prepare)]);
            } else {
                self.held(review, known)?;
            }
        }
        Ok(())
    }

    /// A review, from its preparation two days before to its end.
    fn held(&mut self, told: &ReviewTold, known: &Known<'_>) -> Result<(), Invalid> {
        let day = self.day(told.ago, THURSDAY);
        self.step(self.day(told.ago, 2), PREPARED, None, vec![Deed::Review(day, Met::Prepare)]);
        let mut begins = vec![Deed::Review(day, Met::Open)];
        for key in &told.apologies {
            begins.push(Deed::Review(day, Met::Excused(self.person(key)?)));
        }
        self.step(day, BEGINS, None, begins);
        let mut minute = BEGINS;
        for talk in &told.talk {
            minute += 5;
            let met = Met::Talk(pilot(known, &talk.pilot)?, talk.says.clone());
            self.step(day, minute, None, vec![Deed::Review(day, met)]);
        }
        for decision in &told.decision {
            minute += 2;
            let decision = self.decision(decision, known, day)?;
            self.step(day, minute, None, vec![Deed::Change(decision)]);
        }
        for action in &told.action {
            minute += 1;
            self.action(action, known, day, minute)?;
        }
        self.step(day, CLOSED, None, vec![Deed::Review(day, Met::Close)]);
        Ok(())
    }

    fn decision(&self, told: &DecisionTold, known: &Known<'_>, day: Day) -> Result<Change, Invalid> {
        let effect = match told.verb {
            Verb::Retrain => Decided::Retrain,
            Verb::Waive => Decided::Waive,
            _ => Decided::Update,
        };
        let revisit = match (&told.revisit, told.revisit_ago) {
            (Some(text), _) => Some(TypedTrigger::parse(text, None, None)?),
            (None, Some(ago)) => Some(TypedTrigger::On(self.day(ago, THURSDAY))),
            (None, None) => None,
        };
        Ok(Change::Decide(Box::new(Decide {
            pilot: pilot(known, &told.pilot)?,
            statement: told.say.clone(),
            by: Some(self.person(&told.by)?),
            on: Some(day),
            rationale: told.why.clone(),
            rejected: told.rejected.clone(),
            conditions: told.conditions.clone(),
            revisit,
            parks: told.answers.clone(),
            leaves: Vec::new(),
            cause: String::new(),
            effect,
            was: None,
        })))
    }

    fn action(&mut self, told: &ActionTold, known: &Known<'_>, day: Day, minute: u32) -> Result<(), Invalid> {
        let about = told.pilot.as_deref().map(|name| pilot(known, name)).transpose()?;
        let (owner, due) = (self.person(&told.who)?, self.day(told.due, 5));
        let add = ActionChange::Add { text: told.text.clone(), owner, due, pilot: about, review: None };
        self.step(day, minute, None, vec![Deed::Change(Change::Action(add))]);
        if let Some(ended) = told.ended {
            let to = if told.dropped { ActionState::Dropped } else { ActionState::Done };
            let end = Deed::End { text: told.text.clone(), to, why: told.why.clone() };
            self.step(self.day(ended, 2), BEGINS, None, vec![end]);
        }
        Ok(())
    }
}
