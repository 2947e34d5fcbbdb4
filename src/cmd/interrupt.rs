//! What Ctrl+C does. A program can set one handler for its whole life, so the
//! commands set what that handler does.
//!
//! On Windows it is called for Ctrl+C, Ctrl+Break, and a window that is closed; on
//! others also when the program is asked to end. A closed window ends the program
//! whatever the handler does, which is as safe as pulling the plug: see `publish`.

use std::sync::{Arc, Mutex, Once, PoisonError};

use super::Exit;

type Action = Arc<dyn Fn() + Send + Sync>;

static ACTION: Mutex<Option<Action>> = Mutex::new(None);
static SET: Once = Once::new();

/// While it lives, Ctrl+C does what was asked for.
#[must_use]
pub(super) struct Interruption;

/// Has this done on Ctrl+C, in a thread of its own. Before and afterwards, and where
/// no handler can be set, Ctrl+C ends the program.
pub(super) fn on_interrupt(action: impl Fn() + Send + Sync + 'static) -> Interruption {
    set(Some(Arc::new(action)));
    SET.call_once(|| _ = ctrlc::set_handler(act));
    Interruption
}

impl Drop for Interruption {
    fn drop(&mut self) {
        set(None);
    }
}

fn set(action: Option<Action>) {
    *ACTION.lock().unwrap_or_else(PoisonError::into_inner) = action;
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
