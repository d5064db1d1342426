//! Clicks: what stands at the cell is selected, on every list whose rows can be, and the next key is for it.

use ratatui::layout::Position;
use steerco::domain::change::ActionChange;
use steerco::domain::{ActionState, Change, Meeting, ReviewState, parse_day};
use steerco::interaction::Msg;

use crate::support::Desk;
use crate::tables::selected;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (60, 18)];

/// The ways to lists of several rows, from the first card of the board.
const LISTS: &[&str] = &[
    "<Enter>",
    "<Enter>2",
    "lllgg<Enter>3",
    "lllgg<Enter>4",
    "<Enter>5",
    "llggj<Enter>6",
    "<Enter>7",
    "lllggj<Enter>8",
    "gw",
    "gp",
    "gpjj<Enter>",
    "gh",
    "gd1jj<Enter>",
    "gr",
    "gr2",
    "gr4",
    "gl",
    "ga",
    "gx",
    "gf",
    "gs",
];

fn cursor(desk: &Desk) -> Position {
    desk.draw().1.unwrap_or_else(|| panic!("no row is in focus: {}", desk.screen()))
}

fn click_at(desk: &mut Desk, at: Position) {
    desk.take(Msg::Clicked(at.x, at.y));
}

/// The review that comes next.
fn next(desk: &Desk) -> Meeting {
    let meetings = desk.store.read().meetings().unwrap();
    meetings.into_iter().find(|meeting| meeting.review.state != ReviewState::Closed).unwrap()
}

/// The place on the agenda of the actions that are due.
fn due_at(meeting: &Meeting) -> usize {
    meeting.agenda.iter().position(|item| item.title == "Actions that are due").unwrap()
}

/// Clicks where a text stands on the screen.
fn click(desk: &mut Desk, text: &str) {
    click_in(desk, text, 0);
}

/// Clicks so many columns right of where a text begins on the screen.
fn click_in(desk: &mut Desk, text: &str, right: usize) {
    let screen = desk.screen();
    let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    let x = line.split(text).next().unwrap_or_default().chars().count() + right;
    desk.take(Msg::Clicked(u16::try_from(x).unwrap(), u16::try_from(y).unwrap()));
}

#[test]
fn a_click_selects_the_row_that_is_there_on_every_list_at_its_top_and_where_it_is_scrolled() {
    for (way, size) in LISTS.iter().flat_map(|way| SIZES.map(|size| (way, size))) {
        let mut desk = Desk::demo();
        desk.resize(size.0, size.1);
        desk.press(way);
        for (end, step) in [("gg", "<↓>"), ("G", "<↑>")] {
            let first = cursor(desk.press(end));
            let second = cursor(desk.press(step));
            assert_ne!(first, second, "{way}, {end}: {}", desk.screen());
            for at in [first, second] {
                click_at(&mut desk, at);
                assert_eq!(cursor(&desk), at, "{way}, {end}: {}", desk.screen());
            }
        }
    }
}

#[test]
fn a_click_beside_the_rows_selects_none() {
    for (way, below) in [("ga", 20), ("gp", 30), ("<Enter>7", 16), ("lllggj<Enter>8", 30), ("gr4", 25)] {
        let mut desk = Desk::demo();
        let at = cursor(desk.press(way).press("gg"));
        click_at(&mut desk, Position { x: 4, y: below });
        assert_eq!(cursor(&desk), at, "{way}: {}", desk.screen());
    }
    // What lies over the rows takes no click for them.
    let mut desk = Desk::demo();
    desk.press("cone<Enter>").press("ctwo<Enter>").press("gh<Enter>");
    click_at(&mut desk, Position { x: 4, y: 4 });
    desk.press("<Esc>");
    assert!(selected(&desk).contains("two"), "{}", desk.screen());
}

#[test]
fn a_click_on_the_name_of_a_page_turns_to_it() {
    for size in SIZES {
        let mut desk = Desk::demo();
        desk.resize(size.0, size.1);
        desk.press("gr");
        for (number, page) in [("3", "▌3 Minutes"), ("2", "▌2 Since"), ("4", "▌4 Committee"), ("1", "▌1 Agenda")]
        {
            let line = desk.screen().lines().find(|line| line.contains('▌') && line.contains("4 ")).unwrap().to_owned();
            click(&mut desk, &line[line.find(&format!("{number} ")).unwrap()..]);
            assert!(desk.screen().contains(page), "{size:?}, {number}: {}", desk.screen());
        }
    }
}

#[test]
fn a_click_on_what_a_key_can_become_does_that_and_one_beside_it_closes_the_list() {
    for size in SIZES {
        let mut desk = Desk::demo();
        desk.resize(size.0, size.1);
        desk.press("g");
        click(&mut desk, "p    people");
        desk.shows("Mercy Okafor");
        let at = cursor(desk.press("ggg"));
        click_at(&mut desk, Position { y: at.y + 1, ..at });
        assert!(!desk.screen().contains(" g … ") && cursor(&desk) == at, "{}", desk.screen());
    }
}

#[test]
fn who_clicks_while_a_filter_is_typed_has_typed_it_and_the_next_key_is_for_the_row() {
    let mut desk = Desk::demo();
    desk.press("gp/an");
    click(&mut desk, "Dana Keller");
    assert!(desk.screen().contains("/ an ") && selected(&desk).contains("Dana Keller"), "{}", desk.screen());
    desk.press("e");
    desk.shows("[ Save ]");
}

#[test]
fn a_click_at_the_end_of_a_list_selects_what_is_there_though_the_rows_move_as_the_line_of_the_filter_goes() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("<Enter>5G/");
    click(&mut desk, "Real data, not curated");
    assert!(selected(&desk).contains("Real data, not curated"), "{}", desk.screen());
    desk.press("k");
    assert!(selected(&desk).contains("Entered 42 readings"), "the key is for the list: {}", desk.screen());
}

#[test]
fn a_key_acts_on_the_row_that_was_clicked_on_a_page_of_a_pilot() {
    let mut desk = Desk::demo();
    desk.press("<Enter>7");
    click(&mut desk, "Budget  ");
    desk.press("e");
    desk.shows(": Budget ");
    desk.press("<Esc>3");
    click(&mut desk, "stock-outs  ");
    desk.press("e");
    desk.shows(" Edit stock-outs ");
}

#[test]
fn a_click_in_the_week_goes_to_the_cell_of_its_column() {
    let mut desk = Desk::demo();
    let screen = desk.press("gw").screen();
    let head = screen.lines().nth(3).unwrap();
    let right = u16::try_from(head.split("W45").next().unwrap().chars().count()).unwrap() + 2;
    click_at(&mut desk, Position { x: right - 1, y: 6 });
    assert_eq!(cursor(&desk), Position { x: right, y: 6 }, "{}", desk.screen());
    click_at(&mut desk, Position { x: 4, y: 7 });
    assert_eq!(cursor(&desk), Position { x: right, y: 7 }, "by its name a row keeps the week: {}", desk.screen());
}

#[test]
fn a_click_selects_in_both_lists_of_an_import() {
    let mut desk = Desk::demo();
    desk.press("ga")
        .paste("what\twho\tby when\nFirst thing\tAna Costa\t2026-12-05\nSecond thing\tAna Costa\t2026-12-06\n");
    click(&mut desk, "by when   ");
    assert!(selected(&desk).contains("by when"), "{}", desk.screen());
    click(&mut desk, "Second thing  new");
    assert!(selected(&desk).contains("Second thing"), "{}", desk.screen());
}

#[test]
fn a_click_on_the_start_screen_selects_and_begins_nothing() {
    for size in SIZES {
        let mut desk = Desk::first_run();
        desk.resize(size.0, size.1);
        for (text, title) in [("give it the name", "Begin an empty"), ("Import a", "Import a"), ("Look", "Look")] {
            click(&mut desk, text);
            let screen = desk.screen();
            assert!(screen.lines().any(|line| line.starts_with('▌') && line.contains(title)), "{title}: {screen}");
            assert!(screen.contains("choose"), "it goes on to be shown: {screen}");
        }
    }
}

#[test]
fn in_the_meeting_actions_stay_where_they_stand_while_another_one_of_them_is_pointed_at() {
    let mut desk = Desk::demo();
    let owner = desk.store.read().actions().unwrap()[0].owner;
    for day in 2..12 {
        let (text, due) = (format!("Task {day}"), parse_day(&format!("2026-11-{day:02}")).unwrap());
        desk.commit(&Change::Action(ActionChange::Add { text, owner, due, pilot: None, review: None }));
    }
    let mut desk = desk.restart();
    desk.resize(60, 18);
    desk.press("grP");
    let at = due_at(&next(&desk));
    desk.press("gmy").press(&"<→>".repeat(at)).press(&"<↓>".repeat(9));
    let tasks = |desk: &Desk| -> Vec<String> {
        desk.screen().lines().filter_map(|line| Some(line[line.find("Task ")?..].to_owned())).collect()
    };
    let shown = tasks(&desk);
    assert!(desk.screen().contains("more above") && shown.len() > 2, "{}", desk.screen());
    desk.press("<↑>");
    assert_eq!(tasks(&desk), shown, "{}", desk.screen());
    click(&mut desk, &shown[0]);
    assert_eq!(tasks(&desk), shown, "{}", desk.screen());
    desk.press("<↓>");
    assert_eq!(tasks(&desk), shown, "{}", desk.screen());
}

#[test]
fn in_the_meeting_a_click_points_at_an_action_and_the_next_key_is_for_it() {
    for size in SIZES {
        let mut desk = Desk::demo();
        desk.resize(size.0, size.1);
        let meeting = next(&desk);
        let at = due_at(&meeting);
        let due = meeting.agenda[at].reasons.clone();
        desk.press("gmy").press(&"<→>".repeat(at));
        // It goes over two lines in a small window: the second of them is the same row.
        click(&mut desk, "second year");
        assert!(desk.screen().lines().any(|line| line.contains("▌ ") && line.contains("Lucie")), "{}", desk.screen());
        desk.press("d");
        let state = |desk: &Desk, at: usize| {
            let actions = desk.store.read().actions().unwrap();
            actions.into_iter().find(|action| action.id.to_string() == due[at].id).unwrap().state
        };
        assert_eq!((state(&desk, 0), state(&desk, 1)), (ActionState::Open, ActionState::Done), "{}", desk.screen());
        click(&mut desk, "Jonas Lindqvist:");
        desk.press("d");
        assert_eq!(state(&desk, 0), ActionState::Done, "{}", desk.screen());
    }
}

#[test]
fn a_click_on_a_hint_does_that_verb_and_in_a_form_goes_to_what_is_under_it() {
    let mut desk = Desk::demo();
    click(&mut desk, "? help");
    desk.shows(" Help ");
    click(&mut desk, "Esc close");
    click(&mut desk, "a add");
    click(&mut desk, "summary    ");
    desk.press("Sorts the mail");
    click(&mut desk, "name    ");
    desk.press("Mail desk");
    click(&mut desk, "il desk");
    desk.press("-");
    click(&mut desk, "business lead");
    click(&mut desk, "Ana Costa");
    desk.shows("▌ Ana Costa");
    click(&mut desk, "Save ]");
    desk.shows("Added “Ma-il desk”");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    desk.press("/ma-il<Enter><Enter>");
    desk.shows("Sorts the mail");
    // Above the rule of a narrow window stand hints too.
    desk.press("gb<Esc>").resize(60, 18);
    click(&mut desk, "m reading");
    desk.shows("Esc close");
}

#[test]
fn a_click_answers_a_question_and_chooses_a_row_of_the_help_and_of_what_is_found() {
    for size in [(120, 40), (60, 18)] {
        let mut desk = Desk::demo();
        desk.resize(size.0, size.1);
        desk.press("M?unmask<Enter>");
        click_in(&mut desk, "y yes   n no", 8);
        assert!(!desk.screen().contains("Are you sure?") && desk.state.context.masked, "{}", desk.screen());
        desk.press("?unmask<Enter>");
        click(&mut desk, "Are you sure?");
        desk.shows("Are you sure?");
        click(&mut desk, "y yes   n no");
        assert!(!desk.state.context.masked, "{}", desk.screen());
        for key in ["?", ":"] {
            desk.press(key);
            let screen = desk.screen();
            let row = screen.lines().filter(|line| line.starts_with('│')).nth(5).unwrap();
            let row = row.trim_matches(['│', ' ']);
            click(&mut desk, row);
            let screen = desk.screen();
            assert!(screen.lines().any(|line| line.contains('▌') && line.contains(row)), "{row}: {screen}");
            desk.press("<Esc>");
        }
    }
}

#[test]
fn a_click_on_a_prompt_puts_the_cursor_where_it_is() {
    let mut desk = Desk::demo();
    desk.press("c").press("half said");
    click(&mut desk, "f said");
    desk.press("x<Enter>");
    desk.shows("halxf said");
}
