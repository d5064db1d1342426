//! Owns what an item of an agenda asks, what has answered it in the course of its review, and how each warning that put
//! it there stands by now.

use std::{fmt, iter};

use super::decision::is_cleared_by;
use super::review::{AgendaItem, Meeting, Reason, Recorded, WORK, by_id, came_of};
use crate::domain::shown::{HIDDEN, brief, collapsed};
use crate::domain::words::{count, first_few};
use crate::domain::{
    Action, AgendaKind, AgendaState, Day, Decision, Framework, Gate, Judgement, Pilot, PilotId, Portfolio, ReviewState,
    Signal, Status, Verb, warnings,
};

/// How the pilots stand now. From it follows what the warnings of an item want by now.
#[derive(Clone, Copy)]
pub struct Judged<'a> {
    /// The pilots, in order of creation.
    pub pilots: &'a [Pilot],
    /// How they stand at the moment that is told; none if that is no longer known, as of a review that closed long ago.
    /// A pilot that is not judged yet has no say in anything.
    pub portfolio: Option<&'a Portfolio>,
    /// The framework that they are judged by.
    pub framework: &'a Framework,
}

impl<'a> Judged<'a> {
    /// The pilot that an item is about, and how it stands.
    #[must_use]
    pub fn of(&self, item: &AgendaItem) -> Option<(&'a Pilot, &'a Judgement)> {
        let pilot = self.pilot(item.pilot?)?;
        Some((pilot, self.portfolio?.of(pilot.id)?))
    }

    fn pilot(&self, id: PilotId) -> Option<&'a Pilot> {
        by_id(self.pilots, &id, |pilot| pilot.id)
    }

    /// How a reason stands by now, and its text with days and weeks counted up to now. None for a reason whose text
    /// does not depend on when it is read.
    fn now<'t>(&self, item: &AgendaItem, reason: &'t Reason) -> Option<(Now, Told<'t>)>
    where
        'a: 't,
    {
        let (pilots, portfolio) = (self.pilots, self.portfolio?);
        if reason.kind == STALE {
            let id: PilotId = reason.id.parse().ok()?;
            let pilot = self.pilot(id)?;
            let asked = Reason { kind: "signal".to_owned(), id: STALE.to_owned(), text: reason.text.clone() };
            let (now, text) = asked.now(pilot, portfolio.of(id)?)?;
            // The text of one that no longer fires names its pilot already.
            let is_named = !matches!(now, Now::Fires | Now::Answered);
            return Some((now, Box::new(move || if is_named { text } else { format!("{}: {text}", pilot.name) })));
        }
        if reason.kind == WORK {
            let pilot = self.pilot(reason.id.parse().ok()?)?;
            let how = pilot.at_rest().filter(|_| pilot.archived || pilot.lifecycle.is_ended())?;
            return Some((Now::Unasked, Box::new(move || format!("not asked of what is {how}: {}", reason.text))));
        }
        if item.kind == AgendaKind::Finding && reason.kind == "signal" {
            if !portfolio.is_whole() {
                return None;
            }
            let fires = pilots.iter().any(|pilot| firing(&reason.id, pilot, portfolio).is_some());
            let told = move || if fires { fires_for_them(&reason.id, pilots, portfolio) } else { reason.passed() };
            return Some((if fires { Now::Fires } else { Now::Passed }, Box::new(told)));
        }
        let (pilot, judgement) = self.of(item)?;
        let (now, text) = reason.now(pilot, judgement)?;
        Some((now, Box::new(move || text)))
    }
}

/// The text of how a reason stands by now. It is made only if it is shown: a warning may fire for thousands of pilots.
type Told<'a> = Box<dyn FnOnce() -> String + 'a>;

/// The kind of a reason for a stale pilot.
pub(super) const STALE: &str = "stale";

/// The text of that reason: which pilot is stale, and since when.
#[must_use]
pub(super) fn stale(pilot: &Pilot, signal: &Signal) -> String {
    format!("{}: {}", pilot.name, signal.found.explanation)
}

/// The signal of a warning for a pilot, if the committee has to talk about it.
fn firing<'a>(warning: &str, pilot: &Pilot, portfolio: &'a Portfolio) -> Option<&'a Signal> {
    portfolio.signals(pilot.id).iter().find(|signal| signal.warning == warning && signal.is_wanted())
}

/// The pilots for which a warning fires that the committee has to talk about, and since when: the longest first.
#[must_use]
pub fn fires_for<'a>(warning: &str, pilots: &'a [Pilot], portfolio: &Portfolio) -> Vec<(&'a Pilot, Option<Day>)> {
    let since = |pilot: &'a Pilot| Some((pilot, firing(warning, pilot, portfolio)?.found.since));
    let mut fires: Vec<(&Pilot, Option<Day>)> = pilots.iter().filter_map(since).collect();
    fires.sort_by_key(|(pilot, since)| (since.is_none(), *since, pilot.id));
    fires
}

/// That a warning fires for so many pilots.
#[must_use]
pub fn fires_for_so_many(pilots: usize) -> String {
    format!("fires for {}", count(pilots, "pilot", "pilots"))
}

/// The same, with the names of those for which it has fired longest.
#[must_use]
pub(super) fn fires_for_them(warning: &str, pilots: &[Pilot], portfolio: &Portfolio) -> String {
    let fires = fires_for(warning, pilots, portfolio);
    let names: Vec<&str> = fires.into_iter().map(|(pilot, _)| pilot.name.as_str()).collect();
    format!("{}: {}", fires_for_so_many(names.len()), first_few(&names))
}

/// The question about a decision that came back.
#[must_use]
pub fn still_stands(said: &str) -> String {
    format!("Does “{said}” still stand?")
}

/// The question of an item whose gate is booked.
#[must_use]
pub fn verdict_of(gate: &str) -> String {
    format!("The verdict of {gate}.")
}

/// The one question about all waivers among these reasons; none if there are none.
#[must_use]
pub fn of_waivers<'a>(reasons: impl IntoIterator<Item = &'a Reason>) -> Option<String> {
    let rules: Vec<String> = reasons.into_iter().filter_map(Reason::waived).map(str::to_owned).collect();
    (!rules.is_empty()).then(|| came_of(&first_few(&rules)))
}

/// How many questions are not named; none if all are.
#[must_use]
pub fn more_questions(questions: usize) -> Option<String> {
    let more = count(questions, "more question", "more questions");
    (questions > 0).then(|| format!("And {more}, among the reasons."))
}

/// How many warnings want something that is not named; none if all is.
#[must_use]
pub fn more_warnings(warnings: usize) -> Option<String> {
    // It does not say “warnings”: one more word would take one more line from the trends on a small projected screen.
    (warnings > 0).then(|| format!("And {warnings} more, among the reasons."))
}

/// A reason together with the decision that answered it.
fn answered_by(answer: &Decision, text: &str) -> String {
    format!("answered by “{}”: {text}", answer.said())
}

/// The text of an action that is due, with its pilot.
#[must_use]
pub(super) fn told_of(action: &Action, pilot: Option<&str>) -> String {
    let of = pilot.map_or_else(String::new, |name| format!(" ({name})"));
    format!("{}{of}", action.told())
}

/// What has become of a reason in the course of its review.
enum Course<'a> {
    /// What answered or ended it, in words.
    Became(String),
    /// It still stands: its text of now, if it depends on how a pilot stands and that is known.
    Asked(Option<Told<'a>>),
}

/// How a warning that is a reason for an item stands by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// It fires.
    Fires,
    /// A decision answers it until some day.
    Answered,
    /// It no longer fires.
    Passed,
    /// It is not asked of a pilot that is at rest.
    Unasked,
}

impl Reason {
    /// The reason that a warning fires.
    #[must_use]
    pub fn of(signal: &Signal) -> Self {
        Self { kind: "signal".to_owned(), id: signal.warning.to_owned(), text: signal.found.explanation.clone() }
    }

    /// How the warning of this reason stands by now, with the text of that; none for other reasons.
    #[must_use]
    pub fn now(&self, pilot: &Pilot, judgement: &Judgement) -> Option<(Now, String)> {
        if self.kind != "signal" {
            return None;
        }
        let fires: Vec<&Signal> = judgement.signals.iter().filter(|signal| signal.warning == self.id).collect();
        // Under the mask its text is its id, which was told already.
        let behind = |text: &str| if text == self.id { String::new() } else { format!(": {text}") };
        Some(match (fires.as_slice(), warnings::unasked(pilot, &self.id)) {
            ([], Some(how)) => (Now::Unasked, format!("not asked of what is {how}{}", behind(&self.text))),
            ([], None) => (Now::Passed, self.passed()),
            ([signal], _) => match signal.parked {
                Some(until) => (Now::Answered, format!("answered until {until}{}", behind(&signal.found.explanation))),
                None => (Now::Fires, signal.found.explanation.clone()),
            },
            _ => (Now::Fires, self.text.clone()),
        })
    }

    /// The text of a warning that no longer fires: its name and, unless masked, what it said.
    fn passed(&self) -> String {
        let was = self.text.trim_end_matches('.');
        let was = if self.text == self.id { String::new() } else { format!(" (was: {was})") };
        format!("{} no longer{was}", self.id)
    }

    /// Its questions, as an agenda may have them: a decision that came back is asked about with or without its
    /// conditions.
    fn questions(&self, decisions: &[Decision]) -> Vec<String> {
        match self.kind.as_str() {
            "trigger" => {
                let asked = self.came_back(decisions);
                asked.map_or_else(Vec::new, |asked| vec![still_stands(&asked.statement), still_stands(&asked.asked())])
            }
            "gate" => vec![verdict_of(&self.id)],
            _ => self.came_of().into_iter().collect(),
        }
    }

    /// What it asks, in a few words that follow “asks”; none if it asks nothing itself.
    pub(super) fn asks(&self, decisions: &[Decision], actions: &[Action]) -> Option<String> {
        Some(match self.kind.as_str() {
            "signal" => format!("about {}", self.id),
            "trigger" => format!("whether “{}” still stands", brief(&self.came_back(decisions)?.statement)),
            "gate" => format!("for the verdict of {}", self.id),
            "waiver" => format!("what came of waiving {}", self.waived()?),
            "condition" => "about the condition of its go".to_owned(),
            "action" => format!("about “{}”", brief(&self.action(actions)?.text)),
            // Its text begins with the name of the pilot, or of what is due.
            STALE | WORK => {
                format!("about {}", self.text.split_once(": ").map_or(self.text.as_str(), |(name, _)| name))
            }
            _ => return None,
        })
    }
}

impl AgendaItem {
    /// The gates that the text of what is wanted names.
    pub fn named_gates(&self) -> impl Iterator<Item = Gate> {
        Gate::ALL.iter().copied().filter(move |gate| {
            let mut words = self.wanted.split(|sign: char| !sign.is_alphanumeric());
            words.any(|word| word.eq_ignore_ascii_case(gate.name()))
        })
    }

    /// The same item after the words of a decision were corrected, if it quotes that decision.
    #[must_use]
    pub fn reworded(&self, before: &Decision, after: &Decision) -> Self {
        let said = [(before.asked(), after.asked()), (before.statement.clone(), after.statement.clone())];
        let asked = said.clone().map(|(old, new)| (still_stands(&old), still_stands(&new)));
        let anew = |text: &str| asked.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new));
        let mut item = self.clone();
        (item.wanted, item.prepared.wanted) = (anew(&item.wanted), anew(&item.prepared.wanted));
        let conditions = [(before.conditions.join("; "), after.conditions.join("; "))];
        let id = before.id.to_string();
        for reason in item.reasons.iter_mut().filter(|reason| reason.id == id) {
            let quoted = match reason.kind.as_str() {
                "trigger" => said.as_slice(),
                "condition" => conditions.as_slice(),
                _ => &[],
            };
            // A reason ends with what it quotes, unless another day of the work on a condition follows.
            let anew = |(old, new): &(String, String)| {
                reason.text.rsplit_once(old.as_str()).map(|(head, tail)| format!("{head}{new}{tail}"))
            };
            if let Some(text) = quoted.iter().find_map(anew) {
                reason.text = text;
            }
        }
        item
    }
}

/// What an item wants of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wants {
    /// This is still wanted.
    Still(String),
    /// Nobody wrote what is wanted; the gravest warning of its pilot proposes this.
    Proposed(String),
    /// Nobody wrote what is wanted and no warning proposes anything; this is said instead.
    Nothing(&'static str),
    /// Everything that was wanted is answered.
    Answered,
}

impl fmt::Display for Wants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Still(text) | Self::Proposed(text) => text,
            Self::Nothing(text) => text,
            Self::Answered => "answered",
        })
    }
}

impl Meeting {
    /// What answered a reason in the review, in words, with its text; none if nothing did.
    #[must_use]
    pub fn answered(&self, item: &AgendaItem, reason: &Reason, (decisions, actions): Recorded<'_>) -> Option<String> {
        let text = &reason.text;
        match reason.kind.as_str() {
            "trigger" => self.answer(reason, decisions).map(|answer| answered_by(answer, text)),
            // The tally in its text is not told: by now there is that of another stage.
            "gate" => {
                let verdict = self.verdict(item, &reason.id, decisions);
                verdict.map(|verdict| format!("answered by “{}” (was: {text})", verdict.said()))
            }
            "action" => reason.action(actions).and_then(|action| self.came_of_due(reason, action)),
            WORK => self.worked_off.contains(&(item.id, reason.id.clone())).then(|| {
                let said = self.redated(item, reason);
                format!("answered: {}", said.as_ref().unwrap_or(text))
            }),
            _ => self.outcome(reason).map(|outcome| format!("answered, “{outcome}”: {text}")),
        }
    }

    /// What has become of a reason, in words: what answered it, that it no longer stands or, if it is not known how its
    /// warning stands, what the review decided about it. None if it still stands.
    #[must_use]
    pub fn became(
        &self,
        item: &AgendaItem,
        reason: &Reason,
        recorded: Recorded<'_>,
        judged: Judged<'_>,
    ) -> Option<String> {
        match self.course(item, reason, recorded, judged) {
            Course::Became(text) => Some(text),
            Course::Asked(_) => None,
        }
    }

    /// A reason in words: what has become of it, or else what it says now, if that is known. A condition and an action
    /// come with the day that holds now.
    #[must_use]
    pub fn says(&self, item: &AgendaItem, reason: &Reason, recorded: Recorded<'_>, judged: Judged<'_>) -> String {
        match self.course(item, reason, recorded, judged) {
            Course::Became(text) => text,
            Course::Asked(Some(told)) => told(),
            Course::Asked(None) => {
                let by_now = self.redated(item, reason).or_else(|| self.due_by_now(reason, recorded.1, judged));
                by_now.unwrap_or_else(|| reason.text.clone())
            }
        }
    }

    /// What has become of a reason, or else what it says now.
    fn course<'t>(
        &self,
        item: &AgendaItem,
        reason: &'t Reason,
        recorded: Recorded<'_>,
        judged: Judged<'t>,
    ) -> Course<'t> {
        if let Some(answered) = self.answered(item, reason, recorded) {
            return Course::Became(answered);
        }
        match judged.now(item, reason) {
            Some((Now::Fires, told)) => Course::Asked(Some(told)),
            Some((_, told)) => Course::Became(told()),
            None if reason.kind != "signal" => Course::Asked(None),
            None => match self.followed(item, &reason.id, (recorded.0, judged)) {
                Some(answer) => Course::Became(answered_by(answer, &reason.text)),
                None => Course::Asked(None),
            },
        }
    }

    /// The text by now of an action that was due and is still open; none for other reasons, and if its pilot is not
    /// known.
    fn due_by_now(&self, reason: &Reason, actions: &[Action], judged: Judged<'_>) -> Option<String> {
        let action = self.still_due(reason.action(actions)?)?;
        let pilot = match action.pilot {
            Some(id) => Some(judged.pilot(id)?.name.as_str()),
            None => None,
        };
        Some(told_of(action, pilot))
    }

    /// The decisions of the review on the pilot of an item, in order.
    fn taken<'a>(&self, item: &AgendaItem, decisions: &'a [Decision]) -> impl DoubleEndedIterator<Item = &'a Decision> {
        let (review, pilot) = (self.review.id, item.pilot);
        decisions.iter().filter(move |one| one.review == Some(review) && Some(one.pilot) == pilot)
    }

    /// The last verdict of the review at this gate of the item's pilot.
    fn verdict<'a>(&self, item: &AgendaItem, gate: &str, decisions: &'a [Decision]) -> Option<&'a Decision> {
        // The sentence of a verdict begins with the gate.
        self.taken(item, decisions).rev().find(|one| one.statement.starts_with(&format!("{gate}: ")))
    }

    /// Did the review hold a gate that the text of what is wanted names?
    fn is_held(&self, item: &AgendaItem, decisions: &[Decision]) -> bool {
        item.named_gates().any(|gate| self.verdict(item, gate.name(), decisions).is_some())
    }

    /// A decision of the review that does what a warning proposes, or a pause, unless the review ended that again.
    /// Whether a decision answered or cleared the warning is seen in the data; it is asked here only if they are not
    /// known.
    fn followed<'a>(
        &self,
        item: &AgendaItem,
        warning: &str,
        (decisions, judged): (&'a [Decision], Judged<'_>),
    ) -> Option<&'a Decision> {
        let proposes = judged.framework.warning(warning).map(|known| known.decides);
        let proposes = proposes.filter(|verb| !matches!(verb, Verb::Update | Verb::AppointOwner));
        let settles = |one: &&Decision| {
            let is_proposed = proposes.is_some_and(|verb| one.verb == verb || one.verb == Verb::Pause);
            let is_settled = is_cleared_by(warning, one.verb) || one.parks.iter().any(|parked| parked == warning);
            is_proposed || (judged.portfolio.is_none() && is_settled)
        };
        let is_ended = |one: &Decision| self.taken(item, decisions).any(|later| later.ends(one));
        self.taken(item, decisions).find(|one| settles(one) && !is_ended(one))
    }

    /// What is still wanted of an item since its review was opened: the questions that are not answered yet. If it is
    /// known how its warnings stand, the gravest one's proposal replaces that of a warning that no longer fires, and
    /// follows if nothing else is left. What somebody wrote by hand stays until a gate that it names was held.
    pub(super) fn still_wanted(&self, item: &AgendaItem, recorded: Recorded<'_>, judged: Judged<'_>) -> String {
        let (mut wanted, decisions) = (item.wanted.clone(), recorded.0);
        let by_hand = item.kind == AgendaKind::Topic || wanted != item.prepared.wanted;
        if self.is_draft() || wanted.is_empty() || by_hand {
            let held = !self.is_draft() && self.is_held(item, decisions);
            return if held { String::new() } else { wanted };
        }
        // A list is asked about as long as anything on it is.
        let is_work = item.kind == AgendaKind::Finding && item.reasons.iter().any(|reason| reason.kind == WORK);
        if is_work || matches!(item.kind, AgendaKind::Stale | AgendaKind::Actions) {
            let mut listed = item.reasons.iter().filter(|reason| reason.kind != "carried");
            let is_over = listed.all(|reason| self.became(item, reason, recorded, judged).is_some());
            return if is_over { String::new() } else { wanted };
        }
        if wanted == HIDDEN {
            return if self.is_asked(item, recorded, judged) { wanted } else { String::new() };
        }
        let is_open = |reason: &&Reason| self.answered(item, reason, recorded).is_none();
        let open: Vec<&Reason> = item.reasons.iter().filter(is_open).collect();
        let mut instead = |all: Option<String>, left: Option<String>| {
            if let Some(all) = all {
                wanted = wanted.replace(&all, &left.unwrap_or_default());
            }
        };
        let unnamed = |reason: &&Reason| {
            let questions = reason.questions(decisions);
            reason.waiver().is_none() && questions.iter().all(|one| !item.wanted.contains(one)) && !questions.is_empty()
        };
        let all = item.reasons.iter().filter(unnamed).count();
        instead(more_questions(all), more_questions(open.iter().copied().filter(unnamed).count()));
        instead(of_waivers(&item.reasons), of_waivers(open.iter().copied()));
        for reason in item.reasons.iter().filter(|reason| !is_open(reason)) {
            for question in reason.questions(decisions) {
                instead(Some(question), None);
            }
        }
        let (known, framework) = (judged.of(item), judged.framework);
        let is_followed = |warning: &str| self.followed(item, warning, (decisions, judged)).is_some();
        let (settled, still) = proposals(item, judged, is_followed);
        for proposal in &settled {
            instead(Some((*proposal).to_owned()), None);
        }
        let counts = (1..item.reasons.len()).filter_map(more_warnings).find(|said| item.wanted.contains(said.as_str()));
        let is_counted = counts.as_deref().is_some_and(|said| wanted.trim() == said);
        let goes_on =
            wanted.trim().is_empty() || is_counted || settled.iter().any(|proposal| item.wanted.contains(proposal));
        let gravest = known.and_then(|(_, judgement)| self.talks_of(judgement).next());
        let goes_on = goes_on && gravest.is_none_or(|signal| !is_followed(signal.warning));
        let next = known.and_then(|(_, judgement)| self.proposed(judgement, framework));
        let next = next.filter(|next| goes_on && !wanted.contains(next));
        let wanted = collapsed(&format!("{} {wanted}", next.unwrap_or_default()));
        match counts {
            Some(said) => counted_anew(&wanted, &said, &still),
            None => wanted,
        }
    }

    /// Is anything still wanted of an item whose words are masked: the answer to a reason, or what its gravest warning
    /// proposes?
    fn is_asked(&self, item: &AgendaItem, recorded: Recorded<'_>, judged: Judged<'_>) -> bool {
        let asks = |reason: &Reason| reason.waiver().is_some() || !reason.questions(recorded.0).is_empty();
        let is_open = |reason: &Reason| asks(reason) && self.answered(item, reason, recorded).is_none();
        let is_followed = |warning: &str| self.followed(item, warning, (recorded.0, judged)).is_some();
        let (_, still) = proposals(item, judged, is_followed);
        let gravest = judged.of(item).and_then(|(_, judgement)| self.talks_of(judgement).next());
        let next = gravest.filter(|signal| !is_followed(signal.warning) && signal.proposed(judged.framework).is_some());
        item.reasons.iter().any(is_open) || still.iter().any(|proposals| !proposals.is_empty()) || next.is_some()
    }

    /// What is wanted of an item, in words; also if nothing is, or nothing any more.
    #[must_use]
    pub fn wants(&self, item: &AgendaItem, recorded: Recorded<'_>, judged: Judged<'_>) -> Wants {
        match self.still_wanted(item, recorded, judged) {
            still if !still.is_empty() => Wants::Still(still),
            _ if item.wanted.is_empty() => self.unwritten(item, judged),
            _ => Wants::Answered,
        }
    }

    /// What is said if nobody wrote what is wanted. How the pilots stand now says nothing of a review that is closed.
    fn unwritten(&self, item: &AgendaItem, judged: Judged<'_>) -> Wants {
        if self.is_closed() {
            return Wants::Nothing("For information.");
        }
        let known = judged.of(item);
        let gravest = known.and_then(|(_, judgement)| self.talks_of(judgement).next());
        let proposal = gravest.and_then(|signal| Some((signal.warning, signal.proposal(judged.framework)?)));
        if let Some((warning, wants)) = proposal {
            return Wants::Proposed(format!("Nothing was written of what is wanted; {warning} proposes: {wants}"));
        }
        let reported = item.pilot.and_then(|pilot| judged.pilot(pilot)).map(|pilot| pilot.report.status);
        let computed = known.map(|(pilot, judgement)| judgement.stands(pilot).overall);
        // A red status says that a decision is wanted, so the text must not deny it.
        let is_red = [computed, reported].contains(&Some(Status::Red));
        Wants::Nothing(match (is_red, self.review.state, item.state) {
            (true, ..) => "Nothing was written of what is wanted.",
            (_, ReviewState::Draft, AgendaState::Open) => "For information: no decision is asked for; drop it?",
            _ => "For information: no decision is asked for.",
        })
    }

    /// The signals of a pilot that the committee has to talk about now, the gravest first, without warnings that are an
    /// item of their own because many pilots have them.
    pub fn talks_of<'a>(&'a self, judgement: &'a Judgement) -> impl Iterator<Item = &'a Signal> {
        let many = self.agenda.iter().filter(|item| item.kind == AgendaKind::Finding);
        let apart: Vec<&str> = many.flat_map(|item| &item.reasons).map(|reason| reason.id.as_str()).collect();
        judgement.signals.iter().filter(move |signal| signal.is_wanted() && !apart.contains(&signal.warning))
    }

    /// The signals of an item's pilot that are not among its reasons, as they fire only since. For items of one pilot,
    /// made from what is due.
    #[must_use]
    pub fn since(&self, item: &AgendaItem, judged: Judged<'_>) -> Vec<Reason> {
        let known = judged.of(item).filter(|_| item.kind == AgendaKind::Pilot);
        let fires = known.into_iter().flat_map(|(_, judgement)| self.talks_of(judgement));
        let is_new = |signal: &&Signal| item.reasons.iter().all(|reason| reason.id != signal.warning);
        fires.filter(is_new).map(Reason::of).collect()
    }

    /// What the gravest of those signals proposes.
    fn proposed<'a>(&self, judgement: &Judgement, framework: &'a Framework) -> Option<&'a str> {
        self.talks_of(judgement).next()?.proposed(framework)
    }
}

/// The text of what is wanted with a new count of the warnings that it does not name. If nothing stands before the
/// count, the gravest of them is named.
fn counted_anew(wanted: &str, counts: &str, still: &[Vec<&str>]) -> String {
    let mut left: Vec<&str> = Vec::new();
    for proposals in still.iter().filter(|proposals| proposals.iter().all(|one| !wanted.contains(*one))) {
        left.extend(proposals.first().filter(|first| !left.contains(*first)).copied());
    }
    let gravest = if wanted.starts_with(counts) && !left.is_empty() { left.remove(0) } else { "" };
    let more = more_warnings(left.len()).unwrap_or_default();
    collapsed(&format!("{gravest} {}", wanted.replace(counts, &more)))
}

/// First the proposals that have lapsed: of warnings that no longer fire, are answered, propose something else by now,
/// or whose proposal the review followed; unless another warning still wants the same. Then the proposals that remain,
/// by warning, the gravest first. A pilot that has ended wants nothing any more; one that is paused does.
fn proposals<'a>(
    item: &AgendaItem,
    judged: Judged<'a>,
    is_followed: impl Fn(&str) -> bool,
) -> (Vec<&'a str>, Vec<Vec<&'a str>>) {
    let has_ended = judged.of(item).is_some_and(|(pilot, _)| pilot.lifecycle.is_ended());
    let has_gone = |reason: &Reason| match judged.now(item, reason) {
        Some((Now::Passed | Now::Answered, _)) => true,
        Some((Now::Unasked, _)) => has_ended,
        Some((Now::Fires, _)) | None => false,
    };
    let framework = judged.framework;
    let is_settled = |reason: &&Reason| is_followed(&reason.id) || has_gone(reason);
    let could = |reason: &Reason| -> Vec<&'a str> {
        let whose = iter::once(reason.id.as_str()).chain(warnings::stands_for(&reason.id));
        whose.filter_map(|warning| Some(framework.warning(warning)?.proposal.as_str())).collect()
    };
    let does = |reason: &Reason| -> Vec<&'a str> {
        let known = judged.of(item).map(|(_, judgement)| judgement.signals.as_slice()).unwrap_or_default();
        match known.iter().find(|signal| signal.warning == reason.id) {
            Some(signal) => signal.proposed(framework).into_iter().collect(),
            None => could(reason),
        }
    };
    let signals = || item.reasons.iter().filter(|reason| reason.kind == "signal");
    let still: Vec<Vec<&str>> = signals().filter(|reason| !is_settled(reason)).map(does).collect();
    let is_wanted = |one: &&str| still.iter().any(|proposals| proposals.contains(one));
    (signals().flat_map(could).filter(|one| !is_wanted(one)).collect(), still)
}

#[cfg(test)]
mod tests {
    use super::super::decision::tests::decided;
    use super::super::review::tests::{item, meeting};
    use super::*;
    use crate::domain::review::Prepared;

    #[test]
    fn what_is_wanted_in_words_that_are_masked_is_answered_as_ever() {
        let masked = || HIDDEN.to_owned();
        let item = AgendaItem {
            wanted: masked(),
            reasons: vec![Reason { kind: "gate".to_owned(), id: "G1".to_owned(), text: masked() }],
            prepared: Prepared { wanted: masked(), ..Prepared::default() },
            ..item(1, AgendaKind::Pilot, 1)
        };
        let meeting = meeting(ReviewState::Open, vec![item.clone()], Vec::new());
        let (framework, actions) = (Framework::builtin().unwrap(), Vec::<Action>::new());
        let judged = Judged { pilots: &[], portfolio: None, framework: &framework };
        let wants = |decisions: &[Decision]| meeting.wants(&item, (decisions, &actions), judged);
        assert_eq!(wants(&[]), Wants::Still(masked()));
        let held = Decision { review: Some(item.review), ..decided(Verb::Hold, "G1: …") };
        assert_eq!(wants(&[held]), Wants::Answered);
    }

    #[test]
    fn an_item_says_a_decision_in_its_new_words_wherever_it_quotes_it() {
        let said = decided(Verb::Retrain, "It goes on");
        let before = Decision { conditions: vec!["data by 2026-11-13".to_owned()], ..said };
        let after = Decision { conditions: vec!["clean data by 2026-11-13".to_owned()], ..before.clone() };
        let moved = "its workstream on data is due by 2026-12-10 now";
        let reason = |kind: &str, text: String| Reason { kind: kind.to_owned(), id: before.id.to_string(), text };
        let wanted = still_stands(&before.asked());
        let item = AgendaItem {
            wanted: wanted.clone(),
            reasons: vec![
                reason("trigger", format!("came back (2026-11-20): {}", before.asked())),
                reason("condition", format!("conditional go, not cleared: data by 2026-11-13; {moved}")),
                reason("gate", "data by 2026-11-13".to_owned()),
            ],
            prepared: Prepared { wanted, ..Prepared::default() },
            ..item(1, AgendaKind::Pilot, 1)
        };
        let anew = item.reworded(&before, &after);
        let said: Vec<&str> = anew.reasons.iter().map(|reason| reason.text.as_str()).collect();
        let asked = "It goes on, on condition: clean data by 2026-11-13";
        let condition = format!("conditional go, not cleared: clean data by 2026-11-13; {moved}");
        let came_back = format!("came back (2026-11-20): {asked}");
        assert_eq!(said, [came_back.as_str(), condition.as_str(), "data by 2026-11-13"]);
        assert_eq!((&anew.wanted, &anew.prepared.wanted), (&still_stands(asked), &still_stands(asked)));
        // Days in what somebody typed stay as they are.
        let (decisions, actions) = ([after], Vec::<Action>::new());
        let typed = |reason: &Reason| reason.typed((&decisions, &actions));
        assert_eq!(typed(&anew.reasons[0]), ["It goes on", "clean data by 2026-11-13"]);
        assert_eq!((typed(&anew.reasons[1]), decided(Verb::Go, "G1: go").typed()), (Vec::new(), Vec::new()));
    }
}
