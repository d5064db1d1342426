//! The verbs of the portfolio.

use super::super::order::{self, Sorts};
use super::super::{on_pilot, parts};
use super::line::Opens;
use super::opened::Opened;
use super::section::Section;
use super::{Monthly, PLACE};
use crate::interaction::filter;
use crate::interaction::moves::{horizontal, vertical};
use crate::interaction::verb::{Live, Rows, Verb};
use crate::interaction::{Context, Destination, Effect};

pub(super) const VERBS: Rows<Monthly> = &[OWN, SECTIONS, &on_pilot::rows(), &vertical(), &horizontal()];

fn page(screen: &Monthly, context: &Context) -> Live {
    let why =
        parts::absent(context, "there is no pilot yet: ⟨board⟩, then ⟨board add⟩, adds one", "no pilot was there then");
    Live::when(screen.is_filled(), why).and_when(screen.opened.is_none(), "Esc closes the list first")
}

const OWN: &[Verb<Monthly>] = &[
    Verb::new(
        ("open", "open"),
        "Open the pilots that the number under the cursor counts, or what its row is about; Esc closes the list.",
        &["↵"],
        |screen, context| Live::when(screen.target(context).is_some(), "nothing can be opened here"),
        open,
    ),
    on_pilot::open("pilot").unhinted(),
    Verb {
        doc: "Show only the pilots behind a number that match some words; Enter keeps that, with the cursor on it, Esc stops typing.",
        ..filter::narrowing(
            |screen, _| {
                Live::when(screen.opened.is_some(), "the list behind a number is narrowed: ⟨open⟩ on one opens it")
            },
            |screen, context| {
                if let Some(opened) = &mut screen.opened {
                    opened.filter.open();
                }
                screen.fit(context);
                Vec::new()
            },
        )
    },
    order::sort(),
    Verb::new(
        ("write", "write"),
        "Write the month into a folder, as Markdown, HTML, text and a workbook.",
        &["w"],
        |screen, context| page(screen, context).and_when(!context.masked, "names and values are masked: ⟨mask⟩"),
        |_, _| vec![parts::write(None)],
    ),
    Verb::new(
        ("next-section", "next section"),
        "The next section; its number goes there at once.",
        &["]", "⇥"],
        page,
        |screen, context| {
            screen.turn(1, context);
            Vec::new()
        },
    ),
    Verb::<Monthly>::new(
        ("section-before", "section before"),
        "The section before.",
        &["[", "⇤"],
        page,
        |screen, context| {
            screen.turn(Section::ALL.len() - 1, context);
            Vec::new()
        },
    )
    .unhinted(),
];

const fn section(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut Monthly, &Context) -> Vec<Effect>,
) -> Verb<Monthly> {
    Verb::new((name, name), doc, keys, page, run).unhinted()
}

const SECTIONS: &[Verb<Monthly>] = &[
    section("funnel", "How pilots come through the stages, beside the benchmarks.", &["1"], |screen, context| {
        to(screen, Section::Funnel, context)
    }),
    section("statuses", "How every pilot stands by family, at its gate and overall.", &["2"], |screen, context| {
        to(screen, Section::Statuses, context)
    }),
    section("signals", "What fires, by consequence.", &["3"], |screen, context| to(screen, Section::Signals, context)),
    section("freshness", "Who is in purgatory, and how old the newest values are.", &["4"], |screen, context| {
        to(screen, Section::Freshness, context)
    }),
    section("overdue", "What is past its date.", &["5"], |screen, context| to(screen, Section::Overdue, context)),
    section("owners", "Who answers for how much.", &["6"], |screen, context| to(screen, Section::Owners, context)),
    section("causes", "Why pilots were held or ended, and what was spent.", &["7"], |screen, context| {
        to(screen, Section::Causes, context)
    }),
];

impl Sorts for Monthly {
    fn sortable(&self, _: &Context) -> Live {
        Live::when(self.opened.is_some(), "the list behind a number is sorted: ⟨open⟩ on one opens it")
    }

    fn resort(&mut self, context: &Context) -> Vec<Effect> {
        let list = self.opened.as_mut().zip(self.known.as_ref());
        list.map(|(opened, known)| opened.resort(PLACE.name, known, context)).unwrap_or_default()
    }
}

fn to(screen: &mut Monthly, section: Section, context: &Context) -> Vec<Effect> {
    screen.turn_to(section, context);
    Vec::new()
}

fn open(screen: &mut Monthly, context: &Context) -> Vec<Effect> {
    match screen.target(context) {
        Some(Opens::Pilot(pilot)) => vec![Effect::Open(Destination::Pilot(pilot))],
        Some(Opens::Person(person)) => vec![Effect::Open(Destination::Person(person))],
        Some(Opens::Pilots { counts, pilots }) => {
            screen.opened = Some(Opened::of(PLACE.name, counts, pilots, context));
            screen.fit(context);
            Vec::new()
        }
        None => Vec::new(),
    }
}
