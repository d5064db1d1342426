//! What the `drift` warning promises, on a small simulation: it seldom cries wolf, and it calls a real drift early. The
//! full one, beside a CUSUM, is `cargo bench --bench simulation`.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a simulation in a test")]

#[allow(dead_code, reason = "the benchmark beside it uses the CUSUM too")]
#[path = "support/noise.rs"]
mod noise;

use noise::{Judge, false_share, median_week};

#[test]
fn quiet_quarters_are_quiet_and_drifts_are_called() {
    let judge = Judge::new();
    for (sd, latest) in [(1.0, 7), (2.0, 10), (3.0, 10)] {
        for (baseline, most) in [(12, 0.05), (8, 0.07)] {
            let cell = (baseline, sd, 0.0);
            let false_calls = false_share(600, 11, cell, |values| judge.called(values, baseline).is_some());
            // A band of the small sample around the bar.
            assert!(false_calls <= most + 0.03, "{cell:?}: {false_calls}");
            let week = median_week(400, 12, cell, |values| judge.called(values, baseline));
            assert!(week <= latest, "{cell:?}: week {week}");
        }
    }
}
