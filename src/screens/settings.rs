//! The settings: everything in `config.toml` and the preset of `keys.toml`, what is wrong in them, and where everything
//! is kept.

use super::Place;
use super::shelf::{Below, Shelf, Shelved};
use crate::domain::Shown;
use crate::interaction::around::Adjustable;
use crate::interaction::filter;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Context, Effect, Field, Form, Kind};
use crate::ui::markdown::Line;
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "settings",
    title: "settings",
    doc: "Go to the settings: theme, mouse, who writes, what opens by itself; the keys and where everything is kept.",
    keys: &["g s"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(Shelf::<Settings>::default())),
};

const COLUMNS: &[Column] =
    &[Column::text("setting", 10, 0), Column::text("is", 21, 1), Column::text("what it does", 20, 1)];

/// Columns of the words before a place.
const PLACES: usize = 12;

/// The settings.
#[derive(Default)]
struct Settings;

const VERBS: Rows<Shelf<Settings>> = &[OWN, &vertical()];

const OWN: &[Verb<Shelf<Settings>>] = &[
    Verb::new(
        ("edit", "change"),
        "Change the setting under the cursor; the rest of its file stays as it is.",
        &["e", "↵"],
        |screen, context| Live::when(screen.selected(context).is_some(), "nothing can be set here"),
        |screen, context| Effect::asking(screen.selected(context).map(|one| change(&one))),
    ),
    filter::narrowing(|_, _| Live::Yes, Shelf::narrow),
];

/// The form for a setting, by the place of its draft.
pub(super) fn form_at(key: &str, context: &Context) -> Option<Form> {
    let name = key.strip_prefix(FORMS)?;
    context.around.settings.iter().find(|one| one.name == name).map(change)
}

/// Where drafts of settings are kept.
const FORMS: &str = "settings/";

fn change(one: &Adjustable) -> Form {
    let name = one.name;
    let field = if one.options.is_empty() {
        Field::line("to", one.doc, &one.value)
    } else {
        Field::of(Kind::Options(one.options.clone()), "to", one.doc, &one.value)
    };
    let leads = move |form: &Form| Ok(vec![Effect::Set(name, form.value("to"))]);
    Form::leading(format!("{FORMS}{name}"), format!("Setting: {name}"), field, Box::new(leads))
}

impl Shelved for Settings {
    type Row = Adjustable;
    const PLACE: Place = PLACE;
    const TITLE: &'static str = "Settings";
    const VERBS: Rows<Shelf<Self>> = VERBS;
    const COLUMNS: &'static [Column] = COLUMNS;
    const EMPTY: &'static str = "Nothing can be set here.";

    fn rows(&self, context: &Context) -> Vec<Adjustable> {
        context.around.settings.clone()
    }

    fn cells(one: &Adjustable) -> Vec<Cell> {
        vec![
            (Shown::line(one.name), Role::Strong),
            (Shown::line(&told(one)), Role::Text),
            (Shown::line(one.doc), Role::Dim),
        ]
    }

    fn sentence(one: &Adjustable) -> String {
        format!("{}, {}: {}", one.name, one.doc, told(one))
    }

    fn remarks(context: &Context) -> Vec<String> {
        let places = context.around.places.iter().map(|(what, path)| format!("{what}: {path}"));
        context.around.complaints.iter().cloned().chain(places).collect()
    }

    /// What is wrong in the file, and where everything is kept.
    fn below(width: usize, context: &Context) -> Vec<Below> {
        let around = &context.around;
        let complaint = |words: &String| {
            let lines = Shown::line(words).wrap(width).into_iter().map(|line| vec![(line, Role::Failed)]).collect();
            Below { words: words.clone(), lines }
        };
        let place = |(what, path): &(&str, String)| {
            let paths = Shown::line(path).wrap_kept(width.saturating_sub(PLACES)).into_iter();
            let labels = std::iter::once(Shown::line(what)).chain(std::iter::repeat(Shown::default()));
            let line = |(label, path): (Shown, Shown)| vec![(label.pad(PLACES), Role::Dim), (path, Role::Text)];
            Below { words: format!("{what}: {path}"), lines: labels.zip(paths).map(line).collect() }
        };
        let mut below: Vec<Below> = around.complaints.iter().map(complaint).collect();
        if let Some(last) = below.last_mut() {
            last.lines.push(Line::new());
        }
        below.extend(around.places.iter().map(place));
        below
    }
}

/// What a setting is, in the words of its options.
fn told(one: &Adjustable) -> String {
    let chosen = one.options.iter().find(|(value, _)| *value == one.value).map(|(_, words)| words.clone());
    chosen.unwrap_or_else(|| if one.value.is_empty() { "as it comes".to_owned() } else { one.value.clone() })
}
