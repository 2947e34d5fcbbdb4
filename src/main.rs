//! The command line program: everything is in the library's `cmd`.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongkai::cmd::run(std::env::args_os())
}

/// A sixth of a build's instructions were the system's allocator, see decision
/// 0010. Only the program chooses one; the library leaves that to whoever uses it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
