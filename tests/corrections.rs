//! A published report does not change without a trace: of any edit, either nothing is
//! published, or what stood there before is listed and kept, equal to the byte.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "corrections/edits.rs"]
mod edits;
#[path = "formats/generate.rs"]
#[allow(dead_code)]
mod generate;

use gongkai::diag::codes::PUB02;
use gongkai::form::FORMS;
use gongkai::freeze::{Asked, Write, correct, freeze};
use gongkai::parse::date::Stamp;
use gongkai::path::{OutPath, SourcePath};
use gongkai::portal::{Report, Unit};
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use rayon::prelude::*;

use edits::{Expected, Files, edit, rewrite, site};
use generate::Odds;

fn snapshot(files: &Files) -> Snapshot {
    let source = |(name, bytes): (&String, &Vec<u8>)| {
        let file = SourcePath::new(name).expect("a path");
        (file, Source::Held(bytes.clone()))
    };
    Snapshot::of(files.iter().map(source))
}

fn composed(files: &Files) -> Site {
    let options = Options {
        today: Some("2060-11-23".parse().expect("a date")),
        ..Options::default()
    };
    Site::compose(snapshot(files), &options).expect("a site in memory")
}

fn unit(site: &Site) -> &Unit {
    site.checked_units[0].unit.as_ref().expect("a unit")
}

fn report(site: &Site, year: u16) -> &Report {
    &unit(site).reports[&year]
}

/// What is found under the code, as sentences.
fn told(site: &Site) -> Vec<String> {
    let found = site.found.diagnostics.iter();
    let found = found.filter(|one| *one.code == PUB02);
    found.map(|one| one.message.clone()).collect()
}

fn put(files: &mut Files, writes: &[Write]) {
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

fn day(text: &str) -> Stamp {
    gongkai::parse::date::parse(text).expect("a day")
}

fn asked(reason: &str) -> Asked {
    Asked {
        reason: Some(reason.to_owned()),
        date: Some(day("2060-03-12")),
    }
}

/// A frozen report.
fn published(seed: u64) -> (u16, Files) {
    let forms: Vec<_> = FORMS.iter().filter(|form| !form.parts.is_empty()).collect();
    let (year, mut files) = site(seed, forms[seed as usize % forms.len()]);
    let before = composed(&files);
    assert_eq!(told(&before), [""; 0]);
    let writes = freeze(&before.snapshot, report(&before, year), None).expect("frozen");
    put(&mut files, &writes);
    (year, files)
}

fn output(site: &Site, path: &str) -> Option<Vec<u8>> {
    let path = OutPath::new(path).expect("a path");
    let made = site.output(&path)?.render()?.expect("made");
    Some(made.bytes.to_vec())
}

/// The statutory text of a page.
fn article(page: &[u8]) -> String {
    let page = String::from_utf8(page.to_vec()).expect("UTF-8");
    let start = page.find("<article").expect("an article");
    let end = page.find("</article>").expect("an article");
    page[start..end].to_owned()
}

/// A file of a version as it stood one folder higher: of the ways that climb, one step less.
fn higher(text: &str) -> String {
    text.replace("=\"../", "=\"")
        .replace("=../", "=")
        .replace("\"../", "\"")
        .replace("(../", "(")
}

/// Whether the superseded version is what was published.
fn same_as_published(before: &Site, after: &Site, year: u16) -> Result<(), String> {
    let (old, new) = (format!("reports/{year}/"), format!("reports/{year}/v1/"));
    let of = |site: &Site, folder: &str, name: &str| {
        let made = output(site, &format!("{folder}{name}"));
        made.ok_or_else(|| format!("no {folder}{name}"))
    };
    for name in ["report.docx", "report.xlsx", "report.csv"] {
        if of(before, &old, name)? != of(after, &new, name)? {
            return Err(format!("{name} differs"));
        }
    }
    let json = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let (was, is) = (of(before, &old, "report.json")?, of(after, &new, "report.json")?);
    if json(was) != higher(&json(is)) {
        return Err("report.json differs".to_owned());
    }
    let was = article(&of(before, &old, "index.html")?);
    let is = article(&of(after, &new, "index.html")?);
    if was != higher(&is) {
        return Err(format!("the article differs:\n{was}\n{is}"));
    }
    Ok(())
}

/// Whether the list of corrections has what was expected.
fn listed(site: &Site, year: u16, expected: &Expected) -> Result<(), String> {
    let changes = &report(site, year).corrections[0].changes;
    let says = |text: &Option<String>, wanted: &Option<String>| match wanted {
        Some(wanted) => text.as_ref().is_some_and(|text| text.contains(wanted.as_str())),
        None => true,
    };
    let is_attachment = |what: &str| expected.new.as_deref() == Some(what);
    let found = changes.iter().any(|one| {
        is_attachment(&one.what) || says(&one.old, &expected.old) && says(&one.new, &expected.new)
    });
    if !found {
        return Err(format!("{expected:?} is not among {changes:?}"));
    }
    let page = output(site, "corrections/index.html").ok_or("no list of corrections")?;
    let page = String::from_utf8(page).expect("UTF-8");
    for text in [&expected.old, &expected.new].into_iter().flatten() {
        if !page.contains(text.as_str()) {
            return Err(format!("the list of corrections lacks {text}"));
        }
    }
    let notice = output(site, &format!("reports/{year}/index.html")).ok_or("no page")?;
    let notice = String::from_utf8(notice).expect("UTF-8");
    match notice.contains("id=fx") || notice.contains("id=\"fx\"") {
        true => Ok(()),
        false => Err("the report's page says nothing of it".to_owned()),
    }
}

/// One edit of a published report: refused, and listed after a correction.
fn trace(base: &Site, year: u16, files: &Files, seed: u64) -> Result<bool, String> {
    let mut odds = Odds::new(seed);
    let mut edited = files.clone();
    let Some(expected) = edit(&mut edited, year, unit(base), &mut odds) else {
        return Ok(false);
    };
    // A write of the whole file keeps what it says of its being public.
    let refused = composed(&edited);
    let said = told(&refused);
    if said.len() != 1 || !said[0].contains("内容又改了") {
        return Err(format!("{expected:?}: {said:?}"));
    }
    let report_now = report(&refused, year);
    let writes = correct(&refused.snapshot, report_now, 1, &asked("填错了"));
    put(&mut edited, &writes.map_err(|no| no.to_string())?);
    let after = composed(&edited);
    let said = told(&after);
    if !said.is_empty() || report(&after, year).version != Some(2) {
        return Err(format!("after the correction: {said:?}"));
    }
    listed(&after, year, &expected)?;
    same_as_published(base, &after, year)?;
    Ok(true)
}

#[test]
fn no_edit_of_a_published_report_is_published_without_a_trace() {
    let results: Vec<(u64, Result<bool, String>)> = (0..40_u64)
        .into_par_iter()
        .flat_map_iter(|base| {
            let (year, files) = published(base);
            let site = composed(&files);
            assert_eq!(told(&site), [""; 0]);
            let all = (0..32).map(|nth| {
                let seed = base * 1000 + nth;
                (seed, trace(&site, year, &files, seed))
            });
            all.collect::<Vec<_>>()
        })
        .collect();
    let wrong: Vec<_> = results.iter().filter(|(_, one)| one.is_err()).collect();
    assert!(wrong.is_empty(), "{} of them: {:?}", wrong.len(), &wrong[..wrong.len().min(3)]);
    let edits = results.iter().filter(|(_, one)| *one == Ok(true)).count();
    assert!(edits >= 1000, "{edits}");
}

#[test]
fn what_changes_nothing_that_is_said_is_no_change() {
    for seed in 0..60 {
        let (year, files) = published(seed);
        let mut odds = Odds::new(seed);
        for _ in 0..3 {
            let mut other = files.clone();
            rewrite(&mut other, year, &mut odds);
            let site = composed(&other);
            assert_eq!(told(&site), [""; 0], "{seed}");
            assert_eq!(report(&site, year).version, Some(1));
        }
    }
}
