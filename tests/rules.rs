//! Every rule on its own fixtures: what it must find, and what it must not.
//!
//! `tests/rules/base` is a clean site. A rule's folder holds `bad` and `good`,
//! each with only the files in which it differs from the base; `bad/expect`
//! holds all that the rule says of it. Further folders `bad-*` and `good-*` are
//! further cases. After a change of words,
//! `SNAPSHOTS=overwrite cargo test --test rules` writes every `expect` anew.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "common/golden.rs"]
mod golden;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::check::codes::{codes, find};
use gongkai::check::rules::RULES;
use gongkai::diag::{Diagnostic, Place, line_column};
use gongkai::path::SourcePath;
use gongkai::site::findings::told_once;
use gongkai::site::texts::Texts;
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
/// How many characters of a marked text are shown.
const MARKED: usize = 40;

/// The base site with the files of one case laid over it. A file that ends in
/// `.gone` takes the file of that name away.
fn site(case: Option<&Path>) -> Site {
    compose(files(case))
}

fn files(case: Option<&Path>) -> BTreeMap<SourcePath, Source> {
    let mut files: BTreeMap<SourcePath, Source> = BTreeMap::new();
    let folders = [
        Some(Path::new(ROOT).join("base")),
        case.map(Path::to_path_buf),
    ];
    for folder in folders.into_iter().flatten() {
        let walk = walkdir::WalkDir::new(&folder)
            .into_iter()
            .filter_map(Result::ok);
        for entry in walk.filter(|entry| entry.file_type().is_file()) {
            let name = entry
                .path()
                .strip_prefix(&folder)
                .expect("inside")
                .to_str()
                .expect("UTF-8")
                .replace('\\', "/");
            if name == "expect" {
                continue;
            }
            if let Some(gone) = name.strip_suffix(".gone") {
                files.remove(&SourcePath::new(gone).expect("a path"));
                continue;
            }
            let bytes = fs::read(entry.path()).expect("a fixture");
            // The words of these attachments are looked at.
            let legible = [".csv", ".txt", ".xlsx", ".docx"];
            let legible = legible.iter().any(|ending| name.ends_with(ending));
            let listed = name.contains("/files/") && !legible || name.starts_with("static/");
            let source = if listed {
                Source::Listed(bytes.len() as u64)
            } else {
                Source::Held(bytes)
            };
            files.insert(SourcePath::new(&name).expect("a path"), source);
        }
    }
    files
}

fn compose(files: BTreeMap<SourcePath, Source>) -> Site {
    let options = Options {
        today: Some("2026-11-23".parse().expect("a date")),
        ..Options::default()
    };
    Site::compose(Snapshot::of(files), &options).expect("a site in memory")
}

/// Everything said about a site, its finished pages included.
fn said(site: &Site) -> Vec<Diagnostic> {
    let mut said = site.found.all();
    for output in site.outputs() {
        match output.render() {
            Some(Ok(page)) if output.is_page() => {
                said.extend(output.check(&page));
            }
            Some(Err(diagnostic)) => said.push(diagnostic),
            _ => {}
        }
    }
    told_once(said)
}

/// A place as a person reads it: file, line, column and the words that are marked.
fn place(place: &Place, texts: &Texts) -> String {
    let file = &place.file;
    let Some((span, text)) = place.span.as_ref().zip(texts.get(file)) else {
        return file.to_string();
    };
    let (line, column) = line_column(text, span.start);
    let marked: String = text[span.clone()].escape_debug().take(MARKED).collect();
    format!("{file}:{line}:{column} `{marked}`")
}

/// Everything that is said, in full.
fn in_full(site: &Site, diagnostics: &[Diagnostic]) -> String {
    let texts = Texts::of(&site.snapshot, diagnostics);
    let one = |one: &Diagnostic| {
        let level = one.level.name();
        let mut lines = vec![
            format!("{level} {} {}", one.code.id, place(&one.place, &texts)),
            one.message.clone(),
        ];
        let also = one.also.iter();
        lines.extend(also.map(|(at, words)| format!("also {} {words}", place(at, &texts))));
        lines.extend(one.help.iter().map(|help| format!("help {help}")));
        lines.extend(one.cells.iter().map(|cell| format!("cell {cell}")));
        lines.extend(one.edits.iter().map(|edit| {
            let at = Place::span(&one.place.file, edit.span.clone());
            format!("edit {} → `{}`", place(&at, &texts), edit.text)
        }));
        lines.join("\n  ") + "\n"
    };
    diagnostics.iter().map(one).collect()
}

#[test]
fn the_base_site_has_no_finding() {
    let site = site(None);
    let said = said(&site);
    assert!(said.is_empty(), "\n{}", in_full(&site, &said));
}

/// The folders of a code, each a case.
fn cases(rule: &str) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(Path::new(ROOT).join(rule));
    let cases = walk.min_depth(1).max_depth(1).sort_by_file_name();
    let cases = cases.into_iter().filter_map(Result::ok);
    cases.map(walkdir::DirEntry::into_path).collect()
}

/// What is wrong with what is said of a case under a code.
fn judge(rule: &str, case: &Path) -> Vec<String> {
    let site = site(Some(case));
    let said = said(&site);
    let mut own = said.clone();
    own.retain(|one| one.code.id == rule);
    let name = case.strip_prefix(ROOT).unwrap_or(case).display();
    if is_good(case) {
        let silent = own.is_empty();
        let fault = || format!("{name}: must be silent\n{}", in_full(&site, &own));
        return (!silent).then(fault).into_iter().collect();
    }
    if own.is_empty() {
        let all = in_full(&site, &said);
        return vec![format!("{name}: found nothing; all that was said:\n{all}")];
    }
    let mut faults = Vec::new();
    let unfit = |one: &Diagnostic| one.help.is_none() || one.message.ends_with('。');
    if own.iter().any(unfit) {
        let all = in_full(&site, &own);
        faults.push(format!(
            "{name}: a message needs help, and no full stop\n{all}"
        ));
    }
    faults.extend(golden::difference(
        &case.join("expect"),
        &in_full(&site, &own),
    ));
    faults
}

fn is_good(case: &Path) -> bool {
    let name = case.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("good"))
}

#[test]
fn every_rule_finds_its_bad_case_and_passes_its_good_one() {
    let faults = codes().iter().flat_map(|code| {
        let cases = cases(code.id);
        let (good, bad): (Vec<_>, Vec<_>) = cases.iter().partition(|case| is_good(case));
        let is_rule = RULES.iter().any(|rule| rule.code == *code);
        let lacks = is_rule && (good.is_empty() || bad.is_empty());
        let lacking = format!("{}: needs a fixture `bad` and one `good`", code.id);
        let judged = cases.iter().flat_map(|case| judge(code.id, case));
        let faults = judged.chain(lacks.then_some(lacking));
        faults.collect::<Vec<_>>()
    });
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The words that a help gives for those at its place: `改成  2025年  ，…`.
fn given(help: &str) -> Option<&str> {
    let (_, words) = help.split_once("成  ")?;
    Some(words.split_once("  ").map_or(words, |(words, _)| words))
}

#[test]
fn words_that_a_help_gives_mend_what_it_is_about() {
    let mut followed = 0;
    for rule in ["DAT04", "YR01", "YR02"] {
        for case in cases(rule).iter().filter(|case| !is_good(case)) {
            let mut files = files(Some(case));
            let before = said(&compose(files.clone()));
            let own = before.iter().filter(|one| one.code.id == rule);
            let told = own.filter_map(|one| {
                let span = one.place.span.clone()?;
                Some((&one.place.file, span, given(one.help.as_deref()?)?))
            });
            let mut told: Vec<_> = told.collect();
            if told.is_empty() {
                continue;
            }
            told.sort_by_key(|(_, span, _)| span.start);
            for (file, span, words) in told.into_iter().rev() {
                let Some(Source::Held(bytes)) = files.get_mut(file) else {
                    panic!("{file}");
                };
                drop(bytes.splice(span, words.bytes()));
                followed += 1;
            }
            let site = compose(files);
            let mut left = said(&site);
            left.retain(|one| {
                one.code.id == rule || !before.iter().any(|known| known.code == one.code)
            });
            let name = case.display();
            assert!(left.is_empty(), "{name}:\n{}", in_full(&site, &left));
        }
    }
    assert!(followed > 15, "{followed}");
}

#[test]
fn every_fixture_folder_belongs_to_a_code() {
    for entry in fs::read_dir(ROOT)
        .expect("the fixtures")
        .filter_map(Result::ok)
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name == "base" || find(&name).is_some(), "{name}");
    }
}
