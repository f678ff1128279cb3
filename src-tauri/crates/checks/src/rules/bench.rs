//! A small case for the tests of the rules: three held exhibits with one mark each, two claims,
//! two people.

use claims::{Casebook, Claim, Link, Reply, Waiver};
use evidence::exhibit::Original;
use evidence::{
    Exhibit, Fingerprint, Held, Id, Mark, Noun, Number, Person, Reference, Selector, Tier,
};
use manuscript::Manuscript;

use crate::{Facts, Finding, run};

pub(crate) struct Bench {
    pub(crate) book: Casebook,
    pub(crate) facts: Facts,
    last_id: u128,
}

impl Bench {
    pub(crate) fn new() -> Bench {
        let exported_at = "2024-06-10T12:00:00Z".parse().expect("a time");
        let mut bench = Bench {
            book: Casebook::default(),
            facts: Facts::sound(exported_at),
            last_id: 0,
        };
        for value in 1..=3 {
            let exhibit = bench.exhibit(value);
            bench.book.exhibits.push(exhibit);
            bench.extra_mark(value, 1);
        }
        for value in 1..=2 {
            let id = bench.id();
            let number = Number::new(Noun::Claim, value);
            let text = "They ran it.".to_owned();
            bench.book.claims.push(Claim {
                id,
                number,
                text,
                accuses: None,
                identity: None,
                confidence: None,
                withdrawn: None,
            });
            let id = bench.id();
            let name = format!("Subject {value:02}");
            bench.book.people.push(Person {
                id,
                number: Number::new(Noun::Person, value),
                name,
                other_names: Vec::new(),
            });
        }
        bench
    }

    fn id(&mut self) -> Id {
        self.last_id += 1;
        let digits = format!("{:032x}", self.last_id);
        digits.parse().expect("32 hex digits are an id")
    }

    fn exhibit(&mut self, value: u32) -> Exhibit {
        let record = evidence::exhibit::CollectionRecord {
            tier: Tier::Primary,
            ..Default::default()
        };
        Exhibit {
            id: self.id(),
            number: Number::new(Noun::Exhibit, value),
            title: format!("Exhibit {value}"),
            kind: evidence::exhibit::Kind::Page,
            held: Held::Held,
            original: Some(Original {
                fingerprint: Fingerprint::new([u8::try_from(value).expect("few exhibits"); 32]),
                size_bytes: 1,
                media_type: "text/html".into(),
                file_name: "a.html".into(),
            }),
            record,
        }
    }

    /// Adds the mark `E-exhibit·mark`.
    pub(crate) fn extra_mark(&mut self, exhibit: u32, mark: u32) {
        let id = self.id();
        let owner = self.book.exhibits[exhibit as usize - 1].id;
        let reference = Reference::Mark { exhibit, mark };
        self.book.marks.push(Mark {
            id,
            exhibit: owner,
            reference,
            selector: Selector::Page(1),
            note: None,
        });
    }

    /// Links the first mark of an exhibit to a claim.
    pub(crate) fn link(&mut self, exhibit: u32, claim: u32, stance: &str) {
        self.link_mark(exhibit, 1, claim, stance);
    }

    pub(crate) fn link_mark(&mut self, exhibit: u32, mark: u32, claim: u32, stance: &str) {
        let id = self.id();
        let reference = Reference::Mark { exhibit, mark };
        let mark = self
            .book
            .marks
            .iter()
            .find(|m| m.reference == reference)
            .expect("a mark")
            .id;
        let claim = self.book.claims[claim as usize - 1].id;
        self.book.links.push(Link {
            id,
            mark,
            claim,
            stance: stance.parse().expect("a stance"),
            explanation: None,
        });
    }

    /// Makes a claim accuse Subject 01.
    pub(crate) fn accuse(&mut self, claim: u32) {
        self.book.claims[claim as usize - 1].accuses = Some(self.book.people[0].id);
    }

    /// Asks a person about a claim.
    pub(crate) fn ask(&mut self, person: u32, claim: u32, deadline: Option<&str>) {
        let id = self.id();
        let value = u32::try_from(self.book.replies.len()).expect("few replies") + 1;
        self.book.replies.push(Reply {
            id,
            number: Number::new(Noun::Reply, value),
            whom: self.book.people[person as usize - 1].id,
            about: vec![self.book.claims[claim as usize - 1].id],
            asked_at: "2024-05-01".parse().expect("a day"),
            channel: "letter".into(),
            deadline: deadline.map(|d| d.parse().expect("a time")),
            reminders: Vec::new(),
            answer: None,
        });
    }

    pub(crate) fn waive(&mut self, rule: &str, objects: &[&str], sentence: Option<&str>) {
        let id = self.id();
        self.book.waivers.push(Waiver {
            id,
            rule: rule.into(),
            objects: objects
                .iter()
                .map(|o| o.parse().expect("a reference"))
                .collect(),
            sentence: sentence.map(str::to_owned),
            by: "editor".into(),
            reason: "discussed".into(),
            at: "2024-06-10".parse().expect("a day"),
        });
    }

    fn findings(&self, rule: &str, text: &str) -> Vec<Finding> {
        let manuscript = Manuscript::parse(text);
        let mut findings = run(&manuscript, &self.book, &self.facts);
        findings.retain(|f| f.rule.code() == rule);
        findings
    }

    /// The sentences at which a rule fires, in order; empty for one about the case.
    pub(crate) fn found(&self, rule: &str, text: &str) -> Vec<String> {
        let findings = self.findings(rule, text);
        findings
            .into_iter()
            .map(|f| f.sentence.unwrap_or_default())
            .collect()
    }

    /// For every finding of a rule, whether it is waived.
    pub(crate) fn waived(&self, rule: &str, text: &str) -> Vec<bool> {
        self.findings(rule, text)
            .iter()
            .map(|f| f.waived.is_some())
            .collect()
    }
}
