//! Owns `.`: the last change, made again for the row under the cursor or the marked rows. Its verb is done again here.
//! If that opens a form, the form is filled in with the last answers and waits: nothing is written that nobody has
//! seen. A change that was taken back still counts as the last one, and its form says so; if it has no form, a question
//! does.
//!
//! A write on its way knows the verb that made it and the answers in its form; it becomes what `.` repeats once it is
//! committed. A field declares that it belongs to its row alone (`own`), that it is a list of tags (`tags`), or that
//! the rest of its form depends on it (`decisive`). A verb that asked last time and would write at once here is not
//! done.

use super::state::{Last, State};
use crate::domain::Outcome;
use crate::interaction::named::verbatim;
use crate::interaction::{Effect, Form, Live, Offer, Overlay};

impl Last {
    /// Was it made by that verb? A verb that several screens share has the same sentence on each.
    fn is_made_by(&self, offer: &Offer) -> bool {
        (self.offer.name, self.offer.doc) == (offer.name, offer.doc)
    }
}

/// The change being written: that of the form whose draft goes with it, else of the verb done last.
pub(super) fn made(state: &State, drafts: &[String]) -> Option<Last> {
    let form = state.overlays.iter().filter_map(Overlay::form).find(|form| drafts.contains(&form.key));
    let verb = form.map_or(state.ran, |form| Some(form.from.verb.as_str()))?;
    let mut offers = state.top()?.offers(&state.context).into_iter();
    let offer = offers.find(|offer| offer.name == verb)?;
    let answers = form.map(Form::answers);
    Some(Last { offer, answers, entry: None, summary: String::new(), taken_back: false })
}

/// A write was done and is the last change from now on; a `silent` one may take that change back, or do it again.
pub(super) fn done(state: &mut State, outcome: &Outcome, again: Option<Last>, silent: bool) {
    if outcome.entry.is_none() {
        return;
    }
    if !silent {
        state.last = again.map(|last| Last { entry: outcome.entry, summary: outcome.summary.clone(), ..last });
    } else if let (Some(last), Some(turned)) = (&mut state.last, outcome.turned)
        && last.entry == Some(turned.entry)
    {
        last.taken_back = turned.taken_back;
    }
}

/// Forgets the last answers when the mask changes: they may name what must not be seen, or hold a name that the mask
/// gave.
pub(super) fn forget(state: &mut State) {
    state.last = None;
    for write in &mut state.in_flight {
        write.again = None;
    }
}

/// `.`: does the verb of the last change here.
pub(super) fn again(state: &mut State) -> Vec<Effect> {
    let Some(last) = state.last.clone() else {
        return Vec::new();
    };
    let title = last.offer.title;
    let offers = state.top().map(|top| top.offers(&state.context)).unwrap_or_default();
    let Some(offer) = offers.into_iter().find(|offer| last.is_made_by(offer)) else {
        return vec![Effect::info(format!("“{title}” was done last, and this screen has no such verb."))];
    };
    if let Live::No(why) = offer.live {
        return vec![Effect::info(format!("“{title}” was done last, and cannot be done here: {why}."))];
    }
    let effects = state.run(offer.name);
    state.repeats = last.answers.is_some();
    if state.repeats && effects.iter().any(Effect::writes) {
        state.repeats = false;
        return vec![Effect::info(format!("“{title}” asks nothing here: only its own key does it."))];
    }
    if last.taken_back && effects.iter().any(Effect::writes) {
        return vec![all_the_same(&last, state.context.masked, effects)];
    }
    effects
}

/// Asks first whether to repeat a change that was taken back and has no form. Its sentence may name what must not be
/// seen.
fn all_the_same(last: &Last, masked: bool, yes: Vec<Effect>) -> Effect {
    let (title, summary) = (last.offer.title, verbatim(&last.summary));
    let question =
        if masked { format!("“{title}” was taken back since.") } else { format!("Taken back since: {summary}") };
    Effect::ask_first(question, format!("Do “{title}” here all the same?"), yes)
}

/// The first line of a form filled in from a change that was taken back.
const TAKEN_BACK: &str = "What is filled in here has been taken back since.";

/// Fills in a form that opens while a change is repeated. A draft that came back stays.
pub(super) fn fill(state: &mut State, form: &mut Form) -> Option<Effect> {
    let repeats = std::mem::take(&mut state.repeats);
    // A form that comes up for another reason, such as a file that cannot be read, is not meant.
    let last = state.last.as_ref().filter(|last| repeats && last.offer.name == form.from.verb)?;
    let answers = last.answers.as_ref()?;
    let told = if form.resumed {
        "Your draft is back, and what you said last is not filled in over it.".to_owned()
    } else {
        match form.say_again(answers) {
            Ok(left) => {
                if last.taken_back {
                    let about = [Some(TAKEN_BACK), form.about.as_deref()].into_iter().flatten();
                    form.about = Some(about.collect::<Vec<_>>().join(" "));
                }
                let but = if left.is_empty() { String::new() } else { format!(", but for {}", left.join(", ")) };
                format!("Filled in with what you said last{but}; nothing is saved yet.")
            }
            Err(why) => format!("Nothing is filled in: {why}."),
        }
    };
    form.beside.get_or_insert_with(|| told.clone());
    Some(Effect::info(told))
}
