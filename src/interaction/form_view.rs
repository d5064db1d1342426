//! Owns how forms look: a prompt of one field at the foot of the screen, a form of several fields as a pop-up.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::form::{Check, Field, Form, Kind, Part, Said, Saving, Spot};
use super::named::verbatim;
use super::{Context, Failure, TextValue};
use crate::domain::Shown;
use crate::domain::shown::brief;
use crate::ui::paint::{Pen, fill, rule, tint, walls};
use crate::ui::theme::Role;

/// The minimum rows of a Markdown field, the maximum options shown of a long list, and the length up to which a list is
/// shown whole, where there is room.
const TEXT_ROWS: usize = 7;
const OPTION_ROWS: usize = 6;
const FEW: usize = 12;
/// Columns for labels.
const LABEL: usize = 18;
/// Columns of a tick, which comes before its question.
const TICK: usize = 10;
/// The minimum columns of a prompt's answer beside its question.
const ANSWER: usize = 16;
/// The widest pop-up.
const WIDEST: u16 = 96;

/// One row of a form: pieces of text, and the cursor's column if the cursor is in it.
#[derive(Default)]
struct Row {
    pieces: Vec<(Shown, Role)>,
    cursor: Option<usize>,
    focused: bool,
    /// The field that it belongs to, or the way out of the form that it is.
    place: Option<usize>,
    /// What a click on it means; for a text, its row and the column where it begins.
    part: Part,
}

impl Row {
    /// The same rows as rows of a field.
    fn of(place: usize, rows: Vec<Self>) -> impl Iterator<Item = Self> {
        rows.into_iter().map(move |row| Self { place: Some(place), ..row })
    }
}

/// A form in its place on a screen.
struct Laid {
    /// All that it covers.
    frame: Rect,
    /// Where its rows are.
    inner: Rect,
    rows: Vec<Row>,
    /// The first row shown.
    first: usize,
}

/// Lays a form out: a prompt over the value that it edits in the screen's `body` or else over the foot of `area`, a
/// form of several fields in the middle of that.
fn laid(form: &Form, (body, area): (Rect, Rect), context: &Context) -> Option<Laid> {
    if !form.is_prompt() {
        return Some(in_the_middle(form, area, context));
    }
    let field = form.fields.first()?;
    Some(match over(form, field, body.height) {
        Some(spot) => inline(form, field, spot, (body, area), context),
        None => at_the_foot(form, field, area, context),
    })
}

/// What a click on a cell means: which field, or way out, and which part of it.
#[must_use]
pub fn under(form: &Form, areas: (Rect, Rect), at: Position, context: &Context) -> Option<(usize, Part)> {
    let laid = laid(form, areas, context).filter(|laid| laid.inner.contains(at))?;
    let row = laid.rows.get(laid.first + usize::from(at.y - laid.inner.y))?;
    let part = match row.part {
        Part::Text(number, left) => Part::Text(number, usize::from(at.x - laid.inner.x).saturating_sub(left)),
        part => part,
    };
    Some((row.place?, part))
}

/// Draws a form. Answers where the cursor sits.
pub fn draw(form: &Form, areas: (Rect, Rect), buffer: &mut Buffer, context: &Context) -> Option<Position> {
    let laid = laid(form, areas, context)?;
    let style = context.theme.style(Role::Text);
    match form.fields.first().filter(|_| form.is_prompt()) {
        None => {
            fill(buffer, laid.frame, style);
            framed(form, &laid, buffer, context);
        }
        Some(field) if over(form, field, areas.0.height).is_some() => {
            let below = Rect { y: laid.frame.y + 1, height: laid.frame.height.saturating_sub(1), ..areas.0 };
            fill(buffer, Rect { height: laid.frame.height.min(1), ..laid.frame }, style);
            fill(buffer, below, style);
        }
        Some(_) => {
            fill(buffer, laid.frame, style);
            headed(form, laid.frame, buffer, context);
        }
    }
    put(laid.rows.iter().skip(laid.first), laid.inner, buffer, context)
}

/// Where a prompt covers the value that it edits, in a body of so many rows; none where it is at the foot.
fn over(form: &Form, field: &Field, rows: u16) -> Option<Spot> {
    form.spot.filter(|spot| field.kind.is_a_line() && spot.row + 1 < rows)
}

/// The first column of such a prompt in a body of that width, and the columns at which its text is broken.
fn inline_columns(spot: Spot, width: u16) -> (u16, usize) {
    let left = spot.column.min(width / 2);
    (left, usize::from(width - left).saturating_sub(3).min(71))
}

/// The question beside the answer of a prompt at the foot (empty where there is no room for it there), and the columns
/// at which the answer is broken.
fn foot_columns(field: &Field, width: usize) -> (Shown, usize) {
    let label = Shown::line(&format!("{}  ", field.label));
    let label = if label.width() + ANSWER <= width { label } else { Shown::default() };
    let columns = width.saturating_sub(label.width() + 1);
    (label, columns)
}

/// The field where the value was, and below it the remarks, on as many rows as they take.
fn inline(form: &Form, field: &Field, spot: Spot, (body, area): (Rect, Rect), context: &Context) -> Laid {
    let ((left, columns), y) = (inline_columns(spot, body.width), body.y + spot.row);
    let place = Rect { x: body.x + left, y, width: body.width - left, height: area.bottom().saturating_sub(y) };
    let keys = || vec![plain(&format!("{}: Enter saves", field.label), Role::Dim)];
    let width = usize::from(place.width).saturating_sub(1);
    let said = below(form, field, width, context).unwrap_or_else(keys);
    let most = usize::from(place.height).saturating_sub(said.len()).max(1);
    let text = text_rows(&field.text, &Shown::default(), Role::Dim, form.focus == 0, columns, 1, most);
    let rows: Vec<Row> = Row::of(0, text).chain(said).collect();
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(place.height);
    let frame = Rect { height, ..place };
    Laid { frame, inner: frame, rows, first: 0 }
}

fn at_the_foot(form: &Form, field: &Field, area: Rect, context: &Context) -> Laid {
    let width = usize::from(area.width.saturating_sub(4));
    let (label, columns) = foot_columns(field, width);
    // A question without room beside its answer is above it.
    let above = if label.width() > 0 { "" } else { field.label.as_str() };
    let above = form.about.as_deref().into_iter().chain([above]).filter(|said| !said.is_empty());
    let mut rows: Vec<Row> = above.flat_map(|said| told(&context.dated(said), Role::Dim, 0, width, context)).collect();
    let most = usize::from(area.height / 2).max(1);
    rows.extend(Row::of(0, text_rows(&field.text, &label, Role::Dim, form.focus == 0, columns, 1, most)));
    let said = below(form, field, width, context).unwrap_or_else(|| vec![plain("", Role::Text)]);
    let spare = usize::from(area.height).saturating_sub(1 + rows.len() + said.len());
    rows.extend(Row::of(0, options(field, width, spare)).take(spare));
    rows.extend(said);
    let height = u16::try_from(rows.len() + 1).unwrap_or(u16::MAX).min(area.height);
    let frame = Rect { y: area.bottom() - height, height, ..area };
    let inner =
        Rect { x: frame.x + 2, y: frame.y + 1, width: frame.width.saturating_sub(4), height: height.saturating_sub(1) };
    Laid { frame, inner, rows, first: 0 }
}

/// The rule over a prompt at the foot, with its title.
fn headed(form: &Form, area: Rect, buffer: &mut Buffer, context: &Context) {
    let style = |role| context.theme.style(role);
    rule(buffer, area, 0, context.glyphs.rule(), style(Role::Accent));
    // The draft that came back matters more than what is typed now.
    let whose = if form.came.is_some() { "From another window" } else { "Your draft" };
    let draft = match (form.resumed, form.gives_way()) {
        (false, _) => String::new(),
        (true, false) => format!(" {whose} (Ctrl+U empties it):"),
        (true, true) => format!(" {whose} (typing replaces it, End keeps it):"),
    };
    let title = Shown::line(&form.title).fit(usize::from(area.width).saturating_sub(Shown::line(&draft).width() + 6));
    Pen::new(buffer, area, 0)
        .skip(2)
        .words(&draft, style(Role::Draft))
        .words(&format!(" {} ", title.as_str()), style(Role::Accent));
}

/// Below a prompt: remarks, or the focused way out.
fn below(form: &Form, field: &Field, width: usize, context: &Context) -> Option<Vec<Row>> {
    let way = match form.focus {
        0 => return said(form, field).map(|(text, role)| told(&text, role, 0, width, context)),
        1 => done(form),
        _ => away(form),
    };
    Some(Row::of(form.focus, vec![plain(way, Role::Accent)]).collect())
}

/// A row of words that takes no focus.
fn plain(words: &str, role: Role) -> Row {
    Row { pieces: vec![(Shown::line(words), role)], ..Row::default() }
}

/// Draws rows one below the other. Answers where the cursor sits.
fn put<'a>(
    rows: impl IntoIterator<Item = &'a Row>,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) -> Option<Position> {
    let mut cursor = None;
    for (row, line) in (0..area.height).zip(rows) {
        draw_row(line, area, row, buffer, context);
        if let Some(column) = line.cursor {
            cursor = Some(Position { x: area.x + u16::try_from(column).unwrap_or(0), y: area.y + row });
        }
    }
    cursor
}

/// The footer while a form is open: the keys of the focused row. Closing keeps what is typed as a draft if drafts reach
/// the disk.
#[must_use]
pub fn hints(form: &Form, keeps_drafts: bool) -> Vec<(&'static str, &'static str)> {
    let save = ending(form);
    let mut keys = match form.fields.get(form.focus) {
        None if form.long_text().is_some() => vec![("↵", "do it"), ("E", "$EDITOR"), ("↑", "back to the fields")],
        None => vec![("↵", "do it"), ("↑", "back to the fields")],
        Some(Field { kind: Kind::Markdown, .. }) => vec![("Ctrl+S", save), ("Ctrl+E", "$EDITOR"), ("⇥", "next")],
        Some(field) => {
            // If Enter does not save here, another key does.
            let (enter, other) = match form.after_enter() {
                Some(_) => ("next", ("Ctrl+S", save)),
                None => (save, ("⇥", "next")),
            };
            let own: &[(&str, &str)] = match &field.kind {
                Kind::Options(_) => &[("↓", "choose"), ("abc", "narrow")],
                Kind::Check => &[("Space", "yes or no")],
                _ if field.can_grow() => &[("↓", "more lines")],
                _ => &[],
            };
            std::iter::once(("↵", enter)).chain(own.iter().copied()).chain([other]).collect()
        }
    };
    let close = match (form.keeps, keeps_drafts) {
        (true, true) => "close, keep a draft",
        (true, false) => "close, keep until you leave",
        (false, _) => "close",
    };
    keys.push(("Esc", close));
    keys
}

/// What ending a form does, in two words at most: one that only looks something up does not save.
#[must_use]
pub fn ending(form: &Form) -> &'static str {
    if form.saves() { "save" } else { "go on" }
}

/// The key that ends a form from where the cursor stands.
#[must_use]
pub fn ends_by(form: &Form) -> &'static str {
    let keys = hints(form, true);
    keys.iter().find(|(_, does)| *does == ending(form)).map_or("Ctrl+S", |(key, _)| *key)
}

/// The words of the row that ends a form.
fn done(form: &Form) -> &'static str {
    if form.saves() { "[ Save ]" } else { "[ Go on ]" }
}

/// The words of the row that closes a form and keeps nothing.
fn away(form: &Form) -> &'static str {
    if form.has_draft() { "[ Drop the draft ]" } else { "[ Cancel ]" }
}

/// Columns of a pop-up in a terminal of that width. On a narrow one it takes all: only scraps of the screen would show
/// beside it.
fn popup_width(terminal: u16) -> u16 {
    if terminal < WIDEST + 24 { terminal } else { WIDEST }
}

/// Columns at which a form breaks its texts: after the last letter there must be room for the cursor.
#[must_use]
pub fn text_columns(form: &Form, context: &Context) -> usize {
    let (width, height) = context.body();
    match form.fields.first().filter(|_| form.is_prompt()) {
        Some(field) => match over(form, field, height) {
            Some(spot) => inline_columns(spot, width).1,
            None => foot_columns(field, usize::from(width.saturating_sub(4))).1,
        },
        None => usize::from(popup_width(width)).saturating_sub(4 + LABEL + 1),
    }
}

/// A form as a pop-up in the middle of an area.
fn in_the_middle(form: &Form, area: Rect, context: &Context) -> Laid {
    let width = popup_width(area.width);
    let (columns, most) = (usize::from(width.saturating_sub(4)), usize::from(area.height));
    let (fields, end) = rows(form, columns, most, context);
    let mut rows = listed(form, columns, most.saturating_sub(fields.len() + 2), context);
    let end = rows.len() + end;
    rows.extend(fields);
    let height = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX).min(area.height);
    // The sentence about the row behind is in the last two rows of the area: half of it would make no sense.
    let free = area.height - height;
    let above = if free < 3 { free } else { free / 2 };
    let frame = Rect { x: area.x + (area.width - width) / 2, y: area.y + above, width, height };
    let inner =
        Rect { x: frame.x + 2, y: frame.y + 1, width: frame.width.saturating_sub(4), height: height.saturating_sub(2) };
    let page = usize::from(inner.height);
    let focus = rows.iter().rposition(|row| row.focused).unwrap_or(0);
    let first = end.saturating_sub(page).min(focus).min(rows.len().saturating_sub(page));
    Laid { frame, inner, rows, first }
}

/// The frame of such a pop-up, with its title; its borders say what is out of view.
fn framed(form: &Form, laid: &Laid, buffer: &mut Buffer, context: &Context) {
    let Laid { frame, inner, rows, first } = laid;
    let (frame, last) = (*frame, frame.height.saturating_sub(1));
    let style = |role| context.theme.style(role);
    for row in [0, last] {
        rule(buffer, frame, row, context.glyphs.rule(), style(Role::Accent));
    }
    walls(buffer, frame, context.glyphs.wall(), style(Role::Accent));
    Pen::new(buffer, frame, 0).skip(2).words(&format!(" {} ", form.title), style(Role::Accent));
    let below = rows.len().saturating_sub(first + usize::from(inner.height));
    let ends = [(0, context.glyphs.above(), *first), (last, context.glyphs.below(), below)];
    for (row, sign, count) in ends.into_iter().filter(|(.., count)| *count > 0) {
        let text = format!(" {sign} {count} ");
        Pen::new(buffer, frame, row).to_right(text.chars().count() + 2).words(&text, style(Role::Accent));
    }
}

fn draw_row(row: &Row, area: Rect, at: u16, buffer: &mut Buffer, context: &Context) {
    let mut pen = Pen::new(buffer, area, at);
    for (text, role) in &row.pieces {
        pen.text(text, context.theme.style(*role));
    }
    if row.focused && row.cursor.is_none() {
        tint(buffer, Rect { y: area.y + at, height: 1, ..area }, context.theme.selection());
    }
}

/// The rows of a form, and where the focused ones end, remarks included.
fn rows(form: &Form, width: usize, height: usize, context: &Context) -> (Vec<Row>, usize) {
    let mut rows: Vec<Row> =
        form.about.iter().flat_map(|about| told(&context.dated(about), Role::Dim, 0, width, context)).collect();
    rows.extend(form.came.iter().flat_map(|came| told(came, Role::Draft, 0, width, context)));
    rows.extend(form.outdated().into_iter().flat_map(|outdated| told(outdated, Role::AtRisk, 0, width, context)));
    let mut end = 0;
    // A long text leaves room for the frame, the other fields, their remarks and the two rows at the end.
    let asked = || form.fields.iter().enumerate().filter(|(_, field)| form.asks(field));
    let room = height.saturating_sub(7 + 2 * asked().count()).max(TEXT_ROWS);
    for (place, field) in asked() {
        let focused = place == form.focus;
        rows.extend(Row::of(place, asked_rows(form, field, focused, width, room, context)));
        end = if focused { rows.len() } else { end };
    }
    rows.push(plain("", Role::Text));
    let placed = |failure: &&Failure| failure.field.as_deref().and_then(|name| form.asked(name)).is_some();
    if let Some(failure) = form.failure.as_ref().filter(|failure| !placed(failure)) {
        rows.extend(told(&failure.said(), Role::Failed, 0, width, context));
    }
    let save = if form.saving.is_on() { "[ saving … ]" } else { done(form) };
    for (place, words) in [(form.fields.len(), save), (form.fields.len() + 1, away(form))] {
        let focused = form.focus == place;
        let role = if focused { Role::Accent } else { Role::Dim };
        let pieces = vec![(Shown::line(&format!("{:LABEL$}{words}", "")), role)];
        rows.push(Row { pieces, focused, place: Some(place), ..Row::default() });
        end = if focused { rows.len() } else { end };
    }
    (rows, end)
}

/// The rows of a field that is asked: question, answer and remark.
fn asked_rows(form: &Form, field: &Field, focused: bool, width: usize, room: usize, context: &Context) -> Vec<Row> {
    let mut rows = Vec::new();
    let role = if focused { Role::Accent } else { Role::Dim };
    // A question without room beside its answer is above it; after a tick there is room.
    let label = if Shown::line(&field.label).width() < LABEL { field.label.as_str() } else { "" };
    let ticked = tick(field).filter(|_| label.is_empty()).map(|tick| Shown::line(tick).pad(TICK));
    match (ticked, Shown::line(&field.label)) {
        (Some(tick), question) if TICK + question.width() <= width => {
            rows.push(Row { pieces: vec![(tick, Role::Text), (question, role)], focused, ..Row::default() });
        }
        _ => {
            if label.is_empty() {
                rows.extend(told(&field.label, role, 0, width, context));
            }
            rows.extend(field_rows(field, label, role, focused, width, room));
        }
    }
    let failed = form.failure.as_ref().filter(|failure| failure.field.as_deref() == Some(field.name));
    let said = match failed {
        Some(failure) => Some((failure.said(), Role::Failed)),
        None => note(form, field, focused)
            .filter(|_| {
                let is_other = field.gone().is_some() || field.then.is_some();
                let is_said = !field.text.is_empty() || is_other || form.said_of(field).is_some();
                is_said || form.failure.is_some()
            })
            .or_else(|| field.unsaid().map(|meant| (meant, Role::Dim))),
    };
    rows.extend(said.into_iter().flat_map(|(text, role)| told(&shortened(&text, field), role, LABEL, width, context)));
    rows
}

/// A remark on a field, in which the typed text names no key and is shortened if it is long.
fn shortened(said: &str, field: &Field) -> String {
    let typed = field.text.text().trim();
    let brief = verbatim(&brief(typed));
    // In a failure that is done already.
    let said = said.replace(&verbatim(typed), typed);
    if brief == typed { said } else { said.replace(typed, &brief) }
}

/// The lines above the fields, in so many rows. The first says what they are, and stays; those that do not fit are
/// counted, and a key pages to them. If only one row is left beside the first, one line at a time is shown, cut to it.
fn listed(form: &Form, width: usize, room: usize, context: &Context) -> Vec<Row> {
    // What a list says comes from the data: it names no key.
    let said = |line: &String| told(&verbatim(&context.dated(line)), Role::Text, 0, width, context);
    let mut lines: Vec<Vec<Row>> = form.lists.iter().map(said).collect();
    let all: usize = lines.iter().map(Vec::len).sum();
    if let Some(behind) = lines.get_mut(1..).filter(|_| all > room) {
        behind.rotate_left(form.turned.min(behind.len()));
    }
    let has_room = |rows: usize, shown: usize| rows + usize::from(shown < lines.len()) <= room;
    let rows = |shown: usize| lines.iter().take(shown).map(Vec::len).sum::<usize>();
    let Some(shown) = (0..=lines.len()).rev().find(|shown| has_room(rows(*shown), *shown)) else {
        return Vec::new();
    };
    if shown < 2
        && form.turns()
        && let Some(line) = form.lists.get(1 + form.turned)
    {
        let (place, all) = (form.turned + 1, form.lists.len() - 1);
        let line = context.dated(line);
        let text = Shown::line(&format!("PgDn: {place} of {all}: {}", line.trim_start_matches(['·', ' ']))).fit(width);
        return (room > 0).then(|| plain(text.as_str(), Role::Text)).into_iter().collect();
    }
    let left = lines.len() - shown;
    let way = if form.turns() { ": PgDn" } else { "" };
    let more = (left > 0).then(|| plain(&format!("and {left} more{way}"), Role::Dim));
    lines.into_iter().take(shown).flatten().chain(more).collect()
}

/// A sentence below a field, on as many rows as it takes.
fn told(text: &str, role: Role, left: usize, width: usize, context: &Context) -> Vec<Row> {
    let lines = Shown::line(&context.told(text)).wrap(width.saturating_sub(left).max(1));
    let row = |line: Shown| {
        let line = Shown::line(&format!("{:left$}{line}", ""));
        Row { pieces: vec![(line, role)], ..Row::default() }
    };
    lines.into_iter().map(row).collect()
}

/// The sign for yes or no; none where something else is asked.
fn tick(field: &Field) -> Option<&'static str> {
    (field.kind == Kind::Check).then(|| if field.text.text() == "yes" { "[x] yes" } else { "[ ] no" })
}

fn field_rows(field: &Field, label: &str, label_role: Role, focused: bool, width: usize, height: usize) -> Vec<Row> {
    let label = Shown::line(label).pad(LABEL);
    let room = width.saturating_sub(LABEL);
    let columns = room.saturating_sub(1);
    match &field.kind {
        Kind::Markdown => text_rows(&field.text, &label, label_role, focused, columns, TEXT_ROWS, height),
        Kind::Options(_) => {
            let (typed, column) = field.text.window(room);
            let shown = Shown::line(&field.shown());
            let mut pieces = vec![(label, label_role)];
            if focused {
                pieces.push((typed.pad(room), Role::Field));
            } else {
                pieces.push((shown, Role::Text));
            }
            let cursor = focused.then_some(LABEL + column);
            let mut rows = vec![Row { pieces, cursor, focused, ..Row::default() }];
            if focused {
                rows.extend(options(field, room, height).into_iter().map(|mut row| {
                    row.pieces.insert(0, (Shown::line(&" ".repeat(LABEL)), Role::Dim));
                    row
                }));
            }
            rows
        }
        Kind::Check => {
            let words = Shown::line(tick(field).unwrap_or_default());
            vec![Row { pieces: vec![(label, label_role), (words, Role::Text)], focused, ..Row::default() }]
        }
        _ if focused => text_rows(&field.text, &label, label_role, focused, columns, 1, height),
        _ => {
            let pieces = vec![(label, label_role), (Shown::head(field.text.text(), room), Role::Text)];
            vec![Row { pieces, focused, part: Part::Text(0, LABEL), ..Row::default() }]
        }
    }
}

/// A text after its label, broken at so many columns. While it is edited it has at least and at most so many rows and
/// shows those around the cursor; otherwise it shows its beginning.
fn text_rows(
    text: &TextValue,
    label: &Shown,
    role: Role,
    focused: bool,
    columns: usize,
    least: usize,
    most: usize,
) -> Vec<Row> {
    let rows = text.rows(columns);
    let (at, column) = text.place(&rows);
    let height = if focused { rows.len().clamp(least, most) } else { rows.len().min(3) };
    let first = if focused { (at + 1).saturating_sub(height) } else { 0 };
    let last = first + height - 1;
    (first..=last)
        .map(|number| {
            let head = if number == first { label.clone() } else { Shown::line(&" ".repeat(label.width())) };
            let from = rows.get(number).map_or(text.text().len(), |row| row.start);
            // A text that is not being edited ends in an ellipsis where more of it follows.
            let to = if number == last && !focused { None } else { rows.get(number).map(|row| row.end) };
            let body = text.text().get(from..to.unwrap_or(text.text().len())).unwrap_or_default();
            let body = Shown::head(body.trim_end_matches(' '), columns);
            let body = if focused { body.pad(columns + 1) } else { body };
            let here = focused && number == at;
            Row {
                pieces: vec![(head, role), (body, if focused { Role::Field } else { Role::Text })],
                cursor: here.then(|| label.width() + column.min(columns)),
                focused: here,
                part: Part::Text(number, label.width()),
                ..Row::default()
            }
        })
        .collect()
}

/// The matching options with the highlighted one among them and, where they do not all fit in so many rows, which of
/// how many they are.
fn options(field: &Field, width: usize, height: usize) -> Vec<Row> {
    let found = field.candidates();
    let Some(last) = found.len().checked_sub(1) else {
        return Vec::new();
    };
    let chosen = field.chosen.min(last);
    let page = if found.len() <= FEW.min(height) { found.len() } else { OPTION_ROWS };
    let first = (chosen + 1).saturating_sub(page);
    let shown = found.iter().enumerate().skip(first).take(page);
    let row = |(place, option): (usize, &usize)| {
        let title = field.title(*option)?;
        let here = place == chosen && field.gone().is_none();
        let sign = if here { "▌ " } else { "  " };
        let text = Shown::line(&format!("{sign}{title}")).fit(width);
        let role = if here { Role::Strong } else { Role::Text };
        Some(Row { pieces: vec![(text, role)], focused: here, part: Part::Choice(place), ..Row::default() })
    };
    let mut rows: Vec<Row> = shown.filter_map(row).collect();
    if found.len() > rows.len() {
        let which = format!("  {} to {} of {}", first + 1, first + rows.len(), found.len());
        rows.push(plain(&which, Role::Dim));
    }
    rows
}

/// The remark under a field: what is wrong, how it was understood, what the earlier value was.
fn note(form: &Form, field: &Field, focused: bool) -> Option<(String, Role)> {
    if let Some(told) = field.now_and_then() {
        return Some((told, Role::AtRisk));
    }
    match form.said_of(field) {
        Some(Said::Wrong(what)) => return Some((what, Role::Failed)),
        Some(Said::Doubt(what)) => return Some((format!("= {what}"), Role::AtRisk)),
        Some(Said::Fine(what)) => return Some((format!("= {what}"), Role::Dim)),
        None => {}
    }
    if let Some(told) = field.forgiven() {
        return Some((told, Role::AtRisk));
    }
    let is_another = !field.old.is_empty() && field.value() != field.old;
    match field.check() {
        Check::Wrong(what) if focused || !field.text.is_empty() || field.gone().is_some() => Some((what, Role::Failed)),
        Check::Fine(_) if field.flattened > 0 => {
            Some((format!("the {} lines that were pasted became one", field.flattened), Role::AtRisk))
        }
        Check::Fine(Some(echo)) => {
            let was = if is_another { format!("; was {}", Shown::head(&field.before(), 60)) } else { String::new() };
            let role = if field.is_doubted() { Role::AtRisk } else { Role::Dim };
            Some((format!("= {echo}{was}"), role))
        }
        _ if focused && is_another && !matches!(field.kind, Kind::Options(_) | Kind::Markdown) => {
            Some((format!("was {}", Shown::head(&field.before(), 60)), Role::Dim))
        }
        _ => None,
    }
}

/// Shown under a prompt whose saving takes long.
const SAVING: &str = "It is being saved; what you type meanwhile goes in here only where that fails.";

/// The remark on a prompt: that saving takes long, what failed, what is wrong, how it was understood.
fn said(form: &Form, field: &Field) -> Option<(String, Role)> {
    if form.saving == Saving::Lingers {
        let told = [Some(SAVING), form.beside.as_deref()].into_iter().flatten();
        return Some((told.collect::<Vec<_>>().join(" "), Role::Dim));
    }
    let found = match &form.failure {
        Some(failure) => Some((failure.said(), Role::Failed)),
        None if form.touched => note(form, field, true),
        None => None,
    };
    let found = found.map(|(text, role)| (shortened(&text, field), role));
    found.or_else(|| form.beside.clone().map(|told| (told, Role::Dim)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Invalid;

    #[test]
    fn what_is_typed_names_no_key_in_what_is_said_of_it_nor_in_a_failure() {
        let field = Field::line("text", "Text", "⟨undo⟩");
        let wrong = Invalid::new("“⟨undo⟩” is no name");
        for said in [wrong.what.clone(), Failure::from(wrong).title] {
            assert_eq!(shortened(&said, &field), "“⟨⟨undo⟩” is no name");
        }
    }

    #[test]
    fn a_prompt_says_that_it_is_being_saved_as_long_as_that_lingers_and_what_stood_there_stays() {
        let field = Field::line("text", "Text", "");
        let mut form = Form::prompt("k", "t", field, Box::new(|_, _| Err(Invalid::new("not now"))));
        form.beside = Some("Emptied.".to_owned());
        let told = |form: &Form| said(form, &form.fields[0]).map(|(text, _)| text);
        for (saving, says) in [
            (Saving::Begun, "Emptied.".to_owned()),
            (Saving::Lingers, format!("{SAVING} Emptied.")),
            (Saving::No, "Emptied.".to_owned()),
        ] {
            form.saving = saving;
            assert_eq!(told(&form), Some(says));
        }
    }
}
