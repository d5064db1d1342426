//! Owns the visit to `$EDITOR`: a private file with the text, the editor on it, and the text as it came back.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::store::create_private_dir;

/// Edits a text; none where there is no editor or it failed, and the text is as it was.
pub(super) fn edit(text: &str, folder: &Path) -> Option<String> {
    create_private_dir(folder).ok()?;
    let mut file = tempfile::Builder::new().prefix("note-").suffix(".md").tempfile_in(folder).ok()?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).ok()?;
    let path = file.into_temp_path();
    let status = command(&path)?.status().ok()?;
    if !status.success() {
        return None;
    }
    // Editors may put another file in its place: it is read by its name.
    fs::read_to_string(&path).ok()
}

/// The editor may bring arguments of its own: a shell takes them apart, and the path is one word whatever it holds.
#[cfg(unix)]
fn command(path: &Path) -> Option<Command> {
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|e| !e.trim().is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".to_owned());
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(path);
    Some(command)
}

#[cfg(not(unix))]
fn command(path: &Path) -> Option<Command> {
    let mut command = Command::new(env::var("EDITOR").unwrap_or_else(|_| "notepad".to_owned()));
    command.arg(path);
    Some(command)
}
