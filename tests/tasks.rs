//! The twelve tasks that the interface is judged by, each played from a stated workspace to a compared export. Letters that
//! find something count, free text and values do not, and a paste is one key. The sum is printed by
//! `cargo test --test tasks table -- --nocapture`; the same work in a spreadsheet takes about 244 keys and clicks.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "the table is printed")]

mod support;

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use steerco::domain::change::{NewPilot, NewWorkstream, PilotChange, ReviewChange, ReviewField, WorkstreamChange};
use steerco::domain::{AgendaState, Change, Dimension, PersonId, PilotId, ReviewState, Week, parse_day};
use support::{Desk, parsed};

/// A desk at which a task is played.
struct Play {
    desk: Desk,
    before: Value,
    keys: usize,
}

impl Play {
    /// From the desk as it is.
    fn from(desk: Desk) -> Self {
        let before = desk.export();
        Self { desk, before, keys: 0 }
    }

    fn demo() -> Self {
        Self::from(Desk::demo())
    }

    /// Presses keys that count.
    fn keys(mut self, keys: &str) -> Self {
        self.keys += parsed(keys).len();
        self.desk.press(keys);
        self
    }

    /// Types text that does not.
    fn typed(mut self, text: &str) -> Self {
        self.desk.press(text);
        self
    }

    fn shows(self, text: &str) -> Self {
        assert!(self.desk.screen().contains(text), "“{text}” is not shown:\n{}", self.desk.screen());
        self
    }

    /// What the export holds otherwise than at the beginning is exactly this. Answers how many keys that took.
    fn changed(self, expected: &[&str]) -> usize {
        let changes = changes(&self.before, &self.desk.export());
        assert_eq!(changes, expected, "{}", self.desk.screen());
        self.keys
    }
}

/// What two exports differ in, a line a kind of difference: `+ notes 1`, `pilots.visit 1`.
fn changes(before: &Value, after: &Value) -> Vec<String> {
    let rows = |export: &Value, list: &str| -> BTreeMap<String, Map<String, Value>> {
        let rows = export[list].as_array().into_iter().flatten().filter_map(Value::as_object);
        rows.enumerate().map(|(at, row)| (identity(list, at, row), row.clone())).collect()
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for list in after.as_object().unwrap().keys() {
        let (old, new) = (rows(before, list), rows(after, list));
        let gone: Vec<&String> = old.keys().filter(|id| !new.contains_key(*id)).collect();
        assert!(gone.is_empty(), "{gone:?} of {list} are gone");
        for (id, row) in &new {
            let Some(was) = old.get(id) else {
                *counts.entry(format!("+ {list}")).or_default() += 1;
                continue;
            };
            for field in row.keys().filter(|field| was.get(*field) != row.get(*field)) {
                *counts.entry(format!("{list}.{field}")).or_default() += 1;
            }
        }
    }
    counts.into_iter().map(|(what, count)| format!("{what} {count}")).collect()
}

fn identity(list: &str, at: usize, row: &Map<String, Value>) -> String {
    let parts = ["id", "pilot", "metric", "week", "item", "review", "person", "assessment", "dimension"];
    let known: Vec<String> = parts.iter().filter_map(|part| row.get(*part)).map(ToString::to_string).collect();
    if known.is_empty() { format!("{list} {at}") } else { known.join(" ") }
}

fn who(desk: &Desk, name: &str) -> PersonId {
    let people = desk.store.read().people_names().unwrap();
    people.into_iter().find(|(_, known)| known == name).unwrap().0
}

fn budget_follows(desk: &mut Desk, pilot: PilotId) {
    let work = NewWorkstream {
        pilot,
        dimension: Dimension::Budget,
        team: String::new(),
        owner: Some(who(desk, "Ana Costa")),
        start: None,
        due: Some(parse_day("2027-02-01").unwrap()),
        effort: None,
        exit_test: "the budget is signed".to_owned(),
        items: Vec::new(),
    };
    desk.commit(&Change::Workstream(WorkstreamChange::Open(work)));
}

/// Eight pilots under way without a reading, each with its four headlines: 32 cells of the week.
fn a_week_to_enter() -> Play {
    let mut desk = Desk::empty();
    for number in 0..8 {
        let new = NewPilot::named(format!("Pilot {number}"));
        desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
        let pilot = desk.store.read().find_pilot(&format!("pilot-{number}")).unwrap();
        let from = Week::new(2026, 1).unwrap();
        desk.commit(&Change::Pilot(PilotChange::Target { pilot, users: Some(60), from, was: None }));
    }
    Play::from(desk.restart())
}

/// The demo, the agenda of its draft cut down to five items.
fn five_items() -> Play {
    let mut desk = Desk::demo();
    let meetings = desk.store.read().meetings().unwrap();
    let draft = meetings.into_iter().find(|meeting| meeting.review.state != ReviewState::Closed).unwrap();
    for item in draft.agenda.iter().skip(5) {
        let dropped = ReviewChange::ItemState { item: item.id, to: AgendaState::Dropped, was: None };
        desk.commit(&Change::Review(dropped));
    }
    // It is the review of today.
    let (review, day) = (draft.review.id, steerco::domain::Value::Day(parse_day("2026-11-25").unwrap()));
    desk.commit(&Change::Review(ReviewChange::Set { review, field: ReviewField::Date, to: day, was: None }));
    Play::from(desk.restart())
}

fn find_a_pilot() -> usize {
    Play::demo().keys("/inv<Enter>").shows("Invoice triage").changed(&[])
}

fn move_a_pilot_on() -> usize {
    let play =
        Play::from(Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ()).0).keys("L").typed("five of five").keys("<Enter>");
    let pilot = play.desk.store.read().find_pilot("complaint-routing").unwrap();
    assert_eq!(play.desk.store.read().pilot(pilot).unwrap().unwrap().stage.number(), 2);
    play.changed(&["+ decisions 1", "+ gates 1", "+ visits 1", "assessments.frozen 1", "pilots.visit 1"])
}

fn change_the_owner() -> usize {
    Play::demo().keys("ocos<Enter>").shows("Ana Costa").changed(&["+ appointments 1", "pilots.appointment 1"])
}

fn enter_a_week() -> usize {
    let mut play = a_week_to_enter().keys("gw");
    for number in 0..32 {
        play = play.typed(&(20 + number % 9).to_string()).keys("<Enter>");
    }
    play.keys("w").changed(&["+ readings 32"])
}

fn paste_a_week() -> usize {
    let mut play = a_week_to_enter().keys("gw");
    let block: Vec<String> = (0..32).map(|number| (20 + number % 9).to_string()).collect();
    play.desk.paste(&block.join("\r\n"));
    play.keys += 1;
    play.shows("32 to enter").keys("<Enter>w").changed(&["+ readings 32"])
}

fn tick_an_item() -> usize {
    Play::from(Desk::demo())
        .typed("<Enter>")
        .keys("2<Space>")
        .typed("trained 40 of 40")
        .keys("<Enter>")
        .changed(&["+ evidence 1", "ticks.state 1"])
}

fn reassign_five_pilots() -> usize {
    let mut desk = Desk::demo();
    desk.press("aFifth of stage one<Ctrl+S>").press("gg");
    Play::from(desk).keys("vvvvvok<Enter>").changed(&["+ appointments 5", "pilots.appointment 5"])
}

fn record_a_conditional_go() -> usize {
    let play = Play::from(Desk::scored([3, 3, 3, 3, 3, 1], budget_follows).0)
        .keys("L")
        .typed("the budget follows")
        .keys("<Enter>");
    let export = play.desk.export();
    let decision = export["decisions"].as_array().unwrap().last().unwrap();
    assert_eq!(decision["verb"], "conditional-go", "{}", play.desk.screen());
    assert_eq!(decision["conditions"][0], "budget: Ana Costa by 2027-02-01: the budget is signed");
    play.changed(&["+ decisions 1", "+ gates 1", "+ visits 1", "assessments.frozen 1", "pilots.visit 1"])
}

fn search_a_word() -> usize {
    let mut desk = Desk::demo();
    desk.press("/inv<Enter>").press("cThe night shift has no scanner<Enter>").press("gb");
    let play = Play::from(desk).keys(":").typed("scanner").shows("night shift has no scanner");
    play.keys("<Enter>").shows("4 Notes").shows("Invoice triage").changed(&[])
}

fn write_the_monthly_pack() -> usize {
    let play = Play::demo().keys("grw<Enter>");
    assert!(play.desk.outward.iter().any(|said| said.contains("Pack")), "{:?}", play.desk.outward);
    play.changed(&[])
}

fn undo_three_edits() -> usize {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("cone<Enter>").press("rA<Tab>two<Ctrl+S>").press("oana<Enter>");
    assert_ne!(desk.export(), before);
    let play = Play::from(desk.restart()).keys("uuu");
    assert_eq!(play.desk.export(), before, "{}", play.desk.screen());
    play.keys
}

fn run_a_review() -> usize {
    let play = five_items().keys("<F5><Space><Space><Space><Space>a").typed("@moreau bring the numbers by 15 Jan");
    let play = play.keys("<Enter><Space><Enter>");
    let export = play.desk.export();
    let review = export["reviews"].as_array().unwrap().iter().find(|review| review["day"] == "2026-11-25").unwrap();
    assert_eq!(review["state"], "closed", "{}", play.desk.screen());
    let action = export["actions"].as_array().unwrap().last().unwrap();
    assert_eq!((&action["text"], &action["due"]), (&"bring the numbers".into(), &"2027-01-15".into()));
    assert_eq!(action["review"], review["id"]);
    let states = export["agenda"].as_array().unwrap().iter().filter(|item| item["review"] == review["id"]);
    assert_eq!(states.filter(|item| item["state"] == "done").count(), 5);
    play.keys
}

/// A task: what it is, the keys that it may take, and how it is played.
type Task = (&'static str, usize, fn() -> usize);

const TASKS: [Task; 12] = [
    ("find a pilot by three letters and open it", 5, find_a_pilot),
    ("next stage with a reason, tally 5 of 5", 3, move_a_pilot_on),
    ("change the owner", 5, change_the_owner),
    ("32 weekly values typed and committed", 35, enter_a_week),
    ("the same pasted", 5, paste_a_week),
    ("tick a checklist item with evidence", 4, tick_an_item),
    ("reassign five pilots", 8, reassign_five_pilots),
    ("record a conditional go and move", 4, record_a_conditional_go),
    ("search a word in all text", 2, search_a_word),
    ("write the pack of the month's review", 7, write_the_monthly_pack),
    ("undo the last three edits, after a restart", 3, undo_three_edits),
    ("a review of five items with an action, closed", 9, run_a_review),
];

/// Plays a task; answers its keys.
fn played(number: usize) -> usize {
    let (what, allowed, play) = TASKS[number - 1];
    let keys = play();
    assert!(keys <= allowed, "task {number}, {what}: {keys} keys, {allowed} at most");
    keys
}

macro_rules! each_task {
    ($($name:ident $number:literal)+) => { $(#[test] fn $name() { played($number); })+ };
}

each_task! {
    task_1 1 task_2 2 task_3 3 task_4 4 task_5 5 task_6 6 task_7 7 task_8 8 task_9 9 task_10 10 task_11 11 task_12 12
}

#[test]
fn table_of_the_twelve_tasks() {
    let mut sum = 0;
    for (number, (what, allowed, _)) in (1..).zip(TASKS) {
        let keys = played(number);
        println!("{number:>2}  {what:<46} {keys:>3} of {allowed}");
        sum += keys;
    }
    println!("    {:<46} {sum:>3} of 90", "all");
    assert!(sum <= 90, "{sum}");
}
