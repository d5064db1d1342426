//! Owns [`Change`]: every write to a workspace, as a value. Interface, command line and import make changes; one door
//! performs them. A change that replaces a value can carry the value that its writer saw, so that nobody overwrites
//! unseen what somebody else wrote.

use serde::{Deserialize, Serialize};

use super::{
    Better, Day, Family, Fixed, ItemStanding, ItemState, Level, Lifecycle, Measure, MetricId, NoteId, PersonId,
    PilotId, Powers, Report, Stage, Status, Typed, Week,
};

/// One write.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// To a pilot.
    Pilot(PilotChange),
    /// To a person.
    Person(PersonChange),
    /// To a metric.
    Metric(MetricChange),
    /// A weekly reading.
    Record(Record),
    /// A checklist item.
    Tick(TickChange),
    /// A note.
    Note(NoteChange),
    /// The workspace's title.
    Title {
        /// The new one.
        to: String,
        /// What the writer saw.
        was: Option<String>,
    },
    /// Several at once, as one entry. What is unchanged among them is passed over.
    Several {
        /// The sentence, without the pilot's name; none takes it from the first change.
        what: Option<String>,
        /// The changes, in order.
        changes: Vec<Change>,
    },
}

/// A value of a field, typed as far as every noun needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Empty.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(Fixed),
    /// A day.
    Day(Day),
    /// A person.
    Person(PersonId),
    /// Several words.
    Words(Vec<String>),
    /// Text.
    Text(String),
}

impl Value {
    /// Text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

/// Defines the fields of a noun that `set` writes.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $noun:literal { $($variant:ident = $word:literal: $kind:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "a field is its word")]
        pub enum $name { $($variant,)+ }

        impl $name {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its word on the command line, and its column in the store.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What its values are.
            #[must_use]
            pub const fn kind(self) -> FieldKind {
                match self { $(Self::$variant => FieldKind::$kind,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = super::Invalid;

            fn from_str(text: &str) -> Result<Self, super::Invalid> {
                Self::ALL.iter().copied().find(|field| field.name() == text).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|field| field.name()).collect();
                    super::Invalid::new(format!(concat!("“{}” is not a field of a ", $noun, " that can be set"), text))
                        .hint(format!("set one of: {}", known.join(", ")))
                        .at("field")
                })
            }
        }
    )+};
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Text, which may be empty.
    Text,
    /// A name, which may not.
    Name,
    /// A unique code.
    Code,
    /// Several words.
    Words,
    /// A day or nothing.
    Day,
    /// A person or nobody.
    Person,
    /// A number or nothing.
    Number,
    /// Yes or no.
    Flag,
    /// One of a closed list of words.
    Choice(&'static [&'static str]),
    /// An e-mail address.
    Email,
}

#[expect(non_upper_case_globals, reason = "named as the variants beside them")]
impl FieldKind {
    const Level: Self = Self::Choice(&["c-suite", "vp", "executive", "director", "manager", "other"]);
    const Better: Self = Self::Choice(&["higher", "lower", "either"]);
}

fields! {
    /// A field of a pilot that `set` writes.
    PilotField "pilot" {
        Name = "name": Name,
        Code = "code": Code,
        Summary = "summary": Text,
        Unit = "unit": Text,
        Tags = "tags": Words,
        Started = "started": Day,
        Lead = "lead": Person,
        Partner = "partner": Text,
        PartnerEnds = "partner_ends": Day,
        Rollout = "rollout": Day,
    }
    /// A field of a person.
    PersonField "person" {
        Name = "name": Name,
        Title = "title": Text,
        Level = "level": Level,
        Unit = "unit": Text,
        Email = "email": Email,
        Partner = "partner": Flag,
    }
    /// A field of a metric.
    MetricField "metric" {
        Name = "name": Name,
        Unit = "unit": Text,
        Better = "better": Better,
        Min = "min": Number,
        Max = "max": Number,
        Target = "target": Number,
        Tolerance = "tolerance": Number,
    }
}

/// A pilot that is added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPilot {
    /// Kept when it comes from an export.
    pub id: Option<PilotId>,
    /// Made from the name when none is given.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// Unit.
    pub unit: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Executive owner.
    pub owner: Option<PersonId>,
    /// Business lead.
    pub lead: Option<PersonId>,
    /// Partner, or empty.
    pub partner: String,
    /// When the partner leaves.
    pub partner_ends: Option<Day>,
    /// When it began.
    pub started: Option<Day>,
    /// The stage where its record begins.
    pub stage: Stage,
    /// When it entered that stage, if known.
    pub entered: Option<Day>,
    /// Why its record begins here: a source, when it is taken over.
    pub taken_over: Option<String>,
    /// Is the stage a guess?
    pub assumed: bool,
    /// Lifecycle.
    pub lifecycle: Lifecycle,
    /// Reported status with its sentence.
    pub report: Option<(Status, String)>,
    /// Notes, oldest first.
    pub note: Option<String>,
    /// Where it was imported from.
    pub source: Option<Source>,
}

impl NewPilot {
    /// A pilot of stage 1 with nothing but a name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            id: None,
            code: None,
            name: name.into(),
            summary: String::new(),
            unit: String::new(),
            tags: Vec::new(),
            owner: None,
            lead: None,
            partner: String::new(),
            partner_ends: None,
            started: None,
            stage: Stage::One,
            entered: None,
            taken_over: None,
            assumed: false,
            lifecycle: Lifecycle::Active,
            report: None,
            note: None,
            source: None,
        }
    }
}

/// What an imported row said, so that the next import of the same file finds it and sees what changed in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The name of the mapping.
    pub profile: String,
    /// The group that it is matched in.
    pub key: String,
    /// Each field with a hash of what the file said.
    pub content: std::collections::BTreeMap<String, String>,
}

/// A write to a pilot.
#[derive(Debug, Clone, PartialEq)]
pub enum PilotChange {
    /// Add one.
    Add(Box<NewPilot>),
    /// Set a field.
    Set {
        /// Of which pilot.
        pilot: PilotId,
        /// Which field.
        field: PilotField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// Move to another stage.
    Move {
        /// Which pilot.
        pilot: PilotId,
        /// The stage.
        to: Stage,
        /// Why.
        why: String,
        /// On which day; today when none.
        on: Option<Day>,
        /// The stage that the writer saw.
        was: Option<Stage>,
    },
    /// Correct the stage of a pilot whose record was taken over from a source.
    Retake {
        /// Which pilot.
        pilot: PilotId,
        /// The stage.
        to: Stage,
        /// The source.
        why: String,
        /// When it entered that stage, if known.
        entered: Option<Day>,
        /// Is the stage a guess?
        assumed: bool,
    },
    /// Set whether it is worked on.
    Lifecycle {
        /// Which pilot.
        pilot: PilotId,
        /// The new one.
        to: Lifecycle,
        /// Why.
        why: String,
        /// What the writer saw.
        was: Option<Lifecycle>,
    },
    /// Appoint an executive owner, or leave the seat empty.
    Appoint {
        /// Of which pilot.
        pilot: PilotId,
        /// Who.
        person: Option<PersonId>,
        /// With which powers.
        powers: Powers,
        /// Why.
        why: String,
        /// Whom the writer saw there, with which powers; the outer none when the writer did not look.
        was: Option<Option<(PersonId, Powers)>>,
    },
    /// Report a status.
    Report {
        /// Of which pilot.
        pilot: PilotId,
        /// The status.
        status: Status,
        /// The sentence.
        because: String,
        /// What the writer saw.
        was: Option<Report>,
    },
    /// Set how many users it aims at, from a week on.
    Target {
        /// Of which pilot.
        pilot: PilotId,
        /// How many; none takes the target of that week away.
        users: Option<u32>,
        /// From when.
        from: Week,
        /// What the writer saw from that very week on; the inner none is no target of its own.
        was: Option<Option<u32>>,
    },
    /// Put out of sight, or back.
    Archive {
        /// Which pilot.
        pilot: PilotId,
        /// Out of sight?
        archived: bool,
    },
    /// Remember what an import said of it.
    Source {
        /// Which pilot.
        pilot: PilotId,
        /// What the file says.
        source: Source,
    },
}

/// A person who is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Kept when it comes from an export.
    pub id: Option<PersonId>,
    /// Full name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Level.
    pub level: Level,
    /// Unit.
    pub unit: String,
    /// E-mail.
    pub email: String,
    /// Of a partner?
    pub partner: bool,
}

/// A write to a person.
#[derive(Debug, Clone, PartialEq)]
pub enum PersonChange {
    /// Add one.
    Add(NewPerson),
    /// Set a field.
    Set {
        /// Of whom.
        person: PersonId,
        /// Which field.
        field: PersonField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// Put out of sight, or back.
    Archive {
        /// Whom.
        person: PersonId,
        /// Out of sight?
        archived: bool,
    },
}

/// A metric that is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMetric {
    /// Of which pilot.
    pub pilot: PilotId,
    /// Family.
    pub family: Family,
    /// Name, unique in the pilot.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Direction.
    pub better: Better,
    /// Lowest possible value.
    pub min: Option<Fixed>,
    /// Highest possible value.
    pub max: Option<Fixed>,
    /// What is aimed at.
    pub target: Option<Fixed>,
    /// How much worse than its reference it may be.
    pub tolerance: Option<Fixed>,
    /// Take the family's headline over?
    pub headline: bool,
}

/// A write to a metric.
#[derive(Debug, Clone, PartialEq)]
pub enum MetricChange {
    /// Add one.
    Add(NewMetric),
    /// Set a field.
    Set {
        /// Of which metric.
        metric: MetricId,
        /// Which field.
        field: MetricField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// Put out of sight, or back.
    Archive {
        /// Which.
        metric: MetricId,
        /// Out of sight?
        archived: bool,
    },
}

/// A reading that is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Of which metric.
    pub metric: MetricId,
    /// For which week.
    pub week: Week,
    /// What was typed; none takes the reading back.
    pub typed: Option<Typed>,
    /// A note; the reason when it was not measured.
    pub note: String,
    /// How many cases it comes from.
    pub sample: Option<u32>,
    /// What the writer saw in that week; the outer none when the writer did not look.
    pub was: Option<Option<Measure>>,
}

/// A write to a checklist item. What is none stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickChange {
    /// Of which pilot.
    pub pilot: PilotId,
    /// The item's id in the framework.
    pub item: String,
    /// How far it is.
    pub state: Option<ItemState>,
    /// Who sees to it; the inner none is nobody.
    pub owner: Option<Option<PersonId>>,
    /// By when; the inner none is no date.
    pub due: Option<Option<Day>>,
    /// Why it does not apply, or a remark.
    pub why: Option<String>,
    /// Evidence that is added.
    pub evidence: Vec<String>,
    /// How the writer saw it. Only what is set is compared.
    pub was: Option<ItemStanding>,
}

impl TickChange {
    /// Sets the state of an item, and nothing else.
    pub fn state(pilot: PilotId, item: impl Into<String>, state: ItemState) -> Self {
        Self {
            pilot,
            item: item.into(),
            state: Some(state),
            owner: None,
            due: None,
            why: None,
            evidence: Vec::new(),
            was: None,
        }
    }
}

/// A write to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteChange {
    /// Add one.
    Add {
        /// To which pilot.
        pilot: PilotId,
        /// Markdown.
        text: String,
        /// Its day; today when none.
        on: Option<Day>,
    },
    /// Rewrite one.
    Edit {
        /// Which.
        note: NoteId,
        /// Markdown.
        to: String,
        /// What the writer saw.
        was: Option<String>,
    },
    /// Put out of sight, or back.
    Archive {
        /// Which.
        note: NoteId,
        /// Out of sight?
        archived: bool,
    },
}

/// Who writes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// The local day of that moment.
    pub today: Day,
    /// By whom.
    pub actor: String,
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The journal entry; none where nothing changed.
    pub entry: Option<i64>,
    /// How many changes took effect.
    pub changed: u32,
    /// How many said what was there already.
    pub unchanged: u32,
    /// A sentence that a committee member understands.
    pub summary: String,
}

/// Two writers on one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which value: “Invoice triage: name”.
    pub what: String,
    /// What this writer wants.
    pub yours: String,
    /// What somebody else wrote meanwhile.
    pub theirs: String,
    /// By whom, if the journal knows.
    pub by: Option<String>,
    /// Which of several changes it is about.
    pub part: Option<usize>,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let by = self.by.as_deref().unwrap_or("somebody");
        write!(f, "{}: {by} wrote “{}” meanwhile; yours is “{}”", self.what, self.theirs, self.yours)
    }
}

impl Change {
    /// The part that a conflict is about, and the others; all of it where it has no parts.
    #[must_use]
    pub fn apart(self, part: Option<usize>) -> (Self, Option<Self>) {
        match (self, part) {
            (Self::Several { what, mut changes }, Some(part)) if part < changes.len() => {
                let one = changes.remove(part);
                let others = (!changes.is_empty()).then_some(Self::Several { what, changes });
                (one, others)
            }
            (whole, _) => (whole, None),
        }
    }

    /// The same change by a writer who does not mind what stands there.
    #[must_use]
    pub fn unseen(mut self) -> Self {
        match &mut self {
            Self::Pilot(PilotChange::Set { was, .. }) | Self::Person(PersonChange::Set { was, .. }) => *was = None,
            Self::Metric(MetricChange::Set { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Move { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Lifecycle { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Appoint { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Report { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Target { was, .. }) => *was = None,
            Self::Record(record) => record.was = None,
            Self::Tick(tick) => tick.was = None,
            Self::Note(NoteChange::Edit { was, .. }) | Self::Title { was, .. } => *was = None,
            Self::Several { changes, .. } => {
                *changes = std::mem::take(changes).into_iter().map(Self::unseen).collect();
            }
            Self::Pilot(_) | Self::Person(_) | Self::Metric(_) | Self::Note(_) => {}
        }
        self
    }
}
