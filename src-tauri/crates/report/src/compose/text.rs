//! The manuscript's blocks as the document's, with what stands beside each paragraph.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Number, Reference};
use manuscript::{Block as Source, BlockKind, ChartData, Cite, Inline as Run, Manuscript, Tag};

use super::{Case, Depicted, charts, margin, shown};
use crate::lang::Guesser;
use crate::{Block, Citation, Figure, Inline, Paragraph, Shown, Table};

/// Walks the text once, numbering footnotes as they are first referred to.
struct Writer<'a, 'b> {
    case: &'b Case<'a>,
    shown: &'b BTreeMap<Number, Depicted>,
    /// Labels of footnotes in the order of their numbers.
    notes: Vec<String>,
    anchors: BTreeSet<String>,
    guesser: &'b mut Guesser,
    in_denial: bool,
    margin: margin::Seen,
    /// How many charts were met, and the number of the one for the title page.
    charts: usize,
    wanted: Option<usize>,
    cover: Option<Figure>,
}

/// What the text comes to.
pub(super) struct Composed {
    pub(super) body: Vec<Block>,
    /// Which of the manuscript's printed blocks each block of the body is.
    pub(super) sources: Vec<usize>,
    pub(super) notes: Vec<Vec<Inline>>,
    /// The chart for the title page.
    pub(super) cover: Option<Figure>,
}

/// The body, the footnotes and the chart for the title page.
pub(super) fn compose_text(
    case: &Case<'_>,
    shown: &BTreeMap<Number, Depicted>,
    guesser: &mut Guesser,
) -> Composed {
    let mut writer = Writer {
        case,
        shown,
        notes: Vec::new(),
        anchors: BTreeSet::new(),
        guesser,
        in_denial: false,
        margin: margin::Seen::default(),
        charts: 0,
        wanted: wanted_cover(case),
        cover: None,
    };
    let (mut body, mut sources) = (Vec::new(), Vec::new());
    for (source, block) in case.manuscript.printed_blocks().into_iter().enumerate() {
        body.extend(writer.block(block));
        sources.resize(body.len(), source);
    }
    let mut notes = Vec::new();
    // A note may refer to another, so the list can grow while it is read.
    while notes.len() < writer.notes.len() {
        let label = writer.notes[notes.len()].clone();
        let note = case
            .manuscript
            .footnotes()
            .iter()
            .find(|note| note.label == label);
        let inlines = note.map_or_else(Vec::new, |note| writer.flat(&note.blocks));
        notes.push(inlines);
    }
    Composed {
        body,
        sources,
        notes,
        cover: writer.cover,
    }
}

/// The words of a frozen finding: no numbers, no margin, and heads that no contents list.
pub(super) fn compose_finding(case: &Case<'_>, words: &str, guesser: &mut Guesser) -> Vec<Block> {
    let finding = Manuscript::parse(words);
    let shown = BTreeMap::new();
    let mut writer = Writer {
        case,
        shown: &shown,
        notes: Vec::new(),
        anchors: BTreeSet::new(),
        guesser,
        in_denial: false,
        margin: margin::Seen::default(),
        charts: 0,
        wanted: None,
        cover: None,
    };
    let printed = finding.printed_blocks().into_iter();
    let blocks = printed.flat_map(|block| writer.block(block));
    let plain = blocks.map(|block| match block {
        Block::Heading { text, .. } => Block::Paragraph(Paragraph {
            text: vec![Inline::Strong(text)],
            ..Paragraph::default()
        }),
        Block::Paragraph(paragraph) => Block::Paragraph(Paragraph {
            number: None,
            margin: Vec::new(),
            ..paragraph
        }),
        other => other,
    });
    plain.collect()
}

impl Writer<'_, '_> {
    fn blocks(&mut self, blocks: &[Source]) -> Vec<Block> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Source) -> Vec<Block> {
        match &block.kind {
            BlockKind::Heading {
                level, inlines, id, ..
            } => vec![Block::Heading {
                level: *level,
                anchor: self.anchor(id.as_deref(), inlines),
                text: self.inlines(inlines),
            }],
            BlockKind::Paragraph { number, inlines } => {
                let margin = match number {
                    Some(number) => {
                        margin::beside(self.case, *number, self.in_denial, &mut self.margin)
                    }
                    None => Vec::new(),
                };
                let text = self.inlines(inlines);
                vec![Block::Paragraph(Paragraph {
                    lang: self.guesser.guess(&manuscript::plain_text(inlines)),
                    // Numbers are for those who send comments back.
                    number: number.filter(|_| !self.case.is_public()),
                    text,
                    margin,
                })]
            }
            BlockKind::Figure {
                target, caption, ..
            } => vec![self.figure(target, caption)],
            BlockKind::List { start, items } => vec![Block::List {
                first: *start,
                items: items.iter().map(|item| self.blocks(item)).collect(),
            }],
            BlockKind::Quote(inner) => vec![Block::Quote(self.blocks(inner))],
            BlockKind::Code { text, .. } => vec![Block::Code(text.clone())],
            BlockKind::Chart(chart) => self.chart(chart),
            BlockKind::Table { head, rows, .. } => {
                let head = head
                    .iter()
                    .map(|cell| self.inlines(&cell.inlines))
                    .collect();
                let rows = rows
                    .iter()
                    .map(|row| row.iter().map(|cell| self.inlines(&cell.inlines)).collect())
                    .collect();
                vec![Block::Table(Table { head, rows })]
            }
            BlockKind::Division { tag, blocks } if *tag == Tag::Denial => {
                let outer = std::mem::replace(&mut self.in_denial, true);
                let inner = self.blocks(blocks);
                self.in_denial = outer;
                vec![Block::Denial(inner)]
            }
            BlockKind::Division { blocks, .. } => self.blocks(blocks),
            BlockKind::Rule => vec![Block::Rule],
        }
    }

    /// The chart that the head asks for, or else the first series that asks for
    /// itself, stands on the title page and not in the text.
    fn chart(&mut self, chart: &manuscript::Chart) -> Vec<Block> {
        self.charts += 1;
        let asked = match self.wanted {
            Some(wanted) => wanted == self.charts,
            None => chart.cover && matches!(chart.data, ChartData::Series { .. }),
        };
        let figure = charts::figure(self.case, chart);
        if asked && self.cover.is_none() {
            self.cover = Some(figure);
            return Vec::new();
        }
        vec![Block::Figure(figure)]
    }

    fn figure(&mut self, target: &Cite, caption: &[Run]) -> Block {
        let number = target.reference.and_then(Reference::exhibit);
        let exhibit = number.and_then(|number| {
            let all = &self.case.book.exhibits;
            all.iter().find(|exhibit| exhibit.number == number)
        });
        let described = exhibit
            .map(|exhibit| shown::description(self.case, exhibit))
            .filter(|words| !words.is_empty());
        let caption_words = manuscript::plain_text(caption);
        let index = number.and_then(|number| Some(self.shown.get(&number)?.index));
        let absent = crate::words::words(self.case.tongue.code()).unreadable_picture;
        Block::Figure(Figure {
            shown: index.map_or_else(|| Shown::Absent(absent.to_owned()), Shown::Picture),
            exhibit: exhibit.map_or_else(String::new, |exhibit| exhibit.number.to_string()),
            alt: described.unwrap_or(caption_words),
            caption: self.inlines(caption),
        })
    }

    /// The blocks of a footnote as one run of words.
    fn flat(&mut self, blocks: &[Source]) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for block in blocks {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            match &block.kind {
                BlockKind::Heading { inlines: runs, .. }
                | BlockKind::Paragraph { inlines: runs, .. } => {
                    inlines.extend(self.inlines(runs));
                }
                BlockKind::Figure {
                    target, caption, ..
                } => {
                    inlines.extend(self.inlines(caption));
                    inlines.push(Inline::Text(" ".into()));
                    inlines.push(self.citation(target));
                }
                BlockKind::List { items, .. } => {
                    for item in items {
                        inlines.extend(self.flat(item));
                        inlines.push(Inline::Break);
                    }
                }
                BlockKind::Quote(inner) | BlockKind::Division { blocks: inner, .. } => {
                    inlines.extend(self.flat(inner));
                }
                BlockKind::Code { text, .. } => inlines.push(Inline::Code(text.clone())),
                BlockKind::Table { head, rows, .. } => {
                    for cell in head.iter().chain(rows.iter().flatten()) {
                        inlines.extend(self.inlines(&cell.inlines));
                        inlines.push(Inline::Text(" ".into()));
                    }
                }
                BlockKind::Chart(chart) => inlines.push(Inline::Text(chart.title.clone())),
                BlockKind::Rule => {}
            }
        }
        inlines
    }

    /// A name for a heading that no other has: its identifier, else its words.
    fn anchor(&mut self, id: Option<&str>, inlines: &[Run]) -> String {
        let words = id.map_or_else(|| manuscript::plain_text(inlines), str::to_owned);
        let mut slug = String::from("sec");
        for word in evidence::fold::fold(&words)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(8)
        {
            slug.push('-');
            slug.extend(word.chars().take(24));
        }
        let mut anchor = slug.clone();
        let mut next = 2;
        while !self.anchors.insert(anchor.clone()) {
            anchor = format!("{slug}-{next}");
            next += 1;
        }
        anchor
    }

    fn inlines(&mut self, runs: &[Run]) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for run in runs {
            self.inline(run, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, run: &Run, inlines: &mut Vec<Inline>) {
        match run {
            Run::Text { text, .. } => inlines.push(Inline::Text(text.clone())),
            Run::Emphasis(inner) => inlines.push(Inline::Emphasis(self.inlines(inner))),
            Run::Strong(inner) => inlines.push(Inline::Strong(self.inlines(inner))),
            Run::Strikethrough(inner) | Run::Span { inlines: inner, .. } => {
                inlines.extend(self.inlines(inner));
            }
            Run::Code { text, .. } => inlines.push(Inline::Code(text.clone())),
            Run::Link {
                url,
                inlines: inner,
                ..
            } => inlines.push(Inline::Link {
                address: url.clone(),
                text: self.inlines(inner),
            }),
            Run::Image {
                target,
                inlines: inner,
                ..
            } => {
                inlines.extend(self.inlines(inner));
                inlines.push(Inline::Text(" ".into()));
                inlines.push(self.citation(target));
            }
            Run::Citation(citation) => {
                for (index, cite) in citation.cites.iter().enumerate() {
                    if index > 0 {
                        inlines.push(Inline::Text(" ".into()));
                    }
                    if !cite.prefix.is_empty() {
                        inlines.push(Inline::Text(format!("{} ", cite.prefix)));
                    }
                    inlines.push(self.citation(cite));
                    if !cite.suffix.is_empty() {
                        inlines.push(Inline::Text(format!("\u{a0}{}", cite.suffix)));
                    }
                }
            }
            Run::FootnoteReference { label, .. } => {
                let known = self.case.manuscript.footnotes();
                if !known.iter().any(|note| note.label == *label) {
                    inlines.push(Inline::Text(format!("[^{label}]")));
                    return;
                }
                let position = self.notes.iter().position(|seen| seen == label);
                let index = position.unwrap_or_else(|| {
                    self.notes.push(label.clone());
                    self.notes.len() - 1
                });
                inlines.push(Inline::Note(index + 1));
            }
            Run::SoftBreak(_) => inlines.push(Inline::Text(" ".into())),
            Run::HardBreak(_) => inlines.push(Inline::Break),
        }
    }

    fn citation(&self, cite: &Cite) -> Inline {
        match cite.reference {
            Some(reference) => tag(self.case, reference, &locator(cite)),
            None => Inline::Text(format!("[{}]", cite.key)),
        }
    }
}

/// A tag that leads to a plate or a claim; without a target when the case
/// has no such thing.
pub(super) fn tag(case: &Case<'_>, reference: Reference, locator: &str) -> Inline {
    use claims::casebook::Target;
    let (target, key) = match case.book.find(reference) {
        Some(Target::Exhibit(exhibit) | Target::Mark(_, exhibit)) => {
            (exhibit.number.to_string(), reference.key())
        }
        Some(Target::Claim(claim)) => (claim.number.to_string(), String::new()),
        _ => (String::new(), String::new()),
    };
    Inline::Citation(Citation {
        label: reference.to_string(),
        target,
        key,
        locator: locator.to_owned(),
    })
}

/// `cover: 2` in the head: the second chart of the text.
fn wanted_cover(case: &Case<'_>) -> Option<usize> {
    let other = &case.manuscript.front_matter().other;
    let (_, values) = other.iter().find(|(key, _)| key == "cover")?;
    values.first()?.parse().ok()
}

/// The place inside a cited thing, as it is printed.
fn locator(cite: &Cite) -> String {
    match &cite.locator {
        None => String::new(),
        Some(place) => match place.label {
            "page" => format!("p.\u{a0}{}", place.value),
            "custom" => place.value.clone(),
            label => format!("{label}\u{a0}{}", place.value),
        },
    }
}
