//! `new`, `workspaces`, `backup`, `restore`, `doctor`.

use std::fs::File;
use std::io::IsTerminal;
use std::path::Path;

use serde_json::{Value, json};

use super::ground::failure::{Failure, Result, STDIN};
use super::ground::output::Output;
use super::ground::places::name_of;
use super::ground::session::{Session, holds_one, kind};
use super::ground::taking::kept_at;
use super::ground::whole;
use super::signals;
use crate::domain::WorkspaceId;
use crate::domain::words::count;
use crate::interaction::around::option;
use crate::store::error::AtPath;
use crate::store::{self, Access, Store};

const STDOUT: &str = "the standard output";

pub(super) fn new(session: &Session, wanted: &str, title: Option<String>, force: bool, output: &Output) -> Result<()> {
    session.check_writing()?;
    let path = session.places.path_of(wanted);
    if !wanted.chars().any(char::is_alphanumeric) {
        let said = format!("“{wanted}” names no workspace");
        return Err(Failure::usage(said, "give it a name or a path, as `steerco new work`"));
    }
    let title = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| name_of(&path));
    let title = crate::domain::pilot::tidy_name(&title, "workspace")?;
    session.may_take(&path, force, output)?;
    let store = session.make_in_place(&path, &title)?;
    if let Some(other) = session.global.workspace.as_deref().filter(|other| session.places.path_of(other) != path) {
        output.message(&format!("`new` makes the workspace that stands behind it: {other} is as it was."));
    }
    let said = format!("Made “{title}” at {}.", path.display());
    let value = json!({"entry": null, "id": store.id()?.to_string(), "changed": 1, "unchanged": 0, "rejected": [],
        "workspace": path.display().to_string()});
    output.answer(&said, value)?;
    if !output.json {
        let named = option(wanted);
        output.message(&format!("Next: `steerco{named} add pilot NAME`, or `steerco{named} import FILE`."));
    }
    Ok(())
}

pub(super) fn workspaces(session: &Session, output: &Output) -> Result<()> {
    let mut values = Vec::new();
    let mut rows = Vec::new();
    for path in session.places.workspaces()? {
        let (title, pilots, problem) = match session.open_at(&path, Access::Read).and_then(|store| {
            let pilots = store.read().pilots()?.iter().filter(|pilot| !pilot.archived).count();
            Ok((store.read().workspace()?.title, pilots))
        }) {
            Ok((title, pilots)) => (Some(title), Some(pilots), None),
            Err(failure) => (None, None, Some(failure.title)),
        };
        let name = name_of(&path);
        rows.push(vec![
            name.clone(),
            title.clone().or_else(|| problem.clone()).unwrap_or_default(),
            pilots.map(|count| count.to_string()).unwrap_or_default(),
            path.display().to_string(),
        ]);
        values.push(json!({"name": name, "title": title, "pilots": pilots, "path": path.display().to_string(), "problem": problem}));
    }
    if output.json {
        return output.value(&Value::Array(values));
    }
    if rows.is_empty() {
        output.message(
            "There is no workspace yet: make one with `steerco new NAME`, or look around with `steerco demo`.",
        );
        return Ok(());
    }
    output.table(&["name", "title", "pilots", "path"], &rows)
}

pub(super) fn backup(session: &Session, file: &Path, force: bool, output: &Output) -> Result<()> {
    if session.looks_back() {
        return Err(Failure::usage("--as-of shows the past, and a backup copies the present", "leave the flag out"));
    }
    let store = session.open_at(&session.path()?, Access::Read)?;
    if file == Path::new("-") {
        return backup_to_stdout(&store, output);
    }
    whole::check_no_folder(file)?;
    store::copy_to(&store, file, force)?;
    tell_unreadable(&store, output)?;
    let said = format!("Copied the workspace to {}.", file.display());
    output.answer(&said, json!({"file": file.display().to_string()}))
}

/// Writes a copy to stdout; its first byte is sent once it is complete.
fn backup_to_stdout(store: &Store, output: &Output) -> Result<()> {
    if std::io::stdout().is_terminal() {
        return Err(Failure::usage(
            "a workspace is nothing that a terminal can show",
            "name a file, or send it on: `steerco backup - | gzip > work.gz`",
        ));
    }
    let failed = |error: std::io::Error| Failure::new(1, format!("the copy cannot be made: {error}"));
    let folder = tempfile::tempdir().map_err(failed)?;
    let copy = folder.path().join("copy.steerco");
    store::copy_to(store, &copy, false)?;
    tell_unreadable(store, output)?;
    Output::file(&File::open(&copy).map_err(failed)?)?;
    output.message(&format!("Copied the workspace to {STDOUT}."));
    Ok(())
}

pub(super) fn restore(session: &Session, file: &Path, force: bool, output: &Output) -> Result<()> {
    session.check_writing()?;
    if file == Path::new("-") {
        return restore_from_stdin(session, force, output);
    }
    if !file.exists() {
        return Err(Failure::new(4, format!("there is no file {}", file.display()))
            .hint("`steerco paths` names the folder with backups"));
    }
    restore_from(session, (file, file), force, output)
}

/// Restores from stdin, through a file beside the workspace that is removed afterwards.
fn restore_from_stdin(session: &Session, force: bool, output: &Output) -> Result<()> {
    if std::io::stdin().is_terminal() {
        return Err(Failure::usage(
            "a workspace is nothing that can be typed",
            "name a file, or send one: `steerco restore - < work.steerco`",
        ));
    }
    let path = session.path()?;
    session.make_folder_of(&path)?;
    let half = store::half(&path)?;
    let copy: &Path = &half;
    let failed = |error: std::io::Error| Failure::new(1, format!("{STDIN} cannot be kept: {error}"));
    let mut to = File::options().write(true).open(copy).map_err(failed)?;
    std::io::copy(&mut std::io::stdin().lock(), &mut to).map_err(failed)?;
    drop(to);
    let of_stdin = |text: &str| text.replace(&copy.display().to_string(), STDIN);
    restore_from(session, (copy, Path::new(STDIN)), force, output).map_err(|failure| Failure {
        title: of_stdin(&failure.title),
        cause: of_stdin(&failure.cause),
        hint: of_stdin(&failure.hint),
        ..failure
    })
}

/// Restores a copy, or the content of an archive; messages call it `named`.
fn restore_from(session: &Session, (file, named): (&Path, &Path), force: bool, output: &Output) -> Result<()> {
    let archived = super::archive::workspace_in(file)?;
    let file = archived.as_ref().map_or(file, |archived| archived.workspace.as_ref());
    for part in archived.iter().flat_map(|archived| &archived.damaged) {
        output.message(&format!("In {} {part} is damaged; the workspace in it is not.", named.display()));
    }
    let path = session.path()?;
    // A fault of the copy must not be taken for a fault of the workspace.
    store::verify(file).map_err(|error| {
        let failure = Failure::from(error);
        match holds_one(named).filter(|_| archived.is_none() && failure.status == 3) {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })?;
    let is_another_files = is_another_files(session, &path, (file, named)).unwrap_or(false);
    let kept = if path.exists() && !store::is_empty(&path) {
        keep_what_goes(session, &path, (file, named, force), output)?
    } else {
        None
    };
    session.make_folder_of(&path)?;
    store::restore(file, &path)?;
    if let Some(kept) = kept {
        output.message(&kept);
    }
    if is_another_files {
        output.message(&format!(
            "{} was no earlier state of {}: it was copied from another file of the same workspace, or from this one \
             before a restore.",
            named.display(),
            path.display()
        ));
    }
    let store = session.open_at(&path, Access::Read)?;
    tell_unreadable(&store, output)?;
    let pilots = pilots_of(&store)?;
    let said = format!("Restored {} from {}: {pilots}.", path.display(), named.display());
    let (entry, id) = (store.read().newest_entry()?, store.id()?.to_string());
    output.answer(&said, json!({"entry": entry, "id": id, "changed": 1, "unchanged": 0, "rejected": []}))
}

/// Is the copy from another file that is the same workspace, because it has an entry that the one at `path` has not? A
/// backup that this file made of itself before a restore has such entries too, and is recognised by its name. None
/// where one of them cannot be read.
fn is_another_files(session: &Session, path: &Path, (copy, named): (&Path, &Path)) -> Option<bool> {
    let (there, copy) = (session.open_at(path, Access::Read).ok()?, session.open_at(copy, Access::Read).ok()?);
    let is_its_own = named.file_name()?.to_string_lossy().contains(&kind(&there, ""));
    if is_its_own || there.id().ok()? != copy.id().ok()? {
        return None;
    }
    let newest = copy.read().journal(None, i64::MAX, 1).ok()?.pop()?;
    let same = there.read().journal(None, newest.seq + 1, 1).ok()?.pop();
    Some(same.is_none_or(|entry| entry.id != newest.id))
}

/// The number of pilots it contains, with archived ones counted separately.
fn pilots_of(store: &Store) -> Result<String> {
    let (shown, all) = (store.read().pilot_names()?.len(), store.read().pilot_ids()?.len());
    let pilots = count(shown, "pilot", "pilots");
    Ok(if all > shown { format!("{pilots}, {} archived", all - shown) } else { pilots })
}

/// A copy holds what cannot be read as its original does.
fn tell_unreadable(store: &Store, output: &Output) -> Result<()> {
    for finding in store.unreadable()? {
        output.message(&format!("It was copied as it is, but it is {finding}. `steerco doctor` says more."));
    }
    Ok(())
}

/// Keeps the workspace that a copy replaces: as a backup or, if it is damaged, beside it. A copy of another workspace,
/// which brings its own title and identity, is asked about, and so is one that replaces another kind of file. Answers
/// what to say once it is gone.
fn keep_what_goes(
    session: &Session,
    path: &Path,
    (copy, named, force): (&Path, &Path, bool),
    output: &Output,
) -> Result<Option<String>> {
    let opened = session.open_at(path, Access::Write).and_then(|store| {
        let held = store.read().workspace().at_path(path)?;
        Ok((store, (held.id, held.title)))
    });
    let held = match &opened {
        Ok((_, held)) => Some(held.clone()),
        Err(failure) if failure.status == 6 => store::identity_of(path),
        Err(failure) if failure.status == 3 && path.is_file() && force => None,
        Err(failure) if failure.status == 3 && path.is_file() => {
            let hint = "say --force to put that file aside and the copy here, or restore it under a name of its own";
            return Err(failure.clone().hint(format!("{hint}: `steerco -w NAME restore FILE`")));
        }
        Err(failure) => return Err(failure.clone()),
    };
    let said = if force { None } else { refuse_another((copy, named), (path, held))? };
    let cannot_be_opened = opened.is_err();
    match opened.and_then(|(store, _)| session.keep(&store, "restore")) {
        // A damaged workspace is what a restore is for; it is put aside, never overwritten.
        Err(failure) if cannot_be_opened || failure.status == 6 => {
            output.message(&whole::set_aside(path)?);
            Ok(said)
        }
        kept => Ok(kept?.map(|copy| kept_at(path, &copy, &session.option(), force))),
    }
}

/// Refuses a copy of another workspace than the one that is `held` there. If the file is too damaged to tell what it
/// was, restoring is the right thing to do: the damaged file is kept beside it, and the answer says so.
fn refuse_another(
    (copy, named): (&Path, &Path),
    (path, held): (&Path, Option<(WorkspaceId, String)>),
) -> Result<Option<String>> {
    let theirs = store::identity_of(copy);
    let title = theirs.as_ref().map_or("", |(_, title)| title.as_str());
    let Some((id, ours)) = held else {
        let said = format!("{} did not tell which workspace it was; it is one of “{title}” now.", path.display());
        return Ok(Some(said));
    };
    if theirs.as_ref().is_some_and(|(theirs, _)| *theirs == id) {
        return Ok(None);
    }
    let other =
        if title == ours { "of another workspace of that name".to_owned() } else { format!("not of “{ours}”") };
    let refused = format!("{} is a copy of “{title}”, {other}", named.display());
    Err(Failure::new(8, refused).hint(
        "restore it under a name of its own: `steerco -w NAME restore FILE`, or say --force to put it here all the same",
    ))
}

pub(super) fn doctor(session: &Session, output: &Output) -> Result<()> {
    let path = session.path()?;
    let store = session.open_at(&path, Access::Read)?;
    let mut found: Vec<String> = store.examine()?.iter().map(ToString::to_string).collect();
    if found.is_empty()
        && let Err(failure) = signals::judged(session, store.read())
    {
        found.push(format!("not so that every pilot can be judged: {}", failure.title));
    }
    if output.json && found.is_empty() {
        return output.value(&json!({"workspace": path.display().to_string(), "findings": [], "summary": "sound"}));
    }
    if found.is_empty() {
        return output.line(&format!("{} is sound.", path.display()));
    }
    Err(Failure::new(6, format!("{} is not as it should be", path.display())).because(found.join("\n  ")).hint(
        "keep a copy of the file, then restore a backup with `steerco restore FILE`; `steerco paths` names the folder",
    ))
}
