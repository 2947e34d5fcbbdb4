use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::import::matching;
use crate::import::source::{Format, LineKind, Piece, Place};

/// Plain text as a reader of text would give it.
fn plain(text: &str) -> Source {
    let lines = text.lines().enumerate().filter_map(|(at, line)| {
        let text = line.trim().to_owned();
        (!text.is_empty()).then_some(Piece::Line(Line {
            text,
            kind: LineKind::Paragraph,
            place: Place::Line(at + 1),
        }))
    });
    Source {
        format: Format::Text,
        metadata: Vec::new(),
        pieces: lines.collect(),
    }
}

/// How often each letter occurs.
fn letters<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.flat_map(str::chars) {
        if c.is_alphanumeric() {
            *counts.entry(c).or_default() += 1;
        }
    }
    counts
}

/// Every letter of the words is in one place of the result, and nothing else is.
fn nothing_is_lost(reading: &Reading, text: &Text) -> Result<(), String> {
    let lines = reading
        .words
        .iter()
        .flat_map(|words| words.before.iter().chain(&words.after));
    let headings = reading
        .words
        .iter()
        .filter_map(|words| words.heading.as_deref());
    let before = letters(lines.map(|line| line.text.as_str()).chain(headings));
    let dropped = text.dropped.iter().map(|dropped| dropped.text.as_str());
    let rest = text.not_understood.iter().map(|line| line.text.as_str());
    let after = letters(dropped.chain(rest).chain([text.markdown.as_str()]));
    let all = before.keys().chain(after.keys());
    let differ: Vec<String> = all
        .filter(|c| before.get(c) != after.get(c))
        .map(|c| format!("{c}: {:?} {:?}", before.get(c), after.get(c)))
        .collect();
    if differ.is_empty() {
        Ok(())
    } else {
        Err(differ.join("\n"))
    }
}

fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/raw");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let mut all: Vec<(String, String)> = texts
        .filter_map(|path| {
            let name = path.file_stem()?.to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).ok()?;
            Some((name, String::from_utf8_lossy(&bytes).into_owned()))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn no_letter_of_the_corpus_is_lost() {
    for (name, raw) in corpus() {
        let source = plain(&raw);
        let Some(reading) = matching::read(&source) else {
            continue;
        };
        let text = understand(&source, &reading);
        if let Ok(folder) = std::env::var("WORDS_OUT") {
            let path = Path::new(&folder).join(format!("{name}.txt"));
            std::fs::write(path, format!("{text:#?}\n{}", text.markdown)).expect("written");
        }
        if let Err(differ) = nothing_is_lost(&reading, &text) {
            panic!("{name}: {differ}");
        }
    }
}
