//! The second phase: the new site moves into place.
//!
//! The order is such that a crash between any two steps loses nothing: the
//! journal says what will be ours before it is there, pages replace pages one
//! by one, and the record of the finished site comes last. Before each record
//! is written, every file that it lists is flushed, so that the same holds if
//! the power fails.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{ErrorKind, Write};
use std::mem;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::cache_file::{NewCache, SealedCache};
use super::fault::{Act, Fault};
use super::folder::{PathState, parents};
use super::ledger::{Files, to_json};
use super::refusal::Refusal;
use super::{Next, Publisher, Ticket};
use crate::path::OutPath;

/// What a commit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The files written, in the order in which they moved into place.
    pub written: Vec<OutPath>,
    /// How many files stayed as they were.
    pub unchanged: usize,
    /// The files removed because the new site has them no longer.
    pub removed: Vec<OutPath>,
    /// The files that should have been removed, but that somebody changed by
    /// hand. They stay, and are not ours any more.
    pub left: Vec<OutPath>,
    /// The size of the files written.
    pub bytes_written: u64,
    /// The size of the whole site.
    pub total_bytes: u64,
    /// How many files the site has.
    pub files: usize,
}

/// Everything that the commit will do, decided before it does anything.
struct Delivery {
    files: Files,
    /// What moves into place, in order, with the temporary file of each.
    moves: Vec<(OutPath, Ticket)>,
    /// The folders that those need, the outer before the inner.
    folders: BTreeSet<OutPath>,
    /// What is ours and has no place in the new site.
    stale: Vec<Stale>,
    /// `None` if the folder has this very manifest already.
    manifest: Option<Vec<u8>>,
    /// `None` if it is there already.
    cache: Option<SealedCache>,
}

struct Stale {
    path: OutPath,
    /// The new file whose path differs from this one in case only: on a disk
    /// that ignores case the two are one file.
    respelled: Option<OutPath>,
}

impl Publisher {
    /// Puts the new site in place. `interrupted` is asked last just before
    /// the first change: from then on it is quicker to finish than to go back.
    pub fn commit(self, interrupted: &dyn Fn() -> bool) -> Result<Outcome> {
        self.commit_telling(interrupted, &|_, _| {})
    }

    /// The same; `moved` is called with how many files of how many are in place.
    pub fn commit_telling(
        mut self,
        interrupted: &dyn Fn() -> bool,
        moved: &dyn Fn(usize, usize),
    ) -> Result<Outcome> {
        self.check_aside()?;
        let delivery = self.plan()?;
        let mut outcome = delivery.forecast();
        if interrupted() {
            return Err(Refusal::Interrupted.into());
        }
        if delivery.changes_nothing() {
            // The site is as it was, but its cache may differ.
            self.put_new_cache(&delivery)?;
            return Ok(outcome);
        }
        self.sync_staged(&delivery.moves)?;
        if interrupted() {
            return Err(Refusal::Interrupted.into());
        }
        let history = self.known.history(&delivery.files);
        // Of a first build the two say the same, and those of a large site are large.
        let journal = match &delivery.manifest {
            Some(manifest) if history.is_empty() => Cow::Borrowed(&manifest[..]),
            _ => Cow::Owned(to_json(&delivery.files, &history)?),
        };
        let delivered = self.deliver(&delivery, &journal, &mut outcome, moved);
        delivered.map_err(|fault| if self.touched { fault.halfway() } else { fault })?;
        Ok(outcome)
    }

    fn plan(&self) -> Result<Delivery> {
        let Next {
            files,
            staged,
            cache,
            ..
        } = &mut *self.next();
        let (files, staged, cache) = (mem::take(files), mem::take(staged), cache.take());
        let texts: HashSet<&str> = files.keys().map(OutPath::as_str).collect();
        for path in files.keys().map(OutPath::as_str) {
            let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
            if let Some(parent) = folders.find_map(|folder| texts.get(folder)) {
                let parent = OutPath::new(parent).expect("a path of the site");
                return Err(Refusal::Collision(parent).into());
            }
        }
        // Rendering takes a while, and the folder may have changed meanwhile.
        for path in staged.keys() {
            self.lies_there(path, &files[path])?;
        }
        let mut moves: Vec<_> = staged.into_iter().collect();
        moves.sort_by_cached_key(|(path, _)| turn(path));
        let folders = moves.iter().flat_map(|(path, _)| parents(path)).collect();
        let manifest = self.known.new_manifest(&files)?;
        let cache = cache.filter(|new| manifest.is_some() || !matches!(new, NewCache::Same));
        let beside = manifest.as_deref().unwrap_or(self.known.manifest());
        let cache = cache.map(|new| new.seal(self.known.cache.as_deref(), beside));
        Ok(Delivery {
            stale: self.stale(&files),
            files,
            moves,
            folders,
            manifest,
            cache,
        })
    }

    fn stale(&self, files: &Files) -> Vec<Stale> {
        let owned = self.known.owned();
        let paths: BTreeSet<_> = owned.filter(|path| !files.contains_key(path)).collect();
        if paths.is_empty() {
            return Vec::new();
        }
        let spelled: BTreeMap<String, &OutPath> =
            files.keys().map(|path| (path.folded(), path)).collect();
        let stale = |path: &OutPath| Stale {
            path: path.clone(),
            respelled: spelled.get(&path.folded()).map(|new| (*new).clone()),
        };
        paths.into_iter().map(stale).collect()
    }

    fn deliver(
        &mut self,
        delivery: &Delivery,
        journal: &[u8],
        outcome: &mut Outcome,
        moved: &dyn Fn(usize, usize),
    ) -> Result<(), Fault> {
        self.write_record(&[journal], &self.site.journal())?;
        if !self.known.journal {
            self.made.file(self.site.journal());
        }
        self.disk.sync(&[self.site.state()])?;
        let (in_the_way, rest): (Vec<_>, Vec<_>) = delivery
            .stale
            .iter()
            .partition(|stale| delivery.needs_the_place_of(&stale.path));
        self.remove_stale(&in_the_way, outcome)?;
        self.make_page_folders(&delivery.folders)?;
        for (number, (path, ticket)) in delivery.moves.iter().enumerate() {
            self.disk
                .rename(&self.temporary(*ticket), &self.site.at(path))?;
            self.touch();
            self.note_change(path);
            moved(number + 1, delivery.moves.len());
        }
        self.remove_stale(&rest, outcome)?;
        self.touch();
        let changed: Vec<PathBuf> = mem::take(&mut self.changed).into_iter().collect();
        self.disk.sync(&changed)?;
        self.put_new_cache(delivery)?;
        if let Some(manifest) = &delivery.manifest {
            self.write_record(&[manifest], &self.site.manifest())?;
        }
        self.disk.sync(&[self.site.state()])?;
        self.disk.remove_file(&self.site.journal())
    }

    /// Waits until every staged file would outlast a power cut: what is moved
    /// into place is then whole, whenever the power fails.
    fn sync_staged(&self, moves: &[(OutPath, Ticket)]) -> Result<(), Fault> {
        let place = |(_, ticket): &(OutPath, Ticket)| self.temporary(*ticket);
        let staged = |at: usize| place(&moves[at]);
        self.disk.sync_all(moves.len(), &staged).map_err(|fault| {
            let about = moves.iter().find(|one| fault.is_about(&place(one)));
            match about {
                Some((path, _)) => fault.naming(&self.site.at(path)),
                None => fault,
            }
        })
    }

    /// The folder of this path has another name in it, or one less.
    fn note_change(&mut self, path: &OutPath) {
        let mut place = self.site.at(path);
        place.pop();
        self.changed.insert(place);
    }

    /// From here on there is something to lose: nothing is taken back, and the
    /// journal stays until the manifest says the same.
    fn touch(&mut self) {
        self.touched = true;
        self.made.keep();
    }

    fn put_new_cache(&self, delivery: &Delivery) -> Result<(), Fault> {
        delivery
            .cache
            .as_ref()
            .map_or(Ok(()), |cache| self.put_cache(cache))
    }

    /// Replaces a record as a whole, with bytes that are flushed.
    pub(super) fn write_record(&self, pieces: &[&[u8]], target: &Path) -> Result<(), Fault> {
        let temp = self.write_temp(target, |file| {
            let mut pieces = pieces.iter();
            let written = pieces.try_for_each(|bytes| file.write_all(bytes));
            let written = written.and_then(|()| file.sync_all());
            written.map_err(Fault::at(Act::Write, target))
        })?;
        self.disk.rename(&self.temporary(temp), target)
    }

    fn make_page_folders(&mut self, folders: &BTreeSet<OutPath>) -> Result<(), Fault> {
        let mut fresh: BTreeSet<&OutPath> = BTreeSet::new();
        for folder in folders {
            let place = self.site.at(folder);
            // A folder that was made a moment ago is still empty.
            let in_fresh = parents(folder).any(|parent| fresh.contains(&parent));
            let spot = if in_fresh {
                PathState::Free
            } else {
                self.site.look(folder)?
            };
            match spot {
                PathState::Folder => {}
                PathState::Free => {
                    self.disk.create_dir(&place)?;
                    self.note_change(folder);
                    fresh.insert(folder);
                    if !self.touched {
                        self.made.folder(place);
                    }
                }
                _ => {
                    let blocked = Fault::at(Act::Write, &place);
                    return Err(blocked(ErrorKind::NotADirectory.into()));
                }
            }
        }
        Ok(())
    }

    /// Removes files that are ours, unless somebody has changed them, and then
    /// the folders that are empty without them.
    fn remove_stale(&mut self, stale: &[&Stale], outcome: &mut Outcome) -> Result<(), Fault> {
        for old in stale {
            let path = &old.path;
            match self.site.look(path)? {
                PathState::Free | PathState::BehindFile(_) => {}
                PathState::File(_) if self.is_respelled(old) => {}
                PathState::File(_) if self.is_as_published(path)? => {
                    self.disk.remove_file(&self.site.at(path))?;
                    self.touch();
                    self.note_change(path);
                    outcome.removed.push(path.clone());
                }
                _ => outcome.left.push(path.clone()),
            }
        }
        let folders: BTreeSet<OutPath> = stale.iter().flat_map(|old| parents(&old.path)).collect();
        for folder in folders.iter().rev() {
            if matches!(self.site.look(folder)?, PathState::Folder) {
                self.disk.remove_dir_if_empty(&self.site.at(folder))?;
                self.note_change(folder);
            }
        }
        Ok(())
    }

    fn is_respelled(&self, old: &Stale) -> bool {
        let new = old.respelled.as_ref();
        new.is_some_and(|new| self.site.is_one_file(&old.path, new))
    }

    fn is_as_published(&self, path: &OutPath) -> Result<bool, Fault> {
        let found = self.site.hash_of(path)?;
        Ok(found.is_some_and(|found| self.known.knows(path, &found)))
    }
}

impl Delivery {
    fn changes_nothing(&self) -> bool {
        self.moves.is_empty() && self.stale.is_empty() && self.manifest.is_none()
    }

    /// Whether a stale path must go first: a new folder takes its name, or a
    /// new file takes the name of the folder that it lies in.
    fn needs_the_place_of(&self, stale: &OutPath) -> bool {
        self.folders.contains(stale)
            || parents(stale).any(|parent| self.files.contains_key(&parent))
    }

    fn forecast(&self) -> Outcome {
        let written: Vec<OutPath> = self.moves.iter().map(|(path, _)| path.clone()).collect();
        Outcome {
            unchanged: self.files.len() - written.len(),
            bytes_written: written.iter().map(|path| self.files[path].size).sum(),
            total_bytes: self.files.values().map(|entry| entry.size).sum(),
            files: self.files.len(),
            written,
            ..Outcome::default()
        }
    }
}

/// When a file's turn comes: `index.html` files after all others and, among
/// equals, the deeper first, the front page last of all. So no index ever
/// names a page that is not there yet.
fn turn(path: &OutPath) -> (bool, Reverse<usize>, OutPath) {
    let text = path.as_str();
    let is_index = text == "index.html" || text.ends_with("/index.html");
    (is_index, Reverse(text.matches('/').count()), path.clone())
}
