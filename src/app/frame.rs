//! Owns what surrounds every screen: the header with workspace, screen, week and the state of the file; the notice; the
//! footer with the verbs that work now.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::Shown;
use crate::interaction::context::LOW;
use crate::interaction::search::Hit;
use crate::interaction::{Chord, Context, Failure, Live, Notice, Overlay, Screen, Tone};
use crate::ui::paint::{Pen, fill, lines, rule, tint};
use crate::ui::theme::Role;

use super::state::{Saved, State};
use super::{coach, overlays};

/// The rows of a frame: where each part stands.
pub(super) struct Layout {
    pub header: Rect,
    pub body: Rect,
    pub explain: Option<Rect>,
    pub notice: Rect,
    pub footer: Rect,
    /// All above the footer: the room for what lies over a screen.
    pub over: Rect,
}

impl Layout {
    pub fn of(area: Rect) -> Self {
        let row =
            |y: u16, height: u16| Rect { y: area.y + y.min(area.height), height: height.min(area.height), ..area };
        let height = area.height;
        if height < LOW {
            return Self {
                header: row(0, 1.min(height)),
                body: row(1, height.saturating_sub(3)),
                explain: None,
                notice: row(height.saturating_sub(2), u16::from(height > 2)),
                footer: row(height.saturating_sub(1), u16::from(height > 1)),
                over: row(0, height.saturating_sub(u16::from(height > 1))),
            };
        }
        Self {
            header: row(0, 2),
            body: row(2, height.saturating_sub(6)),
            explain: Some(row(height - 4, 1)),
            notice: row(height - 3, 1),
            footer: row(height - 2, 2),
            over: row(0, height - 2),
        }
    }
}

/// What the header says of the file, in a window of that width.
fn kept(state: &State, width: usize) -> (String, Role) {
    let context = &state.context;
    // An ordinary save is over before anybody could read that it is going on.
    let is_ordinary = state.saved == Saved::Saving && !state.lingers();
    // What the file did not take may since have been dropped.
    let is_gone = state.saved == Saved::Failed && state.overlays.is_empty() && !state.is_unwritten();
    let saved = if is_ordinary || is_gone { &Saved::Yes } else { &state.saved };
    match (context.as_of, context.read_only, saved) {
        _ if state.damaged.is_some() => ("DAMAGED".to_owned(), Role::Failed),
        (Some(day), ..) => {
            let named =
                if width < 100 || context.looking.is_empty() { day.to_string() } else { context.looking.clone() };
            let named = context.dated(&named);
            (format!(" as of {named} "), Role::AsOf)
        }
        (None, true, _) => (" read-only ".to_owned(), Role::AsOf),
        (None, false, Saved::Yes) if !state.unkept.is_empty() && !state.keeps_drafts => {
            ("NOT KEPT".to_owned(), Role::Failed)
        }
        (None, false, Saved::Yes) if !state.stays.is_empty() => ("NOT DROPPED".to_owned(), Role::Failed),
        (None, false, Saved::Yes) if state.is_unwritten() => ("NOT SAVED".to_owned(), Role::Failed),
        // As long as “saved”, which follows it, so that nothing beside it moves.
        (None, false, Saved::Yes) if !state.unkept.is_empty() => ("typed".to_owned(), Role::Dim),
        (None, false, Saved::Yes) if state.workspace.is_none() => (String::new(), Role::Dim),
        (None, false, Saved::Yes) if !context.portfolio.is_whole() => {
            let (done, all) = context.portfolio.progress;
            let word = if context.portfolio.stopped { "stopped at" } else { "judging" };
            (format!("{word} {} %", done * 100 / all.max(1)), Role::Dim)
        }
        // A draft is not in the file; this word too is as long as the others.
        (None, false, Saved::Yes) if context.typed() > 0 => ("kept ".to_owned(), Role::Dim),
        (None, false, Saved::Yes) => ("saved".to_owned(), Role::Done),
        (None, false, Saved::Saving) => ("saving".to_owned(), Role::Dim),
        (None, false, Saved::Failed) => ("NOT SAVED".to_owned(), Role::Failed),
        (None, false, Saved::Unread) => ("cannot be read now".to_owned(), Role::Failed),
    }
}

/// Enough columns to tell one workspace from another.
const NAMED: usize = 8;

/// What the screen on top calls itself, in as many words as fit.
fn headed(state: &State, room: usize) -> Shown {
    let title = Shown::line(&state.title());
    if title.width() <= room {
        return title;
    }
    let shorter = state.top().map(|screen| screen.shorter(&state.context)).unwrap_or_default();
    let fits = shorter.iter().map(|title| Shown::line(title)).find(|title| title.width() <= room);
    fits.or_else(|| shorter.last().map(|title| Shown::line(title))).unwrap_or(title)
}

/// The header: workspace and screen on the left, week, day and the state of the file on the right.
pub(super) fn header(state: &State, area: Rect, buffer: &mut Buffer) {
    let context = &state.context;
    let style = |role| context.theme.style(role);
    let width = usize::from(area.width);
    let (saved, saved_role) = kept(state, width);
    let drafts = match context.typed() {
        0 => String::new(),
        some => format!("~{some}  "),
    };
    let week = context.moment.reporting_week().short();
    let day = context.moment.day.format("%a").to_string();
    let when = match width {
        // Nothing is reported yet.
        60.. if state.workspace.is_none() => format!("{day} {}", context.day(context.moment.day)),
        _ if state.workspace.is_none() => String::new(),
        0..60 => week,
        60..100 => format!("{week} {} {}", context.glyphs.dot(), context.day(context.moment.day)),
        _ => {
            format!("reporting {week} {} {day} {}", context.glyphs.dot(), context.day(context.moment.day))
        }
    };
    let demo = state.workspace.as_ref().is_some_and(|workspace| workspace.demo);
    let title = state.workspace.as_ref().map_or("", |workspace| workspace.title.as_str());
    let title = Shown::line(title);
    let right = when.chars().count() + drafts.len() + saved.chars().count() + 5;
    let left = width.saturating_sub(right);
    let mut pen = Pen::new(buffer, Rect { width: u16::try_from(left).unwrap_or(0), ..area }, 0);
    if width >= 90 {
        pen.words(" steerco  ", style(Role::Dim));
    } else {
        pen.words(" ", style(Role::Dim));
    }
    let dot = format!("  {}  ", context.glyphs.dot());
    let is_named = !title.as_str().is_empty();
    let named = if is_named { dot.chars().count() + title.width().min(NAMED) } else { 0 };
    let beside = pen.room().saturating_sub(named);
    pen.text(&headed(state, beside), style(Role::Strong));
    if is_named && pen.room() >= named {
        pen.words(&dot, style(Role::Dim)).text(&title, style(Role::Text));
    }
    if demo && pen.room() > 8 {
        pen.words("  demo", style(Role::Stale));
    }
    // It may name a client as the title does.
    let called = context.around.called.as_str();
    let is_said = context.masked || called.is_empty() || demo && called == "demo";
    if !is_said && pen.room() > 4 {
        pen.words("  ", style(Role::Dim)).text(&Shown::line(called), style(Role::Dim));
    }
    let mut pen = Pen::new(buffer, area, 0);
    pen.to_right(right).words("  ", style(Role::Dim)).words(&when, style(Role::Dim)).words("  ", style(Role::Dim));
    pen.words(&drafts, style(Role::Draft)).words(&saved, style(saved_role));
    if area.height > 1 {
        rule(buffer, area, 1, context.glyphs.rule(), style(Role::Rule));
    }
    if context.as_of.is_some() {
        tint(buffer, Rect { height: 1, ..area }, style(Role::AsOf));
    }
}

/// The text of the explaining line. In a list of verbs it is the whole sentence of the selected one; else it is what
/// the screen says, in which no text from the workspace can name a key.
fn sentence(state: &State) -> Option<String> {
    if let Some(Overlay::Help(search) | Overlay::Palette(search)) = state.overlays.last() {
        return match search.hit(search.list.selected) {
            Some(Hit::Verb(bound) | Hit::Elsewhere(bound, _)) => Some(state.context.told(bound.offer.doc)),
            Some(Hit::Text(text)) => Some(text.excerpt.clone()),
            Some(Hit::Command(command)) => Some(command.told()),
            // A name needs no explanation, and what the screen says is about the row behind the list.
            _ => None,
        };
    }
    state.top().and_then(|screen| screen.explain(&state.context))
}

/// Does the explaining row stay empty? Nothing is explained, and the notice needs no second row.
fn is_spare(state: &State, width: u16) -> bool {
    sentence(state).is_none() && state.said().is_none_or(|notice| wrapped(&notice, width).len() < 2)
}

/// The area of a screen. A locked one explains nothing, so that it also gets the explaining row while that is empty.
pub(super) fn body(state: &State, layout: &Layout) -> Rect {
    let locked = state.top().is_some_and(|screen| screen.locked().is_some());
    let spare = layout.explain.filter(|row| locked && is_spare(state, row.width));
    spare.map_or(layout.body, |row| layout.body.union(row))
}

/// A notice in lines, beside its sign.
fn wrapped(notice: &Notice, width: u16) -> Vec<Shown> {
    Shown::head(&notice.text, 2000).wrap(usize::from(width).saturating_sub(4))
}

/// One sentence about what is selected; it may also use the row of notices while there is none.
pub(super) fn explain(state: &State, area: Rect, buffer: &mut Buffer) {
    let Some(sentence) = sentence(state) else {
        return;
    };
    let style = state.context.theme.style(Role::Text);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if state.said().is_some() {
        Pen::new(buffer, inner, 0).sentence(&Shown::head(&sentence, 1000), style);
        return;
    }
    let mut lines = Shown::head(&sentence, 1000).wrap(usize::from(inner.width)).into_iter();
    if let Some(first) = lines.next() {
        Pen::new(buffer, inner, 0).text(&first, style);
    }
    let rest: Vec<String> = lines.map(String::from).collect();
    Pen::new(buffer, Rect { height: 2, ..inner }, 1).sentence(&Shown::line(&rest.join(" ")), style);
}

/// Drawn in place of a screen that has not been read yet.
pub(super) fn not_read(state: &State, area: Rect, buffer: &mut Buffer) {
    let context = &state.context;
    let why = state.trouble.as_deref().unwrap_or("the file cannot be read");
    let said = format!("This cannot be shown yet: {why}. It is shown as soon as that has passed.");
    let said = Shown::head(&said, 2000).wrap(usize::from(area.width).saturating_sub(2));
    lines(buffer, area, (0, 1), said.into_iter().map(|line| (line, Role::Text)), &context.theme);
}

/// Drawn in place of a screen that could not be read: an empty one would say that there is nothing.
pub(super) fn unread(state: &State, failure: &Failure, area: Rect, buffer: &mut Buffer) {
    let context = &state.context;
    let width = usize::from(area.width).saturating_sub(2);
    let named = &context.around.option;
    let asks = format!(
        "What to do: keep a copy of the file, ask `steerco{named} doctor` what is wrong, then bring a backup back with"
    );
    let restores = format!("`steerco{named} restore FILE`; `steerco paths` names the folder with the backups.");
    let said = [
        ("This cannot be shown: the file is damaged, and nothing is written to it any more.", Role::Failed),
        (failure.title.as_str(), Role::Text),
        (asks.as_str(), Role::Text),
        (restores.as_str(), Role::Text),
    ];
    let wrapped =
        |(text, role): (&str, Role)| Shown::head(text, 2000).wrap(width).into_iter().map(move |line| (line, role));
    lines(buffer, area, (0, 1), said.into_iter().flat_map(wrapped), &context.theme);
}

/// The whole notice. Where one row is too little, it also takes the explaining row, and then the last rows of the
/// screen until the next key.
pub(super) fn notice(state: &State, area: Rect, buffer: &mut Buffer) {
    let context = &state.context;
    let Some(notice) = state.said() else {
        // An empty body would say that there is nothing.
        let is_empty = state.screens.last().is_some_and(|open| open.fresh && !open.answered);
        if is_empty || state.lingers() && state.is_fresh() {
            let style = context.theme.style(Role::Dim);
            Pen::new(buffer, area, 0).words(&format!(" {} reading the workspace", context.glyphs.dot()), style);
        }
        return;
    };
    let (sign, role) = match notice.tone {
        Tone::Done => (context.glyphs.done(), Role::Done),
        Tone::Info => (context.glyphs.dot(), Role::Text),
        Tone::Failed => ("!", Role::Failed),
    };
    let style = context.theme.style(role);
    let lines = wrapped(&notice, area.width);
    let most = if context.is_low() { LOW_ROWS } else { ROWS };
    let height = u16::try_from(lines.len()).unwrap_or(most).min(most).min(area.y).max(1);
    if height < 2 {
        fill(buffer, area, context.theme.style(Role::Text));
        Pen::new(buffer, area, 0).words(&format!(" {sign} "), style).words(&notice.text, style);
        return;
    }
    let area = Rect { y: area.y - (height - 1), height, ..area };
    fill(buffer, area, context.theme.style(Role::Text));
    Pen::new(buffer, area, 0).words(&format!(" {sign} "), style);
    let last = height - 1;
    for (row, line) in (0..last).zip(&lines) {
        Pen::new(buffer, area, row).skip(3).text(line, style);
    }
    let rest: Vec<&str> = lines.iter().skip(usize::from(last)).map(Shown::as_str).collect();
    Pen::new(buffer, area, last).skip(3).words(&rest.join(" "), style);
}

/// At most so many rows for a notice; a longer one is cut in the last of them.
const ROWS: u16 = 4;
/// The same in a low window, which has no explaining row.
const LOW_ROWS: u16 = 3;

/// A hint of the footer: the keys bound now, as shown here, and two words.
struct Hint {
    keys: String,
    spelt: String,
    title: &'static str,
}

impl Hint {
    /// Its columns, with the gap behind it.
    fn width(&self) -> usize {
        Shown::line(&self.spelt).width() + self.title.chars().count() + 4
    }

    fn is_help(&self) -> bool {
        self.title == "help"
    }
}

/// In a window narrower than this, the rule over the footer holds keys too.
const NARROW: u16 = 80;

impl State {
    /// The keys advertised now, each with two words: those of what lies on top, most used first.
    #[must_use]
    pub fn hints(&self) -> Vec<(String, &'static str)> {
        if let Some(overlay) = self.overlays.last() {
            let hints = overlays::hints(overlay, self);
            return hints.into_iter().map(|(key, title)| (key.to_owned(), title)).collect();
        }
        if let Some(hints) = self.top().and_then(Screen::typing_hints) {
            return hints.iter().map(|(key, title)| ((*key).to_owned(), *title)).collect();
        }
        // While a chord is half typed, its continuations are listed above the footer.
        if !self.pending.is_empty() {
            return vec![("Esc".to_owned(), "cancel")];
        }
        let mut hints: Vec<(String, &'static str)> = Vec::new();
        for bound in self.verbs() {
            let live = bound.offer.hint && bound.offer.live == Live::Yes;
            // Of two verbs on one key, the first is the one that it runs.
            if let Some(key) = bound.chords.first().map(ToString::to_string)
                && live
                && !hints.iter().any(|(known, _)| *known == key)
            {
                hints.push((key, bound.offer.title));
            }
        }
        if self.screens.len() > 1 && !self.is_locked() {
            let help = hints.iter().position(|(_, title)| *title == "help").unwrap_or(hints.len());
            // Somebody who only looked away from the wall looks for the way back first.
            let at = if self.locked_below().is_some() { 0 } else { help };
            hints.insert(at, ("Esc".to_owned(), "back"));
        }
        // Somebody who masked everything by mistake looks for the way back before anything else.
        if let Some(key) = self.unmasks() {
            hints.insert(0, (key, "unmask"));
        }
        hints
    }
}

/// What the footer holds: hints in its last row, and above them a line that teaches or more hints.
struct Footer {
    line: Option<String>,
    upper: Vec<Hint>,
    lower: Vec<Hint>,
}

impl Footer {
    /// The keys that work now, most used first, as many as fit, and always help. In a narrow window where nothing
    /// teaches, the first of them stand on the rule and leave the row to those that would not fit. A locked screen does
    /// the same in any window where the key that leaves would not fit.
    fn of(state: &State, area: Rect) -> Self {
        let hint = |(keys, title): (String, &'static str)| Hint { spelt: state.context.glyphs.key(&keys), keys, title };
        let all = || state.hints().into_iter().map(hint);
        let (lower, left) = fitting(all(), area.width);
        if area.height < 2 {
            return Self { line: None, upper: Vec::new(), lower };
        }
        let width = usize::from(area.width).saturating_sub(4);
        let line = coach::taught(state).and_then(|screen| coach::line(screen, &state.verbs(), &state.context, width));
        let leaves = state.is_locked() && left.iter().any(|hint| hint.title == "leave");
        let has_more = leaves || area.width < NARROW && !left.is_empty();
        if line.is_some() || !has_more {
            return Self { line, upper: Vec::new(), lower };
        }
        // Help keeps its place at the end of the lower row.
        let (help, others): (Vec<Hint>, Vec<Hint>) = all().partition(Hint::is_help);
        let (upper, left) = fitting(others.into_iter(), area.width);
        Self { line, upper, lower: fitting(left.into_iter().chain(help), area.width).0 }
    }
}

/// The keys of the footer's hint at a cell; none where there is no hint, or one that names no key.
pub(super) fn hint_at(state: &State, area: Rect, at: Position) -> Option<Chord> {
    if !area.contains(at) {
        return None;
    }
    let Footer { upper, lower, .. } = Footer::of(state, area);
    let hints = if at.y + 1 == area.bottom() { lower } else { upper };
    let mut left = usize::from(at.x - area.x);
    let is_there = |hint: &&Hint| {
        let width = hint.width();
        let here = left < width;
        left = left.saturating_sub(width);
        here
    };
    Chord::parse(&hints.iter().find(is_there)?.keys).ok()
}

/// Draws the footer.
pub(super) fn footer(state: &State, area: Rect, buffer: &mut Buffer) {
    let context = &state.context;
    fill(buffer, area, context.theme.style(Role::Text));
    let Footer { line, upper, lower } = Footer::of(state, area);
    if area.height > 1 {
        rule(buffer, area, 0, context.glyphs.rule(), context.theme.style(Role::Rule));
        // On the rule it takes no room from the screen.
        if let Some(line) = line {
            let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
            Pen::new(buffer, inner, 0).words(&format!(" {line} "), context.theme.style(Role::Dim));
        }
        hints(&upper, Pen::new(buffer, area, 0), context);
    }
    hints(&lower, Pen::new(buffer, area, area.height.saturating_sub(1)), context);
}

/// Splits hints into those that fit in so many columns, always with help, and the rest.
fn fitting(hints: impl Iterator<Item = Hint>, columns: u16) -> (Vec<Hint>, Vec<Hint>) {
    let hints: Vec<Hint> = hints.collect();
    let room = usize::from(columns).saturating_sub(1) + 3;
    let mut kept = hints.iter().find(|hint| hint.is_help()).map_or(0, Hint::width);
    let mut used = 0;
    hints.into_iter().partition(|hint| {
        if hint.is_help() {
            kept = 0;
        }
        let fits = used + hint.width() + kept <= room;
        if fits {
            used += hint.width();
        }
        fits
    })
}

/// Keys with their words, side by side.
fn hints(hints: &[Hint], mut pen: Pen<'_>, context: &Context) {
    let (key, said) = (context.theme.style(Role::Accent), context.theme.style(Role::Dim));
    for hint in hints {
        pen.words(" ", said).words(&hint.spelt, key).words(" ", said).words(hint.title, said).words(" ", said).skip(1);
    }
}
