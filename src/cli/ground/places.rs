//! Owns where files are kept, and which workspace is meant.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::failure::{Failure, Result};
use super::settings::{self, Settings};
use crate::app::known_verbs;
use crate::domain::WorkspaceId;
use crate::interaction::keymap::{Known, Remap};
use crate::store;
use crate::ui::theme::Theme;
use directories::ProjectDirs;
use unicode_segmentation::UnicodeSegmentation;

/// The ending of a workspace.
pub(in crate::cli) const ENDING: &str = "steerco";

/// A path as a shell would read it: `~/` is the home.
pub(in crate::cli) fn at_home(typed: &str) -> Result<PathBuf> {
    under(env::var_os("HOME").map(PathBuf::from), typed)
}

/// The same with a given home, which must be an absolute path: a relative one would depend on the current folder.
fn under(home: Option<PathBuf>, typed: &str) -> Result<PathBuf> {
    let Some(rest) = typed.strip_prefix("~/") else {
        return Ok(PathBuf::from(typed));
    };
    home.filter(|home| home.is_absolute()).map(|home| home.join(rest)).ok_or_else(|| {
        Failure::new(1, format!("{typed} is nowhere: this user has no home folder"))
            .hint("write the whole path, or set HOME to one")
    })
}

/// The folders of this user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Workspaces.
    pub data: PathBuf,
    /// `config.toml`, `keys.toml` and themes.
    pub config: PathBuf,
    /// Drafts and backups.
    pub state: PathBuf,
}

impl Places {
    /// XDG variables on every system; elsewhere what the system uses.
    pub fn find() -> Result<Self> {
        let dirs = ProjectDirs::from("", "", "steerco");
        // The specification of these variables ignores a relative path, as it would lead elsewhere from every folder.
        let xdg = |name: &str| {
            env::var_os(name).map(PathBuf::from).filter(|root| root.is_absolute()).map(|root| root.join("steerco"))
        };
        let nowhere = || {
            Failure::new(1, "this user has no home folder")
                .hint("set HOME to a whole path, or XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_STATE_HOME")
        };
        let place = |name: &str, of: fn(&ProjectDirs) -> &Path| {
            let own = || dirs.as_ref().map(|dirs| of(dirs).to_owned()).filter(|root| root.is_absolute());
            xdg(name).or_else(own).ok_or_else(nowhere)
        };
        Ok(Self {
            data: place("XDG_DATA_HOME", ProjectDirs::data_dir)?,
            config: place("XDG_CONFIG_HOME", ProjectDirs::config_dir)?,
            state: place("XDG_STATE_HOME", |dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()))?,
        })
    }

    /// The default folder for reports and exports.
    #[must_use]
    pub fn reports(&self) -> PathBuf {
        self.data.join("reports")
    }

    /// Where drafts are.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        self.state.join("drafts")
    }

    /// Where the automatic backups of a workspace are.
    #[must_use]
    pub fn backups(&self, workspace: WorkspaceId) -> PathBuf {
        self.state.join("backups").join(workspace.to_string())
    }

    /// The settings, and what is wrong with them.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings::read(&self.config).with_known_theme(|name| self.has_theme(name))
    }

    /// Is there a theme of that name?
    #[must_use]
    pub fn has_theme(&self, name: &str) -> bool {
        Theme::names().any(|known| known == name) || self.themes().0.iter().any(|theme| theme.name == name)
    }

    /// The keys as the user has them, and what in `keys.toml` cannot be used.
    #[must_use]
    pub fn keys(&self) -> (Remap, Vec<String>) {
        let path = self.config.join(settings::KEYS);
        let text = match settings::read(&path) {
            Ok(text) => text.unwrap_or_default(),
            Err(error) => return (Remap::default(), vec![format!("{} cannot be read: {error}", path.display())]),
        };
        // Collecting all verbs takes a tenth of the start-up time, and is only needed if keys are set.
        if text.trim().is_empty() {
            return (Remap::default(), Vec::new());
        }
        let verbs = known_verbs();
        let known: Vec<Known<'_>> =
            verbs.iter().map(|bound| (bound.home, bound.offer.name, bound.offer.title)).collect();
        let (remap, mut wrong) = Remap::parse(&text, &known);
        wrong.extend(remap.new_clashes(verbs));
        (remap, wrong)
    }

    /// The built-in themes and the user's own, with what is wrong in those.
    #[must_use]
    pub fn themes(&self) -> (Vec<Theme>, Vec<String>) {
        let mut themes: Vec<Theme> = Theme::names().filter_map(Theme::builtin).collect();
        let mut warnings = Vec::new();
        let entries = std::fs::read_dir(self.config.join("themes")).into_iter().flatten();
        let paths = entries.filter_map(std::result::Result::ok).map(|entry| entry.path());
        let mut files: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
        files.sort();
        for file in files {
            match std::fs::read_to_string(&file).map_err(|error| error.to_string()).and_then(|text| Theme::parse(&text))
            {
                Ok(theme) => {
                    themes.retain(|known| known.name != theme.name);
                    themes.push(theme);
                }
                Err(why) => warnings.push(format!("{}: {why}", file.display())),
            }
        }
        (themes, warnings)
    }

    /// The path of a workspace that is named or given by its path.
    #[must_use]
    pub fn path_of(&self, wanted: &str) -> PathBuf {
        let is_path = wanted.contains(std::path::is_separator)
            || Path::new(wanted).extension().is_some_and(|ending| ending == ENDING);
        if is_path { PathBuf::from(wanted) } else { self.data.join(format!("{wanted}.{ENDING}")) }
    }

    /// A free path in the data folder for a workspace of that title.
    #[must_use]
    pub fn free_path(&self, title: &str) -> PathBuf {
        let base = name_for(title).unwrap_or_else(|| "work".to_owned());
        let names = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}")));
        names.map(|name| self.path_of(&name)).find(|path| !path.exists()).unwrap_or_default()
    }

    /// The workspaces in the data folder, by name.
    pub fn workspaces(&self) -> Result<Vec<PathBuf>> {
        let entries = match std::fs::read_dir(&self.data) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => {
                return Err(Failure::new(1, format!("{} cannot be read: {error}", self.data.display()))
                    .hint("name a workspace by its path, or set XDG_DATA_HOME"));
            }
            Ok(entries) => entries,
        };
        let mut found: Vec<PathBuf> = entries
            .filter_map(std::result::Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == ENDING) && path.is_file())
            .collect();
        found.sort();
        Ok(found)
    }

    /// The workspace that is meant, whether it exists or not; none where there is none at all. With several, none is
    /// meant without a name.
    pub fn meant(&self, flag: Option<&str>) -> Result<Option<PathBuf>> {
        match self.named_or_found(flag)? {
            Meant::This(path) => Ok(Some(path)),
            Meant::Nothing => Ok(None),
            Meant::OneOf(found) => Err(Self::which(&found)),
        }
    }

    /// The failure that nobody said which of those is meant.
    #[must_use]
    pub fn which(found: &[PathBuf]) -> Failure {
        let names: Vec<String> = found.iter().map(|path| name_of(path)).collect();
        let what = format!("there are several workspaces: {}", names.join(", "));
        Failure::usage(what, "say --workspace NAME, or set `default` in config.toml")
    }

    /// What a flag, the environment and the settings say about the workspace.
    pub fn named_or_found(&self, flag: Option<&str>) -> Result<Meant> {
        let variable = env::var_os("STEERCO_WORKSPACE").filter(|value| !value.is_empty()).map(OsString::into_string);
        let variable = variable
            .transpose()
            .map_err(|_| Failure::usage("STEERCO_WORKSPACE is not valid text", "set it to a name or path"))?;
        let mut named = flag.map(str::to_owned).or(variable);
        if named.is_none() {
            let settings = self.settings();
            if settings.default_is_lost {
                // Another workspace than the one that is meant must not be written to.
                return Err(Failure::new(3, "the settings do not say which workspace is meant")
                    .hint(format!("mend {}, or say --workspace NAME", self.config.join(settings::FILE).display())));
            }
            named = settings.config.default;
        }
        if let Some(named) = named {
            if named.trim().is_empty() {
                return Err(Failure::usage("an empty text names no workspace", "give a name or a path"));
            }
            return Ok(Meant::This(self.path_of(&named)));
        }
        let mut found = self.workspaces()?;
        // An empty file beside a workspace is ignored; if there is nothing else, it is reported.
        if !found.iter().all(|path| store::is_empty(path)) {
            found.retain(|path| !store::is_empty(path));
        }
        Ok(if found.len() > 1 { Meant::OneOf(found) } else { found.pop().map_or(Meant::Nothing, Meant::This) })
    }
}

/// Which workspace is meant.
pub enum Meant {
    /// This one, named or the only one there is.
    This(PathBuf),
    /// None, as there is none.
    Nothing,
    /// One of these, and nobody said which.
    OneOf(Vec<PathBuf>),
}

/// The name of a workspace by its path.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The longest name made from a title, in bytes: it leaves room for a number and for the names of files beside it.
const LONGEST: usize = 120;

/// A file name for a title: its letters and digits, in any script, in lower case with `-` between words; none where it
/// has neither.
#[must_use]
pub fn name_for(title: &str) -> Option<String> {
    let mut name = String::new();
    for sign in title.graphemes(true) {
        // What is set above or below a letter belongs to it.
        let written = sign.chars().next().is_some_and(char::is_alphanumeric);
        let sign = if written { sign.to_lowercase() } else { "-".to_owned() };
        if name.len() + sign.len() > LONGEST {
            break;
        }
        if written || !name.is_empty() && !name.ends_with('-') {
            name.push_str(&sign);
        }
    }
    let name = name.trim_end_matches('-');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_that_is_no_whole_path_is_none() {
        let path = |home: &str, typed: &str| under(Some(PathBuf::from(home)), typed);
        assert_eq!(path("/home/ana", "~/plan.xlsx"), Ok(PathBuf::from("/home/ana/plan.xlsx")));
        assert_eq!(path("home", "plan.xlsx"), Ok(PathBuf::from("plan.xlsx")), "nothing is asked of it");
        assert_eq!(path("/home/ana", "~ana"), Ok(PathBuf::from("~ana")));
        for home in ["home", "", "~"] {
            let refused = path(home, "~/plan.xlsx").unwrap_err();
            assert!(refused.status == 1 && refused.hint.contains("the whole path"), "{home}: {refused:?}");
        }
    }

    #[test]
    fn a_file_is_named_after_the_letters_and_digits_of_a_title_in_any_script() {
        for (title, name) in [
            ("My programme", Some("my-programme")),
            ("株式会社", Some("株式会社")),
            ("عميل", Some("عميل")),
            ("Кл/иент ☃ & Co", Some("кл-иент-co")),
            ("हिन्दी", Some("हिन्दी")),
            ("  ../etc/passwd", Some("etc-passwd")),
            ("Zürich 2027\n", Some("zürich-2027")),
            ("☃ / &", None),
            ("", None),
        ] {
            assert_eq!(name_for(title).as_deref(), name, "{title}");
        }
        let long = name_for(&"会".repeat(200)).unwrap();
        assert!(long.len() <= LONGEST && long.chars().all(|c| c == '会'), "{long}");
    }
}
