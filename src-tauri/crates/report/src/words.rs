//! The words Plumb itself puts on a printed page, in English and French.

/// Labels in one language.
#[derive(Debug)]
pub(crate) struct Words {
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
};

static FRENCH: Words = Words {
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
};
