//! Owns blocks: cells copied from a spreadsheet and pasted into the weekly round, with their meaning. It does not know
//! which pilots and metrics there are. Nothing is guessed silently and nothing is lost: every value becomes a [`Cell`]
//! or is told as a [`Problem`].

mod shape;
mod split;
mod value;
mod week;

use std::borrow::Cow;
use std::collections::HashMap;

use super::decimals::{Decimals, Mark};
use crate::domain::{Invalid, Typed, Week};

/// What was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// How it is laid out.
    pub shape: Shape,
    /// The row of its header, which has no values; the first is 1. None where it has no header.
    pub header: Option<usize>,
    /// Its values, row by row. An empty cell is none.
    pub cells: Vec<Cell>,
    /// What could not be taken, row by row.
    pub problems: Vec<Problem>,
    /// What is left out, as it is none of a week: other columns, and rows of sums.
    pub left_out: Vec<Problem>,
}

/// How a block is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Values only.
    Bare,
    /// Pilots down, weeks across.
    Grid,
    /// A header with pilot, metric, week and value.
    Long,
    /// A header with pilot and one column a metric; a column of weeks, or all of the week that is entered.
    Wide,
    /// Pilots across; metrics down, of the week that is entered, or weeks down.
    Turned,
}

impl Shape {
    /// It in a few words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Bare => "values only",
            Self::Grid => "pilots down, weeks across",
            Self::Long => "one reading a row",
            Self::Wide => "one column a metric",
            Self::Turned => "one column a pilot",
        }
    }
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its row in the block; the first is 1. A quoted cell with line breaks is in one row.
    pub line: usize,
    /// Its column in the block; the first is 1.
    pub column: usize,
    /// As pasted, without spaces and a unit around it.
    pub text: String,
    /// The word behind its number, which has to be the unit of its metric; empty where none stands there.
    pub unit: String,
    /// Which row is meant.
    pub row: RowName,
    /// Which week is meant.
    pub week: WeekName,
    /// What it means.
    pub typed: Result<Typed, Invalid>,
    /// Does it stand in a column of active users, which only a metric that counts them takes?
    pub of_users: bool,
    /// Does what stands above it say `%`, or the cell of its metric?
    pub in_percent: bool,
    /// Does it say that nothing was measured, and no why: by a dash alone, be there a note in its row or not?
    pub is_bare: bool,
    /// The reason why it was not measured, and what stands in a column of notes.
    pub note: Option<String>,
    /// How the text was understood, where it is not plainly that: `1200` of `1,200`.
    pub echo: Option<String>,
}

impl Cell {
    /// As pasted, with its unit.
    #[must_use]
    pub fn written(&self) -> String {
        if self.unit.is_empty() { self.text.clone() } else { format!("{} {}", self.text, self.unit) }
    }
}

/// Which row of the weekly round is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RowName {
    /// So many rows below the cursor.
    Down(usize),
    /// The row of that name.
    Named {
        /// The pilot, as pasted.
        pilot: String,
        /// The metric, as pasted; none where the block has no column for it.
        metric: Option<String>,
    },
}

/// Which week is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeekName {
    /// So many weeks to the right of the cursor.
    Right(usize),
    /// That week.
    Week(Week),
    /// What stands for it is no week.
    Wrong(Invalid),
}

/// What was not taken, and is no value: a quote that is never closed, a header that names no week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its row in the block; the first is 1.
    pub line: usize,
    /// Its column in the block; the first is 1.
    pub column: usize,
    /// What stands there.
    pub text: String,
    /// Why it was not taken.
    pub reason: Invalid,
}

/// Reads a pasted block. `near` is the week that is being entered: `W41` without a year is the newest week of that
/// number that is not after the one behind `near`, and none of long ago, as seen from the week that runs. `is_metric`
/// answers whether that pilot has a metric which is called so.
#[must_use]
pub fn read(text: &str, near: Week, running: Week, is_metric: &dyn Fn(&str, &str) -> bool) -> Block {
    let split = split::split(text);
    let mut block = shape::read(&split.rows, near, running, is_metric);
    block.problems.extend(split.problems);
    block.problems.sort_by_key(|problem| (problem.line, problem.column));
    settle_decimals(&mut block.cells);
    refuse_repeated(&mut block.cells);
    block
}

/// Reads numbers anew whose mark another cell explains: where that has a decimal comma, `1.234` is a thousand.
fn settle_decimals(cells: &mut [Cell]) {
    let is_number = |cell: &Cell| matches!(cell.typed, Ok(Typed::Number(_) | Typed::Percent(_) | Typed::Users(..)));
    let texts: Vec<String> = cells.iter().filter(|cell| is_number(cell)).map(|cell| cell.text.clone()).collect();
    let decimals = Decimals::of(texts.iter().map(String::as_str), Mark::Point, false);
    for cell in cells.iter_mut().filter(|cell| is_number(cell)) {
        match decimals.plain(&cell.text) {
            Ok(Cow::Borrowed(_)) => {}
            Ok(Cow::Owned(plain)) => {
                let read = value::read(&plain);
                (cell.typed, cell.echo) = (read.typed, read.echo.or(Some(plain)));
            }
            Err(reason) => (cell.typed, cell.echo) = (Err(reason), None),
        }
    }
}

/// Two cells for one row and week: neither says which of them is meant.
fn refuse_repeated(cells: &mut [Cell]) {
    let mut seen = HashMap::new();
    for cell in cells {
        let week = match &cell.week {
            WeekName::Right(weeks) => (None, *weeks),
            WeekName::Week(week) => (Some(*week), 0),
            WeekName::Wrong(_) => continue,
        };
        let row = match &cell.row {
            RowName::Named { pilot, metric } => RowName::Named {
                pilot: pilot.to_lowercase(),
                metric: metric.as_ref().map(|metric| metric.to_lowercase()),
            },
            down @ RowName::Down(_) => down.clone(),
        };
        let (line, column) = *seen.entry((row, week)).or_insert((cell.line, cell.column));
        if (line, column) == (cell.line, cell.column) {
            continue;
        }
        let place = if line == cell.line { format!(", in column {column}") } else { String::new() };
        let what = format!("this row and week stands twice; the first is on line {line}{place}");
        cell.typed = Err(Invalid::new(what).hint("take one of the two out and copy again"));
        cell.echo = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Block {
        let is_metric = |pilot: &str, metric: &str| pilot == "a" && ["trust", "impact"].contains(&metric);
        read(text, "2026-W47".parse().unwrap(), "2026-W48".parse().unwrap(), &is_metric)
    }

    /// Every cell in a line: its row, its week, its meaning or why it has none.
    fn told(block: &Block) -> Vec<String> {
        let one = |cell: &Cell| {
            let row = match &cell.row {
                RowName::Down(rows) => format!("+{rows}"),
                RowName::Named { pilot, metric } => format!("{pilot}.{}", metric.as_deref().unwrap_or("")),
            };
            let week = match &cell.week {
                WeekName::Right(weeks) => format!("+{weeks}"),
                WeekName::Week(week) => week.short(),
                WeekName::Wrong(_) => "?".to_owned(),
            };
            let typed = match &cell.typed {
                Ok(Typed::Number(number) | Typed::Percent(number)) => number.to_string(),
                Ok(Typed::Users(active, target)) => format!("{active}/{target}"),
                Ok(Typed::Answer(answer)) => format!("={answer}"),
                Ok(Typed::NotMeasured) => format!("- {}", cell.note.as_deref().unwrap_or_default()),
                Err(_) => "!".to_owned(),
            };
            format!("{row} {week} {typed}")
        };
        block.cells.iter().map(one).collect()
    }

    /// The problems with their places.
    fn problems(block: &Block) -> Vec<String> {
        let one = |problem: &Problem| {
            assert!(problem.reason.hint.is_some(), "{}", problem.reason);
            format!("{}:{} {}", problem.line, problem.column, problem.reason)
        };
        block.problems.iter().map(one).collect()
    }

    /// What is left out, with its place.
    fn left_out(block: &Block) -> Vec<String> {
        block.left_out.iter().map(|one| format!("{}:{} {}", one.line, one.column, one.reason)).collect()
    }

    fn check(text: &str, shape: Shape, header: bool, cells: &[&str]) {
        let block = block(text);
        assert_eq!((block.shape, block.header.is_some()), (shape, header), "{text}");
        assert_eq!(told(&block), cells, "{text}");
        assert!(problems(&block).is_empty(), "{text}: {:?}", problems(&block));
    }

    #[test]
    fn bare_values_are_counted_from_the_cursor() {
        check("", Shape::Bare, false, &[]);
        check("78.1\r\n", Shape::Bare, false, &["+0 +0 78.1"]);
        check("\t1\n\n2\t3\n", Shape::Bare, false, &["+0 +1 1", "+2 +0 2", "+2 +1 3"]);
        check("1,5;2\n3;- moved\n", Shape::Bare, false, &["+0 +0 1.5", "+0 +1 2", "+1 +0 3", "+1 +1 - moved"]);
        check("4-Mar", Shape::Bare, false, &["+0 +0 !"]);
        check("2026-11-18\n2026-11-25", Shape::Bare, false, &["+0 +0 !", "+1 +0 !"]);
        check("46344\t12\n46351\t13", Shape::Bare, false, &["+0 +0 46344", "+0 +1 12", "+1 +0 46351", "+1 +1 13"]);
    }

    #[test]
    fn one_decimal_comma_tells_what_the_points_mean_as_in_a_file() {
        check("Pilot\tMetric\tW45\tW46\na\tx\t0,79\t1.500", Shape::Grid, true, &["a.x W45 0.79", "a.x W46 1500"]);
        let mixed = block("0,79\t1.500\t9.5");
        assert_eq!(told(&mixed), ["+0 +0 0.79", "+0 +1 !", "+0 +2 9.5"]);
    }

    #[test]
    fn a_markdown_table_is_a_block_too() {
        let text = "| Pilot | Metric | W46 | W47 |\n|---|---|---|---|\n| a | x | 1 | 2 |\n";
        check(text, Shape::Grid, true, &["a.x W46 1", "a.x W47 2"]);
    }

    #[test]
    fn a_column_of_active_users_says_so_of_its_values() {
        let of_users = |text: &str| block(text).cells.iter().map(|cell| cell.of_users).collect::<Vec<_>>();
        check("active_users\n45\n", Shape::Bare, true, &["+0 +0 45"]);
        check("Active users\tTarget users\n45\t60\n\n50\t", Shape::Bare, true, &["+0 +0 45/60", "+2 +0 50"]);
        check("pilot\tmetric\tweek\tActive users\na\tx\tW47\t45", Shape::Long, true, &["a.x W47 45"]);
        for text in [
            "active_users\n45",
            "Active users\tTarget users\n45\t60",
            "pilot\tmetric\tweek\tactive_users\na\tx\tW47\t45",
        ] {
            assert_eq!(of_users(text), [true], "{text}");
        }
        assert_eq!(of_users("users\n45\n"), [false]);
        let long = "pilot\tmetric\tweek\tvalue\tactive_users\ttarget_users\na\tx\tW47\t75\t45\t60\na\ty\tW47\t5\t\t";
        assert_eq!(of_users(long), [true, false]);
        let targets = block("Target users\n60\n");
        assert_eq!((targets.cells.len(), targets.problems.len()), (0, 1), "{targets:?}");
    }

    #[test]
    fn a_percent_sign_in_a_heading_or_a_metric_is_one_of_its_values() {
        let in_percent = |text: &str| block(text).cells.iter().map(|cell| cell.in_percent).collect::<Vec<_>>();
        assert_eq!(in_percent("pilot\tmetric\tW46\tW47\na\tusers %\t20\t25\na\tx\t1\t2"), [true, true, false, false]);
        assert_eq!(in_percent("pilot\tweek\tusers (%)\tx\na\tW47\t20\t5"), [true, false]);
        assert_eq!(in_percent("Users %\n20\n25"), [true, true]);
        assert_eq!(in_percent("20%\n25"), [false, false], "a value is no heading");
    }

    #[test]
    fn a_header_above_bare_values_names_weeks_or_is_passed_over() {
        check("W46\t18.11.2026\n1\t2\n", Shape::Bare, true, &["+0 W46 1", "+0 W47 2"]);
        check("last\tnow\n1\t2\n", Shape::Bare, true, &["+0 +0 1", "+0 +1 2"]);
        check("good\t2\n1\t2\n", Shape::Bare, false, &["+0 +0 !", "+0 +1 2", "+1 +0 1", "+1 +1 2"]);
    }

    #[test]
    fn grids_name_their_pilots_and_metrics() {
        check("a\t1\t2\nb\t\t45/60\n", Shape::Grid, false, &["a. +0 1", "a. +1 2", "b. +1 45/60"]);
        check("a\timpact\t1\nb\ttrust\t2\n", Shape::Grid, false, &["a.impact +0 1", "b.trust +0 2"]);
        check("a\t5", Shape::Grid, false, &["a. +0 5"]);
        check("Pilot\tW46\tNov 18, 2026\na\t1\t2\n", Shape::Grid, true, &["a. W46 1", "a. W47 2"]);
        check("\t\tW46\na\ttrust\t1\n\nb\ttrust\t2", Shape::Grid, true, &["a.trust W46 1", "b.trust W46 2"]);
        check("Initiative\tW46\na\tgood\nb\t2", Shape::Grid, true, &["a. W46 !", "b. W46 2"]);
        check("pilot\tmetric\tvalue\n4711\ttrust\t5", Shape::Grid, true, &["4711.trust +0 5"]);
        check("a\ttrust\t\t\nb\ttrust\t1\t2", Shape::Grid, false, &["b.trust +0 1", "b.trust +1 2"]);
    }

    #[test]
    fn weeks_across_may_stand_among_other_columns() {
        let text = "Nr\tProjekt\tOwner\tKennzahl\tEinheit\tKW 46\tKW 47\tBemerkung\n\
            1\ta\tAda\tx\tmin\t1,5\tn/m\tSensor defekt\n2\t\t\ty\t%\t2\t\t\n\tSumme\t\t\t\t3,5\t\t\n";
        let grid = block(text);
        assert_eq!((grid.shape, grid.header.is_some(), problems(&grid)), (Shape::Grid, true, Vec::new()));
        assert_eq!(told(&grid), ["a.x W46 1.5", "a.x W47 - Sensor defekt", "a.y W46 2"]);
        let columns = ["Nr", "Owner", "Einheit"].iter().zip([1, 3, 5]);
        let columns = columns.map(|(name, at)| format!("1:{at} nothing is taken from the column “{name}”"));
        let unused: Vec<String> = columns.chain(["4:2 a row of sums is no reading".to_owned()]).collect();
        assert_eq!(left_out(&grid), unused);
        let titled = block("Wochenbericht\n\nPilot\tMetrik\tKW 47\na\tx\t5\n");
        assert_eq!(told(&titled), ["a.x W47 5"]);
        assert_eq!(left_out(&titled), ["1:1 a title is no reading"]);
        // A note of no value that was not measured is left out too, and a column that says nothing is not told.
        let noted = block("Metric\tPilot name\tW47\tTrend\tNote\nx\ta\t5\t\tlate\n");
        assert_eq!(told(&noted), ["a.x W47 5"]);
        assert_eq!(left_out(&noted), ["1:5 nothing is taken from the column “Note”"]);
    }

    #[test]
    fn a_pivot_table_is_read_below_its_caption_and_without_its_sums() {
        let pivot = "Average of value\t\tWeek\t\t\nPilot\tMetric\tW46\tW47\tGrand Total\na\tx\t1\t2\t1.5\n\ty\t3\t\t3\n\
            a Total\t\t4\t2\t6\nGrand Total\t\t4\t2\t6\n";
        for text in [pivot.to_owned(), pivot.replace("a Total", "a Ergebnis").replace("Grand Total", "Gesamtergebnis")]
        {
            let block = block(&text);
            assert_eq!(
                (block.shape, told(&block)),
                (Shape::Grid, vec!["a.x W46 1".into(), "a.x W47 2".into(), "a.y W46 3".into()])
            );
            assert_eq!((problems(&block).len(), left_out(&block).len()), (0, 4), "{:?}", problems(&block));
        }
        let wide = block("Pilot\tx\tGrand Total\na\t1\t1\n");
        assert_eq!(
            (told(&wide).len(), left_out(&wide)),
            (1, vec!["1:3 nothing is taken from the column “Grand Total”".into()])
        );
    }

    #[test]
    fn headers_that_name_no_week_are_told_once_and_their_cells_have_none() {
        let days = block("Initiative\t46344\t46351\na\t1\t2\n");
        assert_eq!((days.header, told(&days)), (Some(1), vec!["a. ? 1".to_owned(), "a. ? 2".to_owned()]));
        assert_eq!(problems(&days)[1], "1:3 “46351” looks like a spreadsheet's day number: 2026-11-25");
        let numbers = block("\t41\t42\na\t1\t2\t3\n");
        assert_eq!(told(&numbers), ["a. ? 1", "a. ? 2", "a. ? 3"]);
        assert_eq!(
            problems(&numbers),
            ["1:2 “41” does not say that it is a week", "1:3 “42” does not say that it is a week"]
        );
        let months = block("Nov-26\tW47\n1\t2");
        assert_eq!(told(&months), ["+0 ? 1", "+0 W47 2"]);
        assert_eq!(months.problems.len(), 1);
        let two = block("Pilot\t03/04/2026\tOwner\na\t1\tAda\n");
        assert_eq!((told(&two), two.problems.len()), (vec!["a. ? 1".to_owned()], 1));
        assert_eq!(left_out(&two), ["1:3 nothing is taken from the column “Owner”"]);
    }

    #[test]
    fn rows_without_a_pilot_or_metric_are_told() {
        let pilots = block("a\t1\n\t2\nb\t3");
        assert_eq!(told(&pilots), ["a. +0 1", "b. +0 3"]);
        assert_eq!(problems(&pilots), ["2:1 the row does not say which pilot it is about"]);
        assert_eq!(pilots.problems[0].text, "2");
        assert_eq!(problems(&block("a\ttrust\t1\nb\t\t3")), ["2:2 the row does not say which metric it is about"]);
        let long = block("pilot\tmetric\tweek\tvalue\n\ttrust\tW47\t5\na\t\tW47\t6\n\t\tW47\t\n");
        assert_eq!((long.cells.len(), long.problems.len()), (0, 2));
    }

    #[test]
    fn long_and_wide_tables_say_the_same() {
        let cells = ["a.adoption W47 45/60", "a.impact W47 -18"];
        check(
            "Week\tPilot\tMetric\tValue\n2026-W47\ta\tadoption\t45/60\nW47\ta\timpact\t-18",
            Shape::Long,
            true,
            &cells,
        );
        check(
            "pilot\tmetric\tweek\tvalue\tActive users\tTarget users\na\tadoption\tW47\t75\t45\t60\na\timpact\tW47\t-18\t\t",
            Shape::Long,
            true,
            &cells,
        );
        check("pilot;week;adoption;impact\na;18.11.2026;45/60;-18", Shape::Wide, true, &cells);
        check("pilot\tweek\timpact\tactive_users\ttarget_users\na\tW47\t-18\t45\t60", Shape::Wide, true, &cells);
    }

    #[test]
    fn headings_may_be_german_as_in_a_file() {
        let cells = ["a.impact W47 -18", "a.trust W47 - Ferien"];
        let long = "Pilot\tWoche\tMetrik\tWert\tNotiz\na\tKW 47\timpact\t-18\t\na\t2026-W47\ttrust\tn/m\tFerien";
        check(long, Shape::Long, true, &cells);
        check(
            "Datum\tPilot\tMetrik\tWert\tKommentar\n20.11.2026\ta\timpact\t-18\t\nKW 47\ta\ttrust\tn/m\tFerien",
            Shape::Long,
            true,
            &cells,
        );
        for week in ["KW 47", "47"] {
            check(&format!("Vorhaben;KW;impact\na;{week};-18"), Shape::Wide, true, &cells[..1]);
        }
        check(
            "Projekt\tKennzahl\tKW46\tKW47\na\timpact\t-18\t-19",
            Shape::Grid,
            true,
            &["a.impact W46 -18", "a.impact W47 -19"],
        );
    }

    #[test]
    fn a_column_whose_words_name_metrics_is_theirs_whatever_it_is_called() {
        for heading in ["KPI", "Indicator", "Measure", "Messgröße", "KPI name", "Kennzahl_Name"] {
            let cells = ["a.x W46 1", "a.x W47 2"];
            check(&format!("Pilot\t{heading}\tW46\tW47\na\tx\t1\t2"), Shape::Grid, true, &cells);
        }
        let cells = ["a.trust W47 1", "a.impact W47 2", "a.other W47 3"];
        check("Pilot\tWhat\tOwner\tW47\na\ttrust\tAda\t1\n\timpact\tAda\t2\n\tother\t\t3", Shape::Grid, true, &cells);
        check("Pilot\tWeek\tWhat\tValue\na\tW47\ttrust\t1", Shape::Long, true, &cells[..1]);
    }

    #[test]
    fn a_row_that_leaves_it_open_which_metric_it_is_about_is_refused() {
        let unknown = block("Pilot\tWhat\tW47\na\tfirst answer\t18\nb\t\t5\n");
        assert_eq!(told(&unknown), ["b. W47 5"], "what says nothing leaves nothing open");
        assert_eq!(problems(&unknown), ["2:2 the row does not say which metric it is about"]);
        let several = block("Pilot\tOwner\tW47\na\tAda\t18\nb\tBo\t5\nA\tAda\t90\n");
        assert_eq!(told(&several), ["b. W47 5"]);
        let open = [2, 4].map(|line| format!("{line}:1 the row does not say which metric it is about"));
        assert_eq!(problems(&several), open);
    }

    #[test]
    fn a_comment_belongs_to_the_newest_week_of_its_row() {
        let noted = block("pilot\tmetric\tW46\tW47\tComment\na\tx\t-\t33/40\tnew joiner\nb\tx\tn/a\t- late\tmoved\n");
        assert_eq!(told(&noted), ["a.x W46 - ", "a.x W47 33/40", "b.x W46 - ", "b.x W47 - late; moved"]);
        assert_eq!(noted.cells.iter().map(|cell| cell.is_bare).collect::<Vec<_>>(), [true, false, true, false]);
        let said = block("pilot\tmetric\tW47\tComment\na\tx\tn/m\tsensor\n");
        assert!(!said.cells[0].is_bare, "words say that nothing was measured, and the comment why");
        let long = block("pilot\tmetric\tweek\tvalue\tnote\na\tx\tW46\t-\t\na\tx\tW47\t-\tsensor\n");
        assert_eq!(
            long.cells.iter().map(|cell| cell.is_bare).collect::<Vec<_>>(),
            [true, false],
            "a row is one reading"
        );
    }

    #[test]
    fn metrics_across_without_a_week_are_of_the_week_that_is_entered() {
        let cells = ["a.performance W47 92", "a.Handling time W47 80", "b.performance W47 -"];
        for corner in ["Pilot", "Pilot name", "Initiative", ""] {
            let text = format!("{corner}\tperformance\tHandling time\na\t92\t80\nb\t-\t\n");
            let block = block(&text);
            assert_eq!((block.shape, block.header, block.problems.len()), (Shape::Wide, Some(1), 0), "{corner}");
            assert_eq!(told(&block).iter().map(|cell| cell.trim_end()).collect::<Vec<_>>(), cells, "{corner}");
        }
        check("Pilot\tActive users\tTarget users\na\t45\t60\n", Shape::Wide, true, &["a.adoption W47 45/60"]);
        check("Pilot\tvalue\na\t5\n", Shape::Grid, true, &["a. +0 5"]);
        let mixed = block("Pilot\tperformance\tW46\na\t1\t2\n");
        assert_eq!((mixed.shape, told(&mixed)), (Shape::Grid, vec!["a. W46 2".to_owned()]));
        assert_eq!(left_out(&mixed), ["1:2 nothing is taken from the column “performance”"]);
    }

    #[test]
    fn pilots_stand_across_where_the_corner_says_what_stands_down() {
        let cells = ["a.accuracy W47 92", "b.accuracy W47 80", "b.Handling time W47 - moved"];
        let metrics = "Kennzahl\ta\tb\taim\naccuracy\t92\t80\thigh\nHandling time\t\t- moved\t\n";
        let block = block(metrics);
        assert_eq!(
            (block.shape, block.header, told(&block)),
            (Shape::Turned, Some(1), cells.map(str::to_owned).to_vec())
        );
        assert_eq!(left_out(&block), ["1:4 nothing is taken from the column “aim”"]);
        check("KW\ta\tb\n46\t92\t80\n47\t93\t\n", Shape::Turned, true, &["a. W46 92", "b. W46 80", "a. W47 93"]);
    }

    #[test]
    fn notes_come_from_the_value_and_from_their_column() {
        let long = block(
            "pilot\tmetric\tweek\tvalue\tnote\na\tx\tW47\t-\tsensor\na\ty\tW47\t- moved\tagain\na\tz\tW47\t\tholiday\nb\tx\tW47\t5\tlate\n",
        );
        assert_eq!(told(&long), ["a.x W47 - sensor", "a.y W47 - moved; again", "a.z W47 - holiday", "b.x W47 5"]);
        assert_eq!(left_out(&long), ["5:5 a note beside a value is not taken"]);
        assert_eq!((long.cells[2].text.as_str(), long.cells[2].echo.as_deref()), ("", Some("not measured")));
        let wide = block("Pilot\tKW\tActive users\tRemark\na\t47\t100 of 120\tserver down Monday\nb\t47\t-\tmoved\n");
        assert_eq!(told(&wide), ["a.adoption W47 100/120", "b.adoption W47 - moved"]);
        assert_eq!(left_out(&wide), ["2:4 a note beside a value is not taken"]);
    }

    #[test]
    fn what_a_table_cannot_hold_is_told() {
        let long =
            block("pilot\tmetric\tweek\tvalue\tsample\towner\na\tx\tsoon\t5\t30\tAda\tBob\na\ty\t46344\t5\na\tz\t\t5");
        assert_eq!(told(&long), ["a.x ? 5", "a.y ? 5", "a.z ? 5"]);
        assert_eq!(problems(&long), ["2:7 the row has more cells than the header"]);
        let unused = ["1:5 nothing is taken from the column “sample”", "1:6 nothing is taken from the column “owner”"];
        assert_eq!(left_out(&long), unused);
        let users =
            block("pilot\tmetric\tweek\tactive_users\ttarget_users\na\tadoption\tW47\t\t60\nb\tadoption\tW47\t45\t");
        assert_eq!((told(&users), users.problems.len()), (vec!["b.adoption W47 45".to_owned()], 1));
        let wide = block("pilot\tweek\tx\t\tnote\na\tW47\t\t5\tlate\n");
        assert_eq!(
            problems(&wide),
            ["2:4 the header does not name this column", "2:5 a note stands here without a value"]
        );
        let twice = block("pilot\tmetric\tweek\tvalue\tvalue\na\tx\tW47\t5\t6\n");
        assert_eq!(problems(&twice), ["1:5 the column “value” stands twice; the first is taken"]);
        assert_eq!(problems(&block("pilot\tmetric\tweek\na\tx\tW47")), ["1:1 the header has no column for values"]);
    }

    #[test]
    fn a_row_and_week_that_stands_twice_is_refused_the_second_time() {
        let grid = block("a\t1\nb\t2\nA\t3");
        let error = grid.cells[2].typed.clone().unwrap_err();
        assert_eq!(error.what, "this row and week stands twice; the first is on line 1");
        let weeks = block("W47\t2026-11-18\n1\t2");
        assert!(weeks.cells[1].typed.clone().unwrap_err().what.ends_with("on line 2, in column 1"));
        assert!(weeks.cells[0].typed.is_ok());
    }

    #[test]
    fn one_cell_tells_what_the_marks_of_the_others_mean() {
        assert_eq!(told(&block("1.234\t93.5")), ["+0 +0 1.234", "+0 +1 93.5"]);
        let commas = block("1.234\t93,5\t1,200\t€ 2.500");
        assert_eq!(told(&commas), ["+0 +0 1234", "+0 +1 93.5", "+0 +2 1.2", "+0 +3 2500"]);
        let echoes: Vec<Option<&str>> = commas.cells.iter().map(|cell| cell.echo.as_deref()).collect();
        assert_eq!(echoes, [Some("1234"), Some("93.5"), Some("1.200"), Some("2500")]);
        let mixed = block("1.234\t93,5\t1,200\t0.125");
        assert_eq!(told(&mixed), ["+0 +0 !", "+0 +1 93.5", "+0 +2 !", "+0 +3 0.125"]);
    }

    #[test]
    fn what_stands_before_an_unclosed_quote_is_read() {
        let block = block("a\t1\nb\t2\nc\t\"3\nd\t4\n");
        assert_eq!(told(&block), ["a. +0 1", "b. +0 2"]);
        assert_eq!((block.problems[0].line, block.problems[0].column), (3, 2));
    }

    #[test]
    fn lines_and_columns_are_those_of_the_block() {
        let block = block("pilot\tW47\n\"two\nlines\"\t1\nb\t2");
        let places: Vec<(usize, usize)> = block.cells.iter().map(|cell| (cell.line, cell.column)).collect();
        assert_eq!((places, told(&block)[0].as_str()), (vec![(2, 2), (3, 2)], "two lines. W47 1"));
    }
}
