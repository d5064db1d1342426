//! Owns `config.toml`: what it says, what is wrong in it, and writing one setting so that the rest of the file stays as
//! its owner wrote it. A file of another version may have settings that this one does not know; they are named and left
//! alone.
//!
//! Settings are read one by one, so that a wrong one costs only itself. A setting is a line of its own, never a table
//! or a value of several lines (except an array from another version). A file that is not TOML as a whole is therefore
//! read line by line, up to a broken table head; not at all, though, if it contains a text of several lines. Where
//! settings cannot be read, no workspace is guessed.

use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml_edit::{Document, DocumentMut, Item, TomlError, value};

use super::failure::{Failure, Result};
use super::whole;
use crate::domain::seek::line_at;

/// The name of the file.
pub const FILE: &str = "config.toml";
/// The name of the file of keys, of which only the preset is set from here.
pub const KEYS: &str = "keys.toml";
/// More complaints than these are counted, not told.
const MOST_COMPLAINTS: usize = 8;
/// A file that is not TOML is read line by line up to this many lines, as each is read with all before it.
const MOST_LINES: usize = 500;
/// The maximum of lines in an array in it.
const LONGEST_ARRAY: usize = 50;

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The workspace that opens when none is named.
    Default,
    /// The theme.
    Theme,
    /// Is the mouse on from the start?
    Mouse,
    /// The name of the actor in the journal.
    Actor,
    /// Are there plain sentences in the place of screens?
    Plain,
    /// Are there lines that teach?
    Coach,
}

impl Setting {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Theme, Self::Mouse, Self::Default, Self::Actor, Self::Plain, Self::Coach];

    /// Its name in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Theme => "theme",
            Self::Mouse => "mouse",
            Self::Actor => "actor",
            Self::Plain => "plain",
            Self::Coach => "coach",
        }
    }

    /// Is it yes or no?
    #[must_use]
    pub const fn is_flag(self) -> bool {
        matches!(self, Self::Mouse | Self::Plain | Self::Coach)
    }
}

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The workspace that opens when none is named.
    pub default: Option<String>,
    /// The theme.
    pub theme: Option<String>,
    /// Is the mouse on from the start?
    pub mouse: bool,
    /// Who writes.
    pub actor: Option<String>,
    /// Plain sentences in the place of screens?
    pub plain: bool,
    /// Lines that teach?
    pub coach: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { default: None, theme: None, mouse: false, actor: None, plain: false, coach: true }
    }
}

/// The file as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// What it says; an invalid setting counts as missing.
    pub config: Config,
    /// What in it cannot be used, each with its line.
    pub complaints: Vec<String>,
    /// Does nobody know which workspace it names?
    pub default_is_lost: bool,
    /// Where it names a theme.
    theme_at: String,
}

impl Settings {
    /// Reads the file in that folder; none is no complaint.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        let path = folder.join(FILE);
        match read(&path) {
            Ok(None) => Self::default(),
            Ok(Some(text)) => Self::of(&text, &path),
            Err(error) => Self {
                complaints: vec![format!("{} cannot be read: {error}", path.display())],
                default_is_lost: true,
                ..Self::default()
            },
        }
    }

    fn of(text: &str, path: &Path) -> Self {
        let mut settings = Self::of_toml(text, path).unwrap_or_else(|error| {
            Self::of_lines(text, path).unwrap_or_else(|| Self {
                complaints: vec![format!(
                    "{}: {}; nothing of the file is used",
                    at(path, text, error.span()),
                    told(&error)
                )],
                default_is_lost: true,
                ..Self::default()
            })
        });
        let more = settings.complaints.len().saturating_sub(MOST_COMPLAINTS);
        settings.complaints.truncate(MOST_COMPLAINTS);
        if more > 0 {
            settings.complaints.push(format!("{}: {more} more that cannot be used", path.display()));
        }
        settings
    }

    /// The settings in a file that is not TOML as a whole: each line that can be added to those before it holds, as
    /// every setting is a line of its own. Below a broken table head no line counts as a setting. None where there are
    /// more lines than anybody writes by hand, or texts of several lines, in which a line may look like a setting.
    fn of_lines(text: &str, path: &Path) -> Option<Self> {
        let has_long_texts = ["\"\"\"", "'''"].iter().any(|quotes| text.contains(quotes));
        if has_long_texts || text.lines().count() > MOST_LINES {
            return None;
        }
        let names_default =
            |line: &str| line.trim_start_matches(['"', '\'', ' ', '\t']).starts_with(Setting::Default.name());
        let (mut kept, mut complaints, mut default_is_lost) = (String::new(), Vec::new(), false);
        let lines: Vec<&str> = text.lines().collect();
        let mut before = 0;
        while let Some((line, _)) = lines.get(before..).and_then(<[&str]>::split_first) {
            let (end, count) = (kept.len(), lines_of_value(&lines[before..]));
            for line in lines.iter().skip(before).take(count) {
                kept.push_str(line);
                kept.push('\n');
            }
            if let Some(error) = Document::parse(kept.as_str()).err() {
                let (place, said) = (path.display(), told(&error));
                let (number, heads) = (before + 1, line.trim_start().starts_with('['));
                let used = if heads {
                    "neither this line nor what is below is used"
                } else {
                    "this line is not used, the others hold"
                };
                complaints.push(format!("{place} line {number}: {used}: {said}"));
                let lost = if heads { usize::MAX } else { 1 };
                default_is_lost |= lines.iter().copied().skip(before).take(lost).any(names_default);
                // Blank lines replace what was left out, so that complaints name the right lines.
                kept.truncate(end);
                kept.push_str(&"\n".repeat(count));
                if heads {
                    break;
                }
            }
            before += count;
        }
        let mut settings = Self::of_toml(&kept, path).ok()?;
        complaints.append(&mut settings.complaints);
        Some(Self { complaints, default_is_lost: default_is_lost || settings.default_is_lost, ..settings })
    }

    fn of_toml(text: &str, path: &Path) -> std::result::Result<Self, TomlError> {
        let mut settings = Self::default();
        let document = Document::parse(text)?;
        let mut complaints = Vec::new();
        for (key, item) in document.iter() {
            let Some(setting) = Setting::ALL.into_iter().find(|setting| setting.name() == key) else {
                let place = at(path, text, document.key(key).and_then(toml_edit::Key::span));
                complaints.push(format!("{place}: “{key}” is not a setting of this version"));
                continue;
            };
            if setting == Setting::Theme {
                settings.theme_at = at(path, text, item.span());
            }
            if !settings.take(setting, item) {
                let wrong = match item.as_str() {
                    _ if setting.is_flag() => "has to be true or false",
                    Some(_) => "is empty: write a name, or take the line out",
                    None => "has to be a text in quotes",
                };
                complaints.push(format!("{}: “{key}” {wrong}", at(path, text, item.span())));
                settings.default_is_lost |= setting == Setting::Default;
            }
        }
        settings.complaints = complaints;
        Ok(settings)
    }

    /// A theme that is none is as if it were not there.
    #[must_use]
    pub fn with_known_theme(mut self, is_known: impl FnOnce(&str) -> bool) -> Self {
        if let Some(theme) = self.config.theme.take_if(|theme| !is_known(theme.as_str())) {
            self.complaints.push(format!("{}: {}", self.theme_at, no_theme(&theme)));
        }
        self
    }

    /// Takes a setting in; answers whether it can be used.
    fn take(&mut self, setting: Setting, item: &Item) -> bool {
        let (text, flag) = (item.as_str().map(str::to_owned), item.as_bool());
        let config = &mut self.config;
        match (setting, text, flag) {
            (Setting::Default, Some(text), _) if !text.trim().is_empty() => config.default = Some(text),
            (Setting::Theme, Some(text), _) => config.theme = Some(text),
            (Setting::Actor, Some(text), _) => config.actor = Some(text).filter(|text| !text.trim().is_empty()),
            (Setting::Mouse, _, Some(flag)) => config.mouse = flag,
            (Setting::Plain, _, Some(flag)) => config.plain = flag,
            (Setting::Coach, _, Some(flag)) => config.coach = flag,
            _ => return false,
        }
        true
    }
}

/// The number of lines that the first one begins: a setting of another version may be an array over several lines,
/// which are neither settings nor table heads.
fn lines_of_value(lines: &[&str]) -> usize {
    let begins = |line: &&str| line.split_once('=').is_some_and(|(_, value)| value.trim_start().starts_with('['));
    if !lines.first().is_some_and(begins) {
        return 1;
    }
    let is_whole = |count: &usize| Document::parse(lines[..*count].join("\n")).is_ok();
    (1..=lines.len().min(LONGEST_ARRAY)).find(is_whole).unwrap_or(1)
}

/// The file, and the line if that is known.
fn at(path: &Path, text: &str, span: Option<Range<usize>>) -> String {
    let line = span.map(|span| line_at(text, span.start));
    line.map_or_else(|| path.display().to_string(), |line| format!("{} line {line}", path.display()))
}

/// What the reader of TOML says, on one line.
fn told(error: &TomlError) -> String {
    error.message().lines().collect::<Vec<_>>().join("; ")
}

/// The complaint about a theme that does not exist.
#[must_use]
pub fn no_theme(name: &str) -> String {
    format!("there is no theme “{name}”; `steerco themes` lists them")
}

/// The text of a file; none where there is no file. A file that is not text is an error.
pub fn read(path: &Path) -> io::Result<Option<String>> {
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(error),
    };
    // Reading a pipe or a device might never end.
    if !about.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::InvalidData => Err(io::Error::other("it is not text in UTF-8")),
        other => other.map(|text| Some(text.trim_start_matches('\u{feff}').to_owned())),
    }
}

/// Writes one setting; an empty text takes it away. Answers the path of its file.
pub fn write(folder: &Path, setting: Setting, to: &str) -> Result<PathBuf> {
    let new = if setting.is_flag() { value(to == "yes") } else { value(to) };
    change(folder, FILE, setting.name(), (!to.is_empty()).then_some(new))
}

/// Writes with which preset the keys begin; an empty text takes it away. Answers the path of its file.
pub fn write_preset(folder: &Path, to: &str) -> Result<PathBuf> {
    change(folder, KEYS, "preset", (!to.is_empty()).then(|| value(to)))
}

/// Sets or removes a name in a file of that folder. Comments, order and unknown settings stay. The new text is written
/// in one step. Answers the path.
fn change(folder: &Path, file: &str, name: &str, new: Option<Item>) -> Result<PathBuf> {
    let path = folder.join(file);
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(1, format!("{} cannot be written: {error}", path.display()))
            .hint("mend that, or write it there yourself")
    };
    let text = read(&path).map_err(|error| failed(&error))?.unwrap_or_default();
    let mut document: DocumentMut = text.parse().map_err(|error: TomlError| {
        let line = error.span().map_or(1, |span| line_at(&text, span.start));
        failed(&format!("line {line}: {}", error.message()))
    })?;
    put(&mut document, name, new);
    std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    // A link stays a link.
    let target = path.canonicalize().unwrap_or_else(|_| path.clone());
    let is_kept = std::fs::metadata(&target).is_ok_and(|about| about.permissions().readonly());
    if is_kept || target == path && path.is_symlink() {
        return Err(failed(&"it is read-only, or a link to nothing"));
    }
    whole::write(&target, document.to_string().as_bytes()).map_err(|error| failed(&error))?;
    Ok(path)
}

/// Sets or removes a name in the document. The comments around it stay, even those of a removed name.
fn put(document: &mut DocumentMut, name: &str, new: Option<Item>) {
    let Some(mut new) = new else {
        let above = document.key(name).and_then(|key| key.leaf_decor().prefix()?.as_str()).map(str::to_owned);
        document.remove(name);
        if let Some(above) = above.filter(|above| !above.trim().is_empty()) {
            let rest = document.trailing().as_str().unwrap_or_default().to_owned();
            document.set_trailing(format!("{above}{rest}"));
        }
        return;
    };
    let decor = document.get(name).and_then(Item::as_value).map(|old| old.decor().clone());
    if let (Some(decor), Some(new)) = (decor, new.as_value_mut()) {
        *new.decor_mut() = decor;
    }
    document[name] = new;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_stands_whatever_else_is_wrong() {
        let text = "# mine\ntheme = 7\nmouse = true\nfuture = [1, 2]\ndefault = \"work\"\n";
        let settings = Settings::of(text, Path::new("config.toml"));
        assert_eq!(settings.config, Config { mouse: true, default: Some("work".into()), ..Config::default() });
        assert_eq!(
            settings.complaints,
            [
                "config.toml line 2: “theme” has to be a text in quotes",
                "config.toml line 4: “future” is not a setting of this version"
            ]
        );
        assert!(!settings.default_is_lost);
    }

    #[test]
    fn a_theme_that_is_none_is_told_with_its_line_and_does_not_hold() {
        let of = |text: &str| Settings::of(text, Path::new("config.toml")).with_known_theme(|name| name == "night");
        let settings = of("mouse = true\ntheme = \"purple\"\n");
        assert_eq!(settings.config, Config { mouse: true, ..Config::default() });
        let told = "config.toml line 2: there is no theme “purple”; `steerco themes` lists them";
        assert_eq!(settings.complaints, [told]);
        assert_eq!(of("theme = \"night\"\n").config.theme.as_deref(), Some("night"));
    }

    #[test]
    fn a_file_that_cannot_be_understood_says_where_and_that_its_workspace_is_not_known() {
        let settings = Settings::of("mouse = true\ndefault = work\n", Path::new("config.toml"));
        assert!(settings.default_is_lost && settings.complaints[0].starts_with("config.toml line 2: "), "{settings:?}");
        for (text, told) in [("default = 3\n", "has to be a text in quotes"), ("default = \"\"\n", "is empty")] {
            let settings = Settings::of(text, Path::new("config.toml"));
            assert!(settings.default_is_lost && settings.complaints[0].contains(told), "{settings:?}");
        }
    }

    #[test]
    fn a_line_that_is_no_toml_costs_only_itself() {
        let of = |text: &str| Settings::of(text, Path::new("config.toml"));
        let settings = of("plain = true\ntheme = paper\nmouse = 3\nactor = \"Ana\"\n");
        assert_eq!(settings.config, Config { plain: true, actor: Some("Ana".into()), ..Config::default() });
        let begins = "config.toml line 2: this line is not used, the others hold: ";
        assert!(settings.complaints[0].starts_with(begins), "{settings:?}");
        assert_eq!(settings.complaints[1..], ["config.toml line 3: “mouse” has to be true or false"]);
        assert!(!settings.default_is_lost);

        let twice = of("theme = \"night\"\ntheme = \"paper\"\n");
        assert_eq!(twice.config.theme.as_deref(), Some("night"));
        assert!(twice.complaints[0].starts_with(begins), "{twice:?}");
        assert!(of("default = \"work\nplain = true\n").default_is_lost);

        let table = of("plain = true\n[other\ntheme = \"paper\"\ndefault = \"work\"\n");
        assert_eq!(table.config, Config { plain: true, ..Config::default() }, "what is below is of the table");
        assert!(table.default_is_lost && table.complaints[0].contains("nor what is below"), "{table:?}");
        let text = of("mouse = treu\nnote = \"\"\"\ndefault = \"other\"\n\"\"\"\n");
        assert_eq!((text.config, text.default_is_lost), (Config::default(), true), "a text is no setting");

        let array = of("theme = paper\nfolders = [\n  \"a\",\n  [\"b\"]\n]\nactor = \"Ana\"\n");
        assert_eq!(array.config, Config { actor: Some("Ana".into()), ..Config::default() });
        let unknown = "config.toml line 2: “folders” is not a setting of this version";
        assert_eq!(array.complaints[1..], [unknown], "its lines are no heads of tables");

        let long = of(&format!("plain = true\ntheme = paper\n{}", "# more\n".repeat(MOST_LINES)));
        assert_eq!((long.config, long.default_is_lost), (Config::default(), true));
        assert!(long.complaints[0].ends_with("; nothing of the file is used"), "{:?}", long.complaints);
    }

    #[test]
    fn writing_one_setting_leaves_everything_else_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let text = "# a remark\nfuture = 1   # later\n\n# mine\ntheme = \"night\" # dark\n";
        std::fs::write(folder.path().join(FILE), text).unwrap();
        write(folder.path(), Setting::Theme, "paper").unwrap();
        write(folder.path(), Setting::Mouse, "yes").unwrap();
        let now = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert_eq!(now, "# a remark\nfuture = 1   # later\n\n# mine\ntheme = \"paper\" # dark\nmouse = true\n");
        write(folder.path(), Setting::Mouse, "").unwrap();
        write(folder.path(), Setting::Theme, "").unwrap();
        let now = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert!(!now.contains("theme") && now.contains("# mine"), "{now}");
    }

    #[test]
    fn a_preset_is_written_above_the_keys_of_ones_own_and_leaves_them_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let keys = || std::fs::read_to_string(folder.path().join(KEYS)).unwrap();
        let own = "# mine\n[board]\ngroup = \"n\" # often\n";
        std::fs::write(folder.path().join(KEYS), own).unwrap();
        write_preset(folder.path(), "vim").unwrap();
        assert_eq!(keys(), format!("preset = \"vim\"\n{own}"));
        write_preset(folder.path(), "arrows").unwrap();
        assert_eq!(keys(), format!("preset = \"arrows\"\n{own}"));
        write_preset(folder.path(), "").unwrap();
        assert_eq!(keys(), own);
    }

    #[test]
    fn a_folder_that_is_not_there_is_made_and_a_file_that_cannot_be_changed_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        write(&inner, Setting::Actor, "Ana").unwrap();
        assert_eq!(Settings::read(&inner).config.actor.as_deref(), Some("Ana"));
        let mut rights = std::fs::metadata(inner.join(FILE)).unwrap().permissions();
        rights.set_readonly(true);
        std::fs::set_permissions(inner.join(FILE), rights).unwrap();
        let failure = write(&inner, Setting::Actor, "Bo").unwrap_err();
        assert!(failure.title.contains("read-only"), "{failure:?}");
    }
}
