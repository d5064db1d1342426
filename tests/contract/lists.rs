//! What lists answer, field by field.

use super::*;

fn is_day(text: &str) -> bool {
    let sign = |(place, c): (usize, char)| if place == 4 || place == 7 { c == '-' } else { c.is_ascii_digit() };
    text.chars().count() == 10 && text.chars().enumerate().all(sign)
}

fn is_week(text: &str) -> bool {
    let (year, week) = text.split_once("-W").unwrap_or_default();
    year.len() == 4 && week.len() == 2 && year.parse::<u16>().is_ok() && week.parse::<u16>().is_ok_and(|week| week > 0)
}

/// A noun, the fields that it has, and those that may stand beside them.
const FIELDS: &[(&str, &[&str], &[&str])] = &[
    (
        "pilots",
        &[
            "id",
            "code",
            "name",
            "unit",
            "stage",
            "lifecycle",
            "executive_owner",
            "started",
            "week",
            "week_in_stage",
            "reported",
            "computed",
            "open_gaps",
            "signals",
            "tags",
            "archived",
        ],
        &[
            "executive_owner_id",
            "because",
            "lead",
            "lead_id",
            "partner",
            "partner_ends",
            "rollout",
            "cohort",
            "computed_by_family",
            "parent",
            "spend_change",
            "spend_technology",
        ],
    ),
    (
        "people",
        &["id", "name", "title", "level", "unit", "email", "partner", "powers", "owns"],
        &["leads", "carries", "archived", "certifier"],
    ),
    (
        "metrics",
        &[
            "id",
            "pilot",
            "family",
            "name",
            "unit",
            "better",
            "headline",
            "min",
            "max",
            "target",
            "tolerance",
            "baseline",
        ],
        &["archived", "role", "counts", "plan"],
    ),
    ("readings", &["pilot", "metric", "family", "week", "value", "note", "sample"], &["active_users", "target_users"]),
    (
        "gaps",
        &["id", "pilot", "stage", "dimension", "item", "text", "state", "owner", "due", "evidence"],
        &["owner_id", "answer", "reads", "writes"],
    ),
    ("assessments", &["id", "pilot", "version", "date", "frozen", "quality", "scores"], &[]),
    (
        "workstreams",
        &["id", "pilot", "dimension", "team", "owner", "start", "due", "exit_test", "state", "closed"],
        &["owner_id", "effort", "outcome", "items"],
    ),
    (
        "decisions",
        &[
            "id",
            "pilot",
            "verb",
            "statement",
            "date",
            "decided_by",
            "rationale",
            "rejected",
            "conditions",
            "review_trigger",
        ],
        &["decided_by_id", "settled", "review", "cause", "answers", "evidence"],
    ),
    ("actions", &["id", "text", "owner", "due", "state", "pilot", "review"], &["owner_id", "made", "ended", "why"]),
    (
        "reviews",
        &["id", "date", "state", "chair", "agenda", "entry"],
        &["chair_id", "slot", "planned", "attendance", "minutes", "opened", "closed"],
    ),
    ("committee", &["id", "name", "level", "function", "chair"], &[]),
    (
        "signals",
        &[
            "id",
            "warning",
            "pilot",
            "level",
            "since",
            "explanation",
            "origin",
            "heading",
            "readings",
            "proposal",
            "clears_when",
        ],
        &["rule", "parked_until"],
    ),
    (
        "waivers",
        &["id", "pilot", "gate", "decision", "reason", "by", "date", "outcome"],
        &["by_id", "rule", "decided", "fired"],
    ),
    ("journal", &["seq", "id", "at", "actor", "kind", "summary", "undoes"], &["effective"]),
];

#[test]
fn a_record_that_begins_in_the_middle_is_a_decision() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Petra Nowak"]).done();
    desk.on(&["add", "pilot", "Fresh"]).done();
    desk.on(&["add", "pilot", "Taken", "--stage", "3"]).done();
    desk.write("more.csv", b"name,stage\nBrought,2\n");
    desk.on(&["import", "more.csv"]).done();
    let decisions = desk.list(&["decisions"]);
    let told =
        |one: &Value| ["pilot", "verb", "statement", "date", "decided_by"].map(|field| text(one, field).to_owned());
    let begins = |pilot: &str, stage: u8| {
        let statement = format!("Its record begins at stage {stage}");
        [pilot, "take-over", statement.as_str(), "2026-11-24", "Petra Nowak"].map(str::to_owned)
    };
    assert_eq!(decisions.iter().map(told).collect::<Vec<_>>(), [begins("taken", 3), begins("brought", 2)]);
    for decision in &decisions {
        assert!(is_id(&decision["id"], 'v') && is_id(&decision["decided_by_id"], 'w'), "{decision}");
        assert!(!text(decision, "rationale").is_empty(), "{decision}");
    }
    assert_eq!(desk.list(&["decisions", "--pilot", "brought"]), decisions[1..]);
    assert!(desk.on(&["list", "decisions"]).done().out.contains("Its record begins at stage 3"));
    // A workbook that comes back as it was changes nothing.
    desk.on(&["export", "all.xlsx"]).done();
    assert_eq!(desk.json(&["import", "all.xlsx"])["entry"], Value::Null);
    assert_eq!(desk.list(&["decisions"]), decisions);
}

#[test]
fn lists_are_arrays_of_objects_with_the_fields_of_the_contract() {
    let desk = Desk::with_demo();
    for (noun, fields, beside) in FIELDS {
        let records = desk.list(&[noun]);
        assert!(!records.is_empty(), "{noun}");
        for record in records {
            let found: BTreeSet<String> = keys(&record).into_iter().collect();
            let missing: Vec<&&str> = fields.iter().filter(|field| !found.contains(**field)).collect();
            let strange: Vec<&String> =
                found.iter().filter(|field| !fields.iter().chain(*beside).any(|known| known == field)).collect();
            assert!(missing.is_empty() && strange.is_empty(), "{noun}: {missing:?} missing, {strange:?} not known");
        }
    }
    assert_eq!(Desk::empty().list(&["pilots"]), Vec::<Value>::new());
}

#[test]
fn pilots_hold_values_of_the_right_kinds() {
    let pilots = Desk::with_demo().list(&["pilots"]);
    assert_eq!(pilots.len(), 12);
    for pilot in &pilots {
        let right = is_id(&pilot["id"], 'p')
            && pilot["stage"].as_u64().is_some_and(|stage| (1..=4).contains(&stage))
            && ["R", "A", "G", "?", "-"].contains(&text(pilot, "reported"))
            && ["active", "paused", "stopped", "retired", "self-sustaining"].contains(&text(pilot, "lifecycle"))
            && is_null_or(&pilot["started"], |day| day.as_str().is_some_and(is_day))
            && is_null_or(&pilot["week"], Value::is_u64)
            && is_null_or(&pilot["week_in_stage"], Value::is_u64)
            && is_null_or(&pilot["executive_owner_id"], |id| is_id(id, 'w'))
            && pilot["open_gaps"].is_u64()
            && pilot["signals"].is_array()
            && pilot["tags"].is_array()
            && pilot["archived"] == json!(false);
        assert!(right, "{pilot}");
    }
    let forecast = pilots.iter().find(|pilot| text(pilot, "code") == "demand-forecast").unwrap();
    assert_eq!((&forecast["executive_owner"], text(forecast, "reported")), (&Value::Null, "-"));
}

#[test]
fn people_and_metrics_hold_values_of_the_right_kinds() {
    let desk = Desk::with_demo();
    for person in desk.list(&["people"]) {
        let levels = ["c-suite", "vp", "executive", "director", "manager", "other"];
        let right = is_id(&person["id"], 'w')
            && levels.contains(&text(&person, "level"))
            && person["partner"].is_boolean()
            && person["owns"].is_array()
            && is_null_or(&person["email"], Value::is_string);
        assert!(right, "{person}");
    }
    let families = ["adoption", "performance", "impact", "governance"];
    let mut headlines = BTreeMap::new();
    for metric in desk.list(&["metrics"]) {
        let right = is_id(&metric["id"], 'm')
            && families.contains(&text(&metric, "family"))
            && ["higher", "lower", "either"].contains(&text(&metric, "better"))
            && ["min", "max", "target", "tolerance"].iter().all(|field| is_null_or(&metric[*field], Value::is_number));
        assert!(right, "{metric}");
        let count =
            headlines.entry((text(&metric, "pilot").to_owned(), text(&metric, "family").to_owned())).or_insert(0);
        *count += i32::from(metric["headline"] == json!(true));
    }
    assert_eq!(headlines.len(), 48, "every pilot has its four headlines from the start");
    assert!(headlines.values().all(|count| *count == 1), "{headlines:?}");
}

#[test]
fn readings_hold_values_of_the_right_kinds() {
    let desk = Desk::with_demo();
    let readings = desk.list(&["readings"]);
    for reading in &readings {
        let adoption = text(reading, "family") == "adoption";
        let beside = reading.get("active_users").is_some() && reading.get("target_users").is_some();
        let right = is_week(text(reading, "week"))
            && is_null_or(&reading["value"], Value::is_number)
            && (reading["value"].is_number() || reading["note"].is_string())
            && is_null_or(&reading["sample"], Value::is_u64)
            && adoption == beside;
        assert!(right, "{reading}");
    }
    assert!(readings.iter().any(|reading| reading["value"].is_null()), "the demo has a week that was not measured");
}

#[test]
fn gaps_and_the_journal_hold_values_of_the_right_kinds() {
    let desk = Desk::with_demo();
    for gap in desk.list(&["gaps"]) {
        let right = gap["id"].is_string()
            && gap["stage"].as_u64().is_some_and(|stage| (1..=4).contains(&stage))
            && ["open", "doing", "done", "na"].contains(&text(&gap, "state"))
            && is_null_or(&gap["due"], |day| day.as_str().is_some_and(is_day))
            && gap["evidence"].is_array();
        assert!(right, "{gap}");
    }
    let entries = desk.list(&["journal"]);
    for (entry, seq) in entries.iter().zip(1_u64..) {
        let at = text(entry, "at");
        let right = entry["seq"] == json!(seq) && is_id(&entry["id"], 'j') && is_day(&at[..10]) && at.ends_with('Z');
        assert!(right && is_null_or(&entry["undoes"], Value::is_u64), "{entry}");
    }
}

#[test]
fn open_gaps_are_the_open_items_up_to_the_present_stage() {
    let desk = Desk::with_demo();
    // On an earlier day they are those of that day.
    for day in ["2026-11-24", "2026-10-15", "2026-06-10"] {
        let gaps = desk.list(&["gaps", "--today", day]);
        for pilot in desk.list(&["pilots", "--today", day]) {
            let of_pilot = gaps.iter().filter(|gap| gap["pilot"] == pilot["code"]);
            let open = of_pilot.filter(|gap| {
                ["open", "doing"].contains(&text(gap, "state")) && gap["stage"].as_u64() <= pilot["stage"].as_u64()
            });
            assert_eq!(json!(open.count()), pilot["open_gaps"], "{day}: {}", pilot["code"]);
        }
    }
}

#[test]
fn lists_are_narrowed_and_sorted() {
    let desk = Desk::with_demo();
    assert_eq!(desk.list(&["pilots", "--stage", "4"]).len(), 2);
    assert_eq!(codes(&desk.list(&["pilots", "--unit", "Finance"])), ["invoice-triage"]);
    assert_eq!(codes(&desk.list(&["pilots", "--pilot", "claims-intake"])), ["claims-intake"]);
    assert_eq!(codes(&desk.list(&["pilots", "--owner", "Pilar Navarro"])), ["shift-planning", "energy-bills"]);
    let readings = column(&desk.list(&["readings", "--pilot", "claims-intake"]), "pilot");
    assert!(!readings.is_empty() && readings.iter().all(|pilot| pilot == "claims-intake"));
    let sorted = codes(&desk.list(&["pilots", "--sort", "code"]));
    assert!(sorted.is_sorted(), "{sorted:?}");
    let gaps: Vec<u64> = desk
        .list(&["pilots", "--sort", "open_gaps"])
        .iter()
        .map(|pilot| pilot["open_gaps"].as_u64().unwrap())
        .collect();
    assert!(gaps.is_sorted(), "{gaps:?}");
}

#[test]
fn archived_ones_are_listed_only_when_asked_for() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "claims-intake"]).done();
    let shown = |words: &[&str]| codes(&desk.list(words)).contains(&"claims-intake".to_owned());
    assert!(!shown(&["pilots"]) && shown(&["pilots", "--all"]));
    let readings = |words: &[&str]| column(&desk.list(words), "pilot").contains(&"claims-intake".to_owned());
    assert!(!readings(&["readings"]) && readings(&["readings", "--all"]));
    desk.on(&["unarchive", "claims-intake"]).done();
    assert!(shown(&["pilots"]));
}

#[test]
fn pilots_and_people_stand_in_order_of_creation() {
    let desk = Desk::empty();
    for name in ["Zeta", "Alpha", "Mu"] {
        desk.on(&["add", "pilot", name]).done();
        desk.on(&["add", "person", name]).done();
    }
    assert_eq!(column(&desk.list(&["pilots"]), "name"), ["Zeta", "Alpha", "Mu"]);
    assert_eq!(column(&desk.list(&["people"]), "name"), ["Zeta", "Alpha", "Mu"]);
}

#[test]
fn pilots_and_readings_stand_in_the_order_of_the_entries_that_made_them() {
    let desk = Desk::with_demo();
    assert_eq!(codes(&desk.list(&["pilots"]))[..3], ["invoice-triage", "service-chat", "field-dispatch"]);
    let mut typed = desk.list(&["readings"]);
    typed.retain(|reading| text(reading, "family") == "performance");
    let weeks = column(&typed, "week");
    assert_eq!((weeks[0].as_str(), weeks.is_sorted()), ("2026-W08", true), "the demo enters week by week");
    desk.on(&["record", "contract-review", "impact", "80", "--week", "2026-W41", "--note", "found late"]).done();
    desk.on(&["record", "invoice-triage", "impact", "-20", "--week", "2026-W08"]).done();
    let readings = desk.list(&["readings"]);
    assert_eq!(text(readings.last().unwrap(), "note"), "found late", "one that is corrected stays where it was");
    let sorted = column(&desk.list(&["readings", "--sort", "week"]), "week");
    assert!(sorted.is_sorted());
    let first = readings.iter().position(|one| one["metric"] == "time to resolve").unwrap();
    assert_eq!(readings[first - 1]["week"], readings[first]["week"], "what the register gives stands with its week");
}

#[test]
fn reviews_stand_in_order_of_creation() {
    let desk = Desk::with_demo();
    let before = column(&desk.list(&["reviews"]), "date");
    desk.on(&["review", "prepare", "2026-11-27"]).done();
    assert_eq!(column(&desk.list(&["reviews"]), "date"), [before, vec!["2026-11-27".to_owned()]].concat());
}

#[test]
fn what_came_out_of_an_export_is_listed_as_it_was_where_it_came_from() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.json"]).done();
    let mut export: Value = serde_json::from_slice(&desk.read("all.json")).unwrap();
    for list in ["pilots", "people", "metrics", "readings"] {
        export[list].as_array_mut().unwrap().reverse();
    }
    desk.write("reversed.json", export.to_string().as_bytes());
    for file in ["all.json", "reversed.json"] {
        let copy = file.replace(".json", ".steerco");
        desk.run(&["--workspace", &copy, "import", file]).done();
        for noun in ["pilots", "people", "metrics", "readings", "gaps", "decisions", "actions", "signals"] {
            let of = |workspace: &str| desk.run(&["--workspace", workspace, "list", noun, "--json"]).done().out;
            check_same(&of(&copy), &of("work.steerco"), &format!("{noun} of {file}"));
        }
    }
}

#[test]
fn metrics_stand_in_order_of_creation() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "First"]).done();
    desk.on(&["add", "pilot", "Second"]).done();
    desk.on(&["add", "metric", "first", "speed", "--family", "impact"]).done();
    assert_eq!(column(&desk.list(&["metrics"]), "name").last().map(String::as_str), Some("speed"));
}

#[test]
fn entries_and_actions_are_narrowed_as_pilots_are_and_what_is_of_no_pilot_is_not() {
    let desk = Desk::with_demo();
    let all = desk.list(&["journal"]).len();
    for narrowed in [&["--stage", "4"][..], &["--unit", "Finance"], &["--owner", "Lucie Moreau"]] {
        let some = desk.list(&[&["journal"][..], narrowed].concat());
        assert!(!some.is_empty() && some.len() < all, "{narrowed:?}: {} of {all}", some.len());
        let sequence: Vec<u64> = some.iter().map(|entry| entry["seq"].as_u64().unwrap()).collect();
        assert!(sequence.windows(2).all(|two| two[0] < two[1]), "each once, in their order: {sequence:?}");
    }
    let own = desk.list(&["actions", "--owner", "Lucie Moreau"]);
    assert!(!own.is_empty() && own.iter().all(|action| action["owner"] == "Lucie Moreau"), "{own:?}");
    for noun in ["reviews", "committee"] {
        let error = desk.refuses(&["list", noun, "--stage", "1"], 2);
        assert!(text(&error, "hint").contains("--stage"), "{error}");
    }
}

#[test]
fn a_table_names_a_day_by_what_it_is_and_says_when_a_waiver_is_looked_at_again() {
    let desk = Desk::with_demo();
    let waivers = desk.on(&["list", "waivers"]).done().out;
    let head = waivers.lines().next().unwrap();
    assert!(head.contains("look again") && !head.contains(" date"), "{waivers}");
    assert!(desk.list(&["waivers"])[0]["date"].is_string(), "records keep the field");
    let decisions = desk.on(&["list", "decisions"]).done().out;
    let waived = decisions.lines().find(|line| line.contains("G3: on against 3 rules"));
    assert!(waived.is_some_and(|line| line.ends_with("look again 2026-12-06")), "{decisions}");
    let sorted = desk.on(&["list", "decisions", "--sort", "review_trigger"]).done().out;
    let last = sorted.lines().collect::<Vec<_>>().iter().rposition(|line| line.contains("look again"));
    assert!(last < sorted.lines().position(|line| line.contains("take-over")), "nothing brings that back: {sorted}");
    desk.on(&["report", "pack", "--out", "pack", "--draft"]).done();
    let pack = String::from_utf8(desk.read("pack/pack.md")).unwrap();
    assert!(pack.contains("1 take-over is left out"), "{pack}");
    // So say the registers of the pack, and what people read of an export.
    let register = pack.lines().find(|line| line.contains("G3: on against 3 rules") && line.contains("Invoice triage"));
    assert!(register.is_some_and(|line| line.ends_with("| look again 2026-12-06 |")), "{pack}");
    let table = String::from_utf8(desk.read("pack/decisions.csv")).unwrap();
    let waived = table.lines().find(|line| line.contains("G3: on against 3 rules"));
    assert!(waived.is_some_and(|line| line.ends_with(",2026-12-06,")), "{table}");
    desk.on(&["export", "decisions.md", "--what", "decisions"]).done();
    let read = String::from_utf8(desk.read("decisions.md")).unwrap();
    assert!(read.contains("look again 2026-12-06"), "{read}");
}
