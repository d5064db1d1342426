//! Owns the verb row: the one place where a verb's name, words, keys, conditions and deed are together. Keymap, footer,
//! help, palette and the printed list of keys all come from these rows, so they cannot disagree.

use super::{Chord, Context, Effect};

/// Can a verb be used now?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Live {
    /// Yes.
    Yes,
    /// No, and why not.
    No(&'static str),
}

impl Live {
    /// Yes if `condition` holds.
    #[must_use]
    pub const fn when(condition: bool, otherwise: &'static str) -> Self {
        if condition { Self::Yes } else { Self::No(otherwise) }
    }

    /// Yes if something can be written: not in the past, nor in a file opened only to read.
    #[must_use]
    pub const fn writable(context: &Context) -> Self {
        Self::when(!context.read_only, "nothing can be written here")
    }

    /// Yes if this is yes and `condition` holds too.
    #[must_use]
    pub const fn and_when(self, condition: bool, otherwise: &'static str) -> Self {
        self.and(Self::when(condition, otherwise))
    }

    /// Yes if both are; else the first reason why not.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match self {
            Self::Yes => other,
            Self::No(why) => Self::No(why),
        }
    }
}

/// One verb of a screen of type `S`.
pub struct Verb<S> {
    /// Its name in `keys.toml`, unique on its screen.
    pub name: &'static str,
    /// Two words for the footer.
    pub title: &'static str,
    /// One sentence for the help.
    pub doc: &'static str,
    /// Its keys unless they are remapped.
    pub keys: &'static [&'static str],
    /// Does the footer show it when there is room?
    pub hint: bool,
    /// Does it act on the row in focus, so that its key must not hit another one?
    pub on_row: bool,
    /// Its title now, for a verb that goes one way or back depending on the row.
    pub way: Option<fn(&S, &Context) -> &'static str>,
    /// Can it be used now?
    pub live: fn(&S, &Context) -> Live,
    /// Does it.
    pub run: fn(&mut S, &Context) -> Vec<Effect>,
}

/// A verb without its deed, which only the screen needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its name.
    pub name: &'static str,
    /// Two words for what it does now.
    pub title: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// Its keys unless remapped.
    pub keys: &'static [&'static str],
    /// Does the footer show it?
    pub hint: bool,
    /// Does it act on the row in focus?
    pub on_row: bool,
    /// Can it be used now?
    pub live: Live,
}

/// The verbs of a screen, in groups: its own first, then those that it shares.
pub type Rows<S> = &'static [&'static [Verb<S>]];

/// The offers of a screen.
pub fn offers<S>(rows: Rows<S>, screen: &S, context: &Context) -> Vec<Offer> {
    let offered = |verb: &Verb<S>| {
        let title = verb.way.map_or(verb.title, |way| way(screen, context));
        Offer { title, ..verb.offer((verb.live)(screen, context)) }
    };
    rows.iter().copied().flatten().map(offered).collect()
}

/// The offers of a screen that is not open.
#[must_use]
pub fn listed<S>(rows: Rows<S>) -> Vec<Offer> {
    rows.iter().copied().flatten().map(|verb| verb.offer(Live::Yes)).collect()
}

/// Runs the verb of that name.
pub fn run<S>(rows: Rows<S>, screen: &mut S, name: &str, context: &Context) -> Vec<Effect> {
    let verb = rows.iter().copied().flatten().find(|verb| verb.name == name);
    verb.map(|verb| (verb.run)(screen, context)).unwrap_or_default()
}

impl<S> Verb<S> {
    /// A verb that the footer shows where there is room.
    #[must_use]
    pub const fn new(
        (name, title): (&'static str, &'static str),
        doc: &'static str,
        keys: &'static [&'static str],
        live: fn(&S, &Context) -> Live,
        run: fn(&mut S, &Context) -> Vec<Effect>,
    ) -> Self {
        Self { name, title, doc, keys, hint: true, on_row: false, way: None, live, run }
    }

    /// A verb that acts on the row in focus.
    #[must_use]
    pub const fn on_row(
        name_and_title: (&'static str, &'static str),
        doc: &'static str,
        keys: &'static [&'static str],
        live: fn(&S, &Context) -> Live,
        run: fn(&mut S, &Context) -> Vec<Effect>,
    ) -> Self {
        Self { on_row: true, ..Self::new(name_and_title, doc, keys, live, run) }
    }

    /// Hides it from the footer.
    #[must_use]
    pub const fn unhinted(self) -> Self {
        Self { hint: false, ..self }
    }

    /// Sets a title that changes with the row, for a verb that goes one way or back.
    #[must_use]
    pub const fn called(self, way: fn(&S, &Context) -> &'static str) -> Self {
        Self { way: Some(way), ..self }
    }

    /// The verb without its deed.
    #[must_use]
    pub const fn offer(&self, live: Live) -> Offer {
        let Self { name, title, doc, keys, hint, on_row, .. } = *self;
        Offer { name, title, doc, keys, hint, on_row, live }
    }
}

/// Brings back the draft that was dropped last: one verb, whichever key each screen has for it.
#[must_use]
pub const fn undrop<S>(keys: &'static [&'static str]) -> Verb<S> {
    Verb::new(
        ("undrop-draft", "bring a draft back"),
        "Bring back the draft that was dropped last.",
        keys,
        |_, context| Live::writable(context),
        |_, _| vec![Effect::Undrop],
    )
}

/// An offer with the keys bound to it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The offer.
    pub offer: Offer,
    /// Its keys now.
    pub chords: Vec<Chord>,
    /// Whose verb it is: a screen's name, or `everywhere`.
    pub home: &'static str,
}
