//! Floor 4: the state of the interface and how it responds to what happens. [`update`] turns a fact into effects for
//! the shell, [`view`] draws the state; neither reads a clock, a file or the terminal.
//!
//! From bottom to top: `boxes`, `mask` → `told`, `state` → `coach`, `drafts`, `early`, `leave`, `picture`, `repeat`,
//! `slipped`, `written` → `extract`, `trouble` → `everywhere` → `chord`, `continued` → `reach` → `overlays` → `frame`,
//! `kept`, `paste` → `settle`, `view` → `resume`, `writes` → `update`, `plain`.

mod boxes;
mod chord;
mod coach;
mod continued;
mod drafts;
mod early;
mod everywhere;
mod extract;
mod frame;
mod kept;
mod leave;
mod mask;
mod overlays;
mod paste;
mod picture;
pub mod plain;
mod reach;
mod repeat;
mod resume;
mod settle;
mod slipped;
mod state;
mod told;
mod trouble;
mod update;
mod view;
mod writes;
mod written;

pub use everywhere::{known_verbs, named_keys};
pub use state::{Setup, State};
pub use update::{fit, start, update};
pub use view::view;
