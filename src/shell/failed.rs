//! Owns how screens show, and say, a failure of something that the command line does too.

use crate::cli::failure::Failure;
use crate::interaction::Failure as Shown;

/// A failure as the screen shows it.
pub(super) fn shown(failure: Failure) -> Shown {
    let title = if failure.cause.is_empty() { failure.title } else { format!("{}: {}", failure.title, failure.cause) };
    // By the contract, these statuses mean that the request was wrong.
    let unkept = !matches!(failure.status, 2..=4);
    Shown { title, field: failure.field, hint: without_flags(&failure.hint), unkept }
}

/// A hint without a command-line flag in brackets or after a colon; a whole command stays.
fn without_flags(hint: &str) -> String {
    match hint.split_once(" (--") {
        _ if hint.contains("steerco ") => hint.to_owned(),
        Some((says, flags)) => format!("{says}{}", flags.split_once(')').map_or("", |(_, rest)| rest)),
        None => match hint.split_once(": --") {
            Some((says, flags)) if !flags.contains([',', '"']) => says.to_owned(),
            _ => hint.to_owned(),
        },
    }
}

/// A failure as one sentence, with what to do about it.
pub(super) fn said(failure: Failure) -> String {
    shown(failure).said()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Invalid;

    #[test]
    fn a_failure_stands_under_its_field_whichever_that_is() {
        for field in ["name", "plan", "spend_technology", "severity"] {
            let failure = Failure::from(Invalid::new("that is wrong").at(field));
            assert_eq!(shown(failure).field.as_deref(), Some(field));
        }
    }

    #[test]
    fn a_hint_in_a_form_leaves_out_the_flag_and_nothing_else() {
        for (hint, says) in [
            ("write that day (--revisit DATE)", "write that day"),
            ("name a person: --by WHO", "name a person"),
            ("write it (--dates ORDER; o in the preview) again", "write it again"),
            (
                "name the one that is meant: --sheet \"Pilots (2)\"",
                "name the one that is meant: --sheet \"Pilots (2)\"",
            ),
            ("first: steerco owner PILOT WHO --why TEXT", "first: steerco owner PILOT WHO --why TEXT"),
            ("write a date as 2026-11-18", "write a date as 2026-11-18"),
        ] {
            assert_eq!(without_flags(hint), says, "{hint}");
        }
    }
}
