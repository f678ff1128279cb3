//! Finds room for the words at moments of a series: beside the bar, or above all.

use super::Callout;
use super::drawing::{Board, Cut, Ink, Lettering, Mark, lettering, line, words, words_until};
use super::series::{Column, Scale};

const TITLE: Lettering = lettering(7.4, Cut::Semibold, Ink::One);
const TEXT: Lettering = lettering(7.2, Cut::Regular, Ink::Two);
/// From one line of words to the next, points.
const LEADING: f32 = 9.6;
/// The line from the bar to the words, points.
const LEADER: f32 = 18.0;
/// The widest that words may run, points.
const WIDEST: f32 = 150.0;

/// Left, top, right, bottom; heights are above the axis and negative.
type Rect = (f32, f32, f32, f32);

/// A callout's words in lines.
struct Note {
    x: f32,
    /// The top of its bar.
    bar: f32,
    title: String,
    lines: Vec<String>,
    width: f32,
}

impl Note {
    fn height(&self) -> f32 {
        LEADING * (1 + self.lines.len()) as f32
    }
}

/// The marks, measured from the axis, and the room they need above the plot.
pub(super) fn place(
    callouts: &[Callout],
    columns: &[Column],
    scale: &Scale,
    board: &mut Board<'_>,
) -> (Vec<Mark>, f32) {
    let mut notes: Vec<Note> = callouts
        .iter()
        .map(|callout| set(callout, columns, scale, board))
        .collect();
    notes.sort_by(|a, b| b.x.total_cmp(&a.x));
    let mut taken: Vec<Rect> = Vec::new();
    let mut marks = Vec::new();
    let mut above = Vec::new();
    for note in notes {
        let (top, height) = (-note.bar - 3.0, note.height());
        let right = (
            note.x + LEADER,
            top,
            note.x + LEADER + note.width,
            top + height,
        );
        let left = (
            note.x - LEADER - note.width,
            top,
            note.x - LEADER,
            top + height,
        );
        let free = |rect: &&Rect| {
            rect.0 >= 0.0
                && rect.2 <= scale.width
                && rect.3 <= -2.0
                && !taken.iter().any(|other| overlap(**rect, *other))
                && !columns.iter().any(|column| covers(column, **rect, scale))
        };
        match [right, left].iter().find(free).copied() {
            Some(rect) => {
                marks.extend(beside(&note, rect));
                taken.push(rect);
            }
            None => above.push(note),
        }
    }
    let room = stack(above, scale, &taken, &mut marks);
    (marks, room)
}

/// Words by the bar of their moment: the one they stand over, or the next before it.
fn set(callout: &Callout, columns: &[Column], scale: &Scale, board: &mut Board<'_>) -> Note {
    let at = scale.x(callout.at);
    let column = columns
        .iter()
        .rev()
        .find(|column| column.from <= at + 0.5)
        .or(columns.first());
    let (x, value) = match column {
        Some(column) => (column.x + column.width / 2.0, column.value),
        None => (at, 0.0),
    };
    let lines = if callout.text.is_empty() {
        Vec::new()
    } else {
        board.wrap(&callout.text, TEXT, WIDEST.min(scale.width * 0.45))
    };
    let title = board.width_of(&callout.title, TITLE);
    let width = lines
        .iter()
        .map(|line| board.width_of(line, TEXT))
        .fold(title, f32::max);
    Note {
        x,
        bar: scale.rise(value),
        title: callout.title.clone(),
        lines,
        width,
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.0 < b.2 + 6.0 && b.0 < a.2 + 6.0 && a.1 < b.3 + 2.0 && b.1 < a.3 + 2.0
}

fn covers(column: &Column, rect: Rect, scale: &Scale) -> bool {
    let top = -scale.rise(column.value);
    column.x < rect.2 + 3.0 && column.x + column.width > rect.0 - 3.0 && top < rect.3 + 2.0
}

fn beside(note: &Note, rect: Rect) -> Vec<Mark> {
    let y = rect.1 + 4.0;
    let is_right = rect.0 > note.x;
    let near = if is_right { rect.0 - 5.0 } else { rect.2 + 5.0 };
    let mut marks = vec![line((note.x, y), (near, y), Ink::One, 0.6)];
    let x = if is_right { rect.0 } else { rect.2 };
    marks.extend(lettered(note, (x, rect.1 + 7.0), is_right));
    marks
}

fn lettered(note: &Note, (x, mut y): (f32, f32), starts: bool) -> Vec<Mark> {
    let put = if starts { words } else { words_until };
    let mut marks = vec![put((x, y), TITLE, &note.title)];
    for line in &note.lines {
        y += LEADING;
        marks.push(put((x, y), TEXT, line));
    }
    marks
}

/// Notes without room beside their bar stand in rows above the plot, each on a
/// line that goes down to its bar. Gives the room the rows need.
fn stack(notes: Vec<Note>, scale: &Scale, taken: &[Rect], marks: &mut Vec<Mark>) -> f32 {
    let mut placed: Vec<(Rect, f32)> = Vec::new();
    let mut lettering = Vec::new();
    let mut highest = 0.0f32;
    for note in notes {
        let starts = note.x + 5.0 + note.width <= scale.width;
        let rect = room_above(&note, starts, scale, taken, &placed);
        let bar = -note.bar - 1.0;
        marks.push(line((note.x, rect.1 + 1.0), (note.x, bar), Ink::One, 0.5));
        // A line of another may pass behind the words.
        lettering.push(Mark::Box {
            area: (rect.0 + 2.0, rect.1, rect.2 - rect.0 - 4.0, rect.3 - rect.1),
            radius: 0.0,
            fill: Some(Ink::Ground),
            stroke: None,
        });
        let x = if starts { note.x + 5.0 } else { note.x - 5.0 };
        lettering.extend(lettered(&note, (x, rect.1 + 7.0), starts));
        highest = highest.max(-rect.1 - scale.height);
        placed.push((rect, note.x));
    }
    marks.append(&mut lettering);
    highest
}

/// The lowest room above the plot where words meet no other's and, if that can be had,
/// no line crosses words.
fn room_above(
    note: &Note,
    starts: bool,
    scale: &Scale,
    taken: &[Rect],
    placed: &[(Rect, f32)],
) -> Rect {
    let (left, right) = match starts {
        true => (note.x, note.x + 5.0 + note.width),
        false => (note.x - 5.0 - note.width, note.x),
    };
    let rows = |upto: usize| {
        (0..upto).map(|row| {
            let bottom = -scale.height - 6.0 - row as f32 * 4.0;
            (left, bottom - note.height(), right, bottom)
        })
    };
    let apart = |rect: &Rect| {
        !placed.iter().any(|(other, _)| overlap(*rect, *other))
            && !taken.iter().any(|other| overlap(*rect, *other))
    };
    let uncrossed = |rect: &Rect| {
        let stem = (note.x, rect.1, note.x, -note.bar);
        !placed.iter().any(|(other, x)| {
            let behind = *x > left - 2.0 && *x < right + 2.0 && other.1 < rect.3;
            behind || overlap(stem, *other)
        })
    };
    let most = (placed.len() + 2) * 12;
    let clear = rows(30).find(|rect| apart(rect) && uncrossed(rect));
    clear.or_else(|| rows(most).find(apart)).unwrap_or_else(|| {
        (
            left,
            -scale.height - 6.0 - note.height(),
            right,
            -scale.height - 6.0,
        )
    })
}
