//! Owns the days by which a sentence says that something is due.

use super::spoken::{Side, UNTIL, day_said, end_of_month, is_doubtful, is_number, is_one, number_named};
use super::written::{self, Written};
use crate::domain::Day;

/// The most words of a day in a sentence: `Friday, 15 January 2027`.
const WORDS: usize = 4;
/// These may stand between.
const ARTICLES: [&str; 3] = ["the", "den", "dem"];

/// The latest day after `today` by which one of the sentences says that something is due, and that sentence.
#[must_use]
pub fn latest_named<'t>(texts: impl IntoIterator<Item = &'t str>, today: Day) -> Option<(Day, &'t str)> {
    let named = texts.into_iter().flat_map(|text| days_named(text, today).into_iter().map(move |day| (day, text)));
    named.filter(|(day, _)| *day > today).max_by_key(|(day, _)| *day)
}

/// The days by which a sentence says that something is due, in order: “Legal signs by 15 Jan”, “by W03”. A day needs
/// its year or a word of time before it: “the 5 May incidents” are due on no day. Words that may mean several days
/// count for none.
fn days_named(text: &str, today: Day) -> Vec<Day> {
    // A full stop after the number tells a day (`15.3.`) from a share.
    let words = text.split_whitespace().map(|word| {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.')
    });
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let (mut days, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let mut before = words[..at].iter().rev().map(|word| word.to_lowercase());
        let before = before.find(|word| !ARTICLES.contains(&word.as_str())).unwrap_or_default();
        // The longest first: `15 Jan 27` does not mean a 27th of January.
        let found =
            (1..=WORDS).rev().find_map(|count| Some((count, named(words.get(at..at + count)?, &before, today)?)));
        days.extend(found.map(|(_, day)| day));
        at += found.map_or(1, |(count, _)| count);
    }
    days
}

/// The day that these words name, after the word `before`.
fn named(words: &[&str], before: &str, today: Day) -> Option<Day> {
    let said = words.join(" ");
    let is_led = UNTIL.contains(&before);
    let ahead = || day_said(&said, today, Side::Ahead)?.ok();
    match written::read(&said) {
        Some(Ok(Written::Day(day))) => Some(day),
        Some(Ok(Written::Week { year: Some(_), .. })) => ahead(),
        // “May” is a month, “may” is not.
        Some(Ok(Written::Month)) if is_led || words.len() > 1 => {
            end_of_month(words, today).filter(|_| said.starts_with(char::is_uppercase))
        }
        Some(Ok(Written::Yearless { .. } | Written::Week { .. })) if is_led => ahead(),
        Some(_) => None,
        None => match words {
            // “40 cases in a week” are due on no day.
            ["in" | "In", count, _] if is_one(count) => None,
            ["end" | "End" | "ende" | "Ende" | "in" | "In", _, ..] => ahead(),
            [count, _] if is_number(count) || number_named(count).is_some() => ahead().filter(|_| before == "within"),
            [month] if is_led && month.len() == 7 => end_of_month(words, today).or_else(ahead),
            [word] | ["the" | "den" | "dem", word] if is_doubtful(word) => None,
            _ => ahead().filter(|_| is_led),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    /// A Thursday.
    fn today() -> Day {
        parse_day("2026-12-03").unwrap()
    }

    #[test]
    fn a_sentence_names_the_days_by_which_something_is_due() {
        let cases: &[(&str, &[&str])] = &[
            ("Legal signs by 2027-01-15.", &["2027-01-15"]),
            ("Legal (15 Jan 27), then the board on Friday, 29 January 2027", &["2027-01-15", "2027-01-29"]),
            ("two sites by 20 Dec; the rest by W03", &["2026-12-20", "2027-01-22"]),
            ("a report each month, 3 of 4 signed in January", &[]),
            ("on 3/4/2027", &[]),
            ("signed by 15.3. and audited 01/02/2027", &["2027-03-15"]),
            ("signed by 15.3.2027, audited", &["2027-03-15"]),
            ("done by the end of January, at the latest", &["2027-01-31"]),
            ("IT is done at the end of February 2027.", &["2027-02-28"]),
            ("two sites until 2027-02", &["2027-02-28"]),
            ("live by March", &["2027-03-31"]),
            ("live in 2 weeks, the rest within 2 months", &["2026-12-17", "2027-02-03"]),
            ("Vertrag bis 15. Jänner, spätestens Ende März", &["2027-01-15", "2027-03-31"]),
            ("due on Friday", &["2026-12-04"]),
            ("The 5 May incidents are closed", &[]),
            ("the Friday report goes on, so do we", &[]),
            ("cost is down by 15.3 % for 2 weeks", &[]),
            ("what is due may wait", &[]),
            ("signed by end of Q1", &["2027-03-31"]),
            ("it slipped by a week, and handles 40 cases in a month", &[]),
            ("it stands on the 5th floor, and is done by 2w", &[]),
            ("the desk moves by 2W; it stood on the 5th.", &[]),
            ("", &[]),
        ];
        for (text, days) in cases {
            let named: Vec<String> = days_named(text, today()).iter().map(Day::to_string).collect();
            assert_eq!(named, *days, "{text}");
        }
        let texts = ["by 20 Dec", "by W03", "a report each month"];
        assert_eq!(latest_named(texts, today()).map(|(_, text)| text), Some("by W03"));
        assert_eq!(latest_named(["by 2026-12-03"], today()), None, "no later than that day");
    }
}
