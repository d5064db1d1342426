//! Owns how a command fails: with a status, what happened, why, and what to do next.

use std::path::Path;

use serde_json::json;

use crate::domain::words::count;
use crate::domain::{Invalid, Shown};
use crate::exchange::Reject;
use crate::store::Error;

/// What messages call the file `-`.
pub(in crate::cli) const STDIN: &str = crate::intake::STDIN;

/// Why a command did not do what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The exit status of the contract.
    pub status: u8,
    /// What did not happen.
    pub title: String,
    /// Why.
    pub cause: String,
    /// What next.
    pub hint: String,
    /// The field that is wrong.
    pub field: Option<String>,
    /// The row that is wrong.
    pub row: Option<u64>,
}

/// What commands answer.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with its status and what did not happen.
    pub fn new(status: u8, title: impl Into<String>) -> Self {
        Self { status, title: title.into(), cause: String::new(), hint: String::new(), field: None, row: None }
    }

    /// Wrong use of the command line.
    pub fn usage(title: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..Self::new(2, title) }
    }

    /// The same failure as “not found”.
    #[must_use]
    pub fn not_found(self) -> Self {
        Self { status: 4, ..self }
    }

    /// With why.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.cause = cause.into();
        self
    }

    /// In which file, before why.
    #[must_use]
    pub fn in_file(mut self, name: &str) -> Self {
        let name = if name == "-" { STDIN } else { name };
        self.cause = if self.cause.is_empty() { name.to_owned() } else { format!("{name}:\n  {}", self.cause) };
        self
    }

    /// The failure with another text above its reason, if there is one.
    #[must_use]
    pub fn below(mut self, said: Option<String>) -> Self {
        if let Some(said) = said {
            self.cause = format!("{said}\n  {}", self.cause);
        }
        self
    }

    /// With what there is to know besides, behind why.
    #[must_use]
    pub fn beside(mut self, said: &[String]) -> Self {
        let cause = std::iter::once(&self.cause).chain(said).filter(|text| !text.is_empty());
        self.cause = cause.map(String::as_str).collect::<Vec<_>>().join("\n  ");
        self
    }

    /// An error from a reader that does not know the path of its file: if the file is damaged, its path is added.
    #[must_use]
    pub fn reading(self, path: &Path) -> Self {
        if self.status != 6 {
            return self;
        }
        let what = self.title.split_once(" is damaged: ").map_or(self.title.as_str(), |(_, what)| what);
        Error::Damaged { path: path.to_owned(), what: what.to_owned() }.into()
    }

    /// With what next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same for a workspace that was named: the commands in the hint that are about a workspace, according to
    /// `has_workspace`, name it as `named`.
    #[must_use]
    pub fn meant_for(mut self, named: &str, has_workspace: impl Fn(&str) -> bool) -> Self {
        const PROGRAM: &str = "steerco";
        let mut hint = String::new();
        let mut rest = self.hint.as_str();
        while let Some((before, after)) = rest.split_once(PROGRAM) {
            hint.push_str(before);
            // Another word, or a path, may end so.
            let is_program = !hint.ends_with(|c: char| c.is_alphanumeric() || "./-".contains(c));
            let is_end = |c: char| !c.is_ascii_lowercase() && c != '-';
            let word = after.strip_prefix(' ').and_then(|words| words.split(is_end).next());
            hint.push_str(PROGRAM);
            hint.push_str(if is_program && word.is_some_and(&has_workspace) { named } else { "" });
            rest = after;
        }
        hint.push_str(rest);
        self.hint = hint;
        self
    }

    /// So many rows were rejected, some of them in part (see [`not_taken`]); nothing was written.
    #[must_use]
    pub fn rejected(rejected: &[Reject], rows: (usize, usize)) -> Self {
        let all = rejected.len();
        let shown: Vec<String> = rejected.iter().take(20).map(ToString::to_string).collect();
        let more = if all > 20 {
            format!("\n  and {} more; import --dry-run --partial tells all of them", all - 20)
        } else {
            String::new()
        };
        Self {
            cause: format!("{}{more}", shown.join("\n  ")),
            hint: "mend them, or say --partial to take the others; nothing was written".to_owned(),
            field: rejected.first().and_then(|reject| reject.reason.field).map(str::to_owned),
            row: rejected.first().map(|reject| reject.row),
            ..Self::new(3, not_taken(rows))
        }
    }

    /// The same with long quotations shortened: of each line its beginning and end.
    fn in_short(&self) -> Self {
        let [title, cause, hint] = [&self.title, &self.cause, &self.hint].map(|text| shortened(text));
        Self { title, cause, hint, ..self.clone() }
    }

    /// As people read it.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { title, cause, hint, .. } = self.in_short();
        let mut text = format!("error: {title}");
        if !cause.is_empty() {
            text.push_str("\n  ");
            text.push_str(&cause);
        }
        if !hint.is_empty() {
            text.push_str("\n  next: ");
            text.push_str(&hint);
        }
        let safe: Vec<String> = Shown::lines(&text).into_iter().map(String::from).collect();
        safe.join("\n")
    }

    /// As programs read it.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        let Self { status, title, cause, hint, field, row } = self.in_short();
        json!({"error": {"status": status, "title": title, "cause": cause, "hint": hint, "field": field, "row": row}})
    }
}

impl From<Invalid> for Failure {
    fn from(error: Invalid) -> Self {
        Self { hint: error.hint.unwrap_or_default(), field: error.field.map(str::to_owned), ..Self::new(3, error.what) }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status = match &error {
            Error::Invalid(_)
            | Error::Conflict(_)
            | Error::Entangled { .. }
            | Error::Dangling { .. }
            | Error::AskFirst { .. }
            | Error::Foreign { .. } => 3,
            Error::NotFound { .. } | Error::Missing(_) => 4,
            Error::Busy(_) | Error::Overtaken => 5,
            error if error.is_damage() => 6,
            Error::Newer { .. } => 7,
            Error::Exists(_) => 8,
            Error::Older { .. }
            | Error::ReadOnly { .. }
            | Error::Interrupted(_)
            | Error::Replaced { .. }
            | Error::Full(_)
            | Error::Io { .. }
            | Error::Damaged { .. }
            | Error::Sqlite(_) => 1,
        };
        let hint = error.hint();
        match error {
            Error::Invalid(invalid) => invalid.into(),
            other => Self::new(status, other.to_string()).hint(hint),
        }
    }
}

/// No line of a failure is longer, in characters.
const LONGEST: usize = 2_000;

/// A text whose long lines have their middles left out.
fn shortened(text: &str) -> String {
    let line = |line: &str| {
        let (count, part) = (line.chars().count(), LONGEST / 2);
        if count <= LONGEST {
            return line.to_owned();
        }
        let (begins, ends) = (line.chars().take(part), line.chars().skip(count - part));
        begins.chain(" … ".chars()).chain(ends).collect()
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// The number of rows of which something was rejected, and of those that were taken in part.
#[must_use]
pub fn not_taken((rows, partly): (usize, usize)) -> String {
    let told = count(rows, "row was", "rows were");
    match partly {
        0 => format!("{told} not taken"),
        partly if partly == rows => format!("{told} not taken whole"),
        partly => format!("{told} not taken, {partly} of them in part"),
    }
}

/// The failure, at the field that it is about.
#[must_use]
pub fn at(error: Error, field: &str) -> Failure {
    Failure { field: Some(field.to_owned()), ..error.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_long_as_a_file_is_told_in_short() {
        let long = Failure::new(4, format!("there is no pilot “{}é”", "x".repeat(70_000))).because("a.csv:\n  row 2");
        for told in [long.text(), long.json().to_string()] {
            assert!(told.chars().count() < 3_000 && told.contains("xxé”") && told.contains(" … "), "{told}");
            assert!(told.contains("no pilot “xx") && told.contains("row 2"), "{told}");
        }
    }

    #[test]
    fn a_row_of_which_half_is_taken_counts_as_one_in_part() {
        assert_eq!(not_taken((2, 0)), "2 rows were not taken");
        assert_eq!(not_taken((1, 1)), "1 row was not taken whole");
        assert_eq!(not_taken((3, 1)), "3 rows were not taken, 1 of them in part");
    }

    #[test]
    fn the_commands_of_a_hint_are_meant_for_the_workspace_that_was_named() {
        let hint = |said: &str| Failure::new(4, "").hint(said).meant_for(" -w a.steerco", |word| word == "list").hint;
        let table = [
            ("look at `steerco list pilots`", "look at `steerco -w a.steerco list pilots`"),
            ("steerco list, or `steerco new NAME`", "steerco -w a.steerco list, or `steerco new NAME`"),
            ("`steerco -w a.steerco list`", "`steerco -w a.steerco list`"),
            ("update steerco; nothing was changed", "update steerco; nothing was changed"),
            ("", ""),
        ];
        for (said, meant) in table {
            assert_eq!(hint(said), meant);
        }
    }

    #[test]
    fn a_damaged_file_is_named_once() {
        for said in ["a row is no JSON", "the workspace is damaged: a row is no JSON", "a is damaged: a row is no JSON"]
        {
            let failure = Failure::new(6, said).reading(Path::new("a"));
            assert_eq!((failure.status, failure.title.as_str()), (6, "a is damaged: a row is no JSON"), "{said}");
        }
    }
}
