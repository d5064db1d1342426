//! Owns sparklines: one sign per week, with missing weeks visible.

use super::glyphs::Glyphs;

/// A spread smaller than this share of the values is drawn as flat: noise must not look like a landslide.
const FLAT: f64 = 0.04;

/// The last `width` values as one sign each; a week without a value is a dot. Filled with spaces on the left.
#[must_use]
pub fn sparkline(values: &[Option<f64>], width: usize, glyphs: Glyphs) -> String {
    let shown = values.get(values.len().saturating_sub(width)..).unwrap_or_default();
    let present = || shown.iter().flatten().copied().filter(|value| value.is_finite());
    let low = present().fold(f64::INFINITY, f64::min);
    let high = present().fold(f64::NEG_INFINITY, f64::max);
    let floor = high.abs().max(low.abs()) * FLAT;
    let spread = (high - low).max(floor).max(f64::MIN_POSITIVE);
    let middle = f64::midpoint(low, high);
    let steps = glyphs.steps();
    let mut line = " ".repeat(width.saturating_sub(shown.len()));
    for value in shown {
        match value.filter(|value| value.is_finite()) {
            None => line.push_str(glyphs.absent()),
            Some(value) => {
                let share = ((value - middle) / spread + 0.5).clamp(0.0, 1.0);
                line.push_str(steps[step(share)]);
            }
        }
    }
    line
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1 becomes 0 to 7")]
fn step(share: f64) -> usize {
    ((share * 7.0).round() as usize).min(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_shows_the_shape_and_the_gaps() {
        let values = [Some(0.0), None, Some(50.0), Some(100.0)];
        assert_eq!(sparkline(&values, 4, Glyphs::Unicode), "▁·▅█");
        assert_eq!(sparkline(&values, 2, Glyphs::Unicode), "▁█");
        assert_eq!(sparkline(&values, 6, Glyphs::Ascii), "  _.=#");
        assert_eq!(sparkline(&[None, None], 2, Glyphs::Unicode), "··");
        assert_eq!(sparkline(&[], 3, Glyphs::Unicode), "   ");
    }

    #[test]
    fn small_noise_stays_flat() {
        let line = sparkline(&[Some(94.0), Some(94.2), Some(93.9), Some(94.1)], 4, Glyphs::Unicode);
        assert!(line.chars().all(|step| "▄▅".contains(step)), "{line}");
    }
}
