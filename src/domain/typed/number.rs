//! Owns the numbers that are stored: fixed point with six decimals, so that no sum depends on how a machine rounds; and
//! how people type numbers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::Invalid;

const ONE: i64 = 1_000_000;
/// Larger amounts are refused. Nothing that a committee measures weekly comes near, and sums stay in range.
const LIMIT: i64 = 1_000_000_000_000 * ONE;

/// The hint how to write a number.
pub const HOW: &str = "write a number such as 78.1, 1 200, 12% or 3k";

/// A decimal number, stored in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fixed(i64);

impl Fixed {
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// One hundred: the bound of percentages.
    pub const HUNDRED: Self = Self::from_int(100);

    /// The whole number `value`.
    #[must_use]
    pub const fn from_int(value: i64) -> Self {
        Self(value.saturating_mul(ONE))
    }

    /// The number of so many millionths.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// In millionths, as it is stored.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// With a comma before every third digit: `1,000,000.5`.
    #[must_use]
    pub fn grouped(self) -> String {
        let text = self.to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
        let (whole, fraction) = digits.find('.').map_or((digits, ""), |at| digits.split_at(at));
        let mut grouped = String::with_capacity(text.len() + text.len() / 3);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        format!("{sign}{grouped}{fraction}")
    }

    /// For drawing only: stored values never pass through floating point.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a pixel needs no more than 52 bits")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The nearest number, unless it is out of range or not a number.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked before")]
    pub fn from_f64(value: f64) -> Option<Self> {
        let scaled = (value * 1e6).round();
        (scaled.abs() < 1e18).then_some(Self(scaled as i64))
    }

    /// Its percentage of `whole`, rounded to the nearest millionth; none if `whole` is 0.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        if whole.0 == 0 {
            return None;
        }
        let scaled = i128::from(self.0) * 100 * i128::from(ONE);
        let half = i128::from(whole.0.abs() / 2);
        let rounded = (scaled + if scaled < 0 { -half } else { half }) / i128::from(whole.0);
        i64::try_from(rounded).ok().map(Self)
    }

    /// The sum with `other`, held within the range.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference to `other`, held within the range.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Its value as a whole number; none if it has a fraction.
    #[must_use]
    pub const fn whole(self) -> Option<i64> {
        if self.0 % ONE == 0 { Some(self.0 / ONE) } else { None }
    }

    /// Reads a plain decimal such as `-12345678901.234567`, with all its digits; none if it is something else.
    #[must_use]
    pub fn from_decimal(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let value = decimal(digits, ONE).filter(|value| *value <= LIMIT)?;
        Some(Self(if negative { -value } else { value }))
    }

    /// Rounded to `decimals` places, half away from zero, for showing.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let unit = 10i64.pow(6 - decimals.min(6));
        let half = if self.0 < 0 { -unit / 2 } else { unit / 2 };
        Self((self.0.saturating_add(half)) / unit * unit)
    }

    /// Reads a number as people type it: `1 200`, `1,200`, `1.200,5`, `12%`, `3k`, `-18`, `0,5`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let refused = || Invalid::new(format!("“{}” is not a number", text.trim())).hint(HOW);
        let typed = text.trim().replace('\u{2212}', "-");
        let body = typed.strip_suffix('%').unwrap_or(&typed).trim_end();
        let (body, scale) = match (body.strip_suffix(['k', 'K']), body.strip_suffix('M')) {
            (Some(thousands), _) => (thousands, ONE * 1_000),
            (None, Some(millions)) => (millions, ONE * 1_000_000),
            (None, None) => (body, ONE),
        };
        let (negative, digits) = match body.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, body.strip_prefix('+').unwrap_or(body)),
        };
        let plain = ungrouped(digits.trim()).and_then(without_thousands).ok_or_else(refused)?;
        if !plain.contains(|c: char| c.is_ascii_digit()) || plain.matches('.').count() > 1 {
            return Err(refused());
        }
        let value = decimal(&plain, scale).filter(|value| *value <= LIMIT).ok_or_else(|| {
            Invalid::new(format!("{} is too large", text.trim())).hint("check the unit of this metric")
        })?;
        Ok(Self(if negative { -value } else { value }))
    }
}

/// Without the spaces and apostrophes between thousands; none if they stand elsewhere: `12 13` is two numbers.
pub(super) fn ungrouped(digits: &str) -> Option<String> {
    let mut groups = digits.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '_')).peekable();
    let mut plain = groups.next()?.to_owned();
    let mut fits = groups.peek().is_none() || plain.len() <= 3 && plain.bytes().all(|byte| byte.is_ascii_digit());
    while let Some(group) = groups.next() {
        let rest = group.trim_start_matches(|c: char| c.is_ascii_digit());
        let last = groups.peek().is_none() && rest.starts_with(['.', ',']);
        fits &= group.len() - rest.len() == 3 && (rest.is_empty() || last);
        plain.push_str(group);
    }
    fits.then_some(plain)
}

/// Is this mark the only one of its text, with three digits after it, so that it may be for thousands, as in `1.234`?
#[must_use]
pub fn can_be_thousands(mark: char, text: &str) -> bool {
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit());
    digits.split_once(mark).is_some_and(|(whole, fraction)| {
        let plain = [whole, fraction].concat().bytes().all(|byte| byte.is_ascii_digit());
        plain && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && fraction.len() == 3
    })
}

/// The number with a point for the decimal mark and none for thousands. `1,200` has thousands; `0,5` and `12,75` have
/// decimals.
fn without_thousands(digits: String) -> Option<String> {
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    match (digits.rfind('.'), digits.rfind(',')) {
        (Some(point), Some(comma)) => {
            let (group, decimal) = if point > comma { (',', '.') } else { ('.', ',') };
            let (whole, fraction) = digits.rsplit_once(decimal)?;
            grouped(whole, group).filter(|_| !fraction.contains(group)).map(|whole| format!("{whole}.{fraction}"))
        }
        (None, Some(_)) => grouped(&digits, ',').or_else(|| {
            let (whole, fraction) = digits.split_once(',')?;
            (!fraction.contains(',')).then(|| format!("{whole}.{fraction}"))
        }),
        // A single point is for decimals, several are for thousands.
        (Some(last), None) if digits.find('.') != Some(last) => grouped(&digits, '.'),
        _ => Some(digits),
    }
}

/// `1,200,000` without its marks, if they stand after every third digit.
fn grouped(digits: &str, mark: char) -> Option<String> {
    let parts: Vec<&str> = digits.split(mark).collect();
    let (first, rest) = parts.split_first()?;
    let leads = (1..=3).contains(&first.len()) && !first.starts_with('0');
    (leads && !rest.is_empty() && rest.iter().all(|part| part.len() == 3)).then(|| parts.concat())
}

fn decimal(plain: &str, scale: i64) -> Option<i64> {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    if whole.is_empty() && fraction.is_empty() || fraction.contains('.') {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut value = whole.checked_mul(scale)?;
    let mut unit = scale;
    for digit in fraction.bytes() {
        unit /= 10;
        value = value.checked_add(i64::from(digit.checked_sub(b'0').filter(|d| *d < 10)?) * unit)?;
    }
    Some(value)
}

impl fmt::Display for Fixed {
    /// The shortest decimal of the same value, or with as many places as the precision asks (`{:.1}`), at most six.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = f.precision();
        let value = places.map_or(*self, |p| self.rounded(u32::try_from(p).unwrap_or(6)));
        let (sign, millionths) = (if value.0 < 0 { "-" } else { "" }, value.0.unsigned_abs());
        let (whole, fraction) = (millionths / 1_000_000, format!("{:06}", millionths % 1_000_000));
        let fraction = places.map_or_else(|| fraction.trim_end_matches('0'), |p| &fraction[..p.min(6)]);
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

impl Serialize for Fixed {
    /// As a JSON number with all its digits.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: serde_json::Number = self.to_string().parse().map_err(serde::ser::Error::custom)?;
        number.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Fixed {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::from_f64(value).ok_or_else(|| serde::de::Error::custom(format!("{value} is out of range")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Fixed::parse(text).unwrap().to_string()
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let table = [
            ("78.1", "78.1"),
            ("1 200", "1200"),
            ("1,200", "1200"),
            ("1,200,000.5", "1200000.5"),
            ("12%", "12"),
            ("12 %", "12"),
            ("3k", "3000"),
            ("1.5k", "1500"),
            ("2M", "2000000"),
            ("-18", "-18"),
            ("\u{2212}18", "-18"),
            ("+4", "4"),
            ("0,5", "0.5"),
            ("12,75", "12.75"),
            ("1.200,5", "1200.5"),
            ("1.200.000", "1200000"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1'200", "1200"),
            ("1 200 000,5 k", "1200000500"),
            ("0,123", "0.123"),
            ("0.0000014", "0.000001"),
        ];
        for (typed, meant) in table {
            assert_eq!(shown(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let words = ["", "-", "abc", "12a", "--4", "1e5", "NaN", "inf"];
        let apart = ["12 13", "1 20", "1200 500", "12.5 130", "1,200 500", "1'2"];
        for typed in words.into_iter().chain(apart).chain(["1.2.3", "1,20,0", "1.2,300.5"]) {
            let error = Fixed::parse(typed).unwrap_err();
            assert!(error.what.ends_with("is not a number"), "{typed}: {error}");
        }
        for typed in ["1000000000001", "99999999999999999999", "9,999,999,999,999", "-2000000M"] {
            assert!(Fixed::parse(typed).unwrap_err().what.ends_with("is too large"), "{typed}");
        }
    }

    #[test]
    fn shares_are_exact_to_the_millionth() {
        let share = Fixed::from_int(45).percent_of(Fixed::from_int(60)).unwrap();
        assert_eq!(share, Fixed::from_int(75));
        assert_eq!(Fixed::from_int(1).percent_of(Fixed::from_int(3)).unwrap().to_string(), "33.333333");
        assert_eq!(Fixed::from_int(2).percent_of(Fixed::from_int(3)).unwrap().to_string(), "66.666667");
        assert_eq!(Fixed::from_int(1).percent_of(Fixed::ZERO), None);
    }

    #[test]
    fn only_what_has_no_fraction_is_whole() {
        assert_eq!([12, 0, -3].map(|number| Fixed::from_int(number).whole()), [Some(12), Some(0), Some(-3)]);
        assert_eq!(Fixed::from_millionths(12_000_001).whole(), None);
    }

    #[test]
    fn digits_are_grouped_by_three() {
        let table = [
            (0, "0"),
            (999_000_000, "999"),
            (1_000_000_000, "1,000"),
            (1_000_000_000_000, "1,000,000"),
            (-1_234_567_500_000, "-1,234,567.5"),
            (123_456_000_000, "123,456"),
        ];
        for (millionths, said) in table {
            assert_eq!(Fixed::from_millionths(millionths).grouped(), said);
        }
    }

    #[test]
    fn showing_rounds_and_storing_does_not() {
        let value = Fixed::from_millionths(-18_250_000);
        assert_eq!(format!("{value:.1}"), "-18.3");
        assert_eq!(format!("{value:.0}"), "-18");
        assert_eq!(value.to_string(), "-18.25");
        assert_eq!(serde_json::to_string(&Fixed::from_int(3)).unwrap(), "3");
        assert_eq!(serde_json::to_string(&value).unwrap(), "-18.25");
    }
}
