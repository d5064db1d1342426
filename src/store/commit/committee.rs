//! Performs the writes to the committee: its members, its chair, how often it meets and for how long.

use rusqlite::params;
use serde_json::json;

use super::Writer;
use crate::domain::{Fixed, PersonId, ReviewId, Value};
use crate::store::error::Result;

impl Writer<'_> {
    /// Somebody joins, leaves, or changes their function.
    pub(super) fn member(&mut self, person: PersonId, function: Option<&str>, was: Option<&str>) -> Result<()> {
        let name = self.person_name(person)?;
        let now: Option<String> =
            self.found("SELECT function FROM member WHERE person = ?1", [person.0], |row| row.get(0))?;
        let function = function.map(str::trim);
        if let (Some(was), true) = (was, function != now.as_deref()) {
            let said = |function: Option<&str>| match function {
                None => "no member".to_owned(),
                Some("") => "a member".to_owned(),
                Some(function) => format!("for {function}"),
            };
            let seen = now.as_deref() == Some(was);
            let what = format!("{name} on the committee");
            self.expect_seen(seen, (&what, &said(function), &said(now.as_deref())), |writer| {
                writer.writer_of("member", &json!({"person": person.0}).to_string(), "function")
            })?;
        }
        let of = function.filter(|of| !of.is_empty()).map_or_else(String::new, |of| format!(" for {of}"));
        match (function, now) {
            (None, None) => self.same(format!("{name} did not sit on the committee.")),
            (None, Some(_)) => {
                self.execute("DELETE FROM member WHERE person = ?1", [person.0])?;
                self.did(format!("{name} left the committee."))
            }
            (Some(function), Some(now)) if function == now => {
                self.same(format!("{name} sat on the committee{of} already."))
            }
            (Some(function), _) => {
                let name = self.answering(person, ("sit on the committee", "name one person"))?;
                self.execute(
                    "INSERT INTO member (person, function) VALUES (?1, ?2) \
                         ON CONFLICT DO UPDATE SET function = excluded.function",
                    params![person.0, function],
                )?;
                self.did(format!("{name} sits on the committee{of}."))
            }
        }
    }

    /// Who chairs it.
    pub(super) fn chair(&mut self, person: Option<PersonId>) -> Result<()> {
        let name = person.map(|person| self.person_name(person)).transpose()?;
        let to = person.map_or(Value::Nothing, Value::Person);
        let changed = self.set_column(("workspace", 1, "workspace"), "chair", &to, None)?;
        let reviews = self.chair_reviews(None)?;
        if !changed && reviews == 0 {
            return self.same("The committee was chaired so already.".to_owned());
        }
        let reviews = match reviews {
            0 => String::new(),
            1 => ", and the review that nobody chaired".to_owned(),
            more => format!(", and {more} reviews that nobody chaired"),
        };
        self.did(name.map_or_else(
            || "Nobody chairs the committee now.".to_owned(),
            |name| format!("{name} chairs the committee{reviews}."),
        ))
    }

    /// Makes the committee's chair the chair of a review, or of all, that are not closed and have none. It is written
    /// into their rows, so that a closed review keeps who chaired it. An archived chair is given no work. Returns how
    /// many reviews that were.
    pub(super) fn chair_reviews(&self, of: Option<ReviewId>) -> Result<usize> {
        let sql = "UPDATE review SET chair = (SELECT chair FROM workspace) \
                   WHERE state <> 'closed' AND chair IS NULL AND (?1 IS NULL OR id = ?1) \
                   AND EXISTS (SELECT 1 FROM workspace w JOIN person p ON p.id = w.chair WHERE p.archived = 0)";
        self.execute(sql, [of.map(|review| review.0)])
    }

    /// How often it meets, or for how long.
    pub(super) fn of_workspace(&mut self, column: &'static str, to: u32, unit: &str) -> Result<()> {
        let number = Value::Number(Fixed::from_int(to.into()));
        if !self.set_column(("workspace", 1, "workspace"), column, &number, None)? {
            return self.same(format!("The {column} was {to} {unit} already."));
        }
        self.did(format!("The {column} of reviews is {to} {unit} now."))
    }
}
