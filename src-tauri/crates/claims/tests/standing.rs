//! When a claim stands, told on small casebooks.

use claims::{Casebook, Claim, Link, Stance, Standing, origin, standing::assess};
use evidence::{
    Exhibit, Held, Id, Mark, Noun, Number, Reference, Selector, exhibit::CollectionRecord,
    exhibit::Kind,
};

fn id(value: u128) -> Id {
    Id::new(uuid::Uuid::from_u128(value))
}

/// A case with one claim; exhibits are numbered from 1, each with one mark.
struct Bench(Casebook);

impl Bench {
    fn new() -> Self {
        Self(Casebook {
            claims: vec![Claim {
                id: id(1000),
                number: Number::new(Noun::Claim, 1),
                text: "The party paid for the posts.".to_owned(),
                accuses: None,
                identity: None,
                confidence: None,
                withdrawn: None,
            }],
            ..Casebook::default()
        })
    }

    fn exhibit(mut self, number: u32, derived_from: &[u32]) -> Self {
        self.0.exhibits.push(Exhibit {
            id: id(number.into()),
            number: Number::new(Noun::Exhibit, number),
            title: format!("Exhibit {number}"),
            kind: Kind::Page,
            held: Held::Held,
            original: None,
            record: CollectionRecord {
                derived_from: derived_from
                    .iter()
                    .map(|parent| id((*parent).into()))
                    .collect(),
                ..CollectionRecord::default()
            },
        });
        self.0.marks.push(Mark {
            id: id(u128::from(number) + 100),
            exhibit: id(number.into()),
            reference: Reference::Mark {
                exhibit: number,
                mark: 1,
            },
            selector: Selector::Page(1),
            note: None,
        });
        self
    }

    fn link(mut self, exhibit: u32, stance: Stance) -> Self {
        self.0.links.push(Link {
            id: id(u128::from(exhibit) + 200),
            mark: id(u128::from(exhibit) + 100),
            claim: id(1000),
            stance,
            explanation: None,
        });
        self
    }

    fn account(mut self, exhibit: usize, account: u128) -> Self {
        self.0.exhibits[exhibit - 1].record.account = Some(id(account));
        self
    }

    fn standing(&self) -> Standing {
        assess(&self.0, &self.0.claims[0]).standing
    }
}

#[test]
fn a_claim_without_links_is_open() {
    assert_eq!(Bench::new().standing(), Standing::Open);
}

#[test]
fn a_claim_with_only_context_does_not_stand() {
    let bench = Bench::new().exhibit(1, &[]).link(1, Stance::Context);
    assert_eq!(bench.standing(), Standing::Open);
}

#[test]
fn a_denial_alone_does_not_refute() {
    let bench = Bench::new().exhibit(1, &[]).link(1, Stance::Denial);
    assert_eq!(bench.standing(), Standing::Open);
}

#[test]
fn two_exhibits_of_different_origin_back_a_claim() {
    let bench = Bench::new().exhibit(1, &[]).exhibit(2, &[]);
    let bench = bench.link(1, Stance::Supports);
    assert_eq!(bench.standing(), Standing::SingleOrigin);
    assert_eq!(bench.link(2, Stance::Supports).standing(), Standing::Backed);
}

#[test]
fn four_copies_of_one_wire_story_count_once() {
    let mut bench = Bench::new()
        .exhibit(1, &[])
        .exhibit(2, &[1])
        .exhibit(3, &[2])
        .exhibit(4, &[1]);
    for number in 1..=4 {
        bench = bench.link(number, Stance::Supports);
    }
    assert_eq!(bench.standing(), Standing::SingleOrigin);
}

#[test]
fn a_copy_of_a_source_that_is_only_cited_still_shares_its_origin() {
    let bench = Bench::new()
        .exhibit(1, &[])
        .exhibit(2, &[1])
        .exhibit(3, &[1]);
    let bench = bench.link(2, Stance::Supports).link(3, Stance::Supports);
    assert_eq!(bench.standing(), Standing::SingleOrigin);
}

#[test]
fn a_summary_of_two_sources_does_not_merge_them() {
    let bench = Bench::new()
        .exhibit(1, &[])
        .exhibit(2, &[])
        .exhibit(3, &[1, 2]);
    let bench = bench
        .link(1, Stance::Supports)
        .link(2, Stance::Supports)
        .link(3, Stance::Supports);
    assert_eq!(bench.standing(), Standing::Backed);
}

#[test]
fn two_posts_of_one_account_are_one_origin() {
    let bench = Bench::new()
        .exhibit(1, &[])
        .exhibit(2, &[])
        .account(1, 9)
        .account(2, 9);
    let bench = bench.link(1, Stance::Supports).link(2, Stance::Supports);
    assert_eq!(bench.standing(), Standing::SingleOrigin);
}

#[test]
fn exhibits_that_derive_from_each_other_are_one_origin_and_end() {
    let bench = Bench::new().exhibit(1, &[2]).exhibit(2, &[1]);
    let bench = bench.link(1, Stance::Supports).link(2, Stance::Supports);
    assert_eq!(bench.standing(), Standing::SingleOrigin);
    assert_eq!(origin::origins_of(&bench.0, &bench.0.exhibits[0]).len(), 1);
}

#[test]
fn a_contradiction_disputes_what_is_backed_and_refutes_what_is_not() {
    let bench = Bench::new()
        .exhibit(1, &[])
        .exhibit(2, &[])
        .link(2, Stance::Contradicts);
    assert_eq!(bench.standing(), Standing::Refuted);
    assert_eq!(
        bench.link(1, Stance::Supports).standing(),
        Standing::Disputed
    );
}

#[test]
fn a_withdrawn_claim_stays_withdrawn_whatever_supports_it() {
    let mut bench = Bench::new().exhibit(1, &[]).link(1, Stance::Supports);
    bench.0.claims[0].withdrawn = Some("the witness recanted".to_owned());
    assert_eq!(bench.standing(), Standing::Withdrawn);
}
