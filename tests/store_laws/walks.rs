//! Random walks: whatever was changed, undoing all of it gives the beginning and redoing all of it the end.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use steerco::domain::change::{
    ActionChange, AssessmentChange, Close, ExceptionChange, GateChange, MetricChange, NewPerson, NewPilot, NoteChange,
    PersonChange, PilotChange, ReviewChange, RolloutChange, WorkstreamChange,
};
use steerco::domain::{
    Change, ExpansionKind, ExpansionState, Gate, Outcome, PersonId, PilotId, ReviewId, ReviewState, Stage, Stamp,
    Status, Typed,
};

use crate::author::{Author, Known};
use crate::{Chance, Desk, HOUR, ME, a_person, add_pilot, canonical, day_of, expect_same};

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
