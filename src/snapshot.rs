//! The only reader: what the site's sources hold at one moment.
//!
//! Data and text are held in memory; attachments and static files, which may
//! be large, are only listed and later copied by path. Links in the file
//! system are never followed, so a loop or a way out of the root cannot exist.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Diagnostic, Place};
use crate::machine::reason;
use crate::path::SourcePath;
use crate::text::printable;

/// The largest file that is read into memory, in bytes; others are refused
/// unread, so that a stray video cannot stall a build.
const READ_LIMIT: u64 = 2 << 20;

/// The folders that hold sources, beside `site.toml`.
pub const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// One file of the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Its bytes: data, text and templates.
    Held(Vec<u8>),
    /// Its size in bytes: attachments and static files.
    Listed(u64),
}

/// The sources at one moment, immutable once taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    root: PathBuf,
    files: BTreeMap<SourcePath, Source>,
}

impl Snapshot {
    /// Reads a site. What is wrong with single files comes back as
    /// diagnostics; what the machine refuses to read is an error.
    pub fn take(root: &Path) -> anyhow::Result<(Self, Vec<Diagnostic>)> {
        let mut snapshot = Self {
            root: root.to_path_buf(),
            files: BTreeMap::new(),
        };
        let mut diagnostics = Vec::new();
        let starts = ["site.toml"]
            .iter()
            .chain(&FOLDERS)
            .map(|name| root.join(name));
        for start in starts.filter(|start| start.symlink_metadata().is_ok()) {
            let walk = WalkDir::new(&start)
                .follow_root_links(false)
                .sort_by_file_name()
                .into_iter();
            for entry in walk.filter_entry(|entry| !is_ignored(entry)) {
                let entry = entry.map_err(|error| unreadable(root, &error))?;
                snapshot.add(&entry, &mut diagnostics)?;
            }
        }
        Ok((snapshot, diagnostics))
    }

    /// A site that exists only in memory, for tests and tools.
    pub fn of(files: impl IntoIterator<Item = (SourcePath, Source)>) -> Self {
        Self {
            root: PathBuf::new(),
            files: files.into_iter().collect(),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every file in the order of its path.
    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &Source)> {
        self.files.iter()
    }

    /// The bytes of a file that is held.
    pub fn bytes(&self, file: &SourcePath) -> Option<&[u8]> {
        match self.files.get(file)? {
            Source::Held(bytes) => Some(bytes),
            Source::Listed(_) => None,
        }
    }

    /// The size of a file in bytes; 0 for a file that is not there.
    pub fn size(&self, file: &SourcePath) -> u64 {
        match self.files.get(file) {
            Some(Source::Held(bytes)) => bytes.len() as u64,
            Some(Source::Listed(size)) => *size,
            None => 0,
        }
    }

    /// Where a listed file lies on disk.
    pub fn locate(&self, file: &SourcePath) -> PathBuf {
        self.root.join(file.as_str())
    }

    fn add(&mut self, entry: &DirEntry, diagnostics: &mut Vec<Diagnostic>) -> anyhow::Result<()> {
        let relative = entry
            .path()
            .strip_prefix(&self.root)
            .unwrap_or(entry.path());
        let shown = relative
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/");
        let named = relative.to_str().and_then(|_| SourcePath::new(&shown));
        let kind = entry.file_type();
        let Some(file) = named else {
            if let Some(place) = SourcePath::new(&shown.replace(['\u{FFFD}', '\\', '\0'], "_")) {
                let help = "换一个用英文字母、数字或汉字的文件名";
                let message = format!("文件名“{}”里有不能用的字符", printable(&shown));
                diagnostics
                    .push(Diagnostic::error("FILE", Place::file(&place), message).help(help));
            }
            return Ok(());
        };
        if kind.is_dir() {
            return Ok(());
        }
        if !kind.is_file() {
            let message = if kind.is_symlink() {
                "这是一个链接，没有读"
            } else {
                "这不是普通文件，没有读"
            };
            let help = "把真正的文件放在这里；链接可能指到站点外面，或者绕成一圈";
            diagnostics.push(Diagnostic::error("FILE", Place::file(&file), message).help(help));
            return Ok(());
        }
        if let Some(source) = read(entry, &file, diagnostics)? {
            self.files.insert(file, source);
        }
        Ok(())
    }
}

fn read(
    entry: &DirEntry,
    file: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> anyhow::Result<Option<Source>> {
    let failed = |error: &std::io::Error| anyhow!("没有读成：{}（{file}）", reason(error));
    let size = entry
        .metadata()
        .map_err(|error| unreadable(Path::new(file.as_str()), &error))?
        .len();
    if is_listed(file) {
        return Ok(Some(Source::Listed(size)));
    }
    if size > READ_LIMIT {
        let message = format!("文件有 {} MB，太大了，没有读", size >> 20);
        let help = "正文和数据文件最大 2 MB；附件要放在 files 文件夹里";
        diagnostics.push(Diagnostic::error("FILE", Place::file(file), message).help(help));
        return Ok(None);
    }
    let bytes = fs::read(entry.path()).map_err(|error| failed(&error))?;
    Ok(Some(Source::Held(bytes)))
}

/// Attachments and static files are copied, never read.
fn is_listed(file: &SourcePath) -> bool {
    let path = file.as_str();
    let Some(inside) = path.strip_prefix("content/") else {
        return path.starts_with("static/");
    };
    // A unit may well be called `files`.
    let unit = inside
        .strip_prefix("units/")
        .and_then(|unit| unit.split_once('/'));
    let inside = unit.map_or(inside, |(_, inside)| inside);
    inside.starts_with("files/") || inside.contains("/files/")
}

/// What editors and systems leave lying about; never part of a site.
fn is_ignored(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    // What web hosts look for in the root of a site may be published.
    let for_hosts = matches!(name.as_ref(), ".well-known" | ".nojekyll" | ".htaccess");
    if for_hosts
        && entry
            .path()
            .components()
            .any(|part| part.as_os_str() == "static")
    {
        return false;
    }
    let left_by_editors = name.starts_with('.') || name.starts_with("~$") || name.ends_with('~');
    let left_by_systems = matches!(name.as_ref(), "Thumbs.db" | "desktop.ini");
    entry.depth() > 0
        && (left_by_editors || left_by_systems || name.ends_with(".tmp") || name.ends_with(".swp"))
}

fn unreadable(root: &Path, error: &walkdir::Error) -> anyhow::Error {
    let path = error.path().unwrap_or(root).display();
    match error.io_error() {
        Some(io) => anyhow!("没有读成：{}（{path}）", reason(io)),
        None => anyhow!("没有读成：文件夹绕成了一圈（{path}）"),
    }
}
