//! Floor 5: the command line. A file holds one command, or a few that belong together; all of them stand on `ground`.
//!
//! `args` is what can be typed, with its help; `records` is the JSON of every noun, whose fields scripts rely on.
//!
//! From bottom to top: `args`, `ground` → `commit`, `records` → `set`, `signals`, `decide`, `readiness` → `gate`,
//! `rollout`, `review` → the other commands → `list` → `register` → `import`, `export`.

mod about;
mod add;
mod archive;
pub mod args;
pub mod commit;
mod decide;
pub mod demo;
mod due;
mod exceptions;
pub mod export;
mod files;
mod forget;
mod framework;
mod gate;
mod ground;
pub mod import;
mod journal;
mod list;
mod person;
mod readiness;
mod record;
mod records;
mod register;
pub mod report;
mod review;
mod rollout;
mod search;
mod set;
mod show;
mod signals;
mod ways;
mod write;

pub use ground::{failure, past, places, session, settings, whole};

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, FromArgMatches, ValueHint};

use args::{Cli, Command, ReviewCommand, has_workspace};
use ground::failure::{Failure, Result};
use ground::output::{self, Output};
use ground::places::{Meant, Places};
use ground::session::Session;

use crate::domain::Shown;
use crate::interaction::around::option;

/// What is left to do after the command line.
pub enum Next {
    /// End with this status.
    Done(u8),
    /// Show a workspace in the terminal; none at the first run.
    Show(Box<Session>, Option<PathBuf>),
    /// Talk about it in plain sentences.
    Talk(Box<Session>, Option<PathBuf>),
}

/// Runs the command line.
#[must_use]
pub fn run(words: Vec<OsString>) -> Next {
    let json = words.iter().any(|word| word == "--json");
    let cli = match read(&hoisted(words)) {
        Ok(cli) => cli,
        Err(error) => return Next::Done(misused(&error, json)),
    };
    let output = Output::new(cli.global.json);
    let named = cli.global.workspace.as_deref().map_or_else(String::new, option);
    let result = Session::new(cli.global).and_then(|session| {
        let settings = session.places.settings();
        // The screens say it themselves, where they are not kept from opening.
        if cli.command.is_some() || settings.default_is_lost && session.global.workspace.is_none() {
            settings.complaints.iter().for_each(|complaint| output.message(complaint));
            if let Some(theme) = session.global.theme.as_deref().filter(|theme| !session.places.has_theme(theme)) {
                output.message(&format!("--theme: {}", settings::no_theme(theme)));
            }
        }
        match cli.command {
            Some(command) if reads(&command) => dispatch(session.looking_back()?, command, &output),
            Some(command) => dispatch(session, command, &output),
            None => open(session.looking_back()?, &output),
        }
    });
    let held = output.held();
    match result {
        Ok(next) => {
            for text in &held {
                Output::told(text);
            }
            next
        }
        Err(failure) => Next::Done(report_with(&failure.meant_for(&named, has_workspace), json, &held)),
    }
}

/// Does it only read what a workspace contains? Only then does a moment make sense that its workspace determines.
const fn reads(command: &Command) -> bool {
    match command {
        Command::Export(_)
        | Command::List(_)
        | Command::Search { .. }
        | Command::Show { .. }
        | Command::Report(_)
        | Command::Signals { .. }
        | Command::Check
        | Command::Log { .. }
        | Command::Review(ReviewCommand::Show { .. })
        | Command::Framework(args::Framework::Get { .. } | args::Framework::Export { .. }) => true,
        Command::Gate(arguments) => arguments.book.is_none() && arguments.decide.is_none(),
        Command::Document { from, .. } => from.is_none(),
        Command::Score(arguments) => arguments.paper,
        _ => false,
    }
}

fn misused(error: &clap::Error, json: bool) -> u8 {
    if !error.use_stderr() {
        // Help and version are what was asked for.
        let _ = error.print();
        return 0;
    }
    if let Some(failure) = wrong_value(error).or_else(|| unknown_word(error)) {
        return report(&failure, json);
    }
    let text = error.render().to_string();
    if json {
        return report(&misuse_of(error, &text), true);
    }
    // It repeats what was typed, which may contain control sequences.
    let safe: Vec<String> = Shown::lines(text.trim_end()).into_iter().map(String::from).collect();
    let _ = writeln!(std::io::stderr().lock(), "{}", safe.join("\n"));
    2
}

/// The failure that the text describes, with the suggestion it contains or else a pointer to the help.
fn misuse_of(error: &clap::Error, text: &str) -> Failure {
    let is_told = |line: &&str| !line.starts_with("Usage") && !line.starts_with("For more information");
    let lines = text.lines().map(str::trim).take_while(is_told).filter(|line| !line.is_empty());
    let (tips, told): (Vec<&str>, Vec<&str>) =
        lines.partition(|line| line.starts_with('[') || line.starts_with("tip: "));
    let title = told.join(" ").trim_start_matches("error: ").to_owned();
    if tips.is_empty() {
        let usage = usage_of(error).unwrap_or_default();
        let commands: Vec<&str> = std::iter::once("steerco").chain(commands_of(&usage)).collect();
        return Failure::usage(title, format!("see `{} --help`", commands.join(" ")));
    }
    let tips = tips.into_iter().map(|tip| tip.trim_start_matches("tip: ").trim_matches(['[', ']']));
    Failure::usage(title, tips.collect::<Vec<_>>().join("; "))
}

/// A failure for a value that a workspace would store: that is invalid input, not wrong usage.
fn wrong_value(error: &clap::Error) -> Option<Failure> {
    let wrong = error.source()?.downcast_ref::<args::NoAmount>()?;
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    // The argument appears as `<USERS>`, an option as `--sample <SAMPLE>`.
    let field = said(ContextKind::InvalidArg).trim_start_matches(['-', '<']).split([' ', '>']).next()?.to_lowercase();
    let title = format!("“{}” is no value for {field}", said(ContextKind::InvalidValue));
    Some(Failure { field: Some(field), ..Failure::new(3, title).hint(wrong.to_string()) })
}

/// The correct usage, if the error gives it.
fn usage_of(error: &clap::Error) -> Option<String> {
    match error.get(ContextKind::Usage)? {
        ContextValue::StyledStr(usage) => Some(usage.to_string()),
        _ => None,
    }
}

/// The names of the command in such a usage: they follow the program's name, before all arguments.
fn commands_of(usage: &str) -> impl Iterator<Item = &str> {
    let behind = usage.split_whitespace().skip_while(|word| *word == "Usage:").skip(1);
    behind.take_while(|word| !word.starts_with(['[', '<', '-']))
}

/// A failure for an unknown word after a command that expects one of a few, with the list of these.
fn unknown_word(error: &clap::Error) -> Option<Failure> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let (usage, program) = (usage_of(error)?, Cli::command());
    let behind: Vec<&str> = commands_of(&usage).collect();
    let command = behind.iter().try_fold(&program, |command, name| command.find_subcommand(name))?;
    let known = command.get_subcommands().filter(|command| !command.is_hide_set()).map(clap::Command::get_name);
    let hint = format!("use one of: {}", known.collect::<Vec<_>>().join(", "));
    let title = format!("“{word}” is no word behind `steerco {}`", behind.join(" "));
    (!behind.is_empty()).then(|| Failure::usage(title, hint))
}

/// What the command line says.
fn read(words: &[OsString]) -> std::result::Result<Cli, clap::Error> {
    if let Some(opening) = Cli::opening(words) {
        return Ok(opening);
    }
    let mut found = taking_hyphens(Cli::command()).try_get_matches_from(words)?;
    Cli::from_arg_matches_mut(&mut found)
}

/// The command line, with values that may begin with a hyphen. Excepted are a word that is one of a few and the name of
/// a file after a command, as there it is a mistyped flag, and a value that may be repeated, which would swallow the
/// flags after it.
fn taking_hyphens(command: clap::Command) -> clap::Command {
    let takes = |argument: &clap::Arg| {
        let is_flag_there = || {
            argument.get_value_hint() == ValueHint::AnyPath
                || !argument.get_possible_values().is_empty()
                || argument.get_num_args().is_some_and(|values| values.max_values() > 1)
        };
        argument.get_action().takes_values() && !(argument.is_positional() && is_flag_there())
    };
    let one = |argument: clap::Arg| if takes(&argument) { argument.allow_hyphen_values(true) } else { argument };
    command.mut_args(one).mut_subcommands(taking_hyphens)
}

/// Flags that hold for every command, with whether a value follows.
const GLOBAL: [(&str, bool); 10] = [
    ("--workspace", true),
    ("-w", true),
    ("--today", true),
    ("--as-of", true),
    ("--actor", true),
    ("--theme", true),
    ("--read-only", false),
    ("--json", false),
    ("--plain", false),
    ("--no-color", false),
];

/// Commands that take every word behind them for a value. There `--` would be one too.
const OF_WORDS: [&str; 2] = ["set", "search"];

/// Global flags are moved to the front: any word may be a value, even one that begins with a hyphen. A flag without its
/// value is itself a value.
fn hoisted(words: Vec<OsString>) -> Vec<OsString> {
    let mut words = words.into_iter();
    let mut front: Vec<OsString> = words.next().into_iter().collect();
    let mut rest: Vec<OsString> = Vec::new();
    while let Some(word) = words.next() {
        let flag = GLOBAL.iter().find(|(name, _)| word == *name);
        let joined = word.to_str().and_then(|word| word.split_once('=')).map(|(name, _)| name);
        match flag {
            Some((_, false)) => front.push(word),
            Some((_, true)) => match words.next() {
                Some(value) => front.extend([word, value]),
                None => rest.push(word),
            },
            None if GLOBAL.iter().any(|(name, valued)| *valued && joined == Some(name)) => front.push(word),
            None if word == "--" => {
                // Before the first of their words it ends the options as everywhere.
                let is_word =
                    rest.len() > 1 && rest.first().is_some_and(|command| OF_WORDS.iter().any(|one| command == one));
                rest.extend((!is_word).then_some(word));
                rest.extend(words.by_ref());
            }
            None => rest.push(word),
        }
    }
    front.extend(rest);
    front
}

/// Says why on stderr. A pipe that was closed is no failure.
#[must_use]
pub fn report(failure: &Failure, json: bool) -> u8 {
    report_with(failure, json, &[])
}

/// The same with the messages that waited: a program reads one JSON value, which has them after the reason.
fn report_with(failure: &Failure, json: bool, messages: &[String]) -> u8 {
    if failure.status == 0 {
        for text in messages {
            Output::told(text);
        }
    } else {
        let told = failure.clone().beside(messages);
        let text = if json { output::escaped(&told.json().to_string()) } else { told.text() };
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
    failure.status
}

/// Without a command: the board, on a terminal or as text.
fn open(session: Session, output: &Output) -> Result<Next> {
    let flag = session.global.workspace.as_deref();
    // On a terminal somebody can be asked.
    let asks = session.global.plain || is_terminal() && !output.json;
    let path = match session.places.named_or_found(flag)? {
        Meant::This(path) => match session.check_there(&path) {
            Err(failure) if !asks => return Err(failure),
            there => there.is_ok().then_some(path),
        },
        Meant::OneOf(found) if !asks => return Err(Places::which(&found)),
        Meant::OneOf(_) | Meant::Nothing => None,
    };
    if asks { Ok(shown(session, path)) } else { show::board(&session, output).map(|()| Next::Done(0)) }
}

/// On a terminal: the screens, or plain sentences if the environment asks for accessibility, or if the terminal can
/// only print on its next line.
pub(super) fn shown(session: Session, path: Option<PathBuf>) -> Next {
    let accessible = std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0");
    let prints_only = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
    if session.global.plain || accessible || prints_only || session.places.settings().config.plain {
        Next::Talk(Box::new(session), path)
    } else {
        Next::Show(Box::new(session), path)
    }
}

/// Are both ends of the program a terminal?
pub(super) fn is_terminal() -> bool {
    std::io::stdout().is_terminal() && std::io::stdin().is_terminal()
}

fn dispatch(session: Session, command: Command, output: &Output) -> Result<Next> {
    if let Command::Demo(arguments) = command {
        return demo::run(session, &arguments, output);
    }
    let session = &session;
    match command {
        Command::Demo(_) => Ok(()),
        Command::New { path, title, force } => files::new(session, &path, title, force, output),
        Command::Workspaces => files::workspaces(session, output),
        Command::Import(arguments) => import::run(session, &arguments, output),
        Command::Export(arguments) => export::run(session, &arguments, output),
        Command::List(arguments) => list::run(session, &arguments, output),
        Command::Search { words } => search::run(session, &words, output),
        Command::Show { pilot } => show::run(session, &pilot, output),
        Command::Add(what) => add::run(session, *what, output),
        Command::Set { words } => set::run(session, &words, output),
        Command::Archive { what } => write::archive(session, &what, true, output),
        Command::Unarchive { what } => write::archive(session, &what, false, output),
        Command::Note { pilot, text, on } => write::note(session, &pilot, (text, on.as_deref()), output),
        Command::Status { pilot, status, because } => write::status(session, &pilot, &status, because, output),
        Command::Target { pilot, users, from } => write::target(session, &pilot, users, from.as_deref(), output),
        Command::Owner { pilot, who, why, power } => write::owner(session, (&pilot, &who), why, &power, output),
        Command::HandOver { from, to, why } => write::hand_over(session, (&from, &to), why, output),
        Command::Tick(arguments) => write::tick(session, arguments, output),
        Command::Record(arguments) => record::run(session, arguments, output),
        Command::Baseline(arguments) => decide::baseline(session, &arguments, output),
        Command::Decide(arguments) => decide::decide(session, *arguments, output),
        Command::Act(arguments) => review::act(session, arguments, output),
        Command::Review(command) => review::run(session, command, output),
        Command::Report(arguments) => report::run(session, &arguments, output),
        Command::Score(_) | Command::Workstream { .. } => readiness::run(session, command, output),
        Command::Gate(arguments) => gate::run(session, arguments, output),
        Command::Document { .. } | Command::Diagnose { .. } => rollout::run(session, command, output),
        Command::Raise { .. }
        | Command::Escalate { .. }
        | Command::Acknowledge { .. }
        | Command::Resolve { .. }
        | Command::Close { .. } => exceptions::run(session, command, output),
        Command::Signals { pilot } => signals::run(session, pilot.as_deref(), output),
        Command::Check => return due::check(session, output).map(Next::Done),
        Command::Framework(what) => framework::run(session, what, output),
        Command::Undo { yes } => journal::undo(session, yes, output),
        Command::Redo => journal::redo(session, output),
        Command::Revert { entry, yes } => journal::revert(session, &entry, yes, output),
        Command::Log { pilot, limit } => journal::log(session, pilot.as_deref(), limit, output),
        Command::Backup { file, force } => files::backup(session, &file, force, output),
        Command::Restore { file, force } => files::restore(session, &file, force, output),
        Command::Forget(meant) => forget::run(session, &meant, output),
        Command::Doctor => files::doctor(session, output),
        Command::Keys { .. }
        | Command::Themes
        | Command::Paths
        | Command::Completions { .. }
        | Command::Man { .. }
        | Command::Help { .. } => about::run(session, &command, output),
    }
    .map(|()| Next::Done(0))
}
