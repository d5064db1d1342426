//! The decisions of the committee, newest first: what was decided, by whom, and what brings it back.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::browse::{Browse, any, narrowing};
use super::deeds::decision;
use super::listing::{Listed, Listing};
use super::on_pilot::{self, OfPilot};
use super::order::{self, Order, by_name};
use super::{Place, parts};
use crate::domain::{Day, Decision, DecisionId, Pilot, Seek, Shown, Status, Trigger};
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Answer, Context, Effect, List, Query, Screen};
use crate::ui::glyphs::Glyphs;
use crate::ui::paint::Pen;
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "decisions",
    title: "decisions",
    doc: "Go to the decisions: what the committee decided, and what brings it back. Take-overs are in the history.",
    keys: &["g l"],
    verbs: || verb::listed(Decisions::VERBS),
    open: Some(|_| Box::new(Decisions::of(Listing::with_all()))),
};

const COLUMNS: &[Column] = &[
    Column::text("", 1, 0),
    Column::text("date", 11, 0),
    Column::text("pilot", 14, 1),
    Column::text("decision", 14, 0).from(90),
    Column::text("what was decided", 16, 4),
    Column::text("decided by", 14, 1).from(110),
    Column::text("comes back", 14, 1).from(70),
];

/// Columns of the labels beside a decision that is shown in full.
const LABEL: u16 = 12;

type Row = OfPilot<Decision>;

impl Row {
    /// Its position in time.
    const fn taken(&self) -> (Day, DecisionId) {
        (self.what.date, self.what.id)
    }

    /// Has its pilot ended? Then open decisions come back to nobody.
    fn has_ended(&self) -> bool {
        self.pilot.as_deref().is_some_and(|pilot| pilot.lifecycle.is_ended())
    }
}

impl Listed for Row {
    type Id = DecisionId;
    const IN_PART: &'static str = "only what comes back or came back";
    const ORDERS: &'static [Order<Self>] = &[
        Order { title: "newest first", compare: |one, other, _| other.taken().cmp(&one.taken()) },
        Order { title: "by pilot", compare: |one, other, _| by_name(one.pilot_name(), other.pilot_name()) },
        Order {
            title: "coming back first",
            compare: |one, other, context| Return::of(one, context).place().cmp(&Return::of(other, context).place()),
        },
    ];

    fn id(&self) -> DecisionId {
        self.what.id
    }

    fn name(&self) -> &str {
        self.pilot_name()
    }

    fn words(&self, context: &Context) -> String {
        let one = &self.what;
        let (_, back, _) = Return::of(self, context).cell(context);
        let settled = one.settled.map_or_else(String::new, |day| day.to_string());
        let days = format!("{} {} {back} {settled}", one.date, context.day(one.date));
        let told = line(one, context);
        let texts = [&one.statement, &one.decided_by_name, &one.rationale, &one.cause].map(String::as_str).join(" ");
        let lists = [&one.rejected, &one.conditions, &one.parks, &one.evidence].map(|list| list.join(" ")).join(" ");
        let trigger = one.trigger.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{} {} {texts} {told} {trigger} {lists} {days}", self.pilot_name(), one.kind(&context.framework))
    }

    fn is_aside(&self) -> bool {
        let returns = self.what.trigger.is_some() || self.what.awaits_outcome;
        !returns || self.what.settled.is_none() && self.has_ended()
    }
}

/// Whether and when a decision returns to the committee.
enum Return<'a> {
    /// Never: it has no trigger, or its pilot has ended.
    Never,
    /// When this happens.
    Waits(&'a Trigger),
    /// On this day its waiver is looked at again; the decision itself says so.
    LooksAgain(Day),
    /// The outcome of its waiver was due on this day and nobody gave it.
    Unsaid(Day),
    /// The outcomes of all its waivers were given.
    Answered(&'a Decision),
    /// It came back on this day, and the committee has not dealt with it.
    Came(Day),
    /// The committee dealt with it on this day.
    Settled(Day),
}

impl<'a> Return<'a> {
    fn of(row: &'a Row, context: &Context) -> Self {
        let decision = &row.what;
        if let Some(day) = decision.settled.filter(|day| *day <= context.moment.day) {
            return Self::Settled(day);
        }
        let judged = context.portfolio.of(decision.pilot);
        let fired = judged.and_then(|judged| judged.triggers.iter().find(|fired| fired.decision == decision.id));
        match (fired, &decision.trigger) {
            (Some(fired), _) => Self::Came(fired.on),
            (None, Some(_)) if row.has_ended() => Self::Never,
            (None, Some(trigger)) => Self::Waits(trigger),
            (None, None) => match decision.look_again {
                None => Self::Never,
                Some(_) if !decision.awaits_outcome => Self::Answered(decision),
                Some(_) if row.has_ended() => Self::Never,
                Some(day) if day < context.moment.day => Self::Unsaid(day),
                Some(day) => Self::LooksAgain(day),
            },
        }
    }

    /// Its place in the order: first what came back, the longest ago first; then what is still to come, the soonest
    /// first; then what was settled, the last one first; then the rest.
    fn place(&self) -> (u8, i64) {
        let days = |day: Day| i64::from(day.num_days_from_ce());
        match self {
            Self::Came(on) | Self::Unsaid(on) => (0, days(*on)),
            Self::Waits(Trigger::On(on)) | Self::LooksAgain(on) => (1, days(*on)),
            // A value without a week may come on any day.
            Self::Waits(Trigger::Value(bar)) => (1, bar.by.map_or(i64::MAX, |week| days(week.sunday()))),
            Self::Settled(on) => (2, -days(*on)),
            Self::Answered(_) => (2, 0),
            Self::Never => (3, 0),
        }
    }

    /// The cell for it: a sign, words, and their colours.
    fn cell(&self, context: &Context) -> (&'static str, String, Role) {
        let day = |day: &Day| context.day(*day);
        match self {
            Self::Never => ("", String::new(), Role::Dim),
            Self::Waits(Trigger::On(on)) | Self::LooksAgain(on) => ("", day(on), Role::Text),
            Self::Waits(value) => ("", value.to_string(), Role::Text),
            Self::Unsaid(on) => (context.glyphs.wanted(), format!("past {}", day(on)), Role::Wanted),
            Self::Came(on) => (context.glyphs.wanted(), format!("back {}", day(on)), Role::Wanted),
            Self::Settled(on) => (context.glyphs.done(), format!("settled {}", day(on)), Role::Dim),
            Self::Answered(decision) => (context.glyphs.done(), decision.came_of_waived(), Role::Dim),
        }
    }

    /// The same as part of a sentence; empty where nothing brings it back, or the decision says so itself.
    fn sentence(&self, decision: &Decision, context: &Context) -> String {
        let day = |day: &Day| context.day(*day);
        let value = match &decision.trigger {
            Some(trigger @ Trigger::Value(_)) => format!(" ({trigger})"),
            _ => String::new(),
        };
        match self {
            Self::Never | Self::LooksAgain(_) => String::new(),
            Self::Waits(Trigger::On(on)) => format!("comes back on {}", day(on)),
            Self::Waits(trigger) => format!("comes back at {trigger}"),
            Self::Came(on) => format!("came back on {}{value} and waits for the committee", day(on)),
            Self::Unsaid(on) => format!("what came of its waiver was to be said by {}", day(on)),
            Self::Settled(on) => format!("the committee had it back on {}{value}", day(on)),
            Self::Answered(decision) => format!("what came of its waiver: {}", decision.came_of_waived()),
        }
    }
}

/// The decisions that match some words, the cursor on one of them, shown in full where its row does not show the words.
pub(super) fn filtered(words: &str, on: DecisionId) -> Box<dyn Screen> {
    let sought = Seek::new(words).map(|seek| (on, seek));
    Box::new(Decisions { sought, ..Decisions::of(Listing::filtered(words, Some(on))) })
}

/// The decisions.
struct Decisions {
    listing: Listing<Row>,
    /// The one that is shown in full.
    opened: Option<DecisionId>,
    /// The first visible line of it.
    top: usize,
    /// The decision that was found and the search for it, until it is loaded.
    sought: Option<(DecisionId, Seek)>,
}

fn selected(screen: &Decisions, _: &Context) -> Live {
    Live::when(screen.listing.selected().is_some(), "no decision is selected")
}

const OWN: &[Verb<Decisions>] = &[
    Verb::new(
        ("open", "open"),
        "Show the decision in full: why, what was rejected, what was known; Esc closes it.",
        &["↵"],
        |screen, context| selected(screen, context).and_when(screen.open_row().is_none(), "it is open; Esc closes it"),
        |screen, _| {
            (screen.opened, screen.top) = (screen.listing.selected().map(Row::id), 0);
            Vec::new()
        },
    ),
    on_pilot::open("pilot"),
    Verb::<Decisions>::on_row(
        ("correct", "correct"),
        "Correct its words: what was decided, why, on what conditions. To change more of it, take it back in the \
         history, and record it anew.",
        &["e"],
        |screen, context| Live::writable(context).and(selected(screen, context)),
        |screen, context| {
            let row = screen.listing.selected();
            Effect::asking(row.map(|row| decision::reword(&row.what, context)))
        },
    )
    .unhinted(),
    narrowing(),
    order::sort(),
    Verb::new(
        ("coming-back", "coming back"),
        "Show all decisions, or only those that come back or came back to the committee, with waivers to be looked at again.",
        &["F"],
        any,
        |screen, context| {
            screen.opened = None;
            let all = screen.listing.toggle(context);
            vec![Effect::info(if all { "Every decision." } else { "Only decisions that come back or came back." })]
        },
    ),
];

impl Decisions {
    const fn of(listing: Listing<Row>) -> Self {
        Self { listing, opened: None, top: 0, sought: None }
    }

    /// Opens the decision that was found, at the line with the words, if its row does not show them.
    fn land(&mut self, context: &Context) {
        let Some(row) = self.listing.selected() else {
            return;
        };
        let Some((id, seek)) = self.sought.take().filter(|(id, _)| *id == row.id()) else {
            return;
        };
        let lines = told(row, context);
        let shown = seek.fit(&row.what.statement, &mut String::new()).is_some();
        if let (false, Some(line)) = (shown, seek.line(lines.iter().map(|(_, line, _)| line.as_str()))) {
            let height = usize::from(context.body().1);
            self.opened = Some(id);
            self.top = line.saturating_sub(height / 3).min(lines.len().saturating_sub(height));
        }
    }

    /// The decision that is shown in full.
    fn open_row(&self) -> Option<&Row> {
        self.listing.selected().filter(|row| Some(row.what.id) == self.opened)
    }
}

impl Browse for Decisions {
    type Row = Row;
    const PLACE: Place = PLACE;
    const TITLE: &'static str = "Decisions";
    const VERBS: Rows<Self> = &[OWN, &on_pilot::rows(), &vertical()];
    const QUERY: fn(Day) -> Query = Query::Decisions;
    const COLUMNS: &'static [Column] = COLUMNS;
    const ABSENT: (&'static str, &'static str) =
        ("there is no decision yet: ⟨pilot decide⟩ on a pilot records one", "no decision was there then");

    fn listing(&self) -> &Listing<Row> {
        &self.listing
    }

    fn listing_mut(&mut self) -> &mut Listing<Row> {
        &mut self.listing
    }

    fn rows(answer: Answer) -> Option<Vec<Row>> {
        let Answer::Decisions(decisions, pilots) = answer else {
            return None;
        };
        Some(Row::rows(decisions, pilots, |decision| Some(decision.pilot)))
    }

    fn cells(row: &Row, context: &Context) -> Vec<Cell> {
        let one = &row.what;
        let (sign, back, role) = Return::of(row, context).cell(context);
        vec![
            (Shown::line(sign), role),
            (Shown::line(&context.day_in_column(one.date)), Role::Dim),
            (Shown::line(row.pilot_name()), Role::Strong),
            (Shown::line(&one.kind(&context.framework)), Role::Text),
            (Shown::line(&line(one, context)), Role::Text),
            (Shown::line(&one.decided_by_name), Role::Text),
            (Shown::line(&back), role),
        ]
    }

    fn sentence(row: &Row, context: &Context) -> String {
        let one = &row.what;
        let day = context.day(one.date);
        let statement = line(one, context);
        let statement = statement.trim_end().trim_end_matches('.');
        let back = Return::of(row, context).sentence(one, context);
        let back = if back.is_empty() { back } else { format!("; {back}") };
        format!(
            "{}: {statement} ({}, {} on {day}){back}",
            row.pilot_name(),
            one.kind(&context.framework),
            one.decided_by_name
        )
    }

    fn about(row: &Row) -> Option<&Pilot> {
        row.pilot.as_deref()
    }

    fn says(&self, context: &Context) -> Option<&'static str> {
        self.listing.is_bare().then(|| {
            if self.listing.is_empty() {
                let now = "No decisions yet. What the committee decides is listed here, with the reason and what brings it back; \
                           ⟨pilot decide⟩ on a pilot records one.";
                parts::absent(context, now, "No decision was there then. ⟨as-of⟩ goes back to the present.")
            } else {
                "No decision comes back to the committee. ⟨coming-back⟩ shows all of them."
            }
        })
    }

    fn scroll(&mut self, by: isize, context: &Context) -> bool {
        self.land(context);
        let Some(lines) = self.open_row().map(|row| told(row, context).len()) else {
            self.opened = None;
            return false;
        };
        let last = lines.saturating_sub(usize::from(context.body().1));
        self.top = self.top.saturating_add_signed(by).min(last);
        true
    }

    fn is_full(&self) -> bool {
        self.open_row().is_some()
    }

    fn close(&mut self) -> bool {
        self.opened.take().is_some()
    }

    fn draw_full(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> bool {
        let Some(row) = self.open_row() else {
            return false;
        };
        let style = |role| context.theme.style(role);
        let lines = told(row, context);
        for (at, (label, line, role)) in (0..area.height).zip(lines.iter().skip(self.top)) {
            let mut pen = Pen::new(buffer, area, at);
            pen.skip(2).cell(&Shown::line(label), usize::from(LABEL), style(Role::Dim)).text(line, style(*role));
        }
        parts::more(List { selected: self.top, top: self.top }, lines.len(), area, buffer, context);
        true
    }
}

/// What was decided, in one line, with the conditions.
fn line(one: &Decision, context: &Context) -> String {
    context.dated_around(&one.typed(), &one.on_conditions(one.told()))
}

/// What was known when it was decided. It was written down with the letters of statuses, which are words where it is
/// heard.
fn known_then(one: &Decision, glyphs: Glyphs) -> Vec<String> {
    let spelled = |line: &str| {
        let (computed, reported) = line.strip_prefix("computed ")?.split_once(", reported ")?;
        let (computed, reported) = (computed.parse::<Status>().ok()?, reported.parse::<Status>().ok()?);
        let (_, computed, _) = parts::computed(computed, glyphs);
        let (_, reported, _) = parts::status(reported, glyphs);
        Some(format!("computed {computed}, reported {reported}"))
    };
    let is_heard = glyphs == Glyphs::Words;
    let said = |line: &String| spelled(line).filter(|_| is_heard).unwrap_or_else(|| line.clone());
    one.evidence.iter().map(said).collect()
}

/// Everything known about a decision: lines, with a label where a part begins.
fn told(row: &Row, context: &Context) -> Vec<(&'static str, Shown, Role)> {
    let one = &row.what;
    let back = Return::of(row, context);
    let day = context.day(one.date);
    let mut facts = vec![row.pilot_name().to_owned(), one.kind(&context.framework), one.decided_by_name.clone(), day];
    facts.extend(one.review.map(|_| "in a review".to_owned()));
    let facts = facts.join(&format!(" {} ", context.glyphs.dot()));
    let on = |day: Option<Day>| -> Vec<String> { day.map(|day| context.day(day)).into_iter().collect() };
    let parts = [
        ("decided", vec![one.said()], Role::Strong),
        ("", vec![facts], Role::Dim),
        ("why", vec![one.rationale.clone()], Role::Text),
        ("cause", vec![one.cause.clone()], Role::Text),
        ("held again", on(one.next), Role::Text),
        ("waived", one.waived.iter().map(|(rule, reason)| format!("{rule}: {reason}")).collect(), Role::Text),
        ("look again", on(one.look_again), Role::Text),
        ("rejected", one.rejected.clone(), Role::Text),
        ("conditions", one.conditions.clone(), Role::Text),
        ("answers", one.parks.iter().map(|warning| context.framework.called(warning)).collect(), Role::Text),
        ("afterwards", vec![back.sentence(one, context)], back.cell(context).2),
        ("known then", known_then(one, context.glyphs), Role::Text),
    ];
    let width = usize::from(context.body().0.saturating_sub(LABEL + 3));
    let mut lines = Vec::new();
    for (label, texts, role) in parts {
        let paragraphs = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
        let wrapped = paragraphs.flat_map(|paragraph| Shown::line(paragraph).wrap(width));
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        lines.extend(labels.zip(wrapped).map(|(label, line)| (label, line, role)));
    }
    lines
}
