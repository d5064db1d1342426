//! Floor 1: the only SQL. One file is one workspace. Every write is a [`Change`] that [`Store::commit`] performs in one
//! transaction with its journal entry. Knows nothing of screens, of files to import, or of the clock.
//!
//! From bottom to top: `error`, `columns` → `schema`, `header` → `journal`, `rows` → `open` → `transaction`, `as_of`,
//! `undo` → `commit` (performs changes) and `fetch` (answers questions) → `doctor` → `backup` → `migrate`. `drafts`
//! have a file of their own.

mod as_of;
mod backup;
mod beside;
mod canonical;
mod columns;
mod commit;
mod doctor;
mod drafts;
pub mod error;
mod fetch;
mod header;
mod journal;
mod life;
mod migrate;
mod open;
mod rows;
pub mod schema;
mod series;
mod transaction;
mod undo;

pub use backup::{
    Copying, Kept, at_once, automatic, copy_to, give_up, is_copied, is_given_up, is_large, newest, restore, thin_out,
    verify,
};
pub use beside::Beside;
pub use doctor::Finding;
pub use drafts::{Draft, Drafts, MARKS, PLACES, Seen, stands, typed_at};
pub use error::{Error, Result};
pub use fetch::{
    Chosen, EvidenceRow, GapRow, Holding, ImageCell, ImageDeed, ImageRow, Of, OutOfSight, PersonRow, ReadingRow,
    SourceRow, Surroundings, Workspace, WroteRow,
};
pub use header::{
    create_private, create_private_dir, folder_of, forget_journal, half, inspect, is_empty, lying_aside, resolved,
    set_aside, sweep,
};
pub use life::signs_of_life;
pub use migrate::migrate;
pub use open::{Access, Reader, Store, identity_of, sqlite_is_sound, take_back_interrupted, title_of};
pub use undo::Ask;

#[cfg(doc)]
use crate::domain::Change;
