//! How often `drift` cries wolf and how early it calls, in 20,000 runs a cell with fixed seeds, beside a CUSUM that is
//! tuned to the same false rate. Prints two tables: independent noise, and noise of autocorrelation 0.5.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss, reason = "a table for people to read")]

#[path = "../tests/support/noise.rs"]
mod noise;

use noise::{Judge, cusum, false_share, median_week};

const RUNS: usize = 20_000;

fn main() {
    let judge = Judge::new();
    for correlation in [0.0, 0.5] {
        println!("autocorrelation {correlation}");
        println!(
            "{:>4} {:>9} {:>10} {:>12} {:>12} {:>12}",
            "sd", "baseline", "false %", "median week", "CUSUM h", "CUSUM week"
        );
        for baseline in [8, 12] {
            for sd in [1.0, 2.0, 3.0] {
                let cell = (baseline, sd, correlation);
                let called = false_share(RUNS, 20_001, cell, |values| judge.called(values, baseline).is_some());
                let week = median_week(RUNS, 20_002, cell, |values| judge.called(values, baseline));
                let threshold = tuned(cell, called);
                let beside = median_week(RUNS, 20_002, cell, |values| cusum(values, baseline, threshold));
                println!("{sd:>4} {baseline:>9} {:>10.2} {week:>12} {threshold:>12.2} {beside:>12}", called * 100.0);
            }
        }
        println!();
    }
}

/// The threshold at which a CUSUM calls as many quiet quarters.
fn tuned(cell: (usize, f64, f64), wanted: f64) -> f64 {
    let (mut low, mut high) = (0.5, 40.0);
    for _ in 0..24 {
        let middle = f64::midpoint(low, high);
        let called = false_share(RUNS, 20_001, cell, |values| cusum(values, cell.0, middle).is_some());
        if called > wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}
