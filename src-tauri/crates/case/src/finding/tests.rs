//! A finding stays as it was frozen, can be repeated, and newer data are compared with it.

use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use evidence::{Id, Number};
use posts::chance::Lots;
use posts::finding::{Question, Trace};
use posts::near_text::Words;
use posts::network::Weight;

use posts::contents::{Filter, Step, Subject};
use posts::finding::{CountQuestion, Counting, Ranked};

use super::{DraftFinding, Finding, FindingPart, Freezing, Frozen};
use crate::posts::FileReading;
use crate::{Case, KeyCost, Lock, Machine, MarkPlace, NewAffiliation};

fn machine() -> Machine {
    let mut last = 0;
    let ids = move || {
        last += 1;
        Id::new(uuid::Uuid::from_u128(last))
    };
    Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
}

/// Twenty accounts that post five prepared texts within seconds, among 400 posts of others;
/// `changed` of the campaign's rows say something else.
fn posts_file(changed: usize) -> String {
    let mut text =
        String::from("message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n");
    let mut id = 0;
    let mut left = changed;
    for wave in 0..5 {
        for account in 0..20 {
            id += 1;
            let time = 1_715_760_000 + wave * 90_000 + account;
            let words = if left > 0 {
                format!("something else {id}")
            } else {
                format!("prepared words {wave} @someone")
            };
            left = left.saturating_sub(1);
            let _ = writeln!(
                text,
                "{id},secret{account},handle{account},,,{words},{time},"
            );
        }
    }
    for at in 0..400 {
        id += 1;
        let time = 1_715_760_000 + at * 1_111;
        let _ = writeln!(text, "{id},other{},o,,,own words {at},{time},", at % 90);
    }
    text
}

/// Who posted the same text three times within a minute; tests put other things in.
pub(crate) fn question() -> Question {
    Question {
        by: Trace::Text,
        within: 60_000,
        at_least: 3,
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
            seed: 7,
            repetitions: 5,
        },
    }
}

fn new_case(folder: &Path) -> Case {
    let path = folder.join("case.plumb");
    let lock = Lock {
        passphrase: "a passphrase",
        cost: KeyCost::TEST,
    };
    Case::create(&path, "A campaign", lock, machine())
        .expect("a new case")
        .case
}

fn import(case: &mut Case, folder: &Path, text: &str) -> Number {
    let file = folder.join("posts.csv");
    fs::write(&file, text).expect("written");
    let reading = FileReading {
        zone: Some("UTC".parse().expect("a zone")),
        ..FileReading::default()
    };
    let imported = case.import_posts(&file, &reading, &mut |_| ControlFlow::Continue(()));
    imported.expect("it is readable").value.number
}

fn freeze(case: &mut Case, data: Number) -> Number {
    let source = case.posts_source(data).expect("it is there");
    case.freeze(&source, &question(), Freezing::default(), &mut |_| {
        ControlFlow::Continue(())
    })
    .expect("it is answered")
    .value
}

fn together(case: &Case, number: Number) -> Finding {
    match case.frozen(number).expect("it is frozen") {
        Frozen::Together(finding) => *finding,
        Frozen::Count(_) => panic!("it is no count"),
    }
}

fn freeze_count(case: &mut Case, data: Number, counting: Counting, filter: Filter) -> Number {
    let source = case.posts_source(data).expect("it is there");
    let question = CountQuestion { filter, counting };
    case.freeze_count(&source, &question, Freezing::default(), &mut |_| {
        ControlFlow::Continue(())
    })
    .expect("there is something to count")
    .value
}

fn text_of(case: &Case, number: Number) -> String {
    case.exhibit_text(number)
        .expect("readable")
        .expect("a finding has words")
}

#[test]
fn a_finding_stays_when_the_data_are_imported_again_and_verify_says_what_differs() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let first = import(&mut case, folder.path(), &posts_file(0));
    let number = freeze(&mut case, first);
    let before = together(&case, number);
    assert_eq!(before.answer.members.len(), 20);
    assert_eq!((before.rows.len(), before.accounts.len()), (100, 20));
    let sealed = text_of(&case, number);

    let second = import(&mut case, folder.path(), &posts_file(10));
    assert_ne!(first, second);
    assert_eq!(together(&case, number), before);
    assert_eq!(text_of(&case, number), sealed);
    let found = case
        .verify(None, &mut |_, _| ControlFlow::Continue(()))
        .expect("verified");
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    assert_eq!(found.findings, 1, "it was computed again and is the same");
    assert_eq!(found.notes.len(), 1);
    let note = &found.notes[0];
    assert!(
        note.contains(&format!("the newer {second} differs from {first}")),
        "{note}"
    );
    assert!(
        note.contains("The finding stands as it was frozen"),
        "{note}"
    );
}

#[test]
fn a_finding_prints_codes_and_names_only_with_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &posts_file(0));
    let coded = freeze(&mut case, data);
    let coded = text_of(&case, coded);
    assert!(
        coded.contains("account 001") && !coded.contains("secret") && !coded.contains("handle"),
        "{coded}"
    );
    assert!(
        !coded.contains("@someone"),
        "nobody is named in what was shared: {coded}"
    );
    let source = case.posts_source(data).expect("it is there");
    let named = Freezing {
        named_because: Some("all are public offices".to_owned()),
        ..Freezing::default()
    };
    let named = case
        .freeze(&source, &question(), named, &mut |_| {
            ControlFlow::Continue(())
        })
        .expect("it is answered")
        .value;
    let named = text_of(&case, named);
    assert!(
        named.contains("handle1") && named.contains("all are public offices"),
        "{named}"
    );
}

#[test]
fn a_finding_says_what_it_does_not_show_and_what_chance_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &posts_file(0));
    let number = freeze(&mut case, data);
    let text = text_of(&case, number);
    let sentence = case.finding_sentence(number).expect("it is frozen");
    assert!(
        sentence.starts_with("20 accounts posted the same text within 60 seconds"),
        "{sentence}"
    );
    for words in [
        "expected by chance",
        "## What it does not show",
        "## Could it be chance?",
        "seed 7",
        "| 3600 s |",
        "That is not known, not none.",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    let quoted = case.mark(
        number,
        MarkPlace::Quote("20 accounts posted the same text".to_owned()),
        None,
    );
    assert_eq!(
        quoted.expect("its words can be marked").value.to_string(),
        format!("{number}·1")
    );
}

#[test]
fn affiliations_are_held_against_the_dates_of_the_posts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let account = case
        .add_account("X", "handle3", Some("secret3".to_owned()))
        .expect("added")
        .value;
    case.add_organisation("The party").expect("added");
    let affiliation = |from: &str, to: Option<&str>| NewAffiliation {
        who: account.to_string(),
        organisation: "The party".to_owned(),
        level: evidence::people::Level::SelfDeclares,
        role: Some("adviser".to_owned()),
        from: Some(from.parse().expect("a moment")),
        to: to.map(|to| to.parse().expect("a moment")),
        basis: evidence::people::Basis::Bio,
        mark: None,
    };
    case.affiliate(affiliation("2024-05-01", Some("2024-05-17")))
        .expect("recorded");
    case.affiliate(affiliation("2024-05-01", None))
        .expect("recorded");
    let data = import(&mut case, folder.path(), &posts_file(0));
    let number = freeze(&mut case, data);
    let held = together(&case, number).affiliations;
    let counts: Vec<_> = held
        .iter()
        .map(|one| (one.held, one.not_held, one.unknown))
        .collect();
    assert_eq!(
        counts,
        [(2, 3, 0), (0, 0, 5)],
        "an open end is not known, never assumed"
    );
    assert_eq!(held[0].code, account.to_string());
}

#[test]
fn undo_takes_a_finding_away_and_redo_brings_the_same_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &posts_file(0));
    let number = freeze(&mut case, data);
    let before = together(&case, number);
    case.undo(1).expect("undone");
    assert!(case.frozen(number).is_err());
    case.redo(1).expect("redone");
    assert_eq!(together(&case, number), before);
}

const HOURS: Counting = Counting::Series {
    subject: Subject::All,
    step: Step::Hour,
    offset: 0,
    most: 1,
};
const ACTIVE: Counting = Counting::Top {
    of: Ranked::Active,
    most: 25,
};

#[test]
fn a_frozen_count_is_counted_again_and_newer_data_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &posts_file(0));
    let filter = Filter {
        until: Some(1_715_760_000_000 + 3_600_000),
        ..Filter::default()
    };
    let number = freeze_count(&mut case, data, HOURS, filter);
    let text = text_of(&case, number);
    let sentence = case.finding_sentence(number).expect("it is frozen");
    assert!(text.starts_with(&sentence), "{text}");
    assert!(
        sentence.contains("Most posts were made in the hour from 2024-05-15 08:00: 24"),
        "{sentence}"
    );
    assert!(
        text.contains("```chart series") || text.contains("| 2024-05-15 08:00 | 24 |"),
        "{text}"
    );
    assert!(text.contains("## What it does not show"), "{text}");

    let shorter: Vec<String> = posts_file(0).lines().map(str::to_owned).collect();
    import(&mut case, folder.path(), &shorter[..90].join("\n"));
    let found = case
        .verify(None, &mut |_, _| ControlFlow::Continue(()))
        .expect("verified");
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    assert_eq!(found.findings, 1, "it was counted again and is the same");
    let note = &found.notes[0];
    assert!(note.contains("20 posts instead of 24"), "{note}");
}

#[test]
fn a_frozen_list_of_accounts_prints_codes_and_points_at_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &posts_file(0));
    let number = freeze_count(&mut case, data, ACTIVE, Filter::default());
    let Frozen::Count(count) = case.frozen(number).expect("it is frozen") else {
        panic!("it is a count");
    };
    assert_eq!((count.accounts.len(), count.rows.len()), (25, 25));
    assert!(count.rows.iter().all(|row| row.sha256.len() == 64));
    let text = text_of(&case, number);
    assert!(text.contains("```chart bars"), "{text}");
    assert!(
        !text.contains("secret") && !text.contains("handle"),
        "{text}"
    );
    let nothing = Filter {
        hashtags: vec!["nobody".to_owned()],
        ..Filter::default()
    };
    let source = case.posts_source(data).expect("it is there");
    let question = CountQuestion {
        filter: nothing,
        counting: ACTIVE,
    };
    let refused = case.freeze_count(&source, &question, Freezing::default(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(refused.is_err_and(|error| error.message.text.contains("no post passes")));
}

#[test]
fn a_count_that_was_changed_is_named_by_verify() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &posts_file(0));
    let source = case.posts_source(data).expect("it is there");
    let question = CountQuestion {
        filter: Filter::default(),
        counting: HOURS,
    };
    case.freeze_forged_count(&source, &question);
    let found = case
        .verify(None, &mut |_, _| ControlFlow::Continue(()))
        .expect("verified");
    assert!(
        found
            .problems
            .iter()
            .any(|problem| format!("{problem:?}").contains("counted again it gives")),
        "{:?}",
        found.problems
    );
}

#[test]
fn a_question_can_be_stopped_while_it_reads_and_while_it_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &posts_file(0));
    let source = case.posts_source(data).expect("it is there");
    let head = case.store.journal().expect("a journal").len();
    for stop_at in [0.0, 0.5] {
        let told = &mut |part| match part >= stop_at {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        let stopped = case.freeze(&source, &question(), Freezing::default(), told);
        assert_eq!(
            stopped.expect_err("it was stopped").kind,
            crate::Kind::Stopped
        );
    }
    assert_eq!(case.store.journal().expect("a journal").len(), head);
}

#[test]
fn a_file_in_another_encoding_is_found_and_listed_and_verify_says_what_is_not_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let text = posts_file(0).replace("own words", "l\u{e9}gende \u{e9}t\u{e9}");
    let western: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    let file = folder.path().join("western.csv");
    fs::write(&file, western).expect("written");
    let reading = FileReading {
        zone: Some("UTC".parse().expect("a zone")),
        ..FileReading::default()
    };
    let imported = case.import_posts(&file, &reading, &mut |_| ControlFlow::Continue(()));
    let data = imported.expect("it is readable").value.number;
    let page = case.read_posts(data, &Filter::default(), 499, 1);
    assert_eq!(
        page.expect("a page").posts[0].text,
        "l\u{e9}gende \u{e9}t\u{e9} 399"
    );
    let found = case.search_posts("legende 399", 5).expect("searched");
    assert_eq!(found.len(), 1, "{found:?}");
    freeze(&mut case, data);
    let found = case
        .verify(None, &mut |_, _| ControlFlow::Continue(()))
        .expect("verified");
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    assert!(
        found
            .notes
            .iter()
            .any(|note| note.contains("counted in UTF-8")),
        "{:?}",
        found.notes
    );
}

/// Twenty accounts that post five prepared texts of which each changes some letters, a short one
/// and a link of their own, among posts of others.
fn reworded_file() -> String {
    let names = ["north", "south", "east", "west"];
    let mut text =
        String::from("message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n");
    let mut id = 0;
    let mut post = |account: String, time: i64, words: String| {
        id += 1;
        let _ = writeln!(text, "{id},{account},{account},,,{words},{time},");
    };
    for wave in 0..5 {
        let word = ["Harbour", "Tunnel", "Airport", "Market", "Station"][wave];
        for account in 0..20 {
            let name = names[account % 4];
            let words = format!(
                "{word} must stay open says everyone at the {name} gate! https://x.example/{account} #{name}"
            );
            let time = 1_715_760_000 + wave as i64 * 90_000 + account as i64;
            post(format!("secret{account}"), time, words);
        }
    }
    for at in 0..400i64 {
        let letter =
            |place: i64| char::from(b'a' + ((at * 31 + place * place * (at + 7)) % 26) as u8);
        let own: String = (0..40).map(letter).collect();
        let words = if at % 10 == 0 { "too short" } else { &own };
        let time = 1_715_760_000 + at * 1_111;
        post(format!("other{}", at % 90), time, words.to_owned());
    }
    text
}

fn freeze_reworded(case: &mut Case, data: Number) -> Number {
    let source = case.posts_source(data).expect("it is there");
    let question = Question {
        by: Trace::Reworded,
        similarity: posts::reworded::SIMILARITY,
        ..question()
    };
    let told = &mut |_| ControlFlow::Continue(());
    let frozen = case.freeze(&source, &question, Freezing::default(), told);
    frozen.expect("it is answered").value
}

#[test]
fn reworded_copies_are_frozen_with_how_alike_they_are_and_computed_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &reworded_file());
    let number = freeze_reworded(&mut case, data);
    let Finding { answer, .. } = together(&case, number);
    assert_eq!((answer.members.len(), answer.rows.len()), (20, 100));
    let observed: Vec<u64> = answer
        .chance
        .iter()
        .map(|base| base.at[2].accounts.observed)
        .collect();
    assert_eq!(observed, [20, 20], "both models stand beside the count");
    let likeness = answer.things[0].likeness.expect("texts may differ");
    assert_eq!(
        (likeness.pairs, likeness.same),
        (190, 40),
        "five accounts say each gate"
    );
    assert!(likeness.least > posts::reworded::SIMILARITY && likeness.least < 1.0);
    let text = text_of(&case, number);
    for said in [
        "20 accounts posted the same text, reworded or not, within 60 seconds",
        "more than 0.693 by letters",
        "which calls it copy-pasta",
        "d3lta-1.0.2 grapheme",
        "the same letters in 40 of 190 pairs",
        "40 posts were not compared",
        "look like reworded copies",
        "## Accounts at other windows and thresholds",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let found = case.verify(None, &mut |_, _| ControlFlow::Continue(()));
    let found = found.expect("verified");
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    assert_eq!(found.findings, 1, "it was computed again and is the same");
}

#[test]
fn a_finding_is_in_the_language_of_who_asks_where_the_report_names_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    let data = import(&mut case, folder.path(), &posts_file(0));
    let asked = |case: &mut Case, spoken| {
        let source = case.posts_source(data).expect("it is there");
        let go_on = &mut |_| ControlFlow::Continue(());
        let draft = DraftFinding::of(&mut &*case, &source, &question(), spoken, go_on);
        draft.expect("it is answered")
    };
    let is_french = |draft: &DraftFinding| {
        let told = "20 comptes ont publié le même texte à moins de 60 secondes";
        draft.sentence.starts_with(told) && draft.finding.title.starts_with(told)
    };
    assert!(!is_french(&asked(&mut case, None)));
    let french = asked(&mut case, Some("fr-FR"));
    assert!(is_french(&french), "{}", french.sentence);
    let frozen = case.freeze_draft(french, Freezing::default());
    let text = text_of(&case, frozen.expect("frozen").value);
    assert!(text.contains("## Ce que cela ne montre pas"), "{text}");
    case.write_manuscript("---\ntitle: A campaign\nlang: en\n---\n\nA text.\n")
        .expect("saved");
    let english = asked(&mut case, Some("fr-FR"));
    assert!(!is_french(&english), "{}", english.sentence);
    let found = case.verify(None, &mut |_, _| ControlFlow::Continue(()));
    assert_eq!(found.expect("verified").problems, []);
}

#[test]
fn findings_of_a_french_report_are_in_french_to_the_last_line() {
    const ENGLISH: [&str; 16] = [
        "the", "of", "and", "is", "was", "not", "posts", "accounts", "each", "rows", "by", "at",
        "in", "window", "show", "left",
    ];
    let is_english = |line: &&str| {
        let words = line.split(|letter: char| !letter.is_alphabetic());
        let words_of_posts = ["prepared words", "posts.csv", "must stay open"];
        let captured = words_of_posts.iter().any(|words| line.contains(words));
        !captured
            && words
                .map(str::to_lowercase)
                .any(|word| ENGLISH.contains(&&*word))
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    case.write_manuscript("---\ntitle: Une campagne\nlang: fr-FR\n---\n\nUn texte.\n")
        .expect("saved");
    let account = case.add_account("X", "handle3", Some("secret3".to_owned()));
    case.add_organisation("Le parti").expect("added");
    case.affiliate(NewAffiliation {
        who: account.expect("added").value.to_string(),
        organisation: "Le parti".to_owned(),
        level: evidence::people::Level::SelfDeclares,
        role: Some("conseiller".to_owned()),
        from: None,
        to: None,
        basis: evidence::people::Basis::OfficialList,
        mark: None,
    })
    .expect("recorded");
    let data = import(&mut case, folder.path(), &posts_file(0));
    let mut numbers = vec![freeze(&mut case, data)];
    let text = text_of(&case, numbers[0]);
    let parts = case.finding_parts(numbers[0]).expect("it is shown");
    let chart = parts.iter().find_map(|part| match part {
        FindingPart::Chart { svg, .. } => Some(svg),
        _ => None,
    });
    assert!(chart.is_some_and(|svg| svg.contains("15 mai")), "{chart:?}");
    let held = "dit en être, conseiller | une liste publiée par elle |";
    assert!(text.contains(held), "{text}");
    let ranked = [
        Ranked::Active,
        Ranked::First,
        Ranked::Hashtags,
        Ranked::Sequences,
        Ranked::Domains,
        Ranked::Languages,
    ];
    let tops = ranked.map(|of| Counting::Top { of, most: 25 });
    for counting in tops.into_iter().chain([HOURS]) {
        numbers.push(freeze_count(&mut case, data, counting, Filter::default()));
    }
    let data = import(&mut case, folder.path(), &reworded_file());
    numbers.push(freeze_reworded(&mut case, data));
    for number in numbers {
        let text = text_of(&case, number);
        assert_eq!(text.lines().filter(is_english).collect::<Vec<_>>(), [""; 0]);
        assert!(text.starts_with(&case.finding_sentence(number).expect("it is frozen")));
        let book = case.casebook().expect("readable");
        let exhibit = book.exhibits.iter().find(|one| one.number == number);
        let exhibit = exhibit.expect("it is there");
        assert_eq!(exhibit.record.language.as_deref(), Some("fr"));
        let method = "calculé à partir des lignes du jeu de données";
        assert_eq!(exhibit.record.method.as_deref(), Some(method));
        assert!(!is_english(&&*exhibit.title), "{}", exhibit.title);
    }
    let found = case.verify(None, &mut |_, _| ControlFlow::Continue(()));
    assert_eq!(found.expect("verified").problems, []);
}

#[test]
fn a_chart_of_the_case_is_frozen_in_the_language_of_who_asks_where_the_report_names_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut case = new_case(folder.path());
    for (title, on) in [
        ("La halle brûle", "2024-05-15"),
        ("On répond", "2024-05-17"),
    ] {
        let event = crate::NewEvent {
            title: title.to_owned(),
            on: on.parse().expect("a moment"),
            until: None,
            approximate: false,
            place: None,
            about: None,
            mark: None,
        };
        case.add_event(event).expect("added");
    }
    let timeline = crate::CaseChart::Timeline;
    let frozen = case.freeze_chart(timeline, "Chronologie", Some("fr"));
    let Ok(crate::Addition::Added { number, .. }) = frozen else {
        panic!("it is frozen: {frozen:?}");
    };
    let book = case.casebook().expect("readable");
    let exhibit = book.exhibits.iter().find(|one| one.number == number);
    let made = exhibit.and_then(|one| one.record.method.as_deref());
    let told = "Dessiné par Plumb à partir du dossier entier";
    assert!(made.is_some_and(|made| made.contains(told)), "{made:?}");
}
