//! What is looked for is found: verbs by what people call them, texts by their words, and it is under the cursor then.

use steerco::app::update;
use steerco::domain::change::{ActionChange, NewVersion, NoteChange, PersonChange};
use steerco::domain::{Change, parse_day};
use steerco::interaction::{Answer, Effect, Msg, Query};

use crate::support::{Desk, parsed};

/// What Enter would take of all that was found.
fn proposed(screen: &str) -> &str {
    screen.lines().find(|line| line.contains("│ ▌")).unwrap_or_default()
}

/// The row that the cursor is on.
fn chosen(desk: &Desk) -> String {
    let row = |line: &str| line.trim_start().starts_with('▌');
    // The line of pages marks the one that is open in the same way.
    let is_pages = |line: &str| line.contains("1 Agenda   2 ");
    desk.screen().lines().skip(3).find(|line| row(line) && !is_pages(line)).unwrap_or_default().to_owned()
}

#[test]
fn what_was_found_for_other_letters_does_not_come_into_a_new_search() {
    let mut desk = Desk::demo();
    let mut asked = Vec::new();
    for key in parsed(":night") {
        asked.extend(update(&mut desk.state, Msg::Pressed(key)));
    }
    desk.press("<Esc>:");
    let seeks = |effect: &Effect| match effect {
        Effect::Load { queries, .. } => queries.iter().any(|query| matches!(query, Query::Texts(_))),
        _ => false,
    };
    assert!(asked.iter().any(seeks), "no text was looked for: {} effects", asked.len());
    // The answers come only now.
    for effect in asked {
        if let Effect::Load { ticket, queries } = effect {
            let answers = queries.iter().map(|query| query.ask(desk.store.read()).unwrap()).collect();
            desk.take(Msg::Loaded { ticket, answers });
        }
    }
    desk.press("<End>");
    desk.hides("Night shift planned");
    desk.press("night");
    desk.shows("Night shift planned");
}

#[test]
fn who_owns_something_is_found_by_what_it_is() {
    for typed in [":who owns invoice triage", ":who is responsible for invoice", ":whose is invoice?"] {
        let mut desk = Desk::demo();
        desk.press(typed);
        assert!(proposed(&desk.screen()).contains("Invoice triage"), "{typed}: {}", desk.screen());
    }
}

#[test]
fn the_footer_says_what_enter_does_with_what_was_found() {
    for (typed, does) in [
        (":portal", "open"),
        (":Invoice triage", "open"),
        (":Ana Costa", "open"),
        (":repeat", "why not"),
        (":next theme", "run it"),
        (":baseline", "go there"),
    ] {
        let mut desk = Desk::demo();
        desk.press(typed);
        assert!(desk.footer().contains(&format!("↵ {does}")), "{typed}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    desk.press(":жжж");
    assert!(!desk.footer().contains('↵'), "nothing was found: {}", desk.screen());
}

#[test]
fn few_readings_are_told_from_many() {
    let desk = Desk::demo();
    let has_few = |most: i64| desk.store.read().has_few_readings(most).unwrap();
    assert!(has_few(100_000) && !has_few(10));
    assert!(Desk::empty().store.read().has_few_readings(0).unwrap());
}

#[test]
fn what_the_palette_did_not_search_is_said_with_the_command_that_does() {
    let mut desk = Desk::demo();
    desk.press(":zebra");
    desk.hides("are not searched here");
    let mut asked = Vec::new();
    for key in parsed(" qx") {
        asked.extend(update(&mut desk.state, Msg::Pressed(key)));
    }
    for effect in asked {
        if let Effect::Load { ticket, .. } = effect {
            desk.take(Msg::Loaded { ticket, answers: vec![Answer::Texts(Vec::new(), false)] });
        }
    }
    desk.shows("Notes of readings are not searched here; `steerco search ");
    desk.shows("zebra qx");
}

#[test]
fn a_word_in_a_text_comes_before_verbs_that_only_have_its_letters() {
    let mut desk = Desk::demo();
    desk.press(":portal<Enter>");
    desk.shows("4 Notes");
    desk.shows("portal");
    desk.press("gb").press(":likely cause<Enter>");
    assert!(chosen(&desk).contains("likely cause"), "a minute opens the minutes: {}", desk.screen());
}

#[test]
fn a_mistyped_word_finds_what_was_meant_and_that_is_said() {
    let first = |desk: &Desk| proposed(&desk.screen()).to_owned();
    for (typed, meant, found) in [
        (":reveiw", "review", "review"),
        ("?reveiw", "review", "review"),
        ("?how do I reveiw", "review", "review"),
        (":invioce", "Invoice", "Invoice triage"),
        (":watermellon", "watermelon", "watermelon"),
        ("?baselien", "baseline", "baseline"),
        (":Porto contcat centre", "Porto contact centre", "Porto contact centre"),
        (":supplier rsik", "supplier risk", "Supplier risk"),
    ] {
        let mut desk = Desk::demo();
        let screen = desk.press(typed).screen();
        let told = format!("Nothing has “{}”; these have “{meant}”", &typed[1..]);
        assert!(screen.contains(&told), "{typed}: {screen}");
        assert!(first(&desk).contains(found), "{typed}: {screen}");
    }
    let mut desk = Desk::demo();
    desk.press(":Porto contcat centre<Enter>");
    assert!(chosen(&desk).contains("Porto contact centre"), "its row is under the cursor: {}", desk.screen());
    // A text that has the word as it is typed comes first, and nothing was mistyped then.
    desk.press("gb/inv<Enter><Enter>").press("cThe reveiw was short<Enter>").press("gb:reveiw");
    assert!(first(&desk).contains("The reveiw was short"), "{}", desk.screen());
    desk.hides("Nothing has");
    desk.shows("Go to the review");
    // What anything has is not mistyped for a word of a text.
    desk.press("<Esc>").press(":history");
    desk.hides("Nothing has");
}

#[test]
fn of_what_is_nearly_typed_the_nearest_comes_first_and_the_name_of_a_verb_before_what_it_does() {
    for (typed, found) in [
        (":undoo", "Take the last change back"),
        (":ower", "Appoint its executive owner"),
        (":tikc", "Tick the item"),
        (":tcik", "Tick the item"),
        (":holday", "holiday cover"),
    ] {
        let mut desk = Desk::demo();
        let screen = desk.press(typed).screen();
        assert!(proposed(&screen).contains(found), "{typed}: {screen}");
    }
}

#[test]
fn what_a_verb_is_called_comes_before_texts_and_verbs_of_other_screens_are_told() {
    let mut desk = Desk::demo();
    for (typed, first) in
        [("email", "copy"), ("export", "workspaces"), ("escalate", "exception"), ("late", "portfolio")]
    {
        let screen = desk.press(&format!(":{typed}")).screen();
        let chosen = proposed(&screen);
        assert!(chosen.contains(first), "{typed}: {screen}");
        desk.press("<Esc>");
    }
    for (typed, told) in [("baseline", "baseline"), ("calendar", "book gate")] {
        let screen = desk.press(&format!("?{typed}")).screen();
        let row = screen.lines().find(|line| line.contains("on the pages of a pilot: ")).unwrap_or_default();
        assert!(row.contains(told), "{typed}: {screen}");
        desk.press("<Esc>");
    }
}

#[test]
fn what_is_called_so_elsewhere_comes_before_what_only_has_the_letters() {
    let mut desk = Desk::demo();
    let screen = desk.press("?score").screen();
    let chosen = proposed(&screen);
    assert!(chosen.contains("elsewhere") && chosen.contains("readiness"), "{screen}");
}

#[test]
fn a_verb_elsewhere_of_exactly_that_title_comes_before_what_is_only_called_so_here() {
    let mut desk = Desk::demo();
    let screen = desk.press(":hand over").screen();
    let chosen = proposed(&screen);
    assert!(chosen.contains("elsewhere") && chosen.contains("hand over"), "{screen}");
    assert!(screen.contains("  owner "), "what is called so here comes after it: {screen}");
    desk.press("<Enter>");
    assert!(desk.header().contains("People"), "{}", desk.screen());
}

#[test]
fn a_verb_of_another_screen_is_led_to_with_its_page_and_its_key() {
    let mut desk = Desk::demo();
    let screen = desk.press(":baseline").screen();
    let chosen = proposed(&screen);
    assert!(chosen.contains("baseline") && chosen.contains("on the pages of a pilot"), "before texts: {screen}");
    let entries = desk.entries();
    desk.press("<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Demand forecast · stage 1") && screen.contains("▌3 Metrics"), "{screen}");
    assert!(screen.contains("B (baseline): ") || screen.contains("its baseline is frozen"), "{screen}");
    desk.press("1:baseline<Enter>");
    assert!(desk.screen().contains("▌3 Metrics"), "from another page too: {}", desk.screen());
    desk.press("gb?their pilots<Enter>");
    let screen = desk.screen();
    assert!(screen.lines().next().unwrap().contains("People") && screen.contains("b (their pilots): "), "{screen}");
    assert_eq!(desk.entries(), entries, "nothing is done there");
    let mut desk = Desk::empty();
    desk.press(":baseline<Enter>");
    desk.shows("“baseline” is on the pages of a pilot: open one first.");
}

#[test]
fn a_decision_that_was_chosen_in_the_palette_is_under_the_cursor() {
    let mut desk = Desk::demo();
    desk.press(":retrain<Down><Enter><Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Check two hundred") && !screen.contains("Retrain on the autumn"), "{screen}");
}

#[test]
fn whatever_is_found_is_under_the_cursor() {
    for (typed, row) in [
        ("Wish of a team lead", "Wish of a team lead"),
        ("Stages 2 to 4 and the yearly upkeep", "Budget"),
        ("posted without a person in between", "Integration"),
        ("Meter feed down in four sites", "errors found"),
        ("time per bill", "time per bill"),
        ("refund rules of Legal", "Other systems"),
        ("Call in replacements", "Call in replacements"),
        ("Porto contact centre", "Porto contact centre"),
        ("Reading the weekly", "Reading the weekly"),
        ("promised by the middle of November", "promised by the middle of November"),
        ("Name our people for the three tasks", "Complaint routing"),
        ("works council about the rest days", "works council about the rest"),
        ("Check two hundred invoices", "Check two hundred"),
    ] {
        let mut desk = Desk::demo();
        desk.press(&format!(":{typed}<Enter>"));
        assert!(chosen(&desk).contains(row), "{typed}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    desk.press(":retraining without it<Enter>");
    assert!(desk.screen().contains("a retraining without it may not help"), "its reason shows: {}", desk.screen());
    let mut desk = Desk::demo();
    desk.press(":retrains it each quarter<Enter>");
    desk.shows("8 Rollout");
    desk.shows("data science team");
}

#[test]
fn the_key_of_filters_before_what_is_looked_for_is_no_part_of_it() {
    let mut desk = Desk::demo();
    desk.press(":/Call in replacements");
    let screen = desk.screen();
    assert!(screen.contains("Call in replacements") && !screen.contains("Nothing has"), "{screen}");
    desk.press("<Enter>");
    assert!(chosen(&desk).contains("Call in replacements"), "{}", desk.screen());
}

#[test]
fn what_its_register_spells_otherwise_is_under_the_cursor_all_the_same() {
    let mut desk = Desk::demo();
    let owner = desk.store.read().find_person("Rita Silva").unwrap();
    let (text, due) = ("Ask Frau Müller".to_owned(), parse_day("2026-12-10").unwrap());
    desk.commit(&Change::Action(ActionChange::Add { text, owner, due, pilot: None, review: None }));
    desk.press(":mueller<Enter>");
    assert!(chosen(&desk).contains("Ask Frau Müller"), "{}", desk.screen());
}

#[test]
fn what_was_found_is_told_where_its_row_does_not_show_it() {
    let mut desk = Desk::demo();
    let note = "the zebrafish were tuned again";
    let pilot = desk.store.read().find_pilot("invoice-triage").unwrap();
    let released = parse_day("2026-11-20").unwrap();
    let version = NewVersion { pilot, name: "v9".to_owned(), released, retrained: true, note: note.to_owned() };
    desk.commit(&Change::Version(version));
    desk.press(":zebrafish<Enter>");
    desk.shows(&format!("Found: “v9 · {note}”"));
}

#[test]
fn the_reason_of_a_waiver_is_in_sight_with_its_gate() {
    let mut desk = Desk::demo();
    for (width, height) in [(80, 24), (100, 30), (120, 40)] {
        desk.resize(width, height);
        desk.press("gb:edition of the controls<Enter>");
        desk.shows("edition of the controls manual”;");
    }
}

#[test]
fn the_reason_of_a_hand_over_is_found_in_the_history() {
    let mut desk = Desk::demo();
    let person = |name: &str| desk.store.read().find_person(name).unwrap();
    let (from, to) = (person("Elena Ivanova"), person("Rita Silva"));
    let why = "a quagga bit her".to_owned();
    desk.commit(&Change::Person(PersonChange::HandOver { from, to, why }));
    desk.press("/inv<Enter><Enter>").press("clater<Enter>").press("gb");
    desk.press(":handed quagga<Enter>");
    assert!(chosen(&desk).contains("Handed over from Elena Ivanova"), "{}", desk.screen());
    desk.shows("History");
    desk.shows("a quagga bit her”");
}

#[test]
fn a_note_that_was_found_is_under_the_cursor_and_shows_its_word() {
    let mut desk = Desk::demo();
    desk.press("/inv<Enter><Enter>").press("czzfindme unique<Enter>").press("cnewest other<Enter>");
    desk.press("gb:zzfindme<Enter>");
    assert!(chosen(&desk).contains("zzfindme unique"), "{}", desk.screen());
    let pilot = desk.store.read().find_pilot("invoice-triage").unwrap();
    let long: Vec<String> = (1..200).map(|number| format!("Paragraph {number} stands here.")).collect();
    for text in [long.join("\n\n"), "newest of all".to_owned()] {
        desk.commit(&Change::Note(NoteChange::Add { pilot, text, on: None }));
    }
    for size in [(60, 18), (80, 24), (120, 40)] {
        desk.resize(size.0, size.1);
        desk.press("gb:Paragraph 157 stands<Enter>");
        desk.shows("Paragraph 157 stands here");
        desk.press("<Esc>");
        assert!(chosen(&desk).contains("Paragraph 1 stands"), "{}", desk.screen());
    }
}

#[test]
fn somebody_is_found_once_by_the_name_and_by_the_rest_too() {
    let mut desk = Desk::demo();
    desk.press(":Tobias W");
    assert_eq!(desk.screen().matches("Tobias Weber").count(), 1, "{}", desk.screen());
    desk.shows("Tobias Weber: leads 1 pilot");
    // By the address, in which the words of the name stand, and by those the other way round.
    for typed in ["tobias.weber@", "weber tobias"] {
        desk.press(&format!("<Esc>:{typed}"));
        let rows = desk.screen().lines().filter(|line| line.contains("Tobias Weber")).count();
        assert_eq!(rows, 1, "{typed}: {}", desk.screen());
    }
}

#[test]
fn a_pilot_is_found_once_by_the_name_and_by_the_rest_too() {
    let mut desk = Desk::demo();
    desk.press(":energy");
    let rows = |desk: &Desk| {
        desk.screen().lines().filter(|line| line.contains("pilot ") && line.contains("Energy bills")).count()
    };
    assert_eq!(rows(&desk), 1, "{}", desk.screen());
    desk.press("<Esc>:140 sites");
    assert_eq!(rows(&desk), 1, "{}", desk.screen());
}

#[test]
fn a_search_that_finds_nothing_keeps_what_was_typed() {
    let mut desk = Desk::demo();
    desk.press(":zzzzq<Enter>");
    desk.shows("zzzzq");
}

#[test]
fn help_is_found_by_what_a_person_would_call_it() {
    let mut desk = Desk::demo();
    for (asked, verb) in [
        ("postpone", "lifecycle"),
        ("who owns", "owner"),
        ("dashboard", "portfolio"),
        ("excel", "import"),
        ("print", "portfolio"),
        ("email", "copy"),
        ("colour", "theme"),
        ("/postpone", "lifecycle"),
    ] {
        desk.press("?").press(asked);
        assert!(desk.screen().contains(verb), "{asked}: {}", desk.screen());
        desk.press("<Esc>");
    }
    // What is called so comes before what only has the letters, and Enter runs the first.
    desk.press("?restore<Enter>");
    desk.shows("Cards with the archive.");
}

#[test]
fn what_only_a_command_does_is_found_and_told_with_it() {
    let mut desk = Desk::demo();
    for key in [":", "?"] {
        for asked in ["forget", "archive workspace", "close engagement"] {
            desk.press(key).press(asked);
            assert!(desk.screen().contains("put a workspace away"), "{key}{asked}: {}", desk.screen());
            desk.press("<Enter>");
            let told = "`steerco forget --archive FILE.zip`, once the workspaces have exported that archive.";
            assert!(desk.screen().contains(told), "{key}{asked}: {}", desk.screen());
        }
    }
    desk.press("go").press("?backup");
    let screen = desk.screen();
    assert!(!screen.contains("you are here"), "{screen}");
    // It stands under the columns of the verbs.
    assert!(screen.contains(&format!("{:12}copy the workspace", "command")), "{screen}");
}

#[test]
fn the_name_of_another_workspace_leads_to_the_workspaces() {
    for typed in [":harbour", ":open harbour"] {
        let mut desk = Desk::demo();
        let screen = desk.press(typed).screen();
        assert!(proposed(&screen).contains("workspaces"), "{typed}: {screen}");
    }
}

#[test]
fn what_is_asked_of_keys_and_of_names_leads_to_where_that_is_set_and_written() {
    for typed in [":preset", ":vim", ":vi", ":vim keys", ":vi keys"] {
        let mut desk = Desk::demo();
        let screen = desk.press(typed).screen();
        assert!(proposed(&screen).contains("settings"), "{typed}: {screen}");
    }
    for typed in [":anonymous", ":anonymise"] {
        let mut desk = Desk::demo();
        let screen = desk.press(typed).screen();
        assert!(proposed(&screen).contains("mask"), "{typed}: {screen}");
        let export = screen.lines().any(|line| line.contains("elsewhere") && line.contains("export"));
        assert!(export, "{typed}: {screen}");
    }
}

#[test]
fn plain_questions_find_a_verb() {
    for (asked, verb) in [
        ("how do I delete", "archive"),
        ("share with my boss", "copy"),
        ("why red", "open"),
        ("red", "open"),
        ("legend", "framework"),
        ("symbol", "framework"),
        ("set target", "edit"),
        ("target users", "edit"),
        ("change the stage", "gate"),
        ("html", "portfolio"),
        ("unmask", "mask"),
    ] {
        for key in [":", "?"] {
            let mut desk = Desk::demo();
            let screen = desk.press(key).press(asked).screen();
            let mut rows = screen.lines().skip(4).filter(|line| line.contains('│'));
            assert!(rows.any(|line| line.contains(verb)), "{key}{asked}: {screen}");
        }
    }
    let mut desk = Desk::demo();
    let screen = desk.press(":red").screen();
    let chosen = proposed(&screen);
    assert!(chosen.contains("open") && !chosen.contains("redo"), "{screen}");
}
