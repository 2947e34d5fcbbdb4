//! SHA-256 of files, for whoever keeps a copy and asks whether it is whole.

use std::fmt::Write;

use sha2::{Digest, Sha256};

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
pub fn sha256(bytes: &[u8]) -> String {
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
            sha256: sha256(bytes),
        }
    }
}
