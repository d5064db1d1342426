//! Owns the list of record fields that carry no day. Each is wound back to what the journal has of its row.

use super::earlier::Stood;
use super::of::Of;
use crate::domain::{AgendaItem, Day, Exception, Note, PilotId, Review, Workstream};
use crate::store::error::Result;
use crate::store::open::Reader;

/// A record whose row has an id of its own, with fields that carry no day.
pub(super) trait Journalled {
    /// The table of its row.
    const TABLE: &'static str;

    /// The id of its row.
    fn row(&self) -> i64;

    /// Winds those fields back to the columns of their names that stood otherwise.
    fn wind_back(&mut self, stood: &Stood);
}

/// A record, its table, and its fields that carry no day.
macro_rules! journalled {
    ($($what:ty, $table:literal: $($field:ident),+;)+) => {$(
        impl Journalled for $what {
            const TABLE: &'static str = $table;

            fn row(&self) -> i64 {
                self.id.0
            }

            fn wind_back(&mut self, stood: &Stood) {
                $(stood.put(&mut self.$field, stringify!($field));)+
            }
        }
    )+};
}

journalled! {
    AgendaItem, "agenda": place, kind, pilot, title, wanted, minutes, state, reasons, prepared;
    Exception, "exception": severity, owner;
    Note, "note": archived;
    Review, "review": day, slot;
    Workstream, "workstream": team, owner, start, due, effort, exit_test, items;
}

impl Reader {
    /// Winds records of one pilot, or of all, back to `day`.
    pub(super) fn wind_back<T: Journalled>(&self, all: &mut [T], of: Of, day: Day) -> Result<()> {
        // If all are asked for, one question finds them.
        if of == Of::All {
            let known = self.stood_by_id(T::TABLE, day)?;
            for one in all {
                if let Some(stood) = known.get(&one.row()) {
                    one.wind_back(stood);
                }
            }
            return Ok(());
        }
        for one in all {
            if let Some(stood) = self.stood_one(T::TABLE, one.row(), None::<PilotId>, day)? {
                one.wind_back(&stood);
            }
        }
        Ok(())
    }
}
