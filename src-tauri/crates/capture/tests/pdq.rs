//! Hashes of Meta's reference pictures, as its code gives them. The pictures are no part of the
//! project: this runs where `PLUMB_PDQ_PICTURES` names the folder that holds them and
//! `image_hashes.csv`. The sample's own photograph is hashed everywhere.

use std::path::{Path, PathBuf};

use capture::hash_picture;
use evidence::Pdq;

#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the test says where the pictures are"
)]
fn folder() -> Option<PathBuf> {
    std::env::var_os("PLUMB_PDQ_PICTURES").map(PathBuf::from)
}

#[test]
fn reference_pictures_have_the_hashes_of_the_reference() {
    let Some(folder) = folder() else { return };
    let table = std::fs::read_to_string(folder.join("image_hashes.csv")).expect("the table");
    let mut compared = 0;
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        // Not every picture of the table is handed out with it.
        let Ok(bytes) = std::fs::read(folder.join(cells[0])) else {
            continue;
        };
        let expected: Pdq = cells[1].parse().expect("a hash");
        let quality: u8 = cells[2].parse().expect("a quality");
        let found = hash_picture(&bytes).expect("a picture");
        let apart = found.upright.distance(&expected);
        println!("{}: {apart} bits, quality {:?}", cells[0], found.quality);
        assert_eq!(found.quality, Some(quality), "{}", cells[0]);
        // The one that may differ is decoded otherwise: two JPEG decoders enlarge the colours of
        // its 34 × 42 pixels in two ways.
        let most = if cells[0].ends_with("wee.jpg") { 2 } else { 0 };
        assert!(apart <= most, "{}: {apart} bits", cells[0]);
        compared += 1;
    }
    assert!(compared > 0, "the pictures are in the folder");
}

#[test]
fn the_samples_photograph_has_the_hash_of_the_reference() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/sample/car-park-original.jpg");
    let found = hash_picture(&std::fs::read(path).expect("the sample")).expect("a picture");
    let expected = "940a5a85035b4a36a0f7d5070db1fff4b37692010c4967faa1bf90176a7e1fcc";
    let expected: Pdq = expected.parse().expect("a hash");
    // A newer decoder of JPEG may turn a bit or two, as between the peers.
    assert!(found.upright.distance(&expected) <= 4, "{}", found.upright);
    assert_eq!(found.quality, Some(100));
}
