//! The real program, run by one user in a folder of their own: what every desk shares that runs it.

#![allow(dead_code, reason = "each test file uses what it needs")]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// The program that is tested.
pub const STEERCO: &str = env!("CARGO_BIN_EXE_steerco");

/// The workspace of a desk, in its folder.
pub const WORKSPACE: &str = "work.steerco";

/// The variables that say where files are kept, and where that is in the folder.
pub const PLACES: [(&str, &str); 4] =
    [("HOME", "home"), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")];

/// All that the program knows of its surroundings in that folder: nothing of those in which the tests run.
pub fn surroundings(folder: &Path) -> Vec<(&'static str, OsString)> {
    let places = PLACES.map(|(name, place)| (name, folder.join(place).into_os_string()));
    let fixed = [("STEERCO_ACTOR", "Petra Nowak"), ("LC_ALL", "C.UTF-8")];
    places.into_iter().chain(fixed.map(|(name, value)| (name, OsString::from(value)))).collect()
}

/// A command in that folder, which has nothing to read.
pub fn command(folder: &Path, program: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(folder).env_clear().envs(surroundings(folder)).stdin(Stdio::null());
    command
}

/// A folder with a workspace that is made once, in a folder of its own, and copied for everyone who begins with it.
pub fn copied(kept: &OnceLock<Vec<u8>>, make: impl FnOnce() -> TempDir) -> TempDir {
    let bytes = kept.get_or_init(|| fs::read(make().path().join(WORKSPACE)).unwrap());
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(WORKSPACE), bytes).unwrap();
    folder
}
