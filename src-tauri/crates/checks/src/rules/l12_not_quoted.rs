//! L12: a quotation mark whose words the captured text does not have.

use std::collections::BTreeMap;

use evidence::fold::squeeze;
use evidence::mark::{QuoteError, Selector};

use crate::finding::Finding;
use crate::matter::Matter;
use crate::reading::Reading;

pub(crate) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut squeezed = BTreeMap::new();
    let mut found = Vec::new();
    for (cited, mark, exhibit) in reading.marks() {
        let Selector::Quote(quote) = &mark.selector else {
            continue;
        };
        let text = squeezed.entry(exhibit.id).or_insert_with(|| {
            reading
                .casebook
                .texts
                .get(&exhibit.id)
                .map(|text| squeeze(text))
        });
        let (told, words) = (mark.reference.to_string(), quote.exact.clone());
        let number = exhibit.number.to_string();
        let matter = match text.as_deref().map(|text| quote.find_squeezed(text)) {
            None => Matter::NoText {
                mark: told,
                words,
                exhibit: number,
            },
            Some(Err(QuoteError::NotFound | QuoteError::Empty)) => Matter::NotInText {
                mark: told,
                words,
                exhibit: number,
            },
            Some(_) => continue,
        };
        found.push(reading.at(cited, vec![mark.reference], matter));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use evidence::mark::{Quote, Selector};

    fn quoting() -> Bench {
        let mut bench = Bench::new();
        let quote = Quote::anchor("He said: never again.", "never again").expect("it is there");
        bench.book.marks[0].selector = Selector::Quote(quote);
        let exhibit = bench.book.exhibits[0].id;
        bench
            .book
            .texts
            .insert(exhibit, "He  said:\nnever   again.".to_owned());
        bench
    }

    #[test]
    fn words_that_stand_in_the_captured_text_are_not_found_wanting() {
        assert_eq!(quoting().found("L12", "One. [@E-001.1]"), [""; 0]);
    }

    #[test]
    fn words_that_the_captured_text_lacks_are_found_also_behind_a_claim() {
        let mut bench = quoting();
        let exhibit = bench.book.exhibits[0].id;
        bench
            .book
            .texts
            .insert(exhibit, "He said: ever again.".to_owned());
        assert_eq!(bench.found("L12", "One. [@E-001.1]"), ["One."]);
        bench.link(1, 1, "supports");
        assert_eq!(bench.found("L12", "Two. [@C-01]"), ["Two."]);
        bench.book.texts.clear();
        assert_eq!(bench.found("L12", "One. [@E-001.1]"), ["One."]);
    }

    #[test]
    fn a_lost_quotation_can_be_waived() {
        let mut bench = quoting();
        bench.book.texts.clear();
        bench.waive("L12", &["E-001.1"], Some("One."));
        assert_eq!(bench.waived("L12", "One. [@E-001.1]"), [true]);
    }
}
