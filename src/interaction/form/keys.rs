//! Owns what keys, clicks and pasted text do to a form.

use super::{Check, Field, Form, Kind, Said};
use crate::domain::length::{LONGEST, too_long};
use crate::interaction::edit::edit;
use crate::interaction::{Code, Key};

/// Rows that the page keys move by in a text.
const PAGE: usize = 7;

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// The text changed: keep the draft.
    Typed,
    /// Only the focus or the cursor moved.
    Moved,
    /// Save it.
    Save,
    /// Close it; the draft stays.
    Close,
    /// Drop the draft and close.
    Drop,
    /// Edit the field in `$EDITOR`.
    Editor,
    /// Say what the keys do.
    Helped,
    /// Not a key of forms.
    Ignored,
}

/// The part of a form's row that was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// No part of its own: the whole row is meant.
    #[default]
    Whole,
    /// Its text, at a row and column of what is shown.
    Text(usize, usize),
    /// The option at that place among the matching ones.
    Choice(usize),
}

impl Field {
    /// Moves the cursor by rows as they are broken at so many columns. Answers whether the key does so and there was
    /// somewhere to go.
    fn moves(&mut self, key: Key, columns: usize) -> bool {
        if matches!(self.kind, Kind::Options(_) | Kind::Check) {
            return false;
        }
        let text = &mut self.text;
        let moved = match (key.code, key.ctrl) {
            (Code::Up, _) => text.up(columns),
            (Code::Down, _) => text.down(columns),
            (Code::PageUp, _) => (0..PAGE).filter(|_| text.up(columns)).count() > 0,
            (Code::PageDown, _) => (0..PAGE).filter(|_| text.down(columns)).count() > 0,
            (Code::Home, false) => {
                text.row_home(columns);
                true
            }
            (Code::End, false) => {
                text.row_end(columns);
                true
            }
            _ => false,
        };
        self.replaced &= !moved;
        moved
    }

    /// The length of the text that remains beside a pasted one.
    fn stays(&self) -> usize {
        if self.replaced { 0 } else { self.text.text().len() }
    }

    /// Takes pasted text; where its lines become one, the field says so.
    pub fn paste(&mut self, text: &str) {
        let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count();
        if self.grows && lines > 1 {
            self.grow();
        }
        if std::mem::take(&mut self.replaced) {
            self.text.set("");
        }
        self.flattened = if lines > 1 && self.kind.is_a_line() { lines } else { 0 };
        self.text.insert(text);
        (self.chosen, self.gone) = (0, None);
    }

    /// Takes a key of typing or choosing.
    pub fn press(&mut self, key: Key) -> Pressed {
        match (&self.kind, key.code) {
            // From the first or last row the focus leaves the field.
            (Kind::Markdown, Code::Up) => {
                self.text.top();
                return Pressed::Moved;
            }
            (Kind::Markdown, Code::Down) => {
                self.text.bottom();
                return Pressed::Moved;
            }
            (Kind::Markdown, Code::Enter) => self.text.insert("\n"),
            (Kind::Options(_), Code::Down | Code::Up) if self.gone.is_some() => self.chosen = 0,
            (Kind::Options(_), Code::Down) => {
                self.chosen = (self.chosen + 1).min(self.candidates().len().saturating_sub(1));
            }
            (Kind::Options(_), Code::Up) => self.chosen = self.chosen.saturating_sub(1),
            (Kind::Check, Code::Char(' ')) => {
                self.text.set(if self.text.text() == "yes" { "no" } else { "yes" });
            }
            (Kind::Check, _) => return Pressed::Ignored,
            _ => {
                let before = self.text.text().to_owned();
                if std::mem::take(&mut self.replaced)
                    && matches!(key, Key { code: Code::Char(_), ctrl: false, alt: false, .. })
                {
                    self.text.set("");
                }
                if !edit(&mut self.text, key) {
                    return Pressed::Ignored;
                }
                if self.text.text() == before {
                    return Pressed::Moved;
                }
                // When the list is whole again, the earlier value is highlighted.
                self.chosen = if self.text.is_empty() { self.stood() } else { 0 };
            }
        }
        (self.flattened, self.gone) = (0, None);
        Pressed::Typed
    }
}

impl Form {
    /// Takes pasted text into the focused field.
    pub fn paste(&mut self, text: &str) -> Pressed {
        match self.fields.get_mut(self.focus) {
            Some(field) if field.kind != Kind::Check => {
                // Nobody would notice that the end is missing.
                if field.stays() + text.len() > LONGEST {
                    let all = if field.stays() == 0 { "what was pasted" } else { "the text with what was pasted" };
                    self.failure = Some(too_long(all).at(field.name).into());
                    return Pressed::Moved;
                }
                field.paste(text);
                self.touch()
            }
            _ => Pressed::Ignored,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Pressed {
        if key == Key::plain(Code::Esc) {
            return Pressed::Close;
        }
        if key == Key::ctrl('s') {
            return Pressed::Save;
        }
        if key == Key::ctrl('e')
            && let Some(field) = self.fields.get_mut(self.focus)
            && (field.kind == Kind::Markdown || field.can_grow())
        {
            field.grow();
            return Pressed::Editor;
        }
        if self.is_for_help(key) {
            return Pressed::Helped;
        }
        // The line of a draft that came back is cleared whole, wherever the cursor is, as the form promises.
        if key == Key::ctrl('u')
            && self.resumed
            && self.is_prompt()
            && let Some(field) = self.fields.first_mut()
        {
            field.text.end();
        }
        let (at, rows, columns) = (self.focus, self.fields.len() + 2, self.columns);
        // From its first or last row the focus leaves a field.
        if self.fields.get_mut(at).is_some_and(|field| field.moves(key, columns)) {
            return Pressed::Moved;
        }
        match (key.code, self.fields.get(at).map(|field| &field.kind)) {
            (Code::Tab, _) => self.go((1..=rows).map(|by| (at + by) % rows)),
            (Code::BackTab, _) => self.go((1..=rows).map(|by| (at + rows - by) % rows)),
            (Code::PageDown | Code::PageUp, _) if self.turns() => self.turn(key.code == Code::PageDown),
            (Code::Enter, None) if at + 2 == rows => Pressed::Save,
            (Code::Enter, None) => Pressed::Drop,
            (Code::Char('E'), None) => self.in_the_editor(),
            (Code::Enter, Some(kind)) if *kind != Kind::Markdown => match self.after_enter() {
                Some(next) => self.go(next..rows),
                None => Pressed::Save,
            },
            // In a field of several rows they go from one row to the next.
            (_, Some(Kind::Markdown | Kind::Options(_))) => self.press_in_field(key),
            (Code::Down, Some(_)) if self.fields.get(at).is_some_and(Field::can_grow) => self.begin_a_line(),
            (Code::Down, _) => self.go(at + 1..rows),
            (Code::Up, _) => self.go((0..at).rev()),
            _ => self.press_in_field(key),
        }
    }

    /// Takes a click on one of its rows, which gets the focus: an option is chosen, a tick toggled, the cursor moved to
    /// the spot, and a row that ends the form does what Enter does there.
    pub fn click(&mut self, at: usize, part: Part) -> Pressed {
        self.focus = at;
        let columns = self.columns;
        let Some(field) = self.fields.get_mut(at) else {
            return self.press(Key::plain(Code::Enter));
        };
        match part {
            _ if field.kind == Kind::Check => self.press_in_field(Key::char(' ')),
            Part::Choice(place) => {
                (field.chosen, field.gone) = (place, None);
                self.touch()
            }
            Part::Text(row, column) => {
                field.text.go_to((row, column), columns);
                field.replaced = false;
                Pressed::Moved
            }
            Part::Whole => Pressed::Moved,
        }
    }

    /// Where Enter goes from the focused field; none where it saves. Usually that is the next field. In a form that
    /// saves from any field it is a later field that is still required, and after all of those one that the choice
    /// above calls for. A typed text that means nothing comes first, as the next letters are meant to mend it. A
    /// required field further up, or this one, is reported when saving.
    #[must_use]
    pub fn after_enter(&self) -> Option<usize> {
        if self.quick {
            let mut later = self.focus + 1..self.fields.len();
            let is_said_here = (0..later.start).any(|at| self.cannot_stay(at));
            return later.find(|at| self.cannot_stay(*at) || self.is_left_behind(*at)).filter(|_| !is_said_here);
        }
        let is_wrong = |field: &Field| !field.text.is_empty() && matches!(field.check(), Check::Wrong(_));
        if self.fields.get(self.focus).is_some_and(is_wrong) {
            return Some(self.focus);
        }
        (self.focus + 1..self.fields.len()).find(|at| self.has_row(*at))
    }

    /// Is that field asked, and not fit to be saved?
    fn cannot_stay(&self, at: usize) -> bool {
        self.fields.get(at).filter(|field| self.asks(field)).is_some_and(|field| {
            matches!(field.check(), Check::Wrong(_)) || matches!(self.said_of(field), Some(Said::Wrong(_)))
        })
    }

    /// Would an empty field be saved unseen that a choice called for, or that Enter should visit? This leads nobody
    /// back once all required fields are passed: who is asked only for a reason goes no further.
    fn is_left_behind(&self, at: usize) -> bool {
        let is_through = |field: &Field| self.through == Some(field.name) && field.text.is_empty();
        if self.fields.get(at).is_some_and(is_through) {
            return true;
        }
        let is_passed = |field: &Field| !(field.required && self.asks(field));
        let is_asked = |field: &Field| field.only.is_some() && self.asks(field) && field.unsaid().is_some();
        self.fields.get(at).is_some_and(is_asked) && self.fields.iter().skip(self.focus + 1).all(is_passed)
    }

    /// The first field of several lines.
    #[must_use]
    pub fn long_text(&self) -> Option<usize> {
        self.fields.iter().position(|field| field.kind == Kind::Markdown && self.asks(field))
    }

    /// From the rows at the end of the form, opens its long text in the editor.
    fn in_the_editor(&mut self) -> Pressed {
        match self.long_text() {
            Some(at) => {
                self.focus = at;
                Pressed::Editor
            }
            None => Pressed::Ignored,
        }
    }

    /// The focused line becomes several: begins a second one below what is typed.
    fn begin_a_line(&mut self) -> Pressed {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.grow();
            if !field.text.is_empty() {
                field.text.bottom();
                field.text.insert("\n");
            }
        }
        self.touch()
    }

    /// Is it a help key: `F1`, or `?` where neither a text nor a list takes that as a letter?
    fn is_for_help(&self, key: Key) -> bool {
        let is_text = |field: &Field| match &field.kind {
            Kind::Options(options) => {
                let begun = !field.coined.is_empty() && !field.text.is_empty();
                begun || options.iter().any(|(_, title)| title.contains('?'))
            }
            Kind::Check => false,
            _ => true,
        };
        match key.code {
            Code::F(1) => true,
            Code::Char('?') => self.fields.get(self.focus).is_none_or(|field| !is_text(field)),
            _ => false,
        }
    }

    /// Gives a key to the focused field.
    fn press_in_field(&mut self, key: Key) -> Pressed {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return Pressed::Ignored;
        };
        match field.press(key) {
            Pressed::Typed => self.touch(),
            other => other,
        }
    }

    /// Something was typed, pasted or chosen.
    fn touch(&mut self) -> Pressed {
        self.touched = true;
        // Typing mends a wrong value, but not a file that refuses to be written.
        self.failure.take_if(|failure| !failure.unkept);
        self.follow();
        Pressed::Typed
    }

    /// Pages through the listed lines; after the last comes the first.
    fn turn(&mut self, on: bool) -> Pressed {
        let behind = self.lists.len().saturating_sub(1).max(1);
        self.turned = (self.turned + if on { 1 } else { behind - 1 }) % behind;
        Pressed::Moved
    }

    /// Moves the focus to the first of those rows that exists.
    fn go(&mut self, mut rows: impl Iterator<Item = usize>) -> Pressed {
        self.focus = rows.find(|at| self.has_row(*at)).unwrap_or(self.focus);
        Pressed::Moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Invalid;

    #[test]
    fn pasted_lines_are_kept_where_the_field_grows_and_counted_where_it_does_not() {
        let prompt = || {
            let field = Field::line("text", "Text", "").growing();
            Form::prompt("k", "t", field, Box::new(|_, _| Err(Invalid::new("not now"))))
        };
        let mut form = prompt();
        form.paste("one line\r\n");
        assert!(form.is_prompt(), "a break at the end is none");
        form.paste("two\r\n\r\nthree");
        assert_eq!((form.value("text").as_str(), form.is_prompt()), ("one line two\n\nthree", false));
        let mut again = prompt();
        again.resume(&form.body().unwrap());
        assert_eq!((again.value("text"), again.is_prompt()), (form.value("text"), false));
        let mut line =
            Form::new("k", "t", vec![Field::line("name", "Name", "")], Box::new(|_, _| Err(Invalid::new("not now"))));
        line.paste("a\n\nb\nc");
        assert_eq!((line.value("name").as_str(), line.fields[0].flattened), ("a  b c", 3));
        line.press(Key::char('d'));
        assert_eq!(line.fields[0].flattened, 0, "told until the next key that types");
        line.refuse(Invalid::new("it is taken").at("name").into());
        line.paste("e");
        assert!(line.failure.is_none(), "what was wrong may be mended so");
    }

    #[test]
    fn what_is_listed_is_turned_to_and_begins_anew_behind_its_last_line() {
        let fields = vec![Field::line("why", "Why", ""), Field::of(Kind::Check, "sure", "Sure", "no")];
        let mut form = Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))));
        form.lists = ["It lacks", "one", "two", "three"].map(str::to_owned).to_vec();
        let mut turned = |code| {
            form.press(Key::plain(code));
            form.turned
        };
        assert_eq!([Code::PageDown; 4].map(&mut turned), [1, 2, 0, 1]);
        assert_eq!([Code::PageUp; 2].map(turned), [0, 2]);
    }

    #[test]
    fn nothing_is_put_in_of_what_is_pasted_where_a_text_would_be_longer_than_one_may_be() {
        let of = |old: &str, is_replaced: bool| {
            let mut field = Field::of(Kind::Markdown, "text", "Text", old);
            field.replaced = is_replaced;
            Form::new("k", "t", vec![field], Box::new(|_, _| Err(Invalid::new("not now"))))
        };
        let (fits, longer) = ("x".repeat(LONGEST - 3), "x".repeat(LONGEST + 1));
        let (fits, longer) = (fits.as_str(), longer.as_str());
        for (old, is_replaced, pasted, is_taken) in [
            ("", false, fits, true),
            ("old", false, fits, true),
            ("more", false, fits, false),
            ("more", true, fits, true),
            // As an earlier version took it.
            (longer, false, "y", false),
        ] {
            let mut form = of(old, is_replaced);
            form.paste(pasted);
            let stands = match (is_taken, is_replaced) {
                (false, _) => old.to_owned(),
                (true, false) => format!("{old}{pasted}"),
                (true, true) => pasted.to_owned(),
            };
            assert!(form.value("text") == stands, "{} bytes stand there", form.value("text").len());
            assert_eq!(form.failure.is_none(), is_taken);
            form.press(Key::char('z'));
            assert_eq!(form.failure, None, "told until the next key that types");
        }
    }

    #[test]
    fn a_click_goes_to_a_field_its_text_or_its_option_and_leaves_as_enter_does() {
        let people = ["Ana", "Bo"].map(|name| (name.to_owned(), name.to_owned())).to_vec();
        let fields = vec![
            Field::line("name", "Name", "one two"),
            Field::of(Kind::Options(people), "who", "Who", "Ana"),
            Field::of(Kind::Check, "sure", "Sure", "no"),
        ];
        let mut form = Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))));
        form.columns = 20;
        assert_eq!((form.click(1, Part::Whole), form.focus), (Pressed::Moved, 1));
        assert_eq!((form.click(1, Part::Choice(1)), form.value("who").as_str()), (Pressed::Typed, "Bo"));
        assert_eq!((form.click(2, Part::Whole), form.value("sure").as_str()), (Pressed::Typed, "yes"));
        assert_eq!((form.click(0, Part::Text(0, 3)), form.focus), (Pressed::Moved, 0));
        form.press(Key::char('!'));
        assert_eq!(form.value("name"), "one! two");
        assert_eq!((form.click(3, Part::Whole), form.click(4, Part::Whole)), (Pressed::Save, Pressed::Drop));
    }

    #[test]
    fn a_line_that_grows_takes_more_lines_and_goes_in_the_editor_without_ctrl() {
        let prompt = |field| Form::prompt("k", "t", field, Box::new(|_, _| Err(Invalid::new("not now"))));
        let mut form = prompt(Field::line("text", "Text", "").growing());
        form.columns = 20;
        for letter in "one".chars() {
            form.press(Key::char(letter));
        }
        assert_eq!(form.press(Key::plain(Code::Down)), Pressed::Typed);
        form.press(Key::char('2'));
        assert_eq!((form.value("text").as_str(), form.is_prompt()), ("one\n2", false));
        form.press(Key::plain(Code::Tab));
        assert_eq!(form.press(Key::char('E')), Pressed::Editor);
        assert_eq!(form.focus, 0, "the text that is edited there");
        let mut line = prompt(Field::line("name", "Name", ""));
        line.columns = 20;
        line.press(Key::plain(Code::Down));
        assert_eq!((line.focus, line.is_prompt()), (1, true), "another line is left by it");
        assert_eq!(line.press(Key::char('E')), Pressed::Ignored);
    }

    #[test]
    fn enter_goes_to_the_next_field_and_saves_from_the_last_one() {
        let choice = |name| {
            let options = ["no", "yes"].map(|word| (word.to_owned(), word.to_owned())).to_vec();
            Field::of(Kind::Options(options), name, name, "no")
        };
        let form = |fields| Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))));
        let enter = Key::plain(Code::Enter);
        let ends = [Field::line("end", "End", ""), Field::of(Kind::Check, "end", "End", "no"), choice("end")];
        for end in ends {
            let kind = end.kind.clone();
            let mut form = form(vec![choice("sure"), Field::line("why", "Why", "").only_for("sure", &["yes"]), end]);
            assert_eq!((form.press(enter), form.focus), (Pressed::Moved, 2), "what is not asked is passed over");
            assert_eq!(form.press(enter), Pressed::Save, "{kind:?}");
        }
        let mut long = form(vec![Field::line("what", "What", ""), Field::of(Kind::Markdown, "text", "Text", "")]);
        long.press(enter);
        assert_eq!((long.press(enter), long.value("text").len(), long.focus), (Pressed::Typed, 0, 1), "another line");
    }

    #[test]
    fn in_a_form_that_enter_saves_from_any_field_it_goes_to_what_is_still_needed_first() {
        let fields = vec![
            Field::line("value", "Value", "").required(),
            Field::line("note", "Note", ""),
            Field::line("why", "Why", "").required(),
        ];
        let mut form = Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now")))).quick();
        let enter = Key::plain(Code::Enter);
        assert_eq!((form.press(enter), form.focus), (Pressed::Save, 0), "what is missing here is said");
        form.press(Key::char('1'));
        assert_eq!((form.press(enter), form.focus), (Pressed::Moved, 2));
        form.press(Key::char('x'));
        assert_eq!(form.press(enter), Pressed::Save);
        form.focus = 1;
        assert_eq!(form.press(enter), Pressed::Save, "nothing is needed any more");
    }

    #[test]
    fn behind_what_is_needed_enter_goes_on_to_what_the_choice_asks_before_it_saves() {
        let next = || Field::line("next", "Next", "").when_empty("in four weeks").only_for("what", &["hold"]);
        let form = |what: &str| {
            let (why, cause) = (Field::line("why", "Why", "").required(), Field::line("cause", "Cause", ""));
            let fields = vec![Field::line("what", "What", what), why, cause, next()];
            Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now")))).quick()
        };
        let enter = Key::plain(Code::Enter);
        for (what, from, to) in [("hold", 2, Some(3)), ("hold", 3, None), ("hold", 1, Some(3)), ("go", 2, None)] {
            let mut form = form(what);
            form.fields[1].text.set("so it is");
            form.focus = from;
            let pressed = if to.is_some() { Pressed::Moved } else { Pressed::Save };
            assert_eq!((form.press(enter), form.focus), (pressed, to.unwrap_or(from)), "{what}, from {from}");
        }
        let mut form = form("hold");
        form.fields[1].text.set("so it is");
        assert_eq!(form.press(enter), Pressed::Save, "before what is needed nobody is led away");
    }

    #[test]
    fn enter_goes_through_a_field_that_may_stay_empty_and_saves_from_there() {
        let form = |wanted: &str| {
            let minutes = Field::line("minutes", "Minutes", "5").required();
            let fields = vec![Field::line("about", "About", "x"), Field::line("wanted", "Wanted", wanted), minutes];
            let form = Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))));
            form.quick_through("wanted")
        };
        let enter = Key::plain(Code::Enter);
        let mut empty = form("");
        assert_eq!((empty.press(enter), empty.focus), (Pressed::Moved, 1));
        assert_eq!(empty.press(enter), Pressed::Save);
        assert_eq!(form("Approve it").press(enter), Pressed::Save, "what is said was seen");
    }

    #[test]
    fn enter_goes_to_what_a_form_says_cannot_be_saved_and_no_further_while_it_is_so() {
        let fields = ["why", "cause", "next"].map(|name| Field::line(name, name, ""));
        let mut form = Form::new("k", "t", fields.into(), Box::new(|_, _| Err(Invalid::new("not now")))).quick();
        form.fields[1].text.set("x");
        form = form.echoing("cause", Box::new(|_| Some(Said::Wrong("no such cause".to_owned()))));
        let enter = Key::plain(Code::Enter);
        assert_eq!((form.press(enter), form.focus), (Pressed::Moved, 1));
        assert_eq!((form.press(enter), form.focus), (Pressed::Save, 1), "what is wrong is said then");
    }

    #[test]
    fn enter_stays_where_what_is_typed_means_nothing() {
        let fields = vec![Field::of(Kind::Day, "day", "Day", ""), Field::line("chair", "Chair", "")];
        let mut form = Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))));
        let enter = Key::plain(Code::Enter);
        form.paste("25 nvo");
        assert_eq!((form.press(enter), form.focus), (Pressed::Moved, 0));
        form.press(Key::ctrl('u'));
        form.paste("2026-11-25");
        assert_eq!((form.press(enter), form.focus), (Pressed::Moved, 1));
    }

    #[test]
    fn the_editor_opens_on_a_line_that_can_become_several_and_on_no_other() {
        let prompt = |field| Form::prompt("k", "t", field, Box::new(|_, _| Err(Invalid::new("not now"))));
        let mut form = prompt(Field::line("text", "Text", "one").growing());
        assert_eq!((form.press(Key::ctrl('e')), form.is_prompt()), (Pressed::Editor, false));
        let mut line = prompt(Field::line("name", "Name", "one"));
        assert_eq!((line.press(Key::ctrl('e')), line.is_prompt()), (Pressed::Moved, true), "there it goes to the end");
    }

    #[test]
    fn a_draft_that_came_back_gives_way_to_what_is_typed_unless_the_cursor_is_moved() {
        let prompt = || {
            let field = Field::line("text", "Text", "");
            Form::prompt("k", "t", field, Box::new(|_, _| Err(Invalid::new("not now")))).anew()
        };
        let mut left = prompt();
        left.paste("old");
        let mut cut_off = prompt();
        cut_off.resume(&left.body().unwrap());
        cut_off.press(Key::char('r'));
        assert_eq!(cut_off.value("text"), "oldr", "the program ended in the middle of it");
        let body = left.left().unwrap();
        let again = |act: &dyn Fn(&mut Form)| {
            let mut form = prompt();
            form.resume(&body);
            assert!(form.gives_way());
            act(&mut form);
            (form.value("text"), form.gives_way())
        };
        let said = |text: &str| (text.to_owned(), false);
        let pressed = |keys: &[Key]| {
            again(&|form: &mut Form| {
                for key in keys {
                    form.press(*key);
                }
            })
        };
        assert_eq!(pressed(&[Key::char('n')]), said("n"));
        for code in [Code::End, Code::Right] {
            assert_eq!(pressed(&[Key::plain(code), Key::char('r')]), said("oldr"));
        }
        let pasted = again(&|form: &mut Form| {
            form.paste("new");
        });
        assert_eq!(pasted, said("new"));
    }

    #[test]
    fn the_key_of_help_is_text_only_where_a_text_or_a_list_takes_it() {
        let list = |name, title: &str| {
            Field::of(Kind::Options(vec![("a".to_owned(), title.to_owned())]), name, name.to_owned(), "")
        };
        let fields = vec![
            Field::line("line", "line", ""),
            list("people", "Ana Costa"),
            list("signs", "? stale"),
            list("guests", "Ana Costa").coining("new:"),
            Field::of(Kind::Check, "check", "check", "no"),
        ];
        let mut form = Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))));
        let pressed = |focus: usize| {
            form.focus = focus;
            form.press(Key::char('?'))
        };
        let found: Vec<Pressed> = (0..7).map(pressed).collect();
        let (typed, helped) = (Pressed::Typed, Pressed::Helped);
        assert_eq!(found, [typed, helped, typed, helped, helped, helped, helped]);
        form.focus = 0;
        assert_eq!(form.press(Key::plain(Code::F(1))), helped);
    }

    #[test]
    fn a_line_that_shows_on_several_rows_is_left_by_its_first_and_last_only() {
        let long = Field::line("long", "Long", "one two three four");
        let mut form = Form::new(
            "k",
            "t",
            vec![Field::line("short", "Short", "ab"), long],
            Box::new(|_, _| Err(Invalid::new("not now"))),
        );
        (form.columns, form.focus) = (8, 1);
        let mut at = |code| {
            form.press(Key::plain(code));
            let field = &form.fields[1];
            (form.focus, field.text.place(&field.text.rows(8)))
        };
        // “one two ”, “three ”, “four”.
        assert_eq!(at(Code::Up), (1, (1, 4)));
        assert_eq!(at(Code::Home), (1, (1, 0)));
        assert_eq!(at(Code::End), (1, (1, 5)));
        assert_eq!(at(Code::End), (1, (2, 4)), "pressed again, of the whole");
        assert_eq!(at(Code::PageUp), (1, (0, 4)));
        assert_eq!(at(Code::Up), (0, (0, 4)), "from the first row");
        assert_eq!(at(Code::Up).0, 0);
        assert_eq!(at(Code::Down), (1, (0, 4)), "a field of one row is left at once");
        at(Code::Down);
        at(Code::Down);
        assert_eq!(at(Code::Down), (2, (2, 4)), "from the last row to the row that saves");
    }
}
