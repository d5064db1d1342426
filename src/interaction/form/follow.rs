//! Owns fields that follow others of their form, as an action's owner and due date follow from its line, until somebody
//! fills them in. A form shows what it will save.

use super::{Field, Form, Kind, Says};

/// A field whose value follows from what is typed in others.
pub struct Follow {
    field: &'static str,
    /// Its value where nothing follows.
    otherwise: String,
    says: Says,
}

impl Form {
    /// Lets the field of that name follow others, until something is typed or chosen in it.
    #[must_use]
    pub fn following(mut self, field: &'static str, says: Says) -> Self {
        let otherwise = self.value(field);
        self.follows.push(Follow { field, otherwise, says });
        self
    }

    /// Something was typed: recomputes the fields that follow others.
    pub fn follow(&mut self) {
        let form = &*self;
        let led = form.follows.iter().filter_map(|Follow { field, otherwise, says }| {
            let at = form.asked(field)?;
            let value = says(form).unwrap_or_else(|| otherwise.clone());
            let is_led = form.fields.get(at).is_some_and(|field| field.initial != value && !field.is_said());
            is_led.then_some((at, value))
        });
        for (at, value) in led.collect::<Vec<_>>() {
            if let Some(field) = self.fields.get_mut(at) {
                field.follow(value);
            }
        }
    }
}

impl Field {
    /// Takes that value as if it had begun with it.
    fn follow(&mut self, value: String) {
        self.old = value;
        if matches!(self.kind, Kind::Options(_)) {
            self.choose_at(self.stood());
        } else {
            self.text.set(&self.old);
            // A day is seldom corrected letter by letter.
            self.replaced = self.kind == Kind::Day;
        }
        self.initial = self.value();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Invalid;
    use crate::interaction::{Code, Key};

    fn form() -> Form {
        let people = ["Ana", "Bo"].map(|name| (name.to_lowercase(), name.to_owned())).to_vec();
        let fields = vec![
            Field::line("text", "text", ""),
            Field::of(Kind::Options(people).or("nobody"), "who", "who", "").proposed(),
            Field::of(Kind::Day, "due", "due", "2026-12-09").proposed(),
        ];
        let says = |form: &Form, mark: char| {
            let text = form.value("text");
            text.split(' ').find_map(|word| word.strip_prefix(mark)).map(str::to_owned)
        };
        Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))))
            .following("who", Box::new(move |form| says(form, '@')))
            .following("due", Box::new(move |form| says(form, '#').filter(|day| day.len() == 10)))
    }

    fn type_in(form: &mut Form, text: &str) {
        for letter in text.chars() {
            form.press(Key::char(letter));
        }
    }

    fn shows(form: &Form) -> (String, String) {
        (form.shown("who"), form.value("due"))
    }

    fn shown(who: &str, due: &str) -> (String, String) {
        (who.to_owned(), due.to_owned())
    }

    #[test]
    fn a_field_says_what_another_does_until_it_is_said_there() {
        let mut form = form();
        type_in(&mut form, "ring @bo #2026-12-18");
        assert_eq!(shows(&form), shown("Bo", "2026-12-18"));
        form.press(Key::plain(Code::Backspace));
        assert_eq!(shows(&form), shown("Bo", "2026-12-09"), "what it said before");
        form.press(Key::plain(Code::Tab));
        type_in(&mut form, "an");
        form.press(Key::plain(Code::Tab));
        type_in(&mut form, "2026-12-21");
        form.press(Key::plain(Code::BackTab));
        form.press(Key::plain(Code::BackTab));
        form.paste("8");
        assert_eq!(shows(&form), shown("Ana", "2026-12-21"), "{}", form.value("text"));
    }

    #[test]
    fn a_draft_says_again_what_was_said_and_what_follows_from_it() {
        let mut typed = form();
        type_in(&mut typed, "ring @bo #2026-12-18");
        let mut again = form();
        again.resume(&typed.body().unwrap());
        assert_eq!(shows(&again), shown("Bo", "2026-12-18"));
        typed.focus = 2;
        type_in(&mut typed, "2026-12-09");
        let mut again = form();
        again.resume(&typed.body().unwrap());
        assert_eq!(shows(&again), shown("Bo", "2026-12-09"), "typed, and not what stands there where nothing is");
        again.paste("");
        assert_eq!(shows(&again), shown("Bo", "2026-12-09"));
    }
}
