//! Which folder is at a path, so that one is not mistaken for another that took
//! its place.

use std::fs::{self, Metadata};
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
        ground.0[0] = fs::metadata(root).ok().map(identity);
        for (place, name) in ground.0[1..].iter_mut().zip(FOLDERS) {
            *place = fs::symlink_metadata(root.join(name)).ok().map(identity);
        }
        ground
    }

    /// Whether there is a root at all.
    pub fn has_root(&self) -> bool {
        self.0[0].is_some()
    }
}

fn identity(found: Metadata) -> Identity {
    (number(&found), found.created().ok())
}

#[cfg(unix)]
fn number(found: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

/// Windows lets no folder be replaced that somebody watches.
#[cfg(not(unix))]
fn number(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn another_folder_in_the_same_place_is_another_ground() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for site in ["a/content", "b/content"] {
            fs::create_dir_all(at(site)).expect("a folder");
        }
        std::os::unix::fs::symlink("a", at("link")).expect("a link");
        let ground = Ground::of(&at("a"));
        fs::write(at("a/content/x.md"), "x").expect("a file");
        assert_eq!(ground, Ground::of(&at("a")));
        assert_eq!(ground, Ground::of(&at("link")));
        fs::rename(at("a"), at("c")).expect("moved");
        assert!(!Ground::of(&at("a")).has_root());
        assert_eq!(ground, Ground::of(&at("c")));
        fs::rename(at("b"), at("a")).expect("moved");
        assert_ne!(ground, Ground::of(&at("a")));
        assert_ne!(ground, Ground::of(&at("link")));
        let ground = Ground::of(&at("c"));
        fs::rename(at("c/content"), at("c/templates")).expect("moved");
        assert_ne!(ground, Ground::of(&at("c")));
    }
}
