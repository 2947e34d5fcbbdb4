//! What is kept of a report since it was published: the files of every version, and the
//! record of them.

use std::collections::BTreeMap;

use crate::parse::markdown::Document;
use crate::parse::record::RecordDoc;
use crate::parse::report::ReportDoc;
use crate::path::SourcePath;
use crate::snapshot::Sources;

use super::change::Sums;
use super::layout::version_of;

/// The files that are kept of one report.
#[derive(Debug, Default)]
pub struct KeptFiles {
    /// The folder of the report, with a slash at its end.
    pub folder: String,
    /// One of the files that are kept.
    pub file: Option<SourcePath>,
    pub record: Option<RecordFile>,
    /// By their numbers.
    pub versions: BTreeMap<u16, VersionFiles>,
    /// The hashes of the attachments that the report has now.
    pub sums: Sums,
}

/// `published.yaml`.
#[derive(Debug)]
pub struct RecordFile {
    pub file: SourcePath,
    /// `None` if it cannot be understood, which is told.
    pub doc: Option<RecordDoc>,
}

/// The files of one version.
#[derive(Debug, Default)]
pub struct VersionFiles {
    pub data: Option<(SourcePath, ReportDoc)>,
    pub text: Option<(SourcePath, Document)>,
    /// `report.yaml` and `report.md`, as far as they are there.
    pub files: Vec<SourcePath>,
    /// The hashes of its attachments.
    pub sums: Sums,
    /// The hash of all its files; `None` if one cannot be read.
    pub digest: Option<String>,
}

impl KeptFiles {
    /// The files of a version, to be added to.
    pub fn version(&mut self, number: u16) -> &mut VersionFiles {
        self.versions.entry(number).or_default()
    }

    /// How many versions the record lists.
    pub fn recorded(&self) -> u16 {
        let record = self.record.as_ref().and_then(|record| record.doc.as_ref());
        let versions = record.map_or(0, |doc| doc.versions.len());
        u16::try_from(versions).unwrap_or(u16::MAX)
    }

    /// What is kept, of a report of which this file is.
    pub(super) fn beside(file: &SourcePath) -> Self {
        Self {
            folder: folder_of(file.as_str()).unwrap_or_default().to_owned(),
            file: Some(file.clone()),
            ..Self::default()
        }
    }

    /// Adds the hashes of attachments and versions. Linear in what it hashes.
    pub(super) fn sum_up<'f>(
        &mut self,
        copies: impl Iterator<Item = &'f SourcePath>,
        sources: &Sources,
    ) {
        let folder = self.folder.clone();
        for file in copies {
            let Some(inside) = file.as_str().strip_prefix(&folder) else {
                continue;
            };
            let sum = || sources.sum(file).ok();
            if let Some(name) = inside.strip_prefix(FILES) {
                self.sums.insert(name.to_owned(), sum());
            } else if let Some((version, name)) = in_version(inside) {
                self.version(version).sums.insert(name.to_owned(), sum());
            }
        }
        for version in self.versions.values_mut() {
            version.digest = version.sum_up(sources);
        }
    }
}

/// The folder of attachments, in that of a report.
const FILES: &str = "files/";

/// The folder of the report that a file belongs to, with a slash at its end.
fn folder_of(path: &str) -> Option<&str> {
    let body = match path.strip_prefix("content/units/") {
        Some(inside) => path.len() - inside.split_once('/')?.1.len(),
        None => "content/".len(),
    };
    let inside = path.get(body..)?.strip_prefix("reports/")?;
    let (_, rest) = inside.split_once('/')?;
    Some(&path[..path.len() - rest.len()])
}

/// The version that an attachment is kept for, and its name; `inside` is its path in the
/// folder of the report.
fn in_version(inside: &str) -> Option<(u16, &str)> {
    let (folder, inside) = inside.split_once('/')?;
    Some((version_of(folder)?, inside.strip_prefix(FILES)?))
}

/// The version that an attachment is kept for, by its whole path, with the folder of the
/// report.
pub(super) fn version_of_copy(file: &SourcePath) -> Option<(&str, u16)> {
    let path = file.as_str();
    let year = folder_of(path)?;
    let (version, _) = in_version(&path[year.len()..])?;
    Some((year, version))
}

impl VersionFiles {
    fn sum_up(&self, sources: &Sources) -> Option<String> {
        let mut sums = BTreeMap::new();
        for file in &self.files {
            let name = file.as_str().rsplit('/').next()?;
            sums.insert(name.to_owned(), text_sum(sources.bytes(file)?));
        }
        for (name, sum) in &self.sums {
            sums.insert(format!("{FILES}{name}"), (*sum)?);
        }
        Some(digest(&sums))
    }
}

/// The hash of a data file or text. Line ends do not count: version control may write other
/// ones into each copy.
pub fn text_sum(bytes: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(line) => hasher.update(line).update(b"\n"),
            None => hasher.update(line),
        };
    }
    hasher.finalize()
}

/// The hash of a version: of the list of its files, each with its own hash, as `b3sum`
/// writes it. It covers bytes and not what this program reads in them, so that no later
/// program can take an untouched version for a changed one.
pub fn digest(sums: &BTreeMap<String, blake3::Hash>) -> String {
    let lines = sums
        .iter()
        .map(|(name, sum)| format!("{}  {name}\n", sum.to_hex()));
    let list: String = lines.collect();
    format!("blake3-{}", blake3::hash(list.as_bytes()).to_hex())
}
