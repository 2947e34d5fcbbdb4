//! The program as it is started by a test, and what came of it.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// No input may keep the program busy for longer, on a loaded machine and in
/// a debug build. Whoever passes it is stopped. Under wine all takes twice as long.
pub const LIMIT: Duration = Duration::from_secs(if cfg!(windows) { 120 } else { 40 });

/// What a run of the program came to.
#[derive(Debug)]
pub struct Run {
    /// `None` when a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub elapsed: Duration,
}

impl Run {
    /// The run succeeded.
    pub fn clean(self) -> Self {
        self.ended_with(0)
    }

    pub fn ended_with(self, code: i32) -> Self {
        assert!(
            !self.stderr.contains("panicked") && !self.stderr.contains("程序出错了"),
            "a panic:\n{}",
            self.stderr
        );
        assert_eq!(
            self.code,
            Some(code),
            "another end than expected\nstdout:\n{}\nstderr:\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// The content was refused, and these words were said about it.
    pub fn refused(self, words: &[&str]) -> Self {
        self.ended_with(1).for_a_clerk().says(words)
    }

    /// All these words stand on the error stream.
    pub fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(
                self.stderr.contains(word),
                "“{word}” is not in:\n{}",
                self.stderr
            );
        }
        self
    }

    /// Every line that is a message, not an excerpt of a file, is Chinese.
    pub fn for_a_clerk(self) -> Self {
        let lines = self.stderr.lines().chain(self.stdout.lines());
        for line in lines.filter(|line| is_message(line)) {
            let chinese = line.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(chinese, "not for a clerk: {line}\n{}", self.stderr);
        }
        self
    }

    /// It ended by itself in good time; prints what it took.
    pub fn in_time(self, what: &str) -> Self {
        println!("{what}: {:.2?}", self.elapsed);
        assert!(self.elapsed < LIMIT, "{what} took {:?}", self.elapsed);
        self
    }
}

/// Whether a line of what was printed is the program's own words.
fn is_message(line: &str) -> bool {
    let line = line.trim_start();
    let excerpt = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    !(line.is_empty()
        || excerpt.starts_with('|')
        || line.starts_with("-->")
        || line.starts_with(":::")
        || line.starts_with("...")
        // The path of a file in a list of files.
        || line.contains(['/', '.']) && !line.contains(' '))
}

/// The program with these arguments.
pub fn gongkai(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(arguments);
    command
}

/// Runs to the end, but not for longer than the limit.
pub fn run(command: &mut Command) -> Run {
    let begun = Instant::now();
    let command = command.stdin(Stdio::null());
    let child = start(command.stdout(Stdio::piped()).stderr(Stdio::piped()));
    finish(child, begun, LIMIT)
}

/// Starts a program.
#[track_caller]
pub fn start(command: &mut Command) -> Child {
    let mut attempts = 1;
    loop {
        match command.spawn() {
            Ok(child) => return child,
            // Wine sometimes refuses to make a process, any process, with
            // ERROR_INTERNAL_ERROR. Nothing of the program has run by then.
            Err(error) if error.raw_os_error() == Some(1359) && attempts < 5 => {
                eprintln!("no process was made ({error}): attempt {attempts}");
                attempts += 1;
                std::thread::sleep(Duration::from_millis(200));
            }
            Err(error) => panic!("the program starts: {error}"),
        }
    }
}

/// Waits for a program whose streams are pipes; stops it after the limit.
pub fn finish(mut child: Child, begun: Instant, limit: Duration) -> Run {
    let (told, ended) = mpsc::channel();
    let mut stdout = child.stdout.take().expect("a pipe");
    let mut stderr = child.stderr.take().expect("a pipe");
    let reading = std::thread::spawn(move || read_all(&mut stderr));
    std::thread::spawn(move || told.send(read_all(&mut stdout)));
    // Its output ends when the program does.
    let stdout = ended.recv_timeout(limit).unwrap_or_else(|_| {
        child.kill().expect("a child of ours");
        String::new()
    });
    let stderr = reading.join().expect("a stream that was read");
    let status = child.wait().expect("a child of ours");
    Run {
        code: status.code(),
        stdout,
        stderr,
        elapsed: begun.elapsed(),
    }
}

fn read_all(stream: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("a readable stream");
    String::from_utf8_lossy(&bytes).into_owned()
}
