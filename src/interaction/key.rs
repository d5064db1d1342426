//! Owns keys as the program means them, whichever library reads the terminal, and chords of several keys.

use std::fmt;

use crate::domain::Invalid;

/// One press of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift, where the character itself does not show it.
    pub shift: bool,
}

/// Which key was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the keys of a keyboard")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// Keys by name, as in `keys.toml` and in hints; of several names of a key, hints use the first.
const NAMES: &[(&str, Code)] = &[
    ("↵", Code::Enter),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("⇥", Code::Tab),
    ("Tab", Code::Tab),
    ("⇤", Code::BackTab),
    ("BackTab", Code::BackTab),
    ("Space", Code::Char(' ')),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("↑", Code::Up),
    ("Up", Code::Up),
    ("↓", Code::Down),
    ("Down", Code::Down),
    ("←", Code::Left),
    ("Left", Code::Left),
    ("→", Code::Right),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PageUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("PageDown", Code::PageDown),
];

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Ctrl.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false, shift: false }
    }

    /// Reads a key such as `x`, `Enter`, `Ctrl+P` or `F5`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        while let Some((modifier, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty()) {
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => break,
            }
            rest = after;
        }
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) if !NAMES.iter().any(|(name, _)| *name == rest) => Code::Char(c),
            _ => named(rest).ok_or_else(|| {
                Invalid::new(format!("“{text}” is not a key")).hint("write x, Enter, Ctrl+P, F5, Space, PgDn")
            })?,
        };
        if let Code::Char(c) = key.code
            && key.ctrl
        {
            key.code = Code::Char(c.to_ascii_lowercase());
        }
        Ok(key)
    }
}

fn named(name: &str) -> Option<Code> {
    let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, code)| *code);
    known.or_else(|| {
        let number = name.strip_prefix(['F', 'f'])?.parse().ok()?;
        (1..=24).contains(&number).then_some(Code::F(number))
    })
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if held {
                f.write_str(name)?;
            }
        }
        match (self.code, NAMES.iter().find(|(_, code)| *code == self.code)) {
            (_, Some((name, _))) => f.write_str(name),
            (Code::Char(c), _) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            (Code::Char(c), _) => write!(f, "{c}"),
            (Code::F(number), _) => write!(f, "F{number}"),
            _ => Ok(()),
        }
    }
}

/// One or more keys in a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chord(Vec<Key>);

impl Chord {
    /// Reads `x`, `gg`, `g w` or `Ctrl+P`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let words: Vec<&str> = text.split_whitespace().collect();
        if let [word] = words.as_slice() {
            let letters: Vec<char> = word.chars().collect();
            // `Up` is the name of a key; `gg` is two keys.
            if letters.len() == 2 && letters.iter().all(char::is_ascii_alphabetic) && named(word).is_none() {
                return Ok(Self(letters.into_iter().map(Key::char).collect()));
            }
        }
        let keys = words.into_iter().map(Key::parse).collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() {
            return Err(Invalid::new("an empty text is not a key").hint("write \"none\" to unbind a verb"));
        }
        Ok(Self(keys))
    }

    /// Its keys.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, key) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_shown() {
        for name in ["x", "L", "?", "↵", "Ctrl+P", "F5", "Space", "PgDn", "g w", "g g", "+", "Ctrl+Z", "Alt+↑"] {
            assert_eq!(Chord::parse(name).unwrap().to_string(), name);
        }
        assert_eq!(Chord::parse("gg").unwrap(), Chord::parse("g g").unwrap());
        assert_eq!(Chord::parse("Up").unwrap().to_string(), "↑", "a name, not two letters");
        assert_eq!(Chord::parse("enter").unwrap(), Chord::parse("↵").unwrap());
        assert_eq!(Key::parse("ctrl+p").unwrap(), Key::ctrl('p'));
    }

    #[test]
    fn what_is_not_a_key_is_refused() {
        for name in ["", "Ctrl+Oops", "F99", "Hyper+x"] {
            assert!(Chord::parse(name).is_err(), "{name}");
        }
    }
}
