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
pub mod process;
pub mod samples;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::build::{Built, Control, Receipt, build};
use gongkai::diag::Diagnostic;
use gongkai::site::{Options, Site};
use gongkai::snapshot::Snapshot;
use scraper::{ElementRef, Html, Selector};
use tempfile::TempDir;

#[allow(unused_imports, reason = "each test program uses some of them")]
pub use process::{LIMIT, Run, finish, gongkai, run, start};
pub use samples::{PORTAL, SAMPLE};

/// Files by their path below a folder.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A site in a folder of its own, which goes away with it.
pub struct TestSite {
    folder: TempDir,
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
        let remove = || match path.is_dir() {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        };
        let mut removed = remove();
        // On Windows a preview that is just reading it holds it for a moment.
        for _ in 0..100 {
            match removed {
                Err(ref error) if cfg!(windows) && error.raw_os_error() == Some(32) => {}
                _ => break,
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
            removed = remove();
        }
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
            skip_broken: false,
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
