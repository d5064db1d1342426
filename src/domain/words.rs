//! Owns the closed vocabularies: sets of words that mean the same in code, in files and on screens.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::Invalid;
pub use super::text::phrase::{
    apart, capital, count, first_few, first_of, in_rows, part, sentence, sentences, together, with_article, yes_or_no,
};

/// Defines an enum with one stable word a variant: `name`, `ALL`, `Display`, `FromStr` and serde all use it.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident $noun:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// All of them, in the order of the framework.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Their words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// Its word, the same in files, on the command line and in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The word as people read it: `conditional go`.
            #[must_use]
            pub fn spaced(self) -> String {
                self.name().replace('-', " ")
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                let wanted = text.trim();
                let named = |word: &str| {
                    Self::ALL.iter().copied().find(|known| known.name().eq_ignore_ascii_case(word))
                };
                // Where words are shown, they have spaces in place of hyphens.
                let shown = || named(&wanted.split_whitespace().collect::<Vec<_>>().join("-"));
                named(wanted).or_else(shown).ok_or_else(|| {
                    Invalid::new(format!("“{wanted}” is not {}", crate::domain::words::with_article($noun)))
                        .hint(format!("use one of: {}", Self::WORDS.join(", ")))
                })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    )+};
}

words! {
    /// What a weekly metric is about.
    Family "metric family" {
        /// Who uses it.
        Adoption = "adoption",
        /// How good its output is.
        Performance = "performance",
        /// What it improves.
        Impact = "impact",
        /// How exceptions are handled.
        Governance = "governance",
    }
    /// The role of a metric in its family.
    Role "metric role" {
        /// It is read every week and counts.
        Weekly = "weekly",
        /// Revenue or cost: it follows late, is kept apart, and counts in no status.
        Lagging = "lagging",
        /// Is the old process still used? 0 no, 1 in part, 2 yes.
        OldProcess = "old-process",
        /// The age in days of the oldest escalated exception, for pilots that count exceptions without registering
        /// them.
        OldestOpen = "oldest-open",
        /// The median days from escalated to resolved over four weeks, from the register of exceptions.
        TimeToResolve = "time-to-resolve",
    }
    /// What a frozen reference was taken from.
    BaselineKind "kind of baseline" {
        /// From the pilot: what performance is held against.
        Pilot = "pilot",
        /// From before the rollout: what impact is held against.
        PreDeployment = "pre-deployment",
        /// From a metric's own past.
        History = "history",
    }
    /// How much an exception matters.
    Severity "severity" {
        /// Little.
        Low = "low",
        /// Some.
        Medium = "medium",
        /// Much.
        High = "high",
    }
    /// How far an exception is.
    ExceptionState "exception state" {
        /// Somebody reported it.
        Raised = "raised",
        /// A named person was asked to resolve it.
        Escalated = "escalated",
        /// That person took it.
        Acknowledged = "acknowledged",
        /// It is mended.
        Resolved = "resolved",
        /// Nothing is left to be done.
        Closed = "closed",
    }
    /// A readiness axis.
    Dimension "dimension" {
        /// Production-grade data.
        Data = "data",
        /// Connected to the systems of daily work.
        Integration = "integration",
        /// Owned, with rules.
        Governance = "governance",
        /// The people and their process.
        ChangeReadiness = "change-readiness",
        /// Watched in operation.
        Monitoring = "monitoring",
        /// Paid for.
        Budget = "budget",
    }
    /// The decision between two stages.
    Gate "gate" {
        /// Out of stage 1.
        G1 = "G1",
        /// Out of stage 2.
        G2 = "G2",
        /// Out of stage 3.
        G3 = "G3",
        /// Of a further unit, geography or use case, in stage 4.
        Certify = "certify",
    }
    /// What a committee decides at a gate.
    Verdict "verdict" {
        /// On.
        Go = "go",
        /// On, while a workstream closes what is missing.
        ConditionalGo = "conditional-go",
        /// Wait, and hold the gate again.
        Hold = "hold",
        /// Do it over, and hold the gate again.
        Recycle = "recycle",
        /// The end.
        Stop = "stop",
        /// On against a rule.
        Waive = "waive",
    }
    /// What the committee makes of a gap.
    GapAnswer "answer to a gap" {
        /// Pay for closing it.
        Fund = "fund",
        /// Close it later.
        Defer = "defer",
        /// Live with it.
        Accept = "accept",
    }
    /// What a pilot in production expands by.
    ExpansionKind "kind of expansion" {
        /// A business unit.
        Unit = "unit",
        /// A geography.
        Geography = "geography",
        /// Another use, which becomes a pilot of its own.
        UseCase = "use-case",
    }
    /// How far an expansion is.
    ExpansionState "state of an expansion" {
        /// Intended.
        Planned = "planned",
        /// Under way.
        Started = "started",
        /// Passed by a certifier.
        Certified = "certified",
        /// Given up.
        Dropped = "dropped",
    }
    /// What a certifier asks of a further unit, geography or use case.
    Condition "condition of certification" {
        /// It runs without drift and without a collapse of use.
        Stable = "stable",
        /// Its process is in writing as it runs.
        Documented = "documented",
        /// It is owned, and its run decisions are taken.
        Governed = "governed",
        /// Somebody who was not there can run it from what is written.
        Replicable = "replicable",
    }
    /// A document that passes a system on.
    DocumentKind "document" {
        /// How the next unit deploys it.
        Playbook = "playbook",
        /// What a new team has to know to run it.
        Handoff = "handoff",
    }
    /// Who was trained.
    Audience "audience" {
        /// Those who work with it.
        Users = "users",
        /// Those who answer for its use.
        Managers = "managers",
    }
    /// Why people do not use it.
    ResistanceCause "cause of resistance" {
        /// The new work is half designed.
        RedesignIncomplete = "redesign-incomplete",
        /// Nobody knows what to do with a wrong output.
        ProtocolUnclear = "protocol-unclear",
        /// Targets leave no time for it.
        TargetsAddPressure = "targets-add-pressure",
    }
    /// What came of a waiver.
    WaiverOutcome "way that a waiver went" {
        /// Nothing went wrong.
        Held = "held",
        /// What the rule guards against happened.
        WentWrong = "went-wrong",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }
    /// What a committee decides.
    Verb "decision" {
        /// A gate: on.
        Go = "go",
        /// A gate: on, under a condition.
        ConditionalGo = "conditional-go",
        /// A gate: wait.
        Hold = "hold",
        /// A gate: do it over.
        Recycle = "recycle",
        /// A gate: the end.
        Stop = "stop",
        /// A gate: on against a rule.
        Waive = "waive",
        /// A further unit, geography or use case passes.
        Certify = "certify",
        /// A new baseline is frozen.
        Rebaseline = "rebaseline",
        /// It is meant for others than it was.
        ChangeScope = "change-scope",
        /// It stands still until a day.
        Pause = "pause",
        /// It goes on.
        Resume = "resume",
        /// Something of it is to be changed.
        Update = "update",
        /// Its model is to be trained again.
        Retrain = "retrain",
        /// It ends after production.
        Retire = "retire",
        /// It goes to further units, geographies or use cases.
        Expand = "expand",
        /// It goes on without the project that built it.
        Sustain = "sustain",
        /// Somebody answers for it.
        AppointOwner = "appoint-owner",
    }
    /// How far a review is.
    ReviewState "state of a review" {
        /// Prepared.
        Draft = "draft",
        /// Under way.
        Open = "open",
        /// Over; what was known then is frozen.
        Closed = "closed",
    }
    /// What an item of an agenda is about.
    AgendaKind "kind of agenda item" {
        /// One pilot and everything of it that is due.
        Pilot = "pilot",
        /// A warning that fires for many pilots, or work on several that is due.
        Finding = "finding",
        /// Pilots that do not report.
        Stale = "stale",
        /// Actions that are open.
        Actions = "actions",
        /// Whatever somebody wrote.
        Topic = "topic",
    }
    /// What came of an item of an agenda.
    AgendaState "state of an agenda item" {
        /// Not reached yet.
        Open = "open",
        /// Talked about.
        Done = "done",
        /// Left out.
        Dropped = "dropped",
        /// Not reached when the review closed: it comes again.
        Carried = "carried",
    }
    /// What is noted of somebody at a review.
    Presence "presence at a review" {
        /// They are there.
        Present = "present",
        /// They sent apologies.
        Excused = "apologies",
        /// They are not there, and nobody heard of them.
        Absent = "absent",
    }
    /// What came of an action.
    ActionState "state of an action" {
        /// Not done yet.
        Open = "open",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
    /// Whose attention a warning is worth.
    Attention "level" {
        /// The owner's.
        Watch = "watch",
        /// The committee's.
        Signal = "signal",
    }
    /// Which way a metric should move.
    Better "direction" {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
        /// Neither: a change is worth a look.
        Either = "either",
    }
    /// Whether a pilot is worked on.
    Lifecycle "lifecycle" {
        /// Under way.
        Active = "active",
        /// Halted for a time; its clocks stand.
        Paused = "paused",
        /// Ended before production.
        Stopped = "stopped",
        /// Ended after production.
        Retired = "retired",
        /// In production without the project that built it.
        SelfSustaining = "self-sustaining",
    }
    /// How a pilot stands: who must act.
    Status "status" {
        /// The committee must decide.
        Red = "R",
        /// The owner acts, with a plan.
        Amber = "A",
        /// Nobody needs to act.
        Green = "G",
        /// Too old to rely on.
        Stale = "?",
        /// Nothing was said.
        NotReported = "-",
    }
    /// How high a person stands in the organisation.
    Level "level" {
        /// Chief officers.
        CSuite = "c-suite",
        /// Vice presidents.
        Vp = "vp",
        /// Their equivalent in public bodies.
        Executive = "executive",
        /// Directors.
        Director = "director",
        /// Managers.
        Manager = "manager",
        /// Everybody else.
        Other = "other",
    }
    /// Whether an executive owner holds one of the three powers.
    Power "answer" {
        /// Held.
        Yes = "yes",
        /// Not held.
        No = "no",
        /// Nobody asked yet.
        Unanswered = "unanswered",
    }
    /// How far a checklist item is.
    ItemState "item state" {
        /// Not begun.
        Open = "open",
        /// Begun.
        Doing = "doing",
        /// Done, shown by evidence.
        Done = "done",
        /// Not applicable here, for a reason.
        NotApplicable = "na",
    }
    /// How a pilot came to be in a stage.
    VisitKind "way into a stage" {
        /// It began here.
        Start = "start",
        /// Its record began here, at a later stage.
        TakeOver = "take-over",
        /// Moved on by the verdict of a gate.
        Gate = "gate",
        /// Moved on against a rule of its gate.
        Waiver = "waiver",
        /// Moved back.
        Back = "back",
    }
}

/// The word of a flag, the same everywhere; [`yes_or_no`] reads it, and others.
#[must_use]
pub const fn flag_word(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

impl Level {
    /// Can somebody of this level own a pilot without a warning?
    #[must_use]
    pub const fn is_executive(self) -> bool {
        matches!(self, Self::CSuite | Self::Vp | Self::Executive)
    }

    /// As people say it; its name is for files and programs.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::CSuite => "C-suite",
            Self::Vp => "VP",
            Self::Executive => "executive",
            Self::Director => "director",
            Self::Manager => "manager",
            Self::Other => "other",
        }
    }
}

impl Status {
    /// As people say it; its letter is for files and programs.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Red => "decision wanted",
            Self::Amber => "at risk",
            Self::Green => "on track",
            Self::Stale => "stale",
            Self::NotReported => "not reported",
        }
    }

    /// Does it promise more than the other? Only red, amber and green can be compared.
    #[must_use]
    pub const fn is_better_than(self, other: Self) -> bool {
        matches!((self, other), (Self::Green, Self::Amber | Self::Red) | (Self::Amber, Self::Red))
    }
}

impl Verb {
    /// Is it the executive owner's decision? Somebody else who takes it says why.
    #[must_use]
    pub const fn is_the_owners(self) -> bool {
        matches!(self, Self::Pause | Self::Update | Self::Retrain | Self::Retire)
    }

    /// Does the latest day that its conditions name bring it back? Not if it has a day of its own (until when something
    /// is paused or accepted), nor if it ends the pilot.
    #[must_use]
    pub const fn heeds_conditions(self) -> bool {
        !matches!(self, Self::Pause | Self::Waive | Self::Retire)
    }

    /// Does it answer a warning that proposes this kind of decision, unless somebody says otherwise? The proposed kind
    /// does, and accepting the warning. An update could be about anything, so it does not.
    #[must_use]
    pub fn answers(self, proposes: Self) -> bool {
        self == Self::Waive || self == proposes && self != Self::Update
    }
}

impl Lifecycle {
    /// Has the pilot ended?
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Stopped | Self::Retired)
    }

    /// Is it under way, so that something is expected of it now?
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Active | Self::SelfSustaining)
    }
}

/// One of the four stages from pilot to production.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Pilot Validation.
    One,
    /// Production Architecture.
    Two,
    /// Organizational Embedding.
    Three,
    /// Enterprise Scale.
    Four,
}

impl Stage {
    /// All four, in order.
    pub const ALL: [Self; 4] = [Self::One, Self::Two, Self::Three, Self::Four];

    /// 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// 0 to 3, for tables by stage.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The stage of a number from 1 to 4.
    pub fn from_number(number: i64) -> Result<Self, Invalid> {
        usize::try_from(number - 1).ok().and_then(|index| Self::ALL.get(index)).copied().ok_or_else(|| {
            Invalid::new(format!("there is no stage {number}")).hint("stages are numbered 1 to 4").at("stage")
        })
    }

    /// The stage after this one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.index() + 1).copied()
    }

    /// The stage before this one.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.index().checked_sub(1).and_then(|index| Self::ALL.get(index)).copied()
    }
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.number())
    }
}

impl Serialize for Stage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

impl<'de> Deserialize<'de> for Stage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_number(i64::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_any_case_and_refused_with_the_list() {
        assert_eq!("SELF-sustaining".parse(), Ok(Lifecycle::SelfSustaining));
        assert_eq!("Change readiness".parse(), Ok(Dimension::ChangeReadiness));
        let error = "sponsor".parse::<Level>().unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("use one of: c-suite, vp, executive, director, manager, other"));
    }

    #[test]
    fn a_warning_is_answered_by_what_it_proposes_and_by_accepting_it() {
        let answers = [Verb::Retrain, Verb::Waive, Verb::Update].map(|verb| verb.answers(Verb::Retrain));
        assert_eq!(answers, [true, true, false]);
        assert!(!Verb::Update.answers(Verb::Update), "of whatever it is one");
    }

    #[test]
    fn stages_end_at_one_and_four() {
        assert_eq!(Stage::One.previous(), None);
        assert_eq!(Stage::Four.next(), None);
        assert_eq!(Stage::from_number(3), Ok(Stage::Three));
        assert!(Stage::from_number(0).is_err() && Stage::from_number(5).is_err());
    }
}
