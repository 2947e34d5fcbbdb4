//! Which folder may be written into: decided before anything is made.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::fault::{Act, Fault};
use super::folder::{OutputFolder, STATE};
use super::refusal::Refusal;

/// What a folder may hold and still count as empty: what version control, web
/// hosts, desktops and fresh disks put there before the first build.
const IGNORABLE: [&str; 12] = [
    STATE,
    ".git",
    ".gitattributes",
    ".gitignore",
    ".gitkeep",
    ".nojekyll",
    ".well-known",
    "CNAME",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    "lost+found",
];

/// The places that no build may write into.
#[derive(Clone, Debug)]
pub struct Guard {
    /// The site's root. The output may lie inside it, but not be it or hold it.
    pub root: PathBuf,
    /// The folders and files that are read. The output must be clear of them.
    pub sources: Vec<PathBuf>,
}

impl Guard {
    pub(super) fn admit(&self, site: &OutputFolder) -> Result<()> {
        self.check_sources(site.out())?;
        check_contents(site)
    }

    fn check_sources(&self, out: &Path) -> Result<()> {
        let real_out = real(out)?;
        let overlaps = |source: &Path| Refusal::HoldsSources {
            out: out.to_owned(),
            source: source.to_owned(),
        };
        if real(&self.root)?.starts_with(&real_out) {
            return Err(overlaps(&self.root).into());
        }
        for source in &self.sources {
            let real_source = real(source)?;
            if real_source.starts_with(&real_out) || real_out.starts_with(&real_source) {
                return Err(overlaps(source).into());
            }
        }
        Ok(())
    }
}

fn check_contents(site: &OutputFolder) -> Result<()> {
    let out = site.out();
    match fs::metadata(out) {
        Ok(meta) if meta.is_dir() => {}
        Ok(_) => return Err(Refusal::NotAFolder(out.to_owned()).into()),
        Err(error) if error.kind() == ErrorKind::NotFound && !out.is_symlink() => {
            return check_above(out);
        }
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Err(Refusal::NotAFolder(out.to_owned()).into());
        }
        Err(error) => return Err(Fault::at(Act::Read, out)(error).into()),
    }
    if site.state().is_symlink() {
        return Err(Refusal::Link(site.state()).into());
    }
    if site.manifest().is_file() || site.journal().is_file() {
        return Ok(());
    }
    match first_foreign(out).map_err(Fault::at(Act::Read, out))? {
        Some(found) => Err(Refusal::NotOurs {
            out: out.to_owned(),
            found,
        }
        .into()),
        None => Ok(()),
    }
}

/// Whether a folder can be made where there is nothing. Below a file, Windows finds
/// nothing, where other systems say that a file is no folder.
fn check_above(out: &Path) -> Result<()> {
    let above = out.ancestors().skip(1).find(|above| above.exists());
    let on_drive = matches!(out.components().next(), Some(Component::Prefix(_)));
    match above {
        Some(above) if !above.is_dir() => Err(Refusal::NotAFolder(out.to_owned()).into()),
        None if on_drive => Err(Refusal::NoDrive(out.to_owned()).into()),
        Some(_) | None => Ok(()),
    }
}

/// The first name, in the order of names, that makes a folder not empty.
fn first_foreign(out: &Path) -> io::Result<Option<String>> {
    let mut first = None;
    for entry in fs::read_dir(out)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let earlier = first.as_ref().is_none_or(|first| name < *first);
        if earlier && !IGNORABLE.contains(&name.as_str()) {
            first = Some(name);
        }
    }
    Ok(first)
}

/// The path without `..` and links, as far as it exists: of a folder that is
/// still to be made, the parents are resolved and the rest is taken as it is.
fn real(path: &Path) -> Result<PathBuf, Fault> {
    let named = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let absolute = std::path::absolute(named).map_err(Fault::at(Act::Read, path))?;
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            // A drive without its root means that drive's current folder.
            Component::Prefix(_) => real.push(part),
            Component::ParentDir => _ = real.pop(),
            _ => {
                real.push(part);
                real = real.canonicalize().unwrap_or(real);
            }
        }
    }
    Ok(real)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::Publisher;
    use crate::publish::bench::{Bench, NEW, assert_for_a_clerk, refusal, walk};

    #[test]
    fn a_folder_that_could_lose_something_is_refused_and_untouched() {
        let bench = Bench::published();
        let root = bench.root();
        let new = |path: &str| root.join(path);
        fs::write(new("a-file"), "x").expect("a file");
        fs::create_dir_all(new("full/b")).expect("a folder");
        let overlap = |out: PathBuf, source: PathBuf| Refusal::HoldsSources { out, source };
        let cases = [
            (new("a-file"), Refusal::NotAFolder(new("a-file"))),
            (new("a-file/x"), Refusal::NotAFolder(new("a-file/x"))),
            (
                new("full"),
                Refusal::NotOurs {
                    out: new("full"),
                    found: "b".to_owned(),
                },
            ),
            (new("."), overlap(new("."), root.clone())),
            (new(".."), overlap(new(".."), root.clone())),
            (new("content"), overlap(new("content"), new("content"))),
            (
                new("content/new/out"),
                overlap(new("content/new/out"), new("content")),
            ),
            (
                new("none/../content/out"),
                overlap(new("none/../content/out"), new("content")),
            ),
            (
                new("full/../../root"),
                overlap(new("full/../../root"), root.clone()),
            ),
        ];
        assert_refused(&bench, &cases);
        let apart = Guard {
            root: new("full/b"),
            sources: vec![bench.out().join("theme")],
        };
        let error = Publisher::open(&bench.out(), &apart)
            .err()
            .expect("an output with sources in it");
        assert!(matches!(refusal(&error), Refusal::HoldsSources { .. }));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_hides_no_sources() {
        let bench = Bench::published();
        let root = bench.root();
        let new = |path: &str| root.join(path);
        std::os::unix::fs::symlink(new("content"), new("link")).expect("a link");
        let overlap = |out: PathBuf, source: PathBuf| Refusal::HoldsSources { out, source };
        let cases = [
            (new("link/out"), overlap(new("link/out"), new("content"))),
            (new("link/.."), overlap(new("link/.."), root.clone())),
        ];
        assert_refused(&bench, &cases);
    }

    #[cfg(windows)]
    #[test]
    fn a_drive_that_is_not_there_is_named() {
        let bench = Bench::new();
        let drives = ('D'..='Y').map(|letter| PathBuf::from(format!(r"{letter}:\")));
        let missing = drives.into_iter().find(|drive| !drive.exists());
        let Some(out) = missing.map(|drive| drive.join("网站")) else {
            return;
        };
        let cases = [(out.clone(), Refusal::NoDrive(out))];
        assert_refused(&bench, &cases);
    }

    #[track_caller]
    fn assert_refused(bench: &Bench, cases: &[(PathBuf, Refusal)]) {
        let everything = || {
            let mut paths = Vec::new();
            walk(bench.dir.path(), &mut |path| paths.push(path.to_owned()));
            paths.sort();
            paths
        };
        let before = everything();
        for (out, expected) in cases {
            let Err(error) = Publisher::open(out, &bench.guard()) else {
                panic!("{}", out.display())
            };
            assert_eq!(refusal(&error), expected);
            assert_for_a_clerk(&error);
            assert_eq!(everything(), before);
        }
    }

    #[test]
    fn what_hosts_and_desktops_leave_counts_as_empty() {
        let bench = Bench::new();
        bench.put(".git/HEAD", "ref");
        bench.put(".well-known/security.txt", "x");
        bench.put("CNAME", "example.cn");
        bench.build(NEW).expect("a build");
        bench.build(&[]).expect("an empty site");
        let kept: Vec<String> = bench
            .tree()
            .into_keys()
            .filter(|path| !path.starts_with(".gongkai"))
            .collect();
        assert_eq!(
            kept,
            [
                ".git",
                ".git/HEAD",
                ".well-known",
                ".well-known/security.txt",
                "CNAME"
            ]
        );
    }
}
