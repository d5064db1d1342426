//! Readiness and the gate room: the six scores with their evidence and, live, what they mean for the gate out of the
//! stage.

mod forms;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) use self::forms::{AGAINST, against, book, cause, decide, decision, score, unanswered};
pub(in crate::screens) use self::forms::{NO_WAIVER, judged, outcome, verdict, verdict_place};
use super::super::{parts, text};
use super::{PilotScreen, UNBROKEN, checklist, workstream};
use crate::domain::readiness::{
    Bid, Checkpoint, DimensionStanding, Forecast, Proposal, Since, Waiver, barred, before_record, proposed_baseline,
    unmoved,
};
use crate::domain::{Day, Dimension, Family, Gate, Metric, PilotPage, Seek, Shown, Tally, Verdict, words};
use crate::interaction::Context;
use crate::ui::glyphs::Glyphs;
use crate::ui::paint::{Pen, above_and_below, row_pen};
use crate::ui::theme::Role;

/// Said where no gate leads out of the stage.
const LAST: &str =
    "Stage 4 is the last. Units, geographies and use cases are certified on the rollout page: ⟨rollout⟩.";
/// The heading above the six rows.
const HEAD: u16 = 1;

/// The gate out of the pilot's stage, with what it makes of the readiness; none in stage 4.
pub(super) fn tally(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Option<Tally> {
    let bid = bid(screen, page, context);
    Gate::out_of(page.pilot.stage).map(|gate| bid.tally(gate, None))
}

/// The result of each dimension at that gate, in stage 4 at a certification: the rows show what the tally counts.
fn standings(bid: &Bid<'_>) -> Tally {
    bid.tally(Gate::out_of(bid.pilot.stage).unwrap_or(Gate::Certify), None)
}

/// What the gate ahead proposes to freeze as pilot baseline.
pub(super) fn proposed<'a>(screen: &PilotScreen, page: &'a PilotPage, context: &Context) -> Option<Proposal<'a>> {
    let readings = |metric: &Metric| screen.readings.get(&metric.local).map_or(&[][..], Vec::as_slice);
    proposed_baseline(page, readings, Gate::out_of(page.pilot.stage)?, context.moment.day)
}

/// Everything that a gate looks at.
pub(super) fn bid<'a>(screen: &PilotScreen, page: &'a PilotPage, context: &'a Context) -> Bid<'a> {
    let metric = page.metrics.iter().find(|metric| metric.headline && metric.family == Family::Adoption);
    let read = |metric: &'a Metric| (metric, screen.readings.get(&metric.local).map_or(&[][..], Vec::as_slice));
    let fired = context.portfolio.signals(page.pilot.id);
    Bid {
        pilot: &page.pilot,
        readiness: &page.readiness,
        ticks: &page.ticks,
        signals: Bid::open(fired),
        checkpoint: Checkpoint::of(&page.pilot, metric.map(read), &page.rules, context.moment.day),
        day: context.moment.day,
        framework: &context.framework,
    }
}

/// Draws the six rows, the gate below them, and what is known of the dimension under the cursor.
pub(super) fn draw(screen: &PilotScreen, page: &PilotPage, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (left, right) = split(area);
    heading(page, left, buffer, context);
    let bid = bid(screen, page, context);
    let tally = standings(&bid);
    let (rows, list) = (under_heading(area), screen.list());
    let shown = list.visible(tally.dimensions.len(), rows.height.into());
    for (row, standing) in (0..).zip(tally.dimensions.iter().take(shown.end).skip(shown.start)) {
        let line = Rect { y: rows.y + row, height: 1, ..rows };
        let facts = facts(&bid, &tally, standing, context);
        score_line((standing, facts), standing.id == screen.dimension(), line, buffer, context);
    }
    let gate = below(left);
    text::put(lines(screen, page, usize::from(gate.width), context), gate, "⟨zoom⟩ shows them", buffer, context);
    let right = parts::ruled(left, right, buffer, context);
    let lines = said(page, screen.dimension(), usize::from(right.width).saturating_sub(2), context);
    text::put(lines, right, "⟨edit⟩ shows them", buffer, context);
}

/// What the gate makes of it, and the workstreams over time.
pub(super) fn lines(screen: &PilotScreen, page: &PilotPage, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    let width = width.saturating_sub(2);
    let mut lines = gate_lines(screen, page, width, context);
    lines.extend(workstream::timeline(page, width, context));
    lines
}

/// The lines with those words in the whole text of the gate, and its number of lines; none where they are visible below
/// the rows.
pub(super) fn hidden(
    screen: &PilotScreen,
    page: &PilotPage,
    seek: &Seek,
    area: Rect,
    context: &Context,
) -> Option<(usize, usize)> {
    let below = below(split(area).0);
    let told = |width: u16| lines(screen, page, usize::from(width), context);
    text::cut_off(seek, (&told(below.width), below.height), &told(area.width))
}

/// Where the rows stand.
pub(super) fn under_heading(area: Rect) -> Rect {
    let (left, _) = split(area);
    let above = HEAD.min(left.height);
    Rect { y: left.y + above, height: left.height - above, ..left }
}

/// The area of the gate, below the rows.
fn below(left: Rect) -> Rect {
    let above = HEAD + 7;
    Rect { y: left.y + above.min(left.height), height: left.height.saturating_sub(above), ..left }
}

/// The areas of the rows and of what is known about one of them. A low screen leaves that to the line above the footer,
/// as the gate needs the room.
fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= 110 {
        return checklist::split(area);
    }
    let below = if area.height >= 24 { 10 } else { 0 };
    above_and_below(area, area.height - below)
}

fn heading(page: &PilotPage, area: Rect, buffer: &mut Buffer, context: &Context) {
    let text = assessed(page, context);
    Pen::new(buffer, area, 0).skip(1).text(&Shown::line(&text), context.theme.style(Role::Accent));
}

/// Which assessment it is, and how good.
fn assessed(page: &PilotPage, context: &Context) -> String {
    let readiness = &page.readiness;
    match readiness.current() {
        None => context.told(parts::inviting(context, "Nothing is assessed yet: ⟨edit⟩ scores the selected dimension")),
        Some(current) => {
            let frozen = match current.frozen {
                Some(day) => format!(", frozen on {}", context.day(day)),
                None => String::new(),
            };
            let quality = current
                .quality(readiness, context.moment.day, &context.framework)
                .map_or_else(String::new, |quality| format!(" {} quality {quality} of 100", context.glyphs.dot()));
            format!("Gap assessment, version {}{frozen}{quality}", current.version)
        }
    }
}

/// What the page says besides its rows: the assessment, what it means for the gate, and the workstreams.
pub(super) fn remarks(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<String> {
    let gate = gate_lines(screen, page, UNBROKEN, context);
    let gate = gate.into_iter().map(|(line, _)| line.as_str().trim().to_owned());
    std::iter::once(assessed(page, context)).chain(gate).chain(workstream::told(page, context)).collect()
}

/// The rows as sentences.
pub(super) fn sentences(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<String> {
    let bid = bid(screen, page, context);
    let tally = standings(&bid);
    let sentence = |standing: &DimensionStanding| {
        let name = &context.framework.dimension(standing.id).name;
        let score = standing.score.map_or_else(String::new, |value| {
            let passes = if standing.passes { "passes" } else { "does not pass" };
            format!("{value} of 4, {passes}, ")
        });
        let facts: Vec<String> = facts(&bid, &tally, standing, context).into_iter().map(|(fact, _)| fact).collect();
        format!("{name}: {score}{}", facts.join(", "))
    };
    tally.dimensions.iter().map(sentence).collect()
}

/// The line of a dimension: its result, with the reason.
fn score_line(
    (standing, facts): (&DimensionStanding, Vec<(String, Role)>),
    selected: bool,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) {
    let known = context.framework.dimension(standing.id);
    let (sign, role) = match standing.score {
        None => (context.glyphs.not_applicable(), Role::Dim),
        Some(_) if standing.passes => (context.glyphs.done(), Role::OnTrack),
        Some(_) => (context.glyphs.open(), Role::Wanted),
    };
    let (mut pen, style) = row_pen(buffer, area, selected, (&context.theme, context.glyphs));
    pen.words(&format!(" {sign} "), style(role));
    pen.cell(&Shown::line(&known.name), 17, style(Role::Text));
    if area.width >= 84 {
        // The five changes of the operating model, in the order in which they rest on each other.
        let change = known.change.map_or_else(String::new, |change| format!("change {change}"));
        pen.cell(&Shown::line(&change), 10, style(Role::Dim));
    }
    let value = standing.score.map_or_else(|| "–".to_owned(), |value| value.to_string());
    pen.words(&value, style(role));
    for (text, role) in facts {
        pen.skip(2).text(&Shown::line(&text), style(role));
    }
}

/// The facts behind a score, in brief, and what keeps it from passing.
fn facts(bid: &Bid<'_>, tally: &Tally, standing: &DimensionStanding, context: &Context) -> Vec<(String, Role)> {
    let mut facts = vec![match (standing.score, standing.evidence) {
        (None, _) => ("not assessed".to_owned(), Role::Dim),
        (Some(_), 0) => ("nothing shown".to_owned(), Role::AtRisk),
        (Some(_), count) => (format!("{count} shown"), Role::OnTrack),
    }];
    if tally.has_no_vote(standing.id) {
        facts.push(("no vote".to_owned(), Role::Dim));
    }
    facts.extend(bid.shortfall(standing).map(|short| (short.to_owned(), Role::AtRisk)));
    let scored = bid.readiness.scored(standing.id);
    if let Some(count) = scored.map(|scored| scored.open_gaps().count()).filter(|count| *count > 0) {
        facts.push((format!("{count} {}", if count == 1 { "gap" } else { "gaps" }), Role::AtRisk));
    }
    if let Some(work) = bid.readiness.open_workstream(standing.id) {
        let late = work.is_overdue(context.moment.day);
        let due = work.due.map_or_else(|| "no date".to_owned(), |due| format!("by {}", context.day(due)));
        let owner = work.owner_name.as_deref().unwrap_or("nobody");
        let role = if late { Role::Wanted } else { Role::Dim };
        let says = match context.glyphs {
            _ if late => format!("late: {owner}, {}", due.trim_start_matches("by ")),
            Glyphs::Words => format!("workstream of {owner}, {due}"),
            _ => format!("{owner} {due}"),
        };
        facts.push((says, role));
    }
    facts
}

/// What each verdict lacks, the best first, down to the one that is possible.
fn verdict_lines(tally: &Tally, page: &PilotPage, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    let mut lines = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for (verdict, lacks) in &tally.lacks {
        let verdict = verdict.spaced();
        let these: Vec<&str> = lacks.iter().map(|missing| missing.what.as_str()).collect();
        let same = !these.is_empty() && these == told;
        let (says, role) = if lacks.is_empty() {
            let how = unmoved(&page.pilot).unwrap_or("⟨next-stage⟩ records it");
            let says = format!("{} {verdict} is possible: {how}", context.glyphs.met());
            (context.told(parts::inviting(context, &says)), Role::OnTrack)
        } else {
            let what = match context.glyphs {
                _ if same => "lacks the same",
                // What is heard has no bullets.
                Glyphs::Words => "lacks:",
                _ => "lacks",
            };
            (format!("{} {verdict} {what}", context.glyphs.unmet()), Role::AtRisk)
        };
        lines.extend(Shown::line(&says).wrap(width).into_iter().map(|line| (line, role)));
        if lacks.is_empty() {
            break;
        }
        if !same {
            let sign = format!("  {} ", context.glyphs.dot());
            lines.extend(these.iter().flat_map(|what| text::hanging(&sign, what, width, Role::Text)));
        }
        told = these;
    }
    lines
}

/// What the assessment means for the gate: the votes, what is possible, and what each better verdict lacks.
fn gate_lines(screen: &PilotScreen, page: &PilotPage, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    let wrapped =
        |text: &str, role: Role| Shown::line(text).wrap(width).into_iter().map(move |line| (line, role)).collect();
    let barred = barred(&page.pilot);
    let Some(tally) = tally(screen, page, context).filter(|_| barred.is_none()) else {
        let says = barred.map_or_else(|| context.told(LAST), |why| format!("{}.", why.replacen("it", "It", 1)));
        let mut lines: Vec<(Shown, Role)> = wrapped(&says, Role::Dim);
        lines.extend(held_lines(page, width, context));
        return lines;
    };
    let invited = |said: &str| context.told(parts::inviting(context, said));
    let booked = page.readiness.booked(tally.gate);
    let booked = booked.map_or_else(|| invited("no date: ⟨book⟩ books one"), |day| context.day(day));
    let votes = if tally.votes.1 > 0 {
        format!(": {} of {} that vote pass", tally.votes.0, tally.votes.1)
    } else {
        String::new()
    };
    let mut lines: Vec<(Shown, Role)> =
        wrapped(&format!("{}{votes} {} {booked}", tally.gate, context.glyphs.dot()), Role::Strong);
    lines.extend(verdict_lines(&tally, page, width, context));
    let proposed = proposed(screen, page, context);
    if let Some((proposal, (from, to))) = proposed.as_ref().and_then(|proposal| Some((proposal, proposal.span()?))) {
        let key = if context.read_only { "" } else { " (⟨freeze⟩ on page 3)" };
        let (from, to, on) = (from.short(), to.short(), proposal.rests_on());
        let says = format!("proposed: freeze {from} to {to} ({on}) as pilot baseline{key}");
        lines.extend::<Vec<_>>(wrapped(&context.told(&says), Role::Dim));
    }
    let differing = context.framework.differing();
    if differing > 0 {
        let verb = if differing == 1 { "value differs" } else { "values differ" };
        let says =
            format!("{differing} {verb} from the framework: ⟨everywhere framework⟩ shows them, marked and first");
        lines.extend::<Vec<_>>(wrapped(&context.told(&says), Role::AsOf));
    }
    if let Some(says) = expected(page, context) {
        lines.extend::<Vec<_>>(wrapped(&says, Role::Dim));
    }
    lines.extend(held_lines(page, width, context));
    lines
}

/// The gates held, newest first, each with its waivers.
fn held_lines(page: &PilotPage, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    let mut told = Vec::new();
    for held in page.readiness.held.iter().rev() {
        let cause = if held.cause.is_empty() { String::new() } else { format!(", for {}", held.cause) };
        let on = context.day(held.on);
        let verdict = match held.verdict {
            Verdict::Waive => "on against its rules".to_owned(),
            verdict => verdict.spaced(),
        };
        let of = held.item.and_then(|id| page.readiness.expansions.iter().find(|item| item.id == id));
        let of = of.map_or_else(String::new, |item| format!(" of {}", item.name));
        let gate = if held.gate == Gate::Certify { "certification" } else { held.gate.name() };
        told.push(("", format!("{gate}{of} held on {on}: {verdict}{cause}"), Role::Dim));
        let decision = page.decisions.iter().find(|decision| decision.id == held.decision);
        let conditions = decision.into_iter().flat_map(|decision| &decision.conditions);
        let says = |condition: &String| context.dated(&format!("condition: {condition}"));
        told.extend(conditions.map(|condition| ("    ", says(condition), Role::Text)));
        let waivers = page.readiness.waivers.iter().filter(|waiver| waiver.decision == held.decision);
        told.extend(waived(waivers.collect(), context).map(|says| ("    ", says, Role::AtRisk)));
    }
    let before = Gate::ALL.iter().rev().filter_map(|gate| before_record(&page.visits, *gate));
    told.extend(before.map(|says| ("", says, Role::Dim)));
    let lines = told.into_iter();
    lines.flat_map(|(sign, says, role)| text::hanging(sign, &says, width, role)).collect()
}

/// What one verdict waived, by whom and why, with rules that share a reason together.
fn waived(waivers: Vec<&Waiver>, context: &Context) -> Option<String> {
    let first = waivers.first()?;
    let rule = |waiver: &Waiver| context.framework.rule_called(&waiver.rule);
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for waiver in &waivers {
        match reasons.iter_mut().find(|(reason, _)| *reason == waiver.reason) {
            Some((_, rules)) => rules.push(rule(waiver)),
            None => reasons.push((waiver.reason.as_str(), vec![rule(waiver)])),
        }
    }
    let reasons = reasons.iter().map(|(reason, rules)| format!("{}; “{reason}”", rules.join(", ")));
    let reasons = reasons.collect::<Vec<_>>().join("; ");
    let came = waivers.iter().filter_map(|waiver| Some(format!("{}: {}", rule(waiver), waiver.outcome?.spaced())));
    let came = came.collect::<Vec<_>>().join(", ");
    let came = if came.is_empty() { came } else { format!("; came of it: {came}") };
    let waits = waivers.iter().any(|waiver| waiver.outcome.is_none() && waiver.look_again <= context.moment.day);
    let says =
        if waits && !context.read_only { context.told("; ⟨outcome⟩ says what came of it") } else { String::new() };
    Some(format!("waived by {}: {reasons}; looked at again on {}{came}{says}", first.by, context.day(first.look_again)))
}

/// When it is expected in stable production, with where the months come from.
fn expected(page: &PilotPage, context: &Context) -> Option<String> {
    let day = context.moment.day;
    let forecast = Forecast::of(&page.pilot, &page.visits, &page.readiness, &context.framework, day)?;
    let month = |day: Day| day.format("%b %Y").to_string();
    let from = match forecast.since {
        Since::Completed => "the completed pilot",
        Since::Planned => "the end of the pilot as planned",
        Since::Overdue => "today, as the pilot should have been completed",
    };
    let skipped = if forecast.skipped { ", and longer as a gate was waived" } else { "" };
    let (first, last) = forecast.band;
    Some(format!(
        "stable production {} to {}: counted from {from}{skipped} (from: article, an illustration)",
        month(first),
        month(last)
    ))
}

/// A sentence about the score under the cursor; for listening, everything known about it.
pub(super) fn explain(screen: &PilotScreen, page: &PilotPage, context: &Context) -> String {
    let id = screen.dimension();
    if context.is_heard() {
        let said = said(page, id, UNBROKEN, context);
        return words::sentences(said.iter().map(|(line, _)| line.as_str()));
    }
    let known = context.framework.dimension(id);
    let Some((scored, value)) = page.readiness.scored(id).and_then(|scored| Some((scored, scored.value?))) else {
        return format!("{} is not assessed. Criteria: {}", known.name, known.criteria.join("; "));
    };
    let on = scored.on.map_or_else(String::new, |on| format!(" on {}", context.day(on)));
    let shown = scored.evidence.iter().rev().map(|piece| format!(" Shown: {}.", piece.text));
    let gaps = scored.open_gaps().map(|gap| format!(" Missing: {}.", gap.text));
    let work = page.readiness.open_workstream(id).filter(|work| !work.exit_test.is_empty());
    let work = work.map(|work| format!(" Exit test: {}.", work.exit_test));
    let rest: String = gaps.chain(work).chain(shown).collect();
    format!("{} scored {value} by {}{on}.{rest}", known.name, scored.by)
}

/// Everything that is known of a dimension.
fn said(page: &PilotPage, id: Dimension, width: usize, context: &Context) -> Vec<(Shown, Role)> {
    let known = context.framework.dimension(id);
    let glyphs = context.glyphs;
    let mut lines: Vec<(Shown, Role)> = Vec::new();
    let mut say = |text: &str, role: Role| {
        lines.extend(Shown::line(text).wrap(width).into_iter().map(|line| (line, role)));
    };
    let change = known.change.map_or_else(String::new, |change| format!(", change {change} of 5"));
    say(&format!("{}{change}", known.name), Role::Strong);
    let scored = page.readiness.scored(id).cloned().unwrap_or_default();
    if let Some(value) = scored.value {
        let means = context.framework.data.score.iter().find(|score| score.value == value);
        let on = scored.on.map_or_else(String::new, |on| format!(", {}", context.day(on)));
        say(&format!("{value}: {} ({}{on})", means.map_or("", |score| &score.means), scored.by), Role::Text);
    }
    for (place, criterion) in (0..).zip(&known.criteria) {
        let ticked = scored.criteria.contains(&place);
        let (sign, role) = match (ticked, glyphs) {
            (true, Glyphs::Words) => ("met:", Role::OnTrack),
            (false, Glyphs::Words) => ("not met:", Role::Dim),
            (true, _) => (glyphs.done(), Role::OnTrack),
            (false, _) => (glyphs.open(), Role::Dim),
        };
        say(&format!("{sign} {criterion}"), role);
    }
    for piece in scored.evidence.iter().rev() {
        let on = context.day(piece.on);
        say(&format!("shown: {} ({on}, {})", piece.text, piece.by), Role::OnTrack);
    }
    for gap in scored.open_gaps() {
        let answer = gap.answer.map_or_else(|| "no answer yet".to_owned(), |answer| answer.to_string());
        say(&format!("gap: {} ({answer})", gap.text), Role::AtRisk);
    }
    if let Some(effort) = scored.effort {
        say(&format!("effort: {effort} {}", if effort == 1 { "week" } else { "weeks" }), Role::Text);
    }
    for work in page.readiness.workstreams.iter().rev().filter(|work| work.dimension == id) {
        let owner = work.owner_name.as_deref().unwrap_or("nobody");
        let team = if work.team.is_empty() { String::new() } else { format!(", {}", work.team) };
        let state = work.state(context.moment.day);
        say(&format!("workstream, {state}: {owner}{team}; exit test: {}", work.exit_test), Role::Text);
        for item in &work.items {
            let (sign, role) = if item.done { (glyphs.done(), Role::OnTrack) } else { (glyphs.open(), Role::Dim) };
            say(&format!("  {sign} {}", item.text), role);
        }
    }
    let own = context.framework.says_itself(&format!("dimension.{}.pass", known.id));
    let from = if own { "this workspace" } else { &known.origin };
    say(&format!("passes at {} with evidence {} from: {from}", known.pass, glyphs.dot()), Role::Dim);
    lines
}
