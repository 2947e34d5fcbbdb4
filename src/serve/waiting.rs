//! How long a state of the files is waited out that will not last: half a
//! save, or a file that another program has open for itself while it saves.

use std::time::{Duration, Instant};

/// How long half a save may take to become whole.
const HALF: Duration = Duration::from_millis(150);

/// How long a file may be held before it is told, and how often it is tried.
const HELD: Duration = Duration::from_secs(2);
const TRY: Duration = Duration::from_millis(100);

/// The waiting with one save. What is waited for has a limit, counted from
/// when it was first met.
#[derive(Default)]
pub struct Waiting {
    half: Option<Instant>,
    held: Option<Instant>,
}

impl Waiting {
    /// Waiting when it was told already that a file is held: for that there is none left.
    pub fn once_told(now: Instant) -> Self {
        Self {
            held: Some(now),
            ..Self::default()
        }
    }

    /// Until when to wait for the rest of half a save; `None` if it is taken as it is.
    pub fn with_half(&mut self, now: Instant) -> Option<Instant> {
        let limit = *self.half.get_or_insert(now + HALF);
        (now < limit).then_some(limit)
    }

    /// Until when to wait before a file is tried again; `None` if it must be told.
    pub fn with_held(&mut self, now: Instant) -> Option<Instant> {
        let limit = *self.held.get_or_insert(now + HELD);
        (now < limit).then(|| (now + TRY).min(limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_save_has_one_limit_however_often_it_is_met() {
        let now = Instant::now();
        let mut waiting = Waiting::default();
        assert_eq!(waiting.with_half(now), Some(now + HALF));
        assert_eq!(waiting.with_half(now + HALF / 2), Some(now + HALF));
        assert_eq!(waiting.with_half(now + HALF), None);
    }

    #[test]
    fn a_held_file_is_tried_again_and_again_and_then_told() {
        let mut now = Instant::now();
        let mut waiting = Waiting::default();
        let mut tries = 0;
        while let Some(next) = waiting.with_held(now) {
            assert!(next > now);
            now = next;
            tries += 1;
        }
        assert_eq!(tries, HELD.as_millis() / TRY.as_millis());
        assert_eq!(Waiting::once_told(now).with_held(now), None);
    }
}
