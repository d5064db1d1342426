//! Owns the numbers that rules go by: the framework's, with those that a workspace or a single metric sets instead.

use std::collections::HashMap;

use super::framework::Warning;
use super::xmr::Constants;
use super::{Fixed, Framework, Invalid, MetricId};

/// A larger number would silently switch a rule off.
const LARGEST: Fixed = Fixed::from_int(1_000);

/// The parameters in force. A name is `warning.<id>.<parameter>` or `xmr.<constant>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    framework: HashMap<String, Fixed>,
    /// What the workspace sets.
    own: HashMap<String, Fixed>,
    /// What single metrics set.
    metrics: HashMap<MetricId, HashMap<String, Fixed>>,
    constants: Option<Constants>,
}

impl Rules {
    /// The framework's own numbers.
    #[must_use]
    pub fn of(framework: &Framework) -> Self {
        let mut rules = Self { framework: parameters(framework), ..Self::default() };
        rules.constants = Some(rules.constants_of(None));
        rules
    }

    /// The same with what a workspace sets: name, metric or none, value.
    #[must_use]
    pub fn with(mut self, own: impl IntoIterator<Item = (String, Option<MetricId>, Fixed)>) -> Self {
        for (name, metric, value) in own {
            match metric {
                Some(metric) => self.metrics.entry(metric).or_default().insert(name, value),
                None => self.own.insert(name, value),
            };
        }
        self.constants = Some(self.constants_of(None));
        self
    }

    /// The parameter of this name, for a metric or for the workspace.
    #[must_use]
    pub fn number(&self, name: &str, metric: Option<MetricId>) -> Fixed {
        let of_metric = || metric.and_then(|metric| self.metrics.get(&metric)?.get(name));
        let set = if self.metrics.is_empty() { None } else { of_metric() };
        let found = set.or_else(|| if self.own.is_empty() { None } else { self.own.get(name) });
        found.or_else(|| self.framework.get(name)).copied().unwrap_or_default()
    }

    /// The same as a whole number.
    #[must_use]
    pub fn count(&self, name: &str, metric: Option<MetricId>) -> i64 {
        self.number(name, metric).millionths() / 1_000_000
    }

    /// The sentence that says when a warning fires, with the numbers in force: `{name}` in the framework's sentence is
    /// a parameter.
    #[must_use]
    pub fn fires(&self, warning: &Warning) -> String {
        warning.parameters.keys().fold(warning.fires.clone(), |said, name| {
            let number = self.number(&format!("warning.{}.{name}", warning.id), None);
            said.replace(&format!("{{{name}}}"), &number.to_string())
        })
    }

    /// The constants of process behaviour charts for a metric.
    #[must_use]
    pub fn constants(&self, metric: MetricId) -> Constants {
        match self.constants {
            Some(constants) if !self.metrics.contains_key(&metric) => constants,
            _ => self.constants_of(Some(metric)),
        }
    }

    fn constants_of(&self, metric: Option<MetricId>) -> Constants {
        let count = |name| usize::try_from(self.count(name, metric)).unwrap_or(0);
        Constants {
            factor: self.number("xmr.mean-range-factor", metric),
            range_factor: self.number("xmr.range-limit-factor", metric),
            baseline_values: count("xmr.baseline-readings"),
            trial_below: count("xmr.trial-below"),
            none_below: count("xmr.none-below"),
            run_length: count("xmr.run-length"),
            of_four: count("xmr.of-four"),
            gap_weeks: self.count("xmr.gap-ends-run-weeks", metric),
        }
    }

    /// All names, sorted, with the framework's value and the workspace's own, if it sets one.
    #[must_use]
    pub fn listed(&self) -> Vec<(&str, Fixed, Option<Fixed>)> {
        let mut all: Vec<_> =
            self.framework.iter().map(|(name, value)| (name.as_str(), *value, self.own.get(name).copied())).collect();
        all.sort_unstable_by_key(|(name, ..)| *name);
        all
    }

    /// What differs from the framework: name, metric or none, value, and the framework's value.
    #[must_use]
    pub fn differences(&self) -> Vec<(String, Option<MetricId>, Fixed, Fixed)> {
        let default = |name: &String| self.framework.get(name).copied().unwrap_or_default();
        let own = self.own.iter().map(|(name, value)| (name.clone(), None, *value, default(name)));
        let of_metrics = self.metrics.iter().flat_map(|(metric, set)| {
            set.iter().map(|(name, value)| (name.clone(), Some(*metric), *value, default(name)))
        });
        let mut all: Vec<_> = own.chain(of_metrics).filter(|(.., value, default)| value != default).collect();
        all.sort();
        all
    }

    /// What a single metric sets, by name.
    #[must_use]
    pub fn of_metric(&self, metric: MetricId) -> Vec<(&str, Fixed)> {
        let own = self.metrics.get(&metric).into_iter().flatten();
        let mut own: Vec<(&str, Fixed)> = own.map(|(name, value)| (name.as_str(), *value)).collect();
        own.sort_unstable();
        own
    }

    /// The framework's value of a parameter, if it may be set to `to`.
    ///
    /// # Errors
    /// If there is no such parameter, with the nearest names, or it cannot have that value.
    pub fn checked(&self, name: &str, to: Option<Fixed>) -> Result<Fixed, Invalid> {
        let Some(default) = self.framework.get(name) else {
            // Near are parameters with the same last word, and those of the same rule.
            let (rule, last) = name.rsplit_once('.').unwrap_or(("", name));
            let is_near = |known: &&str| known.contains(last) || !rule.is_empty() && known.starts_with(rule);
            let mut near: Vec<&str> = self.framework.keys().map(String::as_str).filter(is_near).collect();
            near.sort_unstable();
            near.truncate(5);
            let hint = if near.is_empty() {
                "see `steerco framework get`".to_owned()
            } else {
                format!("did you mean {}?", near.join(", "))
            };
            return Err(Invalid::new(format!("there is no parameter “{name}”")).hint(hint).at("key"));
        };
        let whole = !matches!(name, "xmr.mean-range-factor" | "xmr.range-limit-factor");
        match to {
            Some(to) if to <= Fixed::ZERO => {
                Err(Invalid::new(format!("{name} cannot be {to}")).hint("write a number above nought").at("value"))
            }
            Some(to) if to > LARGEST => {
                let error = Invalid::new(format!("{name} cannot be {to}"));
                Err(error.hint(format!("no rule counts further than {LARGEST}")).at("value"))
            }
            Some(to) if whole && !name.contains("margin") && to.whole().is_none() => {
                Err(Invalid::new(format!("{name} is a whole number, not {to}")).hint("round it").at("value"))
            }
            _ => Ok(*default),
        }
    }
}

/// Every parameter of the warnings, and the constants of charts.
fn parameters(framework: &Framework) -> HashMap<String, Fixed> {
    let xmr = &framework.data.xmr;
    let decimal = |text: &str| Fixed::from_decimal(text).unwrap_or_default();
    let whole = |number: u16| Fixed::from_int(i64::from(number));
    let mut all: HashMap<String, Fixed> = [
        ("mean-range-factor", decimal(&xmr.mean_range_factor)),
        ("range-limit-factor", decimal(&xmr.range_limit_factor)),
        ("baseline-readings", whole(xmr.baseline_readings)),
        ("trial-below", whole(xmr.trial_below)),
        ("none-below", whole(xmr.none_below)),
        ("run-length", whole(xmr.run_length)),
        ("of-four", whole(xmr.of_four)),
        ("gap-ends-run-weeks", whole(xmr.gap_ends_run_weeks)),
        ("small-sample", whole(xmr.small_sample)),
    ]
    .into_iter()
    .map(|(name, value)| (format!("xmr.{name}"), value))
    .collect();
    let of_pilots = super::warnings::WARNINGS.iter().map(|row| row.id);
    for id in of_pilots.chain([super::warnings::review_overdue::ID]) {
        let Some(warning) = framework.warning(id) else {
            continue;
        };
        for (name, value) in &warning.parameters {
            all.insert(format!("warning.{}.{name}", warning.id), Fixed::from_int(*value));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_comes_before_the_workspace_and_that_before_the_framework() {
        let name = "warning.drift.margin-points";
        let rules = Rules::of(&Framework::builtin().unwrap());
        assert_eq!(rules.count(name, None), 5);
        let own = [
            (name.to_owned(), None, Fixed::from_int(4)),
            (name.to_owned(), Some(MetricId(7)), Fixed::from_int(3)),
            ("xmr.run-length".to_owned(), Some(MetricId(7)), Fixed::from_int(9)),
        ];
        let rules = rules.with(own);
        assert_eq!((rules.count(name, None), rules.count(name, Some(MetricId(7)))), (4, 3));
        assert_eq!(rules.count(name, Some(MetricId(8))), 4);
        assert_eq!((rules.constants(MetricId(7)).run_length, rules.constants(MetricId(8)).run_length), (9, 8));
    }

    #[test]
    fn every_sentence_of_a_warning_says_all_its_numbers_and_those_of_the_workspace() {
        let framework = Framework::builtin().unwrap();
        let rules = Rules::of(&framework);
        for warning in &framework.data.warning {
            for name in warning.parameters.keys() {
                assert!(warning.fires.contains(&format!("{{{name}}}")), "{name} of {}", warning.id);
            }
            let said = rules.fires(warning);
            assert!(!said.contains(['{', '}']), "{said}");
        }
        let purgatory = framework.warning("purgatory").unwrap();
        assert!(rules.fires(purgatory).contains("is past week 8 and"), "{}", rules.fires(purgatory));
        let rules = rules.with([("warning.purgatory.past-week".to_owned(), None, Fixed::from_int(10))]);
        assert!(rules.fires(purgatory).contains("is past week 10 and"), "{}", rules.fires(purgatory));
    }

    #[test]
    fn a_wrong_name_or_value_says_what_to_do() {
        let rules = Rules::of(&Framework::builtin().unwrap());
        let error = rules.checked("drift.margin-points", Some(Fixed::from_int(4))).unwrap_err();
        assert!(error.hint.unwrap().contains("warning.drift.margin-points"));
        assert!(rules.checked("warning.drift.values", Some(Fixed::ZERO)).is_err());
        assert!(rules.checked("warning.drift.values", Fixed::from_f64(1.5)).is_err());
        assert!(rules.checked("xmr.mean-range-factor", Fixed::from_f64(3.0)).is_ok());
    }
}
