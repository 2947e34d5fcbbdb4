//! The only writer: puts a finished site into its folder.
//!
//! It works in two phases, so that the old site stays whole until the new one
//! is ready. First every output is offered, by [`Publisher::stage`] and the
//! functions beside it, and what differs from the published site is written to a folder of its
//! own. Then [`Publisher::commit`] moves it all into place. A publisher that is
//! dropped before that leaves everything as it was.
//!
//! Only what our own records list is ever replaced or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use crate::machine::Patience;
use crate::path::OutPath;
use aside::AsideFile;
use cache_file::NewCache;
use disk::{Disk, Observer, copy};
use entry::{Digest, Entry, Key, Links};
use fault::{Act, Fault};
use folder::{OutputFolder, PathState, is_reserved};
use guard::Guard;
use ledger::{Files, Known, Trust};
use lock::Lock;
use made::Made;
use refusal::Refusal;

pub use aside::Aside;
pub use cache_file::TakePiece;

pub mod archive;
mod aside;
#[cfg(test)]
mod bench;
mod cache_file;
mod closed;
pub mod create;
pub mod deliver;
pub mod disk;
mod durable;
pub mod entry;
pub mod fault;
mod folder;
pub mod guard;
#[cfg(test)]
mod held;
pub mod ledger;
mod lock;
mod made;
#[cfg(all(test, unix))]
mod powercut;
pub mod refusal;
pub mod source;
mod standing;
mod temporary;
pub mod trace;
#[cfg(test)]
mod trials;

/// One run of publishing into one folder, which is locked meanwhile.
pub struct Publisher {
    site: OutputFolder,
    disk: Disk,
    patience: Arc<Patience>,
    known: Known,
    next: Mutex<Next>,
    aside: Mutex<AsideFile>,
    /// What a run that fails removes again.
    made: Made,
    /// Whether a file of the published site has been replaced or removed.
    touched: bool,
    /// The folders in which a name was made, replaced or removed.
    changed: BTreeSet<PathBuf>,
    /// Whether nothing is taken over from the last run.
    afresh: bool,
    lock: Option<Lock>,
}

/// Whether an output had to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staged {
    /// It differs from what is published, and waits for the commit.
    Changed,
    /// The same bytes are published already.
    Unchanged,
}

/// A temporary file of this run, by its number, which is its name. A large site waits with
/// half a million of them, and each path is a hundred bytes.
#[derive(Clone, Copy, Debug)]
struct Ticket(u64);

/// The site to come, as far as it has been offered.
#[derive(Default)]
struct Next {
    files: Files,
    staged: BTreeMap<OutPath, Ticket>,
    cache: Option<NewCache>,
    /// How many temporary files were made; their names are these numbers.
    tickets: u64,
}

impl Publisher {
    /// Opens the output folder, making it if need be. A [`Refusal`] among the
    /// errors means that nothing whatever was made or changed.
    pub fn open(out: &Path, guard: &Guard) -> Result<Self> {
        let observer = Box::new(|_, _: &Path| Ok(()));
        Self::open_observed(out, guard, Trust::Records, observer, Patience::default())
    }

    /// Like [`Publisher::open`], but for a site that is to be made anew: no
    /// page is kept, no cache is used, and every file that the records list is read,
    /// so that a file whose bytes were damaged is replaced.
    pub fn open_afresh(out: &Path, guard: &Guard) -> Result<Self> {
        let observer = Box::new(|_, _: &Path| Ok(()));
        Self::open_observed(out, guard, Trust::Nothing, observer, Patience::default())
    }

    /// Like both, with an observer that is asked before every change, and with
    /// patience for files that other programs hold.
    pub fn open_observed(
        out: &Path,
        guard: &Guard,
        trust: Trust,
        observer: Observer,
        patience: Patience,
    ) -> Result<Self> {
        let patience = Arc::new(patience);
        let site = OutputFolder::new(out, Arc::clone(&patience));
        guard.admit(&site)?;
        let mut publisher = Self {
            site,
            disk: Disk::new(observer, Arc::clone(&patience)),
            patience,
            known: Known::default(),
            next: Mutex::default(),
            aside: Mutex::default(),
            made: Made::default(),
            touched: false,
            changed: BTreeSet::new(),
            afresh: trust == Trust::Nothing,
            lock: None,
        };
        let state = publisher.site.state();
        publisher.made.make_folder(&state, &publisher.disk)?;
        publisher.take_lock()?;
        publisher.known = Known::read(&publisher.site, trust)?;
        publisher.disk.clear(&publisher.site.stage())?;
        Ok(publisher)
    }

    /// Takes a published file over into the next site as it is.
    pub fn keep(&self, path: &OutPath) -> Result<&Entry> {
        let missing = || Fault::at(Act::Read, &self.site.at(path))(ErrorKind::NotFound.into());
        let entry = self.known.files.get(path).ok_or_else(missing)?;
        self.enter(path, Arc::clone(entry), None)?;
        Ok(entry)
    }

    /// Whether the next site has a file with the very bytes of the published.
    pub fn is_unchanged(&self, path: &OutPath) -> bool {
        let next = self.next();
        let both = next.files.get(path).zip(self.known.files.get(path));
        both.is_some_and(|(next, known)| next.hash == known.hash)
    }

    /// The cache of the last run, if this is still the site that
    /// it finished.
    pub fn cache(&self) -> Option<&[u8]> {
        self.known.cache.as_deref().filter(|_| !self.afresh)
    }

    /// Offers a page. Many threads may do so at once: they share a short lock
    /// around the lists, and none while they write.
    pub fn stage(
        &self,
        path: &OutPath,
        key: Option<Key>,
        links: Links,
        bytes: &[u8],
    ) -> Result<Staged> {
        let hash = Digest::of(&blake3::hash(bytes));
        let entry = Entry {
            key,
            hash,
            size: bytes.len() as u64,
            links,
        };
        if self.lies_there(path, &entry)? {
            return self
                .enter(path, Arc::new(entry), None)
                .map(|()| Staged::Unchanged);
        }
        let target = self.site.at(path);
        let temp = self.write_temp(&target, |file| {
            file.write_all(bytes)
                .map_err(Fault::at(Act::Write, &target))
        })?;
        self.enter(path, Arc::new(entry), Some(temp))
            .map(|()| Staged::Changed)
    }

    /// Offers a copy of the file `from`, which may be of any size. It is read
    /// once to learn whether it changed, and only then a second time to copy.
    pub fn stage_copy(&self, path: &OutPath, from: &Path) -> Result<Staged> {
        let found = self.patience.attempt(|| fs::metadata(from));
        let size = found.map_err(Fault::at(Act::Read, from))?.len();
        let entry = Entry {
            key: None,
            hash: self.site.hash_file(from)?,
            size,
            links: Links::default(),
        };
        if self.lies_there(path, &entry)? {
            return self
                .enter(path, Arc::new(entry), None)
                .map(|()| Staged::Unchanged);
        }
        let target = self.site.at(path);
        let mut copied = entry;
        let temp = self.write_temp(&target, |file| {
            // What was copied is recorded, in case the file changed meanwhile.
            (copied.hash, copied.size) = copy(from, file, &target, &self.patience)?;
            Ok(())
        })?;
        self.enter(path, Arc::new(copied), Some(temp))
            .map(|()| Staged::Changed)
    }

    /// The bytes of a published page, for checks that concern a page which is
    /// not made anew.
    pub fn read_published(&self, path: &OutPath) -> Result<Vec<u8>> {
        let place = self.site.at(path);
        let bytes = match self.site.look(path)? {
            PathState::File(_) => self.site.read(&place),
            _ => Err(ErrorKind::NotFound.into()),
        };
        Ok(bytes.map_err(Fault::at(Act::Read, &place))?)
    }

    /// Whether the entry's bytes are published at `path` already. Refuses if
    /// the output would damage something that is not ours.
    fn lies_there(&self, path: &OutPath, entry: &Entry) -> Result<bool> {
        if is_reserved(path) {
            return Err(Refusal::Reserved(path.clone()).into());
        }
        match self.site.look(path)? {
            PathState::Free => Ok(false),
            PathState::File(meta) => self.is_published(path, entry, &meta),
            // Where a page becomes a folder or a folder a page, the old files
            // make room, but only if they are ours.
            PathState::BehindFile(parent) if self.owns(&parent) => Ok(false),
            PathState::Folder if self.owns_below(path) => Ok(false),
            PathState::BehindFile(parent) => Err(Refusal::Foreign(self.site.at(&parent)).into()),
            PathState::BehindLink(link) => Err(Refusal::Link(link).into()),
            PathState::Folder | PathState::Other => {
                Err(Refusal::Foreign(self.site.at(path)).into())
            }
        }
    }

    /// Compares with the file that stands there: with our record of it, or if
    /// nobody recorded it, with its bytes. If those are equal it becomes ours.
    fn is_published(&self, path: &OutPath, entry: &Entry, meta: &Metadata) -> Result<bool> {
        let place = self.site.at(path);
        let same_size = meta.len() == entry.size;
        let known = self.known.files.get(path);
        if same_size && known.is_some_and(|known| known.hash == entry.hash) {
            return Ok(true);
        }
        if !self.owns(path) {
            let same = same_size && self.site.hash_file(&place)? == entry.hash;
            return if same {
                Ok(true)
            } else {
                Err(Refusal::Foreign(place).into())
            };
        }
        Ok(false)
    }

    /// Whether the file at `path` is ours, if only under a spelling that
    /// differs in case: some disks take the two for one.
    fn owns(&self, path: &OutPath) -> bool {
        let folded = path.folded();
        let respelled = |old: &OutPath| old.folded() == folded && self.site.is_one_file(old, path);
        self.known.owns(path) || self.known.owned().any(respelled)
    }

    fn owns_below(&self, folder: &OutPath) -> bool {
        let inside = |path: &OutPath| {
            let rest = path.as_str().strip_prefix(folder.as_str());
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        self.known.owned().any(inside)
    }

    fn enter(&self, path: &OutPath, entry: Arc<Entry>, temp: Option<Ticket>) -> Result<()> {
        let mut next = self.next();
        if next.files.insert(path.clone(), entry).is_some() {
            return Err(Refusal::Collision(path.clone()).into());
        }
        if let Some(temp) = temp {
            next.staged.insert(path.clone(), temp);
        }
        Ok(())
    }

    /// Writes a temporary file, on the same disk as its target so that it can
    /// be renamed. It is not flushed here: the commit flushes all at once.
    fn write_temp(
        &self,
        target: &Path,
        fill: impl FnOnce(&mut File) -> Result<(), Fault>,
    ) -> Result<Ticket, Fault> {
        let ticket = self.take_ticket().map_err(|fault| fault.naming(target))?;
        let temp = self.temporary(ticket);
        let written = self.disk.create(&temp, fill);
        // A failure to read a copied file names that file and keeps its name.
        written.map_err(|fault| {
            if fault.is_about(&temp) {
                fault.naming(target)
            } else {
                fault
            }
        })?;
        Ok(ticket)
    }

    /// Where a temporary file lies.
    fn temporary(&self, ticket: Ticket) -> PathBuf {
        self.site.stage().join(ticket.0.to_string())
    }

    /// A new name for a temporary file. Their folder is made with the first,
    /// so that a run which changes nothing writes nothing at all.
    fn take_ticket(&self) -> Result<Ticket, Fault> {
        let mut next = self.next();
        if next.tickets == 0 {
            self.disk.create_dir(&self.site.stage())?;
        }
        next.tickets += 1;
        Ok(Ticket(next.tickets))
    }

    /// A thread that panicked cannot have left the lists half changed.
    fn next(&self) -> MutexGuard<'_, Next> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_lock(&mut self) -> Result<()> {
        let lock = Lock::take(&self.site, &self.disk)?;
        if lock.made {
            self.made.lock(self.site.lock());
        }
        self.lock = Some(lock);
        Ok(())
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        // An open file keeps its folder on Windows.
        self.aside = Mutex::default();
        if self.lock.is_some() {
            _ = self.disk.clear(&self.site.stage());
        }
        self.made.undo(&self.disk, &mut self.lock);
    }
}
