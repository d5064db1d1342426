//! Owns amounts of money as people write them: `120.000 €`, `EUR 500`, `45,5 TEUR`, `1.2 Mio`.

use super::number::ungrouped;
use crate::domain::{Fixed, Invalid};

/// Names of currencies in lower case, and how each is told. A name that contains another one comes before it.
const CURRENCIES: &[(&str, &str)] = &[
    ("us$", "$"),
    ("€", "€"),
    ("$", "$"),
    ("£", "£"),
    ("euro", "€"),
    ("eur", "€"),
    ("usd", "$"),
    ("gbp", "£"),
    ("chf", "CHF"),
    ("aed", "AED"),
    ("aud", "AUD"),
    ("brl", "BRL"),
    ("cad", "CAD"),
    ("cny", "CNY"),
    ("czk", "CZK"),
    ("dkk", "DKK"),
    ("hkd", "HKD"),
    ("huf", "HUF"),
    ("ils", "ILS"),
    ("inr", "INR"),
    ("jpy", "JPY"),
    ("krw", "KRW"),
    ("mxn", "MXN"),
    ("nok", "NOK"),
    ("nzd", "NZD"),
    ("pln", "PLN"),
    ("ron", "RON"),
    ("sar", "SAR"),
    ("sek", "SEK"),
    ("sgd", "SGD"),
    ("try", "TRY"),
    ("zar", "ZAR"),
];

/// The unit in which an amount is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Single units of the currency.
    One,
    /// Thousands.
    Thousand,
    /// Millions.
    Million,
    /// Billions, of a thousand million each.
    Billion,
}

impl Unit {
    /// The unit that the heading of a column gives for all its amounts: `Budget (k€)`, `Kosten in TEUR`, `Cost $'000`.
    #[must_use]
    pub fn of_heading(heading: &str) -> Self {
        let heading = heading.to_lowercase();
        let words = heading.split(|c: char| c.is_whitespace() || "()[]/:".contains(c)).filter(|word| !word.is_empty());
        // A lone letter or number is a unit only beside a currency, in brackets, or after “in”.
        let is_told = |word: &str| word == "in" || matches!(parted(word), (Some(_), ""));
        let is_apart = heading.contains(['(', '[']) || words.clone().any(is_told);
        let is_plain = |word: &str| word.chars().count() == 1 || word.starts_with(|c: char| c.is_ascii_digit());
        let found = words.filter(|word| is_apart || !is_plain(word)).find_map(|word| {
            Self::of(word).or_else(|| Self::of_a_heading_only(parted(word).1)).filter(|unit| *unit > Self::One)
        });
        found.unwrap_or(Self::One)
    }

    /// The heading without unit and currency: `Spend` for `Spend (k€)` and for `Spend in TEUR`; none if it has neither.
    #[must_use]
    pub fn parted_from(heading: &str) -> Option<&str> {
        let bracketed = || heading.trim().strip_suffix([')', ']'])?.rsplit_once(['(', '[']);
        let (name, unit) = bracketed().or_else(|| heading.trim().rsplit_once(" in "))?;
        let unit = unit.trim().to_lowercase();
        let unit = unit.strip_prefix("in ").unwrap_or(&unit);
        let is_unit = || Self::of(unit).is_some() || Self::of_a_heading_only(parted(unit).1).is_some();
        (!unit.is_empty() && is_unit()).then(|| name.trim())
    }

    /// The unit that a word beside a number means; none if it is no unit of money.
    fn of(word: &str) -> Option<Self> {
        match parted(word).1 {
            "" | ",-" | ".-" | ",–" | ".–" => Some(Self::One),
            "k" | "t" | "tsd" | "tsd." => Some(Self::Thousand),
            "m" | "mn" | "mio" | "mio." | "million" | "millionen" => Some(Self::Million),
            "mrd" | "mrd." | "bn" | "billion" | "milliarde" | "milliarden" => Some(Self::Billion),
            _ => None,
        }
    }

    /// Units that are written in headings only.
    fn of_a_heading_only(word: &str) -> Option<Self> {
        match word.trim_matches(['\'', '’', '‘', '.']) {
            "000" | "000s" | "1000" | "1,000" | "1.000" | "thousand" | "thousands" | "tausend" => Some(Self::Thousand),
            "mm" | "mln" | "millions" => Some(Self::Million),
            "billions" => Some(Self::Billion),
            _ => None,
        }
    }

    const fn factor(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
            Self::Billion => 1_000_000_000,
        }
    }

    /// The word that follows “in”.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::One => "single amounts",
            Self::Thousand => "thousands",
            Self::Million => "millions",
            Self::Billion => "billions",
        }
    }
}

/// How to write an amount, for a text that is none.
#[must_use]
pub fn hint(text: &str) -> &'static str {
    let text = text.trim();
    if text.starts_with('(') && text.ends_with(')') {
        "write what is negative with a minus, as -5000, and not between brackets"
    } else {
        "write one such as 120000, 45.5k or 1.2 Mio"
    }
}

/// The amount of a text, as [`read`] reads it.
///
/// # Errors
/// If it is none.
pub fn parse(text: &str, written: bool) -> Result<Fixed, Invalid> {
    let refused = || Invalid::new(format!("“{}” is not an amount of money", text.trim())).hint(hint(text));
    read(text, written).ok_or_else(refused)
}

/// The amount of a text; none if it is something else, or may be either of two. Three digits after the only mark are
/// thousands if the number has a unit or was written by hand (`written`): nobody writes tenths of a cent.
#[must_use]
pub fn read(cell: &str, written: bool) -> Option<Fixed> {
    read_in(Unit::One, cell, written)
}

/// The same for an amount that is counted in `unit`, unless its text has a currency, or “k” and the like.
#[must_use]
pub fn read_in(unit: Unit, cell: &str, written: bool) -> Option<Fixed> {
    let text = cell.trim().to_lowercase().replace('\u{2212}', "-");
    let text = text.strip_prefix('+').unwrap_or(&text);
    let is_digit = |c: char| c.is_ascii_digit();
    let (first, last) = (text.find(is_digit)?, text.rfind(is_digit)?);
    let (before, number, after) = (text.get(..first)?, text.get(first..=last)?, text.get(last + 1..)?);
    let (negative, before) = match before.split_once('-') {
        Some((sign, rest)) => (true, format!("{sign} {rest}")),
        None => (false, before.to_owned()),
    };
    let mut own: Option<Unit> = None;
    for word in before.split_whitespace().chain(after.split_whitespace()) {
        own = Some(Unit::of(word)?).max(own);
    }
    let unit = own.unwrap_or(unit);
    let number = ungrouped(number)?;
    let number = match number.split_once(['.', ',']) {
        // A number that was never text has no comma, and no zeros at its end.
        Some((whole, behind))
            if is_thousands(whole, behind)
                && (written || own.is_some() || behind.ends_with('0') || number.contains(',')) =>
        {
            // Of millions and more they may be decimals as well.
            if unit >= Unit::Million {
                return None;
            }
            format!("{whole}{behind}")
        }
        _ => number,
    };
    let amount = Fixed::parse(&number).ok()?.millionths().checked_mul(unit.factor())?;
    Some(Fixed::from_millionths(if negative { -amount } else { amount }))
}

/// Are there three digits after the only mark of a number, as with thousands?
fn is_thousands(whole: &str, behind: &str) -> bool {
    let is_plain = behind.len() == 3 && behind.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
}

/// The currency of an amount, if its cell says one.
#[must_use]
pub fn currency(cell: &str) -> Option<&'static str> {
    read(cell, true)?;
    let text = cell.to_lowercase();
    let mut words = text.split(|c: char| c.is_whitespace() || c.is_ascii_digit() || "+-.,'".contains(c));
    words.find_map(|word| parted(word).0)
}

/// The currency in a word beside a number, and the rest of the word.
fn parted(word: &str) -> (Option<&'static str>, &str) {
    let without = |(name, told): &(&str, &'static str)| {
        let rest = word.strip_suffix(*name).or_else(|| word.strip_prefix(*name))?;
        Some((Some(*told), rest))
    };
    CURRENCIES.iter().find_map(without).unwrap_or((None, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_their_currency_and_what_may_be_either_is_not() {
        for (cell, amount) in [
            ("120.000 €", Some("120000")),
            ("80000 €", Some("80000")),
            ("€ 1200", Some("1200")),
            ("$5000", Some("5000")),
            ("EUR 500", Some("500")),
            ("45,5 TEUR", Some("45500")),
            ("1.250 T€", Some("1250000")),
            ("1.2 Mio", Some("1200000")),
            ("1,2 Mio. €", Some("1200000")),
            ("1.250,50 EUR", Some("1250.5")),
            ("CHF 1'200.50", Some("1200.5")),
            ("1 200 000 EUR", Some("1200000")),
            ("1 200,50", Some("1200.5")),
            ("12 34", None),
            ("EUR 10 20", None),
            ("2026 500", None),
            ("£3k", Some("3000")),
            ("- 300 €", Some("-300")),
            ("+500", Some("500")),
            ("1200,-", Some("1200")),
            ("0.125 Mio", Some("125000")),
            ("1.250", Some("1250")),
            ("1.250 Mio", None),
            ("about 100k", None),
            ("3 to 5 k", None),
            ("12%", None),
            ("n/a", None),
            ("US$ 40K", Some("40000")),
            ("3 Mrd", Some("3000000000")),
            ("$1.5bn", Some("1500000000")),
            ("1.250 Mrd", None),
            ("5 Mio JPY", Some("5000000")),
            ("12 FTE", None),
            ("(5000)", None),
        ] {
            assert_eq!(read(cell, true).map(|amount| amount.to_string()).as_deref(), amount, "{cell}");
        }
        let refused = parse("1.250 Mio", true).unwrap_err();
        assert!(refused.what.contains("is not an amount of money") && refused.hint.unwrap().contains("45.5k"));
        assert!(parse("(5000)", true).unwrap_err().hint.unwrap().contains("-5000"));
        let cells =
            ["120.000 €", "45 TEUR", "$ 30,000", "US$ 40k", "£20k", "1'200'000 CHF", "5 Mio JPY", "500", "12 FTE"];
        let told = [Some("€"), Some("€"), Some("$"), Some("$"), Some("£"), Some("CHF"), Some("JPY"), None, None];
        assert_eq!(cells.map(currency), told);
        for typed in ["120.000", "120,000"] {
            assert_eq!(read(typed, false), Some(Fixed::from_int(120_000)), "no number is written so: {typed}");
        }
        assert_eq!(read("120.125", false).map(|amount| amount.to_string()).as_deref(), Some("120.125"));
    }

    #[test]
    fn a_heading_says_in_which_unit_amounts_are_that_say_none() {
        for (heading, unit) in [
            ("Budget (k€)", Unit::Thousand),
            ("Budget [k]", Unit::Thousand),
            ("Budget €k", Unit::Thousand),
            ("Budget in T€", Unit::Thousand),
            ("Kosten TEUR", Unit::Thousand),
            ("Kosten (in Tsd. EUR)", Unit::Thousand),
            ("Cost kUSD", Unit::Thousand),
            ("Cost $ k", Unit::Thousand),
            ("Cost $'000", Unit::Thousand),
            ("Cost ’000", Unit::Thousand),
            ("Cost (000s)", Unit::Thousand),
            ("Spend in thousands", Unit::Thousand),
            ("Budget Mio €", Unit::Million),
            ("Budget (m€)", Unit::Million),
            ("Budget ($MM)", Unit::Million),
            ("Budget Mrd. EUR", Unit::Billion),
            ("Budget (€)", Unit::One),
            ("Budget EUR 2026", Unit::One),
            ("Plan T", Unit::One),
            ("Cost of ministry", Unit::One),
        ] {
            assert_eq!(Unit::of_heading(heading), unit, "{heading}");
        }
        for (heading, name) in [
            ("Spend change (k€)", Some("Spend change")),
            ("Spend change [EUR]", Some("Spend change")),
            ("Spend change in TEUR", Some("Spend change")),
            ("Spend change (in thousands)", Some("Spend change")),
            ("Spend change (planned)", None),
            ("Spend change ()", None),
            ("Spend change", None),
        ] {
            assert_eq!(Unit::parted_from(heading), name, "{heading}");
        }
        for (cell, written, amount) in [
            ("120", true, Some("120000")),
            ("45,5", true, Some("45500")),
            ("1.250", true, Some("1250000")),
            ("45.125", false, Some("45125")),
            ("120k", true, Some("120000")),
            ("120.000 €", true, Some("120000")),
            ("1.2 Mio", true, Some("1200000")),
            ("open", true, None),
        ] {
            let read = read_in(Unit::Thousand, cell, written).map(|amount| amount.to_string());
            assert_eq!(read.as_deref(), amount, "{cell}");
        }
        assert_eq!(read_in(Unit::Million, "1.250", true), None, "it could be either");
    }
}
