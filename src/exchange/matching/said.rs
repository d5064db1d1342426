//! Owns what a row says, field by field: as it is remembered and compared with last time, and as the change that it
//! becomes.

use super::people::{PEOPLE, People};
use crate::domain::change::{AssessmentChange, Said, Sayings, ScoreChange, Source};
use crate::domain::{Change, PilotId};
use crate::exchange::hash;
use crate::exchange::pilots::Mapped;
use crate::exchange::profile::{Finding, Profile};

/// What the file says in a row, each field as a hash; of people in a tracker also whom it means, as they may be called
/// otherwise later, and of a field that somebody corrected what was read in its place.
pub(super) fn content(row: &Mapped, profile: &Profile, people: &People<'_>) -> Sayings {
    let text = |(field, text): (&&'static str, &String)| ((*field).to_owned(), hash(&said(field, text, profile)));
    let mut content: Sayings = row.fields.iter().chain(&row.original).map(text).collect();
    let somebody = PEOPLE.iter().filter(|_| !profile.taken_over);
    for (field, person) in somebody.clone() {
        if let Some(text) = row.original.get(field).or_else(|| row.fields.get(field)) {
            content.insert((*person).to_owned(), hash(&people.meant(text)));
        }
    }
    let note = row.original.get("note").or_else(|| row.fields.get("note")).filter(|_| !profile.taken_over);
    content.extend(note.into_iter().flat_map(|note| parts(note)).map(|(name, part)| (name, hash(part))));
    for field in row.original.keys() {
        let (text, is_somebody) = (row.text(field), somebody.clone().any(|(known, _)| known == field));
        let read = if is_somebody { people.meant(text) } else { said(field, text, profile) };
        content.insert(format!("{field}{READ}"), hash(&read));
    }
    content
}

/// Stands before the heading of a part of a note where that part is remembered by itself.
pub(super) const PART: &str = "note.:";

/// The parts of a note, each with the name that it is remembered by: what stands first, and below each heading what the
/// column of that name says.
pub(super) fn parts(note: &str) -> impl Iterator<Item = (String, &str)> {
    const HEADING: &str = "\n\n**";
    let mut rest = Some(note).filter(|note| !note.is_empty());
    std::iter::from_fn(move || {
        let all = rest?;
        let (part, behind) = match all.find(HEADING) {
            Some(end) => (&all[..end], all.get(end + 2..)),
            None => (all, None),
        };
        rest = behind;
        let heading = part.strip_prefix("**").and_then(|part| part.split_once("**\n")).map_or("", |(name, _)| name);
        Some((format!("{PART}{heading}"), part))
    })
}

/// Stands behind a field where it is remembered what was read in place of what the file says.
pub(super) const READ: &str = ".read";

/// What a field says, however it is written; of a reason that we gave, nothing.
pub(super) fn said(field: &str, text: &str, profile: &Profile) -> String {
    match field {
        "reported" if text == "-" => String::new(),
        "because" if text == unsaid(profile) => String::new(),
        _ => text.to_owned(),
    }
}

/// What is remembered of a row; nothing of a table that this program wrote.
pub(super) fn source(row: &Mapped, profile: &Profile, said: Said) -> Option<Source> {
    let key = if profile.taken_over { row.key.clone() } else { Source::TRACKED.to_owned() };
    profile.remembers.then(|| Source { profile: profile.name.clone(), key, said })
}

/// The reason of a status that a table gives without one.
fn unsaid(profile: &Profile) -> String {
    format!("Said by the {}.", profile.source)
}

/// The sentence behind a status; a table without one is its own source.
pub(super) fn because(row: &Mapped, profile: &Profile) -> String {
    match row.text("because") {
        "" => unsaid(profile),
        text => text.to_owned(),
    }
}

/// What a row says about readiness, as evidence and gaps without a score.
pub(super) fn findings(row: &Mapped, pilot: PilotId) -> Vec<Change> {
    let change = |found: &Finding| {
        let (evidence, gaps) =
            if found.gap { (Vec::new(), vec![found.text.clone()]) } else { (vec![found.text.clone()], Vec::new()) };
        let score = ScoreChange { value: None, evidence, gaps, ..ScoreChange::new(pilot, found.dimension, 0) };
        Change::Assessment(AssessmentChange::Score(score))
    };
    row.findings.iter().map(change).collect()
}
