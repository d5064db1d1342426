//! Answers what a workspace sets differently from the framework, and the framework in force.

use std::sync::Arc;

use super::rows;
use crate::domain::framework::Amendment;
use crate::domain::{Framework, Invalid};
use crate::store::error::Result;
use crate::store::open::Reader;

impl Reader {
    /// What this workspace sets, by key.
    pub fn amendments(&self) -> Result<Vec<Amendment>> {
        rows(&self.connection, "SELECT key, value FROM amendment ORDER BY key", [], |row| {
            Ok(Amendment { key: row.get(0)?, value: row.get(1)? })
        })
    }

    /// The framework in force at this moment. It is made anew only if the workspace sets something else than when it
    /// was last asked.
    pub fn framework(&self) -> Result<Arc<Framework>> {
        let amendments = self.amendments()?;
        if amendments.is_empty() {
            return Ok(Arc::clone(&self.builtin));
        }
        let mut amended = self.amended.borrow_mut();
        if let Some((_, framework)) = amended.as_ref().filter(|(known, _)| *known == amendments) {
            return Ok(Arc::clone(framework));
        }
        let framework = Arc::new(self.builtin.amended(&amendments).0);
        *amended = Some((amendments, Arc::clone(&framework)));
        Ok(framework)
    }

    /// What this workspace sets and this program cannot use: the key and the reason. The framework's own value is in
    /// force there.
    pub fn framework_faults(&self) -> Result<Vec<(String, Invalid)>> {
        Ok(self.builtin.amended(&self.amendments()?).1)
    }
}
