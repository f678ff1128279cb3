//! Draws values in time: a bar a value, or a bar a few values where they are many.

use chrono::NaiveDateTime;

use super::drawing::{
    Board, Cut, Ink, Lettering, Mark, Piece, Step, lettering, line, words, words_until,
};
use super::{Chart, Series, callouts, ticks};

/// The height that the highest value is drawn at, points, by the room across.
fn plot_height(width: f32) -> f32 {
    (width * 0.3).clamp(60.0, 150.0)
}

/// The narrowest a bar and its gap may be, points.
const NARROWEST: f32 = 1.6;

const TICK: Lettering = lettering(6.9, Cut::Regular, Ink::Two);
const SCALE: Lettering = lettering(6.6, Cut::Regular, Ink::Three);

/// A bar: left, width, value, whether it stands out.
pub(crate) struct Column {
    /// Where its stretch of time begins.
    pub(crate) from: f32,
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) value: f64,
    highlighted: bool,
}

/// How moments and values become places.
pub(crate) struct Scale {
    from: NaiveDateTime,
    /// Seconds.
    span: f64,
    pub(crate) width: f32,
    pub(crate) height: f32,
    most: f64,
}

impl Scale {
    pub(crate) fn x(&self, at: NaiveDateTime) -> f32 {
        let since = (at - self.from).as_seconds_f64();
        (since / self.span).clamp(0.0, 1.0) as f32 * self.width
    }

    /// How far above the axis a value stands, points.
    pub(crate) fn rise(&self, value: f64) -> f32 {
        (value / self.most) as f32 * self.height
    }
}

/// The chart as one piece.
pub(super) fn draw(chart: &Chart, series: &Series, board: &mut Board<'_>) -> Piece {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
        return Piece::default();
    };
    let stride = shortest_stride(series);
    let most = series
        .points
        .iter()
        .map(|point| point.1)
        .fold(0.0, f64::max);
    let values = ticks::values(most);
    let number = board.labels.number;
    let gutter = values
        .iter()
        .map(|value| board.width_of(&number(*value), SCALE) + 5.0)
        .fold(0.0, f32::max);
    let scale = Scale {
        from: first.0,
        span: ((last.0 - first.0).as_seconds_f64() + stride).max(1.0),
        width: board.width - gutter,
        height: plot_height(board.width),
        most: if most > 0.0 { most } else { 1.0 },
    };
    let columns = columns(series, &scale, stride);
    let (mut notes, above) = callouts::place(&series.callouts, &columns, &scale, board);
    let top = above + if chart.unit.is_empty() { 4.0 } else { 13.0 };
    let axis = top + scale.height;
    let mut marks = Vec::new();
    for (from, until) in &series.highlights {
        let (left, right) = (scale.x(*from), scale.x(*until).min(scale.width));
        marks.push(Mark::Box {
            area: (left, top, (right - left).max(1.0), scale.height),
            radius: 0.0,
            fill: Some(Ink::Tint),
            stroke: None,
        });
    }
    for value in &values {
        let y = axis - scale.rise(*value);
        marks.push(line((0.0, y), (scale.width, y), Ink::Line, 0.4));
        marks.push(words_until((board.width, y + 2.3), SCALE, &number(*value)));
    }
    if !chart.unit.is_empty() {
        marks.push(words_until((board.width, above + 7.0), SCALE, &chart.unit));
    }
    marks.extend(bars(&columns, false, &scale, axis));
    marks.extend(bars(&columns, true, &scale, axis));
    marks.push(line((0.0, axis), (scale.width, axis), Ink::One, 0.6));
    marks.append(&mut shifted(&mut notes, axis));
    let end = first.0 + chrono::TimeDelta::milliseconds((scale.span * 1000.0) as i64);
    marks.extend(axis_marks(&scale, (first.0, end), axis, board));
    let mut height = axis + 17.0;
    let merged = (series.points.len() as f32 * NARROWEST / scale.width).ceil() as usize;
    if merged > 1 && columns.len() < series.points.len() {
        let said = (board.labels.highest_of)(merged);
        for part in board.wrap(&said, SCALE, board.width) {
            height += 9.0;
            marks.push(words((0.0, height - 2.0), SCALE, &part));
        }
    }
    Piece { height, marks }
}

/// The shortest time between two values, seconds; a day when there is one value.
fn shortest_stride(series: &Series) -> f64 {
    let pairs = series.points.windows(2);
    let shortest = pairs
        .map(|pair| (pair[1].0 - pair[0].0).as_seconds_f64())
        .filter(|seconds| *seconds > 0.0)
        .fold(f64::INFINITY, f64::min);
    if shortest.is_finite() {
        shortest
    } else {
        86_400.0
    }
}

/// One bar a value; where they would be thinner than a hair, one for the highest
/// of those that fall together.
fn columns(series: &Series, scale: &Scale, stride: f64) -> Vec<Column> {
    let slot = ((stride / scale.span) as f32 * scale.width).max(NARROWEST);
    let width = (slot * 0.72).clamp(1.0, 60.0);
    let mut columns: Vec<Column> = Vec::new();
    let mut taken: Option<i64> = None;
    for (at, value) in &series.points {
        let x = scale.x(*at);
        // Times a little apart from the stride still fall in their own slot.
        let place = (x / slot + 0.01).floor() as i64;
        let highlighted = series
            .highlights
            .iter()
            .any(|(from, until)| from <= at && (at < until || from == until));
        if taken == Some(place) {
            if let Some(last) = columns.last_mut() {
                last.value = last.value.max(*value);
                last.highlighted |= highlighted;
            }
            continue;
        }
        taken = Some(place);
        let left = (place as f32 * slot).max(x.min(place as f32 * slot + slot));
        columns.push(Column {
            from: left,
            x: (left + (slot - width) / 2.0).min(scale.width - width),
            width,
            value: *value,
            highlighted,
        });
    }
    columns
}

/// All bars of one colour as one outline, so that thousands of them stay light.
fn bars(columns: &[Column], highlighted: bool, scale: &Scale, axis: f32) -> Option<Mark> {
    let mut steps = Vec::new();
    let drawn = columns
        .iter()
        .filter(|column| column.highlighted == highlighted && column.value > 0.0);
    for column in drawn {
        let (left, right) = (column.x, column.x + column.width);
        let top = axis - scale.rise(column.value).max(0.5);
        steps.extend([
            Step::Move(left, axis),
            Step::Line(left, top),
            Step::Line(right, top),
            Step::Line(right, axis),
            Step::Close,
        ]);
    }
    let ink = if highlighted { Ink::Accent } else { Ink::One };
    (!steps.is_empty()).then_some(Mark::Path {
        steps,
        fill: Some(ink),
        stroke: None,
    })
}

/// The moments under the axis, as close as their words allow.
fn axis_marks(
    scale: &Scale,
    (from, until): (NaiveDateTime, NaiveDateTime),
    axis: f32,
    board: &mut Board<'_>,
) -> Vec<Mark> {
    let labels = board.labels;
    let ticks = ticks::moments(from, until, labels, &mut |ticks| {
        let mut free = f32::NEG_INFINITY;
        ticks.iter().all(|(at, name)| {
            let x = scale.x(*at);
            let fits = x >= free;
            free = x + board.width_of(name, TICK) + 9.0;
            fits
        })
    });
    let mut marks = Vec::new();
    for (at, name) in ticks {
        let x = scale.x(at);
        marks.push(line((x, axis), (x, axis + 4.0), Ink::Three, 0.5));
        if x + board.width_of(&name, TICK) <= board.width {
            marks.push(words((x, axis + 13.0), TICK, &name));
        }
    }
    marks
}

/// Marks measured from the axis, moved to where it lies.
fn shifted(marks: &mut Vec<Mark>, axis: f32) -> Vec<Mark> {
    for mark in marks.iter_mut() {
        match mark {
            Mark::Box { area, .. } => area.1 += axis,
            Mark::Words { at, .. } => at.1 += axis,
            Mark::Path { steps, .. } => {
                for step in steps {
                    match step {
                        Step::Move(_, y) | Step::Line(_, y) => *y += axis,
                        Step::Curve(_, a, _, b, _, c) => {
                            for y in [a, b, c] {
                                *y += axis;
                            }
                        }
                        Step::Close => {}
                    }
                }
            }
        }
    }
    std::mem::take(marks)
}
