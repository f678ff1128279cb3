//! What other tools read in a printed report.

use std::process::Command;

use plumb_tests::workbench::Workbench;

/// One sentence for each script, and two that run over more than a line.
const SENTENCES: &[&str] = &[
    "Azərbaycan hakim partiyasının üzvləri şəkilləri yığıb paylaşıblar, ğ və ı hərfləri ilə.",
    "Là-bas, l’été dernier, on a reçu « des preuves » d’où naît le doute : œuvre, cœur, façade.",
    "Съёмка подтверждает, что объект не строили.",
    "Ο αυτόπτης μάρτυρας είδε τη φωτογραφία πρώτος.",
    "نشر الحساب الصورة في الخامس عشر من مايو.",
    "העד ראה את התמונה לפני כולם.",
    "这张照片在抗议之前就已经发布。",
    "قال الشاهد إن الصورة نشرت قبل بدء الاحتجاجات بوقت طويل وإن الحساب الذي نشرها أول مرة حذف بعد يومين من ذلك دون تفسير.",
    "העד אמר שהתמונה פורסמה זמן רב לפני תחילת המחאה ושהחשבון שפרסם אותה לראשונה נמחק יומיים לאחר מכן בלי הסבר.",
];

fn printed(bench: &Workbench, manuscript: &str) -> String {
    let case = bench.sample();
    let file = bench.give("text.md", manuscript);
    bench.done(&["write", case, &file]);
    bench.done(&[
        "report",
        case,
        "--pdf",
        "report.pdf",
        "--markdown",
        "report.md",
    ]);
    bench
        .work("report.pdf")
        .to_str()
        .expect("temporary paths are UTF-8")
        .to_owned()
}

fn read_back(pdf: &str) -> String {
    let answer = Command::new("pdftotext")
        .args(["-enc", "UTF-8", pdf, "-"])
        .output()
        .expect("pdftotext is installed");
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    String::from_utf8(answer.stdout).expect("pdftotext answers in UTF-8")
}

/// What a reader compares: without line ends, hyphens and marks of direction.
///
/// Full stops go too: on a page that is mostly written from left to right,
/// pdftotext puts the stop of a line from right to left where the eye sees it.
fn bare(text: &str) -> String {
    let is_layout = |letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '.' | '-' | '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{2010}'
            )
            || ('\u{202a}'..='\u{202e}').contains(&letter)
            || ('\u{2066}'..='\u{2069}').contains(&letter)
    };
    text.chars().filter(|letter| !is_layout(*letter)).collect()
}

#[test]
fn every_script_is_read_back_in_logical_order() {
    let bench = Workbench::new();
    let manuscript = format!("## Scripts\n\n{}\n", SENTENCES.join("\n\n"));
    let text = read_back(&printed(&bench, &manuscript));
    let bare_text = bare(&text);
    let lost: Vec<_> = SENTENCES
        .iter()
        .filter(|sentence| !bare_text.contains(&bare(sentence)))
        .collect();
    assert!(lost.is_empty(), "not read back: {lost:#?}\nfrom:\n{text}");
}

#[test]
fn qpdf_finds_nothing_to_complain_about() {
    let bench = Workbench::new();
    let manuscript = format!("## Scripts\n\n{}\n", SENTENCES.join("\n\n"));
    let pdf = printed(&bench, &manuscript);
    let check = Command::new("qpdf")
        .args(["--check", &pdf])
        .output()
        .expect("qpdf is installed");
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stdout)
    );
}

#[test]
fn pandoc_accepts_the_markdown_with_its_bibliography() {
    let bench = Workbench::new();
    let case = bench.sample();
    bench.done(&[
        "report",
        case,
        "--pdf",
        "report.pdf",
        "--markdown",
        "report.md",
    ]);
    assert!(
        bench.work("report.csl.json").exists(),
        "its sources stand beside it"
    );
    let answer = Command::new("pandoc")
        .args([
            "--citeproc",
            "--fail-if-warnings",
            "report.md",
            "-o",
            "report.html",
        ])
        .current_dir(bench.folder().join("work"))
        .output()
        .expect("pandoc is installed");
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
}
