//! Performs the writes about gates: dates, verdicts with everything that follows from them, and the outcomes of
//! waivers. Only a verdict moves a pilot on to a later stage, except for a pilot that was taken over, whose stage an
//! import may correct.

use rusqlite::params;
use serde_json::json;

use super::decision::unarchive;
use super::pilot::Stay;
use super::{Writer, brief, refuse, required};
use crate::domain::change::{GateChange, GateDecision, NewPilot, TickChange};
use crate::domain::readiness::{Missing, Readiness, barred, held_again, looked_at_again, unmoved};
use crate::domain::review::Reason;
use crate::domain::sentence::latest_named;
use crate::domain::{
    Day, DecisionId, ExpansionKind, ExpansionState, Gate, Invalid, Lifecycle, PersonId, PilotId, Stage, Tally, Tick,
    Value, Verdict, VisitKind, WaiverId, WaiverOutcome, Workstream,
};
use crate::store::columns::{Columns, DayText, words_json};
use crate::store::error::{Error, Result};

/// A verdict that the rules allow, ready to be recorded.
struct Ruling<'a> {
    id: DecisionId,
    decision: &'a GateDecision,
    /// The verdict; a waiver, if it goes against the tally.
    verdict: Verdict,
    /// The number of rules that were waived.
    waived: usize,
    /// The name of the pilot.
    name: String,
    on: Day,
    by: String,
    why: String,
}

impl Writer<'_> {
    pub(super) fn gate(&mut self, change: &GateChange) -> Result<()> {
        match change {
            GateChange::Book { pilot, gate, day, was } => self.book(*pilot, *gate, *day, *was),
            GateChange::Decide(decision) => self.decide_gate(decision),
            GateChange::Outcome { waiver, outcome } => self.outcome(*waiver, *outcome),
        }
    }

    fn book(&mut self, pilot: PilotId, gate: Gate, day: Day, was: Option<Option<Day>>) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        self.check_stage(pilot, gate)?;
        self.check_going(pilot, &name)?;
        let day = self.planned(day).map_err(|error| error.at("book"))?;
        if day < self.stamp.today {
            return refuse(format!("{day} is past"), "book a day ahead, or record the verdict", "book");
        }
        let now = self.booked(pilot, gate)?;
        if now == Some(day) {
            return self.same(format!("{name}: {gate} was booked for {day} already."));
        }
        let said = |day: Option<Day>| day.map_or_else(|| "no date".to_owned(), |day| day.to_string());
        let what = format!("{name}: date of {gate}");
        self.expect_seen(was.is_none_or(|was| was == now), (&what, &day.to_string(), &said(now)), |writer| {
            writer.writer_of("booking", &json!({"pilot": pilot.0, "gate": gate}).to_string(), "day")
        })?;
        self.put_booking(pilot, gate, Some(day))?;
        self.touch(pilot);
        self.did(format!("{name}: booked {gate} for {day}."))
    }

    fn booked(&self, pilot: PilotId, gate: Gate) -> Result<Option<Day>> {
        let sql = "SELECT day FROM booking WHERE pilot = ?1 AND gate = ?2";
        Ok(self.found(sql, params![pilot.0, gate.name()], |row| row.day(0))?.flatten())
    }

    fn put_booking(&self, pilot: PilotId, gate: Gate, day: Option<Day>) -> Result<()> {
        if day.is_none() {
            let sql = "DELETE FROM booking WHERE pilot = ?1 AND gate = ?2";
            self.execute(sql, params![pilot.0, gate.name()])?;
            return Ok(());
        }
        let sql = "INSERT INTO booking (pilot, gate, day) VALUES (?1, ?2, ?3) \
                   ON CONFLICT DO UPDATE SET day = excluded.day";
        self.execute(sql, params![pilot.0, gate.name(), DayText(day)])?;
        Ok(())
    }

    /// Checks that the pilot is in the stage which the gate leads out of.
    fn check_stage(&self, pilot: PilotId, gate: Gate) -> Result<()> {
        let (stage, ..) = self.present(pilot)?;
        let own = Gate::out_of(stage).unwrap_or(Gate::Certify);
        if own == gate {
            return Ok(());
        }
        let hint = match own {
            Gate::Certify => "in stage 4 units are certified: steerco gate PILOT certify --item ITEM".to_owned(),
            own => format!("the gate out of stage {stage} is {own}"),
        };
        let name = self.pilot_name(pilot)?;
        let leads = match gate {
            Gate::Certify => "units are certified in stage 4".to_owned(),
            gate => format!("{gate} leads to stage {}", gate.leads_to()),
        };
        refuse(format!("{name} is in stage {stage}, and {leads}"), hint, "gate")
    }

    fn decide_gate(&mut self, decision: &GateDecision) -> Result<()> {
        let (pilot, gate) = (decision.pilot, decision.gate);
        let name = self.pilot_name(pilot)?;
        self.check_stage(pilot, gate)?;
        self.check_running(decision, &name)?;
        let on = self.day_of(decision, &name)?;
        let by = self.person_name(decision.by)?;
        let why = required(&decision.why, "why", "why")?;
        let cause = self.cause_of(decision)?;
        let item = self.check_item(decision, on)?;
        let (tally, readiness) =
            self.reader.tally(pilot, gate, decision.item, on)?.ok_or_else(|| Error::gone("pilot", "look again"))?;
        self.expect_last_held(decision, &name, &readiness)?;
        let waived = waived(&tally, decision)?;
        let verdict = if against(&tally, &waived, decision.verdict) { Verdict::Waive } else { decision.verdict };
        let again = matches!(decision.verdict, Verdict::Hold | Verdict::Recycle);
        if let Some(next) = decision.next.filter(|_| !again) {
            let what = format!("after {} no gate is held again on {next}", decision.verdict);
            return refuse(what, "leave the date out, or decide hold or recycle", "next");
        }
        let next = match decision.next {
            None if again => Some(held_again(on, self.booked(pilot, gate)?)),
            next => next,
        };
        for (day, field) in [(next, "next"), (decision.look_again, "look_again")] {
            let day = day.map(|day| self.been_or_planned(day)).transpose().map_err(|error| error.at(field))?;
            if day.is_some_and(|day| day <= on) {
                let what = format!("that would be no later than the gate itself, on {on}");
                return refuse(what, "write a later date", field);
            }
        }
        let answered = self.answered(pilot, &decision.leaves)?;
        let id = DecisionId(self.ids.take());
        let ruling = Ruling { id, decision, verdict, waived: waived.len(), name, on, by, why };
        let conditions = conditions(decision, &tally, &readiness);
        let back = comes_back(decision, &tally, &readiness, on, next);
        let day = back.as_ref().map(|(day, _)| *day);
        expect_something_to_look_at(decision, day.is_some() || !waived.is_empty())?;
        self.insert_gate_decision(&ruling, &conditions, day, &answered.leaves)?;
        self.insert_gate(&ruling, &cause, next, &tally)?;
        for (missing, reason) in &waived {
            self.insert_waiver(&ruling, &missing.rule, reason)?;
        }
        self.added(&id);
        self.touch(pilot);
        if let Some((item, kind)) = item {
            let child = self.certified(&ruling, kind, &item)?;
            return self.did(ruling.told_of(kind, &item, child.as_deref()) + &answered.said);
        }
        self.put_booking(pilot, gate, next)?;
        self.follow(&ruling)?;
        self.did(ruling.told(next, back) + &answered.said)
    }

    /// Checks that the writer saw the last verdict: one that somebody else recorded meanwhile is not recorded twice.
    fn expect_last_held(&self, decision: &GateDecision, name: &str, readiness: &Readiness) -> Result<()> {
        let last = readiness.last_held(decision.gate);
        let seen = decision.was.is_none_or(|was| was == last.map(|held| held.decision));
        let theirs = last.map_or("not held yet", |held| held.verdict.name());
        let what = format!("{name}: verdict of {}", decision.gate);
        self.expect_seen(seen, (&what, decision.verdict.name(), theirs), |writer| {
            last.map_or(Ok(None), |held| writer.writer_of_id("decision", held.decision.0, "verb"))
        })
    }

    /// The expansion item to be certified: its name and kind. Checks that it has started and that a certifier decides.
    fn check_item(&self, decision: &GateDecision, on: Day) -> Result<Option<(String, ExpansionKind)>> {
        match (decision.gate, decision.item) {
            (Gate::Certify, None) => refuse("nothing is named that is certified", "name it: --item ITEM", "item"),
            (Gate::Certify, Some(id)) => {
                type Held = (String, ExpansionKind, ExpansionState, Option<Day>);
                let sql = "SELECT name, kind, state, since FROM expansion WHERE id = ?1 AND pilot = ?2";
                let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.word(1)?, row.word(2)?, row.day(3)?));
                let found: Option<Held> = self.found(sql, [id.0, decision.pilot.0], read)?;
                let Some((name, kind, state, since)) = found else {
                    return refuse("that is no item of this pilot", "look at `steerco list items`", "item");
                };
                if state != ExpansionState::Started {
                    let hint = "what is certified has been started: steerco set item ITEM state started";
                    return refuse(format!("the {kind} “{name}” is {state}"), hint, "item");
                }
                if since.is_some_and(|since| on < since) {
                    let hint = "leave the day out, or write a later one";
                    return refuse(format!("the {kind} “{name}” was started later than {on}"), hint, "on");
                }
                if decision.verdict.moves_on() {
                    self.check_certifier(decision.by)?;
                }
                Ok(Some((name, kind)))
            }
            (_, Some(_)) => refuse(format!("{} is about the whole pilot", decision.gate), "leave --item out", "item"),
            (_, None) => Ok(None),
        }
    }

    fn check_certifier(&self, by: PersonId) -> Result<()> {
        let certifiers = self.reader.certifiers()?;
        if certifiers.iter().any(|(id, _)| *id == by) {
            return Ok(());
        }
        let name = self.person_name(by)?;
        let names: Vec<&str> = certifiers.iter().map(|(_, name)| name.as_str()).collect();
        let known = if names.is_empty() {
            "nobody is named yet".to_owned()
        } else {
            format!("certifiers are {}", names.join(", "))
        };
        let what = format!("{name} is no certifier of this workspace; {known}");
        refuse(what, format!("steerco set person \"{name}\" certifier yes"), "by")
    }

    /// Writes what the verdict of a certification changes. Returns the code of the pilot that a use case became.
    fn certified(&mut self, ruling: &Ruling<'_>, kind: ExpansionKind, item: &str) -> Result<Option<String>> {
        let Some(id) = ruling.decision.item else {
            return Ok(None);
        };
        let state = match ruling.verdict {
            verdict if verdict.moves_on() => ExpansionState::Certified,
            Verdict::Stop => ExpansionState::Dropped,
            _ => return Ok(None),
        };
        let child = if state == ExpansionState::Certified && kind == ExpansionKind::UseCase {
            Some(self.offspring(ruling.decision.pilot, item, ruling.on)?)
        } else {
            None
        };
        self.execute(
            "UPDATE expansion SET state = ?1, since = ?2, child = coalesce(?3, child) WHERE id = ?4",
            params![state.name(), DayText(Some(ruling.on)), child.as_ref().map(|(child, _)| child.0), id.0],
        )?;
        Ok(child.map(|(_, code)| code))
    }

    /// Makes a certified use case a pilot of its own, which names its parent and takes over its owner and unit.
    fn offspring(&mut self, parent: PilotId, name: &str, on: Day) -> Result<(PilotId, String)> {
        let known = self.reader.pilot(parent)?;
        let of = self.pilot_name(parent)?;
        let new = NewPilot {
            unit: known.as_ref().map(|known| known.unit.clone()).unwrap_or_default(),
            owner: known.as_ref().and_then(|known| known.owner.as_ref()).map(|seat| seat.id),
            lead: known.as_ref().and_then(|known| known.lead.as_ref()).map(|(lead, _)| *lead),
            stage: Stage::Four,
            started: Some(on),
            entered: Some(on),
            taken_over: Some(format!("certified as a use case of {of}")),
            ..NewPilot::named(name)
        };
        let (child, _, code) = self.insert_pilot(&new)?;
        self.execute("UPDATE pilot SET parent = ?1 WHERE id = ?2", [parent.0, child.0])?;
        self.inherit(parent, &of, child)?;
        Ok((child, code))
    }

    /// Makes everything that the parent did up to production count for a certified use case: its certification says so.
    fn inherit(&mut self, parent: PilotId, of: &str, child: PilotId) -> Result<()> {
        let known = self.reader.ticks(Some(parent))?.remove(&parent).unwrap_or_default();
        let before = |item: &str| self.framework.item(item).is_some_and(|item| item.stage < Stage::Four);
        let is_closed = |tick: &Tick| tick.standing.state.is_closed() && before(&tick.item);
        let closed: Vec<Tick> = known.into_iter().filter(is_closed).collect();
        self.untold(|writer| {
            for Tick { item, standing, .. } in closed {
                let cell = |text: String| Some(text).filter(|text| !text.is_empty());
                writer.tick(&TickChange {
                    reads: cell(standing.reads),
                    writes: cell(standing.writes),
                    owner: standing.owner.map(Some),
                    why: cell(standing.why),
                    evidence: vec![format!("as in {of}")],
                    ..TickChange::state(child, item, standing.state)
                })?;
            }
            Ok(())
        })
    }

    fn day_of(&self, decision: &GateDecision, name: &str) -> Result<Day> {
        let on = self.happened(decision.on, "record a verdict once it was given", "on")?;
        let (stage, _, entered) = self.present(decision.pilot)?;
        if entered.is_some_and(|entered| on < entered) {
            let what = format!("{name} entered stage {stage} later than {on}");
            return refuse(what, "a gate cannot lie before the stage that it ends", "on");
        }
        Ok(on)
    }

    /// Refuses a verdict on a pilot that has ended, and one that moves a paused pilot on: nothing is watched meanwhile.
    fn check_running(&self, decision: &GateDecision, name: &str) -> Result<()> {
        self.check_going(decision.pilot, name)?;
        let known = self.reader.pilot(decision.pilot)?;
        match known.as_ref().and_then(unmoved).filter(|_| decision.verdict.moves_on()) {
            None => Ok(()),
            Some(why) => {
                let hint = "set it to active first, then hold the gate";
                Err(Invalid::new(said_of(name, why)).hint(hint).into())
            }
        }
    }

    fn check_going(&self, pilot: PilotId, name: &str) -> Result<()> {
        let known = self.reader.pilot(pilot)?;
        let Some((known, why)) = known.as_ref().and_then(|known| Some((known, barred(known)?))) else {
            return Ok(());
        };
        let hint = if known.archived { unarchive(known) } else { "set it to active first".to_owned() };
        Err(Invalid::new(said_of(name, why)).hint(hint).into())
    }

    /// The cause of a verdict that does not move the pilot on.
    fn cause_of(&self, decision: &GateDecision) -> Result<String> {
        let named = decision.cause.as_deref().unwrap_or_default();
        self.known_cause(named, (!decision.verdict.moves_on()).then_some(decision.verdict.name()))
    }

    /// One of the framework's causes; empty if none is named, and `needed` names nothing that needs one.
    pub(super) fn known_cause(&self, named: &str, needed: Option<&str>) -> Result<String> {
        let known: Vec<&str> = self.framework.data.cause.iter().map(|cause| cause.name.as_str()).collect();
        let hint = format!("name one of: {}", known.join(", "));
        match (named.trim(), needed) {
            ("", None) => Ok(String::new()),
            ("", Some(needed)) => refuse(format!("{needed} needs its cause"), hint, "cause"),
            (cause, _) if known.contains(&cause) => Ok(cause.to_owned()),
            (cause, _) => refuse(format!("“{cause}” is not a cause"), hint, "cause"),
        }
    }

    fn insert_gate_decision(
        &self,
        ruling: &Ruling<'_>,
        conditions: &[String],
        back: Option<Day>,
        leaves: &[String],
    ) -> Result<()> {
        let (verdict, gate) = (ruling.verdict, ruling.decision.gate);
        let statement = match (verdict, gate) {
            (Verdict::Waive, gate) => format!("{gate}: on against {}", rules(ruling.waived)),
            (Verdict::Go, Gate::Certify) => "certified against the playbook".to_owned(),
            (verdict, gate) => format!("{gate}: {verdict}"),
        };
        let verb = match (verdict, gate) {
            (Verdict::Go, Gate::Certify) => "certify",
            (verdict, _) => verdict.name(),
        };
        self.execute(
            "INSERT INTO decision (id, pilot, verb, statement, decided, decider, rationale, rejected, conditions, \
                 review, revisit, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '[]', ?8, \
                 (SELECT id FROM review WHERE state = 'open'), ?9, ?10)",
            params![
                ruling.id.0,
                ruling.decision.pilot.0,
                verb,
                statement,
                DayText(Some(ruling.on)),
                ruling.decision.by.0,
                ruling.why,
                words_json(conditions),
                back.map_or_else(String::new, |day| day.to_string()),
                words_json(leaves)
            ],
        )?;
        Ok(())
    }

    fn insert_gate(
        &self,
        Ruling { id, decision, .. }: &Ruling<'_>,
        cause: &str,
        next: Option<Day>,
        tally: &Tally,
    ) -> Result<()> {
        let assessment = self.present_version(decision.pilot)?.map(|(assessment, ..)| assessment.0);
        let dimensions = serde_json::to_string(&tally.dimensions).unwrap_or_else(|_| "[]".to_owned());
        self.execute(
            "INSERT INTO gate (decision, pilot, gate, cause, next, assessment, tally, expansion) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                id.0,
                decision.pilot.0,
                decision.gate.name(),
                cause,
                DayText(next),
                assessment,
                dimensions,
                decision.item.map(|item| item.0)
            ],
        )?;
        Ok(())
    }

    fn insert_waiver(&mut self, ruling: &Ruling<'_>, rule: &str, reason: &str) -> Result<()> {
        let Ruling { id, decision, on, .. } = ruling;
        let waiver = self.ids.take();
        self.execute(
            "INSERT INTO waiver (id, pilot, gate, decision, rule, reason, look_again, outcome) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)",
            params![
                waiver,
                decision.pilot.0,
                decision.gate.name(),
                id.0,
                rule,
                reason,
                DayText(Some(decision.look_again.unwrap_or_else(|| looked_at_again(*on))))
            ],
        )?;
        Ok(())
    }

    /// Writes what a verdict changes: the assessment that it judged is frozen, and the pilot moves on or ends.
    fn follow(&mut self, ruling: &Ruling<'_>) -> Result<()> {
        let Ruling { id, decision, verdict, on, why, .. } = ruling;
        let pilot = decision.pilot;
        if let Some((assessment, _, false)) = self.present_version(pilot)? {
            self.execute("UPDATE assessment SET frozen = ?1 WHERE id = ?2", params![DayText(Some(*on)), assessment.0])?;
        }
        if verdict.moves_on() {
            let kind = if *verdict == Verdict::Waive { VisitKind::Waiver } else { VisitKind::Gate };
            let visit = self.ids.take();
            let stay = Stay { stage: decision.gate.leads_to(), entered: Some(*on), kind, why, assumed: false };
            self.insert_visit(visit, pilot, &stay)?;
            self.execute("UPDATE visit SET decision = ?1 WHERE id = ?2", params![id.0, visit])?;
            self.begin_stay(visit, pilot)?;
        } else if *verdict == Verdict::Stop {
            let name = self.pilot_name(pilot)?;
            let stopped = Value::Text(Lifecycle::Stopped.name().to_owned());
            self.set_column(("pilot", pilot.0, &name), "lifecycle", &stopped, None)?;
            self.pause(pilot, false, self.stamp.today)?;
        }
        Ok(())
    }

    fn outcome(&mut self, waiver: WaiverId, outcome: WaiverOutcome) -> Result<()> {
        let (pilot, rule): (PilotId, String) = self
            .found("SELECT pilot, rule FROM waiver WHERE id = ?1", [waiver.0], |row| {
                Ok((PilotId(row.get(0)?), row.get(1)?))
            })?
            .ok_or_else(|| self.missing("waiver", waiver.0, waiver, "look at `steerco list waivers`"))?;
        let subject = format!("{}, waiver of {}", self.pilot_name(pilot)?, self.framework.rule_called(&rule));
        let to = Value::Text(outcome.name().to_owned());
        if !self.set_column(("waiver", waiver.0, &subject), "outcome", &to, None)? {
            return self.same(format!("{subject}: {} already.", outcome.spaced()));
        }
        self.touch(pilot);
        self.did(format!("{subject}: {}.", outcome.spaced()))?;
        self.minute_outcome(waiver, outcome)
    }

    /// Adds the outcome of a waiver to the minutes, if the open review asks for it.
    fn minute_outcome(&mut self, waiver: WaiverId, outcome: WaiverOutcome) -> Result<()> {
        let Some(meeting) = self.reader.open_meeting()? else {
            return Ok(());
        };
        for item in &meeting.agenda {
            let asks = item.reasons.iter().find(|reason| reason.waiver() == Some(waiver));
            if let Some(asked) = asks.and_then(Reason::came_of) {
                let text = format!("{asked} {}", outcome.said());
                return self.untold(|writer| writer.minute(meeting.review.id, Some(item.id), &text));
            }
        }
        Ok(())
    }
}

/// What the decision waives, with the reasons; an error if something is missing and not waived.
fn waived(tally: &Tally, decision: &GateDecision) -> Result<Vec<(Missing, String)>> {
    let verdict = decision.verdict;
    if verdict == Verdict::Waive {
        return refuse("to waive is no verdict of its own", "write --decide go --waive REASON", "decide");
    }
    let lacks = tally.lacking(verdict).ok_or_else(|| {
        let error = Invalid::new(format!("{} knows no {verdict}", tally.gate));
        Error::from(error.hint(format!("decide one of: {}", said(&tally.possible()))).at("decide"))
    })?;
    let reasons = || decision.waive.iter().filter(|waive| !waive.reason.is_empty());
    let is_lacking = |rule: &str| lacks.iter().any(|missing| missing.rule == rule);
    if let Some(strange) = reasons().filter_map(|waive| waive.rule.as_deref()).find(|rule| !is_lacking(rule)) {
        let rules: Vec<&str> = lacks.iter().map(|missing| missing.rule.as_str()).collect();
        let what = format!("nothing is missing by the rule “{strange}”");
        let hint = match rules.as_slice() {
            [] => "nothing is missing at all: leave --waive out".to_owned(),
            rules => format!("what is missing: {}", rules.join(", ")),
        };
        return refuse(what, hint, "waive");
    }
    let reason_for = |missing: &Missing| {
        let own = reasons().find(|waive| waive.rule.as_deref() == Some(missing.rule.as_str()));
        own.or_else(|| reasons().find(|waive| waive.rule.is_none())).map(|waive| waive.reason.clone())
    };
    let mut waived = Vec::new();
    let mut left = Vec::new();
    for missing in lacks {
        match reason_for(missing) {
            Some(reason) => waived.push((missing.clone(), reason)),
            None => left.push(missing.what.as_str()),
        }
    }
    if left.is_empty() {
        return Ok(waived);
    }
    let what = format!("the tally of {} does not allow {verdict}: {}", tally.gate, left.join("; "));
    let hint = format!(
        "possible: {}; `steerco gate PILOT` says what to do next for each; against the rule, with a reason: --waive TEXT",
        said(&tally.possible())
    );
    refuse(what, hint, "decide")
}

/// Does the pilot move on against its tally? A conditional go that only waives the executive owner stays one.
fn against(tally: &Tally, waived: &[(Missing, String)], verdict: Verdict) -> bool {
    let owner_only = verdict == Verdict::ConditionalGo
        && tally.gate == Gate::G1
        && waived.iter().all(|(missing, _)| missing.rule == "executive-owner");
    verdict.moves_on() && !waived.is_empty() && !owner_only
}

/// The conditions of a conditional go: the workstreams on what fails, and those in words.
fn conditions(decision: &GateDecision, tally: &Tally, readiness: &Readiness) -> Vec<String> {
    let promised = work_on_what_fails(tally, readiness).map(|work| {
        let owner = work.owner_name.as_deref().unwrap_or("nobody");
        let due = work.due.map_or_else(String::new, |due| format!(" by {due}"));
        format!("{}: {owner}{due}: {}", work.dimension, work.exit_test)
    });
    let promised: Vec<String> =
        if decision.verdict == Verdict::ConditionalGo { promised.collect() } else { Vec::new() };
    promised.into_iter().chain(decision.conditions.iter().cloned()).collect()
}

fn work_on_what_fails<'a>(tally: &'a Tally, readiness: &'a Readiness) -> impl Iterator<Item = &'a Workstream> {
    let failing = tally.dimensions.iter().filter(|standing| !standing.passes);
    failing.filter_map(move |standing| readiness.open_workstream(standing.id))
}

/// When a verdict comes back that has conditions in words, which no workstream answers, with what to say of that day.
/// It is the given day, else the latest that the conditions name, or that on which the gate is held again, the work
/// beside them is due, or a waiver is looked at again. A stop does not come back.
fn comes_back(
    decision: &GateDecision,
    tally: &Tally,
    readiness: &Readiness,
    on: Day,
    next: Option<Day>,
) -> Option<(Day, String)> {
    let unsaid = decision.conditions.iter().all(|condition| condition.trim().is_empty());
    if decision.verdict == Verdict::Stop || unsaid {
        return None;
    }
    if let Some(day) = decision.look_again {
        return Some((day, String::new()));
    }
    if let Some((day, condition)) = latest_named(decision.conditions.iter().map(String::as_str), on) {
        return Some((day, format!(", named in “{}”", brief(condition))));
    }
    let due = || work_on_what_fails(tally, readiness).filter_map(|work| work.due).filter(|day| *day > on).max();
    Some((next.or_else(due).unwrap_or_else(|| looked_at_again(on)), ", as they name no day".to_owned()))
}

/// Refuses a day on which there would be nothing to look at, rather than dropping it silently.
fn expect_something_to_look_at(decision: &GateDecision, there_is: bool) -> Result<()> {
    let Some(day) = decision.look_again.filter(|_| !there_is) else {
        return Ok(());
    };
    let what = format!("after {} nothing is looked at again on {day}", decision.verdict);
    let hint = "leave the day out: it is for what is waived, and for a condition of any verdict but stop";
    refuse(what, hint, "look_again")
}

impl Ruling<'_> {
    /// The sentence of a verdict on the pilot: when its gate is held again, and when its conditions come back.
    fn told(&self, next: Option<Day>, back: Option<(Day, String)>) -> String {
        let Self { name, by, .. } = self;
        let gate = self.decision.gate;
        let then = match self.verdict {
            Verdict::Waive => {
                format!("{by} moved it on to stage {} against {}", gate.leads_to(), rules(self.waived))
            }
            verdict if verdict.moves_on() => {
                format!("{} to stage {}, decided by {by}", verdict.spaced(), gate.leads_to())
            }
            verdict => format!("{verdict}, decided by {by}"),
        };
        let next = next.map_or_else(String::new, |next| format!("; held again on {next}"));
        let back = back.map_or_else(String::new, |(day, why)| format!("; its conditions come back on {day}{why}"));
        format!("{name}, {gate}: {then}{next}{back}: {}", brief(&self.why))
    }

    /// The sentence of a verdict on an expansion item, with the code of the pilot that it became.
    fn told_of(&self, kind: ExpansionKind, item: &str, child: Option<&str>) -> String {
        let Self { name, by, .. } = self;
        let then = match self.verdict {
            Verdict::Waive => format!("certified by {by} against {}", rules(self.waived)),
            verdict if verdict.moves_on() => format!("certified by {by}"),
            Verdict::Stop => format!("dropped, decided by {by}"),
            verdict => format!("{verdict}, decided by {by}"),
        };
        let own = child.map_or_else(String::new, |code| format!("; it is the pilot {code} now"));
        format!("{name}, {kind} “{item}”: {then}{own}: {}", brief(&self.why))
    }
}

/// A sentence about “it” with the name of the pilot in its place.
fn said_of(name: &str, why: &str) -> String {
    why.replacen("it", name, 1)
}

fn rules(waived: usize) -> String {
    if waived == 1 { "a rule".to_owned() } else { format!("{waived} rules") }
}

fn said(verdicts: &[Verdict]) -> String {
    verdicts.iter().map(|verdict| verdict.name()).collect::<Vec<_>>().join(", ")
}
