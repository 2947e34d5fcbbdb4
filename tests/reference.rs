//! The generated reference is what the program would generate now.

use std::fs;

use gongkai::check::reference::reference;

#[test]
fn the_reference_of_rules_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/rules.md");
    let fresh = reference();
    if std::env::var("SNAPSHOTS").is_ok_and(|wish| wish == "overwrite") {
        fs::write(path, &fresh).expect("the reference can be written");
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == fresh,
        "docs/reference/rules.md is stale: run SNAPSHOTS=overwrite cargo test --test reference"
    );
}
