//! A line that tells how far a long build is, where somebody watches.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Builds shorter than this are over before a person would wonder.
const PATIENCE: Duration = Duration::from_millis(800);
const PAUSE: Duration = Duration::from_millis(100);

/// Progress on the terminal's error stream; silent when that is a file.
pub struct Progress {
    begun: Instant,
    shown: Mutex<Option<Instant>>,
    watched: bool,
}

impl Progress {
    pub fn new() -> Self {
        Self {
            begun: Instant::now(),
            shown: Mutex::new(None),
            watched: std::io::stderr().is_terminal(),
        }
    }

    /// Tells that `ready` of `all` outputs are done; may be called from any
    /// thread, and as often as one likes.
    pub fn tell(&self, ready: usize, all: usize) {
        let elapsed = self.begun.elapsed();
        if !self.watched || elapsed < PATIENCE {
            return;
        }
        let Ok(mut shown) = self.shown.try_lock() else {
            return;
        };
        if shown.is_some_and(|at| at.elapsed() < PAUSE) {
            return;
        }
        *shown = Some(Instant::now());
        let rate = ready as f64 / elapsed.as_secs_f64();
        let left = (all - ready) as f64 / rate.max(0.001);
        let mut stream = std::io::stderr().lock();
        let _ = write!(
            stream,
            "\r正在生成 {ready}/{all}，每秒 {rate:.0} 个，还要 {left:.0} 秒 \x1b[K"
        );
        let _ = stream.flush();
    }

    /// Takes the line away again.
    pub fn clear(&self) {
        if self.shown.lock().is_ok_and(|shown| shown.is_some()) {
            eprint!("\r\x1b[K");
        }
    }
}
