//! Owns the shapes of a block: which cells are names, which are weeks, and which are values.

mod across;
mod open;
mod turned;

use std::collections::HashSet;

use super::split::is_blank;
use super::{Block, Cell, Problem, RowName, Shape, WeekName, value, week};
use crate::domain::shown::{collapsed, quoted};
use crate::domain::weeks::week_named;
use crate::domain::{Invalid, Typed, Week};
use crate::exchange::readings::{in_our_words, week_below};
use crate::exchange::table::is_sum;

/// What stands in a row at that place.
fn text(row: &[String], place: Option<usize>) -> &str {
    place.and_then(|place| row.get(place)).map_or("", String::as_str)
}

/// What stands above the pilots of a grid.
const CORNERS: [&str; 4] = ["pilot", "pilots", "pilot_name", "pilot_code"];
/// Columns of a table that are no metrics.
const NOT_METRICS: [&str; 9] =
    ["pilot", "week", "note", "sample", "active_users", "target_users", "family", "grand_total", "gesamtergebnis"];
/// What stands behind the name in a pivot's row of sums.
const SUMMED_UP: [&str; 3] = [" total", " result", " ergebnis"];

/// Finds the shape, and the values in it.
pub(super) fn read(rows: &[Vec<String>], near: Week, running: Week, is_metric: &dyn Fn(&str, &str) -> bool) -> Block {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let (cells, problems, left_out) = (vec![], vec![], vec![]);
    let (header, users) = (None, None);
    let mut sheet = Sheet { rows, width, near, running, is_metric, header, users, cells, problems, left_out };
    let (shape, header) = match rows.iter().position(|row| !is_blank(row)) {
        Some(first) => {
            let header = sheet.below_titles(first);
            sheet.read(header)
        }
        None => (Shape::Bare, None),
    };
    let header = header.map(|row| row + 1);
    Block { shape, header, cells: sheet.cells, problems: sheet.problems, left_out: sheet.left_out }
}

struct Sheet<'a> {
    rows: &'a [Vec<String>],
    width: usize,
    /// The week that is entered.
    near: Week,
    /// The week that runs.
    running: Week,
    /// Has that pilot a metric which is called so?
    is_metric: &'a dyn Fn(&str, &str) -> bool,
    /// The row of the header.
    header: Option<usize>,
    /// The column of active users.
    users: Option<usize>,
    cells: Vec<Cell>,
    problems: Vec<Problem>,
    left_out: Vec<Problem>,
}

/// What a cell looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    Week,
    Value,
    Word,
}

/// Where names and header of a block without named columns are.
struct Frame {
    /// The row of the header.
    header: Option<usize>,
    /// How many columns of names stand before the values: pilots, metrics.
    names: usize,
}

/// Where the columns of a table are.
struct Columns {
    /// Their names, as they are compared.
    names: Vec<String>,
    pilot: Option<usize>,
    metric: Option<usize>,
    week: Option<usize>,
    value: Option<usize>,
    active: Option<usize>,
    target: Option<usize>,
    note: Option<usize>,
}

impl Columns {
    fn of(header: &[String]) -> Self {
        let names: Vec<String> = header.iter().map(|cell| folded(cell)).collect();
        let place = |name: &str| names.iter().position(|known| known == name);
        let is_week = |cell: &String| collapsed(cell).to_lowercase() == "week";
        Self {
            pilot: place("pilot"),
            metric: place("metric"),
            week: header.iter().position(is_week).or_else(|| place("week")),
            value: place("value"),
            active: place("active_users"),
            target: place("target_users"),
            note: place("note"),
            names,
        }
    }

    /// Takes the first column for that of the pilots, whatever stands above it.
    fn begin_with_pilots(&mut self) {
        self.pilot = Some(0);
        if let Some(name) = self.names.first_mut() {
            "pilot".clone_into(name);
        }
    }

    /// The places that are known.
    const fn taken(&self) -> [Option<usize>; 7] {
        [self.pilot, self.metric, self.week, self.value, self.active, self.target, self.note]
    }

    /// Is nothing but users under them?
    fn has_only_users(&self) -> bool {
        let users = ["", "active_users", "target_users"];
        self.active.or(self.target).is_some() && self.names.iter().all(|name| users.contains(&name.as_str()))
    }

    fn shape(&self) -> Option<Shape> {
        let more = || self.names.iter().any(|name| !name.is_empty() && !["pilot", "week"].contains(&name.as_str()));
        match (self.pilot, self.week, self.metric) {
            (Some(_), Some(_), Some(_)) => Some(Shape::Long),
            (Some(_), Some(_), None) => more().then_some(Shape::Wide),
            _ => None,
        }
    }
}

/// A value of a table's row: its column, the metric's name, the text.
type Found = (usize, String, String);

// Tables: a header names the columns.

impl Sheet<'_> {
    /// The row of the header that names the pilots, where nothing stands above it but titles, and captions as a pivot
    /// table has them, which are left out; else the first row.
    fn below_titles(&mut self, first: usize) -> usize {
        let rows = self.rows;
        let is_caption = |row: &Vec<String>| {
            let words = |cell: &String| matches!(self.kind(cell), Kind::Word | Kind::Empty);
            row.iter().all(words) && Columns::of(row).pilot.is_none()
        };
        let is_title = |row: &&Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() < 2 || is_caption(row);
        let header = first + rows.iter().skip(first).take_while(is_title).count();
        if rows.get(header).is_none_or(|row| Columns::of(row).pilot.is_none()) {
            return first;
        }
        for (index, row) in rows.iter().enumerate().take(header) {
            if let Some(column) = row.iter().position(|cell| !cell.is_empty()) {
                self.leave_out((index, column), Invalid::new("a title is no reading"));
            }
        }
        header
    }

    /// The shape, and the row of the header.
    fn read(&mut self, first: usize) -> (Shape, Option<usize>) {
        self.header = Some(first);
        let mut columns = Columns::of(&self.rows[first]);
        self.find_metrics(first, &mut columns);
        if self.across(first, &columns) {
            return (Shape::Grid, Some(first));
        }
        if self.turned(first, &columns) {
            return (Shape::Turned, Some(first));
        }
        if let Some(shape) = columns.shape() {
            self.table(first, &columns, shape == Shape::Long);
            return (shape, Some(first));
        }
        if let Some(frame) = self.grid(first) {
            if self.heads_metrics(&frame) {
                columns.begin_with_pilots();
                self.table(first, &columns, false);
                return (Shape::Wide, Some(first));
            }
            self.framed(&frame);
            return (Shape::Grid, frame.header);
        }
        if columns.has_only_users() && self.rows.iter().skip(first + 1).any(|row| !is_blank(row)) {
            self.users_down(first, &columns);
            return (Shape::Bare, Some(first));
        }
        let header = self.is_header(first, 0).then_some(first);
        self.framed(&Frame { header, names: 0 });
        (Shape::Bare, header)
    }

    fn table(&mut self, first: usize, columns: &Columns, long: bool) {
        let rows = self.rows;
        self.users = columns.active;
        self.check_columns(first, columns, long);
        let unsaid = self.week_unsaid(first, columns);
        for (index, row) in rows.iter().enumerate().skip(first + 1).filter(|(_, row)| !is_blank(row)) {
            let cell = |place: Option<usize>| text(row, place);
            if self.sums_up(index, columns) {
                continue;
            }
            self.check_surplus(index, &columns.names, row);
            let note = collapsed(cell(columns.note));
            let found =
                if long { long_form(columns, &cell, &note) } else { wide_form(columns, &rows[first], row, &cell) };
            self.check_row(index, columns, &cell, found.is_empty());
            if found.is_empty() {
                continue;
            }
            let pilot = collapsed(cell(columns.pilot));
            let missing = [(columns.pilot, "pilot"), (columns.metric, "metric")];
            if let Some((Some(place), name)) = missing.into_iter().find(|(at, _)| at.is_some() && cell(*at).is_empty())
            {
                self.nameless(index, place, name);
                continue;
            }
            let week = match columns.week {
                Some(at) => self.week(&week_below(text(&rows[first], Some(at)), cell(Some(at)))),
                None => unsaid.clone(),
            };
            let before = self.cells.len();
            for (column, metric, text) in found {
                let named = RowName::Named { pilot: pilot.clone(), metric: Some(metric) };
                self.push((index, column), &text, named, week.clone(), &note);
                // The note of a row with one reading is the reason of that.
                if let Some(cell) = self.cells.last_mut().filter(|_| long && !note.is_empty()) {
                    cell.is_bare = false;
                }
            }
            let is_reason = self.cells[before..].iter().any(|cell| matches!(cell.typed, Ok(Typed::NotMeasured)));
            if let Some(place) = columns.note.filter(|_| !note.is_empty() && !is_reason) {
                let reason = Invalid::new("a note beside a value is not taken");
                self.leave_out(
                    (index, place),
                    reason.hint("to bring in values with their notes, import them as a file"),
                );
            }
        }
    }

    /// The week of rows of which no column says it: the one that is entered, unless a column that nobody knows holds
    /// nothing but weeks or days.
    fn week_unsaid(&self, first: usize, columns: &Columns) -> WeekName {
        let taken = columns.taken();
        let holds_weeks = |place: &usize| {
            let cells = self.rows.iter().skip(first + 1).map(|row| self.kind(text(row, Some(*place))));
            let mut says = cells.filter(|kind| *kind != Kind::Empty).peekable();
            says.peek().is_some() && says.all(|kind| kind == Kind::Week)
        };
        let mut others = (0..columns.names.len()).filter(|place| !taken.contains(&Some(*place)));
        match others.find(holds_weeks) {
            None => WeekName::Week(self.near),
            Some(place) => {
                let heading = quoted(text(&self.rows[first], Some(place)));
                let reason = Invalid::new(format!("{heading} may say the week, and nothing tells that it does"));
                WeekName::Wrong(reason.hint("call that column week, or leave it out, and paste again"))
            }
        }
    }

    /// Users of the rows from the cursor down: nothing but their columns was copied.
    fn users_down(&mut self, first: usize, columns: &Columns) {
        let rows = self.rows;
        self.users = columns.active;
        for (index, row) in rows.iter().enumerate().skip(first + 1) {
            let cell = |place: Option<usize>| text(row, place);
            self.check_surplus(index, &columns.names, row);
            self.check_row(index, columns, &cell, false);
            if let Some((column, users)) = users(columns, &cell) {
                self.push((index, column), &users, RowName::Down(index - first - 1), WeekName::Right(0), "");
            }
        }
    }

    /// Columns of a table that nothing is taken from.
    fn check_columns(&mut self, first: usize, columns: &Columns, long: bool) {
        let rows = self.rows;
        let used = columns.taken();
        let mut seen = HashSet::new();
        for (place, name) in columns.names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let repeated = !seen.insert(name);
            let metric = !long && !NOT_METRICS.contains(&name.as_str());
            if metric || used.contains(&Some(place)) {
                continue;
            }
            let head = &rows[first][place];
            if repeated {
                let what = format!("the column {} stands twice; the first is taken", quoted(name));
                self.problem(first, place, head, Invalid::new(what).hint("take one of the two out and copy again"));
            } else {
                self.leave_column_out(first, place);
            }
        }
        if long && columns.value.or(columns.active).is_none() {
            let reason = Invalid::new("the header has no column for values").hint("name it value");
            self.problem(first, 0, &rows[first].join(" "), reason);
        }
    }

    /// Cells of a table's row that say nothing without others, or not as much.
    fn check_row<'a>(&mut self, index: usize, columns: &Columns, cell: &dyn Fn(Option<usize>) -> &'a str, empty: bool) {
        let filled = |place: Option<usize>| place.filter(|_| !cell(place).is_empty());
        let lost = match (filled(columns.active), filled(columns.target), filled(columns.value)) {
            (None, Some(target), _) => Some((target, "target users stand here without active users")),
            (Some(active), None, Some(_)) => Some((active, "active users stand here beside a value, which is taken")),
            _ => None,
        };
        let note = filled(columns.note).filter(|_| empty).map(|note| (note, "a note stands here without a value"));
        for (place, what) in lost.into_iter().chain(note) {
            let reason = Invalid::new(what).hint("write active and target users, or a value such as 45/60 or -");
            self.problem(index, place, cell(Some(place)), reason);
        }
    }

    /// Cells of a table under no name.
    fn check_surplus(&mut self, index: usize, header: &[String], row: &[String]) {
        for (place, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let what = match header.get(place) {
                None => "the row has more cells than the header",
                Some(name) if name.is_empty() => "the header does not name this column",
                Some(_) => continue,
            };
            self.problem(index, place, text, Invalid::new(what).hint("name the column in the header and copy again"));
        }
    }
}

/// The value of a row in long form. Where both columns of users are filled in they say more than the share beside them.
fn long_form<'a>(columns: &Columns, cell: &dyn Fn(Option<usize>) -> &'a str, note: &str) -> Vec<Found> {
    let metric = collapsed(cell(columns.metric));
    let value = cell(columns.value);
    match users(columns, cell) {
        Some((place, users)) if value.is_empty() || users.contains('/') => vec![(place, metric, users)],
        _ if value.is_empty() && note.is_empty() => Vec::new(),
        // Our own export writes "not measured" as a note without a value.
        _ => columns.value.or(columns.active).map(|place| (place, metric, value.to_owned())).into_iter().collect(),
    }
}

/// The values of a row in wide form.
fn wide_form<'a>(
    columns: &Columns,
    header: &[String],
    row: &[String],
    cell: &dyn Fn(Option<usize>) -> &'a str,
) -> Vec<Found> {
    let users = users(columns, cell).map(|(place, users)| (place, "adoption".to_owned(), users));
    let is_metric = |name: &str| !name.is_empty() && !NOT_METRICS.contains(&name);
    let metrics =
        columns.names.iter().zip(row).enumerate().filter(|(_, (name, text))| is_metric(name) && !text.is_empty());
    users
        .into_iter()
        .chain(metrics.map(|(place, (_, text))| (place, collapsed(&header[place]), text.clone())))
        .collect()
}

/// Two columns of users as one value.
fn users<'a>(columns: &Columns, cell: &dyn Fn(Option<usize>) -> &'a str) -> Option<(usize, String)> {
    let (active, target) = (cell(columns.active), cell(columns.target));
    let users = if target.is_empty() { active.to_owned() } else { format!("{active}/{target}") };
    columns.active.filter(|_| !active.is_empty()).map(|place| (place, users))
}

// Grids and bare values: places say what is meant, and a header may name the weeks.

impl Sheet<'_> {
    /// The frame of a grid, if the first column has the names of pilots.
    fn grid(&self, first: usize) -> Option<Frame> {
        if self.width < 2 {
            return None;
        }
        let head = |place: usize| self.rows[first].get(place).map(|cell| folded(cell)).unwrap_or_default();
        let told = head(0) == "pilot";
        let below = first + 1;
        let filled = self.rows.iter().skip(below).any(|row| !is_blank(row));
        if filled && (told || self.is_named(below, 0)) {
            let metrics = head(1) == "metric" || !self.is_week(first, 1) && self.is_named(below, 1);
            let names = if metrics && self.width > 2 { 2 } else { 1 };
            if told || self.is_header(first, names) {
                return Some(Frame { header: Some(first), names });
            }
        }
        let names = if self.width > 2 && self.is_named(first, 1) { 2 } else { 1 };
        self.is_named(first, 0).then_some(Frame { header: None, names })
    }

    fn is_week(&self, row: usize, column: usize) -> bool {
        self.rows[row].get(column).is_some_and(|cell| self.kind(cell) == Kind::Week)
    }

    /// Has the column, from that row on, nothing but names?
    fn is_named(&self, from: usize, column: usize) -> bool {
        let rows = self.rows.get(from..).unwrap_or_default();
        let mut kinds = rows.iter().filter_map(|row| row.get(column)).map(|cell| self.kind(cell));
        let mut any = false;
        kinds.all(|kind| {
            any |= kind == Kind::Word;
            matches!(kind, Kind::Word | Kind::Empty)
        }) && any
    }

    /// Is the row a header of the columns behind the names: weeks or other words above values?
    fn is_header(&self, first: usize, names: usize) -> bool {
        let row = &self.rows[first];
        let heads: Vec<&String> = row.iter().skip(names).filter(|cell| !cell.is_empty()).collect();
        let words = heads.iter().all(|cell| matches!(self.kind(cell), Kind::Week | Kind::Word));
        let corner = names > 0 && row.iter().take(names).all(String::is_empty);
        if heads.is_empty() || !words && !is_count(&heads, corner) {
            return false;
        }
        let below = self.rows.iter().skip(first + 1).filter_map(|row| row.get(names..));
        below.flatten().any(|cell| self.kind(cell) == Kind::Value)
    }

    /// Do the headings behind the pilots name metrics: words of which none is a week, nor means any value?
    fn heads_metrics(&self, frame: &Frame) -> bool {
        let Some(header) = frame.header.filter(|_| frame.names == 1) else {
            return false;
        };
        let mut heads = self.rows[header].iter().skip(1).filter(|cell| !cell.is_empty()).peekable();
        heads.peek().is_some() && heads.all(|cell| self.kind(cell) == Kind::Word && folded(cell) != "value")
    }

    fn framed(&mut self, frame: &Frame) {
        let rows = self.rows;
        self.header = frame.header;
        let weeks = frame.header.and_then(|header| self.weeks(header, frame.names));
        let start = frame.header.map_or(0, |header| header + 1);
        for (index, row) in rows.iter().enumerate().skip(start) {
            let values = row.iter().enumerate().skip(frame.names).filter(|(_, text)| !text.is_empty());
            if values.clone().next().is_none() {
                continue;
            }
            let name = |place: usize| row.get(place).map(|cell| collapsed(cell)).unwrap_or_default();
            let empty = (0..frame.names).find(|place| name(*place).is_empty());
            if let Some(place) = empty {
                self.nameless(index, place, ["pilot", "metric"][place]);
                continue;
            }
            for (place, text) in values {
                let named = match frame.names {
                    0 => RowName::Down(index - start),
                    names => RowName::Named { pilot: name(0), metric: (names > 1).then(|| name(1)) },
                };
                let week = match &weeks {
                    Some(weeks) => weeks.get(place - frame.names).cloned().unwrap_or_else(|| self.week("")),
                    None => WeekName::Right(place - frame.names),
                };
                self.push((index, place), text, named, week, "");
            }
        }
    }

    /// The weeks that a header names; none where it names none: other words above bare values, or `value` alone.
    fn weeks(&mut self, header: usize, names: usize) -> Option<Vec<WeekName>> {
        let rows = self.rows;
        let heads = rows[header].get(names..).unwrap_or_default();
        let is_week = |cell: &String| self.kind(cell) == Kind::Week || week::serial(cell).is_some();
        let lone = self.width == names + 1 && heads.first().is_some_and(|cell| folded(cell) == "value");
        if lone || names == 0 && !heads.iter().any(is_week) {
            return None;
        }
        let weeks: Vec<WeekName> = heads.iter().map(|cell| self.week(cell)).collect();
        for (place, week) in weeks.iter().enumerate() {
            if let (WeekName::Wrong(reason), false) = (week, heads[place].is_empty()) {
                self.problem(header, names + place, &heads[place], reason.clone());
            }
        }
        Some(weeks)
    }

    fn kind(&self, text: &str) -> Kind {
        match text {
            "" => Kind::Empty,
            _ if week_named(text, self.near).is_some() => Kind::Week,
            _ if value::is_value(text) => Kind::Value,
            _ => Kind::Word,
        }
    }
}

/// Are these numbers weeks or days rather than values? Day numbers a week apart are; under an empty corner also one
/// day number, and numbers of weeks one after the other.
fn is_count(heads: &[&String], corner: bool) -> bool {
    let Some(numbers) = heads.iter().map(|cell| cell.parse::<i64>().ok()).collect::<Option<Vec<i64>>>() else {
        return false;
    };
    let apart = |step: i64| numbers.windows(2).all(|pair| (pair[1] - pair[0]).abs() == step);
    let days = heads.iter().all(|cell| week::serial(cell).is_some());
    let weeks = numbers.iter().all(|number| (1..=53).contains(number));
    let several = numbers.len() > 1;
    days && apart(7) && (several || corner) || corner && several && weeks && apart(1)
}

// What all shapes share.

impl Sheet<'_> {
    fn week(&self, text: &str) -> WeekName {
        week::expected(text, self.near, self.running).map_or_else(WeekName::Wrong, WeekName::Week)
    }

    fn push(&mut self, (row, column): (usize, usize), text: &str, named: RowName, week: WeekName, note: &str) {
        let (text, unit) = value::apart(text);
        let value = match text {
            "" => value::Value { typed: Ok(Typed::NotMeasured), note: None, echo: Some("not measured".to_owned()) },
            _ => value::read(text),
        };
        let has_no_reason = note.is_empty() || value::is_dash(text);
        let is_bare = matches!(value.typed, Ok(Typed::NotMeasured)) && value.note.is_none() && has_no_reason;
        let note = match value.note {
            Some(reason) if note.is_empty() || reason == note => Some(reason),
            Some(reason) => Some(format!("{reason}; {note}")),
            None => Some(note.to_owned()).filter(|note| !note.is_empty()),
        };
        let heading = self.header.and_then(|header| self.rows.get(header)?.get(column));
        let says_percent = |text: &String| text.contains('%');
        let of_metric = || matches!(&named, RowName::Named { metric: Some(metric), .. } if says_percent(metric));
        let in_percent = heading.is_some_and(says_percent) || of_metric();
        self.cells.push(Cell {
            line: row + 1,
            column: column + 1,
            text: text.to_owned(),
            unit: unit.to_owned(),
            row: named,
            week,
            typed: value.typed,
            of_users: self.users == Some(column) && !text.is_empty(),
            in_percent,
            is_bare,
            note,
            echo: value.echo,
        });
    }

    fn problem(&mut self, row: usize, column: usize, text: &str, reason: Invalid) {
        self.problems.push(Problem { line: row + 1, column: column + 1, text: text.to_owned(), reason });
    }

    fn leave_out(&mut self, (row, column): (usize, usize), reason: Invalid) {
        let text = self.rows[row].get(column).cloned().unwrap_or_default();
        self.left_out.push(Problem { line: row + 1, column: column + 1, text, reason });
    }

    /// Leaves a column out, where something stands below its heading.
    fn leave_column_out(&mut self, first: usize, column: usize) {
        let rows = self.rows;
        if rows.iter().skip(first + 1).any(|row| row.get(column).is_some_and(|text| !text.is_empty())) {
            let what = format!("nothing is taken from the column {}", quoted(&rows[first][column]));
            let reason = Invalid::new(what).hint("to bring in a whole table, import it as a file");
            self.leave_out((first, column), reason);
        }
    }

    /// Leaves a row out that tells the sums of others; answers whether it is one.
    fn sums_up(&mut self, index: usize, columns: &Columns) -> bool {
        let row = &self.rows[index];
        let says = |place: Option<usize>| place.and_then(|place| row.get(place)).is_some_and(|text| !text.is_empty());
        let first = row.iter().position(|text| !text.is_empty()).unwrap_or_default();
        let is_of_one = |text: &str| SUMMED_UP.iter().any(|end| text.to_lowercase().ends_with(end));
        let sums_up = |text: &String| is_sum(text) || columns.metric.is_some() && is_of_one(text);
        let is_one = row.get(first).is_some_and(sums_up) && !says(columns.metric) && !says(columns.week);
        if is_one {
            self.leave_out((index, first), Invalid::new("a row of sums is no reading"));
        }
        is_one
    }

    /// A row whose values belong to nothing.
    fn nameless(&mut self, row: usize, column: usize, name: &str) {
        let text = collapsed(&self.rows[row].join(" "));
        let reason = Invalid::new(format!("the row does not say which {name} it is about"))
            .hint(format!("write the {name} into every row, below the heading “{name}”, and copy again"));
        self.problem(row, column, &text, reason);
    }
}

/// A heading as headings are compared: small letters, one `_` for what stands between words, and in our words as in a
/// file.
fn folded(name: &str) -> String {
    let spaced = collapsed(name).to_lowercase().replace(['_', '-'], " ");
    let known = in_our_words(&spaced).replace(' ', "_");
    if CORNERS.contains(&known.as_str()) { "pilot".to_owned() } else { known }
}
