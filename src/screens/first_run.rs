//! The first run: the demo, an empty workspace, or one from a spreadsheet.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Place, workspaces};
use crate::domain::Shown;
use crate::domain::incoming::{Incoming, QUOTES};
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Beginning, Context, Effect, Field, Form, List, Move, Moves, Offer, Screen};
use crate::ui::paint::{Pen, ground, paragraph};
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
    ("Import a spreadsheet of pilots", "a csv, tsv or xlsx file; its columns are recognised, or you say what they are"),
];

const WELCOME: &str = "steerco keeps the pilots of an AI programme, their owners and their weekly metrics in one file.";

/// Columns before the text of a choice: bar, number, blanks.
const LEFT: usize = 5;

/// The first run.
#[derive(Default)]
pub struct FirstRun {
    list: List,
}

const VERBS: Rows<FirstRun> = &[OWN, &vertical()];

const fn choice(
    name: &'static str,
    title: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut FirstRun, &Context) -> Vec<Effect>,
) -> Verb<FirstRun> {
    Verb::new((name, title), doc, keys, |_, _| Live::Yes, run)
}

const OWN: &[Verb<FirstRun>] = &[
    choice("choose", "choose", "Begin with what the cursor is on.", &["↵"], |screen, _| {
        screen.begin(screen.list.selected)
    }),
    choice("demo", "demo", "Begin with the demo.", &["1"], |screen, _| screen.begin(0)),
    choice("empty", "empty", "Begin with an empty workspace.", &["2"], |screen, _| screen.begin(1)),
    choice("import", "import", "Begin with a spreadsheet.", &["3"], |screen, _| screen.begin(2)),
];

impl FirstRun {
    fn begin(&mut self, at: usize) -> Vec<Effect> {
        self.list.selected = at;
        vec![match at {
            0 => Effect::Begin(Beginning::Demo),
            1 => Effect::form(workspaces::add("")),
            _ => Effect::form(import("")),
        }]
    }
}

/// Asks for the spreadsheet; `typed` is an earlier answer.
pub(super) fn import(typed: &str) -> Form {
    let label = "file, a sheet of it after a #, or a mapping behind it";
    let field = Field::line("file", label, typed).required();
    let leads = |form: &Form| Ok(vec![Effect::Begin(Beginning::Import(meant(&form.value("file"))))]);
    Form::look_up("first-run/import", "Import a spreadsheet of pilots", field, Box::new(leads))
}

/// The file and, after it, perhaps a mapping: `inventory.csv us-federal-2024`.
fn meant(typed: &str) -> Incoming {
    match typed.rsplit_once(' ') {
        Some((path, map)) if !map.contains(['/', '\\']) && has_ending(path) => {
            Incoming { map: map.to_owned(), ..Incoming::typed(path) }
        }
        _ => Incoming::typed(typed),
    }
}

fn has_ending(path: &str) -> bool {
    let path = path.trim().trim_end_matches(QUOTES).to_lowercase();
    [".csv", ".tsv", ".xlsx", ".txt", ".json"].iter().any(|ending| path.ends_with(ending))
}

/// The row of the welcome, if it fits, and the area and text of each choice.
fn laid_out(area: Rect) -> (Option<u16>, Vec<(Rect, Vec<Shown>)>) {
    let width = usize::from(area.width).saturating_sub(LEFT + 2);
    let says = CHOICES.map(|(_, says)| Shown::line(says).wrap(width));
    let welcome = Shown::line(WELCOME).wrap(usize::from(area.width).saturating_sub(4)).len();
    let all = welcome + says.iter().map(|says| says.len() + 1).sum::<usize>();
    // Gaps give way first, then the sentence about the program.
    let gap = u16::from(all + 4 <= usize::from(area.height));
    let welcomes = all <= usize::from(area.height);
    let mut row = if welcomes { u16::try_from(welcome).unwrap_or(0) + 2 * gap } else { 0 };
    let place = |says: Vec<Shown>| {
        let wanted = u16::try_from(says.len()).unwrap_or(0) + 1;
        let height = wanted.min(area.height.saturating_sub(row));
        let place = Rect { y: area.y + row.min(area.height), height, ..area };
        row += height + gap;
        (place, says)
    };
    (welcomes.then_some(gap), says.into_iter().map(place).collect())
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

    fn sentences(&self, _: &Context) -> Vec<String> {
        CHOICES.iter().map(|(title, says)| format!("{title}: {says}")).collect()
    }

    fn remarks(&self, _: &Context) -> Vec<String> {
        vec![WELCOME.to_owned()]
    }

    fn choose(&mut self, row: usize, _: &Context) -> Vec<Effect> {
        self.begin(row)
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        let (width, height) = context.body();
        laid_out(Rect::new(0, 0, width, height)).1.iter().position(|(place, _)| place.contains(at))
    }

    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        // The label of a choice runs it at once; a click only selects, as everywhere.
        self.list.selected = self.row_at(at, context).unwrap_or(self.list.selected);
        Vec::new()
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let style = |role| context.theme.style(role);
        let (welcome, choices) = laid_out(area);
        if let Some(row) = welcome {
            paragraph(buffer, area, row, WELCOME, style(Role::Text));
        }
        for (at, ((title, _), (place, says))) in CHOICES.iter().zip(choices).enumerate() {
            let selected = at == self.list.selected;
            let base = ground(buffer, place, selected, &context.theme);
            let bar = context.glyphs.edge(selected);
            Pen::new(buffer, place, 0)
                .words(bar, style(Role::Accent).patch(base))
                .words(&format!(" {}  ", at + 1), style(Role::Accent).patch(base))
                .words(title, style(Role::Strong).patch(base));
            for (line, text) in (1..).zip(says) {
                let mut pen = Pen::new(buffer, place, line);
                pen.words(bar, style(Role::Accent).patch(base)).skip(LEFT - 1);
                pen.text(&text, style(Role::Dim).patch(base));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_or_a_mapping_may_follow_the_file() {
        // A sheet may have a mapping's name: only one of the two is possible.
        assert!(import("").fields[0].label.ends_with("or a mapping behind it"));
        assert_eq!(meant("/tmp/tracker.xlsx#Week jira").sheet, "Week jira");
        for (typed, path, sheet, map) in [
            ("/tmp/tracker.xlsx", "/tmp/tracker.xlsx", "", ""),
            ("/tmp/tracker.xlsx#Week 47", "/tmp/tracker.xlsx", "Week 47", ""),
            ("/tmp/my list.csv us-federal-2024", "/tmp/my list.csv", "", "us-federal-2024"),
            ("'/tmp/my list.csv' jira", "/tmp/my list.csv", "", "jira"),
        ] {
            let file = meant(typed);
            assert_eq!((file.path.as_str(), file.sheet.as_str(), file.map.as_str()), (path, sheet, map), "{typed}");
        }
    }
}
