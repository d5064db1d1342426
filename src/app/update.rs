//! Owns what follows from what happened. The effects that the state can perform itself (opening, closing, saying) are
//! performed here; the others go to the shell.

use crate::domain::delta::Before;
use crate::domain::incoming::{Foreseen, Incoming};
use crate::domain::seek::PilotPart;
use crate::domain::{Change, Day, Invalid, Outcome, Portfolio};
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::frame::Layout;
use crate::interaction::context::is_typed;
use crate::interaction::form::Check;
use crate::interaction::overlay::Confirm;
use crate::interaction::{
    Answer, Beginning, Code, Destination, Effect, Failure, Form, Key, Msg, Notice, Origin, Overlay, Paper, TextValue,
    Tone,
};
use crate::screens;
use crate::store::Draft;

use super::state::{Open, Saved, State, Write};
use super::{chord, everywhere, mask, overlays};
use crate::ui::glyphs::Glyphs;

/// The first questions.
pub fn start(state: &mut State) -> Vec<Effect> {
    let mut effects = state.reload();
    effects.extend(state.load_directory());
    settle(state, effects)
}

/// Takes in the size of what is drawn on next, which the terminal may have changed since it last said so.
pub fn fit(state: &mut State, area: Rect) -> Vec<Effect> {
    if state.context.size == (area.width, area.height) {
        return Vec::new();
    }
    update(state, Msg::Resized(area.width, area.height))
}

/// Takes a fact in. Answers what the shell has to do.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Pressed(key) => pressed(state, key),
        Msg::Pasted(text) => pasted(state, &text),
        Msg::Resized(width, height) => {
            state.context.size = (width, height);
            let context = &state.context;
            state.screens.iter_mut().flat_map(|open| open.screen.resized(context)).collect()
        }
        Msg::Scrolled(rows) => scrolled(state, rows),
        Msg::Clicked(column, row) => clicked(state, column, row),
        Msg::DraftsKept(Ok(count)) => {
            state.keeps_drafts = true;
            state.unkept = state.unkept.saturating_sub(count);
            Vec::new()
        }
        Msg::Loaded { ticket, answers } => loaded(state, ticket, answers),
        Msg::Judged(portfolio) => judged(state, portfolio),
        Msg::Recalled(before) => recalled(state, before),
        Msg::Looking(moment) => looking(state, moment),
        Msg::Ticked(seconds) => {
            let context = &state.context;
            state.screens.last_mut().map(|open| open.screen.ticked(seconds, context)).unwrap_or_default()
        }
        Msg::Committed(outcome) => committed(state, outcome),
        Msg::Refused(failure) if state.context.masked => refused(state, mask::failure(failure)),
        Msg::Refused(failure) => refused(state, failure),
        // What it was compared with may be the mask.
        Msg::Conflicted { .. } if state.context.masked => refused(state, mask::compared()),
        Msg::Conflicted { conflict, change } => {
            let drafts = answered(state, Saved::Failed).drafts;
            vec![Effect::Overlay(Box::new(Overlay::Conflict { conflict, change, drafts }))]
        }
        Msg::AskedFirst { question, entry } => asked_first(state, question, entry),
        Msg::Occupied { what, paper, folder } => occupied(state, &what, paper, folder),
        Msg::Foreseen(foreseen) => foreseen_by(state, *foreseen),
        Msg::Unforeseen(incoming, failure) => unforeseen(state, &incoming, failure),
        Msg::Unbegun(tried, failure) => unbegun(state, &tried, failure),
        Msg::Disturbed => state.reload().into_iter().chain(state.load_directory()).collect(),
        Msg::Troubled(failure) => troubled(state, failure),
        Msg::Damaged(failure) => damaged(state, failure),
        Msg::Told(text) => vec![Effect::info(text)],
        Msg::Mentioned(text) => mentioned(state, Tone::Info, text),
        Msg::From(_, msg) => return update(state, *msg),
        Msg::Surrounded(around) => {
            state.context.around = around;
            Vec::new()
        }
        Msg::DraftsKept(Err(why)) => {
            state.keeps_drafts = false;
            mentioned(state, Tone::Failed, format!("Drafts cannot be kept on disk: {why}"))
        }
        Msg::Undropped(draft) => undropped(state, draft),
        Msg::Edited(text) => edited(state, text),
        Msg::Dawned(day) => dawned(state, day),
        Msg::Ended => vec![Effect::Flush, Effect::Quit],
    };
    let mut outward = settle(state, effects);
    outward.extend(late(state));
    outward
}

fn pressed(state: &mut State, key: Key) -> Vec<Effect> {
    if key != Key::ctrl('c') {
        state.interrupted = false;
    }
    if key == Key::ctrl('z') {
        return vec![Effect::Flush, Effect::Suspend];
    }
    if is_early(state, key) {
        state.early.push_back(key);
        return Vec::new();
    }
    // What waited for something that is left now was not meant for what lies beneath it.
    if is_fresh(state) {
        state.early.clear();
    }
    state.hush();
    if !state.overlays.is_empty() {
        let key = if key == Key::ctrl('c') { Key::plain(Code::Esc) } else { key };
        return overlays::press(state, key);
    }
    let context = &state.context;
    if state.pending.is_empty()
        && let Some(effects) = state.screens.last_mut().and_then(|open| open.screen.typed(key, context))
    {
        return effects;
    }
    chord::press(state, key)
}

/// So many keys wait for a screen; more are somebody leaning on the keyboard.
const EARLY: usize = 200;

/// Was this key meant for a screen that shows nothing yet, or for what comes after a form that is being saved? Esc and Ctrl+C are for what is there.
fn is_early(state: &State, key: Key) -> bool {
    let leaves =
        key == Key::plain(Code::Esc) || key == Key::ctrl('c') || key == Key::char('q') && state.overlays.is_empty();
    (is_fresh(state) || is_saving(state)) && !leaves && state.early.len() < EARLY
}

/// Is what the keys are meant for not there yet: the first answer of a screen, what it is about to become, or the names that the
/// palette finds?
fn is_fresh(state: &State) -> bool {
    let is_on_its_way = |open: &Open| !open.answered || !state.in_flight.is_empty();
    match state.overlays.last() {
        None => state.screens.last().is_some_and(|open| open.fresh || open.screen.is_becoming() && is_on_its_way(open)),
        Some(Overlay::Palette(_)) => state.asks_names && state.context.directory.workspace.is_none(),
        Some(_) => false,
    }
}

/// A form that is being saved takes no more text: it would go with the form.
fn is_saving(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Form(form)) if form.saving)
}

/// The keys that waited, up to the one that opens another screen.
fn late(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    while !is_fresh(state) && !is_saving(state) {
        let Some(key) = state.early.pop_front() else {
            break;
        };
        let follow = pressed(state, key);
        effects.extend(settle(state, follow));
    }
    effects
}

fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    state.hush();
    if !state.overlays.is_empty() {
        return overlays::paste(state, text);
    }
    let context = &state.context;
    let taken = state.screens.last_mut().and_then(|open| open.screen.pasted(text, context));
    taken.unwrap_or_else(|| vec![Effect::info("There is no place for pasted text here; open a field first.")])
}

/// The wheel moves as the arrows do.
fn scrolled(state: &mut State, rows: i16) -> Vec<Effect> {
    let key = Key::plain(if rows < 0 { Code::Up } else { Code::Down });
    (0..rows.unsigned_abs()).flat_map(|_| pressed(state, key)).collect()
}

/// A click selects what is under it, where the screen knows.
fn clicked(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    if !state.overlays.is_empty() {
        return Vec::new();
    }
    let body = Layout::of(Rect::new(0, 0, state.context.size.0, state.context.size.1)).body;
    if !body.contains(Position { x: column, y: row }) {
        return Vec::new();
    }
    let context = &state.context;
    state.screens.last_mut().map(|open| open.screen.clicked(column, row - body.y, context)).unwrap_or_default()
}

fn loaded(state: &mut State, ticket: u64, mut answers: Vec<Answer>) -> Vec<Effect> {
    if state.context.masked {
        answers.iter_mut().for_each(mask::answer);
    }
    // What was typed before is of no interest any more.
    if ticket != state.texts_ticket && answers.iter().any(|answer| matches!(answer, Answer::Texts(_))) {
        return Vec::new();
    }
    if ticket == state.texts_ticket {
        for answer in answers {
            if let (Answer::Texts(texts), Some(Overlay::Palette(search))) = (answer, state.overlays.last_mut()) {
                search.take_texts(texts);
            }
        }
        return Vec::new();
    }
    if ticket == state.directory_ticket {
        state.asks_names = false;
        for answer in answers {
            if let Answer::Directory(directory) = answer {
                state.workspace.clone_from(&directory.workspace);
                state.context.framework =
                    directory.framework.clone().unwrap_or_else(|| Arc::clone(&state.context.framework));
                state.context.directory = Arc::from(directory);
                if let Some(Overlay::Palette(search)) = state.overlays.last_mut() {
                    let directory = &state.context.directory;
                    search.name(directory.pilots.clone(), directory.labels.clone());
                }
            }
        }
        return Vec::new();
    }
    let context = &state.context;
    match state.screens.last_mut() {
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
    }
}

fn recalled(state: &mut State, before: Option<Arc<Before>>) -> Vec<Effect> {
    let masked = |before: Arc<Before>| Arc::new(mask::before(&before, &state.context.framework));
    state.context.before = if state.context.masked { before.map(masked) } else { before };
    let context = &state.context;
    state.screens.last_mut().map(|open| open.screen.judged(context)).unwrap_or_default()
}

fn asked_first(state: &mut State, question: String, entry: i64) -> Vec<Effect> {
    state.early.clear();
    answered(state, Saved::Yes);
    let question = if state.context.masked { "Is the newest change to be taken back?".to_owned() } else { question };
    // The yes is for the entry that was asked about, whatever was entered since.
    let yes = vec![Effect::Revert(entry, true)];
    let confirm = Confirm { question, detail: "Take it back all the same?".to_owned(), yes };
    vec![Effect::Overlay(Box::new(Overlay::Confirm(confirm)))]
}

/// Files stand where a report is to be: asks, unless somebody went on meanwhile, who could take the question for another.
fn occupied(state: &mut State, what: &str, paper: Paper, folder: String) -> Vec<Effect> {
    if state.is_busy() {
        return mentioned(state, Tone::Failed, format!("Nothing was written: {what}."));
    }
    let confirm = Confirm {
        question: format!("{what}."),
        detail: "Replace it, and what else of the report stands there? Other files stay.".to_owned(),
        yes: vec![Effect::Write(paper, folder, true)],
    };
    vec![Effect::Overlay(Box::new(Overlay::Confirm(confirm)))]
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
    for overlay in &mut state.overlays {
        if let Overlay::Form(form) = overlay {
            form.count_from(day);
        }
    }
    state.reload()
}

/// The screen that shows the file takes it; another one makes room for it.
fn foreseen_by(state: &mut State, foreseen: Foreseen) -> Vec<Effect> {
    let context = &state.context;
    let foreseen = match state.screens.last_mut() {
        Some(open) => open.screen.foreseen(foreseen, context),
        None => Some(foreseen),
    };
    let Some(foreseen) = foreseen.filter(|_| !state.context.masked) else {
        return Vec::new();
    };
    // Somebody went on meanwhile, perhaps into a meeting or a form.
    if state.is_busy() {
        let path = foreseen.incoming.path;
        return mentioned(state, Tone::Info, format!("{path} was looked at while you went on; g i shows it."));
    }
    // That it is being read.
    state.hush();
    state.screens.push(Open::new(screens::incoming(foreseen)));
    state.reload()
}

/// A file that cannot be looked at is asked for again, as it was typed; one that is shown stays as it is.
fn unforeseen(state: &mut State, incoming: &Incoming, failure: Failure) -> Vec<Effect> {
    if state.context.masked {
        return vec![said(mask::failure(failure))];
    }
    let asked = incoming.seal.is_none() && incoming.columns.is_empty();
    if !asked || state.is_busy() {
        return vec![said(failure)];
    }
    vec![Effect::form(Form { failure: Some(failure), ..everywhere::import(incoming) })]
}

/// A workspace that could not be begun is asked for again, as it was typed.
fn unbegun(state: &State, tried: &Beginning, failure: Failure) -> Vec<Effect> {
    if state.context.masked {
        return vec![said(mask::failure(failure))];
    }
    match screens::beginning(tried) {
        Some(form) => vec![Effect::form(Form { failure: Some(failure), ..form })],
        None => vec![said(failure)],
    }
}

/// What was asked for could not be read.
fn troubled(state: &mut State, failure: Failure) -> Vec<Effect> {
    unanswered(state);
    state.saved = Saved::Failed;
    vec![said(failure)]
}

/// No answer comes: nothing waits for it any longer.
fn unanswered(state: &mut State) {
    state.early.clear();
    state.asks_names = false;
    if let Some(open) = state.screens.last_mut() {
        (open.fresh, open.answered) = (false, true);
    }
}

/// The file is damaged: it is looked at as far as it can be read, and not written.
fn damaged(state: &mut State, failure: Failure) -> Vec<Effect> {
    if let Some(open) = state.screens.last_mut() {
        open.unread |= !open.answered;
    }
    unanswered(state);
    (state.read_only, state.context.read_only) = (true, true);
    state.damaged = Some(failure.clone());
    vec![said(failure)]
}

fn judged(state: &mut State, portfolio: Arc<Portfolio>) -> Vec<Effect> {
    let masked = state.context.masked;
    state.context.portfolio =
        if masked { Arc::new(mask::portfolio(&portfolio, &state.context.framework)) } else { portfolio };
    let context = &state.context;
    state.screens.last_mut().map(|open| open.screen.judged(context)).unwrap_or_default()
}

/// A write was answered: the drafts that it was to save.
fn answered(state: &mut State, saved: Saved) -> Write {
    let write = state.in_flight.pop_front().unwrap_or_default();
    // What only takes something back, and was refused, leaves nothing unsaved.
    let saved = if write.drafts.is_empty() { Saved::Yes } else { saved };
    state.saved = if saved == Saved::Yes && !state.in_flight.is_empty() { Saved::Saving } else { saved };
    write
}

/// Another moment is looked at: everything is asked anew, and nothing can be written in the past.
fn looking(state: &mut State, moment: Option<(Day, String)>) -> Vec<Effect> {
    let context = &mut state.context;
    (context.as_of, context.looking) = match moment {
        Some((day, name)) => (Some(day), name),
        None => (None, String::new()),
    };
    context.moment.day = context.as_of.unwrap_or(context.today);
    context.read_only = state.read_only || context.as_of.is_some();
    (context.portfolio, context.before) = (Arc::default(), None);
    let said = match context.as_of {
        Some(_) => Effect::info(format!("This is as of {}. @ goes back to the present.", context.looking)),
        None => Effect::info("This is the present."),
    };
    let again = state.reload().into_iter().chain(state.load_directory());
    again.chain([said]).collect()
}

fn committed(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    let done = outcome.clone();
    let Write { drafts: saved, back, silent } = answered(state, Saved::Yes);
    state.overlays.retain(|overlay| !matches!(overlay, Overlay::Form(form) if saved.contains(&form.key)));
    let tone = if outcome.entry.is_some() { Tone::Done } else { Tone::Info };
    let text =
        if tone == Tone::Done && !back.is_empty() { format!("{}  {back}", outcome.summary) } else { outcome.summary };
    let text = if state.context.masked { format!("Done.  {back}") } else { text };
    state.notice = Some(Notice { tone, text });
    let context = &state.context;
    if let Some(open) = state.screens.last_mut().filter(|_| !silent) {
        open.screen.committed(&done, context);
    }
    let gone = saved.into_iter().map(|key| Effect::Draft { key, body: None });
    let mut effects: Vec<Effect> = gone.collect();
    effects.extend(state.reload());
    effects.extend(state.load_directory());
    effects
}

/// The form that sent the change stays open, with the failure at its field.
fn refused(state: &mut State, failure: Failure) -> Vec<Effect> {
    // What is wrong is not lost: it stands in its form, and says why.
    let drafts = answered(state, if failure.unkept { Saved::Failed } else { Saved::Yes }).drafts;
    for overlay in &mut state.overlays {
        if let Overlay::Form(form) = overlay
            && drafts.contains(&form.key)
        {
            form.saving = false;
            // What was wrong is where the next key goes.
            let wrong = failure.field.and_then(|name| form.asked(name));
            form.focus = wrong.unwrap_or(form.focus);
            form.failure = Some(failure);
            return Vec::new();
        }
    }
    vec![said(failure)]
}

fn said(failure: Failure) -> Effect {
    Effect::failed(failure.said())
}

fn undropped(state: &mut State, draft: Option<Draft>) -> Vec<Effect> {
    match draft {
        Some(draft) => {
            state.context.drafts.insert(draft.key, draft.body);
            vec![Effect::info("The draft is back, where it was typed.")]
        }
        None => vec![Effect::info("No draft was dropped in the last thirty days.")],
    }
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
            let (key, body) = (form.key.clone(), form.body());
            return vec![Effect::Draft { key, body }];
        }
    }
    Vec::new()
}

/// How what takes something back is taken back itself. On the wall `u` goes on to what was recorded before.
fn undone_by(state: &State, effect: &Effect) -> &'static str {
    match effect {
        Effect::Undo => "U does it again",
        _ if state.is_locked() => "",
        _ => "u takes it back",
    }
}

/// Performs what the state can perform, until only the shell's effects are left.
pub(super) fn settle(state: &mut State, effects: Vec<Effect>) -> Vec<Effect> {
    let mut outward = Vec::new();
    let mut waiting: std::collections::VecDeque<Effect> = effects.into();
    while let Some(effect) = waiting.pop_front() {
        match effect {
            Effect::Reload => waiting.extend(state.reload()),
            Effect::Load { ticket: 0, queries } => outward.push(state.load_more(queries)),
            Effect::Seek(typed) => outward.extend(state.load_texts(&typed)),
            Effect::Open(destination) => waiting.extend(open(state, &destination)),
            Effect::Back => waiting.extend(back(state)),
            Effect::Overlay(overlay) => waiting.extend(put_on_top(state, *overlay)),
            Effect::Close => {
                state.overlays.pop();
                if state.in_flight.is_empty() && state.overlays.is_empty() {
                    state.saved = Saved::Yes;
                }
            }
            Effect::Notice(notice) => state.notice = Some(notice),
            Effect::Draft { key, body } => {
                state.unkept += usize::from(state.workspace.is_some() && is_typed(&key, body.as_deref()));
                match &body {
                    Some(body) => state.context.drafts.insert(key.clone(), body.clone()),
                    None => state.context.drafts.remove(&key),
                };
                outward.push(Effect::Draft { key, body });
            }
            Effect::DropDraft(key) => {
                state.context.drafts.remove(&key);
                outward.push(Effect::DropDraft(key));
            }
            Effect::Commit { change, drafts } => {
                state.saved = Saved::Saving;
                state.in_flight.push_back(Write { drafts, back: "u takes it back", silent: false });
                outward.push(Effect::Commit { change, drafts: Vec::new() });
            }
            Effect::Undo | Effect::Redo | Effect::Revert(..) => {
                state.saved = Saved::Saving;
                let back = undone_by(state, &effect);
                state.in_flight.push_back(Write { drafts: Vec::new(), back, silent: true });
                outward.push(effect);
            }
            Effect::NextTheme => next_theme(state),
            Effect::Set(name, to) => outward.extend(set(state, name, to)),
            Effect::Mask(on) => {
                outward.push(Effect::Mask(on));
                waiting.extend(masked(state, on));
            }
            Effect::Prepare(_) | Effect::OpenReview(_) | Effect::CloseReview(_) | Effect::TakeIn(_) => {
                state.saved = Saved::Saving;
                let silent = matches!(effect, Effect::OpenReview(_));
                let back = if silent { "On its page (g r) u takes that back." } else { "u takes it back" };
                state.in_flight.push_back(Write { drafts: Vec::new(), back, silent });
                outward.push(effect);
            }
            other => outward.push(other),
        }
    }
    outward
}

/// Lays the mask over everything, or takes it off. What was told before is forgotten, and shown by no screen.
fn masked(state: &mut State, on: bool) -> Vec<Effect> {
    let context = &mut state.context;
    (context.masked, context.portfolio, context.before) = (on, Arc::default(), None);
    if on {
        context.directory = Arc::default();
        state.screens.retain(|open| mask::SHOWN.contains(&open.screen.name()));
        if state.screens.is_empty() {
            state.screens.push(Open::new(screens::home(&state.context)));
        }
        state.screens.iter_mut().for_each(|open| open.veiled = true);
    }
    let said = if on { "Names and values are masked." } else { "Names and values are shown." };
    let told = state.reload().into_iter().chain(state.load_directory());
    told.chain([Effect::info(said)]).collect()
}

/// A setting that shows at once does, whether or not its file can keep it.
fn set(state: &mut State, name: &'static str, to: String) -> Vec<Effect> {
    let mut outward = Vec::new();
    if name == "theme" {
        show_in(state, &to);
    }
    if name == "mouse" {
        state.mouse = to == "yes";
        outward.push(Effect::Mouse(state.mouse));
    }
    outward.push(Effect::Set(name, to));
    outward
}

/// Shows everything in the theme of that name, where it is there.
fn show_in(state: &mut State, name: &str) {
    if let Some(theme) = state.themes.iter().find(|theme| theme.name == name) {
        state.context.theme = theme.clone();
    }
}

fn next_theme(state: &mut State) {
    let at = state.themes.iter().position(|theme| theme.name == state.context.theme.name);
    let next = at.map_or(0, |at| (at + 1) % state.themes.len().max(1));
    if let Some(theme) = state.themes.get(next) {
        state.context.theme = theme.clone();
        state.notice =
            Some(Notice { tone: Tone::Info, text: format!("Theme {}. The settings (g s) keep one.", theme.name) });
    }
}

fn open(state: &mut State, destination: &Destination) -> Vec<Effect> {
    let context = &state.context;
    let screen = match destination {
        Destination::Screen(name) => screens::open(name, context),
        Destination::Pilot(pilot) => Some(screens::pilot_page(*pilot, context)),
        Destination::Page(pilot, part) => Some(screens::page_of(*pilot, *part, context)),
        Destination::Person(person) => Some(screens::person_page(*person, context)),
        Destination::Gate(pilot) => Some(screens::page_of(*pilot, PilotPart::Readiness, context)),
        Destination::Meeting(review) => Some(screens::meeting(*review, context)),
        Destination::LeftMeeting(review) => Some(screens::left_meeting(*review, context)),
        Destination::Board(filter) => Some(screens::filtered_board(filter, context)),
        Destination::Decisions(filter, on) => Some(screens::filtered_decisions(filter, *on, context)),
        Destination::Actions(filter, on) => Some(screens::filtered_actions(filter, *on, context)),
        Destination::Review(review) => Some(screens::review(*review, context)),
        Destination::Minutes(review) => Some(screens::minutes(*review, context)),
        Destination::Committee(review) => Some(screens::committee(*review, context)),
    };
    let Some(screen) = screen else {
        return Vec::new();
    };
    if state.context.masked && !mask::SHOWN.contains(&screen.name()) {
        return vec![Effect::info("Names and values are masked; M shows them, and what is behind this.")];
    }
    // Going to a screen that is open already goes back to it, so that the stack does not grow without end.
    if let Some(at) = state.screens.iter().position(|open| open.screen.name() == screen.name())
        && matches!(destination, Destination::Screen(_))
    {
        state.screens.truncate(at + 1);
    } else {
        state.screens.push(Open::new(screen));
    }
    state.pending.clear();
    state.reload()
}

fn back(state: &mut State) -> Vec<Effect> {
    if state.screens.len() > 1 {
        state.screens.pop();
    }
    state.reload()
}

/// A form takes up the draft that was left at its place.
fn put_on_top(state: &mut State, mut overlay: Overlay) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Overlay::Form(form) = &mut overlay {
        form.count_from(state.context.today);
        form.from =
            state.top().map(|top| Origin { screen: top.name().to_owned(), pilot: top.pilot() }).unwrap_or_default();
        if state.context.read_only && form.deed.is_none() {
            return vec![Effect::info("Nothing can be written here.")];
        }
        if state.context.masked {
            if !mask::can_be_filled(form) {
                return vec![Effect::info("Names and values are masked; M shows them, and then this can be edited.")];
            }
            // What was typed before names a pilot, perhaps: it is neither shown nor written over.
            form.key = mask::key(&form.key);
        }
        if let Some(body) = state.context.drafts.get(&form.key).filter(|_| form.keeps) {
            form.resume(body);
            let heard = state.context.glyphs == Glyphs::Words;
            let how = if heard { "its last question can drop it" } else { "Tab to the last row drops it" };
            effects.push(Effect::info(format!("Your draft is back; {how}.")));
        }
    }
    match overlay {
        Overlay::Palette(_) => state.forget_texts(),
        // Nobody answers a question that is not there yet.
        Overlay::Confirm(_) | Overlay::Conflict { .. } => state.early.clear(),
        _ => {}
    }
    state.overlays.push(overlay);
    effects
}

/// Sends what a form holds to the store.
pub(super) fn submit(form: &mut Form, context: &crate::interaction::Context) -> Result<Change, Failure> {
    match wrong(form) {
        Some(failure) => Err(failure),
        None => (form.submit)(form, context).map_err(Failure::from),
    }
}

/// What the first field says that cannot stay as it is; it is focused.
pub(super) fn wrong(form: &mut Form) -> Option<Failure> {
    let at = form.first_wrong()?;
    let field = form.fields.get(at)?;
    let Check::Wrong(why) = field.check() else {
        return None;
    };
    let failure = Invalid::new(why).at(field.name).into();
    form.focus = at;
    Some(failure)
}
