//! Owns the escape of text in Markdown: what people typed becomes neither a link nor an image, neither HTML nor a
//! heading, and leaves every table as it is.

/// A joiner without width: it keeps an address or a name from being taken for a link, and is not seen.
const JOINER: char = '\u{2060}';

/// Text that means itself in Markdown, on one line.
#[must_use]
pub fn escape(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() || is_break(c) { ' ' } else { c }).collect();
    let line: Vec<char> = line.trim().chars().collect();
    let digits = line.iter().take_while(|c| c.is_ascii_digit()).count();
    let mut safe = String::with_capacity(line.len() + 16);
    let mut before = ' ';
    for (place, c) in line.iter().copied().enumerate() {
        let next = line.get(place + 1).copied().unwrap_or(' ');
        // At the start a sign, or a number with a dot, would begin a list, a quote or a rule.
        let begins = match c {
            '-' | '+' | '=' => place == 0,
            '.' | ')' => digits > 0 && place == digits && next.is_whitespace(),
            _ => false,
        };
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // A bare address is a link in some dialects, and so is what only looks like the name of a host.
            '/' if before == '/' => safe.extend([JOINER, '/']),
            ':' if before.is_alphabetic() && !next.is_whitespace() => safe.extend([':', JOINER]),
            '@' if !next.is_whitespace() => safe.extend(['@', JOINER]),
            '.' if ends_in_www(&safe) && !next.is_whitespace() => safe.extend(['\\', '.', JOINER]),
            '.' if !before.is_whitespace() && before != '.' && begins_an_ending(&line, place + 1) => {
                safe.extend(['.', JOINER]);
            }
            _ if begins || is_special(c) => safe.extend(['\\', c]),
            _ => safe.push(c),
        }
        before = c;
    }
    safe
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

fn ends_in_www(text: &str) -> bool {
    let mut last = text.chars().rev();
    (0..3).all(|_| last.next().is_some_and(|c| c.eq_ignore_ascii_case(&'w')))
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
            ("www.example.com", "www\\.\u{2060}example.\u{2060}com"),
            ("ana@example.com", "ana@\u{2060}example.\u{2060}com"),
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
            ("evil.com", "evil.\u{2060}com"),
            ("see evil.com/x.", "see evil.\u{2060}com/x."),
            ("163.com", "163.\u{2060}com"),
            ("a.b.co.uk:80", "a.b.\u{2060}co.\u{2060}uk:\u{2060}80"),
            ("пример.рф", "пример.\u{2060}рф"),
            ("mailto:a@b.com", "mailto:\u{2060}a@\u{2060}b.\u{2060}com"),
            ("//evil.com", "/\u{2060}/evil.\u{2060}com"),
            ("@team", "@\u{2060}team"),
        ];
        for (typed, safe) in table {
            assert_eq!(escape(typed), safe, "{typed}");
        }
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
