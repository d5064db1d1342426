//! Owns the layout of a Markdown table: in columns whose cells wrap, or, where the columns would be too narrow, cell by
//! cell behind its heading.

use super::{Line, Pieces, broken};
use crate::domain::Shown;
use crate::ui::theme::Role;

/// A row in its cells.
pub(super) type Row = Vec<Pieces>;

/// Between the cells of a row, and between the rows.
const BETWEEN: [&str; 2] = [" │ ", "─┼─"];

/// A column narrower than its content has at least this width.
const LEAST: usize = 8;

/// Lays rows out, the first with the headings, in lines of at most `width` columns.
pub(super) fn lines(rows: &[Row], width: usize) -> Vec<Line> {
    widths(rows, width).map_or_else(|| cell_by_cell(rows, width), |widths| in_columns(rows, &widths))
}

/// The widths of the columns, the widest shrunk first; none where they do not fit.
fn widths(rows: &[Row], width: usize) -> Option<Vec<usize>> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let room = width.checked_sub(Shown::line(BETWEEN[0]).width() * count.saturating_sub(1))?;
    let wide = |cell: &Pieces| cell.iter().map(|(text, _)| Shown::line(text).width()).sum::<usize>();
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(wide).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..count).map(|at| widest(at).min(room.max(1))).collect();
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max().filter(|width| **width > LEAST)?;
        *widest -= 1;
    }
    Some(widths)
}

/// Where a row takes several lines, a rule separates the rows.
fn in_columns(rows: &[Row], widths: &[usize]) -> Vec<Line> {
    let laid: Vec<Vec<Line>> = rows.iter().map(|row| beside_each_other(row, widths)).collect();
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let rule: Line = vec![(Shown::line(&rule.join(BETWEEN[1])), Role::Rule)];
    let parts = laid.iter().any(|lines| lines.len() > 1);
    let mut all = Vec::new();
    for lines in laid {
        if parts && !all.is_empty() {
            all.push(rule.clone());
        }
        all.extend(lines);
    }
    all
}

/// The cells of a row side by side, each wrapped in its column.
fn beside_each_other(row: &[Pieces], widths: &[usize]) -> Vec<Line> {
    let cells: Vec<Vec<Line>> = row.iter().zip(widths).map(|(cell, width)| broken(cell, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let mut line = Line::new();
        for (cell, width) in cells.iter().zip(widths) {
            if !line.is_empty() {
                line.push((Shown::line(BETWEEN[0]), Role::Rule));
            }
            let part = cell.get(at).map(Vec::as_slice).unwrap_or_default();
            let used: usize = part.iter().map(|(text, _)| text.width()).sum();
            line.extend_from_slice(part);
            line.push((Shown::line(&" ".repeat(width.saturating_sub(used))), Role::Text));
        }
        line
    };
    (0..height).map(line).collect()
}

/// Every non-empty cell on lines of its own, with a blank line between the rows.
fn cell_by_cell(rows: &[Row], width: usize) -> Vec<Line> {
    let Some((headings, rows)) = rows.split_first() else {
        return Vec::new();
    };
    if rows.is_empty() {
        return headings.iter().flat_map(|heading| broken(heading, width)).collect();
    }
    let mut all = Vec::new();
    for row in rows {
        if !all.is_empty() {
            all.push(Line::new());
        }
        for (heading, cell) in headings.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let colon = (!heading.is_empty()).then(|| (": ".to_owned(), Role::Dim));
            let said: Pieces = heading.iter().cloned().chain(colon).chain(cell.iter().cloned()).collect();
            all.extend(broken(&said, width));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::markdown;

    const TABLE: &str = "| Risk | Owner | Seen |\n|---|---|---|\n| Drift of the model | Ana Costa | 5 |\n\
                         | 需要現場人工複核的例外情況 | 👩‍🔬 Bo | |\n";

    fn plain(text: &str, width: usize) -> Vec<String> {
        let whole = |line: Line| line.iter().map(|(text, _)| text.as_str()).collect::<String>().trim_end().to_owned();
        let lines: Vec<String> = markdown::lines(text, width).into_iter().map(whole).collect();
        let wide = lines.iter().map(|line| Shown::line(line).width()).max().unwrap_or(0);
        assert!(wide <= width, "{wide} of {width}: {lines:#?}");
        lines
    }

    #[test]
    fn columns_that_have_room_stand_below_each_other() {
        let lines = plain(TABLE, 80);
        assert_eq!(lines.len(), 3, "{lines:#?}");
        let column = |line: &String| line.split('│').next().map(|cell| Shown::line(cell).width());
        assert!(lines.iter().all(|line| column(line) == Some(27)), "{lines:#?}");
    }

    #[test]
    fn what_has_no_room_in_its_column_goes_on_below_and_lines_part_the_rows() {
        let said = [
            "Risk        │ Owner     │ Seen",
            "────────────┼───────────┼─────",
            "Drift of    │ Ana Costa │ 5",
            "the model   │           │",
            "────────────┼───────────┼─────",
        ];
        let lines = plain(TABLE, 30);
        assert_eq!(lines[..5], said);
        let rest: String = lines[5..].iter().filter_map(|line| line.split('│').next()).map(str::trim).collect();
        assert_eq!((rest.as_str(), lines.len()), ("需要現場人工複核的例外情況", 8));
        assert_eq!(plain(TABLE, 60).len(), 3, "here they have room");
    }

    #[test]
    fn where_columns_have_no_room_each_cell_stands_behind_its_heading() {
        let said = ["Risk: Drift of the", "model", "Owner: Ana Costa", "Seen: 5", ""];
        assert_eq!(plain(TABLE, 20)[..5], said);
        let wide = "|a a a a a|b b b b b|c c c c c|\n|-|-|-|\n";
        assert_eq!(plain(wide, 12), ["a a a a a", "b b b b b", "c c c c c"], "headings alone");
    }

    #[test]
    fn no_table_is_wider_than_it_may_be() {
        for width in [8, 12, 20, 30, 60, 80] {
            plain(TABLE, width);
            plain(&format!("> {}", TABLE.replace('\n', "\n> ")), width);
        }
    }
}
