//! What the help says of the commands: its examples are run as somebody would paste them.

use super::*;

/// Columns of a narrow terminal: what is longer is broken there, and cannot be pasted.
const NARROW: usize = 80;

/// Columns that help is set for: a line of ours that is longer is broken into a stump.
const SET: usize = 100;

/// Every command with all below it, each with the words that name it.
fn all(command: &clap::Command, words: &str) -> Vec<(String, clap::Command)> {
    let below = command.get_subcommands().flat_map(|one| all(one, &format!("{words} {}", one.get_name())));
    std::iter::once((words.to_owned(), command.clone())).chain(below).collect()
}

/// The examples that follow the help of a command, each on one line.
fn examples(command: &clap::Command) -> Vec<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    for line in help.lines().filter(|line| line.starts_with("  steerco ") || line.starts_with("      --")) {
        assert!(line.chars().count() <= NARROW, "{line}");
    }
    let help = help.replace("\\\n", " ");
    help.lines().filter(|line| line.starts_with("  steerco ")).map(|line| line.trim().to_owned()).collect()
}

/// A user with the demo under its name, and files such as the examples name.
fn with_demo_by_name() -> Desk {
    let desk = Desk::with_demo();
    fs::create_dir_all(desk.path("data/steerco")).unwrap();
    fs::rename(desk.path("work.steerco"), desk.path("data/steerco/demo.steerco")).unwrap();
    desk.write("plan.csv", b"Project,Status\nParcel routing,green\n");
    desk.write("tickets.csv", b"Issue key,Summary,Status,Priority,Created\nOPS-1,Booked twice,Open,High,2026-11-20\n");
    desk.write("readings.csv", b"pilot,metric,week,value\ninvoice-triage,performance,2026-W47,94\n");
    desk.write("of-one-week.csv", b"pilot,accuracy\ninvoice-triage,94\n");
    desk
}

/// Runs a line as a shell does.
#[cfg(unix)]
fn pasted(desk: &Desk, line: &str) -> Said {
    let own = desk.command(&[]);
    let path = format!("{}:/usr/bin:/bin", Path::new(STEERCO).parent().unwrap().display());
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(desk.folder.path()).env_clear().stdin(Stdio::null()).env("PATH", path);
    shell.envs(own.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Said::of(&shell.output().unwrap(), &[line])
}

#[test]
#[cfg(unix)]
fn every_example_of_the_help_runs_in_the_demo_as_it_stands() {
    let mut program = Cli::command();
    program.build();
    let mut with_examples = Vec::new();
    for (words, command) in all(&program, "") {
        let examples = examples(&command);
        if examples.is_empty() {
            continue;
        }
        let desk = with_demo_by_name();
        let mut meant: Option<String> = None;
        for line in examples {
            // The commands are the same for a workbook and for text.
            let line = line.replace("plan.xlsx", "plan.csv").replace("readings.xlsx", "readings.csv");
            if line.contains(" ID") && meant.is_none() {
                meant = Some(id_for(&desk, words.trim()));
            }
            let line = line.replace(" ID", &format!(" {}", meant.as_deref().unwrap_or_default()));
            pasted(&desk, &line.replace(" DAY", " 2026-12-03")).done();
        }
        with_examples.push(words.trim().to_owned());
    }
    // Each command of its own, and what is added most.
    let own =
        all(&program, "").into_iter().map(|(words, _)| words.trim().to_owned()).filter(|words| !words.contains(' '));
    for words in own.chain(["add pilot", "add person", "add metric"].map(str::to_owned)) {
        assert!(with_examples.contains(&words), "{words} has no example");
    }
}

/// The id of something to which that command can be done.
#[cfg(unix)]
fn id_for(desk: &Desk, words: &str) -> String {
    let (asked, state): (&[&str], &str) = match words {
        "escalate" => (&["list", "exceptions"], "raised"),
        "acknowledge" | "resolve" => (&["list", "exceptions"], "escalated"),
        "close" => (&["list", "exceptions"], "resolved"),
        "workstream" => (&["list", "workstreams"], "open"),
        "revert" => (&["log"], ""),
        _ => (&["list", "actions"], ""),
    };
    let listed = desk.run(&joined(&["-w", "demo", "--json"], asked)).json();
    let meant = listed.as_array().unwrap().iter().find(|one| state.is_empty() || one["state"] == state);
    text(meant.unwrap_or_else(|| panic!("nothing to {words}: {listed}")), "id").to_owned()
}

#[test]
fn no_line_that_follows_the_help_is_broken() {
    let mut program = Cli::command();
    program.build();
    for (words, command) in all(&program, "") {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for line in help.lines() {
            assert!(line.chars().count() <= SET, "{words}: {line}");
        }
    }
}

#[test]
fn what_every_command_takes_stands_apart() {
    let desk = Desk::bare();
    let help = desk.run(&["decide", "--help"]).done().out;
    let (own, global) = help.split_once("Global options:").unwrap();
    assert!(own.contains("--revisit") && !own.contains("--workspace"), "{help}");
    assert!(global.contains("--workspace") && !global.contains("--revisit <"), "{help}");
}
