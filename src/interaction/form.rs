//! Owns forms: typed fields with their checks, made of plain values. A form of one field is a prompt at the foot of the
//! screen. What is typed is a draft from the first key until it is saved or dropped.

mod again;
mod choice;
mod count;
mod draft;
mod keys;

pub use self::again::Answers;
use self::again::Repeats;
pub use self::choice::NO_CHOICE;
pub(crate) use self::choice::option_said;
use self::count::counted;
pub use self::draft::{Origin, Told};
pub use self::keys::Pressed;
use super::{Context, Effect, Failure, TextValue};
use crate::domain::date::{Moved, spelled_out};
use crate::domain::spoken::{Side, day_said, week_meant};
use crate::domain::trigger::TypedTrigger;
use crate::domain::{Change, Day, Fixed, Invalid, Value, When, money, parse_day};

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// Many lines of Markdown.
    Markdown,
    /// One of a list, found by a few letters: value and title.
    Options(Vec<(String, String)>),
    /// A date, or nothing.
    Day,
    /// A date, or how far each date moves: `+1w`.
    Moved,
    /// A day or a time that has been, or nothing.
    When,
    /// An ISO week.
    Week,
    /// A number in a unit, or nothing.
    Number(String),
    /// An amount of money, or nothing.
    Money,
    /// How many of something, or nothing.
    Count(&'static str),
    /// What brings a decision back: a date, or a condition whose weeks may count from that day; or nothing.
    Trigger(Option<Day>),
    /// Yes or no.
    Check,
}

impl Kind {
    /// Does it take one line of typed text?
    pub(super) const fn is_a_line(&self) -> bool {
        !matches!(self, Self::Markdown | Self::Options(_) | Self::Check)
    }
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, by which the form's deed asks for it.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// What it takes.
    pub kind: Kind,
    /// What is typed.
    pub text: TextValue,
    /// What stood there before.
    pub old: String,
    /// Must it be filled?
    pub required: bool,
    /// Does the first key that is typed take the place of what stands there?
    pub replaced: bool,
    /// Does it become one of Markdown where several lines are pasted, or another one is begun?
    grows: bool,
    /// How many lines became one at the last paste; nought where none did.
    pub flattened: usize,
    /// What is meant where nothing is typed; none where nothing is.
    meant: Option<String>,
    /// Asked only while another field has one of these values.
    pub only: Option<(&'static str, &'static [&'static str])>,
    /// The highlighted row among the matching options.
    pub chosen: usize,
    /// Where a day lies of which the year is not said.
    side: Side,
    /// The day from which days are counted as people say them; none before somebody is asked.
    today: Option<Day>,
    /// What stood there when a draft was typed, where something else stands there now.
    pub then: Option<String>,
    /// What a draft had chosen that is not offered any more, with its title: nothing is chosen until somebody does.
    gone: Option<(String, String)>,
    /// What cannot be chosen now, each with why.
    withheld: Vec<(String, String)>,
    /// What it said before anybody touched it.
    initial: String,
    /// What is said before what is typed where that can be chosen itself, as the last option; nothing where it cannot.
    pub coined: &'static str,
    /// Is what it says said again of another row?
    repeats: Repeats,
}

/// What saving a form does.
pub type Submit = Box<dyn Fn(&Form, &Context) -> Result<Change, Invalid>>;

/// What saving a form does that writes nothing.
pub type Deed = Box<dyn Fn(&Form) -> Result<Vec<Effect>, Invalid>>;

/// What a form says of a field that means something together with others only; nothing where that is not known.
pub type Echo = Box<dyn Fn(&Form) -> Option<Said>>;

/// What is said of what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// It was understood so.
    Fine(String),
    /// It was understood so, and may be mistyped.
    Doubt(String),
    /// It cannot be saved so.
    Wrong(String),
}

/// A form, or a prompt of one field.
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub struct Form {
    /// The place of its draft.
    pub key: String,
    /// What it is for.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The focused field; then the Save row, then the Drop row.
    pub focus: usize,
    /// Columns at which a text is broken where it shows.
    pub columns: usize,
    /// What went wrong at the last attempt to save.
    pub failure: Option<Failure>,
    /// Where it was opened; nowhere before it is.
    pub from: Origin,
    /// Is it a draft that came back?
    pub resumed: bool,
    /// Does what is typed take the place of a draft that came back?
    pub anew: bool,
    /// What else was typed at its place, or happened meanwhile, which a prompt covers where it is told else.
    pub beside: Option<String>,
    /// Was anything typed?
    pub touched: bool,
    /// Is it being saved?
    pub saving: bool,
    /// Does Enter in any field save?
    pub quick: bool,
    /// Where a prompt stands: over the value that it edits, or at the foot of the screen.
    pub spot: Option<Spot>,
    /// What saving does.
    pub submit: Submit,
    /// What saving does instead, where it writes nothing into the workspace.
    pub deed: Option<Deed>,
    /// Is what is typed kept as a draft?
    pub keeps: bool,
    /// What is said of one of its fields.
    pub echo: Option<(&'static str, Echo)>,
}

/// A row of a screen's body where a value stands, and its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Row of the body.
    pub row: u16,
    /// Column.
    pub column: u16,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// Fine; perhaps what was understood.
    Fine(Option<String>),
    /// Not fine.
    Wrong(String),
}

impl Field {
    /// A field of one line.
    pub fn line(name: &'static str, label: impl Into<String>, old: impl Into<String>) -> Self {
        Self::of(Kind::Line, name, label, old)
    }

    /// A field of a kind, filled with what stood there.
    pub fn of(kind: Kind, name: &'static str, label: impl Into<String>, old: impl Into<String>) -> Self {
        let old = old.into();
        let is_day = kind == Kind::Day && !old.is_empty();
        let mut field = Self {
            name,
            label: label.into(),
            text: if kind == Kind::Markdown { TextValue::multi_line("") } else { TextValue::single_line("") },
            kind,
            old: old.clone(),
            required: false,
            // A day is seldom mended letter by letter.
            replaced: is_day,
            grows: false,
            flattened: 0,
            meant: None,
            only: None,
            chosen: 0,
            side: Side::Ahead,
            today: None,
            then: None,
            gone: None,
            initial: String::new(),
            coined: "",
            withheld: Vec::new(),
            repeats: Repeats::Touched,
        };
        match &mut field.kind {
            Kind::Options(options) => {
                // What stands there stays choosable, even where it is offered no more.
                if !old.is_empty() && !options.iter().any(|(value, _)| *value == old) {
                    options.insert(0, (old.clone(), "as it is now".to_owned()));
                }
            }
            _ => field.text.set(&old),
        }
        field.chosen = field.stood();
        field.initial = field.value();
        field
    }

    /// Does it say something else than before anybody touched it?
    #[must_use]
    pub fn changed(&self) -> bool {
        self.value() != self.initial
    }

    /// The place of what stood there among all options.
    fn stood(&self) -> usize {
        match &self.kind {
            Kind::Options(options) => options.iter().position(|(value, _)| *value == self.old).unwrap_or(0),
            _ => 0,
        }
    }

    /// Must be filled.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Becomes one of Markdown where several lines are pasted, or another one is begun.
    #[must_use]
    pub const fn growing(mut self) -> Self {
        self.grows = true;
        self
    }

    /// Is it a line that can become several?
    #[must_use]
    pub const fn can_grow(&self) -> bool {
        self.grows && matches!(self.kind, Kind::Line)
    }

    /// Takes many lines of Markdown from now on.
    fn grow(&mut self) {
        self.kind = Kind::Markdown;
        self.text.take_lines();
    }

    /// The first key that is typed takes the place of what stands there.
    #[must_use]
    pub const fn replaced(mut self) -> Self {
        self.replaced = true;
        self
    }

    /// A day of which the year is not said has been already.
    #[must_use]
    pub const fn behind(mut self) -> Self {
        self.side = Side::Behind;
        self
    }

    /// The date that is meant, where days as people say them are understood and one is said.
    fn dated(&self) -> Option<Result<Day, Invalid>> {
        let typed = self.text.text().trim();
        let shift = self.kind == Kind::Moved && typed.starts_with(['+', '-']);
        if !matches!(self.kind, Kind::Day | Kind::Moved | Kind::Trigger(_) | Kind::When) || shift {
            return None;
        }
        day_said(typed, self.today?, self.side)
    }

    /// A hint whose examples can be written here: of what is due, days that are still to come.
    #[must_use]
    pub fn exemplified(&self, hint: &str) -> String {
        self.today.map_or_else(|| hint.to_owned(), |today| self.side.exemplified(hint, today))
    }

    /// An error with such a hint.
    fn advised(&self, error: Invalid) -> Invalid {
        match self.today {
            Some(today) => self.side.advised(error, today),
            None => error,
        }
    }

    /// A day with its weekday, and where it lies when its year may be mistyped.
    fn told(&self, day: Day) -> String {
        let told = spelled_out(day);
        match self.today.and_then(|today| self.side.doubt(day, today)) {
            Some(doubt) => format!("{told}, {doubt}"),
            None => told,
        }
    }

    /// Asked only while the field `name` has one of `values`.
    #[must_use]
    pub const fn only_for(mut self, name: &'static str, values: &'static [&'static str]) -> Self {
        self.only = Some((name, values));
        self
    }

    /// Says what is meant where nothing is typed.
    #[must_use]
    pub fn when_empty(mut self, meant: impl Into<String>) -> Self {
        self.meant = Some(meant.into());
        self
    }

    /// What is said of it while nothing is typed.
    #[must_use]
    pub fn unsaid(&self) -> Option<String> {
        let meant = self.meant.as_ref().filter(|_| self.text.is_empty());
        meant.map(|meant| format!("empty: {meant}"))
    }

    /// Begins reading at its top, as a document is read.
    #[must_use]
    pub fn from_the_top(mut self) -> Self {
        self.text.top();
        self
    }

    /// What it says: the typed text, the date that it means, the value of the highlighted option, or `yes` and `no`.
    #[must_use]
    pub fn value(&self) -> String {
        match &self.kind {
            Kind::Options(_) => self.chosen_value(),
            Kind::Week => {
                let typed = self.text.text().trim();
                week_meant(typed, self.today, Side::Behind).map_or_else(|_| typed.to_owned(), |week| week.to_string())
            }
            _ => match self.dated().and_then(Result::ok) {
                Some(day) => day.to_string(),
                None => self.text.text().trim().to_owned(),
            },
        }
    }

    /// The title of what it says, for showing.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.kind {
            Kind::Options(_) => self.chosen_title().unwrap_or_else(|| self.text.text().to_owned()),
            _ => self.text.text().to_owned(),
        }
    }

    /// Checks what is typed, while it is typed.
    #[must_use]
    pub fn check(&self) -> Check {
        if let Some(gone) = self.gone() {
            return Check::Wrong(gone);
        }
        let typed = self.value();
        if typed.is_empty() {
            let missing = self.required || matches!(self.kind, Kind::Options(_)) && !self.text.is_empty();
            return match (&self.kind, missing) {
                (Kind::Options(_), true) if self.text.is_empty() => Check::Wrong(format!("choose the {}", self.label)),
                // An empty value is one that can be chosen.
                (Kind::Options(_), true) if !self.required && !self.candidates().is_empty() => Check::Fine(None),
                (Kind::Options(_), true) => Check::Wrong(self.unmatched()),
                (_, true) => Check::Wrong(format!("{} cannot be empty", self.label)),
                _ => Check::Fine(None),
            };
        }
        let understood = match &self.kind {
            Kind::Day => parse_day(&typed)
                .map(|day| self.told(day))
                .map_err(|error| error.hint(self.exemplified("write a date as 2026-11-18, 15 Jan, Friday or +2w"))),
            Kind::When => When::parse(&typed, |_| 0).map(|when| match when {
                When::On(day) => spelled_out(day),
                When::At(at) => at.said(),
            }),
            Kind::Moved => Moved::parse(&typed).map(|moved| match moved {
                Moved::To(day) => spelled_out(day),
                Moved::Days(days) => format!("each by {days} days"),
                Moved::Months(months) => format!("each by {months} months"),
            }),
            Kind::Week => week_meant(&typed, self.today, Side::Behind)
                .map(|week| format!("{} to {}", week.monday().format("%-d %b"), week.sunday().format("%-d %b %Y"))),
            Kind::Number(unit) => Fixed::parse(&typed).map(|number| format!("{number} {unit}")),
            Kind::Money => self.amount(&typed).map(|amount| amount.to_string()),
            Kind::Count(what) => counted(&typed, &self.kind).map(|count| format!("{count} {what}")),
            Kind::Trigger(started) => TypedTrigger::parse(&typed, *started, self.today)
                .map(|meant| match meant {
                    TypedTrigger::On(day) => spelled_out(day),
                    TypedTrigger::Value(metric, op, value, Some(by)) => {
                        format!("{metric} {} {value} by {by}", op.sign())
                    }
                    TypedTrigger::Value(..) => typed.clone(),
                })
                .map_err(|error| self.advised(error)),
            _ => return Check::Fine(None),
        };
        // What could be several days says so itself.
        match self.dated().and_then(Result::err).map_or(understood, Err) {
            Ok(echo) => Check::Fine((echo.trim() != typed).then(|| echo.trim().to_owned())),
            Err(error) => Check::Wrong(Failure::from(error).said()),
        }
    }

    /// Its value as a typed one.
    pub fn typed(&self) -> Result<Value, Invalid> {
        let typed = self.value();
        if typed.is_empty() {
            return Ok(Value::Nothing);
        }
        Ok(match &self.kind {
            Kind::Day => Value::Day(parse_day(&typed).map_err(|error| error.at(self.name))?),
            Kind::Number(_) => Value::Number(Fixed::parse(&typed).map_err(|error| error.at(self.name))?),
            Kind::Money => Value::Number(self.amount(&typed).map_err(|error| error.at(self.name))?),
            Kind::Check => Value::Flag(typed == "yes"),
            _ => Value::Text(typed),
        })
    }

    /// The amount of money that is typed. What stood there is a number as it is shown, however many decimals it has.
    fn amount(&self, typed: &str) -> Result<Fixed, Invalid> {
        if typed == self.old { Fixed::parse(typed) } else { money::parse(typed, true) }
    }
}

impl Form {
    /// A form at a place, for a purpose.
    pub fn new(key: impl Into<String>, title: impl Into<String>, fields: Vec<Field>, submit: Submit) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            fields,
            focus: 0,
            columns: usize::MAX,
            failure: None,
            from: Origin::default(),
            resumed: false,
            anew: false,
            beside: None,
            touched: false,
            saving: false,
            quick: false,
            spot: None,
            submit,
            deed: None,
            keeps: true,
            echo: None,
        }
    }

    /// Understands days as people say them on that day.
    pub fn count_from(&mut self, today: Day) {
        for field in &mut self.fields {
            field.today = Some(today);
        }
    }

    /// The day that counts as today, once that was said.
    pub(crate) fn today(&self) -> Option<Day> {
        self.fields.first().and_then(|field| field.today)
    }

    /// A prompt of one field.
    pub fn prompt(key: impl Into<String>, title: impl Into<String>, field: Field, submit: Submit) -> Self {
        Self { quick: true, ..Self::new(key, title, vec![field], submit) }
    }

    /// A prompt that leads somewhere, or to something outside of the workspace.
    pub fn leading(key: impl Into<String>, title: impl Into<String>, field: Field, deed: Deed) -> Self {
        let nothing = || Change::Several { what: None, changes: Vec::new() };
        Self { deed: Some(deed), ..Self::prompt(key, title, field, Box::new(move |_, _| Ok(nothing()))) }
    }

    /// One that only looks something up: a day, a file, one of a list. It keeps no draft.
    pub fn look_up(key: impl Into<String>, title: impl Into<String>, field: Field, deed: Deed) -> Self {
        Self { keeps: false, ..Self::leading(key, title, field, deed) }
    }

    /// Enter saves, whichever field is focused.
    #[must_use]
    pub fn quick(mut self) -> Self {
        self.quick = true;
        self
    }

    /// Says of one of its fields what it means together with the others.
    #[must_use]
    pub fn echoing(mut self, field: &'static str, echo: Echo) -> Self {
        self.echo = Some((field, echo));
        self
    }

    /// What is said of what stands in a field, where the form says more of it than its kind does.
    #[must_use]
    pub fn said_of(&self, field: &Field) -> Option<Said> {
        let (name, echo) = self.echo.as_ref()?;
        if *name == field.name && !field.text.is_empty() { echo(self) } else { None }
    }

    /// A prompt that stands over the value that it edits, where its kind allows.
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

    /// Is that field asked now?
    #[must_use]
    pub fn asks(&self, field: &Field) -> bool {
        field.only.is_none_or(|(name, values)| values.contains(&self.value(name).as_str()))
    }

    /// Is that row there: a field that is asked, or one of the rows to leave by?
    fn has_row(&self, at: usize) -> bool {
        self.fields.get(at).is_none_or(|field| self.asks(field))
    }

    /// The value of a field; empty where it is not asked.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.field(name).map(Field::value).unwrap_or_default()
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
        field.map(|field| counted(&field.value(), &field.kind).map_err(|error| error.at(name))).transpose()
    }

    /// Was a field changed from what it said before anybody touched it?
    #[must_use]
    pub fn changed(&self, name: &str) -> bool {
        self.field(name).is_some_and(Field::changed)
    }

    /// The typed value of a field.
    pub fn typed(&self, name: &str) -> Result<Value, Invalid> {
        self.field(name).map_or(Ok(Value::Nothing), Field::typed)
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name && self.asks(field))
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
        assert_eq!(unmatched.fields[0].check(), Check::Wrong("nothing matches “zzz”".into()));
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
        form.press(Key::plain(Code::Enter));
        form.press(Key::plain(Code::Enter));
        assert_eq!(form.press(Key::plain(Code::Enter)), Pressed::Save);
        form.press(Key::plain(Code::Down));
        assert_eq!(form.press(Key::plain(Code::Enter)), Pressed::Drop);
        assert_eq!(form.press(Key::plain(Code::Esc)), Pressed::Close);
    }
}
