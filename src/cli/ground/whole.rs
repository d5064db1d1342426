//! Owns writing a file in one step: whoever reads it meanwhile, or after a crash, finds either the whole old content or
//! the whole new one.

use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::failure::{Failure, Result};
use crate::domain::Invalid;
use crate::store;

/// Puts the bytes into the place of a file, whose rights stay; a new one is its owner's alone.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = store::folder_of(path);
    let mut half = NamedTempFile::new_in(folder)?;
    half.write_all(bytes)?;
    half.as_file().sync_all()?;
    if let Ok(about) = std::fs::metadata(path) {
        half.as_file().set_permissions(about.permissions())?;
    }
    half.persist(path).map(drop).map_err(|error| error.error)
}

/// Refuses the place of a folder, or what could only be one.
pub(in crate::cli) fn check_no_folder(file: &Path) -> Result<()> {
    if file.is_dir() {
        return Err(Invalid::new(format!("{} is a directory", file.display())).hint("name a file in it").into());
    }
    if file.as_os_str().to_string_lossy().ends_with(std::path::is_separator) {
        let error = Invalid::new(format!("{} names a folder", file.display()));
        return Err(error.hint("name a file, without the separator at its end").at("path").into());
    }
    Ok(())
}

/// Refuses to write over a folder, or over a file that must not be overwritten.
pub(in crate::cli) fn check_free(file: &Path, force: bool) -> Result<()> {
    check_no_folder(file)?;
    if file.exists() && !force {
        return Err(store::Error::Exists(file.to_owned()).into());
    }
    Ok(())
}

/// Writes the whole file beside its place first, so that a half-written one is never there.
pub(in crate::cli) fn save(file: &Path, bytes: &[u8], force: bool) -> Result<()> {
    check_free(file, force)?;
    let failed = |error: std::io::Error| {
        Failure::new(1, format!("{} cannot be written: {error}", file.display()))
            .hint("check the folder and its permissions")
    };
    let folder = store::folder_of(file);
    if !folder.is_dir() {
        let missing = Failure::new(4, format!("there is no folder {}", folder.display()));
        return Err(missing.hint("make it, or choose another path"));
    }
    write(file, bytes).map_err(failed)
}

/// Moves an unusable file aside, under a name that no file has; answers where it is.
pub(in crate::cli) fn set_aside(path: &Path) -> Result<String> {
    let aside = store::set_aside(path)?;
    Ok(format!("The file that was there is kept at {}.", aside.display()))
}
