//! Composing the next revision whenever something was saved. The one thread here
//! is the only one that looks and composes, so revisions come in order.

use std::mem;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use anyhow::Result;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::watch;

use crate::diag::Level;
use crate::site::Site;

use super::composer::{Composer, Look, Scope};
use super::debounce::{Debounce, FileChange};
use super::pace::{BESIDE_A_WATCHER, WHILE_HELD, WITHOUT_A_WATCHER};
use super::revision::Revision;
use super::waiting::Waiting;
use super::watcher::{ChangeSignal, FileWatcher};
use super::{Preview, Progress};

/// How long after a change everything is looked at once more, because an
/// event may have been lost.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// How often it is asked whether the folders are still those that are watched.
const GLANCE: Duration = Duration::from_secs(1);

/// Whoever started the preview, and is told of what happens.
type Told<'t> = &'t dyn Fn(&Progress<'_>);

pub struct Recomposer {
    composer: Composer,
    revisions: watch::Sender<Arc<Revision>>,
    changes: Receiver<FileChange>,
    /// Kept, so that the channel never closes.
    signal: ChangeSignal,
    watcher: Option<FileWatcher>,
    /// What the last look took, without what was waited for.
    cost: Duration,
    /// Whether the last look found what the watcher had not told of.
    untold: bool,
    /// One thread, for looks that nobody asked for: they leave the other processors
    /// alone, and cost what they take. `None` if the system gives none.
    unhurried: Option<ThreadPool>,
}

impl Recomposer {
    /// Composes the first revision. An error only where the machine fails.
    pub fn start(preview: Preview) -> Result<(Self, watch::Receiver<Arc<Revision>>)> {
        let (signal, changes) = ChangeSignal::new();
        let composer = Composer::start(preview)?;
        let first = Revision::first(Arc::clone(composer.last()));
        let (revisions, receiver) = watch::channel(Arc::new(first));
        let recomposer = Self {
            composer,
            revisions,
            changes,
            signal,
            watcher: None,
            cost: Duration::ZERO,
            untold: false,
            unhurried: ThreadPoolBuilder::new().num_threads(1).build().ok(),
        };
        Ok((recomposer, receiver))
    }

    /// Works until the preview has ended, and nobody takes revisions any more.
    pub fn run(mut self, tell: Told<'_>) {
        if !self.composer.preview().poll {
            let root = &self.composer.preview().root;
            self.watcher = FileWatcher::start(root, self.signal.clone()).ok();
            if self.watcher.is_none() {
                tell(&Progress::Polling);
            }
        }
        // At once: something may have been saved before it was watched.
        let mut due = Instant::now();
        loop {
            let change = self.next_change(due);
            if self.revisions.is_closed() {
                return;
            }
            due = Instant::now() + self.turn(change, tell);
        }
    }

    /// Looks once, where a change was or, if there was none, everywhere, and puts
    /// what is new in place. How long to wait for a change before the next look.
    pub fn turn(&mut self, change: Option<FileChange>, tell: Told<'_>) -> Duration {
        let unasked = change.is_none();
        // Told of nothing since a change was found: perhaps nobody watches any more.
        if mem::take(&mut self.untold) && unasked {
            self.watch_anew(tell);
        }
        let begun = Instant::now();
        match self.look(change, tell) {
            // There was a change meanwhile; what was not looked at is looked at later.
            Ok(None) => SECOND_LOOK,
            Ok(Some(look)) => {
                let changed = self.publish(look, begun, tell);
                self.untold = changed && unasked;
                if changed || !unasked {
                    return SECOND_LOOK;
                }
                let pace = match self.watcher {
                    Some(_) => BESIDE_A_WATCHER,
                    None => WITHOUT_A_WATCHER,
                };
                pace.pause(self.cost)
            }
            Err(error) => {
                self.tell_of_lock(&error, begun, tell);
                WHILE_HELD.pause(self.cost)
            }
        }
    }

    /// The next change; `None` when it is time to look unasked. However late that
    /// is noticed, after a night's sleep for one, it is one look.
    fn next_change(&self, due: Instant) -> Option<FileChange> {
        loop {
            let glance = Instant::now() + GLANCE;
            if let Some(change) = self.change_before(due.min(glance)) {
                return Some(change);
            }
            if self.watcher.as_ref().is_some_and(FileWatcher::is_displaced) {
                return Some(FileChange::Anywhere);
            }
            if due <= Instant::now() || self.revisions.is_closed() {
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

    /// Looks until what is found can be read and is no half of a save. `None` if it
    /// was unasked and a change came: then there is something that a person waits for.
    fn look(&mut self, change: Option<FileChange>, tell: Told<'_>) -> Result<Option<Look>> {
        let mut debounce = change.map(|change| Debounce::new(change, Instant::now()));
        let mut waiting = match self.revisions.borrow().lock() {
            Some(_) => Waiting::once_told(Instant::now()),
            None => Waiting::default(),
        };
        loop {
            while let Some(over) = debounce.as_ref().map(Debounce::over)
                && let Some(change) = self.change_before(over)
            {
                Debounce::join(&mut debounce, change, Instant::now());
            }
            let now = Instant::now;
            let begun = now();
            let looked = self.look_once(debounce.as_ref(), tell);
            self.cost = begun.elapsed();
            let (looked, wait) = match looked {
                Ok(None) => return Ok(None),
                Ok(Some(look)) if is_half(self.composer.last(), &look.site) => {
                    (Ok(Some(look)), waiting.with_half(now()))
                }
                Ok(Some(look)) => (Ok(Some(look)), None),
                Err(error) => (Err(error), waiting.with_held(now())),
            };
            let Some(until) = wait else {
                return looked;
            };
            if let Some(change) = self.change_before(until) {
                Debounce::join(&mut debounce, change, now());
            }
        }
    }

    fn look_once(&mut self, debounce: Option<&Debounce>, tell: Told<'_>) -> Result<Option<Look>> {
        let Some(debounce) = debounce else {
            return self.look_around();
        };
        let paths = debounce.paths();
        let watcher = self.watcher.as_ref();
        if watcher.is_some_and(|watcher| paths.is_none_or(|paths| watcher.is_shaken(paths.iter())))
        {
            self.watch_anew(tell);
        }
        let scope = paths.map_or(Scope::Everywhere, Scope::At);
        self.composer.look(&scope, &|| false)
    }

    /// Looks everywhere, unless a change comes.
    fn look_around(&mut self) -> Result<Option<Look>> {
        let Self {
            composer,
            signal,
            watcher,
            unhurried,
            ..
        } = self;
        let stop = || signal.is_raised();
        match (watcher, unhurried) {
            (None, _) => composer.look(&Scope::WithoutTrust, &stop),
            (Some(_), None) => composer.look(&Scope::Everywhere, &stop),
            (Some(_), Some(pool)) => pool.install(|| composer.look(&Scope::Everywhere, &stop)),
        }
    }

    /// Watches the folders that are there now. Where the system cannot, the files
    /// are looked at more often instead.
    fn watch_anew(&mut self, tell: Told<'_>) {
        if self
            .watcher
            .as_mut()
            .is_some_and(|one| one.settle().is_err())
        {
            self.watcher = None;
            tell(&Progress::Polling);
        }
    }

    /// Puts a site where the web server takes it from; whether it differs
    /// from the last one.
    fn publish(&mut self, look: Look, begun: Instant, tell: Told<'_>) -> bool {
        let site = Arc::clone(&look.site);
        let changed = self.composer.keep(look);
        if changed || self.revisions.borrow().lock().is_some() {
            let revision = self.revisions.borrow().after(site);
            self.send(revision, begun, tell);
        }
        changed
    }

    fn tell_of_lock(&self, error: &anyhow::Error, begun: Instant, tell: Told<'_>) {
        let revision = self.revisions.borrow().locked(error);
        if revision.lock() != self.revisions.borrow().lock() {
            self.send(revision, begun, tell);
        }
    }

    fn send(&self, revision: Revision, begun: Instant, tell: Told<'_>) {
        let revision = Arc::new(revision);
        self.revisions.send_replace(Arc::clone(&revision));
        tell(&Progress::Next {
            revision: &revision,
            milliseconds: begun.elapsed().as_millis(),
        });
    }
}

#[cfg(test)]
impl Recomposer {
    pub fn watch_by(&mut self, watcher: FileWatcher) {
        self.watcher = Some(watcher);
    }

    pub fn signal(&self) -> &ChangeSignal {
        &self.signal
    }

    pub fn last(&self) -> &Arc<Site> {
        self.composer.last()
    }

    pub fn is_told_within(&self, limit: Duration) -> bool {
        self.change_before(Instant::now() + limit).is_some()
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
