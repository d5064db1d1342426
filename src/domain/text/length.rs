//! Owns the length that a typed text may have.

use crate::domain::Invalid;

/// The most bytes of a text, whoever writes it: no field of a workspace is meant to hold more.
pub const LONGEST: usize = 1 << 20;

/// The error for a longer text; `what` names it.
#[must_use]
pub fn too_long(what: &str) -> Invalid {
    Invalid::new(format!("{what} is over {} MB, and no text may be so long", LONGEST >> 20))
        .hint("keep it as a file, and write where that lies")
}
