//! Owns which archived things an entry wrote to, since nobody sees them: pilots, notes, metrics, people and process
//! steps.

use super::rows;
use crate::domain::shown::quoted;
use crate::domain::{MetricId, NoteId, PersonId, StepId};
use crate::store::error::Result;
use crate::store::open::Reader;

/// Something archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfSight {
    /// What kind of thing it is.
    pub noun: &'static str,
    /// Its name in a sentence.
    pub name: String,
    /// The id by which `unarchive` knows it.
    pub id: String,
}

impl Reader {
    /// The archived things that an entry wrote to, pilots first, without those that it archived or brought back itself:
    /// whoever does that knows.
    pub fn out_of_sight(&self, entry: i64) -> Result<Vec<OutOfSight>> {
        // An image of the `headline` column alone is left out: another metric took that over, and nobody wrote to this
        // one.
        let sql = "WITH own AS (SELECT tbl, json_extract(key, '$.id') AS id, json_type(after, '$.archived') AS moved \
                 FROM image WHERE entry = ?1 AND json_remove(after, '$.headline') <> '{}') \
             SELECT 'pilot', id, code FROM pilot WHERE archived = 1 \
                 AND id IN (SELECT pilot FROM touched WHERE entry = ?1) \
                 AND id NOT IN (SELECT id FROM own WHERE tbl = 'pilot' AND moved IS NOT NULL) \
             UNION ALL SELECT 'note', id, text FROM note WHERE archived = 1 \
                 AND id IN (SELECT id FROM own WHERE tbl = 'note' AND moved IS NULL) \
             UNION ALL SELECT 'metric', m.id, p.name || ', ' || m.name FROM metric m JOIN pilot p ON p.id = m.pilot \
                 WHERE m.archived = 1 AND m.id IN (SELECT id FROM own WHERE tbl = 'metric' AND moved IS NULL \
                 UNION SELECT r.id FROM touched t JOIN metric r ON r.pilot = t.pilot AND r.local = t.metric \
                 WHERE t.entry = ?1) \
             UNION ALL SELECT 'person', id, name FROM person WHERE archived = 1 \
                 AND id IN (SELECT id FROM own WHERE tbl = 'person' AND moved IS NULL) \
             UNION ALL SELECT 'step', id, name FROM step WHERE archived = 1 \
                 AND id IN (SELECT id FROM own WHERE tbl = 'step' AND moved IS NULL)";
        rows(&self.connection, sql, [entry], |row| {
            let (kind, id, called): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (noun, name, id) = match kind.as_str() {
                "note" => ("note", format!("Note {}", quoted(&called)), NoteId(id).to_string()),
                "metric" => ("metric", called, MetricId(id).to_string()),
                "person" => ("person", called, PersonId(id).to_string()),
                "step" => ("step", format!("Process step {}", quoted(&called)), StepId(id).to_string()),
                _ => ("pilot", called.clone(), called),
            };
            Ok(OutOfSight { noun, name, id })
        })
    }
}
