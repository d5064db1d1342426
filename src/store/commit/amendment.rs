//! Performs the setting of the framework's values for a workspace.

use rusqlite::params;

use super::{Writer, refuse};
use crate::domain::change::Amend;
use crate::domain::framework::{Amendment, check_key, dimension_of_criteria, record_of};
use crate::domain::{Dimension, Invalid};
use crate::store::error::Result;

impl Writer<'_> {
    /// Sets values of the framework, or goes back to its own. Refuses what cannot be in force together with everything
    /// else that the workspace sets.
    pub(super) fn amend(&mut self, values: &[Amend]) -> Result<()> {
        let before = self.reader.amendments()?;
        let settable = self.reader.builtin.settable();
        let mut after = before.clone();
        let mut changed = Vec::new();
        for value in values {
            let key = value.key.as_str();
            check_key(key)?;
            // To set the framework's own value is to set nothing.
            let own = settable.iter().find(|known| known.key == key).map(|known| known.value.to_string());
            let to = value.to.as_deref().filter(|to| own.as_deref() != Some(*to));
            let now = before.iter().find(|known| known.key == key).map(|known| known.value.as_str());
            if now == to {
                self.same(format!("{key} was {} already.", said(to)))?;
                continue;
            }
            self.expect_seen(
                value.was.as_ref().is_none_or(|was| was.as_deref() == now),
                (key, &said(to), &said(now)),
                |writer| writer.writer_of("amendment", &serde_json::json!({ "key": key }).to_string(), "value"),
            )?;
            after.retain(|known| known.key != key);
            after.extend(to.map(|to| Amendment { key: key.to_owned(), value: to.to_owned() }));
            changed.push((key, to));
        }
        self.check_in_force(&before, &after, &changed)?;
        for (key, to) in changed {
            self.check_ticked_criteria(key, &after)?;
            self.write_amendment(key, to)?;
        }
        Ok(())
    }

    /// Refuses if a value set now or earlier would not be in force.
    fn check_in_force(
        &self,
        before: &[Amendment],
        after: &[Amendment],
        changed: &[(&str, Option<&str>)],
    ) -> Result<()> {
        let known = self.reader.builtin.amended(before).1;
        let faults = self.reader.builtin.amended(after).1;
        let of_record = |key: &str| changed.iter().any(|(changed, _)| record_of(changed) == record_of(key));
        let stood = |key: &str| known.iter().any(|(known, _)| known == key);
        match faults.into_iter().find(|(key, _)| of_record(key) || !stood(key)) {
            Some((_, fault)) => Err(Invalid { field: fault.field.or(Some("value")), ..fault }.into()),
            None => Ok(()),
        }
    }

    /// Ticks refer to criteria by position, so once some are ticked, criteria can only be added at the end.
    fn check_ticked_criteria(&self, key: &str, after: &[Amendment]) -> Result<()> {
        let Some(dimension) = dimension_of_criteria(key) else {
            return Ok(());
        };
        let ticked = "SELECT 1 FROM score WHERE dimension = ?1 AND criteria <> '[]'";
        if !self.exists(ticked, [dimension])? {
            return Ok(());
        }
        let dimension: Dimension = dimension.parse()?;
        let now = &self.framework.dimension(dimension).criteria;
        let then = self.reader.builtin.amended(after).0;
        if then.dimension(dimension).criteria.starts_with(now) {
            return Ok(());
        }
        let what = format!("criteria of {dimension} are ticked, and ticks go by their place in the list");
        refuse(what, "keep those that are there, in their order, and add others behind them", "value")
    }

    fn write_amendment(&mut self, key: &str, to: Option<&str>) -> Result<()> {
        match to {
            Some(value) => self.execute(
                "INSERT INTO amendment (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                params![key, value],
            )?,
            None => self.execute("DELETE FROM amendment WHERE key = ?1", [key])?,
        };
        self.did(match to {
            Some(value) => format!("Set {key} to {value}."),
            None => format!("{key} is the framework's own again."),
        })
    }
}

fn said(value: Option<&str>) -> String {
    value.map_or_else(|| "the framework's own".to_owned(), str::to_owned)
}
