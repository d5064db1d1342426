//! Owns a field of a form: what it accepts, what is typed into it, and what that means.

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

/// What a field accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// Many lines of Markdown.
    Markdown,
    /// One of a list, found by a few letters; each option is a value and its title.
    Options(Vec<(String, String)>),
    /// A date, or nothing.
    Day,
    /// A date, or by how much each date moves: `+1w`.
    Moved,
    /// A past day or time, or nothing.
    When,
    /// An ISO week.
    Week,
    /// A number in a unit, or nothing.
    Number(String),
    /// An amount of money, or nothing.
    Money,
    /// How many of something, or nothing.
    Count(&'static str),
    /// What brings a decision back: a date, or a condition whose weeks may count from the given day; or nothing.
    Trigger(Option<Day>),
    /// Yes or no.
    Check,
}

impl Kind {
    /// One of some words, each shown as it is stored.
    #[must_use]
    pub fn words(words: impl IntoIterator<Item: Display>) -> Self {
        Self::Options(words.into_iter().map(|word| (word.to_string(), word.to_string())).collect())
    }

    /// One of some values, each with its title.
    #[must_use]
    pub fn titled(options: impl IntoIterator<Item = (impl Display, impl Into<String>)>) -> Self {
        Self::Options(options.into_iter().map(|(value, title)| (value.to_string(), title.into())).collect())
    }

    /// The same with an option on top that has no value, and this title.
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

    /// What it counts; empty where it counts nothing.
    pub(super) const fn counts(&self) -> &'static str {
        if let Self::Count(what) = self { what } else { "" }
    }
}

/// Where the first value of a field comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// It is the present value in the workspace.
    Stands,
    /// It is a proposal, from the date or the most common answer.
    Proposed,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, by which the form refers to it.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// What it takes.
    pub kind: Kind,
    /// What is typed.
    pub text: TextValue,
    /// The value before the form was opened.
    pub old: String,
    /// Must it be filled?
    pub required: bool,
    /// Does the first typed key replace the present text?
    pub replaced: bool,
    /// Does it become a Markdown field when several lines are pasted, or a second line is begun?
    pub(super) grows: bool,
    /// How many lines the last paste joined into one; zero where it joined none.
    pub flattened: usize,
    /// What an empty field means; none where it means nothing.
    pub(super) meant: Option<String>,
    /// Asked only while another field has one of these values.
    pub only: Option<(&'static str, Vec<&'static str>)>,
    /// The highlighted row among the matching options.
    pub chosen: usize,
    /// On which side of today a day lies whose year is not said.
    pub(super) side: Side,
    /// What is said of a future day where a past one is expected.
    ahead: &'static str,
    /// The day from which relative days are counted; none before the form is shown.
    pub(super) today: Option<Day>,
    /// The value at the time when a draft was typed, where there is another one now.
    pub then: Option<String>,
    /// A draft's choice that is no longer offered, with its title: nothing is chosen until somebody chooses.
    pub(super) gone: Option<(String, String)>,
    /// What cannot be chosen now, each with the reason.
    pub(super) withheld: Vec<(String, String)>,
    /// Its value before anybody touched it.
    pub(super) initial: String,
    /// Where its first value comes from.
    pub(super) first: First,
    /// What is said before the typed text, as the last option, where that may be chosen itself; empty where it may not.
    pub coined: &'static str,
    /// What people are known by, where it names people: nobody known so is somebody new.
    pub(super) people: Names,
    /// The people listed beside it who cannot be chosen: whoever part of such a name means is not somebody new.
    pub(super) listed: Vec<(PersonId, String)>,
    /// Is its answer repeated for another row?
    pub(super) repeats: Repeats,
    /// The answer that was repeated here, and the value that it gave.
    pub(super) filled: Option<(String, String)>,
    /// The text last searched for among the options, and the places of those that match: thousands of options are
    /// searched once per key, however often the result is asked for.
    pub(super) found: RefCell<Option<(String, Vec<usize>)>>,
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// Fine, perhaps with how it was understood.
    Fine(Option<String>),
    /// Not fine.
    Wrong(String),
}

impl Field {
    /// A field of one line.
    pub fn line(name: &'static str, label: impl Into<String>, old: impl Into<String>) -> Self {
        Self::of(Kind::Line, name, label, old)
    }

    /// A field of a kind, filled with the present value.
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
            // A day or a week is seldom corrected letter by letter.
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
                // The present value can still be chosen, even if it is no longer offered.
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

    /// Does it hold something else than before anybody touched it?
    #[must_use]
    pub fn changed(&self) -> bool {
        self.value() != self.initial
    }

    /// The place of the present value among all options.
    pub(super) fn stood(&self) -> usize {
        match &self.kind {
            Kind::Options(options) => options.iter().position(|(value, _)| *value == self.old).unwrap_or(0),
            _ => 0,
        }
    }

    /// Makes it required.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Lets it become a Markdown field when several lines are pasted, or a second line is begun.
    #[must_use]
    pub const fn growing(mut self) -> Self {
        self.grows = true;
        self
    }

    /// Is it a line that may become several?
    #[must_use]
    pub const fn can_grow(&self) -> bool {
        self.grows && matches!(self.kind, Kind::Line)
    }

    /// Makes it accept many lines of Markdown.
    pub(super) fn grow(&mut self) {
        self.kind = Kind::Markdown;
        self.text.take_lines();
    }

    /// Lets the first typed key replace the present text.
    #[must_use]
    pub const fn replaced(mut self) -> Self {
        self.replaced = true;
        self
    }

    /// Marks its first value as a proposal, which is stored nowhere.
    #[must_use]
    pub const fn proposed(mut self) -> Self {
        self.first = First::Proposed;
        self
    }

    /// Takes a day without a year as past.
    #[must_use]
    pub const fn behind(mut self) -> Self {
        self.side = Side::Behind;
        self
    }

    /// Takes a day without a year as one on which people meet: today or later.
    #[must_use]
    pub const fn meeting(mut self) -> Self {
        self.side = Side::Meeting;
        self
    }

    /// Sets what is said of a future day where a past one is expected.
    #[must_use]
    pub const fn ahead(mut self, said: &'static str) -> Self {
        self.ahead = said;
        self
    }

    /// By how much the typed text moves the present date, and the result; none where it moves none.
    pub(super) fn moved(&self) -> Option<(Moved, Day)> {
        if self.kind != Kind::Day || self.first != First::Stands {
            return None;
        }
        Moved::standing(self.text.text(), parse_day(&self.old).ok())
    }

    /// The date that is meant, if the field understands relative days and one is typed.
    pub(super) fn dated(&self) -> Option<Result<Day, Invalid>> {
        // Where there is a date, `+1w` moves it, as in a form for several rows; else it counts from today.
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

    /// The moment that is meant, if a time follows a relative day.
    pub(super) fn timed(&self) -> Option<String> {
        let typed = self.text.text();
        if self.kind != Kind::When || When::typed(typed, |_| 0).is_ok() {
            return None;
        }
        let (day, time) = with_time(typed)?;
        let day = day_said(day, self.today?, self.side)?.ok()?;
        Some(format!("{day} {}", time?.format("%H:%M")))
    }

    /// A hint with examples that make sense here: where something is due, future days.
    #[must_use]
    pub fn exemplified(&self, hint: &str) -> String {
        self.today.map_or_else(|| hint.to_owned(), |today| self.side.exemplified(hint, today))
    }

    /// How the typed date may be written instead.
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

    /// A day with its weekday and, where its year may be mistyped, how far away it is.
    pub(super) fn told(&self, day: Day) -> String {
        let far = self.moved().and_then(|(moved, _)| moved.far());
        let told = far.map_or_else(|| spelled_out(day), |far| format!("{}, moved {far}", spelled_out(day)));
        match self.doubt(day) {
            Some(doubt) => format!("{told}, {doubt}"),
            None => told,
        }
    }

    /// What may be wrong with the position of a day: its year, or that it is in the future where a past one is
    /// expected.
    fn doubt(&self, day: Day) -> Option<&'static str> {
        let today = self.today?;
        let doubt = self.side.doubt(day, today);
        let is_to_come = doubt.is_none() && self.side == Side::Behind && day > today;
        if is_to_come { Some(self.ahead) } else { doubt }
    }

    /// Can it be saved, though it may be wrong?
    #[must_use]
    pub fn is_doubted(&self) -> bool {
        let is_day = matches!(self.kind, Kind::Day | Kind::Moved);
        is_day && parse_day(&self.value()).is_ok_and(|day| self.doubt(day).is_some())
    }

    /// The earlier value, as it is shown beside the present one.
    #[must_use]
    pub fn before(&self) -> String {
        let day = parse_day(&self.old).ok().filter(|_| self.kind == Kind::Day);
        day.map_or_else(|| self.old.clone(), |day| day.format("%-d %b %Y").to_string())
    }

    /// The tags that result once a list of them is saved.
    ///
    /// # Errors
    /// Where a sign stands without its tag.
    pub(super) fn listed(&self) -> Result<Vec<String>, Invalid> {
        tags::edited(&self.value(), &self.old).map_err(|error| error.at(self.name))
    }

    /// Asks it only while the field `name` has one of `values`.
    #[must_use]
    pub fn only_for(mut self, name: &'static str, values: &[&'static str]) -> Self {
        self.only = Some((name, values.to_vec()));
        self
    }

    /// Sets what an empty field means.
    #[must_use]
    pub fn when_empty(mut self, meant: impl Into<String>) -> Self {
        self.meant = Some(meant.into());
        self
    }

    /// What is said of it while it is empty.
    #[must_use]
    pub fn unsaid(&self) -> Option<String> {
        let meant = self.meant.as_ref().filter(|_| self.text.is_empty() && self.value().is_empty());
        meant.map(|meant| format!("empty: {meant}"))
    }

    /// Puts the cursor at the top, as a document is read from there.
    #[must_use]
    pub fn from_the_top(mut self) -> Self {
        self.text.top();
        self
    }

    /// Its value: the typed text, the date that it means, the value of the highlighted option, or `yes` and `no`.
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

    /// Its value as a person reads it.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.kind {
            Kind::Options(_) => self.chosen_title().unwrap_or_else(|| self.text.text().to_owned()),
            _ => self.text.text().to_owned(),
        }
    }

    /// Checks the text while it is typed.
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
                // An option may have an empty value.
                (Kind::Options(_), true) if !self.required && !self.candidates().is_empty() => Check::Fine(None),
                (Kind::Options(_), true) => Check::Wrong(self.unmatched()),
                // `file (csv or xlsx)` is called “file”: the explanation in a label is left out of the sentence.
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
        // Where a text could mean several days, the error says so itself.
        match self.dated().and_then(Result::err).map_or(understood, Err) {
            Ok(echo) => Check::Fine((echo.trim() != typed).then(|| echo.trim().to_owned())),
            Err(error) => Check::Wrong(Failure::from(error).said()),
        }
    }

    /// Its value, parsed.
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

    /// The typed amount of money. The earlier value is a number as it is shown, however many decimals it has.
    pub(super) fn amount(&self, typed: &str) -> Result<Fixed, Invalid> {
        if typed == self.old { Fixed::parse(typed) } else { money::parse(typed, true) }
    }
}
