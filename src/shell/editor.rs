//! Owns the visit to `$EDITOR`: a private file with the text, the editor on it, and the text as it came back.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::store::create_private_dir;

/// Edits a text. Where the editor failed, the text stays as it was, and what the editor left is kept and named.
pub(super) fn edit(text: &str, folder: &Path) -> Result<String, String> {
    let failed = |error: &dyn std::fmt::Display| format!("The editor cannot be given the text: {error}");
    create_private_dir(folder).map_err(|error| failed(&error))?;
    let made = tempfile::Builder::new().prefix("note-").suffix(".md").tempfile_in(folder);
    let mut file = made.map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|error| failed(&error))?;
    let path = file.into_temp_path();
    let status = command(&path).status().map_err(|error| format!("The editor cannot be started: {error}"))?;
    // Editors may put another file in its place: it is read by its name.
    let edited = fs::read_to_string(&path);
    match (status.success(), edited) {
        (true, Ok(edited)) => Ok(edited),
        (false, Ok(same)) if same == text => Err(format!("The editor ended with {status}; the text is as it was.")),
        (_, left) => {
            let why =
                left.err().map_or_else(|| format!("ended with {status}"), |error| format!("left no text: {error}"));
            let kept = path.keep().map(|path| path.display().to_string()).unwrap_or_default();
            Err(format!("The editor {why}; the text is as it was, and what the editor left is in {kept}"))
        }
    }
}

/// The editor may bring arguments of its own: a shell takes them apart, and the path is one word whatever it holds.
#[cfg(unix)]
fn command(path: &Path) -> Command {
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|e| !e.trim().is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".to_owned());
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(path);
    command
}

#[cfg(not(unix))]
fn command(path: &Path) -> Command {
    let mut command = Command::new(env::var("EDITOR").unwrap_or_else(|_| "notepad".to_owned()));
    command.arg(path);
    command
}
