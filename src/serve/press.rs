//! Composing the next issue whenever something was saved. The one thread here
//! is the only one that composes, so issues come in order.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Result;
use tokio::sync::watch;

use crate::diag::Level;
use crate::edition::Edition;
use crate::snapshot::{Ground, Snapshot};

use super::burst::{Burst, Ring};
use super::doorbell::{Bell, Doorbell};
use super::issue::Issue;
use super::{Preview, Told};

/// How long a state that looks like half a save may take to become whole.
const PATIENCE: Duration = Duration::from_millis(150);

/// How long after a change everything is looked at once more, because an
/// event may have been lost.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// How often it is asked whether the folders are still those that are watched.
const GLANCE: Duration = Duration::from_secs(1);

/// How often the files are looked at where nobody rings.
const ROUND: Duration = Duration::from_millis(700);

/// How long to wait before asking again for a file that is locked, and how
/// often before anybody is told.
const LOCKED: Duration = Duration::from_millis(150);
const TRIES: usize = 3;

pub struct Press {
    preview: Preview,
    issues: watch::Sender<Arc<Issue>>,
    rings: Receiver<Ring>,
    /// Kept, so that the receiver never finds everybody gone.
    bell: Bell,
    doorbell: Option<Doorbell>,
    /// The newest edition, shown or not; everything is composed after it.
    last: Arc<Edition>,
    /// The folders that `last` was listed in.
    ground: Ground,
    /// When the listing of `last` was begun.
    listed: SystemTime,
}

impl Press {
    /// Composes the first issue. An error only where the machine fails.
    pub fn start(preview: Preview) -> Result<(Self, watch::Receiver<Arc<Issue>>)> {
        let (bell, rings) = Bell::new();
        let listed = SystemTime::now();
        let ground = Ground::of(&preview.root);
        let last = Arc::new(preview.compose()?);
        let (issues, receiver) = watch::channel(Arc::new(Issue::first(Arc::clone(&last))));
        let press = Self {
            preview,
            issues,
            rings,
            bell,
            doorbell: None,
            last,
            ground,
            listed,
        };
        Ok((press, receiver))
    }

    /// Works until the program ends.
    pub fn run(mut self, tell: &dyn Fn(&Told<'_>)) {
        if !self.preview.poll {
            self.doorbell = Doorbell::hang(&self.preview.root, self.bell.clone()).ok();
            if self.doorbell.is_none() {
                tell(&Told::Polling);
            }
        }
        // What was saved between the first listing and the hanging of the bell.
        let mut look_again = Some(Instant::now());
        loop {
            let ring = self.next_ring(look_again.take());
            let begun = Instant::now();
            let unasked = ring.is_none();
            let looked = match ring {
                Some(ring) => self.burst(ring).map(Some),
                None => self.look_around(),
            };
            match looked {
                // Somebody rang meanwhile; what was not looked at is looked at later.
                Ok(None) => look_again = Some(Instant::now() + SECOND_LOOK),
                Ok(Some(edition)) => {
                    let changed = self.publish(edition, begun, tell);
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

    /// The next ring; `None` when it is time to look unasked.
    fn next_ring(&self, look_again: Option<Instant>) -> Option<Ring> {
        let round = self.doorbell.is_none().then(|| Instant::now() + ROUND);
        let due = look_again.into_iter().chain(round).min();
        loop {
            let glance = Instant::now() + GLANCE;
            let at = due.map_or(glance, |due| due.min(glance));
            if let Some(ring) = self.ring_before(at) {
                return Some(ring);
            }
            if self.doorbell.as_ref().is_some_and(Doorbell::is_displaced) {
                return Some(Ring::Anywhere);
            }
            if due.is_some_and(|due| due <= Instant::now()) {
                return None;
            }
        }
    }

    fn ring_before(&self, at: Instant) -> Option<Ring> {
        let wait = at.saturating_duration_since(Instant::now());
        let ring = self.rings.recv_timeout(wait).ok()?;
        self.bell.hear();
        Some(ring)
    }

    /// Waits until a burst is over and composes what it left. What looks like
    /// half a save gets a little longer to become whole.
    fn burst(&mut self, first: Ring) -> Result<Arc<Edition>> {
        let mut burst = Burst::new(first, Instant::now());
        let mut until = None;
        let mut tries = 0;
        loop {
            while let Some(ring) = self.ring_before(burst.over()) {
                burst.add(ring, Instant::now());
            }
            let edition = match self.look(&burst) {
                Err(_) if tries < TRIES => {
                    tries += 1;
                    thread::sleep(LOCKED);
                    continue;
                }
                looked => looked?,
            };
            let until = *until.get_or_insert_with(|| Instant::now() + PATIENCE);
            if !is_half(&self.last, &edition) {
                return Ok(edition);
            }
            match self.ring_before(until) {
                Some(ring) => burst.add(ring, Instant::now()),
                None => return Ok(edition),
            }
        }
    }

    /// Looks at the files where a burst was, and composes what is there now.
    fn look(&mut self, burst: &Burst) -> Result<Arc<Edition>> {
        let paths = burst.paths();
        if let Some(doorbell) = &mut self.doorbell
            && paths.is_none_or(|paths| doorbell.is_shaken(paths.iter()))
            && doorbell.settle().is_err()
        {
            self.doorbell = None;
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
        let edition = self.last.again(snapshot, (self.preview.today)())?;
        Ok(Arc::new(edition))
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

    /// Looks at all files, unless somebody rings: then there is something to do
    /// that a person waits for.
    fn look_around(&mut self) -> Result<Option<Arc<Edition>>> {
        if let Some(snapshot) = self.moved_in()? {
            let edition = self.last.again(snapshot, (self.preview.today)())?;
            return Ok(Some(Arc::new(edition)));
        }
        let now = SystemTime::now();
        let known = &self.last.snapshot;
        let Some(snapshot) = known.again_unless(self.listed, &|| self.bell.is_ringing())? else {
            return Ok(None);
        };
        let edition = self.last.again(snapshot, (self.preview.today)())?;
        self.listed = now;
        Ok(Some(Arc::new(edition)))
    }

    /// Puts an edition where the web server takes it from; whether it differs
    /// from the last one.
    fn publish(&mut self, edition: Arc<Edition>, begun: Instant, tell: &dyn Fn(&Told<'_>)) -> bool {
        let changed = !edition.says_the_same(&self.last);
        self.last = Arc::clone(&edition);
        if changed || self.issues.borrow().lock().is_some() {
            let issue = self.issues.borrow().after(edition);
            self.send(issue, begun, tell);
        }
        changed
    }

    fn tell_of_lock(&self, error: &anyhow::Error, begun: Instant, tell: &dyn Fn(&Told<'_>)) {
        let issue = self.issues.borrow().locked(error);
        if issue.lock() != self.issues.borrow().lock() {
            self.send(issue, begun, tell);
        }
    }

    fn send(&self, issue: Issue, begun: Instant, tell: &dyn Fn(&Told<'_>)) {
        let issue = Arc::new(issue);
        self.issues.send_replace(Arc::clone(&issue));
        tell(&Told::Next {
            issue: &issue,
            milliseconds: begun.elapsed().as_millis(),
        });
    }
}

/// Whether this looks like the middle of a save: a file is gone or empty, or
/// there are errors that were not there before.
fn is_half(before: &Edition, now: &Edition) -> bool {
    let errors = |edition: &Edition| {
        let all = edition.found.diagnostics.iter();
        all.filter(|one| one.level == Level::Error).count()
    };
    now.snapshot.lacks(&before.snapshot) || errors(now) > errors(before)
}
