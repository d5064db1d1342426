//! How pilots stand, one by one and together: at one moment (`portfolio`, `survey`) and between two (`delta`).
//!
//! `computed` is how one stands by its data, `standing` how it stands without them. `brief` is everything that a report
//! tells.

pub mod brief;
pub mod computed;
pub mod delta;
pub mod own_order;
pub mod portfolio;
pub mod ruler;
pub mod standing;
pub mod survey;
