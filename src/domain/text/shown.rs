//! Owns the sanitiser: what people typed becomes text that cannot command a terminal. [`Shown`] is the only text that
//! widgets, printing and reports accept. Text in the store stays as it was typed.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// More combining marks on one letter would reach over the lines above and below.
const MARKS: usize = 8;
/// What a tab is shown as.
const TAB: &str = "    ";

/// Text that is safe to show: no control characters, no direction overrides, nothing of zero width but marks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Shown(String);

impl Shown {
    /// One line: line breaks become spaces.
    #[must_use]
    pub fn line(text: &str) -> Self {
        if is_plain(text) {
            return Self(text.to_owned());
        }
        let mut safe = String::with_capacity(text.len() + 8);
        let mut chars = text.chars().peekable();
        let mut marks = 0;
        while let Some(c) = chars.next() {
            match c {
                '\r' if chars.peek() == Some(&'\n') => {}
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => safe.push(' '),
                _ => push(&mut safe, c, &mut marks),
            }
        }
        Self(balanced(safe))
    }

    /// Several lines, each safe by itself.
    #[must_use]
    pub fn lines(text: &str) -> Vec<Self> {
        text.replace("\r\n", "\n").split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).map(Self::line).collect()
    }

    /// The first `width` columns of a text that may be very long. The rest is not even looked at.
    #[must_use]
    pub fn head(text: &str, width: usize) -> Self {
        let enough = text.char_indices().nth(width.saturating_mul(MARKS + 4) + 1).map_or(text.len(), |(at, _)| at);
        Self::line(text.get(..enough).unwrap_or(text)).fit(width)
    }

    /// Cut to `width` columns between graphemes, with an ellipsis if something is missing.
    #[must_use]
    pub fn fit(&self, width: usize) -> Self {
        if self.width() <= width {
            return self.clone();
        }
        let Some(room) = width.checked_sub(1) else {
            return Self::default();
        };
        let mut cut = String::new();
        let mut used = 0;
        for grapheme in self.0.graphemes(true) {
            let wide = grapheme.width();
            if used + wide > room {
                break;
            }
            cut.push_str(grapheme);
            used += wide;
        }
        cut.truncate(cut.trim_end().len());
        cut.push('…');
        Self(balanced(cut))
    }

    /// The same for a sentence: cut after a word, if one ends in the second half, as half a word may mean something
    /// else.
    #[must_use]
    pub fn fit_words(&self, width: usize) -> Self {
        let room = width.saturating_sub(1);
        if self.width() <= width || room == 0 {
            return self.fit(width);
        }
        let words = self.wrap(room).into_iter().next().filter(|words| words.width() > room / 2);
        // One ellipsis is enough.
        words.map_or_else(|| self.fit(width), |words| Self(format!("{}…", words.as_str().trim_end_matches('…'))))
    }

    /// Cut or filled with spaces on the right to exactly `width` columns.
    #[must_use]
    pub fn pad(&self, width: usize) -> Self {
        let mut cell = self.fit(width);
        let missing = width.saturating_sub(cell.width());
        cell.0.extend(std::iter::repeat_n(' ', missing));
        cell
    }

    /// Cut or filled with spaces on the left to exactly `width` columns.
    #[must_use]
    pub fn pad_left(&self, width: usize) -> Self {
        let cell = self.fit(width);
        let missing = width.saturating_sub(cell.width());
        Self(" ".repeat(missing) + &cell.0)
    }

    /// Broken into lines of at most `width` columns, at spaces where there are any.
    #[must_use]
    pub fn wrap(&self, width: usize) -> Vec<Self> {
        let width = width.max(1);
        let mut lines = Lines::default();
        for word in unbroken(&self.0) {
            let wide = columns(word.trim_end());
            if lines.used + wide > width {
                lines.turn();
            }
            if lines.used + wide <= width {
                lines.push(word, columns(word));
                continue;
            }
            for grapheme in word.graphemes(true) {
                if grapheme != " " && lines.used + grapheme.width() > width {
                    lines.turn();
                }
                lines.push(grapheme, grapheme.width());
            }
        }
        lines.all().map(|line| Self(balanced(line.trim_end().to_owned()))).collect()
    }

    /// In pieces of at most `width` columns with nothing left out, for words that are wider than a line.
    #[must_use]
    pub fn wrap_kept(&self, width: usize) -> Vec<Self> {
        if self.width() <= width.max(1) {
            return vec![self.clone()];
        }
        let mut pieces = Lines::default();
        for grapheme in self.0.graphemes(true) {
            if pieces.used + grapheme.width() > width.max(1) {
                pieces.turn();
            }
            pieces.push(grapheme, grapheme.width());
        }
        pieces.all().map(|piece| Self(balanced(piece))).collect()
    }

    /// The columns that it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        columns(&self.0)
    }

    /// The safe text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        shown.0
    }
}

impl AsRef<str> for Shown {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The words of a text, each with the space behind it. A percent sign stays with its number.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut ends = rest.match_indices(' ').map(|(at, _)| at + 1);
        let end = ends.find(|end| !rest[*end..].starts_with('%')).unwrap_or(rest.len());
        let (word, next) = rest.split_at(end);
        rest = next;
        (!word.is_empty()).then_some(word)
    })
}

/// Lines that are being filled, and the columns of the last one so far.
#[derive(Default)]
struct Lines {
    full: Vec<String>,
    last: String,
    used: usize,
}

impl Lines {
    fn push(&mut self, text: &str, columns: usize) {
        self.last.push_str(text);
        self.used += columns;
    }

    /// Begins another line, unless this one is still empty.
    fn turn(&mut self) {
        if !self.last.is_empty() {
            self.full.push(std::mem::take(&mut self.last));
            self.used = 0;
        }
    }

    fn all(self) -> impl Iterator<Item = String> {
        self.full.into_iter().chain([self.last])
    }
}

/// The columns that a text takes when drawn: a cell for each letter, even if two are printed as one sign.
#[must_use]
pub fn columns(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Is it printable ASCII? Then there is nothing to do.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (0x20..0x7f).contains(&b))
}

/// Is every character of this text safe to draw?
#[cfg(test)]
#[must_use]
pub fn is_clean(text: &str) -> bool {
    text.chars().all(|c| spelled(c).is_none() && c != '\t')
}

/// Could this character change anything but the cells that it takes?
#[must_use]
pub fn commands(c: char) -> bool {
    !matches!(c, ' '..='~') && (c == '\t' || spelled(c).is_some() || matches!(c, '\u{2066}'..='\u{2069}'))
}

/// Would nobody see anything of this text? Control characters are seen, as they are spelled out.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    let joins = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    text.chars().all(|c| c.is_whitespace() || joins(c) || commands(c) && !c.is_control())
}

fn push(safe: &mut String, c: char, marks: &mut usize) {
    if is_mark(c) {
        *marks += 1;
        if *marks <= MARKS {
            safe.push(c);
        }
        return;
    }
    *marks = 0;
    match (c, spelled(c)) {
        ('\t', _) => safe.push_str(TAB),
        (_, Some(name)) => safe.push_str(&name),
        _ => safe.push(c),
    }
}

/// How a character is spelled out that must not reach a terminal; none for all others.
fn spelled(c: char) -> Option<String> {
    let code = u32::from(c);
    Some(match c {
        // Nearly every character ever shown.
        ' '..='~' => return None,
        '\t' => return None,
        '\0'..='\u{1f}' => format!("^{}", char::from_u32(code + 0x40).unwrap_or('?')),
        '\u{7f}' => "^?".to_owned(),
        '\u{80}'..='\u{9f}' => format!("^[{}", char::from_u32(code - 0x40).unwrap_or('?')),
        '\u{202a}' => "⟨LRE⟩".to_owned(),
        '\u{202b}' => "⟨RLE⟩".to_owned(),
        '\u{202c}' => "⟨PDF⟩".to_owned(),
        '\u{202d}' => "⟨LRO⟩".to_owned(),
        '\u{202e}' => "⟨RLO⟩".to_owned(),
        '\u{ad}' => "⟨SHY⟩".to_owned(),
        '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206a}'..='\u{206f}'
        | '\u{180e}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{e0000}'..='\u{e0fff}'
        | '\u{1d173}'..='\u{1d17a}' => format!("⟨{code:04X}⟩"),
        _ => return None,
    })
}

/// Is it drawn on the character before it?
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Closes direction isolates that were left open, and drops closers without an opener.
fn balanced(text: String) -> String {
    const CLOSE: char = '\u{2069}';
    if !text.contains(['\u{2066}', '\u{2067}', '\u{2068}', CLOSE]) {
        return text;
    }
    let mut open = 0_usize;
    let mut balanced = String::with_capacity(text.len() + 6);
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open += 1,
            CLOSE if open == 0 => continue,
            CLOSE => open -= 1,
            _ => {}
        }
        balanced.push(c);
    }
    balanced.extend(std::iter::repeat_n(CLOSE, open));
    balanced
}

/// Stands for a text while names and values are masked.
pub const HIDDEN: &str = "…";

/// A text on one line, with single spaces.
#[must_use]
pub fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What nobody sees of a name, and spreadsheets and web pages leave in it.
const UNSEEN: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}'];

/// A text as it is compared with names: [collapsed], without what nobody sees of it.
#[must_use]
pub fn plainly(text: &str) -> String {
    collapsed(&text.replace(UNSEEN, ""))
}

/// A text short enough for a sentence: its first line, cut between graphemes.
#[must_use]
pub fn brief(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.grapheme_indices(true).nth(60) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

/// Of a common beginning so many signs are kept before the difference.
const SHARED: usize = 24;

/// Two texts, cut so that their difference fits into `room` columns: an ellipsis replaces their common beginning.
#[must_use]
pub fn differing(one: &str, other: &str, room: usize) -> (String, String) {
    let (one, other) = (collapsed(one), collapsed(other));
    if columns(&one).max(columns(&other)) <= room {
        return (one, other);
    }
    let pairs = one.graphemes(true).zip(other.graphemes(true));
    let same: usize = pairs.take_while(|(a, b)| a == b).map(|(sign, _)| sign.len()).sum();
    let shared = one.get(..same).unwrap_or_default();
    let from = shared.grapheme_indices(true).rev().nth(SHARED - 1).map_or(0, |(from, _)| from);
    if from == 0 {
        return (one, other);
    }
    (format!("…{}", &one[from..]), format!("…{}", &other[from..]))
}

/// A text in quotation marks, cut between graphemes to what fits into a message.
#[must_use]
pub fn quoted(text: &str) -> String {
    let text = collapsed(text.get(..1000).unwrap_or(text));
    match text.grapheme_indices(true).nth(40) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_long_texts_are_told_from_where_they_differ() {
        let told = |one: &str, other: &str| differing(one, other, 40);
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(told("one", "other"), pair("one", "other"));
        let long = "What is said here is the same for a long while, and then it is ";
        let (mine, theirs) = (format!("{long}mine"), format!("{long}theirs"));
        let cut = "…g while, and then it is ";
        assert_eq!(told(&mine, &theirs), (format!("{cut}mine"), format!("{cut}theirs")));
        assert_eq!(told(&mine, "Nothing"), pair(&mine, "Nothing"));
    }

    #[test]
    fn a_sentence_is_cut_behind_a_whole_word() {
        let cut = |text: &str, width| String::from(Shown::line(text).fit_words(width));
        assert_eq!(cut("pilots under way, told once", 21), "pilots under way,…");
        assert_eq!(cut("pilots under way, told once", 27), "pilots under way, told once");
        assert_eq!(cut("an uninterruptible", 12), "an uninterr…", "of one long word its beginning");
        assert_eq!(["", "…", "p…"], [0, 1, 2].map(|width| cut("pilots", width)));
    }

    #[test]
    fn what_is_quoted_is_one_short_line() {
        assert_eq!(quoted(" two\n lines "), "“two lines”");
        let umlaut = "u\u{308}";
        assert_eq!(quoted(&umlaut.repeat(41)), format!("“{}…”", umlaut.repeat(40)));
    }

    #[test]
    fn what_is_joined_is_not_torn_in_a_sentence() {
        let cat = "👩\u{200d}💻";
        assert_eq!(brief(&cat.repeat(61)), format!("{}…", cat.repeat(60)));
        assert_eq!(brief(&format!("\n {} \nmore", cat.repeat(60))), cat.repeat(60));
    }

    #[test]
    fn control_characters_are_spelled_out() {
        let table = [
            ("a\u{1b}[2Jb", "a^[[2Jb"),
            ("\u{9b}31m", "^[[31m"),
            ("x\u{7f}\0", "x^?^@"),
            ("tab\there", "tab    here"),
            ("two\r\nlines\n", "two lines "),
            ("evil\u{202e}gpj.exe", "evil⟨RLO⟩gpj.exe"),
            ("zero\u{200b}width", "zero⟨200B⟩width"),
            ("tag\u{e0041}", "tag⟨E0041⟩"),
            ("emoji 🙂 stays", "emoji 🙂 stays"),
        ];
        for (text, shown) in table {
            assert_eq!(Shown::line(text).as_str(), shown);
        }
    }

    #[test]
    fn marks_do_not_climb_and_isolates_close() {
        let climbing = format!("a{}", "\u{301}".repeat(50));
        assert_eq!(Shown::line(&climbing).as_str().chars().count(), 1 + MARKS);
        assert_eq!(Shown::line("\u{2067}abc").as_str(), "\u{2067}abc\u{2069}");
        assert_eq!(Shown::line("abc\u{2069}").as_str(), "abc");
    }

    #[test]
    fn text_is_cut_between_graphemes() {
        assert_eq!(Shown::line("Invoice triage").fit(9).as_str(), "Invoice…");
        assert_eq!(Shown::line("請求書処理").fit(5).as_str(), "請求…");
        assert_eq!(Shown::line("abc").fit(0).as_str(), "");
        assert_eq!(Shown::line("ab").pad(4).as_str(), "ab  ");
        assert_eq!(Shown::line("ab").pad_left(4).as_str(), "  ab");
        let lines: Vec<String> = Shown::line("one two three").wrap(7).into_iter().map(String::from).collect();
        assert_eq!(lines, ["one two", "three"]);
        let lines: Vec<String> = Shown::line("at 88.6 %, or 5 %").wrap(8).into_iter().map(String::from).collect();
        assert_eq!(lines, ["at", "88.6 %,", "or 5 %"], "a percent sign stays with its number");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_clean_and_fits(text in any::<String>(), width in 0_usize..40) {
            let shown = Shown::line(&text);
            prop_assert!(is_clean(shown.as_str()));
            prop_assert!(shown.fit(width).width() <= width);
            prop_assert_eq!(shown.pad(width).width(), width);
            prop_assert!(Shown::head(&text, width).width() <= width);
            prop_assert_eq!(Shown::line(shown.as_str()), shown);
        }
    }
}
