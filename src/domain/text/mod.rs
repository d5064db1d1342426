//! Texts, whatever they are about: what of them is safe to show, where words stand in them, what tells one from another.

pub mod digest;
pub mod seek;
pub mod shown;
