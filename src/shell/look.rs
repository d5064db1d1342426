//! Owns what the terminal can show: colours according to its environment, the theme according to the settings, signs
//! according to its character set.

use std::env;

use crate::cli::session::Session;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::{Depth, Theme};

/// The themes, the wanted one first, and what is wrong with them.
pub(super) fn themes(session: &Session, wanted: Option<&str>) -> (Vec<Theme>, Vec<String>) {
    let depth = depth(session.global.no_color);
    let (mut themes, mut warnings) = session.places.themes();
    let wanted = wanted.unwrap_or("night");
    match themes.iter().position(|theme| theme.name == wanted) {
        Some(at) => themes.rotate_left(at),
        None => warnings.push(format!("There is no theme “{wanted}”; `steerco themes` lists them.")),
    }
    (themes.into_iter().map(|theme| theme.at(depth)).collect(), warnings)
}

fn depth(no_color: bool) -> Depth {
    let variable = |name: &str| env::var(name).unwrap_or_default();
    if no_color || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return Depth::Mono;
    }
    let (term, colours) = (variable("TERM"), variable("COLORTERM"));
    if term == "dumb" {
        return Depth::Mono;
    }
    if colours.contains("truecolor") || colours.contains("24bit") {
        return Depth::True;
    }
    if term.contains("256color") || term.contains("kitty") || term.contains("alacritty") {
        Depth::Indexed
    } else {
        Depth::Ansi
    }
}

/// ASCII where the locale says that the terminal has nothing else.
pub(super) fn glyphs() -> Glyphs {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    match locale {
        Some(name) if name == "C" || name == "POSIX" => Glyphs::Ascii,
        Some(name) if name.contains('.') && !name.to_lowercase().replace('-', "").contains("utf8") => Glyphs::Ascii,
        _ => Glyphs::Unicode,
    }
}
