//! The command line program: everything is in the library's `cmd`.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongkai::cmd::run(std::env::args_os())
}
