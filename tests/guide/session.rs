//! Doing what a page says, in a folder of its own.

use std::io::{BufRead, BufReader, PipeReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use tempfile::TempDir;

use super::page::{Act, steps};
use super::transcript::{compare, same};

/// No command takes longer, on a loaded machine and in a debug build.
const LIMIT: Duration = Duration::from_secs(20);

pub struct Session {
    home: TempDir,
    here: PathBuf,
    preview: Option<Preview>,
    /// A port that is taken, for a page that is about one.
    occupied: Option<TcpListener>,
    pub commands: usize,
}

/// A preview that is running; it ends with this.
struct Preview {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Session {
    pub fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        Self {
            here: home.path().to_owned(),
            home,
            preview: None,
            occupied: None,
            commands: 0,
        }
    }

    /// Does everything on a page; `text` gives a page by its name.
    pub fn read(&mut self, name: &str, text: &dyn Fn(&str) -> String) -> Result<(), String> {
        let steps = steps(&text(name)).map_err(|error| format!("{name}: {error}"))?;
        for step in steps {
            let done = match &step.act {
                Act::After(before) => self.read(before, text),
                act => self.act(act),
            };
            done.map_err(|error| format!("{name}:{}: {error}", step.line))?;
        }
        self.preview = None;
        Ok(())
    }

    fn act(&mut self, act: &Act) -> Result<(), String> {
        match act {
            Act::After(_) => Err("only the reader of pages can do this".to_owned()),
            Act::Write(file, text) => self.write(file, text.as_bytes()),
            Act::Bytes(file, bytes) => self.write(file, bytes),
            Act::Put(file, old, new) | Act::Replace(file, old, new) => {
                let path = self.at(file);
                let text = fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
                if text.matches(old.as_str()).count() != 1 {
                    return Err(format!("`{old}` is not once in {file}:\n{text}"));
                }
                self.write(file, text.replace(old, new).as_bytes())
            }
            Act::Remove(file) => {
                let path = self.at(file);
                let removed = if path.is_dir() {
                    fs::remove_dir_all(&path)
                } else {
                    fs::remove_file(&path)
                };
                removed.map_err(|error| format!("{file}: {error}"))
            }
            Act::Copy(from, to) => {
                copy(&self.at(from), &self.at(to)).map_err(|error| format!("{from}: {error}"))
            }
            Act::Occupy => {
                // Any port: the page's own may be free or taken on this machine.
                let listener = TcpListener::bind(("127.0.0.1", 0));
                self.occupied = Some(listener.map_err(|error| error.to_string())?);
                Ok(())
            }
            Act::Run(command, exit, output) => self.run(command, *exit, output),
            Act::Goes(output) => self.goes(output),
        }
    }

    fn at(&self, file: &str) -> PathBuf {
        self.here.join(file)
    }

    /// Writes a file as editors do: on a loaded machine a preview would
    /// otherwise see, and tell of, the moment when it is empty.
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), String> {
        let path = self.at(file);
        let folder = path.parent().expect("a file has a folder");
        let half = self.home.path().join("half");
        let written = fs::create_dir_all(folder)
            .and_then(|()| fs::write(&half, bytes))
            .and_then(|()| fs::rename(&half, &path));
        written.map_err(|error| format!("{file}: {error}"))
    }

    fn run(&mut self, command: &str, exit: i32, output: &str) -> Result<(), String> {
        self.preview = None;
        let words = words(command)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["cd", folder] => {
                let folder = self.at(folder);
                let found = folder.canonicalize();
                self.here = found.map_err(|error| format!("{command}: {error}"))?;
                let home = self.home.path().canonicalize();
                let inside = home.is_ok_and(|home| self.here.starts_with(home));
                same("", output)?;
                match inside {
                    true => Ok(()),
                    false => Err(format!("{command} leaves the folder of the session")),
                }
            }
            ["gongkai", rest @ ..] => {
                self.commands += 1;
                if rest.first() == Some(&"serve") {
                    let taken = self.occupied.as_ref().map(TcpListener::local_addr);
                    let port = taken.and_then(Result::ok).map_or(0, |taken| taken.port());
                    self.preview = Some(serve(&self.here, rest, port)?);
                    return self.goes(output);
                }
                let (said, code) = finish(&self.here, rest)?;
                same(output, &said)?;
                match code {
                    Some(code) if code == exit => Ok(()),
                    code => Err(format!("{command}: ended with {code:?}, not {exit}")),
                }
            }
            _ => Err(format!("a session cannot run `{command}`")),
        }
    }

    /// Waits until the preview has printed this.
    fn goes(&mut self, output: &str) -> Result<(), String> {
        let preview = self.preview.as_ref().ok_or("no preview is running")?;
        let begun = Instant::now();
        let mut said = String::new();
        while !compare(output, &said) {
            let left = LIMIT.saturating_sub(begun.elapsed());
            match preview.lines.recv_timeout(left) {
                Ok(line) => said = said + &line + "\n",
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return same(output, &said);
                }
            }
        }
        Ok(())
    }
}

/// Starts the program with both streams in one pipe, as on a screen.
fn start(here: &Path, arguments: &[&str]) -> io::Result<(Child, PipeReader)> {
    let (reader, writer) = io::pipe()?;
    let child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(arguments)
        .current_dir(here)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .spawn()?;
    Ok((child, reader))
}

fn finish(here: &Path, arguments: &[&str]) -> Result<(String, Option<i32>), String> {
    let started = start(here, arguments).map_err(|error| error.to_string());
    let (mut child, mut reader) = started?;
    let (told, ended) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        _ = reader.read_to_end(&mut bytes);
        told.send(String::from_utf8_lossy(&bytes).into_owned())
    });
    let said = ended.recv_timeout(LIMIT);
    if said.is_err() {
        _ = child.kill();
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    let said = said.map_err(|_| format!("{arguments:?} took longer than {LIMIT:?}"))?;
    Ok((said, status.code()))
}

/// A preview that asks for a port; 0 is any free one.
fn serve(here: &Path, arguments: &[&str], port: u16) -> Result<Preview, String> {
    let port = port.to_string();
    let arguments = [arguments, &["--port", &port]].concat();
    let (child, reader) = start(here, &arguments).map_err(|error| error.to_string())?;
    let (told, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(reader).lines().map_while(Result::ok) {
            if told.send(line).is_err() {
                break;
            }
        }
    });
    Ok(Preview { child, lines })
}

/// The words of a command; what is in quotes is one word.
pub fn words(command: &str) -> Result<Vec<String>, String> {
    let mut words = vec![String::new()];
    for (at, part) in command.split('"').enumerate() {
        if at % 2 == 1 {
            words.last_mut().expect("never empty").push_str(part);
            continue;
        }
        let mut rest = part.split(' ');
        let first = rest.next().unwrap_or_default();
        words.last_mut().expect("never empty").push_str(first);
        words.extend(rest.map(str::to_owned));
    }
    match command.matches('"').count() % 2 {
        0 => Ok(words.into_iter().filter(|word| !word.is_empty()).collect()),
        _ => Err(format!("quotes that do not end: {command}")),
    }
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_file() {
        fs::create_dir_all(to.parent().unwrap_or(to))?;
        return fs::copy(from, to).map(|_| ());
    }
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry?;
        let inside = entry.path().strip_prefix(from).expect("a path inside");
        if entry.file_type().is_dir() {
            fs::create_dir_all(to.join(inside))?;
        } else {
            fs::copy(entry.path(), to.join(inside))?;
        }
    }
    Ok(())
}
