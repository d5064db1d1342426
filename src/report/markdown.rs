//! Owns the escape of text in Markdown: what people typed becomes neither a link nor an image, neither HTML nor a
//! heading, and leaves every table as it is.

/// A joiner without width: it keeps an address from being taken for a link, and is not seen.
const JOINER: char = '\u{2060}';

/// Text that means itself in Markdown, on one line.
pub(super) fn escape(text: &str) -> String {
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
            // A bare address is a link in some dialects.
            ':' if next == '/' => safe.push_str("\\:"),
            '.' if ends_in_www(&safe) => safe.push_str("\\."),
            '@' if !before.is_whitespace() && !next.is_whitespace() => safe.extend(['@', JOINER]),
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
            ("[x](http://y) | =1+1", "\\[x\\](http\\://y) \\| =1+1"),
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
            ("www.example.com", "www\\.example.com"),
            ("ana@example.com", "ana@\u{2060}example.com"),
            ("請求書 – R&D", "請求書 – R&amp;D"),
            ("", ""),
        ];
        for (typed, safe) in table {
            assert_eq!(escape(typed), safe, "{typed}");
        }
    }
}
