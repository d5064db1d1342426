//! The verbs of a pilot's pages.

use super::super::marks::{self, Marking};
use super::super::on_pilot::{self, OnPilot, writable};
use super::super::{deeds, entries, parts, paste};
use super::narrow::narrows;
use super::{
    PilotScreen, Tab, certify, charts, items, metrics, notes, overview, readiness, registers, rollout, workstream,
};
use crate::domain::change::MetricChange;
use crate::domain::readiness::barred;
use crate::domain::{Change, Gate, Metric, PilotPage};
use crate::interaction::filter;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{Live, Rows, Verb};
use crate::interaction::{Context, Effect, Query};

pub(super) const VERBS: Rows<PilotScreen> = &[READINESS, ROLLOUT, OWN, TABS, NARROW, &paste::rows(), &vertical()];

/// Live on one page only.
fn on(tab: Tab, screen: &PilotScreen, context: &Context, otherwise: &'static str) -> Live {
    writable(screen, context).and_when(screen.tab == tab, otherwise)
}

/// Does a verb have something to act on? `none` is the reason if no filter hides it.
fn there(is_there: bool, screen: &PilotScreen, none: &'static str) -> Live {
    Live::when(is_there, screen.narrow.filter.absent(none))
}

fn editable(screen: &PilotScreen, context: &Context) -> Live {
    let frozen = |why: Option<&'static str>| why.map_or(Live::Yes, Live::No);
    writable(screen, context).and(match screen.tab {
        Tab::Overview => frozen(overview::frozen(screen)),
        Tab::Rollout => frozen(rollout::frozen(screen)),
        Tab::Readiness => Live::Yes,
        Tab::Checklist => with_item(screen, context),
        Tab::Metrics => there(screen.selected_metric().is_some(), screen, "there is no metric"),
        Tab::Notes => {
            let count = screen.meant_notes().len();
            there(count > 0, screen, "there is no note yet: ⟨add⟩ writes one")
                .and_when(count < 2, "notes are written one by one: Esc takes the marks off first")
        }
        Tab::History => Live::No("the history is not edited: ⟨revert⟩ takes an entry back"),
        Tab::Exceptions => with_exception(screen),
    })
}

fn openable(screen: &PilotScreen, context: &Context) -> Live {
    match (screen.tab, &screen.opened) {
        (Tab::History, Some(_)) => Live::No("it is open; Esc closes it"),
        (Tab::History, None) => with_entry(screen),
        (Tab::Exceptions, _) if are_closed(screen) => Live::No("it is closed"),
        (Tab::Notes, _) if screen.closer => Live::No("it is open; Esc closes it"),
        (Tab::Notes, _) => with_note(screen, context),
        _ => editable(screen, context),
    }
}

/// Are all exceptions closed that a key is for?
fn are_closed(screen: &PilotScreen) -> bool {
    let meant = screen.meant_exceptions();
    !meant.is_empty() && meant.iter().all(|exception| exception.closed.is_some())
}

fn with_item(screen: &PilotScreen, context: &Context) -> Live {
    let is_any = screen.has_marked() || screen.here(context).is_some();
    there(is_any, screen, "there is no item")
}

fn with_exception(screen: &PilotScreen) -> Live {
    there(!screen.meant_exceptions().is_empty(), screen, "there is no exception yet: ⟨raise⟩ raises one")
}

fn with_entry(screen: &PilotScreen) -> Live {
    there(screen.selected_entry().is_some(), screen, "nothing has been done yet")
}

fn with_note(screen: &PilotScreen, context: &Context) -> Live {
    let none = parts::inviting(context, "there is no note yet: ⟨add⟩ writes one");
    there(screen.selected_note().is_some(), screen, none)
}

/// What `e` edits on each page.
fn edit(screen: &PilotScreen, context: &Context) -> Vec<Effect> {
    match screen.tab {
        Tab::Overview => Effect::asking(screen.page.as_ref().and_then(|page| overview::edit(screen, page, context))),
        Tab::Checklist => items::edit(screen, context),
        Tab::Metrics => metrics::edit(screen, context),
        Tab::Notes => Effect::asking(notes::edit(screen).map(|form| screen.naming_marked(form, context))),
        Tab::History => Vec::new(),
        Tab::Exceptions => {
            let form = match screen.meant_exceptions().as_slice() {
                [] => None,
                [one] => Some(deeds::exception::correct(one, context)),
                several => Some(deeds::exception::correct_all(several.to_vec(), context)),
            };
            Effect::asking(form.map(|form| screen.naming_marked(form, context)))
        }
        Tab::Readiness => Effect::asking(screen.page.as_ref().map(|page| readiness::score(screen, page, context))),
        Tab::Rollout => rollout::edit(screen, context),
    }
}

/// The next state of an exception, or of the marked ones.
fn advance(screen: &PilotScreen, context: &Context) -> Vec<Effect> {
    let meant = screen.meant_exceptions();
    let form = (!meant.is_empty()).then(|| deeds::exception::advance(meant, context));
    Effect::asking(form.map(|form| screen.naming_marked(form, context)))
}

const OWN: &[Verb<PilotScreen>] = &[
    Verb::on_row(
        ("tick", "tick"),
        "Tick the item and say what shows it, or reopen a ticked one; with marks, all of them.",
        &["Space"],
        |screen, context| {
            on(Tab::Checklist, screen, context, "items are ticked on the checklist page: ⟨checklist⟩")
                .and(with_item(screen, context))
        },
        items::toggle,
    )
    .called(|screen, context| if items::is_ticked(screen, context) { "open again" } else { "tick" }),
    Verb::on_row(("edit", "edit"), "Edit what is under the cursor, or what is marked.", &["e"], editable, |screen, context| {
        edit(screen, context)
    }),
    Verb::on_row(
        ("next-stage", "gate"),
        "Record the verdict of the gate out of its stage: the one that the tally allows, and why. In stage 4: of the unit, geography or use case under the cursor of the rollout page.",
        &["L"],
        |screen, context| match (writable(screen, context), &screen.page) {
            (Live::Yes, Some(page)) => not_judged(screen, page).map_or(Live::Yes, Live::No),
            (live, _) => live,
        },
        |screen, context| {
            let Some(page) = &screen.page else {
                return Vec::new();
            };
            if gate(screen).is_some() {
                return readiness::decide(screen, page, context);
            }
            let item = rollout::selected_item(screen, page);
            item.map(|item| certify::certify(screen, page, item, context)).unwrap_or_default()
        },
    ),
    Verb::on_row(
        ("open", "open"),
        "Open what is under the cursor: what an entry wrote, a note whole, the next state of an exception; elsewhere it is edited.",
        &["↵"],
        openable,
        |screen, context| match screen.tab {
            Tab::History => {
                let seq = screen.selected_entry().map(|entry| entry.seq);
                seq.map(|seq| Effect::load(Query::Entry(seq))).into_iter().collect()
            }
            Tab::Exceptions => advance(screen, context),
            Tab::Notes => screen.look_closer(true),
            _ => edit(screen, context),
        },
    ),
    Verb::on_row(
        ("advance", "next state"),
        "Take the exception under the cursor, or those that are marked, to the next state: escalated to somebody, acknowledged, resolved, closed.",
        &["n"],
        |screen, context| {
            on(Tab::Exceptions, screen, context, "exceptions are on their page: ⟨exceptions⟩")
                .and(with_exception(screen))
                .and_when(!are_closed(screen), "it is closed")
        },
        |screen, context| advance(screen, context),
    ),
    Verb::on_row(
        ("revert", "take back"),
        "Take the entry under the cursor back.",
        &["R"],
        |screen, context| {
            on(Tab::History, screen, context, "entries are on the history page: ⟨history⟩").and(with_entry(screen))
        },
        |screen, _| screen.selected_entry().map(entries::revert).unwrap_or_default(),
    ),
    marks::mark(),
    marks::range().unhinted(),
    on_pilot::reading(),
    Verb::new(
        ("add", "add"),
        "Add a metric, a note in Markdown, a process step: what the page holds.",
        &["a"],
        |screen, context| {
            writable(screen, context).and_when(
                matches!(screen.tab, Tab::Metrics | Tab::Notes | Tab::Rollout),
                "metrics, notes and steps are added on their pages: ⟨metrics⟩, ⟨notes⟩, ⟨rollout⟩",
            )
        },
        |screen, _| match (screen.tab, &screen.page) {
            (Tab::Metrics, _) => Effect::asking(metrics::add(screen)),
            (Tab::Notes, Some(page)) => vec![Effect::form(deeds::long_note(&page.pilot))],
            (Tab::Rollout, Some(page)) => vec![Effect::form(rollout::add_step(page))],
            _ => Vec::new(),
        },
    ),
    Verb::new(
        ("chart", "chart, table"),
        "One chart with its weeks as a table; a second time shows the table where there is no room for both. Esc closes it.",
        &["t"],
        |screen, context| {
            let there = screen.tab == Tab::Metrics && screen.selected_metric().is_some();
            let changes = screen.chart.is_none() || context.size.0 < charts::BOTH;
            Live::when(there, "charts are on the metrics page: ⟨metrics⟩").and_when(changes, "the chart and its table both show")
        },
        |screen, _| {
            use charts::Shows;
            screen.chart = Some(if screen.chart == Some(Shows::Chart) { Shows::Table } else { Shows::Chart });
            Vec::new()
        },
    ),
    Verb::new(
        ("zoom", "zoom"),
        "Charts of 13, 26, 52 weeks or all; on overview, notes, readiness and rollout, what is said of them in place of the rows.",
        &["z"],
        |screen, context| match screen.tab {
            Tab::Metrics | Tab::Readiness | Tab::Rollout => Live::Yes,
            Tab::Overview => {
                // Whoever hears the page hears less of it before.
                let whole = screen.page.as_ref().is_none_or(|page| {
                    !context.is_heard() && overview::is_whole(screen, page, context)
                });
                Live::when(screen.closer || !whole, "all that is said of it shows")
            }
            Tab::Notes => with_note(screen, context),
            _ => Live::No("there is nothing to zoom on this page"),
        },
        |screen, _| {
            if screen.tab != Tab::Metrics {
                return screen.look_closer(!screen.closer);
            }
            screen.zoom = screen.zoom.next();
            vec![Effect::info(screen.zoom.title())]
        },
    ),
    Verb { on_row: false, ..on_pilot::raise() },
    on_pilot::decide(),
    Verb::on_row(
        ("freeze", "baseline"),
        "Freeze the first baseline of this metric; afterwards only a decision replaces it.",
        &["B"],
        |screen, context| {
            let metric = screen.selected_metric();
            let frozen = screen
                .page
                .iter()
                .flat_map(|page| &page.baselines)
                .any(|frozen| Some(frozen.metric) == metric.map(|metric| metric.id));
            on(Tab::Metrics, screen, context, "baselines are frozen on the metrics page: ⟨metrics⟩")
                .and_when(metric.is_some_and(Metric::is_weekly), "this metric is not judged")
                .and_when(!frozen, "its baseline is frozen: ⟨decide⟩ replaces it")
        },
        |screen, context| {
            let proposed = screen.page.as_ref().and_then(|page| readiness::proposed(screen, page, context));
            Effect::asking(screen.selected_metric().map(|metric| {
                let weeks = proposed.filter(|proposal| proposal.metric.id == metric.id).and_then(|one| one.span());
                registers::freeze(metric, weeks)
            }))
        },
    ),
    Verb::new(("version", "model version"), "Log a version of its model.", &["I"], writable, |screen, context| {
        Effect::asking(screen.page.as_ref().map(|page| registers::version(&page.pilot, context)))
    }),
    Verb { on_row: false, ..on_pilot::note() },
    Verb { on_row: false, ..on_pilot::report() },
    Verb { on_row: false, ..on_pilot::owner() },
    Verb::new(
        ("stage-before", "stage before"),
        "Move it back to the stage before; asks why.",
        &["H"],
        |screen, context| {
            writable(screen, context)
                .and_when(screen.chosen().is_some_and(|pilot| pilot.stage.previous().is_some()), "stage 1 is the first")
        },
        |screen, context| vec![Effect::form(deeds::back(screen.all_chosen(), context))],
    ),
    Verb::new(("fields", "all fields"), "Edit all its fields in one form.", &["F"], writable, |screen, context| {
        Effect::asking(screen.page.as_ref().map(|page| deeds::set_each(&page.pilot, &page.summary, context)))
    }),
    Verb { on_row: false, ..on_pilot::lifecycle() },
    Verb::on_row(
        ("archive", "archive"),
        "Archive the note, the metric, the process step or the pilot, or bring the pilot back; away from the overview it asks about the pilot first.",
        &["x"],
        |screen, context| {
            let there = screen.tab != Tab::Rollout || rollout::selected_step(screen).is_some();
            writable(screen, context).and_when(there, "no process step is selected")
        },
        archive,
    )
    .called(|screen, _| on_pilot::archives(is_put_away(screen))),
];

/// What is done on the page of readiness.
const READINESS: &[Verb<PilotScreen>] = &[
    Verb::new(
        ("workstream", "workstream"),
        "Open a workstream for the dimension under the cursor, or edit the one that is open.",
        &["W"],
        |screen, context| on(Tab::Readiness, screen, context, ON_READINESS),
        |screen, context| Effect::asking(screen.page.as_ref().map(|page| workstream::open(screen, page, context))),
    ),
    Verb::new(
        ("close", "close it"),
        "Close the workstream of the dimension under the cursor against its exit test.",
        &["C"],
        |screen, context| {
            let work = screen.page.as_ref().and_then(|page| workstream::under_way(screen, page));
            on(Tab::Readiness, screen, context, ON_READINESS)
                .and_when(work.is_some(), "this dimension has no open workstream: ⟨workstream⟩ opens one")
        },
        |screen, context| {
            let page = screen.page.as_ref();
            let work = page.and_then(|page| Some((workstream::under_way(screen, page)?, &page.pilot)));
            Effect::asking(work.map(|(work, pilot)| workstream::close(work, pilot, context)))
        },
    ),
    Verb::new(
        ("book", "book gate"),
        "Book the date of the gate out of its stage.",
        &["b"],
        |screen, context| {
            let pilot = screen.page.as_ref().map(|page| &page.pilot);
            readiness::judged(pilot, on(Tab::Readiness, screen, context, ON_READINESS))
        },
        |screen, _| {
            Effect::asking(screen.page.as_ref().zip(gate(screen)).map(|(page, gate)| readiness::book(page, gate)))
        },
    ),
    Verb::<PilotScreen>::new(
        ("outcome", "waiver"),
        "Say what came of a rule that was waived: it held, it went wrong, or it was withdrawn.",
        &["A"],
        |screen, context| {
            let waits = screen.page.as_ref().is_some_and(|page| !readiness::unanswered(page, context).is_empty());
            on(Tab::Readiness, screen, context, ON_READINESS).and_when(waits, readiness::NO_WAIVER)
        },
        |screen, context| {
            let page = screen.page.as_ref();
            Effect::asking(page.map(|page| readiness::outcome(&page.pilot, &readiness::unanswered(page, context))))
        },
    )
    .unhinted(),
];

/// What is done on the page of the rollout.
const ROLLOUT: &[Verb<PilotScreen>] = &[
    Verb::new(
        ("expand", "expansion"),
        "Plan a unit, geography or use case that it goes to next.",
        &["N"],
        |screen, context| on(Tab::Rollout, screen, context, ON_ROLLOUT),
        |screen, _| Effect::asking(screen.page.as_deref().map(rollout::add_item)),
    ),
    Verb::new(
        ("train", "training"),
        "Record a training that was held: for whom, about what, how many took part.",
        &["T"],
        |screen, context| on(Tab::Rollout, screen, context, ON_ROLLOUT),
        |screen, context| Effect::asking(screen.page.as_ref().map(|page| certify::train(page, context))),
    ),
    Verb::new(
        ("diagnose", "diagnosis"),
        "Record why people do not use it.",
        &["Q"],
        |screen, context| on(Tab::Rollout, screen, context, ON_ROLLOUT),
        |screen, _| Effect::asking(screen.page.as_deref().map(rollout::diagnose)),
    ),
];

const ELSEWHERE: &str = "stage 4 is the last; units are certified on the rollout page: ⟨rollout⟩";
const ON_ROLLOUT: &str = "expansion and diagnoses are on the rollout page: ⟨rollout⟩";
const ON_READINESS: &str = "workstreams and gates are on the readiness page: ⟨readiness⟩";

/// Why no verdict is recorded here.
fn not_judged(screen: &PilotScreen, page: &PilotPage) -> Option<&'static str> {
    barred(&page.pilot).or_else(|| match gate(screen) {
        Some(_) => None,
        None if screen.tab == Tab::Rollout => certify::refused(page, rollout::selected_item(screen, page)),
        None => Some(ELSEWHERE),
    })
}

/// The gate out of its stage.
fn gate(screen: &PilotScreen) -> Option<Gate> {
    screen.page.as_ref().and_then(|page| Gate::out_of(page.pilot.stage))
}

fn archive(screen: &mut PilotScreen, context: &Context) -> Vec<Effect> {
    match screen.tab {
        Tab::Notes => notes::archive(screen, context),
        Tab::Rollout => rollout::archive(screen),
        Tab::Metrics => {
            let metric = screen.selected_metric().map(|metric| metric.id);
            let change = metric.map(|metric| Change::Metric(MetricChange::Archive { metric, archived: true }));
            change.map(Effect::commit).into_iter().collect()
        }
        Tab::Overview | Tab::Checklist | Tab::History | Tab::Exceptions | Tab::Readiness => put_away(screen),
    }
}

/// Is the pilot archived, on a page on which the key is for it and not for a row?
fn is_put_away(screen: &PilotScreen) -> bool {
    let is_for_row = matches!(screen.tab, Tab::Notes | Tab::Rollout | Tab::Metrics);
    !is_for_row && screen.page.as_ref().is_some_and(|page| page.pilot.archived)
}

/// Puts the pilot out of sight, or back. On pages of rows the key may be meant for one of them, so it asks there.
fn put_away(screen: &PilotScreen) -> Vec<Effect> {
    let pilots = screen.all_chosen();
    let change = Effect::commit(deeds::archive(&pilots));
    if screen.tab == Tab::Overview || pilots.iter().all(|pilot| pilot.archived) {
        return vec![change];
    }
    let detail = "It goes out of sight, and not only the row under the cursor.";
    vec![Effect::ask_first("Archive the whole pilot?", detail, vec![change])]
}

const fn turn(
    (name, title): (&'static str, &'static str),
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut PilotScreen, &Context) -> Vec<Effect>,
) -> Verb<PilotScreen> {
    Verb::new((name, title), doc, keys, |_, _| Live::Yes, run).unhinted()
}

fn by(screen: &mut PilotScreen, pages: usize, context: &Context) -> Vec<Effect> {
    let next = Tab::ALL[(screen.tab as usize + pages) % Tab::ALL.len()];
    screen.turn_to(next, context);
    Vec::new()
}

fn to(screen: &mut PilotScreen, tab: Tab, context: &Context) -> Vec<Effect> {
    screen.turn_to(tab, context);
    Vec::new()
}

const NARROW: &[Verb<PilotScreen>] = &[filter::narrowing(finds, PilotScreen::open_filter).unhinted()];

/// Whoever hears the rows says the number of one where the filter would only lead the cursor to it.
fn finds(screen: &PilotScreen, context: &Context) -> Live {
    Live::when(!context.is_heard() || narrows(screen.tab), filter::EACH_TOLD)
}

const TABS: &[Verb<PilotScreen>] = &[
    Verb {
        hint: true,
        ..turn(("next-page", "next page"), "The page to the right.", &["⇥", "]", "→", "l"], |s, c| by(s, 1, c))
    },
    turn(("page-before", "page before"), "The page to the left.", &["⇤", "[", "←", "h"], |s, c| {
        by(s, Tab::ALL.len() - 1, c)
    }),
    turn(("overview", "overview"), "Its overview.", &["1"], |s, c| to(s, Tab::Overview, c)),
    turn(("checklist", "checklist"), "Its checklist.", &["2"], |s, c| to(s, Tab::Checklist, c)),
    turn(("metrics", "metrics"), "Its metrics with charts.", &["3"], |s, c| to(s, Tab::Metrics, c)),
    turn(("notes", "notes"), "Its notes.", &["4"], |s, c| to(s, Tab::Notes, c)),
    turn(("history", "history"), "What was done to it.", &["5"], |s, c| to(s, Tab::History, c)),
    turn(("exceptions", "exceptions"), "Its exceptions.", &["6"], |s, c| to(s, Tab::Exceptions, c)),
    turn(("readiness", "readiness"), "Its gap assessment and the gate out of its stage.", &["7"], |s, c| {
        to(s, Tab::Readiness, c)
    }),
    turn(("rollout", "rollout"), "Its process steps, where it goes next, why people do not use it.", &["8"], |s, c| {
        to(s, Tab::Rollout, c)
    }),
];
