//! Full-text search: folding, phrases, prefixes, booleans, ranking, kept current.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod bench;

use bench::{Bench, describe};

fn nouns(bench: &Bench, words: &str) -> Vec<String> {
    bench
        .store
        .search(words, 50)
        .unwrap()
        .into_iter()
        .map(|hit| hit.noun)
        .collect()
}

fn case() -> Bench {
    let mut bench = Bench::new();
    let exhibit = bench.add_exhibit(
        "Şuşa bəyanatı",
        b"x",
        Some("İlham Əliyev Nouméa haqqında çıxış etdi, ığdır"),
    );
    bench.add_mark(exhibit, "déclaration signée");
    bench.add_claim("The party paid for the posts.");
    bench.add_person("Subject 01");
    bench.write("# Report\n\nThe posts were paid for, says the party.");
    bench
}

#[test]
fn letters_are_found_without_their_marks_and_in_any_case() {
    let bench = case();
    for words in [
        "susa",
        "ŞUŞA",
        "beyanati",
        "bəyanatı",
        "ELIYEV",
        "əliyev",
        "ilham",
        "Noumea",
        "igdir",
        "cixis",
    ] {
        assert_eq!(nouns(&bench, words), ["exhibit"], "{words}");
    }
    assert_eq!(nouns(&bench, "declaration SIGNEE"), ["mark"]);
}

#[test]
fn phrases_prefixes_and_operators_narrow_and_widen() {
    let bench = case();
    assert_eq!(nouns(&bench, "\"paid for the posts\""), ["claim"]);
    assert_eq!(nouns(&bench, "\"posts were paid\""), ["manuscript"]);
    assert_eq!(nouns(&bench, "noum*"), ["exhibit"]);
    assert_eq!(nouns(&bench, "noum"), Vec::<String>::new());
    assert_eq!(nouns(&bench, "party NOT report"), ["claim"]);
    assert_eq!(nouns(&bench, "subject OR susa").len(), 2);
    assert_eq!(nouns(&bench, "(subject OR susa) AND eliyev"), ["exhibit"]);
}

#[test]
fn a_title_ranks_before_a_mention() {
    let mut bench = case();
    bench.add_exhibit(
        "Something",
        b"y",
        Some("long text that mentions susa once among many other words"),
    );
    let hits = bench.store.search("susa", 50).unwrap();
    let first = bench.store.casebook().unwrap().exhibits[0].id.to_string();
    assert_eq!((hits.len(), hits[0].id.as_str()), (2, first.as_str()));
}

#[test]
fn a_snippet_shows_the_words_as_they_are_written() {
    let bench = case();
    let hit = &bench.store.search("eliyev", 1).unwrap()[0];
    assert_eq!(&hit.snippet.text[hit.snippet.hits[0].clone()], "Əliyev");
}

#[test]
fn an_undone_change_is_not_found_and_a_redone_one_is() {
    let mut bench = case();
    bench.add_claim("Zebras were seen.");
    assert_eq!(nouns(&bench, "zebras"), ["claim"]);
    bench.store.undo(&describe("", "")).unwrap();
    assert_eq!(nouns(&bench, "zebras"), Vec::<String>::new());
    bench.store.redo(&describe("", "")).unwrap();
    assert_eq!(nouns(&bench, "zebras"), ["claim"]);
    bench.write("Other words.");
    assert_eq!(
        nouns(&bench, "report"),
        Vec::<String>::new(),
        "the old text is forgotten"
    );
}

#[test]
fn no_query_is_an_error() {
    let bench = case();
    for words in [
        "",
        "AND",
        "party AND",
        "(((",
        "\"",
        "*",
        "NEAR(",
        "title:x",
        "a\0b",
        "OR NOT )",
        "party NOT",
    ] {
        let _ = nouns(&bench, words);
    }
    assert_eq!(
        nouns(&bench, "party AND"),
        nouns(&bench, "party"),
        "a dangling operator is ignored"
    );
}

#[test]
fn a_finder_names_what_it_found_by_number_while_the_word_is_still_being_typed() {
    let bench = case();
    let found = |words: &str| -> Vec<(String, u32, Option<u32>, String)> {
        let named = bench.store.find(words, 10).unwrap();
        named
            .into_iter()
            .map(|one| (one.noun, one.number, one.exhibit, one.title))
            .collect()
    };
    assert_eq!(
        found("sus"),
        [("exhibit".into(), 1, None, "Şuşa bəyanatı".into())]
    );
    assert_eq!(
        found("declar sign"),
        [("mark".into(), 1, Some(1), "déclaration signée".into())]
    );
    assert_eq!(found("subj")[0].0, "person");
    assert_eq!(found("\"* OR"), [], "nothing typed is an operator");
    let mark = "E-001·1".parse().unwrap();
    let titled = bench.store.titled(mark).unwrap();
    assert_eq!(titled.unwrap().1, "Şuşa bəyanatı");
    assert_eq!(bench.store.titled("E-009".parse().unwrap()).unwrap(), None);
}
