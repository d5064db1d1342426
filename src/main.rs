//! The program: the command line first, then, where a terminal is there, the screens.

use std::io;
use std::process::ExitCode;

use steerco::cli::{self, Next};
use steerco::shell;

fn main() -> ExitCode {
    // A panic is then told with its place and a backtrace; without the hook it is told all the same.
    let _ = color_eyre::install();
    let status = match cli::run(std::env::args_os().collect()) {
        Next::Done(status) => status,
        Next::Show(session, path) => {
            shell::run(*session, path).map_or_else(|failure| cli::report(&failure, false), |()| 0)
        }
        Next::Talk(session, path) => shell::converse(*session, path, io::stdin().lock(), io::stdout().lock())
            .map_or_else(|failure| cli::report(&failure, false), |()| 0),
    };
    ExitCode::from(status)
}
