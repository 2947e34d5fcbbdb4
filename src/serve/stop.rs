//! How a preview is ended from outside, as by Ctrl-C.

use std::future::pending;

use tokio::sync::watch;

/// Ends a preview, from any thread.
#[derive(Clone)]
pub struct Stopper(watch::Sender<bool>);

/// What those wait for who end with the preview.
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stopper {
    pub fn new() -> (Self, Stop) {
        let (stopper, stop) = watch::channel(false);
        (Self(stopper), Stop(stop))
    }

    /// Ends the preview; whether this was the first time.
    pub fn stop(&self) -> bool {
        !self.0.send_replace(true)
    }
}

impl Stop {
    /// Resolves once the preview is to end.
    pub async fn asked(mut self) {
        if self.0.wait_for(|asked| *asked).await.is_err() {
            // Nobody is left who could ask.
            pending().await
        }
    }
}
