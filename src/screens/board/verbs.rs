//! The verbs of the board, one row each.

use super::super::marks::{self, Marking};
use super::super::on_pilot::{self, OnPilot, writable};
use super::super::pilot::readiness;
use super::super::{deeds, order, parts, paste};
use super::{Board, PLACE, own_order};
use crate::domain::Pilot;
use crate::interaction::filter;
use crate::interaction::moves::{horizontal, vertical};
use crate::interaction::verb::{Live, Rows, Verb};
use crate::interaction::{Context, Destination, Effect};

pub(super) const VERBS: Rows<Board> = &[OWN, COLUMNS, own_order::ROWS, &paste::rows(), &vertical(), &horizontal()];

fn selected(board: &Board, context: &Context) -> Live {
    any(board, context).and_when(board.selected().is_some(), "no pilot is selected")
}

pub(super) fn any(board: &Board, context: &Context) -> Live {
    let why = parts::absent(context, "there is no pilot yet: ⟨add⟩ adds one", "no pilot was there then");
    Live::when(!board.cards.is_empty(), why)
}

/// Does the tally allow a verdict on it?
fn is_allowed(pilot: &Pilot, context: &Context) -> bool {
    let ahead = context.portfolio.settled(pilot.id).and_then(|judged| judged.ahead);
    ahead.is_some_and(|ahead| ahead.allowed.is_some())
}

fn further(board: &Board, context: &Context) -> Live {
    let is_told = !context.masked || board.selected_pilot().is_some_and(|pilot| is_allowed(pilot, context));
    let one_by_one = "gates are held one by one: Esc takes the marks off first";
    let so_far = writable(board, context).and_when(!board.has_marks(), one_by_one);
    readiness::judged(board.selected_pilot(), so_far).and_when(
        is_told,
        "no verdict is allowed, and names and values are masked; ⟨mask⟩ shows them, and what is missing",
    )
}

/// The verdict that the tally allows, with a reason; where it allows none, the gate room, which shows what is missing.
fn gate(board: &mut Board, context: &Context) -> Vec<Effect> {
    let Some(pilot) = board.selected_pilot() else {
        return Vec::new();
    };
    let judged = context.portfolio.settled(pilot.id);
    let ahead = judged.and_then(|judged| judged.ahead);
    match ahead.filter(|ahead| ahead.allowed.is_some()) {
        Some(ahead) => {
            vec![Effect::form(readiness::verdict(pilot, ahead, None, context))]
        }
        // The gate room shows what is lacking as soon as it is known.
        None if judged.is_none() => vec![Effect::Open(Destination::Gate(pilot.id))],
        None => vec![
            Effect::Open(Destination::Gate(pilot.id)),
            Effect::info(
                "The tally allows no verdict that moves it on: this is what is missing. ⟨next-stage⟩ records another.",
            ),
        ],
    }
}

fn back(board: &Board, context: &Context) -> Live {
    writable(board, context)
        .and_when(board.meant().iter().any(|pilot| pilot.stage.previous().is_some()), "stage 1 is the first")
}

const OWN: &[Verb<Board>] = &[
    Verb::new(("open", "open"), "Open the pilot under the cursor.", &["↵"], selected, |board, _| {
        board.selected_pilot().map(|pilot| Effect::Open(Destination::Pilot(pilot.id))).into_iter().collect()
    }),
    Verb::on_row(
        ("next-stage", "gate"),
        "Record the verdict that its gate allows, and why; where none is allowed, see what is missing.",
        &["L"],
        further,
        gate,
    ),
    on_pilot::reading(),
    on_pilot::owner(),
    on_pilot::note(),
    on_pilot::decide(),
    on_pilot::raise(),
    on_pilot::report(),
    filter::narrowing(any, |board, _| {
        board.filter.open();
        Vec::new()
    }),
    Verb::new(
        ("add", "add"),
        "Add a pilot to this column.",
        &["a"],
        |_, context| Live::writable(context),
        |board, context| vec![Effect::form(deeds::add(super::stage_of(board.column), context))],
    ),
    marks::mark(),
    order::sort(),
    Verb::new(("group", "group"), "Group the cards by unit, owner or status.", &["S"], any, |board, context| {
        let said = board.group.turn();
        let kept = board.group.kept(PLACE.name);
        rearranged(board, &said, context).into_iter().chain([kept]).collect()
    }),
    Verb::on_row(
        ("edit", "edit"),
        "Edit its fields; with marks, one field of all of them.",
        &["e"],
        writable,
        |board, context| {
            let meant = board.meant();
            if meant.len() > 1 {
                return vec![Effect::form(board.naming(deeds::bulk::set_all(meant, context)))];
            }
            // The board does not know everything about a pilot.
            board.awaited.ask_all(meant.first().map(|pilot| pilot.id))
        },
    ),
    Verb::on_row(
        ("stage-before", "stage before"),
        "Move it back to the stage before; asks why.",
        &["H"],
        back,
        |board, context| {
            let mut pilots = board.meant();
            pilots.retain(|pilot| pilot.stage.previous().is_some());
            vec![Effect::form(board.naming_those(deeds::back(pilots.clone(), context), &pilots))]
        },
    ),
    Verb::on_row(
        ("archive", "archive"),
        "Archive it, or bring it back; ⟨undo⟩ takes that back.",
        &["x"],
        writable,
        |board: &mut Board, context| {
            let change = deeds::archive(&board.meant());
            board.at_once(change, context)
        },
    )
    .called(|board, _| on_pilot::archives(board.is_for_archived())),
    marks::range(),
    on_pilot::lifecycle(),
    Verb::new(("show-archive", "archive too"), "Show or hide what was archived.", &["A"], any, |board, context| {
        board.archived = !board.archived;
        rearranged(board, if board.archived { "with the archive." } else { "without the archive." }, context)
    }),
];

const COLUMNS: &[Verb<Board>] = &[
    column::<0>("column-1", "column 1", &["1"]),
    column::<1>("column-2", "column 2", &["2"]),
    column::<2>("column-3", "column 3", &["3"]),
    column::<3>("column-4", "column 4", &["4"]),
    aside::<1>("next-column", "next column", "The next column with cards; its number goes there at once.", &["]"]),
    // Of four columns, three further on is the one before.
    aside::<3>("column-before", "column before", "The column with cards before.", &["["]),
];

/// Goes to a column by the number in its head.
const fn column<const AT: usize>(
    name: &'static str,
    title: &'static str,
    keys: &'static [&'static str],
) -> Verb<Board> {
    Verb::<Board>::new(
        (name, title),
        "Go to the column of that stage.",
        keys,
        |board, _| Live::when(board.columns[AT].cards > 0, "no card shows in that column"),
        |board, context| board.turn_to(AT, context),
    )
    .unhinted()
}

/// Goes to the next column with cards, stepping by so many columns.
const fn aside<const BY: usize>(
    name: &'static str,
    title: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
) -> Verb<Board> {
    Verb::<Board>::new(
        (name, title),
        doc,
        keys,
        |board, _| Live::when(board.beside(BY).is_some(), "no other column has cards"),
        |board, context| board.beside(BY).map_or_else(Vec::new, |column| board.turn_to(column, context)),
    )
    .unhinted()
}

fn rearranged(board: &mut Board, said: &str, context: &Context) -> Vec<Effect> {
    let mut effects = board.rearrange(context);
    effects.push(Effect::info(format!("Cards {said}")));
    effects
}
