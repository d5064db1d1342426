use super::*;

#[test]
fn the_builtin_mappings_are_sound() {
    for (name, _) in BUILTIN {
        assert_eq!(Profile::builtin(name).unwrap().name, *name);
    }
    let stage = Profile::builtin("tracker").unwrap().stage_rule("EINFÜHRUNG").and_then(|rule| rule.stage);
    assert_eq!(stage, Some(Stage::Three), "whatever its case");
    for word in ["Stufe 2", "Etappe 2", "Étape 2", "Fase 2", "Step 2", "phase 2", "stage 2"] {
        let rule = Profile::builtin("tracker").unwrap().stage_rule(word).and_then(|rule| rule.stage);
        assert_eq!(rule, Some(Stage::Two), "{word}");
    }
    for (word, stage) in [
        ("1 Pilot Validation", Some(Stage::One)),
        ("Stage 1: Pilot Validation", Some(Stage::One)),
        ("1. Pilot Validation", Some(Stage::One)),
        ("1 - Pilot", Some(Stage::One)),
        ("(3) Organizational Embedding", Some(Stage::Three)),
        ("Stage 2 (Production Architecture)", Some(Stage::Two)),
        ("2 Pilot Validation", None),
        ("12 Pilot", None),
        ("1 Paused", None),
        ("1 purple", None),
    ] {
        let rule = Profile::builtin("tracker").unwrap().stage_rule(word).and_then(|rule| rule.stage);
        assert_eq!(rule, stage, "{word}");
    }
    assert!(Profile::builtin("sap").unwrap_err().hint.unwrap().contains("us-federal-2024"));
}

#[test]
fn dates_of_the_inventory_are_read_as_they_are() {
    let profile = Profile::builtin("us-federal-2024").unwrap();
    let table = [
        ("10/1/2023", Some("2023-10-01")),
        ("24-Nov", Some("2024-11-01")),
        ("7/14/1905", Some("2022-01-01")),
        ("2023-05-06", Some("2023-05-06")),
        ("Pre-2021", None),
        ("10/12023", None),
        ("TBD", None),
    ];
    for (cell, day) in table {
        assert_eq!(profile.day(cell).map(|day| day.to_string()).as_deref(), day, "{cell}");
    }
}

#[test]
fn a_day_after_the_twelfth_tells_the_order_and_nothing_else_does() {
    let profile = Profile::builtin("tracker").unwrap();
    let told = |cells: &[&str]| {
        let rows: Vec<String> = cells.iter().map(|cell| format!("x,{cell}")).collect();
        profile.order_told(&Table::parse(&format!("Project,Start,Next gate\n{}\n", rows.join("\n")), b',').unwrap())
    };
    assert_eq!(told(&["03/04/2026", "17/09/2026"]), Some(DateOrder::DayFirst));
    assert_eq!(told(&["3/4/26", "9-17-26"]), Some(DateOrder::MonthFirst));
    assert_eq!(told(&["03/04/2026", "2026-09-17", "17.09.2026"]), None, "those say it themselves");
    assert_eq!(told(&["17/09/2026", "09/17/2026"]), None, "they contradict each other");
    assert_eq!(told(&["03/04/2026", "05/32/2026", "31/02/2026"]), None, "what is no date tells nothing");
    assert_eq!(told(&["03/04/2026,17/09/2026"]), Some(DateOrder::DayFirst), "a column that feeds nothing does too");
    let apart = ["17/09/2026,09/17/2026", "03/04/2026,09/18/2026"];
    assert_eq!(told(&apart), Some(DateOrder::DayFirst), "what is read tells before what is not");
    let day = |order: DateOrder, cell: &str| profile.clone().ordered(order).day(cell).map(|day| day.to_string());
    assert_eq!(day(DateOrder::DayFirst, "01/09/2026").as_deref(), Some("2026-09-01"));
    assert_eq!(day(DateOrder::MonthFirst, "01/09/26").as_deref(), Some("2026-01-09"));
    assert_eq!(day(DateOrder::MonthFirst, "17/09/2026"), None);
    assert!(profile.no_day("Start", "01/09/2026").what.contains("which is the day"));
    assert!(profile.no_day("Start", "17/09/2026").what.contains("has the day first"));
    let ordered = profile.clone().ordered(DateOrder::MonthFirst);
    assert!(ordered.no_day("Start", "17/09/2026").what.contains("read month first"));
    let again = ordered.ordered(DateOrder::DayFirst);
    assert_eq!(again.own_order(), Some(DateOrder::DayFirst));
    assert_eq!(again.day("03/04/2026").map(|day| day.to_string()).as_deref(), Some("2026-04-03"), "one order only");
    assert_eq!(profile.day("5/5/2026").map(|day| day.to_string()).as_deref(), Some("2026-05-05"));
    assert!(profile.no_day("Start", "31/02/2026").what.contains("is not a date"));
    for cell in [
        "2026-09-07 09:30",
        "2026-09-07T09:30:00",
        "2026-09-07T10:00:00Z",
        "2026-09-07T10:00:00.000+02:00",
        "7 September 2026 9:30",
        "7. September 2026",
        "Sep 7 2026",
        "Mo 7.9.2026",
        "20260907",
    ] {
        assert_eq!(profile.day(cell).map(|day| day.to_string()).as_deref(), Some("2026-09-07"), "{cell}");
    }
    assert_eq!(profile.day("2026-09-07 25:30"), None);
}

#[test]
fn findings_are_evidence_only_where_they_affirm() {
    let profile = Profile::builtin("us-federal-2024").unwrap();
    let read = |about: &str, cell: &str| {
        let rule = profile.findings.iter().find(|rule| rule.says == about).unwrap();
        rule.read(cell).map(|found| (found.dimension, found.gap))
    };
    let (monitoring, impact) = ("Monitoring after deployment", "Impact assessment");
    assert_eq!(read(monitoring, "Automated and Regularly Scheduled Updates: x"), Some((Dimension::Monitoring, false)));
    let none = "No monitoring protocols have been established: y";
    assert_eq!(read(monitoring, none), Some((Dimension::Monitoring, true)));
    for nothing in ["", "N/A", "Not Applicable", "Planned or in-progress."] {
        assert_eq!(read(impact, nothing), None, "{nothing}");
    }
    assert_eq!(read(impact, "YES"), Some((Dimension::Governance, false)));
    assert_eq!(read(impact, "No"), Some((Dimension::Governance, true)));
}

fn tracker() -> &'static str {
    Profile::text("tracker").unwrap()
}

#[test]
fn what_a_mapping_says_beside_its_columns_stays() {
    let columns = [("Vorhaben", "name"), ("Ampel", "reported")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let base = "# Ours.\nname = \"mine\"\nsource = \"ours\"\ndates = [\"%d.%m.%Y\"]\nmatch = [\"name\"]\n\n\
                [fields]\nname = \"Projekt\"\n\n[words.reported]\nholprig = \"A\"\n";
    let text = Profile::written("other", &columns, None, base).unwrap();
    let kept = Profile::parse(&text).unwrap();
    let named = Profile { name: "other".to_owned(), ..Profile::parse(base).unwrap() };
    assert_eq!(kept, Profile::of_columns(&columns, named).unwrap());
    assert_eq!(kept.meaning("reported", "Holprig".to_owned()), "A");
    assert!(text.starts_with("name = \"other\"") && text.find("[fields]") < text.find("[words"), "{text}");
}

#[test]
fn a_mapping_that_is_kept_reads_the_same_columns() {
    let columns = [("Was", "name"), ("Wer", "owner"), ("Art", "tags"), ("Gruppe \"A\"", "tags")];
    let columns = columns.map(|(column, field)| (column.to_owned(), field.to_owned()));
    let kept = Profile::parse(&Profile::written("mine", &columns, None, tracker()).unwrap()).unwrap();
    assert_eq!(
        kept,
        Profile {
            name: "mine".to_owned(),
            ..Profile::of_columns(&columns, Profile::builtin("tracker").unwrap()).unwrap()
        }
    );
    assert!(Profile::written("../mine", &columns, None, tracker()).is_err());
    let ordered = Profile::written("mine", &columns, Some(DateOrder::MonthFirst), tracker()).unwrap();
    assert_eq!(
        Profile::parse(&ordered).unwrap().day("3/14/2026"),
        Some(crate::domain::parse_day("2026-03-14").unwrap())
    );
    assert!(Profile::of_columns(&columns[1..], Profile::builtin("tracker").unwrap()).is_err(), "a pilot has a name");
}

#[test]
fn what_somebody_says_of_a_column_counts_before_what_its_name_says() {
    let table = Table::parse("Project,Budget (k€),Owner,Sponsor\nA,120,Ana,Bo\n", b',').unwrap();
    let said = |said: &[(&str, &str)]| {
        let said: Vec<(String, String)> = said.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        Profile::builtin("tracker").unwrap().feeding(&said, &table)
    };
    let fed = |columns: &[(&str, &str)]| {
        let fed = said(columns).unwrap().fed_by(&table).into_iter();
        fed.map(|(_, field)| field.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(fed(&[("budget (k€)", "Spend change")]), ["name", "spend_change", "owner", "owner"]);
    assert_eq!(fed(&[("Owner", "nothing"), ("Sponsor", "lead")]), ["name", "", "", "lead"]);
    assert!(said(&[("Budget", "name")]).unwrap_err().what.contains("the column “Budget” is missing"));
    assert!(said(&[("Owner", "boss")]).unwrap_err().hint.unwrap().contains("spend_technology"));
    assert!(said(&[("Project", "nothing")]).is_err(), "a pilot has a name");
}

#[test]
fn the_mapping_that_knows_most_columns_fits() {
    let fits = |header: &str| {
        let table = Table::parse(&format!("{header}\nx\n"), b',').unwrap();
        Profile::fitting(&table).map(|profile| profile.name)
    };
    assert_eq!(fits("name,code,executive_owner").as_deref(), Some("steerco"));
    assert_eq!(fits("Name").as_deref(), Some("steerco"));
    assert_eq!(fits("Project,Sponsor,Phase,RAG").as_deref(), Some("tracker"));
    assert_eq!(fits("Name,Owner,Phase").as_deref(), Some("tracker"));
    assert_eq!(fits("Colour,Size"), None);
}

#[test]
fn mistakes_in_a_mapping_are_named() {
    let wrong =
        Profile::parse("name = \"x\"\nsource = \"y\"\nmatch = []\nnmae = 1\n[fields]\nname = \"A\"\n").unwrap_err();
    assert!(wrong.what.contains("nmae"), "{}", wrong.what);
    let field = Profile::parse("name = \"x\"\nsource = \"y\"\nmatch = []\n[fields]\nname = \"A\"\nboss = \"B\"\n");
    assert!(field.unwrap_err().what.contains("boss"));
}
