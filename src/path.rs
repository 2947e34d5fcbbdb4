//! Paths that cannot climb out: where a source lies, where an output goes.
//!
//! Both kinds are relative, use `/`, and hold no `.`, `..`, empty or absolute
//! part, so that joining one to a folder always stays inside that folder.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand unescaped in one segment of a link (RFC 3986, unreserved).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The names Windows keeps for devices, with any extension.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A file of the site's sources, relative to the site's root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(String);

/// A file of the published site, relative to the output folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl SourcePath {
    /// Takes a relative path with `/`; `None` when it could leave the root.
    pub fn new(path: &str) -> Option<Self> {
        stays_inside(path).then(|| Self(path.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OutPath {
    /// Takes a relative path with `/`; `None` when it could leave the output
    /// folder, or when Windows could not hold a file of that name.
    pub fn new(path: &str) -> Option<Self> {
        let safe = stays_inside(path) && path.split('/').all(portable);
        safe.then(|| Self(path.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative link from this page to `target`, which always names the
    /// file, so that it works in any sub-path and from `file://`.
    pub fn href(&self, target: &OutPath) -> String {
        let here: Vec<&str> = self.folders().collect();
        let there: Vec<&str> = target.folders().collect();
        let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
        let mut href = "../".repeat(here.len() - shared);
        for folder in &there[shared..] {
            href.extend(utf8_percent_encode(folder, SEGMENT));
            href.push('/');
        }
        href.extend(utf8_percent_encode(target.name(), SEGMENT));
        href
    }

    /// The path as it stands in an absolute address.
    pub fn url_path(&self) -> String {
        let segments: Vec<String> = self
            .0
            .split('/')
            .map(|part| utf8_percent_encode(part, SEGMENT).to_string())
            .collect();
        segments.join("/")
    }

    /// Two paths with the same folded form are one file on Windows and macOS.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    fn folders(&self) -> impl Iterator<Item = &str> {
        let parts = self.0.matches('/').count();
        self.0.split('/').take(parts)
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
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn stays_inside(path: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    path.split('/').all(plain) && !path.contains(['\\', '\0'])
}

fn portable(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part);
    // Every name of a device is this short, and few others are.
    let short = matches!(stem.len(), 3 | 4).then(|| stem.to_ascii_lowercase());
    let device = RESERVED.iter().any(|name| {
        let tail = short.as_deref().and_then(|stem| stem.strip_prefix(name));
        let numbered = matches!(*name, "com" | "lpt");
        tail.is_some_and(|tail| {
            if numbered {
                tail.len() == 1 && tail.as_bytes()[0].is_ascii_digit()
            } else {
                tail.is_empty()
            }
        })
    });
    let forbidden =
        |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*');
    !device && !part.contains(forbidden) && !part.ends_with(['.', ' '])
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
        for path in ["con", "a/NUL.txt", "com1.html", "a:b", "a?", "a.", "b "] {
            assert_eq!(OutPath::new(path), None, "{path:?}");
        }
        for path in ["content", "com.html", "lpt10", "年报.docx"] {
            assert!(OutPath::new(path).is_some(), "{path:?}");
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
    }
}
