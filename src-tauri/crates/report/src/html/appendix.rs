//! The appendix: exhibits, claims, open points.

use super::Writer;
use super::body::{bars, class, icon};
use super::escape::{escape, identifier};
use super::grouped;
use crate::pdf::measure;
use crate::{Plate, PlateClaim, PlateMark, View};

impl Writer<'_> {
    pub(super) fn plates(&mut self) -> String {
        let document = self.document;
        if document.plates.is_empty() {
            return String::new();
        }
        let title = self.words.exhibits;
        let mut out = String::from("<section class=\"plates\">\n");
        out.push_str(&self.heading(2, "exhibits", title, title));
        for plate in &document.plates {
            out.push_str(&self.plate(plate));
        }
        out.push_str("</section>\n");
        out
    }

    fn plate(&mut self, plate: &Plate) -> String {
        let words = self.words;
        let (tag, title) = (escape(&plate.tag), escape(&plate.title));
        let inner = format!("<span class=\"mono\">{tag}</span> {title}");
        let mut out = String::from("<article class=\"plate\">\n");
        out.push_str(&self.heading(3, &plate.tag, "", &inner));
        out.push_str(&self.view(plate));
        out.push_str(&self.source(plate));
        if !plate.marks.is_empty() {
            out.push_str(&format!("<h4>{}</h4>\n<ol>\n", words.marks));
            let marks = plate.marks.iter().map(|mark| self.mark(mark));
            out.push_str(&marks.collect::<String>());
            out.push_str("</ol>\n");
        }
        if !plate.changes.is_empty() {
            out.push_str(&format!("<h4>{}</h4>\n", words.changes));
            for change in &plate.changes {
                out.push_str(&format!("<p>{}</p>\n", escape(change)));
            }
        }
        out.push_str(&self.custody(plate));
        if !plate.claims.is_empty() {
            let label = words.claims_on_exhibit;
            out.push_str(&format!("<h4>{label}</h4>\n<ul class=\"claims\">\n"));
            let claims = plate.claims.iter().map(|claim| self.claim_line(claim));
            out.push_str(&claims.collect::<String>());
            out.push_str("</ul>\n");
        }
        if let Some(fingerprint) = &plate.fingerprint {
            let hex = escape(&grouped(fingerprint));
            let label = words.fingerprint;
            out.push_str(&format!("<h4>{label}</h4>\n<p><code>{hex}</code></p>\n"));
        }
        if !plate.check.is_empty() {
            let (label, check) = (words.check, escape(&plate.check));
            out.push_str(&format!("<h4>{label}</h4>\n<p>{check}</p>\n"));
        }
        out.push_str("</article>\n");
        out
    }

    /// The picture with its marks drawn above it, the quoted words, or why nothing.
    fn view(&mut self, plate: &Plate) -> String {
        match &plate.view {
            View::Picture(index) => {
                let alt = match plate.alt.trim() {
                    "" => &plate.title,
                    _ => &plate.alt,
                };
                let picture = self.picture(*index, alt);
                let marks = self.marks_above(plate, *index);
                format!("<div class=\"view\">{picture}{marks}</div>\n")
            }
            View::Excerpt(passages) => {
                let mut out = String::from("<blockquote class=\"excerpt\" dir=\"auto\">");
                for passage in passages {
                    let text = escape(&passage.text);
                    match passage.mark {
                        Some(number) => {
                            out.push_str(&format!("<mark>{text}</mark><sup>{number}</sup>"));
                        }
                        None => out.push_str(&text),
                    }
                }
                out + "</blockquote>\n"
            }
            View::Blocks(blocks) => self.blocks(blocks),
            View::Absent(why) => format!("<p class=\"absent\">{}</p>\n", escape(why)),
        }
    }

    fn marks_above(&self, plate: &Plate, index: usize) -> String {
        let size = self.document.pictures.get(index).and_then(measure);
        let Some(size) = size else {
            return String::new();
        };
        let (width, height) = (size.width as f32, size.height as f32);
        let unit = width.max(height) / 100.0;
        let mut out =
            format!("<svg class=\"marks\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">");
        for (number, place) in &plate.covered {
            out.push_str(&format!(
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{:.1}\" class=\"f-paper\">R{number}</text>",
                place.x * width + unit,
                place.y * height + unit * 3.0,
                unit * 2.2
            ));
        }
        for mark in &plate.marks {
            let Some(place) = mark.place else { continue };
            let (x, y) = (place.x * width, place.y * height);
            let (w, h) = (place.width * width, place.height * height);
            // The number stands before the frame where there is room for it.
            let side = unit * 3.6;
            let left = if x >= side { x - side } else { x };
            out.push_str(&format!(
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" class=\"s-mark\" fill=\"none\" stroke-width=\"{:.1}\"/>\
                 <rect x=\"{left:.1}\" y=\"{y:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" class=\"f-mark\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{:.1}\" text-anchor=\"middle\" class=\"f-paper semibold\">{}</text>",
                unit * 0.35,
                left + unit * 1.8,
                y + unit * 2.75,
                unit * 2.7,
                mark.number
            ));
        }
        out + "</svg>"
    }

    fn source(&self, plate: &Plate) -> String {
        if plate.source.is_empty() {
            return String::new();
        }
        let mut out = format!("<h4>{}</h4>\n<dl class=\"rows\">\n", self.words.source);
        for row in &plate.source {
            let value = escape(&row.value);
            let value = match row.identifier {
                true => format!("<code dir=\"ltr\">{value}</code>"),
                false => value,
            };
            let name = escape(&row.name);
            out.push_str(&format!("<dt>{name}</dt><dd dir=\"auto\">{value}</dd>\n"));
        }
        out + "</dl>\n"
    }

    fn mark(&self, mark: &PlateMark) -> String {
        let mut out = format!("<li value=\"{}\" dir=\"auto\">", mark.number);
        if !mark.place_words.is_empty() {
            out.push_str(&format!("{}. ", escape(&mark.place_words)));
        }
        out.push_str(&escape(&mark.note));
        out.push_str(&self.paragraphs(&mark.paragraphs));
        out + "</li>\n"
    }

    fn paragraphs(&self, numbers: &[u32]) -> String {
        if numbers.is_empty() {
            return String::new();
        }
        let label = match numbers.len() {
            1 => self.words.paragraph,
            _ => self.words.paragraphs,
        };
        let links: Vec<String> = numbers
            .iter()
            .map(|number| match self.paragraphs.contains(number) {
                true => format!("<a href=\"#par-{number}\">{number}</a>"),
                false => number.to_string(),
            })
            .collect();
        format!(" <span class=\"uses\">{label} {}</span>", links.join(", "))
    }

    fn custody(&self, plate: &Plate) -> String {
        let words = self.words;
        if plate.custody.is_empty() {
            return String::new();
        }
        let mut out = format!(
            "<h4>{}</h4>\n<div class=\"table\" role=\"region\" aria-label=\"{} {}\" tabindex=\"0\">\n<table>\n\
             <thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
            words.custody,
            words.custody,
            escape(&plate.tag),
            words.when,
            words.who,
            words.what
        );
        for row in &plate.custody {
            let (when, who, what) = (escape(&row.when), escape(&row.who), escape(&row.what));
            out.push_str(&format!(
                "<tr><td>{when}</td><td>{who}</td><td>{what}</td></tr>\n"
            ));
        }
        out + "</tbody>\n</table>\n</div>\n"
    }

    fn claim_line(&self, claim: &PlateClaim) -> String {
        let mut out = format!(
            "<li><a class=\"tag\" href=\"#{}\">{}</a> <span class=\"{}\">{}<strong>{}</strong></span> {}",
            identifier(&claim.claim),
            escape(&claim.claim),
            class(claim.tone),
            icon(claim.tone),
            escape(&claim.stance),
            escape(&claim.text)
        );
        if let Some((filled, word)) = &claim.confidence {
            out.push_str(&format!(" {} {}", bars(*filled), escape(word)));
        }
        if !self.places.contains(claim.claim.as_str()) {
            // A claim without a row of its own leads nowhere.
            let link = format!("<a class=\"tag\" href=\"#{}\">", identifier(&claim.claim));
            out = out
                .replacen(&link, "<span class=\"tag\">", 1)
                .replacen("</a>", "</span>", 1);
        }
        out + "</li>\n"
    }

    pub(super) fn claims(&mut self) -> String {
        let document = self.document;
        if document.claims.is_empty() {
            return String::new();
        }
        let title = self.words.claims;
        let mut out = String::from("<section>\n");
        out.push_str(&self.heading(2, "claims", title, title));
        for claim in &document.claims {
            let tag = escape(&claim.tag);
            let inner = format!("<span class=\"mono\">{tag}</span>");
            out.push_str("<article class=\"claim\">\n");
            out.push_str(&self.heading(3, &claim.tag, "", &inner));
            out.push_str(&format!("<p dir=\"auto\">{}</p>\n", escape(&claim.text)));
            let standing = escape(&claim.standing);
            out.push_str(&format!(
                "<p class=\"standing\"><strong>{standing}</strong>"
            ));
            if let Some((filled, word)) = &claim.confidence {
                out.push_str(&format!(" {} {}", bars(*filled), escape(word)));
            }
            if !claim.reason.is_empty() {
                out.push_str(&format!(": {}", escape(&claim.reason)));
            }
            out.push_str("</p>\n");
            if !claim.evidence.is_empty() {
                out.push_str("<ul>\n");
                for one in &claim.evidence {
                    let label = escape(&one.label);
                    let tag = match self.places.contains(one.target.as_str()) {
                        true => format!(
                            "<a class=\"tag\" href=\"#{}\">{label}</a>",
                            identifier(&one.target)
                        ),
                        false => format!("<span class=\"tag\">{label}</span>"),
                    };
                    let (class, icon) = (class(one.tone), icon(one.tone));
                    let stance = escape(&one.stance);
                    out.push_str(&format!(
                        "<li><span class=\"{class}\">{icon}<strong>{stance}</strong></span> {tag}</li>\n"
                    ));
                }
                out.push_str("</ul>\n");
            }
            out.push_str("</article>\n");
        }
        out.push_str("</section>\n");
        out
    }

    pub(super) fn open_points(&mut self) -> String {
        let document = self.document;
        if document.open_points.is_empty() {
            return String::new();
        }
        let title = self.words.open_points;
        let mut out = String::from("<section>\n");
        out.push_str(&self.heading(2, "open-points", title, title));
        out.push_str("<ul>\n");
        for point in &document.open_points {
            let rule = escape(&point.rule);
            let mut line = format!("<li><code>{rule}</code> {}", escape(&point.text));
            line.push_str(&self.paragraphs(point.paragraph.as_slice()));
            if let Some(waiver) = &point.waiver {
                let waived = self.words.waived;
                line.push_str(&format!(" ({waived}: {})", escape(waiver)));
            }
            out.push_str(&line);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n</section>\n");
        out
    }
}
