//! Owns what is read aloud of a screen without sentences of its own: it is drawn on a large sheet and read line by
//! line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::State;
use crate::interaction::Context;

/// Columns and rows of that sheet: large enough that no list scrolls.
pub const PAPER: (u16, u16) = (300, 400);

/// What a screen draws, line by line, without its rules and columns.
pub(super) fn picture(state: &State, context: &Context) -> Vec<String> {
    let area = Rect::new(0, 0, PAPER.0, PAPER.1);
    let mut buffer = Buffer::empty(area);
    if let Some(open) = state.screens.last().filter(|open| !open.veiled) {
        let _ = open.screen.view(area, &mut buffer, context);
    }
    (0..area.height).filter_map(|y| flowing(&line(&buffer, y))).collect()
}

fn line(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap_or(1).max(1);
    }
    text
}

/// A line without rules and borders; cells that stood side by side become parts of a sentence. None where nothing is
/// left.
fn flowing(line: &str) -> Option<String> {
    let parts: Vec<&str> = line
        .split("  ")
        .map(|part| part.trim_matches([' ', '|', '>']))
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
