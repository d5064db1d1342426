//! `review`, `act`: the meeting of the committee from its agenda to its end, and the actions that come out of it.

use serde_json::Value;

use super::args::{Act, Noun, ReviewCommand};
use super::commit::{commit, tell};
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use super::records;
use crate::brief::{self, Ask, NotClosed};
use crate::domain::answered::Judged;
use crate::domain::brief::Brief;
use crate::domain::change::{ActionChange, ReviewChange};
use crate::domain::date::spelled_out;
use crate::domain::delta::Before;
use crate::domain::review::{Committee, Reason};
use crate::domain::spoken::Side;
use crate::domain::written::day_of;
use crate::domain::{
    Action, ActionState, AgendaId, AgendaItem, AgendaState, Change, Day, Decision, Framework, Meeting, Outcome,
    Presence, Review, ReviewId, ReviewState, agenda,
};
use crate::judge;
use crate::store::error::AtPath;
use crate::store::{Access, Reader, Store};

pub(super) fn run(session: &Session, command: ReviewCommand, output: &Output) -> Result<()> {
    if let ReviewCommand::Show { review } = &command {
        return show(session, review, output);
    }
    let mut store = session.open(output)?;
    let reader = store.read();
    let id = |text: &str| reader.review_said(text, session.today).map(|review| review.id);
    let change = match command {
        ReviewCommand::Prepare { date } => return prepare(session, &mut store, &date, output),
        ReviewCommand::Open { review } => return open(session, &mut store, &review, output),
        ReviewCommand::Close { review } => return close(session, &mut store, &review, output),
        ReviewCommand::Show { .. } => return Ok(()),
        ReviewCommand::Item { review, text, wanted, minutes, pilot } => ReviewChange::AddItem {
            review: id(&review)?,
            title: text,
            wanted,
            minutes,
            pilot: pilot.map(|pilot| reader.find_pilot(&pilot)).transpose()?,
        },
        ReviewCommand::Done { item } => {
            ReviewChange::ItemState { item: reader.find_agenda(&item)?, to: AgendaState::Done, was: None }
        }
        ReviewCommand::Drop { item } => {
            ReviewChange::ItemState { item: reader.find_agenda(&item)?, to: AgendaState::Dropped, was: None }
        }
        ReviewCommand::Minute { review, text, item } => ReviewChange::Minute {
            review: id(&review)?,
            item: item.map(|item| reader.find_agenda(&item)).transpose()?,
            text,
        },
        ReviewCommand::Attend { review, who, excused, absent, remove } => {
            let presence = match (excused, absent) {
                _ if remove => None,
                (true, _) => Some(Presence::Excused),
                (false, true) => Some(Presence::Absent),
                (false, false) => Some(Presence::Present),
            };
            ReviewChange::Attend { review: id(&review)?, person: reader.find_person(&who)?, presence }
        }
        ReviewCommand::Member { who, function, .. } => {
            ReviewChange::Member { person: reader.find_person(&who)?, function, was: None }
        }
    };
    commit(session, &mut store, &Change::Review(change), output)
}

/// `add review`.
pub(super) fn add(
    session: &Session,
    (date, chair, slot): (&str, Option<String>, Option<u32>),
    output: &Output,
) -> Result<()> {
    let mut store = session.open(output)?;
    let change = ReviewChange::Add {
        id: None,
        day: day_of_review(session, store.read(), date, output)?,
        chair: chair.map(|who| store.read().find_person(&who)).transpose()?,
        slot,
    };
    commit(session, &mut store, &Change::Review(change), output)
}

/// The day of a review, announced if it is not written in full. A weekday's name means today until today's review is
/// closed.
fn day_of_review(session: &Session, reader: &Reader, text: &str, output: &Output) -> Result<Day> {
    let is_held = |review: &Review| review.day == session.today && review.state == ReviewState::Closed;
    let side = if reader.reviews()?.iter().any(is_held) { Side::Ahead } else { Side::Meeting };
    let day = session.day(text, "date", side)?;
    if day_of(text).is_err() {
        output.message(&format!("“{}” is {}.", text.trim(), spelled_out(day)));
    }
    Ok(day)
}

/// Adds the review of a day if there is none, and makes its agenda of what is due by then.
fn prepare(session: &Session, store: &mut Store, date: &str, output: &Output) -> Result<()> {
    let reader = store.read();
    let day = day_of_review(session, reader, date, output)?;
    let beside = brief::drafts_beside(reader, day)?;
    let new_id = || session.ids().take();
    let (change, _) = brief::preparation(reader, (session.today, day), new_id)?;
    commit(session, store, &change, output)?;
    let program = format!("steerco{}", session.option());
    for draft in beside {
        output.message(&format!(
            "A review of {draft} is prepared too; `{program} set review {draft} date DAY` moves it. Where it was meant, \
             `{program} undo` takes this one back."
        ));
    }
    Ok(())
}

/// Says what a new day changes in the agenda of a review, which is made anew.
pub(super) fn foretell(session: &Session, store: &Store, review: ReviewId, output: &Output) -> Result<()> {
    let reader = store.read();
    let Some(meeting) = reader.meeting(review)?.filter(Meeting::is_draft) else {
        return Ok(());
    };
    let (today, day) = (session.today, meeting.review.day);
    let due = brief::agenda(reader, &judge::everything(reader, today)?, (today, day))?;
    let turned = agenda::turned_by(&meeting, &due, (&reader.decisions(None)?, &reader.actions()?));
    if !turned.is_empty() {
        let program = format!("steerco{}", session.option());
        output.message(&format!("{turned} `{program} review prepare {day}` makes the agenda so."));
    }
    Ok(())
}

/// Opens a review. A prepared agenda is made anew first, as other things may be due by now; one that people wrote
/// stays.
fn open(session: &Session, store: &mut Store, text: &str, output: &Output) -> Result<()> {
    let reader = store.read();
    let id = reader.review_said(text, session.today)?.id;
    let change = Change::Review(ReviewChange::Open(id));
    if !reader.meeting(id)?.is_some_and(|meeting| meeting.is_prepared()) {
        return commit(session, store, &change, output);
    }
    let opened = brief::open(store, id, &session.stamp())?;
    tell(session, store, (&change, &opened), output)
}

fn close(session: &Session, store: &mut Store, text: &str, output: &Output) -> Result<()> {
    let review = store.read().review_said(text, session.today)?;
    let mut outcome = brief::close(store, review.id, &session.stamp()).map_err(|error| match error {
        NotClosed::Store(error) => error.into(),
        NotClosed::Report(error) => Failure::new(1, error.to_string()),
    })?;
    outcome.remarks.extend(review.closed_late(session.today));
    output.outcome(&Outcome { id: Some(review.id.to_string()), ..outcome })
}

fn show(session: &Session, text: &str, output: &Output) -> Result<()> {
    let (meeting, pilots, portfolio, framework, committee, recorded) = session.read(|reader| {
        let review = reader.review_said(text, session.today)?;
        let today = session.today;
        let recorded = (reader.decisions_on(None, today)?, reader.actions_on(today)?);
        let meeting = reader.meeting_on(review.id, today)?.ok_or_else(|| not_begun(&review, today))?;
        // The present text of warnings is shown until the review is closed.
        let is_told = !meeting.is_closed() && !output.json;
        let portfolio = is_told.then(|| judge::everything(reader, today)).transpose()?;
        let (pilots, framework) = (reader.pilots()?, reader.framework()?);
        Ok((meeting, pilots, portfolio, framework, reader.committee()?, recorded))
    })?;
    if output.json {
        return output.value(&records::review(&meeting, &records::codes(&pilots)));
    }
    let closing = closing(session, &meeting.review)?;
    let (pilots, portfolio) = match &closing {
        Some(closing) => (&closing.pilots, Some(&closing.portfolio)),
        None => (&pilots, portfolio.as_ref()),
    };
    output.lines(&told(&meeting, &committee, &recorded, Judged { pilots, portfolio, framework: &framework }))
}

/// How the pilots stood when a review closed; none where it is not closed, or that is no longer known.
fn closing(session: &Session, review: &Review) -> Result<Option<Before>> {
    if review.state != ReviewState::Closed {
        return Ok(None);
    }
    let store = session.open_at(&session.path()?, Access::Read)?;
    Ok(brief::before(&store, review)?)
}

/// The failure that a review did not exist on an earlier day.
pub(super) fn not_begun(review: &Review, day: Day) -> Failure {
    let what = format!("nobody had prepared the review of {} on {day}", review.day);
    Failure::new(4, what).hint("look at `steerco list reviews`")
}

/// Every decision, and every action.
type Recorded = (Vec<Decision>, Vec<Action>);

/// The decisions and actions of a review in lines, each with the item for which it counts.
fn brought(meeting: &Meeting, (all, actions): &Recorded, framework: &Framework) -> Vec<(Option<AgendaId>, String)> {
    let review = meeting.review.id;
    let decisions = all.iter().filter(|one| one.review == Some(review));
    let said = |one: &Decision| format!("decided    {}", meeting.in_words(one, framework, all));
    let decided = decisions.map(|one| (meeting.decided_on(one), said(one)));
    let actions = actions.iter().filter(|one| one.review == Some(review)).map(|one| meeting.as_left(one));
    let agreed = actions.map(|one| (meeting.agreed_on(one), format!("action     {}", one.told())));
    decided.chain(agreed).collect()
}

/// What is wanted of an item, and why it is on the agenda, each reason with its kind, and answered ones with the
/// answer.
fn asked<'a>(
    meeting: &Meeting,
    item: &'a AgendaItem,
    recorded: &Recorded,
    judged: Judged<'_>,
) -> Vec<(&'a str, String)> {
    let recorded = (recorded.0.as_slice(), recorded.1.as_slice());
    let says = |reason: &'a Reason| (reason.kind.as_str(), meeting.says(item, reason, recorded, judged));
    let since = meeting.since(item, judged).into_iter().map(|reason| ("signal", reason.text));
    let wanted = ("wanted", meeting.wants(item, recorded, judged).to_string());
    std::iter::once(wanted).chain(item.reasons.iter().map(says)).chain(since).collect()
}

/// A review in lines: its head, its agenda with why, and what was minuted, decided and agreed.
fn told(meeting: &Meeting, committee: &Committee, recorded: &Recorded, judged: Judged<'_>) -> Vec<String> {
    let so_far = meeting.so_far(&recorded.0, &recorded.1);
    let review = &meeting.review;
    let brought = brought(meeting, recorded, judged.framework);
    let chair = review.chair.as_ref().map_or("nobody", |(_, name, _)| name.as_str());
    let mut lines = vec![
        format!("Review of {}   {}   {}", review.day, review.state, review.id),
        format!("Chair: {chair}. {} min planned of a slot of {}.", meeting.total(), review.slot),
    ];
    let roll = meeting.roll(committee).into_iter().filter(|(_, names)| !names.is_empty());
    lines.extend(roll.map(|(title, names)| format!("{title}: {names}.")));
    if review.state != ReviewState::Closed {
        lines.extend(committee.notes(review));
    }
    let talked = meeting.brought(&recorded.0, &recorded.1);
    for item in &so_far.agenda {
        let came = item.state.came(talked.contains(&item.id));
        let number = meeting.number(item.id).map_or_else(String::new, |number| number.to_string());
        lines.push(String::new());
        let line = format!("{number:>2}  {}   {} min   {}   {}", item.title, item.minutes, item.id, came);
        lines.push(line.trim_end().to_owned());
        let asked = asked(meeting, item, recorded, judged).into_iter();
        lines.extend(asked.map(|(kind, text)| format!("    {kind:<11}{text}")));
        let on = Some(item.id);
        lines.extend(meeting.said_on(on).map(|minute| format!("    minuted    {}", minute.text)));
        let own = brought.iter().filter(|(counts, _)| *counts == on);
        lines.extend(own.map(|(_, line)| format!("    {line}")));
    }
    lines.extend(meeting.said_on(None).map(|minute| format!("minuted    {}", minute.text)));
    lines.extend(brought.into_iter().filter(|(counts, _)| counts.is_none()).map(|(_, line)| line));
    lines
}

/// The brief of a report about the moment looked at, without a review.
pub(super) fn brief_of(session: &Session, store: &Store) -> Result<Brief> {
    let past = session.looked_at(store)?;
    let reader = past.as_ref().unwrap_or_else(|| store.read());
    brief_at((store, reader, session.today), None, false)
}

/// The brief about a review, or without one, at the reader's moment.
pub(super) fn brief_at(
    (store, reader, day): (&Store, &Reader, Day),
    review: Option<&Review>,
    draft: bool,
) -> Result<Brief> {
    let path = store.path();
    let portfolio = judge::everything(reader, day).at_path(path)?;
    let before = brief::last_before((store, reader, day), review).at_path(path)?;
    let meeting = match review {
        Some(review) => reader.meeting_on(review.id, day).at_path(path)?,
        None => None,
    };
    Ok(brief::brief(reader, Ask { portfolio, before: before.as_ref(), meeting, day, draft }).at_path(path)?)
}

pub(super) fn act(session: &Session, arguments: Act, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let reader = store.read();
    match (&arguments.came, &arguments.who, &arguments.due) {
        (None, Some(who), Some(due)) => {
            let change = ActionChange::Add {
                text: arguments.text,
                owner: reader.find_person(who).map_err(|error| super::ground::failure::at(error, "who"))?,
                due: session.day(due, "due", Side::Ahead)?,
                pilot: arguments.pilot.map(|pilot| reader.find_pilot(&pilot)).transpose()?,
                review: arguments
                    .review
                    .map(|review| reader.review_said(&review, session.today))
                    .transpose()?
                    .map(|known| known.id),
            };
            commit(session, &mut store, &Change::Action(change), output)
        }
        (came, ..) => {
            let action = reader.find_action(&arguments.text)?;
            let to = match came.as_deref() {
                Some("done") => ActionState::Done,
                Some("drop") => ActionState::Dropped,
                _ => ActionState::Open,
            };
            let change = ActionChange::End { action: action.id, to, why: arguments.why, was: None };
            commit(session, &mut store, &Change::Action(change), output)
        }
    }
}

/// The records of reviews, or of the committee, for `list`.
pub(super) fn listed(session: &Session, reader: &Reader, noun: Noun) -> Result<Vec<Value>> {
    let pilots = reader.pilots()?;
    let codes = records::codes(&pilots);
    if noun == Noun::Committee {
        let committee = reader.committee()?;
        return Ok(committee.members.iter().map(|member| records::member(member, &committee)).collect());
    }
    let (mut meetings, made) = (reader.meetings_on(session.today)?, reader.reviews_made()?);
    meetings.sort_by_key(|meeting| made.get(&meeting.review.id).copied());
    Ok(meetings.iter().map(|meeting| records::review(meeting, &codes)).collect())
}
