//! Owns which column of a table feeds which field: what somebody said of a column takes precedence over its name.

use std::collections::HashSet;

use super::Table;
use crate::exchange::fields::NOTHING;

/// Fields, each with what its column may be called, in any case; of several the first counts.
pub type Named = [(&'static str, &'static [&'static str])];

impl Table {
    /// The table where somebody said what columns feed; of what is said twice the first counts. Columns that it does
    /// not have are passed over.
    #[must_use]
    pub fn feeding<'s>(mut self, said: impl IntoIterator<Item = &'s (String, String)>) -> Self {
        let said = said.into_iter().filter_map(|(column, field)| Some((self.column(column)?, field.clone())));
        let mut said: Vec<(usize, String)> = said.collect();
        let mut seen = HashSet::new();
        said.retain(|(at, _)| seen.insert(*at));
        self.said = said;
        self
    }

    /// The place of a column of that name, where nobody said what it feeds.
    #[must_use]
    pub fn unsaid(&self, name: &str) -> Option<usize> {
        self.column(name).filter(|at| self.said.iter().all(|(known, _)| known != at))
    }

    /// The places of the columns that somebody said feed a field, the one that counts first.
    pub fn said_to_feed(&self, field: &str) -> impl Iterator<Item = usize> {
        self.said.iter().filter(move |(_, known)| known == field).map(|(at, _)| *at)
    }

    /// The place of the column that feeds a field: the one of which somebody said so, else the first that is called so.
    #[must_use]
    pub fn fed<'n>(&self, field: &str, names: impl IntoIterator<Item = &'n str>) -> Option<usize> {
        self.said_to_feed(field).next().or_else(|| names.into_iter().find_map(|name| self.unsaid(name)))
    }

    /// The same of one among fields.
    #[must_use]
    pub fn fed_as(&self, field: &str, fields: &Named) -> Option<usize> {
        let (_, names) = fields.iter().find(|(known, _)| *known == field)?;
        self.fed(field, names.iter().copied())
    }

    /// The field that each column feeds.
    #[must_use]
    pub fn fed_by(&self, fields: &Named) -> Vec<Option<&'static str>> {
        let mut fed = vec![None; self.header.len()];
        for (field, names) in fields {
            if let Some(column) = self.fed(field, names.iter().copied()).and_then(|at| fed.get_mut(at)) {
                *column = Some(*field);
            }
        }
        fed
    }

    /// The columns that say something and feed nothing, where nobody said that they shall; `fed` is what each feeds.
    #[must_use]
    pub fn unfed(&self, fed: &[Option<&str>]) -> Vec<String> {
        let is_meant = |at: usize| self.said_to_feed(NOTHING).any(|known| known == at);
        let columns = self.header.iter().zip(fed).enumerate();
        let unfed = columns.filter(|(at, (_, fed))| fed.is_none() && self.says(*at) && !is_meant(*at));
        unfed.map(|(_, (name, _))| name.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_column_comes_before_what_it_is_called() {
        const FIELDS: &Named = &[("what", &["task", "what"]), ("who", &["owner", "who"])];
        let table = Table::parse("Task,Owner,Chef,Room,Fax\nCall,Ana,Bo,4,\n", b',').unwrap();
        assert_eq!(table.fed_by(FIELDS), [Some("what"), Some("who"), None, None, None]);
        assert_eq!(table.unfed(&table.fed_by(FIELDS)), ["Chef", "Room"]);
        let said = [("chef", "who"), ("Room", NOTHING), ("gone", "what"), ("Chef", NOTHING)];
        let said = said.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let table = table.feeding(&said);
        assert_eq!(table.fed_by(FIELDS), [Some("what"), None, Some("who"), None, None]);
        assert_eq!((table.unfed(&table.fed_by(FIELDS)), table.unsaid("Chef")), (vec!["Owner".to_owned()], None));
        assert_eq!(table.fed_as("what", FIELDS), Some(0));
    }
}
