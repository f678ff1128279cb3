//! The report's pages as they are looked at while it is written.
//!
//! A [`Preview`] and a [`Press`] are kept between two looks: what the case holds
//! is read again only when something other than the text changed, and only the
//! paragraphs that changed are laid again. They are two, because a press needs
//! no case: while it works, the case serves others.

use crate::{
    Case, CheckResult, Copy, Error, Picture,
    enclose::announce,
    page_picture,
    print::{Known, boxes, settings, unprintable},
};
use checks::SentenceStanding;
use claims::Casebook;
use evidence::Exhibit;
use manuscript::Draft;
use report::{
    Document,
    compose::Composer,
    pdf::{self, Layout, Printer, Progress, Spot},
};
use std::ops::{ControlFlow, Range};

/// What is kept between two looks at the pages of one copy.
pub struct Preview {
    copy: Copy,
    /// What the case held, and the journal entry up to which that is true.
    known: Option<(i64, Known)>,
    draft: Draft,
    composer: Composer,
}

/// A report that is ready to be laid out.
pub struct Composed {
    document: Document,
    /// Bytes of the text that each block of the body was read from.
    passages: Vec<Range<usize>>,
}

/// The pages of the report as it stood at one moment.
pub struct Pages {
    document: Document,
    layout: Layout,
    passages: Vec<Range<usize>>,
}

/// A passage of the text and where it lies on the pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// One for each page it touches.
    pub spots: Vec<Spot>,
}

/// What the checks and the rail say of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// One glyph for each sentence.
    pub rail: Vec<SentenceStanding>,
    /// What the checks found.
    pub check: CheckResult,
}

impl Preview {
    /// Nothing laid out yet.
    pub fn new(copy: Copy) -> Self {
        Self {
            copy,
            known: None,
            draft: Draft::default(),
            composer: Composer::default(),
        }
    }
}

/// Lays reports out, one version after the other.
pub struct Press(Printer);

impl Default for Press {
    fn default() -> Self {
        Self(Printer::new(&settings()))
    }
}

impl Press {
    /// Lays out what was composed. `watch` is told how far it has come and may
    /// stop it.
    pub fn lay(
        &mut self,
        composed: Composed,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Pages, Error> {
        let Composed { document, passages } = composed;
        let layout = self.0.lay(&document, watch).map_err(unprintable)?;
        Ok(Pages {
            document,
            layout,
            passages,
        })
    }
}

impl Case {
    /// Composes the report as `text` would print, ready to be laid out.
    pub fn compose(&mut self, preview: &mut Preview, text: &str) -> Result<Composed, Error> {
        self.refresh(preview)?;
        let (_, known) = preview.known.as_ref().expect("it was refreshed");
        let (at, copy) = (self.machine.now(), preview.copy);
        let picture = &mut |exhibit: &Exhibit| self.drawable_bytes(exhibit);
        let manuscript = preview.draft.read(text);
        let mut document = known.compose(&mut preview.composer, copy, manuscript, at, picture)?;
        announce(&mut document);
        let printed = manuscript.printed_blocks();
        let passages = document.sources.iter().map(|source| {
            let block = printed.get(*source);
            block.map_or(0..0, |block| block.range.clone())
        });
        Ok(Composed {
            passages: passages.collect(),
            document,
        })
    }

    /// What the checks and the rail say of `text`, which need not be saved.
    pub fn weigh(&mut self, preview: &mut Preview, text: &str) -> Result<Weighed, Error> {
        self.refresh(preview)?;
        let (_, known) = preview.known.as_ref().expect("it was refreshed");
        let manuscript = preview.draft.read(text);
        let findings = checks::run(manuscript, &known.book, &known.facts);
        let rail = checks::rail(manuscript, &known.book);
        Ok(Weighed {
            check: CheckResult::of(findings, &rail),
            rail,
        })
    }

    /// The case as the preview knows it, read again if anything but the text changed.
    pub(crate) fn book_of<'a>(&mut self, preview: &'a mut Preview) -> Result<&'a Casebook, Error> {
        self.refresh(preview)?;
        let (_, known) = preview.known.as_ref().expect("it was refreshed");
        Ok(&known.book)
    }

    fn refresh(&mut self, preview: &mut Preview) -> Result<(), Error> {
        let newest = self.store.newest_besides(crate::write::WRITE)?;
        if preview.known.as_ref().is_none_or(|(at, _)| *at != newest) {
            preview.known = Some((newest, self.known()?));
        }
        Ok(())
    }
}

impl Pages {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.layout.pages()
    }

    /// The page (from 1) that shows a place of the report, such as `par-12` or `E-014`.
    pub fn page_of(&self, place: &str) -> Option<usize> {
        Some(self.layout.places().get(place)? + 1)
    }

    /// The passage (a paragraph, a heading, a figure …) that holds a byte of
    /// the text or, between two, the one before it. None where nothing of the
    /// body is printed.
    pub fn passage_at(&self, byte: usize) -> Option<Passage> {
        let block = self
            .passages
            .iter()
            .rposition(|range| range.start <= byte)?;
        Some(Passage {
            range: self.passages[block].clone(),
            spots: self.layout.spots_of(block),
        })
    }

    /// The passage that is printed at a height of a page (from 1; the height
    /// as a share of the page's), as bytes of the text.
    pub fn passage_on(&self, page: usize, height: f32) -> Option<Range<usize>> {
        let block = self.layout.block_at(page.checked_sub(1)?, height)?;
        self.passages.get(block).cloned()
    }

    /// What whoever prints should know, in sentences.
    pub fn remarks(&self) -> Vec<String> {
        let remarks = self.document.remarks.iter().cloned();
        remarks.chain(boxes(self.layout.missing())).collect()
    }

    /// A page (from 1), at most `max_px` on its longer side. None when there
    /// is no such page.
    pub fn picture(&self, page: usize, max_px: u32) -> Option<Picture> {
        page_picture(&self.pdf(page)?, 1, max_px)
    }

    /// A PDF of one page (from 1) alone.
    fn pdf(&self, page: usize) -> Option<Vec<u8>> {
        let index = page.checked_sub(1).filter(|index| *index < self.count())?;
        let printed: Result<pdf::Printed, pdf::Error> = self.layout.page(&self.document, index);
        Some(printed.ok()?.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Key, Machine, Outlet, sample};

    /// A machine whose ids count on from a number.
    fn machine(mut last: u128) -> Machine {
        let ids = move || {
            last += 1;
            evidence::Id::new(uuid::Uuid::from_u128(last))
        };
        Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
    }

    fn sample(folder: &std::path::Path) -> Case {
        let path = folder.join("sample.plumb");
        sample::make(&path, machine(0)).expect("the tables are sound");
        Case::open(&path, Key::None, machine(1_000_000)).expect("the sample has no lock")
    }

    fn look(case: &mut Case, preview: &mut Preview, text: Option<&str>) -> Pages {
        let watch = &mut |_| ControlFlow::Continue(());
        let saved = case.manuscript().expect("a manuscript");
        let composed = case.compose(preview, text.unwrap_or(&saved));
        let pages = Press::default().lay(composed.expect("composed"), watch);
        pages.expect("the sample can be laid out")
    }

    #[test]
    fn a_typed_character_is_seen_on_its_page_and_on_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample(folder.path());
        let mut preview = Preview::new(Copy::Editor);
        let before = look(&mut case, &mut preview, None);
        let text = case.manuscript().expect("a manuscript");
        let typed = text.replacen(
            "The picture had been altered.",
            "The picture had been alteredd.",
            1,
        );
        assert_ne!(typed, text);
        let after = look(&mut case, &mut preview, Some(&typed));
        assert_eq!(before.count(), after.count());
        let page = after
            .page_of("par-2")
            .expect("the second paragraph is printed");
        let drawn = |pages: &Pages, page| pages.picture(page, 900).expect("a picture").bytes;
        assert!(drawn(&before, page) != drawn(&after, page));
        assert!(drawn(&before, page + 1) == drawn(&after, page + 1));
        assert!(after.picture(after.count() + 1, 900).is_none());
        assert!(after.picture(0, 900).is_none());
    }

    #[test]
    fn every_page_looks_as_the_pdf_that_leaves_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample(folder.path());
        let pages = look(&mut case, &mut Preview::new(Copy::Editor), None);
        let path = folder.path().join("report.pdf");
        let outlet = Outlet {
            pdf: Some(&path),
            ..Outlet::default()
        };
        let watch = &mut |_| ControlFlow::Continue(());
        case.export(Copy::Editor, outlet, watch).expect("exported");
        let pdf = std::fs::read(&path).expect("the PDF was written");
        let last = u32::try_from(pages.count()).expect("a page");
        assert!(page_picture(&pdf, last + 1, SIDE).is_none());
        // The first page has the fingerprint and the last one the key, which are
        // known when a report leaves; all others have the fingerprint at the foot.
        let differ: Vec<u32> = (2..last)
            .filter(|page| {
                let shown = pages.picture(*page as usize, SIDE);
                let left = page_picture(&pdf, *page, SIDE);
                parts(&shown.expect("a page")) != parts(&left.expect("a page"))
            })
            .collect();
        assert_eq!(differ, [0; 0], "pages that look otherwise");
    }

    /// The longer side of a page in this test, in pixels.
    const SIDE: u32 = 600;

    /// A page but for the fingerprint at its foot.
    fn parts(page: &Picture) -> [Vec<u8>; 2] {
        let bitmap = crate::Bitmap::decode(&page.bytes).expect("a page is a picture");
        let (size, foot) = (bitmap.size(), SIDE * 94 / 100);
        let part = |x, y, height| {
            let width = size.width - x;
            let part = crate::Part {
                x,
                y,
                width,
                height,
            };
            bitmap.part(part, SIDE).expect("a part").bytes
        };
        [
            part(0, 0, foot),
            part(size.width / 2, foot, size.height - foot),
        ]
    }

    #[test]
    fn a_change_of_the_case_is_seen_in_the_next_look() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample(folder.path());
        let mut preview = Preview::new(Copy::Editor);
        let before = look(&mut case, &mut preview, None);
        assert!(before.page_of("E-001").is_some());
        case.write_manuscript("Nothing is cited here.")
            .expect("written");
        let after = look(&mut case, &mut preview, None);
        assert_eq!(after.page_of("E-001"), None);
        case.add_claim("A claim of its own.", None).expect("added");
        case.write_manuscript("It is so. [@C-09]").expect("written");
        let cited = look(&mut case, &mut preview, None);
        assert!(
            cited.page_of("C-09").is_some(),
            "the casebook was read again"
        );
    }

    #[test]
    fn a_passage_is_found_on_its_page_and_its_place_leads_back_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample(folder.path());
        let text = case.manuscript().expect("a manuscript");
        let pages = look(&mut case, &mut Preview::new(Copy::Editor), None);
        for words in [
            "# Two hashtags",
            "The picture had been altered.",
            "Ilham Aliyev, who leads",
        ] {
            let at = text.find(words).expect("the sample says so");
            let passage = pages.passage_at(at + 3).expect("it is printed");
            assert!(passage.range.contains(&at), "{words}: {passage:?}");
            let spot = passage.spots.first().expect("it lies on a page");
            let middle = spot.top + spot.height / 2.0;
            let found = pages.passage_on(spot.page + 1, middle);
            assert_eq!(found, Some(passage.range), "{words}");
        }
        assert_eq!(pages.passage_at(0), None, "the head is printed elsewhere");
        assert_eq!(
            pages.passage_on(1, 0.5),
            None,
            "the title page has no passage"
        );
    }

    #[test]
    fn a_text_is_weighed_before_it_is_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample(folder.path());
        let mut preview = Preview::new(Copy::Editor);
        let mut weigh = |text| case.weigh(&mut preview, text).expect("weighed").check;
        assert_eq!(weigh("It is so.").open_sentences, 1);
        assert_eq!(weigh("It is so. [@E-001.1]").open_sentences, 0);
    }

    /// Documents of a text as two composers see it: one that saw other texts
    /// before, and one that did not.
    fn composed_twice(
        case: &mut Case,
        known: &Known,
        preview: &mut Preview,
        text: &str,
    ) -> [Document; 2] {
        let fresh = &mut Preview::new(preview.copy);
        let at = case.machine.now();
        [preview, fresh].map(|preview| {
            let picture = &mut |exhibit: &Exhibit| case.drawable_bytes(exhibit);
            let manuscript = preview.draft.read(text);
            let composer = &mut preview.composer;
            let document = known.compose(composer, preview.copy, manuscript, at, picture);
            document.expect("the sample can be composed")
        })
    }

    #[test]
    fn after_any_edit_the_document_is_what_a_first_look_gives() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample(folder.path());
        let known = case.known().expect("the case can be read");
        let text = case.manuscript().expect("a manuscript");
        let typed = [
            "x",
            "\n\n",
            "[@E-014.1]",
            "*",
            "## New\n",
            "[^1]",
            "[^a]: b\n",
            ":::\n",
            "é. ",
        ];
        for copy in [Copy::Editor, Copy::Public] {
            let mut preview = Preview::new(copy);
            let mut edited = text.clone();
            for step in 0..40 {
                let mut at = (step * 7919 + 13) % edited.len();
                while !edited.is_char_boundary(at) {
                    at -= 1;
                }
                edited.insert_str(at, typed[step % typed.len()]);
                let [kept, fresh] = composed_twice(&mut case, &known, &mut preview, &edited);
                assert!(kept == fresh, "{copy:?}, step {step}: {edited}");
            }
        }
    }
}
