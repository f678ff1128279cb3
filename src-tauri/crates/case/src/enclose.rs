//! What goes along inside the PDF: the manifest, its signature, the key to check
//! it with, the references and the text; and the page that says how to check.

use crate::{Case, Copy, Error, export::hex, sign::CaseKey};
use claims::Casebook;
use report::{
    Attachment, Checking, Document, Relation, csl, markdown, pdf::seal::PAGES, stable_json,
};

/// The manifest's name inside the PDF.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The name of the public half of the case's key.
pub(crate) const KEY: &str = "case-key.pem";
/// What is added to a file's name for its signature.
pub(crate) const SIGNATURE: &str = ".sig";

/// The stem under which text and references are enclosed.
const STEM: &str = "report";

/// As long as a fingerprint.
const UNKNOWN: &str = "----------------------------------------------------------------";

impl Case {
    /// Encloses in a document what makes it checkable, and prints on its title
    /// page the fingerprint of the manifest.
    pub(crate) fn enclose(
        &mut self,
        document: &mut Document,
        book: &Casebook,
        copy: Copy,
    ) -> Result<(), Error> {
        let key = self.key()?;
        let manifest = stable_json(&self.manifest(document, book, copy)?);
        let fingerprint = hex(&manifest);
        let public = hex(key.public().as_bytes());
        document.checking = Some(checking(&document.lang, &fingerprint, &public));
        document.fingerprint = Some(fingerprint);
        document.attachments.extend(signed(&key, manifest));
        let references = csl::write(document);
        let text = markdown::write(document, STEM).into_bytes();
        document.attachments.extend([
            attachment(
                &csl::file_name(STEM),
                "application/json",
                "The exhibits as CSL-JSON references.",
                Relation::Supplement,
                references,
            ),
            attachment(
                &format!("{STEM}.md"),
                "text/markdown",
                "The report's text as Markdown.",
                Relation::Source,
                text,
            ),
        ]);
        Ok(())
    }
}

/// Lays dashes where [`Case::enclose`] prints what is known only when a report
/// leaves, so that every page looks as it will.
pub(crate) fn announce(document: &mut Document) {
    document.checking = Some(checking(&document.lang, UNKNOWN, UNKNOWN));
    document.fingerprint = Some(UNKNOWN.to_owned());
}

fn signed(key: &CaseKey, manifest: Vec<u8>) -> [Attachment; 3] {
    let signature = key.sign(&manifest).to_vec();
    [
        attachment(
            MANIFEST,
            "application/json",
            "What the report rests on: exhibits, marks, claims, citations.",
            Relation::Data,
            manifest,
        ),
        attachment(
            &format!("{MANIFEST}{SIGNATURE}"),
            "application/octet-stream",
            "The Ed25519 signature of the manifest.",
            Relation::Supplement,
            signature,
        ),
        attachment(
            KEY,
            "application/x-pem-file",
            "The key to check the signatures with.",
            Relation::Supplement,
            key.public().into_bytes(),
        ),
    ]
}

fn attachment(
    name: &str,
    media_type: &str,
    description: &str,
    relation: Relation,
    bytes: Vec<u8>,
) -> Attachment {
    Attachment {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        description: description.to_owned(),
        relation,
        bytes,
    }
}

/// The page that says how to check the report: sentences, then six lines for a
/// shell. Each line stands by itself, so that it can be typed off paper.
fn checking(lang: &str, fingerprint: &str, key: &str) -> Checking {
    let text = match lang.split(['-', '_']).next() {
        Some("fr") => FRENCH,
        _ => ENGLISH,
    };
    let verify = |file: &str| {
        format!(
            "openssl pkeyutl -verify -pubin -inkey {KEY} -rawin -in {file} -sigfile {file}{SIGNATURE}"
        )
    };
    Checking {
        text: text.map(|text| text.replace("{key}", key)).to_vec(),
        commands: vec![
            "pdfdetach -saveall -o . report.pdf".to_owned(),
            // The asterisk keeps the line whole where copying drops a second space.
            format!("echo \"{fingerprint} *{MANIFEST}\" | sha256sum -c"),
            format!("sha256sum {KEY}"),
            verify(MANIFEST),
            verify(PAGES),
            format!("grep -E '\"(number|sha256)\":' {MANIFEST}"),
        ],
    }
}

/// What stands above the lines; `{key}` is the key's fingerprint.
const ENGLISH: [&str; 4] = [
    "The evidence of this report can be checked without Plumb and without a network. Save this file under the name report.pdf in an empty folder and type the six lines below into a terminal there. On Debian and Ubuntu the programs are in the packages poppler-utils and openssl; on macOS “brew install poppler openssl coreutils” brings them.",
    "The first line takes the attached files out. The second says OK when the manifest, the list of what the report rests on, is the one whose fingerprint stands on the title page. The third prints the fingerprint of the key, the fourth and fifth check with that key the signatures of the manifest and of the seal of the pages. The sixth lists every exhibit with the SHA-256 of its original, to compare with an original in your hand.",
    "The fingerprint of the key must be {key}. Compare it with the one that the newsroom gives you by another way: whoever changes this file can print another key here, but not the newsroom’s.",
    "With Plumb, “plumb verify report.pdf” also compares every page, link and picture with what was printed, and names what was changed.",
];

/// As [`ENGLISH`].
const FRENCH: [&str; 4] = [
    "Les preuves de ce rapport se vérifient sans Plumb et sans réseau. Enregistrez ce fichier sous le nom report.pdf dans un dossier vide et tapez-y dans un terminal les six lignes ci-dessous. Debian et Ubuntu ont les programmes dans les paquets poppler-utils et openssl ; sur macOS, « brew install poppler openssl coreutils » les apporte.",
    "La première ligne extrait les fichiers joints. La deuxième dit OK quand le manifeste, la liste de ce sur quoi repose le rapport, est celui dont l’empreinte figure sur la page de titre. La troisième affiche l’empreinte de la clé ; la quatrième et la cinquième vérifient avec cette clé les signatures du manifeste et du sceau des pages. La sixième donne chaque pièce avec le SHA-256 de son original, à comparer avec l’original que vous tenez.",
    "L’empreinte de la clé doit être {key}. Comparez-la avec celle que la rédaction vous donne par une autre voie : qui modifie ce fichier peut y imprimer une autre clé, mais pas celle de la rédaction.",
    "Avec Plumb, « plumb verify report.pdf » compare aussi chaque page, lien et image avec ce qui a été imprimé, et nomme ce qui a changé.",
];
