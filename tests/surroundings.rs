//! Owns how the program starts in odd surroundings: folders that cannot be, settings that nobody understands, streams
//! that are closed, environments that say strange things, windows that are tiny. Every test runs the real program in
//! folders of its own; nothing here sleeps.

#![cfg(unix)]
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod process;

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use process::{PLACES, STEERCO};
use serde_json::Value;
use tempfile::TempDir;

/// A theme that is built in.
const PAPER: &str = include_str!("../assets/themes/paper.toml");

/// So long may anything take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(20);

const ESC: &str = "\x1b";

// ---------------------------------------------------------------------------------------------------------- the desk

/// One user with folders of their own.
struct Desk {
    folder: TempDir,
}

impl Desk {
    /// Without any workspace.
    fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With one pilot in `work.steerco`.
    fn with_work() -> Self {
        let desk = Self::bare();
        desk.run(&["new", "work.steerco"]).done();
        desk.on(&["add", "pilot", "Invoice triage"]).done();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The names of everything that stands in the folder itself.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn environment(&self) -> Vec<(&'static str, OsString)> {
        let fixed = [("TERM", "xterm-256color"), ("SHELL", "/bin/sh"), ("STEERCO_TODAY", "2026-11-24")];
        let mut all = process::surroundings(self.folder.path());
        all.extend(fixed.map(|(name, value)| (name, OsString::from(value))));
        all
    }

    fn command_of(&self, program: &str, words: &[&str]) -> Command {
        let mut command = process::command(self.folder.path(), program, words);
        command.envs(self.environment());
        command
    }

    fn command(&self, words: &[&str]) -> Command {
        self.command_of(STEERCO, words)
    }

    /// A command whose folders would stand below a file, where no folder can be.
    fn below_a_file(&self, words: &[&str]) -> Command {
        self.write("flat", b"");
        let mut command = self.command(words);
        for (name, _) in PLACES {
            command.env(name, self.path("flat").join(name.to_lowercase()));
        }
        command
    }

    /// Runs the program to its end.
    fn run(&self, words: &[&str]) -> Said {
        Said::of(&mut self.command(words))
    }

    /// Runs a command on the workspace.
    fn on(&self, words: &[&str]) -> Said {
        self.run(&on_the_workspace(words))
    }

    /// Runs a command on the workspace with its streams redirected as a shell does it.
    fn redirected(&self, words: &[&str], streams: &str) -> Said {
        let script = format!(r#"exec "$0" "$@" {streams}"#);
        let words = on_the_workspace(words);
        let words = [&["-c", script.as_str(), STEERCO], words.as_slice()].concat();
        Said::of(&mut self.command_of("/bin/sh", &words))
    }

    /// How many pilots the workspace holds.
    fn pilots(&self) -> usize {
        self.on(&["list", "pilots", "--json"]).done().json().as_array().unwrap().len()
    }
}

fn on_the_workspace<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&["--workspace", "work.steerco"], words].concat()
}

/// What a command printed, and how it ended. Whatever the surroundings are, the program never panics, and never
/// commands a terminal where there is none.
#[derive(Debug)]
struct Said {
    status: i32,
    out: String,
    err: String,
}

impl Said {
    fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        let said = Self {
            status: status.code().unwrap_or(-1),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        };
        assert!(!said.err.contains("panicked"), "{command:?} panicked: {said:?}");
        assert!(!said.out.contains(ESC) && !said.err.contains(ESC), "{command:?} commands a terminal: {said:?}");
        said
    }

    fn done(self) -> Self {
        assert_eq!(self.status, 0, "{self:?}");
        self
    }

    /// Ended with that status, saying nothing on stdout, and on stderr these words and what to do next.
    fn refused(&self, status: i32, words: &str) {
        assert_eq!((self.status, self.out.as_str()), (status, ""), "{self:?}");
        assert!(self.err.lines().any(|line| line.starts_with("error: ")), "{self:?}");
        assert!(self.err.contains("next: "), "{self:?}");
        assert!(self.err.contains(words), "“{words}” is not said: {self:?}");
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

// ------------------------------------------------------------------------------------------------------ the terminal

/// A terminal with the program in it. What the program writes comes through a channel.
struct Terminal {
    /// Held so that the terminal stays.
    _master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    bytes: Vec<u8>,
    parser: vt100::Parser,
}

impl Terminal {
    /// Starts the program on the workspace, with more variables than the desk has.
    fn start(desk: &Desk, size: (u16, u16), variables: &[(&str, &str)]) -> Self {
        Self::run(desk, size, variables, &[])
    }

    fn run(desk: &Desk, (columns, rows): (u16, u16), variables: &[(&str, &str)], words: &[&str]) -> Self {
        let mut command = CommandBuilder::new(STEERCO);
        command.args(["--workspace", "work.steerco"]);
        command.args(words);
        command.cwd(desk.folder.path());
        command.env_clear();
        for (name, value) in desk.environment() {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        // While this end is open here, the end of the program would not end the output.
        drop(pair.slave);
        let keyboard = pair.master.take_writer().unwrap();
        let output = chunks(pair.master.try_clone_reader().unwrap());
        // vt100 0.16 panics where text wraps on a screen of one row, or a wide character meets one column.
        let parser = vt100::Parser::new(rows.max(2), columns.max(2), 0);
        Self { _master: pair.master, keyboard, child, output, bytes: Vec::new(), parser }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Takes in what the program writes until that is on the screen.
    fn wait_for(&mut self, text: &str) {
        self.wait_until(|screen| screen.contents().contains(text), text);
    }

    /// Takes in what the program writes until it has a screen of its own.
    fn wait_for_a_screen(&mut self) {
        self.wait_until(vt100::Screen::alternate_screen, "a screen of its own");
    }

    fn wait_until(&mut self, found: impl Fn(&vt100::Screen) -> bool, what: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !found(self.parser.screen()) {
            let Ok(bytes) = self.output.recv_timeout(left_until(deadline)) else {
                panic!("never seen: {what}\n{}", self.parser.screen().contents());
            };
            self.parser.process(&bytes);
            self.bytes.extend(bytes);
        }
    }

    /// Leaves with `q`; answers everything that the program wrote.
    fn leave(mut self) -> String {
        self.press("q");
        self.end()
    }

    /// Waits until the program ends that was left; answers the same.
    fn end(mut self) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.output.recv_timeout(left_until(deadline)) {
                Ok(bytes) => self.bytes.extend(bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("`q` does not end the program"),
            }
        }
        let status = self.child.wait().unwrap();
        let written = String::from_utf8_lossy(&self.bytes).into_owned();
        assert!(status.success(), "{status}: {written:?}");
        assert!(!written.contains("panicked"), "{written:?}");
        written
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Once it has been waited for, its number may be somebody else's.
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
        }
    }
}

fn chunks(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, chunks) = channel();
    thread::spawn(move || {
        let mut chunk = [0; 16 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut chunk) {
            if sender.send(chunk[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    chunks
}

fn left_until(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

/// Does a sequence choose a colour other than the terminal's own?
fn paints(written: &str) -> bool {
    written.split("\x1b[").skip(1).any(|sequence| {
        let length = sequence.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(sequence.len());
        let (numbers, rest) = sequence.split_at(length);
        let colour = |number: u16| matches!(number, 30..=38 | 40..=48 | 90..=97 | 100..=107);
        rest.starts_with('m') && numbers.split(';').filter_map(|number| number.parse::<u16>().ok()).any(colour)
    })
}

// ----------------------------------------------------------------------------------------------------------- folders

#[test]
fn what_tells_of_the_program_itself_needs_no_folder_and_makes_none() {
    let desk = Desk::bare();
    let table: &[&[&str]] =
        &[&["--help"], &["--version"], &["man"], &["completions", "bash"], &["keys"], &["themes"], &["paths"]];
    for words in table {
        let said = Said::of(&mut desk.below_a_file(words)).done();
        assert!(!said.out.is_empty(), "{words:?} says nothing");
    }
    assert_eq!(desk.names(), ["flat"], "what only tells makes nothing");
}

#[test]
fn a_data_folder_that_cannot_be_is_named_and_a_path_works_without_one() {
    let desk = Desk::bare();
    let folder = desk.path("flat").join("xdg_data_home");
    for words in [&["demo"][..], &["new", "named"]] {
        Said::of(&mut desk.below_a_file(words)).refused(1, folder.to_str().unwrap());
    }
    assert_eq!(desk.names(), ["flat"], "what was refused leaves nothing behind");
    Said::of(&mut desk.below_a_file(&["new", "work.steerco"])).done();
    Said::of(&mut desk.below_a_file(&on_the_workspace(&["add", "pilot", "Invoice triage"]))).done();
    Said::of(&mut desk.below_a_file(&on_the_workspace(&["list", "pilots"]))).done();
    assert_eq!(desk.names(), ["flat", "work.steerco"], "nothing is written but the workspace");
}

#[test]
fn a_home_that_is_not_there_is_made_with_the_first_workspace_and_not_before() {
    let desk = Desk::bare();
    let at_home = |words: &[&str]| {
        let mut command = desk.command(words);
        for (name, _) in &PLACES[1..] {
            command.env_remove(name);
        }
        Said::of(&mut command)
    };
    at_home(&["list", "pilots"]).refused(2, "no workspace");
    at_home(&[]).refused(2, "no workspace");
    assert!(desk.names().is_empty(), "who only looks makes no folder");
    at_home(&["new", "named"]).done();
    assert_eq!(desk.names(), ["home"]);
    let paths = at_home(&["paths", "--json"]).done().json();
    let workspace = Path::new(paths["workspace"].as_str().unwrap());
    assert!(workspace.starts_with(desk.path("home")) && workspace.is_file(), "{paths}");
}

#[test]
fn a_variable_that_is_empty_counts_as_one_that_is_not_set() {
    let desk = Desk::bare();
    let names = ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "STEERCO_WORKSPACE"];
    let mut without = desk.command(&["paths", "--json"]);
    let mut empty = desk.command(&["paths", "--json"]);
    for name in names {
        without.env_remove(name);
        empty.env(name, "");
    }
    let (without, empty) = (Said::of(&mut without).done(), Said::of(&mut empty).done());
    assert_eq!(empty.out, without.out, "an empty variable names no folder");
    let data = empty.json()["data"].as_str().unwrap().to_owned();
    assert!(Path::new(&data).starts_with(desk.path("home")), "{data}");
}

#[test]
fn a_home_that_is_no_whole_path_counts_as_none() {
    let desk = Desk::bare();
    let mut command = desk.command(&["paths"]);
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    Said::of(command.env("HOME", "home")).refused(1, "no home folder");
    assert!(desk.names().is_empty(), "{:?}", desk.names());
}

// ----------------------------------------------------------------------------------------------------------- streams

#[test]
fn closed_and_endless_streams_harm_neither_the_work_nor_the_file() {
    let desk = Desk::with_work();
    let full = Path::new("/dev/full").exists().then_some("2>/dev/full");
    let table = ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "</dev/zero"].into_iter().chain(full);
    for (before, streams) in (1..).zip(table) {
        desk.redirected(&["add", "pilot", "Another"], streams).done();
        assert_eq!(desk.pilots(), before + 1, "with {streams} the pilot is not added");
        desk.redirected(&["list", "pilots"], streams).done();
    }
    desk.on(&["doctor"]).done();
}

#[test]
fn with_no_stream_at_all_the_status_still_says_what_happened() {
    let desk = Desk::with_work();
    let closed = "<&- >&- 2>&-";
    let table: &[(&[&str], i32)] =
        &[(&[], 0), (&["nonsense"], 2), (&["set", "invoice-triage", "started", "never"], 3), (&["show", "nobody"], 4)];
    for (words, status) in table {
        let said = desk.redirected(words, closed);
        assert_eq!(said.status, *status, "{words:?}");
    }
}

#[test]
fn into_a_pipe_the_board_is_the_same_whatever_the_environment_says_of_terminals_and_language() {
    let desk = Desk::with_work();
    let board = desk.on(&[]).done().out;
    assert!(board.contains("Invoice triage"), "{board}");
    let table = [
        ("TERM", Some("dumb")),
        ("TERM", Some("linux")),
        ("TERM", Some("")),
        ("TERM", None),
        ("NO_COLOR", Some("1")),
        ("CLICOLOR_FORCE", Some("1")),
        ("COLORTERM", Some("truecolor")),
        ("COLUMNS", Some("1")),
        ("LINES", Some("1")),
        ("LC_ALL", Some("C")),
        ("LC_ALL", Some("POSIX")),
        ("LC_ALL", Some("xx_YY.ISO-8859-1")),
        ("LC_ALL", None),
        ("TZ", Some("Nowhere/Land")),
    ];
    for (name, value) in table {
        let mut command = desk.command(&on_the_workspace(&[]));
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
        assert_eq!(Said::of(&mut command).done().out, board, "{name} is {value:?}");
    }
}

// ---------------------------------------------------------------------------------------------------------- settings

#[test]
fn settings_that_are_not_understood_are_named_and_stop_no_command_with_a_workspace() {
    let desk = Desk::with_work();
    let listed = desk.on(&["list", "pilots", "--json"]).done().out;
    let table = [
        ("thme = \"paper\"\n", "“thme” is not a setting"),
        ("[section]\nx = 1\n", "“section” is not a setting"),
        ("theme = 7\n", "line 1: “theme” has to be a text"),
        ("# mine\nmouse = \"yes\"\n", "line 2: “mouse” has to be true or false"),
        ("theme = \"paper\n", "config.toml"),
        ("theme = \"paper\"\ntheme = \"mono\"\n", "duplicate key"),
    ];
    for (settings, told) in table {
        desk.write("config/steerco/config.toml", settings.as_bytes());
        let said = desk.on(&["list", "pilots", "--json"]).done();
        assert!(said.err.contains("config.toml") && said.err.contains(told), "{settings:?}: {said:?}");
        assert_eq!(said.out, listed, "{settings:?} changes what is answered");
    }
}

#[test]
fn where_the_settings_cannot_say_which_workspace_is_meant_nothing_is_written_to_another() {
    let desk = Desk::with_work();
    desk.run(&["new", "other"]).done();
    let before = desk.run(&["-w", "other", "list", "pilots", "--json"]).done().out;
    let broken: [(&[u8], &str); 5] = [
        (b"default = 7\n", "has to be a text"),
        (b"default = \"\"\n", "is empty"),
        (b"default = \"work.steerco\n", "config.toml line 1"),
        (b"# caf\xe9\ndefault = \"work\"\n", "not text in UTF-8"),
        (b"\xff\xfe", "not text in UTF-8"),
    ];
    for (settings, told) in broken {
        desk.write("config/steerco/config.toml", settings);
        for words in [&["add", "pilot", "Zed"][..], &[]] {
            let said = desk.run(words);
            assert_eq!(said.err.matches(told).count(), 1, "{said:?}");
            said.refused(3, "config.toml");
        }
        desk.run(&["-w", "other", "list", "pilots"]).done();
    }
    assert_eq!(desk.run(&["-w", "other", "list", "pilots", "--json"]).done().out, before);
}

#[test]
fn a_setting_that_names_a_workspace_that_is_not_there_is_named_and_nothing_else_is_begun() {
    let desk = Desk::with_work();
    desk.write("config/steerco/config.toml", b"default = \"gone\"\n");
    desk.run(&[]).refused(4, "config.toml");
    let said = desk.run(&["--plain"]).done();
    assert!(said.out.contains("gone.steerco, which “default” in") && said.out.contains("1. Look around"), "{said:?}");
    assert!(!desk.path("data/steerco/gone.steerco").exists());
}

#[test]
fn who_writes_is_said_by_the_settings_where_nothing_else_says_it() {
    let desk = Desk::with_work();
    desk.write("config/steerco/config.toml", b"actor = \"Ana Costa\"\n");
    let mut command = desk.command(&["-w", "work.steerco", "note", "invoice-triage", "hello"]);
    Said::of(command.env_remove("STEERCO_ACTOR")).done();
    let log = desk.on(&["list", "journal", "--json"]).done().json();
    assert_eq!(log.as_array().unwrap().last().unwrap()["actor"], "Ana Costa");
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_text_is_told_and_stops_nothing() {
    use std::os::unix::ffi::OsStringExt;
    let desk = Desk::with_work();
    let odd = desk.path("").join(OsString::from_vec(b"da\xffta".to_vec()));
    let mut command = desk.command(&["--json", "paths"]);
    let said = Said::of(command.env("XDG_DATA_HOME", &odd)).done().json();
    assert!(said["data"].as_str().unwrap().contains("ta/steerco"), "{said}");
}

#[test]
fn a_demo_that_finds_no_room_leaves_what_was_in_its_place() {
    let desk = Desk::with_work();
    let before = std::fs::read(desk.path("work.steerco")).unwrap();
    // Files may grow to so many blocks of 512 bytes: less than the demo.
    let mut command = desk
        .command_of("/bin/sh", &["-c", "ulimit -f 100; trap '' XFSZ; exec \"$0\" demo --into work.steerco --force"]);
    command.arg(env!("CARGO_BIN_EXE_steerco"));
    let said = Said::of(&mut command);
    assert_ne!(said.status, 0, "{said:?}");
    assert!(std::fs::read(desk.path("work.steerco")).unwrap() == before, "the file is as it was: {said:?}");
}

#[test]
fn empty_settings_say_nothing_and_those_of_an_editor_on_windows_are_read() {
    let desk = Desk::with_work();
    desk.write("config/steerco/config.toml", b"");
    desk.write("config/steerco/keys.toml", b"");
    assert_eq!(desk.on(&["list", "pilots"]).done().err, "");
    desk.run(&["keys", "--check"]).done();
    // With a byte order mark at its beginning and two characters at the end of each line.
    desk.write("config/steerco/config.toml", "\u{feff}default = \"work.steerco\"\r\nmouse = false\r\n".as_bytes());
    let said = desk.run(&["list", "pilots"]).done();
    assert!(said.out.contains("Invoice triage") && said.err.is_empty(), "{said:?}");
}

#[test]
fn what_is_wrong_with_the_keys_is_told_with_its_line_and_stops_no_command() {
    let desk = Desk::with_work();
    let table = [
        ("[bord]\narchive = \"Delete\"\n", "line 1"),
        ("[board]\narchiv = \"Delete\"\n", "line 2"),
        ("[board]\narchive = 7\n", "line 2"),
        ("[board]\narchive = \"Hyper+Q\"\n", "line 2"),
        ("preset = \"emacs\"\n", "line 1"),
        ("[board\narchive = \"Delete\"\n", "line 1"),
        ("[\"*\"]\nundo = \"z\"\n", "line 2"),
    ];
    for (keys, line) in table {
        desk.write("config/steerco/keys.toml", keys.as_bytes());
        desk.run(&["keys", "--check"]).refused(3, line);
        let said = desk.run(&["keys"]).done();
        assert!(said.err.contains(line) && said.out.contains("archive"), "{keys:?}: {said:?}");
        desk.on(&["list", "pilots"]).done();
    }
}

#[test]
fn every_preset_passes_its_own_check() {
    let desk = Desk::with_work();
    for preset in ["vim", "arrows"] {
        desk.write("config/steerco/keys.toml", format!("preset = \"{preset}\"\n").as_bytes());
        desk.run(&["keys", "--check"]).done();
    }
}

#[test]
fn with_the_keys_of_arrows_no_letter_moves() {
    let desk = Desk::with_work();
    let moved_by_letters = || {
        let said = desk.run(&["keys", "--json"]).done().out;
        let verbs: Value = serde_json::from_str(&said).unwrap();
        let moves = |verb: &&Value| {
            let keys = verb["keys"].as_array().unwrap();
            let has = |names: &[&str]| keys.iter().any(|key| names.contains(&key.as_str().unwrap()));
            has(&["↑", "↓", "←", "→"]) && has(&["h", "j", "k", "l"])
        };
        verbs.as_array().unwrap().iter().filter(moves).map(|verb| verb["verb"].clone()).collect::<Vec<_>>()
    };
    assert!(!moved_by_letters().is_empty());
    desk.write("config/steerco/keys.toml", b"preset = \"arrows\"\n");
    assert!(moved_by_letters().is_empty(), "{:?}", moved_by_letters());
}

#[test]
fn settings_keys_and_themes_cannot_command_the_terminal() {
    let desk = Desk::with_work();
    desk.write("config/steerco/config.toml", b"\"a\\u001b[31mb\" = 1\n");
    desk.write("config/steerco/keys.toml", b"[\"\\u001b[31mx\"]\narchive = \"x\"\n");
    let theme = PAPER.replace("name = \"paper\"", "name = \"\\u001b[31mmine\"");
    desk.write("config/steerco/themes/mine.toml", theme.as_bytes());
    assert!(desk.on(&["list", "pilots"]).done().err.contains("is not a setting"));
    desk.run(&["keys", "--check"]).refused(3, "line 1");
    assert!(desk.run(&["themes"]).done().out.contains("mine"), "the theme is listed");
}

// ---------------------------------------------------------------------------------------------------------- terminals

#[test]
fn every_window_opens_and_closes_however_small_it_is() {
    let desk = Desk::with_work();
    for size in [(0, 0), (1, 1), (1, 24), (5, 3), (20, 5), (300, 2)] {
        let mut terminal = Terminal::start(&desk, size, &[]);
        terminal.wait_for_a_screen();
        terminal.leave();
    }
}

#[test]
fn whoever_asks_for_json_gets_it_on_a_terminal_too() {
    let desk = Desk::with_work();
    let mut terminal = Terminal::run(&desk, (120, 40), &[], &["--json"]);
    terminal.wait_for("\"code\":\"invoice-triage\"");
    assert!(!terminal.parser.screen().alternate_screen(), "{}", terminal.parser.screen().contents());
}

#[test]
fn a_terminal_that_only_prints_gets_sentences() {
    let desk = Desk::with_work();
    let mut terminal = Terminal::start(&desk, (80, 24), &[("TERM", "dumb")]);
    terminal.wait_for("q leaves");
    terminal.press("q\r");
    let written = terminal.leave();
    assert!(written.contains("Invoice triage") && !written.contains('\u{1b}'), "{written:?}");
}

#[test]
fn without_colours_nothing_is_painted() {
    let desk = Desk::with_work();
    let board = |variables: &[(&str, &str)]| {
        let mut terminal = Terminal::start(&desk, (120, 40), variables);
        terminal.wait_for("Invoice triage");
        terminal.leave()
    };
    assert!(paints(&board(&[("COLORTERM", "truecolor")])), "a terminal with colours is painted");
    assert!(paints(&board(&[("NO_COLOR", "")])), "an empty NO_COLOR asks for nothing");
    assert!(!paints(&board(&[("COLORTERM", "truecolor"), ("NO_COLOR", "1")])), "NO_COLOR is honoured");
}

#[test]
fn a_file_that_may_only_be_read_opens_to_read_and_stays_as_it_is() {
    let desk = Desk::with_work();
    let file = desk.path("work.steerco");
    let before = fs::read(&file).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let mut terminal = Terminal::start(&desk, (120, 40), &[]);
    terminal.wait_for("nothing can be written. Once it can be, leave and open it again.");
    terminal.wait_for("read-only");
    terminal.leave();
    assert!(fs::read(&file).unwrap() == before, "the file is not what it was");
}

/// A note that is typed where drafts cannot be kept.
fn half_a_note(desk: &Desk) -> Terminal {
    desk.write("state", b"a file where a folder should be");
    let mut terminal = Terminal::start(desk, (120, 40), &[]);
    terminal.wait_for("Invoice triage");
    terminal.press("c");
    terminal.wait_for("Note on");
    terminal.press("half a zebra");
    terminal.wait_for("half a zebra");
    terminal
}

#[test]
fn where_drafts_cannot_be_kept_a_note_that_is_not_saved_is_said_to_last_until_the_end() {
    let desk = Desk::with_work();
    let mut terminal = half_a_note(&desk);
    terminal.press(ESC);
    terminal.wait_for("Kept only until you leave");
    terminal.press("q");
    terminal.wait_for("1 text is not kept anywhere; leave all the same?");
    terminal.press("y");
    terminal.end();
    assert_eq!(fs::read(desk.path("state")).unwrap(), b"a file where a folder should be");
}

#[test]
fn what_no_disk_keeps_goes_into_a_file_that_is_named_where_a_signal_ends_the_program() {
    let desk = Desk::with_work();
    let terminal = half_a_note(&desk);
    let program = terminal.child.process_id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &program]).status().unwrap().success());
    let written = terminal.end();
    assert!(written.contains("1 text was typed and not saved"), "{written:?}");
    let files = fs::read_dir(desk.folder.path()).unwrap().map(|file| file.unwrap().path());
    let kept = files.filter(|path| path.extension().is_some_and(|kind| kind == "md"));
    let texts: Vec<String> = kept.map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(texts.len() == 1 && texts[0].contains("half a zebra"), "{texts:?}");
}
