//! The law of the Word file: what is read back from it is what the page says, cell by cell
//! and word by word.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

mod common;

use std::path::Path;

use gongkai::export::ReportInputs;
use gongkai::export::docx::DOCX;
use gongkai::import::understood::{Understood, understand};
use gongkai::portal::Report;
use gongkai::site::{Options, Site};
use gongkai::snapshot::Snapshot;

fn site(folder: &str) -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let snapshot = Snapshot::take(&root).expect("a readable site");
    Site::compose(snapshot, &Options::default()).expect("a site")
}

fn read(bytes: &[u8], year: u16) -> Understood {
    understand(bytes, Some(year)).unwrap_or_else(|refused| panic!("{year}: {}", refused.why))
}

#[test]
fn explore() {
    let out = std::env::var("DOCX_OUT").unwrap_or_default();
    for folder in ["", "tests/fixtures/portal"] {
        let site = site(folder);
        for checked in &site.checked_units {
            let Some(unit) = &checked.unit else { continue };
            for report in unit.reports.values() {
                let bytes = (DOCX.make)(&ReportInputs { unit, report });
                if !out.is_empty() {
                    std::fs::write(
                        format!(
                            "{out}/{}-{}.docx",
                            unit.id.as_deref().unwrap_or("owner"),
                            report.year
                        ),
                        &bytes,
                    )
                    .expect("");
                }
                let page = site
                    .output(&report.out)
                    .expect("a page")
                    .render()
                    .expect("a page")
                    .unwrap_or_else(|_| panic!("a page"));
                let page = read(&page.bytes, report.year);
                let word = read(&bytes, report.year);
                println!(
                    "{} {} bytes {}",
                    unit.id.as_deref().unwrap_or("owner"),
                    report.year,
                    bytes.len()
                );
                for (cell, truth) in word
                    .reading
                    .tables
                    .iter()
                    .flat_map(|t| &t.cells)
                    .zip(report.grids.iter().flat_map(|g| &g.cells))
                {
                    if cell.value.as_ref().map(ToString::to_string) != Some(truth.value.to_string())
                    {
                        println!("  {cell:?} {truth:?}");
                    }
                }
                let said = |one: &Understood| {
                    format!(
                        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{}",
                        one.text.title,
                        one.text.organization,
                        one.text.signed,
                        one.text.published,
                        one.text.index_number,
                        one.text.document_number,
                        one.text.markdown
                    )
                };
                let (page, word2) = (said(&page), said(&word));
                for (a, b) in page
                    .lines()
                    .zip(word2.lines())
                    .filter(|(a, b)| a != b)
                    .take(10)
                {
                    println!("  P {a}\n  W {b}");
                }
                println!(
                    "{} {}; {:?} {:?}",
                    page.lines().count(),
                    word2.lines().count(),
                    word.text.not_understood,
                    word.text.dropped
                );
            }
        }
    }
}
