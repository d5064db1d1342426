//! Owns the small charts: the points of a line, and the same line in characters. A week without a value is a gap.

use serde::Serialize;

use crate::domain::Fixed;

/// The size of a chart in points, and the room that its line keeps from the edge.
const WIDTH: f64 = 260.0;
const HEIGHT: f64 = 48.0;
const MARGIN: f64 = 4.0;

/// From the lowest value to the highest.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// A week without a value.
const GAP: char = '·';

/// A chart: all numbers are written with one decimal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Spark {
    /// Lines through successive weeks, as `x,y x,y`.
    pub lines: Vec<String>,
    /// Values that stand alone, and the newest.
    pub dots: Vec<Dot>,
    /// The height of the target; empty where there is none.
    pub target: String,
    /// The height of the baseline; empty where there is none.
    pub baseline: String,
}

/// A point of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Dot {
    /// From the left.
    pub x: String,
    /// From above.
    pub y: String,
}

/// How values lie in a chart.
struct Scale {
    low: f64,
    high: f64,
    last: f64,
}

impl Scale {
    fn x(&self, place: usize) -> f64 {
        let place = f64::from(u32::try_from(place).unwrap_or(u32::MAX));
        if self.last > 0.0 { MARGIN + place / self.last * (WIDTH - 2.0 * MARGIN) } else { WIDTH / 2.0 }
    }

    fn y(&self, value: Fixed) -> f64 {
        let span = self.high - self.low;
        if span > 0.0 { MARGIN + (self.high - value.to_f64()) / span * (HEIGHT - 2.0 * MARGIN) } else { HEIGHT / 2.0 }
    }

    fn dot(&self, (place, value): (usize, Fixed)) -> Dot {
        Dot { x: format!("{:.1}", self.x(place)), y: format!("{:.1}", self.y(value)) }
    }
}

impl Spark {
    /// The chart of a value a week; nothing where there is none.
    pub fn of(values: &[Option<Fixed>], target: Option<Fixed>, baseline: Option<Fixed>) -> Self {
        let mut spark = Self::default();
        let Some(newest) = values.iter().enumerate().rev().find_map(|(place, value)| Some((place, (*value)?))) else {
            return spark;
        };
        let all = || values.iter().copied().flatten().chain(target).chain(baseline).map(Fixed::to_f64);
        let scale = Scale {
            low: all().fold(f64::INFINITY, f64::min),
            high: all().fold(f64::NEG_INFINITY, f64::max),
            last: f64::from(u32::try_from(values.len().saturating_sub(1)).unwrap_or(u32::MAX)),
        };
        let height = |value: Option<Fixed>| value.map_or_else(String::new, |value| format!("{:.1}", scale.y(value)));
        (spark.target, spark.baseline) = (height(target), height(baseline));
        let mut run: Vec<(usize, Fixed)> = Vec::new();
        for (place, value) in values.iter().enumerate() {
            match value {
                Some(value) => run.push((place, *value)),
                None => spark.end(&mut run, &scale),
            }
        }
        spark.end(&mut run, &scale);
        let newest = scale.dot(newest);
        if !spark.dots.contains(&newest) {
            spark.dots.push(newest);
        }
        spark
    }

    /// Ends a run of successive weeks: a line, or a point where it is one week.
    fn end(&mut self, run: &mut Vec<(usize, Fixed)>, scale: &Scale) {
        let mut dots: Vec<Dot> = run.drain(..).map(|point| scale.dot(point)).collect();
        if dots.len() > 1 {
            let points: Vec<String> = dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
            self.lines.push(points.join(" "));
        } else {
            self.dots.append(&mut dots);
        }
    }
}

/// The same line in letters, one a week; empty where there is no value at all.
pub(super) fn bars(values: &[Option<Fixed>]) -> String {
    let present = || values.iter().flatten().map(|value| i128::from(value.millionths()));
    let (Some(low), Some(high)) = (present().min(), present().max()) else {
        return String::new();
    };
    let span = high - low;
    let level = |value: &Fixed| {
        let above = i128::from(value.millionths()) - low;
        let step = if span == 0 { 3 } else { (above * 7 + span / 2) / span };
        usize::try_from(step).ok().and_then(|step| LEVELS.get(step)).copied().unwrap_or(GAP)
    };
    values.iter().map(|value| value.as_ref().map_or(GAP, level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(values: &[Option<i64>]) -> Vec<Option<Fixed>> {
        values.iter().map(|value| value.map(Fixed::from_int)).collect()
    }

    #[test]
    fn a_week_without_a_value_breaks_the_line() {
        let spark = Spark::of(&values(&[Some(0), Some(10), None, Some(5), None, Some(5), Some(10)]), None, None);
        assert_eq!(spark.lines, ["4.0,44.0 46.0,4.0", "214.0,24.0 256.0,4.0"]);
        let dots: Vec<(&str, &str)> = spark.dots.iter().map(|dot| (dot.x.as_str(), dot.y.as_str())).collect();
        assert_eq!(dots, [("130.0", "24.0"), ("256.0", "4.0")], "what stands alone, and the newest");
    }

    #[test]
    fn target_and_baseline_lie_inside_the_chart() {
        let spark = Spark::of(&values(&[Some(60)]), Some(Fixed::from_int(80)), Some(Fixed::from_int(40)));
        assert_eq!((spark.target.as_str(), spark.baseline.as_str()), ("4.0", "44.0"));
        assert_eq!(spark.dots, [Dot { x: "130.0".into(), y: "24.0".into() }]);
    }

    #[test]
    fn nothing_is_drawn_of_nothing_and_a_flat_line_lies_in_the_middle() {
        assert_eq!(Spark::of(&values(&[None, None]), Some(Fixed::HUNDRED), None), Spark::default());
        assert_eq!(Spark::of(&[], None, None), Spark::default());
        assert_eq!(Spark::of(&values(&[Some(7), Some(7)]), None, None).lines, ["4.0,24.0 256.0,24.0"]);
    }

    #[test]
    fn bars_climb_and_show_gaps() {
        assert_eq!(bars(&values(&[Some(0), None, Some(50), Some(100)])), "▁·▅█");
        assert_eq!(bars(&values(&[Some(3), Some(3)])), "▄▄");
        assert_eq!(bars(&values(&[None])), "");
    }
}
