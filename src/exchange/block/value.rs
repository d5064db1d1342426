//! Owns the meaning of one pasted value: what [`Fixed::parse`] reads, and what spreadsheets add to that.

use crate::domain::metric::{half_said, unit_behind, unmeasured, users_in};
use crate::domain::number::HOW;
use crate::domain::shown::{collapsed, quoted};
use crate::domain::written::{self, Written};
use crate::domain::{Fixed, Invalid, Typed};

/// Hyphen, dashes, minus.
const DASHES: [char; 4] = ['-', '–', '—', '\u{2212}'];
const MONEY: [&str; 10] = ["€", "$", "£", "¥", "₹", "₩", "EUR", "USD", "GBP", "CHF"];
const HINT: &str =
    "write a number such as 78.1, 1 200, 12% or 3k; for a week that was not measured, write - and a reason";

/// A value with its meaning.
pub(super) struct Value {
    pub(super) typed: Result<Typed, Invalid>,
    /// Why it was not measured.
    pub(super) note: Option<String>,
    /// How it was understood, where the text is not plainly that.
    pub(super) echo: Option<String>,
}

/// What the text of a value means.
pub(super) fn read(text: &str) -> Value {
    let not_measured = |reason: &str, echo| {
        let note = Some(collapsed(reason)).filter(|note| !note.is_empty());
        Value { typed: Ok(Typed::NotMeasured), note, echo }
    };
    if let Some(reason) = foreign(text) {
        return Value { typed: Err(reason), note: None, echo: None };
    }
    if is_dash(text) {
        return not_measured("", None);
    }
    if let Some(reason) = unmeasured(text) {
        return not_measured(reason, Some("not measured".to_owned()));
    }
    match typed(text) {
        Ok(typed) => Value { typed: Ok(typed), note: None, echo: echo(text, typed) },
        Err(error) => match reason(text) {
            Some(reason) => not_measured(reason, None),
            None => Value { typed: Err(error), note: None, echo: None },
        },
    }
}

/// A number apart from the word behind it, where it is one only without that; else the text, and no word.
pub(super) fn apart(text: &str) -> (&str, &str) {
    // `- 3 sensors` may be a reason.
    let is_number = |text: &str| !text.starts_with("- ") && matches!(read(text).typed, Ok(Typed::Number(_)));
    let is_it = |(number, _): &(&str, &str)| foreign(text).is_none() && read(text).typed.is_err() && is_number(number);
    unit_behind(text).filter(is_it).unwrap_or((text, ""))
}

/// Is it a value, or meant as one, rather than a name? Whatever has no letter is.
pub(super) fn is_value(text: &str) -> bool {
    !text.chars().any(char::is_alphabetic) || foreign(text).is_some() || read(text).typed.is_ok()
}

/// Is it nothing but dashes?
pub(super) fn is_dash(text: &str) -> bool {
    text.trim_matches(DASHES).is_empty()
}

/// Does it say that nothing was measured?
pub(super) fn is_absence(text: &str) -> bool {
    unmeasured(text).is_some() || reason(text).is_some()
}

/// Why the text is something of a spreadsheet that is no value.
fn foreign(text: &str) -> Option<Invalid> {
    let text_is = |word: &str| text.eq_ignore_ascii_case(word);
    let (what, hint) = if !text.is_empty() && text.bytes().all(|byte| byte == b'#') {
        ("is what a spreadsheet shows where a column is too narrow", "widen the column and copy again")
    } else if is_error(text) {
        ("is an error of the spreadsheet", "mend its formula; for a week that was not measured, write - and a reason")
    } else if text_is("true") || text_is("false") {
        ("is the answer of a formula, not a number", "write a number, or yes, in part or no where that is asked")
    } else if text.starts_with('=') {
        ("is a formula, not its result", "let the spreadsheet show results and copy again")
    } else {
        match written::read_timed(text)? {
            Ok(Written::Week { .. }) => ("is a week, not a value", "put weeks into the first row, above the values"),
            _ => (
                "is a date, not a value",
                "a spreadsheet may have made it of 45/60 or 3-4: format the cell as text and write the value again",
            ),
        }
    };
    Some(Invalid::new(format!("{} {what}", quoted(text))).hint(hint))
}

/// Is it how a spreadsheet names an error: `#DIV/0!`, `#NAME?`, `Err:502`? `#12` may be a name.
fn is_error(text: &str) -> bool {
    let named = ["#N/A", "#NV", "#GETTING_DATA"].contains(&text) || text.starts_with("Err:");
    named || text.starts_with('#') && text.ends_with(['!', '?']) && !text.contains(char::is_whitespace)
}

/// The words behind a dash, as in `- sensor down`; `-18` has none, and `- 3 sensors down` could be a mistyped number.
fn reason(text: &str) -> Option<&str> {
    let words = text.strip_prefix(DASHES)?.trim_start_matches(|c: char| c.is_whitespace() || DASHES.contains(&c));
    words.chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_alphabetic()).map(|_| words)
}

fn typed(text: &str) -> Result<Typed, Invalid> {
    if let (true, Ok(answer @ Typed::Answer(_))) = (text.starts_with(char::is_alphabetic), text.parse()) {
        return Ok(answer);
    }
    if let Some((active, target)) = users_in(text) {
        if let Some(error) = half_said(active, target) {
            return Err(error);
        }
        return match (number(active)?, number(target)?) {
            ((active, false), (target, false)) => Ok(Typed::Users(active, target)),
            _ => Err(refused(text)),
        };
    }
    let (number, percent) = number(text)?;
    Ok(if percent { Typed::Percent(number) } else { Typed::Number(number) })
}

fn refused(text: &str) -> Invalid {
    Invalid::new(format!("{} is not a number", quoted(text))).hint(HINT)
}

/// A number, and whether it has a percent sign.
fn number(text: &str) -> Result<(Fixed, bool), Invalid> {
    let mut body = text.trim().trim_start_matches('\'');
    let (mut sign, mut percent, mut money) = (None, false, false);
    loop {
        body = body.trim();
        let bracketed = || body.strip_prefix('(')?.strip_suffix(')');
        let priced = || MONEY.iter().find_map(|sign| body.strip_prefix(sign).or_else(|| body.strip_suffix(sign)));
        if let (false, Some(rest)) = (percent, body.strip_suffix('%')) {
            (body, percent) = (rest, true);
        } else if let (None, Some(rest)) = (sign, body.strip_prefix('+')) {
            (body, sign) = (rest, Some(""));
        } else if let (None, Some(rest)) = (sign, body.strip_prefix(DASHES).or_else(bracketed)) {
            (body, sign) = (rest, Some("-"));
        } else if let (false, Some(rest)) = (money, priced()) {
            (body, money) = (rest, true);
        } else {
            break;
        }
    }
    let begins = body.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    if !begins {
        return Err(refused(text));
    }
    let plain = scientific(body).unwrap_or_else(|| body.to_owned());
    let taken = Fixed::parse(&format!("{}{plain}", sign.unwrap_or_default()));
    let value = taken.map_err(|error| match error.hint.as_deref() {
        Some(HOW) => refused(text),
        _ => Invalid { what: format!("{} is too large", quoted(text)), ..error },
    })?;
    Ok((value, percent))
}

/// `1.2E+03` written out.
fn scientific(body: &str) -> Option<String> {
    let (mantissa, exponent) = body.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok().filter(|exponent| (-30..=30).contains(exponent))?;
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let Ok(point) = usize::try_from(point) else {
        return Some(format!("0.{}{digits}", "0".repeat(usize::try_from(-point).ok()?)));
    };
    let (whole, fraction) = digits.split_at(point.min(digits.len()));
    Some(format!("{whole}{}.{fraction}", "0".repeat(point.saturating_sub(digits.len()))))
}

fn echo(text: &str, typed: Typed) -> Option<String> {
    let meant = typed.in_numbers()?;
    (bare(text) != bare(&meant)).then_some(meant)
}

/// Without the noughts that say nothing.
fn bare(text: &str) -> String {
    let part = |part: &str| {
        let (sign, part) = part.strip_prefix('-').map_or(("", part), |rest| ("-", rest));
        let (part, percent) = part.strip_suffix('%').map_or((part, ""), |rest| (rest.trim_end(), "%"));
        let (whole, fraction) = part.split_once('.').unwrap_or((part, ""));
        format!("{sign}{}.{}{percent}", whole.trim_start_matches('0'), fraction.trim_end_matches('0'))
    };
    text.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The meaning as a text, with a star where it is echoed.
    fn meant(text: &str) -> String {
        let value = read(text);
        let star = if value.echo.is_some() { "*" } else { "" };
        match value.typed.unwrap_or_else(|error| panic!("{text}: {error}")) {
            Typed::Number(number) => format!("{number}{star}"),
            Typed::Percent(number) => format!("{number}%{star}"),
            Typed::Users(active, target) => format!("{active}/{target}{star}"),
            Typed::Answer(answer) => format!("answer {answer}{star}"),
            Typed::NotMeasured => format!("-{star} {}", value.note.unwrap_or_default()),
        }
    }

    #[test]
    fn values_are_read_as_spreadsheets_show_them() {
        let table = [
            ("78.1", "78.1"),
            ("78.10", "78.1"),
            ("-18", "-18"),
            ("007", "7"),
            ("0", "0"),
            (".5", "0.5"),
            ("12%", "12%"),
            ("12.50 %", "12.5%"),
            ("45/60", "45/60"),
            ("1,200", "1200*"),
            ("1 200", "1200*"),
            ("1\u{a0}200,5", "1200.5*"),
            ("1\u{202f}200\u{202f}000", "1200000*"),
            ("1'200", "1200*"),
            ("93,5", "93.5*"),
            ("1.234,5", "1234.5*"),
            ("1,234.5", "1234.5*"),
            ("1.200.000", "1200000*"),
            ("93,5 %", "93.5%*"),
            ("3k", "3000*"),
            ("1.5 k", "1500*"),
            ("+4", "4*"),
            ("0.1234567", "0.123456*"),
            ("\u{2212}18", "-18*"),
            ("- 18", "-18*"),
            ("– 18", "-18*"),
            ("1.2E+03", "1200*"),
            ("1,25e3", "1250*"),
            ("5E-02", "0.05*"),
            ("-1E0", "-1*"),
            ("1E-09", "0*"),
            ("12.5E1%", "125%*"),
            ("(18)", "-18*"),
            ("(1,200.5)", "-1200.5*"),
            ("(18%)", "-18%*"),
            ("$ (18)", "-18*"),
            ("€ 12", "12*"),
            ("12 €", "12*"),
            ("$1,000", "1000*"),
            ("-$3k", "-3000*"),
            ("USD 5", "5*"),
            ("45 / 60", "45/60*"),
            ("45 of 60 users", "45/60*"),
            ("1,200/1,500", "1200/1500*"),
            ("Yes", "answer 2"),
            ("in part", "answer 1"),
            ("Teilweise", "answer 1"),
            ("ja", "answer 2"),
        ];
        for (text, expected) in table {
            assert_eq!(meant(text), expected, "{text}");
        }
        assert_eq!(read("93,5 %").echo.as_deref(), Some("93.5%"));
    }

    #[test]
    fn what_was_not_measured_keeps_its_reason() {
        let table = [
            ("-", "- "),
            ("–", "- "),
            ("—", "- "),
            ("--", "- "),
            ("- sensor\ndown", "- sensor down"),
            ("— on 3 days only", "- on 3 days only"),
            ("-holiday", "- holiday"),
            ("n/a", "-* "),
            ("N/A: holiday", "-* holiday"),
            ("Not measured", "-* "),
            ("not measured - moved", "-* moved"),
            ("NA", "-* "),
            ("n/m", "-* "),
            ("n/m, sensor down", "-* sensor down"),
            ("k. A.", "-* "),
            ("nicht gemessen: Ferien", "-* Ferien"),
        ];
        for (text, expected) in table {
            assert_eq!(meant(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused_with_its_reason() {
        let table = [
            ("1,23,4", "not a number"),
            ("1.2.3", "not a number"),
            ("12 13", "not a number"),
            ("1 20", "not a number"),
            ("5'8", "not a number"),
            ("good", "not a number"),
            ("--4", "not a number"),
            ("(-18)", "not a number"),
            ("- 3 sensors", "not a number"),
            ("12 kg", "not a number"),
            ("18-", "not a number"),
            ("3-4", "not a number"),
            ("1/2/3", "not a number"),
            ("45%/60", "not a number"),
            ("37/", "target users are missing"),
            ("€", "not a number"),
            ("()", "not a number"),
            ("/", "not a number"),
            ("E5", "not a number"),
            ("9E15", "too large"),
            ("-9,000,000,000,000", "too large"),
            ("9 000 000 000 000", "too large"),
            ("#DIV/0!", "error of the spreadsheet"),
            ("#N/A", "error of the"),
            ("#REF!", "error of the"),
            ("#VALUE!", "error of the"),
            ("####", "too narrow"),
            ("TRUE", "answer of a formula"),
            ("False", "answer of a formula"),
            ("=A1+B1", "formula"),
            ("4-Mar", "is a date"),
            ("03/04/2026", "is a date"),
            ("2026-11-18", "is a date"),
            ("Mar-26", "is a date"),
            ("W47", "is a week"),
        ];
        for (text, expected) in table {
            let error = read(text).typed.expect_err(text);
            assert!(error.what.contains(expected) && error.hint.is_some(), "{text}: {error}");
        }
    }

    #[test]
    fn a_unit_is_apart_from_the_number_before_it() {
        for (text, number, unit) in [("79,5 min", "79,5", "min"), ("1.200 Std.", "1.200", "Std"), ("7kg", "7", "kg")] {
            assert_eq!(apart(text), (number, unit));
        }
        for text in ["3k", "12 €", "16 Nov", "45 %", "n/m", "good", "1.2.3 min", "- 3 sensors"] {
            assert_eq!(apart(text), (text, ""));
        }
    }

    #[test]
    fn names_are_told_from_values() {
        for text in ["5", "- holiday", "n/a", "#N/A", "1,23,4", "TRUE", "€ 12", "3k", "45 of 60"] {
            assert!(is_value(text), "{text}");
        }
        for text in ["invoice-triage", "P-17", "#12 triage", "3d-print", "NA sales bot", "Man of 60", "Time to resolve"]
        {
            assert!(!is_value(text), "{text}");
        }
    }
}
