//! A line that tells how far a long build is, where somebody watches.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::build::Phase;

use super::streams;

/// Builds shorter than this are over before a person would wonder.
const PATIENCE: Duration = Duration::from_millis(800);
const PAUSE: Duration = Duration::from_millis(100);

/// Progress on the terminal's error stream; silent when that is a file.
pub struct Progress {
    begun: Instant,
    line: Mutex<Line>,
    watched: bool,
}

/// What was last shown, and of what.
struct Line {
    phase: Phase,
    since: Instant,
    shown: Option<Instant>,
}

impl Progress {
    pub fn new() -> Self {
        let begun = Instant::now();
        Self {
            begun,
            line: Mutex::new(Line {
                phase: Phase::Units,
                since: begun,
                shown: None,
            }),
            watched: streams::is_watched(),
        }
    }

    /// Tells that `ready` of `all` are done in this phase; may be called from
    /// any thread, and as often as one likes.
    pub fn tell(&self, phase: Phase, ready: usize, all: usize) {
        if !self.watched || self.begun.elapsed() < PATIENCE {
            return;
        }
        let Ok(mut line) = self.line.try_lock() else {
            return;
        };
        if line.phase != phase {
            (line.phase, line.since) = (phase, Instant::now());
        } else if line.shown.is_some_and(|at| at.elapsed() < PAUSE) {
            return;
        }
        line.shown = Some(Instant::now());
        let text = text(phase, ready, all, line.since.elapsed());
        streams::show_progress(&text);
    }

    /// Takes the line away again.
    pub fn clear(&self) {
        streams::clear_progress();
    }
}

/// What is done, how much of how much, how fast, and how long it will take.
fn text(phase: Phase, ready: usize, all: usize, elapsed: Duration) -> String {
    let (what, unit) = match phase {
        Phase::Units => ("正在检查和制作", "个单位"),
        Phase::Files => ("正在换上新的网页", "个文件"),
    };
    let rate = ready as f64 / elapsed.as_secs_f64().max(0.001);
    let left = (all - ready) as f64 / rate.max(0.001);
    format!("{what}  {ready}/{all} {unit}，每秒 {rate:.0} 个，还要 {left:.0} 秒")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_phase_count_rate_and_time_left() {
        let said = text(Phase::Units, 50, 200, Duration::from_secs(5));
        assert_eq!(
            said,
            "正在检查和制作  50/200 个单位，每秒 10 个，还要 15 秒"
        );
    }
}
