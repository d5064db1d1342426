//! What is measured week by week, and what is said about it. `metric` has the readings, `baseline` what they are held
//! against, and `xmr` tells which of them are noise.

pub mod baseline;
pub mod metric;
pub mod outlier;
pub mod picture;
pub mod plan;
pub mod trend;
pub mod understood;
pub mod xmr;
