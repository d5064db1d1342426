//! The settings: everything in `config.toml`, what in it cannot be used, and where everything is kept.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Place;
use crate::domain::Shown;
use crate::interaction::around::Adjustable;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Context, Effect, Field, Form, Kind, List, Move, Moves, Offer, Screen};
use crate::ui::paint::Pen;
use crate::ui::table::{self, Column, Look};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "settings",
    title: "settings",
    doc: "Go to the settings: theme, mouse, who writes, what opens by itself; the keys and where everything is kept.",
    keys: &["g s"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(Settings::default())),
};

const COLUMNS: &[Column] =
    &[Column::text("setting", 10, 0), Column::text("is", 21, 0), Column::text("what it does", 20, 1)];

/// The settings.
#[derive(Default)]
struct Settings {
    list: List,
}

const VERBS: Rows<Settings> = &[OWN, &vertical()];

const OWN: &[Verb<Settings>] = &[Verb::new(
    ("edit", "change"),
    "Change the setting under the cursor; the rest of config.toml stays as it is.",
    &["e", "↵"],
    |screen, context| Live::when(screen.selected(context).is_some(), "nothing can be set here"),
    |screen, context| screen.selected(context).map(|one| Effect::form(change(one))).into_iter().collect(),
)];

fn change(one: &Adjustable) -> Form {
    let name = one.name;
    let field = if one.options.is_empty() {
        Field::line("to", one.doc, &one.value)
    } else {
        Field::of(Kind::Options(one.options.clone()), "to", one.doc, &one.value)
    };
    let leads = move |form: &Form| Ok(vec![Effect::Set(name, form.value("to"))]);
    Form::leading(format!("settings/{name}"), format!("Setting: {name}"), field, Box::new(leads))
}

impl Settings {
    fn selected<'a>(&self, context: &'a Context) -> Option<&'a Adjustable> {
        context.around.settings.get(self.list.selected)
    }
}

impl Moves for Settings {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let rows = context.around.settings.len();
        if let Some(by) = to.rows(rows) {
            self.list.step(by, rows, rows);
        }
        Vec::new()
    }
}

impl Screen for Settings {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "Settings".to_owned()
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
        let said = |one: &Adjustable| format!("{}: {}. {}", one.name, told(one), one.doc);
        context.around.settings.iter().map(said).collect()
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        let places = context.around.places.iter().map(|(what, path)| format!("{what}: {path}"));
        context.around.complaints.iter().cloned().chain(places).collect()
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        let rows = context.around.settings.len();
        self.list.select(row, rows, rows);
        Vec::new()
    }

    fn clicked(&mut self, _: u16, y: u16, context: &Context) -> Vec<Effect> {
        match usize::from(y).checked_sub(1) {
            Some(row) => self.choose(row, context),
            None => Vec::new(),
        }
    }

    fn explain(&self, context: &Context) -> Option<String> {
        let one = self.selected(context)?;
        Some(format!("{}: {}", one.name, one.doc))
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let style = |role| context.theme.style(role);
        let around = &context.around;
        table::head(COLUMNS, area, buffer, &context.theme);
        let mut cursor = None;
        for ((y, at), one) in (1..area.height).zip(0..).zip(&around.settings) {
            let look = Look { selected: at == self.list.selected, marked: false };
            let cells = [
                (Shown::line(one.name), Role::Strong),
                (Shown::line(&told(one)), Role::Text),
                (Shown::line(one.doc), Role::Dim),
            ];
            let line = Rect { y: area.y + y, height: 1, ..area };
            table::row(COLUMNS, &cells, look, line, buffer, (&context.theme, context.glyphs));
            if look.selected {
                cursor = Some(Position { x: area.x, y: line.y });
            }
        }
        let mut y = u16::try_from(around.settings.len()).unwrap_or(0) + 2;
        for complaint in &around.complaints {
            for line in Shown::line(complaint).wrap(usize::from(area.width).saturating_sub(4)) {
                Pen::new(buffer, area, y).skip(2).text(&line, style(Role::Failed));
                y += 1;
            }
        }
        if !around.complaints.is_empty() {
            y += 1;
        }
        for (what, path) in &around.places {
            let mut pen = Pen::new(buffer, area, y);
            pen.skip(2).cell(&Shown::line(what), 12, style(Role::Dim));
            pen.text(&Shown::line(path), style(Role::Text));
            y += 1;
        }
        cursor
    }
}

/// What a setting is, in the words of its options.
fn told(one: &Adjustable) -> String {
    let chosen = one.options.iter().find(|(value, _)| *value == one.value).map(|(_, words)| words.clone());
    chosen.unwrap_or_else(|| if one.value.is_empty() { "as it comes".to_owned() } else { one.value.clone() })
}
