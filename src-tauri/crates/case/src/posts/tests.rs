//! Data sets in a case, from import to undo.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use posts::finding::Trace;
use posts::network::Weight;

use super::{EdgeQuery, FileReading};
use crate::{Case, KeyCost, Lock, Machine};

const QUERY: EdgeQuery = EdgeQuery {
    by: Trace::Text,
    within: 60_000,
    at_least: 1,
    weight: Weight::Messages,
    similarity: 0.8,
    distance: 31,
};

struct Bench {
    folder: tempfile::TempDir,
    case: Case,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let lock = Lock {
        passphrase: "long enough",
        cost: KeyCost::TEST,
    };
    let path = folder.path().join("case.plumb");
    let opening = Case::create(&path, "Posts", lock, machine());
    let case = opening.expect("a case can be made").case;
    Bench { folder, case }
}

fn machine() -> Machine {
    let mut last = 0;
    let ids = move || {
        last += 1;
        crate::Id::new(uuid::Uuid::from_u128(last))
    };
    Machine::new(chrono::DateTime::default, ids, "UTC", "Desk")
}

impl Bench {
    fn file(&self, rows: usize) -> PathBuf {
        let mut text = String::from("id,account,time,text\n");
        for at in 0..rows {
            let words = if at % 100 == 0 {
                "Şəki road"
            } else {
                "nothing new"
            };
            let time = 1_715_761_264 + at * 100;
            text += &format!("{at},u{at},{time},{words} {at}\n");
        }
        text += "x,one,1715761264,Same text\ny,two,1715761300,@a same  TEXT\n";
        let path = self.folder.path().join(format!("posts-{rows}.csv"));
        fs::write(&path, text).expect("a file can be written");
        path
    }

    fn import(&mut self, rows: usize, go_on: bool) -> Result<(), crate::Error> {
        let path = self.file(rows);
        let flow = if go_on {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        };
        let imported = self
            .case
            .import_posts(&path, &FileReading::default(), &mut |_| flow);
        imported.map(|_| ())
    }

    fn edges(&self) -> usize {
        let number = "D-1".parse().expect("a number");
        self.case
            .edges(number, QUERY)
            .expect("it is there")
            .edges
            .len()
    }

    fn assert_sound(&self) {
        let go_on = &mut |_, _| ControlFlow::Continue(());
        assert_eq!(self.case.verify(None, go_on).unwrap().problems, []);
    }
}

#[test]
fn an_imported_data_set_is_listed_searched_and_asked() {
    let mut bench = bench();
    bench.import(1000, true).unwrap();
    let listed = bench.case.data_sets().unwrap();
    assert_eq!(listed[0].number.to_string(), "D-1");
    assert_eq!(listed[0].exhibit.to_string(), "E-001");
    assert_eq!(
        (listed[0].reading.posts, listed[0].reading.accounts),
        (1002, 1002)
    );
    assert_eq!(bench.edges(), 2);
    let found = bench.case.search_posts("seki", 100).unwrap();
    assert_eq!(found.len(), 10);
    assert_eq!(
        (found[1].line, found[1].row.as_str()),
        (102, "100,u100,1715771264,Şəki road 100")
    );
    bench.assert_sound();
}

#[test]
fn a_stopped_import_leaves_no_trace() {
    let mut bench = bench();
    assert!(bench.import(200_000, false).is_err());
    assert!(bench.case.data_sets().unwrap().is_empty());
    assert!(bench.case.casebook().unwrap().exhibits.is_empty());
    bench.assert_sound();
}

#[test]
fn an_import_is_undone_in_one_step_and_comes_back_the_same() {
    let mut bench = bench();
    bench.import(1000, true).unwrap();
    bench.case.undo(1).unwrap();
    assert!(bench.case.data_sets().unwrap().is_empty());
    assert!(bench.case.casebook().unwrap().exhibits.is_empty());
    store::post_blocks::sweep(bench.case.store.connection()).unwrap();
    bench.case.redo(1).unwrap();
    assert_eq!(
        bench.edges(),
        2,
        "the columns are made again from the sealed file"
    );
}

#[test]
fn a_file_whose_stamps_name_no_zone_is_not_taken_without_being_asked() {
    let mut bench = bench();
    let path = bench.folder.path().join("local.csv");
    fs::write(&path, "id,account,time,text\n1,a,2024-05-15 12:21:04,x\n").unwrap();
    let go_on = &mut |_| ControlFlow::Continue(());
    let refused = bench
        .case
        .import_posts(&path, &FileReading::default(), go_on);
    assert!(refused.unwrap_err().message.text.contains("time zone"));
    let reading = FileReading {
        zone: Some("Asia/Baku".parse().unwrap()),
        ..FileReading::default()
    };
    let imported = bench
        .case
        .import_posts(&path, &reading, go_on)
        .unwrap()
        .value;
    assert_eq!(
        imported.reading.span,
        Some((1_715_761_264_000, 1_715_761_264_000))
    );
}
