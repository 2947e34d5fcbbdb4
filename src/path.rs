//! Paths that cannot climb out: where a source lies, where an output goes.
//!
//! Both kinds are relative, use `/`, and hold no `.`, `..`, empty or absolute
//! part, so that joining one to a folder always stays inside that folder.

mod host;

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

pub use host::{host, is_private, origin};
/// A text as a value in the query of an address: all but letters, digits and a few marks
/// is escaped.
pub fn query_value(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// What may stand unescaped in one segment of a link (RFC 3986, unreserved).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same for several segments, with the slashes between them.
const SEGMENTS: &AsciiSet = &SEGMENT.remove(b'/');

/// The names Windows keeps for devices, with any extension; and those that it
/// keeps with a digit.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// A file of the site's sources, relative to the site's root. A copy shares its text, for
/// many outputs of a site are made for one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct SourcePath(Arc<str>);

/// A file of the published site, relative to the output folder. A copy shares its text, for
/// the plan, the records and the publisher name the same files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct OutPath(Arc<str>);

impl SourcePath {
    /// Takes a relative path with `/`; `None` when it could leave the root.
    pub fn new(path: &str) -> Option<Self> {
        stays_inside(path).then(|| Self(path.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OutPath {
    /// Takes a relative path with `/`; `None` when it could leave the output
    /// folder, or when Windows could not hold a file of that name.
    pub fn new(path: &str) -> Option<Self> {
        (stays_inside(path) && portable(path)).then(|| Self(path.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative link from this page to `target`, which always names the
    /// file, so that it works in any sub-path and from `file://`.
    pub fn href(&self, target: &OutPath) -> String {
        let shared = shared_folders(&self.0, &target.0);
        let up = self.0[shared..].matches('/').count();
        let down = utf8_percent_encode(&target.0[shared..], SEGMENTS);
        std::iter::repeat_n("../", up).chain(down).collect()
    }

    /// What leads from this page to the root of the site; it ends in `/`, so that a
    /// path can follow it.
    pub fn root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            up => "../".repeat(up),
        }
    }

    /// The path as it stands in an absolute address.
    pub fn url_path(&self) -> String {
        utf8_percent_encode(&self.0, SEGMENTS).to_string()
    }

    /// The same place under names of ASCII letters: a part that has others is named by the
    /// hash of its name, with its ending.
    pub fn in_ascii(&self) -> OutPath {
        let parts = self.0.split('/').map(|part| match part.is_ascii() {
            true => part.to_owned(),
            false => named_by_hash(part),
        });
        Self(parts.collect::<Vec<_>>().join("/").into())
    }

    /// The address of the file where the site will stand, which ends in `/`; a folder's
    /// own page is known by the folder.
    pub fn absolute(&self, base: &str) -> String {
        let path = self.url_path();
        let path = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &path,
        };
        format!("{base}{path}")
    }

    /// Two paths with the same folded form are one file on Windows and macOS.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

/// A name of ASCII letters for a file or folder; equal names have equal ones.
fn named_by_hash(name: &str) -> String {
    let hash = blake3::hash(name.as_bytes()).to_hex();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    match ending.filter(|ending| ending.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        Some(ending) => format!("f-{}.{ending}", &hash[..8]),
        None => format!("f-{}", &hash[..8]),
    }
}

impl TryFrom<String> for SourcePath {
    type Error = Climbs;

    fn try_from(path: String) -> Result<Self, Climbs> {
        Self::new(&path).ok_or(Climbs)
    }
}

impl TryFrom<String> for OutPath {
    type Error = Climbs;

    fn try_from(path: String) -> Result<Self, Climbs> {
        Self::new(&path).ok_or(Climbs)
    }
}

/// Why a text is no path: it could leave its root, or Windows could not hold it.
#[derive(Debug)]
pub struct Climbs;

impl fmt::Display for Climbs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a path inside its root")
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of the hosted unit that a source belongs to, or a folder of it; `None` for
/// those of the owner and of the site.
pub fn unit_of(file: &str) -> Option<&str> {
    let below = file.strip_prefix("content/units/")?;
    Some(below.split_once('/').map_or(below, |(id, _)| id))
}

/// The year of the report that a source belongs to.
pub fn year_of(file: &str) -> Option<u16> {
    let inside = match unit_of(file) {
        Some(id) => file.strip_prefix("content/units/")?.strip_prefix(id)?,
        None => file.strip_prefix("content")?,
    };
    let (year, _) = inside.strip_prefix("/reports/")?.split_once('/')?;
    year.parse().ok()
}

/// A declared id (of a unit, a folder in an address): `a-z`, `0-9`, `-`, `_`.
/// Ids are never derived from names, so an address never changes by itself.
/// The names that Windows keeps for devices are none.
pub fn is_id(text: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    !text.is_empty() && text.len() <= 64 && text.bytes().all(allowed) && portable(text)
}

/// Whether a link is an address of its own: `https:`, `mailto:` and the like.
pub fn has_scheme(link: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    link.split_once(':')
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.bytes().all(part))
}

/// The path that a relative link means in the folder of `file`; `None` when
/// it climbs out of the root.
pub fn resolve(file: &str, relative: &str) -> Option<String> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path = String::with_capacity(folder.len() + 1 + relative.len());
    path.push_str(folder);
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            _ => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    Some(path)
}

/// How many bytes of the folders of two paths are the same.
fn shared_folders(one: &str, other: &str) -> usize {
    let pairs = one.bytes().zip(other.bytes()).enumerate();
    let same = pairs.take_while(|(_, (one, other))| one == other);
    let ends = same.filter(|(_, (byte, _))| is_slash(byte));
    ends.last().map_or(0, |(at, _)| at + 1)
}

fn is_slash(byte: &u8) -> bool {
    *byte == b'/'
}

fn stays_inside(path: &str) -> bool {
    let bytes = path.as_bytes();
    let plain = |part: &[u8]| !matches!(part, b"" | b"." | b"..");
    bytes.split(is_slash).all(plain) && !bytes.iter().any(|byte| matches!(byte, b'\\' | b'\0'))
}

/// Whether Windows could hold a file of that path.
fn portable(path: &str) -> bool {
    unportable(path).is_none()
}

/// A name, of a file or a folder, that Windows cannot hold, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unportable<'p> {
    pub name: &'p str,
    pub why: Why,
}

/// Why Windows cannot hold a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It means a device.
    Device,
    /// It ends in a dot or a space, which Windows takes away.
    Ending,
    /// It has this character.
    Forbidden(char),
}

/// The first name in a path that Windows cannot hold.
pub fn unportable(path: &str) -> Option<Unportable<'_>> {
    path.split('/').find_map(|name| {
        let why = why_not(name)?;
        Some(Unportable { name, why })
    })
}

impl Unportable<'_> {
    /// What to call it instead, with the same ending.
    pub fn instead(&self) -> String {
        match self.why {
            Why::Device => match self.name.split_once('.') {
                Some((stem, ending)) => format!("{}-1.{ending}", stem.trim_end()),
                None => format!("{}-1", self.name),
            },
            Why::Ending => self.name.trim_end_matches(['.', ' ']).to_owned(),
            Why::Forbidden(_) => self.name.replace(is_forbidden, "-"),
        }
    }
}

fn why_not(name: &str) -> Option<Why> {
    if name.ends_with(['.', ' ']) {
        return Some(Why::Ending);
    }
    let stem = name.split('.').next().unwrap_or(name);
    if is_device(stem.trim_end_matches(' ')) {
        return Some(Why::Device);
    }
    let forbidden = match name.is_ascii() {
        // Most names are, and bytes are looked at faster than characters.
        true if !name.bytes().any(|byte| is_forbidden(byte.into())) => None,
        _ => name.chars().find(|c| is_forbidden(*c)),
    };
    forbidden.map(Why::Forbidden)
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

fn is_device(stem: &str) -> bool {
    let among = |names: &[&str], name: &str| names.iter().any(|one| name.eq_ignore_ascii_case(one));
    // A digit above the line counts as one.
    let numbered = |name: &str| among(&NUMBERED, name);
    let number = stem.strip_suffix(|c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'));
    among(&DEVICES, stem) || number.is_some_and(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(path: &str) -> OutPath {
        OutPath::new(path).expect("a valid path")
    }

    #[test]
    fn climbing_paths_are_refused() {
        for path in [
            "", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\0b",
        ] {
            assert_eq!(SourcePath::new(path), None, "{path:?}");
            assert_eq!(OutPath::new(path), None, "{path:?}");
        }
    }

    #[test]
    fn names_that_windows_cannot_hold_are_refused() {
        for (path, name, instead) in [
            ("con", "con", "con-1"),
            ("a/NUL.txt", "NUL.txt", "NUL-1.txt"),
            ("com1.html", "com1.html", "com1-1.html"),
            ("lpt²", "lpt²", "lpt²-1"),
            ("aux .tar.gz", "aux .tar.gz", "aux-1.tar.gz"),
            ("conout$/x", "conout$", "conout$-1"),
            ("a:b", "a:b", "a-b"),
            ("年报<终稿>/a", "年报<终稿>", "年报-终稿-"),
            ("a?", "a?", "a-"),
            ("a\u{85}b", "a\u{85}b", "a-b"),
            ("a.", "a.", "a"),
            ("b ", "b ", "b"),
        ] {
            assert_eq!(OutPath::new(path), None, "{path:?}");
            let found = unportable(path).expect("not portable");
            assert_eq!((found.name, &*found.instead()), (name, instead));
            assert_eq!(unportable(instead), None);
        }
        for path in ["content", "com.html", "lpt10", "年报.docx"] {
            assert!(OutPath::new(path).is_some(), "{path:?}");
        }
    }

    #[test]
    fn a_source_belongs_to_a_unit_and_to_a_year() {
        for (file, unit, year) in [
            ("content/reports/2022/report.yaml", None, Some(2022)),
            (
                "content/units/a/reports/2022/files/b.pdf",
                Some("a"),
                Some(2022),
            ),
            ("content/units/a/unit.yaml", Some("a"), None),
            ("content/units/a/reports/2022.md", Some("a"), None),
            ("content/news/reports/2022/a.md", None, None),
            ("templates/reports/2022/a.html", None, None),
            ("site.toml", None, None),
        ] {
            assert_eq!((unit_of(file), year_of(file)), (unit, year), "{file}");
        }
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let page = out("reports/2022/index.html");
        assert_eq!(
            page.href(&out("reports/2021/index.html")),
            "../2021/index.html"
        );
        assert_eq!(page.href(&out("index.html")), "../../index.html");
        assert_eq!(
            page.href(&out("reports/2022/files/a b.pdf")),
            "files/a%20b.pdf"
        );
        assert_eq!(out("index.html").href(&out("年.html")), "%E5%B9%B4.html");
        assert_eq!(page.root(), "../../");
        assert_eq!(out("index.html").root(), "./");
    }
}
