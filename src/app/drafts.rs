//! Owns drafts where they meet forms: what is typed is kept together with where its form was opened, a form takes up
//! what was left at its place, and what other windows do there is told. A draft that another window is writing stays
//! that window's own.
//!
//! Three times a second the thread of the drafts looks at what other windows did: what they are writing
//! (`Context::elsewhere`, listed and never taken up), what they left, and what is gone. Where two windows take up one
//! draft at the same moment, the form says so before it saves. A draft records whether its form was closed: on the wall
//! the next line replaces one that was closed, and continues one that a crash cut off.
//!
//! Some forms lead to something that does not change the workspace: a setting, another workspace, a mapping. That goes
//! out as `Effect::Led` with the place of the draft; `Msg::Led` says whether it succeeded, and only then does the draft
//! go.

use std::collections::BTreeMap;

use super::state::{Next, State, Wanted, by_place};
use crate::domain::PilotId;
use crate::domain::digest::digest;
use crate::interaction::context::{MARKS, in_the_open, is_typed, under_mask};
use crate::interaction::{Context, Effect, Failure, Form, Notice, Origin, Overlay, Screen, Told};
use crate::screens::{is_formless, paste, shows_formless};
use crate::store::{Draft, Seen, typed_at};

/// Shown in a form opened where another window is already writing.
const WRITING: &str = "Another window is writing here; what you type is kept beside it, and ⟨drafts⟩ lists both.";
/// Shown in an open form when another window begins to write there.
const BEGUN: &str =
    "Somebody else is typing here too, in another window; yours is kept beside it, and ⟨drafts⟩ lists both.";
/// Shown where two windows took up one draft at the same moment.
const TAKEN: &str = "Another window opened this draft too; what you type now is kept beside it.";

/// Keeps what was typed; none once it is saved. The marked rows that it is for are kept first, once.
pub(super) fn keep(state: &mut State, key: String, body: Option<String>) -> Vec<Effect> {
    state.came.remove(&key);
    state.put.extend(body.is_some().then(|| key.clone()));
    let marks = body.as_ref().and_then(|_| marks(state, &key));
    await_disk(state, &key, body.as_deref());
    let all = marks.into_iter().chain([(key, body)]);
    all.map(|(key, body)| {
        match &body {
            Some(body) => state.context.drafts.insert(key.clone(), body.clone()),
            None => state.context.drafts.remove(&key),
        };
        Effect::Draft { key, body }
    })
    .collect()
}

/// Keeps on disk only what was typed while a save is on its way, as it would go with that save.
pub(super) fn keep_meanwhile(state: &mut State, (key, body): (String, String)) -> Effect {
    await_disk(state, &key, Some(&body));
    Effect::Draft { key, body: Some(body) }
}

/// Waits for the disk to confirm each text.
fn await_disk(state: &mut State, key: &str, body: Option<&str>) {
    state.unkept.extend((state.workspace.is_some() && is_typed(key, body)).then(|| key.to_owned()));
}

/// Drops a draft. It stays known here until the disk has dropped it too.
pub(super) fn dropped(state: &mut State, key: String) -> Effect {
    let body = state.context.drafts.remove(&key);
    state.context.dropped += 1;
    state.dropped.extend(body.map(|body| Draft { key: key.clone(), body }));
    Effect::DropDraft(key)
}

/// Brings back the draft that was dropped last, of those known here.
pub(super) fn undrop(state: &mut State) -> Vec<Effect> {
    let last = state.dropped.pop();
    undropped(state, last)
}

/// A draft came back; it replaces what was typed there since.
pub(super) fn undropped(state: &mut State, draft: Option<Draft>) -> Vec<Effect> {
    let draft = match draft {
        // A draft that could only be read, and was dropped, is known to this program alone.
        None if !state.keeps_drafts => state.dropped.pop(),
        draft => draft,
    };
    let Some(draft) = draft else {
        state.context.dropped = 0;
        return vec![Effect::info("There is no dropped draft to bring back; each is kept for thirty days.")];
    };
    state.dropped.retain(|known| *known != draft);
    state.stays.retain(|key| *key != draft.key);
    let said = if typed_at(&draft.key) == draft.key {
        "The draft is back, where it was typed."
    } else {
        "The draft is back, beside the other one that was typed there; ⟨drafts⟩ lists both."
    };
    let Draft { key, body } = draft;
    // What stands on its screen without a form stays in this window.
    let held = is_formless(&key).then(|| Effect::Hold { left: key.clone(), place: key.clone() });
    let before = state.context.drafts.insert(key.clone(), body);
    state.context.dropped = state.context.dropped.saturating_sub(1) + usize::from(before.is_some());
    state.dropped.extend(before.map(|body| Draft { key, body }));
    held.into_iter().chain([Effect::info(said)]).collect()
}

/// The rows marked for the form of a draft and where to keep them, unless they are kept already.
fn marks(state: &State, key: &str) -> Option<(String, Option<String>)> {
    let form = state.overlays.iter().filter_map(Overlay::form).find(|form| form.key == key)?;
    let from = &form.from;
    let is_kept = from.marked.is_empty() || state.context.drafts.contains_key(&from.marks);
    (!is_kept).then(|| (from.marks.clone(), Some(from.marked.join("\n"))))
}

/// What a pilot is called where a form opens; under the mask, its code.
fn called(state: &State, pilot: PilotId) -> String {
    state.context.directory.pilot_name(pilot).unwrap_or_default().to_owned()
}

/// Where a form opens, and what opened it.
pub(super) fn origin(state: &State) -> Origin {
    let of = |top: &dyn Screen| {
        let mut marked = top.marked();
        marked.sort_unstable();
        Origin {
            screen: top.name().to_owned(),
            pilot: top.pilot(),
            called: top.pilot().map(|pilot| called(state, pilot)).unwrap_or_default(),
            page: top.page(),
            verb: state.ran.unwrap_or_default().to_owned(),
            marks: place_of_marks(&marked),
            marked,
        }
    };
    state.top().map(of).unwrap_or_default()
}

/// The place where the marked rows are kept: the same rows have the same place. Empty where none are marked.
fn place_of_marks(marked: &[String]) -> String {
    if marked.is_empty() {
        return String::new();
    }
    format!("{MARKS}{:016x}", digest(marked.join("\n").as_bytes()))
}

/// What is told of a draft left at a place, depending on whether the form takes it up under its own key or later.
fn whose(place: &str, key: &str, came: bool) -> (&'static str, &'static str) {
    if came {
        ("What another window left here is back", AFTER)
    } else if typed_at(place) != place {
        ("Another draft that was left here is back", AFTER)
    } else if place == under_mask(key) {
        ("Your draft is back", "What was typed here under the mask comes after it.")
    } else if place == key {
        ("Your draft is back", AFTER)
    } else {
        ("The table that waited here is back", "Another table that was pasted here comes after it.")
    }
}

/// Shown where several drafts were left at one place.
const AFTER: &str = "Another draft that was left here comes after it.";

/// Gives a form its draft: the one chosen for it, else the one left at its place, else what was typed there under the
/// mask, else what was left beside it or pasted before. A draft that another window is writing is reported, not taken
/// up.
pub(super) fn taken_up(state: &State, form: &mut Form) -> Vec<Effect> {
    if !form.keeps {
        return Vec::new();
    }
    let (context, chosen) = (&state.context, state.chosen.as_deref());
    let drafts = &context.drafts;
    let its = [form.key.clone(), under_mask(&form.key)];
    let is_its = |place: &&String| its.iter().any(|key| key == typed_at(place));
    let others = drafts.keys().filter(|place| typed_at(place) != place.as_str()).filter(is_its);
    let others = others.cloned().chain(paste::behind(&form.key, drafts));
    let mut places: Vec<String> = its.iter().filter(|key| drafts.contains_key(*key)).cloned().chain(others).collect();
    places.sort_by_key(|place| chosen != Some(place.as_str()));
    let after = places.get(1).map(|next| whose(next, &form.key, state.came.contains(next)).1);
    let writing = context.elsewhere.keys().any(|place| is_its(&place)).then_some(WRITING);
    let taken = places.first().and_then(|place| Some((place, drafts.get(place)?)));
    // Where something could not be done with the draft, that is said, and not that the draft is there.
    let is_back = |place: &String| form.failure.is_none() && !state.put.contains(place);
    let back = taken.filter(|(place, _)| is_back(place)).map(|(place, _)| back(place, &form.key, state));
    let held = taken.map(|(place, body)| {
        // A draft chosen from the list is continued, even by a form that otherwise begins anew.
        form.anew &= chosen != Some(place.as_str());
        form.resume(body);
        if state.came.contains(place) {
            form.comes_from_another();
        }
        Effect::Hold { left: place.clone(), place: form.key.clone() }
    });
    let (outdated, beside) = (form.outdated(), after.into_iter().chain(writing));
    let told: Vec<&str> = outdated.into_iter().chain(beside.clone()).collect();
    if !told.is_empty() {
        form.beside = Some(told.join(" "));
    }
    let told: Vec<&str> = outdated.into_iter().chain(back.as_deref()).chain(beside).collect();
    let said = (!told.is_empty()).then(|| Effect::info(told.join(" ")));
    said.into_iter().chain(held).collect()
}

/// From now on the draft `left` is what comes back at `place`. What came back there before is not lost: it gets a new
/// name.
pub(super) fn hold(state: &mut State, left: String, place: String) -> Effect {
    state.came.remove(&left);
    let drafts = &mut state.context.drafts;
    if let Some(body) = drafts.remove(&left) {
        drafts.insert(place.clone(), body);
    }
    Effect::Hold { left, place }
}

/// Shown of a draft that is back but cannot be dropped now, as it may be saved at any moment.
const BEING_SAVED: &str = "What stands here is being saved; what you change in it now is not, and stays a draft.";

/// Says that a draft is back, and how it is dropped.
fn back(place: &str, key: &str, state: &State) -> String {
    if state.is_being_saved(place) {
        return BEING_SAVED.to_owned();
    }
    let heard = state.context.is_heard();
    let how = if heard { "its last question can drop it" } else { "Tab to the last row drops it" };
    format!("{}; {how}.", whose(place, key, state.came.contains(place)).0)
}

/// Takes in what other windows did. What they took up, saved or dropped is no longer here; a form already open with it
/// stays, and says so.
pub(super) fn seen(state: &mut State, seen: Seen) -> Vec<Effect> {
    let before = std::mem::replace(&mut state.context.elsewhere, by_place(seen.writing));
    let at_its_place = |draft: &&Draft| typed_at(&draft.key) == draft.key;
    state.came.extend(seen.came.iter().filter(at_its_place).map(|draft| draft.key.clone()));
    state.context.drafts.extend(by_place(seen.came.clone()));
    let known = if state.keeps_drafts { Vec::new() } else { known_before(state, &seen.came) };
    forget_company(state);
    let mut told = has_company(state, &before).then_some(BEGUN);
    for key in &seen.gone {
        state.came.remove(key);
        if is_open(state, key) {
            told = Some(TAKEN);
        } else if state.context.drafts.remove(key).is_none() {
            give_back(state, typed_at(key));
        }
    }
    let told = told.map(|told| Effect::Meanwhile(told.to_owned()));
    known.into_iter().chain(told).collect()
}

/// While the disk took no drafts, some could only be read. Once it takes them again they are seen under another name:
/// those dropped here are dropped now, and those that a form took up are held.
fn known_before(state: &mut State, came: &[Draft]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for Draft { key, body } in came {
        let place = typed_at(key);
        if state.dropped.iter().any(|draft| draft.key == place && draft.body == *body) {
            effects.push(Effect::DropDraft(key.clone()));
            continue;
        }
        let is_same = place != key && state.context.drafts.get(place) == Some(body);
        if !is_same || state.unkept.iter().any(|typed| typed == place) {
            continue;
        }
        state.context.drafts.remove(place);
        if state.overlays.iter().filter_map(Overlay::form).any(|form| form.key == place) {
            effects.push(hold(state, key.clone(), place.to_owned()));
        }
    }
    effects
}

/// Drafts that other windows left, and that no form takes up, are taken up while their screen is shown. Those not
/// touched there are given back when it is left, for whoever opens it next.
pub(super) fn tend(state: &mut State) -> Vec<Effect> {
    if state.top().is_some_and(|top| shows_formless(top.name())) {
        return brought_home(state);
    }
    let brought = std::mem::take(&mut state.brought);
    let drafts = &state.context.drafts;
    let untouched = brought.into_iter().filter(|(place, body)| drafts.get(place) == Some(body));
    untouched.map(|(place, _)| Effect::LetGo(place)).collect()
}

/// Takes up what other windows left where no form does so and nothing is typed here.
fn brought_home(state: &mut State) -> Vec<Effect> {
    let is_left = |key: &&String| typed_at(key) != key.as_str() && is_formless(typed_at(key));
    let left: Vec<String> = state.context.drafts.keys().filter(is_left).cloned().collect();
    let mut effects = Vec::new();
    for key in left {
        let place = typed_at(&key).to_owned();
        if let Some(body) = state.context.drafts.get(&key).filter(|_| !state.context.drafts.contains_key(&place)) {
            state.brought.insert(place.clone(), body.clone());
            effects.push(hold(state, key, place));
        }
    }
    if !effects.is_empty() {
        effects.push(Effect::Reload);
    }
    effects
}

/// Another window was first to take up what was just taken up here.
fn give_back(state: &mut State, place: &str) {
    let context = &mut state.context;
    let is_theirs = |(key, body): (&String, &String)| typed_at(key) == place && context.drafts.get(place) == Some(body);
    if is_formless(place) && context.elsewhere.iter().any(is_theirs) {
        context.drafts.remove(place);
    }
}

/// Continues a draft once its screen is there. A draft without a form is shown by its screen, unless something else
/// stands there.
pub(super) fn want(state: &mut State, draft: String) -> Vec<Effect> {
    let mut effects = if is_formless(typed_at(&draft)) { brought_home(state) } else { Vec::new() };
    let hindered = in_its_way(state, &draft);
    let is_home = hindered.is_some() || !state.context.drafts.contains_key(&draft);
    effects.extend(hindered);
    let place = if is_home { typed_at(&draft).to_owned() } else { draft };
    state.next = Some(Next::of(place, state));
    effects
}

impl Next {
    /// The wish to continue what is kept at a place.
    fn of(place: String, state: &State) -> Self {
        Wanted::at(place.clone(), state).map_or(Self::Place(place), Self::Draft)
    }
}

impl Wanted {
    /// The draft at a place; none where what is kept there is no form's draft.
    fn at(key: String, state: &State) -> Option<Self> {
        let drafts = &state.context.drafts;
        let mut from = Told::of(drafts.get(&key)?)?.from;
        from.marked.extend(drafts.get(&from.marks).into_iter().flat_map(|rows| rows.lines()).map(str::to_owned));
        Some(Self { key, from })
    }
}

/// What keeps this window from taking up a draft that was left beside another one: the one at its place cannot be set
/// aside.
fn in_its_way(state: &State, key: &str) -> Option<Effect> {
    let place = typed_at(key);
    let drafts = &state.context.drafts;
    let is_typed_here = place != key && drafts.contains_key(key) && drafts.contains_key(place);
    let stays = || is_formless(place) || !state.keeps_drafts && state.unkept.iter().any(|typed| typed == place);
    (is_typed_here && stays()).then(|| {
        Effect::info("Something else is typed there in this window: commit or drop that, then ⟨drafts⟩ goes on.")
    })
}

/// The warning that another window writes in the same place lasts only as long as that is so.
fn forget_company(state: &mut State) {
    let elsewhere = &state.context.elsewhere;
    let is_alone = |form: &Form| !elsewhere.keys().any(|place| in_the_open(place) == in_the_open(&form.key));
    let rest = |told: String| Some(told.replace(WRITING, "").replace(BEGUN, "")).filter(|told| !told.trim().is_empty());
    for form in state.overlays.iter_mut().filter_map(Overlay::form_mut).filter(|form| is_alone(form)) {
        form.beside = form.beside.take().and_then(rest);
        for said in [&mut state.notice, &mut state.news] {
            *said = said.take().and_then(|said| Some(Notice { text: rest(said.text)?, ..said }));
        }
    }
}

/// Does another window now write where the form on top does, and did not before?
fn has_company(state: &State, before: &BTreeMap<String, String>) -> bool {
    let mut came = state.context.elsewhere.keys().filter(|place| !before.contains_key(*place));
    let form = state.overlays.last().and_then(Overlay::form);
    form.is_some_and(|form| came.any(|place| typed_at(place) == form.key))
}

/// Is a draft that another window took up open in a form? If so, the form is told.
fn is_open(state: &mut State, key: &str) -> bool {
    // A draft left beside its place was moved there when the form opened.
    let is_moved = !state.context.drafts.contains_key(key);
    let is_its = |place: &str| place == key || is_moved && in_the_open(place) == paste::shown_in(in_the_open(key));
    let mut forms = state.overlays.iter_mut().filter_map(Overlay::form_mut);
    let Some(form) = forms.find(|form| form.resumed && is_its(&form.key)) else {
        return false;
    };
    form.taken = true;
    true
}

/// The warning shown before a draft is saved that another window took up too.
pub(super) fn taken(key: &str, context: &Context) -> Failure {
    let title = if context.elsewhere.keys().any(|place| typed_at(place) == key) {
        "another window has this draft open too"
    } else if context.drafts.keys().any(|place| place != key && typed_at(place) == key) {
        "another window has left this draft here too"
    } else {
        "another window saved this draft already, or dropped it"
    };
    let hint = "save once more to save it here too; the last row drops it";
    Failure { title: title.to_owned(), field: None, hint: hint.to_owned(), unkept: false }
}
