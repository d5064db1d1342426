//! Owns the escaping of text in Markdown: what people typed becomes no link, image, HTML or heading, and breaks no
//! table.

/// A joiner without width: it keeps an address or a name from being taken for a link, and is not seen.
const JOINER: char = '\u{2060}';

/// Text that means itself in Markdown, on one line. What looks like the address of somebody or the name of a host is
/// code: nobody makes a link of that, and it is found and copied as it stands. Where that cannot be code, a joiner keeps
/// it from being a link.
#[must_use]
pub fn escape(text: &str) -> String {
    let line = one_line(text);
    let mut safe = String::with_capacity(line.len() + 16);
    let mut place = 0;
    while let Some(c) = line.get(place).copied() {
        if let Some(end) = address_end(&line, place) {
            safe.push('`');
            safe.extend(&line[place..end]);
            safe.push('`');
            place = end;
            continue;
        }
        match c {
            _ if !links(&line, place) => put(&mut safe, &line, place),
            '/' => safe.extend([JOINER, '/']),
            '.' if ends_in_www(&line[..place]) => safe.extend(['\\', '.', JOINER]),
            c => safe.extend([c, JOINER]),
        }
        place += 1;
    }
    safe
}

/// The same of what somebody copies, to put it where they want it: addresses and paths stay what they are.
#[must_use]
pub fn escape_copied(text: &str) -> String {
    let line = one_line(text);
    let mut safe = String::with_capacity(line.len() + 16);
    for place in 0..line.len() {
        put(&mut safe, &line, place);
    }
    safe
}

/// The signs of a text on one line.
fn one_line(text: &str) -> Vec<char> {
    let line: String = text.chars().map(|c| if c.is_control() || is_break(c) { ' ' } else { c }).collect();
    line.trim().chars().collect()
}

/// The sign at a place; a blank behind the last.
fn sign(line: &[char], place: usize) -> char {
    line.get(place).copied().unwrap_or(' ')
}

/// Puts a sign so that it means itself.
fn put(safe: &mut String, line: &[char], place: usize) {
    let c = sign(line, place);
    let is_numbered = || place > 0 && line[..place].iter().all(char::is_ascii_digit);
    // At the start a sign, or a number with a dot, would begin a list, a quote or a rule.
    let begins = match c {
        '-' | '+' | '=' => place == 0,
        '.' | ')' => sign(line, place + 1).is_whitespace() && is_numbered(),
        _ => false,
    };
    match c {
        '<' => safe.push_str("&lt;"),
        '>' => safe.push_str("&gt;"),
        '&' => safe.push_str("&amp;"),
        _ if begins || is_special(c) => safe.extend(['\\', c]),
        _ => safe.push(c),
    }
}

/// Could a link be made of what stands around that place? A bare address is one in some dialects, and so is what only
/// looks like the name of a host.
fn links(line: &[char], place: usize) -> bool {
    let before = place.checked_sub(1).map_or(' ', |before| sign(line, before));
    let goes_on = !sign(line, place + 1).is_whitespace();
    match sign(line, place) {
        '/' => before == '/',
        ':' => before.is_alphabetic() && goes_on,
        '@' => goes_on,
        '.' if ends_in_www(&line[..place]) => goes_on,
        '.' => !before.is_whitespace() && before != '.' && begins_an_ending(line, place + 1),
        _ => false,
    }
}

/// Where an address ends that begins at that place and can be code; none where none does. One that says how it is gone
/// to is no code: it stays broken wherever it is pasted.
fn address_end(line: &[char], place: usize) -> Option<usize> {
    if place > 0 && !is_around(sign(line, place - 1)) {
        return None;
    }
    let count = line[place..].iter().take_while(|c| is_of_address(**c)).count();
    let behind = sign(line, place + count);
    // What ends a sentence is no part of it.
    let ends = line[place..place + count].iter().rev().take_while(|c| matches!(c, '.' | ':' | '?')).count();
    let end = place + count - ends;
    let address = &line[place..end];
    let is_one = (place..end).any(|at| links(line, at)) && !address.windows(2).any(|pair| pair == ['/', '/']);
    (is_around(behind) && is_one).then_some(end)
}

/// May it stand before an address, or behind it?
fn is_around(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | ',' | ';')
}

/// May it stand in one that is code?
fn is_of_address(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '@' | '-' | '_' | '+' | '/' | ':' | '%' | '?' | '=' | '&' | '#' | '~')
}

/// Does it mean something wherever it stands?
const fn is_special(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '#' | '^' | '$' | '!')
}

/// Does it break a line, though it is no control character?
const fn is_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Could the end of a host's name begin there? It has two letters at least; numbers and ends of sentences have none.
fn begins_an_ending(line: &[char], place: usize) -> bool {
    (place..place + 2).all(|at| line.get(at).is_some_and(|c| c.is_alphabetic()))
}

fn ends_in_www(line: &[char]) -> bool {
    line.last_chunk::<3>().is_some_and(|last| last.iter().all(|c| c.eq_ignore_ascii_case(&'w')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_means_itself() {
        let table = [
            ("plain words, 12.5 % (of 40)", "plain words, 12.5 % (of 40)"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("[x](http://y) | =1+1", "\\[x\\](http:\u{2060}/\u{2060}/y) \\| =1+1"),
            ("![x](y)", "\\!\\[x\\](y)"),
            ("# head", "\\# head"),
            ("- item", "\\- item"),
            ("=== rule", "\\=== rule"),
            ("12. item", "12\\. item"),
            ("3) item", "3\\) item"),
            ("12.5 is a number", "12.5 is a number"),
            ("12.", "12\\."),
            ("two\nlines\r\n# three", "two lines  \\# three"),
            ("`code` *bold* _it_ ~~no~~", "\\`code\\` \\*bold\\* \\_it\\_ \\~\\~no\\~\\~"),
            ("&lt;", "&amp;lt;"),
            ("a\\|b", "a\\\\\\|b"),
            ("www.example.com", "`www.example.com`"),
            ("(ana@example.com, bo@example.com).", "(`ana@example.com`, `bo@example.com`)."),
            ("ask ana@example.com.", "ask `ana@example.com`."),
            ("請求書 – R&D", "請求書 – R&amp;D"),
            ("", ""),
        ];
        for (typed, safe) in table {
            assert_eq!(escape(typed), safe, "{typed}");
        }
    }

    #[test]
    fn what_looks_like_an_address_is_broken() {
        let table = [
            ("evil.com", "`evil.com`"),
            ("see evil.com/x.", "see `evil.com/x`."),
            ("163.com", "`163.com`"),
            ("a.b.co.uk:80", "`a.b.co.uk:80`"),
            ("пример.рф", "`пример.рф`"),
            ("mailto:a@b.com", "`mailto:a@b.com`"),
            ("//evil.com", "/\u{2060}/evil.\u{2060}com"),
            ("@team", "`@team`"),
            // What cannot stand in code, or would end it, is none.
            ("`evil.com`", "\\`evil.\u{2060}com\\`"),
            ("evil.com|www.evil", "evil.\u{2060}com\\|www\\.\u{2060}evil"),
            ("<a@b.com>", "&lt;a@\u{2060}b.\u{2060}com&gt;"),
        ];
        for (typed, safe) in table {
            assert_eq!(escape(typed), safe, "{typed}");
        }
    }

    #[test]
    fn what_is_copied_keeps_its_addresses_and_paths() {
        for text in ["ana@example.com", "www.example.com/a", "see /home/ana/north.steerco", "http://y"] {
            assert_eq!(escape_copied(text), text);
        }
        assert_eq!(escape_copied("- [x](http://y)"), "\\- \\[x\\](http://y)");
    }

    #[test]
    fn numbers_and_sentences_stay_as_they_are() {
        for text in [
            "accuracy 78.1 %, 1,200.5 h, v1.2.3",
            "It is so. And so it goes on...and on.",
            "on 24.11.2026 at 10:30",
            "2026-W14..2026-W21",
            "e.g. this: that and/or those, 3 @ 4",
        ] {
            assert_eq!(escape(text), text);
        }
    }
}
