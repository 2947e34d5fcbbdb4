//! What a clerk types wrong, told once and at its place, with help that is
//! right when it is followed to the letter: this test follows it.
//!
//! `tests/mistakes/mistakes.txt` holds the mistakes, each an edit of the clean
//! site in `tests/mistakes/base`; `expect` holds the whole of what is said.
//! `SNAPSHOTS=overwrite cargo test --test mistakes` writes it anew.

// Nothing of it depends on the system.
#![cfg(not(windows))]

mod common;

use std::fs;
use std::path::Path;

use common::TestSite;
use common::golden::difference;
use gongkai::diag::{Diagnostic, line_column};
use gongkai::site::Options;
use gongkai::site::checked::CheckedSite;
use gongkai::site::texts::Texts;
use gongkai::snapshot::Snapshot;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mistakes");

/// One row of the list.
struct Mistake<'t> {
    name: &'t str,
    file: String,
    stood: Option<String>,
    written: String,
    then: Then<'t>,
}

/// How the help is followed.
enum Then<'t> {
    /// The whole line that it names takes the place of the line told.
    Line(&'t str),
    /// It names these words; a person does what they say, and all is as it was.
    Act(&'t str),
    Clean,
    /// Another area's messages.
    Kept,
}

#[test]
fn each_mistake_is_told_once_with_help_that_is_right() {
    let list = fs::read_to_string(format!("{ROOT}/mistakes.txt")).expect("the list");
    let (mut kept, mut faults) = (String::new(), String::new());
    for mistake in list.split("\n== ").skip(1).map(read) {
        let site = base();
        let path = mistake.file.as_str();
        let clean = fs::read(site.at(path)).ok();
        write(&site, &mistake);
        let (said, texts) = check(&site);
        kept.push_str(&format!("== {}\n", mistake.name));
        said.iter()
            .for_each(|one| kept.push_str(&told(one, &texts)));
        if let Err(fault) = follow(&site, &mistake, clean, &said, &texts) {
            faults.push_str(&format!("{}: {fault}\n", mistake.name));
        }
    }
    let stale = difference(Path::new(&format!("{ROOT}/expect")), &kept);
    faults.push_str(&stale.unwrap_or_default());
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn the_site_without_a_mistake_is_clean() {
    let (said, texts) = check(&base());
    let said: String = said.iter().map(|one| told(one, &texts)).collect();
    assert!(said.is_empty(), "{said}");
}

/// Follows the help of the only finding; `Err` says what is wrong with it.
fn follow(
    site: &TestSite,
    mistake: &Mistake<'_>,
    clean: Option<Vec<u8>>,
    said: &[Diagnostic],
    texts: &Texts,
) -> Result<(), String> {
    let words = match mistake.then {
        Then::Kept => return Ok(()),
        Then::Clean if said.is_empty() => return Ok(()),
        Then::Clean => return Err("is no mistake".to_owned()),
        Then::Line(words) | Then::Act(words) => words,
    };
    let [one] = said else {
        return Err(format!("told {} times", said.len()));
    };
    let help = one.help.as_deref().unwrap_or_default();
    if !help.contains(words) {
        return Err(format!("“{help}” does not name “{words}”"));
    }
    let path = mistake.file.as_str();
    match (&mistake.then, clean) {
        (Then::Line(line), _) => {
            let text = texts.get(&one.place.file).ok_or("no text")?;
            let at = one.place.span.as_ref().ok_or("no place")?.start;
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            let typed = &text[start..end];
            let white = match line.starts_with(' ') {
                true => "",
                false => &typed[..typed.len() - typed.trim_start().len()],
            };
            let mended = [&text[..start], white, line, &text[end..]].concat();
            site.write(path, mended);
        }
        (_, Some(bytes)) => _ = site.write(path, bytes),
        (_, None) => _ = site.remove(path),
    }
    let (said, texts) = check(site);
    let said: String = said.iter().map(|one| told(one, &texts)).collect();
    match said.is_empty() {
        true => Ok(()),
        false => Err(format!("after the help was followed:\n{said}")),
    }
}

fn read(row: &str) -> Mistake<'_> {
    let mut lines = row.lines().filter(|line| !line.is_empty());
    let name = lines.next().expect("a name");
    let file = lines.next().expect("a file");
    let file = match file {
        "report.yaml" | "report.md" => format!("content/reports/2025/{file}"),
        "report.yaml.txt" | "~$年报.docx" | ".~report.md" => {
            format!("content/reports/2025/{file}")
        }
        file => file.to_owned(),
    };
    let (mut stood, mut written, mut then) = (None, String::new(), Then::Clean);
    for line in lines {
        let (mark, words) = line.split_at(1);
        let words = words.strip_prefix(' ').unwrap_or(words);
        match mark {
            "-" => stood = Some(unescaped(words)),
            "+" => written = unescaped(words),
            "=" => then = Then::Line(words),
            ">" => then = Then::Act(words),
            ":" => then = Then::Kept,
            _ => then = Then::Clean,
        }
    }
    Mistake {
        name,
        file,
        stood,
        written,
        then,
    }
}

fn unescaped(words: &str) -> String {
    let marks = [
        ("\\n", "\n"),
        ("\\t", "\t"),
        ("\\r", "\r"),
        ("\\u{3000}", "\u{3000}"),
        ("\\u{a0}", "\u{a0}"),
        ("\\u{feff}", "\u{feff}"),
        ("\\u{f06c}", "\u{f06c}"),
    ];
    let marks = marks.iter();
    marks.fold(words.to_owned(), |text, (mark, c)| text.replace(mark, c))
}

fn write(site: &TestSite, mistake: &Mistake<'_>) {
    let path = mistake.file.as_str();
    match (&mistake.stood, mistake.written.as_str()) {
        (Some(stood), written) => _ = site.replace(path, stood, written),
        (None, "<UTF-16>") => {
            let units = site.read(path).encode_utf16().collect::<Vec<u16>>();
            let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
            let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(bytes).collect();
            site.write(path, marked);
        }
        // 年度: 2025
        (None, "<GBK>") => _ = site.write(path, b"\xC4\xEA\xB6\xC8: 2025\n"),
        (None, written) => _ = site.write(path, written),
    }
}

fn base() -> TestSite {
    let site = TestSite::from("-- site.toml --\n");
    for (file, bytes) in common::tree(Path::new(&format!("{ROOT}/base"))) {
        site.write(&file, bytes);
    }
    site
}

/// All that `gongkai check` finds, with the texts that it points at.
fn check(site: &TestSite) -> (Vec<Diagnostic>, Texts) {
    let options = Options {
        today: Some("2026-02-01".parse().expect("a date")),
        ..Options::default()
    };
    let snapshot = Snapshot::take(&site.root()).expect("a readable site");
    let checked = CheckedSite::check(snapshot, &options).expect("a readable site");
    let texts = Texts::of(&checked.snapshot, &checked.diagnostics);
    (checked.diagnostics, texts)
}

/// A finding as it is kept.
fn told(one: &Diagnostic, texts: &Texts) -> String {
    let file = one.place.file.as_str();
    let name = file.strip_prefix("content/reports/2025/").unwrap_or(file);
    let place = match one.place.span.as_ref().zip(texts.get(&one.place.file)) {
        Some((span, text)) => {
            let (line, column) = line_column(text, span.start);
            format!("{name}:{line}:{column}")
        }
        None => name.to_owned(),
    };
    let help = one.help.as_deref().unwrap_or_default();
    let (level, code) = (one.level.name(), one.code.id);
    format!("{level} {code} {place}\n  {}\n  {help}\n", one.message)
}
