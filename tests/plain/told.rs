//! What is told: every screen is sentences, without signs, keys and gaps.

use crate::Room;

#[test]
fn every_status_and_every_warning_of_the_board_is_a_word() {
    let room = Room::new();
    let said = room.talk(&[]);
    for word in [
        "decision wanted",
        "at risk",
        "on track",
        "stale",
        "not reported",
        "signal no-owner",
        "watch stage-overrun",
        "no owner",
        "week 13 of 8",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let warnings = room.run(&["-w", room.path().to_str().unwrap(), "signals", "--json"]);
    let warnings: serde_json::Value = serde_json::from_str(&warnings).unwrap();
    for warning in warnings.as_array().unwrap() {
        let name = warning["warning"].as_str().unwrap();
        assert!(said.contains(name), "{name}: {said}");
    }
}

#[test]
fn a_long_note_is_a_row_by_its_first_line_and_whole_where_it_is_opened() {
    let room = Room::new();
    let path = room.path();
    let long = format!("The feed broke.\n\n{}\n\nLastly.", "It broke again. ".repeat(2_000));
    room.run(&["-w", path.to_str().unwrap(), "note", "contract-review", &long]);
    let listed = room.talk(&["4", "open", "notes", "1"]);
    assert!(listed.contains(": The feed broke. …") && !listed.contains("It broke again"), "{listed}");
    assert_eq!(listed.matches("The feed broke. …").count(), 2, "with its page, and as it is chosen: {listed}");
    assert!(room.talk(&["4", "open", "notes", "1", "open"]).contains("Lastly."), "opened it is whole");
}

#[test]
fn what_is_computed_is_told_in_words() {
    let said = Room::new().talk(&["2", "open"]);
    assert!(said.contains("on track but computed decision wanted"), "{said}");
    assert!(said.contains("by family: adoption not judged, performance not judged"), "{said}");
}

#[test]
fn every_screen_can_be_told() {
    let room = Room::new();
    let screens = ["portfolio", "week", "review", "decisions", "actions", "people", "framework", "history", "board"];
    for screen in screens {
        let said = room.talk(&[screen]);
        let after = said.split("q leaves\n> ").nth(1).unwrap_or_default();
        let after = if screen == "board" { said.as_str() } else { after };
        assert!(after.lines().count() > 5 && !after.contains("No verb is called"), "{screen}: {said}");
    }
    let mut lines = vec!["11", "open"];
    lines.extend(["1", "2", "3", "4", "5", "6", "7", "8"].map(|_| "]"));
    let said = room.talk(&lines);
    for part in ["executive owner: Jonas Lindqvist", "performance, accuracy: 78.1", "of 4"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn exceptions_are_told_and_taken_on() {
    let room = Room::new();
    let said = room.talk(&["exceptions", "1", "q"]);
    assert!(said.contains("1. Shift planning, waits ") && said.contains("Night shift planned"), "{said}");
    assert!(said.contains("it may wait 14 days"), "{said}");
    let said = room.talk(&["exceptions", "1", "next state", "."]);
    assert!(said.contains("now it is"), "{said}");
    let said = room.talk(&["exceptions", "2", "v", "v", "next state", "."]);
    assert!(said.contains("Take 2 exceptions on") && said.contains("For Wish of a team lead"), "{said}");
    let said = room.talk(&["decisions", "1", "decide", "."]);
    assert!(said.contains("A decision on Service chat"), "{said}");
}

#[test]
fn every_number_of_the_portfolio_is_a_sentence_that_opens_its_pilots() {
    let room = Room::new();
    let said = room.talk(&["portfolio", "3", "open", "1", "open"]);
    let funnel = said.split_once("Portfolio, Funnel.").expect(&said).1;
    let line = funnel.lines().find(|line| line.starts_with("3. ")).expect(&said);
    let (counts, count) = line.strip_prefix("3. pilots ").unwrap().rsplit_once(": ").unwrap();
    let opened = format!("Portfolio, {count} pilots {counts}. ");
    let list = said.split_once(&opened).expect(&said).1;
    assert!(list.contains(&format!("1 to {count} chooses")), "{said}");
    assert!(list.contains("Contract review, stage 1, Overview."), "and a pilot of them opens: {said}");
    let said = room.talk(&["portfolio", "next section", "next section"]);
    assert!(said.contains("Portfolio, Status by family.") && said.contains("performance decision wanted"), "{said}");
    assert!(
        said.contains("Portfolio, Signals by consequence.") && said.contains("1. Invoice triage, signal drift-no"),
        "{said}"
    );
}

#[test]
fn a_person_of_the_portfolio_is_one_row_and_no_signal_is_behind_a_number() {
    let said = Room::new().talk(&["portfolio", "section 6", "open 1"]);
    let owner = "\n1. Pilar Navarro owns 2 pilots under way, 1 red by the data; 1 open action; of the readings in 13 weeks, 6 % \
                 not measured.\n";
    let owners = said.split_once("Portfolio, Owners.").expect(&said).1;
    assert!(owners.contains(owner) && owners.contains("1 to 10 chooses"), "{said}");
    assert!(owners.contains("> Pilar Navarro. Northwind"), "the row opens the person: {said}");
    let said = Room::new().talk(&["portfolio", "section 3"]);
    assert!(said.contains("17 wanted, 28 watched") && said.contains("1 to 45 chooses"), "{said}");
    assert!(!said.contains("the rest of this section"), "{said}");
    let said = Room::new().talk(&["portfolio", "section 2"]);
    assert!(said.contains("overall decision wanted. Nobody is its executive owner"), "a name is told once: {said}");
}

#[test]
fn what_a_sign_means_on_the_wall_is_said_there() {
    let told =
        Room::new().talk(&["meeting", "yes", "action", "@lucie do it by fri", "minute", "hello", "next", "back"]);
    for said in ["action, Lucie Moreau by 27 Nov: do it", "minuted, hello", "signal drift-no-authority: "] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("done action") && !told.contains("done minuted"), "{told}");
    let told = Room::new().talk(&["3", "gate"]);
    assert!(told.contains("\ngo lacks:\n") && !told.contains("open go lacks"), "{told}");
    let told = Room::new().talk(&["6", "open", "readiness", "q"]);
    assert!(told.contains(", workstream of Kenji Tanaka, by 11 Dec"), "{told}");
    let told = Room::new().talk(&["5", "gate", "."]);
    assert!(told.contains("\nthe workstream on Budget is open: ") && !told.contains("\n, "), "{told}");
}

#[test]
fn framework_rollout_chart_and_import_are_told_in_sentences() {
    let room = Room::new();
    let said = room.talk(&["framework", "3"]);
    assert!(
        said.contains("3. stage: 3 Organizational Embedding. name: Organizational Embedding; planned for: weeks 14-26"),
        "{said}"
    );
    let said = room.talk(&["12", "open", "rollout", "5"]);
    assert!(said.contains("5. unit Porto contact centre: certified since 11 Nov. unit Porto"), "{said}");
    let said = room.talk(&["11", "open", "metrics", "3", "chart"]);
    let chart = said.split_once("Metrics, in full, 26 weeks.").expect(&said).1;
    assert!(chart.contains("Natural process limits 90.4 to 97.7 %.") && chart.contains("2026-W47: 78.1 %"), "{said}");
    let table = room.folder.path().join("some.csv");
    std::fs::write(&table, "code,name,stage\ninvoice-triage,Invoices,4\nfield-dispatch,Field dispatch,purple\n")
        .unwrap();
    let said = room.talk(&["import a file", table.to_str().unwrap(), "take it in"]);
    assert!(said.contains("3. column “stage” feeds stage:") && said.contains("4. not taken: row 3"), "{said}");
    assert!(said.contains("5. Invoice triage, name, now Invoice triage: Invoices"), "{said}");
    assert!(room.list(&["pilots"]).iter().any(|pilot| pilot["name"] == "Invoices"), "{said}");
}

#[test]
fn undo_takes_back_what_was_said_of_a_file_that_is_not_taken_in() {
    let room = Room::new();
    let table = room.folder.path().join("plan.csv");
    std::fs::write(&table, "Project,Phase\nZed bot,purple\n").unwrap();
    let lines = ["import a file", table.to_str().unwrap(), "3", "correct", "3", "undo", "undo", "q"];
    let said = room.talk(&lines);
    let chosen = said.lines().find(|line| line.starts_with("> 3. not taken: ")).expect(&said);
    assert_eq!(chosen.matches("row 2: ").count(), 1, "what is wrong is told once: {chosen}");
    let (_, corrected) = said.split_once("“3” in place of “purple”").expect(&said);
    let (_, back) = corrected.split_once("not taken: row 2").expect(&said);
    assert!(back.contains("> Not now: nothing of this screen is in the journal"), "{said}");
}

#[test]
fn a_long_list_is_told_to_its_end_and_no_comma_stands_apart() {
    let room = Room::new();
    let said = room.talk(&["framework", "more", "more", "more"]);
    let count: usize =
        said.rsplit_once(" chooses; ").expect(&said).0.rsplit_once("1 to ").unwrap().1.trim().parse().unwrap();
    assert!((121..=180).contains(&count), "three stretches: {count}");
    assert!(said.contains("more up to number"), "{said}");
    for row in [61, 120, 121, count] {
        assert!(said.contains(&format!("\n{row}. ")) || said.contains(&format!("> {row}. ")), "{row}: {said}");
    }
    assert!(said.contains("There are no more rows."), "{said}");
    let said = room.talk(&["board", "1", "open", "metrics"]);
    assert!(said.contains("target 30 parts, 4 missing") && !said.contains(" , "), "{said}");
}

#[test]
fn the_history_of_a_pilot_is_chosen_from_by_number() {
    let said = Room::new().talk(&["4", "open", "history", "2", "take back", "2"]);
    let (_, page) = said.split_once("History. ").expect(&said);
    let second = page.lines().find_map(|line| line.strip_prefix("2. ")).expect(&said);
    let (_, summary) = second.split_once(": ").expect(&said);
    let (before, _) = page.split_once("\nTake this entry back?").expect(&said);
    assert!(before.lines().last().is_some_and(|question| question.ends_with(summary)), "{summary}: {said}");
}

#[test]
fn what_a_person_answers_for_is_chosen_by_number() {
    let room = Room::new();
    let said = room.talk(&[":", "Pilar Navarro", "1", "2", "open", ".", "7", "open", "q"]);
    let page = said.split_once("> Pilar Navarro. ").expect(&said).1;
    assert!(page.contains("Chief Operating Officer, C-suite, Operations, "), "{said}");
    assert!(page.contains("\n2 owned, 18 in all, 0 overdue.\n1. owns Energy bills\n"), "{said}");
    assert!(page.contains("\n1 to 18 chooses; open, hand over, edit"), "{said}");
    assert!(page.contains("> 2. owns Shift planning\n") && page.contains("> Shift planning, stage 3"), "{said}");
    assert!(page.contains("7. action Shift planning: Ask the works council") && page.contains("> Actions."), "{said}");
}

#[test]
fn another_moment_a_mask_and_a_filter_are_told_anew_at_once() {
    let room = Room::new();
    let said = room.talk(&["@", "2026-11-08", ".", "board", "q"]);
    let after = said.split_once("> This is as of 8 Nov.").expect(&said).1;
    let (told, rest) = after.split_once("q leaves\n> ").expect(&said);
    assert!(told.contains("\nBoard. ") && told.contains("As of 8 Nov") && told.contains("\n1. Stage "), "{said}");
    assert!(
        rest.starts_with("There is nothing to go back to; q leaves.\n> Board. "),
        "the screen that is open is told: {said}"
    );
    let said = room.talk(&["/", "invoice", "/", ".", "q"]);
    let after = said.split_once("or a dot to go on\n> ").expect(&said).1;
    assert!(after.starts_with("Narrowed to “invoice”.\nBoard. ") && after.contains("\n1 chooses; open"), "{said}");
    for screen in ["board", "people", "week", "framework"] {
        let said = room.talk(&[screen, "filter", "zzz", ".", "q"]);
        assert!(said.contains(": a dot takes the filter away."), "{screen}: {said}");
        assert!(!said.contains("/ zzz") && !said.contains("Backspace"), "{screen}: {said}");
        assert!(said.rsplit_once("takes the filter away.").unwrap().1.contains("\n1. "), "{screen}: {said}");
    }
    assert!(!said.contains("Nothing that is told here changed"), "a question is no answer: {said}");
    let marked = room.talk(&["mark 1", "filter zzz", ".", ".", "q"]);
    let none = Room::new().talk(&["people", "/zzz"]);
    assert!(none.contains("The list is narrowed to “zzz”.\nNothing here matches “zzz”"), "no heads of columns: {none}");
    let first = "Nothing here matches “zzz”: a dot takes the mark away, and a dot once more the filter.";
    let (_, after) = marked.split_once(first).expect(&marked);
    assert!(after.contains("> 1 mark is taken away.") && after.contains("> All rows again."), "{marked}");
    let said = room.talk(&["workspaces", "filter steerco", ".", "q"]);
    assert!(said.contains("\nThe list is narrowed to “steerco”.\n") && said.contains("> All rows again.\n"), "{said}");
    let said = room.talk(&["M", "q"]);
    let after = said.split_once("> Names and values are masked.\n").expect(&said).1;
    assert!(after.starts_with("Board. …. ") && after.contains("\n12. Stage 4"), "{said}");
}

#[test]
fn the_mark_of_a_table_is_that_of_its_row() {
    let said = Room::new().talk(&["people", "v", "1", "2", ".", "q"]);
    let after = said.split_once("> 1. marked, ").expect(&said).1;
    assert!(
        after.contains("\n1 marked: ") && after.contains(".\nChosen: ") && !said.contains("marked: 1 marked"),
        "{said}"
    );
    let rows: Vec<&str> = after.lines().filter(|line| line.starts_with("> 1. ") || line.starts_with("> 2. ")).collect();
    assert!(rows[0].starts_with("> 1. marked, ") && !rows[1].contains("marked"), "{said}");
    assert!(after.contains("> 1 mark is taken away."), "{said}");
}

#[test]
fn an_order_and_groups_that_were_kept_are_told_again() {
    let room = Room::new();
    let said = room.talk(&["sort", "sort", "group", "q"]);
    assert!(said.contains("Cards grouped by unit. 2 of 4; next: grouped by owner"), "{said}");
    let said = room.talk(&["q"]);
    assert!(said.contains("\nThe list is by name, grouped by unit.\n") && said.contains("; group: "), "{said}");
}

#[test]
fn what_is_heard_has_words_and_no_signs() {
    let room = Room::new();
    let said = room.talk(&["1", "2", "report", ".", "1", "open", ".", "11", "open", "metrics", "q"]);
    assert!(said.contains("\n7 decisions wanted, 2 at risk, "), "how many stand how: {said}");
    assert!(said.contains("4 in stage 1, 3 in stage 2, 3 in stage 3, 2 in stage 4.\n"), "{said}");
    assert!(
        said.contains(" Reported on track: 97 % accuracy") && said.contains("\n1. on track: nobody needs"),
        "{said}"
    );
    assert!(said.contains(" now on track: nobody needs to act; "), "{said}");
    assert!(
        said.contains("> Demand forecast, stage 1, Overview.") && said.contains(", week 13 of 8, 5 over"),
        "{said}"
    );
    assert!(said.contains(" in 13 weeks") && !said.contains(" in 13 w;"), "{said}");
    let said = room.talk(&["history", "portfolio", "next section", "q"]);
    assert!(said.contains("in Polish and Czech contracts") && !said.contains("**"), "{said}");
    assert!(said.contains("1. pilots at “decision wanted” in adoption, by their data: 1\n"), "{said}");
    let funnel = said.split_once("Portfolio, Funnel. ").expect(&said).1;
    let ended = funnel.lines().find(|line| line.contains(". of those that ended")).expect(&said);
    assert!(funnel.contains(". reached production, 1 of 11, 9 %\n") && ended.ends_with(", 1 of 1"), "{said}");
}

#[test]
fn what_is_left_out_of_an_agenda_says_how_long_it_is_then() {
    let said = Room::new().talk(&["review", "2", "drop", "drop", "q"]);
    assert!(
        said.contains("“Field dispatch” is left out. The agenda takes 60 of 60 min now. u takes it back\n"),
        "{said}"
    );
    assert!(said.contains("The agenda takes 70 of 60 min now."), "{said}");
}

#[test]
fn a_row_that_became_another_is_told_with_what_was_done() {
    let room = Room::new();
    let said = room.talk(&["week", "2 18.5", "w", ".", "q"]);
    let after = said.split_once("Entered 1 reading for 2026-W47.").expect(&said).1;
    assert!(after.contains("\n2. Demand forecast, forecast error W47: 18.5"), "{said}");
    assert_eq!(after.matches("2. Demand forecast, forecast error").count(), 1, "and once: {said}");
}

#[test]
fn notes_are_told_without_the_signs_of_their_markdown() {
    let room = Room::new();
    let said =
        room.talk(&["4", "open", "notes", "a", "# T\\n\\n**We** run on an **extract**\\n\\n---", "1", "open", "q"]);
    assert!(said.contains(": T …") && said.contains("contracts are still missed"), "{said}");
    let whole = said.split_once("Notes, in full.").expect(&said).1;
    assert!(whole.contains(", Petra Nowak: T\n") && whole.contains("\nWe run on an extract\n"), "{said}");
    let listed = said.split_once("Notes. ").expect(&said).1;
    assert!(listed.contains("in Polish and Czech contracts") && !listed.contains("**Polish"), "{said}");
}

#[test]
fn a_page_of_a_review_without_rows_says_so() {
    let room = Room::new();
    let said = room.talk(&["review", "minutes", "earlier", "minutes", "q"]);
    let page = said.split_once(", Minutes. ").expect(&said).1;
    assert!(page.contains("draft, chair Pilar Navarro") && page.contains("Nothing is minuted yet"), "{said}");
    assert!(!said.contains("1 Agenda"), "{said}");
    assert!(said.contains("\n3. Invoice triage, talked about\n4. The sample shows"), "{said}");
}

#[test]
fn what_is_open_on_one_page_of_a_pilot_lies_over_the_rows_of_no_other() {
    let room = Room::new();
    let said = room.talk(&["11", "open", "metrics", "3", "chart", "readiness", "3", "notes", ".", "q"]);
    let (_, page) = said.split_once("> Invoice triage, stage 4, Readiness. ").expect(&said);
    assert!(page.contains("\n3. Governance: ") && page.contains("\n> 3. Governance: "), "{said}");
    let (_, notes) = page.split_once("> Invoice triage, stage 4, Notes. ").expect(&said);
    assert!(notes.contains("\n1. ") && notes.contains("\n> Board. "), "{said}");
    let said = room.talk(&["11", "open", "metrics", "3", "chart", "notes", "metrics", ".", "q"]);
    let (_, again) = said.split_once("Notes. ").expect(&said);
    let (_, chart) = again.split_once("> Invoice triage, stage 4, Metrics, in full, 26 weeks. ").expect(&said);
    assert!(chart.contains("> Invoice triage, stage 4, Metrics. "), "a dot closes it there: {said}");
    let said = room.talk(&["11", "open", "history", "1", "open", "readiness", ".", "q"]);
    let (_, entry) = said.split_once("History, in full. ").expect(&said);
    let (_, page) = entry.split_once("> Invoice triage, stage 4, Readiness. ").expect(&said);
    assert!(page.contains("\n1. Data: ") && page.contains("\n> Board. "), "{said}");
}

#[test]
fn where_all_rows_stay_nothing_is_said_to_be_narrowed() {
    let said = Room::new().talk(&["11", "open", "readiness", "filter", "/budget", ".", "metrics", "/users", "q"]);
    assert!(said.contains("every row is told with its number") && !said.contains("Narrowed to “budget”"), "{said}");
    assert!(said.contains("Narrowed to “users”.") && !said.contains("narrowed to “budget”"), "{said}");
}

#[test]
fn a_row_that_has_its_kind_in_a_sign_or_a_column_says_it() {
    let room = Room::new();
    let said = room.talk(&["portfolio", "next section", "next section", "1", "q"]);
    let (_, page) = said.split_once("Portfolio, Signals by consequence. ").expect(&said);
    let counts = page.lines().nth(1).expect(&said);
    assert!(counts.contains(" wanted, ") && counts.ends_with(" watched."), "{said}");
    assert!(page.contains("\n1. Invoice triage, signal drift-no-authority (since "), "{said}");
    assert!(page.contains("\n20. Supplier risk, watch stage-overrun (since "), "{said}");
    let (_, chosen) = page.split_once("> 1. ").expect(&said);
    assert_eq!(chosen.matches("drift-no-authority").count(), 1, "and once where it is chosen: {said}");
    let said = room.talk(&["review", "since", "1", "q"]);
    let (_, page) = said.split_once("Since the last review. ").expect(&said);
    for row in ["1. new signal, Field dispatch: adoption-collapse: ", "6. status, Warranty coding: computed: "] {
        assert!(page.contains(row), "{row}: {said}");
    }
    assert!(page.contains(". action, Invoice triage: not done by 30 Oct: "), "{said}");
    let (_, chosen) = page.split_once("> 1. ").expect(&said);
    assert_eq!(chosen.matches("new signal").count(), 1, "{said}");
}

#[test]
fn an_item_of_the_checklist_says_that_it_is_overdue_and_where_it_is_chosen_what_it_means() {
    let room = Room::new();
    let path = room.path();
    room.run(&[
        "-w",
        path.to_str().unwrap(),
        "tick",
        "demand-forecast",
        "s1.operating-question",
        "--evidence",
        "Page 2",
    ]);
    let said = room.talk(&["1", "open", "checklist", "2", "5", "q"]);
    let (_, page) = said.split_once(", Checklist. ").expect(&said);
    let row = "2. doing: Real data, not curated, Kenji Tanaka, overdue since 30 Oct";
    assert!(page.contains(&format!("\n{row}\n")), "{said}");
    let (_, chosen) = page.split_once(&format!("> {row}. ")).expect(&said);
    let (line, rest) = chosen.split_once('\n').expect(&said);
    assert!(
        line.starts_with("The pilot runs on data as operations produce it") && line.contains("s1.real-data, from: ")
    );
    assert!(
        page.contains("\n5. done: The operating question is written") && rest.contains("shown: Page 2 ("),
        "{said}"
    );
}

#[test]
fn readiness_and_rollout_are_told_with_what_a_screen_shows_above_and_beside_the_rows() {
    let room = Room::new();
    let said = room.talk(&["5", "open", "readiness", "4", "q"]);
    let (_, page) = said.split_once(", Readiness. ").expect(&said);
    for line in [
        "Gap assessment, version 1, frozen on 14 Sep, quality 97 of 100",
        "workstream on Budget: 11 Sep to 13 Nov, overdue",
        "4. Change readiness: 3 of 4, passes, 1 shown, no vote",
        "6. Budget: 1 of 4, does not pass, nothing shown, 1 gap, late: Lucie Moreau, 13 Nov",
    ] {
        assert!(page.contains(&format!("\n{line}\n")), "{line}: {said}");
    }
    let (_, chosen) = page.split_once("> 4. Change readiness: ").expect(&said);
    let chosen = chosen.lines().next().unwrap();
    for part in [" 3: There, and evidence shows it (Petra Nowak, 10 Sep). ", " not met: Managers answer for adoption. "]
    {
        assert!(chosen.contains(part), "{part}: {said}");
    }
    let said = room.talk(&["12", "open", "rollout", "q"]);
    let summary =
        "\nNo process step is listed; 2 of 4 expansions begun, 1 certified. Rolled out on 20 Jul, day 128.\n1. ";
    assert!(said.contains(summary), "{said}");
    let said = room.talk(&["12", "open", "rollout", "2", "zoom", "q"]);
    let (_, whole) = said.split_once("Rollout, in full. ").expect(&said);
    assert_eq!(whole.matches("150 users, 5 Aug; entered by Ana Costa").count(), 1, "{said}");
    let said = room.talk(&["8", "open", "rollout", "q"]);
    assert!(
        said.contains("\n90 days, week 1 to 13: adoption readings, 10 of 13 are in, 3 to come, none missing\n"),
        "{said}"
    );
    assert_eq!(said.matches("Rolled out on 21 Sep, day 65.").count(), 1, "{said}");
}

#[test]
fn what_a_screen_draws_as_a_line_or_a_share_is_told_in_numbers() {
    let room = Room::new();
    let said = room.talk(&["8", "open", "metrics", "1", "chart", "q"]);
    assert!(said.contains("\n2026-W47: 31 %, plan 50 %, below the limit\n"), "{said}");
    assert!(said.contains("\n2026-W38: 88 %, go, "), "before the rollout nothing is planned: {said}");
    let said = room.talk(&["portfolio", "q"]);
    assert!(said.contains(". pilots that began here, in stage 1: 11\n"), "its other number opens too: {said}");
}

#[test]
fn the_row_that_is_chosen_is_not_told_again_behind_all_rows() {
    let room = Room::new();
    let said = room.talk(&["actions", "history", "portfolio", "next section", "next section", "q"]);
    let (_, actions) = said.split_once("\n> Actions. ").expect(&said);
    assert_eq!(actions.matches("Name who may order a retraining").count(), 1, "{said}");
    assert!(actions.contains("\nChosen: 1.\n"), "{said}");
    let (_, history) = said.split_once("\n> History. ").expect(&said);
    assert!(history.contains("\nChosen: 1.\n") && !history.contains("\nChosen: Petra Nowak"), "{said}");
    let (_, signals) = said.split_once("Signals by consequence. ").expect(&said);
    assert!(signals.contains("\nChosen: 1.\n"), "{said}");
    let board = said.split("\n> ").next().unwrap();
    assert!(board.contains("\nChosen: Demand forecast: Nobody is its executive owner "), "it tells more: {said}");
    let said = room.talk(&["week", "1 abc", "1", "q"]);
    let chosen = said.lines().rfind(|line| line.starts_with("> 1. ")).expect(&said);
    assert_eq!(chosen.matches("“abc” is not a number").count(), 1, "{said}");
}

#[test]
fn all_that_stands_on_the_overview_of_a_pilot_is_told() {
    let room = Room::new();
    let said = room.talk(&["8", "open", "zoom", "q"]);
    let (rows, whole) = said.split_once("Overview, in full. ").expect(&said);
    assert!(rows.contains("\n“zoom” tells what would make it green, "), "{said}");
    let summary = "Plans the daily routes of the service technicians and reassigns jobs during the day.";
    for told in [rows, whole] {
        assert_eq!(told.matches(summary).count(), 1, "{said}");
        assert!(told.contains("signal adoption-collapse, since "), "{said}");
    }
    for part in [
        "\nWhat would make it green:\nadoption: ",
        "\nHeadline metrics:\nadoption, active users: 31 % ",
        "\nChecklist:\n",
        " done, ",
        "\nWay through the stages:\n",
        ", stage 1, began",
    ] {
        assert!(whole.contains(part), "{part}: {said}");
    }
    let said = room.talk(&["5", "open", "zoom", "q"]);
    assert!(said.contains("\nadoption: the day of the rollout is set ("), "{said}");
}

#[test]
fn the_newest_value_and_the_status_of_all_are_told_of_a_pilot() {
    let room = Room::new();
    let said = Room::new().talk(&["4", "open", "edit 13", "tomorrow", "q"]);
    assert!(said.contains("reported: at risk but computed not judged, "), "{said}");
    let said = room.talk(&["portfolio", "next section", "q"]);
    assert!(said.contains("; Jonas Lindqvist; accuracy 78.1 % down 7.9 in 13 weeks; signal "), "{said}");
    assert!(
        said.contains("; Elena Ivanova; ") && said.contains("\n12. Stage 4, week 7: Service chat, on track; "),
        "{said}"
    );
    let overall = ", gate decision wanted, overall decision wanted. accuracy: ";
    assert!(said.contains(overall), "{said}");
}

#[test]
fn a_chart_is_told_with_its_marks_and_with_how_many_weeks_lie_before() {
    let said = Room::new().talk(&["11", "open", "metrics", "3", "chart", "zoom", "q"]);
    let (_, chart) = said.split_once("Metrics, in full, 26 weeks. ").expect(&said);
    let (chart, zoomed) = chart.split_once("Metrics, in full, 52 weeks. ").expect(&said);
    assert!(chart.contains("limits 90.4 to 97.7 %. Centre 94 %. Steps up to 4.5 are noise.\n"), "{said}");
    assert!(chart.lines().any(|line| line.starts_with("2026-W25: 91.9 %, ") && line.contains(", rollout")), "{said}");
    assert!(chart.contains("\n2026-W37: 85 %, below the limit, stage 4"), "{said}");
    assert!(chart.contains("\n2026-W28: 90.8 %, a rule of the chart holds\n"), "{said}");
    assert!(chart.contains(", retrain\n") && chart.contains("\n2026-W23: 93 %\n2026-W22: 94 %\n"), "{said}");
    assert!(chart.contains("\n14 earlier weeks, from W08 on: “zoom” tells them.\n"), "{said}");
    assert!(zoomed.contains("\n2026-W08: ") && !zoomed.contains("earlier week"), "{said}");
}

#[test]
fn a_text_that_is_found_is_told_without_the_signs_of_its_markdown() {
    let room = Room::new();
    let said = room.talk(&[":", "portal", ".", "q"]);
    let printed = room.run(&["-w", room.path().to_str().unwrap(), "search", "portal"]);
    for found in [&said, &printed] {
        assert!(found.contains("come from the new portal layouts"), "{found}");
        assert!(found.contains("the new supplier portal changed") && !found.contains('*'), "{found}");
    }
}
