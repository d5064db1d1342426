//! Owns colours by what they mean. A theme is a TOML file of roles; what the terminal can show decides how it is drawn.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::domain::seek::line_at;

/// The themes that are compiled in.
const BUILTIN: &[(&str, &str)] = &[
    ("night", include_str!("../../assets/themes/night.toml")),
    ("paper", include_str!("../../assets/themes/paper.toml")),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

/// What a colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Less important text.
    Dim,
    /// Names, and the one number that matters.
    Strong,
    /// Rules and axes.
    Rule,
    /// The selected row or card.
    Selected,
    /// The bar at its left, the focused field, a key in the footer.
    Accent,
    /// Nobody needs to act.
    OnTrack,
    /// The owner acts.
    AtRisk,
    /// The committee decides.
    Wanted,
    /// Too old to rely on, or not said.
    Stale,
    /// Something was done.
    Done,
    /// Something failed.
    Failed,
    /// A text field.
    Field,
    /// Typed and not yet saved.
    Draft,
    /// The past is being looked at.
    AsOf,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 15] = [
        Self::Text,
        Self::Dim,
        Self::Strong,
        Self::Rule,
        Self::Selected,
        Self::Accent,
        Self::OnTrack,
        Self::AtRisk,
        Self::Wanted,
        Self::Stale,
        Self::Done,
        Self::Failed,
        Self::Field,
        Self::Draft,
        Self::AsOf,
    ];
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Bold, dim, reversed.
    Mono,
    /// Sixteen colours.
    Ansi,
    /// 256 colours.
    Indexed,
    /// Any colour.
    True,
}

/// Colours by what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Is every cell painted, so that the terminal's own background never shows?
    pub paints: bool,
    roles: BTreeMap<Role, Style>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default)]
    paints: bool,
    roles: BTreeMap<Role, Look>,
}

#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a modifier of its own")]
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    reversed: bool,
    underlined: bool,
}

impl Theme {
    /// Names of the themes that are compiled in.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILTIN.iter().map(|(name, _)| *name)
    }

    /// A theme that is compiled in.
    #[must_use]
    pub fn builtin(name: &str) -> Option<Self> {
        let (_, text) = BUILTIN.iter().find(|(known, _)| *known == name)?;
        Self::parse(text).ok()
    }

    /// A theme without colours, used when nothing else can be read.
    #[must_use]
    pub fn bare() -> Self {
        Self { name: "bare".to_owned(), paints: false, roles: BTreeMap::new() }
    }

    /// Reads a theme; a role that it leaves out looks like ordinary text.
    ///
    /// # Errors
    /// A sentence with the line of what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            format!("line {line}: {}", error.message().trim())
        })?;
        let mut roles = BTreeMap::new();
        for (role, look) in file.roles {
            roles.insert(role, style(&look)?);
        }
        Ok(Self { name: file.name, paints: file.paints, roles })
    }

    /// The theme reduced to the colours that the terminal can show.
    #[must_use]
    pub fn at(mut self, depth: Depth) -> Self {
        for (role, style) in &mut self.roles {
            *style = match depth {
                Depth::True => *style,
                Depth::Indexed => recoloured(*style, indexed, indexed),
                Depth::Ansi => recoloured(*style, ansi, ansi_ground),
                Depth::Mono => colourless(*role, *style),
            };
        }
        // With few colours, a tint may become the background colour itself.
        let ground = self.roles.get(&Role::Text).and_then(|style| style.bg);
        for role in [Role::Selected, Role::Field] {
            if let Some(style) = self.roles.get_mut(&role).filter(|style| style.bg.is_some() && style.bg == ground) {
                style.bg = Some(Color::Gray);
            }
        }
        if depth == Depth::Ansi {
            self.reverse_selection();
        }
        self.paints &= depth > Depth::Mono;
        self
    }

    /// What the sixteen colours look like is up to the terminal. Only reversed text is readable on the selected row in
    /// all of them; there, signs and words tell what colours would.
    fn reverse_selection(&mut self) {
        let text = self.roles.get(&Role::Text).copied().unwrap_or_default();
        let reversed = Style { fg: text.fg, bg: text.bg, ..Style::default() }.add_modifier(Modifier::REVERSED);
        self.roles.insert(Role::Selected, reversed);
    }

    /// The style that selection adds to other roles: its own colours only, so that theirs remain where it has none.
    #[must_use]
    pub fn selection(&self) -> Style {
        self.roles.get(&Role::Selected).copied().unwrap_or_default()
    }

    /// How a role looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let base = self.roles.get(&Role::Text).copied().unwrap_or_default();
        match self.roles.get(&role) {
            Some(style) if self.paints => base.patch(*style),
            Some(style) => *style,
            None => base,
        }
    }
}

fn style(look: &Look) -> Result<Style, String> {
    let colour = |text: &Option<String>| {
        text.as_deref()
            .map(|text| text.parse::<Color>().map_err(|_| format!("“{text}” is not a colour; write #1A2B3C")))
            .transpose()
    };
    let mut style = Style { fg: colour(&look.fg)?, bg: colour(&look.bg)?, ..Style::default() };
    for (set, modifier) in [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.reversed, Modifier::REVERSED),
        (look.underlined, Modifier::UNDERLINED),
    ] {
        if set {
            style = style.add_modifier(modifier);
        }
    }
    Ok(style)
}

type Map = fn(u8, u8, u8) -> Color;

fn recoloured(mut style: Style, letters: Map, ground: Map) -> Style {
    let mapped = |colour: Option<Color>, map: Map| match colour {
        Some(Color::Rgb(r, g, b)) => Some(map(r, g, b)),
        other => other,
    };
    style.fg = mapped(style.fg, letters);
    style.bg = mapped(style.bg, ground);
    style
}

/// Without colours, bold and reversed text mark what must not be missed; words and signs say the rest.
fn colourless(role: Role, style: Style) -> Style {
    let modifier = match role {
        Role::Selected | Role::AsOf => Modifier::REVERSED,
        Role::Strong | Role::Accent | Role::Wanted | Role::Failed => Modifier::BOLD,
        Role::Field => Modifier::UNDERLINED,
        Role::Dim | Role::Rule => Modifier::DIM,
        _ => style.add_modifier,
    };
    Style::default().add_modifier(modifier)
}

/// The nearest colour of the 6×6×6 cube and the 24 greys.
fn indexed(r: u8, g: u8, b: u8) -> Color {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let nearest = |value: u8| (0_u8..).zip(LEVELS).min_by_key(|(_, level)| level.abs_diff(value)).unwrap_or((0, 0));
    let ((ri, rl), (gi, gl), (bi, bl)) = (nearest(r), nearest(g), nearest(b));
    let cube = (16 + 36 * ri + 6 * gi + bi, distance((r, g, b), (rl, gl, bl)));
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let step = u8::try_from(mean.saturating_sub(3) / 10).unwrap_or(23).min(23);
    let level = 8 + 10 * step;
    let grey = (232 + step, distance((r, g, b), (level, level, level)));
    Color::Indexed(if grey.1 < cube.1 { grey.0 } else { cube.0 })
}

fn ansi(r: u8, g: u8, b: u8) -> Color {
    const PALETTE: [(Color, (u8, u8, u8)); 14] = [
        (Color::Black, (0, 0, 0)),
        (Color::Red, (160, 60, 10)),
        (Color::Green, (0, 130, 60)),
        (Color::Yellow, (150, 100, 0)),
        (Color::Blue, (30, 80, 170)),
        (Color::Magenta, (145, 55, 120)),
        (Color::Cyan, (0, 130, 140)),
        (Color::Gray, (190, 190, 190)),
        (Color::DarkGray, (110, 110, 110)),
        (Color::LightRed, (255, 120, 100)),
        (Color::LightGreen, (110, 220, 140)),
        (Color::LightYellow, (240, 200, 90)),
        (Color::LightBlue, (110, 170, 250)),
        (Color::White, (245, 245, 245)),
    ];
    let nearest = PALETTE.iter().min_by_key(|(_, colour)| distance((r, g, b), *colour));
    nearest.map_or(Color::Reset, |(colour, _)| *colour)
}

/// A background out of sixteen colours: never one that means a status, and of two equally near ones the more visible.
fn ansi_ground(r: u8, g: u8, b: u8) -> Color {
    const GROUNDS: [(Color, (u8, u8, u8)); 5] = [
        (Color::Blue, (30, 80, 170)),
        (Color::Black, (0, 0, 0)),
        (Color::Magenta, (145, 55, 120)),
        (Color::Gray, (190, 190, 190)),
        (Color::White, (245, 245, 245)),
    ];
    let nearest = GROUNDS.iter().min_by_key(|(_, colour)| distance((r, g, b), *colour));
    nearest.map_or(Color::Reset, |(colour, _)| *colour)
}

fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(a.0, b.0) + square(a.1, b.1) + square(a.2, b.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: Color, b: Color) -> f64 {
        let luminance = |colour: Color| {
            let Color::Rgb(r, g, b) = colour else { panic!("{colour:?} has no contrast of its own") };
            let linear = |value: u8| {
                let share = f64::from(value) / 255.0;
                if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        let (light, dark) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
        (light + 0.05) / (dark + 0.05)
    }

    #[test]
    fn builtin_themes_name_every_role() {
        for name in Theme::names() {
            let theme = Theme::builtin(name).unwrap();
            for role in Role::ALL {
                assert!(theme.roles.contains_key(&role), "{name} says nothing of {role:?}");
            }
        }
    }

    #[test]
    fn text_on_paper_can_be_read_from_the_back_of_a_room() {
        let paper = Theme::builtin("paper").unwrap();
        assert!(paper.paints);
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Rule) {
            let style = paper.style(role);
            let ratio = contrast(style.fg.unwrap(), style.bg.unwrap());
            assert!(ratio >= 7.0, "{role:?} has {ratio:.1}:1");
        }
    }

    #[test]
    fn every_depth_is_pinned() {
        let wanted = |depth| Theme::builtin("paper").unwrap().at(depth).style(Role::Wanted);
        assert_eq!(wanted(Depth::True).fg, Some(Color::Rgb(0x81, 0x39, 0x00)));
        assert_eq!(wanted(Depth::Indexed).fg, Some(Color::Indexed(94)));
        assert_eq!(wanted(Depth::Ansi).fg, Some(Color::Red));
        assert_eq!(wanted(Depth::Mono), Style::default().add_modifier(Modifier::BOLD));
    }

    #[test]
    fn in_sixteen_colours_the_selected_row_is_text_in_reverse() {
        for name in ["night", "paper"] {
            let theme = Theme::builtin(name).unwrap().at(Depth::Ansi);
            let (text, row) = (theme.style(Role::Text), theme.style(Role::Wanted).patch(theme.selection()));
            assert!(row.add_modifier.contains(Modifier::REVERSED), "{name}");
            assert_eq!((row.fg, row.bg), (text.fg, text.bg), "{name}: no colour of a status on that of another");
        }
    }

    #[test]
    fn a_mistake_in_a_theme_is_named_with_its_line() {
        let error = Theme::parse("name = \"x\"\n[roles]\ntext = { fg = \"#112233\" }\nhelo = {}\n").unwrap_err();
        assert!(error.contains("line 4"), "{error}");
        assert!(Theme::parse("name = \"x\"\n[roles]\ntext = { fg = \"mud\" }\n").unwrap_err().contains("mud"));
    }
}
