//! Owns the pages of a pilot, and the line that names them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::interaction::Context;
use crate::ui::paint::{Pen, rule};
use crate::ui::theme::Role;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Tab {
    #[default]
    Overview,
    Checklist,
    Metrics,
    Notes,
    History,
    Exceptions,
    Readiness,
    Rollout,
}

impl Tab {
    pub const ALL: [Self; 8] = [
        Self::Overview,
        Self::Checklist,
        Self::Metrics,
        Self::Notes,
        Self::History,
        Self::Exceptions,
        Self::Readiness,
        Self::Rollout,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Checklist => "Checklist",
            Self::Metrics => "Metrics",
            Self::Notes => "Notes",
            Self::History => "History",
            Self::Exceptions => "Exceptions",
            Self::Readiness => "Readiness",
            Self::Rollout => "Rollout",
        }
    }

    /// Its name where eight stand in 80 columns.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Checklist => "Checks",
            Self::Exceptions => "Except",
            Self::Readiness => "Ready",
            other => other.title(),
        }
    }
}

/// The names of the pages, numbered like their keys, and the gap between two of them. The open page keeps its whole
/// name, the others as much of theirs as fits.
fn titles(now: Tab, width: u16) -> ([String; 8], usize) {
    let begin = |letters| move |tab: Tab| tab.title().get(..letters).unwrap_or(tab.title());
    let (gap, named): (usize, &dyn Fn(Tab) -> &'static str) = match width {
        0..57 => (0, &begin(2)),
        57..80 => (0, &begin(3)),
        80..87 => (0, &Tab::short),
        87..95 => (0, &Tab::title),
        95..103 => (1, &Tab::title),
        _ => (2, &Tab::title),
    };
    let mut number = 0;
    let titles = Tab::ALL.map(|tab| {
        number += 1;
        format!("{number} {}", if tab == now { tab.title() } else { named(tab) })
    });
    (titles, gap)
}

/// The page whose name is at a cell of the screen.
pub(super) fn tab_at(at: Position, now: Tab, context: &Context) -> Option<Tab> {
    let (titles, gap) = titles(now, context.body().0);
    let mut end = 1;
    let mut named = Tab::ALL.into_iter().zip(titles).filter(|_| at.y == 0);
    // The bar before a title is a column too.
    let is_at = |(_, title): &(Tab, String)| {
        end += title.len() + 1 + gap;
        usize::from(at.x) < end
    };
    named.find(is_at).map(|(tab, _)| tab)
}

/// The line of pages.
pub(super) fn tabs(now: Tab, area: Rect, buffer: &mut Buffer, context: &Context) {
    let style = |role| context.theme.style(role);
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1);
    let (titles, gap) = titles(now, area.width);
    for (tab, title) in Tab::ALL.into_iter().zip(titles) {
        let role = if tab == now { Role::Accent } else { Role::Dim };
        let mark = context.glyphs.edge(tab == now);
        pen.words(mark, style(Role::Accent)).words(&title, style(role)).skip(gap);
    }
    if area.height > 1 {
        rule(buffer, area, 1, context.glyphs.rule(), style(Role::Rule));
    }
}
