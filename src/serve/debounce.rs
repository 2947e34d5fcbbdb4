//! When a debounce of changes is over.
//!
//! One save is several events: a file is emptied and written, or a copy is
//! written and renamed. A checkout is hundreds. Waiting too little shows half
//! of it, waiting long makes every save slow; so few paths wait a little and
//! many wait longer.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long it must be quiet after a change of a few files, and of many.
const QUIET: Duration = Duration::from_millis(6);
const QUIET_MANY: Duration = Duration::from_millis(80);
const FEW: usize = 4;

/// However long it goes on, something is shown after this.
const LONGEST: Duration = Duration::from_secs(2);

/// What the watcher rang for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    At(Vec<PathBuf>),
    /// Something changed, and nobody knows where.
    Anywhere,
}

/// The changes that belong together.
pub struct Debounce {
    begun: Instant,
    last: Instant,
    paths: BTreeSet<PathBuf>,
    anywhere: bool,
}

impl Debounce {
    pub fn new(first: FileChange, now: Instant) -> Self {
        let mut debounce = Self {
            begun: now,
            last: now,
            paths: BTreeSet::new(),
            anywhere: false,
        };
        debounce.add(first, now);
        debounce
    }

    pub fn add(&mut self, change: FileChange, now: Instant) {
        self.last = now;
        match change {
            FileChange::At(paths) => self.paths.extend(paths),
            FileChange::Anywhere => self.anywhere = true,
        }
    }

    /// Adds a change to what is being waited for, if anything is.
    pub fn join(debounce: &mut Option<Self>, change: FileChange, now: Instant) {
        match debounce {
            Some(debounce) => debounce.add(change, now),
            None => *debounce = Some(Self::new(change, now)),
        }
    }

    /// When it is over, unless something more comes before.
    pub fn over(&self) -> Instant {
        let quiet = if self.paths.len() > FEW || self.anywhere {
            QUIET_MANY
        } else {
            QUIET
        };
        (self.last + quiet).min(self.begun + LONGEST)
    }

    /// Where it was; `None` for anywhere.
    pub fn paths(&self) -> Option<&BTreeSet<PathBuf>> {
        (!self.anywhere).then_some(&self.paths)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> FileChange {
        FileChange::At(vec![PathBuf::from(path)])
    }

    #[test]
    fn a_single_save_is_over_soon_and_each_event_of_it_puts_that_off() {
        let now = Instant::now();
        let mut debounce = Debounce::new(at("a"), now);
        assert_eq!(debounce.over(), now + QUIET);
        let later = now + QUIET / 2;
        debounce.add(at("a"), later);
        assert_eq!(debounce.over(), later + QUIET);
        assert_eq!(debounce.paths().map(BTreeSet::len), Some(1));
    }

    #[test]
    fn a_checkout_waits_longer_but_never_for_ever() {
        let now = Instant::now();
        let mut debounce = Debounce::new(
            FileChange::At((0..300).map(|n| n.to_string().into()).collect()),
            now,
        );
        assert_eq!(debounce.over(), now + QUIET_MANY);
        let late = now + LONGEST;
        debounce.add(at("a"), late);
        assert_eq!(debounce.over(), now + LONGEST);
    }

    #[test]
    fn anywhere_swallows_the_places() {
        let now = Instant::now();
        let mut debounce = Debounce::new(at("a"), now);
        debounce.add(FileChange::Anywhere, now);
        assert_eq!(debounce.paths(), None);
    }
}
