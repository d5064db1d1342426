//! Owns one run of the program: its day, its actor, its workspace.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{Local, Utc};

use super::clock::{milliseconds, moment_for_a_name, zone_at};
use super::failure::{Failure, Result};
use super::output::Output;
use super::past::{LAST, Past};
use super::places::{ENDING, Places, name_of};
use super::settings;
use crate::cli::args::{Global, has_workspace};
use crate::domain::counted::{looked_back, taken_for_today, week_meant};
use crate::domain::date::Moved;
use crate::domain::spoken::{Side, day_meant};
use crate::domain::{Day, Framework, Ids, Invalid, Moment, Stamp, Week};
use crate::exchange::hash;
use crate::interaction::around::{option, quoted};
use crate::store::{self, Access, Error, Reader, Store};

/// How long a command, or a request in a window, waits for another process.
pub const PATIENCE: Duration = Duration::from_millis(1_500);

/// A name this similar to the typed one may have been meant.
const ALIKE: f64 = 0.85;

/// One run of the program.
#[derive(Debug, Clone)]
pub struct Session {
    /// The flags.
    pub global: Global,
    /// The folders.
    pub places: Places,
    /// The built-in framework; a workspace may differ from it.
    pub builtin: Arc<Framework>,
    /// The day that counts as today; while the past is looked at, the day of that moment.
    pub today: Day,
    /// The real date, or the one given for it.
    pub present: Day,
    /// The moment that is looked back at.
    pub as_of: Option<Past>,
    /// Who writes.
    pub actor: String,
}

/// A variable of the environment that says something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Who writes: by the flag, the environment, the settings, the system.
fn actor(global: &Global, places: &Places) -> String {
    let named = global.actor.clone().filter(|name| !name.trim().is_empty());
    let named = named.or_else(|| variable("STEERCO_ACTOR")).or_else(|| places.settings().config.actor);
    let named = named.or_else(|| ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(variable));
    named.unwrap_or_else(|| "somebody".to_owned())
}

impl Session {
    /// What the flags and the environment say.
    pub fn new(global: Global) -> Result<Self> {
        if !store::sqlite_is_sound() {
            return Err(
                Failure::new(1, "the SQLite in this build is too old").hint("build steerco with its bundled SQLite")
            );
        }
        let wrong = |error: Invalid, flag: &str| {
            Failure::usage(format!("{flag}: {}", error.what), error.hint.unwrap_or_default())
        };
        let taken = |text: Option<&str>, today: Day, flag: &str| {
            text.map_or(Ok(today), |text| taken_for_today(text, today).map_err(|error| wrong(error, flag)))
        };
        let set = taken(variable("STEERCO_TODAY").as_deref(), Local::now().date_naive(), "STEERCO_TODAY")?;
        let present = taken(global.today.as_deref(), set, "--today")?;
        let back = |text: &str| looked_back(text, present).map_err(|error| wrong(error, "--as-of"));
        // Which moment the last review is, only its workspace knows.
        let day = global.as_of.as_deref().filter(|text| text.trim() != LAST);
        let as_of = day.map(back).transpose()?;
        if let Some(day) = as_of.filter(|day| *day > present) {
            let what = format!("--as-of: {day} has not come yet");
            return Err(Failure::usage(what, "look back at a day up to today"));
        }
        let places = Places::find()?;
        let actor = actor(&global, &places);
        Ok(Self {
            places,
            builtin: Arc::new(Framework::builtin()?),
            today: as_of.unwrap_or(present),
            present,
            as_of: as_of.map(Past::of),
            actor,
            global,
        })
    }

    /// Takes over the actor when the settings change it; flag and environment still take precedence.
    pub fn name_actor(&mut self) {
        self.actor = actor(&self.global, &self.places);
    }

    /// The session for a command that reads: with `--as-of last`, at that moment of the workspace.
    ///
    /// # Errors
    /// Where that is meant, and there is no workspace, or no review was closed there; with status 4.
    pub fn looking_back(self) -> Result<Self> {
        if !self.means_the_last_review() {
            return Ok(self);
        }
        let store = self.open_meant(Access::Read)?;
        self.within(&store)
    }

    /// Is the past asked for, whichever moment of it?
    #[must_use]
    pub fn looks_back(&self) -> bool {
        self.as_of.is_some() || self.means_the_last_review()
    }

    fn means_the_last_review(&self) -> bool {
        self.global.as_of.as_deref().is_some_and(|text| text.trim() == LAST)
    }

    /// The session within a workspace, where `--as-of last` means its last closed review.
    ///
    /// # Errors
    /// Where that is meant, and no review was closed there; with status 4.
    pub fn within(self, store: &Store) -> Result<Self> {
        if !self.means_the_last_review() {
            return Ok(self);
        }
        let past = Past::closing(store.read().last_closed(self.present)?.as_ref())?;
        Ok(Self { today: past.day, as_of: Some(past), ..self })
    }

    /// Does today move on with the clock?
    #[must_use]
    pub fn follows_the_clock(&self) -> bool {
        self.as_of.is_none()
            && self.global.today.is_none()
            && env::var_os("STEERCO_TODAY").is_none_or(|day| day.is_empty())
    }

    /// New ids at the moment that entries are stamped with. Their start differs from run to run, so that two programs
    /// do not collide within a millisecond.
    #[must_use]
    pub fn ids(&self) -> Ids {
        let now = Utc::now();
        let seed = u64::from(std::process::id()) << 20 ^ u64::from(now.timestamp_subsec_nanos());
        Ids::new(self.stamp().at, seed)
    }

    /// The day that an argument means: a date, or a relative day (`friday`, `15 Jan`, `+1w`), past or future as the
    /// argument requires.
    ///
    /// # Errors
    /// Where it is no day, or does not say which: `3/4/2027`.
    pub fn day(&self, text: &str, field: &'static str, side: Side) -> std::result::Result<Day, Invalid> {
        day_meant(text, self.today, side).map_err(|error| error.at(field))
    }

    /// The same for a future date that may be set already: `+1w` and `-3d` move it.
    ///
    /// # Errors
    /// As of a [day](Self::day).
    pub fn day_from(&self, stands: Option<Day>, text: &str, field: &'static str) -> std::result::Result<Day, Invalid> {
        Moved::standing(text, stands).map_or_else(|| self.day(text, field, Side::Ahead), |(_, day)| Ok(day))
    }

    /// The week that an argument means: a week with or without its year, any date in it, or one relative to this week
    /// (`last week`, `-1w`).
    ///
    /// # Errors
    /// Where it is no week, or does not say of which year.
    pub fn week(&self, text: &str, field: &'static str) -> std::result::Result<Week, Invalid> {
        week_meant(text, Some(self.today), Side::Behind).map_err(|error| error.at(field))
    }

    /// Who writes, and when. If another day counts as today, so does the clock.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let now = Local::now();
        let at =
            if now.date_naive() == self.today { now.timestamp_millis() } else { milliseconds(self.today, now.time()) };
        Stamp { at, today: self.today, actor: self.actor.clone(), zone: zone_at(at) }
    }

    /// The moment that is looked at.
    #[must_use]
    pub const fn moment(&self) -> Moment {
        Moment::present(self.today)
    }

    /// Refuses a write that the flags forbid.
    pub fn check_writing(&self) -> Result<()> {
        let flag = match (self.looks_back(), self.global.read_only) {
            (true, _) => "--as-of shows the past",
            (false, true) => "--read-only",
            (false, false) => return Ok(()),
        };
        Err(Failure::usage(format!("{flag}: nothing can be written"), "leave the flag out to write"))
    }

    /// Refuses to store anything outside the workspace, such as a setting, if a flag forbids that.
    pub fn check_keeping(&self, what: &str) -> Result<()> {
        if self.global.read_only {
            return Err(Failure::usage(format!("--read-only: {what} is not kept"), "leave the flag out to keep it"));
        }
        Ok(())
    }

    /// The path of the workspace that is meant.
    pub fn path(&self) -> Result<PathBuf> {
        self.places.meant(self.global.workspace.as_deref())?.ok_or_else(|| {
            Failure::usage(
                "there is no workspace yet",
                "make one with `steerco new NAME`, or look around with `steerco demo`",
            )
        })
    }

    /// What names the workspace in another command as in this one: ` -w NAME`, or nothing.
    #[must_use]
    pub fn option(&self) -> String {
        self.global.workspace.as_deref().map_or_else(String::new, option)
    }

    /// A failure in this workspace: so the commands in its hint name it.
    #[must_use]
    pub fn fails(&self, failure: Failure) -> Failure {
        failure.meant_for(&self.option(), has_workspace)
    }

    /// Opens the workspace to write, with a backup once a day. If the backup finds damage, nothing is written to the
    /// file; any other failure of the backup is reported, and does not prevent the change.
    pub fn open(&self, output: &Output) -> Result<Store> {
        let store = self.open_there()?;
        if let Some(said) = self.back_up_today(&store)? {
            output.message(&said);
        }
        Ok(store)
    }

    /// Opens the workspace to write, where it is there; whoever writes copies it.
    pub fn open_there(&self) -> Result<Store> {
        self.check_writing()?;
        self.open_meant(Access::Write)
    }

    fn open_meant(&self, access: Access) -> Result<Store> {
        let path = self.path()?;
        self.check_there(&path)?;
        self.open_at(&path, access).map_err(|failure| self.not_there(failure))
    }

    /// Adds to a failure for a missing workspace how to make it, and which one may have been meant.
    fn not_there(&self, failure: Failure) -> Failure {
        let is_none = |word: &&str| failure.status == 4 && holds_one(Path::new(word)).is_none();
        let Some(wanted) = self.global.workspace.as_deref().filter(is_none) else {
            return failure;
        };
        let meant = self.alike(wanted).map_or_else(String::new, |name| format!("is it {name}? else "));
        let makes = if wanted == "demo" { "demo".to_owned() } else { format!("new {}", quoted(wanted)) };
        failure.hint(format!("{meant}make it with `steerco {makes}`, or look with `steerco workspaces`"))
    }

    /// The workspace that may have been meant by a name or path where there is none.
    fn alike(&self, wanted: &str) -> Option<String> {
        let with_ending = format!("{wanted}.{ENDING}");
        if self.places.path_of(wanted) == Path::new(wanted) && Path::new(&with_ending).is_file() {
            return Some(with_ending);
        }
        let names = self.places.workspaces().unwrap_or_default().into_iter().map(|path| name_of(&path));
        // Upper and lower case are one to whoever types it.
        let like = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &wanted.to_lowercase());
        let alike = names.map(|name| (like(&name), name)).filter(|(alike, _)| *alike > ALIKE);
        alike.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, name)| name)
    }

    /// A workspace that a variable or setting names is not created if it is missing, and the message says where the
    /// name comes from: its disk may just not be connected.
    pub fn check_there(&self, path: &Path) -> Result<()> {
        if self.global.workspace.is_some() || path.exists() {
            return Ok(());
        }
        let (by, mend) = if env::var_os("STEERCO_WORKSPACE").is_some_and(|value| !value.is_empty()) {
            ("STEERCO_WORKSPACE".to_owned(), "unset it or set it to another")
        } else {
            let file = self.places.config.join(settings::FILE);
            (format!("“default” in {}", file.display()), "take that line out or name another there")
        };
        Err(Failure::new(4, format!("there is no workspace at {}, which {by} names", path.display()))
            .hint(format!("bring it back, say --workspace NAME (`steerco workspaces` lists them), or {mend}")))
    }

    /// Opens the workspace at a path.
    pub fn open_at(&self, path: &Path, access: Access) -> Result<Store> {
        let open = |access| Store::open(path, access, Arc::clone(&self.builtin), self.ids());
        let store = match open(access) {
            Err(Error::Older { .. }) => {
                self.migrate(&open(Access::Read)?)?;
                open(access)?
            }
            // With --read-only nothing is repaired, and that is said.
            Err(Error::Interrupted(_)) if !self.global.read_only => {
                store::take_back_interrupted(path)?;
                open(access)?
            }
            other => other.map_err(|error| self.held(path, error.into()))?,
        };
        store.wait_for_locks(PATIENCE)?;
        Ok(store)
    }

    /// Adds to a failure for a file that contains a workspace without being one, such as an archive, how to restore it.
    fn held(&self, path: &Path, failure: Failure) -> Failure {
        let named = self.global.workspace.as_deref().map(Path::new).filter(|_| !path.exists());
        let held = [Some(path), named].into_iter().flatten().find_map(holds_one);
        match held {
            Some(hint) if matches!(failure.status, 3 | 4) => failure.hint(hint),
            _ => failure,
        }
    }

    /// Brings a workspace of an older format to this program's; a copy of it as it was stays with its backups.
    fn migrate(&self, before: &Store) -> Result<()> {
        let folder = self.places.backups(before.id()?);
        store::create_private_dir(&folder)?;
        let kind = kind(before, "migration");
        store::migrate(before, &folder.join(format!("{}-{kind}.steerco", moment_for_a_name())))?;
        Ok(store::thin_out(&folder, &kind)?)
    }

    /// Opens the workspace to read, in the present or as of the moment that was asked for, and lets `ask` read it.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        self.read_of(&self.open_meant(Access::Read)?, ask)
    }

    /// The same for a file known to be sound: what is read becomes a copy that people rely on.
    pub fn read_sound<T>(&self, ask: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        let store = self.open_meant(Access::Read)?;
        store.check_structure()?;
        self.read_of(&store, ask)
    }

    fn read_of<T>(&self, store: &Store, ask: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        let past = self.looked_at(store)?;
        ask(past.as_ref().unwrap_or_else(|| store.read())).map_err(|failure| failure.reading(store.path()))
    }

    /// The workspace at the past moment looked at; none for the present.
    pub fn looked_at(&self, store: &Store) -> Result<Option<Reader>> {
        self.as_of.as_ref().map(|past| past.reader(store)).transpose()
    }

    /// Opens the workspace to write, made when it is missing.
    pub fn open_or_make(&self) -> Result<(Store, bool)> {
        self.check_writing()?;
        let path = self.path()?;
        match self.open_at(&path, Access::Write) {
            Err(failure) if failure.status == 4 && !path.exists() => {
                Ok((self.make(&path, &name_of(&path), false)?, true))
            }
            other => Ok((other?, false)),
        }
    }

    /// A copy of the workspace in a folder, for writing while the workspace stays as it is. If there is none to copy
    /// and one `may_be_made`, a new one.
    pub fn copied_into(&self, folder: &Path, may_be_made: bool) -> Result<(Store, bool)> {
        let (path, copy) = (self.path()?, folder.join("copy.steerco"));
        let original = match self.open_meant(Access::Read) {
            Err(failure) if failure.status == 4 && may_be_made && !path.exists() => {
                return Ok((self.make(&copy, &name_of(&path), false)?, true));
            }
            other => other?,
        };
        store::copy_to(&original, &copy, false)?;
        let open = |access| Store::open(&copy, access, Arc::clone(&self.builtin), self.ids());
        let store = match open(Access::Write) {
            Err(Error::Older { .. }) => {
                store::migrate(&open(Access::Read)?, &folder.join("older.steerco"))?;
                open(Access::Write)?
            }
            other => other?,
        };
        Ok((store, false))
    }

    /// Makes the data folder if that is the workspace's folder; refuses if another folder does not exist.
    pub fn make_folder_of(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
            && !folder.exists()
        {
            if !folder.starts_with(&self.places.data) {
                return Err(Failure::new(4, format!("there is no folder {}", folder.display()))
                    .hint("make it, or choose another path"));
            }
            store::create_private_dir(folder)?;
        }
        Ok(())
    }

    /// Makes an empty workspace.
    pub fn make(&self, path: &Path, title: &str, demo: bool) -> Result<Store> {
        self.make_folder_of(path)?;
        Ok(Store::create(path, title, demo, Arc::clone(&self.builtin), self.ids())?)
    }
}

/// The command that makes a workspace of a file which contains one: an archive, or a whole export.
pub(in crate::cli) fn holds_one(file: &Path) -> Option<String> {
    let ending = file.extension()?.to_string_lossy().to_lowercase();
    let verb = match ending.as_str() {
        "zip" => "restore",
        "json" => "import",
        _ => return None,
    };
    let command = format!("steerco -w NAME {verb} {}", quoted(&file.to_string_lossy()));
    file.is_file().then(|| format!("`{command}` makes a workspace of what it holds, under a name of its own"))
}

/// The mark of a file's own backups of one kind, which tells them from those of another file that is the same
/// workspace.
pub(in crate::cli) fn kind(store: &Store, why: &str) -> String {
    format!("{}-{why}", hash(&store::resolved(store.path()).to_string_lossy()))
}
