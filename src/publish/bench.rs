//! For tests only: a scratch site, and what one does with it.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use tempfile::TempDir;

use crate::machine::Patience;
use crate::path::OutPath;
use crate::publish::Publisher;
use crate::publish::deliver::Outcome;
use crate::publish::disk::{Observer, Step};
use crate::publish::entry::Key;
use crate::publish::guard::Guard;
use crate::publish::ledger::Trust;
use crate::publish::refusal::Refusal;

/// Paths and texts. A `.pdf` is offered as a copied file.
pub type Pages = [(&'static str, &'static str)];

/// Paths with the text of a file, or nothing for a folder.
pub type Tree = BTreeMap<String, Option<String>>;

pub const OLD: &Pages = &[
    ("index.html", "front one"),
    ("reports/2021/index.html", "report 2021"),
    ("same.html", "same"),
    ("gone/deep/page.html", "gone"),
    ("files/a.pdf", "paper one"),
    ("swap", "a file"),
    ("pws/index.html", "a folder"),
];

/// Pages come, go and change; a file becomes a folder and the reverse.
pub const NEW: &Pages = &[
    ("index.html", "front two"),
    ("reports/2021/index.html", "report 2021"),
    ("reports/2022/index.html", "report 2022"),
    ("same.html", "same"),
    ("files/a.pdf", "paper two"),
    ("swap/index.html", "a folder"),
    ("pws", "a file"),
];

/// A site's root with sources in it, and an output folder among them.
pub struct Bench {
    pub dir: TempDir,
}

impl Bench {
    /// In memory where there is such a folder, as flushing a disk is slow.
    pub fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let dir = if memory.is_dir() {
            TempDir::new_in(memory)
        } else {
            TempDir::new()
        };
        Self::within(dir.expect("a scratch folder"))
    }

    pub fn within(dir: TempDir) -> Self {
        fs::create_dir_all(dir.path().join("root/content")).expect("a source folder");
        Self { dir }
    }

    /// With `OLD` published.
    pub fn published() -> Self {
        let bench = Self::new();
        bench.build(OLD).expect("a first build");
        bench
    }

    pub fn root(&self) -> PathBuf {
        self.dir.path().join("root")
    }

    pub fn out(&self) -> PathBuf {
        self.root().join("public")
    }

    pub fn guard(&self) -> Guard {
        Guard {
            root: self.root(),
            sources: vec![self.root().join("content")],
        }
    }

    pub fn open(&self) -> Result<Publisher> {
        Publisher::open(&self.out(), &self.guard())
    }

    /// Builds without trust in what the records say of the files.
    pub fn build_afresh(&self, pages: &Pages) -> Result<Outcome> {
        let publisher = Publisher::open_afresh(&self.out(), &self.guard())?;
        offer(&publisher, pages, &self.root())?;
        publisher.commit(&|| false)
    }

    pub fn build(&self, pages: &Pages) -> Result<Outcome> {
        self.build_observed(pages, Box::new(|_, _| Ok(())))
    }

    pub fn build_observed(&self, pages: &Pages, observer: Observer) -> Result<Outcome> {
        self.build_patiently(pages, observer, Patience::default())
    }

    pub fn build_patiently(
        &self,
        pages: &Pages,
        observer: Observer,
        patience: Patience,
    ) -> Result<Outcome> {
        let (out, guard, trust) = (self.out(), self.guard(), Trust::Records);
        let publisher = Publisher::open_observed(&out, &guard, trust, observer, patience)?;
        offer(&publisher, pages, &self.root())?;
        publisher.commit(&|| false)
    }

    pub fn put(&self, path: &str, text: &str) {
        let place = self.out().join(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        fs::write(place, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.out().join(path)).ok()
    }

    /// Every file with its text and every folder, records included.
    pub fn tree(&self) -> Tree {
        let mut tree = BTreeMap::new();
        walk(&self.out(), &mut |path| {
            let name = path
                .strip_prefix(self.out())
                .expect("inside")
                .display()
                .to_string()
                .replace(MAIN_SEPARATOR, "/");
            tree.insert(name, fs::read_to_string(path).ok());
        });
        tree
    }

    /// What [`Bench::tree`] is after a first build of these pages.
    pub fn fresh_tree(pages: &Pages) -> Tree {
        let bench = Self::new();
        bench.build(pages).expect("a first build");
        bench.tree()
    }
}

/// Offers the pages as the renderer does: what stands is not made again.
pub fn offer(publisher: &Publisher, pages: &Pages, root: &Path) -> Result<()> {
    for (path, text) in pages {
        let key = Key::of(&blake3::hash(text.as_bytes()));
        let path = out(path);
        if path.as_str().ends_with(".pdf") {
            let source = root.join("content/a.pdf");
            fs::write(&source, text)?;
            publisher.stage_copy(&path, &source)?;
        } else if publisher.standing(&path, &key).is_some() {
            publisher.keep(&path)?;
        } else {
            publisher.stage(
                &path,
                Some(key),
                ["a.html#b"].into_iter().collect(),
                text.as_bytes(),
            )?;
        }
    }
    publisher.remember(|take| take(cache_of(pages).as_bytes()))?;
    Ok(())
}

/// What is remembered of these pages.
pub fn cache_of(pages: &Pages) -> String {
    pages
        .iter()
        .map(|(path, text)| format!("{path}: {text}\n"))
        .collect()
}

/// Refuses the changes from number `from` on, as many as `count`; the second
/// value counts how many were asked for.
pub fn failing(from: usize, count: usize) -> (Observer, Arc<AtomicUsize>) {
    failing_as(ErrorKind::StorageFull, from, count)
}

/// The same with a failure of another kind.
pub fn failing_as(kind: ErrorKind, from: usize, count: usize) -> (Observer, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let observer = move |_: Step, _: &Path| {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        let fails = number >= from && number - from < count;
        if fails { Err(kind.into()) } else { Ok(()) }
    };
    (Box::new(observer), asked)
}

pub fn out(path: &str) -> OutPath {
    OutPath::new(path).expect("a valid path")
}

pub fn walk(folder: &Path, see: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        see(&path);
        if path.is_dir() && !path.is_symlink() {
            walk(&path, see);
        }
    }
}

pub fn refusal(error: &anyhow::Error) -> &Refusal {
    error
        .downcast_ref()
        .unwrap_or_else(|| panic!("not a refusal: {error}"))
}

#[track_caller]
pub fn assert_for_a_clerk(error: &anyhow::Error) {
    let text = format!("{error:#}");
    assert!(text.starts_with("没有"), "{text}");
    assert!(
        !text.contains("os error") && !text.contains("No space"),
        "{text}"
    );
}
