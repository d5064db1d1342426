//! Owns what was said in one form and is repeated in the next, for another row. A value that belongs to its row alone
//! is not repeated. A choice is recognised by its title, as the same choice may have another value. What changes an
//! existing value is repeated as a change, and each row applies it to its own: `+board` to its tags, `+1w` to its day.

use super::{Field, Form, Kind, option_said};
use crate::domain::date::Moved;
use crate::domain::{parse_day, tags};
use crate::interaction::context::in_the_open;

/// Is a field's answer repeated for another row?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeats {
    /// If somebody typed or chose it.
    Touched,
    /// The same for a list of tags: what was added and removed is repeated.
    Tags,
    /// Even if it was left as it was, because the rest of the form depends on it.
    Decisive,
    /// Never: it belongs to its row alone.
    Never,
}

/// What was said in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// What the form was for.
    purpose: (String, String),
    said: Vec<Answered>,
}

/// What was said in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answered {
    name: &'static str,
    label: String,
    /// What was typed, how it changes what was there, or the title of the choice.
    text: String,
    decisive: bool,
}

/// What kind of thing the form at a place is for, whichever row it is: the noun, and which part of it. The id is
/// between them.
fn purpose(key: &str) -> (String, String) {
    let mut parts = in_the_open(key).split('/');
    // One row and several are asked the same.
    let noun = parts.next().unwrap_or_default().trim_end_matches('s');
    (noun.to_owned(), parts.nth(1).unwrap_or_default().to_owned())
}

impl Field {
    /// Marks a field that belongs to its row alone: it is not repeated for another.
    #[must_use]
    pub const fn own(mut self) -> Self {
        self.repeats = Repeats::Never;
        self
    }

    /// Marks a choice on which the rest of the form depends: it is repeated even if it was left as it was, and where it
    /// cannot be made, nothing is repeated.
    #[must_use]
    pub const fn decisive(mut self) -> Self {
        self.repeats = Repeats::Decisive;
        self
    }

    /// Marks a list of tags filled in with the present ones: a word with a sign is added or removed, and that change is
    /// what is repeated for another row.
    #[must_use]
    pub const fn tags(mut self) -> Self {
        self.repeats = Repeats::Tags;
        self
    }

    /// Is it repeated for another row?
    fn is_repeated(&self) -> bool {
        match self.repeats {
            Repeats::Tags if self.filled.is_none() => self.is_said() && !self.said().is_empty(),
            Repeats::Touched => self.is_said() || self.filled.is_some(),
            Repeats::Tags | Repeats::Decisive => true,
            Repeats::Never => false,
        }
    }

    /// What it says of any row. An answer that was itself a repetition counts, however little it changed here.
    fn said(&self) -> String {
        let value = self.value();
        match (&self.filled, &self.kind) {
            (Some((said, made)), _) if *made == value => said.clone(),
            (_, Kind::Options(_)) => self.shown(),
            _ if self.moved().is_some() => self.text.text().trim().to_owned(),
            _ if self.repeats == Repeats::Tags => {
                let now = self.listed().unwrap_or_default();
                tags::change(&tags::words(&self.old), &now)
            }
            _ => value,
        }
    }

    fn answered(&self) -> Answered {
        let (text, decisive) = (self.said(), self.repeats == Repeats::Decisive);
        Answered { name: self.name, label: self.label.clone(), text, decisive }
    }

    /// The value that results where one is here already; none where there is nothing to change.
    fn made_of(&self, said: &str) -> Option<String> {
        if self.repeats == Repeats::Tags {
            return tags::tagged(tags::words(said), &tags::words(&self.old)).ok().map(|tags| tags.join(", "));
        }
        if self.kind == Kind::Day && said.starts_with(['+', '-']) {
            let stood = parse_day(&self.old).ok();
            return Moved::parse(said).ok()?.from(stood).map(|day| day.to_string());
        }
        Some(said.to_owned())
    }

    /// The place of the option with that title.
    fn option_read(&self, title: &str) -> Option<usize> {
        let Kind::Options(options) = &self.kind else {
            return None;
        };
        options.iter().position(|(_, known)| option_said(known) == title)
    }

    /// Gives that answer; tells whether it can be given here.
    fn say(&mut self, text: &str) -> bool {
        if matches!(self.kind, Kind::Options(_)) {
            let Some(place) = self.option_read(text) else {
                return false;
            };
            self.choose_at(place);
        } else {
            let Some(made) = self.made_of(text) else {
                return false;
            };
            if self.grows && made.contains('\n') {
                self.grow();
            }
            self.text.set(&made);
        }
        self.filled = Some((text.to_owned(), self.value()));
        true
    }
}

impl Form {
    /// Its answers, as far as they can be repeated for another row.
    #[must_use]
    pub fn answers(&self) -> Answers {
        let asked = self.fields.iter().filter(|field| self.asks(field) && field.is_repeated());
        Answers { purpose: purpose(&self.key), said: asked.map(Field::answered).collect() }
    }

    /// Repeats the answers of a similar form. Returns the labels of those that cannot be given here.
    ///
    /// # Errors
    /// Why nothing of it can be, where that is so.
    pub fn say_again(&mut self, answers: &Answers) -> Result<Vec<String>, String> {
        if purpose(&self.key) != answers.purpose {
            return Err("this asks for something else than the last time".to_owned());
        }
        let said = &answers.said;
        if said.is_empty() {
            return Err("what you said last belongs to the row where you said it".to_owned());
        }
        if let Some(one) = said.iter().find(|one| one.decisive && !self.offers(one)) {
            return Err(format!("“{}” cannot be chosen here", one.text));
        }
        let left: Vec<String> = said.iter().filter(|one| !self.say(one)).map(|one| one.label.clone()).collect();
        self.follow();
        if left.len() == said.len() {
            return Err("nothing of what you said last can be said here".to_owned());
        }
        // Where nothing is missing, the next Enter saves.
        let end = if self.quick { self.focus } else { self.fields.len() };
        self.focus = self.first_wrong().unwrap_or(end);
        Ok(left)
    }

    /// The place of the field that asks the same.
    fn asked_for(&self, one: &Answered) -> Option<usize> {
        let is_it = |field: &Field| field.name == one.name && field.label == one.label && self.asks(field);
        self.fields.iter().position(is_it)
    }

    /// Can that be chosen here?
    fn offers(&self, one: &Answered) -> bool {
        let field = self.asked_for(one).and_then(|at| self.fields.get(at));
        field.is_some_and(|field| field.option_read(&one.text).is_some())
    }

    fn say(&mut self, one: &Answered) -> bool {
        let at = self.asked_for(one);
        at.and_then(|at| self.fields.get_mut(at)).is_some_and(|field| field.say(&one.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Invalid;
    use crate::interaction::{Code, Key};

    fn form(key: &str, fields: Vec<Field>) -> Form {
        Form::new(key, "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))))
    }

    fn list(name: &'static str, options: &[(&str, &str)], old: &str) -> Field {
        let options = options.iter().map(|(value, title)| ((*value).to_owned(), (*title).to_owned())).collect();
        Field::of(Kind::Options(options), name, name, old)
    }

    fn type_in(form: &mut Form, text: &str) {
        for letter in text.chars() {
            form.press(Key::char(letter));
        }
    }

    #[test]
    fn what_was_touched_is_said_again_and_what_is_of_its_row_alone_stays() {
        let asked = |code: &str, unit: &str| {
            let fields = vec![
                Field::line("code", "code", code).own(),
                Field::line("unit", "unit", unit),
                Field::line("why", "why", ""),
            ];
            form(&format!("pilot/{code}/fields"), fields)
        };
        let mut first = asked("A", "");
        for text in ["1", "Claims"] {
            type_in(&mut first, text);
            first.press(Key::plain(Code::Tab));
        }
        let mut second = asked("B", "Sales");
        assert_eq!(second.say_again(&first.answers()), Ok(Vec::new()));
        let said = ["code", "unit", "why"].map(|name| second.value(name));
        assert_eq!(said, ["B", "Claims", ""]);
        assert_eq!((second.focus, second.has_draft()), (3, false), "Enter saves, and nothing was typed here");
        // Where it stood so already, it is said of the one after it all the same.
        let mut third = asked("C", "Claims");
        assert_eq!(third.say_again(&second.answers()), Ok(Vec::new()));
        let mut fourth = asked("D", "");
        assert_eq!(fourth.say_again(&third.answers()), Ok(Vec::new()));
        assert_eq!(fourth.value("unit"), "Claims");
        let mut other = form("metric/7", vec![Field::line("unit", "unit", "cases")]);
        assert!(other.say_again(&first.answers()).is_err(), "the unit of a metric is none of a pilot");
        assert_eq!(other.value("unit"), "cases");
    }

    #[test]
    fn what_changes_a_row_is_said_again_as_that_change() {
        let all = || {
            let fields = vec![Field::line("tags", "tags", ""), Field::of(Kind::Moved, "started", "started", "")];
            form("pilots/12/fields", fields)
        };
        let one = |tags: &str, started: &str| {
            let fields = vec![
                Field::line("tags", "tags", tags).tags(),
                Field::of(Kind::Day, "started", "started", started).behind(),
            ];
            form("pilot/1/fields", fields)
        };
        let says = |form: &Form| ["tags", "started"].map(|name| form.value(name));
        let mut first = all();
        type_in(&mut first, "+board, -old");
        first.press(Key::plain(Code::Tab));
        type_in(&mut first, "+1w");
        let mut second = one("risk, old", "2026-08-31");
        assert_eq!(second.say_again(&first.answers()), Ok(Vec::new()));
        assert_eq!(says(&second), ["risk, board", "2026-09-07"]);
        // Each row makes its own of it, and the next one of the same change.
        let mut third = one("board", "");
        assert_eq!(third.say_again(&second.answers()), Ok(vec!["started".to_owned()]), "it has no day to move from");
        assert_eq!(says(&third), ["board", ""]);
        let mut fourth = one("legal", "");
        assert_eq!(fourth.say_again(&third.answers()), Ok(Vec::new()));
        assert_eq!(says(&fourth), ["legal, board", ""]);

        // What is typed behind the tags of one row is added to those of the next one, and of several.
        let mut typed = one("risk", "");
        type_in(&mut typed, ", board");
        let mut next = one("legal", "");
        assert_eq!(next.say_again(&typed.answers()), Ok(Vec::new()));
        assert_eq!(says(&next)[0], "legal, board");
        let mut several = all();
        assert_eq!(several.say_again(&next.answers()), Ok(Vec::new()));
        assert_eq!(says(&several)[0], "+board");
    }

    #[test]
    fn what_is_chosen_is_known_by_what_is_read() {
        let metrics = |own: &[(&str, &str)]| {
            let note = Field::line("note", "note", "");
            form("pilot/1/reading/2", vec![note, list("metric", own, "1")])
        };
        let mut first = metrics(&[("1", "Accuracy"), ("2", "Users")]);
        type_in(&mut first, "late");
        first.press(Key::plain(Code::Tab));
        first.press(Key::plain(Code::Down));
        let mut second = metrics(&[("1", "Accuracy"), ("7", "Speed"), ("8", "Users")]);
        assert_eq!(second.say_again(&first.answers()), Ok(Vec::new()));
        assert_eq!(second.value("metric"), "8");
        let mut third = metrics(&[("1", "Accuracy"), ("9", "Cost")]);
        assert_eq!(third.say_again(&first.answers()), Ok(vec!["metric".to_owned()]));
        assert_eq!((third.value("metric"), third.value("note")), ("1".into(), "late".into()));
    }

    #[test]
    fn what_everything_else_is_about_is_said_even_where_it_was_left_or_nothing_is() {
        let words = [("G", "on track"), ("R", "a decision is wanted")];
        let status = |own: &[(&str, &str)], old: &str| {
            form("pilot/1/status", vec![list("status", own, old).decisive(), Field::line("because", "why", "")])
        };
        let mut first = status(&words, "G");
        first.press(Key::plain(Code::Tab));
        type_in(&mut first, "all well");
        let mut second = status(&words, "R");
        assert_eq!(second.say_again(&first.answers()), Ok(Vec::new()));
        assert_eq!((second.value("status"), second.value("because")), ("G".into(), "all well".into()));
        let mut third = status(&words[1..], "R");
        assert_eq!(third.say_again(&first.answers()), Err("“on track” cannot be chosen here".to_owned()));
        assert_eq!(third.value("because"), "");
    }
}
