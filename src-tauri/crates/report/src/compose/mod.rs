//! Turns a manuscript and a case into a document.

mod allowed;
mod charts;
mod codes;
mod decode;
pub(crate) mod labels;
mod margin;
mod names;
mod pixels;
mod plan;
mod plates;
mod shown;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use claims::Casebook;
use evidence::{Exhibit, Id, Number, Reference};
use manuscript::{BlockKind, Draft, FrontMatter, Manuscript, SentenceKind};

use crate::lang::Guesser;
use crate::pdf::Paper;
use crate::references::written_out;
use crate::{Custody, Document, Fact, Inline, OpenPoint, Picture, Summary, View};
use labels::Tongue;
pub(crate) use names::{Edge, Names};
pub(crate) use plan::{Plan, Withheld};

/// Where in a document an exhibit's picture is, and its size in pixels when it
/// can be drawn.
struct Depicted {
    index: usize,
    size: Option<(u32, u32)>,
    /// Whether it is the first of several in its file.
    is_first: bool,
}

/// For whom a copy is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edition {
    /// Everything an editor or a lawyer needs, open points included.
    #[default]
    Editor,
    /// For readers: sensitive exhibits withheld, no custody, no open points.
    Public,
}

/// What a report says that neither its text nor the case holds.
#[derive(Debug, Clone)]
pub struct Imprint {
    /// The moment that the report carries, given by the caller.
    pub printed_at: DateTime<FixedOffset>,
    /// The version as a person says it, such as `0.9`.
    pub version: String,
    /// For whom the copy is.
    pub edition: Edition,
    /// SHA-256 of the evidence package in lower-case hex, when one was made.
    pub fingerprint: Option<String>,
    /// The custody rows of each exhibit, oldest first.
    pub custody: BTreeMap<Id, Vec<Custody>>,
    /// What the checks found, waived ones with the waiver.
    pub findings: Vec<OpenPoint>,
}

/// What all parts of composing look at.
struct Case<'a> {
    book: &'a Casebook,
    manuscript: &'a Manuscript,
    imprint: &'a Imprint,
    plan: &'a Plan<'a>,
    tongue: Tongue,
    /// The paragraphs that cite each mark or exhibit.
    cited_in: BTreeMap<Reference, BTreeSet<u32>>,
    /// What each paragraph cites, in order, its footnotes included.
    cited_by: BTreeMap<u32, Vec<Reference>>,
    /// The rules that each paragraph leaves open.
    open_in: BTreeMap<u32, Vec<&'a str>>,
}

impl Case<'_> {
    fn is_public(&self) -> bool {
        self.plan.edition == Edition::Public
    }

    /// The numbers of the paragraphs that cite something; a copy for readers
    /// has no such numbers.
    fn paragraphs_of(&self, reference: Reference) -> Vec<u32> {
        let cited = self.cited_in.get(&reference).into_iter().flatten();
        cited.filter(|_| !self.is_public()).copied().collect()
    }
}

/// Composes the document of one copy: what the copy may not show reaches no
/// part of it. `picture` gives the bytes of an exhibit's original;
/// it is asked once for each exhibit that is printed and is a picture.
pub fn compose(
    manuscript: &Manuscript,
    book: &Casebook,
    imprint: &Imprint,
    picture: &mut dyn FnMut(&Exhibit) -> Option<Vec<u8>>,
) -> Document {
    Composer::default().compose(manuscript, book, imprint, picture)
}

/// Composes one version of a report after the other; what did not change is
/// made once. The documents are those that [`compose`] gives.
#[derive(Default)]
pub struct Composer {
    /// The text as a copy that does not show all may know it.
    allowed: Draft,
    guesser: Option<Guesser>,
    pictures: BTreeMap<Id, shown::Kept>,
}

impl Composer {
    /// As [`compose`]; `picture` is not asked for what was shown before.
    pub fn compose(
        &mut self,
        manuscript: &Manuscript,
        book: &Casebook,
        imprint: &Imprint,
        picture: &mut dyn FnMut(&Exhibit) -> Option<Vec<u8>>,
    ) -> Document {
        let plan = Plan::of(book, imprint.edition);
        if plan.shows_all() {
            return self.compose_allowed(manuscript, book, imprint, &plan, picture);
        }
        let lang = manuscript.front_matter().lang.as_deref();
        let tongue = Tongue::of(lang.unwrap_or("en"));
        let book = allowed::allowed(book, &plan, tongue);
        let mut source = written_out(manuscript.source());
        plan.edit(&mut source);
        let imprint = allowed::imprint(imprint, &plan, tongue);
        let mut draft = std::mem::take(&mut self.allowed);
        let manuscript = draft.read(&source);
        let document = self.compose_allowed(manuscript, &book, &imprint, &plan, picture);
        self.allowed = draft;
        document
    }
}

/// The case as one copy may know it: what else is made from the case for that
/// copy is made from this. `lang` is the report's language.
pub fn shown_book(book: Casebook, edition: Edition, lang: &str) -> Casebook {
    let plan = Plan::of(&book, edition);
    if plan.shows_all() {
        return book;
    }
    allowed::allowed(&book, &plan, Tongue::of(lang))
}

/// What a copy does not show, in sentences for whoever exports it.
pub fn withheld(book: &Casebook, edition: Edition) -> Vec<String> {
    Plan::of(book, edition).told(book)
}

/// How much of a case a copy does not show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Withholding {
    /// People and accounts that print under a code.
    pub codes: usize,
    /// Exhibits with a redacted part.
    pub redacted: usize,
    /// Exhibits that are not shown at all.
    pub withheld: usize,
    /// Sensitive exhibits of which all but the picture is shown.
    pub covered: usize,
}

/// How much of a case a copy does not show.
pub fn withholding(book: &Casebook, edition: Edition) -> Withholding {
    Plan::of(book, edition).count(book)
}

impl Composer {
    /// Composes from what the copy may show.
    fn compose_allowed(
        &mut self,
        manuscript: &Manuscript,
        book: &Casebook,
        imprint: &Imprint,
        plan: &Plan<'_>,
        picture: &mut dyn FnMut(&Exhibit) -> Option<Vec<u8>>,
    ) -> Document {
        let matter = manuscript.front_matter();
        let lang = matter.lang.clone().unwrap_or_else(|| "en".to_owned());
        let cited_by = cited_by(manuscript);
        let case = Case {
            book,
            manuscript,
            imprint,
            plan,
            tongue: Tongue::of(&lang),
            cited_in: cited_in(&cited_by),
            cited_by,
            open_in: open_in(&imprint.findings),
        };
        let exhibits = printed_exhibits(&case);
        let mut pictures: Vec<Picture> = Vec::new();
        let mut shown: BTreeMap<Number, Depicted> = BTreeMap::new();
        for exhibit in &exhibits {
            let kept = &mut self.pictures;
            if let Some(found) = shown::read_picture(&case, exhibit, kept, picture) {
                let depicted = Depicted {
                    index: pictures.len(),
                    size: found.size,
                    is_first: found.is_first,
                };
                shown.insert(exhibit.number, depicted);
                pictures.push(found.picture);
            }
        }
        let guesser = self.guesser.take().filter(|guesser| guesser.is_for(&lang));
        let guesser = self
            .guesser
            .insert(guesser.unwrap_or_else(|| Guesser::new(&lang)));
        let composed = text::compose_text(&case, &shown, guesser);
        let claims = plates::claim_rows(&case);
        let plates: Vec<_> = exhibits
            .iter()
            .map(|exhibit| {
                let mut plate = plates::plate(&case, exhibit, &shown);
                if exhibit.is_finding()
                    && matches!(plate.view, View::Excerpt(_))
                    && let Some(words) = book.texts.get(&exhibit.id)
                {
                    plate.view = View::Blocks(text::compose_finding(&case, words, guesser));
                }
                plate
            })
            .collect();
        let title = matter.title.clone().unwrap_or_else(|| book.title.clone());
        Document {
            kicker: case.tongue.say("Investigation", "Enquête").to_owned(),
            title,
            subtitle: matter.subtitle.clone().unwrap_or_default(),
            authors: matter.authors.clone(),
            printed_at: imprint.printed_at,
            version: imprint.version.clone(),
            copy_label: if case.is_public() {
                String::new()
            } else {
                let english = "For legal review, not for publication";
                let french = "Pour relecture juridique, ne pas publier";
                case.tongue.say(english, french).to_owned()
            },
            fingerprint: imprint.fingerprint.clone(),
            summary: summary(matter, case.tongue),
            facts: facts(&case, claims.len(), plates.len()),
            cover: composed.cover,
            body: composed.body,
            sources: composed.sources,
            notes: composed.notes,
            plates,
            claims,
            open_points: imprint.findings.clone(),
            pictures,
            attachments: Vec::new(),
            checking: None,
            remarks: remarks(manuscript, &shown),
            paper: paper(matter),
            lang,
        }
    }
}

/// What whoever exports should know of the text and the pictures.
fn remarks(manuscript: &Manuscript, shown: &BTreeMap<Number, Depicted>) -> Vec<String> {
    let text = manuscript.remarks().iter().map(|r| r.text.clone());
    let firsts = shown.iter().filter(|(_, depicted)| depicted.is_first);
    let pictures = firsts
        .map(|(number, _)| format!("{number} holds several pictures; the report shows the first."));
    text.chain(pictures).collect()
}

/// The title page's columns: what the front matter says under `found`,
/// `they-say` and `unknown`, else its summary alone.
fn summary(matter: &FrontMatter, tongue: Tongue) -> Vec<Summary> {
    let columns = [
        (
            "found",
            tongue.say("What we found.", "Ce que nous avons établi."),
        ),
        (
            "they-say",
            tongue.say("What they say.", "Ce qu’ils en disent."),
        ),
        (
            "unknown",
            tongue.say("What we do not know.", "Ce que nous ignorons."),
        ),
    ];
    let column = |title: &str, text: &str| Summary {
        title: title.to_owned(),
        text: vec![Inline::Text(text.trim().to_owned())],
    };
    let found: Vec<Summary> = columns
        .into_iter()
        .filter_map(|(key, title)| Some(column(title, &matter.other_text(key)?)))
        .collect();
    if !found.is_empty() {
        return found;
    }
    let summary = matter
        .summary
        .as_deref()
        .filter(|text| !text.trim().is_empty());
    summary.map(|text| column("", text)).into_iter().collect()
}

/// The paper that the front matter asks for.
fn paper(matter: &FrontMatter) -> Option<Paper> {
    let name = matter.other_text("paper")?;
    match name.to_ascii_lowercase().as_str() {
        "letter" | "us-letter" => Some(Paper::Letter),
        "a4" => Some(Paper::A4),
        _ => None,
    }
}

fn facts(case: &Case<'_>, claims: usize, exhibits: usize) -> Vec<Fact> {
    let tongue = case.tongue;
    let title = format!(
        "{}, {}",
        tongue.count(claims, "claim", "affirmation"),
        tongue.count(exhibits, "exhibit", "pièce"),
    );
    let open = |point: &&OpenPoint| point.waiver.is_none();
    let found = case.imprint.findings.iter().filter(open).count();
    let waived = case.imprint.findings.len() - found;
    let mut lines = Vec::new();
    if !case.is_public() {
        lines.push(tongue.count(found, "open point", "point ouvert"));
        if waived > 0 {
            lines.push(format!("{waived} {}", tongue.say("waived", "levés")));
        }
    }
    vec![Fact { title, lines }]
}

/// What each paragraph cites; footnotes count for their paragraph.
fn cited_by(manuscript: &Manuscript) -> BTreeMap<u32, Vec<Reference>> {
    let mut found: BTreeMap<u32, Vec<Reference>> = BTreeMap::new();
    for sentence in manuscript.sentences() {
        if sentence.kind == SentenceKind::Footnote {
            continue;
        }
        if let Some(paragraph) = sentence.paragraph {
            let cites = manuscript.cites_of(sentence).into_iter();
            let references = cites.filter_map(|cite| cite.reference);
            found.entry(paragraph).or_default().extend(references);
        }
    }
    found
}

/// The rules that each paragraph leaves open, in the order they were found.
fn open_in(findings: &[OpenPoint]) -> BTreeMap<u32, Vec<&str>> {
    let mut found: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for point in findings.iter().filter(|point| point.waiver.is_none()) {
        if let Some(paragraph) = point.paragraph {
            found.entry(paragraph).or_default().push(&point.rule);
        }
    }
    found
}

/// Where each mark and exhibit is cited.
fn cited_in(cited_by: &BTreeMap<u32, Vec<Reference>>) -> BTreeMap<Reference, BTreeSet<u32>> {
    let mut found: BTreeMap<Reference, BTreeSet<u32>> = BTreeMap::new();
    for (paragraph, references) in cited_by {
        for reference in references {
            found.entry(*reference).or_default().insert(*paragraph);
        }
    }
    found
}

/// The exhibits that get a plate: those cited, and those whose marks bear on
/// a claim that is cited.
fn printed_exhibits<'a>(case: &Case<'a>) -> Vec<&'a Exhibit> {
    let mut wanted: BTreeSet<Id> = BTreeSet::new();
    for (_, cite) in case.manuscript.cites() {
        match cite
            .reference
            .and_then(|reference| case.book.find(reference))
        {
            Some(claims::casebook::Target::Exhibit(exhibit)) => {
                wanted.insert(exhibit.id);
            }
            Some(claims::casebook::Target::Mark(_, exhibit)) => {
                wanted.insert(exhibit.id);
            }
            Some(claims::casebook::Target::Claim(claim)) => {
                let links = case.book.links_on(claim.id);
                wanted.extend(links.filter_map(|link| Some(case.book.mark(link.mark)?.exhibit)));
            }
            _ => {}
        }
    }
    for_each_chart(case.manuscript.blocks(), &mut |chart| {
        wanted.extend(charts::drawn_from(case, chart));
    });
    let exhibits = case.book.exhibits.iter();
    exhibits
        .filter(|exhibit| wanted.contains(&exhibit.id))
        .collect()
}

/// Every chart of the text, wherever it stands.
fn for_each_chart(blocks: &[manuscript::Block], see: &mut dyn FnMut(&manuscript::Chart)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Chart(chart) => see(chart),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| for_each_chart(item, see));
            }
            BlockKind::Quote(inner) | BlockKind::Division { blocks: inner, .. } => {
                for_each_chart(inner, see);
            }
            _ => {}
        }
    }
}
