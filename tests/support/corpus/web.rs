//! A text as a page for engines that print HTML.

use std::fmt::Write as _;

use super::{Block, Content, DESCRIPTION, Exhibit, Inline};

/// Footnotes at the foot of the page exist in WeasyPrint; Chromium prints them
/// where they stand, as any engine without them does.
const STYLE: &str = "@page{size:A4;margin:25mm;@top-center{content:'A synthetic report'}\
@bottom-center{content:counter(page) ' / ' counter(pages)}}\
body{font:10.5pt/1.45 'Noto Serif','Noto Naskh Arabic','Noto Serif Hebrew','Noto Serif CJK SC',serif;\
text-align:justify;hyphens:auto}h1,.plate{break-before:page}table{border-collapse:collapse;width:100%}\
td,th{border:.5pt solid #999;padding:2pt 4pt;text-align:left;font-size:9pt}thead{display:table-header-group}\
img{width:80%;display:block;margin:auto}.note{float:footnote;font-size:8.5pt}figcaption{font-size:9pt}";

/// The whole page.
pub fn web(content: &Content) -> String {
    let title = escaped(&content.title);
    let mut writer = Writer {
        content,
        contents: String::new(),
        text: String::new(),
        count: 0,
    };
    for block in &content.blocks {
        writer.block(block);
    }
    writer.heading(1, "Exhibits");
    for (index, exhibit) in content.exhibits.iter().enumerate() {
        writer.plate(index, exhibit);
    }
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><h1>{title}</h1><ul>{}</ul>{}</body></html>",
        writer.contents, writer.text
    )
}

struct Writer<'a> {
    content: &'a Content,
    contents: String,
    text: String,
    count: usize,
}

impl Writer<'_> {
    fn heading(&mut self, level: u8, words: &str) {
        self.count += 1;
        let (anchor, words) = (self.count, escaped(words));
        self.push(format_args!(
            "<h{level} id=\"h{anchor}\">{words}</h{level}>"
        ));
        write!(self.contents, "<li><a href=\"#h{anchor}\">{words}</a></li>")
            .expect("text can be written to text");
    }

    fn push(&mut self, what: std::fmt::Arguments<'_>) {
        self.text
            .write_fmt(what)
            .expect("text can be written to text");
        self.text.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, words) => self.heading(*level, words),
            Block::Paragraph(parts) => {
                self.push(format_args!("<p>{}</p>", inlines(parts, self.content)))
            }
            Block::Quote(parts) => {
                self.push(format_args!(
                    "<blockquote><p>{}</p></blockquote>",
                    inlines(parts, self.content)
                ));
            }
            Block::List(numbered, items) => {
                let kind = if *numbered { "ol" } else { "ul" };
                let items: String = items
                    .iter()
                    .map(|item| format!("<li>{}</li>", inlines(item, self.content)))
                    .collect();
                self.push(format_args!("<{kind}>{items}</{kind}>"));
            }
            Block::Table(head, rows) => self.table(head, rows),
            Block::Figure(exhibit, caption) => {
                let file = &self.content.exhibits[*exhibit].file;
                self.push(format_args!(
                    "<figure><img src=\"{file}\" alt=\"{DESCRIPTION}\"><figcaption>{}</figcaption></figure>",
                    escaped(caption)
                ));
            }
            Block::Code(text) => self.push(format_args!("<pre>{}</pre>", escaped(text))),
        }
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        let cells = |tag: &str, cells: &[String]| -> String {
            cells
                .iter()
                .map(|cell| format!("<{tag}>{}", escaped(cell)))
                .collect()
        };
        let head = cells("th scope=\"col\"", head);
        let rows: String = rows
            .iter()
            .map(|row| format!("<tr>{}</tr>", cells("td", row)))
            .collect();
        self.push(format_args!(
            "<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        ));
    }

    fn plate(&mut self, index: usize, exhibit: &Exhibit) {
        let number = self.content.number(index);
        let rows: Vec<Vec<String>> = super::plate_rows(exhibit)
            .into_iter()
            .map(|(name, value)| vec![name.to_owned(), value])
            .collect();
        self.push(format_args!(
            "<h2 class=\"plate\" id=\"{number}\">{number} {file}</h2><img src=\"{file}\" alt=\"{DESCRIPTION}\">",
            file = exhibit.file
        ));
        self.table(&["What".to_owned(), "Record".to_owned()], &rows);
    }
}

fn inlines(parts: &[Inline], content: &Content) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(words) => escaped(words),
        Inline::Emphasis(words) => format!("<em>{}</em>", escaped(words)),
        Inline::Strong(words) => format!("<strong>{}</strong>", escaped(words)),
        Inline::Link(words, address) => format!("<a href=\"{address}\">{}</a>", escaped(words)),
        Inline::Note(words) => format!("<span class=\"note\">{}</span>", escaped(words)),
        Inline::Cite(exhibit, page) => {
            let number = content.number(*exhibit);
            format!("<a href=\"#{number}\">{number}, p. {page}</a>")
        }
    };
    parts.iter().map(one).collect()
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
