//! Draws named values as bars, one below the other.

use super::Bar;
use super::drawing::{Board, Cut, Ink, Lettering, Mark, Piece, lettering, words};

const NAME: Lettering = lettering(7.3, Cut::Regular, Ink::One);
const STRONG: Lettering = lettering(7.3, Cut::Semibold, Ink::One);
const VALUE: Lettering = lettering(7.0, Cut::Medium, Ink::Two);
/// From one line of a name to the next, points.
const LEADING: f32 = 9.0;
/// The height of a bar, points.
const THICK: f32 = 8.5;

/// One piece a bar.
pub(super) fn draw(bars: &[Bar], unit: &str, board: &mut Board<'_>) -> Vec<Piece> {
    let number = board.labels.number;
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let widest = bars
        .iter()
        .map(|bar| board.width_of(&bar.label, STRONG))
        .fold(0.0, f32::max);
    let names = widest.min(board.width * 0.4);
    let value = |bar: &Bar| {
        let highest = bar.value >= most && !unit.is_empty();
        let unit = if highest {
            format!(" {unit}")
        } else {
            String::new()
        };
        format!("{}{unit}", number(bar.value))
    };
    let values = bars
        .iter()
        .map(|bar| board.width_of(&value(bar), VALUE))
        .fold(0.0, f32::max);
    let left = names + 9.0;
    let room = (board.width - left - values - 5.0).max(20.0);
    bars.iter()
        .map(|bar| {
            let (style, ink) = match bar.highlighted {
                true => (STRONG, Ink::Accent),
                false => (NAME, Ink::One),
            };
            let lines = board.wrap(&bar.label, style, names);
            let height = (lines.len() as f32 * LEADING).max(THICK) + 5.5;
            let mut marks: Vec<Mark> = lines
                .iter()
                .enumerate()
                .map(|(index, line)| words((0.0, 8.0 + index as f32 * LEADING), style, line))
                .collect();
            let share = if most > 0.0 { bar.value / most } else { 0.0 };
            let length = (share as f32 * room).max(0.5);
            marks.push(Mark::Box {
                area: (left, 1.2, length, THICK),
                radius: 0.0,
                fill: Some(ink),
                stroke: None,
            });
            marks.push(words((left + length + 4.0, 8.0), VALUE, &value(bar)));
            Piece { height, marks }
        })
        .collect()
}
