//! Which folder is at a path, so that one is not mistaken for another that took
//! its place.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::FOLDERS;

/// The folders of a site, by what the system identifies them with. Two are equal
/// only if the very same folders stand at the same paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground([Option<Identity>; 1 + FOLDERS.len()]);

/// What a folder keeps when it is moved, and shares with no other that is there
/// at the same time; the time when it was made distinguishes it from one that is gone.
type Identity = ((u64, u64), Option<SystemTime>);

impl Ground {
    /// Looks at the folders. The root may be a link, as people name it; the
    /// folders in it may not.
    pub fn of(root: &Path) -> Self {
        let mut ground = Self::default();
        ground.0[0] = identity(root, fs::metadata(root));
        for (place, name) in ground.0[1..].iter_mut().zip(FOLDERS) {
            let path = root.join(name);
            *place = identity(&path, fs::symlink_metadata(&path));
        }
        ground
    }

    /// Whether one of [`FOLDERS`] is there.
    pub fn has(&self, folder: &str) -> bool {
        let mut folders = FOLDERS.iter().zip(&self.0[1..]);
        folders.any(|(name, found)| *name == folder && found.is_some())
    }

    /// Whether there is a root at all.
    pub fn has_root(&self) -> bool {
        self.0[0].is_some()
    }
}

fn identity(path: &Path, found: io::Result<Metadata>) -> Option<Identity> {
    let found = found.ok()?;
    Some((number(path, &found), found.created().ok()))
}

#[cfg(unix)]
fn number(_: &Path, found: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

#[cfg(windows)]
fn number(path: &Path, _: &Metadata) -> (u64, u64) {
    use winapi_util::{Handle, file::information};
    let found = Handle::from_path_any(path).and_then(information);
    found.map_or((0, 0), |found| {
        (found.volume_serial_number(), found.file_index())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_folder_in_the_same_place_is_another_ground() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for site in ["a/content", "b/content"] {
            fs::create_dir_all(at(site)).expect("a folder");
        }
        let ground = Ground::of(&at("a"));
        assert_eq!(ground, Ground::of(&at("a")));
        fs::rename(at("a"), at("c")).expect("moved");
        assert!(!Ground::of(&at("a")).has_root());
        assert_eq!(ground, Ground::of(&at("c")));
        fs::rename(at("b"), at("a")).expect("moved");
        assert_ne!(ground, Ground::of(&at("a")));
        let ground = Ground::of(&at("c"));
        fs::rename(at("c/content"), at("c/templates")).expect("moved");
        assert_ne!(ground, Ground::of(&at("c")));
    }

    #[cfg(unix)] // wine keeps no time when a folder was made, and only here links need no rights
    #[test]
    fn files_inside_and_a_link_to_it_leave_the_ground_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("a/content")).expect("a folder");
        std::os::unix::fs::symlink("a", at("link")).expect("a link");
        let ground = Ground::of(&at("a"));
        fs::write(at("a/content/x.md"), "x").expect("a file");
        assert_eq!(ground, Ground::of(&at("a")));
        assert_eq!(ground, Ground::of(&at("link")));
    }
}
