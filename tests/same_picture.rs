//! Who posted the same picture: at a prompt, in the window, and after a sealed picture was altered.

use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use plumb_tests::root;
use plumb_tests::window::Window;
use plumb_tests::workbench::Workbench;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Cursor;
use store::vault::{self, Key};

/// Accounts that post copies of one photograph within seconds, three times in one hour.
const TOGETHER: [&str; 4] = ["first", "second", "third", "fourth"];
/// The copies: as the sample has it, recompressed, shrunk, mirrored.
const COPIES: [&str; 4] = [
    "car-park-original.jpg",
    "again.jpg",
    "small.png",
    "mirrored.png",
];

fn written(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(picture);
    picture
        .write_to(&mut bytes, format)
        .expect("it is written to memory");
    bytes.into_inner()
}

/// The sample case with copies of one of its photographs, and posts that name them.
fn pictured(bench: &Workbench) -> &'static str {
    let case = bench.sample();
    let photograph = image::open(root().join("assets/sample").join(COPIES[0]));
    let photograph = photograph.expect("the sample has it").into_rgb8();
    let small = imageops::resize(&photograph, 480, 320, FilterType::Triangle);
    let mut again = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut again, 55);
    let written_again = photograph.write_with_encoder(encoder);
    written_again.expect("it is written to memory");
    let mirrored = imageops::flip_horizontal(&small);
    let pictures = [
        (COPIES[1], again),
        (COPIES[2], written(small, ImageFormat::Png)),
        (COPIES[3], written(mirrored, ImageFormat::Png)),
        (
            "blank.png",
            written(
                RgbImage::from_pixel(90, 60, Rgb([255; 3])),
                ImageFormat::Png,
            ),
        ),
    ];
    for (name, bytes) in pictures {
        let file = bench.give(name, bytes);
        bench.done(&["add", case, &file]);
    }
    let posts = bench.give("pictures.csv", posts());
    bench.done(&["posts", "import", case, &posts]);
    case
}

fn posts() -> String {
    let mut file = String::from("id,author,date,text,image_url\n");
    let mut id = 0;
    let mut post = |account: &str, minute: usize, second: usize, picture: &str| {
        id += 1;
        let at = format!(
            "2024-05-15T{:02}:{:02}:{second:02}Z",
            8 + minute / 60,
            minute % 60
        );
        let _ = writeln!(file, "{id},{account},{at},words {id},{picture}");
    };
    for minute in [0, 20, 40] {
        for (at, (account, copy)) in TOGETHER.iter().zip(COPIES).enumerate() {
            post(
                account,
                minute,
                at * 9,
                &format!("https://p.example/m/{copy}?s={minute}"),
            );
        }
        post("plain one", minute, 3, "blank.png");
        post("plain two", minute, 4, "blank.png");
        post("another", minute, 5, "https://p.example/m/post-a-001.png");
        post("nobody", minute, 6, "https://p.example/m/gone.jpg");
    }
    for minute in 0..120 {
        post(&format!("own{}", minute % 30), minute, 30, "");
    }
    file
}

fn pairs() -> Vec<Value> {
    let pair = |a: usize, b: usize| json!({ "account_1": TOGETHER[a], "account_2": TOGETHER[b], "weight": 3 });
    let below = |b: usize| (0..b).map(move |a| (a, b));
    let mut pairs: Vec<(usize, usize)> = (0..4).flat_map(below).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(a, b)| pair(a, b)).collect()
}

#[test]
fn edges_by_picture_are_found_frozen_and_verified_at_a_prompt() {
    let bench = Workbench::new();
    let case = pictured(&bench);
    let ask = ["posts", "edges", case, "D-1", "--by", "picture"];
    let found = bench.json(&[&ask[..], &["--weight", "pairs"]].concat());
    assert_eq!(found["edges"], Value::from(pairs()));
    let said = "Of 15 addresses and names of pictures in the posts, 13 were compared. \
                Not compared: 1 without an exhibit, 1 too plain to be told apart.";
    let remarks = found["remarks"].as_array().expect("a list");
    assert!(remarks.iter().any(|one| one["text"] == said), "{remarks:?}");
    let narrow = bench.json(&[&ask[..], &["--distance", "0"]].concat());
    assert_eq!(narrow["edges"], json!([]));
    let csv = bench.done(&[&ask[..], &["--csv", "--at-least", "3"]].concat());
    assert_eq!(csv.lines().count(), 1 + 12, "both directions: {csv}");
    let column = bench.json(
        &[
            &ask[..],
            &["--weight", "pairs", "--map", "picture=image_url"],
        ]
        .concat(),
    );
    assert_eq!(column["edges"], found["edges"]);
    let ids = bench.plumb(&[&ask[..], &["--map", "picture=id"]].concat());
    assert!(ids.err.contains("no pictures to compare"), "{}", ids.err);
    let other = bench.plumb(&[&ask[..], &["--map", "text=id"]].concat());
    assert_eq!(other.status, 2, "{}", other.err);
    let far = bench.plumb(&[&ask[..], &["--distance", "64"]].concat());
    assert_eq!(far.status, 2, "{}", far.err);

    let frozen = bench.done(&[&ask[..], &["--at-least", "3", "--freeze"]].concat());
    assert!(
        frozen.contains("4 accounts posted the same picture"),
        "{frozen}"
    );
    let number = frozen
        .lines()
        .next()
        .and_then(|line| line.split(' ').next_back());
    let shown = bench.json(&["show", case, number.expect("it says which")]);
    let text = shown.to_string();
    for words in [
        "PDQ hashes differ",
        "turned or mirrored",
        "too plain to be told apart",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    bench.done(&["verify", case]);

    let file = bench.given("pictures.csv").display().to_string();
    let alone = bench.plumb(&["posts", "edges", &file, "--by", "picture"]);
    assert_ne!(alone.status, 0);
    assert!(alone.err.contains("Plumb fetches nothing"), "{}", alone.err);
}

#[test]
fn a_sealed_picture_that_was_altered_is_named_by_the_finding_that_rests_on_it() {
    let bench = Workbench::new();
    let case = pictured(&bench);
    let ask = [
        "posts",
        "edges",
        case,
        "D-1",
        "--by",
        "picture",
        "--at-least",
        "3",
        "--freeze",
    ];
    bench.done(&ask);
    let exhibits = bench.json(&["list", case, "exhibits"]);
    let exhibits = exhibits.as_array().expect("a list");
    let altered = exhibits
        .iter()
        .find(|one| one.to_string().contains(COPIES[1]));
    let altered = altered.expect("it was added")["number"]
        .as_str()
        .expect("a number");
    let number = altered.trim_start_matches("E-").trim_start_matches('0');
    let opened = vault::open(&bench.work(case), Key::None).expect("it opens");
    let sql = format!(
        "UPDATE chunk SET bytes = CAST(substr(bytes, 1, 9999) || x'00' || substr(bytes, 10001) AS BLOB)
         WHERE hash = (SELECT chunk FROM original_chunk
             JOIN exhibit ON exhibit.original = original_chunk.original
             WHERE exhibit.number = {number} LIMIT 1)"
    );
    let names = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
    let names: Vec<String> = opened
        .connection
        .prepare(names)
        .and_then(|mut triggers| triggers.query_map([], |row| row.get(0))?.collect())
        .expect("the schema can be read");
    for name in names {
        let dropped = opened
            .connection
            .execute_batch(&format!("DROP TRIGGER {name}"));
        dropped.expect("a trigger drops");
    }
    opened
        .connection
        .execute_batch(&sql)
        .expect("the key opens everything");
    drop(opened);
    let answer = bench.plumb(&["verify", case, "--json"]);
    assert_eq!(answer.status, 1, "{}", answer.err);
    let told = format!("the picture {altered} cannot be hashed again");
    assert!(answer.out.contains(&told), "{told}: {}", answer.out);
}

#[test]
fn the_same_picture_is_chosen_seen_and_frozen_in_the_window() {
    let bench = Workbench::new();
    let case = pictured(&bench);
    let window = Window::open(&bench, case, &[]);
    window.watch_errors();
    window.click("//nav//button[@data-section='data']");
    window.wait_for("//main//*[@role='img' and @aria-label='Posts over time']");
    window.click("//aside//select/option[.='post the same picture']");
    window.press_button("Look for groups");
    window.wait_for("//main//*[@role='img' and starts-with(@aria-label, 'A: 4 accounts')]");
    window.wait_for("//aside//li[contains(., 'too plain to be told apart')]");
    let picture = "//main//td//button[starts-with(@aria-label, 'Quick look')]";
    window.click(picture);
    window.wait_for("//dialog//img");
    window.press(&["\u{E00C}"]);
    window.press_button("Freeze as exhibit");
    window.wait_for("//main//article//th[contains(., 'Picture of the first post')]");
    window.click("//aside//button[starts-with(normalize-space(.), 'Details')]");
    window.wait_for("//aside//*[contains(., 'from 4 pictures, which its record lists')]");
    window.wait_for("//aside//*[text()[contains(., 'E-023, E-004, E-019')]]");
    let compare = window.all("//main//button[starts-with(@title, 'Compare with')]");
    assert_eq!(compare, [""; 0], "a finding looks like none of them");
    assert_eq!(window.errors(), [""; 0], "nothing goes wrong in the page");
    drop(window);
    bench.done(&["verify", case]);
}
