//! Owns tables in text of fixed width: columns share the room that there is, and long cells continue below.

use super::document::{Cell, Column};
use crate::domain::Shown;

/// Between two columns.
const GAP: &str = "  ";
/// No column is made narrower than this.
const LEAST: usize = 6;

/// The lines of a table that is at most `room` columns wide.
pub(super) fn lines(columns: &[Column], rows: &[Vec<Cell>], room: usize) -> Vec<String> {
    let heads: Vec<Shown> = columns.iter().map(|column| Shown::line(column.short)).collect();
    let in_brief = |row: &Vec<Cell>| row.iter().map(|cell| Shown::line(&cell.said(true))).collect();
    let cells: Vec<Vec<Shown>> = rows.iter().map(in_brief).collect();
    let widths = widths(&heads, &cells, room);
    let mut lines = row(&heads, columns, &widths);
    lines.push(widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join(GAP));
    lines.extend(cells.iter().flat_map(|cells| row(cells, columns, &widths)));
    lines
}

/// Columns are as wide as what they hold; where that is too much, the widest give way first: those whose words stay
/// whole, then any.
fn widths(heads: &[Shown], cells: &[Vec<Shown>], room: usize) -> Vec<usize> {
    let widest = |place: usize, width: fn(&Shown) -> usize| {
        let below = cells.iter().filter_map(|row| row.get(place));
        below.chain(heads.get(place)).map(width).chain([1]).max().unwrap_or(1).min(room)
    };
    let mut widths: Vec<usize> = (0..heads.len()).map(|place| widest(place, Shown::width)).collect();
    let words: Vec<usize> = (0..heads.len()).map(|place| widest(place, longest_word)).collect();
    let gaps = GAP.len() * heads.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let whole = widths.iter_mut().zip(&words).filter(|(width, word)| **width > LEAST.max(**word));
        let Some(giving) = whole.map(|(width, _)| width).max() else {
            break;
        };
        *giving -= 1;
    }
    while widths.iter().sum::<usize>() + gaps > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > LEAST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

fn longest_word(cell: &Shown) -> usize {
    cell.as_str().split_whitespace().map(|word| Shown::line(word).width()).max().unwrap_or(0)
}

fn row(cells: &[Shown], columns: &[Column], widths: &[usize]) -> Vec<String> {
    let wrapped: Vec<Vec<Shown>> = cells.iter().zip(widths).map(|(cell, width)| cell.wrap(*width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let pieces = wrapped.iter().zip(widths).zip(columns).map(|((lines, width), column)| {
            let piece = lines.get(at).cloned().unwrap_or_default();
            String::from(if column.right { piece.pad_left(*width) } else { piece.pad(*width) })
        });
        pieces.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::{left, right};

    fn rows(rows: &[(&str, &str)]) -> Vec<Vec<Cell>> {
        rows.iter().map(|(one, two)| vec![Cell::text(one), Cell::text(two)]).collect()
    }

    #[test]
    fn columns_are_as_wide_as_what_they_hold() {
        let told = lines(&[left("Pilot"), right("Weeks")], &rows(&[("Invoice triage", "3"), ("請求書", "12")]), 40);
        assert_eq!(
            told,
            ["Pilot           Weeks", "--------------  -----", "Invoice triage      3", "請求書             12"]
        );
    }

    #[test]
    fn words_stay_whole_while_a_column_of_several_can_give_way() {
        let told = lines(&[left("Stage"), left("Why")], &rows(&[("Embedding", "one two three four")]), 18);
        assert_eq!(
            told,
            ["Stage      Why", "---------  -------", "Embedding  one two", "           three", "           four"]
        );
    }

    #[test]
    fn what_is_too_wide_goes_on_below() {
        let told = lines(&[left("Pilot"), left("What")], &rows(&[("Triage", "one two three four five")]), 20);
        assert_eq!(
            told,
            ["Pilot   What", "------  ------------", "Triage  one two", "        three four", "        five"]
        );
        let long = "x".repeat(5_000);
        for line in lines(&[left("A"), left("B")], &rows(&[(&long, &long)]), 78) {
            assert!(Shown::line(&line).width() <= 78);
        }
    }
}
