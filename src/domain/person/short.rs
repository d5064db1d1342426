//! Owns whom part of a name means, where a known person is chosen: a first name, a surname, either with a letter for
//! the other, or the short form that is shown where there is little room.

use super::alike::{ends_so, is_short_for, parts_of};
use super::known::is_whole;
use super::shortened;
use crate::domain::PersonId;
use crate::domain::seek::folded;

/// The people whose names the text is a part of. A complete name is not part of a longer one that begins with it: Ana
/// Costa is not Ana Costa Silva.
#[must_use]
pub fn short_for<'p>(text: &str, people: &'p [(PersonId, String)]) -> Vec<&'p (PersonId, String)> {
    let (parts, is_whole) = (parts_of(text), is_whole(text));
    let is_meant = |name: &str| {
        let name = parts_of(name);
        is_short_for(&parts, &name) && (!is_whole || parts.len() == name.len() || ends_so(&parts, &name))
    };
    let found: Vec<_> = people.iter().filter(|(_, name)| is_meant(name)).collect();
    if found.is_empty() { shown_so(text, people) } else { found }
}

/// The people who are shown so where there is little room: `Stef. Berg`, if there is a Stella Berg too.
fn shown_so<'p>(text: &str, people: &'p [(PersonId, String)]) -> Vec<&'p (PersonId, String)> {
    // Only such a text is worth comparing everybody's name with everybody else's.
    if !text.contains(". ") {
        return Vec::new();
    }
    let (wanted, parts) = (folded(text.trim()), parts_of(text));
    let surname = &parts[parts.len().saturating_sub(1)..];
    let everybody = || people.iter().map(|(_, name)| name.as_str());
    let is_shown = |name: &str| ends_so(surname, &parts_of(name)) && folded(&shortened(name, everybody())) == wanted;
    people.iter().filter(|(_, name)| is_shown(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_of_a_name_means_whoever_of_those_who_are_known_is_called_so() {
        let names =
            ["Carla Meier", "Dr. Jürgen Groß", "Bo Lindqvist", "Jan van den Berg", "Stefan Berg", "Stella Berg"];
        let more = ["Ana Costa Silva", "Maria Ana Costa", "Marie-Claire Dupont", "K. Ito"];
        let people: Vec<(PersonId, String)> =
            (1..).map(PersonId).zip(names.into_iter().chain(more).map(str::to_owned)).collect();
        let meant =
            |text: &str| -> Vec<&str> { short_for(text, &people).into_iter().map(|(_, name)| name.as_str()).collect() };
        for (text, name) in [
            ("carla", "Carla Meier"),
            ("MEIER", "Carla Meier"),
            ("C. Meier", "Carla Meier"),
            ("Carla M.", "Carla Meier"),
            ("Meier, Carla", "Carla Meier"),
            ("gross", "Dr. Jürgen Groß"),
            ("J. Groß", "Dr. Jürgen Groß"),
            ("Dr. Groß", "Dr. Jürgen Groß"),
            ("Bo", "Bo Lindqvist"),
            ("van den Berg", "Jan van den Berg"),
            ("Stef. Berg", "Stefan Berg"),
            ("Ana Costa", "Maria Ana Costa"),
            ("Marie-Claire", "Marie-Claire Dupont"),
        ] {
            assert_eq!(meant(text), [name], "{text}");
        }
        assert_eq!(meant("Berg"), ["Jan van den Berg", "Stefan Berg", "Stella Berg"]);
        for text in ["", "Car", "Lind", "X. Meier", "Carla Vogel", "Ken Ito", "Ana Silva", "Dr."] {
            assert!(meant(text).is_empty(), "{text}");
        }
    }
}
