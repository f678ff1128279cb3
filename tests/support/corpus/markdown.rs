//! A text as a manuscript of Plumb.

use std::fmt::Write as _;

use super::{Block, Content, Inline};

/// The manuscript. Its chapters are tagged as background, so that the checks
/// have nothing to say about sentences that state nothing.
pub fn markdown(content: &Content) -> String {
    let mut writer = Writer {
        content,
        text: String::new(),
        notes: String::new(),
        count: 0,
    };
    let title = content.title.replace('"', "'");
    let head = format!("---\ntitle: \"{title}\"\nauthor: A test\nlang: en\n---\n\n");
    for block in &content.blocks {
        writer.block(block);
    }
    head + &writer.text + &writer.notes
}

struct Writer<'a> {
    content: &'a Content,
    text: String,
    notes: String,
    count: usize,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        let written = match block {
            Block::Heading(1, words) => format!("# {} {{.background}}", escaped(words)),
            Block::Heading(level, words) => {
                format!("{} {}", "#".repeat(usize::from(*level)), escaped(words))
            }
            Block::Paragraph(inlines) => self.inlines(inlines),
            Block::Quote(inlines) => format!("> {}", self.inlines(inlines)),
            Block::List(numbered, items) => {
                let mut list = String::new();
                for (index, item) in items.iter().enumerate() {
                    let item = self.inlines(item);
                    let sign = if *numbered {
                        format!("{}.", index + 1)
                    } else {
                        "-".into()
                    };
                    writeln!(list, "{sign} {item}").expect("text can be written to text");
                }
                list
            }
            Block::Table(head, rows) => table(head, rows),
            Block::Figure(exhibit, caption) => {
                format!("![{}]({})", escaped(caption), self.content.number(*exhibit))
            }
            Block::Code(text) => format!("```\n{text}\n```"),
        };
        self.text.push_str(&written);
        self.text.push_str("\n\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(words) => escaped(words),
            Inline::Emphasis(words) => format!("*{}*", escaped(words)),
            Inline::Strong(words) => format!("**{}**", escaped(words)),
            Inline::Link(words, address) => format!("[{}]({address})", escaped(words)),
            Inline::Note(words) => {
                self.count += 1;
                let note = format!("[^{}]: {}\n\n", self.count, escaped(words));
                self.notes.push_str(&note);
                format!("[^{}]", self.count)
            }
            Inline::Cite(exhibit, page) => {
                format!("[@{}, p. {page}]", self.content.number(*exhibit))
            }
        }
    }
}

fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", "---|".repeat(head.len()));
    let rows: String = rows.iter().map(|row| line(row)).collect();
    line(head) + &rule + &rows
}

/// Words that Markdown must not read as anything else.
fn escaped(words: &str) -> String {
    let mut text = String::new();
    for letter in words.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '@' | '#' | '^'
        ) {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_citations_and_tables_are_written_as_plumb_reads_them() {
        let content = Content {
            title: "T".into(),
            blocks: vec![
                Block::Heading(1, "One".into()),
                Block::Paragraph(vec![
                    Inline::Text("Words*".into()),
                    Inline::Note("Below.".into()),
                    Inline::Cite(13, 3),
                ]),
                Block::Table(vec!["A".into()], vec![vec!["1".into()]]),
            ],
            exhibits: Vec::new(),
            first: 1,
        };
        let written = markdown(&content);
        assert!(written.contains("# One {.background}\n"), "{written}");
        assert!(
            written.contains("Words\\*[^1][@E-014, p. 3]\n"),
            "{written}"
        );
        assert!(written.contains("| A |\n|---|\n| 1 |\n"), "{written}");
        assert!(written.ends_with("[^1]: Below.\n\n"), "{written}");
    }
}
