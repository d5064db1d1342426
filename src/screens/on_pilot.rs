//! Owns the verbs that work wherever a pilot is selected: their rows are written once, and a screen only says which
//! pilot that is. If the screen does not know enough about the pilot, the store is asked before the form opens.

use std::collections::HashMap;
use std::sync::Arc;

use super::{decide, deeds, parts};
use crate::domain::{Metric, Pilot, PilotId, Reading, TargetUsers};
use crate::interaction::context::UNDER_THE_MASK;
use crate::interaction::verb::{Live, Verb};
use crate::interaction::{Answer, Context, Destination, Effect, Form, Offer, Query, Trends};

/// Something done to a pilot for which its metrics have to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// A decision on it.
    Decide,
    /// A reading of one of its metrics.
    Reading,
}

/// A screen on which a pilot can be selected.
pub(super) trait OnPilot: Sized {
    /// Why nothing can be done where none is.
    const NONE: &'static str;

    /// The pilot that is selected.
    fn chosen(&self) -> Option<&Pilot>;

    /// Why nothing can be done without a pilot, in the present state of the screen.
    fn none(&self) -> &'static str {
        Self::NONE
    }

    /// Is a pilot meant where a verb is for several?
    fn is_any_chosen(&self) -> bool {
        self.chosen().is_some()
    }

    /// The pilots that a verb for several acts on.
    fn all_chosen(&self) -> Vec<Pilot> {
        self.chosen().cloned().into_iter().collect()
    }

    /// Are rows marked? A verb for one pilot must not act on an unmarked one while others are marked.
    fn has_marks(&self) -> bool {
        false
    }

    /// A form for all that a verb acts on, which names them if they are several.
    fn naming(&self, form: Form) -> Form {
        form
    }

    /// Can a reading be entered, as far as its metrics go?
    fn measurable(&self, _: &Context) -> Live {
        Live::Yes
    }

    /// Opens the form, or asks for what it needs first.
    fn undertake(&mut self, deed: Deed, context: &Context) -> Vec<Effect>;
}

/// What a screen knows of the metrics of a pilot.
pub(super) struct Figures<'a> {
    /// Them.
    pub metrics: &'a [Metric],
    /// The one that is selected.
    pub chosen: Option<&'a Metric>,
    /// Readings by the local number of their metric.
    pub readings: &'a HashMap<i64, Vec<Reading>>,
    /// The target users.
    pub targets: &'a TargetUsers,
}

/// The form of a deed.
pub(super) fn form(deed: Deed, pilot: &Pilot, known: &Figures<'_>, context: &Context) -> Effect {
    Effect::form(match deed {
        Deed::Decide => {
            let metrics: Vec<&Metric> = known.metrics.iter().collect();
            decide::form(pilot, (&metrics, known.chosen), known.readings, None, context)
        }
        Deed::Reading => {
            let chosen = known.chosen.or_else(|| known.metrics.first());
            deeds::reading(pilot, known.metrics, chosen, (known.readings, known.targets), context)
        }
    })
}

/// A form that waits for data about its pilot, for which the screen's queries ask.
#[derive(Default)]
pub(super) enum Awaited {
    /// None does.
    #[default]
    Nothing,
    /// That of a deed, for the metrics.
    Figures(Deed, Box<Pilot>),
    /// The form with all fields, which needs everything known about the pilot.
    Page(PilotId),
}

impl Awaited {
    /// Asks for the metrics.
    pub(super) fn ask(&mut self, deed: Deed, pilot: Option<Pilot>) -> Vec<Effect> {
        *self = pilot.map_or(Self::Nothing, |pilot| Self::Figures(deed, Box::new(pilot)));
        self.asked()
    }

    /// Asks for all that is known of it.
    pub(super) fn ask_all(&mut self, pilot: Option<PilotId>) -> Vec<Effect> {
        *self = pilot.map_or(Self::Nothing, Self::Page);
        self.asked()
    }

    fn asked(&self) -> Vec<Effect> {
        if self.is_there() { vec![Effect::Reload] } else { Vec::new() }
    }

    /// Does one wait?
    pub(super) const fn is_there(&self) -> bool {
        !matches!(self, Self::Nothing)
    }

    /// Whoever does something else does not wait for it.
    pub(super) fn forget(&mut self) {
        *self = Self::Nothing;
    }

    /// What it waits for.
    pub(super) fn query(&self, context: &Context) -> Option<Query> {
        let day = context.moment.day;
        match self {
            Self::Nothing => None,
            Self::Figures(_, pilot) => {
                let to = context.moment.reporting_week();
                let from = to.plus(-parts::TREND_WEEKS - 2);
                Some(Query::Trends { pilots: vec![pilot.id], from, to, day })
            }
            Self::Page(pilot) => Some(Query::Page { pilot: *pilot, day }),
        }
    }

    /// Opens the form if the data it needs is there now.
    pub(super) fn answered(&mut self, answers: &[Answer], context: &Context) -> Option<Effect> {
        let effect = answers.iter().find_map(|answer| match (&*self, answer) {
            (Self::Figures(deed, pilot), Answer::Trends(known)) => Some(with_trends(*deed, pilot, known, context)),
            (Self::Page(_), Answer::Page(Some(page), _)) => {
                Some(Effect::form(deeds::set_each(&page.pilot, &page.summary, context)))
            }
            (Self::Page(_), Answer::Page(None, _)) if context.masked => Some(Effect::info(UNDER_THE_MASK)),
            (Self::Page(_), Answer::Page(None, _)) => Some(Effect::info("This pilot is no longer there.")),
            _ => None,
        })?;
        self.forget();
        Some(effect)
    }
}

/// The form of a deed, of the headlines of its pilot; of none where a reading has nothing to be of.
pub(super) fn with_trends(deed: Deed, pilot: &Pilot, known: &Trends, context: &Context) -> Effect {
    let metrics = known.metrics.get(&pilot.id).map(Vec::as_slice).unwrap_or_default();
    if metrics.is_empty() && deed == Deed::Reading {
        return Effect::info("It has no headline metric yet: ⟨pilot add⟩ on the metrics of its page adds one.");
    }
    let targets = &known.targets.get(&pilot.id).cloned().unwrap_or_default();
    form(deed, pilot, &Figures { metrics, chosen: None, readings: &known.readings, targets }, context)
}

/// The pilot with that id, in a list in order of creation. It is asked for often with every key, among thousands.
pub(super) fn among(pilots: &[Pilot], id: PilotId) -> Option<&Pilot> {
    pilots.binary_search_by_key(&id, |pilot| pilot.id).ok().and_then(|at| pilots.get(at))
}

/// The content of a row with its pilot; none where it is about none.
pub(super) struct OfPilot<T> {
    /// The content.
    pub what: T,
    /// The pilot, which other rows share.
    pub pilot: Option<Arc<Pilot>>,
}

impl<T> OfPilot<T> {
    /// Rows of these contents and pilots; `whose` says which pilot each is about.
    pub(super) fn rows(all: Vec<T>, pilots: Vec<Pilot>, whose: fn(&T) -> Option<PilotId>) -> Vec<Self> {
        let pilots: HashMap<PilotId, Arc<Pilot>> =
            pilots.into_iter().map(|pilot| (pilot.id, Arc::new(pilot))).collect();
        let row = |what: T| {
            let pilot = whose(&what).and_then(|pilot| pilots.get(&pilot).cloned());
            Self { what, pilot }
        };
        all.into_iter().map(row).collect()
    }

    /// The name of its pilot; empty where it is about none.
    pub(super) fn pilot_name(&self) -> &str {
        self.pilot.as_ref().map_or("", |pilot| pilot.name.as_str())
    }
}

/// The title of the verb that archives, or brings back what is archived.
pub(super) const fn archives(is_archived: bool) -> &'static str {
    if is_archived { UNARCHIVE } else { "archive" }
}

const UNARCHIVE: &str = "unarchive";

/// Among the verbs of what was put out of sight, the way back comes first.
pub(super) fn way_back(mut offers: Vec<Offer>) -> Vec<Offer> {
    if let Some(at) = offers.iter().position(|offer| offer.title == UNARCHIVE) {
        let offer = offers.remove(at);
        offers.insert(0, offer);
    }
    offers
}

/// Can something be written on the pilots that are meant?
pub(super) fn writable<S: OnPilot>(screen: &S, context: &Context) -> Live {
    Live::writable(context).and_when(screen.is_any_chosen(), screen.none())
}

/// The same for a verb that acts on a single pilot.
pub(super) fn one_writable<S: OnPilot>(screen: &S, context: &Context) -> Live {
    writable(screen, context).and_when(!screen.has_marks(), "this is for one pilot: Esc takes the marks off first")
}

/// `m`: a reading.
pub(super) const fn reading<S: OnPilot>() -> Verb<S> {
    Verb::on_row(
        ("reading", "reading"),
        "Enter a reading of one of its metrics.",
        &["m"],
        |screen, context| one_writable(screen, context).and(screen.measurable(context)),
        |screen, context| screen.undertake(Deed::Reading, context),
    )
}

/// `o`: who owns it.
pub(super) const fn owner<S: OnPilot>() -> Verb<S> {
    Verb::on_row(("owner", "owner"), "Appoint its executive owner.", &["o"], writable, |screen, context| {
        vec![Effect::form(screen.naming(deeds::owner(screen.all_chosen(), context)))]
    })
}

/// `c`: a note.
pub(super) const fn note<S: OnPilot>() -> Verb<S> {
    Verb::on_row(("note", "note"), "Write a note of one line.", &["c"], writable, |screen, _| {
        vec![Effect::form(screen.naming(deeds::note(screen.all_chosen())))]
    })
}

/// `r`: its reported status.
pub(super) const fn report<S: OnPilot>() -> Verb<S> {
    Verb::on_row(("report", "report"), "Report its status with a sentence.", &["r"], writable, |screen, _| {
        vec![Effect::form(screen.naming(deeds::status(screen.all_chosen())))]
    })
}

/// `X`: does it go on?
pub(super) const fn lifecycle<S: OnPilot>() -> Verb<S> {
    let doc = "Pause, resume, stop or retire it; asks why.";
    Verb::on_row(("lifecycle", "lifecycle"), doc, &["X"], writable, |screen, _| {
        vec![Effect::form(screen.naming(deeds::lifecycle(screen.all_chosen())))]
    })
}

/// `D`: a decision.
pub(super) const fn decide<S: OnPilot>() -> Verb<S> {
    Verb::on_row(
        ("decide", "decide"),
        "Record a decision of the committee on it: what it changes, and what brings it back.",
        &["D"],
        |screen, context| decide::live(screen.chosen(), one_writable(screen, context)),
        |screen, context| screen.undertake(Deed::Decide, context),
    )
}

/// `!`: an exception.
pub(super) const fn raise<S: OnPilot>() -> Verb<S> {
    Verb::on_row(
        ("raise", "exception"),
        "Raise an exception: a case in which the output was wrong, disputed or outside the procedure.",
        &["!"],
        one_writable,
        |screen, context| Effect::asking(screen.chosen().map(|chosen| deeds::exception::raise(chosen, context))),
    )
}

/// `O`: its pages, wherever its row is no card.
pub(super) const fn open<S: OnPilot>(name: &'static str) -> Verb<S> {
    Verb::new(
        (name, "its pilot"),
        "Open the pilot that the row is about.",
        &["O"],
        |screen, _| Live::when(screen.chosen().is_some(), screen.none()),
        |screen, _| Effect::going(screen.chosen().map(|pilot| Destination::Pilot(pilot.id))),
    )
}

/// What is done to the pilot of a row.
pub(super) const fn rows<S: OnPilot>() -> [Verb<S>; 4] {
    [decide(), reading(), owner(), raise()]
}

/// The same without the hints in the footer, where there is no room for them.
pub(super) const fn quiet<S: OnPilot>() -> [Verb<S>; 4] {
    [decide().unhinted(), reading().unhinted(), owner().unhinted(), raise().unhinted()]
}
