//! The history: the journal of the whole workspace, newest first, and what each entry wrote.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Place, entries};
use crate::domain::JournalEntry;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Answer, Context, Effect, List, Move, Moves, Offer, Query, Screen, Wrote, extract};
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

/// Entries are asked for in steps of so many.
const STEP: usize = 300;

/// The history.
#[derive(Default)]
struct History {
    entries: Vec<JournalEntry>,
    list: List,
    /// How many entries were asked for; nought stands for the first step.
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
    Verb {
        name: "open",
        title: "open",
        doc: "Show what the entry wrote; Esc closes it.",
        keys: &["↵"],
        hint: true,
        live: |screen, _| match screen.opened {
            Some(_) => Live::No("it is open; Esc closes it"),
            None => Live::when(!screen.entries.is_empty(), "nothing was done yet"),
        },
        run: |screen, _| {
            let seq = screen.selected().map(|entry| entry.seq);
            seq.map(|seq| Effect::Load { ticket: 0, queries: vec![Query::Entry(seq)] }).into_iter().collect()
        },
    },
    Verb {
        name: "revert",
        title: "take back",
        doc: "Take the entry under the cursor back; what was done since stays.",
        keys: &["R"],
        hint: true,
        live: |screen, context| {
            let in_force = screen.selected().is_some_and(|entry| entry.effective);
            Live::writable(context).and_when(in_force, "this entry is not in force any more")
        },
        run: |screen, _| screen.selected().map(entries::revert).unwrap_or_default(),
    },
];

impl History {
    fn selected(&self) -> Option<&JournalEntry> {
        self.entries.get(self.list.selected)
    }

    fn height(context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(1))
    }

    /// Brings the cursor to the entry that is sought; asks for more of them where it lies further back.
    fn seek(&mut self, context: &Context) -> Vec<Effect> {
        let (Some(seq), Some(newest), Some(oldest)) = (self.sought, self.entries.first(), self.entries.last()) else {
            return Vec::new();
        };
        if oldest.seq > seq && self.entries.len() == self.wanted.max(STEP) {
            self.wanted = usize::try_from(newest.seq - seq).unwrap_or(0) + STEP;
            return vec![Effect::Load { ticket: 0, queries: vec![self.asked()] }];
        }
        self.sought = None;
        if let Some(at) = self.entries.iter().position(|entry| entry.seq == seq) {
            self.list.select(at, self.entries.len(), Self::height(context));
        }
        Vec::new()
    }

    fn asked(&self) -> Query {
        Query::Journal { pilot: None, limit: self.wanted.max(STEP) }
    }
}

impl Moves for History {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let page = Self::height(context);
        if let Some(by) = to.rows(page) {
            self.opened = None;
            self.list.step(by, self.entries.len(), page);
        }
        let all = self.wanted.max(STEP);
        if self.entries.len() == all && self.list.selected + 2 * page > all {
            self.wanted = all + STEP;
            return vec![Effect::Load { ticket: 0, queries: vec![self.asked()] }];
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

    fn queries(&self, _: &Context) -> Vec<Query> {
        vec![self.asked()]
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let mut effects = Vec::new();
        for answer in answers {
            match answer {
                Answer::Journal(entries) => {
                    let at = entries::stay(&self.entries, &entries, self.list.selected);
                    (self.entries, self.loaded) = (entries, true);
                    self.list.select(at, self.entries.len(), Self::height(context));
                    let here = self.selected().map(|entry| entry.seq);
                    self.opened.take_if(|wrote| Some(wrote.entry) != here);
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

    fn escape(&mut self, _: &Context) -> Option<Vec<Effect>> {
        self.opened.take().map(|_| Vec::new())
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.list.fit(self.entries.len(), Self::height(context));
        Vec::new()
    }

    fn clicked(&mut self, _: u16, y: u16, context: &Context) -> Vec<Effect> {
        if let Some(row) = usize::from(y).checked_sub(1) {
            self.opened = None;
            self.list.select(self.list.top + row, self.entries.len(), Self::height(context));
        }
        Vec::new()
    }

    fn explain(&self, context: &Context) -> Option<String> {
        let entry = self.selected()?;
        Some(format!("{} {} {}", entry.actor, context.glyphs.dot(), entry.summary))
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
            let force = if entry.effective { "yes" } else { "no" };
            let (kind, what) = (entry.kind.clone(), entry.summary.clone());
            vec![context.time(entry.at), entry.actor.clone(), kind, what, force.to_owned()]
        };
        self.opened.is_none().then(|| extract::Rows { header, rows: self.entries.iter().map(row).collect() })
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, self.entries.len(), Self::height(context));
        Vec::new()
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        match (&self.opened, self.selected()) {
            (Some(wrote), Some(entry)) if entry.seq == wrote.entry => {
                entries::detail(entry, wrote, None, area, buffer, context);
            }
            _ if self.loaded && self.entries.is_empty() => {
                let says = "Nothing was done yet. Every change will stand here, and can be taken back.";
                paragraph(buffer, area, 1, says, context.theme.style(Role::Text));
            }
            _ => entries::draw(&self.entries, self.list, area, buffer, context),
        }
        let row = u16::try_from(self.list.selected - self.list.top.min(self.list.selected)).unwrap_or(0);
        Some(Position { x: area.x, y: area.y + 1 + row })
    }
}
