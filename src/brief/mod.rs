//! Floor 2: gathers what a committee is told of a moment: what is due at a review, how the pilots stood at another
//! moment, the brief from which reports are written, and what a closed review keeps.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::agenda::{self, Matter};
use crate::domain::brief::{Brief, OnePage, TrendLine};
use crate::domain::change::{Close, ReviewChange};
use crate::domain::delta::{Before, Delta, Recorded};
use crate::domain::review::Due;
use crate::domain::survey::{Dashboard, Survey};
use crate::domain::warnings::review_overdue;
use crate::domain::words::count;
use crate::domain::{
    Baseline, Change, Day, DecisionId, Invalid, Meeting, Metric, MetricId, Outcome, Pilot, PilotId, Portfolio, Review,
    ReviewId, ReviewState, Stamp, Week,
};
use crate::exchange::csv_out::{self, Cell};
use crate::judge::{self, Judge};
use crate::report::{self, What};
use crate::store::{Error, Reader, Result, Store};

/// Reports show the trends of this many weeks.
const TREND_WEEKS: i64 = 26;

/// Works out how all pilots stood when a review closed, and what had been recorded by then: a bit at a time, so that
/// nobody waits for all pilots. What the closing itself changed was not known at the table, and counts as having
/// happened since.
pub struct Recalling {
    past: Reader,
    judge: Judge,
    /// Everything except how the pilots stood.
    before: Before,
}

impl Recalling {
    /// Begins; none if this file does not reach back to the review.
    pub fn begin(store: &Store, review: &Review) -> Result<Option<Self>> {
        let (Some(entry), Some(closed)) = (review.entry, review.closed) else {
            return Ok(None);
        };
        let (past, day) = (store.at_entry(entry - 1)?, closed.day());
        let recorded = Recorded {
            decisions: past.decisions(None)?.into_iter().map(|decision| decision.id).collect(),
            visits: past.all_visits(None)?.into_values().flatten().map(|visit| visit.id).collect(),
            actions: past.actions()?.into_iter().map(|action| (action.id, action.state)).collect(),
            exceptions: past.exceptions(None)?.iter().map(|one| (one.id, one.resolved.is_some())).collect(),
        };
        let (name, pilots) = (format!("the review of {}", review.day), past.pilots()?);
        let mut judge = Judge::new(day, past.framework()?);
        judge.look(&past, day)?;
        let before = Before { day, entry, name, pilots, portfolio: Portfolio::default(), recorded };
        Ok(Some(Self { past, judge, before }))
    }

    /// The entry that closed the review.
    #[must_use]
    pub const fn entry(&self) -> i64 {
        self.before.entry
    }

    /// Goes on while `more` says so. Returns how the pilots stood once all are judged.
    pub fn work(&mut self, more: &(dyn Fn() -> bool + Sync)) -> Result<Option<Before>> {
        let done = self.judge.work(&self.past, more)?;
        Ok(done.then(|| Before { portfolio: self.judge.portfolio().clone(), ..std::mem::take(&mut self.before) }))
    }
}

/// All of it in one go.
pub fn before(store: &Store, review: &Review) -> Result<Option<Before>> {
    Recalling::begin(store, review)?.map_or(Ok(None), |mut recalling| recalling.work(&|| true))
}

/// The newest review that was closed by `day` and, if one is given, is not that one and was closed before it.
pub fn review_before((reader, day): (&Reader, Day), review: Option<&Review>) -> Result<Option<Review>> {
    let earlier = |known: &Review| {
        known.closed.is_some_and(|closed| closed.day() <= day)
            && review.is_none_or(|review| {
                known.id != review.id && review.closed.is_none_or(|closed| known.closed < Some(closed))
            })
    };
    Ok(reader.reviews_on(day)?.into_iter().filter(earlier).max_by_key(|known| (known.closed, known.id)))
}

/// How all pilots stood when that one closed.
pub fn last_before((store, reader, day): (&Store, &Reader, Day), review: Option<&Review>) -> Result<Option<Before>> {
    review_before((reader, day), review)?.map_or(Ok(None), |last| before(store, &last))
}

/// The entry that closed the newest review, as seen on `day`.
pub fn last_entry(reader: &Reader, day: Day) -> Result<Option<i64>> {
    Ok(reader.last_closed(day)?.and_then(|review| review.entry))
}

/// What a review of `day` has to talk about as known `today`, and how the pilots stand.
pub fn agenda(reader: &Reader, portfolio: &Portfolio, (today, day): (Day, Day)) -> Result<Vec<Due>> {
    let (survey, framework) = (reader.survey(today)?, reader.framework()?);
    let last = reader.last_closed(today)?.map(|last| reader.meeting_on(last.id, today)).transpose()?.flatten();
    let carried = last.map(|last| agenda::carried(&last, &survey, &framework)).unwrap_or_default();
    Ok(agenda::due(&Matter { survey: &survey, portfolio, carried: &carried, framework: &framework, day }))
}

/// The days of other drafts, if there is none for `day`: two drafts at once are seldom meant.
pub fn drafts_beside(reader: &Reader, day: Day) -> Result<Vec<Day>> {
    let reviews = reader.reviews()?;
    if reviews.iter().any(|review| review.day == day) {
        return Ok(Vec::new());
    }
    let drafts = reviews.into_iter().filter(|review| review.state == ReviewState::Draft);
    Ok(drafts.map(|review| review.day).collect())
}

/// The change that makes the review of `day`, unless it exists, and its agenda from what is due.
pub fn preparation(
    reader: &Reader,
    (today, day): (Day, Day),
    new_id: impl FnOnce() -> i64,
) -> Result<(Change, ReviewId)> {
    let known = reader.reviews()?.into_iter().find(|review| review.day == day);
    if known.is_none() && day < today {
        let error = Invalid::new(format!("{day} has passed, and no review was prepared for it"));
        return Err(error.hint("name a day that is still to come").at("date").into());
    }
    if known.as_ref().is_some_and(|review| review.state == ReviewState::Closed) {
        let later = day.max(today) + chrono::Duration::days(i64::from(reader.committee()?.cadence));
        let error = Invalid::new(format!("the review of {day} is closed"));
        return Err(error.hint(format!("take a later day, as {later}")).at("date").into());
    }
    let due = agenda(reader, &judge::everything(reader, today)?, (today, day))?;
    let id = known.as_ref().map_or_else(|| ReviewId(new_id()), |review| review.id);
    let prepared = || format!("Prepared the review of {day}: {} on its agenda.", count(due.len(), "item", "items"));
    let what = known.is_none().then(prepared);
    let add = ReviewChange::Add { id: Some(id), day, chair: None, slot: None };
    let add = known.is_none().then_some(Change::Review(add));
    let changes = add.into_iter().chain([Change::Review(ReviewChange::Prepare { review: id, due })]).collect();
    Ok((Change::Several { what, changes }, id))
}

/// Opens a review. Its agenda is made anew first, as what is due has changed since.
///
/// # Errors
/// If the workspace refuses it. The review then stays a draft, with the agenda that was made.
pub fn open(store: &mut Store, id: ReviewId, stamp: &Stamp) -> Result<Outcome> {
    let draft = store.read().meeting(id)?.filter(Meeting::is_draft);
    if let Some(meeting) = &draft {
        let (prepares, _) = preparation(store.read(), (stamp.today, meeting.review.day), || id.0)?;
        store.commit(&prepares, stamp)?;
    }
    let mut opened = store.commit(&Change::Review(ReviewChange::Open(id)), stamp)?;
    let turned = turned(store.read(), draft.as_ref(), id)?;
    opened.remarks.extend((!turned.is_empty()).then_some(turned));
    Ok(opened)
}

/// How the agenda of a draft changed meanwhile: which items left and joined, and which ask something else; empty if
/// there was no agenda.
fn turned(reader: &Reader, draft: Option<&Meeting>, id: ReviewId) -> Result<String> {
    let before = draft.map(|draft| draft.agenda.as_slice()).unwrap_or_default();
    if before.is_empty() {
        return Ok(String::new());
    }
    let after = reader.meeting(id)?.map(|meeting| meeting.agenda).unwrap_or_default();
    Ok(agenda::turned(before, &after, (&reader.decisions(None)?, &reader.actions()?)))
}

/// What a report is to tell.
pub struct Ask<'a> {
    /// How the pilots stand.
    pub portfolio: Portfolio,
    /// How they stood before.
    pub before: Option<&'a Before>,
    /// The review that it is for.
    pub meeting: Option<Meeting>,
    /// The day of judgement.
    pub day: Day,
    /// Can what it tells still change?
    pub draft: bool,
}

/// Everything that a report tells.
pub fn brief(reader: &Reader, ask: Ask<'_>) -> Result<Brief> {
    let Ask { mut portfolio, before, meeting, day, draft } = ask;
    let (framework, mut survey) = (reader.framework()?, reader.survey(day)?);
    // The committee need not decide again what it decided in the review that is open.
    if let Some(open) = reader.open_on(day)? {
        let settled = open.tell_settled(&mut survey.decisions);
        drop_triggers(&mut portfolio, &settled);
    }
    // A review that is being closed is told as closed.
    for known in &mut survey.reviews {
        if let Some(meeting) = meeting.as_ref().filter(|meeting| meeting.review.id == known.id) {
            known.clone_from(&meeting.review);
        }
    }
    let dashboard = Dashboard::of(&survey, &portfolio, &framework, day);
    let delta = match before {
        None => None,
        Some(before) => {
            let between = reader.between((before.entry, before.day), day)?;
            Some(Delta::of(before, (&survey, &between), &portfolio, (&framework, day)))
        }
    };
    let meeting = meeting.map(|meeting| meeting.so_far(&survey.decisions, &survey.actions).into_owned());
    let differences = differences(reader)?;
    Ok(Brief {
        title: reader.workspace()?.title,
        day,
        draft,
        differences,
        committee: reader.committee()?,
        pages: pages(reader, &survey, &portfolio, &dashboard, day)?,
        reviews: survey.reviews.clone(),
        framework,
        survey,
        portfolio,
        dashboard,
        delta,
        meeting,
    })
}

/// Drops those decisions from the ones that came back, as they are settled.
fn drop_triggers(portfolio: &mut Portfolio, settled: &[DecisionId]) {
    for known in portfolio.pilots.values_mut().filter(|_| !settled.is_empty()) {
        Arc::make_mut(known).triggers.retain(|fired| !settled.contains(&fired.decision));
    }
}

/// The values that the workspace sets itself, parameters too: key, value, and the framework's own.
fn differences(reader: &Reader) -> Result<Vec<(String, String, String)>> {
    let values = reader.framework()?.differences().into_iter().map(|one| {
        let own = one.default.map_or_else(|| "nothing of the kind".to_owned(), |own| own.to_string());
        (one.key, one.value.to_string(), own)
    });
    let rules = reader.rules()?;
    let names: HashMap<MetricId, String> =
        reader.metrics(None)?.into_iter().map(|metric| (metric.id, metric.name)).collect();
    let numbers = rules.differences().into_iter().map(|(name, metric, value, own)| {
        let of = metric.and_then(|metric| names.get(&metric)).map_or_else(String::new, |name| format!(" for {name}"));
        (format!("{name}{of}"), value.to_string(), own.to_string())
    });
    Ok(values.chain(numbers).collect())
}

/// One page a pilot, in order of consequence.
fn pages(
    reader: &Reader,
    survey: &Survey,
    portfolio: &Portfolio,
    dashboard: &Dashboard,
    day: Day,
) -> Result<Vec<OnePage>> {
    let metrics = reader.headlines(&dashboard.pilots)?;
    let to = Week::ended_by(day);
    let from = to.plus(1 - TREND_WEEKS);
    let mut readings = reader.figures(&metrics, (from, to), day)?;
    let baselines: HashMap<MetricId, Baseline> =
        reader.baselines_on(None, day)?.into_iter().map(|baseline| (baseline.metric, baseline)).collect();
    let mut exceptions: HashMap<PilotId, usize> = HashMap::new();
    for exception in reader.exceptions_on(None, day)?.iter().filter(|exception| exception.resolved.is_none()) {
        *exceptions.entry(exception.pilot).or_default() += 1;
    }
    let mut by_pilot: HashMap<PilotId, Vec<Metric>> = HashMap::new();
    for metric in metrics {
        by_pilot.entry(metric.pilot).or_default().push(metric);
    }
    let pilots: HashMap<PilotId, &Pilot> = survey.pilots.iter().map(|pilot| (pilot.id, pilot)).collect();
    let mut pages = Vec::new();
    for pilot in dashboard.pilots.iter().filter_map(|id| pilots.get(id)) {
        let mut own = by_pilot.remove(&pilot.id).unwrap_or_default();
        own.sort_by_key(|metric| metric.family);
        let trends = own.into_iter().map(|metric| TrendLine {
            readings: readings.remove(&metric.local).unwrap_or_default(),
            baseline: baselines.get(&metric.id).cloned(),
            metric,
            from,
            to,
        });
        let gate = portfolio.of(pilot.id).and_then(|known| known.ahead.as_ref()).map(|ahead| ahead.gate);
        let tally = match gate {
            Some(gate) => reader.tally(pilot.id, gate, None, day)?.map(|(tally, _)| tally),
            None => None,
        };
        pages.push(OnePage {
            pilot: (*pilot).clone(),
            summary: reader.summary(pilot.id)?,
            judgement: portfolio.pilots.get(&pilot.id).cloned(),
            trends: trends.collect(),
            tally,
            open_exceptions: exceptions.get(&pilot.id).copied().unwrap_or_default(),
        });
    }
    Ok(pages)
}

/// The files of a report by name.
pub fn files(brief: &Brief, what: What) -> std::result::Result<Vec<(String, Vec<u8>)>, report::Failed> {
    let mut files = report::files(brief, what)?;
    if what == What::Pack {
        files.extend(tables(brief));
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(files)
}

/// The registers as CSV, for others to compute with.
fn tables(brief: &Brief) -> Vec<(String, Vec<u8>)> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let plain = |value: String| Cell::Plain(value);
    let day = |day: Option<Day>| plain(day.map_or_else(String::new, |day| day.to_string()));
    let actions = brief.survey.actions.iter().map(|action| {
        vec![
            text(&action.text),
            text(&action.owner_name),
            plain(action.due.to_string()),
            plain(action.stands(brief.day).to_owned()),
            text(brief.name(action.pilot)),
            day(action.ended),
        ]
    });
    let decisions = brief.survey.decisions.iter().map(|decision| {
        vec![
            text(brief.name(Some(decision.pilot))),
            plain(decision.word()),
            text(&decision.told()),
            plain(decision.date.to_string()),
            text(&decision.decided_by_name),
            text(&decision.rationale),
            text(&decision.conditions.join("; ")),
            text(&decision.comes_back().unwrap_or_default()),
            day(decision.settled),
        ]
    });
    let signals = brief.dashboard.signals.iter().map(|signal| {
        vec![
            text(brief.name(Some(signal.pilot))),
            plain(signal.warning.to_owned()),
            plain(signal.found.attention.to_string()),
            day(signal.found.since),
            text(&signal.found.explanation),
            text(&signal.found.clears),
        ]
    });
    let table = |name: &str, text: std::result::Result<String, crate::domain::Invalid>| {
        text.ok().map(|text| (name.to_owned(), text.into_bytes()))
    };
    let head = ["text", "owner", "due", "state", "pilot", "ended"];
    let actions = table("actions.csv", csv_out::write(&head, b',', actions));
    let head =
        ["pilot", "verb", "statement", "date", "decided_by", "rationale", "conditions", "review_trigger", "settled"];
    let decisions = table("decisions.csv", csv_out::write(&head, b',', decisions));
    let head = ["pilot", "warning", "level", "since", "explanation", "clears_when"];
    let signals = table("signals.csv", csv_out::write(&head, b',', signals));
    [actions, decisions, signals].into_iter().flatten().collect()
}

/// Why a review was not closed.
#[derive(Debug, thiserror::Error)]
pub enum NotClosed {
    /// The store refused it.
    #[error(transparent)]
    Store(#[from] Error),
    /// A file could not be made.
    #[error(transparent)]
    Report(#[from] report::Failed),
}

/// How often closing starts again when somebody else writes meanwhile.
const ATTEMPTS: usize = 5;

/// Closes a review, and keeps how each pilot stands and the files of the pack. If somebody else writes while the files
/// are made, they are made anew.
///
/// # Errors
/// If the workspace refuses it, or a file cannot be made. The review then stays open.
pub fn close(store: &mut Store, id: ReviewId, stamp: &Stamp) -> std::result::Result<Outcome, NotClosed> {
    let mut left = ATTEMPTS;
    loop {
        let change = closing(store, id, stamp)?;
        left -= 1;
        match store.commit(&change, stamp) {
            Err(Error::Overtaken) if left > 0 => {}
            done => return Ok(done?),
        }
    }
}

fn closing(store: &Store, id: ReviewId, stamp: &Stamp) -> std::result::Result<Change, NotClosed> {
    let (reader, today) = (store.read(), stamp.today);
    let told = reader.newest_entry()?;
    let mut meeting = reader.meeting(id)?;
    let before = last_before((store, reader, today), meeting.as_ref().map(|meeting| &meeting.review))?;
    let mut settled: Vec<DecisionId> = Vec::new();
    if let Some(meeting) = &mut meeting {
        // The files tell of the review as it will be once closed, by the number of the entry to come: if another entry
        // takes that number, they are made anew.
        let (decisions, actions) = (reader.decisions(None)?, reader.actions()?);
        meeting.settle(&decisions, &actions);
        (meeting.review.state, meeting.review.closed) = (ReviewState::Closed, Some(stamp.instant()));
        meeting.review.entry = Some(told + 1);
        (meeting.sat, meeting.actions) = (reader.committee()?.members, actions);
        let open = meeting.answers(&decisions).filter(|(asked, _)| asked.settled.is_none());
        settled.extend(open.map(|(asked, _)| asked.id));
    }
    let mut portfolio = judge::everything(reader, today)?;
    // Then no review is overdue any more, and the committee need not decide again what it decided.
    portfolio.findings.retain(|(warning, _)| *warning != review_overdue::ID);
    drop_triggers(&mut portfolio, &settled);
    let mut brief = brief(reader, Ask { portfolio, before: before.as_ref(), meeting, day: today, draft: false })?;
    for decision in brief.survey.decisions.iter_mut().filter(|decision| settled.contains(&decision.id)) {
        // It is settled when the review is closed, whenever that was opened.
        decision.settled = Some(today);
    }
    let standings = brief
        .survey
        .pilots
        .iter()
        .filter(|pilot| !pilot.lifecycle.is_ended())
        .filter_map(|pilot| Some((pilot.id, pilot.report.status, brief.portfolio.of(pilot.id)?.computed.overall)));
    let standings = standings.collect();
    let mut kept: BTreeMap<String, Vec<u8>> = files(&brief, What::Pack)?.into_iter().collect();
    kept.extend(files(&brief, What::Minutes)?);
    let files = kept.into_iter().collect();
    Ok(Change::Review(ReviewChange::Close(Box::new(Close { review: id, told, standings, files }))))
}
