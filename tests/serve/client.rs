//! The preview as a process, and the smallest client that can ask it anything.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// No answer takes longer, on a loaded machine and in a debug build.
pub const LIMIT: Duration = Duration::from_secs(10);

/// A running preview, stopped when the test ends.
pub struct Preview {
    child: Child,
    pub port: u16,
    /// What it printed before it was ready, and the line with the address.
    pub greeting: String,
    pub lines: Receiver<String>,
}

pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// The stream of one open page.
pub struct Events {
    lines: Receiver<String>,
}

impl Preview {
    pub fn start(root: &Path, options: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.arg("serve").arg("--root").arg(root).args(options);
        if !options.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = crate::common::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let lines = follow(child.stdout.take().expect("a pipe"));
        let mut greeting = String::new();
        let port = loop {
            let line = lines.recv_timeout(LIMIT).expect("the address is printed");
            greeting += &line;
            greeting.push('\n');
            if let Some((_, rest)) = line.split_once("http://") {
                let (_, port) = rest.split_once(':').expect("a port");
                let digits = port.split('/').next().expect("a path follows");
                break digits.parse().expect("a number");
            }
        };
        Self {
            child,
            port,
            greeting,
            lines,
        }
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    /// Sends a request as it is written here, without tidying up the path.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut stream = self.connect();
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request += &format!("Host: 127.0.0.1:{}\r\n", self.port);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        stream
            .write_all((request + "\r\n").as_bytes())
            .expect("a request is taken");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer in time");
        let end = bytes
            .windows(4)
            .position(|part| part == b"\r\n\r\n")
            .expect("an answer has a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Reply {
            status: status.expect("a status"),
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    /// Opens a page and its stream, as a browser does.
    pub fn open(&self, path: &str) -> Events {
        let reply = self.get(path);
        self.listen(path, reply.key())
    }

    pub fn listen(&self, path: &str, key: &str) -> Events {
        let mut stream = self.connect();
        let port = self.port;
        let request = format!(
            "GET /.gongkai/events?page={path}&key={key} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"
        );
        stream
            .write_all(request.as_bytes())
            .expect("a request is taken");
        stream.set_read_timeout(None).expect("a socket");
        Events {
            lines: follow(stream),
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        stream.set_read_timeout(Some(LIMIT)).expect("a socket");
        stream
    }

    /// Sends a request and leaves the answer unread.
    pub fn request(&self, method: &str, path: &str) -> TcpStream {
        let mut stream = self.connect();
        let port = self.port;
        let request = format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
        stream
            .write_all(request.as_bytes())
            .expect("a request is taken");
        stream
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it has ended by itself; its exit code.
    pub fn ended(&mut self) -> Option<i32> {
        let until = Instant::now() + LIMIT;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("a process") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("the preview runs on");
    }

    /// Memory in use, in KiB; none where the system does not tell.
    pub fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1);
        let mut pairs = lines.filter_map(|line| line.split_once(": "));
        pairs
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The page without the line that the preview adds.
    pub fn page(&self) -> String {
        let text = self.text();
        let line = "<script src=\"/.gongkai/live.js\"";
        let start = text.find(line).expect("a page asks for the script");
        let end = start + text[start..].find("</script>").expect("it ends") + "</script>".len();
        format!("{}{}", &text[..start], &text[end..])
    }

    /// The version of the page.
    pub fn key(&self) -> &'static str {
        let text = self.text();
        let (_, rest) = text.split_once("data-key=\"").expect("a page has a key");
        let (key, _) = rest.split_once('"').expect("it ends");
        // A test is short, and a key is some bytes.
        Box::leak(key.to_owned().into_boxed_str())
    }
}

impl Events {
    /// The next event as its name and data; `None` when none comes in time.
    pub fn next(&self, within: Duration) -> Option<(String, String)> {
        let until = Instant::now() + within;
        let mut name = None;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).ok()?;
            if let Some(found) = line.strip_prefix("event: ") {
                name = Some(found.to_owned());
            } else if let Some(data) = line.strip_prefix("data: ") {
                return Some((name?, data.to_owned()));
            }
        }
    }

    /// Waits for an event of this name and returns its data.
    pub fn wait_for(&self, wanted: &str) -> String {
        let until = Instant::now() + LIMIT;
        while let Some((name, data)) = self.next(until.saturating_duration_since(Instant::now())) {
            if name == wanted {
                return data;
            }
        }
        panic!("no event `{wanted}`");
    }

    /// How many events of this name come before it has been quiet for so long.
    pub fn count(&self, wanted: &str, quiet: Duration) -> usize {
        let mut count = 0;
        while let Some((name, _)) = self.next(quiet) {
            count += usize::from(name == wanted);
        }
        count
    }
}

/// The lines of a stream, read by a thread of their own.
fn follow(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}
