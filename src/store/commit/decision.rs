//! Performs decisions together with what they change, and keeps the log of model versions.

use rusqlite::params;

use super::{Writer, brief, refuse, required};
use crate::domain::change::{Decide, Decided, NewVersion};
use crate::domain::decision::is_accepted_for_good;
use crate::domain::framework::groups::RUN_DECISIONS;
use crate::domain::pilot::tidy_name;
use crate::domain::sentence::latest_named;
use crate::domain::trigger::{Bar, TypedTrigger};
use crate::domain::{
    Day, Decision, DecisionId, DocumentKind, Invalid, ItemState, Judgement, Lifecycle, PersonId, Pilot, PilotId,
    Signal, Stage, Tick, Trigger, Value, Verb, VersionId,
};
use crate::store::columns::{DayText, words_json};
use crate::store::error::{Error, Result};
use crate::store::fetch::UNUSED_SCOPE;

/// How to bring an archived pilot back.
pub(super) fn unarchive(pilot: &Pilot) -> String {
    format!("`steerco unarchive {}` brings it back", pilot.code)
}

/// What a decision does about earlier ones on its pilot that came back.
pub(super) struct Answered {
    /// The lines of its evidence about those that it leaves open.
    pub leaves: Vec<String>,
    /// What is added to its sentence; empty if none came back.
    pub said: String,
}

impl Writer<'_> {
    pub(super) fn decide(&mut self, decide: &Decide) -> Result<()> {
        let verb = decide.effect.verb();
        let missing = || self.missing("pilot", decide.pilot.0, decide.pilot, "look at `steerco list pilots --all`");
        let pilot = self.reader.pilot(decide.pilot)?.ok_or_else(missing)?;
        let statement = required(&decide.statement, "what was decided", "say")?;
        let on = self.happened(decide.on, "record a decision once it was taken", "on")?;
        let (decider, by) = self.decider(decide, &pilot)?;
        let cause = self.known_cause(&decide.cause, (verb == Verb::Retire).then_some("retire"))?;
        let trigger = self.trigger(decide, &pilot, on)?;
        self.check_parks(decide, trigger.as_ref())?;
        let judgement = self.reader.judgement(pilot.id, on)?;
        let answered = self.answered(pilot.id, &decide.leaves)?;
        let mut known = judgement.as_ref().map(|known| told(&pilot, known)).unwrap_or_default();
        known.extend(answered.leaves);
        self.expect_as_seen(decide, &pilot)?;
        self.check_effect(decide, &pilot, trigger.as_ref(), on)?;
        check_accepted(decide, &pilot, judgement.as_ref())?;
        let id = DecisionId(self.ids.take());
        let (revisit, watched) = match &trigger {
            None => (String::new(), None),
            Some(Trigger::On(day)) => (day.to_string(), None),
            Some(Trigger::Value(bar)) => (bar.stored(), Some(bar.metric.0)),
        };
        self.execute(
            "INSERT INTO decision (id, pilot, verb, statement, decided, decider, rationale, rejected, conditions, \
                 review, cause, revisit, watched, parks, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
                 (SELECT id FROM review WHERE state = 'open'), ?10, ?11, ?12, ?13, ?14)",
            params![
                id.0,
                decide.pilot.0,
                verb.name(),
                statement,
                DayText(Some(on)),
                decider.0,
                decide.rationale.trim(),
                words_json(&decide.rejected),
                words_json(&decide.conditions),
                cause,
                revisit,
                watched,
                words_json(&decide.parks),
                words_json(&known),
            ],
        )?;
        self.added(&id);
        let also = self.take_effect(decide, &pilot, id, &by, on)?;
        self.touch(decide.pilot);
        let also = also.map_or_else(String::new, |also| format!("; {also}"));
        let back = trigger.map_or_else(String::new, |trigger| format!("; it comes back: {trigger}"));
        let told = format!("{}: {by} decided to {}: {}{also}{back}", pilot.name, said(verb), brief(&statement));
        let until: Vec<&str> =
            decide.parks.iter().map(String::as_str).filter(|warning| !is_accepted_for_good(warning)).collect();
        let parks =
            if until.is_empty() { String::new() } else { format!("; until then it answers {}", until.join(", ")) };
        let unaccepted = self.unaccepted(decide)?;
        self.did(told + &parks + &answered.said + unaccepted)
    }

    /// A remark if a gate was skipped and no review is open that could accept it.
    fn unaccepted(&self, decide: &Decide) -> Result<&'static str> {
        let meant = decide.parks.iter().any(|id| is_accepted_for_good(id));
        let open = "SELECT 1 FROM review WHERE state = 'open'";
        if !meant || self.exists(open, [])? {
            return Ok("");
        }
        Ok("; gate-skipped stays a signal until a review accepts it")
    }

    /// What a decision does about those on its pilot that came back: it answers them, except those that it leaves open.
    pub(super) fn answered(&self, pilot: PilotId, leaves: &[DecisionId]) -> Result<Answered> {
        let is_left = |one: &&Decision| leaves.contains(&one.id);
        let decisions = if leaves.is_empty() { Vec::new() } else { self.reader.decisions(Some(pilot))? };
        let asked = self.reader.asked(Some(pilot))?;
        let said = asked.iter().map(|one| {
            let what = brief(&one.asked());
            if is_left(&one) {
                format!("; “{what}” stays open")
            } else {
                format!("; it settles “{what}” when the review closes")
            }
        });
        Ok(Answered {
            leaves: decisions.iter().filter(is_left).map(Decision::left_open).collect(),
            said: said.collect(),
        })
    }

    /// Who decides: whoever is named, else the executive owner, if the decision is theirs.
    fn decider(&self, decide: &Decide, pilot: &Pilot) -> Result<(PersonId, String)> {
        let verb = decide.effect.verb();
        let theirs = verb.is_the_owners();
        let owner = pilot.owner.as_ref().map(|seat| seat.id);
        let by = match (decide.by, owner) {
            (Some(by), _) => by,
            (None, Some(owner)) if theirs => owner,
            (None, _) => {
                let what = if theirs {
                    format!("{} has no executive owner who could decide this", pilot.name)
                } else {
                    "nobody is named who decided".to_owned()
                };
                return refuse(what, "name a person: --by WHO", "by");
            }
        };
        if theirs && Some(by) != owner && decide.rationale.trim().is_empty() {
            let owner = pilot.owner_name().unwrap_or("an executive owner");
            let what = format!("to {} is for {owner} to decide", said(verb));
            return refuse(what, "say why somebody else did: --why TEXT", "why");
        }
        Ok((by, self.person_name(by)?))
    }

    /// The trigger of the decision, with its metric looked up.
    fn trigger(&self, decide: &Decide, pilot: &Pilot, on: Day) -> Result<Option<Trigger>> {
        Ok(match &decide.revisit {
            // As with the verdict of a gate.
            None if decide.effect.verb().heeds_conditions() => {
                let conditions = decide.conditions.iter().map(String::as_str);
                latest_named(conditions, on).map(|(day, _)| Trigger::On(day))
            }
            None => None,
            Some(typed @ TypedTrigger::On(day)) => {
                let day = self.been_or_planned(*day).map_err(|error| error.at("revisit"))?;
                typed.lies_after(on)?;
                Some(Trigger::On(day))
            }
            Some(typed @ TypedTrigger::Value(word, op, value, by)) => {
                let metric = self.reader.find_metric(pilot.id, word).map_err(|error| match error {
                    Error::Invalid(invalid) => Error::Invalid(invalid.at("revisit")),
                    other => other,
                })?;
                // The value is part of the trigger, and no field of its own.
                metric.check_bounds(*value).map_err(|error| Invalid { field: Some("revisit"), ..error })?;
                typed.lies_after(on)?;
                let (metric, name, is_masked) = (metric.id, metric.name, false);
                Some(Trigger::Value(Bar { metric, name, op: *op, value: *value, by: *by, is_masked }))
            }
        })
    }

    fn check_parks(&self, decide: &Decide, trigger: Option<&Trigger>) -> Result<()> {
        for id in &decide.parks {
            if self.framework.warning(id).is_none() {
                let known: Vec<&str> = self.framework.data.warning.iter().map(|warning| warning.id.as_str()).collect();
                let what = format!("“{id}” is not a warning");
                return refuse(what, format!("name one of: {}", known.join(", ")), "warning");
            }
        }
        let dated = matches!(trigger, Some(Trigger::On(_)));
        if decide.parks.iter().any(|id| !is_accepted_for_good(id)) && !dated {
            let what = "a decision answers a warning until a day, and none is given";
            return refuse(what, "say when it comes back: --revisit DATE", "revisit");
        }
        Ok(())
    }

    /// Checks that the decision overwrites what its writer saw, or what says the same already.
    fn expect_as_seen(&self, decide: &Decide, pilot: &Pilot) -> Result<()> {
        let Some(was) = decide.was else {
            return Ok(());
        };
        let id = pilot.id.0;
        if let Decided::AppointOwner { owner, powers } = decide.effect {
            let now = pilot.owner.as_ref().map(|seat| (seat.id, seat.powers));
            let (what, yours) = (format!("{}: executive owner", pilot.name), self.person_name(owner)?);
            let theirs = pilot.owner_name().unwrap_or("nobody");
            let seen = was.owner == now || now == Some((owner, powers));
            self.expect_seen(seen, (&what, &yours, theirs), |writer| writer.writer_of_id("pilot", id, "appointment"))?;
        }
        match decide.effect.lifecycle() {
            Some(to) if to != pilot.lifecycle => {
                let what = format!("{}: lifecycle", pilot.name);
                let seen = was.lifecycle == pilot.lifecycle;
                self.expect_seen(seen, (&what, to.name(), pilot.lifecycle.name()), |writer| {
                    writer.writer_of_id("pilot", id, "lifecycle")
                })
            }
            _ => Ok(()),
        }
    }

    /// Checks that this can be decided of the pilot as it stands.
    fn check_effect(&self, decide: &Decide, pilot: &Pilot, trigger: Option<&Trigger>, on: Day) -> Result<()> {
        let name = &pilot.name;
        let ended = pilot.lifecycle.is_ended();
        if pilot.archived {
            return refuse(format!("{name} is archived"), unarchive(pilot), "pilot");
        }
        if let Some(started) = pilot.started.filter(|started| on < *started) {
            let what = format!("{name} began on {started}, after {on}");
            return refuse(what, "name a day that is no earlier", "on");
        }
        let turned = pilot.pauses.last().filter(|_| !ended).map(|pause| pause.to.unwrap_or(pause.from));
        let turns = matches!(decide.effect, Decided::Pause | Decided::Resume | Decided::Retire);
        if let Some(turned) = turned.filter(|turned| turns && on < *turned) {
            let what = format!("{name} was paused or resumed on {turned}, after {on}");
            return refuse(what, "name a day that is no earlier", "on");
        }
        match decide.effect {
            Decided::Pause if pilot.lifecycle == Lifecycle::Paused => {
                refuse(format!("{name} is paused already"), "resume it, or leave it so", "verb")
            }
            Decided::Resume if pilot.lifecycle != Lifecycle::Paused => {
                refuse(format!("{name} is {}, not paused", pilot.lifecycle), "only what is paused is resumed", "verb")
            }
            Decided::Pause
            | Decided::Update
            | Decided::Retrain
            | Decided::Retire
            | Decided::Expand
            | Decided::Sustain
            | Decided::AppointOwner { .. }
                if ended =>
            {
                refuse(
                    format!("{name} is {}", pilot.lifecycle),
                    "it has ended; nothing of it is left to decide",
                    "verb",
                )
            }
            Decided::Pause if !matches!(trigger, Some(Trigger::On(_))) => {
                refuse("a pause needs the day on which it comes back", "write that day (--revisit DATE)", "revisit")
            }
            Decided::Retire if pilot.stage < Stage::Four && pilot.rollout.is_none_or(|rollout| rollout > on) => refuse(
                format!("{name} never was in production"),
                "a pilot before production is stopped at its gate: steerco gate PILOT --decide stop",
                "verb",
            ),
            Decided::Waive if decide.parks.is_empty() => {
                refuse("no warning is named that is accepted", "name the warning (--warning ID)", "warning")
            }
            Decided::Expand if pilot.stage != Stage::Four => refuse(
                format!("{name} is in stage {}, and units are opened in stage 4", pilot.stage),
                "decide it once the pilot is there",
                "verb",
            ),
            Decided::Sustain => self.check_sustain(pilot, on),
            _ => Ok(()),
        }
    }

    /// A pilot can go on by itself once nothing is open that a project would be needed for.
    fn check_sustain(&self, pilot: &Pilot, on: Day) -> Result<()> {
        let mut missing: Vec<String> = Vec::new();
        if pilot.lifecycle != Lifecycle::Active {
            missing.push(format!("that it is active (it is {})", pilot.lifecycle));
        }
        if pilot.stage != Stage::Four {
            missing.push("stage 4".to_owned());
        }
        let page = self.reader.page(pilot.id)?;
        let (ticks, readiness) = page.map(|page| (page.ticks, page.readiness)).unwrap_or_default();
        let asked = self.framework.group(RUN_DECISIONS);
        let open = Tick::open(asked, &ticks, &[ItemState::Done, ItemState::NotApplicable]);
        let open: Vec<&str> = open.map(|item| item.title.as_str()).collect();
        if !open.is_empty() {
            missing.push(format!("the run decisions: {}", open.join(", ")));
        }
        let asked = DocumentKind::ALL.iter().filter(|kind| self.framework.item(kind.item()).is_some());
        missing.extend(asked.filter_map(|kind| {
            let why = readiness.withholds(*kind, &ticks)?;
            Some(format!("the {kind} ({why})"))
        }));
        if !pilot.partner.is_empty() && pilot.partner_ends.is_none_or(|ends| ends >= on) {
            missing.push(format!("the end of {}’s work", pilot.partner));
        }
        let quiet = i64::from(self.framework.data.time.quiet_weeks);
        for days in 0..quiet * 7 {
            let day = on - chrono::Duration::days(days);
            let signals = self.reader.judgement(pilot.id, day)?.map(|known| known.signals).unwrap_or_default();
            if let Some(Signal { warning, .. }) = signals.into_iter().find(Signal::is_signal) {
                missing.push(format!("{quiet} weeks without a signal ({warning} was open on {day})"));
                break;
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let what = format!("{} does not go on by itself yet; missing: {}", pilot.name, missing.join("; "));
        refuse(what, "decide it once nothing is missing", "verb")
    }

    /// Writes what the decision changes. Returns what else to say of that.
    fn take_effect(
        &mut self,
        decide: &Decide,
        pilot: &Pilot,
        id: DecisionId,
        by: &str,
        on: Day,
    ) -> Result<Option<String>> {
        let done = match decide.effect {
            Decided::Rebaseline { metric, of } => {
                let (metric, _) = self.metric_row(metric)?;
                if metric.pilot != decide.pilot {
                    let what = format!("{} is not a metric of {}", metric.name, pilot.name);
                    return refuse(what, "name one of its own", "metric");
                }
                return self.rebaseline(&metric, of, by, id).map(Some);
            }
            Decided::ChangeScope { users: Some((0, _)) } => Err(super::no_users()),
            Decided::ChangeScope { users: Some((users, from)) } => {
                self.put_target(decide.pilot, users, from, Some(id)).map(drop)
            }
            Decided::Pause => {
                self.set_lifecycle(pilot, Lifecycle::Paused)?;
                self.pause(pilot.id, true, on)
            }
            Decided::Resume => {
                self.set_lifecycle(pilot, self.before_pauses(pilot.id)?)?;
                self.pause(pilot.id, false, on)
            }
            Decided::Retire => {
                self.set_lifecycle(pilot, Lifecycle::Retired)?;
                self.pause(pilot.id, false, on)
            }
            Decided::Sustain => self.set_lifecycle(pilot, Lifecycle::SelfSustaining),
            Decided::AppointOwner { owner, powers } => self.seat(pilot.id, Some(owner), powers, &decide.statement),
            Decided::ChangeScope { users: None }
            | Decided::Update
            | Decided::Retrain
            | Decided::Expand
            | Decided::Waive => Ok(()),
        };
        done.map(|()| None)
    }

    /// What a pilot goes back to after a pause: one that was self-sustaining is so again.
    fn before_pauses(&self, pilot: PilotId) -> Result<Lifecycle> {
        let sustained = self.exists("SELECT 1 FROM decision WHERE pilot = ?1 AND verb = 'sustain'", [pilot.0])?;
        Ok(if sustained { Lifecycle::SelfSustaining } else { Lifecycle::Active })
    }

    fn set_lifecycle(&self, pilot: &Pilot, to: Lifecycle) -> Result<()> {
        let to = Value::Text(to.name().to_owned());
        self.set_column(("pilot", pilot.id.0, &pilot.name), "lifecycle", &to, None).map(drop)
    }

    /// The newest change of scope of a pilot that no target rests on yet.
    pub(super) fn unused_scope(&self, pilot: PilotId) -> Result<Option<DecisionId>> {
        self.found(
            &format!("SELECT id FROM decision d WHERE pilot = ?1 AND {UNUSED_SCOPE} ORDER BY id DESC LIMIT 1"),
            [pilot.0],
            |row| row.get(0).map(DecisionId),
        )
    }

    pub(super) fn version(&mut self, new: &NewVersion) -> Result<()> {
        let pilot = self.pilot_name(new.pilot)?;
        let name = tidy_name(&new.name, "version")?;
        let released = self.happened(Some(new.released), "log a version once it is released", "released")?;
        let taken = self.exists("SELECT 1 FROM version WHERE pilot = ?1 AND name = ?2", params![new.pilot.0, name])?;
        if taken {
            return refuse(format!("{pilot} has a version “{name}” already"), "choose another name", "name");
        }
        let id = VersionId(self.ids.take());
        self.execute(
            "INSERT INTO version (id, pilot, name, released, retrained, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id.0, new.pilot.0, name, DayText(Some(released)), new.retrained, new.note.trim()],
        )?;
        self.added(&id);
        self.touch(new.pilot);
        self.did(format!("{pilot}: version {name} was released on {released}."))
    }
}

const fn said(verb: Verb) -> &'static str {
    match verb {
        Verb::ChangeScope => "change scope",
        Verb::AppointOwner => "appoint an owner",
        Verb::Waive => "accept a warning",
        other => other.name(),
    }
}

/// Checks that a warning which is accepted does fire: otherwise there is nothing to accept.
fn check_accepted(decide: &Decide, pilot: &Pilot, known: Option<&Judgement>) -> Result<()> {
    if decide.effect.verb() != Verb::Waive {
        return Ok(());
    }
    let mut firing: Vec<&str> =
        known.into_iter().flat_map(|known| &known.signals).map(|signal| signal.warning).collect();
    firing.dedup();
    let Some(quiet) = decide.parks.iter().find(|id| !firing.contains(&id.as_str())) else {
        return Ok(());
    };
    let what = format!("{quiet} does not fire there: nothing is to be accepted of {}", pilot.name);
    let hint =
        if firing.is_empty() { "nothing fires there".to_owned() } else { format!("what fires: {}", firing.join(", ")) };
    refuse(what, hint, "warning")
}

/// What is known of a pilot as something is decided, in sentences.
fn told(pilot: &Pilot, known: &Judgement) -> Vec<String> {
    let status = format!("computed {}, reported {}", known.computed.overall, pilot.report.status);
    let signals = known
        .signals
        .iter()
        .map(|signal| format!("{} ({}): {}", signal.warning, signal.found.attention, signal.found.explanation));
    std::iter::once(status).chain(signals).collect()
}
