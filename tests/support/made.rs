//! Files such as a journalist brings, made here by other tools than Plumb.

use std::fmt::Write as _;
use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

/// A small picture with a gradient, as PNG.
pub fn png() -> Vec<u8> {
    picture(ImageFormat::Png)
}

/// A small picture that no other number gives, as PNG.
pub fn numbered_png(number: usize) -> Vec<u8> {
    let mut picture = RgbImage::new(360, 240);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        *pixel = Rgb([(x % 256) as u8, (y % 256) as u8, (number * 20 % 256) as u8]);
    }
    written(&picture, ImageFormat::Png)
}

/// The gradient as JPEG.
pub fn jpeg() -> Vec<u8> {
    picture(ImageFormat::Jpeg)
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let mut picture = RgbImage::new(320, 200);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        *pixel = Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8]);
    }
    written(&picture, format)
}

fn written(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, format)
        .expect("a picture can be written to memory");
    bytes.into_inner()
}

/// A PDF with one page for each text, in one of the fonts every reader has.
pub fn pdf(pages: &[&str]) -> Vec<u8> {
    let first_page = 4;
    let kids: Vec<String> = (0..pages.len())
        .map(|n| format!("{} 0 R", first_page + 2 * n))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            pages.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (n, text) in pages.iter().enumerate() {
        let content = format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \
             /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            first_page + 2 * n + 1
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    assemble(&objects)
}

/// Objects one after another, then the table of where each begins.
fn assemble(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::new();
    for (n, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("text can be written to text");
        writeln!(file, "{} 0 obj\n{object}\nendobj", n + 1).expect("text can be written to text");
    }
    let start = file.len();
    let size = objects.len() + 1;
    write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .expect("text can be written to text");
    file.into_bytes()
}

/// A web page with a title, two paragraphs, and a script that must never run.
pub fn html(title: &str, text: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><h1>{title}</h1><p>{text}</p><script>document.title = 'ran'</script><p>End.</p></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use crate::workbench::Workbench;

    #[test]
    fn another_tool_accepts_the_pdf() {
        let bench = Workbench::new();
        let path = bench.give("made.pdf", super::pdf(&["One", "Two"]));
        let answer = Command::new("qpdf")
            .args(["--check", &path])
            .output()
            .expect("qpdf is installed");
        assert!(
            answer.status.success(),
            "{}",
            String::from_utf8_lossy(&answer.stderr)
        );
    }
}
