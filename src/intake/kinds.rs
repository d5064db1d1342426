//! Owns the question what kind of table a pasted text is, if it is pasted among rows of another kind: then its user is
//! taken to where it belongs.

use super::options::{Kind, Options};
use super::others::{names_pilots, other_register, refuse_other_nouns, refuse_weeks_across, way_in};
use super::{Contents, contents};
use crate::domain::change::PersonField;
use crate::domain::incoming::{Pasted, RowsOf};
use crate::exchange::{Table, markdown, people};

/// What a pasted text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognised {
    /// Rows that are pasted where others of them stand.
    Rows(RowsOf),
    /// Readings with a column a week, which only the weekly round takes.
    Weeks,
    /// Rows of that name, which are pasted nowhere, and what is done with them.
    Other(&'static str, &'static str),
}

/// So many bytes of a text tell what it is.
const LOOKED_AT: usize = 64 << 10;
/// What a text is looked at as, in this order: a pilot has the fewest columns that are its own.
const KINDS: [RowsOf; 5] = [RowsOf::Readings, RowsOf::Exceptions, RowsOf::Actions, RowsOf::People, RowsOf::Pilots];

/// What a text is where it is none of what is expected there; none where it could be that, or tells nothing. On the
/// page of a pilot its readings and exceptions need not name it.
#[must_use]
pub fn recognised(text: &str, expected: Option<&Pasted>, is_on_a_pilot: bool) -> Option<Recognised> {
    let markdown = markdown::tabbed(beginning(text));
    let text = markdown.as_deref().unwrap_or_else(|| beginning(text));
    let plain = table(text, &Options::default());
    if plain.as_ref().is_some_and(|table| refuse_weeks_across(table).is_err()) {
        return Some(Recognised::Weeks);
    }
    if expected.is_some_and(|pasted| is(text, pasted.rows, &pasted.pilot)) {
        return None;
    }
    let rows = expected.map(|pasted| pasted.rows);
    // Metrics beside a pilot could be columns of a tracker, and names alone could be those of pilots.
    let names_people = || rows == Some(RowsOf::People) && fitting(text, RowsOf::People, "").is_some();
    let not_pilots = rows == Some(RowsOf::Readings) || names_people();
    let may_be = |kind: &RowsOf| Some(*kind) != rows && !(not_pilots && *kind == RowsOf::Pilots);
    let own = if is_on_a_pilot { "-" } else { "" };
    let found = KINDS.into_iter().filter(may_be).find(|kind| match kind {
        RowsOf::Readings => is(text, *kind, own) && (is_on_a_pilot || plain.as_ref().is_some_and(names_pilots)),
        RowsOf::Exceptions => is(text, *kind, own),
        _ => is(text, *kind, ""),
    });
    let other = || {
        let noun = other_register(plain.as_ref()?, &Options::default())?;
        Some(Recognised::Other(noun, way_in(noun)))
    };
    found.map(Recognised::Rows).or_else(other)
}

/// The first lines of a text, where it is a long one.
fn beginning(text: &str) -> &str {
    let end = text.as_bytes().get(..LOOKED_AT).and_then(|begin| begin.iter().rposition(|byte| *byte == b'\n'));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

fn table(text: &str, options: &Options) -> Option<Table> {
    match contents("", text.as_bytes(), options) {
        Ok(Contents::Table(table)) => Some(table),
        _ => None,
    }
}

/// A text as a table, where it would be taken as those rows where they are pasted.
fn fitting(text: &str, rows: RowsOf, pilot: &str) -> Option<Table> {
    let pilot = (!pilot.is_empty()).then(|| pilot.to_owned());
    let options = Options { expected: Some(rows), pilot, ..Options::default() };
    let table = table(text, &options)?;
    let refused = refuse_other_nouns(&table, &options).is_err() || other_register(&table, &options).is_some();
    let fits = !refused && Kind::of(&table, &options).is_some_and(|kind| kind.rows() == rows);
    fits.then_some(table)
}

/// Would it be taken so, and does it say more of people than a name?
fn is(text: &str, rows: RowsOf, pilot: &str) -> bool {
    let tells = |table: &Table| {
        let says = |field: &PersonField| people::place(table, *field).is_some();
        [PersonField::Title, PersonField::Level, PersonField::Email].iter().any(says)
    };
    fitting(text, rows, pilot).is_some_and(|table| rows != RowsOf::People || tells(&table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_another_kind_is_told_by_its_headings_and_values() {
        let onto = |rows: RowsOf| Some(Pasted::onto(rows));
        let (pilots, actions, readings) = (onto(RowsOf::Pilots), onto(RowsOf::Actions), onto(RowsOf::Readings));
        let people = onto(RowsOf::People);
        let rows = |rows| Some(Recognised::Rows(rows));
        for (expected, text, found) in [
            (&pilots, "Pilot\tMetric\tWeek\tValue\nA\taccuracy\tW47\t93\n", rows(RowsOf::Readings)),
            (&pilots, "Pilot\tMetric\tW46\tW47\nA\taccuracy\t93\t94\n", Some(Recognised::Weeks)),
            (&pilots, "What\tWho\tBy when\tPilot\nCall\tBo\t2026-12-01\tA\n", rows(RowsOf::Actions)),
            (&pilots, "Aufgabe;Wer;Fällig\nAnrufen;Jörg Groß;15.1.\n", rows(RowsOf::Actions)),
            (&pilots, "Name\tTitle\tE-mail\nBo\tCOO\tbo@example.com\n", rows(RowsOf::People)),
            (&pilots, "Name\tUnit\tStage\nA\tPost\t1\n", None),
            (&pilots, "Project\tSponsor\tStatus\nA\tBo\tgreen\n", None),
            (&pilots, "one\ttwo\n1\t2\n", None),
            (&actions, "Name\tTitle\nBo\tCOO\n", rows(RowsOf::People)),
            (&pilots, "| Was | Wer | Bis |\n|---|---|---|\n| Prüfen | Jörg Groß | Freitag |\n", rows(RowsOf::Actions)),
            (&actions, "Pilot\tException\tRaised\nA\tWrong vendor\t2026-11-20\n", rows(RowsOf::Exceptions)),
            (&actions, "Project\tSponsor\tStage\nA\tBo\t1\n", rows(RowsOf::Pilots)),
            (&actions, "Task\tOwner\tDue\tPilot\nCall\tBo\t2026-12-01\tA\n", None),
            (&readings, "Pilot\tperformance\tHandling time\nA\t92\t80\n", None),
            (&readings, "12\t13\n14\t15\n", None),
            (&people, "Name\tUnit\nBo Berg\tFinance\n", None),
            (&people, "Name\tUnit\tPhone\nBo Berg\tFinance\t12\n", None),
            (&people, "Name\nBo Berg\n", None),
            (&people, "Name\tStage\nA\t1\n", rows(RowsOf::Pilots)),
            (&people, "What\tWho\tBy when\nCall\tBo\t2026-12-01\n", rows(RowsOf::Actions)),
            (&None, "What\tWho\tBy when\nCall\tBo\t2026-12-01\n", rows(RowsOf::Actions)),
            (&None, "Week\tMetric\tValue\nW47\taccuracy\t93\n", None),
            (&None, "one\nline and another\n", None),
        ] {
            assert_eq!(recognised(text, expected.as_ref(), false), found, "{text}");
        }
        let told = recognised("Pilot\tDecision\nA\tRetrain\n", None, false);
        assert!(matches!(told, Some(Recognised::Other("decisions", _))), "{told:?}");
        let of_its_page = recognised("Week\tMetric\tValue\nW47\taccuracy\t93\n", None, true);
        assert_eq!(of_its_page, rows(RowsOf::Readings));
    }
}
