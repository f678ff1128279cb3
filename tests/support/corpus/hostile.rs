//! A manuscript made to break printing: whatever a captured text may hold, and more.

use std::fmt::Write as _;

use crate::chance::Chance;

/// Words that tools have stumbled over, one trap each.
pub const TRAPS: &[&str] = &[
    "<script>alert(1)</script>",
    "</w:t>]]> & < > \" ' &amp; &#0; &#xFFFE;",
    ") Tj ET Q endstream endobj trailer << /Root 1 0 R >> %%EOF",
    "/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Launch",
    "\\u0000 \\(unbalanced ((( <</>>",
    "safe \u{202e}gnp.exe\u{202c} \u{2067}\u{2066}\u{2068}open isolates",
    "Z\u{335}\u{321}\u{322}\u{323}\u{324}a\u{300}\u{301}\u{302}\u{303}\u{304}l\u{334}go\u{489}",
    "\u{301}\u{5b0}\u{64b}\u{e31}\u{93f} marks with no letter",
    "\u{fdfd} \u{fdfa} لا إله \u{600}١٢٣ \u{6dd}٤٥",
    "क्\u{200d}ष क\u{94d}\u{94d}\u{94d} \u{93f}क र्\u{200c}य",
    "\u{1100}\u{1161}\u{11a8}\u{1100} \u{ac00}\u{11a8} \u{302e}",
    "กำ\u{e49}\u{e49}\u{e49} \u{e33}\u{e31}",
    "👩‍👩‍👧‍👦\u{200d}\u{200d} \u{fe0f}\u{fe0f} \u{1f1e6}\u{1f1e6}\u{1f1e6} 1\u{20e3}\u{20e3} \u{1f3fd}",
    "𒀀𒁀 𓀀𓂀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \u{1d173}\u{1d17a} 𐎠 \u{16fe0}",
    "\u{e000}\u{f8ff}\u{f0000}\u{10fffd} \u{378}\u{530}\u{2fe0}",
    "\u{fffe}\u{ffff}\u{1fffe}\u{10ffff} \u{fdd0} \u{fffd}",
    "\u{ad}\u{ad}\u{ad}soft\u{ad}hy\u{ad}phens\u{ad} \u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
    "\u{1}\u{2}\u{8}\u{b}\u{c}\u{e}\u{1b}[31m\u{7f}\u{85}\u{9f}",
    "\u{2028}line\u{2029}paragraph\u{fff9}a\u{fffa}b\u{fffb}",
    "\u{e0001}\u{e0041}\u{e007f} \u{e0100}\u{e01ef}",
    "İıŞşĞğ ß ẞ ŉ ǰ ΐ ﬁ ﬃ Ǆ ͅ",
    "../../../../etc/passwd ${HOME} `id` %s%n {{7*7}} #{1+1}",
    "𠜎𠜱𠝹 ⺀⼀ ㍿ ㋿ ｆｕｌｌｗｉｄｔｈ ﾊﾝｶｸ ぱ\u{3099}",
    "\u{a0}\u{a0}\u{a0}\u{202f}\u{3000}\u{1680}\u{2003}spaces\u{2007}",
];

/// The whole manuscript; the same on every machine.
pub fn hostile() -> String {
    let mut chance = Chance::seeded(666);
    let mut text = String::from(
        "---\ntitle: \"Hostile & <b>\u{202e}elttil\u{202c} ]]> (\\\\) %%EOF \u{1} \u{fffe} Ω\"\n\
         subtitle: '<!-- & -->'\nauthor: [\"A & B\", \"<\u{e000}>\"]\nlang: \"en\"\n---\n\n",
    );
    let paragraphs = [
        // The checks would say the same of every paragraph otherwise.
        "# Traps {.background}".to_owned(),
        unbroken(&mut chance, 80_000),
        words(&mut chance, 20_000),
        TRAPS.join("\n\n"),
        format!("# {} {{.background}}", unbroken(&mut chance, 20_000)),
        format!("## {}", words(&mut chance, 2_000)),
        tables(&mut chance),
        addresses(&mut chance),
        nested(),
        code(&mut chance),
        notes(&mut chance),
        format!("a{}", "\u{301}".repeat(3_000)),
        format!("👩{}", "\u{200d}👩".repeat(800)),
        "\u{2067}".repeat(300) + "isolates" + &"\u{2069}".repeat(200),
        "\u{202b}".repeat(200) + "embeddings",
        "![remote](https://example.org/a.png)\n\n![gone](E-999)\n\n![\u{1}](data:image/png;base64,AAAA)".into(),
        "Cited: [@E-999, p. 1; @C-999] @E-000 [@x:y.z] [see @E-001.99, p. 9999999999999].".into(),
        "::: denial\n::: denial\n::: denial\nnever closed".into(),
        "#### Skips levels\n\n###### Deepest\n\n# \n\n##   \n\n---\n\n***\n\n".into(),
        "x".into(),
    ];
    for paragraph in paragraphs {
        text.push_str(&paragraph);
        text.push_str("\n\n");
    }
    text
}

/// Letters and digits without one place to break.
fn unbroken(chance: &mut Chance, length: usize) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    (0..length)
        .map(|_| char::from(SIGNS[chance.below(64) as usize]))
        .collect()
}

/// Words of any script, mark, sign of direction, emoji or code that means nothing.
fn words(chance: &mut Chance, count: usize) -> String {
    let mut text = String::new();
    for _ in 0..count {
        for _ in 0..=chance.below(8) {
            text.push(letter(chance));
        }
        text.push(' ');
    }
    text
}

fn letter(chance: &mut Chance) -> char {
    const RANGES: &[(u32, u32)] = &[
        (0x61, 0x7a),
        (0xc0, 0x24f),
        (0x300, 0x36f),
        (0x370, 0x3ff),
        (0x400, 0x4ff),
        (0x530, 0x58f),
        (0x590, 0x5f4),
        (0x600, 0x6ff),
        (0x900, 0x97f),
        (0xe00, 0xe5b),
        (0x10a0, 0x10ff),
        (0x1100, 0x11ff),
        (0x1f00, 0x1fff),
        (0x200b, 0x200f),
        (0x202a, 0x202e),
        (0x2066, 0x2069),
        (0x3040, 0x30ff),
        (0x4e00, 0x9fff),
        (0xac00, 0xd7a3),
        (0xe000, 0xe0ff),
        (0xfe00, 0xfe0f),
        (0x1f1e6, 0x1f1ff),
        (0x1f300, 0x1f64f),
        (0x30000, 0x300ff),
        (0xe0020, 0xe007f),
    ];
    let (from, to) = RANGES[chance.below(RANGES.len() as u64) as usize];
    let code = from + chance.below(u64::from(to - from + 1)) as u32;
    char::from_u32(code).unwrap_or('x')
}

fn tables(chance: &mut Chance) -> String {
    let cell = words(chance, 7_000).replace(['|', '\n'], " ");
    let tall = format!("| a | b |\n|---|---|\n| {cell} | short |\n");
    let unbroken = unbroken(chance, 3_000);
    let wide = format!(
        "|{}\n|{}\n|{}\n",
        " h |".repeat(60),
        "---|".repeat(60),
        format!(" {} |", &unbroken[..40]).repeat(60)
    );
    let ragged = format!("| one |\n|---|\n| {unbroken} | too | many |\n|\n");
    [tall, wide, ragged].join("\n")
}

fn addresses(chance: &mut Chance) -> String {
    let long = unbroken(chance, 5_000).replace(['+', '/'], "-");
    format!(
        "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(2)) [c](data:text/html,x) [d](file:///etc/passwd) \
         [e](vbscript:x) [f](https://example.org/{long}) [g](https://user:pw@example.org:99999/%zz?\u{202e}x) \
         [h](mailto:a@example.org?subject=%0d%0aBcc:x) [i]() [j](//example.org) [](https://example.org/empty) \
         https://example.org/{long} <https://example.org/(unbalanced> [k](https://exämple.org/\u{1}é)"
    )
}

fn nested() -> String {
    let mut text = String::new();
    for depth in 0..60 {
        writeln!(text, "{}- item {depth}", "  ".repeat(depth))
            .expect("text can be written to text");
    }
    let quotes = format!("{} deep", ">".repeat(200));
    let brackets = format!("{}x{}", "[".repeat(500), "](y)".repeat(500));
    let stars = "*a **b ".repeat(300);
    [text, quotes, brackets, stars].join("\n\n")
}

fn code(chance: &mut Chance) -> String {
    let long = unbroken(chance, 20_000);
    let lines: String = (0..600).fold(String::new(), |mut lines, line| {
        let word = chance.word();
        writeln!(lines, "\t{line} \u{1b}[0m ə 字 👩 ) {word}")
            .expect("text can be written to text");
        lines
    });
    format!("```\n{long}\n{lines}```")
}

fn notes(chance: &mut Chance) -> String {
    let mut text = String::from("Noted");
    for note in 0..200 {
        write!(text, "[^{note}]").expect("text can be written to text");
    }
    text.push_str("[^missing]\n\n");
    for note in 0..200 {
        let words = words(chance, if note == 7 { 4_000 } else { 3 }).replace('\n', " ");
        write!(text, "[^{note}]: [^0] {words}\n\n").expect("text can be written to text");
    }
    text
}
