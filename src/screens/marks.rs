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

/// What is marked, even where a filter hides it.
pub(super) struct Marks<I> {
    marked: BTreeSet<I>,
    /// The marks that were last removed all at once, until something else is marked.
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

    /// Is something marked, but not the row under the cursor?
    pub(super) fn is_elsewhere(&self, here: Option<I>) -> bool {
        !self.is_empty() && here.is_none_or(|id| !self.contains(id))
    }

    /// Removes all marks, and says so with the key that brings them back; none where there are none.
    pub(super) fn take_off(&mut self) -> Option<Vec<Effect>> {
        let said = match self.len() {
            0 => return None,
            1 => "1 mark is taken away. ⟨mark-range⟩ brings it back.".to_owned(),
            marks => format!("{marks} marks are taken away. ⟨mark-range⟩ brings them back."),
        };
        self.taken = std::mem::take(&mut self.marked);
        Some(vec![Effect::info(said)])
    }

    /// Brings back the marks that were removed all at once, and says so; none where something else is marked.
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

    /// Removes the marks from everything that is not among those, for good.
    pub(super) fn keep(&mut self, those: impl Iterator<Item = I>) {
        if self.is_empty() && self.taken.is_empty() {
            return;
        }
        let those: BTreeSet<I> = those.collect();
        self.marked.retain(|id| those.contains(id));
        self.taken.retain(|id| those.contains(id));
    }

    /// A sentence after the number of marks. Somebody who listens hears the marks with the rows.
    pub(super) fn before(&self, sentence: String, context: &Context) -> String {
        match (self.len(), context.glyphs) {
            (0, _) | (_, Glyphs::Words) => sentence,
            (marks, glyphs) => format!("{} {marks} marked.  {sentence}", glyphs.mark()),
        }
    }

    /// What is said where no row matches a filter: Esc removes the marks before the filter.
    pub(super) fn unfound(&self, filter: &Filter, context: &Context) -> String {
        parts::unfound_behind(filter, self.len(), context)
    }

    /// The marks as text.
    pub(super) fn told(&self) -> Vec<String> {
        self.marked.iter().map(ToString::to_string).collect()
    }

    /// Marks the ones with these texts among all, and no others.
    pub(super) fn take(&mut self, told: &[String], all: impl Iterator<Item = I>) {
        let told: HashSet<&str> = told.iter().map(String::as_str).collect();
        self.marked = all.filter(|id| told.contains(id.to_string().as_str())).collect();
    }

    /// Marks one, or removes its mark; answers whether it is marked now.
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

    /// Goes on to the next one.
    fn step_on(&mut self, context: &Context) -> Vec<Effect>;

    /// Those from that one to the cursor; if that is not shown beside the cursor, only the one under it.
    fn between(&self, anchor: Option<Self::Id>, context: &Context) -> Vec<Self::Id>;

    /// The names of the marked ones that are not shown.
    fn hidden(&self, context: &Context) -> Vec<String>;

    /// Says how many marked ones are not shown, and which; none where all are shown.
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

    /// Makes a change of everything that a verb acts on, without a form that would list it: asks first if some of it is
    /// not shown.
    fn at_once(&mut self, change: Change, context: &Context) -> Vec<Effect> {
        let made = Effect::commit(change);
        let Some(question) = self.unseen(context) else {
            return vec![made];
        };
        vec![Effect::ask_first(question, "Do it to all of them? The marks stay either way.", vec![made])]
    }
}

/// A form names at most so many of the marked ones.
const NAMED: usize = 3;

/// Lets a form name whom it is for if they are several, or `elsewhere` than the cursor, and how many of them are not
/// shown.
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

/// Shown where nothing follows the marked row.
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
