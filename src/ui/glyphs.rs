//! Owns the signs: each in Unicode, and in ASCII for terminals and fonts without it.

/// Which signs are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// In Unicode.
    #[default]
    Unicode,
    /// In ASCII.
    Ascii,
    /// For listening: a sign that only repeats the word beside it is left out.
    Words,
}

macro_rules! signs {
    (@words $ascii:literal) => { $ascii };
    (@words $ascii:literal $words:literal) => { $words };
    ($($(#[$doc:meta])* $name:ident: $unicode:literal, $ascii:literal $(, $words:literal)?;)+) => {
        impl Glyphs {
            $($(#[$doc])*
            #[must_use]
            pub const fn $name(self) -> &'static str {
                match self {
                    Self::Unicode => $unicode,
                    Self::Ascii => $ascii,
                    Self::Words => signs!(@words $ascii $($words)?),
                }
            })+
        }
    };
}

signs! {
    /// On track.
    on_track: "●", "o", "";
    /// At risk.
    at_risk: "▲", "^", "";
    /// A decision is wanted.
    wanted: "■", "#", "";
    /// Not reported.
    unsaid: "○", ".", "";
    /// The bar at the left of what is selected.
    bar: "▌", ">", "";
    /// A horizontal rule.
    rule: "─", "-";
    /// A vertical rule.
    wall: "│", "|";
    /// A marked row.
    mark: "◆", "*", "marked:";
    /// Done.
    done: "✓", "x", "done";
    /// Before words that say themselves that something holds.
    met: "✓", "x", "";
    /// The same where it does not hold yet.
    unmet: "□", "_", "";
    /// Begun.
    doing: "◐", "~", "begun";
    /// Open.
    open: "□", "_", "open";
    /// Does not apply.
    not_applicable: "–", "-", "none";
    /// A point of a chart.
    point: "●", "*";
    /// A target line.
    target: "┄", "-";
    /// A week without a value.
    absent: "·", ".", "";
    /// From here to there.
    arrow: "→", "->", "to";
    /// It goes on elsewhere.
    onward: "→", "->", "";
    /// There is more above.
    above: "↑", "^";
    /// There is more below.
    below: "↓", "v";
    /// Two that should be the same are not.
    differs: "≠", "/", "but";
    /// A natural process limit.
    limit: "⋯", ".";
    /// The centre of a process.
    centre: "─", "-";
    /// A plan.
    plan: "╌", "~";
    /// Something happened in that week.
    event: "┊", ":";
    /// Between two facts.
    dot: "·", "-", ",";
}

impl Glyphs {
    /// The left edge of a row: the bar if it is selected, else a blank.
    #[must_use]
    pub const fn edge(self, selected: bool) -> &'static str {
        if selected { self.bar() } else { " " }
    }

    /// The name of a key.
    #[must_use]
    pub fn key(self, name: &str) -> String {
        const NAMES: [(&str, &str); 7] =
            [("↵", "Enter"), ("⇥", "Tab"), ("⇤", "BackTab"), ("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right")];
        let spell = |name: String, (sign, word): &(&str, &str)| name.replace(sign, word);
        if self == Self::Unicode { name.to_owned() } else { NAMES.iter().fold(name.to_owned(), spell) }
    }

    /// The ASCII for a punctuation mark in our own sentences, one column for one; none for letters.
    #[must_use]
    pub fn stand_in(mark: &str) -> Option<&'static str> {
        Some(match mark {
            "…" | "≈" => "~",
            "·" | "–" | "—" | "−" | "─" => "-",
            "│" => "|",
            "“" | "”" | "„" => "\"",
            "‘" | "’" => "'",
            "→" | "⇥" | "▌" => ">",
            "←" | "↵" => "<",
            "↑" => "^",
            "↓" => "v",
            "•" => "*",
            "×" => "x",
            "±" | "┼" => "+",
            _ => return None,
        })
    }

    /// The steps of a sparkline, lowest first.
    #[must_use]
    pub const fn steps(self) -> [&'static str; 8] {
        match self {
            Self::Unicode => ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
            Self::Ascii => ["_", ".", ":", "-", "=", "+", "*", "#"],
            Self::Words => [""; 8],
        }
    }
}
