//! Owns what the screens may know of their surroundings: the settings and their choices, the workspaces and when each
//! was last opened, and which teaching lines were put away. The last two are kept in the state folder, one line each.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::failure::Result;
use crate::cli::places::{Places, name_for, name_of};
use crate::cli::session::Session;
use crate::cli::settings::{self, Config, Setting};
use crate::cli::whole;
use crate::domain::Shown;
use crate::domain::words::flag_word;
use crate::interaction::around::{Adjustable, Around, Known, option};
use crate::interaction::keymap::Remap;
use crate::store::{self, resolved};

/// How many workspaces are remembered.
const MOST_RECENT: usize = 30;

/// May workspaces be opened to read their titles? Each takes some milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Titles {
    Asked,
    AsRemembered,
}

/// The surroundings while the workspace at `open` is open.
pub(super) fn around(session: &Session, open: Option<&Path>, titles: Titles) -> Around {
    let places = &session.places;
    let settings = places.settings();
    let (themes, mut faults) = places.themes();
    let themes: Vec<(String, String)> = themes.iter().map(|theme| (theme.name.clone(), theme.name.clone())).collect();
    let workspaces = workspaces(places, open, titles);
    let mut complaints = settings.complaints;
    complaints.append(&mut faults);
    let (keys, wrong) = places.keys();
    complaints.extend(wrong);
    let adjustable = |one: &Setting| adjustable(*one, &settings.config, &themes, &workspaces);
    let shown = |path: PathBuf| path.display().to_string();
    let named = open.and_then(|open| named(places, open));
    Around {
        option: named.map_or_else(String::new, |name| option(&name)),
        called: workspaces.iter().find(|known| known.open).map(called).unwrap_or_default(),
        settings: Setting::ALL.iter().map(adjustable).chain([preset(&keys)]).collect(),
        workspaces,
        places: vec![
            ("workspaces", shown(places.data.clone())),
            ("settings", shown(places.config.join(settings::FILE))),
            ("keys", shown(places.config.join(settings::KEYS))),
            ("themes", shown(places.config.join("themes"))),
            ("backups", shown(places.state.join("backups"))),
            ("drafts", shown(places.drafts())),
        ],
        reports: shown(places.reports()),
        complaints,
        learnt: settings.config.coach.then(|| lines(&places.state.join("learnt"))),
    }
}

fn adjustable(one: Setting, config: &Config, themes: &[(String, String)], workspaces: &[Known]) -> Adjustable {
    let flag = |on: bool| flag_word(on).to_owned();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let yes_no = || vec![("no".to_owned(), "no".to_owned()), ("yes".to_owned(), "yes".to_owned())];
    let (value, options, doc) = match one {
        Setting::Theme => (config.theme.clone().unwrap_or_else(|| "night".to_owned()), themes.to_vec(), "the colours"),
        Setting::Mouse => (flag(config.mouse), yes_no(), "wheel and click from the start"),
        Setting::Default => {
            let mut options = vec![(String::new(), "none: where there are several, you choose".to_owned())];
            options.extend(workspaces.iter().map(|known| (known.meant.clone(), known.meant.clone())));
            (text(&config.default), options, "what opens when none is named")
        }
        Setting::Actor => (text(&config.actor), Vec::new(), "how the journal names you"),
        Setting::Plain => (flag(config.plain), yes_no(), "plain sentences instead of screens, from the next start"),
        Setting::Coach => (flag(config.coach), yes_no(), "a tip on each of the main screens"),
    };
    Adjustable { name: one.name(), doc, value, options }
}

/// What the preset of the keys is called among the settings.
pub(super) const PRESET: &str = "keys";

/// The preset of the keys, as a setting.
fn preset(keys: &Remap) -> Adjustable {
    let none = (String::new(), "as they come".to_owned());
    let presets = Remap::presets().map(|(name, does)| (name.to_owned(), format!("{name}: {does}")));
    Adjustable {
        name: PRESET,
        doc: "the keys of verbs, below your own in keys.toml",
        value: keys.preset().to_owned(),
        options: std::iter::once(none).chain(presets).collect(),
    }
}

/// The same session with the workspace at `path`, whichever its flags name, so that the commands it mentions name that
/// one.
pub(super) fn in_workspace(session: &Session, path: &Path) -> Session {
    let mut session = session.clone();
    session.global.workspace = named(&session.places, path);
    session
}

/// What a command must call the workspace at `path`; none where a command means it without a name.
fn named(places: &Places, path: &Path) -> Option<String> {
    let path = resolved(path);
    let is_meant = matches!(places.meant(None), Ok(Some(meant)) if resolved(&meant) == path);
    (!is_meant).then(|| reference(places, &path))
}

/// What settings and commands call a workspace: its name where that means this file, else its path.
fn reference(places: &Places, path: &Path) -> String {
    let name = name_of(path);
    if resolved(&places.path_of(&name)) == path { name } else { path.display().to_string() }
}

/// The name of a workspace whose title differs from it.
fn called(known: &Known) -> String {
    let is_suggested = name_for(&known.title).is_some_and(|name| name == known.name.to_lowercase());
    if is_suggested { String::new() } else { known.name.clone() }
}

/// What is wrong with the file at `path`, according to its header. The open one is never read here: that would release
/// its locks.
fn problem(path: &Path) -> String {
    let why = store::inspect(path).err().map(|error| error.to_string()).unwrap_or_default();
    why.strip_prefix(&format!("{} ", path.display())).map(str::to_owned).unwrap_or(why)
}

/// The workspaces that exist: those opened before, the last one first, then the others in the data folder.
fn workspaces(places: &Places, open: Option<&Path>, titles: Titles) -> Vec<Known> {
    let open = open.map(resolved);
    let mut known: Vec<Known> = Vec::new();
    let mut add = |path: PathBuf, last: &str, title: &str| {
        let shown = path.display().to_string();
        if path.is_file() && known.iter().all(|one| one.path != shown) {
            let here = open.as_ref() == Some(&path);
            // One that was never opened has to be read itself.
            let asked = (title.is_empty() && titles == Titles::Asked).then(|| store::title_of(&path)).flatten();
            let title = asked.unwrap_or_else(|| title.to_owned());
            let (name, meant) = (name_of(&path), reference(places, &path));
            let problem = if here { String::new() } else { problem(&path) };
            known.push(Known { name, title, problem, meant, path: shown, open: here, last: last.to_owned() });
        }
    };
    for line in lines(&recent(places)) {
        let (last, path, title) = remembered(&line);
        add(PathBuf::from(path), last, title);
    }
    for path in places.workspaces().unwrap_or_default() {
        add(resolved(&path), "", "");
    }
    known
}

/// The day, path and title of a line: `2026-11-18 PATH`, a tab, `TITLE`.
fn remembered(line: &str) -> (&str, &str, &str) {
    let (line, title) = line.split_once('\t').unwrap_or((line, ""));
    let (last, path) = line.split_once(' ').unwrap_or(("", line));
    (last, path, title)
}

fn recent(places: &Places) -> PathBuf {
    places.state.join("recent")
}

fn lines(path: &Path) -> Vec<String> {
    let text = settings::read(path).ok().flatten().unwrap_or_default();
    text.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()).collect()
}

/// Remembers that a workspace was opened, unless a flag forbids keeping anything. If that fails, only the order of a
/// list is lost.
pub(super) fn remember(session: &Session, path: &Path, title: &str) {
    if session.global.read_only {
        return;
    }
    let place = recent(&session.places);
    let path = resolved(path).display().to_string();
    let before = lines(&place);
    let others = before.iter().filter(|line| remembered(line).1 != path).cloned();
    let newest = format!("{} {path}\t{}", session.present, Shown::line(title));
    let kept: Vec<String> = std::iter::once(newest).chain(others).take(MOST_RECENT).collect();
    // Waiting for the disk would delay the first picture.
    if kept != before {
        let _ = put(&place, &kept);
    }
}

/// Remembers that a teaching line was put away.
pub(super) fn learn(places: &Places, name: &str) {
    let place = places.state.join("learnt");
    let mut kept = lines(&place);
    if !kept.iter().any(|known| known == name) {
        kept.push(name.to_owned());
    }
    let _ = put(&place, &kept);
}

fn put(path: &Path, lines: &[String]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    whole::write(path, format!("{}\n", lines.join("\n")).as_bytes())
}

/// Keeps a setting; answers what to say. The actor changes at once. Where a flag forbids keeping settings, theme and
/// mouse hold until the end.
pub(super) fn keep(session: &mut Session, name: &str, to: &str) -> Result<String> {
    // Anything else is the preset of the keys.
    let setting = Setting::ALL.into_iter().find(|setting| setting.name() == name);
    let said = if to.is_empty() { "as it comes".to_owned() } else { format!("“{to}”") };
    // The state has applied these already.
    if session.global.read_only && matches!(setting, Some(Setting::Theme | Setting::Mouse)) {
        return Ok(format!("{name} is {said} until you leave: --read-only keeps no setting."));
    }
    session.check_keeping(&format!("the setting “{name}”"))?;
    let folder = &session.places.config;
    let path = match setting {
        Some(setting) => settings::write(folder, setting, to)?,
        None => settings::write_preset(folder, to)?,
    };
    // Turning teaching on again brings back every line.
    if setting == Some(Setting::Coach) && to == "yes" {
        let _ = fs::remove_file(session.places.state.join("learnt"));
    }
    session.name_actor();
    let path = path.display();
    if setting == Some(Setting::Actor) && !to.is_empty() && session.actor != to {
        let now = &session.actor;
        return Ok(format!("{path} keeps actor “{to}”; --actor or STEERCO_ACTOR says “{now}” as long as it is there."));
    }
    let from = if setting == Some(Setting::Plain) { "the next start" } else { "now" };
    Ok(format!("{name} is {said} from {from} on; {path} keeps it."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_opened_says_why_and_a_copy_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.steerco");
        fs::write(&path, "Dear committee").unwrap();
        assert_eq!(problem(&path), "is a text file, not a steerco workspace");
        fs::write(&path, "").unwrap();
        assert_eq!(problem(&path), "is an empty file, not a steerco workspace");
        let known = |name: &str, title: &str| {
            let [name, title] = [name, title].map(str::to_owned);
            let (meant, last, path, problem) = (name.clone(), String::new(), String::new(), String::new());
            called(&Known { name, title, problem, meant, path, open: true, last })
        };
        assert_eq!(known("harbour-works", "Harbour works"), "");
        assert_eq!(known("kopie", "Harbour works"), "kopie");
        assert_eq!(known("harbour-works-2", "Harbour works"), "harbour-works-2");
    }
}
