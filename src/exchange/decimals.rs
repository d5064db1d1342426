//! Owns the question which mark of a table is the decimal one. All its values together tell what one of them alone does
//! not.

use std::borrow::Cow;

use crate::domain::number::can_be_thousands;
use crate::domain::shown::quoted;
use crate::domain::{Invalid, Typed};

/// A mark before decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum Mark {
    Point,
    Comma,
}

/// How the values of one table write decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) struct Decimals<'a> {
    /// The mark that they have.
    mark: Mark,
    /// The value that tells so; none where it is only likely.
    told: Option<&'a str>,
    /// Is the other mark before decimals too? Then nothing tells what `1.234` means.
    mixed: bool,
    /// May numbers stand among them that were never text?
    typed: bool,
}

impl<'a> Decimals<'a> {
    /// What numbers tell; `likely` is the mark where they tell nothing. Where numbers may stand among them that were
    /// never written by a person (`typed`), a point is always one of decimals too.
    pub fn of(values: impl Iterator<Item = &'a str> + Clone, likely: Mark, typed: bool) -> Self {
        let first = |mark: char| values.clone().find(|text| has_decimal(mark, text));
        let mut written = values.clone().filter(|text| !typed || was_written(text));
        match (first(','), first('.')) {
            (Some(comma), _) => {
                let mixed = written.any(|text| has_decimal('.', text));
                Self { mark: Mark::Comma, told: Some(comma), mixed, typed }
            }
            (None, Some(point)) => Self { mark: Mark::Point, told: Some(point), mixed: false, typed },
            (None, None) => Self { mark: likely, told: None, mixed: false, typed },
        }
    }

    /// A value as one reads it that knows of no other table: `1234` for a `1.234` beside `94,5`. One that may be either
    /// is refused.
    pub fn plain<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Invalid> {
        let is_either = self.mixed || self.typed && self.mark == Mark::Comma && !was_written(text);
        match self.told.filter(|_| is_either && is_doubtful(text)) {
            Some(comma) => Err(doubtful(text, comma)),
            None if self.mark == Mark::Point => Ok(Cow::Borrowed(text)),
            None => {
                let part = |part: &str| match () {
                    // Where nothing tells, a point is what it is elsewhere.
                    () if can_be_thousands('.', part) && self.told.is_some() => part.replace('.', ""),
                    () if can_be_thousands(',', part) => part.replace(',', "."),
                    () => part.to_owned(),
                };
                Ok(if is_doubtful(text) {
                    Cow::Owned(text.split('/').map(part).collect::<Vec<_>>().join("/"))
                } else {
                    Cow::Borrowed(text)
                })
            }
        }
    }

    /// How the first of the values is read that could be read otherwise, and why; nothing where another value with a
    /// point tells so, as is usual.
    pub fn remark(&self, mut values: impl Iterator<Item = &'a str>) -> Option<String> {
        let is_text = |text: &&str| !self.typed || was_written(text);
        let text = values.find(|text| is_doubtful(text) && is_text(text)).filter(|_| !self.mixed)?;
        let read = self.plain(text).ok()?.parse::<Typed>().ok()?.in_numbers()?;
        let why = match (self.mark, self.told) {
            (Mark::Point, Some(_)) => return None,
            (_, None) if text.contains('.') || self.mark == Mark::Point => {
                "no value says whether decimals have a point or a comma, and a point is taken"
            }
            (Mark::Comma, Some(comma)) => &format!("as {} has a decimal comma", quoted(comma)),
            (_, None) => "a table with semicolons is taken to have decimal commas",
        };
        Some(format!("{} is read as {read}: {why}.", quoted(text)))
    }
}

/// Was it written by a person, for sure? A number of a workbook has no comma, no `/`, and no nought at the end of its
/// decimals.
fn was_written(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    text.contains([',', '/']) || number.contains('.') && number.ends_with('0')
}

/// Can that mark only be the one of decimals, as in `93,5` and `1.234,567`, or the other one only that of thousands, as
/// in `1.234.567`?
fn has_decimal(mark: char, text: &str) -> bool {
    let other = if mark == ',' { '.' } else { ',' };
    let text = text.trim_matches(|c: char| !c.is_ascii_digit());
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.rsplit_once(mark) {
        Some((whole, fraction)) => {
            let plain = is_digits(fraction) && whole.ends_with(|c: char| c.is_ascii_digit()) && !whole.contains(mark);
            let digits = whole.bytes().filter(u8::is_ascii_digit).count();
            plain && (fraction.len() != 3 || whole.contains(other) || whole == "0" || digits > 3)
        }
        None => {
            text.split(other).count() > 2 && text.split(other).skip(1).all(|part| is_digits(part) && part.len() == 3)
        }
    }
}

/// Does its one point, or comma, stand where that of thousands would, as in `1.234`? Of users in either part.
fn is_doubtful(text: &str) -> bool {
    text.split('/').any(|part| can_be_thousands('.', part) || can_be_thousands(',', part))
}

/// Why a value with a doubtful mark is refused beside decimals with both marks.
fn doubtful(text: &str, comma: &str) -> Invalid {
    let number = |plain: String| plain.parse::<Typed>().ok().and_then(Typed::in_numbers).unwrap_or(plain);
    let (thousand, decimal) = (number(text.replace(['.', ','], "")), number(text.replace(',', ".")));
    Invalid::new(format!("{} beside {} can be {thousand} or {decimal}", quoted(text), quoted(comma)))
        .hint("write thousands without a mark, or decimals to one, two or four places")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each value as it is read, or `!`; then what is said of it.
    fn read(values: &[&str], likely: Mark, typed: bool) -> (Vec<String>, Option<String>) {
        let decimals = Decimals::of(values.iter().copied(), likely, typed);
        let one = |text: &&str| decimals.plain(text).map_or_else(|_| "!".to_owned(), Cow::into_owned);
        (values.iter().map(one).collect(), decimals.remark(values.iter().copied()))
    }

    #[test]
    fn one_value_tells_what_the_others_mean() {
        assert_eq!(read(&["1.234", "14,625", "94,5"], Mark::Point, false).0, ["1234", "14.625", "94,5"]);
        assert_eq!(read(&["120.000", "1.200,50"], Mark::Point, false).0, ["120000", "1.200,50"]);
        assert_eq!(read(&["120.000", "1.200.000"], Mark::Point, false).0, ["120000", "1.200.000"]);
        assert_eq!(read(&["1.200/1.500", "- 93,5 %"], Mark::Point, false).0, ["1200/1500", "- 93,5 %"]);
        let (points, said) = read(&["1,200", "14.625", "94.5", "-"], Mark::Comma, false);
        assert_eq!((points.join(" "), said), ("1,200 14.625 94.5 -".to_owned(), None));
        let said = read(&["-12.500 %", "94,5"], Mark::Point, false).1.unwrap();
        assert_eq!(said, "“-12.500 %” is read as -12500%: as “94,5” has a decimal comma.");
    }

    #[test]
    fn what_nothing_tells_is_said_or_refused() {
        let (points, said) = read(&["120.000", "1,200", "7"], Mark::Point, false);
        assert_eq!(points, ["120.000", "1,200", "7"]);
        assert!(said.unwrap().starts_with("“120.000” is read as 120: no value says"));
        let (commas, said) = read(&["1,200", "14.625"], Mark::Comma, false);
        assert_eq!((commas.join(" "), said.is_some()), ("1.200 14.625".to_owned(), true));
        assert_eq!(read(&["1.234", "94,5", "94.5"], Mark::Point, false).0, ["!", "94,5", "94.5"]);
        assert_eq!(read(&["1.234", "94,5"], Mark::Point, true).0, ["!", "94,5"], "a number of the workbook");
        let (written, said) = read(&["120.000", "0.815", "1.250/2.500", "94,5"], Mark::Point, true);
        assert_eq!(written, ["120000", "0.815", "1250/2500", "94,5"], "no number of a workbook looks so");
        assert!(said.unwrap().starts_with("“120.000” is read as 120000: as “94,5” has"));
        assert_eq!(read(&["120.000", "7.50", "94,5"], Mark::Point, true).0, ["!", "7.50", "94,5"]);
        let refusal = Decimals::of(["120.000", "7.50", "94,5"].into_iter(), Mark::Point, false).plain("120.000");
        assert_eq!(refusal.unwrap_err().what, "“120.000” beside “94,5” can be 120000 or 120");
        assert_eq!(read(&["14.625", "7"], Mark::Point, true).1, None);
        assert_eq!(read(&["7", "yes", "45/60"], Mark::Comma, false).1, None);
    }

    #[test]
    fn decimals_are_known_by_their_places_and_by_the_other_mark() {
        assert!(
            ["93,5", "1.234,567", "1234,567", "0,123", "-93,5 %", "1.234.567"]
                .iter()
                .all(|text| has_decimal(',', text))
        );
        assert!(["93.5", "1,234.567", "0.123", "1,234,567"].iter().all(|text| has_decimal('.', text)));
        assert!(!["1,200", "1,200.5", "93.5", "a, b", "1,2,3", "1200"].iter().any(|text| has_decimal(',', text)));
        assert!(["1.234", "-12.500 %"].iter().all(|text| can_be_thousands('.', text)));
        assert!(!["0.125", "1.23", "1.234,5", "1234.567"].iter().any(|text| can_be_thousands('.', text)));
    }
}
