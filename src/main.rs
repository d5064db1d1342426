//! The program: the command line first, then, where a terminal is there, the screens.

use std::process::ExitCode;

use steerco::cli::{self, Next};

fn main() -> ExitCode {
    match cli::run(std::env::args_os().collect()) {
        Next::Done(status) => ExitCode::from(status),
        Next::Show(..) => ExitCode::from(1),
    }
}
