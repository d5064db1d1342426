//! Owns a field of a form: what it takes, what is typed into it, and what that means.

use std::cell::RefCell;
use std::fmt::Display;

use super::again::Repeats;
use super::count::counted;
use crate::domain::counted::week_meant;
use crate::domain::date::{Moved, spelled_out};
use crate::domain::person::Names;
use crate::domain::spoken::{Side, day_said};
use crate::domain::trigger::TypedTrigger;
use crate::domain::written::with_time;
use crate::domain::{Day, Fixed, Invalid, PersonId, Value, When, money, parse_day, tags};
use crate::interaction::{Failure, TextValue};

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
    /// One of some words, each called as it is kept.
    #[must_use]
    pub fn words(words: impl IntoIterator<Item: Display>) -> Self {
        Self::Options(words.into_iter().map(|word| (word.to_string(), word.to_string())).collect())
    }

    /// One of some values, each with its title.
    #[must_use]
    pub fn titled(options: impl IntoIterator<Item = (impl Display, impl Into<String>)>) -> Self {
        Self::Options(options.into_iter().map(|(value, title)| (value.to_string(), title.into())).collect())
    }

    /// The same below an option without a value, which is called so.
    #[must_use]
    pub fn or(mut self, none: &str) -> Self {
        if let Self::Options(options) = &mut self {
            options.insert(0, (String::new(), none.to_owned()));
        }
        self
    }

    /// Does it take one line of typed text?
    pub(in crate::interaction) const fn is_a_line(&self) -> bool {
        !matches!(self, Self::Markdown | Self::Options(_) | Self::Check)
    }

    /// What it counts; nothing where it counts nothing.
    pub(super) const fn counts(&self) -> &'static str {
        if let Self::Count(what) = self { what } else { "" }
    }
}

/// Where what a field says at first comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// It stands in the workspace.
    Stands,
    /// It is proposed, by the day or by what is most often meant.
    Proposed,
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
    pub(super) grows: bool,
    /// How many lines became one at the last paste; nought where none did.
    pub flattened: usize,
    /// What is meant where nothing is typed; none where nothing is.
    pub(super) meant: Option<String>,
    /// Asked only while another field has one of these values.
    pub only: Option<(&'static str, Vec<&'static str>)>,
    /// The highlighted row among the matching options.
    pub chosen: usize,
    /// Where a day lies of which the year is not said.
    pub(super) side: Side,
    /// What is said of a day that is still to come where one has been.
    ahead: &'static str,
    /// The day from which days are counted as people say them; none before somebody is asked.
    pub(super) today: Option<Day>,
    /// What stood there when a draft was typed, where something else stands there now.
    pub then: Option<String>,
    /// What a draft had chosen that is not offered any more, with its title: nothing is chosen until somebody does.
    pub(super) gone: Option<(String, String)>,
    /// What cannot be chosen now, each with why.
    pub(super) withheld: Vec<(String, String)>,
    /// What it said before anybody touched it.
    pub(super) initial: String,
    /// Where that comes from.
    pub(super) first: First,
    /// What is said before what is typed where that can be chosen itself, as the last option; nothing where it cannot.
    pub coined: &'static str,
    /// Who is known by what, where it names people: nobody of them is somebody new.
    pub(super) people: Names,
    /// Who is listed beside it and cannot be chosen, by their names: nobody whom less of one means is somebody new.
    pub(super) listed: Vec<(PersonId, String)>,
    /// Is what it says said again of another row?
    pub(super) repeats: Repeats,
    /// What was said again here, and what it made of what stood here.
    pub(super) filled: Option<(String, String)>,
    /// What was typed as options were looked for last, and the places of those that match: of thousands they are looked
    /// for once a key, however often they are asked for.
    pub(super) found: RefCell<Option<(String, Vec<usize>)>>,
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
        let is_day = matches!(kind, Kind::Day | Kind::Week | Kind::When) && !old.is_empty();
        let mut field = Self {
            name,
            label: label.into(),
            text: if kind == Kind::Markdown { TextValue::multi_line("") } else { TextValue::single_line("") },
            kind,
            old: old.clone(),
            required: false,
            // A day or a week is seldom mended letter by letter.
            replaced: is_day,
            grows: false,
            flattened: 0,
            meant: None,
            only: None,
            chosen: 0,
            side: Side::Ahead,
            ahead: "still to come",
            today: None,
            then: None,
            gone: None,
            initial: String::new(),
            first: First::Stands,
            coined: "",
            people: Names::new(),
            listed: Vec::new(),
            withheld: Vec::new(),
            repeats: Repeats::Touched,
            filled: None,
            found: RefCell::default(),
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
    pub(super) fn stood(&self) -> usize {
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
    pub(super) fn grow(&mut self) {
        self.kind = Kind::Markdown;
        self.text.take_lines();
    }

    /// The first key that is typed takes the place of what stands there.
    #[must_use]
    pub const fn replaced(mut self) -> Self {
        self.replaced = true;
        self
    }

    /// What it says at first is a proposal, and stands nowhere.
    #[must_use]
    pub const fn proposed(mut self) -> Self {
        self.first = First::Proposed;
        self
    }

    /// A day of which the year is not said has been already.
    #[must_use]
    pub const fn behind(mut self) -> Self {
        self.side = Side::Behind;
        self
    }

    /// A day on which people meet, which may be today.
    #[must_use]
    pub const fn meeting(mut self) -> Self {
        self.side = Side::Meeting;
        self
    }

    /// Says what it means that a day is still to come, where one has been.
    #[must_use]
    pub const fn ahead(mut self, said: &'static str) -> Self {
        self.ahead = said;
        self
    }

    /// How far what is typed moves the date that stands here, and where to; none where it moves none.
    pub(super) fn moved(&self) -> Option<(Moved, Day)> {
        if self.kind != Kind::Day || self.first != First::Stands {
            return None;
        }
        Moved::standing(self.text.text(), parse_day(&self.old).ok())
    }

    /// The date that is meant, where days as people say them are understood and one is said.
    pub(super) fn dated(&self) -> Option<Result<Day, Invalid>> {
        // Where a date stands, `+1w` moves that, as it does in a form for several; else it counts from today.
        if let Some((_, day)) = self.moved() {
            return Some(Ok(day));
        }
        let typed = self.text.text().trim();
        let shift = self.kind == Kind::Moved && typed.starts_with(['+', '-']);
        if !matches!(self.kind, Kind::Day | Kind::Moved | Kind::Trigger(_) | Kind::When) || shift {
            return None;
        }
        day_said(typed, self.today?, self.side)
    }

    /// The moment that is meant, where a time stands behind a day as people say it.
    pub(super) fn timed(&self) -> Option<String> {
        let typed = self.text.text();
        if self.kind != Kind::When || When::typed(typed, |_| 0).is_ok() {
            return None;
        }
        let (day, time) = with_time(typed)?;
        let day = day_said(day, self.today?, self.side)?.ok()?;
        Some(format!("{day} {}", time?.format("%H:%M")))
    }

    /// A hint whose examples can be written here: of what is due, days that are still to come.
    #[must_use]
    pub fn exemplified(&self, hint: &str) -> String {
        self.today.map_or_else(|| hint.to_owned(), |today| self.side.exemplified(hint, today))
    }

    /// How a date can be said in place of what is typed.
    fn said_so(&self, typed: &str) -> String {
        let ended = self.today.and_then(|today| self.side.ended(typed, today));
        ended.unwrap_or_else(|| self.exemplified("write a date as 2026-11-18, 15 Jan, Friday or +2w"))
    }

    /// An error with such a hint.
    pub(super) fn advised(&self, error: Invalid) -> Invalid {
        match self.today {
            Some(today) => self.side.advised(error, today),
            None => error,
        }
    }

    /// A day with its weekday, and where it lies when its year may be mistyped.
    pub(super) fn told(&self, day: Day) -> String {
        let far = self.moved().and_then(|(moved, _)| moved.far());
        let told = far.map_or_else(|| spelled_out(day), |far| format!("{}, moved {far}", spelled_out(day)));
        match self.doubt(day) {
            Some(doubt) => format!("{told}, {doubt}"),
            None => told,
        }
    }

    /// What may be wrong with where a day lies: its year, or that it is still to come where one has been.
    fn doubt(&self, day: Day) -> Option<&'static str> {
        let today = self.today?;
        let doubt = self.side.doubt(day, today);
        let is_to_come = doubt.is_none() && self.side == Side::Behind && day > today;
        if is_to_come { Some(self.ahead) } else { doubt }
    }

    /// Can it be saved as it is, and may be wrong all the same?
    #[must_use]
    pub fn is_doubted(&self) -> bool {
        let is_day = matches!(self.kind, Kind::Day | Kind::Moved);
        is_day && parse_day(&self.value()).is_ok_and(|day| self.doubt(day).is_some())
    }

    /// What stood there before, as it is told beside what stands there now.
    #[must_use]
    pub fn before(&self) -> String {
        let day = parse_day(&self.old).ok().filter(|_| self.kind == Kind::Day);
        day.map_or_else(|| self.old.clone(), |day| day.format("%-d %b %Y").to_string())
    }

    /// The tags that stand once a list of them is saved.
    ///
    /// # Errors
    /// Where a sign stands without its tag.
    pub(super) fn listed(&self) -> Result<Vec<String>, Invalid> {
        tags::edited(&self.value(), &self.old).map_err(|error| error.at(self.name))
    }

    /// Asked only while the field `name` has one of `values`.
    #[must_use]
    pub fn only_for(mut self, name: &'static str, values: &[&'static str]) -> Self {
        self.only = Some((name, values.to_vec()));
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
        let meant = self.meant.as_ref().filter(|_| self.text.is_empty() && self.value().is_empty());
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
                None => self.timed().unwrap_or_else(|| self.text.text().trim().to_owned()),
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
                (Kind::Options(_), true) if self.text.is_empty() => {
                    Check::Wrong("nothing is chosen yet: choose one".to_owned())
                }
                // An empty value is one that can be chosen.
                (Kind::Options(_), true) if !self.required && !self.candidates().is_empty() => Check::Fine(None),
                (Kind::Options(_), true) => Check::Wrong(self.unmatched()),
                // `file (csv or xlsx)` is called “file”: what a label explains is left out of the sentence.
                (_, true) => {
                    let called = self.label.split([',', ';', '(']).next().unwrap_or_default().trim();
                    Check::Wrong(format!("{called} cannot be empty"))
                }
                _ => Check::Fine(None),
            };
        }
        let understood = match &self.kind {
            Kind::Day => parse_day(&typed).map(|day| self.told(day)).map_err(|error| error.hint(self.said_so(&typed))),
            Kind::When => When::typed(&typed, |_| 0).map(|when| match when {
                When::On(day) => spelled_out(day),
                When::At(at) => {
                    let (hour, minute) = at.clock();
                    format!("{}, {hour}:{minute:02}", spelled_out(at.day()))
                }
            }),
            Kind::Moved => Moved::parse(&typed).map(|moved| match moved {
                Moved::To(day) => self.told(day),
                Moved::Days(_) | Moved::Months(_) => moved.span().unwrap_or_default(),
            }),
            Kind::Week => week_meant(&typed, self.today, Side::Behind)
                .map(|week| format!("{} to {}", week.monday().format("%-d %b"), week.sunday().format("%-d %b %Y"))),
            Kind::Number(unit) => Fixed::parse(&typed).map(|number| format!("{number} {unit}")),
            Kind::Money => self.amount(&typed).map(|amount| amount.to_string()),
            Kind::Count(what) => counted(&typed, what).map(|count| format!("{count} {what}")),
            Kind::Trigger(started) => TypedTrigger::parse(&typed, *started, self.today)
                .map(|meant| match meant {
                    TypedTrigger::On(day) => spelled_out(day),
                    TypedTrigger::Value(metric, op, value, Some(by)) => {
                        format!("{metric} {} {value} by {by}", op.sign())
                    }
                    TypedTrigger::Value(..) => typed.clone(),
                })
                .map_err(|error| self.advised(error)),
            Kind::Line if self.repeats == Repeats::Tags && self.changed() => self.listed().map(|tags| tags.join(", ")),
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
    pub(super) fn amount(&self, typed: &str) -> Result<Fixed, Invalid> {
        if typed == self.old { Fixed::parse(typed) } else { money::parse(typed, true) }
    }
}
