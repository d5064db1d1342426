//! The whole interface without a terminal and without threads: keys go in as a string, effects are performed at once on
//! a real file, and the screen comes out as text.

#![allow(dead_code)]

mod looks;
mod papers;
pub mod promises;
mod surroundings;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use steerco::app::{Setup, State, known_verbs, start, update, view};
use steerco::brief::{self, NotClosed};
use steerco::domain::change::{AssessmentChange, NoteChange, PilotChange, PilotField, ScoreChange};
use steerco::domain::incoming::{Foreseen, Incoming};
use steerco::domain::{Change, Day, Dimension, Framework, Ids, Moment, Outcome, PilotId, Stamp, Value, parse_day};
use steerco::exchange::Profile;
use steerco::intake::{self, Mapping};
use steerco::interaction::keymap::Remap;
use steerco::interaction::{Answer, Chord, Effect, Failure, Key, Look, Msg, Paper};
use steerco::judge::Judge;
use steerco::sample;
use steerco::store::{Access, Ask, Draft, Error, Reader, Seen, Store};
use surroundings::{context, themes};
use tempfile::TempDir;

/// The day of every test: a Wednesday, whose reporting week is 2026-W47.
pub fn today() -> Day {
    parse_day("2026-11-25").unwrap()
}

pub fn midnight(day: Day) -> i64 {
    day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis()
}

pub fn stamp(minute: i64) -> Stamp {
    Stamp { at: midnight(today()) + minute * 60_000, today: today(), actor: "Petra Nowak".into(), zone: 0 }
}

/// The interface over one file.
pub struct Desk {
    pub state: State,
    pub store: Store,
    pub drafts: BTreeMap<String, String>,
    /// What the program was asked to do that only a shell can do.
    pub outward: Vec<String>,
    pub left: bool,
    /// The report that was asked for last.
    paper: Option<Paper>,
    dropped: Vec<(String, String)>,
    size: (u16, u16),
    minute: i64,
    judge: Judge,
    /// The day that counts as today.
    today: Day,
    /// The moment that is looked back at.
    past: Option<(Reader, Day)>,
    /// The closing entry whose standing was told.
    recalled: Option<i64>,
    /// Which moment is looked at.
    look: Look,
    pub folder: Option<TempDir>,
    path: PathBuf,
    /// Is there a disk for the drafts? Not before there is a workspace.
    keeps_drafts: bool,
    /// Does what a form leads to fail, as on a full disk?
    pub fails: bool,
}

fn framework() -> Arc<Framework> {
    static FRAMEWORK: OnceLock<Arc<Framework>> = OnceLock::new();
    Arc::clone(FRAMEWORK.get_or_init(|| Arc::new(Framework::builtin().unwrap())))
}

/// The bytes of the demo, made once.
fn demo() -> &'static [u8] {
    static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
    DEMO.get_or_init(|| filled(demo_steps()))
}

/// The bytes of a workspace without anything, made once.
fn nothing() -> &'static [u8] {
    static NOTHING: OnceLock<Vec<u8>> = OnceLock::new();
    NOTHING.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.steerco");
        drop(Store::create(&path, "Empty programme", false, framework(), Ids::new(midnight(today()), 3)).unwrap());
        std::fs::read(&path).unwrap()
    })
}

/// The bytes of a workspace in which those steps happened.
pub fn filled(steps: Vec<sample::Step>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work.steerco");
    fill(&path, steps);
    std::fs::read(&path).unwrap()
}

/// What happened in the demo, oldest first.
pub fn demo_steps() -> Vec<sample::Step> {
    let mut ids = Ids::new(midnight(today()), 7);
    sample::demo(Moment::present(today()).reporting_week(), &mut ids).unwrap()
}

/// The same, with so many small changes after each step of it, so that the journal gets long.
pub fn busy_steps(each: usize) -> Vec<sample::Step> {
    let (mut steps, mut pilots, mut number) = (Vec::new(), Vec::new(), 0_usize);
    for step in demo_steps() {
        pilots.extend(step.deeds.iter().filter_map(|deed| match deed {
            sample::Deed::Change(Change::Pilot(PilotChange::Add(new))) => new.id,
            _ => None,
        }));
        let (on, minute, actor) = (step.on, step.minute, step.actor.clone());
        steps.push(step);
        for _ in 0..if pilots.is_empty() { 0 } else { each } {
            number += 1;
            let (pilot, text) = (pilots[number % pilots.len()], format!("Told for the {number}th time"));
            let set = |field| PilotChange::Set { pilot, field, to: Value::Text(text.clone()), was: None };
            let change = match number % 3 {
                0 => Change::Note(NoteChange::Add { pilot, text, on: None }),
                1 => Change::Pilot(set(PilotField::Summary)),
                _ => Change::Pilot(set(PilotField::Unit)),
            };
            let deeds = vec![sample::Deed::Change(change)];
            steps.push(sample::Step { on, minute, actor: actor.clone(), what: None, deeds });
        }
    }
    steps
}

/// Makes a workspace in which that happened.
fn fill(path: &Path, steps: Vec<sample::Step>) {
    let ids = Ids::new(midnight(today()), 7);
    let mut store = Store::create(path, "Northwind AI programme", true, framework(), ids).unwrap();
    store.hurry(true).unwrap();
    sample::play(&mut store, steps.into_iter(), midnight).unwrap();
}

impl Desk {
    /// The demo on its board.
    pub fn demo() -> Self {
        Self::of(demo())
    }

    /// The demo on the pilot that nobody has scored yet, with those scores, each shown by something, and what else
    /// `and` does.
    pub fn scored(scores: [u8; 6], and: impl FnOnce(&mut Self, PilotId)) -> (Self, PilotId) {
        let mut desk = Self::demo();
        let pilot = desk.store.read().find_pilot("complaint-routing").unwrap();
        for (dimension, score) in Dimension::ALL.iter().zip(scores) {
            let evidence = vec!["seen".to_owned()];
            let score = ScoreChange { evidence, ..ScoreChange::new(pilot, *dimension, score) };
            desk.commit(&Change::Assessment(AssessmentChange::Score(score)));
        }
        and(&mut desk, pilot);
        let mut desk = desk.restart();
        desk.press("/complaint<Esc>");
        (desk, pilot)
    }

    /// Writes a change beside the interface.
    pub fn commit(&mut self, change: &Change) {
        self.store.commit(change, &stamp(1)).unwrap();
    }

    /// A workspace whose file holds those bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.steerco");
        std::fs::write(&path, bytes).unwrap();
        Self::open(&path, BTreeMap::new(), Some(folder))
    }

    /// A workspace in which those steps happened, on the day of the last one.
    pub fn after(steps: Vec<sample::Step>) -> (Self, Day) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.steerco");
        let day = steps.last().unwrap().on;
        fill(&path, steps);
        let mut desk = Self::open(&path, BTreeMap::new(), Some(folder));
        desk.dawn(day);
        (desk, day)
    }

    /// A workspace without anything.
    pub fn empty() -> Self {
        Self::of(nothing())
    }

    /// No workspace at all.
    pub fn first_run() -> Self {
        let mut desk = Self::empty();
        desk.state = State::new(Setup {
            context: context(),
            keys: Remap::default(),
            drafts: Seen::default(),
            workspace: None,
            is_to_choose: false,
            warnings: Vec::new(),
            themes: themes(),
            mouse: false,
            keeps_drafts: false,
        });
        desk.keeps_drafts = false;
        desk.resize(120, 40);
        let effects = start(&mut desk.state);
        desk.perform(effects);
        desk
    }

    fn open(path: &Path, drafts: BTreeMap<String, String>, folder: Option<TempDir>) -> Self {
        let mut desk = Self::seated(path, drafts, folder, Remap::default());
        let effects = start(&mut desk.state);
        desk.perform(effects);
        desk
    }

    /// The same, with what such a `keys.toml` says.
    pub fn with_keys(mut self, text: &str) -> Self {
        let known = known_verbs();
        let known: Vec<_> = known.iter().map(|bound| (bound.home, bound.offer.name, bound.offer.title)).collect();
        let (keys, wrong) = Remap::parse(text, &known);
        assert_eq!(wrong, Vec::<String>::new());
        let (drafts, folder, path) = (self.drafts.clone(), self.folder.take(), self.path.clone());
        drop(self);
        let mut desk = Self::seated(&path, drafts, folder, keys);
        let effects = start(&mut desk.state);
        desk.perform(effects);
        desk
    }

    /// The same, with keys that are pressed before anything was answered.
    pub fn hurried(mut self, keys: &str) -> Self {
        let (drafts, folder, path) = (self.drafts.clone(), self.folder.take(), self.path.clone());
        drop(self);
        let mut desk = Self::seated(&path, drafts, folder, Remap::default());
        let mut effects = start(&mut desk.state);
        for key in parsed(keys) {
            effects.extend(update(&mut desk.state, Msg::Pressed(key)));
        }
        desk.perform(effects);
        desk
    }

    fn seated(path: &Path, drafts: BTreeMap<String, String>, folder: Option<TempDir>, keys: Remap) -> Self {
        let ids = Ids::new(midnight(today()) + 1, 11);
        let store = Store::open(path, Access::Write, framework(), ids).unwrap();
        let kept = drafts.iter().map(|(key, body)| Draft { key: key.clone(), body: body.clone() }).collect();
        let workspace = store.read().workspace().unwrap();
        let state = State::new(Setup {
            context: context(),
            keys,
            drafts: Seen { came: kept, ..Seen::default() },
            workspace: Some(workspace),
            is_to_choose: false,
            warnings: Vec::new(),
            themes: themes(),
            mouse: false,
            keeps_drafts: true,
        });
        let path = path.to_owned();
        let mut desk = Self {
            state,
            store,
            drafts,
            outward: Vec::new(),
            left: false,
            paper: None,
            dropped: Vec::new(),
            size: (120, 40),
            minute: 600,
            judge: Judge::new(today(), framework()),
            today: today(),
            past: None,
            recalled: None,
            look: Look::Now,
            folder,
            path,
            keeps_drafts: true,
            fails: false,
        };
        desk.resize(120, 40);
        desk
    }

    /// The text that was copied last.
    pub fn copied(&self) -> String {
        let copied = self.outward.iter().rev().find_map(|said| said.strip_prefix("copy "));
        copied.unwrap_or_else(|| panic!("nothing was copied: {}", self.screen())).to_owned()
    }

    /// Leaves and comes back: only the file and the drafts stay.
    pub fn restart(mut self) -> Self {
        let (drafts, folder, path, minute) = (self.drafts.clone(), self.folder.take(), self.path.clone(), self.minute);
        drop(self);
        Self { minute, ..Self::open(&path, drafts, folder) }
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.take(Msg::Resized(width, height));
    }

    pub fn take(&mut self, msg: Msg) {
        if let Msg::DraftsSeen(seen) = &msg {
            self.drafts.extend(seen.came.iter().map(|draft| (draft.key.clone(), draft.body.clone())));
        }
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    /// Presses keys: characters stand for themselves, `<Enter>`, `<Ctrl+S>` and the like for the others.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in parsed(keys) {
            self.take(Msg::Pressed(key));
        }
        self
    }

    /// Presses keys before anything that they ask for is answered.
    pub fn press_ahead(&mut self, keys: &str) -> &mut Self {
        let effects = parsed(keys).into_iter().flat_map(|key| update(&mut self.state, Msg::Pressed(key))).collect();
        self.perform(effects);
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.take(Msg::Pasted(text.to_owned()));
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let facts: Vec<Msg> = effects.into_iter().filter_map(|effect| self.fact(effect)).collect();
        let asked = facts.iter().any(|fact| matches!(fact, Msg::Loaded { .. }));
        for fact in facts {
            self.take(fact);
        }
        if asked {
            self.judge_all();
            self.recall();
        }
    }

    /// What comes of an effect.
    fn fact(&mut self, effect: Effect) -> Option<Msg> {
        Some(match effect {
            Effect::Commit { change, .. } => {
                let stamp = self.next_stamp();
                match self.store.commit(&change, &stamp) {
                    Err(Error::Conflict(conflict)) => Msg::Conflicted { conflict, change },
                    done => told(done),
                }
            }
            Effect::Weigh(change, part) => {
                let stamp = self.next_stamp();
                Msg::Weighed(self.store.weigh(&change, part, &stamp).ok()?)
            }
            Effect::Hold { left, place } => return self.hold(&left, place),
            Effect::Undo(known) => self.take_back(|store, stamp| store.undo(stamp, Ask::but(known.as_deref()))),
            Effect::Redo(known) => self.take_back(|store, stamp| store.redo(stamp, Ask::but(known.as_deref()))),
            Effect::Revert(seq, sure) | Effect::Again(seq, sure) => {
                let ask = if sure { Ask::Answered } else { Ask::First };
                self.take_back(|store, stamp| store.revert(seq, stamp, ask))
            }
            Effect::Load { ticket, queries } => {
                let reader = self.past.as_ref().map_or_else(|| self.store.read(), |(past, _)| past);
                let answers: Vec<Answer> = queries.iter().map(|query| query.ask(reader).unwrap()).collect();
                Msg::Loaded { ticket, answers }
            }
            Effect::LookAt(look) => self.look_at(look),
            Effect::Recall(review) => Msg::Closing(Arc::new(brief::before(&self.store, &review).unwrap()?)),
            Effect::Led(draft, effect) => self.lead(draft, *effect),
            Effect::Prepare(_) if self.fails => Msg::Refused(full_disk()),
            Effect::Prepare(day) => {
                let stamp = self.next_stamp();
                let id = stamp.at << 21;
                let prepared = brief::preparation(self.store.read(), (self.today, day), || id);
                told(prepared.and_then(|(change, _)| self.store.commit(&change, &stamp)))
            }
            Effect::OpenReview(review) => {
                let stamp = self.next_stamp();
                told(brief::open(&mut self.store, review, &stamp))
            }
            Effect::CloseReview(review) => {
                let stamp = self.next_stamp();
                match brief::close(&mut self.store, review, &stamp) {
                    Ok(outcome) => Msg::Committed(outcome),
                    Err(NotClosed::Store(error)) => Msg::Refused(failure(&error)),
                    Err(NotClosed::Report(error)) => panic!("{error}"),
                }
            }
            Effect::Write(paper, place, replace) => self.write(paper, place, replace),
            Effect::Foresee(incoming) => self.foresee(&incoming),
            Effect::TakeIn(incoming) => self.take_in(&incoming),
            Effect::KeepMapping(name, columns) => {
                self.outward.push(format!("keep {name} {columns:?}"));
                Msg::Told(format!("Kept as {name}"))
            }
            Effect::Mask(_) => {
                self.recalled = None;
                Msg::Judged(Arc::new(self.judge.portfolio().clone()))
            }
            Effect::Undrop => Msg::Undropped(self.undrop()),
            other => return self.act(other),
        })
    }

    /// What comes of writing a paper into a folder, or as a file.
    fn write(&mut self, paper: Paper, place: String, replace: bool) -> Msg {
        let written = format!("write {paper:?} into “{place}”");
        if !replace && !place.is_empty() && self.outward.contains(&written) {
            let file = if matches!(paper, Paper::File(_)) { "" } else { "/pack.html" };
            return Msg::Occupied { what: format!("{place}{file} exists already"), paper, place };
        }
        self.outward.push(written);
        self.paper = Some(paper);
        Msg::Told(format!("Wrote it into {place}"))
    }

    /// What comes of what a form led to.
    fn lead(&mut self, draft: String, effect: Effect) -> Msg {
        let draft = Some(draft);
        match (self.fails, effect) {
            (true, Effect::Begin(beginning)) => Msg::Unbegun(beginning, full_disk()),
            (true, _) => Msg::Led { draft, done: Err(full_disk()) },
            (false, effect) => match self.fact(effect) {
                Some(Msg::Led { done, .. }) => Msg::Led { draft, done },
                Some(Msg::Told(said)) => Msg::Led { draft, done: Ok(said) },
                _ => Msg::Led { draft, done: Ok("It is kept.".to_owned()) },
            },
        }
    }

    /// What taking a file in would do.
    fn foresee(&mut self, incoming: &Incoming) -> Msg {
        let Ok(bytes) = bytes_of(incoming) else {
            let title = format!("there is no file {}", incoming.path);
            return Msg::Unforeseen(
                incoming.clone(),
                Failure { title, field: None, hint: String::new(), unkept: false },
            );
        };
        let stamp = self.next_stamp();
        let mut ids = Ids::new(stamp.at, 5);
        let options = Self::options(incoming);
        match intake::foresee(&mut self.store, &incoming.path, &bytes, (incoming, &options), (&stamp, &mut ids)) {
            Ok(foreseen) => {
                let kept = self.outward.iter().filter_map(|said| said.strip_prefix("keep ")?.split(' ').next());
                let maps = kept.map(str::to_owned).chain(Profile::known().map(str::to_owned)).collect();
                Msg::Foreseen(Box::new(Foreseen { maps, ..foreseen }))
            }
            Err(error) if incoming.pasted.is_some() => Msg::Unforeseen(incoming.clone(), failure(&error)),
            Err(error) => Msg::Told(error.to_string()),
        }
    }

    fn options(incoming: &Incoming) -> intake::Options {
        let text = |name: &str| Profile::text(name).unwrap();
        let named = (!incoming.map.is_empty()).then(|| Mapping::parse(text(&incoming.map)).unwrap());
        intake::Options::of(incoming, named, None).unwrap()
    }

    fn take_in(&mut self, incoming: &Incoming) -> Msg {
        let bytes = bytes_of(incoming).unwrap();
        let options = Self::options(incoming);
        let stamp = self.next_stamp();
        let mut ids = Ids::new(stamp.at, 5);
        let report = intake::take_in(&mut self.store, &incoming.path, &bytes, &options, &stamp, &mut ids).unwrap();
        Msg::Committed(report.outcome.unwrap())
    }

    /// Keeps what was typed; it is kept at once.
    fn keep(&mut self, key: String, body: Option<String>) -> Option<Msg> {
        match body {
            Some(body) => drop(self.drafts.insert(key, body)),
            None => drop(self.drafts.remove(&key)),
        }
        self.keeps_drafts.then_some(Msg::DraftsKept(Ok(1)))
    }

    /// Holds what was left, as what is at hand at that place. What was there before lies beside it, and is told.
    fn hold(&mut self, left: &str, place: String) -> Option<Msg> {
        let body = self.drafts.remove(left)?;
        let before = self.drafts.insert(place.clone(), body)?;
        // What lay at the place itself leaves that to nobody until it is held.
        let lies = if left.starts_with("beside//") { "2" } else { "" };
        let aside = Draft { key: format!("beside/{lies}/{place}"), body: before };
        Some(Msg::DraftsSeen(Seen { came: vec![aside], ..Seen::default() }))
    }

    /// Does what nobody answers, but for drafts.
    fn act(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Draft { key, body } => return self.keep(key, body),
            Effect::DropDraft(key) => {
                let body = self.drafts.remove(&key);
                self.dropped.extend(body.map(|body| (key, body)));
            }
            Effect::Quit => self.left = true,
            Effect::Set(name, to) => self.outward.push(format!("set {name} {to}")),
            Effect::Switch(path) => self.outward.push(format!("switch {path}")),
            Effect::Learn(name) => self.outward.push(format!("learn {name}")),
            Effect::Copy { text, .. } => self.outward.push(format!("copy {text}")),
            Effect::Edit { text, .. } => self.outward.push(format!("edit {text}")),
            Effect::Begin(beginning) => self.outward.push(format!("begin {beginning:?}")),
            Effect::Suspend => self.outward.push("suspend".into()),
            Effect::Judging(on) => self.outward.push(format!("judging {on}")),
            Effect::Mouse(on) => self.outward.push(format!("mouse {on}")),
            Effect::Flush | Effect::LetGo(_) | Effect::LookAround => {}
            _ => self.outward.push("an effect that the state should have performed".into()),
        }
        None
    }

    fn undrop(&mut self) -> Option<Draft> {
        let draft = self.dropped.pop().map(|(key, body)| Draft { key, body })?;
        self.drafts.insert(draft.key.clone(), draft.body.clone());
        Some(draft)
    }

    fn judge_all(&mut self) {
        let (reader, day) =
            self.past.as_ref().map_or_else(|| (self.store.read(), self.today), |(past, day)| (past, *day));
        if self.judge.look(reader, day).unwrap() {
            self.judge.work(reader, &|| true).unwrap();
            let judged = Msg::Judged(Arc::new(self.judge.portfolio().clone()));
            self.take(judged);
        }
    }

    /// How the pilots stood when the last review closed, told once for each.
    fn recall(&mut self) {
        let (reader, day) =
            self.past.as_ref().map_or_else(|| (self.store.read(), self.today), |(past, day)| (past, *day));
        let last = brief::last_entry(reader, day).unwrap();
        if last != self.recalled {
            self.recalled = last;
            let closing = match self.look {
                Look::LastReview | Look::Review(_) => reader.last_closed(day).unwrap(),
                Look::Now | Look::Day(_) => None,
            };
            let before = brief::last_before((&self.store, reader, day), closing.as_ref()).unwrap();
            self.take(Msg::Recalled(before.map(Arc::new)));
        }
    }

    fn look_at(&mut self, look: Look) -> Msg {
        self.look = look;
        let review = match look {
            Look::Now => None,
            Look::Day(day) => {
                let past = self.store.as_of(midnight(day) + 86_399_999).unwrap();
                self.past = Some((past, day));
                self.judge = Judge::new(day, framework());
                return Msg::Looking(Some((day, day.to_string())));
            }
            Look::LastReview => self.store.read().last_closed(Day::MAX).unwrap(),
            Look::Review(id) => self.store.read().meeting(id).unwrap().map(|meeting| meeting.review),
        };
        self.recalled = None;
        // What was closed in another file has no entry in this one.
        let Some((review, entry)) = review.and_then(|review| review.entry.map(|entry| (review, entry))) else {
            self.past = None;
            self.judge = Judge::new(self.today, framework());
            return Msg::Looking(None);
        };
        let day = review.closed.unwrap().day();
        self.past = Some((self.store.at_entry(entry).unwrap(), day));
        self.judge = Judge::new(day, framework());
        Msg::Looking(Some((day, format!("the review of {}", review.day))))
    }

    /// Another day dawns.
    pub fn dawn(&mut self, day: Day) {
        self.today = day;
        self.take(Msg::Dawned(day));
    }

    fn next_stamp(&mut self) -> Stamp {
        self.minute += 1;
        Stamp { at: midnight(self.today) + self.minute * 60_000, today: self.today, ..stamp(self.minute) }
    }

    fn take_back(&mut self, act: impl FnOnce(&mut Store, &Stamp) -> steerco::store::Result<Outcome>) -> Msg {
        let stamp = self.next_stamp();
        match act(&mut self.store, &stamp) {
            Ok(outcome) => Msg::Committed(outcome),
            Err(Error::AskFirst { entry, question }) => Msg::AskedFirst { question, entry },
            Err(error) => Msg::Refused(failure(&error)),
        }
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.draw().0
    }

    /// The screen as text, and where the cursor sits.
    pub fn draw(&self) -> (String, Option<Position>) {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        let cursor = view(&self.state, area, &mut buffer);
        (text(&buffer), cursor)
    }

    /// How many entries the journal holds.
    pub fn entries(&self) -> i64 {
        self.store.read().newest_entry().unwrap()
    }

    /// Every hint of the footer: key and title.
    pub fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }

    /// The whole state of the workspace.
    pub fn export(&self) -> serde_json::Value {
        self.store.read().canonical().unwrap()
    }
}

/// What a file holds, or what was pasted.
fn bytes_of(incoming: &Incoming) -> std::io::Result<Vec<u8>> {
    incoming
        .pasted
        .as_ref()
        .map_or_else(|| std::fs::read(&incoming.path), |pasted| Ok(pasted.text.clone().into_bytes()))
}

fn full_disk() -> Failure {
    Failure { title: "the disk is full".to_owned(), field: None, hint: "make room".to_owned(), unkept: true }
}

fn failure(error: &Error) -> Failure {
    let (field, hint) = match error {
        Error::Invalid(invalid) => (invalid.field.map(str::to_owned), invalid.hint.clone().unwrap_or_default()),
        other => (None, other.hint()),
    };
    let wrong = matches!(error, Error::Invalid(_) | Error::NotFound { .. } | Error::Entangled { .. });
    Failure { title: error.to_string(), field, hint, unkept: !wrong }
}

/// The text of a picture, without the blanks at the ends of its lines.
pub fn text(buffer: &Buffer) -> String {
    let area = buffer.area;
    let lines = (area.top()..area.bottom()).map(|y| {
        let mut line = String::new();
        let mut skip = 0;
        for x in area.left()..area.right() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The keys of a string.
pub fn parsed(keys: &str) -> Vec<Key> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((chord, after)) = named.and_then(|(name, after)| Some((Chord::parse(name).ok()?, after))) {
            parsed.extend(chord.keys());
            rest = after;
        } else {
            parsed.push(Key::char(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    parsed
}

/// Words that are there twice.
pub fn repeated<T: Ord + Clone>(all: &[T]) -> BTreeSet<T> {
    let mut seen = BTreeSet::new();
    all.iter().filter(|item| !seen.insert((*item).clone())).cloned().collect()
}

fn told(done: steerco::store::Result<Outcome>) -> Msg {
    match done {
        Ok(outcome) => Msg::Committed(outcome),
        Err(error) => Msg::Refused(failure(&error)),
    }
}
