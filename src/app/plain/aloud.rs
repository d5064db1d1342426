//! Owns how a line is made fit for listening: without what only eyes or fingers need, and a long one cut to its
//! beginning.

use crate::app::settle::{DONE_AGAIN, TAKEN_BACK};
use crate::domain::Shown;
use crate::domain::words::sentence;

/// Lines as they can be printed: what stood between two dots on a screen stands between commas, and nothing commands
/// the terminal.
pub(super) fn shown(lines: &[String]) -> Vec<String> {
    lines.iter().flat_map(|line| Shown::lines(&joined(line))).map(String::from).collect()
}

/// What was done as it is heard: how it is taken back, which stands apart on a screen, is a sentence of its own.
pub(super) fn told(notice: &str) -> String {
    let ending = [TAKEN_BACK, DONE_AGAIN].into_iter().find_map(|back| Some((notice.strip_suffix(back)?, back)));
    ending.map_or_else(|| notice.to_owned(), |(done, back)| format!("{} {back}", sentence(done)))
}

/// Signs that are seen, and what is heard in their place.
const SIGNS: &[(&str, &str)] = &[(" · ", ", "), (" < ", " below "), (" > ", " above "), ("**", ""), (" , ", ", ")];

/// A line as it is heard: without signs, and what stood apart by a wide gap follows.
pub(super) fn joined(line: &str) -> String {
    let mut joined = SIGNS.iter().fold(line.to_owned(), |line, (sign, said)| line.replace(sign, said));
    while joined.contains("  ") {
        joined = joined.replace("  ", " ");
    }
    joined
}

/// A row of a list has no more columns: what is longer is heard whole where it is opened.
const LONGEST_ROW: usize = 600;

/// A row as a list has it: of several lines the first, of a very long one its beginning.
pub(super) fn brief(row: &str) -> String {
    let mut lines = row.trim_end().lines();
    let first = lines.next().unwrap_or_default();
    let head = if first.len() > LONGEST_ROW { String::from(Shown::head(first, LONGEST_ROW)) } else { first.to_owned() };
    if lines.next().is_some() && !head.ends_with('…') { format!("{head} …") } else { head }
}

/// A line without the sign of a list before it, or what a part that is empty leaves behind.
pub(super) fn begun(line: &str) -> String {
    line.trim_start_matches([',', ' ']).to_owned()
}

/// Does a row tell already what explains it? It ends with that, or begins with the name before its colon and has the rest
/// somewhere behind.
pub(super) fn tells(row: &str, explain: &str) -> bool {
    let stands = |(called, what): (&str, &str)| row.contains(called) && row.contains(what);
    !explain.is_empty() && (row.ends_with(explain) || explain.split_once(": ").is_some_and(stands))
}

/// A verb's title among others: one that turns something over names both of its sides.
pub(super) fn spoken(title: &str) -> String {
    title.replace(", ", " or ").replace(" & ", " and ")
}

/// Does a clause name keys that lines are not typed with?
fn is_about_keys(clause: &str) -> bool {
    let mut words = clause.split(|sign: char| !sign.is_alphanumeric());
    // The key of a number; a line that is one chooses a row.
    clause.starts_with("its number goes there") || words.any(|word| matches!(word, "Esc" | "Enter" | "Tab" | "Ctrl"))
}

/// What helps, without such clauses; all of it where nothing else is left.
pub(super) fn sayable_hint(hint: &str) -> String {
    let left = hint.split("; ").filter(|clause| !is_about_keys(clause)).collect::<Vec<_>>().join("; ");
    let left = left.strip_prefix("or ").unwrap_or(&left);
    if left.is_empty() { hint.to_owned() } else { left.to_owned() }
}

/// What a verb does, without such clauses.
pub(super) fn keyless(doc: &str) -> String {
    let sentence = |(number, sentence): (usize, &str)| {
        let clauses =
            sentence.split("; ").enumerate().filter(|(at, clause)| number + at == 0 || !is_about_keys(clause));
        clauses.map(|(_, clause)| clause).collect::<Vec<_>>().join("; ")
    };
    let sentences: Vec<String> =
        doc.trim_end_matches('.').split(". ").enumerate().map(sentence).filter(|said| !said.is_empty()).collect();
    // Nobody who hears has a cursor.
    let said = sentences.join(". ").replace("what is under the cursor", "what is chosen");
    said.replace("what the cursor is on", "what is chosen").replace("under the cursor", "that is chosen") + "."
}
