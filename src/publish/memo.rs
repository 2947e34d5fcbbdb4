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

#[cfg(test)]
mod tests {
    use crate::publish::bench::{Bench, NEW, OLD, memo_of};

    const MEMO: &str = ".gongkai/memo";
    const MANIFEST: &str = ".gongkai/manifest.json";

    fn memo(bench: &Bench) -> Option<String> {
        let publisher = bench.open().expect("an output folder");
        let memo = publisher.memo()?.to_vec();
        Some(String::from_utf8(memo).expect("text"))
    }

    #[test]
    fn a_memo_comes_back_with_its_manifest_and_with_no_other() {
        let bench = Bench::published();
        assert_eq!(memo(&bench), Some(memo_of(OLD)));
        let read = |name| bench.read(name).expect("a record");
        let (old_memo, old_manifest) = (read(MEMO), read(MANIFEST));
        bench.build(NEW).expect("a build");
        assert_eq!(memo(&bench), Some(memo_of(NEW)));
        let (new_memo, new_manifest) = (read(MEMO), read(MANIFEST));
        let cut = &new_memo[..new_memo.len() - 1];
        for (memo_text, manifest) in [
            (&old_memo[..], &new_manifest),
            (&new_memo, &old_manifest),
            (cut, &new_manifest),
            ("", &new_manifest),
            (&new_memo, &new_manifest.replace("links", "links ")),
        ] {
            bench.put(MEMO, memo_text);
            bench.put(MANIFEST, manifest);
            let Ok(publisher) = bench.open() else {
                continue;
            };
            assert_eq!(publisher.memo(), None, "{memo_text}");
        }
    }

    #[test]
    fn a_memo_is_written_alone_if_it_alone_changed() {
        let bench = Bench::published();
        let mut before = bench.tree();
        let publisher = bench.open().expect("an output folder");
        crate::publish::bench::offer(&publisher, OLD, &bench.root()).expect("pages");
        publisher.remember(b"other".to_vec());
        let outcome = publisher.commit(&|| false).expect("a commit");
        assert!(outcome.written.is_empty());
        assert_eq!(memo(&bench).as_deref(), Some("other"));
        let mut after = bench.tree();
        assert_ne!(before.remove(MEMO), after.remove(MEMO));
        assert_eq!(before, after);
    }

    #[test]
    fn after_a_crash_there_is_none() {
        let bench = Bench::published();
        bench.put(
            ".gongkai/journal.json",
            &bench.read(MANIFEST).expect("a record"),
        );
        assert_eq!(memo(&bench), None);
        bench.build(OLD).expect("a build");
        assert_eq!(memo(&bench), Some(memo_of(OLD)));
        assert_eq!(bench.tree(), Bench::fresh_tree(OLD));
    }

    #[test]
    fn what_stands_in_its_place_is_not_followed() {
        let bench = Bench::published();
        std::fs::remove_file(bench.out().join(MEMO)).expect("a record");
        assert_eq!(memo(&bench), None);
        std::fs::create_dir(bench.out().join(MEMO)).expect("a folder");
        assert_eq!(memo(&bench), None);
    }
}
