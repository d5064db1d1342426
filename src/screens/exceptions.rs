//! The exceptions of every pilot: first those that were escalated, the longest wait on top, then those that nobody was
//! asked to take.

use std::cmp::Reverse;

use super::browse::{Browse, any, narrowing};
use super::deeds::exception;
use super::listing::{Listed, Listing};
use super::marks;
use super::on_pilot::{self, OfPilot};
use super::order::{self, Order, by_name};
use super::pilot::registers;
use super::{Place, parts, paste};
use crate::domain::incoming::RowsOf;
use crate::domain::shown::brief;
use crate::domain::{Day, Exception, ExceptionId, ExceptionState, Instant, Pilot, Severity, Shown};
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Answer, Context, Destination, Effect, Query};
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "exceptions",
    title: "exceptions",
    doc: "Go to the exceptions of every pilot: what was wrong, whom it waits for, and how long.",
    keys: &["g x"],
    verbs: || verb::listed(Exceptions::VERBS),
    open: Some(|_| Box::new(Exceptions::default())),
};

const COLUMNS: &[Column] = &[
    Column::text("", 1, 0),
    Column::text("age", 11, 0),
    Column::text("pilot", 14, 1),
    Column::text("what was wrong", 18, 4),
    Column::text("state", 12, 0).from(70),
    Column::text("severity", 8, 0).from(80),
    Column::text("who sees to it", 14, 1).from(96),
    Column::text("raised", 11, 0).from(110),
];

/// The rule with the longest time that one may wait.
const LIMIT: &str = "warning.exceptions-ageing.max-age-days";

type Row = OfPilot<Exception>;

impl Row {
    fn is_mended(&self) -> bool {
        self.what.state() >= ExceptionState::Resolved
    }

    /// Since when it has waited: since it was escalated, else since it was raised.
    fn since(&self) -> Instant {
        self.what.escalated.unwrap_or(self.what.raised)
    }

    /// Its place in the first order: escalated ones, the longest wait first; then those only raised, which wait for
    /// nobody; then resolved ones, the last one first.
    fn place(&self) -> impl Ord + use<> {
        let (one, mended) = (&self.what, self.is_mended());
        let newest = mended.then(|| Reverse(one.newest()));
        (mended, one.closed.is_some(), newest, one.escalated.is_none(), self.since(), one.id)
    }

    /// Its place by severity.
    fn gravity(&self) -> (bool, Reverse<Severity>) {
        (self.is_mended(), Reverse(self.what.severity))
    }

    /// Days it has waited; none once it is resolved.
    fn age(&self, context: &Context) -> Option<i64> {
        (!self.is_mended()).then(|| (context.moment.day - self.since().day()).num_days().max(0))
    }

    /// Days it may wait; none where it was not escalated, as it waits for nobody.
    fn limit(&self, context: &Context) -> Option<i64> {
        let days = context.directory.rules.count(LIMIT, None);
        (!self.is_mended() && self.what.escalated.is_some() && days > 0).then_some(days)
    }

    /// Has it waited longer than it may?
    fn is_late(&self, context: &Context) -> bool {
        self.age(context).zip(self.limit(context)).is_some_and(|(age, limit)| age > limit)
    }
}

impl Listed for Row {
    type Id = ExceptionId;
    const ORDERS: &'static [Order<Self>] = &[
        Order {
            title: "escalated first, longest wait on top",
            compare: |one, other, _| one.place().cmp(&other.place()),
        },
        Order { title: "most severe first", compare: |one, other, _| one.gravity().cmp(&other.gravity()) },
        Order { title: "by pilot", compare: |one, other, _| by_name(one.pilot_name(), other.pilot_name()) },
    ];

    fn id(&self) -> ExceptionId {
        self.what.id
    }

    fn name(&self) -> &str {
        self.pilot_name()
    }

    fn called(&self) -> String {
        brief(&self.what.text)
    }

    fn words(&self, context: &Context) -> String {
        let one = &self.what;
        let (pilot, owner) = (self.pilot_name(), registers::owner(one, context));
        let raised = one.raised.day();
        let days = format!("{raised} {}", context.day(raised));
        format!("{pilot} {} {} {} {} {owner} {days}", one.text, one.severity, one.state(), one.resolution)
    }

    fn is_aside(&self) -> bool {
        self.what.closed.is_some()
    }
}

/// The exceptions.
#[derive(Default)]
struct Exceptions {
    listing: Listing<Row>,
}

impl Exceptions {
    fn selected(&self) -> Option<&Exception> {
        self.listing.selected().map(|row| &row.what)
    }

    /// The marked ones, or the one under the cursor.
    fn meant(&self) -> Vec<Exception> {
        self.listing.meant().into_iter().map(|row| row.what.clone()).collect()
    }
}

fn selected(screen: &Exceptions, _: &Context) -> Live {
    Live::when(screen.selected().is_some(), "no exception is selected")
}

fn writable(screen: &Exceptions, context: &Context) -> Live {
    Live::writable(context).and_when(!screen.listing.meant().is_empty(), "no exception is selected")
}

const OWN: &[Verb<Exceptions>] = &[
    Verb::new(
        ("open", "open"),
        "Open the exceptions of its pilot, the cursor on this one.",
        &["↵"],
        selected,
        |screen, _| Effect::going(screen.selected().map(|one| Destination::Exception(one.pilot, one.id))),
    ),
    Verb::on_row(
        ("advance", "next state"),
        "Take it to its next state: escalated to somebody, acknowledged, resolved, closed.",
        &["n"],
        |screen, context| {
            let open = screen.listing.meant().into_iter().any(|row| row.what.closed.is_none());
            writable(screen, context).and_when(open, "it is closed")
        },
        |screen, context| vec![Effect::form(screen.listing.naming(exception::advance(screen.meant(), context)))],
    ),
    Verb::on_row(
        ("edit", "edit"),
        "Edit what was said of it: what was wrong, how much it matters, who sees to it; with marks, how much all of them matter and who sees to them.",
        &["e"],
        writable,
        |screen, context| {
            let form = match screen.meant().as_slice() {
                [] => return Vec::new(),
                [one] => exception::correct(one, context),
                several => exception::correct_all(several.to_vec(), context),
            };
            vec![Effect::form(screen.listing.naming(form))]
        },
    ),
    narrowing(),
    order::sort(),
    Verb::new(("show-ended", "closed too"), "Show or hide what is closed.", &["A"], any, |screen, context| {
        let all = screen.listing.toggle(context);
        vec![Effect::info(if all { "With those that are closed." } else { "Only those that are not closed." })]
    }),
    on_pilot::open("pilot"),
];

impl Browse for Exceptions {
    type Row = Row;
    const PLACE: Place = PLACE;
    const TITLE: &'static str = "Exceptions";
    const VERBS: Rows<Self> = &[OWN, &marks::rows(), &on_pilot::rows(), &paste::rows(), &vertical()];
    const TAKES: Option<RowsOf> = Some(RowsOf::Exceptions);
    const QUERY: fn(Day) -> Query = Query::Exceptions;
    const COLUMNS: &'static [Column] = COLUMNS;
    const ABSENT: (&'static str, &'static str) =
        ("there is no exception yet: ⟨pilot raise⟩ on a pilot raises one", "no exception was there then");

    fn listing(&self) -> &Listing<Row> {
        &self.listing
    }

    fn listing_mut(&mut self) -> &mut Listing<Row> {
        &mut self.listing
    }

    fn rows(answer: Answer) -> Option<Vec<Row>> {
        let Answer::Exceptions(exceptions, pilots) = answer else {
            return None;
        };
        Some(Row::rows(exceptions, pilots, |exception| Some(exception.pilot)))
    }

    fn cells(row: &Row, context: &Context) -> Vec<Cell> {
        let one = &row.what;
        let (sign, role) = sign(row, context);
        let plain = if row.is_mended() { Role::Dim } else { Role::Text };
        vec![
            (Shown::line(sign), role),
            (Shown::line(&age(row, context)), role),
            (Shown::line(row.pilot_name()), Role::Strong),
            (Shown::line(&one.text), plain),
            (Shown::line(one.state().name()), role),
            (Shown::line(one.severity.name()), plain),
            (Shown::line(registers::owner(one, context)), plain),
            (Shown::line(&context.day_in_column(one.raised.day())), Role::Dim),
        ]
    }

    // The wait comes first: the end of a long sentence is cut, and the row already shows part of the text.
    fn sentence(row: &Row, context: &Context) -> String {
        let one = &row.what;
        let (waiting, seen_to) = (registers::waiting(one, context), registers::seen_to(one, context));
        let limit = row.limit(context).filter(|_| row.is_late(context));
        let late = limit.map_or_else(String::new, |days| format!("; it may wait {days} days"));
        format!("{}{waiting}{late}: {}{seen_to}", row.pilot_name(), registers::described(one, context))
    }

    fn about(row: &Row) -> Option<&Pilot> {
        row.pilot.as_deref()
    }

    fn says(&self, context: &Context) -> Option<&'static str> {
        let (now, then) = if self.listing.is_empty() {
            (
                "No exceptions yet. Cases in which the output was wrong, disputed or outside the procedure are listed here, with whom they wait for; ⟨pilot raise⟩ on a pilot raises one.",
                "No exception was there then. ⟨as-of⟩ goes back to the present.",
            )
        } else {
            (
                "No exception is open. ⟨show-ended⟩ shows those that are closed, ⟨pilot raise⟩ on a pilot raises one.",
                "No exception was open then. ⟨show-ended⟩ shows those that were closed.",
            )
        };
        self.listing.is_bare().then(|| parts::absent(context, now, then))
    }
}

/// How many days it has waited, and how many it may.
fn age(row: &Row, context: &Context) -> String {
    match (row.age(context), row.limit(context)) {
        (Some(days), Some(limit)) => format!("{days} of {limit} d"),
        (Some(days), None) => format!("{days} d"),
        (None, _) => String::new(),
    }
}

/// Its sign and its colour.
fn sign(row: &Row, context: &Context) -> (&'static str, Role) {
    let glyphs = context.glyphs;
    match row.what.state() {
        ExceptionState::Resolved | ExceptionState::Closed => (glyphs.done(), Role::Dim),
        _ if row.is_late(context) => (glyphs.at_risk(), Role::AtRisk),
        _ => (glyphs.open(), Role::Text),
    }
}
