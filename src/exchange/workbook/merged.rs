//! Owns which rows a merged cell stands for: `A2:A4` is one cell to people, and the value of three rows.

/// The column of a range of several rows, from 0, and its first and last row; none of a range within one row.
pub(super) fn rows_of(range: &str) -> Option<(u32, u64, u64)> {
    let (from, to) = range.split_once(':')?;
    let ((column, first), (_, last)) = (place(from)?, place(to)?);
    (first < last).then_some((column, first, last))
}

/// The column, from 0, and the row of a cell: `C7`.
pub(super) fn place(cell: &str) -> Option<(u32, u64)> {
    let (letters, row) = cell.split_at(cell.find(|c: char| c.is_ascii_digit())?);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    Some((column.checked_sub(1)?, row.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_several_rows_has_its_column_and_its_rows() {
        assert_eq!(rows_of("A2:A4"), Some((0, 2, 4)));
        assert_eq!(rows_of("AB10:AD11"), Some((27, 10, 11)));
        for range in ["A1:H1", "A2", "4:5", "a1:a2", "ZZZZZZZZ1:A2", "A4:A2", ""] {
            assert_eq!(rows_of(range), None, "{range}");
        }
    }
}
