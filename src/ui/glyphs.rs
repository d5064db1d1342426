//! Owns the signs: their Unicode form, and one in ASCII for terminals and fonts that lack them.

/// Which signs are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// As they are meant.
    #[default]
    Unicode,
    /// In ASCII.
    Ascii,
}

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident: $unicode:literal, $ascii:literal;)+) => {
        impl Glyphs {
            $($(#[$doc])*
            #[must_use]
            pub const fn $name(self) -> &'static str {
                match self { Self::Unicode => $unicode, Self::Ascii => $ascii }
            })+
        }
    };
}

signs! {
    /// On track.
    on_track: "●", "o";
    /// At risk.
    at_risk: "▲", "^";
    /// A decision is wanted.
    wanted: "■", "#";
    /// Not reported.
    unsaid: "○", ".";
    /// The bar at the left of what is selected.
    bar: "▌", ">";
    /// A horizontal rule.
    rule: "─", "-";
    /// A vertical rule.
    wall: "│", "|";
    /// A marked row.
    mark: "◆", "*";
    /// Done.
    done: "✓", "x";
    /// Begun.
    doing: "◐", "~";
    /// Open.
    open: "□", "_";
    /// Does not apply.
    not_applicable: "–", "-";
    /// A point of a chart.
    point: "●", "*";
    /// A target line.
    target: "┄", "-";
    /// A week without a value.
    absent: "·", ".";
    /// From here to there.
    arrow: "→", "->";
    /// There is more above.
    above: "↑", "^";
    /// There is more below.
    below: "↓", "v";
    /// Two that should be the same are not.
    differs: "≠", "/";
    /// A natural process limit.
    limit: "⋯", ".";
    /// The centre of a process.
    centre: "─", "-";
    /// A plan.
    plan: "╌", "~";
    /// Something happened in that week.
    event: "┊", ":";
    /// Stands between two facts.
    dot: "·", "-";
}

impl Glyphs {
    /// The steps of a sparkline, lowest first.
    #[must_use]
    pub const fn steps(self) -> [&'static str; 8] {
        match self {
            Self::Unicode => ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
            Self::Ascii => ["_", ".", ":", "-", "=", "+", "*", "#"],
        }
    }
}
