//! What is typed: verbs by words, keys and numbers, questions that are answered and asked again, and the dot that goes
//! back.

use crate::Room;

#[test]
fn a_draft_is_gone_on_with_by_its_number() {
    let room = Room::new();
    room.talk(&["people", "add", "Nora", "."]);
    let said = room.talk(&["drafts", "1", "go on with it", "."]);
    assert!(said.contains("Your draft is back") && said.contains("Add a person"), "{said}");
}

#[test]
fn what_was_typed_before_and_not_saved_is_told_at_the_start() {
    let room = Room::new();
    assert!(room.talk(&["people", "add", "Nora", "."]).starts_with("Board. "), "nothing is kept yet");
    let said = room.talk(&["actions", "add", "Send the list", "."]);
    assert!(said.starts_with("1 draft is kept: “drafts” lists it.\nBoard. "), "{said}");
    let said = room.talk(&["drafts", "q"]);
    assert!(said.starts_with("2 drafts are kept: “drafts” lists them.\nBoard. "), "{said}");
}

#[test]
fn a_draft_that_was_dropped_is_said_to_be_back_at_once() {
    let room = Room::new();
    for back in ["u", "bring back"] {
        let said = room.talk(&["people", "add", "Nora", ".", "drafts", "1", "drop", back]);
        let (_, after) = said.split_once("Draft dropped").unwrap_or_else(|| panic!("{said}"));
        assert!(after.contains("The draft is back, where it was typed."), "{back}: {said}");
        assert!(!after.contains("Nothing that is told here changed."), "{back}: {said}");
    }
}

#[test]
fn a_wrong_answer_is_said_and_asked_again_and_what_was_typed_stays_a_draft() {
    let room = Room::new();
    let said = room.talk(&["actions", "add", "Send the list", "Nobody Known", "Ana", "2026-13-40", "."]);
    assert!(
        said.contains("Nothing matches “Nobody Known”.") && said.contains("There is no day “2026-13-40”"),
        "{said}"
    );
    assert!(said.contains("Kept as a draft"), "{said}");
    let near = Room::new().talk(&["actions", "add", "Send the list", "Navaro", "."]);
    assert!(near.contains("Nothing has “Navaro”; these have “Navarro”: "), "{near}");
    let new = Room::new().talk(&["owner 1", "Pilar Navaro", "."]);
    assert!(new.contains("these have “Pilar Navarro”. who: add “Pilar Navaro”."), "{new}");
    assert!(room.talk(&["actions", "add"]).contains("what: Send the list"), "it is there again");
    let said = room.talk(&["frobnicate", "99", "3 12"]);
    for told in ["No verb is called “frobnicate”", "rows from 1 to 12", "Nothing is typed into a row here"] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn a_verb_and_its_row_are_one_line_and_keys_are_written_as_words() {
    let room = Room::new();
    let opened = room.talk(&["open 4"]);
    assert!(opened.contains("Contract review, "), "{opened}");
    assert_eq!(room.talk(&["4 open"]), opened);
    assert!(room.talk(&["open 99"]).contains("There are rows from 1 to 12."));
    let narrowed = room.talk(&["/ claims"]);
    let (_, after) = narrowed.split_once("Narrowed to “claims”.").unwrap_or_else(|| panic!("{narrowed}"));
    assert!(after.contains("Claims intake") && !after.contains("Demand forecast"), "{narrowed}");
    for line in ["filter claims", "/claims"] {
        assert_eq!(room.talk(&[line]), narrowed, "{line}");
    }
    let everywhere = room.talk(&["portfolio", "/claims"]);
    assert_eq!(everywhere, room.talk(&["portfolio", "find claims"]), "no list is narrowed there");
    let help = room.talk(&["?"]);
    assert!(help.contains("open (Enter): ") && !help.contains('↵'), "{help}");
    assert!(room.talk(&["enter"]).contains("Demand forecast, "), "what the help names can be written");
    let ticked = room.talk(&["open 4", "checklist", "space"]);
    assert!(!ticked.contains("No verb is called"), "{ticked}");
}

#[test]
fn a_page_is_named_by_its_word_where_a_number_is_a_row() {
    let room = Room::new();
    let said = room.talk(&["5", "open", "workstream", "tick", "add", "?", ".", "q"]);
    for told in [
        "> Not now: workstreams and gates are on the readiness page: say readiness.\n",
        "> Not now: items are ticked on the checklist page: say checklist.\n",
        "are added on their pages: say metrics, say notes, say rollout.\n",
        ". readiness: Its gap assessment and the gate out of its stage.\n",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(room.talk(&["5", "open", "readiness", "q"]).contains(", Readiness. "), "and that leads there");
}

#[test]
fn a_score_is_called_by_its_own_number() {
    let room = Room::new();
    let said = room.talk(&["7", "gate", "2", "edit", "3"]);
    assert!(said.contains("score: 3  There") || said.contains("score: 3 There"), "{said}");
    let first = room.talk(&["1", "gate", "edit", "3", "."]);
    assert!(first.contains("> score: 3 There, and evidence"), "also where there was none before: {first}");
    assert!(first.contains("\n0 Nobody knows\n1 Known") && !first.contains(". 0 Nobody knows"), "{first}");
}

#[test]
fn an_answer_that_cannot_be_understood_is_asked_again_at_once() {
    let room = Room::new();
    let said = room.talk(&["11", "decide", "retrain", "Retrain it", "", "because", "sometime", "accuracy < 75", "."]);
    let wrong = said.find("“sometime” is neither a day nor a condition").expect(&said);
    assert!(said[wrong..].contains("answers, a number"), "and then it goes on: {said}");
}

#[test]
fn what_is_wrong_with_an_answer_is_said_before_what_may_mend_it_is_asked() {
    let said = Room::new().talk(&["reading 4", "abc", ".", "q"]);
    let (_, after) = said.split_once("> So far it cannot be saved: “abc” is not a number").expect(&said);
    assert!(after.contains("metric, a number or some letters"), "and then it goes on: {said}");
}

#[test]
fn actions_that_are_due_are_chosen_by_their_number_and_a_verb_is_called_as_it_is_told() {
    let room = Room::new();
    let mut lines = vec!["meeting", "yes"];
    lines.extend(["next"; 8]);
    lines.extend(["2", "done", "q"]);
    let said = room.talk(&lines);
    assert!(said.contains("Wanted from you: Done, dropped, or another date?"), "{said}");
    assert!(said.contains("1. Jonas Lindqvist: Name who may order") && said.contains("2. Lucie Moreau:"), "{said}");
    let actions = room.list(&["actions", "--all"]);
    let state = |text: &str| {
        let one = actions.iter().find(|one| one["text"].as_str().unwrap().starts_with(text)).unwrap();
        one["state"].as_str().unwrap().to_owned()
    };
    assert_eq!((state("Bring the budget"), state("Name who may")), ("done".to_owned(), "open".to_owned()), "{said}");
}

#[test]
fn what_the_line_of_verbs_calls_a_dot_goes_back_too() {
    let said = Room::new().talk(&["decisions", "2", "open", "back", "back"]);
    let full = said.split_once("Decisions, in full.").expect(&said).1;
    let list = full.split_once("\n1. Service chat: certified").expect(&said).1;
    assert!(list.contains("> Board.") && !said.contains("No verb is called"), "{said}");
}

#[test]
fn what_a_verb_does_is_told_without_keys_that_lines_are_not_typed_with() {
    let room = Room::new();
    let said = room.talk(&["?", "filter", "."]);
    assert!(said.contains("Show only what matches some words.\n"), "{said}");
    assert!(said.contains("reading (m): Enter a reading of one of its metrics."), "a verb is no key: {said}");
    assert!(!said.contains("Enter opens"), "{said}");
    let said = room.talk(&["?", ".", "1", "open", "?", "."]);
    assert!(said.contains("Open the pilot that is chosen.") && !said.contains("cursor"), "{said}");
}

#[test]
fn the_last_change_is_repeated_on_another_row_by_its_name_as_a_dot_goes_back() {
    let room = Room::new();
    let said = room.talk(&["2", "note", "The gateway was down", "1", "repeat", ""]);
    assert!(said.contains("now The gateway was down; an empty line keeps it"), "{said}");
    assert_eq!(said.matches(": noted “The gateway was down”.").count(), 2, "{said}");
    let said = room.talk(&["?", "repeat", "."]);
    assert!(said.contains("repeat: Repeat the last change, for what is chosen or what is marked"), "{said}");
}

#[test]
fn verbs_are_numbered_without_gaps_and_called_by_those_numbers() {
    let room = Room::new();
    let said = room.talk(&["actions", "?"]);
    let verbs = said.rsplit_once("q leaves\n> ").expect(&said).1;
    let told: Vec<(usize, &str)> = verbs
        .lines()
        .filter_map(|line| line.split_once(". "))
        .filter_map(|(n, verb)| Some((n.parse().ok()?, verb)))
        .collect();
    let numbers: Vec<usize> = told.iter().map(|(number, _)| *number).collect();
    assert!(numbers.len() > 20 && numbers.iter().copied().eq(1..=numbers.len()), "{numbers:?}: {said}");
    let (number, _) = told.iter().find(|(_, verb)| verb.starts_with("history (g h)")).expect(&said);
    let said = room.talk(&["actions", "?", &number.to_string()]);
    assert!(said.contains("History. Northwind"), "{said}");
}

#[test]
fn a_verb_of_the_help_that_cannot_be_used_says_so_and_an_answer_left_empty_is_nothing() {
    let room = Room::new();
    assert!(room.talk(&["? stop", "1", "."]).contains("> Not now: every pilot is judged.\n"));
    let said = room.talk(&["11", "decide", "retrain", "Retrain it", "", "", ".", "decide", ".", "q"]);
    let (_, back) = said.split_once("Your draft is back").expect(&said);
    assert!(back.contains("\nwhat was decided: Retrain it\n") && back.contains("\nwhy: nothing\n"), "{said}");
}

#[test]
fn what_is_marked_says_so_and_what_is_not_told_is_asked_about() {
    let room = Room::new();
    let shown = || room.list(&["pilots"]).len();
    let before = shown();
    let said = room.talk(&["v", "v", "filter", "risk", "", "archive", ".", ".", ".", "q"]);
    assert!(said.contains("> 1. marked, Stage 1") && said.contains("\n1 marked: Demand forecast.\nChosen: "), "{said}");
    let narrowed = said.split_once("Narrowed to “risk”.\nBoard. ").expect(&said).1;
    assert!(narrowed.contains("\nThe list is narrowed to “risk”.\n2 marked, "), "{said}");
    assert!(narrowed.contains(" here: "), "it asks first: {said}");
    assert!(narrowed.contains(".\nDo it to all of them?"), "{said}");
    assert!(narrowed.contains("1 yes, 2 no, . leaves it as it is\n> Left as it was.\n"), "{said}");
    assert!(
        narrowed.contains("> 2 marks are taken away. V brings them back.\n")
            && narrowed.contains("> All rows again.\n"),
        "{said}"
    );
    assert_eq!(shown(), before, "{said}");
    room.talk(&["v", "v", "filter", "risk", "", "archive", "yes", "q"]);
    assert_eq!(shown() + 2, before);
}

#[test]
fn a_mark_that_is_taken_off_says_so_and_names_what_stays_marked() {
    let said = Room::new().talk(&["mark 1", "mark 2", "mark 1", "q"]);
    assert!(said.contains("\n2 marked: Demand forecast, Warranty coding.\n"), "{said}");
    let (_, after) = said.split_once("> 1. no longer marked, Stage 1").expect(&said);
    assert!(after.contains("\n1 marked: Warranty coding.\n"), "{said}");
}

#[test]
fn words_that_no_verb_is_called_are_looked_for_as_the_help_does() {
    let room = Room::new();
    let said = room.talk(&["undo everything", "put away", "q"]);
    assert!(said.contains("No verb is called “undo everything” here. ? undo everything finds these"), "{said}");
    assert!(said.contains("\nhistory (g h): Go to the history"), "{said}");
    assert!(said.contains("\nput a workspace away. At the command line: `steerco"), "{said}");
    for (asked, row) in
        [("? who owns", "people (g p)"), ("help postpone", "lifecycle (X)"), ("find who owns", "people")]
    {
        let said = room.talk(&[asked, ".", "q"]);
        let rows = said.lines().any(|line| line.contains(". ") && line.contains(row));
        assert!(rows && !said.contains("No verb is called"), "{asked}: {said}");
    }
    let said = room.talk(&["? people", "1", "q"]);
    assert!(said.contains("\n> People. "), "a number does what was found: {said}");
}

#[test]
fn a_mistyped_word_finds_what_was_meant_and_that_is_said() {
    let room = Room::new();
    let said = room.talk(&["porfolio", "q"]);
    assert!(said.contains("No verb is called “porfolio” here. ? porfolio finds these"), "{said}");
    assert!(said.contains("\nportfolio (g d): "), "{said}");
    let said = room.talk(&["4", "open", "what", "q"]);
    let offers = "say overview, or exceptions, or decisions, or actions, or people.\n";
    assert!(said.contains(offers), "none is offered twice: {said}");
    let said = room.talk(&["find reveiw", "1", "q"]);
    assert!(said.contains("Nothing has “reveiw”; these have “review”.\n1. review (g r): "), "{said}");
    let said = room.talk(&["find suplier", ".", "q"]);
    assert!(said.contains("Nothing has “suplier”; these have “Supplier”.\n1. pilot Supplier risk\n"), "{said}");
}

#[test]
fn a_word_that_is_the_name_of_a_verb_elsewhere_is_led_to_the_one_that_is_meant() {
    let said = Room::new().talk(&["week", "1 7", "write", "paste box", ".", "q"]);
    assert!(said.contains("> No verb is called “write” here; say commit the week, or note.\n"), "{said}");
    assert!(said.contains("> Paste readings\n"), "the box is called as on other pages: {said}");
}

#[test]
fn a_day_that_has_passed_is_refused_at_its_own_question() {
    let lines = ["12", "decide", "retrain", "Retrain it", "", "because", "yesterday", "2027-01-15", ".", "q"];
    let said = Room::new().talk(&lines);
    let wrong = "> 2026-11-24 is no later than the decision itself: write a later day.\ncomes back, a date as ";
    let (_, after) = said.split_once(wrong).expect(&said);
    assert!(after.contains("> Understood: Friday, 15 January 2027.\n"), "{said}");
}

#[test]
fn after_a_refusal_only_what_is_wrong_is_asked_again() {
    let room = Room::new();
    let lines = [
        "12",
        "decide",
        "retrain",
        "Retrain it",
        "",
        "",
        "answer quality < 400",
        "",
        "",
        "",
        "1",
        "2027-01-15",
        "1",
        "q",
    ];
    let said = room.talk(&lines);
    let (_, after) = said.split_once("> Understood: Friday, 15 January 2027.\n").expect(&said);
    assert!(after.starts_with("decision: retrain"), "all of it is told, and nothing asked: {said}");
    let decisions = room.list(&["decisions"]);
    assert!(decisions.iter().any(|one| one["statement"] == "Retrain it"), "{said}");
}

#[test]
fn a_single_letter_is_a_key_and_what_it_begins_is_told() {
    let room = Room::new();
    let said = room.talk(&["people", "D", "q"]);
    assert!(said.contains("“D” begins decisions, drafts. Say more of it."), "{said}");
    assert!(!said.contains("Drafts. Northwind"), "{said}");
    let said = room.talk(&["people", "Decisions", "q"]);
    assert!(said.contains("> Decisions. Northwind"), "a word may begin large: {said}");
    assert!(room.talk(&["?", "."]).contains("an empty line tells it again, more goes on with a long list"));
}

#[test]
fn what_is_chosen_on_a_page_of_a_pilot_is_its_row() {
    let room = Room::new();
    let said = room.talk(&["4", "open", "]", "7", "[", "exceptions", "q"]);
    assert!(said.contains("> 7. doing: Update cycle, Kenji Tanaka, due 4 Dec. "), "{said}");
    assert!(!said.contains("Chosen: Reported") && !said.contains("1 Overview, 2 Checklist"), "{said}");
}

#[test]
fn a_question_says_what_may_be_typed_and_tells_it_again() {
    let room = Room::new();
    let said = room.talk(&["7", "gate", "2", "edit", "?", "3", ".", "q"]);
    assert!(said.contains("\nscore, a number, needed") && said.matches("0 Nobody knows").count() == 2, "{said}");
    let said = room.talk(&["11", "decide", "retrain", "", "q"]);
    assert!(said.contains("> What was decided cannot be empty.\n"), "{said}");
    let said = room.talk(&["settings", "2", "q"]);
    assert!(said.contains("> 2. mouse, wheel and click from the start: no\n"), "{said}");
    let said = room.talk(&["11", "reading", ".", "q"]);
    assert!(said.contains("What follows is set already: metric, active users"), "{said}");
    assert!(said.contains("; week, 2026-W47.\nvalue, needed"), "{said}");
}

#[test]
fn a_wrong_answer_is_followed_by_its_question_and_how_to_leave_and_a_question_mark_is_no_answer() {
    let said = Room::new().talk(&["11", "decide", "retrain", "?", "", ".", "q"]);
    let again =
        "> What was decided cannot be empty.\nwhat was decided, needed; ? tells all of it again, . leaves a draft\n";
    assert!(said.contains(again), "{said}");
    assert_eq!(said.matches("\nwhat was decided, needed").count(), 3, "asked, told again, and not answered: {said}");
    assert!(!said.contains("what was decided: ?"), "{said}");
}

#[test]
fn how_a_change_is_taken_back_is_a_sentence_of_its_own() {
    let said = Room::new().talk(&["review", "meeting", "yes", "action", "@ana retrain by 15 Jan", "q", "q"]);
    assert!(said.contains(": retrain. u takes it back\n"), "{said}");
}

#[test]
fn a_page_is_turned_to_by_its_number_and_a_number_that_none_has_is_refused() {
    let room = Room::new();
    let said = room.talk(&["4", "open", "page 3", "page 9", "next page 2", "page 1", "q"]);
    assert!(said.contains("> Contract review, stage 1, Metrics. "), "{said}");
    assert!(said.contains("> There are pages from 1 to 8.\n> “next page” takes no number.\n"), "{said}");
    assert_eq!(said.matches("> Contract review, stage 1, Overview. ").count(), 2, "{said}");
    assert!(!said.contains("stage 1, Rollout"), "{said}");
    let said = room.talk(&["portfolio", "section 2", "section 8", "q"]);
    assert!(said.contains("> Portfolio, Status by family. ") && !said.contains("Causes and spend"), "{said}");
    assert!(said.contains("> There are sections from 1 to 7.\n"), "{said}");
    let alone = Room::new().talk(&["portfolio", "section", "people", "page"]);
    assert!(alone.contains("> There are sections from 1 to 7.\n"), "without its number: {alone}");
    assert!(alone.contains("> No page has a number here; ? tells the verbs.\n"), "{alone}");
    let said = room.talk(&["review", "page 4", "board", "page 2", "q"]);
    assert!(said.contains(", Committee. ") && said.contains("> No page has a number here"), "{said}");
}

#[test]
fn what_no_verb_is_called_is_told_without_its_row_and_an_example_is_a_verb_of_the_screen() {
    let said = Room::new().talk(&["framework", "open 3", "settings", "1 open", "1 5"]);
    assert_eq!(said.matches("No verb is called “open” here").count(), 2, "{said}");
    assert!(said.contains("say its number, alone or with a verb, as change 1."), "{said}");
}

#[test]
fn what_is_gone_on_to_is_told_with_the_number_of_its_row() {
    let said = Room::new().talk(&["week", "next missing", "board", "next column", "framework", "next section", "q"]);
    for told in ["2. Demand forecast, forecast error W47: type", "5. Supplier risk: G1 was", "5. title: Real data"] {
        assert!(said.contains(&format!("> Chosen: {told}")), "{told}: {said}");
    }
}

#[test]
fn a_verb_is_called_without_signs_and_its_keys_are_words() {
    let said = Room::new().talk(&["actions", "mark and next", "portfolio", "?"]);
    assert!(said.contains(", mark and next") && said.contains("1. marked, "), "{said}");
    assert!(said.contains(". section before ([ or BackTab): ") && !said.contains('⇤'), "{said}");
    assert!(said.contains("The next section.\n") && !said.contains("its number goes"), "{said}");
}
