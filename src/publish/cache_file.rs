//! The cache: bytes beside the manifest that the caller gets back the next time and
//! the publisher does not interpret.
//!
//! A cache belongs to one finished site, and is handed back only beside the very
//! manifest of that site: a seal at its end is the hash of both. So it
//! does not matter in which order the two reached the disk, who edited one of
//! them, or from which backup they came.

use std::fs;
use std::io::{BufWriter, Write};

use blake3::Hasher;

use super::fault::{Act, Fault};
use super::folder::OutputFolder;
use super::{Publisher, Ticket};

/// The length of a seal in hexadecimal.
const SEAL: usize = 2 * blake3::OUT_LEN;

/// Takes a piece of a cache.
pub type TakePiece<'t> = dyn FnMut(&[u8]) -> Result<(), Fault> + 't;

/// The cache of a run before it is sealed.
pub(super) enum NewCache {
    /// That of the last run, byte for byte.
    Same,
    /// It waits as a temporary file, and has been hashed.
    Waiting(Ticket, Box<Hasher>),
}

/// A cache that is to be put beside its manifest.
pub(super) enum SealedCache {
    /// That of the last run, beside another manifest.
    Same(String),
    Waiting(Ticket, String),
}

impl NewCache {
    /// With the seal beside this manifest.
    pub(super) fn seal(self, known: Option<&[u8]>, manifest: &[u8]) -> SealedCache {
        match self {
            Self::Same => {
                let mut hasher = Hasher::new();
                hasher.update(known.unwrap_or_default());
                SealedCache::Same(seal(hasher, manifest))
            }
            Self::Waiting(ticket, hasher) => SealedCache::Waiting(ticket, seal(*hasher, manifest)),
        }
    }
}

impl Publisher {
    /// Keeps bytes beside the manifest, for the next run. `tell` tells them piece by piece,
    /// the same each time that it is asked, so that they are never in memory as a whole.
    pub fn remember(
        &self,
        tell: impl Fn(&mut TakePiece<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let new = match self.is_known(&tell)? {
            true => NewCache::Same,
            false => self.write_cache(tell)?,
        };
        self.next().cache = Some(new);
        Ok(())
    }

    /// Whether these bytes are the cache of the last run.
    fn is_known(
        &self,
        tell: impl Fn(&mut TakePiece<'_>) -> Result<(), Fault>,
    ) -> Result<bool, Fault> {
        let Some(mut rest) = self.known.cache.as_deref() else {
            return Ok(false);
        };
        let mut is_same = true;
        tell(&mut |piece| {
            match rest.strip_prefix(piece) {
                Some(more) => rest = more,
                None => is_same = false,
            }
            Ok(())
        })?;
        Ok(is_same && rest.is_empty())
    }

    fn write_cache(
        &self,
        tell: impl Fn(&mut TakePiece<'_>) -> Result<(), Fault>,
    ) -> Result<NewCache, Fault> {
        let target = self.site.cache();
        let mut hasher = Box::new(Hasher::new());
        let ticket = self.write_temp(&target, |file| {
            let mut file = BufWriter::new(file);
            tell(&mut |piece| {
                hasher.update(piece);
                file.write_all(piece)
                    .map_err(Fault::at(Act::Write, &target))
            })?;
            file.flush().map_err(Fault::at(Act::Write, &target))
        })?;
        Ok(NewCache::Waiting(ticket, hasher))
    }

    /// Puts the cache beside its manifest, with bytes that are flushed.
    pub(super) fn put_cache(&self, cache: &SealedCache) -> Result<(), Fault> {
        let target = self.site.cache();
        match cache {
            SealedCache::Same(seal) => {
                let known = self.known.cache.as_deref().unwrap_or_default();
                self.write_record(&[known, seal.as_bytes()], &target)
            }
            SealedCache::Waiting(ticket, seal) => {
                let temp = self.temporary(*ticket);
                let added = self.disk.append(&temp, seal.as_bytes());
                added.map_err(|fault| fault.naming(&target))?;
                self.disk.rename(&temp, &target)
            }
        }
    }
}

/// The cache of this manifest. It can be made again, so whatever is wrong with
/// it is no error: then there is no cache.
pub(super) fn read(site: &OutputFolder, manifest: &[u8]) -> Option<Vec<u8>> {
    let place = site.cache();
    let is_ours = fs::symlink_metadata(&place).is_ok_and(|found| found.is_file());
    let mut bytes = is_ours.then(|| site.read(&place).ok()).flatten()?;
    let end = bytes.len().checked_sub(SEAL)?;
    let (cache, found) = bytes.split_at(end);
    let mut hasher = Hasher::new();
    hasher.update(cache);
    let whole = found == seal(hasher, manifest).as_bytes();
    bytes.truncate(end);
    whole.then_some(bytes)
}

/// The seal of a cache that has been hashed.
fn seal(mut cache: Hasher, manifest: &[u8]) -> String {
    cache.update(manifest);
    cache.update(&(manifest.len() as u64).to_le_bytes());
    cache.finalize().to_hex().to_string()
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
        let other = publisher.remember(|take| take(b"other"));
        other.expect("room for it");
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
