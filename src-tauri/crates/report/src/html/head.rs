//! The head of the page: what it may load (nothing), and how it looks.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::escape::{escape, lang};
use crate::Document;
use crate::words::Words;

const STYLE: &str = include_str!("style.css");

/// Everything up to the header. The policy allows pictures that stand in the page and
/// the one style below, and nothing else: no script, no request, no form.
pub(super) fn top(document: &Document, words: &Words) -> String {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let author = document.authors.join(", ");
    format!(
        "<!doctype html>\n<html{}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"author\" content=\"{}\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">{}</a>\n",
        match lang(&document.lang) {
            tag if tag.is_empty() => lang("en"),
            tag => tag,
        },
        escape(&author),
        match document.title.trim() {
            "" => escape(&document.kicker),
            title => escape(title),
        },
        words.to_the_text,
    )
}

/// Bytes as an address that holds them.
pub(super) fn data(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}
