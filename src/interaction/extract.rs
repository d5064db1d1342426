//! Owns the rows of a screen in columns, as they are copied.

/// Rows with their headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The headings.
    pub header: Vec<String>,
    /// The rows, each as wide as the header.
    pub rows: Vec<Vec<String>>,
}
