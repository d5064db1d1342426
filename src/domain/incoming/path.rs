//! Owns the reading of a path that somebody types or pastes.

/// The quotes that people and programs put around a path.
pub const QUOTES: [char; 2] = ['\'', '"'];

/// The path meant by a text from a shell or file manager: in quotes, as a `file:` address, or with escaped blanks.
pub(super) fn meant_path(typed: &str) -> String {
    let typed = typed.trim();
    for quote in QUOTES {
        if let Some(path) = typed.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return path.to_owned();
        }
    }
    match typed.strip_prefix("file://") {
        Some(address) => decoded(address.strip_prefix("localhost").unwrap_or(address)),
        None => unescaped(typed),
    }
}

/// A part of an address, decoded: `%20` is a blank.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| part.to_owned())
}

/// The path without backslashes before blanks and special signs of a shell. Other backslashes separate folders.
fn unescaped(path: &str) -> String {
    let mut signs = path.chars().peekable();
    let mut plain = String::with_capacity(path.len());
    while let Some(sign) = signs.next() {
        let is_escape = sign == '\\' && signs.peek().is_some_and(|next| " '\"()[]{}&;!$*?#<>|`".contains(*next));
        if !is_escape {
            plain.push(sign);
        }
    }
    plain
}
