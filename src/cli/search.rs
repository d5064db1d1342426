//! `search`: finds words in everything that people wrote.

use serde_json::{Value, json};

use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use super::records::filled;
use crate::domain::seek::Stands;
use crate::domain::shown::quoted;
use crate::domain::{Seek, TextHit, nearly};

pub(super) fn run(session: &Session, words: &[String], output: &Output) -> Result<()> {
    let typed = words.join(" ");
    let too_little = || {
        let blank = typed.trim().is_empty();
        let why = if blank { "no word was given" } else { "one letter or digit is in nearly every text" };
        Failure::usage(why, "write a word, or two letters or digits")
    };
    let seek = Seek::new(&typed).ok_or_else(too_little)?;
    let found = session.read(|reader| Ok(reader.texts(&seek, true)?))?;
    if let Some(told) = nearly::told(found.iter().filter_map(|hit| hit.meant.as_deref())) {
        output.message(&format!("No text holds {}; these hold {told}.", quoted(&typed)));
    }
    if output.json {
        let hit = |hit: &TextHit| {
            let (pilot, person, review) = match hit.stands {
                Stands::Page(pilot, _) => (Some(pilot), None, None),
                Stands::Person(person) => (None, Some(person), None),
                Stands::Review(review) | Stands::Minutes(review) => (None, None, Some(review)),
                Stands::Decision(_) | Stands::Action(_) | Stands::Framework | Stands::Entry(_) => (None, None, None),
            };
            json!({"kind": hit.kind, "about": hit.about, "excerpt": hit.excerpt, "meant": hit.meant,
                "answers_for": filled(&hit.answers_for),
                "pilot_id": pilot, "person_id": person, "review_id": review})
        };
        return output.value(&Value::Array(found.iter().map(hit).collect()));
    }
    if found.is_empty() {
        output.message(&format!("No text holds “{typed}”."));
        return Ok(());
    }
    let rows: Vec<Vec<String>> = found.into_iter().map(row).collect();
    output.table(&["what", "of", "text"], &rows)
}

/// What was found as a row; of a person how much they answer for comes first.
fn row(hit: TextHit) -> Vec<String> {
    let text = if hit.answers_for.is_empty() { hit.excerpt } else { format!("{} · {}", hit.answers_for, hit.excerpt) };
    vec![hit.kind.to_owned(), hit.about, text]
}
