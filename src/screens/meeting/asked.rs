//! What an item asks and what the meeting has answered so far: why it is on the agenda, and which waivers wait for
//! their outcome.

use super::Room;
use crate::domain::answered::{Judged, Now, Wants};
use crate::domain::review::{Reason, Recorded};
use crate::domain::{AgendaItem, AgendaKind, Judgement, Meeting, Pilot, WaiverId};
use crate::interaction::Context;

/// The kind of a reason that the meeting has answered.
pub(super) const ANSWERED: &str = "answered";

/// The place where an answer is given that is not a decision.
fn way(reason: &Reason, context: &Context) -> Option<&'static str> {
    let heard = context.is_heard();
    match reason.kind.as_str() {
        "waiver" if heard => Some("“waiver” says what came of it"),
        "waiver" => Some("⟨outcome⟩ says what came of it"),
        "condition" if heard => Some("“workstream” on the readiness of the pilot gives it an owner and a day"),
        "condition" => Some(
            "⟨pilot workstream⟩ on page 7 of the pilot gives its workstream an owner and a day: ⟨leave⟩, then ⟨everywhere board⟩",
        ),
        _ => None,
    }
}

/// The place of a reason among those of its item: what is asked still before what is over, then what the committee has
/// to talk about before what is only watched, then by the rank of its warning.
fn place(reason: &Reason, pilot: &Pilot, judgement: &Judgement) -> (bool, bool, u16) {
    let fires = judgement.signals.iter().find(|signal| reason.kind == "signal" && signal.warning == reason.id);
    let is_over = match reason.now(pilot, judgement) {
        Some((now, _)) => now != Now::Fires,
        None => reason.kind == ANSWERED,
    };
    let is_watched = fires.is_some_and(|signal| !signal.is_signal());
    (is_over, is_watched, fires.map_or(u16::MAX, |signal| signal.rank))
}

impl Room {
    /// Why the item is on the agenda: its reasons, and the warnings for the committee that began to fire since. An item
    /// that somebody wrote, and that nothing due has made, has every warning of its pilot. Open reasons come first, the
    /// most consequential warning before all others; settled ones come last.
    pub(super) fn reasons(&self, context: &Context) -> Vec<Reason> {
        let Some(item) = self.item() else {
            return Vec::new();
        };
        let mut reasons: Vec<Reason> = item.reasons.iter().map(|reason| self.so_far(reason, context)).collect();
        let Some(meeting) = &self.meeting else {
            return reasons;
        };
        reasons.extend(meeting.since(item, self.judged(meeting, context)));
        // Nobody said why an own item is there, so that even watches may tell it.
        let own = item.pilot.filter(|_| item.kind == AgendaKind::Topic).and_then(|pilot| context.portfolio.of(pilot));
        let wanted = own.into_iter().flat_map(|judgement| meeting.talks_of(judgement));
        let beside = own.into_iter().flat_map(|judgement| &judgement.signals).filter(|signal| signal.parked.is_none());
        for signal in wanted.chain(beside) {
            if reasons.iter().all(|reason| reason.id != signal.warning) {
                reasons.push(Reason::of(signal));
            }
        }
        if let Some((pilot, judgement)) = self.judged(meeting, context).of(item) {
            reasons.sort_by_cached_key(|reason| place(reason, pilot, judgement));
        }
        reasons
    }

    /// What an item wants by now.
    pub(super) fn wants(&self, item: &AgendaItem, context: &Context) -> Wants {
        let wants = |meeting: &Meeting| meeting.wants(item, self.recorded(), self.judged(meeting, context));
        self.meeting.as_ref().map_or_else(|| Wants::Still(item.wanted.clone()), wants)
    }

    /// What became of a reason of an item; none while it is open.
    pub(super) fn became(&self, item: &AgendaItem, reason: &Reason, context: &Context) -> Option<String> {
        let meeting = self.meeting.as_ref()?;
        meeting.became(item, reason, self.recorded(), self.judged(meeting, context))
    }

    /// How the pilots stand, until the review is closed.
    fn judged<'a>(&'a self, meeting: &Meeting, context: &'a Context) -> Judged<'a> {
        let portfolio = Some(&*context.portfolio).filter(|_| !meeting.is_closed());
        Judged { pilots: &self.pilots, portfolio, framework: &context.framework }
    }

    /// What was decided and agreed, in any review.
    pub(super) fn recorded(&self) -> Recorded<'_> {
        (&self.decisions, &self.actions)
    }

    /// A reason with the answer that this meeting gave, if it gave one.
    fn so_far(&self, reason: &Reason, context: &Context) -> Reason {
        let asked = self.meeting.as_ref().zip(self.item());
        if let Some(text) = asked.and_then(|(meeting, item)| meeting.answered(item, reason, self.recorded())) {
            return Reason { kind: ANSWERED.to_owned(), id: reason.id.clone(), text };
        }
        let redated = asked.and_then(|(meeting, item)| meeting.redated(item, reason));
        let text = redated.unwrap_or_else(|| reason.text.clone());
        // Under the mask a text is its id.
        let way = way(reason, context).filter(|_| self.is_open() && !context.read_only && reason.text != reason.id);
        let way = way.map_or_else(String::new, |way| format!(" ({})", context.told(way)));
        Reason { text: format!("{text}{way}"), ..reason.clone() }
    }

    /// The waivers whose outcome the item asks for and nobody has given, each with the question.
    pub(super) fn waivers(&self) -> Vec<(WaiverId, String)> {
        let (Some(meeting), Some(item)) = (&self.meeting, self.item()) else {
            return Vec::new();
        };
        let open = item.reasons.iter().filter(|reason| meeting.outcome(reason).is_none());
        let asked = |reason: &Reason| reason.came_of().unwrap_or_else(|| reason.text.clone());
        open.filter_map(|reason| Some((reason.waiver()?, asked(reason)))).collect()
    }
}
