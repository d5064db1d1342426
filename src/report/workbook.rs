//! Owns the workbook: a sheet a register, each with typed cells, so that others can compute with what a report tells.

use rust_xlsxwriter::{DocProperties, Workbook};

use super::facts::Facts;
use super::failed::Failed;
use super::sheet::{Looks, Value, add, add_noted, failed, moment};
use super::words::{attention, enough, loud, reported, status};
use super::{What, charts, flow, month};
use crate::domain::words::sentences;
use crate::domain::{Decision, Family, Fixed, Measure, Pilot, Status, Trigger};

/// The workbook of a report.
pub(super) fn write(facts: &Facts<'_>, what: What) -> Result<Vec<u8>, Failed> {
    let mut workbook = Workbook::new();
    // The day of the brief, or the workbook would tell when it was made and differ each time.
    let made = moment(facts.brief.day).ok_or_else(|| Failed(format!("a workbook cannot hold {}", facts.brief.day)))?;
    workbook.set_properties(&DocProperties::new().set_title("steerco").set_creation_datetime(&made));
    let looks = Looks::new();
    overview(&mut workbook, &looks, facts)?;
    pilots(&mut workbook, &looks, facts)?;
    signals(&mut workbook, &looks, facts)?;
    changes(&mut workbook, &looks, facts)?;
    decisions(&mut workbook, &looks, facts)?;
    actions(&mut workbook, &looks, facts)?;
    waivers(&mut workbook, &looks, facts)?;
    if what == What::Pack {
        agenda(&mut workbook, &looks, facts)?;
    }
    readings(&mut workbook, &looks, facts)?;
    charts::add(&mut workbook, &looks, facts).map_err(failed)?;
    workbook.save_to_buffer().map_err(failed)
}

fn overview(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let brief = facts.brief;
    let dashboard = &brief.dashboard;
    let text = |label: &str, value: &str| vec![Value::text(label), Value::text(value)];
    let maybe = |label: &str, value: Option<Fixed>| vec![Value::text(label), Value::maybe(value)];
    let (started, reached) = (dashboard.started.len(), dashboard.reached.len());
    let ended = reached + dashboard.ended_before.len();
    let (waived, over) = flow::uncounted(dashboard);
    let mut rows = vec![
        text("Workspace", &brief.title),
        vec![Value::text("As of"), Value::Day(brief.day)],
        text("State", if brief.draft { "DRAFT" } else { "final" }),
        text("In short", &month::headline(facts)),
        count("Pilots under way or paused", dashboard.pilots.len()),
        count("Pilots that want a decision", dashboard.wanting().len()),
        count("Pilots in purgatory", dashboard.purgatory.len()),
        count("Things past their date", dashboard.overdue.len()),
        count("Started here", started),
        count("Of these, reached production", reached),
        count("Of these, ended before", dashboard.ended_before.len()),
        share("Reached, % of started", (reached, started), dashboard.conversion()),
        share("Reached, % of reached or ended before", (reached, ended), dashboard.conversion_of_ended()),
        count("Taken over at a later stage", dashboard.taken_over.len()),
        count("Archived, in no figure", brief.survey.archived),
        count("In stage 4 by a waiver, not counted as reached", waived),
        count("In stage 4 as taken over, not counted as reached", over),
        maybe("Spent on change", dashboard.spend.change),
        maybe("Spent on technology", dashboard.spend.technology),
        count("Pilots that say what was spent", dashboard.spend.pilots.len()),
    ];
    stages(facts, &mut rows);
    if brief.differences.is_empty() {
        rows.push(text("Differs from the framework", "nothing"));
    }
    for (key, value, own) in &brief.differences {
        rows.push(text(&format!("Differs from the framework: {key}"), &format!("{value} (framework: {own})")));
    }
    add(workbook, looks, "Overview", &[("Figure", 52), ("Value", 60)], rows)
}

/// A row with a share; of too few it is told by the two numbers.
fn share(label: &str, (part, whole): (usize, usize), share: Option<Fixed>) -> Vec<Value> {
    let told = match enough(whole, share) {
        Some(share) => Value::maybe(Some(share)),
        None => Value::text(format!("{part} of {whole}")),
    };
    vec![Value::text(label), told]
}

/// A row that counts something.
fn count(label: &str, value: usize) -> Vec<Value> {
    vec![Value::text(label), Value::count(value)]
}

/// How many pilots went through each stage.
fn stages(facts: &Facts<'_>, rows: &mut Vec<Vec<Value>>) {
    let brief = facts.brief;
    let dashboard = &brief.dashboard;
    for flow in &dashboard.flow {
        let stage = format!("Stage {} {}", flow.stage, brief.framework.stage_name(flow.stage));
        rows.push(count(&format!("{stage}: entered"), flow.entered.len()));
        rows.push(count(&format!("{stage}: moved on"), flow.onward.len()));
        rows.push(count(&format!("{stage}: of these, by a waiver"), flow.waived.len()));
        rows.push(count(&format!("{stage}: stopped"), flow.stopped.len()));
        rows.push(count(&format!("{stage}: retired"), flow.retired.len()));
        rows.push(count(&format!("{stage}: now"), flow.now.len()));
        rows.push(count(&format!("{stage}: past its window"), flow.late.len()));
        let median = Value::maybe(flow.median_week);
        rows.push(vec![Value::text(format!("{stage}: median week")), median]);
    }
}

fn pilots(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let columns = [
        ("Code", 20),
        ("Pilot", 32),
        ("Unit", 18),
        ("Owner", 22),
        ("Lifecycle", 14),
        ("Stage", 8),
        ("Week in stage", 14),
        ("Started", 12),
        ("Rollout", 12),
        ("Adoption", 16),
        ("Performance", 16),
        ("Impact", 16),
        ("Governance", 16),
        ("Gate", 16),
        ("Overall", 16),
        ("Reported", 16),
        ("Because", 40),
        ("Spent on change", 16),
        ("Spent on technology", 18),
    ];
    let rows = facts.brief.survey.pilots.iter().map(|pilot| pilot_row(facts, pilot));
    add(workbook, looks, "Pilots", &columns, rows)
}

fn pilot_row(facts: &Facts<'_>, pilot: &Pilot) -> Vec<Value> {
    let word = |standing: Status| Value::text(status(standing).text);
    let mut row = vec![
        Value::text(&pilot.code),
        Value::text(&pilot.name),
        Value::text(&pilot.unit),
        Value::text(pilot.owner_name().unwrap_or_default()),
        Value::text(pilot.lifecycle.name()),
        Value::whole(i64::from(pilot.stage.number())),
        pilot.week_in_stage(facts.brief.day).map_or(Value::Nothing, Value::whole),
        Value::day(pilot.started),
        Value::day(pilot.rollout),
    ];
    match facts.judgement(pilot.id).map(|known| known.computed) {
        Some(known) => row.extend(known.families.into_iter().chain([known.gate, known.overall]).map(word)),
        None => row.extend(std::iter::repeat_n(Value::Nothing, Family::ALL.len() + 2)),
    }
    row.extend([
        Value::text(reported(pilot.report.status).text),
        Value::text(&pilot.report.because),
        Value::maybe(pilot.spend_change),
        Value::maybe(pilot.spend_technology),
    ]);
    row
}

fn signals(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let columns = [
        ("Pilot", 32),
        ("Warning", 20),
        ("Level", 22),
        ("Rank", 8),
        ("Since", 12),
        ("Parked until", 14),
        ("Explanation", 70),
        ("Rule", 50),
        ("Clears when", 50),
    ];
    let brief = facts.brief;
    let findings = brief.portfolio.findings.iter().map(|(warning, found)| {
        vec![
            Value::text("the portfolio"),
            Value::text(warning),
            Value::text(loud(found.attention).text),
            brief.framework.warning(warning).map_or(Value::Nothing, |known| Value::whole(i64::from(known.rank))),
            Value::day(found.since),
            Value::Nothing,
            Value::text(&found.explanation),
            Value::text(&found.rule),
            Value::text(&found.clears),
        ]
    });
    let rows = brief.dashboard.signals.iter().map(|signal| {
        vec![
            Value::text(facts.name(signal.pilot)),
            Value::text(signal.warning),
            Value::text(attention(signal).text),
            Value::whole(i64::from(signal.rank)),
            Value::day(signal.found.since),
            Value::day(signal.parked),
            Value::text(&signal.found.explanation),
            Value::text(&signal.found.rule),
            Value::text(&signal.found.clears),
        ]
    });
    add(workbook, looks, "Signals", &columns, findings.chain(rows))
}

fn changes(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let rows = facts.brief.delta.iter().flat_map(|delta| &delta.rows).map(|row| {
        vec![
            Value::day(row.on),
            Value::text(row.kind.name()),
            Value::text(facts.name_of(row.pilot)),
            Value::text(&row.text),
        ]
    });
    add(workbook, looks, "Changes", &[("When", 12), ("Kind", 16), ("Pilot", 32), ("What", 90)], rows)
}

fn decisions(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let columns = [
        ("Date", 12),
        ("Pilot", 32),
        ("Decision", 16),
        ("What", 60),
        ("By", 22),
        ("Why", 60),
        ("Rejected", 40),
        ("Conditions", 40),
        ("Comes back", 30),
        ("Settled", 12),
    ];
    let rows = facts.brief.survey.decisions.iter().map(|decision| {
        vec![
            Value::Day(decision.date),
            Value::text(facts.name(decision.pilot)),
            Value::text(decision.word()),
            Value::text(decision.told()),
            Value::text(&decision.decided_by_name),
            Value::text(&decision.rationale),
            Value::text(decision.rejected.join("; ")),
            Value::text(decision.conditions.join("; ")),
            comes_back(decision),
            Value::day(decision.settled),
        ]
    });
    add(workbook, looks, "Decisions", &columns, rows)
}

/// What brings it back: a day as a day, a condition as text.
pub(super) fn comes_back(decision: &Decision) -> Value {
    match &decision.trigger {
        Some(Trigger::On(day)) => Value::Day(*day),
        Some(trigger) => Value::text(trigger.to_string()),
        None => Value::Nothing,
    }
}

fn actions(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let columns = [
        ("Due", 12),
        ("State", 12),
        ("Who", 22),
        ("What", 70),
        ("Pilot", 32),
        ("Made", 12),
        ("Ended", 12),
        ("Why", 40),
    ];
    let rows = facts.brief.survey.actions.iter().map(|action| {
        vec![
            Value::Day(action.due),
            Value::text(action.stands(facts.brief.day)),
            Value::text(&action.owner_name),
            Value::text(&action.text),
            Value::text(facts.name_of(action.pilot)),
            Value::Day(action.made),
            Value::day(action.ended),
            Value::text(&action.why),
        ]
    });
    add(workbook, looks, "Actions", &columns, rows)
}

fn waivers(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let columns = [
        ("Decided", 12),
        ("Pilot", 32),
        ("Gate", 8),
        ("Rule", 26),
        ("Reason", 60),
        ("By", 22),
        ("Look again", 12),
        ("Outcome", 14),
    ];
    let rows = facts.brief.survey.waivers.iter().map(|waiver| {
        vec![
            Value::Day(waiver.decided),
            Value::text(facts.name(waiver.pilot)),
            Value::text(waiver.gate.name()),
            Value::text(facts.brief.framework.rule_called(&waiver.rule)),
            Value::text(&waiver.reason),
            Value::text(&waiver.by),
            Value::Day(waiver.look_again),
            waiver.outcome.map_or(Value::Nothing, |outcome| Value::text(outcome.spaced())),
        ]
    });
    add(workbook, looks, "Waivers", &columns, rows)
}

fn agenda(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let columns = [
        ("Place", 8),
        ("Item", 36),
        ("Pilot", 32),
        ("Decision requested", 60),
        ("Minutes", 10),
        ("State", 12),
        ("Reasons", 80),
    ];
    let items = facts.brief.meeting.iter().flat_map(|meeting| &meeting.agenda).enumerate();
    let rows = items.map(|(place, item)| {
        vec![
            Value::count(place + 1),
            Value::text(&item.title),
            Value::text(facts.name_of(item.pilot)),
            Value::text(facts.wants(item)),
            Value::whole(i64::from(item.minutes)),
            Value::text(item.state.said()),
            Value::text(sentences(facts.says(item).iter().map(String::as_str))),
        ]
    });
    add(workbook, looks, "Agenda", &columns, rows)
}

fn readings(workbook: &mut Workbook, looks: &Looks, facts: &Facts<'_>) -> Result<(), Failed> {
    let columns = [
        ("Pilot", 32),
        ("Family", 14),
        ("Metric", 32),
        ("Unit", 14),
        ("Week", 12),
        ("Monday", 12),
        ("Value", 12),
        ("Not measured", 14),
        ("Note", 40),
    ];
    let lines = || facts.brief.pages.iter().flat_map(|page| page.trends.iter().map(move |line| (page, line)));
    let about = lines().next().map_or_else(
        || "Of the headline metrics there is no reading.".to_owned(),
        |(_, line)| {
            let weeks = line.to.since(line.from) + 1;
            format!("The headline metrics of the last {weeks} weeks, {} to {}.", line.from, line.to)
        },
    );
    let rows = lines().flat_map(|(page, line)| {
        line.readings.iter().map(move |reading| {
            let missing = reading.measure == Measure::NotMeasured;
            vec![
                Value::text(&page.pilot.name),
                Value::text(line.metric.family.name()),
                Value::text(&line.metric.name),
                Value::text(&line.metric.unit),
                Value::text(reading.week.to_string()),
                Value::Day(reading.week.monday()),
                Value::maybe(reading.measure.value()),
                if missing { Value::text("yes") } else { Value::Nothing },
                Value::text(&reading.note),
            ]
        })
    });
    add_noted(workbook, looks, ("Readings", about.as_str()), &columns, rows)
}
