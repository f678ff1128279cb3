//! Reads JSON: one post a line, a list of posts, or pages and exports with a list inside.

use evidence::said;
use std::borrow::Cow;
use std::io::Read;

use memchr::memchr;
use serde_json::Value;

use super::builder::{Builder, Values};
use super::mapping::{Field, Mapping};
use super::{Options, Reading, Unreadable};
use crate::data_set::Row;

/// A list inside a longer object is read post by post.
const LONGEST_OBJECT: usize = 64 << 20;

/// The file's beginning looks like JSON, or like JSON that an X archive puts into a variable.
pub(super) fn is_json(head: &[u8]) -> bool {
    let start = head.trim_ascii_start();
    start.starts_with(b"{") || start.starts_with(b"[") || start.starts_with(b"window.")
}

/// The posts that the file's beginning holds, and the paths of what they hold.
pub(super) fn sample(head: &[u8]) -> (Vec<Value>, Vec<String>) {
    let mut objects = Objects::new(head, head);
    let mut posts = Vec::new();
    while posts.len() < 200
        && let Ok(Some(found)) = objects.next()
    {
        if let Ok(value) = serde_json::from_slice(objects.bytes(&found)) {
            posts.extend(expand(value));
        }
    }
    let mut paths = Vec::new();
    for post in &posts {
        collect_paths(post, "", &mut paths);
    }
    (posts, paths)
}

/// Mapped by what the sample shows; of a known format, by everything it can have.
pub(super) fn mapping_of(paths: &[String]) -> Mapping {
    super::known::recognise_paths(paths).unwrap_or_else(|| super::known::guess(paths))
}

pub(super) fn read(
    input: impl Read,
    head: &[u8],
    options: &Options,
    reading: &mut Reading<'_>,
) -> Result<Builder, Unreadable> {
    let (_, paths) = sample(head);
    if paths.is_empty() {
        return Err(Unreadable::NoPosts);
    }
    let mapping = options
        .mapping
        .clone()
        .unwrap_or_else(|| mapping_of(&paths));
    let missing = mapping.missing();
    if !missing.is_empty() {
        return Err(Unreadable::Unmapped {
            missing,
            columns: paths,
        });
    }
    let places: Vec<(Field, Vec<Vec<&str>>)> = mapping
        .columns
        .iter()
        .filter(|(field, _)| **field != Field::Picture || options.wanted.pictures)
        .map(|(field, column)| (*field, steps(column)))
        .collect();
    let mut builder = Builder::new(&mapping, options);
    let mut objects = Objects::new(input, head);
    objects.offset = reading.base;
    while let Some(found) = objects.next()? {
        take(&found, objects.bytes(&found), &places, &mut builder);
        reading.step(&mut builder, found.offset + found.length as u64)?;
    }
    Ok(builder)
}

/// The steps of each alternative of a path.
pub(super) fn steps(column: &str) -> Vec<Vec<&str>> {
    column
        .split('|')
        .map(|path| path.split('.').collect())
        .collect()
}

fn take(found: &Found, bytes: &[u8], places: &[(Field, Vec<Vec<&str>>)], builder: &mut Builder) {
    let row = Row {
        offset: found.offset,
        length: found.length as u32,
        line: found.line as u32,
    };
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            builder.set.unread += 1;
            return builder.remark(
                Some(found.line),
                said!("row-no-json", "the line is no JSON: {}", error),
            );
        }
    };
    for post in expand(value) {
        let words = |(field, alternatives): &(Field, Vec<Vec<&str>>)| {
            (*field, words_at(&post, *field, alternatives))
        };
        let words: Vec<(Field, Cow<'_, str>)> = places.iter().map(words).collect();
        let mut values = Values::new();
        for (field, words) in &words {
            values.set(*field, words);
        }
        builder.push(&values, None, row);
    }
}

/// The text at `column` of the post at `nth` in one row.
pub(super) fn text_in(row: &[u8], nth: usize, column: &str) -> String {
    let Ok(value) = serde_json::from_slice(row) else {
        return String::new();
    };
    let posts = expand(value);
    let post = posts.get(nth);
    post.map_or_else(String::new, |post| {
        words_at(post, Field::Text, &steps(column)).into_owned()
    })
}

/// The first alternative that says something.
pub(super) fn words_at<'a>(
    post: &'a Value,
    field: Field,
    alternatives: &[Vec<&str>],
) -> Cow<'a, str> {
    let mut found = Vec::new();
    for steps in alternatives {
        found.clear();
        walk(post, steps, &mut found);
        let words = words(field, &found);
        if !words.is_empty() {
            return words;
        }
    }
    Cow::Borrowed("")
}

fn words<'a>(field: Field, values: &[&'a Value]) -> Cow<'a, str> {
    match values {
        [] => Cow::Borrowed(""),
        [one] => word(one),
        many => {
            let between = match field {
                Field::Text => "",
                Field::Picture => "\n",
                _ => " ",
            };
            let words: Vec<Cow<'_, str>> = many.iter().map(|value| word(value)).collect();
            Cow::Owned(words.join(between))
        }
    }
}

fn word(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Bool(true) => Cow::Borrowed("true"),
        // Telegram writes a styled stretch of text as an object.
        Value::Object(parts) => parts.get("text").map_or(Cow::Borrowed(""), word),
        _ => Cow::Borrowed(""),
    }
}

/// Follows a path; through a list it goes into every element, and a step may name the
/// `type` of the elements that are meant.
fn walk<'a>(value: &'a Value, steps: &[&str], found: &mut Vec<&'a Value>) {
    if let Value::Array(elements) = value {
        let of_type = |element: &&Value| {
            steps
                .first()
                .is_some_and(|step| element["type"].as_str() == Some(step))
        };
        for element in elements.iter().filter(of_type) {
            walk(element, &steps[1..], found);
        }
        for element in elements.iter().filter(|element| !of_type(element)) {
            walk(element, steps, found);
        }
        return;
    }
    match steps {
        [] => found.push(value),
        [step, rest @ ..] => {
            if let Some(inner) = value.get(*step) {
                walk(inner, rest, found);
            }
        }
    }
}

fn collect_paths(value: &Value, before: &str, paths: &mut Vec<String>) {
    match value {
        Value::Object(parts) => {
            for (name, inner) in parts {
                let path = if before.is_empty() {
                    name.clone()
                } else {
                    format!("{before}.{name}")
                };
                collect_paths(inner, &path, paths);
            }
        }
        Value::Array(elements) => {
            for element in elements.iter().take(3) {
                collect_paths(element, before, paths);
            }
        }
        _ if !before.is_empty() && !paths.iter().any(|path| path == before) => {
            paths.push(before.to_owned());
        }
        _ => {}
    }
}

/// The posts in an object: itself, or those of the page or the chat that it is.
fn expand(mut value: Value) -> Vec<Value> {
    let is_list = |value: &Value| {
        let elements = value.as_array();
        elements.is_some_and(|all| all.first().is_some_and(Value::is_object))
    };
    if is_list(&value["messages"]) {
        let Value::Array(messages) = value["messages"].take() else {
            return Vec::new();
        };
        let is_message = |message: &Value| message["type"].as_str() != Some("service");
        return messages.into_iter().filter(is_message).collect();
    }
    if is_list(&value["data"]) {
        let Value::Array(mut posts) = value["data"].take() else {
            return Vec::new();
        };
        posts
            .iter_mut()
            .for_each(|post| name_author(post, &value["includes"]["users"]));
        return posts;
    }
    if value["type"].as_str() == Some("service") && value.get("date_unixtime").is_some() {
        return Vec::new();
    }
    vec![value]
}

/// A page of X's interface lists the authors after the posts.
fn name_author(post: &mut Value, users: &Value) {
    let Some(author) = post["author_id"].as_str() else {
        return;
    };
    let found = users.as_array().into_iter().flatten();
    let mut found = found.filter(|user| user["id"].as_str() == Some(author));
    if let Some(user) = found.next() {
        post["author"] = user.clone();
    }
}

/// An object in the file.
pub(super) struct Found {
    start: usize,
    length: usize,
    offset: u64,
    line: u64,
}

/// Finds one object after another in a stream of JSON.
struct Objects<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    offset: u64,
    line: u64,
    is_last: bool,
    by_line: bool,
}

enum Scan {
    /// The object at the window's start takes so many bytes.
    Object(usize),
    /// So many bytes in front of the next object mean nothing.
    Skip(usize),
    /// More has to be read first.
    More,
}

impl<R: Read> Objects<R> {
    fn new(input: R, head: &[u8]) -> Objects<R> {
        Objects {
            input,
            buffer: vec![0; 1 << 18],
            start: 0,
            end: 0,
            offset: 0,
            line: 1,
            is_last: false,
            by_line: is_by_line(head),
        }
    }

    fn bytes(&self, found: &Found) -> &[u8] {
        &self.buffer[found.start..found.start + found.length]
    }

    fn next(&mut self) -> std::io::Result<Option<Found>> {
        loop {
            let window = &self.buffer[self.start..self.end];
            let scan = if self.by_line {
                scan_line(window, self.is_last)
            } else {
                scan_objects(window, self.is_last)
            };
            match scan {
                Scan::Object(length) => {
                    let found = Found {
                        start: self.start,
                        length,
                        offset: self.offset,
                        line: self.line,
                    };
                    self.skip(length);
                    return Ok(Some(found));
                }
                Scan::Skip(length) => self.skip(length),
                Scan::More if self.is_last => return Ok(None),
                Scan::More if window.len() >= LONGEST_OBJECT => self.skip(1),
                Scan::More => self.fill()?,
            }
        }
    }

    fn skip(&mut self, length: usize) {
        let passed = &self.buffer[self.start..self.start + length];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.start += length;
        self.offset += length as u64;
    }

    fn fill(&mut self) -> std::io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let count = self.input.read(&mut self.buffer[self.end..])?;
        self.end += count;
        self.is_last = count == 0;
        Ok(())
    }
}

/// Every line is an object of its own: then a broken one costs only itself.
fn is_by_line(head: &[u8]) -> bool {
    let start = head.trim_ascii_start();
    let Scan::Object(length) = scan_objects(start, true) else {
        return false;
    };
    let after = &start[length.min(start.len())..];
    let gap = after.len() - after.trim_ascii_start().len();
    start.starts_with(b"{")
        && memchr(b'\n', &start[..length]).is_none()
        && (after.trim_ascii().is_empty() || (after[..gap].contains(&b'\n') && after[gap] == b'{'))
}

fn scan_line(window: &[u8], is_last: bool) -> Scan {
    if window.is_empty() {
        return Scan::More;
    }
    let blank = window
        .iter()
        .take_while(|b| b.is_ascii_whitespace())
        .count();
    if blank > 0 {
        return Scan::Skip(blank);
    }
    match memchr(b'\n', window) {
        Some(end) => Scan::Object(end),
        None if is_last => Scan::Object(window.len()),
        None => Scan::More,
    }
}

fn scan_objects(window: &[u8], is_last: bool) -> Scan {
    match window.first() {
        None => Scan::More,
        Some(b'{') => match length_of_object(window) {
            Some(length) => Scan::Object(length),
            None if is_last => Scan::Object(window.len()),
            None => Scan::More,
        },
        Some(b'"') => match length_of_string(window) {
            Some(length) => Scan::Skip(length),
            None if is_last || window.len() > LONGEST_OBJECT => Scan::Skip(window.len()),
            None => Scan::More,
        },
        Some(_) => {
            let is_start = |b: &u8| matches!(b, b'{' | b'"');
            Scan::Skip(window.iter().position(is_start).unwrap_or(window.len()))
        }
    }
}

fn length_of_object(window: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = window.get(at) {
        match byte {
            b'"' => {
                at += length_of_string(&window[at..])?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn length_of_string(window: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', window.get(at..)?)?;
        if window[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}
