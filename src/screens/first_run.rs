//! The first run: the demo, an empty workspace, or one from a spreadsheet.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Place;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{
    Beginning, Code, Context, Effect, Key, List, Move, Moves, Offer, Screen, TextValue, edit::edit,
};
use crate::ui::paint::{Pen, tint};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "first-run",
    title: "first run",
    doc: "What shows where there is no workspace yet.",
    keys: &[],
    verbs: || verb::listed(VERBS),
    open: None,
};

const CHOICES: [(&str, &str); 3] = [
    ("Look around in the demo", "twelve invented pilots with up to forty weeks of history"),
    ("Begin an empty workspace", "give it the name of your programme, then add pilots one by one"),
    ("Take in a spreadsheet of pilots", "a csv, tsv or xlsx file; its columns are recognised, or a mapping tells them"),
];

/// What is being asked for.
enum Asking {
    Title,
    File,
}

/// The first run.
#[derive(Default)]
pub struct FirstRun {
    list: List,
    asking: Option<Asking>,
    typed: TextValue,
}

const VERBS: Rows<FirstRun> = &[OWN, &vertical()];

const fn choice(
    name: &'static str,
    title: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut FirstRun, &Context) -> Vec<Effect>,
) -> Verb<FirstRun> {
    Verb { name, title, doc, keys, hint: true, live: |_, _| Live::Yes, run }
}

const OWN: &[Verb<FirstRun>] = &[
    choice("choose", "choose", "Begin with what the cursor is on.", &["↵"], |screen, _| {
        screen.choose(screen.list.selected)
    }),
    choice("demo", "demo", "Begin with the demo.", &["1"], |screen, _| screen.choose(0)),
    choice("empty", "empty", "Begin with an empty workspace.", &["2"], |screen, _| screen.choose(1)),
    choice("import", "import", "Begin with a spreadsheet.", &["3"], |screen, _| screen.choose(2)),
];

impl FirstRun {
    fn choose(&mut self, at: usize) -> Vec<Effect> {
        self.list.selected = at;
        match at {
            0 => return vec![Effect::Begin(Beginning::Demo)],
            1 => self.asking = Some(Asking::Title),
            _ => self.asking = Some(Asking::File),
        }
        Vec::new()
    }

    fn answer(&mut self) -> Vec<Effect> {
        let typed = self.typed.text().trim().to_owned();
        if typed.is_empty() {
            return vec![Effect::failed("Type something first; Esc goes back to the choices.")];
        }
        match self.asking {
            Some(Asking::Title) => vec![Effect::Begin(Beginning::Empty(typed))],
            Some(Asking::File) => {
                // A mapping may follow the file: `inventory.csv us-federal-2024`.
                let (path, map) = match typed.rsplit_once(' ') {
                    Some((path, map)) if !map.contains(['/', '\\']) && has_ending(path) => {
                        (path.trim().to_owned(), map.to_owned())
                    }
                    _ => (typed, String::new()),
                };
                vec![Effect::Begin(Beginning::Import { path, map })]
            }
            None => Vec::new(),
        }
    }
}

fn has_ending(path: &str) -> bool {
    let path = path.trim().to_lowercase();
    [".csv", ".tsv", ".xlsx", ".txt", ".json"].iter().any(|ending| path.ends_with(ending))
}

impl Moves for FirstRun {
    fn go(&mut self, to: Move, _: &Context) -> Vec<Effect> {
        if let Some(by) = to.rows(CHOICES.len()) {
            self.list.step(by, CHOICES.len(), CHOICES.len());
        }
        Vec::new()
    }
}

impl Screen for FirstRun {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "Welcome".to_owned()
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, _: &Context) -> Option<Vec<Effect>> {
        self.asking.as_ref()?;
        match key.code {
            Code::Enter => Some(self.answer()),
            Code::Esc => None,
            _ => edit(&mut self.typed, key).then(Vec::new),
        }
    }

    fn typing_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.asking.as_ref().map(|_| [("↵", "begin"), ("Esc", "back")].as_slice())
    }

    fn pasted(&mut self, text: &str, _: &Context) -> Option<Vec<Effect>> {
        self.asking.as_ref()?;
        self.typed.insert(text.trim());
        Some(Vec::new())
    }

    fn escape(&mut self, _: &Context) -> Option<Vec<Effect>> {
        self.asking.take().map(|_| Vec::new())
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let style = |role| context.theme.style(role);
        let roomy = area.height >= 14;
        let step = if roomy { 3 } else { 2 };
        let mut row = 0;
        if roomy {
            let says =
                "steerco keeps the pilots of an AI programme, their owners and their weekly metrics in one file.";
            Pen::new(buffer, area, 1).skip(2).words(says, style(Role::Text));
            row = 3;
        }
        for (at, (title, says)) in CHOICES.iter().enumerate() {
            let selected = at == self.list.selected;
            let place =
                Rect { y: area.y + row.min(area.height), height: 2.min(area.height.saturating_sub(row)), ..area };
            let base = if selected { context.theme.selection() } else { ratatui::style::Style::default() };
            if selected {
                tint(buffer, place, base);
            }
            let bar = if selected { context.glyphs.bar() } else { " " };
            let mut pen = Pen::new(buffer, place, 0);
            pen.words(bar, style(Role::Accent).patch(base));
            pen.words(&format!(" {}  ", at + 1), style(Role::Accent).patch(base))
                .words(title, style(Role::Strong).patch(base));
            let mut pen = Pen::new(buffer, place, 1);
            pen.words(bar, style(Role::Accent).patch(base)).skip(4).words(says, style(Role::Dim).patch(base));
            row += step;
        }
        let asking = self.asking.as_ref()?;
        let label = match asking {
            Asking::Title => "name of the programme",
            Asking::File => "path of the file",
        };
        let place = Rect { y: area.y + row.min(area.height.saturating_sub(2)), height: 2.min(area.height), ..area };
        crate::ui::paint::fill(buffer, place, style(Role::Text));
        let (typed, column) = self.typed.window(usize::from(area.width).saturating_sub(label.len() + 8));
        let mut pen = Pen::new(buffer, place, 0);
        pen.skip(2).words(label, style(Role::Accent)).skip(2);
        let start = pen.column();
        pen.cell(&typed, usize::from(area.width).saturating_sub(label.len() + 6), style(Role::Field));
        let hint = "Enter begins, Esc goes back";
        Pen::new(buffer, place, 1).skip(2).words(hint, style(Role::Dim));
        Some(Position { x: start + u16::try_from(column).unwrap_or(0), y: place.y })
    }
}
