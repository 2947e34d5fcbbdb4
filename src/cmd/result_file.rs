//! A finished file that a person asked for, put where they said.

use std::path::Path;

use anyhow::anyhow;

use crate::machine::shown;
use crate::path::SourcePath;
use crate::prose::printable;
use crate::publish::create::create;
use crate::publish::source::Repairer;
use crate::snapshot::{Foreign, foreign};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    New,
    /// These very bytes were there already.
    Same,
    Replaced,
    /// Something else is there, and nothing was changed: it may hold somebody's work.
    Taken,
}

/// Writes a file. Another one in its place is replaced only if `may_replace` says so of
/// its bytes; a larger one than `most` bytes never is.
pub fn put(
    path: &Path,
    bytes: &[u8],
    most: u64,
    may_replace: impl Fn(&[u8]) -> bool,
) -> anyhow::Result<Put> {
    match foreign(path, most)? {
        Foreign::Missing => {
            let name = path.file_name().and_then(|name| name.to_str());
            let file = name.and_then(SourcePath::new).ok_or_else(|| {
                let name = printable(&shown(path));
                anyhow!("没有写成：{name} 不能用作文件名。换一个名字")
            })?;
            create(path.parent().unwrap_or(Path::new("")), &[(file, bytes)])?;
            Ok(Put::New)
        }
        Foreign::Bytes(old) if old == bytes => Ok(Put::Same),
        Foreign::Bytes(old) if may_replace(&old) => {
            Repairer::default().rewrite(path, bytes)?;
            Ok(Put::Replaced)
        }
        Foreign::Folder => {
            let name = printable(&shown(path));
            Err(anyhow!("没有写成：{name} 是文件夹。写明里面的文件名"))
        }
        Foreign::Bytes(_) | Foreign::TooLarge => Ok(Put::Taken),
    }
}
