//! Answers for lists and boards of pilots.

use std::cell::OnceCell;
use std::collections::HashMap;

use rusqlite::{Row, params};

use super::as_on::Then;
use super::earlier::{Keys, Stood};
use super::meant::only_one;
use super::of::Of;
use super::page::powers;
use super::{any_row, grouped_of, row, rows, rows_of};
use crate::domain::change::Source;
use crate::domain::nearly;
use crate::domain::person::called;
use crate::domain::shown::plainly;
use crate::domain::{
    Day, Level, Lifecycle, OwnerSeat, Pause, PersonId, Pilot, PilotId, Report, Stage, Status, VisitKind,
};
use crate::store::canonical::WHOLE;
use crate::store::columns::{Columns, DayText, WAY_IN};
use crate::store::error::Result;
use crate::store::open::Reader;
use crate::store::rows::key_of;

/// The names of pilots that are not archived, to find one with nearly the same name.
#[derive(Debug)]
struct Called {
    names: nearly::Names,
    /// Their codes, in the same order.
    codes: Vec<String>,
}

impl Called {
    fn of(reader: &Reader) -> Result<Self> {
        let sql = "SELECT name, code FROM pilot WHERE archived = 0 ORDER BY code";
        let called: Vec<(String, String)> = rows(&reader.connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let names = nearly::Names::of(called.iter().map(|(name, _)| name.as_str()));
        Ok(Self { names, codes: called.into_iter().map(|(_, code)| code).collect() })
    }

    /// The codes of the first few with nearly that name, or that code.
    fn nearly(&self, name: &str) -> Vec<String> {
        const MOST: usize = 3;
        self.names.near(name).into_iter().filter_map(|at| self.codes.get(at)).take(MOST).cloned().collect()
    }
}

/// What an imported row said last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// The pilot that it made.
    pub pilot: PilotId,
    /// What the row said.
    pub source: Source,
}

/// The question for those pilots, in order of creation.
fn of_pilots(of: Of) -> String {
    let import = format!("e.kind = 'import' AND e.summary NOT LIKE '{WHOLE} %'");
    let first = "SELECT min(t.entry) FROM touched t WHERE t.pilot = p.id";
    let made = format!("EXISTS (SELECT 1 FROM entry e WHERE e.seq = ({first}) AND {import})");
    // Looking up the first entry of every pilot takes a third of the time of this question: only where an import could
    // be one.
    let made = match of {
        Of::All => format!("CASE WHEN EXISTS (SELECT 1 FROM entry e WHERE {import}) THEN {made} ELSE 0 END"),
        Of::Between(..) => made,
    };
    // A register brought it, or an import made it.
    let imported =
        format!("(EXISTS (SELECT 1 FROM source s WHERE s.pilot = p.id AND s.match <> ' tracked') OR {made})");
    format!(
        "SELECT p.id, p.code, p.name, p.unit, p.tags, p.lead, l.name, p.partner, p.partner_ends, p.started, \
         p.rollout, v.stage, coalesce(v.entered, p.started), {WAY_IN}, v.assumed, p.lifecycle, p.reported, \
         p.reported_because, p.reported_on, p.archived, o.id, o.name, o.level, a.accountability, a.authority, \
         a.committee, p.cohort, a.since, {imported}, \
         (SELECT count(*) FROM visit e WHERE e.pilot = p.id), p.parent, m.code, p.spend_change, p.spend_technology, o.archived, \
         p.place \
         FROM pilot p JOIN visit v ON v.id = p.visit LEFT JOIN decision d ON d.id = v.decision \
         LEFT JOIN person l ON l.id = p.lead LEFT JOIN appointment a ON a.id = p.appointment \
         LEFT JOIN person o ON o.id = a.person LEFT JOIN pilot m ON m.id = p.parent \
         WHERE p.id {{of}} ORDER BY p.id"
    )
}

impl Reader {
    /// Every pilot, with archived ones, in order of creation.
    pub fn pilots(&self) -> Result<Vec<Pilot>> {
        self.pilots_of(Of::All)
    }

    /// One pilot.
    pub fn pilot(&self, id: PilotId) -> Result<Option<Pilot>> {
        Ok(self.pilots_of(Of::one(id))?.pop())
    }

    /// Those pilots as they stood on `day`, in order of creation: with the stage, owner and lifecycle of that day, and
    /// without those that had neither begun nor been recorded by then.
    pub fn pilots_on(&self, of: Of, day: Day) -> Result<Vec<Pilot>> {
        let then = self.then(of, day)?;
        let there = self.uncounted(of)?.into_iter().filter(|pilot| then.has(pilot));
        let stood = there.map(|pilot| self.as_on(pilot, &then));
        self.counted(stood.collect::<Result<_>>()?, of, Some(&then).filter(|then| then.looks_back))
    }

    /// Those pilots as screens show them on `day`: as they are or, if anything was written later, as they stood then.
    pub fn pilots_seen(&self, of: Of, day: Day) -> Result<Vec<Pilot>> {
        if self.looks_back(day)? { self.pilots_on(of, day) } else { self.pilots_of(of) }
    }

    /// One pilot as it stood on `day`.
    pub fn pilot_on(&self, id: PilotId, day: Day) -> Result<Option<Pilot>> {
        Ok(self.pilots_on(Of::one(id), day)?.pop())
    }

    fn pilots_of(&self, of: Of) -> Result<Vec<Pilot>> {
        self.counted(self.uncounted(of)?, of, None)
    }

    fn counted(&self, mut pilots: Vec<Pilot>, of: Of, then: Option<&Then>) -> Result<Vec<Pilot>> {
        self.count_closed(&mut pilots, of, then)?;
        self.count_written(&mut pilots, of, then)?;
        Ok(pilots)
    }

    /// Those pilots in order of creation, without the counts of closed items and written gaps.
    pub(super) fn uncounted(&self, of: Of) -> Result<Vec<Pilot>> {
        let mut pilots = rows_of(&self.connection, of, &of_pilots(of), pilot)?;
        self.add_pauses(&mut pilots, of)?;
        for pilot in pilots.iter_mut().filter(|pilot| pilot.lifecycle.is_ended()) {
            self.add_end(pilot)?;
        }
        Ok(pilots)
    }

    /// How many pilots there are, archived ones too.
    pub fn pilot_count(&self) -> Result<i64> {
        row(&self.connection, "SELECT count(*) FROM pilot", [], |row| row.get(0))
    }

    /// Are there at most `most` readings? No more than those are counted.
    pub fn has_few_readings(&self, most: i64) -> Result<bool> {
        let sql = "SELECT count(*) <= ?1 FROM (SELECT 1 FROM reading LIMIT ?1 + 1)";
        row(&self.connection, sql, [most], |row| row.get(0))
    }

    /// The id of every pilot, archived ones too, in order of creation.
    pub fn pilot_ids(&self) -> Result<Vec<PilotId>> {
        rows(&self.connection, "SELECT id FROM pilot ORDER BY id", [], |row| row.get(0).map(PilotId))
    }

    /// The order in which pilots were made: by entry or, if several came in one (as from an export), by the visit with
    /// which the record begins. The id alone does not tell, as the clock of its program may have been wrong.
    pub fn pilots_made(&self) -> Result<HashMap<PilotId, (i64, i64)>> {
        // Asked for each pilot: one question over everything ever touched takes 0.4 s in the largest portfolio.
        let sql = "SELECT p.id, (SELECT min(t.entry) FROM touched t WHERE t.pilot = p.id), \
             (SELECT min(v.id) FROM visit v WHERE v.pilot = p.id) FROM pilot p";
        let made = rows(&self.connection, sql, [], |row| {
            let known = |at: usize| row.get::<_, Option<i64>>(at).map(|first| first.unwrap_or(i64::MAX));
            Ok((PilotId(row.get(0)?), (known(1)?, known(2)?)))
        })?;
        Ok(made.into_iter().collect())
    }

    /// When the first pilot ever began, even if it has ended; none if no pilot is under way on `day`.
    pub fn first_started(&self, day: Day) -> Result<Option<Day>> {
        let sql = "SELECT min(started) FROM pilot WHERE archived = 0 AND EXISTS (SELECT 1 FROM pilot \
             WHERE archived = 0 AND lifecycle NOT IN ('stopped', 'retired') AND started <= ?1)";
        row(&self.connection, sql, [DayText(Some(day))], |row| row.day(0))
    }

    /// The names of every pilot that is not archived, in order of creation.
    pub fn pilot_names(&self) -> Result<Vec<(PilotId, String)>> {
        rows(&self.connection, "SELECT id, name FROM pilot WHERE archived = 0 ORDER BY id", [], |row| {
            Ok((PilotId(row.get(0)?), row.get(1)?))
        })
    }

    /// When the pilot was archived, in milliseconds since 1970; none if it is not, or came archived.
    pub fn archived_at(&self, id: PilotId) -> Result<Option<i64>> {
        let sql = "SELECT e.at FROM image i JOIN entry e ON e.seq = i.entry JOIN pilot p ON p.id = ?1 AND p.archived = 1 \
             WHERE i.tbl = 'pilot' AND i.key = json_object('id', p.id) AND i.entry <= ?2 \
             AND json_extract(i.after, '$.archived') = 1 ORDER BY i.id DESC LIMIT 1";
        any_row(&self.connection, sql, [id.0, self.entry], |row| row.get(0))
    }

    fn add_pauses(&self, pilots: &mut [Pilot], of: Of) -> Result<()> {
        let sql = "SELECT pilot, from_day, to_day FROM pause WHERE pilot {of} ORDER BY id";
        let mut pauses = grouped_of(&self.connection, of, sql, |row| {
            Ok((PilotId(row.get(0)?), Pause { from: row.day(1)?.unwrap_or_default(), to: row.day(2)? }))
        })?;
        if !pauses.is_empty() {
            for pilot in pilots {
                pilot.pauses = pauses.remove(&pilot.id).unwrap_or_default();
            }
        }
        Ok(())
    }

    /// Adds the time since the end of a pilot in which its clocks stand: from the day of the decision that ended it or,
    /// if an import did, from that of the entry.
    fn add_end(&self, pilot: &mut Pilot) -> Result<()> {
        let sql = "SELECT coalesce((SELECT max(d.decided) FROM decision d LEFT JOIN gate g ON g.decision = d.id \
             WHERE d.pilot = ?1 AND g.expansion IS NULL AND d.verb IN ('stop', 'retire')), \
             (SELECT date(e.at / 1000, 'unixepoch', 'localtime') FROM image i JOIN entry e ON e.seq = i.entry \
             WHERE i.tbl = 'pilot' AND i.key = ?2 AND i.entry <= ?3 \
             AND json_extract(i.after, '$.lifecycle') IN ('stopped', 'retired') ORDER BY i.id DESC LIMIT 1))";
        let bound = params![pilot.id.0, key_of(pilot.id.0), self.entry];
        let ended = row(&self.connection, sql, bound, |row| row.day(0))?;
        pilot.pauses.extend(ended.map(|from| Pause { from, to: None }));
        Ok(())
    }

    fn count_closed(&self, pilots: &mut [Pilot], of: Of, then: Option<&Then>) -> Result<()> {
        // An item that is open again may have been closed then.
        let those = if then.is_some() { "TRUE" } else { "state IN ('done', 'na')" };
        let sql = of.narrow(&format!("SELECT pilot, item, state FROM tick WHERE {those} AND pilot {{of}}"));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let stood = then.map(|then| self.ticks_stood(pilots, then.day)).transpose()?.unwrap_or_default();
        let mut rows = statement.query(of.bounds())?;
        let framework = self.framework()?;
        let is_closed = |state: &str| matches!(state, "done" | "na");
        let mut by_stage: HashMap<i64, [u16; 4]> = HashMap::new();
        while let Some(row) = rows.next()? {
            let pilot: i64 = row.get(0)?;
            let item = row.get_ref(1)?.as_str().unwrap_or_default();
            let now = row.get_ref(2)?.as_str().unwrap_or_default();
            let known = if stood.is_empty() { None } else { stood.get(&(pilot, item.to_owned())) };
            let counts = match known {
                None => is_closed(now),
                Some(stood) => stood.is_there() && is_closed(stood.text("state").unwrap_or(now)),
            };
            if let Some(item) = framework.item(item).filter(|_| counts) {
                by_stage.entry(pilot).or_default()[item.stage.index()] += 1;
            }
        }
        for pilot in pilots {
            let counts = by_stage.get(&pilot.id.0).copied().unwrap_or_default();
            pilot.closed_items = counts.iter().take(pilot.stage.index() + 1).sum();
        }
        Ok(())
    }

    /// The checklist items that were written to since a day, as they stood on it.
    pub(super) fn ticks_stood(&self, pilots: &[Pilot], day: Day) -> Result<HashMap<(i64, String), Stood>> {
        let mut all = HashMap::new();
        for pilot in pilots {
            let own = self.stood("tick", &Keys::within("pilot", pilot.id.0), pilot.id, day)?;
            all.extend(own.into_iter().map(|stood| ((pilot.id.0, stood.key("item").to_owned()), stood)));
        }
        Ok(all)
    }

    fn count_written(&self, pilots: &mut [Pilot], of: Of, then: Option<&Then>) -> Result<()> {
        let (gaps, versions) = match then {
            None => ("g.closed IS NULL".to_owned(), "TRUE".to_owned()),
            Some(Then { day, .. }) => {
                (format!("(g.closed IS NULL OR g.closed > '{day}')"), format!("b.opened <= '{day}'"))
            }
        };
        let sql = format!(
            "SELECT a.pilot, count(*) FROM assessment a JOIN gap g ON g.assessment = a.id AND {gaps} \
             WHERE a.pilot {{of}} AND a.version = (SELECT max(version) FROM assessment b WHERE b.pilot = a.pilot \
             AND {versions}) GROUP BY a.pilot"
        );
        let counts = rows_of(&self.connection, of, &sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let counts: HashMap<i64, u16> = counts.into_iter().collect();
        for pilot in pilots {
            pilot.written_gaps = counts.get(&pilot.id.0).copied().unwrap_or_default();
        }
        Ok(())
    }

    /// The pilot that a text names: by code, id, exact name, or lastly the beginning of a code. If several have the
    /// name, those not archived come first.
    pub fn find_pilot(&self, text: &str) -> Result<PilotId> {
        let of_name = |name: &str| {
            let named = "SELECT id, code FROM pilot WHERE name = ?1 COLLATE NOCASE AND archived = \
                         (SELECT min(archived) FROM pilot WHERE name = ?1 COLLATE NOCASE) ORDER BY code LIMIT 6";
            self.ids_and_codes(named, name)
        };
        self.find_by(text, of_name, |name| Ok(Called::of(self)?.nearly(name)))
    }

    /// The same for many texts: names are read once rather than for each.
    pub fn pilot_finder(&self) -> Result<impl Fn(&str) -> Result<PilotId> + use<'_>> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, code, name, archived FROM pilot ORDER BY archived, code")?;
        let mut named: HashMap<String, (bool, Vec<(PilotId, String)>)> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name = called(row.get_ref(2)?.as_str().unwrap_or_default());
            let archived: bool = row.get(3)?;
            let (first, found) = named.entry(name).or_insert_with(|| (archived, Vec::new()));
            if *first == archived {
                found.push((PilotId(row.get(0)?), row.get(1)?));
            }
        }
        let of_name =
            move |name: &str| Ok(named.get(&called(name)).map(|(_, found)| found.clone()).unwrap_or_default());
        let near = OnceCell::new();
        Ok(move |text: &str| {
            let nearly = |name: &str| -> Result<Vec<String>> {
                if near.get().is_none() {
                    let _ = near.set(Called::of(self)?);
                }
                Ok(near.get().map(|near| near.nearly(name)).unwrap_or_default())
            };
            self.find_by(text, &of_name, nearly)
        })
    }

    /// Codes are in lower case, in which their index finds them; one that is written otherwise may be the name of others
    /// too, and then means none. If nothing is found, the error asks about those that are `nearly` called so.
    fn find_by(
        &self,
        text: &str,
        of_name: impl Fn(&str) -> Result<Vec<(PilotId, String)>>,
        nearly: impl FnOnce(&str) -> Result<Vec<String>>,
    ) -> Result<PilotId> {
        let plain = plainly(text);
        let text = plain.as_str();
        let mut coded = self.ids_and_codes("SELECT id, code FROM pilot WHERE code = lower(?1)", text)?;
        if let Some((id, code)) = coded.first().cloned() {
            let others = if code == text { Vec::new() } else { of_name(text)? };
            coded.extend(others.into_iter().filter(|(other, _)| *other != id));
            return only_one("pilot", text, coded, "");
        }
        if let Ok(id) = text.parse::<PilotId>()
            && self.pilot(id)?.is_some()
        {
            return Ok(id);
        }
        let mut found = of_name(text)?;
        if found.is_empty() {
            let begins = "SELECT id, code FROM pilot WHERE code >= lower(?1) AND code < lower(?1) || char(0x10FFFF) \
                          ORDER BY code LIMIT 6";
            found = self.ids_and_codes(begins, text)?;
        }
        let meant = if found.is_empty() { nearly(text)? } else { Vec::new() };
        let is_it = if meant.is_empty() { String::new() } else { format!("is it {}? else ", meant.join(", or ")) };
        only_one("pilot", text, found, &format!("{is_it}look at `steerco list pilots --all`"))
    }

    fn ids_and_codes(&self, question: &str, text: &str) -> Result<Vec<(PilotId, String)>> {
        rows(&self.connection, question, [text], |row| Ok((PilotId(row.get(0)?), row.get(1)?)))
    }

    /// What imports said last, in order of creation: those of a mapping or, with none, those of trackers.
    pub fn sources(&self, profile: Option<&str>) -> Result<Vec<SourceRow>> {
        let sql = "SELECT pilot, match, content, profile FROM source WHERE match <> ?2 AND profile = ?1 UNION ALL \
             SELECT pilot, ?2, iif(match = ?2, content, tracked), profile FROM source \
             WHERE ?1 IS NULL AND (match = ?2 OR tracked IS NOT NULL) ORDER BY pilot";
        rows(&self.connection, sql, params![profile, Source::TRACKED], |row| {
            let said = serde_json::from_str(row.get_ref(2)?.as_str().unwrap_or_default()).unwrap_or_default();
            let source = Source { profile: row.get(3)?, key: row.get(1)?, said };
            Ok(SourceRow { pilot: PilotId(row.get(0)?), source })
        })
    }

    /// What a pilot is for.
    pub fn summary(&self, id: PilotId) -> Result<String> {
        row(&self.connection, "SELECT summary FROM pilot WHERE id = ?1", [id.0], |row| row.get(0))
    }
}

fn pilot(row: &Row<'_>) -> rusqlite::Result<Pilot> {
    let stage = Stage::from_number(row.get(11)?).unwrap_or(Stage::One);
    Ok(Pilot {
        id: PilotId(row.get(0)?),
        code: row.get(1)?,
        name: row.get(2)?,
        unit: row.get(3)?,
        tags: row.words(4)?,
        owner: owner(row)?,
        lead: row.some_id(5, PersonId)?.zip(row.get(6)?),
        partner: row.get(7)?,
        partner_ends: row.day(8)?,
        started: row.day(9)?,
        rollout: row.day(10)?,
        stage,
        entered: row.day(12)?,
        visit_kind: row.word::<VisitKind>(13)?,
        assumed: row.get(14)?,
        lifecycle: row.word::<Lifecycle>(15)?,
        report: Report { status: row.word::<Status>(16)?, because: row.get(17)?, on: row.day(18)? },
        closed_items: 0,
        written_gaps: 0,
        place: row.get(35)?,
        archived: row.get(19)?,
        cohort: row.get(26)?,
        seated: row.day(27)?,
        imported: row.get(28)?,
        visits: row.get(29)?,
        parent: row.some_id(30, PilotId)?.zip(row.get(31)?),
        spend_change: row.fixed(32)?,
        spend_technology: row.fixed(33)?,
        pauses: Vec::new(),
    })
}

fn owner(row: &Row<'_>) -> rusqlite::Result<Option<OwnerSeat>> {
    let Some(id) = row.some_id(20, PersonId)? else {
        return Ok(None);
    };
    Ok(Some(OwnerSeat {
        id,
        name: row.get(21)?,
        executive: row.word::<Level>(22)?.is_executive(),
        archived: row.get(34)?,
        level: row.word(22)?,
        powers: powers(row, 23)?,
    }))
}
