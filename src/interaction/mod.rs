//! Floor 2: what screens are made of. Keys come in, effects go out; nothing here performs one.
//!
//! From bottom to top: what comes in and what goes out (`key`, `msg`, `query`, `effect`) → `verb` → `keymap`, `filter`,
//! `screen`, `search`, `overlay` → `form` → `form_view`. All of them may use `context`, and `named` with it for the
//! keys in sentences.

pub mod around;
mod asked;
pub mod context;
pub mod edit;
pub mod effect;
pub mod extract;
pub mod filter;
pub mod form;
pub mod form_view;
pub mod fuzzy;
pub mod key;
pub mod keymap;
pub mod list;
pub mod moves;
pub mod msg;
pub mod named;
pub mod overlay;
pub mod query;
pub mod screen;
pub mod search;
pub mod text;
pub mod verb;

pub use context::Context;
pub use effect::{Beginning, Destination, Effect, Look, Notice, Outgoing, Paper, Tone};
pub use filter::Filter;
pub use form::{Answers, Field, Form, Kind, NO_CHOICE, Origin, Saving, Spot, Stands, Told};
pub use key::{Chord, Code, Key};
pub use list::{List, Lost, Newcomer};
pub use moves::{Move, Moves};
pub use msg::{Failure, Msg};
pub use overlay::{Confirm, Overlay};
pub use query::{Answer, Directory, Query, Sheet, Trends, Unlisted, Wrote};
pub use screen::{Screen, TakesBack};
pub use text::TextValue;
pub use verb::{Bound, Live, Offer, Verb};
