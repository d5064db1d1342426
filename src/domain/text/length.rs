//! Owns how long a text may be that somebody writes.

use crate::domain::Invalid;

/// So many bytes a text has at most, whoever writes it: no field of a workspace is meant to hold more.
pub const LONGEST: usize = 1 << 20;

/// Why a longer text is not taken; `what` says which it is.
#[must_use]
pub fn too_long(what: &str) -> Invalid {
    Invalid::new(format!("{what} is over {} MB, and no text may be so long", LONGEST >> 20))
        .hint("keep it as a file, and write where that lies")
}
