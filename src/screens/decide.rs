//! `D` wherever a pilot is selected: a decision of the committee on it, with what it changes and what brings it back.

mod came_back;

use std::collections::HashMap;

use super::deeds;
use crate::domain::change::{Decide, Decided, GateChange, Seen};
use crate::domain::date::short;
use crate::domain::sentence::latest_named;
use crate::domain::trigger::TypedTrigger;
use crate::domain::words::apart;
use crate::domain::{
    Change, Day, Decision, Fixed, Gate, Invalid, Lifecycle, Metric, PersonId, Pilot, PilotId, Power, Powers, Reading,
    Signal, Stage, Verb, Week, decision, parse_week,
};
use crate::interaction::form::{Echo, Said};
use crate::interaction::{Context, Failure, Field, Form, Kind, Live, NO_CHOICE, Stands};

/// What can be decided, with what it means.
const VERBS: [(Verb, &str); 11] = [
    (Verb::AppointOwner, "appoint an owner: who answers for it"),
    (Verb::Retrain, "retrain: its model is trained again"),
    (Verb::Update, "update: part of it is changed"),
    (Verb::Pause, "pause: it stops until a day"),
    (Verb::Resume, "resume: it goes on"),
    (Verb::ChangeScope, "change scope: it is meant for others"),
    (Verb::Rebaseline, "rebaseline: a metric gets a new baseline"),
    (Verb::Waive, "waive: accept a warning until a day"),
    (Verb::Expand, "expand: it goes to further units"),
    (Verb::Sustain, "sustain: it goes on without its project"),
    (Verb::Retire, "retire: it ends after production"),
];

/// Verbs of decisions that are the owner's.
const OWNERS: &[&str] = &["retrain", "update", "pause", "retire"];
/// And those that are the committee's.
const COMMITTEES: &[&str] = &["appoint-owner", "resume", "change-scope", "rebaseline", "waive", "expand", "sustain"];

const POWERS: [(&str, &str); 3] =
    [("accountability", "answers for it"), ("authority", "may pause it"), ("committee", "on the committee")];

/// The place of the draft of a decision on a pilot.
pub(super) fn place(pilot: PilotId) -> String {
    format!("pilot/{pilot}/decision")
}

/// Shown before the form, so that nobody fills it in for nothing.
const ARCHIVED: &str =
    "it is archived: ⟨board archive⟩ on the board (⟨board show-archive⟩ shows the archive) takes it back first";

/// Is a decision possible: not on an archived pilot.
pub(super) fn live(pilot: Option<&Pilot>, so_far: Live) -> Live {
    so_far.and_when(pilot.is_none_or(|pilot| !pilot.archived), ARCHIVED)
}

/// The form. It begins with what the pilot's most consequential warning proposes, unless another decision is given;
/// `answers` is the warning being talked about.
pub(super) fn form(
    pilot: &Pilot,
    (metrics, chosen): (&[&Metric], Option<&Metric>),
    readings: &HashMap<i64, Vec<Reading>>,
    answers: Option<&str>,
    context: &Context,
) -> Form {
    let id = pilot.id;
    let back = brings_back(pilot, (metrics, readings), context.moment.reporting_week());
    let judgement = context.portfolio.of(id);
    let signals = judgement.map(|judgement| judgement.signals.as_slice()).unwrap_or_default();
    let first = signals.iter().find(|signal| signal.is_wanted());
    let verb = match (chosen, pilot.lifecycle, first) {
        (Some(_), ..) => Verb::Rebaseline,
        (None, Lifecycle::Paused, _) => Verb::Resume,
        (None, _, Some(signal)) => {
            context.framework.warning(signal.warning).map_or(Verb::Update, |known| known.decides)
        }
        (None, _, None) => Verb::Update,
    };
    let pilot = pilot.clone();
    let title = format!("A decision on {}", pilot.name);
    // If no warning is being talked about, the gravest is meant.
    let gravest = first.filter(|_| chosen.is_none() && pilot.lifecycle != Lifecycle::Paused);
    let about =
        answers.or(gravest.map(|signal| signal.warning)).and_then(|warning| About::of(warning, signals, context));
    let fields = fields(&pilot, (metrics, chosen), (verb, signals, about.as_ref()), context);
    let stands = Stands::of([("pilot", seen(&pilot))]);
    let (started, today) = (pilot.started, context.moment.day);
    let submit = Box::new(move |form: &Form, _: &Context| submit(form, &pilot));
    let form = Form::new(place(id), title, fields, submit).replacing(stands);
    let form = form.echoing("warning", unanswered(about, started)).echoing("revisit", back);
    answering(id, None, form.echoing("condition", comes_back(started, today)), context)
}

/// The warning that a form is about.
struct About {
    warning: &'static str,
    /// What it proposes to decide.
    proposes: Verb,
}

impl About {
    /// One of the pilot's warnings that no decision answers yet.
    fn of(warning: &str, signals: &[Signal], context: &Context) -> Option<Self> {
        let signal = signals.iter().find(|signal| signal.warning == warning && signal.parked.is_none())?;
        let proposes = context.framework.warning(warning).map_or(Verb::Update, |known| known.decides);
        Some(Self { warning: signal.warning, proposes })
    }

    /// The sentence that this decision leaves it open.
    fn left_open(&self) -> String {
        let Self { warning, proposes } = self;
        match proposes {
            // “Update” may mean anything.
            Verb::Update => format!("left open: {warning}"),
            proposes => format!("left open: {warning}, which proposes to {}", proposes.spaced()),
        }
    }
}

/// What is said of a warning that the form neither answers nor clears.
fn unanswered(about: Option<About>, started: Option<Day>) -> Echo {
    Box::new(move |form| {
        let verb: Verb = form.value("verb").parse().ok()?;
        let warning = form.value("warning");
        if warning.is_empty() {
            let open = about.as_ref().filter(|about| !decision::is_cleared_by(about.warning, verb))?;
            return Some(Said::Doubt(open.left_open()));
        }
        let is_told = !decision::is_cleared_by(&warning, verb) && !is_answered(form, started);
        is_told.then(|| Said::Doubt("not answered as long as “comes back” is no day".to_owned()))
    })
}

/// What is said of a trigger that cannot bring back a decision made today, and of a condition that the newest value
/// meets already, as only a later value brings the decision back.
fn brings_back(pilot: &Pilot, (metrics, readings): (&[&Metric], &HashMap<i64, Vec<Reading>>), week: Week) -> Echo {
    let newest = |metric: &&Metric| {
        let newest = Metric::points(readings.get(&metric.local)?, week).next_back()?;
        let said = format!("{} {}", newest.week.short(), metric.said(newest.value.rounded(1)));
        Some((metric.family.name(), metric.name.to_lowercase(), newest.value, said))
    };
    let known: Vec<(&'static str, String, Fixed, String)> = metrics.iter().filter_map(newest).collect();
    let started = pilot.started;
    Box::new(move |form| {
        let typed = TypedTrigger::parse(&form.value("revisit"), started, form.today()).ok()?;
        if let Some(Err(passed)) = form.today().map(|today| typed.lies_after(today)) {
            return Some(Said::Wrong(Failure::from(passed).said()));
        }
        let TypedTrigger::Value(word, op, bar, None) = typed else {
            return None;
        };
        let word = word.to_lowercase();
        let (.., value, said) = known.iter().find(|(family, name, ..)| *family == word || name.starts_with(&word))?;
        let says = || format!("holds already with {said}: it comes back with the next value that does");
        op.holds(*value, bar).then(|| Said::Doubt(says()))
    })
}

/// What is said of when its conditions bring it back.
fn comes_back(started: Option<Day>, today: Day) -> Echo {
    Box::new(move |form| {
        let verb: Verb = form.value("verb").parse().ok()?;
        let given = deeds::given(form, "revisit").map(|text| TypedTrigger::parse(&text, started, form.today()));
        let given = given.transpose().ok()?;
        let is_told = given.is_some() || verb.heeds_conditions();
        by_condition(&form.value("condition"), given.as_ref(), today).filter(|_| is_told)
    })
}

/// What is said of a condition that names a day: the decision comes back then, unless another trigger is given; in that
/// case nobody is asked on the day in the condition.
pub(super) fn by_condition(condition: &str, given: Option<&TypedTrigger>, today: Day) -> Option<Said> {
    let (named, _) = latest_named([condition], today)?;
    let day = short(named, today);
    let other = match given {
        Some(TypedTrigger::On(other)) if *other != named => format!("on {}", short(*other, today)),
        Some(TypedTrigger::Value(metric, op, value, _)) => format!("by {metric} {} {value}", op.sign()),
        _ => return Some(Said::Fine(format!("comes back on {day}"))),
    };
    Some(Said::Doubt(format!("{day} is not asked about: it comes back {other}")))
}

/// The proposed decider: the first of these who is not noted as absent from the open review.
pub(super) fn decider(who: [Option<PersonId>; 2], context: &Context) -> String {
    let present = who.into_iter().flatten().find(|person| !context.directory.absent.contains(person));
    present.map_or_else(String::new, |person| person.to_string())
}

/// What is said of a decider who is noted as absent there.
fn absence(context: &Context) -> Echo {
    let absent: Vec<String> = context.directory.absent.iter().map(ToString::to_string).collect();
    Box::new(move |form| {
        let is_absent = absent.contains(&form.value("by"));
        is_absent.then(|| Said::Doubt("noted as absent from the review that is open".to_owned()))
    })
}

/// The present values that a decision may overwrite.
fn seen(pilot: &Pilot) -> Seen {
    Seen { owner: pilot.owner.as_ref().map(|seat| (seat.id, seat.powers)), lifecycle: pilot.lifecycle }
}

/// Completes the form of a decision or of a verdict at a gate: it says which of the decisions that came back on its
/// pilot are settled, and which are left open.
pub(super) fn answering(pilot: PilotId, gate: Option<Gate>, form: Form, context: &Context) -> Form {
    let mut form = form.echoing("by", absence(context));
    let asked: Vec<Decision> = context.directory.asked.iter().filter(|asked| asked.pilot == pilot).cloned().collect();
    if asked.is_empty() {
        return form;
    }
    // Next to the warning that a decision answers.
    let at = form.fields.iter().position(|field| field.name == "warning").unwrap_or(form.fields.len());
    form.fields.splice(at..at, came_back::fields(&asked, gate, &VERBS.map(|(verb, _)| verb)));
    let submit = form.submit;
    let submit = move |form: &Form, context: &Context| {
        let mut change = submit(form, context)?;
        let left = came_back::left(&asked, &form.value(came_back::SETTLES));
        match &mut change {
            Change::Decide(decide) => decide.leaves = left,
            Change::Gate(GateChange::Decide(verdict)) => verdict.leaves = left,
            _ => {}
        }
        Ok(change)
    };
    Form { submit: Box::new(submit), ..form }
}

/// The decisions possible on a pilot in its present state.
fn offered(pilot: &Pilot) -> Kind {
    let offered = |verb: &Verb| match verb {
        Verb::Pause => pilot.lifecycle != Lifecycle::Paused,
        Verb::Resume => pilot.lifecycle == Lifecycle::Paused,
        Verb::Sustain | Verb::Expand => pilot.stage == Stage::Four,
        Verb::Retire => pilot.stage == Stage::Four || pilot.rollout.is_some(),
        _ => true,
    };
    let verbs = VERBS.iter().filter(|(verb, _)| offered(verb));
    Kind::titled(verbs.map(|(verb, title)| (verb, told(*verb, title))))
}

/// A decision's title, with whose decision it is if not the committee's.
fn told(verb: Verb, title: &str) -> String {
    if verb.is_the_owners() { format!("{title} (its owner decides)") } else { title.to_owned() }
}

fn fields(
    pilot: &Pilot,
    (metrics, chosen): (&[&Metric], Option<&Metric>),
    (verb, signals, about): (Verb, &[Signal], Option<&About>),
    context: &Context,
) -> Vec<Field> {
    let somebody = || deeds::anybody(context, NO_CHOICE);
    // Some decisions are the owner's; for the committee's, its chair is proposed.
    let (owner, chair) = (pilot.owner.as_ref().map(|seat| seat.id), context.directory.chair);
    let decider = |who: [Option<PersonId>; 2]| {
        let who = decider(who, context);
        Field::of(somebody(), "by", "decided by", who).required()
    };
    let mut fields = vec![
        Field::of(offered(pilot), "verb", "decision", verb.name()).required().decisive(),
        Field::line("say", "what was decided", "").required(),
        decider([owner, chair]).only_for("verb", OWNERS),
        decider([chair, owner]).only_for("verb", COMMITTEES),
        Field::line("why", "why", ""),
        Field::of(somebody(), "owner", "new owner", "").required().only_for("verb", &["appoint-owner"]),
    ];
    for (name, label) in POWERS {
        let field = Field::of(deeds::held(), name, label, "unanswered");
        fields.push(field.only_for("verb", &["appoint-owner"]));
    }
    let weekly = metrics.iter().filter(|metric| metric.is_weekly());
    let weekly: Vec<(String, String)> =
        weekly.map(|metric| (metric.id.to_string(), format!("{} ({})", metric.name, metric.family))).collect();
    let old = chosen.map(|metric| metric.id.to_string()).or(weekly.first().map(|(id, _)| id.clone()));
    fields.push(
        Field::of(Kind::Options(weekly), "metric", "metric", old.unwrap_or_default()).only_for("verb", &["rebaseline"]),
    );
    fields.extend(deeds::baseline_fields(None).into_iter().map(|field| field.only_for("verb", &["rebaseline"])));
    fields
        .push(Field::of(Kind::Count("target users"), "users", "target users", "").only_for("verb", &["change-scope"]));
    let week = context.moment.reporting_week().to_string();
    fields.push(Field::of(Kind::Week, "from", "from week", week).proposed().only_for("verb", &["change-scope"]));
    let causes = Kind::words(context.framework.data.cause.iter().map(|cause| &cause.name));
    fields.push(Field::of(causes, "cause", "cause", "value").only_for("verb", &["retire"]));
    fields.push(Field::of(Kind::Trigger(pilot.started), "revisit", "comes back", ""));
    let mut warnings = vec![(String::new(), "none".to_owned())];
    for signal in signals.iter().filter(|signal| signal.parked.is_none()) {
        if warnings.iter().all(|(known, _)| known != signal.warning) {
            warnings.push((signal.warning.to_owned(), format!("{}, {}", signal.warning, until(signal.warning))));
        }
    }
    fields.extend(answers(about, &warnings));
    fields.push(Field::line("rejected", "rejected", ""));
    fields.push(Field::line("condition", "conditions", ""));
    fields
}

/// The field for the warning that a decision answers: preset to the form's warning if the decision answers it by
/// nature, and empty for any other.
fn answers(about: Option<&About>, warnings: &[(String, String)]) -> Vec<Field> {
    let field = |begins: &str| Field::of(Kind::Options(warnings.to_vec()), "warning", "answers", begins);
    let Some(about) = about else {
        return vec![field("")];
    };
    let verbs = |does: bool| {
        let verbs = VERBS.iter().filter(|(verb, _)| verb.answers(about.proposes) == does);
        verbs.map(|(verb, _)| verb.name()).collect::<Vec<_>>()
    };
    vec![field(about.warning).only_for("verb", &verbs(true)), field("").only_for("verb", &verbs(false))]
}

fn submit(form: &Form, pilot: &Pilot) -> Result<Change, Invalid> {
    let verb: Verb = form.value("verb").parse()?;
    let effect = match verb {
        Verb::Rebaseline => Decided::Rebaseline { metric: form.value("metric").parse()?, of: deeds::freeze_of(form)? },
        Verb::ChangeScope => Decided::ChangeScope { users: scope(form)? },
        Verb::AppointOwner => {
            let owner = deeds::somebody(form, "owner", "nobody is named who is to own it")?;
            Decided::AppointOwner { owner, powers: powers(form)? }
        }
        verb => Decided::plain(verb)?,
    };
    let texts = |field: &str| apart(&form.value(field));
    let revisit = deeds::given(form, "revisit");
    let revisit = revisit.map(|text| TypedTrigger::parse(&text, pilot.started, form.today())).transpose()?;
    let meant = is_answered(form, pilot.started);
    Ok(Change::Decide(Box::new(Decide {
        pilot: pilot.id,
        statement: form.value("say"),
        by: deeds::person(form, "by")?,
        on: None,
        rationale: form.value("why"),
        rejected: texts("rejected"),
        conditions: texts("condition"),
        revisit,
        parks: if meant { texts("warning") } else { Vec::new() },
        leaves: Vec::new(),
        cause: form.value("cause"),
        effect,
        was: Some(form.saw("pilot", seen(pilot))),
    })))
}

/// For how long a decision answers a warning.
fn until(warning: &str) -> &'static str {
    if decision::is_accepted_for_good(warning) { "for good, in a review" } else { "where “comes back” is a day" }
}

/// Is the warning shown in the form answered? If nobody chose it, only where a day is given until which it is, or none
/// is needed.
fn is_meant(form: &Form, verb: Verb, revisit: Option<&TypedTrigger>) -> bool {
    let lasts = decision::is_accepted_for_good(&form.value("warning")) || matches!(revisit, Some(TypedTrigger::On(_)));
    lasts || verb == Verb::Waive || form.changed("warning")
}

/// The same, as the form is filled in.
fn is_answered(form: &Form, started: Option<Day>) -> bool {
    let revisit = TypedTrigger::parse(&form.value("revisit"), started, form.today()).ok();
    form.value("verb").parse::<Verb>().is_ok_and(|verb| is_meant(form, verb, revisit.as_ref()))
}

fn powers(form: &Form) -> Result<Powers, Invalid> {
    let power = |name: &'static str| form.value(name).parse::<Power>().map_err(|error| error.at(name));
    Ok(Powers {
        accountability: power("accountability")?,
        authority: power("authority")?,
        committee: power("committee")?,
    })
}

fn scope(form: &Form) -> Result<Option<(u32, Week)>, Invalid> {
    let Some(users) = form.count("users")? else {
        return Ok(None);
    };
    let from = parse_week(&form.value("from")).map_err(|error| error.at("from"))?;
    Ok(Some((users, from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_that_is_shown_as_answered_is_answered_as_it_says() {
        let meant = |warning: &str, revisit: &str| {
            let options = Kind::Options(vec![(warning.to_owned(), warning.to_owned())]);
            let fields = vec![Field::of(options, "warning", "answers", warning)];
            let form = Form::new(String::new(), String::new(), fields, Box::new(|_, _| Err(Invalid::new("unasked"))));
            let revisit = TypedTrigger::parse(revisit, None, None).ok();
            (until(warning), is_meant(&form, Verb::Update, revisit.as_ref()))
        };
        let dated = "where “comes back” is a day";
        assert_eq!(meant("drift", "2027-01-15"), (dated, true));
        assert_eq!(meant("drift", "adoption < 40"), (dated, false));
        assert_eq!(meant("drift", ""), (dated, false));
        assert_eq!(meant("gate-skipped", ""), ("for good, in a review", true));
    }

    #[test]
    fn whoever_decides_is_asked_for_every_verb_once() {
        for (verb, _) in VERBS {
            let owners = OWNERS.contains(&verb.name());
            assert_eq!(owners, verb.is_the_owners(), "{verb}");
            assert_ne!(owners, COMMITTEES.contains(&verb.name()), "{verb}");
        }
    }
}
