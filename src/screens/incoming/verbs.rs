//! The verbs of the preview, and when each can be used.

use super::{Pane, Preview};
use crate::domain::incoming::{Foreseen, RowsOf};
use crate::interaction::filter;
use crate::interaction::moves::vertical;
use crate::interaction::screen::NOT_JOURNALLED;
use crate::interaction::verb::{Live, Rows, Verb};
use crate::interaction::{Context, Effect};
use crate::ui::glyphs::Glyphs;

fn open(screen: &Preview) -> Live {
    Live::when(!screen.taken, "it is taken in; Esc goes back")
}

fn on_a_column(screen: &Preview, context: &Context) -> Live {
    has_columns(screen, context).and_when(screen.pane == Pane::Columns, "⟨other⟩ goes to the columns")
}

/// Of a column its field is corrected, of tickets that name no pilot that.
fn can_be_corrected(screen: &Preview, context: &Context) -> Live {
    if screen.pane == Pane::Columns {
        return has_columns(screen, context);
    }
    let is_told = screen.correctable().is_some() || screen.is_on_the_homeless();
    open(screen).and_when(is_told, "nothing that is told here stands in a cell")
}

fn is_on_a_row(screen: &Preview, _: &Context) -> Live {
    open(screen).and_when(screen.row().is_some(), "nothing that is told here is one row of a table")
}

fn has_columns(screen: &Preview, _: &Context) -> Live {
    open(screen).and_when(!screen.foreseen.columns.is_empty(), "the columns of this file are known")
}

fn has_days(screen: &Preview, context: &Context) -> Live {
    match screen.foreseen.kind {
        Some(RowsOf::People | RowsOf::Actions | RowsOf::Readings) => {
            open(screen).and_when(false, "its days are read as they are")
        }
        // A workbook of ours.
        None if screen.foreseen.maps.is_empty() => open(screen),
        _ => has_columns(screen, context),
    }
}

/// Of a workbook of ours every cell is compared with what it was written from.
fn is_compared(screen: &Preview, context: &Context) -> Live {
    let live = if screen.foreseen.maps.is_empty() { open(screen) } else { has_columns(screen, context) };
    live.and_when(!screen.is_of_a_list(), "what was edited at both ends is told of pilots only")
}

fn has_sheets(screen: &Preview, _: &Context) -> Live {
    open(screen).and_when(!screen.foreseen.sheets.is_empty(), "only of a workbook with several sheets one is chosen")
}

fn any_table(screen: &Preview, _: &Context) -> Live {
    open(screen).and_when(!screen.foreseen.maps.is_empty(), "a workbook of ours is read as it was written")
}

fn is_said(screen: &Preview, _: &Context) -> Live {
    open(screen).and_when(screen.foreseen.incoming.has_choices(), "nothing was said of this file")
}

fn takes(screen: &Preview, context: &Context) -> Live {
    let Foreseen { edits, rejected, incoming, is_unread, .. } = &screen.foreseen;
    // What was said of a file that brings nothing new is settled by it too.
    let settles = !is_unread && rejected.is_empty() && incoming.has_choices();
    open(screen).and(Live::writable(context)).and_when(!edits.is_empty() || settles, "nothing would change")
}

/// What can be done there.
pub(super) const VERBS: Rows<Preview> = &[
    &[
        Verb::new(
            ("take-in", "take it in"),
            "Write what can be taken, as one change; what is rejected stays in the file, or where what was pasted is kept.",
            &["w", "Ctrl+S"],
            takes,
            |screen, _| vec![Effect::TakeIn(screen.foreseen.incoming.clone())],
        ),
        Verb::new(
            ("field", "what it feeds"),
            "Say which field the column feeds, of readings which metric; the preview follows.",
            &["↵"],
            on_a_column,
            |screen, _| screen.ask_for_a_field(),
        ),
        Verb::new(
            ("correct", "correct"),
            "Say what is read in place of the cells that are told, or what the column feeds; the file stays as it is.",
            &["e"],
            can_be_corrected,
            |screen, context| match screen.pane {
                Pane::Columns => screen.ask_for_a_field(),
                Pane::Edits if screen.is_on_the_homeless() => screen.ask_for_a_pilot(),
                Pane::Edits => screen.ask_for_a_value(context),
            },
        ),
        Verb::new(
            ("leave-out", "leave out"),
            "Leave the row out, or take it in again where it is left out; the file stays as it is.",
            &["x"],
            is_on_a_row,
            |screen, _| screen.leave_out(),
        ),
        Verb::new(
            ("take-said-back", "take back"),
            "Take back what was said here last, as of a cell, a row or a column; the preview follows.",
            &["u"],
            |screen, _| open(screen).and_when(!screen.said_here.is_empty(), NOT_JOURNALLED),
            |screen, _| screen.said_here.take_back().map(Effect::Foresee).into_iter().collect(),
        ),
        Verb::new(
            ("other", "other list"),
            "Go to the list of changes, or back to the columns.",
            &["Tab"],
            |screen, _| Live::when(!screen.foreseen.columns.is_empty(), "there is one list only"),
            |screen, _| {
                screen.pane = if screen.pane == Pane::Columns { Pane::Edits } else { Pane::Columns };
                Vec::new()
            },
        ),
        Verb::new(
            ("keep", "keep as a mapping"),
            "Keep under a name how the columns are read; ⟨preview mapping⟩, and `steerco import --map NAME`, read the next file so.",
            &["s"],
            has_columns,
            |screen, _| screen.ask_for_a_name(),
        ),
        Verb::new(
            ("mapping", "mapping"),
            "Read the file by a mapping that is known by its name; the preview follows.",
            &["m"],
            any_table,
            |screen, _| screen.ask_for_a_mapping(),
        ),
        Verb::new(
            ("sheet", "sheet"),
            "Say which sheet of the workbook is taken in; the preview follows.",
            &["t"],
            has_sheets,
            |screen, context| screen.ask_for_a_sheet(context),
        ),
        Verb::new(
            ("header", "header row"),
            "Say which row names the columns, where another one was taken for it; the preview follows.",
            &["h"],
            any_table,
            |screen, _| screen.ask_for_the_header(),
        ),
        Verb::new(
            ("dates", "order of dates"),
            "Say whether the day or the month comes first in dates such as 3/4/2026; the preview follows.",
            &["o"],
            has_days,
            |screen, _| screen.ask_for_an_order(),
        ),
        Verb::new(
            ("edited", "edited at both ends"),
            "Say what stands where a field was edited here and in the file; the preview follows.",
            &["b"],
            is_compared,
            |screen, _| screen.ask_what_to_keep(),
        ),
        Verb::new(
            ("pilot", "pilot of the tickets"),
            "Say of which pilot those tickets are that name none.",
            &["p"],
            |screen, _| open(screen).and_when(screen.foreseen.wants_pilot, "only tickets that name none need a pilot"),
            |screen, _| screen.ask_for_a_pilot(),
        ),
        Verb::new(
            ("plain", "as it is"),
            "Read the file as it is: what was said of its columns, cells and rows is dropped.",
            &["X"],
            is_said,
            |screen, _| vec![Effect::Foresee(screen.foreseen.incoming.plain())],
        ),
        Verb {
            name: "find-row",
            title: "find a row",
            doc: "Find a row: the cursor goes to the next one that has some words; Enter ends that.",
            ..filter::narrowing(
                |_, context: &Context| Live::when(context.glyphs != Glyphs::Words, filter::EACH_TOLD),
                |screen: &mut Preview, _| {
                    screen.find.filter.open();
                    Vec::new()
                },
            )
        }
        .unhinted(),
    ],
    &vertical(),
];
