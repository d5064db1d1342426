//! Simulated accuracy of a model, in percent: noise around 94, with or without a drift of 16 points in 26 weeks, judged
//! by the program's own `drift` warning and, beside it, by a CUSUM.

use std::collections::HashMap;

use steerco::domain::warnings::{Case, Dossier, Series};
use steerco::domain::{
    BaselineId, BaselineKind, Better, Day, Family, Fixed, Framework, Lifecycle, Measure, Metric, MetricId, Pilot,
    PilotId, Plan, Readiness, Reading, Report, Role, Rules, Stage, Status, VisitKind, Week, xmr,
};

/// The mean of the model while all is well.
const WELL: f64 = 94.0;
/// Weeks of a quiet quarter.
pub const QUARTER: usize = 12;
/// Weeks of the drift.
pub const DRIFT: usize = 26;

/// A source of noise, the same for the same seed.
pub struct Noise {
    state: u64,
    before: f64,
}

impl Noise {
    pub fn new(seed: u64) -> Self {
        Self { state: seed, before: 0.0 }
    }

    /// Evenly between 0 and 1, neither of them.
    fn even(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        ((z >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Normal, of mean 0 and deviation 1.
    fn normal(&mut self) -> f64 {
        (-2.0 * self.even().ln()).sqrt() * (std::f64::consts::TAU * self.even()).cos()
    }

    /// Normal, each correlated with the one before.
    fn next(&mut self, correlation: f64) -> f64 {
        self.before = correlation * self.before + (1.0 - correlation * correlation).sqrt() * self.normal();
        self.before
    }

    /// So many baseline weeks and so many after them; `drift` points are lost in 26 weeks.
    pub fn series(&mut self, (baseline, weeks): (usize, usize), sd: f64, drift: f64, correlation: f64) -> Vec<Fixed> {
        self.before = self.normal();
        (0..baseline + weeks)
            .map(|week| {
                let lost = if week < baseline { 0.0 } else { drift * (week - baseline + 1) as f64 / DRIFT as f64 };
                let value = WELL - lost + sd * self.next(correlation);
                Fixed::from_f64(value.clamp(0.0, 100.0)).unwrap()
            })
            .collect()
    }
}

fn first_week() -> Week {
    Week::new(2025, 2).unwrap()
}

fn metric() -> Metric {
    Metric {
        id: MetricId(1),
        local: 1,
        pilot: PilotId(1),
        family: Family::Performance,
        name: "accuracy".into(),
        unit: "%".into(),
        better: Better::Higher,
        headline: true,
        min: Some(Fixed::ZERO),
        max: Some(Fixed::HUNDRED),
        target: None,
        tolerance: None,
        role: Role::Weekly,
        counts: String::new(),
        plan: Plan::default(),
        archived: false,
    }
}

fn pilot() -> Pilot {
    Pilot {
        parent: None,
        id: PilotId(1),
        code: "model".into(),
        name: "Model".into(),
        unit: String::new(),
        tags: Vec::new(),
        owner: None,
        lead: None,
        partner: String::new(),
        partner_ends: None,
        started: Some(first_week().monday()),
        rollout: None,
        cohort: String::new(),
        spend_change: None,
        spend_technology: None,
        stage: Stage::One,
        entered: Some(first_week().monday()),
        visit_kind: VisitKind::Start,
        assumed: false,
        lifecycle: Lifecycle::Active,
        report: Report { status: Status::NotReported, because: String::new(), on: None },
        closed_items: 0,
        written_gaps: 0,
        visits: 1,
        place: None,
        archived: false,
        imported: false,
        seated: None,
        pauses: Vec::new(),
    }
}

/// The program's judge of one series with its frozen baseline.
pub struct Judge {
    framework: Framework,
    rules: Rules,
}

impl Judge {
    pub fn new() -> Self {
        let framework = Framework::builtin().unwrap();
        Self { rules: Rules::of(&framework), framework }
    }

    /// The week after the baseline, from 1 on, in which `drift` was first called.
    pub fn called(&self, values: &[Fixed], baseline: usize) -> Option<usize> {
        let week = |at: usize| first_week().plus(i64::try_from(at).unwrap());
        let own = &values[..baseline];
        let frozen = steerco::domain::Baseline {
            id: BaselineId(1),
            metric: MetricId(1),
            kind: BaselineKind::Pilot,
            value: xmr::mean(own).unwrap(),
            spread: xmr::mean_moving_range(own),
            count: u32::try_from(baseline).ok(),
            period: Some((week(0), week(baseline - 1))),
            since: None,
            frozen: week(baseline - 1).sunday(),
            by: String::new(),
            decision: None,
        };
        let reading = |(at, value): (usize, &Fixed)| Reading {
            week: week(at),
            measure: Measure::Number(*value),
            note: String::new(),
            sample: None,
        };
        let readings = values.iter().enumerate().map(reading).collect();
        let series = vec![Series { metric: metric(), readings, baselines: vec![frozen] }];
        let dossier = Dossier {
            pilot: pilot(),
            stays: Vec::new(),
            seats: Vec::new(),
            dates: Vec::new(),
            series,
            watched: HashMap::new(),
            late: HashMap::new(),
            targets: Vec::new(),
            exceptions: Vec::new(),
            readiness: Readiness::default(),
            decisions: Vec::new(),
            closings: Vec::new(),
            ticks: Vec::new(),
            partners: Vec::new(),
        };
        let fires = |day: Day| {
            let case = Case::new(&dossier, day, &self.rules, &self.framework);
            steerco::domain::warnings::judge(&case).iter().any(|signal| signal.warning.starts_with("drift"))
        };
        (baseline..values.len()).find(|at| fires(week(*at).sunday())).map(|at| at + 1 - baseline)
    }
}

/// A one-sided CUSUM over the standardised values with that threshold: the week in which it calls.
pub fn cusum(values: &[Fixed], baseline: usize, threshold: f64) -> Option<usize> {
    let own = &values[..baseline];
    let mean = xmr::mean(own).unwrap().to_f64();
    let sigma = xmr::mean_moving_range(own).unwrap().to_f64() / 1.128;
    let mut sum = 0.0_f64;
    values[baseline..]
        .iter()
        .position(|value| {
            sum = (sum + (mean - value.to_f64()) / sigma - 0.5).max(0.0);
            sum > threshold
        })
        .map(|at| at + 1)
}

/// The share of quiet quarters with a false signal.
pub fn false_share(
    runs: usize,
    seed: u64,
    (baseline, sd, correlation): (usize, f64, f64),
    calls: impl Fn(&[Fixed]) -> bool,
) -> f64 {
    let mut noise = Noise::new(seed);
    let count = (0..runs).filter(|_| calls(&noise.series((baseline, QUARTER), sd, 0.0, correlation))).count();
    count as f64 / runs as f64
}

/// The median week in which the drift is called; weeks in which it never was count as the last.
pub fn median_week(
    runs: usize,
    seed: u64,
    (baseline, sd, correlation): (usize, f64, f64),
    called: impl Fn(&[Fixed]) -> Option<usize>,
) -> usize {
    let mut noise = Noise::new(seed);
    let mut weeks: Vec<usize> = (0..runs)
        .map(|_| called(&noise.series((baseline, DRIFT), sd, 16.0, correlation)).unwrap_or(DRIFT + 1))
        .collect();
    weeks.sort_unstable();
    weeks[runs / 2]
}
