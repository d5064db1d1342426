//! The verbs of the weekly round.

use std::collections::BTreeSet;

use super::super::on_pilot;
use super::blocks::{self, VERB, paste_box};
use super::cells::{Drafts, yes};
use super::kept::cell_of;
use super::{Weekly, draw};
use crate::domain::change::Record;
use crate::domain::words::{count, in_rows, with_article};
use crate::domain::{Change, MetricId, PilotId, Week};
use crate::interaction::filter;
use crate::interaction::moves::{horizontal, vertical};
use crate::interaction::verb::{Live, Rows, Verb};
use crate::interaction::{Context, Effect};

pub(super) const VERBS: Rows<Weekly> = &[OWN, &on_pilot::quiet(), &vertical(), &horizontal()];

fn selected(screen: &Weekly, _: &Context) -> Live {
    Live::when(screen.selected().is_some(), screen.filter.absent("there is no metric to enter"))
}

fn writable(screen: &Weekly, context: &Context) -> Live {
    Live::writable(context).and(selected(screen, context))
}

/// Why nothing can be cleared.
const EMPTY: &str = "this cell is empty, or the register of exceptions fills it";

const OWN: &[Verb<Weekly>] = &[
    Verb::new(
        ("commit", "commit the week"),
        "Write every cell that was typed as one change; what cannot be read stays a draft.",
        &["w", "Ctrl+S"],
        |screen, context| {
            let drafts = screen.drafts(context);
            let none = if drafts.unlisted > 0 {
                "what was typed is for metrics that are not listed here: ⟨drafts⟩ lists it"
            } else {
                "nothing was typed yet: type a number into a cell"
            };
            Live::writable(context).and_when(drafts.count() > 0, none)
        },
        commit,
    ),
    Verb::new(
        ("same", "as last week"),
        "Take the value of the week before and step down; Enter after it does not step once more.",
        &["="],
        writable,
        |screen, context| {
            let Some(row) = screen.selected() else {
                return Vec::new();
            };
            if let Err(error) = row.expect_typed() {
                let told = format!("{}: {}", draw::called(row, screen.cursor_week()), draw::explained(error, context));
                screen.step(1, context);
                screen.stepped = Some(screen.list.selected);
                return vec![Effect::failed(told)];
            }
            let Some(text) = screen.same(row, screen.cursor_week()) else {
                return vec![Effect::info("There is no value in the week before.")];
            };
            screen.remember(context);
            let effects = screen.put(Some(text));
            screen.step(1, context);
            screen.stepped = Some(screen.list.selected);
            effects
        },
    ),
    Verb::new(
        ("next-missing", "next missing"),
        "To the next cell of the week without a value, or with one that is not taken yet.",
        &["⇥"],
        selected,
        |screen, context| {
            let (now, count) = (screen.list.selected, screen.found.len());
            match (now + 1..count).chain(0..now).find(|at| screen.is_missing(*at, context)) {
                Some(at) => {
                    screen.back = 0;
                    screen.list.select(at, count, Weekly::page(context));
                    Vec::new()
                }
                None => vec![Effect::info(format!("Nothing else is {}.", Weekly::lacking(screen.week, context)))],
            }
        },
    ),
    Verb::new(
        ("take-cell-back", "undo cell"),
        "Take back the cell that was typed last, and go there; entries of the journal come after.",
        &["u"],
        |screen, _| Live::when(!screen.typed.is_empty(), "no cell was typed"),
        Weekly::take_cell_back,
    ),
    Verb::<Weekly>::new(
        ("keep", "keep it"),
        "Keep a value that is far from the one before, or of other target users, as Enter on its cell does.",
        &[],
        |screen, context| Live::when(screen.keep(context).is_some(), "no value here is asked about"),
        |screen, context| screen.keep(context).into_iter().collect(),
    )
    .unhinted(),
    Verb::<Weekly>::new(
        ("target", "target from here on"),
        "Take the target users that were typed, as 45/50, for those from this week on; again, for this week only.",
        &["T"],
        |screen, context| {
            let aimed = screen.aim(context).is_some();
            Live::writable(context).and_when(aimed, "no other target users than those in force are typed here")
        },
        |screen, context| {
            let answer = screen.aim(context);
            // Who types on down the column means the next row, unless something else is asked here.
            let asks = answer.as_ref().is_some_and(|answer| screen.still_asks(answer, context));
            screen.answered = (!asks).then_some(screen.list.selected);
            answer.into_iter().collect()
        },
    )
    .unhinted(),
    Verb::new(
        ("clear", "clear cell"),
        "Drop what was typed into this cell; where nothing was, take the value back that stands in it, once ⟨commit⟩ commits.",
        &["Backspace", "Delete"],
        |screen, context| writable(screen, context).and_when(screen.is_filled(context), EMPTY),
        Weekly::clear,
    ),
    Verb::new(
        (VERB, "pasted block"),
        "Look again at the newest block that was pasted and not applied; there are keys for the one before it, and to mend it. Where \
         none waits, open a box to paste one into: cells as a spreadsheet copies them, with or without headings.",
        &["p"],
        writable,
        |screen, context| {
            let form = paste_box();
            // What is being mended comes first.
            match blocks::all(context).pop().filter(|_| !context.drafts.contains_key(&form.key)) {
                Some((_, text)) => screen.look_at(text, context),
                None => vec![Effect::form(form)],
            }
        },
    ),
    filter::narrowing(
        |screen, _| Live::when(!screen.rows.is_empty(), "there is no metric to enter"),
        |screen, _| {
            screen.filter.open();
            Vec::new()
        },
    ),
    Verb::new(
        ("week-before", "week before"),
        "Enter the week before.",
        &["["],
        |_, _| Live::Yes,
        |screen, _| turn(screen, -1),
    ),
    Verb::new(
        ("week-after", "week after"),
        "Enter the week after, up to the one that runs.",
        &["]"],
        |screen, _| Live::when(screen.week < screen.running, "this week runs, and no later one has begun"),
        |screen, _| turn(screen, 1),
    ),
    Verb { title: "open pilot", ..on_pilot::open("open") },
    on_pilot::note().unhinted(),
];

/// Turns to another week: the rows stay where they are, and so does the cursor.
fn turn(screen: &mut Weekly, by: i64) -> Vec<Effect> {
    screen.enter(screen.week.plus(by));
    screen.back = 0;
    vec![Effect::Reload]
}

/// What is said of the cells that stay typed: how many ask, how many cannot be entered, how many are of other weeks.
fn left(screen: &Weekly, drafts: &Drafts, context: &Context) -> String {
    let yes = yes(context);
    let (asking, wrong) = (drafts.asking.len(), drafts.wrong.len());
    let (asked, unread) = (rows(screen, &drafts.asking, context), rows(screen, &drafts.wrong, context));
    let asks = match asking {
        1 => format!("1 cell asks if it is meant{asked}: {yes} there keeps it."),
        asking => format!("{asking} cells ask if they are meant{asked}: {yes} there keeps each."),
    };
    let refused = format!("{} cannot be entered yet{unread}.", count(wrong, "cell", "cells"));
    let heard = context.is_heard();
    let before = elsewhere(drafts.earlier, "earlier", if heard { "“week before”" } else { "⟨week week-before⟩" });
    let after = elsewhere(drafts.later, "later", if heard { "“week after”" } else { "⟨week week-after⟩" });
    let (earlier, later) = ((drafts.earlier, before), (drafts.later, after));
    let told = [(asking, asks), (wrong, refused), earlier, later].into_iter();
    told.filter(|(cells, _)| *cells > 0).map(|(_, said)| said).collect::<Vec<_>>().join(" ")
}

/// The rows of those metrics by their numbers, for whoever does not see them.
fn rows(screen: &Weekly, metrics: &[MetricId], context: &Context) -> String {
    let listed = metrics.iter().filter_map(|metric| screen.row_of(*metric));
    let mut numbers: Vec<u64> = listed.filter_map(|at| u64::try_from(at + 1).ok()).collect();
    numbers.sort_unstable();
    let is_told = context.is_heard() && !numbers.is_empty();
    if is_told { format!(", {}", in_rows(&numbers)) } else { String::new() }
}

/// The same of those of earlier or later weeks, with what goes there.
fn elsewhere(cells: usize, when: &str, way: &str) -> String {
    match cells {
        1 => format!("1 cell of {} week is not entered yet: {way} goes there.", with_article(when)),
        more => format!("{more} cells of {when} weeks are not entered yet: {way} goes there."),
    }
}

/// Nothing can be committed: goes to the first cell that stands in the way, which says why.
fn held_up(screen: &mut Weekly, drafts: &Drafts, context: &Context) -> Vec<Effect> {
    let mut told = left(screen, drafts, context);
    if let Some((at, back)) = screen.first_left(draw::weeks_that_fit(context.body().0), context) {
        screen.back = back;
        screen.list.select(at, screen.found.len(), Weekly::page(context));
        let which = if drafts.count() == 1 { "it" } else { "the first" };
        let chosen = if context.is_heard() { "Chosen is" } else { "The cursor is on" };
        let why = draw::explain(screen, context).unwrap_or_default();
        told = format!("{told} {chosen} {which}. {why}");
    }
    vec![Effect::failed(told.trim_end())]
}

/// What a commit does: how many readings it enters, and how many it takes back.
fn done(readings: &[Change]) -> String {
    let takes_back = |change: &&Change| matches!(change, Change::Record(Record { typed: None, .. }));
    let taken = readings.iter().filter(takes_back).count();
    let said = |of: usize| count(of, "reading", "readings");
    match readings.len() - taken {
        0 => format!("Took back {}", said(taken)),
        entered if taken == 0 => format!("Entered {}", said(entered)),
        entered => format!("Entered {} and took back {taken}", said(entered)),
    }
}

fn commit(screen: &mut Weekly, context: &Context) -> Vec<Effect> {
    screen.typing = None;
    let drafts = screen.drafts(context);
    if drafts.ready.is_empty() {
        return held_up(screen, &drafts, context);
    }
    screen.sent.append(&mut screen.typed);
    let told = left(screen, &drafts, context);
    screen.left = (!told.is_empty()).then_some(told);
    let aimed: BTreeSet<PilotId> = drafts.targets.keys().map(|(pilot, _)| *pilot).collect();
    let aimed: BTreeSet<&str> =
        screen.rows.iter().filter(|row| aimed.contains(&row.pilot)).map(|row| row.name.as_str()).collect();
    let (places, readings): (Vec<String>, Vec<Change>) = drafts.ready.into_iter().unzip();
    let done = done(&readings);
    let mut weeks: Vec<Week> = places.iter().filter_map(|key| cell_of(key)).map(|(week, _)| week).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let named = match weeks.as_slice() {
        [first, .., last] if weeks.len() > 3 => format!("{first} to {last}"),
        few => few.iter().map(Week::to_string).collect::<Vec<_>>().join(", "),
    };
    let aims = match aimed.len() {
        0 => String::new(),
        1..=3 => format!(", and the target users of {}", aimed.into_iter().collect::<Vec<_>>().join(", ")),
        many => format!(", and the target users of {many} pilots"),
    };
    let what = Some(format!("{done} for {named}{aims}."));
    let changes = drafts.targets.into_values().chain(readings).collect();
    vec![Effect::Commit { change: Box::new(Change::Several { what, changes }), drafts: places }]
}
