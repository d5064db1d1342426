//! Owns reading what a command is given: the bytes or text of a file, or of stdin.

use std::io::{IsTerminal as _, Read};
use std::path::Path;

use super::failure::{Failure, Result};
use super::output::Output;
use crate::domain::length::{LONGEST, too_long};
use crate::exchange::encoding::LARGEST_FILE;

/// The bytes of a file, or of stdin.
pub(in crate::cli) fn read(file: &Path) -> Result<Vec<u8>> {
    if file != Path::new("-") {
        return read_file(file);
    }
    // Whoever sits there would wait for an answer.
    if std::io::stdin().is_terminal() {
        Output::told("Reading what is typed, until Ctrl+D on a line of its own.");
    }
    read_all(std::io::stdin().lock(), file)
}

/// The bytes of a file. The screens read nothing else: what is typed is for them.
pub(in crate::cli) fn read_file(file: &Path) -> Result<Vec<u8>> {
    // Asked before it is opened: opening a pipe would wait for somebody who writes into it.
    let kind = std::fs::metadata(file).map_err(|error| unreadable(file, &error))?;
    if !kind.is_dir() && !kind.is_file() {
        return Err(
            Failure::new(3, format!("{} is not a regular file", file.display())).hint("name a file, or - for stdin")
        );
    }
    read_all(std::fs::File::open(file).map_err(|error| unreadable(file, &error))?, file)
}

fn read_all(from: impl Read, file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(file, &error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        let error = Failure::new(3, format!("{} is over {} MB", file.display(), LARGEST_FILE >> 20));
        return Err(error.hint("split it into smaller files"));
    }
    Ok(bytes)
}

fn unreadable(file: &Path, error: &std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            let is_of_a_sheet = file.to_string_lossy().contains(".xlsx#");
            let hint = if is_of_a_sheet { "name the sheet with --sheet, without the #" } else { "check the path" };
            Failure::new(4, format!("there is no file {}", file.display())).hint(hint)
        }
        std::io::ErrorKind::IsADirectory => {
            Failure::new(3, format!("{} is a directory", file.display())).hint("name a file")
        }
        _ => Failure::new(1, format!("{} cannot be read: {error}", file.display())).hint("check its permissions"),
    }
}

/// The text of a file, or of stdin.
pub(in crate::cli) fn read_text(file: &Path) -> Result<String> {
    String::from_utf8(read(file)?)
        .map_err(|_| Failure::new(3, format!("{} is not UTF-8", file.display())).hint("save it as UTF-8"))
}

/// A text argument: `-` means stdin. No operating system passes an argument longer than a text may be.
pub(in crate::cli) fn typed(text: String) -> Result<String> {
    if text == "-" { one_text(Path::new("-")) } else { Ok(text) }
}

/// A file, or stdin, that becomes a single text in a workspace.
pub(in crate::cli) fn one_text(file: &Path) -> Result<String> {
    let text = read_text(file)?;
    let what = if file == Path::new("-") { "what comes from stdin".to_owned() } else { file.display().to_string() };
    if text.len() > LONGEST { Err(too_long(&what).into()) } else { Ok(text) }
}
