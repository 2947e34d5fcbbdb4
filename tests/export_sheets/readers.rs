//! Readers that are not ours: Python's csv and json, openpyxl and jsonschema, and the Open
//! XML SDK of Microsoft, which knows the order of the elements.
//!
//! `.ci/office` installs them and says where they are.

use std::fs;
use std::path::Path;
use std::process::Command;

use gongkai::export::schema::schema;

use crate::portal::Portal;

fn tool(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: .ci/office sets it"))
}

#[test]
#[ignore = "foreign readers: `.ci/office` asks for them"]
fn foreign_readers_find_one_report_in_all_its_files() {
    let (python, validator) = (tool("OFFICE_PYTHON"), tool("OOXML_VALIDATOR"));
    let portal = Portal::of(0..30);
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    write("schema.json", &schema());
    for at in 0..portal.cases.len() {
        for format in ["csv", "json", "xlsx"] {
            let Some(file) = portal.file(at, format) else {
                continue;
            };
            let path = write(&format!("u{at}.{format}"), &file);
            if format == "xlsx" && at < 10 {
                runs(Command::new(&validator).arg(path));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = root.join("tests/export_sheets/readers.py");
    runs(Command::new(&python).arg(script).arg(folder.path()));
}

fn runs(command: &mut Command) {
    let done = command.output().expect("the reader starts");
    let said = [done.stdout, done.stderr].concat();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&said));
}
