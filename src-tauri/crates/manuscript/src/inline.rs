//! Finds what CommonMark leaves as text inside a line: citations and tagged spans.

use std::ops::Range;

use crate::citation::{Citation, Cite, CiteForm, key_length, read_locator};
use crate::fence::first_class;
use crate::tree::{Inline, Tag};

/// Nothing in brackets that is longer is read as a citation.
const MAX_CITATION_CHARS: usize = 2000;
/// Attributes `{.opinion}` longer than this are text.
const MAX_ATTRIBUTE_CHARS: usize = 100;
/// Spans nested deeper are text.
const MAX_DEPTH: usize = 16;

/// A character of the text or an inline that is already understood.
#[derive(Debug, Clone)]
pub(crate) enum Token {
    /// One character.
    Char {
        /// The character.
        c: char,
        /// Its bytes in the source.
        range: Range<usize>,
        /// Whether the source has the same bytes there (not so for `&amp;`).
        exact: bool,
        /// Whether a backslash stands before it: it is never syntax.
        escaped: bool,
    },
    /// Emphasis, code, a link …; boxed, for most tokens are characters.
    Node(Box<Inline>),
}

/// Appends the characters of one piece of text that was read from `range`.
pub(crate) fn push_text(tokens: &mut Vec<Token>, source: &str, text: &str, range: Range<usize>) {
    let exact = text.len() == range.len();
    let after_backslash = range.start > 0 && source.as_bytes()[range.start - 1] == b'\\';
    let backslash_shown =
        matches!(tokens.last(), Some(Token::Char { range: last, .. }) if last.end == range.start);
    tokens.reserve(text.len());
    let mut at = range.start;
    for (index, c) in text.chars().enumerate() {
        let place = if exact {
            at..at + c.len_utf8()
        } else {
            range.clone()
        };
        at += c.len_utf8();
        if matches!(c, '\n' | '\r') {
            tokens.push(Token::Node(Box::new(Inline::SoftBreak(place))));
            continue;
        }
        tokens.push(Token::Char {
            c,
            range: place,
            exact,
            escaped: index == 0 && after_backslash && !backslash_shown,
        });
    }
}

/// Turns the tokens of one level into inlines.
pub(crate) fn resolve(tokens: &[Token]) -> Vec<Inline> {
    let closers = match_brackets(tokens);
    let mut out = Writer::default();
    write_level(tokens, &closers, 0..tokens.len(), 0, &mut out);
    out.finish()
}

/// For every `[` the place of its `]`.
fn match_brackets(tokens: &[Token]) -> Vec<Option<usize>> {
    let mut closers = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match syntax(token) {
            Some('[') => open.push(at),
            Some(']') => {
                if let Some(start) = open.pop() {
                    closers[start] = Some(at);
                }
            }
            _ => {}
        }
    }
    closers
}

fn write_level(
    tokens: &[Token],
    closers: &[Option<usize>],
    level: Range<usize>,
    depth: usize,
    out: &mut Writer,
) {
    let mut at = level.start;
    while at < level.end {
        at = match syntax(&tokens[at]) {
            Some('[') => write_bracket(tokens, closers, at, depth, out),
            Some('@') if !follows_word(tokens, at) => match bare_citation(tokens, closers, at) {
                Some((citation, next)) => {
                    out.node(Inline::Citation(citation));
                    next
                }
                None => out.token(&tokens[at], at),
            },
            _ => out.token(&tokens[at], at),
        };
    }
}

fn write_bracket(
    tokens: &[Token],
    closers: &[Option<usize>],
    at: usize,
    depth: usize,
    out: &mut Writer,
) -> usize {
    let Some(close) = closers[at] else {
        return out.token(&tokens[at], at);
    };
    if depth < MAX_DEPTH
        && let Some((class, next)) = attributes(tokens, close + 1)
    {
        let mut inner = Writer::default();
        write_level(tokens, closers, at + 1..close, depth + 1, &mut inner);
        out.node(Inline::Span {
            tag: Tag::named(&class),
            inlines: inner.finish(),
            range: start_of(&tokens[at])..end_of(&tokens[next - 1]),
        });
        return next;
    }
    if let Some(citation) = bracketed_citation(tokens, at, close) {
        out.node(Inline::Citation(citation));
        return close + 1;
    }
    out.token(&tokens[at], at)
}

/// The class of `{.class}` at `at`, with the place after it.
fn attributes(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    if tokens.get(at).and_then(syntax) != Some('{') {
        return None;
    }
    let mut text = String::new();
    for (offset, token) in tokens[at + 1..]
        .iter()
        .take(MAX_ATTRIBUTE_CHARS)
        .enumerate()
    {
        match syntax(token)? {
            '}' => return Some((first_class(&text)?, at + offset + 2)),
            c => text.push(c),
        }
    }
    None
}

fn bracketed_citation(tokens: &[Token], open: usize, close: usize) -> Option<Citation> {
    if close - open > MAX_CITATION_CHARS {
        return None;
    }
    let inner = &tokens[open + 1..close];
    let plain = inner
        .iter()
        .all(|t| matches!(t, Token::Char { .. }) && syntax(t) != Some('['));
    if !plain || !inner.iter().any(|t| syntax(t) == Some('@')) {
        return None;
    }
    let cites: Option<Vec<Cite>> = inner
        .split(|t| syntax(t) == Some(';'))
        .map(one_cite)
        .collect();
    Some(Citation {
        range: start_of(&tokens[open])..end_of(&tokens[close]),
        bracketed: true,
        cites: cites?,
    })
}

/// Reads `see -@E-014.1, p. 3`.
fn one_cite(part: &[Token]) -> Option<Cite> {
    let at = (0..part.len()).find(|at| {
        syntax(&part[*at]) == Some('@') && !follows_word(part, *at) && read_key(part, *at).is_some()
    })?;
    let (key, next) = read_key(part, at)?;
    let prefix = characters(&part[..at]);
    let suppressed = prefix.ends_with('-');
    let form = if suppressed {
        CiteForm::AuthorSuppressed
    } else {
        CiteForm::Bracketed
    };
    let mut cite = Cite::plain(key, start_of(&part[at])..end_of(&part[next - 1]), form);
    cite.prefix = prefix
        .strip_suffix('-')
        .unwrap_or(&prefix)
        .trim()
        .to_owned();
    cite.read_suffix(&characters(&part[next..]));
    Some(cite)
}

/// Reads `@E-014.1` in running text, with a locator in brackets after it.
/// Other handles (`@somebody`) stay text: reports quote accounts.
fn bare_citation(
    tokens: &[Token],
    closers: &[Option<usize>],
    at: usize,
) -> Option<(Citation, usize)> {
    let (key, mut next) = read_key(tokens, at)?;
    let mut range = start_of(&tokens[at])..end_of(&tokens[next - 1]);
    let mut cite = Cite::plain(key, range.clone(), CiteForm::Bare);
    if cite.reference.is_none() || !cite.key.starts_with(char::is_uppercase) {
        return None;
    }
    let gap = tokens.get(next).and_then(syntax) == Some(' ');
    let open = next + usize::from(gap);
    if let Some(close) = closers.get(open).copied().flatten()
        && close - open < MAX_ATTRIBUTE_CHARS
    {
        let inner = characters(&tokens[open + 1..close]);
        if !inner.contains('@')
            && read_locator(inner.trim()).is_some_and(|(_, rest)| rest.trim().is_empty())
        {
            cite.read_suffix(&inner);
            range.end = end_of(&tokens[close]);
            next = close + 1;
        }
    }
    let citation = Citation {
        range,
        bracketed: false,
        cites: vec![cite],
    };
    Some((citation, next))
}

/// The key after the `@` at `at`, with the place after it.
fn read_key(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let rest = &tokens[at + 1..];
    if rest.first().and_then(syntax) == Some('{') {
        let close = rest
            .iter()
            .take(MAX_ATTRIBUTE_CHARS)
            .position(|t| syntax(t) == Some('}'))?;
        let key = characters(&rest[1..close]);
        return (!key.is_empty()).then(|| (key, at + close + 2));
    }
    let length = key_length(rest.iter().map_while(syntax));
    (length > 0).then(|| (characters(&rest[..length]), at + 1 + length))
}

fn follows_word(tokens: &[Token], at: usize) -> bool {
    at > 0 && matches!(tokens[at - 1], Token::Char { c, .. } if c.is_alphanumeric() || c == '_')
}

fn syntax(token: &Token) -> Option<char> {
    match token {
        Token::Char {
            c, escaped: false, ..
        } => Some(*c),
        _ => None,
    }
}

fn characters(tokens: &[Token]) -> String {
    tokens
        .iter()
        .filter_map(|t| match t {
            Token::Char { c, .. } => Some(*c),
            Token::Node(node) => matches!(**node, Inline::SoftBreak(_)).then_some(' '),
        })
        .collect()
}

fn start_of(token: &Token) -> usize {
    match token {
        Token::Char { range, .. } => range.start,
        Token::Node(_) => unreachable!("citations and spans begin and end with a character"),
    }
}

fn end_of(token: &Token) -> usize {
    match token {
        Token::Char { range, .. } => range.end,
        Token::Node(_) => unreachable!("citations and spans begin and end with a character"),
    }
}

/// Joins characters that follow each other in the source into runs of text.
#[derive(Default)]
struct Writer {
    inlines: Vec<Inline>,
    joinable: bool,
}

impl Writer {
    /// Writes one token as it is; gives the place after it.
    fn token(&mut self, token: &Token, at: usize) -> usize {
        match token {
            Token::Char {
                c, range, exact, ..
            } => self.character(*c, range, *exact),
            Token::Node(inline) => self.node(Inline::clone(inline)),
        }
        at + 1
    }

    fn character(&mut self, c: char, range: &Range<usize>, exact: bool) {
        match self.inlines.last_mut() {
            Some(Inline::Text { text, range: last })
                if (self.joinable && exact && last.end == range.start)
                    || (!exact && last == range) =>
            {
                text.push(c);
                last.end = range.end;
            }
            _ => {
                let (text, range) = (c.to_string(), range.clone());
                self.inlines.push(Inline::Text { text, range });
                self.joinable = exact;
            }
        }
    }

    fn node(&mut self, inline: Inline) {
        self.inlines.push(inline);
        self.joinable = false;
    }

    fn finish(self) -> Vec<Inline> {
        self.inlines
    }
}
