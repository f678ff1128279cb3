//! Has printpdf write operations down, and nothing more.

use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions};

/// Has printpdf write operations down.
pub(super) fn encode(ops: Vec<Op>) -> Vec<u8> {
    let mut pdf = PdfDocument::new("");
    pdf.pages.push(PdfPage::new(Mm(1.0), Mm(1.0), ops));
    let mut printed = pdf.to_lopdf_document(&plain_options(), &mut Vec::new());
    let page = printed.get_pages().into_values().next();
    let content = page
        .and_then(|page| printed.get_dictionary(page).ok())
        .and_then(|page| page.get(b"Contents").and_then(|c| c.as_reference()).ok());
    match content.and_then(|id| printed.objects.remove(&id)) {
        Some(lopdf::Object::Stream(stream)) => stream.content,
        _ => Vec::new(),
    }
}

/// printpdf without its own compression, subsets and picture handling.
pub(super) fn plain_options() -> PdfSaveOptions {
    PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        // Outlines are drawn with plain operators, which the strict mode drops.
        secure: false,
        image_optimization: None,
    }
}
