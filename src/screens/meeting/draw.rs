//! How the meeting is drawn: one thing to look at, the countdown, and what is wanted; more where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::brought::{self, MINUTED, besides, told};
use super::outcome::{Columns, MOST_BROUGHT, Outcome};
use super::sheet::{RECORDED, Seen, Sheet, columns, is_cramped, lines};
use super::{Room, below, item, place};
use crate::domain::words::count;
use crate::domain::{AgendaItem, Meeting};
use crate::interaction::{Context, Told};
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// What would be shown, so far down the page.
pub(super) fn seen(room: &Room, further: usize, context: &Context) -> Seen {
    let (width, height) = context.wall();
    let area = Rect { x: 0, y: 0, width, height };
    draw(room, further, area, &mut Buffer::empty(area), context)
}

/// Draws it, so far down; answers what is shown.
pub(super) fn draw(room: &Room, further: usize, area: Rect, buffer: &mut Buffer, context: &Context) -> Seen {
    if room.blank {
        return Seen::default();
    }
    let width = columns(area.width, context);
    let area = Rect { x: area.x + (area.width - width) / 2, width, ..area };
    let mut sheet = Sheet { buffer, area, row: 0, context, further, seen: Seen::default() };
    let Some(meeting) = &room.meeting else {
        return Seen::default();
    };
    if meeting.is_closed() {
        closed(meeting, &mut sheet);
        return Seen::default();
    }
    clock(room, meeting, &mut sheet);
    match room.item() {
        Some(shown) => on_item(room, shown, &mut sheet),
        None => closing(room, meeting, &mut sheet),
    }
    sheet.seen
}

/// An item, with what it brought at the foot; scrolled past its end, with all of that.
fn on_item(room: &Room, shown: &AgendaItem, sheet: &mut Sheet<'_>) {
    let brought = brought::of_item(room, shown, sheet.context);
    let full = sheet.further.checked_sub(room.before_brought(sheet.context)).and_then(|from| brought.get(from..));
    if let Some(full) = full.filter(|full| !full.is_empty()) {
        item::title(&shown.title, sheet);
        item::above(sheet);
        return in_full(full, sheet);
    }
    let step = sheet.further.checked_sub(1).and_then(|at| below::steps(room, sheet.context).get(at).copied());
    // Further down a small page what is read there comes first.
    let read = sheet.further > 0 && is_cramped(sheet.context);
    let most = if read { 0 } else { RECORDED.min(usize::from(sheet.room() / 4)) };
    let (foot, below) = foot(&brought, sheet.area.width, most);
    sheet.seen.below = below;
    let (hidden, rows) = (brought.len() - foot.len(), foot.iter().map(|(_, rows)| *rows).sum::<usize>());
    let counted = hidden > 0 && (1..most).contains(&rows);
    let kept = u16::try_from(rows + usize::from(counted)).unwrap_or(u16::MAX);
    let whole = sheet.area;
    sheet.area.height -= kept;
    item::draw(room, shown, step, sheet);
    (sheet.area, sheet.row) = (whole, whole.height - kept);
    if counted {
        let before = format!("and {hidden} recorded before: {}", sheet.context.glyphs.below());
        sheet.text(&before, Role::Dim, 1);
    }
    for (text, rows) in foot {
        sheet.indented((sheet.context.glyphs.met(), Role::Done), &text, Role::Text, rows);
    }
}

/// Where the meeting is, and how much time is left for the item and for all of it.
fn clock(room: &Room, meeting: &Meeting, sheet: &mut Sheet<'_>) {
    let (place, state) = match room.item() {
        Some(item) => {
            let so_far = meeting.so_far(&room.decisions, &room.actions);
            let known = so_far.agenda.iter().find(|known| known.id == item.id);
            let brought = meeting.brought(&room.decisions, &room.actions).contains(&item.id);
            let said = known.map_or("", |known| known.state.came(brought));
            let state = if said.is_empty() { String::new() } else { format!(", {said}") };
            (format!("Item {} of {}", room.stand.at + 1, room.items().len()), state)
        }
        None => ("Closing".to_owned(), String::new()),
    };
    if meeting.is_draft() {
        return unopened(&place, room.other.is_none(), sheet);
    }
    let (all, all_over) = place::left(meeting.review.slot, room.stand.total());
    let (own, over) =
        room.item().map_or((String::new(), false), |item| place::left(item.minutes, room.stand.spent(item.id)));
    let stands = |said| if room.stand.paused { said } else { "" };
    // The state of the item and the clock, and what the other time means, in shorter words where there is less room.
    let short = ("", stands("stands   "), "   all ");
    let state = state.as_str();
    let ways = [(state, stands("the clock stands   "), "   meeting "), (state, short.1, short.2), short];
    let right = |stands: &str, of: &str| stands.len() + own.len() + of.chars().count() + all.len();
    let width = usize::from(sheet.area.width);
    let fits = |(state, stands, of): &(&str, &str, &str)| place.len() + state.len() + GAP + right(stands, of) <= width;
    let way = ways.into_iter().find(fits);
    let between = format!(" {} ", sheet.context.glyphs.dot());
    let (state, stands, of) = way.unwrap_or(("", stands("stands "), &between));
    let (own, all) = if way.is_some() { (own, all) } else { (place::brief(&own), place::brief(&all)) };
    let right = |stands: &str, of: &str| stands.len() + own.len() + of.chars().count() + all.len();
    let style = |role| sheet.context.theme.style(role);
    let late = |over, else_role| style(if over { Role::AtRisk } else { else_role });
    let mut pen = Pen::new(sheet.buffer, sheet.area, sheet.row);
    pen.words(&place, style(Role::Strong)).words(state, style(Role::Strong));
    pen.skip(GAP).to_right(right(stands, of));
    pen.words(stands, style(Role::AtRisk)).words(&own, late(over, Role::Strong));
    pen.words(of, style(Role::Dim)).words(&all, late(all_over, Role::Dim));
    sheet.row += 1;
    sheet.gap();
}

/// Shown in place of the clock: the review is not opened yet, and which key opens it if that is possible.
fn unopened(place: &str, can_be: bool, sheet: &mut Sheet<'_>) {
    let context = sheet.context;
    let opens = if context.is_heard() { "“open the review”".to_owned() } else { context.told("⟨open-review⟩") };
    let ways = if context.read_only || !can_be {
        ["not opened yet".to_owned(), "not opened".to_owned()]
    } else {
        [format!("not opened yet: {opens} opens it"), format!("not opened: {opens}")]
    };
    let width = usize::from(sheet.area.width);
    let fits = |said: &&String| place.chars().count() + GAP + said.chars().count() <= width;
    let said = ways.iter().find(fits).unwrap_or(&ways[1]);
    let style = |role| context.theme.style(role);
    let mut pen = Pen::new(sheet.buffer, sheet.area, sheet.row);
    pen.words(place, style(Role::Strong)).skip(GAP).to_right(said.chars().count());
    pen.words(said, style(Role::AtRisk));
    sheet.row += 1;
    sheet.gap();
}

/// Columns between where the meeting is and its clock.
const GAP: usize = 2;

/// What fits into so many rows at the foot of the page, the newest last, each with its rows; and whether anything does
/// not fit.
fn foot(brought: &[(&str, String)], width: u16, most: usize) -> (Vec<(String, usize)>, bool) {
    let (mut left, mut below, mut shown) = (most, false, Vec::new());
    for (older, text) in (0..brought.len()).rev().zip(brought.iter().rev().map(told)) {
        let needs = lines(&text, width.saturating_sub(2), usize::MAX).0.len();
        // How many were recorded before have a row too, where there is one beside the newest.
        let counted = usize::from(older > 0 && (left > 1 || !shown.is_empty()));
        let rows = needs.min(left.saturating_sub(counted));
        // Half of an older one tells nothing.
        if rows == 0 || rows < needs && !shown.is_empty() {
            break;
        }
        below |= rows < needs;
        left -= rows;
        shown.push((text, rows));
    }
    shown.reverse();
    below |= shown.len() < brought.len();
    (shown, below)
}

/// What an item brought, whole, as far as there is room.
fn in_full(brought: &[(&str, String)], sheet: &mut Sheet<'_>) {
    for (at, text) in brought.iter().map(told).enumerate() {
        let left = brought.len() - at;
        let rows = usize::from(sheet.room().saturating_sub(u16::from(left > 1)));
        if rows == 0 {
            return item::more(left, sheet);
        }
        let cut = sheet.indented((sheet.context.glyphs.met(), Role::Done), &text, Role::Text, rows);
        sheet.seen.cut |= cut;
    }
}

/// A line of the minutes that belongs to no item has at most so many rows there.
const MOST_MINUTED: usize = 6;

/// A line of the closing page, and over how many rows it goes at most.
pub(super) type Said = (String, Role, usize);

/// What the closing page says above the items: what closing does, what the meeting recorded, and what is amiss.
pub(super) fn said_before(room: &Room, meeting: &Meeting, context: &Context) -> Vec<Said> {
    let id = meeting.review.id;
    let decisions = room.decisions.iter().filter(|decision| decision.review == Some(id)).count();
    let actions = room.actions.iter().filter(|action| action.review == Some(id)).count();
    // A line that stands for one of those is told with it.
    let minuted = meeting.minutes.iter().filter(|minute| minute.stands_for.is_none()).count();
    let counts = [
        count(decisions, "decision", "decisions"),
        count(actions, "action", "actions"),
        count(minuted, "line of minutes", "lines of minutes"),
    ];
    let counts = counts.join(&format!("  {}  ", context.glyphs.dot()));
    let keeps = "Closing it keeps what is known now, with the files of its pack.".to_owned();
    let mut said = vec![(keeps, Role::Strong, 2), (counts, Role::Text, 1)];
    if meeting.review.chair.as_ref().is_none_or(|(.., executive)| !executive) {
        said.push(("No executive owner chairs this review.".to_owned(), Role::AtRisk, 1));
    }
    let (day, today) = (meeting.review.day, context.moment.day);
    if day > today {
        let (day, today) = (context.day(day), context.day(today));
        said.push((format!("This is the review of {day}, and today is {today}."), Role::AtRisk, 2));
    }
    let drafts = room.drafts(context);
    if !drafts.is_empty() {
        let drafts = context.told(&drafts.join("; "));
        said.push((format!("Typed and not saved: {drafts}."), Role::Draft, 3));
    }
    said.extend(attendance(room, meeting, context));
    // Lines of an item stand beside it.
    let general = meeting.minutes.iter().filter(|minute| minute.item.is_none());
    let general = general.map(|minute| (MINUTED, minute.text.clone()));
    let besides = besides(room, meeting, context).into_iter().chain(general);
    said.extend(besides.map(|row| (told(&row), Role::Text, MOST_MINUTED)));
    said
}

/// Members whose attendance nobody noted, and deciders who were not noted as present.
fn attendance(room: &Room, meeting: &Meeting, context: &Context) -> Option<Said> {
    let (unsaid, away) = (meeting.unsaid(&room.committee), meeting.decided_away(&room.decisions));
    let mut amiss = Vec::new();
    if meeting.attendance.is_empty() {
        amiss.push("Attendance has not been noted.".to_owned());
    } else if !unsaid.is_empty() {
        amiss.push(format!("Attendance not noted: {}.", unsaid.join(", ")));
    }
    if !away.is_empty() {
        amiss.push(format!("Decided, but not noted as present: {}.", away.join(", ")));
    }
    let opens = if context.is_heard() { "“who is there”".to_owned() } else { context.told("⟨attendance⟩") };
    let text = format!("{} {opens} opens the page.", amiss.join(" "));
    (!amiss.is_empty()).then_some((text, Role::AtRisk, 4))
}

/// After the last item: what each came to, and Enter closes. If the text above leaves no room to read an item whole, it
/// scrolls away with the items.
fn closing(room: &Room, meeting: &Meeting, sheet: &mut Sheet<'_>) {
    let before = said_before(room, meeting, sheet.context);
    // What closing makes of each.
    let mut after = meeting.clone();
    after.settle(&room.decisions, &room.actions);
    let talked = meeting.brought(&room.decisions, &room.actions);
    let of = |item: &AgendaItem| Outcome::of(room, (item, talked.contains(&item.id)), sheet.context);
    let items: Vec<Outcome> = after.items().map(of).collect();
    let columns = Columns::of(&items, sheet.area.width);
    let moves = moves(&before, &items, columns, sheet);
    let gone = if moves { sheet.further.min(before.len()) } else { 0 };
    let first = if moves { sheet.further - gone } else { sheet.further };
    if moves && sheet.further > 0 {
        item::above(sheet);
    }
    for (at, (text, role, most)) in before.iter().enumerate().skip(gone) {
        let left = before.len() - at + items.len();
        // How many more there are keeps a row.
        let has = usize::from(sheet.room()).saturating_sub(usize::from(moves && left > 1));
        if has == 0 {
            return item::more(left, sheet);
        }
        sheet.text(text, *role, has.min(*most));
    }
    sheet.gap();
    if !moves && sheet.further > 0 {
        item::above(sheet);
    }
    // If everything fits, nothing is cut; otherwise a long item leaves room for those after it, until one scrolls down
    // to it.
    let rows: usize = items.iter().skip(first).map(|one| one.rows(columns)).sum();
    let whole = rows <= usize::from(sheet.room());
    for (at, one) in items.iter().enumerate().skip(first) {
        let left = items.len() - at;
        if sheet.room() < 2 && left > 1 {
            return item::more(left, sheet);
        }
        let top = sheet.row;
        // Its title has a row, and so has the line that says that there are more.
        let has = usize::from(sheet.room()).saturating_sub(1 + usize::from(!whole && left > 1));
        let is_meant = left == 1 || at == first && sheet.further > 0;
        let most = if whole || is_meant { has } else { has.min(MOST_BROUGHT) };
        one.draw(columns, most, sheet);
        sheet.seen.items.push((at, top..sheet.row));
    }
}

/// Does the text above the items scroll away too? Not if everything fits, nor if each item can be read whole below it,
/// between the lines that say that there is more.
fn moves(before: &[Said], items: &[Outcome], columns: Columns, sheet: &Sheet<'_>) -> bool {
    let above: usize = before.iter().map(|(text, _, most)| lines(text, sheet.area.width, *most).0.len()).sum();
    let above = above + usize::from(sheet.gap_rows());
    let rows: Vec<usize> = items.iter().map(|one| one.rows(columns)).collect();
    let room_for = usize::from(sheet.room());
    above + rows.iter().sum::<usize>() > room_for && above + rows.iter().max().unwrap_or(&0) + 2 > room_for
}

fn closed(meeting: &Meeting, sheet: &mut Sheet<'_>) {
    sheet.text("The review is closed.", Role::Strong, 1);
    let copies = if sheet.context.is_heard() {
        "Its pack is kept as it was written; “write pack” on the page of the review copies it, and so does"
    } else {
        "Its pack is kept as it was written; ⟨review write⟩ on the page of the review (⟨leave⟩, then ⟨everywhere review⟩) copies it, and so does"
    };
    sheet.text(&sheet.context.told(copies), Role::Text, 3);
    let day = meeting.review.day;
    let named = &sheet.context.around.option;
    // It is there to be copied: no part of it may be left out.
    sheet.text(&format!("steerco report pack{named} --review {day} --out FOLDER"), Role::Accent, usize::MAX);
    sheet.gap();
    sheet.text(&sheet.context.told("⟨leave⟩ leaves."), Role::Dim, 1);
    unsaved(meeting, sheet);
}

/// At most so many lines are shown of a text that was not saved.
const MOST_TYPED: usize = 3;

/// What can be done with texts typed in a meeting that is closed now, and as much of them as fits.
fn unsaved(meeting: &Meeting, sheet: &mut Sheet<'_>) {
    let of_it = |key: &&String| place::review_of(key) == Some(meeting.review.id);
    let context = sheet.context;
    let typed: Vec<Told> =
        context.drafts.iter().filter(|(key, _)| of_it(key)).filter_map(|(_, body)| Told::of(body)).collect();
    // Who it names is not shown under the mask.
    if typed.is_empty() || context.masked {
        return;
    }
    sheet.gap();
    sheet.text("Typed and not saved; the closed review takes it no more.", Role::AtRisk, 2);
    let ways = if context.is_heard() {
        "“undo” on the page of the review opens it again; “copy” among the drafts copies what was typed, and “drop” drops it."
    } else {
        "⟨everywhere undo⟩ on its page (⟨leave⟩, then ⟨everywhere review⟩) opens it again; ⟨drafts copy-draft⟩ among the drafts (⟨leave⟩, then ⟨everywhere drafts⟩) copies what was typed, and ⟨drafts drop⟩ drops it."
    };
    sheet.text(&context.told(ways), Role::Text, 4);
    for (at, Told { title, texts, .. }) in typed.iter().enumerate() {
        let left = typed.len() - at;
        // The last row is for how many have no room.
        let room = usize::from(sheet.room()).saturating_sub(usize::from(left > 1));
        if room == 0 {
            sheet.text(&format!("and {left} more among the drafts"), Role::Dim, 1);
            return;
        }
        sheet.text(&format!("{title}: {}", texts.join(" ")), Role::Draft, room.min(MOST_TYPED));
    }
}
