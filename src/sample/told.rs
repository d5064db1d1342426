//! Owns the vocabulary of `assets/demo.toml`: what it tells of people and pilots, in weeks before the reporting week.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::{
    Audience, Better, Condition, Dimension, DocumentKind, ExpansionKind, Family, Fixed, GapAnswer, Gate, ItemState,
    Level, Lifecycle, Role, Severity, Stage, Status, Verb, Verdict,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) title: String,
    pub(super) secretary: String,
    pub(super) person: Vec<PersonTold>,
    pub(super) pilot: Vec<PilotTold>,
    /// Who chairs the committee, by key.
    pub(super) chair: String,
    /// Who sits in it: key and function.
    pub(super) committee: Vec<(String, String)>,
    pub(super) review: Vec<ReviewTold>,
}

/// A review on the Thursday so many weeks before the reporting week; one in the future is a draft.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewTold {
    pub(super) ago: i64,
    /// Who sent apologies, by key.
    #[serde(default)]
    pub(super) apologies: Vec<String>,
    #[serde(default)]
    pub(super) talk: Vec<Talk>,
    #[serde(default)]
    pub(super) decision: Vec<DecisionTold>,
    #[serde(default)]
    pub(super) action: Vec<ActionTold>,
}

/// A pilot that was talked about, by its name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Talk {
    pub(super) pilot: String,
    pub(super) says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionTold {
    pub(super) pilot: String,
    pub(super) verb: Verb,
    pub(super) say: String,
    pub(super) by: String,
    pub(super) why: String,
    #[serde(default)]
    pub(super) rejected: Vec<String>,
    #[serde(default)]
    pub(super) conditions: Vec<String>,
    /// The value that brings it back, as in `performance < 80`.
    pub(super) revisit: Option<String>,
    /// Or the day: the Thursday so many weeks before the reporting week.
    pub(super) revisit_ago: Option<i64>,
    #[serde(default)]
    pub(super) answers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActionTold {
    pub(super) text: String,
    pub(super) who: String,
    /// Due on the Friday so many weeks before the reporting week.
    pub(super) due: i64,
    pub(super) pilot: Option<String>,
    /// Ended on the Tuesday so many weeks before the reporting week.
    pub(super) ended: Option<i64>,
    #[serde(default)]
    pub(super) dropped: bool,
    #[serde(default)]
    pub(super) why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonTold {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) level: Level,
    pub(super) unit: String,
    pub(super) email: String,
    #[serde(default)]
    pub(super) partner: bool,
    #[serde(default)]
    pub(super) certifier: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PilotTold {
    pub(super) name: String,
    pub(super) code: Option<String>,
    pub(super) summary: String,
    pub(super) unit: String,
    pub(super) tags: Vec<String>,
    pub(super) lead: Option<String>,
    #[serde(default)]
    pub(super) partner: String,
    pub(super) partner_ends_ago: Option<i64>,
    pub(super) begins: i64,
    pub(super) stage: Stage,
    pub(super) taken_over: Option<String>,
    pub(super) owner: Option<String>,
    #[serde(default)]
    pub(super) powers: Vec<String>,
    #[serde(default)]
    pub(super) targets: Vec<TargetTold>,
    pub(super) rollout_ago: Option<i64>,
    #[serde(default)]
    pub(super) baselines: Vec<BaselineTold>,
    #[serde(default)]
    pub(super) versions: Vec<VersionTold>,
    #[serde(default)]
    pub(super) exceptions: Vec<ExceptionTold>,
    pub(super) adoption: Option<Series>,
    pub(super) performance: Option<Series>,
    pub(super) impact: Option<Series>,
    /// Is the old process still used? 0 no, 1 in part, 2 yes.
    pub(super) old_process: Option<String>,
    pub(super) governance: Option<Series>,
    #[serde(default)]
    pub(super) extra: Vec<Extra>,
    #[serde(default)]
    pub(super) event: Vec<Event>,
}

/// A baseline of a family's headline, frozen so many weeks ago.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BaselineTold {
    pub(super) family: Family,
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) frozen: i64,
    pub(super) by: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionTold {
    pub(super) ago: i64,
    pub(super) name: String,
    #[serde(default)]
    pub(super) retrained: bool,
    pub(super) note: String,
}

/// An exception, escalated and resolved so many days after it was raised.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExceptionTold {
    pub(super) text: String,
    #[serde(default = "medium")]
    pub(super) severity: Severity,
    pub(super) ago: i64,
    pub(super) day: i64,
    pub(super) owner: Option<String>,
    pub(super) to: String,
    pub(super) escalated: i64,
    pub(super) resolved: Option<i64>,
}

const fn medium() -> Severity {
    Severity::Medium
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetTold {
    pub(super) ago: i64,
    pub(super) users: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
    pub(super) name: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) better: Option<Better>,
    pub(super) target: Option<Fixed>,
    pub(super) values: String,
    #[serde(default)]
    pub(super) reasons: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Extra {
    pub(super) family: Family,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) better: Better,
    #[serde(default = "weekly")]
    pub(super) role: Role,
    pub(super) values: String,
}

const fn weekly() -> Role {
    Role::Weekly
}

#[derive(Deserialize)]
pub(super) struct Event {
    pub(super) ago: i64,
    #[serde(default = "thursday")]
    pub(super) day: i64,
    pub(super) by: Option<String>,
    #[serde(flatten)]
    pub(super) what: What,
}

const fn thursday() -> i64 {
    4
}

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub(super) enum What {
    /// Scores such as `data=3 budget=2`, each with a sentence: the evidence, or what is missing.
    Score {
        scores: String,
        shown: BTreeMap<Dimension, String>,
        #[serde(default)]
        missing: BTreeMap<Dimension, String>,
        assessor: String,
    },
    Workstream {
        dimension: Dimension,
        owner: String,
        due_ago: i64,
        exit_test: String,
        team: String,
        /// The week in which it begins; when none, that of its entry.
        start_ago: Option<i64>,
        #[serde(default)]
        items: String,
    },
    /// A playbook or handoff.
    Document {
        kind: DocumentKind,
        text: String,
    },
    Training {
        audience: Audience,
        topic: String,
        attended: u32,
    },
    /// How conditions of certification are met; empty is as in the playbook.
    Meet {
        name: String,
        conditions: BTreeMap<Condition, String>,
    },
    Certify {
        name: String,
        certifier: String,
        why: String,
    },
    Close {
        dimension: Dimension,
        evidence: String,
        score: u8,
        assessor: String,
    },
    Book {
        gate: Gate,
        on_ago: i64,
    },
    /// The committee's answer to the open gap of a dimension.
    Answer {
        dimension: Dimension,
        answer: GapAnswer,
    },
    /// Process steps of one manager, and whether the old way is gone.
    Steps {
        names: Vec<String>,
        manager: String,
        #[serde(default)]
        retired: bool,
    },
    /// A unit or geography.
    Item {
        kind: ExpansionKind,
        name: String,
        #[serde(default)]
        started: bool,
    },
    Gate {
        gate: Gate,
        verdict: Verdict,
        decider: String,
        why: String,
        #[serde(default)]
        waive: Vec<String>,
    },
    Tick {
        item: String,
        state: ItemState,
        #[serde(default)]
        evidence: Vec<String>,
        why: Option<String>,
        owner: Option<String>,
        due_ago: Option<i64>,
        reads: Option<String>,
        writes: Option<String>,
    },
    Note {
        text: String,
    },
    Status {
        status: Status,
        because: String,
    },
    Owner {
        who: String,
        why: String,
        #[serde(default)]
        powers: Vec<String>,
    },
    Lifecycle {
        to: Lifecycle,
        why: String,
    },
}

impl PilotTold {
    pub(super) fn series(&self) -> impl Iterator<Item = (Family, &Series)> {
        let all = [&self.adoption, &self.performance, &self.impact, &self.governance];
        Family::ALL.iter().copied().zip(all).filter_map(|(family, series)| Some((family, series.as_ref()?)))
    }
}
