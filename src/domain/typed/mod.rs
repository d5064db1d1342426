//! What people type in a line, and what it means: numbers, money, days, moments, tags, an action.
//!
//! From bottom to top: `number`, `date`, `tags` → `money`, `instant`, `written` (what a day or week says by itself) →
//! `weeks` → `spoken` (and what counts from today) → `counted` (weeks and moments that do), `sentence` (the days that one
//! names), `action_line`.

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
