//! Owns what somebody said of a file that is not taken in yet: it is kept as drafts are, and is there when the file is
//! looked at again.

use std::collections::BTreeMap;

use crate::domain::incoming::Incoming;
use crate::interaction::Effect;
use crate::interaction::context::PLACES;

/// Drafts by their places.
type Drafts = BTreeMap<String, String>;

/// The place of its draft. A sheet is the same one in whatever case its name is typed.
fn key(file: &Incoming) -> String {
    let (path, sheet) = (file.path.clone(), file.sheet.to_lowercase());
    format!("{PLACES}import/{}", Incoming { path, sheet, ..Incoming::default() }.as_typed())
}

/// The file as it was left, where something was said of it.
#[must_use]
pub fn taken_up(file: Incoming, drafts: &Drafts) -> Incoming {
    let left = drafts.get(&key(&file)).and_then(|body| serde_json::from_str::<Incoming>(body).ok());
    // What is pasted is called so whatever it is.
    left.filter(|left| left.pasted == file.pasted).unwrap_or(file)
}

/// Was something said of a file before, and kept?
#[must_use]
pub fn is_left(file: &Incoming, drafts: &Drafts) -> bool {
    drafts.contains_key(&key(file))
}

/// Keeps what is said of a file, or drops what was, where that is not so already.
#[must_use]
pub fn kept(file: &Incoming, drafts: &Drafts) -> Option<Effect> {
    let body = if file.has_choices() { serde_json::to_string(file).ok() } else { None };
    set(file, body, drafts)
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
        let said = Incoming { columns, dates, seal, ..file.clone() }.corrected(&cell, "3");
        let Some(Effect::Draft { key, body: Some(body) }) = kept(&said, &drafts) else {
            panic!("it is kept");
        };
        drafts.insert(key, body);
        assert!(kept(&said, &drafts).is_none(), "it is kept already");
        assert!(is_left(&file, &drafts));
        assert_eq!(taken_up(file.clone(), &drafts), said);
        assert_eq!(taken_up(Incoming::typed("/tmp/plan.xlsx#WEEK 47"), &drafts), said, "the same sheet");
        let other = Incoming::typed("/tmp/plan.xlsx");
        assert_eq!(taken_up(other.clone(), &drafts), other);
        let gone = [kept(&file, &drafts), dropped(&said, &drafts)];
        assert!(gone.iter().all(|gone| matches!(gone, Some(Effect::Draft { body: None, .. }))));
    }
}
