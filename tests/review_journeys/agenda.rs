//! The agenda and its pages: what stands on it, how it is made, narrowed and edited.

use steerco::domain::change::{GateChange, NewPilot, PilotChange, ReviewChange};
use steerco::domain::{AgendaKind, AgendaState, Change, Gate, parse_day};
use steerco::store::{ImageCell, ImageDeed};

use crate::support::{Desk, stamp};
use crate::{draft, five_items, typed};

#[test]
fn the_history_tells_of_which_pilot_an_item_was_and_is() {
    let mut desk = Desk::demo();
    let review = draft(&desk).review.id;
    let pilot = |desk: &Desk, code: &str| desk.store.read().find_pilot(code).unwrap();
    let (old, new) = (pilot(&desk, "contract-review"), pilot(&desk, "invoice-triage"));
    let title = "Lessons".to_owned();
    let add = ReviewChange::AddItem { review, title, wanted: String::new(), minutes: 5, pilot: Some(old) };
    desk.store.commit(&Change::Review(add), &stamp(1)).unwrap();
    let item = draft(&desk).agenda.into_iter().find(|item| item.title == "Lessons").unwrap().id;
    let change = ReviewChange::ItemPilot { item, to: Some(new), was: None };
    let entry = desk.store.commit(&Change::Review(change), &stamp(2)).unwrap().entry.unwrap();
    let told = desk.store.read().images(entry).unwrap();
    let said = |name: &str| ImageCell::Said(name.to_owned());
    let changed = ("pilot".to_owned(), said("Contract review"), said("Invoice triage"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].deed, ImageDeed::Changed(vec![changed]));
}

#[test]
fn an_item_about_many_pilots_names_them_with_their_owners() {
    let mut desk = Desk::empty();
    for number in 10..22 {
        let started = Some(parse_day("2026-01-05").unwrap());
        let new = NewPilot { started, ..NewPilot::named(format!("Pilot {number}")) };
        desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
    }
    let mut desk = desk.restart();
    desk.press("grP<Enter>gm");
    let screen = desk.screen();
    assert!(screen.contains("fires for 12 pilots"), "{screen}");
    desk.press("D");
    desk.shows("c minutes what is decided, and it counts");
    for number in 10..22 {
        assert!(screen.contains(&format!("Pilot {number}: no owner, since")), "{number}: {screen}");
    }
    desk.resize(60, 18);
    desk.shows("more: ↓");
    desk.hides("Pilot 21");
    desk.press("<↓><↓><↓><↓>");
    assert!(desk.screen().contains("Pilot 21"), "as many rows at once as show: {}", desk.screen());
    desk.press("<↑><↑><↑><↑>");
    desk.hides("more above");
}

#[test]
fn an_item_that_was_added_gets_its_pilot_later() {
    let mut desk = five_items();
    desk.press("gra").press("The next step<Ctrl+S>");
    let added = |desk: &Desk| draft(desk).agenda.into_iter().find(|item| item.title.starts_with("The next step"));
    assert_eq!(added(&desk).unwrap().pilot, None, "{}", desk.screen());
    desk.press("Ge");
    let screen = desk.screen();
    let at = |label: &str| {
        let begins = |part: &str| part.split_whitespace().next() == Some(label);
        screen.lines().position(|line| line.split('│').skip(1).any(begins))
    };
    let order = ["about", "wanted", "minutes", "pilot"].map(at);
    assert!(order.is_sorted() && order[0].is_some(), "in the order in which they were asked: {screen}");
    desk.press("s<Tab><Tab><Tab>warranty<Ctrl+S>");
    let item = added(&desk).unwrap();
    let warranty = desk.store.read().find_pilot("warranty-coding").unwrap();
    assert_eq!((item.title.as_str(), item.pilot), ("The next steps", Some(warranty)), "{}", desk.screen());
    desk.press("u");
    assert_eq!(added(&desk).unwrap().pilot, None, "{}", desk.screen());
    let due = draft(&desk).agenda.into_iter().find(|item| item.kind != AgendaKind::Topic).unwrap();
    let to = ReviewChange::ItemPilot { item: due.id, to: None, was: None };
    assert!(desk.store.commit(&Change::Review(to), &stamp(900)).is_err(), "{}", due.title);
}

#[test]
fn an_item_is_not_called_like_another_pilot_than_its_own() {
    let mut desk = Desk::demo();
    desk.press("grP");
    let first = draft(&desk).agenda[0].clone();
    desk.press("gre<Ctrl+U>claims intake<Ctrl+S>");
    desk.shows(&format!("this item is about {}", first.title));
    assert_eq!(draft(&desk).agenda[0].title, first.title);
    // An item that somebody added goes with the pilot whose name it is given.
    desk.press("<Esc><Esc>graOutlook<Ctrl+S>e<Ctrl+U>Claims intake<Ctrl+S>");
    let claims = desk.store.read().pilots().unwrap().into_iter().find(|pilot| pilot.name == "Claims intake").unwrap();
    let agenda = draft(&desk).agenda;
    let added = agenda.iter().find(|item| item.kind == AgendaKind::Topic && item.title == "Claims intake").unwrap();
    assert_eq!(added.pilot, Some(claims.id));
    desk.press("e<Ctrl+U>What came in<Ctrl+S>gmy<End>");
    desk.press("<←>");
    assert!(desk.screen().contains("Claims intake"), "the wall tells whose data it shows: {}", desk.screen());
}

#[test]
fn the_agenda_is_narrowed_and_its_items_are_moved_among_those_that_show() {
    let mut desk = Desk::demo();
    let review = draft(&desk).review.id;
    for title in ["Zebra one", "Between", "Zebra two"] {
        let (title, wanted) = (title.to_owned(), String::new());
        desk.commit(&Change::Review(ReviewChange::AddItem { review, title, wanted, minutes: 5, pilot: None }));
    }
    let mut desk = desk.restart();
    let last = |desk: &Desk| {
        let agenda = draft(desk).agenda;
        agenda.iter().skip(agenda.len() - 3).map(|item| item.title.clone()).collect::<Vec<String>>()
    };
    desk.press("gr/zebra");
    let screen = desk.screen();
    assert!(screen.contains("10  Zebra one") && screen.contains("12  Zebra two"), "with their numbers: {screen}");
    assert!(!screen.contains("Between") && !screen.contains("Field dispatch"), "{screen}");
    desk.press("<Esc>J");
    assert_eq!(last(&desk), ["Between", "Zebra two", "Zebra one"], "below the one that shows: {}", desk.screen());
    desk.press("K");
    assert_eq!(last(&desk), ["Between", "Zebra one", "Zebra two"], "the cursor is on it: {}", desk.screen());
    desk.press("K");
    assert_eq!(last(&desk), ["Zebra one", "Between", "Zebra two"], "where none shows, one place: {}", desk.screen());
    let tsv = desk.press("Y<Enter>").copied();
    assert_eq!(tsv.lines().count(), 3, "what shows is copied: {tsv}");
    desk.press("/none of them");
    desk.shows("Nothing matches /");
    desk.press("<Enter>aQuantum<Ctrl+S>");
    let screen = desk.screen();
    assert!(
        screen.contains("Quantum") && screen.contains("Between"),
        "the filter gives way to what is added: {screen}"
    );
    desk.press("u/zebra<Enter>2");
    assert!(!desk.screen().contains("/ zebra"), "another page is not narrowed by it: {}", desk.screen());
    desk.press("1");
    let screen = desk.screen();
    assert!(screen.contains("Between") && screen.contains("Field dispatch"), "all of it shows: {screen}");
    desk.press("gg/invoice<Enter>");
    desk.shows("Review of 3 Dec");
    desk.shows("/ invoice");
    let state = |desk: &Desk| draft(desk).agenda.into_iter().find(|item| item.title == "Invoice triage").unwrap().state;
    desk.press("x");
    assert_eq!(state(&desk), AgendaState::Dropped, "a verb is done to what was found: {}", desk.screen());
    desk.press("x<Enter>");
    assert!(desk.screen().contains("Invoice triage · stage 4"), "a second Enter opens it: {}", desk.screen());
}

#[test]
fn the_other_pages_are_narrowed_too_and_no_letter_of_that_is_a_verb() {
    let mut desk = five_items();
    desk.press("<F5>ycwe agree<Enter><→>cthey wait<Enter>qgr3");
    let entries = desk.entries();
    desk.press("/okaf");
    desk.shows("Nothing matches /");
    desk.press("<Enter>");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
    desk.press("<Esc>/wait");
    let (title, screen) = (draft(&desk).agenda[1].title.clone(), desk.screen());
    assert!(screen.contains("they wait") && screen.contains(&title), "with its heading: {screen}");
    assert!(!screen.contains("we agree"), "{screen}");
    desk.press("<Enter>x");
    let said: Vec<String> = draft(&desk).minutes.into_iter().map(|minute| minute.text).collect();
    assert_eq!(said, ["we agree"], "a verb is done to what was found: {}", desk.screen());
    desk.press("4/pilar");
    desk.shows("Pilar Navarro");
    desk.hides("Jonas");
    desk.press("<Enter><Esc>[3/");
    for day in ["2026-11-13", "13 Nov"] {
        let screen = desk.press("<Ctrl+U>").press(day).screen();
        assert!(screen.contains("by 13 Nov: Bring the budget line"), "{day}: {screen}");
        assert!(!screen.contains("Ask the works council"), "{day}: {screen}");
    }
}

#[test]
fn what_is_prepared_is_shown_with_its_agenda_whichever_page_was_looked_at() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgr3P").press("2026-12-31<Enter>");
    assert!(desk.screen().contains("▌1 Agenda") || desk.screen().contains("Invoice triage"), "{}", desk.screen());
    desk.hides("Nothing is minuted yet");
    desk.press("3P");
    desk.hides("Nothing is minuted yet");
}

#[test]
fn a_day_that_cannot_be_prepared_is_said_in_the_form_which_stays_open() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP").press("2026-12-03<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Prepare a review") && screen.contains("2026-12-03 is closed"), "{screen}");
    assert!(screen.contains("take a later day, as 2026-12-31"), "{screen}");
    desk.press("<Ctrl+U>2026-12-31<Enter>");
    desk.shows("Prepared the review of 31 Dec");
    assert!(!desk.screen().contains("Prepare a review") && typed(&desk).is_empty(), "{}", desk.screen());
}

#[test]
fn another_day_says_what_leaves_the_agenda_and_what_joins_it_before_it_is_saved() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("claims-intake").unwrap();
    let day = parse_day("2026-12-02").unwrap();
    desk.commit(&Change::Gate(GateChange::Book { pilot, gate: Gate::G2, day, was: None }));
    let mut desk = desk.restart();
    desk.resize(120, 40);
    let titles = |desk: &Desk| draft(desk).agenda.into_iter().map(|item| item.title).collect::<Vec<_>>();
    desk.press("grP").press("aBudget<Enter><Enter>");
    assert!(
        ["Claims intake", "Budget"].iter().all(|one| titles(&desk).contains(&(*one).to_owned())),
        "{:?}",
        titles(&desk)
    );
    desk.press("E2026-11-27");
    desk.shows("No longer due: Claims intake.");
    desk.press("<Ctrl+S>");
    desk.shows("set date to 27 Nov. No longer due: Claims intake.");
    assert!(!titles(&desk).contains(&"Claims intake".to_owned()), "{:?}", titles(&desk));
    assert!(titles(&desk).contains(&"Budget".to_owned()), "what somebody added stays: {:?}", titles(&desk));
    let told = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
    let asks = "Field dispatch: no longer asks whether “Send trainers to the two depots for a fortnight” still stands.";
    assert!(told.contains(asks), "an item that stays may ask something else: {told}");
    desk.press("E2026-12-03");
    desk.shows("Newly due: Claims intake.");
    desk.press("<Ctrl+S>");
    assert!(titles(&desk).contains(&"Claims intake".to_owned()), "{:?}", titles(&desk));
    desk.press("u");
    assert!(!titles(&desk).contains(&"Claims intake".to_owned()), "day and agenda are one entry: {:?}", titles(&desk));
}

#[test]
fn an_agenda_on_which_nothing_was_due_is_made_anew_for_another_day_too() {
    let mut desk = Desk::empty();
    let new = NewPilot { started: parse_day("2026-11-23").ok(), ..NewPilot::named("Routing".to_owned()) };
    desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
    let mut desk = desk.restart();
    desk.press("grP").press("<Enter>");
    assert!(draft(&desk).agenda.is_empty(), "{}", desk.screen());
    let pilot = desk.store.read().pilots().unwrap()[0].id;
    let day = draft(&desk).review.day;
    let later = day + chrono::Duration::days(7);
    desk.commit(&Change::Gate(GateChange::Book { pilot, gate: Gate::G1, day: later, was: None }));
    let mut desk = desk.restart();
    desk.press("gr").press(&format!("E{later}"));
    desk.shows("Newly due: Routing.");
    desk.press("<Ctrl+S>");
    assert_eq!(draft(&desk).agenda.len(), 1, "{}", desk.screen());
}

#[test]
fn the_history_tells_every_field_of_a_review_that_was_set() {
    let mut desk = Desk::demo();
    let told = |desk: &Desk| desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
    desk.press("grE");
    desk.shows("─ The review of 3 Dec ─");
    desk.press("2026-12-04<Tab>mercy<Tab>45<Ctrl+S>");
    let set = "The review of 2026-12-03: set date to 2026-12-04, chair to Mercy Okafor, slot to 45 min.";
    assert!(told(&desk).starts_with(set), "{}", told(&desk));
    desk.press("E<Tab>pilar<Tab>50<Ctrl+S>");
    assert_eq!(told(&desk), "The review of 2026-12-04: set chair to Pilar Navarro, slot to 50 min.");
}

#[test]
fn the_foot_of_an_agenda_says_only_what_has_no_room_below_the_list() {
    let mut desk = Desk::demo();
    desk.press("gr");
    let foot = |desk: &Desk, row: usize| desk.screen().lines().nth(row).unwrap_or_default().trim().to_owned();
    assert_eq!(foot(&desk, 36), "", "all of it stands above: {}", desk.screen());
    desk.resize(80, 24);
    assert!(foot(&desk, 20).starts_with("… "), "{}", desk.screen());
    desk.resize(60, 18);
    assert!(foot(&desk, 14).starts_with("Invoice triage: "), "{}", desk.screen());
    // How many follow stands in a row of its own, and hides no minutes.
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.trim().starts_with('↓')), "{screen}");
}

#[test]
fn an_item_has_one_number_on_its_page_and_on_the_wall_and_what_was_dropped_has_none() {
    let mut desk = Desk::demo();
    desk.resize(100, 30);
    let [dropped, title] = [1, 2].map(|at| draft(&desk).agenda[at].title.clone());
    desk.press("grjx");
    let row = |title: &str| desk.screen().lines().find(|line| line.contains(title)).unwrap().trim().to_owned();
    assert!(row(&title).starts_with(&format!("2  {title}")), "{}", desk.screen());
    assert!(row(&dropped).trim_start_matches('▌').trim().starts_with(&dropped), "{}", desk.screen());
    desk.press("gmy<→>");
    assert!(desk.screen().contains("Item 2 of 8") && desk.screen().contains(&title), "{}", desk.screen());
}
