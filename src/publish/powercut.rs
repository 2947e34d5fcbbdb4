//! For tests only: what is left if the power fails at any step.
//!
//! A system may lose every write that it was not told to flush, and every name
//! in a folder that it was not told to flush, each without the other. The model
//! here remembers what was flushed and takes the rest away.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::bench::{Bench, NEW, OLD, Pages, walk};
use super::disk::{Observer, Step};

const JOURNAL: &str = ".gongkai/journal.json";

/// What would still be there.
#[derive(Default)]
struct Flushed {
    /// The names in each folder, with the number of the file; `None` for a folder.
    names: BTreeMap<PathBuf, BTreeMap<PathBuf, Option<u64>>>,
    /// The bytes of each file.
    bytes: BTreeMap<u64, Vec<u8>>,
}

/// What the system had not yet put on the disk.
#[derive(Clone, Copy, Debug)]
enum Lost {
    /// The bytes of files; their names are there.
    Bytes,
    /// Names in the site's folders; the publisher's records are there.
    PageNames,
    AllNames,
    /// All names, but that the journal is gone.
    AllButTheEnd,
}

impl Flushed {
    fn all_of(out: &Path) -> Self {
        let mut flushed = Self::default();
        flushed.add(out);
        walk(out, &mut |path| flushed.add(path));
        flushed
    }

    fn add(&mut self, path: &Path) {
        if path.is_dir() {
            let names = fs::read_dir(path).expect("a folder").map(|entry| {
                let path = entry.expect("an entry").path();
                let number = path.is_file().then(|| number(&path));
                (path, number)
            });
            let names: BTreeMap<_, _> = names.collect();
            // Records are flushed while they are written.
            if path.ends_with(super::folder::STATE) {
                let files = names.iter().filter(|(_, number)| number.is_some());
                files.for_each(|(path, _)| self.add(path));
            }
            self.names.insert(path.to_owned(), names);
        } else if let Ok(bytes) = fs::read(path) {
            self.bytes.insert(number(path), bytes);
        }
    }

    /// Leaves in the folder what the power cut leaves.
    fn cut(&self, bench: &Bench, lost: Lost) {
        let records = bench.out().join(super::folder::STATE);
        if matches!(lost, Lost::Bytes) {
            walk(&bench.out(), &mut |path| {
                let is_page = path.is_file() && path.parent() != Some(records.as_path());
                if is_page && fs::read(path).ok().as_ref() != self.bytes.get(&number(path)) {
                    let length = fs::metadata(path).expect("a file").len();
                    let length = usize::try_from(length).expect("a short file");
                    fs::write(path, vec![0; length]).expect("damaged");
                }
            });
            return;
        }
        let ended = bench.read(JOURNAL).is_none();
        self.restore(&bench.out(), &|folder| {
            folder != records || !matches!(lost, Lost::PageNames)
        });
        if ended && matches!(lost, Lost::AllButTheEnd) {
            _ = fs::remove_file(bench.out().join(JOURNAL));
        }
    }

    /// Gives a folder, and those in it, the names that were flushed.
    fn restore(&self, folder: &Path, loses: &dyn Fn(&Path) -> bool) {
        if !loses(folder) {
            return;
        }
        let empty = BTreeMap::new();
        let names = self.names.get(folder).unwrap_or(&empty);
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match names.get(&path) {
                Some(None) if path.is_dir() => {}
                Some(Some(known)) if path.is_file() && *known == number(&path) => {}
                _ if path.is_dir() => fs::remove_dir_all(&path).expect("gone"),
                _ => fs::remove_file(&path).expect("gone"),
            }
        }
        for (path, number) in names {
            match number {
                None => {
                    fs::create_dir_all(path).expect("a folder");
                    self.restore(path, loses);
                }
                Some(number) if !path.exists() => {
                    let bytes = self.bytes.get(number).map_or(&[][..], Vec::as_slice);
                    fs::write(path, bytes).expect("a file");
                }
                Some(_) => {}
            }
        }
    }
}

/// What distinguishes one file from another of the same name.
fn number(path: &Path) -> u64 {
    fs::symlink_metadata(path).map_or(0, |found| found.ino())
}

/// Records what is flushed, up to a step from which the disk takes no
/// change any more; the last value counts the steps.
fn watching(from: usize, bench: &Bench) -> (Observer, Arc<Mutex<Flushed>>, Arc<AtomicUsize>) {
    let flushed = Arc::new(Mutex::new(Flushed::all_of(&bench.out())));
    let asked = Arc::new(AtomicUsize::new(0));
    let (known, counter) = (Arc::clone(&flushed), Arc::clone(&asked));
    let observer = move |step: Step, path: &Path| {
        if counter.fetch_add(1, Ordering::SeqCst) >= from {
            return Err(ErrorKind::StorageFull.into());
        }
        if step == Step::Sync {
            known.lock().expect("no panic").add(path);
        }
        Ok(())
    };
    (Box::new(observer), flushed, asked)
}

/// A finished record lists files that are there, byte for byte.
fn assert_vouched(bench: &Bench, context: &str) {
    if bench.read(JOURNAL).is_some() {
        return;
    }
    let manifest = bench.read(".gongkai/manifest.json").unwrap_or_default();
    let known: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_default();
    let files = known["files"].as_object().into_iter().flatten();
    for (path, entry) in files {
        let text = bench.read(path).unwrap_or_default();
        let hash = blake3::hash(text.as_bytes()).to_string();
        assert_eq!(Some(&hash[..]), entry["hash"].as_str(), "{path}, {context}");
    }
}

#[test]
fn no_record_vouches_for_what_a_power_cut_may_take() {
    let fresh = Bench::fresh_tree(NEW);
    for lost in [
        Lost::Bytes,
        Lost::PageNames,
        Lost::AllNames,
        Lost::AllButTheEnd,
    ] {
        for step in 0.. {
            let bench = Bench::published();
            let (observer, flushed, asked) = watching(step, &bench);
            _ = bench.build_observed(NEW, observer);
            flushed.lock().expect("no panic").cut(&bench, lost);
            let context = format!("{lost:?} lost at step {step}");
            assert_vouched(&bench, &context);
            assert_no_half_page(&bench, &[OLD, NEW], &context);
            let built = bench.build(NEW);
            built.unwrap_or_else(|error| panic!("{context}: {error}"));
            assert_eq!(bench.tree(), fresh, "{context}");
            if asked.load(Ordering::SeqCst) <= step {
                assert!(step > 40, "too few steps to be all: {step}");
                break;
            }
        }
    }
}

fn assert_no_half_page(bench: &Bench, sites: &[&Pages], context: &str) {
    for (path, _) in sites.iter().flat_map(|site| site.iter()) {
        let found = bench.read(path);
        let mut versions = sites.iter().flat_map(|site| site.iter());
        let whole = versions.any(|(known, text)| known == path && found.as_deref() == Some(*text));
        assert!(found.is_none() || whole, "{path}: {found:?}, {context}");
    }
}
