//! Owns forms: typed fields with their checks, made of plain values. A form of one field is a prompt at the foot of the
//! screen. What is typed is a draft from the first key until it is saved or dropped.

mod again;
mod choice;
mod count;
mod draft;
mod field;
mod follow;
mod keys;
mod otherwise;
mod stands;

pub use self::again::Answers;
pub use self::choice::NO_CHOICE;
pub(crate) use self::choice::option_said;
use self::count::counted;
pub use self::draft::{Origin, Told};
pub use self::field::{Check, Field, Kind};
pub use self::follow::Follow;
pub use self::keys::{Part, Pressed};
pub use self::stands::Stands;
use super::{Context, Effect, Failure};
use crate::domain::{Change, Day, Invalid, Value};

/// What saving a form does.
pub type Submit = Box<dyn Fn(&Form, &Context) -> Result<Change, Invalid>>;

/// What saving does in a form that writes nothing.
pub type Deed = Box<dyn Fn(&Form) -> Result<Vec<Effect>, Invalid>>;

/// What a form says of a field whose meaning depends on others; none where that is not known.
pub type Echo = Box<dyn Fn(&Form) -> Option<Said>>;

/// The value of a field that follows from others; none where nothing follows.
pub type Says = Box<dyn Fn(&Form) -> Option<String>>;

/// The question before a form is saved; none where nothing has to be asked.
pub type Sure = Box<dyn Fn(&Form) -> Option<String>>;

/// What saving a form means when a required field is empty: a sentence to show first, and the change; none where it
/// means nothing.
pub type Without = Box<dyn Fn(&Form) -> Option<(Invalid, Change)>>;

/// What is said of what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// This is how it was understood.
    Fine(String),
    /// This is how it was understood, and it may be a typing error.
    Doubt(String),
    /// It cannot be saved like this, for this reason.
    Wrong(String),
}

/// Is a form being saved?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// It is not.
    No,
    /// It is.
    Begun,
    /// It is, and for so long that the screen says so.
    Lingers,
}

impl Saving {
    /// Is it on its way into the file?
    #[must_use]
    pub const fn is_on(self) -> bool {
        !matches!(self, Self::No)
    }
}

/// A form, or a prompt of one field.
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub struct Form {
    /// The place of its draft.
    pub key: String,
    /// What it is for.
    pub title: String,
    /// Whom or what it is about, where that is more than one.
    pub about: Option<String>,
    /// What to know before filling it in, one line each.
    pub lists: Vec<String>,
    /// How many lines after the first were paged past, where not all of them fit.
    pub turned: usize,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The focused field; then the Save row, then the Drop row.
    pub focus: usize,
    /// Columns at which a long text is broken where it is shown.
    pub columns: usize,
    /// What went wrong at the last attempt to save.
    pub failure: Option<Failure>,
    /// Where it was opened; empty until it is.
    pub from: Origin,
    /// The present values that it replaces.
    pub stands: Stands,
    /// Is it a draft that came back?
    pub resumed: bool,
    /// What changes with a draft that came back from another window; none for one's own.
    pub came: Option<String>,
    /// Does what is typed replace a draft that came back?
    pub anew: bool,
    /// Did another window take up the same draft? That is said before saving.
    pub taken: bool,
    /// Other drafts at its place, or news: a prompt covers the line where these are usually told.
    pub beside: Option<String>,
    /// Was anything typed?
    pub touched: bool,
    /// Is it being saved?
    pub saving: Saving,
    /// Does Enter save from any field, once no required field is empty?
    pub quick: bool,
    /// A field that Enter visits before saving like that, while it is empty.
    pub through: Option<&'static str>,
    /// Where a prompt is shown: over the value that it edits, or else at the foot of the screen.
    pub spot: Option<Spot>,
    /// What saving does.
    pub submit: Submit,
    /// What saving does instead, where it writes nothing into the workspace.
    pub deed: Option<Deed>,
    /// What saving does when a required field is empty.
    pub without: Option<Without>,
    /// What is asked before it is saved.
    pub sure: Option<Sure>,
    /// Is what is typed kept as a draft?
    pub keeps: bool,
    /// Sentences shown about some of its fields.
    pub echoes: Vec<(&'static str, Echo)>,
    /// The fields that follow others until somebody fills them in.
    pub follows: Vec<Follow>,
}

/// The row and column in a screen's body where a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Row of the body.
    pub row: u16,
    /// Column.
    pub column: u16,
}

impl Form {
    /// A form at a place, with a title.
    pub fn new(key: impl Into<String>, title: impl Into<String>, fields: Vec<Field>, submit: Submit) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            about: None,
            lists: Vec::new(),
            turned: 0,
            fields,
            focus: 0,
            columns: usize::MAX,
            failure: None,
            from: Origin::default(),
            stands: Stands::default(),
            resumed: false,
            came: None,
            anew: false,
            taken: false,
            beside: None,
            touched: false,
            saving: Saving::No,
            quick: false,
            through: None,
            spot: None,
            submit,
            deed: None,
            without: None,
            sure: None,
            keeps: true,
            echoes: Vec::new(),
            follows: Vec::new(),
        }
    }

    /// Understands days as people say them, counted from that day.
    pub fn count_from(&mut self, today: Day) {
        for field in &mut self.fields {
            field.today = Some(today);
        }
    }

    /// The day that counts as today, once that has been set.
    pub(crate) fn today(&self) -> Option<Day> {
        self.fields.first().and_then(|field| field.today)
    }

    /// A prompt of one field.
    pub fn prompt(key: impl Into<String>, title: impl Into<String>, field: Field, submit: Submit) -> Self {
        Self { quick: true, ..Self::new(key, title, vec![field], submit) }
    }

    /// A prompt that leads somewhere, or to something outside the workspace.
    pub fn leading(key: impl Into<String>, title: impl Into<String>, field: Field, deed: Deed) -> Self {
        let nothing = || Change::Several { what: None, changes: Vec::new() };
        Self { deed: Some(deed), ..Self::prompt(key, title, field, Box::new(move |_, _| Ok(nothing()))) }
    }

    /// A prompt that only looks something up: a day, a file, a list entry. It keeps no draft.
    pub fn look_up(key: impl Into<String>, title: impl Into<String>, field: Field, deed: Deed) -> Self {
        Self { keeps: false, ..Self::leading(key, title, field, deed) }
    }

    /// Adds fields: Enter goes from one to the next, and saves from the last.
    #[must_use]
    pub fn with(mut self, more: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(more);
        self.quick = false;
        self
    }

    /// Lets Enter save from any field, once no required field is empty.
    #[must_use]
    pub fn quick(mut self) -> Self {
        self.quick = true;
        self
    }

    /// The same, but Enter first visits that field while it is empty: it may stay empty, though not unseen.
    #[must_use]
    pub fn quick_through(self, field: &'static str) -> Self {
        Self { through: Some(field), ..self.quick() }
    }

    /// Says of one field what it means together with the others.
    #[must_use]
    pub fn echoing(mut self, field: &'static str, echo: Echo) -> Self {
        self.echoes.push((field, echo));
        self
    }

    /// Lets the form be saved with a required field empty: what that means is said first, and done when it is saved
    /// again.
    #[must_use]
    pub fn or_without(mut self, without: Without) -> Self {
        self.without = Some(without);
        self
    }

    /// Asks a question before saving, where there is one; on “no” the form stays open.
    #[must_use]
    pub fn being_sure(mut self, sure: Sure) -> Self {
        self.sure = Some(sure);
        self
    }

    /// What is said of a field's value, where the form knows more about it than the field's kind does.
    #[must_use]
    pub fn said_of(&self, field: &Field) -> Option<Said> {
        // In a list the typed text only narrows the choice.
        let is_there = !field.text.is_empty() || matches!(field.kind, Kind::Options(_));
        let (_, echo) = self.echoes.iter().find(|(name, _)| *name == field.name && is_there)?;
        echo(self)
    }

    /// Shows the prompt over the value that it edits, where its kind allows that.
    #[must_use]
    pub fn over(mut self, spot: Option<Spot>) -> Self {
        self.spot = spot;
        self
    }

    /// Is it a prompt of one short field?
    #[must_use]
    pub fn is_prompt(&self) -> bool {
        self.fields.len() == 1 && self.fields.iter().all(|field| field.kind != Kind::Markdown)
    }

    /// Are there lines to page through after the first, which says what they are?
    pub(super) fn turns(&self) -> bool {
        self.lists.len() > 2
    }

    /// Is that field asked now?
    #[must_use]
    pub fn asks(&self, field: &Field) -> bool {
        field.only.as_ref().is_none_or(|(name, values)| values.contains(&self.value(name).as_str()))
    }

    /// Does that row exist: a field that is asked, or one of the rows at the end?
    fn has_row(&self, at: usize) -> bool {
        self.fields.get(at).is_none_or(|field| self.asks(field))
    }

    /// The value of a field; empty where it is not asked.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.field(name).map(Field::value).unwrap_or_default()
    }

    /// What a field holds, as a person reads it; empty where it is not asked.
    #[must_use]
    pub fn shown(&self, name: &str) -> String {
        self.field(name).map(Field::shown).unwrap_or_default()
    }

    /// The place of the field of that name, where it is asked.
    #[must_use]
    pub fn asked(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name && self.asks(field))
    }

    /// How many a field says; none where it is empty.
    ///
    /// # Errors
    /// Where that is no whole number.
    pub fn count(&self, name: &'static str) -> Result<Option<u32>, Invalid> {
        let field = self.field(name).filter(|field| !field.value().is_empty());
        field.map(|field| counted(&field.value(), field.kind.counts()).map_err(|error| error.at(name))).transpose()
    }

    /// Does a field hold something else than at the beginning?
    #[must_use]
    pub fn changed(&self, name: &str) -> bool {
        self.field(name).is_some_and(Field::changed)
    }

    /// The typed value of a field.
    pub fn typed(&self, name: &str) -> Result<Value, Invalid> {
        self.field(name).map_or(Ok(Value::Nothing), Field::typed)
    }

    /// The tags that stand once a list of them is saved.
    ///
    /// # Errors
    /// Where a sign stands without its tag.
    pub fn tags(&self, name: &str) -> Result<Vec<String>, Invalid> {
        self.field(name).map_or_else(|| Ok(Vec::new()), Field::listed)
    }

    /// The field of that name, where it is asked.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name && self.asks(field))
    }

    /// Stays open and says why it cannot be saved; the focus goes to what is wrong.
    pub fn refuse(&mut self, failure: Failure) {
        let wrong = failure.field.as_deref().and_then(|name| self.asked(name));
        self.focus = wrong.unwrap_or(self.focus);
        (self.saving, self.failure) = (Saving::No, Some(failure));
    }

    /// The first field that cannot be saved as it is.
    #[must_use]
    pub fn first_wrong(&self) -> Option<usize> {
        self.fields.iter().position(|field| self.asks(field) && matches!(field.check(), Check::Wrong(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{Code, Key};

    fn form(fields: Vec<Field>) -> Form {
        Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))))
    }

    fn type_in(form: &mut Form, text: &str) {
        for c in text.chars() {
            form.press(Key::char(c));
        }
    }

    #[test]
    fn a_draft_brings_back_text_cursor_and_focus() {
        let fields = || vec![Field::line("name", "Name", "old"), Field::of(Kind::Markdown, "text", "Text", "")];
        let mut first = form(fields());
        type_in(&mut first, "er");
        first.press(Key::plain(Code::Left));
        first.press(Key::plain(Code::Tab));
        type_in(&mut first, "# hi");
        let mut second = form(fields());
        second.resume(&first.body().unwrap());
        assert_eq!((second.value("name"), second.value("text"), second.focus), ("older".into(), "# hi".into(), 1));
        second.press(Key::plain(Code::BackTab));
        type_in(&mut second, "X");
        assert_eq!(second.value("name"), "oldeXr", "the cursor stood before the last letter");
    }

    #[test]
    fn of_several_fields_of_one_name_a_draft_comes_back_in_the_one_that_is_asked() {
        let fields = || {
            let by = |verb: &'static str| Field::line("by", "by", "").only_for("verb", &[verb]);
            let verbs = Kind::words(["update", "retrain"]);
            vec![Field::of(verbs, "verb", "decision", "update"), by("update"), by("retrain")]
        };
        let again = |first: &Form| {
            let mut second = form(fields());
            second.resume(&first.body().unwrap());
            second.value("by")
        };
        let mut first = form(fields());
        first.fields[1].text.set("Ana");
        type_in(&mut first, "retrain");
        assert_eq!(again(&first), "", "it was said of an update");
        first.press(Key::plain(Code::Tab));
        type_in(&mut first, "Pilar");
        assert_eq!(again(&first), "Pilar");
    }

    #[test]
    fn only_what_stood_in_the_workspace_is_told_to_have_changed() {
        let day = |day: &str, name: &'static str| Field::of(Kind::Day, name, name, day);
        let fields = |today: &str| vec![day(today, "due"), day(today, "began").proposed()];
        let mut first = form(fields("2026-11-25"));
        type_in(&mut first, "2027-01-15");
        first.press(Key::plain(Code::Tab));
        type_in(&mut first, "2027-01-15");
        let mut second = form(fields("2026-11-26"));
        second.resume(&first.body().unwrap());
        let told: Vec<Option<&str>> = second.fields.iter().map(|field| field.then.as_deref()).collect();
        assert_eq!(told, [Some("2026-11-25"), None]);
    }

    #[test]
    fn a_text_that_was_written_elsewhere_makes_a_draft_with_what_else_was_typed() {
        let fields = || vec![Field::of(Kind::Markdown, "text", "Text", ""), Field::line("why", "Why", "")];
        let mut first = form(fields());
        assert_eq!(
            Told::with_text(&first.around_text().unwrap(), "alone\n").map(|body| Told::of(&body).unwrap().texts),
            Some(vec!["alone".to_owned()])
        );
        first.focus = 1;
        type_in(&mut first, "because");
        first.focus = 0;
        let mut second = form(fields());
        second.resume(&Told::with_text(&first.around_text().unwrap(), "one\ntwo\n").unwrap());
        assert_eq!((second.value("text").as_str(), second.value("why").as_str()), ("one\ntwo", "because"));
    }

    #[test]
    fn options_narrow_and_enter_takes_the_highlighted() {
        let people =
            vec![("w1".into(), "Ana Costa".into()), ("w2".into(), "Bo Berg".into()), ("w3".into(), "Anna Berg".into())];
        let mut form = form(vec![Field::of(Kind::Options(people), "who", "Who", "w2")]).quick();
        assert_eq!(form.value("who"), "w2", "what stood there is highlighted");
        type_in(&mut form, "an");
        form.press(Key::plain(Code::Down));
        assert!(["w1", "w3"].contains(&form.value("who").as_str()));
        assert_eq!(form.press(Key::plain(Code::Enter)), Pressed::Save);
        type_in(&mut form, "zzz");
        assert!(form.first_wrong().is_some());
    }

    #[test]
    fn no_choice_is_said_in_words_that_no_letters_find() {
        let options = vec![(String::new(), NO_CHOICE.to_owned()), ("w1".into(), "Nora Thing".into())];
        let mut form = form(vec![Field::of(Kind::Options(options), "who", "Who", "")]);
        assert_eq!(form.fields[0].shown(), "nothing chosen");
        type_in(&mut form, "no");
        assert_eq!(form.fields[0].shown(), "Nora Thing");
    }

    #[test]
    fn of_a_list_what_was_chosen_is_kept_and_not_the_letters_but_what_finds_nothing() {
        let people = || vec![("w1".into(), "Ana Costa".into()), ("w2".into(), "Bo Berg".into())];
        let fields = || vec![Field::of(Kind::Options(people()), "who", "Who", "w2")];
        let mut first = form(fields());
        type_in(&mut first, "zzz");
        let mut unmatched = form(fields());
        unmatched.resume(&first.body().unwrap());
        assert_eq!((unmatched.value("who"), unmatched.fields[0].shown()), (String::new(), "zzz".to_owned()));
        let why = "nothing matches “zzz”: type other letters, or none to see all";
        assert_eq!(unmatched.fields[0].check(), Check::Wrong(why.into()));
        for _ in 0..3 {
            first.press(Key::plain(Code::Backspace));
        }
        assert_eq!((first.value("who"), first.body()), ("w2".into(), None), "nothing changed");
        type_in(&mut first, "cos");
        let body = first.body().unwrap();
        assert_eq!(Told::of(&body).unwrap().texts, ["Ana Costa"]);
        let mut second = form(fields());
        second.resume(&body);
        assert_eq!(second.value("who"), "w1");
        type_in(&mut second, "bo");
        assert_eq!(second.value("who"), "w2", "typing begins anew");
    }

    #[test]
    fn what_is_typed_takes_the_place_of_a_day_and_of_a_week_alike() {
        for (kind, stood) in [(Kind::Day, "2026-11-18"), (Kind::Week, "2026-W47"), (Kind::When, "2026-11-18")] {
            let mut form = form(vec![Field::of(kind, "when", "When", stood)]);
            type_in(&mut form, "W46");
            assert_eq!(form.fields[0].text.text(), "W46");
        }
    }

    #[test]
    fn fields_are_checked_while_typing() {
        let mut day = Field::of(Kind::Day, "due", "Due", "2026-11-18");
        assert_eq!(day.check(), Check::Fine(Some("Wednesday, 18 November 2026".into())));
        day.text.set("2026-13-40");
        assert!(matches!(day.check(), Check::Wrong(_)));
        day.text.set("");
        assert_eq!(day.check(), Check::Fine(None));
        assert!(matches!(day.required().check(), Check::Wrong(_)));
        let number = Field::of(Kind::Number("users".into()), "users", "Users", "1 200");
        assert_eq!(number.check(), Check::Fine(Some("1200 users".into())));
        let mut spent = Field::of(Kind::Money, "spend_change", "spent on change", "120.125");
        assert_eq!(spent.check(), Check::Fine(None), "what stood there stays what it was");
        spent.text.set("120.000 €");
        assert_eq!(spent.check(), Check::Fine(Some("120000".into())));
        spent.text.set("twelve");
        let Check::Wrong(told) = spent.check() else { panic!("{spent:?}") };
        assert!(told.contains("not an amount of money") && told.contains("45.5k"), "{told}");
    }

    #[test]
    fn what_is_meant_where_nothing_is_typed_is_said_until_something_is() {
        let mut day = Field::of(Kind::Day, "next", "held again on", "").when_empty("2026-12-23, in four weeks");
        assert_eq!(day.unsaid().as_deref(), Some("empty: 2026-12-23, in four weeks"));
        day.text.set("15 Jan");
        assert_eq!(day.unsaid(), None);
        assert_eq!(Field::line("why", "why", "").unsaid(), None);
    }

    #[test]
    fn the_rows_after_the_last_field_save_and_drop() {
        let mut form = form(vec![Field::line("a", "A", ""), Field::line("b", "B", "")]);
        form.press(Key::plain(Code::Tab));
        form.press(Key::plain(Code::Down));
        assert_eq!(form.press(Key::plain(Code::Enter)), Pressed::Save);
        form.press(Key::plain(Code::Down));
        assert_eq!(form.press(Key::plain(Code::Enter)), Pressed::Drop);
        assert_eq!(form.press(Key::plain(Code::Esc)), Pressed::Close);
    }

    #[test]
    fn a_time_stands_behind_a_day_as_people_say_it_too() {
        let mut at = Field::of(Kind::When, "at", "When", "").behind();
        at.today = "2026-12-03".parse().ok();
        for text in ["yesterday 14:00", "2026-12-02 14:00"] {
            at.text.set(text);
            let told = Check::Fine(Some("Wednesday, 2 December 2026, 14:00".to_owned()));
            assert_eq!((at.value().as_str(), at.check()), ("2026-12-02 14:00", told), "{text}");
        }
    }
}
