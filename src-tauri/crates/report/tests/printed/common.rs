//! A document as a journalist's would be, for the tests that print it.

use chrono::DateTime;
use report::{
    Block, Citation, ClaimEvidence, ClaimRow, Custody, Document, Fact, Figure, Inline, MarginNote,
    OpenPoint, Paragraph, Passage, Picture, Plate, PlateClaim, PlateMark, Region, Row, Shown,
    SourceRecord, Summary, Table, Tone, View,
};

/// Plain words.
pub(crate) fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

/// A citation of a mark such as `E-014·1`.
pub(crate) fn cite(label: &str) -> Inline {
    let target = label.split('·').next().unwrap().to_owned();
    let key = if target.starts_with('C') {
        String::new()
    } else {
        label.replace('·', ".")
    };
    Inline::Citation(Citation {
        label: label.to_owned(),
        target,
        key,
        locator: String::new(),
    })
}

/// A numbered paragraph.
pub(crate) fn paragraph(number: u32, inlines: Vec<Inline>, margin: Vec<MarginNote>) -> Block {
    Block::Paragraph(Paragraph {
        lang: None,
        number: Some(number),
        text: inlines,
        margin,
    })
}

/// A note in the margin about an exhibit.
pub(crate) fn beside(label: &str, lead: &str, detail: &str, tone: Tone) -> MarginNote {
    MarginNote::Exhibit {
        label: label.to_owned(),
        target: label.split('·').next().unwrap().to_owned(),
        lead: lead.to_owned(),
        detail: detail.to_owned(),
        tone,
    }
}

fn confidence(claim: &str, bars: u8, word: &str) -> MarginNote {
    MarginNote::Confidence {
        claim: claim.to_owned(),
        bars,
        word: word.to_owned(),
    }
}

/// An empty document.
pub(crate) fn empty(title: &str) -> Document {
    Document {
        lang: "en".into(),
        kicker: "Investigation".into(),
        title: title.into(),
        printed_at: DateTime::parse_from_rfc3339("2024-06-10T14:32:00+04:00").unwrap(),
        version: "0.9".into(),
        copy_label: "For legal review, not for publication".into(),
        ..Document::default()
    }
}

/// A drawn picture of a post.
pub(crate) fn picture(format: image::ImageFormat) -> Picture {
    let image = image::RgbImage::from_fn(640, 480, |x, y| {
        if y < 90 {
            image::Rgb([250, 250, 250])
        } else if x < 320 {
            image::Rgb([90, (120 + y / 8) as u8, 140])
        } else {
            image::Rgb([(60 + x / 8) as u8, 110, 100])
        }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    Picture {
        media_type: format.to_mime_type().to_owned(),
        bytes: bytes.into_inner().into(),
    }
}

/// A report of a few pages with one of everything.
pub(crate) fn sample() -> Document {
    let long = "The same picture reached Facebook, where VIGINUM counted 145 posts by 80 people. Our dataset holds no Facebook posts, so we could not check that figure. ";
    Document {
        title: "One image, 5,187 posts".into(),
        subtitle: "How accounts linked to Azerbaijan’s ruling party spread false pictures of the unrest in New Caledonia".into(),
        authors: vec!["Subject One".into(), "Subject Two".into()],
        fingerprint: Some("4be190d72f35c8aa61d07e94b3f218cc5a07d94e0c6152b9a3e41f709c8dee28".into()),
        facts: vec![Fact { title: "11 claims, 31 exhibits".into(), lines: vec!["4 cleared, 4 in review".into(), "Names replaced by codes".into()] }],
        summary: vec![
            Summary { title: "What we found.".into(), text: vec![text("A montage that blamed French police for a killing was posted 5,187 times by 1,686 accounts in one day. At least 86 named the ruling party in their profiles.")] },
            Summary { title: "What they say.".into(), text: vec![text("The party denies any campaign. Its spokesman calls the allegation “absurd and biased” and says members speak for themselves.")] },
            Summary { title: "What we do not know.".into(), text: vec![text("Who gave the first account the picture, and whether anyone was told to post it.")] },
        ],
        body: vec![
            Block::Heading { level: 1, anchor: "one-image".into(), text: vec![text("2. One image, copied")] },
            paragraph(12, vec![
                text("At 12:21 on 15 May 2024 an account on X posted two photographs side by side under the words “French police are guilty of murder”. "), cite("E-014·1"), text(" Within the day 1,686 accounts had posted the montage 5,187 times. "), cite("E-021·2"), Inline::Note(1),
            ], vec![beside("E-014", "First post of the montage.", "Captured 16 May, 09:14", Tone::Plain), beside("E-021", "VIGINUM note,", "17 May, p. 2", Tone::Plain)]),
            paragraph(13, vec![text("The two pictures do not belong together. Reporters at Libération traced the left one to a supermarket car park in the Magenta quarter of Nouméa and the right one to a lane in Ducos, more than three kilometres away. "), cite("E-021·2"), text(" Nothing shows that the man on the left is a police officer. "), cite("E-014·2"), text(" The "), Inline::Link { address: "https://example.org/hc".into(), text: vec![text("High Commissioner")] }, text(" said civilians, not the police, had "), Inline::Emphasis(vec![text("killed three")]), text(" Kanaks.")], vec![]),
            paragraph(14, vec![text("The account that posted it first describes its owner as an adviser to the ruling party. His name does not appear on a staff list the party’s district branch published in June. "), cite("C-03"), Inline::Note(2)], vec![
                beside("E-021", "Speaks against it.", "Staff list, 3 June", Tone::Contradicts),
                confidence("C-03", 2, "Moderate confidence"),
            ]),
            Block::Denial(vec![paragraph(15, vec![text("A spokesman for the party called the allegation “absurd and biased”. “Party members can freely express their opinions on social and political issues in the mass media and social media,” he told RFE/RL. "), cite("E-014·3")], vec![beside("E-014", "Denial.", "Asked 28 May, answered in June", Tone::Denial)])]),
            paragraph(16, vec![text("The copies came fast. In six hours 212 accounts posted the same text within sixty seconds of one another; if their timing had been unrelated, about four would be expected. "), cite("E-021·1"), Inline::Note(3), text(" Two fifths of them named the party.")], vec![confidence("C-05", 3, "High confidence")]),
            Block::Figure(Figure { shown: Shown::Picture(0), exhibit: "E-014".into(), alt: "Two photographs side by side".into(), caption: vec![text("The montage as first posted, 15 May, Baku time.")] }),
            paragraph(17, vec![text(&long.repeat(2))], vec![]),
            Block::Heading { level: 2, anchor: "who".into(), text: vec![text("Who posted first")] },
            Block::Quote(vec![paragraph(18, vec![text("Bu, uydurmadır. Azərbaycan heç bir kampaniya aparmır; gənc nəsil öz fikrini yazır. ƏĞIİŞ əğıiş.")], vec![])]),
            Block::List { first: None, items: vec![
                vec![paragraph(19, vec![text("accounts created within one week of May;")], vec![])],
                vec![paragraph(20, vec![text("accounts that name the party in the profile, and which were suspended by the platform before we had finished counting them;")], vec![])],
            ] },
            Block::List { first: Some(1), items: vec![vec![Block::Paragraph(Paragraph { text: vec![text("first")], ..Paragraph::default() })], vec![Block::Paragraph(Paragraph { text: vec![text("second")], ..Paragraph::default() })]] },
            Block::Table(Table { head: vec![vec![text("Account")], vec![text("Posts")], vec![text("How its place is known")]], rows: (1..=24).map(|n| vec![vec![text(&format!("A-{n:03}"))], vec![text(&(n * 37).to_string())], vec![text("Profile text names Baku; posting hours agree with UTC+4 and with nothing else we compared it to.")]]).collect() }),
            Block::Code("curl -sL https://example.org | sha256sum\n\tindented with a tab".into()),
            Block::Rule,
            paragraph(21, vec![text("Сводка на русском: партия отрицает кампанию. Ελληνικά: το κόμμα αρνείται. نفى الحزب وجود أي حملة منسقة. המפלגה מכחישה כל קמפיין. ქართული და հայերեն: ไทย: प्रधानमंत्री ने इनकार किया।")], vec![]),
        ],
        notes: vec![
            vec![text("VIGINUM counts original posts and leaves out 179 reposts. Our own dataset gives the same order of size.")],
            vec![text("The list is dated 3 June 2024. We asked the branch for the April version on 5 June and have had no answer.")],
            vec![text("Ten thousand random shuffles of posting times, seed 20240515; the highest chance result was nine. Method in appendix B.")],
        ],
        plates: vec![
            Plate {
                tag: "E-014".into(), title: "First post of the montage, 15 May 2024".into(), view: View::Picture(0), alt: "A post with two photographs".into(),
                marks: vec![
                    PlateMark { number: 1, place: Some(Region { x: 0.02, y: 0.22, width: 0.46, height: 0.7 }), place_words: String::new(), note: "Left photograph: Magenta car park, not near the victim.".into(), paragraphs: vec![12, 13] },
                    PlateMark { number: 2, place: Some(Region { x: 0.52, y: 0.22, width: 0.46, height: 0.7 }), place_words: String::new(), note: "Right photograph: withheld here because it shows a victim. Held in the case file.".into(), paragraphs: vec![13] },
                    PlateMark { number: 3, place: Some(Region { x: 0.02, y: 0.05, width: 0.3, height: 0.08 }), place_words: String::new(), note: "Time of posting, the earliest copy we have found.".into(), paragraphs: vec![15] },
                ],
                source: vec![
                    Row { name: "Posted".into(), value: "15 May 2024, 12:21 (UTC+4)".into(), identifier: false },
                    Row { name: "Account".into(), value: "A-001, name withheld".into(), identifier: false },
                    Row { name: "Address".into(), value: "https://x.example/status/1790000000000000001".into(), identifier: true },
                    Row { name: "State".into(), value: "Suspended since 16 May".into(), identifier: false },
                ],
                covered: vec![(1, Region { x: 0.52, y: 0.22, width: 0.46, height: 0.7 })],
                changes: vec!["R1, one half withheld. The pixels under it are not in this file.".into()],
                custody: vec![
                    Custody { when: "16 May 2024, 09:14:22".into(), who: "Subject One".into(), what: "Captured the page in Firefox 126 with the capture helper 1.2: full-page PNG and WARC.".into() },
                    Custody { when: "16 May 2024, 09:14:23".into(), who: "Plumb 0.9".into(), what: "Original sealed. SHA-256 recorded, entry 41 of the log.".into() },
                ],
                claims: vec![PlateClaim { claim: "C-03".into(), tone: Tone::Supports, stance: "Supports".into(), text: "A montage falsely blaming French police was posted 5,187 times in one day.".into(), confidence: Some((3, "High".into())) }],
                fingerprint: Some("9f2c41d70be35a18c6f02d94e17b88a340cd6be51f0993d27a5ec8042b6f77a1".into()),
                check: "The evidence package holds this file as originals/E-014.png. Any SHA-256 tool must print the value on the left.".into(),
                source_record: SourceRecord { kind: "post".into(), author: "A-001".into(), container: "X".into(), address: "https://x.example/status/1790000000000000001".into(), issued: vec![2024, 5, 15], accessed: vec![2024, 5, 16], lang: "en".into() },
            },
            Plate {
                tag: "E-021".into(), title: "VIGINUM, technical note".into(),
                view: View::Excerpt(vec![Passage { text: "The service observed, between 15 and 16 May, ".into(), mark: None }, Passage { text: "5,187 posts by 1,686 accounts".into(), mark: Some(2) }, Passage { text: ", most of them in the first hours.".into(), mark: None }]),
                alt: String::new(),
                marks: vec![PlateMark { number: 1, place: None, place_words: "Page 2".into(), note: "The method of counting.".into(), paragraphs: vec![16] }, PlateMark { number: 2, place: None, place_words: String::new(), note: "The number of posts.".into(), paragraphs: vec![12] }],
                covered: vec![], source: vec![Row { name: "Published".into(), value: "17 May 2024".into(), identifier: false }], changes: vec![], custody: vec![], claims: vec![], fingerprint: None, check: "Cited, not held: ask the publisher for it.".into(),
                source_record: SourceRecord { kind: "report".into(), author: "VIGINUM".into(), issued: vec![2024, 5, 17], ..SourceRecord::default() },
            },
        ],
        claims: vec![
            ClaimRow { tag: "C-03".into(), text: "The first account belongs to an adviser of the party.".into(), standing: "Disputed".into(), confidence: Some((2, "Moderate confidence".into())), reason: "The profile says so; the staff list does not.".into(), evidence: vec![ClaimEvidence { label: "E-014·1".into(), target: "E-014".into(), tone: Tone::Supports, stance: "Supports".into() }, ClaimEvidence { label: "E-021·2".into(), target: "E-021".into(), tone: Tone::Contradicts, stance: "Contradicts".into() }], paragraphs: vec![14, 16] },
            ClaimRow { tag: "C-05".into(), text: "The posts were coordinated.".into(), standing: "Backed".into(), confidence: None, reason: String::new(), evidence: vec![], paragraphs: vec![] },
        ],
        open_points: vec![OpenPoint { rule: "L04".into(), text: "A contradiction is linked and not explained.".into(), paragraph: Some(14), waiver: None }, OpenPoint { rule: "L07".into(), text: "A date is missing.".into(), paragraph: None, waiver: Some("Subject One: not needed here".into()) }],
        pictures: vec![picture(image::ImageFormat::Png)],
        ..empty("")
    }
}
