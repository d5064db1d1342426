//! Owns what a screen is: a value that answers questions about itself and turns verbs into effects.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::extract::Rows;
use super::verb::Offer;
use super::{Answer, Context, Effect, Filter, Key, Query};
use crate::domain::incoming::{Foreseen, Pasted, RowsOf};
use crate::domain::{Outcome, PilotId, ReviewId};

/// Why `u` takes nothing back on a screen of which nothing is in the journal: that would not be what is seen there.
pub const NOT_JOURNALLED: &str =
    "nothing of this screen is in the journal; ⟨everywhere history⟩ takes other changes back";

/// What `u` is for on a screen, whatever was written since.
pub struct TakesBack {
    /// The entry that it takes back there; none where the journal does not have it.
    pub entry: Option<i64>,
    /// What is asked where it is not the newest.
    pub question: String,
    /// What comes back, and what stays.
    pub detail: String,
    /// Why it cannot be taken back now, which is said and nothing asked; none where it can.
    pub hindered: Option<String>,
}

/// One screen.
pub trait Screen {
    /// Its name in `keys.toml` and in the list of screens.
    fn name(&self) -> &'static str;

    /// What the header calls it.
    fn title(&self, context: &Context) -> String;

    /// The same in fewer words, the longest first: where its whole title would leave no room for the workspace's.
    fn shorter(&self, _: &Context) -> Vec<String> {
        Vec::new()
    }

    /// The questions whose answers it shows; asked again after every write.
    fn queries(&self, _: &Context) -> Vec<Query> {
        Vec::new()
    }

    /// Takes answers in; what it still lacks it asks for with [`Effect::Load`], ticket nought.
    fn loaded(&mut self, _: Vec<Answer>, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Another moment is looked at; what it shows is asked anew.
    fn looked(&mut self, _context: &Context) {}

    /// Takes in how the pilots stand by their data, which `context` holds now.
    fn judged(&mut self, _context: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Its verbs, with what can be used now.
    fn offers(&self, context: &Context) -> Vec<Offer>;

    /// Does a verb.
    fn run(&mut self, verb: &str, context: &Context) -> Vec<Effect>;

    /// Takes a key that belongs to a text being typed; none when the key is a verb's.
    fn typed(&mut self, _: Key, _: &Context) -> Option<Vec<Effect>> {
        None
    }

    /// What to do instead of pressing a key that means nothing here.
    fn instead(&self) -> &'static str {
        "⟨help⟩ tells which keys do"
    }

    /// The filter that narrows its rows; none where none can.
    fn filter(&self) -> Option<&Filter> {
        None
    }

    /// The keys that work while a text is being typed; none while no text is.
    fn typing_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.filter().and_then(Filter::hints)
    }

    /// Takes pasted text, where it has a place for it.
    fn pasted(&mut self, _: &str, _: &Context) -> Option<Vec<Effect>> {
        None
    }

    /// What a table is that is pasted on it, its text aside; none where it takes none.
    fn takes(&self) -> Option<Pasted> {
        None
    }

    /// What a pasted table of such rows is on the page where such rows stand; none where no page has them.
    fn takes_on_page(&self, _: RowsOf) -> Option<Pasted> {
        None
    }

    /// What it says `u` takes back, after what was recorded on it; that is asked first where it is not the newest. None
    /// where `u` takes back whatever is the newest.
    fn takes_back(&self) -> Option<TakesBack> {
        None
    }

    /// Closes the innermost thing that is open on it, and what follows from that; none when nothing is open.
    fn escape(&mut self, _: &Context) -> Option<Vec<Effect>> {
        None
    }

    /// Takes in that so many seconds passed; only where it [counts](Self::counts) them.
    fn ticked(&mut self, _seconds: u32, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Does it count seconds?
    fn counts(&self) -> bool {
        false
    }

    /// A change was performed while it was on top, or taken back, or done again: its cursor goes to the row that comes
    /// by that.
    fn looks_out(&mut self) {}

    /// Takes in that another program wrote while it is on top: the next answers show that.
    fn disturbed(&mut self) {}

    /// Takes in that a change of its own was performed while it was on top.
    fn committed(&mut self, _: &Outcome, _: &Context) {}

    /// Takes in that a change was refused while it was on top.
    fn refused(&mut self) {}

    /// What else is to be said, once, of what was recorded on it.
    fn left(&mut self) -> Option<String> {
        None
    }

    /// Takes in what a file would do, where it shows that; else the file is given back.
    fn foreseen(&mut self, foreseen: Foreseen, _: &Context) -> Option<Foreseen> {
        Some(foreseen)
    }

    /// Why nothing works here but its own verbs; none where it is not locked.
    fn locked(&self) -> Option<&'static str> {
        None
    }

    /// Is it about to become what was asked for, once what is on its way has arrived? Keys wait for that.
    fn is_becoming(&self) -> bool {
        false
    }

    /// Takes in that no answer comes: what it was about to become then it does not become later by itself.
    fn unanswered(&mut self) {}

    /// Fits itself to another size of the terminal.
    fn resized(&mut self, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// The row that stands at a cell of it, counted as [`choose`](Self::choose) counts them; none where none does.
    fn row_at(&self, _: Position, _: &Context) -> Option<usize> {
        None
    }

    /// Selects what stands at a cell of it.
    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        self.row_at(at, context).map(|row| self.choose(row, context)).unwrap_or_default()
    }

    /// One sentence about what is selected, for the line above the footer.
    fn explain(&self, _: &Context) -> Option<String> {
        None
    }

    /// Is what is done on it in the journal, so that it is taken back there?
    fn is_journalled(&self) -> bool {
        true
    }

    /// Which of its pages is open; empty where it has none.
    fn page(&self) -> String {
        String::new()
    }

    /// What can be chosen on it, a sentence each, for the face in plain sentences; where there is none, what it draws
    /// is read.
    fn sentences(&self, _: &Context) -> Vec<String> {
        Vec::new()
    }

    /// Its rows in columns, the marked ones where some are; none where only its sentences are copied.
    fn columns(&self, _: &Context) -> Option<Rows> {
        None
    }

    /// Texts in Markdown of their own that its rows are, each with its heading; none where its rows are sentences.
    fn written(&self, _: &Context) -> Vec<(String, String)> {
        Vec::new()
    }

    /// The page that is copied, as a heading calls it; nothing where all of the screen is.
    fn copied_page(&self) -> String {
        self.page()
    }

    /// What it says beside those.
    fn remarks(&self, _: &Context) -> Vec<String> {
        Vec::new()
    }

    /// Chooses the row of that place.
    fn choose(&mut self, _row: usize, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// The place of the chosen row among those; none where nothing can tell.
    fn chosen_row(&self) -> Option<usize> {
        None
    }

    /// Goes to where that was typed which is kept at a place, and is no draft of a form.
    fn go_to(&mut self, _place: &str, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Does a chosen row take what is typed, as a cell does?
    fn takes_values(&self) -> bool {
        false
    }

    /// Puts a text into the chosen row, where it takes one.
    fn enter(&mut self, _: &str, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// The review whose meeting it is.
    fn meets(&self) -> Option<ReviewId> {
        None
    }

    /// What the rows that are marked are known by.
    fn marked(&self) -> Vec<String> {
        Vec::new()
    }

    /// What they are called.
    fn marked_names(&self, _: &Context) -> Vec<String> {
        Vec::new()
    }

    /// The places of those among its sentences that are marked.
    fn marked_rows(&self, _: &Context) -> Vec<usize> {
        Vec::new()
    }

    /// What its rows are narrowed to; empty where nothing narrows them.
    fn narrowed(&self) -> &str {
        self.filter().map_or("", Filter::text)
    }

    /// How its rows are put that do not stand as they do by themselves: their order, their groups, what shows too.
    fn arranged(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Marks those rows, and no others.
    fn mark_those(&mut self, _: &[String], _: &Context) {}

    /// The pilot that is selected, to come back to it.
    fn pilot(&self) -> Option<PilotId> {
        None
    }

    /// The pilot that is talked about on it, to be gone on with elsewhere.
    fn talks_of(&self) -> Option<PilotId> {
        None
    }

    /// Puts its cursor on a pilot that was talked about elsewhere, where that shows; answers whether it has such rows.
    fn follow(&mut self, _: PilotId, _: &Context) -> bool {
        false
    }

    /// What the row in focus is known by; none where no row is.
    fn in_focus(&self, _: &Context) -> Option<String> {
        self.pilot().map(|pilot| pilot.to_string())
    }

    /// Draws it, a pure function of itself. Answers where the cursor sits.
    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position>;
}
