//! Owns the writes to reviews, to the committee that holds them, and to actions.

use super::field::{FieldKind, fields};
use super::{
    ActionId, ActionState, AgendaId, AgendaState, Day, MinuteId, PersonId, PilotId, Presence, ReviewId, Status, Value,
};
use crate::domain::review::Due;

/// A write to a review or to its committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewChange {
    /// Another review, as a draft.
    Add {
        /// Its id; a new one when none.
        id: Option<ReviewId>,
        /// On which day.
        day: Day,
        /// Who chairs it; the committee's chair when none.
        chair: Option<PersonId>,
        /// Minutes; the committee's when none.
        slot: Option<u32>,
    },
    /// Makes the agenda of a draft anew from what is due. Topics that somebody wrote stay, and so do items that were
    /// dropped.
    Prepare {
        /// Which.
        review: ReviewId,
        /// What is due, in order.
        due: Vec<Due>,
    },
    /// A field is set.
    Set {
        /// Which review.
        review: ReviewId,
        /// Which field.
        field: ReviewField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// It begins.
    Open(ReviewId),
    /// An item is added at the end.
    AddItem {
        /// To which review.
        review: ReviewId,
        /// What it is called.
        title: String,
        /// The decision that is requested.
        wanted: String,
        /// Its time box.
        minutes: u32,
        /// About which pilot.
        pilot: Option<PilotId>,
    },
    /// An item is edited.
    SetItem {
        /// Which.
        item: AgendaId,
        /// Which field.
        field: ItemField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// An item is moved up (negative) or down by so many places.
    MoveItem {
        /// Which.
        item: AgendaId,
        /// How far.
        by: i64,
    },
    /// What came of an item.
    ItemState {
        /// Which.
        item: AgendaId,
        /// What.
        to: AgendaState,
        /// What the writer saw.
        was: Option<AgendaState>,
    },
    /// Says which pilot an item is about. Only for items that somebody added.
    ItemPilot {
        /// Which.
        item: AgendaId,
        /// The pilot; none where it is about none.
        to: Option<PilotId>,
        /// What the writer saw.
        was: Option<Option<PilotId>>,
    },
    /// Whether somebody came, sent apologies, or was absent.
    Attend {
        /// To which review.
        review: ReviewId,
        /// Who.
        person: PersonId,
        /// What is noted of them; none removes the note, if it was made for the wrong person.
        presence: Option<Presence>,
    },
    /// Somebody came who is named in words: the known person of that name, or else a new one.
    Guest {
        /// To which review.
        review: ReviewId,
        /// The name.
        name: String,
    },
    /// A line of the minutes.
    Minute {
        /// Of which review.
        review: ReviewId,
        /// To which item.
        item: Option<AgendaId>,
        /// What was said.
        text: String,
    },
    /// A line of the minutes says something else, or is taken out.
    SetMinute {
        /// Which line.
        minute: MinuteId,
        /// What it says; none removes it.
        to: Option<String>,
        /// What the writer saw.
        was: Option<String>,
    },
    /// It ends, and the files that were made of it are kept.
    Close(Box<Close>),
    /// Somebody joins the committee, or their function changes; with no function they leave it.
    Member {
        /// Who.
        person: PersonId,
        /// For which function.
        function: Option<String>,
        /// The function that the writer saw; none is a writer who did not look.
        was: Option<String>,
    },
    /// Who chairs the committee.
    Chair(Option<PersonId>),
    /// Days between reviews.
    Cadence(u32),
    /// Minutes of a review.
    Slot(u32),
}

/// The end of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// Which review.
    pub review: ReviewId,
    /// The newest entry that its files tell of. If there is a newer one by now, they have to be made anew.
    pub told: i64,
    /// Each pilot with its reported and its computed status.
    pub standings: Vec<(PilotId, Status, Status)>,
    /// The files by name.
    pub files: Vec<(String, Vec<u8>)>,
}

fields! {
    /// A field of a review that `set` writes.
    ReviewField "review" {
        Date = "date": Day,
        Chair = "chair": Person,
        Slot = "slot": Number,
    }
}

fields! {
    /// A field of an agenda item that `set` writes.
    ItemField "agenda item" {
        Title = "title": Name,
        Wanted = "wanted": Text,
        Minutes = "minutes": Number,
    }
}

fields! {
    /// A field of an action that `set` writes.
    ActionField "action" {
        Text = "text": Name,
        Owner = "owner": Person,
        Due = "due": Day,
    }
}

/// A write to an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionChange {
    /// Another one.
    Add {
        /// What.
        text: String,
        /// Who.
        owner: PersonId,
        /// By when.
        due: Day,
        /// About which pilot.
        pilot: Option<PilotId>,
        /// From which review.
        review: Option<ReviewId>,
    },
    /// A field is set.
    Set {
        /// Which action.
        action: ActionId,
        /// Which field.
        field: ActionField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// It is done, dropped, or open again.
    End {
        /// Which.
        action: ActionId,
        /// What came of it.
        to: ActionState,
        /// The reason that was given.
        why: String,
        /// What the writer saw.
        was: Option<ActionState>,
    },
}
