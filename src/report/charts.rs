//! Owns the charts of the workbook: the headline metrics of pilots with a signal, drawn by the spreadsheet program from
//! values on a sheet beside them.

use rust_xlsxwriter::{Chart, ChartLine, ChartLineDashType, Worksheet, XlsxError};

use super::facts::Facts;
use super::sheet::{Book, Looks, Value, write};
use crate::domain::brief::{OnePage, TrendLine};
use crate::domain::trend::weekly;
use crate::domain::{Fixed, PilotId, Signal};

/// More charts than this are not looked at.
const MOST: usize = 24;
/// The sheets of the charts and of their values.
const CHARTS: &str = "Trends";
const VALUES: &str = "Trend values";
/// Charts stand so many beside each other, and take so many columns and rows of cells.
const BESIDE: usize = 2;
const COLUMNS: usize = 9;
const ROWS: usize = 17;
/// The lines above them say what they are, and of whom there is none.
const TOP: usize = 3;

/// Adds both sheets.
pub(super) fn add(book: &mut Book, facts: &Facts<'_>) -> Result<(), XlsxError> {
    let (lines, left) = chosen(facts);
    let (sheet, looks) = book.sheet(VALUES)?;
    values(sheet, looks, &lines)?;
    let (sheet, looks) = book.sheet(CHARTS)?;
    let about = if lines.is_empty() {
        "No pilot with a signal has values."
    } else {
        "The headline metrics of the pilots that have a signal, the most consequential first. Dashed: the target."
    };
    write(sheet, looks, (0, 0), Value::text(about))?;
    if !left.is_empty() {
        let names = facts.names(&left);
        write(sheet, looks, (1, 0), Value::text(format!("Left out, as there are {MOST} charts at most: {names}.")))?;
    }
    for (place, (_, line)) in lines.iter().enumerate() {
        let (row, column) = (TOP + (place / BESIDE) * ROWS, (place % BESIDE) * COLUMNS);
        let chart = chart(line, 1 + place * 2);
        sheet.insert_chart(u32::try_from(row).unwrap_or(0), u16::try_from(column).unwrap_or(0), &chart)?;
    }
    Ok(())
}

/// A metric of a pilot.
type OfPilot<'a> = (&'a OnePage, &'a TrendLine);

/// The metrics with values of the pilots that have a signal, the most consequential pilots first, each pilot whole; and
/// the pilots that there is no room for.
pub(super) fn chosen<'a>(facts: &Facts<'a>) -> (Vec<OfPilot<'a>>, Vec<PilotId>) {
    let has_signal =
        |page: &&OnePage| page.judgement.as_ref().is_some_and(|known| known.signals.iter().any(Signal::is_signal));
    let (mut lines, mut left) = (Vec::new(), Vec::new());
    for page in facts.brief.pages.iter().filter(has_signal) {
        let own: Vec<OfPilot<'a>> =
            page.trends.iter().filter(|line| has_values(line)).map(|line| (page, line)).collect();
        if own.is_empty() {
            continue;
        }
        // Once one is left out, so are those behind it: a gap in the order would not be seen.
        if left.is_empty() && lines.len() + own.len() <= MOST {
            lines.extend(own);
        } else {
            left.push(page.pilot.id);
        }
    }
    (lines, left)
}

fn has_values(line: &TrendLine) -> bool {
    line.readings.iter().any(|reading| reading.measure.value().is_some())
}

/// The weeks in the first column; then of each metric its values and its target. A week without a value stays empty.
fn values(sheet: &mut Worksheet, looks: &Looks, lines: &[OfPilot<'_>]) -> Result<(), XlsxError> {
    write(sheet, looks, (0, 0), Value::text("Week"))?;
    sheet.set_column_width(0, 12)?;
    sheet.set_freeze_panes(1, 1)?;
    let Some((_, first)) = lines.first() else {
        return Ok(());
    };
    for week in 0..=first.to.since(first.from) {
        let row = u32::try_from(week + 1).unwrap_or(0);
        write(sheet, looks, (row, 0), Value::text(first.from.plus(week).to_string()))?;
    }
    for (place, (page, line)) in lines.iter().enumerate() {
        let column = column(1 + place * 2);
        let metric = &line.metric;
        let unit = if metric.unit.is_empty() { String::new() } else { format!(" ({})", metric.unit) };
        let head = format!("{}: {}{unit}", page.pilot.name, metric.name);
        write(sheet, looks, (0, column), Value::text(head))?;
        write(sheet, looks, (0, column + 1), Value::text("target"))?;
        for (row, value) in (1_u32..).zip(weekly(&line.readings, line.from, line.to)) {
            write(sheet, looks, (row, column), Value::maybe(value))?;
            write(sheet, looks, (row, column + 1), Value::maybe(metric.target))?;
        }
    }
    Ok(())
}

fn column(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(0)
}

/// The chart of a metric whose values stand in that column. Its title is read from the sheet: typed text is never taken
/// for the name of a range.
fn chart(line: &TrendLine, place: usize) -> Chart {
    let last = u32::try_from(line.to.since(line.from) + 1).unwrap_or(1);
    let at = column(place);
    let mut chart = Chart::new_line();
    chart.title().set_name((VALUES, 0, at));
    chart.legend().set_hidden();
    chart.set_width(560).set_height(300);
    let mut own = ChartLine::new();
    own.set_color(0x0000_5D91_u32).set_width(2.25);
    let series = chart.add_series();
    series.set_name((VALUES, 0, at)).set_categories((VALUES, 1, 0, last, 0)).set_values((VALUES, 1, at, last, at));
    series.set_format(&mut own);
    if line.metric.target.is_some() {
        let mut aim = ChartLine::new();
        aim.set_color(0x0000_664A_u32).set_width(1.0).set_dash_type(ChartLineDashType::Dash);
        let series = chart.add_series();
        series.set_name((VALUES, 0, at + 1)).set_categories((VALUES, 1, 0, last, 0));
        series.set_values((VALUES, 1, at + 1, last, at + 1)).set_format(&mut aim);
    }
    if let (Some(min), Some(max)) = (line.metric.min, line.metric.max) {
        chart.y_axis().set_min(Fixed::to_f64(min)).set_max(Fixed::to_f64(max));
    }
    chart
}
