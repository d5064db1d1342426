//! The verbs of the meeting; nothing else works while it runs.

use super::super::pilot::readiness;
use super::super::{actions, decide};
use super::{Room, forms};
use crate::domain::{Action, Pilot, ReviewState};
use crate::interaction::verb::{Live, Rows, Verb};
use crate::interaction::{Context, Destination, Effect};

pub(super) const VERBS: Rows<Room> = &[ACTIONS, OWN];

const CLOSING: &str = "this is the closing page";
const NO_PILOT: &str = "the item is about no single pilot: ⟨minute⟩ minutes what is decided, and it counts; a decision on one pilot: ⟨leave⟩, ⟨everywhere board⟩";
const NOT_OPEN: &str = "the review is not opened yet: ⟨open-review⟩ opens it";
const CLOSED: &str = "the review is closed: ⟨leave⟩ leaves";

fn there(room: &Room, _: &Context) -> Live {
    Live::when(room.meeting.is_some(), "the review is being read: try again in a moment")
}

/// Are there items to go through?
fn going(room: &Room, context: &Context) -> Live {
    there(room, context).and_when(!room.is(ReviewState::Closed), CLOSED)
}

fn writable(room: &Room, context: &Context) -> Live {
    let why = if room.is(ReviewState::Closed) { CLOSED } else { NOT_OPEN };
    Live::writable(context).and(there(room, context)).and_when(room.is_open(), why)
}

fn acting(room: &Room, context: &Context) -> Live {
    writable(room, context).and_when(room.action().is_some(), "it is for the item of the actions that are due")
}

/// Is the item about one pilot, on which something can be recorded?
fn of_pilot(room: &Room, context: &Context) -> Live {
    let item = writable(room, context).and_when(room.item().is_some(), CLOSING);
    item.and_when(room.shown_pilot().is_some(), NO_PILOT)
}

/// The verbs on the action pointed at.
const ACTIONS: &[Verb<Room>] = &[
    Verb::on_row(
        ("action-done", "done, open"),
        "Mark the action that is pointed at as done, or reopen one that has ended.",
        &["d"],
        acting,
        |room, _| {
            room.action()
                .map(|action| Effect::commit(actions::done_or_open(std::slice::from_ref(action))))
                .into_iter()
                .collect()
        },
    )
    .called(|room, _| actions::done_or_reopened(room.action().is_none_or(Action::is_open))),
    Verb::on_row(
        ("action-edit", "edit"),
        "Give the action that is pointed at another date, another owner or other words; a new date is minuted.",
        &["e"],
        acting,
        |room, context| Effect::asking(room.action().map(|action| forms::edited(room, action, context))),
    ),
    Verb::on_row(
        ("action-drop", "drop"),
        "Give up the action that is pointed at; asks why.",
        &["X"],
        |room, context| {
            let open = room.action().is_none_or(Action::is_open);
            acting(room, context).and_when(open, "it has ended: ⟨action-done⟩ opens it again")
        },
        |room, _| Effect::asking(room.action().map(|action| actions::give_up(vec![action.clone()]))),
    ),
];

const OWN: &[Verb<Room>] = &[
    Verb::new(
        ("open-review", "open the review"),
        "Open a review that was only looked at so far: from then on it is minuted, and its clock runs.",
        &["o"],
        |room, context| {
            let draft = Live::writable(context).and(there(room, context));
            draft
                .and_when(room.is(ReviewState::Draft), "the review was opened already")
                .and_when(room.other.is_none(), "another review is open: close it first")
        },
        |room, context| room.meeting.iter().map(|meeting| super::opening(&meeting.review, context.today)).collect(),
    ),
    // Where it can be used it is the purpose of the page: the footer shows it first.
    Verb::new(
        ("close", "close the review"),
        "On the closing page: end the review. What is known is kept, with the files of the pack.",
        &["↵"],
        |room, context| {
            writable(room, context)
                .and_when(room.item().is_none(), "it is closed on the closing page, after the last item")
        },
        |room, context| room.close(context),
    ),
    Verb::on_row(
        ("decide", "decide"),
        "Record a decision on the pilot that is shown.",
        &["D"],
        |room, context| {
            let pilot = room.shown_pilot();
            decide::live(pilot, of_pilot(room, context))
        },
        |room, context| {
            Effect::asking(room.shown_pilot().map(|pilot| forms::decision(room, pilot, context)))
        },
    ),
    Verb::new(
        ("action", "action"),
        "Note who does what by when, in one line: @ana retrain by 15 Jan.",
        &["a"],
        writable,
        |room, context| Effect::asking(forms::action(room, context)),
    ),
    Verb::new(("minute", "minute"), "Write a line of the minutes.", &["c"], writable, |room, _| {
        Effect::asking(forms::minute(room))
    }),
    // It can be used where the item asks for it, and then belongs to the keys pressed most.
    Verb::on_row(
        ("outcome", "waiver"),
        "Say what came of a rule that was waived, where the item asks that: it is minuted.",
        &["A"],
        |room, context| of_pilot(room, context).and_when(!room.waivers().is_empty(), readiness::NO_WAIVER),
        |room, _| {
            Effect::asking(room.shown_pilot().map(|pilot| readiness::outcome(pilot, &room.waivers())))
        },
    ),
    Verb::on_row(
        ("talked", "talked"),
        "Note that the item was talked about, and go on. One without this note that brings nothing is carried over.",
        &["Space"],
        |room, context| writable(room, context).and_when(room.item().is_some(), CLOSING),
        super::Room::talked,
    ),
    Verb::on_row(
        ("carry", "carry over"),
        "Leave the item for the next review; on one that was left, take it up again.",
        &["x"],
        |room, context| writable(room, context).and_when(room.item().is_some(), CLOSING),
        |room, context| room.carry(context),
    )
    .called(|room, _| if room.is_carried() { "take up again" } else { "carry over" }),
    Verb::on_row(
        ("next-stage", "gate"),
        "Record the verdict of the gate of the pilot that is shown.",
        &["L"],
        |room, context| {
            let pilot = room.shown_pilot();
            // Else the verdict would be compared with one before the last.
            let judged = pilot.and_then(|pilot| context.portfolio.settled(pilot.id));
            readiness::judged(pilot, decide::live(pilot, of_pilot(room, context)))
                .and_when(judged.is_some(), "it is being judged: try again in a moment")
        },
        |room, context| {
            let pilot = room.shown_pilot();
            let ahead = |pilot: &Pilot| context.portfolio.settled(pilot.id).and_then(|judged| judged.ahead);
            let form = pilot.and_then(|pilot| Some(forms::verdict(room, pilot, ahead(pilot)?, context)));
            form.map(|form| room.gate_again(Effect::form(form))).into_iter().collect()
        },
    ),
    Verb::new(
        ("leave", "leave"),
        "Leave the meeting, to look at something else. A review that is open stays open, its clock goes on, and it comes back where it stands.",
        &["q"],
        |_, _| Live::Yes,
        |room, _| {
            let says = format!("The meeting goes on: ⟨everywhere meeting⟩ comes back to it. {}", room.clock_says());
            let says = room.is_open().then(|| Effect::info(says));
            room.keep().into_iter().chain([Effect::Flush, Effect::Back]).chain(says).collect()
        },
    ),
    Verb::new(
        ("next", "next"),
        "The next item, to look at. After the last comes the closing page.",
        &["→", "PgDn"],
        |room, context| going(room, context).and_when(room.item().is_some(), CLOSING),
        |room, context| room.show(room.stand.at + 1, context),
    ),
    Verb::new(
        ("back", "back"),
        "The item before.",
        &["←", "PgUp"],
        |room, context| going(room, context).and_when(room.stand.at > 0, "this is the first item"),
        |room, context| room.show(room.stand.at.saturating_sub(1), context),
    ),
    Verb::<Room>::new(
        ("end", "closing page"),
        "The closing page, where the review is closed.",
        &["End", "G"],
        |room, context| going(room, context).and_when(room.item().is_some(), CLOSING),
        |room, context| room.show(room.items().len(), context),
    )
    .unhinted(),
    Verb::<Room>::new(
        ("further", "further"),
        "Down: to the reasons in full, the next action, the rest of a list, what was recorded here.",
        &["↓"],
        |room, context| going(room, context).and_when(room.follows(room.further, context), "nothing follows"),
        |room, context| room.go_down_to(room.down(context), context),
    )
    .unhinted(),
    Verb::<Room>::new(
        ("nearer", "nearer"),
        "Back up.",
        &["↑"],
        |room, context| going(room, context).and_when(room.further > 0, "this is the top"),
        |room, context| room.go_down_to(room.up(context), context),
    )
    .unhinted(),
    Verb::new(
        ("attendance", "who is there"),
        "The page of the committee, to note who is there; Esc comes back.",
        &["p"],
        there,
        |room, _| Effect::going(room.review.map(Destination::Committee)),
    ),
    Verb::new(("timer", "timer"), "Stop the clock, or let it go on.", &["t"], writable, |room, _| {
        room.stand.paused = !room.stand.paused;
        room.keep().into_iter().chain([Effect::info(room.clock_says())]).collect()
    }),
    Verb::new(("blank", "blank"), "Blank the screen; any key brings it back.", &["b", "."], there, |room, _| {
        room.blank = true;
        Vec::new()
    }),
    Verb::<Room>::new(
        ("take-back", "take back"),
        "Take back what this meeting recorded last; works across restarts.",
        &["u"],
        |room, context| {
            let why = "nothing is left that this meeting recorded; ⟨leave⟩, then the history (⟨everywhere history⟩) takes back the rest";
            Live::writable(context).and_when(room.recorded.is_some() || room.stale, why)
        },
        |room, _| match room.recorded.filter(|_| !room.stale) {
            // Somebody else may have recorded it: that is asked first.
            Some(entry) => vec![Effect::Revert(entry, false)],
            // What was written last was refused, or could not be read.
            None => {
                vec![
                    Effect::Reload,
                    Effect::info("What was recorded last is read again; then ⟨take-back⟩ takes it back."),
                ]
            }
        },
    )
    .unhinted(),
    Verb::<Room>::new(
        ("do-again", "do again"),
        "Do again what was taken back last of this meeting, unless something was recorded since.",
        &["U"],
        |room, context| {
            let why = "nothing of this meeting was taken back, or something was recorded since";
            Live::writable(context).and_when(room.taken_back.is_some() && !room.stale, why)
        },
        |room, _| room.taken_back.map(|entry| Effect::Again(entry, false)).into_iter().collect(),
    )
    .unhinted(),
];
