//! Answers about what is recorded besides readings: baselines, exceptions, decisions, model versions, parameters.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row};

use super::meant::by_id;
use super::of::Of;
use super::{any_row, rows, rows_of};
use crate::domain::change::TicketSaid;
use crate::domain::decision::{settle_pauses, tell_left_open};
use crate::domain::trigger::Bar;
use crate::domain::{
    Baseline, BaselineId, Decision, DecisionId, Exception, ExceptionId, MetricId, ModelVersion, PersonId, PilotId,
    ReviewId, Rules, Trigger, VersionId, Week, parse_day,
};
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::open::Reader;

const EXCEPTION: &str = "SELECT id, pilot, text, severity, owner, raised, escalated, escalated_to, acknowledged, \
     resolved, closed, resolution FROM exception";

/// A change of scope `d` on which no target users rest yet.
pub(in crate::store) const UNUSED_SCOPE: &str = "d.verb = 'change-scope' \
     AND NOT EXISTS (SELECT 1 FROM target t WHERE t.pilot = d.pilot AND t.decision = d.id)";

/// One exception.
pub(in crate::store) fn exception(connection: &Connection, id: ExceptionId) -> Result<Option<Exception>> {
    any_row(connection, &format!("{EXCEPTION} WHERE id = ?1"), [id.0], exception_row)
}

/// The exceptions of one pilot, or of all, in order of creation.
pub(super) fn exceptions(connection: &Connection, of: Of) -> Result<Vec<Exception>> {
    rows_of(connection, of, &format!("{EXCEPTION} WHERE pilot {{of}} ORDER BY id"), exception_row)
}

impl Reader {
    /// The baselines of one pilot's metrics, or of all, oldest first.
    pub fn baselines(&self, of: impl Into<Of>) -> Result<Vec<Baseline>> {
        let of = of.into();
        let those = match of {
            Of::All => "TRUE",
            Of::Between(..) => "metric IN (SELECT id FROM metric WHERE pilot {of})",
        };
        let sql = format!(
            "SELECT id, metric, kind, value, spread, count, from_week, to_week, since_week, frozen, by, decision \
             FROM baseline WHERE {those} ORDER BY id"
        );
        rows_of(&self.connection, of, &sql, |row| {
            Ok(Baseline {
                id: BaselineId(row.get(0)?),
                metric: MetricId(row.get(1)?),
                kind: row.word(2)?,
                value: row.fixed(3)?.unwrap_or_default(),
                spread: row.fixed(4)?,
                count: row.get(5)?,
                period: week(row, 6)?.zip(week(row, 7)?),
                since: week(row, 8)?,
                frozen: row.day(9)?.unwrap_or_default(),
                by: row.get(10)?,
                decision: row.some_id(11, DecisionId)?,
            })
        })
    }

    /// The exceptions of one pilot, or of all, in order of creation.
    pub fn exceptions(&self, of: impl Into<Of>) -> Result<Vec<Exception>> {
        exceptions(&self.connection, of.into())
    }

    /// The pilots whose exceptions are registered.
    pub fn registered(&self) -> Result<HashSet<PilotId>> {
        let pilots = rows(&self.connection, "SELECT DISTINCT pilot FROM exception", [], |row| row.get(0).map(PilotId))?;
        Ok(pilots.into_iter().collect())
    }

    /// The pilots with a change of scope on which no target users rest yet: they may have fewer.
    pub fn rescoped(&self) -> Result<HashSet<PilotId>> {
        let sql = format!("SELECT DISTINCT pilot FROM decision d WHERE {UNUSED_SCOPE}");
        let pilots = rows(&self.connection, &sql, [], |row| row.get(0).map(PilotId))?;
        Ok(pilots.into_iter().collect())
    }

    /// The exception that a text names, by its id or the beginning of it.
    pub fn find_exception(&self, text: &str) -> Result<ExceptionId> {
        let (all, hint) = (self.exceptions(None)?, "look at `steerco list exceptions`");
        Ok(by_id("exception", text, all, |exception| exception.id, hint)?.id)
    }

    /// What tickets said of exceptions last.
    pub fn tickets(&self) -> Result<HashMap<ExceptionId, TicketSaid>> {
        let said = rows(&self.connection, "SELECT id, ticket FROM exception WHERE ticket IS NOT NULL", [], |row| {
            Ok((ExceptionId(row.get(0)?), row.get::<_, String>(1)?))
        })?;
        // What cannot be read was not written by this program, and counts for nothing.
        Ok(said.into_iter().filter_map(|(id, text)| Some((id, serde_json::from_str(&text).ok()?))).collect())
    }

    /// The decisions on one pilot, or on all, in order of creation.
    pub fn decisions(&self, of: impl Into<Of>) -> Result<Vec<Decision>> {
        let framework = self.framework()?;
        // What a verdict has beyond a decision is in the rows of its gate.
        let sql = "SELECT d.id, d.pilot, d.verb, d.statement, d.decided, d.decider, n.name, d.rationale, d.rejected, \
             d.conditions, d.review, coalesce(g.cause, d.cause), d.revisit, d.watched, m.name, d.settled, d.parks, d.evidence, \
             CASE WHEN d.verb = 'appoint-owner' THEN (SELECT o.name FROM appointment a JOIN person o ON o.id = a.person \
             WHERE a.pilot = d.pilot AND a.why = d.statement ORDER BY abs(a.id - d.id) LIMIT 1) END, \
             g.next, (SELECT json_group_array(w.rule ORDER BY w.id) FROM waiver w WHERE w.decision = g.decision), \
             (SELECT json_group_array(w.reason ORDER BY w.id) FROM waiver w WHERE w.decision = g.decision), \
             (SELECT min(w.look_again) FROM waiver w WHERE w.decision = g.decision), \
             EXISTS (SELECT 1 FROM waiver w WHERE w.decision = g.decision AND w.outcome IS NULL), \
             (SELECT json_group_array(w.outcome ORDER BY w.id) FROM waiver w \
             WHERE w.decision = g.decision AND w.outcome IS NOT NULL) \
             FROM decision d JOIN person n ON n.id = d.decider LEFT JOIN metric m ON m.id = d.watched \
             LEFT JOIN gate g ON g.decision = d.id WHERE d.pilot {of} ORDER BY d.id";
        let mut decisions = rows_of(&self.connection, of, sql, |row| {
            let rules = row.words(20)?.into_iter().map(|rule| framework.rule_called(&rule));
            Ok(Decision {
                id: DecisionId(row.get(0)?),
                pilot: PilotId(row.get(1)?),
                verb: row.word(2)?,
                statement: row.get(3)?,
                date: row.day(4)?.unwrap_or_default(),
                decided_by: PersonId(row.get(5)?),
                decided_by_name: row.get(6)?,
                rationale: row.get(7)?,
                rejected: row.words(8)?,
                conditions: row.words(9)?,
                review: row.some_id(10, ReviewId)?,
                cause: row.get(11)?,
                next: row.day(19)?,
                waived: rules.zip(row.words(21)?).collect(),
                look_again: row.day(22)?,
                awaits_outcome: row.get(23)?,
                outcomes: row.words(24)?.iter().filter_map(|word| word.parse().ok()).collect(),
                trigger: trigger(row)?,
                settled: row.day(15)?,
                over: None,
                parks: row.words(16)?,
                evidence: row.words(17)?,
                leaves: Vec::new(),
                appointee: row.get(18)?,
            })
        })?;
        tell_left_open(&mut decisions);
        settle_pauses(&mut decisions);
        Ok(decisions)
    }

    /// The decision that a text names, by its id or the beginning of it.
    pub fn find_decision(&self, text: &str) -> Result<DecisionId> {
        let (all, hint) = (self.decisions(None)?, "look at `steerco list decisions`");
        Ok(by_id("decision", text, all, |decision| decision.id, hint)?.id)
    }

    /// The model versions of one pilot, or of all, by release.
    pub fn versions(&self, of: impl Into<Of>) -> Result<Vec<ModelVersion>> {
        let sql =
            "SELECT id, pilot, name, released, retrained, note FROM version WHERE pilot {of} ORDER BY released, id";
        rows_of(&self.connection, of, sql, |row| {
            Ok(ModelVersion {
                id: VersionId(row.get(0)?),
                pilot: PilotId(row.get(1)?),
                name: row.get(2)?,
                released: row.day(3)?.unwrap_or_default(),
                retrained: row.get(4)?,
                note: row.get(5)?,
            })
        })
    }

    /// The numbers that rules go by, with those that this workspace sets.
    pub fn rules(&self) -> Result<Rules> {
        let own = rows(&self.connection, "SELECT name, metric, value FROM parameter", [], |row| {
            let metric: i64 = row.get(1)?;
            Ok((row.get(0)?, (metric != 0).then_some(MetricId(metric)), row.fixed(2)?.unwrap_or_default()))
        })?;
        Ok(Rules::of(&self.builtin).with(own))
    }
}

/// What brings a decision back: a day, or a value of a metric.
fn trigger(row: &Row<'_>) -> rusqlite::Result<Option<Trigger>> {
    let text: String = row.get(12)?;
    let metric = row.some_id(13, MetricId)?.zip(row.get(14)?);
    Ok(match metric {
        Some((metric, name)) => Bar::read(&text, metric, name).map(Trigger::Value),
        None => parse_day(&text).ok().map(Trigger::On),
    })
}

fn week(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Week>> {
    row.get::<_, Option<i32>>(column)?.map(|_| row.week(column)).transpose()
}

fn exception_row(row: &Row<'_>) -> rusqlite::Result<Exception> {
    Ok(Exception {
        id: ExceptionId(row.get(0)?),
        pilot: PilotId(row.get(1)?),
        text: row.get(2)?,
        severity: row.word(3)?,
        owner: row.some_id(4, PersonId)?,
        raised: row.word(5)?,
        escalated: row.some_word(6)?,
        escalated_to: row.some_id(7, PersonId)?,
        acknowledged: row.some_word(8)?,
        resolved: row.some_word(9)?,
        closed: row.some_word(10)?,
        resolution: row.get(11)?,
    })
}
