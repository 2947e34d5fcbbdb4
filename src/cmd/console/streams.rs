//! The two streams that a person reads. Every byte that the program prints goes
//! through here: `outln!` and `errln!` write a line, [`Stream::text`] writes text
//! that is ready.
//!
//! A stream that fails never stops the work behind it: a site is published whole
//! whether or not somebody still reads what is told of it. What failed is kept,
//! and said at the end ([`failure`]).

use std::borrow::Cow;
use std::fmt::Arguments;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::cells::over;
use super::encoding::Encoding;
use super::surroundings::{Look, Surroundings};

/// Writes a line to the standard output.
macro_rules! outln {
    ($($words:tt)*) => { $crate::cmd::console::streams::out().line(format_args!($($words)*)) };
}
/// Writes a line to the standard error.
macro_rules! errln {
    ($($words:tt)*) => { $crate::cmd::console::streams::err().line(format_args!($($words)*)) };
}
pub(in crate::cmd) use {errln, outln};

/// A console of Windows takes no large writes, and one whose code page is UTF-8
/// shows a character in two halves if it is cut. Pieces of whole characters up to
/// this many bytes are right on all of them.
const PIECE: usize = 4096;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standard {
    Output,
    Error,
}

/// Standard output or standard error.
pub(in crate::cmd) struct Stream {
    standard: Standard,
    look: Look,
    health: Mutex<Health>,
}

/// Whether anything still arrives.
#[derive(Default)]
struct Health {
    /// Nobody reads on, or nothing can be written.
    ended: bool,
    failed: Option<io::Error>,
}

struct Streams {
    out: Stream,
    err: Stream,
    /// How many cells of the terminal the line of progress fills.
    progress: Mutex<usize>,
}

static STREAMS: OnceLock<Streams> = OnceLock::new();

/// Decides once how each stream is written; without it UTF-8 is.
pub(in crate::cmd) fn open(encoding: Encoding) {
    STREAMS.get_or_init(|| Streams::new(encoding));
}

/// The standard output: what was asked for.
pub(in crate::cmd) fn out() -> &'static Stream {
    &streams().out
}

/// The standard error: what is to be known besides.
pub(in crate::cmd) fn err() -> &'static Stream {
    &streams().err
}

/// The first failure to write, other than that nobody reads on.
pub(in crate::cmd) fn failure() -> Option<io::Error> {
    [out(), err()]
        .into_iter()
        .find_map(|stream| lock(&stream.health).failed.take())
}

/// Shows a line of progress in place of the last one, where somebody watches. It
/// stays until anything else is printed. Never waits for another thread.
pub(in crate::cmd) fn show_progress(text: &str) {
    let streams = streams();
    if let Ok(mut cells) = streams.progress.try_lock() {
        let (line, width) = over(*cells, text);
        *cells = width;
        streams.err.write(&line);
    }
}

/// Takes the line of progress away.
pub(in crate::cmd) fn clear_progress() {
    drop(streams().without_progress());
}

/// Whether a line of progress would be seen.
pub(in crate::cmd) fn is_watched() -> bool {
    streams().err.look.terminal
}

fn streams() -> &'static Streams {
    STREAMS.get_or_init(|| Streams::new(Encoding::Utf8))
}

/// A panic elsewhere is no reason to fall silent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Streams {
    fn new(encoding: Encoding) -> Self {
        let around = Surroundings::look();
        let stream = |standard, terminal| Stream {
            standard,
            look: around.at(terminal, encoding),
            health: Mutex::default(),
        };
        Self {
            out: stream(Standard::Output, io::stdout().is_terminal()),
            err: stream(Standard::Error, io::stderr().is_terminal()),
            progress: Mutex::default(),
        }
    }

    /// Takes the line of progress away, and keeps others from showing the next
    /// while the guard is held.
    fn without_progress(&self) -> MutexGuard<'_, usize> {
        let mut cells = lock(&self.progress);
        if *cells > 0 {
            let (line, _) = over(*cells, "");
            *cells = 0;
            self.err.write(&line);
        }
        cells
    }
}

impl Stream {
    /// Whether a person reads it as it is written.
    pub fn is_terminal(&self) -> bool {
        self.look.terminal
    }

    /// Whether colours are seen here.
    pub fn has_colours(&self) -> bool {
        self.look.colours
    }

    /// Writes a line. No control character in it reaches the terminal, whatever
    /// file or argument it came from.
    pub fn line(&self, words: Arguments<'_>) {
        let mut text = words.to_string();
        let takes_over = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        if text.contains(takes_over) {
            text = text.replace(takes_over, "�");
        }
        text.push('\n');
        self.text(&text);
    }

    /// Writes a line where a key was pressed: a terminal may have shown `^C` on
    /// the line that is open.
    pub fn line_after_key(&self, words: &str) {
        let open = match self.look.terminal {
            true => *lock(&streams().progress) == 0,
            false => false,
        };
        let before = if open { "\n" } else { "" };
        self.text(&format!("{before}{words}\n"));
    }

    /// Writes text where nothing may wait for another thread, nor fail.
    pub fn last_words(&self, text: &str) {
        let cells = streams().progress.try_lock().map_or(0, |cells| *cells);
        let gone = match cells {
            0 => String::new(),
            cells => over(cells, "").0,
        };
        let text = gone + text;
        let bytes = match self.look.console {
            true => Cow::Owned(self.look.characters(&text).into_owned().into_bytes()),
            false => self.look.bytes(&text),
        };
        let _ = self.put(&bytes);
    }

    /// Writes text that is ready: several lines, some in colours.
    pub fn text(&self, text: &str) {
        let guard = self.look.terminal.then(|| streams().without_progress());
        self.write(text);
        drop(guard);
    }

    /// Writes what programs read: UTF-8, whatever people read.
    pub fn data(&self, text: &str) {
        match self.look.console {
            true => self.pieces(text),
            false => self.bytes(text.as_bytes()),
        }
    }

    fn write(&self, text: &str) {
        if self.look.console {
            self.pieces(&self.look.characters(text));
        } else {
            self.bytes(&self.look.bytes(text));
        }
    }

    fn pieces(&self, mut text: &str) {
        while !text.is_empty() {
            let (piece, rest) = text.split_at(text.floor_char_boundary(PIECE));
            self.bytes(piece.as_bytes());
            text = rest;
        }
    }

    fn bytes(&self, bytes: &[u8]) {
        let mut health = lock(&self.health);
        if health.ended {
            return;
        }
        if let Err(error) = self.put(bytes) {
            health.ended = true;
            if error.kind() != ErrorKind::BrokenPipe {
                health.failed = Some(error);
            }
        }
    }

    fn put(&self, bytes: &[u8]) -> io::Result<()> {
        match self.standard {
            Standard::Output => put(io::stdout().lock(), bytes),
            Standard::Error => put(io::stderr().lock(), bytes),
        }
    }
}

fn put(mut stream: impl Write, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(bytes)?;
    stream.flush()
}
