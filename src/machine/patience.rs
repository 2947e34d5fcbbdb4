//! Waiting for a file that another program holds for a moment.
//!
//! A virus scanner opens what was just written, an indexer and a viewer what lies
//! there, and meanwhile Windows lets nobody replace, remove or read the file. Most
//! let go within milliseconds; a program in which somebody opened the file does not.
//! No clock is read: how long was waited is the sum of the pauses.

use std::fmt;
use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// How long to wait before each further try, in milliseconds: two seconds in all.
const PAUSES: [u64; 9] = [5, 10, 20, 40, 80, 160, 320, 640, 725];

/// A wait that ends well after so many pauses, which is less than 100 ms, is not
/// counted: where a scanner looks at every file, each takes that long, and they end.
const BRIEF: usize = 4;

/// How long one run may wait in all, in milliseconds.
const RUN: u64 = 10_000;

/// How long one run still waits for files that other programs hold: two seconds for a
/// file and ten in all, however many are held. Many threads may share it.
pub struct Patience {
    left: AtomicU64,
    sleep: Box<dyn Fn(Duration) + Send + Sync>,
}

impl Patience {
    /// That of a run which waits by calling `sleep`; tests count the pauses there.
    pub fn sleeping_by(sleep: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self {
            left: AtomicU64::new(RUN),
            sleep: Box::new(sleep),
        }
    }

    /// Patience that takes no time, and how many milliseconds it would have taken.
    #[cfg(test)]
    pub fn counted() -> (Self, std::sync::Arc<AtomicU64>) {
        let slept = std::sync::Arc::new(AtomicU64::new(0));
        let counter = std::sync::Arc::clone(&slept);
        let count = move |pause: Duration| {
            let pause = u64::try_from(pause.as_millis()).expect("a short pause");
            counter.fetch_add(pause, Ordering::SeqCst);
        };
        (Self::sleeping_by(count), slept)
    }

    /// None at all, for those who come back by themselves.
    pub fn none() -> Self {
        Self {
            left: AtomicU64::new(0),
            ..Self::default()
        }
    }

    /// Does something with a file, and does it again for a while as long as another
    /// program holds the file.
    pub fn attempt<T>(&self, act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
        self.attempt_while(is_held, act)
    }

    /// The same, where `held` says which errors may pass.
    pub fn attempt_while<T, E>(
        &self,
        held: impl Fn(&E) -> bool,
        mut act: impl FnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        let mut waited = 0;
        for (tries, pause) in PAUSES.into_iter().enumerate() {
            match act() {
                Err(error) if held(&error) => {
                    if !self.spend(pause) {
                        return Err(error);
                    }
                }
                done => {
                    if tries <= BRIEF {
                        self.left.fetch_add(waited, Ordering::Relaxed);
                    }
                    return done;
                }
            }
            (self.sleep)(Duration::from_millis(pause));
            waited += pause;
        }
        act()
    }

    /// Takes a pause from what is left; `false` if that is not enough.
    fn spend(&self, pause: u64) -> bool {
        let spend = |left: u64| left.checked_sub(pause);
        let spent = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend);
        spent.is_ok()
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self::sleeping_by(thread::sleep)
    }
}

impl fmt::Debug for Patience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Patience({} ms)", self.left.load(Ordering::Relaxed))
    }
}

/// Whether an error says that another program holds the file. On Windows it may also
/// say that this user may not have it at all, which shows only in that it stays so.
pub fn is_held(error: &io::Error) -> bool {
    let is_busy = matches!(
        error.kind(),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy
    );
    let code = error.raw_os_error().filter(|_| cfg!(windows));
    is_busy || code.is_some_and(is_held_on_windows)
}

/// Access denied, sharing violation, lock violation, delete pending, user-mapped file.
fn is_held_on_windows(code: i32) -> bool {
    matches!(code, 5 | 32 | 33 | 303 | 1224)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// A file that is held for so many tries.
    fn held_for(tries: usize) -> impl FnMut() -> io::Result<usize> {
        let asked = AtomicUsize::new(0);
        move || match asked.fetch_add(1, Ordering::SeqCst) {
            number if number < tries => Err(ErrorKind::ResourceBusy.into()),
            number => Ok(number),
        }
    }

    #[test]
    fn a_file_is_waited_for_until_it_is_free_and_no_longer() {
        let (patience, slept) = Patience::counted();
        assert_eq!(patience.attempt(held_for(0)).expect("free"), 0);
        assert_eq!(slept.load(Ordering::SeqCst), 0);
        assert_eq!(patience.attempt(held_for(3)).expect("free"), 3);
        assert_eq!(slept.load(Ordering::SeqCst), 5 + 10 + 20);
    }

    #[test]
    fn a_file_that_stays_held_costs_two_seconds_and_a_run_ten() {
        let (patience, slept) = Patience::counted();
        for number in 1..=1000 {
            let error = patience.attempt(held_for(usize::MAX)).expect_err("held");
            assert!(is_held(&error));
            let expected = (number * 2000).min(RUN);
            assert_eq!(slept.load(Ordering::SeqCst), expected);
        }
    }

    #[test]
    fn a_scanner_that_looks_at_every_file_uses_nothing_up() {
        let (patience, slept) = Patience::counted();
        for _ in 0..1000 {
            patience.attempt(held_for(BRIEF)).expect("free");
        }
        assert_eq!(slept.load(Ordering::SeqCst), 1000 * 75);
        // One that takes longer does, and then nobody is waited for any more.
        let longer = (0..1000).filter(|_| patience.attempt(held_for(BRIEF + 1)).is_ok());
        assert_eq!(longer.count() as u64, RUN / (75 + 80));
    }

    #[test]
    fn other_errors_are_told_at_once() {
        let (patience, slept) = Patience::counted();
        let full = || Err::<(), _>(io::Error::from(ErrorKind::StorageFull));
        patience.attempt(full).expect_err("full");
        let none = Patience::none();
        none.attempt(held_for(1)).expect_err("held");
        assert_eq!(slept.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn what_windows_says_of_held_files_is_known() {
        for code in [5, 32, 33, 303, 1224] {
            assert!(is_held_on_windows(code));
            let error = io::Error::from_raw_os_error(code);
            assert_eq!(is_held(&error), cfg!(windows), "{code}");
        }
        // Not found, already there, disk full, folder not empty.
        for code in [2, 3, 80, 112, 145, 183] {
            assert!(!is_held_on_windows(code));
        }
    }
}
