//! Owns the values that the writer of a form saw before replacing them. A draft keeps them, so that a form that is
//! continued is compared with what was seen when it was typed, and not with what somebody else wrote since.
//!
//! A change that replaces a value carries the value its writer saw. Where the store holds another, it answers with both
//! and, if one cannot take the other's place, with the reason. They are shown without a default, and the present value
//! is read again when another program writes meanwhile (`Effect::Weigh`). If the other value was taken back, that is
//! said, and nothing is saved by itself; if somebody wrote the same value, nothing is asked any more.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Field, Form};
use crate::domain::Shown;
use crate::domain::shown::differing;

/// Values by their names in the form, as a draft keeps them.
pub(super) type Kept = BTreeMap<String, serde_json::Value>;

/// Columns of a value shown beside another one.
const ROOM: usize = 36;

/// Shown where somebody else changed what a form replaces, and none of its fields shows that.
const ANOTHER: &str = "This has changed since you typed: look again before you save.";

/// The values that a form replaces: the present ones, and those from when a returned draft was typed.
#[derive(Debug, Clone, Default)]
pub struct Stands {
    now: Kept,
    then: Kept,
}

impl Stands {
    /// The present values, by their names in the form. A form for ten thousand rows has as many, half a megabyte in its
    /// draft: none may be left out, or a change by somebody else would be overwritten unseen.
    #[must_use]
    pub fn of<T: Serialize>(now: impl IntoIterator<Item = (impl Display, T)>) -> Self {
        now.into_iter().fold(Self::default(), |stands, (name, value)| stands.and(name, value))
    }

    /// Adds one value.
    #[must_use]
    pub fn and<T: Serialize>(mut self, name: impl Display, value: T) -> Self {
        self.now.extend(serde_json::to_value(value).ok().map(|value| (name.to_string(), value)));
        self
    }

    /// The names of the values, in their order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.now.keys().map(String::as_str)
    }

    /// The value of that name that the writer saw, where there is another now.
    fn another(&self, name: &str) -> Option<&serde_json::Value> {
        const NOTHING: &serde_json::Value = &serde_json::Value::Null;
        let [now, then] = [&self.now, &self.then].map(|kept| kept.get(name).unwrap_or(NOTHING));
        (now != then && !self.then.is_empty()).then_some(then)
    }

    /// What the draft keeps: the values its writer saw.
    pub(super) fn seen(&self) -> &Kept {
        if self.then.is_empty() { &self.now } else { &self.then }
    }

    /// Takes the values that were present when a draft was typed.
    pub(super) fn stood(&mut self, then: Kept) {
        self.then = then;
    }
}

impl Form {
    /// Declares the present values that it replaces.
    #[must_use]
    pub fn replacing(mut self, stands: Stands) -> Self {
        self.stands = stands;
        self
    }

    /// The value of that name that the writer saw; `stands` is the present one.
    #[must_use]
    pub fn saw<T: DeserializeOwned>(&self, name: impl Display, stands: T) -> T {
        let another = self.stands.another(&name.to_string());
        another.and_then(|then| serde_json::from_value(then.clone()).ok()).unwrap_or(stands)
    }

    /// What is typed from now on is meant to replace the present values.
    pub fn sees_anew(&mut self) {
        self.stands.then.clear();
        self.fields.iter_mut().for_each(|field| field.then = None);
    }

    /// What is said where a value has changed since this was typed, and none of its fields shows that.
    #[must_use]
    pub fn outdated(&self) -> Option<&'static str> {
        // This is asked at every drawing, and with very many values.
        if self.stands.then.is_empty() || self.stands.now == self.stands.then {
            return None;
        }
        let is_told = self.fields.iter().any(|field| self.asks(field) && field.then.is_some());
        // A value of which no field speaks stays as it is.
        let is_replaced = |name: &str| {
            let called = name.rsplit('/').next().unwrap_or(name);
            self.fields.iter().find(|field| field.name == called).is_none_or(Field::is_said)
        };
        let differs = self.stands.now.keys().any(|name| is_replaced(name) && self.stands.another(name).is_some());
        (differs && !is_told).then_some(ANOTHER)
    }
}

impl Field {
    /// The present value and the one from when a draft was typed, where they differ.
    #[must_use]
    pub fn now_and_then(&self) -> Option<String> {
        let (now, then) = differing(&self.called(&self.old), &self.called(self.then.as_ref()?), ROOM);
        Some(format!("it is {} now, and was {} when this was typed", told(&now), told(&then)))
    }
}

fn told(value: &str) -> String {
    if value.is_empty() { "nothing".to_owned() } else { format!("“{}”", Shown::head(value, ROOM)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Invalid, Value};
    use crate::interaction::{Key, Kind};

    fn form(unit: &str) -> Form {
        Form::prompt("k", "t", Field::line("unit", "unit", unit), Box::new(|_, _| Err(Invalid::new("not now"))))
            .replacing(Stands::of([("unit", Value::text(unit))]))
    }

    fn typed(form: &mut Form, text: &str) -> String {
        for c in text.chars() {
            form.press(Key::char(c));
        }
        form.left().unwrap()
    }

    #[test]
    fn a_draft_goes_on_with_what_its_writer_saw_however_often_it_is_opened_and_typed_in() {
        let mut body = typed(&mut form("Supply"), " AAA");
        for letter in ["x", "y"] {
            let mut again = form("Supply BBB");
            again.resume(&body);
            assert_eq!(again.saw("unit", Value::text("Supply BBB")), Value::text("Supply"));
            let told = "it is “Supply BBB” now, and was “Supply” when this was typed";
            assert_eq!((again.fields[0].now_and_then().as_deref(), again.outdated()), (Some(told), None));
            body = typed(&mut again, letter);
        }
        let mut back = form("Supply");
        back.resume(&body);
        assert_eq!(back.fields[0].now_and_then(), None, "what was seen stands there again");
    }

    #[test]
    fn of_ten_thousand_rows_each_is_compared_with_what_its_writer_saw() {
        let of = |stands: &str| {
            let rows = (0..10_000).map(|row| (format!("p38gk04{row:05}/owner"), stands));
            Form::prompt("k", "t", Field::line("why", "why", ""), Box::new(|_, _| Err(Invalid::new("not now"))))
                .replacing(Stands::of(rows))
        };
        let body = typed(&mut of("w38gk02b9aqcjx"), "so it is");
        assert!(body.len() < 1 << 20, "{}", body.len());
        let mut again = of("w38gk02b9aqcjy");
        again.resume(&body);
        let differs = (0..10_000).filter(|row| again.saw(format!("p38gk04{row:05}/owner"), "?".to_owned()) != "?");
        assert_eq!(differs.count(), 10_000);
    }

    #[test]
    fn a_draft_that_does_not_say_what_was_seen_goes_by_what_stands_now() {
        let mut first = form("Supply");
        first.stands = Stands::default();
        let body = typed(&mut first, " AAA");
        assert!(!body.contains("\"saw\""), "as an earlier version wrote it: {body}");
        let mut again = form("Supply BBB");
        again.resume(&body);
        assert_eq!(again.saw("unit", Value::text("Supply BBB")), Value::text("Supply BBB"));
        assert!(again.fields[0].now_and_then().is_some());
    }

    #[test]
    fn of_a_field_in_which_nothing_was_typed_nothing_is_told() {
        let two = |unit: &str| {
            let fields = vec![Field::line("name", "name", "Own"), Field::line("unit", "unit", unit)];
            Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))))
                .replacing(Stands::of([("name", "Own"), ("unit", unit)]))
        };
        let body = typed(&mut two("Supply"), "er");
        let mut again = two("Theirs");
        again.resume(&body);
        assert_eq!(again.outdated(), None);
    }

    #[test]
    fn what_no_field_shows_is_told_to_be_another_and_what_is_typed_anew_is_typed_over_what_stands_now() {
        let why = |stands: u8| {
            Form::prompt("k", "t", Field::line("why", "why", ""), Box::new(|_, _| Err(Invalid::new("not now"))))
                .replacing(Stands::of([("n", stands)]))
        };
        let body = typed(&mut why(1), "so it is");
        let mut again = why(2);
        again.resume(&body);
        assert_eq!((again.outdated(), again.saw("n", 2_u8)), (Some(ANOTHER), 1));
        again.sees_anew();
        assert_eq!((again.outdated(), again.saw("n", 2_u8)), (None, 2));
    }

    #[test]
    fn two_values_that_begin_alike_are_told_from_where_they_part() {
        let long = "Planning of the supply chain in the north";
        let mut first = form(&format!("{long}, Hamburg"));
        let body = typed(&mut first, "!");
        let mut again = form(&format!("{long}, Kiel"));
        again.resume(&body);
        let told = again.fields[0].now_and_then().unwrap();
        assert!(told.contains("Kiel”") && told.contains("Hamburg”"), "{told}");
    }

    #[test]
    fn what_is_chosen_is_told_by_its_title() {
        let people = || vec![("w1".into(), "Ana".into()), ("w2".into(), "Bo".into())];
        let of = |who: &str| {
            let field = Field::of(Kind::Options(people()), "who", "Who", who);
            Form::prompt("k", "t", field, Box::new(|_, _| Err(Invalid::new("not now"))))
        };
        let body = typed(&mut of("w1"), "bo");
        let mut again = of("w2");
        again.resume(&body);
        let told = again.fields[0].now_and_then().unwrap();
        assert_eq!(told, "it is “Bo” now, and was “Ana” when this was typed");
    }
}
