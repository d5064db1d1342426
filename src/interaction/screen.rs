//! Owns what a screen is: a value that answers questions about itself and turns verbs into effects.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::extract::Rows;
use super::verb::Offer;
use super::{Answer, Context, Effect, Filter, Key, Query};
use crate::domain::incoming::{Foreseen, Pasted, RowsOf};
use crate::domain::{Outcome, PilotId, ReviewId};

/// Why `u` does nothing on a screen whose changes are not in the journal: it would take back something that is not
/// shown there.
pub const NOT_JOURNALLED: &str =
    "nothing of this screen is in the journal; ⟨everywhere history⟩ takes other changes back";

/// What `u` takes back on a screen, whatever was written since.
pub struct TakesBack {
    /// The entry that it takes back; none where the journal does not have it.
    pub entry: Option<i64>,
    /// The question where that is not the newest entry.
    pub question: String,
    /// What comes back, and what stays.
    pub detail: String,
    /// Why it cannot be taken back now, said instead of the question; none where it can.
    pub hindered: Option<String>,
}

/// One screen.
pub trait Screen {
    /// Its name in `keys.toml` and in the list of screens.
    fn name(&self) -> &'static str;

    /// What the header calls it.
    fn title(&self, context: &Context) -> String;

    /// Shorter titles, the longest first, for where the full one would leave no room for the workspace's.
    fn shorter(&self, _: &Context) -> Vec<String> {
        Vec::new()
    }

    /// The queries whose answers it shows; asked again after every write.
    fn queries(&self, _: &Context) -> Vec<Query> {
        Vec::new()
    }

    /// Takes answers in; asks for what it still lacks with [`Effect::Load`], ticket zero.
    fn loaded(&mut self, _: Vec<Answer>, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Another moment is looked at; its queries are asked again.
    fn looked(&mut self, _context: &Context) {}

    /// Takes in how the pilots stand by their data, which is now in `context`.
    fn judged(&mut self, _context: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Its verbs, with what can be used now.
    fn offers(&self, context: &Context) -> Vec<Offer>;

    /// Does a verb.
    fn run(&mut self, verb: &str, context: &Context) -> Vec<Effect>;

    /// Takes a key that belongs to text being typed; none when the key is for a verb.
    fn typed(&mut self, _: Key, _: &Context) -> Option<Vec<Effect>> {
        None
    }

    /// What to do instead of pressing a key that means nothing here.
    fn instead(&self) -> &'static str {
        "⟨help⟩ tells which keys do"
    }

    /// The filter that narrows its rows; none where there is none.
    fn filter(&self) -> Option<&Filter> {
        None
    }

    /// The keys that work while text is being typed; none while none is.
    fn typing_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.filter().and_then(Filter::hints)
    }

    /// Takes pasted text, if it has a place for it.
    fn pasted(&mut self, _: &str, _: &Context) -> Option<Vec<Effect>> {
        None
    }

    /// What kind of table can be pasted on it, without the text; none where no table can.
    fn takes(&self) -> Option<Pasted> {
        None
    }

    /// The same for rows that belong on one of its pages; none where no page has such rows.
    fn takes_on_page(&self, _: RowsOf) -> Option<Pasted> {
        None
    }

    /// What it says `u` takes back after something was recorded on it, with a question where that is not the newest
    /// entry. None where `u` takes back the newest entry, whatever that is.
    fn takes_back(&self) -> Option<TakesBack> {
        None
    }

    /// Closes the innermost open thing on it, and answers what follows; none when nothing is open.
    fn escape(&mut self, _: &Context) -> Option<Vec<Effect>> {
        None
    }

    /// Takes in that so many seconds passed, if it [counts](Self::counts) them.
    fn ticked(&mut self, _seconds: u32, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Does it count seconds?
    fn counts(&self) -> bool {
        false
    }

    /// A change was made, taken back or done again while it was on top: its cursor goes to the row that this adds.
    fn looks_out(&mut self) {}

    /// Another program wrote while it was on top: the next answers show that.
    fn disturbed(&mut self) {}

    /// A change of its own was performed while it was on top.
    fn committed(&mut self, _: &Outcome, _: &Context) {}

    /// A change was refused while it was on top.
    fn refused(&mut self) {}

    /// What else has to be said, once, about something recorded on it.
    fn left(&mut self) -> Option<String> {
        None
    }

    /// Takes in what importing a file would do, if it shows that; else gives it back.
    fn foreseen(&mut self, foreseen: Foreseen, _: &Context) -> Option<Foreseen> {
        Some(foreseen)
    }

    /// Why nothing but its own verbs works here; none where it is not locked.
    fn locked(&self) -> Option<&'static str> {
        None
    }

    /// Is it waiting for an answer to turn into what was asked for? Then keys wait too.
    fn is_becoming(&self) -> bool {
        false
    }

    /// No answer will come: it must not turn into that later by itself.
    fn unanswered(&mut self) {}

    /// Fits itself to another size of the terminal.
    fn resized(&mut self, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// The row at a cell of it, counted as in [`choose`](Self::choose); none where there is none.
    fn row_at(&self, _: Position, _: &Context) -> Option<usize> {
        None
    }

    /// Selects what is at a cell of it.
    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        self.row_at(at, context).map(|row| self.choose(row, context)).unwrap_or_default()
    }

    /// One sentence about what is selected, for the line above the footer.
    fn explain(&self, _: &Context) -> Option<String> {
        None
    }

    /// Is what is done on it recorded in the journal, and so undone there?
    fn is_journalled(&self) -> bool {
        true
    }

    /// The page that is open; empty where it has none.
    fn page(&self) -> String {
        String::new()
    }

    /// Its rows as sentences, to be chosen from in the plain face; where there are none, the drawn screen is read out.
    fn sentences(&self, _: &Context) -> Vec<String> {
        Vec::new()
    }

    /// Its rows in columns, only the marked ones if any are; none where only its sentences are copied.
    fn columns(&self, _: &Context) -> Option<Rows> {
        None
    }

    /// Its rows as Markdown texts, each with its heading; empty where its rows are sentences.
    fn written(&self, _: &Context) -> Vec<(String, String)> {
        Vec::new()
    }

    /// The page that is copied, as a heading names it; empty where the whole screen is.
    fn copied_page(&self) -> String {
        self.page()
    }

    /// What it says besides its rows.
    fn remarks(&self, _: &Context) -> Vec<String> {
        Vec::new()
    }

    /// Chooses the row at that place.
    fn choose(&mut self, _row: usize, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// The place of the chosen row; none where that cannot be said.
    fn chosen_row(&self) -> Option<usize> {
        None
    }

    /// Goes to where something was typed that is kept under that place, and is no draft of a form.
    fn go_to(&mut self, _place: &str, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Can something be typed straight into a chosen row, as into a cell?
    fn takes_values(&self) -> bool {
        false
    }

    /// Puts a text into the chosen row, if that takes one.
    fn enter(&mut self, _: &str, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// The review, if it shows its meeting.
    fn meets(&self) -> Option<ReviewId> {
        None
    }

    /// The ids of the marked rows.
    fn marked(&self) -> Vec<String> {
        Vec::new()
    }

    /// The names of the marked rows.
    fn marked_names(&self, _: &Context) -> Vec<String> {
        Vec::new()
    }

    /// The places of the marked rows among its sentences.
    fn marked_rows(&self, _: &Context) -> Vec<usize> {
        Vec::new()
    }

    /// What its rows are narrowed to; empty where nothing narrows them.
    fn narrowed(&self) -> &str {
        self.filter().map_or("", Filter::text)
    }

    /// What differs from the usual arrangement of its rows: order, groups, what else is shown.
    fn arranged(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Marks those rows, and no others.
    fn mark_those(&mut self, _: &[String], _: &Context) {}

    /// The selected pilot, to come back to it.
    fn pilot(&self) -> Option<PilotId> {
        None
    }

    /// The pilot being talked about, to go on with it elsewhere.
    fn talks_of(&self) -> Option<PilotId> {
        None
    }

    /// Moves its cursor to a pilot talked about elsewhere, if that is shown; answers whether it has such rows.
    fn follow(&mut self, _: PilotId, _: &Context) -> bool {
        false
    }

    /// The id of the row in focus; none where there is none.
    fn in_focus(&self, _: &Context) -> Option<String> {
        self.pilot().map(|pilot| pilot.to_string())
    }

    /// Draws it, as a pure function of itself. Answers where the cursor is.
    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position>;
}
