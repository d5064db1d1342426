//! Owns the error of a report file that could not be written.

/// A file could not be written; why.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failed(pub String);
