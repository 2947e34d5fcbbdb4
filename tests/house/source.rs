//! The repository's files, and just enough reading of Rust to judge them.

use std::collections::BTreeSet;
use std::mem;

use walkdir::{DirEntry, WalkDir};

/// A path below the root, with `/`, and the text of the file.
pub type Source = (String, String);

/// What tools bring along, never committed.
const FOREIGN: [&str; 4] = [".git", "node_modules", "public", "target"];

/// Every text file of the repository but what tools bring along.
pub fn files() -> Vec<Source> {
    let root = env!("CARGO_MANIFEST_DIR");
    let ours = |entry: &DirEntry| !FOREIGN.iter().any(|name| entry.file_name() == *name);
    let walk = WalkDir::new(root).sort_by_file_name().into_iter();
    let read = |entry: DirEntry| {
        let path = entry
            .path()
            .strip_prefix(root)
            .ok()?
            .to_str()?
            .replace('\\', "/");
        Some((path, std::fs::read_to_string(entry.path()).ok()?))
    };
    walk.filter_entry(ours)
        .filter_map(Result::ok)
        .filter_map(read)
        .collect()
}

/// What stands before an item that only tests have, on every system or on some.
const TESTS: [&str; 2] = ["#[cfg(test)]", "#[cfg(all(test, "];

/// White space in place of `text`, line for line.
fn blank(text: &str) -> String {
    format!(" {}", "\n".repeat(text.matches('\n').count()))
}

/// The code alone: without comments, strings, characters and test items.
pub fn code(text: &str) -> String {
    read(text).0
}

/// The strings of the code, without their quotes, and the lines they begin on.
pub fn strings(text: &str) -> Vec<(usize, String)> {
    read(text).1
}

fn read(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut out, mut strings) = without_words(text);
    let first = |out: &str| TESTS.iter().filter_map(|mark| out.find(mark)).min();
    while let Some(start) = first(&out) {
        let end = start + item(&out[start..]);
        let line = |at: usize| out[..at].matches('\n').count() + 1;
        let lines = line(start)..=line(end);
        strings.retain(|(line, _)| !lines.contains(line));
        let gone = blank(&out[start..end]);
        out.replace_range(start..end, &gone);
    }
    (out, strings)
}

/// How long the item is that a code begins with: up to its closing brace, to
/// its semicolon if it has no braces, or to the end of the list it stands in.
fn item(code: &str) -> usize {
    let mut depth = 0;
    let end = code.char_indices().find(|(_, c)| {
        depth += i32::from("{([".contains(*c)) - i32::from("})]".contains(*c));
        depth < 0 || depth == 0 && matches!(c, '}' | ';')
    });
    let past = |(at, c)| at + usize::from(c != ']');
    end.map_or(code.len(), past)
}

/// The functions of a code that are longer than so many lines.
pub fn long_functions(path: &str, code: &str, most: usize) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let starts = code
        .match_indices("fn ")
        .filter(|(at, _)| !code[..*at].ends_with(word));
    let long = starts.filter_map(|(at, _)| {
        let function = &code[at..at + item(&code[at..])];
        let lines = function.lines().count();
        let line = code[..at].matches('\n').count() + 1;
        let name = function[3..].split(|c| !word(c)).next()?;
        let long = lines > most && !name.is_empty();
        long.then(|| {
            format!(
                "{path}:{line}: `{name}` has {lines} lines; past {most}, look for the second step"
            )
        })
    });
    long.collect()
}

/// The code without comments, strings and characters, line for line; and the
/// strings, with their lines.
fn without_words(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut out, mut rest) = (String::new(), text);
    let mut strings = Vec::new();
    while let Some(c) = rest.chars().next() {
        let past = |from: usize, end: &str| rest[from..].find(end).map(|at| from + at + end.len());
        let third = rest.char_indices().nth(2).filter(|(_, c)| *c == '\'');
        let skip = match c {
            '/' if rest.starts_with("//") => rest.find('\n'),
            '/' if rest.starts_with("/*") => past(2, "*/"),
            'r' if rest.starts_with("r#\"") => past(3, "\"#"),
            'r' if rest.starts_with("r\"") => past(2, "\""),
            '"' => rest
                .char_indices()
                .skip(1)
                .scan(false, |escaped, (at, c)| {
                    let was = mem::replace(escaped, c == '\\' && !*escaped);
                    Some((at, c == '"' && !was))
                })
                .find(|(_, end)| *end)
                .map(|(at, _)| at + 1),
            '\'' if rest.starts_with("'\\") => past(3, "'"),
            '\'' if third.is_some() => third.map(|(at, _)| at + 1),
            _ => Some(0),
        };
        let (gone, left) = rest.split_at(skip.unwrap_or(rest.len()));
        if gone.is_empty() {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            if c == '"' {
                let line = out.matches('\n').count() + 1;
                strings.push((line, gone.trim_matches('"').to_owned()));
            }
            out.push_str(&blank(gone));
            rest = left;
        }
    }
    (out, strings)
}

/// The code of `src/`, without the files that are tests as a whole.
pub fn sources() -> Vec<Source> {
    let code = |(path, text): Source| (path, code(&text));
    texts().into_iter().map(code).collect()
}

/// The files of `src/` that are no tests as a whole.
pub fn texts() -> Vec<Source> {
    let mut all = files();
    all.retain(|(path, _)| path.starts_with("src/"));
    let mut tests = BTreeSet::new();
    for (path, text) in &all {
        let folder = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let names = text.split("#[cfg(test)]\nmod ").skip(1);
        let names = names.filter_map(|rest| rest.lines().next()?.strip_suffix(';'));
        tests.extend(names.map(|name| format!("{folder}/{name}.rs")));
    }
    all.retain(|(path, _)| !tests.contains(path));
    all
}

/// The first names after `crate::`, of a group all of them, with their lines.
pub fn uses(code: &str) -> Vec<(usize, String)> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, start) in ["crate::", "gongkai::"]
        .iter()
        .flat_map(|start| code.match_indices(start))
    {
        let (line, rest) = (
            code[..at].matches('\n').count() + 1,
            &code[at + start.len()..],
        );
        let mut depth = 0;
        let end = rest.find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth == 0 && !word(c)
        });
        let mut inner = 0;
        let parts = rest[..end.unwrap_or(rest.len())].split(|c| {
            inner += i32::from(c == '{') - i32::from(c == '}');
            inner <= 1 && "{,".contains(c)
        });
        let names = parts.map(|part| part.trim_start().split(|c| !word(c)).next());
        found.extend(
            names
                .flatten()
                .filter(|name| !name.is_empty())
                .map(|name| (line, name.to_owned())),
        );
    }
    found
}
