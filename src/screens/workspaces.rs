//! The workspaces: those of the data folder and those that were opened from elsewhere, one a client; switching in place.

use super::Place;
use super::shelf::{Shelf, Shelved};
use crate::domain::Shown;
use crate::interaction::around::Known;
use crate::interaction::filter;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Beginning, Context, Effect, Field, Form};
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "workspaces",
    title: "workspaces",
    doc: "Go to the workspaces: another client's, those opened last, a new one.",
    keys: &["g o"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(Shelf::<Workspaces>::default())),
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
pub(super) struct Workspaces;

const VERBS: Rows<Shelf<Workspaces>> = &[OWN, &vertical()];

const OWN: &[Verb<Shelf<Workspaces>>] = &[
    Verb::new(
        ("open", "switch to it"),
        "Go on in the workspace under the cursor; what is typed here stays a draft here.",
        &["↵"],
        |screen, context| match screen.selected(context) {
            None => Live::No("there is no other workspace: a makes one"),
            Some(known) => Live::when(!known.open, "this one is open"),
        },
        |screen, context| {
            let path = screen.selected(context).map(|known| known.path);
            path.map(Effect::Switch).into_iter().collect()
        },
    ),
    Verb::new(
        ("add", "new"),
        "Make a workspace, as for another client, and go on in it.",
        &["a"],
        |_, _| Live::Yes,
        |_, _| vec![Effect::form(add(""))],
    ),
    filter::narrowing(
        |_, context| Live::when(!context.around.workspaces.is_empty(), "there is no other workspace: a makes one"),
        Shelf::narrow,
    ),
];

/// Asks how a workspace is to be called; `typed` is what was said before.
pub(super) fn add(typed: &str) -> Form {
    let mut field = Field::line("title", "title; its file is named after it", "").required();
    field.text.set(typed);
    let leads = |form: &Form| Ok(vec![Effect::Begin(Beginning::Empty(form.value("title")))]);
    Form::leading("workspaces/add", "A new workspace", field, Box::new(leads))
}

impl Shelved for Workspaces {
    type Row = Known;
    const PLACE: Place = PLACE;
    const TITLE: &'static str = "Workspaces";
    const VERBS: Rows<Shelf<Self>> = VERBS;
    const COLUMNS: &'static [Column] = COLUMNS;
    const EMPTY: &'static str = "No other workspace is known. a makes one; steerco -w PATH opens one from elsewhere.";

    fn rows(&self, context: &Context) -> Vec<Known> {
        context.around.workspaces.clone()
    }

    fn cells(known: &Known) -> Vec<Cell> {
        vec![
            (Shown::line(&known.name), Role::Strong),
            (Shown::line(&known.title), Role::Text),
            (Shown::line(&known.last), Role::Dim),
            (Shown::line(&known.path), Role::Dim),
            (Shown::line(if known.open { "open" } else { "" }), Role::Accent),
        ]
    }

    fn sentence(known: &Known) -> String {
        let open = if known.open { ", open now" } else { "" };
        let last = if known.last.is_empty() { String::new() } else { format!(", opened last on {}", known.last) };
        let title = if known.title.is_empty() { String::new() } else { format!(", {}", known.title) };
        format!("{}{title}{open}{last}: {}", known.name, known.path)
    }

    fn explain(known: &Known) -> String {
        known.path.clone()
    }
}
