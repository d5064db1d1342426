//! The history: the journal of the whole workspace, newest first, and what each entry wrote.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Place, entries, parts};
use crate::domain::JournalEntry;
use crate::domain::words::flag_word;
use crate::interaction::filter::{self, Closed, Typed};
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{
    Answer, Context, Effect, Filter, Key, List, Lost, Move, Moves, Offer, Query, Screen, Wrote, extract,
};
use crate::ui::paint::paragraph;
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "history",
    title: "history",
    doc: "Go to the history: what was done, by whom, and taking it back.",
    keys: &["g h"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(History::default())),
};

/// Entries are asked for in steps of this many.
const STEP: usize = 300;
/// The filter looks through at most so many; the palette finds older ones.
const SEARCHED: usize = 10_000;

/// The history.
#[derive(Default)]
struct History {
    all: Vec<JournalEntry>,
    /// Those that pass the filter.
    entries: Vec<JournalEntry>,
    list: List,
    lost: Lost<i64>,
    filter: Filter,
    /// How many entries were asked for; zero stands for the first step.
    wanted: usize,
    opened: Option<Box<Wrote>>,
    loaded: bool,
    /// The entry that the cursor goes to once it is there.
    sought: Option<i64>,
}

/// The history with the cursor on that entry.
pub(super) fn on(seq: i64) -> Box<dyn Screen> {
    Box::new(History { sought: Some(seq), ..History::default() })
}

const VERBS: Rows<History> = &[OWN, &vertical()];

const OWN: &[Verb<History>] = &[
    Verb::new(
        ("open", "open"),
        "Show what the entry wrote; Esc closes it.",
        &["↵"],
        |screen, _| match screen.opened {
            Some(_) => Live::No("it is open; Esc closes it"),
            None => Live::when(screen.selected().is_some(), screen.filter.absent("nothing has been done yet")),
        },
        |screen, _| {
            let seq = screen.selected().map(|entry| entry.seq);
            seq.map(|seq| Effect::load(Query::Entry(seq))).into_iter().collect()
        },
    ),
    Verb::on_row(
        ("revert", "take back"),
        "Take the entry under the cursor back; what was done since stays.",
        &["R"],
        |screen, context| {
            let in_force = screen.selected().is_some_and(|entry| entry.effective);
            Live::writable(context).and_when(in_force, "this entry is not in force any more")
        },
        |screen, _| screen.selected().map(entries::revert).unwrap_or_default(),
    ),
    filter::narrowing(
        |screen, _| Live::when(!screen.all.is_empty(), "nothing has been done yet"),
        |screen, context| {
            let more = screen.all.len() == screen.limit();
            (screen.opened, screen.wanted) = (None, screen.wanted.max(SEARCHED));
            screen.filter.open();
            screen.narrow(context);
            more.then(|| Effect::load(screen.asked(context))).into_iter().collect()
        },
    ),
];

impl History {
    fn selected(&self) -> Option<&JournalEntry> {
        self.entries.get(self.list.selected)
    }

    fn height(&self, context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(1)).saturating_sub(self.filter.rows())
    }

    /// How many entries to ask for.
    fn limit(&self) -> usize {
        self.wanted.max(STEP)
    }

    /// A filter searches the entries that were read; there may be older ones.
    fn look_through(&mut self) {
        let count = self.all.len();
        self.filter.look_through((count == self.limit()).then_some(count));
    }

    /// Applies the filter; the cursor stays on its entry, or on the newest.
    fn narrow(&mut self, context: &Context) {
        let here = self.selected().map(|entry| (entry.seq, self.list.selected));
        let stay = here.filter(|(_, at)| *at > 0).map(|(seq, _)| seq);
        self.filter.forgive(self.all.iter().map(|entry| entries::words(entry, context)));
        let holds = |entry: &&JournalEntry| self.filter.lets_through(|| entries::words(entry, context));
        let found: Vec<JournalEntry> = self.all.iter().filter(holds).cloned().collect();
        self.entries = found;
        let shown: Vec<(i64, usize)> = self.entries.iter().map(|entry| entry.seq).zip(0..).collect();
        let height = self.height(context);
        self.list.keep(&mut self.lost, (here, stay), &shown, height);
        let here = self.selected().map(|entry| entry.seq);
        self.opened.take_if(|wrote| Some(wrote.entry) != here);
    }

    /// Moves the cursor to the entry that is sought; asks for more entries if it is older.
    fn seek(&mut self, context: &Context) -> Vec<Effect> {
        let (Some(seq), Some(newest), Some(oldest)) = (self.sought, self.all.first(), self.all.last()) else {
            return Vec::new();
        };
        if oldest.seq > seq && self.all.len() == self.limit() {
            self.wanted = usize::try_from(newest.seq - seq).unwrap_or(0) + STEP;
            return vec![Effect::load(self.asked(context))];
        }
        self.sought = None;
        if let Some(at) = self.entries.iter().position(|entry| entry.seq == seq) {
            self.list.select(at, self.entries.len(), self.height(context));
        }
        Vec::new()
    }

    fn asked(&self, context: &Context) -> Query {
        Query::Journal { pilot: None, limit: self.limit(), day: Some(context.moment.day) }
    }
}

impl Moves for History {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let page = self.height(context);
        if let Some(by) = to.rows(page) {
            self.opened = None;
            self.list.step(by, self.entries.len(), page);
        }
        let (limit, shown) = (self.limit(), self.entries.len());
        if self.all.len() == limit && self.list.selected + 2 * page > shown {
            self.wanted = limit + STEP;
            return vec![Effect::load(self.asked(context))];
        }
        Vec::new()
    }
}

impl Screen for History {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "History".to_owned()
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        vec![self.asked(context)]
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let mut effects = Vec::new();
        for answer in answers {
            match answer {
                Answer::Journal(entries) => {
                    (self.all, self.loaded) = (entries, true);
                    self.look_through();
                    self.narrow(context);
                    effects.extend(self.seek(context));
                }
                Answer::Entry(wrote) => self.opened = Some(wrote),
                _ => {}
            }
        }
        effects
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        Some(match self.filter.press(key)? {
            Typed::Ended => Vec::new(),
            Typed::Step(by) => self.go(Move::one_row(by), context),
            Typed::Changed => {
                self.narrow(context);
                Vec::new()
            }
        })
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
        if self.opened.take().is_some() {
            return Some(Vec::new());
        }
        let closed = self.filter.close();
        if closed != Closed::Nothing {
            self.narrow(context);
        }
        // Older entries that were read for the filter are let go, or every write would read them again.
        if closed == Closed::Filter && self.list.selected < STEP {
            self.wanted = 0;
            self.all.truncate(STEP);
            self.look_through();
            self.narrow(context);
        }
        (closed != Closed::Nothing).then(Vec::new)
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.list.fit(self.entries.len(), self.height(context));
        Vec::new()
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        // What an entry wrote covers the list.
        let row = self.list.row_at(at.y, 1, (self.entries.len(), self.height(context)));
        row.filter(|_| self.opened.is_none())
    }

    fn explain(&self, context: &Context) -> Option<String> {
        let entry = self.selected()?;
        if context.is_heard() {
            return Some(entries::sentence(entry, context));
        }
        Some(format!("{} {} {}", entry.actor, context.glyphs.dot(), context.dated(&entry.summary)))
    }

    fn page(&self) -> String {
        if self.opened.is_some() { "an entry".to_owned() } else { String::new() }
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        if self.opened.is_some() {
            return Vec::new();
        }
        entries::sentences(&self.entries, context)
    }

    fn columns(&self, context: &Context) -> Option<extract::Rows> {
        let header = ["time", "who", "kind", "what", "in force"].map(str::to_owned).to_vec();
        let row = |entry: &JournalEntry| {
            let force = flag_word(entry.effective);
            let (kind, what) = (entry.kind.clone(), entry.summary.clone());
            vec![context.time(entry.at), entry.actor.clone(), kind, what, force.to_owned()]
        };
        self.opened.is_none().then(|| extract::Rows { header, rows: self.entries.iter().map(row).collect() })
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, self.entries.len(), self.height(context));
        Vec::new()
    }

    fn in_focus(&self, _: &Context) -> Option<String> {
        self.selected().map(|entry| entry.seq.to_string())
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        match (&self.opened, self.selected()) {
            (Some(wrote), Some(entry)) if entry.seq == wrote.entry => {
                entries::detail(entry, wrote, None, area, buffer, context);
            }
            _ if self.loaded && self.all.is_empty() => {
                let says = "Nothing has been done yet. Every change will be listed here, and can be taken back.";
                paragraph(buffer, area, 1, says, context.theme.style(Role::Text));
            }
            _ => {
                let rows = u16::try_from(self.filter.rows()).unwrap_or(0);
                let list = Rect { height: area.height.saturating_sub(rows), ..area };
                entries::draw(&self.entries.iter().collect::<Vec<_>>(), self.list, list, buffer, context);
                if self.entries.is_empty() && !self.filter.is_empty() {
                    let says = parts::unfound(&self.filter, context);
                    paragraph(buffer, list, 1, &says, context.theme.style(Role::Text));
                }
                if let Some(cursor) = self.filter.draw((self.entries.len(), self.all.len()), area, buffer, context) {
                    return Some(cursor);
                }
            }
        }
        let row = u16::try_from(self.list.selected - self.list.top.min(self.list.selected)).unwrap_or(0);
        Some(Position { x: area.x, y: area.y + 1 + row })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EntryId;

    #[test]
    fn where_older_entries_are_left_nothing_is_said_of_them() {
        let entry = JournalEntry {
            seq: 1,
            id: EntryId(1),
            at: 0,
            actor: String::new(),
            kind: "change".to_owned(),
            summary: String::new(),
            undoes: None,
            effective: true,
        };
        let mut history = History { all: vec![entry; STEP], ..History::default() };
        history.look_through();
        assert_eq!(history.filter.nothing(), "None of the newest 300");
        history.all.pop();
        history.look_through();
        assert_eq!(history.filter.nothing(), "Nothing");
    }
}
