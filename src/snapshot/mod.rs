//! The only reader: what the site's sources are at one moment.
//!
//! A snapshot holds one listing for each part of the site: the files of one unit, or of one
//! of the site's own folders. A listing is read when its turn comes, so no more
//! sources are in memory than are being worked on. Links in the file system
//! are never followed, so a loop or a way out of the root cannot exist.

mod collected;
mod foreign;
mod ground;
mod nearby;
mod reader;
mod sources;
mod twins;
mod unread;
mod walk;

pub use collected::{Collected, collected, is_folder, is_of_site};
pub use foreign::{Foreign, foreign, foreign_end, foreign_in};
pub use ground::Ground;
pub use nearby::Nearby;
pub use sources::{Source, Sources};
pub use unread::Unread;
pub use walk::is_left_lying;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::path::SourcePath;
use reader::Reader;

/// The folders that hold sources, beside `site.toml`.
pub const FOLDERS: [&str; 4] = ["content", "templates", "static", "embed"];

/// The settings of the site; findings about the whole site point at it.
pub const SITE: &str = "site.toml";

/// The folder of the hosted units; each folder in it is a listing of its own.
pub const UNITS: &str = "content/units";

/// The coarsest clock of the disks that sources lie on: a file may change
/// again within that time and keep its time of change.
const TICK: Duration = Duration::from_secs(2);

/// The sources at one moment, immutable once taken.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    reader: Reader,
    listings: BTreeMap<String, Arc<Listing>>,
}

/// The files of one unit, or of one of the site's own folders.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    files: BTreeMap<SourcePath, Stamp>,
    /// What is wrong with names and kinds of files.
    faults: Vec<Diagnostic>,
    /// The bytes, for sites that exist only in memory.
    held: Option<Sources>,
}

/// What shows without reading whether a file is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    pub modified: Option<SystemTime>,
}

impl Snapshot {
    /// Lists a site; units are listed in parallel. What another program holds is
    /// waited for, here and when the listings are read.
    pub fn take(root: &Path) -> Result<Self> {
        let listed = Self::list(Reader::patient(root), &|| false)?;
        Ok(listed.expect("nobody stops it"))
    }

    /// Lists a site; `None` if `stop` says so.
    fn list(reader: Reader, stop: &(dyn Fn() -> bool + Sync)) -> Result<Option<Self>> {
        let mut names = reader.attempt(|| walk::units(reader.root()))?;
        names.extend([SITE].iter().chain(&FOLDERS).map(|name| (*name).to_owned()));
        let listed = names.into_par_iter().map(|name| {
            if stop() {
                return Ok(None);
            }
            let listing = reader.attempt(|| walk::listing(reader.root(), &name))?;
            Ok(Some((name, Arc::new(listing))))
        });
        let listings = listed.collect::<Result<Option<_>>>()?;
        Ok(listings.map(|listings| Self { reader, listings }))
    }

    /// Lists the site once more. Listings on which nothing changed are the very
    /// same as before, so that equal listings have equal addresses. `since` is
    /// when this snapshot was begun: what changed shortly before may have
    /// changed again within one tick of the disk's clock, and is not trusted. Who
    /// looks again can do so once more, so nothing is waited for.
    pub fn again(&self, since: SystemTime) -> Result<Self> {
        let listed = self.again_unless(since, &|| false)?;
        Ok(listed.expect("nobody stops it"))
    }

    /// The same; `None` if `stop` says so, because there is something
    /// more urgent to look at. Many thousand files take a while.
    pub fn again_unless(
        &self,
        since: SystemTime,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Self>> {
        let Some(mut next) = Self::list(Reader::hasty(self.root()), stop)? else {
            return Ok(None);
        };
        for (name, listing) in &mut next.listings {
            let settled = |stamp: &Stamp| {
                stamp
                    .modified
                    .is_some_and(|modified| modified + TICK < since)
            };
            if let Some(known) = self.listings.get(name)
                && known.files == listing.files
                && known.faults == listing.faults
                && listing.files.values().all(settled)
            {
                *listing = Arc::clone(known);
            }
        }
        Ok(Some(next))
    }

    /// Lists anew only the listings that hold one of these paths, and takes
    /// them for changed whatever their stamps say. If a path may belong to
    /// many listings, the whole site is listed once more as by [`Self::again`].
    pub fn again_at<'p>(
        &self,
        paths: impl Iterator<Item = &'p Path>,
        since: SystemTime,
    ) -> Result<Self> {
        let names: BTreeSet<Option<String>> = paths.map(|path| self.listing_of(path)).collect();
        let Some(names) = names.into_iter().collect::<Option<Vec<String>>>() else {
            return self.again(since);
        };
        let mut next = Self {
            reader: Reader::hasty(self.root()),
            listings: self.listings.clone(),
        };
        for name in names {
            let listing = walk::listing(self.root(), &name)?;
            if name.starts_with(UNITS) && listing.is_empty() {
                next.listings.remove(&name);
            } else {
                next.listings.insert(name, Arc::new(listing));
            }
        }
        Ok(next)
    }

    /// Takes the listings that follow `after` in the order of their names, round and
    /// round and up to so many files, for changed whatever their stamps say. Returns
    /// the name of the last one, for the next call.
    pub fn distrust(&mut self, after: &str, files: usize) -> String {
        let names = self.listings.keys().map(String::as_str);
        let start = names.clone().take_while(|name| *name <= after).count();
        let in_turn: Vec<String> = names
            .cycle()
            .skip(start)
            .take(self.listings.len())
            .map(str::to_owned)
            .collect();
        let (mut last, mut count) = (after.to_owned(), 0);
        for name in in_turn {
            let Some(listing) = self.listings.get_mut(&name) else {
                continue;
            };
            count += listing.files.len();
            if count > files && last != after {
                break;
            }
            *listing = Arc::new(Listing::clone(listing));
            last = name;
        }
        last
    }

    /// Whether not one listing changed. Linear in listings.
    pub fn is_same(&self, other: &Self) -> bool {
        let mut pairs = self.listings.iter().zip(&other.listings);
        self.listings.len() == other.listings.len()
            && pairs.all(|((name, one), (known, other))| name == known && Arc::ptr_eq(one, other))
    }

    /// Whether the files have the same names. Looks only at listings that changed.
    pub fn has_names_of(&self, other: &Self) -> bool {
        self.listings.keys().eq(other.listings.keys())
            && self
                .listings
                .values()
                .zip(other.listings.values())
                .all(|(one, other)| {
                    Arc::ptr_eq(one, other) || one.files.keys().eq(other.files.keys())
                })
    }

    /// Whether a file of `before` is gone or has been emptied since. Looks
    /// only at listings that changed.
    pub fn lacks(&self, before: &Self) -> bool {
        before.listings.iter().any(|(name, known)| {
            let listing = self.listing(name);
            !Arc::ptr_eq(&listing, known)
                && known.files.iter().any(|(file, stamp)| {
                    let now = listing.files.get(file).map_or(0, |now| now.size);
                    now == 0 && stamp.size > 0
                })
        })
    }

    /// The listing that a path of the disk belongs to; `None` for the root and
    /// for folders of listings, which may have changed as a whole.
    fn listing_of(&self, path: &Path) -> Option<String> {
        let inside = path.strip_prefix(self.root()).ok()?;
        let parts: Vec<&str> = inside.iter().filter_map(|part| part.to_str()).collect();
        match parts.as_slice() {
            [] | ["content"] | ["content", "units"] => None,
            ["content", "units", unit, ..] => Some(format!("{UNITS}/{unit}")),
            [first, ..] => Some((*first).to_owned()).filter(|name| is_ours(name)),
        }
    }

    /// A site that exists only in memory, for tests and tools.
    pub fn of(files: impl IntoIterator<Item = (SourcePath, Source)>) -> Self {
        let mut listings: BTreeMap<String, BTreeMap<SourcePath, Source>> = BTreeMap::new();
        for (path, source) in files {
            let name = listing_name(&path).to_owned();
            listings.entry(name).or_default().insert(path, source);
        }
        let listing = |files: BTreeMap<SourcePath, Source>| {
            let stamp = |source: &Source| Stamp {
                size: source.size(),
                modified: None,
            };
            Arc::new(Listing {
                files: files
                    .iter()
                    .map(|(path, source)| (path.clone(), stamp(source)))
                    .collect(),
                faults: Vec::new(),
                held: Some(Sources::of(files)),
            })
        };
        Self {
            reader: Reader::default(),
            listings: listings
                .into_iter()
                .map(|(name, files)| (name, listing(files)))
                .collect(),
        }
    }

    pub fn root(&self) -> &Path {
        self.reader.root()
    }

    /// A listing by the name of its folder; an empty one if there is none.
    pub fn listing(&self, name: &str) -> Arc<Listing> {
        self.listings.get(name).cloned().unwrap_or_default()
    }

    /// The listings of the hosted units, by the names of their folders.
    pub fn units(&self) -> impl Iterator<Item = (&str, &Arc<Listing>)> {
        self.listings.iter().filter_map(|(name, listing)| {
            let folder = name.strip_prefix("content/units/")?;
            Some((folder, listing))
        })
    }

    /// Every file in the order of its path.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.listings
            .values()
            .flat_map(|listing| listing.files.keys())
    }

    /// Whether a file is there.
    pub fn has(&self, file: &SourcePath) -> bool {
        let listing = self.listings.get(listing_name(file));
        listing.is_some_and(|listing| listing.files.contains_key(file))
    }

    /// Reads a listing. What is wrong with single files comes back as
    /// diagnostics; what the machine refuses to read is an error.
    pub fn read(&self, listing: &Listing) -> Result<(Sources, Vec<Diagnostic>)> {
        let mut faults = listing.faults.clone();
        let sources = match &listing.held {
            Some(held) => held.clone(),
            None => {
                let files = listing.files.iter().map(|(path, stamp)| (path, *stamp));
                Sources::read(&self.reader, files, &mut faults)?
            }
        };
        Ok((sources, faults))
    }

    /// The bytes of one file, as they are now. What is not listed is not
    /// opened: a pipe would be waited for.
    pub fn bytes(&self, file: &SourcePath) -> Option<Vec<u8>> {
        let listing = self.listings.get(listing_name(file))?;
        listing.files.get(file)?;
        match &listing.held {
            Some(held) => held.bytes(file).map(<[u8]>::to_vec),
            None => self.reader.bytes(file).ok(),
        }
    }

    /// The size of a listed file in bytes, and when it was changed.
    pub fn stamp(&self, file: &SourcePath) -> Option<Stamp> {
        let listing = self.listings.get(listing_name(file))?;
        listing.files.get(file).copied()
    }

    /// A part of a listed file, from an offset; shorter where the file ends.
    /// Fails if the file is gone or the disk refuses.
    pub fn part(&self, file: &SourcePath, from: u64, length: usize) -> io::Result<Vec<u8>> {
        if self.stamp(file).is_none() {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.reader.part(file, from, length)
    }

    /// Where a file lies on disk.
    pub fn locate(&self, file: &SourcePath) -> PathBuf {
        self.reader.locate(file)
    }
}

/// Whether a name in the root is part of a site.
fn is_ours(name: &str) -> bool {
    name == SITE || FOLDERS.contains(&name)
}

/// The listing that a file belongs to: the folder of its unit, else the site's
/// own folder or file.
fn listing_name(file: &SourcePath) -> &str {
    let path = file.as_str();
    let first = path.split('/').next().unwrap_or_default();
    let inside = path.strip_prefix("content/units/");
    let unit = inside.and_then(|inside| inside.find('/'));
    unit.map_or(first, |length| &path[..UNITS.len() + 1 + length])
}

impl Listing {
    /// Every file in the order of its path.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.keys()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.faults.is_empty()
    }
}
