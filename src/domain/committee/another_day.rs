//! Owns the lines that the program itself writes into the minutes when something is moved to another day, or is done,
//! in a review; and how a condition, or work that is due, is told after that.

use std::collections::BTreeMap;

use super::review::{AgendaItem, Meeting, Reason, THE_WORKSTREAM, WORK};
use crate::domain::{AgendaId, Day, ItemState, PilotId, parse_day};

/// Ends the name of what was moved.
const MOVED: &str = "” moved ";

/// End the name of work that is done, that is not applicable, and that is open again.
const DONE: &str = "” is done";
const NOT_APPLICABLE: &str = "” is not applicable";
const OPEN_AGAIN: &str = "” is open again";

/// Begins the name of a workstream; its dimension follows.
const WORKSTREAM: &str = "Workstream on ";

/// On a list of several pilots' work the pilot's name comes first: then this and the dimension of a workstream, or the
/// other and the title of a checklist item.
const ITS_WORKSTREAM: &str = ", workstream on ";
const ITS_ITEM: &str = ": ";

/// Work that is due, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueWork<'a> {
    /// The workstream on this dimension.
    Workstream(&'a str),
    /// The checklist item of this title.
    Item(&'a str),
}

impl<'a> DueWork<'a> {
    /// Its name in the minutes; on a list it begins with the pilot's name.
    fn called(self, pilot: Option<&str>) -> String {
        match (self, pilot) {
            (Self::Workstream(dimension), None) => format!("{WORKSTREAM}{dimension}"),
            (Self::Workstream(dimension), Some(pilot)) => format!("{pilot}{ITS_WORKSTREAM}{dimension}"),
            (Self::Item(title), None) => title.to_owned(),
            (Self::Item(title), Some(pilot)) => format!("{pilot}{ITS_ITEM}{title}"),
        }
    }

    /// The work of this name. On a list, none if it is another pilot's.
    fn of(called: &'a str, pilot: Option<&str>) -> Option<Self> {
        let Some(pilot) = pilot else {
            return Some(called.strip_prefix(WORKSTREAM).map_or(Self::Item(called), Self::Workstream));
        };
        let own = called.strip_prefix(pilot)?;
        let item = || own.strip_prefix(ITS_ITEM).map(Self::Item);
        own.strip_prefix(ITS_WORKSTREAM).map(Self::Workstream).or_else(item)
    }

    fn is_named(self, reason: &Reason) -> bool {
        match self {
            Self::Workstream(dimension) => reason.names_workstream(dimension),
            Self::Item(title) => reason.names_item(title),
        }
    }
}

/// The line that says that `what` was moved to another day. It names nobody, since names may be masked.
#[must_use]
pub fn moved(what: &str, was: Option<Day>, to: Day) -> String {
    let from = was.map_or_else(String::new, |was| format!("from {was} "));
    format!("“{what}{MOVED}{from}to {to}")
}

/// The line that says that a workstream was moved.
#[must_use]
pub fn workstream_moved(dimension: &str, was: Option<Day>, to: Day) -> String {
    moved(&DueWork::Workstream(dimension).called(None), was, to)
}

/// The line that says how work that is due stands now.
#[must_use]
pub fn stands(what: &str, state: ItemState) -> String {
    let said = match state {
        ItemState::Done => DONE,
        ItemState::NotApplicable => NOT_APPLICABLE,
        ItemState::Open | ItemState::Doing => OPEN_AGAIN,
    };
    format!("“{what}{said}")
}

/// The work that a line of the minutes moves, ends or opens again, and whether that answers what is asked of it.
fn said_of_work(line: &str) -> Option<(&str, bool)> {
    let called = |end: &str| line.strip_prefix('“').and_then(|what| what.strip_suffix(end));
    let over = || called(DONE).or_else(|| called(NOT_APPLICABLE));
    let answered = what_moved(line).or_else(over).map(|what| (what, true));
    answered.or_else(|| called(OPEN_AGAIN).map(|what| (what, false)))
}

/// The name of what a line of the minutes moves to another day; none if the line is no such line.
fn what_moved(line: &str) -> Option<&str> {
    let (what, days) = line.strip_prefix('“')?.rsplit_once(MOVED)?;
    let is_ours = days.split(' ').all(|word| ["from", "to"].contains(&word) || parse_day(word).is_ok());
    is_ours.then_some(what)
}

/// Does a line of the minutes move something to another day? Then the program wrote it, and nobody typed its days.
#[must_use]
pub fn is_move(line: &str) -> bool {
    what_moved(line).is_some()
}

fn workstream(line: &str) -> Option<&str> {
    what_moved(line).filter(|what| what.starts_with(WORKSTREAM))
}

/// The pilot's name at the beginning of a reason, on a list of several pilots' work. It is read from the text because
/// the pilot may have been renamed since.
fn listed<'r>(item: &AgendaItem, reason: &'r Reason) -> Option<&'r str> {
    let begins = [THE_WORKSTREAM, "“"].iter().filter_map(|sign| reason.text.find(&format!(": {sign}"))).min();
    begins.filter(|_| item.pilot.is_none()).and_then(|at| reason.text.get(..at))
}

impl Meeting {
    /// The item that asks about this work, with the name of the work in the minutes of that item.
    #[must_use]
    pub fn asks_about(&self, pilot: PilotId, work: DueWork<'_>) -> Option<(AgendaId, String)> {
        let id = pilot.to_string();
        self.agenda.iter().find_map(|item| {
            let reason = item.reasons.iter().find(|reason| reason.id == id && work.is_named(reason))?;
            Some((item.id, work.called(listed(item, reason))))
        })
    }

    /// Fills `worked_off`. Only here is that read from the words of the minutes: later they may be masked.
    pub fn tell_worked_off(&mut self) {
        self.worked_off = self.agenda.iter().flat_map(|item| self.worked_off_on(item)).collect();
    }

    /// The reasons of an item whose work was all done, or moved to another day, in the review. If several lines speak
    /// of the same work, the last counts. Lines are looked up by pilot, as a list may have thousands of reasons and of
    /// lines.
    fn worked_off_on(&self, item: &AgendaItem) -> Vec<(AgendaId, String)> {
        let own = self.minutes.iter().filter(|minute| minute.item == Some(item.id));
        let said: BTreeMap<&str, bool> = own.filter_map(|minute| said_of_work(&minute.text)).collect();
        let is_over = |reason: &&Reason| {
            let pilot = listed(item, reason);
            let begins = pilot.unwrap_or_default();
            let of_pilot = said.range::<&str, _>(begins..).take_while(|(what, _)| what.starts_with(begins));
            let is_named = |what: &str| DueWork::of(what, pilot).is_some_and(|work| work.is_named(reason));
            let answered = of_pilot.filter(|(what, is_over)| **is_over && is_named(what)).count();
            answered > 0 && answered == reason.works()
        };
        let works = item.reasons.iter().filter(|reason| reason.kind == WORK).filter(is_over);
        works.map(|reason| (item.id, reason.id.clone())).collect()
    }

    /// The text of a reason (the condition of a go, or work that is due) with the day that the review moved each
    /// workstream to last; none if it moved none, and for other reasons.
    #[must_use]
    pub fn redated(&self, item: &AgendaItem, reason: &Reason) -> Option<String> {
        if !["condition", WORK].contains(&reason.kind.as_str()) {
            return None;
        }
        // A workstream that is not named as due is work on the condition.
        let is_due = |what: &str| {
            let dimension = what.strip_prefix(WORKSTREAM).unwrap_or(what);
            item.reasons.iter().any(|known| known.names_workstream(dimension))
        };
        let own = self.minutes.iter().filter(|minute| minute.item == Some(item.id));
        let moves = own.filter_map(|minute| Some((workstream(&minute.text)?, minute.text.as_str())));
        let mut last: Vec<(&str, &str)> = Vec::new();
        for (what, line) in moves.filter(|(what, _)| is_due(what) == (reason.kind == WORK)) {
            last.retain(|(known, _)| *known != what);
            last.push((what, line));
        }
        let lines: Vec<&str> = last.into_iter().map(|(_, line)| line).collect();
        (!lines.is_empty()).then(|| format!("{}; in this review {}", reason.text, lines.join(" and ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::tests::day;
    use crate::domain::review::tests::{item, meeting, minute};
    use crate::domain::shown::HIDDEN;
    use crate::domain::{AgendaKind, ReviewState};

    #[test]
    fn a_condition_says_of_each_workstream_the_day_that_the_review_gave_it_last() {
        let lines = [
            workstream_moved("budget", None, day("2026-12-10")),
            workstream_moved("data", None, day("2026-12-11")),
            "Budget comes later.".to_owned(),
            workstream_moved("budget", Some(day("2026-12-10")), day("2026-12-17")),
        ];
        let item = item(1, AgendaKind::Pilot, 1);
        let minutes = (1..).zip(&lines).map(|(number, line)| minute(number, 1, line)).collect();
        let meeting = meeting(ReviewState::Open, vec![item.clone()], minutes);
        let said = |kind: &str| {
            let reason = Reason { kind: kind.to_owned(), id: String::new(), text: "conditional go".to_owned() };
            meeting.redated(&item, &reason)
        };
        assert_eq!(
            said("condition").as_deref(),
            Some(
                "conditional go; in this review “Workstream on data” moved to 2026-12-11 and “Workstream on budget” \
                 moved from 2026-12-10 to 2026-12-17"
            )
        );
        assert_eq!(said("gate"), None);
        // A workstream that is due by itself is told where that stands.
        let work = |text: &str| Reason { kind: WORK.to_owned(), id: String::new(), text: text.to_owned() };
        let due = work("work that is due: the workstream on data (nobody, 2026-11-13)");
        let own = AgendaItem { reasons: vec![due.clone()], ..item.clone() };
        let told = meeting.redated(&own, &due).unwrap();
        assert!(told.ends_with("; in this review “Workstream on data” moved to 2026-12-11"), "{told}");
        let condition = Reason { kind: "condition".to_owned(), ..due };
        assert!(!meeting.redated(&own, &condition).unwrap().contains("“Workstream on data”"));
        let other = work("work that is due: “Data” of its checklist (nobody, 2026-11-13)");
        assert_eq!(meeting.redated(&AgendaItem { reasons: vec![other.clone()], ..item }, &other), None);
    }

    #[test]
    fn work_is_told_by_what_its_item_calls_it_whatever_stands_in_that() {
        let named = "the workstream on data (quality) (Ana, 2026-11-13), “Real, “live” data” of its checklist (Bo, …)";
        let asked = |called: &str| Reason {
            kind: WORK.to_owned(),
            id: PilotId(1).to_string(),
            text: format!("{called}: {named}"),
        };
        let (work, title) = (DueWork::Workstream("data (quality)"), DueWork::Item("Real, “live” data"));
        for (called, is_own) in [("work that is due", true), ("Claims: intake", false)] {
            let reason = asked(called);
            let pilot = is_own.then_some(PilotId(1));
            let item = AgendaItem { pilot, reasons: vec![reason.clone()], ..item(1, AgendaKind::Finding, 1) };
            let bare = meeting(ReviewState::Open, vec![item.clone()], Vec::new());
            let told = |work: DueWork<'_>, state| stands(&bare.asks_about(PilotId(1), work).unwrap().1, state);
            let lines = [told(work, ItemState::Done), told(title, ItemState::NotApplicable)];
            assert_eq!(bare.asks_about(PilotId(1), DueWork::Item("live")), None);
            assert_eq!(bare.asks_about(PilotId(2), work), None);
            let said = |lines: &[String]| {
                let minutes = (1..).zip(lines).map(|(number, line)| minute(number, 1, line)).collect();
                let mut meeting = meeting(ReviewState::Open, vec![item.clone()], minutes);
                meeting.tell_worked_off();
                // As the mask leaves them.
                for minute in &mut meeting.minutes {
                    HIDDEN.clone_into(&mut minute.text);
                }
                let masked = Reason { text: HIDDEN.to_owned(), ..reason.clone() };
                meeting.answered(&item, &masked, (&[], &[])).is_some()
            };
            assert!(said(&lines), "{lines:?}");
            assert!(!said(&lines[..1]) && !said(&lines[1..]) && !said(&[]), "{called}");
            let again = [lines.as_slice(), &[told(work, ItemState::Doing)]].concat();
            assert!(!said(&again), "{again:?}");
        }
    }

    #[test]
    fn a_line_that_says_by_itself_that_a_day_moved_is_told_from_what_somebody_wrote() {
        let line = workstream_moved("budget", Some(day("2026-11-13")), day("2026-12-10"));
        assert_eq!(line, "“Workstream on budget” moved from 2026-11-13 to 2026-12-10");
        assert_eq!(workstream(&line), Some("Workstream on budget"));
        let action = moved("Ask “Legal” moved or not", None, day("2026-12-10"));
        assert!(is_move(&action) && workstream(&action).is_none(), "{action}");
        for written in
            ["It moved from 2026-11-13 to 2026-12-10", "“It” moved to Lyon", "“It” moved from 2026-11-13 away"]
        {
            assert!(!is_move(written), "{written}");
        }
    }
}
