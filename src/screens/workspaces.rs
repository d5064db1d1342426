//! The workspaces: those of the data folder and those that were opened from elsewhere, one a client; switching in place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Place;
use crate::domain::Shown;
use crate::interaction::around::Known;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Beginning, Context, Effect, Field, Form, List, Move, Moves, Offer, Screen};
use crate::ui::paint::Pen;
use crate::ui::table::{self, Column, Look};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "workspaces",
    title: "workspaces",
    doc: "Go to the workspaces: another client's, those opened last, a new one.",
    keys: &["g o"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(Workspaces::default())),
};

const COLUMNS: &[Column] = &[
    Column::text("name", 18, 1),
    Column::text("title", 18, 2),
    Column::text("opened last", 12, 0).from(60),
    Column::text("path", 24, 3).from(80),
    Column::text("", 4, 0),
];

/// The workspaces.
#[derive(Default)]
pub(super) struct Workspaces {
    list: List,
}

const VERBS: Rows<Workspaces> = &[OWN, &vertical()];

const OWN: &[Verb<Workspaces>] = &[
    Verb::new(
        ("open", "switch to it"),
        "Go on in the workspace under the cursor; what is typed here stays a draft here.",
        &["↵"],
        |screen, context| match screen.selected(context) {
            None => Live::No("there is no other workspace: a makes one"),
            Some(known) => Live::when(!known.open, "this one is open"),
        },
        |screen, context| {
            let path = screen.selected(context).map(|known| known.path.clone());
            path.map(Effect::Switch).into_iter().collect()
        },
    ),
    Verb::new(
        ("add", "new"),
        "Make a workspace, as for another client, and go on in it.",
        &["a"],
        |_, _| Live::Yes,
        |_, _| vec![Effect::form(add())],
    ),
];

fn add() -> Form {
    let field = Field::line("title", "title; its file is named so", "").required();
    let leads = |form: &Form| Ok(vec![Effect::Begin(Beginning::Empty(form.value("title")))]);
    Form::leading("workspaces/add", "A new workspace", field, Box::new(leads))
}

impl Workspaces {
    fn selected<'a>(&self, context: &'a Context) -> Option<&'a Known> {
        context.around.workspaces.get(self.list.selected)
    }

    fn page(context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(1))
    }
}

impl Moves for Workspaces {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let page = Self::page(context);
        if let Some(by) = to.rows(page) {
            self.list.step(by, context.around.workspaces.len(), page);
        }
        Vec::new()
    }
}

impl Screen for Workspaces {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "Workspaces".to_owned()
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
        let said = |known: &Known| {
            let open = if known.open { ", open now" } else { "" };
            let last = if known.last.is_empty() { String::new() } else { format!(", opened last on {}", known.last) };
            let title = if known.title.is_empty() { String::new() } else { format!(", {}", known.title) };
            format!("{}{title}{open}{last}: {}", known.name, known.path)
        };
        context.around.workspaces.iter().map(said).collect()
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, context.around.workspaces.len(), Self::page(context));
        Vec::new()
    }

    fn clicked(&mut self, _: u16, y: u16, context: &Context) -> Vec<Effect> {
        match usize::from(y).checked_sub(1) {
            Some(row) => self.choose(self.list.top + row, context),
            None => Vec::new(),
        }
    }

    fn explain(&self, context: &Context) -> Option<String> {
        self.selected(context).map(|known| known.path.clone())
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let known = &context.around.workspaces;
        if known.is_empty() {
            let says = "No other workspace is known. a makes one; steerco -w PATH opens one from elsewhere.";
            Pen::new(buffer, area, 1).skip(2).words(says, context.theme.style(Role::Text));
            return None;
        }
        table::head(COLUMNS, area, buffer, &context.theme);
        let mut cursor = None;
        for (y, at) in (1..).zip(self.list.visible(known.len(), Self::page(context))) {
            let Some(one) = known.get(at) else {
                continue;
            };
            let look = Look { selected: at == self.list.selected, marked: false };
            let cells = [
                (Shown::line(&one.name), Role::Strong),
                (Shown::line(&one.title), Role::Text),
                (Shown::line(&one.last), Role::Dim),
                (Shown::line(&one.path), Role::Dim),
                (Shown::line(if one.open { "open" } else { "" }), Role::Accent),
            ];
            let line = Rect { y: area.y + y, height: 1, ..area };
            table::row(COLUMNS, &cells, look, line, buffer, (&context.theme, context.glyphs));
            if look.selected {
                cursor = Some(Position { x: area.x, y: line.y });
            }
        }
        cursor
    }
}
