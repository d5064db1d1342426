//! What people type in one line, and what it means: numbers, money, days, times, tags, an action.
//!
//! From bottom to top: `number`, `date`, `tags` → `money`, `instant`, `written` (days and weeks that need no today) →
//! `weeks` → `spoken` (days counted from today) → `counted` (weeks and times counted from now), `sentence` (the days
//! that one names), `action_line`.

pub mod action_line;
pub mod counted;
pub mod date;
pub mod instant;
pub mod money;
pub mod number;
pub mod sentence;
pub mod spoken;
pub mod tags;
pub mod weeks;
pub mod written;
