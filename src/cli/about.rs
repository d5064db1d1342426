//! `paths`, `completions`, `man`, `help`, `keys`, `themes`: what the program says of itself.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use clap::{CommandFactory, Parser, ValueHint};
use clap_complete::Shell;
use serde_json::json;

use super::args::{Cli, Command, SETS};
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use crate::app::{known_verbs, named_keys};
use crate::domain::{Dimension, Gate};
use crate::exchange::Profile;
use crate::interaction::{Bound, Offer};
use crate::store;
use crate::ui::glyphs::Glyphs;

/// Tells about the program itself.
pub(super) fn run(session: &Session, command: &Command, output: &Output) -> Result<()> {
    match command {
        Command::Keys { check } => keys(session, *check, output),
        Command::Themes => themes(session, output),
        Command::Paths => paths(session, output),
        Command::Completions { shell } => completions(*shell, output),
        Command::Man { all: Some(folder), .. } => manual(folder, output),
        Command::Man { command, .. } => man(command, output),
        Command::Help { command } => help(command, output),
        _ => man(&[], output),
    }
}

fn paths(session: &Session, output: &Output) -> Result<()> {
    let places = &session.places;
    let workspace = places.meant(session.global.workspace.as_deref()).ok().flatten();
    let backups = places.state.join("backups");
    let own = workspace.as_deref().and_then(store::identity_of).map(|(id, _)| places.backups(id));
    let drafts = places.state.join("drafts");
    // A path need not be text.
    let shown = |path: &Path| path.display().to_string();
    if output.json {
        return output.value(&json!({"workspace": workspace.as_deref().map(shown), "data": shown(&places.data),
            "config": shown(&places.config), "state": shown(&places.state), "backups": shown(&backups),
            "own_backups": own.as_deref().map(shown), "drafts": shown(&drafts)}));
    }
    let rows = [
        ("workspace", workspace.as_deref()),
        ("workspaces", Some(places.data.as_path())),
        ("settings", Some(places.config.as_path())),
        ("backups", Some(backups.as_path())),
        ("its backups", own.as_deref()),
        ("drafts", Some(drafts.as_path())),
    ];
    rows.into_iter().try_for_each(|(name, path)| {
        let path = path.map_or_else(|| "–".to_owned(), shown);
        output.line(&format!("{name:<12} {path}"))
    })
}

fn completions(shell: Shell, output: &Output) -> Result<()> {
    let mut text = Vec::new();
    let mut all = naming(Cli::command());
    clap_complete::generate(shell, &mut all, "steerco", &mut text);
    let text = String::from_utf8_lossy(&text);
    let text = match shell {
        Shell::Bash => format!("{text}{}", names_for_bash(&all)),
        Shell::Fish => format!("{text}{}{}", words_for_fish(&all), names_for_fish(&all)),
        Shell::Zsh => with_names_for_zsh(&text, &all),
        _ => text.into_owned(),
    };
    output.raw(&known_words(&text, (shell, &all)))
}

/// A command with names to complete: a value that is not a file is completed from what is known by name, or not at all.
fn naming(command: clap::Command) -> clap::Command {
    let is_word =
        |argument: &clap::Arg| argument.get_action().takes_values() && !is_file(argument) && !is_asked_for(argument);
    let one = |argument: clap::Arg| if is_word(&argument) { argument.value_hint(ValueHint::Other) } else { argument };
    command.mut_args(one).mut_subcommands(naming)
}

/// Takes it a value, which may be a file?
fn is_file(argument: &clap::Arg) -> bool {
    let names = argument.get_value_names().unwrap_or_default();
    let is_called_so = |name: &str| ["FILE", "PATH", "FOLDER"].iter().any(|word| name.contains(word));
    // What is no file is marked as something else.
    let is_marked = !matches!(argument.get_value_hint(), ValueHint::Unknown | ValueHint::Other);
    is_marked || names.iter().any(|name| is_called_so(name.as_str()))
}

/// Is it known by a name that the program can be asked for?
fn is_asked_for(argument: &clap::Arg) -> bool {
    const ASKED: &[&str] = &["pilot", "workspace", "theme", "command"];
    const PLACED: &[&str] = &["dimension", "metric", "key", "who", "gate"];
    let id = argument.get_id().as_str();
    ASKED.contains(&id) || argument.is_positional() && PLACED.contains(&id) || takes_a_person(argument)
}

fn takes_a_person(argument: &clap::Arg) -> bool {
    argument.get_value_names().unwrap_or_default().iter().any(|name| name.as_str() == "WHO")
}

/// The options of any command that take a person.
fn people_options(all: &clap::Command) -> BTreeSet<&str> {
    let own = all.get_arguments().filter(|argument| takes_a_person(argument)).filter_map(clap::Arg::get_long);
    own.chain(all.get_subcommands().flat_map(people_options)).collect()
}

/// Stands a file behind it without an option?
fn has_a_file(command: &clap::Command) -> bool {
    command.get_positionals().any(is_file) || command.get_subcommands().any(has_a_file)
}

/// A text in which signs are replaced by lists that the program knows: people's options, dimensions, fields of a pilot,
/// gates, mappings, commands that take files.
fn known_words(text: &str, (shell, all): (Shell, &clap::Command)) -> String {
    let options = people_options(all).into_iter();
    let people: Vec<String> = match shell {
        Shell::Bash => options.map(|long| format!("--{long}")).collect(),
        _ => options.map(str::to_owned).collect(),
    };
    let joined = |words: &[String]| words.join(if shell == Shell::Bash { " | " } else { " " });
    let files: Vec<String> = named(all, has_a_file).into_iter().map(str::to_owned).collect();
    let fields = SETS.split_once("\n  pilot ").map_or("", |(_, after)| after.split(" (").next().unwrap_or_default());
    let fields: Vec<&str> = fields.split([',', ';', ' ', '\n']).filter(|word| !word.is_empty()).collect();
    text.replace("@PEOPLE@", &joined(&people))
        .replace("@FILED@", &joined(&files))
        .replace("@FIELDS@", &fields.join(" "))
        .replace("@DIMENSIONS@", &Dimension::WORDS.join(" "))
        .replace("@MAPPINGS@", &Profile::known().collect::<Vec<_>>().join(" "))
        .replace("@GATES@", &Gate::WORDS.join(" "))
}

/// Asks the program for the names of workspaces, themes and pilots; `COMMANDS` stands for the commands whose first
/// argument is a pilot, `PAGES` for the words of commands.
const NAMES_FOR_BASH: &str = include_str!("../../assets/completions.bash");
/// The same for fish; `ABOUT` stands for the commands with an option for a pilot.
const NAMES_FOR_FISH: &str = include_str!("../../assets/completions.fish");
/// The same for zsh: functions that its options and arguments call.
const NAMES_FOR_ZSH: &str = include_str!("../../assets/completions.zsh");
/// How the function begins that completes in zsh.
const ZSH_BEGINS: &str = "_steerco() {\n";
/// What it keeps first: all that was typed, as an inner command counts its words from there.
const ZSH_KEEPS: &str = "    local -a _steerco_said\n    _steerco_said=(\"${words[@]}\")\n";

/// The names for bash, which `clap_complete` cannot know.
fn names_for_bash(all: &clap::Command) -> String {
    let pages = pages(all, |path, names| format!("                \"{path}\") offered=\"{names}\" ;;"));
    NAMES_FOR_BASH.replace("COMMANDS", &named(all, begins_with_a_pilot).join(" | ")).replace("PAGES", &pages)
}

/// The names for fish.
fn names_for_fish(all: &clap::Command) -> String {
    let text = NAMES_FOR_FISH.replace("COMMANDS", &named(all, begins_with_a_pilot).join(" "));
    let pages =
        pages(all, |path, names| format!("complete -c steerco -n \"__fish_steerco_reads {path}\" -f -a \"{names}\""));
    text.replace("ABOUT", &named(all, has_a_pilot_option).join(" ")).replace("PAGES", &pages)
}

/// The words of commands as a shell completes them after `help` and `man`: a line for the first words, and one for each
/// command with commands below it.
fn pages(all: &clap::Command, line: impl Fn(&str, &str) -> String) -> String {
    let below = all.get_subcommands().filter(|command| command.has_subcommands());
    let of = |command: &clap::Command| named(command, |_| true).join(" ");
    let first = line("", &of(all));
    let lines = below.map(|command| line(command.get_name(), &of(command)));
    std::iter::once(first).chain(lines).collect::<Vec<_>>().join("\n")
}

/// The names of the commands that are so.
fn named(all: &clap::Command, is_so: fn(&clap::Command) -> bool) -> Vec<&str> {
    all.get_subcommands().filter(|command| is_so(command)).map(clap::Command::get_name).collect()
}

fn begins_with_a_pilot(command: &clap::Command) -> bool {
    // What is set without a noun is a pilot's.
    command.get_name() == "set"
        || command.get_positionals().next().is_some_and(|argument| argument.get_id().as_str() == "pilot")
}

/// Has it, or one of those below it, the option?
fn has_a_pilot_option(command: &clap::Command) -> bool {
    command.get_arguments().any(|argument| argument.get_long() == Some("pilot"))
        || command.get_subcommands().any(has_a_pilot_option)
}

/// The completions of zsh, where a name is completed by asking for it and files are not offered.
fn with_names_for_zsh(text: &str, all: &clap::Command) -> String {
    let pages = pages(all, |path, names| format!("        \"{path}\") compadd {names} ;;"));
    let names = NAMES_FOR_ZSH.replace("PAGES", &pages);
    let asking = |line: &str| match asked_in_zsh(line) {
        Some(asks) => line.replace(":_default'", &format!(":{asks}'")) + "\n",
        None => format!("{line}\n"),
    };
    let text: String = text.lines().map(asking).collect();
    text.replacen(ZSH_BEGINS, &format!("{names}\n{ZSH_BEGINS}{ZSH_KEEPS}"), 1)
}

/// The function that completes the names for an option or argument.
fn asked_in_zsh(line: &str) -> Option<&'static str> {
    let has = |option: &str| line.contains(option);
    let begins =
        |id: &str| [format!("':{id} -- "), format!("'::{id} -- ")].iter().any(|begins| line.starts_with(begins));
    if begins("pilot") || has("--pilot=[") {
        Some("_steerco_pilots")
    } else if has(":WHO:") || begins("who") {
        Some("_steerco_people")
    } else if begins("dimension") {
        Some("_steerco_dimensions")
    } else if begins("gate") {
        Some("_steerco_gates")
    } else if has("'--map=[") {
        Some("_steerco_mappings")
    } else if begins("metric") {
        Some("_steerco_families")
    } else if begins("key") {
        Some("_steerco_parameters")
    } else if has("'-w+[") || has("'--workspace=[") {
        Some("_steerco_workspaces")
    } else if line.starts_with("'*::command -- ") {
        Some("_steerco_pages")
    } else {
        has("'--theme=[").then_some("_steerco_themes")
    }
}

/// The words for fish that are no options, such as the nouns of `list`: `clap_complete` only has options. They are
/// offered until one of them is typed.
fn words_for_fish(all: &clap::Command) -> String {
    let line = |(command, argument): (&clap::Command, &clap::Arg)| {
        let values = argument.get_possible_values();
        let words: Vec<&str> =
            values.iter().filter(|value| !value.is_hide_set()).map(clap::builder::PossibleValue::get_name).collect();
        let (name, words) = (command.get_name(), words.join(" "));
        let condition = format!("__fish_steerco_using_subcommand {name}; and not __fish_seen_subcommand_from {words}");
        (!words.is_empty()).then(|| format!("complete -c steerco -n \"{condition}\" -f -a \"{words}\"\n"))
    };
    let arguments =
        all.get_subcommands().flat_map(|command| command.get_positionals().map(move |argument| (command, argument)));
    arguments.filter_map(line).collect()
}

/// The page of a command, in the language of manuals. What follows its help is set as it is written: it has columns.
fn man(words: &[String], output: &Output) -> Result<()> {
    let text =
        page(&found(words)?).map_err(|error| Failure::new(1, format!("the manual cannot be written: {error}")))?;
    output.raw(&text)
}

/// Writes the page of every command, each as the others call it.
fn manual(folder: &Path, output: &Output) -> Result<()> {
    let failed = |path: &Path, error: std::io::Error| {
        Failure::new(1, format!("{} cannot be written: {error}", path.display())).hint("choose another folder")
    };
    let mut all = Cli::command();
    all.build();
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let commands = with_all_below(&all);
    for command in &commands {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let path = folder.join(format!("{name}.1"));
        page(command).and_then(|text| std::fs::write(&path, text)).map_err(|error| failed(&path, error))?;
    }
    let (count, folder) = (commands.len(), folder.display());
    if output.json {
        return output.value(&json!({"pages": count, "folder": folder.to_string()}));
    }
    output.line(&format!("Wrote {count} pages into {folder}: `man {folder}/steerco.1` shows the first."))
}

/// A command with those below it, and theirs.
fn with_all_below(command: &clap::Command) -> Vec<&clap::Command> {
    let below = command.get_subcommands().filter(|below| !below.is_hide_set());
    std::iter::once(command).chain(below.flat_map(with_all_below)).collect()
}

/// What `--help` says of a command.
fn help(words: &[String], output: &Output) -> Result<()> {
    found(words)?;
    let words = std::iter::once("steerco").chain(words.iter().map(String::as_str)).chain(["--help"]);
    // Clap gives the help as what ends the reading of its words.
    Cli::try_parse_from(words).err().map_or(Ok(()), |said| output.raw(&said.render().to_string()))
}

/// The command with that name; the program itself without words.
fn found(words: &[String]) -> Result<clap::Command> {
    let mut all = Cli::command();
    all.build();
    let mut command = &all;
    for word in words {
        command = command.find_subcommand(word).ok_or_else(|| {
            Failure::usage(format!("there is no command “{}”", words.join(" ")), "`steerco --help` lists the commands")
        })?;
    }
    Ok(command.clone())
}

/// Words in the language of manuals, in which a backslash begins an instruction and a hyphen is no minus.
fn plain(words: &str) -> String {
    words.replace('\\', "\\e").replace('-', "\\-")
}

/// The synopsis of a command: its own options with their values, its arguments, and the commands below it.
fn synopsis(command: &clap::Command, text: &mut Vec<u8>) -> std::io::Result<()> {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    write!(text, ".SH SYNOPSIS\n\\fB{}\\fR", plain(name))?;
    let is_own = |argument: &&clap::Arg| {
        let is_everywhere = argument.is_global_set() || ["help", "version"].contains(&argument.get_id().as_str());
        !argument.is_hide_set() && !is_everywhere
    };
    for argument in command.get_arguments().filter(is_own) {
        let values = argument
            .get_value_names()
            .unwrap_or_default()
            .iter()
            .map(|value| format!("\\fI{}\\fR", plain(value.as_str())));
        let values = values.collect::<Vec<_>>().join(" ");
        let said = match argument.get_long() {
            Some(long) if argument.get_action().takes_values() => {
                format!("\\fB{}\\fR {values}", plain(&format!("--{long}")))
            }
            Some(long) => format!("\\fB{}\\fR", plain(&format!("--{long}"))),
            None => values,
        };
        let more = if argument.get_num_args().is_some_and(|count| count.max_values() > 1) { " …" } else { "" };
        let (begins, ends) = if argument.is_required_set() { ("", "") } else { ("[", "]") };
        write!(text, " {begins}{said}{more}{ends}")?;
    }
    let below = if command.has_subcommands() { " \\fICOMMAND\\fR" } else { "" };
    writeln!(text, "{below}")
}

/// The manual page of a command. Programs that set such pages read them byte by byte, so a sign beyond ASCII is named
/// by its number, and an ellipsis, which a terminal may lack, becomes three dots.
fn page(command: &clap::Command) -> std::io::Result<String> {
    let mut text = Vec::new();
    sections(command, &mut text)?;
    let named = |sign: char| match sign {
        '…' => "\\&...".to_owned(),
        _ if sign.is_ascii() => sign.to_string(),
        _ => format!("\\[u{:04X}]", u32::from(sign)),
    };
    Ok(String::from_utf8_lossy(&text).chars().map(named).collect())
}

fn sections(command: &clap::Command, text: &mut Vec<u8>) -> std::io::Result<()> {
    // A command has no version of its own.
    let page = clap_mangen::Man::new(command.clone()).source(concat!("steerco ", env!("CARGO_PKG_VERSION")));
    page.render_title(text)?;
    page.render_name_section(text)?;
    synopsis(command, text)?;
    page.render_description_section(text)?;
    page.render_options_section(text)?;
    if command.has_subcommands() {
        page.render_subcommands_section(text)?;
    }
    if let Some(notes) = command.get_after_help() {
        writeln!(text, ".SH NOTES\n.nf")?;
        for line in notes.to_string().lines() {
            let line = plain(line);
            // A line that begins so would be an instruction.
            let guard = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
            writeln!(text, "{guard}{line}")?;
        }
        writeln!(text, ".fi")?;
    }
    // The page of a single command has no version of its own.
    if command.get_version().is_some() { page.render_version_section(text) } else { Ok(()) }
}

/// Every verb with its keys as they are bound now; with `check`, what in `keys.toml` is to be mended.
fn keys(session: &Session, check: bool, output: &Output) -> Result<()> {
    let path = session.places.config.join("keys.toml");
    let (remap, wrong) = session.places.keys();
    let verbs: Vec<Bound> =
        known_verbs().into_iter().flat_map(|bound| remap.bind(bound.home, vec![bound.offer])).collect();
    let named = named_keys(&verbs);
    let does = |bound: &Bound| named.told(bound.offer.doc, bound.home, Glyphs::Unicode);
    let keys = |bound: &Bound| bound.chords.iter().map(ToString::to_string).collect::<Vec<_>>();
    if check {
        return checked(&path, &wrong, output);
    }
    if output.json {
        let rows = verbs.iter().map(|bound| {
            json!({"screen": bound.home, "verb": bound.offer.name, "footer": bound.offer.title, "keys": keys(bound),
                "does": does(bound)})
        });
        return output.value(&rows.collect());
    }
    for complaint in &wrong {
        output.message(complaint);
    }
    let row = |bound: &Bound| {
        let keys = if bound.chords.is_empty() { "(palette)".to_owned() } else { keys(bound).join(", ") };
        let Offer { name, title, .. } = bound.offer;
        Vec::from([bound.home, name, title, &keys, &does(bound)].map(str::to_owned))
    };
    output.wide_table(&["screen", "verb", "footer", "keys", "does"], &verbs.iter().map(row).collect::<Vec<_>>())
}

fn checked(path: &Path, wrong: &[String], output: &Output) -> Result<()> {
    if wrong.is_empty() {
        let said = if path.exists() { "is fine" } else { "is not there: every verb has its own keys" };
        let said = format!("{} {said}.", path.display());
        return output.answer(&said, json!({"file": path.display().to_string(), "complaints": wrong}));
    }
    Err(Failure::new(
        3,
        format!("{} has {} to mend", path.display(), if wrong.len() == 1 { "a line" } else { "lines" }),
    )
    .because(wrong.join("\n  "))
    .hint("`steerco keys` lists every screen and verb with the keys that it has now"))
}

/// The themes, built in and the user's own.
fn themes(session: &Session, output: &Output) -> Result<()> {
    let (themes, wrong) = session.places.themes();
    if output.json {
        return output.value(&themes.iter().map(|theme| json!({"name": theme.name, "paints": theme.paints})).collect());
    }
    for complaint in &wrong {
        output.message(complaint);
    }
    for theme in &themes {
        let said = if theme.paints { "paints every cell" } else { "leaves the terminal's background" };
        output.line(&format!("{:<12} {said}", theme.name))?;
    }
    Ok(())
}
