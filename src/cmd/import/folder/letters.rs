//! What is sent back, as text files: one a unit, and never over anything else.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::cmd::Exit;
use crate::import::county::letter::letter;
use crate::machine::shown;
use crate::path::{SourcePath, unportable};
use crate::publish::create::create;
use crate::publish::refusal::Refusal;
use crate::snapshot::{Foreign, foreign};

use super::Collection;
use super::summary::Summary;

/// What became of the letters.
pub struct Letters {
    folder: PathBuf,
    written: usize,
    /// Those that were there already, to the letter.
    same: usize,
    /// The names of files that say something else and stay.
    occupied: Vec<String>,
    is_dry: bool,
}

/// The largest letter that is compared with what is there, in bytes.
const MOST: u64 = 4 << 20;

/// Writes the letters into a folder.
pub fn write(
    folder: &Path,
    collection: &Collection<'_>,
    summary: &Summary,
) -> anyhow::Result<Letters> {
    let mut letters = Letters {
        folder: folder.to_owned(),
        written: 0,
        same: 0,
        occupied: Vec::new(),
        is_dry: collection.args.dry_run,
    };
    let owner = collection.units.owner.as_deref();
    let mut names = BTreeSet::new();
    let mut new = Vec::new();
    for (at, matters) in &summary.matters {
        let unit = &collection.units.all[*at];
        let name = file_name(unit.name(), unit.id.as_deref(), &mut names);
        let Some(file) = SourcePath::new(&name) else {
            continue;
        };
        let text = for_editors(&letter(unit.name(), owner, matters));
        match foreign(&folder.join(&name), MOST) {
            Ok(Foreign::Missing) => new.push((file, text)),
            Ok(Foreign::Bytes(bytes)) if bytes == text.as_bytes() => letters.same += 1,
            _ => letters.occupied.push(name),
        }
    }
    letters.written = new.len();
    if !letters.is_dry && !new.is_empty() {
        match create(folder, &new) {
            Err(error) if error.downcast_ref::<Refusal>().is_some() => {
                letters.written = 0;
                let names = new.iter().map(|(file, _)| file.as_str().to_owned());
                letters.occupied.extend(names);
            }
            done => done?,
        }
    }
    Ok(letters)
}

/// A text as editors on Windows open it: with a mark of UTF-8 and their line ends.
fn for_editors(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

/// The name of a unit's file; each once, on every system.
fn file_name(unit: &str, id: Option<&str>, taken: &mut BTreeSet<String>) -> String {
    let plain: String = unit
        .chars()
        .map(|c| {
            if c.is_control() || "/\\".contains(c) {
                '-'
            } else {
                c
            }
        })
        .take(60)
        .collect();
    let mut name = format!("{}.txt", plain.trim());
    if let Some(odd) = unportable(&name) {
        name = odd.instead();
    }
    if !taken.insert(name.to_lowercase()) {
        let stem = name.trim_end_matches(".txt");
        name = format!("{stem}（{}）.txt", id.unwrap_or("site"));
        taken.insert(name.to_lowercase());
    }
    name
}

impl Letters {
    pub fn exit(&self) -> Exit {
        match self.occupied.is_empty() {
            true => Exit::Clean,
            false => Exit::Usage,
        }
    }

    pub fn tell(&self) -> String {
        let folder = shown(&self.folder);
        let same = match self.same {
            0 => String::new(),
            same => format!("，原来就有、一样的 {same} 个"),
        };
        let mut out = match (self.written, self.is_dry) {
            (0, _) if self.same == 0 && self.occupied.is_empty() => {
                "没有要退回的，没有写退回意见\n".to_owned()
            }
            (0, _) if self.same == 0 => String::new(),
            (written, true) => format!("退回意见有 {written} 个文件要写，没有写{same}\n"),
            (written, false) => {
                format!("退回意见写在 {folder}，一家一个文件：新写 {written} 个{same}\n")
            }
        };
        if !self.occupied.is_empty() {
            let _ = writeln!(
                out,
                "{folder} 里已经有别的内容，没有写：{}。换一个文件夹，或者先拿走旧的",
                self.occupied.join("、")
            );
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_a_file_of_its_own_on_every_system() {
        let mut taken = BTreeSet::new();
        let mut name = |unit: &str, id| file_name(unit, id, &mut taken);
        assert_eq!(name("石桥镇", Some("a")), "石桥镇.txt");
        assert_eq!(name("石桥镇", Some("b")), "石桥镇（b）.txt");
        assert_eq!(name("甲/乙:丙", Some("c")), "甲-乙-丙.txt");
        assert_eq!(name("con", None), "con-1.txt");
        assert_eq!(for_editors("甲\n"), "\u{feff}甲\r\n");
    }
}
