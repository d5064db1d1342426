//! Owns the search for words in texts: which letters count as the same, and what is shown of the text around a word.

use nucleo_matcher::chars;
use unicode_normalization::char::compose;
use unicode_segmentation::GraphemeCursor;

use super::shown::collapsed;
use crate::domain::{ActionId, DecisionId, PersonId, PilotId, ReviewId};

/// Columns that are shown before the word.
const BEFORE: usize = 24;
/// Characters that are shown in all.
const EXCERPT: usize = 160;

/// Words that somebody looks for. Neither case, accents nor order matter, nor whether an umlaut is spelled out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seek {
    /// As it was typed.
    typed: String,
    /// The same, folded.
    phrase: Spelled,
    /// Each of its words.
    words: Vec<Spelled>,
}

/// Letters that are spelled out where a keyboard lacks them.
const UMLAUTS: [(char, &str); 3] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue")];

/// What was typed, folded, in every way in which a text may spell it; the first is as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelled(Vec<String>);

impl Spelled {
    pub(super) fn of(typed: &str) -> Self {
        let out = UMLAUTS.iter().fold(typed.to_lowercase(), |text, (letter, spelled)| text.replace(*letter, spelled));
        let mut ways = vec![folded(typed)];
        for other in [folded(&out), with_umlauts(&folded(typed))] {
            if !ways.contains(&other) {
                ways.push(other);
            }
        }
        Self(ways)
    }

    /// Does it stand in a folded text?
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.0.iter().any(|way| text.contains(way.as_str()))
    }

    /// The place where it stands first.
    fn find(&self, text: &str) -> Option<usize> {
        self.0.iter().filter_map(|way| text.find(way.as_str())).min()
    }

    /// Does a word begin with it?
    fn begins_in(&self, text: &str) -> bool {
        let begins = |at: usize| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric() || is_ideograph(c))
        };
        self.0.iter().any(|way| text.match_indices(way.as_str()).any(|(at, _)| begins(at)))
    }
}

/// Does a [folded] text hold every typed word, if an umlaut that only one of the two spells out counts as the same?
/// False if no umlaut can be meant.
#[must_use]
pub fn holds_umlauts(typed: &str, text: &str) -> bool {
    let lower = typed.to_lowercase();
    let may = UMLAUTS.iter().any(|(letter, spelled)| lower.contains(*letter) || lower.contains(spelled));
    may && typed.split_whitespace().all(|word| Spelled::of(word).is_in(text))
}

/// A folded text in which spelled-out umlauts become letters. After a vowel or a q an e is an e, as in `neue`.
fn with_umlauts(folded: &str) -> String {
    let mut text = String::new();
    let mut before = [' ', ' '];
    for c in folded.chars() {
        let is_spelled = c == 'e' && "aou".contains(before[1]) && !"aeioq".contains(before[0]);
        if !is_spelled {
            text.push(c);
        }
        before = [before[1], c];
    }
    text
}

/// How well a text matches; greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Every word is in it, some inside other words.
    Inside,
    /// Every typed word begins a word of it.
    Begins,
    /// It has the whole typed text, at the beginning of a word.
    Phrase,
}

/// Where a found text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// On a page of a pilot.
    Page(PilotId, PilotPart),
    /// With a person.
    Person(PersonId),
    /// In the agenda of a review.
    Review(ReviewId),
    /// In its minutes.
    Minutes(ReviewId),
    /// In a decision.
    Decision(DecisionId),
    /// In an action.
    Action(ActionId),
    /// In what the workspace sets otherwise than the framework.
    Framework,
    /// In the entry of the journal with this number.
    Entry(i64),
}

/// A page of a pilot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the page of that name")]
pub enum PilotPart {
    Overview,
    Checklist,
    Metrics,
    Notes,
    Exceptions,
    Readiness,
    Rollout,
}

/// A found text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextHit {
    /// What it is, as `note` or `decision`.
    pub kind: &'static str,
    /// The name of what it is about: a pilot, a person, the day of a review; or empty.
    pub about: String,
    /// The part that is shown: the first word and its surroundings.
    pub excerpt: String,
    /// Where to read it.
    pub stands: Stands,
    /// What its row is known by there: a number, a checklist item, a dimension, a key; or empty.
    pub spot: String,
    /// How well it matches.
    pub fit: Fit,
    /// If nothing has the typed words: those that were found in their place.
    pub meant: Option<String>,
    /// For a person, how much they answer for: “leads 2 pilots, 3 open actions”; or empty.
    pub answers_for: String,
}

impl TextHit {
    /// Does the other say the same about the same thing?
    #[must_use]
    pub fn tells_the_same(&self, other: &Self) -> bool {
        (self.stands, &self.about, &self.excerpt) == (other.stands, &other.about, &other.excerpt)
    }
}

/// A found text that is about to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where to read it.
    pub stands: Stands,
    /// What its row is known by there.
    pub spot: String,
    /// What was typed to find it.
    pub words: String,
    /// The part that is shown: the first word and its surroundings.
    pub excerpt: String,
}

impl Found {
    /// What to say on the page where it is. A row there is known by its name and need not show all of its texts.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        matches!(self.stands, Stands::Page(..) | Stands::Entry(_)).then(|| format!("Found: “{}”", self.excerpt))
    }
}

impl Seek {
    /// Words to look for, if they are enough: two letters or digits, or one character of a script other than Latin.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let phrase = folded(typed.trim());
        let words = typed.split_whitespace().map(Spelled::of).collect();
        let enough = phrase.chars().count() > 1 || phrase.chars().any(|c| !c.is_ascii_alphanumeric());
        enough.then(|| Self { typed: typed.trim().to_owned(), phrase: Spelled::of(typed.trim()), words })
    }

    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// How well a text matches. `buffer` is only there to be reused.
    pub fn fit(&self, text: &str, buffer: &mut String) -> Option<Fit> {
        fold(text, buffer);
        if !self.words.iter().all(|word| word.is_in(buffer)) {
            return None;
        }
        Some(if self.phrase.begins_in(buffer) {
            Fit::Phrase
        } else if self.words.iter().all(|word| word.begins_in(buffer)) {
            Fit::Begins
        } else {
            Fit::Inside
        })
    }

    /// The same for a text about something with a name: some of the words may stand in the name instead. At least one
    /// has to stand only in the text, or else a name would find every text about its bearer.
    pub fn fit_about(&self, name: &str, text: &str, buffer: &mut String) -> Option<Fit> {
        self.fit(text, buffer).or_else(|| self.fit_beside(name, buffer))
    }

    /// How well a folded text matches that has only some of the words, the others being in the name.
    fn fit_beside(&self, name: &str, text: &str) -> Option<Fit> {
        if self.words.len() < 2 || !self.words.iter().any(|word| word.is_in(text)) {
            return None;
        }
        let name = folded(name);
        let is_there = |word: &Spelled| word.is_in(text) || word.is_in(&name);
        let is_more = |word: &Spelled| word.is_in(text) && !word.is_in(&name);
        (self.words.iter().all(is_there) && self.words.iter().any(is_more)).then_some(Fit::Inside)
    }

    /// The line on which the typed text begins or, if it stands nowhere as typed, the first line with most of its
    /// words.
    #[must_use]
    pub fn line<'a>(&self, lines: impl Iterator<Item = &'a str>) -> Option<usize> {
        let lines: Vec<String> = lines.map(|line| folded(line.trim())).collect();
        // A phrase that is broken at the end of a line goes on in the next, with or without a space between.
        let begins = |at: &usize| {
            let pair: Vec<&str> = lines.iter().skip(*at).take(2).map(String::as_str).collect();
            self.phrase.is_in(&pair.join(" ")) || self.phrase.is_in(&pair.concat())
        };
        let held = |line: &String| self.words.iter().filter(|word| word.is_in(line)).count();
        let most = || {
            let most = lines.iter().map(held).max().filter(|most| *most > 0)?;
            lines.iter().position(|line| held(line) == most)
        };
        // If the next line holds the whole phrase, that is the line to show.
        let first = (0..lines.len()).find(begins);
        let whole = |at: &usize| lines.get(*at).is_some_and(|line| self.phrase.is_in(line));
        first.map(|at| if !whole(&at) && whole(&(at + 1)) { at + 1 } else { at }).or_else(most)
    }

    /// One line of the text around the first of the words.
    #[must_use]
    pub fn excerpt(&self, text: &str) -> String {
        let folded = folded(text);
        let first = || self.words.iter().filter_map(|word| word.find(&folded)).min();
        let found = self.phrase.find(&folded).or_else(first);
        let at = found.map_or(0, |at| behind(text, at));
        // Never inside a sign that is one to its reader.
        let starts = |place: &usize| {
            let byte = text.char_indices().nth(*place).map_or(text.len(), |(byte, _)| byte);
            GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(true)
        };
        let from = (0..=at.saturating_sub(BEFORE)).rev().find(starts).unwrap_or(0);
        let to = (0..=from + EXCERPT).rev().find(starts).unwrap_or(from + EXCERPT);
        let cut: String = text.chars().skip(from).take(to - from).collect();
        let line = unstarred(&collapsed(&cut));
        if from > 0 { format!("…{line}") } else { line }
    }
}

/// A line without the stars by which Markdown emphasises. Those between two digits, and those before list items, stay.
fn unstarred(line: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(line.len()), line);
    while let Some(at) = rest.find('*') {
        let (before, from) = rest.split_at(at);
        let after = from.trim_start_matches('*');
        let sides = [before.chars().next_back(), after.chars().next()];
        let stands_alone = sides.iter().all(|sign| sign.is_none_or(char::is_whitespace));
        let joins = sides.iter().all(|sign| sign.is_some_and(char::is_alphanumeric));
        kept.push_str(before);
        if stands_alone || joins {
            kept.extend(from.chars().take_while(|sign| *sign == '*'));
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// A text as words are looked for in it: without case, accents, and unusual widths of letters.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut buffer = String::with_capacity(text.len());
    fold(text, &mut buffer);
    buffer
}

/// Puts the [folded] text into the buffer.
pub(super) fn fold(text: &str, buffer: &mut String) {
    buffer.clear();
    if text.is_ascii() {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
    } else {
        buffer.reserve(text.len());
        text.chars().for_each(|c| fold_one(c, buffer));
    }
}

/// Appends a folded character to the buffer. An ß becomes `ss`; an accent that stands apart is joined to its letter.
fn fold_one(c: char, buffer: &mut String) {
    let c = if is_accent(c) { joined(buffer, c) } else { c };
    let folded = match c {
        // The space of full width.
        '\u{3000}' => ' ',
        // Scripts without case and accents need no table.
        '\u{2E80}'..='\u{D7FF}' => c,
        c if c.is_ascii() => c.to_ascii_lowercase(),
        'ß' | 'ẞ' => {
            buffer.push('s');
            's'
        }
        c => chars::to_lower_case(chars::normalize(in_usual_width(c))),
    };
    buffer.push(folded);
}

/// Is it an accent or a voicing mark that stands apart from its letter? File names of some systems have them so.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}')
}

/// The last letter of the buffer joined with an accent, and taken from the buffer. If no letter has both, the accent
/// alone.
fn joined(buffer: &mut String, accent: char) -> char {
    let Some(whole) = buffer.chars().next_back().and_then(|letter| compose(letter, accent)) else {
        return accent;
    };
    buffer.pop();
    whole
}

/// Which character of a text comes after so many bytes of its folded form.
pub(super) fn behind(text: &str, bytes: usize) -> usize {
    let mut before = String::new();
    let lies_before = |c: &char| {
        fold_one(*c, &mut before);
        before.len() <= bytes
    };
    text.chars().take_while(lies_before).count()
}

/// The characters U+FF61 to U+FF9F, which are of half width, in their usual width.
const KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// A full-width Latin letter or half-width kana in its usual width. A voiced half-width kana is two characters, and
/// stays two.
fn in_usual_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{FF61}'..='\u{FF9F}' => {
            ('\u{FF61}'..='\u{FF9F}').zip(KANA.chars()).find(|(narrow, _)| *narrow == c).map_or(c, |(_, usual)| usual)
        }
        c => c,
    }
}

/// Is it of a script that puts no spaces between words?
pub(super) const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// The line of a text that holds a byte of it, counted from 1.
#[must_use]
pub fn line_at(text: &str, byte: usize) -> usize {
    text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(typed: &str, text: &str) -> Option<Fit> {
        Seek::new(typed).and_then(|seek| seek.fit(text, &mut String::new()))
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fit("muller", "Frau Müller kommt"), Some(Fit::Phrase));
        assert_eq!(fit("MÜLLER", "muller"), Some(Fit::Phrase));
        assert_eq!(fit("çalışma", "CALISMA"), Some(Fit::Phrase));
        assert_eq!(fit("straße", "Hauptstraße 3"), Some(Fit::Inside));
    }

    #[test]
    fn an_accent_apart_from_its_letter_is_one_with_it() {
        assert_eq!(fit("Gdan\u{301}sk", "Das Lager in Gdańsk"), Some(Fit::Phrase));
        assert_eq!(fit("Gdańsk", "Das Lager in Gdan\u{301}sk"), Some(Fit::Phrase));
        assert_eq!(folded("ガイド"), folded("カ\u{3099}イト\u{3099}"), "a voicing too");
        assert_eq!(folded("Й"), folded("И\u{306}"));
        assert_eq!(folded("\u{301}x"), "\u{301}x", "an accent of nothing stays");
        let seek = Seek::new("strasse").unwrap();
        let far = format!("{} Hauptstraße 3", "Cafe\u{301} ".repeat(40));
        assert!(seek.excerpt(&far).ends_with("Hauptstraße 3"), "{}", seek.excerpt(&far));
    }

    #[test]
    fn an_umlaut_may_be_spelled_out_by_either() {
        assert_eq!(fit("gespraech", "Gespräch mit dem Betriebsrat"), Some(Fit::Phrase));
        assert_eq!(fit("Gespräch", "Das Gespraech war gut"), Some(Fit::Phrase));
        assert_eq!(fit("michael mueller", "Müller, Michael"), Some(Fit::Begins));
        assert_eq!(fit("neue", "neu"), None, "it is no umlaut");
        let seek = Seek::new("mueller").unwrap();
        assert_eq!(seek.line(["Es kam", "Frau Müller"].into_iter()), Some(1));
    }

    #[test]
    fn a_sharp_s_is_two() {
        assert_eq!(fit("strasse", "Hauptstraße 3"), Some(Fit::Inside));
        assert_eq!(fit("Straße", "Die Strasse ist gesperrt"), Some(Fit::Phrase));
        assert_eq!(fit("strasse", "STRAẞE"), Some(Fit::Phrase));
        let seek = Seek::new("strasse").unwrap();
        assert_eq!(seek.line(["In der", "Hauptstraße"].into_iter()), Some(1));
        let far = format!("{} Hauptstraße 3", "Maße ".repeat(40));
        assert!(seek.excerpt(&far).ends_with("Maße Hauptstraße 3"), "{}", seek.excerpt(&far));
    }

    #[test]
    fn every_word_is_wanted_in_any_order_and_a_phrase_fits_best() {
        assert_eq!(fit("retrain model", "The model: retrain it"), Some(Fit::Begins));
        assert_eq!(fit("retrain model", "Retrain model now"), Some(Fit::Phrase));
        assert_eq!(fit("train", "Retrained"), Some(Fit::Inside));
        assert_eq!(fit("retrain budget", "The model: retrain it"), None);
    }

    #[test]
    fn some_of_the_words_may_name_what_a_text_is_about() {
        let fit = |typed: &str| {
            let seek = Seek::new(typed).unwrap();
            seek.fit_about("Invoice triage", "The scanner is new, say the triage nurses", &mut String::new())
        };
        assert_eq!(fit("invoice scanner"), Some(Fit::Inside));
        assert_eq!(fit("scanner is new"), Some(Fit::Phrase), "what the text has alone fits better");
        assert_eq!(
            (fit("invoice triage"), fit("invoice")),
            (None, None),
            "what is called so is not all that is said of it"
        );
        assert_eq!(fit("invoice budget"), None);
    }

    #[test]
    fn a_japanese_word_is_found_inside_a_sentence() {
        assert_eq!(fit("再学習", "請求書モデルを再学習する"), Some(Fit::Phrase));
        assert_eq!(fit("学", "再学習"), Some(Fit::Phrase));
        assert_eq!(fit("東京", "大阪"), None);
    }

    #[test]
    fn the_width_of_letters_does_not_matter() {
        assert_eq!(fit("abc", "ＡＢＣ 商事"), Some(Fit::Phrase));
        assert_eq!(fit("ＡＢＣ", "ABC Ltd"), Some(Fit::Phrase));
        assert_eq!(fit("ｱﾒﾘｶ", "アメリカ"), Some(Fit::Phrase));
        assert_eq!(fit("ン", "ｺﾝﾃﾅ"), Some(Fit::Phrase));
        assert_eq!(fit("q3 plan", "Ｑ３\u{3000}ｐｌａｎ"), Some(Fit::Phrase));
        assert_eq!(KANA.chars().count(), 0xFF9F - 0xFF61 + 1);
    }

    #[test]
    fn a_single_letter_is_too_little() {
        assert_eq!(Seek::new(" a "), None);
        assert_eq!(Seek::new("7"), None);
        assert_eq!(Seek::new(""), None);
    }

    #[test]
    fn a_single_sign_is_enough() {
        assert_eq!(fit("🎉", "It went live 🎉"), Some(Fit::Phrase));
        assert_eq!(fit("%", "About 12 % more"), Some(Fit::Phrase));
        assert_eq!(fit("€", "Nothing was paid"), None);
    }

    #[test]
    fn a_word_is_found_on_its_line() {
        let line = |typed: &str, lines: &[&str]| Seek::new(typed).unwrap().line(lines.iter().copied());
        assert_eq!(line("Paragraph 7", &["Paragraph 5", "", "paragraph 7 says", "Paragraph 7"]), Some(2));
        assert_eq!(
            line("night shift", &["On the", "day and the night", "shift nobody"]),
            Some(1),
            "it is broken there"
        );
        assert_eq!(line("再学習する", &["請求書モデルを再", "学習する"]), Some(0));
        assert_eq!(line("scanner night", &["the night", "a scanner at night", "a scanner"]), Some(1));
        assert_eq!(line("nothing", &["of that"]), None);
    }

    #[test]
    fn an_excerpt_shows_the_word_with_what_stands_around_it() {
        let seek = Seek::new("nedle").unwrap();
        let text = format!("{}é nedle\nand {}", "hay ".repeat(100), "more ".repeat(100));
        let excerpt = seek.excerpt(&text);
        assert!(excerpt.starts_with('…') && excerpt.contains("é nedle and more"), "{excerpt}");
        assert!(excerpt.chars().count() <= EXCERPT + 1, "{excerpt}");
        assert_eq!(seek.excerpt("a nedle"), "a nedle");
        let marked = "**Six days.** The *nedle* - 40 - (**late**) is 3*4\n* one";
        assert_eq!(seek.excerpt(marked), "Six days. The nedle - 40 - (late) is 3*4 * one");
    }
}
