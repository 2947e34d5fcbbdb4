//! A web server on a port that the system chooses, a thread of the test.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Answers every question by `answer`, which is given the path; the address comes back.
pub fn server(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut asked = Vec::new();
            let mut byte = [0];
            while !asked.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
                asked.push(byte[0]);
            }
            let asked = String::from_utf8_lossy(&asked).into_owned();
            let path = asked.split(' ').nth(1).unwrap_or_default().to_owned();
            answer(&path, &mut stream);
        }
    });
    format!("http://{address}")
}

/// Answers with a head and a body, and ends the connection.
pub fn say(stream: &mut TcpStream, head: &str, body: &[u8]) {
    // Whoever asked may be gone.
    let length = body.len();
    _ = write!(
        stream,
        "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    _ = stream.write_all(body);
}
