//! Sites with a published report, and what they show of it.

use gongkai::diag::codes::PUB02;
use gongkai::form::FORMS;
use gongkai::freeze::{Asked, Write, freeze};
use gongkai::parse::date::Stamp;
use gongkai::path::{OutPath, SourcePath};
use gongkai::portal::{Report, Unit};
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};

use crate::edits::{Files, site};

pub fn snapshot(files: &Files) -> Snapshot {
    let source = |(name, bytes): (&String, &Vec<u8>)| {
        let file = SourcePath::new(name).expect("a path");
        (file, Source::Held(bytes.clone()))
    };
    Snapshot::of(files.iter().map(source))
}

pub fn composed(files: &Files) -> Site {
    let options = Options {
        today: Some("2060-11-23".parse().expect("a date")),
        ..Options::default()
    };
    Site::compose(snapshot(files), &options).expect("a site in memory")
}

/// The same of a site that is little changed, whose templates are taken over.
pub fn again(before: &Site, files: &Files) -> Site {
    let site = before.again(snapshot(files), None);
    site.expect("a site in memory")
}

pub fn unit(site: &Site) -> &Unit {
    site.checked_units[0].unit.as_ref().expect("a unit")
}

pub fn report(site: &Site, year: u16) -> &Report {
    &unit(site).reports[&year]
}

/// What is found under the code, as sentences.
pub fn told(site: &Site) -> Vec<String> {
    let found = site.found.diagnostics.iter();
    let found = found.filter(|one| *one.code == PUB02);
    found.map(|one| one.message.clone()).collect()
}

pub fn put(files: &mut Files, writes: &[Write]) {
    for write in writes {
        match write {
            Write::New(new) => {
                for (file, bytes) in new {
                    let old = files.insert(file.as_str().to_owned(), bytes.clone());
                    assert!(old.is_none(), "{file} is there");
                }
            }
            Write::Rewrite((file, bytes)) => {
                let old = files.insert(file.as_str().to_owned(), bytes.clone());
                assert!(old.is_some(), "{file} is not there");
            }
        }
    }
}

pub fn day(text: &str) -> Stamp {
    gongkai::parse::date::parse(text).expect("a day")
}

pub fn asked(reason: &str) -> Asked {
    Asked {
        reason: Some(reason.to_owned()),
        date: Some(day("2060-03-12")),
    }
}

/// A frozen report.
pub fn published(seed: u64) -> (u16, Files) {
    let forms: Vec<_> = FORMS.iter().filter(|form| !form.parts.is_empty()).collect();
    let (year, mut files) = site(seed, forms[seed as usize % forms.len()]);
    let before = composed(&files);
    assert_eq!(told(&before), [""; 0]);
    let writes = freeze(&before.snapshot, report(&before, year), None).expect("frozen");
    put(&mut files, &writes);
    (year, files)
}

pub fn output(site: &Site, path: &str) -> Option<Vec<u8>> {
    let path = OutPath::new(path).expect("a path");
    let made = site.output(&path)?.render()?.expect("made");
    Some(made.bytes.to_vec())
}

/// The statutory text of a page.
pub fn article(page: &[u8]) -> String {
    let page = String::from_utf8(page.to_vec()).expect("UTF-8");
    let start = page.find("<article").expect("an article");
    let end = page.find("</article>").expect("an article");
    page[start..end].to_owned()
}

/// A file of a version as it stood one folder higher: of the ways that climb, one step less.
pub fn higher(text: &str) -> String {
    text.replace("=../", "=")
        .replace("\"../", "\"")
        .replace("(../", "(")
}

/// A version as its page and its downloads have it.
#[derive(PartialEq)]
pub struct Version {
    /// Word, Excel, CSV.
    files: Vec<Vec<u8>>,
    json: String,
    article: String,
}

impl Version {
    pub fn of(site: &Site, folder: &str) -> Self {
        let file = |name: &str| {
            let made = output(site, &format!("{folder}{name}"));
            made.unwrap_or_else(|| panic!("no {folder}{name}"))
        };
        Self {
            files: ["report.docx", "report.xlsx", "report.csv"]
                .map(file)
                .to_vec(),
            json: String::from_utf8(file("report.json")).expect("UTF-8"),
            article: article(&file("index.html")),
        }
    }

    /// What is not the same in a version that lies one folder deeper.
    pub fn lacks(&self, deeper: &Self) -> Option<String> {
        if self.files != deeper.files {
            return Some("Word, Excel or CSV differs".to_owned());
        }
        first_difference(&self.json, &higher(&deeper.json))
            .or_else(|| first_difference(&self.article, &higher(&deeper.article)))
    }
}

/// Where two texts begin to differ.
pub fn first_difference(was: &str, is: &str) -> Option<String> {
    let pairs = was.chars().zip(is.chars());
    let same = pairs.take_while(|(was, is)| was == is).count();
    let here = |text: &str| {
        text.chars()
            .skip(same.saturating_sub(60))
            .take(160)
            .collect::<String>()
    };
    (was != is).then(|| format!("differs:\n{}\n{}", here(was), here(is)))
}

/// A report's file after a change of its text.
pub fn replaced(files: &Files, name: &str, from: &str, to: &str) -> Files {
    let mut files = files.clone();
    let bytes = files.get_mut(name).expect("a file");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(text.contains(from), "{from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
    files
}
