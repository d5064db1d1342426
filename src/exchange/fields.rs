//! Owns the fields that columns of a table can feed, and their names.

use crate::domain::Invalid;
use crate::domain::incoming::RowsOf;

/// Columns with the fields that somebody said they feed.
pub type Said = Vec<(String, String)>;

/// What is said of a column that feeds no field.
pub const NOTHING: &str = "nothing";

/// The fields of a pilot.
pub const PILOTS: &[&str] = &[
    "name",
    "code",
    "summary",
    "unit",
    "tags",
    "started",
    "stage",
    "entered",
    "lifecycle",
    "owner",
    "owner_email",
    "lead",
    "lead_email",
    "partner",
    "partner_ends",
    "rollout",
    "cohort",
    "spend_change",
    "spend_technology",
    "reported",
    "because",
    "note",
    "archived",
];

/// The fields of such rows that a column can feed; of readings every other column is a metric.
#[must_use]
pub const fn of(rows: RowsOf) -> &'static [&'static str] {
    match rows {
        RowsOf::Pilots => PILOTS,
        RowsOf::People => &["name", "title", "level", "unit", "email"],
        RowsOf::Actions => &["text", "owner", "due", "pilot", "state"],
        RowsOf::Exceptions => {
            &["pilot", "text", "severity", "owner", "raised", "resolved", "resolution", "state", "changed", "key"]
        }
        RowsOf::Notes => &["pilot", "date", "text", "by"],
        RowsOf::Readings => &["pilot", "week", "metric", "value", "note", "sample", "active_users", "target_users"],
    }
}

/// The fields, to choose from.
#[must_use]
pub fn told(rows: RowsOf) -> String {
    format!("fields are: {}", of(rows).join(", "))
}

/// The field of that name, be it written with blanks; or that a column feeds nothing.
///
/// # Errors
/// Where such rows have no field of that name.
pub fn named(rows: RowsOf, name: &str) -> Result<&'static str, Invalid> {
    let meant = name.trim().to_lowercase().replace([' ', '-'], "_");
    of(rows).iter().copied().chain([NOTHING]).find(|field| *field == meant).ok_or_else(|| {
        let what = format!("“{}” is no field of {}", name.trim(), rows.one());
        // Where nothing tells what rows are, they are taken for pilots.
        let others = if rows == RowsOf::Pilots {
            "; where they are others, --map people, actions, readings, exceptions or notes says so"
        } else {
            ""
        };
        Invalid::new(what).hint(format!("{}, or {NOTHING}{others}", told(rows)))
    })
}

/// How it is said what a column feeds: on the command line, and in the preview.
#[must_use]
pub fn way(column: &str, field: &str) -> String {
    format!("`--feeds \"{column}={field}\"`, or Enter on it in g i")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_name_among_the_rows_that_have_it() {
        assert_eq!(named(RowsOf::Pilots, " Spend change"), Ok("spend_change"));
        assert_eq!(named(RowsOf::People, "Nothing"), Ok(NOTHING));
        let wrong = named(RowsOf::Actions, "email").unwrap_err();
        assert_eq!(wrong.what, "“email” is no field of an action");
        assert_eq!(wrong.hint.as_deref(), Some("fields are: text, owner, due, pilot, state, or nothing"));
    }
}
