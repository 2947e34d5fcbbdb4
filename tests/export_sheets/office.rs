//! LibreOffice opens the workbooks: every cell that it sees is the report's, and every
//! total that it works out itself is the one that stands there.
//!
//! It is asked by `.ci/office`, which installs LibreOffice.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

use gongkai::export::{Content, printed};
use gongkai::import::source::csv::rows;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::portal::{Case, Portal};

/// All sheets, a file each; numbers as they are and not as they are shown.
const CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

/// The workbook without what its formulas come to, so that who opens it works it out.
fn without_results(file: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("its text");
        let name = part.name().expect("a name").into_owned();
        let mut stretches = text.split("</f><v>");
        let mut left = stretches.next().expect("a text").to_owned();
        for stretch in stretches {
            let (_, rest) = stretch.split_once("</v>").expect("a result");
            left += &format!("</f>{rest}");
        }
        let options = SimpleFileOptions::default();
        writer.start_file(name.as_str(), options).expect("a part");
        writer.write_all(left.as_bytes()).expect("a part");
    }
    writer.finish().expect("a package").into_inner()
}

/// What LibreOffice shows of a workbook is what the report says.
fn agrees(case: &Case, folder: &Path, name: &str) {
    for part in printed(case.doc.form) {
        let file = folder.join(format!("{name}-{}.csv", part.part.name));
        let file = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let shown = rows(&file).expect("a table");
        let above = shown.len() - part.rows.len();
        for (row, cells) in part.rows.iter().enumerate() {
            for cell in cells {
                let text = shown[above + row]
                    .get(cell.column)
                    .map_or("", String::as_str);
                let expected = match cell.content {
                    Content::Value { table, cell } => {
                        case.grids[table].cells[cell].value.to_string()
                    }
                    Content::Title(text)
                    | Content::Column(text)
                    | Content::Row(text)
                    | Content::Note(text) => text.to_owned(),
                };
                assert_eq!(text, expected, "{name} {} row {row}", part.part.name);
            }
        }
    }
}

#[test]
#[ignore = "LibreOffice is large: `.ci/office` asks for it"]
fn libreoffice_shows_the_cells_and_works_out_the_same_totals() {
    let portal = Portal::of(0..12);
    let folder = tempfile::tempdir().expect("a folder");
    let mut names = Vec::new();
    for at in 0..portal.cases.len() {
        if let Some(file) = portal.file(at, "xlsx") {
            let bare = without_results(&file);
            assert_ne!(bare, file);
            for (name, bytes) in [(format!("whole{at}"), file), (format!("bare{at}"), bare)] {
                fs::write(folder.path().join(format!("{name}.xlsx")), bytes).expect("a file");
                names.push((at, name));
            }
        }
    }
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let mut command = Command::new("soffice");
    command.args(["--headless", &profile, "--convert-to", CSV, "--outdir"]);
    command.arg(folder.path());
    command.args(
        names
            .iter()
            .map(|(_, name)| folder.path().join(format!("{name}.xlsx"))),
    );
    let done = command
        .output()
        .expect("LibreOffice is not here: .ci/office installs it");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    for (at, name) in &names {
        agrees(&portal.cases[*at], folder.path(), name);
    }
}
