//! What Ctrl+C does. A program can set one handler for its whole life, so the
//! commands set what that handler does.
//!
//! On Windows it is called for Ctrl+C, Ctrl+Break, and a window that is closed; on
//! others also when the program is asked to end. A closed window ends the program
//! whatever the handler does, which is as safe as pulling the plug: see `publish`.

use std::sync::{Arc, Mutex, Once, PoisonError};

type Action = Arc<dyn Fn() + Send + Sync>;

static ACTION: Mutex<Option<Action>> = Mutex::new(None);
static SET: Once = Once::new();

/// Has this done on Ctrl+C, in a thread of its own, in place of what was to be
/// done before. Where no handler can be set, Ctrl+C ends the program, as it does
/// until the first call.
pub(super) fn on_interrupt(action: impl Fn() + Send + Sync + 'static) {
    *ACTION.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(action));
    SET.call_once(|| _ = ctrlc::set_handler(act));
}

fn act() {
    // Not held while it acts: the action may take its time.
    let action = ACTION
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if let Some(action) = action {
        action();
    }
}
