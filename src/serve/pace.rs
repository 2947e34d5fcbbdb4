//! How long until the files are looked at although nobody told of a change.
//!
//! A watcher may miss a change: its buffer overflows, a network drive tells of
//! nothing, the system forgets a watch. So everything is compared from time to
//! time as well, and the more that costs, the more seldom.

use std::time::Duration;

pub struct Pace {
    shortest: Duration,
    /// How many times longer the pause is than the look before it.
    factor: u32,
}

/// Beside a watcher: a change that was missed is found within seconds, and the
/// looks take at most a fiftieth of one processor.
pub const BESIDE_A_WATCHER: Pace = Pace {
    shortest: Duration::from_secs(3),
    factor: 50,
};

/// Instead of a watcher: whoever saves is waiting for it.
pub const WITHOUT_A_WATCHER: Pace = Pace {
    shortest: Duration::from_millis(700),
    factor: 4,
};

/// While a file cannot be read because another program has it.
pub const WHILE_HELD: Pace = Pace {
    shortest: Duration::from_millis(150),
    factor: 10,
};

/// However slow the disk is. A look that takes longer than half a second is
/// mostly waiting for a network. Also what a look seems to have cost in which
/// the machine was put to sleep.
const LONGEST: Duration = Duration::from_secs(30);

impl Pace {
    /// The pause after a look that took so long.
    pub fn pause(&self, look: Duration) -> Duration {
        look.saturating_mul(self.factor)
            .clamp(self.shortest, LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_take_their_share_of_time_and_no_more() {
        let milliseconds = Duration::from_millis;
        let pause = |look| BESIDE_A_WATCHER.pause(milliseconds(look));
        assert_eq!(pause(1), milliseconds(3000));
        assert_eq!(pause(100), milliseconds(5000));
        assert_eq!(pause(60 * 60 * 1000), LONGEST);
        assert_eq!(BESIDE_A_WATCHER.pause(Duration::MAX), LONGEST);
        let pause = |look| WITHOUT_A_WATCHER.pause(milliseconds(look));
        assert_eq!(pause(1), milliseconds(700));
        assert_eq!(pause(500), milliseconds(2000));
    }
}
