//! Owns the laws of the store: what must hold after any changes, whoever makes them. Random walks hold it against a
//! model of two stacks of states; single tests name the cases that a walk seldom meets. Knows no screen and no clock.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Duration;
use rusqlite::Connection;
use serde_json::Value as Json;
use steerco::domain::change::{
    ActionChange, ActionField, Amend, AssessmentChange, Close, Decide, Decided, DecisionField, ExceptionChange,
    ExceptionField, FieldKind, GateChange, GateDecision, ItemField, MetricChange, MetricField, NewMetric, NewPerson,
    NewPilot, NewVersion, NewWorkstream, NoteChange, PersonChange, PersonField, PilotChange, PilotField, Record,
    ReviewChange, ReviewField, Reword, RolloutChange, ScoreChange, Source, StepField, TickChange, TicketSaid, Waive,
    WorkstreamChange, WorkstreamField,
};
use steerco::domain::review::{Due, Reason};
use steerco::domain::trigger::{Op, TypedTrigger};
use steerco::domain::{
    ActionId, ActionState, AgendaId, AgendaKind, AgendaState, Audience, Better, Change, Condition, Day, DecisionId,
    Dimension, DocumentKind, ExceptionId, ExceptionState, ExpansionId, ExpansionKind, ExpansionState, Family, Fixed,
    Framework, Freeze, GapAnswer, GapId, Gate, Ids, ItemStanding, ItemState, Level, Lifecycle, Measure, Metric,
    MetricId, MinuteId, NoteId, Outcome, PersonId, PilotId, Placing, Power, Powers, Presence, Report, ResistanceCause,
    ReviewId, ReviewState, Role, Severity, Stage, Stamp, Status, StepId, Typed, Value, Verdict, WaiverId,
    WaiverOutcome, Week, When, WorkItem, WorkstreamId, parse_day,
};
use steerco::store::{self, Access, Ask, Error, Reader, Store};
use tempfile::TempDir;

/// Who writes in these tests.
const ME: &str = "Petra Nowak";
/// The morning of 5 January 2026, in milliseconds since 1970.
const MORNING: i64 = 1_767_603_600_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// An item of the checklist of stage 1.
const ITEM: &str = "s1.real-data";

// Random walks.

#[test]
fn undoing_all_gives_the_beginning_and_redoing_all_the_end() {
    let walks = |seeds: std::ops::RangeInclusive<u64>| -> BTreeSet<&'static str> {
        seeds.flat_map(|seed| Walk::new(seed).run(60)).collect()
    };
    let mut written = std::thread::scope(|scope| {
        let others = scope.spawn(|| walks(16..=30));
        let mut written = walks(1..=15);
        written.extend(others.join().unwrap());
        written
    });
    // What chance is slow to think of takes a few walks more.
    let mut seed = 30;
    while seed < 90 && written.len() < KINDS.len() {
        seed += 1;
        written.extend(walks(seed..=seed));
    }
    let missing: Vec<&&str> = KINDS.iter().filter(|kind| !written.contains(**kind)).collect();
    assert!(missing.is_empty(), "no walk wrote these kinds of changes: {missing:?}");
}

#[test]
#[ignore = "200 sequences of 200 changes: cargo test --release --test store_laws -- --ignored"]
fn undoing_all_gives_the_beginning_and_redoing_all_the_end_of_long_walks() {
    for seed in 1_001..=1_200 {
        Walk::new(seed).run(200);
    }
}

#[test]
fn what_was_taken_back_out_of_its_turn_is_undone_and_redone_in_that_of_its_revert() {
    let reverted: u32 = (2_001..=2_012).map(|seed| Walk::new(seed).run_with_reverts(60)).sum();
    assert!(reverted > 12, "only {reverted} entries were taken back out of their turn");
}

#[test]
fn a_closed_review_keeps_its_files_through_a_thousand_changes() {
    let mut walk = Walk::new(7);
    walk.begin();
    walk.convene();
    let review = ReviewId(601);
    walk.perform(Change::Review(ReviewChange::Open(review)));
    let files = vec![("pack.md".to_owned(), vec![0, 159, 146, 150]), ("pack.txt".to_owned(), b"as it was".to_vec())];
    let (told, standings) = (walk.desk.newest(), vec![(PilotId(501), Status::Green, Status::Red)]);
    let close = Close { review, told, standings, files: files.clone() };
    walk.perform(Change::Review(ReviewChange::Close(Box::new(close))));
    let closed = |desk: &Desk| desk.store.read().meeting(review).unwrap().unwrap();
    let was = closed(&walk.desk);
    assert_eq!(was.review.state, ReviewState::Closed);
    let begins = walk.desk.newest();
    while walk.desk.newest() < begins + 1_000 {
        // What is refused is no change; undo is left out, since it may open the review again.
        walk.scribble();
    }
    let now = closed(&walk.desk);
    assert_eq!((&now.review.entry, &now.agenda), (&was.review.entry, &was.agenda));
    assert_eq!(walk.desk.store.read().pack(&now.review).unwrap(), files);
    walk.desk.expect_sound();
}

/// A sequence of changes, with what must be there if the store keeps its laws.
struct Walk {
    seed: u64,
    chance: Chance,
    desk: Desk,
    /// The export as it must be now.
    now: String,
    /// What undo goes back to, the nearest last.
    past: Vec<String>,
    /// What redo goes on to, the nearest last.
    future: Vec<String>,
    /// What was exported after each entry.
    seen: Vec<Seen>,
    /// The kinds of changes that took effect.
    written: BTreeSet<&'static str>,
}

struct Seen {
    entry: i64,
    at: i64,
    export: String,
}

impl Drop for Walk {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the walk with seed {} failed after {} entries", self.seed, self.seen.len() - 1);
        }
    }
}

impl Walk {
    fn new(seed: u64) -> Self {
        let desk = Desk::new();
        let now = desk.export();
        let seen = vec![Seen { entry: 0, at: desk.at, export: now.clone() }];
        let (past, future, written) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { seed, chance: Chance(seed), desk, now, past, future, seen, written }
    }

    /// Makes so many steps, then holds every law. Answers the kinds of changes that took effect.
    fn run(mut self, steps: usize) -> BTreeSet<&'static str> {
        match self.seed % 3 {
            0 => self.begin(),
            1 => self.convene(),
            _ => {}
        }
        for _ in 0..steps {
            match self.chance.below(24) {
                0 | 1 => {
                    self.undo();
                }
                2 => {
                    self.redo();
                }
                3 => self.reopen(),
                _ => self.write(),
            }
        }
        let last = self.now.clone();
        self.look_back();
        self.desk.expect_sound();
        self.copy();
        let mut undone = 0;
        while self.undo() {
            undone += 1;
        }
        expect_same(&self.desk.export(), &self.seen[0].export, "all was undone");
        self.desk.expect_sound();
        self.reopen();
        for _ in 0..undone {
            assert!(self.redo(), "redo stopped early");
        }
        expect_same(&self.desk.export(), &last, "all was redone");
        self.look_back();
        self.desk.expect_sound();
        std::mem::take(&mut self.written)
    }

    /// Makes so many steps, with entries among them that are taken back wherever they stand; then all of it is undone,
    /// and redone. Answers how many were taken back so.
    fn run_with_reverts(mut self, steps: usize) -> u32 {
        if self.seed.is_multiple_of(2) {
            self.begin();
        } else {
            self.convene();
        }
        let mut reverted = 0;
        for _ in 0..steps {
            match self.chance.below(12) {
                0 => drop(self.desk.undo().unwrap()),
                1 => drop(self.desk.redo().unwrap()),
                2..=4 => reverted += u32::from(self.revert()),
                _ => self.scribble(),
            }
        }
        let last = self.desk.export();
        let mut undone = 0;
        while self.desk.undo().unwrap().entry.is_some() {
            undone += 1;
        }
        expect_same(&self.desk.export(), &self.seen[0].export, "all was undone");
        for _ in 0..undone {
            assert!(self.desk.redo().unwrap().entry.is_some(), "redo stopped early");
        }
        expect_same(&self.desk.export(), &last, "all was redone");
        self.desk.expect_sound();
        reverted
    }

    /// Takes any entry back, wherever it stands; answers whether it was.
    fn revert(&mut self) -> bool {
        let before = self.desk.state();
        let entry = i64::from(self.chance.below(u32::try_from(before.0).unwrap())) + 1;
        match self.desk.revert(entry) {
            Ok(outcome) => outcome.entry.is_some(),
            Err(error) => {
                assert!(self.desk.state() == before, "refused ({error}), but written");
                false
            }
        }
    }

    /// Writes something, valid or not, without a look at what comes of it.
    fn scribble(&mut self) {
        self.desk.at += i64::from(self.chance.below(10)) * HOUR;
        let known = Known::of(self.desk.store.read());
        let today = day_of(self.desk.at);
        let change = Author { chance: &mut self.chance, known: &known, today }.change();
        let stamp = self.desk.stamp(ME);
        drop(self.desk.store.commit(&change, &stamp));
    }

    /// Writes something, valid or not. What is refused or says what is there already writes nothing.
    fn write(&mut self) {
        self.desk.at += i64::from(self.chance.below(30)) * HOUR;
        let known = Known::of(self.desk.store.read());
        let today = day_of(self.desk.at);
        let change = Author { chance: &mut self.chance, known: &known, today }.change();
        self.perform(change);
    }

    /// What chance seldom leads to: a pilot in stage 4 that goes further, with somebody who may certify that.
    fn begin(&mut self) {
        let (pilot, person) = (PilotId(501), PersonId(502));
        let certifier = NewPerson { id: Some(person), certifier: true, ..a_person("Vera Certa", "") };
        self.perform(Change::Person(PersonChange::Add(certifier)));
        self.perform(add_pilot(NewPilot { id: Some(pilot), stage: Stage::Four, ..NewPilot::named("Wide") }));
        self.perform(Change::Rollout(RolloutChange::AddStep { pilot, name: "Read".to_owned() }));
        for (kind, name) in [(ExpansionKind::Unit, "Munich"), (ExpansionKind::UseCase, "Complaints")] {
            self.perform(Change::Rollout(RolloutChange::AddExpansion { pilot, kind, name: name.to_owned() }));
        }
        for expansion in Known::of(self.desk.store.read()).expansions {
            let to = ExpansionState::Started;
            self.perform(Change::Rollout(RolloutChange::SetExpansion { expansion, to, was: None }));
        }
    }

    /// Chance seldom leads to a review with an agenda, either.
    fn convene(&mut self) {
        let review = ReviewId(601);
        let day = day_of(self.desk.at);
        self.perform(Change::Review(ReviewChange::Add { id: Some(review), day, chair: None, slot: None }));
        for title in ["Budget", "Vendor"] {
            let (title, wanted) = (title.to_owned(), String::new());
            self.perform(Change::Review(ReviewChange::AddItem { review, title, wanted, minutes: 5, pilot: None }));
        }
    }

    fn perform(&mut self, change: Change) {
        let before = self.desk.newest();
        let stamp = self.desk.stamp(ME);
        match self.desk.store.commit(&change, &stamp) {
            Ok(Outcome { entry: Some(entry), .. }) => {
                assert_eq!(entry, before + 1, "the next entry");
                let export = self.desk.export();
                self.past.push(std::mem::replace(&mut self.now, export));
                self.future.clear();
                self.look("a change");
                self.written.insert(kind(&change));
                if stays_when_repeated(&change) {
                    self.repeat(&change, &stamp);
                }
            }
            Ok(outcome) => {
                assert_eq!(outcome.changed, 0, "{change:?}");
                self.expect_untouched(before, &format!("“{}” for {change:?}", outcome.summary));
            }
            Err(error) => self.expect_untouched(before, &format!("“{error}” for {change:?}")),
        }
    }

    fn repeat(&mut self, change: &Change, stamp: &Stamp) {
        let before = self.desk.newest();
        let outcome = self.desk.store.commit(change, stamp);
        let outcome = outcome.unwrap_or_else(|error| panic!("said again, it was refused ({error}): {change:?}"));
        assert_eq!((outcome.entry, outcome.changed), (None, 0), "said again, it was written again: {change:?}");
        self.expect_untouched(before, &format!("said again: {change:?}"));
    }

    /// Answers whether there was something to undo.
    fn undo(&mut self) -> bool {
        let before = self.desk.newest();
        let outcome = self.desk.undo().unwrap_or_else(|error| panic!("an undo was refused: {error}"));
        let Some(expected) = self.past.pop() else {
            assert_eq!(outcome.entry, None, "there was nothing to undo: {}", outcome.summary);
            self.expect_untouched(before, "an undo of nothing");
            return false;
        };
        assert_eq!(outcome.entry, Some(before + 1), "there was something to undo: {}", outcome.summary);
        self.future.push(std::mem::replace(&mut self.now, expected));
        self.look(&outcome.summary);
        true
    }

    /// Answers whether there was something to redo.
    fn redo(&mut self) -> bool {
        let before = self.desk.newest();
        let outcome = self.desk.redo().unwrap_or_else(|error| panic!("a redo was refused: {error}"));
        let Some(expected) = self.future.pop() else {
            assert_eq!(outcome.entry, None, "there was nothing to redo: {}", outcome.summary);
            self.expect_untouched(before, "a redo of nothing");
            return false;
        };
        assert_eq!(outcome.entry, Some(before + 1), "there was something to redo: {}", outcome.summary);
        self.past.push(std::mem::replace(&mut self.now, expected));
        self.look(&outcome.summary);
        true
    }

    fn reopen(&mut self) {
        self.desk.reopen();
        expect_same(&self.desk.export(), &self.now, "opened again");
    }

    /// Compares with the model, and remembers what there is to see after this entry.
    fn look(&mut self, what: &str) {
        expect_same(&self.desk.export(), &self.now, what);
        self.seen.push(Seen { entry: self.desk.newest(), at: self.desk.at, export: self.now.clone() });
    }

    fn expect_untouched(&self, before: i64, what: &str) {
        assert_eq!(self.desk.newest(), before, "an entry was written, although {what}");
        expect_same(&self.desk.export(), &self.now, what);
    }

    /// Five moments of the past look as they looked then.
    fn look_back(&mut self) {
        for _ in 0..5 {
            let seen = self.chance.pick(&self.seen);
            let what = format!("as of entry {}", seen.entry);
            expect_same(&canonical(&self.desk.store.at_entry(seen.entry).unwrap()), &seen.export, &what);
            expect_same(&canonical(&self.desk.store.as_of(seen.at).unwrap()), &seen.export, &what);
        }
    }

    /// An export goes into an empty workspace and comes out again as it was.
    fn copy(&self) {
        let export: Json = serde_json::from_str(&self.now).unwrap();
        let mut other = Desk::new();
        let stamp = other.stamp(ME);
        let outcome = other.store.fill_from(&export, &stamp);
        assert!(outcome.is_ok(), "the export was refused: {outcome:?}");
        expect_same(&other.export(), &self.now, "exported, imported and exported again");
        other.expect_sound();
    }
}

/// Does the change say what will be, so that it has nothing left to do when it is said again? What is added is added
/// again, a gate is held again, and several changes may speak of the same value.
fn stays_when_repeated(change: &Change) -> bool {
    !matches!(
        change,
        Change::Several { .. }
            | Change::Pilot(PilotChange::Add(_) | PilotChange::Source { .. })
            | Change::Person(PersonChange::Add(_))
            | Change::Metric(MetricChange::Add(_) | MetricChange::Freeze { .. })
            | Change::Note(NoteChange::Add { .. } | NoteChange::Bring { .. })
            | Change::Exception(_)
            | Change::Decide(_)
            | Change::Version(_)
            | Change::Rollout(
                RolloutChange::AddStep { .. }
                    | RolloutChange::AddExpansion { .. }
                    | RolloutChange::Diagnose { .. }
                    | RolloutChange::Train { .. }
            )
            | Change::Assessment(AssessmentChange::NewVersion { .. })
            | Change::Workstream(WorkstreamChange::Open(_))
            | Change::Gate(GateChange::Decide(_))
            | Change::Action(ActionChange::Add { .. })
            | Change::Review(
                ReviewChange::Add { .. }
                    | ReviewChange::AddItem { .. }
                    | ReviewChange::MoveItem { .. }
                    | ReviewChange::Minute { .. }
                    | ReviewChange::SetMinute { to: None, .. }
                    | ReviewChange::Close(_)
            )
    )
}

/// Every kind of change.
const KINDS: &[&str] = &[
    "pilot add",
    "pilot set",
    "pilot back",
    "pilot retake",
    "pilot lifecycle",
    "pilot appoint",
    "pilot report",
    "pilot target",
    "pilot archive",
    "pilot place",
    "pilot source",
    "person add",
    "person set",
    "person archive",
    "hand over",
    "metric add",
    "metric set",
    "metric archive",
    "record",
    "record not measured",
    "record taken back",
    "tick",
    "note add",
    "note bring",
    "note edit",
    "note archive",
    "baseline",
    "parameter",
    "exception raise",
    "exception set",
    "exception said",
    "exception advance",
    "decide",
    "reword",
    "version",
    "score",
    "new version",
    "gap answer",
    "workstream open",
    "workstream set",
    "workstream close",
    "gate book",
    "gate decide",
    "waiver outcome",
    "step add",
    "step set",
    "step archive",
    "item add",
    "item set",
    "diagnosis",
    "condition",
    "document",
    "training",
    "workstream items",
    "certify",
    "amendment",
    "review add",
    "prepare",
    "review set",
    "review open",
    "agenda item add",
    "agenda item set",
    "agenda item move",
    "agenda item state",
    "agenda item pilot",
    "attendance",
    "guest",
    "minute",
    "minute set",
    "review close",
    "member",
    "chair",
    "cadence",
    "slot",
    "action add",
    "action set",
    "action end",
    "title",
    "several",
];

fn kind(change: &Change) -> &'static str {
    match change {
        Change::Pilot(PilotChange::Add(_)) => "pilot add",
        Change::Pilot(PilotChange::Set { .. }) => "pilot set",
        Change::Pilot(PilotChange::Back { .. }) => "pilot back",
        Change::Pilot(PilotChange::Retake { .. }) => "pilot retake",
        Change::Pilot(PilotChange::Lifecycle { .. }) => "pilot lifecycle",
        Change::Pilot(PilotChange::Appoint { .. }) => "pilot appoint",
        Change::Pilot(PilotChange::Report { .. }) => "pilot report",
        Change::Pilot(PilotChange::Target { .. }) => "pilot target",
        Change::Pilot(PilotChange::Archive { .. }) => "pilot archive",
        Change::Pilot(PilotChange::Place { .. }) => "pilot place",
        Change::Pilot(PilotChange::Source { .. }) => "pilot source",
        Change::Person(PersonChange::Add(_)) => "person add",
        Change::Person(PersonChange::Set { .. }) => "person set",
        Change::Person(PersonChange::Archive { .. }) => "person archive",
        Change::Person(PersonChange::HandOver { .. }) => "hand over",
        Change::Metric(MetricChange::Add(_)) => "metric add",
        Change::Metric(MetricChange::Set { .. }) => "metric set",
        Change::Metric(MetricChange::Archive { .. }) => "metric archive",
        Change::Record(record) => match record.typed {
            Some(Typed::NotMeasured) => "record not measured",
            Some(_) => "record",
            None => "record taken back",
        },
        Change::Tick(_) => "tick",
        Change::Note(NoteChange::Add { .. }) => "note add",
        Change::Note(NoteChange::Bring { .. }) => "note bring",
        Change::Note(NoteChange::Edit { .. }) => "note edit",
        Change::Note(NoteChange::Archive { .. }) => "note archive",
        Change::Metric(MetricChange::Freeze { .. }) => "baseline",
        Change::Metric(MetricChange::Parameter { .. }) => "parameter",
        Change::Exception(ExceptionChange::Raise { .. }) => "exception raise",
        Change::Exception(ExceptionChange::Set { .. }) => "exception set",
        Change::Exception(ExceptionChange::Said { .. }) => "exception said",
        Change::Exception(ExceptionChange::Advance { .. }) => "exception advance",
        Change::Decide(_) => "decide",
        Change::Reword(_) => "reword",
        Change::Version(_) => "version",
        Change::Assessment(AssessmentChange::Score(_)) => "score",
        Change::Assessment(AssessmentChange::NewVersion { .. }) => "new version",
        Change::Assessment(AssessmentChange::Answer { .. }) => "gap answer",
        Change::Workstream(WorkstreamChange::Open(_)) => "workstream open",
        Change::Workstream(WorkstreamChange::Set { .. }) => "workstream set",
        Change::Workstream(WorkstreamChange::Items { .. }) => "workstream items",
        Change::Workstream(WorkstreamChange::Close { .. }) => "workstream close",
        Change::Gate(GateChange::Book { .. }) => "gate book",
        Change::Gate(GateChange::Decide(decision)) if decision.gate == Gate::Certify => "certify",
        Change::Gate(GateChange::Decide(_)) => "gate decide",
        Change::Gate(GateChange::Outcome { .. }) => "waiver outcome",
        Change::Rollout(change) => kind_of_rollout(change),
        Change::Amend(_) => "amendment",
        Change::Review(change) => kind_of_review(change),
        Change::Action(ActionChange::Add { .. }) => "action add",
        Change::Action(ActionChange::Set { .. }) => "action set",
        Change::Action(ActionChange::End { .. }) => "action end",
        Change::Title { .. } => "title",
        Change::Several { .. } => "several",
    }
}

const fn kind_of_rollout(change: &RolloutChange) -> &'static str {
    match change {
        RolloutChange::AddStep { .. } => "step add",
        RolloutChange::SetStep { .. } => "step set",
        RolloutChange::ArchiveStep { .. } => "step archive",
        RolloutChange::AddExpansion { .. } => "item add",
        RolloutChange::SetExpansion { .. } => "item set",
        RolloutChange::Diagnose { .. } => "diagnosis",
        RolloutChange::Meet { .. } => "condition",
        RolloutChange::Write { .. } => "document",
        RolloutChange::Train { .. } => "training",
    }
}

const fn kind_of_review(change: &ReviewChange) -> &'static str {
    match change {
        ReviewChange::Add { .. } => "review add",
        ReviewChange::Prepare { .. } => "prepare",
        ReviewChange::Set { .. } => "review set",
        ReviewChange::Open(_) => "review open",
        ReviewChange::AddItem { .. } => "agenda item add",
        ReviewChange::SetItem { .. } => "agenda item set",
        ReviewChange::MoveItem { .. } => "agenda item move",
        ReviewChange::ItemState { .. } => "agenda item state",
        ReviewChange::ItemPilot { .. } => "agenda item pilot",
        ReviewChange::Attend { .. } => "attendance",
        ReviewChange::Guest { .. } => "guest",
        ReviewChange::Minute { .. } => "minute",
        ReviewChange::SetMinute { .. } => "minute set",
        ReviewChange::Close(_) => "review close",
        ReviewChange::Member { .. } => "member",
        ReviewChange::Chair(_) => "chair",
        ReviewChange::Cadence(_) => "cadence",
        ReviewChange::Slot(_) => "slot",
    }
}

// The author of the random changes.

/// Texts as people type and paste them; some are refused in some places.
const TEXTS: &[&str] = &[
    "",
    "  ",
    "Invoice triage",
    "Prüfung & Ablage",
    "“quoted”, \"quoted\" and 'quoted'",
    "two\nlines",
    "=1+1",
    "東京 🚀 café",
    "a\u{1b}[31mred",
    "\u{202e}backwards",
    "tab\there and \\ there",
    "{\"json\": null}",
    "Data science team",
];
const CODES: &[&str] = &["alpha", "beta", "gamma", "delta", "Not a code", ""];
const EMAILS: &[&str] = &["ana@example.com", "ANA@example.com", "bo@example.com", "cy@example.com", "nobody"];
const ITEMS: &[&str] = &[ITEM, "s1.real-users", "s2.pipelines", "s2.erp", "s3.cohort", "s4.playbook", "s9.unknown"];

const PARAMETERS: &[&str] = &["warning.drift.values", "warning.drift.margin-points", "xmr.run-length", "no.such"];
const AMENDMENTS: &[(&str, &str)] = &[
    ("dimension.data.pass", "2"),
    ("dimension.data.pass", "9"),
    ("dimension.budget.pass", "1"),
    ("stage.1.weeks", "10"),
    ("checklist.s2.mes.title", "\"MES\""),
    ("checklist.s2.mes.means", "\"Tested.\""),
    ("checklist.s2.crm.asked", "false"),
    ("no.such.key", "1"),
];
const CAUSES: &[&str] = &["data", "data", "ownership", "no such cause"];

/// What a workspace holds, as far as changes name it.
struct Known {
    pilots: Vec<PilotId>,
    stages: BTreeMap<PilotId, Stage>,
    people: Vec<PersonId>,
    metrics: Vec<Metric>,
    /// The newest week that has a reading, by metric.
    recorded: Vec<(MetricId, Week)>,
    notes: Vec<NoteId>,
    exceptions: Vec<ExceptionId>,
    decisions: Vec<DecisionId>,
    gaps: Vec<GapId>,
    workstreams: Vec<WorkstreamId>,
    waivers: Vec<WaiverId>,
    steps: Vec<StepId>,
    expansions: Vec<ExpansionId>,
    /// Those of pilots in stage 4 that were started.
    started: Vec<(PilotId, ExpansionId)>,
    certifiers: Vec<PersonId>,
    reviews: Vec<ReviewId>,
    items: Vec<AgendaId>,
    minutes: Vec<MinuteId>,
    actions: Vec<ActionId>,
    newest: i64,
}

impl Known {
    fn of(reader: &Reader) -> Self {
        let pilots = reader.pilots().unwrap();
        let (mut gaps, mut workstreams, mut waivers) = (Vec::new(), Vec::new(), Vec::new());
        let (mut steps, mut expansions, mut started) = (Vec::new(), Vec::new(), Vec::new());
        let scaled: Vec<PilotId> =
            pilots.iter().filter(|pilot| pilot.stage == Stage::Four).map(|pilot| pilot.id).collect();
        for readiness in reader.readiness(None).unwrap().into_values() {
            let scores = readiness.assessments.iter().flat_map(|assessment| &assessment.scores);
            gaps.extend(scores.flat_map(|scored| &scored.gaps).map(|gap| gap.id));
            workstreams.extend(readiness.workstreams.iter().map(|work| work.id));
            waivers.extend(readiness.waivers.iter().map(|waiver| waiver.id));
            steps.extend(readiness.steps.iter().map(|step| step.id));
            expansions.extend(readiness.expansions.iter().map(|item| item.id));
            let is_started = |item: &&steerco::domain::readiness::Expansion| {
                item.state == ExpansionState::Started && scaled.contains(&item.pilot)
            };
            started.extend(readiness.expansions.iter().filter(is_started).map(|item| (item.pilot, item.id)));
        }
        // The pilots came in any order, and a walk is the same in every run.
        gaps.sort_unstable();
        workstreams.sort_unstable();
        waivers.sort_unstable();
        steps.sort_unstable();
        expansions.sort_unstable();
        started.sort_unstable();
        let metrics = reader.metrics(None).unwrap();
        let day = parse_day("2030-01-01").unwrap();
        let readings = reader.figures_through(&metrics, Week::of(day), day).unwrap();
        let newest = |metric: &Metric| Some((metric.id, readings.get(&metric.local)?.last()?.week));
        let recorded = metrics.iter().filter(|metric| !metric.is_registered()).filter_map(newest).collect();
        let people = reader.people().unwrap();
        let certifiers = people.iter().filter(|row| row.person.certifier && !row.person.archived);
        Self {
            pilots: pilots.iter().map(|pilot| pilot.id).collect(),
            stages: pilots.iter().map(|pilot| (pilot.id, pilot.stage)).collect(),
            people: reader.people().unwrap().into_iter().map(|row| row.person.id).collect(),
            metrics,
            recorded,
            notes: reader.notes(None).unwrap().into_iter().map(|note| note.id).collect(),
            exceptions: reader.exceptions(None).unwrap().into_iter().map(|exception| exception.id).collect(),
            decisions: reader.decisions(None).unwrap().into_iter().map(|decision| decision.id).collect(),
            gaps,
            workstreams,
            waivers,
            steps,
            expansions,
            started,
            certifiers: certifiers.map(|row| row.person.id).collect(),
            reviews: reader.reviews().unwrap().iter().map(|review| review.id).collect(),
            items: reader.meetings().unwrap().iter().flat_map(|meeting| &meeting.agenda).map(|item| item.id).collect(),
            minutes: reader.meetings().unwrap().iter().flat_map(|one| &one.minutes).map(|minute| minute.id).collect(),
            actions: reader.actions().unwrap().iter().map(|action| action.id).collect(),
            newest: reader.newest_entry().unwrap(),
        }
    }
}

/// Thinks of changes to what a workspace holds, most of them valid.
struct Author<'a> {
    chance: &'a mut Chance,
    known: &'a Known,
    today: Day,
}

impl Author<'_> {
    fn change(&mut self) -> Change {
        if !self.chance.one_in(10) {
            return self.single();
        }
        let count = 2 + self.chance.below(3);
        let changes = (0..count).map(|_| self.single()).collect();
        let what = self.chance.one_in(2).then(|| "Several things at once.".to_owned());
        Change::Several { what, changes }
    }

    fn single(&mut self) -> Change {
        if self.known.pilots.len() < 2 && self.chance.one_in(2) {
            return add_pilot(self.new_pilot());
        }
        if self.known.people.len() < 2 && self.chance.one_in(2) {
            return Change::Person(PersonChange::Add(self.new_person()));
        }
        // What there is a review for is likely to be about it.
        if !self.known.items.is_empty() && self.chance.one_in(6) {
            return Change::Review(self.review_change());
        }
        match self.chance.below(80) {
            0..=9 => Change::Pilot(self.pilot_change()),
            10..=12 => Change::Person(self.person_change()),
            13..=15 => Change::Metric(self.metric_change()),
            16..=23 => Change::Record(self.record()),
            24 | 25 => Change::Tick(self.tick()),
            26..=28 => Change::Note(self.note_change()),
            29..=33 => Change::Exception(self.exception_change()),
            36 if !self.known.decisions.is_empty() => Change::Reword(self.reword()),
            34..=36 => Change::Decide(Box::new(self.decision())),
            37 | 38 => Change::Version(NewVersion {
                pilot: self.pilot(),
                name: self.text(),
                released: self.day(),
                retrained: self.chance.one_in(2),
                note: self.text(),
            }),
            39..=43 => Change::Assessment(self.assessment_change()),
            44..=48 => Change::Workstream(self.workstream_change()),
            49..=54 => Change::Gate(self.gate_change()),
            55..=66 => Change::Rollout(self.rollout_change()),
            67 | 68 => self.amendment(),
            69..=75 => Change::Review(self.review_change()),
            76..=78 => Change::Action(self.action_change()),
            _ => Change::Title { to: self.text(), was: self.chance.one_in(4).then(|| "Laws".to_owned()) },
        }
    }

    /// A value of the framework; some are refused, and none takes the framework's own again.
    fn amendment(&mut self) -> Change {
        let (key, value) = *self.chance.pick(AMENDMENTS);
        let to = (!self.chance.one_in(3)).then(|| value.to_owned());
        Change::Amend(vec![Amend { key: key.to_owned(), to, was: self.chance.one_in(5).then_some(None) }])
    }

    fn pilot_change(&mut self) -> PilotChange {
        let pilot = self.pilot();
        match self.chance.below(13) {
            0 => PilotChange::Add(Box::new(self.new_pilot())),
            1 | 2 => {
                let field = *self.chance.pick(PilotField::ALL);
                PilotChange::Set { pilot, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            3 => self.moved_back(pilot),
            4 | 5 => self.retaken(pilot),
            6 => PilotChange::Lifecycle {
                pilot,
                to: *self.chance.pick(Lifecycle::ALL),
                why: self.text(),
                was: self.chance.one_in(4).then_some(Lifecycle::Active),
            },
            7 => self.appointed(pilot),
            8 => PilotChange::Report {
                pilot,
                status: *self.chance.pick(Status::ALL),
                because: self.text(),
                was: self.chance.one_in(4).then(not_reported),
            },
            9 => {
                let users = (!self.chance.one_in(4)).then(|| self.chance.below(200));
                PilotChange::Target { pilot, users, from: self.week(), was: None }
            }
            10 => PilotChange::Archive { pilot, archived: self.chance.one_in(2) },
            11 => self.moved(pilot),
            _ => PilotChange::Source { pilot, source: self.source() },
        }
    }

    fn new_pilot(&mut self) -> NewPilot {
        NewPilot {
            code: self.chance.one_in(4).then(|| (*self.chance.pick(CODES)).to_owned()),
            summary: self.text(),
            unit: self.text(),
            tags: self.tags(),
            owner: self.somebody(),
            lead: self.somebody(),
            partner: self.text(),
            partner_ends: self.chance.one_in(3).then(|| self.day()),
            started: self.chance.one_in(2).then(|| self.day()),
            stage: *self.chance.pick(&Stage::ALL),
            entered: self.chance.one_in(3).then(|| self.day()),
            taken_over: self.chance.one_in(3).then(|| "an inventory".to_owned()),
            assumed: self.chance.one_in(4),
            lifecycle: *self.chance.pick(Lifecycle::ALL),
            report: self.chance.one_in(3).then(|| (Status::Amber, "late".to_owned())),
            note: self.chance.one_in(3).then(|| self.text()),
            source: self.chance.one_in(4).then(|| self.source()),
            ..NewPilot::named(self.text())
        }
    }

    /// Mostly beside another one of its stage.
    fn moved(&mut self, pilot: PilotId) -> PilotChange {
        let stage = self.known.stages.get(&pilot);
        let mut seen: Vec<PilotId> = self.known.pilots.clone();
        seen.retain(|other| *other != pilot && (self.known.stages.get(other) == stage || self.chance.one_in(8)));
        let other = if seen.is_empty() { pilot } else { *self.chance.pick(&seen) };
        let beside = if self.chance.one_in(2) { Placing::Before(other) } else { Placing::After(other) };
        if self.chance.one_in(4) {
            seen.clear();
        }
        seen.push(pilot);
        PilotChange::Place { pilot, beside, seen: seen.into() }
    }

    /// Mostly to the stage before; seldom to any, which is refused where it is a later one.
    fn moved_back(&mut self, pilot: PilotId) -> PilotChange {
        let on = match self.chance.below(4) {
            0 => None,
            1 => Some(self.day()),
            _ => Some(self.today),
        };
        let was = self.chance.one_in(4).then_some(Stage::Two);
        let before = self.known.stages.get(&pilot).copied().and_then(Stage::previous);
        let any = *self.chance.pick(&Stage::ALL);
        let to = before.filter(|_| !self.chance.one_in(3)).unwrap_or(any);
        PilotChange::Back { pilot, to, why: self.text(), on, was }
    }

    fn retaken(&mut self, pilot: PilotId) -> PilotChange {
        let to = *self.chance.pick(&Stage::ALL);
        let entered = (to == Stage::One || self.chance.one_in(2)).then_some(self.today);
        PilotChange::Retake { pilot, to, why: "an inventory".to_owned(), entered, assumed: self.chance.one_in(2) }
    }

    fn appointed(&mut self, pilot: PilotId) -> PilotChange {
        let powers = Powers {
            accountability: *self.chance.pick(Power::ALL),
            authority: *self.chance.pick(Power::ALL),
            committee: Power::Unanswered,
        };
        let was = self.chance.one_in(4).then(|| self.somebody().map(|person| (person, powers)));
        PilotChange::Appoint { pilot, person: self.somebody(), powers, why: self.text(), was }
    }

    fn source(&mut self) -> Source {
        let content = BTreeMap::from([("name".to_owned(), self.text()), ("stage".to_owned(), "7f".to_owned())]);
        Source { profile: "inventory".to_owned(), key: self.text(), said: content.into() }
    }

    fn new_person(&mut self) -> NewPerson {
        NewPerson {
            id: None,
            name: self.text(),
            title: self.text(),
            level: *self.chance.pick(Level::ALL),
            unit: self.text(),
            email: if self.chance.one_in(3) { (*self.chance.pick(EMAILS)).to_owned() } else { String::new() },
            partner: self.chance.one_in(4),
            certifier: self.chance.one_in(2),
        }
    }

    fn rollout_change(&mut self) -> RolloutChange {
        let known = self.known;
        let pilot = self.pilot();
        let step = if known.steps.is_empty() { StepId(77) } else { *self.chance.pick(&known.steps) };
        let expansion =
            if known.expansions.is_empty() { ExpansionId(77) } else { *self.chance.pick(&known.expansions) };
        match self.chance.below(21) {
            8 | 9 => {
                let condition = *self.chance.pick(Condition::ALL);
                let how = (!self.chance.one_in(4)).then(|| self.text());
                RolloutChange::Meet { expansion, condition, how, was: self.chance.one_in(6).then_some(None) }
            }
            10 | 11 => {
                let was = self.chance.one_in(5).then_some(None);
                RolloutChange::Write { pilot, kind: *self.chance.pick(DocumentKind::ALL), text: self.text(), was }
            }
            12 => RolloutChange::Train {
                pilot,
                audience: *self.chance.pick(Audience::ALL),
                topic: self.text(),
                attended: self.chance.below(9),
                on: self.chance.one_in(2).then(|| self.day()),
            },
            0 | 1 => RolloutChange::AddStep { pilot, name: self.text() },
            2 | 3 => {
                let field = *self.chance.pick(StepField::ALL);
                RolloutChange::SetStep { step, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            4 | 19 | 20 => RolloutChange::ArchiveStep { step, archived: self.chance.one_in(2) },
            5 | 13..=15 => {
                RolloutChange::AddExpansion { pilot, kind: *self.chance.pick(ExpansionKind::ALL), name: self.text() }
            }
            6 | 16..=18 => {
                let was = self.chance.one_in(4).then_some(ExpansionState::Planned);
                let any = *self.chance.pick(ExpansionState::ALL);
                let to = if self.chance.one_in(2) { ExpansionState::Started } else { any };
                RolloutChange::SetExpansion { expansion, to, was }
            }
            _ => RolloutChange::Diagnose {
                pilot,
                cause: *self.chance.pick(ResistanceCause::ALL),
                note: self.text(),
                on: self.chance.one_in(2).then(|| self.day()),
            },
        }
    }

    fn person_change(&mut self) -> PersonChange {
        let person = self.person();
        match self.chance.below(4) {
            3 => PersonChange::HandOver { from: person, to: self.person(), why: self.text() },
            0 => PersonChange::Add(self.new_person()),
            1 => {
                let field = *self.chance.pick(PersonField::ALL);
                PersonChange::Set { person, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            _ => PersonChange::Archive { person, archived: self.chance.one_in(2) },
        }
    }

    fn reword(&mut self) -> Reword {
        let known = self.known;
        let decision = *self.chance.pick(&known.decisions);
        let field = *self.chance.pick(DecisionField::ALL);
        Reword { decision, field, to: self.value(field.kind()), was: self.seen_before() }
    }

    fn exception_change(&mut self) -> ExceptionChange {
        let known = self.known;
        let at = self.chance.one_in(3).then(|| When::On(self.day()));
        if known.exceptions.is_empty() || self.chance.one_in(3) {
            return ExceptionChange::Raise {
                id: None,
                pilot: self.pilot(),
                text: self.text(),
                severity: *self.chance.pick(Severity::ALL),
                owner: self.somebody(),
                at,
            };
        }
        if self.chance.one_in(3) {
            let field = *self.chance.pick(ExceptionField::ALL);
            let exception = *self.chance.pick(&known.exceptions);
            let to = self.value(field.kind());
            return ExceptionChange::Set { exception, field, to, was: self.seen_before() };
        }
        if self.chance.one_in(5) {
            let exception = *self.chance.pick(&known.exceptions);
            let (text, person) = (self.text(), self.somebody());
            let ticket = TicketSaid { key: None, text, severity: None, owner: self.text(), person };
            return ExceptionChange::Said { exception, ticket };
        }
        ExceptionChange::Advance {
            exception: *self.chance.pick(&known.exceptions),
            to: *self.chance.pick(ExceptionState::ALL),
            person: self.somebody(),
            note: self.chance.one_in(2).then(|| self.text()),
            at,
            was: self.chance.one_in(5).then_some(ExceptionState::Raised),
        }
    }

    fn decision(&mut self) -> Decide {
        let of_life = [
            Decided::Pause,
            Decided::Resume,
            Decided::Update,
            Decided::Retrain,
            Decided::Retire,
            Decided::Expand,
            Decided::Waive,
            Decided::AppointOwner { owner: self.person(), powers: Powers::default() },
        ];
        let effect = match self.chance.below(4) {
            0 => {
                let users = self.chance.one_in(2).then(|| (self.chance.below(100), self.week()));
                Decided::ChangeScope { users }
            }
            1 => {
                let metric = self.metric().map_or(MetricId(77), |metric| metric.id);
                Decided::Rebaseline { metric, of: self.freeze() }
            }
            _ => *self.chance.pick(&of_life),
        };
        let pilot = match effect {
            Decided::Rebaseline { metric, .. } if !self.chance.one_in(6) => {
                let of = self.known.metrics.iter().find(|known| known.id == metric);
                of.map_or(PilotId(77), |metric| metric.pilot)
            }
            _ => self.pilot(),
        };
        Decide {
            pilot,
            statement: self.text(),
            by: self.chance.one_in(4).then_some(()).map_or_else(|| Some(self.person()), |()| None),
            on: self.chance.one_in(3).then(|| self.day()),
            rationale: self.text(),
            rejected: self.tags(),
            conditions: self.tags(),
            revisit: match self.chance.below(4) {
                0 => None,
                1 => Some(TypedTrigger::Value("performance".into(), Op::Below, Fixed::from_int(80), None)),
                2 => Some(TypedTrigger::On(self.day())),
                _ => Some(TypedTrigger::On(self.today + chrono::Days::new(30))),
            },
            parks: if self.chance.one_in(3) { vec!["drift".to_owned()] } else { Vec::new() },
            leaves: Vec::new(),
            cause: if self.chance.one_in(3) { "value".to_owned() } else { String::new() },
            effect,
            was: None,
        }
    }

    fn review_change(&mut self) -> ReviewChange {
        let review = self.review();
        let item = self.item();
        match self.chance.below(17) {
            0 | 1 => ReviewChange::Add { id: None, day: self.day(), chair: self.somebody(), slot: None },
            2 | 3 => ReviewChange::Prepare { review, due: vec![self.due(), self.due()] },
            4 => {
                let field = *self.chance.pick(ReviewField::ALL);
                ReviewChange::Set { review, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            5 => ReviewChange::Open(review),
            6 => ReviewChange::AddItem {
                review,
                title: self.text(),
                wanted: self.text(),
                minutes: self.chance.below(20),
                pilot: self.chance.one_in(2).then(|| self.pilot()),
            },
            7 => {
                let field = *self.chance.pick(ItemField::ALL);
                ReviewChange::SetItem { item, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            8 => ReviewChange::MoveItem { item, by: i64::from(self.chance.below(3)) - 1 },
            9 => ReviewChange::ItemState { item, to: *self.chance.pick(AgendaState::ALL), was: None },
            10 | 11 if !self.known.minutes.is_empty() && self.chance.one_in(2) => ReviewChange::SetMinute {
                minute: *self.chance.pick(&self.known.minutes),
                to: (!self.chance.one_in(3)).then(|| self.text()),
                was: None,
            },
            10 if self.chance.one_in(3) => ReviewChange::Guest { review, name: self.text() },
            10 => {
                let presence = (!self.chance.one_in(6)).then(|| *self.chance.pick(Presence::ALL));
                ReviewChange::Attend { review, person: self.person(), presence }
            }
            11 => ReviewChange::Minute { review, item: self.chance.one_in(2).then_some(item), text: self.text() },
            12 => ReviewChange::Close(Box::new(Close {
                review,
                told: self.known.newest,
                standings: self.known.pilots.iter().map(|pilot| (*pilot, Status::Green, Status::Red)).collect(),
                files: vec![("pack.md".to_owned(), self.text().into_bytes())],
            })),
            13 => ReviewChange::Member {
                person: self.person(),
                function: (!self.chance.one_in(3)).then(|| self.text()),
                was: None,
            },
            14 => ReviewChange::Chair(self.somebody()),
            15 => ReviewChange::ItemPilot { item, to: (!self.chance.one_in(3)).then(|| self.pilot()), was: None },
            _ if self.chance.one_in(2) => ReviewChange::Cadence(self.chance.below(60)),
            _ => ReviewChange::Slot(self.chance.below(120)),
        }
    }

    fn review(&mut self) -> ReviewId {
        let known = self.known;
        if known.reviews.is_empty() { ReviewId(77) } else { *self.chance.pick(&known.reviews) }
    }

    fn item(&mut self) -> AgendaId {
        let known = self.known;
        if known.items.is_empty() { AgendaId(77) } else { *self.chance.pick(&known.items) }
    }

    fn due(&mut self) -> Due {
        let pilot = self.pilot();
        Due {
            kind: AgendaKind::Pilot,
            pilot: Some(pilot),
            title: "A pilot".to_owned(),
            wanted: self.text(),
            minutes: 5,
            reasons: vec![Reason { kind: "signal".to_owned(), id: "drift".to_owned(), text: self.text() }],
        }
    }

    fn action_change(&mut self) -> ActionChange {
        let known = self.known;
        let action = if known.actions.is_empty() { ActionId(77) } else { *self.chance.pick(&known.actions) };
        match self.chance.below(4) {
            0 | 1 => ActionChange::Add {
                text: self.text(),
                owner: self.person(),
                due: self.day(),
                pilot: self.chance.one_in(2).then(|| self.pilot()),
                review: self.chance.one_in(3).then(|| self.review()),
            },
            2 => {
                let field = *self.chance.pick(ActionField::ALL);
                ActionChange::Set { action, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            _ => ActionChange::End { action, to: *self.chance.pick(ActionState::ALL), why: self.text(), was: None },
        }
    }

    fn assessment_change(&mut self) -> AssessmentChange {
        let known = self.known;
        let gap = if known.gaps.is_empty() { GapId(77) } else { *self.chance.pick(&known.gaps) };
        match self.chance.below(6) {
            0 => AssessmentChange::NewVersion { pilot: self.pilot() },
            1 | 2 => AssessmentChange::Answer {
                gap,
                answer: *self.chance.pick(GapAnswer::ALL),
                was: self.chance.one_in(5).then_some(None),
            },
            _ => AssessmentChange::Score(self.score()),
        }
    }

    /// Sometimes 5, or a criterion that the dimension has not; both are refused.
    fn score(&mut self) -> ScoreChange {
        ScoreChange {
            pilot: self.pilot(),
            dimension: *self.chance.pick(Dimension::ALL),
            value: (!self.chance.one_in(5)).then(|| u8::try_from(self.chance.below(6)).unwrap()),
            by: self.somebody(),
            evidence: self.tags(),
            dated: self.chance.one_in(4).then(|| self.day()),
            gaps: self.tags(),
            effort: self.chance.one_in(4).then(|| u16::try_from(self.chance.below(9)).unwrap()),
            criteria: self.chance.one_in(4).then(|| vec![u8::try_from(self.chance.below(7)).unwrap()]),
            was: self.chance.one_in(5).then_some(None),
        }
    }

    fn workstream_change(&mut self) -> WorkstreamChange {
        let known = self.known;
        if known.workstreams.is_empty() || self.chance.one_in(3) {
            return WorkstreamChange::Open(NewWorkstream {
                pilot: self.pilot(),
                dimension: *self.chance.pick(Dimension::ALL),
                team: self.text(),
                owner: self.somebody(),
                start: self.chance.one_in(3).then(|| self.day()),
                due: self.chance.one_in(2).then(|| self.later()),
                effort: self.chance.one_in(4).then(|| u16::try_from(self.chance.below(9)).unwrap()),
                exit_test: self.text(),
                items: self.items(),
            });
        }
        let workstream = *self.chance.pick(&known.workstreams);
        if self.chance.one_in(5) {
            let was = self.chance.one_in(5).then(Vec::new);
            return WorkstreamChange::Items { workstream, items: self.items(), was };
        }
        if self.chance.one_in(2) {
            let field = *self.chance.pick(WorkstreamField::ALL);
            return WorkstreamChange::Set { workstream, field, to: self.value(field.kind()), was: self.seen_before() };
        }
        // A 2 does not pass.
        let score = u8::try_from(2 + self.chance.below(3)).unwrap();
        WorkstreamChange::Close { workstream, evidence: self.text(), score, by: self.person() }
    }

    fn items(&mut self) -> Vec<WorkItem> {
        let texts = self.tags();
        texts.into_iter().map(|text| WorkItem { text, done: self.chance.one_in(2) }).collect()
    }

    fn gate_change(&mut self) -> GateChange {
        let known = self.known;
        let waiver = if known.waivers.is_empty() { WaiverId(77) } else { *self.chance.pick(&known.waivers) };
        match self.chance.below(6) {
            0 => {
                let (pilot, gate) = self.pilot_at_gate();
                GateChange::Book { pilot, gate, day: self.later(), was: self.chance.one_in(5).then_some(None) }
            }
            1 => GateChange::Outcome { waiver, outcome: *self.chance.pick(WaiverOutcome::ALL) },
            _ => GateChange::Decide(Box::new(self.gate_decision())),
        }
    }

    /// A pilot with the gate out of its stage; seldom with another, and in stage 4 with any, which is refused.
    fn pilot_at_gate(&mut self) -> (PilotId, Gate) {
        let pilot = self.pilot();
        let own = self.known.stages.get(&pilot).copied().and_then(Gate::out_of);
        let any = *self.chance.pick(Gate::ALL);
        (pilot, own.filter(|_| !self.chance.one_in(12)).unwrap_or(any))
    }

    /// Mostly on, against whatever is missing.
    fn gate_decision(&mut self) -> GateDecision {
        let (mut pilot, mut gate) = self.pilot_at_gate();
        let mut item = None;
        if !self.known.started.is_empty() && self.chance.one_in(3) {
            let (of, started) = *self.chance.pick(&self.known.started);
            (pilot, gate, item) = (of, Gate::Certify, Some(started));
        }
        let verdict = match self.chance.below(8) {
            0 | 1 => Verdict::Hold,
            2 => *self.chance.pick(Verdict::ALL),
            _ => Verdict::Go,
        };
        let named = !verdict.moves_on() || self.chance.one_in(8);
        let waived = !self.chance.one_in(8);
        GateDecision {
            pilot,
            gate,
            item,
            verdict,
            by: if gate == Gate::Certify { self.certifier() } else { self.person() },
            on: self.chance.one_in(5).then(|| self.day()),
            why: self.text(),
            cause: named.then(|| (*self.chance.pick(CAUSES)).to_owned()),
            conditions: self.tags(),
            waive: if waived {
                vec![Waive { rule: None, reason: "the committee accepts it".to_owned() }]
            } else {
                Vec::new()
            },
            next: self.chance.one_in(4).then(|| self.later()),
            look_again: self.chance.one_in(4).then(|| self.later()),
            leaves: Vec::new(),
            was: None,
        }
    }

    /// Mostly one, as others may not.
    fn certifier(&mut self) -> PersonId {
        let known = &self.known.certifiers;
        if known.is_empty() || self.chance.one_in(5) { self.person() } else { *self.chance.pick(known) }
    }

    fn freeze(&mut self) -> Freeze {
        if self.chance.one_in(2) {
            let to = self.week();
            return Freeze::Weeks(to.plus(-8), to);
        }
        Freeze::Stated(self.number(), self.chance.one_in(2).then(|| self.number()))
    }

    fn metric_change(&mut self) -> MetricChange {
        let metric = self.metric().map_or(MetricId(77), |metric| metric.id);
        match self.chance.below(6) {
            3 => MetricChange::Freeze { metric, of: self.freeze(), by: self.somebody() },
            4 => MetricChange::Parameter {
                key: (*self.chance.pick(PARAMETERS)).to_owned(),
                metric: self.chance.one_in(2).then_some(metric),
                to: self.chance.one_in(2).then(|| Fixed::from_int(i64::from(self.chance.below(9)))),
                was: self.chance.one_in(5).then_some(None),
            },
            0 => MetricChange::Add(NewMetric {
                pilot: self.pilot(),
                family: *self.chance.pick(Family::ALL),
                name: self.text(),
                unit: self.text(),
                better: *self.chance.pick(Better::ALL),
                min: self.chance.one_in(3).then(|| self.number()),
                max: self.chance.one_in(3).then(|| self.number()),
                target: self.chance.one_in(3).then(|| self.number()),
                tolerance: self.chance.one_in(3).then(|| self.number()),
                headline: self.chance.one_in(3),
                role: Role::Weekly,
            }),
            1 => {
                let field = *self.chance.pick(MetricField::ALL);
                MetricChange::Set { metric, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            _ => MetricChange::Archive { metric, archived: self.chance.one_in(2) },
        }
    }

    /// Mostly of the first two metrics and of two weeks, so that many readings are corrections.
    fn record(&mut self) -> Record {
        if !self.known.recorded.is_empty() && self.chance.one_in(6) {
            let (metric, week) = *self.chance.pick(&self.known.recorded);
            return Record { metric, week, typed: None, note: String::new(), sample: None, was: None };
        }
        let first = self.known.metrics.get(usize::from(self.chance.one_in(2))).cloned();
        let metric = if self.chance.one_in(3) { self.metric() } else { first };
        let counts = metric.as_ref().is_some_and(Metric::counts_users);
        let active = i64::from(self.chance.below(60));
        let target = active + i64::from(self.chance.below(30));
        let typed = match self.chance.below(10) {
            0 | 1 => None,
            2 | 3 => Some(Typed::NotMeasured),
            4 => Some(Typed::Percent(self.number())),
            5 => Some(Typed::Number(self.number())),
            _ if counts => Some(Typed::Users(Fixed::from_int(active), Fixed::from_int(target))),
            _ => Some(Typed::Number(Fixed::from_int(active))),
        };
        let ahead = if self.chance.one_in(12) { 2 } else { -i64::from(self.chance.below(2)) };
        Record {
            metric: metric.map_or(MetricId(77), |metric| metric.id),
            week: Week::of(self.today).plus(ahead),
            typed,
            note: self.text(),
            sample: self.chance.one_in(3).then(|| self.chance.below(500)),
            was: self.chance.one_in(5).then(|| self.chance.one_in(2).then(|| Measure::Number(self.number()))),
        }
    }

    fn tick(&mut self) -> TickChange {
        let evidence = (0..self.chance.below(3)).map(|_| self.text()).collect();
        TickChange {
            pilot: self.pilot(),
            item: (*self.chance.pick(ITEMS)).to_owned(),
            state: (!self.chance.one_in(4)).then(|| *self.chance.pick(ItemState::ALL)),
            owner: self.chance.one_in(3).then(|| self.somebody()),
            due: self.chance.one_in(3).then(|| self.chance.one_in(2).then(|| self.day())),
            why: self.chance.one_in(2).then(|| self.text()),
            reads: self.chance.one_in(6).then(|| self.text()),
            writes: self.chance.one_in(6).then(|| self.text()),
            evidence,
            was: self.chance.one_in(5).then_some(ItemStanding::UNTOUCHED),
        }
    }

    fn note_change(&mut self) -> NoteChange {
        let known = self.known;
        let note = if known.notes.is_empty() { NoteId(77) } else { *self.chance.pick(&known.notes) };
        match self.chance.below(4) {
            0 => NoteChange::Add {
                pilot: self.pilot(),
                text: self.text(),
                on: self.chance.one_in(2).then(|| self.day()),
            },
            3 => NoteChange::Bring {
                pilot: self.pilot(),
                text: self.text(),
                on: self.day(),
                by: self.chance.one_in(2).then(|| self.text()),
            },
            1 => NoteChange::Edit { note, to: self.text(), was: self.chance.one_in(4).then(|| "=1+1".to_owned()) },
            _ => NoteChange::Archive { note, archived: self.chance.one_in(2) },
        }
    }

    /// A value of that kind; sometimes none, sometimes one that is refused.
    fn value(&mut self, kind: FieldKind) -> Value {
        if self.chance.one_in(6) {
            return Value::Nothing;
        }
        match kind {
            FieldKind::Text | FieldKind::Name => Value::Text(self.text()),
            FieldKind::Code => text(self.chance.pick::<&str>(CODES)),
            FieldKind::Words | FieldKind::Sentences => Value::Words(self.tags()),
            FieldKind::Day => Value::Day(self.day()),
            FieldKind::Person => Value::Person(self.person()),
            FieldKind::Number | FieldKind::Money => Value::Number(self.number()),
            FieldKind::Flag => Value::Flag(self.chance.one_in(2)),
            FieldKind::Choice(_) if self.chance.one_in(6) => text("no such word"),
            FieldKind::Choice(words) => text(self.chance.pick::<&str>(words)),
            FieldKind::Email => text(self.chance.pick::<&str>(EMAILS)),
        }
    }

    /// Seldom says what its writer saw; then it is mostly something else than what stands there.
    fn seen_before(&mut self) -> Option<Value> {
        self.chance.one_in(5).then_some(Value::Nothing)
    }

    fn text(&mut self) -> String {
        let text = *self.chance.pick(TEXTS);
        if self.chance.one_in(3) { text.to_owned() } else { format!("{text} {}", self.chance.below(40)) }
    }

    fn tags(&mut self) -> Vec<String> {
        (0..self.chance.below(3)).map(|_| self.text()).collect()
    }

    fn day(&mut self) -> Day {
        self.today - Duration::days(i64::from(self.chance.below(60)))
    }

    fn later(&mut self) -> Day {
        self.today + Duration::days(1 + i64::from(self.chance.below(60)))
    }

    fn week(&mut self) -> Week {
        Week::of(self.today).plus(-i64::from(self.chance.below(5)))
    }

    fn number(&mut self) -> Fixed {
        match self.chance.below(5) {
            0 => Fixed::from_int(i64::from(self.chance.below(100))),
            1 => Fixed::from_int(-i64::from(self.chance.below(100))),
            2 => Fixed::from_millionths(i64::from(self.chance.below(1_000_000_000)) * 1_000_000 + 234_567),
            _ => Fixed::from_millionths(i64::from(self.chance.below(100_000_000))),
        }
    }

    /// A pilot; seldom one that is not there.
    fn pilot(&mut self) -> PilotId {
        let known = self.known;
        if known.pilots.is_empty() || self.chance.one_in(25) { PilotId(77) } else { *self.chance.pick(&known.pilots) }
    }

    /// A person; seldom one who is not there.
    fn person(&mut self) -> PersonId {
        let known = self.known;
        if known.people.is_empty() || self.chance.one_in(25) { PersonId(77) } else { *self.chance.pick(&known.people) }
    }

    fn somebody(&mut self) -> Option<PersonId> {
        (!self.known.people.is_empty() && self.chance.one_in(2)).then(|| self.person())
    }

    /// A metric; seldom none.
    fn metric(&mut self) -> Option<Metric> {
        let known = self.known;
        let there = !known.metrics.is_empty() && !self.chance.one_in(25);
        there.then(|| self.chance.pick(&known.metrics).clone())
    }
}

// What is refused, and what is said twice.

#[test]
fn a_change_that_is_refused_writes_nothing() {
    let mut room = furnished();
    let (pilot, ana) = (room.pilot, room.ana);
    let half = Change::Several {
        what: None,
        changes: vec![
            Change::Title { to: "Half done".to_owned(), was: None },
            add_note(pilot, "half done"),
            record(room.quality, 50, None),
            set_pilot(pilot, PilotField::Name, text(""), None),
        ],
    };
    let too_good = record(room.quality, 101, None);
    let email = PersonChange::Set { person: ana, field: PersonField::Email, to: text("bo@example.com"), was: None };
    let gone = set_pilot(PilotId(77), PilotField::Name, text("Gone"), None);
    let code = set_pilot(pilot, PilotField::Code, text("meter-reading"), None);
    let unknown = tick(pilot, "s9.unknown", ItemState::Done, None);
    for change in [half, too_good, Change::Person(email), gone, code, unknown] {
        let before = room.desk.state();
        let outcome = room.desk.say(ME, &change);
        assert!(outcome.is_err(), "{change:?} was not refused");
        assert!(room.desk.state() == before, "refused, but written: {change:?}");
    }
    room.desk.expect_sound();
}

#[test]
fn a_change_that_says_what_is_there_writes_nothing() {
    let mut room = furnished();
    for (_, change, ..) in room.stale_changes() {
        let stamp = room.desk.stamp(ME);
        assert!(room.desk.store.commit(&change, &stamp).unwrap().entry.is_some(), "{change:?}");
        room.desk.expect_unchanged(&change, &stamp);
    }
}

#[test]
fn a_report_that_is_said_twice_is_unchanged_even_where_its_writer_looked_before() {
    let mut room = furnished();
    let change = report(room.pilot, Status::Red, "late", Some(not_reported()));
    let stamp = room.desk.stamp(ME);
    room.desk.store.commit(&change, &stamp).unwrap();
    room.desk.expect_unchanged(&change, &stamp);
}

#[test]
fn what_a_file_said_is_remembered_once() {
    let mut room = furnished();
    let content = BTreeMap::from([("name".to_owned(), "7f".to_owned())]);
    let source = Source { profile: "inventory".to_owned(), key: "12".to_owned(), said: content.into() };
    let change = Change::Pilot(PilotChange::Source { pilot: room.pilot, source });
    let stamp = room.desk.stamp(ME);
    room.desk.store.commit(&change, &stamp).unwrap();
    room.desk.expect_unchanged(&change, &stamp);
}

#[test]
fn a_refusal_says_what_is_wrong_and_is_no_error_of_the_database() {
    let mut room = furnished();
    let missing_lead = NewPilot { lead: Some(PersonId(77)), ..NewPilot::named("A") };
    let taken_id = NewPilot { id: Some(room.pilot), ..NewPilot::named("B") };
    let no_status = NewPilot { report: Some((Status::Stale, "old".to_owned())), ..NewPilot::named("C") };
    let mut raw = Vec::new();
    for new in [missing_lead, taken_id, no_status] {
        let name = new.name.clone();
        match room.desk.say(ME, &add_pilot(new)) {
            Err(Error::Invalid(_) | Error::NotFound { .. } | Error::Conflict(_)) => {}
            other => raw.push(format!("{name}: {other:?}")),
        }
    }
    assert!(raw.is_empty(), "{raw:#?}");
}

#[test]
fn an_id_that_never_was_is_of_nothing_that_is_there_no_more() {
    let mut room = furnished();
    let (action, to, why) = (ActionId(77), ActionState::Done, String::new());
    let nothing = [
        ("action", Change::Action(ActionChange::End { action, to, why, was: None })),
        (
            "exception",
            Change::Exception(ExceptionChange::Advance {
                exception: ExceptionId(77),
                to: ExceptionState::Resolved,
                person: None,
                note: None,
                at: None,
                was: None,
            }),
        ),
        (
            "workstream",
            Change::Workstream(WorkstreamChange::Items { workstream: WorkstreamId(77), items: Vec::new(), was: None }),
        ),
        ("waiver", Change::Gate(GateChange::Outcome { waiver: WaiverId(77), outcome: WaiverOutcome::Held })),
        (
            "expansion item",
            Change::Rollout(RolloutChange::SetExpansion {
                expansion: ExpansionId(77),
                to: ExpansionState::Planned,
                was: None,
            }),
        ),
        ("gap", Change::Assessment(AssessmentChange::Answer { gap: GapId(77), answer: GapAnswer::Accept, was: None })),
        ("review", Change::Review(ReviewChange::Open(ReviewId(77)))),
        (
            "agenda item",
            Change::Review(ReviewChange::SetItem {
                item: AgendaId(77),
                field: ItemField::Title,
                to: text("Budget"),
                was: None,
            }),
        ),
    ];
    for (noun, change) in nothing {
        match room.desk.say(ME, &change) {
            Err(Error::NotFound { what, hint }) => {
                assert!(what.starts_with(&format!("there is no {noun} “")), "{what}");
                assert!(hint.starts_with("look at `steerco "), "{hint}");
            }
            other => panic!("{change:?} is of nothing: {other:?}"),
        }
    }
}

#[test]
fn a_value_of_another_kind_does_not_make_the_workspace_unreadable() {
    let mut room = furnished();
    let long_ago = Value::Day(parse_day("1970-01-01").unwrap() - Duration::days(1_000 * 365));
    for to in [text("soon"), text(""), Value::Number(Fixed::HUNDRED), long_ago] {
        // Whether it is refused or not.
        let _ = room.desk.say(ME, &set_pilot(room.pilot, PilotField::PartnerEnds, to.clone(), None));
        let read = room.desk.store.read().pilots();
        assert!(read.is_ok(), "after {to:?}: {read:?}");
    }
}

// Two writers.

#[test]
fn a_writer_who_saw_another_value_is_told_both_and_writes_nothing() {
    let mut room = furnished();
    for (_, first, stale, yours, theirs) in room.stale_changes() {
        room.desk.say("Ana Costa", &first).unwrap();
        let before = room.desk.state();
        match room.desk.say("Bo Lind", &stale) {
            Err(Error::Conflict(conflict)) => {
                assert_eq!((conflict.yours.as_str(), conflict.theirs.as_str()), (yours, theirs), "{}", conflict.what);
            }
            other => panic!("{stale:?} should be a conflict: {other:?}"),
        }
        assert!(room.desk.state() == before, "a conflict, but written: {stale:?}");
        let outcome = room.desk.say("Bo Lind", &stale.unseen()).unwrap();
        assert!(outcome.entry.is_some(), "who does not mind overwrites: {}", outcome.summary);
    }
}

#[test]
fn powers_that_were_answered_meanwhile_are_not_overwritten_unseen() {
    let mut room = furnished();
    let (pilot, ana) = (room.pilot, room.ana);
    let powers = |accountability, authority| Powers { accountability, authority, ..Powers::default() };
    let answer = |powers, was| {
        let why = "answered".to_owned();
        Change::Pilot(PilotChange::Appoint { pilot, person: Some(ana), powers, why, was })
    };
    room.desk.write(&answer(Powers::default(), None));
    let saw = Some(Some((ana, Powers::default())));
    room.desk.say("Ana Costa", &answer(powers(Power::Yes, Power::Unanswered), saw)).unwrap();
    let before = room.desk.state();
    let Err(Error::Conflict(conflict)) = room.desk.say("Bo Lind", &answer(powers(Power::Unanswered, Power::No), saw))
    else {
        panic!("Ana’s answer was overwritten");
    };
    assert!(conflict.theirs.starts_with("accountability yes, authority unanswered"), "{conflict:?}");
    assert!(conflict.yours.starts_with("accountability unanswered, authority no"), "{conflict:?}");
    assert_eq!(conflict.by.as_deref(), Some("Ana Costa"));
    assert!(room.desk.state() == before);

    let appoint_bo = appoint(pilot, Some(room.bo), saw);
    assert!(room.desk.say("Bo Lind", &appoint_bo).unwrap().entry.is_some(), "with another person, powers go anyway");
}

#[test]
fn a_decision_and_a_verdict_overwrite_nothing_unseen() {
    let mut room = furnished();
    let (pilot, ana, bo) = (room.pilot, room.ana, room.bo);
    let decide = |owner| {
        Change::Decide(Box::new(Decide {
            pilot,
            statement: "so it is".to_owned(),
            by: Some(ana),
            on: None,
            rationale: String::new(),
            rejected: Vec::new(),
            conditions: Vec::new(),
            revisit: None,
            parks: Vec::new(),
            leaves: Vec::new(),
            cause: String::new(),
            effect: Decided::AppointOwner { owner, powers: Powers::default() },
            was: Some(steerco::domain::change::Seen { owner: None, lifecycle: Lifecycle::Active }),
        }))
    };
    let hold = || {
        let hold = GateDecision::new(pilot, (Gate::G1, None), Verdict::Hold, ana, "not yet");
        Change::Gate(GateChange::Decide(Box::new(GateDecision {
            cause: Some("data".to_owned()),
            was: Some(None),
            ..hold
        })))
    };
    let cases = [(decide(ana), decide(bo), "Bo Lind", "Ana Costa"), (hold(), hold(), "hold", "hold")];
    for (first, stale, yours, theirs) in cases {
        room.desk.say("Ana Costa", &first).unwrap();
        let before = room.desk.state();
        let Err(Error::Conflict(conflict)) = room.desk.say("Bo Lind", &stale) else {
            panic!("{stale:?} should be a conflict");
        };
        assert_eq!((conflict.yours.as_str(), conflict.theirs.as_str()), (yours, theirs), "{}", conflict.what);
        assert_eq!(conflict.by.as_deref(), Some("Ana Costa"));
        assert!(room.desk.state() == before, "a conflict, but written: {stale:?}");
        assert!(room.desk.say("Bo Lind", &stale.unseen()).unwrap().entry.is_some());
    }
}

#[test]
fn what_somebody_set_of_an_item_meanwhile_is_not_overwritten_unseen() {
    let mut room = furnished();
    let (pilot, ana, bo) = (room.pilot, room.ana, room.bo);
    let untouched = || TickChange {
        state: None,
        was: Some(ItemStanding::UNTOUCHED),
        ..TickChange::state(pilot, ITEM, ItemState::Open)
    };
    let owner = |owner| TickChange { owner: Some(Some(owner)), ..untouched() };
    let due = |day: &str| TickChange { due: Some(Some(parse_day(day).unwrap())), ..untouched() };
    let why = |text: &str| TickChange { why: Some(text.to_owned()), ..untouched() };
    for (first, stale, yours, theirs) in [
        (owner(ana), owner(bo), "Bo Lind", "Ana Costa"),
        (due("2026-12-01"), due("2026-12-08"), "2026-12-08", "2026-12-01"),
        (why("Theirs."), why("Yours."), "Yours.", "Theirs."),
    ] {
        // Each touches another column: what somebody else set beside it is no conflict.
        room.desk.say("Ana Costa", &Change::Tick(first.clone())).unwrap();
        match room.desk.say("Bo Lind", &Change::Tick(stale)) {
            Err(Error::Conflict(conflict)) => {
                assert_eq!((conflict.yours.as_str(), conflict.theirs.as_str()), (yours, theirs));
                assert_eq!(conflict.by.as_deref(), Some("Ana Costa"), "{}", conflict.what);
            }
            other => panic!("should be a conflict: {other:?}"),
        }
        assert_eq!(room.desk.say("Bo Lind", &Change::Tick(first)).unwrap().entry, None, "the same is no conflict");
    }
}

#[test]
fn a_conflict_names_the_one_who_wrote_the_value() {
    let mut room = furnished();
    let mut wrong = Vec::new();
    for (what, first, stale, ..) in room.stale_changes() {
        room.desk.say("Ana Costa", &first).unwrap();
        // Somebody else writes something else to the same pilot, person and metric.
        let between = room.something_else();
        room.desk.say("Cy Moor", &between).unwrap();
        match room.desk.say("Bo Lind", &stale) {
            Err(Error::Conflict(conflict)) if conflict.by.as_deref() == Some("Ana Costa") => {}
            Err(Error::Conflict(conflict)) => wrong.push(format!("{what}: by {:?}", conflict.by)),
            other => panic!("{stale:?} should be a conflict: {other:?}"),
        }
    }
    assert!(wrong.is_empty(), "written by Ana Costa, but named was {wrong:#?}");
}

#[test]
fn two_handles_on_one_file_see_each_other() {
    let mut room = furnished();
    let mut other = room.desk.another(7);
    let version = other.data_version().unwrap();
    room.desk.write(&set_pilot(room.pilot, PilotField::Unit, text("Finance"), None));
    assert_ne!(other.data_version().unwrap(), version, "the other handle is told");
    expect_same(&canonical(other.read()), &room.desk.export(), "the first handle wrote");

    let version = room.desk.store.data_version().unwrap();
    let stamp = room.desk.stamp("Bo Lind");
    other.commit(&record(room.quality, 70, None), &stamp).unwrap();
    assert_ne!(room.desk.store.data_version().unwrap(), version, "the first handle is told");
    expect_same(&room.desk.export(), &canonical(other.read()), "the other handle wrote");

    let before = room.desk.state();
    let stamp = room.desk.stamp(ME);
    let asked = room.desk.store.undo(&stamp, Ask::First);
    assert!(matches!(asked, Err(Error::AskFirst { .. })), "somebody else's entry asks first: {asked:?}");
    assert!(room.desk.state() == before, "a question writes nothing");
    room.desk.undo().unwrap();
    expect_same(&canonical(other.read()), &room.desk.export(), "the first handle took it back");
    other.check_identity().unwrap();
}

#[test]
fn a_file_that_another_program_writes_is_not_free_until_that_is_done() {
    let room = furnished();
    let other = Connection::open(room.desk.store.path()).unwrap();
    room.desk.store.wait_for_locks(std::time::Duration::ZERO).unwrap();
    room.desk.store.check_free().unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(room.desk.store.check_free(), Err(Error::Busy(_))));
    other.execute_batch("ROLLBACK").unwrap();
    room.desk.store.check_free().unwrap();
}

#[test]
fn a_change_of_a_locked_file_says_so_whatever_is_asked_before_it() {
    let mut room = furnished();
    let other = Connection::open(room.desk.store.path()).unwrap();
    let stamp = room.desk.stamp(ME);
    room.desk.store.wait_for_locks(std::time::Duration::ZERO).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    for change in [record(room.quality, 70, None), set_pilot(room.pilot, PilotField::Unit, text("Finance"), None)] {
        let refused = room.desk.store.commit(&change, &stamp);
        assert!(matches!(refused, Err(Error::Busy(_))), "{refused:?}");
    }
}

#[test]
fn another_workspace_or_an_older_copy_that_is_copied_over_the_file_is_noticed() {
    let mut room = furnished();
    let path = room.desk.store.path().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let [older, newest, other] = ["older", "newest", "other"].map(|name| folder.path().join(format!("{name}.steerco")));
    std::fs::copy(&path, &older).unwrap();
    room.desk.write(&set_pilot(room.pilot, PilotField::Unit, text("Finance"), None));
    room.desk.store.check_identity().unwrap();
    std::fs::copy(&path, &newest).unwrap();
    drop(Store::create(&other, "Other", false, framework(), Ids::new(MORNING + HOUR, 9)).unwrap());
    let stamp = room.desk.stamp(ME);
    for copied in [&older, &other] {
        std::fs::copy(copied, &path).unwrap();
        let before = std::fs::read(&path).unwrap();
        let written = room.desk.store.commit(&set_pilot(room.pilot, PilotField::Unit, text("Sales"), None), &stamp);
        assert!(matches!(written, Err(Error::Replaced { .. })), "{}: {written:?}", copied.display());
        assert!(room.desk.store.check_content().is_err(), "{}", copied.display());
        assert!(std::fs::read(&path).unwrap() == before, "{} is as it was", copied.display());
        std::fs::copy(&newest, &path).unwrap();
        room.desk.store.check_identity().unwrap();
    }
}

#[test]
fn a_file_that_became_one_of_a_newer_program_while_it_was_open_is_not_written_and_says_so() {
    let mut room = furnished();
    let other = Connection::open(room.desk.store.path()).unwrap();
    let (before, stamp) = (room.desk.state(), room.desk.stamp(ME));
    other.pragma_update(None, "user_version", store::schema::VERSION + 1).unwrap();
    let written = room.desk.store.commit(&set_pilot(room.pilot, PilotField::Unit, text("Sales"), None), &stamp);
    assert!(matches!(written, Err(Error::Newer { .. })), "{written:?}");
    assert!(matches!(room.desk.store.check_content(), Err(Error::Newer { .. })), "whoever reads is told too");
    other.pragma_update(None, "user_version", store::schema::VERSION).unwrap();
    room.desk.store.check_identity().unwrap();
    assert!(room.desk.state() == before);
}

#[test]
fn a_write_tells_the_id_of_what_it_added_and_not_of_what_another_program_did() {
    let mut room = furnished();
    let mut other = room.desk.another(7);
    let mine = room.desk.say(ME, &add_note(room.pilot, "Mine.")).unwrap();
    let stamp = room.desk.stamp("Bo Lind");
    let theirs = other.commit(&add_note(room.pilot, "Theirs."), &stamp).unwrap();
    let notes = room.desk.store.read().notes(Some(room.pilot)).unwrap();
    let id = |text: &str| notes.iter().find(|note| note.text == text).map(|note| note.id.to_string());
    assert_eq!((mine.id, theirs.id), (id("Mine."), id("Theirs.")));
    let renamed = room.desk.say(ME, &set_pilot(room.pilot, PilotField::Name, text("Triage"), None)).unwrap();
    assert_eq!(renamed.id, None, "nothing was added");
}

#[test]
fn what_another_program_wrote_meanwhile_asks_first_under_the_same_name_too() {
    let mut room = furnished();
    let mut other = room.desk.another(7);
    let stamp = room.desk.stamp(ME);
    other.commit(&record(room.quality, 70, None), &stamp).unwrap();
    let before = room.desk.state();
    let asked = room.desk.store.undo(&stamp, Ask::First);
    assert!(
        matches!(&asked, Err(Error::AskFirst { question, .. }) if question.contains("in another window or program")),
        "{asked:?}"
    );
    assert!(room.desk.state() == before, "a question writes nothing");
    // Whoever opens the file after that finds it there.
    let mut later = room.desk.another(8);
    later.undo(&stamp, Ask::First).unwrap();
    room.desk.expect_sound();
}

#[test]
fn an_edit_by_another_program_is_journalled_and_can_be_taken_back() {
    let mut room = furnished();
    let (pilot, ana, note) = (room.pilot.0, room.ana.0, room.note.0);
    let raw = Connection::open(room.desk.path()).unwrap();
    for sql in [
        format!("UPDATE person SET name = 'Anna “Costa”' WHERE id = {ana}"),
        format!("UPDATE pilot SET name = 'Sorting', unit = 'Finance', started = '2026-01-01' WHERE id = {pilot}"),
        format!("DELETE FROM note WHERE id = {note}"),
        format!(
            "INSERT INTO note (id, pilot, written, by, text, archived) VALUES (5, {pilot}, '2026-01-02', 'x', 'y', 0)"
        ),
        format!("UPDATE metric SET archived = 1 WHERE pilot = {pilot}"),
        "UPDATE workspace SET title = 'Elsewhere'".to_owned(),
    ] {
        let (newest, export) = room.desk.state();
        let rows = raw.execute(&sql, []).unwrap();
        assert!(rows > 0 && room.desk.export() != export, "{sql} changes something");
        let entries = room.desk.store.read().journal(None, i64::MAX, rows).unwrap();
        assert_eq!(room.desk.newest(), newest + i64::try_from(rows).unwrap(), "an entry a row: {sql}");
        assert!(entries.iter().all(|entry| entry.kind == "outside"), "{entries:?}");
        room.desk.expect_sound();
        for _ in 0..rows {
            room.desk.undo().unwrap();
        }
        expect_same(&room.desk.export(), &export, &sql);
    }
    room.desk.expect_sound();
}

#[test]
fn an_edit_by_another_program_asks_first_and_is_refused_where_it_was_changed_since() {
    let mut room = furnished();
    let raw = Connection::open(room.desk.path()).unwrap();
    raw.execute("UPDATE person SET name = 'Anna' WHERE id = ?1", [room.ana.0]).unwrap();
    let outside = room.desk.newest();
    let before = room.desk.state();
    let stamp = room.desk.stamp(ME);
    let asked = room.desk.store.undo(&stamp, Ask::First);
    assert!(matches!(asked, Err(Error::AskFirst { .. })), "{asked:?}");
    assert!(room.desk.state() == before, "a question writes nothing");

    let name = PersonChange::Set { person: room.ana, field: PersonField::Name, to: text("Ana Maria"), was: None };
    room.desk.write(&Change::Person(name));
    room.desk.expect_entangled(outside, "the other program's name was written over");
}

// Undo where something newer stands.

#[test]
fn an_entry_whose_rows_were_changed_since_is_not_taken_back() {
    type Deed = fn(&mut Furnished) -> i64;
    let cases: [(&str, Deed); 8] = [
        ("a name was changed again", renamed_twice),
        ("a reading was corrected", recorded_twice),
        ("a person leads a pilot", person_then_lead),
        ("a pilot has a newer note", pilot_then_note),
        ("a metric has readings", metric_then_reading),
        ("an item went further", ticked_twice),
        ("a target was taken away", target_then_none),
        ("a code was given to another", code_then_taken),
    ];
    for (what, case) in cases {
        let mut room = furnished();
        let entry = case(&mut room);
        room.desk.expect_entangled(entry, what);
        room.desk.expect_sound();
    }
}

fn renamed_twice(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&set_pilot(room.pilot, PilotField::Name, text("First"), None));
    room.desk.write(&set_pilot(room.pilot, PilotField::Name, text("Second"), None));
    entry
}

fn recorded_twice(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&record(room.quality, 70, None));
    room.desk.write(&record(room.quality, 71, None));
    entry
}

fn person_then_lead(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&add_person("Cy Moor", ""));
    let cy = room.desk.store.read().find_person("Cy Moor").unwrap();
    room.desk.write(&set_pilot(room.pilot, PilotField::Lead, Value::Person(cy), None));
    entry
}

fn pilot_then_note(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&add_pilot(NewPilot::named("Ticket routing")));
    let pilot = room.desk.store.read().find_pilot("ticket-routing").unwrap();
    room.desk.write(&add_note(pilot, "newer"));
    entry
}

fn metric_then_reading(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&add_metric(room.pilot, "rework"));
    let metric = room.desk.store.read().find_metric(room.pilot, "rework").unwrap();
    room.desk.write(&record(metric.id, 12, None));
    entry
}

fn ticked_twice(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&tick(room.pilot, ITEM, ItemState::Doing, None));
    room.desk.write(&tick(room.pilot, ITEM, ItemState::Done, None));
    entry
}

fn target_then_none(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&target(room.pilot, Some(60), None));
    room.desk.write(&target(room.pilot, None, None));
    entry
}

fn code_then_taken(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&set_pilot(room.pilot, PilotField::Code, text("triage"), None));
    room.desk.write(&set_pilot(room.other, PilotField::Code, text("invoice-triage"), None));
    entry
}

#[test]
fn a_change_elsewhere_in_a_row_is_not_in_the_way_and_stays() {
    let mut room = furnished();
    let entry = room.desk.write(&set_pilot(room.pilot, PilotField::Name, text("First"), None));
    room.desk.write(&set_pilot(room.pilot, PilotField::Partner, text("Nordwind"), None));
    room.desk.revert(entry).unwrap();
    let pilot = room.desk.store.read().pilot(room.pilot).unwrap().unwrap();
    assert_eq!((pilot.name.as_str(), pilot.partner.as_str()), ("Invoice triage", "Nordwind"));
    let again = room.desk.revert(entry).unwrap();
    assert_eq!(again.entry, None, "{}", again.summary);
}

#[test]
fn a_name_that_somebody_has_already_is_told_where_other_fields_are_set_with_it() {
    let mut room = furnished();
    let person = room.bo;
    let set = |field, to: &str| Change::Person(PersonChange::Set { person, field, to: text(to), was: None });
    let changes = vec![set(PersonField::Title, "CFO"), set(PersonField::Name, "ana costa")];
    let outcome = room.desk.say(ME, &Change::Several { what: None, changes }).unwrap();
    assert!(outcome.told().contains("Another person is called “Ana Costa”"), "{}", outcome.told());
}

#[test]
fn what_refers_to_something_gone_does_not_come_back() {
    let mut room = furnished();
    let added = room.desk.write(&add_person("Cy Moor", ""));
    let cy = room.desk.store.read().find_person("Cy Moor").unwrap();
    room.desk.write(&set_pilot(room.pilot, PilotField::Lead, Value::Person(cy), None));
    let replaced = room.desk.write(&set_pilot(room.pilot, PilotField::Lead, Value::Person(room.bo), None));
    room.desk.revert(added).unwrap();
    room.desk.expect_entangled(replaced, "the former lead is gone");
}

#[test]
fn a_pilot_added_with_its_owner_can_be_undone_again_and_again() {
    let mut room = furnished();
    let before = room.desk.export();
    room.desk.write(&add_pilot(NewPilot { owner: Some(room.ana), ..NewPilot::named("Ticket routing") }));
    let with = room.desk.export();
    for round in 1..=3 {
        room.desk.undo().unwrap_or_else(|error| panic!("undo {round}: {error}"));
        expect_same(&room.desk.export(), &before, "undone");
        room.desk.redo().unwrap_or_else(|error| panic!("redo {round}: {error}"));
        expect_same(&room.desk.export(), &with, "redone");
    }
}

#[test]
fn one_entry_that_scores_and_then_judges_can_be_undone_and_redone() {
    let mut room = furnished();
    let score =
        |dimension, value| Change::Assessment(AssessmentChange::Score(ScoreChange::new(room.pilot, dimension, value)));
    let both = vec![score(Dimension::Budget, 3), move_on(room.pilot, Gate::G1, room.ana)];
    room.desk.write(&score(Dimension::Data, 2));
    let before = room.desk.export();
    room.desk.write(&Change::Several { what: None, changes: both });
    let with = room.desk.export();
    for round in 1..=2 {
        room.desk.undo().unwrap_or_else(|error| panic!("undo {round}: {error}"));
        expect_same(&room.desk.export(), &before, "undone");
        room.desk.redo().unwrap_or_else(|error| panic!("redo {round}: {error}"));
        expect_same(&room.desk.export(), &with, "redone");
    }
}

#[test]
fn a_row_that_one_entry_wrote_twice_can_be_undone_after_later_changes_were() {
    let mut room = furnished();
    let before = room.desk.export();
    let twice = vec![
        tick(room.pilot, ITEM, ItemState::Doing, None),
        tick(room.pilot, ITEM, ItemState::Done, None),
        target(room.pilot, Some(60), None),
        target(room.pilot, None, None),
    ];
    room.desk.write(&Change::Several { what: None, changes: twice });
    room.desk.write(&add_pilot(NewPilot { owner: Some(room.ana), ..NewPilot::named("Ticket routing") }));
    let pilot = room.desk.store.read().find_pilot("ticket-routing").unwrap();
    room.desk.write(&tick(room.pilot, ITEM, ItemState::Open, None));
    room.desk.write(&target(room.pilot, Some(80), None));
    room.desk.write(&appoint(pilot, Some(room.bo), None));
    for left in (1..=5).rev() {
        room.desk.undo().unwrap_or_else(|error| panic!("with {left} left: {error}"));
    }
    expect_same(&room.desk.export(), &before, "all five were undone");
}

#[test]
fn undo_and_redo_work_across_opening_the_file_again() {
    let mut room = furnished();
    let mut states = vec![room.desk.export()];
    for (_, change, ..) in room.stale_changes() {
        room.desk.write(&change);
        states.push(room.desk.export());
    }
    let count = states.len() - 1;
    for expected in states.iter().rev().skip(1) {
        room.desk.reopen();
        room.desk.undo().unwrap();
        expect_same(&room.desk.export(), expected, "undone after opening again");
    }
    for expected in states.iter().skip(1) {
        room.desk.reopen();
        room.desk.redo().unwrap();
        expect_same(&room.desk.export(), expected, "redone after opening again");
    }
    assert_eq!(room.desk.redo().unwrap().entry, None, "all {count} were redone");
    room.desk.expect_sound();
}

// Clocks and numbers.

#[test]
fn a_place_is_one_among_the_pilots_of_a_stage_and_stays_with_the_archive() {
    let mut room = furnished();
    room.desk.write(&add_pilot(NewPilot { stage: Stage::Three, ..NewPilot::named("Shift planning") }));
    let pilot = room.desk.store.read().find_pilot("shift-planning").unwrap();
    let place = |room: &Furnished| room.desk.store.read().pilot(pilot).unwrap().unwrap().place;
    let (beside, seen) = (Placing::Before(room.other), [room.other, pilot].into());
    room.desk.write(&Change::Pilot(PilotChange::Place { pilot, beside, seen }));
    assert_eq!(place(&room), Some(1));
    let (why, to) = ("an inventory".to_owned(), Stage::Two);
    let retake = PilotChange::Retake { pilot, to, why, entered: None, assumed: false };
    for change in [Change::Pilot(retake), move_back(pilot, Stage::One, None)] {
        room.desk.write(&change);
        assert_eq!(place(&room), None, "{change:?}");
        room.desk.undo().unwrap();
        assert_eq!(place(&room), Some(1), "{change:?}");
    }
    room.desk.write(&Change::Pilot(PilotChange::Archive { pilot, archived: true }));
    assert_eq!(place(&room), Some(1));
    room.desk.expect_sound();
}

#[test]
fn a_clock_that_falls_back_leaves_a_sound_workspace() {
    let mut room = furnished();
    room.desk.write(&appoint(room.pilot, Some(room.ana), None));
    room.desk.reopen();
    room.desk.at -= 4 * DAY;
    room.desk.write(&appoint(room.pilot, Some(room.bo), None));
    room.desk.write(&move_on(room.pilot, Gate::G1, room.ana));
    room.desk.write(&move_back(room.pilot, Stage::One, None));
    room.desk.expect_sound();
}

#[test]
fn the_largest_numbers_survive_an_export() {
    let mut room = furnished();
    let numbers = ["12345678901.234567", "999999999999.999999", "-999999999999.999999", "1000000000000"];
    let impact = room.desk.store.read().find_metric(room.pilot, "impact").unwrap();
    for (week, number) in (0..).zip(numbers) {
        let typed = Some(Typed::Number(Fixed::parse(number).unwrap()));
        let week = a_week().plus(-week);
        let record = Record { metric: impact.id, week, typed, note: String::new(), sample: None, was: None };
        room.desk.write(&Change::Record(record));
    }
    let mut other = Desk::new();
    let stamp = other.stamp(ME);
    let export: Json = serde_json::from_str(&room.desk.export()).unwrap();
    other.store.fill_from(&export, &stamp).unwrap();
    let readings = |reader: &Reader| {
        let pilot = reader.find_pilot("invoice-triage").unwrap();
        let metric = reader.find_metric(pilot, "impact").unwrap();
        reader.readings(&[metric.local], Week::new(1900, 1).unwrap(), a_week()).unwrap().remove(&metric.local).unwrap()
    };
    assert_eq!(readings(other.store.read()), readings(room.desk.store.read()));
}

// Frozen files.

#[test]
fn every_schema_has_its_frozen_file() {
    for version in 1..=store::schema::VERSION {
        assert!(frozen(version).is_file(), "{} is missing: make it with make.sh there", frozen(version).display());
    }
}

#[test]
fn the_whole_journal_of_every_frozen_file_is_undone_and_redone() {
    std::thread::scope(|scope| {
        for version in 1..=store::schema::VERSION {
            scope.spawn(move || undo_and_redo_all(thawed(version)));
        }
    });
}

fn undo_and_redo_all(mut desk: Desk) {
    desk.expect_sound();
    let (newest, whole) = desk.state();
    assert!(desk.store.read().pilots().unwrap().len() >= 3, "the file holds pilots");
    let past: Vec<String> = (0..=newest).map(|entry| canonical(&desk.store.at_entry(entry).unwrap())).collect();
    expect_same(past.last().unwrap(), &whole, "the newest moment of the past is the present");

    let mut undone = 0;
    while desk.undo().unwrap().entry.is_some() {
        undone += 1;
        assert!(past.contains(&desk.export()), "after undo {undone} it is as it has never been");
    }
    assert!(undone >= 20, "only {undone} entries were undone");
    expect_same(&desk.export(), &past[0], "all was undone");
    desk.expect_sound();
    let export: Json = serde_json::from_str(&desk.export()).unwrap();
    let mut empty: Json = serde_json::from_str(&Desk::new().export()).unwrap();
    empty["workspace"] = export["workspace"].clone();
    assert_eq!(export, empty, "nothing is left but the workspace itself");

    for _ in 0..undone {
        assert!(desk.redo().unwrap().entry.is_some(), "redo stopped early");
    }
    expect_same(&desk.export(), &whole, "all was redone");
    desk.expect_sound();
}

#[test]
fn a_migration_changes_nothing_that_is_exported_and_keeps_a_copy_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (file, keep) = (file_in(&folder), folder.path().join("kept.steerco"));
    std::fs::copy(frozen(1), &file).unwrap();
    let before = open_late(&file, Access::Read).unwrap();
    let (export, past) = (canonical(before.read()), canonical(&before.at_entry(9).unwrap()));
    assert!(matches!(open_late(&file, Access::Write), Err(Error::Older { found: 1, .. })));

    store::migrate(&before, &keep).unwrap();
    let desk = Desk { store: open_late(&file, Access::Write).unwrap(), at: LATE, folder };
    desk.expect_sound();
    expect_same(&desk.export(), &export, "the migrated file");
    expect_same(&canonical(&desk.store.at_entry(9).unwrap()), &past, "the past of the migrated file");
    let kept = open_late(&keep, Access::Read).unwrap();
    expect_same(&canonical(kept.read()), &export, "the copy");
    assert!(matches!(open_late(&keep, Access::Write), Err(Error::Older { found: 1, .. })), "the copy is as it was");

    let again = desk.folder.path().join("again.steerco");
    store::migrate(&before, &again).unwrap();
    assert!(!again.exists(), "a file that another process migrated is left alone");
}

#[test]
fn a_migrated_file_gives_no_number_again_that_a_removed_metric_had() {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    std::fs::copy(frozen(1), &file).unwrap();
    let other = Connection::open(&file).unwrap();
    other
        .execute_batch(
            "UPDATE metric SET local = 900 WHERE id = (SELECT id FROM metric ORDER BY local DESC LIMIT 1);
             CREATE TEMP TABLE gone AS SELECT * FROM metric WHERE local = 900;
             UPDATE gone SET id = id + 1, local = 950, name = 'gone', headline = 0;
             INSERT INTO metric SELECT * FROM gone; DELETE FROM metric WHERE local = 950;",
        )
        .unwrap();
    drop(other);
    store::migrate(&open_late(&file, Access::Read).unwrap(), &folder.path().join("kept.steerco")).unwrap();
    let mut desk = Desk { store: open_late(&file, Access::Write).unwrap(), at: LATE, folder };
    let pilot = desk.store.read().find_pilot("filing").unwrap();
    desk.write(&add_metric(pilot, "next"));
    assert_eq!(desk.store.read().find_metric(pilot, "next").unwrap().local, 951);
}

#[test]
fn a_migration_that_cannot_keep_a_copy_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (file, keep) = (file_in(&folder), folder.path().join("kept.steerco"));
    std::fs::copy(frozen(1), &file).unwrap();
    std::fs::write(&keep, "precious").unwrap();
    let before = open_late(&file, Access::Read).unwrap();
    assert!(matches!(store::migrate(&before, &keep), Err(Error::Exists(_))));
    drop(before);
    assert!(std::fs::read(&file).unwrap() == std::fs::read(frozen(1)).unwrap(), "the file was written");
    assert_eq!(std::fs::read(&keep).unwrap(), b"precious");
}

#[test]
fn an_older_file_with_a_strange_trigger_can_be_looked_at_and_not_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    std::fs::copy(frozen(1), &file).unwrap();
    let stranger = Connection::open(&file).unwrap();
    stranger.execute_batch("CREATE TRIGGER strange AFTER INSERT ON note BEGIN SELECT 1; END").unwrap();
    drop(stranger);
    let store = open_late(&file, Access::Write).unwrap();
    assert!(!store.writable());
    assert_eq!(store.strangers(), ["strange"]);
}

/// Later than anything in the frozen files.
const LATE: i64 = 1_830_000_000_000;

fn open_late(file: &Path, access: Access) -> store::Result<Store> {
    Store::open(file, access, framework(), Ids::new(LATE, 3))
}

/// A copy of the frozen file, at this program's format.
fn thawed(version: u32) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    std::fs::copy(frozen(version), &file).unwrap();
    if version < store::schema::VERSION {
        store::migrate(&open_late(&file, Access::Read).unwrap(), &folder.path().join("kept.steerco")).unwrap();
    }
    Desk { store: open_late(&file, Access::Write).unwrap(), at: LATE, folder }
}

fn frozen(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/schema/{version}.steerco"))
}

// The furniture.

/// A workspace in a folder of its own, with a clock that moves an hour a write.
struct Desk {
    store: Store,
    at: i64,
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&file_in(&folder), "Laws", false, framework(), Ids::new(MORNING, 1)).unwrap();
        store.hurry(true).unwrap();
        Self { store, at: MORNING, folder }
    }

    fn path(&self) -> PathBuf {
        file_in(&self.folder)
    }

    /// Another handle on the same file; the seed keeps its ids apart.
    fn another(&self, seed: u64) -> Store {
        let store = Store::open(&self.path(), Access::Write, framework(), Ids::new(self.at, seed)).unwrap();
        store.hurry(true).unwrap();
        store
    }

    fn reopen(&mut self) {
        self.store = self.another(2);
    }

    fn stamp(&mut self, actor: &str) -> Stamp {
        self.at += HOUR;
        Stamp { at: self.at, today: day_of(self.at), actor: actor.to_owned(), zone: 0 }
    }

    fn say(&mut self, actor: &str, change: &Change) -> store::Result<Outcome> {
        let stamp = self.stamp(actor);
        self.store.commit(change, &stamp)
    }

    /// Writes a change that takes effect; answers its entry.
    fn write(&mut self, change: &Change) -> i64 {
        let outcome = self.say(ME, change).unwrap_or_else(|error| panic!("{change:?}: {error}"));
        outcome.entry.unwrap_or_else(|| panic!("{change:?} was not written: {}", outcome.summary))
    }

    fn undo(&mut self) -> store::Result<Outcome> {
        let stamp = self.stamp(ME);
        self.store.undo(&stamp, Ask::Answered)
    }

    fn redo(&mut self) -> store::Result<Outcome> {
        let stamp = self.stamp(ME);
        self.store.redo(&stamp, Ask::Answered)
    }

    fn revert(&mut self, entry: i64) -> store::Result<Outcome> {
        let stamp = self.stamp(ME);
        self.store.revert(entry, &stamp, Ask::Answered)
    }

    fn newest(&self) -> i64 {
        self.store.read().newest_entry().unwrap()
    }

    fn export(&self) -> String {
        canonical(self.store.read())
    }

    /// The newest entry and the export.
    fn state(&self) -> (i64, String) {
        (self.newest(), self.export())
    }

    fn expect_sound(&self) {
        let findings = self.store.examine().unwrap();
        assert!(findings.is_empty(), "{findings:#?}");
        let raw = Connection::open(self.path()).unwrap();
        let empty = "SELECT count(*) FROM series WHERE readings IS NULL";
        let empty: i64 = raw.query_row(empty, [], |row| row.get(0)).unwrap();
        assert_eq!(empty, 0, "every entry leaves the years that it touched encoded");
    }

    /// Said again at the same moment, the change writes nothing and says so.
    fn expect_unchanged(&mut self, change: &Change, stamp: &Stamp) {
        let before = self.state();
        let outcome = self.store.commit(change, stamp);
        let outcome = outcome.unwrap_or_else(|error| panic!("said again, it was refused ({error}): {change:?}"));
        assert_eq!((outcome.entry, outcome.changed), (None, 0), "said again, it was written again: {change:?}");
        assert!(self.state() == before, "unchanged, but written: {change:?}");
    }

    /// The entry is not taken back, for a reason, and nothing is written.
    fn expect_entangled(&mut self, entry: i64, what: &str) {
        let before = self.state();
        match self.revert(entry) {
            Err(Error::Entangled { entry: named, why, .. }) => {
                assert_eq!(named, entry, "{what}: {why}");
                assert!(!why.is_empty(), "{what}");
            }
            other => panic!("{what}: it should be entangled: {other:?}"),
        }
        assert!(self.state() == before, "refused, but written: {what}");
    }
}

/// A workspace with two people, two pilots and a note. The other pilot was taken over in stage 3.
struct Furnished {
    desk: Desk,
    pilot: PilotId,
    other: PilotId,
    ana: PersonId,
    bo: PersonId,
    quality: MetricId,
    note: NoteId,
}

fn furnished() -> Furnished {
    let mut desk = Desk::new();
    desk.write(&add_person("Ana Costa", "ana@example.com"));
    desk.write(&add_person("Bo Lind", "bo@example.com"));
    desk.write(&add_pilot(NewPilot::named("Invoice triage")));
    desk.write(&add_pilot(NewPilot { stage: Stage::Three, ..NewPilot::named("Meter reading") }));
    let reader = desk.store.read();
    let (pilot, other) = (reader.find_pilot("invoice-triage").unwrap(), reader.find_pilot("meter-reading").unwrap());
    let (ana, bo) = (reader.find_person("Ana Costa").unwrap(), reader.find_person("Bo Lind").unwrap());
    let quality = reader.find_metric(pilot, "performance").unwrap().id;
    desk.write(&add_note(pilot, "The first note."));
    let note = desk.store.read().notes(Some(pilot)).unwrap()[0].id;
    Furnished { desk, pilot, other, ana, bo, quality, note }
}

/// What it is about, a change, one by a writer who saw what stood before it, and how both values are said.
type Stale = (&'static str, Change, Change, &'static str, &'static str);

impl Furnished {
    /// One of every kind of change that can say what its writer saw.
    fn stale_changes(&self) -> Vec<Stale> {
        let mut all = self.stale_pilot_changes();
        let (person, metric, note) = (self.ana, self.quality, self.note);
        let title =
            |to, was| Change::Person(PersonChange::Set { person, field: PersonField::Title, to: text(to), was });
        all.push(("person", title("CFO", None), title("COO", Some(Value::Nothing)), "COO", "CFO"));
        let aim = |to, was| {
            let to = Value::Number(Fixed::from_int(to));
            Change::Metric(MetricChange::Set { metric, field: MetricField::Target, to, was })
        };
        all.push(("metric", aim(80, None), aim(90, Some(Value::Nothing)), "90", "80"));
        all.push(("reading", record(metric, 70, None), record(metric, 75, Some(None)), "75 %", "70 %"));
        let edit = |to: &str, was: Option<&str>| {
            Change::Note(NoteChange::Edit { note, to: to.to_owned(), was: was.map(str::to_owned) })
        };
        all.push(("note", edit("Theirs.", None), edit("Yours.", Some("The first note.")), "Yours.", "Theirs."));
        let name = |to: &str, was: Option<&str>| Change::Title { to: to.to_owned(), was: was.map(str::to_owned) };
        all.push(("title", name("Theirs", None), name("Yours", Some("Laws")), "Yours", "Theirs"));
        all
    }

    fn stale_pilot_changes(&self) -> Vec<Stale> {
        let (pilot, other, ana, bo) = (self.pilot, self.other, self.ana, self.bo);
        let name = |to, was| set_pilot(pilot, PilotField::Name, text(to), was);
        let old = Some(text("Invoice triage"));
        let cycle = |to, was| Change::Pilot(PilotChange::Lifecycle { pilot, to, why: String::new(), was });
        let (paused, stopped) = (cycle(Lifecycle::Paused, None), cycle(Lifecycle::Stopped, Some(Lifecycle::Active)));
        let red = report(pilot, Status::Red, "late", None);
        let green = report(pilot, Status::Green, "on time", Some(not_reported()));
        let late = report(pilot, Status::Green, "late after all", None);
        let on_time = Report { status: Status::Green, because: "on time".to_owned(), on: None };
        let fine = report(pilot, Status::Green, "fine", Some(on_time));
        let (doing, open) = (ItemState::Doing, Some(ItemStanding::UNTOUCHED));
        vec![
            ("name", name("Theirs", None), name("Yours", old), "Yours", "Theirs"),
            (
                "stage",
                move_back(other, Stage::Two, None),
                move_back(other, Stage::One, Some(Stage::Three)),
                "stage 1",
                "stage 2",
            ),
            ("lifecycle", paused, stopped, "stopped", "paused"),
            ("owner", appoint(pilot, Some(ana), None), appoint(pilot, Some(bo), Some(None)), "Bo Lind", "Ana Costa"),
            ("report", red, green, "on track: on time", "decision wanted: late"),
            ("sentence", late, fine, "on track: fine", "on track: late after all"),
            ("target", target(pilot, Some(70), None), target(pilot, Some(80), Some(None)), "80", "70"),
            ("item", tick(pilot, ITEM, doing, None), tick(pilot, ITEM, ItemState::Done, open), "done", "doing"),
        ]
    }

    /// A change to the same rows that touches no value of those.
    fn something_else(&self) -> Change {
        let minutes = self.desk.at / 60_000;
        let unit = || text(&format!("unit {minutes}"));
        let (person, metric) = (self.ana, self.quality);
        let changes = vec![
            set_pilot(self.pilot, PilotField::Unit, unit(), None),
            set_pilot(self.other, PilotField::Unit, unit(), None),
            Change::Person(PersonChange::Set { person, field: PersonField::Unit, to: unit(), was: None }),
            Change::Metric(MetricChange::Set { metric, field: MetricField::Unit, to: unit(), was: None }),
        ];
        Change::Several { what: None, changes }
    }
}

fn framework() -> Arc<Framework> {
    Arc::new(Framework::builtin().unwrap())
}

fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("laws.steerco")
}

fn canonical(reader: &Reader) -> String {
    serde_json::to_string_pretty(&reader.canonical().unwrap()).unwrap()
}

fn expect_same(found: &str, expected: &str, what: &str) {
    let mut lines = found.lines().zip(expected.lines());
    let differing = lines.find(|(found, expected)| found != expected);
    let counts = (found.lines().count(), expected.lines().count());
    assert!(found == expected, "{what}: found and expected differ, of {counts:?} lines first at {differing:#?}");
}

fn day_of(at: i64) -> Day {
    parse_day("1970-01-01").unwrap() + Duration::days(at / DAY)
}

/// A week that has ended.
fn a_week() -> Week {
    Week::new(2025, 50).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn add_person(name: &str, email: &str) -> Change {
    Change::Person(PersonChange::Add(a_person(name, email)))
}

fn a_person(name: &str, email: &str) -> NewPerson {
    NewPerson {
        id: None,
        name: name.to_owned(),
        title: String::new(),
        level: Level::Other,
        unit: String::new(),
        email: email.to_owned(),
        partner: false,
        certifier: false,
    }
}

fn add_pilot(new: NewPilot) -> Change {
    Change::Pilot(PilotChange::Add(Box::new(new)))
}

fn add_note(pilot: PilotId, text: &str) -> Change {
    Change::Note(NoteChange::Add { pilot, text: text.to_owned(), on: None })
}

fn add_metric(pilot: PilotId, name: &str) -> Change {
    Change::Metric(MetricChange::Add(NewMetric {
        pilot,
        family: Family::Impact,
        name: name.to_owned(),
        unit: "hours".to_owned(),
        better: Better::Lower,
        min: None,
        max: None,
        target: None,
        tolerance: None,
        headline: false,
        role: Role::Weekly,
    }))
}

fn set_pilot(pilot: PilotId, field: PilotField, to: Value, was: Option<Value>) -> Change {
    Change::Pilot(PilotChange::Set { pilot, field, to, was })
}

fn move_back(pilot: PilotId, to: Stage, was: Option<Stage>) -> Change {
    Change::Pilot(PilotChange::Back { pilot, to, why: "it came too early".to_owned(), on: None, was })
}

/// Through the gate, against whatever is missing.
fn move_on(pilot: PilotId, gate: Gate, by: PersonId) -> Change {
    Change::Gate(GateChange::Decide(Box::new(GateDecision {
        pilot,
        gate,
        item: None,
        verdict: Verdict::Go,
        by,
        on: None,
        why: "it earns its keep".to_owned(),
        cause: None,
        conditions: Vec::new(),
        waive: vec![Waive { rule: None, reason: "the committee accepts it".to_owned() }],
        next: None,
        look_again: None,
        leaves: Vec::new(),
        was: None,
    })))
}

fn appoint(pilot: PilotId, person: Option<PersonId>, was: Option<Option<(PersonId, Powers)>>) -> Change {
    let (powers, why) = (Powers::default(), "named by the committee".to_owned());
    Change::Pilot(PilotChange::Appoint { pilot, person, powers, why, was })
}

fn report(pilot: PilotId, status: Status, because: &str, was: Option<Report>) -> Change {
    Change::Pilot(PilotChange::Report { pilot, status, because: because.to_owned(), was })
}

fn not_reported() -> Report {
    Report { status: Status::NotReported, because: String::new(), on: None }
}

fn target(pilot: PilotId, users: Option<u32>, was: Option<Option<u32>>) -> Change {
    Change::Pilot(PilotChange::Target { pilot, users, from: a_week(), was })
}

fn tick(pilot: PilotId, item: &str, state: ItemState, was: Option<ItemStanding>) -> Change {
    Change::Tick(TickChange { was, ..TickChange::state(pilot, item, state) })
}

/// A reading of [`a_week`].
fn record(metric: MetricId, value: i64, was: Option<Option<Fixed>>) -> Change {
    let typed = Some(Typed::Number(Fixed::from_int(value)));
    Change::Record(Record {
        metric,
        week: a_week(),
        typed,
        note: String::new(),
        sample: None,
        was: was.map(|was| was.map(Measure::Number)),
    })
}

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    /// From 0 up to but not including `end`; splitmix64.
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(end.max(1))).unwrap()
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.below(count) == 0
    }

    /// One of several; there must be one.
    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let index = self.below(u32::try_from(of.len()).unwrap());
        &of[usize::try_from(index).unwrap()]
    }
}
