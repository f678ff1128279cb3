//! A drawn chart as SVG, inside a page or as a file of its own.

use std::fmt::Write;

use super::drawing::{Anchor, Cut, Drawing, Ink, Lettering, Mark, Step};
use super::{Chart, draw};
use crate::html::escape::escape;
use crate::words::Words;

/// The room across that charts of pages are drawn in, units of the drawing.
const WIDTH: f32 = 484.0;

/// What a file of its own says about colours and letters.
const ALONE: &str = "text{font-family:Inter,'Helvetica Neue',Arial,sans-serif}\
.mono{font-family:'IBM Plex Mono',Menlo,Consolas,monospace}.medium{font-weight:500}\
.semibold{font-weight:600}.f-one{fill:#15191a}.f-two{fill:#434d51}.f-three{fill:#5a6569}\
.f-line{fill:#c8ceca}.f-accent{fill:#23479b}.f-tint{fill:#e3eaf9}.f-ground{fill:#fff}\
.s-one{stroke:#15191a}.s-two{stroke:#434d51}.s-three{stroke:#5a6569}.s-line{stroke:#c8ceca}\
.s-accent{stroke:#23479b}.s-tint{stroke:#e3eaf9}.s-ground{stroke:#fff}";

/// The chart as an element of a page, whose style gives the classes their colours.
/// `name` makes its identifiers unique.
pub(crate) fn inside(chart: &Chart, labels: &'static Words, alt: &str, name: &str) -> String {
    let head = format!("role=\"img\" aria-labelledby=\"{name}-title {name}-desc\" class=\"chart\"");
    let title = format!(
        "<title id=\"{name}-title\">{}</title><desc id=\"{name}-desc\">{}</desc>",
        escape(title_of(chart, labels)),
        escape(alt)
    );
    write(&draw(chart, WIDTH, labels, &mut estimate), &head, &title)
}

/// The chart as a file, on white paper.
pub(crate) fn alone(chart: &Chart, labels: &'static Words, alt: &str) -> String {
    let title = format!(
        "<title>{}</title><desc>{}</desc><style>{ALONE}</style>\
         <rect width=\"100%\" height=\"100%\" class=\"f-ground\"/>",
        escape(title_of(chart, labels)),
        escape(alt)
    );
    let drawing = draw(chart, WIDTH, labels, &mut estimate);
    let head = "xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n",
        write(&drawing, head, &title)
    )
}

fn title_of<'a>(chart: &'a Chart, labels: &'static Words) -> &'a str {
    if chart.title.is_empty() {
        labels.figure
    } else {
        &chart.title
    }
}

fn write(drawing: &Drawing, head: &str, title: &str) -> String {
    let height: f32 = drawing.pieces.iter().map(|piece| piece.height).sum();
    let mut out = format!(
        "<svg {head} viewBox=\"0 0 {} {}\">{title}",
        short(drawing.width),
        short(height + 2.0)
    );
    let mut top = 0.0;
    for piece in &drawing.pieces {
        for mark in &piece.marks {
            add(&mut out, mark, top);
        }
        top += piece.height;
    }
    out.push_str("</svg>");
    out
}

fn add(out: &mut String, mark: &Mark, top: f32) {
    // Writing to a string does not fail.
    let _ = match mark {
        Mark::Box {
            area: (x, y, w, h),
            radius,
            fill,
            stroke,
        } => write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{}/>",
            short(*x),
            short(y + top),
            short(*w),
            short(*h),
            short(*radius),
            paint(*fill, *stroke)
        ),
        Mark::Path {
            steps,
            fill,
            stroke,
        } => write!(
            out,
            "<path d=\"{}\"{}/>",
            outline(steps, top),
            paint(*fill, *stroke)
        ),
        Mark::Words {
            at,
            anchor,
            lettering,
            words,
        } => {
            let end = match anchor {
                Anchor::Start => "",
                Anchor::End => " text-anchor=\"end\"",
            };
            write!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{end} class=\"f-{} {}\">{}</text>",
                short(at.0),
                short(at.1 + top),
                short(lettering.size),
                name(lettering.ink),
                cut(lettering.cut),
                escape(words)
            )
        }
    };
}

fn paint(fill: Option<Ink>, stroke: Option<(Ink, f32)>) -> String {
    let mut classes = Vec::new();
    let mut rest = String::new();
    match fill {
        Some(ink) => classes.push(format!("f-{}", name(ink))),
        None => rest.push_str(" fill=\"none\""),
    }
    if let Some((ink, width)) = stroke {
        classes.push(format!("s-{}", name(ink)));
        let _ = write!(rest, " stroke-width=\"{}\"", short(width));
    }
    format!(" class=\"{}\"{rest}", classes.join(" "))
}

fn outline(steps: &[Step], top: f32) -> String {
    let mut out = String::new();
    for step in steps {
        let _ = match *step {
            Step::Move(x, y) => write!(out, "M{} {}", short(x), short(y + top)),
            Step::Line(x, y) => write!(out, "L{} {}", short(x), short(y + top)),
            Step::Curve(a, b, c, d, x, y) => write!(
                out,
                "C{} {} {} {} {} {}",
                short(a),
                short(b + top),
                short(c),
                short(d + top),
                short(x),
                short(y + top)
            ),
            Step::Close => write!(out, "Z"),
        };
    }
    out
}

fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::One => "one",
        Ink::Two => "two",
        Ink::Three => "three",
        Ink::Line => "line",
        Ink::Accent => "accent",
        Ink::Tint => "tint",
        Ink::Ground => "ground",
    }
}

fn cut(cut: Cut) -> &'static str {
    match cut {
        Cut::Regular => "regular",
        Cut::Medium => "medium",
        Cut::Semibold => "semibold",
        Cut::Mono => "mono",
    }
}

/// A number of at most two decimals, without idle zeros.
fn short(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".into()
    } else {
        text.into()
    }
}

/// About how wide words are in a sans face nobody knows yet, rather too wide than too
/// narrow.
pub(super) fn estimate(words: &str, lettering: Lettering) -> f32 {
    let em = |c: char| match c {
        _ if lettering.cut == Cut::Mono => 0.61,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '·' => 0.31,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '→' | '…' => 0.92,
        c if c.is_ascii_uppercase() => 0.7,
        c if u32::from(c) >= 0x1100 => 1.0,
        _ => 0.59,
    };
    words.chars().map(em).sum::<f32>() * lettering.size * 1.03
}
