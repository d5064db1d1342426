//! The twelve tasks that the interface is judged by, each played from a stated workspace to a compared export. Letters
//! that find something count, free text and values do not, and a paste is one key. The sum is printed by `cargo test
//! --test journeys tasks::table -- --nocapture`; the same work in a spreadsheet takes about 244 keys and clicks.

#![allow(clippy::print_stdout, reason = "the table is printed")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::support::{Desk, parsed};
use serde_json::{Map, Value};
use steerco::domain::change::{NewPilot, NewWorkstream, PilotChange, ReviewChange, ReviewField, WorkstreamChange};
use steerco::domain::{AgendaState, Change, Dimension, PersonId, PilotId, ReviewState, Week, parse_day};

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

    /// What the export holds otherwise than at the beginning is exactly this: rows as [`changes`] tells them, each
    /// begun by its sign, on as many lines as it needs. Answers how many keys that took.
    fn changed(self, expected: &str) -> usize {
        let changes = changes(&self.before, &self.desk.export());
        assert_eq!(changes, told_rows(expected), "{}", self.desk.screen());
        self.keys
    }
}

/// The rows of an expected text, in order.
fn told_rows(expected: &str) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for line in expected.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match rows.last_mut() {
            Some(row) if !line.starts_with(['+', '-', '~']) => {
                row.push(' ');
                row.push_str(line);
            }
            _ => rows.push(line.to_owned()),
        }
    }
    rows.sort();
    rows
}

type Row = Map<String, Value>;

/// What two exports differ in, a line a row, in order: `+` came, `-` went, `~` changed, with every field that differs.
/// A row is told without its id and without what is empty; an id is called what it stands for, and of a moment only the
/// day is told.
fn changes(before: &Value, after: &Value) -> Vec<String> {
    let names = names(before, after);
    let mut lines = Vec::new();
    for list in after.as_object().unwrap().keys() {
        let (old, new) = (rows(before, list), rows(after, list));
        let gone = old.iter().filter(|(id, _)| !new.contains_key(*id));
        lines.extend(gone.map(|(_, row)| format!("- {list}: {}", fields(row, &names))));
        for (id, row) in &new {
            let Some(was) = old.get(id) else {
                lines.push(format!("+ {list}: {}", fields(row, &names)));
                continue;
            };
            let all: BTreeSet<&String> = row.keys().chain(was.keys()).collect();
            let differ = all.into_iter().filter(|field| row.get(*field) != was.get(*field));
            let differ: Vec<String> = differ
                .map(|field| format!("{field}={}", row.get(field).map_or("nothing".to_owned(), |is| said(is, &names))))
                .collect();
            if !differ.is_empty() {
                let parts = id.split(' ').map(|part| names.get(part).map_or(part, String::as_str));
                lines.push(format!("~ {list} {}: {}", parts.collect::<Vec<_>>().join(" "), differ.join(", ")));
            }
        }
    }
    lines.sort();
    lines
}

/// The rows of a list by what tells them apart.
fn rows<'a>(export: &'a Value, list: &str) -> BTreeMap<String, &'a Row> {
    let rows: Vec<&Row> = export[list].as_array().into_iter().flatten().filter_map(Value::as_object).collect();
    let known: BTreeMap<String, &Row> = rows.iter().enumerate().map(|(at, row)| (identity(at, row), *row)).collect();
    assert_eq!(known.len(), rows.len(), "two rows of {list} are not told apart");
    known
}

fn identity(at: usize, row: &Row) -> String {
    const PARTS: [&str; 14] = [
        "pilot",
        "metric",
        "week",
        "item",
        "review",
        "person",
        "assessment",
        "dimension",
        "kind",
        "from_week",
        "expansion",
        "condition",
        "rule",
        "decision",
    ];
    if row.contains_key("id") {
        return text(row, "id").to_owned();
    }
    let known: Vec<&str> = PARTS.iter().filter(|part| row.contains_key(**part)).map(|part| text(row, part)).collect();
    if known.is_empty() { at.to_string() } else { known.join(" ") }
}

fn text<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// What ids are called: by the name of their row, or by the list that it stands in and whether it stood there before.
fn names(before: &Value, after: &Value) -> BTreeMap<String, String> {
    let mut pilots: BTreeMap<&str, &str> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for (age, export) in [("old", before), ("new", after)] {
        pilots.extend(rows(export, "pilots").into_values().map(|row| (text(row, "id"), text(row, "code"))));
        for list in export.as_object().unwrap().keys() {
            for row in rows(export, list).into_values().filter(|row| row.contains_key("id")) {
                let of = pilots.get(text(row, "pilot")).copied().unwrap_or_default();
                let name = match list.as_str() {
                    "pilots" => text(row, "code").to_owned(),
                    "people" => text(row, "name").to_owned(),
                    "reviews" => text(row, "day").to_owned(),
                    "agenda" => text(row, "title").to_owned(),
                    "metrics" => format!("{of} {}", text(row, "name")),
                    "assessments" => format!("{of} {}", row["version"]),
                    _ => format!("{age} {list}"),
                };
                names.entry(text(row, "id").to_owned()).or_insert(name);
            }
        }
    }
    names
}

/// The fields of a row that hold something, in order of their names.
fn fields(row: &Row, names: &BTreeMap<String, String>) -> String {
    let is_own_id =
        |field: &str, value: &Value| field == "id" && value.as_str().is_some_and(|id| names.contains_key(id));
    let held: BTreeMap<&String, &Value> =
        row.iter().filter(|(field, value)| !is_empty(value) && !is_own_id(field, value)).collect();
    held.into_iter().map(|(field, value)| format!("{field}={}", said(value, names))).collect::<Vec<_>>().join(", ")
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => !yes,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        _ => false,
    }
}

fn said(value: &Value, names: &BTreeMap<String, String>) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match names.get(text) {
            Some(name) => name.clone(),
            None if text.len() > 19 && text.as_bytes()[10] == b'T' && text.ends_with("+00:00") => text[..10].to_owned(),
            None => text.clone(),
        },
        Value::Array(all) => {
            format!("[{}]", all.iter().map(|one| said(one, names)).collect::<Vec<_>>().join(", "))
        }
        Value::Object(row) => format!("{{{}}}", fields(row, names)),
    }
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

/// What the 32 cells hold once they are entered from 20 on, row by row; 60 users are aimed at.
const WEEK: &str = "
    + readings: active=20, metric=pilot-0 active users, target=60, value=33.333333, week=2026-W47
    + readings: metric=pilot-0 output quality, value=21, week=2026-W47
    + readings: metric=pilot-0 workflow metric, value=22, week=2026-W47
    + readings: metric=pilot-0 escalated exceptions, value=23, week=2026-W47
    + readings: active=24, metric=pilot-1 active users, target=60, value=40, week=2026-W47
    + readings: metric=pilot-1 output quality, value=25, week=2026-W47
    + readings: metric=pilot-1 workflow metric, value=26, week=2026-W47
    + readings: metric=pilot-1 escalated exceptions, value=27, week=2026-W47
    + readings: active=28, metric=pilot-2 active users, target=60, value=46.666667, week=2026-W47
    + readings: metric=pilot-2 output quality, value=20, week=2026-W47
    + readings: metric=pilot-2 workflow metric, value=21, week=2026-W47
    + readings: metric=pilot-2 escalated exceptions, value=22, week=2026-W47
    + readings: active=23, metric=pilot-3 active users, target=60, value=38.333333, week=2026-W47
    + readings: metric=pilot-3 output quality, value=24, week=2026-W47
    + readings: metric=pilot-3 workflow metric, value=25, week=2026-W47
    + readings: metric=pilot-3 escalated exceptions, value=26, week=2026-W47
    + readings: active=27, metric=pilot-4 active users, target=60, value=45, week=2026-W47
    + readings: metric=pilot-4 output quality, value=28, week=2026-W47
    + readings: metric=pilot-4 workflow metric, value=20, week=2026-W47
    + readings: metric=pilot-4 escalated exceptions, value=21, week=2026-W47
    + readings: active=22, metric=pilot-5 active users, target=60, value=36.666667, week=2026-W47
    + readings: metric=pilot-5 output quality, value=23, week=2026-W47
    + readings: metric=pilot-5 workflow metric, value=24, week=2026-W47
    + readings: metric=pilot-5 escalated exceptions, value=25, week=2026-W47
    + readings: active=26, metric=pilot-6 active users, target=60, value=43.333333, week=2026-W47
    + readings: metric=pilot-6 output quality, value=27, week=2026-W47
    + readings: metric=pilot-6 workflow metric, value=28, week=2026-W47
    + readings: metric=pilot-6 escalated exceptions, value=20, week=2026-W47
    + readings: active=21, metric=pilot-7 active users, target=60, value=35, week=2026-W47
    + readings: metric=pilot-7 output quality, value=22, week=2026-W47
    + readings: metric=pilot-7 workflow metric, value=23, week=2026-W47
    + readings: metric=pilot-7 escalated exceptions, value=24, week=2026-W47
";

fn find_a_pilot() -> usize {
    Play::demo().keys(":inv<Enter>").shows("Invoice triage · stage 4").changed("")
}

fn move_a_pilot_on() -> usize {
    let play =
        Play::from(Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ()).0).keys("L").typed("five of five").keys("<Enter>");
    let pilot = play.desk.store.read().find_pilot("complaint-routing").unwrap();
    assert_eq!(play.desk.store.read().pilot(pilot).unwrap().unwrap().stage.number(), 2);
    play.changed(
        "
        + decisions: decided=2026-11-25, decider=Pilar Navarro, pilot=complaint-routing, rationale=five of five,
          statement=G1: go, verb=go
        + gates: assessment=complaint-routing 1, decision=new decisions, gate=G1, pilot=complaint-routing,
          tally=[{evidence=1, id=data, passes=yes, score=3, votes=yes}, {evidence=1, id=integration, passes=yes,
          score=3, votes=yes}, {evidence=1, id=governance, passes=yes, score=3, votes=yes}, {evidence=1,
          id=change-readiness, passes=yes, score=3, votes=yes}, {evidence=1, id=monitoring, passes=yes, score=3},
          {evidence=1, id=budget, passes=yes, score=3, votes=yes}]
        + visits: by=Petra Nowak, decision=new decisions, entered=2026-11-25, kind=forward,
          pilot=complaint-routing, stage=2, why=five of five
        ~ assessments complaint-routing 1: frozen=2026-11-25
        ~ pilots complaint-routing: visit=new visits
        ",
    )
}

fn change_the_owner() -> usize {
    Play::demo().keys("ocos<Enter>").shows("Ana Costa").changed(
        "
        + appointments: accountability=unanswered, authority=unanswered, committee=unanswered, person=Ana Costa,
          pilot=demand-forecast, since=2026-11-25, why=no reason given
        ~ pilots demand-forecast: appointment=new appointments
        ",
    )
}

fn enter_a_week() -> usize {
    let mut play = a_week_to_enter().keys("gw");
    for number in 0..32 {
        play = play.typed(&(20 + number % 9).to_string()).keys("<Enter>");
    }
    play.keys("w").changed(WEEK)
}

fn paste_a_week() -> usize {
    let mut play = a_week_to_enter().keys("gw");
    let block: Vec<String> = (0..32).map(|number| (20 + number % 9).to_string()).collect();
    play.desk.paste(&block.join("\r\n"));
    play.keys += 1;
    play.shows("32 to enter").keys("<Enter>w").changed(WEEK)
}

fn tick_an_item() -> usize {
    Play::from(Desk::demo()).typed("<Enter>").keys("2<Space>").typed("trained 40 of 40").keys("<Enter>").changed(
        "
        + evidence: by=Petra Nowak, given=2026-11-25, item=s1.real-data, pilot=demand-forecast,
          text=trained 40 of 40
        ~ ticks demand-forecast s1.real-data: state=done
        ",
    )
}

fn reassign_five_pilots() -> usize {
    let mut desk = Desk::demo();
    desk.press("aFifth of stage one<Ctrl+S>").press("gg");
    Play::from(desk).keys("vvvvvok<Enter>").changed(
        "
        + appointments: accountability=unanswered, authority=unanswered, committee=unanswered, person=Kenji
          Tanaka, pilot=complaint-routing, since=2026-11-25, why=no reason given
        + appointments: accountability=unanswered, authority=unanswered, committee=unanswered, person=Kenji
          Tanaka, pilot=contract-review, since=2026-11-25, why=no reason given
        + appointments: accountability=unanswered, authority=unanswered, committee=unanswered, person=Kenji
          Tanaka, pilot=demand-forecast, since=2026-11-25, why=no reason given
        + appointments: accountability=unanswered, authority=unanswered, committee=unanswered, person=Kenji
          Tanaka, pilot=fifth-of-stage-one, since=2026-11-25, why=no reason given
        + appointments: accountability=unanswered, authority=unanswered, committee=unanswered, person=Kenji
          Tanaka, pilot=warranty-coding, since=2026-11-25, why=no reason given
        ~ pilots complaint-routing: appointment=new appointments
        ~ pilots contract-review: appointment=new appointments
        ~ pilots demand-forecast: appointment=new appointments
        ~ pilots fifth-of-stage-one: appointment=new appointments
        ~ pilots warranty-coding: appointment=new appointments
        ",
    )
}

fn record_a_conditional_go() -> usize {
    let play = Play::from(Desk::scored([3, 3, 3, 3, 3, 1], budget_follows).0)
        .keys("L")
        .typed("the budget follows")
        .keys("<Enter>");
    play.changed(
        "
        + decisions: conditions=[budget: Ana Costa by 2027-02-01: the budget is signed], decided=2026-11-25,
          decider=Pilar Navarro, pilot=complaint-routing, rationale=the budget follows, statement=G1:
          conditional-go, verb=conditional-go
        + gates: assessment=complaint-routing 1, decision=new decisions, gate=G1, pilot=complaint-routing,
          tally=[{evidence=1, id=data, passes=yes, score=3, votes=yes}, {evidence=1, id=integration, passes=yes,
          score=3, votes=yes}, {evidence=1, id=governance, passes=yes, score=3, votes=yes}, {evidence=1,
          id=change-readiness, passes=yes, score=3, votes=yes}, {evidence=1, id=monitoring, passes=yes, score=3},
          {evidence=1, id=budget, score=1, votes=yes}]
        + visits: by=Petra Nowak, decision=new decisions, entered=2026-11-25, kind=forward,
          pilot=complaint-routing, stage=2, why=the budget follows
        ~ assessments complaint-routing 1: frozen=2026-11-25
        ~ pilots complaint-routing: visit=new visits
        ",
    )
}

fn search_a_word() -> usize {
    let mut desk = Desk::demo();
    desk.press("/inv<Enter><Enter>").press("cThe night shift has no scanner<Enter>").press("gb");
    let play = Play::from(desk).keys(":").typed("scanner").shows("night shift has no scanner");
    play.keys("<Enter>").shows("4 Notes").shows("Invoice triage").changed("")
}

/// The dashboard of the month, as a document to read, to mail, to print, and as a workbook.
fn write_the_month() -> usize {
    let play = Play::demo().keys("gdw<Enter>");
    assert_eq!(play.desk.outward, ["write Month into “”"], "{}", play.desk.screen());
    let files = play.desk.files();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["month.html", "month.md", "month.txt", "month.xlsx"]);
    for (name, bytes) in files.iter().filter(|(name, _)| name != "month.xlsx") {
        let text = String::from_utf8_lossy(bytes);
        // Of the text the lines end where they are full.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for says in
            ["Monthly dashboard", "Northwind AI programme", "12 pilots are under way or paused", "Invoice triage"]
        {
            assert!(text.contains(says), "{name} does not say “{says}”");
        }
    }
    assert!(files[3].1.starts_with(b"PK"), "month.xlsx is no workbook");
    play.changed("")
}

fn undo_three_edits() -> usize {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("cone<Enter>").press("rA<Tab>two<Ctrl+S>").press("oana<Enter>");
    assert_ne!(desk.export(), before);
    let play = Play::from(desk.restart()).keys("uuu");
    assert_eq!(play.desk.export(), before, "{}", play.desk.screen());
    play.changed(
        "
        - appointments: accountability=unanswered, authority=unanswered, committee=unanswered, person=Ana Costa,
          pilot=demand-forecast, since=2026-11-25, why=no reason given
        - notes: by=Petra Nowak, pilot=demand-forecast, text=one, written=2026-11-25
        ~ pilots demand-forecast: appointment=nothing, reported=-, reported_because=, reported_on=nothing
        ",
    )
}

fn run_a_review() -> usize {
    let play = five_items().keys("<F5><Space><Space><Space><Space>a").typed("@moreau bring the numbers by 15 Jan");
    play.keys("<Enter><Space><Enter>").changed(
        "
        + actions: due=2027-01-15, made=2026-11-25, owner=Lucie Moreau, pilot=supplier-risk, review=2026-11-25,
          state=open, text=bring the numbers
        + attendance: person=Pilar Navarro, present=yes, review=2026-11-25
        + standings: computed=?, pilot=energy-bills, reported=A, review=2026-11-25
        + standings: computed=A, pilot=contract-review, reported=A, review=2026-11-25
        + standings: computed=A, pilot=product-descriptions, reported=G, review=2026-11-25
        + standings: computed=G, pilot=claims-intake, reported=G, review=2026-11-25
        + standings: computed=G, pilot=service-chat, reported=G, review=2026-11-25
        + standings: computed=R, pilot=complaint-routing, reported=G, review=2026-11-25
        + standings: computed=R, pilot=demand-forecast, reported=-, review=2026-11-25
        + standings: computed=R, pilot=field-dispatch, reported=R, review=2026-11-25
        + standings: computed=R, pilot=invoice-triage, reported=G, review=2026-11-25
        + standings: computed=R, pilot=shift-planning, reported=G, review=2026-11-25
        + standings: computed=R, pilot=supplier-risk, reported=A, review=2026-11-25
        + standings: computed=R, pilot=warranty-coding, reported=G, review=2026-11-25
        ~ agenda Demand forecast: state=done
        ~ agenda Field dispatch: prepared={minutes=10, title=Field dispatch, wanted=Find out why people went
          back, and pause the spread until it is known.}, reasons=[{id=adoption-collapse, kind=signal,
          text=Adoption: mean of 3 values 39 % up to W46, from 59 % at best; 31 % now (W47). Adoption: 31 % on
          day 60 after the rollout (W47), under half of the target users, 50 %.}], state=done,
          wanted=Find out why people went back, and pause the spread until it is known.
        ~ agenda Invoice triage: state=done
        ~ agenda Shift planning: reasons=[{id=exceptions-ageing, kind=signal, text=“Night shift planned without
          the rest day that the works council agreed” was escalated 22 days ago and is not resolved.}]
        ~ agenda Supplier risk: reasons=[{id=condition-adrift, kind=signal, text=G1 was a conditional go on
          2026-09-14, and its condition is adrift: the workstream on Budget was due on 2026-11-13.},
          {id=success-paradox, kind=signal, text=alerts confirmed meets its target of 85 % with a mean of 86.7 %
          (W44 86.7 %, W45 86.2 %, W46 87.1 %, W47 86.9 %), but Budget is at 1 (no workstream is in time).},
          {id=run-decisions-late, kind=signal, text=The pilot is in stage 2, and how the system is run is not all
          decided: Maintenance budget.}, {kind=condition, text=conditional go, not cleared: budget: Lucie Moreau by
          2026-11-13: A signed line in the procurement plan}], state=done
        ~ agenda Warranty coding: state=done
        ~ reviews 2026-11-25: closed=2026-11-25, opened=2026-11-25, state=closed
        ",
    )
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
    ("write the dashboard of the month", 7, write_the_month),
    ("undo the last three edits, after a restart", 3, undo_three_edits),
    ("a review of five items with an action, closed", 9, run_a_review),
];

/// The keys of a task, which is played once.
fn played(number: usize) -> usize {
    static PLAYED: [OnceLock<usize>; 12] = [const { OnceLock::new() }; 12];
    let (what, allowed, play) = TASKS[number - 1];
    let keys = *PLAYED[number - 1].get_or_init(play);
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
