//! The generated reference is what the program would generate now.

#[path = "common/golden.rs"]
mod golden;

use std::path::Path;

use gongkai::check::reference::reference;

#[test]
fn the_reference_of_rules_is_fresh() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/rules.md");
    if let Some(difference) = golden::difference(&kept, &reference()) {
        panic!("{difference}");
    }
}
