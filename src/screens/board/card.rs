//! Owns what a card says and how large it is: more where there is room, only the name and one trend where there is
//! little.

use super::super::parts::{self, clock, owner, owner_in_short};
use crate::domain::readiness::Ahead;
use crate::domain::shown::columns as columns_of;
use crate::domain::trend::QUARTER;
use crate::domain::understood::rounded;
use crate::domain::words::count;
use crate::domain::{Lifecycle, Metric, Pilot, Shown, Standing, Trend};
use crate::interaction::context::in_the_open;
use crate::interaction::{Context, Trends};
use crate::ui::theme::Role;

/// The headline metrics of a pilot, in the order of their families.
pub(super) fn headlines<'a>(trends: &'a Trends, pilot: &Pilot) -> &'a [Metric] {
    trends.metrics.get(&pilot.id).map(Vec::as_slice).unwrap_or_default()
}

/// What cards call a metric: its name or, for adoption, what its number counts.
fn card_name(metric: &Metric) -> &str {
    if metric.counts_users() { "adoption" } else { &metric.name }
}

/// From this width on, a card has room in one line for the gate and the longest name of a warning.
const WIDE: u16 = 44;

/// How the board divides the body of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    /// Columns for each stage.
    pub width: u16,
    /// Rows of the headings.
    pub head: u16,
    /// Rows for cards.
    pub page: u16,
    /// Rows of the line of counts at the foot.
    pub foot: u16,
    /// Lines of a card.
    pub lines: u16,
    /// Blank lines under it.
    pub gap: u16,
}

impl Grid {
    /// The grid of a body of so many columns and rows.
    pub fn of((width, height): (u16, u16)) -> Self {
        let width = width / 4;
        let lines = match (width, height) {
            (0..19, _) | (_, 0..9) => 2,
            (19..26, _) | (_, 9..15) => 3,
            (_, 15..26) => 4,
            (..WIDE, _) => 5,
            _ => 6,
        };
        let head = match height {
            0..5 => 0,
            5..12 => 1,
            _ => 3,
        };
        let foot = if height < 14 { 0 } else { 2 };
        let gap = u16::from(height >= 8);
        Self { width, head, page: height.saturating_sub(head + foot), foot, lines, gap }
    }

    /// Do cards show how near the gate is, whatever fires?
    const fn says_gate(&self) -> bool {
        self.lines > 4 || self.lines == 4 && self.width >= WIDE
    }

    /// Whole cards that fit on a page.
    pub fn cards_a_page(&self) -> usize {
        usize::from((self.page + self.gap) / (self.lines + self.gap)).max(1)
    }
}

/// A line of a card: its left and right parts.
pub(super) struct Line {
    pub left: Vec<(Shown, Role)>,
    pub right: Vec<(Shown, Role)>,
}

fn line(left: Vec<(String, Role)>, right: Vec<(String, Role)>) -> Line {
    let shown =
        |pieces: Vec<(String, Role)>| pieces.into_iter().map(|(text, role)| (Shown::line(&text), role)).collect();
    Line { left: shown(left), right: shown(right) }
}

/// What a card of that width calls a pilot. Under the mask only the code at the end of the name tells pilots apart.
fn called<'p>(pilot: &'p Pilot, width: usize, context: &Context) -> &'p str {
    let code = pilot.name.rsplit(' ').next().filter(|_| context.masked && width < 18);
    code.unwrap_or(&pilot.name)
}

/// The lines of a card of `grid.lines` lines and `width` columns.
pub(super) fn lines(
    pilot: &Pilot,
    standing: &Standing,
    trends: &Trends,
    grid: &Grid,
    width: usize,
    context: &Context,
) -> Vec<Line> {
    let judged = context.portfolio.of(pilot.id);
    let own = judged.map_or(0, |judged| context.portfolio.own(judged).count());
    let quiet = standing.is_quiet() && own == 0;
    let (.., role) = parts::stands_as(pilot, context);
    let name_role = if quiet { Role::Text } else { Role::Strong };
    let mut name = vec![(called(pilot, width, context).to_owned(), name_role)];
    let drafts = format!("pilot/{}/", pilot.id);
    if context.drafts.keys().any(|key| in_the_open(key).starts_with(&drafts)) {
        // Before the name, because its end may be cut.
        name.insert(0, ("~ ".to_owned(), Role::Draft));
    }
    let letter = if width < 18 { parts::signs(pilot, context) } else { parts::signed_letters(pilot, context) };
    let mut lines = vec![line(name, vec![(letter, role)])];
    let metrics = headlines(trends, pilot);
    let told = parts::telling(metrics, &trends.readings);
    let nothing = match trends.metrics.get(&pilot.id) {
        None => "…",
        Some(_) if context.masked => "masked",
        Some(_) if width < 18 => "no values",
        Some(_) => "no values yet",
    };
    let trend = |metric, weeks, named| trend((metric, nothing), trends, weeks, (width, named), context);
    if grid.lines == 2 {
        let put_away = || line(vec![("archived".to_owned(), Role::Dim)], Vec::new());
        lines.push(if pilot.archived { put_away() } else { trend(told, 6, false) });
        return lines;
    }
    let when = match pilot.lifecycle {
        _ if pilot.archived => "archived".to_owned(),
        Lifecycle::Active => clock(standing, context.glyphs),
        other => other.name().to_owned(),
    };
    let late = if standing.overrun > 0 { Role::AtRisk } else { Role::Dim };
    let owner_role = if standing.ownerless { Role::Wanted } else { Role::Dim };
    if grid.lines == 3 {
        let owner = if standing.ownerless { "no owner".to_owned() } else { owner_in_short(pilot, context) };
        lines.push(line(vec![(owner, owner_role)], vec![(short_clock(standing, &when), late)]));
        lines.push(trend(told, 6, false));
        return lines;
    }
    let owner = if width < 34 { owner_in_short(pilot, context) } else { owner(pilot) };
    lines.push(line(vec![(owner, owner_role)], vec![(when, late)]));
    if grid.lines < 6 {
        lines.push(trend(told, 6, true));
    } else {
        let mut chosen: Vec<&Metric> = told.into_iter().collect();
        chosen.extend(metrics.iter().filter(|metric| told.is_none_or(|told| told.id != metric.id)));
        chosen.retain(|metric| trends.readings.contains_key(&metric.local));
        for place in 0..chosen.len().clamp(1, 3) {
            lines.push(trend(chosen.get(place).copied(), 12, true));
        }
    }
    lines.extend(facts(pilot, standing, (width, grid.lines), context));
    lines
}

/// `9/8`: the week and the window, where there is no room for words.
fn short_clock(standing: &Standing, otherwise: &str) -> String {
    match (standing.week, standing.window) {
        (Some(week), Some(window)) if otherwise.starts_with("wk") => format!("{week}/{window}"),
        _ => otherwise.to_owned(),
    }
}

/// A metric's name, trend, value and change; `nothing` stands in for a missing value.
fn trend(
    (metric, nothing): (Option<&Metric>, &str),
    trends: &Trends,
    weeks: usize,
    (width, named): (usize, bool),
    context: &Context,
) -> Line {
    let Some(metric) = metric else {
        return line(vec![(nothing.to_owned(), Role::Dim)], Vec::new());
    };
    let readings = trends.readings.get(&metric.local).map(Vec::as_slice).unwrap_or_default();
    let to = context.moment.reporting_week();
    let names = if width >= 44 { 16 } else { 10 };
    let name = if named { Shown::line(card_name(metric)).fit(names - 1).pad(names).into() } else { String::new() };
    let Some(glance) = parts::glance(metric, readings, to, weeks, context.glyphs) else {
        return line(vec![(format!("{name}{nothing}"), Role::Dim)], Vec::new());
    };
    let role = if glance.worse { Role::AtRisk } else { Role::Dim };
    let left = vec![(name, Role::Dim), (glance.line, role)];
    let now = (if width < 18 { glance.short } else { glance.now }, Role::Text);
    let wants = names + weeks + now.0.chars().count() + glance.delta.chars().count() + 4;
    let right = match glance.delta {
        delta if delta.is_empty() || !named || wants > width => vec![now],
        delta => vec![now, (format!(" {delta}"), role)],
    };
    line(left, right)
}

/// Something that fires.
struct Fired {
    sign: &'static str,
    name: &'static str,
    role: Role,
}

impl Fired {
    fn named(&self) -> String {
        format!("{} {}", self.sign, self.name)
    }
}

/// How many more there are; empty where there are none.
fn more(count: usize) -> String {
    if count == 0 { String::new() } else { format!(" +{count}") }
}

/// Pieces of a line, two columns apart, none of them cut.
struct Pieces {
    taken: Vec<(String, Role)>,
    /// Columns that are left.
    room: usize,
}

impl Pieces {
    /// An empty line of that many columns.
    const fn on(room: usize) -> Self {
        Self { taken: Vec::new(), room }
    }

    /// Columns for the next one.
    const fn room(&self) -> usize {
        if self.taken.is_empty() { self.room } else { self.room.saturating_sub(2) }
    }

    /// Takes a piece if it fits.
    fn take(&mut self, text: &str, role: Role) {
        let (wide, room) = (columns_of(text), self.room());
        if wide > room {
            return;
        }
        if !self.taken.is_empty() {
            self.taken.push(("  ".to_owned(), Role::Dim));
        }
        self.taken.push((text.to_owned(), role));
        self.room = room - wide;
    }

    /// Adds the number of the remaining ones to the last piece.
    fn count(&mut self, left: usize) {
        let text = more(left);
        self.room = self.room.saturating_sub(text.len());
        self.taken.push((text, Role::Dim));
    }

    /// Adds what fires, the most consequential first: as many whole names as fit, and the number of the rest. Where
    /// even the first does not fit, adds its sign with the number of warnings.
    fn fire(&mut self, fired: &[Fired]) {
        for (at, one) in fired.iter().enumerate() {
            let (name, after) = (one.named(), fired.len() - at - 1);
            let room = self.room().saturating_sub(more(after).len());
            if columns_of(&name) <= room {
                self.take(&name, one.role);
                continue;
            }
            if at > 0 {
                self.count(after + 1);
            } else if self.taken.is_empty() {
                self.take(Shown::line(&name).fit(room).as_str(), one.role);
                self.count(after);
            } else {
                self.take(&format!("{} {}", one.sign, fired.len()), one.role);
            }
            return;
        }
    }
}

/// What fires for a pilot, worst first and once each; dimmed where it fires for most pilots.
fn fired(pilot: &Pilot, context: &Context) -> Vec<Fired> {
    let mut fired: Vec<Fired> = Vec::new();
    for signal in context.portfolio.signals(pilot.id) {
        if fired.iter().any(|known| known.name == signal.warning) {
            continue;
        }
        let (sign, role) = parts::attention(signal, context);
        let role = if context.portfolio.common.contains_key(signal.warning) { Role::Dim } else { role };
        fired.push(Fired { sign, name: signal.warning, role });
    }
    // What is the same for most pilots comes last.
    fired.sort_by_key(|one| one.role == Role::Dim);
    fired
}

/// How near the gate is, what fires, and what is open. On a card of five lines, what fires has a line of its own; on a
/// single line it gives way only to a gate that can be passed.
fn facts(pilot: &Pilot, standing: &Standing, (width, lines): (usize, u16), context: &Context) -> Vec<Line> {
    let fired = fired(pilot, context);
    let mut pieces = Pieces::on(width);
    if let Some(ahead) = ahead(pilot, context) {
        let tally = parts::tally(ahead);
        let loudest = fired.first().map_or(0, |one| columns_of(&one.named()) + more(fired.len() - 1).len() + 2);
        let has_room = lines == 5 || columns_of(&tally) + loudest <= width;
        match ahead.allowed {
            Some(_) => pieces.take(&tally, Role::OnTrack),
            None if has_room => pieces.take(&tally, Role::Dim),
            None => {}
        }
    }
    let mut own = Pieces::on(width);
    let firing = if lines == 5 { &mut own } else { &mut pieces };
    firing.fire(&fired);
    if standing.open_gaps > 0 {
        pieces.take(&count(standing.open_gaps, "gap", "gaps"), Role::Dim);
    } else {
        pieces.take("checklist done", Role::OnTrack);
    }
    if pilot.assumed {
        pieces.take("stage assumed", Role::Stale);
    }
    if let Some(ends) = pilot.partner_ends {
        pieces.take(&format!("partner to {}", context.day(ends)), Role::Dim);
    }
    let all = std::iter::once(pieces).chain((lines == 5).then_some(own));
    all.map(|pieces| line(pieces.taken, Vec::new())).collect()
}

fn ahead<'c>(pilot: &Pilot, context: &'c Context) -> Option<&'c Ahead> {
    context.portfolio.of(pilot.id)?.ahead.as_ref()
}

/// A card in columns.
pub(super) fn columns(pilot: &Pilot, standing: &Standing, context: &Context) -> Vec<String> {
    let word = |status| parts::status(status, context.glyphs).1.to_owned();
    vec![
        pilot.name.clone(),
        pilot.unit.clone(),
        pilot.stage.to_string(),
        parts::clock(standing, context.glyphs),
        parts::stands_as(pilot, context).1.to_owned(),
        word(pilot.report.status),
        parts::owner(pilot),
        fires(pilot, context),
    ]
}

/// What fires for a pilot, each once, with its level and how often.
fn fires(pilot: &Pilot, context: &Context) -> String {
    let mut named: Vec<(String, usize)> = Vec::new();
    for signal in context.portfolio.of(pilot.id).into_iter().flat_map(|judged| &judged.signals) {
        let name = format!("{} {}", signal.found.attention, signal.warning);
        match named.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => named.push((name, 1)),
        }
    }
    let times = |(name, count): (String, usize)| if count == 1 { name } else { format!("{name} ({count} times)") };
    named.into_iter().map(times).collect::<Vec<_>>().join(", ")
}

/// The most telling metric in a sentence; empty where none is known yet, or under the mask.
fn newest(pilot: &Pilot, trends: &Trends, context: &Context) -> String {
    let metrics = headlines(trends, pilot);
    let Some(metric) = parts::telling(metrics, &trends.readings) else {
        let is_known = !context.masked && trends.metrics.contains_key(&pilot.id);
        return if is_known { "; no values yet".to_owned() } else { String::new() };
    };
    let readings = trends.readings.get(&metric.local).map(Vec::as_slice).unwrap_or_default();
    let glance = parts::glance(metric, readings, context.moment.reporting_week(), 6, context.glyphs);
    glance.map_or_else(String::new, |glance| {
        let said = format!("; {} {} {}", card_name(metric), glance.now, glance.period);
        said.trim_end().to_owned()
    })
}

/// A card as a sentence: stage, status, owner, newest value, and what fires.
pub(super) fn told(pilot: &Pilot, standing: &Standing, trends: &Trends, context: &Context) -> String {
    let word = |status| parts::status(status, context.glyphs).1;
    let computed = parts::stands(pilot, context);
    let reported = match pilot.report.status {
        _ if pilot.at_rest().is_some() => String::new(),
        crate::domain::Status::NotReported if computed == crate::domain::Status::NotReported => String::new(),
        crate::domain::Status::NotReported => ", not reported".to_owned(),
        reported if reported == computed => String::new(),
        reported => format!(", reported {}", word(reported)),
    };
    let clock = match (standing.week, standing.window) {
        (Some(week), Some(window)) => format!(", week {week} of {window}"),
        (Some(week), None) => format!(", week {week}"),
        (None, _) => String::new(),
    };
    let fires = fires(pilot, context);
    let fires = if fires.is_empty() { "nothing fires".to_owned() } else { fires };
    let owner = parts::owner(pilot);
    let gate = ahead(pilot, context).map_or_else(String::new, |ahead| format!("; {}", parts::tally(ahead)));
    let (_, stands, _) = parts::stands_as(pilot, context);
    let (stage, name, value) = (pilot.stage, &pilot.name, newest(pilot, trends, context));
    format!("Stage {stage}{clock}: {name}, {stands}{reported}; {owner}{value}; {fires}{gate}")
}

/// One sentence about a pilot: what moved, how it is reported, what is open.
pub(super) fn sentence(pilot: &Pilot, standing: &Standing, trends: &Trends, context: &Context) -> String {
    let worst = context.portfolio.of(pilot.id).and_then(|judged| context.portfolio.own(judged).next());
    if let Some(signal) = worst {
        let (sign, _) = parts::attention(signal, context);
        let because = match (pilot.at_rest(), pilot.report.because.as_str()) {
            (Some(rests), _) => format!(" It is {rests}."),
            (None, "") => String::new(),
            (None, because) => format!(
                " Reported {}: {}.",
                parts::letter(pilot.report.status, context.glyphs),
                because.trim_end_matches('.')
            ),
        };
        let name = if sign.is_empty() { format!("{}:", pilot.name) } else { format!("{} {sign}", pilot.name) };
        let fires = context.dated(&signal.found.explanation);
        let told = format!("{fires}{}{because}", parts::proposed(signal, context));
        return match gate(pilot, context) {
            Some((gate, true)) => format!("{name} {gate}. {told}"),
            Some((gate, false)) => format!("{name} {told} {gate}."),
            None => format!("{name} {told}"),
        };
    }
    let mut facts = Vec::new();
    let told = parts::telling(headlines(trends, pilot), &trends.readings);
    if let Some(metric) = told
        && let Some(readings) = trends.readings.get(&metric.local)
        && let Some(trend) = Trend::of(readings, QUARTER)
    {
        let (from, last, places) = trend.ends(metric);
        let now = rounded(metric, last, places.into());
        let age = context.moment.reporting_week().since(trend.newest);
        let age = if age >= parts::OLD { format!(", none since {}", trend.newest.short()) } else { String::new() };
        facts.push(if trend.weeks == 0 {
            format!("{} {now}{age}", metric.name)
        } else {
            format!("{} {from} {} {now} in {}{age}", metric.name, context.glyphs.arrow(), weeks(trend.weeks))
        });
    }
    let (_, word, _) = parts::status(pilot.report.status, context.glyphs);
    facts.push(match (pilot.at_rest(), pilot.report.because.as_str()) {
        (Some(rests), _) => rests.to_owned(),
        (None, "") => word.to_owned(),
        (None, because) => format!("reported {word}: {}", because.trim_end_matches('.')),
    });
    if standing.ownerless {
        facts.push("nobody is its executive owner".to_owned());
    }
    if standing.overrun > 0 {
        facts.push(format!("{} past the window of its stage", weeks(standing.overrun)));
    }
    match gate(pilot, context) {
        Some((gate, true)) => facts.insert(0, gate),
        Some((gate, false)) => facts.push(gate),
        None => {}
    }
    format!("{}: {}", pilot.name, facts.join(&format!(" {} ", context.glyphs.dot())))
}

/// How near the gate is, where cards are too small for that, and whether it can be passed, which is told first.
fn gate(pilot: &Pilot, context: &Context) -> Option<(String, bool)> {
    let ahead =
        ahead(pilot, context).filter(|ahead| ahead.allowed.is_some() || !Grid::of(context.body()).says_gate())?;
    Some((parts::tally(ahead), ahead.allowed.is_some()))
}

fn weeks(count: i64) -> String {
    if count == 1 { "1 week".to_owned() } else { format!("{count} weeks") }
}
