//! What the coordination network toolkit finds, Plumb finds: every edge and every weight, on
//! posts made to be misread.

use std::collections::BTreeMap;

use plumb_tests::chance::Chance;
use plumb_tests::judges;
use plumb_tests::workbench::Workbench;

/// Between words: kinds of white space, and signs that only look like one.
const SPACES: &[&str] = &[
    " ", "  ", "\t", "\n", "\u{a0}", "\u{85}", "\u{1c}", "\u{2003}", "\u{3000}", "\u{2028}",
    "\u{200b}", "\u{feff}",
];
/// Words whose small letters depend on where they stand, on the language or on the version of
/// Unicode; mentions; nothing.
const WORDS: &[&str] = &[
    "Hello",
    "hello",
    "HELLO",
    "İstanbul",
    "istanbul",
    "ΣΑΣ",
    "σας",
    "σασ",
    "straße",
    "STRASSE",
    "ẞ",
    "ǅ",
    "ﬁn",
    "fin",
    "мир",
    "МИР",
    "é",
    "e\u{301}",
    "É",
    "I",
    "ı",
    "\u{212a}",
    "k",
    "ᾳ",
    "ᾼ",
    "Ⅷ",
    "😀",
    "新喀",
    "@user",
    "@User:",
    "@",
    "a@b",
    "RT",
    "#tag",
    "\"",
    "",
];
const LINKS: &[&str] = &[
    "https://a.example/1",
    "https://a.example/2",
    "http://B.example",
    "https://a.example/1,https://b.example",
    "x",
    "",
];
const ACCOUNTS: &[&str] = &["u0", "U0", "0u", "é", "e\u{301}", "u 1", "u,2", "新"];

fn several(chance: &mut Chance, of: &[&str], between: &[&str], most: u64) -> String {
    let count = chance.below(most + 1);
    let part = |_| [one(chance, of), one(chance, between)].concat();
    (0..count).map(part).collect()
}

fn one<'a>(chance: &mut Chance, of: &[&'a str]) -> &'a str {
    of[chance.below(of.len() as u64) as usize]
}

fn field(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn posts(chance: &mut Chance) -> String {
    let mut csv =
        "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n".to_owned();
    for at in 0..200 {
        // Some ids come twice; the first row counts.
        let id = if chance.below(8) == 0 {
            chance.below(at + 1)
        } else {
            at
        };
        let fields = [
            id.to_string(),
            one(chance, ACCOUNTS).to_owned(),
            "name".to_owned(),
            one(chance, &["", "", "r1", "r2"]).to_owned(),
            one(chance, &["", "", "p1", "p2"]).to_owned(),
            several(chance, WORDS, SPACES, 3),
            chance.below(900).to_string(),
            several(chance, LINKS, &[" ", "  ", ""], 3),
        ];
        csv.push_str(&fields.map(|text| field(&text)).join(","));
        csv.push('\n');
    }
    csv
}

type Edges = BTreeMap<(String, String, String), u64>;

#[test]
fn every_edge_and_weight_is_the_toolkits() {
    let bench = Workbench::new();
    let mut chance = Chance::seeded(46);
    let mut all = 0;
    for window in ["0", "10", "60"] {
        let file = bench.give("posts.csv", posts(&mut chance));
        let mut expected = Edges::new();
        for (network, from, to, weight) in judges::cnt(file.as_ref(), window) {
            expected.insert((network, from, to), weight);
        }
        let mut found = Edges::new();
        for network in ["text", "link", "repost", "reply"] {
            let asked = ["posts", "edges", &file, "--by", network];
            let asked = [&asked[..], &["--within", window, "--at-least", "1"]].concat();
            for edge in bench.json(&asked)["edges"].as_array().into_iter().flatten() {
                let name = |end: &str| edge[end].as_str().unwrap_or_default().to_owned();
                let weight = edge["weight"].as_u64().unwrap_or_default();
                found.insert(
                    (network.to_owned(), name("account_1"), name("account_2")),
                    weight,
                );
            }
        }
        assert_eq!(found, expected, "within {window} seconds");
        all += found.len();
    }
    assert!(
        all > 100,
        "only {all} edges: the posts have too little in common"
    );
}
