//! Owns the sections of the page: their order, their names, and what an empty one says.

/// A section, in the order of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// How pilots come through the stages.
    Funnel,
    /// How they stand.
    Statuses,
    /// What fires.
    Signals,
    /// Who reports.
    Freshness,
    /// What is past its date.
    Overdue,
    /// Who answers for how much.
    Owners,
    /// Why pilots did not go on, and what was spent.
    Causes,
}

impl Section {
    /// Every one, in order.
    pub const ALL: [Self; 7] =
        [Self::Funnel, Self::Statuses, Self::Signals, Self::Freshness, Self::Overdue, Self::Owners, Self::Causes];
    /// The sections on the left where there are two columns.
    pub const LEFT: [Self; 4] = [Self::Funnel, Self::Freshness, Self::Owners, Self::Causes];
    /// And on the right.
    pub const RIGHT: [Self; 3] = [Self::Statuses, Self::Signals, Self::Overdue];

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Funnel => "Funnel",
            Self::Statuses => "Status by family",
            Self::Signals => "Signals by consequence",
            Self::Freshness => "Purgatory and freshness",
            Self::Overdue => "Overdue",
            Self::Owners => "Owners",
            Self::Causes => "Causes and spend",
        }
    }

    /// What an empty section says, and what it would list.
    pub const fn nothing(self) -> (&'static str, &'static str) {
        match self {
            Self::Funnel | Self::Statuses => {
                ("no pilot is under way", "Pilots under way or paused are listed here, the most consequential first.")
            }
            Self::Signals => {
                ("nothing fires", "Early warnings are listed here, by consequence: signals, then watches.")
            }
            Self::Freshness => ("every value is fresh", "Pilots whose values are old are listed here."),
            Self::Overdue => (
                "nothing is past its date",
                "Actions, gates, workstreams and decisions that are past their date are listed here.",
            ),
            Self::Owners => ("nobody owns a pilot under way", "Owners are listed here, the heaviest load first."),
            Self::Causes => (
                "no pilot was held, done over, stopped or retired for a cause",
                "The causes given for a hold, recycle, stop or retirement are listed here, the most frequent first.",
            ),
        }
    }
}
