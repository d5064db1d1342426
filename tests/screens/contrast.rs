//! What the themes promise of their colours, held against every cell that the program really draws: how far letters and
//! lines stand out from their ground, and that nothing is told by a colour alone. Ratios are those of WCAG 2.x; colour
//! blindness is simulated at its full severity, as Machado, Oliveira and Fernandes describe it (2009).

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::support::{Desk, text};
use crate::ways::{WAYS, go_everywhere};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use steerco::app::view;
use steerco::ui::glyphs::Glyphs;
use steerco::ui::theme::{Depth, Role, Theme};

// ------------------------------------------------------------------------------------------------- what is drawn

/// The looks in which everything is drawn.
const LOOKS: [Look; 8] = [
    ("night", Depth::True),
    ("paper", Depth::True),
    ("mono", Depth::True),
    ("night", Depth::Indexed),
    ("paper", Depth::Indexed),
    ("night", Depth::Ansi),
    ("paper", Depth::Ansi),
    ("night", Depth::Mono),
];

/// A theme and what the terminal can show of it.
type Look = (&'static str, Depth);

fn theme((name, depth): Look) -> Theme {
    Theme::builtin(name).unwrap().at(depth)
}

/// Two colours that meet in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Pair {
    fg: Color,
    bg: Color,
    /// Is it a line, a bar or a step of a sparkline, and no letter or sign?
    drawing: bool,
}

impl Pair {
    /// The pair of a cell; none where nothing stands in it.
    fn of(cell: &Cell) -> Option<Self> {
        let symbol = cell.symbol();
        if symbol.trim().is_empty() {
            return None;
        }
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        let (fg, bg) = if reversed { (cell.bg, cell.fg) } else { (cell.fg, cell.bg) };
        let drawing = symbol.chars().all(|c| ('\u{2500}'..='\u{259f}').contains(&c));
        Some(Self { fg, bg, drawing })
    }
}

/// What was drawn in one look.
#[derive(Debug, Clone, Default)]
struct Drawn {
    /// Each pair of colours, with where it was seen first.
    pairs: HashMap<Pair, String>,
    /// What each screen said.
    texts: Vec<(&'static str, String)>,
}

impl Drawn {
    fn take(&mut self, name: &'static str, buffer: &Buffer) {
        for cell in &buffer.content {
            if let Some(pair) = Pair::of(cell) {
                self.pairs.entry(pair).or_insert_with(|| format!("{name}: “{}”", cell.symbol()));
            }
        }
        self.texts.push((name, text(buffer)));
    }
}

fn picture(desk: &Desk) -> Buffer {
    let area = Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(area);
    let _ = view(&desk.state, area, &mut buffer);
    buffer
}

/// Draws every way in every look; then what greets where there is no workspace.
fn draw_everything() -> Vec<Drawn> {
    let themes = LOOKS.map(theme);
    let mut all = vec![Drawn::default(); LOOKS.len()];
    let mut draw = |name, desk: &mut Desk| {
        for (theme, drawn) in themes.iter().zip(&mut all) {
            desk.state.context.theme = theme.clone();
            drawn.take(name, &picture(desk));
        }
    };
    go_everywhere(&mut Desk::demo(), &mut draw);
    draw("first run", &mut Desk::first_run());
    all
}

/// What was drawn in a look; everything is drawn once.
fn drawn(look: Look) -> &'static Drawn {
    static ALL: OnceLock<Vec<Drawn>> = OnceLock::new();
    let place = LOOKS.iter().position(|known| *known == look).unwrap();
    &ALL.get_or_init(draw_everything)[place]
}

// ---------------------------------------------------------------------------------------------------- how far apart

/// Red, green and blue.
type Rgb = (u8, u8, u8);

/// The usual grounds of dark terminals, the lightest of them last: night leaves the terminal's own.
const DARK: &[Rgb] = &[(0, 0, 0), (0x1E, 0x1E, 0x1E), (0x2E, 0x34, 0x40)];
const WHITE: &[Rgb] = &[(255, 255, 255)];

/// The colours of the 256 that are the same in every terminal: the cube of 6×6×6, and the greys.
fn fixed(number: u8) -> Rgb {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    if number >= 232 {
        let grey = 8 + 10 * (number - 232);
        return (grey, grey, grey);
    }
    let place = usize::from(number - 16);
    (LEVELS[place / 36], LEVELS[place / 6 % 6], LEVELS[place % 6])
}

fn rgb(colour: Color, ground: Rgb) -> Rgb {
    match colour {
        Color::Reset => ground,
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(number) => fixed(number),
        other => panic!("{other:?} is another colour in every terminal"),
    }
}

fn linear((r, g, b): Rgb) -> [f64; 3] {
    [r, g, b].map(|value| {
        let share = f64::from(value) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// How far two colours stand apart: from 1 to 21.
fn ratio(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A colour, named by the roles that have it.
fn called(colour: Color, theme: &Theme) -> String {
    if colour == Color::Reset || Some(colour) == theme.style(Role::Text).bg {
        return "the ground".to_owned();
    }
    let has = |role: Role| {
        let own = theme.style(role);
        own.fg == Some(colour) || own.bg == Some(colour)
    };
    let roles: Vec<String> = Role::ALL.into_iter().filter(|role| has(*role)).map(|role| format!("{role:?}")).collect();
    format!("{} ({colour})", roles.join("/"))
}

/// The pairs of a look that stand less apart than they must, each with its ratio on the worst ground.
fn too_near(look: Look, least: impl Fn(&Pair) -> Option<f64>) -> Vec<String> {
    let theme = theme(look);
    let grounds = if theme.paints { WHITE } else { DARK };
    let mut found = Vec::new();
    for (pair, place) in &drawn(look).pairs {
        let Some(least) = least(pair) else {
            continue;
        };
        let ratios = grounds.iter().map(|ground| ratio(rgb(pair.fg, *ground), rgb(pair.bg, *ground)));
        let worst = ratios.fold(f64::INFINITY, f64::min);
        if worst < least {
            let (fg, bg) = (called(pair.fg, &theme), called(pair.bg, &theme));
            found.push(format!("{look:?}: {fg} on {bg} has {worst:.2}:1 and not {least}:1, as in {place}"));
        }
    }
    found.sort();
    found
}

fn expect_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Does a pair stand on the selected row, or on the number under its cursor?
fn is_tinted(pair: &Pair, theme: &Theme) -> bool {
    let tint = theme.selection().bg;
    Some(pair.bg) == tint || Some(pair.fg) == tint
}

/// What the design says of paper: 7:1 for text, 4.5:1 for what is quiet.
fn on_paper(pair: &Pair, theme: &Theme) -> Option<f64> {
    let quiet = Some(pair.fg) == theme.style(Role::Dim).fg;
    (!pair.drawing).then_some(if quiet { 4.5 } else { 7.0 })
}

#[test]
fn night_is_read_on_every_usual_dark_ground() {
    expect_none(&too_near(("night", Depth::True), |pair| (!pair.drawing).then_some(4.5)));
}

#[test]
fn paper_is_read_from_the_back_of_a_room() {
    let paper = theme(("paper", Depth::True));
    let least = |pair: &Pair| on_paper(pair, &paper).filter(|_| !is_tinted(pair, &paper));
    expect_none(&too_near(("paper", Depth::True), least));
}

#[test]
fn the_selected_row_of_paper_is_read_as_far_away_as_the_others() {
    let paper = theme(("paper", Depth::True));
    let least = |pair: &Pair| on_paper(pair, &paper).filter(|_| is_tinted(pair, &paper));
    expect_none(&too_near(("paper", Depth::True), least));
}

#[test]
fn lines_bars_and_steps_are_seen() {
    let seen = |look: Look| too_near(look, |pair| pair.drawing.then_some(3.0));
    let mut found = seen(("night", Depth::True));
    found.extend(seen(("paper", Depth::True)));
    expect_none(&found);
}

#[test]
fn text_is_read_where_a_terminal_has_256_colours() {
    let least = |pair: &Pair| (!pair.drawing).then_some(4.5);
    let mut found = too_near(("night", Depth::Indexed), least);
    found.extend(too_near(("paper", Depth::Indexed), least));
    expect_none(&found);
}

/// What 16 colours look like is for the terminal to say; but a colour on itself is seen by nobody.
#[test]
fn nothing_is_drawn_in_the_colour_of_its_ground() {
    for look in LOOKS.into_iter().filter(|(_, depth)| *depth > Depth::Mono) {
        let pairs = drawn(look).pairs.iter();
        // A rule that goes under in the tint of a row separates nothing there that space does not.
        let own = |pair: &Pair| pair.fg == pair.bg && pair.fg != Color::Reset && !pair.drawing;
        let hidden: Vec<&String> = pairs.filter(|(pair, _)| own(pair)).map(|(_, place)| place).collect();
        assert!(hidden.is_empty(), "{look:?}: {hidden:?}");
    }
}

#[test]
fn without_colours_none_is_drawn() {
    for look in [("mono", Depth::True), ("night", Depth::Mono)] {
        for (pair, place) in &drawn(look).pairs {
            assert_eq!((pair.fg, pair.bg), (Color::Reset, Color::Reset), "{look:?}, {place}");
        }
    }
}

/// The tests above say little where a colour was never drawn.
#[test]
fn every_colour_of_a_theme_is_among_what_was_drawn() {
    for look in [("night", Depth::True), ("paper", Depth::True)] {
        let (theme, pairs) = (theme(look), &drawn(look).pairs);
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Selected) {
            let fg = theme.style(role).fg.unwrap();
            assert!(pairs.keys().any(|pair| pair.fg == fg), "{look:?}: nothing was drawn as {role:?}");
        }
        for ground in [theme.selection().bg, theme.style(Role::Field).bg, theme.style(Role::AsOf).bg] {
            let ground = ground.unwrap();
            assert!(pairs.keys().any(|pair| pair.bg == ground), "{look:?}: nothing was drawn on {ground}");
        }
    }
}

/// The selected row is tinted, visible from three metres and without colours; and its tint is no status.
#[test]
fn the_selected_row_is_tinted_whatever_the_terminal_shows() {
    let plain = |colour: Option<Color>| match colour {
        Some(Color::LightRed) => Some(Color::Red),
        Some(Color::LightGreen) => Some(Color::Green),
        Some(Color::LightYellow) => Some(Color::Yellow),
        other => other,
    };
    for look in LOOKS {
        let theme = theme(look);
        let selection = theme.selection();
        if selection.add_modifier.contains(Modifier::REVERSED) {
            continue;
        }
        let tint = selection.bg.unwrap();
        let ground = theme.style(Role::Text).bg.unwrap_or(Color::Black);
        assert_ne!(tint, ground, "{look:?}: the tint of the selected row is the ground");
        for (word, role, _) in STATUSES {
            let status = plain(theme.style(role).fg);
            assert_ne!(plain(Some(tint)), status, "{look:?}: the tint of the selected row is that of “{word}”");
        }
    }
}

// ------------------------------------------------------------------------------------------------ not colour alone

/// A status: its words, its colour, its sign.
type Status = (&'static str, Role, fn(Glyphs) -> &'static str);

const STATUSES: [Status; 5] = [
    ("decision wanted", Role::Wanted, Glyphs::wanted),
    ("at risk", Role::AtRisk, Glyphs::at_risk),
    ("on track", Role::OnTrack, Glyphs::on_track),
    ("stale", Role::Stale, |_| "?"),
    ("not judged", Role::Dim, Glyphs::unsaid),
];

/// Two colours closer than this in Lab (CIE76) may be taken for each other.
const APART: f64 = 10.0;

/// What people see who lack one kind of cone, in linear red, green and blue.
const EYES: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

fn times(matrix: &[[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(share, value)| share * value).sum())
}

/// Linear red, green and blue as lightness and two hues, under daylight (D65).
fn lab(colour: [f64; 3]) -> [f64; 3] {
    const XYZ: [[f64; 3]; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    const DAYLIGHT: [f64; 3] = [0.950_47, 1.0, 1.088_83];
    let [x, y, z] = times(&XYZ, colour);
    let root = |value: f64| {
        if value > 216.0 / 24_389.0 { value.cbrt() } else { (24_389.0 / 27.0 * value + 16.0) / 116.0 }
    };
    let (x, y, z) = (root(x / DAYLIGHT[0]), root(y / DAYLIGHT[1]), root(z / DAYLIGHT[2]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How far apart two colours are for those eyes.
fn distance(one: Color, other: Color, eyes: &[[f64; 3]; 3]) -> f64 {
    let seen = |colour| lab(times(eyes, linear(rgb(colour, (0, 0, 0)))).map(|value| value.clamp(0.0, 1.0)));
    let (one, other) = (seen(one), seen(other));
    one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
}

/// Every two statuses.
fn pairs() -> impl Iterator<Item = (Status, Status)> {
    let all = STATUSES.into_iter().enumerate();
    all.flat_map(|(at, one)| STATUSES.into_iter().skip(at + 1).map(move |other| (one, other)))
}

/// The statuses whose colours some eyes may take for each other.
fn merging(name: &'static str) -> Vec<(&'static str, &'static str, &'static str)> {
    let theme = theme((name, Depth::True));
    let colour = |role| theme.style(role).fg.unwrap();
    let mut found = Vec::new();
    for (eyes, matrix) in &EYES {
        for ((one, role, _), (other, another, _)) in pairs() {
            if distance(colour(role), colour(another), matrix) < APART {
                found.push((*eyes, one, other));
            }
        }
    }
    found
}

#[test]
fn the_colours_of_two_statuses_merge_for_no_other_eyes_than_is_known() {
    assert!(merging("night").is_empty(), "{:?}", merging("night"));
    // The hues that pass 7:1 on white leave no more room than this; signs and words stay, as the next tests say.
    let known = [
        ("protanopia", "decision wanted", "at risk"),
        ("deuteranopia", "decision wanted", "at risk"),
        ("deuteranopia", "stale", "not judged"),
    ];
    assert_eq!(merging("paper"), known);
}

#[test]
fn two_statuses_differ_by_sign_and_by_word_also_in_ascii() {
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        for ((one, _, sign), (other, _, another)) in pairs() {
            assert_ne!(sign(glyphs), another(glyphs), "{one} and {other} have one sign, {glyphs:?}");
            assert_ne!(one, other);
        }
        assert!(glyphs == Glyphs::Unicode || STATUSES.iter().all(|(_, _, sign)| sign(glyphs).is_ascii()));
    }
}

#[test]
fn every_status_is_drawn_with_its_sign_and_its_words() {
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        let mut desk = Desk::demo();
        desk.state.context.glyphs = glyphs;
        desk.press("gd");
        let screen = desk.screen();
        for (words, _, sign) in STATUSES {
            let told = format!("{} {words}", sign(glyphs));
            assert!(screen.contains(&told), "“{told}” is not told:\n{screen}");
        }
    }
}

#[test]
fn every_warning_is_drawn_with_its_sign_and_its_word_where_there_are_no_colours() {
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        let mut desk = Desk::demo();
        (desk.state.context.glyphs, desk.state.context.theme) = (glyphs, theme(("night", Depth::Mono)));
        // Wide enough for all that fires of a pilot on its card.
        desk.resize(500, 60);
        let screen = desk.screen();
        let mut words = BTreeSet::new();
        for signal in desk.state.context.portfolio.pilots.values().flat_map(|judged| &judged.signals) {
            let sign = if signal.is_signal() { glyphs.wanted() } else { glyphs.at_risk() };
            let told = format!("{sign} {}", signal.warning);
            assert!(screen.contains(&told), "“{told}” is not told:\n{screen}");
            words.insert(signal.warning);
        }
        assert!(words.len() > 15, "the demo shows many kinds of warnings: {words:?}");
        assert_ne!(glyphs.wanted(), glyphs.at_risk());
    }
}

#[test]
fn a_terminal_of_ascii_is_sent_no_marks_that_it_lacks() {
    let lacks = |sign: &char| !sign.is_ascii() && !sign.is_alphabetic();
    let mut desk = Desk::demo();
    desk.state.context.glyphs = Glyphs::Ascii;
    assert!(desk.screen().lines().last().unwrap().contains("Enter open"), "keys are spelt: {}", desk.screen());
    go_everywhere(&mut desk, |name, desk| {
        let screen = desk.screen();
        let left: BTreeSet<char> = screen.chars().filter(lacks).collect();
        assert!(left.is_empty(), "{name}: {left:?}\n{screen}");
    });
}

/// What a screen says is the same in all looks: no theme and no terminal keeps something for those who see colours.
#[test]
fn every_screen_says_the_same_in_all_colours_in_sixteen_and_in_none() {
    let first = &drawn(LOOKS[0]).texts;
    assert_eq!(first.len(), WAYS.len() + 1);
    for look in LOOKS {
        for ((name, said), (_, expected)) in drawn(look).texts.iter().zip(first) {
            assert_eq!(said, expected, "{name} says something else in {look:?}");
        }
    }
}

/// Where no colour tells it, the page that is open still has its bar.
#[test]
fn the_page_that_is_open_has_its_bar_without_colours() {
    let mut desk = Desk::demo();
    desk.state.context.theme = theme(("night", Depth::Mono));
    for (keys, page) in [("gr", "▌1 Agenda"), ("2", "▌2 Since"), ("4", "▌4 Committee")] {
        desk.press(keys);
        assert!(desk.screen().contains(page), "{page}:\n{}", desk.screen());
    }
}

/// Where no colour tells it, the selected row still has its bar.
#[test]
fn the_selected_row_has_its_bar_without_colours() {
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        for keys in ["", "gw", "gd", "gp", "<Enter>", "<Enter>7", ":"] {
            let mut desk = Desk::demo();
            (desk.state.context.glyphs, desk.state.context.theme) = (glyphs, theme(("night", Depth::Mono)));
            desk.press(keys);
            assert!(desk.screen().contains(glyphs.bar()), "after “{keys}”, {glyphs:?}:\n{}", desk.screen());
        }
    }
}
