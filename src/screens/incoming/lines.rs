//! Owns the lower list of the preview: first rejected rows, which somebody has to mend, then corrections, remarks, and
//! what would change.

use std::borrow::Cow;
use std::slice;

use super::{Pane, Preview};
use crate::domain::Shown;
use crate::domain::incoming::{Asked, Cell, Correction, Edit, Foreseen, Told};
use crate::interaction::Context;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Role;

/// What leads what is not taken.
pub(super) const REJECTED: &str = "not taken";

/// Cells that can be corrected, what is read in the first of them, and what is asked.
type Correctable<'a> = (&'a [Cell], &'a str, Asked);

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'a> {
    /// What is not taken.
    Rejected(&'a Told),
    /// What is read in place of a cell.
    Corrected(&'a Correction),
    /// What there is to know.
    Remark(&'a Told),
    /// What would change.
    Edit(&'a Edit),
}

impl<'a> Line<'a> {
    /// What leads it, and its colour; nothing where that is a change.
    pub const fn lead(self) -> (&'static str, Role) {
        match self {
            Self::Rejected(_) => (REJECTED, Role::Failed),
            Self::Corrected(_) => ("corrected", Role::Accent),
            Self::Remark(_) => ("to know", Role::AtRisk),
            Self::Edit(_) => ("", Role::Text),
        }
    }

    /// What it says.
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Self::Rejected(told) | Self::Remark(told) => Cow::Borrowed(told.text.as_str()),
            Self::Corrected(one) => Cow::Owned(one.told()),
            Self::Edit(edit) => Cow::Owned(sentence(edit)),
        }
    }

    /// The same behind what leads it.
    pub fn said(self) -> String {
        match self {
            Self::Edit(edit) => sentence(edit),
            told => format!("{}: {}", told.lead().0, told.text()),
        }
    }

    /// The cells that it is about; none of a change.
    pub fn cells(self) -> &'a [Cell] {
        match self {
            Self::Rejected(told) | Self::Remark(told) => told.cells.as_slice(),
            Self::Corrected(one) => slice::from_ref(&one.cell),
            Self::Edit(_) => &[],
        }
    }

    /// The number of the row that it is about; none where it is about none or several.
    pub fn row(self) -> Option<u64> {
        match self {
            Self::Rejected(told) | Self::Remark(told) => told.row(),
            Self::Corrected(one) => Some(one.cell.row),
            Self::Edit(edit) => Some(edit.row),
        }
    }

    /// Its cells, where they are not taken, were corrected or do not say what they should.
    fn correctable(self) -> Option<Correctable<'a>> {
        match self {
            Self::Rejected(told) | Self::Remark(told) => {
                told.cells.first().map(|first| (told.cells.as_slice(), first.text.as_str(), told.asked.clone()))
            }
            // To be corrected again.
            Self::Corrected(one) => Some((self.cells(), one.to.as_deref()?, Asked::Anew)),
            Self::Edit(_) => None,
        }
    }
}

/// What would change, in a sentence.
fn sentence(edit: &Edit) -> String {
    let [now, to] = edit.said();
    let was = if edit.was.is_empty() { String::new() } else { format!(", now {now}") };
    let place = if edit.place.is_empty() { String::new() } else { format!("{}: ", edit.place) };
    let to = match to.as_str() {
        "" if edit.was.is_empty() => String::new(),
        "" => ": nothing".to_owned(),
        to => format!(": {to}"),
    };
    format!("{place}{}, {}{was}{to}", edit.what, edit.field.replace('_', " "))
}

impl Preview {
    /// All of them.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let Foreseen { edits, rejected, remarks, incoming, .. } = &self.foreseen;
        let told = rejected.iter().map(Line::Rejected).chain(incoming.corrections.iter().map(Line::Corrected));
        told.chain(remarks.iter().map(Line::Remark)).chain(edits.iter().map(Line::Edit))
    }

    /// How many there are.
    pub(super) fn line_count(&self) -> usize {
        let Foreseen { edits, rejected, remarks, incoming, .. } = &self.foreseen;
        edits.len() + rejected.len() + incoming.corrections.len() + remarks.len()
    }

    /// The one under the cursor; none while that is in the other list.
    pub(super) fn line(&self) -> Option<Line<'_>> {
        self.lines().nth(self.edits.selected).filter(|_| self.pane == Pane::Edits)
    }

    /// What is told there, where the two rows above the footer do not hold it.
    pub(super) fn told_whole(&self, context: &Context) -> Option<String> {
        // Whoever hears it has heard all of it.
        let is_heard = context.glyphs == Glyphs::Words;
        let line = self.line().filter(|line| !is_heard && !matches!(line, Line::Edit(_)))?;
        let (room, explained) = (usize::from(context.body().0).saturating_sub(2), if context.is_low() { 0 } else { 2 });
        let text = line.text().into_owned();
        (Shown::line(&text).wrap(room).len() > explained).then_some(text)
    }

    /// What can be corrected there.
    pub(super) fn correctable(&self) -> Option<Correctable<'_>> {
        self.line()?.correctable()
    }
}
