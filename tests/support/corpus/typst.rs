//! A text in the markup of typst, with the plates that Plumb prints by itself.

use std::fmt::Write as _;

use super::{Block, Content, DESCRIPTION, Exhibit, Inline};

/// The head: the same paper, faces of the same kind, everything that a reader of
/// Plumb's report has too.
const HEAD: &str = r#"#set page(paper: "a4", numbering: "1 / 1", header: [A synthetic report])
#set text(lang: "en", size: 10.5pt, font: ("Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif CJK SC"))
#set par(justify: true)
#set heading(numbering: none)
#show heading.where(level: 1): it => { pagebreak(weak: true); it }
#let cite(number, page) = link(label(number), [#number, p. #page])
"#;

/// The whole source. `attachments` are files beside it that are attached.
pub fn typst(content: &Content, attachments: &[&str]) -> String {
    let title = quoted(&content.title);
    let mut text = format!("#set document(title: {title}, author: \"A test\")\n{HEAD}");
    for file in attachments {
        writeln!(
            text,
            "#pdf.attach({}, relationship: \"data\", mime-type: \"text/plain\", description: \"What the report rests on\")",
            quoted(file)
        )
        .expect("text can be written to text");
    }
    write!(text, "#title()\n#outline()\n\n").expect("text can be written to text");
    for block in &content.blocks {
        text.push_str(&written(block, content));
        text.push_str("\n\n");
    }
    text.push_str("= Exhibits\n\n");
    for (index, exhibit) in content.exhibits.iter().enumerate() {
        text.push_str(&plate(&content.number(index), exhibit));
    }
    text
}

fn written(block: &Block, content: &Content) -> String {
    match block {
        Block::Heading(level, words) => format!("#heading(level: {level}, {})", quoted(words)),
        Block::Paragraph(parts) => inlines(parts, content),
        Block::Quote(parts) => format!("#quote(block: true)[{}]", inlines(parts, content)),
        Block::List(numbered, items) => {
            let kind = if *numbered { "enum" } else { "list" };
            let items: String = items
                .iter()
                .map(|item| format!("[{}],", inlines(item, content)))
                .collect();
            format!("#{kind}({items})")
        }
        Block::Table(head, rows) => {
            let cells = |cells: &[String]| -> String {
                cells
                    .iter()
                    .map(|cell| format!("{},", quoted(cell)))
                    .collect()
            };
            let rows: String = rows.iter().map(|row| cells(row) + "\n").collect();
            format!(
                "#table(columns: {}, table.header({}),\n{rows})",
                head.len(),
                cells(head)
            )
        }
        Block::Figure(exhibit, caption) => {
            let file = &content.exhibits[*exhibit].file;
            format!(
                "#figure(image({}, width: 80%, alt: {}), caption: {})",
                quoted(file),
                quoted(DESCRIPTION),
                quoted(caption)
            )
        }
        Block::Code(text) => format!("#raw({}, block: true)", quoted(text)),
    }
}

fn inlines(parts: &[Inline], content: &Content) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(words) => format!("#{};", quoted(words)),
        Inline::Emphasis(words) => format!("#emph({});", quoted(words)),
        Inline::Strong(words) => format!("#strong({});", quoted(words)),
        Inline::Link(words, address) => format!("#link({}, {});", quoted(address), quoted(words)),
        Inline::Note(words) => format!("#footnote({});", quoted(words)),
        Inline::Cite(exhibit, page) => format!("#cite(\"{}\", {page});", content.number(*exhibit)),
    };
    parts.iter().map(one).collect()
}

fn plate(number: &str, exhibit: &Exhibit) -> String {
    let mut text = format!(
        "#pagebreak(weak: true)\n#heading(level: 2, \"{number} {file}\") <{number}>\n\
         #image({}, width: 80%, alt: {})\n",
        quoted(&exhibit.file),
        quoted(DESCRIPTION),
        file = exhibit.file,
    );
    let cells: String = super::plate_rows(exhibit)
        .iter()
        .map(|(name, value)| format!("{}, {},\n", quoted(name), quoted(value)))
        .collect();
    write!(
        text,
        "#table(columns: 2, table.header[What][Record],\n{cells})\n\n"
    )
    .expect("text can be written to text");
    text
}

/// A string of typst.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}
