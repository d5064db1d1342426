//! Owns generated portfolios: any number of pilots and weeks, the same for the same seed.

use super::chance::Chance;
use super::{Deed, Step};
use crate::domain::change::{NewPerson, NewPilot, PersonChange, PilotChange, TickChange};
use crate::domain::{
    Change, Fixed, Framework, Ids, ItemState, Level, PersonId, PilotId, Powers, Stage, Status, Typed, Week,
};

/// How large a generated portfolio is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Pilots.
    pub pilots: u32,
    /// Weeks that the oldest of them has run, the reporting week included.
    pub weeks: u32,
    /// The same seed gives the same portfolio.
    pub seed: u64,
}

const THINGS: &[&str] = &[
    "Invoice",
    "Claims",
    "Contract",
    "Demand",
    "Supplier",
    "Warranty",
    "Shift",
    "Parcel",
    "Energy",
    "Complaint",
    "Tariff",
    "Permit",
    "Payroll",
    "Inventory",
    "Maintenance",
    "Fraud",
    "Tender",
    "Quality",
    "Meter",
    "Route",
    "Benefit",
    "Grant",
];
const TASKS: &[&str] = &[
    "triage",
    "intake",
    "review",
    "forecast",
    "scoring",
    "coding",
    "planning",
    "routing",
    "matching",
    "summaries",
    "translation",
    "inspection",
    "search",
    "drafting",
    "reconciliation",
    "detection",
    "scheduling",
    "pricing",
];
const UNITS: &[&str] =
    &["Finance", "Legal", "Claims", "Field service", "Procurement", "People", "Customer service", "Logistics"];
const FIRST: &[&str] =
    &["Ana", "Bo", "Carla", "Dmitri", "Elif", "Farid", "Grace", "Hana", "Ines", "Jonas", "Kwame", "Lucía"];
const LAST: &[&str] =
    &["Costa", "Berg", "Novak", "Okafor", "Silva", "Haddad", "Moreau", "Brandt", "Lindqvist", "Tanaka"];

struct Run {
    id: PilotId,
    /// The week in which it began, from the oldest week on.
    begins: u32,
    /// Weeks from one stage to the next.
    pace: u32,
    stage: Stage,
    adoption: i64,
    accuracy: i64,
    drift: i64,
}

/// The steps of a generated portfolio, oldest first.
pub fn generate<'a>(
    size: Size,
    reporting: Week,
    framework: &'a Framework,
    ids: &mut Ids,
) -> impl Iterator<Item = Step> + 'a {
    let weeks = size.weeks.max(1);
    let first = reporting.plus(1 - i64::from(weeks));
    let mut chance = Chance::new(size.seed);
    let (people, owners) = people(&mut chance, size.pilots, ids);
    let mut runs: Vec<Run> = (0..size.pilots).map(|_| run(&mut chance, weeks, PilotId(ids.take()))).collect();
    let opening = step(first, 0, format!("Added {} people.", people.len()), people);
    std::iter::once(opening).chain((0..weeks).flat_map(move |number| {
        let week = first.plus(i64::from(number));
        let mut steps = Vec::new();
        let mut begun = Vec::new();
        let mut moved = Vec::new();
        let mut readings = Vec::new();
        for (place, run) in runs.iter_mut().enumerate() {
            if run.begins == number {
                begun.extend(begin(&mut chance, run.id, place, week, &owners));
            }
            if run.begins <= number {
                moved.extend(advance(&mut chance, run, number, framework));
                readings.extend(measure(&mut chance, run, week));
            }
        }
        for (minute, what, deeds) in [
            (60, format!("Began {} pilots.", begun.len()), begun),
            (120, format!("Moved pilots on and closed items in {}.", week.short()), moved),
        ] {
            if !deeds.is_empty() {
                steps.push(step(week, minute, what, deeds));
            }
        }
        steps.push(step(
            week.plus(1),
            0,
            format!("Entered {} readings for {}.", readings.len(), week.short()),
            readings,
        ));
        steps
    }))
}

fn step(week: Week, minute: u32, what: String, deeds: Vec<Deed>) -> Step {
    Step { on: week.monday(), minute: 8 * 60 + minute, actor: "sample".to_owned(), what: Some(what), deeds }
}

fn people(chance: &mut Chance, pilots: u32, ids: &mut Ids) -> (Vec<Deed>, Vec<PersonId>) {
    let count = (pilots / 6).clamp(3, 400);
    let mut owners = Vec::new();
    let deeds = (0..count)
        .map(|number| {
            let id = PersonId(ids.take());
            owners.push(id);
            let (first, last) = (chance.pick(FIRST).unwrap_or(&"Ana"), chance.pick(LAST).unwrap_or(&"Costa"));
            let name = if number < 20 { format!("{first} {last}") } else { format!("{first} {last} {number}") };
            let level = if chance.percent(80) { Level::Vp } else { Level::Director };
            let unit = (*chance.pick(UNITS).unwrap_or(&"Finance")).to_owned();
            let title = if level == Level::Vp { format!("VP {unit}") } else { format!("Director {unit}") };
            let email = format!("{}.{number}@sample.example", first.to_lowercase().replace('í', "i"));
            let person = NewPerson { id: Some(id), name, title, level, unit, email, partner: false, certifier: false };
            Deed::Change(Change::Person(PersonChange::Add(person)))
        })
        .collect();
    (deeds, owners)
}

fn run(chance: &mut Chance, weeks: u32, id: PilotId) -> Run {
    let begins = u32::try_from(chance.below(u64::from(weeks))).unwrap_or(0);
    Run {
        id,
        begins: if chance.percent(30) { 0 } else { begins },
        pace: 6 + u32::try_from(chance.below(14)).unwrap_or(0),
        stage: Stage::One,
        adoption: 5_000_000 + i64::try_from(chance.below(20_000_000)).unwrap_or(0),
        accuracy: 84_000_000 + i64::try_from(chance.below(12_000_000)).unwrap_or(0),
        drift: if chance.percent(12) { -300_000 } else { 30_000 },
    }
}

fn begin(chance: &mut Chance, pilot: PilotId, place: usize, week: Week, owners: &[PersonId]) -> Vec<Deed> {
    let thing = THINGS.get(place % THINGS.len()).unwrap_or(&"Invoice");
    let task = TASKS.get(place / THINGS.len() % TASKS.len()).unwrap_or(&"triage");
    let round = place / (THINGS.len() * TASKS.len());
    let name = if round == 0 { format!("{thing} {task}") } else { format!("{thing} {task} {}", round + 1) };
    let unit = (*chance.pick(UNITS).unwrap_or(&"Finance")).to_owned();
    let owner = if chance.percent(90) { chance.pick(owners).copied() } else { None };
    let status = match chance.below(10) {
        0 => None,
        1 => Some((Status::Red, "The committee has to decide on the next step.".to_owned())),
        2 | 3 => Some((Status::Amber, "Behind the plan; the owner is on it.".to_owned())),
        _ => Some((Status::Green, "On track.".to_owned())),
    };
    let new = NewPilot {
        id: Some(pilot),
        summary: format!("{thing} {task} in {unit}, so that people decide and the routine is done for them."),
        unit,
        tags: vec![(*task).to_owned()],
        started: Some(week.monday()),
        report: status,
        taken_over: Some("a generated portfolio".to_owned()),
        ..NewPilot::named(name)
    };
    let mut deeds = vec![Deed::Change(Change::Pilot(PilotChange::Add(Box::new(new))))];
    if let Some(person) = owner {
        let (person, why) = (Some(person), "named at the start".to_owned());
        deeds.push(Deed::Change(Change::Pilot(PilotChange::Appoint {
            pilot,
            person,
            powers: Powers::default(),
            why,
            was: None,
        })));
    }
    let users = 20 + u32::try_from(chance.below(20)).unwrap_or(0) * 10;
    deeds.push(Deed::Change(Change::Pilot(PilotChange::Target { pilot, users: Some(users), from: week, was: None })));
    deeds
}

fn advance(chance: &mut Chance, run: &mut Run, number: u32, framework: &Framework) -> Vec<Deed> {
    let mut deeds = Vec::new();
    let age = number - run.begins;
    if chance.percent(25) {
        let open = framework.items(run.stage);
        if let Some(item) = chance.pick(open) {
            deeds.push(Deed::Change(Change::Tick(TickChange::state(run.id, &item.id, ItemState::Done))));
        }
    }
    if age > 0
        && age.is_multiple_of(run.pace)
        && let Some(to) = run.stage.next()
        && chance.percent(70)
    {
        run.stage = to;
        // Nobody scored generated pilots, so they pass no gate: they are taken over at later stages.
        let why = "a generated portfolio".to_owned();
        let retake = PilotChange::Retake { pilot: run.id, to, why, entered: None, assumed: false };
        deeds.push(Deed::Change(Change::Pilot(retake)));
    }
    deeds
}

/// The four headline values of a week; now and then one is missing.
fn measure(chance: &mut Chance, run: &mut Run, week: Week) -> Vec<Deed> {
    run.adoption = (run.adoption + 600_000 + chance.noise(1_500_000)).clamp(0, 20_000_000);
    run.accuracy = (run.accuracy + run.drift + chance.noise(500_000)).clamp(40_000_000, 99_500_000);
    let tenth = |millionths: i64| Fixed::from_millionths(millionths / 100_000 * 100_000);
    let values = [
        ("adoption", Fixed::from_int(run.adoption / 1_000_000)),
        ("performance", tenth(run.accuracy)),
        ("impact", tenth(40_000_000 + run.adoption + chance.noise(2_000_000))),
        ("governance", Fixed::from_int(i64::try_from(chance.below(7)).unwrap_or(0))),
    ];
    values
        .into_iter()
        .filter(|_| !chance.percent(3))
        .map(|(metric, value)| Deed::Reading {
            pilot: run.id,
            metric: metric.to_owned(),
            week,
            typed: Typed::Number(value),
            note: String::new(),
        })
        .collect::<Vec<_>>()
}
