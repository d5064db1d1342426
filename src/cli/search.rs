//! `search`: where words stand in everything that people wrote.

use serde_json::{Value, json};

use super::failure::{Failure, Result};
use super::output::Output;
use super::session::Session;
use crate::domain::Seek;

pub(super) fn run(session: &Session, words: &[String], output: &Output) -> Result<()> {
    let typed = words.join(" ");
    let seek = Seek::new(&typed)
        .ok_or_else(|| Failure::usage("one letter is in nearly every text", "write a word, or two letters of one"))?;
    let found = session.read(|reader| Ok(reader.texts(&seek)?))?;
    if output.json {
        let hit = |hit: &crate::domain::TextHit| json!({"kind": hit.kind, "about": hit.about, "excerpt": hit.excerpt});
        return output.value(&Value::Array(found.iter().map(hit).collect()));
    }
    if found.is_empty() {
        output.message(&format!("No text holds “{typed}”."));
    }
    let rows: Vec<Vec<String>> =
        found.into_iter().map(|hit| vec![hit.kind.to_owned(), hit.about, hit.excerpt]).collect();
    output.table(&["what", "of", "text"], &rows)
}
