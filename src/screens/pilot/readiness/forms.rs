//! The forms of the gate room: a score, the date of a gate, its verdict.

use std::sync::Arc;

use super::super::PilotScreen;
use super::tally;
use crate::domain::change::{AssessmentChange, GateChange, GateDecision, ScoreChange, Waive};
use crate::domain::date::in_prose;
use crate::domain::readiness::{Ahead, Missing, Waiver, barred, held_again, looked_at_again, unmoved};
use crate::domain::trigger::TypedTrigger;
use crate::domain::words::{count, first_few, flag_word};
use crate::domain::{
    Change, Day, ExpansionId, Gate, Invalid, Pilot, PilotId, PilotPage, Verb, Verdict, WaiverId, WaiverOutcome, parsed,
};
use crate::interaction::form::{Echo, Said, Sure};
use crate::interaction::verb::Live;
use crate::interaction::{Context, Effect, Field, Form, Kind, NO_CHOICE, Stands};
use crate::screens::{decide, deeds};

/// Names of the fields for criteria; no dimension has more.
const CRITERIA: [&str; 8] = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"];
/// The choice that moves a pilot on, or certifies an item, although something is missing.
pub(in crate::screens::pilot) const AGAINST: &str = "waive";
/// The verdicts after which the gate is held again.
const HELD_AGAIN: &[&str] = &["hold", "recycle"];
/// The verdicts that are looked at again: for a condition, or for what is waived.
const LOOKED_AT_AGAIN: &[&str] = &["conditional-go", AGAINST];

/// `e`: a score, its evidence, and what is missing.
pub(in crate::screens::pilot) fn score(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Form {
    let id = screen.dimension();
    let known = context.framework.dimension(id);
    let scored = page.readiness.scored(id).cloned().unwrap_or_default();
    let scores = context.framework.data.score.iter();
    let scores = Kind::titled(scores.map(|score| (score.value, format!("{}  {}", score.value, score.means))));
    let scores = if scored.value.is_some() { scores } else { scores.or(NO_CHOICE) };
    let now = scored.value.map_or_else(String::new, |value| value.to_string());
    let by = scored.assessor.map_or_else(String::new, |by| by.to_string());
    let effort = scored.effort.map_or_else(String::new, |effort| effort.to_string());
    let mut fields = vec![
        Field::of(scores, "score", "score", now).required().decisive(),
        Field::line("evidence", "what shows it", ""),
        Field::of(Kind::Day, "dated", "shown on", "").behind(),
        Field::line("gap", "what is missing", ""),
        Field::of(deeds::anybody(context, "me"), "by", "assessed by", by),
        Field::of(Kind::Count("weeks"), "effort", "effort in weeks", effort),
    ];
    for ((place, name), criterion) in (0_u8..).zip(CRITERIA).zip(&known.criteria) {
        let ticked = flag_word(scored.criteria.contains(&place));
        fields.push(Field::of(Kind::Check, name, criterion, ticked));
    }
    let (pilot, was, count) = (page.pilot.id, scored.value, known.criteria.len());
    Form::new(
        format!("pilot/{pilot}/score/{id}"),
        format!("{}: {}", page.pilot.name, known.name),
        fields,
        Box::new(move |form, _| {
            let value = form.value("score").parse().map_err(|_| Invalid::new("nothing is chosen yet").at("score"))?;
            let ticked = (0_u8..).zip(CRITERIA).take(count).filter(|(_, name)| form.value(name) == "yes");
            Ok(Change::Assessment(AssessmentChange::Score(ScoreChange {
                by: deeds::person(form, "by")?,
                evidence: deeds::given(form, "evidence").into_iter().collect(),
                dated: deeds::day(form, "dated")?,
                gaps: deeds::given(form, "gap").into_iter().collect(),
                effort: deeds::effort(form)?.filter(|_| form.changed("effort")),
                // Ticks of somebody else stay where these were not touched.
                criteria: CRITERIA
                    .iter()
                    .any(|name| form.changed(name))
                    .then(|| ticked.map(|(place, _)| place).collect()),
                was: Some(form.saw("score", was)),
                ..ScoreChange::new(pilot, id, value)
            })))
        }),
    )
    .replacing(Stands::of([("score", was)]))
}

/// `b`: the date of the gate.
pub(in crate::screens::pilot) fn book(page: &PilotPage, gate: Gate) -> Form {
    let (pilot, was) = (page.pilot.id, page.readiness.booked(gate));
    let field = Field::of(Kind::Day, "day", "on", was.map_or_else(String::new, |day| day.to_string())).required();
    Form::prompt(
        format!("pilot/{pilot}/book/{gate}"),
        format!("Book {gate} of {}", page.pilot.name),
        field,
        Box::new(move |form, _| {
            let day = deeds::day(form, "day")?.ok_or_else(|| Invalid::new("a gate is booked for a day").at("day"))?;
            Ok(Change::Gate(GateChange::Book { pilot, gate, day, was: Some(form.saw("day", was)) }))
        }),
    )
    .replacing(Stands::of([("day", was)]))
}

/// What may have come of a waiver.
const OUTCOMES: [(WaiverOutcome, &str); 3] = [
    (WaiverOutcome::Held, "it held: no harm came of it"),
    (WaiverOutcome::WentWrong, "it went wrong: what the rule guards against happened"),
    (WaiverOutcome::Withdrawn, "it was withdrawn: the rule holds again"),
];

/// Why no waiver can be answered.
pub(in crate::screens) const NO_WAIVER: &str = "no waiver waits here for what came of it";

/// `A`: the outcome of a waiver; if there are several, which one is chosen.
pub(in crate::screens) fn outcome(pilot: &Pilot, waivers: &[(WaiverId, String)]) -> Form {
    let options = Kind::titled(waivers.iter().map(|(id, asked)| (id, asked)));
    let first = waivers.first().map_or_else(String::new, |(id, _)| id.to_string());
    let fields = vec![
        Field::of(options, "waiver", "asked", first).required().own(),
        Field::of(Kind::titled(OUTCOMES).or(NO_CHOICE), "outcome", "what came of it", "").required(),
    ];
    let submit = |form: &Form, _: &Context| {
        let (waiver, outcome) = (parsed(&form.value("waiver"), "waiver")?, parsed(&form.value("outcome"), "outcome")?);
        Ok(Change::Gate(GateChange::Outcome { waiver, outcome }))
    };
    let title = format!("What came of a waiver: {}", pilot.name);
    // The question is known already: the outcome is what has to be chosen.
    Form { focus: 1, ..Form::new(format!("pilot/{}/waiver", pilot.id), title, fields, Box::new(submit)) }.quick()
}

/// The waivers of a pilot without an outcome, each with its question.
pub(in crate::screens::pilot) fn unanswered(page: &PilotPage, context: &Context) -> Vec<(WaiverId, String)> {
    let open = page.readiness.waivers.iter().filter(|waiver| waiver.outcome.is_none());
    let asked = |waiver: &Waiver| format!("{}: {}", waiver.gate, context.framework.rule_called(&waiver.rule));
    open.map(|waiver| (waiver.id, asked(waiver))).collect()
}

/// Where a verdict of a gate is kept while it is typed.
pub(in crate::screens) fn verdict_place(pilot: PilotId, gate: Gate) -> String {
    format!("pilot/{pilot}/gate/{gate}")
}

/// Allows a verb only for a pilot that has a gate to hold.
pub(in crate::screens) fn judged(pilot: Option<&Pilot>, so_far: Live) -> Live {
    let last = pilot.is_some_and(|pilot| Gate::out_of(pilot.stage).is_none());
    so_far.and(pilot.and_then(barred).map_or(Live::Yes, Live::No)).and_when(!last, "stage 4 is the last")
}

/// The verdicts that would move a pilot on and cannot be recorded now, each with why.
fn withheld(pilot: &Pilot, ahead: Ahead, listed: usize) -> Vec<(String, String)> {
    let why = match (unmoved(pilot), ahead.allowed, ahead.lacks) {
        (Some(why), ..) => why.to_owned(),
        (None, Some(Verdict::Go), _) => {
            let why = "its tally allows go: choose go and fill in the condition".to_owned();
            return vec![(Verdict::ConditionalGo.name().to_owned(), why)];
        }
        (None, Some(_), _) => return Vec::new(),
        (None, None, _) if listed > 0 => {
            format!("{} lacks {}, as is listed above", ahead.gate, count(listed, "thing", "things"))
        }
        (None, None, 1) => format!("{} lacks one thing: Readiness on the page of the pilot names it", ahead.gate),
        (None, None, lacks) => {
            format!("{} lacks {lacks} things: Readiness on the page of the pilot names each", ahead.gate)
        }
    };
    let verdicts = [Verdict::Go, Verdict::ConditionalGo];
    verdicts.map(|verdict| (verdict.name().to_owned(), format!("{} is not possible: {why}", verdict.spaced()))).into()
}

/// What a gate was not passed for, among the causes of the framework.
pub(in crate::screens::pilot) fn cause(label: &str, context: &Context) -> Field {
    let causes = context.framework.data.cause.iter().map(|cause| &cause.name);
    Field::of(Kind::words(causes).or(NO_CHOICE), "cause", label, "")
}

/// `L`: the verdict that the tally allows, and why. Where it is known what a go lacks, as in the gate room, a pilot can
/// also be moved on against that. A paused pilot can only be held, recycled or stopped.
pub(in crate::screens) fn verdict(pilot: &Pilot, ahead: Ahead, lacking: Option<&[Missing]>, context: &Context) -> Form {
    let Ahead { gate, votes, held, .. } = ahead;
    let moves = unmoved(pilot).is_none();
    let (room, lacking) = (lacking.is_some(), lacking.filter(|_| moves).unwrap_or_default());
    let allowed = ahead.allowed.filter(|_| moves);
    let mut verdicts: Vec<(String, String)> = Vec::new();
    let mut offer = |value: &str, title: String| verdicts.push((value.to_owned(), title));
    match allowed {
        Some(verdict) => offer(verdict.name(), format!("{}: to stage {}", verdict.spaced(), gate.leads_to())),
        None => offer("", NO_CHOICE.to_owned()),
    }
    offer("hold", "hold: wait, with a cause, and hold the gate again".to_owned());
    offer("recycle", "recycle: do it over, with a cause".to_owned());
    offer("stop", "stop: the pilot ends, with a cause".to_owned());
    if room && moves && allowed != Some(Verdict::Go) {
        offer(AGAINST, format!("waive: to stage {} against what is missing", gate.leads_to()));
    }
    // A gate is the committee's decision, so its chair is proposed.
    let decider = decide::decider([context.directory.chair, pilot.owner.as_ref().map(|seat| seat.id)], context);
    let mut fields = vec![
        Field::of(Kind::Options(verdicts), "verdict", "verdict", allowed.map_or("", Verdict::name))
            .withholding(withheld(pilot, ahead, lacking.len()))
            .required()
            .decisive(),
        Field::line("why", "why", "").required(),
        Field::of(deeds::anybody(context, NO_CHOICE), "by", "decided by", decider).required(),
        Field::line("condition", "condition", ""),
        cause("cause", context),
    ];
    fields.extend(again(ahead.booked, room, context));
    let votes = if votes.1 > 0 { format!(" {} of {}", votes.0, votes.1) } else { String::new() };
    let title = match allowed {
        Some(verdict) => format!("{gate}{votes}: {}, {}", verdict.spaced(), pilot.name),
        None => format!("{gate}{votes}: {}", pilot.name),
    };
    let id = pilot.id;
    let submit = move |form: &Form, _: &Context| {
        let decision = decision(form, id, (gate, None), "the tally allows none that moves it on")?;
        let was = Some(form.saw("held", held));
        Ok(Change::Gate(GateChange::Decide(Box::new(GateDecision { was, ..decision }))))
    };
    // Elsewhere the form opens with a verdict already set, and only asks why. In the gate room the verdict comes first,
    // whether or not the tally allows one: typing chooses it.
    let focus = usize::from(!room);
    let form = Form::new(verdict_place(id, gate), title, fields, Box::new(submit)).quick();
    let form = form.replacing(Stands::of([("held", held)])).being_sure(against(lacking, context));
    let form = Form { focus, lists: listed(gate, lacking, context), ..form };
    let form = form.echoing("condition", comes_back(context.moment.day)).echoing("cause", Box::new(uncaused));
    let form = form.echoing("verdict", follows(ahead, context));
    decide::answering(id, Some(gate), form, context)
}

/// What go lacks at a gate, a line each.
fn listed(gate: Gate, lacking: &[Missing], context: &Context) -> Vec<String> {
    let head = (!lacking.is_empty()).then(|| format!("Go at {gate} lacks"));
    let dot = context.glyphs.dot();
    head.into_iter().chain(lacking.iter().map(|one| format!("{dot} {}", one.what))).collect()
}

/// The question before a pilot, or a unit of it, moves on against the rules that it lacks.
pub(in crate::screens::pilot) fn against(lacking: &[Missing], context: &Context) -> Sure {
    let rules: Vec<String> = lacking.iter().map(|one| context.framework.rule_called(&one.rule)).collect();
    Box::new(move |form| {
        let rules = match rules.len() {
            0 => "what is missing".to_owned(),
            many => format!("{}: {}", count(many, "rule", "rules"), first_few(&rules)),
        };
        (form.value("verdict") == AGAINST).then(|| format!("Move it on against {rules}?"))
    })
}

/// Why something is decided. The word of a verdict, or of a decision, was meant to choose one.
fn reason(form: &Form) -> Result<String, Invalid> {
    let why = form.value("why");
    let word = why.trim_end_matches('.');
    if word.parse::<Verdict>().is_ok() {
        return Err(Invalid::new(format!("“{word}” is a verdict: choose it above, and say why here")).at("why"));
    }
    if word.parse::<Verb>().is_ok() {
        return Err(Invalid::new(format!("“{word}” is a decision"))
            .hint("⟨decide⟩ records one, and here stands why")
            .at("why"));
    }
    Ok(why)
}

/// What follows from the framework when the verdict moves the pilot on.
fn follows(ahead: Ahead, context: &Context) -> Echo {
    let (framework, on) = (Arc::clone(&context.framework), context.today);
    Box::new(move |form| {
        let verdict: Verdict = form.value("verdict").parse().ok()?;
        let then = verdict.moves_on().then(|| ahead.follows(verdict, &framework, on))?;
        Some(Said::Fine(format!("then {}", in_prose(&then, on))))
    })
}

/// The remark while a verdict still needs a cause.
fn uncaused(form: &Form) -> Option<Said> {
    let verdict = form.value("verdict");
    let lacks = form.value("cause").is_empty() && ["hold", "recycle", "stop"].contains(&verdict.as_str());
    lacks.then(|| Said::Wrong(format!("{verdict} needs its cause: choose one")))
}

/// When a condition of a verdict comes back.
fn comes_back(today: Day) -> Echo {
    Box::new(move |form| {
        let comes_back = !["", "stop"].contains(&form.value("verdict").as_str());
        let given = deeds::day(form, "look_again").ok()?.map(TypedTrigger::On);
        decide::by_condition(&form.value("condition"), given.as_ref(), today).filter(|_| comes_back)
    })
}

/// When the gate is held again, or when its basis is looked at again: the verdict decides which is asked.
fn again(booked: Option<Day>, room: bool, context: &Context) -> Vec<Field> {
    let next = held_again(context.today, booked);
    let why = if booked == Some(next) { "as it is booked" } else { "in four weeks" };
    let next = format!("{}, {why}", context.day(next));
    let next = Field::of(Kind::Day, "next", "held again on", "").when_empty(next);
    let look = context.day(looked_at_again(context.today));
    let look = format!("{look}, in 90 days; a condition on the latest day that it names");
    let look = Field::of(Kind::Day, "look_again", "look again on", "").when_empty(look);
    let look = room.then(|| look.only_for("verdict", LOOKED_AT_AGAIN));
    std::iter::once(next.only_for("verdict", HELD_AGAIN)).chain(look).collect()
}

/// The verdict in a form, for a gate or for an item to be certified; `hint` helps where none is chosen.
pub(in crate::screens::pilot) fn decision(
    form: &Form,
    pilot: PilotId,
    of: (Gate, Option<ExpansionId>),
    hint: &str,
) -> Result<GateDecision, Invalid> {
    let by = deeds::somebody(form, "by", "nobody is named who decided")?;
    let (verdict, why) = (form.value("verdict"), reason(form)?);
    let waive = if verdict == AGAINST { vec![Waive { rule: None, reason: why.clone() }] } else { Vec::new() };
    let verdict = match verdict.as_str() {
        "" => return Err(Invalid::new("no verdict is chosen yet").hint(hint).at("verdict")),
        AGAINST => Verdict::Go,
        word => word.parse()?,
    };
    Ok(GateDecision {
        cause: deeds::given(form, "cause"),
        conditions: deeds::given(form, "condition").into_iter().collect(),
        waive,
        next: deeds::day(form, "next")?,
        look_again: deeds::day(form, "look_again")?,
        ..GateDecision::new(pilot, of, verdict, by, why)
    })
}

/// `L` on a page of the pilot: the gate room's form.
pub(in crate::screens::pilot) fn decide(screen: &PilotScreen, page: &PilotPage, context: &Context) -> Vec<Effect> {
    let Some(tally) = tally(screen, page, context) else {
        return Vec::new();
    };
    vec![Effect::form(verdict(&page.pilot, tally.ahead(), tally.lacking(Verdict::Go), context))]
}
