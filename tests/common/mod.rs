//! A site as one string, edited, and built by the real program or in process.
//!
//! ```text
//! let site = TestSite::from("-- site.toml --\n…\n-- content/reports/2022/report.yaml --\n…");
//! site.edit("site.toml", |text| text.replace("甲", "乙")).build().clean();
//! ```

// Every test file is a crate of its own and uses its own part of this.
#![allow(dead_code)]

pub mod edits;
pub mod golden;
pub mod samples;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use gongkai::build::{Built, Control, Receipt, build};
use gongkai::diag::Diagnostic;
use gongkai::site::{Options, Site};
use gongkai::snapshot::Snapshot;
use scraper::{ElementRef, Html, Selector};
use tempfile::TempDir;

pub use samples::{PORTAL, SAMPLE};

/// No input may keep the program busy for longer, on a loaded machine and in
/// a debug build. Whoever passes it is stopped. Under wine all takes twice as long.
pub const LIMIT: Duration = Duration::from_secs(if cfg!(windows) { 120 } else { 40 });

/// Files by their path below a folder.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A site in a folder of its own, which goes away with it.
pub struct TestSite {
    folder: TempDir,
}

/// What a run of the program came to.
#[derive(Debug)]
pub struct Run {
    /// `None` when a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub elapsed: Duration,
}

impl TestSite {
    /// Takes a site as one string, in which `-- path --` opens each file.
    pub fn from(text: &str) -> Self {
        let site = Self {
            folder: tempfile::tempdir().expect("a folder for the site"),
        };
        fs::create_dir(site.root()).expect("the root");
        let mut open: Option<(&str, String)> = None;
        for line in text.split_inclusive('\n') {
            let name = line
                .trim_end()
                .strip_prefix("-- ")
                .and_then(|rest| rest.strip_suffix(" --"));
            match (name, &mut open) {
                (Some(name), _) => {
                    let done = open.replace((name, String::new()));
                    done.inspect(|(name, text)| _ = site.write(name, text));
                }
                (None, Some((_, text))) => text.push_str(line),
                (None, None) => panic!("the site must begin with `-- path --`"),
            }
        }
        open.inspect(|(name, text)| _ = site.write(name, text));
        site
    }

    pub fn sample() -> Self {
        Self::from(SAMPLE)
    }

    pub fn portal() -> Self {
        Self::from(PORTAL)
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// The folder around the root, for what must not be reached.
    pub fn around(&self) -> &Path {
        self.folder.path()
    }

    /// Where the site is published: beside the root.
    pub fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    pub fn at(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    pub fn write(&self, file: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.at(file);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("its folder");
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        self
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.at(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Changes a file; an edit that changes nothing is a fault of the test.
    pub fn edit(&self, file: &str, change: impl FnOnce(&str) -> String) -> &Self {
        let before = self.read(file);
        let after = change(&before);
        assert_ne!(before, after, "the edit of {file} changed nothing");
        self.write(file, after)
    }

    pub fn replace(&self, file: &str, from: &str, to: &str) -> &Self {
        self.edit(file, |text| text.replacen(from, to, 1))
    }

    /// Removes a file, or a folder with all that is in it.
    pub fn remove(&self, file: &str) -> &Self {
        let path = self.at(file);
        let removed = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        removed.unwrap_or_else(|error| panic!("{file}: {error}"));
        self
    }

    /// The program, told to build this site.
    pub fn command(&self) -> Command {
        let mut command = gongkai(&["build", "--root"]);
        command.arg(self.root()).arg("--out").arg(self.out());
        command
    }

    pub fn build(&self) -> Run {
        run(&mut self.command())
    }

    pub fn build_with(&self, options: &[&str]) -> Run {
        run(self.command().args(options))
    }

    /// Composes the site in process.
    pub fn compose(&self) -> Site {
        let snapshot = Snapshot::take(&self.root()).expect("a readable site");
        Site::compose(snapshot, &Options::default()).expect("a readable site")
    }

    /// Builds in process; `Err` holds what is wrong with the content.
    pub fn publish_into(&self, out: &Path) -> Result<Receipt, Vec<Diagnostic>> {
        self.publish_with(out, &Options::default(), false)
    }

    /// Builds in process, over the objections of the rules.
    pub fn publish_forced_into(&self, out: &Path) -> Result<Receipt, Vec<Diagnostic>> {
        self.publish_with(out, &Options::default(), true)
    }

    /// Builds in process, over the objections of the rules.
    pub fn publish_by_force(&self) -> Receipt {
        let receipt = self.publish_forced_into(&self.out());
        receipt.unwrap_or_else(|said| panic!("{said:#?}"))
    }

    pub fn publish_with(
        &self,
        out: &Path,
        options: &Options,
        force: bool,
    ) -> Result<Receipt, Vec<Diagnostic>> {
        let snapshot = Snapshot::take(&self.root()).expect("a readable site");
        let watch = Control {
            progress: &|_, _, _| {},
            interrupted: &|| false,
            force,
            afresh: false,
        };
        match build(&snapshot, options, out, &watch).expect("the machine works") {
            Built::Done(receipt) => Ok(*receipt),
            Built::Refused { diagnostics, .. } => Err(diagnostics),
            Built::Interrupted => unreachable!("nobody interrupts"),
        }
    }

    /// Builds in process, which must succeed.
    pub fn publish(&self) -> Receipt {
        self.publish_into(&self.out()).unwrap_or_else(|said| {
            panic!("{said:#?}");
        })
    }

    /// Everything that is published, the publisher's records among it.
    pub fn tree(&self) -> Tree {
        tree(&self.out())
    }

    /// The names of what is published, without the records.
    pub fn names(&self) -> Vec<String> {
        let tree = self.tree();
        let names = tree
            .into_keys()
            .filter(|name| !name.starts_with(".gongkai/"));
        names.collect()
    }

    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn html(&self, path: &str) -> Html {
        Html::parse_document(&self.page(path))
    }
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

/// Every file below a folder; empty where there is none.
pub fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir());
    let file = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).expect("a path inside");
        let name = path.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(entry.path()).unwrap_or_default();
        (name, bytes)
    };
    entries.map(file).collect()
}

/// All but the memo: it knows when attachments were changed, which is another
/// time in every copy of a site.
pub fn without_memo(mut tree: Tree) -> Tree {
    tree.remove(".gongkai/memo");
    tree
}

/// Says which files differ, instead of printing two sites.
pub fn assert_same(one: &Tree, other: &Tree, why: &str) {
    let names: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let differing: Vec<_> = names
        .into_iter()
        .filter(|name| one.get(*name) != other.get(*name))
        .collect();
    if let Some(name) = differing.first() {
        let show = |tree: &Tree| match tree.get(*name) {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => "(not there)".to_owned(),
        };
        panic!(
            "{why}\ndiffering: {differing:?}\n--- one\n{}\n--- other\n{}",
            show(one),
            show(other)
        );
    }
}

pub fn select<'a>(html: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).expect("a selector of the test");
    html.select(&selector).collect()
}

pub fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The texts of all elements that the selector finds.
pub fn texts(html: &Html, css: &str) -> Vec<String> {
    select(html, css).into_iter().map(text).collect()
}
