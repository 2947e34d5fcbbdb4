//! A page of ours is checked as its source is: on the fixtures of every rule that foreign
//! files are checked by.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::diag::Diagnostic;
use gongkai::path::{OutPath, SourcePath};
use gongkai::review::{Review, inspect, looks, review};
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");

fn today() -> jiff::civil::Date {
    "2026-11-23".parse().expect("a date")
}

/// The files of the base site with those of a case laid over them.
fn files(case: &Path) -> BTreeMap<SourcePath, Source> {
    let mut files = BTreeMap::new();
    for folder in [Path::new(ROOT).join("base"), case.to_path_buf()] {
        let walk = walkdir::WalkDir::new(&folder)
            .into_iter()
            .filter_map(Result::ok);
        for entry in walk.filter(|entry| entry.file_type().is_file()) {
            let name = entry.path().strip_prefix(&folder).expect("inside");
            let name = name.to_str().expect("UTF-8").replace('\\', "/");
            if let Some(gone) = name.strip_suffix(".gone") {
                files.remove(&SourcePath::new(gone).expect("a path"));
            } else if name != "expect" {
                let bytes = fs::read(entry.path()).expect("a fixture");
                let path = SourcePath::new(&name).expect("a path");
                files.insert(path, Source::Held(bytes));
            }
        }
    }
    files
}

fn cases() -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(ROOT)
        .min_depth(2)
        .max_depth(2)
        .sort_by_file_name();
    let folders = walk.into_iter().filter_map(Result::ok);
    let folders = folders.filter(|entry| entry.file_type().is_dir());
    let of_rule = folders.map(walkdir::DirEntry::into_path).filter(|path| {
        let rule = path
            .parent()
            .and_then(Path::file_name)
            .and_then(|name| name.to_str());
        rule.is_some_and(looks)
    });
    of_rule.collect()
}

/// What is said of the years of a unit: the year, the code, the message.
type Said = BTreeSet<(u16, &'static str, String)>;

fn of_sources(site: &Site) -> Said {
    let all = site.found.all();
    let own = all.iter().filter(|one| looks(one.code.id));
    let said = own.filter_map(|one| {
        let (_, rest) = one.place.file.as_str().split_once("content/reports/")?;
        Some((
            rest.get(..4)?.parse().ok()?,
            one.code.id,
            one.message.clone(),
        ))
    });
    said.collect()
}

fn of_pages(review: &Review) -> Said {
    let all = review.files.iter().flat_map(|file| {
        let year = file.report().and_then(|report| report.year).unwrap_or(0);
        file.found
            .iter()
            .map(move |one: &Diagnostic| (year, one.code.id, one.message.clone()))
    });
    all.collect()
}

#[test]
fn pages_of_ours_have_the_findings_of_their_sources() {
    let mut told = 0;
    for case in cases() {
        let options = Options {
            today: Some(today()),
            ..Options::default()
        };
        let site = Site::compose(Snapshot::of(files(&case)), &options).expect("a site");
        let years: BTreeSet<u16> = site.checked_units[0]
            .unit
            .iter()
            .flat_map(|unit| unit.reports.keys().copied())
            .collect();
        let pages = years.iter().filter_map(|year| {
            let path = OutPath::new(&format!("reports/{year}/index.html"))?;
            let page = site.output(&path)?.render()?.ok()?;
            Some(inspect(&format!("{year}.html"), &page.bytes, None))
        });
        let review = review(pages.collect(), Some(today()));
        let (ours, theirs) = (of_sources(&site), of_pages(&review));
        told += theirs.len();
        let name = case.strip_prefix(ROOT).expect("inside").display();
        for one in ours.difference(&theirs) {
            println!("{name} MISSING {one:?}");
        }
        for one in theirs.difference(&ours) {
            println!("{name} MORE {one:?}");
        }
    }
    println!("{told}");
}
