//! The files of a collection, each read and understood; in parallel, in order.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::machine::shown;
use crate::snapshot::{collected, is_of_site};
use crate::submissions::{Inspected, inspected};

use super::super::one::{self, Understanding};
use super::super::{Args, Understand};

/// One file of a collection.
pub struct File {
    pub path: PathBuf,
    /// As it is named in the command.
    pub file: String,
    /// As it is named in its folder: all that whoever sent it knows.
    pub name: String,
}

/// All that the arguments name.
#[derive(Default)]
pub struct Files {
    pub all: Vec<File>,
    /// What is no document, as paths.
    pub ignored: Vec<String>,
    /// What the machine did not let us list, as complete sentences.
    pub unread: Vec<String>,
}

impl File {
    /// The name without its folders and its ending.
    pub fn stem(&self) -> &str {
        let stem = self.path.file_stem().and_then(|stem| stem.to_str());
        stem.unwrap_or(&self.name)
    }
}

/// Lists the files; each once. `Err` says why nothing is imported.
pub fn files(args: &Args) -> Result<Files, String> {
    let mut files = Files::default();
    for path in &args.files {
        if path == Path::new("-") {
            let why = "粘贴的文字不能和文件夹一起导入，分两次";
            return Err(format!("没有导入：{why}"));
        }
        if is_of_site(path, &args.root) {
            let why = "里面有站点自己的文件。把收来的文件放进单独的文件夹，再导入那个文件夹";
            return Err(format!("没有导入：{} {why}", shown(path)));
        }
        match collected(path) {
            None => files.add(path.clone(), path.parent()),
            Some(found) => {
                let unread = found.unread.iter().map(ToString::to_string);
                files.unread.extend(unread);
                files
                    .ignored
                    .extend(found.ignored.iter().map(|path| shown(path)));
                let folder = Some(path.as_path());
                found
                    .files
                    .into_iter()
                    .for_each(|file| files.add(file, folder));
            }
        }
    }
    match files.all.is_empty() && files.unread.is_empty() {
        true => Err("没有导入：文件夹里没有文件。检查是不是写错了文件夹".to_owned()),
        false => Ok(files),
    }
}

impl Files {
    fn add(&mut self, path: PathBuf, folder: Option<&Path>) {
        if self.all.iter().any(|known| known.path == path) {
            return;
        }
        let inside = folder.and_then(|folder| path.strip_prefix(folder).ok());
        let name = shown(inside.unwrap_or(&path));
        let file = shown(&path);
        self.all.push(File { path, file, name });
    }
}

/// Reads and understands each file, for the site and for the rules. Linear in their bytes;
/// the bytes of as many files are in memory as there are processors.
pub fn read(
    args: &Args,
    files: &[File],
    understand: Understand<'_>,
) -> (Vec<Understanding>, Vec<Inspected>) {
    let read = files.par_iter().map(|file| {
        let name = &file.name;
        let bytes = match one::bytes(&file.path) {
            Ok(bytes) => bytes,
            Err(undone) => {
                let inspected = Inspected::refused(name, &undone.why);
                return (Err(undone), inspected);
            }
        };
        let read = one::understood(args, &bytes, understand);
        let inspected = match &read {
            Ok((understood, _)) => {
                inspected(name, &bytes, Some(understood.clone()), None, args.year)
            }
            Err(undone) => Inspected::refused(name, &undone.why),
        };
        (read, inspected)
    });
    read.unzip()
}
