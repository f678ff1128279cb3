//! `evidence://localhost/…`: pictures straight from the case file to the page.
//!
//! `exhibit/14/800` is exhibit 14 at most 800 pixels on its longer side,
//! `exhibit/14/800/3` its third page, and `page/2/5/1400` the second page of the
//! report as it was printed for the fifth time, 1400 pixels high. Nothing is written to a disk,
//! and an answer may not be kept: a case leaves no trace outside its file.

use crate::desk::Desk;
use case::Picture;
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
        match (what, numbers.as_slice()) {
            ("exhibit", &[number, side_px]) => Some(Self::Exhibit {
                number,
                side_px,
                page: 1,
            }),
            ("exhibit", &[number, side_px, page]) => Some(Self::Exhibit {
                number,
                side_px,
                page,
            }),
            ("page", &[page, version, side_px]) => Some(Self::ReportPage {
                page,
                version,
                side_px,
            }),
            _ => None,
        }
    }

    fn draw(self, desk: &Desk) -> Option<Picture> {
        match self {
            Self::Exhibit {
                number,
                side_px,
                page,
            } => {
                let side_px = side_px.clamp(16, MAX_SIDE_PX);
                let number = Number::new(Noun::Exhibit, number);
                desk.with(|open| open.case.picture(number, page, side_px))
                    .ok()
                    .flatten()
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
