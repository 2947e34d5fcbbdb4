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
#[path = "serve/saves.rs"]
mod saves;
#[path = "serve/walk.rs"]
mod walk;
