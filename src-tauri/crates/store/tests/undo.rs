//! Undo and redo: random operations, all taken back, all done again, across restarts.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod bench;

use bench::{Bench, describe};
use claims::Stance;
use evidence::{Code, Moment, Number, Reason, Redaction, Reference, Scope, Selector};
use store::StoreError;

/// A sequence that looks random and is the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// What the operations so far have made.
#[derive(Default)]
struct Made {
    exhibits: Vec<Number>,
    marks: Vec<Reference>,
    claims: Vec<Number>,
}

fn operate(bench: &mut Bench, made: &mut Made, dice: &mut Dice, turn: usize) {
    match dice.roll(11) {
        0 => {
            let bytes = format!("bytes of turn {turn}");
            made.exhibits.push(bench.add_exhibit(
                &format!("Exhibit Ə{turn}"),
                bytes.as_bytes(),
                Some(&bytes),
            ));
        }
        1 if !made.exhibits.is_empty() => {
            let exhibit = made.exhibits[dice.roll(made.exhibits.len())];
            made.marks
                .push(bench.add_mark(exhibit, &format!("note {turn}")));
        }
        2 => made
            .claims
            .push(bench.add_claim(&format!("Claim of turn {turn}."))),
        3 | 4 if !made.marks.is_empty() && !made.claims.is_empty() => {
            let mark = made.marks[dice.roll(made.marks.len())];
            let claim = made.claims[dice.roll(made.claims.len())];
            bench.link(mark, claim, Stance::ALL[dice.roll(4)]);
        }
        5 => bench.write(&format!("# Report\n\nAs of turn {turn}.")),
        6 => {
            bench.add_person(&format!("Subject {turn}"));
        }
        7 if made.exhibits.len() > 1 => edit(bench, made, dice, turn),
        8 if !made.exhibits.is_empty() => redact(bench, made, dice),
        9 => code(bench, turn),
        _ => made
            .claims
            .push(bench.add_claim(&format!("Another claim of turn {turn}."))),
    }
}

fn edit(bench: &mut Bench, made: &Made, dice: &mut Dice, turn: usize) {
    let book = bench.store.casebook().unwrap();
    let mut exhibit = book.exhibits[dice.roll(made.exhibits.len())].clone();
    let parent = book.exhibits[dice.roll(made.exhibits.len())].id;
    exhibit.title = format!("Retitled in turn {turn}");
    exhibit.record.derived_from = vec![parent];
    bench.change("edit source", |writing| writing.update_exhibit(&exhibit));
}

/// Redacts words of an exhibit, or takes the last redaction away.
fn redact(bench: &mut Bench, made: &Made, dice: &mut Dice) {
    let book = bench.store.casebook().unwrap();
    if let Some(last) = book.redactions.last().filter(|_| dice.roll(3) == 0) {
        let last = last.id;
        bench.change("remove redaction", |writing| writing.delete_redaction(last));
        return;
    }
    let exhibit = book.exhibits[dice.roll(made.exhibits.len())].id;
    let id = bench.next_id();
    bench.change("redact", |writing| {
        writing.insert_redaction(&Redaction {
            id,
            exhibit,
            number: writing.next_redaction_number(exhibit)?,
            selector: Selector::region("1,2,3,4").unwrap(),
            reason: Reason::Victim,
            label: Some("shows a victim".to_owned()),
            by: "Desk".to_owned(),
            at: Moment::from_utc(bench::now()),
        })
    });
}

/// Gives the last person a code, in place of the one it had.
fn code(bench: &mut Bench, turn: usize) {
    let book = bench.store.casebook().unwrap();
    let Some(person) = book.people.last() else {
        return;
    };
    let code = Code {
        party: person.id,
        code: format!("Code {turn}"),
        reason: Reason::Source,
        scope: Scope::Always,
        other_names: vec![format!("Name {turn}")],
    };
    bench.change("give code", |writing| writing.set_code(&code));
}

fn undo_all(bench: &mut Bench) -> usize {
    let mut steps = 0;
    while !bench.store.history().unwrap().done.is_empty() {
        bench.store.undo(&describe("", "")).unwrap();
        steps += 1;
    }
    steps
}

fn redo_all(bench: &mut Bench) {
    while !bench.store.history().unwrap().undone.is_empty() {
        bench.store.redo(&describe("", "")).unwrap();
    }
}

#[test]
fn three_hundred_random_operations_come_undone_and_back() {
    for seed in [7, 2024] {
        let mut bench = Bench::new();
        let start = bench.content();
        let (mut made, mut dice) = (Made::default(), Dice(seed));
        (0..300).for_each(|turn| operate(&mut bench, &mut made, &mut dice, turn));
        let end = bench.content();
        assert_ne!(start, end);

        let mut bench = bench.reopen();
        let undone = undo_all(&mut bench);
        assert!(
            undone > 200,
            "seed {seed}: only {undone} operations changed anything"
        );
        assert_eq!(
            bench.content(),
            start,
            "seed {seed}: undoing all gives the start"
        );

        let mut bench = bench.reopen();
        redo_all(&mut bench);
        assert_eq!(
            bench.content(),
            end,
            "seed {seed}: redoing all gives the end"
        );
        let sound = bench
            .store
            .verify(None, &mut |_, _| std::ops::ControlFlow::Continue(()))
            .unwrap();
        assert_eq!(sound.problems, []);
    }
}

#[test]
fn an_undo_is_a_new_entry_and_erases_none() {
    let mut bench = Bench::new();
    bench.add_claim("It rained.");
    let before = bench.store.journal().unwrap();
    bench.store.undo(&describe("", "")).unwrap();
    let after = bench.store.journal().unwrap();
    assert_eq!(after[..before.len()], before);
    assert_eq!(after.last().unwrap().operation, "undo");
}

#[test]
fn a_batch_is_undone_as_one_step() {
    let mut bench = Bench::new();
    let batch = bench.next_id();
    for name in ["one", "two", "three"] {
        bench.change_in("write", batch, |writing| writing.set_manuscript(name));
    }
    bench.store.undo(&describe("", "")).unwrap();
    assert_eq!(bench.store.manuscript().unwrap(), "");
    bench.store.redo(&describe("", "")).unwrap();
    assert_eq!(bench.store.manuscript().unwrap(), "three");
}

#[test]
fn a_number_is_not_given_again_after_an_undo() {
    let mut bench = Bench::new();
    assert_eq!(bench.add_claim("First.").to_string(), "C-01");
    bench.store.undo(&describe("", "")).unwrap();
    assert_eq!(bench.add_claim("Second.").to_string(), "C-02");
}

#[test]
fn new_work_after_an_undo_leaves_nothing_to_redo() {
    let mut bench = Bench::new();
    bench.add_claim("First.");
    bench.store.undo(&describe("", "")).unwrap();
    bench.add_claim("Second.");
    let refusal = bench.store.redo(&describe("", "")).unwrap_err();
    assert!(
        matches!(refusal, StoreError::NothingTo("redo")),
        "{refusal}"
    );
}
