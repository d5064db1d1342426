//! Owns what is known of a file before it is taken in: how its columns are read, what would change, what would not.

/// Which comes first in dates such as 3/4/2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

impl DateOrder {
    /// In words.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        }
    }
}

/// What stands where a field was edited here and in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// What stands here, and what the file says is known.
    Here,
    /// What the file says.
    File,
}

/// A file that is to be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incoming {
    /// Its path, as it was typed.
    pub path: String,
    /// The sheet of a workbook; empty lets the only one be found.
    pub sheet: String,
    /// The mapping that it is read by; empty lets its columns tell.
    pub map: String,
    /// Columns with the fields that they feed, in place of those of the mapping; empty leaves it to that.
    pub columns: Vec<(String, String)>,
    /// The row that names its columns; none lets their names tell.
    pub header: Option<u64>,
    /// Which comes first in its dates; none lets a day after the twelfth tell.
    pub dates: Option<DateOrder>,
    /// What stands where a field was edited at both ends; none rejects it.
    pub keep: Option<Keep>,
    /// The pilot that tickets are of which name none; empty where each has to.
    pub pilot: String,
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

impl Edit {
    /// One that has no place in the file to point at.
    #[must_use]
    pub fn of(what: String, field: &str, was: String, to: String) -> Self {
        Self { place: String::new(), what, field: field.to_owned(), was, to }
    }
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
    /// How many columns of that field count before it.
    pub rank: usize,
}

/// What taking a file in would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Foreseen {
    /// The file.
    pub incoming: Incoming,
    /// Its columns, where somebody may say what they are: those of a table of pilots.
    pub columns: Vec<Column>,
    /// The mappings that it may be read by, those that somebody keeps first.
    pub maps: Vec<String>,
    /// Are its rows tickets, of which some name no pilot?
    pub wants_pilot: bool,
    /// Which comes first in its dates, as it was said or found; none where none of them needs to be told.
    pub dates: Option<DateOrder>,
    /// What would change.
    pub edits: Vec<Edit>,
    /// What would not be taken, with the row and the reason.
    pub rejected: Vec<String>,
    /// What there is to know of it besides: how something is read, what is left out, what stays.
    pub remarks: Vec<String>,
    /// All of it in a sentence.
    pub sentence: String,
}
