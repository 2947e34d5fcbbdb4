//! Which files somebody handed in, and their bytes.

use std::path::{Path, PathBuf};

use crate::machine::shown;
use crate::snapshot::{FOLDERS, Foreign, SITE, foreign, foreign_in};
use crate::submissions::{Inspected, inspect};

/// The largest file that is read, in bytes.
const MOST: u64 = 20 << 20;

/// The ends of names of files that a report is handed in as, those too that are refused with
/// what to do instead.
const REPORTS: [&str; 15] = [
    "html", "htm", "mht", "mhtml", "docx", "xlsx", "xls", "ods", "txt", "md", "csv", "doc", "wps",
    "pdf", "rtf",
];

/// The ends of names of files that only a site has.
const OURS: [&str; 3] = ["yaml", "yml", "toml"];

/// What the paths that somebody named are.
#[derive(Debug, PartialEq, Eq)]
pub enum Named {
    /// Years, or files of the site.
    OfSite,
    /// Files or folders from somewhere else.
    Foreign,
    Both,
}

/// Tells years and paths of the site from paths of other files. `is_of_site` says whether a
/// word means something in the site.
pub fn named(words: &[String], is_of_site: impl Fn(&str) -> bool) -> Named {
    let foreign = |word: &&String| is_foreign(Path::new(word.as_str())) && !is_of_site(word);
    let count = words.iter().filter(foreign).count();
    // Among others, a file that is not there is told as they are.
    let missing = words.iter().filter(|word| is_missing(Path::new(word)));
    match count {
        0 => Named::OfSite,
        count if count + missing.count() == words.len() => Named::Foreign,
        _ => Named::Both,
    }
}

/// Whether a path that is not there would be a report that was handed in.
fn is_missing(path: &Path) -> bool {
    let end = end(path);
    !path.exists() && end != "md" && REPORTS.contains(&end.as_str())
}

/// Whether a path is there and is no part of a site by its look.
fn is_foreign(path: &Path) -> bool {
    if path.is_dir() {
        let name = path.file_name().and_then(|name| name.to_str());
        return !path.join(SITE).exists() && !name.is_some_and(|name| FOLDERS.contains(&name));
    }
    path.is_file() && !OURS.contains(&end(path).as_str())
}

/// The end of a name in small letters, without the dot.
fn end(path: &Path) -> String {
    let end = path.extension().and_then(|end| end.to_str());
    end.unwrap_or_default().to_ascii_lowercase()
}

/// The files that were handed in.
#[derive(Default)]
pub struct Handed {
    pub files: Vec<Inspected>,
    pub others: Others,
    /// What the machine refused to read, each with the reason.
    pub failures: Vec<String>,
}

/// Files in folders that are no reports.
#[derive(Default)]
pub struct Others(Vec<String>);

impl Handed {
    /// Reads files, and all reports in folders. One file after the other is in memory.
    pub fn read(paths: &[String]) -> Self {
        let mut handed = Self::default();
        for path in paths.iter().map(Path::new) {
            if !path.is_dir() {
                handed.add(path);
                continue;
            }
            match foreign_in(path) {
                Ok(files) => files.into_iter().for_each(|file| handed.add_found(file)),
                Err(error) => handed.failures.push(error.to_string()),
            }
        }
        handed
    }

    fn add_found(&mut self, file: PathBuf) {
        match REPORTS.contains(&end(&file).as_str()) {
            true => self.add(&file),
            false => self.others.0.push(shown(&file)),
        }
    }

    fn add(&mut self, path: &Path) {
        let name = shown(path);
        let refused = |why: &str| Inspected::refused(&name, why);
        match foreign(path, MOST) {
            Ok(Foreign::Bytes(bytes)) => self.files.push(inspect(&name, &bytes, None)),
            Ok(Foreign::TooLarge) => {
                let why = "文件超过 20 MB，太大了。把图片去掉，另存一份再查";
                self.files.push(refused(why));
            }
            Ok(Foreign::Missing | Foreign::Folder) => {
                self.files.push(refused("没有这个文件，检查文件名和文件夹"));
            }
            Err(error) => self.failures.push(error.to_string()),
        }
    }
}

impl Others {
    /// What is said of them; `None` if there are none.
    pub fn told(&self, most: usize) -> Option<String> {
        let count = self.0.len();
        let names = self.0.iter().take(most).map(String::as_str);
        let names = names.collect::<Vec<_>>().join("、");
        let more = if count > most { "等" } else { "" };
        (count > 0).then(|| format!("没有看别的文件 {count} 个：{names}{more}"))
    }
}
