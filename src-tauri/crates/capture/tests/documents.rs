//! The sample's own documents: their words can be quoted and their pages drawn.

use evidence::mark::Quote;

fn sample(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../../../assets/sample/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).expect("the sample lies in assets")
}

fn look(name: &str) -> capture::Inspected {
    let mut bytes = std::io::Cursor::new(sample(name));
    let seen = capture::inspect(&mut bytes, name).expect("memory can be read");
    assert!(seen.remarks.is_empty(), "{name}: {:?}", seen.remarks);
    seen
}

#[test]
fn the_words_of_a_pdf_can_be_quoted_across_its_lines() {
    let seen = look("branch-staff-list.pdf");
    assert_eq!(
        (seen.media_type.as_str(), seen.page_count),
        ("application/pdf", Some(1))
    );
    let text = seen.text.expect("it has words").text;
    for words in [
        "everybody who holds a post or works for the branch, paid or unpaid",
        "Subject 06 Adviser to the chair May 2024",
    ] {
        Quote::anchor(&text, words).expect("the words stand there once");
    }
}

#[test]
fn every_page_of_a_pdf_begins_where_it_says() {
    let seen = look("note-two-hashtags.pdf");
    let text = seen.text.expect("it has words");
    let pages = text.pages.clone().expect("it has pages");
    assert_eq!(u32::try_from(pages.len()).ok(), seen.page_count);
    for (index, start) in pages.iter().enumerate() {
        assert_eq!(text.page_of(*start), u32::try_from(index + 1).ok());
    }
}

#[test]
fn a_page_is_drawn_on_white_at_the_size_asked_for() {
    let bytes = sample("branch-staff-list.pdf");
    let page = capture::render_page(&bytes, 1, 600).expect("it can be drawn");
    assert_eq!(
        (page.dimensions.height, page.media_type),
        (600, "image/png")
    );
    let pixels = image::load_from_memory(&page.bytes)
        .expect("a PNG")
        .into_luma8();
    let dark = pixels.pixels().filter(|p| p.0[0] < 128).count();
    assert_eq!(pixels.get_pixel(1, 1).0, [255]);
    assert!(dark > 500, "{dark} dark pixels");
    assert!(matches!(
        capture::render_page(&bytes, 2, 600),
        Err(capture::Error::NoSuchPage { page: 2, pages: 1 })
    ));
    assert_eq!(capture::count_pages(&bytes).ok(), Some(1));
}

#[test]
fn a_saved_page_gives_its_title_and_words() {
    let seen = look("page-rewritten.html");
    assert_eq!(seen.media_type, "text/html");
    let text = seen.text.expect("it has words").text;
    assert!(
        text.contains("artificial intelligence") && !text.contains('<'),
        "{text}"
    );
}
