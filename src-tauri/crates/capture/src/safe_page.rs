//! A saved page to look at: its text, how it is set out, and the pictures that lie in it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::Result;
use crate::html::{MAX_MARKUP_BYTES, decode_markup, read_page};
use crate::outline::{Outline, Pictured};
use crate::picture::{Picture, damaged, thumbnail};
use crate::text::tidy;

/// A page without anything that could run or be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafePage {
    /// The text that [`crate::inspect`] reads from it.
    pub text: String,
    /// How that text is set out.
    pub outline: Outline,
}

/// Reads a saved page; of a long one the beginning. `whole` says that nothing was cut off.
pub fn read_safe_page(bytes: &[u8], whole: bool) -> SafePage {
    let (markup, _) = decode_markup(bytes, whole);
    let markup = &markup[..markup.floor_char_boundary(MAX_MARKUP_BYTES)];
    let page = read_page(markup);
    SafePage {
        text: tidy(&page.text).0,
        outline: page.outline,
    }
}

impl Pictured {
    /// The picture that lies in the page itself, drawn anew, at most `max_px` on its longer side.
    pub fn draw(&self, max_px: u32) -> Result<Picture> {
        let data = self
            .data
            .as_deref()
            .ok_or_else(|| damaged("it does not lie in the page".to_owned()))?;
        let letters: String = data.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let bytes = STANDARD
            .decode(letters)
            .map_err(|_| damaged("its base64 is broken".to_owned()))?;
        thumbnail(&bytes, max_px)
    }

    /// Whether it lies in the page itself.
    pub fn is_inside(&self) -> bool {
        self.data.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_in_the_page_is_drawn_anew_and_nothing_else_is() {
        let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
        let page = read_safe_page(
            format!("<img src='data:image/png;base64,{dot}'><img src='data:image/svg+xml;base64,PHN2Zz4='><img src=http://x.example/>").as_bytes(),
            true,
        );
        let drawn: Vec<bool> = page
            .outline
            .pictures
            .iter()
            .map(|(_, picture)| picture.draw(50).is_ok())
            .collect();
        assert_eq!(drawn, [true, false, false]);
    }
}
