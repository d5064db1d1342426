//! Owns what somebody said about a file in its preview. It is kept as drafts are, and is there when the file is
//! previewed again. Once the file is imported, its corrections, header, mapping and order of dates are kept for the
//! next time.
//!
//! A correction gives the text to read in a cell, or leaves its row out. It carries what its row is known by
//! (`Cell::known_by`), by which it is found again in a changed file. Everything else goes once the file is imported.

use std::collections::BTreeMap;

use crate::domain::incoming::Incoming;
use crate::domain::words::count;
use crate::interaction::Effect;
use crate::interaction::context::PLACES;

/// Drafts by their places.
type Drafts = BTreeMap<String, String>;

/// Of at most so many imported files, the corrections are kept.
const MOST: usize = 20;
/// How the places of files begin among the drafts.
const FILES: &str = "import/";

/// The place of its draft; the case of a sheet's name does not matter.
fn key(file: &Incoming) -> String {
    let (path, sheet) = (file.path.clone(), file.sheet.to_lowercase());
    format!("{PLACES}{FILES}{}", Incoming { path, sheet, ..Incoming::default() }.as_typed())
}

/// A file as its draft has it.
fn read(body: &str) -> Option<Incoming> {
    serde_json::from_str(body).ok()
}

/// The file with what was said of it earlier, if anything was.
#[must_use]
pub fn taken_up(file: Incoming, drafts: &Drafts) -> Incoming {
    let left = drafts.get(&key(&file)).and_then(|body| read(body));
    // Every pasted table has the same name: it must also be the same table.
    left.filter(|left| left.pasted == file.pasted).unwrap_or(file)
}

/// The sentence that a file is read with earlier choices; none where there are none, or none still applies.
#[must_use]
pub fn told(file: &Incoming, drafts: &Drafts) -> Option<String> {
    let left = read(drafts.get(&key(file)).filter(|_| file.has_choices())?)?;
    Some(match file.corrections.len() {
        corrections if left.taken.is_some() && corrections > 0 => {
            let read = count(corrections, "correction of last time is read", "corrections of last time are read");
            format!("{read}; ⟨preview plain⟩ reads the file as it is.")
        }
        _ => "It is read as you left it; ⟨preview plain⟩ reads it as it is.".to_owned(),
    })
}

/// Keeps the choices about a file, or drops them, if that is not so already.
#[must_use]
pub fn kept(file: &Incoming, drafts: &Drafts) -> Option<Effect> {
    let body = if file.has_choices() { serde_json::to_string(file).ok() } else { None };
    set(file, body, drafts)
}

/// Keeps the corrections of a file that is being imported, drops the other choices about it, and forgets files imported
/// long before. `entry` is the newest of the journal.
#[must_use]
pub fn taken_in(file: &Incoming, entry: i64, drafts: &Drafts) -> Vec<Effect> {
    let (own, place) = (key(file), format!("{PLACES}{FILES}"));
    let others = drafts.iter().filter(|(key, _)| key.starts_with(&place) && **key != own);
    let mut before: Vec<(i64, &String)> = others.filter_map(|(key, body)| Some((read(body)?.taken?, key))).collect();
    before.sort_unstable();
    let old = before.into_iter().rev().skip(MOST - 1).map(|(_, key)| Effect::Draft { key: key.clone(), body: None });
    kept(&file.taken_in(entry), drafts).into_iter().chain(old).collect()
}

/// Drops what was said of a file; none where nothing was.
#[must_use]
pub fn dropped(file: &Incoming, drafts: &Drafts) -> Option<Effect> {
    set(file, None, drafts)
}

fn set(file: &Incoming, body: Option<String>, drafts: &Drafts) -> Option<Effect> {
    let key = key(file);
    (body.as_ref() != drafts.get(&key)).then_some(Effect::Draft { key, body })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incoming::{Cell, DateOrder};

    #[test]
    fn what_was_said_of_a_file_is_taken_up_until_it_is_dropped() {
        let (file, mut drafts) = (Incoming::typed("/tmp/plan.xlsx#Week 47"), Drafts::new());
        assert!(kept(&file, &drafts).is_none(), "nothing was said");
        let (sheet, column, text) = (String::new(), "Phase".to_owned(), "purple".to_owned());
        let known_by = vec![("Project".to_owned(), "Zed bot".to_owned())];
        let cell = Cell { sheet, row: 2, place: 1, column, text, known_by };
        let columns = vec![("Phase".to_owned(), "stage".to_owned())];
        let (dates, seal) = (Some(DateOrder::DayFirst), Some(u64::MAX));
        let said = Incoming { columns, dates, seal, ..file.clone() }.corrected(&[cell], "3");
        let Some(Effect::Draft { key, body: Some(body) }) = kept(&said, &drafts) else {
            panic!("it is kept");
        };
        drafts.insert(key, body);
        assert!(kept(&said, &drafts).is_none(), "it is kept already");
        assert_eq!(told(&said, &drafts).unwrap(), "It is read as you left it; ⟨preview plain⟩ reads it as it is.");
        assert_eq!(taken_up(file.clone(), &drafts), said);
        assert_eq!(taken_up(Incoming::typed("/tmp/plan.xlsx#WEEK 47"), &drafts), said, "the same sheet");
        let other = Incoming::typed("/tmp/plan.xlsx");
        assert_eq!(taken_up(other.clone(), &drafts), other);
        let gone = [kept(&file, &drafts), dropped(&said, &drafts)];
        assert!(gone.iter().all(|gone| matches!(gone, Some(Effect::Draft { body: None, .. }))));
    }

    #[test]
    fn what_is_read_in_the_cells_of_the_files_that_were_taken_in_last_is_kept() {
        let (mut drafts, last) = (Drafts::new(), i64::try_from(MOST).unwrap() + 1);
        let named = |entry: i64| Incoming::typed(&format!("/tmp/{entry}.csv"));
        let (sheet, column, text) = (String::new(), "Phase".to_owned(), "purple".to_owned());
        let cell = Cell { sheet, row: 2, place: 1, column, text, known_by: Vec::new() };
        for entry in 0..=last {
            let said = Incoming {
                dates: Some(DateOrder::DayFirst),
                ..named(entry).corrected(std::slice::from_ref(&cell), "3")
            };
            for effect in taken_in(&said, entry, &drafts) {
                match effect {
                    Effect::Draft { key, body: Some(body) } => drop(drafts.insert(key, body)),
                    Effect::Draft { key, body: None } => drop(drafts.remove(&key)),
                    _ => panic!("nothing else is done"),
                }
            }
        }
        assert_eq!((drafts.len(), taken_up(named(1), &drafts)), (MOST, named(1)), "the oldest are forgotten");
        let left = taken_up(named(last), &drafts);
        assert_eq!((left.corrections.len(), left.dates, left.taken), (1, Some(DateOrder::DayFirst), Some(last)));
        assert_eq!(
            told(&left, &drafts).unwrap(),
            "1 correction of last time is read; ⟨preview plain⟩ reads the file as it is."
        );
        assert!(taken_in(&left, last, &drafts).is_empty(), "it is kept already");
        assert_eq!(taken_in(&left.plain(), last, &drafts).len(), 1, "nothing is said of it any more");
    }
}
