//! Answers what a workspace says otherwise than the framework, and the framework with that in force.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::earlier::Stood;
use super::rows;
use crate::domain::framework::Amendment;
use crate::domain::{Day, Framework, Invalid};
use crate::store::error::Result;
use crate::store::open::Reader;

impl Reader {
    /// What this workspace says otherwise, by key.
    pub fn amendments(&self) -> Result<Vec<Amendment>> {
        rows(&self.connection, "SELECT key, value FROM amendment ORDER BY key", [], |row| {
            Ok(Amendment { key: row.get(0)?, value: row.get(1)? })
        })
    }

    /// The framework that is in force at this moment.
    pub fn framework(&self) -> Result<Arc<Framework>> {
        Ok(self.framework_with(self.amendments()?))
    }

    /// The framework that was in force on `day`.
    pub fn framework_on(&self, day: Day) -> Result<Arc<Framework>> {
        let mut amendments = self.amendments()?;
        if self.looks_back(day)? {
            let mut said: BTreeMap<String, String> = amendments.into_iter().map(|one| (one.key, one.value)).collect();
            self.put_values_back(("amendment", "value"), &mut said, |stood: &Stood| stood.key("key").to_owned(), day)?;
            amendments = said.into_iter().map(|(key, value)| Amendment { key, value }).collect();
        }
        Ok(self.framework_with(amendments))
    }

    /// The framework with what a workspace says otherwise. It is made anew only where that is something else than when
    /// it was asked last.
    fn framework_with(&self, amendments: Vec<Amendment>) -> Arc<Framework> {
        if amendments.is_empty() {
            return Arc::clone(&self.builtin);
        }
        let mut amended = self.amended.borrow_mut();
        if let Some((_, framework)) = amended.as_ref().filter(|(known, _)| *known == amendments) {
            return Arc::clone(framework);
        }
        let framework = Arc::new(self.builtin.amended(&amendments).0);
        *amended = Some((amendments, Arc::clone(&framework)));
        framework
    }

    /// What this workspace says and this program cannot follow: the key and why. The framework's own value stands
    /// there.
    pub fn framework_faults(&self) -> Result<Vec<(String, Invalid)>> {
        Ok(self.builtin.amended(&self.amendments()?).1)
    }
}
