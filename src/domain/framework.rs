//! Owns what the program knows: stages, checklists, dimensions, gates, metric families, warnings, benchmarks. All of it
//! is data that names its origin, read from `assets/framework.toml`; none of it stands in code.

mod amendment;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::Deserialize;

use super::seek::line_at;
use super::written::{Written, read};
use super::{Better, Dimension, Family, Fixed, Invalid, Stage, Verb};

pub use amendment::{
    Amendment, OWN_GROUP, Settable, check_key, dimension_of_criteria, from_toml, own_value, record_key, record_of,
};

/// The framework that is compiled in.
const BUILTIN: &str = include_str!("../../assets/framework.toml");

/// The rule by which a waiver names a group of the checklist.
#[must_use]
pub fn rule_of(group: &str) -> String {
    group.to_lowercase().replace(' ', "-")
}

/// The rule of a gate that is broken by a dimension without a score.
pub const UNASSESSED: &str = "unassessed";

/// Groups of the checklist that gates and warnings ask for by name.
pub mod groups {
    /// The systems that a pilot reads from and writes to.
    pub const MATRIX: &str = "integration matrix";
    /// What has to be in writing before production.
    pub const DOCUMENTS: &str = "governance documents";
    /// What production-grade data is made of.
    pub const COMPONENTS: &str = "data components";
    /// What the committee ticks at G3.
    pub const CONDITIONS: &str = "conditions of G3";
    /// How the system is run.
    pub const RUN_DECISIONS: &str = "run decisions";
}

/// Everything that the program knows, as it is in force in a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// As it was written.
    pub data: Data,
    places: HashMap<String, usize>,
    by_stage: [Range<usize>; 4],
    /// The values that the workspace sets and that are in force.
    amendments: Vec<Amendment>,
}

/// The file, in its own order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each list is its word in the framework")]
pub struct Data {
    pub version: u32,
    pub origin_kind: Vec<OriginKind>,
    pub stage: Vec<StageData>,
    pub checklist: Vec<ChecklistItem>,
    pub dimension: Vec<DimensionData>,
    pub score: Vec<Score>,
    pub gate: Vec<GateData>,
    pub cause: Vec<Cause>,
    pub quality: Quality,
    pub owner: OwnerRules,
    pub family: Vec<FamilyData>,
    pub xmr: Xmr,
    pub warning: Vec<Warning>,
    pub decision_verb: Vec<DecisionVerb>,
    pub benchmark: Vec<Benchmark>,
    pub objection: Vec<Objection>,
    pub caption: Vec<Caption>,
    pub time: TimeRules,
}

/// Defines the records of the file. Each is what the section of its name says.
macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "a field is its word in the framework")]
        pub struct $name { $(pub $field: $kind,)+ }
    )+};
}

records! {
    /// Where a rule or number comes from: `article`, `practice` or `house`.
    OriginKind { name: String, means: String, }
    /// One of the four stages; `weeks` is its duration, none where it is open.
    StageData {
        number: Stage, name: String, nominal: String, nominal_from: u16, weeks: Option<u16>, output: String, origin: String,
    }
    /// An item of a stage's checklist.
    ChecklistItem { id: String, stage: Stage, group: String, title: String, means: String, origin: String, }
    /// A readiness axis, scored 0 to 4.
    DimensionData {
        id: Dimension, name: String, change: Option<u8>, go_no_go: bool, readiness: bool, pass: u8, criteria: Vec<String>,
        origin: String,
    }
    /// What a score means.
    Score { value: u8, means: String, }
    /// A decision between stages.
    GateData {
        id: String, after_stage: Stage, rule: String, verdicts: Vec<String>, conditions: Vec<String>, origin: String,
    }
    /// Why a pilot was held, recycled or stopped.
    Cause { name: String, }
    /// How the quality of an assessment is computed: its parts, and after how many days evidence ages and is worthless.
    Quality { origin: String, parts: Vec<String>, fresh_days: u16, stale_days: u16, }
    /// Who can own a pilot.
    OwnerRules {
        levels: Vec<String>, executive: Vec<String>, powers: Vec<String>, not_a_person: Vec<String>,
        persons: Vec<String>, origin: String,
    }
    /// A metric family.
    FamilyData {
        id: Family, name: String, expected_from: String, reference: String, origin: String, headline: Headline,
    }
    /// The metric that every pilot has in a family from the start.
    Headline {
        name: String, unit: String, better: Better, min: Option<Fixed>, max: Option<Fixed>, counts: Option<String>,
    }
    /// Constants of process behaviour charts.
    Xmr {
        mean_range_factor: String, range_limit_factor: String, baseline_readings: u16, trial_below: u16,
        none_below: u16, run_length: u16, of_four: u16, gap_ends_run_weeks: u16, margin_points: String,
        small_sample: u16, limits: String, origin: String,
    }
    /// An early warning. The text in `fires` is read with the numbers in force: see `Rules::fires`.
    Warning {
        id: String, called: Option<String>, rank: u16, counts_in: String, fires: String, levels: Vec<String>,
        clears: String, proposal: String, decides: Verb, origin: String, numbers: String, parameters: BTreeMap<String, i64>,
    }
    /// A kind of decision.
    DecisionVerb { name: String, kind: String, default_decider: Option<String>, }
    /// A figure to compare with.
    Benchmark { figure: String, says: String, population: String, year: String, source: String, grade: String, }
    /// An objection that a committee hears, with its answer.
    Objection { id: String, objection: String, answer: String, remedy: String, origin: String, }
    /// A word with its meaning, and the words not to use for it.
    Caption { word: String, means: String, not: Vec<String>, }
    /// Rules of time.
    TimeRules {
        due_weekday: u8, forecast_months: Vec<u8>, forecast_extra_months: Vec<u8>, report_stale_days: u16,
        quiet_weeks: u16,
    }
}

impl Framework {
    /// The framework that is compiled in.
    ///
    /// # Errors
    /// Only where the shipped file is wrong, which a test excludes.
    pub fn builtin() -> Result<Self, Invalid> {
        Self::parse(BUILTIN)
    }

    /// Reads a framework.
    ///
    /// # Errors
    /// With the line of what is wrong, and what was expected.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let data: Data = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            Invalid::new(format!("the framework, line {line}: {}", error.message()))
                .hint("compare with the built-in file")
        })?;
        Self::of(data)
    }

    /// The framework of what was read.
    fn of(data: Data) -> Result<Self, Invalid> {
        let wrong = |what: String| Err(Invalid::new(format!("the framework: {what}")));
        let stages: Vec<Stage> = data.stage.iter().map(|stage| stage.number).collect();
        if stages != Stage::ALL {
            return wrong("it needs the stages 1 to 4 in order".to_owned());
        }
        if data.family.iter().map(|family| family.id).collect::<Vec<_>>() != Family::ALL {
            return wrong("it needs the families adoption, performance, impact and governance in order".to_owned());
        }
        if data.dimension.iter().map(|dimension| dimension.id).collect::<Vec<_>>() != Dimension::ALL {
            return wrong(format!("it needs the dimensions {} in order", Dimension::WORDS.join(", ")));
        }
        if !data.checklist.is_sorted_by_key(|item| item.stage) {
            return wrong("checklist items stand in the order of their stages".to_owned());
        }
        let places: HashMap<String, usize> =
            data.checklist.iter().enumerate().map(|(place, item)| (item.id.clone(), place)).collect();
        if places.len() != data.checklist.len() {
            return wrong("two checklist items have one id".to_owned());
        }
        let by_stage = Stage::ALL.map(|stage| {
            data.checklist.partition_point(|item| item.stage < stage)
                ..data.checklist.partition_point(|item| item.stage <= stage)
        });
        if let Some(stage) = Stage::ALL.into_iter().find(|stage| by_stage[stage.index()].is_empty()) {
            return wrong(format!("stage {stage} has no checklist"));
        }
        if data.quality.fresh_days >= data.quality.stale_days {
            return wrong("quality.fresh_days is not below quality.stale_days".to_owned());
        }
        Ok(Self { data, places, by_stage, amendments: Vec::new() })
    }

    /// A stage.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> Option<&StageData> {
        self.data.stage.get(stage.index())
    }

    /// The name of a stage.
    #[must_use]
    pub fn stage_name(&self, stage: Stage) -> &str {
        self.stage(stage).map_or("", |stage| &stage.name)
    }

    /// The checklist item of that id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&ChecklistItem> {
        self.places.get(id).and_then(|place| self.data.checklist.get(*place))
    }

    /// The name of a rule of a gate: of a checklist item or a group of them, of a dimension, else the rule's own words.
    #[must_use]
    pub fn rule_called(&self, rule: &str) -> String {
        if let Some(item) = self.item(rule) {
            return item.title.clone();
        }
        if let Some(item) = self.data.checklist.iter().find(|item| rule_of(&item.group) == rule) {
            return item.group.clone();
        }
        if rule == UNASSESSED {
            return "what nobody has scored".to_owned();
        }
        let dimension = rule.parse::<Dimension>().ok().map(|id| self.dimension(id).name.clone());
        dimension.unwrap_or_else(|| rule.replace('-', " "))
    }

    /// The position of a checklist item in the framework.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The checklist of one stage.
    #[must_use]
    pub fn items(&self, stage: Stage) -> &[ChecklistItem] {
        self.data.checklist.get(self.by_stage[stage.index()].clone()).unwrap_or_default()
    }

    /// The checklist of a stage and of those before it.
    pub fn items_through(&self, stage: Stage) -> impl Iterator<Item = &ChecklistItem> {
        self.data.checklist.iter().take(self.by_stage[stage.index()].end)
    }

    /// The items of a group of the checklist.
    pub fn group(&self, group: &str) -> impl Iterator<Item = &ChecklistItem> {
        self.data.checklist.iter().filter(move |item| item.group == group)
    }

    /// A metric family.
    #[must_use]
    pub fn family(&self, family: Family) -> &FamilyData {
        &self.data.family[family as usize]
    }

    /// A readiness axis.
    #[must_use]
    pub fn dimension(&self, dimension: Dimension) -> &DimensionData {
        &self.data.dimension[dimension as usize]
    }

    /// The early warning of that id.
    #[must_use]
    pub fn warning(&self, id: &str) -> Option<&Warning> {
        self.data.warning.iter().find(|warning| warning.id == id)
    }

    /// A warning in the words of a committee.
    #[must_use]
    pub fn called(&self, warning: &str) -> String {
        let words = self.warning(warning).and_then(|known| known.called.clone());
        words.unwrap_or_else(|| warning.replace('-', " "))
    }

    /// Does this name a body rather than a person, by being or ending in one of the words for bodies? A text without
    /// letters, a week and a day name no person either.
    #[must_use]
    pub fn is_not_a_person(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        if self.data.owner.persons.iter().any(|person| person.to_lowercase() == lower.trim()) {
            return false;
        }
        if !lower.chars().any(char::is_alphabetic) || names_a_day(name) {
            return true;
        }
        let words: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty() && *word != "the")
            .collect();
        let name = words.join(" ");
        self.data
            .owner
            .not_a_person
            .iter()
            .any(|body| name == *body || name.strip_suffix(body.as_str()).is_some_and(|before| before.ends_with(' ')))
    }
}

/// Is it a week or a day? A month alone is not: April and May are people's names too.
#[must_use]
pub fn names_a_day(name: &str) -> bool {
    read(name).and_then(Result::ok).is_some_and(|written| written != Written::Month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builtin() -> Framework {
        Framework::builtin().unwrap()
    }

    #[test]
    fn the_builtin_framework_is_whole() {
        let framework = builtin();
        assert_eq!(framework.data.dimension.len(), 6);
        assert_eq!(framework.data.dimension.iter().filter(|dimension| dimension.go_no_go).count(), 5);
        assert_eq!(framework.data.dimension.iter().filter(|dimension| dimension.readiness).count(), 5);
        assert_eq!(framework.data.warning.len(), 27);
        assert_eq!(framework.data.benchmark.len(), 19);
        let mut ranks: Vec<u16> = framework.data.warning.iter().map(|warning| warning.rank).collect();
        ranks.sort_unstable();
        assert_eq!(ranks, (1..=27).collect::<Vec<_>>(), "every rank once");
        let kinds: Vec<&str> = framework.data.origin_kind.iter().map(|kind| kind.name.as_str()).collect();
        for item in &framework.data.checklist {
            let kind = item.origin.split(':').next().unwrap();
            assert!(kinds.contains(&kind), "{}: {}", item.id, item.origin);
            assert!(item.id.starts_with(&format!("s{}.", item.stage)), "{}", item.id);
            assert!(item.title.chars().count() <= 48, "{}", item.title);
        }
    }

    #[test]
    fn checklists_are_cut_by_stage() {
        let framework = builtin();
        let all: usize = Stage::ALL.iter().map(|stage| framework.items(*stage).len()).sum();
        assert_eq!(all, framework.data.checklist.len());
        assert_eq!(framework.items_through(Stage::Four).count(), all);
        assert_eq!(framework.items_through(Stage::One).count(), framework.items(Stage::One).len());
        assert_eq!(framework.item("s1.real-data").map(|item| item.stage), Some(Stage::One));
    }

    #[test]
    fn bodies_are_not_people() {
        let framework = builtin();
        for body in [
            "IT",
            "the data science team",
            "Finance department",
            "Steering Committee",
            "Vendor",
            "???",
            "12345",
            "2",
            "KW 45",
            "15 Nov",
        ] {
            assert!(framework.is_not_a_person(body), "{body}");
        }
        for person in ["Ana Costa", "Bo Team-Larsen", "Itō Jun", "Kit", "山田 太郎", "Ana 2", "April May"] {
            assert!(!framework.is_not_a_person(person), "{person}");
        }
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let broken = BUILTIN.replacen("version = 1", "version = 1\nversoin = 2", 1);
        let error = Framework::parse(&broken).unwrap_err();
        assert!(error.what.contains("versoin") && error.what.contains("line 2"), "{}", error.what);
    }
}
