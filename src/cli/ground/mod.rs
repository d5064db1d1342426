//! What every command stands on: one run of the program with its day, its actor and its workspace (`session`), where
//! files are kept (`places`, `settings`), what is read (`given`) and printed (`output`), and how a command fails
//! (`failure`).
//!
//! Nothing gets lost: a file is written in one step (`whole`), a workspace replaces another only when it is complete
//! (`taking`), and backups are made along the way (`copies`).

pub(super) mod clock;
mod copies;
pub mod failure;
pub(super) mod given;
pub(super) mod output;
pub mod past;
pub mod places;
pub mod session;
pub mod settings;
pub(super) mod taking;
pub mod whole;
