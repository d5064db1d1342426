//! Readings: the week, the value, what is far from the one before.

use super::*;

#[test]
fn a_value_has_its_unit_behind_it_wherever_it_is_typed() {
    let desk = Desk::with_demo();
    let metric = "days to first answer";
    desk.on(&["record", "complaint-routing", metric, "1 day", "--week", "2026-W46"]).done();
    let table = format!("pilot,metric,week,value\ncomplaint-routing,{metric},2026-W47,3 days\n");
    desk.write("days.csv", table.as_bytes());
    desk.on(&["record", "--from", "days.csv"]).done();
    let readings = desk.list(&["readings", "--pilot", "complaint-routing"]);
    let of = |week: &str| readings.iter().find(|one| one["metric"] == metric && one["week"] == week).unwrap();
    assert_eq!((&of("2026-W46")["value"], &of("2026-W47")["value"]), (&json!(1), &json!(3)));
    desk.write("days.csv", table.replace("3 days", "3 hours").as_bytes());
    let error = desk.refuses(&["record", "--from", "days.csv"], 3).to_string();
    assert!(error.contains("days to first answer is not counted in “hours”"), "{error}");
}

#[test]
fn the_beginning_of_a_code_is_taken_for_its_pilot_and_told() {
    let desk = Desk::with_demo();
    desk.write(
        "readings.csv",
        b"Pilot,Woche,Metrik,Wert\ninvoice,KW 47,accuracy,77\nservice-chat,KW 47,performance,80\n",
    );
    let said = desk.on(&["import", "readings.csv", "--dry-run"]);
    assert!(said.err.contains("“invoice” in column “Pilot” is read as Invoice triage (row 2)."), "{said:?}");
    assert!(!said.err.contains("“service-chat” in column"), "{said:?}");
    let error = desk.refuses(&["import", "plan.xlsx#Week 47"], 4);
    assert!(error.to_string().contains("--sheet"), "{error}");
}

#[test]
fn a_column_of_weeks_is_one_in_every_word_and_above_metrics_too() {
    let desk = Desk::with_demo();
    for week in ["Woche", "KW", "Calendar week"] {
        desk.write("wide.csv", format!("Pilot;{week};accuracy [%]\ninvoice-triage;KW 47;77\n").as_bytes());
        for command in [&["import", "wide.csv", "--dry-run"][..], &["record", "--from", "wide.csv", "--dry-run"]] {
            let said = desk.on(command);
            assert!(said.out.contains("1 reading would be written"), "{week}: {said:?}");
        }
    }
}

#[test]
fn adoption_is_active_of_target_users() {
    let desk = Desk::with_demo();
    let before = reading(&desk, "shift-planning", "active users", "2026-W47");
    for value in ["61/60", "45/0", "0/0", "130%", "130", "-5/60", "4.5/60", "45/60/70", "many"] {
        let error = desk.refuses(&["record", "shift-planning", "adoption", value], 3);
        assert_eq!(text(&error, "field"), "value", "{value}: {error}");
    }
    assert_eq!(reading(&desk, "shift-planning", "active users", "2026-W47"), before);
    desk.on(&["record", "shift-planning", "adoption", "45/60"]).done();
    let reading = reading(&desk, "shift-planning", "active users", "2026-W47").unwrap();
    assert_eq!(reading["value"], json!(75), "in percent");
    assert_eq!((&reading["active_users"], &reading["target_users"]), (&json!(45), &json!(60)));
    desk.refuses(&["record", "shift-planning", "impact", "45/60"], 3);
}

#[test]
fn only_weeks_that_exist_and_have_begun_are_taken() {
    let desk = Desk::with_demo();
    let weeks = ["2026-W49", "2027-W01", "2026-12-01", "2026-W54", "2025-W53", "2026-W00", "2026-02-30", "W54", "soon"];
    for week in weeks {
        let error = desk.refuses(&["record", "invoice-triage", "impact", "5", "--week", week], 3);
        assert_eq!(text(&error, "field"), "week", "{week}: {error}");
    }
    for (week, stored) in [("2026-11-18", "2026-W47"), ("2026-01-01", "2026-W01"), ("2020-W53", "2020-W53")] {
        desk.on(&["record", "invoice-triage", "impact", "7.25", "--week", week]).done();
        let reading = reading(&desk, "invoice-triage", "handling time", stored).unwrap();
        assert_eq!(reading["value"], json!(7.25), "{week}");
    }
    let running = desk.on(&["record", "invoice-triage", "impact", "7.25", "--week", "2026-W48"]).done();
    assert!(running.out.contains("which counts once that week has ended, on 2026-11-29"), "{}", running.out);
    let shown = |today: &str| {
        let readings = desk.list(&["readings", "--pilot", "invoice-triage", "--today", today]);
        readings.iter().any(|reading| reading["week"] == "2026-W48")
    };
    assert!(shown("2026-11-24") && !shown("2026-11-23"), "it was not entered the day before");
    assert_eq!(desk.on(&["--json", "show", "invoice-triage"]).json()["metrics"][0]["newest_week"], "2026-W47");
}

#[test]
fn the_week_meant_is_the_last_that_has_ended() {
    let desk = Desk::with_demo();
    desk.on(&["record", "invoice-triage", "impact", "5.5", "--sample", "40", "--note", "few"]).done();
    let reading = reading(&desk, "invoice-triage", "handling time", "2026-W47").unwrap();
    assert_eq!((&reading["value"], &reading["sample"], &reading["note"]), (&json!(5.5), &json!(40), &json!("few")));
}

#[test]
fn not_measured_needs_a_note() {
    let desk = Desk::with_demo();
    for note in [&[][..], &["--note", ""], &["--note", " "]] {
        let error = desk.refuses(&joined(&["record", "invoice-triage", "impact", "-"], note), 3);
        assert_eq!(text(&error, "field"), "note", "{error}");
    }
    desk.on(&["record", "invoice-triage", "impact", "-", "--note", "The clock stood still."]).done();
    let reading = reading(&desk, "invoice-triage", "handling time", "2026-W47").unwrap();
    assert_eq!((&reading["value"], text(&reading, "note")), (&Value::Null, "The clock stood still."));
}

#[test]
fn readings_come_from_long_and_wide_tables_and_from_stdin() {
    let tables: &[(&str, &str)] = &[
        (
            "long.csv",
            "pilot,metric,week,value\nservice-chat,adoption,2026-W47,45/60\nservice-chat,impact,2026-11-18,-18\n",
        ),
        ("wide.csv", "pilot,week,adoption,impact\nservice-chat,2026-W47,45/60,-18\n"),
        ("users.tsv", "pilot\tweek\tactive_users\ttarget_users\timpact\nservice-chat\t2026-11-20\t45\t60\t-18\n"),
    ];
    for (name, table) in tables {
        let desk = Desk::with_demo();
        desk.write(name, table.as_bytes());
        assert_eq!(desk.json(&["record", "--from", name])["changed"], json!(2), "{name}");
        let adoption = reading(&desk, "service-chat", "active users", "2026-W47").unwrap();
        assert_eq!((&adoption["value"], &adoption["target_users"]), (&json!(75), &json!(60)), "{name}");
        let impact = reading(&desk, "service-chat", "wait time", "2026-W47").unwrap();
        assert_eq!(impact["value"], json!(-18), "{name}");
        let again = desk.json(&["import", name]);
        assert_eq!((&again["entry"], &again["changed"], &again["unchanged"]), (&Value::Null, &json!(0), &json!(2)));
    }
    let desk = Desk::with_demo();
    let said = desk.feed(&["import", "-", "--json"], tables[0].1.as_bytes());
    assert_eq!(said.json()["changed"], json!(2));
    let said = desk.feed(&["record", "--from", "-", "--json"], tables[0].1.as_bytes());
    assert_eq!(said.json()["unchanged"], json!(2));
}

#[test]
fn a_share_of_users_is_kept_as_the_count_that_it_comes_to_and_said_so() {
    let desk = Desk::with_demo();
    let said = desk.on(&["record", "invoice-triage", "adoption", "45%", "--week", "2026-W47"]).done();
    assert!(said.out.contains("45 % of 80 = 36 users"), "{said:?}");
    let kept = reading(&desk, "invoice-triage", "active users", "2026-W47").unwrap();
    assert_eq!((&kept["active_users"], &kept["target_users"]), (&json!(36), &json!(80)));
    desk.write("shares.csv", b"pilot,metric,week,value\ninvoice-triage,adoption,2026-W46,55%\n");
    let seen = desk.json(&["import", "shares.csv", "--dry-run"]);
    assert_eq!(seen["changes"][0]["to"], json!("44/80 (55 % of 80 = 44 users)"), "{seen}");
    let said = desk.on(&["import", "shares.csv"]).done();
    assert!(said.err.contains("1 share of users is kept as its count (row 2: 55 % of 80 = 44 users)"), "{said:?}");
    desk.write("heading.csv", b"pilot,week,active users %\ninvoice-triage,2026-W45,15\n");
    let said = desk.on(&["record", "--from", "heading.csv"]).done();
    assert!(said.err.contains("(row 2: 15 % of 80 = 12 users)"), "a heading says it of its values: {said:?}");
    desk.on(&["add", "pilot", "Probe"]).done();
    let error = desk.refuses(&["record", "probe", "adoption", "45%", "--week", "2026-W47"], 3);
    assert!(text(&error, "title").contains("no target users") && text(&error, "hint").contains("45/60"), "{error}");
}

#[test]
fn a_percent_sign_is_not_dropped_where_no_share_is_measured() {
    let desk = Desk::with_demo();
    let error = desk.refuses(&["record", "demand-forecast", "stock-outs", "12%", "--week", "2026-W46"], 3);
    assert_eq!(text(&error, "title"), "12% is a share, and stock-outs is counted in parts");
    assert_eq!(text(&error, "hint"), "write 12");
    desk.write("shares.csv", b"pilot,metric,week,value\ndemand-forecast,stock-outs,2026-W46,12%\n");
    assert_eq!(desk.on(&["record", "--from", "shares.csv"]).status, 3);
    desk.on(&["record", "demand-forecast", "stock-outs", "12", "--week", "2026-W46"]).done();
}

#[test]
fn a_dry_run_of_readings_tells_those_that_would_be_others() {
    let desk = Desk::with_demo();
    let table =
        b"pilot,metric,week,value\ninvoice-triage,accuracy,2026-W47,78.1\ninvoice-triage,accuracy,2026-W46,80\n";
    desk.write("values.csv", table);
    let said = desk.on(&["import", "values.csv", "--dry-run"]).done().out.clone();
    assert!(said.contains("2026-W46") && !said.contains("2026-W47"), "{said}");
    // The same in other words is the same; another note is another reading.
    let rows = "pilot,metric,week,value,note\nfield-dispatch,active users,2026-W47,37,\n\
                field-dispatch,active users,2026-W46,41/120,counted by hand\n";
    desk.write("values.csv", rows.as_bytes());
    let seen = desk.json(&["import", "values.csv", "--dry-run"]);
    let fields: Vec<&str> = seen["changes"].as_array().unwrap().iter().map(|one| text(one, "field")).collect();
    assert_eq!((fields.as_slice(), &seen["changed"]), (&["2026-W46"][..], &json!(1)), "{seen}");
}

#[test]
fn a_row_without_a_value_is_left_out_and_told() {
    let desk = Desk::with_demo();
    for (table, about) in [
        ("pilot,metric,week,value\ninvoice-triage,impact,2026-W46,\ninvoice-triage,impact,2026-W45,5\n", "impact "),
        ("pilot,week,impact,note\ninvoice-triage,2026-W46,,away\ninvoice-triage,2026-W45,5,\n", ""),
    ] {
        desk.write("rows.csv", table.as_bytes());
        let said = desk.on(&["import", "rows.csv", "--dry-run"]).done();
        let told =
            format!("1 row has no value and is left out (row 2: invoice-triage {about}2026-W46). Next: write one");
        assert!(said.err.contains(&told) && said.out.contains("1 reading would be written"), "{said:?}");
    }
    desk.write("rows.csv", b"pilot,week,active_users,target_users,impact\ninvoice-triage,2026-W45,,60,5\n");
    let said = desk.on(&["import", "rows.csv", "--dry-run"]).done();
    assert!(
        said.err.contains("1 cell of users is left out") && said.err.contains("row 2: target_users 60"),
        "{said:?}"
    );
    let row = "pilot,metric,week,value,active_users,target_users\ninvoice-triage,adoption,2026-W45,20,45,60\n";
    desk.write("rows.csv", row.as_bytes());
    let said = desk.on(&["import", "rows.csv", "--dry-run"]).done();
    let told = "1 value is left out: the users in the same row count (row 2: 20 beside 45/60). Next: clear the value";
    assert!(said.err.contains(told), "{said:?}");
}

#[test]
fn what_is_kept_of_edits_is_said_of_pilots_only() {
    let desk = Desk::with_demo();
    desk.write("rows.csv", b"pilot,metric,week,value\ninvoice-triage,impact,2026-W45,5\n");
    let before = desk.export();
    let error = desk.refuses(&["import", "rows.csv", "--keep", "here"], 3);
    assert!(text(&error, "title").starts_with("--keep is for pilots"), "{error}");
    check_same(&desk.export(), &before, "nothing is taken in");
}

#[test]
fn readings_that_lack_their_week_are_pointed_to_the_option_that_says_it() {
    let desk = Desk::with_demo();
    desk.write("week.csv", b"pilot,metric,value\ninvoice-triage,impact,5\n");
    for command in [&["import", "week.csv"][..], &["record", "--from", "week.csv"]] {
        let error = desk.refuses(command, 3);
        assert_eq!(text(&error, "title"), "the column “week” is missing");
        let hint = text(&error, "hint");
        assert!(hint.contains("record --from FILE --week W") && !hint.contains("--feeds"), "{error}");
    }
    assert_eq!(desk.json(&["record", "--from", "week.csv", "--week", "W46"])["changed"], json!(1));
}

#[test]
fn a_metric_in_a_table_may_bear_its_unit() {
    let desk = Desk::with_demo();
    desk.write("week.csv", b"pilot,metric,week,value\ncontract-review,accuracy %,2026-W47,91.5\n");
    desk.on(&["record", "--from", "week.csv"]).done();
    assert_eq!(reading(&desk, "contract-review", "accuracy", "2026-W47").unwrap()["value"], json!(91.5));
    desk.on(&["record", "contract-review", "accuracy (%)", "91.7", "--week", "2026-W47"]).done();
    assert_eq!(reading(&desk, "contract-review", "accuracy", "2026-W47").unwrap()["value"], json!(91.7));
}

#[test]
fn users_of_a_metric_that_counts_none_are_refused_and_so_are_target_users_alone() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.on(&["export", "all.xlsx", "--what", "readings"]).done();
    let all = desk.read("all.xlsx");
    let accuracy = [("A", "contract-review"), ("B", "accuracy"), ("D", "2026-W42")];
    let users = [("A", "contract-review"), ("B", "active users"), ("D", "2026-W42")];
    for (key, column, typed, says) in [
        (&accuracy, "F", "30", "active_users: accuracy counts no users"),
        (&accuracy, "G", "60", "target_users: accuracy counts no users"),
        (&users, "F", "", "it is empty, and target_users is not"),
    ] {
        desk.write("changed.xlsx", &with_cell_where(&all, key, column, typed));
        let error = desk.refuses(&["import", "changed.xlsx"], 3).to_string();
        assert!(error.contains(says), "{error}");
    }
    let new: [&[(&str, &str)]; 1] = [&[("A", "contract-review"), ("B", "accuracy"), ("D", "2026-W48"), ("F", "30")]];
    desk.write("more.xlsx", &with_rows(&all, 1, &new));
    let error = desk.refuses(&["import", "more.xlsx"], 3).to_string();
    assert!(error.contains("accuracy counts no users"), "{error}");
    let table = "pilot,metric,week,value,active_users,target_users\ncontract-review,accuracy,2026-W42,,30,\n";
    desk.write("users.csv", table.as_bytes());
    let error = desk.refuses(&["record", "--from", "users.csv"], 3).to_string();
    assert!(error.contains("accuracy counts no users"), "{error}");
    assert_eq!(desk.export(), before, "nothing is lost");
    // Emptied together, the week was not measured.
    let gone = [("F", ""), ("G", ""), ("H", "system down")];
    let gone = gone.iter().fold(all, |all, (column, typed)| with_cell_where(&all, &users, column, typed));
    desk.write("gone.xlsx", &gone);
    desk.on(&["import", "gone.xlsx"]).done();
    let held = reading(&desk, "contract-review", "active users", "2026-W42").unwrap();
    assert_eq!((&held["value"], &held["note"]), (&Value::Null, &json!("system down")));
}

#[test]
fn readings_of_a_workbook_are_known_by_what_their_metric_was_called_then() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx", "--what", "readings"]).done();
    let all = desk.read("all.xlsx");
    let metrics = desk.list(&["metrics", "--pilot", "contract-review"]);
    let accuracy = metrics.iter().find(|one| one["name"] == "accuracy").unwrap();
    desk.on(&["set", "metric", text(accuracy, "id"), "name", "hit rate"]).done();
    let key = [("A", "contract-review"), ("B", "accuracy"), ("D", "2026-W42")];
    desk.write("changed.xlsx", &with_cell_where(&all, &key, "E", "80"));
    desk.on(&["import", "changed.xlsx"]).done();
    assert_eq!(reading(&desk, "contract-review", "hit rate", "2026-W42").unwrap()["value"], json!(80));
    let new: [&[(&str, &str)]; 1] = [&[("A", "contract-review"), ("B", "accuracy"), ("D", "2026-W48"), ("E", "81")]];
    desk.write("more.xlsx", &with_rows(&all, 1, &new));
    assert_eq!(desk.json(&["import", "more.xlsx"])["changed"], json!(1), "a week that is added is of that metric too");
    // Another one that is called so now is not meant.
    desk.on(&["add", "metric", "contract-review", "accuracy", "--family", "performance"]).done();
    let weeks = ["2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47"];
    let changed = weeks.into_iter().fold(all, |all, week| {
        desk.on(&["record", "contract-review", "accuracy", "50", "--week", week]).done();
        with_cell_where(&all, &[("A", "contract-review"), ("B", "accuracy"), ("D", week)], "E", "80")
    });
    desk.write("other.xlsx", &changed);
    desk.on(&["import", "other.xlsx"]).done();
    for week in weeks {
        let of = |metric: &str| reading(&desk, "contract-review", metric, week).unwrap()["value"].clone();
        assert_eq!([of("hit rate"), of("accuracy")], [json!(80), json!(50)], "{week}");
    }
}

#[test]
fn of_a_reading_only_the_changed_cell_is_taken() {
    let desk = Desk::with_demo();
    desk.on(&["record", "invoice-triage", "performance", "77.25", "--week", "2026-W47", "--note", "sample of Monday"])
        .done();
    desk.on(&["export", "all.xlsx"]).done();
    desk.write("note.xlsx", &edited(&desk.read("all.xlsx"), &[("sample of Monday", "sample of Tuesday")]));
    desk.write("value.xlsx", &edited(&desk.read("all.xlsx"), &[("<v>77.25</v>", "<v>76.5</v>")]));
    let reading = || {
        let all = desk.on(&["list", "readings", "--pilot", "invoice-triage", "--json"]).json();
        let mut all = all.as_array().unwrap().clone();
        all.retain(|one| one["week"] == "2026-W47" && one["family"] == "performance");
        (all[0]["value"].clone(), all[0]["note"].clone())
    };
    desk.on(&["import", "value.xlsx"]).done();
    assert_eq!(reading(), (json!(76.5), json!("sample of Monday")));
    // Somebody entered another value since the workbook was written: the note is taken, the value stays.
    desk.on(&["import", "note.xlsx"]).done();
    assert_eq!(reading(), (json!(76.5), json!("sample of Tuesday")));
    let both = edited(&desk.read("value.xlsx"), &[("<v>76.5</v>", "<v>70</v>"), ("sample of Monday", "mine")]);
    desk.write("both.xlsx", &both);
    let said = desk.on(&["import", "both.xlsx", "--partial", "--json"]).json();
    assert!(!said["rejected"].as_array().unwrap().is_empty(), "{said}");
    assert_eq!(reading(), (json!(76.5), json!("sample of Tuesday")), "of a reading all is taken or nothing");
}

#[test]
fn a_table_that_holds_no_readings_is_not_recorded_as_pilots() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.write("odd.csv", b"Project,Metric,Week,Reading\nclaims-intake,accuracy,2026-W46,93.5\n");
    let error = desk.refuses(&["record", "--from", "odd.csv"], 3);
    assert!(error.to_string().contains("holds no readings"), "{error}");
    assert_eq!(desk.export(), before);
}

#[test]
fn a_value_far_from_the_one_before_is_told_whichever_way_it_comes_in() {
    let desk = Desk::with_demo();
    let metric = desk.on(&["list", "metrics", "--json"]).json();
    let name =
        metric.as_array().unwrap().iter().find(|one| one["pilot"] == "contract-review" && one["family"] == "impact");
    let name = text(name.unwrap(), "name").to_owned();
    let said = desk.on(&["record", "contract-review", &name, "900", "--week", "2026-W47"]).done();
    assert!(said.err.contains("x the ") && said.err.contains("steerco undo"), "{said:?}");
    let said = desk.on(&["record", "contract-review", &name, "95", "--week", "2026-W47"]).done();
    assert_eq!(said.err, "");
    let rows =
        format!("pilot,metric,week,value\ncontract-review,{name},2026-W46,900\ncontract-review,{name},2026-W47,905\n");
    desk.write("values.csv", rows.as_bytes());
    let seen = desk.on(&["import", "values.csv", "--dry-run", "--json"]).json();
    let told: Vec<&str> = seen["changes"].as_array().unwrap().iter().map(|one| text(one, "to")).collect();
    assert!(told[0].contains("x the ") && !told[1].contains("x the "), "the second is like the first: {told:?}");
    let said = desk.on(&["record", "--from", "values.csv"]).done();
    assert_eq!(said.err.matches("x the ").count(), 1, "{said:?}");
    let said = desk.on(&["record", "--from", "values.csv"]).done();
    assert!(!said.err.contains("x the "), "what is there already is not new: {said:?}");
}

#[test]
fn readings_name_their_pilot_by_code_or_name_however_it_is_written() {
    let desk = Desk::with_demo();
    let record = |pilot: &str, value: &str| {
        desk.write("week.csv", format!("pilot,metric,week,value\n{pilot},performance,2026-W46,{value}\n").as_bytes());
        desk.on(&["record", "--from", "week.csv"])
    };
    for (pilot, value) in
        [("invoice-triage", "80"), ("INVOICE-TRIAGE", "81"), ("invoice-t", "82"), ("invoice TRIAGE", "83")]
    {
        let said = record(pilot, value).done();
        assert!(said.out.contains("1 reading written"), "{pilot}: {said:?}");
    }
    let said = record("invoice-nobody", "84");
    assert!(said.status == 3 && said.err.contains("there is no pilot “invoice-nobody”"), "{said:?}");
    desk.on(&["add", "pilot", "Invoice triage", "--code", "other"]).done();
    let said = record("Invoice triage", "85");
    assert!(said.status == 3 && said.err.contains("could be several"), "{said:?}");
}

#[test]
fn a_code_that_is_the_name_of_another_pilot_too_means_its_own_only_as_it_is_written() {
    let desk = Desk::with_demo();
    for _ in 0..2 {
        desk.on(&["add", "pilot", "Mailbot"]).done();
    }
    let error = desk.refuses(&["record", "Mailbot", "performance", "80"], 3).to_string();
    assert!(error.contains("“Mailbot” could be several: mailbot, mailbot-2"), "{error}");
    desk.write("week.csv", b"pilot,metric,week,value\nMailbot,performance,W46,80\n");
    let said = desk.on(&["record", "--from", "week.csv"]);
    assert!(said.status == 3 && said.err.contains("could be several: mailbot, mailbot-2"), "{said:?}");
    desk.write("week.csv", b"pilot,metric,week,value\nmailbot,performance,W46,80\nMAILBOT-2,performance,W46,81\n");
    let said = desk.on(&["record", "--from", "week.csv", "--dry-run"]).done();
    for told in ["Mailbot (mailbot) ", "Mailbot (mailbot-2) ", "2 readings would be written"] {
        assert!(said.out.contains(told), "{told}: {said:?}");
    }
}

#[test]
fn readings_of_a_file_that_take_the_place_of_others_are_told_with_what_stood_there() {
    let desk = Desk::with_demo();
    let table = |value: &str| {
        let rows = format!("invoice-triage,accuracy,2026-W47,{value}\ninvoice-triage,accuracy,2026-W46,80\n");
        desk.write("values.csv", format!("pilot,metric,week,value\n{rows}").as_bytes());
    };
    table("78.1");
    desk.on(&["record", "--from", "values.csv"]).done();
    table("99");
    let seen = desk.on(&["record", "--from", "values.csv", "--dry-run"]).done();
    assert!(seen.out.contains("1 reading would be written (1 replaced), 1 unchanged."), "{seen:?}");
    let said = desk.on(&["record", "--from", "values.csv"]).done();
    assert!(said.out.contains("1 reading written (1 replaced), 1 unchanged."), "{said:?}");
    for told in ["Invoice triage accuracy", "2026-W47", "78.1", "99"] {
        assert!(said.out.contains(told), "{told}: {said:?}");
    }
    assert_eq!(said.err.matches("undo` takes it back").count(), 1, "{said:?}");
    table("70");
    let told = desk.json(&["record", "--from", "values.csv"]);
    let replaced = told["replaced"].as_array().unwrap();
    assert_eq!((replaced.len(), text(&replaced[0], "field")), (1, "2026-W47"), "{told}");
    assert!(text(&replaced[0], "was") == "99" && text(&replaced[0], "to").starts_with("70"), "{told}");
}

#[test]
fn a_target_that_no_value_can_reach_is_none() {
    let desk = Desk::with_demo();
    let error = desk.refuses(&["set", "metric", "invoice-triage/accuracy", "target", "920"], 3);
    assert!(error.to_string().contains("cannot pass"), "{error}");
}

#[test]
fn a_note_is_of_a_day_that_has_been() {
    let desk = Desk::with_demo();
    desk.on(&["note", "invoice-triage", "Met the team", "--on", "12 Oct"]).done();
    desk.on(&["note", "invoice-triage", "Called them"]).done();
    let day = |said: &str| {
        let notes = desk.list(&["notes"]);
        notes.iter().find(|note| note["text"] == said).map(|note| text(note, "date").to_owned())
    };
    assert_eq!(day("Met the team").as_deref(), Some("2026-10-12"));
    assert_eq!(day("Called them").as_deref(), Some("2026-11-24"));
    let error = desk.refuses(&["note", "invoice-triage", "Soon", "--on", "2026-12-01"], 3);
    assert_eq!(text(&error, "field"), "on", "{error}");
}

#[test]
fn what_stands_beside_a_value_stays_where_that_is_corrected_and_is_told_where_it_goes() {
    let desk = Desk::with_demo();
    let record = |more: &[&str]| {
        let words = ["record", "invoice-triage", "performance", "--week", "2026-W47"];
        desk.on(&joined(&words, more)).done().out
    };
    let beside = || {
        let held = reading(&desk, "invoice-triage", "accuracy", "2026-W47").unwrap();
        [held["value"].clone(), held["note"].clone(), held["sample"].clone()]
    };
    let note = "two scanners down";
    assert!(!record(&["78.1", "--note", note, "--sample", "400"]).contains("in place of"));
    assert!(!record(&["78.3"]).contains("in place of"));
    assert_eq!(beside(), [json!(78.3), json!(note), json!(400)]);
    // So it is with what a table has no column for.
    let table = "pilot,metric,week,value\ninvoice-triage,accuracy,2026-W47,78.3\n";
    desk.write("week.csv", table.as_bytes());
    let said = desk.on(&["record", "--from", "week.csv"]).done();
    assert!(said.out.contains("nothing changed"), "{said:?}");
    desk.write("week.csv", table.replace("78.3", "78.4").as_bytes());
    desk.on(&["record", "--from", "week.csv"]).done();
    assert_eq!(beside(), [json!(78.4), json!(note), json!(400)]);
    desk.write("week.csv", table.replace("value\n", "value,sample\n").replace("78.3\n", "78.4,\n").as_bytes());
    desk.on(&["record", "--from", "week.csv"]).done();
    assert_eq!(beside(), [json!(78.4), json!(note), Value::Null], "an empty cell of a sample says that there is none");
    let said = record(&["78.5", "--note", "", "--sample", "300"]);
    assert!(said.contains("in place of 78.4 %") && said.contains(note), "{said}");
    let said = record(&["-", "--note", "system down"]);
    assert!(said.contains("in place of 78.5 %, of 300"), "{said}");
    let said = record(&["78.6"]);
    assert!(said.contains("in place of not measured (system down)"), "{said}");
    assert_eq!(beside(), [json!(78.6), Value::Null, Value::Null], "why it was not measured goes with that");
}

#[test]
fn a_value_of_fewer_target_users_than_before_is_told() {
    let desk = Desk::with_demo();
    let record = |value: &str| desk.on(&["record", "field-dispatch", "adoption", value]).done().out;
    let said = record("45/60");
    assert!(said.contains("60 target users are fewer than the 120 before. Fewer is a change of scope"), "{said}");
    assert!(!record("46/60").contains("fewer than"), "it was told before");
    assert!(!record("46/120").contains("fewer than") && !record("46/130").contains("fewer than"), "no fewer");
    desk.write("weeks.csv", b"pilot,metric,week,value\nfield-dispatch,adoption,2026-W46,45/60\n");
    let preview = desk.on(&["import", "weeks.csv", "--dry-run"]).done();
    let written = desk.on(&["record", "--from", "weeks.csv"]).done();
    for said in [preview, written] {
        assert!(said.err.contains("2026-W46: 60 target users are fewer than the 120 before"), "{said:?}");
    }
    // Where none are in force, those of the value before are held against it.
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-10-05"]).done();
    let record = |value: &str, week: &str| desk.on(&["record", "alpha", "adoption", value, "--week", week]).done().out;
    assert!(!record("80/120", "2026-W45").contains("fewer than"));
    assert!(record("50/60", "2026-W46").contains("60 target users are fewer than the 120 before"));
}

#[test]
fn target_users_that_a_value_states_hold_until_others_are_stated_or_set() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-09-07"]).done();
    let record = |value: &str, week: &str| desk.on(&["record", "alpha", "adoption", value, "--week", week]).done().out;
    record("20/50", "2026-W40");
    desk.refuses(&["record", "alpha", "adoption", "20", "--week", "2026-W39"], 3);
    assert!(record("22", "2026-W42").contains("22 of 50 users"));
    assert!(record("50%", "2026-W43").contains("50 % of 50 = 25 users"));
    assert!(record("21", "2026-W40").contains("21 of 50 users"), "what is corrected is of the same");
    record("30/60", "2026-W44");
    assert!(record("33", "2026-W45").contains("33 of 60 users"));
    // A table states them for its own rows too, in whatever order they come.
    desk.write("weeks.csv", b"pilot,metric,week,value\nalpha,adoption,2026-W47,40\nalpha,adoption,2026-W46,36/80\n");
    desk.on(&["record", "--from", "weeks.csv"]).done();
    let kept = reading(&desk, "alpha", "active users", "2026-W47").unwrap();
    assert_eq!((&kept["active_users"], &kept["target_users"]), (&json!(40), &json!(80)));
    // Those that are set go before what is stated.
    desk.on(&["target", "alpha", "100", "--from", "2026-W46"]).done();
    assert!(record("50", "2026-W47").contains("50 of 100 users"));
    assert!(record("34", "2026-W45").contains("34 of 60 users"));
}

#[test]
fn a_pilot_and_a_metric_that_are_not_there_are_asked_about_by_what_is_nearly_called_so() {
    let desk = Desk::with_demo();
    desk.write(
        "table.csv",
        b"pilot,metric,week,value\nServce chat,x,2026-W47,9\nservice-chat,anser quality,2026-W47,9\n",
    );
    for words in [&["record", "--from", "table.csv"][..], &["import", "table.csv", "--dry-run"]] {
        let error = desk.on(words).err;
        assert!(error.contains("there is no pilot “Servce chat” (is it service-chat? else look at"), "{error}");
        assert!(error.contains("“anser quality” (is it answer quality? this pilot has: active users"), "{error}");
    }
    let error = desk.refuses(&["note", "servce-chat", "x"], 4).to_string();
    assert!(error.contains("is it service-chat? else look at"), "{error}");
    let error = desk.refuses(&["note", "nowhere", "x"], 4).to_string();
    assert!(!error.contains("is it"), "{error}");
}

#[test]
fn a_table_that_names_no_week_is_of_the_last_that_has_ended_or_of_the_one_that_is_said() {
    let desk = Desk::with_demo();
    let table = "Projekt;active users;accuracy;Kommentar\nclaims-intake;26/40;93;\nSumme;26/40;93;\n";
    desk.write("bare.csv", format!("{table}Claims intale;12/30;91;\n").as_bytes());
    let error = desk.refuses(&["import", "bare.csv"], 3).to_string();
    assert!(error.contains("Claims intale"), "a pilot that is not there is none: {error}");
    desk.write("bare.csv", table.as_bytes());
    let said = desk.on(&["import", "bare.csv", "--dry-run"]).done();
    assert!(said.err.contains("its readings are of 2026-W47, the last that has ended"), "{said:?}");
    desk.on(&["record", "--from", "bare.csv", "--week", "2026-W45"]).done();
    let readings = desk.list(&["readings", "--pilot", "claims-intake"]);
    let of_the_week = |one: &&Value| one["week"] == "2026-W45" && one["metric"] == "active users";
    assert_eq!(readings.iter().find(of_the_week).unwrap()["value"], json!(65));
    desk.write("long.csv", b"pilot,metric,value\nclaims-intake,accuracy,91\n");
    desk.on(&["record", "--from", "long.csv", "--week", "2026-W45"]).done();
    desk.write("dated.csv", b"pilot,week,adoption\nclaims-intake,2026-W47,26/40\n");
    let error = desk.refuses(&["record", "--from", "dated.csv", "--week", "2026-W45"], 3).to_string();
    assert!(error.contains("says its weeks itself"), "{error}");
    desk.write("tracker.csv", b"Project,Owner,Adoption\nA new one,Rita Silva,65\n");
    assert_eq!(desk.json(&["import", "tracker.csv", "--dry-run"])["created"], json!(1), "a tracker has an owner");
}

#[test]
fn a_dash_beside_other_values_takes_none_away() {
    let desk = Desk::with_demo();
    let of = |metric: &str| {
        let readings = desk.list(&["readings", "--pilot", "claims-intake"]);
        let one = readings.iter().find(|one| one["week"] == "2026-W46" && one["metric"] == metric);
        one.unwrap()["value"].clone()
    };
    assert_eq!(of("active users"), json!(75));
    desk.write("wide.csv", b"pilot,week,adoption,accuracy,note\nclaims-intake,2026-W46,-,93,new joiner\n");
    let said = desk.on(&["import", "wide.csv"]).done();
    assert!(said.err.contains("1 dash stands where a value is known, and says nothing"), "{said:?}");
    assert_eq!([of("active users"), of("accuracy")], [json!(75), json!(93)]);
}

#[test]
fn a_weekly_table_is_read_from_a_file_as_it_is_pasted() {
    let desk = Desk::with_demo();
    let rows = "Claims intake;KW 46;12 von 40;92,0%;east;holiday\nSupplier risk;KW 46;n/a;–;west;\n";
    desk.write("week.csv", format!("Pilot;KW;Active users;Performance (%);Room;Remark\n{rows}").as_bytes());
    let said = desk.on(&["import", "week.csv"]).done();
    assert!(said.err.contains("1 column feeds nothing and is left out (Room)"), "{said:?}");
    assert!(said.err.contains("2 dashes stand where values are known, and say nothing"), "{said:?}");
    let readings = desk.list(&["readings", "--pilot", "claims-intake"]);
    let of = |metric: &str| readings.iter().find(|one| one["week"] == "2026-W46" && one["metric"] == metric).unwrap();
    assert_eq!((&of("active users")["value"], &of("accuracy")["value"]), (&json!(30), &json!(92)));
    assert_eq!(text(of("accuracy"), "note"), "holiday");
    desk.write("week.csv", b"pilot,week,performance,impact\nclaims-intake,KW 46,90,good\n");
    let error = desk.refuses(&["import", "week.csv"], 3).to_string();
    assert!(error.contains("impact: “good” is not a number"), "a metric is called so: {error}");
}

#[test]
fn a_diagnosis_answers_with_its_id() {
    let desk = Desk::with_demo();
    let made = desk.json(&["diagnose", "invoice-triage", "protocol-unclear"]);
    assert!(text(&made, "id").starts_with('y'), "{made}");
}

#[test]
fn an_item_of_a_checklist_is_not_answered_and_that_is_said() {
    let desk = Desk::with_demo();
    let error = desk.refuses(&["set", "gap", "invoice-triage/s1.real-data", "answer", "fund"], 3);
    assert_eq!(text(&error, "field"), "answer");
    assert!(error.to_string().contains("only a gap in writing is answered"), "{error}");
    desk.refuses(&["set", "gap", "nothing/s1.real-data", "answer", "fund"], 4);
}
