//! The workspaces, one for each client: those in the data folder and those opened from elsewhere. They can be switched
//! in place and exported.

use std::path::Path;

use super::Place;
use super::shelf::{Shelf, Shelved};
use crate::domain::words::count;
use crate::domain::{Change, Day, Shown};
use crate::interaction::around::{Known, option};
use crate::interaction::filter;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Beginning, Context, Effect, Field, Form, Kind, Outgoing, Paper};
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "workspaces",
    title: "workspaces",
    doc: "Go to the workspaces: another client's, those opened last, a new one; the open one as a file.",
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
        "Switch to the workspace under the cursor; what is typed here stays a draft here. The open one is opened again, as after another program replaced its file.",
        &["↵"],
        |screen: &Shelf<Workspaces>, context| Live::when(screen.selected(context).is_some(), screen.absent(NONE)),
        |screen: &mut Shelf<Workspaces>, context| {
            let path = screen.selected(context).map(|known| known.path);
            path.map(Effect::Switch).into_iter().collect()
        },
    )
    .called(|screen, context| {
        let is_open = screen.selected(context).is_some_and(|known| known.open);
        if is_open { "open it again" } else { "switch to it" }
    }),
    Verb::new(
        ("add", "new"),
        "Make a workspace, as for another client, and go on in it.",
        &["a"],
        |_, _| Live::Yes,
        |_, _| vec![Effect::form(add(""))],
    ),
    Verb::new(
        ("rename", "title"),
        "Give the open workspace another title; its file keeps its name.",
        &["e"],
        |screen, context| {
            let is_open = screen.selected(context).is_some_and(|known| known.open);
            Live::writable(context)
                .and_when(is_open, "the title of the open one is changed here: ⟨open⟩ switches to another")
        },
        |screen, context| Effect::asking(screen.selected(context).map(|known| rename(&known))),
    ),
    Verb::new(
        ("export", "export"),
        "Write the open workspace as one file: an archive that brings it back, its registers as a workbook, or all of it \
         without names, to be shown to another client.",
        &["w"],
        |screen, context| {
            let is_open = screen.selected(context).is_some_and(|known| known.open);
            Live::when(open_one(context).is_some(), "no workspace is open yet")
                .and_when(is_open, "only the open one goes out as a file: ⟨open⟩ switches to this one first")
        },
        |_, context| Effect::asking(export(None, context)),
    ),
    filter::narrowing(|_, context| Live::when(!context.around.workspaces.is_empty(), NONE), Shelf::narrow),
];

/// The one that is open.
fn open_one(context: &Context) -> Option<&Known> {
    context.around.workspaces.iter().find(|known| known.open)
}

/// Asks how a workspace is to be called; `typed` is what was said before.
pub(super) fn add(typed: &str) -> Form {
    let mut field = Field::line("title", "title; its file is named after it", "").required();
    field.text.set(typed);
    let leads = |form: &Form| Ok(vec![Effect::Begin(Beginning::Empty(form.value("title")))]);
    Form::leading("workspaces/add", "A new workspace", field, Box::new(leads))
}

/// Asks how the open workspace is to be called.
fn rename(known: &Known) -> Form {
    let was = known.title.clone();
    let field = Field::line("title", "title", &was).required();
    let submit = move |form: &Form, _: &Context| Ok(Change::Title { to: form.value("title"), was: Some(was.clone()) });
    Form::prompt("workspaces/title", "The title of this workspace", field, Box::new(submit))
}

/// Asks which export of the open workspace goes into which file; `tried` is an earlier answer. None where no workspace
/// is open.
pub(super) fn export(tried: Option<(Outgoing, &str)>, context: &Context) -> Option<Form> {
    let known = open_one(context)?;
    let is_offered = |one: &Outgoing| *one != Outgoing::Archive || context.as_of.is_none();
    let offered: Vec<Outgoing> = Outgoing::ALL.into_iter().filter(is_offered).collect();
    let what = Kind::titled(offered.iter().map(|one| (one.ending(), one.holds())));
    let file = |one: &Outgoing| {
        let file = Path::new(&context.around.reports).join(file_of(*one, &known.name, context.moment.day));
        let mut field = Field::line(one.ending(), "file", file.display().to_string()).proposed().replaced().required();
        if let Some((_, typed)) = tried.filter(|(tried, _)| tried == one) {
            field.text.set(typed);
            // It is mended, and not typed anew.
            field.replaced = false;
        }
        field.only_for("what", &[one.ending()])
    };
    let leads = |form: &Form| {
        let chosen = Outgoing::ALL.into_iter().find(|one| form.value("what") == one.ending());
        let write = |one: Outgoing| Effect::Write(Paper::File(one), form.value(one.ending()), false);
        Ok(chosen.map(write).into_iter().collect::<Vec<_>>())
    };
    let what = Field::of(what, "what", "what", tried.map_or("", |(tried, _)| tried.ending()));
    let title = format!("Export {}", known.name);
    let form = Form::look_up("export", title, what, Box::new(leads)).with(offered.iter().map(file));
    let left_out = context.typed();
    let told = format!("{} not saved, and in no archive.", count(left_out, "draft is", "drafts are"));
    Some(Form { lists: (left_out > 0 && context.as_of.is_none()).then_some(told).into_iter().collect(), ..form })
}

/// The default name of its file. An export for another client does not name this one.
fn file_of(outgoing: Outgoing, name: &str, day: Day) -> String {
    let name = if outgoing == Outgoing::Nameless { "shown" } else { name };
    format!("{name}-{day}.{}", outgoing.ending())
}

const NONE: &str = "there is no other workspace: ⟨add⟩ makes one";

impl Shelved for Workspaces {
    type Row = Known;
    const PLACE: Place = PLACE;
    const TITLE: &'static str = "Workspaces";
    const VERBS: Rows<Shelf<Self>> = VERBS;
    const COLUMNS: &'static [Column] = COLUMNS;
    const EMPTY: &'static str =
        "No other workspace is known. ⟨add⟩ makes one; steerco -w PATH opens one from elsewhere.";

    fn rows(&self, context: &Context) -> Vec<Known> {
        let mut known = context.around.workspaces.clone();
        // Its title may be another one since it was opened.
        if let (Some(open), Some(now)) = (known.iter_mut().find(|one| one.open), &context.directory.workspace) {
            open.title.clone_from(&now.title);
        }
        // The cursor begins there, and another window may have opened another one since.
        known.sort_by_key(|one| !one.open);
        known
    }

    fn cells(known: &Known) -> Vec<Cell> {
        vec![
            (Shown::line(&known.name), Role::Strong),
            if known.problem.is_empty() {
                (Shown::line(&known.title), Role::Text)
            } else {
                (Shown::line(&known.problem), Role::Failed)
            },
            (Shown::line(&known.last), Role::Dim),
            (Shown::line(&known.path), Role::Dim),
            (Shown::line(if known.open { "open" } else { "" }), Role::Accent),
        ]
    }

    fn sentence(known: &Known) -> String {
        let open = if known.open { ", open now" } else { "" };
        let last = if known.last.is_empty() { String::new() } else { format!(", opened last on {}", known.last) };
        let title = if known.title.is_empty() { String::new() } else { format!(", {}", known.title) };
        let problem = if known.problem.is_empty() { String::new() } else { format!(", {}", known.problem) };
        format!("{}{title}{problem}{open}{last}: {}", known.name, known.path)
    }

    fn explain(known: &Known) -> String {
        let puts_away = format!("`steerco{} forget` puts a finished one away", option(&known.meant));
        if known.problem.is_empty() {
            // A narrow window has room for what is to be typed, whatever becomes of the path.
            format!("{puts_away}; {}", known.path)
        } else {
            format!("{} {}", known.path, known.problem)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_puts_a_workspace_away_is_told_whole_in_a_narrow_window() {
        let name = "a-client-with-quite-a-long-name-of-its-own";
        let known = Known {
            name: name.to_owned(),
            title: String::new(),
            problem: String::new(),
            meant: name.to_owned(),
            path: format!("/home/petra/.local/share/steerco/{name}.steerco"),
            open: false,
            last: String::new(),
        };
        let lines = Shown::line(&Workspaces::explain(&known)).wrap(58);
        let shown = lines.iter().take(2).map(Shown::as_str).collect::<Vec<_>>().concat();
        assert!(shown.contains("forget` puts a finished one away"), "{lines:?}");
    }
}
