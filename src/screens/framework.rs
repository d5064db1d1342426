//! The framework as this workspace has it: stages, checklists, dimensions, warnings, objections, words and benchmarks,
//! each with its source. What can be changed is changed here, and a line says where the workspace differs.

mod forms;
mod records;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::forms::{add, edit, reset};
use self::records::{Known, Record, label, plain, records};
use super::{Place, parts, text};
use crate::domain::Shown;
use crate::domain::words::flag_word;
use crate::interaction::filter::{self, Closed, Filter, Typed};
use crate::interaction::moves::vertical;
use crate::interaction::search::Entry;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{
    Answer, Context, Effect, Key, List, Lost, Move, Moves, Newcomer, Offer, Query, Screen, extract,
};
use crate::ui::paint::{above_and_below, paragraph, row_pen, side_by_side};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "framework",
    title: "framework",
    doc: "Go to the framework: stages, checklists, thresholds, warnings, objections, benchmarks; change them for this workspace.",
    keys: &["g f"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(Knowledge::default())),
};

/// The screen.
#[derive(Default)]
struct Knowledge {
    records: Vec<Record>,
    found: Vec<usize>,
    list: List,
    lost: Lost<Known>,
    filter: Filter,
    /// The scroll position of the whole record, while that is shown in place of the list.
    whole: Option<List>,
    /// The record that a change made here has added: the cursor goes to it.
    newcomer: Newcomer<Known>,
    /// The key of a record that the cursor goes to once it is there.
    wanted: Option<String>,
}

/// The framework, with the cursor on the record of a key.
pub(super) fn on(key: &str) -> Box<dyn Screen> {
    Box::new(Knowledge { wanted: Some(key.to_owned()), ..Knowledge::default() })
}

/// Its records, each with the key that opens it.
pub(super) fn entries(context: &Context) -> Vec<Entry> {
    let directory = &context.directory;
    let records = directory.framework.as_deref().map(|framework| records(framework, &directory.rules));
    let entry = |one: Record| Entry { key: one.key(), section: one.section, name: one.name };
    records.unwrap_or_default().into_iter().map(entry).collect()
}

const VERBS: Rows<Knowledge> = &[OWN, &vertical()];

fn writable(screen: &Knowledge, context: &Context) -> Live {
    Live::writable(context).and_when(screen.selected().is_some(), "nothing is selected")
}

const OWN: &[Verb<Knowledge>] = &[
    Verb::new(
        ("edit", "set"),
        "Change what the framework says, for this workspace.",
        &["e", "↵"],
        |screen, context| {
            let settable = screen.selected().is_some_and(|one| !one.settable.is_empty() || !one.numbers.is_empty());
            writable(screen, context).and_when(settable, "this is quoted, and cannot be set")
        },
        |screen, _| Effect::asking(screen.selected().map(edit)),
    ),
    Verb::new(
        ("add", "add item"),
        "Add an item to the checklist of a stage.",
        &["a"],
        |_, context| Live::writable(context),
        |_, _| vec![Effect::form(add())],
    ),
    Verb::new(
        ("reset", "framework's own"),
        "Go back to the framework's own values.",
        &["x"],
        |screen, context| {
            let differs = screen.selected().is_some_and(Record::differs);
            writable(screen, context).and_when(differs, "it is the framework's own")
        },
        |screen, _| screen.selected().map(|record| Effect::commit(reset(record))).into_iter().collect(),
    ),
    Verb::new(
        ("next-section", "next section"),
        "To the first entry of the next section: stages, checklists, dimensions, warnings and so on.",
        &["⇥", "]"],
        |screen, _| Live::when(screen.selected().is_some(), "nothing is selected"),
        |screen, context| screen.turn(true, context),
    ),
    Verb::<Knowledge>::new(
        ("section-before", "section before"),
        "To the first entry of this section, or of the one before.",
        &["⇤", "["],
        |screen, _| Live::when(screen.selected().is_some(), "nothing is selected"),
        |screen, context| screen.turn(false, context),
    )
    .unhinted(),
    filter::narrowing(
        |_, _| Live::Yes,
        |screen, context| {
            screen.whole = None;
            screen.filter.open();
            screen.resized(context)
        },
    ),
    Verb::new(
        ("zoom", "zoom"),
        "Show the whole record in place of the list, or the list again.",
        &["z"],
        |screen, context| {
            let seen = Live::when(!context.is_heard(), "all of it is told with its row");
            seen.and_when(screen.selected().is_some(), "nothing is selected")
        },
        |screen, _| {
            screen.whole = screen.whole.is_none().then(List::default);
            Vec::new()
        },
    ),
];

impl Knowledge {
    fn selected(&self) -> Option<&Record> {
        self.records.get(*self.found.get(self.list.selected)?)
    }

    fn height(&self, context: &Context) -> usize {
        let (width, height) = context.body();
        usize::from(split(Rect::new(0, 0, width, height)).0.height).saturating_sub(self.filter.rows())
    }

    /// The id of the record under the cursor.
    fn here(&self) -> Option<Known> {
        self.selected().map(Record::known_by)
    }

    /// Applies the filter; the cursor stays on its record, or returns to the one where it was lost.
    fn find(&mut self, stay: Option<Known>, context: &Context) {
        let here = stay.clone().zip(self.found.get(self.list.selected).copied());
        self.filter.forgive(self.records.iter().map(Record::words));
        let holds = |record: &Record| self.filter.holds(&record.words());
        self.found = self.records.iter().enumerate().filter(|(_, one)| holds(one)).map(|(at, _)| at).collect();
        let shown = self.found.iter().filter_map(|at| Some((self.records.get(*at)?.known_by(), *at)));
        let (shown, height): (Vec<(Known, usize)>, _) = (shown.collect(), self.height(context));
        self.list.keep(&mut self.lost, (here, stay), &shown, height);
    }

    /// Goes to the first row of another section; after the last comes the first.
    fn turn(&mut self, ahead: bool, context: &Context) -> Vec<Effect> {
        let section = |at: &usize| self.found.get(*at).and_then(|at| self.records.get(*at)).map(|one| one.section);
        let begins = |at: &usize| at.checked_sub(1).is_none_or(|above| section(&above) != section(at));
        let firsts: Vec<usize> = (0..self.found.len()).filter(begins).collect();
        let here = self.list.selected;
        let to = if ahead {
            firsts.iter().find(|first| **first > here).or(firsts.first())
        } else {
            firsts.iter().rev().find(|first| **first < here).or(firsts.last())
        };
        if let Some(to) = to.copied() {
            self.whole = self.whole.map(|_| List::default());
            self.list.select(to, self.found.len(), self.height(context));
        }
        Vec::new()
    }

    /// The same where only the filter changed: if it hides the cursor's record, the cursor goes to the first match.
    fn narrow(&mut self, context: &Context) {
        let stay = self.here();
        self.find(stay.clone(), context);
        if stay.is_some() && self.here() != stay {
            self.list.select(0, self.found.len(), self.height(context));
        }
    }
}

/// The areas of the list and of the text about a record.
fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= 100 {
        return side_by_side(area, area.width / 2);
    }
    above_and_below(area, (area.height * 2 / 5).max(area.height.min(3)))
}

impl Moves for Knowledge {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let (width, page) = context.body();
        let read = self.selected().map_or(0, |record| lines(record, width).len());
        if let Some(whole) = &mut self.whole {
            let page = usize::from(page);
            whole.step(to.rows(page).unwrap_or(0), read.saturating_sub(page) + 1, page);
            return Vec::new();
        }
        let height = self.height(context);
        if let Some(by) = to.rows(height) {
            self.list.step(by, self.found.len(), height);
        }
        Vec::new()
    }
}

impl Screen for Knowledge {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "Framework".to_owned()
    }

    fn queries(&self, _: &Context) -> Vec<Query> {
        vec![Query::Directory]
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        for answer in answers {
            if let Answer::Directory(directory) = answer
                && let Some(framework) = &directory.framework
            {
                let stay = self.here();
                self.records = records(framework, &directory.rules);
                self.find(stay, context);
                let new = self.newcomer.take(self.records.iter().map(Record::known_by));
                let wanted = self.wanted.take();
                let is_wanted = |one: &Record| wanted.as_ref().is_some_and(|key| one.has(key));
                let is_meant = |one: &Record| Some(one.known_by()) == new || is_wanted(one);
                let is_new = |at: &usize| self.records.get(*at).is_some_and(is_meant);
                if let Some(at) = self.found.iter().position(is_new) {
                    self.list.select(at, self.found.len(), self.height(context));
                }
            }
        }
        Vec::new()
    }

    fn looks_out(&mut self) {
        self.newcomer.note(self.records.iter().map(Record::known_by));
    }

    fn is_becoming(&self) -> bool {
        self.newcomer.is_awaited()
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        match self.filter.press(key)? {
            Typed::Ended => {}
            Typed::Step(by) => self.list.step(by, self.found.len(), self.height(context)),
            Typed::Changed => self.narrow(context),
        }
        Some(Vec::new())
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        self.filter.paste(text).then(|| {
            self.narrow(context);
            Vec::new()
        })
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        if self.whole.take().is_some() {
            return Some(Vec::new());
        }
        let closed = self.filter.close();
        if closed == Closed::Filter {
            self.narrow(context);
        }
        (closed != Closed::Nothing).then(Vec::new)
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.list.fit(self.found.len(), self.height(context));
        Vec::new()
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        let (width, height) = context.body();
        let row = self.list.row_at(at.y, 0, (self.found.len(), self.height(context)));
        row.filter(|_| self.whole.is_none() && split(Rect::new(0, 0, width, height)).0.contains(at))
    }

    fn page(&self) -> String {
        if self.whole.is_some() { "in full".to_owned() } else { String::new() }
    }

    fn sentences(&self, _: &Context) -> Vec<String> {
        let said = |record: &Record| {
            let differs = if record.differs() { ", otherwise here" } else { "" };
            format!("{}: {}{differs}", record.section, record.name)
        };
        self.found.iter().filter_map(|at| self.records.get(*at)).map(said).collect()
    }

    fn columns(&self, _: &Context) -> Option<extract::Rows> {
        let header = ["section", "name", "says", "otherwise here"].map(str::to_owned).to_vec();
        let row = |record: &Record| {
            let says: Vec<String> = told(record).into_iter().map(|(text, _)| text.trim().to_owned()).collect();
            let differs = flag_word(record.differs());
            vec![record.section.to_owned(), record.name.clone(), says.join("; "), differs.to_owned()]
        };
        let rows = self.found.iter().filter_map(|at| self.records.get(*at)).map(row).collect();
        Some(extract::Rows { header, rows })
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, self.found.len(), self.height(context));
        Vec::new()
    }

    fn chosen_row(&self) -> Option<usize> {
        Some(self.list.selected)
    }

    fn explain(&self, context: &Context) -> Option<String> {
        if context.is_heard() {
            let said = told(self.selected()?).into_iter().map(|(text, _)| text.trim().to_owned());
            return Some(said.collect::<Vec<_>>().join("; "));
        }
        let differing = self.records.iter().filter(|record| record.differs()).count();
        Some(context.told(&match differing {
            0 => "Everything here is the framework's own. ⟨edit⟩ changes it for this workspace.".to_owned(),
            1 => "One record differs from the framework; ⟨reset⟩ goes back to the framework's own.".to_owned(),
            many => format!("{many} records differ from the framework; ⟨reset⟩ goes back to the framework's own."),
        }))
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        if let (Some(whole), Some(record)) = (self.whole, self.selected()) {
            let lines = lines(record, area.width);
            let top = whole.selected.min(lines.len().saturating_sub(usize::from(area.height)));
            text::put(lines.into_iter().skip(top).collect(), area, "arrows show them", buffer, context);
            return Some(area.as_position());
        }
        let (left, right) = split(area);
        let mut cursor = None;
        let page = Rect { height: u16::try_from(self.height(context)).unwrap_or(left.height), ..left };
        for (line, at, selected) in self.list.shown(&self.found, page) {
            if let Some(record) = self.records.get(*at) {
                draw_row(record, selected, line, buffer, context);
                if selected {
                    cursor = Some(line.as_position());
                }
            }
        }
        parts::more(self.list, self.found.len(), left, buffer, context);
        let right = parts::ruled(left, right, buffer, context);
        if let Some(record) = self.selected() {
            text::put(lines(record, right.width), right, "⟨zoom⟩ shows them", buffer, context);
        }
        if self.found.is_empty() && !self.filter.is_empty() {
            paragraph(buffer, left, 0, &parts::unfound(&self.filter, context), context.theme.style(Role::Text));
        }
        self.filter.draw((self.found.len(), self.records.len()), left, buffer, context).or(cursor)
    }
}

fn draw_row(record: &Record, selected: bool, area: Rect, buffer: &mut Buffer, context: &Context) {
    let (mut pen, style) = row_pen(buffer, area, selected, (&context.theme, context.glyphs));
    let differs = record.differs();
    pen.words(if differs { context.glyphs.mark() } else { " " }, style(Role::Accent)).skip(1);
    pen.cell(&Shown::line(record.section), 10, style(Role::Dim));
    pen.text(&Shown::line(&record.name), style(if differs { Role::Strong } else { Role::Text }));
}

/// Everything known about a record, and where this workspace differs.
fn told(record: &Record) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    for one in &record.settable {
        let joined = plain(&one.value).replace('\n', "; ");
        let role = if one.differs() { Role::Accent } else { Role::Text };
        lines.push((format!("{}: {joined}", label(&one.key)), role));
        match &one.default {
            _ if !one.differs() => {}
            None => lines.push(("  of this workspace".to_owned(), Role::Dim)),
            Some(default) => {
                lines.push((format!("  the framework has {}", plain(default).replace('\n', "; ")), Role::Dim));
            }
        }
    }
    for (name, default, own) in &record.numbers {
        let role = if own.is_some() { Role::Accent } else { Role::Text };
        let of = own.map_or_else(String::new, |_| format!(" (the framework has {default})"));
        lines.push((format!("{}: {}{of}", label(name), own.unwrap_or(*default)), role));
    }
    lines.extend(record.said.iter().map(|(what, text)| (format!("{what}: {text}"), Role::Dim)));
    lines
}

/// The same in lines of that width, below its name.
fn lines(record: &Record, columns: u16) -> Vec<(Shown, Role)> {
    let width = usize::from(columns).saturating_sub(2);
    let said = std::iter::once((record.name.clone(), Role::Strong)).chain(told(record));
    let wrapped = |(text, role): (String, Role)| {
        let lines: Vec<Shown> = text.lines().flat_map(|text| Shown::line(text).wrap(width)).collect();
        lines.into_iter().map(move |line| (line, role))
    };
    said.flat_map(wrapped).collect()
}
