//! Owns the visit to `$EDITOR`: a private file with the text, the editor on it, and the text as it came back. A second
//! file says which draft the text belongs to, so that it can be found if the program ends before the editor.

use std::env;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::domain::length::LONGEST;
use crate::interaction::Told;
use crate::store::{create_private_dir, resolved};

/// The extension of a file with a text.
const NOTE: &str = "md";
/// The extension of the file beside it.
const SIGN: &str = "draft";

/// The draft whose text is open in an editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Errand {
    /// The file of the workspace.
    workspace: PathBuf,
    /// The place of the draft.
    key: String,
    /// The draft without that text.
    around: String,
    /// The text as the editor was given it.
    given: String,
}

impl Errand {
    /// For a workspace, the place of a draft, and the draft without the text.
    pub fn new(workspace: &Path, (key, around): (String, String), given: &str) -> Self {
        Self { workspace: resolved(workspace), key, around, given: given.to_owned() }
    }

    /// Writes that into a file beside the text, which exists while the program runs.
    fn beside(&self, note: &Path) -> io::Result<NamedTempFile> {
        let (folder, stem) = (note.parent().unwrap_or(note), note.file_stem().unwrap_or_default());
        let ending = format!(".{SIGN}");
        let mut sign = tempfile::Builder::new().prefix(stem).suffix(&ending).rand_bytes(0).tempfile_in(folder)?;
        // On a disk without locks nobody can be seen to have it open, as with the drafts.
        let _ = sign.as_file().lock();
        serde_json::to_writer(&mut sign, self)?;
        sign.flush()?;
        Ok(sign)
    }
}

/// What an editor left of a draft after its program ended.
#[derive(Debug)]
pub(super) struct Left {
    sign: PathBuf,
    /// The place of the draft.
    pub key: String,
    /// The draft with what was written; none where the draft has that already.
    pub body: Option<String>,
}

impl Left {
    /// None where a program has it open, it belongs to another workspace, or it cannot be read.
    fn of(sign: PathBuf, workspace: &Path) -> Option<Self> {
        let file = File::open(&sign).ok()?;
        if matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
            return None;
        }
        let errand: Errand = serde_json::from_reader(&file).ok()?;
        if errand.workspace != workspace {
            return None;
        }
        let written = match fs::read_to_string(sign.with_extension(NOTE)) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            written => Some(written.ok()?).filter(|text| *text != errand.given && !text.trim().is_empty()),
        };
        let body = written.map(|text| Told::with_text(&errand.around, &text).ok_or(())).transpose().ok()?;
        Some(Self { sign, key: errand.key, body })
    }

    /// Removes the files, once the draft has what is in them.
    pub fn clear(self) {
        let _ = fs::remove_file(self.sign.with_extension(NOTE));
        let _ = fs::remove_file(self.sign);
    }
}

/// What editors left of a workspace's drafts.
pub(super) fn left(folder: &Path, workspace: &Path) -> Vec<Left> {
    let workspace = resolved(workspace);
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let signs = files.filter(|path| path.extension().is_some_and(|ending| ending == SIGN));
    signs.filter_map(|sign| Left::of(sign, &workspace)).collect()
}

/// Edits a text. If the editor failed, the text stays as it was, and the editor's file is kept and named. If it ended
/// together with the terminal or the program, nobody would read that, so that what was saved in it becomes the text.
pub(super) fn edit(text: &str, errand: Option<&Errand>, folder: &Path, ending: &AtomicBool) -> Result<String, String> {
    visit(text, errand, folder, command, ending)
}

fn visit(
    text: &str,
    errand: Option<&Errand>,
    folder: &Path,
    editor: impl Fn(&Path) -> Command,
    ending: &AtomicBool,
) -> Result<String, String> {
    let failed = |error: &dyn std::fmt::Display| format!("The editor cannot be given the text: {error}");
    create_private_dir(folder).map_err(|error| failed(&error))?;
    let made = tempfile::Builder::new().prefix("note-").suffix(".md").tempfile_in(folder);
    let mut file = made.map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|error| failed(&error))?;
    let path = file.into_temp_path();
    // It is removed when the editor is done.
    let _sign = errand.map(|errand| errand.beside(&path)).transpose().map_err(|error| failed(&error))?;
    let status = editor(&path).status().map_err(|error| format!("The editor cannot be started: {error}"))?;
    // Editors may replace the file, so it is read by name.
    let edited = fs::read_to_string(&path);
    match (status.success(), edited) {
        (true, Ok(edited)) if edited.len() <= LONGEST => Ok(edited),
        // An editor that ended while writing leaves nothing.
        (false, Ok(saved)) if saved != text && !saved.trim().is_empty() && has_ended(ending) => Ok(saved),
        (false, Ok(same)) if same == text => Err(format!("The editor {}; the text is as it was.", ended(status))),
        (_, left) => {
            let why = match left {
                Err(error) => format!("left no text: {error}"),
                Ok(_) if status.success() => format!("left over {} MB, and no text may be so long", LONGEST >> 20),
                Ok(_) => ended(status),
            };
            let kept = path.keep().map(|path| path.display().to_string()).unwrap_or_default();
            Err(format!("The editor {why}; the text is as it was, and what the editor left is in {kept}"))
        }
    }
}

/// The status of a shell that finds no such program.
const NOT_FOUND: i32 = 127;

/// How a failed editor ended.
fn ended(status: ExitStatus) -> String {
    match status.code() {
        Some(NOT_FOUND) => format!("“{}” was not found: set EDITOR to one that is there", named()),
        _ => format!("ended with {status}"),
    }
}

/// The editor from the environment, with its arguments, else one that is usually there.
fn named() -> String {
    let set = ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|e| !e.trim().is_empty()));
    set.unwrap_or_else(|| if cfg!(unix) { "vi" } else { "notepad" }.to_owned())
}

/// Did the signal that ended the editor reach the program too? It may arrive a moment later.
fn has_ended(ending: &AtomicBool) -> bool {
    let told = || ending.load(Ordering::Relaxed);
    (0..10).any(|_| {
        told() || {
            std::thread::sleep(MOMENT);
            told()
        }
    })
}

/// A tenth of the time to wait for a signal.
const MOMENT: Duration = Duration::from_millis(5);

/// The editor may have arguments, which a shell splits; the path stays one word whatever it contains.
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
    use crate::interaction::TextValue;

    #[test]
    fn what_was_saved_before_the_terminal_went_is_the_text() {
        let folder = tempfile::tempdir().unwrap();
        let visit = |does: &'static str, ending| {
            let editor = |path: &Path| {
                let mut command = Command::new("/bin/sh");
                command.arg("-c").arg(format!("{does} > \"$1\"; exit 1")).arg("sh").arg(path);
                command
            };
            visit("before", None, folder.path(), editor, &AtomicBool::new(ending))
        };
        assert_eq!(visit("printf saved", true).as_deref(), Ok("saved"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
        assert!(visit(":", true).is_err(), "an editor that went while it wrote");
        let said = visit("exit 127; :", false).unwrap_err();
        assert!(said.contains(&format!("The editor “{}” was not found", named())), "{said}");
        let said = visit("head -c 1048577 /dev/zero > \"$1\"; exit 0; :", false).unwrap_err();
        assert!(
            said.starts_with("The editor left over 1 MB, and no text may be so long; the text is as it was"),
            "{said}"
        );
        let said = visit("printf saved", false).unwrap_err();
        assert!(said.contains("the text is as it was, and what the editor left is in"), "{said}");
    }

    #[test]
    fn what_was_saved_in_an_editor_is_known_by_its_draft_where_the_program_went() {
        let folder = tempfile::tempdir().unwrap();
        let (workspace, note) = (folder.path().join("work.steerco"), folder.path().join("note-abc.md"));
        let around = r#"{"focus":0,"fields":[{"name":"text","text":"be","chosen":null,"old":""}]}"#;
        let around = around.replace(r#""be""#, &serde_json::to_string(&TextValue::multi_line("be")).unwrap());
        let errand = Errand::new(&workspace, ("pilot/p1/note".to_owned(), around), "be");
        let left_of = |workspace: &Path| left(folder.path(), workspace);
        fs::write(&note, "be").unwrap();
        let sign = errand.beside(&note).unwrap();
        fs::write(&note, "before the crash\n").unwrap();
        assert!(left_of(&workspace).is_empty(), "the program runs");
        // A program that is killed leaves its files, and the lock goes.
        drop(sign.keep().unwrap());
        assert!(left_of(&folder.path().join("other.steerco")).is_empty());
        let left = left_of(&workspace).pop().unwrap();
        assert_eq!(left.key, "pilot/p1/note");
        assert_eq!(Told::of(left.body.as_deref().unwrap()).unwrap().texts, ["before the crash"]);
        left.clear();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        // What was not saved there is in the draft.
        fs::write(&note, "be").unwrap();
        drop(errand.beside(&note).unwrap().keep().unwrap());
        assert_eq!(left_of(&workspace).pop().unwrap().body, None);
    }
}
