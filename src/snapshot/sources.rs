//! The bytes of a listing's files.

use std::collections::BTreeMap;
use std::io;
use std::time::UNIX_EPOCH;

use anyhow::Result;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::SourcePath;

use super::Stamp;
use super::reader::Reader;

/// The largest file that is read into memory, in bytes; others are refused
/// unread, so that a stray video cannot stall a build.
const READ_LIMIT: u64 = 2 << 20;

/// How the path of the file ends that lists which versions of a report were published.
const RECORD: &str = "/published.yaml";

/// How many bytes a hash takes of a file beside its name and its bytes: two
/// lengths, and whether it is held.
const NUMBERS: usize = 2 * size_of::<u64>() + 1;

/// One file of the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Its bytes: data, text and templates.
    Held(Vec<u8>),
    /// Its size in bytes: attachments and static files.
    Listed(u64),
    /// An attachment whose words can be looked at, or a picture: opened only if they
    /// are, or if a page shows it.
    Legible(Stamp),
}

/// The files of one listing: data and text in memory; attachments and static
/// files, which may be large, only listed and later copied by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: BTreeMap<SourcePath, Source>,
    /// Of no use for files that exist only in memory.
    reader: Reader,
}

impl Stamp {
    /// When the file was changed, in nanoseconds since 1970.
    pub fn ticks(&self) -> Option<u64> {
        let since = self.modified?.duration_since(UNIX_EPOCH).ok()?;
        u64::try_from(since.as_nanos()).ok()
    }
}

impl Source {
    /// Bytes.
    pub fn size(&self) -> u64 {
        match self {
            Self::Held(bytes) => bytes.len() as u64,
            Self::Listed(size) => *size,
            Self::Legible(stamp) => stamp.size,
        }
    }
}

impl Sources {
    /// Files that exist only in memory.
    pub fn of(files: impl IntoIterator<Item = (SourcePath, Source)>) -> Self {
        Self {
            files: files.into_iter().collect(),
            reader: Reader::default(),
        }
    }

    /// Reads listed files.
    pub(super) fn read<'f>(
        reader: &Reader,
        files: impl Iterator<Item = (&'f SourcePath, Stamp)>,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<Self> {
        let mut sources = BTreeMap::new();
        let files: Vec<(&SourcePath, Stamp)> = files.collect();
        let is_record = |file: &SourcePath| {
            file.as_str()
                .strip_suffix(RECORD)
                .map(|folder| format!("{folder}/"))
        };
        let recorded = files.iter().filter_map(|(file, _)| is_record(file));
        let recorded: Vec<String> = recorded.collect();
        for (file, stamp) in files {
            let size = stamp.size;
            // What belongs to a report that was published is compared with what was kept.
            let is_compared =
                || (recorded.iter()).any(|folder| file.as_str().starts_with(folder.as_str()));
            let is_opened = || is_legible(file) || is_picture(file) || is_compared();
            if is_attachment(file) && is_opened() {
                sources.insert(file.clone(), Source::Legible(stamp));
            } else if is_listed(file) {
                sources.insert(file.clone(), Source::Listed(size));
            } else if size > READ_LIMIT {
                let message = format!("文件有 {} MB，太大了，没有读", size >> 20);
                let help = "正文和数据文件最大 2 MB；附件要放在 files 文件夹里";
                faults.push(Diagnostic::error(&codes::FILE, Place::file(file), message).help(help));
            } else {
                let bytes = reader.whole(file, size)?;
                sources.insert(file.clone(), Source::Held(bytes));
            }
        }
        Ok(Self {
            files: sources,
            reader: reader.clone(),
        })
    }

    /// Every file in the order of its path.
    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &Source)> {
        self.files.iter()
    }

    /// The bytes of a file that is held.
    pub fn bytes(&self, file: &SourcePath) -> Option<&[u8]> {
        match self.files.get(file)? {
            Source::Held(bytes) => Some(bytes),
            Source::Listed(_) | Source::Legible(_) => None,
        }
    }

    /// The stamp of an attachment whose words can be looked at.
    pub fn legible(&self, file: &SourcePath) -> Option<Stamp> {
        match self.files.get(file)? {
            Source::Legible(stamp) if is_legible(file) => Some(*stamp),
            // In a site that exists only in memory.
            Source::Held(bytes) if is_attachment(file) && is_legible(file) => Some(Stamp {
                size: bytes.len() as u64,
                modified: None,
            }),
            Source::Held(_) | Source::Listed(_) | Source::Legible(_) => None,
        }
    }

    /// Whether there is an attachment whose words can be looked at.
    pub fn any_legible(&self) -> bool {
        let mut all = self.files.iter();
        all.any(|(file, source)| matches!(source, Source::Legible(_)) && is_legible(file))
    }

    /// The bytes of an attachment whose words can be looked at, or of a picture, as
    /// they are now, up to so many and one more.
    pub fn attachment(&self, file: &SourcePath, most: u64) -> io::Result<Vec<u8>> {
        match self.files.get(file) {
            Some(Source::Held(bytes)) => Ok(bytes.clone()),
            Some(Source::Legible(_)) => self.reader.head(file, most + 1),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The hash of an attachment of a report that was published, in pieces, whatever its
    /// size. Fails if it is none or the disk refuses.
    pub fn sum(&self, file: &SourcePath) -> io::Result<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        match self.files.get(file) {
            Some(Source::Held(bytes)) => hasher.update(bytes),
            Some(Source::Legible(_)) => {
                self.reader.pieces(file, &mut |piece| {
                    hasher.update(piece);
                })?;
                &mut hasher
            }
            Some(Source::Listed(_)) | None => return Err(io::ErrorKind::NotFound.into()),
        };
        Ok(hasher.finalize())
    }

    /// Adds all that is known of the files to a hash: names, bytes, sizes. In
    /// one piece, because BLAKE3 is several times faster over many kilobytes
    /// than over one small file after the other.
    pub fn add_to(&self, hasher: &mut blake3::Hasher) {
        let length = |(file, source): (&SourcePath, &Source)| match source {
            Source::Held(bytes) => file.as_str().len() + bytes.len() + NUMBERS,
            Source::Listed(_) | Source::Legible(_) => file.as_str().len() + NUMBERS,
        };
        let mut all = Vec::with_capacity(self.files.iter().map(length).sum());
        for (file, source) in &self.files {
            let (held, bytes): (u8, &[u8]) = match source {
                Source::Held(bytes) => (1, bytes),
                Source::Listed(_) | Source::Legible(_) => (0, &[]),
            };
            let name = file.as_str().as_bytes();
            // Lengths first, so that no two listings run together to the same.
            all.extend_from_slice(&(name.len() as u64).to_le_bytes());
            all.extend_from_slice(name);
            all.push(held);
            all.extend_from_slice(&source.size().to_le_bytes());
            all.extend_from_slice(bytes);
        }
        hasher.update(&all);
    }

    /// Adds when the attachments were changed whose words can be looked at, and the
    /// pictures: no page shows it, but what is found in them may depend on it.
    pub fn add_times_to(&self, hasher: &mut blake3::Hasher) {
        for source in self.files.values() {
            if let Source::Legible(stamp) = source {
                hasher.update(&stamp.ticks().unwrap_or_default().to_le_bytes());
            }
        }
    }

    /// The size of a file in bytes; 0 for a file that is not there.
    pub fn size(&self, file: &SourcePath) -> u64 {
        self.files.get(file).map_or(0, Source::size)
    }
}

/// Attachments and static files are copied, not read into memory.
fn is_listed(file: &SourcePath) -> bool {
    file.as_str().starts_with("static/") || is_attachment(file)
}

/// Whether the name of a file says that it holds words that can be looked at.
fn is_legible(file: &SourcePath) -> bool {
    const ENDINGS: [&str; 8] = ["csv", "tsv", "txt", "md", "xlsx", "xlsm", "docx", "docm"];
    ends_in(file, &ENDINGS)
}

/// Whether the name of a file says that it is a picture whose size can be read.
fn is_picture(file: &SourcePath) -> bool {
    const ENDINGS: [&str; 8] = ["png", "jpg", "jpeg", "jfif", "gif", "webp", "bmp", "svg"];
    ends_in(file, &ENDINGS)
}

fn ends_in(file: &SourcePath, endings: &[&str]) -> bool {
    let ending = file.as_str().rsplit_once('.');
    ending.is_some_and(|(_, ending)| endings.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

fn is_attachment(file: &SourcePath) -> bool {
    let Some(inside) = file.as_str().strip_prefix("content/") else {
        return false;
    };
    // A unit may well be called `files`.
    let unit = inside
        .strip_prefix("units/")
        .and_then(|unit| unit.split_once('/'));
    let inside = unit.map_or(inside, |(_, inside)| inside);
    inside.starts_with("files/") || inside.contains("/files/")
}
