//! Owns what every screen may know of the world around it, as plain values.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc};

use super::Directory;
use super::around::Around;
use super::named::Keys;
use crate::domain::date::{in_prose_around, short};
use crate::domain::delta::Before;
use crate::domain::{Day, Framework, Moment, Pilot, Portfolio, Standing};
use crate::store::typed_at;
pub use crate::store::{MARKS, PLACES};
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Theme;

/// The world around a screen.
#[derive(Debug, Clone)]
pub struct Context {
    /// Today, as the shell says.
    pub today: Day,
    /// The moment looked at: the present, or what was known on a day.
    pub moment: Moment,
    /// The framework with its checklists.
    pub framework: Arc<Framework>,
    /// Who sits at the keyboard.
    pub actor: String,
    /// Nothing can be written.
    pub read_only: bool,
    /// The past day looked at; none in the present.
    pub as_of: Option<Day>,
    /// What that moment is called.
    pub looking: String,
    /// Are names and values masked?
    pub masked: bool,
    /// Are days written in full? They are in what is copied, as that is read elsewhere and later.
    pub in_full: bool,
    /// The keys bound to verbs now, for the sentences that name them.
    pub keys: Arc<Keys>,
    /// The screen on top: sentences mean its verbs first.
    pub here: &'static str,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Colours.
    pub theme: Theme,
    /// Signs.
    pub glyphs: Glyphs,
    /// Local time minus UTC, in milliseconds.
    pub zone_offset_ms: i64,
    /// Names to choose from.
    pub directory: Arc<Directory>,
    /// How every pilot stands by its data, as far as that has been worked out.
    pub portfolio: Arc<Portfolio>,
    /// How they stood when the last review closed; none where no review has closed, or it is not worked out yet.
    pub before: Option<Arc<Before>>,
    /// How they stood when the closed review being looked at was closing; none where that was not asked for.
    pub closing: Option<Arc<Before>>,
    /// What the program knows of its own surroundings.
    pub around: Arc<Around>,
    /// What was typed and not saved, by its place.
    pub drafts: BTreeMap<String, String>,
    /// Why earlier drafts cannot be read; none where they can.
    pub unread_drafts: Option<String>,
    /// How many drafts were dropped here and not brought back.
    pub dropped: usize,
    /// What is being typed in other windows, by where it is kept.
    pub elsewhere: BTreeMap<String, String>,
}

/// Rows around the body of a screen: header and its rule, the explaining line, the notice, a rule, the footer.
const FRAME: u16 = 6;

/// How the keys of drafts begin that were typed under the mask.
const UNDER_MASK: &str = "masked/";

/// Why nothing is edited whose form would show the mask as a value.
pub const UNDER_THE_MASK: &str = "Names and values are masked; ⟨mask⟩ shows them, and then this can be edited.";

/// The place of a draft typed under the mask, apart from one typed there in the open.
#[must_use]
pub fn under_mask(key: &str) -> String {
    format!("{UNDER_MASK}{key}")
}

/// The place itself, whether what is kept there was typed under the mask or in the open.
#[must_use]
pub fn in_the_open(key: &str) -> &str {
    let key = typed_at(key);
    key.strip_prefix(UNDER_MASK).unwrap_or(key)
}

/// Kept while the mask is on: if the program ends then, the next start begins masked, so that no restart shows names on
/// a wall.
pub const MASKED: &str = "place/masked";

/// Is this a text that somebody typed, rather than a position or a draft being removed?
#[must_use]
pub fn is_typed(key: &str, body: Option<&str>) -> bool {
    body.is_some() && !key.starts_with(PLACES)
}

/// On a lower terminal the rules and the explaining line give way.
pub const LOW: u16 = 14;

impl Context {
    /// Is the screen listened to line by line, and not seen? Then verbs are called by their words.
    #[must_use]
    pub fn is_heard(&self) -> bool {
        self.glyphs == Glyphs::Words
    }

    /// One of our own sentences as it is shown, with the keys of the verbs that it names.
    #[must_use]
    pub fn told(&self, text: &str) -> String {
        let told = self.keys.told(text, self.here, self.glyphs);
        // What is copied will have its lines broken elsewhere.
        if self.in_full { told.replace('\u{a0}', " ") } else { told }
    }

    /// One of our own sentences, its days written as screens show them; in full they stay as they are.
    #[must_use]
    pub fn dated(&self, sentence: &str) -> String {
        self.dated_around(&[], sentence)
    }

    /// The same for a sentence that quotes typed texts: those, given in their order, stay as they are.
    #[must_use]
    pub fn dated_around(&self, typed: &[String], sentence: &str) -> String {
        if self.in_full { sentence.to_owned() } else { in_prose_around(typed, sentence, self.today) }
    }

    /// How many typed texts are not saved. The position in a meeting is kept alike and does not count.
    #[must_use]
    pub fn typed(&self) -> usize {
        self.drafts.iter().filter(|(key, body)| is_typed(key, Some(body.as_str()))).count()
    }

    /// How a pilot stands at the moment looked at.
    #[must_use]
    pub fn standing(&self, pilot: &Pilot) -> Standing {
        Standing::of(pilot, self.moment.day, &self.framework, &self.directory.rules)
    }

    /// Columns and rows of a screen's body.
    #[must_use]
    pub fn body(&self) -> (u16, u16) {
        let (width, height) = self.size;
        let frame = if height < LOW { 3 } else { FRAME };
        (width, height.saturating_sub(frame))
    }

    /// The same for a screen that explains nothing, and has the explaining row too while that is empty.
    #[must_use]
    pub fn wall(&self) -> (u16, u16) {
        let (width, height) = self.body();
        (width, height + u16::from(!self.is_low()))
    }

    /// Is the terminal so low that rules and explanations give way?
    #[must_use]
    pub const fn is_low(&self) -> bool {
        self.size.1 < LOW
    }

    fn local(&self, at: i64) -> DateTime<Utc> {
        DateTime::<Utc>::from_timestamp_millis(at.saturating_add(self.zone_offset_ms)).unwrap_or_default()
    }

    /// A moment of the journal as local date and time, `23 Nov 14:05`, with the year if it is not this one. In full
    /// `2026-11-23 14:05`.
    #[must_use]
    pub fn time(&self, at: i64) -> String {
        let local = self.local(at);
        local.format(&format!("{} %H:%M", self.written(local.year(), "%e"))).to_string()
    }

    /// A day as screens show it, `23 Nov`, with the year if it is not this one. In full `2026-11-23`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        if self.in_full { day.to_string() } else { short(day, self.today) }
    }

    /// The same in a column of days, where a single figure is indented: ` 5 Oct` below `23 Nov`.
    #[must_use]
    pub fn day_in_column(&self, day: Day) -> String {
        day.format(&self.written(day.year(), "%e")).to_string()
    }

    /// The format of a day in that year; `of_month` is the part for its number.
    fn written(&self, year: i32, of_month: &str) -> String {
        if self.in_full {
            "%Y-%m-%d".to_owned()
        } else if year == self.today.year() {
            format!("{of_month} %b")
        } else {
            format!("{of_month} %b %Y")
        }
    }
}
