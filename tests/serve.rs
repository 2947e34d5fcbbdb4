//! The preview as a browser meets it: over a real socket, from a real process.

#[path = "serve/answers.rs"]
mod answers;
#[path = "serve/client.rs"]
mod client;
mod common;
#[path = "serve/faults.rs"]
mod faults;
#[path = "serve/ground.rs"]
mod ground;
#[cfg(windows)] // elsewhere no program can have a file for itself
#[path = "serve/held.rs"]
mod held;
#[path = "serve/saves.rs"]
mod saves;
#[path = "serve/stop.rs"]
mod stop;
#[path = "serve/walk.rs"]
mod walk;
