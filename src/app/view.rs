//! Owns the picture: a pure function of the state, which draws the frame, the screen on top and what lies over it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::shown::differing;
use crate::domain::{Conflict, Shown};
use crate::interaction::overlay::Confirm;
use crate::interaction::search::{Hit, Search};
use crate::interaction::{Context, Key, Live, Overlay, form_view};
use crate::ui::glyphs::Glyphs;
use crate::ui::paint::{Pen, fill, lines, row_pen, rule, walls};
use crate::ui::theme::Role;

use super::boxes::{self, Question};
use super::continued::Continued;
use super::frame::{self, Layout};
use super::state::State;
use super::{coach, mask, overlays};

/// Draws the state, after [`fit`](super::fit) to the same area. Answers where the cursor is.
#[must_use]
pub fn view(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let context = &state.context;
    if context.theme.paints {
        fill(buffer, area, context.theme.style(Role::Text));
    }
    let layout = Layout::of(area);
    let body = frame::body(state, &layout);
    let shown = state.screens.last().filter(|open| !open.veiled);
    let mut cursor = match (shown, &state.damaged) {
        (Some(open), Some(failure)) if open.unread => {
            frame::unread(state, failure, body, buffer);
            None
        }
        (Some(open), None) if open.unread => {
            frame::not_read(state, body, buffer);
            None
        }
        (shown, _) => shown.and_then(|open| open.screen.view(body, buffer, context)),
    };
    cursor = cursor.or_else(|| focused(body, buffer, context.glyphs));
    frame::header(state, layout.header, buffer);
    if let Some(explain) = layout.explain {
        frame::explain(state, explain, buffer);
    }
    frame::notice(state, layout.notice, buffer);
    let over = layout.over;
    if !state.pending.is_empty() {
        continuations(state, over, buffer);
    }
    for overlay in &state.overlays {
        cursor = draw(overlay, layout.body, over, buffer, state);
    }
    frame::footer(state, layout.footer, buffer);
    if context.glyphs == Glyphs::Ascii {
        in_ascii(area, buffer);
    }
    cursor.filter(|position| area.contains(*position))
}

/// Replaces the signs of our own sentences with what an ASCII terminal has.
fn in_ascii(area: Rect, buffer: &mut Buffer) {
    for position in area.positions() {
        if let Some(cell) = buffer.cell_mut(position)
            && let Some(sign) = Glyphs::stand_in(cell.symbol())
        {
            cell.set_symbol(sign);
        }
    }
}

/// The position of the selected row's bar, for screens that do not say where the cursor is: magnifiers and screen
/// readers follow the cursor to what is in focus. A bar further up marks the open page; a card's bar spans several
/// rows.
fn focused(body: Rect, buffer: &Buffer, glyphs: Glyphs) -> Option<Position> {
    let bar = |y: u16| {
        let columns = body.x..body.right().min(body.x + 3);
        columns.into_iter().find(|x| buffer.cell((*x, y)).is_some_and(|cell| cell.symbol() == glyphs.bar()))
    };
    let begins = |y: &u16| bar(*y).is_some() && bar(y - 1).is_none();
    let y = (body.y + 1..body.bottom()).rev().find(begins)?;
    Some(Position { x: bar(y)?, y })
}

fn draw(overlay: &Overlay, body: Rect, area: Rect, buffer: &mut Buffer, state: &State) -> Option<Position> {
    let context = &state.context;
    match overlay {
        Overlay::Form(form) => form_view::draw(form, (body, area), buffer, context),
        Overlay::Confirm(confirm) => question(confirm, area, buffer, context),
        Overlay::Conflict { conflict, stands, .. } => both_values(conflict, *stands, area, buffer, state),
        Overlay::Keys(tried) => tester(&tried.pressed, area, buffer, context),
        Overlay::Help(search) => list(search, "Help", area, buffer, context),
        Overlay::Palette(search) => list(search, "Find", area, buffer, context),
    }
}

/// Draws a box with a title. Answers the part of it that has room for text.
fn pane(title: &str, frame: Rect, buffer: &mut Buffer, context: &Context) -> Rect {
    fill(buffer, frame, context.theme.style(Role::Text));
    for row in [0, frame.height.saturating_sub(1)] {
        rule(buffer, frame, row, context.glyphs.rule(), context.theme.style(Role::Accent));
    }
    walls(buffer, frame, context.glyphs.wall(), context.theme.style(Role::Accent));
    Pen::new(buffer, frame, 0).skip(2).words(&format!(" {title} "), context.theme.style(Role::Accent));
    boxes::within(frame)
}

/// A question in its box; where that does not fit, as much of the question as does, and always its keys.
fn question(confirm: &Confirm, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
    let question = Question::of(confirm, area, context);
    let inner = if let Some(frame) = question.frame {
        pane("Are you sure?", frame, buffer, context)
    } else {
        fill(buffer, area, context.theme.style(Role::Text));
        Rect { height: area.height.saturating_sub(1), ..area }
    };
    let asked = question.asked.iter().map(|line| (line, Role::Strong));
    let said = asked.chain(question.detail.iter().map(|line| (line, Role::Text)));
    for (row, (line, role)) in (0..inner.height).zip(said) {
        Pen::new(buffer, inner, row).text(line, context.theme.style(role));
    }
    Pen::new(buffer, question.keys, 0).words(&question.told(), context.theme.style(Role::Accent));
    None
}

/// Columns of the words that say whose value it is.
const VALUE: usize = 9;

/// One of two values, beside whose it is, on as many lines as it takes.
fn value(whose: &str, text: &str, width: usize) -> impl Iterator<Item = (Shown, Role)> {
    let lines = Shown::line(text).wrap(width.saturating_sub(VALUE));
    let heads = std::iter::once(whose.to_owned()).chain(std::iter::repeat(String::new()));
    heads.zip(lines).map(|(head, line)| (Shown::line(&format!("{head:VALUE$}{line}")), Role::Text))
}

fn both_values(conflict: &Conflict, stands: bool, area: Rect, buffer: &mut Buffer, state: &State) -> Option<Position> {
    let context = &state.context;
    let ways = overlays::ways(conflict, stands, state).into_iter().map(|(key, what)| format!("{key} {what}"));
    let ways = ways.collect::<Vec<_>>().join("   ");
    let width = usize::from(boxes::breadth(area)).saturating_sub(4);
    let wrapped = |text: &str| Shown::line(text).wrap(width);
    let in_the_way = overlays::in_the_way(conflict).map_or_else(Vec::new, |why| wrapped(&why));
    let by = overlays::by(conflict, stands);
    // In a low window each value has one line.
    let room = width.saturating_sub(VALUE) * if context.is_low() { 1 } else { 2 };
    let (yours, theirs) = differing(&conflict.yours, &conflict.theirs, room);
    let theirs = format!("{}   ({by})", Shown::head(&theirs, room));
    let mut rows = vec![(Shown::line(&conflict.what), Role::Strong), (Shown::line(""), Role::Text)];
    rows.extend(value("yours", Shown::head(&yours, room).as_str(), width));
    rows.extend(value("theirs", &theirs, width));
    rows.push((Shown::line(""), Role::Text));
    rows.extend(in_the_way.into_iter().map(|line| (line, Role::AtRisk)));
    rows.extend(wrapped(&ways).into_iter().map(|line| (line, Role::Accent)));
    let frame = boxes::framed(boxes::breadth(area), rows.len() + 1, area);
    let inner = pane("There is another value already", frame, buffer, context);
    lines(buffer, inner, (0, 0), rows, &context.theme);
    None
}

/// What the keys that were pressed are called in `keys.toml`, and what they mean here.
fn tester(pressed: &[(String, String)], area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
    let inner = pane("Key tester", boxes::framed(boxes::breadth(area), 10, area), buffer, context);
    let style = |role| context.theme.style(role);
    if pressed.is_empty() {
        let says = Shown::line("Press a key: its name for keys.toml is shown, and what it means.");
        for (row, line) in (0..inner.height).zip(says.wrap(usize::from(inner.width))) {
            Pen::new(buffer, inner, row).text(&line, style(Role::Dim));
        }
    }
    for (row, (key, meaning)) in (0..inner.height).zip(pressed) {
        let mut pen = Pen::new(buffer, inner, row);
        pen.cell(&Shown::line(key), 14, style(Role::Accent));
        pen.words(&context.told(meaning), style(Role::Text));
    }
    None
}

/// Columns for two of a verb's keys, or for what kind of thing another row is.
const KEYS: usize = 11;
/// Columns for a verb's title, or for what a text is about.
const NAMES: usize = 21;

/// What is said when nothing has that name.
fn nothing(search: &Search, context: &Context) -> Vec<&'static str> {
    // Where there are masked names, one of them may be what was looked for.
    let masked = context.masked && !(search.pilots.is_empty() && search.people.is_empty());
    if masked { vec!["Nothing has that name.", mask::CODES] } else { vec!["Nothing has that name. Try another word."] }
}

/// Verbs with their keys, and pilots, by what is typed.
fn list(search: &Search, title: &str, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
    let inner = pane(title, boxes::list(area, context), buffer, context);
    let style = |role| context.theme.style(role);
    let (typed, column) = search.typed.window(usize::from(inner.width).saturating_sub(2));
    let mut pen = Pen::new(buffer, inner, 0);
    pen.words("/ ", style(Role::Dim));
    let start = pen.column();
    pen.cell(&typed, usize::MAX, style(Role::Field));
    if search.count() == 0 {
        for (row, line) in (boxes::ABOVE..inner.height).zip(nothing(search, context)) {
            Pen::new(buffer, inner, row).words(line, style(Role::Dim));
        }
    }
    let said: Vec<String> = search.forgiven().into_iter().chain(coach::left_out(search, context)).collect();
    if inner.height > 1 {
        Pen::new(buffer, inner, 1).text(&Shown::line(&said.join("  ")), style(Role::Dim));
    }
    let shown = search.list.visible(search.count(), boxes::page(context));
    for (row, place) in (boxes::ABOVE..).zip(shown) {
        let selected = place == search.list.selected;
        if row < inner.height {
            hit(search, place, selected, Rect { y: inner.y + row, height: 1, ..inner }, buffer, context);
        }
    }
    Some(Position { x: start + u16::try_from(column).unwrap_or(0), y: inner.y })
}

fn hit(search: &Search, place: usize, selected: bool, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (mut pen, style) = row_pen(buffer, area, selected, (&context.theme, context.glyphs));
    let Some(found) = search.hit(place) else {
        return;
    };
    let ((what, kind), called, (said, role)) = cells(&found, context);
    pen.cell(&Shown::line(&what), KEYS, style(kind)).skip(1);
    if let Some((called, role)) = called {
        pen.cell(&Shown::line(&called), NAMES, style(role)).skip(1);
    }
    pen.text(&Shown::line(&said), style(role));
}

/// A text as it is shown in a row.
type Part = (String, Role);

/// The cells of a row: its keys or what kind of thing it is; its name, where more is said of it; and that.
fn cells(found: &Hit<'_>, context: &Context) -> (Part, Option<Part>, Part) {
    let of = |what: &str, called: &str, role: Role, said: String| {
        ((what.to_owned(), Role::Dim), Some((called.to_owned(), role)), (said, Role::Dim))
    };
    let alone = |what: &str, called: &str| ((what.to_owned(), Role::Dim), None, (called.to_owned(), Role::Text));
    match found {
        Hit::Verb(bound) => {
            let keys: Vec<String> = bound.chords.iter().take(2).map(ToString::to_string).collect();
            let (role, doc) = match bound.offer.live {
                Live::Yes => (Role::Strong, bound.offer.doc.to_owned()),
                Live::No(why) => (Role::Dim, format!("not now: {why}")),
            };
            let keys = (context.glyphs.key(&keys.join(" ")), Role::Accent);
            (keys, Some((bound.offer.title.to_owned(), role)), (context.told(&doc), Role::Dim))
        }
        Hit::Elsewhere(bound, whereabouts) => {
            let doc = context.told(bound.offer.doc);
            of("elsewhere", bound.offer.title, Role::Strong, format!("{whereabouts}: {doc}"))
        }
        Hit::Pilot(_, name) => alone("pilot", name),
        Hit::Person(_, told) => alone("person", told),
        Hit::Text(text) => of(text.kind, &text.about, Role::Text, text.excerpt.clone()),
        Hit::Entry(entry) => of("framework", entry.section, Role::Text, entry.name.clone()),
        Hit::Command(command) => of("command", command.title, Role::Strong, command.told()),
    }
}

/// The list of continuations of the keys pressed so far.
fn continuations(state: &State, area: Rect, buffer: &mut Buffer) {
    let context = &state.context;
    let continued = Continued::of(state, area);
    let (frame, glyphs) = (continued.frame, context.glyphs);
    fill(buffer, frame, context.theme.style(Role::Text));
    rule(buffer, frame, 0, glyphs.rule(), context.theme.style(Role::Accent));
    let spelt = |keys: &[Key]| keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let pressed = format!(" {} … ", spelt(&state.pending));
    Pen::new(buffer, frame, 0).skip(2).words(&pressed, context.theme.style(Role::Accent));
    for (at, (keys, title)) in continued.rows.iter().enumerate() {
        let keys = glyphs.key(&spelt(keys));
        let mut pen = Pen::new(buffer, continued.place(at), 0);
        pen.skip(2).cell(&Shown::line(&keys), 5, context.theme.style(Role::Accent));
        pen.words(title, context.theme.style(Role::Text));
    }
}
