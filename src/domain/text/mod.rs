//! Texts, whatever they are about: what of them is safe to show, where words stand in them, which words a mistyped one
//! may mean, how one text is told from another, how long one may be, and the phrases that sentences are made of.

pub mod digest;
pub mod length;
pub mod nearly;
pub mod phrase;
pub mod seek;
pub mod shown;
