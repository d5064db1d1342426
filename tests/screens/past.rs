//! The past as it was: every screen and report of a moment equals what was rendered then.

use crate::support::{Desk, busy_steps, demo_steps, filled, midnight, stamp, today};
use steerco::brief;
use steerco::domain::change::{NoteChange, Record};
use steerco::domain::{Change, Day, Fixed, Framework, Ids, Measure, Moment, Stage, Stamp, Week, parse_day};
use steerco::interaction::{Answer, Query};
use steerco::judge;
use steerco::report::What;
use steerco::sample::{Size, Step, generate};
use steerco::store::{Ask, Reader, Store};

/// What is rendered of a moment; nothing is left out that can be gone to.
const SCREENS: &[&str] = &[
    "gb",
    "gd",
    "gd2",
    "gr",
    "gr2",
    "gr3",
    "gr4",
    "gl",
    "ga",
    "gx",
    "gp",
    "gw",
    "gb<Enter>",
    "gb<Enter>2",
    "gb<Enter>3",
    "gb<Enter>7",
    "gb<Enter>8",
];

/// After how many steps a day ended: nothing else happened on it.
fn ends_of_days(steps: &[Step]) -> Vec<usize> {
    (1..=steps.len()).filter(|count| steps.get(*count).is_none_or(|next| next.on > steps[*count - 1].on)).collect()
}

/// The screens without what says when they are looked at: the header, and the keys that write.
fn screens(desk: &mut Desk) -> Vec<String> {
    let render = |keys: &&str| {
        desk.press(keys);
        let body = desk.screen().lines().skip(2).take(34).collect::<Vec<_>>().join("\n");
        desk.press("<Esc><Esc><Esc>");
        body
    };
    SCREENS.iter().map(render).collect()
}

fn month(store: &Store, reader: &Reader, day: Day) -> Vec<(String, Vec<u8>)> {
    let before = brief::last_before((store, reader, day), None).unwrap();
    let portfolio = judge::everything(reader, day).unwrap();
    let ask = brief::Ask { portfolio, before: before.as_ref(), meeting: None, day, draft: false };
    brief::files(&brief::brief(reader, ask).unwrap(), What::Pack).unwrap()
}

/// Compares so many moments, spread over everything that happened, with what was rendered then.
fn compare(moments: usize, steps: &[Step]) {
    let ends = ends_of_days(steps);
    let whole = filled(steps.to_vec());
    let now = Desk::of(&whole);
    for turn in 0..moments {
        // Prime to the number of days, so that every part of the past is met.
        let count = ends[turn * 37 % ends.len()];
        let (mut then, day) = Desk::after(steps[..count].to_vec());
        let past = now.store.as_of(midnight(day) + 86_399_999).unwrap();
        assert_eq!(month(&now.store, &past, day), month(&then.store, then.store.read(), day), "the pack of {day}");
        let mut back = Desk::of(&whole);
        back.press(&format!("@<Ctrl+U>{day}<Enter>"));
        // Whoever looks back is told nothing of what can be written, and of an empty page what was not there then.
        (then.state.context.read_only, then.state.context.as_of) = (true, Some(day));
        for (keys, (was, is)) in SCREENS.iter().zip(screens(&mut then).into_iter().zip(screens(&mut back))) {
            assert_eq!(is, was, "{keys} as of {day}");
        }
    }
}

#[test]
fn the_past_is_rendered_as_it_was() {
    compare(6, &demo_steps());
}

#[test]
#[ignore = "60 moments of 5,000 entries: cargo test --release --test screens past -- --ignored"]
fn sixty_moments_of_a_long_past_are_rendered_as_they_were() {
    let steps = busy_steps(19);
    assert!(steps.len() >= 5_000, "{} steps", steps.len());
    compare(60, &steps);
}

#[test]
fn pilots_are_judged_by_the_years_of_their_readings_as_by_the_rows() {
    let desk = Desk::of(&filled(demo_steps()));
    let judged = |desk: &Desk| judge::everything(desk.store.read(), today()).unwrap().pilots;
    let by_years = judged(&desk);
    let raw = rusqlite::Connection::open(desk.store.path()).unwrap();
    let emptied = raw.execute("UPDATE series SET readings = NULL WHERE readings IS NOT NULL", []).unwrap();
    assert!(emptied > 40, "they were there: {emptied}");
    assert_eq!(judged(&desk), by_years);
}

#[test]
fn what_is_known_of_a_pilot_is_not_settled_before_its_last_entry_is_judged() {
    let mut desk = Desk::demo();
    let mut judge = judge::Judge::new(today(), desk.store.read().framework().unwrap());
    assert!(judge.look(desk.store.read(), today()).unwrap());
    assert!(judge.work(desk.store.read(), &|| true).unwrap());
    let [pilot, other] = [0, 1].map(|at| desk.store.read().pilots().unwrap()[at].id);
    let note = NoteChange::Add { pilot, text: "seen".to_owned(), on: None };
    desk.store.commit(&Change::Note(note), &stamp(2)).unwrap();
    assert!(judge.look(desk.store.read(), today()).unwrap());
    let settled = |judge: &judge::Judge| [pilot, other].map(|pilot| judge.portfolio().settled(pilot).is_some());
    assert!(judge.portfolio().of(pilot).is_some(), "what was known of it still shows");
    assert_eq!(settled(&judge), [false, true]);
    assert!(judge.work(desk.store.read(), &|| true).unwrap());
    assert_eq!(settled(&judge), [true, true]);
}

#[test]
fn two_threads_judge_many_pilots_as_one_judges_each() {
    let (ids, framework) = (&mut Ids::new(midnight(today()), 7), Framework::builtin().unwrap());
    let size = Size { pilots: 120, weeks: 20, seed: 1 };
    let desk = Desk::of(&filled(generate(size, Moment::present(today()).reporting_week(), &framework, ids).collect()));
    let day = today() - chrono::Days::new(40);
    let past = desk.store.as_of(midnight(day)).unwrap();
    for (reader, day) in [(desk.store.read(), today()), (&past, day)] {
        assert!(reader.beside().is_some_and(|mut beside| beside.reader().is_some()), "there is a second connection");
        let all = judge::everything(reader, day).unwrap();
        assert!(all.pilots.len() >= 100);
        for (pilot, judgement) in &all.pilots {
            assert_eq!(**judgement, reader.judgement(*pilot, day).unwrap().unwrap());
        }
    }
}

#[test]
fn a_page_of_the_past_invites_nobody_to_write() {
    let mut desk = Desk::demo();
    desk.press("@<Ctrl+U>2020-01-01<Enter>");
    for keys in ["gb", "gd", "ga", "gp", "gl"] {
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains(" there then."), "{keys}: {screen}");
        assert!(screen.contains("@ goes back to the present"), "{keys}: {screen}");
        for invitation in ["adds one", "imports a spreadsheet", "records one", "adds a pilot"] {
            assert!(!screen.contains(invitation), "{keys}: {screen}");
        }
    }
}

/// What an earlier day that counts as today shows is not what was written since.
#[test]
fn the_board_and_the_page_of_an_earlier_day_show_the_pilots_of_that_day() {
    let mut desk = Desk::demo();
    desk.shows("Supplier risk");
    desk.dawn(parse_day("2026-06-10").unwrap());
    let board = desk.press("gb").screen();
    assert!(board.contains("Invoice triage") && !board.contains("Supplier risk"), "{board}");
    let begun_later = desk.press(":supplier risk<Enter>").screen();
    assert!(begun_later.contains("Supplier risk had not begun on 10 Jun. Esc goes back."), "{begun_later}");
    let reader = desk.store.read();
    let id = reader.find_pilot("invoice-triage").unwrap();
    let stage = |day: &str| reader.page_seen(id, parse_day(day).unwrap()).unwrap().unwrap().pilot.stage;
    assert_eq!((stage("2026-06-10"), stage("2026-11-25")), (Stage::Three, Stage::Four));
    // So are its registers, and of the week that ran what had been entered.
    let day = parse_day("2026-06-10").unwrap();
    let Answer::Page(_, readings) = Query::Page { pilot: id, day }.ask(reader).unwrap() else {
        panic!("another question was answered");
    };
    assert!(readings.values().flatten().all(|reading| reading.week <= Week::ended_by(day)), "{readings:?}");
    let (page, now) = (reader.page_seen(id, day).unwrap().unwrap(), reader.page(id).unwrap().unwrap());
    assert!(page.decisions.len() < now.decisions.len() && page.decisions.iter().all(|one| one.date <= day));
    assert!(page.readiness.waivers.iter().all(|one| one.decided <= day), "{:?}", page.readiness.waivers);
    let Answer::Actions(actions, _) = Query::Actions(day).ask(reader).unwrap() else {
        panic!("another question was answered");
    };
    assert!(actions.iter().all(|one| one.made <= day && one.ended.is_none_or(|ended| ended <= day)), "{actions:?}");
}

#[test]
fn the_rollout_and_the_history_of_an_earlier_day_end_on_it() {
    let mut desk = Desk::demo();
    let now = desk.press("gh").screen();
    assert!(now.contains("Entered 51 readings for W47"), "{now}");
    desk.dawn(parse_day("2026-10-01").unwrap());
    let history = desk.screen();
    assert!(!history.contains("readings for W47") && history.contains("Entered 42 readings for W39"), "{history}");
    let ahead = desk.press(":shift planning<Enter>8").screen();
    assert!(ahead.contains("no expansion is planned. It is to be rolled out on 12 Oct."), "{ahead}");
    let before = desk.press(":service chat<Enter>8").screen();
    assert!(before.contains("no expansion is planned") && !before.contains("It expands"), "{before}");
}

#[test]
fn a_value_of_the_week_that_ran_is_there_on_its_day_unless_it_was_taken_back_since() {
    let mut desk = Desk::demo();
    let reader = desk.store.read();
    let metric = reader.find_metric(reader.find_pilot("invoice-triage").unwrap(), "performance").unwrap();
    let (day, week) = (today(), Week::of(today()));
    let record = |typed: Option<&str>| {
        let typed = typed.map(|typed| typed.parse().unwrap());
        Change::Record(Record { metric: metric.id, week, typed, note: String::new(), sample: None, was: None })
    };
    desk.store.commit(&record(Some("77")), &stamp(900)).unwrap();
    let tomorrow = day.succ_opt().unwrap();
    let later = Stamp { at: midnight(tomorrow) + 36_000_000, today: tomorrow, ..stamp(900) };
    let values = |desk: &Desk| {
        let figures = |day: Day| {
            let figures = desk.store.read().figures(std::slice::from_ref(&metric), (week, week), day).unwrap();
            figures.values().flatten().map(|reading| reading.measure).collect::<Vec<_>>()
        };
        [figures(day), figures(tomorrow)]
    };
    let number = |value: i64| vec![Measure::Number(Fixed::from_int(value))];
    desk.store.commit(&record(Some("78")), &later).unwrap();
    assert_eq!(values(&desk), [number(77), number(78)]);
    desk.store.undo(&later, Ask::Answered).unwrap();
    assert_eq!(values(&desk), [number(77), number(77)]);
    desk.store.commit(&record(None), &later).unwrap();
    assert_eq!(values(&desk), [vec![], vec![]]);
}

#[test]
fn the_last_day_on_which_anything_was_written_follows_each_entry() {
    let mut desk = Desk::demo();
    let tomorrow = today().succ_opt().unwrap();
    let later = Stamp { at: midnight(tomorrow) + 36_000_000, today: tomorrow, ..stamp(900) };
    for (to, stamp, last) in
        [("One", stamp(900), today()), ("Two", later, tomorrow), ("By a slow clock", stamp(901), tomorrow)]
    {
        desk.store.commit(&Change::Title { to: to.to_owned(), was: None }, &stamp).unwrap();
        for _ in 0..2 {
            assert_eq!(desk.store.read().last_written().unwrap(), Some(last), "{to}");
        }
    }
}
