//! What a path is to a person who points at it: a site, a place for one, or neither.

use std::fs;
use std::path::{Path, PathBuf};

use super::SITE;
use super::walk::is_left_lying;

/// What is at a path, as far as sites go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearby {
    /// A site's folder, or something inside it: the site's folder.
    Site(PathBuf),
    /// A folder that belongs to no site, and the sites that lie directly in it.
    Folder {
        sites: Vec<PathBuf>,
        is_empty: bool,
    },
    /// A file that belongs to no site.
    File,
    Missing,
}

impl Nearby {
    /// Looks at an absolute path.
    pub fn of(path: &Path) -> Self {
        if !path.exists() {
            return Self::Missing;
        }
        if let Some(root) = path.ancestors().find(|folder| is_site(folder)) {
            return Self::Site(root.to_owned());
        }
        if path.is_file() {
            return Self::File;
        }
        let Ok(entries) = fs::read_dir(path) else {
            // Nobody can tell what is in it, so nothing shall be put there.
            return Self::Folder {
                sites: Vec::new(),
                is_empty: false,
            };
        };
        let entries = entries.filter_map(Result::ok).map(|entry| entry.path());
        let mut sites: Vec<PathBuf> = entries.filter(|entry| !is_left_lying(entry)).collect();
        let is_empty = sites.is_empty();
        sites.retain(|folder| is_site(folder));
        sites.sort();
        Self::Folder { sites, is_empty }
    }
}

fn is_site(folder: &Path) -> bool {
    folder.join(SITE).is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_found_from_anything_inside_and_from_the_folder_above() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("乙/content/reports")).expect("made");
        fs::create_dir_all(at("甲")).expect("made");
        fs::create_dir_all(at("丙")).expect("made");
        fs::write(at("乙/site.toml"), "").expect("written");
        fs::write(at("甲/site.toml"), "").expect("written");
        fs::write(at("丁.docx"), "").expect("written");
        for inside in ["乙", "乙/site.toml", "乙/content/reports"] {
            assert_eq!(Nearby::of(&at(inside)), Nearby::Site(at("乙")), "{inside}");
        }
        let mut sites = vec![at("甲"), at("乙")];
        sites.sort();
        let is_empty = false;
        assert_eq!(
            Nearby::of(folder.path()),
            Nearby::Folder { sites, is_empty }
        );
        assert_eq!(Nearby::of(&at("丁.docx")), Nearby::File);
        assert_eq!(Nearby::of(&at("没有")), Nearby::Missing);
        let empty = |is_empty| Nearby::Folder {
            sites: Vec::new(),
            is_empty,
        };
        assert_eq!(Nearby::of(&at("丙")), empty(true));
        fs::write(at("丙/Thumbs.db"), "").expect("written");
        assert_eq!(Nearby::of(&at("丙")), empty(true));
        fs::write(at("丙/a.txt"), "").expect("written");
        assert_eq!(Nearby::of(&at("丙")), empty(false));
    }
}
