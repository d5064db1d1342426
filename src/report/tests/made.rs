//! Makes the small brief whose every text is hostile.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::brief::{Brief, OnePage, TrendLine};
pub(super) use crate::domain::date::tests::day;
use crate::domain::decision::tests::decided;
use crate::domain::delta::{Changed, Delta, Kind};
use crate::domain::metric::tests::metric;
use crate::domain::pilot::tests::pilot as in_stage;
use crate::domain::readiness::{DimensionStanding, Missing, Waiver};
use crate::domain::review::tests::{item, minute};
use crate::domain::review::{Attendee, Committee, Minute, Reason};
use crate::domain::survey::{Dashboard, Survey};
use crate::domain::warnings::{Fired, Found};
use crate::domain::{
    Action, ActionId, ActionState, AgendaItem, AgendaKind, AgendaState, Attention, Baseline, BaselineId, BaselineKind,
    Computed, Day, Decision, DecisionId, Dimension, Family, Fixed, Framework, Gate, Hindered, Instant, Judgement,
    Level, Measure, Meeting, Metric, Obstacle, OwnerSeat, PersonId, Pilot, PilotId, Portfolio, Powers, Presence,
    Reading, Report, Review, ReviewId, ReviewState, Signal, Stage, Status, Tally, Trigger, Verb, Verdict, WaiverId,
    Week,
};

const SCRIPT: &str = "<script>alert(1)</script>";
const LINK: &str = "[x](http://y) | =1+1";
const ESCAPE: &str = "\u{1b}]0;x\u{7}# two\nlines\u{202e}";

pub(super) fn today() -> Day {
    day("2026-11-24")
}

pub(super) fn hostile(what: &str) -> String {
    format!("{what} {SCRIPT} {LINK} {ESCAPE}")
}

pub(super) fn pilot(id: i64, name: &str, code: &str) -> Pilot {
    Pilot {
        id: PilotId(id),
        code: code.to_owned(),
        name: name.to_owned(),
        unit: hostile("unit"),
        owner: Some(OwnerSeat {
            id: PersonId(1),
            name: hostile("owner"),
            executive: true,
            archived: false,
            level: Level::Vp,
            powers: Powers::default(),
        }),
        partner: hostile("partner"),
        partner_ends: Some(day("2027-01-31")),
        started: Some(day("2026-09-01")),
        spend_change: Some(Fixed::from_int(1200)),
        entered: Some(day("2026-09-01")),
        report: Report { status: Status::Green, because: hostile("because"), on: Some(day("2026-11-20")) },
        ..in_stage(Stage::One)
    }
}

pub(super) fn signal(pilot: i64) -> Signal {
    Signal {
        warning: "drift",
        pilot: PilotId(pilot),
        rank: 4,
        found: Found {
            attention: Attention::Signal,
            since: Some(day("2026-11-15")),
            metric: None,
            families: vec![Family::Performance],
            explanation: hostile("accuracy fell"),
            rule: hostile("two in a row"),
            readings: Vec::new(),
            clears: hostile("two values inside"),
        },
        proposes: "drift",
        parked: None,
    }
}

pub(super) fn judgement(pilot: i64) -> Judgement {
    Judgement {
        computed: Computed {
            families: [Status::NotReported, Status::Red, Status::Green, Status::Stale],
            gate: Status::Amber,
            overall: Status::Red,
        },
        signals: vec![signal(pilot)],
        obstacles: vec![Obstacle {
            hinders: Hindered::Gate,
            what: hostile("no date").into(),
            clears: hostile("a date is booked").into(),
        }],
        ahead: None,
        triggers: vec![Fired {
            decision: DecisionId(1),
            statement: hostile("go on"),
            trigger: "accuracy < 80".to_owned(),
            on: day("2026-11-16"),
        }],
    }
}

pub(super) fn trend(pilot: i64) -> TrendLine {
    let from = Week::new(2026, 40).unwrap();
    let (pilot, name, target) = (PilotId(pilot), hostile("accuracy"), Some(Fixed::from_int(90)));
    let metric = Metric { pilot, name, target, ..metric(Family::Performance) };
    let reading = |(week, measure): (i64, Measure)| Reading {
        week: from.plus(week),
        measure,
        note: hostile("note"),
        sample: None,
    };
    let number = |value| Measure::Number(Fixed::from_int(value));
    let readings = [(0, number(94)), (1, number(92)), (3, Measure::NotMeasured), (5, number(71)), (6, number(78))];
    TrendLine {
        readings: readings.into_iter().map(reading).collect(),
        baseline: Some(Baseline {
            id: BaselineId(1),
            metric: metric.id,
            kind: BaselineKind::Pilot,
            value: Fixed::from_int(94),
            spread: None,
            count: None,
            period: None,
            since: None,
            frozen: day("2026-10-01"),
            by: String::new(),
            decision: None,
        }),
        metric,
        from,
        to: from.plus(7),
    }
}

pub(super) fn decision() -> Decision {
    Decision {
        date: day("2026-11-24"),
        decided_by_name: hostile("Ana"),
        rationale: hostile("why"),
        rejected: vec![hostile("stop")],
        conditions: vec![hostile("owner")],
        review: Some(ReviewId(1)),
        trigger: Some(Trigger::On(day("2027-01-15"))),
        ..decided(Verb::Update, &hostile("go on"))
    }
}

pub(super) fn action() -> Action {
    Action {
        id: ActionId(1),
        text: hostile("ask"),
        owner: PersonId(1),
        owner_name: hostile("Ana"),
        due: day("2026-11-20"),
        state: ActionState::Open,
        pilot: Some(PilotId(1)),
        review: Some(ReviewId(1)),
        made: day("2026-10-24"),
        ended: None,
        why: String::new(),
    }
}

pub(super) fn meeting() -> Meeting {
    let item = |id: i64, state: AgendaState| AgendaItem {
        title: hostile("item"),
        wanted: hostile("decide"),
        minutes: 40,
        state,
        reasons: vec![Reason { kind: "signal".into(), id: "drift".into(), text: hostile("reason") }],
        ..item(id, AgendaKind::Pilot, id)
    };
    Meeting {
        review: Review {
            id: ReviewId(1),
            day: today(),
            state: ReviewState::Open,
            chair: Some((PersonId(1), hostile("chair"), true)),
            slot: 60,
            opened: Some(Instant::new(1_795_000_000_000, 3600)),
            closed: None,
            entry: None,
        },
        agenda: vec![item(2, AgendaState::Done), item(1, AgendaState::Carried), item(3, AgendaState::Dropped)],
        attendance: vec![
            Attendee { person: PersonId(1), name: hostile("Ana"), presence: Presence::Present },
            Attendee { person: PersonId(2), name: hostile("Bo"), presence: Presence::Absent },
        ],
        minutes: vec![Minute {
            at: Instant::new(1_795_000_000_000, 3600),
            by: hostile("Ana"),
            ..minute(1, 2, &hostile("said"))
        }],
        sat: Vec::new(),
        actions: Vec::new(),
        worked_off: HashSet::new(),
    }
}

pub(super) fn page(pilot: &Pilot) -> OnePage {
    let standing = DimensionStanding { id: Dimension::Data, score: Some(2), evidence: 1, votes: true, passes: false };
    OnePage {
        pilot: pilot.clone(),
        summary: hostile("summary"),
        judgement: Some(Arc::new(judgement(pilot.id.0))),
        trends: vec![trend(pilot.id.0)],
        tally: Some(Tally {
            booked: None,
            gate: Gate::G1,
            version: Some(1),
            freezes: None,
            dimensions: vec![standing],
            votes: (0, 1),
            lacks: vec![(Verdict::Go, vec![Missing { rule: "data".into(), what: hostile("data fails") }])],
            held: None,
        }),
        open_exceptions: 2,
    }
}

pub(super) fn brief(pilots: &[Pilot]) -> Brief {
    let framework = Framework::builtin().unwrap();
    let survey = Survey {
        pilots: pilots.to_vec(),
        booked: vec![(PilotId(1), Gate::G1, day("2026-12-10"))],
        decisions: vec![decision()],
        actions: vec![action()],
        waivers: vec![Waiver {
            id: WaiverId(1),
            pilot: PilotId(1),
            gate: Gate::G1,
            decision: DecisionId(1),
            rule: hostile("rule"),
            reason: hostile("reason"),
            by: hostile("by"),
            by_id: PersonId(1),
            decided: today(),
            look_again: day("2027-02-01"),
            outcome: None,
        }],
        ..Survey::default()
    };
    let judged = pilots.iter().map(|pilot| (pilot.id, Arc::new(judgement(pilot.id.0))));
    let portfolio = Portfolio { pilots: judged.collect(), running: pilots.len(), ..Portfolio::default() };
    let dashboard = Dashboard::of(&survey, &portfolio, &framework, today());
    let change = Changed {
        kind: Kind::NewSignal,
        pilot: Some(PilotId(1)),
        text: hostile("changed"),
        typed: Vec::new(),
        on: Some(day("2026-11-15")),
        rank: 4,
    };
    Brief {
        title: hostile("Workspace"),
        day: today(),
        draft: true,
        framework: Arc::new(framework),
        differences: vec![(hostile("stage.1.weeks"), hostile("10"), "8".to_owned())],
        committee: Committee::default(),
        pages: pilots.iter().map(page).collect(),
        survey,
        portfolio,
        dashboard,
        delta: Some(Delta { since: day("2026-10-29"), name: hostile("the review"), rows: vec![change] }),
        meeting: Some(meeting()),
        reviews: vec![meeting().review],
    }
}

pub(super) fn two() -> Brief {
    brief(&[pilot(1, SCRIPT, "first"), pilot(2, LINK, "second")])
}
