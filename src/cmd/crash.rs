//! What a person sees when the program itself has a fault: one line that says
//! so, and where the particulars are that its makers need.

use std::backtrace::Backtrace;
use std::env;
use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::machine::shown;
use crate::prose::printable;
use crate::publish::trace::leave;

use super::Exit;
use super::console::streams;

/// Does something; a panic in it, in any thread, is told once.
pub(super) fn guarded(args: &[OsString], act: impl FnOnce() -> Exit) -> Exit {
    let args: Vec<String> = args.iter().skip(1).map(|arg| format!("{arg:?}")).collect();
    let command = args.join(" ");
    let told = AtomicBool::new(false);
    panic::set_hook(Box::new(move |panic| {
        if !told.swap(true, Ordering::Relaxed) {
            tell(&particulars(panic, &command));
        }
    }));
    let done = panic::catch_unwind(AssertUnwindSafe(act));
    done.unwrap_or(Exit::Fault)
}

fn tell(particulars: &str) {
    let kept = leave(particulars);
    let err = streams::err();
    err.last_words(&match &kept {
        Ok(path) => format!(
            "程序出错了，不是您填的内容有错。请把这个文件发给提供程序的人：{}\n",
            printable(&shown(path))
        ),
        Err(_) => "程序出错了，不是您填的内容有错。请把下面的话发给提供程序的人：\n".to_owned(),
    });
    if kept.is_err() || env::var_os("RUST_BACKTRACE").is_some_and(|wish| wish != "0") {
        err.last_words(particulars);
    }
}

/// Which program it was, what it was told to do, and where it failed.
fn particulars(panic: &PanicHookInfo<'_>, command: &str) -> String {
    let message = panic.payload_as_str().unwrap_or_default();
    let place = panic.location().map(ToString::to_string);
    let (version, source) = (env!("GONGKAI_VERSION"), env!("GONGKAI_SOURCE"));
    let (system, machine) = (env::consts::OS, env::consts::ARCH);
    format!(
        "gongkai {version} ({source}), {system} {machine}\ncommand: gongkai {command}\npanic: {message}\nat: {}\n\n{}\n",
        place.unwrap_or_default(),
        Backtrace::force_capture()
    )
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const CHILD: &str = "GONGKAI_CRASHING_CHILD";

    /// The process that crashes; alone it does nothing.
    #[test]
    fn child_process() {
        if env::var_os(CHILD).is_none() {
            return;
        }
        let args = ["gongkai", "check", "甲 乙"].map(OsString::from);
        let exit = guarded(&args, || {
            let thread = std::thread::spawn(|| panic!("in a thread"));
            assert!(thread.join().is_err());
            panic!("in the program")
        });
        std::process::exit(exit as i32);
    }

    #[test]
    fn a_fault_of_the_program_is_one_line_with_a_file_for_its_makers() {
        let mut child = Command::new(env::current_exe().expect("this very test"));
        child.args(["--exact", "cmd::crash::tests::child_process", "--nocapture"]);
        child.env(CHILD, "1").env_remove("RUST_BACKTRACE");
        let run = child.output().expect("a child process");
        assert_eq!(run.status.code(), Some(70));
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(
            !said.contains("panicked") && said.lines().count() == 1,
            "{said}"
        );
        let (words, path) = said.trim_end().split_once("的人：").expect("a path");
        assert!(
            words.starts_with("程序出错了，不是您填的内容有错"),
            "{said}"
        );
        let kept = std::fs::read_to_string(path).expect("the particulars");
        _ = std::fs::remove_file(path);
        for words in [
            "in a thread",
            "check",
            "甲 乙",
            env!("CARGO_PKG_VERSION"),
            "crash.rs",
        ] {
            assert!(kept.contains(words), "{words} is not in {kept}");
        }
        assert!(kept.starts_with('\u{feff}'));

        let run = child
            .env("RUST_BACKTRACE", "1")
            .output()
            .expect("a child process");
        let said = String::from_utf8_lossy(&run.stderr);
        let (_, path) = said
            .lines()
            .next()
            .and_then(|line| line.split_once("的人："))
            .expect("a path");
        _ = std::fs::remove_file(path);
        assert!(said.contains("panic: in a thread"), "{said}");
    }
}
