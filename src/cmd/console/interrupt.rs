//! What Ctrl+C does. A program can set one handler for its whole life, so the
//! commands set what that handler does.
//!
//! On Windows it is called for Ctrl+C, Ctrl+Break, and a window that is closed; on
//! others also when the program is asked to end. A closed window ends the program
//! whatever the handler does, which is as safe as pulling the plug: see `publish`.

use std::mem;
use std::sync::{Arc, Mutex, Once, PoisonError};

use crate::cmd::Exit;

type Action = Arc<dyn Fn() + Send + Sync>;

static ACTION: Mutex<Option<Action>> = Mutex::new(None);
static SET: Once = Once::new();

/// While it lives, Ctrl+C does what was asked for; then again what it did before.
#[must_use]
pub(in crate::cmd) struct Interruption {
    before: Option<Action>,
}

/// Has this done on Ctrl+C, in a thread of its own. Where nothing was asked for, or
/// no handler can be set, Ctrl+C ends the program.
pub(in crate::cmd) fn on_interrupt(action: impl Fn() + Send + Sync + 'static) -> Interruption {
    let before = replace(Some(Arc::new(action)));
    SET.call_once(|| _ = ctrlc::set_handler(act));
    Interruption { before }
}

impl Drop for Interruption {
    fn drop(&mut self) {
        replace(self.before.take());
    }
}

fn replace(action: Option<Action>) -> Option<Action> {
    let mut current = ACTION.lock().unwrap_or_else(PoisonError::into_inner);
    mem::replace(&mut current, action)
}

fn act() {
    let action = ACTION.lock().unwrap_or_else(PoisonError::into_inner);
    // Not held while it acts: the action may take its time.
    match action.clone() {
        Some(act) => {
            drop(action);
            act();
        }
        None => std::process::exit(Exit::Machine as i32),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_task_within_another_gives_ctrl_c_back() {
        let count = || Arc::new(AtomicUsize::new(0));
        let (outer, inner) = (count(), count());
        let counting = |times: &Arc<AtomicUsize>| {
            let times = Arc::clone(times);
            on_interrupt(move || _ = times.fetch_add(1, Ordering::Relaxed))
        };
        let told = || [&outer, &inner].map(|times| times.load(Ordering::Relaxed));
        let _outer = counting(&outer);
        act();
        let within = counting(&inner);
        act();
        assert_eq!(told(), [1, 1]);
        drop(within);
        act();
        assert_eq!(told(), [2, 1]);
    }
}
