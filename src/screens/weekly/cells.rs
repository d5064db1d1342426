//! Owns what is typed into the cells of the week and not yet committed: what it means, and what has to be asked first.

use std::collections::BTreeMap;

use super::super::{deeds, echo};
use super::kept::{
    FROM_HERE, KEPT, ONLY_HERE, answered, cell_of, draft, draft_of, place, says, seen_in, takes_back, told, typed_in,
};
use super::{Row, WEEKS_BACK, Weekly, draw};
use crate::domain::change::{PilotChange, Record};
use crate::domain::outlier::{self, Outlier};
use crate::domain::shown::quoted;
use crate::domain::words::{capital, sentence};
use crate::domain::{Change, Fixed, Invalid, Measure, MetricId, PilotId, Reading, Target, Typed, Week, understood};
use crate::interaction::filter::Filter;
use crate::interaction::named::verbatim;
use crate::interaction::{Context, Effect};
use crate::ui::glyphs::Glyphs;

/// What is typed into cells and not committed.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// The places of those that can be committed, with what they mean.
    pub ready: Vec<(String, Change)>,
    /// The target users that are to be in force from their weeks on.
    pub targets: BTreeMap<(PilotId, Week), Change>,
    /// Those of the week that only ask whether they are meant.
    pub asking: Vec<MetricId>,
    /// Those of the week that cannot be entered yet.
    pub wrong: Vec<MetricId>,
    /// How many of earlier weeks ask, or cannot be entered yet.
    pub earlier: usize,
    /// The same of later weeks.
    pub later: usize,
    /// How many are of metrics that are not listed.
    pub unlisted: usize,
}

impl Drafts {
    /// How many there are of what is listed.
    pub const fn count(&self) -> usize {
        self.ready.len() + self.asking.len() + self.wrong.len() + self.earlier + self.later
    }

    /// How many of the week can be committed.
    pub fn ready_in(&self, week: Week) -> usize {
        self.ready.iter().filter(|(key, _)| cell_of(key).is_some_and(|(of, _)| of == week)).count()
    }
}

/// What a cell asks before it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Whether a value far from the one before is meant.
    Outlier(Outlier),
    /// Whether those target users are meant in this week only, where others are in force.
    Target(Fixed, u32),
}

impl Asked {
    /// The question.
    pub fn asks(&self) -> String {
        match self {
            Self::Outlier(outlier) => outlier.asks(),
            Self::Target(users, in_force) => format!("of {users} and not {in_force} target users, only here?"),
        }
    }

    /// The question, and how it is answered; `text` is what was typed. While it is typed, Enter only ends that.
    fn about(self, text: &str, is_typed: bool, context: &Context) -> Invalid {
        let yes = yes(context);
        if let (Self::Target(users, in_force), Glyphs::Words) = (self, context.glyphs) {
            let asks = format!("are {users} the target users, and not {in_force}, in this week only?");
            return Invalid::new(asks).hint(format!("{yes} says so, {} means from this week on", onwards(context)));
        }
        let first = match self {
            _ if !is_typed => "",
            Self::Outlier(_) => "↵ goes on; back here ",
            Self::Target(..) => "↵, and then ",
        };
        let how = match self {
            Self::Outlier(outlier) => format!("{yes} keeps it, or {}", outlier.written(Some(text)).instead()),
            Self::Target(..) => format!("{yes} only here, {} from this week on", onwards(context)),
        };
        Invalid::new(self.asks()).hint(format!("{first}{how}"))
    }
}

/// What says yes to what a cell asks: a key, or the words that are a verb's.
pub(super) fn yes(context: &Context) -> &'static str {
    if context.is_heard() { "“keep it” or yes" } else { "↵" }
}

/// What says that target users are meant from a week on, and once more that they are not: a key, or the word of its
/// verb.
fn onwards(context: &Context) -> String {
    if context.is_heard() { "“target”".to_owned() } else { context.told("⟨week target⟩") }
}

/// The target users that a draft states itself, as `45/60` does.
fn stated_in(row: &Row, week: Week, draft: &str) -> Option<Target> {
    let (typed, _) = echo::valued(&row.metric, typed_in(draft)).ok()?;
    let Typed::Users(..) = typed else {
        return None;
    };
    Target::of(week, row.metric.accept(typed, None, "").ok()?.target_users()?)
}

/// That a note stands behind a value, and where it belongs; none where it may be its unit, or a part of it.
fn with_note(row: &Row, text: &str) -> Option<Invalid> {
    let (value, note) = text.trim().split_once(char::is_whitespace)?;
    let note = note.trim();
    let is_number = note.starts_with(|c: char| c.is_ascii_digit());
    let is_unit = !note.contains(char::is_whitespace) && note.starts_with(char::is_alphanumeric);
    let (typed, _) = echo::valued(&row.metric, value).ok().filter(|_| !is_number && !is_unit)?;
    let told = || {
        let what = format!("a cell takes {value} without {} behind it", quoted(note));
        Invalid::new(what).hint("type the number alone; ⟨reading⟩ enters one with its note")
    };
    (typed != Typed::NotMeasured).then(told)
}

impl Weekly {
    /// What a draft means, the change that enters it and its measure, none where it takes one back; or why it cannot be
    /// entered.
    pub(super) fn meaning(
        &self,
        row: &Row,
        week: Week,
        draft: &str,
        context: &Context,
    ) -> Result<(Change, Option<Measure>), Invalid> {
        if takes_back(draft) {
            row.expect_typed()?;
            self.expect_seen(row, week, draft)?;
            return Ok((echo::taken_back(row.metric.id, week, self.reading(row, week)), None));
        }
        let (change, taken) = self.unopposed(row, week, draft, context)?;
        match self.asked(row, (week, taken), draft, context) {
            Some(asked) => Err(asked.about(typed_in(draft), self.typing.is_some(), context)),
            None => self.expect_scope(row, week, draft, context).map(|()| (change, Some(taken.1))),
        }
    }

    /// Refuses fewer target users from a week on where no change of scope was decided.
    fn expect_scope(&self, row: &Row, week: Week, draft: &str, context: &Context) -> Result<(), Invalid> {
        let both = self.aims(row, week, draft, context).zip(self.in_force(row, week));
        let fewer = both.filter(|(users, set)| users < set && !self.sheet.rescoped.contains(&row.pilot));
        let refused = |(users, set): (u32, u32)| {
            let what = format!("{users} target users from this week on are fewer than {set}: a change of scope");
            Err(Invalid::new(what).hint(format!("⟨decide⟩ decides it; {} is for this week only", onwards(context))))
        };
        fewer.map_or(Ok(()), refused)
    }

    /// What a draft says as a reading, unless somebody else wrote another since it was begun.
    fn unopposed(
        &self,
        row: &Row,
        week: Week,
        draft: &str,
        context: &Context,
    ) -> Result<(Change, (Typed, Measure)), Invalid> {
        self.expect_seen(row, week, draft)?;
        self.read(row, week, typed_in(draft), context)
    }

    /// Refuses a draft where something else stands in its cell than its writer saw.
    fn expect_seen(&self, row: &Row, week: Week, draft: &str) -> Result<(), Invalid> {
        let now = self.reading(row, week).map(deeds::retyped).unwrap_or_default();
        // What two take back is gone, as both want it.
        let agree = takes_back(draft) && now.is_empty();
        if agree || seen_in(draft).is_none_or(|seen| seen == now) {
            return Ok(());
        }
        let theirs = if now.is_empty() { "nothing".to_owned() } else { now };
        Err(Invalid::new(format!("somebody else wrote {theirs} meanwhile, yours is {}", told(draft)))
            .hint("type yours again to keep it; clear cell (⟨clear⟩) takes theirs"))
    }

    /// What a draft asks first; none where nothing is to be asked, or all of it was answered.
    fn asked(
        &self,
        row: &Row,
        (week, taken): (Week, (Typed, Measure)),
        draft: &str,
        context: &Context,
    ) -> Option<Asked> {
        let is_aimed = says(draft, ONLY_HERE) || says(draft, FROM_HERE);
        let aimed = || self.aimed(row, week, taken).filter(|_| !is_aimed);
        let far = || self.outlier(row, (week, taken), |week| self.drafted(row, week, context)).map(Asked::Outlier);
        aimed().or_else(|| if says(draft, KEPT) { None } else { far() })
    }

    /// The target users that are in force in a week, as they were set.
    pub(super) fn in_force(&self, row: &Row, week: Week) -> Option<u32> {
        Target::in_force(self.targets(row), week)
    }

    /// Of how many target users a number of active ones is in a week: of those that are set, or where none are, of
    /// those that were stated last; what is typed for a week since and not committed goes before both.
    pub(super) fn counting(&self, row: &Row, week: Week, context: &Context) -> Option<Target> {
        // As far back as a week on the page is compared.
        const WEEKS: i64 = WEEKS_BACK + outlier::WEEKS;
        let set = Target::by(self.targets(row), week);
        let stated = || Target::by(self.sheet.stated.get(&row.pilot)?, week);
        let held = set.or_else(stated);
        let weeks = (0..=WEEKS).map(|back| week.plus(-back));
        let mut since = weeks.take_while(|week| held.is_none_or(|held| *week >= held.from));
        let typed = |week| {
            let draft = draft_of(week, row.metric.id, context)?;
            // Where some are set, others count for later weeks only where somebody said so.
            stated_in(row, week, draft).filter(|_| set.is_none() || says(draft, FROM_HERE))
        };
        since.find_map(typed).or(held)
    }

    /// The target users of a row's pilot that are set, by their weeks.
    fn targets(&self, row: &Row) -> &[Target] {
        self.sheet.targets.get(&row.pilot).map(Vec::as_slice).unwrap_or_default()
    }

    /// The value of the week before, as it would be typed again: where other target users are set since, only how many
    /// were active.
    pub(super) fn same(&self, row: &Row, week: Week) -> Option<String> {
        let before = week.plus(-1);
        let reading = self.reading(row, before)?;
        let set = |week| self.in_force(row, week).map(|users| Fixed::from_int(i64::from(users)));
        Some(match reading.measure {
            Measure::Users { active, target } if set(before) == Some(target) && set(week) != Some(target) => {
                active.to_string()
            }
            _ => deeds::retyped(reading),
        })
    }

    /// Are other target users typed than those in force, and than those that stand there already?
    pub(super) fn aimed(&self, row: &Row, week: Week, (typed, measure): (Typed, Measure)) -> Option<Asked> {
        let (Typed::Users(..), Measure::Users { target, .. }) = (typed, measure) else {
            return None;
        };
        let in_force = self.in_force(row, week)?;
        let held = self.reading(row, week).map(|reading| reading.measure);
        let stands = matches!(held, Some(Measure::Users { target: known, .. }) if known == target);
        (target != Fixed::from_int(i64::from(in_force)) && !stands).then_some(Asked::Target(target, in_force))
    }

    /// The target users of a draft, where they are others than those in force.
    fn aimed_in(&self, row: &Row, week: Week, draft: &str, context: &Context) -> Option<u32> {
        let (_, taken) = self.read(row, week, typed_in(draft), context).ok()?;
        match self.aimed(row, week, taken)? {
            Asked::Target(users, _) => Target::of(week, users).map(|target| target.users),
            Asked::Outlier(_) => None,
        }
    }

    /// The target users that a draft says are in force from its week on.
    fn aims(&self, row: &Row, week: Week, draft: &str, context: &Context) -> Option<u32> {
        self.aimed_in(row, week, draft, context).filter(|_| says(draft, FROM_HERE))
    }

    /// What is said of target users other than those in force, with what takes them otherwise once it was said how they
    /// are meant; where none are set, of others than those that were stated last.
    pub(super) fn aim_told(
        &self,
        row: &Row,
        week: Week,
        (draft, measure): (&str, Measure),
        context: &Context,
    ) -> String {
        if self.in_force(row, week).is_none() {
            let before = self.counting(row, week.plus(-1), context).map(|target| target.users);
            return understood::newly_stated(measure, before);
        }
        let counting = self.counting(row, week, context).map(|target| target.users);
        let (key, only) = (onwards(context), understood::other_target(measure, counting));
        match self.aimed_in(row, week, draft, context) {
            Some(users) if says(draft, FROM_HERE) => {
                format!("; {users} are the target users from this week on, {key} only here")
            }
            Some(_) if says(draft, ONLY_HERE) => format!("{only}; {key} from this week on"),
            _ => only,
        }
    }

    /// What is typed into a cell, as a reading, and what that was taken for.
    pub(super) fn read(
        &self,
        row: &Row,
        week: Week,
        text: &str,
        context: &Context,
    ) -> Result<(Change, (Typed, Measure)), Invalid> {
        row.expect_typed()?;
        let mut change = deeds::cell(&row.metric, week, text, self.reading(row, week))
            .map_err(|error| with_note(row, text).unwrap_or(error))?;
        let Change::Record(Record { typed: Some(ref mut written), ref note, .. }) = change else {
            return Err(Invalid::new("this is not a reading"));
        };
        let typed = *written;
        let is_alone = row.metric.needs_users(typed);
        let counting = if is_alone { self.counting(row, week, context).map(|target| target.users) } else { None };
        let measure = row.metric.accept(typed, counting, note).map_err(|error| match error.field {
            // A cell has no note beside it.
            Some("note") => error.hint("type why behind it, as n/m sensor down"),
            _ => error,
        })?;
        // Target users that nobody set are written with the reading: the cell that states them may still be changed.
        if is_alone && counting != self.in_force(row, week) {
            *written = typed.with_users(measure);
        }
        Ok((change, (typed, measure)))
    }

    /// What is typed into the cell of a week, where that is kept or not far from what is on file: it is a measure of
    /// others.
    fn drafted(&self, row: &Row, week: Week, context: &Context) -> Option<Measure> {
        let draft = draft_of(week, row.metric.id, context)?;
        let (_, taken) = self.read(row, week, typed_in(draft), context).ok()?;
        let stands = says(draft, KEPT) || self.outlier(row, (week, taken), |_| None).is_none();
        stands.then_some(taken.1)
    }

    /// Is what was typed taken for a value far from the one before it, be that on file or new?
    pub(super) fn outlier(
        &self,
        row: &Row,
        (week, taken): (Week, (Typed, Measure)),
        new: impl Fn(Week) -> Option<Measure>,
    ) -> Option<Outlier> {
        taken.1.value()?;
        let held = |week| self.reading(row, week).map(|reading| reading.measure);
        let reading = |week| {
            let measure = new(week).or_else(|| held(week))?;
            Some(Reading { week, measure, note: String::new(), sample: None })
        };
        let mut before = (1..=outlier::WEEKS).filter_map(|weeks| reading(week.plus(-weeks)));
        let before = before.find(|reading| reading.measure.value().is_some())?;
        Some(Outlier::of(&[before], week, taken)?.within(&row.metric))
    }

    /// Says of the cell under the cursor that it is meant as it stands; none where it asks nothing.
    pub(super) fn keep(&self, context: &Context) -> Option<Effect> {
        self.answer(context, |row, week, draft| self.kept(row, week, draft, context))
    }

    /// Says of the cell under the cursor that its target users are in force from its week on, or in it only where that
    /// was said; none where no others than those in force are typed.
    pub(super) fn aim(&self, context: &Context) -> Option<Effect> {
        self.answer(context, |row, week, draft| {
            let (_, taken) = self.unopposed(row, week, draft, context).ok()?;
            let other = if says(draft, FROM_HERE) { ONLY_HERE } else { FROM_HERE };
            self.aimed(row, week, taken).map(|_| answered(draft, other))
        })
    }

    /// Does the cell under the cursor ask something else once that answer is kept?
    pub(super) fn still_asks(&self, answer: &Effect, context: &Context) -> bool {
        let Effect::Draft { body: Some(body), .. } = answer else {
            return false;
        };
        self.selected().is_some_and(|row| self.kept(row, self.cursor_week(), body, context).is_some())
    }

    /// Keeps what answers what the draft under the cursor asks.
    fn answer(&self, context: &Context, with: impl Fn(&Row, Week, &str) -> Option<String>) -> Option<Effect> {
        let (row, week) = (self.selected()?, self.cursor_week());
        let body = Some(with(row, week, draft_of(week, row.metric.id, context)?)?);
        Some(Effect::Draft { key: place(week, row.metric.id), body })
    }

    /// A draft once what it asks is answered with yes; none where it asks nothing.
    pub(super) fn kept(&self, row: &Row, week: Week, draft: &str, context: &Context) -> Option<String> {
        let (_, taken) = self.unopposed(row, week, draft, context).ok()?;
        let kept = match self.asked(row, (week, taken), draft, context)? {
            Asked::Outlier(_) => answered(draft, KEPT),
            Asked::Target(..) => answered(draft, ONLY_HERE),
        };
        self.unopposed(row, week, &kept, context).is_ok().then_some(kept)
    }

    /// What comes of a line that is no value, where one is typed into the cell under the cursor already: it answers
    /// what that one asks, or it is refused and that one stays; none where the line is to be typed into the cell.
    pub(super) fn hear(&self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        let (row, week) = (self.selected()?, self.cursor_week());
        let draft = draft_of(week, row.metric.id, context)?;
        let why = self.read(row, week, text, context).err()?;
        self.unopposed(row, week, draft, context).ok()?;
        let answer = match text.to_lowercase().as_str() {
            "yes" | "keep" | "keep it" => self.keep(context),
            "target" | "target from here on" => self.aim(context),
            _ => None,
        };
        let stays = || {
            let why = sentence(&capital(&draw::explained(why, context)));
            Effect::failed(format!("{why} What was typed before stays."))
        };
        Some(vec![answer.unwrap_or_else(stays)])
    }

    /// Drafts of cells on this screen: those that can be committed, and how many cannot.
    pub(super) fn drafts(&self, context: &Context) -> Drafts {
        let mut drafts = Drafts::default();
        if context.as_of.is_some() {
            return drafts;
        }
        for (key, body) in context.drafts.range("week/".to_owned()..).take_while(|(key, _)| key.starts_with("week/")) {
            let Some((week, metric)) = cell_of(key) else {
                continue;
            };
            let Some(row) = self.places.get(&metric).and_then(|at| self.rows.get(*at)) else {
                drafts.unlisted += 1;
                continue;
            };
            match self.meaning(row, week, body, context) {
                Ok((change, _)) => {
                    drafts.ready.push((key.clone(), change));
                    let target = self.retargeted(row, week, body, context);
                    drafts.targets.extend(target.map(|change| ((row.pilot, week), change)));
                }
                Err(_) if week < self.week => drafts.earlier += 1,
                Err(_) if week > self.week => drafts.later += 1,
                Err(_) if self.kept(row, week, body, context).is_some() => drafts.asking.push(metric),
                Err(_) => drafts.wrong.push(metric),
            }
        }
        drafts
    }

    /// The change of the target users that a draft asks for.
    fn retargeted(&self, row: &Row, week: Week, draft: &str, context: &Context) -> Option<Change> {
        let users = self.aims(row, week, draft, context)?;
        let was = self.targets(row).iter().find(|target| target.from == week).map(|target| target.users);
        let target = PilotChange::Target { pilot: row.pilot, users: Some(users), from: week, was: Some(was) };
        Some(Change::Pilot(target))
    }

    /// Puts the cursor on a cell: on the sheet as it is where its week is one of so many that show beside the one that
    /// is entered, else in its own week.
    pub(super) fn point_at(&mut self, (week, metric): (Week, MetricId), beside: i64, context: &Context) -> Vec<Effect> {
        if self.row_of(metric).is_none() {
            self.filter = Filter::default();
            self.narrow(context);
        }
        let Some(at) = self.row_of(metric) else {
            let left_out = self.sheet.unlisted.get(&metric);
            let why = left_out.map_or("It is of a metric that is not listed here any more", |one| one.why.as_str());
            return vec![Effect::info(format!("{}. What is typed for {week} stays a draft.", verbatim(why)))];
        };
        self.list.select(at, self.found.len(), Self::page(context));
        self.typing = None;
        let shows = (0..=beside).find(|back| self.week.plus(-*back) == week);
        self.back = shows.unwrap_or(0);
        if shows.is_some() {
            return Vec::new();
        }
        self.enter(week);
        vec![Effect::Reload]
    }

    /// Drops what is typed into the cell under the cursor; where nothing is, what stands in it is to be taken back.
    pub(super) fn clear(&mut self, context: &Context) -> Vec<Effect> {
        self.remember(context);
        let Some(row) = self.selected() else {
            return Vec::new();
        };
        let (key, stands) = (place(self.cursor_week(), row.metric.id), self.reading(row, self.cursor_week()));
        let stands = stands.filter(|_| !context.drafts.contains_key(&key));
        let body = stands.map(|reading| draft("", Some(reading)));
        vec![Effect::Draft { key, body }]
    }

    /// Is something typed in the cell under the cursor, or does something stand there that can be taken back?
    pub(super) fn is_filled(&self, context: &Context) -> bool {
        let week = self.cursor_week();
        self.selected().is_some_and(|row| {
            let stands = || row.expect_typed().is_ok() && self.reading(row, week).is_some();
            context.drafts.contains_key(&place(week, row.metric.id)) || stands()
        })
    }

    /// Takes back the cell that was typed last, and goes there: what is typed next is meant for it.
    pub(super) fn take_cell_back(&mut self, context: &Context) -> Vec<Effect> {
        let Some((key, body)) = self.typed.pop() else {
            return Vec::new();
        };
        let beside = draw::weeks_that_fit(context.body().0);
        let there = cell_of(&key).map(|cell| self.point_at(cell, beside, context)).unwrap_or_default();
        std::iter::once(Effect::Draft { key, body }).chain(there).collect()
    }

    /// The first cell that shows and cannot be entered yet, or asks: its place among the rows, and how many weeks back
    /// it is.
    pub(super) fn first_left(&self, weeks: i64, context: &Context) -> Option<(usize, i64)> {
        let is_left = |(at, back): &(usize, i64)| {
            let week = self.week.plus(-back);
            let row = self.found.get(*at).and_then(|at| self.rows.get(*at));
            row.is_some_and(|row| {
                let draft = draft_of(week, row.metric.id, context);
                draft.is_some_and(|draft| self.meaning(row, week, draft, context).is_err())
            })
        };
        (0..=weeks).flat_map(|back| (0..self.found.len()).map(move |at| (at, back))).find(is_left)
    }
}
