//! The language of a passage: what its script tells, and what its words tell.

use unicode_script::{Script, UnicodeScript};
use whatlang::{Detector, Lang};

use crate::fonts::East;
use crate::recent::Recent;

/// Fewest letters of a passage whose words are asked for their language.
const ENOUGH: usize = 80;
/// Fewest letters of a passage in another script.
const FEW: usize = 12;
/// How much of a passage is looked at, letters.
const MOST: usize = 600;

/// The languages that are told apart by their words, with their BCP 47 codes.
const KNOWN: [(Lang, &str); 37] = [
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Cat, "ca"),
    (Lang::Nld, "nl"),
    (Lang::Tur, "tr"),
    (Lang::Aze, "az"),
    (Lang::Tuk, "tk"),
    (Lang::Uzb, "uz"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Ron, "ro"),
    (Lang::Hun, "hu"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Vie, "vi"),
    (Lang::Ind, "id"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bel, "be"),
    (Lang::Bul, "bg"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
];

/// Frequent words that no language beside theirs has so often. A passage with
/// enough of them needs no further look.
const FREQUENT: [(&str, &str); 10] = [
    (
        "en",
        "the of and to that was is were by with from this which not had",
    ),
    (
        "fr",
        "le les des et une du est pour dans qui par sur au aux pas avec",
    ),
    (
        "de",
        "der die das und ist nicht von den mit dem ein eine auf wurde",
    ),
    (
        "es",
        "el los las y una del por con para se fue como más pero",
    ),
    ("it", "il di che e della per non con gli nel sono una dei è"),
    ("pt", "o os do da em não uma para com dos das foi ao são"),
    ("ru", "и в не на что с по это как он из был который для"),
    ("uk", "і в на що не з та до це як він був який для"),
    ("tr", "ve bir bu için ile de da olarak olan sonra kadar çok"),
    ("az", "və bir bu üçün ilə də da edən olan sonra deyil görə"),
];
/// A passage with one frequent word in this many is in their language.
const ONE_IN: usize = 8;

/// Tells the language of passages of a document.
pub(crate) struct Guesser {
    /// The document's language.
    lang: String,
    /// Its frequent words.
    frequent: Vec<&'static str>,
    detector: Detector,
    /// What was found for passages that were asked for lately.
    known: Recent<Option<String>>,
}

impl Guesser {
    /// For a document of a BCP 47 language.
    pub(crate) fn new(lang: &str) -> Guesser {
        Guesser {
            lang: lang.to_owned(),
            frequent: FREQUENT
                .iter()
                .filter(|(code, _)| *code == primary(lang))
                .flat_map(|(_, words)| words.split(' '))
                .collect(),
            detector: Detector::with_allowlist(KNOWN.map(|(known, _)| known).to_vec()),
            known: Recent::default(),
        }
    }

    /// Whether it is for documents of a BCP 47 language.
    pub(crate) fn is_for(&self, lang: &str) -> bool {
        self.lang == lang
    }

    /// The BCP 47 language of a passage when it surely is not the document's:
    /// long enough and clear, or in another script.
    pub(crate) fn guess(&mut self, text: &str) -> Option<String> {
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let found = self.find(text);
        self.known.keep(text, found.clone());
        found
    }

    fn find(&self, text: &str) -> Option<String> {
        let end = text.char_indices().nth(MOST).map_or(text.len(), |at| at.0);
        let letters = &text[..end];
        let (script, count, all) = main_script(letters)?;
        let other = lang_of(script);
        if other.is_some() && !writes(&self.lang, script) {
            // Names in the document's own script may stand among the words.
            let mostly = count >= FEW && count * 10 >= all * 6;
            return mostly.then(|| {
                let own = self
                    .by_words(letters, count)
                    .filter(|code| writes(code, script));
                own.or(other).unwrap_or_default().to_owned()
            });
        }
        if self.reads_like_the_document(letters) {
            return None;
        }
        let known = KNOWN.iter().any(|(_, code)| *code == primary(&self.lang));
        let found = known.then(|| self.by_words(letters, count)).flatten()?;
        (found != primary(&self.lang)).then(|| found.to_owned())
    }

    fn reads_like_the_document(&self, letters: &str) -> bool {
        let words = letters.split_whitespace();
        let (mut all, mut frequent) = (0, 0);
        for word in words {
            all += 1;
            frequent += usize::from(self.frequent.contains(&word));
        }
        frequent * ONE_IN >= all && frequent > 0
    }

    fn by_words(&self, letters: &str, count: usize) -> Option<&'static str> {
        if count < ENOUGH {
            return None;
        }
        let found = self.detector.detect(letters)?;
        let code = KNOWN.iter().find(|(lang, _)| *lang == found.lang())?.1;
        found.is_reliable().then_some(code)
    }
}

/// The script most letters are of, how many, and how many letters there are.
fn main_script(text: &str) -> Option<(Script, usize, usize)> {
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let mut counts: Vec<(Script, usize)> = Vec::new();
    if latin > 0 {
        counts.push((Script::Latin, latin));
    }
    for c in text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
        let script = c.script();
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let all = counts.iter().map(|(_, count)| count).sum();
    let (script, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some((script, count, all))
}

fn primary(lang: &str) -> &str {
    lang.split(['-', '_']).next().unwrap_or_default()
}

/// Whether a BCP 47 language is written from right to left.
pub(crate) fn is_right_to_left(lang: &str) -> bool {
    matches!(
        primary(lang),
        "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "ckb" | "dv" | "syr"
    )
}

/// The language that a script tells by itself, as far as one language is
/// mainly written in it.
fn lang_of(script: Script) -> Option<&'static str> {
    Some(match script {
        Script::Arabic => "ar",
        Script::Hebrew => "he",
        Script::Greek => "el",
        Script::Armenian => "hy",
        Script::Georgian => "ka",
        Script::Thai => "th",
        Script::Devanagari => "hi",
        Script::Hiragana | Script::Katakana => "ja",
        Script::Hangul => "ko",
        Script::Han | Script::Bopomofo => "zh",
        Script::Cyrillic => "ru",
        _ => return None,
    })
}

/// The scripts that a language is written in, as far as `lang_of` knows them.
fn writes(lang: &str, script: Script) -> bool {
    let primary = primary(lang);
    match script {
        Script::Arabic => matches!(primary, "ar" | "fa" | "ur" | "ps" | "ckb" | "ug"),
        Script::Hebrew => matches!(primary, "he" | "yi"),
        Script::Devanagari => matches!(primary, "hi" | "mr" | "ne" | "sa"),
        Script::Han => matches!(primary, "zh" | "ja" | "ko" | "yue"),
        Script::Cyrillic => matches!(
            primary,
            "ru" | "uk"
                | "be"
                | "bg"
                | "sr"
                | "mk"
                | "kk"
                | "ky"
                | "tg"
                | "mn"
                | "tt"
                | "ba"
                | "cv"
        ),
        _ => lang_of(script) == Some(primary),
    }
}

/// Cuts a text where it changes into a script that its language is not
/// written in and back; such parts come with the language of their script.
/// Signs and spaces at their edges stay with the text around them.
pub(crate) fn foreign<'a>(text: &'a str, lang: &str) -> Vec<(&'a str, Option<&'static str>)> {
    if text.is_ascii() {
        return vec![(text, None)];
    }
    let japanese = East::in_text(text) == Some(East::Japanese);
    let mut parts: Vec<(usize, usize, Option<&'static str>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let script = match c {
            'a'..='z' | 'A'..='Z' => Script::Latin,
            _ if c.is_ascii() => continue,
            _ => c.script(),
        };
        if matches!(script, Script::Common | Script::Inherited) {
            continue;
        }
        let own = writes(lang, script);
        let mut other = (!own).then(|| lang_of(script)).flatten();
        if japanese && other == Some("zh") {
            other = Some("ja");
        }
        match parts.last_mut() {
            Some((_, until, last)) if *last == other => *until = end,
            _ => parts.push((at, end, other)),
        }
    }
    let mut cut = Vec::new();
    let mut from = 0;
    for (start, end, other) in parts {
        if other.is_none() {
            continue;
        }
        if start > from {
            cut.push((&text[from..start], None));
        }
        // A mark belongs to the letter before it.
        let marks = text[end..].chars();
        let marks = marks.take_while(|c| c.script() == Script::Inherited);
        let end = end + marks.map(char::len_utf8).sum::<usize>();
        cut.push((&text[start..end], other));
        from = end;
    }
    if from < text.len() {
        cut.push((&text[from..], None));
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "One picture was posted by many accounts within a single day, and nobody \
        who passed it on could say where it had been taken or by whom.";
    const AZERBAIJANI: &str = "Şəkil bir gün ərzində çoxlu hesab tərəfindən paylaşılıb və onu yayanların \
        heç biri harada çəkildiyini deyə bilməyib.";
    const TURKISH: &str = "Fotoğraf bir gün içinde birçok hesap tarafından paylaşıldı ve onu yayanların \
        hiçbiri nerede çekildiğini söyleyemedi.";
    const UKRAINIAN: &str = "Світлину за один день поширили десятки облікових записів, і ніхто з тих, \
        хто її поширив, не зміг сказати, де її було зроблено.";

    #[test]
    fn a_clear_passage_in_another_language_is_told() {
        let mut english = Guesser::new("en-GB");
        assert_eq!(english.guess(AZERBAIJANI).as_deref(), Some("az"));
        assert_eq!(english.guess(TURKISH).as_deref(), Some("tr"));
        assert_eq!(english.guess(UKRAINIAN).as_deref(), Some("uk"));
        assert_eq!(english.guess("Партия отрицает это").as_deref(), Some("ru"));
        assert_eq!(
            english.guess("המפלגה מכחישה כל קמפיין").as_deref(),
            Some("he")
        );
        assert_eq!(Guesser::new("az").guess(ENGLISH).as_deref(), Some("en"));
    }

    #[test]
    fn what_is_short_or_mixed_or_the_documents_own_stays_the_documents() {
        let mut english = Guesser::new("en");
        assert_eq!(english.guess(ENGLISH), None);
        assert_eq!(
            english.guess("Bonjour à tous"),
            None,
            "too short to be sure"
        );
        assert_eq!(
            english.guess("They wrote “Партия” below the picture."),
            None
        );
        assert_eq!(english.guess("E-014, 5,187 / 12:21"), None);
        assert_eq!(Guesser::new("uk").guess(UKRAINIAN), None);
        assert_eq!(
            Guesser::new("ka").guess(ENGLISH),
            None,
            "its own script is not told by words"
        );
    }

    #[test]
    fn a_part_in_another_script_comes_with_its_language_and_nothing_is_lost() {
        let text = "The party («партия») said “השלטת בָּ” and 日本の報道, then 執政黨.";
        let parts = foreign(text, "en");
        let joined: String = parts.iter().map(|(part, _)| *part).collect();
        assert_eq!(joined, text);
        let found: Vec<_> = parts.iter().filter(|(_, lang)| lang.is_some()).collect();
        assert_eq!(found[0], &("партия", Some("ru")));
        assert_eq!(found[1], &("השלטת בָּ", Some("he")));
        assert_eq!(found[2], &("日本の報道", Some("ja")));
    }

    #[test]
    fn a_language_is_not_foreign_in_its_own_scripts() {
        assert_eq!(foreign("доказів нема", "uk").len(), 1);
        assert_eq!(foreign("日本の報道", "ja").len(), 1);
        assert_eq!(foreign("Fotoşəkil çəkildi", "az").len(), 1);
        assert_eq!(foreign("доказ", "uk")[0].1, None);
    }
}
