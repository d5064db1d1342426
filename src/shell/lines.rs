//! Owns how the face in plain sentences reads its input: line by line, or several lines that belong together.

use std::io::{self, BufRead};

use crate::app::plain::Reads;

/// What a terminal sends before and after a paste, if it marks pastes.
const BEGIN: &str = "\u{1b}[200~";
const END: &str = "\u{1b}[201~";

/// Asks a terminal to mark pastes, and to stop.
pub(super) const BRACKETS: &str = "\u{1b}[?2004h";
pub(super) const NO_BRACKETS: &str = "\u{1b}[?2004l";

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// What was typed: a line, or the lines of one answer.
    Typed(String),
    /// Several lines that were pasted.
    Pasted(String),
}

/// Lines as they come.
pub(super) struct Lines<R> {
    from: R,
    /// A line that was read already and belongs to what follows.
    next: Option<String>,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn of(from: R) -> Self {
        Self { from, next: None }
    }

    /// The next input; none where it has ended.
    pub(super) fn read(&mut self, reads: Reads) -> io::Result<Option<Read>> {
        let Some(first) = self.line()? else {
            return Ok(None);
        };
        if first.contains(BEGIN) {
            return self.bracketed(&first).map(Some);
        }
        Ok(Some(match reads {
            Reads::Table if is_row(&first) => Read::Pasted(self.up_to_the_end(first, |line| line.contains('\t'))?),
            // A special answer is complete in one line.
            Reads::Lines if !["", ".", "..", "-"].contains(&first.trim()) => {
                Read::Typed(self.up_to_the_end(first, |_| true)?)
            }
            _ => Read::Typed(first),
        }))
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        if self.next.is_some() {
            return Ok(self.next.take());
        }
        let mut bytes = Vec::new();
        let read = self.from.read_until(b'\n', &mut bytes)?;
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\r', '\n']);
        let is_pasted = line.contains(BEGIN) || line.contains(END);
        Ok((read > 0).then(|| if is_pasted { line.to_owned() } else { without_keys(line) }))
    }

    /// The whole of a paste, without its marks.
    fn bracketed(&mut self, first: &str) -> io::Result<Read> {
        let (mut text, mut is_whole) = (first.replace(BEGIN, ""), first.contains(END));
        while !is_whole && let Some(line) = self.line()? {
            is_whole = line.contains(END);
            text.push('\n');
            text.push_str(&line);
        }
        let text = text.replace(END, "");
        let is_one = !text.trim_end().contains('\n');
        Ok(if is_one { Read::Typed(text.trim_end_matches('\n').to_owned()) } else { Read::Pasted(text) })
    }

    /// The lines that belong to the first: up to an empty one, a dot, the end, or one that does not belong.
    fn up_to_the_end(&mut self, first: String, belongs: impl Fn(&str) -> bool) -> io::Result<String> {
        let mut text = first;
        while let Some(line) = self.line()? {
            if ["", "."].contains(&line.trim()) {
                break;
            }
            if !belongs(&line) {
                self.next = Some(line);
                break;
            }
            text.push('\n');
            text.push_str(&line);
        }
        Ok(text)
    }
}

/// A typed line without the keys that a terminal sends into it where it only prints, such as arrows: ESC, `[` or `O`,
/// numbers, and a letter.
fn without_keys(line: &str) -> String {
    let mut typed = String::new();
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign == '\u{1b}' && signs.next_if(|next| matches!(next, '[' | 'O')).is_some() {
            while signs.next_if(|next| next.is_ascii_digit() || *next == ';').is_some() {}
            signs.next();
        } else if !sign.is_control() || sign == '\t' {
            typed.push(sign);
        }
    }
    typed
}

/// Is that a row of a table, rather than a value after the number of a row?
fn is_row(line: &str) -> bool {
    line.split_once('\t').is_some_and(|(first, _)| first.trim().parse::<usize>().is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, reads: Reads) -> Vec<Read> {
        let mut lines = Lines::of(text.as_bytes());
        std::iter::from_fn(|| lines.read(reads).unwrap()).collect()
    }

    fn typed(text: &str) -> Read {
        Read::Typed(text.to_owned())
    }

    fn pasted(text: &str) -> Read {
        Read::Pasted(text.to_owned())
    }

    #[test]
    fn a_table_is_one_answer_and_none_of_its_lines_is_a_command() {
        let table = "name\tstage\nEins\t1\narchive\t2";
        assert_eq!(all(&format!("{table}\n\nq\n"), Reads::Table), [pasted(table), typed("q")]);
        assert_eq!(all(&format!("{table}\nq\n"), Reads::Table), [pasted(table), typed("q")]);
        let bracketed = format!("{BEGIN}{}{END}\nq\n", "name,stage\narchive,1");
        assert_eq!(all(&bracketed, Reads::Line), [pasted("name,stage\narchive,1"), typed("q")]);
        assert_eq!(all(&format!("{BEGIN}a word{END}\n"), Reads::Line), [typed("a word")]);
        assert_eq!(all("2\t18.5\nq\n", Reads::Table), [typed("2\t18.5"), typed("q")], "a value of a row");
    }

    #[test]
    fn keys_that_only_move_a_cursor_are_no_part_of_an_answer() {
        let keys = "a\u{1b}[A note\u{1b}OB of\u{1b}[1;5C it\u{7}\u{1b}[3~\n";
        assert_eq!(all(keys, Reads::Line), [typed("a note of it")]);
    }

    #[test]
    fn an_answer_of_several_lines_ends_with_an_empty_one_or_a_dot() {
        assert_eq!(all("name,stage\nEins,1\n\nq\n", Reads::Lines), [typed("name,stage\nEins,1"), typed("q")]);
        assert_eq!(all("name,stage\r\nEins,1\r\n.\r\n", Reads::Lines), [typed("name,stage\nEins,1")]);
        assert_eq!(all(".\nq\n", Reads::Lines)[0], typed("."));
        assert_eq!(all("a\nb\n", Reads::Line), [typed("a"), typed("b")]);
    }
}
