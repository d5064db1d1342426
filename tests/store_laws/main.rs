//! Owns the laws of the store: what must hold after any changes, whoever makes them. Random walks hold it against a
//! model of two stacks of states; single tests name the cases that a walk seldom meets. Knows no screen and no clock.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on has failed")]

mod author;
mod frozen;
mod numbers;
mod refusals;
mod reverts;
mod two_writers;
mod walks;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::Duration;
use rusqlite::Connection;
use steerco::domain::change::{
    GateChange, GateDecision, MetricChange, MetricField, NewMetric, NewPerson, NewPilot, NoteChange, PersonChange,
    PersonField, PilotChange, PilotField, Record, TickChange, Waive,
};
use steerco::domain::{
    Better, Change, Day, Family, Fixed, Framework, Gate, Ids, ItemStanding, ItemState, Lifecycle, Measure, MetricId,
    NoteId, Outcome, PersonId, PilotId, Powers, Report, Role, Stage, Stamp, Status, Typed, Value, Verdict, Week,
    parse_day,
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
    NewPerson { email: email.to_owned(), ..NewPerson::named(name) }
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
