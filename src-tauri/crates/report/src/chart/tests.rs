//! What is drawn: nothing meets, nothing leaves its room, much stays light.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::drawing::{Anchor, Ink, Lettering, Mark};
use super::*;

fn midnight() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2024, 5, 13)
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .expect("a moment")
}

fn hours(count: i64, value: impl Fn(i64) -> f64) -> Chart {
    let points = (0..count).map(|hour| (midnight() + TimeDelta::hours(hour), value(hour)));
    chart(Plot::Series(Series {
        points: points.collect(),
        ..Series::default()
    }))
}

fn chart(plot: Plot) -> Chart {
    Chart {
        title: "Posts".into(),
        unit: "posts".into(),
        plot,
        table: Table::default(),
    }
}

/// A letter is as wide as half its height.
fn measure(words: &str, lettering: Lettering) -> f32 {
    words.chars().count() as f32 * lettering.size * 0.5
}

fn drawn(chart: &Chart, width: f32) -> Drawing {
    draw(chart, width, crate::words::words("en"), &mut measure)
}

type Rect = (f32, f32, f32, f32);

fn words_in(drawing: &Drawing) -> Vec<(String, Rect)> {
    let mut found = Vec::new();
    let mut top = 0.0;
    for piece in &drawing.pieces {
        for mark in &piece.marks {
            if let Mark::Words {
                at,
                anchor,
                lettering,
                words,
            } = mark
            {
                let width = measure(words, *lettering);
                let left = match anchor {
                    Anchor::Start => at.0,
                    Anchor::End => at.0 - width,
                };
                let (y, size) = (top + at.1, lettering.size);
                let rect = (left, y - size * 0.72, left + width, y + size * 0.1);
                found.push((words.clone(), rect));
            }
        }
        top += piece.height;
    }
    found
}

fn assert_apart(drawing: &Drawing) {
    let found = words_in(drawing);
    let height: f32 = drawing.pieces.iter().map(|piece| piece.height).sum();
    for (index, (words, a)) in found.iter().enumerate() {
        assert!(
            a.0 >= -0.1 && a.2 <= drawing.width + 0.1,
            "“{words}” leaves: {a:?}"
        );
        assert!(
            a.1 >= -0.1 && a.3 <= height + 0.1,
            "“{words}” leaves: {a:?} of {height}"
        );
        for (other, b) in &found[index + 1..] {
            let meet = a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3;
            assert!(!meet, "“{words}” {a:?} meets “{other}” {b:?}");
        }
    }
}

fn callouts(hours: &[i64]) -> Vec<Callout> {
    let callout = |hour: &i64| Callout {
        at: midnight() + TimeDelta::hours(*hour),
        title: format!("hour {hour}"),
        text: "what was seen then, in more words than fit a line".into(),
    };
    hours.iter().map(callout).collect()
}

#[test]
fn words_of_a_series_never_meet_whatever_its_callouts() {
    for at in [
        vec![60],
        vec![60, 61, 62],
        vec![0, 1, 160, 165, 167],
        vec![5; 5],
    ] {
        let mut chart = hours(168, |hour| {
            if hour == 60 {
                5187.0
            } else {
                (hour % 24) as f64
            }
        });
        if let Plot::Series(series) = &mut chart.plot {
            series.callouts = callouts(&at);
        }
        for width in [160.0, 322.0, 484.0] {
            assert_apart(&drawn(&chart, width));
        }
    }
}

#[test]
fn a_callout_has_room_beside_a_lonely_peak() {
    let mut chart = hours(168, |hour| if hour == 60 { 400.0 } else { 3.0 });
    let plain = drawn(&chart, 484.0).pieces[0].height;
    if let Plot::Series(series) = &mut chart.plot {
        series.callouts = callouts(&[60]);
    }
    assert_eq!(drawn(&chart, 484.0).pieces[0].height, plain);
}

#[test]
fn a_callout_points_at_the_bar_of_its_moment_however_far_bars_stand_apart() {
    let mut chart = hours(4, |hour| if hour == 2 { 400.0 } else { 3.0 });
    if let Plot::Series(series) = &mut chart.plot {
        series.callouts = callouts(&[2]);
    }
    let drawing = drawn(&chart, 484.0);
    let starts = drawing.pieces[0]
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Path {
                steps,
                stroke: Some((Ink::One, _)),
                ..
            } => steps.first(),
            _ => None,
        });
    let points = starts.filter(|step| {
        // The third of four slots, less the room that the scale takes.
        matches!(step, drawing::Step::Move(x, _) if (230.0..350.0).contains(x))
    });
    assert_eq!(points.count(), 1, "{:?}", drawing.pieces[0].marks);
}

#[test]
fn a_hundred_thousand_values_stay_light_and_keep_their_peak() {
    let chart = hours(100_000, |hour| if hour == 54_321 { 900.0 } else { 1.0 });
    let drawing = drawn(&chart, 322.0);
    let mut steps = 0;
    let mut highest = f32::INFINITY;
    for mark in &drawing.pieces[0].marks {
        if let Mark::Path {
            steps: path,
            fill: Some(_),
            ..
        } = mark
        {
            steps += path.len();
            for step in path {
                if let drawing::Step::Line(_, y) = step {
                    highest = highest.min(*y);
                }
            }
        }
    }
    assert!(steps < 1500, "{steps} steps");
    assert!(highest < 20.0, "the peak stands at {highest}");
    let said = words_in(&drawing)
        .into_iter()
        .any(|(words, _)| words.contains("the highest of"));
    assert!(said, "that values were merged is said");
}

#[test]
fn bars_and_happenings_with_long_words_never_meet() {
    let long = "a name of an account that is much longer than the room it is given here";
    let bars = (0..12).map(|n| Bar {
        label: if n % 3 == 0 {
            long.into()
        } else {
            format!("A-{n:03}")
        },
        value: f64::from(n * n),
        highlighted: n == 4,
    });
    let bars = chart(Plot::Bars(bars.collect()));
    let happenings = (0..12).map(|n| Happening {
        when: format!("about {n} May 2024, 12:21 – {n} June 2024"),
        approximate: n % 2 == 0,
        lasting: n % 3 == 0,
        text: long.repeat(1 + n % 3),
        label: "E-001·4".into(),
    });
    let happenings = chart(Plot::Timeline(happenings.collect()));
    for width in [160.0, 322.0, 484.0] {
        assert_apart(&drawn(&bars, width));
        assert_apart(&drawn(&happenings, width));
    }
}

fn diagram(names: usize, pairs: &[(usize, usize)]) -> Chart {
    let ties = pairs.iter().map(|&(from, to)| Tie {
        from,
        to,
        text: format!("what ties {from} to {to}, said in some words"),
        label: "E-001·4".into(),
    });
    chart(Plot::Links {
        names: (0..names)
            .map(|n| format!("The name of number {n}"))
            .collect(),
        ties: ties.collect(),
    })
}

#[test]
fn ties_keep_their_words_apart_and_boxes_do_not_meet() {
    let diagrams = [
        diagram(5, &[(0, 1), (2, 1), (3, 4), (0, 4), (2, 4)]),
        diagram(4, &[(0, 1), (1, 2), (0, 2), (3, 2), (2, 0)]),
        diagram(
            9,
            &[
                (0, 8),
                (1, 8),
                (2, 8),
                (3, 8),
                (4, 8),
                (5, 8),
                (6, 8),
                (7, 8),
            ],
        ),
    ];
    for diagram in diagrams {
        let drawing = drawn(&diagram, 484.0);
        assert_apart(&drawing);
        let boxes: Vec<Rect> = drawing.pieces[0]
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Box { area, .. } => Some((area.0, area.1, area.0 + area.2, area.1 + area.3)),
                _ => None,
            })
            .collect();
        for (index, a) in boxes.iter().enumerate() {
            for b in &boxes[index + 1..] {
                let meet = a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3;
                assert!(!meet, "{a:?} meets {b:?}");
            }
        }
    }
}

#[test]
fn a_diagram_too_large_to_be_read_is_left_to_its_table() {
    let chain: Vec<(usize, usize)> = (0..9).map(|n| (n, n + 1)).collect();
    assert!(!is_drawable(&diagram(10, &chain)));
    assert!(is_drawable(&diagram(3, &chain[..2])));
}

#[test]
fn what_is_empty_or_zero_is_drawn_without_harm() {
    drawn(&hours(1, |_| 0.0), 322.0);
    drawn(&hours(3, |_| 0.0), 322.0);
    drawn(&chart(Plot::Series(Series::default())), 322.0);
    drawn(&chart(Plot::Bars(vec![])), 322.0);
    drawn(&chart(Plot::Timeline(vec![])), 322.0);
    let none = chart(Plot::Links {
        names: vec![],
        ties: vec![],
    });
    drawn(&none, 322.0);
}
