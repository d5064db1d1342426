//! Owns what is known of a file before it is taken in: how its columns are read, what would change, what would not.

/// A file that is to be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incoming {
    /// Its path, as it was typed.
    pub path: String,
    /// The sheet of a workbook; empty lets the only one be found.
    pub sheet: String,
    /// Columns with the fields that they feed; empty lets them be found by their names.
    pub columns: Vec<(String, String)>,
    /// What tells the file as it was looked at from another one; none before it was.
    pub seal: Option<u64>,
}

/// A value that would be another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where it stands in the file: a sheet and a row, or nothing.
    pub place: String,
    /// What it is about.
    pub what: String,
    /// The field.
    pub field: String,
    /// What is there now.
    pub was: String,
    /// What would be there.
    pub to: String,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// The first values in it.
    pub sample: String,
    /// The field that it feeds.
    pub field: Option<String>,
}

/// What taking a file in would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// The file.
    pub incoming: Incoming,
    /// Its columns, where somebody may say what they are: those of a table of pilots.
    pub columns: Vec<Column>,
    /// What would change.
    pub edits: Vec<Edit>,
    /// What would not be taken, with the row and the reason.
    pub rejected: Vec<String>,
    /// All of it in a sentence.
    pub sentence: String,
}
