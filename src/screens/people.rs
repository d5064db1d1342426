//! The people: who they are, their seniority, and what they are responsible for.

use super::browse::{Browse, any, narrowing};
use super::deeds::bulk::{self, InBulk};
use super::listing::{Listed, Listing};
use super::marks::{self, Marking};
use super::order::{self, Order, by_name};
use super::{Place, deeds, on_pilot, parts, paste};
use crate::domain::change::{FieldKind, NewPerson, PersonChange, PersonField};
use crate::domain::incoming::RowsOf;
use crate::domain::words::flag_word;
use crate::domain::{Change, Day, Person, PersonId, Shown, Value};
use crate::interaction::moves::vertical;
use crate::interaction::named::verbatim;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Answer, Context, Destination, Effect, Field, Form, Kind, NO_CHOICE, Query};
use crate::store::PersonRow;
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "people",
    title: "people",
    doc: "Go to the people: owners, leads, partners.",
    keys: &["g p"],
    verbs: || verb::listed(People::VERBS),
    open: Some(|_| Box::new(People::default())),
};

const COLUMNS: &[Column] = &[
    Column::text("name", 18, 2),
    Column::text("title", 14, 2).from(76),
    Column::text("level", 9, 0),
    Column::text("unit", 12, 1).from(90),
    Column::text("e-mail", 20, 1).from(130),
    Column::number("owns", 4),
    Column::number("leads", 5),
    Column::number("carries", 7).from(70),
    Column::text("", 9, 0).from(56),
];

/// The people.
#[derive(Default)]
struct People {
    listing: Listing<PersonRow>,
}

impl Listed for PersonRow {
    type Id = PersonId;
    const ORDERS: &'static [Order<Self>] = &[
        Order { title: "by name", compare: |one, other, _| called(&one.person).cmp(&called(&other.person)) },
        Order { title: "most pilots owned first", compare: |one, other, _| load(other).cmp(&load(one)) },
        Order { title: "highest level first", compare: |one, other, _| one.person.level.cmp(&other.person.level) },
        Order { title: "by unit", compare: |one, other, _| by_name(&one.person.unit, &other.person.unit) },
    ];

    fn id(&self) -> PersonId {
        self.person.id
    }

    fn name(&self) -> &str {
        &self.person.name
    }

    fn words(&self, _: &Context) -> String {
        let person = &self.person;
        let pilots = [self.owns.as_slice(), &self.leads].concat().join(" ");
        format!("{} {} {} {} {} {pilots}", person.name, person.title, person.level, person.unit, person.email)
    }

    fn is_aside(&self) -> bool {
        self.person.archived
    }
}

/// The place of somebody in the order of names.
fn called(person: &Person) -> (String, PersonId) {
    (person.name.to_lowercase(), person.id)
}

/// How much somebody is responsible for: pilots that they own count before those that they lead, and these before the
/// rest.
const fn load(row: &PersonRow) -> [usize; 3] {
    [row.owns.len(), row.leads.len(), row.carries.len()]
}

fn selected(screen: &People, context: &Context) -> Live {
    any(screen, context).and_when(screen.listing.selected().is_some(), "nobody is selected")
}

fn writable(screen: &People, context: &Context) -> Live {
    Live::writable(context).and_when(!screen.listing.meant().is_empty(), "nobody is selected")
}

const OWN: &[Verb<People>] = &[
    Verb::new(("open", "open"), "Everything that they answer for, on one page.", &["↵"], selected, |screen, _| {
        Effect::going(screen.listing.selected().map(|row| Destination::Person(row.person.id)))
    }),
    Verb::new(
        ("pilots", "their pilots"),
        "Show the board with the pilots that they own or lead.",
        &["b"],
        selected,
        |screen, _| Effect::going(screen.listing.selected().map(|row| Destination::Board(row.person.name.clone()))),
    ),
    Verb::new(
        ("add", "add"),
        "Add a person.",
        &["a"],
        |_, context| Live::writable(context),
        |_, context| vec![Effect::form(add(context))],
    ),
    Verb::on_row(
        ("edit", "edit"),
        "Edit the person under the cursor; with marks, one field of all of them.",
        &["e"],
        writable,
        |screen, context| match screen.listing.meant().as_slice() {
            [] => Vec::new(),
            [one] => vec![Effect::form(change(&one.person, context))],
            several => vec![Effect::form(screen.listing.naming(change_all(several, context)))],
        },
    ),
    Verb::on_row(
        ("archive", "archive"),
        "Archive them, or bring them back; ⟨undo⟩ takes that back.",
        &["x"],
        writable,
        archive_or_ask,
    )
    .called(|screen, _| on_pilot::archives(is_for_archived(&screen.listing.meant()))),
    Verb::on_row(
        ("hand-over", "hand over"),
        "Hand over everything that they answer for to somebody else, as one change.",
        &["O"],
        |screen, context| {
            let is_one = screen.listing.marks.is_empty();
            writable(screen, context).and_when(is_one, "this is for one person: Esc takes the marks off first")
        },
        |screen, context| Effect::asking(screen.listing.selected().map(|row| hand_over(&row.person, context))),
    ),
    narrowing(),
    order::sort(),
    Verb::new(("show-archive", "archive too"), "Show or hide archived people.", &["A"], any, |screen, context| {
        let archived = screen.listing.toggle(context);
        vec![Effect::info(if archived { "With the archive." } else { "Without the archive." })]
    }),
];

fn fields(old: impl Fn(PersonField) -> String, context: &Context) -> Vec<Field> {
    let label = |field: PersonField| match field {
        PersonField::Email => "e-mail",
        PersonField::Partner => "of a partner",
        PersonField::Certifier => "may certify units",
        other => other.name(),
    };
    let field = |field: &PersonField| deeds::field(field.kind(), field.name(), label(*field), &old(*field), context);
    PersonField::ALL.iter().map(field).collect()
}

fn add(context: &Context) -> Form {
    let blank = |field| match field {
        PersonField::Level => "other".to_owned(),
        PersonField::Partner | PersonField::Certifier => "no".to_owned(),
        _ => String::new(),
    };
    Form::new(
        "people/add",
        "Add a person",
        fields(blank, context),
        Box::new(|form, _| {
            Ok(Change::Person(PersonChange::Add(NewPerson {
                id: None,
                name: form.value("name"),
                title: form.value("title"),
                level: form.value("level").parse()?,
                unit: form.value("unit"),
                email: form.value("email"),
                partner: form.value("partner") == "yes",
                certifier: form.value("certifier") == "yes",
            })))
        }),
    )
    .echoing("name", deeds::beside(&context.directory.people, context))
}

fn standing(person: &Person, field: PersonField) -> (String, Value) {
    let text = |text: &str| (text.to_owned(), Value::text(text));
    let flag = |flag: bool| (flag_word(flag).to_owned(), Value::Flag(flag));
    match field {
        PersonField::Name => text(&person.name),
        PersonField::Title => text(&person.title),
        PersonField::Level => text(person.level.name()),
        PersonField::Unit => text(&person.unit),
        PersonField::Email => text(&person.email),
        PersonField::Partner => flag(person.partner),
        PersonField::Certifier => flag(person.certifier),
    }
}

pub(super) fn change(person: &Person, context: &Context) -> Form {
    let id = person.id;
    let before: Vec<(PersonField, Value)> =
        PersonField::ALL.iter().map(|field| (*field, standing(person, *field).1)).collect();
    deeds::setting(
        (format!("person/{id}"), format!("Edit {}", person.name)),
        fields(|field| standing(person, field).0, context),
        before,
        |field| (field.name(), field.kind()),
        move |field, to, was| Change::Person(PersonChange::Set { person: id, field, to, was }),
    )
}

/// Asks first where somebody to be archived is responsible for pilots, or is not shown.
fn archive_or_ask(screen: &mut People, context: &Context) -> Vec<Effect> {
    let rows = screen.listing.meant();
    let change = archive(&rows);
    let answers = |row: &&&PersonRow| !row.person.archived && (!row.owns.is_empty() || !row.leads.is_empty());
    let who: Vec<&str> = rows.iter().filter(answers).map(|row| row.person.name.as_str()).collect();
    if who.is_empty() {
        return screen.at_once(change, context);
    }
    let question = match (who.as_slice(), rows.len()) {
        ([who], 1) => format!("{who} answers for pilots"),
        ([who], all) => format!("1 of {all} answers for pilots: {who}"),
        (_, all) => format!("{} of {all} answer for pilots: {}", who.len(), who.join(", ")),
    };
    let detail = "Put them out of sight all the same? ⟨hand-over⟩ hands over what somebody answers for.";
    let detail = screen.unseen(context).map_or_else(|| detail.to_owned(), |unseen| format!("{unseen} {detail}"));
    vec![Effect::ask_first(verbatim(&question), detail, vec![Effect::commit(change)])]
}

/// Is everybody archived whom a verb is for?
fn is_for_archived(rows: &[&PersonRow]) -> bool {
    !rows.is_empty() && rows.iter().all(|row| row.person.archived)
}

/// `x`: all out of sight; where all are, back again.
fn archive(rows: &[&PersonRow]) -> Change {
    let archived = !is_for_archived(rows);
    let set = |row: &&PersonRow| Change::Person(PersonChange::Archive { person: row.person.id, archived });
    let word = if archived { "Archived" } else { "Took back from the archive:" };
    let people = rows.iter().map(|row| &row.person);
    deeds::together(rows.iter().map(set).collect(), || format!("{word} {}.", bulk::named(people)))
}

impl InBulk for Person {
    type Field = PersonField;
    const SEVERAL: &'static str = "people";

    fn written_id(&self) -> String {
        self.id.to_string()
    }

    fn called(&self) -> String {
        self.name.clone()
    }

    fn field(which: PersonField) -> (&'static str, FieldKind) {
        (which.name(), which.kind())
    }

    fn stands(&self, which: PersonField) -> Value {
        standing(self, which).1
    }

    fn set(&self, field: PersonField, to: Value, was: Option<Value>) -> Change {
        Change::Person(PersonChange::Set { person: self.id, field, to, was })
    }
}

/// `e` with several marked: what they may have in common.
fn change_all(rows: &[&PersonRow], context: &Context) -> Form {
    const FIELDS: &[PersonField] = &[PersonField::Title, PersonField::Level, PersonField::Unit];
    let people: Vec<Person> = rows.iter().map(|row| row.person.clone()).collect();
    let field = |which: &PersonField| bulk::field_of_all(Person::field(*which), which.name(), context);
    let (title, asked) = (format!("{} people: what is empty stays", people.len()), FIELDS.iter().map(field).collect());
    bulk::edit_all(("person", ""), title, asked, FIELDS, people)
}

/// `O`: everything that somebody answers for, to somebody else.
pub(super) fn hand_over(person: &Person, context: &Context) -> Form {
    let from = person.id;
    let mut others = deeds::people(context);
    others.retain(|(id, _)| *id != from.to_string());
    let others = Kind::Options(others).or(NO_CHOICE);
    let fields = vec![Field::of(others, "to", "to", "").required(), Field::line("why", "why", "").required()];
    Form::new(
        format!("person/{from}/hand-over"),
        format!("Hand everything over from {}", person.name),
        fields,
        Box::new(move |form, _| {
            let to = deeds::somebody(form, "to", "nobody is chosen yet")?;
            Ok(Change::Person(PersonChange::HandOver { from, to, why: form.value("why") }))
        }),
    )
}

impl Browse for People {
    type Row = PersonRow;
    const PLACE: Place = PLACE;
    const TITLE: &'static str = "People";
    const VERBS: Rows<Self> = &[OWN, &marks::rows(), &paste::rows(), &vertical()];
    const TAKES: Option<RowsOf> = Some(RowsOf::People);
    const QUERY: fn(Day) -> Query = Query::People;
    const COLUMNS: &'static [Column] = COLUMNS;
    const ABSENT: (&'static str, &'static str) = ("there is nobody yet: ⟨add⟩ adds one", "nobody was there then");

    fn listing(&self) -> &Listing<PersonRow> {
        &self.listing
    }

    fn listing_mut(&mut self) -> &mut Listing<PersonRow> {
        &mut self.listing
    }

    fn rows(answer: Answer) -> Option<Vec<PersonRow>> {
        match answer {
            Answer::People(rows) => Some(rows),
            _ => None,
        }
    }

    fn cells(row: &PersonRow, _: &Context) -> Vec<Cell> {
        let person = &row.person;
        let count = |codes: &[String]| if codes.is_empty() { String::new() } else { codes.len().to_string() };
        let role = if person.archived { Role::Dim } else { Role::Text };
        let low = !row.owns.is_empty() && !person.level.is_executive();
        let (remark, remark_role) = match (person.archived, person.partner) {
            (true, _) => ("archived", Role::Dim),
            // What its colour says of the level.
            (false, _) if low => ("below VP", Role::AtRisk),
            (false, true) => ("partner", Role::Dim),
            (false, false) if person.certifier => ("certifier", Role::Dim),
            (false, false) => ("", Role::Dim),
        };
        let level = if low { Role::AtRisk } else { role };
        vec![
            (Shown::line(&person.name), if row.owns.is_empty() { role } else { Role::Strong }),
            (Shown::line(&person.title), role),
            (Shown::line(person.level.said()), level),
            (Shown::line(&person.unit), role),
            (Shown::line(&person.email), Role::Dim),
            (Shown::line(&count(&row.owns)), role),
            (Shown::line(&count(&row.leads)), role),
            (Shown::line(&count(&row.carries)), role),
            (Shown::line(remark), remark_role),
        ]
    }

    fn sentence(row: &PersonRow, context: &Context) -> String {
        // An item of a checklist is called by its title, not by its id.
        let titled = |carried: &String| match carried.split_once(": ") {
            Some((code, id)) if let Some(item) = context.framework.item(id) => format!("{code}: {}", item.title),
            _ => carried.clone(),
        };
        let carries: Vec<String> = row.carries.iter().map(titled).collect();
        let list = |what: &str, codes: &[String]| (!codes.is_empty()).then(|| format!("{what} {}", codes.join(", ")));
        let said: Vec<String> = [list("owns", &row.owns), list("leads", &row.leads), list("carries", &carries)]
            .into_iter()
            .flatten()
            .collect();
        let said = if said.is_empty() { "answers for nothing".to_owned() } else { said.join("; ") };
        format!("{}: {said}", row.person.name)
    }

    fn says(&self, context: &Context) -> Option<&'static str> {
        let now = "Nobody yet. Owners, leads and partners are listed here; ⟨add⟩ adds one.";
        let says = parts::absent(context, now, "Nobody was there then. ⟨as-of⟩ goes back to the present.");
        self.listing.is_empty().then_some(says)
    }
}
