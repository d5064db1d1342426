//! What the committee does: it meets (`review`) over what is due (`agenda`), decides, and has decisions back (`trigger`).

pub mod agenda;
pub mod decision;
pub mod review;
pub mod trigger;
