//! Suspending: the terminal is the shell's until the program is in the foreground again.

use crate::{Desk, ENTER, ESC, Terminal, modes_restored, shows_the_board};

const CTRL_Z: &str = "\x1a";

/// A shell with job control: a program that no shell waits for cannot be stopped.
const JOB: &str = r#"
    set -m
    "$0" "$@"
    stty -a
    echo "the shell has it"
    read line
    fg
    echo "left with $?"
"#;

/// The job in the foreground.
fn foreground(terminal: &Terminal) -> u32 {
    u32::try_from(terminal.master.process_group_leader().unwrap()).unwrap()
}

/// The letter of a process's state: `T` is stopped.
fn state(process: u32) -> char {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The name before it stands in brackets and may hold anything.
    let (_, rest) = stat.rsplit_once(')').unwrap();
    rest.trim_start().chars().next().unwrap()
}

#[test]
fn ctrl_z_hands_the_terminal_to_the_shell_and_fg_draws_again() {
    let desk = Desk::with_demo();
    let terminal = Terminal::start_in_shell(&desk, JOB);
    terminal.wait_for(shows_the_board, "the board");
    let program = foreground(&terminal);
    assert_ne!(program, terminal.pid, "the program is a job of the shell");

    terminal.press(CTRL_Z);
    let screen = terminal.wait_for_text("the shell has it");
    assert_eq!(state(program), 'T');
    assert_eq!(modes_restored(&terminal.shared.lock().bytes), Ok(()));
    assert!(screen.split_whitespace().any(|word| word == "icanon"), "the shell has no line editing:\n{screen}");

    terminal.press(ENTER);
    terminal.wait_for(shows_the_board, "the board again");
    terminal.press("c");
    terminal.press("zebra after fg");
    terminal.wait_for_text("zebra after fg");
    terminal.press(ESC);
    terminal.wait_for(|screen| !screen.contains("zebra after fg"), "the prompt closed");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    ended.assert_terminal_restored();
    assert!(String::from_utf8_lossy(&ended.bytes).contains("left with 0"));
}
