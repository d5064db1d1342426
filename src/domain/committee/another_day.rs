//! Owns the lines of the minutes that say by themselves that something has another day, or is done, and what a
//! condition, or work that is due, says then.

use super::review::{AgendaItem, Meeting, OF_CHECKLIST, Reason, THE_WORKSTREAM, WORK};
use crate::domain::{Day, parse_day};

/// What follows there the name of what has another day.
const MOVED: &str = "” moved ";

/// What follows there the name of work that is done, or is open again.
const DONE: &str = "” is done";
const OPEN_AGAIN: &str = "” is open again";

/// What a workstream is called there, before its dimension.
const WORKSTREAM: &str = "Workstream on ";

/// What a workstream is called there.
#[must_use]
pub fn workstream_called(dimension: &str) -> String {
    format!("{WORKSTREAM}{dimension}")
}

/// What an item of a checklist is called there, on a list of the work on several pilots.
#[must_use]
pub fn listed_item(pilot: &str, title: &str) -> String {
    format!("{pilot}: {title}")
}

/// The line that says that something, which is called so, has another day. It names nobody, as names may be masked.
#[must_use]
pub fn moved(what: &str, was: Option<Day>, to: Day) -> String {
    let from = was.map_or_else(String::new, |was| format!("from {was} "));
    format!("“{what}{MOVED}{from}to {to}")
}

/// The same of a workstream.
#[must_use]
pub fn workstream_moved(dimension: &str, was: Option<Day>, to: Day) -> String {
    moved(&workstream_called(dimension), was, to)
}

/// The line that says that work which is due is done, or is open again.
#[must_use]
pub fn done(what: &str, is_done: bool) -> String {
    format!("“{what}{}", if is_done { DONE } else { OPEN_AGAIN })
}

/// Of which work a line of the minutes says such a thing, and whether that answers what is asked of work that is due.
fn said_of_work(line: &str) -> Option<(&str, bool)> {
    let called = |end: &str| line.strip_prefix('“').and_then(|what| what.strip_suffix(end));
    let answered = what_moved(line).or_else(|| called(DONE)).map(|what| (what, true));
    answered.or_else(|| called(OPEN_AGAIN).map(|what| (what, false)))
}

/// What is called so that has another day by a line of the minutes; none where the line says no such thing.
fn what_moved(line: &str) -> Option<&str> {
    let (what, days) = line.strip_prefix('“')?.rsplit_once(MOVED)?;
    let is_ours = days.split(' ').all(|word| ["from", "to"].contains(&word) || parse_day(word).is_ok());
    is_ours.then_some(what)
}

/// Does a line of the minutes say that something has another day? Its days are ours then, and nobody's words.
#[must_use]
pub fn is_move(line: &str) -> bool {
    what_moved(line).is_some()
}

fn workstream(line: &str) -> Option<&str> {
    what_moved(line).filter(|what| what.starts_with(WORKSTREAM))
}

/// The work that a reason names, each as the lines of the minutes call it: on a list with the pilot.
fn works(reason: &Reason, is_listed: bool) -> Vec<String> {
    let begins = [THE_WORKSTREAM, "“"].iter().filter_map(|sign| reason.text.find(&format!(": {sign}"))).min();
    let parts = begins.and_then(|at| Some((reason.text.get(..at)?, reason.text.get(at..)?)));
    let Some((pilot, named)) = parts.filter(|_| reason.kind == WORK) else {
        return Vec::new();
    };
    let workstreams = named.split(THE_WORKSTREAM).skip(1).filter_map(|behind| behind.split_once(" ("));
    let workstreams = workstreams.map(|(dimension, _)| {
        if is_listed { format!("{pilot}, workstream on {dimension}") } else { workstream_called(dimension) }
    });
    let mut before: Vec<&str> = named.split(OF_CHECKLIST).collect();
    before.pop();
    let items = before.into_iter().filter_map(|before| before.rsplit_once('“'));
    let items = items.map(|(_, title)| if is_listed { listed_item(pilot, title) } else { title.to_owned() });
    workstreams.chain(items).collect()
}

impl Meeting {
    /// Was all the work that a reason of an item names done in the review, or given another day? The last line counts.
    pub(super) fn is_all_said(&self, item: &AgendaItem, reason: &Reason) -> bool {
        let own = self.minutes.iter().rev().filter(|minute| minute.item == Some(item.id));
        let said: Vec<(&str, bool)> = own.filter_map(|minute| said_of_work(&minute.text)).collect();
        let is_said = |work: &String| said.iter().find(|(what, _)| *what == work.as_str()).is_some_and(|one| one.1);
        let works = works(reason, item.pilot.is_none());
        !works.is_empty() && works.iter().all(is_said)
    }

    /// A reason of an item that is the condition of a go, or work that is due, with the days that the review gave to
    /// that work, of each workstream the last; none where it gave none.
    #[must_use]
    pub fn redated(&self, item: &AgendaItem, reason: &Reason) -> Option<String> {
        if !["condition", WORK].contains(&reason.kind.as_str()) {
            return None;
        }
        // What is not named as due is work on the condition.
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
    use crate::domain::review::Minute;
    use crate::domain::review::tests::{item, meeting};
    use crate::domain::{AgendaId, AgendaKind, Instant, MinuteId, ReviewState};

    #[test]
    fn a_condition_says_of_each_workstream_the_day_that_the_review_gave_it_last() {
        let lines = [
            workstream_moved("budget", None, day("2026-12-10")),
            workstream_moved("data", None, day("2026-12-11")),
            "Budget comes later.".to_owned(),
            workstream_moved("budget", Some(day("2026-12-10")), day("2026-12-17")),
        ];
        let minute = |(number, text): (i64, String)| {
            let (id, at, by) = (MinuteId(number), Instant::new(0, 0), String::new());
            Minute { id, item: Some(AgendaId(1)), text, at, by, stands_for: None, outcome_of: None }
        };
        let item = item(1, AgendaKind::Pilot, 1);
        let minutes = (1..).zip(lines).map(minute).collect();
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
