//! Owns tables in Markdown: cells between vertical bars, and hyphens below the header.

/// A text in which a Markdown table stands, with tabulators between its cells; none where there is no such table. Each
/// line stays one; that of hyphens is empty then.
#[must_use]
pub fn tabbed(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_table = lines.windows(2).any(|pair| matches!(pair, [above, rule] if above.contains('|') && is_rule(rule)));
    let line = |line: &&str| match *line {
        rule if is_rule(rule) => "\n".to_owned(),
        row if row.contains('|') => format!("{}\n", cells(row).join("\t")),
        other => format!("{other}\n"),
    };
    is_table.then(|| lines.iter().map(line).collect())
}

/// Is it the line between header and rows: `|---|:--:|`?
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a row; a stroke behind a backslash is none between them.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().replace("\\|", "\u{0}");
    let row = row.strip_prefix('|').unwrap_or(&row);
    let row = row.strip_suffix('|').unwrap_or(row);
    row.split('|').map(|cell| quoted(&cell.replace('\u{0}', "|").replace("<br>", " "))).collect()
}

/// A cell as a table with tabulators has it, where a quote at its start would open one.
fn quoted(cell: &str) -> String {
    let cell = cell.trim();
    if cell.starts_with('"') { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.replace('\t', " ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_markdown_table_is_a_table_line_by_line() {
        let text = "Actions:\n\n| What | Who |\n|------|:---:|\n| Order | Ana |\n| \"a\" or b \\| c |  |\n";
        let plain = "Actions:\n\nWhat\tWho\n\nOrder\tAna\n\"\"\"a\"\" or b | c\"\t\n";
        assert_eq!(tabbed(text).as_deref(), Some(plain));
        assert_eq!(tabbed("What | Who\n--- | ---\nCall | Bo").as_deref(), Some("What\tWho\n\nCall\tBo\n"));
        for text in ["a\tb\n1\t2\n", "a | b\nc | d\n", "---\n---\n", ""] {
            assert_eq!(tabbed(text), None, "{text}");
        }
    }
}
