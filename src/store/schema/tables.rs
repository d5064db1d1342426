//! Owns the list of all columns in the file: their order, the format that brought each, what it holds, and the name of
//! its table in an export. The SQL that makes them is in the steps beside.

use super::VERSION;
use crate::domain::{
    ActionId, AgendaId, AppointmentId, AssessmentId, BaselineId, DecisionId, DiagnosisId, EvidenceId, ExceptionId,
    ExpansionId, GapId, MetricId, MinuteId, NoteId, PersonId, PilotId, ReviewId, StepId, TrainingId, VersionId,
    VisitId, WaiverId, WorkspaceId, WorkstreamId,
};

macro_rules! forms {
    ($($id:ident)+) => {
        /// What a column holds. From it follows how a value is exported, checked, and told to people.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Form {
            $($id,)+
            /// A metric, or 0 for the whole workspace.
            Scope,
            /// Yes or no.
            Flag,
            /// A number in millionths.
            Number,
            /// A week as its number.
            Week,
            /// A day.
            Day,
            /// A list or an object.
            Json,
            /// Text that somebody wrote; empty, and never null, if there is none.
            Text,
            /// A word, a point in time, or a whole number.
            Plain,
            /// A value that has a meaning only in this file, and is not exported.
            Inner,
        }

        impl Form {
            /// An id as text for outside; none if the column holds no ids.
            pub fn told(self, id: i64) -> Option<String> {
                match self {
                    $(Self::$id => Some($id(id).to_string()),)+
                    _ => None,
                }
            }

            /// The id of a text from outside.
            pub fn read(self, text: &str) -> Option<i64> {
                match self {
                    $(Self::$id => text.parse::<$id>().ok().map(|id| id.0),)+
                    _ => None,
                }
            }
        }
    };
}

forms! {
    ActionId AgendaId AppointmentId AssessmentId BaselineId DecisionId DiagnosisId EvidenceId ExceptionId ExpansionId
    GapId MetricId MinuteId NoteId PersonId PilotId ReviewId StepId TrainingId VersionId VisitId WaiverId WorkspaceId
    WorkstreamId
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub form: Form,
    /// The format that brought it.
    pub since: u32,
}

/// A business table: every write to it is journalled.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The name of its rows in an export.
    pub plural: &'static str,
    /// The columns of its primary key.
    pub key: &'static [Column],
    /// The other columns, in the order in which formats added them.
    pub rest: &'static [Column],
    /// The format that brought it.
    pub since: u32,
}

/// A table: the format that brought it, its name, its name in an export, its key, and its other columns.
macro_rules! table {
    ($since:literal $name:ident $plural:literal ($($key:ident: $held:ident),+) {
        $($column:ident: $form:ident $(since $later:literal)?),+ $(,)?
    }) => {
        Table {
            name: stringify!($name),
            plural: $plural,
            key: &[$(column(stringify!($key), Form::$held, $since)),+],
            rest: &[$(column(stringify!($column), Form::$form, $since)$(.since($later))?),+],
            since: $since,
        }
    };
}

macro_rules! tables {
    ($($since:literal $name:ident $plural:literal $key:tt $rest:tt)+) => {
        &[$(table!($since $name $plural $key $rest)),+]
    };
}

/// Every business table but the readings, which keep their own versions.
pub const TABLES: &[Table] = tables! {
    1 workspace "workspace" (id: Inner) {
        uid: WorkspaceId, title: Text, demo: Flag, chair: PersonId since 6, cadence: Plain since 6, slot: Plain since 6,
    }
    1 person "people" (id: PersonId) {
        name: Text, title: Text, level: Plain, unit: Text, email: Text, partner: Flag, archived: Flag,
        certifier: Flag since 5,
    }
    1 pilot "pilots" (id: PilotId) {
        code: Text, name: Text, summary: Text, unit: Text, tags: Json, lead: PersonId, partner: Text, partner_ends: Day,
        started: Day, rollout: Day, visit: VisitId, appointment: AppointmentId, lifecycle: Plain, reported: Plain,
        reported_because: Text, reported_on: Day, archived: Flag, cohort: Text since 3, parent: PilotId since 5,
        spend_change: Number since 6, spend_technology: Number since 6, place: Plain since 11,
    }
    1 visit "visits" (id: VisitId) {
        pilot: PilotId, stage: Plain, entered: Day, kind: Plain, why: Text, by: Text, assumed: Flag,
        decision: DecisionId since 4,
    }
    1 appointment "appointments" (id: AppointmentId) {
        pilot: PilotId, person: PersonId, since: Day, why: Text, accountability: Plain, authority: Plain,
        committee: Plain,
    }
    1 target "targets" (pilot: PilotId, from_week: Week) { users: Plain, decision: DecisionId since 3 }
    1 metric "metrics" (id: MetricId) {
        local: Inner, pilot: PilotId, family: Plain, name: Text, unit: Text, better: Plain, headline: Flag, min: Number,
        max: Number, target: Number, tolerance: Number, archived: Flag, role: Plain since 3, counts: Text since 3,
        plan: Text since 3,
    }
    1 tick "ticks" (pilot: PilotId, item: Plain) {
        state: Plain, owner: PersonId, due: Day, why: Text, reads: Text since 5, writes: Text since 5,
    }
    1 evidence "evidence" (id: EvidenceId) { pilot: PilotId, item: Plain, text: Text, given: Day, by: Text }
    1 note "notes" (id: NoteId) { pilot: PilotId, written: Day, by: Text, text: Text, archived: Flag }
    1 source "sources" (pilot: PilotId) { profile: Plain, match: Plain, content: Json, tracked: Json since 10 }
    3 decision "decisions" (id: DecisionId) {
        pilot: PilotId, verb: Plain, statement: Text, decided: Day, decider: PersonId, rationale: Text, rejected: Json,
        conditions: Json, review: ReviewId since 6, cause: Text since 6, revisit: Plain since 6,
        watched: MetricId since 6, settled: Day since 6, parks: Json since 6, evidence: Json since 6,
    }
    3 baseline "baselines" (id: BaselineId) {
        metric: MetricId, kind: Plain, value: Number, spread: Number, count: Plain, from_week: Week, to_week: Week,
        since_week: Week, frozen: Day, by: Text, decision: DecisionId,
    }
    3 exception "exceptions" (id: ExceptionId) {
        pilot: PilotId, text: Text, severity: Plain, owner: PersonId, raised: Plain, escalated: Plain,
        escalated_to: PersonId, acknowledged: Plain, resolved: Plain, closed: Plain, resolution: Text,
        ticket: Json since 9,
    }
    3 version "versions" (id: VersionId) { pilot: PilotId, name: Text, released: Day, retrained: Flag, note: Text }
    3 pause "pauses" (id: VisitId) { pilot: PilotId, from_day: Day, to_day: Day }
    3 parameter "parameters" (name: Plain, metric: Scope) { value: Number }
    4 assessment "assessments" (id: AssessmentId) { pilot: PilotId, version: Plain, opened: Day, frozen: Day }
    4 score "scores" (assessment: AssessmentId, dimension: Plain) {
        value: Plain, assessor: PersonId, by: Text, scored: Day, effort: Plain, criteria: Json,
    }
    4 proof "proofs" (id: EvidenceId) { assessment: AssessmentId, dimension: Plain, text: Text, given: Day, by: Text }
    4 gap "gaps" (id: GapId) { assessment: AssessmentId, dimension: Plain, text: Text, answer: Plain, closed: Day }
    4 workstream "workstreams" (id: WorkstreamId) {
        pilot: PilotId, dimension: Plain, team: Text, owner: PersonId, start: Day, due: Day, effort: Plain,
        exit_test: Text, closed: Day, outcome: Text, items: Json since 5,
    }
    4 gate "gates" (decision: DecisionId) {
        pilot: PilotId, gate: Plain, cause: Text, next: Day, assessment: AssessmentId, tally: Json,
        expansion: ExpansionId since 5,
    }
    4 step "steps" (id: StepId) {
        pilot: PilotId, name: Text, manager: PersonId, documented: Day, trained: Day, retired: Day, archived: Flag,
    }
    4 expansion "expansions" (id: ExpansionId) {
        pilot: PilotId, kind: Plain, name: Text, state: Plain, since: Day, child: PilotId since 5,
    }
    4 diagnosis "diagnoses" (id: DiagnosisId) { pilot: PilotId, made: Day, cause: Text, note: Text, by: Text }
    4 booking "bookings" (pilot: PilotId, gate: Plain) { day: Day }
    4 waiver "waivers" (id: WaiverId) {
        pilot: PilotId, gate: Plain, decision: DecisionId, rule: Plain, reason: Text, look_again: Day, outcome: Plain,
    }
    5 amendment "amendments" (key: Plain) { value: Text }
    5 document "documents" (pilot: PilotId, kind: Plain) { text: Text, revised: Day, by: Text }
    5 training "trainings" (id: TrainingId) {
        pilot: PilotId, held: Day, audience: Plain, topic: Text, attended: Plain, by: Text,
    }
    5 certification "certifications" (expansion: ExpansionId, condition: Plain) {
        inherited: Flag, evidence: Text, given: Day, by: Text,
    }
    6 review "reviews" (id: ReviewId) {
        day: Day, state: Plain, chair: PersonId, slot: Plain, opened: Plain, closed: Plain, entry: Inner,
    }
    6 attendance "attendance" (review: ReviewId, person: PersonId) { present: Flag, excused: Flag since 12 }
    6 agenda "agenda" (id: AgendaId) {
        review: ReviewId, place: Plain, kind: Plain, pilot: PilotId, title: Text, wanted: Text, minutes: Plain,
        state: Plain, reasons: Json, prepared: Json,
    }
    6 minute "minutes" (id: MinuteId) { review: ReviewId, agenda: AgendaId, text: Text, at: Plain, by: Text }
    6 action "actions" (id: ActionId) {
        text: Text, owner: PersonId, due: Day, state: Plain, pilot: PilotId, review: ReviewId, made: Day, ended: Day,
        why: Text,
    }
    6 standing "standings" (review: ReviewId, pilot: PilotId) { reported: Plain, computed: Plain }
    6 member "committee" (person: PersonId) { function: Text }
};

/// The readings as in an export, where a metric has its id.
pub const READINGS: Table = table!(1 reading "readings" (metric: MetricId, week: Week) {
    value: Number, active: Number, target: Number, sample: Plain, note: Plain,
});

const fn column(name: &'static str, form: Form, since: u32) -> Column {
    Column { name, form, since }
}

impl Column {
    /// A column that came in a later format than its table.
    const fn since(self, since: u32) -> Self {
        Self { since, ..self }
    }
}

impl Form {
    /// The form of a column.
    pub fn of(table: &str, column: &str) -> Self {
        let known = Table::named(table).and_then(|table| table.column(column));
        known.map_or(Self::Plain, |column| column.form)
    }
}

impl Table {
    /// The table of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// Key and other columns.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.columns_of(VERSION)
    }

    /// Key and other columns in a file of that format.
    pub fn columns_of(&self, version: u32) -> impl Iterator<Item = &'static Column> {
        self.key.iter().chain(self.rest).filter(move |column| column.since <= version)
    }

    /// The columns that are exported.
    pub fn exported(&self) -> impl Iterator<Item = &'static Column> {
        self.columns().filter(|column| column.form != Form::Inner)
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns().find(|column| column.name == name)
    }

    /// Do its rows have an id of their own?
    pub fn has_ids(&self) -> bool {
        matches!(self.key, [Column { name: "id", .. }])
    }

    /// Has a file of that format this table?
    pub const fn is_in(&self, version: u32) -> bool {
        self.since <= version
    }

    /// SQL that makes a JSON object of those columns of a row, which may be `NEW` or `OLD`.
    pub fn json(columns: impl Iterator<Item = &'static Column>, row: &str) -> String {
        let pairs: Vec<String> = columns.map(|Column { name, .. }| format!("'{name}', {row}\"{name}\"")).collect();
        format!("json_object({})", pairs.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// Columns that hold a word.
    const WORDS: &str = "accountability answer audience authority better committee computed condition dimension family gate \
         item key kind level lifecycle match name outcome profile reported revisit role rule severity state verb";

    /// Columns that hold a moment.
    const MOMENTS: &str = "exception.raised exception.escalated exception.acknowledged exception.resolved \
         exception.closed review.opened review.closed minute.at";

    /// Does a plain text hold a word, or a moment? Any other is a day, or what somebody wrote, and is to be noted so.
    fn is_plain(table: &str, column: &str) -> bool {
        let place = format!("{table}.{column}");
        WORDS.split(' ').any(|word| word == column) || MOMENTS.split(' ').any(|moment| moment == place)
    }

    #[test]
    fn the_list_has_the_columns_that_the_steps_make() {
        let connection = Connection::open_in_memory().unwrap();
        super::super::create_tables(&connection).unwrap();
        let mut statement = connection
            .prepare("SELECT name, type || iif(\"notnull\", ' NOT NULL', '') FROM pragma_table_info(?1)")
            .unwrap();
        for table in TABLES {
            let made: Vec<(String, String)> = statement
                .query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let names: Vec<&str> = made.iter().map(|(name, _)| name.as_str()).collect();
            let listed: Vec<&str> = table.columns().map(|column| column.name).collect();
            assert_eq!(listed, names, "{}", table.name);
            for (column, (_, kind)) in table.columns().zip(&made) {
                let fits = match column.form {
                    Form::Text => kind == "TEXT NOT NULL",
                    Form::Day | Form::Json => kind.starts_with("TEXT"),
                    Form::Plain => kind.starts_with("INTEGER") || is_plain(table.name, column.name),
                    _ => kind.starts_with("INTEGER"),
                };
                assert!(fits, "{}, {}: {kind}", table.name, column.name);
            }
        }
    }
}
