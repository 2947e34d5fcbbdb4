//! A page of ours is checked as its source is: on the fixtures of every rule that foreign
//! files are checked by.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::diag::Diagnostic;
use gongkai::path::{OutPath, SourcePath};
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use gongkai::submissions::{Submissions, examine, inspect, looks};
use rayon::prelude::*;

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

fn of_pages(submissions: &Submissions) -> Said {
    let all = submissions.files.iter().flat_map(|file| {
        let year = file.report().and_then(|report| report.year).unwrap_or(0);
        file.found
            .iter()
            .map(move |one: &Diagnostic| (year, one.code.id, one.message.clone()))
    });
    all.collect()
}

/// Cases in which a page says other things than its source, and why.
const OTHERWISE: [(&str, &str); 45] = [
    ("CEL03/bad", KIND),
    (
        "CEL05/bad-behind",
        "the short name of the unit is in site.toml",
    ),
    ("CEL07/good-missing", "FMT03 says so of a source"),
    ("DAT03/bad", "an import takes no date of 1970"),
    ("DAT03/bad-none", "there may be a date that nobody found"),
    ("ORG01/bad-former-name", FORMER),
    ("ORG01/good-former-name", FORMER),
    ("PII01/bad-csv", ATTACHED),
    ("PII01/bad-damaged", ATTACHED),
    ("PII01/bad-docx", ATTACHED),
    ("PII01/bad-gbk", ATTACHED),
    ("PII01/bad-xlsx", ATTACHED),
    ("SEC01/bad", PRINTED),
    ("SEC01/bad-all-plain", PRINTED),
    ("SEC01/bad-no-text", PRINTED),
    ("SEC01/bad-one-hash", PRINTED),
    ("SEC01/bad-order", PRINTED),
    ("SEC01/bad-plain", PRINTED),
    ("SEC01/bad-unmarked", PRINTED),
    ("SEC01/good-hash", PRINTED),
    ("SEC01/good-wide-hash", PRINTED),
    (
        "SEC02/bad-number",
        "an import knows no section by the number of another",
    ),
    ("SEC03/bad", KIND),
    ("SEC03/bad-government", KIND),
    ("SEC06/good-missing-in-both", PRINTED),
    ("SEC06/good-missing-section", PRINTED),
    ("SEC06/good-sec01-alone", PRINTED),
    ("SEC08/bad", "what has no place is not on the page"),
    (
        "TPL01/bad-field",
        "an import takes no index number that is not filled in",
    ),
    ("TPL01/bad-gap", SPACE),
    (
        "TPL01/bad-title",
        "the title names another body than the signature",
    ),
    ("TPL01/good-masked", CODE),
    ("TPL02/bad", "an import does not know the heading"),
    ("TTL01/bad-both-places", "a page has one title"),
    ("TTL01/bad-scrambled", SPACE),
    ("TTL02/bad", YEAR),
    ("TTL02/bad-in-text", YEAR),
    ("TTL02/bad-no-year-in-text", YEAR),
    ("TTL02/bad-none", YEAR),
    ("TTL03/bad-in-text", "the title is whose report it is"),
    ("TTL03/bad-other", "the title is whose report it is"),
    ("TXT03/bad-space", SPACE),
    ("TXT03/good", CODE),
    ("TXT08/bad", "lines of a page are not lines of its source"),
    (
        "TXT08/bad-lead",
        "a heading before the first section has no place",
    ),
];

const KIND: &str = "the kind of the unit is in site.toml";
const FORMER: &str = "former names are in site.toml";
const ATTACHED: &str = "attachments are files of their own";
const PRINTED: &str = "a page prints every heading of the form, in its order";
const SPACE: &str = "an import takes away needless spaces";
const CODE: &str = "what is code in a source looks like text on a page";
const YEAR: &str = "the title says of which year a page is";

/// Whether a case is one of those.
fn is_otherwise(name: &str) -> bool {
    OTHERWISE.iter().any(|(case, _)| *case == name)
}

#[test]
fn pages_of_ours_have_the_findings_of_their_sources() {
    let compared: Vec<(usize, Option<String>)> =
        cases().par_iter().map(|case| compared(case)).collect();
    let told: usize = compared.iter().map(|(told, _)| told).sum();
    let wrong: Vec<String> = compared
        .into_iter()
        .filter_map(|(_, wrong)| wrong)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(told > 100, "{told}");
}

/// How much the rule of a case says of the pages, and what is wrong with that.
fn compared(case: &Path) -> (usize, Option<String>) {
    let options = Options {
        today: Some(today()),
        ..Options::default()
    };
    let site = Site::compose(Snapshot::of(files(case)), &options).expect("a site");
    let unit = site.checked_units[0].unit.as_ref().expect("the owner");
    let pages = unit.reports.keys().filter_map(|year| {
        let path = OutPath::new(&format!("reports/{year}/index.html"))?;
        let page = site.output(&path)?.render()?.ok()?;
        Some(inspect(&format!("{year}.html"), &page.bytes, None))
    });
    let submissions = examine(pages.collect(), Some(today()));
    let rule = case.parent().and_then(Path::file_name);
    let rule = rule.and_then(|name| name.to_str()).expect("a rule");
    let own = |said: Said| -> Said { said.into_iter().filter(|one| one.1 == rule).collect() };
    let (ours, theirs) = (own(of_sources(&site)), own(of_pages(&submissions)));
    let name = case
        .strip_prefix(ROOT)
        .expect("inside")
        .display()
        .to_string();
    let name = name.replace('\\', "/");
    let wrong = (ours != theirs) != is_otherwise(&name);
    let wrong = wrong.then(|| format!("{name}\n  source {ours:?}\n  page   {theirs:?}"));
    (theirs.len(), wrong)
}
