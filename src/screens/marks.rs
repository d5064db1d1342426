//! Owns the marks on rows or cards, which make verbs act on several at once, and the keys that set them.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Display;

use super::parts;
use crate::domain::Change;
use crate::domain::words::first_of;
use crate::interaction::named::verbatim;
use crate::interaction::verb::{Live, Verb};
use crate::interaction::{Context, Effect, Filter, Form};
use crate::ui::glyphs::Glyphs;

/// What is marked, also where a filter hides it.
pub(super) struct Marks<I> {
    marked: BTreeSet<I>,
    /// What was marked when all marks were taken off, until something else is marked.
    taken: BTreeSet<I>,
    /// Where a range of marks begins.
    anchor: Option<I>,
}

impl<I> Default for Marks<I> {
    fn default() -> Self {
        Self { marked: BTreeSet::new(), taken: BTreeSet::new(), anchor: None }
    }
}

impl<I: Ord + Copy + Display> Marks<I> {
    pub(super) fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.marked.len()
    }

    pub(super) fn contains(&self, id: I) -> bool {
        self.marked.contains(&id)
    }

    /// Is something marked, and not what the cursor is on?
    pub(super) fn is_elsewhere(&self, here: Option<I>) -> bool {
        !self.is_empty() && here.is_none_or(|id| !self.contains(id))
    }

    /// Takes all marks off, and says so, and which key brings them back; none where there is none.
    pub(super) fn take_off(&mut self) -> Option<Vec<Effect>> {
        let said = match self.len() {
            0 => return None,
            1 => "1 mark is taken away. ⟨mark-range⟩ brings it back.".to_owned(),
            marks => format!("{marks} marks are taken away. ⟨mark-range⟩ brings them back."),
        };
        self.taken = std::mem::take(&mut self.marked);
        Some(vec![Effect::info(said)])
    }

    /// Marks again what was marked when all marks were taken off, and says so; none where something else is marked.
    fn bring_back(&mut self) -> Option<Effect> {
        if !self.is_empty() || self.taken.is_empty() {
            return None;
        }
        self.marked = std::mem::take(&mut self.taken);
        let said = match self.len() {
            1 => "1 mark is back.".to_owned(),
            marks => format!("{marks} marks are back."),
        };
        Some(Effect::info(said))
    }

    /// Takes the marks off what is not among those, and brings none of it back.
    pub(super) fn keep(&mut self, those: impl Iterator<Item = I>) {
        if self.is_empty() && self.taken.is_empty() {
            return;
        }
        let those: BTreeSet<I> = those.collect();
        self.marked.retain(|id| those.contains(id));
        self.taken.retain(|id| those.contains(id));
    }

    /// A sentence, behind how many are marked. Who hears the rows is told the marks with them.
    pub(super) fn before(&self, sentence: String, context: &Context) -> String {
        match (self.len(), context.glyphs) {
            (0, _) | (_, Glyphs::Words) => sentence,
            (marks, glyphs) => format!("{} {marks} marked.  {sentence}", glyphs.mark()),
        }
    }

    /// What is said where no row has the words of a filter: Esc takes the marks away before it takes the filter.
    pub(super) fn unfound(&self, filter: &Filter, context: &Context) -> String {
        parts::unfound_behind(filter, self.len(), context)
    }

    /// What is marked, as it is told.
    pub(super) fn told(&self) -> Vec<String> {
        self.marked.iter().map(ToString::to_string).collect()
    }

    /// Marks those that were told so among all, and no others.
    pub(super) fn take(&mut self, told: &[String], all: impl Iterator<Item = I>) {
        let told: HashSet<&str> = told.iter().map(String::as_str).collect();
        self.marked = all.filter(|id| told.contains(id.to_string().as_str())).collect();
    }

    /// Marks one, or takes its mark off; answers whether it is marked now.
    fn toggle(&mut self, id: I) -> bool {
        self.anchor = Some(id);
        self.taken.clear();
        let was_marked = self.marked.remove(&id);
        if !was_marked {
            self.marked.insert(id);
        }
        !was_marked
    }
}

/// A screen on which rows or cards are marked.
pub(super) trait Marking: Sized {
    /// What they are known by.
    type Id: Ord + Copy + Display;

    /// What is marked.
    fn marks(&mut self) -> &mut Marks<Self::Id>;

    /// The one under the cursor.
    fn here(&self, context: &Context) -> Option<Self::Id>;

    /// Goes on to the one behind it.
    fn step_on(&mut self, context: &Context) -> Vec<Effect>;

    /// Those from that one to the cursor; of what does not show beside it only the one under the cursor.
    fn between(&self, anchor: Option<Self::Id>, context: &Context) -> Vec<Self::Id>;

    /// What is marked and does not show, as people call it.
    fn hidden(&self, context: &Context) -> Vec<String>;

    /// Says how much of what is marked does not show, and what that is; none where all of it does.
    fn unseen(&mut self, context: &Context) -> Option<String> {
        let (all, hidden) = (self.marks().len(), self.hidden(context));
        let named = first_of(&hidden, NAMED);
        match hidden.len() {
            0 => None,
            of_all if of_all == all => Some(format!("Nothing that is marked shows here: {named}.")),
            1 => Some(format!("Of {all} that are marked, 1 does not show here: {named}.")),
            some => Some(format!("Of {all} that are marked, {some} do not show here: {named}.")),
        }
    }

    /// Makes a change of all that is meant, without a form that says what that is: it asks first where some of it does
    /// not show.
    fn at_once(&mut self, change: Change, context: &Context) -> Vec<Effect> {
        let made = Effect::commit(change);
        let Some(question) = self.unseen(context) else {
            return vec![made];
        };
        vec![Effect::ask_first(question, "Do it to all of them? The marks stay either way.", vec![made])]
    }
}

/// So many of those that are marked are named in a form.
const NAMED: usize = 3;

/// Says in a form whom it is for where those are several, or `elsewhere` than the cursor, and how many of them do not
/// show.
pub(super) fn naming(form: Form, names: &[String], hidden: usize, elsewhere: bool) -> Form {
    if names.len() < 2 && !elsewhere {
        return form;
    }
    let hidden = match hidden {
        0 => String::new(),
        // A filter hides it, or it was archived or has ended meanwhile.
        1 => "; 1 of them does not show here".to_owned(),
        several => format!("; {several} of them do not show here"),
    };
    Form { about: Some(format!("For {}{hidden}.", verbatim(&first_of(names, NAMED)))), ..form }
}

/// Said where what is marked has none behind it.
const LAST_MARKED: &str = "It is marked, and the last one here: the same key again takes the mark off.";

fn any<S: Marking>(screen: &S, context: &Context) -> Live {
    Live::when(screen.here(context).is_some(), "nothing here can be marked")
}

/// `v`: marks one after the other.
pub(super) const fn mark<S: Marking>() -> Verb<S> {
    let doc = "Mark it and go on to the next one; verbs then act on everything marked, whatever the filter shows.";
    Verb::new(("mark", "mark & next"), doc, &["v"], any::<S>, |screen, context| {
        let Some(id) = screen.here(context) else {
            return Vec::new();
        };
        let is_marked = screen.marks().toggle(id);
        let mut effects = screen.step_on(context);
        if is_marked && screen.here(context) == Some(id) {
            effects.push(Effect::info(LAST_MARKED));
        }
        effects
    })
}

/// `V`: marks all between two.
pub(super) const fn range<S: Marking>() -> Verb<S> {
    let doc = "Mark everything from the last mark to here; after marks were removed, bring them back.";
    Verb::new(("mark-range", "mark range"), doc, &["V"], any::<S>, |screen, context| {
        if let Some(said) = screen.marks().bring_back() {
            return vec![said];
        }
        let anchor = screen.marks().anchor;
        let between = screen.between(anchor, context);
        screen.marks().marked.extend(between);
        Vec::new()
    })
}

/// Both, of a table whose verbs are for several at once.
pub(super) const fn rows<S: Marking>() -> [Verb<S>; 2] {
    [mark(), range()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_taken_off_by_the_key_that_set_it_and_only_what_is_there_is_marked_again() {
        let mut marks = Marks::default();
        assert_eq!([marks.toggle(3), marks.toggle(1), marks.toggle(3)], [true, true, false]);
        assert_eq!((marks.told(), marks.anchor), (vec!["1".to_owned()], Some(3)));
        marks.take(&["2".to_owned(), "7".to_owned()], 1..4);
        assert!(marks.contains(2) && marks.len() == 1, "{:?}", marks.told());
        let said = |effects: Option<Vec<Effect>>| match effects.as_deref() {
            Some([Effect::Notice(notice)]) => notice.text.clone(),
            _ => String::new(),
        };
        assert_eq!(said(marks.take_off()), "1 mark is taken away. ⟨mark-range⟩ brings it back.");
        assert!(marks.is_empty() && marks.take_off().is_none());
        assert!(marks.bring_back().is_some() && marks.contains(2) && marks.bring_back().is_none());
        marks.take(&["2".to_owned(), "3".to_owned()], 1..4);
        marks.keep([1, 3].into_iter());
        assert_eq!(
            (marks.len(), said(marks.take_off())),
            (1, "1 mark is taken away. ⟨mark-range⟩ brings it back.".to_owned())
        );
        marks.keep([1].into_iter());
        assert!(marks.bring_back().is_none(), "what is not there any more is not marked again");
    }
}
