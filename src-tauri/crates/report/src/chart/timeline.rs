//! Draws dated things down a line: a dot for an exact date, a ring for one that is
//! about right, a longer sign for what lasted.

use super::Happening;
use super::drawing::{
    Board, Cut, Ink, Lettering, Mark, Piece, lettering, line, words, words_until,
};

const WHEN: Lettering = lettering(7.3, Cut::Medium, Ink::One);
const TEXT: Lettering = lettering(7.6, Cut::Regular, Ink::One);
const LABEL: Lettering = lettering(6.6, Cut::Mono, Ink::Accent);
/// From one line of words to the next, points.
const LEADING: f32 = 10.2;
/// Where the signs stand in the first line, points below its top.
const MIDDLE: f32 = 6.0;

/// One piece a happening.
pub(super) fn draw(happenings: &[Happening], board: &mut Board<'_>) -> Vec<Piece> {
    let widest = happenings
        .iter()
        .map(|happening| board.width_of(&happening.when, WHEN))
        .fold(0.0, f32::max);
    let dates = widest.min(board.width * 0.32);
    let (axis, text) = (dates + 12.0, dates + 24.0);
    let last = happenings.len().saturating_sub(1);
    happenings
        .iter()
        .enumerate()
        .map(|(index, happening)| {
            let when = board.wrap(&happening.when, WHEN, dates);
            let lines = board.wrap(&happening.text, TEXT, board.width - text);
            let mut marks = Vec::new();
            for (row, words) in when.iter().enumerate() {
                marks.push(words_until(
                    (dates, 8.4 + row as f32 * LEADING),
                    WHEN,
                    words,
                ));
            }
            for (row, part) in lines.iter().enumerate() {
                marks.push(words((text, 8.4 + row as f32 * LEADING), TEXT, part));
            }
            let mut rows = lines.len();
            if !happening.label.is_empty() {
                // After the last word, or on a line of its own.
                let end = lines.last().map_or(0.0, |line| board.width_of(line, TEXT));
                let fits =
                    text + end + 7.0 + board.width_of(&happening.label, LABEL) <= board.width;
                rows += usize::from(!fits);
                let x = if fits { text + end + 7.0 } else { text };
                let y = 8.4 + (rows - 1) as f32 * LEADING;
                marks.push(words((x, y), LABEL, &happening.label));
            }
            let height = rows.max(when.len()) as f32 * LEADING + 6.0;
            let from = if index == 0 { MIDDLE } else { 0.0 };
            let until = if index == last { MIDDLE } else { height };
            marks.push(line((axis, from), (axis, until), Ink::Two, 0.6));
            marks.push(sign(happening, axis));
            Piece { height, marks }
        })
        .collect()
}

fn sign(happening: &Happening, axis: f32) -> Mark {
    let (r, tall) = (2.7, if happening.lasting { 6.0 } else { 2.7 });
    let (fill, stroke) = match happening.approximate {
        true => (Ink::Ground, Some((Ink::One, 0.9))),
        false => (Ink::One, None),
    };
    Mark::Box {
        area: (axis - r, MIDDLE - tall, 2.0 * r, 2.0 * tall),
        radius: r,
        fill: Some(fill),
        stroke,
    }
}
