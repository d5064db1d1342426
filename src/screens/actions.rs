//! The actions: who does what by when. Open ones come first, and of these the ones due first.

use std::cmp::Reverse;
use std::sync::Arc;

use super::browse::{Browse, any, narrowing};
use super::deeds::bulk::{self, InBulk};
use super::listing::{Listed, Listing};
use super::marks::{self, Marking};
use super::on_pilot::{self, OfPilot};
use super::order::{self, Order, by_name};
use super::{Place, deeds, parts, paste};
use crate::domain::action_line::{ActionLine, ActionParts, Known, unread};
use crate::domain::change::{ActionChange, ActionField, FieldKind};
use crate::domain::date::{Moved, short, spelled_out};
use crate::domain::incoming::RowsOf;
use crate::domain::shown::{brief, quoted};
use crate::domain::{Action, ActionId, ActionState, Change, Day, Invalid, Pilot, Shown, Value, parse_day};
use crate::interaction::form::{Echo, Said, Says};
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{
    Answer, Context, Destination, Directory, Effect, Failure, Field, Form, Query, Screen, Stands,
};
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;
use chrono::Days;

pub(super) const PLACE: Place = Place {
    name: "actions",
    title: "actions",
    doc: "Go to the actions: who does what by when.",
    keys: &["g a"],
    verbs: || verb::listed(Actions::VERBS),
    open: Some(|_| Box::new(Actions::default())),
};

const COLUMNS: &[Column] = &[
    Column::text("", 1, 0),
    Column::text("due", 11, 0),
    Column::text("what", 20, 3),
    Column::text("who", 14, 1),
    Column::text("pilot", 14, 1).from(76),
    Column::text("state", 14, 0).from(90),
];

/// How many days ahead the proposed due date of a new action is.
const DUE_IN: u64 = 14;

type Row = OfPilot<Action>;

impl Listed for Row {
    type Id = ActionId;
    const ORDERS: &'static [Order<Self>] = &[
        Order { title: "due first", compare: |one, other, _| place(&one.what).cmp(&place(&other.what)) },
        Order { title: "by who", compare: |one, other, _| by_name(&one.what.owner_name, &other.what.owner_name) },
        Order { title: "by pilot", compare: |one, other, _| by_name(one.pilot_name(), other.pilot_name()) },
        Order { title: "by state", compare: |one, other, _| one.what.state.cmp(&other.what.state) },
    ];

    fn id(&self) -> ActionId {
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
        let ended = one.ended.map_or_else(String::new, |day| day.to_string());
        let days = format!("{} {} {ended} {}", one.due, context.day(one.due), state(one, context).1);
        format!("{} {} {} {} {} {days}", one.text, one.owner_name, self.pilot_name(), one.state, one.why)
    }

    fn is_aside(&self) -> bool {
        !self.what.is_open()
    }
}

/// The actions that match some words, ended ones too, with the cursor on the given one or on the first.
pub(super) fn filtered(words: &str, on: Option<ActionId>) -> Box<dyn Screen> {
    Box::new(Actions { listing: Listing::filtered(words, on) })
}

/// The actions.
#[derive(Default)]
struct Actions {
    listing: Listing<Row>,
}

impl Actions {
    /// The marked ones, or the one under the cursor.
    fn meant(&self) -> Vec<Action> {
        self.listing.meant().into_iter().map(|row| row.what.clone()).collect()
    }
}

fn selected(screen: &Actions, _: &Context) -> Live {
    Live::when(screen.listing.selected().is_some(), "no action is selected")
}

fn writable(screen: &Actions, context: &Context) -> Live {
    Live::writable(context).and_when(!screen.listing.meant().is_empty(), "no action is selected")
}

const OWN: &[Verb<Actions>] = &[
    Verb::on_row(
        ("done", "done, open"),
        "Mark it as done, or reopen one that has ended. ⟨undo⟩ takes that back.",
        &["Space"],
        writable,
        |screen, context| {
            let change = done_or_open(&screen.meant());
            screen.at_once(change, context)
        },
    )
    .called(|screen, _| done_or_reopened(screen.listing.meant().into_iter().any(|row| row.what.is_open()))),
    Verb::new(
        ("add", "add"),
        "Add an action: who does what by when.",
        &["a"],
        |_, context| {
            Live::writable(context).and_when(
                !context.directory.people.is_empty(),
                "there is nobody yet who could do it: ⟨everywhere people⟩, then ⟨people add⟩",
            )
        },
        |_, context| vec![Effect::form(add(context))],
    ),
    Verb::on_row(
        ("edit", "edit"),
        "Edit what, who and by when; with marks, who and by when of all of them.",
        &["e"],
        writable,
        |screen, context| match screen.meant().as_slice() {
            [] => Vec::new(),
            [one] => vec![Effect::form(screen.listing.naming(edit(one, context)))],
            several => vec![Effect::form(screen.listing.naming(edit_all(several.to_vec(), context)))],
        },
    ),
    Verb::on_row(
        ("drop", "drop"),
        "Give it up; asks why.",
        &["x"],
        |screen, context| {
            let open = screen.meant().iter().any(Action::is_open);
            writable(screen, context).and_when(open, "it has ended: ⟨done⟩ opens it again")
        },
        |screen, _| {
            let mut open = screen.meant();
            open.retain(Action::is_open);
            vec![Effect::form(screen.listing.naming_where(give_up(open), |row| row.what.is_open()))]
        },
    ),
    Verb::new(
        ("open", "its pilot"),
        "Open the pilot that it is about.",
        &["↵", "O"],
        |screen, context| selected(screen, context).and_when(screen.pilot().is_some(), "it is about no pilot"),
        |screen, _| Effect::going(screen.pilot().map(Destination::Pilot)),
    ),
    narrowing(),
    order::sort(),
    Verb::new(("show-ended", "ended too"), "Show or hide what is done or dropped.", &["A"], any, |screen, context| {
        let all = screen.listing.toggle(context);
        vec![Effect::info(if all { "With those that ended." } else { "Only those that are open." })]
    }),
];

const fn label(field: ActionField) -> &'static str {
    match field {
        ActionField::Text => "what",
        ActionField::Owner => "who",
        ActionField::Due => "due",
    }
}

fn fields(old: impl Fn(ActionField) -> String, context: &Context) -> Vec<Field> {
    let field =
        |field: &ActionField| deeds::field(field.kind(), field.name(), label(*field), &old(*field), context).required();
    ActionField::ALL.iter().map(field).collect()
}

/// Lets the line say who does it, and by when: both fields then only hold proposals.
fn or_named_in_the_line(field: Field) -> Field {
    if field.name == ActionField::Due.name() {
        return field.proposed();
    }
    if field.name != ActionField::Owner.name() {
        return field;
    }
    let mut field = field.proposed().when_empty("whom the line names, as in @ana retrain by 15 Jan");
    field.required = false;
    field
}

/// Who does what by when, in one line.
pub(super) fn in_one_line(line: &str, context: &Context) -> Result<ActionLine, Invalid> {
    understood(line, &context.directory, (context.masked, context.today))
}

fn understood(line: &str, directory: &Directory, (masked, today): (bool, Day)) -> Result<ActionLine, Invalid> {
    ActionLine::parse(line, known(directory, masked), today)
}

/// Who can be named in a line.
fn known(directory: &Directory, masked: bool) -> Known<'_> {
    Known { people: &directory.labels, emails: &directory.emails, masked }
}

/// What the line will be read as, for that field: who, by which day, and what.
pub(super) fn read_as(field: &'static str, context: &Context) -> Echo {
    let (directory, now) = (Arc::clone(&context.directory), (context.masked, context.today));
    Box::new(move |form| {
        let ActionLine { text, owner, due } = understood(&form.value(field), &directory, now).ok()?;
        let (_, name) = directory.labels.iter().find(|(person, _)| *person == owner)?;
        Some(Said::Fine(format!("{name} by {}: {text}", spelled_out(due))))
    })
}

/// A day by which something can still be done.
fn ahead(day: Day, today: Day) -> Result<Day, Invalid> {
    if day < today {
        let error = Invalid::new(format!("{day} has passed")).hint("write a day that is still to come, with its year");
        return Err(error.at(ActionField::Due.name()));
    }
    Ok(day)
}

/// How far the present days move; none where a day is typed.
fn span(form: &Form) -> Option<Moved> {
    let typed = form.field(ActionField::Due.name())?.text.text();
    Moved::parse(typed).ok().filter(|moved| moved.far().is_some())
}

/// What is said of a due day: one in the past is refused, and one that was moved may still be overdue.
fn passed(actions: &[Action], today: Day) -> Echo {
    let (any, alone) = (!actions.is_empty(), actions.len() == 1);
    let dues: Vec<Day> = actions.iter().filter(|action| action.is_open()).map(|action| action.due).collect();
    Box::new(move |form| {
        let due = form.field(ActionField::Due.name()).filter(|due| due.changed())?;
        let Some(moved) = span(form).filter(|_| any) else {
            let refused = ahead(parse_day(&due.value()).ok()?, today).err()?;
            return Some(Said::Wrong(Failure::from(refused).said()));
        };
        let late = dues.iter().filter_map(|due| moved.from(Some(*due))).filter(|day| *day < today);
        let late: Vec<Day> = late.collect();
        let told = match late.as_slice() {
            [] => return None,
            [day] if alone => format!("{}, moved {}; it stays overdue", spelled_out(*day), moved.far()?),
            [_] => format!("{}; 1 stays overdue", moved.span()?),
            several => format!("{}; {} stay overdue", moved.span()?, several.len()),
        };
        Some(Said::Doubt(told))
    })
}

/// What the line of a form says beyond its fields: who and by when, where the fields do not say so.
fn beside_fields(form: &Form, directory: &Directory, (masked, today): (bool, Day)) -> Result<ActionParts, Invalid> {
    let [is_owned, is_dated] = [ActionField::Owner, ActionField::Due].map(|field| form.changed(field.name()));
    let known = (!is_owned).then(|| known(directory, masked));
    ActionParts::parse(&form.value(ActionField::Text.name()), known, is_dated, today)
}

/// The value of a field as the line says it.
fn by_the_line(context: &Context, says: impl Fn(ActionParts) -> Option<String> + 'static) -> Says {
    let (directory, now) = (Arc::clone(&context.directory), (context.masked, context.today));
    Box::new(move |form| beside_fields(form, &directory, now).ok().and_then(&says))
}

/// What is saved when the line names somebody or a day as well as the task. Where it ends as if it named a day but none
/// was found, says that the proposed day stays.
fn line_of(context: &Context) -> Echo {
    let (directory, now) = (Arc::clone(&context.directory), (context.masked, context.today));
    Box::new(move |form| {
        let ActionParts { text, owner, due } = beside_fields(form, &directory, now).ok()?;
        let by = parse_day(&form.value(ActionField::Due.name())).ok()?;
        let is_said = due.is_some() || form.changed(ActionField::Due.name());
        if let Some(told) = unread(&text).filter(|_| !is_said) {
            let stays = short(by, now.1);
            return Some(Said::Doubt(format!("no day was found in {}; due stays {stays}", quoted(&told))));
        }
        if owner.is_none() && due.is_none() {
            return None;
        }
        let who = ActionField::Owner.name();
        let who = if form.value(who).is_empty() { String::new() } else { form.shown(who) + " " };
        Some(Said::Fine(format!("{who}by {}: {text}", spelled_out(by))))
    })
}

/// `a`: another action.
fn add(context: &Context) -> Form {
    let day = context.moment.day;
    let due = day.checked_add_days(Days::new(DUE_IN)).unwrap_or(day);
    let blank = |field| match field {
        ActionField::Due => due.to_string(),
        ActionField::Text | ActionField::Owner => String::new(),
    };
    let mut asked: Vec<Field> = fields(blank, context).into_iter().map(or_named_in_the_line).collect();
    asked.push(Field::of(deeds::any_pilot(context), "pilot", "pilot", ""));
    Form::new(
        "actions/add",
        "Add an action",
        asked,
        Box::new(|form, context| {
            let pilot = deeds::pilot(form)?;
            let ActionParts { text, .. } = beside_fields(form, &context.directory, (context.masked, context.today))?;
            let owner = deeds::somebody(form, ActionField::Owner.name(), "nobody is named to do it")?;
            let Value::Day(due) = deeds::value(ActionField::Due.kind(), form, ActionField::Due.name())? else {
                return Err(Invalid::new("an action needs its day").hint("write it as 2026-11-18").at("due"));
            };
            let due = ahead(due, context.today)?;
            Ok(Change::Action(ActionChange::Add { text, owner, due, pilot, review: None }))
        }),
    )
    .following(ActionField::Owner.name(), by_the_line(context, |line| Some(line.owner?.to_string())))
    .following(ActionField::Due.name(), by_the_line(context, |line| Some(line.due?.to_string())))
    .echoing(ActionField::Text.name(), line_of(context))
    .echoing(ActionField::Due.name(), passed(&[], context.today))
    .quick()
}

/// The present value of a field, as text and as a value.
fn standing(action: &Action, field: ActionField) -> (String, Value) {
    match field {
        ActionField::Text => (action.text.clone(), Value::text(&action.text)),
        ActionField::Owner => (action.owner.to_string(), Value::Person(action.owner)),
        ActionField::Due => (action.due.to_string(), Value::Day(action.due)),
    }
}

/// Where drafts about an action are kept: its fields, and why it is given up.
pub(super) fn places(action: &Action) -> [String; 2] {
    ["fields", "drop"].map(|what| deeds::place("action", [action.id], what))
}

/// `e`: what, who and by when, beginning with the day.
pub(super) fn edit(action: &Action, context: &Context) -> Form {
    let (id, [place, _]) = (action.id, places(action));
    let asked = fields(|field| standing(action, field).0, context);
    let before: Vec<(ActionField, Value)> =
        ActionField::ALL.iter().map(|field| (*field, standing(action, *field).1)).collect();
    let stands = Stands::of(before.iter().map(|(field, stands)| (field.name(), stands)));
    // Its day is what changes most often.
    let focus = asked.iter().position(|field| field.name == ActionField::Due.name()).unwrap_or(0);
    let submit = move |form: &Form, context: &Context| {
        let due = ActionField::Due.name();
        let is_day = form.changed(due) && span(form).is_none();
        if let (true, Value::Day(day)) = (is_day, form.typed(due)?) {
            ahead(day, context.today)?;
        }
        let changes = deeds::edited(
            form,
            &before,
            |field| (field.name(), field.kind()),
            |field, to, was| Change::Action(ActionChange::Set { action: id, field, to, was }),
        )?;
        Ok(Change::Several { what: None, changes })
    };
    let form = Form::new(place, "Edit an action", asked, Box::new(submit)).replacing(stands);
    Form { focus, ..form.echoing(ActionField::Due.name(), passed(std::slice::from_ref(action), context.today)) }
}

impl InBulk for Action {
    type Field = ActionField;
    const SEVERAL: &'static str = "actions";

    fn written_id(&self) -> String {
        self.id.to_string()
    }

    fn called(&self) -> String {
        brief(&self.text)
    }

    fn field(which: ActionField) -> (&'static str, FieldKind) {
        (which.name(), which.kind())
    }

    fn stands(&self, which: ActionField) -> Value {
        standing(self, which).1
    }

    fn set(&self, field: ActionField, to: Value, was: Option<Value>) -> Change {
        Change::Action(ActionChange::Set { action: self.id, field, to, was })
    }

    fn allow(form: &Form, _: &[Self], context: &Context) -> Result<(), Invalid> {
        if let Ok(Moved::To(due)) = Moved::parse(&form.value(ActionField::Due.name())) {
            ahead(due, context.today)?;
        }
        Ok(())
    }
}

/// `e` with several marked: who does them and by when; the day may move by a span.
fn edit_all(actions: Vec<Action>, context: &Context) -> Form {
    const FIELDS: &[ActionField] = &[ActionField::Owner, ActionField::Due];
    let asked = FIELDS.iter().map(|which| bulk::field_of_all(Action::field(*which), label(*which), context)).collect();
    let (title, passed) =
        (format!("{} actions: empty stays, +1w moves", actions.len()), passed(&actions, context.today));
    bulk::edit_all(("action", "fields"), title, asked, FIELDS, actions).echoing(ActionField::Due.name(), passed)
}

/// Gives them up, and asks why.
pub(super) fn give_up(actions: Vec<Action>) -> Form {
    let title = match actions.as_slice() {
        [one] => format!("Drop: {}", one.text),
        several => format!("Drop {} actions", several.len()),
    };
    let stands = Stands::of(actions.iter().map(|action| (action.id, action.state)));
    Form::prompt(
        deeds::place("action", actions.iter().map(|action| action.id), "drop"),
        title,
        Field::line("why", "why", "").required(),
        Box::new(move |form, _| {
            let saw = |action: &Action| form.saw(action.id, action.state);
            let drop = |action| end(action, (saw(action), ActionState::Dropped), form.value("why"));
            Ok(deeds::together(actions.iter().map(drop).collect(), || format!("Dropped {}.", bulk::named(&actions))))
        }),
    )
    .replacing(stands)
}

/// Those that are open become done; where none is, they are reopened.
pub(super) fn done_or_open(actions: &[Action]) -> Change {
    let open = actions.iter().any(Action::is_open);
    let (to, said) = if open { (ActionState::Done, "Done") } else { (ActionState::Open, "Open again") };
    let meant = || actions.iter().filter(|action| action.is_open() == open);
    let changes = meant().map(|action| end(action, (action.state, to), String::new()));
    deeds::together(changes.collect(), || format!("{said}: {}.", bulk::named(meant())))
}

/// The title of that key, depending on whether one of them is open.
pub(super) const fn done_or_reopened(is_open: bool) -> &'static str {
    if is_open { "done" } else { "open again" }
}

fn end(action: &Action, (was, to): (ActionState, ActionState), why: String) -> Change {
    Change::Action(ActionChange::End { action: action.id, to, why, was: Some(was) })
}

impl Browse for Actions {
    type Row = Row;
    const PLACE: Place = PLACE;
    const TITLE: &'static str = "Actions";
    const VERBS: Rows<Self> = &[OWN, &marks::rows(), &on_pilot::rows(), &paste::rows(), &vertical()];
    const TAKES: Option<RowsOf> = Some(RowsOf::Actions);
    const QUERY: fn(Day) -> Query = Query::Actions;
    const COLUMNS: &'static [Column] = COLUMNS;
    const ABSENT: (&'static str, &'static str) = ("there is no action yet: ⟨add⟩ adds one", "no action was there then");

    fn listing(&self) -> &Listing<Row> {
        &self.listing
    }

    fn listing_mut(&mut self) -> &mut Listing<Row> {
        &mut self.listing
    }

    fn rows(answer: Answer) -> Option<Vec<Row>> {
        let Answer::Actions(actions, pilots) = answer else {
            return None;
        };
        Some(Row::rows(actions, pilots, |action| action.pilot))
    }

    fn cells(row: &Row, context: &Context) -> Vec<Cell> {
        let one = &row.what;
        let (sign, state, role) = state(one, context);
        let (plain, due) = if one.is_open() { (Role::Text, role) } else { (Role::Dim, Role::Dim) };
        vec![
            (Shown::line(sign), role),
            (Shown::line(&context.day_in_column(one.due)), due),
            (Shown::line(&one.text), plain),
            (Shown::line(&one.owner_name), plain),
            (Shown::line(row.pilot_name()), Role::Dim),
            (Shown::line(&state), role),
        ]
    }

    fn sentence(row: &Row, context: &Context) -> String {
        let (action, pilot) = (&row.what, row.pilot_name());
        let day = |day| context.day(day);
        let about = if pilot.is_empty() { String::new() } else { format!("{pilot}: ") };
        let text = action.text.trim_end().trim_end_matches('.');
        let late = match days_late(action, context.moment.day) {
            0 => String::new(),
            1 => ", a day overdue".to_owned(),
            days => format!(", {days} days overdue"),
        };
        let ended = match action.ended {
            Some(on) => format!("; {} on {}", action.state, day(on)),
            None => String::new(),
        };
        let why = if action.why.is_empty() { String::new() } else { format!(": {}", action.why) };
        format!("{about}{text}; {}, due {}{late}{ended}{why}", action.owner_name, day(action.due))
    }

    fn about(row: &Row) -> Option<&Pilot> {
        row.pilot.as_deref()
    }

    fn says(&self, context: &Context) -> Option<&'static str> {
        let (now, then) = if self.listing.is_empty() {
            let now = if context.directory.people.is_empty() {
                "No actions yet. Who does what by when is listed here, once there is somebody to do it: ⟨everywhere people⟩, then ⟨people add⟩."
            } else {
                "No actions yet. Who does what by when is listed here; ⟨add⟩ adds one, and reviews bring more."
            };
            (now, "No action was there then. ⟨as-of⟩ goes back to the present.")
        } else {
            (
                "No action is open. ⟨show-ended⟩ shows those that ended, ⟨add⟩ adds one.",
                "No action was open then. ⟨show-ended⟩ shows those that had ended.",
            )
        };
        self.listing.is_bare().then(|| parts::absent(context, now, then))
    }
}

/// Its place in the first order: open ones by date, then ended ones, the last one first.
fn place(action: &Action) -> impl Ord + use<> {
    (!action.is_open(), Reverse(action.ended), action.due, action.id)
}

/// By how many days it is late; zero where it is not.
fn days_late(action: &Action, day: Day) -> i64 {
    if action.is_overdue(day) { (day - action.due).num_days() } else { 0 }
}

/// The sign, words and colour for the state of an action.
pub(super) fn state(action: &Action, context: &Context) -> (&'static str, String, Role) {
    let glyphs = context.glyphs;
    let ended = |word: &str| {
        let on = action.ended.map_or_else(String::new, |on| format!(" {}", context.day(on)));
        format!("{word}{on}")
    };
    match (action.state, days_late(action, context.moment.day)) {
        (ActionState::Open, 0) => (glyphs.open(), "open".to_owned(), Role::Text),
        (ActionState::Open, days) => (glyphs.at_risk(), format!("overdue {}", parts::days(days, glyphs)), Role::AtRisk),
        (ActionState::Done, _) => (glyphs.done(), ended("done"), Role::OnTrack),
        (ActionState::Dropped, _) => (glyphs.not_applicable(), ended("dropped"), Role::Dim),
    }
}
