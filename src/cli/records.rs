//! Owns the JSON of every noun, whose fields scripts rely on, and the same records as rows.

use std::collections::HashMap;

use chrono::{DateTime, Local};
use serde_json::{Value, json};

use super::ground::failure::{Failure, Result};
use crate::domain::portfolio::Fires;
use crate::domain::readiness::{Assessment, Expansion, Met, Step, Training, Waiver, WrittenGap};
use crate::domain::review::{Attendee, Committee, Member};
use crate::domain::warnings::Found;
use crate::domain::{
    Action, AgendaItem, Baseline, Day, Decision, Dimension, Exception, Family, Framework, ItemStanding, ItemState,
    JournalEntry, Judgement, Measure, Meeting, Metric, ModelVersion, Moment, Note, PersonId, Pilot, PilotId, Presence,
    Rules, Signal, Target, Verb, Visit, Workstream,
};
use crate::store::{GapRow, PersonRow, Reader, ReadingRow};

/// A moment of the journal as local time, to the minute.
pub(super) fn local_time(at: i64) -> String {
    let utc = DateTime::from_timestamp_millis(at).unwrap_or_default();
    utc.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string()
}

/// Everything in a workspace, with its journal if wanted.
pub(super) fn canonical(reader: &Reader, with_journal: bool) -> Result<String> {
    let mut export = reader.canonical()?;
    if with_journal {
        export["journal"] = reader.journal(None, i64::MAX, usize::MAX)?.iter().rev().map(entry).collect();
    }
    serde_json::to_string_pretty(&export)
        .map_err(|error| Failure::new(1, format!("the export cannot be written: {error}")))
}

/// A text; none where it is empty.
pub(super) fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

pub(super) fn pilot(pilot: &Pilot, judgement: Option<&Judgement>, moment: Moment, framework: &Framework) -> Value {
    let signals: Vec<&str> = judgement.iter().flat_map(|one| &one.signals).map(|signal| signal.warning).collect();
    let computed = judgement.map(|judgement| judgement.computed);
    let owner = pilot.owner.as_ref();
    json!({
        "id": pilot.id.to_string(), "code": pilot.code, "name": pilot.name, "unit": pilot.unit,
        "stage": pilot.stage, "lifecycle": pilot.lifecycle,
        "executive_owner": owner.map(|owner| &owner.name), "executive_owner_id": owner.map(|owner| owner.id.to_string()),
        "started": pilot.started, "week": pilot.week(moment.day), "week_in_stage": pilot.week_in_stage(moment.day),
        "reported": pilot.report.status, "because": pilot.report.because,
        "computed": computed.map(|computed| computed.overall), "open_gaps": pilot.open_gaps(framework), "signals": signals,
        "computed_by_family": computed.map(|computed| json!({
            "adoption": computed.families[0], "performance": computed.families[1], "impact": computed.families[2],
            "governance": computed.families[3], "gate": computed.gate,
        })),
        "tags": pilot.tags, "archived": pilot.archived,
        "lead": pilot.lead.as_ref().map(|(_, name)| name), "lead_id": pilot.lead.as_ref().map(|(id, _)| id.to_string()),
        "parent": pilot.parent.as_ref().map(|(_, code)| code),
        "partner": filled(&pilot.partner), "partner_ends": pilot.partner_ends,
        "rollout": pilot.rollout, "spend_change": pilot.spend_change, "spend_technology": pilot.spend_technology,
        "cohort": filled(&pilot.cohort),
    })
}

pub(super) fn person(row: &PersonRow, pilots: &[Pilot]) -> Value {
    let person = &row.person;
    let owned = pilots.iter().filter_map(|pilot| Some((pilot, pilot.owner.as_ref()?)));
    let powers: Vec<Value> = owned
        .filter(|(pilot, owner)| owner.id == person.id && !pilot.archived)
        .map(|(pilot, owner)| {
            let powers = owner.powers;
            json!({"pilot": pilot.code, "accountability": powers.accountability.name(), "authority": powers.authority.name(),
                "committee": powers.committee.name()})
        })
        .collect();
    json!({
        "id": person.id.to_string(), "name": person.name, "title": person.title, "level": person.level, "unit": person.unit,
        "email": filled(&person.email), "partner": person.partner,
        "certifier": person.certifier,
        "powers": powers, "owns": row.owns, "leads": row.leads, "carries": row.carries, "archived": person.archived,
    })
}

/// People by name, where the name is unique: a name written down earlier may belong to nobody now.
pub(super) type Writers = HashMap<String, Option<PersonId>>;

pub(super) fn writers(reader: &Reader) -> Result<Writers> {
    let mut writers = Writers::new();
    for row in reader.people()? {
        writers.entry(row.person.name).and_modify(|known| *known = None).or_insert(Some(row.person.id));
    }
    Ok(writers)
}

pub(super) fn metric(metric: &Metric, code: &str, baseline: Option<&Baseline>, writers: &Writers) -> Value {
    let baseline = baseline.map(|frozen| {
        json!({
            "id": frozen.id, "kind": frozen.kind, "value": frozen.value, "spread": frozen.spread, "count": frozen.count,
            "from": frozen.period.map(|(from, _)| from), "to": frozen.period.map(|(_, to)| to),
            "by": frozen.by, "by_id": writers.get(&frozen.by).copied().flatten(), "at": frozen.frozen,
            "decision": frozen.decision,
        })
    });
    json!({
        "id": metric.id.to_string(), "pilot": code, "family": metric.family, "name": metric.name, "unit": metric.unit,
        "better": metric.better, "headline": metric.headline, "min": metric.min, "max": metric.max,
        "target": metric.target, "tolerance": metric.tolerance, "baseline": baseline, "archived": metric.archived,
        "role": metric.role, "counts": filled(&metric.counts),
        "plan": (!metric.plan.is_empty()).then_some(&metric.plan),
    })
}

pub(super) fn reading(row: &ReadingRow) -> Value {
    let reading = &row.reading;
    let mut value = json!({
        "pilot": row.pilot, "metric": row.metric, "family": row.family, "week": reading.week.to_string(),
        "value": reading.measure.value(), "note": filled(&reading.note), "sample": reading.sample,
    });
    if row.family == Family::Adoption {
        let (active, target) = match reading.measure {
            Measure::Users { active, target } => (Some(active), Some(target)),
            _ => (None, None),
        };
        value["active_users"] = json!(active);
        value["target_users"] = json!(target);
    }
    value
}

pub(super) fn gap(row: &GapRow) -> Value {
    let tick = row.tick.as_ref();
    let standing = ItemStanding::of(tick);
    let evidence: Vec<&str> =
        tick.map(|tick| tick.evidence.iter().map(|piece| piece.text.as_str()).collect()).unwrap_or_default();
    json!({
        "id": format!("{}/{}", row.pilot, row.item), "pilot": row.pilot, "stage": row.stage, "dimension": null,
        "item": row.item, "text": row.title, "state": standing.state,
        "owner": tick.and_then(|tick| tick.owner_name.as_deref()), "owner_id": standing.owner.map(|id| id.to_string()),
        "due": standing.due, "evidence": evidence, "answer": null,
        "reads": filled(&standing.reads), "writes": filled(&standing.writes),
    })
}

/// Codes of pilots by id.
pub(super) type Codes<'a> = HashMap<PilotId, &'a str>;

/// The code of a pilot; empty where it is not among them.
pub(super) fn code<'a>(codes: &Codes<'a>, pilot: PilotId) -> &'a str {
    codes.get(&pilot).copied().unwrap_or_default()
}

/// Names of people by id.
pub(super) type Names = HashMap<PersonId, String>;

pub(super) fn exception(exception: &Exception, code: &str, names: &Names) -> Value {
    let name = |person: Option<PersonId>| person.and_then(|person| names.get(&person));
    json!({
        "id": exception.id, "pilot": code, "text": exception.text, "severity": exception.severity,
        "state": exception.state(), "owner": name(exception.owner), "owner_id": exception.owner,
        "raised": exception.raised, "escalated": exception.escalated, "escalated_to": name(exception.escalated_to),
        "escalated_to_id": exception.escalated_to, "acknowledged": exception.acknowledged,
        "resolved": exception.resolved, "closed": exception.closed,
        "resolution": filled(&exception.resolution),
    })
}

pub(super) fn decision(decision: &Decision, code: &str) -> Value {
    json!({
        "id": decision.id, "pilot": code, "verb": decision.verb, "statement": decision.statement,
        "date": decision.date, "decided_by": decision.decided_by_name, "decided_by_id": decision.decided_by,
        "rationale": filled(&decision.rationale), "rejected": decision.rejected,
        "conditions": decision.conditions,
        "review_trigger": decision.trigger.as_ref().map(ToString::to_string), "settled": decision.settled,
        "review": decision.review, "cause": filled(&decision.cause),
        "answers": decision.parks, "evidence": decision.evidence,
    })
}

/// Is it the record of a decision that accepts a warning?
pub(super) fn accepts(record: &Value) -> bool {
    let answers = record["answers"].as_array().is_some_and(|answers| !answers.is_empty());
    answers && record["verb"] == Verb::Waive.name()
}

/// That the record of a pilot begins in the middle, as a decision: of whoever wrote it, by its source.
pub(super) fn take_over(visit: &Visit, code: &str, writers: &Writers) -> Value {
    json!({
        "id": visit.id, "pilot": code, "verb": visit.kind,
        "statement": format!("Its record begins at stage {}", visit.stage), "date": visit.entered,
        "decided_by": visit.by, "decided_by_id": writers.get(&visit.by).copied().flatten(),
        "rationale": filled(&visit.why), "rejected": [], "conditions": [],
        "review_trigger": null, "settled": null, "review": null, "cause": null, "answers": [], "evidence": [],
    })
}

pub(super) fn version(version: &ModelVersion, code: &str) -> Value {
    json!({
        "id": version.id, "pilot": code, "name": version.name, "released": version.released,
        "retrained": version.retrained, "note": filled(&version.note),
    })
}

/// What a warning's row in the framework says of it: kind of origin, heading, proposal.
fn known(warning: &str, framework: &Framework) -> (String, Option<String>, String) {
    let Some(known) = framework.warning(warning) else {
        return (String::new(), None, String::new());
    };
    let (origin, heading) = known.origin.split_once(": ").unwrap_or((&known.origin, ""));
    (origin.to_owned(), filled(heading).map(str::to_owned), known.proposal.clone())
}

pub(super) fn signal(signal: &Signal, codes: &Codes<'_>, framework: &Framework) -> Value {
    let code = code(codes, signal.pilot);
    let (origin, heading, own) = known(signal.warning, framework);
    let (found, proposal) = (&signal.found, signal.proposed(framework).unwrap_or(&own));
    let readings: Vec<Value> = found
        .readings
        .iter()
        .map(|seen| json!({"metric": seen.metric, "week": seen.week, "value": seen.value}))
        .collect();
    let metric = found.metric.map(|metric| format!("/{metric}")).unwrap_or_default();
    json!({
        "id": format!("{}/{code}{metric}", signal.warning), "warning": signal.warning, "pilot": code,
        "level": found.attention, "since": found.since, "explanation": found.explanation, "rule": found.rule,
        "origin": origin, "heading": heading, "readings": readings, "proposal": proposal,
        "clears_when": found.clears, "parked_until": signal.parked,
    })
}

/// A warning that fires for the portfolio as a whole.
pub(super) fn finding((warning, found): &(&'static str, Found), framework: &Framework) -> Value {
    let (origin, heading, proposal) = known(warning, framework);
    json!({
        "id": format!("{warning}/portfolio"), "warning": warning, "pilot": null, "level": found.attention,
        "since": found.since, "explanation": found.explanation, "rule": found.rule, "origin": origin,
        "heading": heading, "readings": [], "proposal": proposal, "clears_when": found.clears, "parked_until": null,
    })
}

pub(super) fn action(action: &Action, codes: &Codes<'_>) -> Value {
    json!({
        "id": action.id, "text": action.text, "owner": action.owner_name, "owner_id": action.owner,
        "due": action.due, "state": action.state,
        "pilot": action.pilot.and_then(|pilot| codes.get(&pilot)), "review": action.review, "made": action.made,
        "ended": action.ended, "why": filled(&action.why),
    })
}

pub(super) fn review(meeting: &Meeting, codes: &Codes<'_>) -> Value {
    let review = &meeting.review;
    let item = |item: &AgendaItem| {
        json!({
            "id": item.id, "kind": item.kind, "pilot": item.pilot.and_then(|pilot| codes.get(&pilot)),
            "title": item.title, "wanted": filled(&item.wanted),
            "minutes": item.minutes, "state": item.state, "reasons": item.reasons,
        })
    };
    let minute = |minute: &crate::domain::review::Minute| json!({"id": minute.id, "item": minute.item, "text": minute.text, "at": minute.at.to_string(), "by": minute.by});
    let attendee = |one: &Attendee| {
        json!({
            "name": one.name, "person_id": one.person, "present": one.presence == Presence::Present,
            "excused": one.presence == Presence::Excused,
        })
    };
    json!({
        "id": review.id, "date": review.day, "state": review.state,
        "chair": review.chair.as_ref().map(|(_, name, _)| name),
        "chair_id": review.chair.as_ref().map(|(id, ..)| id), "slot": review.slot, "planned": meeting.total(),
        "agenda": meeting.agenda.iter().map(item).collect::<Vec<_>>(),
        "attendance": meeting.attendance.iter().map(attendee).collect::<Vec<_>>(),
        "minutes": meeting.minutes.iter().map(minute).collect::<Vec<_>>(),
        "opened": review.opened.map(|at| at.to_string()), "closed": review.closed.map(|at| at.to_string()),
        "entry": review.entry,
    })
}

pub(super) fn member(member: &Member, committee: &Committee) -> Value {
    json!({
        "id": member.person, "name": member.name, "level": member.level,
        "function": filled(&member.function),
        "chair": committee.chair.as_ref().is_some_and(|(chair, ..)| *chair == member.person),
    })
}

/// A warning that fires for most pilots, as one finding about the portfolio.
pub(super) fn common(
    (warning, fires): (&str, Fires),
    running: usize,
    (framework, rules): (&Framework, &Rules),
) -> Value {
    let (origin, heading, proposal) = known(warning, framework);
    let row = framework.warning(warning);
    json!({
        "id": format!("{warning}/portfolio"), "warning": warning, "pilot": null,
        "level": fires.attention(), "since": null,
        "explanation": format!("{warning} {}.", fires.told(running)),
        "rule": row.map(|row| rules.fires(row)), "origin": origin, "heading": heading, "readings": [],
        "proposal": proposal, "clears_when": row.map(|row| &row.clears), "parked_until": null,
    })
}

pub(super) fn entry(entry: &JournalEntry) -> Value {
    let at = DateTime::from_timestamp_millis(entry.at).unwrap_or_default();
    json!({
        "seq": entry.seq, "id": entry.id.to_string(), "at": at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        "actor": entry.actor, "kind": entry.kind, "summary": entry.summary, "undoes": entry.undoes,
        "effective": entry.effective,
    })
}

pub(super) fn note(note: &Note) -> Value {
    json!({"id": note.id.to_string(), "on": note.on, "by": note.by, "text": note.text, "archived": note.archived})
}

/// The same where notes of several pilots are listed.
pub(super) fn listed_note(note: &Note, code: &str) -> Value {
    json!({"id": note.id.to_string(), "pilot": code, "date": note.on, "by": note.by, "text": note.text,
        "archived": note.archived})
}

pub(super) fn target(target: Target) -> Value {
    json!({"from": target.from.to_string(), "users": target.users})
}

/// Codes by id.
pub(super) fn codes(pilots: &[Pilot]) -> Codes<'_> {
    pilots.iter().map(|pilot| (pilot.id, pilot.code.as_str())).collect()
}

/// A value as text, `–` where there is none.
pub(super) fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}

/// Records in the order of the numbers that were given to them as they were made.
pub(super) fn as_made(numbered: impl IntoIterator<Item = (i64, Value)>) -> Vec<Value> {
    let mut numbered: Vec<_> = numbered.into_iter().collect();
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, record)| record).collect()
}

/// Sorts records by a field, as numbers where they are.
pub(super) fn sort(records: &mut [Value], field: &str) -> Result<()> {
    let known: Vec<String> = match records.first() {
        Some(Value::Object(first)) => first.keys().cloned().collect(),
        _ => return Ok(()),
    };
    if !known.iter().any(|name| name == field) {
        return Err(super::ground::failure::Failure::usage(
            format!("there is no field “{field}” to sort by"),
            format!("fields are: {}", known.join(", ")),
        ));
    }
    records.sort_by(|a, b| compare(a.get(field), b.get(field)));
    Ok(())
}

/// Absent values come last.
fn compare(a: Option<&Value>, b: Option<&Value>) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    let rank = |value: Option<&Value>| value.is_none_or(Value::is_null);
    match (rank(a), rank(b), a, b) {
        (false, false, Some(Value::Number(a)), Some(Value::Number(b))) => {
            a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal)
        }
        (false, false, Some(Value::String(a)), Some(Value::String(b))) => a.to_lowercase().cmp(&b.to_lowercase()),
        (false, false, Some(a), Some(b)) => a.to_string().cmp(&b.to_string()),
        (a, b, ..) => a.cmp(&b),
    }
}

pub(super) fn assessment(assessment: &Assessment, code: &str, quality: Option<u8>) -> Value {
    let scores: Vec<Value> = assessment
        .each()
        .map(|(dimension, scored)| {
            json!({
                "dimension": dimension, "score": scored.value, "by": scored.value.map(|_| &scored.by),
                "by_id": scored.assessor, "date": scored.on, "effort": scored.effort, "criteria": scored.criteria,
                "evidence": scored.evidence.iter().map(|piece| &piece.text).collect::<Vec<_>>(),
                "gaps": scored.gaps.iter().map(|gap| &gap.text).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "id": assessment.id, "pilot": code, "version": assessment.version, "date": assessment.opened,
        "frozen": assessment.frozen, "quality": quality, "scores": scores,
    })
}

pub(super) fn workstream(work: &Workstream, code: &str, day: Day) -> Value {
    json!({
        "id": work.id, "pilot": code, "dimension": work.dimension, "team": work.team, "owner": work.owner_name,
        "owner_id": work.owner, "start": work.start, "due": work.due, "effort": work.effort,
        "exit_test": work.exit_test, "state": work.state(day), "closed": work.closed,
        "outcome": filled(&work.outcome), "items": work.items,
    })
}

pub(super) fn waiver(waiver: &Waiver, code: &str, fired: &[&str]) -> Value {
    json!({
        "id": waiver.id, "pilot": code, "gate": waiver.gate, "decision": waiver.decision, "rule": waiver.rule,
        "reason": waiver.reason, "by": waiver.by, "by_id": waiver.by_id, "date": waiver.look_again,
        "outcome": waiver.outcome, "decided": waiver.decided, "fired": fired,
    })
}

pub(super) fn written_gap(gap: &WrittenGap, pilot: &Pilot, dimension: Dimension, work: Option<&Workstream>) -> Value {
    json!({
        "id": gap.id, "pilot": pilot.code, "stage": pilot.stage, "dimension": dimension, "item": null,
        "text": gap.text, "state": if gap.closed.is_some() { ItemState::Done } else { ItemState::Open },
        "owner": work.and_then(|work| work.owner_name.as_ref()), "owner_id": work.and_then(|work| work.owner),
        "due": work.and_then(|work| work.due), "evidence": [], "answer": gap.answer,
    })
}

pub(super) fn step(step: &Step, code: &str) -> Value {
    json!({
        "id": step.id, "pilot": code, "name": step.name, "manager": step.manager_name, "manager_id": step.manager,
        "documented": step.documented, "trained": step.trained, "retired": step.retired,
    })
}

pub(super) fn item(item: &Expansion, code: &str, codes: &Codes<'_>) -> Value {
    let met = |met: &Met| {
        json!({"id": met.condition, "inherited": met.inherited, "date": met.on, "by": met.by,
            "evidence": filled(&met.evidence)})
    };
    let named: Vec<&str> = item.met.iter().map(|met| met.condition.name()).collect();
    json!({
        "id": item.id, "pilot": code, "kind": item.kind, "name": item.name, "state": item.state, "since": item.since,
        "met": named, "conditions": item.met.iter().map(met).collect::<Vec<_>>(),
        "child": item.child.and_then(|child| codes.get(&child)),
    })
}

pub(super) fn training(held: &Training, code: &str) -> Value {
    json!({
        "id": held.id, "pilot": code, "date": held.held, "audience": held.audience, "attended": held.attended,
        "topic": held.topic, "by": held.by,
    })
}
