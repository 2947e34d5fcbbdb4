//! Readers of Word files that are not ours: LibreOffice, python-docx and Microsoft's Open
//! XML SDK.
//!
//! They are asked by `.ci/office`, which installs them; the everyday test run leaves them
//! out, for they take a gigabyte.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::export::docx::{Review, for_review};
use gongkai::export::{Content, ReportInputs, printed};
use gongkai::form::FORMS;
use gongkai::portal::Report;

use super::printed::Dice;
use super::{PORTAL, assert_cells, assert_statements, random, read, site, units, word};

/// The most pages of the seed.
const MOST_PAGES: usize = 5;

fn run(command: &mut Command) -> Vec<u8> {
    let done = command.output();
    let done = done.unwrap_or_else(|error| panic!("{command:?}: {error}; see .ci/office"));
    let said = [&done.stdout[..], &done.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(done.status.success(), "{command:?}: {said}");
    done.stdout
}

/// What LibreOffice makes of these files, in a folder of its own.
fn converted(folder: &Path, files: &[PathBuf], to: &str) -> PathBuf {
    let out = folder.join(to);
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.args(["--headless", &profile, "--convert-to", to, "--outdir"]);
    run(command.arg(&out).args(files));
    out
}

/// The numbers stand where the form prints them, as python-docx sees the tables.
fn assert_tables(seen: &serde_json::Value, report: &Report, context: &str) {
    assert_eq!(seen["title"], report.title.as_str(), "{context}");
    let tables = seen["tables"].as_array().expect("tables");
    let mut tables = tables.iter();
    for part in printed(report.form) {
        let is_own = |table: &&serde_json::Value| {
            let rows = table.as_array().expect("rows");
            let columns = rows[0].as_array().map(Vec::len);
            rows.len() == part.rows.len() && columns == Some(part.columns)
        };
        let table = tables.find(is_own);
        let table = table.unwrap_or_else(|| panic!("{context} lacks {}", part.part.name));
        for (row, cells) in part.rows.iter().enumerate() {
            for cell in cells {
                let expected = match cell.content {
                    Content::Value { table, cell } => {
                        report.grids[table].cells[cell].value.to_string()
                    }
                    Content::Title(label)
                    | Content::Column(label)
                    | Content::Row(label)
                    | Content::Note(label) => label.to_owned(),
                };
                let last = (row + cell.rows - 1, cell.column + cell.columns - 1);
                for (row, column) in [(row, cell.column), last] {
                    let found = &table[row][column];
                    assert_eq!(found, &expected, "{context} row {row} column {column}");
                }
            }
        }
    }
}

#[test]
#[ignore = "needs LibreOffice, python-docx and an OOXML validator: .ci/office"]
fn readers_that_are_not_ours_see_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let tool = |name: &str| env::var(name).unwrap_or_else(|_| panic!("{name}: see .ci/office"));
    let (python, validator) = (tool("OFFICE_PYTHON"), tool("OOXML_VALIDATOR"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/tables.py");
    let (seed, portal) = (site(""), site(PORTAL));
    let unit = units(&portal).next().expect("the owner");
    let model = unit.reports.values().next().expect("a report");
    let forms = FORMS
        .iter()
        .flat_map(|form| (0..4).map(move |seed| (*form, seed)));
    let reports = forms.map(|(form, seed)| random(model, form, &mut Dice(seed * 7 + 1)));
    let mut reports: Vec<Report> = reports.collect();
    let own = units(&seed).next().expect("the owner");
    reports.extend(own.reports.values().cloned());
    let write = |(at, report): (usize, &Report)| {
        let path = folder.path().join(format!("{at}.docx"));
        fs::write(&path, word(unit, report)).expect("a file");
        path
    };
    let files: Vec<PathBuf> = reports.iter().enumerate().map(write).collect();
    let draft = folder.path().join("draft.docx");
    let inputs = ReportInputs {
        unit,
        report: model,
    };
    fs::write(&draft, for_review(&inputs, &Review::default())).expect("a file");
    let words = converted(folder.path(), &files, "docx");
    let pages = converted(folder.path(), &files, "pdf");
    for (at, (report, file)) in reports.iter().zip(&files).enumerate() {
        let context = format!("{at}, {}", report.form.id);
        let seen = run(Command::new(&python).arg(&script).arg(file));
        let seen = serde_json::from_slice(&seen).expect("JSON");
        assert_tables(&seen, report, &context);
        let again = fs::read(words.join(format!("{at}.docx"))).expect(&context);
        let again = read(&again, &context);
        assert_cells(&again, report, &context);
        assert_statements(&again, report, &context);
    }
    for file in files.iter().chain([&draft]) {
        let said = run(Command::new(&validator).arg(file));
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(said.contains("\"ok\": true"), "{said}");
    }
    let last = pages.join(format!("{}.pdf", reports.len() - 1));
    let last = fs::read(last).expect("the seed as PDF");
    let mark = b"/Type/Page/";
    let count = last.windows(mark.len()).filter(|part| part == mark).count();
    assert!(
        (1..=MOST_PAGES).contains(&count),
        "the seed has {count} pages"
    );
}
