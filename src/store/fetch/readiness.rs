//! Answers about readiness: gap assessments, workstreams, gates and waivers.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::meant::{by_id, only_one};
use super::of::Of;
use super::page::piece;
use super::rows_of;
use crate::domain::readiness::{
    Assessment, Booking, Diagnosis, DimensionStanding, Document, Expansion, Held, Met, Readiness, Scored, Step,
    Training, Waiver, Workstream, WrittenGap,
};
use crate::domain::{
    AssessmentId, DecisionId, DiagnosisId, Dimension, ExpansionId, GapId, Gate, PersonId, PilotId, StepId, TrainingId,
    WaiverId, WorkstreamId,
};
use crate::store::canonical::WHOLE;
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::open::Reader;

type ByPilot = HashMap<PilotId, Readiness>;
/// Scores by their assessment.
type Scores = HashMap<i64, [Scored; 6]>;

/// The readiness of one pilot, or of all that have any.
pub(in crate::store) fn readiness(connection: &Connection, of: Of) -> Result<ByPilot> {
    let ask = Ask { connection, of };
    let mut known = ByPilot::new();
    ask.assessments(&mut known)?;
    for work in ask.workstreams()? {
        known.entry(work.pilot).or_default().workstreams.push(work);
    }
    ask.gates(&mut known)?;
    ask.rollout(&mut known)?;
    Ok(known)
}

/// A connection, and the pilots that are asked about.
struct Ask<'a> {
    connection: &'a Connection,
    of: Of,
}

impl Ask<'_> {
    /// The rows of a question, with `{of}` as in [`rows_of`].
    fn rows<T>(&self, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>> {
        rows_of(self.connection, self.of, sql, read)
    }

    fn assessments(&self, known: &mut ByPilot) -> Result<()> {
        let mut scores = self.scores()?;
        let sql = "SELECT id, pilot, version, opened, frozen FROM assessment WHERE pilot {of} ORDER BY pilot, version";
        let assessments = self.rows(sql, |row| {
            let id: i64 = row.get(0)?;
            let assessment = Assessment {
                id: AssessmentId(id),
                version: row.get(2)?,
                opened: row.day(3)?.unwrap_or_default(),
                frozen: row.day(4)?,
                scores: scores.remove(&id).unwrap_or_default(),
            };
            Ok((PilotId(row.get(1)?), assessment))
        })?;
        for (pilot, assessment) in assessments {
            known.entry(pilot).or_default().assessments.push(assessment);
        }
        Ok(())
    }

    fn scores(&self) -> Result<Scores> {
        let mut scores = Scores::new();
        let sql = "SELECT s.assessment, s.dimension, s.value, s.assessor, coalesce(n.name, s.by), s.scored, s.effort, \
             s.criteria FROM assessment a JOIN score s ON s.assessment = a.id LEFT JOIN person n ON n.id = s.assessor \
             WHERE a.pilot {of}";
        let rows = self.rows(sql, |row| {
            let criteria = row.get_ref(7)?.as_str().unwrap_or_default();
            let scored = Scored {
                value: row.get(2)?,
                assessor: row.some_id(3, PersonId)?,
                by: row.get(4)?,
                on: row.day(5)?,
                effort: row.get(6)?,
                criteria: serde_json::from_str(criteria).unwrap_or_default(),
                ..Scored::default()
            };
            Ok((row.get(0)?, row.word::<Dimension>(1)?, scored))
        })?;
        for (assessment, dimension, scored) in rows {
            *spot(&mut scores, assessment, dimension) = scored;
        }
        let sql = "SELECT p.assessment, p.dimension, p.id, p.text, p.given, p.by FROM assessment a \
             JOIN proof p ON p.assessment = a.id WHERE a.pilot {of} ORDER BY p.id";
        let rows = self.rows(sql, |row| Ok((row.get(0)?, row.word(1)?, piece(row, 2)?)))?;
        for (assessment, dimension, evidence) in rows {
            spot(&mut scores, assessment, dimension).evidence.push(evidence);
        }
        let sql = "SELECT g.assessment, g.dimension, g.id, g.text, g.answer, g.closed FROM assessment a \
             JOIN gap g ON g.assessment = a.id WHERE a.pilot {of} ORDER BY g.id";
        let rows = self.rows(sql, |row| {
            let answer = row.some_word(4)?;
            let gap = WrittenGap { id: GapId(row.get(2)?), text: row.get(3)?, answer, closed: row.day(5)? };
            Ok((row.get(0)?, row.word(1)?, gap))
        })?;
        for (assessment, dimension, gap) in rows {
            spot(&mut scores, assessment, dimension).gaps.push(gap);
        }
        Ok(scores)
    }

    fn workstreams(&self) -> Result<Vec<Workstream>> {
        // If it came in a whole export, it was entered earlier, and nobody knows when.
        let sql = format!(
            "SELECT w.id, w.pilot, w.dimension, w.team, w.owner, n.name, w.start, w.due, w.effort, w.exit_test, w.closed, \
             w.outcome, w.items, (SELECT date(e.at / 1000, 'unixepoch', 'localtime') FROM image i \
             JOIN entry e ON e.seq = i.entry AND e.summary NOT LIKE '{WHOLE} %' WHERE i.tbl = 'workstream' \
             AND i.key = json_object('id', w.id) AND i.before IS NULL ORDER BY i.id LIMIT 1) \
             FROM workstream w LEFT JOIN person n ON n.id = w.owner WHERE w.pilot {{of}} ORDER BY w.id"
        );
        self.rows(&sql, |row| {
            let items = row.get_ref(12)?.as_str().unwrap_or_default();
            Ok(Workstream {
                items: serde_json::from_str(items).unwrap_or_default(),
                id: WorkstreamId(row.get(0)?),
                pilot: PilotId(row.get(1)?),
                dimension: row.word(2)?,
                team: row.get(3)?,
                owner: row.some_id(4, PersonId)?,
                owner_name: row.get(5)?,
                start: row.day(6)?.unwrap_or_default(),
                entered: row.day(13)?,
                due: row.day(7)?,
                effort: row.get(8)?,
                exit_test: row.get(9)?,
                closed: row.day(10)?,
                outcome: row.get(11)?,
            })
        })
    }

    fn rollout(&self, known: &mut ByPilot) -> Result<()> {
        let sql = "SELECT s.id, s.pilot, s.name, s.manager, n.name, s.documented, s.trained, s.retired FROM step s \
             LEFT JOIN person n ON n.id = s.manager WHERE s.pilot {of} AND s.archived = 0 ORDER BY s.id";
        let steps = self.rows(sql, |row| {
            Ok(Step {
                id: StepId(row.get(0)?),
                pilot: PilotId(row.get(1)?),
                name: row.get(2)?,
                manager: row.some_id(3, PersonId)?,
                manager_name: row.get(4)?,
                documented: row.day(5)?,
                trained: row.day(6)?,
                retired: row.day(7)?,
            })
        })?;
        for step in steps {
            known.entry(step.pilot).or_default().steps.push(step);
        }
        let mut met = self.met()?;
        let sql = "SELECT id, pilot, kind, name, state, since, child FROM expansion WHERE pilot {of} ORDER BY id";
        let expansions = self.rows(sql, |row| {
            Ok(Expansion {
                id: ExpansionId(row.get(0)?),
                met: met.remove(&row.get(0)?).unwrap_or_default(),
                child: row.some_id(6, PilotId)?,
                pilot: PilotId(row.get(1)?),
                kind: row.word(2)?,
                name: row.get(3)?,
                state: row.word(4)?,
                since: row.day(5)?.unwrap_or_default(),
            })
        })?;
        for item in expansions {
            known.entry(item.pilot).or_default().expansions.push(item);
        }
        let sql = "SELECT id, pilot, made, cause, note, by FROM diagnosis WHERE pilot {of} ORDER BY id";
        let diagnoses = self.rows(sql, |row| {
            Ok(Diagnosis {
                id: DiagnosisId(row.get(0)?),
                pilot: PilotId(row.get(1)?),
                on: row.day(2)?.unwrap_or_default(),
                cause: row.word(3)?,
                note: row.get(4)?,
                by: row.get(5)?,
            })
        })?;
        for diagnosis in diagnoses {
            known.entry(diagnosis.pilot).or_default().diagnoses.push(diagnosis);
        }
        self.handed_on(known)
    }

    /// How the conditions of certification are met, by expansion item.
    fn met(&self) -> Result<HashMap<i64, Vec<Met>>> {
        let sql = "SELECT c.expansion, c.condition, c.inherited, c.evidence, c.given, c.by FROM expansion x \
             JOIN certification c ON c.expansion = x.id WHERE x.pilot {of}";
        let rows = self.rows(sql, |row| {
            let met = Met {
                condition: row.word(1)?,
                inherited: row.get(2)?,
                evidence: row.get(3)?,
                on: row.day(4)?.unwrap_or_default(),
                by: row.get(5)?,
            };
            Ok((row.get(0)?, met))
        })?;
        let mut met: HashMap<i64, Vec<Met>> = HashMap::new();
        for (expansion, one) in rows {
            met.entry(expansion).or_default().push(one);
        }
        Ok(met)
    }

    /// Documents and trainings.
    fn handed_on(&self, known: &mut ByPilot) -> Result<()> {
        let sql = "SELECT pilot, kind, text, revised, by FROM document WHERE pilot {of} ORDER BY pilot, kind DESC";
        let documents = self.rows(sql, |row| {
            let revised = row.day(3)?.unwrap_or_default();
            let document = Document { kind: row.word(1)?, text: row.get(2)?, revised, by: row.get(4)? };
            Ok((PilotId(row.get(0)?), document))
        })?;
        for (pilot, document) in documents {
            known.entry(pilot).or_default().documents.push(document);
        }
        let sql = "SELECT id, pilot, held, audience, topic, attended, by FROM training WHERE pilot {of} ORDER BY id";
        let trainings = self.rows(sql, |row| {
            let training = Training {
                id: TrainingId(row.get(0)?),
                held: row.day(2)?.unwrap_or_default(),
                audience: row.word(3)?,
                topic: row.get(4)?,
                attended: row.get(5)?,
                by: row.get(6)?,
            };
            Ok((PilotId(row.get(1)?), training))
        })?;
        for (pilot, training) in trainings {
            known.entry(pilot).or_default().trainings.push(training);
        }
        Ok(())
    }

    fn gates(&self, known: &mut ByPilot) -> Result<()> {
        let sql = "SELECT g.decision, g.pilot, g.gate, CASE d.verb WHEN 'certify' THEN 'go' ELSE d.verb END, d.decided, \
             g.cause, g.next, a.version, g.tally, g.expansion FROM gate g \
             JOIN decision d ON d.id = g.decision LEFT JOIN assessment a ON a.id = g.assessment \
             WHERE g.pilot {of} ORDER BY g.decision";
        let held = self.rows(sql, |row| {
            let tally = row.get_ref(8)?.as_str().unwrap_or_default();
            Ok(Held {
                decision: DecisionId(row.get(0)?),
                pilot: PilotId(row.get(1)?),
                gate: row.word(2)?,
                verdict: row.word(3)?,
                on: row.day(4)?.unwrap_or_default(),
                cause: row.get(5)?,
                next: row.day(6)?,
                version: row.get(7)?,
                dimensions: serde_json::from_str::<Vec<DimensionStanding>>(tally).unwrap_or_default(),
                item: row.some_id(9, ExpansionId)?,
            })
        })?;
        for held in held {
            known.entry(held.pilot).or_default().held.push(held);
        }
        let booked = self.rows("SELECT pilot, gate, day FROM booking WHERE pilot {of}", |row| {
            let day = row.day(2)?.unwrap_or_default();
            Ok((PilotId(row.get(0)?), Booking { gate: row.word::<Gate>(1)?, day }))
        })?;
        for (pilot, booking) in booked {
            known.entry(pilot).or_default().booked.push(booking);
        }
        let sql = "SELECT w.id, w.pilot, w.gate, w.decision, w.rule, w.reason, n.name, w.look_again, w.outcome, d.decided, d.decider \
             FROM waiver w JOIN decision d ON d.id = w.decision JOIN person n ON n.id = d.decider \
             WHERE w.pilot {of} ORDER BY w.id";
        let waivers = self.rows(sql, |row| {
            Ok(Waiver {
                id: WaiverId(row.get(0)?),
                pilot: PilotId(row.get(1)?),
                gate: row.word(2)?,
                decision: DecisionId(row.get(3)?),
                rule: row.get(4)?,
                reason: row.get(5)?,
                by: row.get(6)?,
                look_again: row.day(7)?.unwrap_or_default(),
                outcome: row.some_word(8)?,
                decided: row.day(9)?.unwrap_or_default(),
                by_id: PersonId(row.get(10)?),
            })
        })?;
        for waiver in waivers {
            known.entry(waiver.pilot).or_default().waivers.push(waiver);
        }
        Ok(())
    }
}

fn spot(scores: &mut Scores, assessment: i64, dimension: Dimension) -> &mut Scored {
    &mut scores.entry(assessment).or_default()[dimension as usize]
}

impl Reader {
    /// The readiness of one pilot, or of all that have any.
    pub fn readiness(&self, of: impl Into<Of>) -> Result<HashMap<PilotId, Readiness>> {
        readiness(&self.connection, of.into())
    }

    /// The workstream that a text names, by its id or the beginning of it.
    pub fn find_workstream(&self, text: &str) -> Result<WorkstreamId> {
        let all = Ask { connection: &self.connection, of: Of::All }.workstreams()?;
        Ok(by_id("workstream", text, all, |work| work.id, "look at `steerco list workstreams`")?.id)
    }

    /// The written gap that a text names, by its id or the beginning of it.
    pub fn find_gap(&self, text: &str) -> Result<GapId> {
        let all = self.readiness(None)?.into_values().flat_map(|known| known.assessments);
        let gaps = all.flat_map(|assessment| assessment.scores).flat_map(|scored| scored.gaps);
        Ok(by_id("gap", text, gaps, |gap| gap.id, "look at `steerco list gaps`")?.id)
    }

    /// The process step that a text names: by its id, the beginning of it, or PILOT/NAME.
    pub fn find_step(&self, text: &str) -> Result<StepId> {
        let all = self.readiness(None)?.into_values().flat_map(|known| known.steps);
        let named = all.map(|step| (step.id, step.pilot, step.name)).collect();
        self.named("step", text, named, "look at `steerco list steps`")
    }

    /// The expansion item that a text names: by its id, the beginning of it, or PILOT/NAME.
    pub fn find_expansion(&self, text: &str) -> Result<ExpansionId> {
        let all = self.readiness(None)?.into_values().flat_map(|known| known.expansions);
        let named = all.map(|item| (item.id, item.pilot, item.name)).collect();
        self.named("item", text, named, "look at `steerco list items`")
    }

    fn named<T: Copy + std::fmt::Display>(
        &self,
        noun: &str,
        text: &str,
        all: Vec<(T, PilotId, String)>,
        hint: &str,
    ) -> Result<T> {
        if let Some((pilot, name)) = text.split_once('/') {
            let pilot = self.find_pilot(pilot)?;
            let own = all.into_iter().filter(|(_, of, known)| *of == pilot && known.eq_ignore_ascii_case(name));
            return only_one(noun, text, own.map(|(id, _, name)| (id, name)).collect(), hint);
        }
        by_id(noun, text, all.into_iter().map(|(id, ..)| id), |id| *id, hint)
    }

    /// The waiver that a text names, by its id or the beginning of it.
    pub fn find_waiver(&self, text: &str) -> Result<WaiverId> {
        let all = self.readiness(None)?.into_values().flat_map(|known| known.waivers);
        Ok(by_id("waiver", text, all, |waiver| waiver.id, "look at `steerco list waivers`")?.id)
    }
}
