//! Owns the way to the clipboard: the system's own tool where the screen is on this machine, else the terminal itself
//! (OSC 52), which also works over ssh, and a file where neither can take the text. It says which it was.

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::whole;

/// Terminals cut off or silently drop longer texts.
const MOST_FOR_A_TERMINAL: usize = 74_000;

/// How long a tool may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Tools that copy their input.
const TOOLS: &[(&str, &[&str], &str)] = &[
    ("wl-copy", &[], "WAYLAND_DISPLAY"),
    ("xclip", &["-selection", "clipboard"], "DISPLAY"),
    ("xsel", &["--clipboard", "--input"], "DISPLAY"),
    ("pbcopy", &[], ""),
    ("clip.exe", &[], ""),
];

/// Where a text went.
pub(super) enum Way {
    /// It is there; the sentence says where.
    Done(String),
    /// The terminal was asked to take it; the sentence says so.
    Terminal(String),
}

/// Copies `text`, or writes it into a file in `folder` where no clipboard can take it. `on_terminal` says whether the
/// screens are drawn on a terminal.
pub(super) fn copy(text: &str, what: &str, folder: &Path, on_terminal: bool) -> Way {
    // A multiplexer keeps the text and passes it on to the terminal that shows it.
    if env::var_os("TMUX").is_some_and(|value| !value.is_empty()) && run("tmux", &["load-buffer", "-w", "-"], text) {
        return Way::Done(format!("Copied {what}: tmux has it, and gives it to its terminal."));
    }
    let far = ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|name| env::var_os(name).is_some());
    let here = |variable: &str| variable.is_empty() || env::var_os(variable).is_some_and(|value| !value.is_empty());
    let tools = TOOLS.iter().filter(|(_, _, variable)| !far && here(variable));
    for (tool, words, _) in tools {
        if found(tool).is_some() && run(tool, words, text) {
            return Way::Done(format!("Copied {what} to the clipboard ({tool})."));
        }
    }
    let draws = !matches!(env::var("TERM").as_deref(), Ok("dumb" | "linux") | Err(_));
    let kept = keep(text, folder);
    let place = match &kept {
        Ok(path) => format!("it is in {} too", path.display()),
        Err(why) => format!("no file could be written beside it: {why}"),
    };
    if on_terminal && draws && text.len() <= MOST_FOR_A_TERMINAL {
        return Way::Terminal(format!("Copied {what} through the terminal (OSC 52); where that takes none, {place}."));
    }
    Way::Done(match kept {
        Ok(path) => format!("No clipboard can be reached: {what} is in {}.", path.display()),
        Err(why) => format!("Nothing was copied: no clipboard can be reached, and {why}."),
    })
}

fn found(tool: &str) -> Option<PathBuf> {
    let places: OsString = env::var_os("PATH")?;
    env::split_paths(&places).map(|place| place.join(tool)).find(|path| path.is_file())
}

fn run(tool: &str, words: &[&str], text: &str) -> bool {
    let mut command = Command::new(tool);
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // The process that serves the clipboard must outlive the window.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    // A tool that does not read must not block us: a thread writes its input, and ends with it.
    if let Some(mut input) = child.stdin.take() {
        let text = text.to_owned();
        thread::spawn(move || input.write_all(text.as_bytes()));
    }
    // It exits once it has taken the text; a copy of it stays and serves the clipboard.
    let deadline = Instant::now() + PATIENCE;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(5)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

fn keep(text: &str, folder: &Path) -> Result<PathBuf, String> {
    let path = folder.join("copied.txt");
    crate::store::create_private_dir(folder).map_err(|error| error.to_string())?;
    whole::write(&path, text.as_bytes()).map_err(|error| error.to_string())?;
    Ok(path)
}
