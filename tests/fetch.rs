//! Fetching one page from servers that do what servers do, and worse.

#[path = "verify/server.rs"]
mod server;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use gongkai::fetch::{self, Limits, Missing};
use server::{say, server};

const LIMITS: Limits = Limits {
    bytes: 10_000,
    time: Duration::from_secs(20),
};

fn get(address: &str, limits: Limits) -> Result<Vec<u8>, Missing> {
    fetch::get(address, None, limits)
}

#[test]
fn a_page_comes_as_its_bytes() {
    let address = server(|_, stream| say(stream, "200 OK\r\nContent-Type: x/y", b"\xb2\xfa\0"));
    assert_eq!(get(&address, LIMITS), Ok(b"\xb2\xfa\0".to_vec()));
}

#[test]
fn a_page_that_moved_is_found_and_one_that_moves_on_and_on_is_not() {
    let address = server(|path, stream| match path {
        "/old" => say(stream, "301 Moved\r\nLocation: /new", b""),
        "/new" => say(stream, "200 OK", b"here"),
        _ => say(stream, "302 Found\r\nLocation: /again", b""),
    });
    assert_eq!(get(&format!("{address}/old"), LIMITS), Ok(b"here".to_vec()));
    let round = get(&format!("{address}/round"), LIMITS);
    assert_eq!(round, Err(Missing::Redirects));
}

#[test]
fn nothing_else_than_the_web_is_asked() {
    let address = server(|_, stream| say(stream, "302 Found\r\nLocation: file:///etc/hosts", b""));
    assert!(get(&address, LIMITS).is_err());
    assert!(get("file:///etc/hosts", LIMITS).is_err());
    assert_eq!(get("不是网址", LIMITS), Err(Missing::Address));
}

#[test]
fn what_is_not_there_is_told() {
    let address = server(|path, stream| match path {
        "/gone" => say(stream, "404 Not Found", b"no"),
        _ => say(stream, "500 Oops", b"no"),
    });
    let gone = get(&format!("{address}/gone"), LIMITS);
    assert_eq!(gone, Err(Missing::Status(404)));
    assert_eq!(get(&address, LIMITS), Err(Missing::Status(500)));
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port");
    let nobody = format!("http://{}", closed.local_addr().expect("an address"));
    drop(closed);
    assert_eq!(get(&nobody, LIMITS), Err(Missing::Connection));
}

#[test]
fn an_endless_page_and_one_that_is_too_large_end() {
    let endless = server(|_, stream| {
        _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(&[b'x'; 1000]).is_ok() {}
    });
    assert_eq!(get(&endless, LIMITS), Err(Missing::Size));
    let large = server(|_, stream| say(stream, "200 OK", &[b'x'; 10_001]));
    assert_eq!(get(&large, LIMITS), Err(Missing::Size));
    let fits = server(|_, stream| say(stream, "200 OK", &[b'x'; 10_000]));
    assert_eq!(get(&fits, LIMITS).map(|bytes| bytes.len()), Ok(10_000));
}

#[test]
fn a_server_that_says_nothing_is_left() {
    let silent = server(|_, stream| {
        // Until the other side goes.
        _ = stream.read(&mut [0]);
    });
    let limits = Limits {
        time: Duration::from_millis(300),
        ..LIMITS
    };
    assert_eq!(get(&silent, limits), Err(Missing::Time));
}

#[test]
fn an_answer_that_breaks_off_is_no_page() {
    let broken = server(|_, stream| {
        _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    assert_eq!(get(&broken, LIMITS), Err(Missing::Answer));
    let other = server(|_, stream| _ = stream.write_all(b"220 mail\r\n"));
    assert_eq!(get(&other, LIMITS), Err(Missing::Answer));
}

#[test]
fn every_reason_is_told_in_words() {
    let all = [
        Missing::Address,
        Missing::Name,
        Missing::Connection,
        Missing::Status(404),
        Missing::Status(503),
        Missing::Certificate,
        Missing::Time,
        Missing::Size,
        Missing::Redirects,
        Missing::Answer,
    ];
    let told = all.map(Missing::told);
    assert!(told.iter().all(|one| one.is_ascii() == one.is_empty()));
}

#[test]
fn an_address_is_asked_for_as_browsers_do() {
    let address = server(|path, stream| say(stream, "200 OK", path.as_bytes()));
    let asked = |rest: &str| {
        let page = get(&format!("{address}{rest}"), LIMITS);
        page.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    let path = Ok("/%E5%B9%B4%E6%8A%A5/a%20b.html?x=1".to_owned());
    assert_eq!(asked("/年报/a b.html?x=1#s3"), path);
    assert_eq!(asked("/%E5%B9%B4%E6%8A%A5/a%20b.html?x=1"), path);
    let login = address.replace("http://", "http://a:b@");
    assert_eq!(get(&login, LIMITS), Err(Missing::Address));
}

#[test]
fn a_proxy_is_asked_if_one_is_named_and_not_otherwise() {
    let proxy = server(|_, stream| say(stream, "502 Bad Gateway", b""));
    let page = server(|_, stream| say(stream, "200 OK", b"here"));
    assert_eq!(get(&page, LIMITS), Ok(b"here".to_vec()));
    assert!(fetch::get(&page, Some(&proxy), LIMITS).is_err());
}
