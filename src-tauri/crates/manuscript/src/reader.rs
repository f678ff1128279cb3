//! Turns pulldown-cmark's events into the block tree.

use std::ops::Range;

use pulldown_cmark as md;

use crate::chart;
use crate::fence::{Fence, Masked};
use crate::frame::{Frame, Holder, holder_of};
use crate::inline::{Token, push_text, resolve};
use crate::tree::{Block, BlockKind, Cell, Footnote, Inline, Remark, Tag, plain_text};

/// Quotations, lists and emphasis nested deeper than this are flattened, so that
/// no walk over the tree can run out of stack.
const MAX_DEPTH: usize = 48;

/// What was read.
pub(crate) struct Tree {
    pub(crate) blocks: Vec<Block>,
    pub(crate) footnotes: Vec<Footnote>,
    pub(crate) remarks: Vec<Remark>,
    /// Whether addresses of links are written apart from them.
    pub(crate) has_definitions: bool,
}

/// Reads blocks and footnotes.
pub(crate) fn read(source: &str, masked: &Masked) -> Tree {
    let mut options = md::Options::empty();
    options.insert(md::Options::ENABLE_TABLES);
    options.insert(md::Options::ENABLE_FOOTNOTES);
    options.insert(md::Options::ENABLE_STRIKETHROUGH);
    options.insert(md::Options::ENABLE_HEADING_ATTRIBUTES);
    let mut reader = Reader {
        source,
        masked,
        frames: vec![Frame::new(Holder::Root, 0..source.len())],
        opened: Vec::new(),
        footnotes: Vec::new(),
        remarks: Vec::new(),
    };
    let parser = md::Parser::new_ext(&masked.text, options);
    let has_definitions = parser.reference_definitions().iter().next().is_some();
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, range);
    }
    Tree {
        has_definitions,
        ..reader.finish()
    }
}

struct Reader<'a> {
    source: &'a str,
    masked: &'a Masked,
    frames: Vec<Frame>,
    /// For every open tag of the parser, whether it opened a frame.
    opened: Vec<bool>,
    footnotes: Vec<Footnote>,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    fn event(&mut self, event: md::Event<'_>, range: Range<usize>) {
        match event {
            md::Event::Start(tag) => self.start(tag, range),
            md::Event::End(end) => self.end(end, range),
            md::Event::Text(text)
            | md::Event::Html(text)
            | md::Event::InlineHtml(text)
            | md::Event::InlineMath(text)
            | md::Event::DisplayMath(text) => self.text(&text, range),
            md::Event::Code(code) => {
                let text = code.into_string();
                self.inline(Inline::Code { text, range });
            }
            md::Event::FootnoteReference(label) => {
                let label = label.into_string();
                self.inline(Inline::FootnoteReference { label, range });
            }
            md::Event::SoftBreak => self.inline(Inline::SoftBreak(range)),
            md::Event::HardBreak => self.inline(Inline::HardBreak(range)),
            md::Event::Rule => self.rule(range),
            md::Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        // Masked bytes never show: where the parser repeats them, the source speaks.
        let text = match self.masked.text.get(range.clone()) {
            Some(same) if same == text => &self.source[range.clone()],
            _ => text,
        };
        if let Holder::Code(_, code) = &mut self.top().holder {
            code.push_str(text);
            return;
        }
        let source = self.source;
        let range = range.clone();
        push_text(
            &mut self.inline_frame(range.clone()).tokens,
            source,
            text,
            range,
        );
    }

    fn inline(&mut self, inline: Inline) {
        let range = inline.range();
        let node = Token::Node(Box::new(inline));
        self.inline_frame(range).tokens.push(node);
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root is never popped")
    }

    /// The frame that takes text; opens a paragraph where none was written (tight lists).
    fn inline_frame(&mut self, range: Range<usize>) -> &mut Frame {
        if !matches!(
            self.top().holder,
            Holder::Paragraph { .. }
                | Holder::Heading { .. }
                | Holder::Cell
                | Holder::Emphasis
                | Holder::Strong
                | Holder::Strikethrough
                | Holder::Link(_)
                | Holder::Image { .. }
        ) {
            let holder = Holder::Paragraph { implied: true };
            self.frames.push(Frame::new(holder, range.clone()));
        }
        let top = self.top();
        if matches!(top.holder, Holder::Paragraph { implied: true }) {
            top.range.end = top.range.end.max(range.end);
        }
        top
    }

    fn close_implied(&mut self) {
        if matches!(self.top().holder, Holder::Paragraph { implied: true }) {
            self.pop();
        }
    }

    fn start(&mut self, tag: md::Tag<'_>, range: Range<usize>) {
        let holder = holder_of(tag, range.clone());
        let inline = matches!(
            holder,
            Some(
                Holder::Emphasis
                    | Holder::Strong
                    | Holder::Strikethrough
                    | Holder::Link(_)
                    | Holder::Image { .. }
            )
        );
        if inline {
            self.inline_frame(range.clone());
        } else {
            self.close_implied();
        }
        let deep = self.frames.len() >= MAX_DEPTH;
        match holder.filter(|h| !(deep && h.nests())) {
            Some(holder) => {
                self.frames.push(Frame::new(holder, range));
                self.opened.push(true);
            }
            None => self.opened.push(false),
        }
    }

    fn end(&mut self, end: md::TagEnd, _range: Range<usize>) {
        let inline = matches!(
            end,
            md::TagEnd::Emphasis
                | md::TagEnd::Strong
                | md::TagEnd::Strikethrough
                | md::TagEnd::Link
                | md::TagEnd::Image
        );
        if !inline {
            self.close_implied();
        }
        if self.opened.pop().unwrap_or(false) {
            self.pop();
        }
    }

    fn rule(&mut self, range: Range<usize>) {
        self.close_implied();
        let at_top = matches!(self.top().holder, Holder::Root | Holder::Division(_));
        match self.masked.fences.get(&range.start) {
            Some(_) if !at_top => {}
            Some((Fence::Open(class), _)) => {
                let holder = Holder::Division(Tag::named(class));
                self.frames.push(Frame::new(holder, range));
            }
            Some((Fence::Close, end)) => {
                if matches!(self.top().holder, Holder::Division(_)) {
                    self.top().range.end = *end;
                    self.pop();
                }
            }
            None => self.block(range, BlockKind::Rule),
        }
    }

    fn block(&mut self, range: Range<usize>, kind: BlockKind) {
        let block = Block { range, kind };
        let holder = self
            .frames
            .iter_mut()
            .rev()
            .find(|f| f.holder.holds_blocks());
        holder.expect("the root holds blocks").blocks.push(block);
    }

    fn pop(&mut self) {
        let frame = self.frames.pop().expect("a frame was opened");
        let Frame {
            holder,
            range,
            blocks,
            tokens,
        } = frame;
        match holder {
            Holder::Root => unreachable!("the root is never popped"),
            Holder::Division(tag) => self.block(range, BlockKind::Division { tag, blocks }),
            Holder::Quote => self.block(range, BlockKind::Quote(blocks)),
            Holder::List(start, items) => self.block(range, BlockKind::List { start, items }),
            Holder::Item => match self.frames.last_mut().map(|f| &mut f.holder) {
                Some(Holder::List(_, items)) => items.push(blocks),
                _ => blocks.into_iter().for_each(|b| self.block(b.range, b.kind)),
            },
            Holder::Footnote(label) => self.footnotes.push(Footnote {
                label,
                range,
                blocks,
            }),
            Holder::Table {
                alignments,
                head,
                rows,
            } => {
                self.block(
                    range,
                    BlockKind::Table {
                        alignments,
                        head,
                        rows,
                    },
                );
            }
            Holder::Row(cells, is_head) => {
                if let Holder::Table { head, rows, .. } = &mut self.top().holder {
                    if is_head {
                        *head = cells;
                    } else {
                        rows.push(cells);
                    }
                }
            }
            Holder::Code(words, text) => self.code(range, &words, text),
            Holder::Paragraph { .. } => self.paragraph(range, resolve(&tokens)),
            Holder::Heading { level, id, tag } => {
                let inlines = resolve(&tokens);
                self.block(
                    range,
                    BlockKind::Heading {
                        level,
                        inlines,
                        id,
                        tag,
                    },
                );
            }
            Holder::Cell => {
                let inlines = resolve(&tokens);
                if let Holder::Row(cells, _) = &mut self.top().holder {
                    cells.push(Cell { range, inlines });
                }
            }
            Holder::Emphasis => self.inline(Inline::Emphasis(resolve(&tokens))),
            Holder::Strong => self.inline(Inline::Strong(resolve(&tokens))),
            Holder::Strikethrough => self.inline(Inline::Strikethrough(resolve(&tokens))),
            Holder::Link(url) => {
                let inlines = resolve(&tokens);
                self.inline(Inline::Link {
                    url,
                    inlines,
                    range,
                });
            }
            Holder::Image { mut target, title } => {
                let inlines = resolve(&tokens);
                target.suffix = title;
                self.inline(Inline::Image {
                    target,
                    inlines,
                    range,
                });
            }
        }
    }

    /// A chart that cannot be read stays the code that it is, so that nothing is lost.
    fn code(&mut self, range: Range<usize>, words: &str, text: String) {
        let mut words = words.split_whitespace();
        let language = words.next().unwrap_or_default().to_owned();
        if language == "chart" {
            let kind = words.next().unwrap_or_default();
            match chart::read(kind, &text, self.source, &range) {
                Ok(chart) => return self.block(range, BlockKind::Chart(Box::new(chart))),
                Err(why) => {
                    let line = self.source[..range.start].matches('\n').count() + 1;
                    self.remarks.push(Remark {
                        range: range.clone(),
                        text: format!(
                            "The chart at line {line} of the text is printed as it was written: {why}."
                        ),
                    });
                }
            }
        }
        self.block(range, BlockKind::Code { language, text });
    }

    fn paragraph(&mut self, range: Range<usize>, mut inlines: Vec<Inline>) {
        let is_blank = |i: &Inline| match i {
            Inline::Text { text, .. } => text.trim().is_empty(),
            Inline::SoftBreak(_) | Inline::HardBreak(_) => true,
            _ => false,
        };
        if inlines.iter().filter(|i| !is_blank(i)).count() == 1
            && let Some(at) = inlines
                .iter()
                .position(|i| matches!(i, Inline::Image { .. }))
            && let Inline::Image {
                mut target,
                inlines: caption,
                range,
            } = inlines.swap_remove(at)
        {
            let title = std::mem::take(&mut target.suffix);
            return self.block(
                range,
                BlockKind::Figure {
                    target,
                    caption,
                    title,
                },
            );
        }
        if inlines.iter().all(is_blank) && plain_text(&inlines).is_empty() {
            return;
        }
        self.block(
            range,
            BlockKind::Paragraph {
                number: None,
                inlines,
            },
        );
    }

    fn finish(mut self) -> Tree {
        while self.frames.len() > 1 {
            if matches!(self.top().holder, Holder::Division(_)) {
                self.top().range.end = self.source.len();
            }
            self.pop();
        }
        let root = self.frames.pop().expect("the root is never popped");
        Tree {
            blocks: root.blocks,
            footnotes: self.footnotes,
            remarks: self.remarks,
            has_definitions: false,
        }
    }
}
