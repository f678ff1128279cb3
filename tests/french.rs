//! A French window on an ordinary day: what is refused, noted and offered is said in French.

use plumb_tests::posts::harbour;
use plumb_tests::window::{Window, key, unlock};
use plumb_tests::workbench::Workbench;
use std::fs;

const FRENCH: &str = r#"{"language":"fr"}"#;

/// The locked case of a desk whose window speaks French.
fn bench() -> (Workbench, &'static str) {
    let bench = Workbench::new();
    bench.settings(FRENCH);
    let case = bench.new_case("A case");
    (bench, case)
}

#[test]
fn a_wrong_passphrase_and_a_file_that_is_no_case_are_refused_in_french() {
    let (bench, case) = bench();
    let window = Window::open(&bench, case, &[]);
    window.type_into("//input[@id='passphrase']", "not the passphrase");
    window.press(&[key::ENTER]);
    window.wait_for("//*[@role='alert'][contains(., 'Cette phrase de passe n’ouvre pas ce dossier. Le dossier est intact')]");
    window.kill();

    let other = bench.give("notes.plumb", "no case at all");
    let window = Window::open(&bench, &other, &[]);
    window.wait_for("//*[contains(., 'notes.plumb n’est pas un dossier de Plumb')]");
}

#[test]
fn remarks_on_posts_and_what_a_finding_offers_are_french_where_the_report_names_no_language() {
    let (bench, case) = bench();
    let file = bench.give(
        "harbour.csv",
        harbour() + "x,too,many,fields,here\ny,someone,yesterday,a text\n",
    );
    bench.unlocked(&["posts", "import", case, &file]);
    let window = Window::open(&bench, case, &[]);
    unlock(&window);
    window.click("//nav//button[@data-section='data']");
    window.wait_for("//main//*[@role='img' and @aria-label='Publications dans le temps']");
    window.click("//aside//*[@role='tab'][contains(., 'Journal d’import')]");
    window.wait_for("//aside//li[.='Ligne 1592 : 5 champs au lieu de 4']");
    window
        .wait_for("//aside//li[.='Ligne 1593 : « yesterday » n’est pas une date avec une heure']");

    window.click("//aside//*[@role='tab'][contains(., 'Nouveau constat')]");
    window.press_button("Chercher des groupes");
    let offered =
        "//aside//p[starts-with(., '30 comptes ont publié le même texte à moins de 60 secondes')]";
    let offered = window.wait_for(offered);
    assert!(!offered.is_empty());
    window.press_button("Figer comme pièce");
    window.wait_for("//*[contains(text(), 'Figé comme E-002·1')]");
    let shown = bench.unlocked(&["show", case, "E-002"]);
    assert!(
        shown.contains("30 comptes ont publié le même texte"),
        "{shown}"
    );
    assert!(shown.contains("Ce que cela ne montre pas"), "{shown}");
}

#[test]
fn a_report_that_is_in_english_has_its_findings_offered_in_english() {
    let (bench, case) = bench();
    let file = bench.give("harbour.csv", harbour());
    bench.unlocked(&["posts", "import", case, &file]);
    let report = bench.give(
        "report.md",
        "---\ntitle: A harbour\nlang: en\n---\n\nA text.\n",
    );
    bench.unlocked(&["write", case, &report]);
    let window = Window::open(&bench, case, &[]);
    unlock(&window);
    window.click("//nav//button[@data-section='data']");
    window.press_button("Chercher des groupes");
    window.wait_for("//aside//p[starts-with(., '30 accounts posted the same text')]");
}

#[test]
fn a_file_that_holds_no_posts_is_refused_in_french() {
    let (bench, case) = bench();
    let window = Window::open(&bench, case, &[("PLUMB_ANSWER_FILE_DIALOG", "empty.csv")]);
    fs::write(bench.work("empty.csv"), "alone\n").expect("a file can be written");
    unlock(&window);
    window.click("//nav//button[@data-section='data']");
    window.press_button("Importer");
    window.wait_for("//*[@role='alert'][contains(., 'empty.csv ne contient ni tableau ni liste de publications. Rien n’a été modifié.')]");
}

#[test]
fn what_is_noted_about_a_file_that_was_added_is_said_in_french() {
    let (bench, case) = bench();
    let window = Window::open(&bench, case, &[("PLUMB_ANSWER_FILE_DIALOG", "letter.png")]);
    fs::write(bench.work("letter.png"), b"a caf\xe9").expect("a file can be written");
    unlock(&window);
    window.press_button("Ajouter");
    let told = "E-001 : Le nom finit par .png, mais le contenu est text/plain";
    window.wait_for(&format!("//*[@role='status']//p[starts-with(., '{told}')]"));
}
