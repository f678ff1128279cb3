//! What goes along inside the PDF: the manifest, its signature, the key to check
//! it with, the references and the text; and the page that says how to check.

use crate::{Case, Copy, Error, export::hex, sign::CaseKey};
use claims::Casebook;
use report::{Attachment, Checking, Document, Relation, csl, markdown, stable_json};

/// The manifest's name inside the PDF.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The name of the public half of the case's key.
pub(crate) const KEY: &str = "case-key.pem";
/// What is added to a file's name for its signature.
pub(crate) const SIGNATURE: &str = ".sig";

/// The stem under which text and references are enclosed.
const STEM: &str = "report";

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
        document.checking = Some(checking(&document.lang, &fingerprint, &key));
        document.fingerprint = Some(fingerprint);
        document.attachments.extend(signed(&key, manifest));
        let references = csl::write(document).into_bytes();
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
fn checking(lang: &str, fingerprint: &str, key: &CaseKey) -> Checking {
    let french = lang.split(['-', '_']).next() == Some("fr");
    let key = hex(key.public().as_bytes());
    let text = if french {
        [
            "Les preuves de ce rapport se vérifient sans Plumb et sans réseau. Enregistrez ce fichier sous le nom report.pdf et tapez les six lignes dans un terminal, dans le même dossier. Debian et Ubuntu ont les programmes dans les paquets poppler-utils et openssl ; macOS les reçoit de Homebrew par « brew install poppler openssl coreutils ».".to_owned(),
            "La première ligne crée un dossier et en extrait les pièces jointes. La troisième compare le manifeste à l’empreinte de la page de titre. Les deux suivantes vérifient les signatures du manifeste et des pages. La dernière donne l’empreinte de chaque original, à comparer avec l’original que vous tenez.".to_owned(),
            format!("Comparez aussi l’empreinte de la clé avec celle que la rédaction vous a donnée par une autre voie : {key}."),
        ]
    } else {
        [
            "The evidence of this report can be checked without Plumb and without a network. Save this file as report.pdf and type the six lines into a terminal in the same folder. Debian and Ubuntu have the programs in the packages poppler-utils and openssl; on macOS “brew install poppler openssl coreutils” brings them.".to_owned(),
            "The first line makes a folder, the second takes the attachments out of the file. The third compares the manifest with the fingerprint on the title page. The next two check the signatures of the manifest and of the pages. The last one lists the fingerprint of every original, to compare with an original in your hand.".to_owned(),
            format!("Compare the key’s fingerprint too, with the one that the newsroom gave you by another way: {key}."),
        ]
    };
    let verify = |file: &str| {
        format!(
            "openssl pkeyutl -verify -pubin -inkey check/{KEY} -rawin -in check/{file} -sigfile check/{file}{SIGNATURE}"
        )
    };
    Checking {
        text: text.to_vec(),
        commands: vec![
            "mkdir check".to_owned(),
            "pdfdetach -saveall -o check report.pdf".to_owned(),
            format!("echo \"{fingerprint}  check/{MANIFEST}\" | sha256sum -c"),
            verify(MANIFEST),
            verify(report::pdf::seal::PAGES),
            format!("grep -E '\"(number|sha256)\": ' check/{MANIFEST}"),
        ],
    }
}
