//! Performs what a workspace says otherwise than the framework.

use rusqlite::params;

use super::Writer;
use crate::domain::Invalid;
use crate::domain::framework::{Amendment, check_key};
use crate::store::error::Result;

impl Writer<'_> {
    /// Sets a value of the framework, or takes the framework's own again. What cannot be in force is refused.
    pub(super) fn amend(&mut self, key: &str, to: Option<&str>, was: Option<Option<&str>>) -> Result<()> {
        check_key(key)?;
        let mut amendments = self.reader.amendments()?;
        let now = amendments.iter().position(|known| known.key == key);
        let said = |value: Option<&str>| value.map_or_else(|| "the framework's own".to_owned(), str::to_owned);
        let before = now.and_then(|at| amendments.get(at)).map(|known| known.value.clone());
        // What says the same as the framework says nothing.
        let settable = self.reader.builtin.settable();
        let own = settable.iter().find(|known| known.key == key).map(|known| known.value.to_string());
        let to = to.filter(|to| own.as_deref() != Some(*to));
        if before.as_deref() == to {
            return self.same(format!("{key} was {} already.", said(to)));
        }
        self.expect_seen(
            was.is_none_or(|was| was == before.as_deref()),
            (key, &said(to), &said(before.as_deref())),
            |writer| writer.writer_of("amendment", &serde_json::json!({ "key": key }).to_string(), "value"),
        )?;
        if let Some(at) = now {
            amendments.remove(at);
        }
        amendments.extend(to.map(|value| Amendment { key: key.to_owned(), value: value.to_owned() }));
        let record = |key: &str| key.rsplit_once('.').map_or(String::new(), |(record, _)| record.to_owned());
        let faults = self.reader.builtin.amended(&amendments).1;
        if let Some((_, fault)) = faults.into_iter().find(|(faulty, _)| record(faulty) == record(key)) {
            return Err(Invalid { field: fault.field.or(Some("value")), ..fault }.into());
        }
        match to {
            Some(value) => self
                .connection
                .prepare_cached(
                    "INSERT INTO amendment (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                )?
                .execute(params![key, value])?,
            None => self.connection.prepare_cached("DELETE FROM amendment WHERE key = ?1")?.execute([key])?,
        };
        self.did(match to {
            Some(value) => format!("Set {key} to {value}."),
            None => format!("{key} is the framework's own again."),
        })
    }
}
