//! The cache: bytes beside the manifest that the caller gets back the next time and
//! the publisher does not interpret.
//!
//! A cache belongs to one finished site, and is handed back only beside the very
//! manifest of that site: a seal in its first line is the hash of both. So it
//! does not matter in which order the two reached the disk, who edited one of
//! them, or from which backup they came.

use std::fs;

use blake3::Hasher;

use super::folder::OutputFolder;

/// The length of a seal in hexadecimal.
const SEAL: usize = 2 * blake3::OUT_LEN;

/// Puts the seal in front of a cache.
pub(super) fn sealed(cache: &[u8], manifest: &[u8]) -> Vec<u8> {
    let mut bytes = seal(cache, manifest).into_bytes();
    bytes.push(b'\n');
    bytes.extend_from_slice(cache);
    bytes
}

/// The cache of this manifest. It can be made again, so whatever is wrong with
/// it is no error: then there is no cache.
pub(super) fn read(site: &OutputFolder, manifest: &[u8]) -> Option<Vec<u8>> {
    let place = site.cache();
    let is_ours = fs::symlink_metadata(&place).is_ok_and(|found| found.is_file());
    let mut bytes = is_ours.then(|| site.read(&place).ok()).flatten()?;
    let cache = bytes.get(SEAL + 1..)?;
    let whole = bytes.starts_with(seal(cache, manifest).as_bytes()) && bytes[SEAL] == b'\n';
    bytes.drain(..=SEAL);
    whole.then_some(bytes)
}

fn seal(cache: &[u8], manifest: &[u8]) -> String {
    let mut hasher = Hasher::new();
    hasher.update(&(manifest.len() as u64).to_le_bytes());
    hasher.update(manifest);
    hasher.update(cache);
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use crate::publish::bench::{Bench, NEW, OLD, cache_of};

    const CACHE: &str = ".gongkai/memo";
    const MANIFEST: &str = ".gongkai/manifest.json";

    fn cache(bench: &Bench) -> Option<String> {
        let publisher = bench.open().expect("an output folder");
        let cache = publisher.cache()?.to_vec();
        Some(String::from_utf8(cache).expect("text"))
    }

    #[test]
    fn a_memo_comes_back_with_its_manifest_and_with_no_other() {
        let bench = Bench::published();
        assert_eq!(cache(&bench), Some(cache_of(OLD)));
        let read = |name| bench.read(name).expect("a record");
        let (old_memo, old_manifest) = (read(CACHE), read(MANIFEST));
        bench.build(NEW).expect("a build");
        assert_eq!(cache(&bench), Some(cache_of(NEW)));
        let (new_memo, new_manifest) = (read(CACHE), read(MANIFEST));
        let cut = &new_memo[..new_memo.len() - 1];
        for (memo_text, manifest) in [
            (&old_memo[..], &new_manifest),
            (&new_memo, &old_manifest),
            (cut, &new_manifest),
            ("", &new_manifest),
            (&new_memo, &new_manifest.replace("links", "links ")),
        ] {
            bench.put(CACHE, memo_text);
            bench.put(MANIFEST, manifest);
            let Ok(publisher) = bench.open() else {
                continue;
            };
            assert_eq!(publisher.cache(), None, "{memo_text}");
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
        assert_eq!(cache(&bench).as_deref(), Some("other"));
        let mut after = bench.tree();
        assert_ne!(before.remove(CACHE), after.remove(CACHE));
        assert_eq!(before, after);
    }

    #[test]
    fn after_a_crash_there_is_none() {
        let bench = Bench::published();
        bench.put(
            ".gongkai/journal.json",
            &bench.read(MANIFEST).expect("a record"),
        );
        assert_eq!(cache(&bench), None);
        bench.build(OLD).expect("a build");
        assert_eq!(cache(&bench), Some(cache_of(OLD)));
        assert_eq!(bench.tree(), Bench::fresh_tree(OLD));
    }

    #[test]
    fn what_stands_in_its_place_is_not_followed() {
        let bench = Bench::published();
        std::fs::remove_file(bench.out().join(CACHE)).expect("a record");
        assert_eq!(cache(&bench), None);
        std::fs::create_dir(bench.out().join(CACHE)).expect("a folder");
        assert_eq!(cache(&bench), None);
    }
}
