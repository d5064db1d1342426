//! Owns where files are kept, and which workspace is meant.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::Deserialize;

use super::failure::{Failure, Result};
use crate::domain::WorkspaceId;
use crate::ui::theme::Theme;

/// The ending of a workspace.
const ENDING: &str = "steerco";

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

/// What `config.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The workspace that opens when none is named.
    pub default: Option<String>,
    /// The theme.
    pub theme: Option<String>,
    /// Is the mouse on from the start?
    pub mouse: bool,
}

impl Places {
    /// XDG variables on every system; elsewhere what the system uses.
    pub fn find() -> Result<Self> {
        let dirs = ProjectDirs::from("", "", "steerco")
            .ok_or_else(|| Failure::new(1, "this user has no home folder").hint("set HOME, or XDG_DATA_HOME"))?;
        let xdg = |name: &str| {
            env::var_os(name).filter(|value| !value.is_empty()).map(|root| PathBuf::from(root).join("steerco"))
        };
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
        Ok(Self {
            data: xdg("XDG_DATA_HOME").unwrap_or_else(|| dirs.data_dir().to_owned()),
            config: xdg("XDG_CONFIG_HOME").unwrap_or_else(|| dirs.config_dir().to_owned()),
            state: xdg("XDG_STATE_HOME").unwrap_or_else(|| state.to_owned()),
        })
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
    pub fn settings(&self) -> (Config, Vec<String>) {
        let path = self.config.join("config.toml");
        let Ok(text) = std::fs::read_to_string(&path) else {
            return (Config::default(), Vec::new());
        };
        let table: toml::Table = match toml::from_str(&text) {
            Ok(table) => table,
            Err(error) => return (Config::default(), vec![format!("{}: {}", path.display(), error.message())]),
        };
        let known = ["default", "theme", "mouse"];
        let unknown = table.keys().filter(|key| !known.contains(&key.as_str()));
        let mut warnings: Vec<String> =
            unknown.map(|key| format!("{}: “{key}” is not a setting", path.display())).collect();
        let config = table.try_into().unwrap_or_else(|error: toml::de::Error| {
            warnings.push(format!("{}: {}", path.display(), error.message()));
            Config::default()
        });
        (config, warnings)
    }

    /// The built-in themes and the user's own, and what is wrong with those.
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

    /// The workspaces in the data folder, by name.
    #[must_use]
    pub fn workspaces(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&self.data).into_iter().flatten().filter_map(std::result::Result::ok);
        let mut found: Vec<PathBuf> = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == ENDING) && path.is_file())
            .collect();
        found.sort();
        found
    }

    /// The workspace that is meant, whether it is there or not; none where there is none at all.
    pub fn meant(&self, flag: Option<&str>) -> Result<Option<PathBuf>> {
        let variable = env::var_os("STEERCO_WORKSPACE").filter(|value| !value.is_empty()).map(OsString::into_string);
        let variable = variable
            .transpose()
            .map_err(|_| Failure::usage("STEERCO_WORKSPACE is not valid text", "set it to a name or path"))?;
        let named = flag.map(str::to_owned).or(variable).or_else(|| self.settings().0.default);
        if let Some(named) = named {
            if named.trim().is_empty() {
                return Err(Failure::usage("an empty text names no workspace", "give a name or a path"));
            }
            return Ok(Some(self.path_of(&named)));
        }
        let mut found = self.workspaces();
        if found.len() > 1 {
            let names: Vec<String> = found.iter().map(|path| name_of(path)).collect();
            return Err(Failure::usage(
                format!("there are several workspaces: {}", names.join(", ")),
                "say --workspace NAME, or set `default` in config.toml",
            ));
        }
        Ok(found.pop())
    }
}

/// The name of a workspace by its path.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
