//! Answers where words stand, in every text that people wrote. The texts are read through, without an index: so nothing
//! has to be kept in step with undo, other programs and the past, single Japanese characters are found too, and 20,000
//! notes are read in less time than a key press takes.
//!
//! An index (FTS5 with trigrams) would save little (`cargo bench --bench speed -- search`). Only the newest thing typed
//! is answered. Each question also returns what the row of its text is known by, so that the page that opens can put
//! its cursor there. With more than 2,000 pilots, notes of readings are only found by `steerco search`, unless the
//! readings are few: they stand among millions of readings. To read through six million takes 300 ms, and the newest
//! two weeks of 40,000 metrics no less, as each metric is looked up.
//!
//! If no text has the words, all are read again for nearly the same spelling ([`Nearly`]). So what is typed well costs
//! nothing more, and both passes together are still too fast to wait for.

use std::borrow::Cow;

use rusqlite::Row;
use rusqlite::types::ValueRef;

use crate::domain::nearly::Nearly;
use crate::domain::seek::{Fit, PilotPart, Seek, Stands, TextHit};
use crate::domain::{ActionId, DecisionId, PersonId, PilotId, ReviewId};
use crate::store::commit::HANDED_OVER;
use crate::store::error::Result;
use crate::store::open::Reader;

/// At most so many hits are returned.
const MOST: usize = 100;
/// At most so many of one kind, so that it does not hide the others.
const OF_A_KIND: usize = 20;

/// Where texts of one kind are. The query returns the id that leads to its page, the name of what it is about, the
/// text, and what its row on that page is known by, if anything.
struct Source {
    kind: &'static str,
    stands: fn(i64) -> Stands,
    sql: &'static str,
}

const fn source(kind: &'static str, stands: fn(i64) -> Stands, sql: &'static str) -> Source {
    Source { kind, stands, sql }
}

/// What is looked for in texts.
#[derive(Clone, Copy)]
enum Sought<'a> {
    /// The words that were typed.
    Typed(&'a Seek),
    /// Words that may have been meant by them.
    Meant(&'a Nearly),
}

impl<'a> Sought<'a> {
    const fn is_meant(self) -> bool {
        matches!(self, Self::Meant(_))
    }

    /// Which words a text may have; none if it does not have even nearly those.
    fn in_text(self, text: &str, buffer: &mut String) -> Option<Cow<'a, Seek>> {
        match self {
            Self::Typed(seek) => Some(Cow::Borrowed(seek)),
            Self::Meant(nearly) => Seek::new(&nearly.read(text, buffer)?).map(Cow::Owned),
        }
    }

    /// Those words, if they are not the typed ones.
    fn meant(self, seek: &Seek) -> Option<String> {
        self.is_meant().then(|| seek.typed().to_owned())
    }
}

const fn part(pilot: i64, part: PilotPart) -> Stands {
    Stands::Page(PilotId(pilot), part)
}

/// Every text that people wrote, newest first, without archived notes, steps, metrics and people. Texts of several
/// columns count as one. Why a pilot was handed over is told once with everything handed over ([`HAND_OVERS`]).
const SOURCES: &[Source] = &[
    source(
        "pilot",
        |id| part(id, PilotPart::Overview),
        "SELECT p.id, p.name, concat_ws(' · ', p.name, nullif(p.summary, ''), nullif(p.unit, ''), nullif(p.partner, ''), \
         nullif(p.cohort, ''), nullif(p.reported_because, ''), p.code, \
         (SELECT group_concat(value, ' · ') FROM json_each(p.tags))), NULL FROM pilot p ORDER BY p.id DESC",
    ),
    source(
        "note",
        |id| part(id, PilotPart::Notes),
        "SELECT p.id, p.name, n.text, n.id FROM note n JOIN pilot p ON p.id = n.pilot WHERE n.archived = 0 ORDER BY n.id DESC",
    ),
    source(
        "decision",
        |id| Stands::Decision(DecisionId(id)),
        "SELECT d.id, p.name, concat_ws(' · ', d.statement, nullif(d.rationale, ''), \
         (SELECT group_concat(value, ' · ') FROM json_each(d.rejected)), \
         (SELECT group_concat(value, ' · ') FROM json_each(d.conditions)), nullif(d.cause, ''), \
         (SELECT group_concat(value, ' · ') FROM json_each(d.evidence))), NULL \
         FROM decision d JOIN pilot p ON p.id = d.pilot ORDER BY d.id DESC",
    ),
    source(
        "action",
        |id| Stands::Action(ActionId(id)),
        "SELECT a.id, coalesce(p.name, ''), concat_ws(' · ', a.text, nullif(a.why, '')), NULL \
         FROM action a LEFT JOIN pilot p ON p.id = a.pilot ORDER BY a.id DESC",
    ),
    source(
        "minute",
        |id| Stands::Minutes(ReviewId(id)),
        "SELECT r.id, r.day, m.text, m.id FROM minute m JOIN review r ON r.id = m.review ORDER BY m.id DESC",
    ),
    source(
        "agenda",
        |id| Stands::Review(ReviewId(id)),
        "SELECT r.id, r.day, concat_ws(' · ', a.title, nullif(a.wanted, '')), a.id \
         FROM agenda a JOIN review r ON r.id = a.review ORDER BY a.id DESC",
    ),
    source(
        "exception",
        |id| part(id, PilotPart::Exceptions),
        "SELECT p.id, p.name, concat_ws(' · ', e.text, nullif(e.resolution, '')), e.id \
         FROM exception e JOIN pilot p ON p.id = e.pilot ORDER BY e.id DESC",
    ),
    source(
        "evidence",
        |id| part(id, PilotPart::Checklist),
        "SELECT p.id, p.name, e.text, e.item FROM evidence e JOIN pilot p ON p.id = e.pilot ORDER BY e.id DESC",
    ),
    source(
        "item",
        |id| part(id, PilotPart::Checklist),
        "SELECT p.id, p.name, concat_ws(' · ', nullif(t.why, ''), nullif(t.reads, ''), nullif(t.writes, '')), t.item \
         FROM tick t JOIN pilot p ON p.id = t.pilot WHERE t.why <> '' OR t.reads <> '' OR t.writes <> ''",
    ),
    source(
        "evidence",
        |id| part(id, PilotPart::Readiness),
        "SELECT p.id, p.name, e.text, e.dimension FROM proof e JOIN assessment a ON a.id = e.assessment \
         JOIN pilot p ON p.id = a.pilot ORDER BY e.id DESC",
    ),
    source(
        "gap",
        |id| part(id, PilotPart::Readiness),
        "SELECT p.id, p.name, g.text, g.dimension FROM gap g JOIN assessment a ON a.id = g.assessment \
         JOIN pilot p ON p.id = a.pilot ORDER BY g.id DESC",
    ),
    source(
        "workstream",
        |id| part(id, PilotPart::Readiness),
        "SELECT p.id, p.name, concat_ws(' · ', nullif(w.team, ''), w.exit_test, nullif(w.outcome, ''), \
         (SELECT group_concat(value ->> 'text', ' · ') FROM json_each(w.items))), w.dimension \
         FROM workstream w JOIN pilot p ON p.id = w.pilot ORDER BY w.id DESC",
    ),
    source(
        "waiver",
        |id| part(id, PilotPart::Readiness),
        "SELECT p.id, p.name, w.reason, 'waiver' FROM waiver w JOIN pilot p ON p.id = w.pilot ORDER BY w.id DESC",
    ),
    source(
        "metric",
        |id| part(id, PilotPart::Metrics),
        "SELECT p.id, p.name, concat_ws(' · ', m.name, nullif(m.counts, '')), m.id \
         FROM metric m JOIN pilot p ON p.id = m.pilot WHERE m.archived = 0 ORDER BY m.id DESC",
    ),
    source(
        "version",
        |id| part(id, PilotPart::Metrics),
        "SELECT p.id, p.name, concat_ws(' · ', v.name, nullif(v.note, '')), NULL \
         FROM version v JOIN pilot p ON p.id = v.pilot ORDER BY v.id DESC",
    ),
    source(
        "document",
        |id| part(id, PilotPart::Rollout),
        "SELECT p.id, p.name, d.text, d.kind FROM document d JOIN pilot p ON p.id = d.pilot",
    ),
    source(
        "step",
        |id| part(id, PilotPart::Rollout),
        "SELECT p.id, p.name, s.name, s.id FROM step s JOIN pilot p ON p.id = s.pilot WHERE s.archived = 0 ORDER BY s.id DESC",
    ),
    source(
        "rollout",
        |id| part(id, PilotPart::Rollout),
        "SELECT p.id, p.name, x.name, x.id FROM expansion x JOIN pilot p ON p.id = x.pilot ORDER BY x.id DESC",
    ),
    source(
        "evidence",
        |id| part(id, PilotPart::Rollout),
        "SELECT p.id, p.name, c.evidence, x.id FROM certification c JOIN expansion x ON x.id = c.expansion \
         JOIN pilot p ON p.id = x.pilot",
    ),
    source(
        "training",
        |id| part(id, PilotPart::Rollout),
        "SELECT p.id, p.name, t.topic, t.id FROM training t JOIN pilot p ON p.id = t.pilot ORDER BY t.id DESC",
    ),
    source(
        "diagnosis",
        |id| part(id, PilotPart::Rollout),
        "SELECT p.id, p.name, d.note, d.id FROM diagnosis d JOIN pilot p ON p.id = d.pilot ORDER BY d.id DESC",
    ),
    source(
        "stage",
        |id| part(id, PilotPart::Overview),
        "SELECT p.id, p.name, v.why, 'stage' FROM visit v JOIN pilot p ON p.id = v.pilot WHERE v.why <> '' ORDER BY v.id DESC",
    ),
    source(
        "owner",
        |id| part(id, PilotPart::Overview),
        "SELECT p.id, p.name, concat_ws(' · ', o.name, CASE WHEN a.id NOT IN (SELECT i.key ->> 'id' FROM entry e \
         JOIN image i ON i.entry = e.seq AND i.tbl = 'appointment' WHERE substr(e.summary, 1, length(?2)) = ?2) \
         THEN nullif(a.why, '') END), 'owner' FROM appointment a \
         JOIN pilot p ON p.id = a.pilot JOIN person o ON o.id = a.person ORDER BY a.id DESC",
    ),
    source(
        "person",
        |id| Stands::Person(PersonId(id)),
        "SELECT id, name, concat_ws(' · ', name, nullif(title, ''), nullif(unit, ''), nullif(email, '')), NULL \
         FROM person WHERE archived = 0 ORDER BY id DESC",
    ),
];

/// What the workspace sets otherwise than the framework.
const AMENDMENTS: Source =
    source("framework", |_| Stands::Framework, "SELECT 0, key, value, key FROM amendment ORDER BY key");

/// Why things were handed over, from the sentences of the journal that begin with ?2. What was undone is left out.
const HAND_OVERS: Source = source(
    "hand-over",
    Stands::Entry,
    "SELECT e.seq, '', e.summary, e.seq FROM entry e \
     WHERE e.kind = 'change' AND e.seq <= ?1 AND substr(e.summary, 1, length(?2)) = ?2 \
     AND NOT EXISTS (SELECT 1 FROM entry u WHERE u.undoes = e.seq AND u.seq <= ?1 \
     AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.undoes = u.seq AND r.seq <= ?1 \
     AND NOT EXISTS (SELECT 1 FROM entry t WHERE t.undoes = r.seq AND t.seq <= ?1))) ORDER BY e.seq DESC",
);

/// Notes of readings, asked for last, as they are few among many readings.
const READINGS: Source = source(
    "reading",
    |id| part(id, PilotPart::Metrics),
    "SELECT p.id, p.name, r.note, m.id FROM reading r JOIN metric m ON m.local = r.metric JOIN pilot p ON p.id = m.pilot \
     WHERE r.note <> '' AND r.entry = (SELECT max(n.entry) FROM reading n \
     WHERE n.metric = r.metric AND n.week = r.week AND n.entry <= ?1) ORDER BY r.week DESC",
);

impl Reader {
    /// The texts that have those words or, if none has, words that may have been meant: the best first, then the
    /// newest; a hundred at most. Without `of_readings`, notes of readings are left out, which stand among millions of
    /// readings in a large workspace.
    pub fn texts(&self, seek: &Seek, of_readings: bool) -> Result<Vec<TextHit>> {
        let found = self.look_for(Sought::Typed(seek), of_readings)?;
        match Nearly::of(seek.typed()).filter(|_| found.is_empty()) {
            Some(nearly) => self.look_for(Sought::Meant(&nearly), of_readings),
            None => Ok(found),
        }
    }

    fn look_for(&self, sought: Sought<'_>, of_readings: bool) -> Result<Vec<TextHit>> {
        let mut found = Vec::new();
        let readings = of_readings.then_some(&READINGS);
        for source in SOURCES.iter().chain([&AMENDMENTS, &HAND_OVERS]).chain(readings) {
            found.extend(self.look_in(source, sought)?);
        }
        found.sort_by_key(|hit| std::cmp::Reverse(hit.fit));
        found.truncate(MOST);
        for hit in &mut found {
            if let Stands::Person(person) = hit.stands {
                hit.answers_for = self.answers_for(person)?;
            }
        }
        Ok(found)
    }

    /// The best of one kind; of equally good ones the newest.
    fn look_in(&self, source: &Source, sought: Sought<'_>) -> Result<Vec<TextHit>> {
        let mut statement = self.connection.prepare_cached(source.sql)?;
        let mut rows = match statement.parameter_count() {
            0 => statement.query([])?,
            1 => statement.query([self.entry])?,
            _ => statement.query((self.entry, HANDED_OVER))?,
        };
        let mut buffer = String::new();
        let mut by_fit: [Vec<TextHit>; 3] = Default::default();
        let mut looked_at = 0;
        while let Some(row) = rows.next()? {
            if let Some((text, fit, seek)) = fitting(row, sought, &mut buffer)? {
                let found = &mut by_fit[fit as usize];
                if found.len() < OF_A_KIND {
                    let (stands, excerpt) = ((source.stands)(row.get(0)?), seek.excerpt(text));
                    let (about, spot) = (row.get(1)?, spot(row)?);
                    let (meant, answers_for) = (sought.meant(&seek), String::new());
                    let hit = TextHit { kind: source.kind, about, excerpt, stands, spot, fit, meant, answers_for };
                    // One sentence given as evidence for six items is shown once.
                    if !found.iter().any(|known| known.tells_the_same(&hit)) {
                        found.push(hit);
                    }
                }
                looked_at += 1;
                // Guesses are made anew for each text, so only the newest are looked at.
                let newest = looked_at == MOST && sought.is_meant();
                if newest || fit == Fit::Phrase && found.len() == OF_A_KIND {
                    break;
                }
            }
        }
        Ok(by_fit.into_iter().rev().flatten().take(OF_A_KIND).collect())
    }
}

/// What the row of a text is known by on its page.
fn spot(row: &Row<'_>) -> Result<String> {
    Ok(match row.get_ref(3)? {
        ValueRef::Integer(id) => id.to_string(),
        other => other.as_str_or_null().ok().flatten().unwrap_or_default().to_owned(),
    })
}

/// A row's text if it has the words, or some of them with the others in the name of what it is about; with how well it
/// matches, and which words.
fn fitting<'a, 's>(
    row: &'a Row<'_>,
    sought: Sought<'s>,
    buffer: &mut String,
) -> Result<Option<(&'a str, Fit, Cow<'s, Seek>)>> {
    let text = row.get_ref(2)?.as_str_or_null().ok().flatten();
    let about = row.get_ref(1)?.as_str_or_null().ok().flatten().unwrap_or_default();
    Ok(text.and_then(|text| {
        let seek = sought.in_text(text, buffer)?;
        Some((text, seek.fit_about(about, text, buffer)?, seek))
    }))
}
