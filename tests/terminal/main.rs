//! Drives the real program in a pseudo terminal, as a person does: what it shows, what its keys do, how it leaves, and
//! that the terminal is as it was whatever ended it. Nothing here sleeps; every step waits for what it needs to see.

#![cfg(unix)]
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../chance/mod.rs"]
mod chance;
mod keys;
mod others;
#[path = "../process/mod.rs"]
mod process;
mod starting;
#[cfg(target_os = "linux")]
mod suspend;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, thread};

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
