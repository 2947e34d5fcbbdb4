//! Kept texts: what the program says is what it said when they were kept.
//!
//! `SNAPSHOTS=overwrite cargo test --test rules --test pages --test reference`
//! keeps what it says now; `git diff` then shows what changed.

// Every test file is a crate of its own and uses its own part of this.
#![allow(dead_code)]

use std::fs;
use std::path::Path;

/// How a fresh text differs from the kept one, if it does.
pub fn difference(kept: &Path, fresh: &str) -> Option<String> {
    let is_overwritten = std::env::var("SNAPSHOTS").is_ok_and(|wish| wish == "overwrite");
    let text = fs::read_to_string(kept).unwrap_or_default();
    if text == fresh {
        return None;
    }
    if is_overwritten {
        let folder = kept.parent().expect("a file has a folder");
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(kept, fresh));
        written.unwrap_or_else(|error| panic!("{}: {error}", kept.display()));
        return None;
    }
    let name = kept.strip_prefix(env!("CARGO_MANIFEST_DIR"));
    Some(format!(
        "{} is stale (SNAPSHOTS=overwrite keeps what is said now):\n{}",
        name.unwrap_or(kept).display(),
        changed(&text, fresh)
    ))
}

/// The lines from the first to the last that differ, and one before and after.
pub fn changed(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same =
        |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let before = same(&mut old.iter().zip(&new));
    let after = same(&mut old[before..].iter().rev().zip(new[before..].iter().rev()));
    let (end, fresh_end) = (old.len() - after, new.len() - after);
    let lines = |sign: char, lines: &[&str]| -> String {
        lines
            .iter()
            .map(|line| format!("{sign} {line}\n"))
            .collect()
    };
    [
        format!("@ line {}\n", before + 1),
        lines(' ', &old[before.saturating_sub(1)..before]),
        lines('-', &old[before..end]),
        lines('+', &new[before..fresh_end]),
        lines(' ', &old[end..old.len().min(end + 1)]),
    ]
    .concat()
}
