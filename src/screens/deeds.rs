//! Owns what can be done to a pilot wherever one is selected: the forms that ask, and the changes that they make. For
//! several pilots it is a single change.

pub(super) mod bulk;
pub(super) mod decision;
pub(super) mod exception;
mod fields;
mod figures;

use std::fmt::Display;
use std::str::FromStr;

pub(super) use self::fields::{edited, field, pilot_field, pilot_label, set, set_each, setting, text_and_value, value};
pub(super) use self::figures::{baseline_fields, cell, freeze_of, number, reading, retyped};
use crate::domain::change::{NewPerson, NewPilot, NoteChange, PersonChange, PilotChange, TickChange};
use crate::domain::digest::digest;
use crate::domain::nearly;
use crate::domain::shown::quoted;
use crate::domain::tags::words;
use crate::domain::words::first_of;
use crate::domain::{
    Change, Day, Invalid, ItemStanding, ItemState, Lifecycle, PersonId, Pilot, PilotId, Powers, Stage, Status,
    parse_day,
};
use crate::interaction::form::{Echo, Said};
use crate::interaction::named::verbatim;
use crate::interaction::{Context, Field, Form, Kind, NO_CHOICE, Stands};

/// The pilots that a deed is for, as a title calls them.
fn called(pilots: &[Pilot]) -> String {
    match pilots {
        [one] => one.name.clone(),
        several => format!("{} pilots", several.len()),
    }
}

/// The value that all of them share; none where they differ.
fn alike<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// A sentence of the journal names at most so many; nobody reads a longer list.
const NAMED: usize = 3;

/// Several of a kind in a sentence of the journal: their number and the first names, or the name of a single one.
pub(super) fn several(kind: &str, names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        names => format!("{} {kind} ({})", names.len(), first_of(names, NAMED)),
    }
}

/// The same for pilots.
pub(super) fn named<'a>(pilots: impl IntoIterator<Item = &'a Pilot>) -> String {
    let names: Vec<String> = pilots.into_iter().map(|pilot| pilot.name.clone()).collect();
    several("pilots", &names)
}

/// The place of a draft about several of a kind: what was typed for these is not for others. Where a kind has only one
/// form, `what` may be empty.
pub(super) fn place<I: Display>(kind: &str, ids: impl IntoIterator<Item = I>, what: &str) -> String {
    let ids: Vec<I> = ids.into_iter().collect();
    let whose = match ids.as_slice() {
        [one] => format!("{kind}/{one}"),
        several => {
            let these: Vec<String> = several.iter().map(I::to_string).collect();
            format!("{kind}s/{:x}", digest(these.join("\n").as_bytes()))
        }
    };
    if what.is_empty() { whose } else { format!("{whose}/{what}") }
}

fn place_of(pilots: &[Pilot], what: &str) -> String {
    place("pilot", pilots.iter().map(|pilot| pilot.id), what)
}

/// A single change, or one change for several with a journal sentence of its own.
pub(super) fn together(changes: Vec<Change>, sentence: impl FnOnce() -> String) -> Change {
    if changes.len() == 1 {
        return changes.into_iter().next().unwrap_or(Change::Several { what: None, changes: Vec::new() });
    }
    Change::Several { what: Some(sentence()), changes }
}

/// People to choose from.
pub(super) fn people(context: &Context) -> Vec<(String, String)> {
    context.directory.labels.iter().map(|(id, label)| (id.to_string(), label.clone())).collect()
}

/// Somebody or nobody, with this title and an empty value.
pub(super) fn anybody(context: &Context, nobody: &str) -> Kind {
    Kind::Options(people(context)).or(nobody)
}

/// A pilot, or none with an empty value.
pub(super) fn any_pilot(context: &Context) -> Kind {
    Kind::titled(context.directory.pilots.iter().map(|(id, name)| (*id, name))).or("no pilot")
}

/// The chosen pilot.
pub(super) fn pilot(form: &Form) -> Result<Option<PilotId>, Invalid> {
    chosen(form, "pilot")
}

/// The person chosen in a field; none where it is empty.
pub(super) fn person(form: &Form, field: &'static str) -> Result<Option<PersonId>, Invalid> {
    chosen(form, field)
}

/// The text of a field; none where it is empty.
pub(super) fn given(form: &Form, field: &str) -> Option<String> {
    Some(form.value(field)).filter(|text| !text.is_empty())
}

/// The choice in a field; none where it is empty.
fn chosen<I: FromStr<Err = Invalid>>(form: &Form, field: &'static str) -> Result<Option<I>, Invalid> {
    given(form, field).map(|value| value.parse().map_err(|error: Invalid| error.at(field))).transpose()
}

/// The person chosen in a field that needs one; `nobody` is the error.
pub(super) fn somebody(form: &Form, field: &'static str, nobody: &'static str) -> Result<PersonId, Invalid> {
    person(form, field)?.ok_or_else(|| Invalid::new(nobody).hint("type the beginning of a name").at(field))
}

/// A field to choose somebody or name somebody new. Under the mask it only chooses, as nobody knows whose name might be
/// typed.
fn or_somebody_new(field: Field, context: &Context) -> Field {
    if context.masked {
        return field;
    }
    field.coining("add").knowing(context.directory.known()).withholding(archived(context))
}

/// What is said of a name that is new: which of those that are there is nearly so, as a letter may make a second of it.
/// Under the mask nobody knows which they are.
pub(super) fn beside<I>(there: &[(I, String)], context: &Context) -> Echo {
    let there: Vec<String> = there.iter().map(|(_, name)| name.clone()).filter(|_| !context.masked).collect();
    let names = nearly::Names::of(there.iter().map(String::as_str));
    Box::new(move |form| {
        let near = names.near(&form.value("name")).first().and_then(|at| there.get(*at))?;
        Some(Said::Doubt(format!("new, and {} is nearly called so", verbatim(&quoted(near)))))
    })
}

/// Archived people by id, each with the reason why they cannot be chosen.
pub(super) fn archived(context: &Context) -> Vec<(String, String)> {
    const BACK: &str = "⟨people archive⟩ among the people (⟨people show-archive⟩ shows the archive) takes them back";
    let why = |name: &str| format!("{} is archived: name somebody else, or {BACK} first", verbatim(name));
    context.directory.archived.iter().map(|(id, name)| (id.to_string(), why(name))).collect()
}

/// The choice in such a field and, for somebody new, the change that adds them first.
fn newcomer(
    form: &Form,
    field: &'static str,
    context: &Context,
) -> Result<(Option<PersonId>, Option<NewPerson>), Invalid> {
    let Some(typed) = form.coined(field) else {
        return person(form, field).map(|person| (person, None));
    };
    let new = NewPerson::typed(&typed).map_err(|error| error.at(field))?;
    let id = PersonId::of_newcomer(context.today, &format!("{} {}", new.name, context.directory.labels.len()));
    Ok((Some(id), Some(NewPerson { id: Some(id), ..new })))
}

/// Adds them to the people.
fn welcome(new: NewPerson) -> Change {
    Change::Person(PersonChange::Add(new))
}

/// A day in a form; none where the field is empty.
pub(super) fn day(form: &Form, field: &'static str) -> Result<Option<Day>, Invalid> {
    given(form, field).map(|text| parse_day(&text).map_err(|error| error.at(field))).transpose()
}

/// The weeks of work in a form.
pub(super) fn effort(form: &Form) -> Result<Option<u16>, Invalid> {
    let weeks = form.count("effort")?.map(u16::try_from).transpose();
    weeks.map_err(|_| Invalid::new("that is longer than any workstream takes").at("effort"))
}

/// `c`: a note of one line, or of several pasted ones.
pub(super) fn note(pilots: Vec<Pilot>) -> Form {
    let (key, title) = (place_of(&pilots, "note"), format!("Note on {}", called(&pilots)));
    let field = Field::line("text", "note", "").required().growing();
    Form::prompt(
        key,
        title,
        field,
        Box::new(move |form, _| {
            let note =
                |pilot: &Pilot| Change::Note(NoteChange::Add { pilot: pilot.id, text: form.value("text"), on: None });
            Ok(together(pilots.iter().map(note).collect(), || format!("Wrote a note on {}.", named(&pilots))))
        }),
    )
}

/// `a` on the notes of a pilot: a note of many lines.
pub(super) fn long_note(pilot: &Pilot) -> Form {
    let (key, title, id) = (format!("pilot/{}/long-note", pilot.id), format!("Note on {}", pilot.name), pilot.id);
    let field = Field::of(Kind::Markdown, "text", "Markdown", "").required();
    Form::new(
        key,
        title,
        vec![field],
        Box::new(move |form, _| Ok(Change::Note(NoteChange::Add { pilot: id, text: form.value("text"), on: None }))),
    )
}

/// The option that stands for no choice.
const UNCHOSEN: &str = "?";

/// `o`: the executive owner.
pub(super) fn owner(pilots: Vec<Pilot>, context: &Context) -> Form {
    let (key, title) = (place_of(&pilots, "owner"), format!("Executive owner of {}", called(&pilots)));
    // For several pilots, or an empty seat, nobody is preselected.
    let seat = match pilots.as_slice() {
        [one] => one.owner.as_ref().map(|seat| seat.id.to_string()),
        _ => None,
    };
    let mut options = people(context);
    if seat.is_none() {
        options.insert(0, (UNCHOSEN.to_owned(), NO_CHOICE.to_owned()));
    }
    let seat = seat.unwrap_or_else(|| UNCHOSEN.to_owned());
    options.push((String::new(), "nobody: leave the seat empty".to_owned()));
    let fields = vec![
        or_somebody_new(Field::of(Kind::Options(options), "owner", "who", seat).decisive(), context),
        Field::line("why", "why (optional)", ""),
    ];
    let seat = |pilot: &Pilot| pilot.owner.as_ref().map(|seat| (seat.id, seat.powers));
    let stands = Stands::of(pilots.iter().map(|pilot| (pilot.id, seat(pilot))));
    Form::new(
        key,
        title,
        fields,
        Box::new(move |form, context| {
            if form.value("owner") == UNCHOSEN {
                let hint = "type the beginning of a name, or all of it where they are new";
                return Err(Invalid::new("nobody is chosen yet").hint(hint).at("owner"));
            }
            let (person, new) = newcomer(form, "owner", context)?;
            let why = given(form, "why").unwrap_or_else(|| "no reason given".to_owned());
            let appoint = |pilot: &Pilot| {
                let stays = seat(pilot).filter(|(who, _)| Some(*who) == person);
                let powers = stays.map_or_else(Powers::default, |(_, powers)| powers);
                let was = Some(form.saw(pilot.id, seat(pilot)));
                Change::Pilot(PilotChange::Appoint { pilot: pilot.id, person, powers, why: why.clone(), was })
            };
            let known = || person.and_then(|id| context.directory.person_name(id)).unwrap_or("nobody").to_owned();
            let name = new.as_ref().map_or_else(known, |new| format!("{}, who is new,", new.name));
            let changes = new.map(welcome).into_iter().chain(pilots.iter().map(appoint));
            Ok(together(changes.collect(), || format!("Appointed {name} as executive owner of {}.", named(&pilots))))
        }),
    )
    .replacing(stands)
    .quick()
}

/// Whether an owner has a power.
pub(super) fn held() -> Kind {
    Kind::words(["unanswered", "yes", "no"])
}

/// The three powers of the present owner.
pub(super) fn powers(pilot: &Pilot) -> Option<Form> {
    let seat = pilot.owner.clone()?;
    let ask = |name, label: &str, power: crate::domain::Power| Field::of(held(), name, label, power.name());
    let fields = vec![
        ask("accountability", "accountable", seat.powers.accountability),
        ask("authority", "may pause it", seat.powers.authority),
        ask("committee", "in committee", seat.powers.committee),
    ];
    let (id, title) = (pilot.id, format!("Powers of {} over {}", seat.name, pilot.name));
    let held = Some((seat.id, seat.powers));
    let form = Form::new(
        format!("pilot/{id}/powers"),
        title,
        fields,
        Box::new(move |form, _| {
            let powers = Powers {
                accountability: form.value("accountability").parse()?,
                authority: form.value("authority").parse()?,
                committee: form.value("committee").parse()?,
            };
            let why = "answered for the powers".to_owned();
            Ok(Change::Pilot(PilotChange::Appoint {
                pilot: id,
                person: Some(seat.id),
                powers,
                why,
                was: Some(form.saw(id, held)),
            }))
        }),
    );
    Some(form.replacing(Stands::of([(id, held)])))
}

/// `H`: back to the stage before, and why.
pub(super) fn back(pilots: Vec<Pilot>, context: &Context) -> Form {
    let title = match pilots.as_slice() {
        [one] => {
            let stage = one.stage.previous().unwrap_or(one.stage);
            format!("Move {} back to stage {stage}, {}", one.name, context.framework.stage_name(stage))
        }
        several => format!("Move {} pilots back a stage", several.len()),
    };
    let field = Field::line("why", "why", "").required();
    let stands = Stands::of(pilots.iter().map(|pilot| (pilot.id, pilot.stage)));
    Form::prompt(
        place_of(&pilots, "stage-before"),
        title,
        field,
        Box::new(move |form, _| {
            let why = form.value("why");
            let movable: Vec<(&Pilot, Stage)> =
                pilots.iter().filter_map(|pilot| Some((pilot, pilot.stage.previous()?))).collect();
            let moved = movable.iter().map(|(pilot, to)| {
                let (to, was) = (*to, Some(form.saw(pilot.id, pilot.stage)));
                Change::Pilot(PilotChange::Back { pilot: pilot.id, to, why: why.clone(), on: None, was })
            });
            let who = named(movable.iter().map(|(pilot, _)| *pilot));
            Ok(together(moved.collect(), || format!("Moved {who} back a stage: {why}")))
        }),
    )
    .replacing(stands)
}

/// `r`: the reported status and its sentence.
pub(super) fn status(pilots: Vec<Pilot>) -> Form {
    let (key, title) = (place_of(&pilots, "status"), format!("Report the status of {}", called(&pilots)));
    let options = [
        ("G", "G  on track: nobody needs to act"),
        ("A", "A  at risk: the owner acts, with a plan"),
        ("R", "R  a decision of the committee is wanted"),
    ];
    let now = alike(pilots.iter().map(|pilot| pilot.report.status)).unwrap_or(Status::NotReported).name();
    let (now, options) = if options.iter().any(|(value, _)| *value == now) {
        (now, Kind::titled(options))
    } else {
        // Nothing was reported yet, or they differ: nothing is preselected.
        ("", Kind::titled(options).or(NO_CHOICE))
    };
    let fields = vec![
        Field::of(options, "status", "status", now).required().decisive(),
        // Empty: the old sentence would be wrong with another status.
        Field::line("because", "one sentence", "").required(),
    ];
    let stands = Stands::of(pilots.iter().map(|pilot| (pilot.id, &pilot.report)));
    Form::new(
        key,
        title,
        fields,
        Box::new(move |form, _| {
            let (status, because): (Status, String) = (form.value("status").parse()?, form.value("because"));
            let report = |pilot: &Pilot| {
                Change::Pilot(PilotChange::Report {
                    pilot: pilot.id,
                    status,
                    because: because.clone(),
                    was: Some(form.saw(pilot.id, pilot.report.clone())),
                })
            };
            Ok(together(pilots.iter().map(report).collect(), || {
                format!("Reported {status} for {}: {because}", named(&pilots))
            }))
        }),
    )
    .replacing(stands)
}

/// Active, paused, stopped, retired, self-sustaining.
pub(super) fn lifecycle(pilots: Vec<Pilot>) -> Form {
    let (key, title) = (place_of(&pilots, "lifecycle"), format!("Lifecycle of {}", called(&pilots)));
    let told = |word: Lifecycle| match word {
        // So that it is found by what is done to a paused pilot.
        Lifecycle::Active => "active: under way, or resumed".to_owned(),
        word => word.name().to_owned(),
    };
    let options = Kind::titled(Lifecycle::ALL.iter().map(|word| (word, told(*word))));
    let now = alike(pilots.iter().map(|pilot| pilot.lifecycle));
    let options = if now.is_some() { options } else { options.or(NO_CHOICE) };
    let fields = vec![
        Field::of(options, "lifecycle", "lifecycle", now.map_or("", Lifecycle::name)).required().decisive(),
        Field::line("why", "why", "").required(),
    ];
    let stands = Stands::of(pilots.iter().map(|pilot| (pilot.id, pilot.lifecycle)));
    Form::new(
        key,
        title,
        fields,
        Box::new(move |form, _| {
            let (to, why): (Lifecycle, String) = (form.value("lifecycle").parse()?, form.value("why"));
            let set = |pilot: &Pilot| {
                Change::Pilot(PilotChange::Lifecycle {
                    pilot: pilot.id,
                    to,
                    why: why.clone(),
                    was: Some(form.saw(pilot.id, pilot.lifecycle)),
                })
            };
            Ok(together(pilots.iter().map(set).collect(), || format!("Set {} to {to}: {why}", named(&pilots))))
        }),
    )
    .replacing(stands)
}

/// `x`: archives, or brings back.
pub(super) fn archive(pilots: &[Pilot]) -> Change {
    let archived = pilots.iter().any(|pilot| !pilot.archived);
    let set = |pilot: &Pilot| Change::Pilot(PilotChange::Archive { pilot: pilot.id, archived });
    let word = if archived { "Archived" } else { "Took back from the archive:" };
    together(pilots.iter().map(set).collect(), || format!("{word} {}.", named(pilots)))
}

/// Space on a checklist item: done, and what shows it.
pub(super) fn evidence(pilot: &Pilot, item: &str, title: &str, was: ItemStanding) -> Form {
    let (id, item) = (pilot.id, item.to_owned());
    let field = Field::line("evidence", "what shows it? (empty: nothing yet)", "");
    let stands = Stands::of([("item", &was)]);
    Form::prompt(
        format!("pilot/{id}/tick/{item}"),
        format!("Done: {title}"),
        field,
        Box::new(move |form, _| {
            Ok(Change::Tick(TickChange {
                evidence: given(form, "evidence").into_iter().collect(),
                was: Some(form.saw("item", was.clone())),
                ..TickChange::state(id, item.clone(), ItemState::Done)
            }))
        }),
    )
    .replacing(stands)
}

/// `a` on the board: another pilot.
pub(super) fn add(stage: Stage, context: &Context) -> Form {
    let stages = Stage::ALL.map(|stage| (stage, format!("{stage} {}", context.framework.stage_name(stage))));
    let owners = anybody(context, "nobody yet");
    let fields = vec![
        Field::line("name", "name", "").required().own(),
        Field::line("unit", "unit", ""),
        Field::line("summary", "summary", "").own(),
        Field::of(Kind::titled(stages), "stage", "stage", stage.to_string()),
        Field::of(Kind::Day, "started", "started", context.today.to_string())
            .proposed()
            .behind()
            .ahead(fields::NOT_BEGUN),
        or_somebody_new(Field::of(owners.clone(), "owner", "executive owner", ""), context),
        or_somebody_new(Field::of(owners, "lead", "business lead", ""), context),
        Field::line("tags", "tags", ""),
    ];
    Form::new(
        "board/add",
        "Add a pilot",
        fields,
        Box::new(|form, context| {
            let stage: i64 = form.value("stage").parse().unwrap_or(1);
            let stage = Stage::from_number(stage)?;
            let started = day(form, "started")?;
            let taken_over = (stage > Stage::One).then(|| "added on the board".to_owned());
            let (owner, sponsor) = newcomer(form, "owner", context)?;
            let (lead, leader) = newcomer(form, "lead", context)?;
            let leader = leader.filter(|_| lead != owner);
            let added: Vec<NewPerson> = sponsor.into_iter().chain(leader).collect();
            let names: Vec<String> = added.iter().map(|new| new.name.clone()).collect();
            let pilot = Change::Pilot(PilotChange::Add(Box::new(NewPilot {
                unit: form.value("unit"),
                summary: form.value("summary"),
                stage,
                started,
                taken_over,
                owner,
                lead,
                tags: words(&form.value("tags")),
                ..NewPilot::named(form.value("name"))
            })));
            let changes = added.into_iter().map(welcome).chain([pilot]).collect();
            Ok(together(changes, || {
                format!("Added {}, and to the people {}.", form.value("name"), names.join(" and "))
            }))
        }),
    )
    .echoing("name", beside(&context.directory.pilots, context))
}
