//! Owns the thread that owns the workspace: it performs changes and answers questions, one after another, so that the
//! interface never waits for a lock. Between requests it checks whether another process wrote.

mod files;
mod health;
mod recalled;
mod request;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::around::{Titles, around};
use super::failed::shown;
use super::outbox::Outbox;
use crate::brief;
use crate::cli::commit::out_of_sight;
use crate::cli::failure::Failure;
use crate::cli::past::Past;
use crate::cli::session::Session;
use crate::domain::delta::Before;
use crate::domain::{Change, Day, Outcome, Portfolio, Review, ReviewId, Stamp, WorkspaceId};
use crate::intake;
use crate::interaction::around::{option, quoted};
use crate::interaction::named::verbatim;
use crate::interaction::{Answer, Look, Msg, Query};
use crate::judge::Judge;
use crate::store::error::AtPath;
use crate::store::{self, Ask, Copying, Error, Reader, Store};

pub(super) use request::Request;

/// How often it checks whether another process wrote.
const LOOK: Duration = Duration::from_millis(300);

/// At the end of the program, how long a write waits for another program.
const AT_THE_END: Duration = Duration::from_millis(200);

/// The status of a failure because another program has the file.
const BUSY: u8 = 5;
/// The status of a failure because the file is damaged.
const DAMAGED: u8 = 6;

/// How long it judges pilots at a time before it checks for requests.
const SLICE: Duration = Duration::from_millis(15);
/// How often it reports its progress.
const TELL: Duration = Duration::from_millis(150);

/// The thread; dropping it waits until everything has been written.
pub(super) struct StoreThread {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
    /// Should it end?
    ends: Arc<AtomicBool>,
}

impl StoreThread {
    /// Starts it over an open workspace; `past` answers the questions while a past day is looked at.
    pub fn start(store: Store, past: Option<Reader>, session: Session, outbox: Outbox) -> Self {
        let (requests, inbox) = channel();
        let ends = Arc::new(AtomicBool::new(false));
        let is_ending = Arc::clone(&ends);
        let thread = thread::spawn(move || {
            let mut owner = Owner::new(store, past, session, outbox);
            owner.live(&inbox, &is_ending);
        });
        Self { requests: Some(requests), thread: Some(thread), ends }
    }

    /// Asks for something; the answer comes as a message.
    pub fn send(&self, request: Request) {
        if let Some(requests) = &self.requests {
            let _ = requests.send(request);
        }
    }
}

impl Drop for StoreThread {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        self.requests.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The progress of judging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judging {
    /// Nothing waits.
    Done,
    /// Pilots wait.
    Wanted,
    /// Something could not be read: judging continues after the next check of the file.
    Broken,
}

/// Why the file cannot be read, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trouble {
    /// It can be read.
    None,
    /// Something that may pass.
    Passing,
    /// It is damaged.
    Damage,
}

/// What was reported as refused, and may work again: another program had the file, or it was moved. Writing again
/// implies reading again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Refused {
    /// Nothing.
    Nothing,
    /// To read it.
    Reading,
    /// To write it.
    Writing,
}

struct Owner {
    store: Store,
    /// The id of the workspace, whatever becomes of its file.
    id: Option<WorkspaceId>,
    past: Option<Reader>,
    session: Session,
    outbox: Outbox,
    version: i64,
    /// What was already reported about the file.
    trouble_told: Trouble,
    /// Since when work that nobody asked for has found the file in use by another program.
    held: Option<Instant>,
    /// What was reported as refused, and may work again.
    refused: Refused,
    judge: Judge,
    /// The day on which pilots are judged.
    day: Day,
    /// Today, whatever day is looked at.
    present: Day,
    /// Are there pilots to judge while there are no requests?
    judging: Judging,
    /// Was judging stopped?
    stopped: bool,
    /// When progress was last reported.
    told: Option<Instant>,
    /// How the pilots stood when the last review closed.
    before: Recall,
    /// How they stood when the review last asked about was closing.
    closing: Option<Arc<Before>>,
    /// What is being worked out of these two, a moment at a time.
    recalling: Vec<Recalling>,
    /// The closed review on screen, which another program kept from being read.
    put_off: Option<Review>,
    /// The daily backup of a large file, while it is made.
    copying: Option<Copying>,
}

/// What is known of the moment that deltas compare with.
enum Recall {
    /// Nothing yet.
    Unknown,
    /// Nothing yet, for the moment when a review was closing.
    Closing,
    /// How the pilots stood at the closing entry of that review; none where no review was closed.
    Known(Option<(i64, Arc<Before>)>),
}

/// How they stood when a review was closing, while that is worked out.
struct Recalling {
    whose: Whose,
    review: Review,
    work: brief::Recalling,
}

/// Who asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The deltas, which compare with the state that this entry closed.
    Deltas(i64),
    /// The page of a closed review.
    Page,
}

impl Owner {
    fn new(store: Store, past: Option<Reader>, session: Session, outbox: Outbox) -> Self {
        let (version, id) = (store.data_version().unwrap_or_default(), store.id().ok());
        let judge = Judge::new(session.today, Arc::clone(&session.builtin));
        let (day, present) = (session.today, session.present);
        Self {
            store,
            id,
            past,
            session,
            outbox,
            version,
            trouble_told: Trouble::None,
            held: None,
            refused: Refused::Nothing,
            judge,
            day,
            present,
            judging: Judging::Done,
            stopped: false,
            told: None,
            before: Recall::Unknown,
            closing: None,
            recalling: Vec::new(),
            put_off: None,
            copying: None,
        }
    }

    fn live(&mut self, inbox: &Receiver<Request>, ends: &AtomicBool) {
        let mut waiting: VecDeque<Request> = VecDeque::new();
        loop {
            waiting.extend(inbox.try_iter());
            if let Some(request) = waiting.pop_front() {
                if !request.is_overtaken(waiting.iter()) {
                    self.answer_in_time(request, ends);
                }
                continue;
            }
            let judging = self.judging == Judging::Wanted && !self.stopped;
            let is_busy = judging || !self.recalling.is_empty();
            match inbox.recv_timeout(if is_busy { Duration::ZERO } else { LOOK }) {
                Ok(request) => self.answer_in_time(request, ends),
                Err(RecvTimeoutError::Timeout) => self.do_unasked(judging),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Answers a request. Once the program is ending, nobody sees what is read, and a write does not wait long for
    /// another program: what it could not save stays a draft.
    fn answer_in_time(&mut self, request: Request, ends: &AtomicBool) {
        if ends.load(Ordering::Relaxed) {
            if request.only_tells() {
                return;
            }
            let _ = self.store.wait_for_locks(AT_THE_END);
        }
        self.answer(request);
    }

    fn tell(&self, msg: Msg) {
        self.outbox.tell(msg);
    }

    fn answer(&mut self, request: Request) {
        match request {
            Request::Commit(change) => {
                let msg = self.commit(change);
                self.tell(msg);
            }
            Request::Weigh(change, part) => {
                // If something else is wrong, trying the change will tell.
                if let Ok(weighed) = self.store.weigh(&change, part, &self.session.stamp()) {
                    self.tell(Msg::Weighed(weighed));
                }
            }
            Request::Undo(known) => self.take_back(|store, stamp| store.undo(stamp, Ask::but(known.as_deref()))),
            Request::Redo(known) => self.take_back(|store, stamp| store.redo(stamp, Ask::but(known.as_deref()))),
            Request::Revert(seq, sure) => {
                let ask = if sure { Ask::Answered } else { Ask::First };
                self.take_back(|store, stamp| store.revert(seq, stamp, ask));
            }
            Request::Load { ticket, queries } => self.load(ticket, &queries),
            Request::Actor(name) => self.session.actor = name,
            Request::Dawn(day) => {
                (self.present, self.session.present, self.session.today) = (day, day, day);
                if self.past.is_none() {
                    self.day = day;
                    self.judging = Judging::Wanted;
                }
            }
            Request::Judging(on) => {
                self.stopped = !on;
                self.tell_judged();
            }
            Request::TellAround => {
                let around = around(&self.session, Some(self.store.path()), Titles::Asked);
                self.tell(Msg::Surrounded(Arc::new(around)));
            }
            Request::DailyBackup => self.back_up(),
            Request::Settle(done) => {
                while self.judging == Judging::Wanted && !self.stopped {
                    self.judge_some();
                }
                while !self.recalling.is_empty() {
                    self.recall_some();
                }
                let _ = done.send(());
            }
            Request::LookAt(look) => self.look_at(look),
            Request::Recall(review) => self.recall_closing(&review),
            Request::Foresee(incoming) => self.foresee(&incoming),
            Request::TakeIn(incoming) => self.take_in(&incoming),
            Request::KeepMapping(name, incoming, draft) => self.keep_mapping(&name, &incoming, draft),
            Request::Prepare(day) => self.prepare(day),
            Request::OpenReview(review) => self.open_review(review),
            Request::CloseReview(review) => self.close_review(review),
            Request::Write(paper, place, replace) => self.write(paper, place, replace),
            Request::TellAll => {
                self.tell_judged();
                self.tell_before();
                self.tell_closing();
            }
        }
    }

    fn commit(&mut self, change: Box<Change>) -> Msg {
        let stamp = self.session.stamp();
        // A form that writes a single reading does not ask about it; the weekly round has already asked about its own.
        let alone = matches!(*change, Change::Record(_)).then(|| std::slice::from_ref(&*change));
        let far = intake::far(self.store.read(), alone.unwrap_or_default()).at_path(self.store.path());
        let far = match far {
            // That has been waited for already.
            Err(error @ Error::Busy(_)) => return self.refuse(error),
            far => far.unwrap_or_default(),
        };
        match self.store.commit(&change, &stamp) {
            Ok(mut outcome) => {
                if let (Some(far), Some(_)) = (far.first(), outcome.entry) {
                    outcome.remarks.push(format!("That is {}.", far.how));
                }
                let out_of_sight = self.out_of_sight(&outcome);
                outcome.remarks.extend(out_of_sight);
                Msg::Committed(outcome)
            }
            Err(Error::Conflict(conflict)) => Msg::Conflicted { conflict, change },
            Err(error) => self.refuse(error),
        }
    }

    /// If a change was made to something archived, says so, and how to bring that back.
    fn out_of_sight(&self, outcome: &Outcome) -> Option<String> {
        let archived = self.store.read().out_of_sight(outcome.entry?).unwrap_or_default();
        let (one, told) = (archived.first()?, out_of_sight(&archived)?);
        let way = match one.noun {
            "pilot" => "⟨board archive⟩ on the board, with ⟨board show-archive⟩,".to_owned(),
            "person" => "⟨people archive⟩ among the people, with ⟨people show-archive⟩,".to_owned(),
            _ => verbatim(&format!("`steerco{} unarchive {}`", self.session.option(), one.id)),
        };
        let which = if archived.len() == 1 { "it" } else { one.name.as_str() };
        Some(format!("{}: {way} brings {} back.", verbatim(&told), verbatim(which)))
    }

    /// Describes a failure. If nothing of the file is left, it names the backup that brings it back.
    fn failure(&self, error: Error) -> Failure {
        let (lost, moved) = (error.is_of_a_lost_file(), error.is_of_a_moved_file());
        let failure = self.session.fails(error.into());
        let (true, Some(id)) = (lost, self.id) else {
            return failure;
        };
        let hint = match store::newest(&self.session.places.backups(id)) {
            Some(copy) => {
                let (workspace, copy) = (self.store.path().display().to_string(), copy.display().to_string());
                let command = format!("`steerco{} restore {}`", option(&workspace), quoted(&copy));
                format!("{command} brings the newest copy back")
            }
            None => "no copy of the file was made".to_owned(),
        };
        let moved = if moved { "move it back if it was moved; else " } else { "" };
        failure.hint(format!("what was typed stays a draft; {moved}{hint}"))
    }

    /// Turns to another moment, which later questions are about.
    fn look_at(&mut self, look: Look) {
        let is_closing = matches!(look, Look::LastReview | Look::Review(_));
        match self.moment(look) {
            Ok(moment) => {
                let (past, looking) = match moment {
                    Some((past, day, name)) => (Some(past), Some((day, name))),
                    None => (None, None),
                };
                self.past = past;
                self.day = looking.as_ref().map_or(self.present, |(day, _)| *day);
                self.judge = Judge::new(self.day, Arc::clone(&self.session.builtin));
                self.judging = Judging::Wanted;
                self.recall_anew(if is_closing { Recall::Closing } else { Recall::Unknown });
                self.tell(Msg::Looking(looking));
            }
            Err(failure) => self.tell(Msg::Told(shown(failure).title)),
        }
    }

    /// The workspace at that moment, with its day and name; none for the present.
    fn moment(&self, look: Look) -> crate::cli::failure::Result<Option<(Reader, Day, String)>> {
        let reader = self.store.read();
        let past = match look {
            Look::Now => return Ok(None),
            Look::Day(day) if day > self.present => {
                return Err(Failure::new(3, "that day has not come yet"));
            }
            Look::Day(day) => Past::of(day),
            Look::LastReview => Past::closing(reader.last_closed(self.present)?.as_ref())?,
            Look::Review(id) => Past::closing(reader.meeting(id)?.map(|meeting| meeting.review).as_ref())?,
        };
        Ok(Some((past.reader(&self.store)?, past.day, past.name)))
    }

    /// Adds the review of a day if there is none, and makes its agenda of what is due.
    fn prepare(&mut self, day: Day) {
        let prepared = self.prepared(day);
        self.tell_done(prepared);
    }

    fn prepared(&mut self, day: Day) -> store::Result<Outcome> {
        let reader = self.store.read();
        let new_id = || self.session.ids().take();
        let (change, _) = brief::preparation(reader, (self.day, day), new_id)?;
        self.store.commit(&change, &self.session.stamp())
    }

    fn open_review(&mut self, id: ReviewId) {
        let opened = brief::open(&mut self.store, id, &self.session.stamp());
        self.tell_done(opened);
    }

    /// Closes a review. If somebody else writes while its files are made, they are made again.
    fn close_review(&mut self, id: ReviewId) {
        match brief::close(&mut self.store, id, &self.session.stamp()) {
            Ok(outcome) => self.tell_done(Ok(outcome)),
            Err(brief::NotClosed::Store(error)) => self.tell_done(Err(error)),
            Err(brief::NotClosed::Report(error)) => {
                self.tell(Msg::Refused(shown(Failure::new(1, error.to_string()))));
            }
        }
    }

    /// Reports how the pilots stand, as far as they are judged.
    fn tell_judged(&self) {
        let portfolio = Portfolio { stopped: self.stopped, ..self.judge.portfolio().clone() };
        self.tell(Msg::Judged(Arc::new(portfolio)));
    }

    /// Judges pilots for a moment only, so that no request waits long.
    fn judge_some(&mut self) {
        let reader = self.past.as_ref().unwrap_or_else(|| self.store.read());
        let begun = Instant::now();
        let done = self
            .judge
            .look(reader, self.day)
            .and_then(|wanted| if wanted { self.judge.work(reader, &|| begun.elapsed() < SLICE) } else { Ok(true) });
        match done.at_path(self.store.path()) {
            Ok(done) => {
                self.judging = if done { Judging::Done } else { Judging::Wanted };
                if done {
                    self.recall();
                }
                if done || self.told.is_none_or(|told| told.elapsed() > TELL) {
                    self.told = Some(Instant::now());
                    self.tell_judged();
                }
            }
            Err(error) => {
                // It continues at the next request or, where that may help, after the next check of the file.
                self.judging = if error.is_damage() { Judging::Done } else { Judging::Broken };
                self.stumble(error, begun);
            }
        }
    }

    fn take_back(&mut self, act: impl FnOnce(&mut Store, &Stamp) -> store::Result<Outcome>) {
        let taken_back = act(&mut self.store, &self.session.stamp());
        self.tell_done(taken_back);
    }

    /// Reports the result of a write.
    fn tell_done(&mut self, done: store::Result<Outcome>) {
        let msg = match done {
            Ok(outcome) => Msg::Committed(outcome),
            Err(Error::AskFirst { entry, question }) => Msg::AskedFirst { question, entry },
            Err(error) => self.refuse(error),
        };
        self.tell(msg);
    }

    fn load(&mut self, ticket: u64, queries: &[Query]) {
        let reader = self.past.as_ref().unwrap_or_else(|| self.store.read());
        // If another file was copied over this one, nothing of it is shown as if it were this workspace.
        let same = self.store.check_content();
        let ask = || -> store::Result<Vec<Answer>> { queries.iter().map(|query| query.ask(reader)).collect() };
        let answers = same.and_then(|()| ask());
        match answers.at_path(self.store.path()) {
            Ok(answers) => {
                (self.trouble_told, self.held) = (Trouble::None, None);
                // Requests come first; a write in between is judged after them.
                self.judging = Judging::Wanted;
                self.tell(Msg::Loaded { ticket, answers });
                // While nobody judges, at least the pilots are named whose judgement is out of date.
                if self.stopped && self.judge.look(reader, self.day).is_ok_and(|waits| waits) {
                    self.tell_judged();
                }
            }
            // Somebody waits for this answer.
            Err(error) => {
                self.refused.grow(Refused::Reading);
                let msg = self.what_is_wrong(error.into());
                self.tell(msg);
            }
        }
    }

    /// Makes the daily backup; that of a large file is only begun, so that nobody waits for it.
    fn back_up(&mut self) {
        if self.past.is_some() {
            return;
        }
        let tried = match self.session.begin_copy(&self.store) {
            Ok(None) => self.session.back_up_today(&self.store),
            Ok(copying) => {
                self.copying = copying;
                return;
            }
            Err(failure) => Err(failure),
        };
        self.tell_copied(tried);
    }

    fn tell_copied(&mut self, tried: crate::cli::failure::Result<Option<String>>) {
        match self.session.told_of_copy(tried) {
            Ok(None) => {}
            Ok(Some(said)) => self.tell(Msg::Mentioned(said)),
            Err(failure) => self.trouble(failure),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::Cli;
    use crate::domain::change::{NewPilot, NoteChange, PilotChange};
    use crate::domain::{NoteId, PilotId};

    /// A run on that day.
    pub(super) fn session() -> Session {
        Session::new(Cli::try_parse_from(["steerco", "--today", "2026-11-24"]).unwrap().global).unwrap()
    }

    #[test]
    fn damage_that_is_found_after_another_trouble_is_told_and_ends_the_writing() {
        let folder = tempfile::tempdir().unwrap();
        let session = session();
        let store = session.make(&folder.path().join("work.steerco"), "Work", false).unwrap();
        let (outbox, inbox) = channel();
        let mut owner = Owner::new(store, None, session, Outbox::new(outbox, 1));
        for status in [5, DAMAGED, DAMAGED, 5] {
            owner.trouble(Failure::new(status, "it cannot be read"));
        }
        assert!(!owner.store.writable());
        let is_damage = |msg: Msg| matches!(msg, Msg::From(_, msg) if matches!(*msg, Msg::Damaged(_)));
        assert_eq!(inbox.try_iter().map(is_damage).collect::<Vec<bool>>(), [false, true]);
    }

    #[test]
    fn what_only_tells_is_left_out_once_the_program_ends_and_a_write_waits_for_nobody_long() {
        let folder = tempfile::tempdir().unwrap();
        let session = session();
        let path = folder.path().join("work.steerco");
        let store = session.make(&path, "Work", false).unwrap();
        let mut others = session.open_at(&path, store::Access::Write).unwrap();
        let (outbox, inbox) = channel();
        let mut owner = Owner::new(store, None, session, Outbox::new(outbox, 1));
        let ends = AtomicBool::new(true);
        owner.answer_in_time(Request::Load { ticket: 1, queries: vec![Query::Reviews(Day::MAX)] }, &ends);
        assert!(inbox.try_iter().next().is_none());
        let change = || Box::new(Change::Title { to: "Other".to_owned(), was: None });
        let begun = Instant::now();
        others.taken_back(|_| owner.answer_in_time(Request::Commit(change()), &ends)).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        owner.answer_in_time(Request::Commit(change()), &ends);
        let is_done = |msg: Msg| matches!(msg, Msg::From(_, msg) if matches!(*msg, Msg::Committed(_)));
        assert_eq!(inbox.try_iter().map(is_done).collect::<Vec<bool>>(), [false, true]);
    }

    #[test]
    fn a_file_that_is_gone_is_told_with_the_copy_that_brings_it_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = session();
        session.places.state = folder.path().join("state");
        let path = folder.path().join("work.steerco");
        let mut store = session.make(&path, "Work", false).unwrap();
        store.commit(&Change::Title { to: "Other".to_owned(), was: None }, &session.stamp()).unwrap();
        let mut owner = Owner::new(store, None, session, Outbox::new(channel().0, 1));
        std::fs::rename(&path, folder.path().join("aside.steerco")).unwrap();
        let hint = |owner: &mut Owner| {
            let change = Change::Title { to: "Third".to_owned(), was: None };
            match owner.commit(Box::new(change)) {
                Msg::Refused(failure) => failure.hint,
                other => panic!("{other:?}"),
            }
        };
        assert!(hint(&mut owner).contains("no copy of the file was made"));
        std::fs::rename(folder.path().join("aside.steerco"), &path).unwrap();
        owner.back_up();
        std::fs::remove_file(&path).unwrap();
        let hint = hint(&mut owner);
        let copy = store::newest(&owner.session.places.backups(owner.id.unwrap())).unwrap();
        assert!(hint.contains("restore ") && hint.contains(&copy.display().to_string()), "{hint}");
        assert!(hint.contains("move it back if it was moved"), "{hint}");
    }

    #[test]
    fn what_passes_by_itself_is_said_once_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let session = session();
        let path = folder.path().join("work.steerco");
        let store = session.make(&path, "Work", false).unwrap();
        let (outbox, inbox) = channel();
        let mut owner = Owner::new(store, None, session, Outbox::new(outbox, 1));
        let recovered =
            || inbox.try_iter().any(|msg| matches!(msg, Msg::From(_, msg) if matches!(*msg, Msg::Recovered)));
        for writes in [false, true] {
            std::fs::rename(&path, folder.path().join("aside.steerco")).unwrap();
            if writes {
                let change = Change::Title { to: "Other".to_owned(), was: None };
                assert!(matches!(owner.commit(Box::new(change)), Msg::Refused(_)));
            }
            owner.look_around();
            assert!(!recovered());
            std::fs::rename(folder.path().join("aside.steerco"), &path).unwrap();
            owner.look_around();
            assert!(recovered());
            owner.look_around();
            assert!(!recovered(), "once");
        }
    }

    #[test]
    fn what_is_written_on_what_is_archived_is_told_so() {
        let folder = tempfile::tempdir().unwrap();
        let session = session();
        let store = session.make(&folder.path().join("work.steerco"), "Work", false).unwrap();
        let mut owner = Owner::new(store, None, session, Outbox::new(channel().0, 1));
        let mut write = |change: Change| match owner.commit(Box::new(change)) {
            Msg::Committed(outcome) => (outcome.told(), outcome.id),
            other => panic!("{other:?}"),
        };
        let is_told = |(told, _): (String, Option<String>)| told.contains("out of everybody's sight");
        let pilot = PilotId(7 << 21);
        let new = NewPilot { id: Some(pilot), ..NewPilot::named("Invoices") };
        let add = || Change::Note(NoteChange::Add { pilot, text: "Seen".to_owned(), on: None });
        assert!(!is_told(write(Change::Pilot(PilotChange::Add(Box::new(new))))));
        let (told, id) = write(add());
        assert!(!is_told((told, None)));
        let note: NoteId = id.unwrap().parse().unwrap();
        assert!(!is_told(write(Change::Note(NoteChange::Archive { note, archived: true }))), "that is what it says");
        let (told, _) = write(Change::Note(NoteChange::Edit { note, to: "Seen twice".to_owned(), was: None }));
        let (says, back) = ("Note “Seen twice” is archived, out of everybody's sight: ", format!("unarchive {note}`"));
        assert!(told.contains(says) && told.contains(&back), "{told}");
        assert!(!is_told(write(Change::Pilot(PilotChange::Archive { pilot, archived: true }))), "that is what it says");
        assert!(is_told(write(add())));
    }

    #[test]
    fn a_large_file_is_copied_beside_the_work() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = session();
        session.places.state = folder.path().join("state");
        let path = folder.path().join("work.steerco");
        let mut store = session.make(&path, "Work", false).unwrap();
        store.commit(&Change::Title { to: "Other".to_owned(), was: None }, &session.stamp()).unwrap();
        // Longer than what stands in it.
        std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(101 << 20).unwrap();
        let backups = session.places.backups(store.id().unwrap());
        let mut owner = Owner::new(store, None, session, Outbox::new(channel().0, 1));
        owner.back_up();
        assert!(owner.copying.is_some(), "it waited");
        let begun = Instant::now();
        let copied = || {
            std::fs::read_dir(&backups).is_ok_and(|mut names| {
                names.any(|name| name.unwrap().file_name().to_string_lossy().ends_with("-day.steerco"))
            })
        };
        while !copied() && begun.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_millis(10));
        }
        assert!(copied());
        // Once a day.
        owner.copying = None;
        owner.back_up();
        assert!(owner.copying.is_none());
    }
}
