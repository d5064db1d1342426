//! Performs the writes to gap assessments. A version that a gate froze is never changed: the next one begins as a copy
//! of it.

use rusqlite::params;
use serde_json::json;

use super::{Writer, brief, refuse};
use crate::domain::change::{AssessmentChange, ScoreChange};
use crate::domain::{AssessmentId, Day, Dimension, GapAnswer, GapId, Invalid, PilotId};
use crate::store::columns::{Columns, DayText};
use crate::store::error::{Error, Result};
use crate::store::fetch;

impl Writer<'_> {
    pub(super) fn assessment(&mut self, change: &AssessmentChange) -> Result<()> {
        match change {
            AssessmentChange::Score(score) => self.score(score),
            AssessmentChange::NewVersion { pilot } => {
                let name = self.pilot_name(*pilot)?;
                let Some((present, version, _)) = self.present_version(*pilot)? else {
                    let error = Invalid::new(format!("{name} has no assessment that a new version could begin with"));
                    return Err(error.hint("score a dimension: steerco score PILOT data 2").into());
                };
                let id = self.next_version(*pilot, present, version)?;
                self.added(&id);
                self.touch(*pilot);
                self.did(format!("{name}: began version {} of the gap assessment.", version + 1))
            }
            AssessmentChange::Answer { gap, answer, was } => self.answer(*gap, *answer, *was),
        }
    }

    fn score(&mut self, change: &ScoreChange) -> Result<()> {
        let name = self.pilot_name(change.pilot)?;
        let known = self.framework.dimension(change.dimension);
        let subject = format!("{name}, {}", known.name.to_lowercase());
        if change.value.is_some_and(|value| value > 4) {
            return Err(no_score());
        }
        let criteria = i64::try_from(known.criteria.len()).unwrap_or(i64::MAX);
        if change.criteria.iter().flatten().any(|place| i64::from(*place) >= criteria) {
            return refuse(format!("{} has {criteria} criteria", known.name), "tick one of them", "criteria");
        }
        let by = change.by.map(|by| self.person_name(by)).transpose()?;
        let present = self.present_version(change.pilot)?;
        if let (Some(was), Some((assessment, ..))) = (change.was, present) {
            let now = self.held_score(assessment, change.dimension)?;
            let said = |score: Option<u8>| score.map_or_else(|| "no score".to_owned(), |score| score.to_string());
            let (yours, theirs) = (said(change.value), said(now));
            self.expect_seen(was == now || change.value == now, (&subject, &yours, &theirs), |writer| {
                let key = json!({"assessment": assessment.0, "dimension": change.dimension}).to_string();
                writer.writer_of("score", &key, "value")
            })?;
        }
        let says = !(change.evidence.is_empty() && change.gaps.is_empty());
        if change.value.is_none() && change.effort.is_none() && change.criteria.is_none() && !says {
            return refuse("nothing is said about the dimension", "give a score from 0 to 4", "score");
        }
        let dated = self.happened(change.dated, "evidence is of a day that has come", "dated")?;
        // If a gate has frozen it, the same score again says that somebody looked again.
        if let Some((assessment, _, frozen)) = present
            && !(change.value.is_some() && (frozen || self.is_carried(assessment, change.dimension)?))
            && self.says_so(assessment, dated, change)?
        {
            self.added(&assessment);
            return self.same(format!("{subject}: that was so already."));
        }
        let assessment = self.writable_version(change.pilot, present)?;
        self.added(&assessment);
        self.write_score(assessment, change)?;
        let proofs = self.renew(assessment, dated, change)?
            + self.add_texts(assessment, dated, change.dimension, &change.evidence, Texts::Proof)?;
        let gaps = self.add_texts(assessment, dated, change.dimension, &change.gaps, Texts::Gap)?;
        self.touch(change.pilot);
        let value = change.value.map_or_else(|| "written to".to_owned(), |value| format!("scored {value}"));
        let by = by.map_or_else(String::new, |by| format!(" by {by}"));
        let evidence = if proofs > 0 { ", with evidence" } else { "" };
        let gaps = match gaps {
            0 => String::new(),
            1 => ", a gap written".to_owned(),
            more => format!(", {more} gaps written"),
        };
        self.did(format!("{subject}: {value}{by}{evidence}{gaps}."))
    }

    /// Has a version taken a score over from the one before it, rather than being scored itself?
    fn is_carried(&self, assessment: AssessmentId, dimension: Dimension) -> Result<bool> {
        let sql = "SELECT 1 FROM score JOIN assessment ON assessment.id = score.assessment \
                   WHERE assessment = ?1 AND dimension = ?2 AND scored < opened";
        self.exists(sql, params![assessment.0, dimension.name()])
    }

    /// Does a version say all of this already, by the same assessor and as of that day or a later one?
    fn says_so(&self, assessment: AssessmentId, dated: Day, change: &ScoreChange) -> Result<bool> {
        let held = self.held_row(assessment, change.dimension)?;
        let Some((row, by)) = held else {
            return Ok(false);
        };
        let assessed = change.value.is_none() || change.by.is_some() || by == self.stamp.actor;
        let known = |texts: &[String], of| {
            texts.iter().try_fold(true, |known, text| {
                Ok::<_, Error>(known && self.has_text(assessment, change.dimension, text, of)?)
            })
        };
        Ok(row == wanted(&row, change)
            && assessed
            && !self.is_renewed(assessment, dated, change)?
            && known(&change.evidence, Texts::Proof)?
            && known(&change.gaps, Texts::Gap)?)
    }

    /// The present version: its id, its number, and whether it is frozen.
    pub(super) fn present_version(&self, pilot: PilotId) -> Result<Option<(AssessmentId, u32, bool)>> {
        self.found(
            "SELECT id, version, frozen IS NOT NULL FROM assessment WHERE pilot = ?1 ORDER BY version DESC LIMIT 1",
            [pilot.0],
            |row| Ok((AssessmentId(row.get(0)?), row.get(1)?, row.get(2)?)),
        )
    }

    /// A version that can be changed: the present one, the next after a frozen one, or the first.
    pub(super) fn writable_version(
        &mut self,
        pilot: PilotId,
        present: Option<(AssessmentId, u32, bool)>,
    ) -> Result<AssessmentId> {
        match present {
            Some((id, _, false)) => Ok(id),
            Some((id, version, true)) => self.next_version(pilot, id, version),
            None => self.insert_version(pilot, 1),
        }
    }

    fn insert_version(&mut self, pilot: PilotId, version: u32) -> Result<AssessmentId> {
        let id = self.ids.take();
        self.execute(
            "INSERT INTO assessment (id, pilot, version, opened, frozen) VALUES (?1, ?2, ?3, ?4, NULL)",
            params![id, pilot.0, version, self.today()],
        )?;
        Ok(AssessmentId(id))
    }

    /// The next version, with the scores, evidence and open gaps of the one before.
    fn next_version(&mut self, pilot: PilotId, before: AssessmentId, version: u32) -> Result<AssessmentId> {
        let next = self.insert_version(pilot, version + 1)?;
        self.execute(
            "INSERT INTO score (assessment, dimension, value, assessor, by, scored, effort, criteria) \
                 SELECT ?1, dimension, value, assessor, by, scored, effort, criteria FROM score WHERE assessment = ?2",
            [next.0, before.0],
        )?;
        for (table, columns, only) in
            [("proof", "text, given, by", ""), ("gap", "text, answer, closed", "AND closed IS NULL")]
        {
            let sql = format!("SELECT id FROM {table} WHERE assessment = ?1 {only} ORDER BY id");
            for id in fetch::rows(self.connection, &sql, [before.0], |row| row.get::<_, i64>(0))? {
                let fresh = self.ids.take();
                self.execute(
                    &format!(
                        "INSERT INTO {table} (id, assessment, dimension, {columns}) \
                         SELECT ?1, ?2, dimension, {columns} FROM {table} WHERE id = ?3"
                    ),
                    [fresh, next.0, id],
                )?;
            }
        }
        Ok(next)
    }

    fn held_score(&self, assessment: AssessmentId, dimension: Dimension) -> Result<Option<u8>> {
        Ok(self
            .found(
                "SELECT value FROM score WHERE assessment = ?1 AND dimension = ?2",
                params![assessment.0, dimension.name()],
                |row| row.get(0),
            )?
            .flatten())
    }

    /// A dimension's row, and who wrote its score.
    fn held_row(&self, assessment: AssessmentId, dimension: Dimension) -> Result<Option<(Row, String)>> {
        let sql = "SELECT value, assessor, effort, criteria, by FROM score WHERE assessment = ?1 AND dimension = ?2";
        self.found(sql, params![assessment.0, dimension.name()], |row| {
            let held = Row { value: row.get(0)?, assessor: row.get(1)?, effort: row.get(2)?, criteria: row.get(3)? };
            Ok((held, row.get(4)?))
        })
    }

    /// Writes score, assessor, effort and criteria, as far as they are given.
    pub(super) fn write_score(&self, assessment: AssessmentId, change: &ScoreChange) -> Result<()> {
        let held = self.held_row(assessment, change.dimension)?.map(|(row, _)| row).unwrap_or_default();
        let wanted = wanted(&held, change);
        self.execute(
            "INSERT INTO score (assessment, dimension, value, assessor, by, scored, effort, criteria) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE SET value = excluded.value, \
                 assessor = excluded.assessor, by = CASE WHEN ?9 THEN excluded.by ELSE by END, \
                 scored = CASE WHEN ?9 THEN excluded.scored ELSE scored END, \
                 effort = excluded.effort, criteria = excluded.criteria",
            params![
                assessment.0,
                change.dimension.name(),
                wanted.value,
                wanted.assessor,
                self.stamp.actor,
                DayText(change.value.map(|_| self.stamp.today)),
                wanted.effort,
                wanted.criteria,
                change.value.is_some(),
            ],
        )?;
        Ok(())
    }

    fn has_text(&self, assessment: AssessmentId, dimension: Dimension, text: &str, of: Texts) -> Result<bool> {
        let sql = format!("SELECT 1 FROM {} WHERE assessment = ?1 AND dimension = ?2 AND text = ?3", of.table());
        Ok(text.trim().is_empty() || self.exists(&sql, params![assessment.0, dimension.name(), text.trim()])?)
    }

    /// Is evidence of an earlier day given again with a score? Then somebody looked at it again.
    fn is_renewed(&self, assessment: AssessmentId, dated: Day, change: &ScoreChange) -> Result<bool> {
        let sql = "SELECT 1 FROM proof WHERE assessment = ?1 AND dimension = ?2 AND text = ?3 AND given < ?4";
        let dimension = change.dimension.name();
        for text in change.evidence.iter().filter(|_| change.value.is_some()) {
            if self.exists(sql, params![assessment.0, dimension, text.trim(), DayText(Some(dated))])? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Dates such evidence by the day of the new look. Returns how many pieces it was.
    fn renew(&self, assessment: AssessmentId, dated: Day, change: &ScoreChange) -> Result<usize> {
        let sql = "UPDATE proof SET given = ?4, by = ?5 \
                   WHERE assessment = ?1 AND dimension = ?2 AND text = ?3 AND given < ?4";
        let (dimension, actor, mut renewed) = (change.dimension.name(), &self.stamp.actor, 0);
        for text in change.evidence.iter().filter(|_| change.value.is_some()) {
            renewed += self.execute(sql, params![assessment.0, dimension, text.trim(), DayText(Some(dated)), actor])?;
        }
        Ok(renewed)
    }

    /// Adds evidence or gaps that are not there yet. Returns how many.
    pub(super) fn add_texts(
        &mut self,
        assessment: AssessmentId,
        dated: Day,
        dimension: Dimension,
        texts: &[String],
        of: Texts,
    ) -> Result<usize> {
        let mut added = 0;
        for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            if self.has_text(assessment, dimension, text, of)? {
                continue;
            }
            let id = self.ids.take();
            match of {
                Texts::Proof => self.execute(
                    "INSERT INTO proof (id, assessment, dimension, text, given, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![id, assessment.0, dimension.name(), text, DayText(Some(dated)), self.stamp.actor],
                )?,
                Texts::Gap => self.execute(
                    "INSERT INTO gap (id, assessment, dimension, text) VALUES (?1, ?2, ?3, ?4)",
                    params![id, assessment.0, dimension.name(), text],
                )?,
            };
            added += 1;
        }
        Ok(added)
    }

    fn answer(&mut self, gap: GapId, answer: GapAnswer, was: Option<Option<GapAnswer>>) -> Result<()> {
        let (pilot, text, now, frozen): (PilotId, String, Option<GapAnswer>, bool) = self
            .found(
                "SELECT a.pilot, g.text, g.answer, a.frozen IS NOT NULL OR a.version < \
                 (SELECT max(version) FROM assessment b WHERE b.pilot = a.pilot) FROM gap g \
                 JOIN assessment a ON a.id = g.assessment WHERE g.id = ?1",
                [gap.0],
                |row| {
                    let answer = row.some_word(2)?;
                    Ok((PilotId(row.get(0)?), row.get(1)?, answer, row.get(3)?))
                },
            )?
            .ok_or_else(|| self.missing("gap", gap.0, gap, "look at `steerco list gaps`"))?;
        let name = self.pilot_name(pilot)?;
        let what = format!("{name}, gap “{}”", brief(&text));
        if now == Some(answer) {
            return self.same(format!("{what}: {answer} was the answer already."));
        }
        if frozen {
            return refuse(
                format!("{what} stands in a version that is closed"),
                "answer it in the present version, or begin one: steerco score PILOT --new-version",
                "gap",
            );
        }
        let theirs = now.map_or("no answer", GapAnswer::name);
        self.expect_seen(was.is_none_or(|was| was == now), (&what, answer.name(), theirs), |writer| {
            writer.writer_of_id("gap", gap.0, "answer")
        })?;
        self.execute("UPDATE gap SET answer = ?1 WHERE id = ?2", params![answer.name(), gap.0])?;
        self.touch(pilot);
        self.did(format!("{what}: {answer}."))
    }
}

/// The row of a dimension, as far as changes are told from it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    value: Option<u8>,
    assessor: Option<i64>,
    effort: Option<u16>,
    criteria: String,
}

impl Default for Row {
    fn default() -> Self {
        Self { value: None, assessor: None, effort: None, criteria: "[]".to_owned() }
    }
}

/// The row that the change would make. The assessor comes with the score.
fn wanted(held: &Row, change: &ScoreChange) -> Row {
    let ticked = change.criteria.as_ref().and_then(|ticked| serde_json::to_string(ticked).ok());
    Row {
        value: change.value.or(held.value),
        assessor: if change.value.is_some() { change.by.map(|by| by.0) } else { held.assessor },
        effort: change.effort.or(held.effort),
        criteria: ticked.unwrap_or_else(|| held.criteria.clone()),
    }
}

/// The texts of a dimension.
#[derive(Debug, Clone, Copy)]
pub(super) enum Texts {
    Proof,
    Gap,
}

impl Texts {
    const fn table(self) -> &'static str {
        match self {
            Self::Proof => "proof",
            Self::Gap => "gap",
        }
    }
}

pub(super) fn no_score() -> Error {
    Invalid::new("a score is a whole number from 0 to 4")
        .hint("0 nobody knows, 1 known, 2 partly there, 3 there with evidence, 4 under live load for four weeks")
        .at("score")
        .into()
}
