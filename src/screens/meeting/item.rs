//! One item on the wall: the one-page picture of its pilot, or what is due.

use unicode_segmentation::UnicodeSegmentation;

use super::super::{actions, parts};
use super::Room;
use super::asked::ANSWERED;
use super::sheet::{Sheet, is_cramped};
use crate::domain::answered::{self, Now, Wants};
use crate::domain::review::Reason;
use crate::domain::{AgendaItem, Day, Family, Judgement, Metric, Pilot, Shown, Status};
use crate::interaction::Context;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Role;

/// From this many rows and columns on, the title is set wide.
const LARGE: (u16, u16) = (24, 100);

/// What is gone down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What is wanted.
    Wanted,
    /// The trends.
    Trends,
    /// The reason of that number.
    Reason(usize),
}

/// How far down the page is, below the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// What the page begins with.
    pub part: Part,
    /// How many lines of it are above.
    pub from: usize,
}

/// Draws the item; further down from that step on.
pub(super) fn draw(room: &Room, item: &AgendaItem, step: Option<Step>, sheet: &mut Sheet<'_>) {
    title(&item.title, sheet);
    let Some(pilot) = room.shown_pilot() else {
        return list(room, item, sheet);
    };
    if step.is_none() || !is_cramped(sheet.context) {
        // An item may have any title: the name of its pilot is told all the same.
        if !item.title.to_lowercase().contains(&pilot.name.to_lowercase()) {
            sheet.text(&pilot.name, Role::Text, 1);
        }
        statuses(pilot, sheet.context.portfolio.of(pilot.id), sheet);
        sheet.gap();
    }
    match step {
        Some(step) => further(room, (pilot, item), step, sheet),
        None => picture(room, pilot, item, sheet),
    }
}

/// Letters set apart read from further away, where there is room.
pub(super) fn title(title: &str, sheet: &mut Sheet<'_>) {
    let seen = !sheet.context.is_heard();
    let large = seen && sheet.area.height >= LARGE.0 && sheet.area.width >= LARGE.1;
    let upper = title.to_uppercase();
    let wide = Shown::line(&upper).as_str().graphemes(true).collect::<Vec<_>>().join(" ");
    if large && Shown::line(&wide).width() <= usize::from(sheet.area.width) {
        sheet.line(&[(wide.trim_end(), Role::Strong)]);
        sheet.gap();
    } else {
        sheet.text(title, Role::Strong, 1);
    }
}

/// What is still wanted, in words.
pub(super) fn wants(room: &Room, item: &AgendaItem, context: &Context) -> (String, Role) {
    let wants = room.wants(item, context);
    match &wants {
        Wants::Still(wanted) => (format!("Wanted from you: {wanted}"), Role::Accent),
        Wants::Proposed(_) => (wants.to_string(), Role::Accent),
        Wants::Nothing(_) => (wants.to_string(), Role::Dim),
        Wants::Answered => ("What was wanted from you is answered.".to_owned(), Role::Dim),
    }
}

/// The same from a line on, at most so many lines.
fn wanted(room: &Room, item: &AgendaItem, (from, most): (usize, usize), sheet: &mut Sheet<'_>) {
    let (text, role) = wants(room, item, sheet.context);
    let cut = sheet.text(&rest(&text, sheet.area.width, from), role, most);
    sheet.seen.cut |= cut;
}

/// A text without its first lines, as broken at so many columns.
fn rest(text: &str, width: u16, from: usize) -> String {
    if from == 0 {
        return text.to_owned();
    }
    let lines = Shown::line(text).wrap(usize::from(width));
    let lines: Vec<&str> = lines.iter().skip(from).map(Shown::as_str).collect();
    lines.join(" ")
}

/// What is due, on an item about no pilot; for actions, what came of them, with one pointed at.
fn list(room: &Room, item: &AgendaItem, sheet: &mut Sheet<'_>) {
    wanted(room, item, (0, WANTED), sheet);
    sheet.gap();
    let (glyphs, points) = (sheet.context.glyphs, room.action().is_some());
    let rows = rows(room, item, sheet);
    // Where nothing can be done to a row, none is pointed at: the page itself moves.
    let first = if points { first(&rows, (sheet.further, room.top), sheet) } else { sheet.further };
    if first > 0 {
        above(sheet);
    }
    for (at, (text, role)) in rows.iter().enumerate().skip(first) {
        let left = rows.len() - at;
        if sheet.room() < 3 && left > 1 {
            return more(left, sheet);
        }
        let most = usize::from(sheet.room().saturating_sub(u16::from(left > 1)));
        let top = points && at == sheet.further;
        let sign = if top { (glyphs.bar(), Role::Accent) } else { (glyphs.dot(), Role::Dim) };
        let begins = sheet.row;
        let cut = sheet.indented(sign, text, *role, most);
        sheet.seen.cut |= cut;
        sheet.seen.rows.push((at, begins..sheet.row));
    }
}

/// The rows of such a list: why each is due. For a warning that fires for many pilots, each pilot, with owner and date
/// where there is room.
fn rows(room: &Room, item: &AgendaItem, sheet: &Sheet<'_>) -> Vec<(String, Role)> {
    let context = sheet.context;
    let fires = room.fires_for(item, context);
    if fires.is_empty() {
        return item.reasons.iter().map(|reason| told(room, item, reason, context)).collect();
    }
    let reason = |reason: &Reason| match reason.kind.as_str() {
        // Its text names the first of them, as of when it was prepared.
        "signal" => (answered::fires_for_so_many(fires.len()), Role::Text),
        _ => told(room, item, reason, context),
    };
    let width = usize::from(sheet.area.width.saturating_sub(2));
    let named = |(pilot, since): &(&Pilot, Option<Day>)| {
        let since = since.map_or_else(String::new, |day| format!(", since {}", context.day(day)));
        let full = format!("{}: {}{since}", pilot.name, parts::owner(pilot));
        let text = if Shown::line(&full).width() <= width { full } else { pilot.name.clone() };
        (text, Role::Text)
    };
    item.reasons.iter().map(reason).chain(fires.iter().map(named)).collect()
}

/// A row of such a list: for an action, its state; for anything else, what became of it.
fn told(room: &Room, item: &AgendaItem, reason: &Reason, context: &Context) -> (String, Role) {
    let Some(action) = room.action_of(reason) else {
        let became = room.became(item, reason, context).map(|became| (became, Role::Dim));
        let (text, role) = became.unwrap_or_else(|| (reason.text.clone(), Role::Text));
        return (context.dated_around(&reason.typed(room.recorded()), &text), role);
    };
    let (done, state, role) = actions::state(action, context);
    let text = format!("{}: {}{}", action.owner_name, action.text, room.pilot_of(action));
    if !action.is_open() {
        return (format!("{done} {state}  {text}"), role);
    }
    (format!("{done} {state}, due {}  {text}", context.day(action.due)), Role::Text)
}

/// The first visible row: `top`, if the row pointed at is visible then; else as many rows above that one as fit.
fn first(rows: &[(String, Role)], (pointed, top): (usize, usize), sheet: &Sheet<'_>) -> usize {
    let width = usize::from(sheet.area.width.saturating_sub(2));
    let height = |(text, _): &(String, Role)| Shown::line(text).wrap(width).len();
    // The lines that say that there is more above and below.
    let mut room = usize::from(sheet.room()).saturating_sub(2);
    let fits = |row: &&(String, Role)| {
        let taken = height(row);
        let fits = taken <= room;
        room = room.saturating_sub(taken);
        fits
    };
    let shown = rows.get(..=pointed).unwrap_or(rows).iter().rev().take_while(fits).count();
    top.clamp((pointed + 1).saturating_sub(shown.max(1)), pointed)
}

/// The picture of a pilot: what is wanted, its trends, and why, as far as there is room.
fn picture(room: &Room, pilot: &Pilot, item: &AgendaItem, sheet: &mut Sheet<'_>) {
    let judgement = sheet.context.portfolio.of(pilot.id);
    // The facts keep their lines at the foot.
    let facts = facts(pilot, judgement, sheet.context);
    let lines = Shown::line(&facts).wrap(usize::from(sheet.area.width)).len().min(FACTS);
    let kept = lines + usize::from(sheet.gap_rows());
    let room_for = usize::from(sheet.room()).saturating_sub(kept + 1);
    wanted(room, item, (0, WANTED.min(room_for)), sheet);
    // One line is kept for a reason, and one to say that there are more.
    trends(room, pilot, (0, kept + 2), sheet);
    let most = if sheet.area.height >= 20 { 3 } else { 2 };
    let reasons = all_said(room, pilot, sheet.context);
    // The gap above the facts gives way if everything can be read then.
    let whole: usize = reasons.iter().map(|said| said.rows(sheet.area.width)).sum();
    let gives_way = (lines..kept).contains(&usize::from(sheet.room()).saturating_sub(whole));
    why(&reasons, (most, if gives_way { lines } else { kept }), sheet);
    if sheet.room() > 0 {
        if !gives_way {
            sheet.gap();
        }
        sheet.text(&facts, Role::Dim, lines);
    }
}

/// Scrolled down: what is wanted, all trends, and the reasons in full, from one of them on; the facts where room is
/// left.
fn further(room: &Room, (pilot, item): (&Pilot, &AgendaItem), step: Step, sheet: &mut Sheet<'_>) {
    let begins = step.part == Part::Wanted && step.from == 0 && !is_cramped(sheet.context);
    if !begins {
        above(sheet);
    }
    let mut reasons = all_said(room, pilot, sheet.context);
    let follow = usize::from(!reasons.is_empty());
    if step.part == Part::Wanted {
        let most = usize::from(sheet.room()).saturating_sub(follow);
        wanted(room, item, (step.from, most), sheet);
        trends(room, pilot, (0, follow), sheet);
    }
    if step.part == Part::Trends {
        trends(room, pilot, (step.from, follow), sheet);
    }
    if let Part::Reason(at) = step.part {
        reasons.drain(..at.min(reasons.len()));
        if let Some(first) = reasons.first_mut() {
            first.text = rest(&first.text, sheet.area.width.saturating_sub(2), step.from);
        }
    }
    why(&reasons, (usize::MAX, 0), sheet);
    let facts = facts(pilot, sheet.context.portfolio.of(pilot.id), sheet.context);
    let lines = Shown::line(&facts).wrap(usize::from(sheet.area.width)).len().min(FACTS);
    if usize::from(sheet.room()) > lines {
        sheet.gap();
        sheet.text(&facts, Role::Dim, lines);
    }
}

/// At most so many lines of what is wanted beside the picture of a pilot.
const WANTED: usize = 4;
/// At most so many lines for the facts of a pilot.
const FACTS: usize = 2;

/// The status by the data and the reported one, each with sign and words. Of a paused pilot it says so instead of the
/// status by the data, as less is asked of it; of an ended one it does not say that nobody reports.
fn statuses(pilot: &Pilot, judgement: Option<&Judgement>, sheet: &mut Sheet<'_>) {
    let glyphs = sheet.context.glyphs;
    let (computed, reported) = (judgement.map(|judgement| judgement.computed.overall), pilot.report.status);
    let said = |(sign, words, role): (&str, &str, Role), how: &str| {
        vec![(format!("{sign} {}", words.to_uppercase()), role), (how.to_owned(), Role::Dim)]
    };
    let ended = pilot.archived || pilot.lifecycle.is_ended();
    // The two longest stand side by side on sixty columns.
    let gap = if sheet.area.width < 80 { "   " } else { "     " };
    let (sign, how, _) = parts::stands_as(pilot, sheet.context);
    let by_data = match computed {
        _ if pilot.at_rest().is_some() => said((sign, how, Role::Strong), gap),
        None => vec![("judging …".to_owned(), Role::Dim), (format!(" computed{gap}"), Role::Dim)],
        Some(Status::NotReported) => said(parts::computed(Status::NotReported, glyphs), gap),
        Some(status) => said(parts::computed(status, glyphs), &format!(" computed{gap}")),
    };
    let otherwise = computed.and_then(|computed| Some((computed, pilot.reported_otherwise(computed)?)));
    let differs = otherwise.is_some_and(|(computed, reported)| reported.is_better_than(computed));
    let reported_as = if differs && sheet.area.width >= 80 { " reported, and its data says less" } else { " reported" };
    let by_people = match reported {
        Status::NotReported if ended => Vec::new(),
        Status::NotReported => said(parts::status(reported, glyphs), ""),
        _ => said(parts::status(reported, glyphs), reported_as),
    };
    let pieces = by_data.iter().chain(&by_people);
    let pieces: Vec<(&str, Role)> = pieces.map(|(text, role)| (text.as_str(), *role)).collect();
    sheet.line(&pieces);
}

/// The metrics whose trends are shown, the most telling first; none under the mask.
pub(super) fn shown<'a>(room: &'a Room, pilot: &Pilot, context: &Context) -> Vec<&'a Metric> {
    if context.masked {
        return Vec::new();
    }
    let metrics = room.metrics(pilot.id);
    let telling = parts::telling(metrics, &room.trends.readings);
    let others = metrics.iter().filter(|metric| telling.is_none_or(|told| told.id != metric.id));
    telling.into_iter().chain(others).collect()
}

/// The trends from one on, as many as leave so many lines below; the last one is followed by the number of those
/// without room.
fn trends(room: &Room, pilot: &Pilot, (from, kept): (usize, usize), sheet: &mut Sheet<'_>) {
    let readings = &room.trends.readings;
    let mut shown = shown(room, pilot, sheet.context);
    shown.drain(..from.min(shown.len()));
    let room_for = usize::from(sheet.room()).saturating_sub(kept + usize::from(2 * sheet.gap_rows()));
    sheet.seen.cut |= shown.len() > room_for;
    let counted = usize::from(shown.len() > room_for && room_for > 1);
    let hidden = shown.split_off(shown.len().min(room_for - counted)).len();
    sheet.gap();
    if shown.is_empty() {
        return;
    }
    let (most, line) = match sheet.area.width {
        0..70 => (13, 16),
        70..80 => (17, 22),
        _ => (24, 26),
    };
    let name = |metric: &Metric| {
        Shown::line(if metric.family == Family::Governance { "exceptions" } else { metric.name.as_str() })
    };
    let label = shown.iter().map(|metric| name(metric).width()).max().unwrap_or(0).min(most);
    let (week, glyphs) = (sheet.context.moment.reporting_week(), sheet.context.glyphs);
    let glance = |metric: &Metric| {
        let values = readings.get(&metric.local).map(Vec::as_slice).unwrap_or_default();
        parts::glance(metric, values, week, line, glyphs)
    };
    let shown: Vec<_> = shown.into_iter().map(|metric| (name(metric).pad(label), glance(metric))).collect();
    // Numbers stand under each other, whatever their length.
    let wide = |glance: &parts::Glance| Shown::line(&glance.now).width();
    let number = shown.iter().filter_map(|(_, glance)| glance.as_ref().map(wide)).max().unwrap_or(0);
    for (name, glance) in shown {
        match glance {
            Some(glance) => {
                let role = if glance.worse { Role::Wanted } else { Role::Dim };
                sheet.line(&[
                    (name.as_str(), Role::Text),
                    (" ", Role::Dim),
                    (&glance.line, Role::Accent),
                    ("  ", Role::Dim),
                    (Shown::line(&glance.now).pad_left(number).as_str(), Role::Strong),
                    ("  ", Role::Dim),
                    (&glance.period, role),
                ]);
            }
            None => sheet.line(&[(name.as_str(), Role::Text), (" no value yet", Role::Dim)]),
        }
    }
    if counted > 0 {
        more(hidden, sheet);
    }
    sheet.gap();
}

/// Why the pilot is talked about, the most consequential reason first, each in so many lines, or more if all fit. So
/// many lines are kept below, and the reasons that do not fit are counted.
fn why(reasons: &[Said], (most, kept): (usize, usize), sheet: &mut Sheet<'_>) {
    let width = sheet.area.width;
    let needs = |said: &Said| said.rows(width);
    let in_short: usize = reasons.iter().map(|said| needs(said).min(most)).sum();
    let mut spare = usize::from(sheet.room()).saturating_sub(kept + in_short);
    for (at, said) in reasons.iter().enumerate() {
        let room = usize::from(sheet.room()).saturating_sub(kept);
        let left = reasons.len() - at;
        let lines = if left > 1 { room.saturating_sub(1) } else { room }.min(most.saturating_add(spare));
        if lines == 0 {
            sheet.seen.cut = true;
            if room > 0 {
                more(left, sheet);
            }
            return;
        }
        spare = spare.saturating_sub(needs(said).saturating_sub(most));
        let cut = sheet.indented(said.sign, &said.text, said.colour, lines);
        sheet.seen.cut |= cut;
    }
}

/// Says that something has no room.
pub(super) fn more(left: usize, sheet: &mut Sheet<'_>) {
    sheet.seen.cut = true;
    sheet.text(&format!("and {left} more: {}", sheet.context.glyphs.below()), Role::Dim, 1);
}

/// Says that something lies above.
pub(super) fn above(sheet: &mut Sheet<'_>) {
    sheet.text(&format!("{} more above", sheet.context.glyphs.above()), Role::Dim, 1);
}

/// A reason in words, with its sign.
pub(super) struct Said {
    sign: (&'static str, Role),
    /// What is said.
    pub text: String,
    colour: Role,
}

impl Said {
    /// The rows that it takes in full on a page of that width, beside its sign.
    pub fn rows(&self, columns: u16) -> usize {
        Shown::line(&self.text).wrap(usize::from(columns.saturating_sub(2))).len()
    }
}

/// Every reason of the item on screen, in words about its pilot.
fn all_said(room: &Room, pilot: &Pilot, context: &Context) -> Vec<Said> {
    let about = (pilot, context.portfolio.of(pilot.id));
    room.reasons(context).iter().map(|reason| said(room, reason, about, context)).collect()
}

/// A reason as the agenda has it. A warning is told as it fires now; that it has passed is told only if it no longer
/// fires, and not if it just no longer applies.
pub(super) fn said(
    room: &Room,
    reason: &Reason,
    (pilot, judgement): (&Pilot, Option<&Judgement>),
    context: &Context,
) -> Said {
    let glyphs = context.glyphs;
    let fired = judgement
        .filter(|_| reason.kind == "signal")
        .and_then(|judgement| judgement.signals.iter().find(|signal| signal.warning == reason.id));
    let now = judgement.and_then(|judgement| reason.now(pilot, judgement));
    let (sign, role) = match (reason.kind.as_str(), now.as_ref().map(|(now, _)| *now)) {
        ("signal", Some(Now::Unasked)) => (glyphs.onward(), Role::Dim),
        ("signal", Some(Now::Passed | Now::Answered)) => (glyphs.met(), Role::Done),
        ("signal", _) if fired.is_some_and(|signal| !signal.is_signal()) => (glyphs.at_risk(), Role::AtRisk),
        ("signal", _) => (glyphs.wanted(), Role::Wanted),
        ("carried", _) => (glyphs.onward(), Role::Dim),
        (ANSWERED, _) => (glyphs.met(), Role::Done),
        _ => (glyphs.at_risk(), Role::AtRisk),
    };
    // What a sign says is heard as a word.
    let kind = match fired {
        Some(signal) if glyphs == Glyphs::Words => format!("{} ", signal.found.attention),
        _ => String::new(),
    };
    let id = format!("{kind}{}", reason.id);
    let is_named = matches!(now, Some((Now::Passed, _)));
    let (text, colour) = match now {
        Some((Now::Fires, text)) => (text, Role::Text),
        Some((_, text)) => (text, Role::Dim),
        None => (reason.text.clone(), Role::Text),
    };
    let text = match reason.kind.as_str() {
        "signal" if !is_named && text != reason.id => format!("{id}: {text}"),
        _ if text == reason.id => id,
        _ => text,
    };
    Said { sign: (sign, role), text: context.dated_around(&reason.typed(room.recorded()), &text), colour }
}

/// Stage, week, owner and the tally of the gate.
fn facts(pilot: &Pilot, judgement: Option<&Judgement>, context: &Context) -> String {
    let standing = context.standing(pilot);
    let dot = format!("  {}  ", context.glyphs.dot());
    let mut facts = vec![format!("stage {}", pilot.stage)];
    let clock = parts::clock(&standing, context.glyphs);
    facts.extend((!clock.is_empty()).then_some(clock));
    facts.push(parts::owner(pilot));
    let ahead = judgement.and_then(|judgement| judgement.ahead.as_ref());
    facts.extend(ahead.map(parts::tally));
    facts.join(&dot)
}
