//! The forms of a review: its day and chair, an item of its agenda, a member of the committee, a guest.

use std::rc::Rc;

use super::super::deeds;
use super::committee::Seat;
use super::moved::Agenda;
use crate::domain::change::{ItemField, ReviewChange, ReviewField};
use crate::domain::date::spelled_out;
use crate::domain::person::Names;
use crate::domain::words::flag_word;
use crate::domain::{
    AgendaItem, AgendaKind, Change, Day, Fixed, Invalid, PersonId, PilotId, Presence, Review, ReviewId, ReviewState,
    Value, parse_day,
};
use crate::interaction::form::{Echo, Said, Sure};
use crate::interaction::named::verbatim;
use crate::interaction::{Context, Effect, Field, Form, Kind, NO_CHOICE, Stands};

/// Minutes that a new item is given.
const MINUTES: &str = "5";

/// `P` without a draft: the day of the next review.
pub(super) fn prepare(day: Day) -> Form {
    let field = Field::of(Kind::Day, "date", "the day of the review", day.to_string()).required().meeting();
    let field = field.proposed().replaced();
    let leads = |form: &Form| {
        let day = parse_day(&form.value("date")).map_err(|error| error.at("date"))?;
        Ok(vec![Effect::Prepare(day)])
    };
    Form::leading("review/prepare", "Prepare a review", field, Box::new(leads))
}

fn minutes(number: u32) -> Value {
    Value::Number(Fixed::from_int(i64::from(number)))
}

fn whole(form: &Form, field: &'static str) -> Result<u32, Invalid> {
    let typed = form.value(field);
    let wrong = || Invalid::new(format!("“{typed}” is not a number of minutes")).hint("write it as 10").at(field);
    typed.parse().map_err(|_| wrong())
}

/// The fields of an item: its subject, under that name, what is wanted, and its time box.
fn asked(about: &'static str, [title, wanted, minutes]: [&str; 3]) -> Vec<Field> {
    vec![
        Field::line(about, "about", title).required().own(),
        Field::line("wanted", "wanted", wanted),
        Field::line("minutes", "minutes", minutes).required().replaced(),
    ]
}

/// About which pilot an item is.
fn asked_pilot(pilot: Option<PilotId>, context: &Context) -> Field {
    let pilot = pilot.map_or_else(String::new, |pilot| pilot.to_string());
    Field::of(deeds::any_pilot(context), "pilot", "pilot", pilot)
}

/// The pilot that a title names, whatever its case.
fn named<'a>(title: &str, context: &'a Context) -> Option<&'a (PilotId, String)> {
    let title = title.trim().to_lowercase();
    context.directory.pilots.iter().find(|(_, name)| name.to_lowercase() == title)
}

/// Refuses a title that names another pilot, on an item made of what is due: its data would still be those of the old
/// pilot.
fn refuse_other(title: &str, pilot: Option<PilotId>, context: &Context) -> Result<(), Invalid> {
    let Some((_, name)) = named(title, context).filter(|(other, _)| Some(*other) != pilot) else {
        return Ok(());
    };
    let own = pilot.and_then(|pilot| context.directory.pilot_name(pilot)).unwrap_or("what is due");
    let error = Invalid::new(format!("this item is about {own}"));
    Err(error.hint(format!("add an item of its own for {name}: Esc, then a")).at("title"))
}

/// `a`: another item.
pub(super) fn item(review: ReviewId, context: &Context) -> Form {
    let mut fields = asked("text", ["", "", MINUTES]);
    fields.push(asked_pilot(None, context));
    Form::new(
        format!("review/{review}/item"),
        "Add an item to the agenda",
        fields,
        Box::new(move |form, _| {
            let (title, wanted, minutes) = (form.value("text"), form.value("wanted"), whole(form, "minutes")?);
            Ok(Change::Review(ReviewChange::AddItem { review, title, wanted, minutes, pilot: deeds::pilot(form)? }))
        }),
    )
    .quick_through("wanted")
}

/// `e`: the subject of an item, what is wanted, its time box, and, unless it is made of what is due, its pilot.
pub(super) fn edit(item: &AgendaItem, context: &Context) -> Form {
    let id = item.id;
    let old = [
        (ItemField::Title, Value::Text(item.title.clone())),
        (ItemField::Wanted, Value::text(&item.wanted)),
        (ItemField::Minutes, minutes(item.minutes)),
    ];
    let mut fields = asked("title", [&item.title, &item.wanted, &item.minutes.to_string()]);
    let seen = (item.kind == AgendaKind::Topic).then_some(item.pilot);
    let (title, about) = (item.title.clone(), item.pilot);
    fields.extend(seen.map(|pilot| asked_pilot(pilot, context)));
    let stands = Stands::of(old.iter().map(|(field, stands)| (field.name(), stands))).and("pilot", seen);
    Form::new(
        format!("agenda/{id}"),
        format!("Edit the item “{}”", item.title),
        fields,
        Box::new(move |form, context| {
            let retitled = Some(form.value("title")).filter(|typed| *typed != title);
            if let (None, Some(retitled)) = (seen, &retitled) {
                refuse_other(retitled, about, context)?;
            }
            let mut changes = Vec::new();
            for (field, was) in &old {
                let to = match field {
                    ItemField::Minutes => minutes(whole(form, "minutes")?),
                    field => Value::text(&form.value(field.name())),
                };
                if to != *was {
                    let (field, was) = (*field, Some(form.saw(field.name(), was.clone())));
                    changes.push(Change::Review(ReviewChange::SetItem { item: id, field, to, was }));
                }
            }
            let mut to = deeds::pilot(form)?;
            // A title with another pilot's name means that pilot, unless one was chosen.
            if Some(to) == seen
                && let Some(retitled) = &retitled
            {
                to = named(retitled, context).map_or(to, |(pilot, _)| Some(*pilot));
            }
            if seen.is_some_and(|seen| seen != to) {
                let was = seen.map(|pilot| form.saw("pilot", pilot));
                changes.push(Change::Review(ReviewChange::ItemPilot { item: id, to, was }));
            }
            Ok(Change::Several { what: None, changes })
        }),
    )
    .replacing(stands)
    .quick()
}

/// `E`: the day of a review, who chairs it, how long it may take. Another day makes the agenda of a draft anew.
pub(super) fn fields(review: &Review, agenda: Option<Agenda>, context: &Context) -> Form {
    let (id, day) = (review.id, review.day);
    let agenda = agenda.map(Rc::new);
    let chair = review.chair.as_ref().map(|(person, ..)| *person);
    let old = [
        (ReviewField::Date, Value::Day(review.day)),
        (ReviewField::Chair, chair.map_or(Value::Nothing, Value::Person)),
        (ReviewField::Slot, minutes(review.slot)),
    ];
    let asked = vec![
        Field::of(Kind::Day, "date", "day", review.day.to_string()).required().meeting().own(),
        Field::of(
            deeds::anybody(context, "nobody"),
            "chair",
            "chair",
            chair.map_or_else(String::new, |chair| chair.to_string()),
        ),
        Field::line("slot", "slot, in minutes", review.slot.to_string()).required().replaced(),
    ];
    let stands = Stands::of(old.iter().map(|(field, stands)| (field.name(), stands)));
    let turns = turns(day, agenda.clone());
    let form = Form::new(
        format!("review/{id}/fields"),
        format!("The review of {}", context.day(day)),
        asked,
        Box::new(move |form, _| {
            let (mut changes, mut set) = (Vec::new(), Vec::new());
            for (field, was) in &old {
                let to = value_of(*field, form)?;
                if to != *was {
                    set.push(said_of(*field, &to, form));
                    let (field, was) = (*field, Some(form.saw(field.name(), was.clone())));
                    changes.push(Change::Review(ReviewChange::Set { review: id, field, to, was }));
                }
            }
            let turned = another_day(form, day).zip(agenda.as_ref()).map(|(to, agenda)| {
                let due = agenda.due(to);
                let turned = agenda.turnover(&due);
                changes.push(Change::Review(ReviewChange::Prepare { review: id, due }));
                turned
            });
            Ok(deeds::together(changes, || {
                let told = format!("The review of {day}: set {}. {}", set.join(", "), turned.unwrap_or_default());
                told.trim_end().to_owned()
            }))
        }),
    );
    form.replacing(stands).echoing("date", turns).being_sure(to_the_past(review, context.today))
}

/// The question before an upcoming review is moved to a past day: most likely a slip.
fn to_the_past(review: &Review, today: Day) -> Sure {
    let (day, is_to_come) = (review.day, review.state == ReviewState::Draft);
    Box::new(move |form| {
        let to = another_day(form, day).filter(|to| is_to_come && *to < today)?;
        Some(format!("Move the review to {}, a day that has passed?", spelled_out(to)))
    })
}

/// What the form says of a field of a review.
fn value_of(field: ReviewField, form: &Form) -> Result<Value, Invalid> {
    Ok(match field {
        ReviewField::Date => Value::Day(parse_day(&form.value("date")).map_err(|error| error.at("date"))?),
        ReviewField::Chair => deeds::person(form, "chair")?.map_or(Value::Nothing, Value::Person),
        ReviewField::Slot => minutes(whole(form, "slot")?),
    })
}

/// The same as the journal tells it: `chair to Bo Lind`.
fn said_of(field: ReviewField, to: &Value, form: &Form) -> String {
    let said = match to {
        Value::Day(day) => day.to_string(),
        Value::Number(minutes) => format!("{minutes} min"),
        _ => form.shown(field.name()),
    };
    format!("{} to {said}", field.name())
}

/// The typed day, if it differs.
fn another_day(form: &Form, day: Day) -> Option<Day> {
    deeds::day(form, "date").ok().flatten().filter(|typed| *typed != day)
}

/// Says which day it is, and what it changes in the agenda.
fn turns(day: Day, agenda: Option<Rc<Agenda>>) -> Echo {
    Box::new(move |form| {
        let to = another_day(form, day)?;
        let agenda = agenda.as_ref()?;
        let turned = agenda.turnover(&agenda.due(to));
        (!turned.is_empty()).then(|| Said::Doubt(format!("{}. {turned}", spelled_out(to))))
    })
}

/// `a` on the committee's page: somebody joins, or sits there for another function. `chair` is who chairs it.
pub(super) fn member(seat: Option<&Seat>, chair: Option<PersonId>, context: &Context) -> Form {
    let who = seat.map_or_else(String::new, |seat| seat.person.to_string());
    let seen = seat.map(|seat| (seat.person, seat.function.clone()));
    let function = seen.as_ref().map_or("", |(_, function)| function.as_str());
    let stands = Stands::of(seen.iter().map(|(person, function)| (*person, function)));
    let chaired = seat.map(|seat| seat.person).filter(|person| chair == Some(*person));
    let fields = vec![
        Field::of(deeds::anybody(context, NO_CHOICE), "who", "who", who).required().own(),
        Field::line("function", "function", function),
        Field::of(Kind::Check, "chair", "chairs it", flag_word(chaired.is_some())),
    ];
    Form::new(
        format!("committee/{}", seat.map_or_else(|| "member".to_owned(), |seat| seat.person.to_string())),
        "A member of the committee",
        fields,
        Box::new(move |form, _| {
            let person = chosen(form)?;
            let stands = seen.clone().and_then(|(seen, stands)| (seen == person).then_some(stands));
            let function = Some(form.value("function"));
            let is_another = function != stands;
            let was = stands.map(|stands| form.saw(person, stands));
            let joins = is_another.then_some(ReviewChange::Member { person, function, was });
            let chairs = match (form.value("chair") == "yes", chaired == Some(person)) {
                (true, false) => Some(ReviewChange::Chair(Some(person))),
                (false, true) => Some(ReviewChange::Chair(None)),
                _ => None,
            };
            let changes = joins.into_iter().chain(chairs).map(Change::Review).collect();
            Ok(Change::Several { what: None, changes })
        }),
    )
    .replacing(stands)
}

/// `i` on the committee's page: a guest, who is not listed there. Somebody unknown is added; where names are masked,
/// whoever has the typed name is meant, known or not.
pub(super) fn guest(review: ReviewId, seats: &[Seat], context: &Context) -> Form {
    let mut people = deeds::people(context);
    people.retain(|(id, _)| seats.iter().all(|seat| seat.person.to_string() != *id));
    let coined = if context.masked { "by the name" } else { "somebody new:" };
    // Under the mask nobody is known by more than the number that is shown.
    let known = if context.masked { Names::new() } else { context.directory.known() };
    let listed = |seat: &Seat| (seat.person.to_string(), format!("{} is listed on this page", verbatim(&seat.name)));
    let withheld = seats.iter().map(listed).chain(deeds::archived(context)).collect();
    let field = Field::of(Kind::Options(people).or(NO_CHOICE), "who", "who came", "").required().own();
    let there = seats.iter().map(|seat| (seat.person, seat.name.clone())).collect();
    let field = field.coining(coined).knowing(known).withholding(withheld).listing(there);
    let submit = move |form: &Form, _: &Context| {
        Ok(Change::Review(match form.coined("who") {
            Some(name) => ReviewChange::Guest { review, name },
            None => ReviewChange::Attend { review, person: chosen(form)?, presence: Some(Presence::Present) },
        }))
    };
    Form::prompt(format!("review/{review}/guest"), "A guest of the review", field, Box::new(submit))
}

/// Who is chosen.
fn chosen(form: &Form) -> Result<PersonId, Invalid> {
    deeds::somebody(form, "who", "nobody is chosen yet")
}
