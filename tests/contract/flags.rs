//! Flags, which workspace is meant, what commands make, and shells.

use super::*;

#[test]
fn global_flags_stand_before_or_after_the_command() {
    let desk = Desk::with_demo();
    let before = desk.run(&["--workspace", "work.steerco", "--json", "list", "pilots"]).json();
    let after = desk.run(&["list", "pilots", "--json", "--workspace", "work.steerco"]).json();
    let between = desk.run(&["list", "--json", "--workspace=work.steerco", "pilots", "--no-color"]).json();
    assert_eq!((&before, &before), (&after, &between));
    let record = ["record", "invoice-triage", "impact", "-18", "--json", "--workspace", "work.steerco"];
    assert_eq!(desk.run(&record).json()["changed"], json!(1));
    desk.run(&["note", "invoice-triage", "Seen.", "--actor", "Somebody", "--workspace", "work.steerco"]).done();
    assert_eq!(text(desk.list(&["journal"]).last().unwrap(), "actor"), "Somebody");
}

#[test]
fn global_flags_stand_after_set_too() {
    let desk = Desk::with_demo();
    let answer = desk.on(&["set", "invoice-triage", "unit", "Treasury", "--json"]).json();
    assert_eq!(answer["changed"], json!(1));
    let said = desk.on(&["set", "pilot", "invoice-triage", "unit", "Legal", "--read-only"]);
    assert_eq!(said.status, 2, "{said:?}");
    assert!(said.err.contains("--read-only: nothing can be written"), "{said:?}");
}

#[test]
fn set_takes_no_flag_for_a_value() {
    let desk = Desk::with_demo();
    let before = desk.export();
    for flag in ["--read-only", "--json"] {
        let said = desk.on(&["set", "invoice-triage", "summary", flag]);
        assert_eq!(said.status, 2, "{said:?}");
        check_same(&desk.export(), &before, flag);
    }
}

#[test]
fn a_value_may_begin_with_a_hyphen() {
    let desk = Desk::with_demo();
    desk.on(&["record", "invoice-triage", "impact", "-18"]).done();
    let reading = reading(&desk, "invoice-triage", "handling time", "2026-W47").unwrap();
    assert_eq!(reading["value"], json!(-18));
    desk.on(&["set", "invoice-triage", "summary", "-18 minutes"]).done();
    desk.on(&["set", "metric", "invoice-triage/impact", "target", "-2"]).done();
    desk.on(&["note", "invoice-triage", "- one\n- two"]).done();
    desk.on(&["status", "invoice-triage", "A", "--because", "-3 points"]).done();
    let shown = desk.json(&["show", "invoice-triage"]);
    assert_eq!(text(&shown, "summary"), "-18 minutes");
    assert!(shown["notes"].as_array().unwrap().iter().any(|note| note["text"] == json!("- one\n- two")), "{shown}");
    let target = shown["metrics"].as_array().unwrap().iter().find(|metric| metric["name"] == json!("handling time"));
    assert_eq!(target.unwrap()["target"], json!(-2));
}

/// What stands for an argument of a command: a word that begins with a hyphen where it may.
fn hyphened(argument: &clap::Arg) -> Vec<String> {
    let choices = argument.get_possible_values();
    let many = argument.get_num_args().is_some_and(|values| values.max_values() > 1);
    match choices.first() {
        Some(choice) => vec![choice.get_name().to_owned()],
        None if argument.get_value_hint() == ValueHint::AnyPath => vec!["nowhere/x".to_owned()],
        None if many && argument.is_allow_hyphen_values_set() => vec!["-x".to_owned(); 3],
        None if many => vec!["add".to_owned()],
        None => vec!["-x".to_owned()],
    }
}

/// Every command, each with the words that name it.
fn commands() -> Vec<(Vec<String>, clap::Command)> {
    let (mut found, mut left) = (Vec::new(), vec![(Vec::new(), Cli::command())]);
    while let Some((path, command)) = left.pop() {
        let below = |below: &clap::Command| {
            let path: Vec<String> = path.iter().cloned().chain([below.get_name().to_owned()]).collect();
            (path, below.clone())
        };
        left.extend(command.get_subcommands().map(below));
        found.push((path, command));
    }
    found
}

#[test]
fn every_value_of_every_command_may_begin_with_a_hyphen() {
    let desk = Desk::empty();
    let (mut tried, mut refused) = (0, Vec::new());
    for (path, command) in commands() {
        if path.is_empty() || command.has_subcommands() {
            continue;
        }
        let words: Vec<String> = path.iter().cloned().chain(command.get_positionals().flat_map(hyphened)).collect();
        let options = command.get_opts().filter(|option| option.get_action().takes_values());
        let options = options.filter_map(|option| Some([format!("--{}", option.get_long()?), "-x".to_owned()]));
        for option in std::iter::once(Vec::new()).chain(options.map(Vec::from)) {
            let words: Vec<&str> = words.iter().chain(&option).map(String::as_str).collect();
            // Nothing is written: it is only about what the words are taken for.
            let said = desk.on(&joined(&["--read-only"], &words));
            let taken_for_flags = ["unexpected argument", "a value is required"];
            tried += 1;
            if taken_for_flags.iter().any(|complaint| said.err.contains(complaint)) {
                refused.push(format!("{said:?}"));
            }
        }
    }
    assert!(tried > 150 && refused.is_empty(), "of {tried}: {refused:#?}");
}

/// Every flag that takes a day, a time or a week, with what else is said on the demo; `ID` is an exception of it.
const DATED: &[(&str, &[&str])] = &[
    ("--as-of", &["list", "pilots"]),
    ("--today", &["list", "pilots"]),
    ("acknowledge --at", &["ID"]),
    ("act --due", &["Call Legal.", "--who", "Ana Costa"]),
    ("add pilot --entered", &["Probe"]),
    ("add pilot --partner-ends", &["Probe"]),
    ("add pilot --started", &["Probe"]),
    ("add training --on", &["invoice-triage", "Basics", "--people", "5"]),
    ("add version --released", &["invoice-triage", "v9"]),
    ("add workstream --due", &["invoice-triage", "data", "--owner", "Ana Costa", "--exit-test", "It runs."]),
    (
        "add workstream --start",
        &["invoice-triage", "data", "--owner", "Ana Costa", "--exit-test", "It runs.", "--due", "2026-12-10"],
    ),
    ("baseline --weeks", &["invoice-triage", "performance"]),
    ("close --at", &["ID"]),
    ("decide --from", &["invoice-triage", "change-scope", "--say", "Fewer", "--users", "60"]),
    ("decide --on", &["invoice-triage", "update", "--say", "Look again", "--by", "Ana Costa"]),
    ("decide --revisit", &["invoice-triage", "update", "--say", "Look again", "--by", "Ana Costa"]),
    ("decide --weeks", &["invoice-triage", "rebaseline", "--say", "Anew", "--metric", "performance"]),
    ("diagnose --on", &["invoice-triage", "protocol-unclear"]),
    ("escalate --at", &["ID", "--to", "Ana Costa"]),
    ("gate --book", &["invoice-triage"]),
    ("gate --look-again", &["claims-intake", "--decide", "hold", "--by", "Ana Costa", "--why", "No feed"]),
    ("gate --next", &["claims-intake", "--decide", "hold", "--by", "Ana Costa", "--why", "No feed"]),
    ("gate --on", &["claims-intake", "--decide", "hold", "--by", "Ana Costa", "--why", "No feed"]),
    ("note --on", &["invoice-triage", "Seen."]),
    ("raise --at", &["invoice-triage", "Booked twice"]),
    ("record --week", &["invoice-triage", "performance", "78.1"]),
    ("resolve --at", &["ID"]),
    ("score --dated", &["invoice-triage", "data", "3", "--evidence", "A feed"]),
    ("target --from", &["invoice-triage", "60"]),
    ("tick --due", &["demand-forecast", "s1.run-owners"]),
];

/// What its value is called, where that is a day, a time, a week or a span of weeks.
fn dated(option: &clap::Arg) -> Option<String> {
    let called = option.get_value_names()?.first()?.to_string();
    called.split('|').any(|name| ["DATE", "TIME", "WEEK", "W..W"].contains(&name)).then_some(called)
}

#[test]
fn every_flag_that_takes_a_day_or_a_week_takes_one_that_counts_from_today() {
    let desk = Desk::with_demo();
    let exception = desk.list(&["exceptions"])[0].clone();
    let mut found = BTreeSet::new();
    for (path, command) in commands() {
        for option in command.get_opts() {
            let (Some(called), Some(flag)) = (dated(option), option.get_long()) else { continue };
            let (flag, path): (String, Vec<&str>) = (format!("--{flag}"), path.iter().map(String::as_str).collect());
            let name = joined(&path, &[flag.as_str()]).join(" ");
            let known = DATED.iter().find(|(known, _)| *known == name);
            let (_, others) = known.unwrap_or_else(|| panic!("{name} takes a day, and is not tried here"));
            let others: Vec<&str> =
                others.iter().map(|word| if *word == "ID" { text(&exception, "id") } else { *word }).collect();
            let said = |value: &str| desk.on(&[&path[..], &others[..], &[flag.as_str(), value][..]].concat());
            let refused = said("soon");
            assert!(refused.status > 1 && refused.err.contains("“soon”"), "{refused:?}");
            let counted = match called.as_str() {
                "WEEK" => "-1w",
                "W..W" => "-3w..-1w",
                _ => "-1d",
            };
            let taken = said(counted);
            assert!(taken.status == 0 || taken.status == 3 && !taken.err.contains(counted), "{taken:?}");
            found.insert(name);
        }
    }
    let known: BTreeSet<String> = DATED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, known);
}

#[test]
fn what_begins_with_a_hyphen_is_written_as_it_is_said() {
    let desk = Desk::with_demo();
    let table: &[&[&str]] = &[
        &["add", "pilot", "-5 days", "--code", "zed"],
        &["add", "person", "-x"],
        &["add", "step", "zed", "-x"],
        &["add", "version", "zed", "-1", "--released", "2026-11-20"],
        &["add", "metric", "zed", "-m", "--family", "impact"],
        &["add", "item", "zed", "unit", "-x"],
        &["hand-over", "Rita Silva", "Ana Costa", "--why", "-w"],
        &["set", "invoice-triage", "summary", "--", "--json"],
    ];
    for words in table {
        desk.on(words).done();
    }
    assert_eq!(text(&desk.json(&["show", "invoice-triage"]), "summary"), "--json");
    assert_eq!(text(&desk.json(&["show", "zed"]), "name"), "-5 days");
    desk.run(&["new", "-x"]).done();
    assert!(desk.has("data/steerco/-x.steerco"));
    // A flag of the program that stands behind is one all the same, and so is one of the command.
    assert_eq!(desk.on(&["add", "person", "-y", "--title", "-t", "--json"]).json()["changed"], json!(1));
    desk.refuses(&["list", "pilots", "--frobnicate"], 2);
    desk.refuses(&["backup", "--frobnicate"], 2);
}

#[test]
fn a_backup_goes_to_stdout_and_a_restore_comes_from_stdin() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let words = ["--workspace", "work.steerco", "backup", "-"];
    let output = desk.command(&words).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"SQLite format 3"), "{:?}", output.status);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Copied the workspace to the standard output."), "{said}");
    assert!(!desk.has("-"), "a file of that name was made");
    desk.on(&["note", "invoice-triage", "Later."]).done();
    let said = desk.feed(&["restore", "-"], &output.stdout).done();
    assert!(said.out.contains("from the standard input: 12 pilots"), "{said:?}");
    check_same(&desk.export(), &before, "what the workspace holds");
    // An archive is known by how it begins.
    desk.on(&["export", "all.zip"]).done();
    desk.feed(&["restore", "-"], &desk.read("all.zip")).done();
    check_same(&desk.export(), &before, "what the workspace holds");
    let error = desk.feed(&["restore", "-", "--json"], b"Dear committee,").error(3);
    assert!(text(&error, "title").contains("the standard input"), "{error}");
    let left: Vec<String> = fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(left.iter().all(|name| !name.starts_with(".steerco-half")), "{left:?}");
}

#[test]
fn a_dry_run_may_be_read_only() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    desk.write("week.csv", b"pilot,metric,week,value\ninvoice-triage,impact,2026-W47,7\n");
    let before = desk.read("work.steerco");
    let said = desk.on(&["--read-only", "import", "table.csv", "--dry-run"]).done();
    assert!(said.out.contains("would be created"), "{said:?}");
    let said = desk.on(&["--read-only", "record", "--from", "week.csv", "--dry-run"]).done();
    assert!(said.out.contains("would be written"), "{said:?}");
    let said = desk.run(&["-w", "none.steerco", "--read-only", "import", "table.csv", "--dry-run"]).done();
    assert!(said.err.contains("Would make workspace none"), "{said:?}");
    assert!(!desk.has("none.steerco") && !desk.has("state/steerco/backups"), "nothing is written");
    check_same(&desk.read("work.steerco"), &before, "the file");
    desk.refuses(&["--as-of", "2026-10-01", "import", "table.csv", "--dry-run"], 2);
}

#[test]
fn the_verbs_of_decide_are_written_with_hyphens_or_with_spaces() {
    let desk = Desk::with_demo();
    for verb in ["change-scope", "change scope"] {
        desk.on(&["decide", "service-chat", verb, "--say", verb, "--by", "Rita Silva"]).done();
    }
    let words =
        ["decide", "service-chat", "appoint owner", "--owner", "Jonas Lindqvist", "--say", "x", "--by", "Rita Silva"];
    desk.on(&words).done();
    for (verb, wanted) in
        [("take-over", "add pilot"), ("take over", "an import"), ("certify", "gate service-chat certify")]
    {
        let error = desk.refuses(&["decide", "service-chat", verb, "--say", "x", "--by", "Rita Silva"], 3);
        assert!(text(&error, "hint").contains(wanted), "{error}");
    }
    desk.refuses(&["decide", "service-chat", "dance", "--say", "x", "--by", "Rita Silva"], 2);
}

#[test]
fn an_item_of_the_pilot_that_is_named_is_meant_by_its_name_alone() {
    let desk = Desk::with_demo();
    let tally = |item: &str| desk.on(&["gate", "service-chat", "certify", "--item", item]).done().out;
    assert_eq!(tally("Iberia"), tally("service-chat/Iberia"));
    assert_eq!(tally("iberia"), tally("Iberia"));
    let error = desk.refuses(&["gate", "service-chat", "certify", "--item", "Nowhere"], 4);
    assert!(text(&error, "hint").contains("--item NAME") && text(&error, "hint").contains("PILOT/NAME"), "{error}");
}

#[test]
fn a_reason_to_waive_that_nothing_needs_is_told_to_be_none() {
    let desk = Desk::with_demo();
    let words =
        ["gate", "claims-intake", "--decide", "hold", "--cause", "data", "--by", "Ana Costa", "--why", "no feed"];
    let said = desk.on(&joined(&words, &["--waive", "to be safe"])).done();
    assert!(said.err.contains("was not needed, and is not kept"), "{said:?}");
    desk.on(&["undo"]).done();
    assert!(!desk.on(&words).done().err.contains("not needed"));
    let named = desk.refuses(&joined(&words, &["--waive", "data: to be safe"]), 3);
    assert_eq!(text(&named, "hint"), "nothing is missing at all: leave --waive out");
}

#[test]
fn a_condition_is_as_the_playbook_has_it_in_the_words_that_say_so() {
    let desk = Desk::with_demo();
    for words in ["same", "As the playbook has it.", "as in the playbook", "Same as the playbook"] {
        let said = desk.on(&["set", "item", "service-chat/Iberia", "stable", words]).done();
        assert!(said.out.contains("stable as the playbook has it"), "{words}: {said:?}");
        desk.on(&["undo"]).done();
    }
    let error = desk.refuses(&["set", "item", "service-chat/Iberia", "stable", "yes"], 3);
    assert!(text(&error, "hint").contains("“as the playbook has it”"), "{error}");
}

#[test]
fn without_a_name_the_only_workspace_is_meant_and_never_one_of_several() {
    let desk = Desk::bare();
    let error = desk.refused(&["list", "pilots"], 2);
    assert!(text(&error, "hint").contains("steerco new NAME"), "{error}");
    desk.refused(&[], 2);
    desk.run(&["new", "alpha"]).done();
    desk.run(&["add", "pilot", "In alpha"]).done();
    assert!(desk.has("data/steerco/alpha.steerco"));
    desk.run(&["new", "beta", "--title", "Second"]).done();
    let error = desk.refused(&["list", "pilots"], 2).to_string();
    assert!(error.contains("alpha") && error.contains("beta"), "{error}");
    fs::create_dir_all(desk.path("config/steerco")).unwrap();
    desk.write("config/steerco/config.toml", b"default = \"alpha\"\n");
    let listed =
        |words: &[&str]| codes(desk.run(&joined(words, &["--json", "list", "pilots"])).json().as_array().unwrap());
    assert_eq!(listed(&[]), ["in-alpha"]);
    assert!(listed(&["--workspace", "beta"]).is_empty());
    let chosen = desk.command(&["list", "pilots", "--json"]).env("STEERCO_WORKSPACE", "beta").output().unwrap();
    assert_eq!(Said::of(&chosen, &["list", "pilots"]).json(), json!([]), "the environment comes before the settings");
}

#[test]
fn a_workspace_is_a_path_where_it_has_a_separator_or_the_ending() {
    let desk = Desk::with_demo();
    desk.run(&["new", "work"]).done();
    assert!(desk.has("data/steerco/work.steerco"));
    let count =
        |name: &str| desk.run(&["list", "pilots", "--json", "--workspace", name]).json().as_array().unwrap().len();
    assert_eq!((count("work"), count("work.steerco"), count("./work.steerco")), (0, 12, 12));
    let absolute = desk.path("work.steerco");
    assert_eq!(count(absolute.to_str().unwrap()), 12);
    desk.refused(&["list", "pilots", "--workspace", "./work"], 4);
    desk.refused(&["list", "pilots", "--workspace", ""], 2);
}

#[test]
fn a_workspace_needs_a_name() {
    let desk = Desk::bare();
    for name in ["", " "] {
        let said = desk.run(&["new", name, "--json"]);
        assert!(matches!(said.status, 2 | 3), "{said:?}");
    }
    assert!(!desk.has("data/steerco/.steerco"), "a workspace without a name was made");
}

#[test]
fn workspaces_and_paths_tell_where_everything_is() {
    let desk = Desk::bare();
    assert_eq!(desk.run(&["workspaces", "--json"]).json(), json!([]));
    desk.run(&["new", "alpha", "--title", "First"]).done();
    desk.run(&["--workspace", "alpha", "add", "pilot", "One"]).done();
    let found = desk.run(&["workspaces", "--json"]).json();
    assert_eq!(
        (&found[0]["name"], &found[0]["title"], &found[0]["pilots"]),
        (&json!("alpha"), &json!("First"), &json!(1))
    );
    let paths = desk.run(&["paths", "--json"]).json();
    for (field, place) in [("data", "data/steerco"), ("config", "config/steerco"), ("state", "state/steerco")] {
        assert_eq!(Path::new(text(&paths, field)), desk.path(place));
    }
    assert_eq!(Path::new(text(&paths, "workspace")), desk.path("data/steerco/alpha.steerco"));
}

#[test]
fn a_demo_that_was_killed_half_way_is_no_workspace_and_goes_once_it_is_old() {
    let desk = Desk::bare();
    let found = || {
        let entries = fs::read_dir(desk.path("data/steerco")).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let is_part = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "part");
    let mut child = desk.command(&["demo"]).stdout(Stdio::null()).spawn().unwrap();
    while !found().iter().any(is_part) && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let left = found();
    assert!(left.iter().any(is_part), "it was killed too late: {left:?}");
    assert_eq!(desk.run(&["workspaces", "--json"]).json(), json!([]), "{left:?}");
    desk.refused(&["list", "pilots"], 2);
    let long_ago = std::time::SystemTime::now() - Duration::from_hours(2);
    for path in &left {
        fs::OpenOptions::new().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }
    desk.write("data/steerco/demo.7-0.part", b"of another run");
    desk.run(&["demo"]).done();
    let mut now: Vec<PathBuf> = found();
    now.sort();
    assert_eq!(now, ["demo.7-0.part", "demo.steerco"].map(|name| desk.path("data/steerco").join(name)));
}

#[test]
fn an_empty_file_is_not_meant_beside_a_workspace() {
    let desk = Desk::bare();
    desk.run(&["new", "alpha"]).done();
    desk.write("data/steerco/empty.steerco", b"");
    desk.run(&["list", "pilots"]).done();
    let found = desk.run(&["workspaces", "--json"]).json();
    assert!(text(&found[1], "problem").contains("an empty file"), "{found}");
    fs::remove_file(desk.path("data/steerco/alpha.steerco")).unwrap();
    let error = desk.refused(&["list", "pilots"], 3);
    assert!(text(&error, "hint").contains("steerco restore"), "{error}");
}

#[test]
fn keys_and_themes_list_something() {
    let desk = Desk::bare();
    for command in ["keys", "themes"] {
        assert!(!desk.run(&[command]).done().out.trim().is_empty(), "{command} prints nothing");
    }
    let keys = desk.run(&["keys", "--json"]).json();
    let gate = keys.as_array().unwrap().iter().find(|row| text(row, "verb") == "next-stage").unwrap();
    assert_eq!(text(gate, "footer"), "gate");
}

#[test]
fn import_restore_and_demo_make_a_missing_workspace_and_nothing_else_does() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    desk.on(&["backup", "copy.steerco"]).done();
    let others: &[&[&str]] = &[
        &["list", "pilots"],
        &["show", "one"],
        &["add", "pilot", "One"],
        &["record", "one", "impact", "1"],
        &["note", "one", "Seen."],
        &["export", "-"],
        &["backup", "other.steerco"],
        &["undo"],
        &["log"],
        &["doctor"],
    ];
    for words in others {
        let error = desk.refused(&joined(&["--workspace", "none.steerco"], words), 4);
        assert!(text(&error, "title").contains("none.steerco"), "{error}");
        assert!(!desk.has("none.steerco"), "{words:?} made it");
    }
    desk.write("readings.csv", b"pilot,metric,week,value\none,impact,2026-W47,1\n");
    let error = desk.refused(&["--workspace", "none.steerco", "record", "--from", "readings.csv"], 4);
    assert!(text(&error, "title").contains("none.steerco") && !desk.has("none.steerco"), "{error}");
    let tried = desk.run(&["--workspace", "imported.steerco", "import", "table.csv", "--dry-run"]).done();
    assert!(tried.err.contains("Would make workspace imported (") && !desk.has("imported.steerco"), "{tried:?}");
    let said = desk.run(&["--workspace", "imported.steerco", "import", "table.csv"]).done();
    assert!(said.err.contains("Made workspace imported (") && said.err.contains("imported.steerco)"), "{said:?}");
    let again = desk.run(&["--workspace", "imported.steerco", "import", "table.csv"]).done();
    assert!(!again.err.contains("workspace imported"), "it is there: {again:?}");
    desk.run(&["--workspace", "restored.steerco", "restore", "copy.steerco"]).done();
    desk.run(&["demo", "--pilots", "2", "--weeks", "4", "--into", "made.steerco"]).done();
    for (name, pilots) in [("imported.steerco", 1), ("restored.steerco", 12), ("made.steerco", 2)] {
        let listed = desk.run(&["--workspace", name, "--json", "list", "pilots"]).json();
        assert_eq!(listed.as_array().unwrap().len(), pilots, "{name}");
    }
}

#[test]
fn an_archive_comes_back_where_there_is_no_folder_of_workspaces_yet() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.zip"]).done();
    assert!(!desk.has("data"));
    desk.run(&["-w", "back", "restore", "all.zip"]).done();
    let listed = desk.run(&["-w", "back", "--json", "list", "pilots"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 12);
    let error = desk.refused(&["-w", "nowhere/x.steerco", "restore", "all.zip"], 4);
    assert_eq!(text(&error, "title"), "there is no folder nowhere");
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_that_takes_no_file_is_told_so() {
    let desk = Desk::empty();
    desk.write("table.csv", b"name\nOne\n");
    let table: &[&[&str]] = &[
        &["new", "/proc/x.steerco"],
        &["-w", "/proc/x.steerco", "import", "table.csv"],
        &["-w", "/proc/x.steerco", "restore", "work.steerco"],
    ];
    for words in table {
        let error = desk.refused(words, 1);
        assert!(text(&error, "title").starts_with("/proc/x.steerco cannot be written: "), "{words:?}: {error}");
    }
    let error = desk.refuses(&["export", "/tmp"], 3);
    assert_eq!((text(&error, "title"), text(&error, "hint")), ("/tmp is a directory", "name a file in it"));
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_path() {
    let desk = Desk::empty();
    fs::create_dir(desk.path("in")).unwrap();
    let table: &[(&str, &[u8])] = &[
        ("in/word.csv", b"hello\n"),
        ("in/none.xlsx", b"no workbook"),
        ("in/other.json", b"{\"kind\": 7}"),
        ("in/nobody.csv", b"pilot,metric,week,value\nnobody,impact,2026-W47,1\n"),
    ];
    for &(file, bytes) in table {
        desk.write(file, bytes);
        let error = desk.refuses(&["import", file], 3);
        assert!(text(&error, "cause").starts_with(file), "{error}");
    }
    let said = desk.feed(&["--json", "import", "-"], b"hello\n").error(3);
    assert_eq!(text(&said, "cause"), "the standard input");
}

#[test]
fn a_rejected_import_leaves_no_workspace_behind() {
    let desk = Desk::bare();
    desk.write("table.csv", b"pilot,metric,week,value\nnobody,impact,2026-W47,1\n");
    desk.refuses(&["import", "table.csv"], 3);
    desk.write("table.csv", b"name\nOne\n");
    desk.on(&["import", "table.csv", "--dry-run"]).done();
    assert!(!desk.has("work.steerco"));
}

#[test]
fn the_same_seed_makes_the_same_portfolio() {
    let desk = Desk::bare();
    let listed = |seed: &str, name: &str| {
        desk.run(&["demo", "--pilots", "4", "--weeks", "8", "--seed", seed, "--into", name]).done();
        desk.run(&["--workspace", name, "list", "readings", "--json"]).done().out
    };
    let first = listed("7", "one.steerco");
    assert_eq!(first, listed("7", "two.steerco"));
    assert_ne!(first, listed("8", "three.steerco"));
}

#[test]
fn where_stdout_is_no_terminal_the_board_is_plain_text() {
    let desk = Desk::with_demo();
    for said in [desk.on(&[]), desk.run(&["demo"])] {
        let said = said.done();
        assert!(said.out.contains("Invoice triage") && said.out.contains("Demand forecast"), "{said:?}");
        assert!(is_clean(&said.out), "{said:?}");
    }
    assert!(desk.has("data/steerco/demo.steerco"), "the demo has a workspace of its own");
}

#[test]
fn help_says_what_the_flag_says() {
    let desk = Desk::empty();
    for words in [&[][..], &["add"], &["add", "pilot"], &["import"], &["set"]] {
        let asked = desk.run(&joined(&["help"], words)).done().out;
        assert_eq!(asked, desk.run(&joined(words, &["--help"])).done().out, "{words:?}");
    }
    let error = desk.refused(&["help", "nothing"], 2);
    assert!(text(&error, "title").contains("there is no command “nothing”"), "{error}");
}

#[test]
fn each_shell_completes_the_nouns_of_list() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish"] {
        let said = desk.run(&["completions", shell]).done();
        assert!(said.out.contains("pilots people metrics readings"), "{shell}");
    }
    let said = desk.run(&["completions", "fish"]).done();
    let nouns = said.out.lines().find(|line| line.contains("-a \"pilots people")).unwrap();
    assert!(nouns.starts_with("complete -c steerco -n \"__fish_steerco_using_subcommand list; and not "), "{nouns}");
}

/// Keeps a mapping of one's own, with a name of two words.
#[cfg(unix)]
fn keep_a_mapping(desk: &Desk) {
    fs::create_dir_all(desk.path("config/steerco/profiles")).unwrap();
    desk.write("config/steerco/profiles/our bank.toml", b"");
}

#[test]
#[cfg(unix)]
fn bash_completes_the_names_of_workspaces_themes_and_pilots() {
    let desk = Desk::with_demo();
    desk.run(&["new", "my client"]).done();
    keep_a_mapping(&desk);
    let ask = "source <(\"$0\" completions bash); COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
               _steerco_named \"$0\" \"${!#}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let offers = |words: &[&str]| said_by("bash", &desk, &joined(&["-c", ask, STEERCO, STEERCO], words));
    let table: &[(&[&str], &str)] = &[
        (&["-w", "my"], "my\\ client\n"),
        (&["--theme", "pa"], "paper\n"),
        (&["-w", "work.steerco", "show", "inv"], "invoice-triage\n"),
        (&["-w", "work.steerco", "list", "readings", "--pilot", "inv"], "invoice-triage\n"),
        (&["-w", "work.steerco", "review", "show", "inv"], "\n"),
        (&["man", "backu"], "backup\n"),
        (&["-w", "demo", "help", "add", "pil"], "pilot\n"),
        (&["show", "-w", "work.steerco", "inv"], "invoice-triage\n"),
        (&["--theme", "=", "pa"], "paper\n"),
        // What is known by a word is offered, and no option, whose first letter would be typed then, nor a file.
        (&["-w", "work.steerco", "show", "invoice-triage", ""], "\n"),
        (&["-w", "work.steerco", "score", "invoice-triage", "ch"], "change-readiness\n"),
        (&["-w", "work.steerco", "set", "invoice-triage", "cod"], "code\n"),
        (&["-w", "work.steerco", "set", "inv"], "invoice-triage\n"),
        (&["-w", "work.steerco", "set", "pilot", "inv"], "invoice-triage\n"),
        (&["-w", "work.steerco", "set", "pilot", "invoice-triage", "cod"], "code\n"),
        (&["-w", "work.steerco", "gate", "invoice-triage", "cer"], "certify\n"),
        (&["-w", "work.steerco", "import", "--map", "ji"], "jira\n"),
        (&["import", "--map", "our"], "our\\ bank\n"),
        (&["-w", "work.steerco", "record", "invoice-triage", "perf"], "performance\n"),
        (&["-w", "work.steerco", "owner", "invoice-triage", "Mer"], "Mercy\\ Okafor\n"),
        (&["-w", "work.steerco", "act", "--who", "Mer"], "Mercy\\ Okafor\n"),
        (&["-w", "work.steerco", "framework", "set", "warning.silence.quiet"], "warning.silence.quiet-weeks\n"),
        (&["-w", "work.steerco", "note", "invoice-triage", "--on", ""], "\n"),
        // The value of an option is no command.
        (&["-w", "demo", "list", "pil"], "pilots\n"),
        (&["-w", "new", "list", "--st"], "--stage\n"),
        (&["--workspace", "=", "new", "--actor", "note", "list", "--st"], "--stage\n"),
    ];
    for (words, wanted) in table {
        if let Some(offered) = offers(words) {
            assert_eq!(offered, *wanted, "{words:?}");
        }
    }
}

#[test]
fn bash_falls_back_on_files_only_where_a_command_takes_one() {
    let said = Desk::empty().run(&["completions", "bash"]).done().out;
    let mut lines = said.lines().skip_while(|line| !line.contains("Files are words of some commands only."));
    let taking = lines.nth(2).unwrap();
    for command in ["new", "import", "export", "backup", "restore", "framework"] {
        assert!(taking.split([' ', ')']).any(|word| word == command), "{command}: {taking}");
    }
    for command in ["note", "status", "gate", "list", "raise"] {
        assert!(!taking.split([' ', ')']).any(|word| word == command), "{command}: {taking}");
    }
}

/// What another shell says of a script, with the program and words behind it; none where there is no such shell.
#[cfg(unix)]
fn said_by(shell: &str, desk: &Desk, words: &[&str]) -> Option<String> {
    let like = desk.command(&[]);
    let mut command = Command::new(shell);
    command.args(words).current_dir(desk.folder.path()).env_clear();
    command.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.output().ok().map(|output| String::from_utf8(output.stdout).unwrap())
}

#[test]
#[cfg(unix)]
fn fish_completes_the_names_of_workspaces_themes_and_pilots() {
    let desk = Desk::with_demo();
    desk.run(&["new", "my client"]).done();
    keep_a_mapping(&desk);
    let script = "$argv[1] completions fish | source; complete -C \"$argv[2]\"";
    for (typed, wanted) in [
        ("-w my", "my client\n"),
        ("--theme pa", "paper\n"),
        ("-w work.steerco show inv", "invoice-triage\n"),
        ("show -w work.steerco inv", "invoice-triage\n"),
        ("-w work.steerco list readings --pilot inv", "invoice-triage\n"),
        ("-w work.steerco show invoice-triage inv", ""),
        ("-w work.steerco list pil", "pilots\n"),
        ("-w work.steerco score invoice-triage ch", "change-readiness\n"),
        ("-w work.steerco set invoice-triage cod", "code\n"),
        ("-w work.steerco set inv", "invoice-triage\n"),
        ("-w work.steerco gate invoice-triage cer", "certify\n"),
        ("-w work.steerco import --map ji", "jira\n"),
        ("import --map our", "our bank\n"),
        ("-w work.steerco owner invoice-triage Mer", "Mercy Okafor\n"),
        ("-w work.steerco act --who Mer", "Mercy Okafor\n"),
        ("-w work.steerco framework set warning.silence.quiet", "warning.silence.quiet-weeks\n"),
        ("man backu", "backup\n"),
        ("help add pil", "pilot\n"),
        ("-w wor", "work.steerco\n"),
    ] {
        // The program is found by its name, as the completions are of that name.
        let folder = Path::new(STEERCO).parent().unwrap().to_str().unwrap();
        let script = format!("set -x PATH {folder} $PATH; {script}");
        let typed = format!("steerco {typed}");
        if let Some(offered) = said_by("fish", &desk, &["--no-config", "-c", &script, STEERCO, &typed]) {
            assert_eq!(offered, wanted, "{typed}");
        }
    }
}

#[test]
#[cfg(unix)]
fn zsh_completes_the_names_of_workspaces_themes_and_pilots() {
    let desk = Desk::with_demo();
    desk.run(&["new", "my client"]).done();
    keep_a_mapping(&desk);
    let script = desk.run(&["completions", "zsh"]).done().out;
    for (begins, asks) in [
        ("'-w+[", "_steerco_workspaces"),
        ("'--workspace=[", "_steerco_workspaces"),
        ("'--theme=[", "_steerco_themes"),
        ("'--pilot=[", "_steerco_pilots"),
        ("':pilot -- ", "_steerco_pilots"),
        ("'::pilot -- ", "_steerco_pilots"),
        ("':who -- ", "_steerco_people"),
        ("'--owner=[", "_steerco_people"),
        ("'::dimension -- ", "_steerco_dimensions"),
        ("'::gate -- ", "_steerco_gates"),
        ("'--map=[", "_steerco_mappings"),
        ("'::metric -- ", "_steerco_families"),
        ("'*::command -- ", "_steerco_pages"),
    ] {
        let mut lines = script.lines().filter(|line| line.starts_with(begins)).peekable();
        assert!(lines.peek().is_some(), "{begins}");
        assert!(lines.all(|line| line.contains(&format!(":{asks}'"))), "{begins}");
    }
    desk.write("completions.zsh", script.as_bytes());
    // What is offered is what `compadd` is given, which works within a completion only.
    let ask = "compdef() { : }; source ./completions.zsh; compadd() { print -rl -- $names }; \
               _steerco_said=(\"${@[2,-1]}\"); $1";
    let offers =
        |asks: &str, words: &[&str]| said_by("zsh", &desk, &joined(&["-f", "-c", ask, "zsh", asks, STEERCO], words));
    let table: &[(&str, &[&str], &str)] = &[
        ("_steerco_workspaces", &["-w", "my"], "my client"),
        ("_steerco_themes", &["--theme", "pa"], "paper"),
        ("_steerco_pilots", &["-w", "work.steerco", "show", "inv"], "invoice-triage"),
        ("_steerco_pilots", &["show", "--workspace=work.steerco", "inv"], "invoice-triage"),
        ("_steerco_people", &["-w", "work.steerco", "owner", "x", "Mer"], "Mercy Okafor"),
        ("_steerco_mappings", &["import", "--map", "our"], "our bank"),
    ];
    for (asks, words, wanted) in table {
        if let Some(offered) = offers(asks, words) {
            assert!(offered.lines().any(|name| name == *wanted), "{words:?}: {offered}");
            assert!(!offered.lines().any(|name| name == "name" || name == "code"), "no header: {offered}");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_ends_quietly_with_0() {
    let desk = Desk::with_demo();
    let table: &[&[&str]] = &[
        &["list", "readings"],
        &["list", "readings", "--json"],
        &["export", "-"],
        &["log"],
        &["show", "invoice-triage"],
        &["man"],
        &["man", "add", "pilot"],
        &["completions", "bash"],
        &["--help"],
        &["note", "invoice-triage", "Said to nobody."],
        &[],
    ];
    for words in table {
        let mut command = desk.command(&joined(&["--workspace", "work.steerco"], words));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = Said::of(&output, words);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{said:?}");
    }
    let notes = desk.json(&["show", "invoice-triage"])["notes"].to_string();
    assert!(notes.contains("Said to nobody."), "what nobody heard is written all the same");
}

#[test]
fn what_is_misused_is_told_with_the_command_that_helps() {
    let desk = Desk::with_demo();
    let hint = |words: &[&str]| text(&desk.on(&joined(words, &["--json"])).error(2), "hint").to_owned();
    assert_eq!(hint(&["record", "invoice-triage", "performance"]), "see `steerco record --help`");
    assert_eq!(hint(&["add", "person"]), "see `steerco add person --help`");
    assert_eq!(hint(&["nosuch"]), "see `steerco --help`");
    let error = desk.on(&["list", "pilotz", "--json"]).error(2);
    assert_eq!(text(&error, "title"), "invalid value 'pilotz' for '<NOUN>'");
    assert!(text(&error, "hint").starts_with("possible values: pilots, people, "), "{error}");
    assert!(text(&error, "hint").ends_with("; a similar value exists: 'pilots'"), "{error}");
    let error = desk.refuses(&["decide", "invoice-triage", "hold", "--say", "Not yet"], 3);
    assert_eq!(text(&error, "title"), "hold is decided at a gate");
    assert!(text(&error, "hint").contains("gate invoice-triage --decide hold"), "{error}");
    let said = desk.feed(&["import", "-"], b"");
    assert_eq!(said.status, 3);
    assert!(said.err.starts_with("error: the standard input is empty"), "{said:?}");
}
