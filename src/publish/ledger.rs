//! The publisher's memory: which files are ours, and what made them.
//!
//! The *manifest* describes the finished site. While a site is being put in
//! place, the *journal* beside it describes the next one; a journal that is
//! found at the start therefore tells of a run that was cut short.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::fault::{Act, Fault};
use super::refusal::Refusal;
use super::site::{Site, is_reserved};
use crate::path::OutPath;

const VERSION: u32 = 1;
const TOOL: &str = concat!("gongkai ", env!("CARGO_PKG_VERSION"));

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The digest of everything the page was made from; none for a copied file.
    pub key: Option<String>,
    /// BLAKE3 of the bytes, in hexadecimal.
    pub hash: String,
    /// How many bytes there are.
    pub size: u64,
    /// Where the page links to, for checks of pages that are not made anew.
    pub links: Vec<String>,
}

/// Every hash that a file of ours may have, by path.
pub(super) type Owned = BTreeMap<OutPath, BTreeSet<String>>;

/// What is known of the output folder at the start of a run.
#[derive(Default)]
pub(super) struct Known {
    /// What lies there: from the manifest, or after a crash from the disk.
    pub(super) files: BTreeMap<OutPath, Entry>,
    /// What may be overwritten, and with these very bytes removed.
    pub(super) owned: Owned,
    /// Whether an earlier run was cut short.
    pub(super) journal: bool,
    manifest: Option<Vec<u8>>,
}

impl Known {
    /// Reads manifest and journal. After a crash each file may be the old one
    /// or the new one, so every file is hashed and none is taken on trust.
    pub(super) fn read(site: &Site) -> Result<Self> {
        let bytes = read_if_there(&site.manifest())?;
        let manifest = parse(bytes.as_deref(), &site.manifest())?;
        let journal = read_if_there(&site.journal())?;
        let cut_short = journal.is_some();
        let next = parse(journal.as_deref(), &site.journal())?;

        let mut known = Self {
            journal: cut_short,
            manifest: bytes,
            ..Self::default()
        };
        for record in [&manifest, &next] {
            known.own(record);
        }
        known.files = manifest.files;
        if cut_short {
            known.files = what_lies_there(site, &known.owned, &[next.files, known.files])?;
        }
        Ok(known)
    }

    /// Whether the finished site is recorded in exactly these bytes.
    pub(super) fn is_recorded_as(&self, manifest: &[u8]) -> bool {
        !self.journal && self.manifest.as_deref() == Some(manifest)
    }

    fn own(&mut self, record: &Record) {
        for (path, entry) in &record.files {
            self.owned
                .entry(path.clone())
                .or_default()
                .insert(entry.hash.clone());
        }
        for (path, hashes) in &record.owned {
            self.owned
                .entry(path.clone())
                .or_default()
                .extend(hashes.iter().cloned());
        }
    }
}

/// Writes a record as JSON with one file a line, so that two editions can be
/// compared with any diff. It holds no time and no absolute path.
pub(super) fn to_json(files: &BTreeMap<OutPath, Entry>, owned: &Owned) -> Result<Vec<u8>> {
    let mut text = format!("{{\n\"version\":{VERSION},\"tool\":\"{TOOL}\",\n\"files\":{{\n");
    push_lines(&mut text, files)?;
    if !owned.is_empty() {
        text.push_str("},\n\"owned\":{\n");
        push_lines(&mut text, owned)?;
    }
    text.push_str("}\n}\n");
    Ok(text.into_bytes())
}

fn push_lines<T: Serialize>(text: &mut String, map: &BTreeMap<OutPath, T>) -> Result<()> {
    for (index, (path, value)) in map.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { ",\n" });
        text.push_str(&serde_json::to_string(path.as_str())?);
        text.push(':');
        text.push_str(&serde_json::to_string(value)?);
    }
    text.push_str(if map.is_empty() { "" } else { "\n" });
    Ok(())
}

/// A manifest or a journal with only the paths that may be ours.
#[derive(Default)]
struct Record {
    files: BTreeMap<OutPath, Entry>,
    owned: Owned,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
}

#[derive(Deserialize)]
struct Written {
    files: BTreeMap<String, Entry>,
    #[serde(default)]
    owned: BTreeMap<String, BTreeSet<String>>,
}

fn parse(bytes: Option<&[u8]>, file: &Path) -> Result<Record> {
    let Some(bytes) = bytes else {
        return Ok(Record::default());
    };
    let damaged = |error: serde_json::Error| Refusal::Damaged {
        record: file.to_owned(),
        line: error.line(),
    };
    let head: Head = serde_json::from_slice(bytes).map_err(damaged)?;
    if head.version > VERSION {
        return Err(Refusal::Newer(file.to_owned()).into());
    }
    let written: Written = serde_json::from_slice(bytes).map_err(damaged)?;
    Ok(Record {
        files: safe(written.files),
        owned: safe(written.owned),
    })
}

/// A record may come from anywhere with the folder it lies in. A path that
/// leads out of the site is dropped here, so nothing can ever follow it.
fn safe<T>(map: BTreeMap<String, T>) -> BTreeMap<OutPath, T> {
    map.into_iter()
        .filter_map(|(path, value)| Some((OutPath::new(&path)?, value)))
        .filter(|(path, _)| !is_reserved(path))
        .collect()
}

fn what_lies_there(
    site: &Site,
    owned: &Owned,
    records: &[BTreeMap<OutPath, Entry>],
) -> Result<BTreeMap<OutPath, Entry>, Fault> {
    let mut files = BTreeMap::new();
    for path in owned.keys() {
        let Some(hash) = site.hash_of(path)? else {
            continue;
        };
        let mut entries = records.iter().filter_map(|record| record.get(path));
        if let Some(entry) = entries.find(|entry| entry.hash == hash) {
            files.insert(path.clone(), entry.clone());
        }
    }
    Ok(files)
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::at(Act::Read, path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::bench::{Bench, NEW, assert_for_a_clerk, refusal};

    fn entry(hash: &str) -> Entry {
        Entry {
            key: None,
            hash: hash.to_owned(),
            size: 1,
            links: vec!["a\"b".to_owned()],
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written_one_file_a_line() {
        let path = OutPath::new("年/\u{2028}.html").expect("a valid path");
        let files = BTreeMap::from([(path.clone(), entry("1"))]);
        let owned = Owned::from([(path, BTreeSet::from(["0".to_owned()]))]);
        let bytes = to_json(&files, &owned).expect("plain data");
        let read = parse(Some(&bytes), Path::new("m")).expect("our own writing");
        assert_eq!((read.files, read.owned), (files, owned));
        assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 9);
    }

    #[test]
    fn paths_that_leave_the_site_are_dropped() {
        let written = [
            "../a",
            "/etc/passwd",
            ".gongkai/lock",
            ".GIT/config",
            "C:/x",
            "a",
        ];
        let map = written
            .iter()
            .map(|path| ((*path).to_owned(), ()))
            .collect();
        let kept: Vec<String> = safe(map).keys().map(ToString::to_string).collect();
        assert_eq!(kept, ["a"]);
    }

    #[test]
    fn a_damaged_or_newer_record_stops_before_anything_is_lost() {
        let bench = Bench::published();
        for name in ["manifest.json", "journal.json"] {
            let path = format!(".gongkai/{name}");
            let intact = bench.read(&path);
            for (text, newer) in [
                ("", false),
                ("{\n\"version\":1,\n\"files\":[", false),
                (r#"{"version":2,"all":{}}"#, true),
            ] {
                bench.put(&path, text);
                let before = bench.tree();
                let error = bench.build(NEW).expect_err("a damaged record");
                assert_eq!(
                    matches!(refusal(&error), Refusal::Newer(_)),
                    newer,
                    "{error}"
                );
                assert_for_a_clerk(&error);
                assert_eq!(bench.tree(), before);
            }
            bench.put(&path, &intact.unwrap_or_default());
        }
    }

    #[test]
    fn a_hostile_record_is_not_followed() {
        let bench = Bench::published();
        let hash = blake3::hash(b"x").to_string();
        let victims = [
            "../victim",
            "/victim",
            ".git/config",
            "reports/../../victim",
        ];
        fs::write(bench.root().join("victim"), "x").expect("a file");
        bench.put(".git/config", "x");
        let line =
            |path: &&str| format!(r#""{path}":{{"key":null,"hash":"{hash}","size":1,"links":[]}}"#);
        let lines: Vec<String> = victims.iter().map(line).collect();
        let record = format!(
            r#"{{"version":1,"tool":"x","files":{{{}}}}}"#,
            lines.join(",")
        );
        bench.put(".gongkai/manifest.json", &record);
        let outcome = bench.build(&[]).expect("a build");
        assert_eq!((outcome.removed.len(), outcome.left.len()), (0, 0));
        assert!(bench.root().join("victim").is_file() && bench.out().join(".git/config").is_file());
    }
}
