//! Damaged files of every kind that `import` reads: none makes it panic or hang.
//!
//! The everyday run tries a few hundred of each kind. Many more, in a fast program:
//! `GONGKAI_FUZZ=1200000 cargo test --profile profiling --test import_fuzz -- --nocapture`
//! tries so many of each kind; `GONGKAI_FUZZ_FROM` begins with another number than 0.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "import_fuzz/damage.rs"]
mod damage;
#[path = "import/printed.rs"]
#[expect(dead_code, reason = "the dice alone are needed here")]
mod printed;
#[path = "import_fuzz/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use std::{env, fs};

use gongkai::import::source::kind;
use gongkai::import::understood::understand;
use rayon::prelude::*;

use printed::Dice;
use targets::{File, TARGETS, Target};

/// The longest that a fast program may take for one file.
const LONGEST: Duration = Duration::from_secs(1);

/// Every so many files the whole way to a report is tried, else the reader alone.
const WHOLE: u64 = 8;

fn number(name: &str, otherwise: u64) -> u64 {
    match env::var(name) {
        Ok(text) => text.parse().expect("a number"),
        Err(_) => otherwise,
    }
}

/// The damaged file of a number.
fn file(target: &Target, good: &[File], number: u64) -> Vec<u8> {
    let mut dice = Dice(number);
    dice.below(2);
    let chosen = dice.below(good.len() as u64) as usize;
    good[chosen].damaged(target.words, &mut dice)
}

/// Reads a file.
fn read(bytes: &[u8], number: u64) {
    match number.is_multiple_of(WHOLE) {
        true => {
            if let Err(refused) = understand(bytes, None) {
                assert!(!refused.why.is_empty());
            }
        }
        false => drop(kind::read(bytes)),
    }
}

/// How long this thread has worked, whoever else uses the machine; where Linux does not say
/// it, how late it is.
fn worked(start: Instant) -> Duration {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// How long a file takes.
fn time(bytes: &[u8], number: u64) -> Duration {
    let start = Instant::now();
    let before = worked(start);
    read(bytes, number);
    worked(start).saturating_sub(before)
}

#[test]
fn no_damaged_file_panics_or_hangs() {
    let (from, count) = (number("GONGKAI_FUZZ_FROM", 0), number("GONGKAI_FUZZ", 100));
    for target in &TARGETS {
        let good = target.good();
        for (at, one) in good.iter().enumerate() {
            let whole = one.damaged(&[""], &mut Dice(0));
            assert!(!whole.is_empty(), "{} {at}", target.name);
        }
        let numbers = (from..from + count).into_par_iter();
        let tried = numbers.map(|number| {
            let bytes = file(target, &good, number);
            let done = catch_unwind(AssertUnwindSafe(|| {
                let time = time(&bytes, number);
                (time, number % 16 == 1 && kind::read(&bytes).is_ok())
            }));
            match done {
                Ok((time, is_read)) => (time, number, u64::from(is_read), Vec::new()),
                Err(_) => (Duration::ZERO, number, 0, vec![number]),
            }
        });
        let (time, slowest, read, panics) = tried.reduce(
            || (Duration::ZERO, 0, 0, Vec::new()),
            |one, other| {
                let (time, slowest) = (one.0, one.1).max((other.0, other.1));
                let panics = [one.3, other.3].concat();
                (time, slowest, one.2 + other.2, panics)
            },
        );
        println!(
            "{}: {count} files, of every sixteenth {read} were read, the slowest took {time:?} (number {slowest})",
            target.name
        );
        assert_eq!(panics, Vec::<u64>::new(), "{}: panics", target.name);
        assert!(
            read > 0 || count < 50,
            "{}: all were refused, so nothing was tried",
            target.name
        );
        // An unoptimised program is slower by so much that its time says nothing.
        let limited = !cfg!(debug_assertions);
        assert!(
            !limited || time <= LONGEST,
            "{}: number {slowest} took {time:?}",
            target.name
        );
    }
}
