//! steerco: the workspace of a committee that steers AI pilots into production. The rooms stand on floors, and imports
//! go down only; `ARCHITECTURE.md` draws them.

pub mod app;
pub mod brief;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod intake;
pub mod interaction;
pub mod judge;
pub mod report;
pub mod sample;
pub mod screens;
pub mod shell;
pub mod store;
pub mod ui;
