//! What others do with the case while posts are read and counted.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use posts::chance::Lots;
use posts::communities::Stability;
use posts::contents::{Filter, Step, Subject};
use posts::finding::{Answer, CountQuestion, Counting, Question, Trace};
use posts::near_text::Words;
use posts::network::Weight;

use super::Turns;
use crate::finding::{DraftCount, DraftFinding, Finding, Freezing, tests};
use crate::posts::{FileReading, TakenIn};
use crate::{Case, Error, Id, Key, KeyCost, Kind, Lock, Machine, SourceEdit, write::WRITE};

const PASSPHRASE: &str = "long enough";
/// More than a block of posts, so that others have a turn before the last of them is read.
const POSTS: usize = 200_000;

/// A case for who has it first, until it is closed. To have it while another has it is a panic.
struct Desk {
    folder: tempfile::TempDir,
    case: RefCell<Option<Case>>,
}

impl Turns for &Desk {
    fn turn<T>(&mut self, step: impl FnOnce(&Case) -> Result<T, Error>) -> Result<T, Error> {
        let case = self.case.try_borrow_mut().expect("one has it at a time");
        step(case.as_ref().ok_or_else(Error::closed)?)
    }
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = Lock {
            passphrase: PASSPHRASE,
            cost: KeyCost::TEST,
        };
        let opening = Case::create(&case_in(folder.path()), "Posts", lock, machine(0));
        let case = RefCell::new(Some(opening.expect("a case can be made").case));
        Desk { folder, case }
    }

    /// A command of the window's, as it comes in between.
    fn command<T>(&self, work: impl FnOnce(&mut Case) -> T) -> T {
        let mut case = self.case.try_borrow_mut().expect("nobody has it");
        work(case.as_mut().expect("it is open"))
    }

    fn write(&self, text: &str) {
        self.command(|case| case.write_manuscript(text).expect("saved"));
    }

    fn close(&self) {
        self.case.try_borrow_mut().expect("nobody has it").take();
    }

    fn open(&self) {
        let path = case_in(self.folder.path());
        let case = Case::open(&path, Key::Passphrase(PASSPHRASE), machine(1 << 64));
        self.case.replace(Some(case.expect("it can be opened")));
    }

    fn file(&self, name: &str, posts: usize) -> PathBuf {
        let mut text = String::from("id,account,time,text\n");
        for at in 0..posts {
            let time = 1_715_761_264 + at / 3;
            writeln!(text, "{at},u{},{time},said {} times", at % 900, at / 40).expect("memory");
        }
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("a file can be written");
        path
    }

    fn import(&self, path: &Path, mut between: impl FnMut(usize)) -> Result<(), Error> {
        let id = self.command(Case::new_id);
        let mut calls = 0;
        let told = &mut |_| {
            calls += 1;
            between(calls);
            ControlFlow::Continue(())
        };
        let taken_in = TakenIn::of(&mut &*self, id, path, &FileReading::default(), told)?;
        self.command(|case| case.seal_posts(taken_in).map(drop))
    }

    fn draft(&self, between: impl FnMut(f32)) -> Result<DraftFinding, Error> {
        self.ask(&question(), between)
    }

    fn ask(&self, to: &Question, mut between: impl FnMut(f32)) -> Result<DraftFinding, Error> {
        let source = self.command(|case| case.posts_source("D-1".parse().expect("a number")));
        let told = &mut |part| {
            between(part);
            ControlFlow::Continue(())
        };
        DraftFinding::of(&mut &*self, &source?, to, None, told)
    }

    /// What is answered, and whether the sealed file was read for it.
    fn answer(&self, to: &Question) -> (Finding, bool) {
        let mut was_read = false;
        let draft = self.ask(to, |part| was_read |= part < 0.2);
        (draft.expect("it is answered").finding, was_read)
    }

    /// The operations of the journal, the newest first, as far as they are told apart here.
    fn operations(&self) -> Vec<String> {
        let journal = self.command(|case| case.journal().expect("readable"));
        let names = journal.into_iter().rev().map(|entry| entry.operation);
        names.collect()
    }

    fn data_sets(&self) -> Vec<String> {
        let sets = self.command(|case| case.data_sets().expect("readable"));
        let names = sets
            .iter()
            .map(|set| format!("{} {}", set.number, set.exhibit));
        names.collect()
    }

    fn assert_sound(&self) {
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let verified = self.command(|case| case.verify(None, go_on).expect("verifiable"));
        assert_eq!(verified.problems, []);
    }

    /// Imports that left chunks which are nobody's.
    fn strays(&self) -> usize {
        let swept = |case: &mut Case| store::originals::sweep(case.store.connection());
        self.command(swept).expect("swept")
    }
}

fn case_in(folder: &Path) -> PathBuf {
    folder.join("case.plumb")
}

fn machine(mut last: u128) -> Machine {
    let ids = move || {
        last += 1;
        Id::new(uuid::Uuid::from_u128(last))
    };
    Machine::new(chrono::DateTime::default, ids, "UTC", "Desk")
}

fn question() -> Question {
    Question {
        at_least: 2,
        lots: Lots {
            seed: 7,
            repetitions: 2,
        },
        ..tests::question()
    }
}

#[test]
fn while_posts_come_in_others_have_the_case_and_what_they_write_is_in_it_first() {
    let desk = Desk::new();
    let path = desk.file("posts.csv", POSTS);
    let imported = desk.import(&path, |call| {
        if call == 1 {
            assert!(desk.data_sets().is_empty());
            desk.write("What was typed meanwhile.");
        }
    });
    imported.expect("it is readable");
    assert_eq!(desk.operations()[..2], ["import posts", WRITE]);
    assert_eq!(desk.strays(), 0);
    desk.assert_sound();
}

#[test]
fn two_imports_at_once_keep_out_of_each_others_way_and_one_file_is_sealed_once() {
    let desk = Desk::new();
    let (path, other) = (desk.file("posts.csv", POSTS), desk.file("few.csv", 70_000));
    let imported = desk.import(&path, |call| {
        if call == 1 {
            desk.import(&other, |_| {}).expect("another file");
            desk.import(&path, |_| {}).expect("the same file");
        }
    });
    imported.expect("it is readable");
    assert_eq!(desk.data_sets(), ["D-1 E-001", "D-2 E-002", "D-3 E-002"]);
    assert_eq!(desk.strays(), 0);
    let counted = |set: &str| desk.command(|case| case.data_source(set.parse().expect("a number")));
    for (set, posts) in [("D-1", 70_000), ("D-2", 200_000), ("D-3", 200_000)] {
        assert_eq!(counted(set).expect("it is there").1.posts, posts);
    }
    desk.assert_sound();
}

#[test]
fn an_import_whose_case_is_closed_leaves_nothing_and_says_so() {
    let desk = Desk::new();
    let path = desk.file("posts.csv", POSTS);
    let refused = desk.import(&path, |call| {
        if call == 1 {
            desk.close();
        }
    });
    let refused = refused.expect_err("it was closed");
    assert_eq!(refused, Error::closed());
    desk.open();
    assert!(desk.data_sets().is_empty());
    assert_eq!(desk.strays(), 0, "what was nobody's is swept away");
    desk.import(&path, |_| {}).expect("it can be brought again");
    desk.assert_sound();
}

#[test]
fn a_question_lets_go_of_the_case_while_it_reads_and_while_it_counts() {
    let desk = Desk::new();
    desk.import(&desk.file("posts.csv", POSTS), |_| {})
        .expect("readable");
    let mut written = Vec::new();
    let draft = desk.draft(|part| {
        let stage = if part < 0.2 { "reading" } else { "counting" };
        if written.last() != Some(&stage) {
            desk.write(stage);
            written.push(stage);
        }
    });
    let draft = draft.expect("it is answered");
    assert_eq!(written, ["reading", "counting"]);
    assert!(!draft.finding.answer.pairs.is_empty());
    let alone = desk.command(|case| {
        let source = case.posts_source("D-1".parse().expect("a number"))?;
        case.ask(&source, &question(), &mut |_| ControlFlow::Continue(()))
    });
    assert_eq!(alone.expect("it is answered"), draft.finding.answer);
    let frozen = desk.command(|case| case.freeze_draft(draft, Freezing::default()));
    assert_eq!(frozen.expect("sealed").value.to_string(), "E-002");
    assert_eq!(desk.operations()[..3], ["freeze finding", WRITE, WRITE]);
    desk.assert_sound();
}

#[test]
fn who_acted_together_is_shown_before_chance_and_both_stages_are_the_answer_of_one() {
    let desk = Desk::new();
    desk.import(&desk.file("posts.csv", 70_000), |_| {})
        .expect("readable");
    let source = desk.command(|case| case.posts_source("D-1".parse().expect("a number")));
    let source = source.expect("it is there");
    let in_two_stages = |to: &Question, stop: bool| {
        let (mut shown, heard) = (Vec::new(), Cell::new(0.0));
        let told = &mut |part| {
            let is_second = heard.replace(part) == f32::MAX;
            if is_second {
                heard.set(f32::MAX);
            }
            match stop && is_second {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let show = &mut |finding: &Finding| {
            desk.write("What is typed between the stages.");
            shown.push((finding.clone(), heard.replace(f32::MAX)));
        };
        let draft = DraftFinding::in_two_stages(&mut &desk, &source, to, None, told, show);
        (draft, shown)
    };
    let near = Question {
        by: Trace::NearText,
        words: Words::Cnt,
        ..question()
    };
    for question in [question(), near] {
        let (alone, _) = desk.answer(&question);
        let (draft, shown) = in_two_stages(&question, false);
        let whole = draft.expect("it is answered").finding;
        assert_eq!(whole, alone, "both stages are one answer");
        assert_eq!(whole.answer.chance.len(), 2);
        assert!(!whole.answer.pairs.is_empty() && !whole.rows.is_empty());
        let [(shown, at)] = &shown[..] else {
            panic!("shown once");
        };
        assert!(*at < 0.5, "before what takes long");
        let early = Finding {
            rows: Vec::new(),
            answer: Answer {
                chance: Vec::new(),
                sensitivity: Vec::new(),
                surprising_pairs: None,
                stability: Stability::UNTRIED,
                ..whole.answer
            },
            ..whole
        };
        assert_eq!(*shown, early, "what was shown first holds");
        let (stopped, shown) = in_two_stages(&question, true);
        let stopped = stopped.expect_err("somebody asked anew");
        assert_eq!((stopped.kind, shown.len()), (Kind::Stopped, 1));
        let (again, was_read) = desk.answer(&question);
        assert!(!was_read, "the next question needs not read the file");
        assert_eq!(again, alone);
    }
}

#[test]
fn a_question_whose_case_is_closed_ends_with_a_sentence_and_freezes_nothing() {
    let desk = Desk::new();
    desk.import(&desk.file("posts.csv", POSTS), |_| {})
        .expect("readable");
    for close_at in [0.0, 0.5] {
        let mut is_open = true;
        let refused = desk.draft(|part| {
            if is_open && part >= close_at {
                is_open = false;
                desk.close();
            }
        });
        assert_eq!(refused.expect_err("it was closed"), Error::closed());
        desk.open();
    }
    let question = CountQuestion {
        filter: Filter::default(),
        counting: Counting::Series {
            subject: Subject::All,
            step: Step::Hour,
            offset: 0,
            most: 1,
        },
    };
    let source = desk.command(|case| case.posts_source("D-1".parse().expect("a number")));
    let told = &mut |_| {
        desk.close();
        ControlFlow::Continue(())
    };
    let refused = DraftCount::of(
        &mut &desk,
        &source.expect("it is there"),
        &question,
        None,
        told,
    );
    assert_eq!(refused.expect_err("it was closed").kind, Kind::Stopped);
    desk.open();
    assert_eq!(desk.operations()[0], "import posts");
    desk.assert_sound();
}

#[test]
fn another_window_is_answered_from_what_was_read_and_the_same_as_from_the_file() {
    let desk = Desk::new();
    desk.import(&desk.file("posts.csv", 70_000), |_| {})
        .expect("readable");
    let other = |change: fn(&mut Question)| {
        let mut question = question();
        change(&mut question);
        question
    };
    let near = |change: fn(&mut Question)| {
        let mut question = other(change);
        question.by = Trace::NearText;
        question.words = Words::Cnt;
        question
    };
    let asked = [
        (other(|_| {}), true),
        (other(|one| one.within = 3_000), false),
        (other(|one| one.at_least = 1), false),
        (other(|one| one.until = Some(1_715_777_000_000)), false),
        (other(|one| one.weight = Weight::Pairs), false),
        (near(|one| one.within = 4_000), true),
        (near(|one| one.within = 2_000), false),
        (near(|one| one.similarity = 0.9), false),
        (near(|one| one.words = Words::Strict), false),
        (other(|_| {}), true),
    ];
    for (question, is_read) in &asked {
        let (answered, was_read) = desk.answer(question);
        assert_eq!(was_read, *is_read, "{question:?}");
        desk.command(|case| case.asked.take());
        let (afresh, was_read) = desk.answer(question);
        assert!(was_read);
        assert_eq!(answered, afresh, "{question:?}");
        assert!(!afresh.texts.is_empty(), "{question:?}");
    }
    let is_kept = || desk.command(|case| case.asked.borrow().is_some());
    assert!(is_kept());
    desk.import(&desk.file("more.csv", 50), |_| {})
        .expect("readable");
    assert!(!is_kept(), "an import needs the memory");
    desk.draft(|_| {}).expect("it is answered");
    let other = "D-2".parse().expect("a number");
    desk.command(|case| case.looked_at.take());
    desk.command(|case| case.data_view(other).map(drop))
        .expect("it is there");
    assert!(!is_kept(), "another data set is looked at");
}

/// A case with six pictures of which posts name five, two of them alike, and one that is torn.
fn pictured() -> Desk {
    let desk = Desk::new();
    let wave = |of: u32| {
        let pixel = move |at: u32| {
            let (x, y) = (at % 96, at / 96);
            let value = (x * (2 + of) + y * y / (4 + of)) as u8;
            [value, value, value / 2, 255]
        };
        let pixels = (0..96 * 96).flat_map(pixel).collect();
        capture::png_of_rgba(96, 96, pixels)
            .expect("a picture")
            .bytes
    };
    let mut text = String::from("id,account,time,text,picture\n");
    for (at, of) in [0, 0, 7, 19, 31].into_iter().enumerate() {
        let mut bytes = wave(of);
        if at == 1 {
            // Another file of the same pixels.
            bytes.extend(b"\n");
        }
        if at == 4 {
            bytes.truncate(60);
        }
        let path = desk.folder.path().join(format!("{at}.png"));
        fs::write(&path, bytes).expect("a file can be written");
        let added = desk.command(|case| {
            let batch = case.new_batch();
            let go_on = &mut |_| ControlFlow::Continue(());
            case.add_file(&path, &SourceEdit::default(), batch, go_on)
        });
        added.expect("it is added");
        writeln!(text, "{at},u{at},{},words,{at}.png", 1_715_761_264 + at).expect("memory");
    }
    let path = desk.folder.path().join("posts.csv");
    fs::write(&path, text).expect("a file can be written");
    desk.import(&path, |_| {}).expect("readable");
    desk
}

fn same_picture() -> Question {
    Question {
        by: Trace::Picture,
        at_least: 1,
        ..question()
    }
}

/// The part of a question in which pictures are hashed.
fn is_hashing(part: f32) -> bool {
    (0.201..0.699).contains(&part)
}

#[test]
fn while_pictures_are_hashed_others_write_and_throw_pictures_away_and_the_answer_is_the_same() {
    let desk = pictured();
    let mut written = 0;
    let first = "E-001".parse().expect("a number");
    let draft = desk.ask(&same_picture(), |part| {
        if is_hashing(part) {
            if written == 0 {
                desk.command(|case| case.bin(&[first]).expect("thrown away"));
            }
            desk.write(&format!("What was typed at {part}."));
            written += 1;
        }
    });
    let finding = draft.expect("it is answered").finding;
    assert_eq!(written, 4, "between every two pictures");
    let pictures = finding.pictures.as_ref().expect("it is about pictures");
    assert_eq!(
        (pictures.known.len(), pictures.not_compared.unreadable),
        (4, 1)
    );
    assert_eq!(finding.answer.pairs.len(), 1);
    desk.command(|case| case.undo(5).map(drop)).expect("undone");
    desk.command(|case| case.picture_hashes.take());
    let (afresh, _) = desk.answer(&same_picture());
    assert_eq!(afresh, finding, "as if nobody had had the case meanwhile");
    desk.assert_sound();
}

#[test]
fn a_case_that_is_closed_while_pictures_are_hashed_ends_the_question_with_a_sentence() {
    let desk = pictured();
    let mut is_open = true;
    let refused = desk.ask(&same_picture(), |part| {
        if is_open && is_hashing(part) {
            is_open = false;
            desk.close();
        }
    });
    assert_eq!(refused.expect_err("it was closed"), Error::closed());
    desk.open();
    assert_eq!(desk.operations()[0], "import posts");
    desk.ask(&same_picture(), |_| {})
        .expect("it can be asked again");
    desk.assert_sound();
}
