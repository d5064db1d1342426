//! How pilots stand, each and all together, at one moment (`portfolio`, `survey`) and between two (`delta`).
//!
//! `computed` is how one stands by its data, `standing` how by its own people. `brief` is all of it that a report
//! tells.

pub mod brief;
pub mod computed;
pub mod delta;
pub mod own_order;
pub mod portfolio;
pub mod ruler;
pub mod standing;
pub mod survey;
