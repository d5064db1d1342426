//! Owns metrics and their weekly readings: which values a metric takes, and what a typed value comes to.

mod typed;
mod unit;

pub use self::typed::{ANSWERS, Typed, begins_unmeasured, half_said, only_begins_unmeasured, unmeasured, users_in};
pub use self::unit::{unit_above, unit_behind};

use serde::Serialize;

use super::xmr::{self, Judged, Point};
use crate::domain::shown::plainly;
use crate::domain::{Baseline, Better, Day, Family, Fixed, Invalid, MetricId, PilotId, Plan, Role, Rules, Week};

/// Something that is measured weekly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Metric {
    /// Identity.
    pub id: MetricId,
    /// The small number by which readings refer to it, in this file only.
    pub local: i64,
    /// Of which pilot.
    pub pilot: PilotId,
    /// What it tells about.
    pub family: Family,
    /// Its name, unique in its pilot.
    pub name: String,
    /// The unit of its values.
    pub unit: String,
    /// Which way it should move.
    pub better: Better,
    /// Is it the headline of its family?
    pub headline: bool,
    /// The lowest value that can be.
    pub min: Option<Fixed>,
    /// The highest value that can be.
    pub max: Option<Fixed>,
    /// What is aimed at.
    pub target: Option<Fixed>,
    /// How much worse than its reference it may be.
    pub tolerance: Option<Fixed>,
    /// What it is for beside its family.
    pub role: Role,
    /// What counts, in a line: for instance when a user is active in a week.
    pub counts: String,
    /// How it is meant to climb after the rollout.
    pub plan: Plan,
    /// Out of sight.
    pub archived: bool,
}

impl Metric {
    /// Does it count users, so that its values are shares of the target users?
    #[must_use]
    pub const fn counts_users(&self) -> bool {
        matches!(self.family, Family::Adoption) && self.headline
    }

    /// Is it a headline that is held against its baseline, whether it has a target or not?
    #[must_use]
    pub const fn is_judged_by_baseline(&self) -> bool {
        self.headline && matches!(self.family, Family::Performance | Family::Impact)
    }

    /// Is it read and judged every week?
    #[must_use]
    pub const fn is_weekly(&self) -> bool {
        matches!(self.role, Role::Weekly)
    }

    /// Is its value one of the answers no, in part, yes?
    #[must_use]
    pub const fn is_answer(&self) -> bool {
        matches!(self.role, Role::OldProcess)
    }

    /// Do its values come from the register of exceptions?
    #[must_use]
    pub fn is_registered(&self) -> bool {
        self.role == Role::TimeToResolve || self.family == Family::Governance && self.headline
    }

    /// Is it counted from exceptions, so that the register of its pilot gives its values where there is one?
    #[must_use]
    pub fn is_of_exceptions(&self) -> bool {
        self.is_registered() || self.role == Role::OldestOpen
    }

    /// Refuses a value that the register of exceptions gives: where its pilot `has_register`, and of what nothing else
    /// can give.
    ///
    /// # Errors
    /// Where it is such a value.
    pub fn expect_typed(&self, has_register: bool) -> Result<(), Invalid> {
        if self.role != Role::TimeToResolve && !(has_register && self.is_of_exceptions()) {
            return Ok(());
        }
        let error = Invalid::new(format!("the register of exceptions gives {}", self.name));
        Err(error.hint("raise, escalate or resolve an exception instead of typing a count").at("metric"))
    }

    /// Is its weekly value a count of exceptions, rather than a share?
    fn counts_exceptions(&self) -> bool {
        self.family == Family::Governance && self.headline && self.unit.ends_with("exceptions")
    }

    /// Does its name contain its unit, as “escalated exceptions” and “days to resolve” do?
    #[must_use]
    pub fn names_its_unit(&self) -> bool {
        let begins = self.name.strip_prefix(&self.unit).is_some_and(|rest| rest.starts_with(' '));
        self.unit.is_empty() || self.name.ends_with(&self.unit) || begins
    }

    /// The error if a table has users for a metric that counts none.
    #[must_use]
    pub fn without_users(&self, column: &'static str) -> Invalid {
        Invalid::new(format!("{column}: {} counts no users, only adoption does", self.name))
            .hint("empty that cell; what was measured goes into value")
            .at(column)
    }

    /// Is it called so, in any case: by its name or, if it is a headline, by its family? The unit may follow (“accuracy
    /// %”, “accuracy (%)”, “accuracy [%]”), or out of how many users, as the week shows it (“active users, of 60”).
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let text = plainly(text).to_lowercase();
        let names = [Some(plainly(&self.name).to_lowercase()), self.headline.then(|| self.family.name().to_owned())];
        let mut behind = names.iter().flatten().filter_map(|name| text.strip_prefix(name.as_str()));
        behind.any(|behind| self.may_follow(behind))
    }

    /// May this follow its name?
    fn may_follow(&self, behind: &str) -> bool {
        let rest = behind.trim();
        let within = |open: char, close: char| rest.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        let unit = within('(', ')').or_else(|| within('[', ']')).unwrap_or(rest);
        let is_apart = behind.starts_with(|c: char| !c.is_alphanumeric());
        let users = || rest.strip_prefix(", of ").is_some_and(|users| users.parse::<u32>().is_ok());
        let of_users = || self.counts_users() && (unit == "%" || users());
        behind.is_empty() || is_apart && (unit == self.unit.to_lowercase() || of_users())
    }

    /// A value with its unit, or the answer that it stands for.
    #[must_use]
    pub fn said(&self, value: Fixed) -> String {
        if self.is_answer() {
            let answer = usize::try_from(value.millionths() / 1_000_000).ok().and_then(|answer| ANSWERS.get(answer));
            return answer.map_or_else(|| value.to_string(), |answer| (*answer).to_owned());
        }
        match self.one() {
            _ if self.unit.is_empty() => value.to_string(),
            Some(one) if value == Fixed::from_int(1) => format!("1 {one}"),
            _ => format!("{value} {}", self.unit),
        }
    }

    /// Its value on the plan line of a rollout: between its own points, else straight up to the target. None outside
    /// the weeks of the plan, and if nobody said what it is to climb to.
    #[must_use]
    pub fn planned(&self, rollout: Day, week: Week) -> Option<Fixed> {
        // With points of its own, the target does not matter to the line.
        let target = self.target.or_else(|| (!self.plan.is_empty()).then_some(Fixed::HUNDRED))?;
        self.plan.at(rollout, week, target)
    }

    /// The values of readings up to a week.
    #[must_use]
    pub fn points(readings: &[Reading], to: Week) -> impl DoubleEndedIterator<Item = Point> {
        let seen = readings.iter().filter(move |reading| reading.week <= to);
        seen.filter_map(|reading| Some(Point { week: reading.week, value: reading.measure.value()? }))
    }

    /// Its process behaviour chart as known on `day`. `baselines` are all of its own, oldest first. Before one is
    /// frozen, limits are made from the first values: for performance from the start, for the others from the rollout.
    #[must_use]
    pub fn chart<'a>(
        &self,
        readings: &[Reading],
        baselines: impl Iterator<Item = &'a Baseline>,
        rollout: Option<Day>,
        (rules, day): (&Rules, Day),
    ) -> Vec<Judged> {
        let points = || Self::points(readings, Week::ended_by(day));
        if self.is_answer() {
            // Answers have no mean, and no noise between them.
            let bare = |point| Judged { point, limits: None, beyond: None, run: None, cluster: None, fresh: false };
            return points().map(bare).collect();
        }
        let in_force = baselines.filter(|baseline| baseline.frozen <= day);
        let first = match self.family {
            Family::Performance => points().next().map(|point| point.week),
            _ => rollout.filter(|rollout| *rollout <= day).map(Week::of),
        };
        xmr::judge(points(), self, in_force, first, &rules.constants(self.id))
    }

    /// Is `value` worse than `reference` by more than its tolerance?
    #[must_use]
    pub fn is_worse(&self, value: Fixed, reference: Fixed) -> bool {
        let tolerance = self.tolerance.unwrap_or(Fixed::ZERO);
        match self.better {
            Better::Higher => reference.minus(value) > tolerance,
            Better::Lower => value.minus(reference) > tolerance,
            Better::Either => false,
        }
    }
}

/// The value of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A number in the metric's unit.
    Number(Fixed),
    /// Active users out of target users; the value is their share in percent.
    Users {
        /// Active in the week.
        active: Fixed,
        /// Aimed at.
        target: Fixed,
    },
    /// Not measured; the note says why.
    NotMeasured,
}

impl Measure {
    /// The target users of a share; none if the reading says none.
    #[must_use]
    pub const fn target_users(self) -> Option<Fixed> {
        match self {
            Self::Users { target, .. } => Some(target),
            Self::Number(_) | Self::NotMeasured => None,
        }
    }

    /// The value in the metric's unit; none if it was not measured.
    #[must_use]
    pub fn value(self) -> Option<Fixed> {
        match self {
            Self::Number(value) => Some(value),
            Self::Users { active, target } => active.percent_of(target),
            Self::NotMeasured => None,
        }
    }
}

/// What is entered for one ISO week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The week.
    pub week: Week,
    /// The value.
    pub measure: Measure,
    /// A note; the reason when it was not measured.
    pub note: String,
    /// How many cases the value comes from.
    pub sample: Option<u32>,
}

impl Reading {
    /// The note and sample that stay if `typed` corrects its value and brings none. The reason of a week that was not
    /// measured does not survive a value, nor a note and a sample the lack of one.
    #[must_use]
    pub fn beside(self, typed: Typed) -> (String, Option<u32>) {
        let stay = self.measure.value().is_some() && typed != Typed::NotMeasured;
        if stay { (self.note, self.sample) } else { (String::new(), None) }
    }
}

impl Metric {
    /// What `typed` means as a value of this metric. `target` is the pilot's target users in that week.
    pub fn accept(&self, typed: Typed, target: Option<u32>, note: &str) -> Result<Measure, Invalid> {
        match typed {
            Typed::NotMeasured if note.trim().is_empty() => {
                Err(Invalid::new(format!("{} was not measured, but no reason is given", self.name))
                    .hint("add the reason as the note")
                    .at("note"))
            }
            Typed::NotMeasured => Ok(Measure::NotMeasured),
            Typed::Users(active, target) if self.counts_users() => users(active, target),
            Typed::Number(part) if self.counts_users() && part > Fixed::ZERO && part.whole().is_none() => {
                let share =
                    if part < Fixed::from_int(1) { Fixed::from_millionths(part.millionths() * 100) } else { part };
                let or_share =
                    if share > Fixed::HUNDRED { String::new() } else { format!(", or their share, as {share}%") };
                Err(Invalid::new(format!("{part} users: they are counted in whole numbers"))
                    .hint(format!("write how many there were, as 12{or_share}"))
                    .at("value"))
            }
            Typed::Number(active) if self.counts_users() => {
                let target = target.ok_or_else(|| {
                    Invalid::new(format!("{active} active users of how many? No target users are set for that week"))
                        .hint("write 45/60 for 45 of 60 target users, or set the target users first, on the pilot's overview")
                        .at("value")
                })?;
                users(active, Fixed::from_int(i64::from(target)))
            }
            Typed::Percent(share) if self.counts_users() => share_of(share, target),
            _ => {
                let value = self.number(typed)?;
                self.check_bounds(value)?;
                Ok(Measure::Number(value))
            }
        }
    }

    /// Is it a number or a share of active users that does not say out of how many?
    #[must_use]
    pub const fn needs_users(&self, typed: Typed) -> bool {
        self.counts_users() && matches!(typed, Typed::Number(_) | Typed::Percent(_))
    }

    /// What was typed, in a column whose heading says `%`: of users, a number is a share there.
    #[must_use]
    pub const fn in_percent(&self, typed: Typed) -> Typed {
        match typed {
            Typed::Number(share) if self.counts_users() => Typed::Percent(share),
            typed => typed,
        }
    }

    /// What was typed as a number, for a metric that counts no users.
    fn number(&self, typed: Typed) -> Result<Fixed, Invalid> {
        let refuse = |what: String, hint: String| Err(Invalid::new(what).hint(hint).at("value"));
        let is_answer = self.is_answer();
        match typed {
            Typed::Answer(answer) if is_answer => Ok(Fixed::from_int(i64::from(answer))),
            Typed::Number(value) if is_answer && value.whole().is_none() => refuse(
                format!("{value} does not say whether the old process is still used"),
                "write no, in part or yes; or 0, 1 or 2".to_owned(),
            ),
            Typed::Percent(value) if is_answer => refuse(
                format!("{value}% does not say whether the old process is still used"),
                "write no, in part or yes; or 0, 1 or 2".to_owned(),
            ),
            Typed::Percent(value) if !self.can_be_share() => refuse(
                format!("{value}% is a share, and {} is counted in {}", self.name, self.unit),
                format!("write {value}"),
            ),
            Typed::Number(value) if self.counts_exceptions() && value.whole().is_none() => refuse(
                format!("{value} {}: they are counted in whole numbers", self.unit),
                "write how many were raised in that week".to_owned(),
            ),
            Typed::Number(value) | Typed::Percent(value) => Ok(value),
            Typed::Users(..) => refuse(
                format!("{} takes one number, not two", self.name),
                "only adoption is written as active/target users".to_owned(),
            ),
            Typed::Answer(_) => {
                refuse(format!("{} is a number, not yes or no", self.name), "write the number".to_owned())
            }
            // Not measured is no number, and was taken before.
            Typed::NotMeasured => refuse(format!("{} has no number", self.name), "write the number".to_owned()),
        }
    }

    /// Can its values bear a percent sign? If it has no unit, whoever types knows best.
    fn can_be_share(&self) -> bool {
        let unit = self.unit.to_lowercase();
        unit.is_empty()
            || ["%", "percent", "per cent", "pct", "prozent", "share"].iter().any(|word| unit.contains(word))
    }

    /// Refuses a value outside its bounds.
    pub fn check_bounds(&self, value: Fixed) -> Result<(), Invalid> {
        let bound = |limit: Fixed, word: &str| {
            Invalid::new(format!("{} is {word} {limit}, which {} cannot pass", self.said(value), self.name))
                .hint("check the number and its unit, or change the bounds of the metric")
                .at("value")
        };
        match (self.min, self.max) {
            (Some(min), _) if value < min => Err(bound(min, "below")),
            (_, Some(max)) if value > max => Err(bound(max, "above")),
            _ => Ok(()),
        }
    }
}

/// How many users a share of the target users comes to, rounded, as users are counted and kept so.
fn share_of(share: Fixed, target: Option<u32>) -> Result<Measure, Invalid> {
    let refuse = |what: String, hint: &str| Err(Invalid::new(what).hint(hint).at("value"));
    if !(Fixed::ZERO..=Fixed::HUNDRED).contains(&share) {
        let than = if share < Fixed::ZERO { "less than none" } else { "more than all" };
        return refuse(
            format!("{share} % of the target users is {than} of them"),
            "write active and target users, as 45/60",
        );
    }
    let Some(target) = target else {
        return refuse(
            format!("{share} % does not say how many users: no target users are set for that week"),
            "write active and target users, as 45/60, or set the target users first, on the pilot's overview",
        );
    };
    let active = (share.millionths() * i64::from(target) + 50_000_000) / 100_000_000;
    users(Fixed::from_int(active), Fixed::from_int(i64::from(target)))
}

fn users(active: Fixed, target: Fixed) -> Result<Measure, Invalid> {
    let refuse = |what: String, hint: &str| Err(Invalid::new(what).hint(hint).at("value"));
    if target <= Fixed::ZERO {
        return refuse(
            format!("{active}/{target}: there are no target users to share"),
            "write how many users it is meant for",
        );
    }
    if active < Fixed::ZERO {
        return refuse(
            format!("{active}/{target}: active users cannot be fewer than none"),
            "write active and target users, as 45/60",
        );
    }
    if active.whole().is_none() || target.whole().is_none() {
        return refuse(format!("{active}/{target}: users are counted in whole numbers"), "write it as 45/60");
    }
    if active > target {
        return refuse(
            format!("{active} active users are more than the {target} target users"),
            "write a share as 45%, both as 45/60, or raise the target users",
        );
    }
    Ok(Measure::Users { active, target })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn metric(family: Family) -> Metric {
        Metric {
            id: MetricId(1),
            local: 1,
            pilot: PilotId(1),
            family,
            name: "accuracy".into(),
            unit: "%".into(),
            better: Better::Higher,
            headline: true,
            min: Some(Fixed::ZERO),
            max: Some(Fixed::HUNDRED),
            target: None,
            tolerance: None,
            role: Role::Weekly,
            counts: String::new(),
            plan: Plan::default(),
            archived: false,
        }
    }

    fn accept(family: Family, text: &str, target: Option<u32>) -> Result<Measure, Invalid> {
        metric(family).accept(text.parse()?, target, "")
    }

    #[test]
    fn a_name_that_begins_or_ends_with_its_unit_says_it() {
        let named = |name: &str, unit: &str| Metric { name: name.into(), unit: unit.into(), ..metric(Family::Impact) };
        for (name, unit) in
            [("days to resolve", "days"), ("escalated exceptions", "exceptions"), ("invoices handled", "invoices")]
        {
            assert!(named(name, unit).names_its_unit(), "{name}");
        }
        assert!(!named("daysheet", "days").names_its_unit() && !named("time per text", "min").names_its_unit());
    }

    #[test]
    fn what_the_register_of_exceptions_gives_is_not_typed() {
        let of = |role: Role, family: Family| Metric { role, headline: role == Role::Weekly, ..metric(family) };
        let counts = of(Role::Weekly, Family::Governance);
        assert!(counts.expect_typed(false).is_ok() && counts.expect_typed(true).is_err());
        let oldest = of(Role::OldestOpen, Family::Governance);
        assert!(oldest.expect_typed(false).is_ok() && oldest.expect_typed(true).is_err());
        let resolved = of(Role::TimeToResolve, Family::Governance);
        assert!(resolved.expect_typed(false).is_err(), "nothing else can give it");
        assert!(of(Role::Weekly, Family::Performance).expect_typed(true).is_ok());
    }

    #[test]
    fn a_unit_behind_a_number_is_known() {
        assert_eq!(unit_behind("79,5 min"), Some(("79,5", "min")));
        assert_eq!(unit_behind("3 Std."), Some(("3", "Std")));
        for text in ["79.5", "4-Mar", "45 %", "45/60", "min", "2026-11-18", ""] {
            assert_eq!(unit_behind(text), None, "{text}");
        }
    }

    #[test]
    fn a_value_may_have_its_unit_behind_it_as_it_is_said() {
        let days = Metric { unit: "days".to_owned(), ..metric(Family::Impact) };
        let read = |text: &str| days.typed(text, str::parse);
        for one in ["1", "1 day", "1 Days", &days.said(Fixed::from_int(1))] {
            assert_eq!(read(one), Ok(Typed::Number(Fixed::from_int(1))), "{one}");
        }
        assert_eq!(read("2,5 days"), Ok(Typed::Number(Fixed::parse("2.5").unwrap())));
        assert!(read("2 hours").is_err() && read("day").is_err());
        assert!(days.expect_unit("").is_ok() && days.expect_unit("day").is_ok() && days.expect_unit("h").is_err());
        let raised = Metric { unit: "escalated exceptions".to_owned(), ..metric(Family::Governance) };
        assert_eq!(raised.typed("1 escalated exception", str::parse), Ok(Typed::Number(Fixed::from_int(1))));
    }

    #[test]
    fn a_unit_above_values_is_known_and_no_other_one_is_taken() {
        for (heading, unit) in [
            ("Handling time (h)", Some("h")),
            ("Dauer [Std]", Some("Std")),
            ("Dauer in Stunden", Some("Stunden")),
            ("Kosten (k€)", Some("k€")),
            ("Accuracy (weekly)", None),
            ("Handling time", None),
            ("Case(s)", None),
            ("Hours", None),
        ] {
            assert_eq!(unit_above(heading), unit, "{heading}");
        }
        let minutes = Metric { unit: "min".to_owned(), ..metric(Family::Impact) };
        for unit in ["", "min", "Minuten"] {
            assert!(minutes.expect_unit_above(unit).is_ok(), "{unit}");
        }
        assert!(minutes.expect_unit_above("h").is_err() && minutes.expect_unit_above("k€").is_err());
        let euros = Metric { unit: "€".to_owned(), ..metric(Family::Impact) };
        assert!(euros.expect_unit_above("EUR").is_ok() && euros.expect_unit_above("k€").is_err());
        let any = Metric { unit: String::new(), ..metric(Family::Impact) };
        assert!(any.expect_unit_above("h").is_ok());
    }

    #[test]
    fn only_what_stands_for_a_week_may_be_not_measured() {
        let hint = |error: Invalid| error.hint.unwrap_or_default();
        assert!(["n", "N/", "not meas", "n/m"].into_iter().all(begins_unmeasured));
        assert!(!["", "5", "nine", "é", "n/m yet"].into_iter().any(begins_unmeasured));
        assert!(only_begins_unmeasured("n/") && !only_begins_unmeasured("n/m") && !only_begins_unmeasured("5"));
        assert!(hint("high".parse::<Typed>().unwrap_err()).ends_with("not measured, write - and a note"));
        assert!(hint("n/x".parse::<Typed>().unwrap_err()).ends_with("not measured, write - and a note"));
        assert!(hint(Typed::in_one_line("high").unwrap_err()).ends_with("not measured, write n/m and why"));
        assert!(!hint(Fixed::parse("high").unwrap_err()).contains("not measured"));
    }

    #[test]
    fn a_metric_is_called_by_its_name_and_with_what_the_week_shows_behind_it() {
        let (accuracy, users) = (metric(Family::Performance), metric(Family::Adoption));
        for text in [
            "accuracy",
            " Accuracy ",
            "accu\u{200b}racy\u{a0} %",
            "accuracy %",
            "accuracy (%)",
            "accuracy [%]",
            "ACCURACY%",
            "Performance %",
        ] {
            assert!(accuracy.is_called(text), "{text}");
        }
        let other = Metric { headline: false, ..accuracy.clone() };
        assert!(!other.is_called("performance"), "another one is the headline");
        for text in ["accuracy, of 60", "accuracy of parts", "accura", "accuracys", "inaccuracy", ""] {
            assert!(!accuracy.is_called(text), "{text}");
        }
        assert!(users.is_called("accuracy, of 60") && !users.is_called("accuracy, of all"));
        let in_words = Metric { unit: "of target users".into(), ..metric(Family::Adoption) };
        assert!(in_words.is_called("accuracy %") && in_words.is_called("accuracy (%)"), "whatever its unit is called");
        let twenty = Fixed::from_int(20);
        assert_eq!(users.in_percent(Typed::Number(twenty)), Typed::Percent(twenty));
        assert_eq!(accuracy.in_percent(Typed::Number(twenty)), Typed::Number(twenty));
        let counted = Metric { unit: "s".into(), ..metric(Family::Performance) };
        assert!(counted.is_called("accuracy s") && !counted.is_called("accuracys"), "a plural is another word");
    }

    #[test]
    fn adoption_is_active_of_target_users() {
        let of_60 = accept(Family::Adoption, "45/60", None).unwrap();
        assert_eq!(of_60.value(), Some(Fixed::from_int(75)));
        assert_eq!(accept(Family::Adoption, "45", Some(60)), Ok(of_60));
        // As it is told too.
        for told in ["45 of 60", "45 of 60 users", "45/60 users", "45 von 60"] {
            assert_eq!(accept(Family::Adoption, told, None), Ok(of_60), "{told}");
        }
        for wrong in ["45/0", "61/60", "130%", "75%", "-1/60", "4.5/60", "45"] {
            let error = accept(Family::Adoption, wrong, None).unwrap_err();
            assert!(error.hint.is_some(), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_with_users_is_named() {
        for (wrong, says) in [
            ("-5", "-5/120: active users cannot be fewer than none"),
            ("-5/60", "-5/60: active users cannot be fewer than none"),
            ("4.5/60", "4.5/60: users are counted in whole numbers"),
            ("37/", "the target users are missing behind the /"),
            (" / 60", "the active users are missing before the /"),
        ] {
            let error = accept(Family::Adoption, wrong, Some(120)).unwrap_err();
            assert_eq!((error.what.as_str(), error.hint.is_some()), (says, true), "{wrong}");
        }
        assert!(accept(Family::Adoption, "n/a", None).unwrap_err().what.contains("is no value"));
    }

    #[test]
    fn a_part_of_a_user_may_be_meant_as_a_share() {
        for (typed, share) in [("12,5", "12.5%"), ("0.28", "28%"), ("28.25", "28.25%")] {
            let error = accept(Family::Adoption, typed, Some(60)).unwrap_err();
            assert!(error.what.ends_with("users: they are counted in whole numbers"), "{error}");
            assert!(error.hint.unwrap_or_default().ends_with(share), "{typed}");
        }
        let error = accept(Family::Adoption, "150.5", Some(200)).unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("write how many there were, as 12"), "no share is so large");
    }

    #[test]
    fn a_share_of_known_target_users_is_kept_as_their_count_and_said_so() {
        for (typed, target, active, said) in [
            ("45%", 120, 54, "45 % of 120 = 54 users"),
            ("45%", 7, 3, "45 % of 7 = 3 users"),
            ("12.5%", 12, 2, "12.5 % of 12 = 2 users"),
            ("0%", 60, 0, "0 % of 60 = 0 users"),
            ("100%", 1, 1, "100 % of 1 = 1 user"),
        ] {
            let measure = accept(Family::Adoption, typed, Some(target)).unwrap();
            let target = Fixed::from_int(i64::from(target));
            assert_eq!(measure, Measure::Users { active: Fixed::from_int(active), target }, "{typed}");
            assert_eq!(typed.parse::<Typed>().unwrap().counted(measure).as_deref(), Some(said));
        }
        for (wrong, target) in [("130%", Some(60)), ("-1%", Some(60)), ("45%", None)] {
            assert!(accept(Family::Adoption, wrong, target).unwrap_err().hint.is_some(), "{wrong}");
        }
    }

    #[test]
    fn other_values_stay_within_their_bounds() {
        assert_eq!(accept(Family::Performance, "78.1%", None), Ok(Measure::Number(Fixed::from_millionths(78_100_000))));
        for wrong in ["101", "-1", "45/60", "good"] {
            assert!(accept(Family::Performance, wrong, None).is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_is_said_as_one() {
        let of_unit = |unit: &str| Metric { unit: unit.into(), ..metric(Family::Performance) };
        for (unit, value, said) in [
            ("exceptions", 1, "1 exception"),
            ("escalated exceptions", 1, "1 escalated exception"),
            ("exceptions", 2, "2 exceptions"),
            ("analysis", 1, "1 analysis"),
            ("", 1, "1"),
            ("min", 1, "1 min"),
        ] {
            assert_eq!(of_unit(unit).said(Fixed::from_int(value)), said);
        }
    }

    #[test]
    fn a_percent_sign_is_for_shares() {
        let of_unit =
            |unit: &str| Metric { name: "stock-outs".into(), unit: unit.into(), ..metric(Family::Performance) };
        let twelve = Ok(Measure::Number(Fixed::from_int(12)));
        for unit in ["%", "% of cases", "Percent", ""] {
            assert_eq!(of_unit(unit).accept("12%".parse().unwrap(), None, ""), twelve, "{unit}");
        }
        let error = of_unit("parts").accept("12 %".parse().unwrap(), None, "").unwrap_err();
        assert_eq!(error.what, "12% is a share, and stock-outs is counted in parts");
        assert_eq!((error.hint.as_deref(), error.field), (Some("write 12"), Some("value")));
        assert_eq!(of_unit("parts").accept("12".parse().unwrap(), None, ""), twelve);
        let answer = Metric { role: Role::OldProcess, unit: String::new(), ..metric(Family::Performance) };
        let error = answer.accept("1%".parse().unwrap(), None, "").unwrap_err();
        assert_eq!(error.what, "1% does not say whether the old process is still used");
    }

    #[test]
    fn not_measured_needs_its_reason() {
        let accuracy = metric(Family::Performance);
        assert!(accuracy.accept(Typed::NotMeasured, None, " ").is_err());
        assert_eq!(accuracy.accept(Typed::NotMeasured, None, "sensor down"), Ok(Measure::NotMeasured));
    }
}
