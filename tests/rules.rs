//! Every rule on its own fixtures: what it must find, and what it must not.
//!
//! `tests/rules/base` is a clean site. A rule's folder holds `bad` and `good`,
//! each with only the files in which it differs from the base; `bad/expect`
//! says where the finding must be, as `file:line` lines. Further folders
//! `bad-*` and `good-*` are further cases.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gongkai::check::{check_page, rules::RULES, settings::Settings};
use gongkai::diag::{Diagnostic, line_column};
use gongkai::path::SourcePath;
use gongkai::site::texts::Texts;
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");

/// The base site with the files of one case laid over it. A file that ends in
/// `.gone` takes the file of that name away.
fn site(case: Option<&Path>) -> Site {
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
    let options = Options {
        today: Some("2026-11-23".parse().expect("a date")),
        ..Options::default()
    };
    Site::compose(Snapshot::of(files), &options).expect("a site in memory")
}

/// Everything said about a site, its finished pages included.
fn said(site: &Site) -> Vec<Diagnostic> {
    let mut said = site.found.all();
    let settings = Settings::default();
    for output in site.outputs() {
        match output.render() {
            Some(Ok(page)) if output.output.kind.is_page() => {
                said.extend(check_page(&page.facts(), output.output, &settings))
            }
            Some(Err(diagnostic)) => said.push(diagnostic),
            _ => {}
        }
    }
    said
}

fn place(site: &Site, diagnostic: &Diagnostic) -> String {
    let file = &diagnostic.place.file;
    let texts = Texts::of(&site.snapshot, [diagnostic]);
    let line = diagnostic
        .place
        .span
        .as_ref()
        .zip(texts.get(file))
        .map(|(span, text)| line_column(text, span.start).0);
    line.map_or(file.to_string(), |line| format!("{file}:{line}"))
}

fn lines(site: &Site, diagnostics: &[Diagnostic]) -> String {
    let line = |one: &Diagnostic| {
        format!(
            "  {} {:?} {} {}\n",
            one.code.id,
            one.level,
            place(site, one),
            one.message
        )
    };
    diagnostics.iter().map(line).collect()
}

#[test]
fn the_base_site_has_no_finding() {
    let site = site(None);
    let said = said(&site);
    assert!(said.is_empty(), "\n{}", lines(&site, &said));
}

#[test]
fn every_rule_finds_its_bad_case_and_passes_its_good_one() {
    let mut faults = String::new();
    for rule in RULES {
        let folder = Path::new(ROOT).join(rule.code.id);
        let cases: Vec<_> = fs::read_dir(&folder)
            .map(|entries| {
                entries
                    .filter_map(Result::ok)
                    .map(|entry| entry.path())
                    .collect()
            })
            .unwrap_or_default();
        let name = |path: &Path| {
            path.file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default()
                .to_owned()
        };
        for kind in ["bad", "good"] {
            if !cases.iter().any(|case| name(case).starts_with(kind)) {
                faults += &format!("{}: no fixture `{kind}`\n", rule.code.id);
            }
        }
        for case in &cases {
            let site = site(Some(case));
            let said = said(&site);
            let own: Vec<Diagnostic> = said
                .iter()
                .filter(|one| one.code.id == rule.code.id)
                .cloned()
                .collect();
            let case_name = format!("{}/{}", rule.code.id, name(case));
            if name(case).starts_with("good") {
                if !own.is_empty() {
                    faults += &format!("{case_name}: must be silent\n{}", lines(&site, &own));
                }
                continue;
            }
            if own.is_empty() {
                faults += &format!(
                    "{case_name}: found nothing; all that was said:\n{}",
                    lines(&site, &said)
                );
            }
            for expected in fs::read_to_string(case.join("expect"))
                .unwrap_or_default()
                .lines()
            {
                if !own.iter().any(|one| place(&site, one) == expected) {
                    faults +=
                        &format!("{case_name}: nothing at {expected}\n{}", lines(&site, &own));
                }
            }
            if own
                .iter()
                .any(|one| one.help.is_none() || one.message.ends_with('。'))
            {
                faults += &format!(
                    "{case_name}: a message needs help, and no full stop\n{}",
                    lines(&site, &own)
                );
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn every_fixture_folder_belongs_to_a_rule() {
    for entry in fs::read_dir(ROOT)
        .expect("the fixtures")
        .filter_map(Result::ok)
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(
            name == "base" || RULES.iter().any(|rule| rule.code.id == name),
            "{name}"
        );
    }
}
