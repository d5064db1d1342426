//! Owns the picture of the weekly round.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::{deeds, parts};
use super::kept::{draft_of, takes_back, told, typed_in};
use super::rows::{Counted, NOT_ASKED, NOT_BEGUN};
use super::{PLACE, Row, WEEKS_BACK, Weekly};
use crate::domain::change::Record;
use crate::domain::metric::only_begins_unmeasured;
use crate::domain::number::can_be_thousands;
use crate::domain::trend::decimals;
use crate::domain::{Change, Fixed, Invalid, Measure, Metric, Reading, Shown, Target, Typed, Week, understood};
use crate::interaction::Context;
use crate::interaction::extract::Rows;
use crate::ui::paint::{Pen, paragraph, row_pen, rule};
use crate::ui::theme::Role;

/// Rows above the grid: counts, headings, a rule.
pub(super) const HEAD: u16 = 3;
/// Rows below it: the filter.
pub(super) const FOOT: u16 = 1;
/// Columns of a week.
const WEEK: u16 = 8;
/// Columns of the week that is entered, and of what is drawn there.
const NOW: u16 = 20;
const CELL: usize = 17;
/// On fewer columns the counts are said in fewer words.
const NARROW: u16 = 80;
/// On so many, what gives a count is named in full.
const WIDE: u16 = 100;

/// Where the columns stand.
struct Columns {
    pilot: usize,
    metric: usize,
    weeks: i64,
}

fn columns(width: u16) -> Columns {
    let weeks = weeks_that_fit(width);
    let used = NOW + WEEK * u16::try_from(weeks).unwrap_or(0) + 4;
    let rest = usize::from(width.saturating_sub(used));
    Columns { pilot: rest / 2, metric: rest - rest / 2, weeks }
}

/// How many weeks show beside the one that is entered.
pub(super) fn weeks_that_fit(width: u16) -> i64 {
    i64::from(width.saturating_sub(NOW + 32) / WEEK).min(WEEKS_BACK)
}

/// So many weeks before the one that is entered is the cell at a column; none left of all cells.
pub(super) fn back_at(x: u16, width: u16) -> Option<i64> {
    let Columns { pilot, metric, weeks } = columns(width);
    // Before the names stand the bar and a gap.
    let right = usize::from(x).checked_sub(2 + pilot + metric)?;
    Some((weeks - i64::try_from(right).ok()? / i64::from(WEEK)).max(0))
}

/// A share of users, as it is shown wherever it stands: beside it, users are typed as numbers.
fn share(metric: &Metric, value: Fixed) -> String {
    format!("{} %", rounded(metric, value))
}

/// A value with as many decimals as its metric shows.
fn rounded(metric: &Metric, value: Fixed) -> Fixed {
    value.rounded(decimals(metric).into())
}

/// What a row is called: its metric with the unit of its values. Of users, whose values bear their unit, it says of how
/// many they are, where there is room: a number that is typed is one of them.
fn titled(screen: &Weekly, row: &Row, columns: usize, context: &Context) -> Shown {
    let metric = &row.metric;
    if metric.counts_users() {
        let counting = screen.counting(row, screen.week, context);
        let of = counting.map(|target| Shown::line(&format!("{}, of {}", metric.name, target.users)));
        return of.filter(|of| of.width() <= columns).unwrap_or_else(|| Shown::line(&metric.name).fit(columns));
    }
    // A unit that has no room gives way to the name.
    let with_unit = (!metric.names_its_unit()).then(|| Shown::line(&format!("{} {}", metric.name, metric.unit)));
    with_unit.filter(|all| all.width() <= columns).unwrap_or_else(|| Shown::line(&metric.name).fit(columns))
}

/// A week that was not measured, in a narrow cell.
const NOT_MEASURED: &str = "n/m";

/// A value in a narrow cell.
fn short(metric: &Metric, reading: Option<&Reading>, context: &Context) -> (String, Role) {
    match reading.map(|reading| reading.measure) {
        None => (context.glyphs.absent().to_owned(), Role::Dim),
        Some(Measure::NotMeasured) => (NOT_MEASURED.to_owned(), Role::Stale),
        Some(Measure::Number(value)) if metric.is_answer() => (metric.said(value), Role::Text),
        Some(measure) => (
            match measure.value() {
                None => String::new(),
                Some(value) if metric.counts_users() => share(metric, value),
                Some(value) => rounded(metric, value).to_string(),
            },
            Role::Text,
        ),
    }
}

/// The cell of the week that is entered: its value, and for users what it comes from: `48 % = 29/60`.
fn full(metric: &Metric, reading: Option<&Reading>, context: &Context) -> (String, Role) {
    let (text, role) = short(metric, reading, context);
    match reading.map(|reading| reading.measure) {
        Some(Measure::Users { active, target }) => (format!("{text} = {active}/{target}"), role),
        _ => (text, role),
    }
}

/// Is it a number, and with a decimal?
fn has_decimal(text: &str) -> bool {
    text.contains('.') && text.parse::<f64>().is_ok()
}

/// A whole number in a row in which another has a decimal, where it has room for one: so they stand under each other.
fn levelled((text, role): (String, Role), level: bool) -> (String, Role) {
    let is_whole = !text.contains('.') && text.parse::<f64>().is_ok();
    let has_room = text.len() + 2 < usize::from(WEEK);
    if level && is_whole && has_room { (format!("{text}.0"), role) } else { (text, role) }
}

/// Draws the grid; answers where the cursor sits.
pub(super) fn sheet(screen: &Weekly, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
    let style = |role| context.theme.style(role);
    if !screen.loaded {
        return None;
    }
    if screen.rows.is_empty() {
        let says =
            "No pilot is under way. Add one on the board (⟨board⟩, then ⟨board add⟩); its metrics will stand here.";
        paragraph(buffer, area, 1, &context.told(says), style(Role::Text));
        return None;
    }
    let columns = columns(area.width);
    head(screen, &columns, area, buffer, context);
    let mut cursor = None;
    let visible = screen.list.visible(screen.found.len(), Weekly::page(context));
    let first = visible.start;
    for at in visible {
        let y = HEAD + u16::try_from(at - first).unwrap_or(0);
        let Some(row) = screen.found.get(at).and_then(|at| screen.rows.get(*at)) else {
            continue;
        };
        let above = at.checked_sub(1).filter(|above| *above >= first);
        let above = above.and_then(|at| screen.found.get(at)).and_then(|at| screen.rows.get(*at));
        let named = above.is_none_or(|above| above.pilot != row.pilot);
        let place = Rect { y: area.y + y, height: u16::from(y < area.height), ..area };
        let selected = at == screen.list.selected;
        let here = draw_row(screen, (row, named, selected), &columns, place, buffer, context);
        cursor = cursor.or(here);
    }
    if screen.found.is_empty() {
        paragraph(buffer, area, HEAD, &parts::unfound(&screen.filter, context), style(Role::Text));
    }
    screen.filter.draw((screen.found.len(), screen.rows.len()), area, buffer, context).or(cursor)
}

fn head(screen: &Weekly, columns: &Columns, area: Rect, buffer: &mut Buffer, context: &Context) {
    let style = |role| context.theme.style(role);
    let Counted { known, given, not_begun, not_asked } = screen.counted;
    let drafts = screen.drafts(context);
    let (ready, asking, wrong) = (drafts.ready_in(screen.week), drafts.asking.len(), drafts.wrong.len());
    // What is typed for other weeks is not counted as of this one.
    let others = drafts.count() - ready - asking - wrong;
    let mut pen = Pen::new(buffer, area, 0);
    // Beside drafts there is no room for more words.
    let in_words = area.width >= NARROW && drafts.count() == 0;
    let also = if given > 0 && !in_words { format!(" + {given}") } else { String::new() };
    pen.skip(1).words(&format!("{}{also} of {} entered", known - given, screen.rows.len()), style(Role::Strong));
    if given > 0 && in_words {
        let register = if area.width < WIDE { "register" } else { "register of exceptions" };
        pen.words(&format!(", {given} of the {register}"), style(Role::Dim));
    }
    let unasked = [(not_begun, NOT_BEGUN), (not_asked, NOT_ASKED)];
    let missing = screen.counted.missing_of(screen.rows.len());
    if missing > 0 {
        pen.skip(3).words(&format!("{missing} {}", Weekly::lacking(screen.week, context)), style(Role::Stale));
    }
    for (count, why) in unasked.iter().filter(|(count, _)| *count > 0) {
        pen.skip(3).words(&format!("{count} {why}"), style(Role::Dim));
    }
    // Where there is little room, all is said in fewer words rather than some of it cut.
    let narrow = area.width < NARROW || [asking, wrong, others].iter().filter(|cells| **cells > 0).count() > 1;
    if ready > 0 {
        let noun = if ready == 1 { "draft" } else { "drafts" };
        let commits = if narrow { "" } else { ", ⟨commit⟩ commits" };
        pen.skip(3).words(&context.told(&format!("{ready} {noun}{commits}")), style(Role::Draft));
    }
    if asking > 0 {
        let (asks, meant) = if asking == 1 { ("asks", " if it is meant") } else { ("ask", " if they are meant") };
        let meant = if narrow { "" } else { meant };
        pen.skip(3).words(&format!("{asking} {asks}{meant}"), style(Role::AtRisk));
    }
    if wrong > 0 {
        pen.skip(3).words(&format!("{wrong} refused"), style(Role::Failed));
    }
    if others > 0 {
        let of = if narrow { "elsewhere" } else { "typed in other weeks" };
        pen.skip(3).words(&format!("{others} {of}"), style(Role::Dim));
    }
    let mut pen = Pen::new(buffer, area, 1);
    pen.skip(2).cell(&Shown::line("pilot"), columns.pilot, style(Role::Dim));
    pen.cell(&Shown::line("metric"), columns.metric, style(Role::Dim));
    for back in (1..=columns.weeks).rev() {
        let week = screen.week.plus(-back);
        pen.cell_right(&Shown::line(&week.short()), usize::from(WEEK), style(Role::Dim));
    }
    pen.words("  ", style(Role::Dim)).words(context.glyphs.wall(), style(Role::Rule)).skip(1);
    pen.words(&screen.week.short(), style(Role::Strong));
    rule(buffer, area, 2, context.glyphs.rule(), style(Role::Rule));
}

/// The same counts as they are heard, in one sentence.
pub(super) fn counted(screen: &Weekly, context: &Context) -> String {
    let Counted { known, given, not_begun, not_asked } = screen.counted;
    let (rows, drafts) = (screen.rows.len(), screen.drafts(context));
    let (ready, asking, wrong) = (drafts.ready_in(screen.week), drafts.asking.len(), drafts.wrong.len());
    let counts = [
        (given, "of the register of exceptions"),
        (screen.counted.missing_of(rows), Weekly::lacking(screen.week, context)),
        (not_begun, NOT_BEGUN),
        (not_asked, NOT_ASKED),
        (ready, "typed and not committed"),
        (asking, if asking == 1 { "asks if it is meant" } else { "ask if they are meant" }),
        (wrong, "refused"),
        (drafts.count() - ready - asking - wrong, "typed in other weeks"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
    format!("{} of {rows} entered{}.", known - given, told.collect::<Vec<_>>().concat())
}

/// Draws a row, which says of which pilot it is where that is to be `named`; answers where the cursor sits in it.
fn draw_row(
    screen: &Weekly,
    (row, named, selected): (&Row, bool, bool),
    columns: &Columns,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) -> Option<Position> {
    let (mut pen, style) = row_pen(buffer, area, selected, (&context.theme, context.glyphs));
    let mut cursor = None;
    pen.skip(1);
    let name = if named { Shown::line(&row.name) } else { Shown::default() };
    pen.cell(&name.fit(columns.pilot.saturating_sub(1)), columns.pilot, style(Role::Strong));
    pen.cell(&titled(screen, row, columns.metric.saturating_sub(1), context), columns.metric, style(Role::Dim));
    let mut weeks = (0..=columns.weeks).map(|back| screen.reading(row, screen.week.plus(-back)));
    let level = weeks.any(|reading| has_decimal(&short(&row.metric, reading, context).0));
    for back in (1..=columns.weeks).rev() {
        let week = screen.week.plus(-back);
        let here = selected && screen.back == back;
        if here {
            cursor = Some(Position { x: pen.column() + WEEK - 1, y: area.y });
        }
        let (text, role) = cell(screen, row, week, here, context)
            .unwrap_or_else(|| levelled(short(&row.metric, screen.reading(row, week), context), level));
        let look = if here { style(role).patch(context.theme.style(Role::Field)) } else { style(role) };
        pen.cell_right(&Shown::line(&text), usize::from(WEEK), look);
    }
    pen.words("  ", style(Role::Dim)).words(context.glyphs.wall(), style(Role::Rule)).skip(1);
    let here = selected && screen.back == 0;
    let (text, role) = cell(screen, row, screen.week, here, context)
        .unwrap_or_else(|| levelled(full(&row.metric, screen.reading(row, screen.week), context), level));
    if here {
        let typed = screen.typing.as_ref().map_or(0, |text| text.window(usize::from(NOW)).1);
        cursor = Some(Position { x: pen.column() + u16::try_from(typed).unwrap_or(0), y: area.y });
    }
    let look = |role| if here { style(role).patch(context.theme.style(Role::Field)) } else { style(role) };
    let text = Shown::line(&text);
    let taken = Shown::line(&taken(screen, row, (here, text.width()), context).unwrap_or_default());
    let beside = if taken.width() == 0 { CELL } else { text.width() };
    pen.cell(&text, beside, look(role)).cell(&taken, CELL - beside, look(Role::Dim));
    cursor
}

/// What the letters in the cell of the week are taken for while they are typed, behind them and as far as there is
/// room: of how many users and which share, or how many users; and the number where its mark may stand before decimals
/// or thousands.
fn taken(screen: &Weekly, row: &Row, (here, typed): (bool, usize), context: &Context) -> Option<String> {
    let text = screen.typing.as_ref().filter(|_| here)?.text();
    let (_, (written, measure)) = screen.read(row, screen.week, text, context).ok()?;
    let said = match (measure, written) {
        (Measure::Users { active, target }, written) => {
            let share = share(&row.metric, measure.value()?);
            match written {
                Typed::Number(_) => [format!(" of {target}, {share}"), format!(" = {share}")],
                Typed::Percent(_) => [format!(" = {active} of {target}"), format!(" = {active}")],
                _ => [format!(" = {share}"), String::new()],
            }
        }
        // `1.200` is not what it is elsewhere.
        (Measure::Number(value), _) if ['.', ','].iter().any(|mark| can_be_thousands(*mark, text)) => {
            [format!(" = {}", row.metric.said(value)), format!(" = {value}")]
        }
        _ => return None,
    };
    said.into_iter().find(|said| typed + said.len() <= CELL)
}

/// What was typed into a cell; none where nothing was.
fn cell(screen: &Weekly, row: &Row, week: Week, here: bool, context: &Context) -> Option<(String, Role)> {
    if here && let Some(text) = &screen.typing {
        return Some((text.text().to_owned(), Role::Draft));
    }
    let draft = draft_of(week, row.metric.id, context)?;
    match screen.meaning(row, week, draft, context) {
        Ok((_, None)) => Some((format!("{} {}~", context.glyphs.arrow(), context.glyphs.absent()), Role::Draft)),
        Ok((_, Some(measure))) => {
            let reading = Reading { week, measure, note: String::new(), sample: None };
            let said = if week == screen.week { full } else { short };
            Some((format!("{}~", said(&row.metric, Some(&reading), context).0), Role::Draft))
        }
        // What asks and what is refused have each a sign of its own.
        Err(_) if screen.kept(row, week, draft, context).is_some() => Some((format!("{}?", told(draft)), Role::AtRisk)),
        Err(_) => Some((format!("{}!", told(draft)), Role::Failed)),
    }
}

/// A row as a sentence: what was typed for the week, or stands there, and the week before.
pub(super) fn sentence(screen: &Weekly, row: &Row, context: &Context) -> String {
    let (week, before) = (screen.week, screen.week.plus(-1));
    let stands = |week| screen.reading(row, week).map(|reading| heard(&row.metric, reading, context));
    let or_absent =
        |value: Option<String>, week| value.unwrap_or_else(|| Weekly::absent(row, week, context).to_owned());
    let now = match draft_of(week, row.metric.id, context) {
        Some(draft) => typed(screen, row, (draft, stands(week)), context),
        None => or_absent(stands(week), week),
    };
    let then = or_absent(stands(before), before);
    format!("{}: {now}; {}: {then}", called(row, week), before.short())
}

/// A reading as it is heard: in place of the short sign of a narrow cell, the words and the reason.
fn heard(metric: &Metric, reading: &Reading, context: &Context) -> String {
    match reading.measure {
        Measure::NotMeasured => understood::unmeasured(&reading.note),
        _ => full(metric, Some(reading), context).0,
    }
}

/// What is heard of a draft of the week: what it was taken for, and what stands there; or why it is not taken yet, and
/// what can be done about that.
fn typed(screen: &Weekly, row: &Row, (draft, stands): (&str, Option<String>), context: &Context) -> String {
    let stands = stands.map_or_else(String::new, |value| format!("; {value} stands there"));
    match screen.meaning(row, screen.week, draft, context) {
        Ok((_, None)) => format!("taken back, not committed{stands}"),
        Ok((change, Some(measure))) => {
            let note = if let Change::Record(Record { note, .. }) = change { note } else { String::new() };
            let reading = Reading { week: screen.week, measure, note, sample: None };
            let aims = screen.aim_told(row, screen.week, (draft, measure), context);
            // A reason ends before what is said of it.
            let apart = if measure == Measure::NotMeasured { "," } else { "" };
            format!("{}{apart} typed, not committed{aims}{stands}", heard(&row.metric, &reading, context))
        }
        Err(error) => format!("{} is not taken yet: {}", told(draft), explained(error, context)),
    }
}

/// What is wrong, or asked, and what can be done about it.
pub(super) fn explained(error: Invalid, context: &Context) -> String {
    let apart = if error.what.ends_with('?') { "" } else { ";" };
    let hint = error.hint.map(|hint| format!("{apart} {}", context.told(&hint))).unwrap_or_default();
    format!("{}{hint}", error.what)
}

/// The sheet as it is copied: what is entered, as it would be typed, so that it can be pasted again.
pub(super) fn copied(screen: &Weekly) -> Rows {
    let weeks: Vec<Week> = (0..=WEEKS_BACK).rev().map(|back| screen.week.plus(-back)).collect();
    let header = ["pilot", "metric"].map(str::to_owned).into_iter().chain(weeks.iter().map(ToString::to_string));
    let row = |row: &Row| {
        let typed = |week: &Week| screen.reading(row, *week).map(deeds::retyped).unwrap_or_default();
        [row.name.clone(), row.metric.name.clone()].into_iter().chain(weeks.iter().map(typed)).collect()
    };
    let rows = screen.found.iter().filter_map(|at| screen.rows.get(*at)).map(row).collect();
    Rows { header: header.collect(), rows }
}

/// What a cell is called in a sentence.
pub(super) fn called(row: &Row, week: Week) -> String {
    format!("{}, {} {}", row.name, row.metric.name, week.short())
}

/// One sentence about the cell under the cursor: what is wrong with it, what it was understood as, what is known.
pub(super) fn explain(screen: &Weekly, context: &Context) -> Option<String> {
    let row = screen.selected()?;
    let week = screen.cursor_week();
    let early = row.begins_after(week).map(|first| format!(", before its pilot began in {}", first.short()));
    let head = called(row, week) + &early.unwrap_or_default();
    let draft = screen.typing.as_ref().map(|text| text.text().to_owned());
    let draft = draft.or_else(|| draft_of(week, row.metric.id, context).cloned());
    if let Some(draft) = draft.filter(|draft| takes_back(draft) || !typed_in(draft).trim().is_empty()) {
        return Some(match screen.meaning(row, week, &draft, context) {
            Ok((Change::Record(Record { typed: Some(typed), note, .. }), Some(measure))) => {
                let readings = screen.sheet.readings.get(&row.metric.local).map(Vec::as_slice).unwrap_or_default();
                let told = understood::told(&row.metric, week, (typed, measure, &note), readings, None);
                format!("{head}: {told}{}", screen.aim_told(row, week, (&draft, measure), context))
            }
            Ok(_) => {
                let stands = screen.reading(row, week).map(|reading| full(&row.metric, Some(reading), context).0);
                let stands = stands.unwrap_or_else(|| "nothing".to_owned());
                let keys = context.told("⟨commit⟩ commits that; ⟨clear⟩ keeps it");
                format!("{head}: {stands} is taken back once {keys}")
            }
            Err(error) => {
                let begun = screen.typing.as_ref().and_then(|text| begun(text.text()));
                let told = begun.map(str::to_owned).or_else(|| stray(screen, row, week, context));
                format!("{head}: {}", told.unwrap_or_else(|| explained(error, context)))
            }
        });
    }
    // Where nothing can be written, what stands there is told, and not how to type it.
    let how = match row.expect_typed() {
        _ if context.read_only => {
            let stands = screen.reading(row, week).map(|reading| full(&row.metric, Some(reading), context).0);
            stands.unwrap_or_else(|| "no value".to_owned())
        }
        Ok(()) => {
            let same = context.told("⟨same⟩ as last week");
            format!("{}; n/m and why if not measured; {same}", how(screen, row, week, context))
        }
        Err(error) => explained(error, context),
    };
    let known = screen.reading(row, week).filter(|reading| !reading.note.is_empty());
    let known = known.map(|reading| format!(" {} noted: {}", context.glyphs.dot(), reading.note)).unwrap_or_default();
    Some(format!("{head}: {how}{known}"))
}

/// Why the value under the cursor is refused, and what to type; none where it is not, or asks.
pub(super) fn refused(screen: &Weekly, context: &Context) -> Option<String> {
    let (row, week) = (screen.selected()?, screen.cursor_week());
    let draft = draft_of(week, row.metric.id, context)?;
    let error = screen.meaning(row, week, draft, context).err()?;
    let asks = screen.kept(row, week, draft, context).is_some();
    (!asks).then(|| format!("{}: {}", called(row, week), explained(error, context)))
}

/// What is said while what a cell can say is begun and no more.
pub(super) fn begun(text: &str) -> Option<&'static str> {
    match text {
        // Elsewhere it is a key.
        "." => Some("a number begins so, as .5; Backspace takes it away"),
        _ if only_begins_unmeasured(text) => Some("type n/m and why it was not measured, or Backspace"),
        _ => None,
    }
}

/// What is said of a letter that would be a key of a verb, behind what could be entered: it belongs to the cell that is
/// typed.
fn stray(screen: &Weekly, row: &Row, week: Week, context: &Context) -> Option<String> {
    let text = screen.typing.as_ref()?.text();
    let (rest, key) = text.split_at(text.char_indices().next_back()?.0);
    let is_letter = key.chars().all(char::is_alphabetic);
    let is_key = is_letter && (PLACE.verbs)().iter().any(|verb| verb.keys.contains(&key));
    // What is a value with it, as 3k, means it.
    let is_behind = text.parse::<Typed>().is_err() && screen.read(row, week, rest, context).is_ok();
    let told = || format!("{key} is typed into the cell; Backspace takes it away, and after ↵ it is a key");
    (is_key && is_behind).then(told)
}

/// What is typed into a cell.
fn how(screen: &Weekly, row: &Row, week: Week, context: &Context) -> String {
    let bounds = match (row.metric.min, row.metric.max) {
        (Some(min), Some(max)) => format!(", from {min} to {max}"),
        _ => String::new(),
    };
    if row.metric.counts_users() {
        let is_set = screen.in_force(row, week).is_some();
        match screen.counting(row, week, context) {
            Some(Target { users, from }) if !is_set && from < week => {
                format!("type how many of the {users} users of {} were active, or 45/60, or 45%", from.short())
            }
            Some(Target { users, .. }) => format!("type how many of {users} users were active, or 45/60, or 45%"),
            None => "type active and target users, as 45/60: the 60 hold from then on".to_owned(),
        }
    } else if row.metric.is_answer() {
        "is the old process still used? 0 no, 1 in part, 2 yes".to_owned()
    } else {
        format!("type a number{bounds}")
    }
}
