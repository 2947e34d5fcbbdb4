//! The 核对表 of an import: where it is written, and what it is about.

use std::path::Path;

use anyhow::anyhow;

use crate::import::review::{self, Reviewed, is_ours};
use crate::machine::shown;
use crate::path::SourcePath;
use crate::prose::printable;
use crate::publish::create::create;
use crate::publish::source::Repairer;
use crate::snapshot::{Foreign, foreign};

use super::Format;
use super::outcome::{Done, Outcome};
use crate::cmd::console::streams::{errln, outln};

/// The largest page that is looked at to see whether it is ours, in bytes.
const MOST: u64 = 200 << 20;

/// What is in the place of a 核对表.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Free,
    /// An older one, which the new one may replace.
    Ours,
}

/// What is where it is to be written; `Err` says why it cannot be.
pub fn place(path: &Path) -> Result<Place, String> {
    let name = shown(path);
    let ending = path.extension().and_then(|ending| ending.to_str());
    let is_page = |ending: &str| {
        ["html", "htm"]
            .iter()
            .any(|one| ending.eq_ignore_ascii_case(one))
    };
    if !ending.is_some_and(is_page) {
        return Err(format!(
            "没有导入：核对表是网页，{name} 的名字要以 .html 结尾。如 --report 核对表.html"
        ));
    }
    match foreign(path, MOST).map_err(|error| error.to_string())? {
        Foreign::Missing => Ok(Place::Free),
        Foreign::Bytes(bytes) if is_ours(&bytes) => Ok(Place::Ours),
        Foreign::Folder => Err(format!("没有导入：{name} 是文件夹。核对表换一个名字")),
        Foreign::Bytes(_) | Foreign::TooLarge => Err(format!(
            "没有导入：已经有 {name}，不是本程序写的核对表，没有覆盖。核对表换一个名字"
        )),
    }
}

/// Writes the page about all files that were named, unless none of them was read.
pub fn write(path: &Path, all: &[Done], format: Format) -> anyhow::Result<()> {
    let files: Vec<Reviewed<'_>> = all.iter().map(reviewed).collect();
    let is_read = |file: &Reviewed<'_>| matches!(file.outcome, review::Outcome::Read { .. });
    let name = printable(&shown(path));
    if !files.iter().any(is_read) {
        errln!("没有读成一份年报，没有写核对表");
        return Ok(());
    }
    let page = review::page(&files);
    // Somebody may have put something there meanwhile.
    match place(path).map_err(|why| anyhow!(why))? {
        Place::Ours => {
            Repairer::default().rewrite(path, page.as_bytes())?;
        }
        Place::Free => {
            let file = path.file_name().and_then(|file| file.to_str());
            let file = file.and_then(SourcePath::new);
            let file =
                file.ok_or_else(|| anyhow!("没有写核对表：{name} 不能用作文件名。换一个名字"))?;
            create(path.parent().unwrap_or(Path::new("")), &[(file, page)])?;
        }
    }
    if format == Format::Human {
        outln!("核对表已写入 {name}   用浏览器打开，左边是原件，右边是读成的");
    }
    Ok(())
}

fn reviewed(done: &Done) -> Reviewed<'_> {
    Reviewed {
        file: &done.file,
        outcome: match &done.outcome {
            Outcome::Refused(undone) => review::Outcome::Refused(&undone.why),
            Outcome::Read(read) => review::Outcome::Read {
                understood: &read.understood,
                receipt: &read.imported.receipt,
            },
        },
    }
}
