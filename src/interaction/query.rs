//! Owns the questions that screens ask and the answers they get. A query is a value; the store's thread asks it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::delta::Between;
use crate::domain::person::{self, Names};
use crate::domain::readiness::Missing;
use crate::domain::review::Committee;
use crate::domain::seek::{Seek, TextHit};
use crate::domain::survey::Survey;
use crate::domain::{
    Action, Day, Decision, Exception, Framework, Gate, JournalEntry, Meeting, Metric, MetricId, PersonId, Pilot,
    PilotId, PilotPage, Presence, Reading, ReviewId, Rules, Target, TargetUsers, Verdict, Week,
};
use crate::store::{Holding, ImageRow, Of, PersonRow, Reader, Result, Workspace, WroteRow};

/// With more pilots than this, notes of readings are not searched while somebody types, unless there are few readings.
const SEARCHED_WHOLE: i64 = 2_000;
/// Up to so many readings are few, whatever the number of pilots: reading through them takes a fraction of a keystroke.
const FEW_READINGS: i64 = 100_000;

/// What a screen wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Every pilot, as it stood on a day.
    Pilots(Day),
    /// The headline metrics of those pilots with their readings.
    Trends {
        /// Which pilots.
        pilots: Vec<PilotId>,
        /// From this week.
        from: Week,
        /// To this one.
        to: Week,
        /// As it is known on this day.
        day: Day,
    },
    /// What a go lacks on a day, at the gate out of the pilot's stage at that time.
    Lacking(PilotId, Day),
    /// Everything of one pilot, as it stood on a day.
    Page {
        /// Which.
        pilot: PilotId,
        /// Readings up to the week of this day.
        day: Day,
    },
    /// Everybody, with what they answered for on a day.
    People(Day),
    /// Everything that a person answered for on a day.
    Person(PersonId, Day),
    /// What the weekly round shows.
    Sheet {
        /// Readings from this week.
        from: Week,
        /// To this one.
        to: Week,
        /// As it is known on this day.
        day: Day,
    },
    /// The journal, newest first.
    Journal {
        /// Of one pilot, or all.
        pilot: Option<PilotId>,
        /// How many entries.
        limit: usize,
        /// Up to the end of this day; all of them without one.
        day: Option<Day>,
    },
    /// Whether certain entries of the journal are in force.
    InForce(Vec<i64>),
    /// What an entry wrote.
    Entry(i64),
    /// Names of everybody and of every pilot, to choose from.
    Directory,
    /// What the dashboard counts, as known on a day.
    Survey(Day),
    /// What a delta needs besides that, between an entry with its day and another day.
    Between((i64, Day), Day),
    /// Every review as it stood on a day, with the committee.
    Reviews(Day),
    /// One review as it stood on a day.
    Review(ReviewId, Day),
    /// What was recorded last in the meeting of a review; if an entry is named, the last before that.
    Recorded(ReviewId, Option<i64>),
    /// Every decision as it stood on a day, with the pilots that they are on.
    Decisions(Day),
    /// Every action as it stood on a day, with the pilots that they are about.
    Actions(Day),
    /// Every exception as it stood on a day, with the pilots that they are of.
    Exceptions(Day),
    /// Where words stand in what people wrote.
    Texts(Seek),
}

/// What a screen gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Every pilot, archived ones too.
    Pilots(Vec<Pilot>),
    /// Headline metrics and readings by local number.
    Trends(Trends),
    /// What a go lacks at the gate of that pilot; empty where no gate is held for it.
    Lacking(PilotId, Vec<Missing>),
    /// One pilot; none where it no longer exists.
    Page(Option<Box<PilotPage>>, HashMap<i64, Vec<Reading>>),
    /// Everybody, archived ones too.
    People(Vec<PersonRow>),
    /// One person with what they are responsible for; none where they no longer exist.
    Person(Option<Box<(PersonRow, Vec<Holding>)>>),
    /// The weekly round.
    Sheet(Box<Sheet>),
    /// Entries of the journal.
    Journal(Vec<JournalEntry>),
    /// Entries of the journal, each with whether it is in force.
    InForce(Vec<(i64, bool)>),
    /// What an entry wrote.
    Entry(Box<Wrote>),
    /// Names to choose from.
    Directory(Box<Directory>),
    /// What the dashboard counts.
    Survey(Box<Survey>),
    /// What a delta needs besides that.
    Between(Box<Between>),
    /// Every review, by day, and the committee.
    Reviews(Vec<Meeting>, Box<Committee>),
    /// One review; none where it no longer exists.
    Review(Option<Box<Meeting>>),
    /// The newest entry in force that a meeting recorded, and the last entry that took something of it back. None where
    /// there is no such entry; the second also where something was recorded since.
    Recorded(Option<i64>, Option<i64>),
    /// Every decision, in order of creation, and the pilots.
    Decisions(Vec<Decision>, Vec<Pilot>),
    /// Every action, in order of creation, and the pilots.
    Actions(Vec<Action>, Vec<Pilot>),
    /// Every exception, in order of creation, and the pilots.
    Exceptions(Vec<Exception>, Vec<Pilot>),
    /// Where the words are, the best hits first, and whether the notes of readings were searched too.
    Texts(Vec<TextHit>, bool),
}

/// The pilots under way, their metrics, and what was entered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Pilots that are active or self-sustaining, in order of creation.
    pub pilots: Vec<Pilot>,
    /// Their metrics, by pilot and family, archived ones left out.
    pub metrics: Vec<Metric>,
    /// Readings by the local number of their metric.
    pub readings: HashMap<i64, Vec<Reading>>,
    /// Those readings that nobody entered, as the register of exceptions supplies them: metric and week.
    pub given: HashSet<(i64, Week)>,
    /// The pilots that have a register of exceptions.
    pub registered: HashSet<PilotId>,
    /// Target users that are set for each pilot, by week.
    pub targets: HashMap<PilotId, Vec<Target>>,
    /// Target users that readings state before any are set.
    pub stated: HashMap<PilotId, Vec<Target>>,
    /// The pilots that may have fewer of them, as that was decided.
    pub rescoped: HashSet<PilotId>,
    /// The metrics that are left out, and why.
    pub unlisted: HashMap<MetricId, Unlisted>,
}

/// A metric left out of the weekly round, into which something may be typed all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// What it is called, behind its pilot.
    pub called: String,
    /// Why it is left out, and when it will not be.
    pub why: String,
}

impl Unlisted {
    fn of(pilot: &Pilot, metric: &Metric) -> Self {
        let (name, called) = (&pilot.name, format!("{}: {}", pilot.name, metric.name));
        let why = match pilot.at_rest() {
            None => format!("{called} is archived; once it is unarchived, it shows here again"),
            Some(_) if pilot.archived => {
                format!("{name} is archived; once it is unarchived, its metrics show here again")
            }
            Some(rest) => format!("{name} is {rest}; once it is under way again, its metrics show here again"),
        };
        Self { called, why }
    }
}

/// What an entry of the journal wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrote {
    /// Its number.
    pub entry: i64,
    /// Rows, in order.
    pub images: Vec<ImageRow>,
    /// Readings, by pilot and metric.
    pub readings: Vec<WroteRow>,
}

/// Names to choose from, and what else every screen knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    /// People, by name.
    pub people: Vec<(PersonId, String)>,
    /// The same for choosing: people with the same name are told apart.
    pub labels: Vec<(PersonId, String)>,
    /// Archived people, by name: they cannot be chosen, and are not somebody new.
    pub archived: Vec<(PersonId, String)>,
    /// The e-mail address of whoever has one.
    pub emails: Vec<(PersonId, String)>,
    /// Who of them may certify.
    pub certifiers: Vec<PersonId>,
    /// Who chairs the committee.
    pub chair: Option<PersonId>,
    /// Pilots, in order of creation.
    pub pilots: Vec<(PilotId, String)>,
    /// Every pilot, archived ones too, in order of creation.
    pub all_pilots: Vec<PilotId>,
    /// The workspace's own settings; none before they were read.
    pub workspace: Option<Workspace>,
    /// The framework in force; none before it was read.
    pub framework: Option<Arc<Framework>>,
    /// The numbers in the rules.
    pub rules: Rules,
    /// Decisions that came back to the open review and are not answered there yet.
    pub asked: Vec<Decision>,
    /// Who is noted as absent in that review, with apologies or without.
    pub absent: Vec<PersonId>,
    /// The newest entry of the journal when all this was read.
    pub newest: i64,
}

/// Headline metrics, their readings, and the target users.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trends {
    /// The metrics of each pilot that was asked about, by family.
    pub metrics: HashMap<PilotId, Vec<Metric>>,
    /// Readings by local number.
    pub readings: HashMap<i64, Vec<Reading>>,
    /// Target users of each of those pilots.
    pub targets: HashMap<PilotId, TargetUsers>,
}

impl Directory {
    /// Before anything was read: nobody is known, and the numbers are the framework's own.
    #[must_use]
    pub fn unasked(framework: &Framework) -> Self {
        Self { rules: Rules::of(framework), ..Self::default() }
    }

    /// What people are known by.
    #[must_use]
    pub fn known(&self) -> Names {
        person::known(&self.people, &self.archived, self.emails.iter().cloned())
    }

    /// The name of a person; none where there is no such person.
    #[must_use]
    pub fn person_name(&self, person: PersonId) -> Option<&str> {
        self.people.iter().find(|(id, _)| *id == person).map(|(_, name)| name.as_str())
    }

    /// The name of a pilot; none where there is no such pilot.
    #[must_use]
    pub fn pilot_name(&self, pilot: PilotId) -> Option<&str> {
        self.pilots.iter().find(|(id, _)| *id == pilot).map(|(_, name)| name.as_str())
    }
}

impl Query {
    /// Asks it of a reader, which is at some moment.
    pub fn ask(&self, reader: &Reader) -> Result<Answer> {
        Ok(match self {
            Self::Pilots(day) => Answer::Pilots(reader.pilots_seen(Of::All, *day)?),
            Self::Trends { pilots, from, to, day } => Answer::Trends(trends(reader, pilots, (*from, *to), *day)?),
            Self::Lacking(pilot, day) => Answer::Lacking(*pilot, lacking(reader, *pilot, *day)?),
            Self::Page { pilot, day } => {
                let page = reader.page_seen(*pilot, *day)?;
                let metrics = page.as_ref().map(|page| page.metrics.as_slice()).unwrap_or_default();
                let readings = reader.figures_through(metrics, Week::of(*day), *day)?;
                Answer::Page(page.map(Box::new), readings)
            }
            Self::People(day) => Answer::People(reader.people_on(*day)?),
            Self::Person(person, day) => {
                let row = reader.people_on(*day)?.into_iter().find(|row| row.person.id == *person);
                let holdings = reader.holdings_on(*person, *day)?;
                Answer::Person(row.map(|row| Box::new((row, holdings))))
            }
            Self::Sheet { from, to, day } => Answer::Sheet(Box::new(sheet(reader, (*from, *to), *day)?)),
            Self::Journal { pilot, limit, day } => Answer::Journal(reader.journal_on(*pilot, *day, *limit)?),
            Self::InForce(entries) => Answer::InForce(reader.in_force(entries)?),
            Self::Entry(entry) => Answer::Entry(Box::new(Wrote {
                entry: *entry,
                images: reader.images(*entry)?,
                readings: reader.wrote(*entry)?,
            })),
            Self::Survey(day) => Answer::Survey(Box::new(reader.survey(*day)?)),
            Self::Between(since, day) => Answer::Between(Box::new(reader.between(*since, *day)?)),
            Self::Reviews(day) => Answer::Reviews(reader.meetings_on(*day)?, Box::new(reader.committee()?)),
            Self::Review(review, day) => Answer::Review(reader.meeting_on(*review, *day)?.map(Box::new)),
            Self::Recorded(review, before) => {
                let (last, taken_back) = reader.recorded_last(*review, *before)?;
                Answer::Recorded(last, taken_back)
            }
            Self::Decisions(day) => Answer::Decisions(reader.decisions_so_far(*day)?, reader.pilots()?),
            Self::Actions(day) => Answer::Actions(reader.actions_on(*day)?, reader.pilots()?),
            Self::Exceptions(day) => Answer::Exceptions(reader.exceptions_on(None, *day)?, reader.pilots()?),
            Self::Texts(seek) => {
                let of_readings = reader.pilot_count()? <= SEARCHED_WHOLE || reader.has_few_readings(FEW_READINGS)?;
                Answer::Texts(reader.texts(seek, of_readings)?, of_readings)
            }
            Self::Directory => Answer::Directory(Box::new(directory(reader)?)),
        })
    }
}

/// The headline metrics of those pilots, their readings between two weeks, and the target users that count.
fn trends(reader: &Reader, pilots: &[PilotId], (from, to): (Week, Week), day: Day) -> Result<Trends> {
    let headlines = reader.headlines(pilots)?;
    let readings = reader.figures(&headlines, (from, to), day)?;
    let mut set = reader.targets_seen(pilots, day)?;
    let mut stated = reader.stated_of(&headlines, &set)?;
    let mut of = |pilot: &PilotId| TargetUsers {
        stated: stated.remove(pilot).unwrap_or_default(),
        set: set.remove(pilot).unwrap_or_default(),
    };
    let targets = pilots.iter().map(|pilot| (*pilot, of(pilot))).collect();
    let mut metrics: HashMap<PilotId, Vec<Metric>> = pilots.iter().map(|pilot| (*pilot, Vec::new())).collect();
    for metric in headlines {
        metrics.entry(metric.pilot).or_default().push(metric);
    }
    Ok(Trends { metrics, readings, targets })
}

/// The pilots that are under way with their metrics, and what was entered from one week to another.
fn sheet(reader: &Reader, weeks: (Week, Week), day: Day) -> Result<Sheet> {
    let mut pilots = reader.pilots_seen(Of::All, day)?;
    let (metrics, unlisted) = listed(&pilots, reader.metrics(None)?);
    pilots.retain(|pilot| pilot.at_rest().is_none());
    let readings = reader.figures(&metrics, weeks, day)?;
    let (given, targets) = (given(reader, &metrics, &readings, weeks)?, reader.targets_on(Of::All, day)?);
    let (registered, stated) = (reader.registered()?, reader.stated_of(&metrics, &targets)?);
    let rescoped = reader.rescoped()?;
    Ok(Sheet { pilots, metrics, readings, given, registered, targets, stated, rescoped, unlisted })
}

/// The metrics of the pilots under way, and those that are left out.
fn listed(pilots: &[Pilot], all: Vec<Metric>) -> (Vec<Metric>, HashMap<MetricId, Unlisted>) {
    let pilots: HashMap<PilotId, &Pilot> = pilots.iter().map(|pilot| (pilot.id, pilot)).collect();
    let (mut metrics, mut unlisted) = (Vec::new(), HashMap::new());
    for metric in all {
        let Some(pilot) = pilots.get(&metric.pilot) else {
            continue;
        };
        if !metric.archived && pilot.at_rest().is_none() {
            metrics.push(metric);
        } else {
            unlisted.insert(metric.id, Unlisted::of(pilot, &metric));
        }
    }
    (metrics, unlisted)
}

/// The readings among these that nobody entered, as the register of exceptions supplies them.
fn given(
    reader: &Reader,
    metrics: &[Metric],
    readings: &HashMap<i64, Vec<Reading>>,
    (from, to): (Week, Week),
) -> Result<HashSet<(i64, Week)>> {
    let registered = metrics.iter().filter(|metric| metric.is_registered()).map(|metric| metric.local);
    let registered: Vec<i64> = registered.collect();
    let typed = reader.readings(&registered, from, to)?;
    let weeks = |readings: &HashMap<i64, Vec<Reading>>, metric: i64| {
        let own = readings.get(&metric).map(Vec::as_slice).unwrap_or_default();
        own.iter().map(|reading| (metric, reading.week)).collect::<HashSet<_>>()
    };
    Ok(registered.iter().flat_map(|metric| &weeks(readings, *metric) - &weeks(&typed, *metric)).collect())
}

fn lacking(reader: &Reader, pilot: PilotId, day: Day) -> Result<Vec<Missing>> {
    let gate = reader.pilot_on(pilot, day)?.and_then(|pilot| Gate::out_of(pilot.stage));
    let tally = gate.map(|gate| reader.tally(pilot, gate, None, day)).transpose()?.flatten();
    Ok(tally.and_then(|(tally, _)| tally.lacking(Verdict::Go).map(<[Missing]>::to_vec)).unwrap_or_default())
}

fn directory(reader: &Reader) -> Result<Directory> {
    let attendance = reader.open_meeting()?.map(|meeting| meeting.attendance).unwrap_or_default();
    let absent = attendance.into_iter().filter(|one| one.presence != Presence::Present);
    Ok(Directory {
        people: reader.people_names()?,
        labels: reader.people_apart()?,
        archived: reader.archived_names()?,
        emails: reader.emails()?,
        certifiers: reader.certifiers()?.into_iter().map(|(id, _)| id).collect(),
        chair: reader.committee()?.chair.map(|(chair, ..)| chair),
        pilots: reader.pilot_names()?,
        all_pilots: reader.pilot_ids()?,
        workspace: Some(reader.workspace()?),
        framework: Some(reader.framework()?),
        rules: reader.rules()?,
        asked: reader.asked(None)?,
        absent: absent.map(|one| one.person).collect(),
        newest: reader.newest_entry()?,
    })
}
