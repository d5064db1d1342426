//! The preview of a file before it is imported: what its columns feed, what would change, and what would not be taken.
//! Nothing is written until somebody says so.

mod areas;
mod asked;
mod find;
mod lines;
mod rows;
mod said;
mod verbs;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::areas::{Areas, HEAD};
use self::find::Find;
use self::said::SaidHere;
use super::{Place, choices, parts, paste, taken_in};
use crate::domain::incoming::{Column as Fed, Edit, Foreseen, RowsOf};
use crate::domain::{Outcome, Pilot, Shown};
use crate::interaction::filter::{Closed, Filter, Typed};
use crate::interaction::screen::{NOT_JOURNALLED, TakesBack};
use crate::interaction::{Answer, Context, Effect, Key, List, Move, Moves, Offer, Query, Screen, verb};
use crate::ui::paint::{Pen, paragraph};
use crate::ui::table::{self, Column, Grid, Look};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "preview",
    title: "preview of an import",
    doc: "A file before it is taken in.",
    keys: &[],
    verbs: || verb::listed(verbs::VERBS),
    open: None,
};

const COLUMNS: &[Column] =
    &[Column::text("column", 16, 1), Column::text("feeds", 14, 1), Column::text("values", 16, 3)];
const EDITS: &[Column] = &[
    Column::text("where", 14, 0).from(90),
    Column::text("what", 16, 2),
    Column::text("field", 12, 1),
    Column::text("is", 10, 1).from(70),
    Column::text("would be", 14, 3),
];

/// Which list the cursor is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pane {
    #[default]
    Columns,
    Edits,
}

impl Pane {
    /// The list that comes first: what its columns feed is asked of pilots and people, of readings where one is of no
    /// metric that is known, and where nothing can be read without it.
    fn first(foreseen: &Foreseen) -> Self {
        let is_pasted = foreseen.incoming.pasted.is_some();
        let is_known = match foreseen.kind {
            Some(RowsOf::Actions | RowsOf::Exceptions | RowsOf::Notes) => true,
            Some(RowsOf::Readings) => !foreseen.columns.iter().any(|column| column.is_unknown),
            Some(RowsOf::Pilots | RowsOf::People) | None => false,
        };
        let is_read = is_known && !foreseen.is_unread;
        let told = is_read || is_pasted && foreseen.edits.len() + foreseen.rejected.len() > 0;
        if told || foreseen.columns.is_empty() { Self::Edits } else { Self::Columns }
    }
}

/// A file before it is taken in.
pub(super) struct Preview {
    foreseen: Foreseen,
    pane: Pane,
    columns: List,
    edits: List,
    taken: bool,
    /// Does another table that was pasted wait behind this one?
    waits: bool,
    /// The entry by which it was taken in; none where nothing of it was new.
    by: Option<i64>,
    /// What was said of it on this screen.
    said_here: SaidHere,
    /// What is looked for among its rows.
    find: Find,
    /// Code of each pilot that a row may be of, and how it is found.
    pilots: Vec<(String, String)>,
    /// The newest entry of the journal when it was worked out; none before it was asked.
    entry: Option<i64>,
}

/// What a column feeds, with its place among those that feed it; none where that is a note.
fn feeds(column: &Fed) -> Option<String> {
    let field = column.field.as_ref()?.replace('_', " ");
    Some(if column.rank == 0 { field } else { format!("{field} ({})", column.rank + 1) })
}

impl Preview {
    /// What a file would do.
    pub(super) fn new(foreseen: Foreseen) -> Self {
        Self {
            pane: Pane::first(&foreseen),
            foreseen,
            columns: List::default(),
            edits: List::default(),
            taken: false,
            waits: false,
            by: None,
            said_here: SaidHere::default(),
            find: Find::default(),
            pilots: Vec::new(),
            entry: None,
        }
    }

    /// Where what a column says goes that feeds nothing: only pilots have a note, and what follows needs none.
    fn nowhere(&self, column: &Fed) -> &'static str {
        match (column.is_unknown, self.is_of_a_list() || column.follows) {
            (true, _) => "unknown",
            (false, true) => "nothing",
            (false, false) => "a note",
        }
    }

    /// Are its rows others than pilots? What is said of their columns comes beside what the others feed by their names.
    fn is_of_a_list(&self) -> bool {
        self.foreseen.kind.is_some_and(|rows| rows != RowsOf::Pilots)
    }

    /// What becomes of a column that feeds nothing.
    fn becomes(&self, column: &Fed) -> &'static str {
        match (self.is_of_a_list(), column.follows) {
            (true, _) if column.is_unknown => "is called as no metric of these pilots",
            (true, _) => "is left out",
            (false, true) => "follows from what is known",
            (false, false) => "is kept as a note",
        }
    }

    fn column(&self) -> Option<&Fed> {
        self.foreseen.columns.get(self.columns.selected)
    }

    /// Is the cursor on what is told of all tickets that name no pilot? It stands first.
    fn is_on_the_homeless(&self) -> bool {
        let Foreseen { wants_pilot, rejected, .. } = &self.foreseen;
        let is_whole = rejected.first().is_some_and(|first| first.cells.is_empty());
        *wants_pilot && is_whole && self.pane == Pane::Edits && self.edits.selected == 0
    }

    /// What was said of its cells is kept for the next time once it is taken in; of what was pasted what is left of it
    /// stays, and what was said of that.
    fn settled(&mut self, context: &Context) -> Vec<Effect> {
        if !self.taken {
            return Vec::new();
        }
        let Foreseen { incoming, rest, .. } = &self.foreseen;
        let drafts = &context.drafts;
        let Some(pasted) = &incoming.pasted else {
            return choices::taken_in(incoming, self.entry.unwrap_or_default(), drafts);
        };
        let said = rest.as_ref().map_or_else(|| choices::dropped(incoming, drafts), |rest| choices::kept(rest, drafts));
        let left = rest.as_ref().and_then(|rest| rest.pasted.as_ref()).map(|left| left.text.as_str());
        let (is_held, settled) = (drafts.contains_key(&pasted.draft), paste::settled(pasted, left, drafts));
        self.waits = !paste::behind(&pasted.draft, drafts).is_empty() || is_held && settled.is_none();
        let Some((from, kept)) = settled else {
            return said.into_iter().collect();
        };
        let remembered = self.by.map(|by| taken_in::remember(by, incoming, (from, left), drafts)).unwrap_or_default();
        remembered.into_iter().chain(said).chain(kept).collect()
    }

    /// What the head says.
    fn said(&self) -> &str {
        match (self.taken, self.foreseen.rest.is_some(), self.waits) {
            (false, ..) => &self.foreseen.sentence,
            (true, true, _) => {
                "It is taken in, but for what is rejected; Esc goes back, and ⟨pasted|paste⟩ has that alone."
            }
            (true, false, true) => "It is taken in; Esc goes back, and ⟨pasted|paste⟩ has the table there that waits.",
            (true, false, false) => "It is taken in; Esc goes back.",
        }
    }

    /// Which key takes in what was corrected, where nothing is refused any more.
    fn next(&self) -> &'static str {
        let Foreseen { incoming, rejected, edits, .. } = &self.foreseen;
        let is_ready = !self.taken && rejected.is_empty() && !edits.is_empty();
        match (is_ready && !incoming.corrections.is_empty(), self.is_taken_in_by_enter()) {
            (false, _) => "",
            (true, true) => " Enter takes it in.",
            (true, false) => " ⟨take-in⟩ takes it in.",
        }
    }

    /// In what was pasted Enter goes on as it does in the week, but on a column.
    fn is_taken_in_by_enter(&self) -> bool {
        self.foreseen.incoming.pasted.is_some() && self.pane == Pane::Edits
    }

    fn areas(&self, context: &Context) -> Areas {
        let (width, height) = context.body();
        let rows = |text: String| Shown::line(&text).wrap(usize::from(width).saturating_sub(4)).len();
        Areas::of((width, height), self.foreseen.columns.len(), self.told_whole(context).map_or(0, rows))
    }
}

impl Moves for Preview {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let (lines, fed) = (self.line_count(), self.foreseen.columns.len());
        let (columns, edits) = self.areas(context).heights();
        // The lists stand one below the other, and one goes on into the other.
        match (self.pane, to) {
            (Pane::Columns, Move::Down) if lines > 0 && self.columns.selected + 1 >= fed => {
                self.pane = Pane::Edits;
                self.edits.select(0, lines, edits);
            }
            (Pane::Edits, Move::Up) if fed > 0 && self.edits.selected == 0 => self.pane = Pane::Columns,
            _ => {
                let (list, count, height) = match self.pane {
                    Pane::Columns => (&mut self.columns, fed, columns),
                    Pane::Edits => (&mut self.edits, lines, edits),
                };
                if let Some(by) = to.rows(height) {
                    list.step(by, count, height);
                }
            }
        }
        // What is said below the lists of the row in focus takes room from them.
        let (columns, edits) = self.areas(context).heights();
        self.columns.fit(fed, columns);
        self.edits.fit(lines, edits);
        Vec::new()
    }
}

impl Preview {
    /// What is looked for changed: the cursor goes to the row that has it. Where that ends, the cursor is there.
    fn sought(&mut self, typed: Typed, context: &Context) -> Vec<Effect> {
        let by = match typed {
            Typed::Changed => 0,
            Typed::Step(by) => by,
            Typed::Ended => {
                self.find = Find::default();
                return Vec::new();
            }
        };
        let from = match self.pane {
            Pane::Columns => self.columns.selected,
            Pane::Edits => self.foreseen.columns.len() + self.edits.selected,
        };
        let rows = self.sentences(context);
        self.find.next(&rows, from, by).map(|at| self.choose(at, context)).unwrap_or_default()
    }
}

impl Screen for Preview {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        match &self.foreseen.incoming.pasted {
            Some(pasted) => format!("Pasted among {}", pasted.rows.name()),
            None => format!("Import {}", self.foreseen.incoming.path),
        }
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        vec![Query::Journal { pilot: None, limit: 1, day: None }, Query::Pilots(context.moment.day)]
    }

    /// Where somebody wrote since, what would change is worked out anew.
    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let mut newest = None;
        for answer in answers {
            match answer {
                Answer::Journal(entries) => newest = Some(entries.into_iter().next()),
                Answer::Pilots(pilots) => {
                    let open = pilots.into_iter().filter(|pilot| !pilot.archived);
                    let found = |pilot: &Pilot| format!("{} ({})", pilot.name, pilot.code);
                    self.pilots = open.map(|pilot| (pilot.code.clone(), found(&pilot))).collect();
                }
                _ => {}
            }
        }
        let Some(entry) = newest else {
            return Vec::new();
        };
        let newest = entry.map_or(0, |entry| entry.seq);
        let before = self.entry.replace(newest);
        if before.is_some_and(|before| before != newest) {
            return vec![Effect::Foresee(self.foreseen.incoming.clone())];
        }
        self.settled(context)
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        let mut offers = verb::offers(verbs::VERBS, self, context);
        if self.is_taken_in_by_enter() {
            for offer in &mut offers {
                match offer.name {
                    "take-in" => offer.keys = &["↵", "w", "Ctrl+S"],
                    "field" => offer.keys = &[],
                    _ => {}
                }
            }
        }
        offers
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        self.said_here.go_on();
        verb::run(verbs::VERBS, self, name, context)
    }

    /// It is taken in, also where nothing of it was new.
    fn committed(&mut self, outcome: &Outcome, _: &Context) {
        (self.taken, self.by, self.entry) = (true, outcome.entry, outcome.entry.or(self.entry));
    }

    /// Before it is taken in nothing of it is in the journal.
    fn is_journalled(&self) -> bool {
        self.by.is_some()
    }

    fn takes_back(&self) -> Option<TakesBack> {
        Some(TakesBack {
            entry: Some(self.by?),
            question: "It was taken in, and more was written since.".to_owned(),
            detail: "Take it back all the same? What was written since stays.".to_owned(),
            hindered: (!self.taken).then(|| NOT_JOURNALLED.to_owned()),
        })
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.go(Move::Left, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        let typed = self.find.filter.press(key)?;
        Some(self.sought(typed, context))
    }

    fn typing_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.find.filter.leading_hints()
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.find.filter)
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        self.find.filter.paste(text).then(|| self.sought(Typed::Changed, context))
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        if self.find.filter.close() != Closed::Nothing {
            self.find = Find::default();
            return Some(Vec::new());
        }
        let pasted = self.foreseen.incoming.pasted.as_ref();
        pasted.filter(|pasted| context.drafts.contains_key(&pasted.draft))?;
        Some(vec![Effect::Back, Effect::info("What was pasted is kept: ⟨pasted|paste⟩ opens it again.")])
    }

    fn foreseen(&mut self, foreseen: Foreseen, context: &Context) -> Option<Foreseen> {
        let (places, row) = (self.places(), self.standing());
        let taken_back = self.said_here.heard(&self.foreseen.incoming, &foreseen.incoming);
        // Another sheet may be meant once one is shown.
        let sheets = std::mem::take(&mut self.foreseen.sheets);
        let had_columns = !self.foreseen.columns.is_empty();
        (self.foreseen, self.taken) = (foreseen, false);
        if self.foreseen.sheets.is_empty() {
            self.foreseen.sheets = sheets;
        }
        if let Some(cell) = taken_back {
            self.go_back_to(&cell);
        } else if !self.follow_row(row.as_ref()) {
            self.follow(&places);
        }
        if !had_columns || self.foreseen.columns.is_empty() || self.foreseen.is_unread {
            self.pane = Pane::first(&self.foreseen);
        }
        self.go(Move::Left, context);
        None
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        vec![context.told(&self.said().replace("Esc goes back", "a dot goes back"))]
    }

    /// The columns, then what is rejected, what was corrected, what there is to know, and what would change.
    fn sentences(&self, _: &Context) -> Vec<String> {
        let column = |column: &Fed| {
            let feeds = feeds(column).unwrap_or_else(|| self.nowhere(column).to_owned());
            let verb = if column.is_unknown { "is" } else { "feeds" };
            format!("column “{}” {verb} {feeds}: {}", column.name, column.sample)
        };
        self.foreseen.columns.iter().map(column).chain(self.lines().map(lines::Line::said)).collect()
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        match row.checked_sub(self.foreseen.columns.len()) {
            None => (self.pane, self.columns.selected) = (Pane::Columns, row),
            Some(line) => (self.pane, self.edits.selected) = (Pane::Edits, line),
        }
        self.resized(context)
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        let Areas { columns, edits, .. } = self.areas(context);
        let fed = self.foreseen.columns.len();
        let line = self.edits.row_at(at.y, edits.y, (self.line_count(), edits.height.into()));
        self.columns.row_at(at.y, columns.y, (fed, columns.height.into())).or_else(|| line.map(|line| fed + line))
    }

    fn explain(&self, context: &Context) -> Option<String> {
        match self.pane {
            Pane::Columns => self.column().map(|column| {
                let feeds = feeds(column).unwrap_or_else(|| format!("nothing, and {}", self.becomes(column)));
                format!("“{}” feeds {feeds}: {}", column.name, column.sample)
            }),
            // It stands below the lists.
            Pane::Edits if self.told_whole(context).is_some() => None,
            Pane::Edits => self.line().map(|line| line.text().into_owned()),
        }
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let style = |role| context.theme.style(role);
        let lines = Shown::line(&context.told(&format!("{}{}", self.said(), self.next())))
            .wrap(usize::from(area.width.saturating_sub(3)));
        for (row, line) in (0..HEAD).zip(&lines) {
            Pen::new(buffer, area, row).skip(2).text(line, style(Role::Strong));
        }
        let Areas { columns, edits, told } = self.areas(context);
        let within = |rect: Rect| Rect { x: area.x, y: area.y + rect.y, ..rect };
        if columns.height > 0 {
            self.draw_columns(within(columns), buffer, context);
        }
        self.draw_edits(within(edits), buffer, context);
        if let Some(text) = self.told_whole(context) {
            paragraph(buffer, within(told), 0, &text, style(Role::Text));
        }
        self.find.draw(area, buffer, context)
    }
}

impl Preview {
    fn draw_columns(&self, area: Rect, buffer: &mut Buffer, context: &Context) {
        let head = Rect { y: area.y - 1, height: 1, ..area };
        table::head(COLUMNS, head, buffer, &context.theme);
        let all = &self.foreseen.columns;
        for (place, column, selected) in self.columns.shown(all, area) {
            let nowhere = if column.is_unknown { Role::AtRisk } else { Role::Dim };
            let (feeds, role) =
                feeds(column).map_or_else(|| (self.nowhere(column).to_owned(), nowhere), |field| (field, Role::Accent));
            let cells = vec![
                (Shown::line(&column.name), Role::Strong),
                (Shown::line(&feeds), role),
                (Shown::line(&column.sample), Role::Dim),
            ];
            let look = Look { selected: self.pane == Pane::Columns && selected, marked: false };
            table::row(COLUMNS, &cells, look, place, buffer, (&context.theme, context.glyphs));
        }
        parts::more(self.columns, all.len(), area, buffer, context);
    }

    fn draw_edits(&self, area: Rect, buffer: &mut Buffer, context: &Context) {
        let style = |role| context.theme.style(role);
        let head = Rect { y: area.y - 1, height: 1, ..area };
        if self.line_count() == 0 {
            let says = match (self.foreseen.is_unread, self.foreseen.columns.is_empty()) {
                (true, true) => "What its rows become is shown here once the sheet is chosen.",
                (true, false) => "Enter on a column says what it feeds; what the rows become is shown here.",
                (false, _) => "Nothing would change.",
            };
            Pen::new(buffer, head, 0).skip(2).words(says, style(Role::Dim));
            return;
        }
        let edits = &self.foreseen.edits;
        // What comes from no sheet has no column for its place.
        let placeless = usize::from(edits.iter().all(|edit| edit.place.is_empty()));
        let columns = EDITS.get(placeless..).unwrap_or(EDITS);
        // What is new was nothing before: that takes no room from what it would be.
        let table = Grid::fitted(columns, edits.iter().map(|edit| cells(edit).split_off(placeless)), area);
        table.head(head, buffer, &context.theme);
        let shown = self.edits.visible(self.line_count(), usize::from(area.height));
        for ((at, line), place) in shown.clone().zip(self.lines().skip(shown.start)).zip(area.rows()) {
            let selected = self.pane == Pane::Edits && at == self.edits.selected;
            let lines::Line::Edit(edit) = line else {
                let mut pen = Pen::new(buffer, place, 0);
                pen.words(context.glyphs.edge(selected), style(Role::Accent));
                let (lead, role) = line.lead();
                pen.skip(1).words(lead, style(role)).skip(2).words(&line.text(), style(Role::Text));
                continue;
            };
            let (cells, look) = (cells(edit).split_off(placeless), Look { selected, marked: false });
            table.row(&cells, look, place, buffer, (&context.theme, context.glyphs));
        }
        parts::more(self.edits, self.line_count(), area, buffer, context);
    }
}

/// Nothing that is wider than this is ever drawn.
const WIDEST: usize = 500;

/// Where a change comes from, what it is of, and what it does.
fn cells(edit: &Edit) -> Vec<table::Cell> {
    let [was, to] = edit.said();
    vec![
        (Shown::line(&edit.place), Role::Dim),
        (Shown::line(&edit.what), Role::Strong),
        (Shown::line(&edit.field.replace('_', " ")), Role::Text),
        (Shown::head(&was, WIDEST), Role::Dim),
        (Shown::head(&to, WIDEST), Role::Text),
    ]
}
