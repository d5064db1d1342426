//! Owns the choice of pilots whose rows are asked for.

use rusqlite::{Params, params_from_iter};

use crate::domain::PilotId;

/// The pilots whose rows are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// All of them.
    All,
    /// Those whose ids lie between these two, both included.
    Between(PilotId, PilotId),
}

impl Of {
    /// One pilot.
    #[must_use]
    pub const fn one(id: PilotId) -> Self {
        Self::Between(id, id)
    }

    /// A question narrowed to them; in its SQL `{of}` stands after the column of the pilot. It binds [`Self::bounds`].
    pub(super) fn narrow(self, sql: &str) -> String {
        let narrowed = match self {
            Self::All => "IS NOT NULL",
            Self::Between(..) => "BETWEEN ?1 AND ?2",
        };
        sql.replace("{of}", narrowed)
    }

    /// The parameters of such a question.
    pub(super) fn bounds(self) -> impl Params {
        let bounds = match self {
            Self::All => None,
            Self::Between(first, last) => Some([first.0, last.0]),
        };
        params_from_iter(bounds.into_iter().flatten())
    }
}

impl From<Option<PilotId>> for Of {
    /// One pilot, or all.
    fn from(only: Option<PilotId>) -> Self {
        only.map_or(Self::All, Self::one)
    }
}
