//! Files that hold several reports, or one report several times.

use gongkai::form::Form;
use gongkai::import::reading::Reading;
use gongkai::import::understood::{understand, understand_all};

use super::odd::{Odd, forms};
use super::office::{Block, word};
use super::printed::Dice;
use super::{LAYOUTS, text};

/// The blocks of several reports, one behind the other.
fn behind_one_another(reports: &[Odd]) -> Vec<Block> {
    reports.iter().flat_map(Odd::blocks).collect()
}

fn random(form: &'static Form, seed: u64) -> Odd {
    Odd::new(form, &mut Dice(seed * 31 + u64::from(form.from)))
}

/// Every container of these reports, with its name.
fn containers(reports: &[Odd]) -> Vec<(&'static str, Vec<u8>)> {
    let blocks = behind_one_another(reports);
    let apart = LAYOUTS.iter().filter(|layout| layout.apart);
    let mut all: Vec<_> = apart.map(|one| (one.name, text(&blocks, one))).collect();
    all.push(("a Word document", word(&blocks)));
    all
}

/// How many cells are read as they stand; no other may have a value.
fn right(context: &str, report: &Odd, reading: &Reading) -> usize {
    let truth = report.sheets.iter().flat_map(|sheet| &sheet.truth);
    let cells = reading.tables.iter().flat_map(|table| &table.cells);
    let values = truth.zip(cells).filter_map(|(truth, cell)| {
        let value = cell.value.as_ref()?.to_string();
        assert!(truth.contains(&value), "{context}: {cell:?}, is {truth:?}");
        Some(value)
    });
    values.count()
}

#[test]
fn several_reports_are_refused_with_their_number_and_can_be_split() {
    for form in forms() {
        let reports = [random(form, 1), random(form, 2), random(form, 3)];
        for (name, bytes) in containers(&reports) {
            let context = format!("{} {name}", form.id);
            let Err(refused) = understand(&bytes, None) else {
                panic!("{context}: read as one report");
            };
            assert!(refused.why.contains("3 份"), "{context}: {}", refused.why);
            let all = understand_all(&bytes).unwrap_or_else(|no| panic!("{context}: {}", no.why));
            assert_eq!(all.len(), reports.len(), "{context}");
            for (report, understood) in reports.iter().zip(all) {
                let understood = understood.unwrap_or_else(|no| panic!("{context}: {}", no.why));
                let cells: usize = report.sheets.iter().map(|sheet| sheet.truth.len()).sum();
                let right = right(&context, report, &understood.reading);
                assert_eq!(right, cells, "{context}");
                assert_eq!(understood.text.year, Some(form.from), "{context}");
            }
        }
    }
}

#[test]
fn one_report_is_all_there_is_to_split() {
    for form in forms() {
        let once = [random(form, 4)];
        let twice = [random(form, 4), random(form, 4)];
        for reports in [&once[..], &twice[..]] {
            for (name, bytes) in containers(reports) {
                let all = understand_all(&bytes).expect("a file that can be read");
                assert_eq!(all.len(), 1, "{} {name}", form.id);
                assert!(understand(&bytes, None).is_ok(), "{} {name}", form.id);
            }
        }
    }
    assert!(understand_all(b"%PDF-1.7").is_err());
}
