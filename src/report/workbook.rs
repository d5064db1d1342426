//! Owns the workbook: a sheet for each register, with typed cells, so that others can compute with what a report tells.

use super::facts::Facts;
use super::failed::Failed;
use super::sheet::{Book, Value, failed};
use super::words::{attention, computed, enough, loud, reported};
use super::{What, charts, flow, month};
use crate::domain::warnings::Found;
use crate::domain::words::sentences;
use crate::domain::{Computed, Day, Decision, Fixed, Judgement, Measure, Pilot, Reading, Status, Trigger};

/// The workbook of a report.
pub(super) fn write(facts: &Facts<'_>, what: What) -> Result<Vec<u8>, Failed> {
    let mut book = Book::made_on(facts.brief.day)?;
    overview(&mut book, facts)?;
    pilots(&mut book, facts)?;
    signals(&mut book, facts)?;
    changes(&mut book, facts)?;
    decisions(&mut book, facts)?;
    actions(&mut book, facts)?;
    waivers(&mut book, facts)?;
    if what == What::Pack {
        agenda(&mut book, facts)?;
    }
    readings(&mut book, facts)?;
    charts::add(&mut book, facts).map_err(failed)?;
    book.bytes()
}

fn overview(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
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
    book.add("Overview", &[("Figure", 52), ("Value", 60)], rows)
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

fn pilots(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
    let stands = |of: fn(&Computed) -> Status| {
        move |pilot: &&Pilot| {
            let told = |known: &Judgement| Value::text(computed(pilot, of(&known.computed)).text);
            facts.judgement(pilot.id).map_or(Value::Nothing, told)
        }
    };
    let day = facts.brief.day;
    book.list(
        ("Pilots", ""),
        &facts.brief.survey.pilots,
        &[
            ("Code", 20, &|pilot| Value::text(&pilot.code)),
            ("Pilot", 32, &|pilot| Value::text(&pilot.name)),
            ("Unit", 18, &|pilot| Value::text(&pilot.unit)),
            ("Owner", 22, &|pilot| Value::text(pilot.owner_name().unwrap_or_default())),
            ("Lifecycle", 14, &|pilot| Value::text(pilot.lifecycle.name())),
            ("Stage", 8, &|pilot| Value::whole(i64::from(pilot.stage.number()))),
            ("Week in stage", 14, &|pilot| pilot.week_in_stage(day).map_or(Value::Nothing, Value::whole)),
            ("Started", 12, &|pilot| Value::day(pilot.started)),
            ("Rollout", 12, &|pilot| Value::day(pilot.rollout)),
            ("Adoption", 16, &stands(|known| known.families[0])),
            ("Performance", 16, &stands(|known| known.families[1])),
            ("Impact", 16, &stands(|known| known.families[2])),
            ("Governance", 16, &stands(|known| known.families[3])),
            ("Gate", 16, &stands(|known| known.gate)),
            ("Overall", 16, &stands(|known| known.overall)),
            ("Reported", 16, &|pilot| Value::text(reported(pilot.report.status).text)),
            ("Because", 40, &|pilot| Value::text(&pilot.report.because)),
            ("Spent on change", 16, &|pilot| Value::maybe(pilot.spend_change)),
            ("Spent on technology", 18, &|pilot| Value::maybe(pilot.spend_technology)),
        ],
    )
}

/// A warning that fires, for a pilot or for the portfolio.
struct Fired<'a> {
    pilot: &'a str,
    warning: &'static str,
    level: String,
    rank: Option<i64>,
    parked: Option<Day>,
    found: &'a Found,
}

fn signals(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
    let brief = facts.brief;
    let findings = brief.portfolio.findings.iter().map(|(warning, found)| Fired {
        pilot: "the portfolio",
        warning,
        level: loud(found.attention).text,
        rank: brief.framework.warning(warning).map(|known| i64::from(known.rank)),
        parked: None,
        found,
    });
    let signals = brief.dashboard.signals.iter().map(|signal| Fired {
        pilot: facts.name(signal.pilot),
        warning: signal.warning,
        level: attention(signal).text,
        rank: Some(i64::from(signal.rank)),
        parked: signal.parked,
        found: &signal.found,
    });
    book.list(
        ("Signals", ""),
        findings.chain(signals),
        &[
            ("Pilot", 32, &|one| Value::text(one.pilot)),
            ("Warning", 20, &|one| Value::text(one.warning)),
            ("Level", 22, &|one| Value::text(&one.level)),
            ("Rank", 8, &|one| one.rank.map_or(Value::Nothing, Value::whole)),
            ("Since", 12, &|one| Value::day(one.found.since)),
            ("Parked until", 14, &|one| Value::day(one.parked)),
            ("Explanation", 70, &|one| Value::text(&one.found.explanation)),
            ("Rule", 50, &|one| Value::text(&one.found.rule)),
            ("Clears when", 50, &|one| Value::text(&one.found.clears)),
        ],
    )
}

fn changes(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
    book.list(
        ("Changes", ""),
        facts.brief.delta.iter().flat_map(|delta| &delta.rows),
        &[
            ("When", 12, &|row| Value::day(row.on)),
            ("Kind", 16, &|row| Value::text(row.kind.name())),
            ("Pilot", 32, &|row| Value::text(facts.name_of(row.pilot))),
            ("What", 90, &|row| Value::text(&row.text)),
        ],
    )
}

fn decisions(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
    book.list(
        ("Decisions", ""),
        &facts.brief.survey.decisions,
        &[
            ("Date", 12, &|decision| Value::Day(decision.date)),
            ("Pilot", 32, &|decision| Value::text(facts.name(decision.pilot))),
            ("Decision", 16, &|decision| Value::text(decision.word())),
            ("What", 60, &|decision| Value::text(decision.told())),
            ("By", 22, &|decision| Value::text(&decision.decided_by_name)),
            ("Why", 60, &|decision| Value::text(&decision.rationale)),
            ("Rejected", 40, &|decision| Value::text(decision.rejected.join("; "))),
            ("Conditions", 40, &|decision| Value::text(decision.conditions.join("; "))),
            ("Comes back", 30, &|decision| comes_back(decision)),
            ("Settled", 12, &|decision| Value::day(decision.settled)),
        ],
    )
}

/// What brings it back or its waiver: a day as a day, a condition as text.
pub(super) fn comes_back(decision: &Decision) -> Value {
    match &decision.trigger {
        Some(Trigger::On(day)) => Value::Day(*day),
        Some(trigger) => Value::text(trigger.to_string()),
        None => Value::day(decision.look_again.filter(|_| decision.awaits_outcome)),
    }
}

fn actions(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
    book.list(
        ("Actions", ""),
        &facts.brief.survey.actions,
        &[
            ("Due", 12, &|action| Value::Day(action.due)),
            ("State", 12, &|action| Value::text(action.stands(facts.brief.day))),
            ("Who", 22, &|action| Value::text(&action.owner_name)),
            ("What", 70, &|action| Value::text(&action.text)),
            ("Pilot", 32, &|action| Value::text(facts.name_of(action.pilot))),
            ("Made", 12, &|action| Value::Day(action.made)),
            ("Ended", 12, &|action| Value::day(action.ended)),
            ("Why", 40, &|action| Value::text(&action.why)),
        ],
    )
}

fn waivers(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
    book.list(
        ("Waivers", ""),
        &facts.brief.survey.waivers,
        &[
            ("Decided", 12, &|waiver| Value::Day(waiver.decided)),
            ("Pilot", 32, &|waiver| Value::text(facts.name(waiver.pilot))),
            ("Gate", 8, &|waiver| Value::text(waiver.gate.name())),
            ("Rule", 26, &|waiver| Value::text(facts.brief.framework.rule_called(&waiver.rule))),
            ("Reason", 60, &|waiver| Value::text(&waiver.reason)),
            ("By", 22, &|waiver| Value::text(&waiver.by)),
            ("Look again", 12, &|waiver| Value::Day(waiver.look_again)),
            ("Outcome", 14, &|waiver| waiver.outcome.map_or(Value::Nothing, |outcome| Value::text(outcome.spaced()))),
        ],
    )
}

fn agenda(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
    let items = facts.brief.meeting.iter().flat_map(|meeting| {
        let talked = meeting.brought(&facts.brief.survey.decisions, &facts.brief.survey.actions);
        let items = meeting.agenda.iter();
        items.map(move |item| (meeting.number(item.id), item, item.state.came(talked.contains(&item.id))))
    });
    book.list(
        ("Agenda", ""),
        items,
        &[
            ("Place", 8, &|(number, ..)| number.map_or(Value::Nothing, Value::count)),
            ("Item", 36, &|(_, item, _)| Value::text(&item.title)),
            ("Pilot", 32, &|(_, item, _)| Value::text(facts.name_of(item.pilot))),
            ("Decision requested", 60, &|(_, item, _)| Value::text(facts.wants(item))),
            ("Minutes", 10, &|(_, item, _)| Value::whole(i64::from(item.minutes))),
            ("State", 12, &|(.., came)| Value::text(came)),
            ("Reasons", 80, &|(_, item, _)| Value::text(sentences(facts.says(item).iter().map(String::as_str)))),
        ],
    )
}

fn readings(book: &mut Book, facts: &Facts<'_>) -> Result<(), Failed> {
    let lines = || facts.brief.pages.iter().flat_map(|page| page.trends.iter().map(move |line| (page, line)));
    let about = lines().next().map_or_else(
        || "Of the headline metrics there is no reading.".to_owned(),
        |(_, line)| {
            let weeks = line.to.since(line.from) + 1;
            format!("The headline metrics of the last {weeks} weeks, {} to {}.", line.from, line.to)
        },
    );
    let missing = |reading: &Reading| reading.measure == Measure::NotMeasured;
    book.list(
        ("Readings", about.as_str()),
        lines().flat_map(|(page, line)| line.readings.iter().map(move |reading| (page, line, reading))),
        &[
            ("Pilot", 32, &|(page, ..)| Value::text(&page.pilot.name)),
            ("Family", 14, &|(_, line, _)| Value::text(line.metric.family.name())),
            ("Metric", 32, &|(_, line, _)| Value::text(&line.metric.name)),
            ("Unit", 14, &|(_, line, _)| Value::text(&line.metric.unit)),
            ("Week", 12, &|(.., reading)| Value::text(reading.week.to_string())),
            ("Monday", 12, &|(.., reading)| Value::Day(reading.week.monday())),
            ("Value", 12, &|(.., reading)| Value::maybe(reading.measure.value())),
            ("Not measured", 14, &|(.., reading)| if missing(reading) { Value::text("yes") } else { Value::Nothing }),
            ("Note", 40, &|(.., reading)| Value::text(&reading.note)),
        ],
    )
}
