//! How a review is drawn: its head, the line of its pages, and the open page.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::parts;
use super::{Page, Reviews, agenda, committee, minutes};
use crate::domain::delta::{Changed, Kind};
use crate::domain::shown::collapsed;
use crate::domain::words::flag_word;
use crate::domain::{AgendaItem, Meeting, PilotId, Presence, ReviewState, Shown};
use crate::interaction::Context;
use crate::interaction::extract::Rows;
use crate::ui::paint::{Pen, paragraph, row_pen};
use crate::ui::theme::Role;

/// Rows of the parts of the body.
pub(super) struct Parts {
    /// The first row of the list.
    pub first: usize,
    /// Rows of the list that show at once.
    pub list: usize,
    /// Rows for the text about the selected item.
    pub detail: usize,
}

impl Parts {
    pub fn of(screen: &Reviews, context: &Context) -> Self {
        let agenda = screen.page == Page::Agenda;
        let height = usize::from(context.body().1).saturating_sub(screen.filter.rows());
        let head = head(screen, context).len() + 2;
        let first = head + usize::from(agenda);
        let room = height.saturating_sub(first);
        if !agenda || height < 14 {
            // Below an agenda that scrolls a row says how much follows: over the last item it would hide its minutes.
            let mark = usize::from(agenda && screen.rows() > room);
            return Self { first, list: room.saturating_sub(mark).max(1), detail: 0 };
        }
        // A filter leaves the list at its full height, so that nothing jumps while it is typed.
        let list = screen.agenda().len().clamp(1, (room * 3 / 5).max(1));
        Self { first, list, detail: room.saturating_sub(list + 1) }
    }
}

/// What is said of the review above its pages.
fn head(screen: &Reviews, context: &Context) -> Vec<(String, Role)> {
    let Some(meeting) = screen.meeting() else {
        return Vec::new();
    };
    let review = &meeting.review;
    let chair = review.chair.as_ref().map_or("nobody chairs it".to_owned(), |(_, name, _)| format!("chair {name}"));
    let dot = context.glyphs.dot();
    let time = format!("{} of {} min", meeting.total(), review.slot);
    let mut lines = vec![(format!("{}  {dot}  {chair}  {dot}  {time}", state(meeting, context)), Role::Strong)];
    if context.is_low() {
        return lines;
    }
    if let Some(closed) = screen.closed() {
        if !context.read_only {
            lines.push((context.told(closed), Role::Dim));
        }
        return lines;
    }
    if meeting.total() > review.slot {
        let over = meeting.total() - review.slot;
        lines.push((format!("{over} min over: drop items, shorten them, or ask for time"), Role::AtRisk));
    }
    let notes = screen.committee.notes(review).into_iter().filter(|_| context.body().1 >= 18);
    lines.extend(notes.map(|note| (note, Role::AtRisk)));
    lines
}

fn state(meeting: &Meeting, context: &Context) -> String {
    let day = |at: crate::domain::Instant| context.day(at.day());
    match (meeting.review.state, meeting.review.opened, meeting.review.closed) {
        (ReviewState::Closed, _, Some(at)) => format!("closed on {}", day(at)),
        (ReviewState::Open, Some(at), _) if at.day() != context.today => format!("open since {}", day(at)),
        (state, ..) => state.name().to_owned(),
    }
}

/// Draws it; answers where the cursor sits, while the page is narrowed.
pub(super) fn draw(screen: &Reviews, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
    // Whoever hears it goes to another page by its name.
    let turns = !context.is_heard();
    if screen.meetings.is_empty() && screen.page == Page::Agenda {
        if turns {
            pages(screen, area, buffer, context);
        }
        empty(screen, area, buffer, context);
        return None;
    }
    let style = |role| context.theme.style(role);
    let head = head(screen, context);
    for (row, (text, role)) in (0_u16..).zip(&head) {
        Pen::new(buffer, area, row).skip(1).words(text, style(*role));
    }
    let below = u16::try_from(head.len()).unwrap_or(0);
    if turns {
        pages(screen, Rect { y: area.y + below, height: area.height.saturating_sub(below), ..area }, buffer, context);
    }
    let parts = Parts::of(screen, context);
    let rows = |from: usize, rows: usize| {
        let from = u16::try_from(from).unwrap_or(u16::MAX).min(area.height);
        let height = u16::try_from(rows).unwrap_or(u16::MAX).min(area.height - from);
        Rect { y: area.y + from, height, ..area }
    };
    match screen.page {
        _ if screen.rows() == 0 && !screen.filter.is_empty() => {
            let (area, style) = (rows(parts.first, parts.list + parts.detail), style(Role::Text));
            paragraph(buffer, area, 0, &parts::unfound(&screen.filter, context), style);
        }
        Page::Agenda => {
            agenda::draw(screen, rows(parts.first - 1, parts.list + 1), buffer, context);
            agenda::reasons(screen, rows(parts.first + parts.list + 1, parts.detail), buffer, context);
        }
        Page::Since => since(screen, rows(parts.first, parts.list), buffer, context),
        Page::Minutes => said(screen, rows(parts.first, parts.list), buffer, context),
        Page::Committee => seats(screen, rows(parts.first, parts.list), buffer, context),
    }
    let (list, below) = (rows(parts.first, parts.list), usize::from(screen.page == Page::Agenda));
    parts::more_under(screen.list, screen.rows(), list, rows(parts.first, parts.list + below), buffer, context);
    // In the empty row under the names of the pages.
    parts::more_above(screen.list, rows(head.len() + 1, 1), buffer, context);
    screen.filter.draw(counted(screen), area, buffer, context)
}

/// How many of what the page holds show, and of how many; a heading of the minutes is no line of them.
fn counted(screen: &Reviews) -> (usize, usize) {
    match screen.page {
        Page::Agenda => (screen.rows(), screen.agenda().len()),
        Page::Since => (screen.rows(), screen.delta().map_or(0, |delta| delta.rows.len())),
        Page::Minutes => minutes::counted(screen),
        Page::Committee => (screen.rows(), committee::seats(screen).len()),
    }
}

fn empty(screen: &Reviews, area: Rect, buffer: &mut Buffer, context: &Context) {
    if !screen.loaded {
        return;
    }
    let text = if context.as_of.is_some() {
        "No review was there then. ⟨as-of⟩ goes back to the present."
    } else if context.read_only {
        "No review yet, and nothing can be written here."
    } else {
        "No review yet. ⟨prepare⟩ prepares one: its agenda is made of everything that is due, and ⟨meet⟩ runs it on the wall, one item at a time."
    };
    paragraph(buffer, area, 2, &context.told(text), context.theme.style(Role::Dim));
}

/// The titles of the pages for a line of that width, numbered like their keys.
fn titles(screen: &Reviews, width: u16, context: &Context) -> impl Iterator<Item = (Page, String)> {
    let title = |page: Page| match (page, screen.delta()) {
        (Page::Since, Some(delta)) => format!("Since {}", context.day(delta.since)),
        _ => page.title().to_owned(),
    };
    let full = Page::ALL.map(title);
    // Where they do not fit, one word of each; where even that does not fit, only that of the open page.
    let short = full.clone().map(|title| title.split(' ').next().unwrap_or_default().to_owned());
    let has_room = |titles: &[String]| {
        let whole: usize = titles.iter().map(|title| title.chars().count() + " 1   ".len()).sum();
        whole <= usize::from(width) + 1
    };
    let (narrow, now) = (!has_room(&short), screen.page);
    let titles = if has_room(&full) { full } else { short };
    (1..).zip(Page::ALL).zip(titles).map(move |((number, page), title)| {
        let is_named = !narrow || page == now;
        (page, if is_named { format!("{number} {title} ") } else { format!("{number} ") })
    })
}

/// The line of pages.
fn pages(screen: &Reviews, area: Rect, buffer: &mut Buffer, context: &Context) {
    let mut pen = Pen::new(buffer, area, 0);
    for (page, title) in titles(screen, area.width, context) {
        let here = page == screen.page;
        let role = if here { Role::Accent } else { Role::Dim };
        pen.words(context.glyphs.edge(here), context.theme.style(Role::Accent));
        pen.words(&title, context.theme.style(role)).skip(1);
    }
}

/// The page whose title is at a cell of the screen.
pub(super) fn page_at(screen: &Reviews, at: Position, context: &Context) -> Option<Page> {
    let is_there = usize::from(at.y) == head(screen, context).len();
    let mut end = 0;
    // A title has a bar before it and a gap after it.
    let is_at = |(_, title): &(Page, String)| {
        end += title.chars().count() + 2;
        usize::from(at.x) < end
    };
    titles(screen, context.body().0, context).find(is_at).filter(|_| is_there).map(|(page, _)| page)
}

/// A row of a list without headings.
fn row(pieces: &[(Shown, Role)], selected: bool, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (mut pen, style) = row_pen(buffer, area, selected, (&context.theme, context.glyphs));
    pen.skip(1);
    for (text, role) in pieces {
        pen.text(text, style(*role));
    }
}

/// What precedes the text of a row, in a column; an empty one takes no room.
fn lead(text: &str, role: Role) -> (Shown, Role) {
    (Shown::line(text).pad(if text.is_empty() { 0 } else { 14 }), role)
}

/// From this width on, the pilots of changes have a column, of at most so many columns.
const NAMED: u16 = 80;
const NAME: usize = 24;

/// The sign, the colour of a kind of change.
fn look(kind: Kind) -> Role {
    match kind {
        Kind::NewSignal => Role::Wanted,
        Kind::Status | Kind::Reading | Kind::Missed => Role::AtRisk,
        Kind::Cleared => Role::OnTrack,
        _ => Role::Dim,
    }
}

/// What changed, with its days shortened except where somebody typed them.
fn dated(changed: &Changed, context: &Context) -> String {
    context.dated_around(&changed.typed, &changed.text)
}

/// What changed, for which pilot.
pub(super) fn told(screen: &Reviews, changed: &Changed, context: &Context) -> String {
    let text = dated(changed, context);
    match screen.pilot_name(changed.pilot) {
        "" => text,
        name => format!("{name}: {text}"),
    }
}

/// The same for listening, with the kind of change that a screen shows beside it.
fn heard(screen: &Reviews, changed: &Changed, context: &Context) -> String {
    format!("{}, {}", changed.kind.name(), told(screen, changed, context))
}

/// What is said if nothing happened that this page tells of; other things may have been written.
const UNCHANGED: &str = "no signal, status, stage, gate, decision, action or exception changed; the history (⟨everywhere history⟩) has what \
                         else was written";

/// How everything is seen as it was then.
const AS_IT_WAS: &str = "⟨as-it-was⟩ shows everything as it was when it closed";

fn since(screen: &Reviews, area: Rect, buffer: &mut Buffer, context: &Context) {
    if screen.is_past() {
        let next = if screen.has_neighbour(1) { "; ⟨later⟩ goes to the next one" } else { "" };
        let text = format!("What had happened before this review is in its pack, and {AS_IT_WAS}{next}.");
        paragraph(buffer, area, 0, &context.told(&text), context.theme.style(Role::Dim));
        return;
    }
    let Some(delta) = screen.delta() else {
        let text = if context.portfolio.is_whole() {
            "No review was closed yet: once one is, this page tells what happened since."
        } else {
            "Judging how the pilots stand …"
        };
        paragraph(buffer, area, 0, &context.told(text), context.theme.style(Role::Dim));
        return;
    };
    if delta.rows.is_empty() {
        let text = match screen.review().map(|review| review.state) {
            Some(ReviewState::Closed) => {
                format!("Since it was closed {UNCHANGED}. What had happened before is in its pack, and {AS_IT_WAS}.")
            }
            _ => format!("Since then {UNCHANGED}."),
        };
        paragraph(buffer, area, 0, &context.told(&text), context.theme.style(Role::Dim));
    }
    let changes = screen.changes();
    let named = |changed: &Changed| Shown::line(screen.pilot_name(changed.pilot));
    let widest = changes.iter().copied().map(|changed| named(changed).width()).max().unwrap_or(0).min(NAME);
    for (line, changed, selected) in screen.list.shown(&changes, area) {
        let kind = lead(changed.kind.name(), look(changed.kind));
        let pieces = if area.width < NAMED {
            vec![kind, (Shown::line(&told(screen, changed, context)), Role::Text)]
        } else {
            let name = named(changed).fit(widest).pad(widest + 2);
            vec![kind, (name, Role::Strong), (Shown::line(&dated(changed, context)), Role::Text)]
        };
        row(&pieces, selected, line, buffer, context);
    }
}

fn said(screen: &Reviews, area: Rect, buffer: &mut Buffer, context: &Context) {
    let lines = minutes::lines(screen);
    if lines.is_empty() {
        let text = if context.read_only {
            "Nothing is minuted."
        } else if screen.meetings.is_empty() {
            "No review yet: ⟨prepare⟩ prepares one. While it is open, ⟨add⟩ writes a line of its minutes here, and ⟨meeting minute⟩ in the meeting."
        } else {
            "Nothing is minuted yet: while the review is open, ⟨add⟩ writes a line here, and ⟨meeting minute⟩ in the meeting."
        };
        paragraph(buffer, area, 0, &context.told(text), context.theme.style(Role::Dim));
    }
    for (line, said, selected) in screen.list.shown(&lines, area) {
        row(&[(Shown::line(&said.shown(context)), said.role)], selected, line, buffer, context);
    }
}

fn seats(screen: &Reviews, area: Rect, buffer: &mut Buffer, context: &Context) {
    let seats = committee::shown(screen);
    if seats.is_empty() {
        let text = if committee::is_closed(screen) {
            "Who came was not noted."
        } else if context.read_only {
            "Nobody sits on the committee."
        } else {
            "Nobody sits on the committee yet: ⟨add⟩ adds somebody, for a function."
        };
        paragraph(buffer, area, 0, &context.told(text), context.theme.style(Role::Dim));
    }
    let widest = seats.iter().map(|seat| Shown::line(&seat.name).width()).max().unwrap_or(0).min(28);
    for (line, seat, selected) in screen.list.shown(&seats, area) {
        let (noted, role) = match seat.presence {
            Some(Presence::Present) => (format!("{} there", context.glyphs.met()), Role::OnTrack),
            Some(Presence::Excused) => (format!("{} apologies", context.glyphs.not_applicable()), Role::Text),
            Some(Presence::Absent) => (format!("{} absent", context.glyphs.not_applicable()), Role::AtRisk),
            None => (String::from(if screen.meetings.is_empty() { "" } else { "not noted" }), Role::Dim),
        };
        let chair = screen.review().and_then(|review| review.chair.as_ref());
        let chairs = if chair.is_some_and(|(chair, ..)| *chair == seat.person) { "chairs it" } else { "" };
        let said: Vec<&str> = [seat.says.as_str(), chairs].into_iter().filter(|text| !text.is_empty()).collect();
        let name = Shown::line(&seat.name).pad(widest);
        let text = format!("{}   {}", name.as_str(), said.join(", "));
        let pieces = [lead(&noted, role), (Shown::line(&text), Role::Text)];
        row(&pieces, selected, line, buffer, context);
    }
}

impl Reviews {
    /// The pilot that the row under the cursor is about.
    pub(super) fn row_pilot(&self) -> Option<PilotId> {
        match self.page {
            Page::Agenda => self.item()?.pilot,
            Page::Since => self.changes().get(self.list.selected)?.pilot,
            Page::Minutes => minutes::lines(self).get(self.list.selected)?.pilot,
            Page::Committee => None,
        }
    }
}

/// Its chair, its length, and what is wrong with that; on a page without rows, what it says instead.
pub(super) fn remarks(screen: &Reviews, context: &Context) -> Vec<String> {
    if sentences(screen, context).is_empty() {
        return Vec::new();
    }
    head(screen, context).into_iter().map(|(text, _)| collapsed(&text)).collect()
}

/// Something about the visible items of the agenda, each with what came of it so far.
fn shown<T>(screen: &Reviews, told: impl Fn(&AgendaItem, &'static str) -> T) -> Vec<T> {
    let Some(meeting) = screen.so_far() else {
        return Vec::new();
    };
    let (decisions, actions) = screen.recorded();
    let brought = meeting.brought(decisions, actions);
    let items = screen.places().into_iter().filter_map(|at| meeting.agenda.get(at));
    items.map(|item| told(item, item.state.came(brought.contains(&item.id)))).collect()
}

/// The rows of the page that is open, a sentence each.
pub(super) fn sentences(screen: &Reviews, context: &Context) -> Vec<String> {
    match screen.page {
        Page::Agenda => {
            let item = |item: &AgendaItem, came: &'static str| {
                let wanted = agenda::wants(screen, item, context);
                let minutes = format!("{} minutes", item.minutes);
                let said = [item.title.as_str(), came, minutes.as_str()];
                let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
                format!("{}: {wanted}", said.join(", "))
            };
            shown(screen, item)
        }
        Page::Since => screen.changes().into_iter().map(|row| heard(screen, row, context)).collect(),
        Page::Minutes => minutes::lines(screen).iter().map(|line| minutes::said(line, context)).collect(),
        Page::Committee => {
            let seat = |seat: committee::Seat| {
                let was = match seat.presence {
                    Some(noted) => format!(", {noted}"),
                    // Of a draft nobody can say yet who comes.
                    None if screen.meeting().is_some_and(|meeting| !meeting.is_draft()) => ", not noted".to_owned(),
                    None => String::new(),
                };
                match (seat.member, seat.says.is_empty()) {
                    (true, _) => format!("{}{was}: {}", seat.name, seat.says),
                    (false, true) => format!("{}{was}", seat.name),
                    (false, false) => format!("{}{was}: a guest", seat.name),
                }
            };
            committee::shown(screen).into_iter().map(seat).collect()
        }
    }
}

/// The rows of the page that is open, in columns; the minutes are sentences.
pub(super) fn columns(screen: &Reviews, context: &Context) -> Option<Rows> {
    let name = |pilot: Option<PilotId>| screen.pilot_name(pilot).to_owned();
    let (header, rows): (&[&str], Vec<Vec<String>>) = match screen.page {
        Page::Agenda => {
            let row = |item: &AgendaItem, came: &'static str| {
                let (state, minutes) = (came.to_owned(), item.minutes.to_string());
                let (wanted, why) = (agenda::asks(screen, item, context), agenda::told(screen, item, context));
                vec![item.title.clone(), name(item.pilot), state, minutes, wanted.unwrap_or_default(), why]
            };
            (&["item", "pilot", "state", "minutes", "decision requested", "why"], shown(screen, row))
        }
        Page::Since => {
            let row = |changed: &Changed| {
                let on = changed.on.map(|on| on.to_string()).unwrap_or_default();
                vec![on, name(changed.pilot), changed.kind.name().to_owned(), changed.text.clone()]
            };
            (&["date", "pilot", "kind", "what"], screen.changes().into_iter().map(row).collect())
        }
        Page::Committee => {
            let row = |seat: committee::Seat| {
                let present = match seat.presence {
                    Some(Presence::Present) => "yes",
                    Some(Presence::Excused) => Presence::Excused.name(),
                    Some(Presence::Absent) => "no",
                    None => "",
                };
                let member = flag_word(seat.member);
                vec![seat.name, seat.function, member.to_owned(), present.to_owned()]
            };
            (&["name", "function", "member", "present"], committee::shown(screen).into_iter().map(row).collect())
        }
        Page::Minutes => return None,
    };
    Some(Rows { header: header.iter().map(|title| (*title).to_owned()).collect(), rows })
}

/// One sentence about the selected row.
pub(super) fn explain(screen: &Reviews, context: &Context) -> Option<String> {
    match screen.page {
        Page::Agenda => {
            let item = screen.item()?;
            let detail = Parts::of(screen, context).detail;
            // If it is told below the list, this is only what does not fit there.
            if detail > 0 && !context.is_heard() {
                let (is_told, left) = agenda::left_over(screen, item, detail, context);
                if is_told {
                    return left;
                }
            }
            let why = agenda::told(screen, item, context);
            Some(format!("{}: {}", item.title, if why.is_empty() { "added by hand" } else { &why }))
        }
        Page::Since => {
            let changed = *screen.changes().get(screen.list.selected)?;
            let on = changed.on.map_or_else(String::new, |on| format!(" ({})", context.day(on)));
            let told = if context.is_heard() { heard } else { told };
            Some(format!("{}{on}", told(screen, changed, context)))
        }
        Page::Minutes => minutes::lines(screen).get(screen.list.selected).map(|line| line.shown(context)),
        Page::Committee => {
            let seat = committee::selected(screen)?;
            let noted = seat.presence.map(Presence::name).filter(|_| !seat.member);
            let says: Vec<&str> =
                noted.into_iter().chain([seat.says.as_str()]).filter(|said| !said.is_empty()).collect();
            Some(format!("{}: {}", seat.name, says.join(", ")))
        }
    }
}
