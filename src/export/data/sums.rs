//! SHA-256 of files, for whoever keeps a copy and asks whether it is whole.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{DataSet, KINDS};
use crate::path::OutPath;

/// A file beside a report or in the `data/` folder.
pub struct Sum {
    pub path: OutPath,
    /// Of a report in another format: its year.
    pub year: Option<u16>,
    pub media_type: &'static str,
    /// Bytes.
    pub size: usize,
    pub sha256: String,
}

/// SHA-256 in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl Sum {
    pub fn of(path: OutPath, year: Option<u16>, media_type: &'static str, bytes: &[u8]) -> Self {
        Self {
            path,
            year,
            media_type,
            size: bytes.len(),
            sha256: hex(bytes),
        }
    }
}

/// `manifest.sha256`, which `sha256sum -c` reads in the folder of the unit: the reports in
/// other formats, and the files of the `data/` folder that are made from the unit alone.
pub fn manifest(set: &DataSet<'_>) -> Vec<u8> {
    let folder = crate::portal::folder(set.owner);
    let own = KINDS.iter().flat_map(|kind| kind.files.iter());
    // What describes the site is made from all units.
    let own = own.filter(|_| set.owner.is_some());
    let own = own.filter_map(|file| Some((set.path_of(file.name), hex(set.file(file.name)?))));
    let reports = set
        .sums()
        .iter()
        .map(|one| (one.path.clone(), one.sha256.clone()));
    let mut lines: Vec<(OutPath, String)> = own.chain(reports).collect();
    lines.sort();
    let mut text = String::new();
    for (path, sum) in lines {
        let path = path.as_str();
        let inside = path.strip_prefix(&folder).unwrap_or(path);
        let _ = writeln!(text, "{sum}  {inside}");
    }
    text.into_bytes()
}
