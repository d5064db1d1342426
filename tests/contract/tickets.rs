//! Exceptions and tickets.

use super::*;

#[test]
fn tickets_of_jira_become_exceptions_and_are_known_again() {
    let desk = Desk::with_demo();
    let header = "Summary,Issue key,Priority,Assignee,Created,Resolved,Resolution,Labels\n";
    let open = "Wrong supplier,OPS-1,High,Ana Costa,2026-11-18 10:30,,,invoice-triage\n";
    let nowhere = "Nobody knows,OPS-2,Low,,2026-11-18 10:30,,,\n";
    desk.write("tickets.csv", format!("{header}{open}{nowhere}").as_bytes());
    let error = desk.refuses(&["import", "tickets.csv"], 3);
    assert!(error.to_string().contains("OPS-2 does not say of which pilot"), "{error}");
    let said = desk.on(&["import", "tickets.csv", "--pilot", "service-chat", "--json"]).json();
    assert_eq!(said["created"], json!(2), "{said}");
    assert_eq!(desk.json(&["import", "tickets.csv", "--pilot", "service-chat"])["entry"], Value::Null);
    let mended = open.replace(",,,", ",2026-11-20 09:00,Fixed,");
    desk.write("tickets.csv", format!("{header}{mended}").as_bytes());
    assert_eq!(desk.on(&["import", "tickets.csv", "--map", "jira", "--json"]).json()["changed"], json!(1));
    let all = desk.on(&["list", "exceptions", "--all", "--json"]).json();
    let one = all.as_array().unwrap().iter().find(|one| one["text"] == "Wrong supplier (OPS-1)").unwrap();
    assert_eq!(
        (&one["pilot"], &one["severity"], &one["state"]),
        (&json!("invoice-triage"), &json!("high"), &json!("resolved"))
    );
    assert_eq!((&one["owner"], &one["resolution"]), (&json!("Ana Costa"), &json!("Fixed")));
    // Its shorter list calls the key otherwise, and names no pilot.
    desk.write(
        "short.csv",
        b"Key,Summary,Status,Created\nOPS-3,Wrong day,Open,2026-11-18 10:30\nOPS-4,Late,Open,2026-11-18 10:30\n",
    );
    let error = desk.refuses(&["import", "short.csv"], 3).to_string();
    assert!(error.contains("2 tickets do not say of which pilot they are; next: say which with --pilot"), "{error}");
    assert!(error.contains("OPS-3 does not say of which pilot"), "{error}");
    assert_eq!(error.matches("--pilot").count(), 1, "the way is told once: {error}");
    assert_eq!(desk.json(&["import", "short.csv", "--pilot", "service-chat"])["created"], json!(2));
    // Without the day they are tickets all the same, and no pilots that nobody knows.
    desk.write("dayless.csv", b"Key,Summary,Status\nOPS-5,Wrong day,Open\nOPS-6,Late,Open\n");
    let error = desk.refuses(&["import", "dayless.csv"], 3).to_string();
    assert!(error.contains("2 tickets do not say when they were raised") && error.contains("--pilot"), "{error}");
    desk.write("codes.csv", b"Key,Summary,Status\nservice-chat,Answers customers.,green\n");
    assert_eq!(desk.json(&["import", "codes.csv", "--dry-run"])["rejected"], json!([]), "those are pilots");
}

#[test]
fn tickets_that_say_another_project_and_words_and_days_that_are_read_otherwise_are_told() {
    let desk = Desk::with_demo();
    let table = "Summary,Issue key,Priority,Created,Project name\nWrong supplier,OPS-1,Highest,2026-11-18,Claims triage\n\
                 Late,OPS-2,high,15 Nov,\nLost,OPS-3,low,yesterday,\n";
    desk.write("jira.csv", table.as_bytes());
    let said = desk.on(&["import", "jira.csv", "--pilot", "service-chat", "--partial"]);
    for told in [
        "Put onto the pilot that was named, although they say something else: “Claims triage” (row 2).",
        "“Highest” in column “Priority” is read as high (row 2).",
        "column “Created” has days without their year, read as in forms: “15 Nov” is 2026-11-15 (row 3).",
    ] {
        assert!(said.err.contains(told), "{told}: {said:?}");
    }
    assert!(said.err.contains("yesterday") && !said.err.contains("“high” in column"), "{said:?}");
    let all = desk.list(&["exceptions"]);
    let is_raised = |text: &str| all.iter().any(|one| one["text"] == text);
    assert!(is_raised("Late (OPS-2)") && !is_raised("Lost (OPS-3)"), "{all:?}");
}

#[test]
fn tickets_that_name_another_pilot_than_the_one_that_was_named_are_told() {
    let desk = Desk::with_demo();
    let table = |label: &str| {
        format!(
            "Summary,Issue key,Priority,Created,Labels\nWrong supplier,OPS-1,High,2026-11-18,{label}\n\
             Late,OPS-2,Low,2026-11-18,invoice-triage\n"
        )
    };
    let words = ["import", "jira.csv", "--pilot", "service-chat"];
    desk.write("jira.csv", table("").as_bytes());
    let said = desk.on(&words).done();
    let own =
        "Put onto the pilot that they name themselves, and not onto the one that was named: “invoice-triage” (row 3).";
    assert!(said.err.contains(own), "{said:?}");
    desk.write("jira.csv", table("invoice-triage").as_bytes());
    let said = desk.on(&words).done();
    let stays = "Known here as those of another pilot, where they stay, although the file names this one: “invoice-triage” \
                 (row 2).";
    assert!(said.err.contains(stays) && !said.err.contains(own), "{said:?}");
    let of =
        |text: &str| desk.list(&["exceptions"]).into_iter().find(|one| one["text"] == text).unwrap()["pilot"].clone();
    assert_eq!([of("Wrong supplier (OPS-1)"), of("Late (OPS-2)")], [json!("service-chat"), json!("invoice-triage")]);
}

#[test]
fn a_pilot_that_is_named_for_tickets_is_told_where_the_rows_are_none() {
    let desk = Desk::with_demo();
    desk.write("week.csv", b"pilot,metric,week,value\ninvoice-triage,impact,2026-W45,5\n");
    let said = desk.on(&["import", "week.csv", "--pilot", "service-chat", "--dry-run"]).done();
    let told = "The pilot that was named, service-chat, is for tickets: these are readings, and it is not used.";
    assert!(said.err.contains(told), "{said:?}");
    desk.refuses(&["import", "week.csv", "--pilot", "no-such"], 4);
}

#[test]
fn a_plain_table_of_exceptions_is_taken_in_and_known_again() {
    let desk = Desk::with_demo();
    let owner = text(&desk.json(&["show", "Invoice triage"]), "executive_owner").to_owned();
    let table = "Pilot,Exception,Severity,Date raised,Date closed,Owner\n\
                 Invoice triage,Wrong vendor matched,high,2026-11-02,,Ana Costa\n\
                 service-chat,Wrong answer,low,2026-11-10,2026-11-12,Zed Unknown\n";
    desk.write("exceptions.csv", table.as_bytes());
    let said = desk.on(&["import", "exceptions.csv"]).done();
    assert!(said.out.contains("2 exceptions raised (1 of them resolved already), 0 changed"), "{said:?}");
    assert!(said.err.contains("Nobody is called “Zed Unknown” (row 3): no owner"), "{said:?}");
    assert_eq!(desk.json(&["import", "exceptions.csv"])["entry"], Value::Null, "they are known again");
    assert_eq!(text(&desk.json(&["show", "Invoice triage"]), "executive_owner"), owner);
    desk.write("exceptions.csv", table.replace("2026-11-02,,", "2026-11-02,2026-11-20,").as_bytes());
    let said = desk.on(&["import", "exceptions.csv"]).done();
    assert!(said.out.contains("0 exceptions raised, 1 changed, 1 unchanged"), "{said:?}");
    let list = desk.on(&["list", "exceptions", "--json"]).json();
    let one = list.as_array().unwrap().iter().find(|one| one["text"] == "Wrong vendor matched").unwrap();
    assert_eq!(text(one, "state"), "resolved", "{one}");
    desk.write("exceptions.csv", table.as_bytes());
    let said = desk.on(&["import", "exceptions.csv"]).done();
    let open = "Resolved here, and stay so, although the file has them as open: “Wrong vendor matched” (row 2).";
    assert!(said.err.contains(open), "{said:?}");
    let more = "Pilot,Exception,Date raised,Resolution\nservice-chat,Late answer,2026-11-11,Asked the vendor\n";
    desk.write("more.csv", more.as_bytes());
    let said = desk.on(&["import", "more.csv", "--dry-run"]).done();
    assert!(
        said.err.contains("is not taken where nothing says when") && said.err.contains("“Asked the vendor” (row 2)")
    );
}

#[test]
fn a_trial_tells_the_totals_and_what_a_ticket_would_be_and_a_partial_import_what_was_left() {
    let desk = Desk::with_demo();
    let table = "Summary,Issue key,Priority,Assignee,Created,Resolved,Resolution,Labels,Labels,Comment,Comment\n\
                 Wrong supplier,OPS-1,High,Ana Costa,2026-11-18 10:30,,,ai,invoice-triage,a,b\n\
                 Wrong day,OPS-2,Low,,2026-11-02,2026-11-05,Fixed,service-chat,,,\n\
                 Late,OPS-3,Sometimes,,2026-11-18,,,invoice-triage,,,\nLost,OPS-4,Low,,2026-11-18,,,,,,\n";
    desk.write("jira.csv", table.as_bytes());
    let said = desk.on(&["import", "jira.csv", "--dry-run"]);
    assert_eq!(said.status, 3, "{said:?}");
    for told in [
        "Wrong supplier (OPS-1), high, raised 2026-11-18 10:30, owned by Ana Costa",
        "Wrong day (OPS-2), low, raised 2026-11-02",
        "2026-11-05, Fixed",
        "With --partial, jira.csv: 2 exceptions would be raised (1 of them resolved already), 0 changed, 0 unchanged, \
         2 rows rejected.",
    ] {
        assert!(said.out.contains(told), "{told}: {said:?}");
    }
    let said = desk.on(&["import", "jira.csv", "--partial"]).done();
    let left = "jira.csv: 2 rows were not taken (rows 4, 5); next: mend them and import it again.";
    assert!(said.err.contains(left), "{said:?}");
    let said = desk.on(&["import", "jira.csv", "--dry-run", "--json"]);
    assert!(said.status == 3 && said.out.is_empty() && said.err.contains("Sometimes"), "{said:?}");
}

#[test]
fn issues_of_a_german_jira_are_known_by_their_columns_and_words() {
    let desk = Desk::with_demo();
    let table = "Zusammenfassung;Vorgangsschlüssel;Status;Priorität;Bearbeiter;Erstellt;Aktualisiert;Erledigt;Lösung;Stichwörter\n\
                 Falscher Tag;OPS-1;Erledigt;Hoch;Ana Costa;02.11.2026 10:30;03.11.2026 10:30;;;invoice-triage\n";
    desk.write("jira.csv", table.as_bytes());
    desk.on(&["import", "jira.csv"]).done();
    let list = desk.list(&["exceptions", "--all"]);
    let one = list.iter().find(|one| text(one, "text") == "Falscher Tag (OPS-1)").unwrap();
    assert_eq!(
        ["severity", "owner", "state"].map(|field| text(one, field)),
        ["high", "Ana Costa", "resolved"],
        "{one}"
    );
}

#[test]
fn no_open_exception_of_a_file_goes_to_somebody_who_is_archived() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "Ana Costa"]).done();
    let table = "Pilot,Exception,Severity,Date raised,Date closed,Owner\n\
                 Invoice triage,Open one,high,2026-11-02,,Ana Costa\n\
                 service-chat,Closed one,low,2026-11-10,2026-11-12,Ana Costa\n";
    desk.write("exceptions.csv", table.as_bytes());
    let said = desk.on(&["import", "exceptions.csv"]).done();
    assert!(said.err.contains("Archived here, so that no owner is taken from there: “Ana Costa” (row 2)."), "{said:?}");
    let owner = |what: &str| {
        let list = desk.list(&["exceptions", "--all"]);
        list.iter().find(|one| one["text"] == what).unwrap()["owner"].to_string()
    };
    assert!(!owner("Open one").contains("Ana Costa") && owner("Closed one").contains("Ana Costa"));
}

#[test]
fn what_a_ticket_says_now_is_said_here_unless_somebody_wrote_something_else() {
    let desk = Desk::with_demo();
    let tickets = |summary: &str, priority: &str, who: &str| {
        let table = format!(
            "Issue key,Summary,Status,Priority,Assignee,Created,Labels\n\
             OPS-7,{summary},Open,{priority},{who},2026-11-18 10:30,invoice-triage\n"
        );
        desk.write("jira.csv", table.as_bytes());
    };
    let one = || {
        let list = desk.list(&["exceptions"]);
        list.into_iter().find(|one| text(one, "text").ends_with("(OPS-7)")).unwrap()
    };
    tickets("Wrong rest day", "Low", "Ana Costa");
    desk.on(&["import", "jira.csv"]).done();
    tickets("Wrong day of rest", "Highest", "Kenji Tanaka");
    let said = desk.on(&["import", "jira.csv"]).done();
    assert!(said.out.contains("0 exceptions raised, 1 changed"), "{said:?}");
    let told = one();
    let told = ["text", "severity", "owner"].map(|field| text(&told, field).to_owned());
    assert_eq!(told, ["Wrong day of rest (OPS-7)", "high", "Kenji Tanaka"]);
    // What a cell leaves open stays.
    tickets("Wrong day of rest", "", "");
    assert_eq!(desk.json(&["import", "jira.csv"])["entry"], Value::Null);
    // An import that is taken back has said nothing, and taking back is no edit.
    tickets("Wrong day of rest", "Low", "Kenji Tanaka");
    desk.on(&["import", "jira.csv"]).done();
    desk.on(&["undo", "--yes"]).done();
    desk.on(&["import", "jira.csv"]).done();
    assert_eq!(text(&one(), "severity"), "low");
    // What somebody wrote here stays, and is told; whatever it is called here, it is the same one.
    let id = text(&one(), "id").to_owned();
    desk.on(&["set", "exception", &id, "severity", "medium"]).done();
    tickets("Wrong day of rest", "Highest", "Ana Costa");
    let said = desk.on(&["import", "jira.csv"]).done();
    assert!(
        said.err.contains("1 field of an exception stays as written here")
            && said.err.contains("severity of “Wrong day of rest (OPS-7)”"),
        "{said:?}"
    );
    assert_eq!((text(&one(), "severity"), text(&one(), "owner")), ("medium", "Ana Costa"));
    let count = desk.list(&["exceptions"]).len();
    desk.on(&["set", "exception", &id, "text", "The works council was right"]).done();
    desk.on(&["import", "jira.csv"]).done();
    assert_eq!(desk.list(&["exceptions"]).len(), count, "it is known by what the file called it");
}

#[test]
fn an_edit_stays_beside_a_ticket_in_a_copy_of_the_workspace_too() {
    let desk = Desk::with_demo();
    let jira = "Issue key,Summary,Priority,Assignee,Created,Labels\n\
                OPS-7,Wrong rest day,Low,Ana <ana.costa@example.com>,2026-11-18 10:30,invoice-triage\n";
    desk.on(&["set", "person", "Ana Costa", "email", "ana.costa@example.com"]).done();
    desk.write("jira.csv", jira.as_bytes());
    desk.on(&["import", "jira.csv"]).done();
    let one = || desk.list(&["exceptions"]).into_iter().find(|one| text(one, "text").contains("OPS-7")).unwrap();
    assert_eq!(text(&one(), "owner"), "Ana Costa", "an owner is told by an address too");
    desk.on(&["set", "exception", text(&one(), "id"), "severity", "high"]).done();
    let said = desk.on(&["import", "jira.csv"]).done();
    assert!(said.err.contains("stays as written here"), "{said:?}");
    assert_eq!(text(&one(), "severity"), "high");
    // A copy of the workspace remembers it.
    desk.on(&["export", "all.json"]).done();
    desk.run(&["--workspace", "copy.steerco", "import", "all.json"]).done();
    desk.run(&["--workspace", "copy.steerco", "import", "jira.csv"]).done();
    let copy = desk.run(&["--workspace", "copy.steerco", "list", "exceptions", "--json"]).json();
    let one = copy.as_array().unwrap().iter().find(|one| text(one, "text").contains("OPS-7")).unwrap().clone();
    assert_eq!(text(&one, "severity"), "high");
}

#[test]
fn what_was_said_of_an_exception_is_put_right() {
    let desk = Desk::with_demo();
    let id = text(&desk.list(&["exceptions"])[0], "id").to_owned();
    let set = |field: &str, to: &str| desk.on(&["set", "exception", &id, field, to]).done();
    set("text", "Paid twice, not once");
    set("severity", "high");
    set("owner", "Ana Costa");
    let one = || desk.list(&["exceptions"]).into_iter().find(|one| one["id"] == json!(id)).unwrap();
    let told = one();
    let told = ["text", "severity", "owner"].map(|field| text(&told, field).to_owned());
    assert_eq!(told, ["Paid twice, not once", "high", "Ana Costa"]);
    set("owner", "");
    assert_eq!(one()["owner"], Value::Null);
    desk.refuses(&["set", "exception", &id, "severity", "awful"], 3);
    desk.refuses(&["set", "exception", &id, "text", " "], 3);
    let error = desk.refuses(&["set", "exception", &id, "state", "closed"], 3);
    assert!(error.to_string().contains("escalate, acknowledge"), "{error}");
}

#[test]
fn exceptions_are_counted_in_whole_numbers_whichever_way_they_come_in() {
    let desk = Desk::with_demo();
    let error = desk.refuses(&["record", "Contract review", "governance", "2.5"], 3);
    assert!(error.to_string().contains("counted in whole numbers"), "{error}");
    desk.write("counts.csv", b"pilot,metric,week,value\nContract review,governance,2026-W46,1.5\n");
    let error = desk.refuses(&["import", "counts.csv"], 3);
    assert!(error.to_string().contains("counted in whole numbers"), "{error}");
}

#[test]
fn a_table_of_exceptions_names_pilots_as_a_command_does() {
    let desk = Desk::with_demo();
    desk.write("exceptions.csv", b"Pilot,Exception,Severity,Date raised\nClaims,Booked twice,high,2026-11-02\n");
    desk.on(&["import", "exceptions.csv"]).done();
    let list = desk.list(&["exceptions"]);
    assert!(list.iter().any(|one| one["text"] == "Booked twice" && one["pilot"] == "claims-intake"), "{list:?}");
    desk.write("exceptions.csv", b"Pilot,Exception,Severity,Date raised\nC,Booked thrice,high,2026-11-02\n");
    let error = desk.refuses(&["import", "exceptions.csv"], 3);
    assert!(text(&error, "cause").contains("there is no pilot"), "{error}");
}

#[test]
fn of_two_tickets_of_one_key_the_second_is_refused_although_the_first_is_wrong() {
    let desk = Desk::with_demo();
    let header = "Summary,Issue key,Priority,Created,Labels\n";
    let right = "Wrong supplier,OPS-1,Low,2026-11-18 10:30,invoice-triage\n";
    desk.write("tickets.csv", format!("{header}{right}").as_bytes());
    desk.on(&["import", "tickets.csv"]).done();
    let wrong = "Wrong supplier,OPS-1,Sometimes,2026-11-18 10:30,invoice-triage\n";
    desk.write("tickets.csv", format!("{header}{wrong}{}", right.replace("Low", "High")).as_bytes());
    let said = desk.on(&["import", "tickets.csv", "--partial"]).done();
    assert!(said.err.contains("row 3: OPS-1 stands in row 2 too"), "{said:?}");
    assert!(
        desk.list(&["exceptions"])
            .iter()
            .any(|one| one["text"] == "Wrong supplier (OPS-1)" && one["severity"] == "low")
    );
}

#[test]
fn severities_and_levels_are_known_in_any_case_and_in_other_words_on_every_way_in() {
    let desk = Desk::with_demo();
    let raised = desk.json(&["raise", "invoice-triage", "Booked twice", "--severity", "P1"]);
    let id = text(&raised, "id").to_owned();
    let severity = |what: &str| {
        let all = desk.list(&["exceptions"]);
        text(all.iter().find(|one| one["text"] == what).unwrap(), "severity").to_owned()
    };
    assert_eq!(severity("Booked twice"), "high");
    desk.on(&["set", "exception", &id, "severity", "Mittel"]).done();
    assert_eq!(severity("Booked twice"), "medium");
    desk.on(&["export", "exceptions.xlsx", "--what", "exceptions"]).done();
    let new = [("B", "invoice-triage"), ("C", "Not booked"), ("D", "P1"), ("G", "2026-11-20")];
    let changed = with_cell(&desk.read("exceptions.xlsx"), (&id, "D"), "Kritisch");
    desk.write("more.xlsx", &with_rows(&changed, 1, &[&new]));
    desk.on(&["import", "more.xlsx"]).done();
    assert_eq!((severity("Booked twice"), severity("Not booked")), ("high".to_owned(), "high".to_owned()));
    desk.write("more.xlsx", &with_rows(&changed, 1, &[&[("B", "invoice-triage"), ("C", "Lost"), ("D", "Huge")]]));
    let error = desk.refuses(&["import", "more.xlsx"], 3).to_string();
    assert!(error.contains("“Huge” is not a severity"), "as it was typed: {error}");
    desk.on(&["add", "person", "Tom Ohm", "--level", "SVP"]).done();
    desk.on(&["set", "person", "Tom Ohm", "level", "Vorstand"]).done();
    let people = desk.list(&["people"]);
    assert_eq!(people.iter().find(|one| one["name"] == "Tom Ohm").unwrap()["level"], json!("c-suite"));
    desk.on(&["set", "metric", "invoice-triage/adoption", "better", "Lower"]).done();
    assert_eq!(text(&desk.refuses(&["set", "person", "Tom Ohm", "level", "Boss"], 3), "field"), "level");
}

#[test]
fn exceptions_and_people_that_were_exported_come_back_by_the_mapping_that_is_named() {
    let desk = Desk::with_demo();
    let ticket =
        "Summary,Issue key,Priority,Created,Labels\nWrong supplier,OPS-1,High,2026-11-18 10:30,invoice-triage\n";
    desk.write("tickets.csv", ticket.as_bytes());
    desk.on(&["import", "tickets.csv"]).done();
    let before = desk.list(&["exceptions"]);
    for noun in ["exceptions", "people"] {
        let file = format!("{noun}.csv");
        desk.on(&["export", &file, "--what", noun]).done();
        let error = desk.refuses(&["import", &file], 3).to_string();
        assert!(error.contains(&format!("`--map {noun}`")) && !error.contains("not of pilots"), "{error}");
        let seen = desk.json(&["import", &file, "--map", noun]);
        assert_eq!((&seen["created"], &seen["changed"]), (&json!(0), &json!(0)), "{seen}");
    }
    assert_eq!(desk.list(&["exceptions"]), before);
    let written = String::from_utf8(desk.read("exceptions.csv")).unwrap();
    assert!(written.contains(",low,resolved,"), "{written}");
    desk.write("exceptions.csv", written.replacen(",low,resolved,", ",high,resolved,", 1).as_bytes());
    assert_eq!(desk.json(&["import", "exceptions.csv", "--map", "exceptions"])["changed"], json!(1));
    let again = desk.json(&["import", "tickets.csv"]);
    assert_eq!((&again["created"], &again["changed"]), (&json!(0), &json!(0)), "known by its key as before: {again}");
}
