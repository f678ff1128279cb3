//! `evidence://localhost/…`: pictures and recordings straight from the case file to the page.
//!
//! | Address | Answer |
//! |---|---|
//! | `exhibit/14/800`, `exhibit/14/800/3` | exhibit 14, or its third page, at most 800 pixels on its longer side |
//! | `part/14/1/40/120/300/80/600` | the part at 40, 120 of 300 by 80 pixels of exhibit 14, at most 600 pixels |
//! | `inside/14/2/600` | the third picture that lies in saved page 14 |
//! | `difference/15/14` | where exhibit 15 differs from 14 |
//! | `recording/16` | the sound or film itself, for a Blob: WebKitGTK plays no other address |
//! | `chart/17/1` | the second chart of finding 17 (counted from 0), drawn by us |
//! | `page/2/5/1400` | the second page of the report as it was printed for the fifth time, 1400 pixels high |
//!
//! Nothing is written to a disk, and an answer may not be kept: a case leaves no trace outside
//! its file. Pictures are drawn anew; of what others made only recordings pass as they are.

use crate::{desk::Desk, shown::Shape};
use case::finding::FindingPart;
use case::{Part, Picture};
use evidence::{Noun, Number};
use std::sync::Arc;
use tauri::{
    Manager, UriSchemeContext, UriSchemeResponder, Wry,
    http::{Request, Response, StatusCode},
};

const MAX_SIDE_PX: u32 = 4096;
/// What an answer may do if it were ever opened as a document: nothing.
const POLICY: &str = "default-src 'none'; sandbox";

/// Answers one request of the page, away from the threads that serve the window.
#[expect(clippy::needless_pass_by_value, reason = "the signature is Tauri's")]
pub(crate) fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let desk = context.app_handle().state::<Desk>().inner().clone();
    let is_the_window = context.webview_label() == "main";
    let path = request.uri().path().to_owned();
    tauri::async_runtime::spawn_blocking(move || {
        let picture = Asked::parse(&path)
            .filter(|_| is_the_window && request.method() == "GET")
            .and_then(|asked| asked.draw(&desk));
        responder.respond(response(picture));
    });
}

/// What an address asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Exhibit {
        number: u32,
        side_px: u32,
        page: u32,
    },
    Part {
        number: u32,
        page: u32,
        part: Part,
        side_px: u32,
    },
    Inside {
        number: u32,
        index: u32,
        side_px: u32,
    },
    Difference {
        altered: u32,
        original: u32,
    },
    Recording {
        number: u32,
    },
    Chart {
        number: u32,
        index: u32,
    },
    ReportPage {
        page: u32,
        version: u32,
        side_px: u32,
    },
}

impl Asked {
    fn parse(path: &str) -> Option<Self> {
        let mut parts = path.trim_start_matches('/').split('/');
        let what = parts.next()?;
        let numbers = parts
            .map(|part| part.parse().ok())
            .collect::<Option<Vec<u32>>>()?;
        Some(match (what, numbers.as_slice()) {
            ("exhibit", &[number, side_px]) => Self::Exhibit {
                number,
                side_px,
                page: 1,
            },
            ("exhibit", &[number, side_px, page]) => Self::Exhibit {
                number,
                side_px,
                page,
            },
            ("part", &[number, page, x, y, width, height, side_px]) => Self::Part {
                number,
                page,
                part: Part {
                    x,
                    y,
                    width,
                    height,
                },
                side_px,
            },
            ("inside", &[number, index, side_px]) => Self::Inside {
                number,
                index,
                side_px,
            },
            ("difference", &[altered, original]) => Self::Difference { altered, original },
            ("chart", &[number, index]) => Self::Chart { number, index },
            ("recording", &[number]) => Self::Recording { number },
            ("page", &[page, version, side_px]) => Self::ReportPage {
                page,
                version,
                side_px,
            },
            _ => return None,
        })
    }

    fn draw(self, desk: &Desk) -> Option<Picture> {
        match self {
            Self::Exhibit {
                number,
                side_px,
                page,
            } => {
                let side_px = side_px.clamp(16, MAX_SIDE_PX);
                let shown = desk.shown().ok()?;
                let drawn = shown.small_picture(desk, exhibit(number), page, side_px);
                drawn.ok().flatten()
            }
            Self::Part {
                number,
                page,
                part,
                side_px,
            } => {
                let shape = desk.shown().ok()?.picture(desk, exhibit(number)).ok()?;
                draw_part(&shape, page, part, side_px.clamp(1, MAX_SIDE_PX))
            }
            Self::Inside {
                number,
                index,
                side_px,
            } => {
                let text = desk.shown().ok()?.text(desk, exhibit(number)).ok()??;
                let pictures = &text.outline.as_ref()?.pictures;
                let (_, picture) = pictures.get(usize::try_from(index).ok()?)?;
                picture
                    .draw(side_px.clamp(16, MAX_SIDE_PX))
                    .ok()
                    .map(Picture::from)
            }
            Self::Difference { altered, original } => {
                let shown = desk.shown().ok()?;
                let difference = shown.difference(desk, exhibit(original), exhibit(altered));
                Some(Picture::from(difference.ok()??.picture.clone()))
            }
            Self::Recording { number } => {
                let (bytes, media_type) = desk
                    .with(|open| open.case.recording(exhibit(number)))
                    .ok()??;
                Some(Picture { bytes, media_type })
            }
            Self::Chart { number, index } => {
                let parts = desk
                    .with(|open| open.case.finding_parts(exhibit(number)))
                    .ok()?;
                let mut charts = parts.into_iter().filter_map(|part| match part {
                    FindingPart::Chart { svg, .. } => Some(svg),
                    _ => None,
                });
                let svg = charts.nth(usize::try_from(index).ok()?)?;
                Some(Picture {
                    bytes: svg.into_bytes(),
                    media_type: "image/svg+xml".to_owned(),
                })
            }
            Self::ReportPage {
                page,
                version,
                side_px,
            } => {
                let pages = |open: &mut crate::desk::OpenCase| {
                    let current = open.pages.as_ref().filter(|pages| pages.version == version);
                    Ok(current.map(|pages| Arc::clone(&pages.laid)))
                };
                // Drawn after the case is let go, so that nobody waits for a picture.
                let laid = desk.with(pages).ok().flatten()?;
                let side_px = side_px.clamp(16, MAX_SIDE_PX);
                laid.picture(usize::try_from(page).ok()?, side_px)
            }
        }
    }
}

fn exhibit(number: u32) -> Number {
    Number::new(Noun::Exhibit, number)
}

/// A part of a picture. A document's page is drawn whole: it is drawn, not decoded.
fn draw_part(shape: &Shape, page: u32, part: Part, side_px: u32) -> Option<Picture> {
    let drawn = match shape {
        Shape::Picture(bitmap) => bitmap.part(part, side_px),
        Shape::Document { bytes, .. } => case::render_part(bytes, page, part, side_px),
        Shape::Nothing => return None,
    };
    drawn.ok().map(Picture::from)
}

fn response(picture: Option<Picture>) -> Response<Vec<u8>> {
    let (status, picture) = match picture {
        Some(picture) => (StatusCode::OK, picture),
        None => (
            StatusCode::NOT_FOUND,
            Picture {
                bytes: Vec::new(),
                media_type: "text/plain".to_owned(),
            },
        ),
    };
    Response::builder()
        .status(status)
        .header("content-type", picture.media_type)
        .header("content-security-policy", POLICY)
        .header("x-content-type-options", "nosniff")
        .header("cache-control", "no-store")
        // A recording is fetched by the page; only its own origin may.
        .header("access-control-allow-origin", "tauri://localhost")
        .body(picture.bytes)
        .expect("these headers are well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_names_no_picture_is_not_understood() {
        for path in [
            "/",
            "/exhibit",
            "/exhibit/1",
            "/exhibit/../1",
            "/exhibit/1/2/3/4",
            "/page/1/-1/800",
            "/page/1/2",
            "/part/1/1/0/0/10/10",
            "/recording/1/2",
        ] {
            assert_eq!(Asked::parse(path), None, "{path}");
        }
        let page = Asked::Exhibit {
            number: 14,
            side_px: 800,
            page: 3,
        };
        assert_eq!(Asked::parse("/exhibit/14/800/3"), Some(page));
    }
}
