//! Owns where the boxes that lie over a screen stand (a question, a list): drawing and clicks both ask here.

use ratatui::layout::{Position, Rect};

use crate::domain::Shown;
use crate::interaction::Context;
use crate::interaction::overlay::Confirm;
use crate::interaction::search::Search;

/// In a narrower window a question is shown without a box.
const NARROWEST: u16 = 24;

/// Columns between the answers to a question in its box.
const APART: usize = 3;

/// How wide a box in the middle is.
pub(super) const fn breadth(area: Rect) -> u16 {
    if area.width < 116 { area.width } else { 92 }
}

/// A box in the middle, so wide, and `rows` high without its rules.
pub(super) fn framed(width: u16, rows: usize, area: Rect) -> Rect {
    let height = u16::try_from(rows + 2).unwrap_or(u16::MAX).min(area.height);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// The part of a box that has room for text.
pub(super) const fn within(frame: Rect) -> Rect {
    Rect {
        x: frame.x + 2,
        y: frame.y + 1,
        width: frame.width.saturating_sub(4),
        height: frame.height.saturating_sub(2),
    }
}

/// A question as it lies over a screen.
pub(super) struct Question {
    /// Its box; none where there is no room for one.
    pub frame: Option<Rect>,
    /// What is asked.
    pub asked: Vec<Shown>,
    /// What will happen, where there is room to say it.
    pub detail: Vec<Shown>,
    /// Where its answers stand.
    pub keys: Rect,
}

impl Question {
    /// Lays a question out. The box leaves the detail out where there is no room for it; without a box there is no
    /// detail.
    pub fn of(confirm: &Confirm, area: Rect, context: &Context) -> Self {
        let width = usize::from(area.width.min(84)).saturating_sub(8);
        let told = |text: &str| Shown::line(&context.dated(&context.told(text)));
        let lines = |text: &str| told(text).wrap(width);
        let (asked, detail) = (lines(&confirm.question), lines(&confirm.detail));
        let room = usize::from(area.height).saturating_sub(2);
        let foot = |area: Rect, row: u16| Rect { y: area.y + row, height: area.height.min(1), ..area };
        if area.width < NARROWEST || asked.len() >= room {
            let asked = confirm.brief.as_deref().unwrap_or(&confirm.question);
            let asked = told(asked).wrap(usize::from(area.width).max(1));
            return Self { frame: None, asked, detail: Vec::new(), keys: foot(area, area.height.saturating_sub(1)) };
        }
        let is_whole = asked.len() + detail.len() + 2 <= room;
        let detail = if is_whole { detail } else { Vec::new() };
        let said = asked.len() + detail.len();
        let frame = framed(breadth(area), said + 2, area);
        let inner = within(frame);
        let row = u16::try_from(said + 1).unwrap_or(u16::MAX).min(inner.height.saturating_sub(1));
        Self { frame: Some(frame), asked, detail, keys: foot(inner, row) }
    }

    /// Its answers, each behind its key, and the columns between two of them.
    const fn answers(&self) -> ([&'static str; 2], usize) {
        if self.frame.is_some() { (["y yes", "n no"], APART) } else { (["y", "n"], 1) }
    }

    /// The answers as one line of text.
    pub fn told(&self) -> String {
        let (answers, apart) = self.answers();
        answers.join(" ".repeat(apart).as_str())
    }

    /// The key of the answer at a cell.
    pub fn answer_at(&self, at: Position) -> Option<char> {
        let (answers, apart) = self.answers();
        let mut left = usize::from(at.x.checked_sub(self.keys.x).filter(|_| self.keys.contains(at))?);
        for answer in answers {
            if left < answer.len() {
                return answer.chars().next();
            }
            left = left.checked_sub(answer.len() + apart)?;
        }
        None
    }
}

/// Rows of a list that show at once.
pub(super) fn page(context: &Context) -> usize {
    usize::from(context.body().1).saturating_sub(4).max(1)
}

/// The box of a list, as wide as its sentences need.
pub(super) fn list(area: Rect, context: &Context) -> Rect {
    let width = if area.width < 140 { area.width } else { 132 };
    framed(width, page(context) + 2, area)
}

/// Rows of a list's box above its first row: what is typed, and an empty one.
pub(super) const ABOVE: u16 = 2;

/// The row of a list at a cell.
pub(super) fn row_at(search: &Search, area: Rect, at: Position, context: &Context) -> Option<usize> {
    let inner = within(list(area, context));
    let row = search.list.row_at(at.y, inner.y + ABOVE, (search.count(), page(context)));
    row.filter(|_| inner.contains(at))
}
