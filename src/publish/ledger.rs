//! The publisher's records: which files are ours, and their keys.
//!
//! The *manifest* describes the finished site. While a site is being put in
//! place, the *journal* beside it describes the next one; a journal that is
//! found at the start therefore shows that a run was cut short. The *cache*
//! holds what the caller wants back the next time.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::cache_file;
use super::entry::{Digest, Entry};
use super::fault::{Act, Fault};
use super::folder::{OutputFolder, is_reserved};
use super::refusal::Refusal;
use crate::path::OutPath;

const VERSION: u32 = 1;
const TOOL: &str = concat!("gongkai ", env!("CARGO_PKG_VERSION"));

/// Files of a site by path. An entry is shared between the old site and the
/// next, because most files stay as they are.
pub(super) type Files = BTreeMap<OutPath, Arc<Entry>>;

/// Hashes that a file of ours may have, by path.
pub(super) type Owned = BTreeMap<OutPath, BTreeSet<Digest>>;

/// Whether the records of the published site are trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// A file of the recorded size has the recorded bytes.
    Records,
    /// Only what a file is read to hold.
    Nothing,
}

/// What is known of the output folder at the start of a run.
#[derive(Default)]
pub(super) struct Known {
    /// What lies there: from the manifest, or after a crash from the disk.
    /// It may be overwritten, and with these very bytes removed.
    pub(super) files: Files,
    /// What our files may be besides, after a run that was cut short.
    besides: Owned,
    /// Whether an earlier run was cut short.
    pub(super) journal: bool,
    manifest: Option<Vec<u8>>,
    /// The cache of the last run. That there is one proves that
    /// the manifest is, byte for byte, as that run wrote it.
    pub(super) cache: Option<Vec<u8>>,
}

impl Known {
    /// Reads manifest and journal. After a crash each file may be the old one
    /// or the new one, so every file is hashed and none is taken on trust.
    pub(super) fn read(site: &OutputFolder, trust: Trust) -> Result<Self> {
        let bytes = read_if_there(site, &site.manifest())?;
        let manifest = parse(bytes.as_deref(), &site.manifest())?;
        let journal = read_if_there(site, &site.journal())?;
        let cache = bytes
            .as_deref()
            .and_then(|bytes| cache_file::read(site, bytes));
        if journal.is_none() && trust == Trust::Records {
            return Ok(Self {
                files: manifest.files,
                besides: manifest.owned,
                journal: false,
                manifest: bytes,
                cache,
            });
        }
        let next = parse(journal.as_deref(), &site.journal())?;
        let mut besides = Owned::new();
        for Record { files, owned } in [&manifest, &next] {
            for (path, entry) in files {
                let hashes = besides.entry(path.clone()).or_default();
                hashes.insert(entry.hash);
            }
            for (path, hashes) in owned {
                let known = besides.entry(path.clone()).or_default();
                known.extend(hashes);
            }
        }
        Ok(Self {
            files: what_lies_there(site, &besides, &[next.files, manifest.files])?,
            besides,
            journal: journal.is_some(),
            manifest: bytes,
            cache: cache.filter(|_| journal.is_none()),
        })
    }

    /// The manifest of a finished site, unless the folder has that very one.
    pub(super) fn new_manifest(&self, files: &Files) -> Result<Option<Vec<u8>>> {
        // To compare the entries is much less than to write them all down.
        if self.cache.is_some() && self.files == *files {
            return Ok(None);
        }
        let manifest = to_json(files, &Owned::new())?;
        let stands = !self.journal && self.manifest.as_ref() == Some(&manifest);
        Ok((!stands).then_some(manifest))
    }

    /// The manifest as it lies in the folder.
    pub(super) fn manifest(&self) -> &[u8] {
        self.manifest.as_deref().unwrap_or_default()
    }

    /// Every path of ours, some twice.
    pub(super) fn owned(&self) -> impl Iterator<Item = &OutPath> {
        self.files.keys().chain(self.besides.keys())
    }

    pub(super) fn owns(&self, path: &OutPath) -> bool {
        self.files.contains_key(path) || self.besides.contains_key(path)
    }

    /// Whether a file of ours at `path` may have this hash.
    pub(super) fn knows(&self, path: &OutPath, hash: &Digest) -> bool {
        let besides = self.besides.get(path);
        self.files
            .get(path)
            .is_some_and(|entry| entry.hash == *hash)
            || besides.is_some_and(|hashes| hashes.contains(hash))
    }

    /// The hashes that our files may have on disk besides the next ones. The
    /// manifest alone does not list them all if the last run was cut short.
    pub(super) fn history(&self, next: &Files) -> Owned {
        let mut history = self.besides.clone();
        for (path, entry) in &self.files {
            let hashes = history.entry(path.clone()).or_default();
            hashes.insert(entry.hash);
        }
        for (path, hashes) in &mut history {
            if let Some(entry) = next.get(path) {
                hashes.remove(&entry.hash);
            }
        }
        history.retain(|_, hashes| !hashes.is_empty());
        history
    }
}

/// Writes a record as JSON with one file a line, so that two sites can be
/// compared with any diff. It holds no time and no absolute path.
pub(super) fn to_json(files: &Files, owned: &Owned) -> Result<Vec<u8>> {
    let head = format!("{{\n\"version\":{VERSION},\"tool\":\"{TOOL}\",\n\"files\":{{\n");
    let mut text = Vec::with_capacity(head.len() + files.iter().map(length).sum::<usize>());
    text.extend_from_slice(head.as_bytes());
    push_lines(
        &mut text,
        files.iter().map(|(path, entry)| (path, &**entry)),
    )?;
    if !owned.is_empty() {
        text.extend_from_slice(b"},\n\"owned\":{\n");
        push_lines(&mut text, owned.iter())?;
    }
    text.extend_from_slice(b"}\n}\n");
    Ok(text)
}

/// About how many bytes the line of a file takes, rather more: a text that grows by doubling
/// takes twice what it needs.
fn length((path, entry): (&OutPath, &Arc<Entry>)) -> usize {
    let links: usize = entry.links.iter().map(|link| link.len() + 4).sum();
    path.as_str().len() + links + 192
}

fn push_lines<'l, T: Serialize + 'l>(
    text: &mut Vec<u8>,
    lines: impl ExactSizeIterator<Item = (&'l OutPath, &'l T)>,
) -> Result<()> {
    let end: &[u8] = if lines.len() == 0 { b"" } else { b"\n" };
    for (index, (path, value)) in lines.enumerate() {
        text.extend_from_slice(if index == 0 { b"" } else { b",\n" });
        serde_json::to_writer(&mut *text, path.as_str())?;
        text.push(b':');
        serde_json::to_writer(&mut *text, value)?;
    }
    text.extend_from_slice(end);
    Ok(())
}

/// A manifest or a journal with only the paths that may be ours.
#[derive(Default)]
struct Record {
    files: Files,
    owned: Owned,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
}

#[derive(Deserialize)]
struct Written {
    version: u32,
    files: BTreeMap<String, Entry>,
    #[serde(default)]
    owned: BTreeMap<String, BTreeSet<Digest>>,
}

fn parse(bytes: Option<&[u8]>, file: &Path) -> Result<Record> {
    let Some(bytes) = bytes else {
        return Ok(Record::default());
    };
    let damaged = |error: serde_json::Error| Refusal::Damaged {
        record: file.to_owned(),
        line: error.line(),
    };
    let newer = || Err(Refusal::Newer(file.to_owned()).into());
    let written: Written = match serde_json::from_slice(bytes) {
        Ok(written) => written,
        // What cannot be read may be damaged, or of a version to come.
        Err(error) => match serde_json::from_slice(bytes) {
            Ok(Head { version }) if version > VERSION => return newer(),
            _ => return Err(damaged(error).into()),
        },
    };
    if written.version > VERSION {
        return newer();
    }
    Ok(Record {
        files: safe(written.files, Arc::new),
        owned: safe(written.owned, |hashes| hashes),
    })
}

/// A record may come from anywhere with the folder it lies in. A path that
/// leads out of the site is dropped here, so nothing can ever follow it.
fn safe<T, U>(map: BTreeMap<String, T>, keep: impl Fn(T) -> U) -> BTreeMap<OutPath, U> {
    map.into_iter()
        .filter_map(|(path, value)| Some((OutPath::new(&path)?, keep(value))))
        .filter(|(path, _)| !is_reserved(path))
        .collect()
}

fn what_lies_there(site: &OutputFolder, owned: &Owned, records: &[Files]) -> Result<Files, Fault> {
    let mut files = Files::new();
    for path in owned.keys() {
        let Some(hash) = site.hash_of(path)? else {
            continue;
        };
        let mut entries = records.iter().filter_map(|record| record.get(path));
        if let Some(entry) = entries.find(|entry| entry.hash == hash) {
            files.insert(path.clone(), Arc::clone(entry));
        }
    }
    Ok(files)
}

fn read_if_there(site: &OutputFolder, path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    match site.read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::at(Act::Read, path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::publish::bench::{Bench, NEW, assert_for_a_clerk, refusal};

    fn hash(text: &str) -> Digest {
        Digest::of(&blake3::hash(text.as_bytes()))
    }

    fn entry(text: &str) -> Entry {
        Entry {
            key: None,
            hash: hash(text),
            size: 1,
            links: ["a\"b"].into_iter().collect(),
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written_one_file_a_line() {
        let path = OutPath::new("年/\u{2028}.html").expect("a valid path");
        let files = Files::from([(path.clone(), Arc::new(entry("1")))]);
        let owned = Owned::from([(path, BTreeSet::from([hash("0")]))]);
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
        let kept: Vec<String> = safe(map, |()| ()).keys().map(ToString::to_string).collect();
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
