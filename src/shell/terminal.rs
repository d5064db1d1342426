//! Owns the terminal's modes: whatever happens, they are restored. Every picture is written whole, between marks that
//! let a terminal show it at once.

use std::io::{self, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Rect, Size};
use unicode_width::UnicodeWidthChar;

/// Are the modes ours? The panic hook has no other way to know.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours.
pub(super) struct Terminal {
    /// Never dropped: dropping it would print an error on a terminal that is gone, and [`restore`] shows the cursor
    /// already.
    ratatui: ManuallyDrop<ratatui::Terminal<Quiet>>,
    mouse: bool,
    /// Must everything be drawn again, whatever the last picture was?
    stale: bool,
}

impl Terminal {
    /// Takes the terminal.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        let ratatui = ManuallyDrop::new(ratatui::Terminal::new(Quiet(CrosstermBackend::new(io::stdout())))?);
        let mut terminal = Self { ratatui, mouse, stale: true };
        terminal.take()?;
        Ok(terminal)
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        self.stale = true;
        Ok(())
    }

    /// Makes the next picture a complete one: a terminal that changed its size, even back and forth, may have lost what
    /// it showed.
    pub fn redraw(&mut self) {
        self.stale = true;
    }

    /// Gives the terminal back, for a while or for good.
    pub fn rest(&mut self) {
        restore();
    }

    /// Takes the terminal again and draws everything.
    pub fn resume(&mut self) {
        // If it cannot be taken, its input ends, and with it the program.
        let _ = self.take();
    }

    /// Switches the mouse on or off.
    pub fn mouse(&mut self, on: bool) {
        self.mouse = on;
        let _ =
            if on { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) };
    }

    /// Hands a text to the terminal's clipboard.
    pub fn copy(&mut self, text: &str) {
        let _ = execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text));
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.ratatui.size().map_or((80, 24), |size| (size.width, size.height))
    }

    /// Draws a picture; the cursor is shown where the picture says.
    pub fn draw(&mut self, picture: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> io::Result<()> {
        queue!(io::stdout(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            self.ratatui.clear()?;
        }
        let drawn = self.ratatui.draw(|frame| {
            let area = frame.area();
            let position = picture(area, frame.buffer_mut());
            draw_joined_whole(frame.buffer_mut());
            if let Some(position) = position {
                frame.set_cursor_position(position);
            }
        });
        execute!(io::stdout(), EndSynchronizedUpdate)?;
        drawn.map(drop)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, if it is ours.
pub(super) fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Each by itself: a terminal that refuses one still gets the others.
    let _ = execute!(out, EndSynchronizedUpdate);
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Draws a row whole, in this picture and the next, if it has a letter joined of several that have a width, such as a
/// flag or a family. A terminal that does not join them uses more cells, and would keep what is drawn over only the
/// first.
fn draw_joined_whole(buffer: &mut Buffer) {
    let row = usize::from(buffer.area.width).max(1);
    for cells in buffer.content.chunks_mut(row) {
        if cells.iter().any(|cell| is_joined(cell.symbol())) {
            for cell in cells {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

fn is_joined(symbol: &str) -> bool {
    symbol.chars().filter(|letter| letter.width().unwrap_or(0) > 0).count() > 1
}

/// The backend without the question where the cursor is: the answer would come through the terminal's input, which
/// another thread reads.
struct Quiet(CrosstermBackend<Stdout>);

impl Backend for Quiet {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        self.0.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.0.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.0.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_joined_letter_is_drawn_again_once_that_is_gone() {
        for joined in ["🇫🇷", "👩\u{200d}💻"] {
            let mut shown = Buffer::with_lines([format!("{joined} x"), "plain".to_owned()]);
            draw_joined_whole(&mut shown);
            let gone = Buffer::with_lines(["   x", "plain"]);
            let drawn: Vec<(u16, u16)> = shown.diff(&gone).into_iter().map(|(x, y, _)| (x, y)).collect();
            assert_eq!(drawn, [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)], "{joined}");
        }
        assert!(!["e\u{301}", "⚠\u{fe0f}", "約", " "].into_iter().any(is_joined));
    }
}
