//! Owns what is copied out of a screen: its heading, its sentences and its rows, as Markdown for reading and as columns
//! for a spreadsheet or a program.

use serde_json::{Map, Number, Value};

use super::picture::picture;
use super::state::State;
use crate::domain::Invalid;
use crate::exchange::csv_out::{Cell, write};
use crate::interaction::Context;
use crate::interaction::extract::Rows;
use crate::report::escape_copied;

/// What is copied out of a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extract {
    /// The screen and its moment.
    pub title: String,
    /// Sentences.
    pub says: Vec<String>,
    /// Longer Markdown texts, each with its heading; where the copy is read they replace the rows.
    pub written: Vec<(String, String)>,
    /// Its rows.
    pub rows: Rows,
}

/// How columns are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// Separated by tabs, as spreadsheets paste it.
    Tsv,
    /// Separated by commas.
    Csv,
    /// As JSON.
    Json,
}

impl Columns {
    /// All of them, each with its name.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Tsv, "TSV"), (Self::Csv, "CSV"), (Self::Json, "JSON")];
}

impl Extract {
    /// What is copied out of the screen on top.
    pub fn of(state: &State) -> Self {
        let context = &Context { in_full: true, ..state.context.clone() };
        let Some(screen) = state.top() else {
            return Self::default();
        };
        let page = screen.copied_page();
        let page = if page.is_empty() { page } else { format!(" · {page}") };
        let moment = match context.as_of {
            Some(_) => format!("as of {}", context.looking),
            None => context.today.to_string(),
        };
        let sentences = screen.sentences(context);
        let remarks = screen.remarks(context);
        let written = screen.written(context);
        let says = if !written.is_empty() {
            Vec::new()
        } else if sentences.is_empty() && remarks.is_empty() {
            picture(state, context)
        } else {
            remarks
        };
        let rows = screen.columns(context).unwrap_or_else(|| Rows {
            header: vec!["row".to_owned()],
            rows: sentences.into_iter().map(|sentence| vec![sentence]).collect(),
        });
        Self { title: format!("{}{page} · {moment}", state.title()), says, written, rows }
    }

    /// As Markdown: a heading, the sentences, and a list or a table.
    #[must_use]
    pub fn markdown(&self) -> String {
        let none = Rows::default();
        let Rows { header, rows } = if self.written.is_empty() { &self.rows } else { &none };
        let mut lines = vec![format!("## {}", escape_copied(&self.title))];
        for sentence in &self.says {
            lines.extend([String::new(), escape_copied(sentence)]);
        }
        for (heading, text) in &self.written {
            let heading = format!("### {}", escape_copied(heading));
            lines.extend([String::new(), heading]);
            if !text.trim().is_empty() {
                lines.extend([String::new(), text.trim_end().to_owned()]);
            }
        }
        if !rows.is_empty() {
            lines.push(String::new());
        }
        let cells = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| escape_copied(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        match header.as_slice() {
            [_] => lines.extend(rows.iter().flatten().map(|row| format!("- {}", escape_copied(row)))),
            _ if rows.is_empty() => {}
            header => {
                lines.extend([cells(header), format!("|{}", " --- |".repeat(header.len()))]);
                lines.extend(rows.iter().map(|row| cells(row)));
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// The rows as columns; the sentences where there are no rows.
    pub fn columns(&self, columns: Columns) -> Result<String, Invalid> {
        let says = Rows { header: vec!["says".to_owned()], rows: self.says.iter().map(|s| vec![s.clone()]).collect() };
        let Rows { header, rows } = if self.rows.rows.is_empty() { &says } else { &self.rows };
        let separated = |separator| {
            let header: Vec<&str> = header.iter().map(String::as_str).collect();
            let cell = |text: &String| {
                // A negative number is no formula.
                if text.parse::<f64>().is_ok() { Cell::Plain(text.clone()) } else { Cell::Text(text.clone()) }
            };
            write(&header, separator, rows.iter().map(|row| row.iter().map(cell).collect()))
        };
        match columns {
            Columns::Tsv => separated(b'\t'),
            Columns::Csv => separated(b','),
            Columns::Json => {
                // Only a column that holds nothing but numbers is numeric; a single number among words is a word.
                let are_numbers = |at: usize| {
                    let mut filled =
                        rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty()).peekable();
                    filled.peek().is_some() && filled.all(|cell| number(cell).is_some())
                };
                let numbers: Vec<bool> = (0..header.len()).map(are_numbers).collect();
                let value = |(cell, is_number): (&String, &bool)| match number(cell).filter(|_| *is_number) {
                    Some(number) => Value::Number(number),
                    None if *is_number => Value::Null,
                    None => Value::String(cell.clone()),
                };
                let object = |row: &Vec<String>| -> Map<String, Value> {
                    header.iter().cloned().zip(row.iter().zip(&numbers).map(value)).collect()
                };
                let all: Vec<Value> = rows.iter().map(|row| Value::Object(object(row))).collect();
                serde_json::to_string_pretty(&all).map_err(|error| Invalid::new(error.to_string()))
            }
        }
    }
}

/// The number in a cell, as JSON writes it.
fn number(cell: &str) -> Option<Number> {
    cell.parse::<Number>().ok().filter(|number| number.to_string() == cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extract() -> Extract {
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        Extract {
            title: "Actions".into(),
            says: vec!["Two are open.".into()],
            written: Vec::new(),
            rows: Rows { header: row("what", "who"), rows: vec![row("a | b", "Ana"), row("=1+1", "-18")] },
        }
    }

    #[test]
    fn markdown_keeps_its_columns_whatever_was_typed() {
        let text = extract().markdown();
        assert_eq!(text.lines().nth(4), Some("| what | who |"), "{text}");
        assert_eq!(text.lines().nth(6).map(|line| line.matches(" | ").count()), Some(1), "{text}");
    }

    #[test]
    fn columns_guard_formulas_and_keep_numbers() {
        assert_eq!(extract().columns(Columns::Tsv).unwrap(), "what\twho\na | b\tAna\n'=1+1\t-18\n");
        let json: Value = serde_json::from_str(&extract().columns(Columns::Json).unwrap()).unwrap();
        assert_eq!(json[1]["what"], "=1+1", "a program runs no formula");
        assert_eq!(json[1]["who"], "-18", "a number among words is a word");
        let rows = ["1", "", "30.5"].map(|minutes| vec![minutes.to_owned()]).to_vec();
        let minutes = Extract { rows: Rows { header: vec!["minutes".into()], rows }, ..extract() };
        let json: Value = serde_json::from_str(&minutes.columns(Columns::Json).unwrap()).unwrap();
        assert_eq!(json, serde_json::json!([{"minutes": 1}, {"minutes": null}, {"minutes": 30.5}]));
    }
}
