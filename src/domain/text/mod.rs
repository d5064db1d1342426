//! Texts, whatever they are about: what of them is safe to show, where words stand in them, which were meant by those
//! that are mistyped, what tells one from another, how long one may be, and the phrases of which sentences are made.

pub mod digest;
pub mod length;
pub mod nearly;
pub mod phrase;
pub mod seek;
pub mod shown;
