//! One person: who they are, and everything they are responsible for, what is due first on top.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::order::{self, Order, Sort, Sorts, by_name};
use super::{Place, parts, people};
use crate::domain::seek::PilotPart;
use crate::domain::{Day, PersonId, Shown};
use crate::interaction::filter::{self, Closed, Filter, Typed};
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{
    Answer, Context, Destination, Effect, Key, List, Lost, Move, Moves, Offer, Query, Screen, extract,
};
use crate::store::{Holding, PersonRow};
use crate::ui::paint::{Pen, paragraph};
use crate::ui::table::{Cell, Column, Grid, Look};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "person",
    title: "person",
    doc: "Everything that a person answers for.",
    keys: &[],
    verbs: || verb::listed(VERBS),
    open: None,
};

const COLUMNS: &[Column] =
    &[Column::text("as", 10, 0), Column::text("pilot", 12, 1), Column::text("what", 12, 3), Column::text("due", 11, 1)];

/// Its orders: the first is that of the store's answer.
const ORDERS: &[Order<Holding>] = &[
    Order { title: "pilots first", compare: |_, _, _| Ordering::Equal },
    Order { title: "due first", compare: |one, other, _| by_day(one).cmp(&by_day(other)) },
    Order { title: "by pilot", compare: |one, other, _| by_name(&one.name, &other.name) },
];

/// Rows above the table: who it is.
const HEAD: u16 = 3;

const NOBODY: &str = "This person is not in the workspace.";
/// Why no verb works where they are responsible for nothing.
const FREE: &str = "they answer for nothing";
const NOTHING: &str = "They answer for nothing: no pilot, no workstream, no item, no open case, no action, no seat.";

/// The page of a person.
pub struct PersonScreen {
    id: PersonId,
    row: Option<PersonRow>,
    holdings: Vec<Holding>,
    /// The rows that pass the filter, by index, in the present order.
    order: Vec<usize>,
    sort: Sort,
    list: List,
    lost: Lost<usize>,
    filter: Filter,
    loaded: bool,
}

impl PersonScreen {
    /// The page of that person.
    pub fn new(id: PersonId) -> Self {
        let (sort, list, lost, filter) = (Sort::default(), List::default(), Lost::default(), Filter::default());
        Self { id, row: None, holdings: Vec::new(), order: Vec::new(), sort, list, lost, filter, loaded: false }
    }

    /// What they are responsible for, in the present order.
    fn rows(&self) -> impl Iterator<Item = &Holding> {
        self.order.iter().filter_map(|at| self.holdings.get(*at))
    }

    fn selected(&self) -> Option<&Holding> {
        self.holdings.get(*self.order.get(self.list.selected)?)
    }

    fn page(&self, context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(HEAD + 1)).saturating_sub(self.filter.rows())
    }

    /// The place of what is under the cursor.
    fn here(&self) -> Option<usize> {
        self.order.get(self.list.selected).copied()
    }

    /// Sorts what passes the filter in the present order.
    fn arrange(&mut self, context: &Context) {
        self.filter.forgive(self.holdings.iter().map(|held| words(held, context)));
        let holds = |held: &Holding| self.filter.lets_through(|| words(held, context));
        self.order = self.sort.places(ORDERS, &self.holdings, context);
        self.order.retain(|at| self.holdings.get(*at).is_some_and(holds));
    }

    /// The same, with the cursor on the row it was on, or on the first.
    fn rearrange(&mut self, context: &Context) {
        let stay = self.here();
        self.arrange(context);
        let shown: Vec<(usize, usize)> = self.order.iter().map(|at| (*at, *at)).collect();
        let row = self.lost.follow((stay.zip(stay), stay), &shown).unwrap_or(0);
        self.list.select(row, self.order.len(), self.page(context));
    }

    /// How much it is, and whether some of it is late.
    fn load(&self, context: &Context) -> (String, bool) {
        let late = self.holdings.iter().filter(|held| is_late(held, context)).count();
        let owned = self.holdings.iter().filter(|held| held.kind == "owns").count();
        (format!("{owned} owned, {} in all, {late} overdue", self.holdings.len()), late > 0)
    }
}

fn is_late(held: &Holding, context: &Context) -> bool {
    held.due.is_some_and(|due| due < context.moment.day)
}

/// By when something is due; what has no day comes last.
fn by_day(held: &Holding) -> (bool, Option<Day>) {
    (held.due.is_none(), held.due)
}

/// Who they are. What they may do comes before how to reach them: a narrow terminal cuts the end.
fn facts(row: &PersonRow) -> Vec<&str> {
    let person = &row.person;
    let mut facts = vec![person.title.as_str(), person.level.said()];
    facts.extend(person.archived.then_some("archived"));
    facts.extend(person.partner.then_some("of a partner"));
    facts.extend(person.certifier.then_some("may certify units"));
    facts.extend([person.unit.as_str(), &person.email]);
    facts.retain(|fact| !fact.is_empty());
    facts
}

/// What they are responsible for. A review is named by its day; all else keeps the words that somebody wrote.
fn what(held: &Holding, context: &Context) -> String {
    if held.kind == "chairs" { context.dated(&held.what) } else { held.what.clone() }
}

/// Something that they answer for, in a sentence.
fn sentence(held: &Holding, context: &Context) -> String {
    let name = if held.name.is_empty() { String::new() } else { format!(" {}", held.name) };
    let what = if held.what.is_empty() { String::new() } else { format!(": {}", what(held, context)) };
    let late = if is_late(held, context) { ", overdue" } else { "" };
    let due = held.due.map_or_else(String::new, |due| format!(", due {}{late}", context.day(due)));
    format!("{}{name}{what}{due}", held.kind)
}

fn writable(screen: &PersonScreen, context: &Context) -> Live {
    Live::writable(context).and_when(screen.row.is_some(), "they are not there")
}

/// What something is found by: its sentence, and its day as files have it too.
fn words(held: &Holding, context: &Context) -> String {
    let due = held.due.map_or_else(String::new, |due| due.to_string());
    format!("{} {due}", sentence(held, context))
}

/// The screen for something that somebody is responsible for.
fn stands(held: &Holding) -> Option<Destination> {
    if held.kind == "action" {
        return Some(Destination::Actions(held.what.clone()));
    }
    if matches!(held.kind.as_str(), "chairs" | "sits") {
        return Some(Destination::Screen("review"));
    }
    let pilot = held.pilot?;
    Some(match held.kind.as_str() {
        "workstream" => Destination::Gate(pilot),
        "item" => Destination::Page(pilot, PilotPart::Checklist),
        "step" => Destination::Page(pilot, PilotPart::Rollout),
        "exception" => Destination::Page(pilot, PilotPart::Exceptions),
        _ => Destination::Pilot(pilot),
    })
}

const VERBS: Rows<PersonScreen> = &[OWN, &vertical()];

const OWN: &[Verb<PersonScreen>] = &[
    Verb::new(
        ("open", "open"),
        "Open what is under the cursor: the pilot, on the page where it stands, the action or the review.",
        &["↵"],
        |screen, _| Live::when(screen.selected().is_some(), screen.filter.absent(FREE)),
        |screen, _| Effect::going(screen.selected().and_then(stands)),
    ),
    Verb::new(
        ("hand-over", "hand over"),
        "Hand over everything here to somebody else, as one change.",
        &["O"],
        |screen, context| writable(screen, context).and_when(!screen.holdings.is_empty(), "they answer for nothing"),
        |screen, context| Effect::asking(screen.row.as_ref().map(|row| people::hand_over(&row.person, context))),
    ),
    Verb::new(("edit", "edit"), "Edit who they are.", &["e"], writable, |screen, context| {
        Effect::asking(screen.row.as_ref().map(|row| people::change(&row.person, context)))
    }),
    filter::narrowing(
        |screen, _| Live::when(!screen.holdings.is_empty(), FREE),
        |screen, context| {
            screen.filter.open();
            screen.resized(context)
        },
    ),
    order::sort(),
];

impl Sorts for PersonScreen {
    fn sortable(&self, _: &Context) -> Live {
        Live::when(!self.holdings.is_empty(), "they answer for nothing")
    }

    fn resort(&mut self, context: &Context) -> Vec<Effect> {
        let effects = self.sort.turn(ORDERS, (PLACE.name, "Rows"));
        self.rearrange(context);
        effects
    }
}

impl Moves for PersonScreen {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let page = self.page(context);
        if let Some(by) = to.rows(page) {
            self.list.step(by, self.order.len(), page);
        }
        Vec::new()
    }
}

impl Screen for PersonScreen {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        match &self.row {
            Some(row) => row.person.name.clone(),
            None if self.loaded => "A person who is not there".to_owned(),
            None => "…".to_owned(),
        }
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        vec![Query::Person(self.id, context.moment.day)]
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        for answer in answers {
            if let Answer::Person(found) = answer {
                if !std::mem::replace(&mut self.loaded, true) {
                    self.sort = Sort::left(PLACE.name, ORDERS, context);
                }
                (self.row, self.holdings) = found.map_or((None, Vec::new()), |found| (Some(found.0), found.1));
                self.arrange(context);
                self.resized(context);
            }
        }
        Vec::new()
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        match self.filter.press(key)? {
            Typed::Ended => {}
            Typed::Step(by) => self.list.step(by, self.order.len(), self.page(context)),
            Typed::Changed => self.rearrange(context),
        }
        Some(Vec::new())
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        self.filter.paste(text).then(|| {
            self.rearrange(context);
            Vec::new()
        })
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        let closed = self.filter.close();
        if closed == Closed::Filter {
            self.rearrange(context);
        }
        (closed != Closed::Nothing).then(Vec::new)
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.list.fit(self.order.len(), self.page(context));
        Vec::new()
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        self.list.row_at(at.y, HEAD + 1, (self.order.len(), self.page(context)))
    }

    fn explain(&self, context: &Context) -> Option<String> {
        self.selected().map(|held| sentence(held, context))
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        self.rows().map(|held| sentence(held, context)).collect()
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        let Some(row) = &self.row else {
            return self.loaded.then(|| NOBODY.to_owned()).into_iter().collect();
        };
        let says = if self.holdings.is_empty() { NOTHING.to_owned() } else { format!("{}.", self.load(context).0) };
        vec![format!("{}.", facts(row).join(", ")), says]
    }

    fn columns(&self, context: &Context) -> Option<extract::Rows> {
        let header = COLUMNS.iter().map(|column| column.title.to_owned()).collect();
        let copied = |held: &Holding| cells(held, context).into_iter().map(|(text, _)| String::from(text)).collect();
        let rows = self.rows().map(copied).collect();
        self.row.is_some().then_some(extract::Rows { header, rows })
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, self.order.len(), self.page(context));
        Vec::new()
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let style = |role| context.theme.style(role);
        let Some(row) = &self.row else {
            if self.loaded {
                Pen::new(buffer, area, 1).skip(2).words(&format!("{NOBODY} Esc goes back."), style(Role::Text));
            }
            return None;
        };
        let facts = facts(row).join(&format!(" {} ", context.glyphs.dot()));
        Pen::new(buffer, area, 0).skip(2).text(&Shown::line(&facts), style(Role::Text));
        let (load, late) = self.load(context);
        let mut pen = Pen::new(buffer, area, 1);
        pen.skip(2).words(&load, style(if late { Role::Wanted } else { Role::Dim }));
        pen.skip(3).words(self.sort.said(ORDERS), style(Role::Dim));
        let table = Rect { y: area.y + HEAD.min(area.height), height: area.height.saturating_sub(HEAD), ..area };
        if self.holdings.is_empty() {
            Pen::new(buffer, table, 0).skip(2).words(NOTHING, style(Role::Text));
            return None;
        }
        let grid = Grid::fitted(COLUMNS, self.holdings.iter().map(|held| cells(held, context)), table);
        grid.head(table, buffer, &context.theme);
        let mut cursor = None;
        let foot = u16::try_from(self.filter.rows()).unwrap_or_default();
        let rows = Rect { y: table.y + 1, height: table.height.saturating_sub(1 + foot), ..table };
        if self.order.is_empty() {
            paragraph(buffer, table, 2, &parts::unfound(&self.filter, context), style(Role::Text));
        }
        for (line, at, selected) in self.list.shown(&self.order, rows) {
            if let Some(held) = self.holdings.get(*at) {
                let look = Look { selected, marked: false };
                grid.row(&cells(held, context), look, line, buffer, (&context.theme, context.glyphs));
                if selected {
                    cursor = Some(line.as_position());
                }
            }
        }
        self.filter.draw((self.order.len(), self.holdings.len()), area, buffer, context).or(cursor)
    }
}

fn cells(held: &Holding, context: &Context) -> Vec<Cell> {
    let late = is_late(held, context);
    let due = held.due.map_or_else(String::new, |due| {
        let day = context.day(due);
        if late { format!("late {day}") } else { day }
    });
    let role = if held.kind == "owns" { Role::Strong } else { Role::Text };
    vec![
        (Shown::line(&held.kind), Role::Dim),
        (Shown::line(&held.name), role),
        (Shown::line(&what(held, context)), Role::Text),
        (Shown::line(&due), if late { Role::Wanted } else { Role::Dim }),
    ]
}
