//! What was typed and never saved, wherever that was: to be found, read, gone on with or dropped.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{PLACES, Place};
use crate::domain::Shown;
use crate::interaction::context::PLACES as KEPT_PLACES;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Context, Destination, Effect, List, Move, Moves, Offer, Screen, Told};
use crate::ui::paint::Pen;
use crate::ui::table::{self, Column, Look};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "drafts",
    title: "drafts",
    doc: "Go to the drafts: what was typed and is not saved yet, wherever that was.",
    keys: &["g t"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(Drafts::default())),
};

const COLUMNS: &[Column] = &[Column::text("what it is", 24, 2), Column::text("typed", 24, 3)];

/// The drafts.
#[derive(Default)]
pub(super) struct Drafts {
    list: List,
}

/// What was typed at one place.
struct Draft {
    /// Where it is kept.
    key: String,
    /// What it is of.
    what: String,
    /// What was typed, on one line.
    typed: String,
    /// Where it goes on; none where that is not known.
    home: Option<Destination>,
}

impl Draft {
    fn of(key: &str, body: &str) -> Self {
        let screen = |name: &str| {
            let place = PLACES.iter().find(|place| place.name == name && place.open.is_some());
            place.map(|place| Destination::Screen(place.name))
        };
        let (what, typed, home) = if let Some(Told { title, from, texts }) = Told::of(body) {
            // Those of earlier versions have no heading: what the key ends in says something.
            let end = || key.rsplit('/').next().unwrap_or_default().replace('-', " ");
            // What is typed over the board or a page of a pilot is of that pilot.
            let of_pilot = matches!(from.screen.as_str(), "board" | "pilot" | "portfolio");
            let pilot = || from.pilot.map(Destination::Pilot);
            let home = if of_pilot { pilot() } else { None }.or_else(|| screen(&from.screen)).or_else(pilot);
            (if title.is_empty() { end() } else { title }, texts.join(" · "), home)
        } else {
            // Of a value of the week the first line is what was typed.
            let week = key.strip_prefix("week/").and_then(|rest| rest.split('/').next());
            let what = week.map_or_else(|| "a pasted block".to_owned(), |week| format!("a value of {week}"));
            let typed = if week.is_some() { body.lines().next().unwrap_or_default() } else { body };
            (what, typed.to_owned(), screen("week"))
        };
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { key: key.to_owned(), what, typed, home }
    }

    fn sentence(&self) -> String {
        format!("{}: {}", self.what, self.typed)
    }
}

const VERBS: Rows<Drafts> = &[OWN, &vertical()];

const OWN: &[Verb<Drafts>] = &[
    Verb::new(
        ("open", "go on with it"),
        "Go to where it was typed; what opens there has it again.",
        &["↵"],
        |screen, context| match screen.selected(context) {
            None => Live::No(NONE),
            Some(draft) => Live::when(draft.home.is_some(), "where it was typed is not known: y copies it"),
        },
        |screen, context| screen.selected(context).and_then(|draft| draft.home).map(Effect::Open).into_iter().collect(),
    ),
    Verb::new(
        ("drop", "drop"),
        "Drop the draft under the cursor; the palette (:) brings the last one back.",
        &["x"],
        |screen, context| Live::when(screen.selected(context).is_some(), NONE),
        |screen, context| {
            let draft = screen.selected(context).map(|draft| Effect::DropDraft(draft.key));
            draft.into_iter().chain([Effect::info("Draft dropped; : brings it back.")]).collect()
        },
    ),
];

const NONE: &str = "nothing is typed that is not saved";

/// Those that are there, in the order of their places.
fn drafts(context: &Context) -> impl Iterator<Item = (&String, &String)> {
    context.drafts.iter().filter(|(key, _)| !key.starts_with(KEPT_PLACES))
}

impl Drafts {
    fn selected(&self, context: &Context) -> Option<Draft> {
        drafts(context).nth(self.at(context)).map(|(key, body)| Draft::of(key, body))
    }

    /// The selected row: the last one where those below it went.
    fn at(&self, context: &Context) -> usize {
        self.list.selected.min(drafts(context).count().saturating_sub(1))
    }

    fn page(context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(1))
    }
}

impl Moves for Drafts {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let page = Self::page(context);
        if let Some(by) = to.rows(page) {
            self.list.selected = self.at(context);
            self.list.step(by, drafts(context).count(), page);
        }
        Vec::new()
    }
}

impl Screen for Drafts {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "Drafts".to_owned()
    }

    fn is_journalled(&self) -> bool {
        false
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(VERBS, self, name, context)
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        drafts(context).map(|(key, body)| Draft::of(key, body).sentence()).collect()
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, drafts(context).count(), Self::page(context));
        Vec::new()
    }

    fn clicked(&mut self, _: u16, y: u16, context: &Context) -> Vec<Effect> {
        match usize::from(y).checked_sub(1) {
            Some(row) => self.choose(self.list.top + row, context),
            None => Vec::new(),
        }
    }

    fn explain(&self, context: &Context) -> Option<String> {
        self.selected(context).map(|draft| draft.sentence())
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let count = drafts(context).count();
        if count == 0 {
            let says = "Nothing is left unsaved. What you type and leave is kept, and stands here.";
            Pen::new(buffer, area, 1).skip(2).words(says, context.theme.style(Role::Text));
            return None;
        }
        table::head(COLUMNS, area, buffer, &context.theme);
        let (mut cursor, selected) = (None, self.at(context));
        let shown = self.list.visible(count, Self::page(context));
        let rows = drafts(context).enumerate().skip(shown.start).take(shown.len());
        for (y, (at, (key, body))) in (1..).zip(rows) {
            let draft = Draft::of(key, body);
            let look = Look { selected: at == selected, marked: false };
            let cells = [(Shown::line(&draft.what), Role::Strong), (Shown::line(&draft.typed), Role::Draft)];
            let line = Rect { y: area.y + y, height: 1, ..area };
            table::row(COLUMNS, &cells, look, line, buffer, (&context.theme, context.glyphs));
            if look.selected {
                cursor = Some(Position { x: area.x, y: line.y });
            }
        }
        cursor
    }
}
