//! How fast the shipped program is, measured from outside in a pseudo terminal of 200×60, and printed as a table with
//! the bar that each figure is held to: `cargo bench`. The large portfolio is made once under `target/`; the inventory
//! is read where `STEERCO_INVENTORY` names its csv file.

#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark prints, and ends where it cannot go on"
)]

#[path = "../tests/process/mod.rs"]
mod process;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use process::{PLACES, STEERCO};
use steerco::domain::change::{NoteChange, Record};
use steerco::domain::{Change, Fixed, Framework, Ids, Stamp, Typed, Week, parse_day};
use steerco::store::{Access, Store};

/// The end of a picture.
const SHOWN: &[u8] = b"\x1b[?2026l";
const TODAY: &str = "2026-11-25";

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut table = Table::new();
    if std::env::args().any(|word| word == "signals") {
        for (pilots, weeks, bar) in [("1000", "156", 50.0), ("10000", "260", 500.0)] {
            let path = made(folder.path(), pilots, weeks);
            table.row(format!("{pilots} × {weeks}: all signals, median"), signals(&path), bar, "ms");
        }
        return;
    }
    if std::env::args().any(|word| word == "reviews") {
        return reviews(folder.path(), &mut table);
    }
    if std::env::args().any(|word| word == "search") {
        return search(folder.path(), &mut table);
    }
    demo(folder.path(), &mut table);
    inventory(folder.path(), &mut table);
    large(folder.path(), &mut table);
    reviews(folder.path(), &mut table);
    search(folder.path(), &mut table);
}

/// A table that is printed as it is measured.
struct Table;

impl Table {
    fn new() -> Self {
        println!("{:<58} {:>10} {:>8}", "figure", "measured", "bar");
        Self
    }

    fn row(&mut self, what: impl Into<String>, measured: f64, bar: impl Into<Option<f64>>, unit: &'static str) {
        let bar = bar.into();
        let verdict = if bar.is_some_and(|bar| measured > bar) { "  OVER" } else { "" };
        let bar = bar.map_or_else(|| "–".to_owned(), |bar| format!("{bar:.0} {unit}"));
        println!("{:<58} {:>10} {bar:>8}{verdict}", what.into(), format!("{measured:.1} {unit}"));
    }
}

fn places(folder: &Path) -> [(&'static str, PathBuf); 4] {
    PLACES.map(|(name, place)| (name, folder.join(place)))
}

/// Runs a command to its end; answers how long it took and the most memory that it held, in MB.
fn run(folder: &Path, words: &[&str]) -> (Duration, f64) {
    let started = Instant::now();
    let mut child = Command::new(STEERCO)
        .args(words)
        .env_clear()
        .envs(places(folder))
        .env("STEERCO_TODAY", TODAY)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most: f64 = 0.0;
    loop {
        most = most.max(memory(child.id()).unwrap_or(0.0));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{words:?} ended with {status}");
            return (started.elapsed(), most);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The most memory that a process has held, in MB.
fn memory(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

/// The program in a terminal.
struct Seat {
    _master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    started: Instant,
}

impl Seat {
    fn open(folder: &Path, words: &[&str]) -> Self {
        let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(STEERCO);
        command.args(words);
        command.env_clear();
        command.cwd(folder);
        for (name, place) in places(folder) {
            command.env(name, place);
        }
        for (name, value) in
            [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LANG", "C.UTF-8"), ("STEERCO_TODAY", TODAY)]
        {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        std::thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        Self { _master: pair.master, child, keyboard, output, started }
    }

    /// Waits for the end of the next picture that holds `text`; answers when it came.
    fn picture(&self, text: &[u8]) -> Instant {
        let mut seen = Vec::new();
        loop {
            let (at, bytes) = self.output.recv_timeout(Duration::from_mins(1)).unwrap();
            seen.extend(bytes);
            let end = seen.windows(SHOWN.len()).rposition(|window| window == SHOWN);
            if let Some(end) = end
                && (text.is_empty() || seen[..end].windows(text.len()).any(|window| window == text))
            {
                return at;
            }
        }
    }

    fn calm(&self) {
        while self.output.recv_timeout(Duration::from_millis(150)).is_ok() {}
    }

    /// How long a key takes from its press to the end of the picture that answers it, in ms.
    fn key(&mut self, key: &str) -> f64 {
        let pressed = Instant::now();
        self.keyboard.write_all(key.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        milliseconds(self.picture(b"") - pressed)
    }

    fn memory(&self) -> f64 {
        memory(self.child.process_id().unwrap()).unwrap()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn at(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let place = ((values.len() as f64 - 1.0) * share).round() as usize;
    values[place]
}

/// The first picture with data, its memory, and the keys of the board. `bars`: first frame in ms, memory in MB. The
/// file of the first start is not in the system's cache yet, which the slowest start shows.
fn board(what: &str, folder: &Path, words: &[&str], first_text: &str, bars: (f64, f64), table: &mut Table) {
    let mut firsts = Vec::new();
    let mut most: f64 = 0.0;
    for _ in 0..15 {
        let seat = Seat::open(folder, words);
        firsts.push(milliseconds(seat.picture(first_text.as_bytes()) - seat.started));
        seat.calm();
        most = most.max(seat.memory());
    }
    table.row(format!("{what}: first frame after process start, median"), at(firsts.clone(), 0.5), bars.0, "ms");
    table.row(format!("{what}: first frame, slowest of 15"), at(firsts, 1.0), None, "ms");
    let mut seat = Seat::open(folder, words);
    seat.picture(first_text.as_bytes());
    seat.calm();
    // The bar of keys is stated for the inventory.
    let keys_bar = (what == "inventory").then_some(16.0);
    let keys = ["j", "j", "l", "k", "G", "gg", "h", "/", "a", "\u{7f}", "\x1b", "s"];
    let mut times = Vec::new();
    for key in keys.iter().cycle().take(360) {
        times.push(seat.key(key));
        seat.output.recv_timeout(Duration::from_millis(12)).ok();
    }
    table.row(format!("{what}: a key at 200×60, median"), at(times.clone(), 0.5), keys_bar, "ms");
    table.row(format!("{what}: a key at 200×60, 99th percentile"), at(times, 0.99), keys_bar, "ms");
    table.row(format!("{what}: memory"), most.max(seat.memory()), bars.1, "MB");
}

fn demo(folder: &Path, table: &mut Table) {
    run(folder, &["demo"]);
    board("demo", folder, &["--workspace", "demo"], "Invoice triage", (15.0, 20.0), table);
}

fn inventory(folder: &Path, table: &mut Table) {
    let Ok(file) = std::env::var("STEERCO_INVENTORY") else {
        println!("STEERCO_INVENTORY names no file: the inventory is left out");
        return;
    };
    let (time, memory) = run(folder, &["--workspace", "inventory", "import", &file, "--map", "us-federal-2024"]);
    table.row("inventory, 2,133 pilots: import", milliseconds(time), 2_000.0, "ms");
    table.row("inventory: memory of the import", memory, 100.0, "MB");
    board("inventory", folder, &["--workspace", "inventory"], "of 8", (50.0, 100.0), table);
}

/// A generated portfolio, made once.
fn made(folder: &Path, pilots: &str, weeks: &str) -> PathBuf {
    // An older format would be read by way of a copy.
    let name = format!("target/bench-{pilots}x{weeks}-format{}.steerco", steerco::store::schema::VERSION);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if !path.exists() {
        println!("making {pilots} pilots × {weeks} weeks, once");
        run(folder, &["demo", "--pilots", pilots, "--weeks", weeks, "--seed", "1", "--into", path.to_str().unwrap()]);
    }
    path
}

fn large(folder: &Path, table: &mut Table) {
    let path = made(folder, "10000", "260");
    board("10,000 × 260", folder, &["--workspace", path.to_str().unwrap()], "of 8", (150.0, 100.0), table);
    table.row("10,000 × 260: commit of one reading, median", commit(&path), 5.0, "ms");
    table.row("10,000 × 260: all signals, median", signals(&path), 500.0, "ms");
    table.row("1,000 × 156: all signals, median", signals(&made(folder, "1000", "156")), 50.0, "ms");
}

/// What a review asks of the program: the pack of 200 pilots, and everything as it was known half a year ago.
fn reviews(folder: &Path, table: &mut Table) {
    let path = made(folder, "200", "52");
    let path = path.to_str().unwrap();
    let pack = |turn: usize| {
        let out = folder.join(format!("pack-{turn}"));
        milliseconds(run(folder, &["--workspace", path, "report", "pack", "--out", out.to_str().unwrap()]).0)
    };
    table.row("200 pilots: report pack, median of 5", at((0..5).map(pack).collect(), 0.5), 2_000.0, "ms");
    let path = made(folder, "10000", "260");
    let words = ["--workspace", path.to_str().unwrap(), "--as-of", "2026-05-25", "list", "pilots", "--json"];
    let past = |_| milliseconds(run(folder, &words).0);
    table.row("10,000 × 260: all pilots judged as of May", at((0..3).map(past).collect(), 0.5), 2_000.0, "ms");
}

/// A word in every text of the demo and 20,000 notes, of which half are Japanese, one that is mistyped, and one of
/// every second note; the whole command is measured.
fn search(folder: &Path, table: &mut Table) {
    let path = folder.join("notes.steerco");
    run(folder, &["demo", "--into", path.to_str().unwrap()]);
    let framework = Arc::new(Framework::builtin().unwrap());
    let stamp = Stamp { at: 1_795_600_000_000, today: parse_day(TODAY).unwrap(), actor: "bench".to_owned(), zone: 0 };
    let mut store = Store::open(&path, Access::Write, framework, Ids::new(stamp.at, 5)).unwrap();
    let pilots = store.read().pilots().unwrap();
    let note = |number: usize| {
        let text = if number.is_multiple_of(2) {
            "the owner of the model looks at its readings "
        } else {
            "会議で予算と担当者を確認する"
        };
        let last = if number == 137 { " zanzibar 東京都" } else { "" };
        NoteChange::Add { pilot: pilots[number % pilots.len()].id, text: format!("{}{last}", text.repeat(5)), on: None }
    };
    let changes = (0..20_000).map(|number| Change::Note(note(number))).collect();
    store.commit(&Change::Several { what: None, changes }, &stamp).unwrap();
    drop(store);
    for word in ["zanzibar", "東京都", "京", "zanzibra", "readnigs"] {
        let words = ["--workspace", path.to_str().unwrap(), "search", word];
        let times = (0..15).map(|_| milliseconds(run(folder, &words).0)).collect();
        table.row(format!("20,000 notes: search {word}, median of 15"), at(times, 0.5), 50.0, "ms");
    }
}

/// The time until every pilot is judged, through the library, from opening the file on; the first time, when the
/// system has to read it from the disk, does not count.
fn signals(path: &Path) -> f64 {
    let framework = Arc::new(Framework::builtin().unwrap());
    let today = parse_day(TODAY).unwrap();
    let mut times = Vec::new();
    for _ in 0..9 {
        let store = Store::open(path, Access::Read, Arc::clone(&framework), Ids::new(1, 5)).unwrap();
        let started = Instant::now();
        let portfolio = steerco::judge::everything(store.read(), today).unwrap();
        times.push(milliseconds(started.elapsed()));
        assert!(portfolio.progress.0 >= 1_000);
    }
    at(times.split_off(1), 0.5)
}

/// The time of a commit through the library, on a copy of the file.
fn commit(path: &Path) -> f64 {
    let copy = path.with_extension("copy.steerco");
    std::fs::copy(path, &copy).unwrap();
    let framework = Arc::new(Framework::builtin().unwrap());
    let today = parse_day(TODAY).unwrap();
    let at_millis = today.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis();
    let mut store = Store::open(&copy, Access::Write, framework, Ids::new(at_millis, 5)).unwrap();
    let pilot = store.read().pilot_names().unwrap()[4_321].0;
    let metric = store.read().metrics(Some(pilot)).unwrap().into_iter().find(|metric| !metric.counts_users()).unwrap();
    let mut times = Vec::new();
    for turn in 0..101 {
        let record = Record {
            metric: metric.id,
            week: Week::ended_by(today),
            typed: Some(Typed::Number(Fixed::from_int(turn % 50 + 1))),
            note: String::new(),
            sample: None,
            was: None,
        };
        let stamp = Stamp { at: at_millis + turn, today, actor: "bench".into(), zone: 0 };
        let started = Instant::now();
        store.commit(&Change::Record(record), &stamp).unwrap();
        times.push(milliseconds(started.elapsed()));
    }
    drop(store);
    std::fs::remove_file(copy).unwrap();
    at(times, 0.5)
}
