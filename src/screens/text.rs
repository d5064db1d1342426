//! Owns how lines of text are placed in an area: how many more follow where not all of them fit, and what is indented
//! behind a sign.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Seek, Shown};
use crate::interaction::Context;
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// Draws lines; if not all fit, the last says how many more there are and which key shows them.
pub(super) fn put(lines: Vec<(Shown, Role)>, area: Rect, key: &str, buffer: &mut Buffer, context: &Context) {
    let lines: Vec<Vec<(Shown, Role)>> = lines.into_iter().map(|piece| vec![piece]).collect();
    put_pieces(&lines, area, key, buffer, context);
}

/// The same of lines whose pieces have colours of their own.
pub(super) fn put_pieces(lines: &[Vec<(Shown, Role)>], area: Rect, key: &str, buffer: &mut Buffer, context: &Context) {
    let more = lines.len().saturating_sub(usize::from(area.height));
    for (row, pieces) in (0..area.height).zip(lines) {
        let mut pen = Pen::new(buffer, area, row);
        pen.skip(1);
        // The last line says that there are more, rather than to leave something out in silence.
        if more > 0 && row + 1 == area.height {
            let says = format!("and {} more: {}", more + 1, context.told(key));
            pen.words(&says, context.theme.style(Role::Dim));
            continue;
        }
        for (text, role) in pieces {
            pen.text(text, context.theme.style(*role));
        }
    }
}

/// Text behind a sign, its further lines under its first word.
pub(super) fn hanging(sign: &str, text: &str, width: usize, role: Role) -> Vec<(Shown, Role)> {
    let indent = sign.chars().count();
    let blank = " ".repeat(indent);
    let lines = Shown::line(text).wrap(width.saturating_sub(indent));
    let row = |(row, line): (usize, Shown)| {
        let before = if row == 0 { sign } else { &blank };
        (Shown::line(&format!("{before}{line}")), role)
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// The lines with those words in the whole text, and its number of lines; none where [`put`] shows them in so many
/// rows.
pub(super) fn cut_off(
    seek: &Seek,
    (shown, rows): (&[(Shown, Role)], u16),
    whole: &[(Shown, Role)],
) -> Option<(usize, usize)> {
    let line = |lines: &[(Shown, Role)]| seek.line(lines.iter().map(|(line, _)| line.as_str()));
    // The last row says how many lines follow.
    line(shown).filter(|line| line + 1 >= usize::from(rows))?;
    Some((line(whole)?, whole.len()))
}
