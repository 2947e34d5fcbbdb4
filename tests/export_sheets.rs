//! What is exported is read back: random reports of every form become CSV, JSON and
//! workbooks, and every cell and word that the importer finds there is the report's own.

mod common;
#[path = "formats/generate.rs"]
#[allow(
    dead_code,
    reason = "the reports of another test, which also changes them"
)]
mod generate;
#[path = "export_sheets/office.rs"]
mod office;
#[path = "export_sheets/portal.rs"]
mod portal;
#[path = "export_sheets/readers.rs"]
mod readers;
#[path = "export_sheets/refused.rs"]
mod refused;
#[path = "export_sheets/schema.rs"]
mod schema;
#[path = "starter/validator.rs"]
mod validator;

use gongkai::form::Value;
use gongkai::formats::tidy;
use gongkai::import::reading::Status;
use gongkai::import::understood::{Understood, understand};
use gongkai::parse::markdown::{self, Block, Document};
use gongkai::path::SourcePath;

use portal::{Case, Portal};

/// So many reports are made, the same on every machine.
const SEEDS: std::ops::Range<u64> = 0..60;

fn read(file: &[u8]) -> Understood {
    understand(file, None).unwrap_or_else(|refused| panic!("{}", refused.why))
}

/// What a cell holds, and as what: `-` may be a mark or words.
fn told(value: &Value) -> (tidy::Status, String) {
    (tidy::Status::of(value), value.to_string())
}

/// Amounts that stand in a sheet as they are, and of which its reader, who reads the sheets
/// of anybody, asks a person what they are.
const ODD: [&str; 2] = ["12万5000元", "007"];

/// Every cell of the report comes back as it is.
fn same_cells(case: &Case, read: &Understood, what: &str) {
    let is_sheet = what.starts_with("xlsx");
    assert_eq!(read.reading.form, case.doc.form, "{what}");
    assert_eq!(read.reading.tables.len(), case.grids.len(), "{what}");
    for (table, grid) in read.reading.tables.iter().zip(&case.grids) {
        for (at, (found, cell)) in table.cells.iter().zip(&grid.cells).enumerate() {
            let asked = found.status == Status::Ambiguous;
            if is_sheet && asked && ODD.contains(&&*cell.value.to_string()) {
                continue;
            }
            // Of a row in which nothing stands a sheet does not tell whether it is there.
            let missing = found.status == Status::Missing;
            if is_sheet && missing && cell.value == Value::Blank {
                continue;
            }
            let found = found.value.as_ref().map(told);
            let (status, mut text) = told(&cell.value);
            if is_sheet && status == tidy::Status::Text {
                // Its reader leaves out the commas between thousands.
                text = text.replace(',', "");
            }
            let address = grid.address(at);
            assert_eq!(found, Some((status, text)), "{what} {address}");
        }
    }
}

/// Every report with tables comes back from its file in a format that has no words.
fn comes_back_from(format: &str) {
    let portal = Portal::of(SEEDS);
    for (at, case) in portal.cases.iter().enumerate() {
        let file = portal.file(at, format);
        assert_eq!(file.is_some(), !case.doc.form.parts.is_empty());
        if let Some(file) = file {
            let read = read(&file);
            same_cells(case, &read, &format!("{format} of {at}"));
            // An odd title states no year.
            let states_year = format == "csv" || case.doc.title.is_none();
            assert!(
                !states_year || read.text.year == Some(case.doc.year),
                "{format} of {at}"
            );
        }
    }
}

#[test]
fn every_cell_comes_back_from_csv() {
    comes_back_from("csv");
}

#[test]
fn every_cell_comes_back_from_xlsx() {
    comes_back_from("xlsx");
}

fn document(text: &str) -> Document {
    let path = SourcePath::new("content/reports/2022/report.md").expect("a path");
    markdown::parse(text, &path, 0).0
}

/// The words of a report by their blocks: those before the sections, then for each section
/// those before and behind its tables.
fn blocks(document: &Document) -> Vec<Vec<Block>> {
    let sections = document.sections.iter().flat_map(|section| {
        let after = section.after.as_ref().map(|after| after.blocks());
        [section.before.blocks(), after.unwrap_or_default()]
    });
    std::iter::once(document.preamble.blocks())
        .chain(sections)
        .collect()
}

#[test]
fn every_cell_and_word_comes_back_from_json() {
    let portal = Portal::of(SEEDS);
    for (at, case) in portal.cases.iter().enumerate() {
        let read = read(&portal.file(at, "json").expect("every report has one"));
        same_cells(case, &read, &format!("json of {at}"));
        let (text, doc) = (&read.text, &case.doc);
        assert_eq!(text.year, Some(doc.year));
        assert_eq!(text.signed, doc.signed);
        assert_eq!(text.published, doc.published);
        assert_eq!(text.index_number, doc.index_number);
        assert_eq!(text.document_number, doc.document_number);
        assert!(doc.title.is_none() || text.title == doc.title);
        assert!(doc.organization.is_none() || text.organization == doc.organization);
        let (stated, found) = (document(&case.text), document(&text.markdown));
        let headings = |document: &Document| {
            let sections = document.sections.iter();
            let texts = sections.map(|section| section.heading.text.clone());
            texts.collect::<Vec<_>>()
        };
        assert_eq!(headings(&stated), headings(&found));
        assert_eq!(
            blocks(&stated),
            blocks(&found),
            "{}\n====\n{}",
            case.text,
            text.markdown
        );
    }
}

#[test]
fn the_same_report_makes_the_same_bytes() {
    let (one, other) = (Portal::of(0..9), Portal::of(0..9));
    for at in 0..one.cases.len() {
        for format in ["csv", "json", "xlsx"] {
            assert_eq!(one.file(at, format), other.file(at, format));
        }
    }
}
