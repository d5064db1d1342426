//! Owns [`Invalid`], an error that whoever gave the input can mend. It does not know where it will be shown.

use std::fmt;
use std::str::FromStr;

/// Why an input was refused: what is wrong, in which field, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// What is wrong, as a sentence without a full stop.
    pub what: String,
    /// What to do next.
    pub hint: Option<String>,
    /// The field to show it at, named as on the command line.
    pub field: Option<&'static str>,
}

impl Invalid {
    /// An error that says what is wrong.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), hint: None, field: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Names the field that it stands under, unless a closer one is named already.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        self.field.get_or_insert(field);
        self
    }
}

/// Reads the text of a field.
///
/// # Errors
/// If the text is no such value; the error names the field.
pub fn parsed<T: FromStr<Err = Invalid>>(text: &str, field: &'static str) -> Result<T, Invalid> {
    text.parse().map_err(|error: Invalid| error.at(field))
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Invalid {}
