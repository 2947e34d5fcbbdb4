//! Reading files of the disk, and waiting for those that another program holds.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::machine::Patience;
use crate::path::SourcePath;

use super::unread::Unread;

/// How many bytes of a file are in memory that is read piece by piece.
const PIECE: usize = 1 << 16;

/// Reads below the root of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Reader {
    root: PathBuf,
    patience: Arc<Patience>,
}

/// How long is waited for a file is no part of what is read.
impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl Eq for Reader {}

impl Reader {
    /// Of one run, which waits a while for what other programs hold.
    pub(super) fn patient(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            patience: Arc::default(),
        }
    }

    /// Of those who look again by themselves.
    pub(super) fn hasty(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            patience: Arc::new(Patience::none()),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file lies on disk.
    pub(super) fn locate(&self, file: &SourcePath) -> PathBuf {
        self.root.join(file.as_str())
    }

    /// Does something below the root, and does it again for a while as long as
    /// another program is in the way.
    pub(super) fn attempt<T>(&self, act: impl FnMut() -> Result<T, Unread>) -> Result<T, Unread> {
        self.patience.attempt_while(Unread::is_held, act)
    }

    /// The bytes of a file.
    pub(super) fn bytes(&self, file: &SourcePath) -> io::Result<Vec<u8>> {
        let path = self.locate(file);
        self.patience.attempt(|| fs::read(&path))
    }

    /// The bytes of a file up to so many.
    pub(super) fn head(&self, file: &SourcePath, most: u64) -> io::Result<Vec<u8>> {
        let path = self.locate(file);
        self.patience.attempt(|| {
            let mut bytes = Vec::new();
            File::open(&path)?.take(most).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// The bytes of a file, piece by piece.
    pub(super) fn pieces(&self, file: &SourcePath, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let path = self.locate(file);
        let mut file = self.patience.attempt(|| File::open(&path))?;
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(()),
                read => each(&piece[..read]),
            }
        }
    }

    /// A part of a file, from an offset; shorter where the file ends.
    pub(super) fn part(&self, file: &SourcePath, from: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut file = File::open(self.locate(file))?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The bytes of a file that had this size a moment ago: if it still has, one
    /// read shows both its bytes and, by stopping short, its end.
    pub(super) fn whole(&self, file: &SourcePath, size: u64) -> Result<Vec<u8>, Unread> {
        let path = self.locate(file);
        let read = self.patience.attempt(|| {
            let mut file = File::open(&path)?;
            let mut bytes = vec![0; usize::try_from(size).map_or(0, |size| size + 1)];
            let read = file.read(&mut bytes)?;
            bytes.truncate(read);
            if read as u64 != size {
                file.read_to_end(&mut bytes)?;
            }
            Ok(bytes)
        });
        read.map_err(|error| Unread::new(Path::new(file.as_str()), error))
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;

    fn file(name: &str) -> SourcePath {
        SourcePath::new(name).expect("a path")
    }

    /// A folder that another program lets go after three tries.
    #[test]
    fn what_is_held_for_a_moment_is_read() {
        let pauses = Arc::new(Mutex::new(Vec::new()));
        let known = Arc::clone(&pauses);
        let sleep = move |pause: Duration| known.lock().expect("no panic").push(pause);
        let reader = Reader {
            root: PathBuf::new(),
            patience: Arc::new(Patience::sleeping_by(sleep)),
        };
        let mut tries = 0;
        let read = reader.attempt(|| {
            tries += 1;
            match tries {
                ..=3 => Err(Unread::new(Path::new("a"), ErrorKind::ResourceBusy.into())),
                _ => Ok(tries),
            }
        });
        assert_eq!(read.expect("free"), 4);
        assert_eq!(pauses.lock().expect("no panic").len(), 3);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_what_to_do() {
        let held = Unread::new(Path::new("a.md"), ErrorKind::ResourceBusy.into());
        assert_eq!(
            held.to_string(),
            "没有读成：文件正被别的程序打开（a.md）。关闭打开着它的程序后再试一次"
        );
        let reader = Reader::hasty(Path::new("nowhere"));
        let said = reader.whole(&file("a.md"), 3).expect_err("not there");
        assert!(said.to_string().contains("（a.md）"), "{said}");
    }

    #[cfg(windows)]
    #[test]
    fn what_another_program_lets_nobody_read_is_waited_for() {
        use std::os::windows::fs::OpenOptionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "text").expect("a file");
        let hold = || {
            let mut options = fs::OpenOptions::new();
            options.read(true).share_mode(0).open(&path).expect("held")
        };
        let held = Mutex::new(Some(hold()));
        let sleep = move |_: Duration| drop(held.lock().expect("no panic").take());
        let reader = Reader {
            root: folder.path().to_owned(),
            patience: Arc::new(Patience::sleeping_by(sleep)),
        };
        assert_eq!(reader.whole(&file("a.md"), 4).expect("free"), b"text");
        let held = hold();
        for reader in [Reader::hasty(folder.path()), Reader::patient(folder.path())] {
            let said = reader
                .whole(&file("a.md"), 4)
                .expect_err("held")
                .to_string();
            assert!(said.contains("文件正被别的程序打开（a.md）"), "{said}");
            reader.bytes(&file("a.md")).expect_err("held");
            reader.head(&file("a.md"), 9).expect_err("held");
        }
        drop(held);
    }
}
