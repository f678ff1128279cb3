//! The words Plumb itself puts on a printed page, in English and French.

use chrono::{DateTime, Datelike, FixedOffset};

/// Labels in one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) contents: &'static str,
    pub(crate) checking: &'static str,
    pub(crate) page: fn(usize, usize) -> String,
    pub(crate) pages: fn(usize) -> String,
    pub(crate) version: &'static str,
    pub(crate) fingerprint_of_package: &'static str,
    pub(crate) exhibits: &'static str,
    pub(crate) claims: &'static str,
    pub(crate) open_points: &'static str,
    pub(crate) source: &'static str,
    pub(crate) marks: &'static str,
    pub(crate) changes: &'static str,
    pub(crate) custody: &'static str,
    pub(crate) when: &'static str,
    pub(crate) who: &'static str,
    pub(crate) what: &'static str,
    pub(crate) claims_on_exhibit: &'static str,
    pub(crate) fingerprint: &'static str,
    pub(crate) check: &'static str,
    pub(crate) paragraph: &'static str,
    pub(crate) paragraphs: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) mark: &'static str,
    pub(crate) exhibits_title: &'static str,
    pub(crate) claims_title: &'static str,
    pub(crate) claim: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) missing_title: &'static str,
    pub(crate) waived: &'static str,
    pub(crate) unreadable_picture: &'static str,
    pub(crate) not_held: &'static str,
    /// The names of the months, short where that is usual.
    pub(crate) months: [&'static str; 12],
    /// A value with its digits in groups.
    pub(crate) number: fn(f64) -> String,
    pub(crate) as_table: &'static str,
    pub(crate) table: &'static str,
    pub(crate) chart: &'static str,
    pub(crate) note: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) back: &'static str,
    pub(crate) to_the_text: &'static str,
    /// Said under a series with more values than can be drawn.
    pub(crate) highest_of: fn(usize) -> String,
}

impl Words {
    /// A day with its time and zone, such as `10 June 2024, 14:32 (UTC+4)`.
    pub(crate) fn moment(&self, at: DateTime<FixedOffset>) -> String {
        let zone = at.format("%:z").to_string();
        let zone = zone.strip_suffix(":00").unwrap_or(&zone);
        let zone = zone.replacen("+0", "+", 1).replacen("-0", "-", 1);
        let zone = if zone == "+0" { "" } else { &zone };
        let month = self.months[at.month0() as usize];
        let (day, year, time) = (at.day(), at.year(), at.format("%H:%M"));
        format!("{day} {month} {year}, {time} (UTC{zone})")
    }
}

/// The labels for a BCP 47 language; English where there are none.
pub(crate) fn words(lang: &str) -> &'static Words {
    let primary = lang.split(['-', '_']).next().unwrap_or_default();
    if primary.eq_ignore_ascii_case("fr") {
        &FRENCH
    } else {
        &ENGLISH
    }
}

static ENGLISH: Words = Words {
    contents: "Contents",
    checking: "How to check this report",
    page: |n, of| format!("Page {n} of {of}"),
    pages: |n| {
        if n == 1 {
            "1 page".into()
        } else {
            format!("{n} pages")
        }
    },
    version: "Version",
    fingerprint_of_package: "Fingerprint of the evidence package",
    exhibits: "Appendix A, exhibits",
    claims: "Appendix B, claims",
    open_points: "Open points",
    source: "Source",
    marks: "What the marks show",
    changes: "Changes for this report",
    custody: "Custody",
    when: "When",
    who: "Who",
    what: "What happened",
    claims_on_exhibit: "Claims that rest on this exhibit",
    fingerprint: "Fingerprint of the original, SHA-256",
    check: "To check it yourself",
    paragraph: "Paragraph",
    paragraphs: "Paragraphs",
    figure: "Figure",
    mark: "mark",
    exhibits_title: "Exhibits",
    claims_title: "Claims",
    claim: "claim",
    missing: "No font at hand has these characters; a box stands for each of them in the text.",
    missing_title: "Characters without a font",
    waived: "Waived",
    unreadable_picture: "This picture could not be drawn. The original is in the case file.",
    not_held: "Cited, not held.",
    months: [
        "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
    ],
    number: |value| grouped(value, ",", "."),
    as_table: "As a table",
    table: "Table",
    chart: "Chart",
    note: "Note",
    notes: "Notes",
    back: "Back to reference",
    to_the_text: "To the text",
    highest_of: |count| format!("Each bar shows the highest of {count} neighbouring values."),
};

static FRENCH: Words = Words {
    contents: "Sommaire",
    checking: "Comment vérifier ce rapport",
    page: |n, of| format!("Page {n} sur {of}"),
    pages: |n| {
        if n == 1 {
            "1 page".into()
        } else {
            format!("{n} pages")
        }
    },
    version: "Version",
    fingerprint_of_package: "Empreinte du dossier de preuves",
    exhibits: "Annexe A, pièces",
    claims: "Annexe B, affirmations",
    open_points: "Points ouverts",
    source: "Source",
    marks: "Ce que montrent les repères",
    changes: "Modifications pour ce rapport",
    custody: "Chaîne de conservation",
    when: "Quand",
    who: "Qui",
    what: "Ce qui s’est passé",
    claims_on_exhibit: "Affirmations fondées sur cette pièce",
    fingerprint: "Empreinte de l’original, SHA-256",
    check: "Pour vérifier vous-même",
    paragraph: "Paragraphe",
    paragraphs: "Paragraphes",
    figure: "Figure",
    mark: "repère",
    exhibits_title: "Pièces",
    claims_title: "Affirmations",
    claim: "affirmation",
    missing: "Aucune police disponible n’a ces caractères ; un cadre remplace chacun d’eux dans le texte.",
    missing_title: "Caractères sans police",
    waived: "Levé",
    unreadable_picture: "Cette image n’a pas pu être dessinée. L’original est dans le dossier.",
    not_held: "Citée, non détenue.",
    months: [
        "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ],
    number: |value| grouped(value, "\u{202f}", ","),
    as_table: "En tableau",
    table: "Tableau",
    chart: "Graphique",
    note: "Note",
    notes: "Notes",
    back: "Retour à l’appel de note",
    to_the_text: "Aller au texte",
    highest_of: |count| format!("Chaque barre montre la plus haute de {count} valeurs voisines."),
};

/// A value of at most two decimals, its digits in groups of three.
fn grouped(value: f64, group: &str, point: &str) -> String {
    let text = format!("{value:.2}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits = whole.chars().filter(char::is_ascii_digit).count();
    let mut out = String::new();
    let mut left = digits;
    for c in whole.chars() {
        out.push(c);
        if c.is_ascii_digit() {
            left -= 1;
            if left > 0 && left % 3 == 0 {
                out.push_str(group);
            }
        }
    }
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        out.push_str(point);
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_each_language_does() {
        assert_eq!((words("en").number)(5187.0), "5,187");
        assert_eq!((words("en").number)(1234567.25), "1,234,567.25");
        assert_eq!((words("fr").number)(5187.5), "5\u{202f}187,5");
        assert_eq!((words("en").number)(0.5), "0.5");
        assert_eq!((words("en").number)(812.0), "812");
    }

    #[test]
    fn a_moment_is_written_with_its_zone_as_short_as_it_goes() {
        let said = |lang: &str, text: &str| words(lang).moment(text.parse().expect("a moment"));
        assert_eq!(
            said("en", "2024-06-10T14:32:00+04:00"),
            "10 June 2024, 14:32 (UTC+4)"
        );
        assert_eq!(
            said("en", "2024-06-01T09:05:00+00:00"),
            "1 June 2024, 09:05 (UTC)"
        );
        assert_eq!(
            said("fr", "2024-06-10T14:32:00-09:30"),
            "10 juin 2024, 14:32 (UTC-9:30)"
        );
    }
}
