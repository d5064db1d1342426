//! Owns review triggers: a day or a value that brings a decision back to the committee.
//!
//! A value counts only if it came after the decision: it is of a week that had not ended by then or, by the journal,
//! was entered or changed later. An export holds no times of entry, so that after reading one in only weeks count. A
//! trigger with `by` is judged once, when the reading of that week is due, and also fires if no value came by then. Its
//! readings are read from the decision on, however long ago that was, beside the year of readings that warnings look
//! at.
//!
//! A trigger is settled when a review that talks about it closes with another decision on that pilot; that of a pause
//! also when the pilot goes on again. A decision that names a warning parks it (keeps it off the agenda) while its day
//! lies ahead and it is not settled.

use std::fmt;

use crate::domain::shown::HIDDEN;
use crate::domain::typed::counted::week_meant;
use crate::domain::typed::spoken::{AHEAD, Side};
use crate::domain::warnings::due;
use crate::domain::{Day, Fixed, Framework, Invalid, MetricId, Reading, Week, parse_day};

/// What brings a decision back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A day.
    On(Day),
    /// A value of a metric.
    Value(Bar),
}

/// A value that brings a decision back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Of which metric.
    pub metric: MetricId,
    /// Its name.
    pub name: String,
    /// How the value compares.
    pub op: Op,
    /// With what.
    pub value: Fixed,
    /// With a week, it is judged once, when the reading of that week is due; else it fires on the first value that
    /// satisfies it.
    pub by: Option<Week>,
    /// Is it masked? Then neither its metric nor its value is told.
    pub is_masked: bool,
}

/// How a value compares with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Below.
    Below,
    /// At most.
    AtMost,
    /// Above.
    Above,
    /// At least.
    AtLeast,
}

/// The longer signs come first, as the shorter ones begin them.
const OPS: [(&str, Op); 4] = [("<=", Op::AtMost), (">=", Op::AtLeast), ("<", Op::Below), (">", Op::Above)];

impl Op {
    /// Its sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        OPS.iter().find(|(_, op)| *op == self).map_or("", |(sign, _)| *sign)
    }

    /// Does the value compare so with the bar?
    #[must_use]
    pub fn holds(self, value: Fixed, bar: Fixed) -> bool {
        match self {
            Self::Below => value < bar,
            Self::AtMost => value <= bar,
            Self::Above => value > bar,
            Self::AtLeast => value >= bar,
        }
    }
}

/// A trigger as typed: its metric is still a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedTrigger {
    /// A day.
    On(Day),
    /// The word of the metric, the comparison, the bar, and the week by which it is judged.
    Value(String, Op, Fixed, Option<Week>),
}

impl TypedTrigger {
    /// Reads `2027-01-15` and `adoption < 40 by 2026-W22`. `wk22` counts from the pilot's start; `W22` is the next week
    /// of that number, if today is known.
    ///
    /// # Errors
    /// If the text is neither, with examples of both.
    pub fn parse(text: &str, started: Option<Day>, today: Option<Day>) -> Result<Self, Invalid> {
        let text = text.trim();
        let Some((sign, op, at)) = OPS.iter().find_map(|(sign, op)| Some((*sign, *op, text.find(sign)?))) else {
            return parse_day(text).map(Self::On).map_err(|_| {
                Invalid::new(format!("“{text}” is neither a day nor a condition"))
                    .hint(format!("write 2027-01-15, {AHEAD}, or adoption < 40 by 2026-W22"))
                    .at("revisit")
            });
        };
        let (metric, rest) = (text[..at].trim(), text[at + sign.len()..].trim());
        let (value, by) = match rest.split_once(" by ") {
            Some((value, by)) => (value, Some(week_of(by.trim(), started, today)?)),
            None => (rest, None),
        };
        if metric.is_empty() {
            let error = Invalid::new(format!("“{text}” names no metric"));
            return Err(error.hint("write adoption < 40").at("revisit"));
        }
        if metric.ends_with(['=', '!']) || value.starts_with(['=', '<', '>']) {
            let error = Invalid::new(format!("the comparison in “{text}” is not understood"));
            return Err(error.hint("write <, <=, > or >=").at("revisit"));
        }
        if value.ends_with(" by") {
            let error = Invalid::new("by when is not said");
            return Err(error.hint("write adoption < 40 by 2026-W22").at("revisit"));
        }
        let value = Fixed::parse(value).map_err(|error| error.at("revisit"))?;
        Ok(Self::Value(metric.to_owned(), op, value, by))
    }

    /// Can it bring back a decision of that day?
    ///
    /// # Errors
    /// If the day or week that it names had passed by then.
    pub fn lies_after(&self, decided: Day) -> Result<(), Invalid> {
        match self {
            Self::On(day) if *day <= decided => {
                let error = Invalid::new(format!("{day} is no later than the decision itself"));
                Err(error.hint("write a later day").at("revisit"))
            }
            Self::Value(.., Some(by)) if by.sunday() <= decided => {
                let error = Invalid::new("that week was over when this was decided");
                Err(error.hint("write a later week").at("revisit"))
            }
            Self::On(_) | Self::Value(..) => Ok(()),
        }
    }
}

/// A week, a day in it, or a week of the pilot itself.
fn week_of(text: &str, started: Option<Day>, today: Option<Day>) -> Result<Week, Invalid> {
    let own = text.strip_prefix("wk").map(str::trim);
    if let Some(number) = own.and_then(|number| number.parse::<i64>().ok()).filter(|number| *number > 0) {
        let started = started.ok_or_else(|| {
            Invalid::new(format!("“{text}” counts from the pilot’s start, which is not known"))
                .hint("write the week of the calendar, 2026-W22")
                .at("revisit")
        })?;
        return Ok(Week::of(started).plus(number - 1));
    }
    week_meant(text, today, Side::Ahead).map_err(|error| error.at("revisit"))
}

impl Bar {
    /// The text that the file holds; the metric stands in a column of its own.
    #[must_use]
    pub fn stored(&self) -> String {
        let by = self.by.map_or_else(String::new, |by| format!(" by {by}"));
        format!("{} {}{by}", self.op.sign(), self.value)
    }

    /// Reads what the file holds.
    #[must_use]
    pub fn read(text: &str, metric: MetricId, name: String) -> Option<Self> {
        match TypedTrigger::parse(&format!("m {text}"), None, None).ok()? {
            TypedTrigger::Value(_, op, value, by) => Some(Self { metric, name, op, value, by, is_masked: false }),
            TypedTrigger::On(_) => None,
        }
    }

    /// Masks what it compares with what. That it is a value, and by when, stays.
    pub fn mask(&mut self) {
        (self.op, self.value, self.is_masked) = (Op::Below, Fixed::ZERO, true);
        HIDDEN.clone_into(&mut self.name);
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => write!(f, "{day}"),
            Self::Value(bar) if bar.is_masked => f.write_str(HIDDEN),
            Self::Value(bar) => write!(f, "{} {}", bar.name, bar.stored()),
        }
    }
}

/// What is known of the metric that a trigger waits for.
#[derive(Debug, Clone, Copy)]
pub struct Awaited<'a> {
    /// The day on which the decision was taken.
    pub decided: Day,
    /// The readings, oldest first.
    pub readings: &'a [Reading],
    /// The weeks that had ended when the decision was taken and whose value came later, each with the day on which it
    /// came.
    pub late: &'a [(Week, Day)],
}

impl Awaited<'_> {
    /// The values that came after the decision, oldest first, each with the day on which it came.
    fn values(&self) -> impl Iterator<Item = (Week, Fixed, Day)> {
        let readings = self.readings.iter();
        readings.filter_map(move |reading| Some((reading.week, reading.measure.value()?, self.came(reading.week)?)))
    }

    /// The day on which the value of a week came; none if it stood there when the decision was taken.
    fn came(&self, week: Week) -> Option<Day> {
        if week.sunday() > self.decided {
            return Some(week.sunday());
        }
        self.late.iter().find(|(late, _)| *late == week).map(|(_, on)| self.decided.max(*on))
    }
}

impl Trigger {
    /// What brought the decision back, in words. A deadline may have passed without a value.
    #[must_use]
    pub fn told(&self, awaited: Awaited<'_>) -> String {
        match self {
            Self::Value(Bar { name, by: Some(by), .. }) => {
                if awaited.values().any(|(week, ..)| week <= *by) {
                    self.to_string()
                } else {
                    format!("{self}; no value of {name} came by then")
                }
            }
            _ => self.to_string(),
        }
    }

    /// The day on which it fired, as seen on `day`; none if it has not.
    #[must_use]
    pub fn fired(&self, awaited: Awaited<'_>, day: Day, framework: &Framework) -> Option<Day> {
        let bar = match self {
            Self::On(on) => return Some(*on).filter(|on| *on <= day),
            Self::Value(bar) => bar,
        };
        let values = awaited.values().filter(|(.., came)| *came <= day);
        let Some(by) = bar.by else {
            return values.filter(|(_, value, _)| bar.op.holds(*value, bar.value)).map(|(.., came)| came).min();
        };
        let judged = due(by, framework);
        let newest = values.take_while(|(week, ..)| *week <= by).last();
        let fires = newest.is_none_or(|(_, value, _)| bar.op.holds(value, bar.value));
        (judged <= day && fires).then_some(judged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Measure;
    use crate::domain::date::tests::day;

    fn readings(values: &[(u32, i64)]) -> Vec<Reading> {
        let one = |(week, value): &(u32, i64)| Reading {
            week: Week::new(2026, *week).unwrap(),
            measure: Measure::Number(Fixed::from_int(*value)),
            note: String::new(),
            sample: None,
        };
        values.iter().map(one).collect()
    }

    fn bar(text: &str) -> Trigger {
        Trigger::Value(Bar::read(text, MetricId(1), "adoption".to_owned()).unwrap())
    }

    #[test]
    fn a_condition_is_read_and_written_the_same() {
        let typed = TypedTrigger::parse("time to resolve >= 12,5 by 2026-05-27", None, None).unwrap();
        let TypedTrigger::Value(metric, op, value, by) = typed else { panic!("a condition") };
        assert_eq!((metric.as_str(), op, by), ("time to resolve", Op::AtLeast, Week::new(2026, 22)));
        assert_eq!(value, Fixed::parse("12.5").unwrap());
        let own = TypedTrigger::parse("adoption < 40 by wk3", Some(day("2026-01-07")), None).unwrap();
        assert_eq!(own, TypedTrigger::Value("adoption".into(), Op::Below, Fixed::from_int(40), Week::new(2026, 4)));
        assert_eq!(bar("< 40 by 2026-W22").to_string(), "adoption < 40 by 2026-W22");
        for wrong in [
            "a =< 3",
            "a <> 3",
            "a == 3",
            "a < = 3",
            "adoption < 40 by",
            "soon",
            "< 40",
            "adoption < many",
            "adoption < 40 by never",
            "adoption < 40 by wk3",
        ] {
            assert!(TypedTrigger::parse(wrong, None, None).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_fires_once_it_is_there_and_a_deadline_judges_once() {
        let framework = Framework::builtin().unwrap();
        let fired = |trigger: &Trigger, values: &[(u32, i64)], on: &str| {
            let awaited = Awaited { decided: day("2026-05-04"), readings: &readings(values), late: &[] };
            trigger.fired(awaited, day(on), &framework)
        };
        let open = bar("< 40");
        assert_eq!(fired(&open, &[(18, 30)], "2026-06-30"), None, "a week that was over when it was decided");
        assert_eq!(fired(&open, &[(19, 45), (20, 39)], "2026-06-30"), Some(day("2026-05-17")));
        let by = bar("< 40 by 2026-W22");
        assert_eq!(fired(&by, &[(20, 39), (22, 44)], "2026-06-04"), None, "the newest value is not below");
        assert_eq!(fired(&by, &[(20, 39)], "2026-06-03"), None, "not due yet");
        assert_eq!(fired(&by, &[(20, 39), (23, 50)], "2026-06-04"), Some(day("2026-06-04")));
        assert_eq!(fired(&by, &[(18, 90)], "2026-06-04"), Some(day("2026-06-04")), "no value fires too");
        assert_eq!(fired(&Trigger::On(day("2026-06-01")), &[], "2026-05-31"), None);
    }

    #[test]
    fn a_value_that_is_recorded_after_the_decision_counts_whatever_its_week_and_one_that_stood_does_not() {
        let framework = Framework::builtin().unwrap();
        let week = |number| Week::new(2026, number).unwrap();
        let readings = readings(&[(16, 30), (17, 35), (18, 38)]);
        let late = [(week(17), day("2026-05-06")), (week(18), day("2026-05-05"))];
        let awaited = |late| Awaited { decided: day("2026-05-04"), readings: &readings, late };
        let open = bar("< 40");
        assert_eq!(open.fired(awaited(&late[..]), day("2026-05-04"), &framework), None, "not recorded yet");
        assert_eq!(open.fired(awaited(&late[..]), day("2026-05-31"), &framework), Some(day("2026-05-05")), "the first");
        assert_eq!(open.fired(awaited(&late[..0]), day("2026-05-31"), &framework), None, "all of them stood");
        let by = bar("> 90 by 2026-W20");
        assert_eq!(
            by.fired(awaited(&late[..]), day("2026-06-01"), &framework),
            None,
            "there is a value, and it is below"
        );
        assert_eq!(by.fired(awaited(&late[..0]), day("2026-06-01"), &framework), Some(due(week(20), &framework)));
        assert!(!by.told(awaited(&late[..])).contains("no value") && by.told(awaited(&late[..0])).contains("no value"));
    }
}
