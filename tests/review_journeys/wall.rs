//! The meeting on the wall: its clock, its keys, the ways out of it, and what others do meanwhile.

use steerco::brief;
use steerco::domain::change::{NewPilot, PilotChange, ReviewChange};
use steerco::domain::{AgendaState, Change, Lifecycle, ReviewState, Stamp, parse_day};
use steerco::interaction::Msg;

use crate::support::{Desk, stamp};
use crate::{draft, five_items};

#[test]
fn the_clock_counts_what_passes_and_stands_when_it_is_told_to() {
    let mut desk = five_items();
    desk.press("<F5>y");
    for _ in 0..14 {
        desk.take(Msg::Ticked(5));
    }
    desk.shows("08:50 left   meeting 58:50 left");
    desk.press("t");
    desk.take(Msg::Ticked(5));
    desk.shows("the clock stands   08:50 left");
    desk.press("t");
    for _ in 0..140 {
        desk.take(Msg::Ticked(5));
    }
    desk.shows("over by 02:50");
}

#[test]
fn the_clock_goes_on_while_somebody_looks_at_something_else() {
    let mut desk = five_items();
    desk.press("<F5>yq");
    desk.shows("The meeting goes on: g m comes back to it. The clock runs.");
    assert!(desk.state.counts());
    desk.take(Msg::Ticked(8));
    desk.press("gpgm");
    desk.shows("09:52 left   meeting 59:52 left");
    // So it does beneath a page that was opened out of it.
    desk.press("p");
    desk.take(Msg::Ticked(2));
    desk.press("<Esc>");
    desk.shows("09:50 left");
    // A clock that was stopped stands until it is told to go on, after a restart too.
    desk.press("tq");
    assert!(desk.screen().contains("The clock stands.") && !desk.state.counts(), "{}", desk.screen());
    desk.take(Msg::Ticked(5));
    let mut desk = desk.restart();
    desk.press("gm");
    desk.shows("the clock stands   09:50 left");
}

#[test]
fn what_others_do_to_what_is_on_the_wall_is_told_in_a_line() {
    let mut desk = five_items();
    desk.press("<F5>y<→>cmine<Enter>");
    desk.shows("Minuted: mine  u takes it back");
    let items = draft(&desk).agenda;
    let by_another = |desk: &mut Desk, change: ReviewChange| {
        let theirs = Stamp { actor: "Bob Lee".to_owned(), ..stamp(990) };
        desk.store.commit(&Change::Review(change), &theirs).unwrap();
        desk.take(Msg::Disturbed);
    };
    let drop = |at: usize| ReviewChange::ItemState { item: items[at].id, to: AgendaState::Dropped, was: None };
    // What is shown stays, and what was said of the newest entry goes, as another one is the newest.
    by_another(&mut desk, drop(0));
    let screen = desk.screen();
    assert!(screen.contains("Item 1 of 4") && screen.contains("F I E L D"), "{screen}");
    assert!(!screen.contains("takes it back") && !screen.contains("Meanwhile"), "{screen}");
    desk.press("chalf a li");
    by_another(&mut desk, drop(1));
    desk.shows("Meanwhile Bob Lee: ");
    desk.shows("left out");
    desk.press("<Esc>");
    let theirs = Stamp { actor: "Petra Other".to_owned(), ..stamp(991) };
    let review = draft(&desk).review.id;
    brief::close(&mut desk.store, review, &theirs).unwrap();
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(screen.contains("The review is closed") && screen.contains("Meanwhile Petra Other: Closed"), "{screen}");
}

#[test]
fn stray_keys_do_not_wreck_what_is_on_the_wall() {
    let mut desk = five_items();
    desk.press("<F5>y<→>");
    let (screen, entries) = (desk.screen(), desk.entries());
    let body = |screen: &str| screen.lines().skip(2).take(20).map(str::to_owned).collect::<Vec<_>>();
    for key in
        ["e", "gb", "gd", ":", "/<Esc>", "U", "K", "o", "<Esc>", "<Enter>", "z", "[", "]", "1", "P", "@", "m", "r"]
    {
        desk.press(key);
        assert_eq!(body(&desk.screen()), body(&screen), "{key}");
        assert_eq!(desk.entries(), entries, "{key}");
    }
    for (key, said) in [("z", "z means nothing here; ? tells"), ("gq", "g q mean nothing here; ? tells")] {
        desk.press(key);
        assert!(desk.screen().contains(said), "{key}: {}", desk.screen());
    }
    desk.press("/dca<Enter>");
    assert_eq!(body(&desk.screen()), body(&screen), "words that are looked for open nothing: {}", desk.screen());
    desk.press("/c");
    desk.shows("You cannot search here");
    desk.press("<Esc>b");
    desk.hides("Item 2 of 5");
    let entries = desk.entries();
    desk.press("x");
    assert!(desk.screen().contains("Item 2 of 5"), "a blank screen comes back first: {}", desk.screen());
    assert_eq!(desk.entries(), entries, "the key that brought it back did nothing else");
}

#[test]
fn letters_behind_a_key_that_somebody_bound_to_narrowing_run_nothing_on_the_wall_either() {
    let mut desk = five_items().with_keys("[\"*\"]\nfilter = \"f\"\n");
    desk.press("<F5>yfdca");
    desk.shows("You cannot search here");
    desk.press("<Esc>/");
    desk.shows("/ means nothing here");
}

#[test]
fn help_begins_with_what_can_be_done_now() {
    let mut desk = five_items();
    desk.resize(120, 60);
    desk.press("<F5>y?");
    let screen = desk.screen();
    let at = |what: &str| screen.find(what).unwrap_or_else(|| panic!("{what}: {screen}"));
    let first_dead = at("not now: ");
    assert!(at("Record a decision on the pilot that is shown.") < first_dead, "{screen}");
    assert!(at("Blank the screen; any key brings it back.") < first_dead, "{screen}");
}

#[test]
fn without_a_review_nobody_is_kept_on_an_empty_wall() {
    for key in ["<F5>", "gm"] {
        let mut desk = Desk::empty();
        desk.press(key);
        let says = "No review is prepared: P on the review page (g r) prepares one.";
        assert!(desk.screen().contains(says), "{key}: {}", desk.screen());
        // The keys of the board work as before.
        desk.press("a");
        assert!(desk.screen().contains("─ Add a pilot"), "{key}: {}", desk.screen());
        desk.press("<Esc>gr");
        desk.shows("P prepares one");
        desk.shows("g m runs it");
    }
}

#[test]
fn of_a_pilot_that_is_stopped_the_wall_says_what_is_left_to_say() {
    let mut desk = five_items();
    desk.press("<F5>y<→>");
    desk.shows(" computed ");
    desk.press("L").press("stop<Tab>No use<Tab><Tab><Tab>value<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("STOPPED") && !screen.contains(" computed "), "{screen}");
    assert!(!screen.contains("NOT REPORTED") && !screen.contains("NOT JUDGED"), "{screen}");
    desk.press("L");
    desk.shows("it is stopped, and no gate is held for it");
}

#[test]
fn the_board_counts_what_is_not_judged_by_that_word_and_nothing_that_has_ended() {
    let mut desk = Desk::empty();
    for (name, lifecycle) in [("Ahead", Lifecycle::Active), ("Over", Lifecycle::Stopped)] {
        let started = Some(parse_day("2027-01-04").unwrap());
        let new = NewPilot { started, lifecycle, ..NewPilot::named(name) };
        desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
    }
    let screen = desk.restart().screen();
    assert!(screen.contains("1 not judged"), "{screen}");
}

#[test]
fn an_item_is_left_for_the_next_review() {
    let mut desk = five_items();
    desk.press("<F5>yx");
    desk.shows("Item 1 of 5, carried over");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Carried);
    desk.press("u");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Open);
    desk.press("xx");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Open, "twice is as if nothing was pressed");
    // What was decided on is asked about first.
    desk.press("D").press("retrain<Tab>New templates<Tab>pilar<Tab>so it is<Ctrl+S>x");
    desk.shows("A decision on Invoice triage was recorded already.");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Open);
    desk.press("y");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Carried, "{}", desk.screen());
    // It is called alike on the item, where the meeting closes, and in the minutes.
    for keys in ["", "<End>", "qgr3"] {
        assert!(desk.press(keys).screen().contains("talked about, and carried over"), "{keys}: {}", desk.screen());
    }
}

#[test]
fn what_was_answered_on_an_item_that_was_put_off_is_not_asked_again() {
    let mut desk = five_items();
    let asks = |wanted: &str| [wanted.contains("still stand?"), wanted.contains("What came of waiving")];
    assert_eq!(asks(&draft(&desk).agenda[0].wanted), [true, true]);
    desk.press("<F5>yD").press("retrain<Tab>New templates<Tab>pilar<Tab>so it is<Tab><Tab>settles<Ctrl+S>xy");
    desk.press("<End><Enter>y");
    let reader = desk.store.read();
    let closed = reader.last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    let meeting = reader.meeting(closed.id).unwrap().unwrap();
    let survey = reader.survey(closed.day).unwrap();
    let carried = steerco::domain::agenda::carried(&meeting, &survey, &reader.framework().unwrap());
    let (_, item) = carried.iter().find(|(_, item)| item.id == meeting.agenda[0].id).unwrap();
    assert_eq!(asks(&item.wanted), [false, true], "{}", item.wanted);
}

#[test]
fn the_board_goes_on_with_the_pilot_that_was_talked_about() {
    // From the wall that lies over the board, from one over the agenda, and from the agenda.
    for (keys, pilot) in [
        ("gmy<→>q", "Field dispatch"),
        ("grgmy<→>qgb", "Field dispatch"),
        ("grgmy<→>q<Esc>", "Field dispatch"),
        ("grjjgb", "Demand forecast"),
    ] {
        let mut desk = Desk::demo();
        desk.press(keys).press("<Enter>");
        assert!(desk.screen().contains(&format!("{pilot} · stage")), "{keys}: {}", desk.screen());
    }
}

#[test]
fn q_on_a_page_that_was_opened_out_of_the_meeting_goes_back_to_it() {
    let mut desk = five_items();
    desk.press("<F5>y<→>p");
    assert!(desk.footer().trim_start().starts_with("Esc back"), "{}", desk.footer());
    desk.press("q");
    assert!(desk.screen().contains("Item 2 of 5") && !desk.left, "{}", desk.screen());
    desk.press("pgbq");
    assert!(desk.screen().contains("Item 2 of 5") && !desk.left, "from wherever it led: {}", desk.screen());
    desk.press("pgm");
    assert!(desk.screen().contains("Item 2 of 5"), "there is no second meeting: {}", desk.screen());
    desk.press("qq");
    let asks = "Review of 3 Dec: the meeting goes on.";
    assert!(
        desk.screen().contains(asks) && !desk.left,
        "below the meeting q leaves after a question: {}",
        desk.screen()
    );
    desk.press("nq");
    assert!(!desk.left, "{}", desk.screen());
    desk.press("y");
    assert!(desk.left);
}

#[test]
fn with_a_meeting_on_the_wall_or_beneath_ctrl_c_ends_nothing_unasked() {
    for way in ["", "p", "pgb"] {
        let mut desk = five_items();
        desk.press("<F5>y").press(way).press("<Ctrl+C><Ctrl+C>");
        assert!(desk.screen().contains("Review of 3 Dec: the meeting is on the wall."), "{way}: {}", desk.screen());
        desk.press("<Ctrl+C>");
        assert!(!desk.left, "{way}: it is no yes");
        desk.press("<Ctrl+C><Ctrl+C>y");
        assert!(desk.left, "{way}: {}", desk.screen());
    }
}

#[test]
fn a_page_above_the_meeting_leads_to_no_other_meeting_in_silence() {
    let mut desk = five_items();
    let day = parse_day("2027-01-14").unwrap();
    desk.commit(&Change::Review(ReviewChange::Add { id: None, day, chair: None, slot: None }));
    let mut desk = desk.restart();
    desk.press("<F5>y<→>chalf said<Esc><→>p]");
    desk.shows("Review of 14 Jan 2027");
    desk.press("gm");
    desk.shows("Review of 3 Dec is on the wall: q goes back to it");
    // What was typed on one of its own items is gone on with in the same meeting.
    desk.press("gt<Enter>");
    desk.shows("Item 2 of 5");
    desk.shows("half said");
    desk.press("<Esc>q");
    assert!(!desk.screen().contains("Item 2 of 5"), "there is no second meeting below it: {}", desk.screen());
}

#[test]
fn leaving_keeps_the_review_open_and_comes_back_to_it() {
    let mut desk = five_items();
    desk.press("gr").press("gmy<→>q");
    desk.shows("Review of 3 Dec");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    desk.press("gm");
    desk.shows("Item 2 of 5");
}

#[test]
fn while_a_review_is_open_a_line_can_be_written_on_every_item_of_it() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgru3");
    let agenda = draft(&desk).agenda;
    let titles: Vec<&str> = agenda.iter().take(5).map(|item| item.title.as_str()).collect();
    for title in &titles {
        assert!(desk.screen().contains(&format!("{title}   not reached yet")), "{title}: {}", desk.screen());
    }
    desk.press("jjaforgotten<Enter>");
    let minute = draft(&desk).minutes.pop().unwrap();
    assert_eq!((minute.text.as_str(), minute.item), ("forgotten", Some(agenda[1].id)), "{}", desk.screen());
}

#[test]
fn a_click_on_an_item_of_the_closing_page_goes_back_to_it() {
    let mut desk = five_items();
    desk.press("<F5>y<End>");
    let row = desk.screen().lines().position(|line| line.contains("Field dispatch")).unwrap();
    desk.take(Msg::Clicked(6, u16::try_from(row).unwrap()));
    assert!(desk.screen().contains("Item 2 of 5"), "{}", desk.screen());
}
