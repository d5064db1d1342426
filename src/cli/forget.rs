//! `forget`: removes a finished engagement from the computer. It is archived first, and never deleted record by record:
//! the whole workspace goes, with its backups and drafts, and an archive brings all of it back.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::archive::workspace_in;
use super::args::Forget;
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::{Session, kind};
use super::ground::settings::{self, Setting};
use super::ground::whole;
use crate::domain::WorkspaceId;
use crate::domain::words::count;
use crate::interaction::around::quoted;
use crate::store::{self, Access, Drafts, Store};

/// What may lie elsewhere, where nobody here knows of it.
const ELSEWHERE: &str = "What was exported, packs and reports in other folders, copies by `backup FILE` and copies of this disk \
                         are where they were.";

/// Who has it open and leaves no sign of that.
const UNSEEN: &str = "a window with --read-only is not noticed";

/// What lies here of a workspace.
struct Parts {
    workspace: PathBuf,
    title: String,
    id: String,
    backups: Vec<PathBuf>,
    drafts: Option<PathBuf>,
    /// The damaged files of the workspace and of its drafts that were put aside.
    damaged: Vec<PathBuf>,
    /// What windows that were killed left beside its drafts.
    signs: Vec<PathBuf>,
    /// The file of settings, where that names it as the workspace that opens.
    named_in: Option<PathBuf>,
}

/// Removes a workspace that is in an archive, with all that this program keeps of it.
pub(super) fn run(session: &Session, meant: &Forget, output: &Output) -> Result<()> {
    session.check_writing()?;
    let path = session.path()?;
    let store = session.open_at(&path, Access::Read)?;
    check_archive(session, &store, meant)?;
    let mut parts = parts(session, &store)?;
    if Drafts::are_kept_now(&session.places.drafts(), &parts.id, &path)? {
        return Err(Failure::new(5, format!("{} is open in another window", path.display()))
            .hint(format!("leave that window, then try again; {UNSEEN}")));
    }
    drop(store);
    if !meant.yes {
        return Err(Failure::new(8, format!("“{}” would be removed from this computer", parts.title))
            .because(parts.told().join("\n  "))
            .hint(format!("say --yes if you mean it; only an archive brings it back; {UNSEEN}")));
    }
    remove(session, &path, &parts)?;
    let still_named = parts.take_name_back(session);
    let said = format!("Removed “{}”: {}.", parts.title, parts.told().join("; "));
    let value = json!({"workspace": path.display().to_string(), "id": parts.id, "backups": parts.backups.len(),
        "drafts": parts.drafts.is_some(), "default": parts.named_in.is_some(), "still_named": still_named});
    output.answer(&said, value)?;
    if !output.json {
        if let Some(told) = &still_named {
            output.message(told);
        }
        output.message(ELSEWHERE);
    }
    Ok(())
}

/// Refuses a workspace whose present state is in no archive, unless that was said to be intended.
fn check_archive(session: &Session, store: &Store, meant: &Forget) -> Result<()> {
    let named = session.option();
    let Some(file) = meant.archive.as_deref() else {
        let hint = format!(
            "write one with `steerco{named} export FILE.zip`, then say `--archive FILE.zip`; or --without-archive where it is \
             not to be kept"
        );
        return if meant.without_archive {
            Ok(())
        } else {
            Err(Failure::new(8, "no archive of it was named").hint(hint))
        };
    };
    if !file.is_file() {
        return Err(Failure::new(4, format!("there is no file {}", file.display())).hint("name the archive of it"));
    }
    let none = || Failure::new(3, format!("{} is no archive of this workspace", file.display()));
    let archived =
        workspace_in(file)?.ok_or_else(|| none().hint("an archive is written by `steerco export FILE.zip`"))?;
    store::verify(&archived.workspace)?;
    let copy = session.open_at(&archived.workspace, Access::Read)?;
    if copy.id()? != store.id()? {
        return Err(none().hint("name that one which `export` wrote of it"));
    }
    let newest =
        |store: &Store| -> Result<_> { Ok(store.read().journal(None, i64::MAX, 1)?.pop().map(|entry| entry.id)) };
    if newest(&copy)? != newest(store)? {
        let again = format!("write it anew: `steerco{named} export {} --force`", quoted(&file.to_string_lossy()));
        return Err(Failure::new(8, format!("{} holds an older state of it", file.display())).hint(again));
    }
    Ok(())
}

/// Its parts on this computer. Backups of another file that is the same workspace are not its own.
fn parts(session: &Session, store: &Store) -> Result<Parts> {
    let workspace = store::resolved(store.path());
    let (about, own) = (store.read().workspace()?, kind(store, ""));
    let is_same = |other: &PathBuf| {
        let is_here = other.canonicalize().is_ok_and(|other| other == workspace);
        !is_here && store::identity_of(other).is_some_and(|(id, _)| id == about.id)
    };
    let has_twin = session.places.workspaces()?.iter().any(is_same);
    let entries =
        fs::read_dir(session.places.backups(about.id)).into_iter().flatten().filter_map(std::result::Result::ok);
    let is_own =
        |path: &PathBuf| !has_twin || path.file_name().is_some_and(|name| name.to_string_lossy().contains(&own));
    let backups = entries.map(|entry| entry.path()).filter(is_own).collect();
    let id = about.id.to_string();
    let drafts = Drafts::file(&session.places.drafts(), &id, &workspace)?;
    let mut damaged = damaged_beside(&workspace, about.id);
    damaged.extend(store::lying_aside(&drafts));
    let (signs, named_in) = (store::signs_of_life(&drafts), named_in(session, &workspace));
    let drafts = Some(drafts).filter(|file| file.exists());
    Ok(Parts { workspace, title: about.title, id, backups, drafts, damaged, signs, named_in })
}

/// The settings file, if it names the workspace at `path` as the default.
fn named_in(session: &Session, path: &Path) -> Option<PathBuf> {
    let named = session.places.path_of(&session.places.settings().config.default?);
    named.canonicalize().is_ok_and(|named| named == path).then(|| session.places.config.join(settings::FILE))
}

/// The damaged files put aside beside a workspace. A file of another kind, or another workspace, may have such a name
/// too, and stays.
fn damaged_beside(workspace: &Path, id: WorkspaceId) -> Vec<PathBuf> {
    let is_own = |aside: &PathBuf| {
        let is_foreign = matches!(store::inspect(aside), Err(store::Error::Foreign { .. }));
        !is_foreign && store::identity_of(aside).is_none_or(|(other, _)| other == id)
    };
    store::lying_aside(workspace).into_iter().filter(is_own).collect()
}

impl Parts {
    /// What is removed, each with its place.
    fn told(&self) -> Vec<String> {
        let mut told = vec![format!("the workspace {}", self.workspace.display())];
        let folder = self.backups.first().and_then(|one| one.parent());
        told.extend(
            folder.map(|folder| format!("{} in {}", count(self.backups.len(), "backup", "backups"), folder.display())),
        );
        told.extend(self.drafts.as_ref().map(|_| "its drafts, with those that were dropped".to_owned()));
        let damaged: Vec<String> = self.damaged.iter().map(|file| file.display().to_string()).collect();
        told.extend((!damaged.is_empty()).then(|| format!("what was damaged and put aside: {}", damaged.join(", "))));
        told.push("what was copied last, and its name among the workspaces that were opened".to_owned());
        told.extend(self.named_in.as_ref().map(|file| format!("“default” in {}, which names it", file.display())));
        told
    }

    /// Removes the setting that names it, once it is gone; answers what to say if that cannot be written.
    fn take_name_back(&mut self, session: &Session) -> Option<String> {
        let file = self.named_in.as_ref()?;
        let failure = settings::write(&session.places.config, Setting::Default, "").err()?;
        let told = format!("{}. Next: take “default” out of {}, or name another there.", failure.title, file.display());
        self.named_in = None;
        Some(told)
    }
}

/// Removes all of it; the workspace last, so that whoever is interrupted can do it again.
fn remove(session: &Session, path: &Path, parts: &Parts) -> Result<()> {
    let failed = |path: &Path, error: std::io::Error| {
        Failure::new(1, format!("{} cannot be removed: {error}", path.display()))
            .hint("the workspace itself goes last: mend that, then say it again")
    };
    let gone = |path: &Path| match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(path, error)),
        _ => Ok(()),
    };
    for file in parts.backups.iter().chain(&parts.damaged).chain(&parts.signs) {
        gone(file)?;
    }
    if let Some(folder) = parts.backups.first().and_then(|one| one.parent()) {
        // That of another file of the same workspace stays.
        let _ = fs::remove_dir(folder);
    }
    if let Some(drafts) = &parts.drafts {
        store::forget_journal(drafts)?;
        gone(drafts)?;
    }
    gone(&session.places.state.join("copied.txt"))?;
    forget_opened(&session.places.state.join("recent"), &parts.workspace).map_err(|error| failed(path, error))?;
    store::forget_journal(&parts.workspace)?;
    gone(&parts.workspace)?;
    // A link to it leads nowhere now.
    if path.is_symlink() { gone(path) } else { Ok(()) }
}

/// Removes it from the list of recently opened workspaces, which holds its title.
fn forget_opened(list: &Path, workspace: &Path) -> std::io::Result<()> {
    let Ok(text) = fs::read_to_string(list) else {
        return Ok(());
    };
    let path = workspace.display().to_string();
    let is_it =
        |line: &str| line.split('\t').next().and_then(|line| line.split_once(' ')).is_some_and(|(_, of)| of == path);
    let kept: Vec<&str> = text.lines().filter(|line| !is_it(line)).collect();
    let kept = if kept.is_empty() { String::new() } else { format!("{}\n", kept.join("\n")) };
    if kept == text { Ok(()) } else { whole::write(list, kept.as_bytes()) }
}
