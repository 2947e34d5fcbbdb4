//! Files that use each other in a circle.
//!
//! File A uses file B if its code names something that B defines, through
//! `crate::`, `super::`, `self::` or a module that A declares. A name that A
//! only passes on (`pub use`) is no use, and neither is a `mod` line; who takes
//! the name from A uses B. What a method call needs is not seen.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Source;

type Path = Vec<String>;

/// What one file brings in and names.
struct File {
    /// The names that `use` brings in, with their paths, and whether the code
    /// has the name once more or the import is private.
    imports: BTreeMap<String, (Path, bool)>,
    /// The paths that stand in the code itself.
    named: Vec<Path>,
}

/// The circles among the files, each as its files in order of their paths.
pub fn circles<'s>(uses: &BTreeMap<&'s str, BTreeSet<&'s str>>) -> Vec<Vec<&'s str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> = uses
        .keys()
        .map(|file| (*file, reached(file, uses)))
        .collect();
    let circle = |file: &&'s str| {
        let mutual = reach[file].iter().copied();
        let circle: Vec<&str> = mutual.filter(|other| reach[other].contains(file)).collect();
        (circle.first() == Some(file)).then_some(circle)
    };
    uses.keys().filter_map(circle).collect()
}

/// The files to which the uses of a file lead, itself among them if it is in a circle.
fn reached<'s>(from: &'s str, uses: &BTreeMap<&'s str, BTreeSet<&'s str>>) -> BTreeSet<&'s str> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(at) = next.pop() {
        let further = uses.get(at).into_iter().flatten().copied();
        next.extend(further.filter(|to| reached.insert(*to)));
    }
    reached
}

/// Who uses whom.
pub fn uses(sources: &[Source]) -> BTreeMap<&str, BTreeSet<&str>> {
    let modules: BTreeMap<Path, (&str, File)> = sources
        .iter()
        .map(|(path, code)| (module(path), (path.as_str(), file(&module(path), code))))
        .collect();
    let mut drawn = BTreeMap::new();
    for (own, (path, file)) in &modules {
        let used = file.imports.values().filter(|(_, used)| *used);
        let all = used.map(|(path, _)| path).chain(&file.named);
        let homes = all.filter_map(|path| home(path, &modules));
        let to = homes
            .filter(|(module, name)| own != module && !(own.starts_with(module) && is_type(name)));
        drawn.insert(*path, to.map(|(module, _)| modules[&module].0).collect());
    }
    drawn
}

/// The module that defines what a path names, and the name in it; imports on
/// the way are followed.
fn home(path: &[String], modules: &BTreeMap<Path, (&str, File)>) -> Option<(Path, String)> {
    let mut path = path.to_vec();
    for _ in 0..8 {
        let known = |length: &usize| modules.contains_key(&path[..*length]);
        let length = (1..=path.len()).rev().find(known)?;
        let (module, rest) = path.split_at(length);
        let Some((onward, _)) = rest
            .first()
            .and_then(|name| modules[module].1.imports.get(name))
        else {
            return Some((module.to_vec(), rest.first().cloned().unwrap_or_default()));
        };
        path = [onward, &rest[1..]].concat();
    }
    None
}

/// Whether a name is a type's, a trait's or a constant's.
fn is_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

fn module(path: &str) -> Path {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let inner = inner.trim_end_matches(".rs").trim_end_matches("/mod");
    inner.split('/').map(str::to_owned).collect()
}

fn file(module: &[String], code: &str) -> File {
    let tokens = tokens(code);
    let declared = tokens
        .windows(3)
        .filter(|three| three[0] == "mod" && three[2] == ";");
    let declared: BTreeSet<&str> = declared.map(|three| three[1]).collect();
    let (mut imports, mut named, mut own) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    let (mut at, mut public) = (0, false);
    while at < tokens.len() {
        let word = tokens[at];
        match word {
            "pub" => public = true,
            "use" => {
                let mut found = Vec::new();
                at = tree(&tokens, at + 1, &mut Vec::new(), &mut found);
                for (path, name) in found {
                    if let Some(path) = absolute(module, &path, &declared) {
                        imports.insert(name.to_owned(), (path, !public));
                    }
                }
                continue;
            }
            _ if !is_word(word) => public &= matches!(word, "(" | ")"),
            "crate" | "super" | "in" if public => {}
            _ => {
                public = false;
                let mut path = vec![word];
                while tokens.get(at + 1) == Some(&"::")
                    && tokens.get(at + 2).is_some_and(|next| is_word(next))
                {
                    path.push(tokens[at + 2]);
                    at += 2;
                }
                *own.entry(word).or_insert(0) += 1;
                named.extend(absolute(module, &path, &declared).filter(|_| path.len() > 1));
            }
        }
        at += 1;
    }
    for (name, (_, used)) in &mut imports {
        *used |= own.contains_key(name.as_str());
    }
    File { imports, named }
}

/// The paths of a `use`, each with the name that it brings in; returns where
/// the tree ends.
fn tree<'c>(
    tokens: &[&'c str],
    mut at: usize,
    path: &mut Vec<&'c str>,
    found: &mut Vec<(Vec<&'c str>, &'c str)>,
) -> usize {
    let depth = path.len();
    while let Some(token) = tokens.get(at) {
        match *token {
            "::" => {}
            "{" => loop {
                at = tree(tokens, at + 1, path, found);
                if tokens.get(at) != Some(&",") {
                    path.truncate(depth);
                    return at + 1;
                }
            },
            "as" => {
                at += 1;
                found.push((path.clone(), tokens[at]));
                path.truncate(depth);
                return at + 1;
            }
            "self" if depth > 0 => {}
            word if is_word(word) || word == "*" => path.push(word),
            _ => break,
        }
        at += 1;
    }
    if let Some(name) = path
        .last()
        .filter(|_| path.len() > depth || tokens.get(at - 1) == Some(&"self"))
    {
        found.push((path.clone(), name));
    }
    path.truncate(depth);
    at
}

/// A path from the root of the crate, if it leads into the crate.
fn absolute(module: &[String], path: &[&str], declared: &BTreeSet<&str>) -> Option<Path> {
    let up = path.iter().take_while(|part| **part == "super").count();
    let (start, rest) = match path[0] {
        "crate" => (&[][..], &path[1..]),
        "super" => (&module[..module.len().checked_sub(up)?], &path[up..]),
        "self" if path.len() > 1 => (module, &path[1..]),
        name if declared.contains(name) => (module, path),
        _ => return None,
    };
    let rest = rest.iter().map(|part| (*part).to_owned());
    Some(start.iter().cloned().chain(rest).collect())
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Words, `::`, and every other sign by itself.
fn tokens(code: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), code.trim_start());
    while let Some(c) = rest.chars().next() {
        let word = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let length = match word {
            0 if rest.starts_with("::") => 2,
            0 => c.len_utf8(),
            word => word,
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}
