//! Composing the next revision whenever something was saved. The one thread here
//! is the only one that composes, so revisions come in order.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Result;
use tokio::sync::watch;

use crate::diag::Level;
use crate::site::Site;
use crate::snapshot::{Ground, Snapshot};

use super::debounce::{Debounce, FileChange};
use super::revision::Revision;
use super::watcher::{ChangeSignal, FileWatcher};
use super::{Preview, Progress};

/// How long a state that looks like half a save may take to become whole.
const PATIENCE: Duration = Duration::from_millis(150);

/// How long after a change everything is looked at once more, because an
/// event may have been lost.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// How often it is asked whether the folders are still those that are watched.
const GLANCE: Duration = Duration::from_secs(1);

/// How often the files are looked at if there is no watcher.
const ROUND: Duration = Duration::from_millis(700);

/// How long to wait before asking again for a file that is locked, and how
/// often before it is reported.
const LOCKED: Duration = Duration::from_millis(150);
const TRIES: usize = 3;

/// How many files are read in such a round whose stamps say that they are the same: a
/// copy may keep its time of change. So that is seen too, though in a large site later.
const READ_AGAIN: usize = 200;

pub struct Recomposer {
    preview: Preview,
    revisions: watch::Sender<Arc<Revision>>,
    changes: Receiver<FileChange>,
    /// Kept, so that the channel never closes.
    signal: ChangeSignal,
    watcher: Option<FileWatcher>,
    /// The newest site, shown or not; everything is composed after it.
    last: Arc<Site>,
    /// The folders that `last` was listed in.
    ground: Ground,
    /// When the listing of `last` was begun.
    listed: SystemTime,
    /// The listing that was read again last, where there is no watcher.
    read_again: String,
}

impl Recomposer {
    /// Composes the first revision. An error only where the machine fails.
    pub fn start(preview: Preview) -> Result<(Self, watch::Receiver<Arc<Revision>>)> {
        let (signal, changes) = ChangeSignal::new();
        let listed = SystemTime::now();
        let ground = Ground::of(&preview.root);
        let last = Arc::new(preview.compose()?);
        let (revisions, receiver) = watch::channel(Arc::new(Revision::first(Arc::clone(&last))));
        let recomposer = Self {
            preview,
            revisions,
            changes,
            signal,
            watcher: None,
            last,
            ground,
            listed,
            read_again: String::new(),
        };
        Ok((recomposer, receiver))
    }

    /// Works until the program ends.
    pub fn run(mut self, tell: &dyn Fn(&Progress<'_>)) {
        if !self.preview.poll {
            self.watcher = FileWatcher::start(&self.preview.root, self.signal.clone()).ok();
            if self.watcher.is_none() {
                tell(&Progress::Polling);
            }
        }
        // What was saved between the first listing and the hanging of the signal.
        let mut look_again = Some(Instant::now());
        loop {
            let change = self.next_change(look_again.take());
            let begun = Instant::now();
            let unasked = change.is_none();
            let looked = match change {
                Some(change) => self.debounce(change).map(Some),
                None => self.look_around(),
            };
            match looked {
                // There was a change meanwhile; what was not looked at is looked at later.
                Ok(None) => look_again = Some(Instant::now() + SECOND_LOOK),
                Ok(Some(site)) => {
                    let changed = self.publish(site, begun, tell);
                    if changed || !unasked {
                        look_again = Some(Instant::now() + SECOND_LOOK);
                    }
                }
                Err(error) => {
                    self.tell_of_lock(&error, begun, tell);
                    look_again = Some(Instant::now() + LOCKED);
                }
            }
        }
    }

    /// The next change; `None` when it is time to look unasked.
    fn next_change(&self, look_again: Option<Instant>) -> Option<FileChange> {
        let round = self.watcher.is_none().then(|| Instant::now() + ROUND);
        let due = look_again.into_iter().chain(round).min();
        loop {
            let glance = Instant::now() + GLANCE;
            let at = due.map_or(glance, |due| due.min(glance));
            if let Some(change) = self.change_before(at) {
                return Some(change);
            }
            if self.watcher.as_ref().is_some_and(FileWatcher::is_displaced) {
                return Some(FileChange::Anywhere);
            }
            if due.is_some_and(|due| due <= Instant::now()) {
                return None;
            }
        }
    }

    fn change_before(&self, at: Instant) -> Option<FileChange> {
        let wait = at.saturating_duration_since(Instant::now());
        let change = self.changes.recv_timeout(wait).ok()?;
        self.signal.lower();
        Some(change)
    }

    /// Waits until a debounce is over and composes what it left. What looks like
    /// half a save gets a little longer to become whole.
    fn debounce(&mut self, first: FileChange) -> Result<Arc<Site>> {
        let mut debounce = Debounce::new(first, Instant::now());
        let mut until = None;
        let mut tries = 0;
        loop {
            while let Some(change) = self.change_before(debounce.over()) {
                debounce.add(change, Instant::now());
            }
            let site = match self.look(&debounce) {
                Err(_) if tries < TRIES => {
                    tries += 1;
                    thread::sleep(LOCKED);
                    continue;
                }
                looked => looked?,
            };
            let until = *until.get_or_insert_with(|| Instant::now() + PATIENCE);
            if !is_half(&self.last, &site) {
                return Ok(site);
            }
            match self.change_before(until) {
                Some(change) => debounce.add(change, Instant::now()),
                None => return Ok(site),
            }
        }
    }

    /// Looks at the files where a debounce was, and composes what is there now.
    fn look(&mut self, debounce: &Debounce) -> Result<Arc<Site>> {
        let paths = debounce.paths();
        if let Some(watcher) = &mut self.watcher
            && paths.is_none_or(|paths| watcher.is_shaken(paths.iter()))
            && watcher.settle().is_err()
        {
            self.watcher = None;
        }
        if let Some(snapshot) = self.moved_in()? {
            return Ok(Arc::new(self.last.again(snapshot, (self.preview.today)())?));
        }
        let known = &self.last.snapshot;
        let snapshot = match paths {
            // Where only a part is listed, the rest is as old as before.
            Some(paths) => known.again_at(paths.iter().map(PathBuf::as_path), self.listed)?,
            None => {
                let now = SystemTime::now();
                let snapshot = known.again(self.listed)?;
                self.listed = now;
                snapshot
            }
        };
        let site = self.last.again(snapshot, (self.preview.today)())?;
        Ok(Arc::new(site))
    }

    /// The files of other folders that took the place of those listed last.
    /// Times and sizes of files tell nothing there, so all are listed as new.
    fn moved_in(&mut self) -> Result<Option<Snapshot>> {
        let ground = Ground::of(&self.preview.root);
        if ground == self.ground || !ground.has_root() {
            return Ok(None);
        }
        let now = SystemTime::now();
        let snapshot = Snapshot::take(&self.preview.root)?;
        (self.ground, self.listed) = (ground, now);
        Ok(Some(snapshot))
    }

    /// Looks at all files, unless a change comes: then there is something to do
    /// that a person waits for.
    fn look_around(&mut self) -> Result<Option<Arc<Site>>> {
        if let Some(snapshot) = self.moved_in()? {
            let site = self.last.again(snapshot, (self.preview.today)())?;
            return Ok(Some(Arc::new(site)));
        }
        let now = SystemTime::now();
        let known = &self.last.snapshot;
        let stop = || self.signal.is_raised();
        let Some(mut snapshot) = known.again_unless(self.listed, &stop)? else {
            return Ok(None);
        };
        if self.watcher.is_none() {
            self.read_again = snapshot.distrust(&self.read_again, READ_AGAIN);
        }
        let site = self.last.again(snapshot, (self.preview.today)())?;
        self.listed = now;
        Ok(Some(Arc::new(site)))
    }

    /// Puts a site where the web server takes it from; whether it differs
    /// from the last one.
    fn publish(&mut self, site: Arc<Site>, begun: Instant, tell: &dyn Fn(&Progress<'_>)) -> bool {
        let changed = !site.says_the_same(&self.last);
        self.last = Arc::clone(&site);
        if changed || self.revisions.borrow().lock().is_some() {
            let revision = self.revisions.borrow().after(site);
            self.send(revision, begun, tell);
        }
        changed
    }

    fn tell_of_lock(&self, error: &anyhow::Error, begun: Instant, tell: &dyn Fn(&Progress<'_>)) {
        let revision = self.revisions.borrow().locked(error);
        if revision.lock() != self.revisions.borrow().lock() {
            self.send(revision, begun, tell);
        }
    }

    fn send(&self, revision: Revision, begun: Instant, tell: &dyn Fn(&Progress<'_>)) {
        let revision = Arc::new(revision);
        self.revisions.send_replace(Arc::clone(&revision));
        tell(&Progress::Next {
            revision: &revision,
            milliseconds: begun.elapsed().as_millis(),
        });
    }
}

/// Whether this looks like the middle of a save: a file is gone or empty, or
/// there are errors that were not there before.
fn is_half(before: &Site, now: &Site) -> bool {
    let errors = |site: &Site| {
        let all = site.found.diagnostics.iter();
        all.filter(|one| one.level == Level::Error).count()
    };
    now.snapshot.lacks(&before.snapshot) || errors(now) > errors(before)
}
