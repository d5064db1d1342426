//! Owns writing a file in one step: whoever reads it meanwhile, or after a crash, finds what was there before or all that
//! is there now.

use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

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
