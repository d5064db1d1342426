//! Adding, setting, archiving, and what goes along with it.

use super::*;

#[test]
fn everything_that_is_said_of_a_new_pilot_is_kept() {
    let desk = Desk::with_demo();
    let flags = [
        "add",
        "pilot",
        "Own",
        "--code",
        "own",
        "--unit",
        "Finance",
        "--summary",
        "-18 things",
        "--owner",
        "Rita Silva",
        "--lead",
        "ana.costa@northwind.example",
        "--partner",
        "Quillon",
        "--partner-ends",
        "2027-01-31",
        "--started",
        "2026-11-02",
        "--stage",
        "3",
        "--tag",
        "two",
        "--tag",
        "one",
    ];
    desk.on(&flags).done();
    let shown = desk.json(&["show", "own"]);
    let expected = json!({"code": "own", "name": "Own", "unit": "Finance", "summary": "-18 things", "stage": 3,
        "executive_owner": "Rita Silva", "lead": "Ana Costa", "partner": "Quillon", "partner_ends": "2027-01-31",
        "started": "2026-11-02", "week": 4, "lifecycle": "active", "reported": "-", "tags": ["one", "two"]});
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&shown[field.as_str()], value, "{field}");
    }
    desk.refuses(&["add", "pilot", "Other", "--stage", "5"], 3);
}

#[test]
fn a_pilot_begins_with_its_record_where_no_start_is_named() {
    let desk = Desk::empty();
    for stage in ["1", "3"] {
        desk.on(&["add", "pilot", "Own", "--code", stage, "--stage", stage]).done();
        let shown = desk.json(&["show", stage]);
        assert_eq!((&shown["started"], &shown["week_in_stage"]), (&json!("2026-11-24"), &json!(1)), "{shown}");
    }
    desk.on(&["add", "pilot", "Older", "--stage", "2", "--entered", "2026-09-07"]).done();
    let shown = desk.json(&["show", "older"]);
    assert_eq!((&shown["started"], &shown["week_in_stage"]), (&json!("2026-09-07"), &json!(12)), "{shown}");
}

#[test]
fn what_has_not_begun_is_not_judged_and_says_when_it_begins() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "HR chat", "--started", "2026-11-30"]).done();
    let shown = desk.json(&["show", "hr-chat"]);
    let waits = json!([{"family": "pilot", "what": "not begun", "clears": "it begins on 2026-11-30"}]);
    assert_eq!((&shown["computed"], &shown["for_green"]), (&json!("-"), &waits), "{shown}");
    assert_eq!(desk.list(&["pilots"])[0]["computed"], json!("-"));
    let begun = desk.json(&["--today", "2026-11-30", "show", "hr-chat"]);
    assert_ne!(begun["for_green"], waits, "{begun}");
    desk.on(&["report", "pilot", "hr-chat", "--out", "."]).done();
    let page = String::from_utf8(desk.read("hr-chat.txt")).unwrap();
    assert!(page.contains("not judged") && page.contains("It begins on 2026-11-30."), "{page}");
    assert!(page.contains("How it stands") && !page.contains("On one page"), "it takes more: {page}");
}

#[test]
fn what_is_missing_is_due_and_says_of_which_weeks() {
    let desk = Desk::with_demo();
    let signals = desk.on(&["signals", "demand-forecast"]).done().out;
    assert!(signals.contains("No family has a value from W43 to W46, in 4 due weeks."), "{signals}");
    desk.on(&["report", "pack", "--out", "."]).done();
    let pack = String::from_utf8(desk.read("pack.md")).unwrap();
    // Adoption, performance and impact of the weeks that fell due since the review; W47 is not due yet.
    let row = pack.lines().find(|line| line.contains("Demand forecast") && line.contains("missing, of")).unwrap();
    assert!(row.contains("9 due readings missing, of W44 to W46"), "{row}");
}

#[test]
fn the_pack_says_why_a_gate_stopped_a_pilot() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Vera Voss", "--level", "vp"]).done();
    desk.on(&["add", "pilot", "Alpha", "--owner", "Vera Voss", "--started", "2026-09-07"]).done();
    let stop =
        ["gate", "alpha", "--decide", "stop", "--cause", "value", "--by", "Vera Voss", "--why", "Nobody saves time"];
    desk.on(&stop).done();
    desk.on(&["report", "pack", "--out", "."]).done();
    for file in ["pack.md", "pack.html", "pack.txt"] {
        let pack = String::from_utf8(desk.read(file)).unwrap();
        let words: Vec<&str> = pack.split_whitespace().collect();
        let said = words.join(" ");
        assert!(["Nobody", "saves", "time"].iter().all(|word| said.contains(word)), "{file}: {said}");
    }
}

#[test]
fn what_changed_since_a_review_is_dated_since_then() {
    let desk = Desk::with_demo();
    desk.on(&["report", "pack", "--out", "."]).done();
    let pack = String::from_utf8(desk.read("pack.md")).unwrap();
    let changed = pack.split("What changed since the last review").nth(1).unwrap();
    let rows: Vec<&str> = changed.lines().take_while(|line| !line.starts_with("## ")).collect();
    let paradox = rows.iter().find(|row| row.contains("success-paradox")).unwrap();
    assert!(paradox.contains("2026-11-14") && paradox.contains("it was a watch"), "{paradox}");
    let status = rows.iter().find(|row| row.contains("computed: ")).unwrap();
    assert!(status.contains('–'), "a row of no single day says so: {status}");
}

#[test]
fn a_baseline_says_how_many_values_it_rests_on() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-09-07"]).done();
    for (week, value) in [("2026-W46", "90"), ("2026-W47", "92")] {
        desk.on(&["record", "alpha", "performance", value, "--week", week]).done();
    }
    let tally = desk.on(&["gate", "alpha"]).done().out;
    let proposed = "freeze stage 1 (2 values, W46 and W47) as pilot baseline: \
                    steerco -w work.steerco baseline alpha performance --weeks 2026-W46..2026-W47";
    assert!(tally.contains(proposed), "{tally}");
    let ana = text(&desk.json(&["add", "person", "Ana"]), "id").to_owned();
    let freeze = ["baseline", "alpha", "performance", "--weeks", "2026-W41..2026-W47", "--by", "Ana"];
    let frozen = desk.on(&freeze).done().out;
    assert!(frozen.contains("2026-W41 to 2026-W47 (2 values, W46 and W47)"), "{frozen}");
    let listed = desk.list(&["metrics"]).into_iter().find(|metric| !metric["baseline"].is_null()).unwrap();
    let shown = desk.json(&["show", "alpha"])["metrics"].clone();
    assert!(shown.as_array().unwrap().iter().any(|metric| metric["baseline"] == listed["baseline"]), "{shown}");
    assert_eq!((&listed["baseline"]["by"], &listed["baseline"]["by_id"]), (&json!("Ana"), &json!(ana)));
    let demo = Desk::with_demo().on(&["gate", "demand-forecast"]).done().out;
    assert!(demo.contains("..2026-W42") && !demo.contains("..2026-W47"), "{demo}");
}

#[test]
fn an_import_names_the_people_whom_it_brings() {
    let desk = Desk::empty();
    desk.write("pilots.csv", b"name,executive_owner\nAlpha,Ana Ruiz\nBeta,Ana Ruiz\n");
    let said = desk.on(&["import", "pilots.csv"]).done().out;
    assert!(said.contains("1 person is new: Ana Ruiz (executive owner of Alpha, Beta)."), "{said}");
    let again = desk.on(&["import", "pilots.csv"]).done().out;
    assert!(!again.contains("new:"), "{again}");
}

#[test]
fn a_week_is_understood_without_its_year_wherever_one_is_typed() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Vera Voss", "--level", "vp"]).done();
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-09-07", "--owner", "Vera Voss"]).done();
    for week in ["W45", "2026-W46"] {
        desk.on(&["record", "alpha", "performance", "90", "--week", week]).done();
    }
    let target = desk.on(&["target", "alpha", "40", "--from", "W36"]).done().out;
    assert!(target.contains("from 2026-W36 on"), "{target}");
    let frozen = desk.on(&["baseline", "alpha", "performance", "--weeks", "W37..W46"]).done().out;
    assert!(frozen.contains("2026-W37 to 2026-W46"), "{frozen}");
    // What a decision waits for lies ahead.
    let decide = ["decide", "alpha", "update", "--say", "Wait", "--by", "Vera Voss"];
    desk.on(&joined(&decide, &["--revisit", "performance < 75 by W02"])).done();
    let trigger = desk.list(&["decisions"]).pop().unwrap();
    assert!(trigger.to_string().contains("by 2027-W02"), "{trigger}");
}

#[test]
fn thousands_are_no_guess_where_the_metric_cannot_hold_them() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-09-07"]).done();
    desk.on(&["record", "alpha", "performance", "90", "--week", "2026-W46"]).done();
    let said = desk.on(&["record", "alpha", "performance", "1.200", "--week", "2026-W47"]).done();
    assert!(!format!("{said:?}").contains("as thousands"), "1200 is beyond 100: {said:?}");
    let readings = desk.list(&["readings", "--pilot", "alpha"]);
    assert_eq!(readings.last().unwrap()["value"], json!(1.2), "{readings:?}");
}

#[test]
fn the_median_of_two_weeks_lies_between_them() {
    let desk = Desk::empty();
    for (name, started) in [("One", "2026-09-07"), ("Two", "2026-10-12")] {
        desk.on(&["add", "pilot", name, "--started", started]).done();
    }
    desk.on(&["report", "month", "--out", "."]).done();
    let month = String::from_utf8(desk.read("month.md")).unwrap();
    let stage = month.lines().find(|line| line.contains("1 Pilot Validation")).unwrap();
    assert!(stage.contains(" 9.5 "), "weeks 12 and 7: {stage}");
}

#[test]
fn a_start_that_is_moved_behind_readings_says_so() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha", "--code", "alpha", "--started", "2026-09-07"]).done();
    for week in ["2026-W45", "2026-W46"] {
        desk.on(&["record", "alpha", "performance", "90", "--week", week]).done();
    }
    let moved = desk.on(&["set", "alpha", "started", "2027-06-01"]).done();
    let told = "2 readings are of before that, from 2026-W45 on: look whether the start is right.";
    assert!(moved.out.contains(told), "{moved:?}");
    let back = desk.on(&["set", "alpha", "started", "2026-09-07"]).done();
    assert!(!back.out.contains("before that"), "{back:?}");
    let journal = desk.list(&["journal"]);
    assert!(!json!(journal).to_string().contains("before that"), "what is said is no part of what was done");
}

#[test]
fn everything_that_is_said_of_a_new_person_and_a_new_metric_is_kept() {
    let desk = Desk::with_demo();
    let email = "zoe@northwind.example";
    let person =
        ["add", "person", "Zoe Zander", "--title", "Chief", "--level", "c-suite", "--unit", "Board", "--partner"];
    desk.on(&joined(&person, &["--email", email])).done();
    let kept = desk.list(&["people"]).pop().unwrap();
    let expected = json!({"name": "Zoe Zander", "title": "Chief", "level": "c-suite", "unit": "Board", "email": email,
        "partner": true, "owns": []});
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&kept[field.as_str()], value, "{field}");
    }
    desk.refuses(&["add", "person", "Other", "--email", email], 3);
    let metric = [
        "add",
        "metric",
        "service-chat",
        "minutes",
        "--family",
        "impact",
        "--unit",
        "min",
        "--better",
        "lower",
        "--min",
        "-10",
        "--max",
        "500",
        "--target",
        "-5",
        "--tolerance",
        "2.5",
        "--headline",
    ];
    desk.on(&metric).done();
    let metrics = desk.list(&["metrics", "--pilot", "service-chat"]);
    let kept = metrics.iter().find(|metric| text(metric, "name") == "minutes").unwrap();
    let expected = json!({"family": "impact", "unit": "min", "better": "lower", "min": -10, "max": 500, "target": -5,
        "tolerance": 2.5, "headline": true});
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&kept[field.as_str()], value, "{field}");
    }
    let headlines =
        metrics.iter().filter(|metric| text(metric, "family") == "impact" && metric["headline"] == json!(true));
    assert_eq!(headlines.count(), 1, "the headline was taken over");
    desk.refuses(&["add", "metric", "service-chat", "minutes", "--family", "impact"], 3);
    desk.refuses(&["add", "metric", "service-chat", "hours", "--family", "impact", "--tolerance", "-5"], 3);
    desk.refuses(&["set", "metric", text(kept, "id"), "tolerance", "-5"], 3);
}

#[test]
fn the_fields_of_a_pilot_are_set_and_emptied() {
    let desk = Desk::with_demo();
    let table = [
        ("name", "Triage", json!("Triage")),
        ("summary", "Sorts.", json!("Sorts.")),
        ("unit", "Legal", json!("Legal")),
        ("tags", "two, one", json!(["one", "two"])),
        ("started", "2026-01-05", json!("2026-01-05")),
        ("lead", "Ana Costa", json!("Ana Costa")),
        ("partner", "Quillon", json!("Quillon")),
        ("partner_ends", "2027-01-31", json!("2027-01-31")),
        ("rollout", "2026-06-01", json!("2026-06-01")),
    ];
    for (field, typed, value) in &table {
        desk.on(&["set", "pilot", "invoice-triage", field, typed]).done();
        assert_eq!(&desk.json(&["show", "invoice-triage"])[*field], value, "{field}");
    }
    for field in ["started", "lead", "partner", "partner_ends", "rollout"] {
        desk.on(&["set", "invoice-triage", field, ""]).done();
        assert_eq!(desk.json(&["show", "invoice-triage"])[field], Value::Null, "{field}");
    }
    desk.refuses(&["set", "invoice-triage", "name", ""], 3);
    desk.on(&["set", "invoice-triage", "code", "triage"]).done();
    assert_eq!(text(&desk.json(&["show", "triage"]), "name"), "Triage");
}

#[test]
fn a_shift_moves_the_date_that_stands_and_counts_from_today_where_none_does() {
    let desk = Desk::with_demo();
    let set = |field: &str, to: &str| {
        desk.on(&["set", "invoice-triage", field, to]).done();
        desk.json(&["show", "invoice-triage"])[field].clone()
    };
    assert_eq!([set("rollout", "2027-02-01"), set("rollout", "+1w")], [json!("2027-02-01"), json!("2027-02-08")]);
    assert_eq!([set("started", "2026-01-12"), set("started", "-1w")], [json!("2026-01-12"), json!("2026-01-05")]);
    assert_eq!([set("partner_ends", ""), set("partner_ends", "+1w")], [Value::Null, json!("2026-12-01")]);
    desk.on(&["act", "Call Legal.", "--who", "Ana Costa", "--due", "2027-03-01"]).done();
    let action = || desk.list(&["actions"]).into_iter().find(|action| text(action, "text") == "Call Legal.").unwrap();
    desk.on(&["set", "action", text(&action(), "id"), "due", "+1m"]).done();
    assert_eq!(text(&action(), "due"), "2027-04-01");
    let tick = ["tick", "demand-forecast", "s1.run-owners", "--due"];
    for due in ["2027-01-15", "+2w"] {
        desk.on(&joined(&tick, &[due])).done();
    }
    desk.on(&["set", "gap", "demand-forecast/s1.run-owners", "due", "-1d"]).done();
    let gaps = desk.list(&["gaps", "--pilot", "demand-forecast"]);
    assert!(gaps.iter().any(|gap| gap["due"] == json!("2027-01-28")), "{gaps:?}");
}

#[test]
fn fields_with_verbs_of_their_own_cannot_be_set() {
    let desk = Desk::with_demo();
    for field in ["stage", "lifecycle", "owner", "status", "nonsense"] {
        let error = desk.refuses(&["set", "invoice-triage", field, "2"], 3);
        assert!(text(&error, "title").contains(field) && !text(&error, "hint").is_empty(), "{error}");
    }
}

#[test]
fn an_owner_is_a_person_with_three_powers() {
    let desk = Desk::with_demo();
    let owner = ["owner", "claims-intake", "Rita Silva", "--why", "hers"];
    desk.on(&joined(&owner, &["--power", "accountability=yes", "--power", "authority=no"])).done();
    let people = desk.list(&["people"]);
    let rita = people.iter().find(|person| text(person, "name") == "Rita Silva").unwrap();
    assert!(rita["owns"].to_string().contains("claims-intake"), "{rita}");
    let powers = rita["powers"].as_array().unwrap().iter().find(|powers| text(powers, "pilot") == "claims-intake");
    let powers = powers.unwrap();
    assert_eq!((text(powers, "accountability"), text(powers, "authority")), ("yes", "no"));
    for power in ["power=yes", "authority", "authority=perhaps"] {
        desk.refuses(&joined(&owner, &["--power", power]), 3);
    }
    desk.refuses(&["owner", "claims-intake", "Steering committee", "--why", "all of us"], 3);
}

#[test]
fn a_checklist_item_has_state_owner_due_date_and_evidence() {
    let desk = Desk::with_demo();
    let gap = || {
        let gaps = desk.list(&["gaps", "--pilot", "demand-forecast"]);
        gaps.into_iter().find(|gap| text(gap, "item") == "s1.run-owners").unwrap()
    };
    let tick = ["tick", "demand-forecast", "s1.run-owners"];
    let more =
        ["--state", "doing", "--owner", "Ana Costa", "--due", "2026-12-01", "--evidence", "one", "--evidence", "two"];
    desk.on(&joined(&tick, &more)).done();
    let kept = gap();
    assert_eq!((text(&kept, "state"), text(&kept, "owner"), text(&kept, "due")), ("doing", "Ana Costa", "2026-12-01"));
    assert_eq!(kept["evidence"], json!(["one", "two"]));
    desk.refuses(&joined(&tick, &["--state", "na"]), 3);
    desk.refuses(&joined(&tick, &["--state", "finished"]), 3);
    desk.on(&joined(&tick, &["--state", "na", "--why", "Nobody runs it."])).done();
    assert_eq!(text(&gap(), "state"), "na");
    desk.on(&joined(&tick, &["--state", "done"])).done();
    assert_eq!(text(&gap(), "state"), "done");
}

#[test]
fn owner_and_day_of_a_gap_are_changed_in_its_sheet() {
    let desk = Desk::with_demo();
    desk.on(&["add", "person", "Zoe Pilar", "--level", "manager"]).done();
    desk.on(&["set", "gap", "demand-forecast/s1.run-owners", "owner", "Zoe Pilar"]).done();
    desk.on(&["set", "gap", "demand-forecast/s1.run-owners", "due", "2031-05-05"]).done();
    let gap = || {
        let gaps = desk.list(&["gaps", "--pilot", "demand-forecast"]);
        gaps.into_iter().find(|gap| text(gap, "item") == "s1.run-owners").unwrap()
    };
    desk.on(&["export", "all.xlsx", "--what", "gaps"]).done();
    // The second is the day in the numbers of a spreadsheet.
    let edits = [(">Zoe Pilar<", ">Ana Costa<"), ("<v>47973</v>", "<v>47974</v>")];
    desk.write("more.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let said = desk.json(&["import", "more.xlsx"]);
    assert_eq!(said["rejected"], json!([]), "{said}");
    assert_eq!((text(&gap(), "owner"), text(&gap(), "due")), ("Ana Costa", "2031-05-06"));
    desk.write("state.xlsx", &edited(&desk.read("all.xlsx"), &[(">open<", ">done<")]));
    let error = desk.refuses(&["import", "state.xlsx"], 3).to_string();
    assert!(error.contains("a gap in writing is closed with its workstream"), "{error}");
    assert!(!error.contains("of them in part") && !error.contains("not taken whole"), "{error}");
    desk.on(&["export", "again.xlsx", "--what", "gaps"]).done();
    let edits = [("<v>47974</v>", "<v>47975</v>"), (">open<", ">na<")];
    desk.write("half.xlsx", &edited(&desk.read("again.xlsx"), &edits));
    let error = desk.refuses(&["import", "half.xlsx"], 3).to_string();
    assert!(error.contains("1 of them in part"), "the due date of that row could be taken: {error}");
    desk.on(&["set", "gap", "demand-forecast/s1.run-owners", "due", ""]).done();
    assert_eq!(gap()["due"], Value::Null);
    desk.refuses(&["set", "gap", "demand-forecast/s1.run-owners", "state", "done"], 3);
}

#[test]
fn a_sheet_that_gives_one_workstream_two_days_is_refused_with_both_rows() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Nora Nilsson", "--level", "c-suite"]).done();
    desk.on(&["add", "pilot", "Alpha", "--code", "alpha", "--stage", "2"]).done();
    let gaps = ["--gap", "no feed", "--gap", "no store", "--by", "Nora Nilsson"];
    desk.on(&[&["score", "alpha", "data", "2"][..], &gaps].concat()).done();
    let work = ["--owner", "Nora Nilsson", "--due", "2031-05-05", "--exit-test", "it flows"];
    desk.on(&[&["add", "workstream", "alpha", "data"][..], &work].concat()).done();
    desk.on(&["export", "all.xlsx", "--what", "gaps"]).done();
    let all = desk.read("all.xlsx");
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(&all)).unwrap();
    let due = "<v>47973</v>";
    let sheets = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"].map(|name| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut parts.by_name(name).unwrap(), &mut text).unwrap();
        text
    });
    let sheet = sheets.iter().find(|text| text.contains(due)).unwrap();
    assert_eq!(sheet.matches(due).count(), 2, "both gaps have the day of their workstream");
    let typed = |first: &str, second: &str| {
        let days = sheet.replacen(due, first, 1).replacen(due, second, 1);
        edited(&all, &[(sheet, &days)])
    };
    desk.write("two.xlsx", &typed("<v>47974</v>", "<v>47975</v>"));
    let error = desk.refuses(&["import", "two.xlsx"], 3).to_string();
    assert!(error.contains("of gaps says otherwise of the same workstream"), "{error}");
    assert!(!error.contains("meanwhile"), "{error}");
    desk.write("one.xlsx", &typed("<v>47974</v>", "<v>47974</v>"));
    desk.on(&["import", "one.xlsx"]).done();
    assert_eq!(text(&desk.list(&["workstreams"])[0], "due"), "2031-05-06");
}

#[test]
fn target_users_hold_from_a_week_on() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha"]).done();
    desk.refuses(&["record", "alpha", "adoption", "45"], 3);
    desk.on(&["target", "alpha", "60", "--from", "2026-W40"]).done();
    desk.on(&["target", "alpha", "90", "--from", "2026-W47"]).done();
    for week in ["2026-W46", "2026-W47"] {
        desk.on(&["record", "alpha", "adoption", "45", "--week", week]).done();
    }
    let value = |week: &str| reading(&desk, "alpha", "active users", week).unwrap()["value"].clone();
    assert_eq!((value("2026-W46"), value("2026-W47")), (json!(75), json!(50)));
    desk.refuses(&["record", "alpha", "adoption", "91"], 3);
    desk.refuses(&["target", "alpha", "0"], 3);
    desk.refuses(&["target", "alpha", "60", "--from", "2026-W54"], 3);
}

#[test]
fn target_users_that_come_first_hold_from_the_week_in_which_their_pilot_began() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-09-07"]).done();
    desk.on(&["add", "pilot", "Beta", "--started", "2026-11-23"]).done();
    for (pilot, users) in [("alpha", "60"), ("alpha", "90"), ("beta", "40")] {
        desk.on(&["target", pilot, users]).done();
    }
    let from = |pilot: &str| desk.json(&["show", pilot])["targets"].clone();
    assert_eq!(from("alpha"), json!([{"from": "2026-W37", "users": 60}, {"from": "2026-W47", "users": 90}]));
    assert_eq!(from("beta"), json!([{"from": "2026-W47", "users": 40}]));
}

#[test]
fn pilots_people_metrics_and_notes_are_archived_and_come_back() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let note = text(&desk.json(&["show", "service-chat"])["notes"][0], "id").to_owned();
    let metric = text(&desk.list(&["metrics"])[0], "id").to_owned();
    let person = text(&desk.list(&["people"])[0], "id").to_owned();
    let people = ["Ana Costa", "dana.keller@quillon.example", person.as_str()];
    for what in people.into_iter().chain(["service-chat", note.as_str(), metric.as_str()]) {
        desk.on(&["archive", what]).done();
        assert!(desk.export() != before, "{what} is not archived");
        desk.on(&["unarchive", what]).done();
        check_same(&desk.export(), &before, what);
    }
}

#[test]
fn a_metric_is_archived_by_its_pilot_and_what_ends_says_what_ends_it() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.on(&["archive", "contract-review/accuracy"]).done();
    assert!(desk.export() != before);
    desk.on(&["unarchive", "contract-review/accuracy"]).done();
    check_same(&desk.export(), &before, "what the workspace holds");
    for (noun, wanted) in [("actions", "drop"), ("exceptions", "steerco -w work.steerco close")] {
        let id = text(&desk.list(&[noun])[0], "id").to_owned();
        let error = desk.refuses(&["archive", &id], 3);
        assert!(text(&error, "hint").contains(wanted), "{error}");
    }
    desk.refuses(&["archive", "contract-review/nonsense"], 4);
    desk.refuses(&["archive", "nobody"], 4);
}

#[test]
fn a_workspace_that_is_not_there_is_told_with_the_one_that_may_be_meant() {
    let desk = Desk::bare();
    for name in ["harbour", "harbour-old"] {
        desk.run(&["new", name]).done();
    }
    let hint = |name: &str| text(&desk.refused(&["-w", name, "list", "pilots"], 4), "hint").to_owned();
    let last = "or look with `steerco workspaces`";
    assert_eq!(hint("harbuor2"), format!("is it harbour? else make it with `steerco new harbuor2`, {last}"));
    let nearest = format!("is it harbour-old? else make it with `steerco new harbour-odl`, {last}");
    assert_eq!(hint("harbour-odl"), nearest, "and not the first that is like it");
    assert_eq!(hint("a client"), format!("make it with `steerco new 'a client'`, {last}"));
    assert_eq!(hint("HARBOUR"), format!("is it harbour? else make it with `steerco new HARBOUR`, {last}"));
    fs::create_dir(desk.path("moved")).unwrap();
    desk.run(&["new", "moved/beta.steerco"]).done();
    assert!(hint("moved/beta").starts_with("is it moved/beta.steerco? else "), "{}", hint("moved/beta"));
    let said = desk.run(&["-w", "harbour", "new", "other"]).done();
    assert!(said.err.contains("harbour is as it was"), "{said:?}");
}

#[test]
fn the_commands_of_the_readme_for_data_of_ones_own_run_in_their_order() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for (heading, lines) in [("The first five minutes", 4), ("The command line", 20)] {
        let desk = Desk::empty();
        desk.write("plan.csv", b"Project,Status\nInvoice triage,green\n");
        desk.write(
            "tickets.csv",
            b"Issue key,Summary,Status,Priority,Created\nOPS-1,Booked twice,Open,High,2026-11-20\n",
        );
        desk.write("readings.csv", b"pilot,metric,week,value\ninvoice-triage,performance,2026-W46,94\n");
        desk.write("todo.csv", b"what,who,by when\nCall the supplier,ana@example.com,2026-12-04\n");
        let block = readme.split(&format!("## {heading}\n\n```\n")).nth(1).unwrap().split("\n```").next().unwrap();
        assert!(block.lines().count() >= lines, "{block}");
        for line in block.lines() {
            // The commands are the same for a workbook and for text.
            let line = line
                .replace("plan.xlsx", "plan.csv")
                .replace("todo.xlsx", "todo.csv")
                .replace("readings.xlsx", "readings.csv");
            let words = shlex::split(&line).unwrap();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            desk.run(&words[1..]).done();
        }
    }
}

/// What a link leads to is there: a file of the project, or a heading of the page.
#[test]
fn the_links_of_the_readme_lead_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["README.md", "assets/spreadsheets.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let anchor = |heading: &str| format!("#{}", heading.to_lowercase().replace(' ', "-"));
        let headings: Vec<String> = text.lines().filter_map(|line| line.strip_prefix("## ")).map(anchor).collect();
        let links: Vec<&str> = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(!links.is_empty(), "{page} has no links");
        for link in links {
            let leads = headings.iter().any(|heading| heading == link) || root.join(page).with_file_name(link).exists();
            assert!(leads, "{link} of {page}");
        }
    }
}

#[test]
fn a_verdict_that_is_none_is_told_those_that_can_be_recorded() {
    let desk = Desk::with_demo();
    let words = ["gate", "contract-review", "--decide", "maybe", "--by", "Ana Costa", "--why", "so"];
    assert_eq!(text(&desk.refuses(&words, 3), "hint"), "use one of: go, conditional-go, hold, recycle, stop");
    desk.on(&["score", "contract-review", "CHANGE readiness", "2", "--by", "Ana Costa"]).done();
}

#[test]
fn what_goes_into_a_pipe_is_not_cut() {
    let desk = Desk::with_demo();
    let long = format!("{}end", "a word and ".repeat(20));
    desk.on(&["act", &long, "--who", "Ana Costa", "--due", "2027-01-15"]).done();
    assert!(desk.on(&["list", "actions"]).done().out.contains(&long));
    let log = desk.on(&["log"]).done().out;
    for entry in desk.json(&["log"]).as_array().unwrap() {
        let summary = text(entry, "summary");
        assert!(log.contains(summary), "{summary}: {log}");
    }
}

#[test]
fn a_week_before_the_pilot_began_is_told() {
    let desk = Desk::with_demo();
    let record = |week: &str, metric: &str| desk.on(&["record", "claims-intake", metric, "80", "--week", week]).done();
    for week in ["2019-W05", "2026-W30"] {
        let said = record(week, "performance");
        let told = format!("of {week}: the pilot began later, on 2026-08-");
        assert!(said.out.contains(&told), "{said:?}");
    }
    assert!(!record("2019-W05", "performance").out.contains("began later"), "it was told before");
    assert!(!record("2026-W30", "impact").out.contains("began later"), "what the impact was before is its baseline");
    desk.write(
        "old.csv",
        b"pilot,metric,week,value\nclaims-intake,performance,2019-W06,80\nclaims-intake,performance,2019-W07,81\n",
    );
    let said = desk.on(&["record", "--from", "old.csv"]).done();
    assert!(said.err.contains("2 weeks, the first 2019-W06, lie before the pilot began"), "{said:?}");
}

#[test]
fn of_one_name_who_is_not_archived_is_meant() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "claims-intake"]).done();
    desk.on(&["add", "pilot", "Claims intake"]).done();
    let said = desk.on(&["record", "Claims intake", "performance", "80"]).done();
    assert!(!said.err.contains("archived"), "{said:?}");
    let readings = desk.list(&["readings", "--pilot", "claims-intake-2"]);
    assert_eq!(readings.len(), 1, "{readings:?}");
    desk.on(&["note", "claims-intake", "An exact code means what it says."]).done();
    desk.on(&["unarchive", "claims-intake"]).done();
    let error = desk.refuses(&["note", "Claims intake", "Which?"], 3);
    assert_eq!(text(&error, "hint"), "write the whole code of the one that you mean");

    desk.on(&["add", "person", "Ann Chat", "--level", "vp"]).done();
    desk.on(&["archive", "Ann Chat"]).done();
    desk.on(&["add", "person", "Ann Chat", "--level", "vp"]).done();
    desk.on(&["owner", "service-chat", "Ann Chat", "--why", "she is there"]).done();
}

#[test]
fn what_is_written_to_an_archived_pilot_is_told() {
    let desk = Desk::with_demo();
    let told = "service-chat is archived, out of everybody's sight";
    assert!(!desk.on(&["show", "service-chat"]).out.contains("archived"));
    let archive = desk.on(&["archive", "service-chat"]).done();
    assert_eq!(archive.err, "", "who archives it knows");
    let page = desk.on(&["show", "service-chat"]).out;
    assert!(page.contains("archived         since 2026-11-24") && page.contains("unarchive service-chat"), "{page}");
    let writes: &[&[&str]] = &[
        &["status", "service-chat", "R", "--because", "so"],
        &["note", "service-chat", "Seen."],
        &["raise", "service-chat", "It fell over."],
        &["tick", "service-chat", "s1.real-data", "--state", "doing"],
        &["record", "service-chat", "impact", "3.5"],
        &["add", "metric", "service-chat", "Calls", "--family", "impact"],
    ];
    for words in writes {
        let said = desk.on(words).done();
        assert!(said.err.contains(told) && said.err.contains("unarchive service-chat"), "{said:?}");
    }
    assert_eq!(desk.on(&["unarchive", "service-chat"]).done().err, "");
    for words in [&["note", "service-chat", "Back."][..], &["show", "service-chat"]] {
        let said = desk.on(words).done();
        assert!(!said.err.contains("archived") && !said.out.contains("archived"), "{said:?}");
    }
}

#[test]
fn a_pilot_that_is_called_as_another_one_is_told() {
    let desk = Desk::with_demo();
    let said = desk.on(&["set", "pilot", "demand-forecast", "name", "contract review"]).done();
    assert!(said.out.contains("Another pilot is called “Contract review”: contract-review"), "{said:?}");
    let said = desk.on(&["set", "pilot", "demand-forecast", "name", "Demand"]).done();
    assert!(!said.out.contains("Another"), "{said:?}");
    let again = desk.on(&["set", "pilot", "demand-forecast", "name", "demand"]).done();
    assert!(!again.out.contains("Another"), "its own name is no other one's: {again:?}");
    desk.write("plan.csv", b"name,code\nDemand,other-demand\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("Another pilot is called “demand”: demand-forecast"), "{said:?}");
    desk.on(&["export", "all.xlsx"]).done();
    desk.write("all.xlsx", &edited(&desk.read("all.xlsx"), &[(">Demand<", ">contract review<")]));
    let said = desk.on(&["import", "all.xlsx", "--dry-run"]).done();
    assert!(said.err.contains("Another pilot is called “Contract review”: contract-review"), "{said:?}");
}

#[test]
fn a_theme_that_is_none_is_told_by_every_command() {
    let desk = Desk::with_demo();
    let said = desk.on(&["list", "pilots", "--theme", "purple"]).done();
    assert!(said.err.contains("--theme: there is no theme “purple”"), "{said:?}");
    fs::create_dir_all(desk.path("config/steerco")).unwrap();
    desk.write("config/steerco/config.toml", b"theme = \"purple\"\n");
    let said = desk.on(&["list", "pilots"]).done();
    assert!(said.err.contains("config.toml line 1: there is no theme “purple”"), "{said:?}");
}

#[test]
fn notes_are_listed_with_the_ids_that_archive_takes() {
    let desk = Desk::with_demo();
    desk.on(&["note", "invoice-triage", "The scanner was moved"]).done();
    let notes = desk.list(&["notes", "--pilot", "invoice-triage"]);
    let note = notes.iter().find(|note| note["text"] == "The scanner was moved").unwrap();
    assert_eq!((&note["pilot"], &note["archived"]), (&json!("invoice-triage"), &json!(false)), "{note}");
    assert!(note["date"].is_string() && note["by"].is_string(), "{note}");
    desk.on(&["archive", text(note, "id")]).done();
    let left = desk.list(&["notes", "--pilot", "invoice-triage"]);
    assert_eq!(left.len(), notes.len() - 1);
    assert_eq!(desk.list(&["notes", "--pilot", "invoice-triage", "--all"]).len(), notes.len());
    let table = desk.on(&["list", "notes"]).done().out;
    assert!(table.starts_with("id ") && !table.contains("The scanner was moved"), "{table}");
}

#[test]
fn what_is_added_beside_its_like_is_told() {
    let desk = Desk::with_demo();
    let said = desk.on(&["add", "person", "Dr. Petra Nowak"]).done();
    assert!(said.err.contains("Where that is the Petra Nowak who is there"), "{said:?}");
    assert_eq!(desk.on(&["add", "person", "Quentin Zed"]).done().err, "");
    let said = desk.on(&["add", "person", "quentin  zed"]).done();
    assert!(said.out.contains("Another person is called “Quentin Zed”. An address tells them apart."), "{said:?}");
    assert_eq!(said.err, "", "once is enough");
    let said = desk.on(&["add", "pilot", "invoice  Triage"]).done();
    assert!(said.out.contains("Another pilot is called “Invoice triage”: invoice-triage"), "{said:?}");
    let error = desk.refuses(&["act", "x", "--who", "Petra Nowak", "--due", "someday"], 3).to_string();
    assert!(error.contains("someday"), "{error}");
    let error = desk.refuses(&["act", "x", "--who", "Petra", "--due", "15 Jan 2027"], 4).to_string();
    assert!(error.contains("is it Dr. Petra Nowak, or Petra Nowak?"), "{error}");
}
