//! Lists that stand in one field: links, hashtags, and numbers with marks in them.

use memchr::memmem;

/// Gives every link of a field: separated by spaces as CNT writes them, or a list in brackets.
/// An empty field has no link, and neither has what lies between two spaces.
pub(crate) fn for_each_link(field: &str, take: &mut dyn FnMut(&str)) {
    let trimmed = field.trim();
    let Some(list) = trimmed.strip_prefix('[') else {
        return for_each_spaced(field, take);
    };
    if list.contains('{') {
        return for_each_expanded(trimmed, take);
    }
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ']');
    for link in list.split(is_between) {
        let link = link.trim_end_matches(',');
        if !link.is_empty() {
            for_each_spaced(link, take);
        }
    }
}

fn for_each_spaced(field: &str, take: &mut dyn FnMut(&str)) {
    for word in field.split([' ', '\t', '\n', '\r']) {
        let mut rest = word;
        while let Some(comma) = memmem::find(rest.as_bytes(), b",http") {
            if comma > 0 {
                take(&rest[..comma]);
            }
            rest = &rest[comma + 1..];
        }
        if !rest.is_empty() {
            take(rest);
        }
    }
}

/// Links as X's interface gives them, each with its parts.
fn for_each_expanded(list: &str, take: &mut dyn FnMut(&str)) {
    let Ok(serde_json::Value::Array(links)) = serde_json::from_str(list) else {
        return;
    };
    for link in links {
        if let Some(text) = link["expanded_url"].as_str().or(link["url"].as_str()) {
            take(text);
        }
    }
}

/// Gives every picture that a field names: file names, addresses or hashes, between commas,
/// semicolons, bars or lines, or a list in brackets.
pub(crate) fn for_each_picture(field: &str, take: &mut dyn FnMut(&str)) {
    let trimmed = field.trim();
    if trimmed.starts_with('[') {
        if let Ok(serde_json::Value::Array(pictures)) = serde_json::from_str(trimmed) {
            let word = |picture: &serde_json::Value| {
                let named = ["media_url_https", "url", "media_url"].map(|part| &picture[part]);
                let mut words = std::iter::once(picture).chain(named);
                words.find_map(|word| word.as_str().map(str::to_owned))
            };
            let words = pictures.iter().filter_map(word);
            return words.for_each(|word| take_picture(&word, take));
        }
        let is_mark = |letter: char| matches!(letter, '[' | ']' | '"' | '\'');
        return trimmed
            .split(is_mark)
            .for_each(|word| take_picture(word.trim_matches([',', ' ']), take));
    }
    if trimmed.contains("://") {
        let words = trimmed.split([';', '|']);
        return words.for_each(|word| for_each_spaced(word, &mut |link| take_picture(link, take)));
    }
    let words = trimmed.split([',', ';', '|', '\n', '\t']);
    words.for_each(|word| take_picture(word, take));
}

fn take_picture(word: &str, take: &mut dyn FnMut(&str)) {
    let word = word.trim();
    let is_none = ["null", "none", "nan"]
        .iter()
        .any(|none| word.eq_ignore_ascii_case(none));
    if !word.is_empty() && !is_none {
        take(word);
    }
}

/// Gives every hashtag of a field, without `#`: separated by anything but letters.
pub(crate) fn for_each_tag(field: &str, take: &mut dyn FnMut(&str)) {
    if field.starts_with("[{") {
        if let Ok(serde_json::Value::Array(tags)) = serde_json::from_str(field) {
            for tag in tags {
                if let Some(text) = tag["tag"].as_str().or(tag["text"].as_str()) {
                    take(text);
                }
            }
        }
        return;
    }
    let is_between = |letter: char| {
        letter.is_whitespace() || matches!(letter, ',' | ';' | '|' | '[' | ']' | '"' | '\'' | '#')
    };
    field
        .split(is_between)
        .filter(|tag| !tag.is_empty())
        .for_each(take);
}

/// A hashtag as it is compared: in small letters. `room` is used again from call to call.
pub(crate) fn folded_tag<'a>(tag: &'a str, room: &'a mut String) -> &'a str {
    if !tag.is_ascii() {
        *room = tag.to_lowercase();
    } else if tag.bytes().any(|byte| byte.is_ascii_uppercase()) {
        room.clear();
        room.push_str(tag);
        room.make_ascii_lowercase();
    } else {
        return tag;
    }
    room
}

/// A count such as `1,204`, `1 204` or `1204.0`.
pub(crate) fn count(field: &str) -> Option<u64> {
    let whole = field.trim().trim_end_matches(".0");
    let is_mark = |letter: &char| letter.is_whitespace() || matches!(letter, ',' | '\'');
    let digits: String = whole.chars().filter(|letter| !is_mark(letter)).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(field: &str) -> Vec<String> {
        let mut all = Vec::new();
        for_each_link(field, &mut |link| all.push(link.to_owned()));
        all
    }

    #[test]
    fn a_field_without_links_has_none() {
        for field in ["", " ", "[]", "  "] {
            assert_eq!(links(field), Vec::<String>::new(), "{field:?}");
        }
    }

    #[test]
    fn links_are_read_in_every_form() {
        assert_eq!(
            links("a.example b.example/?q=1,2"),
            ["a.example", "b.example/?q=1,2"]
        );
        assert_eq!(
            links("https://a.example,https://b.example"),
            ["https://a.example", "https://b.example"]
        );
        assert_eq!(
            links("['https://a.example', 'https://b.example']"),
            ["https://a.example", "https://b.example"]
        );
        assert_eq!(
            links("[https://a.example, https://b.example]"),
            ["https://a.example", "https://b.example"]
        );
        assert_eq!(
            links(r#"[{"url":"x","expanded_url":"https://a.example"}]"#),
            ["https://a.example"]
        );
    }

    #[test]
    fn pictures_are_read_in_every_form() {
        let cases: [(&str, &[&str]); 9] = [
            ("", &[]),
            ("nan", &[]),
            ("my picture 1.jpg", &["my picture 1.jpg"]),
            (
                "photos/a.jpg, b.png;c.gif",
                &["photos/a.jpg", "b.png", "c.gif"],
            ),
            (
                "https://p.example/a.jpg?x=1,2,https://p.example/b.jpg",
                &["https://p.example/a.jpg?x=1,2", "https://p.example/b.jpg"],
            ),
            (
                "https://p.example/a.jpg\nhttps://p.example/b.jpg",
                &["https://p.example/a.jpg", "https://p.example/b.jpg"],
            ),
            (r#"["a.jpg", "b.jpg"]"#, &["a.jpg", "b.jpg"]),
            ("['a.jpg', 'b.jpg']", &["a.jpg", "b.jpg"]),
            (
                r#"[{"type":"photo","url":"https://p.example/a.jpg"},{"type":"video"}]"#,
                &["https://p.example/a.jpg"],
            ),
        ];
        for (field, expected) in cases {
            let mut all = Vec::new();
            for_each_picture(field, &mut |name| all.push(name.to_owned()));
            assert_eq!(all, expected, "{field:?}");
        }
    }

    #[test]
    fn hashtags_and_counts_are_read_in_every_form() {
        let mut tags = Vec::new();
        for_each_tag("[Free, #NewCaledonia]", &mut |tag| {
            tags.push(folded_tag(tag, &mut String::new()).to_owned())
        });
        assert_eq!(tags, ["free", "newcaledonia"]);
        assert_eq!(count("1,204"), Some(1204));
        assert_eq!(count("1\u{202f}204.0"), Some(1204));
        assert_eq!(count(""), None);
    }
}
