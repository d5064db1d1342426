//! Owns sentences that name keys: a verb between `⟨` and `⟩` is shown as the key bound to it now.

use crate::ui::glyphs::Glyphs;

/// The home of what works on every screen.
pub const EVERYWHERE: &str = "everywhere";

/// A verb as a sentence can name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Whose verb it is: a screen's name, or `everywhere`.
    pub home: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What the footer calls it.
    pub title: &'static str,
    /// The first of its keys; none where it has none.
    pub key: Option<String>,
}

/// Quotes somebody else's text within a sentence: what looks like a verb in it is none.
#[must_use]
pub fn verbatim(text: &str) -> String {
    text.replace('⟨', "⟨⟨")
}

/// Every verb, by the name that sentences use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys(Vec<Named>);

impl Keys {
    /// Collects these verbs.
    #[must_use]
    pub const fn of(verbs: Vec<Named>) -> Self {
        Self(verbs)
    }

    /// A sentence with the keys of the verbs that it names. `⟨add⟩` is the verb of the screen `here`, else of
    /// everywhere, else of any screen; `⟨board add⟩` is that of the board; `⟨take-back|undo⟩` is the first of the two
    /// that exists. A verb without a key is shown by the words under which it is found. A chord is never broken between
    /// two lines. In plain sentences a number would choose a row, so the word to type is shown instead. `⟨⟨` is the
    /// mark itself, as [`verbatim`] writes it.
    #[must_use]
    pub fn told(&self, text: &str, here: &str, glyphs: Glyphs) -> String {
        let mut told = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('⟨') {
            told.push_str(before);
            if let Some(after) = after.strip_prefix('⟨') {
                told.push('⟨');
                rest = after;
                continue;
            }
            let named = after.split_once('⟩').and_then(|(name, after)| Some((self.verb(name, here)?, after)));
            rest = if let Some((verb, after)) = named {
                let said = match verb.key.as_deref() {
                    Some(key) if glyphs == Glyphs::Words && is_number(key) => format!("say {}", verb.title),
                    Some(key) => unbroken(&glyphs.key(key), glyphs),
                    None => format!("“{}”", verb.title),
                };
                told.push_str(&said);
                after
            } else {
                // Somebody typed that mark.
                told.push('⟨');
                after
            };
        }
        told.push_str(rest);
        told
    }

    fn verb(&self, named: &str, here: &str) -> Option<&Named> {
        match named.split_once(' ') {
            Some((home, names)) => self.first(names, |verb| verb.home == home),
            None => [here, EVERYWHERE]
                .iter()
                .find_map(|home| self.first(named, |verb| verb.home == *home))
                .or_else(|| self.first(named, |_| true)),
        }
    }

    /// The first of those names that exists.
    fn first(&self, names: &str, is_meant: impl Fn(&Named) -> bool) -> Option<&Named> {
        names.split('|').find_map(|name| self.0.iter().find(|verb| verb.name == name && is_meant(verb)))
    }
}

/// Is a key a number? In plain sentences that is a row.
#[must_use]
pub fn is_number(key: &str) -> bool {
    key.bytes().all(|sign| sign.is_ascii_digit())
}

/// A chord that no line break can split; for listening it stays as it is.
fn unbroken(key: &str, glyphs: Glyphs) -> String {
    if glyphs == Glyphs::Words { key.to_owned() } else { key.replace(' ', "\u{a0}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Shown;

    #[test]
    fn a_key_of_two_strokes_stays_on_one_line() {
        let key = Some("g r".to_owned());
        let keys = Keys::of(vec![Named { home: "everywhere", name: "review", title: "review", key }]);
        let told = |glyphs| keys.told("On its page (⟨review⟩) it is.", "board", glyphs);
        let lines: Vec<String> = Shown::line(&told(Glyphs::Unicode)).wrap(14).iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["On its page", "(g\u{a0}r) it is."]);
        assert_eq!(told(Glyphs::Words), "On its page (g r) it is.");
    }

    #[test]
    fn a_number_that_chooses_a_row_where_lines_are_written_is_told_by_its_words() {
        let key = Some("7".to_owned());
        let keys = Keys::of(vec![Named { home: "pilot", name: "readiness", title: "readiness", key }]);
        let told = |glyphs| keys.told("gates are on the readiness page: ⟨readiness⟩", "pilot", glyphs);
        assert_eq!(told(Glyphs::Unicode), "gates are on the readiness page: 7");
        assert_eq!(told(Glyphs::Words), "gates are on the readiness page: say readiness");
    }

    #[test]
    fn a_sentence_names_the_keys_that_verbs_have_here_and_now() {
        let verb = |home, name, key: &str| {
            let key = Some(key.to_owned()).filter(|key| !key.is_empty());
            Named { home, name, title: "bring back", key }
        };
        let keys = Keys::of(vec![
            verb("meeting", "take-back", "t"),
            verb("board", "add", "↵"),
            verb("people", "add", "n"),
            verb("everywhere", "undo", "z"),
            verb("everywhere", "undrop-draft", ""),
        ]);
        let told = |text: &str, here| keys.told(text, here, Glyphs::Unicode);
        assert_eq!(told("⟨add⟩ adds one; ⟨undo⟩ takes it back.", "people"), "n adds one; z takes it back.");
        assert_eq!(told("⟨add⟩, ⟨people add⟩", "week"), "↵, n", "any screen's, where it is meant by nobody else");
        assert_eq!(told("⟨take-back|undo⟩", "meeting"), "t");
        assert_eq!(told("⟨take-back|undo⟩", "board"), "z");
        assert_eq!(told("⟨undrop-draft⟩ has it", "board"), "“bring back” has it");
        assert_eq!(keys.told("⟨board add⟩", "people", Glyphs::Ascii), "Enter");
        for typed in ["⟨ and ⟩", "⟨fly⟩", "⟨undo"] {
            assert_eq!(told(typed, "board"), typed);
        }
        for typed in ["⟨undo⟩ me", "⟨⟨undo⟩⟩", "⟨", "x"] {
            let sentence = format!("⟨add⟩ {}", verbatim(typed));
            assert_eq!(told(&sentence, "people"), format!("n {typed}"));
        }
    }
}
