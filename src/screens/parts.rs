//! Owns what several screens show alike: signs and words of a status, clocks, trends.

use crate::domain::person::shortened;
use crate::domain::readiness::Ahead;
use crate::domain::shown::{columns, quoted};
use crate::domain::trend::{QUARTER, Trend, weekly};
use crate::domain::understood::rounded;
pub(super) use crate::domain::understood::value;
use crate::domain::warnings::Found;
use crate::domain::words::count;
use crate::domain::{Family, Fixed, ItemState, Metric, Pilot, Reading, ReviewId, Signal, Standing, Status, Week};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::interaction::{Context, Effect, Field, Filter, Form, List, Paper};
use crate::ui::glyphs::Glyphs;
use crate::ui::paint::{Pen, fill, rule};
use crate::ui::spark::sparkline;
use crate::ui::theme::Role;

/// `w`: writes the pack of a review or, without one, the month, into a folder that is asked for.
pub(super) fn write(review: Option<ReviewId>) -> Effect {
    Effect::form(write_into(review, ""))
}

/// The field of a paper's folder.
pub(super) const FOLDER: &str = "folder";

/// Asks for the folder; `typed` is an earlier answer.
pub(super) fn write_into(review: Option<ReviewId>, typed: &str) -> Form {
    const WHERE: &str = "a folder; empty is one beside your workspaces";
    let (key, title, paper) = match review {
        None => ("write/month".to_owned(), "Write the month", Paper::Month),
        Some(review) => (format!("write/{review}"), "Write the pack", Paper::Pack(review)),
    };
    let leads = move |form: &Form| Ok(vec![Effect::Write(paper, form.value(FOLDER), false)]);
    let mut field = Field::line(FOLDER, WHERE, "");
    field.text.set(typed);
    Form::look_up(key, title, field, Box::new(leads))
}

/// What is said where there is nothing: `now`, with what can be done about it, or `then` at another moment, where
/// nothing can.
pub(super) const fn absent(context: &Context, now: &'static str, then: &'static str) -> &'static str {
    if context.as_of.is_some() { then } else { now }
}

/// What is said where no row matches a filter.
pub(super) fn unfound(filter: &Filter, context: &Context) -> String {
    unfound_behind(filter, 0, context)
}

/// The same, where Esc first removes so many marks.
pub(super) fn unfound_behind(filter: &Filter, marks: usize, context: &Context) -> String {
    let masked = if context.masked { " Names are masked: only the codes that are shown are found." } else { "" };
    let (words, nothing) = (filter.text(), filter.nothing());
    let these = if marks == 1 { "mark" } else { "marks" };
    let way = match (context.glyphs, filter.is_typing(), marks) {
        (Glyphs::Words, _, 0) => "a dot takes the filter away".to_owned(),
        (Glyphs::Words, ..) => format!("a dot takes the {these} away, and a dot once more the filter"),
        (_, true, 0) => "Backspace widens it, Esc twice shows all".to_owned(),
        (_, true, _) => "Backspace widens it, Esc three times shows all".to_owned(),
        (_, false, 0) => "Esc shows all".to_owned(),
        (_, false, _) => format!("Esc takes the {these} away, and Esc once more shows all"),
    };
    if context.is_heard() {
        format!("{nothing} here matches {}: {way}.{masked}", quoted(words))
    } else {
        format!("{nothing} matches /{words}; {way}.{masked}")
    }
}

/// A number of days; for listening, the unit is a word.
pub(super) fn days(days: i64, glyphs: Glyphs) -> String {
    match (glyphs, days) {
        (Glyphs::Words, 1) => "1 day".to_owned(),
        (Glyphs::Words, _) => format!("{days} days"),
        _ => format!("{days} d"),
    }
}

/// Why a warning fires, and what clears it.
pub(super) fn fires(found: &Found, context: &Context) -> String {
    context.dated(&format!("{} Clears: {}.", found.explanation, found.clears))
}

/// Where nothing can be written, a sentence without the part after its colon, which says what can be done.
pub(super) fn inviting<'a>(context: &Context, said: &'a str) -> &'a str {
    match said.split_once(": ") {
        Some((what, _)) if context.read_only => what,
        _ => said,
    }
}

/// Weeks after which a value is not how things stand now.
pub(super) const OLD: i64 = 2;

/// Weeks that trends are drawn of at most.
pub(super) const TREND_WEEKS: i64 = 26;

/// The sign, the words and the colour of a status.
pub(super) const fn status(status: Status, glyphs: Glyphs) -> (&'static str, &'static str, Role) {
    let (sign, role) = match status {
        Status::Red => (glyphs.wanted(), Role::Wanted),
        Status::Amber => (glyphs.at_risk(), Role::AtRisk),
        Status::Green => (glyphs.on_track(), Role::OnTrack),
        Status::Stale => ("?", Role::Stale),
        Status::NotReported => (glyphs.unsaid(), Role::Dim),
    };
    (sign, status.said(), role)
}

/// The same for a computed status: where the data do not allow one, nobody has left anything out.
pub(super) const fn computed(of: Status, glyphs: Glyphs) -> (&'static str, &'static str, Role) {
    match (of, status(of, glyphs)) {
        (Status::NotReported, (sign, _, role)) => (sign, "not judged", role),
        (_, known) => known,
    }
}

/// How many have that status.
pub(super) fn counted(number: usize, of: Status, glyphs: Glyphs) -> String {
    match of {
        Status::Red => count(number, of.said(), "decisions wanted"),
        _ => format!("{number} {}", computed(of, glyphs).1),
    }
}

/// The letter of a status; its words where they are heard.
pub(super) fn letter(of: Status, glyphs: Glyphs) -> String {
    match glyphs {
        Glyphs::Words => status(of, glyphs).1.to_owned(),
        _ => of.to_string(),
    }
}

/// The status of a pilot: by its data or, until that is worked out, as reported. A pilot at rest has none.
pub(super) fn stands(pilot: &Pilot, context: &Context) -> Status {
    if pilot.at_rest().is_some() {
        return Status::NotReported;
    }
    context.portfolio.of(pilot.id).map_or(pilot.report.status, |judged| judged.stands(pilot).overall)
}

/// The sign, words and colour of its status, or of being at rest.
pub(super) fn stands_as(pilot: &Pilot, context: &Context) -> (&'static str, &'static str, Role) {
    let (sign, word, role) = computed(stands(pilot, context), context.glyphs);
    (sign, pilot.at_rest().unwrap_or(word), role)
}

/// The sign of a status with its letter; alone where the letter would say the same once more.
pub(super) fn signed(of: Status, glyphs: Glyphs) -> String {
    match (of, status(of, glyphs)) {
        (Status::Stale | Status::NotReported, (sign, ..)) if !sign.is_empty() => sign.to_owned(),
        (_, (sign, ..)) => format!("{sign} {of}"),
    }
}

/// The status with its sign, and after it the reported one where that differs.
pub(super) fn signed_letters(pilot: &Pilot, context: &Context) -> String {
    let computed = stands(pilot, context);
    let signed = signed(computed, context.glyphs);
    match pilot.reported_otherwise(computed) {
        None => signed,
        Some(reported) => format!("{signed}{}{reported}", context.glyphs.differs()),
    }
}

/// The same where there is room for a sign only.
pub(super) fn signs(pilot: &Pilot, context: &Context) -> String {
    let computed = stands(pilot, context);
    let (sign, ..) = status(computed, context.glyphs);
    let better = pilot.reported_otherwise(computed).is_some_and(|reported| reported.is_better_than(computed));
    if better { format!("{}{sign}", context.glyphs.differs()) } else { sign.to_owned() }
}

/// How near the next gate is: the verdict that is possible, else the votes for it, or how much it lacks.
pub(super) fn tally(ahead: &Ahead) -> String {
    if let Some(verdict) = ahead.allowed {
        return format!("{} {} possible", ahead.gate, verdict.spaced());
    }
    match (ahead.votes, ahead.lacks) {
        ((pass, of), _) if pass < of => format!("{} {pass} of {of}", ahead.gate),
        // All that vote pass, and something else is in the way.
        (_, lacks) if lacks > 0 => format!("{} lacks {lacks}", ahead.gate),
        _ => ahead.gate.to_string(),
    }
}

/// The sign and the colour of a warning.
pub(super) fn attention(signal: &Signal, context: &Context) -> (&'static str, Role) {
    if signal.is_signal() { (context.glyphs.wanted(), Role::Wanted) } else { (context.glyphs.at_risk(), Role::AtRisk) }
}

/// What is proposed about a warning, to follow another sentence; empty where nothing is.
pub(super) fn proposed(signal: &Signal, context: &Context) -> String {
    let proposal = signal.proposal(&context.framework);
    proposal.map_or_else(String::new, |proposal| format!(" Proposed: {proposal}"))
}

/// Says at the foot of a list how many rows follow.
pub(super) fn more(list: List, count: usize, area: Rect, buffer: &mut Buffer, context: &Context) {
    let below = count.saturating_sub(list.top + usize::from(area.height));
    mark_more(context.glyphs.below(), below, area, buffer, context);
}

/// Writes into a row above a list how many of its rows are further up.
pub(super) fn more_above(list: List, row: Rect, buffer: &mut Buffer, context: &Context) {
    mark_more(context.glyphs.above(), list.top, row, buffer, context);
}

/// Writes into the row under a list how many rows follow, if the area has such a row.
pub(super) fn more_under(list: List, count: usize, rows: Rect, area: Rect, buffer: &mut Buffer, context: &Context) {
    if rows.height > 0 {
        let below = count.saturating_sub(list.top + usize::from(rows.height));
        let with_mark = Rect { height: rows.height + 1, ..rows };
        mark_more(context.glyphs.below(), below, with_mark.intersection(area), buffer, context);
    }
}

/// The text about a row is beside the list or below it; below, its first row is taken by a rule.
pub(super) fn below_rule(rows: Rect, said: Rect) -> Rect {
    let rule = u16::from(said.y > rows.y).min(said.height);
    Rect { y: said.y + rule, height: said.height - rule, ..said }
}

/// The same, with that rule drawn.
pub(super) fn ruled(rows: Rect, said: Rect, buffer: &mut Buffer, context: &Context) -> Rect {
    if said.y > rows.y {
        rule(buffer, said, 0, context.glyphs.rule(), context.theme.style(Role::Rule));
    }
    below_rule(rows, said)
}

/// Writes at the end of an area's last row how many rows there are in the sign's direction; a text under it ends in
/// `…`.
fn mark_more(sign: &str, rows: usize, area: Rect, buffer: &mut Buffer, context: &Context) {
    if rows == 0 || area.height == 0 {
        return;
    }
    let row = area.height - 1;
    let mut text = format!(" {sign} {rows} ");
    let last = |width: usize| {
        let width = u16::try_from(width).unwrap_or(area.width).min(area.width);
        Rect { x: area.right() - width, y: area.y + row, width, height: 1 }
    };
    if is_over_text(last(text.chars().count()), buffer, context.glyphs) {
        text.insert(0, '…');
        let place = last(text.chars().count());
        let worn = buffer.cell(place.as_position()).map_or_else(Style::default, Cell::style);
        fill(buffer, place, worn);
    }
    Pen::new(buffer, area, row).to_right(text.chars().count()).words(&text, context.theme.style(Role::Accent));
}

/// Does something of a text, as the second half of a wide letter, stand in a stretch of a row?
fn is_over_text(place: Rect, buffer: &Buffer, glyphs: Glyphs) -> bool {
    let symbol = |x: u16| buffer.cell((x, place.y)).map_or(" ", Cell::symbol);
    let is_text = |x: u16| ![" ", glyphs.rule()].contains(&symbol(x));
    place.x.checked_sub(1).is_some_and(|x| columns(symbol(x)) > 1) || (place.left()..place.right()).any(is_text)
}

/// The sign and the colour of a checklist item's state.
pub(super) const fn item_state(state: ItemState, glyphs: Glyphs) -> (&'static str, Role) {
    match state {
        ItemState::Open => (glyphs.open(), Role::Text),
        ItemState::Doing => (glyphs.doing(), Role::AtRisk),
        ItemState::Done => (glyphs.done(), Role::OnTrack),
        ItemState::NotApplicable => (glyphs.not_applicable(), Role::Dim),
    }
}

/// `wk 9 of 8 +1`: the week in the stage against its window; empty without a clock.
pub(super) fn clock(standing: &Standing, glyphs: Glyphs) -> String {
    let Some(week) = standing.week else {
        return String::new();
    };
    let words = glyphs == Glyphs::Words;
    let name = if words { "week" } else { "wk" };
    let of = standing.window.map(|window| format!(" of {window}")).unwrap_or_default();
    let over = match standing.overrun {
        over if over > 0 && words => format!(", {over} over"),
        over if over > 0 => format!(" +{over}"),
        _ => String::new(),
    };
    format!("{name} {week}{of}{over}")
}

/// The name of the owner, or what is shown for an empty seat.
pub(super) fn owner(pilot: &Pilot) -> String {
    pilot.owner_name().unwrap_or("no owner").to_owned()
}

/// The same in little room: an initial for the first name, or more of it where two people would look the same.
pub(super) fn owner_in_short(pilot: &Pilot, context: &Context) -> String {
    let everybody = context.directory.people.iter().map(|(_, name)| name.as_str());
    pilot.owner_name().map_or_else(|| owner(pilot), |name| shortened(name, everybody))
}

/// A metric's last weeks at a glance.
pub(super) struct Glance {
    /// One sign a week.
    pub line: String,
    /// The newest value with its unit.
    pub now: String,
    /// The newest value without decimals, where there is little room.
    pub short: String,
    /// The change, with its sign, empty where there is none; of an old value its week.
    pub delta: String,
    /// The change with its period, `+9 in 6 w`, and how the target users changed before; for an old value, since when
    /// there is none.
    pub period: String,
    /// Did it move for the worse by a twentieth or more?
    pub worse: bool,
}

/// What the readings of a metric say at a glance, up to a week.
pub(super) fn glance(metric: &Metric, readings: &[Reading], to: Week, width: usize, glyphs: Glyphs) -> Option<Glance> {
    let trend = Trend::of(readings, QUARTER)?;
    let span = i64::try_from(width).unwrap_or(TREND_WEEKS);
    let values: Vec<Option<f64>> =
        weekly(readings, to.plus(1 - span), to).into_iter().map(|value| value.map(Fixed::to_f64)).collect();
    let (delta, (_, last, places)) = (trend.moved(metric), trend.ends(metric));
    let signed = if delta > Fixed::ZERO { format!("+{delta}") } else { delta.to_string() };
    // Between two answers lies no number.
    let moved = delta != Fixed::ZERO && trend.weeks > 0 && !metric.is_answer();
    let old = to.since(trend.newest) >= OLD;
    let period = match moved {
        _ if old => format!("not since {}", trend.newest.short()),
        true if glyphs == Glyphs::Words => {
            let way = if delta > Fixed::ZERO { "up" } else { "down" };
            let weeks = if trend.weeks == 1 { "week" } else { "weeks" };
            format!("{way} {} in {} {weeks}", signed.trim_start_matches(['+', '-']), trend.weeks)
        }
        true => format!("{signed} in {} w", trend.weeks),
        false => String::new(),
    };
    let users = trend.users.filter(|_| !old).map(|(was, now)| format!("{was} {} {now} users", glyphs.arrow()));
    let period: Vec<String> = Some(period).filter(|said| !said.is_empty()).into_iter().chain(users).collect();
    Some(Glance {
        line: sparkline(&values, width, glyphs),
        now: rounded(metric, last, places.into()),
        short: rounded(metric, trend.last, 0),
        delta: match moved {
            _ if old => trend.newest.short(),
            true => signed.clone(),
            false => String::new(),
        },
        period: period.join(", "),
        worse: trend.worsening(metric.better) >= 5,
    })
}

/// The most telling headline metric of a pilot now: the one that got worst, else adoption, else the first with values.
pub(super) fn telling<'a>(
    metrics: &'a [Metric],
    readings: &std::collections::HashMap<i64, Vec<Reading>>,
) -> Option<&'a Metric> {
    let with_values = || {
        metrics.iter().filter_map(|metric| {
            let trend = Trend::of(readings.get(&metric.local)?, TREND_WEEKS)?;
            Some((metric, trend.worsening(metric.better)))
        })
    };
    let worst = with_values().max_by_key(|(metric, worse)| (*worse, std::cmp::Reverse(metric.family)));
    match worst {
        Some((metric, worse)) if worse >= 5 => Some(metric),
        _ => with_values()
            .map(|(metric, _)| metric)
            .find(|metric| metric.family == Family::Adoption)
            .or(worst.map(|w| w.0)),
    }
}
