//! The federal inventory, as it was published and as it changes.

use super::*;

/// The slice with one text exchanged for another where it stands first.
fn slice_with(from: &str, to: &str) -> Vec<u8> {
    let at = SLICE.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    [&SLICE[..at], to.as_bytes(), &SLICE[at + from.len()..]].concat()
}

#[test]
fn every_row_of_the_inventory_becomes_a_pilot_in_its_stage() {
    let desk = Desk::bare();
    desk.write("slice.csv", SLICE);
    let answer = desk.json(&["import", "slice.csv", "--map", "us-federal-2024"]);
    assert_eq!((&answer["created"], &answer["rejected"]), (&json!(41), &json!([])));
    let mut counts = BTreeMap::new();
    for pilot in desk.list(&["pilots"]) {
        *counts.entry((pilot["stage"].as_u64().unwrap(), text(&pilot, "lifecycle").to_owned())).or_insert(0) += 1;
    }
    let expected = [
        ((1, "active"), 10), // 4 Initiated, 2 Planned, 2 Ideation, 2 without a word
        ((1, "retired"), 1), // no date of an acquisition or implementation
        ((2, "active"), 8),  // Acquisition and/or Development
        ((2, "retired"), 1), // acquired, never implemented
        ((2, "stopped"), 1), // Research or Administrative Action Complete
        ((3, "active"), 6),  // Implementation and Assessment
        ((4, "active"), 12), // 9 Operation and Maintenance, 2 In production, 1 In mission
        ((4, "retired"), 2), // implemented
    ];
    let expected: BTreeMap<(u64, String), i32> =
        expected.into_iter().map(|((stage, word), count)| ((stage, word.to_owned()), count)).collect();
    assert_eq!(counts, expected);
    assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(0), &json!(0)), "none counts twice: {answer}");
}

#[test]
fn rows_that_are_alike_are_pilots_of_their_own() {
    let desk = Desk::with_slice();
    let pilots = desk.list(&["pilots"]);
    let count = |name: &str| pilots.iter().filter(|pilot| text(pilot, "name").starts_with(name)).count();
    assert_eq!(count("Generative AI Usage"), 8);
    let twins = ["Predicting inundation dynamics", "Classifying GPS data", "Data-driven approaches to filling"];
    assert_eq!(twins.map(count), [2, 2, 2]);
    let codes: BTreeSet<String> = codes(&pilots).into_iter().collect();
    assert_eq!(codes.len(), 41);
    assert!(codes.contains("generative-ai-usage") && codes.contains("generative-ai-usage-8"), "{codes:?}");
    assert!(pilots.iter().any(|pilot| text(pilot, "name").starts_with("Machine Translation (Previously")));
}

#[test]
fn dates_of_the_inventory_are_read_and_what_is_none_is_kept() {
    let desk = Desk::with_slice();
    let table = [
        ("create-work-related-videos", Some("2024-11-01")),  // 24-Nov
        ("testing-developer-workflows", Some("2024-11-01")), // 24-Nov
        ("wellness-and-physical-fitness-applicatio", Some("2022-10-01")), // 10/1/2022
        ("servir-ecosystem-and-carbon-management-a", Some("2020-01-01")), // 7/12/1905, day 2020 of a spreadsheet
        ("generative-ai-tools-pilot-global-markets", Some("2024-02-03")), // 2/3/2024, then N/A twice
        ("operational-enterprise-cloud-mask", None),         // Pre-2021
        ("azure-openai-chat-prototype", None),               // 10/12023
        ("elastic-machine-learning-threat-detectio", None),  // Q4FY25, then N/A twice
        ("patent-design-image-search-designvision", None),   // a sentence
        ("sentiment-analysis-elis-case-notes", None),        // nothing
    ];
    for (code, started) in table {
        assert_eq!(desk.json(&["show", code])["started"], json!(started), "{code}");
    }
    for (code, word) in [("operational-enterprise-cloud-mask", "Pre-2021"), ("azure-openai-chat-prototype", "10/12023")]
    {
        assert!(desk.json(&["show", code])["notes"].to_string().contains(word), "{code}");
    }
}

#[test]
fn nothing_that_the_inventory_says_is_dropped() {
    let desk = Desk::with_slice();
    let export = parsed(&desk.export(), "export");
    let notes = export["notes"].as_array().unwrap();
    let pilots = export["pilots"].as_array().unwrap();
    let rows = slice_rows();
    assert_eq!(pilots.len(), rows.len() - 1);
    let empty = ["", "n/a", "na", "tbd", "none", "not applicable", "unknown"];
    for (row, pilot) in rows.iter().skip(1).zip(pilots) {
        let own = pilot.as_object().unwrap().values().flat_map(|value| match value {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
            other => other.as_str().into_iter().collect::<Vec<_>>(),
        });
        let noted = notes.iter().filter(|note| note["pilot"] == pilot["id"]).map(|note| text(note, "text"));
        let kept = collapsed(&own.chain(noted).collect::<Vec<_>>().join(" "));
        for (name, cell) in rows[0].iter().zip(row) {
            let became_a_value =
                name == "Stage of Development" || name == "Date Initiated" && pilot.get("started").is_some();
            let says_nothing = empty.contains(&cell.to_lowercase().as_str());
            assert!(became_a_value || says_nothing || kept.contains(cell.as_str()), "{name}: “{cell}” of {pilot}");
        }
    }
}

#[test]
fn a_second_import_changes_nothing_and_says_so() {
    let desk = Desk::with_slice();
    let before = desk.read("work.steerco");
    desk.write("slice.csv", SLICE);
    for words in [&["import", "slice.csv", "--map", "us-federal-2024"][..], &["import", "slice.csv"]] {
        let answer = desk.json(words);
        let facts = (&answer["entry"], &answer["created"], &answer["changed"], &answer["unchanged"]);
        assert_eq!(facts, (&Value::Null, &json!(0), &json!(0), &json!(41)));
        assert!(desk.on(words).done().out.contains("nothing changed"));
    }
    check_same(&desk.read("work.steerco"), &before, "the file");
}

/// The fields in which two exports' pilots differ, as code and field.
fn differences(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (parsed(before, "before"), parsed(after, "after"));
    let pairs = before["pilots"].as_array().unwrap().iter().zip(after["pilots"].as_array().unwrap());
    let fields = pairs.flat_map(|(then, now)| {
        let names: BTreeSet<String> = keys(then).into_iter().chain(keys(now)).collect();
        let changed = names.into_iter().filter(|name| then.get(name.as_str()) != now.get(name.as_str()));
        changed.map(|name| format!("{}.{name}", text(now, "code"))).collect::<Vec<_>>()
    });
    fields.collect()
}

#[test]
fn a_changed_cell_becomes_one_changed_field() {
    let desk = Desk::with_slice();
    let before = desk.export();
    desk.write("slice.csv", &slice_with("personal workout coach for Customs", "personal exercise coach for Customs"));
    let answer = desk.json(&["import", "slice.csv"]);
    let facts = (&answer["created"], &answer["changed"], &answer["unchanged"]);
    assert_eq!(facts, (&json!(0), &json!(1), &json!(40)), "{answer}");
    let after = desk.export();
    assert_eq!(differences(&before, &after), ["wellness-and-physical-fitness-applicatio.summary"]);
    assert_eq!(parsed(&before, "before")["notes"], parsed(&after, "after")["notes"]);
    assert_eq!(desk.json(&["import", "slice.csv"])["entry"], Value::Null);
}

#[test]
fn a_changed_cell_of_a_twin_changes_that_twin_only() {
    let desk = Desk::with_slice();
    let before = desk.export();
    let rows = slice_rows();
    let twin = rows.iter().find(|row| row[0].starts_with("Predicting inundation dynamics")).unwrap();
    let purpose = &twin[7][..30];
    desk.write("slice.csv", &slice_with(purpose, "Something else"));
    let answer = desk.json(&["import", "slice.csv"]);
    assert_eq!((&answer["created"], &answer["changed"], &answer["unchanged"]), (&json!(0), &json!(1), &json!(40)));
    let changed = differences(&before, &desk.export());
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].starts_with("predicting-inundation") && changed[0].ends_with(".summary"), "{changed:?}");
}

#[test]
fn an_import_moves_a_pilot_that_was_taken_over() {
    let desk = Desk::with_slice();
    let moved = "Acquisition and/or Development,Neither,10/1/2022,";
    desk.write("slice.csv", &slice_with("Initiated,Neither,10/1/2022,", moved));
    assert_eq!(desk.json(&["import", "slice.csv"])["changed"], json!(1));
    assert_eq!(desk.json(&["show", "wellness-and-physical-fitness-applicatio"])["stage"], json!(2));
}

#[test]
fn a_field_that_was_changed_here_and_there_is_a_conflict_with_both_values() {
    let desk = Desk::with_slice();
    desk.on(&["set", "wellness-and-physical-fitness-applicatio", "summary", "Ours."]).done();
    let before = desk.export();
    desk.write("slice.csv", &slice_with("This is an internal  AI powered personal workout", "Theirs is a workout"));
    let error = desk.refuses(&["import", "slice.csv"], 3).to_string();
    check_same(&desk.export(), &before, "what the workspace holds");
    assert!(error.contains("Theirs is a workout") && error.contains("Ours."), "{error}");
}

#[test]
fn a_row_that_is_gone_is_said_and_its_pilot_stays() {
    let desk = Desk::with_slice();
    let last = SLICE[..SLICE.len() - 2].windows(2).rposition(|window| window == b"\r\n").unwrap();
    desk.write("slice.csv", &SLICE[..last + 2]);
    let answer = desk.json(&["import", "slice.csv"]);
    assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(0), &json!(40)), "{answer}");
    assert!(text(&answer, "summary").contains("not in it any more"), "{answer}");
    assert_eq!(desk.list(&["pilots"]).len(), 41);
}

#[test]
fn a_dry_run_says_what_would_happen_and_writes_nothing() {
    let desk = Desk::with_slice();
    let before = desk.read("work.steerco");
    desk.write("slice.csv", &slice_with("personal workout coach for Customs", "personal exercise coach for Customs"));
    let answer = desk.json(&["import", "slice.csv", "--dry-run"]);
    let facts = (&answer["entry"], &answer["changed"], &answer["unchanged"]);
    assert_eq!(facts, (&Value::Null, &json!(1), &json!(40)), "{answer}");
    let change = &answer["changes"][0];
    assert!(text(change, "was").contains("workout") && text(change, "to").contains("exercise"), "{answer}");
    assert_eq!(answer["changes"].as_array().unwrap().len(), 1);
    let said = desk.on(&["import", "slice.csv", "--dry-run"]).done().out.clone();
    assert!(said.lines().next().unwrap().starts_with("what "), "a table, and the sentence under it: {said}");
    check_same(&desk.read("work.steerco"), &before, "the file");
}
