//! Owns the visit to `$EDITOR`: a private file with the text, the editor on it, and the text as it came back.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::store::create_private_dir;

/// Edits a text. Where the editor failed, the text stays as it was, and what the editor left is kept and named; but where it
/// went with the terminal or the program, nobody would read that: what was saved in it is the text.
pub(super) fn edit(text: &str, folder: &Path, ending: &AtomicBool) -> Result<String, String> {
    visit(text, folder, command, ending)
}

fn visit(text: &str, folder: &Path, editor: impl Fn(&Path) -> Command, ending: &AtomicBool) -> Result<String, String> {
    let failed = |error: &dyn std::fmt::Display| format!("The editor cannot be given the text: {error}");
    create_private_dir(folder).map_err(|error| failed(&error))?;
    let made = tempfile::Builder::new().prefix("note-").suffix(".md").tempfile_in(folder);
    let mut file = made.map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|error| failed(&error))?;
    let path = file.into_temp_path();
    let status = editor(&path).status().map_err(|error| format!("The editor cannot be started: {error}"))?;
    // Editors may put another file in its place: it is read by its name.
    let edited = fs::read_to_string(&path);
    match (status.success(), edited) {
        (true, Ok(edited)) => Ok(edited),
        // An editor that went in the middle of writing leaves nothing.
        (false, Ok(saved)) if saved != text && !saved.trim().is_empty() && has_ended(ending) => Ok(saved),
        (false, Ok(same)) if same == text => Err(format!("The editor {}; the text is as it was.", ended(status))),
        (_, left) => {
            let why = left.err().map_or_else(|| ended(status), |error| format!("left no text: {error}"));
            let kept = path.keep().map(|path| path.display().to_string()).unwrap_or_default();
            Err(format!("The editor {why}; the text is as it was, and what the editor left is in {kept}"))
        }
    }
}

/// So a shell ends that finds no program of that name.
const NOT_FOUND: i32 = 127;

/// How an editor ended that failed.
fn ended(status: ExitStatus) -> String {
    match status.code() {
        Some(NOT_FOUND) => format!("“{}” was not found: set EDITOR to one that is there", named()),
        _ => format!("ended with {status}"),
    }
}

/// The editor that is set, with arguments of its own, else one that is mostly there.
fn named() -> String {
    let set = ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|e| !e.trim().is_empty()));
    set.unwrap_or_else(|| if cfg!(unix) { "vi" } else { "notepad" }.to_owned())
}

/// Did the signal that ended the editor come for the program too? It may be told a moment later.
fn has_ended(ending: &AtomicBool) -> bool {
    let told = || ending.load(Ordering::Relaxed);
    (0..10).any(|_| {
        told() || {
            std::thread::sleep(MOMENT);
            told()
        }
    })
}

/// A tenth of what a signal is waited for.
const MOMENT: Duration = Duration::from_millis(5);

/// The editor may bring arguments of its own: a shell takes them apart, and the path is one word whatever it holds.
#[cfg(unix)]
fn command(path: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("{} \"$1\"", named())).arg("sh").arg(path);
    command
}

#[cfg(not(unix))]
fn command(path: &Path) -> Command {
    let mut command = Command::new(named());
    command.arg(path);
    command
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_before_the_terminal_went_is_the_text() {
        let folder = tempfile::tempdir().unwrap();
        let visit = |does: &'static str, ending| {
            let editor = |path: &Path| {
                let mut command = Command::new("/bin/sh");
                command.arg("-c").arg(format!("{does} > \"$1\"; exit 1")).arg("sh").arg(path);
                command
            };
            visit("before", folder.path(), editor, &AtomicBool::new(ending))
        };
        assert_eq!(visit("printf saved", true).as_deref(), Ok("saved"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
        assert!(visit(":", true).is_err(), "an editor that went while it wrote");
        let said = visit("exit 127; :", false).unwrap_err();
        assert!(said.contains(&format!("The editor “{}” was not found", named())), "{said}");
        let said = visit("printf saved", false).unwrap_err();
        assert!(said.contains("the text is as it was, and what the editor left is in"), "{said}");
    }
}
