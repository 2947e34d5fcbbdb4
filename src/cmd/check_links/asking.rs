//! Asks other sites, a few at a time and each of them slowly.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::fetch::opens;
use crate::path::host;

use super::seen::Seen;

/// How many addresses one run asks for at most.
pub const MOST: usize = 200;
/// How many hosts are asked at the same time.
const AT_ONCE: usize = 4;
/// Between two questions to one host.
const PAUSE: Duration = Duration::from_millis(500);
/// How long one answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a run asks; what is left then, the next one asks.
const LONGEST: Duration = Duration::from_secs(300);

/// The addresses that were asked for in time, with what was seen, in their order. What
/// failed in a way that may pass is asked for a second time.
pub fn ask(addresses: &[String], proxy: Option<&str>) -> Vec<(String, Seen)> {
    let end = Instant::now() + LONGEST;
    let mut queues: Vec<(&str, VecDeque<&String>)> = Vec::new();
    for address in addresses {
        let host = host(address).unwrap_or_default();
        match queues.iter_mut().find(|(known, _)| *known == host) {
            Some((_, queue)) => queue.push_back(address),
            None => queues.push((host, VecDeque::from([address]))),
        }
    }
    let queues = Mutex::new(queues);
    let seen = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(queue) = next(&queues) {
                    let mut found = of_host(queue, proxy, end);
                    lock(&seen).append(&mut found);
                }
            });
        }
    });
    let seen = lock(&seen);
    let mut all: Vec<(String, Seen)> = Vec::with_capacity(seen.len());
    for address in addresses {
        let of = seen.iter().find(|(known, _)| *known == address);
        all.extend(of.map(|(address, seen)| ((*address).clone(), *seen)));
    }
    all
}

fn next<'q>(queues: &Mutex<Vec<(&str, VecDeque<&'q String>)>>) -> Option<VecDeque<&'q String>> {
    lock(queues).pop().map(|(_, queue)| queue)
}

/// A thread that asks cannot fail half-way through a change, so what it left is whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// All addresses of one host, one after the other.
fn of_host<'q>(
    queue: VecDeque<&'q String>,
    proxy: Option<&str>,
    end: Instant,
) -> Vec<(&'q String, Seen)> {
    let mut found = Vec::new();
    for (at, address) in queue.into_iter().enumerate() {
        if at > 0 {
            thread::sleep(PAUSE);
        }
        if Instant::now() >= end {
            break;
        }
        let mut seen = Seen::of(opens(address, proxy, PATIENCE));
        if seen.may_pass() {
            thread::sleep(PAUSE);
            seen = Seen::of(opens(address, proxy, PATIENCE));
        }
        if seen == Seen::Opens
            && let Some(encrypted) = encrypted(address)
        {
            thread::sleep(PAUSE);
            if opens(&encrypted, proxy, PATIENCE).is_ok() {
                seen = Seen::OpensEncrypted;
            }
        }
        found.push((address, seen));
    }
    found
}

/// The same address with encryption, if it is without and names no port.
pub fn encrypted(address: &str) -> Option<String> {
    let rest = address.get("http://".len()..)?;
    let plain = address.get(..7)?.eq_ignore_ascii_case("http://");
    let authority = rest.split(['/', '?', '#']).next()?;
    (plain && !authority.contains(':')).then(|| format!("https://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_address_without_a_port_has_an_encrypted_one() {
        let twin = encrypted("http://a.gov.cn/x?y");
        assert_eq!(twin.as_deref(), Some("https://a.gov.cn/x?y"));
        assert_eq!(encrypted("https://a.gov.cn/x"), None);
        assert_eq!(encrypted("http://a.gov.cn:8080/x"), None);
    }
}
