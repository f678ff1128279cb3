//! Prints the sample to a folder of the build, to be looked at.

mod common;

use report::pdf::{Settings, print};

#[test]
fn the_sample_prints_to_a_file_that_can_be_looked_at() {
    let fonts = report::fonts::read_first(&report::fonts::SYSTEM_FONTS, "en");
    let settings = Settings {
        fonts,
        ..Settings::default()
    };
    let printed = print(&common::sample(), &settings).unwrap();
    let folder = env!("CARGO_TARGET_TMPDIR");
    std::fs::write(format!("{folder}/sample.pdf"), &printed.bytes).unwrap();
    assert!(printed.missing.is_empty(), "{:?}", printed.missing);
}
