//! Owns mappings of lists, such as people or actions. Their columns are recognised by the names that people give them;
//! a mapping says what other columns feed.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml_edit::{Array, Item, value};

use super::fields::{self, NOTHING, Said};
use super::profile::{self, Columns, LISTS, called};
use super::written_day::{formats, order_of_formats};
use crate::domain::Invalid;
use crate::domain::incoming::{DateOrder, RowsOf};

/// A mapping of the columns of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Its name.
    pub name: String,
    /// What its rows are.
    pub kind: RowsOf,
    /// The source, in words.
    pub source: String,
    /// Columns that are left out unsaid.
    #[serde(default)]
    pub skip: Vec<String>,
    /// Formats of dates, in the signs of `strftime`: they tell which comes first in dates such as 3/4/2026.
    #[serde(default)]
    pub dates: Vec<String>,
    /// Fields and the columns that feed them, beside those that are called so.
    #[serde(default)]
    pub fields: BTreeMap<String, Columns>,
}

impl List {
    /// Reads a mapping; none where it does not say what its rows are, as one of pilots.
    ///
    /// # Errors
    /// Where it is one of a list, and wrong.
    pub fn parse(text: &str) -> Result<Option<Self>, Invalid> {
        if text.parse::<toml::Table>().is_ok_and(|table| !table.contains_key("kind")) {
            return Ok(None);
        }
        let list: Self = toml::from_str(text).map_err(|error| profile::broken(text, &error))?;
        if LISTS.iter().all(|(known, _)| *known != list.kind.name()) {
            let kinds: Vec<&str> = LISTS.iter().map(|(known, _)| *known).collect();
            let error = Invalid::new(format!("a mapping says no kind = \"{}\"", list.kind.name()));
            return Err(error.hint(format!("kinds are: exceptions, {}; one of pilots has none", kinds.join(", "))));
        }
        // What is no field of readings is a metric, which the workspace knows.
        for field in list.fields.keys().filter(|_| list.kind != RowsOf::Readings) {
            fields::named(list.kind, field)?;
        }
        Ok(Some(list))
    }

    /// The order in which it reads dates such as 3/4/2026.
    #[must_use]
    pub fn order(&self) -> Option<DateOrder> {
        order_of_formats(&self.dates)
    }

    /// What it says of columns.
    #[must_use]
    pub fn said(&self) -> Said {
        let fed = self.fields.iter().flat_map(|(field, columns)| {
            let field = fields::named(self.kind, field).unwrap_or(field.as_str());
            columns.names().map(move |name| (name, field))
        });
        let skipped = self.skip.iter().map(|name| (name.as_str(), NOTHING));
        fed.chain(skipped).map(|(column, field)| (column.to_owned(), field.to_owned())).collect()
    }

    /// The text of a mapping file that reads columns as is said of them, what was said first before what `base` says,
    /// the text of another one.
    ///
    /// # Errors
    /// Where `base` is none of a list, or the mapping cannot be called so.
    pub fn written(
        name: &str,
        said: &[(String, String)],
        order: Option<DateOrder>,
        base: &str,
    ) -> Result<String, Invalid> {
        let none = || Invalid::new("that mapping is none of a list").hint("name one such as people");
        let list = Self::parse(base)?.ok_or_else(none)?;
        let mut fed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let before = list.said();
        let is_anew = |column: &str| said.iter().any(|(known, _)| known == column);
        let kept = before.iter().filter(|(column, _)| !is_anew(column));
        for (column, field) in said.iter().chain(kept) {
            fed.entry(field).or_default().push(column.clone());
        }
        let mut document = called(name, base)?;
        document.remove("skip");
        if let Some(skipped) = fed.remove(NOTHING) {
            document["skip"] = value(skipped.into_iter().collect::<Array>());
        }
        if let Some(order) = order {
            document["dates"] = value(formats(order).into_iter().collect::<Array>());
        }
        let mut fields = toml_edit::Table::new();
        for (field, columns) in fed {
            fields[field] = Columns::several(columns).item();
        }
        document["fields"] = Item::Table(fields);
        Ok(document.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_kept_with_what_was_said_of_its_columns() {
        let said = |pairs: &[(&str, &str)]| -> Said {
            pairs.iter().map(|(column, field)| ((*column).to_owned(), (*field).to_owned())).collect()
        };
        let people = profile::Profile::text("people").unwrap();
        let once = List::written("hr", &said(&[("Kontakt", "email"), ("Fax", NOTHING)]), None, people).unwrap();
        let list = List::parse(&once).unwrap().unwrap();
        assert_eq!((list.name.as_str(), list.kind), ("hr", RowsOf::People), "{once}");
        assert_eq!(list.said(), said(&[("Kontakt", "email"), ("Fax", NOTHING)]));
        let again = List::written("hr2", &said(&[("Fax", "title")]), None, &once).unwrap();
        let list = List::parse(&again).unwrap().unwrap();
        assert_eq!(list.said(), said(&[("Kontakt", "email"), ("Fax", "title")]), "{again}");
        assert!(List::written("people", &[], None, people).is_err(), "that one comes with the program");
    }

    #[test]
    fn a_list_is_kept_with_the_order_of_its_dates() {
        let notes = profile::Profile::text("notes").unwrap();
        assert_eq!(List::parse(notes).unwrap().unwrap().order(), None, "its table tells");
        let once = List::written("log", &[], Some(DateOrder::MonthFirst), notes).unwrap();
        let again = List::written("log2", &[("Room".to_owned(), NOTHING.to_owned())], None, &once).unwrap();
        for text in [once, again] {
            assert_eq!(List::parse(&text).unwrap().unwrap().order(), Some(DateOrder::MonthFirst), "{text}");
        }
    }

    #[test]
    fn readings_are_kept_with_the_metrics_of_their_columns() {
        let readings = profile::Profile::text("readings").unwrap();
        let said = [("Hit rate %", "days to resolve"), ("Period", "week"), ("Room", NOTHING)];
        let said = said.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let once = List::written("line", &said, None, readings).unwrap();
        let list = List::parse(&once).unwrap().unwrap();
        assert_eq!(list.kind, RowsOf::Readings);
        let mut read = list.said();
        read.sort();
        assert_eq!(read, said, "{once}");
        let typed = "name = \"x\"\nkind = \"readings\"\nsource = \"x\"\n[fields]\n\"active users\" = \"Users\"\n";
        assert_eq!(List::parse(typed).unwrap().unwrap().said()[0].1, "active_users");
    }

    #[test]
    fn what_is_wrong_in_a_mapping_of_a_list_is_told() {
        assert_eq!(List::parse("name = \"x\"").unwrap(), None, "one of pilots");
        let wrong = |rest: &str| List::parse(&format!("name = \"x\"\nsource = \"x\"\n{rest}")).unwrap_err();
        assert!(wrong("kind = \"pilots\"\n").what.contains("no kind = \"pilots\""));
        assert!(wrong("kind = \"people\"\n[fields]\ndue = \"x\"\n").what.contains("no field of a person"));
        assert!(wrong("kind = \"teas\"\n").what.starts_with("the mapping, line 3"), "{:?}", wrong("kind = \"teas\"\n"));
    }
}
