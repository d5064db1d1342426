//! The drafts: what was typed and never saved, wherever that was, to be found, read, continued or dropped.

use std::collections::HashMap;

use super::shelf::{Shelf, Shelved};
use super::{PLACES, Place, meeting, paste, weekly};
use crate::domain::shown::collapsed;
use crate::domain::words::first_of;
use crate::domain::{Metric, MetricId, PilotId, Shown};
use crate::interaction::context::{PLACES as KEPT_PLACES, in_the_open};
use crate::interaction::filter;
use crate::interaction::moves::vertical;
use crate::interaction::verb::{self, Live, Rows, Verb};
use crate::interaction::{Answer, Context, Destination, Effect, Offer, Origin, Query, Told};
use crate::store::stands;
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "drafts",
    title: "drafts",
    doc: "Go to the drafts: what was typed and is not saved yet, wherever that was.",
    keys: &["g t"],
    verbs: || verb::listed(VERBS),
    open: Some(|_| Box::new(Shelf::<Drafts>::default())),
};

const COLUMNS: &[Column] = &[Column::text("what it is", 24, 2), Column::text("typed", 24, 3)];

/// The drafts, with the names of pilot and metric for each value of the week.
#[derive(Default)]
struct Drafts {
    metrics: HashMap<MetricId, String>,
}

/// What was typed at one place.
struct Draft {
    /// Where it is kept.
    key: String,
    /// What it belongs to.
    what: String,
    /// What was typed, field by field.
    texts: Vec<String>,
    /// Where it is continued; none where that is not known.
    home: Option<Destination>,
    /// How it was left; none where that is not known.
    left: Option<Left>,
}

/// How a draft was left, as far as it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Not left: another window is writing it, so it cannot be taken up here.
    Running,
    /// Its form was closed.
    Closed,
    /// Its form was never closed: its window ended, or the draft was dropped there and brought back.
    CutOff,
}

impl Left {
    /// What is said of it.
    const fn said(self) -> &'static str {
        match self {
            Self::Running => "Another window is writing it.",
            Self::Closed => "Its form was closed.",
            Self::CutOff => "Its form was never closed: most likely its window ended.",
        }
    }
}

impl Draft {
    fn of(key: &str, body: &str, metrics: &HashMap<MetricId, String>, context: &Context) -> Self {
        let (what, texts, home, left) = if let Some(told) = Told::of(body) {
            let title = told.titled(&context.directory.pilots);
            // Drafts of earlier versions have no heading; the end of the key says something.
            let end = || key.rsplit('/').next().unwrap_or_default().replace('-', " ");
            let title = if title.is_empty() { end() } else { title };
            let left = if told.closed { Left::Closed } else { Left::CutOff };
            // A table waits in its box without a form.
            let left = Some(left).filter(|left| *left == Left::Closed || !paste::is_box(in_the_open(key)));
            (named(title, &told.from, context), told.texts, home(key, &told.from), left)
        } else {
            // The first line of a week's value is what was typed.
            let cell = in_the_open(key).strip_prefix(WEEK).and_then(|rest| rest.split_once('/'));
            let what =
                cell.map_or_else(|| "a pasted block".to_owned(), |(week, metric)| value_of(week, metric, metrics));
            let typed = if cell.is_some() { weekly::told(body) } else { body };
            (what, vec![typed.to_owned()], screen("week"), None)
        };
        Self { key: key.to_owned(), what, texts, home, left }
    }

    /// The text in one line.
    fn typed(&self) -> String {
        collapsed(&self.texts.join(" · "))
    }

    /// The same draft as one that another window is writing.
    fn elsewhere(self) -> Self {
        Self { what: format!("{} (another window)", self.what), left: Some(Left::Running), ..self }
    }

    fn is_elsewhere(&self) -> bool {
        self.left == Some(Left::Running)
    }
}

/// The title of a draft, with the first of the pilots marked for it or, where the title does not name it, the pilot on
/// whose pages it was typed.
fn named(what: String, from: &Origin, context: &Context) -> String {
    let marked = context.drafts.get(&from.marks).map_or("", String::as_str);
    let name = |pilot: PilotId| context.directory.pilot_name(pilot).map(str::to_owned);
    let names: Vec<String> = marked.lines().filter_map(|row| name(row.parse().ok()?)).collect();
    if !names.is_empty() {
        return format!("{what}: {}", first_of(&names, NAMED));
    }
    // A verb of the pilot's pages opened it, not one that works everywhere.
    let own = from.pilot.filter(|_| from.screen == "pilot" && !from.verb.is_empty()).and_then(name);
    match own.filter(|name| !what.contains(name.as_str())) {
        Some(name) => format!("{what}: {name}"),
        None => what,
    }
}

/// At most so many pilots are named.
const NAMED: usize = 3;

/// How the key of a week's value begins.
const WEEK: &str = "week/";

/// A value of a week, with its metric if that is known.
fn value_of(week: &str, metric: &str, metrics: &HashMap<MetricId, String>) -> String {
    let known = metric.parse().ok().and_then(|id: MetricId| metrics.get(&id));
    known.map_or_else(|| format!("a value of {week}"), |metric| format!("{week} {metric}"))
}

fn screen(name: &str) -> Option<Destination> {
    let place = PLACES.iter().find(|place| place.name == name && place.open.is_some());
    place.map(|place| Destination::Screen(place.name))
}

/// The screen where a form is continued: for anything about a pilot, that pilot's pages, wherever it was typed. The
/// meeting only for what belongs to nothing else, as it may be over.
fn home(key: &str, from: &Origin) -> Option<Destination> {
    let place = in_the_open(key);
    let (kind, rest) = place.split_once('/').unwrap_or((place, ""));
    let id = rest.split('/').next().unwrap_or_default();
    let pilot = || from.pilot.map(Destination::Pilot);
    let named = match kind {
        "meeting" => meeting::place::review_of(key).map(|review| {
            Destination::LeftMeeting(review, meeting::place::item_of(key).and_then(|(id, _)| id.parse().ok()))
        }),
        // On the week, the row shows which metric it is.
        "pilot" if from.screen == "week" && place.contains("/reading/") => screen("week"),
        // On the pilot's pages another verb opens that form.
        "pilot" if from.screen == "board" && place.ends_with("/fields") => screen("board"),
        "pilot" => id.parse().ok().map(Destination::Pilot),
        "review" => id.parse().ok().map(Destination::Review),
        "person" if from.screen == "person" => id.parse().ok().map(Destination::Person),
        "action" => screen("actions"),
        _ => None,
    };
    named.or_else(|| screen(&from.screen)).or_else(pilot)
}

const VERBS: Rows<Shelf<Drafts>> = &[OWN, &vertical()];

const OWN: &[Verb<Shelf<Drafts>>] = &[
    Verb::on_row(
        ("open", "go on with it"),
        "Go to where it was typed and open it there, or say which key opens it.",
        &["↵"],
        |screen, context| match screen.selected(context) {
            None => Live::No(screen.absent(NONE)),
            Some(draft) => Live::when(!draft.is_elsewhere(), ELSEWHERE)
                .and_when(draft.home.is_some(), "where it was typed is not known: ⟨drafts copy-draft⟩ copies it"),
        },
        |screen, context| match screen.selected(context) {
            Some(Draft { home: Some(home), key, .. }) => {
                // A block is previewed again as it was pasted.
                let block = context.drafts.get(&key).filter(|_| weekly::is_block(&key));
                let next = block.map_or(Effect::GoOn(key), |text| Effect::PasteThere(text.clone()));
                vec![Effect::Open(home), next]
            }
            _ => Vec::new(),
        },
    ),
    Verb::on_row(
        ("drop", "drop"),
        "Drop the draft under the cursor; ⟨drafts undrop-draft⟩ brings it back, and ⟨everywhere undrop-draft⟩ from everywhere.",
        &["x"],
        |screen, context| match screen.selected(context) {
            None => Live::writable(context).and(Live::No(screen.absent(NONE))),
            Some(draft) => Live::writable(context).and_when(!draft.is_elsewhere(), ELSEWHERE),
        },
        |screen, context| {
            let draft = screen.selected(context).map(|draft| Effect::DropDraft(draft.key));
            draft.into_iter().chain([Effect::info("Draft dropped; ⟨drafts undrop-draft⟩ brings it back.")]).collect()
        },
    ),
    Verb::new(
        ("copy-draft", "copy it"),
        "Copy what was typed in the draft under the cursor.",
        &["y"],
        |screen, context| Live::when(screen.selected(context).is_some(), screen.absent(NONE)),
        |screen, context| {
            let copied = |draft: Draft| Effect::Copy { text: draft.texts.join("\n"), what: draft.what };
            screen.selected(context).map(copied).into_iter().collect()
        },
    ),
    filter::narrowing(|_, _| Live::Yes, Shelf::narrow),
    // Here `u` brings a dropped draft back, as it takes back changes elsewhere; `Z` does so everywhere.
    Verb { title: "bring back", ..verb::undrop(&["u"]) },
];

const UNDROP: &str = "undrop-draft";
const NONE: &str = "nothing is typed that is not saved";
const ELSEWHERE: &str = "another window has it: ⟨drafts copy-draft⟩ copies it";

impl Shelved for Drafts {
    type Row = Draft;
    const PLACE: Place = PLACE;
    const TITLE: &'static str = "Drafts";
    const VERBS: Rows<Shelf<Self>> = VERBS;
    const COLUMNS: &'static [Column] = COLUMNS;
    const EMPTY: &'static str = "Nothing is left unsaved. What you type and leave is kept, and listed here.";

    fn empty(context: &Context) -> String {
        match &context.unread_drafts {
            Some(why) => {
                format!("What was left unsaved before cannot be read: {why}. What you type now is listed here.")
            }
            None => Self::EMPTY.to_owned(),
        }
    }

    fn rows(&self, context: &Context) -> Vec<Draft> {
        let drafts = context.drafts.iter().filter(|(key, _)| !key.starts_with(KEPT_PLACES));
        let of = |(key, body): (&String, &String)| Draft::of(key, body, &self.metrics, context);
        let elsewhere = context.elsewhere.iter().map(|draft| of(draft).elsewhere());
        let mut rows: Vec<Draft> = drafts.map(of).chain(elsewhere).collect();
        rows.sort_by(|one, other| stands(&one.key).cmp(&stands(&other.key)));
        rows
    }

    /// The same key brings back drafts dropped before the start, which are not known here.
    fn is_hinted(offer: &Offer, context: &Context) -> bool {
        offer.name != UNDROP || context.dropped > 0
    }

    /// The metrics are asked for only if there is a value of the week.
    fn queries(context: &Context) -> Vec<Query> {
        let week = context.moment.reporting_week();
        let typed = context.drafts.keys().chain(context.elsewhere.keys()).any(|key| in_the_open(key).starts_with(WEEK));
        typed.then_some(Query::Sheet { from: week, to: week, day: context.moment.day }).into_iter().collect()
    }

    fn loaded(&mut self, answers: Vec<Answer>) {
        for answer in answers {
            if let Answer::Sheet(sheet) = answer {
                let names: HashMap<PilotId, &str> =
                    sheet.pilots.iter().map(|pilot| (pilot.id, pilot.name.as_str())).collect();
                let named = |metric: &Metric| {
                    let name = names.get(&metric.pilot).copied().unwrap_or_default();
                    (metric.id, format!("{name}: {}", metric.name))
                };
                let unlisted = sheet.unlisted.iter().map(|(metric, left_out)| (*metric, left_out.called.clone()));
                self.metrics = sheet.metrics.iter().map(named).chain(unlisted).collect();
            }
        }
    }

    fn cells(draft: &Draft) -> Vec<Cell> {
        vec![(Shown::line(&draft.what), Role::Strong), (Shown::line(&draft.typed()), Role::Draft)]
    }

    fn known_by(draft: &Draft) -> String {
        draft.key.clone()
    }

    fn sentence(draft: &Draft) -> String {
        format!("{}: {}", draft.what, draft.typed())
    }

    fn explain(draft: &Draft) -> String {
        // Before the text, which may be long.
        let said = draft.left.map(|left| format!("{}  ", left.said())).unwrap_or_default();
        format!("{said}{}", Self::sentence(draft))
    }
}
