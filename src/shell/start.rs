//! Owns the way from a path to a running state (workspace, drafts, keys, themes), and the making of a workspace at the
//! first run.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Local, Offset, Utc};

use super::around::{self, Titles};
use super::drafts::{DraftThread, damaged};
use super::editor;
use super::look;
use super::outbox::Outbox;
use super::workspace::StoreThread;
use crate::app::{Setup, State};
use crate::cli::failure::{Failure, Result};
use crate::cli::places::Meant;
use crate::cli::session::Session;
use crate::cli::{demo, import};
use crate::domain::incoming::Foreseen;
use crate::interaction::{Beginning, Context};
use crate::store::{self, Access, Drafts, Seen, Store};

/// What runs once a workspace is open.
pub(super) struct Started {
    pub state: State,
    pub store: Option<StoreThread>,
    pub drafts: Option<DraftThread>,
}

/// Opens the workspace at `path`; without one, the first run, or the list of several.
pub(super) fn start(session: &Session, path: Option<&Path>, outbox: &Outbox) -> Result<Started> {
    let session = path.map_or_else(|| session.clone(), |path| around::in_workspace(session, path));
    started(&session, path, outbox).map_err(|failure| session.fails(failure))
}

fn started(session: &Session, path: Option<&Path>, outbox: &Outbox) -> Result<Started> {
    let opened = path.map(|path| open(session, path)).transpose()?;
    let session = &match &opened {
        Some((store, _)) => session.clone().within(store)?,
        None => session.clone(),
    };
    let settings = session.places.settings();
    let (settings, mut warnings) = (settings.config, settings.complaints);
    let wanted = session.global.theme.clone().or(settings.theme);
    let (themes, complaints) = look::themes(session, wanted.as_deref());
    warnings.extend(complaints);
    let (keys, complaints) = session.places.keys();
    warnings.extend(complaints);
    let mut context = context(session, themes.first().cloned());
    let mut runs = (None, None, None, Seen::default());
    let mut keeps_drafts = false;
    if let (Some(path), Some((store, readable))) = (path, opened) {
        if let Some(why) = readable {
            context.read_only = true;
            warnings.push(why);
        }
        let past = session.looked_at(&store)?;
        let reader = past.as_ref().unwrap_or_else(|| store.read());
        let workspace = reader.workspace()?;
        context.framework = reader.framework()?;
        if let Some((key, why)) = reader.framework_faults()?.into_iter().next() {
            warnings.push(format!(
                "The framework's own value stands for {key}: {why}. `steerco framework get` lists them."
            ));
        }
        let (kept, seen) = drafts_of(session, &workspace.id.to_string(), path, outbox);
        keeps_drafts = kept.is_some() && seen.is_ok();
        let seen = seen.unwrap_or_else(|error| {
            warnings.push(format!("Drafts cannot be {}: {error}", if kept.is_some() { "kept" } else { "read" }));
            // Where nothing can be written, the drafts on disk may still be readable.
            let left = Drafts::left(&session.places.drafts(), &workspace.id.to_string(), path).unwrap_or_default();
            context.unread_drafts = (left == Seen::default()).then(|| error.to_string());
            left
        });
        let thread = StoreThread::start(store, past, session.clone(), outbox.clone());
        around::remember(session, path, &workspace.title);
        runs = (Some(thread), kept, Some(workspace), seen);
    }
    // Where a workspace has to be chosen, titles are what people look at first.
    let titles = if path.is_none() { Titles::Asked } else { Titles::AsRemembered };
    context.around = Arc::new(around::around(session, path, titles));
    let (store, drafts, workspace, seen) = runs;
    let mouse = settings.mouse;
    let is_to_choose = path.is_none() && is_to_choose(session, &context, &mut warnings);
    let setup = Setup { context, keys, drafts: seen, workspace, is_to_choose, warnings, themes, mouse, keeps_drafts };
    let state = State::new(setup);
    Ok(Started { state, store, drafts })
}

/// Does one of several workspaces have to be chosen? If the one that was named does not exist, that is said.
fn is_to_choose(session: &Session, context: &Context, warnings: &mut Vec<String>) -> bool {
    match session.places.named_or_found(session.global.workspace.as_deref()) {
        Ok(Meant::OneOf(_)) => true,
        Ok(Meant::This(path)) => {
            let told = |failure: Failure| format!("Choose or begin one here: {}.", failure.title);
            warnings.extend(session.check_there(&path).err().map(told));
            !context.around.workspaces.is_empty()
        }
        Ok(Meant::Nothing) | Err(_) => false,
    }
}

/// The thread that keeps a workspace's drafts (none where they are only read), and the drafts on disk.
fn drafts_of(
    session: &Session,
    name: &str,
    path: &Path,
    outbox: &Outbox,
) -> (Option<DraftThread>, store::Result<Seen>) {
    let folder = session.places.drafts();
    if session.global.read_only {
        return (None, Drafts::left(&folder, name, path));
    }
    // What cannot be taken up now will be at the next start; why drafts cannot be opened is told below.
    let aside = take_up_edited(&session.places.state, &folder, name, path).unwrap_or_default();
    if let Some(told) = aside.as_deref().map(damaged) {
        outbox.tell(told);
    }
    let (name, path) = (name.to_owned(), path.to_owned());
    let open = Box::new(move || Drafts::of(&folder, &name, &path));
    let (thread, seen) = DraftThread::start(open, outbox.clone());
    (Some(thread), seen)
}

/// The text saved in an editor whose program ended becomes the draft, and the draft before it is kept beside it.
/// Answers where a damaged file of drafts was moved.
fn take_up_edited(state: &Path, folder: &Path, name: &str, path: &Path) -> store::Result<Option<PathBuf>> {
    let mut aside = None;
    for left in editor::left(state, path) {
        if let Some(body) = &left.body {
            let place = store::typed_at(&left.key).to_owned();
            let mut drafts = Drafts::of(folder, name, path)?;
            aside = drafts.take_aside().or(aside);
            drafts.keep(&[(place, Some(body.clone()))], Utc::now().timestamp_millis())?;
        }
        left.clear();
    }
    Ok(aside)
}

/// Opens to write or, where the file forbids that, to read, with the reason.
fn open(session: &Session, path: &Path) -> Result<(Store, Option<String>)> {
    if session.as_of.is_some() || session.global.read_only {
        return Ok((session.open_at(path, Access::Read)?, None));
    }
    if let Some(why) = forbidden(path) {
        let why = format!("{why}: look around; nothing can be written. Once it can be, leave and open it again.");
        return Ok((session.open_at(path, Access::Read)?, Some(why)));
    }
    let store = session.open_at(path, Access::Write)?;
    let why = store.strangers().first().map(|name| {
        format!(
            "Read-only: the file holds triggers or views that are not ours ({name}). `steerco doctor` names them all."
        )
    });
    Ok((store, why))
}

/// Why an existing file cannot be written; none where it can, or does not exist. Nobody has it open yet.
fn forbidden(path: &Path) -> Option<&'static str> {
    let about = fs::metadata(path).ok()?;
    if about.permissions().readonly() || about.is_file() && fs::OpenOptions::new().append(true).open(path).is_err() {
        return Some("This file is read-only");
    }
    // SQLite writes its journal beside the file.
    let folder = store::folder_of(path);
    tempfile::tempfile_in(folder).is_err().then_some("Nothing can be made in the folder of this file")
}

fn context(session: &Session, theme: Option<crate::ui::theme::Theme>) -> Context {
    let zone = Local::now().offset().fix().local_minus_utc();
    Context {
        today: session.present,
        moment: session.moment(),
        framework: Arc::clone(&session.builtin),
        actor: session.actor.clone(),
        read_only: session.global.read_only || session.as_of.is_some(),
        as_of: session.as_of.as_ref().map(|past| past.day),
        looking: session.as_of.as_ref().map_or_else(String::new, |past| past.name.clone()),
        masked: false,
        in_full: false,
        size: (80, 24),
        theme: theme.unwrap_or_else(crate::ui::theme::Theme::bare),
        glyphs: look::glyphs(),
        keys: Arc::default(),
        here: "",
        zone_offset_ms: i64::from(zone) * 1000,
        directory: Arc::default(),
        portfolio: Arc::default(),
        before: None,
        closing: None,
        around: Arc::default(),
        drafts: std::collections::BTreeMap::new(),
        unread_drafts: None,
        dropped: 0,
        elsewhere: std::collections::BTreeMap::new(),
    }
}

/// Makes the workspace of the first run, and answers what to say of the file it was made from; empty where there is
/// nothing to say.
pub(super) fn make(session: &Session, beginning: &Beginning) -> Result<(PathBuf, String)> {
    session.check_writing()?;
    match beginning {
        Beginning::Demo => {
            let path = session.places.path_of("demo");
            if !path.exists() {
                demo::make(session, &path, None)?;
            }
            Ok((path, String::new()))
        }
        Beginning::Empty(title) => {
            let path = session.places.free_path(title);
            session.make(&path, title, false).map(|_| (path, String::new()))
        }
        Beginning::Import(file) => {
            let name = Path::new(&file.path)
                .file_stem()
                .map_or_else(|| "work".to_owned(), |stem| stem.to_string_lossy().into_owned());
            let path = session.places.free_path(&name);
            let told = import::first(session, &path, file)?;
            Ok((path, told))
        }
    }
}

/// Makes an empty workspace for a spreadsheet of pilots that cannot be imported as it is, with the preview of it; none
/// where it cannot be previewed, and nothing is made.
pub(super) fn look_first(session: &Session, beginning: &Beginning) -> Option<(PathBuf, Foreseen)> {
    let Beginning::Import(file) = beginning else {
        return None;
    };
    session.check_writing().ok()?;
    let path = session.places.free_path(&Path::new(&file.path).file_stem()?.to_string_lossy());
    let foreseen = import::look_first(session, &path, file).ok()?;
    Some((path, foreseen))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use clap::Parser;

    use super::*;
    use crate::cli::args::Cli;
    use crate::cli::places::Places;

    #[test]
    fn a_file_that_cannot_be_opened_is_told_with_commands_for_that_file() {
        let folder = tempfile::tempdir().unwrap();
        let [data, config, state] = ["data", "config", "state"].map(|name| folder.path().join(name));
        let mut session = Session::new(Cli::try_parse_from(["steerco", "-w", "work"]).unwrap().global).unwrap();
        session.places = Places { data, config, state };
        let (work, copy) = (session.places.path_of("work"), session.places.path_of("copy"));
        drop(session.make(&work, "Work", false).unwrap());
        fs::write(&copy, &fs::read(&work).unwrap()[..4096]).unwrap();
        let failure = start(&session, Some(&copy), &Outbox::new(channel().0, 0)).err().unwrap();
        assert_eq!(failure.status, 6);
        assert!(failure.hint.contains("`steerco -w copy restore FILE`"), "{}", failure.hint);
    }
}
