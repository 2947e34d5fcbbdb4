//! What the caller wants back the next time: bytes beside the manifest, which
//! the publisher does not understand.
//!
//! A memo speaks of one finished site, and is handed back only beside the very
//! manifest of that site: a seal in its first line is the hash of both. So it
//! does not matter in which order the two reached the disk, who edited one of
//! them, or from which backup they came.

use std::fs;

use blake3::Hasher;

use super::site::Site;

/// The length of a seal in hexadecimal.
const SEAL: usize = 2 * blake3::OUT_LEN;

/// Puts the seal in front of a memo.
pub(super) fn sealed(memo: &[u8], manifest: &[u8]) -> Vec<u8> {
    let mut bytes = seal(memo, manifest).into_bytes();
    bytes.push(b'\n');
    bytes.extend_from_slice(memo);
    bytes
}

/// The memo of this manifest. It can be made again, so whatever is wrong with
/// it is no error: then there is none.
pub(super) fn read(site: &Site, manifest: &[u8]) -> Option<Vec<u8>> {
    let place = site.memo();
    let is_ours = fs::symlink_metadata(&place).is_ok_and(|found| found.is_file());
    let mut bytes = is_ours.then(|| fs::read(&place).ok()).flatten()?;
    let memo = bytes.get(SEAL + 1..)?;
    let whole = bytes.starts_with(seal(memo, manifest).as_bytes()) && bytes[SEAL] == b'\n';
    bytes.drain(..=SEAL);
    whole.then_some(bytes)
}

fn seal(memo: &[u8], manifest: &[u8]) -> String {
    let mut hasher = Hasher::new();
    hasher.update(&(manifest.len() as u64).to_le_bytes());
    hasher.update(manifest);
    hasher.update(memo);
    hasher.finalize().to_hex().to_string()
}
