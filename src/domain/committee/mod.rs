//! What the committee does. It meets (`review`) over what is due (`agenda`), answers what was asked (`answered`),
//! decides (`decision`), and has decisions back (`trigger`). `brought` tells what came of each item, `roll` who was
//! there, and `another_day` what was moved to another day, or done.

pub mod agenda;
pub mod another_day;
pub mod answered;
pub mod brought;
pub mod decision;
pub mod review;
pub mod roll;
pub mod trigger;
