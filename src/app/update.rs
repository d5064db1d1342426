//! Owns what follows from what happened: a fact comes in, effects go out. Those that the state can perform are
//! performed at once (`settle`); the others go to the shell.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::continued::Continued;
use super::frame::{self, Layout, hint_at};
use super::resume::go_on;
use super::settle::{TAKEN_BACK, settle};
use super::state::{Early, Open, Saved, State};
use super::{chord, drafts, early, everywhere, kept, leave, mask, overlays, paste, slipped, trouble, writes, written};
use crate::domain::delta::Before;
use crate::domain::incoming::{Foreseen, Incoming};
use crate::domain::{Day, JournalEntry, Portfolio};
use crate::interaction::context::in_the_open;
use crate::interaction::named::verbatim;
use crate::interaction::{
    Answer, Beginning, Code, Effect, Failure, Filter, Form, Key, Live, Msg, Overlay, Screen, TextValue, Tone,
};
use crate::screens::{self, choices, taken_in};
use crate::store::Seen;

/// The effects of the start: the first questions.
pub fn start(state: &mut State) -> Vec<Effect> {
    state.bind(state.keys.clone());
    state.look_here();
    let mut effects = state.reload();
    effects.extend(state.load_directory());
    settle(state, effects)
}

/// Takes in the size of the next drawing: the terminal may have changed it since it last said so.
pub fn fit(state: &mut State, area: Rect) -> Vec<Effect> {
    if state.context.size == (area.width, area.height) {
        return Vec::new();
    }
    update(state, Msg::Resized(area.width, area.height))
}

/// Takes in a fact. Answers what the shell has to do.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let waiting = early::waiting(state);
    let effects = heard(state, msg);
    let mut outward = follow(state, effects);
    if early::waiting(state) > waiting
        && let Some(draft) = early::drafted(state)
    {
        outward.push(drafts::keep_meanwhile(state, draft));
    }
    outward
}

/// What follows directly from a fact.
fn heard(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Pressed(key) => leave::goes_on(state, |state| pressed(state, key)),
        Msg::Pasted(text) => leave::goes_on(state, |state| pasted(state, &text)),
        Msg::Rested => {
            state.interrupted = false;
            Vec::new()
        }
        Msg::Lingered => {
            early::lingered(state);
            Vec::new()
        }
        Msg::Resized(width, height) => resized(state, (width, height)),
        Msg::Scrolled(rows) => leave::goes_on(state, |state| scrolled(state, rows)),
        Msg::Clicked(column, row) => leave::goes_on(state, |state| clicked(state, column, row)),
        Msg::Loaded { ticket, answers } => loaded(state, ticket, answers),
        Msg::Judged(portfolio) => judged(state, portfolio),
        Msg::Recalled(before) => recalled(state, before),
        Msg::Closing(before) => recalled_closing(state, before),
        Msg::Looking(moment) => looking(state, moment),
        Msg::Ticked(seconds) => ticked(state, seconds),
        Msg::Committed(outcome) => writes::committed(state, &outcome),
        Msg::Refused(failure) if state.context.masked => writes::refused(state, mask::failure(failure)),
        Msg::Refused(failure) => writes::refused(state, failure),
        // The comparison may have been with the mask.
        Msg::Conflicted { .. } if state.context.masked => writes::refused(state, mask::compared()),
        Msg::Conflicted { conflict, change } => writes::conflicted(state, conflict, change),
        Msg::Weighed(now) => overlays::weighed(state, now),
        Msg::AskedFirst { question, entry } => writes::asked_first(state, question, entry),
        Msg::Occupied { what, paper, place } => written::occupied(state, &what, paper, place),
        Msg::NotWritten { paper, place, failure } => written::refused(state, paper, &place, failure),
        Msg::Foreseen(foreseen) => foreseen_by(state, *foreseen),
        Msg::Unforeseen(incoming, failure) => unforeseen(state, &incoming, failure),
        Msg::Unbegun(tried, failure) => unbegun(state, &tried, failure),
        Msg::Disturbed => disturbed(state),
        Msg::Troubled(failure) => trouble::troubled(state, &failure),
        Msg::Recovered => trouble::recovered(state),
        Msg::Damaged(failure) => trouble::damaged(state, failure),
        Msg::Told(text) => vec![Effect::info(text)],
        Msg::Led { draft, done } => led(state, draft, done),
        Msg::Mentioned(text) => mentioned(state, Tone::Info, text),
        Msg::From(_, msg) => heard(state, *msg),
        Msg::Surrounded(around) => {
            state.context.around = around;
            Vec::new()
        }
        Msg::DraftsKept(done) => kept::kept(state, done),
        Msg::DraftsLost(texts) => kept::lost(state, texts),
        Msg::DraftsStay(stays) => kept::stay(state, stays),
        Msg::DraftsSeen(seen) => drafts_seen(state, seen),
        Msg::Undropped(draft) => drafts::undropped(state, draft),
        Msg::Edited(text) => edited(state, text),
        Msg::Dawned(day) => dawned(state, day),
        Msg::Leaving => vec![Effect::Meanwhile(LEAVING.to_owned())],
        Msg::Ended => ended(state),
    }
}

/// A signal that ends the program lets nobody be asked or told: what was typed while a form was being saved becomes a
/// draft, whatever becomes of the save.
fn ended(state: &State) -> Vec<Effect> {
    let early = if early::waiting(state) > 0 { early::drafted(state) } else { None };
    let typed = early.map(|(key, body)| Effect::Draft { key, body: Some(body) });
    typed.into_iter().chain([Effect::Flush, Effect::AllTheSame(Box::new(Effect::Quit))]).collect()
}

/// Shown while the program ends and waits for its file.
const LEAVING: &str = "Leaving as soon as the file is free; what is not saved by then stays a draft.";

/// Performs what the state can perform, and what follows from that.
fn follow(state: &mut State, effects: Vec<Effect>) -> Vec<Effect> {
    let mut outward = settle(state, effects);
    outward.extend(go_on(state));
    outward.extend(late(state));
    let left = leave::at_last(state).into_iter().collect();
    outward.extend(settle(state, left));
    let tended = drafts::tend(state);
    outward.extend(settle(state, tended));
    state.look_here();
    if state.waits_for().is_none() {
        state.lingers = None;
    }
    outward
}

/// Seconds passed, which a running meeting counts whatever screen is on top.
fn ticked(state: &mut State, seconds: u32) -> Vec<Effect> {
    let context = &state.context;
    let open = state.screens.iter_mut().map(|open| &mut open.screen);
    let met = open.chain(&mut state.left).find(|screen| screen.counts());
    met.map(|screen| screen.ticked(seconds, context)).unwrap_or_default()
}

/// Another program wrote. The last notice's offer to take back may no longer be true, and whether a refused value meets
/// another one may have changed: an open question is asked again about what is there now.
fn disturbed(state: &mut State) -> Vec<Effect> {
    if state.notice.as_ref().is_some_and(|notice| notice.text.ends_with(TAKEN_BACK)) {
        state.notice = None;
    }
    let again = match state.overlays.last() {
        Some(Overlay::Conflict { conflict, change, .. }) => Some(Effect::Weigh(change.clone(), conflict.part)),
        _ => None,
    };
    let (meanwhile, shown) = (state.load_meanwhile(), state.reload());
    slipped::watch(state);
    shown.into_iter().chain(state.load_directory()).chain(meanwhile).chain(again).collect()
}

fn resized(state: &mut State, size: (u16, u16)) -> Vec<Effect> {
    state.context.size = size;
    let context = &state.context;
    state.screens.iter_mut().flat_map(|open| open.screen.resized(context)).collect()
}

fn pressed(state: &mut State, key: Key) -> Vec<Effect> {
    // Ctrl+C at the question whether to leave means no.
    let interrupts = key == Key::ctrl('c') && !leave::is_asked(state);
    let again = std::mem::replace(&mut state.interrupted, interrupts) && interrupts;
    if key == Key::ctrl('z') {
        return vec![Effect::Flush, Effect::Suspend];
    }
    if early::keeps(state, || Early::Key(key)) {
        return Vec::new();
    }
    // Keys that waited for what is now closed were not meant for what lies beneath it.
    let untaken = if early::is_awaited(state) { early::dropped(state) } else { None };
    state.hush();
    if let Some(told) = untaken {
        state.mention(Tone::Info, told);
    }
    if again {
        state.interrupted = false;
        return leave::end(state);
    }
    if !state.overlays.is_empty() {
        let key = if key == Key::ctrl('c') { Key::plain(Code::Esc) } else { key };
        return overlays::press(state, key);
    }
    let context = &state.context;
    // Where nothing is shown, nothing can be typed into it.
    if state.pending.is_empty()
        && !state.is_unread()
        && let Some(effects) = state.screens.last_mut().and_then(|open| open.screen.typed(key, context))
    {
        return effects;
    }
    chord::press(state, key)
}

/// Takes pasted text; it may have to wait, as keys do.
fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if early::keeps(state, || Early::Pasted(text.to_owned())) { Vec::new() } else { paste::pasted(state, text) }
}

/// Performs the input that waited, up to the key that opens another screen.
fn late(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    while !state.is_fresh() && !early::is_saving(state) {
        let follow = match state.early.pop_front() {
            Some(Early::Key(key)) => pressed(state, key),
            Some(Early::Pasted(text)) => paste::pasted(state, &text),
            None => break,
        };
        effects.extend(settle(state, follow));
        effects.extend(go_on(state));
    }
    effects
}

/// The wheel moves as the arrow keys do.
fn scrolled(state: &mut State, rows: i16) -> Vec<Effect> {
    let key = Key::plain(if rows < 0 { Code::Up } else { Code::Down });
    (0..rows.unsigned_abs()).flat_map(|_| pressed(state, key)).collect()
}

/// Takes a click. On a hint it presses the hint's keys; on a continuation of a chord, those, and beside the list it
/// closes that; on a form it goes to what is under it; on a screen it selects what is there, if the screen knows.
fn clicked(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    let at = Position { x: column, y: row };
    let layout = Layout::of(Rect::new(0, 0, state.context.size.0, state.context.size.1));
    if let Some(chord) = hint_at(state, layout.footer, at) {
        return chord.keys().iter().flat_map(|key| pressed(state, *key)).collect();
    }
    if !state.overlays.is_empty() {
        return overlays::click(state, (layout.body, layout.over), at);
    }
    if !state.pending.is_empty() {
        let keys = Continued::of(state, layout.over).at(at).unwrap_or_else(|| vec![Key::plain(Code::Esc)]);
        return keys.into_iter().flat_map(|key| pressed(state, key)).collect();
    }
    let body = frame::body(state, &layout);
    if !body.contains(at) {
        return Vec::new();
    }
    let (context, at) = (&state.context, Position { x: column, y: row - body.y });
    let clicked = state.screens.last_mut().map(|open| open.screen.clicked(at, context));
    let mut effects = clicked.unwrap_or_default();
    // A click ends the typing of a filter: the next key is for the clicked row. The filter's line goes last, as the
    // rows may move when it does.
    if state.top().and_then(Screen::filter).is_some_and(Filter::is_typing) {
        effects.extend(pressed(state, Key::plain(Code::Enter)));
    }
    effects
}

fn loaded(state: &mut State, ticket: u64, mut answers: Vec<Answer>) -> Vec<Effect> {
    let newcomers = answers.iter().any(|answer| matches!(answer, Answer::Directory(names) if state.codes.learn(names)));
    if state.context.masked {
        for answer in &mut answers {
            mask::answer(answer, &state.codes);
        }
    }
    // An answer to what was typed earlier no longer matters.
    if ticket != state.texts_ticket && answers.iter().any(|answer| matches!(answer, Answer::Texts(..))) {
        return Vec::new();
    }
    if ticket == state.texts_ticket {
        for answer in answers {
            if let (Answer::Texts(texts, of_readings), Some(Overlay::Palette(search))) =
                (answer, state.overlays.last_mut())
            {
                search.take_texts(texts, of_readings);
            }
        }
        return Vec::new();
    }
    if ticket == state.meanwhile.0 {
        let is_news = |entry: &&JournalEntry| entry.seq > state.meanwhile.1;
        let news = answers.iter().filter_map(|answer| match answer {
            Answer::Journal(entries) => entries.first().filter(is_news),
            _ => None,
        });
        let newest = news.max_by_key(|entry| entry.seq);
        return newest.map(|entry| Effect::Meanwhile(verbatim(&entry.meanwhile()))).into_iter().collect();
    }
    if ticket == state.directory_ticket {
        let effects = oriented(state, answers);
        // Answers that came before had no code for the newcomers.
        let again = if newcomers && state.context.masked { state.reload() } else { Vec::new() };
        return effects.into_iter().chain(again).collect();
    }
    for answer in &answers {
        state.hear_of_reviews(answer);
    }
    let watched = slipped::awaited(state, ticket).map(|newest| (newest, slipped::stood(state)));
    let context = &state.context;
    let effects = match state.screens.last_mut() {
        Some(open) if ticket >= open.ticket => {
            open.answered |= ticket == open.ticket;
            if state.in_flight.is_empty() && state.overlays.is_empty() {
                state.saved = Saved::Yes;
            }
            open.fresh &= ticket != open.ticket;
            open.veiled &= ticket != open.ticket;
            open.unread &= ticket != open.ticket;
            open.screen.loaded(answers, context)
        }
        _ => Vec::new(),
    };
    let asked = watched.and_then(|(newest, before)| slipped::look(state, before, Some(newest)));
    effects.into_iter().chain(asked).collect()
}

/// Takes in the names to choose from, and which imported tables are still in force.
fn oriented(state: &mut State, answers: Vec<Answer>) -> Vec<Effect> {
    state.asks_names = false;
    let mut effects = Vec::new();
    for answer in answers {
        match answer {
            Answer::Directory(directory) => {
                state.workspace.clone_from(&directory.workspace);
                state.context.framework =
                    directory.framework.clone().unwrap_or_else(|| Arc::clone(&state.context.framework));
                state.context.directory = Arc::from(directory);
                if let Some(Overlay::Palette(search)) = state.overlays.last_mut() {
                    let directory = &state.context.directory;
                    search.name(directory.pilots.clone(), directory.labels.clone());
                }
            }
            Answer::InForce(entries) => effects.extend(boxes_settled(state, &entries)),
            _ => {}
        }
    }
    effects
}

/// Updates the paste boxes for the tables still in force, one after another, as one table may be what another left
/// over. An open box goes on with what is put into it.
fn boxes_settled(state: &mut State, in_force: &[(i64, bool)]) -> Vec<Effect> {
    let open = state.overlays.iter_mut().find_map(Overlay::form_mut);
    let mut effects = taken_in::settled(in_force, open.as_ref().map(|form| form.key.as_str()), &state.context.drafts);
    let put = |key: &str| {
        effects.iter().find_map(|effect| match effect {
            Effect::Draft { key: place, body } if place == key => body.as_deref(),
            _ => None,
        })
    };
    if let Some(form) = open
        && let Some(body) = put(&form.key)
    {
        form.resume(body);
    }
    if !effects.is_empty() {
        effects.extend(state.load_directory());
    }
    effects
}

/// How pilots stood before, under the mask where it is on.
fn as_shown(state: &State, before: Arc<Before>) -> Arc<Before> {
    if state.context.masked { Arc::new(mask::before(&before, &state.context, &state.codes)) } else { before }
}

fn recalled_closing(state: &mut State, before: Arc<Before>) -> Vec<Effect> {
    state.context.closing = Some(as_shown(state, before));
    tell_judged(state)
}

fn recalled(state: &mut State, before: Option<Arc<Before>>) -> Vec<Effect> {
    state.context.before = before.map(|before| as_shown(state, before));
    tell_judged(state)
}

/// Tells the screen on top how the pilots stand now and stood before.
fn tell_judged(state: &mut State) -> Vec<Effect> {
    let context = &state.context;
    state.screens.last_mut().map(|open| open.screen.judged(context)).unwrap_or_default()
}

/// What a form led to succeeded, and its draft goes; or it failed, and the draft stays.
fn led(state: &State, draft: Option<String>, done: Result<String, Failure>) -> Vec<Effect> {
    match done {
        Ok(text) => {
            let gone = draft.map(|key| Effect::Draft { key, body: None });
            gone.into_iter().chain([Effect::info(text)]).collect()
        }
        // Its form is closed. A setting is asked for again, with all that is wrong and what was typed.
        Err(failure) => {
            let form = draft.as_deref().and_then(|key| screens::setting(in_the_open(key), &state.context));
            let told = match form {
                Some(form) => Effect::form(Form { failure: Some(failure), ..form }),
                None => said(failure),
            };
            draft.map(Effect::LetGo).into_iter().chain([told]).collect()
        }
    }
}

/// Takes in what other windows did with drafts: one that is listed may go. The reason why a verb was refused is
/// withdrawn where the verb could be done now.
fn drafts_seen(state: &mut State, seen: Seen) -> Vec<Effect> {
    let (was_refused, before) = (is_refusal(state), slipped::stood(state));
    let effects = drafts::seen(state, seen).into_iter().chain(slipped::look(state, before, None)).collect();
    if was_refused && !is_refusal(state) {
        state.notice = None;
    }
    effects
}

/// Is the notice the reason why a verb cannot be used now?
fn is_refusal(state: &State) -> bool {
    let said = |why: &str| state.notice.as_ref().is_some_and(|notice| notice.text == why);
    state.notice.is_some() && state.verbs().iter().any(|bound| matches!(bound.offer.live, Live::No(why) if said(why)))
}

fn mentioned(state: &mut State, tone: Tone, text: String) -> Vec<Effect> {
    state.mention(tone, text);
    Vec::new()
}

/// Another day has come.
fn dawned(state: &mut State, day: Day) -> Vec<Effect> {
    state.context.today = day;
    if state.context.as_of.is_none() {
        state.context.moment.day = day;
    }
    for form in state.overlays.iter_mut().filter_map(Overlay::form_mut) {
        form.count_from(day);
    }
    state.reload()
}

/// The screen that previews the file takes it; any other gives way to that one.
fn foreseen_by(state: &mut State, foreseen: Foreseen) -> Vec<Effect> {
    let context = &state.context;
    // Earlier choices about a file are there when it is previewed again.
    let kept = choices::kept(&foreseen.incoming, &context.drafts).filter(|_| !context.masked);
    let foreseen = match state.screens.last_mut() {
        Some(open) => open.screen.foreseen(foreseen, context),
        None => Some(foreseen),
    };
    let Some(foreseen) = foreseen.filter(|_| !state.context.masked) else {
        return kept.into_iter().collect();
    };
    // Somebody went on meanwhile, perhaps into a meeting or a form.
    if state.is_busy() {
        let Incoming { path, pasted, .. } = foreseen.incoming;
        let again =
            if pasted.is_some() { "⟨pasted|paste⟩, where it was pasted," } else { "⟨everywhere import⟩" };
        return mentioned(state, Tone::Info, format!("{path} was looked at while you went on; {again} shows it."));
    }
    // “Reading …” is over. After a paste the notice stays: it says that another table waits.
    if foreseen.incoming.pasted.is_none() {
        state.hush();
    }
    let left = choices::told(&foreseen.incoming, &state.context.drafts).map(Effect::info);
    state.screens.push(Open::new(screens::incoming(foreseen)));
    state.reload().into_iter().chain(kept).chain(left).collect()
}

/// A file that cannot be previewed is asked for again, as it was typed; a preview that is open stays as it is.
fn unforeseen(state: &mut State, incoming: &Incoming, failure: Failure) -> Vec<Effect> {
    if state.context.masked {
        return vec![said(mask::failure(failure))];
    }
    let is_shown = state.top().is_some_and(|top| top.name() == "preview");
    if incoming.has_choices() && !is_shown {
        // The earlier choices no longer fit the file: it is read without them.
        let dropped = choices::dropped(incoming, &state.context.drafts);
        return [said(failure), Effect::Foresee(incoming.plain())].into_iter().chain(dropped).collect();
    }
    if let Some(pasted) = incoming.pasted.as_ref().filter(|_| !is_shown) {
        return paste::refused(state, pasted, failure);
    }
    let asked = incoming.seal.is_none() && incoming.columns.is_empty();
    if !asked || state.is_busy() {
        return vec![said(failure)];
    }
    vec![Effect::form(Form { failure: Some(failure), ..everywhere::import(incoming, &state.context.drafts) })]
}

/// A workspace that could not be made is asked for again, as it was typed.
fn unbegun(state: &State, tried: &Beginning, failure: Failure) -> Vec<Effect> {
    if state.context.masked {
        return vec![said(mask::failure(failure))];
    }
    match screens::beginning(tried) {
        Some(form) => vec![Effect::form(Form { failure: Some(failure), ..form })],
        None => vec![said(failure)],
    }
}

fn judged(state: &mut State, portfolio: Arc<Portfolio>) -> Vec<Effect> {
    let masked = state.context.masked;
    state.context.portfolio = if masked { Arc::new(mask::portfolio(&portfolio, &state.context)) } else { portfolio };
    tell_judged(state)
}

/// Another moment is looked at: everything is read anew, and in the past nothing can be written.
fn looking(state: &mut State, moment: Option<(Day, String)>) -> Vec<Effect> {
    let context = &mut state.context;
    (context.as_of, context.looking) = match moment {
        Some((day, name)) => (Some(day), name),
        None => (None, String::new()),
    };
    context.moment.day = context.as_of.unwrap_or(context.today);
    context.read_only = state.read_only || context.as_of.is_some();
    (context.portfolio, context.before) = (Arc::default(), None);
    for open in &mut state.screens {
        open.screen.looked(context);
    }
    let said = match context.as_of {
        Some(_) => Effect::info(format!("This is as of {}. ⟨as-of⟩ goes back to the present.", context.looking)),
        None => Effect::info("This is the present."),
    };
    let again = state.reload().into_iter().chain(state.load_directory());
    again.chain([said]).collect()
}

fn said(failure: Failure) -> Effect {
    Effect::failed(failure.said())
}

fn edited(state: &mut State, text: Result<String, String>) -> Vec<Effect> {
    let text = match text {
        Ok(text) => text,
        Err(why) => return vec![Effect::failed(why)],
    };
    if let Some(Overlay::Form(form)) = state.overlays.last_mut() {
        let focus = form.focus;
        if let Some(field) = form.fields.get_mut(focus) {
            field.text = TextValue::multi_line(text.trim_end());
            form.touched = true;
            form.follow();
            let (key, body) = (form.key.clone(), form.body());
            return vec![Effect::Draft { key, body }];
        }
    }
    Vec::new()
}
