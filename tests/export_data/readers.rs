//! Readers that are not ours: frictionless, rdflib and feedparser.
//!
//! `.ci/office` installs them and says where they are.

use std::path::Path;
use std::process::Command;

use crate::common::TestSite;

const BASE: &str = "https://www.example.gov.cn/xxgk/";

#[test]
#[ignore = "foreign readers: `.ci/office` asks for them"]
fn foreign_readers_take_packages_catalogues_and_feeds() {
    let python = std::env::var("OFFICE_PYTHON").expect(".ci/office sets OFFICE_PYTHON");
    let site = TestSite::portal();
    site.build_with(&["--base-url", BASE]).ended_with(0);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export_data/readers.py");
    let done = Command::new(python)
        .arg(script)
        .arg(site.out())
        .arg(BASE)
        .output()
        .expect("the reader starts");
    let said = [done.stdout, done.stderr].concat();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&said));
}
