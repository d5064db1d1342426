//! Owns the line chart of one metric: a point per week, a target line, an axis with weeks. It is text in cells, so that
//! it reads the same in every terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;
use crate::domain::shown::columns;

/// What a chart shows. All series have one value per week, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart<'a> {
    /// Values; none for a week without one.
    pub values: &'a [Option<f64>],
    /// Short names of the weeks.
    pub labels: &'a [String],
    /// Values that stand out.
    pub special: &'a [bool],
    /// Lines beside the values, the least important first.
    pub lines: &'a [Line],
    /// Events, each with the index of its week.
    pub marks: &'a [(usize, String)],
    /// Decimals on the axis, where its steps are not whole numbers.
    pub decimals: usize,
    /// Where the values are answers: the words for 0, 1 and so on, which the axis shows instead of numbers.
    pub answers: &'a [&'a str],
}

/// A line of a chart: a value for each week that has one.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its values.
    pub values: Vec<Option<f64>>,
    /// The sign it is drawn with.
    pub sign: &'static str,
    /// Its colour.
    pub style: Style,
    /// Its name, written at its end.
    pub name: String,
}

/// Colours of a chart.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    /// Points.
    pub point: Style,
    /// Axis and labels.
    pub axis: Style,
    /// Values that stand out.
    pub special: Style,
}

/// Columns of the labels on the left.
const LABELS: u16 = 7;
/// The same where the labels are words.
const WORDS: u16 = 9;

/// The geometry of a chart: weeks across, values upwards, and the signs.
struct Plot {
    /// The area between the axes.
    area: Rect,
    /// How many of the oldest weeks do not fit.
    skipped: usize,
    along: Along,
    scale: Scale,
    glyphs: Glyphs,
    ink: Ink,
}

impl Chart<'_> {
    /// Draws it into an area of at least 4 rows and 20 columns; does nothing in a smaller one.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, glyphs: Glyphs, ink: Ink) {
        if area.height < 4 || area.width < 20 || self.values.is_empty() {
            return;
        }
        let left = if self.answers.is_empty() { LABELS } else { WORDS };
        let inner = Rect { x: area.x + left, width: area.width - left, height: area.height - 2, ..area };
        let skipped = self.values.len().saturating_sub(usize::from(inner.width));
        let values = self.values.get(skipped..).unwrap_or_default();
        let labels = self.labels.get(skipped..).unwrap_or_default();
        let scale = match self.answers.len() {
            0 => Scale::of(values, self.lines, skipped, inner.height, self.decimals),
            answers => Scale::answers(answers, inner.height),
        };
        let plot = Plot { area: inner, skipped, along: Along::of(values.len(), inner), scale, glyphs, ink };
        self.axis(area.x, &plot, buffer);
        self.events(values, &plot, buffer);
        for line in self.lines {
            line.draw(values.len(), &plot, buffer);
        }
        self.points(values, &plot, buffer);
        plot.weeks(labels, buffer);
    }

    /// One sign per week; a week without a value has its sign at the bottom.
    fn points(&self, values: &[Option<f64>], plot: &Plot, buffer: &mut Buffer) {
        let Plot { area, skipped, glyphs, ink, .. } = plot;
        for (place, value) in (0_u16..).zip(values) {
            let x = plot.along.column(place);
            let special = self.special.get(skipped + usize::from(place)).copied().unwrap_or_default();
            let (sign, style) = if special { (glyphs.at_risk(), ink.special) } else { (glyphs.point(), ink.point) };
            match value.and_then(|value| plot.scale.row(value)) {
                Some(row) => buffer.set_string(x, area.y + row, sign, style),
                None => buffer.set_string(x, area.bottom() - 1, glyphs.absent(), ink.axis),
            }
        }
    }

    /// The events, each with its name at the top; several in one week get a row each. A name that the next event or a
    /// point would cut is left out.
    fn events(&self, values: &[Option<f64>], plot: &Plot, buffer: &mut Buffer) {
        let Plot { area, skipped, glyphs, ink, .. } = plot;
        let points = (0_u16..)
            .zip(values)
            .filter_map(|(place, value)| Some((plot.along.column(place), plot.scale.row((*value)?)?)));
        let points: Vec<(u16, u16)> = points.collect();
        let column = |place: usize| Some(plot.along.column(u16::try_from(place.checked_sub(*skipped)?).ok()?));
        for (at, (place, name)) in self.marks.iter().enumerate() {
            let (before, after) = self.marks.split_at(at);
            let Some(x) = column(*place) else {
                continue;
            };
            for y in area.top()..area.bottom() {
                buffer.set_string(x, y, glyphs.event(), ink.axis);
            }
            let row = before.iter().filter(|(known, _)| known == place).count();
            let next = after.iter().find(|(next, _)| next > place).and_then(|(next, _)| column(*next));
            let (first, end) = (usize::from(x + 1), usize::from(next.unwrap_or(area.right())));
            let taken = first..first + columns(name);
            let is_cut =
                |(column, line): &(u16, u16)| usize::from(*line) == row && taken.contains(&usize::from(*column));
            let fits = row < usize::from(area.height) && taken.end <= end && !points.iter().any(is_cut);
            if let (true, Ok(row)) = (fits, u16::try_from(row)) {
                buffer.set_string(x + 1, area.y + row, name, ink.axis);
            }
        }
    }

    /// Both axes; the labels of the vertical one begin at column `left`.
    fn axis(&self, left: u16, plot: &Plot, buffer: &mut Buffer) {
        let Plot { area, scale, glyphs, ink, .. } = plot;
        for row in 0..area.height {
            buffer.set_string(area.x - 1, area.y + row, glyphs.wall(), ink.axis);
        }
        let room = usize::from(LABELS) - 2;
        let labels = if self.answers.is_empty() { scale.labels(self.decimals, room) } else { Vec::new() };
        for (row, label) in labels {
            buffer.set_string(left, area.y + row, format!("{label:>room$}"), ink.axis);
        }
        for (answer, word) in (0_u32..).zip(self.answers) {
            if let Some(row) = scale.row(f64::from(answer)) {
                let room = usize::from(WORDS) - 2;
                buffer.set_stringn(left, area.y + row, format!("{word:>room$}"), room, ink.axis);
            }
        }
        for x in area.left() - 1..area.right() {
            buffer.set_string(x, area.bottom(), glyphs.rule(), ink.axis);
        }
    }
}

impl Line {
    fn draw(&self, weeks: usize, plot: &Plot, buffer: &mut Buffer) {
        let Plot { area, along, scale, .. } = plot;
        let mut end = None;
        for place in 0..weeks {
            let value = self.values.get(plot.skipped + place).copied().flatten();
            let Some(row) = value.and_then(|value| scale.row(value)) else {
                continue;
            };
            let from = along.column(u16::try_from(place).unwrap_or(u16::MAX));
            let to = along.column(u16::try_from(place + 1).unwrap_or(u16::MAX)).min(area.right());
            for x in from..to.max(from + 1).min(area.right()) {
                buffer.set_string(x, area.y + row, self.sign, self.style);
            }
            end = Some((to.max(from + 1), row));
        }
        // Its name comes after its end, where there is room.
        if let Some((x, row)) = end
            && usize::from(area.right().saturating_sub(x)) > columns(&self.name)
        {
            buffer.set_string(x + 1, area.y + row, &self.name, self.style);
        }
    }
}

impl Plot {
    /// The names of weeks under the axis: as many as fit, and always the newest.
    fn weeks(&self, labels: &[String], buffer: &mut Buffer) {
        let area = self.area;
        let mut free = area.right();
        for (place, label) in (0_u16..).zip(labels).collect::<Vec<_>>().into_iter().rev() {
            let wide = u16::try_from(label.chars().count()).unwrap_or(0);
            let x = self.along.column(place).min(area.right().saturating_sub(wide));
            if x + wide <= free && x >= area.x {
                buffer.set_string(x, area.bottom() + 1, label, self.ink.axis);
                free = x.saturating_sub(4);
            }
        }
    }
}

/// The column of each week: spread over the plot, but at most four columns apart.
#[derive(Debug, Clone, Copy)]
struct Along {
    x: u16,
    span: u32,
    steps: u32,
}

impl Along {
    fn of(weeks: usize, plot: Rect) -> Self {
        let steps = u32::try_from(weeks.saturating_sub(1)).unwrap_or(u32::MAX).max(1);
        Self { x: plot.x, span: steps.saturating_mul(4).min(u32::from(plot.width.saturating_sub(1))), steps }
    }

    fn column(self, place: u16) -> u16 {
        self.x + u16::try_from(u32::from(place) * self.span / self.steps).unwrap_or(0)
    }
}

/// The row of each value.
struct Scale {
    low: f64,
    high: f64,
    rows: u16,
    /// The round step from one label to the next; none where only the ends are labelled.
    step: Option<f64>,
}

impl Scale {
    /// A scale that covers all values, for labels with so many decimals.
    fn of(values: &[Option<f64>], lines: &[Line], skipped: usize, rows: u16, decimals: usize) -> Self {
        let beside = || lines.iter().flat_map(|line| line.values.iter().skip(skipped)).flatten().copied();
        let all = || values.iter().flatten().copied().chain(beside()).filter(|value| value.is_finite());
        let (low, high) =
            all().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            return Self { low: 0.0, high: 1.0, rows, step: None };
        }
        // A flat line is in the middle, with room around it.
        let room = if low < high { 0.0 } else { (high.abs() * 0.01).max(0.5) };
        let bottom = if low >= 0.0 { (low - room).max(0.0) } else { low - room };
        let ends = Self { low: bottom, high: high + room, rows, step: None };
        // Two rows show only the ends.
        (rows > 2).then(|| ends.even(decimals)).flatten().unwrap_or(ends)
    }

    /// From the first answer to the last.
    fn answers(answers: usize, rows: u16) -> Self {
        let last = u32::try_from(answers.saturating_sub(1)).unwrap_or(u32::MAX).max(1);
        Self { low: 0.0, high: f64::from(last), rows, step: None }
    }

    /// The tightest scale around this one on which round values are a whole number of rows apart, so that the axis is
    /// even: about six of them, and at least two.
    fn even(&self, decimals: usize) -> Option<Self> {
        let finest = -i32::try_from(decimals).ok()?;
        let steps = (finest..=12).flat_map(|power| {
            // A quarter needs one decimal more than a half.
            let sizes =
                [1.0, 2.0, 2.5, 5.0].into_iter().filter(move |size: &f64| power > finest || size.fract() <= 0.0);
            sizes.map(move |size| size * 10_f64.powi(power))
        });
        // With so few rows, each may have a label.
        let apart = if self.rows < 8 { 1 } else { (self.rows / 6).max(2) };
        let scales = steps.flat_map(|step| {
            [apart, apart + 1, apart + 2].map(|apart| {
                let row = step / f64::from(apart);
                let low = (self.low / row).floor() * row;
                Self { low, high: low + row * f64::from(self.rows.saturating_sub(1)), step: Some(step), ..*self }
            })
        });
        let fits = |scale: &Self| scale.high >= self.high && scale.rounds().nth(1).is_some();
        scales.filter(fits).min_by(|one, other| (one.high - one.low).total_cmp(&(other.high - other.low)))
    }

    /// The round values on it, from the bottom up.
    fn rounds(&self) -> impl Iterator<Item = f64> {
        let step = self.step.unwrap_or(f64::INFINITY);
        // Sums of steps are a little off.
        let (low, high) = (self.low - step * 1e-6, self.high + step * 1e-6);
        let places = std::iter::successors(Some((low / step).ceil()), |place| Some(place + 1.0));
        // Adding zero turns minus zero into zero.
        places.map(move |place| place * step + 0.0).take_while(move |value| *value <= high)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the rows is a row")]
    fn row(&self, value: f64) -> Option<u16> {
        let share = (self.high - value) / (self.high - self.low);
        share.is_finite().then(|| ((share * f64::from(self.rows - 1)).round() as u16).min(self.rows - 1))
    }

    fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    fn value(&self, row: u16) -> f64 {
        self.high - (self.high - self.low) * f64::from(row) / f64::from((self.rows - 1).max(1))
    }

    /// The labels beside the rows, at most `room` columns each: round values or, where there are none, the ends.
    fn labels(&self, decimals: usize, room: usize) -> Vec<(u16, String)> {
        if let Some(step) = self.step {
            let decimals = if step.fract() > 0.0 { decimals } else { 0 };
            return self.rounds().filter_map(|value| Some((self.row(value)?, short(value, decimals, room)?))).collect();
        }
        let ends = [0, self.rows - 1].into_iter().map(|row| (row, self.value(row)));
        // A whole number is a label only on the row that is exactly its own.
        let stands = |(row, value): (u16, f64)| match decimals {
            0 => Some((row, value.round())).filter(|(row, whole)| self.holds(*whole) && self.row(*whole) == Some(*row)),
            _ => Some((row, value)),
        };
        let mut labels: Vec<(u16, String)> =
            ends.filter_map(stands).filter_map(|(row, value)| Some((row, short(value, decimals, room)?))).collect();
        // The same number on two rows would be misread.
        labels.dedup_by(|one, other| one.1 == other.1);
        labels
    }
}

/// A value in so many columns, in thousands or millions where it would not fit otherwise; none where even that is too
/// long, as part of a number is a wrong number.
fn short(value: f64, decimals: usize, room: usize) -> Option<String> {
    let whole = format!("{value:.decimals$}");
    let scaled = [(1e3, "k"), (1e6, "M"), (1e9, "G")].into_iter().filter_map(|(unit, name)| {
        let scaled = value / unit;
        let text = format!("{scaled:.1}");
        let is_exact = text.parse::<f64>().is_ok_and(|read| (read - scaled).abs() < 1e-6);
        is_exact.then(|| format!("{}{name}", text.trim_end_matches(".0")))
    });
    std::iter::once(whole).chain(scaled).find(|text| text.chars().count() <= room)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[Option<f64>], target: Option<f64>, width: u16, height: u16) -> Vec<String> {
        let labels: Vec<String> = (1..=values.len()).map(|week| format!("W{week:02}")).collect();
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let ink = Ink { point: Style::default(), axis: Style::default(), special: Style::default() };
        let lines: Vec<Line> = target
            .map(|target| Line {
                values: vec![Some(target); values.len()],
                sign: Glyphs::Ascii.target(),
                style: Style::default(),
                name: "target".into(),
            })
            .into_iter()
            .collect();
        let chart =
            Chart { values, labels: &labels, special: &[], lines: &lines, marks: &[], decimals: 0, answers: &[] };
        chart.draw(area, &mut buffer, Glyphs::Ascii, ink);
        (0..height)
            .map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn points_stand_at_their_weeks_and_gaps_on_the_floor() {
        let lines = drawn(&[Some(0.0), None, Some(100.0)], Some(50.0), 24, 7);
        assert!(lines[0].ends_with('*') && lines[0].contains("100"), "{lines:#?}");
        assert!(lines[4].contains("|*   ."), "{lines:#?}");
        assert!(lines[2].contains("---"), "the target: {lines:#?}");
        assert!(lines[6].contains("W03"), "{lines:#?}");
    }

    #[test]
    fn the_axis_counts_in_round_steps_and_cuts_no_number() {
        let labels = |values: &[f64], rows: u16, decimals: usize| {
            let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            Scale::of(&values, &[], 0, rows, decimals).labels(decimals, 5)
        };
        let said = |labels: Vec<(u16, String)>| labels.into_iter().map(|(_, label)| label).collect::<Vec<_>>();
        assert_eq!(said(labels(&[78.1, 97.7], 9, 1)), ["80", "90", "100"]);
        assert_eq!(said(labels(&[16.0, 28.0], 9, 0)), ["15", "20", "25"]);
        assert_eq!(said(labels(&[0.2, 1.1], 9, 1)), ["0.5", "1.0"]);
        assert_eq!(said(labels(&[-4.0, 4.0], 9, 0)), ["-4", "-2", "0", "2", "4"]);
        assert_eq!(said(labels(&[101_000.0, 139_000.0], 9, 0)), ["100k", "110k", "120k", "130k", "140k"]);
        // Two rows show only the ends.
        assert_eq!(labels(&[20.0, 28.0], 2, 1).len(), 2);
        // Nor do they show one number twice.
        assert_eq!(labels(&[50.0], 2, 0), [(1, "50".to_owned())]);
        assert_eq!(labels(&[50.01, 50.03], 2, 1).len(), 1);
        // A label is on the row where a point of its value would be.
        let scale = Scale::of(&[Some(0.0), Some(100.0)], &[], 0, 9, 0);
        assert!(scale.labels(0, 5).iter().all(|(row, label)| scale.row(label.parse().unwrap()) == Some(*row)));
        // Labels are the same number of rows apart.
        for (values, rows) in
            [([27.3, 82.0], 9), ([33.1, 42.9], 9), ([82.4, 88.9], 9), ([0.0, 12.0], 9), ([3.0, 71.0], 6)]
        {
            let rows: Vec<u16> = labels(&values, rows, 1).into_iter().map(|(row, _)| row).collect();
            let apart: Vec<u16> = rows.windows(2).map(|two| two[0] - two[1]).collect();
            assert!(!apart.is_empty() && apart.iter().all(|one| *one == apart[0]), "{rows:?}");
        }
    }

    #[test]
    fn odd_values_and_sizes_draw_something_or_nothing() {
        for (width, height) in [(0, 0), (1, 1), (19, 4), (20, 4), (300, 3)] {
            drawn(&[Some(f64::NAN), Some(-3.0), None], None, width, height);
        }
        drawn(&vec![Some(7.0); 500], Some(7.0), 30, 5);
    }
}
