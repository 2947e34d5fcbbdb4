//! How many streams one browser may hold.
//!
//! A browser opens six connections to a host, for all its windows together, and a
//! stream takes one for as long as its page is seen. With a stream for each of six
//! windows nothing else would ever be loaded. So the server keeps a few of each
//! browser's streams, the newest; the pages of the others ask again and again, briefly.
//! Browsers need to know nothing of each other's windows for this, and so it works in
//! the old ones too, which have no way to share a stream among windows.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// Streams that one browser may hold at a time; the other connections are for pages.
const MOST: usize = 3;

/// A browser, as far as requests show: two that cannot be told apart share the streams.
#[derive(Clone, PartialEq, Eq)]
pub struct Browser {
    pub address: IpAddr,
    /// The host it asked: connections are counted by host.
    pub host: String,
    /// What it says of itself.
    pub agent: String,
}

/// All streams that are held, the oldest first.
#[derive(Clone, Default)]
pub struct OpenStreams(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    streams: Vec<HeldStream>,
    last: u64,
}

struct HeldStream {
    number: u64,
    browser: Browser,
    /// Dropped when the stream must end for a newer one.
    _leave: oneshot::Sender<()>,
}

/// The right to hold a stream, given back when it is dropped.
pub struct Slot {
    open: OpenStreams,
    number: u64,
    /// Resolves when a newer stream takes the slot.
    pub taken: oneshot::Receiver<()>,
}

impl OpenStreams {
    /// A slot for a stream of this browser. Where it holds all it may, the oldest one
    /// makes room, unless `modest`: then there is none.
    pub fn slot(&self, browser: Browser, modest: bool) -> Option<Slot> {
        let mut held = self.held();
        let own = |one: &HeldStream| one.browser == browser;
        if held.streams.iter().filter(|one| own(one)).count() >= MOST {
            let oldest = held.streams.iter().position(own).filter(|_| !modest)?;
            held.streams.remove(oldest);
        }
        let (leave, taken) = oneshot::channel();
        held.last += 1;
        let number = held.last;
        held.streams.push(HeldStream {
            number,
            browser,
            _leave: leave,
        });
        Some(Slot {
            open: self.clone(),
            number,
            taken,
        })
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let number = self.number;
        let mut held = self.open.held();
        held.streams.retain(|one| one.number != number);
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn browser(agent: &str) -> Browser {
        Browser {
            address: Ipv4Addr::LOCALHOST.into(),
            host: "localhost".to_owned(),
            agent: agent.to_owned(),
        }
    }

    fn is_taken(slot: &mut Slot) -> bool {
        slot.taken.try_recv() == Err(oneshot::error::TryRecvError::Closed)
    }

    #[test]
    fn the_oldest_makes_room_and_who_is_modest_waits() {
        let open = OpenStreams::default();
        let slot = || open.slot(browser("a"), false).expect("a slot");
        let mut slots: Vec<Slot> = (0..MOST).map(|_| slot()).collect();
        assert!(open.slot(browser("a"), true).is_none());
        assert!(open.slot(browser("b"), true).is_some());
        let newest = slot();
        let taken: Vec<bool> = slots.iter_mut().map(is_taken).collect();
        assert_eq!(taken, [true, false, false]);
        slots.truncate(1);
        assert!(open.slot(browser("a"), true).is_some());
        drop((slots, newest));
        assert!(open.held().streams.is_empty());
    }
}
