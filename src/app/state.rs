//! Owns the state: the stack of screens, what lies on top of them, what the header and the notice line say, and what is
//! waiting to happen.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use crate::domain::words::sentence;
use crate::domain::{Day, PilotId, ReviewState, Seek};
use crate::interaction::context::MASKED;
use crate::interaction::keymap::Remap;
use crate::interaction::{
    Answer, Answers, Context, Directory, Effect, Failure, Form, Key, Notice, Offer, Origin, Overlay, Query, Screen,
    Told, Tone,
};
use crate::screens;
use crate::store::{Draft, Seen, Workspace};
use crate::ui::theme::Theme;

use super::mask;

/// Shown at a start under the mask.
const STILL_MASKED: &str = "Names and values are masked, as they were when this was left; ⟨mask⟩ shows them.";

/// Drafts by the place where they are kept.
pub(super) fn by_place(drafts: Vec<Draft>) -> BTreeMap<String, String> {
    drafts.into_iter().map(|draft| (draft.key, draft.body)).collect()
}

/// What the shell knows at the start.
pub struct Setup {
    /// The world around.
    pub context: Context,
    /// The user's changes to the keys.
    pub keys: Remap,
    /// What was typed and not saved: here earlier, and in other windows now.
    pub drafts: Seen,
    /// The workspace; none before one is made or chosen.
    pub workspace: Option<Workspace>,
    /// Are there several workspaces, and nobody said which one is meant?
    pub is_to_choose: bool,
    /// What went wrong while starting, and does not stop the program.
    pub warnings: Vec<String>,
    /// The themes to switch between, beside the one that is shown.
    pub themes: Vec<Theme>,
    /// Is the mouse on?
    pub mouse: bool,
    /// Can drafts be kept on disk?
    pub keeps_drafts: bool,
}

/// What the header says of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Saved {
    /// Everything that was entered is in the file.
    Yes,
    /// Something is on its way.
    Saving,
    /// It did not take something, which stays in its draft.
    Failed,
    /// It could not be read; nothing is on its way.
    Unread,
}

/// A write on its way.
#[derive(Debug, Clone, Default)]
pub(super) struct Write {
    /// Keys of the drafts that it saves.
    pub drafts: Vec<String>,
    /// What these drafts held then: meanwhile somebody may type on in a cell, or reopen a form.
    pub typed: BTreeMap<String, String>,
    /// How it is taken back.
    pub back: &'static str,
    /// What is said of it under the mask.
    pub veiled: String,
    /// Does it record nothing new, as when it takes something back or opens a review? Then no screen is told that the
    /// change was its own.
    pub silent: bool,
    /// How to make it once more; none where no verb made it here.
    pub again: Option<Last>,
}

impl Write {
    /// Removes the drafts into which something else was typed since: this write does not save that, so it stays.
    /// Answers their keys.
    pub fn part_with_newer(&mut self, drafts: &BTreeMap<String, String>) -> Vec<String> {
        let typed = &self.typed;
        let is_other = |key: &str, now: &str| typed.get(key).is_none_or(|then| !Told::are_same(then, now));
        self.drafts.extract_if(.., |key| drafts.get(key.as_str()).is_some_and(|now| is_other(key, now))).collect()
    }
}

/// The last change, as far as it can be made again.
#[derive(Debug, Clone)]
pub(super) struct Last {
    /// The verb that made it.
    pub offer: Offer,
    /// What was said in its form; none where it asked nothing.
    pub answers: Option<Answers>,
    /// Its entry in the journal, once it is there.
    pub entry: Option<i64>,
    /// What was said of it then.
    pub summary: String,
    /// Was it taken back since?
    pub taken_back: bool,
}

/// What to do once the screen that is being opened is there.
pub(super) enum Next {
    /// Go on with a draft.
    Draft(Wanted),
    /// Go to the place of something kept that is not the draft of a form.
    Place(String),
    /// Paste a text.
    Paste(String),
    /// Be ready for a verb, named by its screen and itself.
    Verb(&'static str, &'static str),
}

/// Input that came before what it is meant for was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Early {
    /// A key.
    Key(Key),
    /// A text that is pasted.
    Pasted(String),
}

/// What another program's write does to the meaning of keys.
pub(super) enum Slip {
    /// Nothing.
    None,
    /// The answer to that request may change it; with the newest entry known before.
    Awaited { ticket: u64, newest: i64 },
    /// It changed, and so many further keys may have been meant for what was there before.
    Slipped(u8, Stood),
}

/// What the keys meant when somebody last saw the screen.
pub(super) struct Stood {
    /// The screen.
    pub screen: &'static str,
    /// What its verbs act on: the marked rows, else the one in focus, by their ids.
    pub meant: Vec<String>,
    /// The pilot of the one in focus.
    pub pilot: Option<PilotId>,
    /// What each of those verbs did: its name and its title.
    pub ways: Vec<(&'static str, &'static str)>,
}

/// A draft to go on with.
pub(super) struct Wanted {
    /// Where it is kept.
    pub key: String,
    /// Where its form was opened.
    pub from: Origin,
}

/// A screen in the stack, with the numbers of its requests.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Open {
    pub screen: Box<dyn Screen>,
    /// The newest request for all it shows. Answers to older ones are dropped; later requests are for what it lacked.
    pub ticket: u64,
    /// Was that request answered, if only with what is wrong?
    pub answered: bool,
    /// Has it never shown anything yet? Then keys wait for what they were meant for.
    pub fresh: bool,
    /// Does it still hold what must not be seen? It is not drawn until it has new answers.
    pub veiled: bool,
    /// Does it show nothing because it could not be read, or is the file damaged?
    pub unread: bool,
    /// The entries that were recorded on it.
    pub recorded: Vec<i64>,
}

impl Open {
    pub fn new(screen: Box<dyn Screen>) -> Self {
        Self { screen, ticket: 0, answered: true, fresh: true, veiled: false, unread: false, recorded: Vec::new() }
    }
}

/// The state of the interface.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct State {
    /// The world around.
    pub context: Context,
    pub(super) screens: Vec<Open>,
    pub(super) overlays: Vec<Overlay>,
    pub(super) pending: Vec<Key>,
    /// Did somebody start to search where that is not possible? What is typed next are words, and runs no verb.
    pub(super) seeks_nothing: bool,
    /// What came of the last key.
    pub(super) notice: Option<Notice>,
    /// What happened meanwhile that nobody had asked for.
    pub(super) news: Option<Notice>,
    pub(super) saved: Saved,
    /// The places of drafts that the file did not take, until it takes something.
    pub(super) unwritten: BTreeSet<String>,
    /// The last thing said to be wrong with the file.
    pub(super) trouble: Option<String>,
    pub(super) workspace: Option<Workspace>,
    /// What stands for names while they are masked.
    pub(super) codes: mask::Codes,
    pub(super) keys: Remap,
    pub(super) next_ticket: u64,
    /// The writes on their way; answers come in their order.
    pub(super) in_flight: VecDeque<Write>,
    /// The newest request for the names to choose from.
    pub(super) directory_ticket: u64,
    /// Is it on its way?
    pub(super) asks_names: bool,
    /// The newest request to search texts for what is typed in the palette.
    pub(super) texts_ticket: u64,
    /// The newest request for what others did to the subject of a form, and the newest entry known then.
    pub(super) meanwhile: (u64, i64),
    pub(super) themes: Vec<Theme>,
    /// Was the last key Ctrl+C, less than a second ago?
    pub(super) interrupted: bool,
    pub(super) mouse: bool,
    /// Do drafts reach the disk?
    pub(super) keeps_drafts: bool,
    /// The places of texts not known to be on the disk, the oldest first.
    pub(super) unkept: VecDeque<String>,
    /// What was taken up from other windows for the screen on top, by place.
    pub(super) brought: BTreeMap<String, String>,
    /// Drafts that were dropped and not yet put away on the disk, the last one last.
    pub(super) dropped: Vec<Draft>,
    /// Drafts that were dropped or saved and still lie on the disk, which cannot be written now.
    pub(super) stays: Vec<String>,
    /// The effect that leaves this workspace, waiting until it is known what became of all that was typed and written.
    pub(super) leaving: Option<Effect>,
    /// Can nothing be written, at whatever moment?
    pub(super) read_only: bool,
    /// What is wrong with the file, which is not written any more.
    pub(super) damaged: Option<Failure>,
    /// Keys and pasted text that came before what they were meant for was there.
    pub(super) early: VecDeque<Early>,
    /// The screen says that the wait is long; this much had come before it did.
    pub(super) lingers: Option<usize>,
    /// The verb of the screen on top that the last key ran, or that opened what lies on that screen.
    pub(super) ran: Option<&'static str>,
    /// The last change made here that can be made again.
    pub(super) last: Option<Last>,
    /// What is said under the mask of each change made here, by its entry.
    pub(super) told: HashMap<i64, String>,
    /// Is the last change being made again, so that its form opens filled in?
    pub(super) repeats: bool,
    /// The draft to go on with once the screen that is being opened is there.
    pub(super) next: Option<Next>,
    /// The draft that was chosen: its form takes up this one and no other.
    pub(super) chosen: Option<String>,
    /// The drafts that another window left, until one is continued or typed over.
    pub(super) came: BTreeSet<String>,
    /// Places where the last key itself kept something. It was never away, so it does not “come back” to the form that
    /// the key opens.
    pub(super) put: Vec<String>,
    /// Did another program's write change what keys mean?
    pub(super) slip: Slip,
    /// The meeting that was left while it goes on; its clock keeps running.
    pub(super) left: Option<Box<dyn Screen>>,
    /// The pilot that was talked about when the meeting was left, for the next screen gone to.
    pub(super) talked: Option<PilotId>,
}

/// What is said before the first key.
fn greeting(masked: bool, warnings: Vec<String>) -> Option<Notice> {
    let tone = if warnings.is_empty() { Tone::Info } else { Tone::Failed };
    let masked = masked.then(|| STILL_MASKED.to_owned());
    // Heard, each is a line of its own; on a screen they follow one another.
    let text = masked.into_iter().chain(warnings).map(|said| sentence(&said)).collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then_some(Notice { tone, text })
}

/// The screen that the program starts with.
fn first(has_workspace: bool, is_to_choose: bool) -> Box<dyn Screen> {
    match (has_workspace, is_to_choose) {
        (true, _) => screens::home(),
        (false, true) => screens::workspaces(),
        (false, false) => screens::first_run(),
    }
}

impl State {
    /// The state before the first key.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        let (mut context, mut workspace) = (setup.context, setup.workspace);
        context.drafts = by_place(setup.drafts.came);
        context.elsewhere = by_place(setup.drafts.writing);
        context.directory = Arc::new(Directory::unasked(&context.framework));
        context.masked = workspace.is_some() && context.drafts.contains_key(MASKED);
        if context.masked {
            workspace.iter_mut().for_each(mask::workspace);
            mask::framework(&mut context.framework);
        }
        let first = first(workspace.is_some(), setup.is_to_choose);
        let read_only = context.read_only;
        let notice = greeting(context.masked, setup.warnings);
        Self {
            context,
            screens: vec![Open::new(first)],
            overlays: Vec::new(),
            pending: Vec::new(),
            seeks_nothing: false,
            notice,
            news: None,
            saved: Saved::Yes,
            unwritten: BTreeSet::new(),
            trouble: None,
            workspace,
            codes: mask::Codes::default(),
            keys: setup.keys,
            next_ticket: 1,
            in_flight: VecDeque::new(),
            directory_ticket: 0,
            asks_names: false,
            texts_ticket: 0,
            meanwhile: (0, 0),
            themes: setup.themes,
            interrupted: false,
            mouse: setup.mouse,
            keeps_drafts: setup.keeps_drafts,
            unkept: VecDeque::new(),
            brought: BTreeMap::new(),
            dropped: Vec::new(),
            stays: Vec::new(),
            leaving: None,
            read_only,
            damaged: None,
            early: VecDeque::new(),
            lingers: None,
            ran: None,
            last: None,
            told: HashMap::new(),
            repeats: false,
            next: None,
            chosen: None,
            came: BTreeSet::new(),
            put: Vec::new(),
            slip: Slip::None,
            left: None,
            talked: None,
        }
    }

    /// Is a meeting's clock running: on the wall, beneath a page opened from it, or left for a look at something else?
    #[must_use]
    pub fn counts(&self) -> bool {
        let open = self.screens.iter().map(|open| &open.screen);
        open.chain(&self.left).any(|screen| screen.counts())
    }

    /// Reviews were read: a meeting that was left is over once its review is.
    pub(super) fn hear_of_reviews(&mut self, answer: &Answer) {
        if let Answer::Reviews(meetings, _) = answer {
            let is_open = |id| meetings.iter().any(|one| one.review.id == id && one.review.state == ReviewState::Open);
            self.left.take_if(|screen| screen.meets().is_some_and(|id| !is_open(id)));
        }
    }

    /// Is the mouse on?
    #[must_use]
    pub const fn mouse(&self) -> bool {
        self.mouse
    }

    /// The day that counts as today.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.context.today
    }

    /// Was the newest request for the screen on top answered?
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.screens.last().is_none_or(|open| open.answered)
    }

    /// Adds what happened meanwhile to what the last key led to, in whichever order they become known. The same news
    /// may arrive several times.
    pub(super) fn mention(&mut self, tone: Tone, text: String) {
        let news = Notice { tone, text };
        self.news = Some(match self.news.take() {
            Some(before) if before.text.contains(&news.text) => before,
            Some(before) => before.and(&news),
            None => news,
        });
    }

    /// What the notice line says: first what the last key led to; while the file is damaged and nothing else is to be
    /// said, that.
    pub(super) fn said(&self) -> Option<Notice> {
        let said = match (&self.notice, &self.news) {
            (Some(notice), Some(news)) => Some(notice.and(news)),
            (None, None) => self.standing().map(|text| Notice { tone: Tone::Failed, text: text.to_owned() }),
            (notice, news) => notice.as_ref().or(news.as_ref()).cloned(),
        };
        said.map(|notice| Notice { text: self.context.told(&self.dated(&notice)), ..notice })
    }

    /// A notice with its days written as people read them. A failure shows how a day is typed, so its days stay as they
    /// are.
    pub(super) fn dated(&self, notice: &Notice) -> String {
        if notice.tone == Tone::Failed { notice.text.clone() } else { self.context.dated(&notice.text) }
    }

    /// The notice that stands while the file is damaged.
    pub(super) fn standing(&self) -> Option<&'static str> {
        self.damaged.is_some().then_some("This file is damaged: nothing is written to it. `steerco doctor` says why.")
    }

    /// Another key was pressed: the notice has been read, and what was to come next is given up.
    pub(super) fn hush(&mut self) {
        (self.notice, self.news) = (None, None);
        (self.next, self.chosen, self.repeats) = (None, None, false);
        self.put.clear();
        if self.overlays.is_empty() {
            self.ran = None;
        }
    }

    /// Takes over what belongs to the terminal rather than to a workspace.
    pub fn carry_on_from(&mut self, other: &Self) {
        (self.context.size, self.context.glyphs) = (other.context.size, other.context.glyphs);
        self.context.theme = other.context.theme.clone();
        self.mouse = other.mouse;
    }

    /// Sentences that name keys mean first the verbs of the screen on top.
    pub(super) fn look_here(&mut self) {
        self.context.here = self.top().map_or("", Screen::name);
    }

    /// The screen on top. There is always one.
    pub(super) fn top(&self) -> Option<&dyn Screen> {
        self.screens.last().map(|open| open.screen.as_ref())
    }

    /// Does nothing work but the screen's own verbs?
    pub(super) fn is_locked(&self) -> bool {
        self.top().and_then(Screen::locked).is_some()
    }

    /// Where the locked screen lies from which the one on top was opened.
    pub(super) fn locked_below(&self) -> Option<usize> {
        let below = self.screens.len().checked_sub(1).filter(|_| !self.is_locked())?;
        self.screens.iter().take(below).rposition(|open| open.screen.locked().is_some())
    }

    /// The entries that `u` and `U` reverse without a question: those recorded on the screen on top, where it lies
    /// above a meeting or says itself what it takes back, as any other change is not seen there. None where no question
    /// is ever asked.
    pub(super) fn known_here(&self) -> Option<Vec<i64>> {
        let open = self.screens.last()?;
        let said = open.screen.takes_back();
        let asks = said.is_some() || self.locked_below().is_some();
        asks.then(|| open.recorded.iter().copied().chain(said.and_then(|said| said.entry)).collect())
    }

    /// Is somebody busy with a question or a locked screen? A new question could be mistaken for the first, and a
    /// screen that opens would hide what they look at.
    pub(super) fn is_busy(&self) -> bool {
        !self.overlays.is_empty() || self.is_locked()
    }

    /// Are the keys' targets not there yet: the first answer of a screen, what it is about to become, or the names for
    /// the palette?
    pub(super) fn is_fresh(&self) -> bool {
        let is_on_its_way = |open: &Open| !open.answered || !self.in_flight.is_empty();
        match self.overlays.last() {
            None => {
                self.screens.last().is_some_and(|open| open.fresh || open.screen.is_becoming() && is_on_its_way(open))
            }
            Some(Overlay::Palette(_)) => self.asks_names && self.context.directory.workspace.is_none(),
            Some(_) => false,
        }
    }

    /// A number for what is waited for: an answer that keys wait for, or a write. None where nothing is.
    #[must_use]
    pub fn waits_for(&self) -> Option<u64> {
        (self.is_fresh() || !self.in_flight.is_empty()).then_some(self.next_ticket)
    }

    /// Does the screen say that the wait is long?
    #[must_use]
    pub const fn lingers(&self) -> bool {
        self.lingers.is_some()
    }

    /// Does the screen on top show nothing because it could not be read?
    pub(super) fn is_unread(&self) -> bool {
        self.screens.last().is_some_and(|open| open.unread)
    }

    /// Is what was typed there being saved?
    pub(super) fn is_being_saved(&self, key: &str) -> bool {
        self.in_flight.iter().any(|write| write.drafts.iter().any(|saved| saved == key))
    }

    /// Does anything exist only as a draft because the file did not take it?
    pub(super) fn is_unwritten(&self) -> bool {
        self.unwritten.iter().any(|key| self.context.drafts.contains_key(key))
    }

    /// What the screen on top calls itself.
    pub(super) fn title(&self) -> String {
        self.top().map(|screen| screen.title(&self.context)).unwrap_or_default()
    }

    /// Does a verb of the screen on top.
    pub(super) fn run(&mut self, name: &str) -> Vec<Effect> {
        let context = &self.context;
        let Some(open) = self.screens.last_mut() else {
            return Vec::new();
        };
        let offers = open.screen.offers(context);
        self.ran = offers.iter().map(|offer| offer.name).find(|known| *known == name);
        open.screen.run(name, context)
    }

    /// Asks for the names to choose from and, where tables were taken in, whether they are still in force.
    pub(super) fn load_directory(&mut self) -> Option<Effect> {
        self.workspace.as_ref()?;
        (self.directory_ticket, self.asks_names) = (self.ticket(), true);
        let remembered = screens::taken_in::remembered(&self.context.drafts);
        let taken_in = (!remembered.is_empty()).then_some(Query::InForce(remembered));
        let queries = std::iter::once(Query::Directory).chain(taken_in).collect();
        Some(Effect::Load { ticket: self.directory_ticket, queries })
    }

    /// The forms whose drafts are kept at those places.
    pub(super) fn forms_of<'a>(&'a mut self, places: &'a [String]) -> impl Iterator<Item = &'a mut Form> {
        self.overlays.iter_mut().filter_map(Overlay::form_mut).filter(move |form| places.contains(&form.key))
    }

    /// Asks what others did to the pilots of the form on top; where there are very many, what others did at all.
    pub(super) fn load_meanwhile(&mut self) -> Option<Effect> {
        const MANY: usize = 50;
        let pilots = self.overlays.last()?.form()?.pilots();
        let about = if pilots.len() > MANY { vec![None] } else { pilots.into_iter().map(Some).collect() };
        (!about.is_empty()).then(|| self.ask_meanwhile(about, self.context.directory.newest))
    }

    /// Asks what others did since that entry, to some pilots or at all.
    pub(super) fn ask_meanwhile(&mut self, about: Vec<Option<PilotId>>, since: i64) -> Effect {
        self.meanwhile = (self.ticket(), since);
        let journal = |pilot| Query::Journal { pilot, limit: 1, day: None };
        Effect::Load { ticket: self.meanwhile.0, queries: about.into_iter().map(journal).collect() }
    }

    /// Makes answers to earlier searches of texts count as too late.
    pub(super) fn forget_texts(&mut self) {
        self.texts_ticket = self.ticket();
    }

    /// Searches texts for what is typed; where that is too short to search for, earlier findings go.
    pub(super) fn load_texts(&mut self, typed: &str) -> Option<Effect> {
        self.texts_ticket = self.ticket();
        if let Some(seek) = Seek::new(typed) {
            return Some(Effect::Load { ticket: self.texts_ticket, queries: vec![Query::Texts(seek)] });
        }
        if let Some(Overlay::Palette(search)) = self.overlays.last_mut() {
            search.take_texts(Vec::new(), true);
        }
        None
    }

    /// Asks for what the screen on top shows.
    pub(super) fn reload(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        let context = &self.context;
        match self.screens.last_mut() {
            Some(open) => {
                let queries = open.screen.queries(context);
                (open.ticket, open.answered) = (ticket, queries.is_empty());
                // What could not be read is waited for again.
                open.fresh |= std::mem::take(&mut open.unread);
                open.fresh &= !queries.is_empty();
                if queries.is_empty() { Vec::new() } else { vec![Effect::Load { ticket, queries }] }
            }
            None => Vec::new(),
        }
    }

    /// Asks for what the screen on top lacks.
    pub(super) fn load_more(&mut self, queries: Vec<Query>) -> Effect {
        Effect::Load { ticket: self.ticket(), queries }
    }

    fn ticket(&mut self) -> u64 {
        self.next_ticket += 1;
        self.next_ticket
    }
}
