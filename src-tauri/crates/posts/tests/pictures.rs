//! Posts with the same picture are exactly those that comparing every pair finds, and weigh what
//! both published definitions say.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use evidence::{Pdq, PictureHash};
use posts::caveats::CaveatKind;
use posts::chance::Lots;
use posts::finding::{Question, Trace, answer};
use posts::near_text::Words;
use posts::network::{Edge, Rule, Unanswered, Weight};
use posts::pictures::{Looks, SamePictures};
use posts::reading::{Options, Wanted, read};
use posts::{DataSet, key_of};

/// A hash of which the first `ones` bits after `from` are set.
fn hash(from: usize, ones: usize) -> Pdq {
    let mut hash = Pdq::default();
    (from..from + ones).for_each(|at| hash.set(at));
    hash
}

fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn always() -> Result<(), Unanswered> {
    Ok(())
}

fn question() -> Question {
    Question {
        by: Trace::Picture,
        within: 60_000,
        at_least: 2,
        weight: Weight::Messages,
        participation: 1,
        words: Words::Strict,
        similarity: 0.8,
        from: None,
        until: None,
        hashtags: Vec::new(),
        without: Vec::new(),
        distance: 31,
        lots: Lots {
            seed: 1,
            repetitions: 3,
        },
    }
}

/// Posts by account, second and pictures, whose looks are `hashes`.
fn posted(posts: &[(&str, i64, &[u32])], hashes: &[PictureHash]) -> DataSet {
    let mut data = DataSet::default();
    for (account, second, pictures) in posts {
        let account = data.accounts.number(account);
        data.account.push(account);
        data.time.push(second * 1_000);
        data.duplicate.push(false);
        data.pictures.push(pictures.iter().copied());
    }
    for (name, _) in hashes.iter().enumerate() {
        data.picture_names.number(&format!("{name}.jpg"));
    }
    data.looks = Looks::new(hashes.len());
    for (name, hash) in (0..).zip(hashes) {
        data.looks.add(hash.clone(), [name]);
    }
    data
}

fn edges(data: &DataSet, distance: u32, weight: Weight) -> Vec<(String, String, u32)> {
    let rule = Rule {
        within: 60_000,
        at_least: 1,
        participation: 1,
    };
    let found = SamePictures::of(data, distance, 60_000, &mut always).expect("nothing is a giant");
    let name = |number: u32| data.accounts.name(number).to_owned();
    let edge = |edge: &Edge| (name(edge.a), name(edge.b), edge.weight);
    let edges = found.edges(&data.time, &data.account, weight, &rule);
    edges.iter().map(edge).collect()
}

fn listed(edges: &[(&str, &str, u32)]) -> Vec<(String, String, u32)> {
    let edge = |(a, b, weight): &(&str, &str, u32)| ((*a).to_owned(), (*b).to_owned(), *weight);
    edges.iter().map(edge).collect()
}

#[test]
fn being_alike_is_not_passed_on_and_the_window_includes_its_ends() {
    // The second is 31 bits from the first, the third 31 from the second and 62 from the first.
    let hashes = [100, 131, 162].map(|ones| PictureHash::given(hash(0, ones)));
    let posts: [(&str, i64, &[u32]); 4] = [
        ("a", 0, &[0]),
        ("b", 60, &[1]),
        ("c", 60, &[2]),
        ("d", 121, &[1]),
    ];
    let data = posted(&posts, &hashes);
    let expected = [("a", "b", 1), ("b", "a", 1), ("b", "c", 1), ("c", "b", 1)];
    assert_eq!(edges(&data, 31, Weight::Messages), listed(&expected));
    assert_eq!(edges(&data, 30, Weight::Messages), listed(&[]));
    let wide = [("a", "b", 1), ("a", "c", 1), ("b", "c", 1)];
    assert_eq!(edges(&data, 62, Weight::Pairs), listed(&wide));
}

#[test]
fn both_definitions_weigh_posts_with_several_pictures_once() {
    let hashes = [
        PictureHash::given(hash(0, 128)),
        PictureHash::given(hash(0, 120)),
        PictureHash::given(hash(128, 128)),
    ];
    // Both posts of a meet the one of b, by three pairs of pictures the first time.
    let posts: [(&str, i64, &[u32]); 5] = [
        ("a", 0, &[0, 1, 2]),
        ("b", 10, &[0, 2]),
        ("a", 20, &[1]),
        ("c", 20, &[]),
        ("a", 500, &[2]),
    ];
    let data = posted(&posts, &hashes);
    let messages = [("a", "b", 2), ("b", "a", 1)];
    assert_eq!(edges(&data, 31, Weight::Messages), listed(&messages));
    assert_eq!(edges(&data, 31, Weight::Pairs), listed(&[("a", "b", 2)]));
}

#[test]
fn reposts_and_rows_with_a_known_id_are_left_out() {
    let hashes = [PictureHash::given(hash(0, 128))];
    let posts: [(&str, i64, &[u32]); 4] = [
        ("a", 0, &[0]),
        ("b", 1, &[0]),
        ("c", 2, &[0]),
        ("d", 3, &[0]),
    ];
    let mut data = posted(&posts, &hashes);
    data.duplicate[1] = true;
    (0..4_u8).for_each(|at| {
        let key = if at == 2 {
            key_of(b"another post")
        } else {
            posts::NONE
        };
        data.repost.push(key);
    });
    assert_eq!(edges(&data, 31, Weight::Pairs), listed(&[("a", "d", 1)]));
}

#[test]
fn no_pair_of_posts_is_lost_and_none_is_invented() {
    let mut state = 5_u64;
    let mut draw = move |below: u64| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) % below
    };
    let hashes: Vec<PictureHash> = (0..40)
        .map(|at| PictureHash::given(hash(at % 4 * 60, 60 + draw(40) as usize)))
        .collect();
    let accounts: Vec<String> = (0..30).map(|at| format!("account {at}")).collect();
    let pictures: Vec<Vec<u32>> = (0..300)
        .map(|_| (0..draw(4)).map(|_| draw(40) as u32).collect())
        .collect();
    let posts: Vec<(&str, i64, &[u32])> = pictures
        .iter()
        .map(|pictures| {
            let account = accounts[draw(30) as usize].as_str();
            (account, draw(900) as i64, pictures.as_slice())
        })
        .collect();
    let data = posted(&posts, &hashes);
    for (distance, within) in [(0, 60), (15, 30), (31, 60), (31, 0), (60, 300)] {
        let found = SamePictures::of(&data, distance, within * 1_000, &mut always).expect("few");
        let mut expected = BTreeSet::new();
        for one in 0..posts.len() {
            for other in 0..posts.len() {
                let is_older = (posts[one].1, one) < (posts[other].1, other);
                let is_near = posts[other].1 - posts[one].1 <= within;
                let look = |name: &u32| &hashes[*name as usize];
                let is_same = posts[one].2.iter().any(|name| {
                    let others = posts[other].2.iter();
                    others
                        .map(look)
                        .any(|hash| hash.distance(look(name)) <= distance)
                });
                if is_older && is_near && is_same {
                    expected.insert((one as u32, other as u32));
                }
            }
        }
        assert!(expected.len() > 5, "{} pairs", expected.len());
        let pairs: BTreeSet<(u32, u32)> = found.pairs().iter().copied().collect();
        assert_eq!(pairs, expected, "{distance} bits, {within} s");
        assert_eq!(found.pairs().len(), expected.len(), "each pair once");
        let again = SamePictures::of(&data, distance, 1, &mut always).expect("few");
        let again = again
            .again(&data.time, within * 1_000, &mut always)
            .expect("few");
        assert_eq!(again.pairs(), found.pairs());
    }
}

#[test]
fn a_picture_that_everybody_posted_at_once_is_refused_by_count() {
    let hashes = [PictureHash::given(hash(0, 128))];
    let accounts: Vec<String> = (0..11_000).map(|at| format!("account {at}")).collect();
    let posts: Vec<(&str, i64, &[u32])> = accounts
        .iter()
        .map(|account| (account.as_str(), 7, [0].as_slice()))
        .collect();
    let data = posted(&posts, &hashes);
    let refused = SamePictures::of(&data, 31, 60_000, &mut always);
    let Err(Unanswered::Giant(giant)) = refused else {
        panic!("it is too much");
    };
    assert_eq!((giant.post, giant.posts), (0, 11_000));
    assert!(giant.pairs > 60_000_000, "{}", giant.pairs);
}

#[test]
fn pairing_stops_wherever_the_one_who_asked_says_so() {
    let hashes: Vec<PictureHash> = (0..1_000)
        .map(|at| PictureHash::given(hash(at % 120, 20 + at % 116)))
        .collect();
    let numbers: Vec<u32> = (0..1_000).collect();
    let posts: Vec<(&str, i64, &[u32])> = numbers
        .iter()
        .map(|number| ("a", 0, std::slice::from_ref(number)))
        .collect();
    let data = posted(&posts, &hashes);
    let mut asked = 0;
    let mut count = || {
        asked += 1;
        Ok(())
    };
    let found = SamePictures::of(&data, 31, 60_000, &mut count).expect("it may go on");
    // Both while hashes are compared and while posts are paired, and not only at the beginning.
    assert_eq!(asked, 8);
    let stop_at = |last: usize| {
        let mut left = last;
        move || {
            left = left.checked_sub(1).ok_or(Unanswered::Stopped)?;
            Ok(())
        }
    };
    for last in 0..asked {
        let stopped = SamePictures::of(&data, 31, 60_000, &mut stop_at(last));
        assert_eq!(
            stopped.err(),
            Some(Unanswered::Stopped),
            "asked {last} times"
        );
    }
    let mut told = 0;
    let answered = answer(&data, &question(), &mut |_| {
        told += 1;
        match told < asked {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    assert_eq!(
        (answered, told),
        (Err(Unanswered::Stopped), asked),
        "by who asks a question"
    );
    let again = found.again(&data.time, 60_000, &mut stop_at(1));
    assert_eq!(again.err(), Some(Unanswered::Stopped));
}

#[test]
fn a_turned_copy_is_found_and_the_answer_says_so() {
    let turned = PictureHash {
        upright: hash(0, 128),
        turned: vec![hash(128, 128)],
        quality: Some(100),
    };
    let hashes = [turned, PictureHash::given(hash(128, 120))];
    let posts: [(&str, i64, &[u32]); 4] = [
        ("a", 0, &[0]),
        ("b", 1, &[1]),
        ("a", 100, &[0]),
        ("b", 101, &[1]),
    ];
    let mut data = posted(&posts, &hashes);
    data.looks.not_compared.plain = 2;
    data.picture_names.number("blank.png");
    data.picture_names.number("white.png");
    let found = answer(&data, &question(), &mut go_on).expect("it is answered");
    assert_eq!((found.pairs.len(), found.pairs[0].weight), (1, 2));
    assert_eq!(found.rows, [0, 1, 2, 3]);
    let things: Vec<(u32, u32)> = found
        .things
        .iter()
        .map(|one| (one.row, one.posts))
        .collect();
    assert_eq!(things, [(0, 4)], "one picture, both times");
    let said = |kind: CaveatKind| {
        let caveat = found.caveats.iter().find(|caveat| caveat.kind == kind);
        caveat.map_or("", |caveat| caveat.text.as_str())
    };
    assert!(said(CaveatKind::TurnedPictures).starts_with("2 of 2 pairs"));
    assert_eq!(
        said(CaveatKind::PicturesNotCompared),
        "Of 4 addresses and names of pictures in the posts, 2 were compared. Not compared: 2 too plain to be told apart."
    );
    assert!(said(CaveatKind::SharedPictures).contains("memes"));
    assert!(said(CaveatKind::UnseenCopies).contains("cropped"));
}

#[test]
fn pictures_are_read_out_of_a_file_only_when_they_are_asked_for() {
    let file = "id,author,date,text,images\n\
                1,a,2024-05-15T08:00:00Z,x,\"https://p.example/1.jpg,https://p.example/2.jpg\"\n\
                2,b,2024-05-15T08:00:01Z,y,\n\
                3,c,2024-05-15T08:00:02Z,z,https://p.example/2.jpg\n";
    let read = |pictures: bool| {
        let wanted = Wanted {
            pictures,
            ..Wanted::KEYS
        };
        let read = read(file.as_bytes(), &Options::new(wanted), &mut |_| {
            ControlFlow::Continue(())
        });
        read.expect("there are posts in it")
    };
    let data = read(true);
    let names: Vec<&str> = data.picture_names.iter().collect();
    assert_eq!(
        names,
        ["https://p.example/1.jpg", "https://p.example/2.jpg"]
    );
    assert_eq!(
        [
            data.pictures.get(0),
            data.pictures.get(1),
            data.pictures.get(2)
        ],
        [&[0, 1][..], &[], &[1]]
    );
    assert!(read(false).pictures.is_empty() && read(false).picture_names.is_empty());
    let json = r#"[{"id_str":"1","user":{"id_str":"a"},"created_at":"Wed May 15 08:00:00 +0000 2024",
        "full_text":"x","extended_entities":{"media":[{"media_url_https":"https://p.example/1.jpg"},
        {"media_url_https":"https://p.example/2.jpg"}]}}]"#;
    let wanted = Wanted {
        pictures: true,
        ..Wanted::KEYS
    };
    let data = posts::reading::read(json.as_bytes(), &Options::new(wanted), &mut |_| {
        ControlFlow::Continue(())
    });
    let data = data.expect("there are posts in it");
    assert_eq!(data.pictures.get(0), [0, 1]);
}
