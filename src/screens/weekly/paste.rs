//! Owns the preview of a pasted block: which cell each value is meant for, how it was read, and what applying it would
//! do. Nothing is entered before Enter; what cannot be entered stays a draft in its cell, or with its block.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::deeds;
use super::cells::Asked;
use super::kept::{self, seen_in, told, typed_in};
use super::meant::{self, Called};
use super::{Row, Weekly};
use crate::domain::shown::quoted;
use crate::domain::{Invalid, Measure, Shown, Target, Typed, Week};
use crate::exchange::block::{Block, Cell, Problem, RowName, Shape, read};
use crate::interaction::{Context, List};
use crate::ui::paint::{Pen, row_pen, rule};
use crate::ui::theme::Role;

/// Rows above the list: counts, headings, a rule.
const HEAD: u16 = 3;

/// What a pasted cell would do.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// It holds another value than the workspace.
    Changes,
    /// So it does, and it asks whether it is meant.
    Asks(Asked),
    /// It says what is there.
    Same,
    /// It is a dash without words of its own, which takes no value away that is there.
    Dash,
    /// It cannot be entered.
    Wrong(Invalid),
    /// It is none of a week.
    LeftOut(Invalid),
}

/// A pasted cell with where it goes.
#[derive(Debug, Clone)]
struct Pasted {
    /// Row and column of the block.
    at: (usize, usize),
    text: String,
    /// The row of the sheet and the week that it is meant for.
    place: Option<(usize, Week)>,
    /// What was typed and the value that it was taken for, where it can be entered.
    taken: Option<(Typed, Measure)>,
    /// The value that stands there.
    held: Option<Measure>,
    /// What it was read as.
    said: String,
    /// As it is typed into a cell.
    typed: String,
    /// What stands typed in that cell and not committed, where this takes its place.
    over: Option<String>,
    state: State,
}

impl Pasted {
    /// What it takes the place of, to be said behind what it does; nothing where nothing is typed there.
    fn replaces(&self) -> String {
        let over = self.over.as_ref().filter(|_| matches!(self.state, State::Changes | State::Asks(_)));
        over.map_or_else(String::new, |typed| format!(", replaces the typed {}", quoted(typed)))
    }

    /// Does it say of a week that has a value that it was not measured?
    fn takes_a_value_away(&self) -> bool {
        let changes = matches!(self.state, State::Changes | State::Asks(_));
        let is_none = matches!(self.taken, Some((_, Measure::NotMeasured)));
        changes && is_none && self.held.is_some_and(|held| held.value().is_some())
    }
}

/// A pasted block before it is applied.
#[derive(Debug, Clone)]
pub(super) struct Preview {
    /// How it was understood.
    shape: &'static str,
    header: bool,
    /// The metric under the cursor, where the block names none.
    taken_as: Option<String>,
    cells: Vec<Pasted>,
    pub(super) list: List,
}

impl Preview {
    /// Selects what stands in a line of the screen.
    pub fn click(&mut self, line: u16, context: &Context) {
        let (count, page) = (self.len(), page(context));
        if let Some(row) = self.list.row_at(line, HEAD, (count, page)) {
            self.list.select(row, count, page);
        }
    }

    /// What `text` means on the sheet, the cursor being where it is.
    pub fn of(text: &str, screen: &Weekly, context: &Context) -> Self {
        let called = Called::of(screen);
        let is_metric = |pilot: &str, metric: &str| called.has_metric(pilot, metric);
        let block = read(text, screen.week, screen.running, &is_metric);
        let others = of_something_else(&block, &called);
        let is_meant = |cell: &&Cell| others.iter().all(|other| other.column != cell.column);
        let meant: Vec<&Cell> = block.cells.iter().filter(is_meant).collect();
        let stated = stated(&meant, &called);
        let mut cells: Vec<Pasted> = meant.into_iter().map(|cell| resolved(cell, &called, &stated, context)).collect();
        twice(&mut cells);
        ask(&mut cells, screen);
        cells.extend(block.problems.iter().map(|problem| placeless(problem, State::Wrong)));
        cells.extend(block.left_out.iter().chain(&others).map(|problem| placeless(problem, State::LeftOut)));
        // What is wrong comes first, then what changes something.
        cells.sort_by_key(|cell| match cell.state {
            State::Wrong(_) => 0,
            State::Asks(_) => 1,
            State::Changes => 2,
            State::Same => 3,
            State::Dash => 4,
            State::LeftOut(_) => 5,
        });
        let is_nameless = |cell: &Cell| matches!(cell.row, RowName::Named { metric: None, .. });
        let cursor = screen.selected().filter(|_| block.cells.iter().any(is_nameless));
        let taken_as = cursor.map(|row| match (&row.metric.name, row.metric.headline) {
            // The headline of a family may be called otherwise in other rows.
            (name, true) => format!("{} ({name})", row.metric.family),
            (name, false) => name.clone(),
        });
        let (shape, header) = (block.shape.title(), block.header.is_some());
        Self { shape, header, taken_as, cells, list: List::default() }
    }

    /// The cells to type into: row, week, text, and whether it cannot be entered; those that say what is there already,
    /// or nothing, are left out.
    pub fn typed(&self) -> impl Iterator<Item = (usize, Week, &str, bool)> {
        let changes = |cell: &&Pasted| !matches!(cell.state, State::Same | State::Dash);
        self.cells.iter().filter(changes).filter_map(|cell| {
            let wrong = matches!(cell.state, State::Wrong(_));
            cell.place.map(|(row, week)| (row, week, cell.typed.as_str(), wrong))
        })
    }

    /// The earliest week that it is about.
    pub fn earliest(&self) -> Option<Week> {
        self.cells.iter().filter_map(|cell| cell.place.map(|(_, week)| week)).min()
    }

    /// Is there anything that cannot be entered, and of which it is not known where it belongs?
    pub fn is_homeless(&self) -> bool {
        self.cells.iter().any(|cell| cell.place.is_none() && !matches!(cell.state, State::LeftOut(_)))
    }

    pub const fn len(&self) -> usize {
        self.cells.len()
    }

    fn count(&self, state: fn(&State) -> bool) -> usize {
        self.cells.iter().filter(|cell| state(&cell.state)).count()
    }

    /// How many there are of each.
    pub fn counts(&self) -> Counts {
        Counts {
            changes: self.count(|state| *state == State::Changes),
            asks: self.count(|state| matches!(state, State::Asks(_))),
            same: self.count(|state| *state == State::Same),
            wrong: self.count(|state| matches!(state, State::Wrong(_))),
            dashes: self.count(|state| *state == State::Dash),
            left_out: self.count(|state| matches!(state, State::LeftOut(_))),
            replaced: self.cells.iter().filter(|cell| !cell.replaces().is_empty()).count(),
            taken_away: self.cells.iter().filter(|cell| cell.takes_a_value_away()).count(),
        }
    }
}

/// How many cells of a block do what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    /// Change something.
    pub changes: usize,
    /// Ask whether they are meant.
    pub asks: usize,
    /// Say what is there.
    pub same: usize,
    /// Cannot be entered.
    pub wrong: usize,
    /// Are dashes that say nothing, as a value is there.
    pub dashes: usize,
    /// Columns, and rows of sums, that are none of a week.
    pub left_out: usize,
    /// Take the place of something else that is typed and not committed; of those that change something or ask.
    pub replaced: usize,
    /// Say of a week that has a value that it was not measured; of those too.
    pub taken_away: usize,
}

impl Counts {
    /// Is there something, of which nothing can be entered?
    pub const fn is_refused(self) -> bool {
        self.changes + self.asks == 0 && self.wrong > 0
    }

    /// What applying the block did; it is `kept` where it holds something that stands nowhere else, and so may be
    /// `others` that were pasted before.
    pub fn applied(self, kept: bool, others: usize) -> String {
        let some = |count: usize, does: &str| if count > 0 { format!(", {count} {does}") } else { String::new() };
        let asks =
            some(self.asks, if self.asks == 1 { "asks whether it is meant" } else { "ask whether they are meant" });
        let wrong = some(self.wrong, "cannot be entered");
        let over = some(self.replaced, "over what was typed (⟨take-cell-back⟩ brings it back)");
        let away = some(self.taken_away, "in place of a value (not measured)");
        let dashes = some(self.dashes, if self.dashes == 1 { "dash says nothing" } else { "dashes say nothing" });
        let again = match (kept, others) {
            (true, 0) => " ⟨pasted⟩ shows the block again.",
            (true, _) => " ⟨pasted⟩ shows the block again, then the one before it.",
            (false, 0) => "",
            (false, _) => " ⟨pasted⟩ shows the block that was pasted before.",
        };
        let were = if self.same == 1 { "was" } else { "were" };
        format!(
            "{} pasted, {} {were} the same{dashes}{over}{away}{asks}{wrong}. ⟨commit⟩ commits.{again}",
            self.changes + self.asks,
            self.same
        )
    }
}

/// One metric's week may be named once.
fn twice(cells: &mut [Pasted]) {
    let mut first: HashMap<(usize, Week), usize> = HashMap::new();
    for cell in cells.iter_mut() {
        let Some(place) = cell.place else {
            continue;
        };
        if let Some(line) = first.insert(place, cell.at.0) {
            let error = Invalid::new(format!("this metric's week stands in row {line} too"));
            cell.state = State::Wrong(error.hint("keep one of them"));
            cell.place = None;
        }
    }
}

/// Asks about values of other target users than those in force, and about those that are far from the ones before them,
/// be those on file or in the block.
fn ask(cells: &mut [Pasted], screen: &Weekly) {
    let mut new: HashMap<(usize, Week), Measure> = HashMap::new();
    let mut oldest_first: Vec<&mut Pasted> = cells.iter_mut().filter(|cell| cell.state == State::Changes).collect();
    oldest_first.sort_by_key(|cell| cell.place.map(|(_, week)| week));
    for cell in oldest_first {
        let Some(((at, week), taken)) = cell.place.zip(cell.taken) else { continue };
        let Some(row) = screen.rows.get(at) else { continue };
        let far = || screen.outlier(row, (week, taken), |week| new.get(&(at, week)).copied()).map(Asked::Outlier);
        match screen.aimed(row, week, taken).or_else(far) {
            Some(asked) => cell.state = State::Asks(asked),
            // What is asked about is no measure of others.
            None => drop(new.insert((at, week), taken.1)),
        }
    }
}

/// The columns among metrics across that hold no value, and are called as no metric of their pilots.
fn of_something_else(block: &Block, called: &Called<'_>) -> Vec<Problem> {
    let mut columns: BTreeMap<usize, Vec<&Cell>> = BTreeMap::new();
    for cell in block.cells.iter().filter(|_| block.shape == Shape::Wide) {
        columns.entry(cell.column).or_default().push(cell);
    }
    let is_value = |cell: &&Cell| cell.typed.is_ok() || called.row(&cell.row).is_ok();
    let others = columns.into_values().filter(|cells| !cells.iter().any(is_value));
    let told = |cells: Vec<&Cell>| {
        let cell = cells.first()?;
        let RowName::Named { metric: Some(head), .. } = &cell.row else {
            return None;
        };
        let reason = Invalid::new(format!("nothing is taken from the column {}", quoted(head)));
        Some(Problem { line: block.header.unwrap_or(cell.line), column: cell.column, text: head.clone(), reason })
    };
    others.filter_map(told).collect()
}

/// What belongs to no cell, and how that is told.
fn placeless(problem: &Problem, state: fn(Invalid) -> State) -> Pasted {
    Pasted {
        at: (problem.line, problem.column),
        text: problem.text.clone(),
        place: None,
        taken: None,
        held: None,
        said: String::new(),
        typed: String::new(),
        over: None,
        state: state(problem.reason.clone()),
    }
}

/// What a cell means for its metric.
fn taken(cell: &Cell, row: &Row, target: Option<u32>) -> Result<(Typed, Measure), Invalid> {
    if cell.of_users && !row.metric.counts_users() {
        let error = Invalid::new(format!("active users belong to adoption; {} counts none", row.metric.name));
        return Err(error.hint("put the cursor on adoption, or copy the values without that heading"));
    }
    row.metric.expect_unit(&cell.unit)?;
    let typed = cell.typed.clone()?;
    let typed = if cell.in_percent { row.metric.in_percent(typed) } else { typed };
    let measure = row.metric.accept(typed, target, cell.note.as_deref().unwrap_or_default())?;
    Ok((typed, measure))
}

/// Target users by the rows of the sheet.
type Stated = HashMap<usize, Vec<Target>>;

/// The target users that a block states, in order of their weeks.
fn stated(cells: &[&Cell], called: &Called<'_>) -> Stated {
    let mut stated = Stated::new();
    for cell in cells {
        if let (Ok(Typed::Users(..)), Ok(at), Ok(week)) =
            (&cell.typed, called.row(&cell.row), meant::week(&cell.week, called.screen))
        {
            let users = called.screen.rows.get(at).and_then(|row| taken(cell, row, None).ok()?.1.target_users());
            let target = users.and_then(|users| Target::of(week, users));
            stated.entry(at).or_default().extend(target);
        }
    }
    for targets in stated.values_mut() {
        targets.sort_by_key(|target| target.from);
    }
    stated
}

fn resolved(cell: &Cell, called: &Called<'_>, stated: &Stated, context: &Context) -> Pasted {
    let (at, screen) = ((cell.line, cell.column), called.screen);
    let wrong = |place, error: Invalid| Pasted {
        at,
        text: cell.written(),
        place,
        taken: None,
        held: None,
        said: String::new(),
        typed: cell.written(),
        over: None,
        state: State::Wrong(error),
    };
    let (row_at, week) = match (called.row(&cell.row), meant::week(&cell.week, screen)) {
        (Ok(row), Ok(week)) => (row, week),
        (Err(error), _) | (_, Err(error)) => return wrong(None, error),
    };
    let place = Some((row_at, week));
    let Some(row) = screen.rows.get(row_at) else {
        return wrong(None, Invalid::new("there is no such row"));
    };
    let note = cell.note.clone().unwrap_or_default();
    let reading = screen.reading(row, week);
    let held = reading.map(|reading| reading.measure);
    if cell.is_bare && held.is_some_and(|held| held.value().is_some() || note.is_empty()) {
        let said = held.and_then(Measure::value).map_or_else(String::new, |value| row.metric.said(value.rounded(1)));
        return Pasted { place, held, said, state: State::Dash, ..wrong(None, Invalid::new("")) };
    }
    let stated = stated.get(&row_at).filter(|_| screen.in_force(row, week).is_none());
    let stated = stated.and_then(|stated| Target::by(stated, week));
    // Of what is known and what the block states, the later counts.
    let counting = screen.counting(row, week, context).into_iter().chain(stated).max_by_key(|target| target.from);
    let (typed, measure) = match taken(cell, row, counting.map(|target| target.users)) {
        Ok(taken) => taken,
        Err(error) => return wrong(place, error),
    };
    let written = plain(typed, &note);
    // What was typed into the cell and not committed is replaced, even by what stands there; but not by itself.
    let draft = context.drafts.get(&kept::place(week, row.metric.id));
    let seen = reading.map(deeds::retyped).unwrap_or_default();
    let is_there = match draft {
        Some(draft) => typed_in(draft) == written && seen_in(draft) == Some(seen.as_str()),
        None => held == Some(measure),
    };
    if !is_there && let Err(error) = row.expect_typed() {
        return wrong(place, error);
    }
    let state = if is_there { State::Same } else { State::Changes };
    Pasted {
        at,
        text: cell.written(),
        place,
        taken: Some((typed, measure)),
        held,
        said: read_as(cell, row, (typed, measure), held),
        over: draft.filter(|draft| typed_in(draft) != written).map(|draft| told(draft).to_owned()),
        typed: written,
        state,
    }
}

/// What a value was read as, and what it takes the place of.
fn read_as(cell: &Cell, row: &Row, (typed, measure): (Typed, Measure), held: Option<Measure>) -> String {
    let said = match measure {
        Measure::Users { active, target } => typed.counted(measure).unwrap_or_else(|| format!("{active}/{target}")),
        Measure::NotMeasured => format!("not measured: {}", cell.note.as_deref().unwrap_or_default()),
        Measure::Number(value) => row.metric.said(value),
    };
    // “1500 parts” says itself how `1.500` was read.
    let echo = cell.echo.as_ref().filter(|echo| !said.starts_with(echo.as_str()));
    let echo = echo.map_or_else(String::new, |echo| format!(" (read as {echo})"));
    let was = held.filter(|held| *held != measure).map_or_else(String::new, |held| match held.value() {
        Some(value) => format!(", was {}", row.metric.said(value.rounded(1))),
        None => ", was not measured".to_owned(),
    });
    format!("{said}{echo}{was}")
}

/// As it is typed into a cell.
fn plain(typed: Typed, note: &str) -> String {
    match typed {
        Typed::Number(value) => value.to_string(),
        Typed::Percent(value) => format!("{value}%"),
        Typed::Users(active, target) => format!("{active}/{target}"),
        Typed::Answer(answer) => {
            crate::domain::metric::ANSWERS.get(usize::from(answer)).copied().unwrap_or("").to_owned()
        }
        Typed::NotMeasured => format!("- {note}"),
    }
}

/// A week in few words: its year is said where it is not the one that runs.
fn named(week: Week, screen: &Weekly) -> String {
    if week.year() == screen.running.year() { week.short() } else { week.to_string() }
}

/// A pilot by its name, and where others of the sheet have it too, by its code as well.
fn told_apart<'r>(row: &'r Row, screen: &Weekly) -> Cow<'r, str> {
    let is_other = |other: &Row| other.code != row.code && other.name.eq_ignore_ascii_case(&row.name);
    if screen.rows.iter().any(is_other) {
        return Cow::Owned(format!("{} ({})", row.name, row.code));
    }
    Cow::Borrowed(&row.name)
}

/// Draws how it was understood, and how many cells would do what: where there is little room, what it would do is told
/// rather than how it was understood, and in fewer words rather than some of it cut.
fn summary(preview: &Preview, area: Rect, buffer: &mut Buffer, context: &Context) {
    let counts = preview.counts();
    let dashes = if counts.dashes == 1 { "dash says nothing" } else { "dashes say nothing" };
    let all = [
        (counts.wrong, "cannot be entered", "wrong", Role::Failed),
        (counts.asks, "to ask about", "to ask", Role::AtRisk),
        (counts.changes, "to enter", "to enter", Role::Draft),
        (counts.replaced, "over what is typed", "over typed", Role::AtRisk),
        (counts.taken_away, "in place of a value", "unmeasured", Role::AtRisk),
        (counts.same, "the same", "same", Role::Dim),
        (counts.dashes, dashes, "dashes", Role::Dim),
        (counts.left_out, "left out", "left out", Role::Dim),
    ];
    let is_told = |what: &str, count: usize| count > 0 || matches!(what, "to enter" | "the same");
    let told = |few: bool| -> Vec<(String, Role)> {
        let told = all.iter().filter(|(count, what, ..)| is_told(what, *count));
        told.map(|(count, what, less, role)| (format!("{count} {}", if few { less } else { what }), *role)).collect()
    };
    let header = if preview.header { ", with a header" } else { "" };
    let shape = format!("Pasted: {}{header}", preview.shape);
    let fits = |shape: &str, told: &[(String, Role)]| {
        let columns = |text: &str| Shown::line(text).width() + 3;
        columns(shape) + told.iter().map(|(text, _)| columns(text)).sum::<usize>() <= usize::from(area.width)
    };
    let (shape, told, gap) = match told(false) {
        long if fits(&shape, &long) => (shape.as_str(), long, 3),
        long if fits("Pasted", &long) => ("Pasted", long, 3),
        _ => ("Pasted", told(true), 2),
    };
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1).words(shape, context.theme.style(Role::Strong));
    for (text, role) in told {
        pen.skip(gap).words(&text, context.theme.style(role));
    }
}

/// Draws the preview.
pub(super) fn draw(preview: &Preview, screen: &Weekly, area: Rect, buffer: &mut Buffer, context: &Context) {
    let style = |role| context.theme.style(role);
    summary(preview, area, buffer, context);
    let columns = columns(area.width);
    let mut pen = Pen::new(buffer, area, 1);
    pen.skip(1);
    for (name, width) in ["cell", "for", "pasted", "read as"].into_iter().zip(columns) {
        pen.cell(&Shown::line(name), width, style(Role::Dim));
    }
    rule(buffer, area, 2, context.glyphs.rule(), style(Role::Rule));
    if let Some(metric) = &preview.taken_as {
        let said = format!(" Taken as {metric}, where the cursor is: no metric is named ");
        let said = Shown::line(&said).fit(usize::from(area.width).saturating_sub(2));
        Pen::new(buffer, area, 2).skip(1).words(said.as_str(), style(Role::AtRisk));
    }
    let rows = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD), ..area };
    for (line, cell, selected) in preview.list.shown(&preview.cells, rows) {
        draw_cell(cell, selected, screen, line, buffer, context);
    }
}

fn columns(width: u16) -> [usize; 4] {
    let rest = usize::from(width).saturating_sub(9);
    [8, rest * 2 / 5, rest / 5, rest - rest * 2 / 5 - rest / 5]
}

fn draw_cell(cell: &Pasted, selected: bool, screen: &Weekly, area: Rect, buffer: &mut Buffer, context: &Context) {
    let place = cell.place.and_then(|(row, week)| Some((screen.rows.get(row)?, week)));
    let meant = place.map_or_else(
        || context.glyphs.not_applicable().to_owned(),
        |(row, week)| format!("{} {}, {}", named(week, screen), told_apart(row, screen), row.metric.name),
    );
    let (said, role) = match &cell.state {
        State::Changes => (format!("{}{}", cell.said, cell.replaces()), Role::Draft),
        State::Asks(asked) => {
            (format!("? {}{} {} {}", cell.said, cell.replaces(), context.glyphs.dot(), asked.asks()), Role::AtRisk)
        }
        State::Same => (format!("{} {} the same", cell.said, context.glyphs.dot()), Role::Dim),
        State::Dash => (format!("says nothing {} {}", context.glyphs.dot(), stays(cell)), Role::Dim),
        State::Wrong(error) => (format!("! {}", error.what), Role::Failed),
        State::LeftOut(why) => (why.what.clone(), Role::Dim),
    };
    let (mut pen, style) = row_pen(buffer, area, selected, (&context.theme, context.glyphs));
    let widths = columns(area.width);
    let texts = [format!("{}:{}", cell.at.0, cell.at.1), meant, cell.text.clone(), said];
    let roles = [Role::Dim, Role::Text, Role::Text, role];
    for ((text, role), width) in texts.iter().zip(roles).zip(widths) {
        pen.cell(&Shown::line(text).fit(width.saturating_sub(1)), width, style(role));
    }
}

/// What is there of which a dash takes nothing away.
fn stays(cell: &Pasted) -> String {
    if cell.said.is_empty() { "what is there stays".to_owned() } else { format!("{} stays", cell.said) }
}

/// One sentence about the selected cell.
pub(super) fn explain(preview: &Preview, screen: &Weekly) -> Option<String> {
    let cell = preview.cells.get(preview.list.selected)?;
    let place = cell.place.and_then(|(row, week)| Some((screen.rows.get(row)?, week)));
    let meant = |(row, week): (&Row, Week)| {
        format!(", {} of {}, {}", named(week, screen), told_apart(row, screen), row.metric.name)
    };
    let meant = place.map(meant);
    let head = format!("Row {}, column {} of the block{}", cell.at.0, cell.at.1, meant.unwrap_or_default());
    Some(match &cell.state {
        State::Changes => format!("{head}: “{}” is entered as {}{}", cell.text, cell.said, cell.replaces()),
        State::Asks(asked) => {
            format!("{head}: “{}” is read as {}{}; {}", cell.text, cell.said, cell.replaces(), asked.asks())
        }
        State::Same => format!("{head}: {} is there already", cell.said),
        State::Dash => {
            let stays = stays(cell);
            format!("{head}: “{}” says nothing, {stays}; “- why” in the cell says that it was not measured", cell.text)
        }
        State::Wrong(error) | State::LeftOut(error) => {
            let hint = error.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
            format!("{head}: {}{hint}", error.what)
        }
    })
}

/// The page of the preview's list.
pub(super) fn page(context: &Context) -> usize {
    usize::from(context.body().1.saturating_sub(HEAD))
}
