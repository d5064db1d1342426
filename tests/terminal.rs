//! Drives the real program in a pseudo terminal, as a person does: what it shows, what its keys do, how it leaves, and
//! that the terminal is as it was whatever ended it. Nothing here sleeps; every step waits for what it needs to see.

#![cfg(unix)]
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod chance;
mod process;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chance::Chance;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use process::{STEERCO, WORKSPACE};
use tempfile::TempDir;

/// So long may anything take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(20);

/// A condition may hang on another terminal, which wakes nobody here; so it is looked at again this often.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Columns and rows.
type Size = (u16, u16);

const ROOMY: Size = (120, 40);

const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const CTRL_C: &str = "\x03";

// ---------------------------------------------------------------------------------------------------------- the desk

/// One user with folders of their own and the demo in a workspace.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn with_demo() -> Self {
        // The demo is entered week by week, which takes a while: it is made once and copied.
        static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
        let folder = process::copied(&DEMO, || {
            let desk = Self::empty();
            desk.run(&["demo", "--into", desk.file().to_str().unwrap()]);
            desk.folder
        });
        let desk = Self { folder };
        fs::set_permissions(desk.file(), fs::Permissions::from_mode(0o600)).unwrap();
        desk
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn file(&self) -> PathBuf {
        self.folder().join(WORKSPACE)
    }

    fn environment(&self) -> Vec<(&'static str, OsString)> {
        let fixed = [("TERM", "xterm-256color"), ("SHELL", "/bin/sh"), ("STEERCO_TODAY", "2026-11-24")];
        let mut all = process::surroundings(self.folder());
        all.extend(fixed.map(|(name, value)| (name, OsString::from(value))));
        all.push(("PATH", std::env::var_os("PATH").unwrap_or_default()));
        all
    }

    /// A command without a terminal.
    fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = process::command(self.folder(), program, words);
        command.envs(self.environment());
        command
    }

    /// Runs the program as another process would, to its end; answers what it printed.
    fn run(&self, words: &[&str]) -> String {
        let output = self.command(STEERCO, words).output().unwrap();
        assert!(output.status.success(), "{words:?} failed: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command on this desk's workspace.
    fn other_process(&self, words: &[&str]) -> String {
        let file = self.file();
        let workspace = ["--workspace", file.to_str().unwrap()];
        self.run(&[&workspace, words].concat())
    }

    /// How many entries the journal holds.
    fn entries(&self) -> usize {
        let json = self.other_process(&["list", "journal", "--json"]);
        serde_json::from_str::<Vec<serde_json::Value>>(&json).unwrap().len()
    }

    /// The program on this desk's workspace, on its board, loaded.
    fn open(&self) -> Terminal {
        let terminal = Terminal::start(self, &["--workspace", self.file().to_str().unwrap()], ROOMY);
        terminal.wait_for(shows_the_board, "the board with its pilots");
        terminal
    }
}

// ------------------------------------------------------------------------------------------------------ the terminal

/// A terminal with a program in it. What the program writes is read by a thread of its own.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Keyboard,
    shared: Arc<Shared>,
    /// Of the program, or of the shell around it.
    pid: u32,
}

type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
}

/// What has come out so far.
struct Seen {
    parser: vt100::Parser<Answers>,
    bytes: Vec<u8>,
    /// Will nothing come any more?
    drained: bool,
    status: Option<ExitStatus>,
}

/// How the program ended.
struct Ended {
    status: ExitStatus,
    bytes: Vec<u8>,
    alternate_screen: bool,
    cursor_hidden: bool,
}

/// Answers what a real terminal answers, so that nothing waits for its own time-out.
#[derive(Default)]
struct Answers {
    unsent: Vec<u8>,
}

impl vt100::Callbacks for Answers {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        action: char,
    ) {
        match (first, params, action) {
            (None, [[6]], 'n') => {
                let (row, column) = screen.cursor_position();
                self.unsent.extend(format!("\x1b[{};{}R", row + 1, column + 1).bytes());
            }
            (None, _, 'c') => self.unsent.extend(b"\x1b[?62;22c"),
            _ => {}
        }
    }
}

impl Terminal {
    /// Starts the program with these arguments.
    fn start(desk: &Desk, args: &[&str], size: Size) -> Self {
        Self::start_command(desk, &[&[STEERCO], args].concat(), size)
    }

    /// Starts the program from a shell script, in which it is `"$0" "$@"`.
    fn start_in_shell(desk: &Desk, script: &str) -> Self {
        let file = desk.file();
        let words = ["/bin/sh", "-c", script, STEERCO, "--workspace", file.to_str().unwrap()];
        Self::start_command(desk, &words, ROOMY)
    }

    fn start_command(desk: &Desk, words: &[&str], (columns, rows): Size) -> Self {
        fs::create_dir_all(desk.folder().join("home")).unwrap();
        let mut command = CommandBuilder::from_argv(words.iter().map(OsString::from).collect());
        command.env_clear();
        for (name, value) in desk.environment() {
            command.env(name, value);
        }
        command.cwd(desk.folder());
        let pair = native_pty_system().openpty(pty_size((columns, rows))).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        // While this end is open here, the end of the program would not end the output.
        drop(pair.slave);
        let seen = Seen {
            parser: vt100::Parser::new_with_callbacks(modelled(rows), modelled(columns), 0, Answers::default()),
            bytes: Vec::new(),
            drained: false,
            status: None,
        };
        let shared = Arc::new(Shared { seen: Mutex::new(seen), changed: Condvar::new() });
        let keyboard = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let pid = child.process_id().unwrap();
        watch_output(pair.master.try_clone_reader().unwrap(), Arc::clone(&shared), Arc::clone(&keyboard));
        watch_end(child, Arc::clone(&shared));
        Self { master: pair.master, keyboard, shared, pid }
    }

    /// Types.
    fn press(&self, keys: &str) {
        type_in(&self.keyboard, keys.as_bytes()).unwrap();
    }

    /// Pastes as terminals do where bracketed paste is on.
    fn paste(&self, text: &str) {
        self.wait_until(|seen| seen.parser.screen().bracketed_paste(), "bracketed paste switched on");
        self.press(&format!("\x1b[200~{text}\x1b[201~"));
    }

    fn resize(&self, size: Size) {
        // First the screen, then the program: what it draws for the new size must not meet the old one.
        self.shared.lock().parser.screen_mut().set_size(modelled(size.1), modelled(size.0));
        self.master.resize(pty_size(size)).unwrap();
    }

    fn signal(&self, name: &str) {
        assert!(kill(self.pid, name), "kill -{name} {} failed", self.pid);
    }

    fn text(&self) -> String {
        self.shared.lock().text()
    }

    /// Waits until the screen's text is as it should be; answers it.
    fn wait_for(&self, found: impl Fn(&str) -> bool, what: &str) -> String {
        self.wait_until(|seen| found(&seen.text()), what)
    }

    fn wait_for_text(&self, text: &str) -> String {
        self.wait_for(|screen| screen.contains(text), text)
    }

    fn wait_for_header(&self, word: &str) -> String {
        self.wait_for(|screen| header(screen).contains(word), &format!("“{word}” in the header"))
    }

    fn wait_until(&self, found: impl Fn(&Seen) -> bool, what: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.shared.lock();
        while !found(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !seen.is_over(), "never seen: {what}\n{}", seen.describe());
            let woken = self.shared.changed.wait_timeout(seen, left.min(LOOK_AGAIN));
            seen = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        seen.text()
    }

    /// Waits until the program has ended and everything it wrote has arrived.
    fn wait_for_end(&self) -> Ended {
        self.wait_until(Seen::is_over, "the end of the program");
        let seen = self.shared.lock();
        let screen = seen.parser.screen();
        Ended {
            status: seen.status.clone().unwrap(),
            bytes: seen.bytes.clone(),
            alternate_screen: screen.alternate_screen(),
            cursor_hidden: screen.hide_cursor(),
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Without a status nobody has collected the process, so that its number is still its own.
        if self.shared.lock().status.is_none() {
            kill(self.pid, "KILL");
        }
    }
}

impl Shared {
    /// The state, also after a test has failed while it held it.
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn text(&self) -> String {
        let screen = self.parser.screen();
        let lines: Vec<String> = screen.rows(0, screen.size().1).map(|row| row.trim_end().to_owned()).collect();
        lines.join("\n")
    }

    const fn is_over(&self) -> bool {
        self.drained && self.status.is_some()
    }

    fn describe(&self) -> String {
        let (rows, columns) = self.parser.screen().size();
        let state = self.status.as_ref().map_or_else(|| "running".to_owned(), ToString::to_string);
        format!("the program: {state}; the screen, {columns}×{rows}:\n{}\n", self.text())
    }
}

impl Ended {
    fn assert_terminal_restored(&self) {
        let entered = self.bytes.windows(8).any(|bytes| bytes == b"\x1b[?1049h");
        assert!(entered, "the program never drew a screen of its own: {}", String::from_utf8_lossy(&self.bytes));
        assert_eq!(modes_restored(&self.bytes), Ok(()));
        assert!(!self.alternate_screen, "the alternate screen is still shown");
        assert!(!self.cursor_hidden, "the cursor is still hidden");
    }
}

const fn pty_size((columns, rows): Size) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// vt100 0.16 panics where text wraps on a screen of one row, or a wide character meets one column.
fn modelled(length: u16) -> u16 {
    length.max(2)
}

fn type_in(keyboard: &Keyboard, bytes: &[u8]) -> std::io::Result<()> {
    let mut writer = keyboard.lock().unwrap_or_else(PoisonError::into_inner);
    writer.write_all(bytes)?;
    writer.flush()
}

fn watch_output(mut output: Box<dyn Read + Send>, shared: Arc<Shared>, keyboard: Keyboard) {
    thread::spawn(move || {
        let mut chunk = [0; 16 * 1024];
        while let Ok(count @ 1..) = output.read(&mut chunk) {
            let mut seen = shared.lock();
            seen.bytes.extend_from_slice(&chunk[..count]);
            seen.parser.process(&chunk[..count]);
            let answers = std::mem::take(&mut seen.parser.callbacks_mut().unsent);
            drop(seen);
            // A program that asked and left does not wait for the answer.
            let _ = type_in(&keyboard, &answers);
            shared.changed.notify_all();
        }
        shared.lock().drained = true;
        shared.changed.notify_all();
    });
}

fn watch_end(mut child: Box<dyn Child + Send + Sync>, shared: Arc<Shared>) {
    thread::spawn(move || {
        let status = child.wait().unwrap();
        shared.lock().status = Some(status);
        shared.changed.notify_all();
    });
}

fn kill(pid: u32, signal: &str) -> bool {
    let mut command = Command::new("kill");
    command.arg(format!("-{signal}")).arg(pid.to_string()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

// ------------------------------------------------------------------------------------------------- what is looked at

fn header(screen: &str) -> &str {
    screen.lines().next().unwrap_or_default()
}

fn shows_the_board(screen: &str) -> bool {
    header(screen).contains("Board") && screen.contains("Invoice triage") && screen.contains("Contract review")
}

/// Private modes, and the letter that leaves each as a shell expects it.
const MODES: &[(u16, &str, u8)] = &[
    (1, "application cursor keys", b'l'),
    (7, "line wrap", b'h'),
    (25, "cursor", b'h'),
    (47, "alternate screen (47)", b'l'),
    (1000, "mouse clicks", b'l'),
    (1002, "mouse drags", b'l'),
    (1003, "mouse moves", b'l'),
    (1004, "focus reports", b'l'),
    (1005, "mouse in UTF-8", b'l'),
    (1006, "mouse in SGR", b'l'),
    (1015, "mouse in urxvt's way", b'l'),
    (1047, "alternate screen (1047)", b'l'),
    (1049, "alternate screen", b'l'),
    (2004, "bracketed paste", b'l'),
    (2026, "held-back drawing", b'l'),
];

/// Was everything that was switched on switched off again after it?
fn modes_restored(bytes: &[u8]) -> Result<(), String> {
    let mut last = BTreeMap::new();
    let mut keyboards = 0;
    for sequence in private_sequences(bytes) {
        match (sequence.prefix, sequence.action) {
            (b'?', action @ (b'h' | b'l')) => last.extend(sequence.numbers.into_iter().map(|number| (number, action))),
            (b'>', b'u') => keyboards += 1,
            (b'<', b'u') => keyboards -= i32::from(sequence.numbers.first().copied().unwrap_or(1).max(1)),
            _ => {}
        }
    }
    let mut left_on = String::new();
    for (number, name, resting) in MODES {
        if last.get(number).is_some_and(|action| action != resting) {
            let _ = writeln!(left_on, "{name}: ?{number} was not put back");
        }
    }
    if keyboards > 0 {
        let _ = writeln!(left_on, "the keyboard protocol was pushed {keyboards} times more than popped");
    }
    if left_on.is_empty() { Ok(()) } else { Err(left_on) }
}

struct Sequence {
    prefix: u8,
    numbers: Vec<u16>,
    action: u8,
}

/// The sequences that begin with `ESC [` and one of `<`, `=`, `>`, `?`.
fn private_sequences(bytes: &[u8]) -> Vec<Sequence> {
    let mut found = Vec::new();
    for start in 0..bytes.len() {
        let [b'\x1b', b'[', prefix @ b'<'..=b'?', rest @ ..] = &bytes[start..] else {
            continue;
        };
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':')).count();
        let Some(action) = rest.get(length) else {
            continue;
        };
        let numbers = String::from_utf8_lossy(&rest[..length]);
        let numbers = numbers.split([';', ':']).filter_map(|number| number.parse().ok()).collect();
        found.push(Sequence { prefix: *prefix, numbers, action: *action });
    }
    found
}

fn assert_plain_board(output: &Output) {
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(text.contains("Invoice triage") && text.contains("Contract review"), "no board: {text}");
    assert!(!text.contains('\x1b'), "plain text holds no escape sequence: {text:?}");
}

// ------------------------------------------------------------------------------------------------ starting, leaving

#[test]
fn the_demo_opens_on_the_board_with_its_pilots() {
    let desk = Desk::empty();
    let terminal = Terminal::start(&desk, &["demo"], ROOMY);
    terminal.wait_for(shows_the_board, "the board of the demo");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().status.exit_code(), 0);
}

#[test]
fn q_leaves_with_status_nought_and_gives_the_terminal_back() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("q");
    let ended = terminal.wait_for_end();
    assert!(ended.status.success(), "{}", ended.status);
    ended.assert_terminal_restored();
}

#[test]
fn ctrl_c_twice_leaves_as_q_does() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press(CTRL_C);
    terminal.press(CTRL_C);
    let ended = terminal.wait_for_end();
    assert!(ended.status.success(), "{}", ended.status);
    ended.assert_terminal_restored();
}

#[test]
fn a_terminated_program_gives_the_terminal_back_and_keeps_the_draft() {
    ends_by_signal_and_keeps_the_draft("TERM");
}

#[test]
fn a_hung_up_program_gives_the_terminal_back_and_keeps_the_draft() {
    ends_by_signal_and_keeps_the_draft("HUP");
}

fn ends_by_signal_and_keeps_the_draft(signal: &str) {
    let desk = Desk::with_demo();
    let entries = desk.entries();
    let first = desk.open();
    first.press("c");
    first.press("half a zebra");
    first.wait_for_text("half a zebra");
    first.signal(signal);
    first.wait_for_end().assert_terminal_restored();
    assert_eq!(desk.entries(), entries, "what was only typed is not saved");

    let second = desk.open();
    second.press("c");
    second.wait_for_text("half a zebra");
}

/// The file of the drafts, as another program opens it.
fn drafts_of(desk: &Desk) -> rusqlite::Connection {
    let folder = desk.folder().join("state/steerco/drafts");
    let mut names = fs::read_dir(folder).unwrap().map(|name| name.unwrap().path());
    let path = names.find(|path| path.extension().is_some_and(|kind| kind == "sqlite"));
    rusqlite::Connection::open(path.unwrap()).unwrap()
}

#[test]
fn whoever_leaves_before_what_was_typed_is_on_the_disk_loses_none_of_it() {
    let desk = Desk::with_demo();
    let first = desk.open();
    first.wait_for(shows_the_board, "the board");
    let other = drafts_of(&desk);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    first.press("c");
    first.press("half a zebra");
    first.wait_for_text("half a zebra");
    first.press(ESC);
    first.wait_for(|screen| !screen.contains("half a zebra"), "that the form is closed");
    first.press("q");
    first.wait_for_text("1 text is not kept anywhere; leave all the same?");
    other.execute_batch("ROLLBACK").unwrap();
    first.wait_for_text("is kept on disk now");
    first.press("q");
    first.wait_for_end();
    let second = desk.open();
    second.press("c");
    second.wait_for_text("half a zebra");
}

#[test]
fn a_save_that_waits_for_another_program_is_shown_and_keeps_nobody_long_who_ends_the_program() {
    let desk = Desk::with_demo();
    let first = desk.open();
    let other = rusqlite::Connection::open(desk.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    first.press("c");
    first.press("half a zebra");
    first.wait_for_text("half a zebra");
    first.press(ENTER);
    first.wait_for_header("saving");
    first.signal("TERM");
    first.wait_for_end().assert_terminal_restored();
    other.execute_batch("ROLLBACK").unwrap();
    let second = desk.open();
    second.press("c");
    second.wait_for_text("half a zebra");
}

#[test]
fn a_second_window_leaves_alone_what_the_first_is_typing_until_that_was_killed() {
    let desk = Desk::with_demo();
    let first = desk.open();
    first.press("c");
    first.press("half a zebra");
    first.wait_for_text("half a zebra");
    first.wait_for_header("kept");
    let second = desk.open();
    second.press("c");
    second.wait_for_text("Another window is writing here");
    second.press("a whole horse");
    second.wait_for_text("a whole horse");
    first.wait_for_text("Somebody else is typing here too");
    second.press(ENTER);
    let saved = second.wait_for_text("noted");
    assert!(!saved.contains("zebra"), "{saved}");
    first.signal("KILL");
    first.wait_for_end();
    second.wait_for_header("~1");
    second.press("c");
    second.wait_for_text("half a zebra");
}

#[test]
fn a_draft_that_is_open_in_one_window_is_not_opened_in_another() {
    let desk = Desk::with_demo();
    let before = desk.open();
    before.press("c");
    before.press("a zebra was left");
    before.wait_for_text("a zebra was left");
    before.press(ESC);
    before.wait_for_text("Kept as a draft");
    before.press("q");
    before.wait_for_end();
    let entries = desk.entries();
    let (first, second) = (desk.open(), desk.open());
    for window in [&first, &second] {
        window.wait_for_header("~1");
    }
    first.press("c");
    first.wait_for_text("a zebra was left");
    second.wait_for(|screen| !header(screen).contains('~'), "that the draft is open in the first window");
    second.press("c");
    let screen = second.wait_for_text("Another window is writing here");
    assert!(!screen.contains("a zebra was left"), "{screen}");
    first.press(ENTER);
    first.wait_for_text("noted");
    assert_eq!(desk.entries(), entries + 1);
}

#[test]
fn of_drafts_that_two_windows_left_at_one_place_either_takes_up_the_one_that_is_chosen() {
    let desk = Desk::with_demo();
    let (first, second) = (desk.open(), desk.open());
    for (window, text) in [(&first, "a zebra was left"), (&second, "an okapi was left")] {
        window.press("c");
        window.press(text);
        window.wait_for_text(text);
    }
    for window in [&first, &second] {
        window.press(ESC);
        window.wait_for_text("Kept as a draft");
    }
    for window in [&first, &second] {
        window.wait_for_header("~2");
    }
    first.press("gt");
    first.wait_for(|screen| screen.contains("okapi") && !screen.contains("another window"), "that nobody writes it");
    first.press("/okapi");
    first.press(ENTER);
    first.wait_for(|screen| screen.contains("okapi") && !screen.contains("zebra"), "that row alone");
    first.press(ENTER);
    first.wait_for(|screen| screen.contains("okapi") && !screen.contains("zebra"), "the draft that was chosen");
    second.wait_for_header("~1");
    first.press(ENTER);
    first.wait_for_text("noted");
    second.press("c");
    second.wait_for_text("a zebra was left");
}

#[test]
fn the_shell_has_its_line_editing_back_after_q() {
    let desk = Desk::with_demo();
    let terminal = Terminal::start_in_shell(&desk, r#""$0" "$@"; echo "left with $?"; stty -a; echo "that is all""#);
    terminal.wait_for(shows_the_board, "the board");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    ended.assert_terminal_restored();
    let said = String::from_utf8_lossy(&ended.bytes).into_owned();
    assert!(said.contains("left with 0"), "{said}");
    for setting in ["icanon", "echo", "isig"] {
        assert!(said.split_whitespace().any(|word| word == setting), "“{setting}” is not set: {said}");
    }
}

#[test]
fn a_terminal_of_one_cell_starts_and_leaves() {
    let desk = Desk::with_demo();
    let terminal = Terminal::start(&desk, &["--workspace", desk.file().to_str().unwrap()], (1, 1));
    terminal.wait_until(|seen| seen.parser.screen().alternate_screen(), "a screen of its own");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    assert!(ended.status.success(), "{}", ended.status);
    ended.assert_terminal_restored();
}

#[test]
fn without_a_terminal_the_board_is_plain_text() {
    let desk = Desk::with_demo();
    let file = desk.file();
    let words = ["--workspace", file.to_str().unwrap()];
    assert_plain_board(&desk.command(STEERCO, &words).output().unwrap());
    assert_plain_board(&desk.command(STEERCO, &["demo"]).output().unwrap());
    let closed = [&["-c", r#"exec "$0" "$@" <&-"#, STEERCO], words.as_slice()].concat();
    assert_plain_board(&desk.command("/bin/sh", &closed).output().unwrap());
}

#[test]
fn with_its_input_from_a_file_the_board_is_plain_text_even_on_a_terminal() {
    let desk = Desk::with_demo();
    let terminal = Terminal::start_in_shell(&desk, r#""$0" "$@" </dev/null; echo "left with $?""#);
    let ended = terminal.wait_for_end();
    let said = String::from_utf8_lossy(&ended.bytes).into_owned();
    assert!(said.contains("left with 0"), "{said}");
    assert!(said.contains("Invoice triage"), "{said}");
    assert!(!said.contains("\x1b[?1049h"), "nobody could leave that screen: {said:?}");
}

// ------------------------------------------------------------------------------------------------------------- keys

#[test]
fn enter_keeps_the_filter_a_second_one_opens_what_it_found_and_esc_goes_back() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("/");
    terminal.press("inv");
    terminal.wait_for(|screen| !screen.contains("Contract review"), "only the pilots that match");
    terminal.press(ENTER);
    terminal.wait_for(|screen| !screen.contains("stop typing"), "the verbs of the board again");
    terminal.press(ENTER);
    terminal.wait_for_header("Invoice triage");
    terminal.press(ESC);
    terminal.wait_for_header("Board");
}

#[test]
fn g_and_a_letter_go_to_the_other_screens() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    for (keys, word) in [("gw", "week"), ("gp", "people"), ("gh", "history"), ("gb", "board")] {
        terminal.press(keys);
        let there = |screen: &str| header(screen).to_lowercase().contains(word);
        terminal.wait_for(there, &format!("“{word}” in the header after {keys}"));
    }
}

#[test]
fn the_question_mark_lists_the_keys_and_the_palette_finds_a_pilot() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("?");
    terminal.press("suspend");
    // No footer ever shows this key, so it can only come from the help.
    terminal.wait_for_text("Ctrl+Z");
    terminal.press(ESC);
    terminal.wait_for(|screen| !screen.contains("Ctrl+Z"), "the help closed");
    terminal.press(":");
    terminal.press("warranty");
    terminal.press(ENTER);
    terminal.wait_for_header("Warranty coding");
}

#[test]
fn a_note_is_saved_taken_back_and_done_again() {
    let desk = Desk::with_demo();
    let before = desk.entries();
    let terminal = desk.open();
    terminal.press("c");
    terminal.press("the zebra signs");
    terminal.wait_for_text("the zebra signs");
    terminal.press(ENTER);
    terminal.wait_for(|screen| screen.contains("noted") && screen.contains("the zebra signs"), "the note's sentence");
    assert_eq!(desk.entries(), before + 1, "what the screen calls saved is in the file");
    terminal.press("u");
    terminal.wait_for_text("Took back");
    terminal.press("U");
    terminal.wait_for_text("Did again");
    assert_eq!(desk.entries(), before + 3);
}

#[test]
fn esc_closes_a_prompt_and_the_draft_comes_back() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("c");
    terminal.press("almost a zebra");
    terminal.wait_for_text("almost a zebra");
    terminal.press(ESC);
    terminal.wait_for(|screen| !screen.contains("almost a zebra"), "the prompt closed");
    terminal.press("c");
    terminal.wait_for_text("almost a zebra");
}

#[test]
fn q_in_a_prompt_types_a_q() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("c");
    terminal.press("q");
    terminal.press("uq?:/ zebra");
    terminal.wait_for_text("quq?:/ zebra");
}

#[test]
fn the_editor_has_the_terminal_and_brings_the_text_back() {
    let desk = Desk::with_demo();
    let script = desk.folder().join("editor.sh");
    fs::write(&script, "printf 'the editor is here\\n'; read line; printf '# A zebra\\n\\nfrom the editor' > \"$1\"\n")
        .unwrap();
    let editor = format!("/bin/sh {}", script.display());
    let terminal = Terminal::start_in_shell(&desk, &format!(r#"EDITOR='{editor}' "$0" "$@"; echo "left with $?""#));
    terminal.wait_for(shows_the_board, "the board");
    terminal.press(ENTER);
    terminal.wait_for_text("1 Overview");
    terminal.press("4a");
    terminal.wait_for_text("Note on");
    terminal.press("draft");
    terminal.wait_for_text("draft");
    terminal.press("\x05");
    terminal.wait_for_text("the editor is here");
    terminal.press(ENTER);
    terminal.wait_for(|screen| screen.contains("from the editor") && screen.contains("[ Save ]"), "the edited text");
    terminal.press("\x13");
    terminal.wait_for_text("noted");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    ended.assert_terminal_restored();
    assert!(String::from_utf8_lossy(&ended.bytes).contains("left with 0"));
}

#[test]
fn a_text_that_comes_from_the_terminal_is_asked_for() {
    let desk = Desk::with_demo();
    let file = desk.file();
    let note = ["--workspace", file.to_str().unwrap(), "note", "invoice-triage", "-"];
    let terminal = Terminal::start(&desk, &note, ROOMY);
    terminal.wait_for_text("until Ctrl+D");
    terminal.press("typed by hand\r\x04");
    terminal.wait_for_text("noted “typed by hand”");
    // Whatever else it reads needs no word.
    let mut piped = desk.command(STEERCO, &note);
    let said = piped.stdin(fs::File::open("/dev/null").unwrap()).output().unwrap();
    assert!(!String::from_utf8_lossy(&said.stderr).contains("Ctrl+D"), "{said:?}");
}

#[test]
fn no_file_of_the_screens_is_the_terminal_itself() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("gi");
    terminal.wait_for_text("Import");
    terminal.press("-\r");
    terminal.wait_for_text("there is no file -");
}

#[test]
fn a_file_that_is_saved_anew_before_it_is_taken_in_is_shown_as_it_is_now() {
    let desk = Desk::with_demo();
    let (file, before) = (desk.folder().join("plan.csv"), desk.entries());
    fs::write(&file, "Project,Phase\nZed bot,1\n").unwrap();
    let terminal = desk.open();
    terminal.press("gi");
    terminal.wait_for_text("Import");
    terminal.press(&format!("{}\r", file.display()));
    terminal.wait_for_text("1 pilot would be added");
    fs::write(&file, "Project,Phase\nZed bot,1\nYak bot,2\n").unwrap();
    terminal.press("w");
    terminal.wait_for_text("2 pilots would be added");
    terminal.wait_for_text("plan.csv was saved anew since it was shown");
    assert_eq!(desk.entries(), before, "nobody saw what would have been taken in");
    terminal.press("w");
    terminal.wait_for_text("It is taken in");
    assert_eq!(desk.entries(), before + 1);
}

// ------------------------------------------------------------------------------------------------------------ paste

#[test]
fn pasted_text_goes_into_the_prompt_and_runs_no_verb() {
    let desk = Desk::with_demo();
    let before = desk.entries();
    let terminal = desk.open();
    terminal.press("c");
    terminal.paste("quick zebras U:?\r\nqqq\x03");
    terminal.wait_for_text("quick zebras U:?");
    terminal.press(" at dusk");
    terminal.wait_for_text(" at dusk");
    assert_eq!(desk.entries(), before, "the line break in the paste did not save the note");
}

#[test]
fn text_pasted_where_no_field_is_open_runs_no_verb() {
    let desk = Desk::with_demo();
    let before = desk.entries();
    let terminal = desk.open();
    terminal.paste("Lq\ruq\x03\x03");
    terminal.press("c");
    terminal.press("still a zebra");
    terminal.wait_for_text("still a zebra");
    assert_eq!(desk.entries(), before);
}

#[test]
fn a_pasted_table_is_looked_at_and_taken_in() {
    let desk = Desk::with_demo();
    let before = desk.entries();
    let terminal = desk.open();
    terminal.press("ga");
    terminal.wait_for_text("Name who may order");
    terminal.paste("What\tWho\tBy when\r\n\"Call the\nvendor\"\tRita Silva\t2027-01-15\r\n");
    terminal.wait_for_text("1 action would be added");
    assert_eq!(desk.entries(), before);
    terminal.press("\r");
    terminal.wait_for_text("It is taken in");
    assert_eq!(desk.entries(), before + 1);
}

// ------------------------------------------------------------------------------------- other processes, other sizes

#[test]
fn what_another_process_notes_and_reports_shows_in_the_open_history() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("gh");
    terminal.wait_for(|screen| header(screen).to_lowercase().contains("history"), "the history");
    desk.other_process(&["note", "invoice-triage", "zebra one"]);
    terminal.wait_for_text("zebra one");
    desk.other_process(&["status", "claims-intake", "R", "--because", "zebra two"]);
    terminal.wait_for_text("zebra two");
}

#[test]
fn what_another_process_renames_shows_on_the_open_board() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    desk.other_process(&["set", "pilot", "invoice-triage", "name", "Zebra triage"]);
    terminal.wait_for(|screen| screen.contains("Zebra triage") && !screen.contains("Invoice triage"), "the new name");
}

#[test]
fn a_file_that_is_gone_replaced_or_emptied_while_open_is_named_and_the_text_stays() {
    let cases = [
        ("gone", "is not there any more (moved or deleted): what was typed stays a draft; move it back"),
        ("replaced", "was replaced while it was open here"),
        ("emptied", "was emptied while it was open here"),
    ];
    for (word, said) in cases {
        let desk = Desk::with_demo();
        let terminal = desk.open();
        let moved = desk.folder().join("elsewhere.steerco");
        if word == "emptied" {
            fs::write(desk.file(), b"").unwrap();
        } else {
            fs::rename(desk.file(), &moved).unwrap();
        }
        if word == "replaced" {
            fs::copy(&moved, desk.file()).unwrap();
        }
        terminal.press("c");
        terminal.press("the zebra stays");
        terminal.wait_for_text("the zebra stays");
        terminal.press(ENTER);
        let shown = |screen: &str| screen.split_whitespace().collect::<Vec<_>>().join(" ");
        terminal.wait_for(|screen| shown(screen).contains(said) && screen.contains("the zebra stays"), said);
        terminal.wait_for_text("NOT SAVED");
        terminal.press(ESC);
        terminal.wait_for(|screen| !screen.contains("the zebra stays"), "the prompt closed");
        terminal.wait_for_header("NOT SAVED");
        terminal.press("q");
        assert!(terminal.wait_for_end().status.success());
    }
}

#[test]
fn a_pilot_that_a_damaged_file_does_not_give_says_so_and_nothing_is_written_any_more() {
    let desk = Desk::with_demo();
    let note = "A note that is long enough to be found in the file";
    desk.other_process(&["note", "energy-bills", note]);
    let mut bytes = fs::read(desk.file()).unwrap();
    let at = bytes.windows(note.len()).position(|window| window == note.as_bytes()).unwrap();
    bytes[at + 10] = 0xff;
    fs::write(desk.file(), bytes).unwrap();
    let terminal = desk.open();
    terminal.press(":");
    terminal.press("energy bills");
    terminal.press(ENTER);
    terminal.wait_for_text("This cannot be shown: the file is damaged");
    terminal.wait_for_header("DAMAGED");
    terminal.press(ESC);
    terminal.wait_for_text("`steerco doctor` says why");
    terminal.press("c");
    terminal.wait_for_text("nothing can be written here");
}

#[test]
fn a_file_that_is_found_broken_as_the_day_begins_is_not_written() {
    let desk = Desk::with_demo();
    let other = rusqlite::Connection::open(desk.file()).unwrap();
    other.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    other.execute("DELETE FROM person WHERE id = (SELECT owner FROM action LIMIT 1)", []).unwrap();
    drop(other);
    let before = fs::read(desk.file()).unwrap();
    let terminal = desk.open();
    terminal.wait_for_header("DAMAGED");
    terminal.press("j");
    terminal.wait_for_text("`steerco doctor` says why");
    terminal.press("q");
    assert!(terminal.wait_for_end().status.success());
    assert!(fs::read(desk.file()).unwrap() == before, "a broken file was written");
}

#[test]
fn a_storm_of_resizes_ends_with_the_screen_of_a_terminal_that_kept_its_size() {
    let desk = Desk::with_demo();
    let (terminal, calm) = (desk.open(), desk.open());
    let mut chance = Chance(1124);
    let mut up_to = |most| u16::try_from(chance.below(most)).unwrap() + 1;
    let random = (0..28).map(|_| (up_to(200), up_to(60)));
    for size in random.chain([(1, 1), (200, 60)]) {
        terminal.resize(size);
    }
    terminal.resize(ROOMY);
    terminal.wait_for(|screen| shows_the_board(screen) && screen == calm.text(), "the screen of the calm terminal");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    assert!(ended.status.success(), "{}", ended.status);
    ended.assert_terminal_restored();
}

// ---------------------------------------------------------------------------------------------------------- suspend

#[cfg(target_os = "linux")]
mod suspend {
    use super::{Desk, ENTER, ESC, Terminal, modes_restored, shows_the_board};

    const CTRL_Z: &str = "\x1a";

    /// A shell with job control: a program that no shell waits for cannot be stopped.
    const JOB: &str = r#"
        set -m
        "$0" "$@"
        stty -a
        echo "the shell has it"
        read line
        fg
        echo "left with $?"
    "#;

    /// The job in the foreground.
    fn foreground(terminal: &Terminal) -> u32 {
        u32::try_from(terminal.master.process_group_leader().unwrap()).unwrap()
    }

    /// The letter of a process's state: `T` is stopped.
    fn state(process: u32) -> char {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        // The name before it stands in brackets and may hold anything.
        let (_, rest) = stat.rsplit_once(')').unwrap();
        rest.trim_start().chars().next().unwrap()
    }

    #[test]
    fn ctrl_z_hands_the_terminal_to_the_shell_and_fg_draws_again() {
        let desk = Desk::with_demo();
        let terminal = Terminal::start_in_shell(&desk, JOB);
        terminal.wait_for(shows_the_board, "the board");
        let program = foreground(&terminal);
        assert_ne!(program, terminal.pid, "the program is a job of the shell");

        terminal.press(CTRL_Z);
        let screen = terminal.wait_for_text("the shell has it");
        assert_eq!(state(program), 'T');
        assert_eq!(modes_restored(&terminal.shared.lock().bytes), Ok(()));
        assert!(screen.split_whitespace().any(|word| word == "icanon"), "the shell has no line editing:\n{screen}");

        terminal.press(ENTER);
        terminal.wait_for(shows_the_board, "the board again");
        terminal.press("c");
        terminal.press("zebra after fg");
        terminal.wait_for_text("zebra after fg");
        terminal.press(ESC);
        terminal.wait_for(|screen| !screen.contains("zebra after fg"), "the prompt closed");
        terminal.press("q");
        let ended = terminal.wait_for_end();
        ended.assert_terminal_restored();
        assert!(String::from_utf8_lossy(&ended.bytes).contains("left with 0"));
    }
}

// ------------------------------------------------------------------------------------------------ the helper itself

#[test]
fn a_mode_that_is_left_on_is_noticed() {
    let whole = b"\x1b[?1049h\x1b[?25l\x1b[?1000;1006h\x1b[>1u text \x1b[<1u\x1b[?1006;1000l\x1b[?25h\x1b[?1049l";
    assert_eq!(modes_restored(whole), Ok(()));
    for (number, name, resting) in MODES {
        let other = if *resting == b'l' { 'h' } else { 'l' };
        let before = format!("\x1b[?{number}{}\x1b[?{number}{other}", char::from(*resting));
        let found = modes_restored(before.as_bytes()).unwrap_err();
        assert!(found.contains(name), "{found}");
    }
    assert!(modes_restored(b"\x1b[>1u").is_err());
}
