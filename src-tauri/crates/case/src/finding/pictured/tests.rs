//! Posts with the same picture, from files to a finding that verifies, and what tampering shows.

use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use evidence::{Id, Number};
use posts::chance::Lots;
use posts::finding::{Question, Trace};
use posts::network::Weight;
use posts::reading::Field;

use crate::finding::{Finding, Freezing, Frozen, PostsSource, tests};
use crate::posts::{EdgeQuery, FileReading, edges_in_file};
use crate::{Addition, Case, Error, KeyCost, Lock, Machine, SourceEdit};

const PHOTOGRAPH: &[u8] = include_bytes!("../../../../../../assets/sample/car-park-original.jpg");

struct Bench {
    folder: tempfile::TempDir,
    case: Case,
}

/// A case with pictures: an original, two copies of it, another one, and two that show nothing.
fn bench() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let lock = Lock {
        passphrase: "long enough",
        cost: KeyCost::TEST,
    };
    let mut last = 0;
    let ids = move || {
        last += 1;
        Id::new(uuid::Uuid::from_u128(last))
    };
    let machine = Machine::new(chrono::DateTime::default, ids, "UTC", "a test");
    let path = folder.path().join("case.plumb");
    let opening = Case::create(&path, "Pictures", lock, machine);
    let case = opening.expect("a case can be made").case;
    let mut bench = Bench { folder, case };
    let copy = |side| capture::thumbnail(PHOTOGRAPH, side).expect("drawn").bytes;
    bench.add("original.jpg", PHOTOGRAPH);
    bench.add("recompressed.jpg", &copy(1_600));
    bench.add("shrunk.jpg", &copy(420));
    bench.add("other.png", &picture(|x, y| (x * x / 40 + y * 3) as u8));
    bench.add("blank.png", &picture(|_, _| 255));
    bench.add("torn.jpg", &PHOTOGRAPH[..100]);
    bench
}

fn picture(value: impl Fn(u32, u32) -> u8) -> Vec<u8> {
    let side = 160;
    let pixel = |at: u32| {
        let value = value(at % side, at / side);
        [value, value, value / 2, 255]
    };
    let pixels = (0..side * side).flat_map(pixel).collect();
    let picture = capture::png_of_rgba(side, side, pixels);
    picture.expect("a picture").bytes
}

impl Bench {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Number {
        let file = self.folder.path().join(name);
        fs::write(&file, bytes).expect("written");
        let batch = self.case.new_batch();
        let edit = SourceEdit::default();
        let go_on = &mut |_| ControlFlow::Continue(());
        match self.case.add_file(&file, &edit, batch, go_on) {
            Ok(Addition::Added { number, .. }) => number,
            other => panic!("{name} is added: {other:?}"),
        }
    }

    fn import(&mut self, text: &str) -> Number {
        self.import_mapped(text, &[])
    }

    fn import_mapped(&mut self, text: &str, columns: &[(Field, &str)]) -> Number {
        let file = self.folder.path().join("posts.csv");
        fs::write(&file, text).expect("written");
        let columns = columns.iter();
        let reading = FileReading {
            columns: columns
                .map(|(field, column)| (*field, (*column).to_owned()))
                .collect(),
            zone: None,
        };
        let go_on = &mut |_| ControlFlow::Continue(());
        let imported = self.case.import_posts(&file, &reading, go_on);
        imported.expect("it is readable").value.number
    }

    fn freeze(&mut self, data: Number) -> Number {
        let source = self.source(data);
        let frozen = self
            .case
            .freeze(&source, &question(), Freezing::default(), &mut go_on);
        frozen.expect("it is answered").value
    }

    fn source(&self, data: Number) -> PostsSource {
        self.case.posts_source(data).expect("it is there")
    }

    fn together(&self, number: Number) -> Finding {
        match self.case.frozen(number).expect("it is frozen") {
            Frozen::Together(finding) => *finding,
            Frozen::Count(_) => panic!("it is no count"),
        }
    }

    /// What an exhibit is derived from, and how.
    fn provenance(&self, number: Number) -> (Vec<String>, String) {
        let view = self.case.exhibit(number).expect("it is there");
        let parents = view.derived_from.iter().map(ToString::to_string);
        (parents.collect(), view.method.unwrap_or_default())
    }

    /// What verify finds wrong, in words.
    fn problems(&self) -> String {
        let found = self
            .case
            .verify(None, &mut |_, _| ControlFlow::Continue(()));
        format!("{:?}", found.expect("verified").problems)
    }

    /// Freezes an answer whose record somebody changed.
    fn forge(&mut self, data: Number, change: impl FnOnce(&mut Finding)) {
        let source = self.source(data);
        let answered = self.case.draft_finding(&source, &question(), &mut go_on);
        let mut finding = answered.expect("it is answered").finding;
        change(&mut finding);
        let frozen = Frozen::Together(Box::new(finding));
        self.case.seal_finding(&frozen).expect("it is sealed");
    }
}

fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn question() -> Question {
    Question {
        by: Trace::Picture,
        at_least: 1,
        lots: Lots {
            seed: 7,
            repetitions: 3,
        },
        ..tests::question()
    }
}

fn query(weight: Weight) -> EdgeQuery {
    EdgeQuery {
        by: Trace::Picture,
        within: 60_000,
        at_least: 1,
        weight,
        similarity: 0.8,
        distance: 31,
    }
}

/// What pdqhash 0.2.8 gives for the photograph.
const HASH: &str = "940a5a85035b4a36a0f7d5070db1fff4b37692010c4967faa1bf90176a7e1fcc";

/// Nine posts within a minute, two of the same pictures a day later.
fn posts_file() -> String {
    let posts = [
        ("original", 0, "https://p.example/m/original.jpg?size=large"),
        ("recompressed", 10, "https://p.example/m/recompressed.jpg"),
        ("shrunk", 20, "shrunk.jpg"),
        ("hashed", 30, HASH),
        ("other", 5, "https://p.example/m/other.png"),
        ("blank1", 6, "blank.png"),
        ("blank2", 7, "blank.png"),
        ("torn", 8, "torn.jpg"),
        ("missing", 9, "https://p.example/m/missing.jpg"),
        ("late1", 86_400, "shrunk.jpg"),
        ("late2", 86_461, "https://p.example/m/recompressed.jpg"),
    ];
    let mut text = String::from("id,author,timestamp,text,image_url\n");
    for (at, (account, second, picture)) in posts.iter().enumerate() {
        let stamp = chrono::DateTime::from_timestamp(1_715_760_000 + second, 0);
        let stamp = stamp.expect("a moment").to_rfc3339();
        let _ = writeln!(text, "{at},{account},{stamp},words {at},{picture}");
    }
    text
}

fn listed(edges: &[crate::posts::Edge]) -> Vec<(&str, &str, u32)> {
    let edges = edges.iter();
    edges
        .map(|edge| (&*edge.account_1, &*edge.account_2, edge.weight))
        .collect()
}

#[test]
fn copies_of_a_picture_make_edges_and_everything_else_is_counted() {
    let mut bench = bench();
    let data = bench.import(&posts_file());
    let found = bench.case.edges(data, query(Weight::Pairs)).expect("found");
    let expected = [
        ("original", "recompressed", 1),
        ("original", "shrunk", 1),
        ("original", "hashed", 1),
        ("recompressed", "shrunk", 1),
        ("recompressed", "hashed", 1),
        ("shrunk", "hashed", 1),
    ];
    assert_eq!(listed(&found.edges), expected);
    let both = bench
        .case
        .edges(data, query(Weight::Messages))
        .expect("found");
    assert_eq!(both.edges.len(), 12);
    let said: Vec<&str> = found
        .remarks
        .iter()
        .map(|remark| &*remark.said.text)
        .collect();
    let expected = "Of 8 addresses and names of pictures in the posts, 5 were compared. Not compared: 1 \
                    without an exhibit, 1 not decodable, 1 too plain to be told apart.";
    assert!(said.contains(&expected), "{said:?}");
}

#[test]
fn a_finding_about_pictures_says_what_was_compared_and_verifies() {
    let mut bench = bench();
    let data = bench.import(&posts_file());
    let number = bench.freeze(data);
    let finding = bench.together(number);
    let answer = &finding.answer;
    assert_eq!((answer.members.len(), answer.pairs.len()), (4, 6));
    let pictures = finding.pictures.as_ref().expect("it is about pictures");
    let known: Vec<(Option<&str>, Option<u8>)> = pictures
        .known
        .iter()
        .map(|picture| (picture.exhibit.as_deref(), picture.quality))
        .collect();
    let expected = [
        (None, None),
        (Some("E-001"), Some(100)),
        (Some("E-002"), Some(100)),
        (Some("E-003"), Some(100)),
        (Some("E-004"), Some(100)),
        (Some("E-005"), Some(0)),
    ];
    assert_eq!(known, expected);
    assert_eq!(pictures.known[0].pdq.to_string(), HASH);
    assert!(pictures.known[1].pdq.distance(&pictures.known[0].pdq) <= 4);
    assert_eq!(pictures.shared, ["E-001"]);
    assert_eq!(pictures.behind, ["E-001", "E-002", "E-003"]);
    let expected =
        "computed from the rows of the data set and from 3 pictures, which its record lists";
    let (parents, method) = bench.provenance(number);
    assert_eq!(parents, ["E-007", "E-001", "E-002", "E-003"]);
    assert_eq!(method, expected);
    let text = bench.case.exhibit_text(number).expect("readable");
    let text = text.expect("a finding has words");
    for words in [
        "4 accounts posted the same picture within 60 seconds of each other",
        "PDQ hashes differ in at most 31 of 256 bits",
        "5 of 8 addresses and names in the posts; 5 exhibits and 1 hash that the posts name",
        "| Picture of the first post |",
        "| E-001 |",
        "Of 8 addresses and names of pictures in the posts, 5 were compared",
        "memes",
        "cropped",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    assert_eq!(bench.problems(), "[]");
    // More pictures, and one in the bin, change nothing in what was frozen.
    bench.add("missing.jpg", &picture(|x, y| (x * y) as u8));
    let first = "E-001".parse().expect("a number");
    bench.case.bin(&[first]).expect("thrown away");
    assert_eq!(bench.problems(), "[]");
}

#[test]
fn a_finding_names_few_pictures_and_counts_many_and_not_those_that_are_gone() {
    for (copies, named) in [(12, 12), (13, 0)] {
        let mut bench = bench();
        let mut text = String::from("id,author,timestamp,text,image_url\n");
        let mut bytes = picture(|x, y| (x * 3 + y * y / 9) as u8);
        for at in 0..copies {
            bytes.push(b'\n');
            bench.add(&format!("copy {at}.png"), &bytes);
            let second = 10 + at;
            let _ = writeln!(
                text,
                "{at},u{at},2024-05-15T08:00:{second}Z,words,https://p.example/copy%20{at}.png"
            );
        }
        let data = bench.import(&text);
        let source = bench.source(data);
        let draft = bench.case.draft_finding(&source, &question(), &mut go_on);
        let draft = draft.expect("it is answered");
        let first = "E-007".parse().expect("a number");
        bench.case.bin(&[first]).expect("thrown away");
        let frozen = bench.case.freeze_draft(draft, Freezing::default());
        let (parents, method) = bench.provenance(frozen.expect("sealed").value);
        let expected = if named == 0 { 1 } else { named };
        assert_eq!(parents.len(), expected, "{parents:?}");
        assert!(!parents.contains(&first.to_string()), "it is in the bin");
        let said = format!("and from {copies} pictures, which its record lists");
        assert!(method.ends_with(&said), "{method}");
        assert_eq!(bench.problems(), "[]");
    }
}

type Change = fn(&mut Finding);

#[test]
fn a_changed_record_of_pictures_is_named() {
    let changes: [(Change, &str); 6] = [
        (
            |finding| pictures(finding).known[1].pdq = Default::default(),
            "the picture E-001 has the PDQ 940a5a85",
        ),
        (
            |finding| pictures(finding).known[5].quality = Some(90),
            "the picture E-005 has the PDQ",
        ),
        (
            |finding| pictures(finding).known[0].pdq = Default::default(),
            "no post names the hash 0000",
        ),
        (
            |finding| drop(pictures(finding).known.remove(4)),
            "the pictures it counts are not those that the posts name",
        ),
        (
            |finding| {
                let known = &mut pictures(finding).known;
                let other = known[4].sha256.clone();
                known[1].sha256 = other;
            },
            "E-001 is not the picture that was compared",
        ),
        (
            |finding| finding.answer.pairs.truncate(5),
            "computed again it gives 4 accounts in 6 pairs instead of 4 in 5",
        ),
    ];
    let mut bench = bench();
    let data = bench.import(&posts_file());
    for (change, expected) in changes {
        bench.forge(data, change);
        let problems = bench.problems();
        assert!(
            problems.contains(expected),
            "{expected} is not in {problems}"
        );
        bench.case.undo(1).expect("undone");
        assert_eq!(bench.problems(), "[]");
    }
}

fn pictures(finding: &mut Finding) -> &mut crate::finding::Pictures {
    finding.pictures.as_mut().expect("it is about pictures")
}

#[test]
fn what_cannot_be_compared_is_refused_with_what_to_do() {
    let mut bench = bench();
    let text = posts_file();
    let unnamed = bench.import(&text.replace(",image_url", ",colour"));
    let error = |found: Result<_, Error>| match found {
        Ok(_) => panic!("there is nothing to compare"),
        Err(error) => (error.message.text, error.hint.unwrap_or_default()),
    };
    let (message, hint) = error(bench.case.edges(unnamed, query(Weight::Pairs)));
    assert_eq!(message, format!("no post of {unnamed} names a picture"));
    assert!(hint.contains("Import the file again"), "{hint}");
    let nowhere = bench.import("id,author,timestamp,picture\n1,a,2024-05-15T08:00:00Z,x.jpg\n");
    let (message, hint) = error(bench.case.edges(nowhere, query(Weight::Pairs)));
    assert!(
        message.ends_with("Not compared: 1 without an exhibit."),
        "{message}"
    );
    assert!(hint.contains("Plumb fetches nothing"), "{hint}");
    let source = bench.source(nowhere);
    let asked = bench.case.ask(&source, &question(), &mut go_on);
    assert!(asked.is_err_and(|error| error.message.text.contains("has no pictures to compare")));
    let again = bench.import(&text);
    let source = bench.source(again);
    let stopped = bench
        .case
        .ask(&source, &question(), &mut |part| match part > 0.3 {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        });
    assert_eq!(
        stopped.expect_err("it was stopped").kind,
        crate::Kind::Stopped
    );
}

#[test]
fn a_data_set_from_before_pictures_were_read_is_asked_about_them_without_a_new_import() {
    let mut bench = bench();
    let text = posts_file();
    let before = bench.import_mapped(&text, &[(Field::Picture, "")]);
    let found = bench.case.edges(before, query(Weight::Pairs));
    assert_eq!(found.expect("its file is recognised").edges.len(), 6);
    let frozen = bench.freeze(before);
    assert_eq!(bench.together(frozen).answer.pairs.len(), 6);
    let unnamed = bench.import_mapped(&text.replace(",image_url", ",colour"), &[]);
    let named = |column: &str| PostsSource {
        pictures: Some(column.to_owned()),
        ..bench.source(unnamed)
    };
    let ask = |column: &str| {
        let question = query(Weight::Pairs);
        bench.case.edges_by_picture(&named(column), question)
    };
    assert_eq!(ask("colour").expect("it was named").edges.len(), 6);
    let refused = ask("color").expect_err("there is no such column");
    assert!(
        refused.message.text.contains("color"),
        "{}",
        refused.message
    );
    let refused = ask("text").expect_err("these are words");
    assert!(refused.message.text.contains("no pictures to compare"));
    let source = named("colour");
    let freezing = Freezing::default();
    let frozen = bench
        .case
        .freeze(&source, &question(), freezing, &mut go_on);
    let finding = bench.together(frozen.expect("it is answered").value);
    let column = finding.data.mapping.as_ref();
    let column = column.and_then(|mapping| mapping.column(Field::Picture));
    assert_eq!(column, Some("colour"), "verify reads the same column");
    assert_eq!(bench.problems(), "[]");
    // What was read for one column does not answer for another.
    let other = PostsSource {
        pictures: Some("text".to_owned()),
        ..source
    };
    let asked = bench.case.ask(&other, &question(), &mut go_on);
    assert!(asked.is_err_and(|error| error.message.text.contains("no pictures to compare")));
}

#[test]
fn a_file_outside_any_case_is_compared_by_the_hashes_it_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = format!(
        "id,author,timestamp,pdq\n1,a,2024-05-15T08:00:00Z,{HASH}\n\
         2,b,2024-05-15T08:01:00Z,{}\n3,c,2024-05-15T08:00:09Z,{}\n4,d,2024-05-15T08:00:09Z,x.jpg\n",
        HASH.to_uppercase(),
        "0".repeat(64),
    );
    let file = |rows: &str| {
        let path = folder.path().join("posts.csv");
        fs::write(&path, rows).expect("written");
        path
    };
    let find = |path: &Path| {
        let reading = FileReading::default();
        edges_in_file(path, query(Weight::Messages), &reading, &mut |_| {
            ControlFlow::Continue(())
        })
    };
    let found = find(&file(&rows)).expect("there are hashes");
    assert_eq!(listed(&found.edges), [("a", "b", 1), ("b", "a", 1)]);
    let said = found.remarks.last().map(|remark| &*remark.said.text);
    assert!(
        said.is_some_and(|said| said.contains("1 too plain")),
        "{said:?}"
    );
    let refused = find(&file(
        &rows
            .replace(HASH, "y.jpg")
            .replace(&HASH.to_uppercase(), "z"),
    ));
    assert!(refused.is_err_and(|error| error.message.text.contains("no pictures to compare")));
}
