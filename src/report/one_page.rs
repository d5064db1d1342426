//! Owns the page of one pilot: first what the committee is asked, then how it stands, how it moved, and what is
//! recorded.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::document::{Cell, Document, Entry, Fact, Section, days, fact, left, right, signs};
use super::facts::Facts;
use super::registers::{asked, decided, in_order};
use super::words::{agree, capital, computed, dash, day, reported, sentence};
use super::{month, signals, standing, trends};
use crate::domain::answered::Now;
use crate::domain::brief::OnePage;
use crate::domain::readiness::{DimensionStanding, Missing};
use crate::domain::{AgendaKind, Family, Hindered, Judgement, Lifecycle, Obstacle, Pilot, Status, Tally, Verdict};

/// A page shows so many decisions and so many actions, the newest ones.
const SHOWN: usize = 8;
/// The families, in their order.
const FAMILIES: [&str; 4] = ["Adoption", "Performance", "Impact", "Governance"];

/// The page as a report of its own.
pub(super) fn document(facts: &Facts<'_>, page: &OnePage) -> Document {
    let mut told = section(facts, page);
    // The pilot's name is the title of the whole already.
    "How it stands".clone_into(&mut told.title);
    Document::new(facts.brief, &page.pilot.name, vec![told, month::framework(facts)]).beside(&page.pilot.code)
}

/// The page.
pub(super) fn section(facts: &Facts<'_>, page: &OnePage) -> Section {
    let pilot = &page.pilot;
    let mut section = Section::page(facts.anchor(pilot.id), &pilot.name);
    requested(facts, page, &mut section);
    section.facts(about(facts, page));
    stands(page, &mut section);
    section.heading("Trends");
    if page.trends.is_empty() {
        section.say("No headline metric is set.");
    }
    section.trends(page.trends.iter().map(trends::line).collect());
    if let Some(tally) = &page.tally {
        gate(facts, tally, &mut section);
    }
    let fired = page.judgement.as_ref().map(|known| known.signals.as_slice()).unwrap_or_default();
    section.heading("What fires");
    let unasked = unasked(facts, page);
    if fired.is_empty() && unasked.is_empty() {
        section.say("Nothing fires.");
    }
    section.list(unasked);
    section.entries(fired.iter().map(|signal| signals::of_page(facts, signal)).collect());
    recorded(facts, pilot, &mut section);
    section
}

/// The warnings for which it is talked about and that are not asked of it any more, as it is paused or has ended.
fn unasked(facts: &Facts<'_>, page: &OnePage) -> Vec<String> {
    let reasons = facts.items(page.pilot.id).iter().flat_map(|item| &item.reasons);
    let now = reasons.filter_map(|reason| reason.now(&page.pilot, page.judgement.as_deref()?));
    now.filter(|(now, _)| *now == Now::Unasked).map(|(_, text)| capital(&sentence(&text))).collect()
}

/// What the committee is asked: the item of its agenda, or what follows from what fires and from what came back.
fn requested(facts: &Facts<'_>, page: &OnePage, section: &mut Section) {
    section.heading("Decisions requested");
    let items: Vec<_> = facts.items(page.pilot.id).iter().filter(|item| !item.wanted.is_empty()).collect();
    // A topic that somebody wrote asks beside what is due, and not in its place.
    let due = items.iter().any(|item| item.kind != AgendaKind::Topic);
    let mut lines = if due { Vec::new() } else { proposals(facts, page.judgement.as_deref()) };
    lines.extend(items.iter().filter(|item| !facts.is_answered(item)).map(|item| facts.wants(item)));
    let back = page.judgement.as_ref().map(|known| known.triggers.as_slice()).unwrap_or_default();
    let told = |statement: &str| items.iter().any(|item| item.wanted.contains(statement));
    let back = back.iter().filter(|fired| !told(&fired.statement));
    lines
        .extend(back.map(|fired| format!("Does “{}” still stand? It came back on {}.", fired.statement, fired.when())));
    if lines.is_empty() {
        section.say("None.");
    }
    section.list(lines);
}

/// What the framework proposes to what fires and is not answered, each once.
fn proposals(facts: &Facts<'_>, known: Option<&Judgement>) -> Vec<String> {
    let signals = known.map(|known| known.signals.as_slice()).unwrap_or_default();
    let mut seen = HashSet::new();
    let wanted = signals.iter().filter(|signal| signal.is_wanted() && seen.insert(signal.warning));
    let told = wanted.filter_map(|signal| {
        let proposal = signal.proposed(&facts.brief.framework)?;
        Some(format!("{} ({})", sentence(proposal), signal.warning))
    });
    told.collect()
}

fn about(facts: &Facts<'_>, page: &OnePage) -> Vec<Fact> {
    let pilot = &page.pilot;
    let seat = pilot.owner.as_ref();
    let owner = seat.map_or_else(|| "nobody".to_owned(), |seat| format!("{}, {}", seat.name, seat.level.said()));
    let partner = match (pilot.partner.is_empty(), pilot.partner_ends) {
        (true, _) => String::new(),
        (false, Some(ends)) => format!("{}, until {ends}", pilot.partner),
        (false, None) => pilot.partner.clone(),
    };
    let rollout = match (pilot.rollout, pilot.cohort.is_empty()) {
        (Some(day), false) => format!("{day} to {}", pilot.cohort),
        (on, _) => day(on),
    };
    let lifecycle = if pilot.lifecycle == Lifecycle::Active { "" } else { pilot.lifecycle.name() };
    vec![
        fact("For", &page.summary),
        fact("Stage", stage(facts, pilot)),
        fact("Lifecycle", lifecycle),
        fact("Executive owner", owner),
        fact("Business lead", pilot.lead.as_ref().map_or("", |(_, name)| name.as_str())),
        fact("Unit", &pilot.unit),
        fact("Partner", partner),
        fact("Rollout", rollout),
        fact("Open exceptions", page.open_exceptions.to_string()),
    ]
}

/// `2 Production Architecture, week 9 of 8`.
fn stage(facts: &Facts<'_>, pilot: &Pilot) -> String {
    let framework = &facts.brief.framework;
    let window = framework.stage(pilot.stage).and_then(|stage| stage.weeks);
    let week = match (pilot.week_in_stage(facts.brief.day), window) {
        (Some(week), Some(window)) => format!(", week {week} of {window}"),
        (Some(week), None) => format!(", week {week}"),
        (None, _) => String::new(),
    };
    let assumed = if pilot.assumed { ", assumed" } else { "" };
    format!("{} {}{week}{assumed}", pilot.stage, framework.stage_name(pilot.stage))
}

/// What its people say, what its data says, and what is in the way of green.
fn stands(page: &OnePage, section: &mut Section) {
    let report = &page.pilot.report;
    section.heading("Status");
    let mut rows = vec![
        Fact { label: "Reported", value: reported(report.status) },
        fact("Because", &report.because),
        fact("Said on", day(report.on)),
    ];
    let Some(known) = &page.judgement else {
        section.facts(rows);
        return;
    };
    let (pilot, stands) = (&page.pilot, known.stands(&page.pilot));
    rows.push(Fact { label: "Computed", value: computed(pilot, stands.overall) });
    rows.push(Fact {
        label: "Differs",
        value: standing::difference(pilot.reported_otherwise(stands.overall), stands.overall),
    });
    for ((label, family), standing) in FAMILIES.into_iter().zip(Family::ALL).zip(stands.families) {
        rows.push(Fact { label, value: judged(pilot, (*family, standing), known.in_the_way(pilot)) });
    }
    rows.push(Fact { label: "Gate", value: computed(pilot, stands.gate) });
    section.facts(rows);
    // What fires says what clears it below; here stands the rest.
    let fires: HashSet<&str> = known.signals.iter().map(|signal| signal.warning).collect();
    let others = known.in_the_way(pilot).iter().filter(|obstacle| !fires.contains(obstacle.what.as_ref()));
    section.list(others.map(|obstacle| clears(obstacle, known, &fires)));
}

/// How a family stands, with what keeps it from being judged.
fn judged(pilot: &Pilot, (family, standing): (Family, Status), obstacles: &[Obstacle]) -> Cell {
    let mut cell = computed(pilot, standing);
    let own = obstacles.iter().find(|obstacle| obstacle.hinders == Hindered::Family(family));
    if let Some(obstacle) = own.filter(|_| standing == Status::NotReported) {
        cell.text = Cell::text(format!("{}: {}", cell.text, obstacle.what)).text;
    }
    cell
}

/// What has to happen before something is on track, or is judged at all.
pub(super) fn clears(obstacle: &Obstacle, known: &Judgement, fires: &HashSet<&str>) -> String {
    let clears = obstacle.clears.trim_end_matches('.');
    let of = match obstacle.hinders {
        Hindered::Start => return format!("{}.", capital(clears)),
        Hindered::Gate => capital("the gate"),
        Hindered::Family(family) => capital(family.name()),
    };
    let standings = || Family::ALL.iter().zip(known.computed.families);
    let blind = standings().any(|(one, it)| obstacle.hinders == Hindered::Family(*one) && it == Status::NotReported);
    if blind {
        return format!("{of} is judged once {clears}.");
    }
    // Where a value is asked for, it is named without a verb.
    let entered = match (clears.starts_with("a value ") && !clears.ends_with(" is entered"), clears.contains(',')) {
        (false, _) => "",
        (true, false) => " is entered",
        (true, true) => ", is entered",
    };
    let beside = |other: &Obstacle| other.hinders == obstacle.hinders && fires.contains(other.what.as_ref());
    let also = if known.obstacles.iter().any(beside) { " and what fires for it is cleared" } else { "" };
    format!("{of} ({}) is on track once {clears}{entered}{also}.", obstacle.what)
}

/// How each dimension stands at the gate ahead, and what each verdict lacks.
fn gate(facts: &Facts<'_>, tally: &Tally, section: &mut Section) {
    let (pass, all) = tally.votes;
    let passes = agree(pass, all, "passes", "pass");
    let votes = if all == 0 { String::new() } else { format!(": {pass} of {all} {passes}") };
    section.heading(format!("{} ahead{votes}", tally.gate));
    let rows = tally.dimensions.iter().map(|standing| dimension(facts, standing)).collect();
    let columns = [left("Dimension"), right("Score"), right("Evidence"), left("Votes"), signs("Stands", "Stands")];
    section.table(&columns, rows, "");
    section.entries(tally.lacks.iter().map(|(verdict, lacks)| possible(*verdict, lacks)).collect());
}

/// Is a verdict possible, and what does it lack?
fn possible(verdict: Verdict, lacks: &[Missing]) -> Entry {
    let verdict = capital(&verdict.spaced());
    let (class, glyph, text) = if lacks.is_empty() {
        ("green", "●", format!("{verdict} is possible: it lacks nothing."))
    } else {
        ("red", "■", format!("{verdict} is not possible:"))
    };
    let entry = Entry::new(Cell { class, ..Cell::default() }, Cell::sign(class, glyph, text, ""), "");
    lacks.iter().fold(entry, |entry, missing| entry.point(&capital(&sentence(&missing.what))))
}

fn dimension(facts: &Facts<'_>, standing: &DimensionStanding) -> Vec<Cell> {
    let known = facts.brief.framework.dimension(standing.id);
    let stands = match (standing.score, standing.passes) {
        (None, _) => Cell::sign("none", "○", "not assessed", ""),
        (_, true) => Cell::sign("green", "●", "passes", ""),
        (_, false) => Cell::sign("amber", "▲", "does not pass", ""),
    };
    vec![
        Cell::text(&known.name),
        Cell::text(dash(standing.score.map(|score| format!("{score}, passes at {}", known.pass)))),
        Cell::text(standing.evidence.to_string()),
        Cell::text(if standing.votes { "votes" } else { "does not vote" }),
        stands,
    ]
}

/// The newest decisions on it and its actions.
fn recorded(facts: &Facts<'_>, pilot: &Pilot, section: &mut Section) {
    let mut decisions = facts.decisions(pilot.id).to_vec();
    decisions.sort_by_key(|decision| (Reverse(decision.date), Reverse(decision.id)));
    section.heading("Decisions");
    let rows = decisions.iter().take(SHOWN).map(|decision| {
        let mut row = vec![Cell::text(decision.date.to_string())];
        row.extend(decided(facts, decision));
        row
    });
    let columns = [days("Date"), left("Decision"), left("What"), left("By"), left("Comes back")];
    section.table(&columns, rows.collect(), "None is recorded.");
    earlier(decisions.len(), section);
    let actions = in_order(facts.actions(pilot.id).iter().copied());
    section.heading("Actions");
    let rows = actions.iter().take(SHOWN).map(|action| asked(action, facts)).collect();
    section.table(&[days("Due"), left("State"), left("Who"), left("What")], rows, "None is recorded.");
    earlier(actions.len(), section);
}

fn earlier(all: usize, section: &mut Section) {
    if all > SHOWN {
        let more = all - SHOWN;
        section.note(format!("{more} more {} in the register.", agree(more, more, "is", "are")));
    }
}
