//! Owns what is done to items of the checklist: ticking, reopening and editing them, all marked ones in one change.

use super::super::deeds;
use super::super::deeds::bulk::{self, InBulk};
use super::super::marks::Marking;
use super::checklist::{self, Row};
use super::{PilotScreen, Tab};
use crate::domain::change::{FieldKind, TickChange};
use crate::domain::framework::ChecklistItem;
use crate::domain::framework::groups::MATRIX;
use crate::domain::shown::brief;
use crate::domain::{Change, ItemStanding, ItemState, PilotId, Value};
use crate::interaction::{Context, Effect, Field, Form, Kind, Stands};

/// How far an item can be.
const STATES: [(&str, &str); 4] =
    [("open", "open"), ("doing", "being done"), ("done", "done"), ("na", "does not apply here (say why)")];

/// An item in its present state.
struct Item {
    /// What its row is marked by.
    place: i64,
    pilot: PilotId,
    id: String,
    title: String,
    standing: ItemStanding,
}

/// What several items may have alike.
#[derive(Clone, Copy)]
enum OfItem {
    State,
    Owner,
    Due,
    Why,
}

impl Item {
    fn of(row: &Row<'_>, pilot: PilotId, context: &Context) -> Option<Self> {
        let place = checklist::id_of(row, context)?;
        match row {
            Row::Heading(..) => None,
            Row::Item(item, tick) => {
                let (id, title, standing) = (item.id.clone(), item.title.clone(), ItemStanding::of(*tick));
                Some(Self { place, pilot, id, title, standing })
            }
        }
    }

    /// Is there something to be done?
    fn is_open(&self) -> bool {
        !self.standing.state.is_closed()
    }

    /// The id for marks, and the name among several.
    fn named(&self) -> (i64, String) {
        (self.place, self.called())
    }
}

/// The items a verb acts on: the marked ones, else the one under the cursor.
fn meant(screen: &PilotScreen, context: &Context) -> Vec<Item> {
    let Some(page) = &screen.page else {
        return Vec::new();
    };
    let (rows, pilot) = (checklist::rows(page, context), page.pilot.id);
    let all = rows.iter().filter_map(|row| Item::of(row, pilot, context));
    let marked: Vec<Item> = all.filter(|item| screen.is_marked(item.place)).collect();
    if !marked.is_empty() {
        return marked;
    }
    let shown = checklist::shown(screen, page, context);
    let here = shown.get(screen.list().selected).and_then(|row| Item::of(row, pilot, context));
    here.into_iter().collect()
}

/// Are all items ticked that Space acts on, so that it reopens them?
pub(super) fn is_ticked(screen: &PilotScreen, context: &Context) -> bool {
    let meant = if screen.tab == Tab::Checklist { meant(screen, context) } else { Vec::new() };
    !meant.is_empty() && !meant.iter().any(Item::is_open)
}

/// Space: done with what shows it, or open again.
pub(super) fn toggle(screen: &mut PilotScreen, context: &Context) -> Vec<Effect> {
    let (open, ticked): (Vec<Item>, Vec<Item>) = meant(screen, context).into_iter().partition(Item::is_open);
    let Some(page) = &screen.page else {
        return Vec::new();
    };
    let these = open.iter().map(Item::named).collect();
    let form = match open.as_slice() {
        [] if ticked.is_empty() => return Vec::new(),
        [] => return screen.at_once(open_again(&ticked), context),
        [one] => deeds::evidence(&page.pilot, &one.id, &one.title, one.standing.clone()),
        _ => tick_all(open),
    };
    vec![Effect::form(screen.naming_these(form, these, context))]
}

/// `e`: everything of an item, or what several may have alike.
pub(super) fn edit(screen: &PilotScreen, context: &Context) -> Vec<Effect> {
    let items = meant(screen, context);
    let form = if items.len() > 1 {
        Some(edit_all(items, context))
    } else {
        let one = items.first().and_then(|one| Some((context.framework.item(&one.id)?, one)));
        one.map(|(item, one)| edit_one(item, one.standing.clone(), one.pilot, context))
    };
    Effect::asking(form.map(|form| screen.naming_marked(form, context)))
}

fn edit_one(item: &ChecklistItem, was: ItemStanding, id: PilotId, context: &Context) -> Form {
    let code = item.id.clone();
    let owner = was.owner.map_or_else(String::new, |owner| owner.to_string());
    let due = was.due.map_or_else(String::new, |due| due.to_string());
    let mut fields = vec![
        Field::of(Kind::titled(STATES), "state", "state", was.state.name()),
        Field::line("evidence", "more evidence", ""),
        Field::of(deeds::anybody(context, "nobody"), "owner", "owner", owner),
        Field::of(Kind::Day, "due", "due", due),
        Field::line("why", "remark, or why", was.why.clone()),
    ];
    if item.group == MATRIX {
        fields.insert(1, Field::line("reads", "what is read", was.reads.clone()));
        fields.insert(2, Field::line("writes", "what is written", was.writes.clone()));
    }
    let key = format!("pilot/{id}/item/{code}");
    let stands = Stands::of([("item", &was)]);
    let form = Form::new(
        key,
        item.title.clone(),
        fields,
        Box::new(move |form, _| {
            let owner = deeds::person(form, "owner")?;
            let due = deeds::day(form, "due")?;
            Ok(Change::Tick(TickChange {
                pilot: id,
                item: code.clone(),
                state: Some(form.value("state").parse()?).filter(|_| form.changed("state")),
                owner: form.changed("owner").then_some(owner),
                due: form.changed("due").then_some(due),
                why: form.changed("why").then(|| form.value("why")),
                reads: form.changed("reads").then(|| form.value("reads")),
                writes: form.changed("writes").then(|| form.value("writes")),
                evidence: deeds::given(form, "evidence").into_iter().collect(),
                was: Some(form.saw("item", was.clone())),
            }))
        }),
    );
    form.replacing(stands)
}

/// Space with several marked: done, and what shows it for all of them.
fn tick_all(items: Vec<Item>) -> Form {
    let (key, title) =
        (deeds::place("item", items.iter().map(Item::written_id), "tick"), format!("Done: {} items", items.len()));
    let stands = Stands::of(items.iter().map(|item| (item.written_id(), &item.standing)));
    let field = Field::line("evidence", "what shows it, for all of them? (empty: nothing yet)", "");
    let submit = move |form: &Form, _: &Context| {
        let evidence = deeds::given(form, "evidence");
        let done = |item: &Item| {
            Change::Tick(TickChange {
                evidence: evidence.clone().into_iter().collect(),
                was: Some(form.saw(item.written_id(), item.standing.clone())),
                ..TickChange::state(item.pilot, item.id.clone(), ItemState::Done)
            })
        };
        Ok(deeds::together(items.iter().map(done).collect(), || format!("Done: {}.", bulk::named(&items))))
    };
    Form::prompt(key, title, field, Box::new(submit)).replacing(stands)
}

/// They are open again.
fn open_again(items: &[Item]) -> Change {
    let open = |item: &Item| {
        let was = Some(item.standing.clone());
        Change::Tick(TickChange { was, ..TickChange::state(item.pilot, item.id.clone(), ItemState::Open) })
    };
    deeds::together(items.iter().map(open).collect(), || format!("Open again: {}.", bulk::named(items)))
}

/// `e` with several marked: how far they are, who sees to them, by when, and a remark; the day may move by a span.
fn edit_all(items: Vec<Item>, context: &Context) -> Form {
    // The remark is written first: without one it is refused that an item does not apply.
    const FIELDS: &[OfItem] = &[OfItem::Why, OfItem::State, OfItem::Owner, OfItem::Due];
    let field = |which: OfItem, label: &str| bulk::field_of_all(Item::field(which), label, context);
    let asked = vec![
        Field::of(Kind::titled(STATES).or("as it is"), "state", "state", ""),
        field(OfItem::Owner, "owner"),
        field(OfItem::Due, "due"),
        field(OfItem::Why, "remark, or why"),
    ];
    let title = format!("{} items: empty stays, +1w moves", items.len());
    let (due, undated) = bulk::undated(OfItem::Due, "due", &items);
    bulk::edit_all(("item", "fields"), title, asked, FIELDS, items).echoing(due, undated)
}

/// A standing with another value in one of its fields.
fn with(mut standing: ItemStanding, which: OfItem, value: Value) -> ItemStanding {
    match (which, value) {
        (OfItem::State, Value::Text(word)) => standing.state = word.parse().unwrap_or(standing.state),
        (OfItem::State, _) => {}
        (OfItem::Owner, value) => standing.owner = if let Value::Person(owner) = value { Some(owner) } else { None },
        (OfItem::Due, value) => standing.due = if let Value::Day(due) = value { Some(due) } else { None },
        (OfItem::Why, Value::Text(why)) => standing.why = why,
        (OfItem::Why, _) => standing.why.clear(),
    }
    standing
}

impl InBulk for Item {
    type Field = OfItem;
    const SEVERAL: &'static str = "items";

    fn written_id(&self) -> String {
        format!("{}/{}", self.pilot, self.id)
    }

    fn called(&self) -> String {
        brief(&self.title)
    }

    fn field(which: OfItem) -> (&'static str, FieldKind) {
        match which {
            OfItem::State => ("state", FieldKind::Choice(ItemState::WORDS)),
            OfItem::Owner => ("owner", FieldKind::Person),
            OfItem::Due => ("due", FieldKind::Day),
            OfItem::Why => ("why", FieldKind::Text),
        }
    }

    fn stands(&self, which: OfItem) -> Value {
        match which {
            OfItem::State => Value::text(self.standing.state.name()),
            OfItem::Owner => self.standing.owner.map_or(Value::Nothing, Value::Person),
            OfItem::Due => self.standing.due.map_or(Value::Nothing, Value::Day),
            OfItem::Why => Value::text(&self.standing.why),
        }
    }

    fn set(&self, which: OfItem, to: Value, was: Option<Value>) -> Change {
        let wanted = with(self.standing.clone(), which, to);
        let was = was.map(|was| with(self.standing.clone(), which, was));
        let untouched =
            TickChange { state: None, was, ..TickChange::state(self.pilot, self.id.clone(), ItemState::Open) };
        Change::Tick(match which {
            OfItem::State => TickChange { state: Some(wanted.state), ..untouched },
            OfItem::Owner => TickChange { owner: Some(wanted.owner), ..untouched },
            OfItem::Due => TickChange { due: Some(wanted.due), ..untouched },
            OfItem::Why => TickChange { why: Some(wanted.why), ..untouched },
        })
    }
}
