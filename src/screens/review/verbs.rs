//! The verbs of a review.

use super::super::{on_pilot, parts};
use super::committee::Seat;
use super::moved::Agenda;
use super::{Page, Reviews, committee, forms, minutes};
use crate::domain::change::ReviewChange;
use crate::domain::review::StandsFor;
use crate::domain::{AgendaState, Change, Presence, ReviewState};
use crate::interaction::filter;
use crate::interaction::moves::vertical;
use crate::interaction::named::verbatim;
use crate::interaction::verb::{Live, Rows, Verb};
use crate::interaction::{Context, Destination, Effect, Look};

pub(super) const VERBS: Rows<Reviews> = &[OWN, PAGES, &on_pilot::rows(), &vertical()];

const NO_SINGLE: &str =
    "the item is about no single pilot; what is decided on one is recorded on the board: ⟨everywhere board⟩";
const MASKED: &str = "names and values are masked: ⟨mask⟩ shows them";
const NO_LINE: &str = "no line of the minutes is selected (⟨down⟩ goes to one); an action is edited among the actions: ⟨everywhere actions⟩";
const NO_REVIEW: &str = "there is no review yet: ⟨prepare⟩ prepares one";

/// Nothing is changed of a closed review.
fn not_closed(screen: &Reviews) -> Live {
    screen.closed().map_or(Live::Yes, Live::No)
}

/// A review that can still be changed.
fn going(screen: &Reviews, context: &Context) -> Live {
    Live::writable(context).and_when(screen.review().is_some(), NO_REVIEW).and(not_closed(screen))
}

/// An item of an agenda that can still be changed.
fn with_item(screen: &Reviews, context: &Context) -> Live {
    going(screen, context).and_when(screen.item().is_some(), "no item of the agenda is selected: ⟨page-1⟩")
}

/// A line of the minutes that can still be changed.
fn with_minute(screen: &Reviews, context: &Context) -> Live {
    let line = match minutes::selected(screen).map(|minute| minute.stands_for) {
        Some(None) => Live::Yes,
        Some(Some(StandsFor::Decision(_))) => {
            Live::No("a decision is corrected among the decisions: ⟨everywhere decisions⟩")
        }
        Some(Some(StandsFor::Action(_))) => Live::No("an action is edited among the actions: ⟨everywhere actions⟩"),
        None => Live::No(NO_LINE),
    };
    going(screen, context).and(line).and_when(!context.masked, MASKED)
}

/// Can what is selected be edited?
fn of_row(screen: &Reviews, context: &Context) -> Live {
    match screen.page {
        Page::Committee => of_member(screen, context),
        Page::Minutes => with_minute(screen, context),
        Page::Agenda | Page::Since => with_item(screen, context),
    }
}

/// Can the selected row be left out? A person entered as a guest by mistake can be removed too.
fn goes(screen: &Reviews, context: &Context) -> Live {
    match committee::selected(screen) {
        Some(seat) if seat.guest => going(screen, context),
        _ => of_row(screen, context),
    }
}

/// A member of the committee that is selected.
fn of_member(screen: &Reviews, context: &Context) -> Live {
    let member = committee::selected(screen).is_some_and(|seat| seat.member);
    let there = Live::writable(context).and(not_closed(screen));
    there.and_when(member, "no member of the committee is selected").and_when(!context.masked, MASKED)
}

fn of_item(screen: &Reviews, change: impl Fn(&crate::domain::AgendaItem) -> ReviewChange) -> Vec<Effect> {
    screen.item().map(|item| Effect::commit(Change::Review(change(item)))).into_iter().collect()
}

/// Is the item under the cursor left out?
fn is_left_out(screen: &Reviews) -> bool {
    screen.item().is_some_and(|item| item.state == AgendaState::Dropped)
}

/// What is noted next for the person under the cursor.
fn noted_next(screen: &Reviews) -> Presence {
    Presence::after(committee::selected(screen).and_then(|seat| seat.presence))
}

/// Leaves the item out, or brings it back, and says how long the agenda is then.
fn leave_out(screen: &mut Reviews) -> Vec<Effect> {
    screen.left = screen.item().zip(screen.meeting()).map(|(item, meeting)| {
        let is_out = item.state == AgendaState::Dropped;
        let total = meeting.total();
        let total = if is_out { total + item.minutes } else { total.saturating_sub(item.minutes) };
        format!("The agenda takes {total} of {} min now.", meeting.review.slot)
    });
    of_item(screen, |item| ReviewChange::ItemState {
        item: item.id,
        to: if item.state == AgendaState::Dropped { AgendaState::Open } else { AgendaState::Dropped },
        was: Some(item.state),
    })
}

/// Removes a guest from the review, or a member from the committee. While a review is open, a member is asked about
/// first: the neighbouring `Space` notes who came, on the wall the same key does something else, and `u` there takes
/// back only what belongs to the meeting.
fn take_out(screen: &Reviews, seat: Seat) -> Effect {
    let Seat { person, name, function, guest, .. } = seat;
    if let Some(review) = screen.review().filter(|_| guest) {
        return Effect::commit(Change::Review(ReviewChange::Attend { review: review.id, person, presence: None }));
    }
    let leaves = ReviewChange::Member { person, function: None, was: Some(function) };
    let change = Effect::commit(Change::Review(leaves));
    match screen.review() {
        Some(review) if review.state == ReviewState::Open => {
            let name = verbatim(&name);
            let question = format!("{name} would leave the committee, while the review of {} is open.", review.day);
            let detail =
                "Take them out of it? ⟨attend⟩ notes that somebody is not there. On this page ⟨undo⟩ takes it back.";
            Effect::ask_first(question, detail, vec![change])
        }
        _ => change,
    }
}

const OWN: &[Verb<Reviews>] = &[
    Verb::new(
        ("meet", "meeting"),
        "Run the review on the wall, one item at a time.",
        &["g m", "F5"],
        going,
        |screen, _| Effect::going(screen.review().map(|review| Destination::Meeting(review.id))),
    ),
    Verb::new(
        ("prepare", "prepare"),
        "Make an agenda of everything that is due; a second time, add what is due since. Without a draft: of the next review.",
        &["P"],
        |screen, context| {
            let open = screen.meetings.iter().any(|meeting| meeting.review.state == ReviewState::Open);
            Live::writable(context).and_when(!open, "a review is open: close it first")
        },
        |screen, context| {
            let draft = screen.review().filter(|review| review.state == ReviewState::Draft);
            let draft = draft.or_else(|| super::next(&screen.meetings, context.today).map(|meeting| &meeting.review));
            match draft.map(|review| (review.id, review.day)) {
                Some((review, day)) => {
                    let shown = screen.show(review, context);
                    screen.turn(Page::Agenda, context);
                    shown.into_iter().chain([Effect::Prepare(day)]).collect()
                }
                None => vec![Effect::form(forms::prepare(screen.next_day(context)))],
            }
        },
    ),
    Verb::new(
        ("open-pilot", "open"),
        "Open the pilot that the row is about.",
        &["↵", "O"],
        |screen, _| {
            let why = if screen.item().is_some() { NO_SINGLE } else { "the row is about no pilot" };
            Live::when(screen.row_pilot().is_some(), why)
        },
        |screen, _| Effect::going(screen.row_pilot().map(Destination::Pilot)),
    ),
    Verb::new(
        ("add", "add"),
        "Add an item to the agenda; on the page of the minutes, a line of them; on the committee's page, a member.",
        &["a"],
        |screen, context| match screen.page {
            Page::Minutes => {
                let open = screen.review().is_some_and(|review| review.state == ReviewState::Open);
                going(screen, context).and_when(open, "minutes are written while the review is open: ⟨meet⟩ opens it")
            }
            Page::Committee if screen.review().is_none() => Live::writable(context).and_when(!context.masked, MASKED),
            _ => going(screen, context).and_when(!context.masked, MASKED),
        },
        |screen, context| match (screen.page, screen.review()) {
            (Page::Committee, _) => vec![Effect::form(forms::member(None, screen.chair(), context))],
            (Page::Minutes, Some(review)) => vec![Effect::form(minutes::add(screen, review.id))],
            (_, Some(review)) => vec![Effect::form(forms::item(review.id, context))],
            (_, None) => Vec::new(),
        },
    ),
    Verb::on_row(
        ("edit", "edit"),
        "Edit the item: what it is about, what is wanted, its minutes, its pilot; on the page of the minutes, the line; on the committee's page, for which function somebody sits there.",
        &["e"],
        of_row,
        |screen, context| match (screen.page, committee::selected(screen)) {
            (Page::Committee, Some(seat)) => vec![Effect::form(forms::member(Some(&seat), screen.chair(), context))],
            (Page::Minutes, _) => Effect::asking(minutes::selected(screen).map(minutes::edit)),
            _ => Effect::asking(screen.item().map(|item| forms::edit(item, context))),
        },
    ),
    Verb::on_row(
        ("drop", "drop"),
        "Leave the item out, or bring it back; take the line out of the minutes, the member out of the committee, the guest out of the review; ⟨undo⟩ takes it back.",
        &["x"],
        goes,
        |screen, _| match (screen.page, committee::selected(screen)) {
            (Page::Committee, Some(seat)) => vec![take_out(screen, seat)],
            (Page::Minutes, _) => minutes::selected(screen).map(minutes::take_out).into_iter().collect(),
            _ => leave_out(screen),
        },
    )
    .called(|screen, _| if is_left_out(screen) { "bring back" } else { "drop" }),
    Verb::on_row(
        ("item-up", "up"),
        "Move the item one place up; while the agenda is narrowed, above the one that shows before it.",
        &["K"],
        with_item,
        |screen, _| of_item(screen, |item| ReviewChange::MoveItem { item: item.id, by: screen.as_far_as(false) }),
    ),
    Verb::on_row(
        ("item-down", "down"),
        "Move the item one place down; while the agenda is narrowed, below the one that shows after it.",
        &["J"],
        with_item,
        |screen, _| of_item(screen, |item| ReviewChange::MoveItem { item: item.id, by: screen.as_far_as(true) }),
    ),
    Verb::on_row(
        ("attend", "there, apologies, absent"),
        "Note on the committee's page that somebody is there; a second time, that they sent apologies; a third time, that they are absent.",
        &["Space"],
        |screen, context| {
            going(screen, context)
                .and_when(committee::selected(screen).is_some(), "who is there is noted on the committee's page: ⟨page-4⟩")
        },
        |screen, _| match (screen.review(), committee::selected(screen)) {
            (Some(review), Some(seat)) => {
                let (review, person, presence) = (review.id, seat.person, Some(noted_next(screen)));
                vec![Effect::commit(Change::Review(ReviewChange::Attend { review, person, presence }))]
            }
            _ => Vec::new(),
        },
    )
    .called(|screen, _| match noted_next(screen) {
        Presence::Present => "there",
        Presence::Excused => "apologies",
        Presence::Absent => "absent",
    }),
    Verb::new(
        ("guest", "guest"),
        "Note on the committee's page that a guest came; somebody who is not known yet is added by name.",
        &["i"],
        |screen, context| {
            going(screen, context)
                .and_when(screen.page == Page::Committee, "guests are noted on the committee's page: ⟨page-4⟩")
        },
        |screen, context| {
            let seats = committee::seats(screen);
            Effect::asking(screen.review().map(|review| forms::guest(review.id, &seats, context)))
        },
    ),
    Verb::new(
        ("fields", "day, chair"),
        "Edit the day of the review, who chairs it, and how long it may take.",
        &["E"],
        going,
        |screen, context| {
            let agenda = Agenda::of(screen, context);
            Effect::asking(screen.review().map(|review| forms::fields(review, agenda, context)))
        },
    ),
    filter::narrowing(
        |screen, _| Live::when(screen.review().is_some(), NO_REVIEW),
        |screen, context| {
            screen.filter.open();
            screen.fit(context);
            Vec::new()
        },
    ),
    Verb::new(
        ("write", "write pack"),
        "Write the pack into a folder: of a closed review as it was written, else as a draft.",
        &["w"],
        |screen, context| {
            Live::when(screen.review().is_some(), NO_REVIEW).and_when(!context.masked, "names and values are masked: ⟨mask⟩")
        },
        |screen, _| screen.review().map(|review| parts::write(Some(review.id))).into_iter().collect(),
    ),
    Verb::new(
        ("as-it-was", "as it was"),
        "Look at everything as it was known when this review closed; ⟨as-of⟩ goes back.",
        &["V"],
        |screen, _| {
            let closed = screen.review().is_some_and(|review| review.state == ReviewState::Closed);
            Live::when(closed, "only of a closed review")
        },
        |screen, _| screen.review().map(|review| Effect::LookAt(Look::Review(review.id))).into_iter().collect(),
    ),
];

const PAGES: &[Verb<Reviews>] = &[
    page("page-1", "agenda", &["1"], |screen, context| turn(screen, Page::Agenda, context)).unhinted(),
    page("page-2", "since", &["2"], |screen, context| turn(screen, Page::Since, context)).unhinted(),
    page("page-3", "minutes", &["3"], |screen, context| turn(screen, Page::Minutes, context)).unhinted(),
    page("page-4", "committee", &["4"], |screen, context| turn(screen, Page::Committee, context)).unhinted(),
    page("next-page", "next page", &["⇥"], |screen, context| {
        let at = Page::ALL.iter().position(|page| *page == screen.page).unwrap_or(0);
        let next = Page::ALL.get((at + 1) % Page::ALL.len()).copied().unwrap_or_default();
        turn(screen, next, context)
    }),
    Verb {
        live: |screen, _| Live::when(screen.has_neighbour(-1), "there is no earlier review"),
        ..page("earlier", "earlier", &["["], |screen, context| screen.leaf(-1, context))
    },
    Verb {
        live: |screen, _| Live::when(screen.has_neighbour(1), "there is no later review"),
        ..page("later", "later", &["]"], |screen, context| screen.leaf(1, context))
    },
];

const fn page(
    name: &'static str,
    title: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut Reviews, &Context) -> Vec<Effect>,
) -> Verb<Reviews> {
    Verb::new((name, title), "Turn to another page, or to another review.", keys, |_, _| Live::Yes, run)
}

fn turn(screen: &mut Reviews, page: Page, context: &Context) -> Vec<Effect> {
    screen.turn(page, context);
    Vec::new()
}
